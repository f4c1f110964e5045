//! One JSON document per article: its date, its events in order, each with the fact beside it.

use super::Row;
use crate::check::Document;
use crate::time::Interval;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn render(document: &Document, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let source = &document.article.source;
    let days = |d: Option<Interval>| match d {
        Some(d) => json!({"start": d.start.map(|d| d.to_string()), "end": d.end.map(|d| d.to_string())}),
        None => Value::Null,
    };
    let events: Vec<Value> = rows
        .iter()
        .map(|row| {
            let span = source.file_span(row.span);
            json!({
                "when": days(Some(row.days)),
                "inferred": row.inferred,
                "span": {"start": span.start, "end": span.end},
                "text": source.slice(row.span),
                "about": row.topic,
                "entity": (!row.lane.is_empty()).then_some(&row.lane),
                "verdict": row.verdict.map(crate::check::Verdict::name),
                "fact": row.fact.as_ref().map(|id| json!({"id": id.to_string(), "when": days(row.known)})),
                "rule": row.rule,
            })
        })
        .collect();
    let date = &document.extraction.date;
    let whole = json!({
        "schema": "factlint-timeline/1",
        "path": source.name(),
        "date": {"when": days(date.days), "basis": date.basis.name()},
        "events": events,
    });
    writeln!(out, "{whole:#}")
}
