//! Reads named stretches of the calendar: quarters, halves, fiscal years, decades and centuries.

use super::calendar::{Point, with_year};
use super::keys::words;
use super::relative;
use super::tokens::Tokens;
use super::years;
use crate::grammar::{DateExpr, Fields};
use crate::time::{Interval, Precision};
use chrono::Datelike;

/// The period at token `i`, which is a word or a mark.
pub(super) fn period(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let word = t.word(i);
    let number = word.ordinal.is_some() || word.cardinal.is_some() || word.decade.is_some();
    let named = words!["fiscal", "financial", "fy", "q", "h", "year", "full", "whole", "calendar", "the", "'", "ad"];
    if !number && !t.is_any(i, named) {
        return None;
    }
    fiscal(t, i)
        .or_else(|| quarter(t, i))
        .or_else(|| decade(t, i))
        .or_else(|| century(t, i))
        .or_else(|| years::named(t, i))
        .or_else(|| years::apostrophe(t, i))
        .or_else(|| years::era_first(t, i))
}

/// A quarter or half, by its number, and the token behind it.
fn numbered(t: &Tokens<'_>, i: usize) -> Option<(Fields, usize)> {
    let quarter = |n: u32| (1..=4).contains(&n).then(|| Fields { quarter: Some(n), ..Fields::default() });
    let half = |n: u32| (1..=2).contains(&n).then(|| Fields { half: Some(n), ..Fields::default() });
    // H2O is no half, H1FY23 is one.
    let ends = |next: usize| {
        !(t.glued(next)
            && (t.digits(next).is_some()
                || t.is_word(next) && !t.is(next, "fy")
                || t.is_dash(next) && t.glued(next + 1) && t.digits(next + 1).is_some()))
    };
    // Q3, H1
    if let Some(n) = t.number(i + 1, 1..=1)
        && t.glued(i + 1)
        && ends(i + 2)
    {
        let fields = match t.text(i) {
            "Q" | "q" => quarter(n),
            "H" => half(n),
            _ => None,
        };
        if fields.is_some() {
            return fields.map(|f| (f, i + 2));
        }
    }
    // 3Q, 1H
    if let Some(n) = t.number(i, 1..=1) {
        let fields = match t.text(i + 1) {
            "Q" => quarter(n),
            "H" => half(n),
            _ => None,
        };
        if let Some(f) = fields.filter(|_| t.glued(i + 1)) {
            return Some((f, i + 2));
        }
    }
    // first quarter, second-half, 3rd quarter
    let (n, at) = match (t.word(i).ordinal, t.number(i, 1..=1)) {
        (Some(n), _) => (n, i + 1),
        (_, Some(n)) if t.glued(i + 1) && t.is_any(i + 1, words!["st", "nd", "rd", "th"]) => (n, i + 2),
        _ => return None,
    };
    let at = if t.is(at, "-") && t.glued(at) { at + 1 } else { at };
    if t.is_any(at, words!["quarter", "qtr"]) {
        quarter(n).map(|f| (f, at + 1))
    } else if t.is(at, "half") {
        half(n).map(|f| (f, at + 1))
    } else {
        None
    }
}

/// `Q3 2023`, `third quarter of 2023`, `H1`, `Q3 FY24`, `2018Q4`, `2018 Q4`.
pub(super) fn quarter(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if let Some(year) = t.number(i, 4..=4).filter(|y| (1000..=2100).contains(y)) {
        let at = if t.is_dash(i + 1) && t.glued(i + 1) { i + 2 } else { i + 1 };
        let (fields, next) = numbered(t, at).filter(|_| !t.is(at, "the"))?;
        return Some((known(year as i32, fields)?, next));
    }
    let (fields, next) = numbered(t, i)?;
    // A quarter of a fiscal year that is not named lies where only its owner knows.
    let unnamed = (next..next + 4).take_while(|k| {
        t.is_any(*k, words!["of", "the", "our", "its", "current", "last", "this", "next", "prior", "fiscal"])
    });
    let last = unnamed.last();
    if let Some(k) = last.filter(|k| t.is(*k, "fiscal") && fiscal(t, *k).is_none()) {
        let count = match k.checked_sub(1).and_then(|b| relative::fiscal(t, b)) {
            Some((DateExpr::FiscalRelative { count, .. }, _)) => count,
            _ => 0,
        };
        let end = k + 1 + usize::from(t.is(k + 1, "year"));
        return Some((DateExpr::FiscalRelative { count, half: fields.half, quarter: fields.quarter }, end));
    }
    if i > 0 && t.is(i - 1, "fiscal") {
        return None;
    }
    let comma = usize::from(t.is(next, ","));
    let of = usize::from(t.is_any(next + comma, words!["of", "in"]));
    let the = usize::from(of == 1 && t.is(next + comma + of, "the"));
    if let Some((DateExpr::Fiscal { year, .. }, end)) = fiscal(t, next + comma + of + the) {
        return Some((DateExpr::Fiscal { year, half: fields.half, quarter: fields.quarter }, end));
    }
    // the second half of the 19th century, the first half of the 1990s
    if let Some(half) = fields.half.filter(|_| the == 1)
        && let Some((DateExpr::Known(whole), end)) =
            decade(t, next + comma + of + the).or_else(|| century(t, next + comma + of + the))
    {
        return Some((DateExpr::Known(half_of(whole, half)?), end));
    }
    // 3Q23, Q3'23
    let tied = next + usize::from(t.is_any(next, words!["'", "-"]));
    if t.glued(next)
        && let Some(two) = t.number(tied, 2..=2)
        && t.glued(tied)
    {
        return Some((known(years::full(two), fields)?, tied + 1));
    }
    // the first quarter of the year
    if t.joined(next, 3) == "of the year"
        && !t.is(next + 3, "ended")
        && !t.is(next + 3, "of")
        && t.digits(next + 3).is_none()
    {
        return Some((DateExpr::Fields(fields), next + 3));
    }
    let (expr, end) = with_year(t, fields, next);
    // A half without a year is more often one of a match, unless it stands like a period.
    let bare_half = fields.half.is_some() && end == next && t.word(i).ordinal.is_some();
    let placed = i >= 2 && t.is(i - 1, "the") && t.is_any(i - 2, words!["in", "for", "during"]) && !t.is(next, "of")
        // first-half profits
        || t.is(i + 1, "-") && t.word(next).year_noun;
    (!bare_half || placed).then_some((expr, end))
}

/// The first or the second half of whole years.
fn half_of(whole: Interval, half: u32) -> Option<Interval> {
    let (start, end) = (whole.start?.year(), whole.end?.year());
    let years = u32::try_from(end - start + 1).ok()?;
    let first = start + i32::try_from(years / 2 * (half - 1)).ok()?;
    Interval::months(first, 1, years * 6, Precision::Range)
}

fn known(year: i32, fields: Fields) -> Option<DateExpr> {
    match (fields.quarter, fields.half) {
        (Some(q), _) => Interval::quarter(year, q).map(DateExpr::Known),
        (_, Some(h)) => Interval::half(year, h).map(DateExpr::Known),
        _ => None,
    }
}

/// `fiscal 2023`, `fiscal year 2023`, `FY2023`, `FY24`, `2023 fiscal year`.
fn fiscal(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let whole = |year: i32| DateExpr::Fiscal { year, half: None, quarter: None };
    // fiscal 2019 second quarter
    let inside = |year: i32, next: usize| match numbered(t, next) {
        Some((f, end)) => (DateExpr::Fiscal { year, half: f.half, quarter: f.quarter }, end),
        None => (whole(year), next),
    };
    let hyphen = usize::from(t.is(i + 1, "-") && t.glued(i + 1));
    let named = t.is_any(i + 1 + hyphen, words!["year", "years"]);
    let at = if t.is(i, "fiscal") || t.is(i, "financial") && named {
        if named { i + 2 + hyphen } else { i + 1 }
    } else if t.is(i, "FY") {
        i + 1
    } else {
        return None;
    };
    let at = if t.is(at, "'") { at + 1 } else { at };
    if let Some((year, next)) = years::digits(t, at) {
        // FY2022/23 is named after the year it ends in.
        let tied = t.is_any(next, words!["/", "-"]) && t.glued(next) && t.glued(next + 1);
        return match t.number(next + 1, 2..=2).filter(|_| tied) {
            Some(two) => Some((whole(years::full(two)), next + 2)),
            None => Some(inside(year, next)),
        };
    }
    // fiscal third quarter
    if t.is(i, "fiscal")
        && let Some((f, end)) = numbered(t, at).filter(|_| at == i + 1)
        && years::digits(t, end).is_none()
        && !t.is(end, "of")
    {
        return Some((DateExpr::FiscalRelative { count: 0, half: f.half, quarter: f.quarter }, end));
    }
    let two = t.number(at, 2..=2).filter(|_| t.is(i, "FY") || t.is(at - 1, "'"))?;
    Some(inside(years::full(two), at + 1))
}

/// `2019 fiscal year`.
pub(super) fn year_first(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (year, next) = years::digits(t, i)?;
    // The 2022/23 financial year is named after the year it ends in.
    let tied = t.is_any(next, words!["/", "-", "\u{2013}"]) && t.glued(next) && t.glued(next + 1);
    let (year, next) = match t.number(next + 1, 2..=2).filter(|two| tied && *two as i32 == (year + 1) % 100) {
        Some(_) => (year + 1, next + 2),
        None => (year, next),
    };
    (t.is_any(next, words!["fiscal", "financial"]) && t.is(next + 1, "year"))
        .then_some((DateExpr::Fiscal { year, half: None, quarter: None }, next + 2))
}

/// `2018` of `fiscal 2019, 2018 and 2017`: a year of the list that a fiscal year opens.
pub(super) fn listed(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (year, next) = years::digits(t, i)?;
    let list = (i.saturating_sub(8)..i).rev();
    let mut back = list.skip_while(|k| t.is_any(*k, words![",", "and", "or", "&"]) || years::digits(t, *k).is_some());
    let head = back.next()?;
    let opened = t.is_any(head, words!["fiscal", "FY"])
        || t.is_any(head, words!["year", "years"]) && head > 0 && t.is(head - 1, "fiscal");
    (opened && head + 1 < i).then_some((DateExpr::Fiscal { year, half: None, quarter: None }, next))
}

/// `the 1990s`, `the '90s`, `the nineties`.
pub(super) fn decade(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let plural = |k: usize| {
        if t.glued(k) && t.is(k, "s") {
            Some(k + 1)
        } else if t.is(k, "'") && t.glued(k) && t.glued(k + 1) && t.is(k + 1, "s") {
            Some(k + 2)
        } else {
            None
        }
    };
    if let Some(year) = t.number(i, 4..=4).filter(|y| y % 10 == 0 && (1000..=2100).contains(y)) {
        let next = plural(i + 1)?;
        let interval = if year % 100 == 0 && year < 2000 {
            Interval::months(year as i32, 1, 1200, Precision::Century)
        } else {
            Interval::decade(year as i32)
        };
        return Some((DateExpr::Known(interval?), next));
    }
    let of_two = |two: u32| Interval::decade(if two < 30 { 2000 } else { 1900 } + two as i32).map(DateExpr::Known);
    if t.is(i, "'")
        && let Some(two) = t.number(i + 1, 2..=2).filter(|n| n % 10 == 0)
        && t.glued(i + 1)
        && let Some(next) = plural(i + 2)
    {
        return Some((of_two(two)?, next));
    }
    // the 90s, mid-90s, the 1980s and 90s
    let before = |k: usize| i.checked_sub(k);
    let led = |k: usize| before(k).is_some_and(|b| t.is_any(b, words!["the", "in"]) || t.word(b).part.is_some());
    let joined = before(2).is_some_and(|b| t.is_any(b + 1, words!["and", "or", "to"]) && t.is(b, "s") && t.glued(b));
    // His mid-40s are years of his life.
    let own = words!["his", "her", "their", "my", "our", "your"];
    let lived = (2..=3).any(|k| before(k).is_some_and(|b| t.is_any(b, own)));
    let the = !lived && (led(1) || joined || before(1).is_some_and(|b| t.is(b, "-")) && led(2));
    // nineteen seventies, nineteen-seventies
    let behind = i + 1 + usize::from(t.is(i + 1, "-") && t.glued(i + 1));
    if let (Some(century), Some(two)) = (t.word(i).cardinal.filter(|n| (15..=20).contains(n)), t.word(behind).decade) {
        return Some((DateExpr::Known(Interval::decade(century as i32 * 100 + two)?), behind + 1));
    }
    if let Some(two) = t.number(i, 2..=2).filter(|n| n % 10 == 0)
        && the
        && let Some(next) = plural(i + 1)
    {
        return Some((of_two(two)?, next));
    }
    let two = t.word(i).decade.filter(|_| the)?;
    Some((of_two(two as u32)?, i + 1))
}

/// `the 21st century`, `nineteenth-century`.
pub(super) fn century(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (n, at) = match (t.number(i, 1..=2), t.word(i).ordinal, t.word(i).cardinal) {
        (Some(n), ..) if t.glued(i + 1) && t.is_any(i + 1, words!["st", "nd", "rd", "th"]) => (n, i + 2),
        (_, Some(n), _) => (n, i + 1),
        (_, _, Some(20)) => {
            let at = if t.is(i + 1, "-") { i + 2 } else { i + 1 };
            (20 + t.word(at).ordinal.filter(|n| *n < 10)?, at + 1)
        }
        _ => return None,
    };
    let at = if t.is(at, "-") && t.glued(at) { at + 1 } else { at };
    if !t.is(at, "century") || !(1..=22).contains(&n) {
        return None;
    }
    // The fifth century BC begins with 500 BC, which is the year -499.
    let (back, next) = years::era_mark(t, at + 1).unwrap_or((false, at + 1));
    let first = if back { 1 - n as i32 * 100 } else { (n as i32 - 1) * 100 };
    let interval = Interval::months(first, 1, 1200, Precision::Century)?;
    Some((DateExpr::Known(interval), next))
}
