//! The drawing: a lane per entity, a bar per interval, the article above and the fact below it, differences joined.
//!
//! Drawn in whole numbers and readable in print: every bar has its days and what it is beside it, and in the words of
//! the article as its text alternative. What cannot all be true stands below.

use super::{Row, clashes};
use crate::check::Document;
use crate::report::page::{clean, cut};
use crate::time::Interval;
use crate::vocabulary::Language;
use chrono::{Datelike, NaiveDate};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Columns: where bars begin and how wide they may be; behind the last there is room for its words.
const LEFT: i64 = 190;
const WIDE: i64 = 590;
/// Height of a row, of a bar, of the head.
const ROW: i64 = 30;
const BAR: i64 = 9;
const HEAD: i64 = 56;
/// Height of a line of text below the lanes.
const LINE: i64 = 16;
/// The right border of all text.
const RIGHT: i64 = 950;
/// Width of a column of text in labels: Chinese characters take two.
const COLUMN: i64 = 6;
/// Years closer than this are not both named.
const APART: i64 = 34;

pub(super) fn render(document: &Document, rows: &[Row], language: Language, out: &mut dyn Write) -> io::Result<()> {
    // A date that is told of nobody has no lane.
    let rows: Vec<&Row> = rows.iter().filter(|r| !r.lane.is_empty()).collect();
    let all = rows.iter().flat_map(|r| [Some(r.days), r.known]).flatten().filter_map(Row::ends);
    let span =
        all.fold(None::<(NaiveDate, NaiveDate)>, |s, (a, b)| Some(s.map_or((a, b), |(x, y)| (x.min(a), y.max(b)))));
    let name = escaped(document.article.source.name());
    let clashes: Vec<String> = clashes(document).map(|(_, message)| message.get(language).to_owned()).collect();
    let foot = HEAD + ROW * rows.len() as i64 + 12;
    let height = foot + LINE * clashes.len() as i64 + 24;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 {height}\" width=\"960\" height=\"{height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\">"
    )?;
    let (article, fact, differs) = match language {
        Language::En => ("article", "fact", "differs"),
        Language::Zh => ("文章", "事实", "不符"),
    };
    writeln!(out, "<title>{name}</title>\n<desc>{}</desc>", escaped(&told(&rows, &clashes)))?;
    let head = escaped(&cut(document.article.source.name(), 80));
    writeln!(
        out,
        "<rect width=\"960\" height=\"{height}\" fill=\"white\"/>\n<text x=\"10\" y=\"20\" font-size=\"14\">{head}</text>"
    )?;
    for (i, (word, colour)) in [(article, "#1f4e8c"), (fact, "#9a9a9a"), (differs, "#c62828")].into_iter().enumerate() {
        let x = 700 + 85 * i as i64;
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"11\" width=\"12\" height=\"{BAR}\" fill=\"{colour}\"/><text x=\"{}\" y=\"20\">{word}</text>",
            x + 16
        )?;
    }
    let Some((first, last)) = span else { return writeln!(out, "</svg>") };
    let days = (last - first).num_days().max(1);
    let x = |day: NaiveDate| LEFT + (day - first).num_days() * WIDE / days;
    // At most a dozen years are named.
    let years = i64::from(last.year() - first.year()) + 1;
    let step = (years + 11) / 12;
    let mut named: Option<i64> = None;
    for year in (first.year()..=last.year()).step_by(usize::try_from(step).unwrap_or(1).max(1)) {
        let Some(day) = NaiveDate::from_ymd_opt(year, 1, 1).map(|d| d.max(first)) else { continue };
        let at = x(day);
        if named.is_some_and(|last| at - last < APART) {
            continue;
        }
        named = Some(at);
        writeln!(
            out,
            "<line x1=\"{at}\" y1=\"{}\" x2=\"{at}\" y2=\"{}\" stroke=\"#dddddd\"/><text x=\"{at}\" y=\"{}\" fill=\"#555555\">{year}</text>",
            HEAD - 12,
            foot - 8,
            HEAD - 16
        )?;
    }
    let mut lanes: Vec<&str> = Vec::new();
    for row in &rows {
        if !lanes.contains(&row.lane.as_str()) {
            lanes.push(&row.lane);
        }
    }
    let mut y = HEAD;
    for lane in lanes {
        writeln!(
            out,
            "<line x1=\"10\" y1=\"{y}\" x2=\"950\" y2=\"{y}\" stroke=\"#eeeeee\"/><text x=\"10\" y=\"{}\" font-weight=\"bold\">{}</text>",
            y + 13,
            escaped(lane)
        )?;
        for row in rows.iter().filter(|r| r.lane == lane) {
            let bar = |days: Interval, y: i64, colour: &str, words: &str, inferred: bool| {
                let (start, end) = Row::ends(days)?;
                let width = (x(end) - x(start)).max(4);
                Some((
                    x(start) + width / 2,
                    format!(
                        "<rect x=\"{}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\" rx=\"2\" {}><title>{}</title></rect>",
                        x(start),
                        match inferred {
                            true => format!("fill=\"white\" stroke=\"{colour}\" stroke-dasharray=\"3 2\""),
                            false => format!("fill=\"{colour}\""),
                        },
                        escaped(words)
                    ),
                ))
            };
            let own =
                bar(row.days, y + 4, "#1f4e8c", &format!("{} {}: {}", row.shown(), row.topic, row.words), row.inferred);
            let known = row.known.and_then(|k| {
                bar(k, y + 16, "#9a9a9a", &format!("{} {}", k.edtf(), row.fact.as_deref().unwrap_or_default()), false)
            });
            for (_, drawn) in own.iter().chain(&known) {
                writeln!(out, "{drawn}")?;
            }
            // Words stand on the side that the line between the two does not cross.
            let (here, there) = (own.as_ref().map(|o| o.0), known.as_ref().map(|k| k.0));
            let beside = |days: Interval, y: i64, colour: &str, words: &str, left: bool| {
                let (start, end) = Row::ends(days)?;
                Some(label((x(start), x(end).max(x(start) + 4)), y + BAR, colour, words, left))
            };
            let crossed = row.is_wrong() && there > here;
            let what = row.topic.strip_prefix(row.lane.as_str()).unwrap_or(&row.topic).trim();
            let own_label = beside(row.days, y + 4, "#222222", &format!("{} {what}", row.shown()), crossed);
            let crossed = row.is_wrong() && there < here;
            let known_label = row.known.and_then(|k| beside(k, y + 16, "#666666", &k.edtf(), crossed));
            for drawn in own_label.iter().chain(&known_label) {
                writeln!(out, "{drawn}")?;
            }
            if let (true, Some((a, _)), Some((b, _))) = (row.is_wrong(), &own, &known) {
                writeln!(
                    out,
                    "<path d=\"M{a} {} L{b} {}\" stroke=\"#c62828\" stroke-width=\"2\" stroke-dasharray=\"5 2\" fill=\"none\"/>",
                    y + 4 + BAR / 2,
                    y + 16 + BAR / 2
                )?;
            } else if let (true, Some((a, _))) = (row.is_wrong(), &own) {
                writeln!(
                    out,
                    "<circle cx=\"{a}\" cy=\"{}\" r=\"6\" stroke=\"#c62828\" stroke-width=\"2\" fill=\"none\"/>",
                    y + 4 + BAR / 2
                )?;
            }
            y += ROW;
        }
    }
    for (i, clash) in clashes.iter().enumerate() {
        writeln!(
            out,
            "<text x=\"10\" y=\"{}\" fill=\"#c62828\">× {}</text>",
            foot + LINE * (i as i64 + 1),
            escaped(&cut(clash, 150))
        )?;
    }
    writeln!(out, "</svg>")
}

/// Words beside a bar: behind it (or, if so wished, before it) where there is room, else on the other side, else as many
/// as there is room for.
fn label((start, end): (i64, i64), y: i64, colour: &str, words: &str, left: bool) -> String {
    let wide = words.width() as i64 * COLUMN;
    let (behind, before) = (RIGHT - end - 5, start - 5 - LEFT);
    let (at, anchor, room) = match () {
        () if left && wide <= before => (start - 5, "end", before),
        () if wide <= behind || behind >= before => (end + 5, "start", behind),
        () => (start - 5, "end", before),
    };
    let words = escaped(&cut(words, usize::try_from(room / COLUMN).unwrap_or(0).max(1)));
    format!("<text x=\"{at}\" y=\"{y}\" font-size=\"10\" fill=\"{colour}\" text-anchor=\"{anchor}\">{words}</text>")
}

/// The drawing in words.
fn told(rows: &[&Row], clashes: &[String]) -> String {
    let line = |r: &&Row| {
        let known = match (r.known, r.is_wrong()) {
            (Some(k), true) if k != r.days => format!(" ≠ {}", k.edtf()),
            _ => String::new(),
        };
        format!("{} {}{known}", r.shown(), r.topic)
    };
    rows.iter().map(line).chain(clashes.iter().map(|c| format!("× {c}"))).collect::<Vec<_>>().join("; ")
}

fn escaped(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
