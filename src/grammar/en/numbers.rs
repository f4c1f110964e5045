//! Reads figures: amounts with their comparators, ranges, ordinals and ages, and tells figures from names.
//!
//! `Boeing 747`, `GPT-3.5`, `version 2.0.1` are names; the driver steps over them as a whole.

use super::amounts::{Amount, Of, amount, comparator_before};
use super::lexicon::Clock;
use super::numerals::{Numeral, numeral};
use super::tokens::Tokens;
use crate::grammar::{Duration, Length, Value, units};
use crate::quantity::{Comparator, Quantity, Unit};
use crate::time::TimeUnit;
use rust_decimal::Decimal;

/// A phrase that was read: what it denotes and the token behind it.
pub(super) type Read = (Value, usize);

/// The figure at token `i`.
pub(super) fn read(t: &Tokens<'_>, i: usize) -> Option<Read> {
    aged(t, i).or_else(|| range(t, i)).or_else(|| ordinal(t, i)).or_else(|| single(t, i)).or_else(|| one_unit(t, i))
}

/// `aged 40`, `at the age of 56`, and `, 40,` behind a name.
fn aged(t: &Tokens<'_>, i: usize) -> Option<Read> {
    let at = match t.text(i).to_ascii_lowercase().as_str() {
        "aged" | "age" | "ages" if t.is(i + 1, "of") => i + 2,
        "aged" | "age" => i + 1,
        _ if between_commas(t, i) => i,
        _ => return None,
    };
    let first = amount(t, at)?;
    let years =
        matches!(&first.of, Of::Nothing | Of::Age("year")) || first.of == Of::Time(Clock::Calendar(TimeUnit::Year));
    let value = first.numeral.value()?;
    if !years || value > Decimal::from(130) || value < Decimal::ONE || first.numeral.digits.contains('.') {
        return None;
    }
    if t.is_any(first.next, &["to", "-", "\u{2013}"])
        && let Some(second) = amount(t, first.next + 1)
    {
        let q = Quantity::range(value, second.numeral.value()?, units::unit("year"))?;
        return Some((Value::Age(q), second.next));
    }
    let q = first.numeral.quantity(units::unit("year"), Decimal::ONE)?;
    Some((Value::Age(q), first.next))
}

/// A name, a comma, two digits, a comma: an age.
fn between_commas(t: &Tokens<'_>, i: usize) -> bool {
    let digits = t.number(i, 1..=3).is_some_and(|n| (1..=120).contains(&n));
    let name = i >= 2 && t.is_capital(i - 2) && t.is_word(i - 2) && t.word(i - 2).month.is_none();
    digits && name && t.is(i - 1, ",") && t.glued(i - 1) && t.is(i + 1, ",") && t.glued(i + 1)
}

/// Two amounts that bound one figure: `3-5 billion dollars`, `between 5 and 6`, `two or three days`.
fn range(t: &Tokens<'_>, i: usize) -> Option<Read> {
    let (comparator, at) = comparator_before(t, i).map_or((None, i), |(c, at)| (Some(c), at));
    let (between, from) = (t.is(at, "between"), t.is(at, "from"));
    let at = if between || from { at + 1 } else { at };
    if comparator.is_some_and(|c| !matches!(c, Comparator::About)) {
        return None;
    }
    let mut first = amount(t, at).or_else(|| dashed(t, at))?;
    let tie = first.next;
    let dash = t.is_dash(tie);
    let tied = match t.text(tie).to_ascii_lowercase().as_str() {
        "to" => !(changes_to(t, i, &first) || from && follows_change(t, i)),
        "and" => between,
        "or" => first.of == Of::Nothing && first.numeral.scale == Decimal::ONE,
        _ => dash && !between,
    };
    // `5 - 3` with spaces on both sides may be anything, `5 -3` is a difference.
    if !tied || dash && t.glued(tie) != t.glued(tie + 1) {
        return None;
    }
    let second = amount(t, tie + 1)?;
    if t.is(tie, "or")
        && (second.numeral.high > first.numeral.high.saturating_mul(Decimal::TWO)
            || second.of == Of::Nothing && !second.numeral.worded)
    {
        return None;
    }
    if first.of == Of::Nothing || matches!(first.of, Of::Money(None, _)) {
        first.of = second.of.clone();
    }
    let second_of = match (&first.of, &second.of) {
        (Of::Money(..), Of::Nothing) => first.of.clone(),
        (Of::Percent, Of::Nothing) if between || dash => first.of.clone(),
        (Of::Money(a, p), Of::Money(None, q)) if p == q => Of::Money(*a, *p),
        (_, of) => of.clone(),
    };
    let scaled = first.numeral.scale == Decimal::ONE && second.numeral.scale > Decimal::ONE && !second.numeral.worded;
    let low = match first.numeral.low.checked_mul(second.numeral.scale).filter(|_| scaled) {
        Some(low) if low < second.numeral.high => low,
        _ => first.numeral.low,
    };
    let (low, high) = (low, second.numeral.high);
    // A bare `3-1` is a score, a bare `555-1234` a telephone number.
    let bare = first.of == Of::Nothing && dash && !first.numeral.worded;
    let strung = t.is_dash(second.next)
        && t.glued(second.next)
        && t.glued(second.next + 1)
        && t.digits(second.next + 1).is_some();
    let score = bare && high < Decimal::TEN && second.of == Of::Nothing;
    let phone = bare
        && (second.numeral.digits.starts_with('0')
            || first.numeral.digits.len() == 3 && second.numeral.digits.len() == 4);
    if first.of != second_of || low >= high || phone || score || strung {
        return None;
    }
    let whole = |v: Decimal| Amount { numeral: Numeral::of(v, first.next), ..first.clone() };
    let value = bounds(&whole(low), &whole(high), comparator.or(second.comparator))?;
    Some((value, second.next))
}

/// A figure whose hyphen leads to a second one, so that no unit was looked for: the `3` of `3-5 km`.
fn dashed(t: &Tokens<'_>, at: usize) -> Option<Amount> {
    let numeral = numeral(t, at, false)?;
    let next = numeral.next;
    t.is_dash(next).then_some(Amount { numeral, of: Of::Nothing, comparator: None, next })
}

/// True where one of the three words before token `i` is a verb of change.
fn follows_change(t: &Tokens<'_>, i: usize) -> bool {
    (i.saturating_sub(4)..i).any(|k| t.word(k).change)
}

/// `rose 5 to 6`, `cut 5% to 6%`: a change by the first figure, not a range.
fn changes_to(t: &Tokens<'_>, i: usize, first: &Amount) -> bool {
    first.of != Of::Nothing && (i.saturating_sub(2)..i).any(|k| t.word(k).change)
}

/// The value of a range whose ends are the numerals of two amounts of one kind.
fn bounds(low: &Amount, high: &Amount, comparator: Option<Comparator>) -> Option<Value> {
    let (a, b) = (value(low, None)?, value(high, None)?);
    let tie = |q: Quantity| match comparator {
        Some(c) => q.with(c),
        None => q,
    };
    let join = |a: &Quantity, b: &Quantity| Some(tie(Quantity::range(a.stated?, b.stated?, a.unit.clone())?));
    Some(match (a, b) {
        (Value::Duration(a), Value::Duration(b)) => {
            let quantity = join(&a.quantity, &b.quantity)?;
            Value::Duration(Duration { low: a.low, high: b.high, quantity, unit: a.unit })
        }
        (a, b) => {
            let q = join(a.quantity()?, b.quantity()?)?;
            with_quantity(a, q)
        }
    })
}

fn with_quantity(value: Value, q: Quantity) -> Value {
    match value {
        Value::Percentage(_) => Value::Percentage(q),
        Value::Ordinal(_) => Value::Ordinal(q),
        Value::Currency(_) => Value::Currency(q),
        Value::Dimension(_) => Value::Dimension(q),
        Value::Age(_) => Value::Age(q),
        Value::Number(_) | Value::Date(_) | Value::Duration(_) => Value::Number(q),
    }
}

/// One amount, with a comparator before or behind it.
fn single(t: &Tokens<'_>, i: usize) -> Option<Read> {
    let (comparator, at) = comparator_before(t, i).map_or((None, i), |(c, at)| (Some(c), at));
    let found = amount(t, at)?;
    let n = &found.numeral;
    if found.of == Of::Nothing && comparator.is_none() && found.comparator.is_none() && !stands_alone(t, at, &found) {
        return None;
    }
    if n.scale == Decimal::ONE && !n.worded && numbered_name(t, at, n.next) {
        return None;
    }
    // `over 2018` compares with a year.
    let year = t.number(at, 4..=4).is_some_and(|y| (1900..=2100).contains(&y)) && found.of == Of::Nothing;
    if year && n.scale == Decimal::ONE && at > i && t.is_any(i, &["over", "above", "below", "under"]) {
        return None;
    }
    // `in thousands of dollars` heads a table.
    if n.value().is_none() && i > 0 && t.is(i - 1, "in") && matches!(found.of, Of::Money(..)) {
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
    if let Some(both) = comparator.and_then(|c| bounded(t, &found, c)) {
        return Some(both);
    }
    Some((value(&found, comparator)?, found.next))
}

/// `more than 100 and less than 300`: two comparators that bound one figure from both sides.
fn bounded(t: &Tokens<'_>, first: &Amount, comparator: Comparator) -> Option<Read> {
    let lower = |c: Comparator| matches!(c, Comparator::Above | Comparator::AtLeast);
    let upper = |c: Comparator| matches!(c, Comparator::Below | Comparator::AtMost);
    if !t.is_any(first.next, &["and", "but"]) {
        return None;
    }
    let (second_comparator, at) = comparator_before(t, first.next + 1)?;
    let mut second = amount(t, at)?;
    if second.of == Of::Nothing {
        second.of = first.of.clone();
    } else if first.of != Of::Nothing && first.of != second.of {
        return None;
    }
    let (low, high) = match (lower(comparator), upper(comparator)) {
        (true, _) if upper(second_comparator) => (first.numeral.value()?, second.numeral.value()?),
        (_, true) if lower(second_comparator) => (second.numeral.value()?, first.numeral.value()?),
        _ => return None,
    };
    let whole = |v: Decimal| Amount { numeral: Numeral::of(v, second.next), ..second.clone() };
    (low < high).then_some(())?;
    Some((bounds(&whole(low), &whole(high), None)?, second.next))
}

/// `over a year`, `for an hour`: one of a unit of time, unless it is a rate (twice a day).
fn one_unit(t: &Tokens<'_>, i: usize) -> Option<Read> {
    let (comparator, at) = comparator_before(t, i).map_or((None, i), |(c, at)| (Some(c), at));
    let whole = t.is_any(at, &["another", "full", "whole", "all", "entire"]) && calendar(t, at + 1);
    let clock = t
        .word(at + 1)
        .time
        .filter(|_| t.is_any(at, &["a", "an"]) || whole)
        .filter(|_| !t.text(at + 1).ends_with('s'))?;
    let led = at.checked_sub(1).is_some_and(|b| {
        t.is_any(b, &["for", "in", "within", "after", "lasted", "takes", "took", "than", "half", "every", "spent"])
    });
    let second = t.is_any(at + 1, &["second", "quarter", "min", "sec", "night"]);
    if comparator.is_none() && !led && !whole && at > 0 || second {
        return None;
    }
    let half = t.is(at + 2, "and") && t.is(at + 3, "a") && t.is(at + 4, "half");
    let (count, next) = if half { (Decimal::new(15, 1), at + 5) } else { (Decimal::ONE, at + 2) };
    let found = Amount { numeral: Numeral::of(count, next), of: Of::Time(clock), comparator, next };
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
    let strung =
        |k: usize| t.glued(k) && matches!(t.text(k), "-" | "/" | ":") && t.glued(k + 1) && t.digits(k + 1).is_some();
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
    // The 787 will fly: what follows shows that nothing is counted.
    let named = t.is_any(before, &["the", "a"])
        && n.digits.len() == 3
        && t.is_any(found.next, &["will", "is", "was", "has", "had", "can", "could", "would", "to", "'", ",", "."]);
    !(name || label || named || enumerator(t, at, found))
}

/// True for the second of two figures, which is a name, and the parts of a telephone number: 48 737 MAX, +44 20 7946.
fn numbered_name(t: &Tokens<'_>, at: usize, next: usize) -> bool {
    let plain = |k: usize| t.digits(k).is_some() && super::years::digits(t, k).is_none();
    let second = at.checked_sub(1).is_some_and(plain) && !t.glued(at);
    second || (t.is(at, "+") || t.follows(at, &["+"]) && t.glued(at)) && t.digits(next).is_some()
}

/// True where a street follows: 2965 Woodside Road.
fn addressed(t: &Tokens<'_>, next: usize) -> bool {
    (next..next + 4).take_while(|k| t.is_capital(*k) && t.is_word(*k)).any(|k| k > next && t.word(k).street)
}

/// The number of an item at the head of a line: `1. `, `2) `.
fn enumerator(t: &Tokens<'_>, at: usize, found: &Amount) -> bool {
    let (next, digits) = (found.next, &found.numeral.digits);
    let marked = digits.len() <= 2 && t.is_any(next, &[".", ")"]) && t.glued(next) && next + 1 < t.len();
    let section =
        digits.contains('.') && digits.len() <= 4 && (t.is(next, ".") && next + 1 < t.len() || t.is_capital(next));
    t.opens_line(at) && (marked || section)
}

/// What an amount denotes.
fn value(amount: &Amount, comparator: Option<Comparator>) -> Option<Value> {
    let n = &amount.numeral;
    let tie = |q: Quantity| match comparator {
        Some(c) => q.with(c),
        None => q,
    };
    let quantity = |unit: Option<Unit>, factor: Decimal| n.quantity(unit, factor).map(tie);
    Some(match &amount.of {
        Of::Nothing => Value::Number(quantity(None, Decimal::ONE)?),
        Of::Percent => Value::Percentage(quantity(Some(Unit::percent()), Decimal::ONE)?),
        Of::Money(code, parts) => {
            let unit = code.and_then(units::unit);
            Value::Currency(quantity(unit, Decimal::ONE.checked_div(Decimal::from(*parts))?)?)
        }
        Of::Unit(unit, factor) => Value::Dimension(quantity(Some(unit.clone()), *factor)?),
        Of::Age(unit) => Value::Age(quantity(units::unit(unit), Decimal::ONE)?),
        Of::Time(clock) => Value::Duration(duration(amount, *clock, comparator)?),
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

/// `3rd`, `twenty-first`, `No. 1`, `number one`.
fn ordinal(t: &Tokens<'_>, i: usize) -> Option<Read> {
    let made = |n: u32, next: usize| Some((Value::Ordinal(Quantity::exact(Decimal::from(n), None)), next));
    if let Some(n) = t.number(i, 1..=4)
        && t.glued(i + 1)
        && t.is_any(i + 1, &["st", "nd", "rd", "th"])
    {
        return made(n, i + 2);
    }
    if t.is_any(i, &["no", "number"]) {
        let at = if t.is(i + 1, ".") && t.glued(i + 1) { i + 2 } else { i + 1 };
        let n = t.number(at, 1..=2).or(t.word(at).cardinal.filter(|_| t.is(i, "number")))?;
        let ends = !(t.glued(at + 1) && (t.is_word(at + 1) || t.is(at + 1, ".") && t.glued(at + 2)));
        return (ends && (t.is(i, "number") || at > i + 1) && (t.is_capital(i) || n == 1)).then(|| made(n, at + 1))?;
    }
    let tens = t.word(i).cardinal.filter(|n| matches!(n, 20..=90));
    if let Some(tens) = tens {
        let at = if t.is(i + 1, "-") && t.glued(i + 1) { i + 2 } else { i + 1 };
        let n = t.word(at).ordinal.filter(|n| *n < 10)?;
        return made(tens + n, at + 1);
    }
    if t.word(i).cardinal.is_some()
        && let Some(n) = numeral(t, i, false).filter(|n| n.worded && n.high >= Decimal::ONE_HUNDRED)
    {
        let at = if t.is_any(n.next, &["-", "and"]) { n.next + 1 } else { n.next };
        let rest = t.word(at).ordinal.filter(|o| *o < 100)?;
        let total = rust_decimal::prelude::ToPrimitive::to_u32(&n.value()?)?.checked_add(rest)?;
        return if t.is(at, "second") { None } else { made(total, at + 1) };
    }
    let n = t.word(i).ordinal?;
    // `first` and `second` are adverbs and spans of time as well.
    let named = i.checked_sub(1).is_some_and(|b| {
        t.is_any(
            b,
            &[
                "the", "a", "its", "his", "her", "their", "our", "my", "your", "s", "world", "every", "finished",
                "came", "ranked", "placed", "'", "in",
            ],
        )
    }) || t.is(i + 1, "-") && t.glued(i + 1);
    let fits = n > 2 || named || t.len() == 1;
    let set = t.longest(i, 3, |p| t.lexicon.is_no_ordinal(p).then_some(())).is_some();
    (fits && !set && n < 1000).then(|| made(n, i + 1))?
}
