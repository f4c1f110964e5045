//! What verdicts and rules ask the graph.

use super::build::{date, day};
use super::{Candidate, Node, Tie, Timeline};
use crate::statement::Statement;
use crate::time::Interval;
use petgraph::Direction;
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::EdgeRef;

impl Timeline {
    /// What a claim states, its groups expanded; `None` past the last claim.
    pub fn statement(&self, claim: usize) -> Option<&Statement> {
        match self.graph.node_weight(*self.claims.get(claim)?)? {
            Node::Claim(_, statement) => Some(statement),
            Node::Origin | Node::Fact(_) => None,
        }
    }

    /// The facts on the same matter as a claim, in the order of their ids.
    pub fn candidates(&self, claim: usize) -> Vec<Candidate<'_>> {
        let Some(&node) = self.claims.get(claim) else { return Vec::new() };
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

    /// The claim of the occasion whose time a claim takes.
    pub fn occasion(&self, claim: usize) -> Option<usize> {
        self.over_occasions(*self.claims.get(claim)?, Direction::Outgoing).first().copied()
    }

    /// The claims that take their time from a claim, in the order of the text.
    pub fn claims_of(&self, occasion: usize) -> Vec<usize> {
        self.claims.get(occasion).map(|&node| self.over_occasions(node, Direction::Incoming)).unwrap_or_default()
    }

    /// The days a claim may cover, by its own words and those of its occasion; `None` where nothing bounds it, or
    /// where the two leave no day.
    pub fn days(&self, claim: usize) -> Option<Interval> {
        let own = self.own_days(*self.claims.get(claim)?);
        let tied = self.occasion(claim).and_then(|o| self.own_days(*self.claims.get(o)?));
        match (own, tied) {
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
                    Node::Origin | Node::Fact(_) => None,
                }
            })
            .collect();
        found.sort_unstable();
        found
    }
}
