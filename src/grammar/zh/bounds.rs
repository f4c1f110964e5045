//! Reads what two comparators bound from both sides: 大于20并小于30, 20以上30以下; and 不到两周前, which is later than 两周前.

use super::numbers::{Reading, one};
use super::scan::Scan;
use crate::grammar::{DateExpr, From, Value};
use crate::quantity::{Comparator, Quantity};

/// A figure with a bound, together with the opposite bound right behind it.
pub(super) fn both(scan: Scan<'_>, first: Reading) -> Reading {
    let Reading::Found(value, start, end) = first else { return first };
    match pair(scan, &value, end) {
        Some((value, end)) => Reading::Found(value, start, end),
        None => Reading::Found(value, start, end),
    }
}

fn pair(scan: Scan<'_>, first: &Value, end: usize) -> Option<(Value, usize)> {
    let lower = |q: &Quantity| matches!(q.comparator, Some(Comparator::Above | Comparator::AtLeast));
    let upper = |q: &Quantity| matches!(q.comparator, Some(Comparator::Below | Comparator::AtMost));
    let a = first.quantity().filter(|q| lower(q) || upper(q))?;
    let at = scan.past(end, &scan.words.context.also);
    let Some(Reading::Found(second, start, end)) = one(scan, at) else { return None };
    let b = second.quantity().filter(|_| start == at)?;
    if !(lower(a) && upper(b) || upper(a) && lower(b)) {
        return None;
    }
    let (a_at, b_at) = (a.stated?, b.stated?);
    let one_unit = a.unit == b.unit || a.unit.is_none() && matches!(first, Value::Number(_));
    let (low, high) = if lower(a) { (a_at, b_at) } else { (b_at, a_at) };
    let both = Quantity::range(low, high, b.unit.clone()).filter(|_| one_unit && low < high)?;
    let value = match second {
        Value::Number(_) => Value::Number(both),
        Value::Percentage(_) => Value::Percentage(both),
        Value::Currency(_) => Value::Currency(both),
        Value::Dimension(_) => Value::Dimension(both),
        Value::Age(_) => Value::Age(both),
        Value::Ordinal(_) | Value::Date(_) | Value::Duration(_) => return None,
    };
    Some((value, end))
}

/// 不到两周前: some time in the past two weeks.
pub(super) fn recent(date: &DateExpr, comparator: Option<Comparator>) -> Option<DateExpr> {
    match date {
        DateExpr::Relative { from: From::Document, count, unit, fields }
            if comparator == Some(Comparator::Below) && *count < 0 && fields.is_empty() =>
        {
            Some(DateExpr::Window { from: From::Document, count: *count, unit: *unit })
        }
        _ => None,
    }
}

/// A figure that stands behind ±: as much less or more.
pub(super) fn both_ways(value: Value) -> Option<Value> {
    let both = |q: Quantity| {
        let far = q.stated?.abs();
        Quantity::range(-far, far, q.unit)
    };
    Some(match value {
        Value::Number(q) => Value::Number(both(q)?),
        Value::Percentage(q) => Value::Percentage(both(q)?),
        Value::Dimension(q) => Value::Dimension(both(q)?),
        _ => return None,
    })
}

/// A quantity under a comparator, where there is one.
pub(super) fn bounded(quantity: Quantity, comparator: Option<Comparator>) -> Quantity {
    match comparator {
        Some(comparator) => quantity.with(comparator),
        None => quantity,
    }
}

/// A value under a comparator, where there is one.
pub(super) fn with_bound(value: Value, comparator: Option<Comparator>) -> Value {
    match value {
        Value::Percentage(q) => Value::Percentage(bounded(q, comparator)),
        Value::Number(q) => Value::Number(bounded(q, comparator)),
        other => other,
    }
}
