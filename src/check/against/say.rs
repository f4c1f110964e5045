//! Puts what the references say into words: the reason of a verdict, and the finding of a contradiction.

use super::Reference;
use super::align::Finding;
use super::points::Point;
use super::value::Value;
use super::wording::Otherwise;
use crate::article::Article;
use crate::check::{Judgement, Verdict};
use crate::diagnostic::{Diagnostic, Fix, Label, Place, Severity};
use crate::source::Span;
use crate::vocabulary::Bilingual;

/// The rule that reports a point.
pub(super) fn rule(point: &Point) -> &'static str {
    match point.value {
        Value::Days(_) => "date-conflict",
        Value::Holder(_) => "role-conflict",
        _ => "value-conflict",
    }
}

/// `against:1#812-870`: a place of a reference as the name of a fact.
pub(super) fn name(references: &[Reference], reference: usize, at: Span) -> String {
    let source = &references[reference].article.source;
    format!("{}#{}", source.name(), source.file_span(at))
}

fn words(article: &Article, span: Span) -> &str {
    article.source.slice(span).trim()
}

/// Why a point got its verdict.
pub(super) fn reason(article: &Article, references: &[Reference], finding: &Finding<'_>) -> Bilingual {
    let own = words(article, finding.point.span);
    let Some((r, other, _)) = finding.other else {
        return Bilingual::new(format!("`{own}` stands in no reference"), format!("参考文本中没有“{own}”"));
    };
    let theirs = words(&references[r].article, other);
    if let Some(derived) = finding.derived {
        let come = derived.round_dp(2).normalize();
        return Bilingual::new(
            format!("`{own}`: the figures of the reference come to {come}"),
            format!("“{own}”:按参考文本的数字应为{come}"),
        );
    }
    match finding.verdict {
        Verdict::Contradicted => {
            Bilingual::new(format!("`{own}`: the reference has {theirs}"), format!("“{own}”:参考文本为{theirs}"))
        }
        _ => Bilingual::new(format!("the reference has {theirs}"), format!("参考文本有“{theirs}”")),
    }
}

/// The finding of a contradiction: both places, the clause of the reference, what to write.
pub(super) fn diagnostic(article: &Article, references: &[Reference], finding: &Finding<'_>) -> Diagnostic {
    let point = finding.point;
    let mut labels =
        vec![Label { place: Place::Article, span: point.span, text: Bilingual::new("here", "此处"), primary: true }];
    let mut fixes = Vec::new();
    let mut help = Bilingual::default();
    let mut facts = Vec::new();
    if let Some((r, other, clause)) = finding.other {
        let reference = &references[r].article;
        let theirs = words(reference, other);
        labels.push(Label {
            place: Place::Reference(r),
            span: other,
            text: Bilingual::new("the reference", "参考文本"),
            primary: false,
        });
        let clause = words(reference, clause);
        help = Bilingual::new(
            format!("the reference reads “{clause}”: write {theirs}, or say what else is meant"),
            format!("参考文本写道“{clause}”:改为{theirs},或写明所指另有其事"),
        );
        facts.push(name(references, r, other).into());
        if finding.derived.is_none()
            && article.language == reference.language
            && !point.quoted
            && !matches!(point.value, Value::Holder(_))
        {
            fixes.push(Fix { span: point.span, replacement: theirs.to_owned() });
        }
    }
    Diagnostic {
        rule: rule(point),
        severity: Severity::Error,
        message: reason(article, references, finding),
        labels,
        notes: Vec::new(),
        help,
        facts,
        fixes,
        claim: point.claim,
    }
}

/// A claim whose sentence a reference has as well.
pub(super) fn same(references: &[Reference], reference: usize, at: Span) -> Judgement {
    let theirs = words(&references[reference].article, at);
    let reason = Bilingual::new(format!("the reference reads “{theirs}”"), format!("参考文本写道“{theirs}”"));
    let facts = vec![name(references, reference, at).into()];
    Judgement { facts, ..judgement(Verdict::Supported, reason) }
}

/// A claim whose sentence no reference has.
pub(super) fn nowhere(article: &Article, at: Span) -> Judgement {
    let own = words(article, at);
    let reason = Bilingual::new(format!("`{own}` stands in no reference"), format!("参考文本中没有“{own}”"));
    judgement(Verdict::Unsupported, reason)
}

fn judgement(verdict: Verdict, reason: Bilingual) -> Judgement {
    Judgement {
        verdict: Some(verdict),
        doubt: None,
        reason,
        rule: None,
        facts: Vec::new(),
        unverified: false,
        reading: 0,
        severity: None,
    }
}

/// The finding that a reference says otherwise in the same words.
pub(super) fn otherwise(
    article: &Article,
    references: &[Reference],
    found: &Otherwise,
    claim: Option<usize>,
    quoted: bool,
) -> Diagnostic {
    let reference = &references[found.reference].article;
    let (own, theirs, sentence) =
        (words(article, found.span), words(reference, found.other), words(reference, found.sentence));
    let label = |place, span, text, primary| Label { place, span, text, primary };
    let fixable = found.swap && !quoted && article.language == reference.language;
    Diagnostic {
        rule: if found.names { "party-conflict" } else { "value-conflict" },
        severity: Severity::Error,
        message: Bilingual::new(format!("`{own}`: the reference has {theirs}"), format!("“{own}”:参考文本为{theirs}")),
        labels: vec![
            label(Place::Article, found.span, Bilingual::new("here", "此处"), true),
            label(Place::Reference(found.reference), found.other, Bilingual::new("the reference", "参考文本"), false),
        ],
        notes: Vec::new(),
        help: Bilingual::new(
            format!("the reference reads “{sentence}”: write what it says, or say what else is meant"),
            format!("参考文本写道“{sentence}”:照其改正,或写明所指另有其事"),
        ),
        facts: vec![name(references, found.reference, found.other).into()],
        fixes: if fixable { vec![Fix { span: found.span, replacement: theirs.to_owned() }] } else { Vec::new() },
        claim,
    }
}
