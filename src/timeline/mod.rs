//! The graph of claims, facts and the time constraints between them; the only folder that names petgraph.
//!
//! Rules and verdicts ask it, and keep no lists of their own beside it. Whether a claim is true is decided in `check`.

mod build;
mod query;

use crate::statement::{Agreement, Statement};
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use std::collections::BTreeMap;

/// What stands in the graph.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// Day 0 of the calendar, which every known date is tied to.
    Origin,
    /// A claim by its index, its statement with groups expanded into their members.
    Claim(usize, Box<Statement>),
    /// Another way to read a claim.
    Reading(Box<Statement>),
    /// A fact by its index in the fact base.
    Fact(usize),
}

/// What ties two nodes.
#[derive(Clone, Debug)]
pub(crate) enum Tie {
    /// Claim, or a reading of it, to fact: about the same matter, and how far they agree.
    Matter(Box<Agreement>),
    /// Claim to another way to read it.
    Reading,
    /// Claim to the claim of the occasion whose time it takes.
    Occasion,
    /// The target begins no later than so many days after the source begins.
    Begins(i64),
    /// The target ends no later than so many days after the source begins.
    Ends(i64),
}

/// A fact that can bear on a claim.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Index of the fact in `FactBase::facts`.
    pub fact: usize,
    /// How far claim and fact agree, seen from the claim.
    pub agreement: &'a Agreement,
}

/// Claims, the facts that can bear on them, and what ties them.
#[derive(Clone, Debug)]
pub struct Timeline {
    graph: StableDiGraph<Node, Tie>,
    origin: NodeIndex,
    /// The node of each claim, and those of its other readings.
    claims: Vec<(NodeIndex, Vec<NodeIndex>)>,
    facts: BTreeMap<usize, NodeIndex>,
}
