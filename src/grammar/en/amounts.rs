//! Reads one amount: a numeral with its currency, unit, per cent sign or span of time, and the comparators around it.
//!
//! Two amounts that make a range are tied in `numbers`.

use super::keys::words;
use super::measures::{measure, millions_of};
use super::numerals::{Numeral, numeral, scales};
use super::tokens::Tokens;
use super::words::{Clock, Measure};
use crate::grammar::units;
use crate::quantity::{Comparator, Unit};
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
                n = n.negative();
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
                return Some(Amount { numeral: if minus { n.negative() } else { n }, of, comparator, next });
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
        amount.numeral = amount.numeral.negative();
    }
    // 20 degrees below zero
    if t.is(amount.next, "below")
        && t.is(amount.next + 1, "zero")
        && matches!(&amount.of, Of::Nothing | Of::Unit(..))
        && amount.numeral.low >= Decimal::ZERO
    {
        let next = amount.next + 2;
        amount = Amount { numeral: amount.numeral.negative(), next, ..amount };
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

/// A minus that belongs to the figure behind it: glued to it and to nothing before.
fn sign(t: &Tokens<'_>, i: usize) -> (bool, usize) {
    if t.digits(i).is_some() {
        return (false, i);
    }
    let tied = t.glued(i + 1) && (i == 0 || !t.glued(i) || t.is_any(i - 1, words!["(", "<", ">", "=", "≤", "≥"]));
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
    let mark = |k: usize| t.sign(k);
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
    let same = |m: &Measure| matches!(m, Measure::Money { code, .. } if *code == before || code.is_none());
    match t.lexicon.measures.at_where(t, at, 3, same) {
        Some((_, after)) => after,
        None => next,
    }
}

/// A comparator, if there is one, and the token behind it.
pub(super) type Compared = (Option<Comparator>, usize);

/// The comparator at token `i`, and where what it compares begins.
pub(super) fn compared(t: &Tokens<'_>, i: usize) -> Compared {
    comparator_before(t, i).map_or((None, i), |(c, at)| (Some(c), at))
}

/// The comparator at token `i` and the token behind it.
pub(super) fn comparator_before(t: &Tokens<'_>, i: usize) -> Option<(Comparator, usize)> {
    if t.is_word(i) && !t.word(i).compares || t.digits(i).is_some() {
        return None;
    }
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
    // Turned over $638 billion: the word goes with the verb.
    if t.is(i, "over")
        && i > 0
        && t.is_any(i - 1, words!["turn", "turns", "turned", "turning", "hand", "hands", "handed"])
    {
        return None;
    }
    let (found, next) = t.lexicon.comparators.at(t, i, 6)?;
    let denied = t.is_any(i, words!["exceed", "exceeds", "exceeding"])
        && i > 0
        && t.is_any(i - 1, words!["not", "t", "never", "to"]);
    Some((if denied { Comparator::AtMost } else { *found }, next))
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
    let found = match t.lower(next + 1).bytes() {
        b"more" | b"higher" | b"greater" | b"above" | b"over" | b"older" | b"longer" => Comparator::AtLeast,
        b"less" | b"fewer" | b"lower" | b"below" | b"under" | b"younger" => Comparator::AtMost,
        b"so" => Comparator::About,
        _ => return (None, next),
    };
    (Some(found), next + 2)
}
