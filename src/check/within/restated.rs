//! A sentence told twice with one figure changed, and a figure given several times that differs once.

use super::{Figure, Told, apart, common};
use crate::check::against::words::Words;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of figures that cannot both be true.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let mut out = twice(told);
    out.extend(alike(told));
    out.extend(outliers(told));
    out.extend(labelled(told));
    out
}

/// Both sentences have a telling figure and all names in common and nearly all words of a clause, but one figure of
/// the clause differs.
fn twice(told: &Told) -> Vec<(Span, Span)> {
    // Sentences by the telling figures they hold.
    let mut holders: BTreeMap<&str, BTreeSet<Span>> = BTreeMap::new();
    for figure in told.figures.iter().filter(|f| f.is_telling && !f.planned) {
        holders.entry(&figure.key).or_default().insert(figure.sentence);
    }
    let mut twice: BTreeSet<(Span, Span)> = BTreeSet::new();
    for sentences in holders.values().filter(|s| (2..=8).contains(&s.len())) {
        let all: Vec<Span> = sentences.iter().copied().collect();
        for (i, first) in all.iter().enumerate() {
            twice.extend(all[i + 1..].iter().map(|second| (*first, *second)));
        }
    }
    let mut out = Vec::new();
    for (first, second) in twice {
        let keys = |s: Span| told.of(s).map(|f| &f.key).collect::<Vec<&String>>();
        let (own, other) = (keys(first), keys(second));
        let only: Vec<&Figure> = told.of(first).filter(|f| !other.contains(&&f.key)).collect();
        let others: Vec<&Figure> = told.of(second).filter(|f| !own.contains(&&f.key)).collect();
        // One figure of the shorter sentence has no match in the other; more is another matter.
        if only.len().min(others.len()) != 1 {
            continue;
        }
        let pairs = only.iter().flat_map(|x| others.iter().map(move |y| (x, y)));
        let pairs: Vec<_> = pairs.filter(|(x, y)| differ(told, x, y)).map(|(x, y)| (x.span, y.span)).collect();
        if !pairs.is_empty() && told.same_names(first, second) && told.same_days(first, second) {
            out.extend(pairs);
        }
    }
    out
}

/// One kind, no common value, nearly the same clause.
fn differ(told: &Told, a: &Figure, b: &Figure) -> bool {
    let enough = if told.is_zh(a.sentence) { 85 } else { 60 };
    apart(a, b) && a.clause().count().min(b.clause().count()) >= 2 && a.clause().likeness(b.clause()) >= enough
}

/// Words that two long clauses must have in common to be one clause told twice.
const WORDS: usize = 12;

/// Long clauses that are the same but for their figure.
fn alike(told: &Told) -> Vec<(Span, Span)> {
    // No clause of fewer bytes has so many words.
    let long = |f: &&Figure| f.around.len() >= 3 * WORDS && f.clause().count() >= WORDS;
    let figures: Vec<&Figure> = told.figures.iter().filter(long).take(60).collect();
    let mut out = Vec::new();
    for (i, a) in figures.iter().enumerate() {
        for b in figures[i + 1..].iter().filter(|b| b.sentence != a.sentence && apart(a, b)) {
            let (both, share) = common(a.clause(), b.clause());
            let zh = told.is_zh(a.sentence);
            let lists = told.slice(a.sentence).trim_start().starts_with(['(', '•', '*', '（']);
            let one = both >= if zh { 2 * WORDS } else { WORDS } && share >= 92 && !lists;
            let alone = |f: &Figure| told.of(f.sentence).filter(|o| o.value.unit == f.value.unit).count() == 1;
            let known = || told.same_names(a.sentence, b.sentence) && told.same_days(a.sentence, b.sentence);
            if one && alone(a) && alone(b) && known() {
                out.push((a.span, b.span));
            }
        }
    }
    out
}

/// A figure that stands among the same words as one that other sentences give twice or more.
fn outliers(told: &Told) -> Vec<(Span, Span)> {
    let mut by_value: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for figure in &told.figures {
        by_value.entry(&figure.key).or_default().push(figure);
    }
    let mut out = Vec::new();
    let often =
        by_value.values().filter(|g| (2..=12).contains(&g.len()) && g.iter().any(|f| f.sentence != g[0].sentence));
    let often: Vec<&Vec<&Figure>> = often.collect();
    let once = by_value.values().filter(|g| g.len() == 1).filter_map(|g| g.first());
    // Pairs of characters are too few words to tell one subject from another.
    for figure in once.filter(|f| !told.is_zh(f.sentence)).take(200).filter(|f| f.beside().count() >= 2) {
        for group in often.iter().take(2000) {
            let near = |f: &&&Figure| {
                let (both, share) = common(f.beside(), figure.beside());
                let around = || common(f.clause(), figure.clause()).1;
                f.sentence != figure.sentence && both >= 2 && share >= 100 && around() >= 30
            };
            let alike: Vec<&&Figure> = group.iter().filter(near).collect();
            let same = alike.iter().all(|f| {
                apart(f, figure)
                    && told.same_names(f.sentence, figure.sentence)
                    && told.same_days(f.sentence, figure.sentence)
                    && !told.of(figure.sentence).any(|o| o.key == f.key)
                    && !told.of(f.sentence).any(|o| {
                        o.value.unit == f.value.unit
                            && o.key != f.key
                            && o.kind == f.kind
                            && common(o.beside(), f.beside()).1 >= 60
                    })
            });
            if let Some(first) = alike.first().filter(|_| alike.len() >= 2 && same) {
                let (a, b) = (first.span.min(figure.span), first.span.max(figure.span));
                out.push((a, b));
            }
        }
    }
    out
}

/// Words before a figure that name what it measures.
const LABEL: usize = 5;
/// A label with more figures is that of a list.
const MOST: usize = 12;

/// Figures with the same words before them, enough to name what they measure; a label with more than two figures is
/// that of a list.
fn labelled(told: &Told) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    let figures = told.figures.iter().filter(|f| !told.is_zh(f.sentence) && f.head().count() >= LABEL);
    let mut labels: BTreeMap<&Words, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        labels.entry(figure.head()).or_default().push(figure);
    }
    for group in labels.values().filter(|g| (2..=MOST).contains(&g.len())) {
        for (i, a) in group.iter().enumerate() {
            let alike = group.iter().filter(|b| b.kind == a.kind);
            if alike.map(|f| &f.key).collect::<BTreeSet<&String>>().len() != 2 {
                continue;
            }
            let others = group[i + 1..].iter().filter(|b| b.sentence != a.sentence);
            let same = |b: &&&Figure| {
                apart(a, b) && told.same_names(a.sentence, b.sentence) && told.same_days(a.sentence, b.sentence)
            };
            out.extend(others.filter(same).map(|b| (a.span, b.span)));
        }
    }
    out.sort_unstable();
    out
}
