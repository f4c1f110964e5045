//! `unsupported-claim`: a checkable claim about somebody known, on which no fact is kept.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, names, predicate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::{Slot, Statement};
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "unsupported-claim",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "no fact is kept about a claim that a reader would want a source for",
    summary_zh: "事实库没有可支持此说法的事实",
    page: include_str!("unsupported_claim.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let clause = proof.clause();
        let claim = proof.statement;
        let whom = if claim.subject().is_empty() { claim.object() } else { claim.subject() };
        let message = both(|l| {
            let (who, what) = (names(whom, seen.facts, l), predicate(claim, seen.facts, l));
            match l {
                Language::Zh => format!("“{clause}”:没有关于{who}“{what}”的相应事实"),
                Language::En => format!("`{clause}`: no fact on {what} of {who} for that"),
            }
        });
        let at: &[Slot] = match claim {
            Statement::Event(_) => &[Slot::Predicate, Slot::When],
            Statement::Role(_) => &[Slot::Predicate, Slot::Subject],
            _ => &[Slot::Value, Slot::Predicate],
        };
        let mut found = proof.diagnostic(&RULE, Said {
            message,
            at,
            mark: Bilingual::new("needs a source", "需要出处"),
            fact_at: &[Slot::Value, Slot::When, Slot::From],
            help: Bilingual::new("add a fact with its source, or leave the claim out", "补上事实及其来源,或删去此说法"),
            fixes: Vec::new(),
        });
        // What is known of other times is worth a look, not a proof: it is said, not marked.
        if !proof.facts.is_empty() {
            found.labels.truncate(1);
            found.notes = vec![proof.judgement.reason.clone()];
        }
        found
    });
    findings.collect()
}
