//! Reads dates with what moves, opens or bounds them: `since May 2020`, `early 2023`, `the first nine months of 2022`,
//! `from Monday to Friday`.

use super::calendar::{self, Point};
use super::counted::{is_bare, span_of};
use super::keys::words;
use super::parts::parted;
use super::stretches::{ended, lasting, offset, week_of};
use super::tokens::Tokens;
use crate::grammar::{DateExpr, Fields, From, Part};
use crate::time::{Interval, TimeUnit};
use chrono::Datelike;

/// The date at token `i`: what it denotes and the token behind it.
pub(super) fn read(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let timed = t.timed(i);
    // 300 models: most figures stand before a word that no date has. Four and eight digits may be a date by themselves.
    let apart = t.is_outer(i + 1) && !t.glued(i + 1) || t.word(i + 1).scale.is_some() && !timed;
    let figure = match t.digits(i) {
        Some(d) => !matches!(d.len(), 4 | 8),
        None => t.word(i).cardinal.is_some() || t.word(i).ordinal.is_some(),
    };
    if figure && (apart || ends(t, i)) || t.only_spans(i) && !timed {
        return None;
    }
    let span = if is_bare(t, i) || !timed { None } else { span_of(t, i) };
    span.and_then(|s| lasting(t, i, s))
        .or_else(|| ended(t, i, span))
        .or_else(|| span.and_then(|s| offset(t, i, s)))
        .or_else(|| week_of(t, i))
        .or_else(|| opened(t, i))
        .or_else(|| ranged(t, i))
}

/// True for digits that a mark ends, with nothing that touches it: 30%, 27, and so on.
fn ends(t: &Tokens<'_>, i: usize) -> bool {
    let next = i + 1;
    t.digits(i).is_some() && !t.is_word(next) && is_bare(t, i) && !(t.glued(next) && t.glued(next + 1))
}

/// What a preposition makes of the date behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    Since,
    After,
    Before,
    Until,
    AsOf,
    Around,
}

/// The preposition at token `i` and the token behind it.
fn preposition(t: &Tokens<'_>, i: usize) -> Option<(Opens, usize)> {
    let next = |n: usize| i + n;
    Some(match t.lower(i).bytes() {
        b"since" => (Opens::Since, next(1)),
        b"starting" | b"beginning" | b"commencing" | b"effective"
            if t.is_any(i + 1, words!["in", "on", "from", "with"]) =>
        {
            (Opens::Since, next(2))
        }
        b"after" | b"post" => (Opens::After, next(if t.is(i + 1, "-") { 2 } else { 1 })),
        b"before" | b"pre" => (Opens::Before, next(if t.is(i + 1, "-") { 2 } else { 1 })),
        b"prior" if t.is(i + 1, "to") => (Opens::Before, next(2)),
        b"until" | b"till" | b"by" | b"through" => (Opens::Until, next(1)),
        b"up" if t.is_any(i + 1, words!["to", "until", "till", "through"]) => (Opens::Until, next(2)),
        b"as" if t.is(i + 1, "of") || t.is(i + 1, "at") => (Opens::AsOf, next(2)),
        b"no" | b"not" if t.is(i + 1, "later") && t.is(i + 2, "than") => (Opens::Until, next(3)),
        b"on" if t.is(i + 1, "or") && t.is(i + 2, "before") => (Opens::Until, next(3)),
        b"on" if t.is(i + 1, "or") && t.is(i + 2, "after") => (Opens::Since, next(3)),
        b"around" | b"about" | b"circa" | b"approximately" if !t.follows(i, words!["how", "what", "but"]) => {
            (Opens::Around, next(1))
        }
        b"c" | b"ca" if t.is(i + 1, ".") && t.glued(i + 1) => (Opens::Around, next(2)),
        _ => return None,
    })
}

/// A date behind a preposition that opens it to one side.
fn opened(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (opens, at) = preposition(t, i)?;
    let the = t.is(at, "the");
    let (inner, next) = ranged(t, at).or_else(|| ranged(t, at + 1).filter(|_| the))?;
    // `after Friday's vote` and `after the 2008 crash` speak of what happened then.
    let adjective =
        t.is(next, "'") || the && matches!(inner, DateExpr::Known(_)) && t.is_word(next) && !closes_phrase(t, next);
    if adjective {
        return None;
    }
    let inner = Box::new(inner);
    let expr = match opens {
        Opens::Since => DateExpr::Since(inner),
        Opens::After => DateExpr::After(inner),
        // Before the end of the year is up to it, not up to its last months.
        Opens::Before if matches!(*inner, DateExpr::Part(_, Part::Late)) => DateExpr::Until(inner),
        Opens::Before => DateExpr::Before(inner),
        // `by the end of 2020` names the day up to which is counted, `by 2020` does not.
        Opens::Until if t.is(i, "by") && matches!(*inner, DateExpr::Part(_, Part::Late)) => DateExpr::AsOf(inner),
        Opens::Until => DateExpr::Until(inner),
        Opens::AsOf => DateExpr::AsOf(inner),
        Opens::Around => DateExpr::Around(inner),
    };
    Some((expr, next))
}

/// Words that do not go on with the noun phrase a year is an adjective of.
fn closes_phrase(t: &Tokens<'_>, i: usize) -> bool {
    t.is_any(
        i,
        words![
            "and", "or", "but", "the", "in", "to", "for", "with", "when", "as", "is", "was", "were", "a", "an", "he",
            "she", "it", "they", "that", "from", "by", "at", "on"
        ],
    )
}

/// A date, or two that bound a stretch.
fn ranged(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (between, from) = (t.is(i, "between"), t.is(i, "from"));
    let at = if between || from { i + 1 } else { i };
    let the = t.is(at, "the");
    let read_one = |k: usize| parted(t, k).or_else(|| parted(t, k + 1).filter(|_| t.is(k, "the")));
    let first = if between || from { read_one(at).or_else(|| bare_day(t, at)) } else { parted(t, at) };
    let (a, next) = first?;
    let tie = match t.lower(next).bytes() {
        b"to" => true,
        b"until" | b"till" | b"thru" | b"through" => !between,
        b"and" => between,
        _ => t.is_dash(next) && !between && t.glued(next) == t.glued(next + 1),
    };
    // HALLIN, Sept. 19, 2024 — Ten years ago today: a dash with spaces parts what only happens to stand beside each other.
    let apart = |b: &DateExpr| t.is_dash(next) && !t.glued(next) && matches!(b, DateExpr::Relative { .. });
    if tie
        && let Some((b, end)) = read_one(next + 1).or_else(|| later_day(t, &a, next + 1))
        && (matches!(a, DateExpr::Relative { .. }) || !apart(&b))
        && let Some(range) = bounded(a.clone(), b)
    {
        return Some((range, end));
    }
    if let Some(end) = (from && tie).then(|| now(t, next + 1)).flatten() {
        let today =
            DateExpr::Relative { from: From::Document, count: 0, unit: TimeUnit::Day, fields: Fields::default() };
        return Some((DateExpr::Range(Box::new(a), Box::new(today)), end));
    }
    // 2010-present
    if t.is_dash(next) && t.is_any(next + 1, words!["present", "now"]) && !t.is_word(next + 2) {
        return Some((DateExpr::Since(Box::new(a)), next + 2));
    }
    if (from || between) && matches!(a, DateExpr::Range(..)) {
        return Some((a, next));
    }
    // 2015 onwards
    if !between && t.is_any(next, words!["onward", "onwards"]) {
        return Some((DateExpr::Since(Box::new(a)), next + 1));
    }
    if let Some((open, end)) = onward(t, &a, next) {
        return Some((open, end));
    }
    // Without its other end `from` says nothing, but `from 2010 on` does.
    if from && t.is_any(next, words!["on", "forward"]) {
        return Some((DateExpr::Since(Box::new(a)), next + 1));
    }
    (!between && !from && !the).then_some((a, next)).or_else(|| (!between && !from).then(|| parted(t, i)).flatten())
}

/// `date`, `now`, `the present`, `current date` as the end of a stretch: the token behind it.
fn now(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let at = i + usize::from(t.is_any(i, words!["the", "current"]));
    (t.is(at, "present") && at > i || t.is_any(at, words!["date", "now"])).then_some(at + 1)
}

/// `2018 or later`, `1 May and after`, `2010 or earlier`.
fn onward(t: &Tokens<'_>, date: &DateExpr, next: usize) -> Option<Point> {
    if !t.is_any(next, words!["or", "and"]) {
        return None;
    }
    let date = Box::new(date.clone());
    match t.lower(next + 1).bytes() {
        b"after" | b"before" if t.is_word(next + 2) || t.digits(next + 2).is_some() => None,
        b"later" | b"after" | b"onward" | b"onwards" | b"thereafter" => Some((DateExpr::Since(date), next + 2)),
        b"earlier" | b"before" => Some((DateExpr::Until(date), next + 2)),
        _ => None,
    }
}

/// A day without its month before the month that both share: `from 4 to January 22`.
fn bare_day(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (day, next) = calendar::day(t, i)?;
    let tied = t.is_any(next, words!["to", "and", "until", "through"]);
    let month = (next + 1..next + 5).any(|k| t.word(k).month.is_some());
    (tied && month).then_some((DateExpr::Fields(Fields { day: Some(day), ..Fields::default() }), next))
}

/// A day that takes its month from the first end: `May 3 to the 10th`.
fn later_day(t: &Tokens<'_>, first: &DateExpr, i: usize) -> Option<Point> {
    let DateExpr::Fields(Fields { day: Some(_), month: Some(_), .. }) = first else { return None };
    calendar::day(t, i)
        .filter(|(_, next)| *next > i + 1 && t.word(*next).time.is_none())
        .map(|(day, next)| (DateExpr::Fields(Fields { day: Some(day), ..Fields::default() }), next))
}

/// Both ends of a stretch; an end written without its year or month takes it from the other. `None` where the two do
/// not go together.
fn bounded(a: DateExpr, b: DateExpr) -> Option<DateExpr> {
    let (a, b) = match (a, b) {
        (DateExpr::Fields(f), DateExpr::Known(k)) if f.weekday.is_none() => (earlier(f, k)?, DateExpr::Known(k)),
        (DateExpr::Known(k), DateExpr::Fields(f)) if f.weekday.is_none() => (DateExpr::Known(k), later(k, f)?),
        (DateExpr::Fields(a), DateExpr::Fields(b)) if a.month.is_none() && a.day.is_some() => {
            (DateExpr::Fields(Fields { month: b.month, ..a }), DateExpr::Fields(b))
        }
        (DateExpr::Known(a), DateExpr::Known(b)) => {
            a.through(b)?;
            (DateExpr::Known(a), DateExpr::Known(b))
        }
        (a, b) => (a, b),
    };
    Some(DateExpr::Range(Box::new(a), Box::new(b)))
}

fn at_year(f: Fields, year: i32) -> Option<Interval> {
    match (f.half, f.quarter, f.month, f.day) {
        (Some(h), ..) => Interval::half(year, h),
        (_, Some(q), ..) => Interval::quarter(year, q),
        (_, _, Some(m), Some(d)) => Interval::ymd(year, m, d),
        (_, _, Some(m), None) => Interval::month(year, m),
        _ => None,
    }
}

/// Fields that take their year from a later date: `November` of `November to March 2021` is 2020.
fn earlier(f: Fields, end: Interval) -> Option<DateExpr> {
    let last = end.end?;
    let f = Fields { month: f.month.or(f.day.map(|_| last.month())), ..f };
    let same = at_year(f, last.year())?;
    let found = if same.start > end.start { at_year(f, last.year() - 1)? } else { same };
    Some(DateExpr::Known(found))
}

/// Fields that take their year from an earlier date.
fn later(start: Interval, f: Fields) -> Option<DateExpr> {
    let first = start.start?;
    let f = Fields { month: f.month.or(f.day.map(|_| first.month())), ..f };
    let same = at_year(f, first.year())?;
    let found = if same.end < start.end { at_year(f, first.year() + 1)? } else { same };
    Some(DateExpr::Known(found))
}
