//! Dates as intervals of days with the precision they were written with, over chrono.
//!
//! Both ends are included and either may be open. Written and read as EDTF (ISO 8601-2), the subset that fact files
//! use. Which interval a phrase denotes is decided by the grammars; when a bare month needs a year, by `extract`.

use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

/// How finely a date was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// Ten days of a month: 上旬, early May.
    MonthPart,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// Half of a year.
    Half,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A span that somebody wrote with two ends, or a fiscal year.
    Range,
}

/// A unit in which calendars are shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// Days.
    Day,
    /// Weeks, Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
    /// Calendar quarters.
    Quarter,
    /// Half years.
    Half,
    /// Calendar years.
    Year,
    /// Decades.
    Decade,
    /// Centuries.
    Century,
}

impl TimeUnit {
    /// The precision of one unit.
    pub fn precision(self) -> Precision {
        match self {
            Self::Day => Precision::Day,
            Self::Week => Precision::Week,
            Self::Month => Precision::Month,
            Self::Quarter => Precision::Quarter,
            Self::Half => Precision::Half,
            Self::Year => Precision::Year,
            Self::Decade => Precision::Decade,
            Self::Century => Precision::Century,
        }
    }

    /// Months in a unit; `None` for days and weeks.
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Day | Self::Week => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Half => Some(6),
            Self::Year => Some(12),
            Self::Decade => Some(120),
            Self::Century => Some(1200),
        }
    }
}

/// The days a phrase may denote, first and last included; `None` where an end is open.
///
/// A bare year agrees with any month inside it; two intervals disagree only if they share no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// How finely it was written.
    pub precision: Precision,
    /// Written as approximate (`~`, 前后, around); already widened by one unit to either side.
    pub approximate: bool,
}

impl Interval {
    /// One day.
    pub fn day(date: NaiveDate) -> Self {
        Self { start: Some(date), end: Some(date), precision: Precision::Day, approximate: false }
    }

    /// The day `year-month-day`; `None` where there is no such day.
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::day)
    }

    /// A calendar month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(year, month, 1, Precision::Month)
    }

    /// Quarter 1 to 4 of a year.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        (1..=4).contains(&quarter).then(|| Self::months(year, quarter * 3 - 2, 3, Precision::Quarter)).flatten()
    }

    /// Half 1 or 2 of a year.
    pub fn half(year: i32, half: u32) -> Option<Self> {
        (1..=2).contains(&half).then(|| Self::months(year, half * 6 - 5, 6, Precision::Half)).flatten()
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(year, 1, 12, Precision::Year)
    }

    /// The ten years from `year` on, which is a multiple of ten: the 2010s.
    pub fn decade(year: i32) -> Option<Self> {
        Self::months(year, 1, 120, Precision::Decade)
    }

    /// `count` months from the first day of a month on.
    pub fn months(year: i32, month: u32, count: u32, precision: Precision) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        let end = start.checked_add_months(Months::new(count))?.checked_sub_days(Days::new(1))?;
        Some(Self { start: Some(start), end: Some(end), precision, approximate: false })
    }

    /// From one day to another, either open; `None` where the ends are the wrong way round.
    pub fn between(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Option<Self> {
        if let (Some(s), Some(e)) = (start, end)
            && s > e
        {
            return None;
        }
        Some(Self { start, end, precision: Precision::Range, approximate: false })
    }

    /// From the first day of this interval to the last day of `other`.
    pub fn through(self, other: Interval) -> Option<Self> {
        Self::between(self.start, other.end).map(|i| Self { approximate: self.approximate || other.approximate, ..i })
    }

    /// True where both ends are known.
    pub fn is_bounded(self) -> bool {
        self.start.is_some() && self.end.is_some()
    }

    /// True where the two share a day.
    pub fn overlaps(self, other: Interval) -> bool {
        let before = |e: Option<NaiveDate>, s: Option<NaiveDate>| matches!((e, s), (Some(e), Some(s)) if e < s);
        !before(self.end, other.start) && !before(other.end, self.start)
    }

    /// True where every day of `other` is one of this interval.
    pub fn contains(self, other: Interval) -> bool {
        let from = match (self.start, other.start) {
            (None, _) => true,
            (Some(a), Some(b)) => a <= b,
            (Some(_), None) => false,
        };
        let to = match (self.end, other.end) {
            (None, _) => true,
            (Some(a), Some(b)) => a >= b,
            (Some(_), None) => false,
        };
        from && to
    }

    /// The days of both; `None` where they share none. Keeps the precision of the finer one.
    pub fn intersect(self, other: Interval) -> Option<Self> {
        let start = self.start.max(other.start);
        let end = match (self.end, other.end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let precision = self.precision.min(other.precision);
        Self::between(start, end).map(|i| Self { precision, approximate: self.approximate || other.approximate, ..i })
    }

    /// Days between the two intervals: 0 where they share a day, 1 for neighbours.
    pub fn gap(self, other: Interval) -> i64 {
        let days = |e: Option<NaiveDate>, s: Option<NaiveDate>| match (e, s) {
            (Some(e), Some(s)) if s > e => (s - e).num_days(),
            _ => 0,
        };
        days(self.end, other.start).max(days(other.end, self.start))
    }

    /// One unit of its precision to either side: 前后, 左右, around.
    pub fn around(self) -> Self {
        let step = |d: NaiveDate, back: bool| match self.precision {
            Precision::Day => shift_days(d, if back { -1 } else { 1 }),
            Precision::Week => shift_days(d, if back { -7 } else { 7 }),
            Precision::MonthPart => shift_days(d, if back { -10 } else { 10 }),
            Precision::Month => shift_month_end(d, if back { -1 } else { 1 }, back),
            Precision::Quarter => shift_month_end(d, if back { -3 } else { 3 }, back),
            Precision::Half => shift_month_end(d, if back { -6 } else { 6 }, back),
            Precision::Year | Precision::Range => shift_month_end(d, if back { -12 } else { 12 }, back),
            Precision::Decade => shift_month_end(d, if back { -120 } else { 120 }, back),
            Precision::Century => shift_month_end(d, if back { -1200 } else { 1200 }, back),
        };
        Self {
            start: self.start.map(|d| step(d, true)),
            end: self.end.map(|d| step(d, false)),
            approximate: true,
            ..self
        }
    }

    /// The whole `unit` that holds `date`, moved by `count` units: the month before that of 2023-11-05 is 2023-10.
    pub fn unit(date: NaiveDate, unit: TimeUnit, count: i32) -> Option<Self> {
        let (y, m) = (date.year(), date.month());
        let at = |month0: i32, months: u32, precision| {
            Self::months(month0.div_euclid(12), month0.rem_euclid(12) as u32 + 1, months, precision)
        };
        let month0 = y * 12 + m as i32 - 1;
        match unit {
            TimeUnit::Day => Some(Self::day(date.checked_add_signed(chrono::TimeDelta::try_days(count.into())?)?)),
            TimeUnit::Week => {
                let monday = date.checked_sub_days(Days::new(date.weekday().num_days_from_monday().into()))?;
                let start = monday.checked_add_signed(chrono::TimeDelta::try_weeks(count.into())?)?;
                let end = start.checked_add_days(Days::new(6))?;
                Some(Self { start: Some(start), end: Some(end), precision: Precision::Week, approximate: false })
            }
            TimeUnit::Month => at(month0.checked_add(count)?, 1, Precision::Month),
            TimeUnit::Quarter => at((month0.div_euclid(3).checked_add(count)?).checked_mul(3)?, 3, Precision::Quarter),
            TimeUnit::Half => at((month0.div_euclid(6).checked_add(count)?).checked_mul(6)?, 6, Precision::Half),
            TimeUnit::Year => Self::year(y.checked_add(count)?),
            TimeUnit::Decade => Self::decade((y.div_euclid(10).checked_add(count)?).checked_mul(10)?),
            TimeUnit::Century => {
                Self::months((y.div_euclid(100).checked_add(count)?).checked_mul(100)?, 1, 1200, Precision::Century)
            }
        }
    }

    /// The same length, `count` units later (negative: earlier); ends of months stay ends of months.
    pub fn shift(self, unit: TimeUnit, count: i32) -> Option<Self> {
        let whole_months = self.precision >= Precision::Month;
        let step = |d: NaiveDate, is_end: bool| match unit.months() {
            None => {
                let days = i64::from(count) * if unit == TimeUnit::Week { 7 } else { 1 };
                d.checked_add_signed(chrono::TimeDelta::try_days(days)?)
            }
            Some(m) => {
                let months = count.checked_mul(m as i32)?;
                Some(if whole_months && is_end { shift_month_end(d, months, false) } else { shift_months(d, months) })
            }
        };
        let start = match self.start {
            Some(d) => Some(step(d, false)?),
            None => None,
        };
        let end = match self.end {
            Some(d) => Some(step(d, true)?),
            None => None,
        };
        Some(Self { start, end, ..self })
    }

    /// The calendar year all days lie in, if there is one.
    pub fn single_year(self) -> Option<i32> {
        let (s, e) = (self.start?, self.end?);
        (s.year() == e.year()).then(|| s.year())
    }

    /// Reads the EDTF of fact files: `2010`, `2022-09`, `2023-11-05`, `2012-10~`, `2014-04/2015-03`, `../2018`,
    /// `2018/..`, `[2023-11-03..2023-11-04]`, `2023-H1`, `2023-Q3`, `201X`. `FY2015` is not a date before a company
    /// says when its year ends; see `facts`.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what to write instead.
    pub fn parse_edtf(text: &str) -> Result<Self, String> {
        let t = text.trim();
        if let Some(inner) = t.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            let (a, b) = inner.split_once("..").unwrap_or((inner, inner));
            let (a, b) = (edtf_point(a)?, edtf_point(b)?);
            return a.through(b).ok_or_else(|| format!("`{text}` ends before it begins"));
        }
        let Some((a, b)) = t.split_once('/') else { return edtf_point(t) };
        let end = |s: &str| if matches!(s.trim(), ".." | "") { Ok(None) } else { edtf_point(s).map(Some) };
        match (end(a)?, end(b)?) {
            (None, None) => Err(format!("`{text}` has no end at all; leave the date out instead")),
            (Some(a), None) => Ok(Self { end: None, precision: Precision::Range, ..a }),
            (None, Some(b)) => Ok(Self { start: None, precision: Precision::Range, ..b }),
            (Some(a), Some(b)) => a.through(b).ok_or_else(|| format!("`{text}` ends before it begins")),
        }
    }

    /// Writes EDTF: `2022-09`, `2014-04-01/2015-03-31`, `2018/..`; what it writes, [`parse_edtf`](Self::parse_edtf)
    /// reads as the same days.
    pub fn edtf(self) -> String {
        // Years before 1 BC have four digits and a sign.
        let year = |d: NaiveDate| if d.year() < 0 { format!("{:05}", d.year()) } else { format!("{:04}", d.year()) };
        let (Some(s), Some(e)) = (self.start, self.end) else {
            let point = |d: Option<NaiveDate>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
            // An open end is as fine as the date it was written with.
            let start = match (self.start, self.precision) {
                (Some(d), Precision::Year) if d.ordinal() == 1 => year(d),
                (Some(d), Precision::Month) if d.day() == 1 => format!("{}-{:02}", year(d), d.month()),
                (d, _) => point(d),
            };
            return format!("{start}/{}", point(self.end));
        };
        if s == e {
            return s.to_string();
        }
        let month_start = s.day() == 1;
        let month_end = e.checked_add_days(Days::new(1)).is_none_or(|d| d.day() == 1);
        if !(month_start && month_end) {
            return format!("{s}/{e}");
        }
        let year_start = s.month() == 1;
        let year_end = e.month() == 12;
        let month = |d: NaiveDate| format!("{}-{:02}", year(d), d.month());
        match () {
            () if year_start && year_end && s.year() == e.year() => year(s),
            () if year_start && year_end => format!("{}/{}", year(s), year(e)),
            () if month(s) == month(e) => month(s),
            () => format!("{}/{}", month(s), month(e)),
        }
    }
}

impl fmt::Display for Interval {
    /// The EDTF, with a `~` dropped: the interval is already as wide as it means.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edtf())
    }
}

fn edtf_point(text: &str) -> Result<Interval, String> {
    let t = text.trim();
    let approximate = t.ends_with(['~', '?', '%']);
    let bare = t.trim_end_matches(['~', '?', '%']);
    let bad =
        || format!("`{t}` is not a date; write `2023`, `2023-09`, `2023-09-30`, `2023-H1`, `2023-Q3` or `2023/2024`");
    let number = |s: &str| s.parse::<u32>().map_err(|_| bad());
    let parts: Vec<&str> = bare.split('-').collect();
    let interval = match parts[..] {
        [y] if y.len() == 4 && y.ends_with('X') => Interval::decade(y[..3].parse::<i32>().map_err(|_| bad())? * 10),
        [y] if y.len() == 4 => Interval::year(y.parse().map_err(|_| bad())?),
        [y, p] if y.len() == 4 && p.starts_with('Q') => {
            Interval::quarter(y.parse().map_err(|_| bad())?, number(&p[1..])?)
        }
        [y, p] if y.len() == 4 && p.starts_with('H') => Interval::half(y.parse().map_err(|_| bad())?, number(&p[1..])?),
        [y, m] if y.len() == 4 && m.len() == 2 => Interval::month(y.parse().map_err(|_| bad())?, number(m)?),
        [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2 => {
            Interval::ymd(y.parse().map_err(|_| bad())?, number(m)?, number(d)?)
        }
        _ => return Err(bad()),
    };
    let interval = interval.ok_or_else(|| format!("there is no day `{t}` in the calendar"))?;
    Ok(if approximate { interval.around() } else { interval })
}

fn shift_days(d: NaiveDate, days: i64) -> NaiveDate {
    chrono::TimeDelta::try_days(days).and_then(|t| d.checked_add_signed(t)).unwrap_or(d)
}

fn shift_months(d: NaiveDate, months: i32) -> NaiveDate {
    let step = Months::new(months.unsigned_abs());
    if months < 0 { d.checked_sub_months(step) } else { d.checked_add_months(step) }.unwrap_or(d)
}

/// Shifts by months; the last day of a month stays the last day of its month unless `first` keeps first days.
fn shift_month_end(d: NaiveDate, months: i32, first: bool) -> NaiveDate {
    if first {
        return shift_months(d, months);
    }
    let next = shift_days(d, 1);
    if next.day() == 1 { shift_days(shift_months(next, months), -1) } else { shift_months(d, months) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Interval {
        Interval::parse_edtf(text).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn edtf_is_read_as_days_and_written_back() {
        for (text, days) in [
            ("2022-09", "2022-09"),
            ("2012-10~", "2012-09/2012-11"),
            ("2014-04/2015-03", "2014-04/2015-03"),
            ("[2023-11-03..2023-11-04]", "2023-11-03/2023-11-04"),
            ("2023-H1", "2023-01/2023-06"),
            ("2023-Q3", "2023-07/2023-09"),
            ("201X", "2010/2019"),
            ("2024-02-29", "2024-02-29"),
            ("2018/..", "2018-01-01/.."),
            ("../2018", "../2018-12-31"),
        ] {
            assert_eq!(read(text).edtf(), days, "{text}");
            assert_eq!(read(&read(text).edtf()).edtf(), days, "{text} twice");
        }
        for bad in ["2023-02-30", "23-01-01", "2023-1-5", "2024/2023", "../..", "May 2023", "2023-Q5", ""] {
            assert!(Interval::parse_edtf(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn units_and_shifts_keep_month_ends() {
        let d = NaiveDate::from_ymd_opt(2023, 11, 5).expect("a day of the calendar");
        assert_eq!(Interval::unit(d, TimeUnit::Week, 0).map(Interval::edtf).as_deref(), Some("2023-10-30/2023-11-05"));
        assert_eq!(Interval::unit(d, TimeUnit::Month, -1).map(Interval::edtf).as_deref(), Some("2023-10"));
        assert_eq!(Interval::unit(d, TimeUnit::Quarter, 1).map(Interval::edtf).as_deref(), Some("2024-01/2024-03"));
        assert_eq!(read("2022-11").shift(TimeUnit::Month, 3).map(Interval::edtf).as_deref(), Some("2023-02"));
        assert_eq!(read("2023-11-30").shift(TimeUnit::Month, 3).map(Interval::edtf).as_deref(), Some("2024-02-29"));
    }

    #[test]
    fn intervals_meet_only_where_they_share_a_day() {
        assert!(read("2022").contains(read("2022-09")));
        assert!(read("2022-09").overlaps(read("2022")));
        assert!(!read("2022-09").overlaps(read("2022-10")));
        assert_eq!(read("2023-03-31").gap(read("2023-04")), 1);
        assert_eq!(read("2020/..").intersect(read("../2021")).map(Interval::edtf).as_deref(), Some("2020/2021"));
    }
}
