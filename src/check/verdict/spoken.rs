//! Titles of the time spoken of: “Gates, chief executive of Microsoft, met him in 1995” is no claim about today.

use crate::article::Article;
use crate::extract::{Extraction, MentionValue};
use crate::facts::FactBase;
use crate::source::Span;
use crate::statement::{Fit, Statement};
use crate::time::Interval;
use crate::timeline::Timeline;

/// True where a role that is said of the day of writing was held at a date its own sentence names, or that its
/// paragraph named last before it.
pub(super) fn is_of_then(
    article: &Article,
    extraction: &Extraction,
    timeline: &Timeline,
    facts: &FactBase,
    index: usize,
) -> bool {
    let Some(claim) = extraction.claims.get(index) else { return false };
    if !matches!(claim.statement, Statement::Role(_)) || claim.statement.when() != extraction.date.days {
        return false;
    }
    let held = |days: Interval| {
        timeline.candidates(index, 0).iter().any(|c| {
            let term = facts.facts.get(c.fact).and_then(|f| f.statement.when());
            c.agreement.subject == Fit::Same && term.is_some_and(|t| t.overlaps(days))
        })
    };
    let dated = || {
        extraction.mentions.iter().filter_map(|m| match m.value {
            MentionValue::Days(Some(days)) => Some((m.span, days)),
            _ => None,
        })
    };
    let line = |span: Span| article.source.position(span.start).line;
    let last = dated().filter(|(at, _)| at.end <= claim.span.start && line(*at) == line(claim.span)).last();
    let here = dated().filter(|(at, _)| is_one_sentence(article, claim.span, *at));
    here.chain(last).any(|(_, days)| held(days))
}

/// No sentence ends between two places.
pub(super) fn is_one_sentence(article: &Article, a: Span, b: Span) -> bool {
    let start = a.end.min(b.end);
    let text = article.source.slice(Span::new(start, a.start.max(b.start).max(start)));
    !text.contains(['。', '！', '？', '!', '?', '\n', '\r']) && !text.contains(". ")
}
