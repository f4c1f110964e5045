//! What the words beside a point say of it: that it is a mark, one of many, a part, a choice, another measure.

use super::words::hash;
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{Language, lists, reckoned};

/// More than an adverb.
pub(super) fn long(text: &str, part: Span) -> bool {
    text[part.start..part.end].chars().count() > 2
}

/// How many digits stand behind the point of each figure of a text.
pub(super) fn decimals(text: &str) -> Vec<u8> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let figures = runs.map(|r| r.trim_matches(['.', ','])).filter(|r| !r.is_empty());
    figures.map(|r| r.rsplit_once('.').map_or(0, |(_, d)| d.len().min(20) as u8)).collect()
}

/// 一幢22层塔楼, a 22-storey building: an article without a name stands before, in English before an attribute.
pub(super) fn is_of_some(text: &str, at: Span) -> bool {
    let (before, attribute) = (&text[..at.start], text[at.end..].starts_with('-'));
    let mut back = before.chars().rev();
    let one = back.next().is_some_and(is_han) && back.next() == Some('一');
    let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    one || attribute && ["a", "an"].iter().any(|a| last.eq_ignore_ascii_case(a))
}

/// 其中70件, including 70: a Chinese word of parts opens the clause, any stands right before.
pub(super) fn is_of_part(text: &str, at: Span, clause: Span) -> bool {
    let words = &reckoned().parts_of;
    let opening = text[clause.start..].trim_start();
    let before = text[..at.start].trim_end();
    let beside = |l: &Language| words.at_end(before, *l).is_some();
    words.at_head(opening, Language::Zh).is_some() || [Language::Zh, Language::En].iter().any(beside)
}

/// What an ordinal counts, by the word right behind it.
pub(super) fn round(text: &str, at: Span) -> Option<u64> {
    let behind = text[at.end..].trim_start();
    let found = |l: Language| Some(hash(behind.get(..lists().rounds.at_head(behind, l)?)?));
    [Language::Zh, Language::En].into_iter().find_map(found)
}

/// The clause that opens a sentence, where another one follows it.
pub(super) fn opening(text: &str, own: Span, sentence: Span) -> Option<Span> {
    let end = text.get(sentence.start..own.start)?.find(['，', ','])?;
    Some(Span::new(sentence.start, sentence.start + end))
}

/// 74 gross (61.3 net) wells: the same by another measure, in brackets behind a figure.
pub(super) fn is_gloss(text: &str, span: Span) -> bool {
    let Some(before) = text[..span.start].trim_end().strip_suffix('(') else { return false };
    before.split_whitespace().rev().take(2).any(|w| w.starts_with(|c: char| c.is_ascii_digit()))
}

/// 3600点关口, the 3,600 mark; 比去年.
pub(super) fn is_mark(text: &str, span: Span) -> bool {
    let behind = text[span.end..].trim_start();
    // 比去年同期: what something is compared with.
    if lists().comparisons.at_end(&text[..span.start], Language::Zh).is_some() {
        return true;
    }
    [Language::Zh, Language::En].into_iter().any(|l| lists().marks.at_head(behind, l).is_some())
}

/// In its second week, of the first album, had his second star: which one is meant, not what place something has. In the 14th minute is when.
pub(super) fn is_choice(text: &str, span: Span) -> bool {
    let before = text[..span.start].trim_end();
    let word = |s: &str| s.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default().to_ascii_lowercase();
    let last = word(before);
    let behind = text[span.end..].trim_start();
    let placed = lists().places_in_order.at_head(behind, Language::En).is_some();
    let leads = word(before[..before.len() - last.len()].trim_end());
    let noun = behind.starts_with(|c: char| c.is_ascii_lowercase());
    let mine = lists().owners.is(&last, Language::En) && !lists().becoming.is(&leads, Language::En);
    let the = lists().determiners.is(&last, Language::En) && lists().prepositions.is(&leads, Language::En);
    let spelt = !text[span.start..span.end].contains(|c: char| c.is_ascii_digit());
    spelt && noun && !placed && (mine || the)
}

/// The Chinese measure word at the end of a figure or right behind it.
pub(super) fn measure(text: &str, span: Span) -> Option<char> {
    let counted = |c: &char| is_han(*c) && !"一二三四五六七八九十百千万亿两几多余来".contains(*c);
    let last = text[span.start..span.end].chars().next_back();
    last.filter(counted).or_else(|| text[span.end..].chars().next().filter(counted))
}
