//! Figures that 分别 or “respectively” hands out: the n-th is told of the n-th thing of the list before.

use super::place::sentence;
use crate::extract::{Extraction, MentionValue};
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{Cue, cues};

/// Bytes between the word and the first or last of its figures.
const REACH: usize = 30;

/// A figure and the thing whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) figure: Span,
    pub(super) item: Span,
    /// The last of the figures, whose unit is that of all: 320, 415 and 280 people.
    pub(super) last: Span,
    /// The clause that hands out, without its list.
    pub(super) rest: Span,
}

/// The figures of a text that are handed out, where there are as many of them as things.
pub(super) fn turns(text: &str, extraction: &Extraction) -> Vec<Turn> {
    let mut figures: Vec<Span> = Vec::new();
    for mention in extraction.mentions.iter().filter(|m| matches!(m.value, MentionValue::Figure(_))) {
        if figures.last().is_none_or(|l| l.end <= mention.span.start) {
            figures.push(mention.span);
        }
    }
    let mut out = Vec::new();
    for (word, _) in cues().iter().filter(|(_, cue)| *cue == Cue::Respectively) {
        for (at, _) in text.match_indices(word.as_str()) {
            let cue = Span::new(at, at + word.len());
            let whole = sentence(text, cue);
            let chinese = word.chars().any(is_han);
            let handed = if chinese { behind(text, &figures, cue, whole) } else { before(text, &figures, cue, whole) };
            let (Some(first), Some(last)) = (handed.first(), handed.last()) else { continue };
            let listed = Span::new(whole.start, if chinese { cue.start } else { first.start });
            let rest = if chinese { Span::new(cue.start, whole.end) } else { Span::new(last.end, whole.end) };
            let items = items(text, listed, handed.len(), chinese);
            out.extend(handed.iter().zip(items).map(|(&figure, item)| Turn { figure, item, last: *last, rest }));
        }
    }
    out
}

/// Figures side by side behind the word.
fn behind(text: &str, figures: &[Span], cue: Span, whole: Span) -> Vec<Span> {
    let from = figures.partition_point(|f| f.start < cue.end);
    let mut out: Vec<Span> = Vec::new();
    for &figure in figures[from..].iter().take_while(|f| f.end <= whole.end) {
        let near = match out.last() {
            Some(last) => is_joint(&text[last.end..figure.start]),
            None => figure.start - cue.end < REACH,
        };
        if !near {
            break;
        }
        out.push(figure);
    }
    out
}

/// Figures side by side before the word.
fn before(text: &str, figures: &[Span], cue: Span, whole: Span) -> Vec<Span> {
    let to = figures.partition_point(|f| f.end <= cue.start);
    let mut out: Vec<Span> = Vec::new();
    for &figure in figures[..to].iter().rev().take_while(|f| f.start >= whole.start) {
        let near = match out.last() {
            Some(next) => is_joint(&text[figure.end..next.start]),
            None => cue.start - figure.end < REACH,
        };
        if !near {
            break;
        }
        out.push(figure);
    }
    out.reverse();
    out
}

/// Nothing but what joins a list.
fn is_joint(between: &str) -> bool {
    matches!(between.trim(), "、" | "，" | "," | "和" | "及" | "与" | "以及" | "and" | ", and" | ",and")
}

/// The things of a list of a known length: in Chinese that of the nearest clause that has one.
fn items(text: &str, part: Span, count: usize, chinese: bool) -> Vec<Span> {
    let clauses = match chinese {
        true => split(text, part, &["，", ",", "；", ";", "：", ":"]),
        false => vec![part],
    };
    let borders: &[&[&str]] =
        if chinese { &[&["、"], &["、", "以及", "和", "及", "与"]] } else { &[&[", and ", " and ", ", "]] };
    let lists = clauses.iter().rev().flat_map(|c| borders.iter().map(|b| split(text, *c, b)));
    let mut items = lists.into_iter().find(|l| l.len() == count && count > 1).unwrap_or_default();
    // What stands before the first and behind the last is told of all.
    let chars = |s: &Span| text[s.start..s.end].chars().count();
    let inner = if items.len() > 2 { 1..items.len() - 1 } else { 0..items.len().min(1) };
    let longest = items[inner.clone()].iter().map(chars).max().unwrap_or(0);
    if let [first, .., last] = items.as_mut_slice() {
        let end = text[last.start..last.end].char_indices().nth(longest).map_or(last.end, |(i, _)| last.start + i);
        last.end = end;
        if inner.start > 0 {
            let tail = text[first.start..first.end].char_indices().rev().take(longest).last();
            first.start = tail.map_or(first.start, |(i, _)| first.start + i);
        }
    }
    items
}

/// The parts of a text between words.
fn split(text: &str, part: Span, words: &[&str]) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut at) = (part.start, part.start);
    while at < part.end {
        let rest = &text[at..part.end];
        match words.iter().find(|w| rest.starts_with(*w)) {
            Some(word) => {
                out.push(Span::new(start, at));
                at += word.len();
                start = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    out.push(Span::new(start, part.end));
    out.retain(|s| !text[s.start..s.end].trim().is_empty());
    out
}
