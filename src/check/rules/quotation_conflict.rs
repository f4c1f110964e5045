//! `quotation-conflict`: words are dated to a time at which they were not said.

use super::{Context, Rule, Run};
use crate::check::fix;
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, names};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::Slot;
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "quotation-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "words are dated to a time at which they were not said",
    summary_zh: "引语的日期与事实不符",
    page: include_str!("quotation_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let (known, claimed, words) = (proof.known_days(), proof.claimed_days(), proof.words(Slot::Words));
        let inherited = proof.claim.occasion.is_some();
        let dates = proof.fact().and_then(|f| f.statement.when()).zip(proof.statement.when());
        // A date taken from an occasion is mended there, once.
        let fixes = proof.claim.part(Slot::When).zip(dates).filter(|_| !inherited).and_then(|(span, (right, wrong))| {
            fix::date(&seen.article.source, span, wrong, right)
        });
        let message = both(|l| {
            let who = names(proof.statement.subject(), seen.facts, l);
            match l {
                Language::Zh => format!("“{words}”:{who}此话说于{},不是{}", known.zh, claimed.zh),
                Language::En => format!("`{words}`: words of {who} known from {}, not {}", known.en, claimed.en),
            }
        });
        proof.diagnostic(&RULE, Said {
            message,
            at: if inherited { &[Slot::Subject, Slot::Words] } else { &[Slot::When, Slot::Subject, Slot::Words] },
            mark: Bilingual::new(format!("dated {}", claimed.en), format!("文中为{}", claimed.zh)),
            fact_at: &[Slot::When, Slot::Occasion],
            help: Bilingual::new(
                format!("date the words to {}", known.en),
                format!("把此话的日期改为{}", known.zh),
            ),
            fixes: fixes.into_iter().collect(),
        })
    });
    findings.collect()
}
