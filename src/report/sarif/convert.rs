//! From the internal report to the structs of SARIF.

use super::*;
use crate::article::Syntax;
use crate::check::{Document, RULES};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::report::{fact_at, is_file, relative, source_of};
use crate::source::{Source, Span};

pub(super) fn log(report: &Report, options: &Options) -> Log {
    let view = View { report, root: options.root.as_deref() };
    let results = report.documents.iter().flat_map(|d| d.diagnostics.iter().map(move |f| view.finding(d, f)));
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "factlint",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: RULES.iter().map(rule).collect(),
            },
        },
        invocations: [Invocation {
            execution_successful: report.errors.is_empty(),
            tool_execution_notifications: report.errors.iter().map(|e| view.notification(e)).collect(),
        }],
        column_kind: "unicodeCodePoints",
        results: results.collect(),
        properties: Properties { today: report.today.to_string() },
    };
    Log { schema: SCHEMA, version: "2.1.0", runs: [run] }
}

fn rule(rule: &crate::check::Rule) -> RuleInfo {
    RuleInfo {
        id: rule.code,
        short_description: text(rule.summary),
        full_description: text(finds(rule.page).unwrap_or(rule.summary)),
        // As it is: the examples are full of braces, and no reader of pages knows of placeholders.
        help: Message { text: rule.page.to_owned(), markdown: Some(rule.page) },
        default_configuration: Level { level: level(rule.severity) },
    }
}

/// The part of a page that says what its rule finds.
fn finds(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("\n## What it finds\n")?;
    rest.split("\n## ").next().map(str::trim)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn text(text: &str) -> Message {
    Message { text: literal(text), markdown: None }
}

/// Text that holds no placeholder (section 3.11.5 of the standard).
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A link to a related location (section 3.11.6).
fn link(name: &str, id: usize) -> String {
    let name = name.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    format!("[{}]({id})", literal(&name))
}

/// Words of an article that would read as a link are parted, so that only our own links are links.
fn without_links(text: &str) -> String {
    literal(text).replace("](", "] (")
}

/// A report as seen from a folder.
#[derive(Clone, Copy)]
struct View<'a> {
    report: &'a Report,
    root: Option<&'a str>,
}

impl View<'_> {
    fn finding(self, document: &Document, found: &Diagnostic) -> Finding {
        let primary = found.primary();
        let words = primary.and_then(|l| source_of(self.report, document, l).map(|s| s.slice(l.span)));
        let location = primary.and_then(|l| self.location(document, found, l));
        let location = location.unwrap_or_else(|| self.file(document.article.source.name()));
        let others = found.labels.iter().filter(|l| !primary.is_some_and(|p| std::ptr::eq(*l, p)));
        let (mut related, mut linked) = (Vec::new(), Vec::new());
        for label in others {
            let Some(mut location) = self.location(document, found, label) else { continue };
            let id = related.len() + 1;
            location.id = Some(id);
            location.message = Some(text(&label.text.en)).filter(|m| !m.text.is_empty());
            if let Some(fact) =
                fact_at(self.report, document, found, label).filter(|f| linked.iter().all(|(g, _)| g != f))
            {
                linked.push((fact, id));
            }
            related.push(location);
        }
        let mut notes: Vec<String> = Vec::new();
        for note in &found.notes {
            if !notes.contains(&note.en) {
                notes.push(note.en.clone());
            }
        }
        Finding {
            rule_id: found.rule,
            rule_index: RULES.iter().position(|r| r.code == found.rule),
            level: level(found.severity),
            message: Message { text: message(found, &linked), markdown: None },
            locations: vec![location],
            related_locations: related,
            partial_fingerprints: BTreeMap::from([("factlint/v1", found.fingerprint(words.unwrap_or("")))]),
            // No program changes a line of a Word document.
            fixes: match document.article.syntax {
                Syntax::Docx => Vec::new(),
                _ => found.fixes.iter().map(|f| self.fix(document, f)).collect(),
            },
            properties: (!notes.is_empty()).then_some(Proof { notes }),
        }
    }

    /// The place of a label; `None` where the report does not have its text.
    fn location(self, document: &Document, found: &Diagnostic, label: &Label) -> Option<Location> {
        let source = source_of(self.report, document, label)?;
        if is_file(label, source) {
            let mut location = self.file(source.name());
            match source.place_name(label.span.start) {
                // Lines of a text that was extracted are none of the file.
                Some(name) => location.logical_locations.push(LogicalLocation {
                    name: name.to_owned(),
                    fully_qualified_name: format!("{}#{name}", source.name()),
                }),
                None => location.physical_location.iter_mut().for_each(|p| p.region = Some(region(source, label.span))),
            }
            return Some(location);
        }
        let line = source.position(label.span.start).line;
        let name = fact_at(self.report, document, found, label).map_or_else(|| format!("line {line}"), str::to_owned);
        let fully_qualified_name = format!("{}#{name}", source.name());
        let logical_locations = vec![LogicalLocation { name, fully_qualified_name }];
        Some(Location { id: None, message: None, physical_location: None, logical_locations })
    }

    /// A file as a whole.
    fn file(self, name: &str) -> Location {
        let artifact_location = ArtifactLocation { uri: uri(relative(name, self.root)) };
        let physical_location = Some(PhysicalLocation { artifact_location, region: None });
        Location { id: None, message: None, physical_location, logical_locations: Vec::new() }
    }

    fn fix(self, document: &Document, fix: &crate::diagnostic::Fix) -> Fix {
        let source = &document.article.source;
        let replacement = Replacement {
            deleted_region: region(source, fix.span),
            inserted_content: Content { text: fix.replacement.clone() },
        };
        let artifact_location = ArtifactLocation { uri: uri(relative(source.name(), self.root)) };
        Fix { artifact_changes: [ArtifactChange { artifact_location, replacements: [replacement] }] }
    }

    fn notification(self, (path, error): &(String, crate::error::Error)) -> Notification {
        Notification {
            descriptor: Descriptor { id: error.code() },
            level: "error",
            message: Message { text: without_links(&error.to_string()), markdown: None },
            locations: [self.file(path)],
        }
    }
}

/// What is wrong, what to do, and the facts, each a link to its place.
fn message(found: &Diagnostic, linked: &[(&str, usize)]) -> String {
    let mut text = without_links(&found.message.en);
    if !found.help.en.is_empty() {
        text += &format!("; {}", without_links(&found.help.en));
    }
    let facts = found.facts.iter().map(|fact| match linked.iter().find(|(f, _)| *f == &**fact) {
        Some((_, id)) => link(fact, *id),
        None => without_links(fact),
    });
    let facts: Vec<String> = facts.collect();
    match facts.len() {
        0 => text,
        1 => format!("{text} (fact {})", facts[0]),
        _ => format!("{text} (facts {})", facts.join(", ")),
    }
}

fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.position(span.start), source.end_position(span));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// A path as a URI reference (RFC 3986): UTF-8, percent-encoded; `file:` where the path is absolute.
fn uri(path: &str) -> String {
    let encoded = |path: &str| {
        let mut out = String::with_capacity(path.len());
        for byte in path.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte.into()),
                _ => out += &format!("%{byte:02X}"),
            }
        }
        out
    };
    match path.as_bytes() {
        [b'/', ..] => format!("file://{}", encoded(path)),
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => {
            format!("file:///{}:{}", char::from(*drive), encoded(&path[2..]))
        }
        _ => encoded(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uri_references() {
        let of = |path: &str| uri(relative(path, Some("/desk")));
        assert_eq!(of("草稿/a b.md"), "%E8%8D%89%E7%A8%BF/a%20b.md");
        assert_eq!(of("./a:b#c?.md"), "a%3Ab%23c%3F.md");
        assert_eq!(of("/desk/drafts/a%.md"), "drafts/a%25.md");
        assert_eq!(of("/desks/a.md"), "file:///desks/a.md");
        assert_eq!(of("C:/稿.md"), "file:///C:/%E7%A8%BF.md");
        assert_eq!(of("../a.md"), "../a.md");
    }

    #[test]
    fn only_our_own_links_are_links() {
        assert_eq!(without_links("see [x](1) {0}"), "see [x] (1) {{0}}");
        assert_eq!(link("a[1]", 2), "[a\\[1\\]](2)");
    }
}
