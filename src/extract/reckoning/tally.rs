//! The four firms supplied 62% of the market: A had 28%, B 17, C 11 and D 6: so many, what they have together, and what each.

use super::{DATE, Figure, Reckoning, Term};
use crate::extract::frame::View;
use crate::quantity::Quantity;
use crate::source::Span;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Those that share a whole, at most.
const MOST: usize = 12;
/// Characters between two parts: a name and a verb.
const REACH: usize = 36;
/// Characters between the number of those that share and the whole.
const NEAR: usize = 40;

pub(super) fn read(view: &View<'_>, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for at in 1..figures.len() {
        let (count, whole, parts) = (&figures[at - 1], &figures[at], &figures[at + 1..]);
        let number = count.value.stated.filter(|_| count.value.comparator.is_none() && !count.is_share());
        let Some(n) = number.and_then(|v| v.to_usize()).filter(|n| (2..=MOST).contains(n)) else { continue };
        let counted = count.value.unit.as_ref().is_none_or(|u| u.is_discrete()) && count.value.low == count.value.high;
        let opened = whole.tail.split_once(':').is_some_and(|(what, _)| what.chars().count() <= NEAR);
        let near = whole.lead.chars().count() <= NEAR && !whole.lead.contains([';', ',', DATE]);
        if !counted || !opened || !near || whole.unit().is_none() {
            continue;
        }
        if parts.len() < n && whole.is_percent() {
            out.extend(elided(view, whole, parts, n));
            continue;
        }
        if parts.len() != n {
            continue;
        }
        let percent = whole.is_percent() || whole.value.unit.as_ref().is_some_and(|u| u.is_discrete());
        let alike = |(i, f): (usize, &Figure)| {
            let unit = f.unit() == whole.unit() || i > 0 && percent && f.unit().is_none();
            unit && !f.lead.contains([';', DATE]) && (i == 0 || f.lead.chars().count() <= REACH)
        };
        if !parts.iter().enumerate().all(alike) {
            continue;
        }
        let term = |f: &Figure| -> Term {
            let mut term = f.term(view);
            if let (None, Some(value)) = (f.unit(), f.value.stated) {
                term.value = Quantity::exact(value, whole.value.unit.clone()).reckoned(view.text(f.span));
            }
            term
        };
        out.push(Reckoning::Division {
            whole: whole.term(view),
            parts: parts.iter().map(term).collect(),
            complete: true,
        });
    }
}

/// A had 28 per cent, B 17, C 11 and D 6: figures behind names, which alone might be the number of a thing.
fn elided(view: &View<'_>, whole: &Figure, parts: &[Figure], n: usize) -> Option<Reckoning> {
    let first = parts.first().filter(|f| f.unit() == whole.unit() && parts.len() == 1)?;
    let tail = &first.tail;
    let list = tail.trim_end().trim_end_matches('.').strip_prefix(", ")?;
    let start = first.span.end + ", ".len();
    let mut terms = vec![first.term(view)];
    let mut at = 0;
    for item in list.split_inclusive(", ").flat_map(|i| i.split_inclusive(" and ")) {
        let bare = item.trim_end_matches(", ").trim_end_matches(" and ").trim_start_matches("and ");
        let (name, figure) = bare.rsplit_once(' ')?;
        let value = Decimal::from_str_exact(figure).ok()?;
        let from = start + at + item.find(bare)? + name.len() + 1;
        let span = Span::new(from, from + figure.len());
        let value = Quantity::exact(value, whole.value.unit.clone()).reckoned(figure);
        terms.push(Term { span: view.folded.origin(span), value });
        at += item.len();
    }
    (terms.len() == n).then(|| Reckoning::Division { whole: whole.term(view), parts: terms, complete: true })
}
