//! The shape of `vocabulary/zh.yaml`, as it is read.
//!
//! Every list of the file has its field here and nowhere else; `lexicon` makes tables of them.

use crate::grammar::Part;
use crate::quantity::Comparator;
use crate::time::TimeUnit;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words by the name they stand for.
pub(super) type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Source {
    pub(super) numerals: Numerals,
    pub(super) stop: Vec<String>,
    pub(super) set_names: Vec<String>,
    pub(super) vague: BTreeMap<String, (u64, u64)>,
    pub(super) halves: Vec<String>,
    pub(super) multiples: BTreeMap<String, u32>,
    pub(super) comparators: Comparators,
    pub(super) units: Lists,
    pub(super) scaled: BTreeMap<String, Scaled>,
    pub(super) nouns: Lists,
    pub(super) not_units: Vec<String>,
    pub(super) currencies: Lists,
    pub(super) currency_marks: Lists,
    pub(super) minor: BTreeMap<String, u32>,
    pub(super) letters: BTreeMap<String, u32>,
    pub(super) percent: BTreeMap<String, u32>,
    pub(super) tenths: BTreeMap<String, u32>,
    pub(super) spans: BTreeMap<Span, Vec<String>>,
    pub(super) joints: Vec<String>,
    pub(super) ages: Vec<String>,
    pub(super) age_tails: Vec<String>,
    pub(super) relative: BTreeMap<Origin, BTreeMap<Span, BTreeMap<String, i32>>>,
    pub(super) paired: BTreeMap<Span, BTreeMap<String, (i32, i32)>>,
    pub(super) windows: BTreeMap<String, i32>,
    pub(super) lasting: Vec<String>,
    pub(super) weekday_heads: Vec<String>,
    pub(super) weekdays: BTreeMap<char, u8>,
    pub(super) holidays: BTreeMap<String, String>,
    pub(super) year_bound: Vec<String>,
    pub(super) seasons: BTreeMap<String, u32>,
    pub(super) vacations: BTreeMap<String, (u32, u32)>,
    pub(super) parts: Parts,
    pub(super) halves_of_year: BTreeMap<String, u32>,
    pub(super) month_spans: BTreeMap<String, (Third, Third)>,
    pub(super) halves_of_century: BTreeMap<String, u32>,
    pub(super) eras: BTreeMap<String, i32>,
    pub(super) fiscal: Vec<String>,
    pub(super) fiscal_years: BTreeMap<String, i32>,
    pub(super) ranges: Vec<String>,
    pub(super) within: Vec<String>,
    pub(super) and: Vec<String>,
    pub(super) suffixes: Suffixes,
    pub(super) not_suffixes: Vec<String>,
    pub(super) prefixes: Prefixes,
    pub(super) ago: Vec<String>,
    pub(super) later: Vec<String>,
    pub(super) onward: Vec<String>,
    pub(super) inside: Vec<String>,
    pub(super) coming: Vec<String>,
    pub(super) so_far: Vec<String>,
    pub(super) not_days: Vec<String>,
    pub(super) hours: Vec<String>,
    pub(super) lunar: Moons,
    pub(super) times: Vec<String>,
    pub(super) context: Beside,
}

/// Words and characters that tell readings apart.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Beside {
    pub(super) not_hours: Vec<String>,
    pub(super) two_years: Vec<String>,
    pub(super) day_lengths: Vec<String>,
    pub(super) before_days: Vec<String>,
    pub(super) after_tails: Vec<String>,
    pub(super) after_money: Vec<String>,
    pub(super) after_nouns: Vec<String>,
    pub(super) before_weekdays_not: Vec<String>,
    pub(super) after_weekdays_not: Vec<String>,
    pub(super) before_parts_not: Vec<String>,
    pub(super) counted_years: Vec<String>,
    pub(super) quarter_reports: Vec<String>,
    pub(super) not_year_names: Vec<String>,
    pub(super) holiday_spans: Vec<String>,
    pub(super) before_ages: Vec<String>,
    pub(super) named_behind: Vec<String>,
    pub(super) ranked: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) recurring: Vec<String>,
    pub(super) after_odd: Vec<String>,
    pub(super) also: Vec<String>,
    pub(super) papers: Vec<String>,
    pub(super) before_teams_not: Vec<String>,
    pub(super) quarters: Vec<String>,
    pub(super) named_nouns: Vec<String>,
    pub(super) before_previous: Vec<String>,
    pub(super) following: Vec<String>,
    pub(super) changes: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) heat: Vec<String>,
    pub(super) after_degrees: Vec<String>,
    pub(super) year_tails_not: Vec<String>,
    pub(super) closing: BTreeMap<String, u32>,
}

/// The Chinese calendar: words that say it is meant, and its months with a name of their own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Moons {
    pub(super) calendars: Vec<String>,
    pub(super) months: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numerals {
    pub(super) digits: BTreeMap<char, u8>,
    pub(super) tens: BTreeMap<char, u8>,
    pub(super) scales: BTreeMap<char, u32>,
    pub(super) some: Vec<char>,
    pub(super) odd: Vec<char>,
    pub(super) shy: Vec<char>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Comparators {
    pub(super) before: BTreeMap<Bound, Vec<String>>,
    pub(super) before_scale: BTreeMap<Bound, Vec<String>>,
    pub(super) after: BTreeMap<Bound, Vec<String>>,
    pub(super) plain: Vec<String>,
    pub(super) both_ways: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scaled {
    pub(super) unit: String,
    pub(super) scale: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parts {
    pub(super) year: BTreeMap<String, Third>,
    pub(super) month: BTreeMap<String, Third>,
    pub(super) other: BTreeMap<String, Third>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Suffixes {
    pub(super) since: Vec<String>,
    pub(super) before: Vec<String>,
    pub(super) before_loose: Vec<String>,
    pub(super) after: Vec<String>,
    pub(super) after_loose: Vec<String>,
    pub(super) around: Vec<String>,
    pub(super) until: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prefixes {
    pub(super) since: Vec<String>,
    pub(super) until: Vec<String>,
    pub(super) around: Vec<String>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Bound {
    About,
    Nearly,
    Below,
    AtMost,
    Above,
    AtLeast,
    Odd,
}

impl Bound {
    /// What it does to a figure.
    pub(super) fn comparator(&self) -> Comparator {
        match self {
            Self::About => Comparator::About,
            Self::Nearly => Comparator::Nearly,
            Self::Below => Comparator::Below,
            Self::AtMost => Comparator::AtMost,
            Self::Above => Comparator::Above,
            Self::AtLeast => Comparator::AtLeast,
            Self::Odd => Comparator::Odd,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

impl Third {
    /// The part of a date.
    pub(super) fn part(&self) -> Part {
        match self {
            Self::Early => Part::Early,
            Self::Mid => Part::Mid,
            Self::Late => Part::Late,
        }
    }
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Origin {
    Document,
    Discourse,
}

/// A unit of time as durations count it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Span {
    /// Hundred years.
    Century,
    /// Ten years.
    Decade,
    /// Years.
    Year,
    /// Half years.
    Half,
    /// Quarters.
    Quarter,
    /// Months.
    Month,
    /// Weeks.
    Week,
    /// Days.
    Day,
    /// Hours.
    Hour,
    /// Fifteen minutes.
    QuarterHour,
    /// Minutes.
    Minute,
    /// Seconds.
    Second,
}

impl Span {
    /// The calendar unit; `None` for hours and shorter.
    pub(super) fn calendar(self) -> Option<TimeUnit> {
        Some(match self {
            Self::Century => TimeUnit::Century,
            Self::Decade => TimeUnit::Decade,
            Self::Year => TimeUnit::Year,
            Self::Half => TimeUnit::Half,
            Self::Quarter => TimeUnit::Quarter,
            Self::Month => TimeUnit::Month,
            Self::Week => TimeUnit::Week,
            Self::Day => TimeUnit::Day,
            Self::Hour | Self::QuarterHour | Self::Minute | Self::Second => return None,
        })
    }

    /// The unit of figures and how many of them this one is.
    pub(super) fn measure(self) -> (&'static str, u32) {
        match self {
            Self::Century => ("year", 100),
            Self::Decade => ("year", 10),
            Self::Year => ("year", 1),
            Self::Half => ("month", 6),
            Self::Quarter => ("month", 3),
            Self::Month => ("month", 1),
            Self::Week => ("week", 1),
            Self::Day => ("day", 1),
            Self::Hour => ("hour", 1),
            Self::QuarterHour => ("minute", 15),
            Self::Minute => ("minute", 1),
            Self::Second => ("second", 1),
        }
    }
}
