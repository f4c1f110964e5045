//! Tables of a reference: lines of cells under a head of years. What a figure of the article must be where it is a cell,
//! or a change, a sum, a mean or a share of cells that its sentence names by row and year.

use super::prose;
use super::words::{Weights, Words};
use crate::article::{Article, Cell as CellPlace};
use crate::extract::Extraction;
use crate::source::Span;
use rust_decimal::Decimal;

/// Rows of all tables of a text, in its order.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) rows: Vec<Row>,
    /// The lines that are of tables.
    lines: Vec<Span>,
}

/// A row with figures.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The table it is of.
    pub(super) table: usize,
    /// The words of its first cell.
    pub(super) label: Words,
    pub(super) cells: Vec<Cell>,
    /// Told in a sentence, which may tell of more or less than its words name.
    pub(super) prose: bool,
}

/// A figure of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Bytes of the text.
    pub(super) at: Span,
    pub(super) value: Decimal,
    pub(super) percent: bool,
    /// The year its column is of, where the head tells.
    pub(super) year: Option<u16>,
}

/// The head of a column.
#[derive(Clone, Debug, Default)]
struct Head {
    column: usize,
    year: Option<u16>,
}

impl Tables {
    /// The tables of an article: those of its syntax; of a text that has none, lines whose cells stand between `|` or tabs,
    /// or a label before two figures and more.
    pub(super) fn of(article: &Article, extraction: &Extraction) -> Self {
        let mut tables = Self::written(article);
        let next = tables.rows.last().map_or(0, |r| r.table + 1);
        tables.rows.extend(prose::rows(article, extraction, next));
        tables
    }

    fn written(article: &Article) -> Self {
        let text = article.source.text();
        if article.runs.iter().any(|r| r.cell.is_some()) {
            return Self::read(text, rows(article).into_iter());
        }
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let cells = cells(text, Span::new(start, start + line.trim_end().len()));
            start += line.len();
            cells.into_iter().enumerate().collect()
        });
        Self::read(text, lines)
    }

    /// Reads lines of cells, each with its column; a line of no cells ends a table.
    fn read(text: &str, lines: impl Iterator<Item = Vec<(usize, Span)>>) -> Self {
        let mut out = Self::default();
        let (mut table, mut heads, mut filled) = (0, Vec::<Head>::new(), false);
        for cells in lines {
            let Some((&(_, first), &(_, last))) = cells.first().zip(cells.last()) else {
                (table, heads, filled) = (table + 1, Vec::new(), false);
                continue;
            };
            // The cell of the label may be empty.
            let (label, rest) = match cells.split_first() {
                Some((&(0, label), rest)) => (label, rest),
                _ => (Span::new(first.start, first.start), &cells[..]),
            };
            if rest.is_empty() {
                continue;
            }
            out.lines.push(label.cover(last));
            let slice = |s: Span| text[s.start..s.end].trim();
            let figures: Vec<(usize, Span, Decimal, bool)> = rest
                .iter()
                .filter_map(|&(i, s)| figure(slice(s)).map(|(value, percent)| (i, s, value, percent)))
                .collect();
            let is_year = |f: &(usize, Span, Decimal, bool)| year(slice(f.1)).is_some() && slice(f.1).len() < 10;
            if figures.iter().all(is_year) {
                // A year may stand in the first cell, where that of the labels is left out.
                let first = figure(slice(label)).is_some() && year(slice(label)).is_some();
                let head = std::iter::once((0, label)).filter(|_| first).chain(rest.iter().copied());
                let mut told: Vec<Head> = head
                    .filter(|(_, s)| slice(*s).chars().any(char::is_alphanumeric))
                    .map(|(column, s)| Head { column: column + usize::from(first), year: year(slice(s)) })
                    .collect();
                if filled && told.iter().any(|h| h.year.is_some()) {
                    (table, heads, filled) = (table + 1, Vec::new(), false);
                }
                // A head of years below one of words: three months ended June 30, over 2019 and 2018.
                match told.iter().filter(|h| h.year.is_some()).count() {
                    0 if heads.iter().any(|h| h.year.is_some()) || filled => {}
                    _ => {
                        let above = std::mem::take(&mut heads);
                        for head in &mut told {
                            let over = above.iter().rev().find(|a| a.column <= head.column);
                            head.year = head.year.or(over.and_then(|a| a.year));
                        }
                        heads = told;
                    }
                }
                continue;
            }
            filled = true;
            let ordered = figures.len() == heads.len();
            let row = figures.iter().enumerate().map(|(n, &(column, at, value, percent))| {
                let head = if ordered { heads.get(n) } else { heads.iter().find(|h| h.column == column) };
                Cell { at, value, percent, year: head.and_then(|h| h.year) }
            });
            out.rows.push(Row { table, label: Words::of(slice(label)), cells: row.collect(), prose: false });
        }
        out
    }

    /// Whether a place is of a table.
    pub(super) fn holds(&self, at: Span) -> bool {
        let next = self.lines.partition_point(|l| l.end <= at.start);
        self.lines.get(next).is_some_and(|l| l.overlaps(at))
    }

    /// The rows that words name, those of a longer name before those of a shorter one within it; how many there are of
    /// the former, and whether all words of their names are there.
    pub(super) fn named(&self, words: &Words) -> Named<'_> {
        let even = Weights::default();
        let share = |r: &Row| r.label.within(words, &even);
        let whole: Vec<&Row> = self.rows.iter().filter(|r| r.label.count() > 0 && share(r) == 100).collect();
        let sure = !whole.is_empty();
        let part = || self.rows.iter().filter(|r| r.label.count() > 1 && share(r) >= 60).collect();
        let found: Vec<&Row> = if sure { whole } else { part() };
        let shorter =
            |r: &Row| found.iter().any(|o| o.label.count() > r.label.count() && r.label.within(&o.label, &even) == 100);
        let (mut rows, rest): (Vec<&Row>, Vec<&Row>) = found.iter().partition(|r| !shorter(r));
        rows.truncate(MOST);
        let longest = rows.len();
        rows.extend(rest);
        rows.truncate(MOST);
        Named { rows, longest, sure }
    }
}

/// The rows that a sentence names.
pub(super) struct Named<'a> {
    pub(super) rows: Vec<&'a Row>,
    /// So many of them have a name that is in no longer one.
    pub(super) longest: usize,
    /// All words of the names are there.
    pub(super) sure: bool,
}

/// Rows of one sentence that are looked at.
const MOST: usize = 8;

/// The cells of an article's tables that have words, row by row, with their columns; none between two tables.
fn rows(article: &Article) -> Vec<Vec<(usize, Span)>> {
    let mut out: Vec<Vec<(usize, Span)>> = Vec::new();
    let mut last: Option<CellPlace> = None;
    for (run, cell) in article.runs.iter().filter_map(|r| Some((r, r.cell?))) {
        if last.is_some_and(|l| l.table != cell.table) {
            out.push(Vec::new());
        }
        if last.is_none_or(|l| (l.table, l.row) != (cell.table, cell.row)) {
            out.push(Vec::new());
        }
        last = Some(cell);
        let Some(row) = out.last_mut() else { continue };
        match row.last_mut() {
            Some((column, paragraphs)) if *column == cell.column as usize => *paragraphs = paragraphs.cover(run.span),
            _ => row.push((cell.column as usize, run.span)),
        }
    }
    out
}

/// The cells of a line.
fn cells(text: &str, line: Span) -> Vec<Span> {
    let written = &text[line.start..line.end];
    let mark = if written.contains('|') { '|' } else { '\t' };
    if written.contains(mark) {
        let mut out = Vec::new();
        let mut start = line.start;
        for part in written.split(mark) {
            out.push(Span::new(start, start + part.len()));
            start += part.len() + mark.len_utf8();
        }
        let blank = |s: &Span| text[s.start..s.end].trim().is_empty();
        // Lines of Markdown begin and end with a mark.
        if written.trim_start().starts_with('|') && out.first().is_some_and(blank) {
            out.remove(0);
        }
        if out.last().is_some_and(blank) {
            out.pop();
        }
        let rule = |s: &Span| text[s.start..s.end].chars().all(|c| matches!(c, '-' | ':' | ' ' | '='));
        // The line below a head parts nothing from it.
        if out.iter().all(rule) { vec![line] } else { out }
    } else {
        bare(text, line)
    }
}

/// A label before two and more figures, with nothing else behind it.
fn bare(text: &str, line: Span) -> Vec<Span> {
    let mut figures = Vec::new();
    let mut end = line.end;
    loop {
        let before = text[line.start..end].trim_end();
        let start = before.rfind(' ').map_or(0, |i| i + 1);
        let word = &before[start..];
        if matches!(word, "$" | "%" | "€" | "£") {
            end = line.start + start;
        } else if figure(word).is_some() && !word.ends_with(',') || matches!(word, "-" | "—" | "–") {
            figures.push(Span::new(line.start + start, line.start + before.len()));
            end = line.start + start;
        } else {
            break;
        }
        if start == 0 {
            break;
        }
    }
    figures.reverse();
    let label = Span::new(line.start, end.max(line.start));
    let told = text[label.start..label.end].chars().any(char::is_alphabetic);
    let years = figures.iter().all(|f| year(&text[f.start..f.end]).is_some());
    match figures.len() {
        0 | 1 => Vec::new(),
        _ if !told && !years => Vec::new(),
        _ => std::iter::once(label).chain(figures).collect(),
    }
}

/// The figure that a cell is, in its own units, and whether it is a percentage; brackets make it negative.
fn figure(cell: &str) -> Option<(Decimal, bool)> {
    let percent = cell.contains('%');
    let bare: String = cell.chars().filter(|c| !matches!(c, '$' | '€' | '£' | '¥' | '%' | ',' | ' ' | '*')).collect();
    let (bare, negative) = match bare.strip_prefix('(').map(|b| b.trim_end_matches(')')) {
        Some(inside) => (inside.to_owned(), true),
        None => (bare.trim_end_matches(')').to_owned(), false),
    };
    let plain = bare.strip_prefix('-').unwrap_or(&bare);
    if plain.is_empty() || plain.len() > 18 || !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let value: Decimal = bare.parse().ok()?;
    Some((if negative { -value } else { value }, percent))
}

/// The last year that words name: 2019, and 2 0 1 9 as tables are torn.
pub(super) fn year(words: &str) -> Option<u16> {
    years(words).last().copied()
}

/// The years that words name, in their order.
pub(super) fn years(words: &str) -> Vec<u16> {
    let torn = words.split(' ').filter(|w| !w.is_empty()).all(|w| w.len() == 1) && words.contains(' ');
    let words = if torn { words.replace(' ', "") } else { words.to_owned() };
    let runs = words.split(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '$'));
    let found = runs.map(|r| r.trim_matches([',', '.'])).filter(|r| r.len() == 4).filter_map(|r| r.parse().ok());
    found.filter(|y| (1950..2060).contains(y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Syntax;

    #[test]
    fn rows_know_the_years_of_their_columns() {
        let shown = |text: &str| {
            let article = Article::parse("x", text.as_bytes(), Syntax::Plain);
            let rows = Tables::written(&article).rows;
            rows.iter()
                .map(|r| r.cells.iter().map(|c| (c.year, c.value.to_string())).collect())
                .collect::<Vec<Vec<_>>>()
        };
        let want = vec![vec![(Some(2021), "450".to_owned()), (Some(2020), "-400".to_owned())]];
        assert_eq!(shown("| (in thousands) | 2021 | 2020 |\n|---|---|---|\n| Net sales | $450 | (400) |"), want);
        assert_eq!(shown("| | 2021 | | 2020 | |\n| Net sales | $ | 450 | $ | (400) |"), want);
        assert_eq!(shown("Year\t2021\t2020\nNet sales\t450\t(400)"), want);
        assert_eq!(shown("2021 2020\nNet sales 450 (400)"), want);
        assert_eq!(shown("2021\t2020\nNet sales\t450\t(400)"), want);
        assert_eq!(shown("Net sales 450 400"), vec![vec![(None, "450".to_owned()), (None, "400".to_owned())]]);
        assert!(shown("Net sales were 450 in 2021.\nNothing else.").is_empty());
        let page = "<p>Net sales were 450 in 2021.<table><tr><td><td>2021<td><td>2020<tr><td>Net sales<td>450<td>$<td>(400)</table>";
        for (text, syntax) in [
            (page, Syntax::Html),
            ("| | 2021 | | 2020 |\n|---|---|---|---|\n| Net sales | 450 | $ | (400) |\n", Syntax::Markdown),
        ] {
            let rows = Tables::written(&Article::parse("x", text.as_bytes(), syntax)).rows;
            let cells: Vec<_> = rows.iter().flat_map(|r| &r.cells).map(|c| (c.year, c.value.to_string())).collect();
            assert_eq!(cells, want[0], "{text}");
        }
    }
}
