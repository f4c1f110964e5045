//! Reads how long something takes: 10天, 两年半, 一个半月, 三到八天, 一年零三个月.
//!
//! Whether 三年 is followed by 前 and so is a date is decided in `relative`; which months and days are days of the
//! calendar, in `dates`, which is asked first.

use super::lexicon::{Span, Table};
use super::numbers::share;
use super::numerals::{self, Figure};
use super::scan::Scan;
use super::years::counts_years;
use crate::grammar::units;
use crate::grammar::{Duration, Length};
use crate::quantity::{Comparator, Quantity};
use rust_decimal::Decimal;
use std::rc::Rc;

/// A duration and what relative dates need of it.
pub(super) struct Lasting {
    /// The duration, without the comparators around it.
    pub(super) duration: Duration,
    /// How many of which unit, where it is one figure.
    pub(super) count: Option<(Decimal, Span)>,
    /// It is a little more (两年多, 三十多年): below this many units.
    pub(super) odd: Option<Decimal>,
    /// The least and the greatest number of units, where it is vague: 几十年, 两三年.
    pub(super) vague: Option<(Decimal, Decimal, Span)>,
    /// The place behind it.
    pub(super) end: usize,
}

/// One figure with its unit.
struct Part {
    low: Decimal,
    high: Option<Decimal>,
    /// As written, for its precision; `None` where a half was added.
    figure: Option<Rc<Figure>>,
    odd: bool,
    /// How much more it may be where it is odd: ten for 三十多年, one for 两年多.
    step: Decimal,
    span: Span,
    end: usize,
}

/// The duration at a place.
pub(super) fn read(scan: Scan<'_>, at: usize) -> Option<Lasting> {
    let first = match part(scan, at, None) {
        Some(first) => first,
        None => return shared_range(scan, at),
    };
    if let Some(second) = second_end(scan, &first) {
        return between(first.low, second.high.unwrap_or(second.low), first.span, second.end);
    }
    let mut low = length(first.low, first.span)?;
    let mut high = length(first.high.unwrap_or(first.low), first.span)?;
    let mut parts = vec![first];
    while let Some(next) =
        parts.last().and_then(|last| part(scan, scan.past(last.end, &scan.words.joints), Some(last.span)))
    {
        if parts.last().is_some_and(|last| next.span <= last.span) || parts.len() > 6 {
            break;
        }
        low = add(low, length(next.low, next.span)?)?;
        high = add(high, length(next.high.unwrap_or(next.low), next.span)?)?;
        parts.push(next);
    }
    let end = parts.last()?.end;
    let quantity = quantity(&parts)?;
    let [first, ..] = &parts[..] else { return None };
    let below = match &parts[..] {
        [part] if part.odd && part.high.is_none() => part.low.checked_add(part.step)?.into(),
        [.., part] if part.odd => Some(part.low),
        _ => None,
    };
    let quantity = match (below, &parts[..]) {
        (Some(below), [part]) if below > part.low => {
            high = length(below, part.span)?;
            quantity.with(Comparator::Odd)
        }
        (Some(_), _) => quantity.with(Comparator::Odd),
        (None, _) => quantity,
    };
    let odd = below;
    let unit = first.span.calendar();
    let count = (parts.len() == 1 && first.high.is_none()).then_some((first.low, first.span));
    let vague = first.high.filter(|_| parts.len() == 1).map(|most| (first.low, most, first.span));
    Some(Lasting { duration: Duration { low, high, quantity, unit }, count, odd, vague, end })
}

/// One part: a figure and a unit of time.
fn part(scan: Scan<'_>, at: usize, before: Option<Span>) -> Option<Part> {
    let half = Decimal::new(5, 1);
    if let Some(i) = scan.eat(at, "半") {
        let (span, end) = unit(scan, i)?;
        let real = !matches!(span, Span::Half | Span::Second);
        let behind = || scan.eat(end, "多").filter(|_| scan.words.not_units.len_at(scan.rest(end)) == 0);
        let (odd, end) = match behind() {
            Some(end) => (true, end),
            None => (scan.rest(i).starts_with("个多"), end),
        };
        return real.then_some(Part { low: half, high: None, figure: None, odd, step: half, span, end });
    }
    // 个半小时 is one and a half.
    if before.is_none()
        && let Some(i) = scan.eat(at, "个半")
        && scan.opens_clause(at)
    {
        let (span, end) = unit(scan, i)?;
        return Some(Part { low: Decimal::ONE + half, high: None, figure: None, odd: false, step: half, span, end });
    }
    let figure = numerals::read(scan, at)?;
    let value = figure.low.value()?;
    let high = match &figure.high {
        Some(high) => Some(high.value()?),
        None => None,
    };
    if let Some(i) = scan.eat(figure.end, "个半") {
        let (span, end) = unit(scan, i)?;
        return Some(Part {
            low: value.checked_add(half)?,
            high: None,
            figure: None,
            odd: false,
            step: half,
            span,
            end,
        });
    }
    let (span, mut end) = unit_of(scan, &figure, at, value, before)?;
    let mut odd = figure.odd || scan.rest(figure.end).starts_with("个多");
    if !figure.odd
        && let Some(i) = scan.eat(end, "多").or_else(|| scan.eat(end, "余"))
        && scan.words.not_units.len_at(scan.rest(end)) == 0
    {
        odd = true;
        end = i;
    }
    if let Some(i) = scan.eat(end, "半")
        && scan.words.stop.len_at(scan.rest(end)) == 0
    {
        return Some(Part { low: value.checked_add(half)?, high: None, figure: None, odd, step: half, span, end: i });
    }
    // 9秒99 is 9.99 seconds.
    if let (Span::Second, true, false) = (span, scan.head(end).ends_with('秒'), odd)
        && let Some((low, end)) = hundredths(scan, value, end).filter(|_| figure.arabic)
    {
        return Some(Part { low, high: None, figure: None, odd: false, step: Decimal::ONE, span, end });
    }
    let step = if figure.odd { leading(value) } else { Decimal::ONE };
    Some(Part { low: value, high, figure: Some(figure), odd, step, span, end })
}

/// The digits behind 秒, where they are decimals of it.
fn hundredths(scan: Scan<'_>, value: Decimal, at: usize) -> Option<(Decimal, usize)> {
    let digits = scan.digits(at);
    let end = at + digits.len();
    let rest = scan.rest(end);
    let goes_on = rest.strip_prefix(['.', ':', '/', '-']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let claimed = goes_on
        || rest.starts_with('%')
        || scan.words.spans.at(rest).is_some()
        // 1分09秒99名列第六: the verb, no persons.
        || scan.words.measures.at(rest).is_some() && !rest.starts_with("名列") && !rest.starts_with("位列")
        || scan.words.scales.contains_key(&scan.char(end).unwrap_or(' '));
    let whole = value.fract().is_zero() && (1..=3).contains(&digits.len()) && !claimed;
    whole.then(|| Some((Decimal::from_str_exact(&format!("{}.{digits}", value.normalize())).ok()?, end)))?
}

/// One of the leading digit of a figure: ten of 30, a hundred of 300.
fn leading(value: Decimal) -> Decimal {
    let mut unit = Decimal::ONE;
    while let Some(next) = unit.checked_mul(Decimal::TEN).filter(|next| *next <= value) {
        unit = next;
    }
    unit
}

/// The unit behind 半 and 个半: 年, 个月, 月, 天, 小时, 钟.
fn unit(scan: Scan<'_>, at: usize) -> Option<(Span, usize)> {
    if scan.words.not_units.len_at(scan.rest(at)) > 0 {
        return None;
    }
    let bare = |word: &str, span| scan.eat(at, word).map(|i| (span, i));
    let (span, len) = match scan.words.spans.at(scan.rest(at)) {
        Some((span, len)) => (*span, len),
        None => return bare("月", Span::Month).or_else(|| bare("钟头", Span::Hour)).or_else(|| bare("钟", Span::Hour)),
    };
    Some((span, at + len))
}

/// The unit behind a figure, unless it makes a date of it.
fn unit_of(
    scan: Scan<'_>,
    figure: &Figure,
    start: usize,
    value: Decimal,
    before: Option<Span>,
) -> Option<(Span, usize)> {
    // 五 天: of words with spaces between them.
    let spaced = !figure.arabic && before.is_none() && scan.rest(figure.end).starts_with(' ');
    let end = figure.end + usize::from(spaced);
    let rest = scan.rest(end);
    let found = scan.words.spans.at(rest).filter(|(_, len)| !spaced || scan.is_whole(start, end + len));
    if found.is_none() && !rest.starts_with(['分', '月']) || scan.words.not_units.len_at(rest) > 0 {
        return None;
    }
    let Some((span, len)) = found else {
        if let Some(i) = scan.eat(end, "分")
            && (before == Some(Span::Hour) || followed_by_seconds(scan, i))
        {
            return Some((Span::Minute, i));
        }
        let counted = figure.loose || figure.odd || scan.rest(start).starts_with('两');
        return scan.eat(end, "月").filter(|_| counted).map(|i| (Span::Month, i));
    };
    // 18周岁 is an age, 5日元 an amount.
    if scan.words.measures.len_at(rest) > len {
        return None;
    }
    let (span, after) = (*span, end + len);
    let word = &rest[..len];
    let calendar = match word {
        // 07年, 九七年 are years written short.
        // 15世纪 is a time, 数世纪 a length of time.
        "世纪" => !figure.loose && !figure.odd,
        "年" if figure.string && !figure.loose => true,
        "年" if figure.arabic && figure.low.digits.starts_with('0') && figure.low.digits.len() == 2 => true,
        "年" => {
            let year = figure.arabic && !figure.odd && value >= Decimal::from(1000) && value < Decimal::from(2200);
            year && !(figure.low.whole().is_some_and(counts_years)
                && behind(scan, after, &scan.words.context.counted_years))
        }
        "日" => {
            let distance = behind(scan, after, &scan.words.ago) || behind(scan, after, &scan.words.later);
            let chinese = !figure.arabic && (scan.is_whole(start, after) || distance);
            let inside = behind(scan, after, &scan.words.context.day_lengths);
            value <= Decimal::from(31) && !chinese && !inside && !figure.loose && !scan.rest(start).starts_with('两')
        }
        "星期" | "礼拜" | "周" => {
            // 两周 is a duration, 第三周 and 周三 are not; 一周三 is nothing.
            figure.arabic && value > Decimal::from(1900)
        }
        _ => false,
    };
    (!calendar).then_some((span, after))
}

/// True where a word of a table stands at a place.
fn behind(scan: Scan<'_>, at: usize, table: &Table<()>) -> bool {
    scan.word(at, table).is_some()
}

fn followed_by_seconds(scan: Scan<'_>, at: usize) -> bool {
    scan.rest(at).starts_with('半')
        || numerals::read(scan, at)
            .is_some_and(|f| matches!(scan.words.spans.at(scan.rest(f.end)), Some((Span::Second, _))))
}

/// The second end of 3天到8天.
fn second_end(scan: Scan<'_>, first: &Part) -> Option<Part> {
    let i = scan.word(first.end, &scan.words.ranges)?;
    part(scan, i, None).filter(|second| second.span == first.span && second.low > first.low)
}

/// 三到八天, 3~6个月: both figures share the unit.
fn shared_range(scan: Scan<'_>, at: usize) -> Option<Lasting> {
    let first = numerals::read(scan, at)?;
    let i = scan.word(first.end, &scan.words.ranges)?;
    let second = part(scan, i, None)?;
    let low = match &second.figure {
        Some(figure) => share(&first.low, &figure.low).value()?,
        None => first.low.value()?,
    };
    let high = second.high.unwrap_or(second.low);
    (low < high).then(|| between(low, high, second.span, second.end)).flatten()
}

/// From one duration to another in the same unit.
pub(super) fn through(low: &Duration, high: &Duration) -> Option<Duration> {
    let (a, b) = (low.quantity.stated?, high.quantity.stated?);
    let same = low.quantity.unit == high.quantity.unit;
    let quantity = Quantity::range(a, b, high.quantity.unit.clone()).filter(|_| same)?;
    Some(Duration { low: low.low, high: high.high, quantity, unit: high.unit })
}

fn between(low: Decimal, high: Decimal, span: Span, end: usize) -> Option<Lasting> {
    let (name, times) = span.measure();
    let times = Decimal::from(times);
    let quantity = Quantity::range(low.checked_mul(times)?, high.checked_mul(times)?, units::unit(name))?;
    let duration = Duration { low: length(low, span)?, high: length(high, span)?, quantity, unit: span.calendar() };
    Some(Lasting { duration, count: None, odd: None, vague: Some((low, high, span)), end })
}

/// The figure in the unit it was written in; of several parts, in the last unit where that is exact.
fn quantity(parts: &[Part]) -> Option<Quantity> {
    let (first, last) = (parts.first()?, parts.last()?);
    let (name, times) = last.span.measure();
    let unit = units::unit(name);
    let times = Decimal::from(times);
    if let ([part], Some(high)) = (parts, first.high) {
        return Quantity::range(part.low.checked_mul(times)?, high.checked_mul(times)?, unit);
    }
    if let ([Part { figure: Some(figure), .. }], _) = (parts, ()) {
        return Quantity::written(&figure.low.digits, figure.low.scale.checked_mul(times)?, unit);
    }
    let mut sum = Decimal::ZERO;
    for part in parts {
        let Some(each) = exact(part.span, last.span) else {
            let (name, times) = first.span.measure();
            let value = first.low.checked_mul(Decimal::from(times))?;
            return Quantity::written(&value.normalize().to_string(), Decimal::ONE, units::unit(name));
        };
        sum = sum.checked_add(part.low.checked_mul(each)?)?;
    }
    Quantity::written(&sum.checked_mul(times)?.normalize().to_string(), Decimal::ONE, unit)
}

/// How many of the smaller unit the larger one is, where every one has as many.
fn exact(large: Span, small: Span) -> Option<Decimal> {
    if large == small {
        return Some(Decimal::ONE);
    }
    let months = |s: Span| s.calendar().and_then(|u| u.months());
    if let (Some(a), Some(b)) = (months(large), months(small)) {
        return Some(Decimal::from(a) / Decimal::from(b));
    }
    let (a, b) = (seconds(large)?, seconds(small)?);
    Some(Decimal::from(a) / Decimal::from(b))
}

fn seconds(span: Span) -> Option<u32> {
    Some(match span {
        Span::Week => 604_800,
        Span::Day => 86_400,
        Span::Hour => 3600,
        Span::QuarterHour => 900,
        Span::Minute => 60,
        Span::Second => 1,
        _ => return None,
    })
}

fn length(count: Decimal, span: Span) -> Option<Length> {
    match span.calendar() {
        Some(unit) => Some(Length::of(count, unit)),
        None => Some(Length { seconds: count.checked_mul(Decimal::from(seconds(span)?))?, ..Length::default() }),
    }
}

fn add(a: Length, b: Length) -> Option<Length> {
    Some(Length {
        months: a.months.checked_add(b.months)?,
        days: a.days.checked_add(b.days)?,
        seconds: a.seconds.checked_add(b.seconds)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_keep_months_days_and_seconds_apart() {
        for (text, low, high) in [
            ("10天", "P10D", "P10D"),
            ("3个月", "P3M", "P3M"),
            ("两年半", "P30M", "P30M"),
            ("半年", "P6M", "P6M"),
            ("一个半月", "P1.5M", "P1.5M"),
            ("十年", "P10Y", "P10Y"),
            ("三到八天", "P3D", "P8D"),
            ("3~6个月", "P3M", "P6M"),
            ("一年零三个月", "P15M", "P15M"),
            ("8天20小时", "P8DT72000S", "P8DT72000S"),
            ("十几年", "P10Y", "P20Y"),
            ("两周", "P14D", "P14D"),
            ("半小时", "PT1800S", "PT1800S"),
            ("五分三十秒", "PT330S", "PT330S"),
        ] {
            let d = read(Scan::new(text), 0).map(|l| (l.duration.low.iso(), l.duration.high.iso(), l.end));
            assert_eq!(d, Some((low.to_owned(), high.to_owned(), text.len())), "{text}");
        }
        for text in ["2022年", "5月", "12日", "三年级", "90年代"] {
            assert!(read(Scan::new(text), 0).is_none(), "{text}");
        }
    }
}
