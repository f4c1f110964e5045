//! The predicates statements are made of, and the words of each language that grammars need, read from data.
//!
//! `core.yaml` holds predicates (events, metrics, roles, relations, scopes of ranks) with their names in both
//! languages; `zh.yaml` and `en.yaml` what only grammar needs. A fact base adds predicates with a `vocabulary:` block.

mod cues;
mod families;
mod inflection;
mod likeness;
mod lists;
mod names;
mod ordered;
mod portions;
mod reckoned;
mod relations;
mod spans;
mod words;

use crate::statement::Id;
use std::collections::{BTreeMap, BTreeSet};

pub use cues::{Cue, cues};
pub use families::{Derived, Families, families};
pub use inflection::inflect;
pub use likeness::{Likeness, Opposite, likeness};
pub use lists::{Lists, OpenCurrency, lists};
pub use names::{ChineseNames, EnglishNames, Marker, chinese_names, english_names};
pub use ordered::{Ordered, ordered};
pub use portions::{names_a_portion, portions};
pub use reckoned::{Multiples, Partition, Reckoned, reckoned};
pub use relations::{
    ChineseForms, ChineseWords, Country, Part, Relation, Relations, SentenceWords, countries, relations,
};
pub use spans::{Spanned, spanned};
pub use words::Words;
pub(crate) use words::is_whole;

/// The core vocabulary as it ships, in YAML.
pub const CORE: &str = include_str!("core.yaml");
/// What the grammar of Chinese needs, in YAML.
pub const ZH: &str = include_str!("zh.yaml");
/// What the grammar of English needs, in YAML.
pub const EN: &str = include_str!("en.yaml");

/// A language factlint reads and writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Chinese, matched in simplified characters.
    Zh,
    /// English.
    En,
}

impl Language {
    /// The tag: `zh`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// A text in both languages: names, messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Bilingual {
    /// The same thing said in English and in Chinese.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// One text that needs no translation.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), zh: text }
    }

    /// The text in a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// What a predicate is a predicate of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PredicateKind {
    /// An event.
    Event,
    /// A metric.
    Metric,
    /// A role.
    Role,
    /// A relation.
    Relation,
    /// The scope of a rank.
    Scope,
}

/// Whether a metric counts over a period or stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measures {
    /// Over a period: revenue, deliveries.
    Flow,
    /// At an instant: users, employees.
    Stock,
}

/// Words in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// English lemmas; the first is shown to readers.
    pub en: Vec<String>,
    /// Chinese words; the first is shown to readers.
    pub zh: Vec<String>,
}

impl Names {
    /// The name shown to readers of a language, else that of the other.
    pub fn shown(&self, language: Language) -> Option<&str> {
        let (own, other) = match language {
            Language::Zh => (&self.zh, &self.en),
            Language::En => (&self.en, &self.zh),
        };
        own.first().or(other.first()).map(String::as_str)
    }
}

/// One entry of the vocabulary.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// Its id.
    pub id: Id,
    /// What it is a predicate of.
    pub kind: PredicateKind,
    /// Its names: triggers in text.
    pub names: Names,
    /// Words that say which stage of the event is meant.
    pub stages: BTreeMap<Id, Names>,
    /// Entity types that may be the subject; `any` admits all.
    pub subject: Vec<String>,
    /// Entity types that may be the object; empty where it takes none.
    pub object: Vec<String>,
    /// Slots a fact may leave out.
    pub optional: Vec<String>,
    /// Happens once for the same arguments, each stage of it once.
    pub once: bool,
    /// Dimension of the unit of a metric.
    pub dimension: Option<String>,
    /// Units, by name, that say by themselves that a figure is one of this metric.
    pub units: Vec<String>,
    /// Flow or stock.
    pub measures: Option<Measures>,
    /// One holder at a time.
    pub exclusive: bool,
    /// The role it is a kind of.
    pub broader: Option<Id>,
    /// The same relation seen from the other side.
    pub inverse: Option<Id>,
    /// Words that claim the first place of a scope.
    pub superlatives: Names,
}

/// All predicates a run knows, by id.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// In the order of their ids.
    pub predicates: BTreeMap<Id, Predicate>,
    /// Those that a fact base declares; the others are of the core vocabulary alone.
    pub own: BTreeSet<Id>,
}

impl Vocabulary {
    /// A predicate by id.
    pub fn get(&self, id: &str) -> Option<&Predicate> {
        self.predicates.get(id)
    }

    /// True where `role` is `other` or a kind of it: a co-CEO is a CEO.
    pub fn is_kind_of(&self, role: &str, other: &str) -> bool {
        let mut at = Some(role);
        // The loader refuses circles; the bound keeps a hand-made vocabulary from looping.
        for _ in 0..16 {
            match at {
                Some(id) if id == other => return true,
                Some(id) => at = self.get(id).and_then(|p| p.broader.as_deref()),
                None => return false,
            }
        }
        false
    }

    /// True where two predicates of a kind go by one name: 卖了 is deliveries as well as registrations.
    pub fn share_name(&self, a: &str, b: &str, kind: PredicateKind) -> bool {
        let (Some(a), Some(b)) = (self.get(a), self.get(b)) else { return false };
        let common = |x: &[String], y: &[String]| x.iter().any(|n| y.contains(n));
        a.kind == kind
            && b.kind == kind
            && a.dimension == b.dimension
            && (common(&a.names.en, &b.names.en) || common(&a.names.zh, &b.names.zh))
    }
}
