//! Reads dates, durations, figures, amounts, ordinals and ages out of folded text: pure functions of the text.
//!
//! A date that needs its surroundings (4月, last year) stays an expression; `resolve` turns it into days once
//! somebody says what it counts from. Whom a figure belongs to is decided in `extract`.

pub mod en;
mod feasts;
mod lunar;
mod parts;
mod resolve;
pub mod units;
pub mod zh;

use crate::quantity::{Comparator, Quantity};
use crate::source::Span;
use crate::time::{Interval, TimeUnit};
use crate::vocabulary::Language;
use rust_decimal::Decimal;
use std::ops::Range;

pub use feasts::Feast;
pub use lunar::LunarDate;
pub use resolve::Anchors;

/// A language's reader.
pub trait Grammar: Sync {
    /// The language it reads.
    fn language(&self) -> Language;

    /// Appends the mentions inside `range` of `text`, in order, none overlapping another; spans count bytes of `text`.
    fn read(&self, text: &str, range: Range<usize>, out: &mut Vec<Mention>);

    /// Tells of the words inside `range` that hold a numeral and are none, in order; nothing for languages whose words
    /// have spaces between them.
    fn set_words(&self, _text: &str, _range: Range<usize>, _found: &mut dyn FnMut(Span, SetWord)) {}
}

/// What a word is that holds a numeral and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetWord {
    /// The name of a place, a firm or a work: 四川, 三星.
    Name,
    /// Any other word: 统一, 十分.
    Idiom,
}

/// The grammars there are, one per language.
pub const LANGUAGES: &[&dyn Grammar] = &[&zh::Chinese, &en::English];

/// The grammar of a language.
pub fn of(language: Language) -> &'static dyn Grammar {
    *LANGUAGES.iter().find(|g| g.language() == language).expect("every language has a grammar")
}

/// A phrase that denotes a time or a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Bytes of the folded text.
    pub span: Span,
    /// What it denotes.
    pub value: Value,
}

/// What a mention denotes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A day or a longer stretch of the calendar.
    Date(DateExpr),
    /// How long something takes; boxed, since it is rare and larger than the others.
    Duration(Box<Duration>),
    /// A bare number.
    Number(Quantity),
    /// A number of per cent, in points.
    Percentage(Quantity),
    /// A place in an order.
    Ordinal(Quantity),
    /// An amount of money.
    Currency(Quantity),
    /// A figure with a unit of counting or measuring.
    Dimension(Quantity),
    /// Years of age.
    Age(Quantity),
}

impl Value {
    /// The figure, for all but dates and durations.
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Number(q)
            | Self::Percentage(q)
            | Self::Ordinal(q)
            | Self::Currency(q)
            | Self::Dimension(q)
            | Self::Age(q) => Some(q),
            Self::Date(_) | Self::Duration(_) => None,
        }
    }
}

/// A length of time in calendar months, days and seconds, which do not convert into each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Months; a year is 12.
    pub months: Decimal,
    /// Days; a week is 7.
    pub days: Decimal,
    /// Seconds; an hour is 3,600.
    pub seconds: Decimal,
}

impl Length {
    /// So many of a unit.
    pub fn of(count: Decimal, unit: TimeUnit) -> Self {
        match unit.months() {
            Some(m) => Self { months: count.saturating_mul(Decimal::from(m)), ..Self::default() },
            None => {
                let days = if unit == TimeUnit::Week { 7 } else { 1 };
                Self { days: count.saturating_mul(Decimal::from(days)), ..Self::default() }
            }
        }
    }

    /// ISO 8601: `P3M`, `P2Y`, `P10D`, `PT90S`.
    pub fn iso(self) -> String {
        let mut out = String::from("P");
        let twelve = Decimal::from(12);
        if !self.months.is_zero() && (self.months % twelve).is_zero() {
            out += &format!("{}Y", (self.months / twelve).normalize());
        } else if !self.months.is_zero() {
            out += &format!("{}M", self.months.normalize());
        }
        if !self.days.is_zero() {
            out += &format!("{}D", self.days.normalize());
        }
        if !self.seconds.is_zero() {
            out += &format!("T{}S", self.seconds.normalize());
        }
        if out.len() == 1 {
            out.push_str("0D");
        }
        out
    }
}

/// A duration: 三到八天, 4个月不到, for five years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Least length as written.
    pub low: Length,
    /// Greatest length as written; the same as `low` where one is given.
    pub high: Length,
    /// The figure in the unit it was written in (year, month, day …), with its comparator.
    pub quantity: Quantity,
    /// The calendar unit of that figure; `None` for hours and shorter.
    pub unit: Option<TimeUnit>,
}

impl Duration {
    /// The comparator of the figure.
    pub fn comparator(&self) -> Option<Comparator> {
        self.quantity.comparator
    }
}

/// What a relative date counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum From {
    /// The document date: 去年, 昨天, three months ago.
    Document,
    /// The date last named: 同年, 次年, that year, 十年后, three months later.
    Discourse,
}

/// A third of a month, or the head, middle or tail of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// 初, 上旬, early.
    Early,
    /// 中, 中旬, mid.
    Mid,
    /// 底, 末, 下旬, late.
    Late,
}

/// Calendar fields that were written without a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fields {
    /// Half 1 or 2.
    pub half: Option<u32>,
    /// Quarter 1 to 4.
    pub quarter: Option<u32>,
    /// Month 1 to 12.
    pub month: Option<u32>,
    /// Day 1 to 31.
    pub day: Option<u32>,
    /// Day of the week.
    pub weekday: Option<chrono::Weekday>,
}

impl Fields {
    /// True where no field is set.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// A date as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum DateExpr {
    /// All of it is written out, year included.
    Known(Interval),
    /// The year (or month) is to be taken from elsewhere: 4月, March 3, 15日, Q3, Friday.
    Fields(Fields),
    /// So many units from an anchor, and perhaps fields inside it: 去年, 去年4月, 上月15日, 十年后, next Friday.
    Relative {
        /// Counted from here.
        from: From,
        /// So many units, negative backwards.
        count: i32,
        /// The unit; it is also the precision.
        unit: TimeUnit,
        /// Fields inside the unit.
        fields: Fields,
    },
    /// So many units from another date: two weeks after 5 May, 10 days before Christmas.
    Offset {
        /// Counted from here.
        of: Box<DateExpr>,
        /// So many units, negative backwards.
        count: i32,
        /// The unit; it is also the precision.
        unit: TimeUnit,
    },
    /// The stretch last named, some years earlier or in a given year: 去年同期, the same period last year.
    Same {
        /// Years from the stretch last named, negative backwards; not looked at where the year is given.
        years: i32,
        /// The year it lies in.
        year: Option<i32>,
    },
    /// A stretch that ends (negative) or begins (positive) at the anchor: 过去三年, the next 7 quarters, 近三年来.
    Window {
        /// Counted from here.
        from: From,
        /// Length in units; negative: up to the anchor.
        count: i32,
        /// The unit.
        unit: TimeUnit,
    },
    /// More than so many units from an anchor, and less than one more: 一个半月前, 十个多月后.
    Between {
        /// Counted from here.
        from: From,
        /// So many whole units, negative backwards.
        count: i32,
        /// The unit; it is also the precision.
        unit: TimeUnit,
    },
    /// A fiscal year, or its quarter or half: 2015财年, Q3 FY2024. The owner's calendar resolves it.
    Fiscal {
        /// Number of the fiscal year.
        year: i32,
        /// Half 1 or 2.
        half: Option<u32>,
        /// Quarter 1 to 4.
        quarter: Option<u32>,
    },
    /// Early, mid or late in another date: 11月初, 去年年底.
    Part(Box<DateExpr>, Part),
    /// So many whole units inside another date: 前三季度, the first nine months of 2022, the last week of March.
    Slice {
        /// The date they lie in.
        of: Box<DateExpr>,
        /// Units between its first one and the first that is meant; negative: counted from its end, -1 the last.
        from: i32,
        /// How many units.
        count: i32,
        /// The unit.
        unit: TimeUnit,
    },
    /// The nth day of that name inside another date: the first Monday of October; negative: from its end.
    NthWeekday {
        /// The date it lies in.
        of: Box<DateExpr>,
        /// 1 is the first, -1 the last.
        nth: i32,
        /// Day of the week.
        weekday: chrono::Weekday,
    },
    /// A feast in the year of another date, or, where that is nothing (empty fields), in the year that is spoken of.
    Feast {
        /// The year it lies in.
        of: Box<DateExpr>,
        /// Which one.
        feast: Feast,
    },
    /// A fiscal year counted from that of the document, or its quarter or half: last fiscal year, 本财年.
    FiscalRelative {
        /// So many years, negative backwards.
        count: i32,
        /// Half 1 or 2.
        half: Option<u32>,
        /// Quarter 1 to 4.
        quarter: Option<u32>,
    },
    /// A day that the calendar lacks: 2月30日, February 29, 2023.
    NoSuchDay {
        /// Year.
        year: i32,
        /// Month as written.
        month: u32,
        /// Day as written.
        day: u32,
    },
    /// A date of every year, month or week: 每年3月15日. It is no one day.
    Recurring(Box<DateExpr>),
    /// From one date through another, both included.
    Range(Box<DateExpr>, Box<DateExpr>),
    /// From its first day on: 以来, since.
    Since(Box<DateExpr>),
    /// Its last day, or the document date where that lies inside: 截至, as of, by the end of.
    AsOf(Box<DateExpr>),
    /// Up to its last day: 直到, until, by.
    Until(Box<DateExpr>),
    /// Ends the day before it begins: 以前, before.
    Before(Box<DateExpr>),
    /// Begins the day after it ends: 之后, after.
    After(Box<DateExpr>),
    /// So many units from an anchor, or further: 三年以前, 20天以后. From a date of the story it is the unit itself.
    Onward(Box<DateExpr>),
    /// One unit of its precision to either side: 前后, around.
    Around(Box<DateExpr>),
}

impl DateExpr {
    /// The date inside: that of which something is a part, a bound or a neighbourhood; of a range its first.
    pub fn core(&self) -> &Self {
        match self {
            Self::Known(_) | Self::Fields(_) | Self::Relative { .. } => self,
            Self::Window { .. } | Self::Between { .. } => self,
            Self::Fiscal { .. } | Self::FiscalRelative { .. } => self,
            Self::Same { .. } | Self::NoSuchDay { .. } | Self::Feast { .. } => self,
            Self::Slice { of, .. } | Self::NthWeekday { of, .. } | Self::Offset { of, .. } => of.core(),
            Self::Part(inner, _) | Self::Range(inner, _) | Self::Recurring(inner) => inner.core(),
            Self::Since(inner)
            | Self::AsOf(inner)
            | Self::Until(inner)
            | Self::Before(inner)
            | Self::After(inner)
            | Self::Onward(inner)
            | Self::Around(inner) => inner.core(),
        }
    }
}

/// Reads one figure that is the whole of a text, as fact files write it: `1271 million CNY`, `more than 300 models`,
/// `15.3 %`, `about 4.6 million vehicles`. `None` where the text is not exactly one figure.
pub fn figure(text: &str, language: Language) -> Option<Quantity> {
    let folded = crate::normalise::fold_text(text.trim());
    let mut found = Vec::new();
    of(language).read(&folded, 0..folded.len(), &mut found);
    let [mention] = &found[..] else { return None };
    let whole = mention.span == Span::new(0, folded.len());
    match &mention.value {
        Value::Duration(d) if whole => Some(d.quantity.clone()),
        value if whole => value.quantity().cloned(),
        _ => None,
    }
}
