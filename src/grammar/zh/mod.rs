//! The grammar of Chinese: one pass over a sentence, dates before figures.
//!
//! What enters is folded text; what leaves are mentions in order. Places where none can begin are passed over by their
//! character; words that hold a numeral but are no figure (统一, 十分) by the stop list of `vocabulary/zh.yaml`.

mod barred;
mod compose;
mod dates;
mod durations;
mod fractions;
mod lexicon;
mod measures;
mod money;
mod numbers;
mod numerals;
mod relative;
mod scan;

use self::numbers::Reading;
use self::scan::Scan;
use super::{Grammar, Mention, Value};
use crate::source::Span;
use crate::vocabulary::Language;
use std::ops::Range;

/// Reads Chinese.
pub struct Chinese;

impl Grammar for Chinese {
    fn language(&self) -> Language {
        Language::Zh
    }

    fn read(&self, text: &str, range: Range<usize>, out: &mut Vec<Mention>) {
        let Some(sentence) = text.get(range.clone()) else { return };
        let scan = Scan::new(sentence);
        let mut at = 0;
        while let Some(c) = scan.char(at) {
            at = match step(scan, at, c) {
                Reading::Found(value, start, end) if end > at => {
                    let span = Span::new(range.start + start, range.start + end);
                    out.push(Mention { span, value });
                    end
                }
                Reading::Nothing(end) if end > at => end,
                _ => at + c.len_utf8(),
            };
        }
    }
}

/// True where a stop word is the head of a figure: 一点五亿, 十分之三.
fn is_longer_figure(scan: Scan<'_>, at: usize, end: usize) -> bool {
    numerals::read(scan, at).is_some_and(|f| f.end > end || scan.rest(f.end).starts_with("分之"))
}

/// What stands at a place, and how far.
fn step(scan: Scan<'_>, at: usize, c: char) -> Reading {
    let pass = Reading::Nothing(at + c.len_utf8());
    if !c.is_ascii_alphabetic() && !scan.words.triggers.contains(&c) {
        return pass;
    }
    if let Some(end) = scan.word(at, &scan.words.stop)
        && !scan.is_whole(at, end)
        && !is_longer_figure(scan, at, end)
    {
        return Reading::Nothing(end);
    }
    if let Some((expr, start, end)) = compose::read(scan, at) {
        return Reading::Found(Value::Date(expr), start, end);
    }
    if c.is_ascii_alphabetic() {
        let money = scan.words.marks.at(scan.rest(at)).and_then(|_| numbers::read(scan, at));
        return money.unwrap_or(Reading::Nothing(scan.past_latin(at)));
    }
    match numbers::read(scan, at) {
        Some(reading) => reading,
        None if c.is_ascii_digit() => Reading::Nothing(scan.past_latin(at)),
        None => pass,
    }
}
