//! Words that exclude each other where all else is the same, from `families.yaml`.

use super::Words;
use serde::Deserialize;
use std::sync::OnceLock;

/// The families, with what else the comparison of two sentences needs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Families {
    /// Families of sets of words with one meaning: two sets of one family exclude each other.
    pub exclusive: Vec<Vec<Vec<String>>>,
    /// Sets of words for how much of something, from the least to the most.
    pub graded: Vec<Vec<String>>,
    /// Beside them there is one right name.
    pub unique: Vec<String>,
    /// Chinese names of places.
    pub places: Vec<String>,
    /// What holds both ways.
    pub mutual: Vec<String>,
    /// Words that may be there or not.
    pub fillers: Words,
    /// How a figure is made of others.
    pub derived: Derived,
}

/// Words that tell how a figure is made of others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derived {
    /// By how much something changed.
    pub change: Words,
    /// A mean.
    pub mean: Words,
    /// A sum.
    pub sum: Words,
    /// A part of a whole.
    pub share: Words,
}

/// The families of both languages.
pub fn families() -> &'static Families {
    static ALL: OnceLock<Families> = OnceLock::new();
    ALL.get_or_init(|| serde_yaml::from_str(include_str!("families.yaml")).expect("tested below"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_of_one_family_twice() {
        for family in &families().exclusive {
            assert!(family.len() > 1, "{family:?}");
            let mut all: Vec<&String> = family.iter().flatten().collect();
            let count = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), count, "{family:?}");
        }
        assert!(families().graded.len() > 2 && !families().mutual.is_empty());
    }
}
