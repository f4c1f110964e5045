//! What the solver is told and what it answers: constraints in whole days, and proofs that not all can hold.

/// `to` lies at most `days` behind `from` (negative: before it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Counted from here.
    pub from: usize,
    /// This point is bounded.
    pub to: usize,
    /// At most so many days.
    pub days: i64,
    /// The statement that says so, by its number.
    pub statement: usize,
}

/// Statements that cannot all be true: without any one of them the others can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The cycle, in the order of reasoning; its days add up to less than nothing.
    pub cycle: Vec<Constraint>,
    /// The statements of the cycle, each once, in the same order.
    pub statements: Vec<usize>,
    /// The statement that is most likely wrong: without it the component holds, or it is the least certain.
    pub suspect: usize,
}
