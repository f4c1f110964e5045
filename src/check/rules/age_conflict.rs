//! `age-conflict`: an age does not follow from the birth, or from another age.

use super::{Context, Rule, Run};
use crate::check::chronology::{Clash, clashes};
use crate::check::proof::{Said, reported};
use crate::check::wording::{both, names, shortened};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::statement::Slot;
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "age-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "an age does not follow from the day of birth, or a life is longer than any",
    summary_zh: "年龄与出生日期不符,或寿命长得不可能",
    page: include_str!("age_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let (born, at, words) = (proof.known_days(), proof.claimed_days(), proof.words(Slot::Value));
        let birth = proof.fact().and_then(|f| f.statement.when());
        let ages = birth.zip(proof.statement.when()).and_then(|(b, w)| {
            let least = w.start?.years_since(b.end?)?;
            let most = w.end?.years_since(b.start?)?;
            Some((least, most))
        });
        let right = both(|l| match (ages, l) {
            (Some((a, b)), _) if a == b => a.to_string(),
            (Some((a, b)), Language::Zh) => format!("{a}至{b}"),
            (Some((a, b)), Language::En) => format!("{a} to {b}"),
            (None, _) => "?".to_owned(),
        });
        let message = both(|l| {
            let who = names(proof.statement.subject(), seen.facts, l);
            match l {
                Language::Zh => format!("“{words}”:{who}生于{},{}时为{}岁", born.zh, at.zh, right.zh),
                Language::En => format!("`{words}`: {who}, born {}, was {} at {}", born.en, right.en, at.en),
            }
        });
        proof.diagnostic(&RULE, Said {
            message,
            at: &[Slot::Value],
            mark: Bilingual::new("another age follows", "与出生日期不符"),
            fact_at: &[Slot::When],
            help: Bilingual::new(
                format!("write {}, or name the day the age is of", right.en),
                format!("改为{}岁,或写明是何时的年龄", right.zh),
            ),
            fixes: Vec::new(),
        })
    });
    let lives = clashes(seen);
    findings.chain(lives.iter().filter(|c| c.is_age()).map(|clash| lived(seen, clash))).collect()
}

/// Dates and ages of the article itself that cannot all be true.
fn lived(seen: &Context, clash: &Clash) -> Diagnostic {
    let words = match clash.steps.get(clash.suspect).and_then(|s| s.at) {
        Some((Place::Article, span)) => shortened(seen.article.source.slice(span), 40),
        _ => String::new(),
    };
    Diagnostic {
        rule: RULE.code,
        severity: clash.severity(RULE.severity),
        message: Bilingual::new(format!("`{words}`: {}", clash.sum.en), format!("“{words}”:{}", clash.sum.zh)),
        labels: clash.labels(),
        notes: Vec::new(),
        help: Bilingual::new("correct the age or one of the dates", "请改正年龄或日期之一"),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: None,
    }
}
