//! Figures of cells in brackets, which accountants write for negative ones.

use crate::grammar::{Mention, Value};
use crate::normalise::Folded;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use rust_decimal::Decimal;

/// Figures of cells in brackets are negative: (1,234). Where the grammar took the brackets for those of an enumerator, the
/// figure is added. Mentions come and stay in the order of the text.
pub(in crate::extract) fn negate(folded: &Folded, mentions: &mut Vec<Mention>) {
    let mut added = Vec::new();
    for ((span, _), cell) in folded.blocks.iter().zip(&folded.cells) {
        let text = &folded.text[span.start..span.end];
        let Some(inside) = bracketed(text).filter(|_| cell.is_some()) else { continue };
        let from = mentions.partition_point(|m| m.span.start < span.start);
        match mentions.get_mut(from).filter(|m| span.contains(m.span)) {
            Some(mention) => {
                if let Value::Number(q) | Value::Currency(q) | Value::Percentage(q) | Value::Dimension(q) =
                    &mut mention.value
                {
                    *q = negative(q.clone());
                }
            }
            None => {
                let digits = inside.replace(',', "");
                let dollar = text.contains('$').then(|| Unit::currency("USD"));
                if let Some(q) = Quantity::written(&format!("-{digits}"), Decimal::ONE, dollar.clone()) {
                    let start = span.start + text.find(inside).unwrap_or(0);
                    let place = Span::new(start, start + inside.len());
                    let value = if dollar.is_some() { Value::Currency(q) } else { Value::Number(q) };
                    added.push(Mention { span: place, value });
                }
            }
        }
    }
    if !added.is_empty() {
        mentions.extend(added);
        mentions.sort_by_key(|m| m.span.start);
    }
}

/// The figure of a cell that is nothing but a figure in brackets. The second of them may stand in a cell of its own, as
/// financial reports set it.
fn bracketed(cell: &str) -> Option<&str> {
    let cell = cell.trim().trim_start_matches(['$', '¥', '€', '£']).trim_start();
    let inside = cell.strip_prefix('(')?.trim_end_matches('%').trim_end();
    let inside = inside.strip_suffix(')').unwrap_or(inside).trim();
    let inside = inside.trim_start_matches(['$', '¥', '€', '£']).trim_end_matches('%').trim();
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let digits = inside.starts_with(|c: char| c.is_ascii_digit()) && inside.chars().all(is_figure);
    digits.then_some(inside)
}

fn negative(q: Quantity) -> Quantity {
    Quantity {
        stated: q.stated.map(|v| -v),
        low: q.high.map(|v| -v),
        high: q.low.map(|v| -v),
        low_open: q.high_open,
        high_open: q.low_open,
        ..q
    }
}
