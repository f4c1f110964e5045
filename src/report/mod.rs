//! Writes a report for people and for programs: text, concise lines, JSON, SARIF, annotations. Nothing is judged here.
//!
//! Enters a [`Report`], leaves text on a writer. Which findings there are is decided in `check`; where the text goes,
//! and with which exit code the run ends, in the program.

mod concise;
mod entry;
mod explain;
mod github;
pub mod json;
mod ledger;
mod page;
mod sarif;
mod snippet;
mod text;
mod timeline;
mod topic;

use crate::check::{Document, Report};
use crate::diagnostic::{Diagnostic, Label, Place};
use crate::error::Fault;
use crate::extract::Cite;
use crate::facts::FactBase;
use crate::source::Source;
use crate::statement::Slot;
use crate::vocabulary::Language;
use std::io::{self, Write};
use std::str::FromStr;

pub use entry::{render_entries, render_list};
pub use explain::render_explanations;
pub use timeline::{Picture, render_timeline, render_why};

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Findings with the article and the fact underlined, then lists; for people.
    #[default]
    Text,
    /// One line per finding; for editors and `grep`.
    Concise,
    /// One JSON document, see `docs/report.schema.json`.
    Json,
    /// One JSON line per article.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, for annotations.
    Github,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 6] = [Self::Text, Self::Concise, Self::Json, Self::Jsonl, Self::Sarif, Self::Github];

    /// The word an option uses for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|f| f.name() == name).ok_or_else(|| format!("there is no format `{name}`"))
    }
}

/// What a report shows, and to whom.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// How it is written.
    pub format: Format,
    /// Language of messages; `None`: that of each article. JSON and SARIF are always in English.
    pub messages: Option<Language>,
    /// Terminal colours, in the text format.
    pub colour: bool,
    /// Columns of the terminal, in the text format.
    pub width: usize,
    /// Also findings of severity info, and every unsupported or unjudged claim on a line of its own.
    pub all: bool,
    /// Findings only: no head, counts and lists.
    pub quiet: bool,
    /// The folder that paths are shown from, with `/` and none at its end, in the formats for other programs.
    pub root: Option<String>,
}

impl Options {
    /// A format, messages in the language of each article, 100 columns without colours.
    pub fn new(format: Format) -> Self {
        Self { format, messages: None, colour: false, width: 100, all: false, quiet: false, root: None }
    }

    /// The language in which an article's messages are written.
    fn language(&self, document: &Document) -> Language {
        self.messages.unwrap_or(document.article.language)
    }
}

/// Writes a report.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match options.format {
        Format::Text => text::render(report, options, out),
        Format::Concise => concise::render(report, options, out),
        Format::Json => json::render(report, out),
        Format::Jsonl => json::render_lines(report, out),
        Format::Sarif => sarif::render(report, options, out),
        Format::Github => github::render(report, options, out),
    }
}

/// Writes the tick-list of a report: every checkable item in the order of the text with what became of it.
///
/// The concise format has no lines of its own for it and is written as text; SARIF and GitHub's commands have findings
/// only.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_ledger(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match options.format {
        Format::Text | Format::Concise => ledger::render(report, options, out),
        Format::Json => json::render(report, out),
        Format::Jsonl => json::render_lines(report, out),
        Format::Sarif => sarif::render(report, options, out),
        Format::Github => github::render(report, options, out),
    }
}

/// Writes the faults of a fact base or configuration, each with its place and what to write instead.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_faults(faults: &[Fault], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    text::faults(faults, options, out)
}

/// The text a label points into; `None` where the report does not have it.
fn source_of<'a>(report: &'a Report, document: &'a Document, label: &Label) -> Option<&'a Source> {
    match label.place {
        Place::Article => Some(&document.article.source),
        Place::Facts(i) => report.facts.files.get(i).map(|s| &**s),
        Place::Reference(i) => document.references.get(i).map(|r| &r.article.source),
    }
}

/// The id of the fact of a finding whose part a label marks; without facts, that of the entity. `None` for other places.
fn fact_at<'a>(report: &'a Report, document: &Document, found: &'a Diagnostic, label: &Label) -> Option<&'a str> {
    let file = match label.place {
        Place::Facts(file) => file,
        Place::Article => return None,
        Place::Reference(_) => {
            let source = source_of(report, document, label)?;
            let name = format!("{}#{}", source.name(), source.file_span(label.span));
            return found.facts.iter().map(|id| &**id).find(|id| *id == name);
        }
    };
    let facts = &report.facts;
    let here = found.facts.iter().filter_map(|id| facts.fact(id)).filter(|f| f.file == file);
    let starts = here.filter_map(|f| Some((f.slot(Slot::Predicate)?.start, &*f.id)));
    // A fact begins with its id; the last that begins before the label holds it.
    let holder = |starts: &mut dyn Iterator<Item = (usize, &'a str)>| {
        starts.filter(|s| s.0 <= label.span.start).max().map(|s| s.1)
    };
    let entities = facts.entities.iter().filter(|e| e.file == file && found.facts.is_empty());
    holder(&mut starts.into_iter()).or_else(|| holder(&mut entities.map(|e| (e.span.start, &*e.id))))
}

/// True where a label's text is a file that a reader can open: neither built in nor from standard input.
fn is_file(label: &Label, source: &Source) -> bool {
    match label.place {
        Place::Article => true,
        Place::Facts(_) => !source.name().starts_with("builtin:"),
        Place::Reference(_) => !source.name().starts_with("against:"),
    }
}

/// A path as seen from a folder: inside of it without the folder, else as it is.
fn relative<'a>(path: &'a str, root: Option<&str>) -> &'a str {
    let inside = root.and_then(|r| path.strip_prefix(r)).and_then(|p| p.strip_prefix('/'));
    let mut path = inside.unwrap_or(path);
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    path
}

/// The place a step rests on, for a reader: words with line and column, a fact with its file and line, an option.
fn cited(facts: &FactBase, source: &Source, cite: &Cite) -> String {
    match cite {
        Cite::Article(at) => {
            let position = source.position(at.start);
            format!("\"{}\" ({}:{})", source.slice(*at), position.line, position.column)
        }
        Cite::Fact(id) => {
            let place = facts.fact(id).and_then(|f| {
                let file = facts.files.get(f.file)?;
                let line = file.position(f.slot(Slot::Predicate)?.start).line;
                Some(format!("{id} ({}:{line})", file.name()))
            });
            place.unwrap_or_else(|| id.to_string())
        }
        Cite::Option(name) => (*name).to_owned(),
    }
}
