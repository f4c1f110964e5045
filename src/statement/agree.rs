//! Whether two statements say the same: one symmetric comparison for claims and facts.

/// placeholder
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    A,
}
/// placeholder
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement;
/// placeholder
pub fn agree() {}
