//! The parts of a statement that stand somewhere in a text.

/// A part of a statement, to say where it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// Id of a fact; in a claim the word that carries it.
    Predicate,
    /// Subject, person or speaker.
    Subject,
    /// Object or organization.
    Object,
    /// The other party.
    Counterpart,
    /// Figure, position, years.
    Value,
    /// Date or period.
    When,
    /// First day of a role.
    From,
    /// Last day of a role.
    To,
    /// Words of a quotation.
    Words,
    /// Occasion of a quotation.
    Occasion,
    /// Which occurrence.
    Nth,
    /// Former, acting …
    Status,
}
