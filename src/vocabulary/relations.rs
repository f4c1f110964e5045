//! What sentences say of names, and the words for it: `relations.yaml` and `countries.yaml`.

use super::{PredicateKind, inflect};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A part of what a relation tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Who or what does it, or holds the post.
    Agent,
    /// What it is done to.
    Theme,
    /// When.
    Days,
    /// Where.
    Place,
}

/// The Chinese words of a relation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ChineseForms {
    /// Behind 由 and its agent, or between agent and theme.
    pub by: Vec<String>,
    /// Between agent and theme only.
    pub forth: Vec<String>,
    /// Between theme and agent.
    pub back: Vec<String>,
    /// Behind the theme alone.
    pub itself: Vec<String>,
    /// The agent is the noun of the theme.
    pub nouns: Vec<String>,
    /// The theme is the noun of the agent.
    pub back_nouns: Vec<String>,
}

/// One relation with the words for it; see `relations.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Relation {
    /// Its name.
    pub id: String,
    /// Of these parts there is one only, or those that are named together.
    #[serde(default)]
    pub one: Vec<Part>,
    /// Another relation that it may stand for, and never contradicts.
    #[serde(default)]
    pub like: Option<String>,
    /// Never holds both ways.
    #[serde(default)]
    pub turned: bool,
    /// Always holds both ways.
    #[serde(default)]
    pub mutual: bool,
    /// Of one pair of names only one relation of a family holds.
    #[serde(default)]
    pub family: Option<String>,
    /// Posts of a set: who has another of them has not this one, where somebody else has it.
    #[serde(default)]
    pub posts: Option<String>,
    /// Agent, word, theme.
    #[serde(default)]
    pub forth: Vec<String>,
    /// Theme, word, agent.
    #[serde(default)]
    pub back: Vec<String>,
    /// The theme alone.
    #[serde(default)]
    pub itself: Vec<String>,
    /// The agent is the noun of the theme.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// The theme is the noun of the agent.
    #[serde(default)]
    pub back_nouns: Vec<String>,
    /// Agent, word, theme, and not so.
    #[serde(default)]
    pub denied: Vec<String>,
    /// Agent, word, theme, and no other theme.
    #[serde(default)]
    pub only: Vec<String>,
    /// Behind `with` and the agent.
    #[serde(default)]
    pub with: Vec<String>,
    /// Before the place, with nothing between.
    #[serde(default)]
    pub places: Vec<String>,
    /// Chinese.
    #[serde(default)]
    pub zh: ChineseForms,
}

/// Words of English grammar, by what they do in a sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceWords {
    /// Of a name, what tells nothing of whom it is of.
    pub empty: Vec<String>,
    /// Of names of many kinds, so that two names may share them.
    pub common: Vec<String>,
    /// End a phrase.
    pub stops: Vec<String>,
    /// Open what stands before the subject.
    pub openers: Vec<String>,
    /// Between subject and verb.
    pub between: Vec<String>,
    /// Forms of to be.
    pub be: Vec<String>,
    /// Open a phrase.
    pub determiners: Vec<String>,
    /// Stand for a subject named before.
    pub pronouns: Vec<String>,
    /// The same, as owners.
    pub owners: Vec<String>,
    /// Open a clause about the name before it.
    pub relatives: Vec<String>,
    /// Places in a row.
    pub nths: BTreeMap<String, u8>,
    /// Say nothing of their own.
    pub silent: Vec<String>,
    /// Deny what a thing is said to be.
    pub negatives: Vec<String>,
}

/// Words of Chinese sentences, by what they do in them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChineseWords {
    /// At the end of what stands before a verb.
    pub tails: Vec<String>,
    /// At the head of it.
    pub heads: Vec<String>,
    /// End what stands behind a verb.
    pub ends: Vec<String>,
    /// Stand for what was spoken of before.
    pub pronouns: Vec<String>,
    /// Beside a verb: it is only supposed.
    pub hedges: Vec<String>,
    /// Beside a verb: it is not so.
    pub denials: Vec<String>,
    /// Characters that say nothing of their own.
    pub silent: String,
}

/// All that `relations.yaml` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relations {
    /// The relations.
    pub relations: Vec<Relation>,
    /// Words beside a verb: it is only supposed.
    pub hedges: Vec<String>,
    /// Words beside a verb: it is not so.
    pub denials: Vec<String>,
    /// Words for a kind, and for those that are of it.
    pub kinds: BTreeMap<String, Vec<String>>,
    /// Nouns for things of one sort: no thing is of two sorts.
    pub sorts: Vec<Vec<String>>,
    /// Families of sets of words, no two of which are true of one thing.
    pub exclusive: Vec<Vec<Vec<String>>>,
    /// The relation of the name behind `by`, by what it stands behind.
    pub by: BTreeMap<String, Vec<String>>,
    /// Places of which their land is told behind `of`.
    pub seats: Vec<String>,
    /// What else a sentence says of what it is about, by words anywhere in it.
    pub signs: BTreeMap<String, Vec<String>>,
    /// Who plays what.
    pub players: BTreeMap<String, Vec<String>>,
    /// What is released.
    pub released: Vec<String>,
    /// Words told of women.
    pub women: Vec<String>,
    /// Words told of men.
    pub men: Vec<String>,
    /// Is.
    pub being: Vec<String>,
    /// Was, and is no longer.
    pub lost: Vec<String>,
    /// English grammar.
    pub grammar: SentenceWords,
    /// Chinese grammar.
    pub chinese: ChineseWords,
}

impl Relations {
    /// The index of a relation by its name.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.relations.iter().position(|r| r.id == id)
    }

    /// A word is another one, or a kind of it.
    pub fn is_kind(&self, word: &str, of: &str) -> bool {
        self.is_below(word, of, 4)
    }

    fn is_below(&self, word: &str, of: &str, steps: usize) -> bool {
        let below = || self.kinds.get(of).map_or(&[][..], Vec::as_slice);
        word == of || steps > 0 && below().iter().any(|k| self.is_below(word, k, steps - 1))
    }

    /// No thing is both; `nouns` where both say of what sort a thing is.
    pub fn excludes(&self, a: &str, b: &str, nouns: bool) -> bool {
        let of = |set: &[String], w: &str| set.iter().any(|x| self.is_kind(w, x));
        let sets = |family: &[Vec<String>], w: &str| family.iter().position(|s| of(s, w));
        let apart = |f: &Vec<Vec<String>>| matches!((sets(f, a), sets(f, b)), (Some(x), Some(y)) if x != y);
        let sorts =
            |w: &str| self.sorts.iter().enumerate().filter(|(_, s)| of(s, w)).map(|(i, _)| i).collect::<Vec<_>>();
        let sorted = || {
            let (x, y) = (sorts(a), sorts(b));
            !x.is_empty() && !y.is_empty() && !x.iter().any(|s| y.contains(s))
        };
        self.exclusive.iter().any(apart) || nouns && sorted()
    }
}

/// The relations of both languages.
pub fn relations() -> &'static Relations {
    static ALL: OnceLock<Relations> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Relations = serde_yaml::from_str(include_str!("relations.yaml")).expect("tested below");
        for relation in &mut all.relations {
            for verbs in [
                &mut relation.forth,
                &mut relation.back,
                &mut relation.itself,
                &mut relation.denied,
                &mut relation.only,
            ] {
                *verbs = forms(verbs);
            }
        }
        all
    })
}

fn forms(verbs: &[String]) -> Vec<String> {
    let mut all: Vec<String> = verbs.iter().flat_map(|v| inflect(v, PredicateKind::Event)).collect();
    all.sort();
    all.dedup();
    all
}

/// A country with all that it and its people are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// English names, the common one first.
    pub names: Vec<String>,
    /// English adjectives and words for its people.
    pub people: Vec<String>,
    /// Chinese names.
    pub zh: Vec<String>,
    /// Countries it lies in, or lay in.
    #[serde(default)]
    pub within: Vec<String>,
}

/// The countries, in the order of `countries.yaml`.
pub fn countries() -> &'static [Country] {
    static ALL: OnceLock<Vec<Country>> = OnceLock::new();
    ALL.get_or_init(|| serde_yaml::from_str(include_str!("countries.yaml")).expect("tested below"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_between_entries_resolve() {
        let all = relations();
        for relation in &all.relations {
            assert!(relation.like.as_ref().is_none_or(|l| all.index(l).is_some()), "{}", relation.id);
        }
        assert!(all.by.keys().all(|r| all.index(r).is_some()));
        let named = |name: &String| countries().iter().any(|c| c.names.contains(name));
        assert!(countries().iter().all(|c| !c.names.is_empty() && c.within.iter().all(named)));
    }

    #[test]
    fn no_country_shares_a_name() {
        let mut all: Vec<&String> =
            countries().iter().flat_map(|c| c.names.iter().chain(&c.people).chain(&c.zh)).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn kinds_reach_two_steps() {
        assert!(relations().is_kind("novelist", "writer") && relations().is_kind("farce", "comedy"));
        assert!(
            !relations().is_kind("writer", "novelist") && relations().excludes("live album", "studio album", false)
        );
        assert!(relations().excludes("poet", "river", true) && !relations().excludes("poet", "river", false));
    }
}
