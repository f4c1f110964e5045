//! A line per event in the width of a terminal, the fact below where it differs; and why an article is dated as it is.

use super::{Row, clashes};
use crate::check::{Document, Report, Verdict};
use crate::report::page::{Paint, clean, cut};
use crate::report::{Options, cited};
use crate::vocabulary::Language;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Columns of the days.
const DAYS: usize = 23;

pub(super) fn render(
    report: &Report,
    document: &Document,
    rows: &[Row],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = options.language(document);
    let paint = Paint { is_on: options.colour };
    let source = &document.article.source;
    writeln!(out, "{}", paint.bold(&clean(source.name())))?;
    let date = &document.extraction.date;
    if let Some(days) = date.days {
        let (word, basis) = match language {
            Language::En => ("written", date.basis.name()),
            Language::Zh => ("发稿", date.basis.name()),
        };
        writeln!(out, "{} {word} ({basis})", padded(&days.edtf()))?;
    }
    for row in rows {
        let at = source.position(row.span.start);
        let place = format!("{}:{}", at.line, at.column);
        let mark = match row.verdict {
            _ if row.is_wrong() => paint.red("×"),
            Some(Verdict::Supported) => paint.green("✓"),
            Some(Verdict::Imprecise) => paint.yellow("≈"),
            _ => paint.dim("·"),
        };
        let room = options.width.saturating_sub(DAYS + 14).max(20);
        let often = if row.times > 1 { format!(" ×{}", row.times) } else { String::new() };
        let told = format!("{}{often}", cut(&format!("{} “{}”", row.topic, row.words), room - often.len()));
        writeln!(out, "{} {mark} {place:>7}  {told}", padded(&row.shown()))?;
        let (Some(known), Some(fact)) = (row.known, &row.fact) else { continue };
        if row.differs() {
            let cite = cited(&report.facts, source, &crate::extract::Cite::Fact(fact.clone()));
            // The rule first: what is cut is the end of a long path.
            let rule = row.rule.map_or(String::new(), |r| format!("{r}: "));
            let line = cut(&format!("{rule}{cite}"), room);
            writeln!(out, "{} {}          {line}", padded(&known.edtf()), paint.dim("│"))?;
        }
    }
    for (span, message) in clashes(document) {
        let position = source.position(span.start);
        let place = format!("{}:{}", position.line, position.column);
        let told = cut(message.get(language), options.width.saturating_sub(12).max(20));
        writeln!(out, "{} {place:>7}  {told}", paint.red("×"))?;
    }
    let inferred = rows.iter().filter(|r| r.inferred).count();
    let told: usize = rows.iter().map(|r| r.times).sum();
    let undated = document.extraction.claims.len().saturating_sub(told);
    let empty = rows.is_empty();
    match language {
        Language::En if empty => writeln!(out, "nothing is dated"),
        Language::En => writeln!(
            out,
            "\n{} dated, {inferred} placed [inferred], {undated} claims without a day of their own\n× differs, ✓ supported, ≈ imprecise\n",
            rows.len() - inferred
        ),
        Language::Zh if empty => writeln!(out, "没有带日期的内容"),
        Language::Zh => writeln!(
            out,
            "\n有日期 {} 项,[推断] {inferred} 项,无自身日期 {undated} 项\n× 不符 ✓ 有据 ≈ 不精确\n",
            rows.len() - inferred
        ),
    }
}

/// Columns of Chinese are two wide.
fn padded(days: &str) -> String {
    format!("{days}{}", " ".repeat(DAYS.saturating_sub(days.width())))
}

/// When the article was written and how that was found, step by step.
pub(super) fn why(report: &Report, document: &Document, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language(document);
    let source = &document.article.source;
    let date = &document.extraction.date;
    let days = date.days.map_or_else(|| "?".to_owned(), |d| d.edtf());
    writeln!(out, "{}: {days} ({})", clean(source.name()), date.basis.name())?;
    if let Some(span) = date.span {
        let position = source.position(span.start);
        writeln!(out, "  {}:{}  “{}”", position.line, position.column, cut(source.slice(span), 60))?;
    }
    for step in &date.steps {
        let place = cited(&report.facts, source, &step.cite);
        match &step.cite {
            crate::extract::Cite::Fact(_) => writeln!(out, "    {}", clean(&place))?,
            _ => writeln!(out, "  {}  {}", clean(&place), clean(step.text.get(language)))?,
        }
    }
    if date.days.is_none() {
        let said = match language {
            Language::En => "  nothing in it tells; --date sets it",
            Language::Zh => "  文中无从得知;--date 可定",
        };
        writeln!(out, "{said}")?;
    }
    Ok(())
}
