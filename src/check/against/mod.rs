//! Checks an article against reference documents: their statements play the facts.
//!
//! A figure or date of the article is compared with those of the references that stand among the same words. It is
//! supported where one of them fits, contradicted only where the words around leave no doubt that the same thing is
//! meant, and unsupported otherwise. What a reference plans or denies does not count for what the article asserts.

mod align;
mod aligned;
mod apart;
mod bearer;
mod counted;
mod derived;
mod differ;
pub(super) mod holders;
pub(super) mod likeness;
mod marks;
mod overlay;
pub(super) mod place;
mod points;
mod prose;
mod say;
mod scores;
mod senses;
mod series;
mod tables;
mod told;
mod turns;
mod units;
mod value;
mod wording;
pub(super) mod words;

use super::{Judgement, Verdict};
use crate::article::Article;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::extract::{Claim, Doubt, Extraction, extract};
use crate::facts::FactBase;
use crate::statement::Fit;
use align::{Finding, compare, taken};
use place::sentences;
use points::{Point, points};
use tables::Tables;
use told::Told;
use wording::{Said, Text, Wording};
use words::{Tokens, Weights};

/// A document whose statements count as verified facts.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The document.
    pub article: Article,
    points: Vec<Point>,
    weights: Weights,
    wording: Wording,
    told: Told,
    tables: Tables,
}

impl Reference {
    /// Reads a reference; `article` is dated by itself, else by the article it is held against (`config.date`).
    pub fn new(article: Article, facts: &FactBase, config: &Config) -> Self {
        let extraction = extract(&article, facts, &config.comparing(true));
        let tokens = Tokens::of(&article);
        let tables = Tables::of(&article, &extraction);
        let mut points = points(&article, &extraction, &tokens);
        for point in &mut points {
            point.cell = tables.holds(point.span);
        }
        let weights = Weights::of(sentences(article.source.text()).into_iter().map(|s| tokens.words(s)));
        let wording = Wording::of(&article, &extraction, &tokens);
        let told = Told::of(&article, &extraction);
        Self { article, points, weights, wording, told, tables }
    }
}

/// Replaces verdicts that facts could not give by what the references say; gives the findings.
pub(super) fn judge(
    article: &Article,
    extraction: &Extraction,
    references: &[Reference],
    judgements: &mut [Judgement],
) -> Vec<Diagnostic> {
    let tokens = Tokens::of(article);
    let mine = points(article, extraction, &tokens);
    let text = article.source.text();
    let taken = taken(&mine, text, references);
    let wording = Wording::of(article, extraction, &tokens);
    let others = references.iter().map(|r| {
        let text = r.article.source.text();
        Text { text, wording: &r.wording, weights: &r.weights }
    });
    let mut said = wording::compare(text, &wording, others);
    let told = references.iter().map(|r| (r.article.source.text(), &r.told));
    let told = told::judge(text, extraction, &Told::of(article, extraction), told);
    wording::add(text, &mut said, told, references.iter().map(|r| r.article.source.text()));
    let held =
        |point| repeated(point, &said, references).unwrap_or_else(|| held(point, &mine, text, references, &taken));
    let mut diagnostics = Vec::new();
    let open: Vec<bool> =
        judgements.iter().map(|j| matches!(j.verdict, Some(Verdict::NotJudged | Verdict::Unsupported))).collect();
    for (index, judgement) in judgements.iter_mut().enumerate().filter(|(i, _)| open[*i]) {
        let findings = mine.iter().filter(|p| p.claim == Some(index)).map(held);
        let findings: Vec<Finding> = findings.collect();
        // A day that no reference names takes nothing from a figure that one has.
        let carried = findings.iter().any(|f| !f.point.value.is_date() && f.verdict == Verdict::Supported);
        let counts = |f: &&Finding| !(carried && f.point.value.is_date() && f.verdict == Verdict::Unsupported);
        let Some(worst) = findings.iter().filter(counts).min_by_key(|f| severity_order(f.verdict)) else { continue };
        let said = say::reason(article, references, worst);
        if worst.verdict == Verdict::Contradicted {
            diagnostics.push(say::diagnostic(article, references, worst));
        }
        *judgement = Judgement {
            verdict: Some(worst.verdict),
            doubt: None,
            reason: said,
            rule: (worst.verdict == Verdict::Contradicted).then(|| say::rule(worst.point)),
            facts: worst.other.map(|(r, p, _)| say::name(references, r, p).into()).into_iter().collect(),
            unverified: false,
            reading: 0,
            severity: None,
        };
    }
    // Words and results that belong to no claim are only told of where they are wrong.
    let loose = mine.iter().filter(|p| p.claim.is_none()).map(held);
    let wrong = loose.filter(|f| f.verdict == Verdict::Contradicted);
    diagnostics.extend(wrong.map(|f| say::diagnostic(article, references, &f)));
    for said in &said {
        // A claim may end with its full stop.
        let stop = |c: &Claim| text[c.span.start..c.span.end].ends_with(['.', '。']);
        let inside = |c: &Claim| {
            said.span.contains(c.span) || said.span.start <= c.span.start && c.span.end <= said.span.end + 3 && stop(c)
        };
        let pointed = |i: usize| mine.iter().any(|p| p.claim == Some(i));
        for (index, claim) in extraction.claims.iter().enumerate().filter(|(i, c)| open[*i] && inside(c)) {
            // What the facts could not judge for want of a fact the references could.
            let open = matches!(
                judgements[index].doubt,
                None | Some(Doubt::OutOfScope | Doubt::NoSubject | Doubt::NoTime | Doubt::AmbiguousPredicate)
            );
            let bare = judgements[index].verdict == Some(Verdict::NotJudged) && claim.modality.is_judged() && open;
            if let Some((r, at)) = said.same.filter(|_| !pointed(index)) {
                judgements[index] = say::same(references, r, at);
            } else if bare {
                judgements[index] = say::nowhere(article, claim.span);
            }
        }
        for otherwise in &said.otherwise {
            if diagnostics.iter().any(|d: &Diagnostic| d.primary().is_some_and(|l| l.span.overlaps(otherwise.span))) {
                continue;
            }
            let over =
                extraction.claims.iter().enumerate().filter(|(i, c)| open[*i] && c.span.overlaps(otherwise.span));
            let claim = over.min_by_key(|(_, c)| c.span.len()).map(|(i, _)| i);
            let near = extraction.claims.iter().enumerate().filter(|(i, c)| open[*i] && said.span.contains(c.span));
            let claim = claim.or_else(|| near.min_by_key(|(_, c)| c.span.distance(otherwise.span)).map(|(i, _)| i));
            let quoted = claim.is_some_and(|c| extraction.claims[c].quoted);
            let found = say::otherwise(article, references, otherwise, claim, quoted);
            if let Some(claim) = claim {
                judgements[claim] = Judgement {
                    verdict: Some(Verdict::Contradicted),
                    doubt: None,
                    reason: found.message.clone(),
                    rule: Some(found.rule),
                    facts: found.facts.clone(),
                    unverified: false,
                    reading: 0,
                    severity: None,
                };
            }
            diagnostics.push(found);
        }
    }
    diagnostics
}

/// A point of a sentence that a reference has word for word.
fn repeated<'a>(point: &'a Point, said: &[Said], references: &[Reference]) -> Option<Finding<'a>> {
    let index = said.partition_point(|s| s.span.end <= point.span.start);
    let (r, at) = said.get(index).filter(|s| s.verbatim && s.span.contains(point.span))?.same?;
    let points = &references[r].points;
    let from = points.partition_point(|p| p.span.start < at.start);
    let inside = points[from..].iter().take_while(|p| p.span.end <= at.end);
    let same = inside.into_iter().find(|p| point.fit(p) == Fit::Same).map(|p| (r, p.span, p.clause));
    Some(Finding { verdict: Verdict::Supported, point, other: same.or(Some((r, at, at))), derived: None })
}

/// A point held against the words of the references, and against their tables.
fn held<'a>(
    point: &'a Point,
    all: &'a [Point],
    text: &str,
    references: &'a [Reference],
    taken: &[Vec<bool>],
) -> Finding<'a> {
    let found = compare(point, text, references, taken);
    let found = match found.verdict {
        Verdict::Unsupported => counted::judge(point, text, references).unwrap_or(found),
        _ => found,
    };
    // What the figures of a sentence come to is said by it.
    let found = match found.verdict {
        Verdict::Contradicted => counted::reckoned(point, references).unwrap_or(found),
        _ => found,
    };
    if matches!(found.verdict, Verdict::Supported) || references.iter().all(|r| r.tables.rows.is_empty()) {
        return found;
    }
    let sentence = derived::Sentence::of(&text[point.whole.start..point.whole.end]);
    let outcomes = references.iter().enumerate().filter_map(|(r, reference)| {
        let from = all.partition_point(|p| p.span.start < point.whole.start);
        let mates = all[from..].iter().take_while(|p| p.span.start < point.whole.end);
        let outcome = derived::judge(point, &sentence, &reference.tables, mates)?;
        Some((r, outcome))
    });
    let best = outcomes.max_by_key(|(r, o)| (o.verdict == Verdict::Supported, std::cmp::Reverse(*r)));
    match best {
        Some((r, o)) if o.verdict == Verdict::Supported || found.verdict == Verdict::Unsupported => {
            Finding { verdict: o.verdict, point, other: Some((r, o.at, o.at)), derived: o.value }
        }
        _ => found,
    }
}

fn severity_order(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Contradicted => 0,
        Verdict::Unsupported => 1,
        Verdict::Imprecise => 2,
        _ => 3,
    }
}
