//! Puts a fact base together from the texts of its files: reads, merges, checks, sorts and indexes.
//!
//! Every fault of every file is collected; only a file with broken syntax keeps the rest of itself back. The result
//! does not depend on the order of the files. How files come from the disk is decided in `files`.

use super::entities::{self, Entities};
use super::parts::Known;
use super::{Complete, Fact, FactBase, files, predicates, statements};
use crate::error::{Error, Fault};
use crate::source::{Source, Span};
use crate::statement::{Id, Statement};
use crate::yaml::{Node, Reader};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Something with an id as one file has it.
#[derive(Debug)]
pub(super) struct Draft<T> {
    /// Its id.
    pub(super) id: Id,
    /// Index of its file.
    pub(super) file: usize,
    /// Its id in that file.
    pub(super) span: Span,
    /// What was read.
    pub(super) value: T,
}

impl FactBase {
    /// The core vocabulary alone.
    pub fn empty() -> Self {
        Self { vocabulary: predicates::core().clone(), ..Self::default() }
    }

    /// The base that ships with the program, read once.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<FactBase>> = OnceLock::new();
        Arc::clone(BUILTIN.get_or_init(|| {
            Arc::new(FactBase::from_sources(files::builtin()).expect("a test reads the built-in base without a fault"))
        }))
    }

    /// The facts of files and folders; `builtin` stands for the base that ships with the program.
    ///
    /// Of a folder all `*.yaml` and `*.yml` are read, those of its folders too, but neither hidden ones nor a
    /// `factlint.yaml`. No path at all is the core vocabulary alone; a folder called builtin is `./builtin`.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every fault of every file, unreadable ones among them.
    pub fn load(paths: &[PathBuf]) -> Result<Self, Error> {
        let (sources, faults) = files::read(paths);
        assemble(sources, faults)
    }

    /// The facts of texts with names; the order of the texts makes no difference.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every fault of every text.
    pub fn from_sources(sources: Vec<Source>) -> Result<Self, Error> {
        assemble(sources, Vec::new())
    }
}

/// The trees of one file's sections.
#[derive(Default)]
struct Sections {
    vocabulary: Option<Node>,
    entities: Option<Node>,
    facts: Option<Node>,
    complete: Option<Node>,
}

fn assemble(mut sources: Vec<Source>, mut faults: Vec<Fault>) -> Result<FactBase, Error> {
    sources.sort_by(|a, b| a.name().cmp(b.name()).then_with(|| a.text().cmp(b.text())));
    let files: Vec<Arc<Source>> = sources.into_iter().map(Arc::new).collect();
    let mut readers: Vec<Reader> = files.iter().map(|f| Reader::new(Arc::clone(f))).collect();
    let sections: Vec<Sections> = readers.iter_mut().map(sections).collect();

    let mut vocabulary = predicates::core().clone();
    let drafts = each(&sections, &mut readers, |s| s.vocabulary.as_ref(), predicates::read);
    predicates::add(drafts, &mut readers, &mut vocabulary);

    let drafts = each(&sections, &mut readers, |s| s.entities.as_ref(), entities::read);
    let entities: Entities = unique(drafts, &mut readers, "entity");
    entities::check(&entities, &mut readers);

    let known = Known::new(&vocabulary, &entities);
    let drafts = each(&sections, &mut readers, |s| s.facts.as_ref(), |r, n, i| statements::read(r, n, i, &known));
    let facts = unique(drafts, &mut readers, "fact");
    let complete: Vec<Complete> =
        each(&sections, &mut readers, |s| s.complete.as_ref(), |r, n, _| statements::complete(r, n, &known));

    faults.extend(readers.into_iter().flat_map(Reader::into_faults));
    if !faults.is_empty() {
        // Stable: those of one file are in order already.
        faults.sort_by(|a, b| a.source.name().cmp(b.source.name()));
        return Err(Error::Invalid(faults));
    }
    let facts = facts.into_values().filter_map(|d| d.value).collect();
    let mut base =
        FactBase { files, entities: entities::finish(entities), facts, complete, vocabulary, ..FactBase::default() };
    index(&mut base);
    Ok(base)
}

fn sections(reader: &mut Reader) -> Sections {
    let Some(tree) = reader.tree() else { return Sections::default() };
    let keys = ["vocabulary", "entities", "facts", "complete"];
    let Some(fields) = reader.fields(&tree, "a fact file", &keys) else { return Sections::default() };
    let section = |key: &str| fields.get(key).cloned();
    Sections {
        vocabulary: section("vocabulary"),
        entities: section("entities"),
        facts: section("facts"),
        complete: section("complete"),
    }
}

/// What a reader makes of one section of every file.
fn each<T>(
    sections: &[Sections],
    readers: &mut [Reader],
    section: fn(&Sections) -> Option<&Node>,
    read: impl Fn(&mut Reader, &Node, usize) -> Vec<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for (i, (sections, reader)) in sections.iter().zip(readers).enumerate() {
        all.extend(section(sections).map(|node| read(reader, node, i)).into_iter().flatten());
    }
    all
}

/// Drafts by id; an id that stands twice is a fault at its second place that names the first.
fn unique<T>(drafts: Vec<Draft<T>>, readers: &mut [Reader], what: &str) -> BTreeMap<Id, Draft<T>> {
    let mut all: BTreeMap<Id, Draft<T>> = BTreeMap::new();
    for draft in drafts {
        match all.get(&draft.id) {
            Some(first) => {
                let first = readers[first.file].place(first.span);
                readers[draft.file].fault(
                    draft.span,
                    format!("the {what} `{}` stands here and at {first}", draft.id),
                    "keep one of the two, or give one another id",
                );
            }
            None => {
                all.insert(Arc::clone(&draft.id), draft);
            }
        }
    }
    all
}

fn index(base: &mut FactBase) {
    base.entity_index = base.entities.iter().enumerate().map(|(i, e)| (Arc::clone(&e.id), i)).collect();
    base.fact_index = base.facts.iter().enumerate().map(|(i, f)| (Arc::clone(&f.id), i)).collect();
    for (i, fact) in base.facts.iter().enumerate() {
        for id in named(fact) {
            let about = base.about.entry(Arc::clone(id)).or_default();
            if about.last() != Some(&i) {
                about.push(i);
            }
        }
    }
}

/// The entities a fact names, in any slot.
fn named(fact: &Fact) -> impl Iterator<Item = &Id> {
    let (counterpart, occasion): (&[Id], Option<&Id>) = match &fact.statement {
        Statement::Event(e) => (&e.counterpart, None),
        Statement::Quotation(q) => (&[], q.occasion.as_ref()),
        _ => (&[], None),
    };
    fact.statement.subject().iter().chain(fact.statement.object()).chain(counterpart).chain(occasion)
}

#[cfg(test)]
mod tests;
