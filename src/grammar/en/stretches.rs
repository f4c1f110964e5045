//! Reads stretches that are told by their length and an end: `3 days starting Monday`, `three months ended June 30`, weeks by
//! number or by a day of theirs, `two weeks after 5 May`.

use super::calendar::{self, Point};
use super::keys::words;
use super::parts::{parted, this};
use super::tokens::Tokens;
use super::words::Clock;
use crate::grammar::{DateExpr, Fields};
use crate::time::{Interval, Precision, TimeUnit};
use chrono::{Datelike, Weekday};

/// A whole number of calendar units: how many, the unit and the token behind it.
pub(super) type Span = (i32, TimeUnit, usize);

/// `3 days starting next Monday`, `for 10 days from 5 May`: so many days from the first on.
pub(super) fn lasting(t: &Tokens<'_>, i: usize, (count, unit, next): Span) -> Option<Point> {
    let days = match unit {
        TimeUnit::Day => count,
        TimeUnit::Week => count.checked_mul(7)?,
        _ => return None,
    };
    let at = next + usize::from(t.is(next, ","));
    let at = match t.lower(at).bytes() {
        b"starting" | b"beginning" | b"commencing" => at + 1 + usize::from(t.is_any(at + 1, words!["on", "from"])),
        b"from" if t.follows(i, words!["for"]) => at + 1,
        _ => return None,
    };
    let (first, end) = parted(t, at).filter(|(first, _)| is_day(first))?;
    let last = DateExpr::Offset { of: Box::new(first.clone()), count: days.checked_sub(1)?, unit: TimeUnit::Day };
    // `for 10 days from 3 to 8 May` says both ends.
    let goes_on = t.is_any(end, words!["to", "until", "through"]) || t.is_dash(end);
    (!goes_on).then(|| (DateExpr::Range(Box::new(first), Box::new(last)), end))
}

/// `three months ended June 30, 2022`, `the year ending 31 March`: the stretch whose last day is named.
pub(super) fn ended(t: &Tokens<'_>, i: usize, span: Option<Span>) -> Option<Point> {
    let the = usize::from(t.is(i, "the"));
    let fiscal = usize::from(t.is_any(i + the, words!["fiscal", "financial"]));
    let named = calendar_unit(t, i + the + fiscal).filter(|_| the + fiscal > 0);
    let (count, unit, next) = match named.filter(|u| matches!(u, TimeUnit::Year | TimeUnit::Quarter)) {
        Some(unit) => (1, unit, i + the + fiscal + 1),
        None => span?,
    };
    let (count, unit) =
        if unit == TimeUnit::Quarter { (count.checked_mul(3)?, TimeUnit::Month) } else { (count, unit) };
    // In the year to March; a week or a day to a date is more often the way to it.
    let to = t.is(next, "to") && unit >= TimeUnit::Month;
    if !t.is_any(next, words!["ended", "ending"]) && !to {
        return None;
    }
    let at = next + 1 + usize::from(t.is(next + 1, "on"));
    // three months to the end of June
    let at = if t.is(at, "the") && t.is(at + 1, "end") && t.is(at + 2, "of") { at + 3 } else { at };
    let (last, end) = calendar::point(t, at)?;
    let (month_end, known) = match &last {
        DateExpr::Known(k) if k.start == k.end => (k.end?.succ_opt()?.day() == 1, true),
        DateExpr::Fields(Fields { month: Some(m), day: Some(d), .. }) => {
            (Interval::month(2023, *m)?.end?.day() == *d, true)
        }
        // the year to March 2023
        DateExpr::Known(k) if k.precision == Precision::Month => (true, true),
        DateExpr::Fields(Fields { month: Some(_), day: None, .. }) => (true, true),
        _ => (false, false),
    };
    let back = |count: i32, unit| DateExpr::Offset { of: Box::new(last.clone()), count: 1 - count, unit };
    let first = match unit {
        TimeUnit::Month if month_end => back(count, TimeUnit::Month),
        TimeUnit::Year if month_end => back(count.checked_mul(12)?, TimeUnit::Month),
        // A fiscal year that ends on the last Saturday of a month has 52 weeks.
        TimeUnit::Year if count == 1 => back(364, TimeUnit::Day),
        TimeUnit::Week => back(count.checked_mul(7)?, TimeUnit::Day),
        TimeUnit::Day => back(count, TimeUnit::Day),
        _ => return None,
    };
    (known && count > 0).then(|| (DateExpr::Range(Box::new(first), Box::new(last)), end))
}

pub(super) fn calendar_unit(t: &Tokens<'_>, i: usize) -> Option<TimeUnit> {
    match t.word(i).time? {
        Clock::Calendar(unit) if !t.text(i).ends_with('s') => Some(unit),
        _ => None,
    }
}

/// True for a date of one day.
pub(super) fn is_day(date: &DateExpr) -> bool {
    match date {
        DateExpr::Known(k) => k.start == k.end,
        DateExpr::Fields(f) => f.day.is_some() || f.weekday.is_some(),
        DateExpr::Relative { unit, fields, .. } => *unit == TimeUnit::Day || fields.weekday.is_some(),
        DateExpr::Feast { .. } => true,
        _ => false,
    }
}

/// `the week of 7 October`, `week beginning Monday`.
pub(super) fn week_of(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if t.is(i, "w") && t.is(i + 1, "/") && t.is(i + 2, "c") && t.glued(i + 1) && t.glued(i + 2) {
        let (of, next) = calendar::point(t, i + 3).filter(|(of, _)| is_day(of))?;
        return Some((DateExpr::Offset { of: Box::new(of), count: 0, unit: TimeUnit::Week }, next));
    }
    let at = if t.is(i, "the") { i + 1 } else { i };
    if let Some(found) = numbered_week(t, at) {
        return Some(found);
    }
    // the weekend of 20 May
    if t.is(at, "weekend") && t.is(at + 1, "of") {
        let the = usize::from(t.is(at + 2, "the"));
        let (day, next) = calendar::point(t, at + 2 + the).filter(|(day, _)| is_day(day))?;
        let week = DateExpr::Offset { of: Box::new(day), count: 0, unit: TimeUnit::Week };
        let one = |weekday| Box::new(DateExpr::NthWeekday { of: Box::new(week.clone()), nth: 1, weekday });
        return Some((DateExpr::Range(one(Weekday::Sat), one(Weekday::Sun)), next));
    }
    if !t.is(at, "week") || !t.is_any(at + 1, words!["of", "beginning", "starting", "commencing", "ending", "ended"]) {
        return None;
    }
    let on = usize::from(t.is_any(at + 2, words!["on", "the"]));
    let (of, next) = calendar::point(t, at + 2 + on)?;
    is_day(&of).then(|| (DateExpr::Offset { of: Box::new(of), count: 0, unit: TimeUnit::Week }, next))
}

/// `week 31 of 2018`, `calendar week 5, 2020`: weeks of a year as ISO 8601 counts them, the first that of 4 January.
pub(super) fn numbered_week(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "calendar") { i + 1 } else { i };
    let week = t.number(at + 1, 1..=2).filter(|n| t.is(at, "week") && (1..=53).contains(n))?;
    let of = at + 2 + usize::from(t.is_any(at + 2, words!["of", ",", "in"]));
    let from = i32::try_from(week).ok()? - 1;
    let made = |of: DateExpr| DateExpr::Slice { of: Box::new(of), from, count: 1, unit: TimeUnit::Week };
    if let Some((year, next)) = super::years::digits(t, of) {
        return Some((made(DateExpr::Known(Interval::year(year)?)), next));
    }
    // Week 3 is one of a season or a course more often; those of a year that are named have a high number or an article.
    let the = t.follows(i, words!["the"]) && (!t.is_word(at + 2) || t.follows(i - 1, words!["in", "for"]));
    let of_year = week > 18 || at > i || the;
    let ends = !t.glued(at + 2) || !(t.is_word(at + 2) || t.is_dash(at + 2));
    (of_year && ends && !t.is(at + 2, "of")).then(|| (made(this(TimeUnit::Year)), at + 2))
}

/// `two weeks after 5 May`, `10 days before Christmas`, `3 days from tomorrow`.
pub(super) fn offset(t: &Tokens<'_>, i: usize, (count, unit, next): Span) -> Option<Point> {
    // `within 30 days after` and `for 10 days from` are stretches.
    if t.follows(i, words!["within", "for"]) {
        return None;
    }
    let sign = match t.lower(next).bytes() {
        b"after" | b"from" => 1,
        b"before" => -1,
        _ => return None,
    };
    let the = usize::from(t.is(next + 1, "the"));
    let (of, end) = parted(t, next + 1).or_else(|| parted(t, next + 1 + the))?;
    // `five days from 3 to 8 May` is a stretch; `two years after last year's launch` counts from the launch.
    let goes_on =
        t.is(end, "'") || t.is(next, "from") && t.is_any(end, words!["to", "until", "through"]) || t.is_dash(end);
    let count = count.checked_mul(sign)?;
    (!goes_on).then(|| (DateExpr::Offset { of: Box::new(of), count, unit }, end))
}
