//! Judges claims against facts: a verdict for each, and the findings of every rule.
//!
//! Rules read the timeline and make diagnostics; they do not see each other. What a verdict is, is decided in
//! `verdict`; what a text means, in `extract`.

use crate::article::Article;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::extract::{Doubt, Extraction};
use crate::facts::FactBase;
use crate::statement::Id;
use crate::vocabulary::Bilingual;
use chrono::NaiveDate;
use std::sync::Arc;

/// What a claim comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A fact says the same.
    Supported,
    /// A fact says otherwise.
    Contradicted,
    /// They meet, but not exactly.
    Imprecise,
    /// True of an earlier time.
    Outdated,
    /// No fact about it.
    Unsupported,
    /// Something is uncertain.
    NotJudged,
}

impl Verdict {
    /// All verdicts, in the order of reports.
    pub const ALL: [Self; 6] =
        [Self::Supported, Self::Contradicted, Self::Imprecise, Self::Outdated, Self::Unsupported, Self::NotJudged];

    /// The word the report uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::Imprecise => "imprecise",
            Self::Outdated => "outdated",
            Self::Unsupported => "unsupported",
            Self::NotJudged => "not-judged",
        }
    }
}

/// What became of a claim, and why.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The verdict; `None` where the claim was only extracted.
    pub verdict: Option<Verdict>,
    /// Why it was not judged.
    pub doubt: Option<Doubt>,
    /// Why, in one line.
    pub reason: Bilingual,
    /// The rule that reports it.
    pub rule: Option<&'static str>,
    /// The facts it rests on.
    pub facts: Vec<Id>,
    /// Only unverified facts speak for it.
    pub unverified: bool,
}

/// An article with everything said about it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub extraction: Extraction,
    /// One per claim.
    pub judgements: Vec<Judgement>,
    /// Findings, the most severe first, then in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// The day the run was told it is.
    pub today: NaiveDate,
    /// The articles, in the order given.
    pub documents: Vec<Document>,
    /// Parts of the run that could not happen: path and error.
    pub errors: Vec<(String, Error)>,
    /// The fact base, for labels.
    pub facts: Arc<FactBase>,
}
