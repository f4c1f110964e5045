//! Tables of an article: the totals their rows and columns claim, and those that do not come out.
//!
//! Auditors call it footing and cross-footing. A total counts only where the same label is seen to be a sum elsewhere
//! in the table, or where nothing else stands above it that could be left out.

use crate::article::Article;
use crate::normalise::fold_text;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A total that its parts do not come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Footing {
    pub(super) total: (Span, Decimal),
    pub(super) parts: Vec<(Span, Decimal)>,
    /// Of a row; otherwise of a column.
    pub(super) row: bool,
}

/// A cell: where it stands, its words, and its figure with the unit of its last digit.
#[derive(Clone, Debug)]
struct Cell {
    span: Span,
    words: String,
    figure: Option<(Decimal, Decimal)>,
}

/// The last column that is looked at.
const WIDEST: u32 = 1000;

/// Cells by row and column.
type Grid = Vec<BTreeMap<usize, Cell>>;

/// The totals of an article's tables that are no sums, in the order of the text.
pub(super) fn totals(article: &Article) -> Vec<Footing> {
    let mut out = Vec::new();
    for grid in grids(article) {
        let found = footings(&grid, false);
        out.extend(found.into_iter().chain(footings(&turned(&grid), true)));
    }
    out.sort_by_key(|f| f.total.0);
    out.dedup_by_key(|f| f.total.0);
    out
}

/// The tables of an article.
fn grids(article: &Article) -> Vec<Grid> {
    let mut out: Vec<Grid> = Vec::new();
    let mut last: Option<(u32, u32)> = None;
    for (run, place) in article.runs.iter().filter_map(|r| Some((r, r.cell?))) {
        // What is wider was not made for readers.
        if place.column > WIDEST {
            continue;
        }
        let row = Some((place.table, place.row));
        if last.is_none_or(|l| l.0 != place.table) {
            out.push(Vec::new());
        }
        let Some(grid) = out.last_mut() else { continue };
        if last != row {
            grid.push(BTreeMap::new());
            last = row;
        }
        let Some(cells) = grid.last_mut() else { continue };
        let column = place.column as usize;
        let span = cells.get(&column).map_or(run.span, |c: &Cell| c.span.cover(run.span));
        let words = fold_text(article.source.slice(span)).trim().to_lowercase();
        cells.insert(column, Cell { span, figure: figure(&words), words });
    }
    out
}

/// Rows become columns.
fn turned(grid: &Grid) -> Grid {
    let width = grid.iter().filter_map(|r| r.keys().next_back()).max().map_or(0, |m| m + 1);
    let mut out: Grid = vec![BTreeMap::new(); width];
    for (i, row) in grid.iter().enumerate() {
        for (j, cell) in row {
            out[*j].insert(i, cell.clone());
        }
    }
    out.retain(|line| !line.is_empty());
    out
}

/// A plain figure: 1,234, (56), $7.8, —; and the unit of its last digit.
fn figure(words: &str) -> Option<(Decimal, Decimal)> {
    let bare = words.trim_matches(|c: char| matches!(c, '$' | '€' | '£' | '¥' | ' ' | '*'));
    if matches!(bare, "-" | "—" | "–" | "--") {
        return Some((Decimal::ZERO, Decimal::ZERO));
    }
    let (inner, negative) = match bare.strip_prefix('(').and_then(|b| b.trim_end().strip_suffix(')')) {
        Some(inner) => (inner.trim_matches(|c: char| matches!(c, '$' | '€' | '£' | '¥' | ' ')), true),
        None => (bare, false),
    };
    let digits: String = inner.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let value = Decimal::from_str_exact(&digits)
        .ok()
        .filter(|_| digits.starts_with(|c: char| c.is_ascii_digit() || c == '-'))?;
    let last = Decimal::try_new(1, value.scale()).ok()?;
    Some((if negative { -value } else { value }, last))
}

fn is_total(words: &str) -> bool {
    [Language::En, Language::Zh]
        .iter()
        .any(|l| reckoned().totals.of(*l).iter().any(|w| w == words.trim_end_matches([':', ' '])))
}

/// How many lines are the head: the first, and those behind it that name years or have no figure.
fn heads(lines: &[BTreeMap<usize, Cell>]) -> usize {
    let year = |v: &Decimal| v.fract().is_zero() && (Decimal::from(1900)..Decimal::from(2100)).contains(v);
    let head = |r: &&BTreeMap<usize, Cell>| r.values().skip(1).filter_map(|c| c.figure).all(|f| year(&f.0));
    1 + lines.iter().skip(1).take_while(head).count()
}

/// The total lines of a grid that are no sums of the lines above, where the label is bare: Total, 合计.
fn footings(grid: &Grid, row: bool) -> Vec<Footing> {
    let label = |r: &BTreeMap<usize, Cell>| r.values().next().map(|c| c.words.clone()).unwrap_or_default();
    let totals: Vec<usize> = (0..grid.len()).filter(|&i| is_total(&label(&grid[i]))).collect();
    // A table with several totals is nested in ways only its author knows.
    let [at] = totals[..] else { return Vec::new() };
    let head = &grid[at];
    let mut sound = 0;
    let mut wrong = Vec::new();
    for (column, cell) in head.iter().skip(1) {
        let Some((total, last)) = cell.figure.filter(|_| !is_total(&cell.words)) else { continue };
        let above: Vec<&Cell> = grid[..at].iter().filter_map(|r| r.get(column)).collect();
        // A blank, a word or a share among the lines below the head leaves the sum open.
        let lines = above.get(heads(&grid[..at])..).unwrap_or_default();
        let parts: Option<Vec<(Span, Decimal, Decimal)>> =
            lines.iter().map(|c| c.figure.map(|(v, l)| (c.span, v, l))).collect();
        let Some(parts) = parts.filter(|p| p.len() >= 2 && p.len() + heads(&grid[..at]) == at) else { continue };
        let sum: Decimal = parts.iter().map(|p| p.1).sum();
        let unit = parts.iter().map(|p| p.2).fold(last, Decimal::max);
        // Every figure may be rounded by half of its last digit.
        let slack = unit * Decimal::from(parts.len() as u64 + 1) / Decimal::TWO;
        match (sum - total).abs() <= slack {
            true => sound += 1,
            false => wrong.push((cell.span, total, parts, sum)),
        }
    }
    // Another column shows that the label means a sum; without one, only a near miss is a slip and no other measure.
    let near = |sum: Decimal, total: Decimal| (sum - total).abs() * Decimal::from(3) <= sum.abs().max(total.abs());
    let kept = wrong.into_iter().filter(|(_, total, parts, sum)| {
        sound > 0 || near(*sum, *total) && parts.iter().all(|p| !p.1.is_sign_negative())
    });
    let found: Vec<Footing> = kept
        .map(|(span, total, parts, _)| Footing {
            total: (span, total),
            parts: parts.into_iter().map(|(s, v, _)| (s, v)).collect(),
            row,
        })
        .collect();
    // More wrong than right: the label means something else.
    if found.len() > sound.max(1) { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Syntax;

    fn wrong(text: &str) -> Vec<String> {
        let article = Article::parse("t.md", text.as_bytes(), Syntax::Markdown);
        let rows = text.lines().filter(|l| !l.contains("---"));
        let page: String = rows
            .map(|l| format!("<tr>{}", l.trim_matches('|').split('|').map(|c| format!("<td>{c}")).collect::<String>()))
            .collect();
        let page = Article::parse("t.html", format!("<table>{page}</table>").as_bytes(), Syntax::Html);
        assert_eq!(totals(&article).len(), totals(&page).len(), "the same in HTML");
        totals(&article).iter().map(|f| article.source.slice(f.total.0).to_owned()).collect()
    }

    #[test]
    fn a_column_is_footed() {
        let table = |total: &str| {
            format!(
                "| city | 2020 | 2021 |\n|---|---|---|\n| A | 10 | 12 |\n| B | 20 | 25 |\n| Total | 30 | {total} |\n"
            )
        };
        assert!(wrong(&table("37")).is_empty());
        assert!(wrong(&table("38")).is_empty(), "each figure may be rounded");
        assert_eq!(wrong(&table("47")), ["47"]);
    }

    #[test]
    fn a_row_is_footed() {
        let table = |total: &str| {
            format!(
                "| shop | tea | cake | total |\n|---|---|---|---|\n| A | 10 | 12 | {total} |\n| B | 20 | 25 | 45 |\n"
            )
        };
        assert!(wrong(&table("22")).is_empty());
        assert_eq!(wrong(&table("29")), ["29"]);
    }

    #[test]
    fn what_may_be_no_sum_is_left_alone() {
        assert!(wrong("| a | b |\n|---|---|\n| x | 10 |\n| y |  |\n| Total | 50 |\n").is_empty(), "a blank");
        assert!(
            wrong("| a | b |\n|---|---|\n| x | 10 |\n| Total | 10 |\n| y | 5 |\n| Total | 99 |\n").is_empty(),
            "nested"
        );
        assert!(
            wrong("| a | b |\n|---|---|\n| price | 10 |\n| number | 7 |\n| Total | 70 |\n").is_empty(),
            "a product"
        );
    }
}
