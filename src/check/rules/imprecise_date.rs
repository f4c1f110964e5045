//! `imprecise-date`: a date that is nearly right: finer than what is known, a day off, or that of another stage.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, told};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "imprecise-date",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "a date is a day off, finer than what is known, or that of another stage of the event",
    summary_zh: "日期差一天、比事实更细,或属于事件的另一阶段",
    page: include_str!("imprecise_date.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let (claimed, clause) = (proof.claimed_days(), proof.clause());
        let known = both(|l| {
            let all: Vec<String> =
                proof.facts.iter().take(3).map(|f| told(&f.statement, seen.facts).get(l).to_owned()).collect();
            all.join(if l == Language::Zh { ";" } else { "; " })
        });
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{clause}`: {} is not quite what is known: {}", claimed.en, known.en),
                format!("“{clause}”:{}与事实不尽相同:{}", claimed.zh, known.zh),
            ),
            at: &[Slot::When, Slot::Predicate],
            mark: Bilingual::new(format!("read as {}", claimed.en), format!("即{}", claimed.zh)),
            fact_at: &[Slot::When],
            help: Bilingual::new(
                "name the day or the stage that is meant (announced, completed …)",
                "写明所指的日子或阶段(宣布、完成……)",
            ),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
