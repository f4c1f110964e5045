//! The Chinese words of relations and kinds.

use super::kinds;
use crate::normalise::is_han;
use crate::vocabulary::{Relation, relations};
use std::collections::HashMap;
use std::sync::OnceLock;

/// How a word of a relation stands to its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Order {
    /// Behind 由 and its agent, or between agent and theme.
    By,
    /// Between agent and theme.
    Forth,
    /// Between theme and agent.
    Back,
    /// The theme alone.
    Itself,
    /// The agent is the noun of the theme.
    Noun,
    /// The theme is the noun of the agent.
    BackNoun,
}

/// A word of a relation.
pub(in super::super) struct Entry {
    pub(in super::super) word: &'static str,
    pub(in super::super) relation: usize,
    pub(in super::super) order: Order,
}

fn orders(r: &'static Relation) -> [(Order, &'static [String]); 6] {
    [
        (Order::By, &r.zh.by),
        (Order::Forth, &r.zh.forth),
        (Order::Back, &r.zh.back),
        (Order::Itself, &r.zh.itself),
        (Order::Noun, &r.zh.nouns),
        (Order::BackNoun, &r.zh.back_nouns),
    ]
}

/// The words that begin with the character that a text begins with, the longest first.
pub(in super::super) fn entries(text: &str) -> impl Iterator<Item = &'static Entry> {
    static ENTRIES: OnceLock<HashMap<char, Vec<Entry>>> = OnceLock::new();
    let all = ENTRIES.get_or_init(|| {
        let mut out: HashMap<char, Vec<Entry>> = HashMap::new();
        for (relation, r) in relations().relations.iter().enumerate() {
            for (order, words) in orders(r) {
                for (word, first) in words.iter().filter_map(|w| Some((w, w.chars().next()?))) {
                    out.entry(first).or_default().push(Entry { word, relation, order });
                }
            }
        }
        out.values_mut().for_each(|list| list.sort_by_key(|e| std::cmp::Reverse(e.word.len())));
        out
    });
    text.chars().next().and_then(|c| all.get(&c)).into_iter().flatten()
}

/// The longest word for a kind that a text ends with.
pub(in super::super) fn kind_at_end(text: &str) -> Option<&'static str> {
    static KINDS: OnceLock<HashMap<char, Vec<&'static str>>> = OnceLock::new();
    let all = KINDS.get_or_init(|| {
        let mut out: HashMap<char, Vec<&'static str>> = HashMap::new();
        let sorts = relations().sorts.iter().flatten().map(String::as_str);
        for word in kinds().iter().copied().chain(sorts).filter(|w| w.starts_with(is_han)) {
            out.entry(word.chars().next_back().unwrap_or(' ')).or_default().push(word);
        }
        out
    });
    let list = all.get(&text.chars().next_back()?)?;
    list.iter().copied().filter(|w| text.ends_with(w)).max_by_key(|w| w.len())
}
