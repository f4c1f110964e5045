//! Reads two amounts that bound one figure: `3-5 billion dollars`, `between 5 and 6`, `more than 100 and less than 300`.

use super::amounts::{Amount, Compared, Of, amount, comparator_before};
use super::keys::words;
use super::numbers::{Read, value};
use super::numerals::{Numeral, numeral};
use super::tokens::Tokens;
use crate::grammar::{Duration, Value};
use crate::quantity::{Comparator, Quantity};
use rust_decimal::Decimal;

/// Two amounts that bound one figure: `3-5 billion dollars`, `between 5 and 6`, `two or three days`.
pub(super) fn range(t: &Tokens<'_>, i: usize, (comparator, at): Compared) -> Option<Read> {
    let (between, from) = (t.is(at, "between"), t.is(at, "from"));
    let at = if between || from { at + 1 } else { at };
    if comparator.is_some_and(|c| !matches!(c, Comparator::About)) {
        return None;
    }
    let at_first = at;
    let mut first = amount(t, at).or_else(|| dashed(t, at))?;
    // 18- to 25-year-olds
    let hung = t.is(first.next, "-") && t.glued(first.next) && !t.glued(first.next + 1);
    let tie = first.next + usize::from(hung && t.is_any(first.next + 1, words!["to", "and", "or"]));
    let dash = t.is_dash(tie);
    let tied = match t.lower(tie).bytes() {
        b"to" => !(changes_to(t, i, &first) || from && follows_change(t, i)),
        b"and" => between,
        b"or" => first.of == Of::Nothing && first.numeral.scale == Decimal::ONE,
        _ => dash && !between,
    };
    // `5 - 3` with spaces on both sides may be anything, `5 -3` is a difference, but `75 -300mm` none.
    let uneven = dash && t.glued(tie) != t.glued(tie + 1);
    if !tied || uneven && (t.glued(tie) || first.of != Of::Nothing) {
        return None;
    }
    // between 2 and about 7 grams
    let at = comparator_before(t, tie + 1).filter(|(c, _)| *c == Comparator::About).map_or(tie + 1, |(_, at)| at);
    let second = amount(t, at)?;
    if t.is(tie, "or")
        && (second.numeral.high > first.numeral.high.saturating_mul(Decimal::TWO)
            || second.of == Of::Nothing && !second.numeral.worded)
    {
        return None;
    }
    let measured = matches!(&second.of, Of::Unit(unit, _) if !unit.is_discrete());
    if uneven && !measured {
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
    // Boeing 737-800, pp. 12-15
    let before = at_first.checked_sub(1);
    let dotted = before.filter(|b| t.is(*b, ".") && t.glued(*b)).and_then(|b| b.checked_sub(1));
    let labelled = bare && second.of == Of::Nothing && before.is_some_and(|b| t.word(dotted.unwrap_or(b)).label);
    // 7-Eleven
    let mixed = dash && first.numeral.worded != second.numeral.worded;
    if first.of != second_of || low >= high || phone || score || strung || mixed || labelled {
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
    // Growth of 4% to 6% lies between them.
    if first.of == Of::Percent && t.follows(i, words!["of"]) {
        return false;
    }
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
            Value::Duration(Box::new(Duration { low: a.low, high: b.high, quantity, unit: a.unit }))
        }
        (a, b) => {
            let q = join(a.quantity()?, b.quantity()?)?;
            with_quantity(a, q)
        }
    })
}

/// `more than 100 and less than 300`: two comparators that bound one figure from both sides.
pub(super) fn bounded(t: &Tokens<'_>, first: &Amount, comparator: Comparator) -> Option<Read> {
    let lower = |c: Comparator| matches!(c, Comparator::Above | Comparator::AtLeast);
    let upper = |c: Comparator| matches!(c, Comparator::Below | Comparator::AtMost);
    if !t.is_any(first.next, words!["and", "but"]) {
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
