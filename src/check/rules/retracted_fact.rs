//! `retracted-fact`: the article repeats what has been taken back.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::told;
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "retracted-fact",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "the article repeats what was once held to be true and has been taken back",
    summary_zh: "所述与已撤回的事实相同",
    page: include_str!("retracted_fact.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let clause = proof.clause();
        let known = proof.fact().map(|f| told(&f.statement, seen.facts)).unwrap_or_default();
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{clause}`: {} has been retracted", known.en),
                format!("“{clause}”:“{}”一说已撤回", known.zh),
            ),
            at: &[Slot::Value, Slot::When, Slot::Predicate],
            mark: Bilingual::new("retracted", "已撤回"),
            fact_at: &[Slot::Value, Slot::When],
            help: Bilingual::new(
                "remove it, or say that it was retracted",
                "请删去,或写明此说已撤回",
            ),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
