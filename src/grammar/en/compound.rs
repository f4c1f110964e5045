//! Joins measures written in several units: `5 feet 2 inches`, `1 hour and 30 minutes`, `13 dollars 45 cents`.

use super::amounts::{Amount, Of, amount};
use super::lexicon::Clock;
use super::numerals::Numeral;
use super::tokens::Tokens;
use crate::time::TimeUnit;
use rust_decimal::Decimal;

/// The amount with the smaller units behind it, in the smallest of them; the amount itself where there are none.
pub(super) fn compound(t: &Tokens<'_>, first: Amount) -> Amount {
    let mut whole = first;
    while let Some(joined) = joined(t, &whole) {
        whole = joined;
    }
    with_cents(t, &whole).unwrap_or(whole)
}

/// `15 dollars 50`, `17 USD and 25` at the end of a clause: the hundredths that are spoken without their name.
fn with_cents(t: &Tokens<'_>, first: &Amount) -> Option<Amount> {
    let major = matches!(first.of, Of::Money(_, 1)) && first.comparator.is_none();
    let whole =
        first.numeral.value().filter(|v| major && v.fract().is_zero() && first.numeral.scale == Decimal::ONE)?;
    let at = first.next + usize::from(t.is(first.next, "and"));
    let second = amount(t, at)?;
    let cents = second.numeral.value().filter(|v| *v < Decimal::ONE_HUNDRED && v.fract().is_zero())?;
    let two = t.digits(at).is_none_or(|d| d.len() == 2);
    let closes = second.next >= t.len() || matches!(t.text(second.next), "." | "," | ";" | ")" | "!" | "?" | "\n");
    // `5 dollars, 50 people`: what counts something is no part of it.
    if second.of != Of::Nothing || !two || !closes || t.glued(at) {
        return None;
    }
    let value = whole.checked_add(cents.checked_div(Decimal::ONE_HUNDRED)?)?;
    Some(Amount { numeral: Numeral::of_digits(value, second.next), next: second.next, ..first.clone() })
}

fn joined(t: &Tokens<'_>, first: &Amount) -> Option<Amount> {
    let comma = usize::from(t.is(first.next, ","));
    let at = first.next + comma + usize::from(t.is(first.next + comma, "and"));
    let value = first.numeral.value()?;
    if first.comparator.is_some() || value < Decimal::ZERO || t.is(at, "-") {
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
fn size(of: &Of) -> Option<(String, Decimal)> {
    Some(match of {
        Of::Unit(unit, factor) if matches!(unit.dimension(), "length" | "mass") => {
            (unit.dimension().to_owned(), unit.factor().checked_mul(*factor)?)
        }
        Of::Money(code, parts) => (code.unwrap_or("?").to_owned(), Decimal::ONE.checked_div(Decimal::from(*parts))?),
        Of::Time(Clock::Seconds(s)) => ("seconds".to_owned(), Decimal::from(*s)),
        Of::Time(Clock::Calendar(TimeUnit::Month)) => ("months".to_owned(), Decimal::ONE),
        Of::Time(Clock::Calendar(TimeUnit::Year)) => ("months".to_owned(), Decimal::from(12)),
        Of::Time(Clock::Calendar(TimeUnit::Day)) => ("days".to_owned(), Decimal::ONE),
        Of::Time(Clock::Calendar(TimeUnit::Week)) => ("days".to_owned(), Decimal::from(7)),
        _ => return None,
    })
}
