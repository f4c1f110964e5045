//! `rank-conflict`: another place is known, or somebody else at that place.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, figure, names, predicate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "rank-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "something is given a place of a ranking that it did not have",
    summary_zh: "排名与事实不符",
    page: include_str!("rank_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let clause = proof.clause();
        let at = proof.known_days();
        let known = both(|l| {
            let Some(fact) = proof.fact() else { return "?".to_owned() };
            let who = names(fact.statement.subject(), seen.facts, l);
            let place = fact.statement.value().map(|q| figure(q, l)).unwrap_or_default();
            match l {
                Language::Zh => format!("{who}第{place}"),
                Language::En => format!("{who} at place {place}"),
            }
        });
        let message = both(|l| {
            let scope = predicate(proof.statement, seen.facts, l);
            match l {
                Language::Zh => format!("“{clause}”:事实所记为{}({scope},{})", known.zh, at.zh),
                Language::En => format!("`{clause}`: known is {} ({scope}, {})", known.en, at.en),
            }
        });
        proof.diagnostic(&RULE, Said {
            message,
            at: &[Slot::Value, Slot::Predicate],
            mark: Bilingual::new("another ranking is known", "事实另有排名"),
            fact_at: &[Slot::Value, Slot::Subject],
            help: Bilingual::new(
                "correct the place, or name the ranking and its date",
                "改正名次,或写明是哪一份榜单、何时",
            ),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}
