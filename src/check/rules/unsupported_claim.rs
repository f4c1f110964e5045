//! `unsupported-claim`: a checkable claim about somebody known, on which no fact is kept.

use super::{Context, Rule, Run};
use crate::check::proof::{Proof, Said, reported};
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
    let mut tables: Vec<(u32, usize, usize)> = Vec::new();
    let alone = reported(seen, RULE.code).filter(|proof| {
        let Some(table) = seen.article.table_at(proof.claim.span.start) else { return true };
        match tables.last_mut() {
            Some((last, _, count)) if *last == table => *count += 1,
            _ => tables.push((table, proof.index, 1)),
        }
        false
    });
    let alone: Vec<Proof> = alone.collect();
    let whole = |(_, first, count): &(u32, usize, usize)| (*first, *count);
    let counted: Vec<(usize, usize)> = tables.iter().map(whole).collect();
    let first = reported(seen, RULE.code).filter_map(|p| counted.iter().find(|c| c.0 == p.index).map(|c| (p, c.1)));
    let mut findings: Vec<Diagnostic> = first.map(|(proof, count)| of_table(&proof, count)).collect();
    findings.extend(alone.into_iter().map(|proof| {
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
    }));
    findings
}

/// The figures of a table are one thing to look up: its first is marked, the others are counted.
fn of_table(proof: &Proof, count: usize) -> Diagnostic {
    let (s, zh) = (if count == 1 { "" } else { "s" }, count);
    let mut found = proof.diagnostic(&RULE, Said {
        message: Bilingual::new(format!("no fact on {count} figure{s} of this table"), format!("本表有{zh}个数据没有相应事实")),
        at: &[Slot::Value, Slot::Predicate],
        mark: Bilingual::new("needs a source", "需要出处"),
        fact_at: &[Slot::Value],
        help: Bilingual::new("add facts with their source, or name the source of the table", "补上事实及其来源,或注明表格出处"),
        fixes: Vec::new(),
    });
    found.labels.truncate(1);
    found
}
