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

/// One amount, of which one place names no currency: 2860萬元 in the headline is 新台幣2860萬元.
pub(super) fn is_left_open(told: &Told, (first, second): (Span, Span)) -> bool {
    let figure = |span: Span| told.figures.iter().find(|f| f.span == span && f.kind == MentionKind::Currency);
    let (Some(a), Some(b)) = (figure(first), figure(second)) else { return false };
    let bare = |f: &Figure| {
        let Some(words) = told.slice(f.span).strip_suffix('元') else { return false };
        let named = words
            .contains(|c: char| crate::normalise::is_han(c) && !"一二三四五六七八九十百千万亿萬億零两兩".contains(c));
        !named && !words.contains(|c: char| c.is_ascii_alphabetic() || matches!(c, '$' | '¥' | '€' | '£'))
    };
    a.value.stated.is_some() && a.value.stated == b.value.stated && (bare(a) || bare(b))
}
