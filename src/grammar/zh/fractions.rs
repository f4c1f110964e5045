//! Reads figures that are named rather than counted: 一半, 三分之一, 百分之十二点五, 成千上万.
//!
//! Per mille and ten-thousandths leave as per cent; other fractions as numbers within 5 % of them.

use super::bounds::bounded;
use super::numbers::suffix;
use super::numerals::{self, Figure};
use super::scan::Scan;
use crate::grammar::{Value, units};
use crate::normalise::is_han;
use crate::quantity::{Comparator, Quantity, Unit};
use rust_decimal::Decimal;

/// Fixed expressions: 成千上万, 一半.
pub(super) fn fixed(scan: Scan<'_>, at: usize) -> Option<(Value, usize)> {
    if let Some(((low, high), len)) = scan.words.vague.at(scan.rest(at)) {
        return Some((Value::Number(Quantity::range(*low, *high, None)?), at + len));
    }
    // 翻两番 is four times as much.
    if let Some((times, len)) = scan.words.multiples.at(scan.rest(at)) {
        let (after, end) = suffix(scan, at + len);
        let quantity = Quantity::exact(Decimal::from(*times), units::unit("fold"));
        let own = rough(Decimal::from(*times))?;
        let quantity = Quantity { low: own.low, high: own.high, ..quantity };
        return Some((Value::Dimension(bounded(quantity, after)), end));
    }
    if let Some(end) = scan.eat(at, "百分百") {
        return Some((Value::Percentage(Quantity::exact(Decimal::ONE_HUNDRED, Some(Unit::percent()))), end));
    }
    // 半成, but not 半成品
    if let Some(end) = scan.eat(at, "半成").filter(|i| !scan.char(*i).is_some_and(is_han)) {
        return Some((Value::Percentage(Quantity::written("5", Decimal::ONE, Some(Unit::percent()))?), end));
    }
    let end = scan.word(at, &scan.words.halves)?;
    let (after, end) = suffix(scan, end);
    Some((Value::Number(bounded(rough(Decimal::new(5, 1))?, after)), end))
}

/// A value named by a word or a fraction: within 5 % of it.
fn rough(value: Decimal) -> Option<Quantity> {
    let share = |hundredths| value.checked_mul(Decimal::new(hundredths, 2));
    let (a, b) = (share(95)?, share(105)?);
    Some(Quantity { low: Some(a.min(b)), high: Some(a.max(b)), ..Quantity::exact(value, None) })
}

/// 三分之一, 百分之十二点五, 一又二分之一: `figure` is what stands before 又 or 分之.
pub(super) fn fraction(scan: Scan<'_>, figure: &Figure) -> Option<(Value, usize)> {
    let mixed = match scan.eat(figure.end, "又") {
        Some(i) => Some((figure.low.value()?, numerals::read(scan, i)?)),
        None => None,
    };
    let (whole, lower) = mixed.as_ref().map_or((Decimal::ZERO, figure), |(whole, lower)| (*whole, lower));
    let i = scan.eat(lower.end, " ").filter(|i| scan.rest(*i).starts_with("分之")).unwrap_or(lower.end);
    let upper = numerals::read(scan, scan.eat(i, "分之")?)?;
    let odd = upper.odd.then_some(Comparator::Odd);
    let below = lower.low.value()?;
    let points = Decimal::ONE_HUNDRED.checked_div(below)?;
    if lower.bare_scale && below >= Decimal::ONE_HUNDRED {
        let unit = Some(Unit::percent());
        let quantity = match &upper.high {
            Some(high) => {
                Quantity::range(upper.low.value()?.checked_mul(points)?, high.value()?.checked_mul(points)?, unit)?
            }
            None => Quantity::written(&upper.low.digits, upper.low.scale.checked_mul(points)?, unit)?,
        };
        // 百分之二十到三十, 百分之二十到百分之三十
        if let Some(i) = scan.word(upper.end, &scan.words.ranges)
            && let Some(last) = numerals::read(scan, scan.eat(i, "百分之").unwrap_or(i))
            && lower.low.value() == Some(Decimal::ONE_HUNDRED)
            && let (Some(a), Some(b)) = (upper.low.value(), last.low.value())
            && a < b
            && super::measures::measure(scan, &last).is_none()
        {
            return Some((Value::Percentage(Quantity::range(a, b, Some(Unit::percent()))?), last.end));
        }
        return Some((Value::Percentage(bounded(quantity, odd)), upper.end));
    }
    let share = upper.low.value()?.checked_div(below)?;
    let value = if whole.is_sign_negative() { whole.checked_sub(share)? } else { whole.checked_add(share)? };
    Some((Value::Number(bounded(rough(value)?, odd)), upper.end))
}

/// 1/4: a digit over a greater one, neither part of a date or a score.
pub(super) fn slashed(scan: Scan<'_>, figure: &Figure) -> Option<(Value, usize)> {
    let i = scan.eat(figure.end, "/").filter(|_| figure.arabic && figure.low.digits.len() == 1)?;
    let below = scan.digits(i);
    let end = i + below.len();
    let alone = !scan.head(figure.end - 1).ends_with(|c: char| c.is_ascii_alphanumeric() || "/.:-".contains(c));
    let (a, b) = (figure.low.value()?, Decimal::from_str_exact(below).ok()?);
    let tied = scan.rest(end).starts_with(|c: char| c.is_ascii_alphanumeric() || "/.:-年月日".contains(c));
    // 1/4决赛
    let tied = tied || scan.rest(end).starts_with("决赛");
    (alone && !tied && !a.is_zero() && a < b && b <= Decimal::TEN)
        .then(|| Some((Value::Number(rough(a.checked_div(b)?)?), end)))?
}
