//! Checks an article against reference documents: their statements play the facts.
//!
//! A figure or date of the article is compared with those of the references that stand among the same words. It is
//! supported where one of them fits, contradicted only where the words around leave no doubt that the same thing is
//! meant, and unsupported otherwise. What a reference plans or denies does not count for what the article asserts.

mod align;
pub(super) mod holders;
pub(super) mod likeness;
mod place;
mod points;
mod say;
mod scores;
mod senses;
pub(super) mod words;

use super::{Judgement, Verdict};
use crate::article::Article;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::extract::{Extraction, extract};
use crate::facts::FactBase;
use align::{compare, taken};
use place::sentences;
use points::{Point, points};
use words::{Tokens, Weights};

/// A document whose statements count as verified facts.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The document.
    pub article: Article,
    points: Vec<Point>,
    weights: Weights,
}

impl Reference {
    /// Reads a reference; `article` is dated by itself, else by the article it is held against (`config.date`).
    pub fn new(article: Article, facts: &FactBase, config: &Config) -> Self {
        let extraction = extract(&article, facts, &config.comparing(true));
        let tokens = Tokens::of(&article);
        let points = points(&article, &extraction, &tokens);
        let weights = Weights::of(sentences(article.source.text()).into_iter().map(|s| tokens.words(s)));
        Self { article, points, weights }
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
    let taken = taken(&mine, article.source.text(), references);
    let mut diagnostics = Vec::new();
    for (index, judgement) in judgements.iter_mut().enumerate() {
        if !matches!(judgement.verdict, Some(Verdict::NotJudged | Verdict::Unsupported)) {
            continue;
        }
        let findings = mine.iter().filter(|p| p.claim == Some(index)).map(|p| compare(p, references, &taken));
        let Some(worst) = findings.min_by_key(|f| severity_order(f.verdict)) else { continue };
        let said = say::reason(article, references, &worst);
        if worst.verdict == Verdict::Contradicted {
            diagnostics.push(say::diagnostic(article, references, &worst));
        }
        *judgement = Judgement {
            verdict: Some(worst.verdict),
            doubt: None,
            reason: said,
            rule: (worst.verdict == Verdict::Contradicted).then(|| say::rule(worst.point)),
            facts: worst.other.map(|(r, p)| say::name(references, r, p).into()).into_iter().collect(),
            unverified: false,
            reading: 0,
            severity: None,
        };
    }
    // Words and results that belong to no claim are only told of where they are wrong.
    let loose = mine.iter().filter(|p| p.claim.is_none()).map(|p| compare(p, references, &taken));
    let wrong = loose.filter(|f| f.verdict == Verdict::Contradicted);
    diagnostics.extend(wrong.map(|f| say::diagnostic(article, references, &f)));
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
