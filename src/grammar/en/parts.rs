//! Reads dates with the part of them that is meant: `early 2023`, `the end of the year`, `the first nine months of 2022`.

use super::calendar::{self, Point};
use super::keys::words;
use super::relative;
use super::tokens::Tokens;
use super::words::Clock;
use crate::grammar::{DateExpr, Fields, From, Part};
use crate::time::{Interval, Precision, TimeUnit};

/// A date with the part of it that is meant: `early 2023`, `mid-May`, `the end of the year`.
pub(super) fn parted(t: &Tokens<'_>, i: usize) -> Option<Point> {
    // A part begins with a word, or with a place in an order: the 15th day of June.
    let worded = t.is_word(i) || t.is_word(i + 1) && t.glued(i + 1);
    let parts = || slice(t, i).or_else(|| part(t, i));
    if worded { parts().or_else(|| whole(t, i)) } else { whole(t, i) }
}

pub(super) fn whole(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (expr, next) =
        relative::point(t, i).or_else(|| calendar::point(t, i)).or_else(|| super::seasons::season(t, i))?;
    // May of this year's end: `2019 year-end`.
    if t.is_any(next, words!["year", "month"])
        && t.is_any(next + 1, words!["-", "end"])
        && matches!(expr, DateExpr::Known(_))
    {
        let end = if t.is(next + 1, "-") { next + 2 } else { next + 1 };
        if t.is(end, "end") {
            return Some((DateExpr::Part(Box::new(expr), Part::Late), end + 1));
        }
    }
    Some((expr, next))
}

/// `early`, `mid-`, `late`, `the beginning of`, `the end of` before a date; `mid-year`, `year-end`.
pub(super) fn part(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "the") { i + 1 } else { i };
    // year-end, year-end 2019
    if t.is_any(at, words!["year", "month", "quarter"]) && t.is(at + 1, "-") && t.is(at + 2, "end") {
        let late = |inner: DateExpr| DateExpr::Part(Box::new(inner), Part::Late);
        if let Some((year, next)) = super::years::digits(t, at + 3) {
            return Some((late(DateExpr::Known(Interval::year(year)?)), next));
        }
        let unit = match t.text(at).len() {
            4 => TimeUnit::Year,
            5 => TimeUnit::Month,
            _ => TimeUnit::Quarter,
        };
        return Some((late(this(unit)), at + 3));
    }
    if let Some(unit) = match t.text(at) {
        "EOM" => Some(TimeUnit::Month),
        "EOY" => Some(TimeUnit::Year),
        _ => None,
    } {
        return Some((DateExpr::Part(Box::new(this(unit)), Part::Late), at + 1));
    }
    let part = t.word(at).part?;
    // early to mid-2020, mid- to late May
    let to = at + 1 + usize::from(t.is(at + 1, "-") && t.glued(at + 1));
    if t.is(to, "to")
        && let second = to + 1 + usize::from(t.is(to + 1, "-") && t.glued(to + 1))
        && t.word(second).part.is_some_and(|p| p != part)
        && let Some((DateExpr::Part(of, last), end)) = self::part(t, second)
    {
        let first = DateExpr::Part(of.clone(), part);
        return Some((DateExpr::Range(Box::new(first), Box::new(DateExpr::Part(of, last))), end));
    }
    let of = t.is(at + 1, "of");
    let noun = t.is_any(at, words!["beginning", "start", "middle", "end", "close", "midway"]);
    // `the start of 2020`, but not `end 2020 with`; `mid-2020`, `late in 2020`.
    if noun && !of && !(t.is(at, "end") && t.is(at + 1, "-")) {
        return None;
    }
    let tied = usize::from(of || t.is(at + 1, "in") || t.is(at + 1, "-") && t.glued(at + 1));
    let mut inner = at + 1 + tied;
    let the = t.is(inner, "the");
    // `the end of the year` and `mid-year` count from the document.
    let bare = if the { inner + 1 } else { inner };
    if let Some(Clock::Calendar(unit)) = t.word(bare).time
        && (of && (the || !t.is(bare + 1, "of"))
            || t.is(at, "mid") && tied == 1
            || t.is(at + 1, "in") && t.is(bare, "day"))
        && !t.text(bare).ends_with('s')
    {
        if t.is(bare, "day") {
            let day = DateExpr::Relative { from: From::Discourse, count: 0, unit, fields: Fields::default() };
            return (the && !t.follows(i, words!["at"])).then_some((day, bare + 1));
        }
        let year =
            if t.is(bare + 1, "of") { super::years::digits(t, bare + 2) } else { super::years::digits(t, bare + 1) };
        if let Some((year, next)) = year.filter(|_| unit == TimeUnit::Year) {
            return Some((DateExpr::Part(Box::new(DateExpr::Known(Interval::year(year)?)), part), next));
        }
        return Some((DateExpr::Part(Box::new(this(unit)), part), bare + 1));
    }
    if the && calendar::point(t, inner).is_none() && relative::point(t, inner).is_none() {
        inner += 1;
    }
    let (expr, next) = if t.digits(inner).is_some()
        && let Some((year, next)) = super::years::digits(t, inner)
        && calendar::point(t, inner).is_none_or(|(_, end)| end == next)
        && !super::years::counts(t, next)
    {
        (DateExpr::Known(Interval::year(year)?), next)
    } else {
        month_or_point(t, inner)?
    };
    // Part of a day is that day.
    let day = matches!(&expr, DateExpr::Known(k) if k.start == k.end)
        || matches!(&expr, DateExpr::Fields(f) if f.day.is_some() || f.weekday.is_some())
        || matches!(&expr, DateExpr::Relative { unit: TimeUnit::Day, .. });
    Some((if day { expr } else { DateExpr::Part(Box::new(expr), part) }, next))
}

/// A date behind a word that makes a bare month one.
pub(super) fn month_or_point(t: &Tokens<'_>, i: usize) -> Option<Point> {
    relative::point(t, i).or_else(|| calendar::point(t, i)).or_else(|| {
        let (month, next) = calendar::month_name(t, i).filter(|_| t.is_capital(i))?;
        Some((DateExpr::Fields(Fields { month: Some(month), ..Fields::default() }), next))
    })
}

pub(super) fn this(unit: TimeUnit) -> DateExpr {
    DateExpr::Relative { from: From::Document, count: 0, unit, fields: Fields::default() }
}

/// `the first nine months of 2022`, `the last week of March`, `the last day of the year`.
pub(super) fn slice(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "the") { i + 1 } else { i };
    let (head, at) = match (t.lower(at).bytes(), t.word(at).ordinal) {
        (b"last" | b"final", _) => (-1, at + 1),
        (b"opening", _) => (1, at + 1),
        // the second last week, the third-to-last day
        (_, Some(n)) if n > 1 && t.is(at + 1, "last") => (-(n as i32), at + 2),
        (_, Some(n)) if n > 1 && t.joined(at + 1, 4) == "-to-last" => (-(n as i32), at + 5),
        (_, Some(n)) => (n as i32, at + 1),
        _ => calendar::day(t, at).filter(|(_, next)| *next > at + 1).map(|(n, next)| (n as i32, next))?,
    };
    if let Some(weekday) = t.word(at).weekday
        && t.is_any(at + 1, words!["of", "in"])
    {
        let the = usize::from(t.is(at + 2, "the"));
        let (of, next) = match t.word(at + 2 + the).time {
            Some(Clock::Calendar(unit)) if the == 1 => (this(unit), at + 4),
            _ => month_or_point(t, at + 2)?,
        };
        return Some((DateExpr::NthWeekday { of: Box::new(of), nth: head, weekday }, next));
    }
    let many = super::numerals::numeral(t, at, false).filter(|_| head.abs() == 1);
    let at = many.as_ref().map_or(at, |n| n.next);
    let dash = usize::from(t.is(at, "-") && t.glued(at));
    let unit = match t.word(at + dash).time? {
        Clock::Calendar(unit) => unit,
        _ => return None,
    };
    // Quarters of a year have their own reading.
    if unit == TimeUnit::Quarter && head > 0 && many.is_none() || unit >= TimeUnit::Year && unit != TimeUnit::Decade {
        return None;
    }
    let count = many.as_ref().map_or(Some(1), |n| rust_decimal::prelude::ToPrimitive::to_i32(&n.value()?))?;
    let link = at + dash + 1;
    let linked = t.is_any(link, words!["of", "in"]);
    let inner = if linked { link + 1 } else { link };
    let the = usize::from(t.is(inner, "the"));
    let (of, next) = match (t.word(inner + the).time, the) {
        (Some(Clock::Calendar(unit)), 1) if linked && !t.text(inner + 1).ends_with('s') => (this(unit), inner + 2),
        _ => month_or_point(t, inner)
            .or_else(|| month_or_point(t, inner + the))
            .or_else(|| year_behind(t, inner))
            .filter(|_| linked || t.digits(inner).is_some() || t.is_any(inner, words!["this", "last", "fiscal"]))?,
    };
    let century = matches!(&of, DateExpr::Known(k) if k.precision == Precision::Century);
    if matches!(of, DateExpr::Fiscal { .. }) || !(1..=31).contains(&count) || (unit == TimeUnit::Decade) != century {
        return None;
    }
    // the first days of November, the last weeks of the year
    if many.is_none() && head.abs() == 1 && unit < TimeUnit::Month && t.text(at + dash).ends_with('s') {
        return Some((DateExpr::Part(Box::new(of), if head > 0 { Part::Early } else { Part::Late }), next));
    }
    let from = match head {
        -1 => -count,
        n if n < 0 => n,
        n => n - 1,
    };
    Some((DateExpr::Slice { of: Box::new(of), from, count, unit }, next))
}

pub(super) fn year_behind(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (year, next) = super::years::digits(t, i)?;
    Some((DateExpr::Known(Interval::year(year)?), next))
}
