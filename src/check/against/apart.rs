//! What tells that two points are of different things, or of one thing, whatever the words around them have in common.

use super::points::Point;
use super::value::Value;
use crate::quantity::Quantity;
use crate::statement::{Fit, Id, dates};
use crate::time::Precision;
use crate::vocabulary::{Opposite, likeness};

/// Hundredths that the lesser of two figures of one thing mostly is of the greater.
const LIKE: u32 = 20;

impl Point {
    /// A word beside one says the opposite of a word beside the other, and not of a change.
    pub(super) fn is_opposed(&self, other: &Self) -> bool {
        let has = |of: &Self, meaning: usize| of.scope.contains(&meaning);
        self.scope.iter().any(|&m| {
            let opposite = likeness().get(m).and_then(|l| l.opposite).filter(|(_, kind)| *kind != Opposite::Direction);
            opposite.is_some_and(|(o, _)| has(other, o) && !has(other, m) && !has(self, o))
        })
    }

    /// How the two lie to each other, with the digits as they are written: 3.50 is no rounding of 3.515.
    pub(super) fn fit(&self, other: &Self) -> Fit {
        let fit = self.value.fit(&other.value);
        let figures = match (&self.value, &other.value) {
            (Value::Figure(_, a, _), Value::Figure(_, b, _)) => Some((a, b)),
            _ => None,
        };
        let finer = |(a, b): (&Quantity, &Quantity)| {
            let plain = a.comparator.is_none() && b.comparator.is_none() && a.unit == b.unit;
            let as_fine = self.decimals.iter().zip(&other.decimals).all(|(x, y)| x == y && *x > 0);
            let differ = a.stated != b.stated || a.stated.is_none() && (a.low, a.high) != (b.low, b.high);
            plain && differ && as_fine && self.decimals.len() == other.decimals.len() && !self.decimals.is_empty()
        };
        match fit {
            Fit::Holds | Fit::Within | Fit::Meets if figures.is_some_and(finer) => Fit::Apart,
            fit => fit,
        }
    }

    /// The other is handed to a thing that this one's sentence does not name.
    pub(super) fn is_out_of_turn(&self, other: &Self) -> bool {
        other.turn.as_ref().is_some_and(|item| item.count() > 0 && item.shared(&self.sentence) == 0)
    }

    /// Both count things, and not the same things.
    pub(super) fn counts_others(&self, other: &Self) -> bool {
        let (Value::Figure(_, a, _), Value::Figure(_, b, _)) = (&self.value, &other.value) else { return false };
        let both = a.unit.as_ref().zip(b.unit.as_ref());
        let apart = both.is_some_and(|(x, y)| x != y && x.is_discrete() && y.is_discrete());
        let measured = self.measure.zip(other.measure);
        apart && measured.map_or(self.measure == other.measure, |(x, y)| x != y && x != '个' && y != '个')
    }

    /// Both count, and not the same: the second round is no second set.
    pub(super) fn is_of_another_round(&self, other: &Self) -> bool {
        self.round.zip(other.round).is_some_and(|(a, b)| a != b)
    }

    /// The same word touches both figures, which may be of one size, and neither is of a part: 瓷器240余件, 瓷器160余件.
    pub(super) fn has_same_noun(&self, other: &Self, near: u32) -> bool {
        near >= LIKE && !self.of_some && self.of_part == other.of_part && self.noun.shared(&other.noun) > 0
    }

    /// Both are days of figures, and no figure of one is a figure of the other.
    pub(super) fn is_of_other_figures(&self, other: &Self) -> bool {
        let both = self.value.is_date() && !self.figures.is_empty() && !other.figures.is_empty();
        both && !self.shares_figure(other)
    }

    /// A figure beside one is a figure beside the other.
    pub(super) fn shares_figure(&self, other: &Self) -> bool {
        let fits = |a: &Value, b: &Value| matches!(a.fit(b), Fit::Same | Fit::Holds | Fit::Within | Fit::Meets);
        self.figures.iter().any(|a| other.figures.iter().any(|b| fits(a, b)))
    }

    /// Both name an organization that no fact base knows, and none of one is one of the other, in full or in short.
    pub(super) fn is_of_another_house(&self, other: &Self) -> bool {
        let name = |id: &Id| id.trim_start_matches("local:").to_owned();
        let alike = |a: &Id, b: &Id| name(a).contains(&name(b)) || name(b).contains(&name(a));
        let both = !self.houses.is_empty() && !other.houses.is_empty();
        both && !self.houses.iter().any(|a| other.houses.iter().any(|b| alike(a, b)))
    }

    /// A sentence of another text names a person of this one's: names are better known where more is told of them.
    pub(super) fn is_of_person_in(&self, sentence: &str) -> bool {
        self.people.iter().any(|p| sentence.contains(p.trim_start_matches("local:")))
    }

    /// Both name the same days, and no others.
    pub(super) fn is_of_same_period(&self, other: &Self) -> bool {
        let both = self.when.zip(other.when);
        self.one_day && other.one_day && both.is_some_and(|((a, _), (b, _))| dates(a, b) == Fit::Same)
    }

    /// Both are of a month or of a year, and not of the same: a figure of July is none of August.
    pub(super) fn is_of_another_period(&self, other: &Self) -> bool {
        let both = self.when.zip(other.when).map(|((a, _), (b, _))| (a.precision, b.precision));
        let same = both.is_some_and(|(a, b)| a == b && matches!(a, Precision::Month | Precision::Year));
        let sure = self.one_day && other.one_day && matches!(self.value, Value::Figure(..));
        same && sure && self.is_of_another_time(other)
    }

    /// Of two days the clauses have no word in common: was divorced in 1954, whom he married in 1958. Chinese has the verb
    /// further off.
    pub(super) fn is_told_by_other_words(&self, other: &Self) -> bool {
        let told = self.latin && other.latin && self.beside.count() > 0 && other.beside.count() > 0;
        self.value.is_date() && told && self.beside.shared(&other.beside) == 0
    }

    /// Both say when, and share no day.
    pub(super) fn is_of_another_time(&self, other: &Self) -> bool {
        let both = self.when.zip(other.when).filter(|_| !self.value.is_date());
        both.is_some_and(|((a, x), (b, y))| x != y && dates(a, b) == Fit::Apart)
    }
}
