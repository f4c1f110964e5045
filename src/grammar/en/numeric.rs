//! Reads dates in figures: `2020-05-05`, `5/5/2020`, `05.05.2020`, `2020-05`, and spans of years `2019-21`.

use super::amounts::{Of, amount};
use super::calendar::{Point, day_of};
use super::keys::{Key, words};
use super::tokens::Tokens;
use crate::grammar::{DateExpr, Fields};
use crate::time::Interval;

/// The numeric date at token `i`.
pub(super) fn numeric(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let alone = !t.glued(i) && behind(t, i + 1) == Some(i + 1);
    if let Some(d) = t.digits(i).filter(|d| d.len() == 8 && alone) {
        // 19460201 yuan is a sum.
        if amount(t, i).is_some_and(|a| a.of != Of::Nothing) {
            return None;
        }
        let field = |from: usize, to: usize| d.get(from..to).and_then(|f| f.parse::<u32>().ok());
        let day = |y: u32| Interval::ymd(y as i32, field(4, 6)?, field(6, 8)?);
        return field(0, 4).filter(|y| (1900..2100).contains(y)).and_then(day).map(|k| (DateExpr::Known(k), i + 1));
    }
    if let Some(found) = spaced(t, i) {
        return Some(found);
    }
    if let Some(found) = years_apart(t, i) {
        return Some(found);
    }
    let separator = t.text(i + 1);
    let tied = |k: usize| t.glued(k) && t.glued(k + 1);
    if !tied(i + 1) || t.digits(i + 2).is_none() || !matches!(separator, "-" | "/" | "." | "\u{2013}" | "~") {
        return None;
    }
    if t.text(i + 3) == separator && tied(i + 3) && t.digits(i + 4).is_some() {
        let date = three(t, i, separator)?;
        return Some((date, behind(t, i + 5)?));
    }
    let end = behind(t, i + 3)?;
    if separator == "." {
        return None;
    }
    let (first, second) = (t.digits(i)?, t.digits(i + 2)?);
    let (a, b) = (t.number(i, 1..=4)?, t.number(i + 2, 1..=4)?);
    let year = |n: u32| (1000..=2100).contains(&n).then(|| Interval::year(n as i32)).flatten();
    let expr = match (first.len(), second.len()) {
        (4, 4) if a < b && separator != "." => through(year(a)?, year(b)?)?,
        // 2019-20 is two years, or a season; 2019-10 is a month.
        (4, 2) if b > a % 100 && b - a % 100 <= 15 && (b > 12 || b == a % 100 + 1) => {
            through(year(a)?, year(a / 100 * 100 + b)?)?
        }
        (4, 2) if a % 100 == 99 && b == 0 => through(year(a)?, year(a + 1)?)?,
        (4, 1 | 2) if matches!(separator, "-" | "/") && year(a).is_some() && !numbered(t, i) => {
            DateExpr::Known(Interval::month(a as i32, b)?)
        }
        (1 | 2, 4) if matches!(separator, "/" | "-") && (1900..=2100).contains(&b) => {
            DateExpr::Known(Interval::month(b as i32, a)?)
        }
        (1 | 2, 1 | 2)
            if separator == "/"
                && (t.follows(i, DATED) || behind_weekday(t, i) || is_end(t, i) || is_lone_day(t, i, a, b)) =>
        {
            let (month, day) = if a > 12 { (b, a) } else { (a, b) };
            if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
                return None;
            }
            DateExpr::Fields(Fields { month: Some(month), day: Some(day), ..Fields::default() })
        }
        _ => return None,
    };
    Some((expr, end))
}

/// `2016 10 16`: year, month and day in as many figures as they have.
fn spaced(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let apart = |k: usize| !t.glued(k) && !t.glued(k + 1);
    let figures = |k: usize| t.number(k, 2..=2).filter(|_| apart(k));
    let free = apart(i) && i.checked_sub(1).is_none_or(|b| t.digits(b).is_none());
    let year = t.number(i, 4..=4).filter(|y| free && (1900..=2100).contains(y))?;
    let (month, day) = (figures(i + 1)?, t.number(i + 2, 2..=2).filter(|_| !t.glued(i + 2))?);
    let day = Interval::ymd(year as i32, month, day).filter(|_| t.digits(i + 3).is_none())?;
    Some((DateExpr::Known(day), behind(t, i + 3)?))
}

/// `2010 to 2015`: two years, unless they count something or tell a change.
fn years_apart(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let tie = t.is_any(i + 1, words!["to", "through", "until"]);
    let modern = |k: usize| t.number(k, 4..=4).filter(|y| (1900..=2100).contains(y) && !t.glued(k));
    let (a, b) = (modern(i).filter(|_| tie)?, modern(i + 2)?);
    let end = behind(t, i + 3)?;
    let change = (i.saturating_sub(2)..i).any(|k| t.word(k).change || t.word(k).before_sign.is_some());
    let years = a < b && !change && !super::years::counts(t, end) && !t.is_any(i.wrapping_sub(1), words!["$", "no"]);
    years.then(|| Some((through(Interval::year(a as i32)?, Interval::year(b as i32)?)?, end)))?
}

/// Words before two figures with a slash that show a day.
const DATED: &[Key] = words!["on", "until", "till", "back", "dated", "due"];

/// `2/15` as the whole of a text: a day, where the second figure is neither a month nor a usual denominator.
fn is_lone_day(t: &Tokens<'_>, i: usize, a: u32, b: u32) -> bool {
    i == 0 && t.len() == 3 && (1..=12).contains(&a) && (13..=31).contains(&b) && !matches!(b, 16 | 20)
}

fn behind_weekday(t: &Tokens<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|b| t.word(b).weekday.is_some())
}

/// One of two days tied to each other: `from 10/1 to 11/7`.
fn is_end(t: &Tokens<'_>, i: usize) -> bool {
    let pair = |k: usize| t.number(k, 1..=2).is_some() && t.is(k + 1, "/") && t.number(k + 2, 1..=2).is_some();
    let tie = |k: usize| t.is_any(k, words!["to", "and", "through", "until"]);
    let first = t.follows(i, words!["from", "between"]) && tie(i + 3) && pair(i + 4);
    let second = i >= 5 && tie(i - 1) && pair(i - 4) && t.follows(i - 4, words!["from", "between"]);
    first || second
}

/// True behind an abbreviation in capitals, where figures are a number of it: `ASU 2014-09`.
fn numbered(t: &Tokens<'_>, i: usize) -> bool {
    i.checked_sub(1)
        .is_some_and(|b| t.is_unknown(b) && t.text(b).len() > 1 && t.text(b).bytes().all(|c| c.is_ascii_uppercase()))
}

fn through(a: Interval, b: Interval) -> Option<DateExpr> {
    a.through(b)?;
    Some(DateExpr::Range(Box::new(DateExpr::Known(a)), Box::new(DateExpr::Known(b))))
}

/// The token behind a date that ends before token `next`, its time of day included; `None` where figures go on.
fn behind(t: &Tokens<'_>, next: usize) -> Option<usize> {
    if !t.glued(next) {
        return Some(next);
    }
    if t.is(next, "T") && t.digits(next + 1).is_some() {
        return Some(t.chunk_end(next));
    }
    let goes_on = t.is_word(next)
        || matches!(t.text(next), "-" | "/" | "." | "," | ":") && t.glued(next + 1) && t.digits(next + 1).is_some();
    (!goes_on && !t.is(next, "%")).then_some(next)
}

fn three(t: &Tokens<'_>, i: usize, separator: &str) -> Option<DateExpr> {
    let len = |k: usize| t.text(k).len();
    let (a, b, c) = (t.number(i, 1..=4)?, t.number(i + 2, 1..=2)?, t.number(i + 4, 1..=4)?);
    let in_calendar = |m: u32, d: u32| (1..=12).contains(&m) && (1..=31).contains(&d);
    if len(i) == 4 {
        return ((1000..=2100).contains(&a) && in_calendar(b, c)).then(|| day_of(a as i32, b, c));
    }
    let year = match len(i + 4) {
        4 if (1000..=2100).contains(&c) => c,
        2 if separator != "." => super::years::full(c) as u32,
        _ => return None,
    };
    // 5/6/2020 may be read either way round; the month comes first in American usage, the day with dots. Where the
    // two readings differ, whoever judges must not rely on one.
    let (month, day) = match separator {
        "." if b <= 12 => (b, a),
        _ if a > 12 => (b, a),
        _ => (a, b),
    };
    (len(i) <= 2 && in_calendar(month, day)).then(|| day_of(year as i32, month, day))
}
