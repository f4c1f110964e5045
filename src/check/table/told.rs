//! Law, which now has 1,560 students: a figure told in prose of a line of a table, one slip of the pen from what the line has.

use super::{Cell, Grid, grids};
use crate::article::Article;
use crate::extract::{Extraction, Mention, MentionKind, MentionValue};
use crate::normalise::fold_text;
use crate::source::Span;
use std::collections::BTreeMap;

/// Bytes before a figure that are looked through for the label of its line.
const REACH: usize = 90;
/// Figures of an article that are looked at.
const MOST: usize = 400;

/// Pairs of a cell and a figure of the prose that differ by one digit, or by the order of two.
pub(in crate::check) fn slips(article: &Article, extraction: &Extraction) -> Vec<(Span, Span)> {
    let grids = grids(article);
    if grids.is_empty() {
        return Vec::new();
    }
    let figures = extraction.mentions.iter().filter(|m| {
        matches!(m.kind, MentionKind::Number | MentionKind::Currency | MentionKind::Dimension)
            && !in_table(article, m.span)
    });
    let mut out: Vec<(Span, Span)> = figures.take(MOST).filter_map(|m| slip(article, &grids, m)).collect();
    out.sort_unstable();
    out
}

fn in_table(article: &Article, at: Span) -> bool {
    let runs = &article.runs;
    let run = runs.get(runs.partition_point(|r| r.span.end <= at.start));
    run.is_some_and(|r| r.cell.is_some() && r.span.overlaps(at))
}

/// The digits of a number that count.
fn digits(text: &str) -> String {
    let all: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .collect();
    all.chars().filter(char::is_ascii_digit).collect::<String>().trim_matches('0').to_owned()
}

fn slip(article: &Article, grids: &[Grid], mention: &Mention) -> Option<(Span, Span)> {
    let MentionValue::Figure(value) = &mention.value else { return None };
    let text = article.source.text();
    let own = digits(text.get(mention.span.start..mention.span.end)?);
    if own.len() < 3 || value.comparator.is_some() {
        return None;
    }
    let from = mention.span.start.saturating_sub(REACH);
    let from = (from..=mention.span.start).find(|i| text.is_char_boundary(*i))?;
    let head = text.get(from..mention.span.start)?;
    let head = head.rsplit(['。', '\n', '；', ';', '!', '！']).next()?.rsplit(". ").next()?;
    let head = fold_text(head).to_lowercase();
    // Another figure between would have the label for itself.
    if head.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut lines =
        grids.iter().flat_map(|g| g.iter()).filter(|row| label(row).is_some_and(|l| names(&head, &l.words)));
    let line = lines.next().filter(|_| lines.next().is_none())?;
    let cells: Vec<(&Cell, String)> =
        line.values().filter(|c| c.figure.is_some()).map(|c| (c, digits(&c.words))).collect();
    // What the line has, in whichever column, is right.
    if cells.iter().any(|(_, d)| *d == own) {
        return None;
    }
    let mut near = cells.iter().filter(|(_, d)| is_slip(&own, d));
    let cell = near.next().filter(|_| near.next().is_none())?.0;
    Some((cell.span.min(mention.span), cell.span.max(mention.span)))
}

fn label(row: &BTreeMap<usize, Cell>) -> Option<&Cell> {
    row.values().next().filter(|c| c.figure.is_none() && c.words.chars().count() >= 2)
}

/// The words name the line: an English label as a whole word.
fn names(head: &str, label: &str) -> bool {
    head.match_indices(label).any(|(i, _)| {
        let bound = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
        !label.is_ascii() || bound(head[..i].chars().next_back()) && bound(head[i + label.len()..].chars().next())
    })
}

/// As many digits, all the same but one, or two beside each other exchanged.
fn is_slip(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let other: Vec<usize> = a.bytes().zip(b.bytes()).enumerate().filter(|(_, (x, y))| x != y).map(|(i, _)| i).collect();
    match other[..] {
        [_] => true,
        [i, j] => {
            j == i + 1 && a.as_bytes().get(i) == b.as_bytes().get(j) && a.as_bytes().get(j) == b.as_bytes().get(i)
        }
        _ => false,
    }
}
