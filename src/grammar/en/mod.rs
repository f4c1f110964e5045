//! The grammar of English: a single pass over tokens that tries dates first, then figures.
//!
//! Words mean what `vocabulary/en.yaml` says. Names made of letters and digits (`A380`, `GPT-3.5`), times of day and
//! addresses are stepped over as a whole.

mod amounts;
mod calendar;
mod compound;
mod dates;
mod lexicon;
mod numbers;
mod numerals;
mod numeric;
mod periods;
mod relative;
mod tokens;
mod years;

use super::{Grammar, Mention, Value};
use crate::source::Span;
use crate::vocabulary::Language;
use std::ops::Range;
use tokens::Tokens;

/// Reads English.
pub struct English;

impl Grammar for English {
    fn language(&self) -> Language {
        Language::En
    }

    fn read(&self, text: &str, range: Range<usize>, out: &mut Vec<Mention>) {
        let t = Tokens::of(text, range);
        let mut i = 0;
        while i < t.len() {
            let dated = || dates::read(&t, i).map(|(expr, next)| (Value::Date(expr), next));
            let found = if t.glued(i) && names(&t, i) || time_of_day(&t, i).is_some() {
                None
            } else {
                dated().or_else(|| numbers::read(&t, i))
            };
            match found {
                Some((value, next)) if next > i => {
                    out.push(Mention { span: Span::new(t.start(i), t.end_before(next)), value });
                    i = next;
                }
                _ => i = skip(&t, i),
            }
        }
    }
}

/// True where token `i` touches letters before it: the rest of a name.
fn names(t: &Tokens<'_>, i: usize) -> bool {
    i > 0 && t.is_word(i - 1) && t.digits(i).is_some()
}

/// The token to go on with where nothing begins at `i`.
fn skip(t: &Tokens<'_>, i: usize) -> usize {
    if let Some(next) = time_of_day(t, i) {
        return next;
    }
    if t.is_any(i, &["http", "https", "www", "ftp"]) && t.glued(i + 1) {
        let mut next = i + 1;
        while t.glued(next) {
            next += 1;
        }
        return next;
    }
    // GPT-3.5, scp-173
    let dashed = t.is_unknown(i) && t.is(i + 1, "-") && t.glued(i + 1) && t.glued(i + 2) && t.digits(i + 2).is_some();
    if dashed || t.digits(i).is_some() || t.is_word(i) && t.glued(i + 1) && t.digits(i + 1).is_some() {
        t.chunk_end(i)
    } else {
        i + 1
    }
}

/// The token behind a time of day that begins at `i`: `10:30`, `3 p.m.`, `16:00 UTC`.
fn time_of_day(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let hour = t.number(i, 1..=2).filter(|h| *h <= 24)?;
    let minutes = |k: usize| {
        t.is_any(k, &[":", "."]) && t.glued(k) && t.glued(k + 1) && t.number(k + 1, 2..=2).is_some_and(|m| m < 60)
    };
    let mut next = i + 1;
    while next < i + 5 && minutes(next) {
        next += 2;
    }
    let clocked = next > i + 1 && t.is(i + 1, ":");
    let half = match t.text(next).to_ascii_lowercase().as_str() {
        "am" | "pm" => next + 1,
        "a" | "p" if t.is(next + 1, ".") && t.glued(next + 1) && t.is(next + 2, "m") => {
            if t.is(next + 3, ".") && t.glued(next + 3) { next + 4 } else { next + 3 }
        }
        "o" if t.is(next + 1, "'") && t.is(next + 2, "clock") => next + 3,
        _ => next,
    };
    if !clocked && half == next || hour > 12 && half > next && !clocked {
        return None;
    }
    let zone = t.is_any(
        half,
        &["UTC", "GMT", "EST", "EDT", "PST", "PDT", "CET", "CST", "BST", "ET", "PT", "CEST", "JST", "IST"],
    );
    Some(if zone { half + 1 } else { half })
}
