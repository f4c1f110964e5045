//! The fact base checked by itself: its rules run on facts instead of an article, and report in the same way.
//!
//! A report on a base has a document for each of its files, with the findings whose main place lies there; all labels
//! point into fact files. Whether a base can be read at all is decided in `facts`.

use super::proof::sources;
use super::{Document, Report, Rule, Run, wanted};
use crate::article::{Article, Syntax};
use crate::check::RULES;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Label, Place};
use crate::extract::{DocumentDate, Extraction};
use crate::facts::{Entity, Fact, FactBase};
use crate::source::Span;
use crate::statement::Slot;
use crate::vocabulary::{Bilingual, Language};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a rule sees of a fact base.
#[derive(Clone, Copy)]
pub struct Base<'a> {
    /// The facts.
    pub facts: &'a FactBase,
    /// The day it is.
    pub today: NaiveDate,
}

/// Checks a fact base by itself, with every rule for facts that the configuration has not turned off.
pub fn check_facts(facts: &Arc<FactBase>, config: &Config) -> Report {
    let base = Base { facts, today: config.today };
    let run = |rule: &Rule| match rule.run {
        Run::Facts(run) => wanted(rule, config, || run(&base)),
        Run::Article(_) => Vec::new(),
    };
    let mut diagnostics: Vec<Diagnostic> = RULES.iter().flat_map(run).collect();
    diagnostics.sort_by_cached_key(|d| (Reverse(d.severity), d.primary().map(|l| l.span), d.rule, d.facts.clone()));
    let documents = facts.files.iter().enumerate().map(|(file, source)| {
        let here = |d: &Diagnostic| d.primary().is_some_and(|l| l.place == Place::Facts(file));
        document(source.name(), diagnostics.extract_if(.., |d| here(d)).collect())
    });
    Report { today: config.today, documents: documents.collect(), errors: Vec::new(), facts: Arc::clone(facts) }
}

/// A file with its findings: without a text of its own, as every label points to the base's.
fn document(name: &str, diagnostics: Vec<Diagnostic>) -> Document {
    let mut article = Article::parse(name, b"", Syntax::Plain);
    article.language = Language::En;
    let date = DocumentDate::unknown();
    let extraction = Extraction::of(date);
    Document { article, extraction, judgements: Vec::new(), diagnostics, references: Arc::from([]) }
}

impl<'a> Base<'a> {
    /// Pairs of facts that share a key, the one that stands first before the other; each pair once.
    pub(super) fn pairs(self, keys: impl Fn(&Fact) -> Vec<String>) -> Vec<(&'a Fact, &'a Fact)> {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, fact) in self.facts.facts.iter().enumerate() {
            keys(fact).into_iter().for_each(|key| groups.entry(key).or_default().push(i));
        }
        let mut pairs = BTreeSet::new();
        for group in groups.values() {
            for (n, &a) in group.iter().enumerate() {
                pairs.extend(group[n + 1..].iter().filter(|&&b| a != b).map(|&b| (a, b)));
            }
        }
        let place = |fact: &Fact| (fact.file, fact.slot(Slot::Predicate));
        let facts = pairs.into_iter().map(|(a, b)| (&self.facts.facts[a], &self.facts.facts[b]));
        facts.map(|(a, b)| if place(a) <= place(b) { (a, b) } else { (b, a) }).collect()
    }

    /// The place of a word in the entry that begins with an id: between quotes, brackets, commas and colons only.
    pub(super) fn place_in(self, file: usize, id: Span, word: &str) -> Option<Span> {
        let source = self.facts.files.get(file)?;
        let line = source.line(source.position(id.start).line)?.0;
        let indent = source.slice(line).find(|c: char| c != ' ')?;
        let end = source.text().len();
        let after = source.slice(Span::new(id.end, end));
        let next = after.find(&format!("\n{}- ", " ".repeat(indent))).unwrap_or(after.len());
        let block = &after[..next];
        let is_free = |at: usize| {
            let before = block[..at].trim_end_matches(' ').chars().next_back();
            let behind = block[at + word.len()..].chars().next();
            before.is_none_or(|c| matches!(c, '[' | '{' | ',' | ':' | '-' | '"' | '\'' | '\n'))
                && behind.is_none_or(|c| matches!(c, ']' | '}' | ',' | ':' | '"' | '\'' | '\n' | '\r'))
        };
        let at = block.match_indices(word).map(|m| m.0).find(|&at| !word.is_empty() && is_free(at))?;
        Some(Span::new(id.end + at, id.end + at + word.len()))
    }

    /// A label at a name of an entity; at its id where the name is not written as it is.
    pub(super) fn name_label(self, entity: &Entity, name: &str, text: Bilingual, primary: bool) -> Label {
        let span = self.place_in(entity.file, entity.span, name).unwrap_or(entity.span);
        Label { place: Place::Facts(entity.file), span, text, primary }
    }
}

/// A label at the first of some parts of a fact that stands in its file; at its id where none does.
pub(super) fn fact_label(fact: &Fact, slots: &[Slot], text: Bilingual, primary: bool) -> Label {
    let span = slots.iter().chain([&Slot::Predicate]).find_map(|&slot| fact.slot(slot)).unwrap_or_default();
    Label { place: Place::Facts(fact.file), span, text, primary }
}

/// The sources of facts, each line with the id of its fact.
pub(super) fn sources_of(facts: &[&Fact]) -> Vec<Bilingual> {
    let lines = facts.iter().flat_map(|fact| {
        let noted = fact.note.iter().map(|n| Bilingual::same(n.as_str()));
        noted
            .chain(sources(fact))
            .map(|line| Bilingual::new(format!("{}: {}", fact.id, line.en), format!("{}:{}", fact.id, line.zh)))
    });
    lines.collect()
}
