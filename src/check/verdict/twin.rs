//! Two findings on one mistake: two figures of one thing in one sentence, of which one must be of something else; the
//! holder before on a wrong day.

use super::doubted;
use super::spoken::is_one_sentence;
use crate::article::Article;
use crate::check::{Judgement, Verdict};
use crate::extract::{Claim, Doubt, Extraction};
use crate::statement::{Role, RoleStatus, Statement};

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

/// Takes back what is held against the holder before, where the day of the change itself is wrong: that is one mistake,
/// not two.
pub(super) fn spare_predecessors(article: &Article, extraction: &Extraction, judgements: &mut [Judgement]) {
    let role = |index: usize| match extraction.claims.get(index).map(|c| &c.statement) {
        Some(Statement::Role(role)) => Some(role),
        _ => None,
    };
    let before: Vec<usize> = (0..judgements.len())
        .filter(|&i| judgements[i].rule == Some("former-role") && role(i).is_some_and(|r| r.status == RoleStatus::Then))
        .collect();
    for index in before {
        let Some(own) = role(index) else { continue };
        let wrong = (0..judgements.len()).any(|other| {
            let same = |r: &Role| r.role == own.role && r.organization == own.organization && r.began.is_some();
            judgements[other].rule == Some("role-conflict")
                && role(other).is_some_and(same)
                && is_one_sentence(article, extraction.claims[index].span, extraction.claims[other].span)
        });
        if wrong {
            judgements[index] = doubted(Doubt::NoTime);
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
