//! How two parts of statements lie to each other: dates, figures, lists of entities, words.

use super::Id;
use crate::quantity::{Comparator, Quantity, Unit};
use crate::time::Interval;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// How a part of one statement lies to the same part of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fit {
    /// A side is silent, or the two do not compare.
    #[default]
    Unknown,
    /// The same.
    Same,
    /// The first denotes whatever the second states.
    Holds,
    /// The second denotes whatever the first states, which is finer.
    Within,
    /// They share something, but neither denotes what the other states.
    Meets,
    /// They share no day, but miss each other by one day only.
    Near,
    /// They share nothing.
    Apart,
}

impl Fit {
    /// The same seen from the other side.
    pub fn flip(self) -> Self {
        match self {
            Self::Holds => Self::Within,
            Self::Within => Self::Holds,
            same => same,
        }
    }

    /// True where the first denotes what the second states.
    pub fn holds(self) -> bool {
        matches!(self, Self::Same | Self::Holds)
    }

    /// True where the two share something.
    pub fn touches(self) -> bool {
        matches!(self, Self::Same | Self::Holds | Self::Within | Self::Meets)
    }
}

pub(super) fn equal(same: bool) -> Fit {
    if same { Fit::Same } else { Fit::Apart }
}

/// Two ids; unknown where a side has none.
pub(super) fn options(a: Option<&Id>, b: Option<&Id>) -> Fit {
    match (a, b) {
        (Some(a), Some(b)) => equal(a == b),
        _ => Fit::Unknown,
    }
}

/// Two lists of entities: the same where they share one, unknown where a side is empty.
pub(super) fn lists(a: &[Id], b: &[Id]) -> Fit {
    if a.is_empty() || b.is_empty() { Fit::Unknown } else { equal(a.iter().any(|x| b.contains(x))) }
}

/// Two intervals of days.
///
/// Neighbours are `Near` only where one side is a day or two: a time zone moves a day, never a month.
pub fn dates(a: Interval, b: Interval) -> Fit {
    let short = |i: Interval| matches!((i.start, i.end), (Some(s), Some(e)) if (e - s).num_days() <= 1);
    match () {
        () if a.start == b.start && a.end == b.end => Fit::Same,
        () if a.contains(b) => Fit::Holds,
        () if b.contains(a) => Fit::Within,
        () if a.overlaps(b) => Fit::Meets,
        () if a.gap(b) == 1 && (short(a) || short(b)) => Fit::Near,
        () => Fit::Apart,
    }
}

/// Two figures, as intervals and as points; unknown where their units do not compare.
pub fn values(a: &Quantity, b: &Quantity) -> Fit {
    if !comparable(a.unit.as_ref(), b.unit.as_ref()) {
        return Fit::Unknown;
    }
    let (Some(a), Some(b)) = (a.in_base_units(), b.in_base_units()) else { return Fit::Unknown };
    let same_figure = a.stated.is_some() && a.stated == b.stated;
    let kind = |q: &Quantity| (is_lower_bound(q), q.comparator.filter(|_| !is_lower_bound(q)));
    if same_figure && kind(&a) == kind(&b) {
        return Fit::Same;
    }
    match (denotes(&a, &b), denotes(&b, &a)) {
        (true, true) => Fit::Same,
        (true, false) => Fit::Holds,
        (false, true) => Fit::Within,
        // 300 and more than 300: somebody dropped a word, no more.
        _ if same_figure || a.meets(&b) => Fit::Meets,
        _ => Fit::Apart,
    }
}

/// True where a figure only says what the truth is above: more than 300, 300-odd, at least 300.
pub fn is_lower_bound(q: &Quantity) -> bool {
    matches!(q.comparator, Some(Comparator::Above | Comparator::AtLeast | Comparator::Odd))
}

/// True where what `b` states lies in what `a` denotes: its point, or all of it where it has none.
fn denotes(a: &Quantity, b: &Quantity) -> bool {
    let pointed = matches!(b.comparator, None | Some(Comparator::About));
    match b.stated.filter(|_| pointed) {
        // From the figure up: the figure itself is among what “more than” is said of.
        Some(point) if is_open_above(a) && a.stated == Some(point) => true,
        Some(point) => a.admits(point) && !far_above(a, point),
        None => {
            let low = match (a.low, b.low) {
                (None, _) => true,
                (Some(a_low), Some(b_low)) => a_low < b_low || a_low == b_low && (!a.low_open || b.low_open),
                (Some(_), None) => false,
            };
            let high = match (a.high, b.high) {
                (None, _) => true,
                (Some(a_high), Some(b_high)) => a_high > b_high || a_high == b_high && (!a.high_open || b.high_open),
                (Some(_), None) => false,
            };
            low && high && b.low.is_none_or(|l| !far_above(a, l))
        }
    }
}

/// More than 300 is no way to say 500: a truth above one and a half times the figure is not what it denotes.
fn far_above(a: &Quantity, value: Decimal) -> bool {
    let limit = a.stated.and_then(|x| x.checked_mul(Decimal::new(15, 1)));
    is_open_above(a) && limit.is_some_and(|l| value > l)
}

fn is_open_above(q: &Quantity) -> bool {
    matches!(q.comparator, Some(Comparator::Above | Comparator::AtLeast))
}

fn comparable(a: Option<&Unit>, b: Option<&Unit>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) if a == b => true,
        (Some(a), Some(b)) if a.dimension() == b.dimension() => a.dimension() != "currency",
        (Some(a), Some(b)) => a.is_discrete() && b.is_discrete() && [a, b].iter().any(|u| u.dimension() == "count"),
        (Some(u), None) | (None, Some(u)) => u.is_discrete(),
        (None, None) => true,
    }
}

/// An age at a time against the days of a birth: both sides of a birthday within the days are right.
pub fn ages(years: &Quantity, born: Interval, when: Interval) -> Fit {
    let (Some(first), Some(last), Some(from), Some(to)) = (born.start, born.end, when.start, when.end) else {
        return Fit::Unknown;
    };
    let (least, most) = (full_years(last, from), full_years(first, to));
    let mut ages = (least.max(0)..=most.min(150)).map(Decimal::from);
    match ages.next() {
        None => Fit::Unknown,
        Some(age) => {
            if years.admits(age) || ages.any(|age| years.admits(age)) {
                Fit::Holds
            } else {
                Fit::Apart
            }
        }
    }
}

fn full_years(born: NaiveDate, on: NaiveDate) -> i32 {
    let before = (on.month(), on.day()) < (born.month(), born.day());
    on.year() - born.year() - i32::from(before)
}

/// Two sayings: the same where they share half of what the shorter one is made of; unknown where a side has no words
/// or the two are not written in one script.
pub(super) fn words(a: &str, b: &str) -> Fit {
    let (a, b) = (shingles(a), shingles(b));
    let han = |s: &BTreeSet<String>| s.iter().any(|w| !w.is_ascii());
    let latin = |s: &BTreeSet<String>| s.iter().any(|w| w.is_ascii());
    let one_script = han(&a) && han(&b) || latin(&a) && latin(&b);
    if a.is_empty() || b.is_empty() || !one_script {
        return Fit::Unknown;
    }
    equal(a.intersection(&b).count() * 2 >= a.len().min(b.len()))
}

/// What a saying is made of: pairs of neighbouring Chinese characters, and words of other scripts in lower case.
fn shingles(text: &str) -> BTreeSet<String> {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}');
    let mut found = BTreeSet::new();
    for word in text.split(|c: char| !c.is_alphanumeric() || han(c)).filter(|w| !w.is_empty()) {
        found.insert(word.to_lowercase());
    }
    let chars: Vec<char> = text.chars().collect();
    found.extend(chars.windows(2).filter(|w| w.iter().all(|&c| han(c))).map(|w| w.iter().collect::<String>()));
    found
}
