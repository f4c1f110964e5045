//! Words that mean the same, or the opposite, in two texts that tell of one thing, from `likeness.yaml`.

use super::{PredicateKind, inflect};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    same: Vec<Vec<String>>,
    things: Vec<Vec<String>>,
    directions: Vec<[Vec<String>; 2]>,
    opposite: Vec<[Vec<String>; 2]>,
    apart: Vec<[Vec<String>; 2]>,
}

/// What it means that one text has a word and the other its opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opposite {
    /// One of them is wrong: rose, fell. A figure beside them may be right.
    Direction,
    /// One of them is wrong, or they tell of two things: approved, rejected.
    Contrary,
    /// They tell of two things: men, women.
    Apart,
}

/// Words with one meaning.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// The words in lower case, English ones in every form.
    pub words: Vec<String>,
    /// They name one thing.
    pub thing: bool,
    /// Which of [`likeness`] means the opposite, and what follows from that.
    pub opposite: Option<(usize, Opposite)>,
}

/// The sets of words with one meaning, in a fixed order.
pub fn likeness() -> &'static [Likeness] {
    static ALL: OnceLock<Vec<Likeness>> = OnceLock::new();
    ALL.get_or_init(|| {
        let table: Table = serde_yaml::from_str(include_str!("likeness.yaml")).expect("tested below");
        let same = |thing: bool| move |words| Likeness { words: forms(words), thing, opposite: None };
        let mut out: Vec<Likeness> =
            table.same.into_iter().map(same(false)).chain(table.things.into_iter().map(same(true))).collect();
        let mut add = |pairs: Vec<[Vec<String>; 2]>, kind| {
            for [one, other] in pairs {
                let at = out.len();
                out.push(Likeness { words: forms(one), thing: false, opposite: Some((at + 1, kind)) });
                out.push(Likeness { words: forms(other), thing: false, opposite: Some((at, kind)) });
            }
        };
        add(table.directions, Opposite::Direction);
        add(table.opposite, Opposite::Contrary);
        add(table.apart, Opposite::Apart);
        out
    })
}

fn forms(words: Vec<String>) -> Vec<String> {
    let all = words.into_iter().flat_map(|w| match w.is_ascii() {
        true => inflect(&w, PredicateKind::Event),
        false => vec![w],
    });
    let mut all: Vec<String> = all.collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_means_two_things() {
        let mut all: Vec<&String> = likeness().iter().flat_map(|l| &l.words).collect();
        all.sort();
        for pair in all.windows(2) {
            assert_ne!(pair[0], pair[1]);
        }
    }

    #[test]
    fn opposites_are_mutual() {
        for (i, set) in likeness().iter().enumerate() {
            if let Some((other, kind)) = set.opposite {
                assert_eq!(likeness()[other].opposite, Some((i, kind)));
            }
        }
    }
}
