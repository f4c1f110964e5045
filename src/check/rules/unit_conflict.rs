//! `unit-conflict`: the right digits under another currency or unit.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, figure};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "unit-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a figure has the right digits under another currency or unit",
    summary_zh: "数字相同,币种或单位写错",
    page: include_str!("unit_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let right = proof.fact().and_then(|f| f.statement.value());
        let known = both(|l| right.map_or_else(|| "?".to_owned(), |q| figure(q, l)));
        let unit = right.and_then(|q| q.unit.as_ref()).map_or("?", |u| u.name());
        let (words, at) = (proof.words(Slot::Value), proof.known_days());
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{words}`: the same digits, but known is {} ({})", known.en, at.en),
                format!("“{words}”:数字相同,单位不同,事实所记为{}({},{unit})", known.zh, at.zh),
            ),
            at: &[Slot::Value],
            mark: Bilingual::new("another unit", "单位不符"),
            fact_at: &[Slot::Value],
            help: Bilingual::new(
                format!("write the figure in {unit}, or convert it"),
                format!("单位改为{unit},或换算数值"),
            ),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
