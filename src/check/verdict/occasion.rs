//! Occasions: where the facts of several claims miss the date they take from one occasion, its date is the suspect.

use crate::check::{Judgement, Verdict};
use crate::diagnostic::Severity;
use crate::extract::Extraction;
use crate::facts::{FactBase, FactStatus};
use crate::statement::Id;
use crate::timeline::Timeline;
use crate::vocabulary::Bilingual;

/// Contradicts an occasion that at least two of the claims that lean on it contradict while none is supported and no
/// fact of its own supports it.
pub(super) fn suspect(extraction: &Extraction, timeline: &Timeline, facts: &FactBase, judgements: &mut [Judgement]) {
    for occasion in 0..extraction.claims.len() {
        let leaning = timeline.claims_of(occasion);
        let verdicts = || leaning.iter().filter_map(|&c| judgements.get(c));
        let by_date = |j: &&Judgement| matches!(j.rule, Some("quotation-conflict" | "date-conflict"));
        let against: Vec<&Judgement> = verdicts().filter(by_date).collect();
        let sound = verdicts().any(|j| j.verdict == Some(Verdict::Supported));
        let Some(own) = judgements.get(occasion) else { continue };
        let open = own.doubt.is_none() && own.verdict == Some(Verdict::Unsupported);
        if against.len() < 2 || sound || !open {
            continue;
        }
        let mut ids: Vec<Id> = Vec::new();
        for id in against.iter().flat_map(|j| &j.facts) {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        let is_verified = |id: &Id| facts.fact(id).is_some_and(|f| f.status == FactStatus::Verified);
        // A stable sort: verified facts first, otherwise in the order of the claims.
        ids.sort_by_key(|id| !is_verified(id));
        let verified = ids.first().is_some_and(is_verified);
        let count = against.len();
        let judgement = Judgement {
            verdict: Some(Verdict::Contradicted),
            doubt: None,
            reason: Bilingual::new(
                format!("{count} statements that take their date from it are known of another day"),
                format!("有{count}处说法随它定日期,而事实另有日期"),
            ),
            rule: Some("date-conflict"),
            facts: ids,
            unverified: !verified,
            reading: 0,
            severity: (!verified).then_some(Severity::Warning),
        };
        if let Some(own) = judgements.get_mut(occasion) {
            *own = judgement;
        }
    }
}
