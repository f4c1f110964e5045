//! Names and other phrases that statements are about, and when two of them are of the same thing.

use super::countries::{Ground, grounds};
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::relations;
use std::collections::HashSet;
use std::sync::OnceLock;

/// A name or another phrase.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) span: Span,
    /// In small letters, what tells nothing aside; Chinese in one piece.
    pub(super) words: Vec<String>,
    /// A name, not a plain noun.
    pub(super) proper: bool,
    /// Countries it is of.
    pub(super) grounds: Vec<Ground>,
}

impl Name {
    /// A phrase of English words; `None` where they tell nothing.
    pub(super) fn of(span: Span, words: &[&str], proper: bool) -> Option<Self> {
        let full: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        let telling: Vec<String> = full.iter().filter(|w| !relations().grammar.empty.contains(w)).cloned().collect();
        let bare = |w: &&String| !relations().grammar.determiners.contains(w);
        let words = if telling.is_empty() { full.iter().filter(bare).cloned().collect() } else { telling };
        let grounds = grounds(&words);
        (!words.is_empty()).then_some(Self { span, words, proper, grounds })
    }

    /// A phrase of Chinese characters.
    pub(super) fn chinese(span: Span, text: &str) -> Option<Self> {
        let marks = |c: char| matches!(c, '《' | '》' | '“' | '”' | '「' | '」' | '"' | '·' | ' ' | '　');
        let word: String = text.chars().filter(|c| !marks(*c)).collect();
        let grounds = super::countries::chinese(&word);
        (!word.is_empty()).then_some(Self { span, words: vec![word], proper: true, grounds })
    }

    /// What statements on it are found by: its words; of Chinese its pairs of characters.
    pub(super) fn keys(&self) -> Vec<String> {
        if !self.is_chinese() {
            return self.words.iter().map(|w| w.trim_end_matches('s').to_owned()).collect();
        }
        let chars: Vec<char> = self.words.concat().chars().collect();
        let pairs = chars.windows(2).map(|p| p.iter().collect());
        let alone = (chars.len() == 1).then(|| chars.iter().collect());
        pairs.chain(alone).collect()
    }

    fn is_chinese(&self) -> bool {
        self.words.iter().any(|w| w.chars().any(is_han))
    }

    /// Of the same thing, as far as the words go: one has all words of the other.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        if self.is_chinese() || other.is_chinese() {
            let (a, b) = (self.words.concat(), other.words.concat());
            let bare = |w: &str| match w.chars().count() {
                0..=2 => w.to_owned(),
                _ => w.trim_end_matches(['省', '市', '县', '区', '州']).to_owned(),
            };
            let (x, y) = (bare(&a), bare(&b));
            let short = x.chars().count().min(y.chars().count());
            return a == b || short > 1 && (is_part(&x, &y) || is_part(&y, &x));
        }
        let within = |a: &Self, b: &Self| a.words.iter().all(|w| b.words.iter().any(|v| is_form(w, v)));
        within(self, other) || within(other, self)
    }

    /// Surely of the same thing: all the same words, or one surname.
    pub(super) fn is_sure(&self, other: &Self) -> bool {
        let last = || !self.is_chinese() && self.proper && other.proper && self.words.last() == other.words.last();
        let whole = || match self.is_chinese() {
            // 作家何田 is 何田.
            true => {
                let (a, b) = (self.words.concat(), other.words.concat());
                a.ends_with(b.as_str()) || b.ends_with(a.as_str())
            }
            false => self.words.len() == other.words.len(),
        };
        self.is_same(other) && (whole() || last())
    }

    /// A country and no more.
    pub(super) fn is_ground(&self) -> bool {
        let all = match self.is_chinese() {
            true => super::countries::is_chinese_name(&self.words.concat()),
            false => super::countries::at(&self.words).is_some_and(|(_, n)| n == self.words.len()),
        };
        all && !self.grounds.is_empty()
    }

    /// A state, a province or the like, in which other places lie.
    pub(super) fn is_region(&self) -> bool {
        let written = self.words.join(" ");
        let ends = |w: &&str| written.ends_with(*w);
        regions().contains(written.as_str()) || ["省", "州", "自治区", "县", "区"].iter().any(ends)
    }

    /// Surely of two things: both are names, and they have no word in common.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        if !self.proper || !other.proper {
            return false;
        }
        if self.is_chinese() != other.is_chinese() {
            return false;
        }
        if self.is_chinese() {
            return is_apart(&self.words.concat(), &other.words.concat());
        }
        let like = |a: &String, b: &String| is_form(a, b) || a.starts_with(b.as_str()) || b.starts_with(a.as_str());
        let common = &relations().grammar.common;
        let own = |n: &Self| -> Vec<String> {
            let rare: Vec<String> = n.words.iter().filter(|w| !common.contains(w)).cloned().collect();
            if rare.is_empty() { n.words.clone() } else { rare }
        };
        let (a, b) = (own(self), own(other));
        !a.iter().any(|w| b.iter().any(|v| like(w, v)))
    }
}

/// The one begins or ends with the other, and does not tell of something of it: 张三的父亲 is not 张三.
fn is_part(long: &str, short: &str) -> bool {
    let joined = |rest: &str| rest.ends_with(['的', '和', '与', '之']);
    long.strip_suffix(short).is_some_and(|r| !joined(r))
        || long.strip_prefix(short).is_some_and(|r| !r.contains(['的', '和', '与', '之']))
}

fn regions() -> &'static HashSet<String> {
    static REGIONS: OnceLock<HashSet<String>> = OnceLock::new();
    REGIONS.get_or_init(|| include_str!("../../../vocabulary/regions.txt").lines().map(str::to_lowercase).collect())
}

/// One word, or one is the plural, the possessor or the adjective of the other.
fn is_form(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || short.len() > 3 && long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "es"))
}

/// Two Chinese names that are not of one thing: without what both end in they share no character, but for a surname.
fn is_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let person = |n: &[char]| (2..=3).contains(&n.len());
    let surname = person(a) && person(b) && a[0] == b[0] && tail == 0;
    let (a, b) = if surname { (&a[1..], &b[1..]) } else { (a, b) };
    !a.is_empty() && !b.is_empty() && !a.iter().any(|c| b.contains(c))
}
