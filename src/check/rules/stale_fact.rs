//! `stale-fact`: a fact that was to be looked at again by now.

use super::{Base, Rule, Run};
use crate::check::base::{fact_label, sources_of};
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::{Fact, FactStatus};
use crate::vocabulary::Bilingual;
use chrono::NaiveDate;

pub(super) const RULE: Rule = Rule {
    code: "stale-fact",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "the day after which a fact was to be checked again has passed",
    summary_zh: "事实已过复核日期",
    page: include_str!("stale_fact.md"),
    run: Run::Facts(run),
};

fn run(base: &Base) -> Vec<Diagnostic> {
    let facts = base.facts.facts.iter().filter(|f| f.status != FactStatus::Retracted);
    let stale = facts.filter_map(|f| Some((f, f.review_after.filter(|day| *day < base.today)?)));
    stale.map(|(fact, day)| finding(fact, day, base)).collect()
}

fn finding(fact: &Fact, day: NaiveDate, base: &Base) -> Diagnostic {
    let mut label = fact_label(fact, &[], Bilingual::new("to be checked again", "应复核"), true);
    label.span = base.place_in(fact.file, label.span, &day.to_string()).unwrap_or(label.span);
    let checked = match fact.checked {
        Some(day) => Bilingual::new(format!("last checked {day}"), format!("上次核查于{day}")),
        None => Bilingual::new("never checked", "从未核查"),
    };
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("`{}` was to be checked again after {day}; {}", fact.id, checked.en),
            format!("`{}`应在{day}之后复核;{}", fact.id, checked.zh),
        ),
        labels: vec![label],
        notes: sources_of(&[fact]),
        help: Bilingual::new(
            "look at its source again, then set `checked:` and a later `review-after:`",
            "请重新查看来源,然后更新 `checked:`,并把 `review-after:` 改为以后的日期",
        ),
        facts: vec![fact.id.clone()],
        fixes: Vec::new(),
        claim: None,
    }
}
