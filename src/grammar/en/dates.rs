//! Reads dates with what moves, opens or bounds them: `since May 2020`, `early 2023`, `the first nine months of 2022`,
//! `from Monday to Friday`.

use super::calendar::{self, Point};
use super::relative;
use super::tokens::Tokens;
use crate::grammar::{DateExpr, Fields, From, Part};
use crate::time::{Interval, TimeUnit};
use chrono::Datelike;

/// The date at token `i`: what it denotes and the token behind it.
pub(super) fn read(t: &Tokens<'_>, i: usize) -> Option<Point> {
    lasting(t, i)
        .or_else(|| ended(t, i))
        .or_else(|| offset(t, i))
        .or_else(|| week_of(t, i))
        .or_else(|| opened(t, i))
        .or_else(|| ranged(t, i))
}

/// `3 days starting next Monday`, `for 10 days from 5 May`: so many days from the first on.
fn lasting(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (count, unit, next) = relative::span_of(t, i)?;
    let days = match unit {
        TimeUnit::Day => count,
        TimeUnit::Week => count.checked_mul(7)?,
        _ => return None,
    };
    let at = next + usize::from(t.is(next, ","));
    let at = match t.lower(at).as_str() {
        "starting" | "beginning" | "commencing" => at + 1 + usize::from(t.is_any(at + 1, &["on", "from"])),
        "from" if t.follows(i, &["for"]) => at + 1,
        _ => return None,
    };
    let (first, end) = parted(t, at).filter(|(first, _)| is_day(first))?;
    let last = DateExpr::Offset { of: Box::new(first.clone()), count: days.checked_sub(1)?, unit: TimeUnit::Day };
    // `for 10 days from 3 to 8 May` says both ends.
    let goes_on = t.is_any(end, &["to", "until", "through"]) || t.is_dash(end);
    (!goes_on).then(|| (DateExpr::Range(Box::new(first), Box::new(last)), end))
}

/// `three months ended June 30, 2022`, `the year ending 31 March`: the stretch whose last day is named.
fn ended(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let the = usize::from(t.is(i, "the"));
    let fiscal = usize::from(t.is_any(i + the, &["fiscal", "financial"]));
    let (count, unit, next) = if the + fiscal > 0 && calendar_unit(t, i + the + fiscal) == Some(TimeUnit::Year) {
        (1, TimeUnit::Year, i + the + fiscal + 1)
    } else {
        relative::span_of(t, i)?
    };
    if !t.is_any(next, &["ended", "ending"]) {
        return None;
    }
    let (last, end) = calendar::point(t, next + 1 + usize::from(t.is(next + 1, "on")))?;
    let (month_end, known) = match &last {
        DateExpr::Known(k) if k.start == k.end => (k.end?.succ_opt()?.day() == 1, true),
        DateExpr::Fields(Fields { month: Some(m), day: Some(d), .. }) => {
            (Interval::month(2023, *m)?.end?.day() == *d, true)
        }
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

fn calendar_unit(t: &Tokens<'_>, i: usize) -> Option<TimeUnit> {
    match t.word(i).time? {
        super::lexicon::Clock::Calendar(unit) if !t.text(i).ends_with('s') => Some(unit),
        _ => None,
    }
}

/// True for a date of one day.
fn is_day(date: &DateExpr) -> bool {
    match date {
        DateExpr::Known(k) => k.start == k.end,
        DateExpr::Fields(f) => f.day.is_some() || f.weekday.is_some(),
        DateExpr::Relative { unit, fields, .. } => *unit == TimeUnit::Day || fields.weekday.is_some(),
        DateExpr::Feast { .. } => true,
        _ => false,
    }
}

/// `the week of 7 October`, `week beginning Monday`.
fn week_of(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if t.is(i, "w") && t.is(i + 1, "/") && t.is(i + 2, "c") && t.glued(i + 1) && t.glued(i + 2) {
        let (of, next) = calendar::point(t, i + 3).filter(|(of, _)| is_day(of))?;
        return Some((DateExpr::Offset { of: Box::new(of), count: 0, unit: TimeUnit::Week }, next));
    }
    let at = if t.is(i, "the") { i + 1 } else { i };
    if let Some(found) = numbered_week(t, at) {
        return Some(found);
    }
    if !t.is(at, "week") || !t.is_any(at + 1, &["of", "beginning", "starting", "commencing", "ending", "ended"]) {
        return None;
    }
    let on = usize::from(t.is_any(at + 2, &["on", "the"]));
    let (of, next) = calendar::point(t, at + 2 + on)?;
    is_day(&of).then(|| (DateExpr::Offset { of: Box::new(of), count: 0, unit: TimeUnit::Week }, next))
}

/// `week 31 of 2018`, `calendar week 5, 2020`: weeks of a year as ISO 8601 counts them, the first that of 4 January.
fn numbered_week(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "calendar") { i + 1 } else { i };
    let week = t.number(at + 1, 1..=2).filter(|n| t.is(at, "week") && (1..=53).contains(n))?;
    let of = at + 2 + usize::from(t.is_any(at + 2, &["of", ",", "in"]));
    let from = i32::try_from(week).ok()? - 1;
    let made = |of: DateExpr| DateExpr::Slice { of: Box::new(of), from, count: 1, unit: TimeUnit::Week };
    if let Some((year, next)) = super::years::digits(t, of) {
        return Some((made(DateExpr::Known(Interval::year(year)?)), next));
    }
    // Week 3 is one of a season or a course more often; those of a year that are named have a high number or an article.
    let the = t.follows(i, &["the"]) && (!t.is_word(at + 2) || t.follows(i - 1, &["in", "for"]));
    let of_year = week > 18 || at > i || the;
    let ends = !t.glued(at + 2) || !(t.is_word(at + 2) || t.is_dash(at + 2));
    (of_year && ends && !t.is(at + 2, "of")).then(|| (made(this(TimeUnit::Year)), at + 2))
}

/// `two weeks after 5 May`, `10 days before Christmas`, `3 days from tomorrow`.
fn offset(t: &Tokens<'_>, i: usize) -> Option<Point> {
    // `within 30 days after` and `for 10 days from` are stretches.
    let (count, unit, next) = relative::span_of(t, i).filter(|_| !t.follows(i, &["within", "for"]))?;
    let sign = match t.lower(next).as_str() {
        "after" | "from" => 1,
        "before" => -1,
        _ => return None,
    };
    let the = usize::from(t.is(next + 1, "the"));
    let (of, end) = parted(t, next + 1).or_else(|| parted(t, next + 1 + the))?;
    // `five days from 3 to 8 May` is a stretch; `two years after last year's launch` counts from the launch.
    let goes_on = t.is(end, "'") || t.is(next, "from") && t.is_any(end, &["to", "until", "through"]) || t.is_dash(end);
    let count = count.checked_mul(sign)?;
    (!goes_on).then(|| (DateExpr::Offset { of: Box::new(of), count, unit }, end))
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
    Some(match t.lower(i).as_str() {
        "since" => (Opens::Since, next(1)),
        "starting" | "beginning" | "commencing" | "effective" if t.is_any(i + 1, &["in", "on", "from", "with"]) => {
            (Opens::Since, next(2))
        }
        "after" | "post" => (Opens::After, next(if t.is(i + 1, "-") { 2 } else { 1 })),
        "before" | "pre" => (Opens::Before, next(if t.is(i + 1, "-") { 2 } else { 1 })),
        "prior" if t.is(i + 1, "to") => (Opens::Before, next(2)),
        "until" | "till" | "by" | "through" => (Opens::Until, next(1)),
        "up" if t.is_any(i + 1, &["to", "until", "till", "through"]) => (Opens::Until, next(2)),
        "as" if t.is(i + 1, "of") || t.is(i + 1, "at") => (Opens::AsOf, next(2)),
        "no" | "not" if t.is(i + 1, "later") && t.is(i + 2, "than") => (Opens::Until, next(3)),
        "on" if t.is(i + 1, "or") && t.is(i + 2, "before") => (Opens::Until, next(3)),
        "on" if t.is(i + 1, "or") && t.is(i + 2, "after") => (Opens::Since, next(3)),
        "around" | "about" | "circa" | "approximately" if !t.follows(i, &["how", "what", "but"]) => {
            (Opens::Around, next(1))
        }
        "c" | "ca" if t.is(i + 1, ".") && t.glued(i + 1) => (Opens::Around, next(2)),
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
        &[
            "and", "or", "but", "the", "in", "to", "for", "with", "when", "as", "is", "was", "were", "a", "an", "he",
            "she", "it", "they", "that", "from", "by", "at", "on",
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
    let tie = match t.lower(next).as_str() {
        "to" => true,
        "until" | "till" | "thru" | "through" => !between,
        "and" => between,
        _ => t.is_dash(next) && !between && t.glued(next) == t.glued(next + 1),
    };
    if tie
        && let Some((b, end)) = read_one(next + 1).or_else(|| later_day(t, &a, next + 1))
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
    if t.is_dash(next) && t.is_any(next + 1, &["present", "now"]) && !t.is_word(next + 2) {
        return Some((DateExpr::Since(Box::new(a)), next + 2));
    }
    if (from || between) && matches!(a, DateExpr::Range(..)) {
        return Some((a, next));
    }
    if let Some((open, end)) = onward(t, &a, next) {
        return Some((open, end));
    }
    // Without its other end `from` says nothing, but `from 2010 on` does.
    if from && t.is_any(next, &["on", "onward", "onwards", "forward"]) {
        return Some((DateExpr::Since(Box::new(a)), next + 1));
    }
    (!between && !from && !the).then_some((a, next)).or_else(|| (!between && !from).then(|| parted(t, i)).flatten())
}

/// `date`, `now`, `the present`, `current date` as the end of a stretch: the token behind it.
fn now(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let at = i + usize::from(t.is_any(i, &["the", "current"]));
    (t.is(at, "present") && at > i || t.is_any(at, &["date", "now"])).then_some(at + 1)
}

/// `2018 or later`, `1 May and after`, `2010 or earlier`.
fn onward(t: &Tokens<'_>, date: &DateExpr, next: usize) -> Option<Point> {
    if !t.is_any(next, &["or", "and"]) {
        return None;
    }
    let date = Box::new(date.clone());
    match t.lower(next + 1).as_str() {
        "after" | "before" if t.is_word(next + 2) || t.digits(next + 2).is_some() => None,
        "later" | "after" | "onward" | "onwards" | "thereafter" => Some((DateExpr::Since(date), next + 2)),
        "earlier" | "before" => Some((DateExpr::Until(date), next + 2)),
        _ => None,
    }
}

/// A day without its month before the month that both share: `from 4 to January 22`.
fn bare_day(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (day, next) = calendar::day(t, i)?;
    let tied = t.is_any(next, &["to", "and", "until", "through"]);
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

/// A date with the part of it that is meant: `early 2023`, `mid-May`, `the end of the year`.
fn parted(t: &Tokens<'_>, i: usize) -> Option<Point> {
    slice(t, i).or_else(|| part(t, i)).or_else(|| whole(t, i))
}

fn whole(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (expr, next) =
        relative::point(t, i).or_else(|| calendar::point(t, i)).or_else(|| super::seasons::season(t, i))?;
    // May of this year's end: `2019 year-end`.
    if t.is_any(next, &["year", "month"]) && t.is_any(next + 1, &["-", "end"]) && matches!(expr, DateExpr::Known(_)) {
        let end = if t.is(next + 1, "-") { next + 2 } else { next + 1 };
        if t.is(end, "end") {
            return Some((DateExpr::Part(Box::new(expr), Part::Late), end + 1));
        }
    }
    Some((expr, next))
}

/// `early`, `mid-`, `late`, `the beginning of`, `the end of` before a date; `mid-year`, `year-end`.
fn part(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "the") { i + 1 } else { i };
    // year-end, year-end 2019
    if t.is_any(at, &["year", "month", "quarter"]) && t.is(at + 1, "-") && t.is(at + 2, "end") {
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
    let of = t.is(at + 1, "of");
    let noun = t.is_any(at, &["beginning", "start", "middle", "end", "close", "midway"]);
    // `the start of 2020`, but not `end 2020 with`; `mid-2020`, `late in 2020`.
    if noun && !of && !(t.is(at, "end") && t.is(at + 1, "-")) {
        return None;
    }
    let tied = usize::from(of || t.is(at + 1, "in") || t.is(at + 1, "-") && t.glued(at + 1));
    let mut inner = at + 1 + tied;
    let the = t.is(inner, "the");
    // `the end of the year` and `mid-year` count from the document.
    let bare = if the { inner + 1 } else { inner };
    if let Some(super::lexicon::Clock::Calendar(unit)) = t.word(bare).time
        && (of && (the || !t.is(bare + 1, "of"))
            || t.is(at, "mid") && tied == 1
            || t.is(at + 1, "in") && t.is(bare, "day"))
        && !t.text(bare).ends_with('s')
    {
        if t.is(bare, "day") {
            let day = DateExpr::Relative { from: From::Discourse, count: 0, unit, fields: Fields::default() };
            return (the && !t.follows(i, &["at"])).then_some((day, bare + 1));
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
fn month_or_point(t: &Tokens<'_>, i: usize) -> Option<Point> {
    relative::point(t, i).or_else(|| calendar::point(t, i)).or_else(|| {
        let (month, next) = calendar::month_name(t, i).filter(|_| t.is_capital(i))?;
        Some((DateExpr::Fields(Fields { month: Some(month), ..Fields::default() }), next))
    })
}

fn this(unit: TimeUnit) -> DateExpr {
    DateExpr::Relative { from: From::Document, count: 0, unit, fields: Fields::default() }
}

/// `the first nine months of 2022`, `the last week of March`, `the last day of the year`.
fn slice(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "the") { i + 1 } else { i };
    let (head, at) = match (t.lower(at).as_str(), t.word(at).ordinal) {
        ("last" | "final", _) => (-1, at + 1),
        ("opening", _) => (1, at + 1),
        // the second last week, the third-to-last day
        (_, Some(n)) if n > 1 && t.is(at + 1, "last") => (-(n as i32), at + 2),
        (_, Some(n)) if n > 1 && t.joined(at + 1, 4) == "-to-last" => (-(n as i32), at + 5),
        (_, Some(n)) => (n as i32, at + 1),
        _ => calendar::day(t, at).filter(|(_, next)| *next > at + 1).map(|(n, next)| (n as i32, next))?,
    };
    if let Some(weekday) = t.word(at).weekday
        && t.is_any(at + 1, &["of", "in"])
    {
        let the = usize::from(t.is(at + 2, "the"));
        let (of, next) = match t.word(at + 2 + the).time {
            Some(super::lexicon::Clock::Calendar(unit)) if the == 1 => (this(unit), at + 4),
            _ => month_or_point(t, at + 2)?,
        };
        return Some((DateExpr::NthWeekday { of: Box::new(of), nth: head, weekday }, next));
    }
    let many = super::numerals::numeral(t, at, false).filter(|_| head.abs() == 1);
    let at = many.as_ref().map_or(at, |n| n.next);
    let dash = usize::from(t.is(at, "-") && t.glued(at));
    let unit = match t.word(at + dash).time? {
        super::lexicon::Clock::Calendar(unit) => unit,
        _ => return None,
    };
    // Quarters of a year have their own reading.
    if unit == TimeUnit::Quarter && head > 0 && many.is_none() || unit >= TimeUnit::Year {
        return None;
    }
    let count = many.as_ref().map_or(Some(1), |n| rust_decimal::prelude::ToPrimitive::to_i32(&n.value()?))?;
    let link = at + dash + 1;
    let linked = t.is_any(link, &["of", "in"]);
    let inner = if linked { link + 1 } else { link };
    let the = usize::from(t.is(inner, "the"));
    let (of, next) = match (t.word(inner + the).time, the) {
        (Some(super::lexicon::Clock::Calendar(unit)), 1) if linked && !t.text(inner + 1).ends_with('s') => {
            (this(unit), inner + 2)
        }
        _ => month_or_point(t, inner)
            .or_else(|| month_or_point(t, inner + the))
            .or_else(|| year_behind(t, inner))
            .filter(|_| linked || t.digits(inner).is_some() || t.is_any(inner, &["this", "last", "fiscal"]))?,
    };
    if matches!(of, DateExpr::Fiscal { .. }) || !(1..=31).contains(&count) {
        return None;
    }
    let from = match head {
        -1 => -count,
        n if n < 0 => n,
        n => n - 1,
    };
    Some((DateExpr::Slice { of: Box::new(of), from, count, unit }, next))
}

fn year_behind(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (year, next) = super::years::digits(t, i)?;
    Some((DateExpr::Known(Interval::year(year)?), next))
}
