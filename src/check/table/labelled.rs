//! Tables whose first column names their rows: which row words name, which columns years mean, and what cells come to.

use super::{Cell, Grid};
use crate::check::reckon::Range;
use crate::normalise::is_han;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Rows, columns and cells that are looked at.
const ROWS: usize = 40;
const COLUMNS: usize = 12;
/// Characters between the name of a row and its figure.
const NEAR_ZH: usize = 18;
const NEAR_EN: usize = 60;

/// A table whose first column names its rows.
pub(super) struct Table {
    pub(super) heads: Vec<(usize, String)>,
    pub(super) rows: Vec<Row>,
    /// The row that is the total of the others.
    pub(super) total: Option<usize>,
    corner: String,
}

pub(super) struct Row {
    label: String,
    /// By column.
    pub(super) cells: Vec<(usize, Span, Decimal, bool)>,
}

/// The table that a grid is; `None` where it has no rows that have names.
pub(super) fn table(grid: &Grid) -> Option<Table> {
    let bare = |words: &str| {
        let cut = words.find(['(', '（']).filter(|i| *i > 0).unwrap_or(words.len());
        words[..cut].trim_matches(|c: char| c == '*' || c == ':' || c.is_whitespace()).to_owned()
    };
    let (head, lines) = grid.split_first().filter(|(_, l)| (2..=ROWS).contains(&l.len()))?;
    let heads: Vec<(usize, String)> =
        head.iter().filter(|(c, _)| **c > 0).map(|(c, x)| (*c, x.words.clone())).collect();
    let row = |line: &std::collections::BTreeMap<usize, Cell>| {
        let label = line.get(&0).filter(|c| c.figure.is_none())?;
        let cells = line.iter().filter(|(c, _)| **c > 0).filter_map(|(c, x)| {
            let f = x.figure.filter(|f| !f.last.is_zero())?;
            Some((*c, x.span, f.value, f.percent))
        });
        Some(Row { label: bare(&label.words), cells: cells.collect() })
    };
    let rows: Vec<Row> = lines.iter().filter_map(row).filter(|r| !r.cells.is_empty()).collect();
    let is_total = |r: &Row| [Language::Zh, Language::En].iter().any(|l| reckoned().totals.of(*l).contains(&r.label));
    let mut totals = rows.iter().enumerate().filter(|(_, r)| is_total(r)).map(|(i, _)| i);
    let total = totals.next().filter(|_| totals.next().is_none());
    let corner = head.get(&0).map_or(String::new(), |c| c.words.clone());
    (heads.len() <= COLUMNS && rows.len() >= 2).then_some(Table { heads, rows, total, corner })
}

impl Row {
    /// The words that name it.
    pub(super) fn label(&self) -> &str {
        &self.label
    }
}

impl Table {
    /// The row that is named last before a figure, right beside it.
    pub(super) fn named(&self, lead: &str, language: Language) -> Option<usize> {
        let least = if language == Language::Zh { 2 } else { 3 };
        let mut best: Option<(usize, usize, usize)> = None;
        for (i, row) in self.rows.iter().enumerate() {
            if row.label.chars().count() < least
                || self.rows.iter().enumerate().any(|(j, r)| j != i && r.label == row.label)
            {
                continue;
            }
            let Some(at) = whole(lead, &row.label) else { continue };
            let key = (at + row.label.len(), row.label.len(), i);
            best = best.max(Some(key));
        }
        let (end, _, i) = best?;
        let gap = lead.get(end..)?;
        let near = if language == Language::Zh { NEAR_ZH } else { NEAR_EN };
        let other =
            [" than ", " from ", " to ", "、", "和", "与", "比", "较", ";", "。"].iter().any(|w| gap.contains(w));
        (gap.chars().count() <= near && !gap.contains(|c: char| c.is_ascii_digit()) && !other).then_some(i)
    }

    /// Columns that a sentence may mean: those of the years it names, all where it names none.
    pub(super) fn columns(&self, years: &[i32]) -> Vec<usize> {
        let year = |head: &str| -> Option<i32> {
            let digits = head.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4)?;
            digits.parse().ok().filter(|y| (1900..2100).contains(y))
        };
        let dated: Vec<(usize, Option<i32>)> = self.heads.iter().map(|(c, h)| (*c, year(h))).collect();
        match years.is_empty() || dated.iter().all(|d| d.1.is_none()) {
            true => dated.iter().map(|d| d.0).collect(),
            false => dated.iter().filter(|d| d.1.is_some_and(|y| years.contains(&y))).map(|d| d.0).collect(),
        }
    }

    /// What the figures of a column are multiplied by, and whether they are money, as its heads say.
    pub(super) fn scale(&self, column: usize, row: &Row) -> (Decimal, bool) {
        let head = self.heads.iter().find(|h| h.0 == column).map_or("", |h| h.1.as_str());
        let texts = [head, row.label.as_str(), self.corner.as_str()];
        let words = reckoned();
        let holds = |text: &str, word: &str| match word.chars().all(is_han) {
            true => text.contains(word),
            false => text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',')).any(|w| w == word),
        };
        let scale = |text: &str| {
            let found = words.scales.iter().filter(|(w, _)| holds(text, w)).max_by_key(|(w, _)| w.len())?;
            Decimal::from_str_exact(found.1).ok()
        };
        let money = texts.iter().any(|t| {
            words.moneys.of(Language::Zh).iter().chain(words.moneys.of(Language::En)).any(|w| t.contains(w.as_str()))
        });
        (texts.iter().find_map(|t| scale(t)).unwrap_or(Decimal::ONE), money)
    }
}

/// A share or a change of figures that may be rounded.
pub(super) fn near(value: Decimal) -> Range {
    let slack = value.checked_mul(Decimal::new(1, 2)).unwrap_or_default();
    Range::new(value - slack, value + slack)
}

/// Any cells of a table come to a figure: one of them, the sum or the difference of two, a share, a change.
/// Percentages are looked for in the rows that are `told` of, and in the total.
pub(super) fn explained(table: &Table, q: &Quantity, percent: bool, told: &str) -> bool {
    let named: Vec<bool> = table.rows.iter().map(|r| whole(told, &r.label).is_some()).collect();
    let named = |row: usize| named.get(row).is_some_and(|n| *n) || table.total == Some(row);
    let range = Range::of(q);
    let meets = |v: Decimal| range.meets(near(v.abs()));
    let all: Vec<(usize, usize, Decimal, bool)> =
        table.rows.iter().enumerate().flat_map(|(i, r)| r.cells.iter().map(move |c| (i, c.0, c.2, c.3))).collect();
    let scales =
        [1_i64, 1_000, 10_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 1_000_000_000_000].map(Decimal::from);
    let scaled = |v: Decimal| scales.iter().any(|s| v.checked_mul(*s).is_some_and(meets));
    let rated = |column: usize| table.heads.iter().any(|h| h.0 == column && h.1.contains(['%', '率', '比']));
    let labelled = |row: usize| table.rows.get(row).is_some_and(|r| r.label.contains(['%', '率', '比']));
    let single = |c: &(usize, usize, Decimal, bool)| match percent {
        true => (c.3 || rated(c.1) || labelled(c.0)) && meets(c.2),
        false => scaled(c.2),
    };
    if all.iter().any(single) {
        return true;
    }
    all.iter().enumerate().any(|(n, a)| {
        let spoken = |b: &(usize, usize, Decimal, bool)| !percent || named(a.0) && named(b.0);
        let beside = all[n + 1..].iter().filter(|b| (a.0 == b.0 || a.1 == b.1) && spoken(b));
        beside.into_iter().any(|b| {
            let (x, y) = (a.2, b.2);
            let share = |x: Decimal, y: Decimal| x.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(y));
            let two = [x.checked_add(y), x.checked_sub(y)];
            match percent {
                true => {
                    let (up, down) = (share(x, y), share(y, x));
                    let change = |v: Option<Decimal>| v.is_some_and(|v| meets(v) || meets(v - Decimal::ONE_HUNDRED));
                    change(up) || change(down) || a.3 && b.3 && two[1].is_some_and(meets)
                }
                false => two.into_iter().flatten().any(scaled),
            }
        })
    })
}

/// Where a text holds a word the last time, English ones whole.
pub(super) fn whole(text: &str, word: &str) -> Option<usize> {
    text.rmatch_indices(word).map(|(i, _)| i).find(|i| is_free(text, *i, word))
}

/// A word that a text has at a place is no part of another one.
pub(super) fn is_free(text: &str, at: usize, word: &str) -> bool {
    let bound = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
    let latin = !word.chars().any(is_han);
    !latin || bound(text[..at].chars().next_back()) && bound(text[at + word.len()..].chars().next())
}
