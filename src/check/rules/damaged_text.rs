//! `damaged-text`: bytes of the article that could not be decoded, or were lost before it was saved.

use super::{Context, Rule, Run};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::source::Span;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "damaged-text",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "the article has bytes that cannot be read as text",
    summary_zh: "文章中有无法解码的字节",
    page: include_str!("damaged_text.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    // A replacement character that stands in the file itself was put there by a program that read it wrongly before.
    let text = seen.article.source.text();
    let mut runs: Vec<Span> = Vec::new();
    for span in text.match_indices('\u{fffd}').map(|(at, mark)| Span::new(at, at + mark.len())) {
        match runs.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => runs.push(span),
        }
    }
    // A file of another encoding is damaged everywhere; that is one thing to say.
    let rest = runs.len().saturating_sub(MOST);
    runs.truncate(MOST);
    let last = runs.len().saturating_sub(1);
    runs.into_iter().enumerate().map(|(i, span)| finding(span, if i == last { rest } else { 0 })).collect()
}

/// How many places are shown; the others are counted at the last.
const MOST: usize = 5;

fn finding(span: Span, rest: usize) -> Diagnostic {
    let more = match rest {
        0 => Bilingual::default(),
        n => Bilingual::new(format!(", nor at {n} more places"), format!(",另有{n}处同此")),
    };
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("text cannot be decoded here{}", more.en),
            format!("此处文字无法解码{}", more.zh),
        ),
        labels: vec![Label {
            place: Place::Article,
            span,
            text: Bilingual::new("lost characters", "字符丢失"),
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
    }
}
