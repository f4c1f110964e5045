//! The parts of a text around a place: its sentence, its clause, a line's length, the words right beside.

use crate::normalise::is_han;
use crate::source::Span;

/// Characters to either side of a place within which its sentence must end.
pub(in crate::check) const LONGEST: usize = 600;

/// Characters between what is measured and its figure that say nothing.
const FILLER: &str = "为达约近超过了到至的是共有仅只已高逾于报 ";

/// The sentence around a place of a text: between full stops, or line ends, of either language.
pub(in crate::check) fn sentence(text: &str, at: Span) -> Span {
    // A sentence longer than this has no end that anybody would look for.
    let (mut start, mut end) = (at.start, at.end);
    for (i, c) in text[..at.start].char_indices().rev().take(LONGEST) {
        if is_end(text, i, c) {
            break;
        }
        start = i;
    }
    for (i, c) in text[at.end..].char_indices().take(LONGEST) {
        if is_end(text, at.end + i, c) {
            break;
        }
        end = at.end + i + c.len_utf8();
    }
    Span::new(start, end)
}

/// All sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices() {
        if is_end(text, i, c) {
            out.push(Span::new(start, i));
            start = i + c.len_utf8();
        }
    }
    out.push(Span::new(start, text.len()));
    out.retain(|s| !text[s.start..s.end].trim().is_empty());
    out
}

fn is_end(text: &str, i: usize, c: char) -> bool {
    let stop = || i + 1 == text.len() || text[i + 1..].starts_with([' ', '\n']);
    if c == '\n' && is_wrapped(text, i) {
        return false;
    }
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '；') || c == '.' && stop()
}

/// The line ends in the middle of a sentence, which goes on in small letters.
fn is_wrapped(text: &str, i: usize) -> bool {
    let goes_on = text[i + 1..].starts_with(|c: char| c.is_ascii_lowercase());
    goes_on && text[..i].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ',' | '\'' | ')'))
}

/// The clause around a place of a sentence.
pub(super) fn clause(text: &str, at: Span, sentence: Span) -> Span {
    let before = &text[sentence.start..at.start];
    let after = &text[at.end..sentence.end.max(at.end)];
    let figure = |s: &str, i: usize| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(s[..i].chars().next_back()) && digit(s[i + 1..].chars().next())
    };
    let ends = |s: &str, i: usize, c: char| match c {
        ',' | ':' | '：' => !(c.is_ascii() && figure(s, i)),
        _ => matches!(c, '，' | '。' | '；' | ';' | '（' | '）' | '(' | ')' | '“' | '”'),
    };
    let start = before.char_indices().rev().find(|&(i, c)| ends(before, i, c)).map_or(0, |(i, c)| i + c.len_utf8());
    let end = after.char_indices().find(|&(i, c)| ends(after, i, c)).map_or(after.len(), |(i, _)| i);
    Span::new(sentence.start + start, at.end + end)
}

/// The part of a sentence around a place that mostly is about it: more before than behind.
pub(super) fn window(text: &str, at: Span, sentence: Span) -> Span {
    let before = &text[sentence.start..at.start];
    let after = &text[at.end..sentence.end.max(at.end)];
    let (back, on) = (before.chars().rev().take(10).any(is_han), after.chars().take(10).any(is_han));
    let left = before.char_indices().rev().nth(if back { 27 } else { 90 }).map_or(0, |(i, _)| i);
    let right = after.char_indices().nth(if on { 12 } else { 50 }).map_or(after.len(), |(i, _)| i);
    Span::new(sentence.start + left, at.end + right)
}

/// The last few words before a place: they mostly say what a figure measures.
pub(super) fn head(text: &str, at: Span, sentence: Span) -> Span {
    let trimmed = text[sentence.start..at.start].trim_end_matches(|c: char| FILLER.contains(c));
    let from = trimmed.char_indices().rev().nth(reach(trimmed.chars().rev())).map_or(0, |(i, _)| i);
    Span::new(sentence.start + from, sentence.start + trimmed.len())
}

/// The first few words behind a place: they mostly say what is counted.
pub(super) fn tail(text: &str, at: Span, sentence: Span) -> Span {
    let after = &text[at.end..sentence.end.max(at.end)];
    let to = after.char_indices().nth(reach(after.chars())).map_or(after.len(), |(i, _)| i);
    Span::new(at.end, at.end + to)
}

/// Characters that hold about three words.
fn reach(chars: impl Iterator<Item = char>) -> usize {
    if chars.take(8).any(is_han) { 5 } else { 24 }
}

/// The first character behind the mark that ends a clause, within its sentence.
pub(super) fn behind_mark(text: &str, end: usize, sentence: Span) -> usize {
    let rest = text.get(end..sentence.end).unwrap_or_default();
    rest.char_indices().nth(2).map_or(end, |(i, _)| end + i)
}
