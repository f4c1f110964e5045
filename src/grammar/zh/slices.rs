//! Reads what is counted inside a month or a longer stretch: 3月第二周, 2021年的第三个月, 10月第一个星期一, 4月前4天.
//!
//! What enters is the stretch that was read and the place behind it. Which days a week of a month has is decided in
//! `resolve`.

use super::lexicon::Span;
use super::numerals;
use super::scan::Scan;
use crate::grammar::{DateExpr, Fields};
use crate::time::{Precision, TimeUnit};

/// The slice of `whole` that is written at a place, and the place behind it.
pub(super) fn inside(scan: Scan<'_>, whole: &DateExpr, at: usize) -> Option<(DateExpr, usize)> {
    if !is_long(whole) {
        return None;
    }
    let at = scan.eat(at, "的").unwrap_or(at);
    if let Some(i) = scan.eat(at, "前").or_else(|| scan.eat(at, "头")) {
        let (count, i) = figure(scan, i)?;
        let (unit, end) = unit(scan, i)?;
        return Some((slice(whole, 0, count, unit), end));
    }
    let (nth, i) = match scan.eat(at, "第") {
        Some(i) => figure(scan, i)?,
        None => {
            let (count, i) = figure(scan, scan.eat(at, "最后")?)?;
            // 2021年最后两个月, 最后一个季度
            let quarter = scan.word(i, &scan.words.context.quarters).map(|end| (TimeUnit::Quarter, end));
            if let Some((unit, end)) = quarter.or_else(|| unit(scan, i).filter(|_| count > 1)) {
                return Some((slice(whole, -count, count, unit), end));
            }
            (-count, i)
        }
    };
    // 十月第一个星期一 is a day, 十月第一个星期 a week.
    if let Some(j) = scan.word(i, &scan.words.weekday_heads)
        && let Some(c) = scan.char(j)
        && let Some(weekday) = scan.words.weekdays.get(&c)
    {
        return Some((DateExpr::NthWeekday { of: Box::new(whole.clone()), nth, weekday: *weekday }, j + c.len_utf8()));
    }
    let (unit, end) = unit(scan, i)?;
    let from = if nth < 0 { nth } else { nth - 1 };
    Some((slice(whole, from, 1, unit), end))
}

fn slice(whole: &DateExpr, from: i32, count: i32, unit: TimeUnit) -> DateExpr {
    DateExpr::Slice { of: Box::new(whole.clone()), from, count, unit }
}

/// A month, or a longer stretch of the calendar.
fn is_long(whole: &DateExpr) -> bool {
    let coarse = |f: &Fields| f.day.is_none() && f.weekday.is_none();
    match whole {
        DateExpr::Known(i) => i.precision >= Precision::Month && i.precision <= Precision::Year,
        DateExpr::Fields(f) => coarse(f),
        DateExpr::Relative { unit, fields, .. } => *unit >= TimeUnit::Month && coarse(fields),
        _ => false,
    }
}

/// A figure from 1 to 366.
fn figure(scan: Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let figure = numerals::read(scan, at).filter(|f| f.high.is_none() && !f.odd)?;
    let number = figure.low.value()?.to_string().parse().ok()?;
    (1..=366).contains(&number).then_some((number, figure.end))
}

/// 周, 个星期, 个月, 天. A year has quarters and halves of its own, see `years`.
fn unit(scan: Scan<'_>, at: usize) -> Option<(TimeUnit, usize)> {
    let (span, len) = scan.words.spans.at(scan.rest(at))?;
    let fits = matches!(span, Span::Month | Span::Week | Span::Day) && !scan.rest(at).starts_with('日');
    let free = scan.words.not_units.len_at(scan.rest(at)) == 0;
    (fits && free).then_some((span.calendar()?, at + len))
}

#[cfg(test)]
mod tests {
    use super::super::compose;
    use super::*;
    use crate::grammar::Anchors;
    use crate::time::Interval;

    #[test]
    fn weeks_months_and_days_are_counted_inside_a_stretch() {
        for (text, days) in [
            ("2021年5月第一周", "2021-05-03/2021-05-09"),
            ("2021年的第二周", "2021-01-11/2021-01-17"),
            ("2021年的第三个月", "2021-03"),
            ("2021年10月第一个星期一", "2021-10-04"),
            ("2021年4月前4天", "2021-04-01/2021-04-04"),
            ("2021年3月最后一天", "2021-03-31"),
            ("2021年头三个月", "2021-01/2021-03"),
            ("2021年最后两个月", "2021-11/2021-12"),
            ("2021年最后一个季度", "2021-10/2021-12"),
        ] {
            let read = compose::read(Scan::new(text), 0).map(|(e, _, end)| (e.resolve(&Anchors::default()), end));
            assert_eq!(
                read.map(|(i, end)| (i.map(Interval::edtf), end)),
                Some((Some(days.to_owned()), text.len())),
                "{text}"
            );
        }
    }
}
