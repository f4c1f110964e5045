//! Reads seasons: `summer of 2015`, `spring 2020`, `last fall`; each is three months of the northern calendar, the
//! winter that of the year it begins in.

use super::calendar::Point;
use super::keys::words;
use super::tokens::Tokens;
use crate::grammar::{DateExpr, Fields, From};
use crate::time::{Interval, Precision, TimeUnit};

/// The season at token `i`.
pub(super) fn season(t: &Tokens<'_>, i: usize) -> Option<Point> {
    if let Some(first) = t.word(i).season {
        let of = usize::from(t.is_any(i + 1, words!["of", ","]));
        let year = super::years::digits(t, i + 1 + of).filter(|(_, next)| !super::years::counts(t, *next));
        let Some((year, next)) = year else { return bare(t, i, first) };
        // the winter of 1998-99
        let winter = t.is_any(next, words!["-", "/", "\u{2013}"]) && t.glued(next) && t.glued(next + 1);
        let both = t.number(next + 1, 2..=2).is_some_and(|n| winter && n as i32 == (year + 1) % 100);
        let next = if both { next + 2 } else { next };
        return Some((DateExpr::Known(Interval::months(year, first, 3, Precision::Range)?), next));
    }
    let count = match t.lower(i).bytes() {
        b"last" | b"past" | b"previous" => -1,
        b"this" | b"current" => 0,
        b"next" | b"coming" | b"upcoming" => 1,
        _ => return None,
    };
    let first = t.word(i + 1).season?;
    // This fall in prices is no season.
    let goes_on = t.is(i + 1, "fall") && t.is_any(i + 2, words!["in", "of", "from", "to", "was", "is"]);
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

/// `in the spring`, `since summer`: like a bare month, of the year that is spoken of. In the fall of prices and in spring water
/// there is none.
fn bare(t: &Tokens<'_>, i: usize, first: u32) -> Option<Point> {
    let led = |k: usize| t.follows(k, words!["in", "since", "until", "during", "by"]);
    let article = i > 0 && t.is(i - 1, "the");
    let (next, fall) = (i + 1, t.is(i, "fall"));
    let ends = !t.is_word(next) && !t.is_dash(next) || t.is_any(next, words!["and", "when", "after", "with", "to"]);
    if !(led(i) && !fall || article && led(i - 1)) || !ends || fall && t.is_word(next) {
        return None;
    }
    let month = |n: u32| Box::new(DateExpr::Fields(Fields { month: Some((n - 1) % 12 + 1), ..Fields::default() }));
    Some((DateExpr::Range(month(first), month(first + 2)), next))
}
