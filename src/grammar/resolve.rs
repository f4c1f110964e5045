//! Turns date expressions into days, once it is said what they count from.

use super::parts::{fiscal, part_of, slice};
use super::{DateExpr, Feast, Fields, From};
use crate::time::{Interval, Precision, TimeUnit};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// In years, how far ahead of its own date a document may name one by counting.
const CENTURY: i32 = 100;

/// What expressions count from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchors {
    /// The document date.
    pub document: Option<NaiveDate>,
    /// The date last named in the discourse.
    pub discourse: Option<Interval>,
    /// Month and day (1-based) of the last day of the fiscal year of whoever is spoken of.
    pub fiscal_year_end: Option<(u32, u32)>,
}

impl DateExpr {
    /// The days it denotes; `None` where an anchor is missing or there are no such days.
    pub fn resolve(&self, at: &Anchors) -> Option<Interval> {
        match self {
            Self::Known(i) => Some(*i),
            Self::Fields(f) => resolve_fields(*f, at),
            Self::Relative { from, count, unit: TimeUnit::Month, fields } if fields.month.is_some() => {
                let anchor = match from {
                    From::Document => at.document?,
                    From::Discourse if *count > 0 => at.discourse?.end?,
                    From::Discourse => at.discourse?.start?,
                };
                named_month(anchor, *count, *fields)
            }
            Self::Relative { from, count, unit, fields } => {
                let whole = match from {
                    From::Document => Interval::unit(at.document?, *unit, *count)?,
                    From::Discourse => relative_to(at.discourse?, *unit, *count).filter(|i| is_told(*i, at))?,
                };
                if fields.is_empty() { Some(whole) } else { inside(whole, *fields) }
            }
            Self::Window { from, count, unit } => {
                let anchor = match from {
                    From::Document => Interval::day(at.document?),
                    From::Discourse => at.discourse?,
                };
                if let Some(whole) = whole_units(anchor, *unit, *count) {
                    return Some(whole);
                }
                let far = anchor.shift(*unit, *count)?;
                if *count < 0 {
                    Interval::between(far.start, anchor.end?.checked_sub_days(Days::new(1)))
                } else {
                    Interval::between(anchor.start?.checked_add_days(Days::new(1)), far.end)
                }
            }
            Self::Between { from, count, unit } => {
                let anchor = match from {
                    From::Document => Interval::day(at.document?),
                    From::Discourse => at.discourse?,
                };
                between(anchor, *count, *unit)
            }
            Self::Fiscal { year, half, quarter } => fiscal(*year, *half, *quarter, at.fiscal_year_end?),
            Self::FiscalRelative { count, half, quarter } => {
                let (document, end) = (at.document?, at.fiscal_year_end?);
                let running = i32::from((document.month(), document.day()) > end);
                fiscal(document.year().checked_add(running)?.checked_add(*count)?, *half, *quarter, end)
            }
            Self::Feast { of, feast } => match **of {
                Self::Fields(f) if f.is_empty() => bare_feast(*feast, at),
                _ => feast.in_year(of.resolve(at)?.start?.year()),
            },
            Self::Part(inner, part) => part_of(inner.resolve(at)?, *part),
            Self::Same { years, year } => {
                let named = at.discourse?;
                let years = match year {
                    Some(year) => year.checked_sub(named.start?.year())?,
                    None => *years,
                };
                named.shift(TimeUnit::Year, years)
            }
            Self::Offset { of, count, unit } => relative_to(of.resolve(at)?, *unit, *count),
            Self::Slice { of, from, count, unit } => slice(of.resolve(at)?, *from, *count, *unit),
            Self::NthWeekday { of, nth, weekday } => nth_weekday(of.resolve(at)?, *nth, *weekday),
            Self::NoSuchDay { .. } | Self::Recurring(_) => None,
            Self::Range(a, b) => {
                let first = a.resolve(at)?;
                // The second end may lean on the first: 3月至5月, 2019年3月至5月; November to March, Monday to Friday.
                let second = match weekday_of(b) {
                    Some(weekday) => weekday_before(weekday, first.start?.checked_add_days(Days::new(6))?),
                    // 三十多年后: both ends count from the same date.
                    None if matches!(**b, Self::Relative { .. }) => b.resolve(at),
                    None => b.resolve(&Anchors { discourse: Some(first), ..*at }),
                }?;
                first.through(second).or_else(|| match **b {
                    DateExpr::Fields(Fields { month: Some(_), .. }) => first.through(second.shift(TimeUnit::Year, 1)?),
                    DateExpr::Fields(Fields { day: Some(_), .. }) => first.through(second.shift(TimeUnit::Month, 1)?),
                    _ => None,
                })
            }
            // It keeps the precision of the date: since December is 2008-12/...
            Self::Since(inner) => {
                let first = inner.resolve(at)?;
                Interval::between(first.start, None).map(|i| Interval { precision: first.precision, ..i })
            }
            Self::AsOf(inner) => {
                let whole = inner.resolve(at)?;
                let end = whole.end?;
                // Nobody writes of a day that is still to come: 截至今年 is up to now.
                let now = at.document.filter(|d| *d <= end && whole.start.is_some_and(|s| s <= *d));
                Some(Interval::day(now.unwrap_or(end)))
            }
            Self::Until(inner) => Interval::between(None, ahead(inner, at).or_else(|| inner.resolve(at))?.end),
            Self::Before(inner) => {
                let start = inner.resolve(at)?.start?;
                Interval::between(None, start.checked_sub_days(Days::new(1)))
            }
            Self::After(inner) => {
                let end = inner.resolve(at)?.end?;
                Interval::between(end.checked_add_days(Days::new(1)), None)
            }
            Self::Onward(inner) => {
                let point = inner.resolve(at)?;
                let told = at.discourse.is_some_and(|d| at.document.map(Interval::day) != Some(d));
                match **inner {
                    Self::Relative { from: From::Document, .. } => Interval::between(None, point.end),
                    _ if told => Some(point),
                    _ => Interval::between(point.start, None),
                }
            }
            Self::Around(inner) => inner.resolve(at).map(Interval::around),
        }
    }

    /// True where it cannot be resolved without the discourse or the document date.
    pub fn is_anchored(&self) -> bool {
        match self {
            Self::Known(_) | Self::Fiscal { .. } | Self::NoSuchDay { .. } | Self::Recurring(_) => false,
            Self::FiscalRelative { .. } => true,
            Self::Feast { of, .. } => of.is_anchored(),
            Self::Fields(_) | Self::Relative { .. } | Self::Same { .. } => true,
            Self::Window { .. } | Self::Between { .. } => true,
            Self::Range(a, b) => a.is_anchored() || b.is_anchored(),
            Self::Offset { of: i, .. }
            | Self::Slice { of: i, .. }
            | Self::NthWeekday { of: i, .. }
            | Self::Part(i, _)
            | Self::Since(i)
            | Self::AsOf(i)
            | Self::Until(i)
            | Self::Before(i)
            | Self::After(i)
            | Self::Onward(i)
            | Self::Around(i) => i.is_anchored(),
        }
    }
}

/// The past two quarters and the next three days are whole ones beside that of the anchor; `None` for other units,
/// whose stretches begin or end at the anchor.
fn whole_units(anchor: Interval, unit: TimeUnit, count: i32) -> Option<Interval> {
    if !matches!(unit, TimeUnit::Day | TimeUnit::Quarter | TimeUnit::Half) {
        return None;
    }
    let (near, far) = (Interval::unit(anchor.end?, unit, count.signum())?, Interval::unit(anchor.end?, unit, count)?);
    if count < 0 { far.through(near) } else { near.through(far) }
}

/// The whole unit that lies `count` units from the anchor: 次年 of 2012-10 is 2013. Two days after a month is a day that
/// may be any of as many.
fn relative_to(anchor: Interval, unit: TimeUnit, count: i32) -> Option<Interval> {
    let first = Interval::unit(anchor.start.or(anchor.end)?, unit, count)?;
    let last = Interval::unit(anchor.end.or(anchor.start)?, unit, count)?;
    if first == last { Some(first) } else { first.through(last) }
}

/// The units that lie more than `count` of them from the anchor and less than one more; from a day on, those that a day
/// between the two lies in.
fn between(anchor: Interval, count: i32, unit: TimeUnit) -> Option<Interval> {
    let further = count.checked_add(if count < 0 { -1 } else { 1 })?;
    let (near, far) = (anchor.shift(unit, count)?, anchor.shift(unit, further)?);
    let (first, last) = if count < 0 { (far, near) } else { (near, far) };
    let inside = Days::new(u64::from(anchor.start == anchor.end));
    let (start, end) = (first.start?.checked_add_days(inside)?, last.end?.checked_sub_days(inside)?);
    Interval::unit(start, unit, 0)?.through(Interval::unit(end.max(start), unit, 0)?)
}

/// True where a date counted from another may be one that a document tells of: 两千年后 of an article from today counts from
/// something that it does not date.
fn is_told(found: Interval, at: &Anchors) -> bool {
    let last = at.document.map(|d| d.year().saturating_add(CENTURY));
    last.is_none_or(|last| found.start.is_none_or(|start| start.year() <= last))
}

/// The weekday that `until Friday` means: the next one, not the last.
fn ahead(inner: &DateExpr, at: &Anchors) -> Option<Interval> {
    weekday_before(weekday_of(inner)?, at.document?.checked_add_days(Days::new(6))?)
}

/// The weekday of an expression that says nothing else.
fn weekday_of(expr: &DateExpr) -> Option<Weekday> {
    match expr {
        DateExpr::Fields(Fields { weekday, month: None, day: None, .. }) => *weekday,
        _ => None,
    }
}

/// The nth day of that name inside a date, counted from its end where negative.
pub(super) fn nth_weekday(whole: Interval, nth: i32, weekday: Weekday) -> Option<Interval> {
    let (start, end) = (whole.start?, whole.end?);
    let day = if nth > 0 {
        let first = weekday_before(weekday, start.checked_add_days(Days::new(6))?)?.start?;
        first.checked_add_days(Days::new(7 * u64::from((nth - 1).unsigned_abs())))?
    } else {
        let last = weekday_before(weekday, end)?.start?;
        last.checked_sub_days(Days::new(7 * u64::from(nth.saturating_add(1).unsigned_abs())))?
    };
    (start <= day && day <= end).then(|| Interval::day(day))
}

/// `last March`, `next March`: the nearest month of that name that lies wholly before or behind the document's;
/// `this March` is that of the document's year. The following March counts from the date last named instead.
fn named_month(document: NaiveDate, count: i32, f: Fields) -> Option<Interval> {
    let month = f.month?;
    let year = document.year().checked_add(match count {
        0 => 0,
        c if c < 0 => c.checked_add(i32::from(month < document.month()))?,
        c => c.checked_sub(i32::from(month > document.month()))?,
    })?;
    match f.day {
        Some(day) => Interval::ymd(year, month, day),
        None => Interval::month(year, month),
    }
}

/// A year earlier where fields lie far ahead of a document that is about to look back on them: December, in January.
fn recent_year(f: Fields, document: NaiveDate) -> Option<i32> {
    let year = document.year();
    let here = inside(Interval::year(year)?, f)?;
    let before = inside(Interval::year(year.checked_sub(1)?)?, f)?;
    let just_past = before.end? >= document.checked_sub_days(Days::new(100))?;
    Some(if just_past && here.start? > document { year - 1 } else { year })
}

/// A feast without a year: in the year of the discourse, else that of the document; of the year before where it would lie
/// more than a month ahead.
fn bare_feast(feast: Feast, at: &Anchors) -> Option<Interval> {
    if let Some(named) = at.discourse.and_then(|d| d.start.or(d.end)) {
        return feast.in_year(named.year());
    }
    let document = at.document?;
    let here = feast.in_year(document.year())?;
    let near = document.checked_add_days(Days::new(31))?;
    if here.start? > near { feast.in_year(document.year().checked_sub(1)?) } else { Some(here) }
}

/// Fields without a year: the year (and month) of the discourse, else that of the document.
fn resolve_fields(f: Fields, at: &Anchors) -> Option<Interval> {
    let anchor = at.discourse.and_then(|d| d.start.or(d.end)).or(at.document)?;
    if let Some(weekday) = f.weekday
        && f.month.is_none()
        && f.day.is_none()
    {
        return weekday_before(weekday, at.document?);
    }
    if f.month.is_none() && f.quarter.is_none() && f.half.is_none() {
        if let (Some(weekday), None) = (f.weekday, at.discourse) {
            return named_day(anchor, f.day?, weekday);
        }
        let day = f.day?;
        // A bare day is one of a month that was named; a year names none.
        let named = at.discourse.filter(|d| d.start.zip(d.end).is_some_and(|(s, e)| (e - s).num_days() <= 31));
        let anchor = named.and_then(|d| d.start).or(at.document).unwrap_or(anchor);
        // The 29th in a February that has none is that of the month before.
        let back = if named.is_none() { 1 } else { 0 };
        return (0..=back).find_map(|n| {
            let month = Interval::unit(anchor, TimeUnit::Month, -n)?.start?;
            Interval::ymd(month.year(), month.month(), day)
        });
    }
    // 29 February without a year is that of the last year that had one.
    let leap = if (f.month, f.day) == (Some(2), Some(29)) { 7 } else { 0 };
    let year = match (at.discourse, at.document) {
        (None, Some(document)) if leap == 0 => recent_year(f, document)?,
        _ => anchor.year(),
    };
    (0..=leap).find_map(|n| inside(Interval::year(year.checked_sub(n)?)?, f))
}

/// `Friday the 13th`: in the nearest month whose 13th is a Friday, the past before the future.
fn named_day(document: NaiveDate, day: u32, weekday: Weekday) -> Option<Interval> {
    let near = (0..12).flat_map(|n| [-n, n]);
    let days = near.filter_map(|n| Interval::unit(document, TimeUnit::Month, n)?.start?.with_day(day));
    days.into_iter().find(|d| d.weekday() == weekday).map(Interval::day)
}

/// The day of that name on or before a date.
pub(super) fn weekday_before(weekday: Weekday, date: NaiveDate) -> Option<Interval> {
    let back = (7 + date.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
    date.checked_sub_days(Days::new(back.into())).map(Interval::day)
}

/// Fields inside a whole unit: 4月 of 去年, 15日 of 上月, Friday of last week.
fn inside(whole: Interval, f: Fields) -> Option<Interval> {
    let start = whole.start?;
    match (f.half, f.quarter, f.month, f.day, f.weekday) {
        (Some(half), ..) => Interval::half(start.year(), half),
        (_, Some(quarter), ..) => Interval::quarter(start.year(), quarter),
        (_, _, Some(month), Some(day), _) => Interval::ymd(start.year(), month, day),
        (_, _, Some(month), None, _) => Interval::month(start.year(), month),
        (_, _, None, Some(day), _) => Interval::ymd(start.year(), start.month(), day),
        (.., Some(weekday)) if whole.precision == Precision::Week => {
            start.checked_add_days(Days::new(weekday.num_days_from_monday().into())).map(Interval::day)
        }
        _ => None,
    }
}
