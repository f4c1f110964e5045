//! `relation-conflict`: two belong together at another time, or one belongs to somebody else.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::told;
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "relation-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a relation is told of another time or another side than it had",
    summary_zh: "关系的时间或另一方与事实不符",
    page: include_str!("relation_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let clause = proof.clause();
        let known = proof.fact().map(|f| told(&f.statement, seen.facts)).unwrap_or_default();
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{clause}`: known is {}", known.en),
                format!("“{clause}”:事实所记为{}", known.zh),
            ),
            at: &[Slot::When, Slot::Object, Slot::Predicate],
            mark: Bilingual::new("known otherwise", "与事实不符"),
            fact_at: &[Slot::When, Slot::Object],
            help: Bilingual::new(
                format!("write what is known, {}, or name its source", known.en),
                format!("按事实改为{},或写明依据", known.zh),
            ),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
