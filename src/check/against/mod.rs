//! Checks an article against reference documents: their statements play the facts.
//!
//! A figure or date of the article is compared with those of the references that stand among the same words. It is
//! supported where one of them fits, contradicted only where the words around leave no doubt that the same thing is
//! meant, and unsupported otherwise. What a reference plans or denies does not count for what the article asserts.

mod points;
pub(super) mod words;

use super::{Judgement, Verdict};
use crate::article::Article;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Fix, Label, Place, Severity};
use crate::extract::{Extraction, extract};
use crate::facts::FactBase;
use crate::source::Span;
use crate::statement::Fit;
use crate::vocabulary::Bilingual;
use points::{Point, points};

/// A document whose statements count as verified facts.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The document.
    pub article: Article,
    points: Vec<Point>,
}

impl Reference {
    /// Reads a reference; `article` is dated by itself, else by the article it is held against (`config.date`).
    pub fn new(article: Article, facts: &FactBase, config: &Config) -> Self {
        let extraction = extract(&article, facts, &config.comparing(true));
        let points = points(&article, &extraction);
        Self { article, points }
    }
}

/// How well the words around two points must agree, in hundredths; set by trial on texts that were edited on purpose.
mod need {
    /// To support: a few words in common.
    pub(super) const SUPPORT: u32 = 15;
    /// To contradict: a third of the words around …
    pub(super) const CONTRADICT: u32 = 32;
    /// … and some of those right beside.
    pub(super) const BESIDE: u32 = 25;
    /// To contradict whatever stands right beside: nearly all the words around.
    pub(super) const SAME_SENTENCE: u32 = 55;
    /// To contradict: better than any place that fits.
    pub(super) const LEAD: u32 = 15;
}

/// What the references make of one point.
struct Finding<'a> {
    verdict: Verdict,
    point: &'a Point,
    /// Reference and its point.
    other: Option<(usize, &'a Point)>,
}

/// Replaces verdicts that facts could not give by what the references say; gives the findings.
pub(super) fn judge(
    article: &Article,
    extraction: &Extraction,
    references: &[Reference],
    judgements: &mut [Judgement],
) -> Vec<Diagnostic> {
    let mine = points(article, extraction);
    let mut diagnostics = Vec::new();
    for (index, judgement) in judgements.iter_mut().enumerate() {
        if !matches!(judgement.verdict, Some(Verdict::NotJudged | Verdict::Unsupported)) {
            continue;
        }
        let findings = mine.iter().filter(|p| p.claim == Some(index)).map(|p| compare(p, references));
        let Some(worst) = findings.min_by_key(|f| severity_order(f.verdict)) else { continue };
        let said = say(article, references, &worst);
        if worst.verdict == Verdict::Contradicted {
            diagnostics.push(diagnostic(article, references, index, &worst, &said));
        }
        *judgement = Judgement {
            verdict: Some(worst.verdict),
            doubt: None,
            reason: said,
            rule: (worst.verdict == Verdict::Contradicted).then(|| rule(worst.point)),
            facts: worst.other.map(|(r, p)| name(references, r, p).into()).into_iter().collect(),
            unverified: false,
            reading: 0,
            severity: None,
        };
    }
    diagnostics
}

fn severity_order(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Contradicted => 0,
        Verdict::Unsupported => 1,
        Verdict::Imprecise => 2,
        _ => 3,
    }
}

/// Holds a point against all points of its kind in the references.
fn compare<'a>(point: &'a Point, references: &'a [Reference]) -> Finding<'a> {
    let all = references.iter().enumerate().flat_map(|(r, reference)| reference.points.iter().map(move |p| (r, p)));
    let (mut fits, mut differs): (Option<Best>, Option<Best>) = (None, None);
    for (reference, other) in all {
        if point.planned != other.planned {
            continue;
        }
        let fit = point.value.fit(&other.value);
        let beside = (2 * point.head.share(&other.head) + point.tail.share(&other.tail)) / 3;
        let score = (beside * 40 + point.around.share(&other.around) * 60) / 100;
        let best = Best { score, beside, reference, other, fit };
        match fit {
            Fit::Same | Fit::Holds | Fit::Within | Fit::Meets => keep(&mut fits, best),
            Fit::Apart => keep(&mut differs, best),
            Fit::Unknown | Fit::Near => {}
        }
    }
    let fitting = fits.as_ref().map_or(0, |b| b.score);
    if let Some(b) = differs.as_ref()
        && (b.score >= need::CONTRADICT && b.beside >= need::BESIDE || b.score >= need::SAME_SENTENCE)
        && b.score >= fitting + need::LEAD
    {
        return Finding { verdict: Verdict::Contradicted, point, other: Some((b.reference, b.other)) };
    }
    match fits {
        Some(b) if b.score >= need::SUPPORT || point.value.is_rare() => {
            let exact = matches!(b.fit, Fit::Same | Fit::Holds);
            let verdict = if exact { Verdict::Supported } else { Verdict::Imprecise };
            Finding { verdict, point, other: Some((b.reference, b.other)) }
        }
        _ => Finding { verdict: Verdict::Unsupported, point, other: None },
    }
}

#[derive(Clone, Copy)]
struct Best<'a> {
    score: u32,
    beside: u32,
    reference: usize,
    other: &'a Point,
    fit: Fit,
}

fn keep<'a>(best: &mut Option<Best<'a>>, new: Best<'a>) {
    if best.is_none_or(|b| new.score > b.score) {
        *best = Some(new);
    }
}

fn rule(point: &Point) -> &'static str {
    if point.value.is_date() { "date-conflict" } else { "value-conflict" }
}

/// `against:1#812-870`: a place of a reference as the name of a fact.
fn name(references: &[Reference], reference: usize, point: &Point) -> String {
    let source = &references[reference].article.source;
    format!("{}#{}", source.name(), source.file_span(point.span))
}

fn words(article: &Article, span: Span) -> &str {
    article.source.slice(span).trim()
}

fn say(article: &Article, references: &[Reference], finding: &Finding<'_>) -> Bilingual {
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

fn diagnostic(
    article: &Article,
    references: &[Reference],
    claim: usize,
    finding: &Finding<'_>,
    said: &Bilingual,
) -> Diagnostic {
    let point = finding.point;
    let mut labels =
        vec![Label { place: Place::Article, span: point.span, text: Bilingual::new("here", "此处"), primary: true }];
    let mut fixes = Vec::new();
    let mut help = Bilingual::default();
    let mut facts = Vec::new();
    if let Some((r, other)) = finding.other {
        let theirs = words(&references[r].article, other.span);
        labels.push(Label {
            place: Place::Reference(r),
            span: other.span,
            text: Bilingual::new("the reference", "参考文本"),
            primary: false,
        });
        help = Bilingual::new(
            format!("write {theirs}, or say what else is meant"),
            format!("改为{theirs},或写明所指另有其事"),
        );
        facts.push(name(references, r, other).into());
        if article.language == references[r].article.language && !point.quoted {
            fixes.push(Fix { span: point.span, replacement: theirs.to_owned() });
        }
    }
    Diagnostic {
        rule: rule(point),
        severity: Severity::Error,
        message: said.clone(),
        labels,
        notes: Vec::new(),
        help,
        facts,
        fixes,
        claim: Some(claim),
    }
}
