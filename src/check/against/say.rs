//! Puts what the references say into words: the reason of a verdict, and the finding of a contradiction.

use super::Reference;
use super::align::Finding;
use super::points::{Point, Value};
use crate::article::Article;
use crate::check::Verdict;
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
pub(super) fn name(references: &[Reference], reference: usize, point: &Point) -> String {
    let source = &references[reference].article.source;
    format!("{}#{}", source.name(), source.file_span(point.span))
}

fn words(article: &Article, span: Span) -> &str {
    article.source.slice(span).trim()
}

/// Why a point got its verdict.
pub(super) fn reason(article: &Article, references: &[Reference], finding: &Finding<'_>) -> Bilingual {
    let own = words(article, finding.point.span);
    let Some((r, other)) = finding.other else {
        return Bilingual::new(format!("`{own}` stands in no reference"), format!("参考文本中没有“{own}”"));
    };
    let theirs = words(&references[r].article, other.span);
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
    if let Some((r, other)) = finding.other {
        let reference = &references[r].article;
        let theirs = words(reference, other.span);
        labels.push(Label {
            place: Place::Reference(r),
            span: other.span,
            text: Bilingual::new("the reference", "参考文本"),
            primary: false,
        });
        let clause = words(reference, other.clause);
        help = Bilingual::new(
            format!("the reference reads “{clause}”: write {theirs}, or say what else is meant"),
            format!("参考文本写道“{clause}”:改为{theirs},或写明所指另有其事"),
        );
        facts.push(name(references, r, other).into());
        if article.language == reference.language && !point.quoted && !matches!(point.value, Value::Holder(_)) {
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
