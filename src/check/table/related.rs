//! Columns of a table that are reckoned from others: changes from line to line or from column to column, shares, margins.
//!
//! Which it is, the table itself shows: the relation that all cells of a column but one follow is the one that is meant, and
//! the one that does not follow it is wrong.

use super::{Cell, Figure, Grid};
use crate::check::reckon::{Range, slips};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A percentage that its column does not reckon so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Misfit {
    pub(in crate::check) cell: (Span, Decimal),
    /// The two figures it is reckoned from.
    pub(in crate::check) from: [Span; 2],
    /// What they come to.
    pub(in crate::check) real: Decimal,
    /// A change; otherwise a share.
    pub(in crate::check) change: bool,
}

/// How the cells of a column may be reckoned, by the columns of the figures.
#[derive(Clone, Copy, Debug)]
enum Relation {
    /// The change from the line above.
    Above(usize),
    /// The change from the line below, where the latest stands first.
    Below(usize),
    /// The change from one column to another.
    Between(usize, usize),
    /// One column as a share of another.
    Share(usize, usize),
    /// A column as a share of its total, in the line.
    Part(usize, usize),
}

/// Columns and lines that are looked at.
const COLUMNS: usize = 10;
const LINES: usize = 60;
/// So many cells have to follow for a relation to be known.
const KNOWN: usize = 2;
/// From so many on it is known without the misfit being a slip of the pen.
const SURE: usize = 4;

type Line = BTreeMap<usize, Cell>;

/// The percentages of a grid that do not follow as those beside them do.
pub(super) fn misfits(grid: &Grid) -> Vec<Misfit> {
    let mut out = Vec::new();
    let Some((head, lines)) = grid.split_first().filter(|(_, lines)| (3..=LINES).contains(&lines.len())) else {
        return out;
    };
    let columns: Vec<usize> = head.keys().copied().skip(1).take(COLUMNS + 1).collect();
    if columns.len() > COLUMNS {
        return out;
    }
    for &column in &columns {
        let changes = head.get(&column).is_some_and(|c| names_change(&c.words));
        let told = lines.iter().filter_map(|l| l.get(&column)?.figure);
        let title = head.get(&column).is_some_and(|c| c.words.contains('%'));
        if title || told.clone().any(|f| f.percent) && told.clone().all(|f| f.percent || f.last.is_zero()) {
            out.extend(misfit(lines, &columns, column, changes));
        }
    }
    out
}

fn names_change(head: &str) -> bool {
    let list = &reckoned().grown;
    let latin = |w: &String| head.split(|c: char| !c.is_alphabetic()).any(|h| h == w);
    list.in_text(head, Language::Zh) || list.of(Language::En).iter().any(latin)
}

/// The one cell of a column that does not follow.
fn misfit(lines: &[Line], columns: &[usize], column: usize, changes: bool) -> Option<Misfit> {
    let total = lines.iter().position(|l| {
        let label = l.values().next().map_or("", |c| c.words.as_str());
        [Language::Zh, Language::En]
            .iter()
            .any(|g| reckoned().totals.of(*g).iter().any(|w| w == label.trim_matches('*')))
    });
    let others = || columns.iter().copied().filter(|c| *c != column);
    let mut ways: Vec<Relation> = Vec::new();
    for v in others() {
        match changes {
            true => ways.extend([Relation::Above(v), Relation::Below(v)]),
            false => ways.extend(total.map(|t| Relation::Part(v, t))),
        }
        for w in others().filter(|w| *w != v) {
            ways.push(if changes { Relation::Between(v, w) } else { Relation::Share(v, w) });
        }
    }
    let mut found: Option<Misfit> = None;
    for way in ways {
        let (mut fits, mut wrong) = (0, Vec::new());
        for (i, line) in lines.iter().enumerate() {
            let Some(cell) = line.get(&column).and_then(|c| Some((c.span, c.figure?))) else { continue };
            let Some((a, b)) = operands(lines, i, way, total) else { continue };
            let Some(real) = reckoned_from(a.1, b.1, changes) else { continue };
            match real.meets(range(cell.1)) {
                true => fits += usize::from(cell.1.value.abs() >= cell.1.last * Decimal::TEN),
                false => wrong.push((cell, a, b, real)),
            }
        }
        if wrong.is_empty() && fits >= KNOWN {
            return None;
        }
        let [((span, figure), a, b, real)] = wrong[..] else { continue };
        let middle = real.low.zip(real.high).and_then(|(l, h)| l.checked_add(h)?.checked_div(Decimal::TWO))?;
        let slip = || slips(&quantity(figure)).iter().any(|(_, r)| r.meets(real));
        if fits >= SURE || fits >= KNOWN && slip() {
            found =
                found.or(Some(Misfit { cell: (span, figure.value), from: [a.0, b.0], real: middle, change: changes }));
        }
    }
    found
}

/// The figures that a cell of a line is reckoned from: the later before the earlier, the part before the whole.
fn operands(
    lines: &[Line],
    at: usize,
    way: Relation,
    total: Option<usize>,
) -> Option<((Span, Figure), (Span, Figure))> {
    let get = |line: usize, column: usize| {
        let cell = lines.get(line)?.get(&column)?;
        Some((cell.span, cell.figure.filter(|f| !f.last.is_zero() && f.value > Decimal::ZERO)?))
    };
    let apart = |i: usize| total != Some(i) && total != Some(at);
    match way {
        Relation::Above(v) => Some((get(at, v)?, get(at.checked_sub(1).filter(|i| apart(*i))?, v)?)),
        Relation::Below(v) => Some((get(at, v)?, get(Some(at + 1).filter(|i| apart(*i))?, v)?)),
        Relation::Between(v, w) | Relation::Share(v, w) => Some((get(at, v)?, get(at, w)?)),
        Relation::Part(v, t) => Some((get(at, v)?, get(Some(t).filter(|t| *t != at)?, v)?)),
    }
}

/// Every value a figure may stand for that was rounded or cut.
fn range(figure: Figure) -> Range {
    Range::new(figure.value - figure.last, figure.value + figure.last)
}

fn quantity(figure: Figure) -> Quantity {
    let range = range(figure);
    Quantity { low: range.low, high: range.high, ..Quantity::exact(figure.value, None) }
}

/// One figure as a share of another, or the change from the other to it, in per cent.
fn reckoned_from(a: Figure, b: Figure, change: bool) -> Option<Range> {
    let (x, y) = (range(a), range(b));
    if !x.is_positive() || !y.is_positive() {
        return None;
    }
    let share = x.over(y).times(Decimal::ONE_HUNDRED);
    let all = Range::new(Decimal::ONE_HUNDRED, Decimal::ONE_HUNDRED);
    Some(if change { share.minus(all) } else { share })
}
