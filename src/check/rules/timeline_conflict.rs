//! `timeline-conflict`: dates, distances and durations that cannot all be true.

use super::{Context, Rule, Run};
use crate::check::chronology::{Clash, clashes};
use crate::check::served;
use crate::check::wording::shortened;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "timeline-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "dates, distances and durations of the article cannot all be true",
    summary_zh: "文中的日期、间隔与时长不能同时成立",
    page: include_str!("timeline_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let told = clashes(seen);
    let mut out: Vec<Diagnostic> = told.iter().filter(|c| !c.is_age()).map(|clash| finding(seen, clash)).collect();
    out.extend(served::clashes(seen).iter().map(|clash| finding(seen, clash)));
    out
}

fn finding(seen: &Context, clash: &Clash) -> Diagnostic {
    let words = |i: usize| match clash.steps.get(i).and_then(|s| s.at) {
        Some((Place::Article, span)) => shortened(seen.article.source.slice(span), 40),
        _ => String::new(),
    };
    let suspect = words(clash.suspect);
    Diagnostic {
        rule: RULE.code,
        severity: clash.severity(RULE.severity),
        message: Bilingual::new(format!("`{suspect}`: {}", clash.sum.en), format!("“{suspect}”:{}", clash.sum.zh)),
        labels: clash.labels(),
        notes: Vec::new(),
        help: Bilingual::new("correct one of the marked places: they cannot all be true", "所标各处不能同时成立,请改正其一"),
        facts: clash.steps.iter().filter_map(|s| s.fact.clone()).collect(),
        fixes: Vec::new(),
        claim: None,
    }
}
