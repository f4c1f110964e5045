//! One amount of money under two currencies: $45 million where the article has £45 million everywhere else.

use super::{Figure, Told, digits};
use crate::extract::MentionKind;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// The article's own currency stands in it so often at least.
const COMMON: usize = 3;

/// Pairs of figures of one amount, of which one is in a currency that the article has nowhere else.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let money: Vec<&Figure> = told.figures.iter().filter(|f| f.kind == MentionKind::Currency).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for figure in &money {
        if let Some(unit) = &figure.value.unit {
            *counts.entry(unit.name()).or_default() += 1;
        }
    }
    let count = |f: &Figure| f.value.unit.as_ref().and_then(|u| counts.get(u.name())).copied().unwrap_or(0);
    let odd = money.iter().filter(|f| count(f) == 1 && f.value.stated.is_some() && digits(f.value).len() >= 2);
    let pairs = odd.filter_map(|odd| {
        let twin = money.iter().find(|f| f.value.stated == odd.value.stated && count(f) >= COMMON)?;
        Some(if twin.span < odd.span { (twin.span, odd.span) } else { (odd.span, twin.span) })
    });
    pairs.collect()
}
