//! Whose fiscal year a date is of, and which days it has.

use super::scan::{Token, What};
use crate::facts::FactBase;
use crate::grammar::{Anchors, DateExpr};
use crate::time::Interval;

/// The nearest name of the sentence that has a fiscal calendar: its index in the base.
pub(super) fn owner(list: &[Token], at: usize, facts: &FactBase) -> Option<usize> {
    let has = |t: &Token| match &t.what {
        What::Entity { ids, certain: true } => ids.first().copied().filter(|&e| calendar(facts, e).is_some()),
        _ => None,
    };
    let near = |t: &&Token| t.span.distance(list[at].span);
    list.iter().filter(|t| has(t).is_some()).min_by_key(near).and_then(has)
}

/// The entity whose fiscal calendar an entity follows: its own, or that of what it belongs to.
pub(super) fn calendar(facts: &FactBase, entity: usize) -> Option<usize> {
    let mut at = Some(entity);
    // Wholes of wholes; the bound keeps a circle in a hand-made base from looping.
    for _ in 0..8 {
        let e = &facts.entities[at?];
        if e.fiscal_year_end.is_some() || !e.fiscal_years.is_empty() {
            return at;
        }
        at = e.part_of.as_ref().and_then(|p| facts.entity_position(p));
    }
    None
}

/// The days of a fiscal year, quarter or half of an entity.
pub(super) fn fiscal(expr: &DateExpr, facts: &FactBase, entity: usize) -> Option<Interval> {
    let e = &facts.entities[calendar(facts, entity)?];
    if let DateExpr::Fiscal { year, half: None, quarter: None } = expr
        && let Some(days) = e.fiscal_years.get(year)
    {
        return Some(*days);
    }
    expr.resolve(&Anchors { fiscal_year_end: Some(e.fiscal_year_end?), ..Anchors::default() })
}
