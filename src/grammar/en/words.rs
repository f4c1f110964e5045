//! What single words may mean, as the lexicon says it.

use crate::grammar::Part;
use crate::quantity::Unit;
use crate::time::TimeUnit;
use chrono::Weekday;
use rust_decimal::Decimal;

/// A unit of time: of the calendar, or so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Days and longer.
    Calendar(TimeUnit),
    /// Two weeks.
    Fortnight,
    /// Seconds in an hour, a minute, a second.
    Seconds(u32),
}

/// What part a token may have in a mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// A mention may begin with it.
    pub(super) starts: bool,
    /// A numeral may begin with it.
    pub(super) counts: bool,
    /// It says how many or when; every mention has such a token.
    pub(super) bears: bool,
    /// It says when, or may; every date has such a token.
    pub(super) dates: bool,
    /// A figure may begin with it, or a place in an order, an age or a length of time.
    pub(super) figures: bool,
    /// It may be inside a mention.
    pub(super) inner: bool,
    /// A mark that stands before figures only.
    pub(super) heads: bool,
}

/// What one word may mean; most words mean one thing, `second` and `quarter` several.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub(super) cardinal: Option<u32>,
    pub(super) ordinal: Option<u32>,
    pub(super) scale: Option<Decimal>,
    /// Multiplies only figures that it touches: k, m, bn.
    pub(super) letter: Option<Decimal>,
    /// Denominator: half is 2.
    pub(super) fraction: Option<u32>,
    pub(super) vague: Option<(u64, u64)>,
    /// So many times as much: threefold is 3.
    pub(super) fold: Option<u32>,
    pub(super) month: Option<u32>,
    pub(super) weekday: Option<Weekday>,
    /// A month or weekday that is also another word or a name.
    pub(super) shy: bool,
    pub(super) time: Option<Clock>,
    pub(super) part: Option<Part>,
    pub(super) decade: Option<i32>,
    /// First month of a season.
    pub(super) season: Option<u32>,
    pub(super) year_cue: bool,
    pub(super) year_noun: bool,
    /// A bare name of a month behind this word is a month.
    pub(super) month_cue: bool,
    pub(super) label: bool,
    pub(super) opener: bool,
    /// Road, street: a number before a name that ends so is an address.
    pub(super) street: bool,
    pub(super) change: bool,
    /// A plural that looks like no plural.
    pub(super) invariant: bool,
    pub(super) future: bool,
    /// First word of a comparator, a holiday.
    pub(super) compares: bool,
    pub(super) holiday: bool,
    /// Known only as a word that readers look for first, see `starters`; it means nothing by itself.
    pub(super) bare: bool,
    /// What a mention may have of it.
    pub(super) role: Role,
    /// Letters before a currency sign.
    pub(super) before_sign: Option<&'static str>,
    /// Code of a currency that may stand before a figure.
    pub(super) code: Option<&'static str>,
}

/// What a word behind a figure makes of it.
#[derive(Clone, Debug)]
pub(super) enum Measure {
    /// Per cent, in points.
    Percent,
    /// Money; `None` where the sign leaves the currency open. The figure counts parts of `1 / parts`.
    Money { code: Option<&'static str>, parts: u32 },
    /// A measuring or counting unit; the decimal multiplies the figure.
    Unit(Unit, Decimal),
}

impl Role {
    /// No part at all.
    pub(super) const NONE: Self =
        Self { starts: false, counts: false, bears: false, dates: false, figures: false, inner: false, heads: false };

    /// The part of digits.
    pub(super) const DIGITS: Self =
        Self { starts: true, counts: true, bears: true, dates: true, figures: true, inner: true, heads: false };
}

impl Word {
    /// Means nothing.
    pub(super) const NOTHING: Self = Self {
        cardinal: None,
        ordinal: None,
        scale: None,
        letter: None,
        fraction: None,
        vague: None,
        fold: None,
        month: None,
        weekday: None,
        shy: false,
        time: None,
        part: None,
        decade: None,
        season: None,
        year_cue: false,
        year_noun: false,
        month_cue: false,
        label: false,
        opener: false,
        street: false,
        change: false,
        invariant: false,
        future: false,
        compares: false,
        holiday: false,
        bare: false,
        role: Role::NONE,
        before_sign: None,
        code: None,
    };
}
