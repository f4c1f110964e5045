//! Two figures of one thing in one sentence: nobody writes that, so one of them is of something else.

use super::doubted;
use super::spoken::is_one_sentence;
use crate::article::Article;
use crate::check::{Judgement, Verdict};
use crate::extract::{Claim, Doubt, Extraction};
use crate::statement::Statement;

/// Takes back a contradiction of a figure beside which another figure of the same thing and time is supported by the
/// same fact: whose the contradicted one is has been read wrongly. That an article contradicts itself elsewhere is
/// another rule's business.
pub(super) fn spare(article: &Article, extraction: &Extraction, judgements: &mut [Judgement]) {
    for index in 0..judgements.len() {
        let (Some(judgement), Some(claim)) = (judgements.get(index), extraction.claims.get(index)) else { continue };
        if !matches!(judgement.rule, Some("value-conflict" | "scale-slip" | "unit-conflict")) {
            continue;
        }
        let beside = extraction.claims.iter().zip(judgements.iter()).any(|(other, sound)| {
            sound.verdict == Some(Verdict::Supported)
                && sound.facts.iter().any(|f| judgement.facts.contains(f))
                && is_one_sentence(article, claim.span, other.span)
                && is_twin(claim, other)
        });
        if beside && let Some(spared) = judgements.get_mut(index) {
            *spared = doubted(Doubt::AmbiguousEntity);
        }
    }
}

/// The same metric of the same subject, with another figure.
fn is_twin(a: &Claim, b: &Claim) -> bool {
    match (&a.statement, &b.statement) {
        (Statement::Metric(a), Statement::Metric(b)) => {
            a.metric == b.metric && a.subject == b.subject && a.value != b.value
        }
        _ => false,
    }
}
