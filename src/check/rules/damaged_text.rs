//! `damaged-text`: bytes of the article that could not be decoded.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "damaged-text",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "the article has bytes that cannot be read as text",
    summary_zh: "文章中有无法解码的字节",
    page: include_str!("damaged_text.md"),
    run,
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let damaged = seen.article.damaged.iter().map(|&span| Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new("text cannot be decoded here", "此处文字无法解码"),
        labels: vec![Label {
            place: Place::Article,
            span,
            text: Bilingual::new("not UTF-8", "不是 UTF-8"),
            primary: true,
        }],
        notes: Vec::new(),
        help: Bilingual::new(
            "save the article as UTF-8 and restore the lost characters from its source",
            "请将文章另存为 UTF-8,并按原稿补回缺失的字",
        ),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: None,
    });
    damaged.collect()
}
