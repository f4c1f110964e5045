//! The words of a text, as hashes: content words of Latin script by their stem, Chinese by pairs of characters.

use super::likeness::groups;
use crate::article::Article;
use crate::normalise::{fold, fold_text, is_han};
use crate::source::Span;
use crate::vocabulary::{Language, likeness, lists};
use std::collections::HashMap;

/// A set of words, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) struct Words(Vec<u64>);

impl Words {
    /// The words of a text; figures are left out, since they are what is compared.
    pub(in crate::check) fn of(text: &str) -> Self {
        Self::of_all(&[text])
    }

    /// The words of several texts.
    pub(in crate::check) fn of_all(texts: &[&str]) -> Self {
        let mut out = Vec::new();
        for text in texts {
            let push = |_, word, _| out.push(word);
            // Folding changes nothing of ASCII but line ends, which part words as spaces do.
            match text.is_ascii() {
                true => scan(text, push),
                false => scan(&fold_text(text), push),
            }
        }
        Self::sorted(out)
    }

    pub(super) fn sorted(mut words: Vec<u64>) -> Self {
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// How many words there are.
    pub(in crate::check) fn count(&self) -> usize {
        self.0.len()
    }

    /// How much of the greater set is in the other, in hundredths; 0 where one is empty.
    pub(in crate::check) fn likeness(&self, other: &Self) -> u32 {
        let most = self.0.len().max(other.0.len());
        (100 * self.common(other).count()).checked_div(most).unwrap_or(0) as u32
    }

    /// How much of the lighter set is in the other, in hundredths; rare words weigh more.
    pub(super) fn share_by(&self, other: &Self, weights: &Weights) -> u32 {
        part(weights.sum(self.common(other)), weights.sum(self.iter()).min(weights.sum(other.iter())))
    }

    /// How much of this set is in the other, in hundredths; rare words weigh more.
    pub(super) fn within(&self, other: &Self, weights: &Weights) -> u32 {
        part(weights.sum(self.common(other)), weights.sum(self.iter()))
    }

    /// How many words are in both.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.common(other).count()
    }

    /// Whether a word is among them.
    pub(super) fn has(&self, word: u64) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }

    /// Words of both.
    fn common<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u64> + 'a {
        let mut rest = other.0.iter().copied().peekable();
        self.iter().filter(move |&word| {
            while rest.next_if(|&w| w < word).is_some() {}
            rest.peek() == Some(&word)
        })
    }
}

fn part(common: u64, whole: u64) -> u32 {
    (100 * common).checked_div(whole).unwrap_or(0) as u32
}

/// How much a word tells: more, the fewer sentences of a text have it.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    sentences: u64,
    counts: HashMap<u64, u64>,
}

impl Weights {
    /// From the words of each sentence of a text.
    pub(super) fn of(sentences: impl Iterator<Item = Words>) -> Self {
        let mut weights = Self::default();
        for words in sentences {
            weights.sentences += 1;
            for word in words.0 {
                *weights.counts.entry(word).or_default() += 1;
            }
        }
        weights
    }

    fn sum(&self, words: impl Iterator<Item = u64>) -> u64 {
        words.map(|w| self.weight(w)).sum()
    }

    /// The logarithm of how rare a word is, in quarters of a binary digit; at least one.
    pub(super) fn weight(&self, word: u64) -> u64 {
        let count = self.counts.get(&word).copied().unwrap_or(0);
        let rarity = u128::from((2 * (self.sentences + 1) * 256) / (2 * count + 1)).max(1);
        u64::from(rarity.saturating_pow(4).ilog2().saturating_sub(32)).max(1)
    }
}

/// The words of a text with their places, in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    all: Vec<Token>,
    /// Words that others mean the same as, with the index of what they mean.
    meanings: Vec<(Span, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    /// Bytes of the article's text.
    at: Span,
    word: u64,
    /// A capitalised Latin word: it says whom something is of, not what it is.
    name: bool,
    /// What the words there mean, where they name one thing.
    thing: bool,
}

impl Tokens {
    /// The words of an article, and with each word that has others of the same meaning what they mean.
    pub(super) fn of(article: &Article) -> Self {
        let folded = fold(article);
        let mut all = Vec::new();
        scan(&folded.text, |at, word, name| all.push(Token { at: folded.origin(at), word, name, thing: false }));
        let found = groups().found(&folded.text).into_iter();
        let mut meanings: Vec<(Span, usize)> = found.map(|(at, group)| (folded.origin(at), group)).collect();
        let thing = |group: usize| likeness().get(group).is_some_and(|l| l.thing);
        let meant = |&(at, group): &(Span, usize)| {
            let word = hash(&format!("#{group}"));
            Token { at, word, name: false, thing: thing(group) }
        };
        all.extend(meanings.iter().map(meant));
        all.sort_by_key(|t| (t.at.start, t.at.end, t.word));
        meanings.sort();
        Self { all, meanings }
    }

    /// The words that stand within a span.
    pub(super) fn words(&self, span: Span) -> Words {
        Words::sorted(self.inside(span).map(|t| t.word).collect())
    }

    /// The first word within a span.
    pub(super) fn first(&self, span: Span) -> Option<u64> {
        self.inside(span).next().map(|t| t.word)
    }

    /// The word that begins at a place.
    pub(super) fn at(&self, start: usize) -> Option<u64> {
        let token = self.all.get(self.all.partition_point(|t| t.at.start < start))?;
        (token.at.start == start).then_some(token.word)
    }

    /// The word that a span ends with.
    pub(super) fn last(&self, span: Span) -> Option<u64> {
        self.inside(span).find(|t| t.at.end == span.end).map(|t| t.word)
    }

    /// The words around a gap in a span.
    pub(super) fn words_around(&self, gap: Span, span: Span) -> Words {
        let (before, after) = (Span::new(span.start, gap.start), Span::new(gap.end, span.end.max(gap.end)));
        Words::sorted(self.inside(before).chain(self.inside(after)).map(|t| t.word).collect())
    }

    /// The words of a span that stand in none of a few gaps.
    pub(super) fn words_outside(&self, gaps: impl Iterator<Item = Span>, span: Span) -> Words {
        let gaps: Vec<Span> = gaps.collect();
        let free = |t: &&Token| !gaps.iter().any(|g| g.overlaps(t.at));
        Words::sorted(self.inside(span).filter(free).map(|t| t.word).collect())
    }

    /// The words of a span that may name something: none that the vocabulary knows to measure or to do something, none in
    /// a few gaps.
    pub(super) fn naming(&self, gaps: impl Iterator<Item = Span>, span: Span) -> Words {
        let gaps: Vec<Span> = gaps.collect();
        let from = self.meanings.partition_point(|(at, _)| at.end <= span.start);
        let meanings = self.meanings.get(from..).unwrap_or_default();
        let meant = |t: &Token| meanings.iter().take_while(|m| m.0.start < span.end).any(|m| m.0.overlaps(t.at));
        let free = |t: &&Token| !gaps.iter().any(|g| g.overlaps(t.at)) && (t.thing || !meant(t));
        Words::sorted(self.inside(span).filter(free).map(|t| t.word).collect())
    }

    /// The words that stand within a span, without names.
    pub(super) fn common_words(&self, span: Span) -> Words {
        Words::sorted(self.inside(span).filter(|t| !t.name).map(|t| t.word).collect())
    }

    /// What the words within a span mean, by index, in order and without repetition.
    pub(super) fn meanings(&self, span: Span) -> Vec<usize> {
        let from = self.meanings.partition_point(|(at, _)| at.start < span.start);
        let inside = self.meanings.get(from..).unwrap_or_default().iter().take_while(|(at, _)| at.end <= span.end);
        let mut out: Vec<usize> = inside.map(|(_, meaning)| *meaning).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The words that others mean the same as, with the index of what they mean.
    pub(super) fn meaning_places(&self) -> &[(Span, usize)] {
        &self.meanings
    }

    fn inside(&self, span: Span) -> impl Iterator<Item = &Token> {
        let from = self.all.partition_point(|t| t.at.start < span.start);
        let rest = self.all.get(from..).unwrap_or_default();
        rest.iter().take_while(move |t| t.at.start < span.end).filter(move |t| t.at.end <= span.end)
    }
}

/// Calls back for each word of a folded text: its bytes, its hash, and whether it is a capitalised Latin word.
fn scan(folded: &str, mut found: impl FnMut(Span, u64, bool)) {
    let mut start = 0;
    let mut lower = String::new();
    let apart = |c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { is_han(c) || !c.is_alphanumeric() };
    for word in folded.split(apart) {
        let end = start + word.len();
        if word.len() > 1 && !word.bytes().any(|b| b.is_ascii_digit()) {
            lower.clear();
            match word.is_ascii() {
                true => lower.push_str(word),
                false => lower.push_str(&word.to_lowercase()),
            }
            lower.make_ascii_lowercase();
            let name = word.starts_with(|c: char| c.is_ascii_uppercase());
            if !lists().empty.has(&lower, Language::En) {
                found(Span::new(start, end), hash(stem(&lower)), name);
            }
        }
        start = end + folded[end..].chars().next().map_or(0, char::len_utf8);
    }
    if folded.is_ascii() {
        return;
    }
    let mut last: Option<(usize, char)> = None;
    for (i, c) in folded.char_indices() {
        if !is_han(c) || numeral(c) {
            last = None;
            continue;
        }
        if let Some((from, first)) = last {
            let mut both = [0; 8];
            let len = first.encode_utf8(&mut both).len();
            c.encode_utf8(&mut both[len..]);
            let pair = std::str::from_utf8(&both[..len + c.len_utf8()]).unwrap_or_default();
            found(Span::new(from, i + c.len_utf8()), hash(pair), false);
        }
        last = Some((i, c));
    }
}

fn numeral(c: char) -> bool {
    "一二三四五六七八九十百千万亿零两多余约近超".contains(c)
}

/// A word without its commonest endings: increased, increases and increasing are one.
pub(in crate::check) fn stem(word: &str) -> &str {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= 3) {
            return stem.strip_suffix('e').unwrap_or(stem);
        }
    }
    word.strip_suffix('e').filter(|s| s.len() >= 3).unwrap_or(word)
}

/// FNV-1a.
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_stem_and_by_pairs_of_characters() {
        let share = |a: &str, b: &str| Words::of(a).share_by(&Words::of(b), &Weights::default());
        assert_eq!(share("increasing dividends", "the dividend increased"), 100);
        assert_eq!(share("总长约为35公里", "运河总长为35公里"), 100);
        assert_eq!(share("dividend", "debt"), 0);
        assert_eq!(share("", "debt"), 0);
    }

    #[test]
    fn a_word_of_few_sentences_weighs_more() {
        let sentences = ["the copper contract fell", "the rubber contract rose", "the contract"].map(Words::of);
        let weights = Weights::of(sentences.into_iter());
        let share = |a: &str, b: &str| Words::of(a).share_by(&Words::of(b), &weights);
        assert!(share("copper contract", "copper price") > share("copper contract", "contract price"));
    }
}
