//! One post with two holders: 某理事会主席甲表示 … 某理事会主席乙宣布.
//!
//! The post must be of one body and for one person at a time, as with references; and an article that tells of a change
//! of holders may name both.

use crate::article::Article;
use crate::check::against::holders::{Holder, holders};
use crate::extract::{Extraction, Name, NameKind};
use crate::source::Span;
use crate::statement::Fit;
use crate::vocabulary::{Language, chinese_names, lists};

/// Pairs of names that one post is given to.
pub(super) fn pairs(article: &Article, extraction: &Extraction) -> Vec<(Span, Span)> {
    let text = article.source.text().to_lowercase();
    if [Language::Zh, Language::En].iter().any(|l| lists().handovers.of(*l).iter().any(|w| text.contains(w.as_str()))) {
        return Vec::new();
    }
    // What may be another word than a name proves nothing.
    let borders = &chinese_names().borders;
    let is_name = |n: &Name| n.kind == Some(NameKind::Person) && !n.id.contains(|c| borders.contains(&c));
    let sure = |at: Span| extraction.names.iter().any(|n| n.span.end == at.end && is_name(n));
    let held: Vec<(Span, Holder)> = holders(article, extraction).into_iter().filter(|(at, _)| sure(*at)).collect();
    let mut out = Vec::new();
    for (i, (first, holder)) in held.iter().enumerate() {
        let other = |h: &Holder| holder.fit(h) == Fit::Apart && !holder.is_alike(h) && holder.is_sole(h);
        let others: Vec<&(Span, Holder)> = held[i + 1..].iter().filter(|(_, h)| other(h)).collect();
        // Of three names the post is not one for one person.
        if let Some((second, other)) = others.first()
            && others.iter().all(|(_, h)| h.is_alike(other) || h.fit(other) == Fit::Same)
        {
            out.push((*first, *second));
        }
    }
    out
}
