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
use rustc_hash::FxHashSet;

/// Posts that are looked at: each is held against all others.
const MOST: usize = 400;

/// Pairs of names that one post is given to.
pub(super) fn pairs(article: &Article, extraction: &Extraction) -> Vec<(Span, Span)> {
    // What may be another word than a name proves nothing.
    let borders = &chinese_names().borders;
    let is_name = |n: &Name| n.kind == Some(NameKind::Person) && !n.id.contains(|c| borders.contains(&c));
    let names: FxHashSet<usize> = extraction.names.iter().filter(|n| is_name(n)).map(|n| n.span.end).collect();
    let sure = holders(article, extraction).into_iter().filter(|(at, _)| names.contains(&at.end));
    let held: Vec<(Span, Holder)> = sure.take(MOST).collect();
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
    if !out.is_empty() && tells_of_change(article) {
        out.clear();
    }
    out
}

/// The article tells that somebody took a post from another.
fn tells_of_change(article: &Article) -> bool {
    let text = article.source.text().to_lowercase();
    [Language::Zh, Language::En].into_iter().any(|l| lists().handovers.in_text(&text, l))
}
