//! Feasts that name a day: of fixed date, counted from Easter, by the name of the day in a month, or of the Chinese
//! calendar. What their names are stands in the vocabulary of each language; here is the rule that finds them in a year.

use super::lunar::LunarDate;
use super::resolve::nth_weekday;
use crate::time::Interval;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// The rule that finds the day of a feast in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feast {
    /// Month and day.
    Fixed(u32, u32),
    /// Days from the Easter Sunday of the western churches.
    Easter(i64),
    /// Days from the Easter Sunday of the eastern churches.
    OrthodoxEaster(i64),
    /// Days from the nth day of that name in a month, counted from its end where negative.
    Weekday {
        /// Month 1 to 12.
        month: u32,
        /// 1 is the first, -1 the last.
        nth: i32,
        /// Day of the week.
        weekday: Weekday,
        /// Days behind it.
        days: i64,
    },
    /// A day or month of the Chinese calendar, and days from it: the eve of its new year is -1 of 1-1.
    Lunar(LunarDate, i64),
    /// 清明, the fifth solar term.
    Qingming,
}

impl Feast {
    /// Reads the rule of a vocabulary: `12-25`, `easter -2`, `orthodox 0`, `11 thu 4`, `5 mon -1`, `11 thu 4 1`, `lunar 8-15`,
    /// `lunar 1-1 -1`, `qingming`.
    pub fn parse(rule: &str) -> Option<Self> {
        let words: Vec<&str> = rule.split(' ').collect();
        let pair = |s: &str| {
            let (a, b) = s.split_once('-')?;
            Some((a.parse().ok()?, b.parse().ok()?))
        };
        Some(match words[..] {
            ["qingming"] => Self::Qingming,
            ["easter", days] => Self::Easter(days.parse().ok()?),
            ["orthodox", days] => Self::OrthodoxEaster(days.parse().ok()?),
            ["lunar", date, ref days @ ..] => {
                let (month, day) = pair(date)?;
                Self::Lunar(LunarDate::day(month, day), days.first().map_or(Some(0), |d| d.parse().ok())?)
            }
            [month, weekday, nth, ref days @ ..] => Self::Weekday {
                month: month.parse().ok()?,
                nth: nth.parse().ok()?,
                weekday: weekday.parse().ok()?,
                days: days.first().map_or(Some(0), |d| d.parse().ok())?,
            },
            [date] => pair(date).map(|(month, day)| Self::Fixed(month, day))?,
            _ => return None,
        })
    }

    /// Its days in a year of our calendar; `None` where the year has none or the table of the Chinese calendar ends.
    pub fn in_year(self, year: i32) -> Option<Interval> {
        let moved = |day: Interval, days: i64| {
            let by = TimeDelta::try_days(days)?;
            let shift = |d: Option<NaiveDate>| d.and_then(|d| d.checked_add_signed(by));
            Some(Interval { start: shift(day.start), end: shift(day.end), ..day })
        };
        match self {
            Self::Fixed(month, day) => Interval::ymd(year, month, day),
            Self::Easter(days) => moved(easter(year)?, days),
            Self::OrthodoxEaster(days) => moved(orthodox_easter(year)?, days),
            Self::Weekday { month, nth, weekday, days } => {
                moved(nth_weekday(Interval::month(year, month)?, nth, weekday)?, days)
            }
            // The last months of a Chinese year lie in the next of ours; whoever says a year of ours means its days.
            Self::Lunar(date, days) => {
                let begins = |i: &Interval| i.start.is_some_and(|d| d.year() == year);
                let of = |lunar: i32| date.in_lunar_year(lunar).and_then(|i| moved(i, days));
                of(year).filter(begins).or_else(|| of(year.checked_sub(1)?).filter(begins)).or_else(|| of(year))
            }
            // Found by the mean tropical year; true from 1900 to 2099.
            Self::Qingming => {
                let (first, at) = if year < 2000 { (1900, 55_700) } else { (2000, 48_200) };
                let n = year - first;
                let day = (n * 2421 + at) / 10_000 - n / 4;
                (0..100).contains(&n).then(|| Interval::ymd(year, 4, day.unsigned_abs())).flatten()
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<Interval> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Interval::ymd(year, (n / 31).unsigned_abs(), (n % 31 + 1).unsigned_abs())
}

/// Easter Sunday of the Julian calendar (Meeus), as a day of the Gregorian one; from 1900 to 2099 they lie 13 days apart.
fn orthodox_easter(year: i32) -> Option<Interval> {
    if !(1900..=2099).contains(&year) {
        return None;
    }
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = NaiveDate::from_ymd_opt(year, (n / 31).unsigned_abs(), (n % 31 + 1).unsigned_abs())?;
    julian.checked_add_signed(TimeDelta::try_days(13)?).map(Interval::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_on_their_days() {
        for (rule, year, day) in [
            ("12-25", 2020, "2020-12-25"),
            ("easter 0", 2024, "2024-03-31"),
            ("easter -2", 2023, "2023-04-07"),
            ("easter 0", 2038, "2038-04-25"),
            ("orthodox 0", 2024, "2024-05-05"),
            ("orthodox 0", 2016, "2016-05-01"),
            ("11 thu 4", 2023, "2023-11-23"),
            ("11 thu 4 1", 2010, "2010-11-26"),
            ("5 mon -1", 2021, "2021-05-31"),
            ("lunar 8-15", 2020, "2020-10-01"),
            ("lunar 1-1 -1", 2023, "2023-01-21"),
            ("lunar 12-8", 2021, "2021-01-20"),
            ("qingming", 2023, "2023-04-05"),
            ("qingming", 2008, "2008-04-04"),
            ("qingming", 1999, "1999-04-05"),
        ] {
            let feast = Feast::parse(rule).unwrap_or_else(|| panic!("{rule}"));
            assert_eq!(feast.in_year(year).map(Interval::edtf).as_deref(), Some(day), "{rule} {year}");
        }
        for bad in ["", "13", "easter", "lunar 1", "11 thu", "christmas"] {
            assert_eq!(Feast::parse(bad), None, "{bad}");
        }
    }
}
