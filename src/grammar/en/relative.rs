//! Reads dates that count from another: `yesterday`, `last year`, `three months ago`, `the following year`, and
//! stretches such as `the past three years`.
//!
//! What they count from, the document date or the date last named, is part of what is read; `resolve` has the days.

use super::calendar::{self, Point};
use super::counted::{counted, few, is_bare, span, weekdays_ago};
use super::keys::words;
use super::numerals::numeral;
use super::tokens::Tokens;
use super::words::Clock;
use crate::grammar::{DateExpr, Fields, From};
use crate::time::TimeUnit;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The relative date at token `i`.
pub(super) fn point(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if is_bare(t, i) {
        return None;
    }
    let spans = || if t.timed(i) { weekdays_ago(t, i).or_else(|| counted(t, i)) } else { None };
    if !t.relates(i) {
        return spans();
    }
    day_word(t, i)
        .or_else(|| rest(t, i))
        .or_else(|| same(t, i))
        .or_else(|| window(t, i))
        .or_else(|| named(t, i))
        .or_else(|| in_week(t, i))
        .or_else(|| weekend(t, i))
        .or_else(|| fiscal(t, i))
        .or_else(|| unit_phrase(t, i))
        .or_else(|| behind(t, i))
        .or_else(|| working_week(t, i))
        .or_else(spans)
}

pub(super) fn plain(from: From, count: i32, unit: TimeUnit) -> DateExpr {
    DateExpr::Relative { from, count, unit, fields: Fields::default() }
}

/// `today`, `yesterday`, `tomorrow`, `the day before yesterday`, `earlier today`.
fn day_word(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let day = |count, next| Some((plain(From::Document, count, TimeUnit::Day), next));
    match t.lower(i).bytes() {
        b"to" if t.is(i + 1, "date") && !t.is(i + 2, "from") && !t.follows(i, words!["year", "-"]) => {
            return Some((DateExpr::Until(Box::new(plain(From::Document, 0, TimeUnit::Day))), i + 2));
        }
        b"today" | b"tonight" => return day(0, i + 1),
        b"yesterday" => return day(-1, i + 1),
        b"tomorrow" => return day(1, i + 1),
        b"this" if t.is_any(i + 1, words!["morning", "afternoon", "evening"]) => return day(0, i + 2),
        b"last" if t.is(i + 1, "night") => return day(-1, i + 2),
        b"earlier" | b"later" | b"late" | b"early" => {
            return point_of_day(t, i + 1).or_else(|| beside_today(t, i));
        }
        _ => {}
    }
    let at = if t.is(i, "the") { i + 1 } else { i };
    if !t.is(at, "day") {
        return None;
    }
    match (t.lower(at + 1).bytes(), t.lower(at + 2).bytes()) {
        (b"before", b"yesterday") => day(-2, at + 3),
        (b"after", b"tomorrow") => day(2, at + 3),
        _ => None,
    }
}

/// `the rest of the year`: from the document date to the end of its year.
fn rest(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "the") { i + 1 } else { i };
    if !t.is_any(at, words!["rest", "remainder"]) || !t.is(at + 1, "of") {
        return None;
    }
    let noun =
        at + 2 + usize::from(t.is_any(at + 2, words!["the", "this", "current", "my", "our", "his", "her", "their"]));
    let unit = calendar_unit(t, noun).filter(|u| *u >= TimeUnit::Week && !t.text(noun).ends_with('s'))?;
    let (today, whole) = (plain(From::Document, 0, TimeUnit::Day), plain(From::Document, 0, unit));
    let of = t.is(noun + 1, "of") && dated_behind(t, noun + 2);
    (!of).then(|| (DateExpr::Range(Box::new(today), Box::new(whole)), noun + 1))
}

/// `next week on Tuesday`, `this week Monday`.
fn in_week(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Week, .. }, next) = unit_phrase(t, i)?
    else {
        return None;
    };
    let at = next + usize::from(t.is(next, "on"));
    let weekday = t.word(at).weekday.filter(|_| t.text(at).len() > 3 || t.is_capital(at))?;
    let fields = Fields { weekday: Some(weekday), ..Fields::default() };
    Some((DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Week, fields }, at + 1))
}

/// `last weekend`, `this weekend`: Saturday and Sunday of a week.
fn weekend(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = i + usize::from(t.is(i, "this") && t.is_any(i + 1, words!["past", "coming"]));
    let count = if t.is(at, "past") && at > i { -1 } else { step(t, at)? };
    let day = |weekday| {
        let fields = Fields { weekday: Some(weekday), ..Fields::default() };
        Box::new(DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Week, fields })
    };
    let both = || DateExpr::Range(day(chrono::Weekday::Sat), day(chrono::Weekday::Sun));
    t.is(at + 1, "weekend").then(|| (both(), at + 2))
}

/// `last fiscal year`, `the current financial year`: a year that only its owner's calendar has.
pub(super) fn fiscal(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "the") { i + 1 } else { i };
    let count = step(t, at)?;
    (t.is_any(at + 1, words!["fiscal", "financial"]) && t.is(at + 2, "year"))
        .then_some((DateExpr::FiscalRelative { count, half: None, quarter: None }, at + 3))
}

/// `earlier this year` ends, `later this year` begins with the document date.
fn beside_today(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (whole, next) = unit_phrase(t, i + 1).filter(|_| t.is(i + 1, "this"))?;
    let today = plain(From::Document, 0, TimeUnit::Day);
    match t.lower(i).bytes() {
        b"earlier" => Some((DateExpr::Range(Box::new(whole), Box::new(today)), next)),
        b"later" => Some((DateExpr::Range(Box::new(today), Box::new(whole)), next)),
        _ => None,
    }
}

fn point_of_day(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if t.is_any(i, words!["today", "yesterday", "tomorrow"]) { day_word(t, i) } else { None }
}

/// `the same period last year`, `the corresponding quarter of 2018`, `the year-ago quarter`.
fn same(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "the") { i + 1 } else { i };
    let stretch = |k: usize| t.is_any(k, words!["period", "quarter", "month", "week", "day", "half", "time", "stage"]);
    let tied = t.is(at + 1, "-") && stretch(at + 3);
    let earlier = t.is(at, "year") && t.is_any(at + 2, words!["ago", "earlier"])
        || t.is(at + 2, "year") && t.is_any(at, words!["prior", "previous", "preceding", "last"]);
    if tied && earlier {
        return Some((DateExpr::Same { years: -1, year: None }, at + 4));
    }
    if !t.is_any(at, words!["same", "corresponding", "comparable", "equivalent"]) || !stretch(at + 1) {
        return None;
    }
    let of = usize::from(t.is_any(at + 2, words!["of", "in"]));
    let next = at + 2 + of;
    if let Some((year, end)) = super::years::digits(t, next).filter(|_| of == 1) {
        return Some((DateExpr::Same { years: 0, year: Some(year) }, end));
    }
    let earlier = t.is(next, "a") && t.is(next + 1, "year") && t.is_any(next + 2, words!["ago", "earlier", "before"]);
    let end = match unit_phrase(t, next) {
        _ if earlier => next + 3,
        Some((DateExpr::Relative { count: -1, unit: TimeUnit::Year, .. }, end)) => end,
        _ => return None,
    };
    Some((DateExpr::Same { years: -1, year: None }, end))
}

/// How far `last`, `this` and `next` count, and whether from the document date.
pub(super) fn step(t: &Tokens<'_>, i: usize) -> Option<i32> {
    Some(match t.lower(i).bytes() {
        b"last" | b"previous" | b"prior" | b"preceding" => -1,
        b"this" | b"current" => 0,
        b"next" | b"following" | b"coming" | b"upcoming" => 1,
        _ => return None,
    })
}

fn calendar_unit(t: &Tokens<'_>, i: usize) -> Option<TimeUnit> {
    match t.word(i).time? {
        Clock::Calendar(unit) if !t.is(i, "night") => Some(unit),
        _ => None,
    }
}

/// `last year`, `this month`, `the following week`, `that year`, `the same day`.
pub(super) fn unit_phrase(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let the = t.is(i, "the");
    let at = if the { i + 1 } else { i };
    // that same year
    let at = if t.is(at, "that") && t.is(at + 1, "same") { at + 1 } else { at };
    let the = the || at > i && t.is(at, "same");
    if t.is_any(at, words!["that", "same"]) && (t.is(at, "that") || the) {
        let unit = calendar_unit(t, at + 1)?;
        // `that day` and `the same year`, but not `the same days`.
        // The same month a year ago is not the month last named.
        let moved = t.is_any(at + 2, words!["a", "last", "of", "in", "the", "next"]) && t.is(at, "same");
        return (!t.text(at + 1).ends_with('s') && !moved).then(|| (plain(From::Discourse, 0, unit), at + 2));
    }
    if t.is(at, "year") && t.is(at + 1, "-") && t.is(at + 2, "ago")
        || t.is(at, "year") && t.is(at + 1, "-") && t.is(at + 2, "earlier")
    {
        return Some((plain(From::Discourse, -1, TimeUnit::Year), at + 3));
    }
    let count = step(t, at)?;
    let calendar = usize::from(t.is(at + 1, "calendar"));
    let unit = calendar_unit(t, at + 1 + calendar).filter(|_| !t.text(at + 1 + calendar).ends_with('s'))?;
    if t.is(at + 2, "of") && unit != TimeUnit::Year && dated_behind(t, at + 3) {
        return None;
    }
    // With an article it is the date last named that counts: the next day, the previous year.
    let next_of_many = t.is(at, "next") && unit != TimeUnit::Day && unit != TimeUnit::Year;
    let told = the && !next_of_many && !t.is_any(at, words!["last", "current", "this", "coming", "upcoming"])
        || t.is_any(at, words!["following", "preceding", "prior"]);
    let from = if told { From::Discourse } else { From::Document };
    let unit_end = at + 2 + calendar;
    // `the last decade` is a stretch, see `window`.
    (count == 0 || unit != TimeUnit::Decade).then_some((plain(from, count, unit), unit_end))
}

/// True where a date stands, so that `last week of` is a part of it.
fn dated_behind(t: &Tokens<'_>, i: usize) -> bool {
    let at = if t.is(i, "the") { i + 1 } else { i };
    t.word(at).month.is_some() || super::years::digits(t, at).is_some() || step(t, at).is_some()
}

/// `last Friday`, `next March`, `this September`.
fn named(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = if t.is(i, "this") && t.is_any(i + 1, words!["past", "coming"]) { i + 1 } else { i };
    let count = match t.lower(at).bytes() {
        b"past" if at > i => -1,
        _ => step(t, at)?,
    };
    if let Some(weekday) = t.word(at + 1).weekday
        && (t.text(at + 1).len() > 3 || t.is_capital(at + 1))
    {
        let fields = Fields { weekday: Some(weekday), ..Fields::default() };
        return Some((DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Week, fields }, at + 2));
    }
    // next 5/12
    let slashed = t.is(at + 2, "/") && t.glued(at + 2) && t.glued(at + 3) && !t.is(at + 4, "/");
    if slashed
        && let (Some(month), Some(day)) = (t.number(at + 1, 1..=2), t.number(at + 3, 1..=2))
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
    {
        let fields = Fields { month: Some(month), day: Some(day), ..Fields::default() };
        return Some((DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Month, fields }, at + 4));
    }
    let (month, next) = calendar::month_name(t, at + 1)?;
    // Founded in 2009; she had joined the previous September.
    let told = t.is_any(at, words!["following", "preceding"]) || t.is(at, "previous") && at > 0 && t.is(at - 1, "the");
    let from = if told { From::Discourse } else { From::Document };
    let fits = t.is_capital(at + 1) || !t.is_any(at + 1, words!["may", "march", "mar"]);
    let fields = Fields { month: Some(month), ..Fields::default() };
    if let Some((day, next)) = calendar::day(t, next).filter(|_| t.digits(next).is_some_and(|d| d.len() <= 2)) {
        let fields = Fields { day: Some(day), ..fields };
        return Some((DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Month, fields }, next));
    }
    fits.then_some((DateExpr::Relative { from, count, unit: TimeUnit::Month, fields }, next))
}

/// `the past three years`, `the next 7 quarters`, `the last decade`, `over the past year`.
fn window(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let the = t.is(i, "the");
    let at = if the { i + 1 } else { i };
    let sign = match t.lower(at).bytes() {
        b"past" | b"last" | b"previous" | b"preceding" | b"prior" => -1,
        b"next" | b"coming" | b"following" | b"upcoming" => 1,
        _ => return None,
    };
    let from = if t.is_any(at, words!["following", "preceding"]) { From::Discourse } else { From::Document };
    if let Some(n) = numeral(t, at + 1, false).or_else(|| few(t, at + 1)) {
        let dash = usize::from(t.is(n.next, "-") && t.glued(n.next));
        let (unit, factor) = span(t, n.next + dash)?;
        let count = n.high.checked_mul(Decimal::from(factor))?.ceil().to_i32()?;
        // `the last two weeks of March` is a part of March.
        if t.is(n.next + dash + 1, "of") && dated_behind(t, n.next + dash + 2) {
            return None;
        }
        return Some((DateExpr::Window { from, count: count.checked_mul(sign)?, unit }, n.next + dash + 1));
    }
    // `the past year` always, `the last year` only behind a word of duration.
    let unit = calendar_unit(t, at + 1)?;
    let during = i > 0 && t.is_any(i - 1, words!["over", "in", "within", "during"]);
    let spans = t.is(at, "past")
        || the && during && sign > 0 && t.is_any(at, words!["next", "coming"]) && unit >= TimeUnit::Week
        || unit == TimeUnit::Decade
        || the
            && during
            && unit >= TimeUnit::Year
            && !t.is_any(at, words!["previous", "prior", "following", "preceding"]);
    let of = t.is(at + 2, "of") && dated_behind(t, at + 3);
    (spans && !of && !t.text(at + 1).ends_with('s')).then_some((DateExpr::Window { from, count: sign, unit }, at + 2))
}

/// `the year before`, `a year earlier`, `three months later`, `the day after`.
fn behind(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if !t.is(i, "the") {
        return None;
    }
    let unit = calendar_unit(t, i + 1)?;
    if let Some(found) = bare(t, i, unit) {
        return Some(found);
    }
    let ends = i + 3 >= t.len() || matches!(t.text(i + 3), "." | "," | ";" | ")" | ":" | "\n" | "'");
    match t.lower(i + 2).bytes() {
        b"before" if ends => Some((plain(From::Discourse, -1, unit), i + 3)),
        b"after" if ends => Some((plain(From::Discourse, 1, unit), i + 3)),
        b"earlier" | b"previous" => Some((plain(From::Discourse, -1, unit), i + 3)),
        b"after" if t.is(i + 3, "next") => Some((plain(From::Document, 2, unit), i + 4)),
        b"after" if t.is(i + 3, "the") && t.is(i + 4, "next") => Some((plain(From::Document, 2, unit), i + 5)),
        b"before" if t.is(i + 3, "last") => Some((plain(From::Document, -2, unit), i + 4)),
        _ => None,
    }
}

/// `for the day`, `in the quarter`, `ending the day`: the one last spoken of.
fn bare(t: &Tokens<'_>, i: usize, unit: TimeUnit) -> Option<Point> {
    let before = i.checked_sub(1)?;
    let rest = t.is(before, "of") && t.follows(before, words!["rest", "remainder", "balance", "course"]);
    if rest && !t.text(i + 1).ends_with('s') && unit >= TimeUnit::Week {
        return Some((plain(From::Document, 0, unit), i + 2));
    }
    let led = t.is_any(before, words!["for", "in", "during", "throughout"])
        || unit == TimeUnit::Day
            && t.is_any(
                before,
                words!["end", "ending", "ended", "ends", "finish", "finished", "finishing", "closed", "closing"],
            );
    let goes_on = t.is_any(
        i + 2,
        words![
            "of",
            "ended",
            "ending",
            "to",
            "that",
            "when",
            "before",
            "after",
            "in",
            "a",
            "following",
            "since",
            "-",
            "he",
            "she",
            "it",
            "they",
            "and",
            "or",
            "first"
        ],
    ) || t.digits(i + 2).is_some()
        || t.is_capital(i + 2);
    let singular =
        matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year);
    (led && !goes_on && singular && !t.text(i + 1).ends_with('s')).then(|| (plain(From::Discourse, 0, unit), i + 2))
}

/// `this working week`: Monday to Friday.
fn working_week(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let at = i + usize::from(t.is(i, "the"));
    let count = step(t, at)?;
    if !t.is_any(at + 1, words!["working", "work", "business", "trading"]) || !t.is(at + 2, "week") {
        return None;
    }
    let day = |weekday| {
        let fields = Fields { weekday: Some(weekday), ..Fields::default() };
        Box::new(DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Week, fields })
    };
    Some((DateExpr::Range(day(chrono::Weekday::Mon), day(chrono::Weekday::Fri)), at + 3))
}
