//! Reads what stands behind a numeral: per cent, money, units, things counted, spans of time and ages.

use super::amounts::Of;
use super::keys::{key, words};
use super::numerals::Numeral;
use super::tokens::Tokens;
use super::words::{Clock, Measure};
use crate::grammar::units;
use crate::time::TimeUnit;
use rust_decimal::Decimal;

/// What stands behind a numeral; `None` where it shows that the digits are part of a name.
pub(super) fn measure(t: &Tokens<'_>, n: &Numeral) -> Option<(Of, usize)> {
    let next = n.next;
    let hyphen = t.is(next, "-") && t.glued(next) && t.glued(next + 1) && t.is_word(next + 1);
    let mut at = if hyphen { next + 1 } else { next };
    let stretched = words![
        "more",
        "additional",
        "further",
        "extra",
        "straight",
        "consecutive",
        "full",
        "long",
        "business",
        "working",
        "trading",
        "calendar",
        "successive",
    ];
    if t.is_any(at, stretched) && !hyphen && t.word(at + 1).time.is_some() {
        at += 1;
    }
    // a quarter of an hour, one and a half of a year
    let broken = n.value().is_none_or(|v| !v.fract().is_zero()) && n.worded;
    let hours = matches!(t.word(at + 1).time, Some(Clock::Seconds(_))) || n.digits.is_empty() && n.value().is_none();
    if broken && hours && t.is(at, "of") && t.word(at + 1).time.is_some() {
        at += 1;
    }
    // 10-K, 3-D
    if hyphen && t.text(at).len() == 1 && t.is_capital(at) {
        return None;
    }
    if let Some(found) = time(t, at) {
        return Some(found);
    }
    // 100° Celsius
    if t.is(at, "°")
        && let Some(m) = t.lexicon.measures.pair(key("degree"), t.key(at + 1))
    {
        return Some((of(m), at + 2));
    }
    if let Some((m, after)) = short_form(t, at) {
        return Some((of(m), after));
    }
    if let Some((m, after)) = t.lexicon.measures.at(t, at, 5)
        && let Some(of) = known(t, n, at, m, after)
    {
        return Some((of, after));
    }
    if t.glued(at)
        && let Some(clock) = t.lexicon.time_letter(t.text(at))
        && !(t.glued(at + 1) && (t.is_word(at + 1) || t.digits(at + 1).is_some()))
    {
        return Some((Of::Time(clock), at + 1));
    }
    // 30p, but not 1080p
    let screen =
        || n.value().is_some_and(|v| [240, 360, 480, 720, 1080, 1440, 2160].iter().any(|s| v == Decimal::from(*s)));
    let ends = !(t.glued(at + 1) && (t.is_word(at + 1) || t.digits(at + 1).is_some()));
    if t.text(at) == "p" && t.glued(at) && !n.worded && ends && !screen() {
        return Some((Of::Money(Some("GBP"), 100), at + 1));
    }
    if t.is(at, "¢") {
        return Some((Of::Money(Some("USD"), 100), at + 1));
    }
    if t.is(at, "\u{2030}") {
        return Some((Of::Permille, at + 1));
    }
    if t.is(at, "per") && t.is_any(at + 1, words!["mille", "mil", "thousand"]) && !t.is(at + 1, "thousand") {
        return Some((Of::Permille, at + 2));
    }
    if let Some((code, after)) = millions_of(t, at) {
        return Some((Of::Money(Some(code), 1), after));
    }
    let pc = t.text(at) == "pc" && t.glued(at) && !n.worded && ends;
    if pc || t.is(at, "%") {
        return Some((Of::Percent, at + 1));
    }
    if let Some(code) = t.sign(at)
        && (t.glued(at) || t.digits(at + 1).is_none())
    {
        return Some((Of::Money(code, 1), at + 1));
    }
    if hyphen {
        // 1-for-7
        if t.is_dash(at + 1) && t.glued(at + 1) && t.glued(at + 2) && t.digits(at + 2).is_some() {
            return None;
        }
        let word = t.text(at);
        let name = t.is_capital(at) || word.len() < 3;
        return (!name || n.worded).then_some((Of::Nothing, next));
    }
    if !n.worded && t.glued(next) && t.is_word(next) {
        return None;
    }
    if let Some(after) = foreign_money(t, next) {
        return Some((Of::Money(None, 1), after));
    }
    counted(t, next).or(Some((Of::Nothing, next)))
}

/// `Jamaican dollars`, `finnish markka`: the money of a country that has no code here; the token behind it.
pub(super) fn foreign_money(t: &Tokens<'_>, at: usize) -> Option<usize> {
    let word = t.text(at);
    let people = ["ish", "ian", "ean", "ese", "can", "man", "ch", "ss", "ni", "ri"];
    let named = t.is_unknown(at) && word.len() > 4 && people.iter().any(|p| word.ends_with(p));
    let money = matches!(t.lexicon.measure(t, at + 1), Some(Measure::Money { parts: 1, .. }));
    (named && money && !t.glued(at + 1)).then_some(at + 2)
}

/// `MEUR`, `MUSD`: a code behind an M for million. The figure is multiplied by whoever reads the code.
pub(super) fn millions_of(t: &Tokens<'_>, at: usize) -> Option<(&'static str, usize)> {
    let code = t.text(at).strip_prefix('M').filter(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()))?;
    t.lexicon.code(code).map(|code| (code, at + 1))
}

/// A short form of a unit, in its own letter case.
pub(super) fn short_form(t: &Tokens<'_>, at: usize) -> Option<(&'static Measure, usize)> {
    if !t.lexicon.shortens(t.key(at)) {
        return None;
    }
    let glued = (at..at + 3).take_while(|k| *k == at || t.glued(*k)).count();
    let written = |n: usize| -> String { (at..at + n).map(|k| t.text(k)).collect() };
    let (m, after) = (1..=glued).rev().find_map(|n| Some((t.lexicon.short(&written(n))?, at + n)))?;
    // `in` is a preposition unless it touches the figure or stands behind feet; `a m` and `5 t` do occur.
    let inches = t.is(at, "in")
        && at >= 2
        && (t.is_any(at - 2, words!["ft", "foot", "feet"])
            || t.is(at - 2, ",") && t.follows(at - 2, words!["ft", "foot", "feet"]))
        && !(t.is_capital(at + 1)
            || t.digits(at + 1).is_some()
            || t.is_any(at + 1, words!["the", "a", "an", "its", "this"]));
    // A 10K run is no temperature.
    if t.is(at, "K") && t.glued(at) {
        return None;
    }
    let fits = inches || t.glued(at) || !t.is_any(at, words!["in", "t", "x", "a", "l", "j", "pa"]);
    let ends = !(t.glued(after) && (t.is_word(after) || t.digits(after).is_some()));
    (fits && ends).then_some((m, after))
}

pub(super) fn of(m: &Measure) -> Of {
    match m {
        Measure::Percent => Of::Percent,
        Measure::Money { code, parts } => Of::Money(*code, *parts),
        Measure::Unit(unit, factor) => Of::Unit(unit.clone(), *factor),
    }
}

/// What a phrase means behind this numeral; `won` and `times` are also other words.
pub(super) fn known(t: &Tokens<'_>, n: &Numeral, at: usize, m: &Measure, after: usize) -> Option<Of> {
    if t.is(at, "won") && after == at + 1 && n.high < Decimal::from(1000) {
        return None;
    }
    // Below the ten thousand mark
    if t.is(at, "mark") && after == at + 1 && n.value() != Some(Decimal::ONE) {
        return None;
    }
    // Millions of pounds are money or weight; whose money is left open.
    if t.is_any(at, &t.lexicon.big_money)
        && after == at + 1
        && n.scale >= Decimal::from(1_000_000)
        && !t.is(after, "of")
    {
        return Some(Of::Money(None, 1));
    }
    if t.is(at, "times") {
        let compared = t.is_any(
            after,
            words!["as", "more", "higher", "larger", "bigger", "greater", "faster", "the", "its", "that", "over"],
        );
        let whole = n.value().is_some_and(|v| v.fract().is_zero());
        return if compared || !whole || !n.worded && !n.digits.has_point() && after >= t.len() {
            units::unit("fold").map(|u| Of::Unit(u, Decimal::ONE))
        } else {
            units::unit("time").map(|u| Of::Unit(u, Decimal::ONE))
        };
    }
    // Behind more than one a noun in the singular belongs to another: 10,000 job cuts.
    if let Measure::Unit(unit, _) = m
        && unit.is_discrete()
        && n.value() != Some(Decimal::ONE)
        && !is_plural(t, after - 1)
        && !t.is_dash(at.wrapping_sub(1))
    {
        return None;
    }
    Some(of(m))
}

/// Regular plurals and nouns whose plural looks like no plural.
pub(super) fn is_plural(t: &Tokens<'_>, i: usize) -> bool {
    t.text(i).ends_with(['s', 'S']) || t.word(i).invariant
}

/// Things counted, behind up to two words that describe them: `35 electric vehicles`.
pub(super) fn counted(t: &Tokens<'_>, next: usize) -> Option<(Of, usize)> {
    let describes = |k: usize| {
        (t.is_unknown(k) || t.is(k, "new")) && t.text(k).len() > 1 && !t.text(k).ends_with("ing") && !t.glued(k)
    };
    let mut at = next;
    for _ in 0..2 {
        // 25,000 A100 GPUs
        let named = t.is_word(at) && t.glued(at + 1) && t.digits(at + 1).is_some() && !t.glued(at + 2);
        at += match (named, describes(at)) {
            (true, _) => 2,
            (_, true) => 1,
            _ => return None,
        };
        if let Some(Measure::Unit(unit, factor)) = t.lexicon.measure(t, at)
            && unit.is_discrete()
            && is_plural(t, at)
            && !t.glued(at)
        {
            return Some((Of::Unit(unit.clone(), *factor), at + 1));
        }
    }
    None
}

/// A unit of time, and whether it says an age.
pub(super) fn time(t: &Tokens<'_>, at: usize) -> Option<(Of, usize)> {
    let clock = t.word(at).time?;
    let old = if t.is(at + 1, "-") { at + 2 } else { at + 1 };
    let unit = match clock {
        Clock::Calendar(TimeUnit::Year) => Some("year"),
        Clock::Calendar(TimeUnit::Month) => Some("month"),
        Clock::Calendar(TimeUnit::Week) => Some("week"),
        Clock::Calendar(TimeUnit::Day) => Some("day"),
        _ => None,
    };
    if let Some(unit) = unit {
        if t.is_any(old, words!["old", "olds"]) {
            return Some((Of::Age(unit), old + 1));
        }
        if t.is(at + 1, "of") && t.is(at + 2, "age") {
            return Some((Of::Age(unit), at + 3));
        }
    }
    Some((Of::Time(clock), at + 1))
}
