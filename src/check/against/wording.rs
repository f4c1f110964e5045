//! Sentences held against those of references word by word: what is said in nearly the same words is supported, and
//! where of two sentences with the same words one has the opposite, a denial, another name or the same names the other
//! way round, the article is contradicted.

use super::aligned::{Aligned, Gap};
use super::place::sentences;
use super::units::{Sort, Unit, is_name, units};
use super::words::{Tokens, Weights, Words};
use crate::article::Article;
use crate::extract::Extraction;
use crate::source::Span;
use crate::vocabulary::Opposite;
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
        let mut all = Vec::new();
        for span in sentences(article.source.text()) {
            let from = units.partition_point(|u| u.at.start < span.start);
            let to = units.partition_point(|u| u.at.start < span.end).max(from);
            let words = tokens.words(span);
            for word in words.iter() {
                index.entry(word).or_default().push(all.len() as u32);
            }
            all.push(Sentence { span, words, units: from..to });
        }
        Self { units, sentences: all, index }
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

/// The sentences of an article, each held against those of the references it is likest to.
pub(super) fn compare<'a>(
    own: &Wording,
    references: impl Iterator<Item = (&'a Wording, &'a Weights)> + Clone,
) -> Vec<Said> {
    own.sentences.iter().map(|s| said(own, s, references.clone())).collect()
}

fn said<'a>(own: &Wording, sentence: &Sentence, references: impl Iterator<Item = (&'a Wording, &'a Weights)>) -> Said {
    let mine = own.units(sentence);
    let mut found: Vec<(u32, usize, &Wording, usize)> = Vec::new();
    for (r, (wording, weights)) in references.enumerate() {
        found.extend(wording.likest(&sentence.words, weights).into_iter().map(|(like, s)| (like, r, wording, s)));
    }
    found.sort_by_key(|f| (std::cmp::Reverse(f.0), f.1, f.3));
    found.truncate(CANDIDATES);
    let beside: Vec<(usize, Span, Aligned)> = found
        .iter()
        .map(|(_, r, wording, s)| {
            let other = &wording.sentences[*s];
            (*r, other.span, Aligned::of(mine, wording.units(other)))
        })
        .collect();
    let same = beside.iter().find(|(_, _, a)| is_said(a)).map(|(r, span, _)| (*r, *span));
    let mut otherwise: Vec<Otherwise> = Vec::new();
    for (k, (r, span, aligned)) in beside.iter().enumerate() {
        for (own, other, names, swap) in contradictions(aligned) {
            let part = cover(&aligned.own[own.clone()]);
            let elsewhere = beside.iter().enumerate().any(|(n, b)| n != k && has(&b.2, &own));
            let (Some(at), Some(theirs)) = (part, cover(&aligned.other[other])) else { continue };
            if !elsewhere && !otherwise.iter().any(|o| o.span.overlaps(at)) {
                otherwise.push(Otherwise { span: at, reference: *r, other: theirs, sentence: *span, names, swap });
            }
        }
    }
    Said { span: sentence.span, same, otherwise }
}

fn cover(units: &[Unit]) -> Option<Span> {
    units.iter().map(|u| u.at).reduce(Span::cover)
}

/// Another sentence has what stands there among the same words.
fn has(aligned: &Aligned, own: &Range<usize>) -> bool {
    let told = own.clone().filter(|&i| aligned.own[i].tells());
    let all = told.clone().count() > 0 && told.clone().all(|i| aligned.partner[i].is_some());
    let first = own.start;
    let at = aligned.partner.get(first..).unwrap_or_default().iter().flatten().next().copied().unwrap_or(0);
    let around = aligned.around(&Gap { own: own.clone(), other: at..at }, REACH);
    all && 2 * around.common >= around.seen
}

/// How much weight is looked at to either side of a gap.
const REACH: u32 = 8;

/// The sentence says nothing that the reference's does not.
fn is_said(aligned: &Aligned) -> bool {
    let (all, common) = aligned.weights(0..aligned.own.len());
    // Of a list the order does not count: Portugal and Spain.
    let listed = |i: usize| {
        let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|n| aligned.own.get(n));
        beside.into_iter().any(|u| u.known.mutual && !u.tells())
            && matches!(aligned.own[i].sort, Sort::Name)
            && aligned.other.iter().any(|u| u.is_same(&aligned.own[i]))
    };
    let extra = (0..aligned.own.len()).filter(|&i| aligned.partner[i].is_none() && (listed(i) || weaker(aligned, i)));
    let common = common + extra.map(|i| aligned.own[i].weight).sum::<u32>();
    let lone = |i: usize| aligned.partner[i].is_none() && !listed(i);
    let telling = (0..aligned.own.len()).filter(|&i| lone(i)).any(|i| {
        let unit = &aligned.own[i];
        matches!(unit.sort, Sort::Name | Sort::Value(_) | Sort::Denial | Sort::Lower) || !unit.known.members.is_empty()
    });
    let taken: Vec<usize> = aligned.partner.iter().flatten().copied().collect();
    let hedged = aligned.other.iter().enumerate().any(|(j, u)| {
        matches!(u.sort, Sort::Denial | Sort::Supposed | Sort::Lower) && taken.binary_search(&j).is_err()
    });
    all > 3 && 100 * common >= 80 * all && !telling && !hedged && contradictions(aligned).is_empty()
}

/// Says no more than the other's word: some, where it has most.
fn weaker(aligned: &Aligned, i: usize) -> bool {
    let more = |grade: usize| aligned.other.iter().any(|u| u.known.grade.is_some_and(|g| g > grade));
    aligned.own[i].known.grade.is_some_and(more)
}

/// Places of the article's sentence that the other excludes, each with its counterpart, whether they are names, and
/// whether the one can be written for the other.
fn contradictions(aligned: &Aligned) -> Vec<(Range<usize>, Range<usize>, bool, bool)> {
    let gaps = aligned.gaps();
    let mut out = Vec::new();
    if let Some((own, other)) = turned(aligned, &gaps).or_else(|| voiced(aligned)) {
        out.push((own, other, true, false));
    }
    for gap in &gaps {
        if is_denied(aligned, gap) && is_strong(aligned, gap) {
            out.push((
                with_next(gap.own.clone(), aligned.own.len()),
                with_next(gap.other.clone(), aligned.other.len()),
                false,
                false,
            ));
        } else if let Some((own, other, kind)) = pair(aligned, gap) {
            let sure = match kind {
                Kind::Opposite => is_strong(aligned, gap),
                Kind::Rival | Kind::Name => is_alone(aligned, gap, &gaps, kind),
            };
            if sure {
                out.push((own, other, kind == Kind::Name, true));
            }
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One of the two words is wrong.
    Opposite,
    /// One of them is wrong, or they tell of two things.
    Rival,
    /// Two names.
    Name,
}

/// A gap with the unit behind it, so that it reads as words.
fn with_next(part: Range<usize>, len: usize) -> Range<usize> {
    part.start..(part.end + 1).min(len)
}

/// Only one side has a denial or makes a post a lower one, and nothing else that tells something.
fn is_denied(aligned: &Aligned, gap: &Gap) -> bool {
    let turns = |u: &Unit| matches!(u.sort, Sort::Denial | Sort::Lower);
    let denials = |units: &[Unit]| units.iter().filter(|u| turns(u)).count();
    let else_tells = |units: &[Unit]| units.iter().any(|u| u.tells() && !turns(u));
    let (own, other) = (&aligned.own[gap.own.clone()], &aligned.other[gap.other.clone()]);
    denials(own) % 2 != denials(other) % 2 && !else_tells(own) && !else_tells(other)
}

/// The two units of a gap that exclude each other, where nothing else stands in it.
fn pair(aligned: &Aligned, gap: &Gap) -> Option<(Range<usize>, Range<usize>, Kind)> {
    let (own, other) = (told(aligned.own, &gap.own), told(aligned.other, &gap.other));
    let (first, last) = (*own.first()?, *own.last()?);
    let (from, to) = (*other.first()?, *other.last()?);
    let ranges = (first..last + 1, from..to + 1);
    if let ([i], [j]) = (own.as_slice(), other.as_slice()) {
        let (a, b) = (&aligned.own[*i], &aligned.other[*j]);
        if let Some(kind) = a.excludes(b) {
            let kind = if kind == Opposite::Apart { Kind::Rival } else { Kind::Opposite };
            return Some((ranges.0, ranges.1, kind));
        }
        if let (Some(x), Some(y)) = (a.known.grade, b.known.grade) {
            return (x > y).then_some((ranges.0, ranges.1, Kind::Rival));
        }
    }
    let all = is_name(&aligned.own[ranges.0.clone()]) && is_name(&aligned.other[ranges.1.clone()]);
    (all && own.len() <= 4 && other.len() <= 4 && !is_short_for(aligned, &own, &other)).then_some((
        ranges.0,
        ranges.1,
        Kind::Name,
    ))
}

/// EC for European Commission: one name is the initials of the other, or a part of it.
fn is_short_for(aligned: &Aligned, own: &[usize], other: &[usize]) -> bool {
    let shared = own.iter().any(|&i| other.iter().any(|&j| aligned.own[i].is_same(&aligned.other[j])));
    let letters = own.iter().chain(other).any(|&i| aligned.own.get(i).is_some_and(|u| u.weight == 1));
    shared || own.len() != other.len() && !letters
}

/// What stands around is the same, whatever else the sentences say.
fn is_strong(aligned: &Aligned, gap: &Gap) -> bool {
    let around = aligned.around(gap, REACH);
    let solid = around.solid.0 + around.solid.1;
    5 * around.common >= 3 * around.seen && around.common >= 6 && solid >= 5
}

/// All else of the sentence is the same.
fn is_alone(aligned: &Aligned, gap: &Gap, gaps: &[Gap], kind: Kind) -> bool {
    let (all, common) = aligned.weights(0..aligned.own.len());
    let (own, _) = aligned.weights(gap.own.clone());
    let others = gaps.iter().filter(|g| *g != gap).filter(|g| {
        let (a, b) = (&aligned.own[g.own.clone()], &aligned.other[g.other.clone()]);
        let named = |u: &[Unit]| u.iter().any(|u| matches!(u.sort, Sort::Name | Sort::Value(_)));
        named(a) && named(b)
    });
    let rest = all.saturating_sub(own);
    // Two names may both be right unless something tells that one only is meant.
    let one = aligned
        .own
        .iter()
        .zip(&aligned.partner)
        .any(|(u, p)| p.is_some() && (u.known.unique || matches!(&u.sort, Sort::Value(v) if v.is_rare())));
    others.count() == 0 && 100 * common >= 85 * rest && common >= 4 && (one || kind != Kind::Name)
}

/// Two names stand in the same order around the same word, and only one of the two suffers what it tells.
fn voiced(aligned: &Aligned) -> Option<(Range<usize>, Range<usize>)> {
    let names: Vec<(usize, usize)> = (0..aligned.own.len())
        .filter(|&i| matches!(aligned.own[i].sort, Sort::Name))
        .filter_map(|i| Some((i, aligned.partner[i]?)))
        .collect();
    let agents = |units: &[Unit]| units.iter().filter(|u| matches!(u.sort, Sort::Agent)).count();
    let pairs = names.iter().zip(names.iter().skip(1));
    pairs.map(|(a, b)| (a.0..b.0 + 1, a.1..b.1 + 1)).find(|(own, other)| {
        let (mine, theirs) = (&aligned.own[own.clone()], &aligned.other[other.clone()]);
        let told = own.clone().filter(|&i| aligned.own[i].tells());
        // Between the names stands one word at least, and all that stands there is the same.
        let same = told.clone().all(|i| aligned.partner[i].is_some()) && told.count() > 2;
        let all = theirs.iter().filter(|u| u.tells()).count() == mine.iter().filter(|u| u.tells()).count();
        same && all && agents(mine) + agents(theirs) == 1
    })
}

/// The same names, or other words, stand around the same words the other way round.
fn turned(aligned: &Aligned, gaps: &[Gap]) -> Option<(Range<usize>, Range<usize>)> {
    let agents = |units: &[Unit]| units.iter().any(|u| matches!(u.sort, Sort::Agent));
    let swapped = |own: &Range<usize>, other: &Range<usize>, between: &Range<usize>| {
        let (mine, theirs) = (&aligned.own[own.clone()], &aligned.other[other.clone()]);
        let same = |i: usize| theirs.iter().any(|u| u.is_same(&aligned.own[i]));
        let told: Vec<usize> = between.clone().filter(|&i| aligned.own[i].tells()).collect();
        let mutual = between.clone().any(|i| aligned.own[i].known.mutual);
        told.iter().any(|&i| same(i)) && !mutual && agents(mine) == agents(theirs)
    };
    let crossed = gaps.iter().enumerate().find_map(|(n, first)| {
        gaps[n + 1..].iter().find_map(|second| {
            let all = |a: &Range<usize>, b: &Range<usize>| {
                let (mine, theirs) = (told(aligned.own, a), told(aligned.other, b));
                mine.len() == theirs.len()
                    && !mine.is_empty()
                    && mine.iter().zip(&theirs).all(|(&i, &j)| aligned.own[i].is_same(&aligned.other[j]))
            };
            let own = first.own.start..second.own.end;
            let other = first.other.start..second.other.end;
            let between = first.own.end..second.own.start;
            (all(&first.own, &second.other) && all(&second.own, &first.other) && swapped(&own, &other, &between))
                .then_some((own, other))
        })
    });
    // The names weigh more than what stands between them, so that one of them may be taken for the same.
    let named = || {
        let (mine, theirs) = (names(aligned.own), names(aligned.other));
        let common = bag(aligned);
        let find = |a: &Range<usize>| {
            theirs
                .iter()
                .find(|b| aligned.own[a.clone()].iter().zip(&aligned.other[(*b).clone()]).all(|(x, y)| x.is_same(y)))
        };
        mine.iter().zip(mine.iter().skip(1)).find_map(|(a, b)| {
            let (x, y) = (find(a)?, find(b)?);
            let (own, other) = (a.start..b.end, y.start..x.end);
            (y.end <= x.start && common && swapped(&own, &other, &(a.end..b.start))).then_some((own, other))
        })
    };
    crossed.or_else(named)
}

/// Nearly all that the article's sentence tells stands somewhere in the other.
fn bag(aligned: &Aligned) -> bool {
    let (mut all, mut common) = (0, 0);
    for unit in aligned.own {
        all += unit.weight;
        common += if aligned.other.iter().any(|u| u.is_same(unit)) { unit.weight } else { 0 };
    }
    100 * common >= 85 * all
}

/// Units that tell something.
fn told(units: &[Unit], part: &Range<usize>) -> Vec<usize> {
    part.clone().filter(|&i| units[i].tells()).collect()
}

/// The names of a sentence, each as the units side by side that it is of.
fn names(units: &[Unit]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, _) in units.iter().enumerate().filter(|(_, u)| matches!(u.sort, Sort::Name)) {
        match out.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}
