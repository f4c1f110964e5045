//! The graph of claims, facts and the time constraints between them; the only folder that names petgraph.
//!
//! Rules and verdicts ask it, and keep no lists of their own beside it. Whether a claim is true is decided in `check`.

mod build;
mod constraints;
mod proof;
mod query;

pub(crate) use build::{date, day};
pub use constraints::{Network, ORIGIN};
pub use proof::{Constraint, Proof};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Claim, DocumentDate, Extraction, Modality};
    use crate::facts::FactBase;
    use crate::source::{Source, Span};
    use crate::statement::{Event, Quotation};
    use crate::time::Interval;

    const BASE: &str = "
entities:
  - {id: chen, type: person, names: {en: Chen Wei}}
  - {id: fair, type: event-series, names: {en: Cloud Fair}}
  - {id: fair-2010, type: event, names: {en: Cloud Fair 2010}, part-of: fair}
facts:
  - id: held
    event: {predicate: hold, subject: fair-2010, when: 2010-03-28}
    status: verified
    checked: 2026-11-22
    sources: [{title: A document}]
  - id: said
    quotation: {speaker: chen, words: old wine, occasion: fair-2010, when: 2010}
    status: verified
    checked: 2026-11-22
    sources: [{title: A document}]
";

    fn claim(statement: Statement, occasion: Option<usize>) -> Claim {
        Claim {
            span: Span::new(0, 1),
            readings: vec![statement.clone()],
            statement,
            modality: Modality::Asserted,
            quoted: false,
            parts: Vec::new(),
            derivation: Vec::new(),
            doubt: None,
            weak: None,
            occasion,
        }
    }

    fn day(text: &str) -> Option<Interval> {
        Interval::parse_edtf(text).ok()
    }

    fn build(said: Option<Interval>) -> Timeline {
        let base = FactBase::from_sources(vec![Source::new("t.yaml", BASE)]).expect("a sound base");
        let subject = vec!["fair".into()];
        let held = Event { predicate: Some("hold".into()), subject, when: day("2012-03"), ..Event::default() };
        let words = "Old Wine".to_owned();
        let quote = Quotation { speaker: vec!["chen".into()], words, occasion: Some("fair".into()), when: said };
        let claims = vec![claim(Statement::Event(held), None), claim(Statement::Quotation(quote), Some(0))];
        let date = DocumentDate::unknown();
        Timeline::build(&Extraction { claims, ..Extraction::of(date) }, &base)
    }

    #[test]
    fn facts_are_tied_by_entity_and_by_series() {
        let timeline = build(None);
        for reading in 0..2 {
            assert_eq!(timeline.candidates(0, reading).len(), 1, "the edition of the series");
            assert_eq!(timeline.candidates(1, reading).len(), 1, "the saying of the speaker");
        }
        assert!(timeline.candidates(0, 2).is_empty() && timeline.candidates(7, 0).is_empty());
        assert_eq!(timeline.statements(1).len(), 2);
    }

    #[test]
    fn an_occasion_bounds_what_is_said_there() {
        let timeline = build(None);
        assert_eq!((timeline.occasion(1), timeline.occasion(0)), (Some(0), None));
        assert_eq!(timeline.claims_of(0), [1]);
        let days = |said: &str| build(day(said)).days(1, 0).map(Interval::edtf);
        assert_eq!(timeline.days(1, 0).map(Interval::edtf).as_deref(), Some("2012-03"));
        assert_eq!(days("2012").as_deref(), Some("2012-03"));
        assert_eq!(days("2012-03-05").as_deref(), Some("2012-03-05"));
        assert_eq!(days("2013"), None, "no day is left");
    }
}
