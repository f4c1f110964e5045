//! Claims whose words have several readings: each reading is judged, and the verdicts are folded into one.
//!
//! A claim is supported if one reading is and contradicted only if every one is; a claim that rests on a part taken
//! from its surroundings is never contradicted.

use super::{Judgement, Verdict};
use crate::extract::{Claim, Doubt, Extraction};

/// The extraction with every other reading appended as a claim, and for each of them the claim it reads.
pub(super) fn unfold(extraction: &Extraction) -> (Extraction, Vec<usize>) {
    let mut all = extraction.clone();
    let mut places = Vec::new();
    for (index, claim) in extraction.claims.iter().enumerate() {
        for reading in &claim.readings {
            all.claims.push(Claim { statement: reading.clone(), readings: Vec::new(), ..claim.clone() });
            places.push(index);
        }
    }
    (all, places)
}

/// One judgement per claim of the article from those of all readings.
pub(super) fn fold(extraction: &Extraction, places: &[usize], mut all: Vec<Judgement>) -> Vec<Judgement> {
    let others = all.split_off(extraction.claims.len());
    let mut folded = all;
    for (&place, other) in places.iter().zip(others) {
        let first = folded[place].clone();
        folded[place] = either(first, other);
    }
    for (claim, judgement) in extraction.claims.iter().zip(&mut folded) {
        if let Some(doubt) = claim.weak {
            weaken(judgement, doubt);
        }
    }
    folded
}

/// The judgement on words that may mean either.
fn either(first: Judgement, second: Judgement) -> Judgement {
    use Verdict::{Contradicted, Imprecise, NotJudged, Outdated, Supported, Unsupported};
    let rank = |j: &Judgement| match j.verdict {
        Some(Supported) => 0,
        Some(Imprecise) => 1,
        Some(Outdated) => 2,
        Some(Unsupported) => 3,
        Some(NotJudged) | None => 4,
        Some(Contradicted) => 5,
    };
    let both = first.verdict == Some(Contradicted) && second.verdict == Some(Contradicted);
    if both || rank(&first) <= rank(&second) { first } else { second }
}

/// A part was taken from the surroundings: no finding against the claim, only a line in the ledger.
fn weaken(judgement: &mut Judgement, doubt: Doubt) {
    let against = matches!(judgement.verdict, Some(Verdict::Contradicted | Verdict::Imprecise | Verdict::Outdated));
    if against {
        *judgement = Judgement {
            verdict: Some(Verdict::NotJudged),
            doubt: Some(doubt),
            reason: doubt.shown(),
            rule: None,
            facts: Vec::new(),
            unverified: false,
            severity: None,
        };
    } else if judgement.verdict == Some(Verdict::Unsupported) {
        judgement.rule = None;
    }
}
