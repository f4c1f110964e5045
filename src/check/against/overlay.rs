//! Lays what is read as one thing over the words it is written with: figures, days, Chinese names, titles of works.

use super::units::{Sort, UNKNOWN, Unit};
use super::value::Value;
use super::words::hash;
use crate::article::Article;
use crate::extract::{Extraction, MentionKind, MentionValue, NameKind};
use crate::normalise::{fold_name, is_han};
use crate::source::Span;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Characters of the longest title of a work that is looked for.
const TITLE: usize = 40;

/// The Chinese names of a text, to be found in another one, where nothing else may show that they are names.
#[derive(Clone, Default)]
pub(super) struct HanNames {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    kinds: Vec<Option<NameKind>>,
}

impl std::fmt::Debug for HanNames {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HanNames").field("kinds", &self.kinds).finish_non_exhaustive()
    }
}

impl HanNames {
    /// The names found in an article.
    pub(super) fn of(article: &Article, extraction: &Extraction) -> Self {
        let mut all: BTreeMap<&str, Option<NameKind>> = BTreeMap::new();
        for name in &extraction.names {
            let written = article.source.slice(name.span);
            if written.chars().count() > 1 && written.chars().all(is_han) {
                let kind = all.entry(written).or_default();
                *kind = kind.or(name.kind);
            }
        }
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
        let patterns = all.keys().copied().zip(0u32..);
        Self { automaton: builder.build_with_values(patterns).ok(), kinds: all.into_values().collect() }
    }

    /// The units of a part of another text, with these names in it.
    pub(super) fn laid_over<'a>(&self, units: &'a [Unit], text: &str) -> Cow<'a, [Unit]> {
        let (Some(automaton), Some(first), Some(last)) = (&self.automaton, units.first(), units.last()) else {
            return Cow::Borrowed(units);
        };
        let (from, part) = (first.at.start, &text[first.at.start..last.at.end]);
        let mut over = Vec::new();
        for hit in automaton.leftmost_find_iter(part) {
            let at = Span::new(from + hit.start(), from + hit.end());
            let start = units.partition_point(|u| u.at.end <= at.start);
            let covered = units[start..].iter().take_while(|u| u.at.start < at.end);
            // A name or a figure that is known to stand there is better known than by its characters.
            let mut covered = covered.filter(|u| matches!(u.sort, Sort::Name | Sort::Value(_)));
            if covered.next().is_none() {
                let kind = self.kinds.get(hit.value() as usize).copied().flatten();
                over.push(named(at, &part[hit.start()..hit.end()], kind));
            }
        }
        if over.is_empty() { Cow::Borrowed(units) } else { Cow::Owned(lay(units.to_vec(), over)) }
    }
}

fn new(at: Span, sort: Sort, key: u64) -> Unit {
    Unit {
        at,
        sort,
        known: &UNKNOWN,
        key,
        weight: 3,
        letter: None,
        name: None,
        kind: None,
        is_number: false,
        starts: false,
    }
}

fn named(at: Span, written: &str, kind: Option<NameKind>) -> Unit {
    let name = fold_name(written);
    Unit { kind, name: Some(name.as_str().into()), ..new(at, Sort::Name, hash(&name)) }
}

/// Puts figures, days, Chinese names and titles of works in the place of the words they are written with.
pub(super) fn lay_over(article: &Article, extraction: &Extraction, words: Vec<Unit>) -> Vec<Unit> {
    let text = article.source.text();
    let value = |v: &MentionValue, kind: MentionKind| match v {
        MentionValue::Days(days) => days.map(Value::Days),
        MentionValue::Figure(q) => Some(Value::Figure(kind, q.clone(), None)),
        MentionValue::Length(low, high) => Some(Value::Length(*low, *high, None)),
        MentionValue::Ids(_) => None,
    };
    let values = extraction.mentions.iter().filter_map(|m| {
        let value = value(&m.value, m.kind)?;
        Some(new(m.span, Sort::Value(value), hash(article.source.slice(m.span))))
    });
    let mut over: Vec<Unit> = values.collect();
    let chinese = |s: &str| s.chars().any(is_han);
    let names = extraction.names.iter().map(|n| (n, article.source.slice(n.span)));
    over.extend(names.filter(|(_, w)| chinese(w)).map(|(n, w)| named(n.span, w, n.kind)));
    over.extend(titles(text).into_iter().map(|at| named(at, &text[at.start..at.end], Some(NameKind::Product))));
    over.sort_by_key(|u| (u.at.start, std::cmp::Reverse(u.at.end)));
    let mut laid = lay(words, over);
    // What bears a Latin name is known of the whole name.
    for name in extraction.names.iter().filter(|n| n.kind.is_some()) {
        let from = laid.partition_point(|u| u.at.start < name.span.start);
        let inside = laid[from..].iter_mut().take_while(|u| u.at.end <= name.span.end);
        inside.filter(|u| matches!(u.sort, Sort::Name)).for_each(|u| u.kind = u.kind.or(name.kind));
    }
    laid
}

/// 《海洋生物学报》, without its marks.
fn titles(text: &str) -> Vec<Span> {
    let opened = text.match_indices('《').map(|(i, mark)| i + mark.len());
    let titles = opened.filter_map(|start| {
        let (at, _) = text[start..].char_indices().take(TITLE).find(|(_, c)| matches!(c, '》' | '《'))?;
        (text[start + at..].starts_with('》') && at > 0).then(|| Span::new(start, start + at))
    });
    titles.collect()
}

fn lay(words: Vec<Unit>, over: Vec<Unit>) -> Vec<Unit> {
    let mut laid: Vec<Unit> = Vec::with_capacity(words.len());
    let graded: Vec<Span> = words.iter().filter(|w| w.known.grade.is_some()).map(|w| w.at).collect();
    let mut words = words.into_iter().peekable();
    for mut unit in over {
        // 大部分 begins no name, whatever stands behind it.
        let from = graded.partition_point(|g| g.end <= unit.at.start);
        if matches!(unit.sort, Sort::Name) && graded.get(from).is_some_and(|g| g.overlaps(unit.at)) {
            continue;
        }
        if laid.last().is_some_and(|l| l.at.overlaps(unit.at)) {
            continue;
        }
        while let Some(word) = words.next_if(|w| w.at.start < unit.at.end) {
            if !word.at.overlaps(unit.at) {
                laid.push(word);
            } else if word.at.start <= unit.at.start {
                unit.starts |= word.starts;
            }
        }
        laid.push(unit);
    }
    laid.extend(words);
    laid
}
