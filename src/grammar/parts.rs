//! Parts of dates: early and late, whole units inside of them, and fiscal years with their halves and quarters.

use super::Part;
use super::resolve::weekday_before;
use crate::time::{Interval, Precision, TimeUnit};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Early, mid and late as docs/intervals.md has them: thirds of a month; January–February, June–July and
/// November–December of a year; the first, middle and last third of anything longer.
pub(super) fn part_of(whole: Interval, part: Part) -> Option<Interval> {
    let (start, end) = (whole.start?, whole.end?);
    let (y, m) = (start.year(), start.month());
    let days = |a: u32, b: u32| {
        let first = NaiveDate::from_ymd_opt(y, m, a)?;
        let last = if b == 0 { end } else { NaiveDate::from_ymd_opt(y, m, b)? };
        Some(Interval { start: Some(first), end: Some(last), precision: Precision::MonthPart, approximate: false })
    };
    match (whole.precision, part) {
        (Precision::Month, Part::Early) => days(1, 10),
        (Precision::Month, Part::Mid) => days(11, 20),
        (Precision::Month, Part::Late) => days(21, 0),
        (Precision::Year, Part::Early) => Interval::months(y, 1, 2, Precision::Range),
        (Precision::Year, Part::Mid) => Interval::months(y, 6, 2, Precision::Range),
        (Precision::Year, Part::Late) => Interval::months(y, 11, 2, Precision::Range),
        // Thirds of decades and centuries are counted in whole years, so that their borders belong to both.
        (Precision::Decade | Precision::Century, _) => {
            let years = end.year() - y + 1;
            let (first, last) = match part {
                Part::Early => (0, years / 3),
                Part::Mid => (years / 3, years * 2 / 3),
                Part::Late => (years * 2 / 3, years - 1),
            };
            Interval::months(y + first, 1, u32::try_from((last - first + 1) * 12).ok()?, Precision::Range)
        }
        // The first, middle and last months of longer dates, the first and last three days of a week.
        (Precision::Quarter | Precision::Half | Precision::Range, _) if (end - start).num_days() > 60 => {
            let months = (end.year() - y) * 12 + end.month() as i32 - m as i32 + 1;
            let third = (months + 2) / 3;
            let (from, count) = match part {
                Part::Early => (0, third),
                Part::Mid => (months / 3, third),
                Part::Late => (months - third, third),
            };
            let first = y * 12 + m as i32 - 1 + from;
            let count = u32::try_from(count).ok()?;
            Interval::months(first.div_euclid(12), first.rem_euclid(12) as u32 + 1, count, Precision::Range)
        }
        _ => {
            let third = ((end - start).num_days() + 3) / 3;
            let at = |n: i64| start.checked_add_signed(chrono::TimeDelta::try_days(n)?);
            match part {
                Part::Early => Interval::between(Some(start), at(third - 1)),
                Part::Mid => {
                    Interval::between(at(third - 1), end.checked_sub_days(Days::new(third.unsigned_abs() - 1)))
                }
                Part::Late => Interval::between(end.checked_sub_days(Days::new(third.unsigned_abs() - 1)), Some(end)),
            }
        }
    }
}

/// A fiscal year named by the calendar year in which it ends, on the given month and day.
pub(super) fn fiscal(year: i32, half: Option<u32>, quarter: Option<u32>, (month, day): (u32, u32)) -> Option<Interval> {
    let last_of = |y: i32, m: u32| Interval::month(y, m)?.end;
    let month_end = last_of(year, month)?.day();
    // Years that end on the last day of a month are whole months; others are counted from that day.
    if day >= month_end || (month == 2 && day >= 28) {
        let first0 = (year - 1) * 12 + month as i32;
        let (offset, count) = match (half, quarter) {
            (_, Some(q)) => ((q as i32 - 1) * 3, 3),
            (Some(h), _) => ((h as i32 - 1) * 6, 6),
            _ => (0, 12),
        };
        let at = first0 + offset;
        return Interval::months(at.div_euclid(12), at.rem_euclid(12) as u32 + 1, count, Precision::Range);
    }
    if half.is_some() || quarter.is_some() {
        return None;
    }
    let end = NaiveDate::from_ymd_opt(year, month, day)?;
    let start = NaiveDate::from_ymd_opt(year - 1, month, day)?.checked_add_days(Days::new(1))?;
    Interval::between(Some(start), Some(end))
}

/// `count` whole units of a date from unit `from` on, counted from its end where negative. Weeks begin on Monday; the
/// first of a year is that of ISO 8601, which holds 4 January, the first of anything else the first that begins inside;
/// the last is that with most of its days inside.
pub(super) fn slice(whole: Interval, from: i32, count: i32, unit: TimeUnit) -> Option<Interval> {
    let (start, end) = (whole.start?, whole.end?);
    let week = unit == TimeUnit::Week;
    let first = match unit {
        TimeUnit::Week if whole.precision == Precision::Year => start.checked_add_days(Days::new(3))?,
        TimeUnit::Week => weekday_before(Weekday::Mon, start.checked_add_days(Days::new(6))?)?.start?,
        _ => start,
    };
    // Counted from the end, the last unit is the last that ends inside.
    let anchor = match Interval::unit(end, unit, 0)? {
        _ if from >= 0 => first,
        _ if week => end.checked_sub_days(Days::new(3))?,
        last if last.end > whole.end => Interval::unit(end, unit, -1)?.start?,
        last => last.start?,
    };
    let steps = if from < 0 { from.checked_add(1)? } else { from };
    let a = Interval::unit(anchor, unit, steps)?;
    let b = Interval::unit(anchor, unit, steps.checked_add(count)?.checked_sub(1)?)?;
    if unit != TimeUnit::Week && (a.start < whole.start || b.end > whole.end) {
        return None;
    }
    if count == 1 { Some(a) } else { a.through(b) }
}
