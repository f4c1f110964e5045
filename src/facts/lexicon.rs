//! Every name, trigger and cue compiled into one automaton: one pass over a text finds them all.
//!
//! What enters are entity names, misspellings, predicate names with their inflected forms, and the cues of
//! `vocabulary/cues.yaml`; what leaves are hits on word borders. Which of them counts is decided in `extract`.

use super::{Entity, FactBase};
use crate::normalise::{fold_name, fold_text};
use crate::source::Span;
use crate::statement::{Id, Statement};
use crate::vocabulary::{Cue, Language, PredicateKind, cues, inflect, lists};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::collections::{BTreeMap, BTreeSet};

/// How a predicate was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// By one of its names.
    Name,
    /// By a word that claims the first place of a scope.
    Superlative,
    /// By the end of a superlative, which an ordinal may come before: fifth-largest operator.
    Place,
}

/// What a string of the text may mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// A name of an entity, by index.
    Entity {
        /// Index in [`FactBase::entities`].
        entity: usize,
        /// What has to vouch for the name.
        needs: Needs,
    },
    /// A wrong spelling of an entity's name.
    Misspelling {
        /// Index in [`FactBase::entities`].
        entity: usize,
        /// Index in its list of misspellings.
        which: usize,
    },
    /// A predicate.
    Trigger {
        /// Its id.
        predicate: Id,
        /// What it is a predicate of.
        kind: PredicateKind,
        /// The stage these words tell.
        stage: Option<Id>,
        /// How it is named.
        naming: Naming,
        /// The words are the tail of a name with a gap (由…开发); its head must stand before them.
        head: Option<String>,
    },
    /// A word of grammar.
    Cue(Cue),
}

/// What has to vouch for a name before it means somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// Nothing: the name is enough.
    Nothing,
    /// Somebody whom the base ties to the bearer, or another name of the bearer.
    Context,
    /// Another name of the bearer: a surname after the full name.
    FullName,
}

/// A string of the text that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the folded text.
    pub span: Span,
    /// Index for [`Lexicon::meanings`].
    pub pattern: usize,
}

/// The compiled names of a fact base.
pub struct Lexicon {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    meanings: Vec<Vec<Meaning>>,
    /// Spellings as written, for names whose letter case matters.
    spellings: Vec<Vec<String>>,
    /// Per entity, those the base ties to it.
    related: Vec<Vec<usize>>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("patterns", &self.meanings.len()).finish()
    }
}

impl Lexicon {
    /// Compiles the names of a base.
    pub fn new(base: &FactBase) -> Self {
        let mut table: BTreeMap<String, (Vec<Meaning>, Vec<String>)> = BTreeMap::new();
        let mut add = |written: &str, meaning: Meaning| {
            let folded = fold_name(written);
            if folded.is_empty() {
                return;
            }
            let entry = table.entry(folded).or_default();
            if !entry.0.contains(&meaning) {
                entry.0.push(meaning);
            }
            entry.1.push(fold_text(written));
        };
        for (i, entity) in base.entities.iter().enumerate() {
            for name in entity.names.en.iter().chain(&entity.names.zh).chain(&entity.aliases) {
                let ambiguous = entity.ambiguous.iter().any(|a| fold_name(a) == fold_name(name));
                let needs = if ambiguous { Needs::Context } else { Needs::Nothing };
                add(name, Meaning::Entity { entity: i, needs });
            }
            for name in &entity.ambiguous {
                add(name, Meaning::Entity { entity: i, needs: Needs::Context });
            }
            for surname in surnames(entity) {
                add(surname, Meaning::Entity { entity: i, needs: Needs::FullName });
            }
            for (which, wrong) in entity.misspellings.iter().enumerate() {
                add(&wrong.text, Meaning::Misspelling { entity: i, which });
            }
        }
        for predicate in base.vocabulary.predicates.values() {
            let trigger = |stage: Option<&Id>, naming, name: &str| Meaning::Trigger {
                predicate: predicate.id.clone(),
                kind: predicate.kind,
                stage: stage.cloned(),
                naming,
                head: name.rsplit_once('…').map(|(head, _)| fold_name(head)).filter(|h| !h.is_empty()),
            };
            let own = [(&predicate.names, None, Naming::Name), (&predicate.superlatives, None, Naming::Superlative)];
            let stages = predicate.stages.iter().map(|(stage, names)| (names, Some(stage), Naming::Name));
            for (names, stage, naming) in own.into_iter().chain(stages) {
                for name in &names.en {
                    for form in inflect(name, predicate.kind) {
                        add(&form, trigger(stage, naming, name));
                    }
                    // Paid £5 million for: what was paid stands in the gap.
                    let parted = name
                        .split_once(' ')
                        .filter(|(_, last)| lists().priced.of(Language::En).iter().any(|w| w == last));
                    if let Some((verb, last)) = parted {
                        for head in inflect(verb, predicate.kind) {
                            add(last, trigger(stage, naming, &format!("{head} …{last}")));
                        }
                    }
                }
                // A name with a gap is found by its tail.
                for name in &names.zh {
                    add(name.rsplit('…').next().unwrap_or(name), trigger(stage, naming, name));
                }
            }
        }
        for scope in base.vocabulary.predicates.values().filter(|p| p.kind == PredicateKind::Scope) {
            for (head, tail) in scope.superlatives.en.iter().chain(&scope.superlatives.zh).filter_map(|n| places(n)) {
                let head = Some(fold_name(head)).filter(|h| !h.is_empty());
                let (predicate, kind) = (scope.id.clone(), scope.kind);
                add(&tail, Meaning::Trigger { predicate, kind, stage: None, naming: Naming::Place, head });
            }
        }
        for (words, cue) in cues() {
            add(words, Meaning::Cue(*cue));
        }
        for (meanings, _) in table.values_mut() {
            prefer_own(meanings, base);
        }
        let values = table.keys().enumerate().map(|(i, name)| (name.as_str(), i as u32));
        let automaton =
            CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::Standard).build_with_values(values).ok();
        let (meanings, spellings) = table.into_values().unzip();
        Self { automaton, meanings, spellings, related: related(base) }
    }

    /// What a pattern may mean, in a fixed order.
    pub fn meanings(&self, pattern: usize) -> &[Meaning] {
        &self.meanings[pattern]
    }

    /// True where `written` is, letter case included, one of the spellings of a pattern.
    pub fn is_spelt(&self, pattern: usize, written: &str) -> bool {
        self.spellings[pattern].iter().any(|s| s == written)
    }

    /// Entities the base ties to one: its whole, its parts, and those that share a fact with it. They vouch for a name
    /// that needs context.
    pub fn related(&self, entity: usize) -> &[usize] {
        &self.related[entity]
    }

    /// All hits in a folded text in ASCII lower case, on word borders, overlaps included, in the order of their ends.
    pub fn find<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let all = self.automaton.iter().flat_map(move |a| a.find_overlapping_iter(lower));
        all.map(|m| Hit { span: Span::new(m.start(), m.end()), pattern: m.value() as usize })
            .filter(move |h| on_borders(lower, h.span))
    }
}

/// A superlative without the word for the first place, which may be another: Europe's … largest operator, 全球…大云厂商.
fn places(superlative: &str) -> Option<(&str, String)> {
    for (first, left) in [("largest ", "largest "), ("biggest ", "biggest "), ("最大的", "大"), ("第一大", "大")]
    {
        if let Some((head, tail)) = superlative.split_once(first).filter(|(_, tail)| tail.chars().count() > 1) {
            return Some((head.trim(), format!("{left}{tail}")));
        }
    }
    None
}

/// The last names of a person: Larry Ellison is Ellison, 拉里·埃里森 is 埃里森. A Chinese name is said whole.
fn surnames(entity: &Entity) -> impl Iterator<Item = &str> {
    let written = entity.names.en.iter().chain(&entity.names.zh).filter(|_| entity.kind == "person");
    written.filter_map(|name| {
        let (_, word) = name.rsplit_once([' ', '·', '•'])?;
        (word.chars().count() > 1 && !lists().after_surnames.of(Language::En).iter().any(|s| s == word)).then_some(word)
    })
}

/// A word that a fact base gives to a predicate of its own is no word for one of the core vocabulary of the same kind
/// and dimension: whoever keeps `branches` does not mean `stores` by it.
fn prefer_own(meanings: &mut Vec<Meaning>, base: &FactBase) {
    let sort = |m: &Meaning| match m {
        Meaning::Trigger { predicate, kind, .. } => {
            let dimension = base.vocabulary.get(predicate).and_then(|p| p.dimension.clone());
            Some((*kind, dimension, base.vocabulary.own.contains(predicate)))
        }
        _ => None,
    };
    let own: Vec<_> = meanings.iter().filter_map(sort).filter(|s| s.2).map(|s| (s.0, s.1)).collect();
    meanings.retain(|m| sort(m).is_none_or(|s| s.2 || !own.contains(&(s.0, s.1))));
}

fn related(base: &FactBase) -> Vec<Vec<usize>> {
    let mut out: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); base.entities.len()];
    let mut tie = |a: &Id, b: &Id| {
        if let (Some(a), Some(b)) = (base.entity_position(a), base.entity_position(b))
            && a != b
        {
            out[a].insert(b);
            out[b].insert(a);
        }
    };
    for entity in &base.entities {
        entity.part_of.iter().chain(&entity.members).for_each(|other| tie(&entity.id, other));
    }
    for fact in &base.facts {
        let s = &fact.statement;
        let counterpart: &[Id] = if let Statement::Event(e) = s { &e.counterpart } else { &[] };
        let all: Vec<&Id> = s.subject().iter().chain(s.object()).chain(counterpart).collect();
        for (i, a) in all.iter().enumerate() {
            all[i + 1..].iter().for_each(|b| tie(a, b));
        }
    }
    out.into_iter().map(|set| set.into_iter().collect()).collect()
}

/// A Latin letter or digit at an end of the span does not continue outside it. Chinese knows no such border.
fn on_borders(text: &str, span: Span) -> bool {
    let bytes = text.as_bytes();
    let word = |b: u8| b.is_ascii_alphanumeric();
    let first = span.start == 0 || !(word(bytes[span.start]) && word(bytes[span.start - 1]));
    let last = span.end == bytes.len() || !(word(bytes[span.end - 1]) && word(bytes[span.end]));
    first && last
}

/// The language of a misspelling's text fits that of the sentence it stands in.
pub fn language_fits(wanted: Option<Language>, sentence: Language) -> bool {
    wanted.is_none_or(|l| l == sentence)
}
