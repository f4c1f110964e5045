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

/// What parts a token may have in a mention, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role(u16);

impl Role {
    /// No part at all.
    pub(super) const NONE: Self = Self(0);
    /// A mention may begin with it.
    pub(super) const STARTS: Self = Self(1);
    /// A numeral may begin with it.
    pub(super) const COUNTS: Self = Self(1 << 1);
    /// It says how many or when; every mention has such a token.
    pub(super) const BEARS: Self = Self(1 << 2);
    /// It says when, or may; every date has such a token.
    pub(super) const DATES: Self = Self(1 << 3);
    /// A figure may begin with it, or a place in an order, an age or a length of time.
    pub(super) const FIGURES: Self = Self(1 << 4);
    /// It may be inside a mention.
    pub(super) const INNER: Self = Self(1 << 5);
    /// A mark that stands before figures only.
    pub(super) const HEADS: Self = Self(1 << 6);
    /// It means something by itself; other words are known only as those that readers look for first, see `starters`.
    pub(super) const MEANS: Self = Self(1 << 7);
    /// A date may begin with it that counts from another, see `relatives`.
    pub(super) const RELATES: Self = Self(1 << 8);
    /// It is the head of comparators and nothing else: at least.
    pub(super) const COMPARES: Self = Self(1 << 9);
    /// It is money before a sign or digits, and nothing else: US$, EUR 5.
    pub(super) const PAYS: Self = Self(1 << 10);
    /// It tells a unit of time.
    pub(super) const TIMES: Self = Self(1 << 11);
    /// A date that begins with it tells a length of time: in 10 days, over a year ago.
    pub(super) const SPANS: Self = Self(1 << 12);
    /// The part of digits.
    pub(super) const DIGITS: Self = Self(0b0011_1111);

    /// True where it may have one of these parts.
    #[inline]
    pub(super) const fn has(self, parts: Self) -> bool {
        self.0 & parts.0 != 0
    }

    /// The same with these parts, if that is so.
    #[inline]
    pub(super) const fn with(self, parts: Self, so: bool) -> Self {
        if so { Self(self.0 | parts.0) } else { self }
    }
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
        role: Role::NONE,
        before_sign: None,
        code: None,
    };
}
