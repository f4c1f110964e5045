//! `missing-source`: a verified fact that nobody can look up.

use super::{Base, Rule, Run};
use crate::check::base::fact_label;
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::{Fact, FactSource, FactStatus};
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "missing-source",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "a verified fact has no source with a publisher or an address",
    summary_zh: "已核实的事实没有写明出处(发布者或网址)",
    page: include_str!("missing_source.md"),
    run: Run::Facts(run),
};

fn run(base: &Base) -> Vec<Diagnostic> {
    let named = |s: &FactSource| [&s.publisher, &s.url].iter().any(|t| t.as_ref().is_some_and(|t| !t.trim().is_empty()));
    let bare = |fact: &&Fact| fact.status == FactStatus::Verified && !fact.sources.iter().any(named);
    base.facts.facts.iter().filter(bare).map(finding).collect()
}

fn finding(fact: &Fact) -> Diagnostic {
    let message = match fact.sources.is_empty() {
        true => Bilingual::new(
            format!("`{}` is verified, but by no source", fact.id),
            format!("`{}`标为已核实,却没有来源", fact.id),
        ),
        false => Bilingual::new(
            format!("`{}` is verified, but its sources have neither a publisher nor an address", fact.id),
            format!("`{}`标为已核实,但来源既无发布者也无网址", fact.id),
        ),
    };
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message,
        labels: vec![fact_label(fact, &[], Bilingual::new("verified by what?", "凭何核实?"), true)],
        notes: Vec::new(),
        help: Bilingual::new(
            "add `publisher:` or `url:` to a source, or set `status: unverified`",
            "为来源补写 `publisher:` 或 `url:`,或改为 `status: unverified`",
        ),
        facts: vec![fact.id.clone()],
        fixes: Vec::new(),
        claim: None,
    }
}
