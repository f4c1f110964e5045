//! Reads seasons: `summer of 2015`, `spring 2020`, `last fall`; each is three months of the northern calendar, the
//! winter that of the year it begins in.

use super::calendar::Point;
use super::tokens::Tokens;
use crate::grammar::{DateExpr, Fields, From};
use crate::time::{Interval, Precision, TimeUnit};

/// The season at token `i`; a bare name of one says nothing that could be judged.
pub(super) fn season(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if let Some(first) = t.word(i).season {
        let of = usize::from(t.is_any(i + 1, &["of", ","]));
        let (year, next) = super::years::digits(t, i + 1 + of).filter(|(_, next)| !super::years::counts(t, *next))?;
        return Some((DateExpr::Known(Interval::months(year, first, 3, Precision::Range)?), next));
    }
    let count = match t.lower(i).as_str() {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let first = t.word(i + 1).season?;
    // This fall in prices is no season.
    let goes_on = t.is(i + 1, "fall") && t.is_any(i + 2, &["in", "of", "from", "to", "was", "is"]);
    if goes_on {
        return None;
    }
    let named = |month: u32| {
        let fields = Fields { month: Some((month - 1) % 12 + 1), ..Fields::default() };
        DateExpr::Relative { from: From::Document, count, unit: TimeUnit::Month, fields }
    };
    // The last summer is over, the next has not begun: one end is found by its month, the other from it.
    let away = |of: DateExpr, count| DateExpr::Offset { of: Box::new(of), count, unit: TimeUnit::Month };
    let (a, b) = match count {
        -1 => (away(named(first + 2), -2), named(first + 2)),
        _ => (named(first), away(named(first), 2)),
    };
    Some((DateExpr::Range(Box::new(a), Box::new(b)), i + 2))
}
