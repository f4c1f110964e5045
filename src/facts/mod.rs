//! The fact base: entities, facts and vocabulary read from YAML, indexed by whom and what they are about.
//!
//! Values and dates are read by the same grammar as articles. Whether a fact is true of an article is decided in
//! `check`; here a fact is only what the base states, with its place in its file.

mod entities;
mod files;
mod lexicon;
mod load;
mod near;
mod parts;
mod predicates;
mod search;
mod sources;
mod statements;

use crate::source::{Source, Span};
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Language, Names, Vocabulary};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use lexicon::{Hit, Lexicon, Meaning, Naming, Needs, language_fits};
pub use near::{Near, sound};
pub use search::Entry;

/// Something statements are about.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its id.
    pub id: Id,
    /// person, organization, product, place, facility, event, event-series, group or concept.
    pub kind: String,
    /// Main names; the first of each language is shown to readers. Traditional names are among the Chinese ones.
    pub names: Names,
    /// Other names.
    pub aliases: Vec<String>,
    /// Those of its names that need context.
    pub ambiguous: Vec<String>,
    /// Wrong spellings seen in the wild.
    pub misspellings: Vec<Misspelling>,
    /// What it belongs to.
    pub part_of: Option<Id>,
    /// Its members, for a group.
    pub members: Vec<Id>,
    /// Month and day of the last day of its fiscal year.
    pub fiscal_year_end: Option<(u32, u32)>,
    /// Fiscal years that float.
    pub fiscal_years: BTreeMap<i32, Interval>,
    /// Its item in Wikidata: `Q2283`.
    pub wikidata: Option<String>,
    /// Index of its file in [`FactBase::files`].
    pub file: usize,
    /// Its id in that file.
    pub span: Span,
}

impl Entity {
    /// Every name it goes by, each once, and whether the name needs context; main names first.
    pub fn all_names(&self) -> impl Iterator<Item = (&str, bool)> {
        let all = || self.names.en.iter().chain(&self.names.zh).chain(&self.aliases);
        let ambiguous = |name: &String| self.ambiguous.contains(name);
        let first = move |(i, name): &(usize, &String)| !all().take(*i).any(|n| n == *name);
        all().enumerate().filter(first).map(move |(_, name)| (name.as_str(), ambiguous(name)))
    }
}

/// A wrong spelling of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelling {
    /// The wrong spelling.
    pub text: String,
    /// Wrong only in text of this language.
    pub language: Option<Language>,
    /// Wrong only beside one of these words.
    pub near: Vec<String>,
}

/// How far a fact can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactStatus {
    /// Somebody looked at a page that states it.
    Verified,
    /// Nobody did.
    Unverified,
    /// Sources disagree.
    Disputed,
    /// No longer held to be true.
    Retracted,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactSource {
    /// Title of the document.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// When it was published, in EDTF.
    pub published: Option<String>,
    /// What it states, in our own words.
    pub supports: Option<String>,
}

/// A statement of the fact base.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its id.
    pub id: Id,
    /// What it states.
    pub statement: Statement,
    /// Of a role: when its term began and ended.
    pub term: Term,
    /// How far it can be trusted.
    pub status: FactStatus,
    /// The day it was last looked at.
    pub checked: Option<NaiveDate>,
    /// The day after which it should be looked at again.
    pub review_after: Option<NaiveDate>,
    /// Where it comes from.
    pub sources: Vec<FactSource>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Index of its file in [`FactBase::files`].
    pub file: usize,
    /// Its parts in that file; `Slot::Predicate` is the id of the fact.
    pub slots: Vec<(Slot, Span)>,
}

/// The days within which a term of office began and ended, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Term {
    /// When it began.
    pub began: Option<Interval>,
    /// When it ended.
    pub ended: Option<Interval>,
    /// It has ended, nobody knows when.
    pub is_over: bool,
}

impl Term {
    /// From the last day on which it may have begun to the first on which it may have ended; `None` where no day is
    /// certain.
    pub fn sure(self) -> Option<Interval> {
        let began = self.began.filter(|d| !d.approximate)?;
        match self.ended {
            None if self.is_over => None,
            None => began.end.and_then(|e| Interval::between(Some(e), None)),
            Some(to) if to.approximate => None,
            Some(to) => began.end.zip(to.start).and_then(|(end, start)| Interval::between(Some(end), Some(start))),
        }
    }
}

impl Fact {
    /// Where a part of the statement stands in its file.
    pub fn slot(&self, slot: Slot) -> Option<Span> {
        self.slots.iter().find(|s| s.0 == slot).map(|s| s.1)
    }
}

/// The base lists every occurrence up to a day.
#[derive(Clone, Debug)]
pub struct Complete {
    /// Which event.
    pub predicate: Id,
    /// Of whom.
    pub subject: Option<Id>,
    /// To what.
    pub object: Option<Id>,
    /// Through this day.
    pub through: NaiveDate,
}

/// Entities, facts and vocabulary of a run.
#[derive(Debug, Default)]
pub struct FactBase {
    /// The files it was read from.
    pub files: Vec<Arc<Source>>,
    /// All entities, in the order of their ids.
    pub entities: Vec<Entity>,
    /// All facts, in the order of their ids.
    pub facts: Vec<Fact>,
    /// Declared complete lists.
    pub complete: Vec<Complete>,
    /// Core predicates and those the base adds.
    pub vocabulary: Vocabulary,
    entity_index: FxHashMap<Id, usize>,
    fact_index: FxHashMap<Id, usize>,
    /// Facts by entity, in any of their slots.
    about: FxHashMap<Id, Vec<usize>>,
    lexicon: OnceLock<Lexicon>,
    near: OnceLock<Near>,
    measured: OnceLock<FxHashMap<String, Vec<Id>>>,
}

impl FactBase {
    /// An entity by id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entity_index.get(id).map(|&i| &self.entities[i])
    }

    /// The place of an entity in `entities`.
    pub fn entity_position(&self, id: &str) -> Option<usize> {
        self.entity_index.get(id).copied()
    }

    /// A fact by id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.fact_index.get(id).map(|&i| &self.facts[i])
    }

    /// Indices of the facts that name an entity as subject, object, counterpart or occasion, in the order of their ids.
    pub fn about(&self, id: &str) -> &[usize] {
        self.about.get(id).map_or(&[], Vec::as_slice)
    }

    /// All names, triggers and cues, compiled when first asked for.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(self))
    }

    /// The metrics that a unit implies by itself, by its name, in the order of their ids; compiled when first asked for.
    pub fn measured_in(&self, unit: &str) -> &[Id] {
        let measured = self.measured.get_or_init(|| {
            let mut all: FxHashMap<String, Vec<Id>> = FxHashMap::default();
            for predicate in self.vocabulary.predicates.values() {
                for unit in &predicate.units {
                    let ids = all.entry(unit.clone()).or_default();
                    if ids.last() != Some(&predicate.id) {
                        ids.push(predicate.id.clone());
                    }
                }
            }
            all
        });
        measured.get(unit).map_or(&[], Vec::as_slice)
    }

    /// Names by look and sound, compiled when first asked for.
    pub fn near(&self) -> &Near {
        self.near.get_or_init(|| Near::new(self))
    }

    /// Every name of every entity: the name, the index of the entity, whether it needs context. Entities in the order
    /// of their ids; a name that several share comes once for each.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize, bool)> {
        let of = |(i, e)| Entity::all_names(e).map(move |(name, ambiguous)| (name, i, ambiguous));
        self.entities.iter().enumerate().flat_map(of)
    }

    /// Every misspelling with the index of the entity it should name.
    pub fn misspellings(&self) -> impl Iterator<Item = (&Misspelling, usize)> {
        self.entities.iter().enumerate().flat_map(|(i, e)| e.misspellings.iter().map(move |m| (m, i)))
    }

    /// The entity itself and what it belongs to, step by step: alibaba-cloud, alibaba.
    pub fn part_of<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Entity> {
        // The loader refuses circles; the bound keeps a hand-made base from looping.
        let up = |e: &&'a Entity| e.part_of.as_deref().and_then(|id| self.entity(id));
        std::iter::successors(self.entity(id), up).take(16)
    }

    /// The name of an entity shown to readers of a language; the id where nobody knows it.
    pub fn shown<'a>(&'a self, id: &'a str, language: Language) -> &'a str {
        self.entity(id).and_then(|e| e.names.shown(language)).unwrap_or_else(|| id.strip_prefix("local:").unwrap_or(id))
    }
}
