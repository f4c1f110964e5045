//! Figures of several things told in the same words: shares rose 3 %, bonds 1 %. What stands before such a figure tells
//! whose it is, so that a figure of one thing is not held against that of another.

use super::points::Point;
use super::value::Value;
use super::words::{Weights, Words, hash};
use crate::statement::Fit;
use crate::vocabulary::{Language, chinese_names, families, lists};
use std::collections::HashMap;
use std::sync::OnceLock;

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
    /// The regions among these, by the names of places.
    regions: Vec<u64>,
}

impl<'a> Series<'a> {
    /// Gathers the members; none where there is only one.
    pub(super) fn of(point: &Point, points: &[Point], weights: &'a Weights) -> Option<Self> {
        if point.bearers.is_empty() {
            return None;
        }
        let mut series =
            Self { counts: HashMap::new(), members: 0, weights, own: Words::default(), regions: Vec::new() };
        let is_member = |o: &&Point| is_told_alike(point, o, weights) && point.fit(o) != Fit::Unknown;
        for other in points.iter().filter(is_member) {
            series.members += 1;
            let words = Words::sorted(other.bearers.iter().flat_map(Words::iter).collect());
            words.iter().for_each(|w| *series.counts.entry(w).or_default() += 1);
        }
        series.own =
            Words::sorted(point.bearers.iter().flat_map(|b| series.telling(b).iter().collect::<Vec<_>>()).collect());
        series.regions = regions(&series.own);
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
        let told = |b: &Words| regions(b).into_iter().any(|r| self.regions.contains(&r));
        if !self.regions.is_empty() && other.bearers.iter().any(told) {
            return Some(true);
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

/// The places among some words that are told of as a region: 开封市, 开封全市.
fn regions(words: &Words) -> Vec<u64> {
    static REGIONS: OnceLock<Vec<(u64, Vec<u64>)>> = OnceLock::new();
    let all = REGIONS.get_or_init(|| {
        let pairs = |place: &str| {
            let last = place.chars().next_back()?;
            Some((
                hash(place),
                lists().region_ends.of(Language::Zh).iter().map(|e| hash(&format!("{last}{e}"))).collect(),
            ))
        };
        let places = chinese_names().places.iter().chain(&families().places).map(String::as_str);
        // Longer names are no pair of characters.
        places.filter(|p| p.chars().count() == 2).filter_map(pairs).collect()
    });
    let told = |(place, ends): &&(u64, Vec<u64>)| words.has(*place) && ends.iter().any(|e| words.has(*e));
    all.iter().filter(told).map(|(place, _)| *place).collect()
}

/// Whether a figure of the reference is told in the same words: rose by and fell by are of one kind.
fn is_told_alike(point: &Point, other: &Point, weights: &Weights) -> bool {
    let listed = other.turn.is_some() || matches!(point.value, Value::Score(_));
    let triggered = || point.trigger.iter().any(|t| other.trigger.contains(t));
    !other.cell && !other.mark && (listed || triggered() || point.head.share_by(&other.head, weights) >= TOLD)
}
