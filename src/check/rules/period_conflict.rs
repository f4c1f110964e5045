//! `period-conflict`: a figure belongs to another period than the one it is given for.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, days, figure};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::{Fit, Slot};
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "period-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a figure is that of another period",
    summary_zh: "数值属于另一时期",
    page: include_str!("period_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let candidates = seen.timeline.candidates(proof.index, proof.judgement.reading);
        let value = |id: &str| {
            let found = candidates.iter().find(|c| seen.facts.facts.get(c.fact).is_some_and(|f| &*f.id == id));
            found.map_or(Fit::Unknown, |c| c.agreement.value)
        };
        // Of the two facts one has the figure, the other the period.
        let fitting = proof.facts.iter().find(|f| value(&f.id).holds());
        let own = proof.facts.iter().find(|f| !value(&f.id).holds());
        let (words, claimed) = (proof.words(Slot::Value), proof.claimed_days());
        let theirs = days(fitting.and_then(|f| f.statement.when()));
        let right = both(|l| {
            own.and_then(|f| f.statement.value()).map_or_else(|| "?".to_owned(), |q| figure(q, l))
        });
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{words}` is the figure for {}, not for {}", theirs.en, claimed.en),
                format!("“{words}”是{}的数,不是{}的", theirs.zh, claimed.zh),
            ),
            at: &[Slot::Value],
            mark: Bilingual::new(format!("given for {}", claimed.en), format!("文中指{}", claimed.zh)),
            fact_at: &[Slot::When, Slot::Value],
            help: Bilingual::new(
                format!("write {}, or give the period {}", right.en, theirs.en),
                format!("改为{},或写明时期为{}", right.zh, theirs.zh),
            ),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
