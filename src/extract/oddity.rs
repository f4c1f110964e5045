//! Dates that no calendar has: the thirtieth of February, a stretch that ends before it begins.

use super::Oddity;
use crate::grammar::{Anchors, DateExpr, Fields};
use crate::time::Interval;

/// What is odd about a date, if anything is whatever it counts from.
pub(super) fn oddity(expr: &DateExpr) -> Option<Oddity> {
    match expr {
        DateExpr::NoSuchDay { year, month, day } => no_such_day(Some(*year), *month, *day),
        DateExpr::Fields(Fields { month: Some(month), day: Some(day), .. }) => no_such_day(None, *month, *day),
        DateExpr::Range(first, second) => oddity(first).or_else(|| oddity(second)).or_else(|| backwards(first, second)),
        DateExpr::Part(inner, _)
        | DateExpr::Since(inner)
        | DateExpr::Until(inner)
        | DateExpr::Before(inner)
        | DateExpr::After(inner)
        | DateExpr::Onward(inner)
        | DateExpr::Around(inner)
        | DateExpr::Offset { of: inner, .. } => oddity(inner),
        _ => None,
    }
}

/// A day no such month has; without a year, in any year. Before 1924 somebody still had the Julian calendar with its
/// 29 February of 1900.
fn no_such_day(year: Option<i32>, month: u32, day: u32) -> Option<Oddity> {
    let leap = year.is_none_or(|y| y < 1924);
    let exists = Interval::ymd(if leap { 2000 } else { year? }, month, day).is_some();
    ((1..=12).contains(&month) && day > 0 && !exists).then_some(Oddity::NoSuchDay { year, month, day })
}

/// Both ends are written out and the second lies before the first.
fn backwards(first: &DateExpr, second: &DateExpr) -> Option<Oddity> {
    let days = |expr: &DateExpr| match expr {
        DateExpr::Known(_) => expr.resolve(&Anchors::default()),
        _ => None,
    };
    let (a, b) = (days(first)?, days(second)?);
    (b.end? < a.start?).then_some(Oddity::Backwards(a, b))
}
