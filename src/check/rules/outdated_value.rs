//! `outdated-value`: a figure or a place that was right until a later one.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, told};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "outdated-value",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "a figure or a rank was superseded before the article was written",
    summary_zh: "数值或排名在成文之前已被更新",
    page: include_str!("outdated_value.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let now = both(|l| {
            proof.fact().map_or_else(String::new, |f| told(&f.statement, seen.facts).get(l).to_owned())
        });
        let words = proof.words(Slot::Value);
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{words}` was true earlier; since then: {}", now.en),
                format!("“{words}”是早先的情况,此后为:{}", now.zh),
            ),
            at: &[Slot::Value, Slot::Predicate],
            mark: Bilingual::new("superseded", "已过时"),
            fact_at: &[Slot::Value, Slot::When],
            help: Bilingual::new("bring it up to date, or say of which time it is", "更新说法,或写明是何时的情况"),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
