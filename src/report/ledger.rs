//! The tick-list: every checkable item of an article in the order of its text, and what became of it.

use super::page::{Paint, clean, cut, grouped};
use super::topic::topic_of_claim;
use super::{Options, cited};
use crate::check::{Document, Report, Verdict};
use crate::extract::{Loose, MentionValue};
use crate::source::Span;
use crate::vocabulary::Language;
use std::collections::BTreeSet;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Columns of the words of an item.
const WORDS: usize = 24;

/// Writes the list of every article.
pub(super) fn render(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for document in &report.documents {
        let language = options.language(document);
        let paint = Paint { is_on: options.colour };
        writeln!(out, "{}", paint.bold(&clean(document.article.source.name())))?;
        let items = items(document);
        let mut said = BTreeSet::new();
        for item in &items {
            let is_first = item.claim.is_some_and(|claim| said.insert(claim));
            writeln!(out, "{}", line(report, document, item, is_first, options, language))?;
        }
        if items.is_empty() {
            writeln!(out, "{}\n", if language == Language::Zh { "没有可核的内容" } else { "nothing to check" })?;
        } else {
            let is_judged = document.judgements.iter().any(|j| j.verdict.is_some());
            writeln!(out, "\n{}\n", legend(language, is_judged))?;
        }
    }
    Ok(())
}

/// A line of the list: a mention, what was passed over, or a claim that no mention belongs to.
struct Item {
    span: Span,
    mention: Option<usize>,
    claim: Option<usize>,
    /// Why it is neither a figure nor a date.
    passed: Option<Loose>,
}

fn items(document: &Document) -> Vec<Item> {
    let extraction = &document.extraction;
    let mentions = extraction.mentions.iter().enumerate();
    let mut items: Vec<Item> =
        mentions.map(|(i, m)| Item { span: m.span, mention: Some(i), claim: m.claim, passed: None }).collect();
    let mut has_mention = vec![false; extraction.claims.len()];
    for claim in extraction.mentions.iter().filter_map(|m| m.claim) {
        if let Some(has) = has_mention.get_mut(claim) {
            *has = true;
        }
    }
    let bare = extraction.claims.iter().enumerate().filter(|(i, _)| !has_mention[*i]);
    items.extend(bare.map(|(i, claim)| Item { span: claim.span, mention: None, claim: Some(i), passed: None }));
    let passed = extraction.passed.iter();
    items.extend(passed.map(|p| Item { span: p.span, mention: None, claim: None, passed: Some(p.reason) }));
    items.sort_by_key(|i| (i.span.start, i.span.end));
    items
}

/// `✓   12:5  2015财年  2014-04/2015-03 · 阿里云 营收 · 有据:…`; why, only with the first item of a claim.
fn line(
    report: &Report,
    document: &Document,
    item: &Item,
    is_first: bool,
    options: &Options,
    language: Language,
) -> String {
    let source = &document.article.source;
    let at = source.position(item.span.start);
    let words = cut(source.slice(item.span), WORDS);
    let gap = " ".repeat(WORDS.saturating_sub(words.width()));
    let mention = item.mention.map(|i| &document.extraction.mentions[i]);
    let value = mention.and_then(|m| shown(&m.value));
    let judgement = item.claim.and_then(|i| document.judgements.get(i));
    let verdict = judgement.and_then(|j| j.verdict);
    let mut parts: Vec<String> = value.into_iter().collect();
    if let Some(claim) = item.claim.and_then(|i| document.extraction.claims.get(i)) {
        parts.push(topic_of_claim(&report.facts, &document.article, claim, language));
    }
    if let Some(judgement) = judgement.filter(|_| is_first) {
        let mut said = verdict.map_or(String::new(), |v| name(v, language).to_owned());
        if verdict == Some(Verdict::NotJudged)
            && let Some(doubt) = judgement.doubt
        {
            said = format!("{said}{}{}", colon(language), doubt.shown().get(language));
        }
        let reason = judgement.reason.get(language);
        if !reason.is_empty() && !said.ends_with(reason) {
            said = if said.is_empty() { reason.to_owned() } else { format!("{said}{}{reason}", colon(language)) };
        }
        parts.extend((!said.is_empty()).then_some(said));
        parts.extend(
            judgement.facts.first().map(|id| cited(&report.facts, source, &crate::extract::Cite::Fact(id.clone()))),
        );
    } else if let Some(loose) = item.passed.or_else(|| mention.and_then(|m| m.loose)) {
        parts.push(loose.shown().get(language).to_owned());
    }
    let place = format!("{}:{}", at.line, at.column);
    let rest = clean(&parts.join(" · "));
    format!("{} {place:>8}  {words}{gap}  {rest}", symbol(verdict, item.claim.is_some(), options.colour))
}

fn colon(language: Language) -> &'static str {
    match language {
        Language::En => ": ",
        Language::Zh => ":",
    }
}

/// What a mention denotes, for a reader.
fn shown(value: &MentionValue) -> Option<String> {
    match value {
        MentionValue::Days(days) => days.map(|d| d.edtf()),
        MentionValue::Length(low, high) if low == high => Some(low.iso()),
        MentionValue::Length(low, high) => Some(format!("{}–{}", low.iso(), high.iso())),
        MentionValue::Figure(q) => Some(grouped(&q.to_string())),
        MentionValue::Ids(ids) => (!ids.is_empty()).then(|| ids.join(" | ")),
    }
}

/// The mark of a verdict; `+` for a claim without one, `·` for what belongs to no claim.
fn symbol(verdict: Option<Verdict>, is_claim: bool, colour: bool) -> String {
    let paint = Paint { is_on: colour };
    match verdict {
        Some(Verdict::Supported) => paint.green("✓"),
        Some(Verdict::Contradicted) => paint.red("×"),
        Some(Verdict::Imprecise) => paint.yellow("≈"),
        Some(Verdict::Outdated) => paint.yellow("↺"),
        Some(Verdict::Unsupported) => "?".to_owned(),
        Some(Verdict::NotJudged) => paint.dim("-"),
        None if is_claim => "+".to_owned(),
        None => paint.dim("·"),
    }
}

fn name(verdict: Verdict, language: Language) -> &'static str {
    match (verdict, language) {
        (verdict, Language::En) => verdict.name(),
        (Verdict::Supported, Language::Zh) => "有据",
        (Verdict::Contradicted, Language::Zh) => "有误",
        (Verdict::Imprecise, Language::Zh) => "不精确",
        (Verdict::Outdated, Language::Zh) => "已过时",
        (Verdict::Unsupported, Language::Zh) => "无据",
        (Verdict::NotJudged, Language::Zh) => "未判",
    }
}

fn legend(language: Language, is_judged: bool) -> &'static str {
    match (language, is_judged) {
        (Language::En, true) => {
            "✓ supported  × contradicted  ≈ imprecise  ↺ outdated  ? unsupported  - not judged  · part of no claim"
        }
        (Language::Zh, true) => "✓ 有据  × 有误  ≈ 不精确  ↺ 已过时  ? 无据  - 未判  · 不成说法",
        (Language::En, false) => "+ part of a claim  · part of none",
        (Language::Zh, false) => "+ 已成说法  · 不成说法",
    }
}
