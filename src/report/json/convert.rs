//! From the internal report to the structs of the JSON contract.

use super::*;
use crate::check::{Document as Checked, Judgement, Verdict};
use crate::diagnostic::{self, Severity};
use crate::extract::{self, DateBasis, Step};
use crate::quantity::{Quantity, Unit};
use crate::report::{cited, source_of};
use crate::source::{self, Source};
use crate::statement::{Id, RoleStatus, Statement};
use crate::time::Interval;
use crate::vocabulary::Language;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The whole run.
pub(super) fn report(run: &Run) -> Report {
    let errors = run.errors.iter().map(|(path, error)| PathError {
        path: path.clone(),
        code: error.code().to_owned(),
        message: error.to_string(),
    });
    Report {
        schema: VERSION,
        today: run.today.to_string(),
        errors: errors.collect(),
        documents: run.documents.iter().map(|d| document(run, d, true)).collect(),
        summary: summary(run),
    }
}

/// One article; without a path where it came as a line.
pub(super) fn document(run: &Run, checked: &Checked, named: bool) -> Document {
    let source = &checked.article.source;
    let extraction = &checked.extraction;
    let days = extraction.date.days.filter(|_| extraction.date.basis != DateBasis::None);
    let claims = extraction.claims.iter().enumerate();
    Document {
        schema: None,
        id: None,
        path: named.then(|| source.name().to_owned()),
        language: checked.article.language.tag(),
        encoding: checked.article.encoding,
        date: DocumentDate {
            start: day(days.and_then(|d| d.start)),
            end: day(days.and_then(|d| d.end)),
            basis: extraction.date.basis.name(),
        },
        claims: claims.map(|(i, c)| claim(run, source, i, c, checked.judgements.get(i))).collect(),
        mentions: mentions(source, extraction),
        diagnostics: checked.diagnostics.iter().map(|d| diagnostic(run, checked, d, named)).collect(),
        ignored: Vec::new(),
    }
}

fn span(source: &Source, at: source::Span) -> Span {
    let file = source.file_span(at);
    let position = source.position(at.start);
    Span { start: file.start, end: file.end, line: position.line, column: position.column }
}

fn claim_id(index: usize) -> String {
    format!("c{}", index + 1)
}

fn ids(ids: &[Id]) -> Vec<String> {
    ids.iter().map(|id| id.to_string()).collect()
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|d| d.to_string())
}

fn decimal(value: Option<Decimal>) -> Option<String> {
    value.map(|v| if v.is_zero() { "0".to_owned() } else { v.normalize().to_string() })
}

fn value(q: &Quantity) -> Value {
    Value {
        stated: decimal(q.stated),
        low: decimal(q.low),
        high: decimal(q.high),
        low_open: q.low_open,
        high_open: q.high_open,
        unit: q.unit.as_ref().map(|u| u.name().to_owned()),
    }
}

fn claim(run: &Run, source: &Source, index: usize, claim: &extract::Claim, judgement: Option<&Judgement>) -> Claim {
    let statement = &claim.statement;
    let (mut stage, mut status, mut words, mut occasion, mut of) = (None, None, None, None, None);
    let mut counterpart = Vec::new();
    match statement {
        Statement::Event(e) => {
            stage = e.stage.as_ref().map(|s| s.to_string());
            counterpart = ids(&e.counterpart);
        }
        Statement::Role(r) => status = Some(role_status(r.status)),
        Statement::Quotation(q) => {
            words = Some(q.words.clone());
            occasion = q.occasion.as_ref().map(|o| o.to_string());
        }
        Statement::Link(l) => of = Some(l.of.iter().map(|&i| claim_id(i)).collect()),
        Statement::Metric(_) | Statement::Rank(_) | Statement::Relation(_) | Statement::Age(_) => {}
    }
    let steps = || claim.derivation.iter().map(|s| step(run, source, s)).collect();
    let dated = match (statement.when(), judgement.and_then(|j| told_by_facts(run, statement, j))) {
        (Some(days), _) => when(days, steps),
        (None, Some((id, days))) => when(days, || vec![format!("fact `{id}`: it was on {days}")]),
        (None, None) => None,
    };
    Claim {
        id: claim_id(index),
        kind: statement.kind(),
        span: span(source, claim.span),
        text: source.written_slice(claim.span).to_owned(),
        subject: ids(statement.subject()),
        predicate: statement.predicate().map(str::to_owned),
        object: ids(statement.object()),
        counterpart,
        value: statement.value().map(value).or_else(|| nth(statement)),
        when: dated,
        stage,
        status,
        words,
        occasion,
        of,
        modality: claim.modality.name(),
        quoted: claim.quoted,
        verdict: judgement.and_then(|j| j.verdict).map(Verdict::name),
        reason_code: judgement.and_then(|j| j.doubt).map(extract::Doubt::code),
        reason: judgement.map_or_else(String::new, |j| j.reason.en.clone()),
        rule: judgement.and_then(|j| j.rule),
        facts: judgement.map_or_else(Vec::new, |j| ids(&j.facts)),
    }
}

/// Which occurrence of an event is meant, where no amount is told.
fn nth(statement: &Statement) -> Option<Value> {
    let Statement::Event(event) = statement else { return None };
    let place = Decimal::from(event.nth?);
    Some(value(&Quantity::exact(place, Some(Unit::new("ordinal", "ordinal", Decimal::ONE)))))
}

/// The days of an event or a saying that has no date of its own, by the facts that support it, where all of them know
/// the same.
fn told_by_facts(run: &Run, statement: &Statement, judgement: &Judgement) -> Option<(Id, Interval)> {
    let dated = matches!(statement, Statement::Event(_) | Statement::Quotation(_));
    if judgement.verdict != Some(Verdict::Supported) || !dated {
        return None;
    }
    let mut facts = judgement.facts.iter().filter_map(|id| run.facts.fact(id));
    let first = facts.next()?;
    let days = first.statement.when()?;
    facts.all(|f| f.statement.when() == Some(days)).then(|| (first.id.clone(), days))
}

fn role_status(status: RoleStatus) -> &'static str {
    match status {
        RoleStatus::Current => "current",
        RoleStatus::Former => "former",
        RoleStatus::Then => "then",
        RoleStatus::Incoming => "incoming",
        RoleStatus::Acting => "acting",
    }
}

/// The days of a time; `None` where both ends are open.
fn when(interval: Interval, derivation: impl FnOnce() -> Vec<String>) -> Option<When> {
    (interval.start.is_some() || interval.end.is_some()).then(|| When {
        start: day(interval.start),
        end: day(interval.end),
        edtf: interval.edtf(),
        derivation: derivation(),
    })
}

/// A step with the place it rests on: `"4月" (9:3): …`.
fn step(run: &Run, source: &Source, step: &Step) -> String {
    let text = step.text.get(Language::En);
    format!("{}: {text}", cited(&run.facts, source, &step.cite))
}

/// The mentions of an article and what was passed over between them, in the order of the text.
fn mentions(source: &Source, extraction: &extract::Extraction) -> Vec<Mention> {
    let mut all: Vec<(source::Span, Mention)> =
        extraction.mentions.iter().map(|m| (m.span, mention(source, m))).collect();
    all.extend(extraction.passed.iter().map(|passed| {
        let text = source.written_slice(passed.span).to_owned();
        let loose = Some(passed.reason.name());
        let span = span(source, passed.span);
        (passed.span, Mention { kind: "token", span, text, value: MentionValue::None, claim: None, loose })
    }));
    all.sort_by_key(|(span, _)| *span);
    all.into_iter().map(|(_, m)| m).collect()
}

fn mention(source: &Source, mention: &extract::Mention) -> Mention {
    let shown = match &mention.value {
        extract::MentionValue::Days(days) => {
            MentionValue::Days(Days { start: day(days.and_then(|d| d.start)), end: day(days.and_then(|d| d.end)) })
        }
        extract::MentionValue::Length(low, high) => MentionValue::Length(Length { low: low.iso(), high: high.iso() }),
        extract::MentionValue::Figure(q) => MentionValue::Figure(value(q)),
        extract::MentionValue::Ids(all) => MentionValue::Ids(Ids { ids: ids(all) }),
    };
    Mention {
        kind: mention.kind.name(),
        span: span(source, mention.span),
        text: source.written_slice(mention.span).to_owned(),
        value: shown,
        claim: mention.claim.map(claim_id),
        loose: mention.loose.map(extract::Loose::name),
    }
}

fn diagnostic(run: &Run, checked: &Checked, found: &diagnostic::Diagnostic, named: bool) -> Diagnostic {
    let article = &checked.article.source;
    let labels = found.labels.iter().filter_map(|label| {
        let source = source_of(run, checked, label)?;
        let is_line = !named && label.place == diagnostic::Place::Article;
        Some(Label {
            path: (!is_line).then(|| source.name().to_owned()),
            span: span(source, label.span),
            place: source.place_name(label.span.start).map(str::to_owned),
            text: source.written_slice(label.span).to_owned(),
            primary: label.primary,
        })
    });
    let fixes = found.fixes.iter().map(|f| Fix { span: span(article, f.span), replacement: f.replacement.clone() });
    let words = found.primary().and_then(|l| source_of(run, checked, l).map(|s| s.slice(l.span)));
    Diagnostic {
        rule: found.rule,
        severity: found.severity.name(),
        message: found.message.en.clone(),
        labels: labels.collect(),
        help: found.help.en.clone(),
        facts: ids(&found.facts),
        fixes: fixes.collect(),
        fingerprint: found.fingerprint(words.unwrap_or("")),
    }
}

fn summary(run: &Run) -> Summary {
    let (mut claims, mut severities, mut loose) = (Claims::default(), Severities::default(), 0);
    for document in &run.documents {
        for verdict in document.judgements.iter().filter_map(|j| j.verdict) {
            *match verdict {
                Verdict::Supported => &mut claims.supported,
                Verdict::Contradicted => &mut claims.contradicted,
                Verdict::Imprecise => &mut claims.imprecise,
                Verdict::Outdated => &mut claims.outdated,
                Verdict::Unsupported => &mut claims.unsupported,
                Verdict::NotJudged => &mut claims.not_judged,
            } += 1;
        }
        for found in &document.diagnostics {
            *match found.severity {
                Severity::Error => &mut severities.error,
                Severity::Warning => &mut severities.warning,
                Severity::Info => &mut severities.info,
            } += 1;
        }
        loose += document.extraction.mentions.iter().filter(|m| m.loose.is_some()).count();
        loose += document.extraction.passed.len();
    }
    Summary { documents: run.documents.len(), claims, diagnostics: severities, loose }
}
