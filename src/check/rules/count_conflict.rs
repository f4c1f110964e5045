//! `count-conflict`: the third of two.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::{Slot, Statement};
use crate::vocabulary::Bilingual;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "count-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "an event is counted beyond a list of its occurrences that is complete",
    summary_zh: "次数超过已知的全部次数",
    page: include_str!("count_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let clause = proof.clause();
        // Stages of one occurrence carry one number.
        let number = |s: &Statement| match s {
            Statement::Event(e) => e.nth,
            _ => None,
        };
        let numbered: BTreeSet<u32> = proof.facts.iter().filter_map(|f| number(&f.statement)).collect();
        let count = numbered.len() + proof.facts.iter().filter(|f| number(&f.statement).is_none()).count();
        let times = if count == 1 { "occurrence is" } else { "occurrences are" };
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{clause}`: {count} {times} known, and the list is complete"),
                format!("“{clause}”:已知全部只有{count}次"),
            ),
            at: &[Slot::Nth, Slot::Predicate],
            mark: Bilingual::new("counted too far", "次数不符"),
            fact_at: &[Slot::Nth, Slot::When],
            help: Bilingual::new(
                "correct the count, or add the missing occurrence to the facts",
                "改正次数,或把缺少的一次补入事实库",
            ),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
