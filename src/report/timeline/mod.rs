//! The story of an article in the order of its days, facts beside it: for a terminal, for programs, and as a drawing.
//!
//! Enters a [`Report`], leaves text. What differs from a fact or cannot all be true was decided in `check`.

mod graph;
mod json;
mod svg;
mod text;

use super::Options;
use super::page::cut;
use super::topic::topic_of_claim;
use crate::check::placed::placed;
use crate::check::{Document, Report, Verdict};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Bilingual, Language};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::io::{self, Write};
use std::str::FromStr;

/// How a timeline is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Picture {
    /// A line per event, for a terminal.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// A graph for Graphviz.
    Dot,
    /// A Gantt chart for Mermaid.
    Mermaid,
    /// A drawing: one lane per entity, article and facts in two tones.
    Svg,
}

impl Picture {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Text, Self::Json, Self::Dot, Self::Mermaid, Self::Svg];

    /// The word an option uses for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::Svg => "svg",
        }
    }
}

impl FromStr for Picture {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|p| p.name() == name).ok_or_else(|| format!("there is no format `{name}`"))
    }
}

/// Writes what happened when, by the article and by the facts its claims rest on.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_timeline(report: &Report, picture: Picture, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for document in &report.documents {
        let rows = rows(report, document, options.language(document));
        match picture {
            Picture::Text => text::render(report, document, &rows, options, out)?,
            Picture::Json => json::render(document, &rows, out)?,
            Picture::Dot => graph::dot(&rows, out)?,
            Picture::Mermaid => graph::mermaid(document, &rows, out)?,
            Picture::Svg => svg::render(document, &rows, options.language(document), out)?,
        }
    }
    Ok(())
}

/// Writes when each article was written, and how that was found.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_why(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    report.documents.iter().try_for_each(|d| text::why(report, d, options, out))
}

/// Something that happened, as the article tells it.
struct Row {
    days: Interval,
    /// No date of the article says so: the words around it, or a fact, do.
    inferred: bool,
    /// The days of the fact its verdict rests on.
    known: Option<Interval>,
    fact: Option<Id>,
    verdict: Option<Verdict>,
    /// Code of the finding about it, if there is one.
    rule: Option<&'static str>,
    /// Where the article tells it.
    span: Span,
    /// How often it tells it in the same words.
    times: usize,
    /// What it is about.
    topic: String,
    /// The words.
    words: String,
    /// Whose lane it stands in.
    lane: String,
}

impl Row {
    /// The finding about it is no mere remark.
    fn is_wrong(&self) -> bool {
        self.rule.is_some()
    }

    /// The days as they are written: inferred ones in brackets.
    fn shown(&self) -> String {
        if self.inferred { format!("[{}]", self.days.edtf()) } else { self.days.edtf() }
    }

    /// The fact says other days than the words, or only some of them where the finding says so.
    fn differs(&self) -> bool {
        let other = self.known.is_some_and(|k| !self.days.contains(k));
        self.is_wrong() || self.verdict != Some(Verdict::Supported) && self.known != Some(self.days) || other
    }

    /// First and last day; open ends are the other end.
    fn ends(days: Interval) -> Option<(NaiveDate, NaiveDate)> {
        let (start, end) = (days.start.or(days.end)?, days.end.or(days.start)?);
        Some((start, end))
    }
}

/// The dated claims of an article in the order of their days; a date that is a claim of its own only where no other
/// claim has it.
fn rows(report: &Report, document: &Document, language: Language) -> Vec<Row> {
    let claims = &document.extraction.claims;
    let named = |s: &Statement| s.predicate().is_some() && !matches!(s, Statement::Link(_));
    let taken: Vec<Span> = claims.iter().filter(|c| named(&c.statement)).filter_map(|c| c.part(Slot::When)).collect();
    let placed = placed(document, &report.facts);
    let mut out: Vec<Row> = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        let bare = claim.part(Slot::When).is_none_or(|w| taken.contains(&w))
            || !matches!(claim.statement, Statement::Event(_));
        let own = claim.statement.when().filter(|_| named(&claim.statement) || !bare);
        let other = placed.iter().find(|p| p.0 == index).map(|p| p.1);
        let Some(days) = own.or(other) else { continue };
        // Said by the day of writing: nothing tells when.
        if own.is_some() && days.start.is_none() && claim.part(Slot::When).is_none() {
            continue;
        }
        let judgement = document.judgements.get(index);
        let fact = judgement.and_then(|j| j.facts.first()).and_then(|id| report.facts.fact(id));
        let found = document.diagnostics.iter().find(|d| {
            let here =
                d.claim == Some(index) || d.labels.iter().any(|l| l.primary && Some(l.span) == claim.part(Slot::When));
            here && d.severity > Severity::Info && d.rule != "unsupported-claim"
        });
        // What is so on the day of writing has no day of its own, unless it is wrong.
        let state = !matches!(claim.statement, Statement::Event(_) | Statement::Quotation(_));
        if state && claim.part(Slot::When).is_none() && found.is_none() {
            continue;
        }
        let whom = claim.statement.subject().first().or(claim.statement.object().first());
        out.push(Row {
            days,
            inferred: own.is_none(),
            // An age is told of one day, the birth it rests on is of another.
            known: fact.filter(|_| !matches!(claim.statement, Statement::Age(_))).and_then(|f| f.statement.when()),
            fact: fact.map(|f| f.id.clone()),
            verdict: judgement.and_then(|j| j.verdict),
            rule: found.map(|d| d.rule),
            span: claim.span,
            times: 1,
            topic: topic_of_claim(&report.facts, &document.article, claim, language),
            words: cut(document.article.source.slice(claim.span), 60),
            lane: whom.map_or_else(String::new, |id| cut(report.facts.shown(id, language), 24)),
        });
    }
    out.sort_by_key(|r| (Row::ends(r.days).map(|e| e.0), r.days.end, r.span));
    // What an article says twice is one event.
    let mut said: FxHashMap<(Option<NaiveDate>, Option<NaiveDate>, String, String), usize> = FxHashMap::default();
    let mut again = vec![0; out.len()];
    for (i, row) in out.iter().enumerate() {
        let first = *said.entry((row.days.start, row.days.end, row.topic.clone(), row.words.clone())).or_insert(i);
        again[first] += 1;
    }
    let mut told = again.into_iter();
    out.retain_mut(|row| {
        row.times = told.next().unwrap_or(1);
        row.times > 0
    });
    // A post since March is told of March and of all that follows: once is enough.
    out.dedup_by(|b, a| {
        (a.span, &a.topic, a.days.start, a.verdict, a.rule) == (b.span, &b.topic, b.days.start, b.verdict, b.rule)
    });
    out
}

/// What the dates of an article cannot all be, with the place that is suspected.
fn clashes(document: &Document) -> impl Iterator<Item = (Span, &Bilingual)> {
    let of_time = |d: &&Diagnostic| matches!(d.rule, "timeline-conflict" | "age-conflict");
    document.diagnostics.iter().filter(of_time).filter_map(|d| {
        let primary = d.labels.iter().find(|l| l.primary && l.place == Place::Article)?;
        Some((primary.span, &d.message))
    })
}
