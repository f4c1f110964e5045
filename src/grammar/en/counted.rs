//! Reads dates that are so many units from another: `three months ago`, `two Thursdays ago`, `in 10 days`.

use super::amounts::compared;
use super::calendar::Point;
use super::fractions::is_sign;
use super::keys::words;
use super::numerals::{Numeral, numeral};
use super::relative::{plain, step};
use super::tokens::Tokens;
use super::words::Clock;
use crate::grammar::{DateExpr, From};
use crate::quantity::Comparator;
use crate::time::TimeUnit;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// True for digits that count no unit of time, as the next token alone shows: it is a month, or a mark that ends the figure.
pub(super) fn is_bare(t: &Tokens<'_>, i: usize) -> bool {
    let next = i + 1;
    if t.digits(i).is_none() || t.digits(next).is_some() {
        return false;
    }
    if t.is_word(next) {
        return t.word(next).month.is_some() && !t.glued(next);
    }
    let goes_on = t.glued(next) && t.glued(next + 1) && t.digits(next + 1).is_some();
    !goes_on && !t.is_dash(next) && !t.text(next).chars().any(is_sign)
}

/// `few` behind an article that stands before `past`: the past few years.
pub(super) fn few(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let (low, high) = t.word(i).vague.filter(|_| t.is_any(i, words!["few", "couple", "several"]))?;
    let next = if t.is(i + 1, "of") { i + 2 } else { i + 1 };
    Some(Numeral::vague(low.into(), high.into(), next))
}

/// A unit of time to count in, and how many calendar units it is.
pub(super) fn span(t: &Tokens<'_>, i: usize) -> Option<(TimeUnit, u32)> {
    match t.word(i).time? {
        Clock::Calendar(unit) => Some((unit, 1)),
        Clock::Fortnight => Some((TimeUnit::Week, 2)),
        Clock::Seconds(_) => None,
    }
}

/// `two Thursdays ago`: the second one back from the document date.
pub(super) fn weekdays_ago(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let n = numeral(t, i, false)?;
    let name = t.text(n.next).strip_suffix('s').filter(|_| t.is_any(n.next + 1, words!["ago", "back"]))?;
    let weekday = t.lexicon.word(super::keys::key(name)).0?.weekday?;
    let nth = n.value().filter(|v| v.fract().is_zero())?.to_i32().filter(|n| (1..=52).contains(n))?;
    let of = DateExpr::Window { from: From::Document, count: -nth, unit: TimeUnit::Week };
    Some((DateExpr::NthWeekday { of: Box::new(of), nth: -nth, weekday }, n.next + 2))
}

/// `three months ago`, `two years later`, `a year earlier`, `in 10 days`, `3 days from now`.
pub(super) fn counted(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (comparator, at) = compared(t, i);
    let ahead = t.is_any(at, words!["in", "within"]);
    let at = if ahead { at + 1 } else { at };
    let (n, next) = match numeral(t, at, false) {
        Some(n) => (Some(n.clone()), n.next),
        None if t.is_any(at, words!["a", "an"]) => (None, at + 1),
        None => return None,
    };
    // the 10 previous weeks, two upcoming months
    if let Some(n) = &n
        && let Some(sign) = step(t, next).or(t.is(next, "past").then_some(-1)).filter(|s| *s != 0)
        && let Some((unit, factor)) = span(t, next + 1)
        && comparator.is_none()
        && !ahead
    {
        let count = n.high.checked_mul(Decimal::from(factor))?.ceil().to_i32()?;
        return Some((DateExpr::Window { from: From::Document, count: count.checked_mul(sign)?, unit }, next + 2));
    }
    let (low, high) = n.map_or((Decimal::ONE, Decimal::ONE), |n| (n.low, n.high));
    let dash = usize::from(t.is(next, "-") && t.glued(next));
    let (mut unit, mut factor) = span(t, next + dash)?;
    let mut tail = next + dash + 1;
    let (mut low, mut high) = (low, high);
    // two weeks and 2 days ago
    if let Some((more, smaller, end)) = span_of(t, tail + 1).filter(|_| t.is_any(tail, words!["and", ","]))
        && let Some(each) = match (unit, smaller) {
            (TimeUnit::Week, TimeUnit::Day) => Some(7),
            (TimeUnit::Year, TimeUnit::Month) => Some(12),
            _ => None,
        }
    {
        let sum = |v: Decimal| v.checked_mul(Decimal::from(each * factor))?.checked_add(Decimal::from(more));
        (low, high, unit, factor, tail) = (sum(low)?, sum(high)?, smaller, 1, end);
    }
    // a year and a half ago
    if t.is(tail, "and") && t.is(tail + 1, "a") && t.is(tail + 2, "half") {
        let more = |v: Decimal| v.checked_add(Decimal::new(5, 1));
        (low, high, tail) = (more(low)?, more(high)?, tail + 3);
    }
    let tail_dash = usize::from(t.is(tail, "-") && t.glued(tail));
    let (from, sign, end) = match t.lower(tail + tail_dash).bytes() {
        b"ago" => (From::Document, -1, tail + tail_dash + 1),
        b"hence" => (From::Document, 1, tail + 1),
        b"from" if t.is_any(tail + 1, words!["now", "today"]) => (From::Document, 1, tail + 2),
        b"in" if t.is(tail + 1, "the") && t.is(tail + 2, "future") => (From::Document, 1, tail + 3),
        b"later" | b"afterwards" => (From::Discourse, 1, tail + 1),
        b"previously" => (From::Discourse, -1, tail + 1),
        b"earlier" | b"before" | b"prior" if t.is(tail, "earlier") || closes(t, tail + 1) => {
            (From::Discourse, -1, tail + 1)
        }
        b"after" if closes(t, tail + 1) => (From::Discourse, 1, tail + 1),
        _ if ahead && t.is(at - 1, "in") && lies_ahead(t, i, tail) => (From::Document, 1, tail),
        _ => return None,
    };
    // `in 10 days` is a date; `for the first time in 10 years`, `within 10 days` are spans.
    if ahead && (end != tail || t.is_any(tail, words!["of", "after", "since"])) {
        return None;
    }
    // Of part of a unit the smaller one is spoken: half a century ago, three and a half years ago.
    (unit, factor) = match unit {
        _ if low.fract().is_zero() => (unit, factor),
        TimeUnit::Year => (TimeUnit::Month, 12),
        TimeUnit::Decade => (TimeUnit::Year, 10),
        TimeUnit::Century => (TimeUnit::Year, 100),
        _ => (unit, factor),
    };
    let count = |v: Decimal| v.checked_mul(Decimal::from(factor))?.round().to_i32()?.checked_mul(sign);
    let (a, b) = (count(low)?, count(high)?);
    let expr = if a == b {
        plain(from, a, unit)
    } else {
        DateExpr::Range(Box::new(plain(from, a.min(b), unit)), Box::new(plain(from, a.max(b), unit)))
    };
    let expr = match (comparator, sign) {
        (Some(Comparator::About | Comparator::Nearly), _) => DateExpr::Around(Box::new(expr)),
        (Some(Comparator::Above | Comparator::AtLeast), -1) | (Some(Comparator::Below | Comparator::AtMost), 1) => {
            DateExpr::Until(Box::new(expr))
        }
        (Some(Comparator::Above | Comparator::AtLeast), _) | (Some(Comparator::Below | Comparator::AtMost), _) => {
            DateExpr::Since(Box::new(expr))
        }
        _ => expr,
    };
    Some((expr, end))
}

/// A whole number of calendar units: how many, the unit and the token behind it.
pub(super) fn span_of(t: &Tokens<'_>, i: usize) -> Option<(i32, TimeUnit, usize)> {
    let (count, next) = match numeral(t, i, false) {
        Some(n) => (n.value().filter(|v| v.fract().is_zero())?, n.next),
        None if t.is_any(i, words!["a", "an", "the"]) => (Decimal::ONE, i + 1),
        None => return None,
    };
    let (unit, factor) = span(t, next)?;
    let count = count.checked_mul(Decimal::from(factor))?.to_i32()?;
    Some((count, unit, next + 1))
}

/// True where a phrase ends, so that `three months before` counts from what was named.
pub(super) fn closes(t: &Tokens<'_>, i: usize) -> bool {
    i >= t.len() || matches!(t.text(i), "." | "," | ";" | ")" | ":" | "\n")
}

/// True where a word shortly before says that the future is spoken of, or nothing else is said at all. The worst, or
/// the first time, in ten years looks back.
pub(super) fn lies_ahead(t: &Tokens<'_>, i: usize, next: usize) -> bool {
    let before = || (i.saturating_sub(8)..i).rev().take_while(|k| !matches!(t.text(*k), "." | ";" | "\n"));
    let ranked = |k: usize| {
        t.text(k).ends_with("est") || t.is_any(k, words!["first", "worst", "time", "times", "record", "only"])
    };
    let looks_back = before().take(5).any(ranked);
    !looks_back && before().any(|k| t.word(k).future) || i == 0 && next >= t.len()
}
