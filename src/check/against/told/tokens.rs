//! A sentence in its words and marks, each day of it as one.

use crate::extract::{Extraction, Mention, MentionValue};
use crate::source::Span;
use crate::time::Interval;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sort {
    /// A word in small letters, or a number.
    Word,
    /// A word with a capital.
    Capital,
    /// A day or a period.
    Days(Interval),
    /// `'s`, or `'` behind a plural.
    Of,
    Comma,
    Open,
    Close,
    /// A mark of quotation.
    Quote,
    /// Another mark that parts clauses.
    Mark,
}

/// A word, a mark or a day.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    /// In small letters.
    pub(super) low: String,
    pub(super) sort: Sort,
}

impl Token {
    pub(super) fn is(&self, word: &str) -> bool {
        self.is_word() && self.low == word
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        self.is_word() && words.contains(&self.low.as_str())
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.sort, Sort::Word | Sort::Capital)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.sort == Sort::Capital
    }

    pub(super) fn days(&self) -> Option<Interval> {
        match self.sort {
            Sort::Days(days) => Some(days),
            _ => None,
        }
    }
}

/// The tokens of an English sentence.
pub(super) fn tokens(text: &str, sentence: Span, extraction: &Extraction) -> Vec<Token> {
    // Jan and May are names as well.
    let month = |span: &Span| span.len() < 5 && !text[span.start..span.end].contains(|c: char| c.is_ascii_digit());
    let dates = extraction.mentions_in(sentence).iter().filter_map(dated);
    let mut days = dates.filter(|(span, _)| !month(span)).peekable();
    let mut out: Vec<Token> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        while days.next_if(|(span, _)| span.start < at).is_some() {}
        if let Some((span, interval)) = days.next_if(|(span, _)| span.start == at) {
            out.push(Token { span, low: text[span.start..span.end].to_lowercase(), sort: Sort::Days(interval) });
            at = span.end.max(at + 1);
            continue;
        }
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else { break };
        let next = at + c.len_utf8();
        if c.is_alphanumeric() {
            let limit = days.peek().map_or(sentence.end, |(span, _)| span.start.min(sentence.end));
            let end = word_end(&text[at..limit.max(next)]) + at;
            push_word(&mut out, text, Span::new(at, end));
            at = end;
            continue;
        }
        let sort = match c {
            ',' | '，' => Some(Sort::Comma),
            '(' | '[' | '（' => Some(Sort::Open),
            ')' | ']' | '）' => Some(Sort::Close),
            '"' | '“' | '”' | '`' | '«' | '»' => Some(Sort::Quote),
            ';' | ':' | '–' | '—' | '；' | '：' => Some(Sort::Mark),
            '-' if ["LRB", "LSB", "RRB", "RSB"].iter().any(|b| text[..at].ends_with(b)) => None,
            '-' if text[next..].starts_with([' ', '-']) => Some(Sort::Mark),
            '\'' if text[next..].starts_with('\'') => Some(Sort::Quote),
            '\'' | '’' => genitive(text, at, &out).then_some(Sort::Of),
            _ => None,
        };
        if let Some(sort) = sort {
            out.push(Token { span: Span::new(at, next), low: c.to_string(), sort });
        }
        at = next;
        if sort == Some(Sort::Of) && text[at..].starts_with('s') {
            at += 1;
            if let Some(last) = out.last_mut() {
                last.span.end = at;
            }
        }
    }
    out
}

fn dated(m: &Mention) -> Option<(Span, Interval)> {
    match m.value {
        MentionValue::Days(days) => Some((m.span, days?)),
        _ => None,
    }
}

/// A mark that makes the word before it the owner of the next.
fn genitive(text: &str, at: usize, before: &[Token]) -> bool {
    let joined = before.last().is_some_and(|t| t.is_word() && t.span.end == at);
    let rest = &text[at..].trim_start_matches(['\'', '’']);
    let s = rest.strip_prefix('s').is_some_and(|r| !r.starts_with(char::is_alphanumeric));
    joined && (s || before.last().is_some_and(|t| t.low.ends_with('s')) && !rest.starts_with(char::is_alphanumeric))
}

/// Bytes of the word that a text begins with: letters, digits, hyphens and points inside of it.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().is_some_and(|(_, n)| n.is_alphanumeric());
        let inner = match c {
            '-' | '‐' | '&' => next,
            '.' => next || text[..i].chars().filter(|c| c.is_alphabetic()).count() == 1 || text[..i].contains('.'),
            '\'' | '’' => next && !is_genitive(&text[i + c.len_utf8()..]),
            ',' => next && text[..i].ends_with(|c: char| c.is_ascii_digit()),
            _ => c.is_alphanumeric(),
        };
        if !inner {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

fn is_genitive(rest: &str) -> bool {
    rest.strip_prefix('s').is_some_and(|r| !r.starts_with(char::is_alphanumeric))
}

/// A word; brackets and marks of quotation may be spelt in letters, as in texts that were cut for parsers.
fn push_word(out: &mut Vec<Token>, text: &str, span: Span) {
    let word = &text[span.start..span.end];
    let sort = match word {
        "LRB" | "LSB" => Sort::Open,
        "RRB" | "RSB" => Sort::Close,
        _ if word.starts_with(char::is_uppercase) => Sort::Capital,
        _ => Sort::Word,
    };
    let low = word.to_lowercase().replace('’', "'");
    match low.strip_suffix("n't").filter(|s| !s.is_empty()) {
        Some(verb) => {
            let cut = span.end - (low.len() - verb.len()).min(span.len());
            let cut = if text.is_char_boundary(cut) { cut } else { span.end };
            out.push(Token { span: Span::new(span.start, cut), low: verb.to_owned(), sort });
            out.push(Token { span: Span::new(cut, span.end), low: "not".to_owned(), sort: Sort::Word });
        }
        None => out.push(Token { span, low, sort }),
    }
}
