//! What looks like a figure or a date and is none: names, versions, telephone numbers, scores, figures of speech.
//!
//! What enters is the text with the mentions and names that were found in it; what leaves are the words with digits that
//! belong to none of them, and the number words that were weighed and passed over, each with its kind of reason. Nothing is
//! skipped in silence: every digit of an article stands in a mention, a name, or one of these.

mod label;
mod models;
mod shape;

use super::clause::Sentence;
use super::scan::{Token, What};
use super::{Loose, Passed};
use crate::grammar::{self, SetWord};
use crate::normalise::Folded;
use crate::source::Span;
use crate::vocabulary::{Language, lists};
use shape::Place;

pub(super) use models::drop_models;

/// The words of an article that were passed over, in the order of the text.
pub(super) fn passed(folded: &Folded, sentences: &[Sentence], tokens: &[Vec<Token>]) -> Vec<Passed> {
    let mut out = Vec::new();
    let (mut taken, mut walls, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for (sentence, list) in sentences.iter().zip(tokens) {
        let text = &folded.text;
        taken.clear();
        taken.extend(list.iter().filter_map(|t| stands_itself(t).then_some(t.span)));
        words.clear();
        set_words(text, sentence, &mut words);
        words.retain(|(span, _)| !taken.iter().any(|t| t.overlaps(*span)));
        walls.clear();
        walls.extend(list.iter().filter(|t| matches!(t.what, What::Mention(_))).map(|t| t.span));
        for list in [&mut taken, &mut walls] {
            list.extend(words.iter().map(|(span, _)| *span));
            list.sort_unstable();
        }
        let from = out.len();
        out.extend(words.iter().map(|(span, reason)| Passed { span: *span, reason: *reason }));
        digits(folded, sentence, &taken, &walls, &mut out);
        out[from..].sort_unstable_by_key(|p| p.span);
        for passed in &mut out[from..] {
            passed.span = folded.origin(passed.span);
        }
    }
    out
}

/// True for what stands in the ledger by itself.
fn stands_itself(token: &Token) -> bool {
    matches!(token.what, What::Mention(_) | What::Entity { .. } | What::Local(_))
}

/// Number words and date words that are something else.
fn set_words(text: &str, sentence: &Sentence, out: &mut Vec<(Span, Loose)>) {
    if sentence.language == Language::Zh {
        let reason = |word| match word {
            SetWord::Name => Loose::Name,
            SetWord::Idiom => Loose::Idiom,
        };
        let range = sentence.span.start..sentence.span.end;
        grammar::of(Language::Zh).set_words(text, range, &mut |span, word| out.push((span, reason(word))));
        return;
    }
    let bytes = text.as_bytes();
    let mut at = sentence.span.start;
    while at < sentence.span.end {
        let len = bytes[at..sentence.span.end].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if len == 0 {
            at += 1;
            continue;
        }
        let rest = &text[at..sentence.span.end];
        if let Some(len) = lists().idioms.at_head(rest, Language::En) {
            out.push((Span::new(at, at + len), Loose::Idiom));
            at += len;
            continue;
        }
        let free = at == sentence.span.start || !bytes[at - 1].is_ascii_alphanumeric();
        if free && lists().other_words.at_head(&rest[..len], Language::En) == Some(len) {
            out.push((Span::new(at, at + len), Loose::OtherWord));
        }
        at += len;
    }
}

/// The words with digits that nothing has taken; they may reach into names, but not beyond a wall.
fn digits(folded: &Folded, sentence: &Sentence, taken: &[Span], walls: &[Span], out: &mut Vec<Passed>) {
    let bytes = folded.text.as_bytes();
    let (mut at, mut next, mut wall) = (sentence.span.start, 0, 0);
    while at < sentence.span.end {
        while taken.get(next).is_some_and(|t| t.end <= at) {
            next += 1;
        }
        if let Some(t) = taken.get(next).filter(|t| t.start <= at) {
            at = t.end.max(at + 1);
            continue;
        }
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        while walls.get(wall).is_some_and(|w| w.end <= at) {
            wall += 1;
        }
        let low = wall.checked_sub(1).map_or(sentence.span.start, |w| walls[w].end);
        let high = walls.get(wall).map_or(sentence.span.end, |w| w.start);
        let span = shape::word(&folded.text, at, Span::new(low.min(at), high.max(at + 1)));
        let place = Place { text: &folded.text, span, sentence: sentence.span, high, language: sentence.language };
        let (reason, span) = label::reason(&place);
        out.push(Passed { span, reason });
        at = span.end.max(at + 1);
    }
}
