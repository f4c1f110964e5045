//! One line per finding, for editors and `grep`: `path:line:column: severity[rule] message`. Of a Word document, which no
//! editor opens at a line, the paragraph or the cell stands behind the path, as in text.

use super::page::clean;
use super::{Options, source_of};
use crate::check::Report;
use crate::source::Position;
use std::io::{self, Write};

/// Writes a line for every finding; nothing where there are none.
pub(super) fn render(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for document in &report.documents {
        let language = options.language(document);
        for found in &document.diagnostics {
            let place = found.primary().and_then(|l| source_of(report, document, l).map(|s| (s, l.span.start)));
            let (path, at) = match place {
                Some((source, start)) => match source.place_name(start) {
                    Some(name) => (format!("{} {name}", source.name()), source.position(start)),
                    None => (source.name().to_owned(), source.position(start)),
                },
                None => (document.article.source.name().to_owned(), Position { line: 1, column: 1 }),
            };
            let (severity, message) = (found.severity.name(), clean(found.message.get(language)));
            writeln!(out, "{}:{}:{}: {severity}[{}] {message}", clean(&path), at.line, at.column, found.rule)?;
        }
    }
    Ok(())
}
