//! Which lines of a table a total is the sum of, and whether it is.
//!
//! A table does not say it: the lines above back to the head, to the total before or to a line without figures, the totals
//! before and what stands below them, the parts that a line names below itself. The reading under which most columns come
//! out is the one that is meant; the columns that do not come out under it are wrong.

use super::{Cell, Figure, Footing, Grid};
use crate::source::Span;
use crate::vocabulary::{Language, Words, reckoned};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

type Line = BTreeMap<usize, Cell>;

/// What a line of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Among the heads, or without figures of its own.
    Head,
    /// Figures of their own.
    Plain,
    /// Part of the line above: of which, 其中, set in.
    Part,
    /// A total that is nothing else: Total, 合计, 小计.
    Total,
    /// A total of something: Total assets, 资产合计.
    Partial,
}

/// So many lines a total has at most.
const MOST: usize = 40;
/// So many lines above a total are looked at, its parts among them.
const REACH: usize = 200;
/// So many totals of a table are footed: more has only what is made to cost time.
const TOTALS: usize = 200;

/// The totals of a grid that are no sums.
pub(super) fn footings(grid: &Grid, row: bool) -> Vec<Footing> {
    let first = heads(grid);
    let kind = |(i, line): (usize, &Line)| if i < first { Kind::Head } else { kind(line) };
    let kinds: Vec<Kind> = grid.iter().enumerate().map(kind).collect();
    let rates = rates(&grid[..first.min(grid.len())]);
    let others = kinds.iter().filter(|k| matches!(k, Kind::Total | Kind::Partial | Kind::Part)).count();
    let table = Table { grid, kinds: &kinds, first, others, rates: &rates };
    let mut out = Vec::new();
    let mut totals = 0;
    for (at, kind) in kinds.iter().enumerate() {
        let wrong = match kind {
            Kind::Total | Kind::Partial if totals < TOTALS => {
                totals += 1;
                table.total(at)
            }
            Kind::Plain => table.whole(at),
            _ => continue,
        };
        out.extend(wrong.into_iter().map(|(total, parts)| Footing {
            total,
            parts: parts.into_iter().map(|(span, f)| (span, f.value)).collect(),
            row,
        }));
    }
    if !row {
        out.extend(summed(grid, first));
    }
    out
}

/// Columns that are the sum of those before them in every line but one, whatever their heads call them.
fn summed(grid: &Grid, first: usize) -> Vec<Footing> {
    let Some(head) = grid.first() else { return Vec::new() };
    let lines = &grid[first.min(grid.len())..];
    if !(LINES..=MOST).contains(&lines.len()) {
        return Vec::new();
    }
    let named = |column: usize| {
        head.get(&column).is_some_and(|c| {
            names_total(&c.words) || [Language::Zh, Language::En].iter().any(|l| reckoned().totals.has(&c.words, *l))
        })
    };
    head.keys().copied().skip(3).filter(|c| !named(*c)).filter_map(|column| odd_one(head, lines, column)).collect()
}

/// Lines that show how a column is reckoned, besides the one that is not.
const LINES: usize = 4;

fn odd_one(head: &Line, lines: &[Line], column: usize) -> Option<Footing> {
    let figures = |line: &Line, from: usize| -> Option<Vec<(Span, Figure)>> {
        let all = line.range(from..column).map(|(_, c)| Some((c.span, c.figure.filter(|f| !f.percent)?)));
        all.collect::<Option<Vec<_>>>()
            .filter(|p| p.len() >= 2 && p.iter().filter(|(_, f)| !f.value.is_zero()).count() >= 2)
    };
    let from = head
        .range(..column)
        .rev()
        .map(|(c, _)| *c)
        .take_while(|c| lines.iter().all(|l| l.get(c).is_some_and(|x| x.figure.is_some())))
        .last()?;
    let mut wrong = Vec::new();
    for line in lines {
        let total = line.get(&column).and_then(|c| Some((c.span, c.figure?)))?;
        let parts = figures(line, from)?;
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (_, f)| sum.checked_add(f.value))?;
        if sum != total.1.value {
            wrong.push((total, parts));
        }
    }
    let [(total, parts)] = &wrong[..] else { return None };
    let parts = parts.iter().map(|(span, f)| (*span, f.value)).collect();
    Some(Footing { total: (total.0, total.1.value), parts, row: true })
}

/// How many lines are the head: the first, and those behind it that name years or have no figure.
fn heads(lines: &[Line]) -> usize {
    let year = |v: &Decimal| v.fract().is_zero() && (Decimal::from(1900)..Decimal::from(2100)).contains(v);
    let head = |r: &&Line| r.values().skip(1).filter_map(|c| c.figure).all(|f| year(&f.value));
    1 + lines.iter().skip(1).take_while(head).count()
}

/// Columns whose heads name a rate, which nobody adds up.
fn rates(heads: &[Line]) -> FxHashSet<usize> {
    let is_rate = |words: &str| {
        let latin = |list: &Words| words.split(|c: char| !c.is_alphabetic()).any(|w| list.has(w, Language::En));
        let list = &reckoned().rates;
        // The prices of several things come to a price of all.
        let priced = [Language::Zh, Language::En].iter().any(|l| reckoned().priced.has(words.trim(), *l));
        !priced && (words.contains('%') || list.in_text(words, Language::Zh) || latin(list))
    };
    heads.iter().flatten().filter(|(_, c)| is_rate(&c.words)).map(|(column, _)| *column).collect()
}

fn kind(line: &Line) -> Kind {
    let labels = || line.values().take(2).filter(|c| c.figure.is_none());
    let has = |words: &Words, c: &Cell| {
        let label = c.words.trim_end_matches([':', ' ']);
        [Language::En, Language::Zh].iter().any(|l| words.has(label, *l))
    };
    let reckoned = reckoned();
    if !line.values().skip(1).any(|c| c.figure.is_some()) {
        return Kind::Head;
    }
    if labels().any(|c| has(&reckoned.totals, c) || has(&reckoned.subtotals, c)) {
        return Kind::Total;
    }
    if labels().any(|c| names_total(&c.words)) {
        return Kind::Partial;
    }
    let is_part = |c: &Cell| {
        let words = c.words.trim_start_matches(['-', '—', '–', '·', '•', ' ']);
        let marked = |l: Language| reckoned.parts_of.at_head(words, l).is_some();
        c.indented || words.len() < c.words.len() || marked(Language::Zh) || marked(Language::En)
    };
    if labels().next().is_some_and(is_part) { Kind::Part } else { Kind::Plain }
}

/// Total assets, 资产合计: a word for a total at the head or the end of a label.
fn names_total(label: &str) -> bool {
    let label = label.trim_end_matches([':', ' ']);
    let label = label.split(['(', '[']).next().unwrap_or(label).trim_end();
    let totals = &reckoned().totals;
    let zh = label.chars().any(crate::normalise::is_han) && totals.at_end(label, Language::Zh).is_some();
    zh || label.strip_prefix("total ").is_some_and(|rest| !rest.starts_with("number"))
}

/// A total or a whole that is wrong, with its parts.
type Wrong = ((Span, Decimal), Vec<(Span, Figure)>);

struct Table<'a> {
    grid: &'a Grid,
    kinds: &'a [Kind],
    /// The first line below the heads.
    first: usize,
    /// How many lines are totals or parts.
    others: usize,
    rates: &'a FxHashSet<usize>,
}

/// What the columns of a total come to under one reading.
#[derive(Default)]
struct Reading {
    sound: usize,
    /// Columns in which the sum of three digits or more comes out.
    telling: usize,
    wrong: Vec<(usize, Decimal)>,
    lines: Vec<usize>,
}

impl Table<'_> {
    /// The columns of a total that are no sums of what stands above it, or, where it comes first, below.
    fn total(&self, at: usize) -> Vec<Wrong> {
        let plain = |i: &usize| self.kinds[*i] == Kind::Plain;
        let is_total = |i: &usize| matches!(self.kinds[*i], Kind::Total | Kind::Partial);
        let above: Vec<usize> = (self.first..at).rev().take(REACH).filter(plain).take(MOST).collect();
        let mut best = Reading::default();
        // From the longest to the shortest: of readings that are as good the one with most lines.
        for len in (2..=above.len()).rev() {
            let reading = self.read(at, &above[..len]);
            // Where it begins something ends: the heads, a total, a line without figures.
            let before = (self.first..above[len - 1]).rev().take(REACH).find(|&i| self.kinds[i] != Kind::Part);
            let bounded = before.is_none_or(|i| self.kinds[i] != Kind::Plain);
            if reading.sound > best.sound && (bounded || reading.telling > 1) {
                best = reading;
            }
        }
        // The totals before, and what stands below the last of them.
        let totals: Vec<usize> = (self.first..at).rev().take(REACH).filter(is_total).take(MOST).collect();
        if let Some(&last) = totals.first() {
            let rest = above.iter().copied().take_while(|&i| i > last);
            let lines: Vec<usize> = rest.chain(totals.iter().copied()).collect();
            let reading = self.read(at, &lines);
            if lines.len() > 1 && reading.sound > best.sound {
                best = reading;
            }
        }
        if above.is_empty() && totals.is_empty() {
            let below: Vec<usize> =
                (at + 1..self.grid.len()).take_while(|i| !is_total(i)).filter(plain).take(MOST + 1).collect();
            if (2..=MOST).contains(&below.len()) {
                best = self.read(at, &below);
            }
        }
        if best.sound > 0 {
            let enough = self.kinds[at] == Kind::Total || best.telling > 0;
            return if enough && best.wrong.len() <= best.sound { self.told(at, &best) } else { Vec::new() };
        }
        self.only(at)
    }

    /// The columns of a line that are no sums of the parts it names below itself, where other columns are.
    fn whole(&self, at: usize) -> Vec<Wrong> {
        let parts: Vec<usize> =
            (at + 1..self.grid.len()).take_while(|i| self.kinds[*i] == Kind::Part).take(MOST).collect();
        let reading = if parts.len() > 1 { self.read(at, &parts) } else { Reading::default() };
        if reading.telling > 0 && reading.wrong.len() <= reading.sound { self.told(at, &reading) } else { Vec::new() }
    }

    /// The one total of a table with one column of figures: nothing else shows that its label means a sum, so only a near
    /// miss is a slip and no other measure, and only where no lines among those above could be parts of others.
    fn only(&self, at: usize) -> Vec<Wrong> {
        /// A longer table is no longer read by anybody.
        const LONGEST: usize = 1000;
        let above: Vec<usize> = (self.first..at).take(LONGEST + 1).collect();
        let plain = above.iter().all(|&i| self.kinds[i] == Kind::Plain);
        if self.kinds[at] != Kind::Total || self.others > 1 || !plain || !(2..=LONGEST).contains(&above.len()) {
            return Vec::new();
        }
        let reading = self.read(at, &above);
        let [(column, difference)] = reading.wrong[..] else { return Vec::new() };
        let values: Vec<Decimal> = above.iter().filter_map(|&i| Some(self.figure(i, column)?.value)).collect();
        // Left out, some lines that follow each other would make it right.
        let explained = (0..values.len()).any(|from| {
            let mut sum = Decimal::ZERO;
            values[from..].iter().any(|v| {
                sum += v;
                sum == difference
            })
        });
        let positive = values.iter().all(|v| !v.is_sign_negative());
        if positive && !explained { self.told(at, &reading) } else { Vec::new() }
    }

    fn figure(&self, line: usize, column: usize) -> Option<Figure> {
        self.grid[line].get(&column)?.figure
    }

    /// What a total comes to as the sum of some lines, column by column. A blank or a word among them leaves a column open.
    fn read(&self, at: usize, lines: &[usize]) -> Reading {
        let mut out = Reading { lines: lines.to_vec(), ..Reading::default() };
        for (&column, cell) in self.grid[at].iter().skip(1) {
            let Some(total) = cell.figure else { continue };
            let parts: Option<Vec<Figure>> = lines.iter().map(|&i| self.figure(i, column)).collect();
            let Some(parts) = parts.filter(|p| p.iter().filter(|f| !f.value.is_zero()).count() > 1) else { continue };
            // Rates add up to nothing, shares to all.
            let rate = self.rates.contains(&column);
            let percent = rate || total.percent || parts.iter().any(|p| p.percent);
            if percent && (total.value - Decimal::ONE_HUNDRED).abs() > Decimal::ONE {
                continue;
            }
            let sum: Option<Decimal> = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value));
            let difference = sum.and_then(|s| s.checked_sub(total.value));
            let Some((sum, difference)) = sum.zip(difference) else { continue };
            let unit = parts.iter().map(|p| p.last).fold(total.last, Decimal::max);
            // Every figure may be rounded by half of its last digit.
            let slack = unit * Decimal::from(parts.len() as u64 + 1) / Decimal::TWO;
            let near = || {
                let third = difference.abs().checked_mul(Decimal::from(3));
                third.is_some_and(|d| d <= sum.abs().max(total.value.abs()))
            };
            if difference.abs() <= slack {
                out.sound += 1;
                out.telling += usize::from(total.value.mantissa().abs() >= 100);
            } else if near() {
                out.wrong.push((column, difference));
            }
        }
        out
    }

    fn told(&self, at: usize, reading: &Reading) -> Vec<Wrong> {
        let wrong = reading.wrong.iter().filter_map(|&(column, _)| {
            let cell = self.grid[at].get(&column)?;
            let part = |&i: &usize| Some((self.grid[i].get(&column)?.span, self.figure(i, column)?));
            let mut parts: Vec<(Span, Figure)> = reading.lines.iter().filter_map(part).collect();
            parts.sort_by_key(|p| p.0);
            Some(((cell.span, cell.figure?.value), parts))
        });
        wrong.collect()
    }
}
