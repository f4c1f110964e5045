//! Reads years, and tells the year 2008 from 2008 of something.

use super::calendar::Point;
use super::keys::{Key, words};
use super::tokens::Tokens;
use super::words::Measure;
use crate::grammar::DateExpr;
use crate::time::Interval;

/// Four digits that can be a year, whatever stands around them.
pub(super) fn digits(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    let n = t.number(i, 4..=4).filter(|n| (1000..=2100).contains(n))?;
    let goes_on = t.glued(i + 1)
        && (t.is_word(i + 1)
            || t.is(i + 1, "%")
            || matches!(t.text(i + 1), "," | "." | ":") && t.glued(i + 2) && t.digits(i + 2).is_some());
    (!goes_on).then_some((n as i32, i + 1))
}

/// A year in words, as it is spoken: `nineteen eighty-four`, `two thousand and five`, `twenty twenty`.
pub(super) fn worded(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    let below_hundred = |k: usize| -> Option<(u32, usize)> {
        let first = t.word(k).cardinal.filter(|n| (1..100).contains(n))?;
        let at = if t.is(k + 1, "-") { k + 2 } else { k + 1 };
        match t.word(at).cardinal.filter(|n| first >= 20 && (1..10).contains(n)) {
            Some(unit) => Some((first + unit, at + 1)),
            None => Some((first, k + 1)),
        }
    };
    if t.is(i, "two") && t.is(i + 1, "thousand") {
        let at = if t.is(i + 2, "and") { i + 3 } else { i + 2 };
        return Some(below_hundred(at).map_or((2000, i + 2), |(n, next)| (2000 + n as i32, next)));
    }
    let century = t.word(i).cardinal.filter(|n| (15..=20).contains(n))?;
    let (rest, next) = below_hundred(i + 1).filter(|(n, _)| *n >= 10)?;
    Some(((century * 100 + rest) as i32, next))
}

/// `'98`: an apostrophe and two digits.
pub(super) fn short(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    let n = t.number(i + 1, 2..=2)?;
    let apart = i == 0 || !t.glued(i) || t.is(i - 1, "(");
    (t.is(i, "'") && t.glued(i + 1) && apart && !(t.glued(i + 2) && t.is_word(i + 2))).then(|| (full(n), i + 2))
}

/// A year of two digits lies between 1940 and 2039.
pub(super) fn full(two: u32) -> i32 {
    (if two < 40 { 2000 + two } else { 1900 + two }) as i32
}

/// `BC`, `AD` and the like in capitals, or with full stops: whether it counts back, and the token behind it.
pub(super) fn era_mark(t: &Tokens<'_>, i: usize) -> Option<(bool, usize)> {
    match t.text(i) {
        "BC" | "BCE" => Some((true, i + 1)),
        "AD" | "CE" => Some((false, i + 1)),
        "B" if t.joined(i, 4) == "b.c." => Some((true, i + 4)),
        "A" if t.joined(i, 4) == "a.d." => Some((false, i + 4)),
        _ => None,
    }
}

/// `44 BC`, `88 CE`, `1066 A.D.`: the astronomical year, in which 1 BC is 0, and the token behind it.
pub(super) fn era(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    let n = t.number(i, 1..=4).filter(|n| (1..=3000).contains(n) && !t.glued(i + 1))? as i32;
    let (back, next) = era_mark(t, i + 1)?;
    Some((if back { 1 - n } else { n }, next))
}

/// `AD 79`: the year behind its era, and the token behind it.
pub(super) fn era_first(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let year = t.number(i + 1, 1..=4).filter(|n| (1..=2100).contains(n) && t.text(i) == "AD" && !t.glued(i + 1))?;
    let free = !t.is_any(i + 2, words!["%", ",", "."]) || !t.glued(i + 3);
    free.then_some((DateExpr::Known(Interval::year(year as i32)?), i + 2))
}

/// The same as a date of its own; BC is also a place, so something must lead to the year or nothing follow.
pub(super) fn of_era(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (year, next) = era(t, i)?;
    let led = i.checked_sub(1).is_some_and(|b| t.word(b).year_cue || t.word(b).part.is_some());
    (led || !t.is_word(next)).then_some(())?;
    Some((DateExpr::Known(Interval::year(year)?), next))
}

/// The year at token `i`, where something shows that it is one.
pub(super) fn year(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (year, next) = digits(t, i)?;
    shows(t, i, year).then_some(())?;
    Some((DateExpr::Known(Interval::year(year)?), next))
}

/// `the year 2020`, `year 2020`, `full-year 2020`.
pub(super) fn named(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let full = usize::from(t.is_any(i, words!["full", "whole", "calendar"]));
    let dash = usize::from(full == 1 && t.is(i + 1, "-"));
    let at = i + full + dash;
    if !t.is(at, "year") {
        return None;
    }
    let (year, next) = digits(t, at + 1)?;
    Some((DateExpr::Known(Interval::year(year)?), next))
}

/// `'98` behind a word that leads to a year.
pub(super) fn apostrophe(t: &Tokens<'_>, i: usize) -> Option<Point> {
    let (year, next) = short(t, i)?;
    let led = i.checked_sub(1).is_some_and(|b| t.word(b).year_cue || t.word(b).part.is_some() || t.is(b, "the"));
    if !led && !t.word(next).year_noun {
        return None;
    }
    Some((DateExpr::Known(Interval::year(year)?), next))
}

/// Verbs that a year may be the subject of, and what a stretch begins with it by.
const TELLS: &[Key] = words!["was", "is", "will", "saw", "has", "had", "marked", "brought", "onward", "onwards"];

/// True where more figures hang on token `next`: the 2015 of 2015-1-32 is no year.
fn strung(t: &Tokens<'_>, next: usize) -> bool {
    t.is_any(next, words!["-", "/"]) && t.glued(next) && t.glued(next + 1) && t.digits(next + 1).is_some()
}

/// True where what stands around four digits shows that they are a year.
fn shows(t: &Tokens<'_>, i: usize, year: i32) -> bool {
    let next = i + 1;
    let Some(before) = i.checked_sub(1) else {
        // A line that begins with a year, or is one.
        let modern = (1900..=2100).contains(&year) && !counts(t, next);
        return next >= t.len() || modern && (!t.is_word(next) && !strung(t, next) || t.is_any(next, TELLS));
    };
    let modern = (1900..=2100).contains(&year);
    // Between 2017 and 2018 deliveries doubled.
    let spanned = modern && t.is(before, "and") && before > 1 && t.is(before - 2, "between");
    let spanned = spanned && digits(t, before - 1).is_some_and(|(first, _)| first < year);
    if t.glued(i)
        && !(t.is(before, "(") || t.is_dash(before) || t.is_any(before, words!["/", "'", "\"", "[", "\u{201c}"]))
        || counts(t, next) && !of_season(t, before) && !spanned
        || strung(t, next)
    {
        return false;
    }
    // mid-2006, pre-2008; a range from another year is read in one piece elsewhere.
    if t.glued(i) && (t.is_dash(before) || t.is(before, "/")) {
        return modern && t.is_word(before.wrapping_sub(1)) && !t.is_capital(before.wrapping_sub(1));
    }
    if t.word(before).year_cue || t.word(before).part.is_some() || t.is(before, "c") {
        return modern
            || t.is_any(
                before,
                words![
                    "in", "since", "until", "by", "from", "of", "year", "circa", "before", "after", "between", "and",
                    "to"
                ],
            );
    }
    // as early as 2015, as recently as 2019
    let reaching = words!["early", "late", "recently", "recent", "soon"];
    if modern && t.is(before, "as") && before > 1 && t.is_any(before - 1, reaching) && t.is(before - 2, "as") {
        return true;
    }
    if !modern || t.is_any(before, words!["no", "#", "number", "$"]) || t.word(before).label && !t.is(before, "season")
    {
        return false;
    }
    let listed = t.is_any(before, words![",", "and", "&", "or"])
        && (1..=2).any(|k| before >= k && digits(t, before - k).is_some());
    let noun = t.word(next).year_noun || t.is_capital(next) || t.is_word(next) && !t.text(next).ends_with('s');
    let determined = t.is_any(before, words!["the", "its", "their", "his", "her", "our", "a", "this", "s", "'"]);
    let closed = next >= t.len() || t.is_any(next, words![")", ":", ";", "|", "]", "\n", "'"]);
    // ahead, 2009 was a pivotal year
    let told = t.is_any(next, TELLS)
        && (t.opens(i) || t.is_any(before, words![",", "that", "while", "but", "because", "though"]));
    listed
        || told
        || determined && noun
        || t.word(next).year_noun
        || t.opens(i) && closed
        || t.is(before, "(")
        || t.is_word(before) && t.is(next, "'")
        || t.opens(i) && noun && t.is_capital(next)
}

/// The summer of 2015: whatever follows, it is a year.
fn of_season(t: &Tokens<'_>, before: usize) -> bool {
    t.is(before, "of") && before > 0 && t.is_any(before - 1, words!["spring", "summer", "autumn", "fall", "winter"])
}

/// True where what follows shows that a number counts it: 2000 people, 1500 years, 1999 dollars.
pub(super) fn counts(t: &Tokens<'_>, next: usize) -> bool {
    if t.is_any(next, words!["onward", "onwards"])
        || t.is(next, "year") && (t.is(next + 1, "end") || t.is(next + 1, "-") && t.is(next + 2, "end"))
    {
        return false;
    }
    if t.word(next).scale.is_some()
        || t.word(next).time.is_some() && !t.is_any(next, words!["second", "quarter"])
        || t.is(next, "%")
    {
        return true;
    }
    if t.is_capital(next) || t.word(next).year_noun || !t.is_word(next) {
        return t.is_capital(next) && matches!(t.lexicon.measure(t, next), Some(Measure::Money { .. }));
    }
    let noun = t.text(next);
    if t.lexicon.measure(t, next).is_some() {
        return noun.ends_with('s')
            || !matches!(t.lexicon.measure(t, next), Some(Measure::Unit(u, _)) if u.is_discrete());
    }
    let plural = noun.len() > 3
        && noun.ends_with('s')
        && !noun.ends_with("ss")
        && !noun.ends_with("us")
        && !noun.ends_with("is");
    plural && t.is_unknown(next)
}
