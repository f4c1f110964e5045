//! The period of a cell: the date that one head names, or that several name together (2022 over the first quarter, three
//! months ended March 31 over 2022).

use super::super::frame::{View, When};
use super::super::scan::What;
use crate::grammar::{Anchors, DateExpr, Value};
use crate::source::Span;
use crate::time::{Interval, Precision, TimeUnit};
use crate::vocabulary::{Language, lists};
use chrono::{Days, Months};
use rust_decimal::prelude::ToPrimitive;

/// Dates of heads.
#[derive(Default)]
struct Dates {
    /// Those that need no other.
    whole: Vec<(usize, Span)>,
    /// Those that lack their year.
    bare: Vec<(usize, Span)>,
    /// Lengths of time in months: three months ended, year ended.
    lengths: Vec<u32>,
}

impl Dates {
    fn of(view: &View<'_>, heads: impl Iterator<Item = usize>) -> Self {
        let mut out = Self::default();
        for head in heads {
            let text = view.text(view.sentences[head].span);
            let mut length = None;
            for token in &view.tokens[head] {
                let What::Mention(m) = token.what else { continue };
                match &view.mentions[m].value {
                    Value::Date(expr) if matches!(expr.core(), DateExpr::Fields(_)) => out.bare.push((m, token.span)),
                    Value::Date(_) => out.whole.push((m, token.span)),
                    Value::Duration(d) => {
                        let count = d.quantity.stated.and_then(|v| v.to_u32()).filter(|c| *c < 100);
                        let unit = d.unit.and_then(TimeUnit::months);
                        length = count.zip(unit).map(|(c, u)| c * u);
                    }
                    _ => {}
                }
            }
            let is_year = || lists().year_ends.of(view.language(head)).iter().any(|w| text.to_lowercase().contains(w));
            out.lengths.extend(length.or_else(|| is_year().then_some(12)));
        }
        out
    }

    /// The one date that all whole ones are, or that lies in all others; `None` where they differ.
    fn one(&self, view: &View<'_>) -> Option<When> {
        let when = |&(mention, span): &(usize, Span)| When {
            mention,
            span,
            days: view.times[mention].as_ref().map(|r| r.days),
        };
        let all: Vec<When> = self.whole.iter().map(when).collect();
        let holds = |a: &When, b: &When| match (a.days, b.days) {
            (Some(a), Some(b)) => a.contains(b),
            _ => a.span == b.span,
        };
        all.iter().find(|inner| all.iter().all(|outer| holds(outer, inner))).copied()
    }
}

/// When a figure of a cell is of: by the heads of its row and its column, else by what stands around the table. A flow
/// needs more than a day.
pub(super) fn period(
    view: &View<'_>,
    near: impl Iterator<Item = usize>,
    around: [&[usize]; 3],
    is_flow: bool,
) -> Option<When> {
    let near = Dates::of(view, near);
    // Of what stands around, the nearest that names a date.
    let mut all = around.into_iter().map(|layer| Dates::of(view, layer.iter().copied()));
    let around = all.find(|d| !d.whole.is_empty() || !d.bare.is_empty() || !d.lengths.is_empty()).unwrap_or_default();
    let when = match (&near.whole[..], &near.bare[..]) {
        ([], []) if around.bare.is_empty() => around.one(view)?,
        (_, []) => near.one(view)?,
        ([], [bare]) => composed(view, *bare, around.one(view)?)?,
        (_, [bare]) => composed(view, *bare, near.one(view)?)?,
        _ => return None,
    };
    let Some(end) = when.days.filter(|d| d.precision == Precision::Day && d.start == d.end).and_then(|d| d.end) else {
        // A length of time beside a whole year is not understood.
        return (near.lengths.iter().all(|l| *l == 12)).then_some(when);
    };
    let length = near.lengths.first().or(around.lengths.first());
    match (is_flow, length) {
        (false, _) => Some(when),
        (true, None) => None,
        (true, Some(months)) => {
            let next = end.checked_add_days(Days::new(1))?;
            let start = next.checked_sub_months(Months::new(*months))?;
            Some(When { days: Interval::between(Some(start), Some(end)), ..when })
        }
    }
}

/// A date without its year in the year that another head names.
fn composed(view: &View<'_>, (bare, span): (usize, Span), year: When) -> Option<When> {
    let days = year.days.filter(|d| d.precision == Precision::Year)?;
    let at = Anchors { discourse: Some(days), ..Anchors::default() };
    let found = view.date_expr(bare)?.resolve(&at).filter(|d| days.contains(*d))?;
    Some(When { mention: year.mention, span, days: Some(found) })
}

/// True for words of heads that only join what they tell of times and units.
pub(super) fn is_filler(word: &str) -> bool {
    [Language::En, Language::Zh].iter().any(|l| lists().table_words.of(*l).iter().any(|f| f.eq_ignore_ascii_case(word)))
}
