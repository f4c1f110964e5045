//! Events that no date of the article stands for, placed by what is said of their order, or by a fact.

use super::{Context, Document, Verdict, chronology};
use crate::facts::FactBase;
use crate::statement::{Slot, Statement};
use crate::time::Interval;
use crate::timeline::Timeline;

/// The events of a document that no date stands for and that its order words, or a fact, place all the same: the index of
/// the claim and its days, up to the day of writing where that is known.
pub(crate) fn placed(document: &Document, facts: &FactBase) -> Vec<(usize, Interval)> {
    let Document { article, extraction, judgements, .. } = document;
    let timeline = Timeline::build(extraction, facts);
    let seen = Context { article, extraction, timeline: &timeline, facts, judgements };
    let tied = chronology::placed(&seen);
    let written = extraction.date.days.and_then(|d| d.end);
    let mut out = Vec::new();
    for (index, claim) in extraction.claims.iter().enumerate() {
        if !matches!(claim.statement, Statement::Event(_))
            || claim.statement.when().is_some()
            || !claim.modality.is_judged()
        {
            continue;
        }
        let by_tie = claim.part(Slot::Predicate).and_then(|at| tied.iter().find(|t| t.0 == at)).map(|t| t.1);
        let by_fact = judgements
            .get(index)
            .filter(|j| j.verdict == Some(Verdict::Supported))
            .and_then(|j| facts.fact(j.facts.first()?)?.statement.when().filter(|w| w.is_bounded()));
        let Some(days) = by_fact.or(by_tie) else { continue };
        let end = days.end.into_iter().chain(written).min();
        out.extend(
            Interval::between(days.start, end)
                .map(|placed| (index, if placed.end == days.end { days } else { placed })),
        );
    }
    out
}
