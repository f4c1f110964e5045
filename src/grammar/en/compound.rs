//! Joins measures written in several units: `5 feet 2 inches`, `1 hour and 30 minutes`, `13 dollars 45 cents`.

use super::amounts::{Amount, Of, amount};
use super::keys::words;
use super::numerals::Numeral;
use super::tokens::Tokens;
use super::words::Clock;
use crate::time::TimeUnit;
use rust_decimal::Decimal;

/// The amount with the smaller units behind it, in the smallest of them; the amount itself where there are none.
pub(super) fn compound(t: &Tokens<'_>, first: Amount) -> Amount {
    let mut whole = first;
    while let Some(joined) = joined(t, &whole) {
        whole = joined;
    }
    with_half(t, &whole).or_else(|| with_rest(t, &whole)).unwrap_or(whole)
}

/// `two months and a half`: half a unit more.
fn with_half(t: &Tokens<'_>, first: &Amount) -> Option<Amount> {
    let at = first.next;
    let whole = first.numeral.value().filter(|v| matches!(first.of, Of::Time(_)) && v.fract().is_zero())?;
    let half = at + 1 + usize::from(t.is(at + 1, "a"));
    // What is half of something else goes on.
    let ends = !t.is_any(half + 1, words!["of", "a", "an", "the", "-"])
        && t.word(half + 1).scale.is_none()
        && !t.is_unknown(half + 1);
    if !(t.is(at, "and") && t.is(half, "half") && ends && first.comparator.is_none()) {
        return None;
    }
    let value = whole.checked_add(Decimal::new(5, 1))?;
    Some(Amount { numeral: Numeral::of_digits(value, half + 1), next: half + 1, ..first.clone() })
}

/// `15 dollars 50`, `17 USD and 25c`, `2 hours ten` at the end of a clause: the hundredths of money and the minutes of hours
/// that are spoken without their name.
fn with_rest(t: &Tokens<'_>, first: &Amount) -> Option<Amount> {
    let (parts, of) = match first.of {
        Of::Money(_, 1) => (100, first.of.clone()),
        Of::Time(Clock::Seconds(3600)) => (60, Of::Time(Clock::Seconds(60))),
        _ => return None,
    };
    let plain = first.comparator.is_none() && first.numeral.scale == Decimal::ONE;
    let whole = first.numeral.value().filter(|v| plain && v.fract().is_zero())?;
    let at = first.next + usize::from(t.is(first.next, "and"));
    let (rest, next) = match t.number(at, 1..=2) {
        Some(n) if parts == 100 && t.is(at + 1, "c") && t.glued(at + 1) => (Decimal::from(n), at + 2),
        _ => {
            // `5 dollars, 50 people`: what counts something is no part of it.
            let second = amount(t, at).filter(|s| s.of == Of::Nothing)?;
            (second.numeral.value()?, second.next)
        }
    };
    let parts = Decimal::from(parts);
    let two = t.digits(at).is_none_or(|d| d.len() == 2);
    let closes = next >= t.len() || matches!(t.text(next), "." | "," | ";" | ")" | "!" | "?" | "\n");
    if rest >= parts || !rest.fract().is_zero() || !two || !closes || t.glued(at) {
        return None;
    }
    let value = match of {
        Of::Time(_) => whole.checked_mul(parts)?.checked_add(rest)?,
        _ => whole.checked_add(rest.checked_div(parts)?)?,
    };
    Some(Amount { numeral: Numeral::of_digits(value, next), of, next, ..first.clone() })
}

fn joined(t: &Tokens<'_>, first: &Amount) -> Option<Amount> {
    let comma = usize::from(t.is(first.next, ","));
    let at = first.next + comma + usize::from(t.is(first.next + comma, "and"));
    if first.comparator.is_some() || !t.starts(at) || t.is(at, "-") {
        return None;
    }
    let value = first.numeral.value()?;
    if value < Decimal::ZERO {
        return None;
    }
    let (name, large) = size(&first.of)?;
    let second = amount(t, at)?;
    let (other, small) = size(&second.of)?;
    if name != other || small >= large || second.comparator.is_some() {
        return None;
    }
    let total = value.checked_mul(large)?.checked_div(small)?.checked_add(second.numeral.value()?)?;
    Some(Amount { numeral: Numeral::of_digits(total.normalize(), second.next), ..second })
}

/// What kind of unit it is and how large, for units that are used together.
fn size(of: &Of) -> Option<(&str, Decimal)> {
    Some(match of {
        Of::Unit(unit, factor) if matches!(unit.dimension(), "length" | "mass") => {
            (unit.dimension(), unit.factor().checked_mul(*factor)?)
        }
        Of::Money(code, parts) => (code.unwrap_or("?"), Decimal::ONE.checked_div(Decimal::from(*parts))?),
        Of::Time(Clock::Seconds(s)) => ("seconds", Decimal::from(*s)),
        Of::Time(Clock::Calendar(TimeUnit::Month)) => ("months", Decimal::ONE),
        Of::Time(Clock::Calendar(TimeUnit::Year)) => ("months", Decimal::from(12)),
        Of::Time(Clock::Calendar(TimeUnit::Day)) => ("days", Decimal::ONE),
        Of::Time(Clock::Calendar(TimeUnit::Week)) => ("days", Decimal::from(7)),
        _ => return None,
    })
}
