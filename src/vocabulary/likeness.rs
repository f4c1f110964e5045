//! Words that mean the same, or the opposite, in two texts that tell of one thing, from `likeness.yaml`.

use super::{PredicateKind, inflect};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    same: Vec<Vec<String>>,
    opposite: Vec<[Vec<String>; 2]>,
}

/// Words with one meaning.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// The words in lower case, English ones in every form.
    pub words: Vec<String>,
    /// Which of [`likeness`] means the opposite.
    pub opposite: Option<usize>,
}

/// The sets of words with one meaning, in a fixed order.
pub fn likeness() -> &'static [Likeness] {
    static ALL: OnceLock<Vec<Likeness>> = OnceLock::new();
    ALL.get_or_init(|| {
        let table: Table = serde_yaml::from_str(include_str!("likeness.yaml")).expect("tested below");
        let mut out = Vec::new();
        for words in table.same {
            out.push(Likeness { words: forms(words), opposite: None });
        }
        for [one, other] in table.opposite {
            let at = out.len();
            out.push(Likeness { words: forms(one), opposite: Some(at + 1) });
            out.push(Likeness { words: forms(other), opposite: Some(at) });
        }
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
        for (i, likeness_) in likeness().iter().enumerate() {
            if let Some(other) = likeness_.opposite {
                assert_eq!(likeness()[other].opposite, Some(i));
            }
        }
    }
}
