//! Reads dates that name their place in the calendar: numeric dates, months and days, weekdays, years, quarters,
//! halves, fiscal years, decades, centuries and holidays of fixed date.
//!
//! Words that move or open a date (since, early, last year) are read in `dates` and `relative`.

use super::keys::words;
use super::may::{is_counted, stands_as_month};
use super::relative;
use super::tokens::Tokens;
use crate::grammar::{DateExpr, Feast, Fields, From};
use crate::time::{Interval, TimeUnit};
use chrono::Datelike;

/// A date and the token behind it.
pub(super) type Point = (DateExpr, usize);

/// The date at token `i` that names its place in the calendar.
pub(super) fn point(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if t.digits(i).is_some() {
        return super::periods::year_first(t, i)
            .or_else(|| super::numeric::numeric(t, i))
            .or_else(|| year_month(t, i))
            .or_else(|| day_month(t, i))
            .or_else(|| super::periods::quarter(t, i))
            .or_else(|| super::periods::decade(t, i))
            .or_else(|| super::periods::century(t, i))
            .or_else(|| super::periods::listed(t, i))
            .or_else(|| super::years::of_era(t, i))
            .or_else(|| super::years::year(t, i));
    }
    let word = t.word(i);
    if word.month.is_some()
        && let Some(found) = month_day(t, i)
    {
        return Some(found);
    }
    if word.weekday.is_some()
        && let Some(found) = weekday(t, i)
    {
        return Some(found);
    }
    if word.holiday
        && let Some((feast, next)) = t.lexicon.holidays.at(t, i, 6)
    {
        return holiday(t, *feast, next);
    }
    if (word.ordinal.is_some() || matches!(word.cardinal, Some(20 | 30)))
        && let Some(found) = day_month(t, i)
    {
        return Some(found);
    }
    // in nineteen eighty-four
    if word.cardinal.is_some()
        && t.follows(i, words!["in", "of", "since", "until", "by"])
        && let Some((year, next)) = super::years::worded(t, i)
        && !super::years::counts(t, next)
        && t.word(next).scale.is_none()
        && !t.is(i + 1, "thousand")
    {
        return Some((DateExpr::Known(Interval::year(year)?), next));
    }
    super::periods::period(t, i)
}

/// `Christmas 2020`, `Thanksgiving`, `Easter of last year`; a name in capitals behind it makes another of it: Easter Island.
fn holiday(t: &Tokens<'_>, feast: Feast, next: usize) -> Option<Point> {
    let name = t.is_word(next) && t.is_capital(next) && !t.word(next).opener;
    if let Feast::Fixed(month, day) = feast {
        let (found, end) = with_year(t, of_day(month, day), next);
        return (end > next || !name).then_some((found, end));
    }
    let comma = usize::from(t.is(next, ","));
    let at = next + comma + usize::from(t.is_any(next + comma, words!["of", "in"]));
    let made = |of: DateExpr, end| Some((DateExpr::Feast { of: Box::new(of), feast }, end));
    if let Some((year, end)) = super::years::digits(t, at).filter(|(_, end)| !super::years::counts(t, *end)) {
        return made(DateExpr::Known(Interval::year(year)?), end);
    }
    if comma == 0
        && let Some((year @ DateExpr::Relative { unit: TimeUnit::Year, .. }, end)) = relative::unit_phrase(t, at)
    {
        return made(year, end);
    }
    if name { None } else { made(DateExpr::Fields(Fields::default()), next) }
}

/// `2024 August`, `2019-Aug-01`.
fn year_month(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let year = t.number(i, 4..=4).filter(|y| (1000..=2100).contains(y))? as i32;
    let tied = |k: usize| t.is_any(k, words!["-", "/"]) && t.glued(k) && t.glued(k + 1);
    let at = if tied(i + 1) { i + 2 } else { i + 1 };
    let (month, next) = month_name(t, at).filter(|_| !t.is(at, "may") || t.is_capital(at))?;
    if tied(next)
        && let Some((day, next)) = day(t, next + 1)
    {
        return Some((day_of(year, month, day), next));
    }
    let goes_on = day(t, next).is_some() || super::years::digits(t, next).is_some();
    (!goes_on).then_some((DateExpr::Known(Interval::month(year, month)?), next))
}

/// The day a month, a day and perhaps a year make; a day that the calendar lacks is kept as such.
pub(super) fn day_of(year: i32, month: u32, day: u32) -> DateExpr {
    Interval::ymd(year, month, day).map_or(DateExpr::NoSuchDay { year, month, day }, DateExpr::Known)
}

/// The month at token `i`: its number and the token behind its name and the full stop of its short form.
pub(super) fn month_name(t: &Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    let month = t.word(i).month?;
    let dotted = t.text(i).len() <= 4 && t.is(i + 1, ".") && t.glued(i + 1);
    let goes_on = dotted && (t.digits(i + 2).is_some() || t.is(i + 2, ",") || t.is_word(i + 2) && !t.is_capital(i + 2));
    Some((month, if goes_on { i + 2 } else { i + 1 }))
}

/// A day of the month: `5`, `5th`, `the fifth`, `twenty-first`; the token behind it.
pub(super) fn day(t: &Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    let i = if t.is(i, "the") { i + 1 } else { i };
    if let Some(n) = t.number(i, 1..=2) {
        let suffix = t.glued(i + 1) && t.is_any(i + 1, words!["st", "nd", "rd", "th"]);
        let ends = suffix
            || !(t.glued(i + 1)
                && (t.is_word(i + 1) && !is_stamp(t, i + 1)
                    || t.is_any(i + 1, words![":", "%"])
                    || t.is(i + 1, ".") && t.glued(i + 2) && t.digits(i + 2).is_some()));
        return ((1..=31).contains(&n) && ends).then_some((n, if suffix { i + 2 } else { i + 1 }));
    }
    let tens = t.word(i).cardinal.filter(|n| matches!(n, 20 | 30));
    let at = if tens.is_some() && t.is(i + 1, "-") { i + 2 } else { i + 1 };
    match (tens, t.word(i).ordinal) {
        (Some(tens), _) => {
            let n = t.word(at).ordinal.or(t.word(at).cardinal).filter(|n| (1..10).contains(n) && tens + n <= 31)?;
            Some((tens + n, at + 1))
        }
        (None, Some(n)) if n <= 31 => Some((n, i + 1)),
        _ => None,
    }
}

/// The month of `15SEP` and `22april`, which touches its day.
fn is_stamp(t: &Tokens<'_>, i: usize) -> bool {
    let word = t.text(i);
    t.word(i).month.is_some() && (word.len() > 3 || word.bytes().all(|b| b.is_ascii_uppercase()) || t.is_capital(i))
}

/// `May 5, 2020`, `May 5th`, `May 2020`, `May`; also `May 3-5, 2020` as a range.
fn month_day(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (month, next) = month_name(t, i)?;
    let tied = |k: usize| t.is_any(k, words!["-", "/"]) && t.glued(k) && t.glued(k + 1);
    let at = if tied(next) || t.is(next, ",") && t.number(next + 1, 1..=2).is_some() { next + 1 } else { next };
    if let Some((first, next)) =
        day(t, at).filter(|_| !t.is(at, "the") || t.is_capital(i) || !t.is(i, "may") || t.follows(i, words!["on"]))
        && !is_counted(t, at, next)
    {
        if tied(next)
            && let Some((year, next)) = super::years::digits(t, next + 1)
        {
            return Some((day_of(year, month, first), next));
        }
        if let Some((last, next)) = second_day(t, next, first) {
            let (a, end) = with_year(t, of_day(month, first), next);
            let (b, _) = with_year(t, of_day(month, last), next);
            return Some((DateExpr::Range(Box::new(a), Box::new(b)), end));
        }
        return Some(with_year(t, of_day(month, first), next));
    }
    let fields = Fields { month: Some(month), ..Fields::default() };
    let (expr, end) = with_year(t, fields, next);
    if end == next
        && tied(next)
        && let Some((year, end)) = super::years::digits(t, next + 1)
    {
        return Some((Interval::month(year, month).map(DateExpr::Known)?, end));
    }
    if end == next
        && let Some(found) = of_two_months(t, month, next)
    {
        return Some(found);
    }
    (end > next || stands_as_month(t, i, next)).then_some((expr, end))
}

/// `March/April 2021`, `March and April 2021`: the year behind the second month is also that of the first.
fn of_two_months(t: &Tokens<'_>, first: u32, next: usize) -> Option<Point> {
    let slash = t.is(next, "/") && t.glued(next) && t.glued(next + 1);
    if !(slash || t.is(next, "and")) {
        return None;
    }
    let (last, after) = month_name(t, next + 1).filter(|(last, _)| *last > first)?;
    let (second, end) = with_year(t, Fields { month: Some(last), ..Fields::default() }, after);
    let DateExpr::Known(known) = second else { return None };
    let own = Interval::month(known.start?.year(), first)?;
    if slash || last == first + 1 {
        return Some((DateExpr::Range(Box::new(DateExpr::Known(own)), Box::new(DateExpr::Known(known))), end));
    }
    Some((DateExpr::Known(own), next))
}

fn of_day(month: u32, day: u32) -> Fields {
    Fields { month: Some(month), day: Some(day), ..Fields::default() }
}

/// The last day of `3-5` or `3 to 5`, from the token behind the first day on.
fn second_day(t: &Tokens<'_>, next: usize, first: u32) -> Option<(u32, usize)> {
    if !(t.is_dash(next) || t.is_any(next, words!["to", "through", "thru", "until", "and"])) {
        return None;
    }
    let (last, end) = day(t, next + 1)?;
    // May 3 and 4 are two days, in May 3 and 4 people nothing is.
    let goes_on = t.is_word(end) && !t.is_any(end, words!["in", "at", "of", "on", "for", "and", "with", "when"]);
    if t.is(next, "and") && (last != first + 1 || goes_on) {
        return None;
    }
    let ends = !t.is(end, "/") && !is_counted(t, next + 1, end) && t.word(end).month.is_none();
    (last > first && ends).then_some((last, end))
}

/// Fields with the year that stands behind them, or counted from another date (`March of last year`).
pub(super) fn with_year(t: &Tokens<'_>, fields: Fields, next: usize) -> Point {
    let bare = (DateExpr::Fields(fields), next);
    let comma = usize::from(t.is(next, ","));
    let of = usize::from(t.is_any(next + comma, words!["of", "in"]));
    let at = next + comma + of;
    if let Some((year, end)) = super::years::digits(t, at)
        .or_else(|| super::years::short(t, at))
        .or_else(|| super::years::worded(t, at))
        .or_else(|| super::years::era(t, at))
        .or_else(|| {
            two_digits(t, at)
                .filter(|(y, _)| at == next && (fields.day.is_some() || fields.month.is_some() && *y < 2000))
        })
    {
        // A comma and a number may also go on with the sentence: in May, 2000 people.
        let counted = fields.day.is_none() && comma == 1 && super::years::counts(t, end);
        let known = match (fields.month, fields.day, fields.quarter, fields.half) {
            (Some(m), Some(d), ..) => Some(day_of(year, m, d)),
            (Some(m), None, ..) => Interval::month(year, m).map(DateExpr::Known),
            (_, _, Some(q), _) => Interval::quarter(year, q).map(DateExpr::Known),
            (.., Some(h)) => Interval::half(year, h).map(DateExpr::Known),
            _ => None,
        };
        if let Some(known) = known.filter(|_| !counted) {
            return (known, end);
        }
    }
    // The comma of `in March, last year's figures` does not tie.
    if comma == 0
        && let Some((DateExpr::Relative { from, count, unit, fields: inner }, end)) = relative::unit_phrase(t, at)
        && inner.is_empty()
        && (unit == TimeUnit::Year || unit == TimeUnit::Month && fields.month.is_none())
    {
        return (DateExpr::Relative { from, count, unit, fields }, end);
    }
    bare
}

/// The 96 of `3 Aug 96`: two digits that are no day, and nothing behind them that they could count.
fn two_digits(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    let n = t.number(i, 2..=2).filter(|n| *n > 31)?;
    let ends = !t.is_word(i + 1) && !matches!(t.text(i + 1), "%" | "." | "-" | "/" | ":" | ",") || i + 1 >= t.len();
    ends.then(|| (super::years::full(n), i + 1))
}

/// `5 May 2020`, `5th of May`, `the fifth of May`, `3-5 May 2020`; `on the 27th`.
fn day_month(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (first, next) = day(t, i)?;
    let link = |k: usize| {
        if t.is(k, "of") {
            k + if t.is(k + 1, "the") { 2 } else { 1 }
        } else if t.is_any(k, words!["-", "/"]) && t.glued(k) && t.glued(k + 1) {
            k + 1
        } else {
            k
        }
    };
    let named = |k: usize| {
        month_name(t, k)
            .filter(|_| k > 0 && (!t.is(k, "may") || t.is_capital(k) || t.digits(i + 1).is_none() && t.is(k - 1, "of")))
    };
    let at = link(next);
    if let Some((month, end)) = named(at) {
        if at > next
            && t.is_any(next, words!["-", "/"])
            && (t.is(end, "-") || t.is(end, "/"))
            && let Some((year, end)) = super::years::digits(t, end + 1)
                .or_else(|| Some((super::years::full(t.number(end + 1, 2..=2)?), end + 2)))
        {
            return Some((day_of(year, month, first), end));
        }
        return Some(with_year(t, of_day(month, first), end));
    }
    if let Some((last, end)) = second_day_before_month(t, next, first)
        && let Some((month, end)) = named(link(end))
    {
        let (a, _) = with_year(t, of_day(month, first), end);
        let (b, end) = with_year(t, of_day(month, last), end);
        return Some((DateExpr::Range(Box::new(a), Box::new(b)), end));
    }
    // The 20th of next month; on the 27th.
    if t.is(next, "of")
        && let Some((DateExpr::Relative { from, count, unit: TimeUnit::Month, fields }, end)) =
            relative::unit_phrase(t, next + 1)
        && fields.is_empty()
    {
        let fields = Fields { day: Some(first), ..Fields::default() };
        return Some((DateExpr::Relative { from, count, unit: TimeUnit::Month, fields }, end));
    }
    let the = t.is(i, "the") || t.follows(i, words!["the"]);
    let on = t.follows(i, words!["on"]) || t.follows(i, words!["the"]) && t.follows(i - 1, words!["on"]);
    let ordinal = t.digits(next - 1).is_none() && (the || t.digits(i).is_some());
    let dated = on && ordinal;
    let ends = !(t.is_word(next) || t.is_dash(next))
        || t.is_any(next, words!["and", "to", "at", "in"]) && t.digits(i).is_some();
    (dated && ends).then_some((DateExpr::Fields(Fields { day: Some(first), ..Fields::default() }), next))
}

fn second_day_before_month(t: &Tokens<'_>, next: usize, first: u32) -> Option<(u32, usize)> {
    (t.is_dash(next) || t.is_any(next, words!["to", "through", "and", "until"])).then_some(())?;
    day(t, next + 1).filter(|(last, _)| *last > first)
}

/// `Friday`, `Friday, 5 May 2020`, `Friday the 13th`, `Friday of last week`.
fn weekday(t: &Tokens<'_>, i: usize) -> Option<Point> {
    // Every Monday is a set of days, of which none is meant.
    let weekday = t.word(i).weekday.filter(|_| !t.follows(i, words!["every", "each", "any"]))?;
    let dot = usize::from(t.text(i).len() <= 4 && t.is(i + 1, ".") && t.glued(i + 1));
    let next = i + 1 + dot;
    let comma = usize::from(t.is(next, ","));
    // A date behind the name of its day says more than the name.
    let at = next + comma;
    let dated = if t.word(at).month.is_some() {
        month_day(t, at)
    } else {
        day_month(t, at).or_else(|| super::numeric::numeric(t, at))
    };
    if let Some((expr, end)) = dated {
        let expr = match expr {
            DateExpr::Fields(f) => DateExpr::Fields(Fields { weekday: Some(weekday), ..f }),
            other => other,
        };
        return Some((expr, end));
    }
    let spelt = |k: usize| {
        let named = t.word(k).ordinal.is_some() || matches!(t.word(k).cardinal, Some(20 | 30));
        named && day(t, k).is_some_and(|(_, end)| !t.is_word(end) || t.is(end, "of"))
    };
    let suffixed = |k: usize| t.digits(k).is_some() && t.is_any(k + 1, words!["st", "nd", "rd", "th"]);
    if (t.is(next, "the") && (suffixed(next + 1) || spelt(next + 1)) || suffixed(next))
        && let Some((day, end)) = day(t, next)
    {
        return Some((DateExpr::Fields(Fields { weekday: Some(weekday), day: Some(day), ..Fields::default() }), end));
    }
    // Friday the fifteen
    if t.is(next, "the")
        && let Some(day) = t.word(next + 1).cardinal.filter(|n| (1..20).contains(n))
        && !(t.is_word(next + 2) || t.is_dash(next + 2))
    {
        let fields = Fields { weekday: Some(weekday), day: Some(day), ..Fields::default() };
        return Some((DateExpr::Fields(fields), next + 2));
    }
    // Friday 31, Friday, 21: a bare day, unless it counts something.
    let bare = t.number(next, 1..=2).or_else(|| t.number(at, 2..=2)).filter(|n| (1..=31).contains(n));
    let end = if t.digits(next).is_some() { next + 1 } else { at + 1 };
    if let Some(day) = bare
        && (end >= t.len()
            || matches!(t.text(end), "." | "," | "!" | "?" | ")" | ";" | "\n") && !t.glued(end + 1)
            || comma == 1 && t.is_any(end, words!["was", "is", "will"]))
    {
        return Some((DateExpr::Fields(Fields { weekday: Some(weekday), day: Some(day), ..Fields::default() }), end));
    }
    let of = next + usize::from(t.is_any(next, words!["of", "from"]));
    if let Some((DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Week, fields }, end)) =
        relative::unit_phrase(t, of)
        && fields.is_empty()
    {
        let fields = Fields { weekday: Some(weekday), ..Fields::default() };
        return Some((DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Week, fields }, end));
    }
    let short = t.word(i).shy;
    let whole = i == 0 && next >= t.len();
    // Sun and Sat are also other words, but not beside another day: Sat to Sun, Mon-Fri.
    let tie = |k: usize| t.is_dash(k) || t.is_any(k, words!["to", "and", "or", "through"]);
    let paired = tie(next) && t.word(next + 1).weekday.is_some()
        || i >= 2
            && tie(i - 1)
            && (t.word(i - 2).weekday.is_some() || t.is(i - 2, ".") && i >= 3 && t.word(i - 3).weekday.is_some());
    let fits = !short || whole || t.is_capital(i) && (t.follows(i, words!["on"]) || paired);
    let fields = Fields { weekday: Some(weekday), ..Fields::default() };
    fits.then_some((DateExpr::Fields(fields), next))
}
