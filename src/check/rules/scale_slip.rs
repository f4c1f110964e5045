//! `scale-slip`: the right digits at another power of ten.

use super::{Context, Rule, Run};
use crate::check::fix;
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, figure};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "scale-slip",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a figure has the right digits at another power of ten",
    summary_zh: "数字相同,数量级写错",
    page: include_str!("scale_slip.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let right = proof.fact().and_then(|f| f.statement.value());
        let known = both(|l| right.map_or_else(|| "?".to_owned(), |q| figure(q, l)));
        let (words, at) = (proof.words(Slot::Value), proof.known_days());
        let values = right.zip(proof.statement.value());
        let fixes = proof.claim.part(Slot::Value).zip(values).and_then(|(span, (right, wrong))| {
            let source = &seen.article.source;
            fix::scale(source, span, wrong, right).or_else(|| fix::figure(source, span, wrong, right))
        });
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{words}`: the same digits, but known is {} ({})", known.en, at.en),
                format!("“{words}”:数字相同,数量级不同,事实所记为{}({})", known.zh, at.zh),
            ),
            at: &[Slot::Value],
            mark: Bilingual::new("another power of ten", "数量级不符"),
            fact_at: &[Slot::Value],
            help: Bilingual::new(
                format!("write {}: check 万 and 亿, million and billion", known.en),
                format!("改为{},请核对“万”“亿”", known.zh),
            ),
            fixes: fixes.into_iter().collect(),
        })
    });
    findings.collect()
}
