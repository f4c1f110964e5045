//! The Chinese calendar from 1900 to 2100: which days a month or day of it is in ours.
//!
//! Its months cannot be found by a short rule (they follow the moon, and a leap month the sun), so they stand in a table,
//! as the Hong Kong Observatory publishes them.

use crate::time::Interval;
use chrono::{Days, NaiveDate};

/// A year a number: bits 15 to 4 tell which of the months 1 to 12 have 30 days (the others have 29), bits 3 to 0 which
/// month is followed by a leap month of its number, bit 16 whether that has 30 days.
#[rustfmt::skip]
const YEARS: [u32; 201] = [
    0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x16554, 0x056a0, 0x09ad0, 0x055d2,
    0x04ae0, 0x0a5b6, 0x0a4d0, 0x0d250, 0x1d255, 0x0b540, 0x0d6a0, 0x0ada2, 0x095b0, 0x14977,
    0x04970, 0x0a4b0, 0x0b4b5, 0x06a50, 0x06d40, 0x1ab54, 0x02b60, 0x09570, 0x052f2, 0x04970,
    0x06566, 0x0d4a0, 0x0ea50, 0x06e95, 0x05ad0, 0x02b60, 0x186e3, 0x092e0, 0x1c8d7, 0x0c950,
    0x0d4a0, 0x1d8a6, 0x0b550, 0x056a0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2, 0x0a950, 0x0b557,
    0x06ca0, 0x0b550, 0x15355, 0x04da0, 0x0a5b0, 0x14573, 0x052b0, 0x0a9a8, 0x0e950, 0x06aa0,
    0x0aea6, 0x0ab50, 0x04b60, 0x0aae4, 0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0,
    0x096d0, 0x04dd5, 0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b6a0, 0x195a6,
    0x095b0, 0x049b0, 0x0a974, 0x0a4b0, 0x0b27a, 0x06a50, 0x06d40, 0x0af46, 0x0ab60, 0x09570,
    0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58, 0x05ac0, 0x0ab60, 0x096d5, 0x092e0,
    0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0, 0x092d0, 0x0cab5,
    0x0a950, 0x0b4a0, 0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930,
    0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530,
    0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45,
    0x0b5a0, 0x056d0, 0x055b2, 0x049b0, 0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0,
    0x14b63, 0x09370, 0x049f8, 0x04970, 0x064b0, 0x168a6, 0x0ea50, 0x06aa0, 0x1a6c4, 0x0aae0,
    0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0, 0x0a6d0, 0x055d4,
    0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50, 0x055a0, 0x0aba4, 0x0a5b0, 0x052b0,
    0x0b273, 0x06930, 0x07337, 0x06aa0, 0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160,
    0x0e968, 0x0d520, 0x0daa0, 0x16aa6, 0x056d0, 0x04ae0, 0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252,
    0x0d520,
];

/// A month of the Chinese calendar, or a day of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// Month 1 to 12.
    pub month: u32,
    /// The leap month behind the month of that number.
    pub leap: bool,
    /// Day 1 to 30; `None` for the whole month.
    pub day: Option<u32>,
}

impl LunarDate {
    /// A day of a month that is no leap month.
    pub const fn day(month: u32, day: u32) -> Self {
        Self { month, leap: false, day: Some(day) }
    }

    /// Its days in the Chinese year that begins in `year` of our calendar; `None` beyond the table, for a day that the
    /// month lacks, and for a leap month in a year without it.
    pub fn in_lunar_year(self, year: i32) -> Option<Interval> {
        let index = usize::try_from(year.checked_sub(1900)?).ok()?;
        let bits = *YEARS.get(index)?;
        let leap = bits & 0xf;
        if !(1..=12).contains(&self.month) || self.leap && leap != self.month {
            return None;
        }
        let length = |month: u32| 29 + u32::from(bits & (0x10000 >> month) != 0);
        let leap_length = if leap == 0 { 0 } else { 29 + (bits >> 16) };
        let before: u32 = (1..self.month).map(length).sum();
        // The leap month stands behind the month of its number.
        let past = match () {
            () if self.leap => length(self.month),
            () if leap != 0 && leap < self.month => leap_length,
            () => 0,
        };
        let days = if self.leap { leap_length } else { length(self.month) };
        let first = new_year(index)?.checked_add_days(Days::new((before + past).into()))?;
        match self.day {
            Some(day) if (1..=days).contains(&day) => {
                Some(Interval::day(first.checked_add_days(Days::new((day - 1).into()))?))
            }
            Some(_) => None,
            None => Interval::between(Some(first), first.checked_add_days(Days::new((days - 1).into()))),
        }
    }
}

/// The first day of the Chinese year of that place in the table; the first of all is 31 January 1900.
fn new_year(index: usize) -> Option<NaiveDate> {
    let length = |bits: &u32| {
        let long = (bits & 0xfff0).count_ones();
        348 + long + if bits & 0xf == 0 { 0 } else { 29 + (bits >> 16) }
    };
    let days: u32 = YEARS[..index].iter().map(length).sum();
    NaiveDate::from_ymd_opt(1900, 1, 31)?.checked_add_days(Days::new(days.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_are_those_of_the_observatory() {
        for (year, date, days) in [
            (2023, LunarDate::day(1, 1), "2023-01-22"),
            (2023, LunarDate::day(8, 15), "2023-09-29"),
            (2020, LunarDate { month: 4, leap: true, day: None }, "2020-05-23/2020-06-20"),
            (2021, LunarDate { month: 6, leap: false, day: None }, "2021-07-10/2021-08-07"),
            (1978, LunarDate::day(8, 15), "1978-09-17"),
            (2033, LunarDate::day(12, 30), "2034-02-18"),
            (1900, LunarDate::day(1, 1), "1900-01-31"),
            (2100, LunarDate::day(1, 1), "2100-02-09"),
        ] {
            assert_eq!(date.in_lunar_year(year).map(Interval::edtf).as_deref(), Some(days), "{year} {date:?}");
        }
        assert_eq!(LunarDate { month: 4, leap: true, day: None }.in_lunar_year(2021), None);
        assert_eq!(LunarDate::day(1, 1).in_lunar_year(1899), None);
        assert_eq!(LunarDate::day(1, 1).in_lunar_year(2101), None);
    }
}
