//! `date-conflict`: an event is known for another day.

use super::{Context, Rule, Run};
use crate::check::fix;
use crate::check::proof::{Proof, Said, reported};
use crate::check::wording::days;
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::{Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "date-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "an event is dated to a time at which it did not happen",
    summary_zh: "事件的日期与事实不符",
    page: include_str!("date_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let right = known(&proof);
        let (known, claimed, clause) = (days(right), proof.claimed_days(), proof.clause());
        let leaning = seen.timeline.claims_of(proof.index).len();
        let mut help = Bilingual::new(
            format!("write {}, or say which other event is meant", known.en),
            format!("改为{},或写明所指的另一件事", known.zh),
        );
        if leaning > 1 {
            help = Bilingual::new(
                format!("{}; {leaning} statements take their date from here", help.en),
                format!("{};有{leaning}处说法随它定日期", help.zh),
            );
        }
        let dates = right.zip(proof.statement.when());
        let fixes = proof.claim.part(Slot::When).zip(dates).and_then(|(span, (right, wrong))| {
            fix::date(&seen.article.source, span, wrong, right)
        });
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{clause}`: known for {}, not {}", known.en, claimed.en),
                format!("“{clause}”:事实所记为{},不是{}", known.zh, claimed.zh),
            ),
            at: &[Slot::When, Slot::Predicate],
            mark: Bilingual::new(format!("read as {}", claimed.en), format!("即{}", claimed.zh)),
            fact_at: &[Slot::When, Slot::From],
            help,
            fixes: fixes.into_iter().collect(),
        })
    });
    findings.collect()
}

/// The day of the fact; of a term of office, the end of it that lies nearer to the day claimed.
fn known(proof: &Proof) -> Option<Interval> {
    let fact = proof.fact()?;
    let ends = [fact.term.began, fact.term.ended].into_iter().flatten();
    match (&fact.statement, proof.statement.when()) {
        (Statement::Role(_), Some(claimed)) => ends.min_by_key(|end| end.gap(claimed)),
        (statement, _) => statement.when(),
    }
}
