//! From an extraction and a fact base to the graph.
//!
//! Facts are looked up by the entities of each claim; facts on a scope of ranks by the scope, as they may name others.

use super::{Node, Tie, Timeline};
use crate::extract::Extraction;
use crate::facts::FactBase;
use crate::normalise::fold_name;
use crate::statement::{Id, Kin, Rank, Statement, agree};
use crate::time::Interval;
use chrono::{Datelike, NaiveDate};
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

impl Timeline {
    /// The graph of an article's claims and the facts that can bear on them.
    ///
    /// An entity of a group stands for its members, words of quotations are folded. Nothing is judged.
    pub fn build(extraction: &Extraction, facts: &FactBase) -> Self {
        let mut graph = StableDiGraph::new();
        let origin = graph.add_node(Node::Origin);
        let mut timeline = Self { graph, origin, claims: Vec::new(), facts: BTreeMap::new() };
        let known = Index::new(extraction, facts);
        for (index, claim) in extraction.claims.iter().enumerate() {
            let statement = prepared(&claim.statement, facts);
            let node = timeline.graph.add_node(Node::Claim(index, Box::new(statement.clone())));
            timeline.place(node, &statement, &known);
            let readings = claim.readings.iter().map(|reading| {
                let statement = prepared(reading, facts);
                let other = timeline.graph.add_node(Node::Reading(Box::new(statement.clone())));
                timeline.graph.add_edge(node, other, Tie::Reading);
                timeline.place(other, &statement, &known);
                other
            });
            let readings = readings.collect();
            timeline.claims.push((node, readings));
        }
        for (index, claim) in extraction.claims.iter().enumerate() {
            let node = |at: usize| timeline.claims.get(at).map(|c| c.0);
            let (Some(from), Some(to)) = (node(index), claim.occasion.and_then(node)) else { continue };
            if from == to {
                continue;
            }
            timeline.graph.add_edge(from, to, Tie::Occasion);
            // What is said at an occasion is said while it lasts; both ends of the claim lie between the occasion's.
            if let Some(Interval { start: Some(s), end: Some(e), .. }) = timeline.own_days(to) {
                let length = (e - s).num_days();
                timeline.graph.add_edge(to, from, Tie::Ends(length));
                timeline.graph.add_edge(from, to, Tie::Begins(0));
            }
        }
        timeline
    }

    /// Bounds a node by its date and ties it to the facts on its matter.
    fn place(&mut self, node: NodeIndex, statement: &Statement, known: &Index) {
        self.bound(node, statement.when());
        let facts = known.facts;
        let series = |id: &str| series(id, facts);
        let kin = Kin { vocabulary: &facts.vocabulary, series: &series };
        for index in known.near(statement) {
            let Some(fact) = facts.facts.get(index) else { continue };
            let folded = matches!(fact.statement, Statement::Quotation(_)).then(|| prepared(&fact.statement, facts));
            let Some(agreement) = agree(statement, folded.as_ref().unwrap_or(&fact.statement), kin) else { continue };
            let known = match self.facts.get(&index) {
                Some(&known) => known,
                None => {
                    let new = self.graph.add_node(Node::Fact(index));
                    self.bound(new, fact.statement.when());
                    self.facts.insert(index, new);
                    new
                }
            };
            self.graph.add_edge(node, known, Tie::Matter(Box::new(agreement)));
        }
    }

    /// Ties a node to the origin: it begins and ends within these days.
    fn bound(&mut self, node: NodeIndex, when: Option<Interval>) {
        let Some(when) = when else { return };
        if let Some(start) = when.start {
            self.graph.add_edge(node, self.origin, Tie::Begins(-day(start)));
        }
        if let Some(end) = when.end {
            self.graph.add_edge(self.origin, node, Tie::Ends(day(end)));
        }
    }
}

/// A day as its distance from the origin.
pub(crate) fn day(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// The day at a distance from the origin.
pub(crate) fn date(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)
}

/// The series an edition belongs to.
fn series(id: &str, facts: &FactBase) -> Option<Id> {
    let edition = facts.entity(id).filter(|e| e.kind == "event")?;
    let series = edition.part_of.clone()?;
    facts.entity(&series).is_some_and(|s| s.kind == "event-series").then_some(series)
}

/// The statement with groups expanded into their members and the words of a quotation folded.
fn prepared(statement: &Statement, facts: &FactBase) -> Statement {
    let expand = |ids: &mut Vec<Id>| {
        let is_group = |id: &Id| facts.entity(id).is_some_and(|e| e.kind == "group" && !e.members.is_empty());
        if !ids.iter().any(is_group) {
            return;
        }
        let mut out: Vec<Id> = Vec::new();
        for id in ids.iter() {
            let members = facts.entity(id).map(|e| e.members.as_slice()).filter(|_| is_group(id));
            let all = members.unwrap_or(std::slice::from_ref(id));
            out.extend(all.iter().filter(|m| !out.contains(m)).cloned().collect::<Vec<_>>());
        }
        *ids = out;
    };
    let mut statement = statement.clone();
    match &mut statement {
        Statement::Event(e) => [&mut e.subject, &mut e.object, &mut e.counterpart].into_iter().for_each(expand),
        Statement::Metric(m) => expand(&mut m.subject),
        Statement::Role(r) => [&mut r.person, &mut r.organization].into_iter().for_each(expand),
        Statement::Rank(r) => expand(&mut r.subject),
        Statement::Relation(r) => [&mut r.subject, &mut r.object].into_iter().for_each(expand),
        Statement::Quotation(q) => q.words = fold_name(&q.words),
        Statement::Age(a) => expand(&mut a.subject),
        Statement::Link(_) => {}
    }
    statement
}

/// What is looked up otherwise than by an entity: made once, in one pass.
struct Index<'a> {
    facts: &'a FactBase,
    /// The facts on each scope of ranks; empty where no claim is a rank.
    scopes: FxHashMap<Id, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn new(extraction: &Extraction, facts: &'a FactBase) -> Self {
        let mut scopes = FxHashMap::<Id, Vec<usize>>::default();
        let ranks = extraction.claims.iter().any(|c| matches!(c.statement, Statement::Rank(_)));
        for (index, fact) in facts.facts.iter().enumerate().filter(|_| ranks) {
            if let Statement::Rank(rank) = &fact.statement
                && let Some(scope) = &rank.scope
            {
                scopes.entry(scope.clone()).or_default().push(index);
            }
        }
        Self { facts, scopes }
    }

    /// Facts that name an entity of the statement, an edition of it or its series, or, for a rank, its scope.
    fn near(&self, statement: &Statement) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for id in statement.subject().iter().chain(statement.object()) {
            found.extend(self.facts.about(id));
            let parts = self.facts.entity_position(id).map_or(&[][..], |i| self.facts.lexicon().related(i));
            let parts =
                parts.iter().filter_map(|&i| self.facts.entities.get(i)).filter(|e| e.part_of.as_ref() == Some(id));
            let editions = parts.map(|e| &e.id).filter(|e| series(e, self.facts).is_some());
            editions.for_each(|edition| found.extend(self.facts.about(edition)));
            series(id, self.facts).iter().for_each(|s| found.extend(self.facts.about(s)));
        }
        if let Statement::Rank(Rank { scope: Some(scope), .. }) = statement {
            found.extend(self.scopes.get(scope).into_iter().flatten());
        }
        found
    }
}
