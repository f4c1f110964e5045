//! Countries by their names, adjectives and people.

use crate::vocabulary::countries;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A country, by its place in the table.
pub(super) type Ground = usize;

/// Words of the longest name of a country that is looked for.
const LONGEST: usize = 4;

struct Index {
    latin: HashMap<String, Ground>,
    han: Vec<(&'static str, Ground)>,
    within: Vec<Vec<Ground>>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut latin = HashMap::new();
        let mut han = Vec::new();
        for (i, country) in countries().iter().enumerate() {
            for name in country.names.iter().chain(&country.people) {
                let low = name.to_lowercase();
                latin.insert(format!("{low}s"), i);
                latin.insert(low, i);
            }
            han.extend(country.zh.iter().map(|n| (n.as_str(), i)));
        }
        // 几内亚 is in 巴布亚新几内亚.
        han.sort_by_key(|(n, _)| std::cmp::Reverse(n.len()));
        let named = |name: &String| countries().iter().position(|c| c.names.contains(name));
        let within = countries().iter().map(|c| c.within.iter().filter_map(named).collect()).collect();
        Index { latin, han, within }
    })
}

/// The country that words in small letters begin with, and how many of them are its name.
pub(super) fn at<S: AsRef<str>>(words: &[S]) -> Option<(Ground, usize)> {
    (1..=LONGEST.min(words.len())).rev().find_map(|n| {
        let name = words[..n].iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ");
        Some((*index().latin.get(&name)?, n))
    })
}

/// All countries that words name, also within a word with a hyphen: German-born.
pub(super) fn grounds(words: &[String]) -> Vec<Ground> {
    let parts: Vec<&str> = words.iter().flat_map(|w| w.split('-')).collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < parts.len() {
        match at(&parts[i..]) {
            Some((ground, n)) => {
                out.push(ground);
                i += n;
            }
            None => i += 1,
        }
    }
    out
}

/// The countries that Chinese words name.
pub(super) fn chinese(text: &str) -> Vec<Ground> {
    let mut text = text.to_owned();
    let mut out = Vec::new();
    for (name, ground) in &index().han {
        if text.contains(name) {
            text = text.replace(name, " ");
            out.push(*ground);
        }
    }
    out
}

/// The same, with where each name begins and how long it is.
pub(super) fn chinese_at(text: &str) -> Vec<(Ground, usize, usize)> {
    let place = |(name, ground): &(&'static str, Ground)| Some((*ground, text.find(name)?, name.len()));
    let mut out: Vec<(Ground, usize, usize)> = Vec::new();
    for (ground, from, len) in index().han.iter().filter_map(place) {
        if !out.iter().any(|(_, at, n)| from < at + n && *at < from + len) {
            out.push((ground, from, len));
        }
    }
    out
}

/// A Chinese word is the name of a country.
pub(super) fn is_chinese_name(word: &str) -> bool {
    index().han.iter().any(|(n, _)| *n == word)
}

/// One country, or one within the other.
pub(super) fn meet(a: Ground, b: Ground) -> bool {
    let within = |x: Ground, y: Ground| index().within.get(x).is_some_and(|w| w.contains(&y));
    a == b || within(a, b) || within(b, a)
}

/// What is of the one is of the other: England lies in the United Kingdom.
pub(super) fn lies_in(a: Ground, b: Ground) -> bool {
    a == b || index().within.get(a).is_some_and(|w| w.contains(&b))
}
