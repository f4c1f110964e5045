//! Reads one amount: a numeral with its currency, unit, per cent sign or span of time, and the comparators around it.
//!
//! Two amounts that make a range are tied in `numbers`.

use super::lexicon::{Clock, Measure};
use super::numerals::{Numeral, numeral, scales};
use super::tokens::Tokens;
use crate::grammar::units;
use crate::quantity::{Comparator, Unit};
use crate::time::TimeUnit;
use rust_decimal::Decimal;

/// What an amount is of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Of {
    /// Nothing is said.
    Nothing,
    /// Per cent.
    Percent,
    /// Per mille.
    Permille,
    /// Money: ISO code where known, and in how many parts it is counted.
    Money(Option<&'static str>, u32),
    /// A unit and what it multiplies the figure by.
    Unit(Unit, Decimal),
    /// A span of time.
    Time(Clock),
    /// So many years, or shorter units, of age.
    Age(&'static str),
}

/// A numeral and what it is of.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) numeral: Numeral,
    pub(super) of: Of,
    pub(super) comparator: Option<Comparator>,
    /// The token behind it.
    pub(super) next: usize,
}

/// The amount at token `i`, comparators before it not included.
pub(super) fn amount(t: &Tokens<'_>, i: usize) -> Option<Amount> {
    if !t.starts(i) {
        return None;
    }
    t.amount(i, || read(t, i))
}

fn read(t: &Tokens<'_>, i: usize) -> Option<Amount> {
    let (minus, i) = sign(t, i);
    let mut amount = match currency_before(t, i) {
        Some((code, at)) => {
            let (inner, at) = sign(t, at);
            let mut n = numeral(t, at, true)?;
            if inner {
                n = negative(n);
            }
            let of = Of::Money(code, 1);
            let next = repeated_currency(t, n.next, code);
            Amount { numeral: n, of, comparator: None, next }
        }
        None => {
            let mut n = numeral(t, i, false)?;
            if let Some(height) = feet(t, &n) {
                return Some(height);
            }
            // 300-odd models, 300+ models
            let (comparator, tied) = match t.is(n.next, "or") {
                true => (None, n.next),
                false => comparator_after(t, n.next),
            };
            n.next = tied;
            let coded = n.next;
            let (of, mut next) = measure(t, &n)?;
            if n.scale == Decimal::ONE && millions_of(t, coded).is_some() {
                let times = |v: Decimal| v.checked_mul(Decimal::from(1_000_000));
                (n.low, n.high, n.scale) = (times(n.low)?, times(n.high)?, Decimal::from(1_000_000));
                return Some(Amount { numeral: if minus { negative(n) } else { n }, of, comparator, next });
            }
            // 75 USD million
            if matches!(of, Of::Money(..)) && n.scale == Decimal::ONE && !n.digits.is_empty() {
                let (scale, after) = scales(t, next, false);
                let times = |v: Decimal| v.checked_mul(scale);
                (n.low, n.high, n.scale, next) = (times(n.low)?, times(n.high)?, scale, after);
            }
            Amount { numeral: n, of, comparator, next }
        }
    };
    if minus {
        amount.numeral = negative(amount.numeral);
    }
    // 20 degrees below zero
    if t.is(amount.next, "below")
        && t.is(amount.next + 1, "zero")
        && matches!(&amount.of, Of::Nothing | Of::Unit(..))
        && amount.numeral.low >= Decimal::ZERO
    {
        let next = amount.next + 2;
        amount = Amount { numeral: negative(amount.numeral), next, ..amount };
    }
    let (comparator, next) = comparator_after(t, amount.next);
    Some(Amount { comparator: comparator.or(amount.comparator), next, ..amount })
}

/// `6'2"`, `6-foot-4`: feet and inches, in inches.
fn feet(t: &Tokens<'_>, n: &Numeral) -> Option<Amount> {
    let tied = |k: usize| t.glued(k) && t.glued(k + 1);
    let at = match n.next {
        next if t.is(next, "'") && tied(next) && t.is(next + 2, "\"") => next + 1,
        next if t.is(next, "-") && tied(next) && t.is(next + 1, "foot") && t.is(next + 2, "-") && tied(next + 2) => {
            next + 3
        }
        _ => return None,
    };
    let inches = t.number(at, 1..=2).filter(|i| *i < 12)?;
    let next = at + 1 + usize::from(t.is(n.next, "'"));
    let feet = n.value().filter(|v| v.fract().is_zero() && *v < Decimal::TEN)?;
    let value = feet.checked_mul(Decimal::from(12))?.checked_add(Decimal::from(inches))?;
    let of = Of::Unit(units::unit("inch")?, Decimal::ONE);
    Some(Amount { numeral: Numeral::of_digits(value, next), of, comparator: None, next })
}

fn negative(n: Numeral) -> Numeral {
    let digits = if n.digits.is_empty() { String::new() } else { format!("-{}", n.digits) };
    Numeral { digits, low: -n.high, high: -n.low, ..n }
}

/// A minus that belongs to the figure behind it: glued to it and to nothing before.
fn sign(t: &Tokens<'_>, i: usize) -> (bool, usize) {
    let tied = t.glued(i + 1) && (i == 0 || !t.glued(i) || t.is_any(i - 1, &["(", "<", ">", "=", "≤", "≥"]));
    match t.text(i) {
        "-" if tied => (true, i + 1),
        "+" if tied => (false, i + 1),
        "minus" | "negative" | "Minus" if t.digits(i + 1).is_some() || t.word(i + 1).cardinal.is_some() => {
            (true, i + 1)
        }
        _ => (false, i),
    }
}

/// `$`, `US$`, `EUR`, `RMB` before a figure: the code and the token behind it.
fn currency_before(t: &Tokens<'_>, i: usize) -> Option<(Option<&'static str>, usize)> {
    let mark = |k: usize| t.text(k).chars().next().and_then(|c| t.lexicon.sign(c));
    if let Some(code) = mark(i) {
        return Some((code, i + 1));
    }
    // U.S. $5, US $5 and US$5; single letters must touch the sign.
    if t.is(i, "u") && (t.joined(i, 4) == "u.s.$" || t.joined(i, 4) == "u.s. $") {
        return Some((Some("USD"), i + 5 - usize::from(t.is(i + 3, "$"))));
    }
    let word = t.word(i);
    if let Some(code) = word.before_sign
        && mark(i + 1).is_some()
        && (t.glued(i + 1) || t.text(i).len() > 1 || t.is(i, "c"))
    {
        return Some((Some(code), i + 2));
    }
    let code = word.code.filter(|_| t.text(i).len() > 2 || t.is_capital(i))?;
    let at = if t.is(i + 1, ".") && t.glued(i + 1) { i + 2 } else { i + 1 };
    (t.digits(at).is_some()).then_some((Some(code), at))
}

/// The currency said twice: `$23 billion dollars`.
fn repeated_currency(t: &Tokens<'_>, next: usize, before: Option<&'static str>) -> usize {
    let at = if t.is(next, "-") && t.glued(next) { next + 1 } else { next };
    let same = |m: &&Measure| matches!(m, Measure::Money { code, .. } if *code == before || code.is_none());
    match t.longest(at, 3, |p| t.lexicon.phrase(p).filter(same)) {
        Some((_, after)) => after,
        None => next,
    }
}

/// What stands behind a numeral; `None` where it shows that the digits are part of a name.
fn measure(t: &Tokens<'_>, n: &Numeral) -> Option<(Of, usize)> {
    let next = n.next;
    let hyphen = t.is(next, "-") && t.glued(next) && t.glued(next + 1) && t.is_word(next + 1);
    let mut at = if hyphen { next + 1 } else { next };
    let stretched = [
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
    if t.is_any(at, &stretched) && !hyphen && t.word(at + 1).time.is_some() {
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
        && let Some(m) = t.lexicon.phrase(&format!("degree {}", t.joined(at + 1, 1)))
    {
        return Some((of(m), at + 2));
    }
    if let Some((m, after)) = short_form(t, at) {
        return Some((of(m), after));
    }
    if let Some((m, after)) = t.longest(at, 5, |p| t.lexicon.phrase(p))
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
    if t.is(at, "per") && t.is_any(at + 1, &["mille", "mil", "thousand"]) && !t.is(at + 1, "thousand") {
        return Some((Of::Permille, at + 2));
    }
    if let Some((code, after)) = millions_of(t, at) {
        return Some((Of::Money(Some(code), 1), after));
    }
    if t.is(at, "%") {
        return Some((Of::Percent, at + 1));
    }
    if let Some(c) = t.text(at).chars().next()
        && let Some(code) = t.lexicon.sign(c)
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
fn foreign_money(t: &Tokens<'_>, at: usize) -> Option<usize> {
    let word = t.text(at);
    let people = ["ish", "ian", "ean", "ese", "can", "man", "ch", "ss", "ni", "ri"];
    let named = t.is_unknown(at) && word.len() > 4 && people.iter().any(|p| word.ends_with(p));
    let money = matches!(t.lexicon.phrase(&t.joined(at + 1, 1)), Some(Measure::Money { parts: 1, .. }));
    (named && money && !t.glued(at + 1)).then_some(at + 2)
}

/// `MEUR`, `MUSD`: a code behind an M for million. The figure is multiplied by whoever reads the code.
pub(super) fn millions_of(t: &Tokens<'_>, at: usize) -> Option<(&'static str, usize)> {
    let code = t.text(at).strip_prefix('M').filter(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()))?;
    t.lexicon.code(code).map(|code| (code, at + 1))
}

/// A short form of a unit, in its own letter case.
fn short_form(t: &Tokens<'_>, at: usize) -> Option<(&'static Measure, usize)> {
    let glued = (at..at + 3).take_while(|k| *k == at || t.glued(*k)).count();
    let written = |n: usize| -> String { (at..at + n).map(|k| t.text(k)).collect() };
    let (m, after) = (1..=glued).rev().find_map(|n| Some((t.lexicon.short(&written(n))?, at + n)))?;
    // `in` is a preposition unless it touches the figure or stands behind feet; `a m` and `5 t` do occur.
    let inches = t.is(at, "in")
        && at >= 2
        && (t.is_any(at - 2, &["ft", "foot", "feet"])
            || t.is(at - 2, ",") && t.follows(at - 2, &["ft", "foot", "feet"]))
        && !(t.is_capital(at + 1)
            || t.digits(at + 1).is_some()
            || t.is_any(at + 1, &["the", "a", "an", "its", "this"]));
    // A 10K run is no temperature.
    if t.is(at, "K") && t.glued(at) {
        return None;
    }
    let fits = inches || t.glued(at) || !t.is_any(at, &["in", "t", "x", "a", "l", "j", "pa"]);
    let ends = !(t.glued(after) && (t.is_word(after) || t.digits(after).is_some()));
    (fits && ends).then_some((m, after))
}

fn of(m: &Measure) -> Of {
    match m {
        Measure::Percent => Of::Percent,
        Measure::Money { code, parts } => Of::Money(*code, *parts),
        Measure::Unit(unit, factor) => Of::Unit(unit.clone(), *factor),
    }
}

/// What a phrase means behind this numeral; `won` and `times` are also other words.
fn known(t: &Tokens<'_>, n: &Numeral, at: usize, m: &Measure, after: usize) -> Option<Of> {
    if t.is(at, "won") && after == at + 1 && n.high < Decimal::from(1000) {
        return None;
    }
    // Below the ten thousand mark
    if t.is(at, "mark") && after == at + 1 && n.value() != Some(Decimal::ONE) {
        return None;
    }
    // Millions of pounds are money or weight; whose money is left open.
    if t.lexicon.is_big_money(&t.joined(at, 1))
        && after == at + 1
        && n.scale >= Decimal::from(1_000_000)
        && !t.is(after, "of")
    {
        return Some(Of::Money(None, 1));
    }
    if t.is(at, "times") {
        let compared = t.is_any(
            after,
            &["as", "more", "higher", "larger", "bigger", "greater", "faster", "the", "its", "that", "over"],
        );
        let whole = n.value().is_some_and(|v| v.fract().is_zero());
        return if compared || !whole || !n.worded && !n.digits.contains('.') && after >= t.len() {
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
fn is_plural(t: &Tokens<'_>, i: usize) -> bool {
    t.text(i).ends_with(['s', 'S']) || t.word(i).invariant
}

/// Things counted, behind up to two words that describe them: `35 electric vehicles`.
fn counted(t: &Tokens<'_>, next: usize) -> Option<(Of, usize)> {
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
        if let Some(Measure::Unit(unit, factor)) = t.lexicon.phrase(&t.joined(at, 1))
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
fn time(t: &Tokens<'_>, at: usize) -> Option<(Of, usize)> {
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
        if t.is_any(old, &["old", "olds"]) {
            return Some((Of::Age(unit), old + 1));
        }
        if t.is(at + 1, "of") && t.is(at + 2, "age") {
            return Some((Of::Age(unit), at + 3));
        }
    }
    Some((Of::Time(clock), at + 1))
}

/// The comparator at token `i` and the token behind it.
pub(super) fn comparator_before(t: &Tokens<'_>, i: usize) -> Option<(Comparator, usize)> {
    match t.text(i) {
        "~" | "≈" => return Some((Comparator::About, i + 1)),
        ">" if t.is(i + 1, "=") => return Some((Comparator::AtLeast, i + 2)),
        "<" if t.is(i + 1, "=") => return Some((Comparator::AtMost, i + 2)),
        ">" => return Some((Comparator::Above, i + 1)),
        "<" => return Some((Comparator::Below, i + 1)),
        "≥" => return Some((Comparator::AtLeast, i + 1)),
        "≤" => return Some((Comparator::AtMost, i + 1)),
        _ => {}
    }
    if !t.word(i).compares {
        return None;
    }
    let (found, next) = t.longest(i, 6, |p| t.lexicon.comparator(p))?;
    let denied =
        t.is_any(i, &["exceed", "exceeds", "exceeding"]) && i > 0 && t.is_any(i - 1, &["not", "t", "never", "to"]);
    Some((if denied { Comparator::AtMost } else { found }, next))
}

/// `or more`, `or so`, `-odd`, `+` behind an amount.
fn comparator_after(t: &Tokens<'_>, next: usize) -> (Option<Comparator>, usize) {
    if t.is(next, "+") && t.glued(next) {
        return (Some(Comparator::AtLeast), next + 1);
    }
    if t.is(next, "-") && t.glued(next) && t.is(next + 1, "plus") {
        return (Some(Comparator::AtLeast), next + 2);
    }
    if t.is(next, "-") && t.glued(next) && t.is(next + 1, "odd") {
        return (Some(Comparator::Odd), next + 2);
    }
    if !t.is(next, "or") || t.is(next + 2, "than") {
        return (None, next);
    }
    let found = match t.lower(next + 1).as_str() {
        "more" | "higher" | "greater" | "above" | "over" | "older" | "longer" => Comparator::AtLeast,
        "less" | "fewer" | "lower" | "below" | "under" | "younger" => Comparator::AtMost,
        "so" => Comparator::About,
        _ => return (None, next),
    };
    (Some(found), next + 2)
}
