//! What verdicts and rules ask the graph.

use super::build::{date, day};
use super::{Candidate, Node, Tie, Timeline};
use crate::statement::Statement;
use crate::time::Interval;
use petgraph::Direction;
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::EdgeRef;

impl Timeline {
    /// What a claim states and what else it may be read as, their groups expanded; the claim's own statement first.
    pub fn statements(&self, claim: usize) -> Vec<&Statement> {
        self.nodes(claim).filter_map(|node| self.stated(node)).collect()
    }

    /// The facts on the same matter as a reading of a claim (0 is its own statement), in the order of their ids.
    pub fn candidates(&self, claim: usize, reading: usize) -> Vec<Candidate<'_>> {
        let Some(node) = self.nodes(claim).nth(reading) else { return Vec::new() };
        let mut found: Vec<Candidate> = self
            .graph
            .edges(node)
            .filter_map(|edge| match (edge.weight(), self.graph.node_weight(edge.target())) {
                (Tie::Matter(agreement), Some(&Node::Fact(fact))) => Some(Candidate { fact, agreement }),
                _ => None,
            })
            .collect();
        found.sort_by_key(|c| c.fact);
        found
    }

    fn nodes(&self, claim: usize) -> impl Iterator<Item = NodeIndex> {
        let known = self.claims.get(claim).into_iter();
        known.flat_map(|(own, readings)| std::iter::once(*own).chain(readings.iter().copied()))
    }

    fn stated(&self, node: NodeIndex) -> Option<&Statement> {
        match self.graph.node_weight(node)? {
            Node::Claim(_, statement) | Node::Reading(statement) => Some(statement),
            Node::Origin | Node::Fact(_) => None,
        }
    }

    /// The claim of the occasion whose time a claim takes.
    pub fn occasion(&self, claim: usize) -> Option<usize> {
        self.over_occasions(self.claims.get(claim)?.0, Direction::Outgoing).first().copied()
    }

    /// The claims that take their time from a claim, in the order of the text.
    pub fn claims_of(&self, occasion: usize) -> Vec<usize> {
        self.claims.get(occasion).map(|c| self.over_occasions(c.0, Direction::Incoming)).unwrap_or_default()
    }

    /// The days a reading of a claim may cover, by its own words and those of its occasion; `None` where nothing
    /// bounds it, or where the two leave no day.
    pub fn days(&self, claim: usize, reading: usize) -> Option<Interval> {
        // A date with its precision where the words give one: bounds only know its ends.
        let stated = self.nodes(claim).nth(reading).and_then(|node| self.stated(node)).and_then(Statement::when);
        let tied = self.occasion(claim).and_then(|o| self.own_days(self.claims.get(o)?.0));
        match (stated, tied) {
            (Some(own), Some(tied)) if tied.contains(own) => Some(own),
            (Some(own), Some(tied)) => own.intersect(tied),
            (own, tied) => own.or(tied),
        }
    }

    /// The bounds of a node against the origin.
    pub(super) fn own_days(&self, node: NodeIndex) -> Option<Interval> {
        let begins = self.graph.edges_connecting(node, self.origin).find_map(|e| match e.weight() {
            Tie::Begins(days) => date(-days),
            _ => None,
        });
        let ends = self.graph.edges_connecting(self.origin, node).find_map(|e| match e.weight() {
            Tie::Ends(days) => date(*days),
            _ => None,
        });
        if begins.is_none() && ends.is_none() {
            return None;
        }
        debug_assert!(begins.zip(ends).is_none_or(|(b, e)| day(b) <= day(e)), "a date does not run backwards");
        Interval::between(begins, ends)
    }

    fn over_occasions(&self, node: NodeIndex, direction: Direction) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .graph
            .edges_directed(node, direction)
            .filter(|edge| matches!(edge.weight(), Tie::Occasion))
            .filter_map(|edge| {
                let other = if direction == Direction::Outgoing { edge.target() } else { edge.source() };
                match self.graph.node_weight(other)? {
                    Node::Claim(index, _) => Some(*index),
                    Node::Origin | Node::Fact(_) | Node::Reading(_) => None,
                }
            })
            .collect();
        found.sort_unstable();
        found
    }
}
