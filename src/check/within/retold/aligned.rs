//! A sentence told twice with one word turned into its opposite, denied, or one figure changed.
//!
//! The words of two sentences are laid side by side, as by `diff`. They contradict each other where all differences
//! around one are words that only one of the two has, and that one cannot be true of both.

use super::common::aligned;
use super::edges;
use crate::check::against::likeness::groups;
use crate::check::against::words::stem;
use crate::check::within::{SEPARATORS, Told, apart, key};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, Opposite, likeness, lists};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::BuildHasher;

/// Words to either side that are looked at.
const REACH: usize = 8;
/// Words that must be the same around a difference.
const ENOUGH: usize = 5;
/// The same, where one sentence denies the other.
const DENIED: usize = 6;
/// Sentences with one pair of words in common, above which the pair tells nothing.
const COMMON: usize = 8;
/// Words of a sentence above which it is not compared.
const LONGEST: usize = 120;

/// One word of a sentence that says something.
#[derive(Clone, PartialEq, Eq)]
struct Token<'a> {
    at: Span,
    /// Of the key, which most comparisons are settled by.
    hash: u64,
    key: Cow<'a, str>,
    kind: Kind,
}

impl<'a> Token<'a> {
    fn new(at: Span, key: Cow<'a, str>, kind: Kind) -> Self {
        Self { at, hash: FxBuildHasher.hash_one(&key), key, kind }
    }

    /// They are the same word, figure or meaning.
    fn same(&self, other: &Self) -> bool {
        self.hash == other.hash && self.key == other.key
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    /// With a capital letter, but not at the head of its sentence.
    Name,
    Negation,
    /// Of a meaning that has an opposite.
    Sense(usize),
    /// Index of a figure.
    Figure(usize),
}

/// Words of each of two sentences between those that they have in common.
type Gap<'a> = (&'a [Token<'a>], &'a [Token<'a>]);

/// Pairs of places that cannot both be true.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let sentences = sentences(told);
    let edges = edges(told.text);
    let place = |s: &Vec<Token>| s.first().map_or([false; 3], |t| edges.map(|e| e.contains(t.at)));
    let places: Vec<[bool; 3]> = sentences.iter().map(place).collect();
    // What is told again stands in the headline, the lead or the end; elsewhere lists tell alike of several things.
    let told_again = |a: usize, b: usize| places[a] != places[b];
    let (edge, body): (Vec<usize>, Vec<usize>) = (0..sentences.len()).partition(|&i| places[i] != [false; 3]);
    // The sentences with a pair of words, for the pairs that an edge has.
    let mut holders: FxHashMap<(u64, u64), Vec<usize>> = FxHashMap::default();
    for i in edge {
        for pair in pairs_of(&sentences[i]) {
            let held = holders.entry(pair).or_default();
            if held.last() != Some(&i) {
                held.push(i);
            }
        }
    }
    for i in body {
        for pair in pairs_of(&sentences[i]) {
            if let Some(held) = holders.get_mut(&pair).filter(|h| h.last() != Some(&i)) {
                held.push(i);
            }
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for held in holders.values_mut().filter(|h| (2..=COMMON).contains(&h.len())) {
        held.sort_unstable();
        for (n, &a) in held.iter().enumerate() {
            let others = held[n + 1..].iter().filter(|b| told_again(a, **b));
            others.for_each(|b| *shared.entry((a, *b)).or_default() += 1);
        }
    }
    let alike = shared.into_iter().filter(|(_, n)| *n >= 2);
    alike.filter_map(|((a, b), _)| difference(told, &sentences[a], &sentences[b])).collect()
}

/// The words of a sentence that stand beside each other, as hashes.
fn pairs_of(sentence: &[Token]) -> impl Iterator<Item = (u64, u64)> {
    let words = || sentence.iter().filter(|t| matches!(t.kind, Kind::Word | Kind::Name)).map(|t| t.hash);
    words().zip(words().skip(1))
}

/// The sentences of an article as the words that say something; Chinese ones are compared elsewhere.
fn sentences<'a>(told: &Told<'a>) -> Vec<Vec<Token<'a>>> {
    let meanings = groups().found(told.text);
    let mut out = Vec::new();
    let mut start = 0;
    for &end in told.ends.iter().chain([&told.text.len()]) {
        let span = Span::new(start, end);
        start = end;
        if told.is_zh(span) {
            continue;
        }
        let tokens = tokens(told, span, &meanings);
        if (ENOUGH..=LONGEST).contains(&tokens.len()) {
            out.push(tokens);
        }
    }
    out
}

fn tokens<'a>(told: &Told<'a>, sentence: Span, meanings: &[(Span, usize)]) -> Vec<Token<'a>> {
    let mut out: Vec<Token> = Vec::new();
    for (i, figure) in told.figures_of(sentence) {
        let value = figure.value;
        // 4.8% to 6.6% may be two figures or one.
        let ends = value.low.zip(value.high).filter(|_| value.stated.is_none());
        let keys = match ends {
            Some((low, high)) => [low, high].map(|v| key(&Quantity::exact(v, value.unit.clone()))).to_vec(),
            None => vec![figure.key.clone()],
        };
        out.extend(keys.into_iter().map(|k| Token::new(figure.span, format!("= {k}").into(), Kind::Figure(i))));
    }
    let free = |out: &[Token], at: Span| !out.iter().any(|t| t.at.overlaps(at));
    let from = meanings.partition_point(|(at, _)| at.start < sentence.start);
    for &(at, meaning) in meanings[from..].iter().take_while(|(at, _)| at.end <= sentence.end) {
        if free(&out, at) {
            let opposed = likeness().get(meaning).and_then(|l| l.opposite);
            let kind = opposed.filter(|(_, k)| *k != Opposite::Apart).map_or(Kind::Word, |_| Kind::Sense(meaning));
            out.push(Token::new(at, format!("# {meaning}").into(), kind));
        }
    }
    let taken = out.len();
    let text = told.slice(sentence);
    let mut at = 0;
    let mut first = true;
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let span = Span::new(sentence.start + at, sentence.start + at + word.len());
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        if word.is_empty() {
            continue;
        }
        let small = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        let lower = if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        // Most words have no mark in them.
        let marked = word.contains(['\'', '’']);
        let plain = if marked { bare(&lower) } else { &lower };
        if plain.is_empty() {
            continue;
        }
        let opens = std::mem::replace(&mut first, false);
        let negated = marked && (plain.ends_with("n't") || plain.ends_with("n’t"));
        let rest = told.slice(Span::new(span.start, sentence.end));
        if negated || lists().negations.at_head(rest, Language::En).is_some() {
            out.push(Token::new(span, "not".into(), Kind::Negation));
        } else if free(&out[..taken], span) && !is_empty(plain) {
            let name = !opens && word.starts_with(char::is_uppercase);
            let key = match &lower {
                Cow::Borrowed(word) => Cow::Borrowed(stem(bare(word))),
                Cow::Owned(word) => Cow::Owned(stem(bare(word)).to_owned()),
            };
            out.push(Token::new(span, key, if name { Kind::Name } else { Kind::Word }));
        }
    }
    out.sort_by_key(|t| t.at);
    out
}

/// A word without the ending that says whose something is, and without marks.
fn bare(mut word: &str) -> &str {
    for ending in ["'s", "’s"] {
        while let Some(short) = word.strip_suffix(ending) {
            word = short;
        }
    }
    word.trim_matches(['\'', '’'])
}

fn is_empty(word: &str) -> bool {
    let lists = [&lists().empty, &lists().auxiliaries];
    lists.iter().any(|l| l.has(word, Language::En))
}

/// The places of a difference between two sentences that cannot be true of both, where all else around it may be.
fn difference<'a>(told: &Told, a: &'a [Token<'a>], b: &'a [Token<'a>]) -> Option<(Span, Span)> {
    let lacking = |a: &[Token], b: &[Token]| a.iter().any(|t| t.kind == Kind::Name && !b.iter().any(|o| o.same(t)));
    if lacking(a, b) && lacking(b, a) || topic(told, a) != topic(told, b) {
        return None;
    }
    let aligned = aligned(a, b, Token::same);
    if aligned.len() < ENOUGH {
        return None;
    }
    // Common words are in common by chance; a name or a figure says that one matter is told and denied.
    let tied = aligned.iter().any(|&(i, _)| matches!(a[i].kind, Kind::Name | Kind::Figure(_)));
    let mut gaps = gaps(a, b, &aligned);
    let last = gaps.len() - 1;
    gaps[0] = (clause_end(told, gaps[0].0, a.get(aligned[0].0)), clause_end(told, gaps[0].1, b.get(aligned[0].1)));
    let (i, j) = aligned[aligned.len() - 1];
    gaps[last] = (clause_head(told, gaps[last].0, &a[i]), clause_head(told, gaps[last].1, &b[j]));
    let kinds: Vec<Difference> = (0..gaps.len()).map(|at| difference_of(told, &gaps, at, a, b)).collect();
    for (at, kind) in kinds.iter().enumerate() {
        let Difference::Conflict(enough) = kind else { continue };
        if *enough == DENIED && !tied {
            continue;
        }
        // Of two years the figures differ.
        let counted = gaps[at].0.iter().chain(gaps[at].1).any(|t| matches!(t.kind, Kind::Figure(_)));
        if counted && !told.same_days(line(told, a[0].at), line(told, b[0].at)) {
            continue;
        }
        let near = at.saturating_sub(REACH)..(at + REACH + 1).min(gaps.len());
        let same = near.len() - 1;
        let added: usize = near.clone().filter(|i| (1..last).contains(i)).map(|i| kinds[i].added()).sum();
        let other = near.clone().any(|i| kinds[i].is_other() && !(i == 0 && opens_alike(told, gaps[0])));
        if same >= *enough && !other && added <= same {
            // What is denied in one sentence, or stands before its neighbour, has its place beside the gap in the other.
            let beside = aligned.get(at).or(aligned.last())?;
            let place = |gap: &[Token], beside: &Token| gap.last().unwrap_or(beside).at;
            return Some((place(gaps[at].0, &a[beside.0]), place(gaps[at].1, &b[beside.1])));
        }
    }
    None
}

/// A heading that runs into the paragraph of a sentence, or the mark of a list: what is told under two of them is of two
/// things.
fn topic<'a>(told: &Told<'a>, sentence: &[Token]) -> &'a str {
    let Some(first) = sentence.first() else { return "" };
    let line = line(told, first.at);
    let text = told.slice(line).trim_start();
    if text.starts_with(['(', '（', '•', '*', '-']) {
        return text.split_whitespace().next().unwrap_or("");
    }
    let before = told.slice(Span::new(line.start, first.at.start)).trim();
    let heading = before.split_once(['.', ':']).map_or("", |(heading, _)| heading);
    if heading.chars().count() <= HEADING { heading } else { "" }
}

/// The line around a place.
fn line(told: &Told, at: Span) -> Span {
    let start = told.text[..at.start].rfind('\n').map_or(0, |i| i + 1);
    Span::new(start, told.text[at.end..].find('\n').map_or(told.text.len(), |i| at.end + i))
}

/// Characters of a heading that runs into its paragraph.
const HEADING: usize = 30;

/// The words of a gap that stand in one clause with what follows it.
fn clause_end<'a>(told: &Told, gap: &'a [Token<'a>], next: Option<&Token>) -> &'a [Token<'a>] {
    let following = gap.iter().skip(1).chain(next);
    let pairs: Vec<(&Token, &Token)> = gap.iter().zip(following).collect();
    let last = pairs.iter().rposition(|(x, y)| is_parted(told, x, y));
    &gap[last.map_or(0, |i| i + 1)..]
}

/// The words of a gap that stand in one clause with what comes before it.
fn clause_head<'a>(told: &Told, gap: &'a [Token<'a>], before: &Token) -> &'a [Token<'a>] {
    let mut last = before;
    for (i, token) in gap.iter().enumerate() {
        if is_parted(told, last, token) {
            return &gap[..i];
        }
        last = token;
    }
    gap
}

fn is_parted(told: &Told, first: &Token, second: &Token) -> bool {
    told.slice(Span::new(first.at.end, second.at.start.max(first.at.end))).contains(SEPARATORS)
}

/// One of two heads is only a noun that stands for whom the other names: the carmaker.
fn opens_alike(told: &Told, (a, b): Gap) -> bool {
    let nouns = lists().company_nouns.of(Language::En);
    let stands =
        |tokens: &[Token]| tokens.iter().all(|t| nouns.iter().any(|n| told.slice(t.at).eq_ignore_ascii_case(n)));
    stands(a) || stands(b)
}

/// What stands between the aligned words, before the first and behind the last; one more than these.
fn gaps<'a>(a: &'a [Token<'a>], b: &'a [Token<'a>], aligned: &[(usize, usize)]) -> Vec<Gap<'a>> {
    let mut out = Vec::with_capacity(aligned.len() + 1);
    let (mut i, mut j) = (0, 0);
    for &(x, y) in aligned {
        out.push((&a[i..x], &b[j..y]));
        (i, j) = (x + 1, y + 1);
    }
    out.push((&a[i..], &b[j..]));
    out
}

/// What lies between two words in common.
#[derive(Clone, Copy)]
enum Difference {
    /// So many words of one sentence only.
    Added(usize),
    /// Other words in either.
    Other,
    /// What cannot be true of both, if so many words around are the same.
    Conflict(usize),
}

impl Difference {
    fn added(self) -> usize {
        if let Self::Added(n) = self { n } else { 0 }
    }

    fn is_other(self) -> bool {
        matches!(self, Self::Other)
    }
}

fn difference_of(told: &Told, gaps: &[Gap], at: usize, a: &[Token], b: &[Token]) -> Difference {
    let (own, other) = gaps[at];
    let figures = |x: &Token, y: &Token| match (x.kind, y.kind) {
        (Kind::Figure(i), Kind::Figure(j)) => {
            told.figures.get(i).zip(told.figures.get(j)).is_some_and(|(i, j)| apart(i, j))
        }
        _ => false,
    };
    let senses = |x: &Token, y: &Token| match (x.kind, y.kind) {
        (Kind::Sense(m), Kind::Sense(n)) => likeness().get(m).and_then(|l| l.opposite).is_some_and(|(o, _)| o == n),
        _ => false,
    };
    // A word that the other sentence has elsewhere was only moved.
    let counts = |t: &Token| t.kind == Kind::Word && t.key.contains(|c: char| c.is_ascii_digit());
    let lacks = |t: &&Token, other: &[Token]| counts(t) || !other.iter().any(|o| o.same(t));
    let words =
        |of: &[Token], other: &[Token]| of.iter().filter(|t| t.kind != Kind::Negation && lacks(t, other)).count();
    let denied = |of: &[Token]| of.iter().filter(|t| t.kind == Kind::Negation).count();
    let (mine, theirs) = (words(own, b), words(other, a));
    if denied(own) + denied(other) == 1 && (mine == 0 || theirs == 0) && (at == 0 || own.len().min(other.len()) == 0) {
        return Difference::Conflict(DENIED);
    }
    match (own, other) {
        ([x], [y]) if figures(x, y) => return Difference::Conflict(ENOUGH),
        // double, mid-single
        (x, y) if x.len() + y.len() <= 3 && x.iter().any(|x| y.iter().any(|y| senses(x, y))) => {
            return Difference::Conflict(ENOUGH);
        }
        _ => {}
    }
    // recaptured $20 million, a $30 million recapture
    if let Some(&(before, beyond)) = at.checked_sub(1).and_then(|i| gaps.get(i)) {
        let turned = |one: &[Token], rest: &[Token], far: &[Token]| match (one, far) {
            ([x], [.., y]) => rest.is_empty() && figures(x, y),
            _ => false,
        };
        if turned(own, other, beyond) && !holds_figure(before) || turned(other, own, before) && !holds_figure(beyond) {
            return Difference::Conflict(ENOUGH);
        }
    }
    match () {
        () if mine == 0 || theirs == 0 => Difference::Added(mine.max(theirs)),
        () => Difference::Other,
    }
}

fn holds_figure(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| matches!(t.kind, Kind::Figure(_)))
}
