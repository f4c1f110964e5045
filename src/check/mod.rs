//! Judges claims against facts: a verdict for each, and the findings of every rule.
//!
//! Rules read the timeline and make diagnostics; they do not see each other. What a verdict is, is decided in
//! `verdict`; what a text means, in `extract`.

pub mod against;
mod around;
mod base;
mod chronology;
mod fix;
mod outcome;
pub(crate) mod placed;
mod proof;
mod reckon;
pub mod rules;
mod served;
mod spelling;
mod table;
mod verdict;
mod within;
pub(crate) mod wording;

use crate::article::Article;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::extract::{self, Doubt, Extraction};
use crate::facts::FactBase;
use crate::statement::Id;
use crate::timeline::Timeline;
use crate::vocabulary::Bilingual;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::sync::Arc;

pub use against::Reference;
pub use base::{Base, check_facts};
pub use rules::RULES;

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
    /// Which way of reading the claim it holds for: 0 is its own statement, then its readings.
    pub reading: usize,
    /// The finding is no worse than this, whatever its rule says; `None` where the rule decides.
    pub severity: Option<Severity>,
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
    /// The documents it was held against.
    pub references: Arc<[Reference]>,
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

/// One kind of finding: a constant of its own file below `check/rules`.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Rule {
    /// Its code: a noun phrase that names the defect.
    pub code: &'static str,
    /// How bad it is where the configuration says nothing.
    pub severity: Severity,
    /// The version it came with.
    pub since: &'static str,
    /// What it finds, in one English sentence.
    pub summary: &'static str,
    /// The same in Chinese.
    pub summary_zh: &'static str,
    /// Its page, in Markdown: what, why, examples, how to ignore.
    pub page: &'static str,
    /// From what it looks at to findings.
    pub run: Run,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Run {
    /// An article: its timeline and the verdicts.
    Article(fn(&Context) -> Vec<Diagnostic>),
    /// The fact base by itself.
    Facts(fn(&Base) -> Vec<Diagnostic>),
}

/// What a rule sees of an article.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub extraction: &'a Extraction,
    /// Claims, facts and what ties them.
    pub timeline: &'a Timeline,
    /// The facts.
    pub facts: &'a FactBase,
    /// One per claim.
    pub judgements: &'a [Judgement],
}

/// Checks articles: extracts their claims, judges them and runs every rule that the configuration has not turned off.
pub fn check(articles: Vec<Article>, facts: &Arc<FactBase>, config: &Config) -> Report {
    check_against(articles, &Arc::from([]), facts, config)
}

/// Checks articles against facts and against reference documents, whose statements count as verified facts.
pub fn check_against(
    articles: Vec<Article>,
    references: &Arc<[Reference]>,
    facts: &Arc<FactBase>,
    config: &Config,
) -> Report {
    let documents = articles.into_iter().map(|article| document(article, references, facts, config)).collect();
    Report { today: config.today, documents, errors: Vec::new(), facts: Arc::clone(facts) }
}

fn document(article: Article, references: &Arc<[Reference]>, facts: &FactBase, config: &Config) -> Document {
    let config = &config.comparing(!references.is_empty());
    let extraction = extract::extract(&article, facts, config);
    let timeline = Timeline::build(&extraction, facts);
    let mut judgements = verdict::judge_all(&article, &extraction, &timeline, facts);
    let mut diagnostics = match references.is_empty() {
        true => Vec::new(),
        false => weighed(against::judge(&article, &extraction, references, &mut judgements), config),
    };
    let seen =
        Context { article: &article, extraction: &extraction, timeline: &timeline, facts, judgements: &judgements };
    let run = |rule: &Rule| match rule.run {
        Run::Article(run) => wanted(rule, config, || run(&seen)),
        Run::Facts(_) => Vec::new(),
    };
    diagnostics.extend(RULES.iter().flat_map(run));
    // What would replace markup along with the words is no fix.
    let verbatim = |s| article.source.written_slice(s) == article.source.slice(s);
    diagnostics.iter_mut().for_each(|d| d.fixes.retain(|f| verbatim(f.span)));
    diagnostics.sort_by_cached_key(|d| {
        let at = d.primary().map(|l| l.span);
        (Reverse(d.severity), at, d.rule, d.claim)
    });
    Document { article, extraction, judgements, diagnostics, references: Arc::clone(references) }
}

/// Findings that no rule made, as the configuration wants them.
fn weighed(findings: Vec<Diagnostic>, config: &Config) -> Vec<Diagnostic> {
    let set = |d: Diagnostic| match config.severities.get(d.rule) {
        Some(None) => None,
        Some(Some(severity)) => Some(Diagnostic { severity: *severity, ..d }),
        None => Some(d),
    };
    findings.into_iter().filter_map(set).collect()
}

/// The findings of one rule as the configuration wants them.
///
/// A severity set there replaces that of the rule; what a verdict has softened stays as soft.
fn wanted(rule: &Rule, config: &Config, run: impl FnOnce() -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    let set = config.severities.get(rule.code);
    if matches!(set, Some(None)) {
        return Vec::new();
    }
    let mut found = run();
    if let Some(Some(severity)) = set {
        for d in &mut found {
            let softened = d.severity < rule.severity;
            d.severity = if softened { d.severity.min(*severity) } else { *severity };
        }
    }
    found
}
