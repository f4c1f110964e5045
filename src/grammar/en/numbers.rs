//! Reads figures: amounts with their comparators and ages, and tells figures from names. Ranges are read in `ranges`, places in an
//! order in `ordinals`.
//!
//! `Boeing 747`, `GPT-3.5`, `version 2.0.1` are names; the driver steps over them as a whole.

use super::amounts::{Amount, Compared, Of, amount, compared};
use super::keys::words;
use super::numerals::Numeral;
use super::tokens::Tokens;
use super::words::Clock;
use super::{ordinals, ranges};
use crate::grammar::{Duration, Length, Value, units};
use crate::quantity::{Comparator, Quantity, Unit};
use crate::time::TimeUnit;
use rust_decimal::Decimal;

/// A phrase that was read: what it denotes and the token behind it.
pub(super) type Read = (Value, usize);

/// The figure at token `i`.
pub(super) fn read(t: &Tokens<'_>, i: usize) -> Option<Read> {
    if let Some(at) = either_sign(t, i) {
        return both_ways(single(t, at, compared(t, at))?);
    }
    let (comparator, at) = compared(t, i);
    if comparator.is_none() && t.only_compares(i) {
        return None;
    }
    aged(t, i)
        .or_else(|| ranges::range(t, i, (comparator, at)))
        .or_else(|| ordinals::ordinal(t, i))
        .or_else(|| fold(t, comparator, at))
        .or_else(|| single(t, i, (comparator, at)))
        .or_else(|| one_unit(t, comparator, at))
}

/// `threefold`, `more than tenfold`.
fn fold(t: &Tokens<'_>, comparator: Option<Comparator>, at: usize) -> Option<Read> {
    let next = at + 1;
    let numeral = Numeral::of(t.word(at).fold?.into(), next);
    let found = Amount { numeral, of: Of::Unit(units::unit("fold")?, Decimal::ONE), comparator: None, next };
    Some((value(&found, comparator)?, next))
}

/// `±`, `+/-`, `plus or minus`: the token behind it.
fn either_sign(t: &Tokens<'_>, i: usize) -> Option<usize> {
    match t.lower(i).bytes() {
        b"plus" if t.is(i + 1, "or") && t.is(i + 2, "minus") => Some(i + 3),
        b"+" if t.is(i + 1, "/") && t.is(i + 2, "-") && t.glued(i + 1) && t.glued(i + 2) => Some(i + 3),
        _ if t.is(i, "\u{b1}") => Some(i + 1),
        _ => None,
    }
}

/// As much less or more as a figure says.
fn both_ways((value, next): Read) -> Option<Read> {
    let both = |q: Quantity| {
        let far = q.stated?.abs();
        Quantity::range(-far, far, q.unit)
    };
    let value = match value {
        Value::Number(q) => Value::Number(both(q)?),
        Value::Percentage(q) => Value::Percentage(both(q)?),
        Value::Dimension(q) => Value::Dimension(both(q)?),
        _ => return None,
    };
    Some((value, next))
}

/// `aged 40`, `at the age of 56`, and `, 40,` behind a name.
fn aged(t: &Tokens<'_>, i: usize) -> Option<Read> {
    if let Some(found) = decade_of_life(t, i) {
        return Some(found);
    }
    let at = match t.lower(i).bytes() {
        b"aged" | b"age" | b"ages" if t.is(i + 1, "of") => i + 2,
        b"aged" | b"age" | b"ages" if t.is_any(i + 1, words!["between", "from"]) => {
            let Some((Value::Number(q), next)) = ranges::range(t, i + 1, compared(t, i + 1)) else { return None };
            let (low, high) = (q.low.filter(|n| *n >= Decimal::ONE)?, q.high.filter(|n| *n <= Decimal::from(130))?);
            return Some((Value::Age(Quantity::range(low, high, units::unit("year"))?), next));
        }
        b"aged" | b"age" => i + 1,
        _ if between_commas(t, i) => i,
        _ => return None,
    };
    let first = amount(t, at)?;
    let years =
        matches!(&first.of, Of::Nothing | Of::Age("year")) || first.of == Of::Time(Clock::Calendar(TimeUnit::Year));
    let value = first.numeral.value()?;
    if !years || value > Decimal::from(130) || value < Decimal::ONE || first.numeral.digits.has_point() {
        return None;
    }
    if t.is_any(first.next, words!["to", "-", "\u{2013}"])
        && let Some(second) = amount(t, first.next + 1)
    {
        let q = Quantity::range(value, second.numeral.value()?, units::unit("year"))?;
        return Some((Value::Age(q), second.next));
    }
    let q = first.numeral.quantity(units::unit("year"), Decimal::ONE)?;
    Some((Value::Age(exact(q)), first.next))
}

/// In her 30s, in his mid-40s: ten years of life.
fn decade_of_life(t: &Tokens<'_>, i: usize) -> Option<Read> {
    let tens = t.number(i, 2..=2).filter(|n| n % 10 == 0 && *n > 0)?;
    let part = |k: usize| t.is_any(k, words!["early", "mid", "late"]);
    let dash = i.checked_sub(2).filter(|k| t.is(i - 1, "-") && part(*k));
    let at = dash.or_else(|| i.checked_sub(1).filter(|k| part(*k))).unwrap_or(i);
    let whose = at.checked_sub(1).filter(|k| t.is_any(*k, words!["her", "his", "their", "my", "our", "your"]))?;
    let led = whose.checked_sub(1).is_some_and(|k| t.is_any(k, words!["in", "into", "well"]));
    let years = units::unit("year");
    let ends = t.glued(i + 1) && t.is(i + 1, "s");
    let range = Quantity::range(Decimal::from(tens), Decimal::from(tens + 9), years)?;
    (led && ends).then_some((Value::Age(range), i + 2))
}

/// An age in whole years is no other: 40 is not 41.
fn exact(age: Quantity) -> Quantity {
    match age.stated.filter(|years| years.fract().is_zero() && age.comparator.is_none()) {
        Some(years) => Quantity::exact(years, age.unit),
        None => age,
    }
}

/// A name, a comma, two digits, a comma: an age.
fn between_commas(t: &Tokens<'_>, i: usize) -> bool {
    let digits = t.number(i, 1..=3).is_some_and(|n| (1..=120).contains(&n));
    let name = i >= 2 && t.is_capital(i - 2) && t.is_word(i - 2) && t.word(i - 2).month.is_none();
    digits && name && t.is(i - 1, ",") && t.glued(i - 1) && t.is(i + 1, ",") && t.glued(i + 1)
}

/// One amount, with a comparator before or behind it.
fn single(t: &Tokens<'_>, i: usize, (comparator, at): Compared) -> Option<Read> {
    let mut found = amount(t, at)?;
    if shares_percent(t, &found) {
        found.of = Of::Percent;
    } else if let Some(of) = shared_span(t, &found) {
        found.of = of;
    }
    let n = &found.numeral;
    if found.of == Of::Nothing && comparator.is_none() && found.comparator.is_none() && !stands_alone(t, at, &found) {
        return None;
    }
    // 60 Boeing 787 Dreamliner aircraft, Boeing's 747
    let maker = |k: Option<usize>| k.is_some_and(|k| t.word(k).label && t.is_capital(k));
    let owned = t.follows(at, words!["s"]) && at >= 3 && t.is(at - 2, "'") && found.of == Of::Nothing;
    let discrete = matches!(&found.of, Of::Unit(unit, _) if unit.is_discrete());
    let named = discrete && maker(at.checked_sub(1)) || owned && maker(at.checked_sub(3));
    if named && n.scale == Decimal::ONE && !n.worded && comparator.is_none() {
        return None;
    }
    // 401(k), 501(c)
    let lettered = t.is(n.next, "(") && t.glued(n.next) && t.text(n.next + 1).len() == 1 && t.is_word(n.next + 1);
    if lettered && t.is(n.next + 2, ")") && !n.worded {
        return None;
    }
    // It edged up to 3.7 per cent, or up to 3.7 from 3.5: where it went, not the most it may be.
    let moved = t.follows(i, words!["edged", "ticked", "inched", "crept", "nudged"]) || t.is(found.next, "from");
    if t.is(i, "up") && moved {
        return None;
    }
    // about 3 a.m.
    if found.of == Of::Nothing && at > i && super::time_of_day(t, at).is_some() {
        return None;
    }
    // at one point
    if n.worded && t.follows(at, words!["at"]) && n.value() == Some(Decimal::ONE) && matches!(found.of, Of::Unit(..)) {
        return None;
    }
    // half past nine, a quarter to ten
    if found.of == Of::Nothing && t.follows(at, words!["past", "to"]) && t.follows(at - 1, words!["half", "quarter"]) {
        return None;
    }
    if !n.worded && n.scale == Decimal::ONE && numbered_name(t, at, n.next) {
        return None;
    }
    // `over 2018` compares with a year.
    let year = t.number(at, 4..=4).is_some_and(|y| (1900..=2100).contains(&y)) && found.of == Of::Nothing;
    if year && n.scale == Decimal::ONE && at > i && t.is_any(i, words!["over", "above", "below", "under"]) {
        return None;
    }
    // `in thousands of dollars` heads a table.
    if t.follows(i, words!["in"]) && n.value().is_none() && matches!(found.of, Of::Money(..)) {
        return None;
    }
    // A bare vague word says nothing that could be judged: `a few` without what of.
    if found.of == Of::Nothing && n.value().is_none() && n.high < Decimal::ONE_HUNDRED {
        return None;
    }
    let mut comparator = comparator.or(found.comparator);
    // `over five years` may also mean during them.
    if matches!(found.of, Of::Time(_)) && comparator == Some(Comparator::Above) {
        comparator = Some(Comparator::AtLeast);
    }
    let found = super::compound::compound(t, found);
    if let Some(both) = comparator.and_then(|c| ranges::bounded(t, &found, c)) {
        return Some(both);
    }
    Some((value(&found, comparator)?, found.next))
}

/// Rose 166.5 and 93.3% respectively: the sign is of both.
fn shares_percent(t: &Tokens<'_>, first: &Amount) -> bool {
    let figures = |n: &Numeral| !n.worded && n.scale == Decimal::ONE && !n.digits.is_empty();
    first.of == Of::Nothing
        && figures(&first.numeral)
        && t.is(first.next, "and")
        && amount(t, first.next + 1).is_some_and(|second| second.of == Of::Percent && figures(&second.numeral))
}

/// Five, six, seven years: the span of time behind numbers that count up is of each.
fn shared_span(t: &Tokens<'_>, first: &Amount) -> Option<Of> {
    let mut last = first.numeral.value().filter(|_| first.of == Of::Nothing && first.numeral.worded)?;
    let mut at = first.next;
    while t.is_any(at, words![",", "or"]) {
        let next = amount(t, at + 1)?;
        let rises = next.numeral.value() == last.checked_add(Decimal::ONE) && next.numeral.worded;
        match next.of {
            Of::Nothing if rises => (last, at) = (last + Decimal::ONE, next.next),
            Of::Time(_) if rises => return Some(next.of),
            _ => return None,
        }
    }
    None
}

/// `over a year`, `for an hour`: one of a unit of time, unless it is a rate (twice a day).
fn one_unit(t: &Tokens<'_>, comparator: Option<Comparator>, at: usize) -> Option<Read> {
    let whole = t.is_any(at, words!["another", "full", "whole", "all", "entire"]) && calendar(t, at + 1);
    let clock = t
        .word(at + 1)
        .time
        .filter(|_| t.is_any(at, words!["a", "an"]) || whole)
        .filter(|_| !t.text(at + 1).ends_with('s'))?;
    let led = at.checked_sub(1).is_some_and(|b| {
        t.is_any(b, words!["for", "in", "within", "after", "lasted", "takes", "took", "than", "half", "every", "spent"])
    });
    let second = t.is_any(at + 1, words!["second", "quarter", "min", "sec", "night"]);
    if comparator.is_none() && !led && !whole && at > 0 || second {
        return None;
    }
    let half = t.is(at + 2, "and") && t.is(at + 3, "a") && t.is(at + 4, "half");
    let (count, next) = if half { (Decimal::new(15, 1), at + 5) } else { (Decimal::ONE, at + 2) };
    let found = Amount { numeral: Numeral::of(count, next), of: Of::Time(clock), comparator: None, next };
    let found = super::compound::compound(t, found);
    let next = found.next;
    let comparator = comparator.map(|c| if c == Comparator::Above { Comparator::AtLeast } else { c });
    Some((value(&found, comparator)?, next))
}

/// A day, week, month or year.
fn calendar(t: &Tokens<'_>, i: usize) -> bool {
    use TimeUnit::{Day, Month, Week, Year};
    matches!(t.word(i).time, Some(Clock::Calendar(Day | Week | Month | Year))) && !t.is(i, "night")
}

/// False for a number that is a label, a pronoun or part of a name.
fn stands_alone(t: &Tokens<'_>, at: usize, found: &Amount) -> bool {
    let n = &found.numeral;
    let whole_text = at == 0 && found.next >= t.len();
    if n.worded {
        // `one` is a pronoun more often than a number.
        return whole_text || n.low != Decimal::ONE || n.digits.is_empty();
    }
    if n.scale != Decimal::ONE || at == 0 && found.next >= t.len() {
        return true;
    }
    // One part of a longer string of figures.
    let strung = |k: usize| {
        t.glued(k) && matches!(t.text(k), "-" | "/" | ":" | "\u{2013}") && t.glued(k + 1) && t.digits(k + 1).is_some()
    };
    if strung(found.next) && !n.digits.is_empty() {
        return false;
    }
    let marker = n.digits.len() <= 3 && t.is(at.wrapping_sub(1), "(") && t.glued(at) && t.is(found.next, ")");
    if marker || addressed(t, found.next) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return !enumerator(t, at, found) };
    let name = t.is_capital(before) && t.is_word(before) && !t.word(before).opener && t.word(before).month.is_none();
    let label = t.word(before).label
        || t.is(before, "#")
        || t.is(before, ".") && at >= 2 && t.word(at - 2).label && t.glued(before);
    // Order number 20231105: so long a number is one of its own.
    let numbered = t.is(before, "number") && n.digits.len() >= 5;
    // The 787 will fly: what follows shows that nothing is counted.
    let named = t.is_any(before, words!["the", "a"])
        && n.digits.len() == 3
        && t.is_any(
            found.next,
            words!["will", "is", "was", "has", "had", "can", "could", "would", "to", "'", ",", "."],
        );
    !(name || label || named || numbered || enumerator(t, at, found))
}

/// True for the second of two figures, which is a name, and the parts of a telephone number: 48 737 MAX, +44 20 7946.
fn numbered_name(t: &Tokens<'_>, at: usize, next: usize) -> bool {
    let plain = |k: usize| t.digits(k).is_some() && super::years::digits(t, k).is_none();
    let second = at.checked_sub(1).is_some_and(plain) && !t.glued(at) && t.digits(at).is_some();
    second || (t.is(at, "+") || t.follows(at, words!["+"]) && t.glued(at)) && t.digits(next).is_some()
}

/// True where a street follows: 2965 Woodside Road.
pub(super) fn addressed(t: &Tokens<'_>, next: usize) -> bool {
    (next..next + 4).take_while(|k| t.is_capital(*k) && t.is_word(*k)).any(|k| k > next && t.word(k).street)
}

/// The number of an item at the head of a line: `1. `, `2) `.
fn enumerator(t: &Tokens<'_>, at: usize, found: &Amount) -> bool {
    let (next, digits) = (found.next, &found.numeral.digits);
    let marked = digits.len() <= 2 && t.is_any(next, words![".", ")"]) && t.glued(next) && next + 1 < t.len();
    let section =
        digits.has_point() && digits.len() <= 4 && (t.is(next, ".") && next + 1 < t.len() || t.is_capital(next));
    (marked || section) && t.opens_line(at)
}

/// What an amount denotes.
pub(super) fn value(amount: &Amount, comparator: Option<Comparator>) -> Option<Value> {
    let n = &amount.numeral;
    let tie = |q: Quantity| match comparator {
        Some(c) => q.with(c),
        None => q,
    };
    let quantity = |unit: Option<Unit>, factor: Decimal| n.quantity(unit, factor).map(tie);
    Some(match &amount.of {
        Of::Nothing => Value::Number(quantity(None, Decimal::ONE)?),
        Of::Percent => Value::Percentage(quantity(Some(Unit::percent()), Decimal::ONE)?),
        Of::Permille => Value::Percentage(quantity(Some(Unit::percent()), Decimal::new(1, 1))?),
        Of::Money(code, parts) => {
            let unit = code.and_then(units::unit);
            Value::Currency(quantity(unit, Decimal::ONE.checked_div(Decimal::from(*parts))?)?)
        }
        Of::Unit(unit, factor) => Value::Dimension(quantity(Some(unit.clone()), *factor)?),
        Of::Age(unit) => Value::Age(n.quantity(units::unit(unit), Decimal::ONE).map(exact).map(tie)?),
        Of::Time(clock) => Value::Duration(Box::new(duration(amount, *clock, comparator)?)),
    })
}

fn duration(amount: &Amount, clock: Clock, comparator: Option<Comparator>) -> Option<Duration> {
    // Quarters, decades and centuries are counted in the months and years that they are.
    let (name, unit, factor) = match clock {
        Clock::Seconds(3600) => ("hour", None, 1),
        Clock::Seconds(60) => ("minute", None, 1),
        Clock::Seconds(_) => ("second", None, 1),
        Clock::Fortnight => ("day", Some(TimeUnit::Day), 14),
        Clock::Calendar(TimeUnit::Day) => ("day", Some(TimeUnit::Day), 1),
        Clock::Calendar(TimeUnit::Week) => ("week", Some(TimeUnit::Week), 1),
        Clock::Calendar(TimeUnit::Month) => ("month", Some(TimeUnit::Month), 1),
        Clock::Calendar(TimeUnit::Quarter) => ("month", Some(TimeUnit::Month), 3),
        Clock::Calendar(TimeUnit::Half) => ("month", Some(TimeUnit::Month), 6),
        Clock::Calendar(TimeUnit::Year) => ("year", Some(TimeUnit::Year), 1),
        Clock::Calendar(TimeUnit::Decade) => ("year", Some(TimeUnit::Year), 10),
        Clock::Calendar(TimeUnit::Century) => ("year", Some(TimeUnit::Year), 100),
    };
    let factor = Decimal::from(factor);
    let q = amount.numeral.quantity(units::unit(name), factor)?;
    let length = |v: Decimal| {
        Some(match (clock, unit) {
            (Clock::Seconds(s), _) => {
                Length { seconds: v.checked_mul(Decimal::from(s))?.normalize(), ..Length::default() }
            }
            (_, Some(unit)) => Length::of(v.checked_mul(factor)?, unit),
            (_, None) => return None,
        })
    };
    let (low, high) = (length(amount.numeral.low)?, length(amount.numeral.high)?);
    let quantity = match comparator {
        Some(c) => q.with(c),
        None => q,
    };
    Some(Duration { low, high, quantity, unit })
}
