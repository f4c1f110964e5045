//! Sentences held against those of references word by word: what is said in nearly the same words is supported, and
//! where of two sentences with the same words one has the opposite, a denial, another name or the same names the other
//! way round, the article is contradicted.

use super::aligned::{Aligned, Gap};
use super::differ::{Difference, REACH, contradictions, is_said};
use super::overlay::HanNames;
use super::place::sentences;
use super::told::{Verdict, has_word};
use super::units::{Unit, units};
use super::words::{Tokens, Weights, Words, hash};
use crate::article::Article;
use crate::extract::Extraction;
use crate::source::Span;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Sentences of the references that are laid beside one of the article.
const CANDIDATES: usize = 4;
/// A word of more sentences than this leads to none of them.
const COMMON: usize = 40;

/// A text by its sentences.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    units: Vec<Unit>,
    sentences: Vec<Sentence>,
    /// Sentences by the words they have.
    index: HashMap<u64, Vec<u32>>,
    /// Sentences by all that they say, spaces aside.
    verbatim: HashMap<u64, u32>,
    names: HanNames,
}

#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) span: Span,
    words: Words,
    units: Range<usize>,
}

/// What one sentence of the article comes to.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Its place.
    pub(super) span: Span,
    /// The reference that says the same, and where.
    pub(super) same: Option<(usize, Span)>,
    /// It stands there word for word, or all that it states.
    pub(super) verbatim: bool,
    /// Where a reference says otherwise.
    pub(super) otherwise: Vec<Otherwise>,
}

/// A place of the article that a reference contradicts.
#[derive(Clone, Debug)]
pub(super) struct Otherwise {
    pub(super) span: Span,
    pub(super) reference: usize,
    /// What the reference has there.
    pub(super) other: Span,
    /// Its sentence.
    pub(super) sentence: Span,
    /// Two names, not two words.
    pub(super) names: bool,
    /// What may be written instead stands at the same place.
    pub(super) swap: bool,
}

impl Wording {
    pub(super) fn of(article: &Article, extraction: &Extraction, tokens: &Tokens) -> Self {
        let units = units(article, extraction);
        let mut index: HashMap<u64, Vec<u32>> = HashMap::new();
        let mut verbatim = HashMap::new();
        let mut all = Vec::new();
        for span in sentences(article.source.text()) {
            let from = units.partition_point(|u| u.at.start < span.start);
            let to = units.partition_point(|u| u.at.start < span.end).max(from);
            let words = tokens.words(span);
            for word in words.iter() {
                index.entry(word).or_default().push(all.len() as u32);
            }
            verbatim.entry(written(article.source.slice(span))).or_insert(all.len() as u32);
            all.push(Sentence { span, words, units: from..to });
        }
        Self { units, sentences: all, index, verbatim, names: HanNames::of(article, extraction) }
    }

    fn units(&self, sentence: &Sentence) -> &[Unit] {
        self.units.get(sentence.units.clone()).unwrap_or_default()
    }

    /// The sentences likest to some words, the likest first, with how like they are in hundredths.
    fn likest(&self, words: &Words, weights: &Weights) -> Vec<(u32, usize)> {
        let mut near: HashMap<u32, u64> = HashMap::new();
        for word in words.iter() {
            let places = self.index.get(&word).map_or(&[][..], Vec::as_slice);
            if places.len() <= COMMON {
                places.iter().for_each(|&s| *near.entry(s).or_default() += weights.weight(word));
            }
        }
        let mut near: Vec<(u64, u32)> = near.into_iter().map(|(s, w)| (w, s)).collect();
        near.sort_unstable_by_key(|&(w, s)| (std::cmp::Reverse(w), s));
        near.truncate(CANDIDATES);
        let likeness = |s: u32| words.within(&self.sentences[s as usize].words, weights);
        near.into_iter().map(|(_, s)| (likeness(s), s as usize)).collect()
    }
}

/// A text with its wording, and how much its words tell.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) wording: &'a Wording,
    pub(super) weights: &'a Weights,
}

/// The sentences of an article, each held against those of the references it is likest to.
pub(super) fn compare<'a>(text: &str, own: &Wording, references: impl Iterator<Item = Text<'a>> + Clone) -> Vec<Said> {
    own.sentences.iter().map(|s| said(text, own, s, references.clone())).collect()
}

fn said<'a>(
    text: &str,
    own: &Wording,
    sentence: &Sentence,
    references: impl Iterator<Item = Text<'a>> + Clone,
) -> Said {
    // What stands there word for word needs no looking at, and is not otherwise somewhere else.
    let key = written(&text[sentence.span.start..sentence.span.end]);
    let whole =
        |(r, t): (usize, Text<'a>)| Some((r, t.wording.sentences.get(*t.wording.verbatim.get(&key)? as usize)?.span));
    if let Some(same) = references.clone().enumerate().find_map(whole) {
        return Said { span: sentence.span, same: Some(same), verbatim: true, otherwise: Vec::new() };
    }
    let mine = own.units(sentence);
    let mut found: Vec<(u32, usize, Text, usize)> = Vec::new();
    for (r, t) in references.enumerate() {
        let likest = t.wording.likest(&sentence.words, t.weights).into_iter();
        found.extend(likest.map(|(like, s)| (like, r, t, s)));
    }
    found.sort_by_key(|f| (std::cmp::Reverse(f.0), f.1, f.3));
    found.truncate(CANDIDATES);
    let laid: Vec<Laid> = found
        .iter()
        .map(|(_, _, t, s)| {
            let other = t.wording.units(&t.wording.sentences[*s]);
            (t.wording.names.laid_over(mine, text), own.names.laid_over(other, t.text))
        })
        .collect();
    let beside: Vec<(usize, Span, Aligned)> = found
        .iter()
        .zip(&laid)
        .map(|((_, r, t, s), (own, other))| (*r, t.wording.sentences[*s].span, Aligned::of(own, other)))
        .collect();
    let same = beside.iter().find(|(_, _, a)| is_said(a)).map(|(r, span, _)| (*r, *span));
    let mut otherwise: Vec<Otherwise> = Vec::new();
    for (k, (r, span, aligned)) in beside.iter().enumerate() {
        for Difference { own, other, names, swap } in contradictions(aligned) {
            let part = cover(&aligned.own[own.clone()]);
            let elsewhere = beside.iter().enumerate().any(|(n, b)| n != k && has(&b.2, part));
            let (Some(at), Some(theirs)) = (part, cover(&aligned.other[other])) else { continue };
            if !elsewhere && !otherwise.iter().any(|o| o.span.overlaps(at)) {
                otherwise.push(Otherwise { span: at, reference: *r, other: theirs, sentence: *span, names, swap });
            }
        }
    }
    Said { span: sentence.span, same, verbatim: false, otherwise }
}

/// Adds what the statements of the sentences come to, which count more than their words.
pub(super) fn add<'a>(
    text: &str,
    said: &mut [Said],
    told: Vec<Verdict>,
    others: impl Iterator<Item = &'a str> + Clone,
) {
    for verdict in told {
        let at = said.partition_point(|s| s.span.start < verdict.sentence.start);
        let Some(said) = said.get_mut(at).filter(|s| s.span == verdict.sentence && !s.verbatim) else { continue };
        let Verdict { reference, there, wrong, doubts, .. } = verdict;
        if !doubts.is_empty() {
            let other = said.same.and_then(|(r, at)| others.clone().nth(r)?.get(at.start..at.end));
            let lacks = |other: &str| doubts.iter().any(|d| d.is_empty() || !has_word(other, &text[d.start..d.end]));
            said.same = said.same.filter(|_| !other.is_some_and(lacks));
            continue;
        }
        match wrong {
            Some((span, other)) => {
                said.same = None;
                said.otherwise
                    .insert(0, Otherwise { span, reference, other, sentence: there, names: true, swap: false });
            }
            None => {
                *said = Said { span: said.span, same: Some((reference, there)), verbatim: true, otherwise: Vec::new() };
            }
        }
    }
}

/// The units of two sentences, each with the names of the other's text in it.
type Laid<'a> = (Cow<'a, [Unit]>, Cow<'a, [Unit]>);

/// Hash of all characters of a sentence but spaces.
fn written(text: &str) -> u64 {
    hash(&text.split_whitespace().collect::<String>())
}

fn cover(units: &[Unit]) -> Option<Span> {
    units.iter().map(|u| u.at).reduce(Span::cover)
}

/// Another sentence has what stands there among the same words.
fn has(aligned: &Aligned, part: Option<Span>) -> bool {
    let inside = |u: &Unit| part.is_some_and(|p| p.overlaps(u.at));
    let (Some(first), Some(last)) = (aligned.own.iter().position(inside), aligned.own.iter().rposition(inside)) else {
        return false;
    };
    let own = first..last + 1;
    let told = own.clone().filter(|&i| aligned.own[i].tells());
    let all = told.clone().count() > 0 && told.clone().all(|i| aligned.partner[i].is_some());
    let at = aligned.partner.get(first..).unwrap_or_default().iter().flatten().next().copied().unwrap_or(0);
    let around = aligned.around(&Gap { own, other: at..at }, REACH);
    all && 2 * around.common >= around.seen
}
