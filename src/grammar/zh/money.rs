//! Reads amounts that are more than a figure and a currency word: $19.7bn, 人民币50元, 五块六, 50元6角三分, 10k元.
//!
//! A plain 12.71亿元 and ranges of amounts are read in `numbers`, like any figure with a unit.

use super::lexicon::Measure;
use super::numerals::{self, Figure};
use super::scan::Scan;
use crate::grammar::units;
use crate::quantity::{Comparator, Quantity, Unit};
use rust_decimal::Decimal;

/// The amount at a place, and the place behind it.
pub(super) fn read(scan: Scan<'_>, at: usize) -> Option<(Quantity, usize)> {
    marked(scan, at).or_else(|| lettered(scan, at)).or_else(|| parted(scan, at)).or_else(|| small(scan, at))
}

/// A currency mark before the figure.
fn marked(scan: Scan<'_>, at: usize) -> Option<(Quantity, usize)> {
    let (unit, len) = scan.words.marks.at(scan.rest(at))?;
    // 日元兑美元110.5 is a rate.
    if scan.head(at).ends_with('兑') {
        return None;
    }
    let i = at + len;
    let i = scan.eat(i, " ").unwrap_or(i);
    let figure = numerals::read(scan, i)?;
    let word = scan.rest(at).starts_with(|c: char| !"$¥￥€£".contains(c) && !c.is_ascii());
    let (scale, end) = letters(scan, &figure);
    match money(scan, end) {
        Some((own, len)) => {
            let unit = if own.name() == "CNY" { unit } else { own };
            let (quantity, end) = amount(scan, &figure, scale, unit, end + len)?;
            Some((quantity, end))
        }
        // 美元3个月: the word belongs to what stands before it.
        None if word && scan.words.measures.at(scan.rest(end)).is_some() => None,
        None if word && scan.words.spans.at(scan.rest(end)).is_some() => None,
        None => Some((odd(&figure, written(&figure, scale, unit)?), end)),
    }
}

/// 10k元, 5m美元, 10~15k元.
fn lettered(scan: Scan<'_>, at: usize) -> Option<(Quantity, usize)> {
    let first = numerals::read(scan, at)?;
    let second = scan.word(first.end, &scan.words.ranges).and_then(|i| numerals::read(scan, i));
    let figure = second.as_ref().unwrap_or(&first);
    let (scale, end) = letters(scan, figure);
    if scale == Decimal::ONE || !figure.arabic {
        return None;
    }
    let (unit, len) = money(scan, end)?;
    if second.is_some() {
        let scaled = |f: &Figure| f.low.value().and_then(|v| v.checked_mul(scale)).map(|v| v.normalize());
        return Some((Quantity::range(scaled(&first)?, scaled(figure)?, Some(unit.clone()))?, end + len));
    }
    Some((written(figure, scale, unit)?, end + len))
}

/// 50元6角三分, 五块六, 两美元又三美分.
fn parted(scan: Scan<'_>, at: usize) -> Option<(Quantity, usize)> {
    let figure = numerals::read(scan, at)?;
    let (unit, len) = money(scan, figure.end)?;
    let end = figure.end + len;
    let (quantity, after) = amount(scan, &figure, Decimal::ONE, unit, end)?;
    (after > end).then_some((quantity, after))
}

/// 两角五分, 两毛五: no major unit. 分 alone is rather a point or a minute.
fn small(scan: Scan<'_>, at: usize) -> Option<(Quantity, usize)> {
    let figure = numerals::read(scan, at)?;
    let (_, len) = scan.words.minor.at(scan.rest(figure.end))?;
    let word = &scan.rest(figure.end)[..len];
    let (sum, end) = minor(scan, at, Decimal::ZERO)?;
    let sure = word == "毛" || scan.rest(end).starts_with('钱') || scan.is_whole(at, end) || end > figure.end + len;
    let other =
        scan.words.not_units.len_at(scan.rest(figure.end)) > 0 || scan.words.spans.at(scan.rest(figure.end)).is_some();
    (sure && !other).then(|| Some((exact(sum, &units::unit("CNY")?)?, end))).flatten()
}

/// A figure in the major unit with what follows in minor ones.
fn amount(scan: Scan<'_>, figure: &Figure, scale: Decimal, unit: &Unit, end: usize) -> Option<(Quantity, usize)> {
    let plain = || Some((odd(figure, written(figure, scale, unit)?), end));
    if figure.high.is_some() || figure.odd {
        return None;
    }
    let joint = scan.eat(end, "又").or_else(|| scan.eat(end, "零")).unwrap_or(end);
    let value = figure.low.value()?;
    if let Some((sum, after)) = minor(scan, joint, value) {
        return Some((exact(sum, unit)?, after));
    }
    // 五块六: one digit behind 块 that nothing else claims.
    if scan.head(end).ends_with('块')
        && let Some(rest) = numerals::read(scan, end)
        && rest.tokens == 1
        && !rest.arabic
        && rest.low.digits.len() == 1
        && !rest.bare_scale
        && !scan.rest(rest.end).starts_with(|c: char| c.is_alphanumeric() && c != '到' && c != '至')
    {
        let tenths = rest.low.value()?.checked_div(Decimal::TEN)?;
        return Some((exact(value.checked_add(tenths)?, unit)?, rest.end));
    }
    plain()
}

/// The sum of 6角三分 and `base`; a last digit may go without its word (两毛五).
fn minor(scan: Scan<'_>, at: usize, base: Decimal) -> Option<(Decimal, usize)> {
    let (mut sum, mut end, mut step) = (base, at, 0);
    while let Some(figure) = numerals::read(scan, end) {
        if figure.high.is_some() || figure.odd {
            break;
        }
        let value = figure.low.value()?;
        let hundredths = match scan.words.minor.at(scan.rest(figure.end)) {
            Some((h, len)) if step == 0 || *h < step => {
                end = figure.end + len;
                step = *h;
                *h
            }
            None if step == 10 && figure.tokens == 1 && figure.low.digits.len() == 1 => {
                end = figure.end;
                step = 1;
                1
            }
            _ => break,
        };
        sum = sum.checked_add(value.checked_mul(Decimal::new(hundredths.into(), 2))?)?;
        if step == 1 {
            break;
        }
    }
    (end > at && step > 0).then_some((sum, end))
}

fn money<'l>(scan: Scan<'l>, at: usize) -> Option<(&'l Unit, usize)> {
    let rest = scan.rest(at);
    let (measure, len) = scan.words.measures.at(rest)?;
    match measure {
        Measure::Money(unit) if len > scan.words.not_units.len_at(rest) => Some((unit, len)),
        _ => None,
    }
}

/// The scale letters behind a figure: m, bn, k.
fn letters(scan: Scan<'_>, figure: &Figure) -> (Decimal, usize) {
    let spaced = scan.eat(figure.end, " ").unwrap_or(figure.end);
    let at = if scan.words.letters.at(scan.rest(figure.end)).is_some() { figure.end } else { spaced };
    let scale = scan.words.letters.at(scan.rest(at)).and_then(|(e, len)| {
        let power = Decimal::try_from_i128_with_scale(10_i128.checked_pow(*e)?, 0).ok()?;
        Some((power, at + len))
    });
    scale.unwrap_or((Decimal::ONE, figure.end))
}

fn written(figure: &Figure, scale: Decimal, unit: &Unit) -> Option<Quantity> {
    let unit = Some(unit.clone());
    match &figure.high {
        Some(high) => Quantity::range(
            figure.low.value()?.checked_mul(scale)?.normalize(),
            high.value()?.checked_mul(scale)?.normalize(),
            unit,
        ),
        None => Quantity::written(&figure.low.digits, figure.low.scale.checked_mul(scale)?, unit),
    }
}

fn odd(figure: &Figure, quantity: Quantity) -> Quantity {
    if figure.odd { quantity.with(Comparator::Odd) } else { quantity }
}

fn exact(value: Decimal, unit: &Unit) -> Option<Quantity> {
    Quantity::written(&value.normalize().to_string(), Decimal::ONE, Some(unit.clone()))
}
