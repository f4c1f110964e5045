//! Figures of the prose that a table of the same article has otherwise: a cell of the row that the sentence names,
//! its change from one column to the next. Shares of the total are those of `share`.
//!
//! A figure that any cells of the tables explain is left alone. What none explains is told only where it would be right but
//! for a slip of the pen.

use super::grids;
use super::labelled::{Row, Table, explained, is_free, near, table};
use crate::article::Article;
use crate::check::reckon::slips;
use crate::extract::{Extraction, Mention, MentionValue};
use crate::normalise::{fold_text, is_han};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, Words, reckoned};
use rust_decimal::Decimal;

/// What a figure of the prose was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Kind {
    /// A cell.
    Cell,
    /// A change from column to column.
    Change,
}

/// A figure of the prose that does not fit the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Retold {
    pub(in crate::check) kind: Kind,
    pub(in crate::check) figure: (Span, Quantity),
    /// The cell, or the two that it is reckoned from: part and whole, later and earlier.
    pub(in crate::check) cells: Vec<(Span, Decimal)>,
}

/// The figures of the prose that do not fit the tables of their article.
pub(in crate::check) fn retold(article: &Article, extraction: &Extraction) -> Vec<Retold> {
    let tables: Vec<Table> = grids(article).iter().filter_map(table).collect();
    if tables.is_empty() {
        return Vec::new();
    }
    let in_cell = |m: &Mention| {
        let run = article.runs.get(article.runs.partition_point(|r| r.span.end <= m.span.start));
        run.is_some_and(|r| r.cell.is_some() && r.span.overlaps(m.span))
    };
    let plain = |m: &&Mention| {
        let claim = m.claim.and_then(|c| extraction.claims.get(c));
        claim.is_none_or(|c| c.modality.is_judged() && !c.quoted) && !in_cell(m)
    };
    let figures = extraction.mentions.iter().filter(plain);
    figures.filter_map(|m| judged(article, extraction, &tables, m)).collect()
}

fn judged(article: &Article, extraction: &Extraction, tables: &[Table], mention: &Mention) -> Option<Retold> {
    let MentionValue::Figure(value) = &mention.value else { return None };
    let stated = value.stated.filter(|v| *v > Decimal::ZERO)?;
    let words = article.source.slice(mention.span);
    let q = value.reckoned(words);
    let sentence = sentence(article.source.text(), mention.span);
    let lead = fold_text(article.source.slice(Span::new(sentence.start, mention.span.start))).to_lowercase();
    let tail = fold_text(article.source.slice(Span::new(mention.span.end, sentence.end))).to_lowercase();
    let language = if lead.chars().chain(tail.chars()).any(is_han) { Language::Zh } else { Language::En };
    if says(&lead, &reckoned().untold, language) || says(&tail, &reckoned().untold, language) {
        return None;
    }
    let percent = q.unit.as_ref().is_some_and(|u| u.name() == "%");
    let kind = if percent { Kind::Change } else { Kind::Cell };
    if percent && !is_change(&lead, language) {
        return None;
    }
    let years = years(extraction, sentence)?;
    let mut found: Option<Retold> = None;
    for table in tables {
        let named = table.named(&lead, language).filter(|_| found.is_none());
        let row = match kind {
            Kind::Change => named.or(table.total.filter(|_| says(&lead, &reckoned().overall, language))),
            _ => named.filter(|i| table.total != Some(*i)),
        };
        let Some(row) = row.and_then(|i| table.rows.get(i)) else { continue };
        let told = |cells: Vec<(Span, Decimal)>| Retold { kind, figure: (mention.span, value.clone()), cells };
        found = match kind {
            Kind::Cell => table.cell(row, &q, words, &years).map(|c| told(vec![c])),
            Kind::Change => table.change(row, &q, &years).map(|two| told(two.to_vec())),
        };
    }
    // What anything in a table explains is left alone.
    let words = format!("{lead} {tail}");
    found.filter(|_| stated > Decimal::ONE && !tables.iter().any(|t| explained(t, &q, percent, &words)))
}

/// The words before a percentage say that something grew by it, or fell.
fn is_change(lead: &str, language: Language) -> bool {
    let words = reckoned();
    let mut near = lead.trim_end();
    while let Some(len) = words.by.at_end(near, language) {
        near = near[..near.len() - len].trim_end();
    }
    words.rises.at_end(near, language).is_some() || words.falls.at_end(near, language).is_some()
}

impl Table {
    /// The cell of a row that a figure is, but for a slip of the pen.
    fn cell(&self, row: &Row, q: &Quantity, words: &str, years: &[i32]) -> Option<(Span, Decimal)> {
        let columns = self.columns(years);
        let money = q.unit.as_ref().is_some_and(|u| u.dimension() == "currency");
        let cells: Vec<(Span, Decimal, Decimal)> = row
            .cells
            .iter()
            .filter(|(c, _, _, percent)| columns.contains(c) && !percent)
            .filter_map(|&(c, span, value, _)| {
                let (scale, paid) = self.scale(c, row);
                let alike = paid == money && value > Decimal::ZERO;
                alike.then(|| Some((span, value, value.checked_mul(scale)?))).flatten()
            })
            .collect();
        let plain = q.comparator.is_none() && q.unit.as_ref().is_none_or(|u| u.dimension() != "duration");
        let digits = q.stated?.normalize().mantissa().to_string().trim_end_matches('0').len();
        let written = words.chars().any(|c| c.is_ascii_digit());
        // Two digits are alike by chance, unless there is only one figure to mean.
        if !plain || !written || digits < 2 || digits == 2 && cells.len() != 1 {
            return None;
        }
        let slips: Vec<Decimal> = slips(q).into_iter().map(|s| s.0).collect();
        let stated = q.stated?;
        // Of two digits only one that is wrong or the two exchanged.
        let far = |v: &Decimal| {
            digits == 2 && !v.checked_div(stated).is_some_and(|r| r > Decimal::new(2, 1) && r < Decimal::from(5))
        };
        let slip = |real: &Decimal| slips.contains(real) && !far(real);
        let found: Vec<_> = cells.into_iter().filter(|(_, _, real)| slip(real)).collect();
        // Two digits exchanged tell more than one that is wrong.
        let same = |real: Decimal| {
            let sorted = |v: Decimal| {
                let mut all = v.normalize().mantissa().to_string().into_bytes();
                all.sort_unstable();
                all
            };
            sorted(real) == sorted(stated)
        };
        let exchanged = found.iter().find(|(_, _, real)| same(*real));
        exchanged.or(found.last()).map(|(span, value, _)| (*span, *value))
    }

    /// The change of a row from one column to the next, where a figure is none but for a slip of the pen.
    fn change(&self, row: &Row, q: &Quantity, years: &[i32]) -> Option<[(Span, Decimal); 2]> {
        // Two columns of years and no others, or the two that are named.
        let columns = match years.len() {
            2 => self.columns(years),
            _ if self.heads.len() == 2 => self.columns(&[]),
            _ => return None,
        };
        let [a, b] = columns[..] else { return None };
        let of = |column: usize| row.cells.iter().find(|c| c.0 == column && !c.3).map(|c| (c.1, c.2));
        let (first, second) = (of(a)?, of(b)?);
        let change = |from: Decimal, to: Decimal| {
            to.checked_sub(from)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from).map(|v| v.abs())
        };
        let slips = slips(q);
        let fits = |v: Decimal| slips.iter().any(|(_, r)| r.meets(near(v)));
        match () {
            () if change(first.1, second.1).is_some_and(fits) => Some([second, first]),
            () if change(second.1, first.1).is_some_and(fits) => Some([first, second]),
            () => None,
        }
    }
}

fn says(text: &str, words: &Words, language: Language) -> bool {
    words.places(text, language).any(|(at, w)| is_free(text, at, w))
}

/// The sentence around a place.
fn sentence(text: &str, at: Span) -> Span {
    const ENDS: [char; 7] = ['。', '！', '？', '!', '?', '\n', '；'];
    let head = &text[..at.start];
    let stop = head.rfind(ENDS).map(|i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    let start = stop.max(head.rfind(". ").map(|i| i + 2)).unwrap_or(0);
    let tail = &text[at.end..];
    let end = [tail.find(ENDS), tail.find(". ")].into_iter().flatten().min().unwrap_or(tail.len());
    Span::new(start, at.end + end)
}

/// The years that the dates of a sentence are of; `None` where one is none of a year.
fn years(extraction: &Extraction, sentence: Span) -> Option<Vec<i32>> {
    let from = extraction.mentions.partition_point(|m| m.span.start < sentence.start);
    let mut out = Vec::new();
    for mention in extraction.mentions[from..].iter().take_while(|m| m.span.end <= sentence.end) {
        if let MentionValue::Days(Some(days)) = mention.value {
            let (start, end) = days.start.zip(days.end)?;
            out.push(chrono::Datelike::year(&end));
            if (end - start).num_days() < 80 {
                return None;
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    Some(out)
}
