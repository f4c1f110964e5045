//! What a date that is not written out leans on: the day of writing, the date told last, the series it stands in.

use crate::grammar::{Anchors, DateExpr, From};
use crate::time::{Interval, TimeUnit};
use chrono::{Datelike, NaiveDate};

/// True for a bare day within a month of the day of writing, where the anchor is of a later year.
pub(super) fn is_of_these_weeks(expr: &DateExpr, anchor: Interval, document: Option<NaiveDate>) -> bool {
    let later = anchor.start.zip(document).is_some_and(|(a, d)| a.year() > d.year());
    if !later || !matches!(expr.core(), DateExpr::Fields(f) if f.month.is_some() && f.day.is_some()) {
        return false;
    }
    let own = expr.resolve(&Anchors { document, ..Anchors::default() }).and_then(|i| i.start.or(i.end));
    own.zip(document).is_some_and(|(own, d)| own.signed_duration_since(d).num_days().abs() <= 31)
}

/// True for dates that only lack a year or a month: 4月, March 3, 15日, 上半年, and ranges of them.
pub(super) fn is_bare(expr: &DateExpr) -> bool {
    matches!(expr.core(), DateExpr::Fields(f) if f.weekday.is_none())
}

/// Counts from the day of writing: 昨天, 今年4月, last year.
pub(super) fn counts_from_document(expr: &DateExpr) -> bool {
    matches!(
        expr.core(),
        DateExpr::Relative { from: From::Document, .. }
            | DateExpr::Window { from: From::Document, .. }
            | DateExpr::Between { from: From::Document, .. }
    )
}

/// Counts from the date told last, or takes from it what it lacks.
pub(super) fn leans_on_discourse(expr: &DateExpr) -> bool {
    match expr.core() {
        DateExpr::Fields(_) | DateExpr::Same { .. } => true,
        DateExpr::Feast { of, .. } => matches!(**of, DateExpr::Fields(_)),
        DateExpr::Relative { from, .. } | DateExpr::Window { from, .. } | DateExpr::Between { from, .. } => {
            *from == From::Discourse
        }
        _ => false,
    }
}

/// A bare month continues a series only forwards inside its year: after December, January may be either year's.
pub(super) fn follows(expr: &DateExpr, anchor: Interval) -> bool {
    let DateExpr::Fields(f) = expr else { return true };
    let (Some(month), Some(start)) = (f.month, anchor.start) else { return true };
    let monthly = anchor.end.is_some_and(|e| e.year() == start.year() && e.month() == start.month());
    !(monthly && month + 8 < start.month())
}

/// True where an unresolved date would be a single day.
pub(super) fn is_day(expr: &DateExpr) -> bool {
    match expr {
        DateExpr::Fields(f) => f.day.is_some() || f.weekday.is_some(),
        DateExpr::Feast { .. } => true,
        DateExpr::Relative { unit, fields, .. } => *unit == TimeUnit::Day || fields.day.is_some(),
        _ => false,
    }
}
