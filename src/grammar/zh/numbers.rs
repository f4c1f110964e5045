//! Reads figures with what stands around them: comparators, currencies, units, ranges, per cent, fractions, ages.
//!
//! What enters is a place where a figure may begin; what leaves is one value, or how far the text is no figure at all
//! (versions, scores, times of day, 一个 as an article). Dates are asked for first, see `dates`.

use super::durations;
use super::lexicon::Measure;
use super::money;
use super::numerals::{self, Figure, Written};
use super::scan::Scan;
use crate::grammar::Value;
use crate::quantity::{Comparator, Quantity, Unit};
use rust_decimal::Decimal;

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
    if let Some(found) = ordinal(scan, at).or_else(|| fixed(scan, at)) {
        return Some(found);
    }
    let prefix = prefix(scan, at);
    let start = if prefix.comparator.is_some() { at } else { prefix.end };
    if let Some(lasting) = durations::read(scan, prefix.end) {
        let mut duration = lasting.duration;
        let (after, end) = suffix(scan, lasting.end);
        if let Some(comparator) = prefix.comparator.or(after) {
            duration.quantity = duration.quantity.with(comparator);
        }
        if let Some(age) = aged(scan, &duration.quantity, end) {
            return Some(Reading::Found(age.0, start, age.1));
        }
        return Some(Reading::Found(Value::Duration(duration), start, end));
    }
    if let Some((quantity, end)) = money::read(scan, prefix.end) {
        let (after, end) = suffix(scan, end);
        return Some(Reading::Found(Value::Currency(bounded(quantity, prefix.comparator.or(after))), start, end));
    }
    let figure = numerals::read(scan, prefix.end)?;
    if let Some(end) = barred(scan, prefix.end, &figure) {
        return Some(Reading::Nothing(end));
    }
    if let Some((value, end)) = fraction(scan, &figure) {
        let (after, end) = suffix(scan, end);
        return Some(Reading::Found(with_bound(value, prefix.comparator.or(after)), start, end));
    }
    measured(scan, at, prefix, figure)
}

/// A comparator or a word of counting before a figure; empty where no figure follows.
fn prefix(scan: Scan<'_>, at: usize) -> Prefix {
    let rest = scan.rest(at);
    let figure = |i: usize| {
        let mark = i + scan.words.marks.len_at(scan.rest(i));
        scan.rest(i).starts_with('半') || numerals::read(scan, mark).is_some()
    };
    if let Some((comparator, len)) = scan.words.before.at(rest)
        && figure(at + len)
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

/// A comparator behind a figure or its unit.
fn suffix(scan: Scan<'_>, at: usize) -> (Option<Comparator>, usize) {
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
    if figure.loose || figure.odd || !value.fract().is_zero() {
        return Some(Reading::Nothing(figure.end));
    }
    Some(Reading::Found(Value::Ordinal(Quantity::exact(value.normalize(), None)), at, figure.end))
}

/// Fixed expressions: 成千上万, 一半.
fn fixed(scan: Scan<'_>, at: usize) -> Option<Reading> {
    if let Some(((low, high), len)) = scan.words.vague.at(scan.rest(at)) {
        return Some(Reading::Found(Value::Number(Quantity::range(*low, *high, None)?), at, at + len));
    }
    let end = scan.word(at, &scan.words.halves)?;
    let (after, end) = suffix(scan, end);
    let half = rough(Decimal::new(5, 1), None)?;
    Some(Reading::Found(Value::Number(bounded(half, after)), at, end))
}

/// A value named by a word or a fraction: within 5 % of it.
fn rough(value: Decimal, unit: Option<Unit>) -> Option<Quantity> {
    let share = |hundredths| value.checked_mul(Decimal::new(hundredths, 2));
    let (a, b) = (share(95)?, share(105)?);
    Some(Quantity { low: Some(a.min(b)), high: Some(a.max(b)), ..Quantity::exact(value, unit) })
}

/// 三分之一, 百分之十二点五, 一又二分之一.
fn fraction(scan: Scan<'_>, figure: &Figure) -> Option<(Value, usize)> {
    let (whole, lower, i) = match scan.eat(figure.end, "又") {
        Some(i) => {
            let lower = numerals::read(scan, i)?;
            let end = lower.end;
            (figure.low.value()?, lower, end)
        }
        None => (Decimal::ZERO, figure.clone(), figure.end),
    };
    let i = scan.eat(i, " ").filter(|i| scan.rest(*i).starts_with("分之")).unwrap_or(i);
    let upper = numerals::read(scan, scan.eat(i, "分之")?)?;
    let below = lower.low.value()?;
    let percent = scan.head(figure.end).ends_with(['百', '佰']) && figure.bare_scale;
    if percent {
        let unit = Some(Unit::percent());
        let quantity = match &upper.high {
            Some(high) => Quantity::range(upper.low.value()?, high.value()?, unit)?,
            None => Quantity::written(&upper.low.digits, upper.low.scale, unit)?,
        };
        return Some((Value::Percentage(bounded(quantity, upper.odd.then_some(Comparator::Odd))), upper.end));
    }
    let share = upper.low.value()?.checked_div(below)?;
    if lower.bare_scale && below >= Decimal::ONE_HUNDRED {
        let points = share.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
        return Some((
            Value::Percentage(Quantity::written(&points.to_string(), Decimal::ONE, Some(Unit::percent()))?),
            upper.end,
        ));
    }
    let value = if whole.is_sign_negative() { whole.checked_sub(share)? } else { whole.checked_add(share)? };
    Some((Value::Number(rough(value, None)?), upper.end))
}

/// How far an Arabic figure is a version, a score, a time of day, a code or an enumerator.
fn barred(scan: Scan<'_>, at: usize, figure: &Figure) -> Option<usize> {
    let (before, next) = (scan.before(at), scan.char(figure.end));
    if let Some(end) = clock(scan, figure) {
        return Some(end);
    }
    if !figure.arabic || scan.is_whole(at, figure.end) {
        return None;
    }
    let after = scan.rest(figure.end);
    let digit_follows =
        |mark: char| after.strip_prefix(mark).is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit()));
    let sum = before == Some('+')
        || after.strip_prefix('+').is_some_and(|a| a.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if sum || digit_follows(':') || digit_follows('/') || digit_follows('.') {
        let mut end = figure.end;
        while scan.rest(end).starts_with(|c: char| c.is_ascii_alphanumeric() || "+:/.-".contains(c)) {
            end += 1;
        }
        return Some(end);
    }
    let short = figure.end - at <= 2;
    if short && (scan.opens_clause(at) && matches!(next, Some('、' | '.')) || before == Some('(') && next == Some(')'))
    {
        return Some(figure.end);
    }
    // Scores: 3比2.
    if let Some(i) = scan.eat(figure.end, "比").map(|i| (i, scan.digits(i)))
        && !i.1.is_empty()
    {
        return Some(i.0 + i.1.len());
    }
    let code = scan.rest(at).starts_with('0') && figure.low.digits.len() > 1 && !figure.low.digits.contains('.');
    code.then_some(figure.end)
}

/// A time of day: 10时30分, 8点, 9:30 is barred elsewhere.
fn clock(scan: Scan<'_>, figure: &Figure) -> Option<usize> {
    let end = scan.word(figure.end, &scan.words.hours)?;
    let value = figure.low.value()?;
    let other = scan.words.not_units.len_at(scan.rest(figure.end)) > 0
        || ["时代", "时间", "时期", "时候", "时装", "时速", "时任"]
            .iter()
            .any(|w| scan.rest(figure.end).starts_with(w));
    if other || value > Decimal::from(24) || !value.fract().is_zero() || figure.loose || figure.odd {
        return None;
    }
    let minutes = numerals::read(scan, end).and_then(|f| scan.eat(f.end, "分"));
    Some(minutes.map_or(end, |i| scan.eat(i, "许").unwrap_or(i)))
}

/// A figure with its unit, perhaps a range.
fn measured(scan: Scan<'_>, at: usize, prefix: Prefix, first: Figure) -> Option<Reading> {
    let start = if prefix.comparator.is_some() { at } else { prefix.end };
    let own = measure(scan, &first);
    let (figure, low, ranged) = match second(scan, &first, own.as_ref().map(|(m, _, end)| (m, *end))) {
        Some(second) => {
            let low = if own.is_some() { first.low.clone() } else { share(&first.low, &second.low) };
            (second, Some(low), true)
        }
        None => (first, None, false),
    };
    let own = if ranged { measure(scan, &figure) } else { own };
    let whole_end = own.as_ref().map_or(figure.end, |(.., end)| *end);
    let whole = scan.is_whole(start, whole_end);
    let (after, mut end) = suffix(scan, whole_end);
    if ranged {
        end = scan.past(end, &scan.words.within);
    }
    let comparator = prefix.comparator.or(after);
    let counted = prefix.counted || after.is_some() || ranged || whole;
    let (kind, unit, scale) = match own {
        Some((Measure::Percent(points), ..)) => (Kind::Percent, Some(Unit::percent()), points),
        Some((Measure::Age, ..)) => (Kind::Age, crate::grammar::units::unit("year"), Decimal::ONE),
        Some((Measure::Unit(unit, scale), ..)) => (Kind::Dimension, Some(unit), scale),
        Some((Measure::Money(unit), ..)) => (Kind::Money, Some(unit), Decimal::ONE),
        None => (Kind::Number, None, Decimal::ONE),
    };
    if !counted && is_loose(scan, prefix.end, &figure, unit.as_ref()) {
        return Some(Reading::Nothing(whole_end));
    }
    let odd = figure.odd || scan.head(whole_end).ends_with("多倍");
    let scaled = |w: &Written| w.value().and_then(|v| v.checked_mul(scale));
    let quantity = match (low, &figure.high) {
        (Some(low), _) => {
            let (a, b) = (scaled(&low)?, scaled(figure.high.as_ref().unwrap_or(&figure.low))?);
            Quantity::range(a.min(b).normalize(), a.max(b).normalize(), unit)?
        }
        (None, Some(high)) => Quantity::range(scaled(&figure.low)?.normalize(), scaled(high)?.normalize(), unit)?,
        (None, None) => Quantity::written(&figure.low.digits, figure.low.scale.checked_mul(scale)?, unit)?,
    };
    let quantity = bounded(quantity, comparator.or(odd.then_some(Comparator::Odd)));
    let quantity = half_more(scan, quantity, &mut end);
    let value = match kind {
        Kind::Percent => Value::Percentage(quantity),
        Kind::Age => Value::Age(quantity),
        Kind::Dimension => Value::Dimension(quantity),
        Kind::Money => Value::Currency(quantity),
        Kind::Number => Value::Number(quantity),
    };
    Some(Reading::Found(value, start, end))
}

enum Kind {
    Percent,
    Age,
    Dimension,
    Money,
    Number,
}

/// 一吨半, 三岁半: half a unit more.
fn half_more(scan: Scan<'_>, quantity: Quantity, end: &mut usize) -> Quantity {
    let free = quantity.unit.is_some() && quantity.comparator.is_none();
    match (scan.eat(*end, "半"), quantity.stated) {
        (Some(i), Some(value)) if free && scan.words.stop.len_at(scan.rest(*end)) == 0 && value.fract().is_zero() => {
            let more = value.checked_add(Decimal::new(5, 1)).map(|v| v.to_string());
            match more.and_then(|digits| Quantity::written(&digits, Decimal::ONE, quantity.unit.clone())) {
                Some(more) => {
                    *end = i;
                    more
                }
                None => quantity,
            }
        }
        _ => quantity,
    }
}

/// The unit behind a figure, the length of its word, and the place behind it.
fn measure(scan: Scan<'_>, figure: &Figure) -> Option<(Measure, usize, usize)> {
    // 1.5 米: folded text keeps a space before a Latin unit only.
    let gap = scan.rest(figure.end).starts_with(' ')
        && scan.rest(figure.end + 1).starts_with(|c: char| c.is_ascii_alphabetic());
    let at = if gap && figure.arabic { figure.end + 1 } else { figure.end };
    let rest = scan.rest(at);
    if let Some(found) = tenths(scan, figure) {
        return Some(found);
    }
    let blocked = scan.words.not_units.len_at(rest);
    if let Some((measure, len)) = scan.words.measures.at(rest)
        && len > blocked
    {
        let end = at + len;
        if let Measure::Unit(unit, scale) = measure
            && unit.name() == "piece"
            && let Some(noun) = noun_behind(scan, end)
        {
            return Some((Measure::Unit(noun, *scale), len, end));
        }
        return Some((measure.clone(), len, end));
    }
    let (noun, len) = scan.words.nouns.at(rest)?;
    Some((Measure::Unit(noun.clone(), Decimal::ONE), len, at + len))
}

/// 三成, 2成5, 七五折: tenths, in points.
fn tenths(scan: Scan<'_>, figure: &Figure) -> Option<(Measure, usize, usize)> {
    let (points, len) = scan.words.tenths.at(scan.rest(figure.end))?;
    if scan.words.not_units.len_at(scan.rest(figure.end)) > 0 || figure.bare_scale {
        return None;
    }
    let plain = figure.low.digits.len() > 1 && !figure.low.digits.contains('.') && figure.low.digits != "10";
    let points = if plain { 1 } else { *points };
    Some((Measure::Percent(Decimal::from(points)), len, figure.end + len))
}

/// The thing counted by a general measure word, a few characters behind it: 300多个优质模型.
fn noun_behind(scan: Scan<'_>, at: usize) -> Option<Unit> {
    let mut i = at;
    for _ in 0..5 {
        if let Some((noun, _)) = scan.words.nouns.at(scan.rest(i)) {
            return Some(noun.clone());
        }
        let c = scan.char(i)?;
        if !c.is_alphanumeric() || c == '的' {
            return None;
        }
        i += c.len_utf8();
    }
    None
}

/// The second figure of a range.
fn second(scan: Scan<'_>, first: &Figure, own: Option<(&Measure, usize)>) -> Option<Figure> {
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
    (same && rising && !first.odd).then_some(second)
}

fn same_measure(a: &Measure, b: &Measure) -> bool {
    match (a, b) {
        (Measure::Unit(a, _), Measure::Unit(b, _)) | (Measure::Money(a), Measure::Money(b)) => a == b,
        (Measure::Percent(_), Measure::Percent(_)) | (Measure::Age, Measure::Age) => true,
        _ => false,
    }
}

/// The first figure of a range with the scale it leaves to the second: 3到5亿, 五到六百.
pub(super) fn share(first: &Written, second: &Written) -> Written {
    let plain = first.scale == Decimal::ONE;
    if plain && second.scale > Decimal::ONE {
        return Written { scale: second.scale, ..first.clone() };
    }
    let zeros = second.digits.len() - second.digits.trim_end_matches('0').len();
    let lead = second.digits.len() - zeros;
    if plain && second.scale == Decimal::ONE && lead == 1 && zeros > 1 && first.digits.len() == 1 {
        return Written { digits: format!("{}{}", first.digits, "0".repeat(zeros)), scale: Decimal::ONE };
    }
    first.clone()
}

/// True where a figure without any sign of counting is more likely part of a word or a name.
fn is_loose(scan: Scan<'_>, at: usize, figure: &Figure, unit: Option<&Unit>) -> bool {
    let first = scan.char(at);
    if first.is_some_and(|c| scan.words.shy.contains(&c)) && figure.tokens == 1 {
        return true;
    }
    let counting = unit.is_some_and(|u| {
        matches!(u.dimension(), "count" | "person" | "company" | "vehicle" | "household" | "angle" | "barrel")
    });
    if figure.arabic {
        let version = figure.low.digits.ends_with(".0") && figure.low.scale == Decimal::ONE && !figure.odd;
        let latin = scan.rest(figure.end).starts_with(|c: char| c.is_ascii_alphabetic());
        let named = scan.head(at).strip_suffix(' ').is_some_and(|h| h.ends_with(|c: char| c.is_ascii_alphanumeric()));
        let long = figure.low.digits.len() > 15;
        return unit.is_none() && (version || latin || named || long) || latin && unit.is_none();
    }
    match unit {
        Some(_) if counting => figure.tokens == 1 && figure.low.digits == "1" && figure.low.scale == Decimal::ONE,
        Some(_) => false,
        None => {
            let digits = figure.low.scale == Decimal::ONE
                && figure.low.digits.len() == figure.tokens
                && figure.tokens > 1
                && !figure.loose;
            let scaled = figure.tokens > 1 && !digits;
            let thousands = figure.bare_scale && scan.rest(at).starts_with("千万");
            let spoken = figure.loose && figure.high.is_some() && figure.tokens == 2 && figure.low.digits.len() == 1;
            !scaled || thousands || spoken
        }
    }
}

/// 90天大 is an age.
fn aged(scan: Scan<'_>, quantity: &Quantity, at: usize) -> Option<(Value, usize)> {
    scan.word(at, &scan.words.age_tails)?;
    Some((Value::Age(quantity.clone()), at + '大'.len_utf8()))
}

pub(super) fn bounded(quantity: Quantity, comparator: Option<Comparator>) -> Quantity {
    match comparator {
        Some(comparator) => quantity.with(comparator),
        None => quantity,
    }
}

fn with_bound(value: Value, comparator: Option<Comparator>) -> Value {
    match value {
        Value::Percentage(q) => Value::Percentage(bounded(q, comparator)),
        Value::Number(q) => Value::Number(bounded(q, comparator)),
        other => other,
    }
}
