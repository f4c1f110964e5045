//! The events as a graph for Graphviz and as a chart for Mermaid.

use super::Row;
use crate::check::Document;
use crate::report::page::clean;
use std::io::{self, Write};

/// A node per event and per fact that differs, in the order of their days; conflicts in red.
pub(super) fn dot(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph timeline {{\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];")?;
    for (i, row) in rows.iter().enumerate() {
        let colour = if row.is_wrong() { ", color=red" } else { "" };
        let style = if row.inferred { ", style=dashed" } else { "" };
        writeln!(out, "  e{i} [label=\"{}\\n{}\"{colour}{style}];", escaped(&row.shown()), escaped(&row.topic))?;
        if i > 0 {
            writeln!(out, "  e{} -> e{i} [style=dotted, arrowhead=none];", i - 1)?;
        }
        if let (Some(fact), Some(known)) = (&row.fact, row.known) {
            let style = if row.is_wrong() { "color=red, label=\"≠\"" } else { "style=dashed" };
            writeln!(
                out,
                "  f{i} [style=filled, fillcolor=lightgrey, label=\"{}\\n{}\"];",
                escaped(&known.edtf()),
                escaped(fact)
            )?;
            writeln!(out, "  e{i} -> f{i} [{style}, constraint=false];")?;
        }
    }
    writeln!(out, "}}")
}

fn escaped(text: &str) -> String {
    clean(text).replace('\\', "\\\\").replace('"', "\\\"")
}

/// A section per entity; a fact that differs is a bar of its own.
pub(super) fn mermaid(document: &Document, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "gantt\n  dateFormat YYYY-MM-DD\n  title {}", plain(document.article.source.name()))?;
    let mut lanes: Vec<&str> = Vec::new();
    for row in rows {
        if !lanes.contains(&row.lane.as_str()) {
            lanes.push(&row.lane);
        }
    }
    for lane in lanes {
        writeln!(out, "  section {}", if lane.is_empty() { "—".to_owned() } else { plain(lane) })?;
        for (i, row) in rows.iter().enumerate().filter(|(_, r)| r.lane == lane) {
            let mut bar = |name: &str, days, tag: &str| match Row::ends(days) {
                Some((start, end)) => {
                    let end = end.succ_opt().unwrap_or(end);
                    writeln!(out, "  {} :{tag}{start}, {end}", plain(name))
                }
                None => Ok(()),
            };
            bar(&row.topic, row.days, &format!("{}e{i}, ", if row.is_wrong() { "crit, " } else { "" }))?;
            if let (Some(fact), Some(known)) = (&row.fact, row.known.filter(|k| *k != row.days)) {
                bar(fact, known, &format!("done, f{i}, "))?;
            }
        }
    }
    Ok(())
}

/// Without the marks that part names from data.
fn plain(text: &str) -> String {
    clean(text).replace([':', ';', '#', ',', '{', '}', '"'], " ")
}
