//! The words of relations, found in a sentence.

pub(super) mod chinese;

use super::tokens::{Sort, Token};
use crate::vocabulary::{Relation, relations};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Words that `*` may stand for.
const GAP: usize = 4;

/// How the words of a relation stand to its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Agent, word, theme; or the passive.
    Forth,
    /// Theme, word, agent.
    Back,
    /// The theme alone.
    Itself,
    /// The agent is the noun of the theme.
    Noun,
    /// The theme is the noun of the agent.
    BackNoun,
    /// Agent, word, theme, and not so.
    Denied,
    /// Agent, word, theme, and no other.
    Only,
    /// Behind `with` and the agent.
    With,
    /// Before the place.
    Place,
}

/// Words of a relation at a place of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) relation: usize,
    pub(super) order: Order,
    /// Tokens.
    pub(super) from: usize,
    pub(super) to: usize,
}

struct Entry {
    words: Vec<String>,
    relation: usize,
    order: Order,
}

fn entries() -> &'static HashMap<String, Vec<Entry>> {
    static ENTRIES: OnceLock<HashMap<String, Vec<Entry>>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let mut out: HashMap<String, Vec<Entry>> = HashMap::new();
        for (relation, r) in relations().relations.iter().enumerate() {
            for (order, phrases) in orders(r) {
                for phrase in phrases {
                    let words: Vec<String> = phrase.split(' ').map(str::to_lowercase).collect();
                    out.entry(words[0].clone()).or_default().push(Entry { words, relation, order });
                }
            }
        }
        for list in out.values_mut() {
            list.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
        }
        out
    })
}

fn orders(r: &Relation) -> [(Order, &Vec<String>); 9] {
    [
        (Order::Forth, &r.forth),
        (Order::Back, &r.back),
        (Order::Itself, &r.itself),
        (Order::Noun, &r.nouns),
        (Order::BackNoun, &r.back_nouns),
        (Order::Denied, &r.denied),
        (Order::Only, &r.only),
        (Order::With, &r.with),
        (Order::Place, &r.places),
    ]
}

/// The words of a relation that begin at a token, the longest.
pub(super) fn at(tokens: &[Token], i: usize) -> Option<Found> {
    let first = tokens.get(i).filter(|t| t.sort == Sort::Word || i == 0 && t.is_capital())?;
    let list = entries().get(&first.low)?;
    let (len, entry) = list.iter().find_map(|e| Some((matched(&e.words, &tokens[i..])?, e)))?;
    Some(Found { relation: entry.relation, order: entry.order, from: i, to: i + len })
}

/// Tokens that words take, `*` as few as it can.
fn matched(words: &[String], tokens: &[Token]) -> Option<usize> {
    let mut at = 0;
    let mut gap = false;
    for word in words {
        if word == "*" {
            gap = true;
            continue;
        }
        let reach = if gap { GAP + 1 } else { 1 };
        let near = tokens.get(at..)?.iter().take(reach);
        let step = near.take_while(|t| t.is_word()).position(|t| t.low == *word && (!gap || t.sort == Sort::Word))?;
        at += step + 1;
        gap = false;
    }
    Some(at)
}

/// Phrases of several words that name a kind.
pub(super) fn kinds() -> &'static HashSet<&'static str> {
    static KINDS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    KINDS.get_or_init(|| {
        let all = relations();
        let kinds = all.kinds.iter().flat_map(|(k, v)| std::iter::once(k).chain(v));
        let others = all.exclusive.iter().flatten().flatten().chain(&all.released).chain(all.by.values().flatten());
        kinds.chain(others).map(String::as_str).collect()
    })
}

/// Words, and the kind that they tell.
type Sign = (Vec<&'static str>, &'static str);

/// What words that tokens begin with say of what their sentence is about, and how many they are.
pub(super) fn sign(tokens: &[Token]) -> Option<(&'static str, usize)> {
    static SIGNS: OnceLock<HashMap<&'static str, Vec<Sign>>> = OnceLock::new();
    let signs = SIGNS.get_or_init(|| {
        let mut out: HashMap<_, Vec<_>> = HashMap::new();
        for (kind, phrases) in &relations().signs {
            for phrase in phrases {
                let words: Vec<&str> = phrase.split(' ').collect();
                out.entry(words[0]).or_default().push((words, kind.as_str()));
            }
        }
        out
    });
    let all = |words: &[&str]| words.iter().enumerate().all(|(i, w)| tokens.get(i).is_some_and(|t| t.is(w)));
    let (words, kind) = signs.get(tokens.first()?.low.as_str())?.iter().find(|(words, _)| all(words))?;
    Some((kind, words.len()))
}

/// A form of to be, or what stands for it, that tokens begin with: how many, and whether it says that it is no more.
pub(super) fn being(tokens: &[Token]) -> Option<(usize, bool)> {
    let starts = |phrase: &&String| {
        let mut n = 0;
        let mut all = phrase.split(' ').all(|w| {
            n += 1;
            tokens.get(n - 1).is_some_and(|t| t.sort == Sort::Word && t.is(w))
        });
        all &= n > 0;
        all.then_some(n)
    };
    let longest = |list: &'static [String]| list.iter().filter_map(|p| starts(&p)).max();
    let (is, lost) = (longest(&relations().being), longest(&relations().lost));
    match (is, lost) {
        (is, Some(n)) if is.is_none_or(|m| n > m) => Some((n, true)),
        (Some(n), _) => Some((n, false)),
        _ => None,
    }
}

/// A word of a list of the grammar.
pub(super) fn among(list: &[String], token: &Token) -> bool {
    token.is_word() && list.contains(&token.low)
}

/// In singular, as the lists of kinds have it.
pub(super) fn singular(word: &str) -> String {
    let known = |w: &str| kinds().contains(w);
    let cut = word.strip_suffix("ies").map(|s| format!("{s}y")).filter(|s| known(s));
    let plain = word.strip_suffix('s').filter(|s| known(s)).map(str::to_owned);
    cut.or(plain).unwrap_or_else(|| word.to_owned())
}
