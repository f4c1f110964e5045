//! Workflow commands of GitHub Actions: annotations on the lines of a pull request, the most severe first.
//!
//! GitHub shows ten annotations of a level and step and drops the rest without a word; so the rest is not written but
//! counted in a last notice, which is one of the ten.

use super::page::clean;
use super::{Options, fact_at, is_file, relative, source_of};
use crate::check::{Document, Report};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{Source, Span};
use crate::vocabulary::Language;
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Annotations of a level that GitHub shows.
const SHOWN: usize = 10;

/// One annotation.
struct Command {
    severity: Severity,
    properties: String,
    message: String,
}

/// Writes the annotations; nothing where there is nothing to say.
pub(super) fn render(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let failures = report.errors.iter().map(|(path, error)| Command {
        severity: Severity::Error,
        properties: properties(&[("file", relative(path, options.root.as_deref()).to_owned()), title(error.code())]),
        message: escaped(&clean(&error.to_string())),
    });
    let found = report.documents.iter().flat_map(|d| d.diagnostics.iter().map(move |f| command(report, d, f, options)));
    let mut commands: Vec<Command> = failures.chain(found).collect();
    // Stable: those of one severity stay in the order of the articles.
    commands.sort_by_key(|c| Reverse(c.severity));
    let count = |severity: Severity| commands.iter().filter(|c| c.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|s| (s, count(s)));
    let is_cut = counts.iter().any(|(_, n)| *n > SHOWN);
    let mut dropped = Vec::new();
    for (severity, n) in counts {
        let shown = if is_cut && severity == Severity::Info { SHOWN - 1 } else { SHOWN };
        for command in commands.iter().filter(|c| c.severity == severity).take(shown) {
            writeln!(out, "::{}{}::{}", word(severity), command.properties, command.message)?;
        }
        if n > shown {
            dropped.push((severity, n - shown));
        }
    }
    if is_cut {
        let language = options.messages.or(report.documents.first().map(|d| d.article.language));
        writeln!(out, "::notice title=factlint::{}", escaped(&rest(&dropped, language.unwrap_or(Language::En))))?;
    }
    Ok(())
}

/// How many findings have no annotation.
fn rest(dropped: &[(Severity, usize)], language: Language) -> String {
    let item = |(severity, n): &(Severity, usize)| match (language, severity) {
        (Language::Zh, Severity::Error) => format!("错误 {n}"),
        (Language::Zh, Severity::Warning) => format!("警告 {n}"),
        (Language::Zh, Severity::Info) => format!("提示 {n}"),
        (Language::En, Severity::Error) => format!("{n} more error{}", plural(*n)),
        (Language::En, Severity::Warning) => format!("{n} more warning{}", plural(*n)),
        (Language::En, Severity::Info) => format!("{n} more notice{}", plural(*n)),
    };
    let items: Vec<String> = dropped.iter().map(item).collect();
    match language {
        Language::Zh => format!("另有{}未在此标注；完整结果见 factlint 的 text 或 sarif 报告", items.join("、")),
        Language::En => format!("{} not annotated here; the text and sarif reports have all", items.join(", ")),
    }
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn command(report: &Report, document: &Document, found: &Diagnostic, options: &Options) -> Command {
    let language = options.language(document);
    let (mut parts, mut lines) = (Vec::new(), vec![clean(found.message.get(language))]);
    if let Some((source, span)) = found.primary().and_then(|l| file(report, document, l)) {
        parts.push(("file", relative(source.name(), options.root.as_deref()).to_owned()));
        match source.place_name(span.start) {
            // GitHub knows no lines of a Word document.
            Some(name) => lines.insert(0, clean(name)),
            None => parts.extend(region(source, span)),
        }
    }
    parts.push(title(found.rule));
    lines.extend(Some(clean(found.help.get(language))).filter(|h| !h.is_empty()));
    let facts = found.facts.iter().map(|id| {
        let label = found.labels.iter().find(|l| fact_at(report, document, found, l) == Some(id));
        let place =
            label.and_then(|l| source_of(report, document, l).map(|s| (s.name(), s.position(l.span.start).line)));
        let name = if language == Language::Zh { "事实" } else { "fact" };
        match place {
            Some((file, line)) => format!("{name} {} ({}:{line})", clean(id), clean(file)),
            None => format!("{name} {}", clean(id)),
        }
    });
    lines.extend(facts);
    let message = lines.iter().map(|l| escaped(l)).collect::<Vec<_>>().join("%0A");
    Command { severity: found.severity, properties: properties(&parts), message }
}

/// The text of a label and its place there, where it is a file that GitHub can show.
fn file<'a>(report: &'a Report, document: &'a Document, label: &Label) -> Option<(&'a Source, Span)> {
    let source = source_of(report, document, label).filter(|s| is_file(label, s))?;
    Some((source, label.span))
}

/// Lines, and columns where the place is within one line: GitHub takes no others.
fn region(source: &Source, span: Span) -> Vec<(&'static str, String)> {
    let (start, end) = (source.position(span.start), source.end_position(span));
    let mut parts = vec![("line", start.line.to_string()), ("endLine", end.line.to_string())];
    if start.line == end.line {
        parts.extend([("col", start.column.to_string()), ("endColumn", end.column.to_string())]);
    }
    parts
}

fn title(code: &str) -> (&'static str, String) {
    ("title", format!("factlint {code}"))
}

fn properties(parts: &[(&str, String)]) -> String {
    let mut out = String::new();
    for (i, (name, value)) in parts.iter().enumerate() {
        let value = escaped(&clean(value)).replace(':', "%3A").replace(',', "%2C");
        // Writing into a string does not fail.
        let _ = write!(out, "{}{name}={value}", if i == 0 { ' ' } else { ',' });
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
