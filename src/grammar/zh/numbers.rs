//! Reads figures with what stands around them: comparators, currencies, units, ranges, per cent, fractions, ages.
//!
//! What enters is a place where a figure may begin; what leaves is one value, or how far the text is no figure at all
//! (versions, scores, times of day, 一个 as an article). Dates are asked for first, see `dates`.

use super::barred::{self, barred, is_loose};
use super::bounds::{self, both_ways, bounded, with_bound};
use super::compose;
use super::durations;
use super::fractions::{fixed, fraction, slashed};
use super::lexicon::Measure;
use super::measures::{measure, same_measure, smaller, tail};
use super::money;
use super::numerals::{self, Figure, Written};
use super::scan::Scan;
use crate::grammar::Value;
use crate::normalise::is_han;
use crate::quantity::{Comparator, Quantity, Unit};
use rust_decimal::Decimal;
use std::rc::Rc;

/// A range behind a word of change has no end more than so many times the other.
const FAR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// What stands at a place.
pub(super) enum Reading {
    /// A value from one place to another.
    Found(Value, usize, usize),
    /// No mention up to this place.
    Nothing(usize),
}

/// What stands before a figure.
#[derive(Clone, Copy)]
pub(super) struct Prefix {
    /// What moves the bounds.
    comparator: Option<Comparator>,
    /// Something says that what follows is counted.
    counted: bool,
    /// The place behind it.
    end: usize,
}

/// The figure, amount or duration at a place.
pub(super) fn read(scan: Scan<'_>, at: usize) -> Option<Reading> {
    Some(bounds::both(scan, one(scan, at)?))
}

/// The same, with one bound.
pub(super) fn one(scan: Scan<'_>, at: usize) -> Option<Reading> {
    if let Some(found) = ordinal(scan, at) {
        return Some(found);
    }
    // ±5%, 正负三度
    if let Some(i) = scan.word(at, &scan.words.both_ways)
        && let Some(Reading::Found(value, start, end)) = one(scan, i)
    {
        return both_ways(value).filter(|_| start == i).map(|value| Reading::Found(value, at, end));
    }
    let bare = Prefix { comparator: None, counted: false, end: at };
    let named = !scan.char(at).is_some_and(|c| c.is_ascii_digit());
    let prefix = if named { prefix(scan, at) } else { bare };
    // 定为1939年: what follows is a date and will be read as one.
    if prefix.end > at && barred::stop(scan, prefix.end).is_some() {
        return None;
    }
    if prefix.end > at
        && let Some((date, _, end)) = compose::read(scan, prefix.end)
    {
        return bounds::recent(&date, prefix.comparator).map(|date| Reading::Found(Value::Date(date), at, end));
    }
    let start = if prefix.comparator.is_some() { at } else { prefix.end };
    if let Some((value, end)) = fixed(scan, prefix.end) {
        return Some(Reading::Found(with_bound(value, prefix.comparator), start, end));
    }
    if let Some((tens, end)) = tens_of_years(scan, prefix.end) {
        let years = Quantity::exact(tens, crate::grammar::units::unit("year"));
        let most = tens.checked_add(Decimal::from(9))?;
        let quantity = match prefix.comparator {
            Some(comparator) => years.with(comparator),
            None => Quantity::range(tens, most, years.unit)?,
        };
        return Some(Reading::Found(Value::Age(quantity), start, end));
    }
    if let Some(lasting) = durations::read(scan, prefix.end) {
        // 羊年的前一年 is the year before, and how long it lasts is not the point.
        let beside = scan.head(start).ends_with("的前") || scan.head(start).ends_with("的后");
        if beside && lasting.count.is_some_and(|(n, _)| n == Decimal::ONE) {
            return Some(Reading::Nothing(lasting.end));
        }
        // 夏天的一天 is some day, not how long.
        if scan.head(start).ends_with('的') && &scan.rest(start)[..lasting.end - start] == "一天" {
            return Some(Reading::Nothing(lasting.end));
        }
        let mut duration = lasting.duration;
        let (after, end) = suffix(scan, lasting.end);
        // 三年以上七年以下.
        if prefix.comparator.is_none()
            && after == Some(Comparator::AtLeast)
            && let Some(second) = durations::read(scan, scan.eat(end, ",").unwrap_or(end))
            && let (Some(Comparator::Below), end) = suffix(scan, second.end)
            && let Some(both) = durations::through(&duration, &second.duration)
        {
            return Some(Reading::Found(Value::Duration(Box::new(both)), start, end));
        }
        if let Some(comparator) = prefix.comparator.or(after) {
            duration.quantity = duration.quantity.with(comparator);
        }
        if let Some(age) = aged(scan, &duration.quantity, end) {
            return Some(Reading::Found(age.0, start, age.1));
        }
        return Some(Reading::Found(Value::Duration(Box::new(duration)), start, end));
    }
    if let Some((quantity, end)) = money::read(scan, prefix.end) {
        // 五元六角至五元七角
        if let Some((last, end)) = scan.word(end, &scan.words.ranges).and_then(|i| money::read(scan, i))
            && let (Some(a), Some(b), true) = (quantity.stated, last.stated, quantity.unit == last.unit)
            && a < b
        {
            return Some(Reading::Found(Value::Currency(Quantity::range(a, b, quantity.unit)?), start, end));
        }
        let (after, end) = suffix(scan, end);
        return Some(Reading::Found(Value::Currency(bounded(quantity, prefix.comparator.or(after))), start, end));
    }
    let figure = numerals::read(scan, prefix.end)?;
    if let Some((value, end)) = fraction(scan, &figure).or_else(|| slashed(scan, &figure)) {
        let (after, end) = suffix(scan, end);
        return Some(Reading::Found(with_bound(value, prefix.comparator.or(after)), start, end));
    }
    if let Some(end) = barred(scan, prefix.end, &figure) {
        return Some(Reading::Nothing(end));
    }
    measured(scan, at, prefix, figure)
}

/// The place behind the Latin word at a place, or before the figure at its end that has a scale or a unit of its own:
/// GDP1.2万亿元. Office365 is a name.
pub(super) fn lettered(scan: Scan<'_>, at: usize) -> usize {
    let end = scan.past_latin(at);
    let word = scan.rest(at).as_bytes();
    let letters = word.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let start = at + letters;
    if letters < 2 || start >= end || scan.digits(start).is_empty() {
        return end;
    }
    let own = numerals::read(scan, start).filter(|f| f.end >= end).is_some_and(|f| {
        let scaled = f.low.scale > Decimal::ONE;
        scaled || matches!(measure(scan, &f), Some((Measure::Money(_) | Measure::Percent(_), ..)))
    });
    if own { start } else { end }
}

/// A comparator or a word of counting before a figure; empty where no figure follows.
fn prefix(scan: Scan<'_>, at: usize) -> Prefix {
    let rest = scan.rest(at);
    let figure = |i: usize| {
        let mark = i + scan.words.marks.len_at(scan.rest(i));
        scan.rest(i).starts_with('半') || fixed(scan, i).is_some() || numerals::read(scan, mark).is_some()
    };
    // At the head of a clause 不过 is `however`.
    let however = rest.starts_with("不过") && scan.opens_clause(at);
    if let Some((comparator, len)) = scan.words.before.at(rest)
        && figure(at + len)
        && !however
    {
        return Prefix { comparator: Some(*comparator), counted: true, end: at + len };
    }
    if let Some((comparator, len)) = scan.words.before_scale.at(rest)
        && numerals::read(scan, at + len).is_some_and(|f| f.bare_scale)
    {
        return Prefix { comparator: Some(*comparator), counted: true, end: at + len };
    }
    if let Some(end) = scan.word(at, &scan.words.plain)
        && figure(end)
    {
        return Prefix { comparator: None, counted: true, end };
    }
    Prefix { comparator: None, counted: false, end: at }
}

/// A comparator behind a figure or its unit, and the place behind it.
pub(super) fn suffix(scan: Scan<'_>, at: usize) -> (Option<Comparator>, usize) {
    if scan.words.not_units.len_at(scan.rest(at)) > 0 || scan.words.not_suffixes.len_at(scan.rest(at)) > 0 {
        return (None, at);
    }
    match scan.words.after.at(scan.rest(at)) {
        Some((comparator, len)) => (Some(*comparator), at + len),
        None => (None, at),
    }
}

/// 第三, 第3届; enumerators (第一,…) are nothing.
fn ordinal(scan: Scan<'_>, at: usize) -> Option<Reading> {
    let i = scan.eat(at, "第")?;
    let figure = numerals::read(scan, i)?;
    let value = figure.low.value()?;
    let mark = matches!(scan.char(figure.end), Some(',' | '、' | ':' | '.' | ';'));
    if scan.opens_clause(at) && mark && !scan.is_whole(at, figure.end) {
        return Some(Reading::Nothing(figure.end));
    }
    // 第12号令 is the name of an order.
    let named = scan.eat(figure.end, "号").and_then(|i| scan.word(i, &scan.words.context.papers));
    if let Some(end) = named {
        return Some(Reading::Nothing(end));
    }
    if figure.loose || figure.odd || !value.fract().is_zero() {
        return Some(Reading::Nothing(figure.end));
    }
    Some(Reading::Found(Value::Ordinal(Quantity::exact(value.normalize(), None)), at, figure.end))
}

/// A figure with its unit, perhaps a range.
fn measured(scan: Scan<'_>, at: usize, prefix: Prefix, first: Rc<Figure>) -> Option<Reading> {
    let start = if prefix.comparator.is_some() { at } else { prefix.end };
    // 世界排名159位: a place, not so many.
    let place = scan.eat(first.end, "位").or_else(|| scan.eat(first.end, "名")).filter(|_| first.high.is_none());
    if let Some(end) = place
        && scan.words.context.places.iter().any(|w| scan.head(prefix.end).ends_with(w.as_str()))
        && let Some(value) = first.low.value().filter(|v| v.fract().is_zero() && !first.odd)
    {
        return Some(Reading::Found(Value::Ordinal(Quantity::exact(value.normalize(), None)), start, end));
    }
    let own = measure(scan, &first);
    let (figure, low, ranged) = match second(scan, prefix.end, &first, own.as_ref().map(|(m, _, end)| (m, *end))) {
        Some(second) => {
            let low = if own.is_some() { first.low.clone() } else { share(&first.low, &second.low) };
            (second, Some(low), true)
        }
        None => (first, None, false),
    };
    // 前10名, 前三: a group, not so many persons.
    let group = scan.before(prefix.end) == Some('前') && figure.low.digits != "1";
    let own = if ranged { measure(scan, &figure) } else { own };
    // 比三十大: no measure word, but how the two compare.
    let compared = scan.before(prefix.end) == Some('比') && scan.rest(figure.end).starts_with('大');
    let own = own.filter(|_| !compared);
    let own =
        own.filter(|(m, ..)| !(group && matches!(m, Measure::Unit(u, _) if matches!(u.name(), "person" | "piece"))));
    let whole_end = own.as_ref().map_or(figure.end, |(.., end)| *end);
    // 万 alone is a word like any other.
    let lone_scale = figure.bare_scale && figure.tokens == 1 && scan.rest(prefix.end).starts_with(['万', '亿', '兆']);
    let whole = scan.is_whole(start, whole_end) && !lone_scale;
    let (after, mut end) = suffix(scan, whole_end);
    if ranged {
        end = scan.past(end, &scan.words.within);
    }
    let comparator = prefix.comparator.or(after);
    // 突破一, 超四: a lone numeral needs more than a comparator.
    let lone = own.is_none() && !figure.arabic && (figure.tokens == 1 && !figure.bare_scale || figure.string);
    let counted = (prefix.counted || after.is_some()) && !lone || ranged || whole || group;
    let (kind, unit, scale) = match own {
        Some((Measure::Percent(points), ..)) => (Kind::Percent, Some(Unit::percent()), points),
        Some((Measure::Age, ..)) => (Kind::Age, crate::grammar::units::unit("year"), Decimal::ONE),
        Some((Measure::Unit(unit, scale), ..)) => (Kind::Dimension, Some(unit), scale),
        Some((Measure::Money(unit), ..)) => (Kind::Money, Some(unit), Decimal::ONE),
        None if is_age(scan, prefix.end, &figure) => (Kind::Age, crate::grammar::units::unit("year"), Decimal::ONE),
        None => (Kind::Number, None, Decimal::ONE),
    };
    if !counted && is_loose(scan, prefix.end, &figure, unit.as_ref()) {
        return Some(Reading::Nothing(whole_end));
    }
    // 2倍多, 三米多
    let measured = unit.as_ref().is_some_and(|u| !u.is_discrete()) && figure.high.is_none() && !ranged;
    let more = measured
        .then(|| scan.eat(end, "多").or_else(|| scan.eat(end, "余")))
        .flatten()
        // 比18亿元多3亿元: a difference follows.
        .filter(|i| {
            !scan.char(*i).is_some_and(|c| is_han(c) || c.is_ascii_digit())
                || scan.word(*i, &scan.words.context.after_odd).is_some()
        });
    end = more.unwrap_or(end);
    let odd = figure.odd || more.is_some() || scan.head(whole_end).ends_with("多倍");
    let scaled = |w: &Written| w.value().and_then(|v| v.checked_mul(scale));
    let quantity = match (low, &figure.high) {
        (Some(low), _) => {
            let (a, b) = (scaled(&low)?, scaled(figure.high.as_ref().unwrap_or(&figure.low))?);
            Quantity::range(a.min(b).normalize(), a.max(b).normalize(), unit)?
        }
        (None, Some(high)) => Quantity::range(scaled(&figure.low)?.normalize(), scaled(high)?.normalize(), unit)?,
        (None, None) => {
            let more = unit
                .as_ref()
                .and_then(|u| tail(scan, &figure, whole_end).or_else(|| smaller(scan, &figure, u, whole_end)));
            let more = more.filter(|_| after.is_none());
            let digits = match more {
                Some((digits, i)) => {
                    end = i;
                    digits
                }
                None => figure.low.digits.clone(),
            };
            Quantity::written(&digits, figure.low.scale.checked_mul(scale)?, unit)?
        }
    };
    // 约300多 is no less than 300.
    let comparator = match comparator {
        Some(Comparator::About | Comparator::Nearly) | None if odd => Some(Comparator::Odd),
        other => other,
    };
    let quantity = bounded(quantity, comparator);
    let value = match kind {
        Kind::Percent => Value::Percentage(quantity),
        // 79岁 is not 78 and not 80.
        Kind::Age => Value::Age(match quantity {
            Quantity { stated: Some(years), comparator: None, unit, .. } if years.fract().is_zero() => {
                // By 虚岁 one is a year old at birth, and a year older at each new year.
                let counted = scan.head(prefix.end).ends_with("虚岁") || scan.head(whole_end).ends_with("虚岁");
                let least = if counted { years.saturating_sub(Decimal::TWO) } else { years };
                Quantity { low: Some(least), ..Quantity::exact(years, unit) }
            }
            vague => vague,
        }),
        Kind::Dimension => Value::Dimension(quantity),
        Kind::Money => Value::Currency(quantity),
        Kind::Number => Value::Number(quantity),
    };
    Some(Reading::Found(value, start, end))
}

/// 八旬: in one's eighties; the least of these years and the place behind it.
fn tens_of_years(scan: Scan<'_>, at: usize) -> Option<(Decimal, usize)> {
    let figure = numerals::read(scan, at).filter(|f| f.tokens == 1 && !f.arabic && f.high.is_none())?;
    let tens = figure.low.value().filter(|v| *v > Decimal::ONE && *v < Decimal::TEN)?;
    Some((tens * Decimal::TEN, scan.eat(figure.end, "旬")?))
}

/// 虚岁六十, 享年八十八: years that need no 岁.
fn is_age(scan: Scan<'_>, at: usize, figure: &Figure) -> bool {
    let years = figure.low.value().is_some_and(|v| v.fract().is_zero() && v <= Decimal::from(130));
    years && scan.words.context.before_ages.iter().any(|w| scan.head(at).ends_with(w.as_str()))
}

enum Kind {
    Percent,
    Age,
    Dimension,
    Money,
    Number,
}

/// The second figure of a range.
fn second(scan: Scan<'_>, start: usize, first: &Figure, own: Option<(&Measure, usize)>) -> Option<Rc<Figure>> {
    let at = own.map_or(first.end, |(_, end)| end);
    let spaced = |i: usize| if scan.rest(i).starts_with(' ') { i + 1 } else { i };
    let at = spaced(at);
    let (i, within) = match scan.word(at, &scan.words.ranges) {
        Some(i) => (i, false),
        None => (scan.word(at, &scan.words.and)?, true),
    };
    let second = numerals::read(scan, spaced(i))?;
    let unit = measure(scan, &second);
    let end = unit.as_ref().map_or(second.end, |(.., end)| *end);
    if within && scan.word(end, &scan.words.within).is_none() {
        return None;
    }
    let hyphen = scan.rest(at).starts_with('-');
    if hyphen && unit.is_none() && !scan.is_whole(0, end) {
        return None;
    }
    let same = match (own, &unit) {
        (Some((a, _)), Some((b, ..))) => same_measure(a, b),
        (Some(_), None) => false,
        _ => true,
    };
    let rising = share(&first.low, &second.low).value() <= second.low.value();
    // 跌0.03点至1127.37点: by so much, to a level.
    let far = first.low.value().zip(second.low.value()).is_some_and(|(a, b)| a.checked_mul(FAR).is_some_and(|a| a < b));
    if far && scan.words.context.changes.iter().any(|w| scan.head(start).ends_with(w.as_str())) {
        return None;
    }
    (same && rising && !first.odd).then_some(second)
}

/// The first figure of a range with the scale it leaves to the second: 3到5亿, 五到六百.
pub(super) fn share(first: &Written, second: &Written) -> Written {
    let plain = first.scale == Decimal::ONE;
    let below = matches!((first.value(), Decimal::from_str_exact(&second.digits)), (Some(a), Ok(b)) if a < b);
    if plain && second.scale > Decimal::ONE && below {
        return Written { scale: second.scale, ..first.clone() };
    }
    let zeros = second.digits.len() - second.digits.trim_end_matches('0').len();
    let lead = second.digits.len() - zeros;
    if plain && second.scale == Decimal::ONE && lead == 1 && zeros > 1 && first.digits.len() == 1 {
        return Written { digits: format!("{}{}", first.digits, "0".repeat(zeros)), scale: Decimal::ONE };
    }
    first.clone()
}

/// 90天大 is an age.
fn aged(scan: Scan<'_>, quantity: &Quantity, at: usize) -> Option<(Value, usize)> {
    scan.word(at, &scan.words.age_tails)?;
    Some((Value::Age(quantity.clone()), at + '大'.len_utf8()))
}
