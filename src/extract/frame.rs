//! What all frames share: whom and when a word of a sentence goes with.
//!
//! A frame starts at a trigger and looks for its parts in its clause, then in earlier clauses of the sentence, then,
//! where a pronoun stands for them, in the sentence before. How far it had to go decides how sure the claim is.

use super::clause::Sentence;
use super::context::Resolved;
use super::kinds::Kinds;
use super::names::Local;
use super::reckoning::Figure;
use super::scan::{Reading, Token, What};
use super::trace::Trace;
use super::{Doubt, Modality, Step, modality};
use crate::facts::FactBase;
use crate::grammar::{self, DateExpr, Value};
use crate::normalise::Folded;
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Cue, Language, PredicateKind};
use std::cell::OnceCell;

/// A text with everything found in it so far.
pub(super) struct View<'a> {
    pub(super) facts: &'a FactBase,
    pub(super) folded: &'a Folded,
    pub(super) sentences: &'a [Sentence],
    pub(super) tokens: &'a [Vec<Token>],
    pub(super) kinds: &'a Kinds<'a>,
    pub(super) mentions: &'a [grammar::Mention],
    pub(super) times: &'a [Option<Resolved>],
    pub(super) document: Option<Interval>,
    /// The document date is inferred: it may support, never contradict.
    pub(super) inferred: bool,
    /// Entities that only this document knows.
    pub(super) locals: &'a [Local],
    /// The organization the article is about, where it names one more often than all others; where it is named first.
    pub(super) topic: Option<(&'a Id, Span)>,
    /// The event or series of events it names most often.
    pub(super) occasion: Option<&'a Id>,
    /// Where decisions are noted, if somebody asks for them.
    pub(super) trace: Option<&'a Trace>,
    /// The same for a person.
    pub(super) hero: Option<(&'a Id, Span)>,
    /// The figures of each sentence with the words around them, once somebody has asked.
    pub(super) figures: OnceCell<Vec<Vec<Figure>>>,
}

/// A claim in the making; spans count bytes of the folded text.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) span: Span,
    pub(super) statement: Statement,
    pub(super) readings: Vec<Statement>,
    pub(super) modality: Modality,
    pub(super) quoted: bool,
    pub(super) parts: Vec<(Slot, Span)>,
    /// The date mention its time comes from.
    pub(super) time: Option<usize>,
    pub(super) doubt: Option<Doubt>,
    pub(super) weak: Option<Doubt>,
    pub(super) occasion: Option<usize>,
    /// How its time was found, where no date of the text gives it.
    pub(super) steps: Vec<Step>,
}

/// The claims found so far and which mention belongs to which.
#[derive(Default)]
pub(super) struct Drafts {
    pub(super) list: Vec<Draft>,
    /// Mention index → draft index; that of no draft for a mention that is no figure.
    pub(super) owner: rustc_hash::FxHashMap<usize, usize>,
}

impl Drafts {
    /// Keeps a mention from every claim: a unit at the head of a table is no figure.
    pub(super) fn leave_out(&mut self, mention: usize) {
        self.owner.entry(mention).or_insert(usize::MAX);
    }

    /// The drafts in the order of the text.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_by_key(|&i| (self.list[i].span, i));
        order
    }

    /// Adds a draft that takes these mentions, unless another has taken them; gives its index.
    pub(super) fn push(&mut self, draft: Draft, mentions: &[usize]) -> usize {
        let index = self.list.len();
        for m in mentions.iter().copied().chain(draft.time) {
            self.owner.entry(m).or_insert(index);
        }
        self.list.push(draft);
        index
    }
}

/// Entities found for a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Their ids, one for each of a list.
    pub(super) ids: Vec<Id>,
    /// Where they stand.
    pub(super) span: Span,
    /// What forbids a contradiction.
    pub(super) weak: Option<Doubt>,
}

/// A time found for a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    /// The date mention.
    pub(super) mention: usize,
    /// Where it stands.
    pub(super) span: Span,
    /// Its days, where they are known.
    pub(super) days: Option<Interval>,
}

impl<'a> View<'a> {
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.folded.text.get(span.start..span.end).unwrap_or("")
    }

    /// The language a sentence is read in.
    pub(super) fn language(&self, s: usize) -> Language {
        self.sentences[s].language
    }

    pub(super) fn is_zh(&self, s: usize) -> bool {
        self.sentences[s].language == Language::Zh
    }

    /// The clause of a sentence that holds a place.
    pub(super) fn clause(&self, s: usize, at: Span) -> Span {
        let clauses = &self.sentences[s].clauses;
        let i = clauses.partition_point(|c| c.end <= at.start);
        clauses.get(i).copied().unwrap_or(self.sentences[s].span)
    }

    /// Tokens of a sentence inside a span.
    pub(super) fn inside(&self, s: usize, span: Span) -> &'a [Token] {
        let list = &self.tokens[s];
        let from = list.partition_point(|t| t.span.start < span.start);
        let to = list.partition_point(|t| t.span.start < span.end);
        &list[from..to.max(from)]
    }

    /// Readings of a trigger of one kind.
    pub(super) fn readings<'t>(&self, token: &'t Token, kind: PredicateKind) -> Vec<&'t Reading> {
        match &token.what {
            What::Trigger(all) => all.iter().filter(|r| r.kind == kind).collect(),
            _ => Vec::new(),
        }
    }

    /// True where the token may name a predicate of one kind.
    pub(super) fn is_trigger(&self, token: &Token, kind: PredicateKind) -> bool {
        matches!(&token.what, What::Trigger(all) if all.iter().any(|r| r.kind == kind))
    }

    /// True where the token is a cue of this kind.
    pub(super) fn is_cue(&self, token: &Token, cue: Cue) -> bool {
        matches!(&token.what, What::Cue(cues) if cues.has(cue))
    }

    /// True where a cue of this kind stands inside a span.
    pub(super) fn has_cue(&self, s: usize, span: Span, cue: Cue) -> bool {
        self.kinds.tell(s, cue) && self.kinds.cues.inside(s, span).iter().any(|t| self.is_cue(t, cue))
    }

    /// The ids of a certain name of one of these types; a group counts as its members. A name nobody knows counts where
    /// its form tells its type.
    pub(super) fn ids(&self, token: &Token, types: &[String]) -> Option<Vec<Id>> {
        if let What::Local(local) = token.what {
            let local = self.locals.get(local)?;
            let kind = local.kind?.name();
            return types.iter().any(|t| t == "any" || t == kind).then(|| vec![local.id.clone()]);
        }
        let What::Entity { ids, certain: true } = &token.what else { return None };
        let e = &self.facts.entities[*ids.first()?];
        // Where an edition may stand, its series may, too.
        let fits = |kind: &str| types.iter().any(|t| t == "any" || t == kind || t == "event" && kind == "event-series");
        if fits(&e.kind) {
            return Some(vec![e.id.clone()]);
        }
        let members = e.members.iter().filter(|m| self.facts.entity(m).is_some_and(|m| fits(&m.kind)));
        let members: Vec<Id> = members.cloned().collect();
        (!members.is_empty()).then_some(members)
    }

    /// The id of a name nobody knows and whose type nothing tells.
    pub(super) fn open_local(&self, token: &Token) -> Option<Id> {
        let What::Local(local) = token.what else { return None };
        self.locals.get(local).filter(|l| l.kind.is_none()).map(|l| l.id.clone())
    }

    /// True where a name of one of these types is meant but nothing says which.
    pub(super) fn is_unsure(&self, token: &Token, types: &[String]) -> bool {
        let What::Entity { ids, certain: false } = &token.what else { return false };
        ids.iter().any(|&e| types.iter().any(|t| *t == self.facts.entities[e].kind))
    }

    /// The expression of a date mention.
    pub(super) fn date_expr(&self, mention: usize) -> Option<&'a DateExpr> {
        match &self.mentions[mention].value {
            Value::Date(expr) => Some(expr),
            _ => None,
        }
    }

    /// A draft whose parts are known; mood, quotation and span are found here.
    pub(super) fn draft(&self, s: usize, at: Span, statement: Statement, parts: Vec<(Slot, Span)>) -> Draft {
        let clause = self.clause(s, at);
        let sentence = self.sentences[s].span;
        let own =
            parts.iter().map(|p| p.1).filter(|p| p.overlaps(clause) || sentence.contains(*p) && p.distance(at) < 60);
        let span = own.fold(at, Span::cover);
        let quoted = self.sentences[s].quotes.iter().any(|q| q.contains(at) && q.len() > 3 * at.len());
        let modality = modality::of(self, s, at);
        let weak = quoted.then_some(Doubt::Modality);
        Draft {
            span,
            statement,
            readings: Vec::new(),
            modality,
            quoted,
            parts,
            time: None,
            doubt: None,
            weak,
            occasion: None,
            steps: Vec::new(),
        }
    }
}

/// The organization (or person, as `kind` says) of the base that an article names at least twice and more often than every other, and its first
/// place.
pub(super) fn topic<'a>(facts: &'a FactBase, tokens: &[Vec<Token>], kind: &str) -> Option<(&'a Id, Span)> {
    let mut counts: rustc_hash::FxHashMap<usize, (usize, Span)> = rustc_hash::FxHashMap::default();
    for token in tokens.iter().flatten() {
        if let What::Entity { ids, certain: true } = &token.what
            && let Some(&e) = ids.first()
            && facts.entities[e].kind == kind
        {
            counts.entry(e).or_insert((0, token.span)).0 += 1;
        }
    }
    let (&e, &(most, span)) = counts.iter().max_by_key(|(e, (count, _))| (*count, std::cmp::Reverse(**e)))?;
    let alone = counts.values().filter(|(count, _)| *count == most).count() == 1;
    (most > 1 && alone).then(|| (&facts.entities[e].id, span))
}

/// The event, or the series of events, that an article names most often; of those alike the one it names first.
pub(super) fn occasion_of<'a>(facts: &'a FactBase, tokens: &[Vec<Token>]) -> Option<&'a Id> {
    let mut counts: Vec<(&Id, usize)> = Vec::new();
    for token in tokens.iter().flatten() {
        if let What::Entity { ids, certain: true } = &token.what
            && let Some(&e) = ids.first()
            && matches!(facts.entities[e].kind.as_str(), "event" | "event-series")
        {
            let whole = facts.entities[e].part_of.as_ref().unwrap_or(&facts.entities[e].id);
            match counts.iter_mut().find(|c| c.0 == whole) {
                Some(found) => found.1 += 1,
                None => counts.push((whole, 1)),
            }
        }
    }
    counts.into_iter().rev().max_by_key(|c| c.1).map(|c| c.0)
}

/// Adds a part where it was found.
pub(super) fn part(parts: &mut Vec<(Slot, Span)>, slot: Slot, found: Option<Span>) {
    parts.extend(found.map(|s| (slot, s)));
}
