//! One occasion with two days: 第39届某大会将于7月3日结束 … 本次大会将于7月8日闭幕.
//!
//! The occasion is named with its number or as the one that is spoken of, right before the day, and what happens that
//! day is said right behind it: only openings and closings, of which an occasion has one each.

use super::Told;
use crate::extract::MentionValue;
use crate::normalise::is_han;
use crate::source::Span;
use crate::statement::{Fit, dates};
use crate::time::Interval;
use crate::vocabulary::{Language, Words, lists};

/// Characters of a clause before its day, and behind it.
const BEFORE: usize = 36;
const BEHIND: usize = 12;

/// An occasion on a day.
struct Occasion<'a> {
    at: Span,
    day: Interval,
    /// Its number in a series, as it is written.
    number: Option<&'a str>,
    name: &'a str,
    opens: bool,
}

/// Pairs of days that one occasion opens or closes on.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let found = told.extraction.mentions.iter().filter_map(|m| match m.value {
        MentionValue::Days(Some(day)) if day.start == day.end => occasion(told, m.span, day),
        _ => None,
    });
    let all: Vec<Occasion> = found.take(40).collect();
    let mut out = Vec::new();
    for (i, a) in all.iter().enumerate() {
        let other = |b: &&Occasion| b.opens == a.opens && is_same(a, b) && dates(a.day, b.day) == Fit::Apart;
        out.extend(all[i + 1..].iter().filter(other).map(|b| (a.at, b.at)));
    }
    out
}

/// One name ends or begins with the other, and no two numbers.
fn is_same(a: &Occasion, b: &Occasion) -> bool {
    let numbers = a.number.zip(b.number).is_none_or(|(x, y)| x == y);
    let (long, short) = if a.name.len() >= b.name.len() { (a, b) } else { (b, a) };
    // 本次大会: a name that says nothing itself stands for the one that has a number.
    let whole = short.name.chars().count() >= 4 && long.name.starts_with(short.name);
    let stands = short.number.is_none() && long.number.is_some();
    numbers
        && (long.name == short.name && long.number.is_some() | short.number.is_some()
            || whole
            || stands && long.name.ends_with(short.name))
}

fn occasion<'a>(told: &Told<'a>, at: Span, day: Interval) -> Option<Occasion<'a>> {
    let text: &'a str = told.text;
    let from = text[..at.start].char_indices().rev().nth(BEFORE).map_or(0, |(i, _)| i);
    let before = text[from..at.start].rsplit([',', '，', '。', '；', '\n', '：']).next()?;
    let head = trimmed(before, &lists().leads_to_days);
    let behind: &str = &text[at.end..];
    let to = behind.char_indices().nth(BEHIND).map_or(behind.len(), |(i, _)| i);
    let behind = behind[..to].split([',', '，', '。', '；', '\n']).next()?;
    let holds = |words: &Words| words.in_text(behind, Language::Zh);
    let (opens, closes) = (holds(&lists().openings), holds(&lists().closings));
    let (number, name) = named(head)?;
    let plain = name.chars().count() >= 2 && name.chars().all(|c| is_han(c) || c.is_alphanumeric());
    (opens != closes && plain && head.len() < before.len()).then_some(Occasion { at, day, number, name, opens })
}

/// The text without the words at its end that lead to a day: 将于.
fn trimmed<'t>(text: &'t str, words: &Words) -> &'t str {
    let mut text = text.trim_end();
    while let Some(len) = words.at_end(text, Language::Zh) {
        text = text[..text.len() - len].trim_end();
    }
    text
}

/// 第39届 or 本届, and the name behind it.
fn named(head: &str) -> Option<(Option<&str>, &str)> {
    if let Some(at) = head.rfind('第') {
        let end = at + head[at..].find(['届', '次'])? + '届'.len_utf8();
        return Some((Some(&head[at..end]), head[end..].trim()));
    }
    let found = lists().this_occasion.of(Language::Zh).iter().filter_map(|w| Some(head.rfind(w.as_str())? + w.len()));
    Some((None, head[found.max()?..].trim()))
}
