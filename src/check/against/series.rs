//! Figures of several things told in the same words: shares rose 3 %, bonds 1 %. What stands before such a figure tells
//! whose it is, so that a figure of one thing is not held against that of another.

use super::points::Point;
use super::value::Value;
use super::words::{Weights, Words};
use crate::statement::Fit;
use std::collections::HashMap;

/// Hundredths of the words before two figures that say how alike these are told.
const TOLD: u32 = 34;
/// Hundredths of the words that tell one thing apart, for another to be the same.
const SAME: u32 = 60;
/// The same of an item of a list, and of a game, whose other team may not be named.
const NAMED: u32 = 1;

/// The figures of a reference that are told in the same words as one of the article.
pub(super) struct Series<'a> {
    /// How many of them have a word.
    counts: HashMap<u64, u32>,
    members: u32,
    weights: &'a Weights,
    /// What tells what the article's figure is of.
    own: Words,
}

impl<'a> Series<'a> {
    /// Gathers the members; none where there is only one.
    pub(super) fn of(point: &Point, points: &[Point], weights: &'a Weights) -> Option<Self> {
        if point.bearers.is_empty() {
            return None;
        }
        let mut series = Self { counts: HashMap::new(), members: 0, weights, own: Words::default() };
        let is_member = |o: &&Point| is_told_alike(point, o, weights) && point.fit(o) != Fit::Unknown;
        for other in points.iter().filter(is_member) {
            series.members += 1;
            let words = Words::sorted(other.bearers.iter().flat_map(Words::iter).collect());
            words.iter().for_each(|w| *series.counts.entry(w).or_default() += 1);
        }
        series.own =
            Words::sorted(point.bearers.iter().flat_map(|b| series.telling(b).iter().collect::<Vec<_>>()).collect());
        // Two may be of one thing by two names, unless all are told in one frame.
        let framed = |w: u64| series.counts.get(&w).is_some_and(|n| *n == series.members);
        let parallel = || point.bearers.iter().flat_map(Words::iter).any(framed);
        (series.members > 2 || series.members == 2 && parallel()).then_some(series)
    }

    /// Whether both figures, of one kind, are of one thing; `None` where nothing tells what the other is of.
    pub(super) fn is_same(&self, point: &Point, other: &Point) -> Option<bool> {
        if !is_told_alike(point, other, self.weights) {
            return Some(false);
        }
        if !other.bearers.iter().flat_map(Words::iter).any(|w| self.tells(w)) {
            return None;
        }
        let listed = other.turn.is_some() || matches!(point.value, Value::Score(_));
        let near = point.bearers.first().filter(|_| listed);
        let (own, least) = near.map_or((&self.own, SAME), |near| (near, NAMED));
        // Most clauses have nothing in common, which is soon seen.
        let mut near = other.bearers.iter().filter(|b| b.shared(own) > 0);
        Some(near.any(|b| self.telling(b).within(own, self.weights) >= least))
    }

    /// The words of a clause that not most of the members have: they tell what a figure is of.
    fn telling(&self, clause: &Words) -> Words {
        Words::sorted(clause.iter().filter(|w| self.tells(*w)).collect())
    }

    /// Not most of the members have a word.
    fn tells(&self, word: u64) -> bool {
        2 * self.counts.get(&word).copied().unwrap_or(0) <= self.members
    }
}

/// Whether a figure of the reference is told in the same words: rose by and fell by are of one kind.
fn is_told_alike(point: &Point, other: &Point, weights: &Weights) -> bool {
    let listed = other.turn.is_some() || matches!(point.value, Value::Score(_));
    let triggered = || point.trigger.iter().any(|t| other.trigger.contains(t));
    !other.cell && !other.mark && (listed || triggered() || point.head.share_by(&other.head, weights) >= TOLD)
}
