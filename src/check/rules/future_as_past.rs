//! `future-as-past`: something is told as done on a day after the article was written.

use super::{Context, Rule, Run};
use crate::check::around;
use crate::check::wording::{days, shortened};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Claim, DateBasis, Modality};
use crate::statement::{Slot, Statement};
use crate::vocabulary::{Bilingual, ordered};
use chrono::{Datelike, Days};

pub(super) const RULE: Rule = Rule {
    code: "future-as-past",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "something is told as done on a day after the article was written",
    summary_zh: "把发稿日之后的事写成已经发生",
    page: include_str!("future_as_past.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    // An inferred date is younger than what is told as past by its very making.
    let told = !matches!(seen.extraction.date.basis, DateBasis::None | DateBasis::Inferred);
    let Some(written) = seen.extraction.date.days.and_then(|d| d.end).filter(|_| told) else { return Vec::new() };
    // Where the sun rises earlier it may be the next day.
    let Some(last) = written.checked_add_days(Days::new(1)) else { return Vec::new() };
    let ahead = |claim: &&Claim| claim.statement.when().and_then(|w| w.start).is_some_and(|s| s > last);
    seen.extraction.claims.iter().enumerate().filter(|(_, c)| ahead(c) && is_done(seen, c)).map(|(i, c)| finding(seen, i, c)).collect()
}

/// An event that the words tell as past, on a date they write out with its year.
fn is_done(seen: &Context, claim: &Claim) -> bool {
    let (Statement::Event(event), Some(when), Some(word)) = (&claim.statement, claim.part(Slot::When), claim.part(Slot::Predicate)) else {
        return false;
    };
    let source = &seen.article.source;
    let year = event.when.and_then(|w| w.start).map(|d| d.year().to_string()).unwrap_or_default();
    let plain = claim.modality == Modality::Asserted && !claim.quoted && claim.doubt.is_none_or(|d| d != crate::extract::Doubt::Modality);
    if event.predicate.is_none() || !plain || !source.slice(when).contains(&year) || !claim.span.cover(word).overlaps(when) {
        return false;
    }
    let done = ordered();
    let clause = source.slice(claim.span.cover(word));
    let zh = source.slice(word).chars().any(crate::normalise::is_han);
    if zh {
        // 获得了2016年…的参赛资格: a date behind the verb may be part of what it is about.
        if when.start > word.start {
            return false;
        }
        let behind = around::after(seen.article, word.end, 2);
        let before = around::before(seen.article, word.start, 6);
        return behind.starts_with('了') || done.done.of(crate::vocabulary::Language::Zh).iter().any(|w| before.contains(w.as_str()));
    }
    let verb = source.slice(word).to_ascii_lowercase();
    let first = verb.split_whitespace().next().unwrap_or("");
    let past = first.ends_with("ed") || done.done.of(crate::vocabulary::Language::En).iter().any(|w| w == first);
    let before = around::before(seen.article, word.start, 24);
    let open = before.split_whitespace().any(|w| done.not_done.of(crate::vocabulary::Language::En).iter().any(|n| n == w));
    let lead = around::before(seen.article, when.start, 4);
    let dated = lead.trim().is_empty() || ["in", "on", ","].iter().any(|w| around::ends_with_word(lead.trim_end(), w));
    past && dated && !open && !clause.contains('?')
}

fn finding(seen: &Context, index: usize, claim: &Claim) -> Diagnostic {
    let span = claim.part(Slot::When).unwrap_or(claim.span);
    let words = shortened(seen.article.source.slice(span), 40);
    let written = days(seen.extraction.date.days);
    let label = |span, text, primary| Label { place: Place::Article, span, text, primary };
    let mut labels = vec![label(span, Bilingual::new("after the article", "晚于发稿日"), true)];
    labels.extend(claim.part(Slot::Predicate).map(|s| label(s, Bilingual::new("told as done", "写成已发生"), false)));
    labels.extend(seen.extraction.date.span.map(|s| label(s, Bilingual::new("written then", "发稿日"), false)));
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("`{words}` is told as past, but the article is of {}", written.en),
            format!("“{words}”写成已发生,而发稿日为{}", written.zh),
        ),
        labels,
        notes: claim.derivation.iter().map(|step| step.text.clone()).collect(),
        help: Bilingual::new("correct the year, or say that it is planned", "请改正年份,或写明是计划"),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: Some(index),
    }
}
