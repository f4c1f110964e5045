//! What a sentence says, in small statements.

use super::countries::Ground;
use super::names::Name;
use crate::source::Span;
use crate::time::Interval;

/// Something that is said.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A relation between names, with its days and places.
    Deed(Deed),
    /// The subject is one of these; whether the word is the noun that says of what sort it is.
    Is(String, bool),
    /// The subject is of a country.
    Of(Ground),
    /// The subject stands at this place among things of its kind.
    Nth(u8, String),
    /// The subject is a woman, or a man.
    Woman(bool),
}

/// A relation with what the sentence tells of its parts; several names may each be meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Deed {
    pub(super) relation: usize,
    pub(super) agents: Vec<Name>,
    pub(super) themes: Vec<Name>,
    pub(super) days: Vec<(Span, Interval)>,
    pub(super) places: Vec<Name>,
    /// There is no other theme.
    pub(super) only: bool,
}

/// A statement with its place.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Whom it is said of; empty for relations.
    pub(super) subjects: Vec<Name>,
    pub(super) what: What,
    /// Not denied.
    pub(super) holds: bool,
    /// What tells it.
    pub(super) at: Span,
    pub(super) sentence: Span,
    /// All words that it is made of.
    pub(super) covers: Vec<Span>,
}

impl Statement {
    /// Names by which statements on the same thing are found.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        let deed = match &self.what {
            What::Deed(d) => Some(d),
            _ => None,
        };
        self.subjects.iter().chain(deed.into_iter().flat_map(|d| d.agents.iter().chain(&d.themes)))
    }
}
