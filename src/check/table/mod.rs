//! Tables of an article: the totals their rows and columns claim, and those that do not come out.
//!
//! Auditors call it footing and cross-footing. A total counts only where the same label is seen to be a sum elsewhere
//! in the table, or where nothing else stands above it that could be left out. Which lines it is the sum of, the table does
//! not say: see `footing`.

mod footing;
mod labelled;
mod means;
mod places;
mod prose;
mod related;
mod share;

use crate::article::Article;
use crate::normalise::fold_text;
use crate::source::Span;
use footing::footings;
pub(super) use means::{Mean, means};
pub(super) use places::{Placed, places};
pub(super) use prose::{Kind, retold};
pub(super) use related::Misfit;
use rust_decimal::Decimal;
pub(super) use share::{Share, shares};
use std::collections::BTreeMap;

/// A total that its parts do not come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Footing {
    pub(super) total: (Span, Decimal),
    pub(super) parts: Vec<(Span, Decimal)>,
    /// Of a row; otherwise of a column.
    pub(super) row: bool,
}

/// A cell: where it stands, its words, and its figure.
#[derive(Clone, Debug)]
struct Cell {
    span: Span,
    words: String,
    /// White space stands before its words, or their style sets them in.
    indented: bool,
    figure: Option<Figure>,
}

/// A figure of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Figure {
    value: Decimal,
    /// The unit of its last digit; zero for a dash.
    last: Decimal,
    percent: bool,
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

/// The percentages of an article's tables that do not follow as those beside them do.
pub(super) fn misfits(article: &Article) -> Vec<Misfit> {
    let both = |grid: &Grid| related::misfits(grid).into_iter().chain(related::misfits(&turned(grid)));
    let mut out: Vec<Misfit> = grids(article).iter().flat_map(both).collect();
    out.sort_by_key(|m| m.cell.0);
    out.dedup_by_key(|m| m.cell.0);
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
        let text = article.source.slice(span);
        let indented = place.indent > 0 || text.starts_with([' ', '\u{a0}', '\u{3000}', '\u{2003}']);
        let words = fold_text(text).trim().to_lowercase();
        cells.insert(column, Cell { span, figure: figure(&words), words, indented });
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

/// A figure as a table writes it: 1,234, (56), $7.8, 1,234¹, 12.5%, — for nothing.
fn figure(words: &str) -> Option<Figure> {
    const MARKS: &[char] = &['*', '†', '‡', '#', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰'];
    const SIGNS: &[char] = &['$', '€', '£', '¥', ' '];
    let noted = words.trim_matches(SIGNS).trim_matches(MARKS).trim_end();
    // 1,234[a]
    let noted =
        noted.strip_suffix(']').and_then(|n| n.rsplit_once('[')).filter(|n| n.1.len() <= 3).map_or(noted, |n| n.0);
    let bare = noted.trim_matches(SIGNS);
    if !bare.is_empty() && bare.chars().all(|c| matches!(c, '-' | '—' | '–')) {
        return Some(Figure { value: Decimal::ZERO, last: Decimal::ZERO, percent: false });
    }
    let is_percent = bare.ends_with('%') || bare.ends_with("%)");
    let bare = bare.trim_end_matches('%').trim_end();
    // The second bracket may stand in a cell of its own.
    let (inner, negative) = match bare.strip_prefix('(').map(str::trim_end) {
        Some(inner) => (inner.strip_suffix(')').unwrap_or(inner).trim_matches(SIGNS).trim_end_matches('%'), true),
        None => (bare, false),
    };
    let digits: String = inner.chars().filter(|c| !matches!(c, ',' | ' ' | '+')).collect();
    let value = Decimal::from_str_exact(&digits)
        .ok()
        .filter(|_| digits.starts_with(|c: char| c.is_ascii_digit() || c == '-'))?;
    let last = Decimal::try_new(1, value.scale()).ok()?;
    Some(Figure { value: if negative { -value } else { value }, last, percent: is_percent })
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
    fn totals_of_parts_and_of_subtotals_are_told_apart() {
        let table = |rows: &[(&str, &str, &str)]| {
            let rows: String = rows.iter().map(|r| format!("| {} | {} | {} |\n", r.0, r.1, r.2)).collect();
            format!("| item | 2020 | 2021 |\n|---|---|---|\n{rows}")
        };
        // Parts of a part are not counted twice, and have to come to it themselves.
        let nested = |part: &str, total: &str| {
            let rows = [
                ("Cloud", "1,000", "2,000"),
                ("of which: storage", "400", "900"),
                ("of which: compute", "600", part),
                ("Devices", "271", "1,190"),
                ("Total", "1,271", total),
            ];
            wrong(&table(&rows))
        };
        assert!(nested("1,100", "3,190").is_empty());
        assert_eq!(nested("1,100", "3,290"), ["3,290"]);
        assert_eq!(nested("1,200", "3,190"), ["2,000"]);
        let nested = |total: &str| {
            let rows = [
                ("甲", "1,000", "2,000"),
                ("其中:子", "400", "900"),
                ("　　丑", "100", "200"),
                ("乙", "271", "1,190"),
                ("合计", "1,271", total),
            ];
            wrong(&table(&rows))
        };
        assert!(nested("3,190").is_empty());
        assert_eq!(nested("3,910"), ["3,910"]);
        let grouped = |subtotal: &str, total: &str| {
            let rows = [
                ("北", "10", "12"),
                ("南", "20", "25"),
                ("小计", "30", subtotal),
                ("东", "5", "6"),
                ("西", "7", "8"),
                ("小计", "12", "14"),
                ("总计", "42", total),
            ];
            wrong(&table(&rows))
        };
        assert!(grouped("37", "51").is_empty());
        assert_eq!(grouped("47", "61"), ["47"]);
        assert_eq!(grouped("37", "61"), ["61"]);
        let named = |total: &str| {
            let rows = [
                ("Assets", "", ""),
                ("Cash", "1,250", "1,300"),
                ("Stock (1)", "(250)", "(200)"),
                ("Total current assets", "1,000", total),
                ("Land", "—", "70"),
            ];
            wrong(&table(&rows))
        };
        assert!(named("1,100").is_empty());
        assert_eq!(named("1,200"), ["1,200"]);
        let first = |total: &str| {
            wrong(&table(&[("全国", "30", "37"), ("合计", "30", total), ("北", "10", "12"), ("南", "20", "25")]))
        };
        assert!(first("49").is_empty(), "a total in the middle");
        let first = |total: &str| wrong(&table(&[("合计", "300", total), ("北", "100", "120"), ("南", "200", "250")]));
        assert!(first("370").is_empty());
        assert_eq!(first("390"), ["390"]);
    }

    #[test]
    fn shares_come_to_all_and_rates_to_nothing() {
        let table = |share: &str, rate: &str| {
            format!(
                "| shop | sales | share | growth (%) |\n|---|---|---|---|\n| A | 100 | 25.0% | 5 |\n\
                 | B | 300 | 75.0% | 7 |\n| Total | 400 | {share} | {rate} |\n"
            )
        };
        assert!(wrong(&table("100.0%", "9")).is_empty());
        assert!(wrong(&table("80.0%", "11")).is_empty());
        let text = table("100.0%", "9").replace("75.0%", "65.0%");
        assert_eq!(wrong(&text), ["100.0%"]);
    }

    #[test]
    fn figures_are_read_as_tables_write_them() {
        for (words, value) in [
            ("1,234", "1234"),
            ("(56)", "-56"),
            ("(5.6)%", "-5.6"),
            ("(56", "-56"),
            ("$ 7.8", "7.8"),
            ("1,234¹", "1234"),
            ("1,234[a]", "1234"),
            ("1,234*", "1234"),
            ("12.5%", "12.5"),
            ("+3", "3"),
            ("-3", "-3"),
            ("—", "0"),
        ] {
            assert_eq!(figure(words).map(|f| f.value.to_string()).as_deref(), Some(value), "{words}");
        }
        for none in ["", "x", "1 of 2", "2 %x", "[a]", "()"] {
            assert_eq!(figure(none), None, "{none}");
        }
    }

    #[test]
    fn what_may_be_no_sum_is_left_alone() {
        // Parts that are set in by their style only.
        assert!(wrong("| a | b |\n|---|---|\n| x | 100 |\n| y | 40 |\n| z | 27 |\n| Total | 127 |\n").is_empty());
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
