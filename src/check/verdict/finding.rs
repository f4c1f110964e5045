//! What single facts make of a claim, and how they weigh against each other.

use super::{Case, Known, doubted, unsupported};
use crate::check::wording::told;
use crate::check::{Judgement, Verdict};
use crate::diagnostic::Severity;
use crate::extract::Doubt;
use crate::facts::FactStatus;
use crate::vocabulary::Bilingual;

/// What one fact makes of a claim.
#[derive(Clone)]
pub(super) struct Finding<'a> {
    pub(super) known: Known<'a>,
    pub(super) verdict: Verdict,
    pub(super) rule: Option<&'static str>,
    /// The finding is no worse than this.
    pub(super) severity: Option<Severity>,
}

impl<'a> Finding<'a> {
    pub(super) fn supported(known: Known<'a>) -> Self {
        Self { known, verdict: Verdict::Supported, rule: None, severity: None }
    }

    pub(super) fn contradicted(known: Known<'a>, rule: &'static str) -> Self {
        Self { known, verdict: Verdict::Contradicted, rule: Some(rule), severity: None }
    }

    pub(super) fn imprecise(known: Known<'a>, rule: &'static str, severity: Severity) -> Self {
        Self { known, verdict: Verdict::Imprecise, rule: Some(rule), severity: Some(severity) }
    }

    pub(super) fn outdated(known: Known<'a>) -> Self {
        Self { known, verdict: Verdict::Outdated, rule: Some("outdated-value"), severity: None }
    }

    pub(super) fn at_most(self, severity: Severity) -> Self {
        Self { severity: Some(self.severity.map_or(severity, |s| s.min(severity))), ..self }
    }

    fn is(&self, verdict: Verdict, status: FactStatus) -> bool {
        // Facts that were taken back are weighed among themselves, as if they stood.
        let own = match self.known.fact.status {
            FactStatus::Retracted => FactStatus::Verified,
            status => status,
        };
        self.verdict == verdict && own == status
    }
}

/// Weighs what the facts make of a claim: supported by a verified fact, then by an unverified one, then contradicted,
/// imprecise, outdated, unsupported.
///
/// What only an unverified fact supports while a verified one contradicts it is contradicted, as a warning; a disputed
/// fact neither supports nor contradicts. `near` are shown where no fact speaks.
pub(super) fn weigh<'a>(case: &Case<'a>, findings: &[Finding<'a>], near: &[&Known]) -> Judgement {
    let any = |verdict, status| findings.iter().any(|f| f.is(verdict, status));
    let (verified, unverified, disputed) = (FactStatus::Verified, FactStatus::Unverified, FactStatus::Disputed);
    let all = |verdict, statuses: &[FactStatus]| -> Vec<&Finding> {
        statuses.iter().flat_map(|&s| findings.iter().filter(move |f| f.is(verdict, s))).collect()
    };
    match () {
        () if any(Verdict::Supported, verified) => settled(case, &all(Verdict::Supported, &[verified, unverified])),
        () if any(Verdict::Supported, unverified) && any(Verdict::Contradicted, verified) => {
            let mut judgement = settled(case, &all(Verdict::Contradicted, &[verified]));
            judgement.severity = Some(judgement.severity.map_or(Severity::Warning, |s| s.min(Severity::Warning)));
            judgement
        }
        () if any(Verdict::Supported, unverified) => settled(case, &all(Verdict::Supported, &[unverified])),
        () if any(Verdict::Contradicted, verified) => {
            settled(case, &all(Verdict::Contradicted, &[verified, unverified]))
        }
        () if any(Verdict::Supported, disputed) => in_dispute(findings),
        () if any(Verdict::Contradicted, unverified) => {
            let mut judgement = settled(case, &all(Verdict::Contradicted, &[unverified]));
            judgement.severity = Some(judgement.severity.map_or(Severity::Warning, |s| s.min(Severity::Warning)));
            judgement
        }
        () if findings.iter().any(|f| f.verdict == Verdict::Imprecise && f.known.fact.status != disputed) => {
            settled(case, &all(Verdict::Imprecise, &[verified, unverified]))
        }
        () if findings.iter().any(|f| f.known.fact.status == disputed) => in_dispute(findings),
        () if findings.iter().any(|f| f.verdict == Verdict::Outdated) => {
            settled(case, &all(Verdict::Outdated, &[verified, unverified]))
        }
        () => unsupported(case, near),
    }
}

fn in_dispute(findings: &[Finding]) -> Judgement {
    let disputed = findings.iter().filter(|f| f.known.fact.status == FactStatus::Disputed);
    Judgement { facts: disputed.map(|f| f.known.fact.id.clone()).collect(), ..doubted(Doubt::DisputedFact) }
}

/// The judgement of findings that say the same, the weightiest first.
fn settled(case: &Case, findings: &[&Finding]) -> Judgement {
    // The most telling rule comes first: slips before periods, periods before values, former before current, date
    // before party before amount.
    const ORDER: [&str; 16] = [
        "retracted-fact",
        "unit-conflict",
        "scale-slip",
        "period-conflict",
        "former-role",
        "date-conflict",
        "count-conflict",
        "party-conflict",
        "value-conflict",
        "role-conflict",
        "rank-conflict",
        "relation-conflict",
        "age-conflict",
        "quotation-conflict",
        "imprecise-date",
        "imprecise-value",
    ];
    let place = |f: &Finding| ORDER.iter().position(|r| f.rule == Some(*r)).unwrap_or(ORDER.len());
    let Some(first) = findings.iter().min_by_key(|f| (place(f), f.known.fact.status != FactStatus::Verified)) else {
        return unsupported(case, &[]);
    };
    let mut facts = vec![first.known.fact.id.clone()];
    for finding in findings.iter().filter(|f| f.rule == first.rule) {
        if !facts.contains(&finding.known.fact.id) {
            facts.push(finding.known.fact.id.clone());
        }
    }
    let mut telling = findings.iter().filter(|f| f.rule == first.rule).map(|f| f.known.fact.status);
    // The figure of one period and the period of another: both facts must be sure.
    let verified = match first.rule {
        Some("period-conflict") => telling.all(|s| s == FactStatus::Verified) && first.severity.is_none(),
        _ => telling.any(|s| matches!(s, FactStatus::Verified | FactStatus::Retracted)),
    };
    let said = told(&first.known.fact.statement, case.facts);
    let id = &first.known.fact.id;
    let reason = match first.verdict {
        Verdict::Supported => Bilingual::new(format!("`{id}` says the same"), format!("与`{id}`相符")),
        Verdict::Imprecise => Bilingual::new(
            format!("`{id}` says, not quite the same: {}", said.en),
            format!("与`{id}`不尽相同:{}", said.zh),
        ),
        Verdict::Outdated => {
            Bilingual::new(format!("a later fact `{id}` says: {}", said.en), format!("较新的`{id}`为:{}", said.zh))
        }
        _ => Bilingual::new(format!("`{id}` says: {}", said.en), format!("`{id}`为:{}", said.zh)),
    };
    Judgement {
        verdict: Some(first.verdict),
        doubt: None,
        reason,
        rule: first.rule,
        facts,
        unverified: !verified,
        reading: 0,
        severity: first.severity,
    }
}

/// How bad a verdict is for the claim.
fn badness(judgement: &Judgement) -> u8 {
    match judgement.verdict {
        Some(Verdict::Contradicted) => 5,
        Some(Verdict::Imprecise) => 4,
        Some(Verdict::Outdated) => 3,
        Some(Verdict::Unsupported) => 2,
        Some(Verdict::NotJudged) | None => 1,
        Some(Verdict::Supported) => 0,
    }
}

/// The better of two judgements of two readings of one claim, the first of equals: supported if one of them is,
/// contradicted only if both are; where one is no more than without facts, nothing is held against the claim.
pub(super) fn best(a: Judgement, b: Judgement) -> Judgement {
    let rank = |j: &Judgement| match j.verdict {
        Some(Verdict::Imprecise) => 1,
        Some(Verdict::Unsupported) => 2,
        Some(Verdict::NotJudged) | None => 3,
        Some(Verdict::Outdated) => 4,
        Some(Verdict::Contradicted) => 5,
        Some(Verdict::Supported) => 0,
    };
    if rank(&b) < rank(&a) { b } else { a }
}

/// The worse of two judgements of parts of one claim, with the facts of both where they come to the same.
pub(super) fn worst(a: Judgement, b: Judgement) -> Judgement {
    let (mut worse, better) = if badness(&b) > badness(&a) { (b, a) } else { (a, b) };
    if worse.verdict == better.verdict && worse.rule == better.rule {
        worse.facts.extend(better.facts.iter().filter(|f| !worse.facts.contains(f)).cloned().collect::<Vec<_>>());
        worse.unverified |= better.unverified;
    }
    worse
}
