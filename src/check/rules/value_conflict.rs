//! `value-conflict`: a figure is known to be another.

use super::{Context, Rule, Run};
use crate::check::fix;
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, figure};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "value-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a figure differs from the one known for the same thing and time",
    summary_zh: "数值与同一事项、同一时间的事实不符",
    page: include_str!("value_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let right = proof.fact().and_then(|f| f.statement.value());
        let known = both(|l| right.map_or_else(|| "?".to_owned(), |q| figure(q, l)));
        let (words, at) = (proof.words(Slot::Value), proof.known_days());
        let values = right.zip(proof.statement.value());
        let fixes = proof.claim.part(Slot::Value).zip(values).and_then(|(span, (right, wrong))| {
            fix::figure(&seen.article.source, span, wrong, right)
        });
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{words}`: known is {} ({})", known.en, at.en),
                format!("“{words}”:事实所记为{}({})", known.zh, at.zh),
            ),
            at: &[Slot::Value],
            mark: Bilingual::new("another figure is known", "事实是另一数值"),
            fact_at: &[Slot::Value],
            help: Bilingual::new(
                format!("write {}, or say what else is counted", known.en),
                format!("改为{},或写明统计口径", known.zh),
            ),
            fixes: fixes.into_iter().collect(),
        })
    });
    findings.collect()
}
