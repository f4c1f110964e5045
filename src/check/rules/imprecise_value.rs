//! `imprecise-value`: a figure that is nearly right: finer than what is known, or at the edge of it.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, figure};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "imprecise-value",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "a figure is finer than what is known, or only just within it",
    summary_zh: "数值比事实更细,或只在边缘相合",
    page: include_str!("imprecise_value.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let right = proof.fact().and_then(|f| f.statement.value());
        let known = both(|l| right.map_or_else(|| "?".to_owned(), |q| figure(q, l)));
        let words = proof.words(Slot::Value);
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{words}` is not quite what is known: {}", known.en),
                format!("“{words}”与事实不尽相同:{}", known.zh),
            ),
            at: &[Slot::Value],
            mark: Bilingual::new("not quite the known figure", "与事实不尽相同"),
            fact_at: &[Slot::Value],
            help: Bilingual::new(format!("write {}", known.en), format!("改为{}", known.zh)),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
