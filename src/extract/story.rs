//! The dates of a whole text, and whether a length of time lies between any two of them.
//!
//! Whoever tells how long something took may count from any day of the story. A length is false only where no two of
//! them lie so far apart; and a length of quite another size than the one that is looked at is one of something else.

use super::frame::View;
use super::order::Moment;
use super::scan::What;
use crate::grammar::{Anchors, DateExpr, Duration};
use crate::quantity::Comparator;
use crate::source::Span;
use crate::time::{Interval, TimeUnit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How many times longer or shorter a length may be than the real one and still be meant for it.
const LIKE: i64 = 3;
/// Days of a date that a short length may count from.
const WIDE: i64 = 62;
/// Dates of one article that are looked at.
const MOST: usize = 400;

/// A date of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Told {
    /// Its sentence.
    pub(super) s: usize,
    /// Where it stands, in the folded text.
    pub(super) span: Span,
    /// The days it may be, both ends known.
    pub(super) days: Interval,
    /// From then on.
    pub(super) since: bool,
}

/// All dates of a text, in its order; of a stretch both its ends.
pub(super) struct Story {
    pub(super) dates: Vec<Told>,
}

impl Story {
    pub(super) fn of(view: &View<'_>) -> Self {
        let mut dates = Vec::new();
        for (s, tokens) in view.tokens.iter().enumerate() {
            for token in tokens {
                let What::Mention(m) = token.what else { continue };
                let Some(expr) = view.date_expr(m) else { continue };
                let since = matches!(expr, DateExpr::Since(_));
                let told = |days: Interval| Told { s, span: token.span, days, since };
                let days = view.times[m].as_ref().map(|r| r.days);
                dates.extend(ends(view, expr, days).into_iter().map(told));
            }
        }
        dates.truncate(MOST);
        Self { dates }
    }

    /// Those that end before a place, the nearest first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = &Told> {
        let to = self.dates.partition_point(|d| d.span.start < at);
        self.dates[..to].iter().rev().filter(move |d| d.span.end <= at)
    }

    /// Those of a stretch of sentences, in the order of the text.
    pub(super) fn within(&self, first: usize, last: usize) -> &[Told] {
        let from = self.dates.partition_point(|d| d.s < first);
        let to = self.dates.partition_point(|d| d.s <= last);
        &self.dates[from..to.max(from)]
    }
}

/// The days that a date names: its own, or the ends of a stretch.
fn ends(view: &View<'_>, expr: &DateExpr, days: Option<Interval>) -> Vec<Interval> {
    let anchors = Anchors { document: view.document.and_then(|d| d.start), ..Anchors::default() };
    let own = |e: &DateExpr| e.resolve(&anchors).filter(|d| d.is_bounded());
    match expr {
        DateExpr::Range(a, b) => match days.filter(|d| d.is_bounded()).and_then(|d| d.start.zip(d.end)) {
            Some((start, end)) => {
                let (a, b) = (own(a).unwrap_or(Interval::day(start)), own(b).unwrap_or(Interval::day(end)));
                vec![a, b]
            }
            None => Vec::new(),
        },
        DateExpr::Since(inner)
        | DateExpr::AsOf(inner)
        | DateExpr::Until(inner)
        | DateExpr::After(inner)
        | DateExpr::Before(inner) => {
            let edge = days.and_then(|d| match (d.start, d.end) {
                (Some(day), None) | (None, Some(day)) => Some(Interval::day(day)),
                _ => None,
            });
            own(inner).or(edge).into_iter().collect()
        }
        _ => days.filter(|d| d.is_bounded()).into_iter().collect(),
    }
}

impl Told {
    pub(super) fn moment(&self, view: &View<'_>) -> Moment {
        Moment { span: Some(view.folded.origin(self.span)), days: self.days }
    }
}

/// How many days at least and at most lie between two dates.
fn apart(from: Interval, to: Interval) -> Option<(i64, i64)> {
    let least = (to.start? - from.end?).num_days();
    Some((least, (to.end? - from.start?).num_days()))
}

/// A length as wide as people tell it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) least: i64,
    pub(super) most: i64,
    told: i64,
}

impl Measure {
    /// The days of a length; `full` where it is said to be exact. Somebody who was there from March 2015 to January 2020
    /// was there for four years or for five. `None` for hours.
    pub(super) fn of(duration: &Duration, full: bool) -> Option<Self> {
        let unit = duration.unit?;
        let days = |l: crate::grammar::Length| {
            let months = l.months.checked_mul(Decimal::from(30_437))?.checked_div(Decimal::from(1000))?;
            (l.seconds.is_zero()).then(|| months.checked_add(l.days)?.round().to_i64()).flatten()
        };
        let (low, high) = (days(duration.low)?, days(duration.high)?);
        let months = duration.low.months;
        let whole = (months % Decimal::from(12)).is_zero();
        let (under, over) = match unit {
            TimeUnit::Day => (1 + low / 10, 1 + high / 10),
            TimeUnit::Week => (6 + low / 10, 6 + high / 10),
            TimeUnit::Year if whole && duration.quantity.unit.as_ref().is_none_or(|u| u.name() != "month") => {
                (200, 345)
            }
            TimeUnit::Year if duration.quantity.unit.as_ref().is_none_or(|u| u.name() != "month") => (150, 150),
            _ => (18 + low / 40, 18 + high / 40),
        };
        let (under, over) = match unit {
            _ if !full => (under, over),
            TimeUnit::Day => (1, 1),
            _ => (under.min(45), over.min(45)),
        };
        let (least, most) = match duration.comparator() {
            None => (low - under, high + over),
            Some(Comparator::About) => (low - under - low / 20, high + over + high / 20),
            Some(Comparator::Nearly) => (low - under.max(low / 6) - under / 2, high + over / 3),
            Some(Comparator::Below | Comparator::AtMost) => (low / 3, high + over / 5),
            Some(Comparator::Above | Comparator::AtLeast) => (low - under / 4, high * 2),
            Some(Comparator::Odd) => (low - under / 4, high.max(low + low / 2) + over / 4),
        };
        (high > 0).then_some(Self { least, most, told: (low + high) / 2 })
    }

    /// Some days of the two lie so far apart, the first before the second.
    pub(super) fn fits(self, from: Interval, to: Interval) -> bool {
        apart(from, to).is_none_or(|(a, b)| a <= self.most && self.least <= b)
    }

    /// A date of the story that may be meant: weeks and months are not counted from a year.
    pub(super) fn counts_from(self, days: Interval) -> bool {
        days.start.zip(days.end).is_some_and(|(a, b)| (b - a).num_days() <= self.told.max(WIDE))
    }

    /// They lie about so far apart that this may be meant for it.
    pub(super) fn is_like(self, from: Interval, to: Interval) -> bool {
        apart(from, to).is_some_and(|(a, b)| b > 0 && a.max(0) <= self.told * LIKE && b * LIKE >= self.told)
    }
}
