//! Sentences, clauses and quoted speech of a folded text.
//!
//! A clause ends at a comma, a semicolon, a colon or a dash that does not stand in a number; a sentence at its full
//! stop, but not inside quotation marks.

use crate::normalise::{Folded, is_han};
use crate::source::Span;
use crate::vocabulary::Language;

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "no", "vs", "inc", "corp", "co", "ltd", "jr", "sr", "prof", "gen", "sen", "rep",
    "gov", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx", "est", "u.s",
    "u.k", "e.g", "i.e", "etc", "fig", "vol", "al", "lt", "col", "capt", "mt", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "rs", "pp",
];

/// A sentence with its clauses.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Bytes of the folded text, the full stop included.
    pub(super) span: Span,
    /// Index of its block.
    pub(super) block: usize,
    /// Its clauses, in order; together with their separators they fill the sentence.
    pub(super) clauses: Vec<Span>,
    /// Quoted speech inside it, quotation marks excluded.
    pub(super) quotes: Vec<Span>,
    /// The language of most of its letters.
    pub(super) language: Language,
}

/// A sentence longer than this ends at its next separator, and at twice that anywhere: work within a sentence is not
/// linear in its length, and no writer's sentence is so long.
const LONGEST: usize = 2048;

/// A clause longer than this ends at the next word, for the same reason.
const CLAUSE: usize = 800;

/// Splits every block into sentences.
pub(super) fn sentences(folded: &Folded, language: Language) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (block, (span, _)) in folded.blocks.iter().enumerate() {
        let text = &folded.text[span.start..span.end];
        let quotes = quotes(text, span.start);
        let mut start = span.start;
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let at = span.start + i;
            let end = at + c.len_utf8();
            let length = end - start;
            if length > LONGEST && matches!(c, ',' | ';' | ' ' | '、' | '。') || length > 2 * LONGEST {
                push(&mut out, folded, Span::new(start, end), block, &quotes, language);
                start = end;
                continue;
            }
            if !matches!(c, '.' | '。' | '!' | '?' | '…') {
                continue;
            }
            let next_quote = quotes.partition_point(|q| q.end <= at);
            let quoted = quotes.get(next_quote).is_some_and(|q| q.start <= at);
            if !quoted && ends_sentence(text, i, c) {
                // Marks that close a quotation or a bracket belong to the sentence they end.
                let mut end = end;
                while let Some(&(j, d)) = chars.peek()
                    && (matches!(d, '”' | '’' | '」' | '』' | ')' | '"' | '!' | '?' | '。') || d == c)
                {
                    end = span.start + j + d.len_utf8();
                    chars.next();
                }
                push(&mut out, folded, Span::new(start, end), block, &quotes, language);
                start = end;
            } else if quoted && matches!(c, '。' | '!' | '?' | '.') && ends_quotation(text, i + c.len_utf8()) {
                let mut end = end;
                if let Some((j, d)) = chars.next() {
                    end = span.start + j + d.len_utf8();
                }
                push(&mut out, folded, Span::new(start, end), block, &quotes, language);
                start = end;
            }
        }
        push(&mut out, folded, Span::new(start, span.end), block, &quotes, language);
    }
    out
}

fn push(out: &mut Vec<Sentence>, folded: &Folded, span: Span, block: usize, quotes: &[Span], language: Language) {
    let text = &folded.text[span.start..span.end];
    if text.trim().is_empty() {
        return;
    }
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let han = if text.is_ascii() { 0 } else { text.chars().filter(|c| is_han(*c)).count() };
    let language = match (han, latin) {
        (0, 0) => language,
        // One Chinese character says as much as three letters.
        _ if han * 3 >= latin && han > 0 => Language::Zh,
        _ => Language::En,
    };
    let from = quotes.partition_point(|q| q.end <= span.start);
    let quotes = quotes[from..].iter().copied().take_while(|q| q.start < span.end).collect();
    out.push(Sentence { span, block, clauses: clauses(&folded.text, span), quotes, language });
}

/// True where the mark at `i` ends a sentence.
fn ends_sentence(text: &str, i: usize, c: char) -> bool {
    match c {
        // A name may end in a mark: Yahoo! was founded.
        '!' | '?' => !text[i + 1..].trim_start_matches(['"', '”', ')']).starts_with(" ") || !goes_on(&text[i + 1..]),
        '。' | '…' => true,
        '.' => {
            let after = &text[i + 1..];
            let Some(next) = after.chars().find(|c| !matches!(c, ' ' | '"' | '”' | ')' | '\'')) else { return true };
            if !after.starts_with([' ', '"', '”', ')']) && !is_han(next) {
                return false;
            }
            let word = text[..i].rsplit(|c: char| !(c.is_alphanumeric() || c == '.')).next().unwrap_or("");
            let initial = word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
            let known = ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str());
            !(initial || known || next.is_lowercase())
        }
        _ => false,
    }
}

/// The next word begins with a small letter.
fn goes_on(after: &str) -> bool {
    after.chars().find(|c| !matches!(c, ' ' | '"' | '”' | ')' | '\'')).is_some_and(char::is_lowercase)
}

/// Joins clauses that were cut inside a name: Abbott, Texas.
pub(super) fn join_names(sentence: &mut Sentence, names: impl Iterator<Item = Span>) {
    for name in names {
        let inside = |c: &Span| c.start > name.start && c.start < name.end;
        while let Some(i) = sentence.clauses.iter().position(inside).filter(|i| *i > 0) {
            let tail = sentence.clauses.remove(i);
            sentence.clauses[i - 1].end = tail.end;
        }
    }
}

/// True where the quotation closes here and the sentence does not go on behind it.
fn ends_quotation(text: &str, after: usize) -> bool {
    let mut rest = text[after..].chars();
    if !matches!(rest.next(), Some('”' | '」' | '』' | '"')) {
        return false;
    }
    let next = rest.find(|c| *c != ' ');
    next.is_none_or(|c| is_han(c) && !text[..after].ends_with('.') || c.is_uppercase() || matches!(c, '“' | '"'))
}

/// Spans between quotation marks, marks excluded; a mark without its partner opens nothing.
fn quotes(text: &str, base: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    if text.is_ascii() && !text.contains('"') {
        return out;
    }
    let mut open: Option<(char, usize)> = None;
    for (i, c) in text.char_indices() {
        match (open, c) {
            (None, '“' | '「' | '『' | '"') => open = Some((c, i + c.len_utf8())),
            (Some(('“', start)), '”')
            | (Some(('「', start)), '」')
            | (Some(('『', start)), '』')
            | (Some(('"', start)), '"') => {
                out.push(Span::new(base + start, base + i));
                open = None;
            }
            // A second opening mark: the first was never closed.
            (Some((o, _)), '“' | '「' | '『') if o == c => open = Some((c, i + c.len_utf8())),
            _ => {}
        }
    }
    out
}

/// The clauses of a sentence.
fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let part = &text[sentence.start..sentence.end];
    let bytes = part.as_bytes();
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in part.char_indices() {
        let separates = match c {
            ',' => {
                let digit = |j: Option<usize>| j.and_then(|j| bytes.get(j)).is_some_and(u8::is_ascii_digit);
                // Income leapt even faster, to $38.9 billion: what it leapt to.
                let reached = part[i + 1..].strip_prefix(" to ").is_some_and(|rest| {
                    rest.trim_start_matches(['$', '€', '£', '¥']).starts_with(|c: char| c.is_ascii_digit())
                });
                !(reached || digit(i.checked_sub(1)) && digit(Some(i + 1)) && thousands(bytes, i))
            }
            ';' | '—' => true,
            // A spaced hyphen is a dash: BERGEN, Aug 8 - Halvorsund Wind ….
            '-' | '–' => {
                let spaced = |s: Option<&u8>| s == Some(&b' ');
                spaced(i.checked_sub(1).and_then(|j| bytes.get(j))) && spaced(bytes.get(i + c.len_utf8()))
            }
            // Between digits it tells the time or a score: 12:30, but 年报:2023年.
            ':' => {
                let digit = |j: Option<usize>| j.and_then(|j| bytes.get(j)).is_some_and(u8::is_ascii_digit);
                !(digit(i.checked_sub(1)) && digit(Some(i + 1)))
            }
            _ => false,
        };
        let long = i - start > CLAUSE && (c == ' ' || is_han(c)) || i - start > 2 * CLAUSE;
        if long && !separates {
            out.push(Span::new(sentence.start + start, sentence.start + i));
            start = i;
        } else if separates {
            if start < i {
                out.push(Span::new(sentence.start + start, sentence.start + i));
            }
            start = i + c.len_utf8();
        }
    }
    if start < part.len() {
        out.push(Span::new(sentence.start + start, sentence.end));
    }
    out
}

/// True where the comma at `i` has exactly three digits behind it: 1,234.
fn thousands(bytes: &[u8], i: usize) -> bool {
    bytes[i + 1..].iter().take_while(|b| b.is_ascii_digit()).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Syntax};

    fn split(text: &str) -> Vec<String> {
        let folded = crate::normalise::fold(&Article::parse("x", text.as_bytes(), Syntax::Plain));
        let all = sentences(&folded, Language::En);
        all.iter().map(|s| folded.text[s.span.start..s.span.end].trim().to_owned()).collect()
    }

    #[test]
    fn sentences_end_at_full_stops_only() {
        assert_eq!(
            split("Mr. Li paid $3.5 billion. He left Acme Inc. in May. Then?"),
            ["Mr. Li paid $3.5 billion.", "He left Acme Inc. in May.", "Then?"]
        );
        assert_eq!(split("他说:“好。走吧。”第二天,他走了。完"), ["他说:“好。走吧。”", "第二天,他走了。", "完"]);
        assert_eq!(split("\"We won. Again.\" She smiled."), ["\"We won. Again.\"", "She smiled."]);
    }

    #[test]
    fn commas_in_numbers_separate_nothing() {
        let folded = crate::normalise::fold(&Article::parse("x", b"In 2021, 1,234 cars, or 5,6", Syntax::Plain));
        let all = sentences(&folded, Language::En);
        let parts: Vec<&str> = all[0].clauses.iter().map(|c| folded.text[c.start..c.end].trim()).collect();
        assert_eq!(parts, ["In 2021", "1,234 cars", "or 5", "6"]);
    }
}
