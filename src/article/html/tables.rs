//! Tables of a page: where each cell stands, and which tables hold data and do not lay out the page.

use super::token::Tokens;
use super::{Open, Page, Role};
use crate::article::prose::Stretch;
use crate::article::{Block, Cell};

/// A table that is open.
#[derive(Clone, Debug)]
pub(super) struct OpenTable {
    pub(super) number: u32,
    /// How many elements were open before it.
    pub(super) depth: usize,
    row: u32,
    column: u32,
    /// Columns that cells of rows above still fill: from, to, rows left.
    filled: Vec<(u32, u32, u32)>,
    in_head: bool,
}

impl<'a> Page<'a> {
    /// The number of a new table of another syntax.
    pub(in crate::article) fn new_table(&mut self) -> u32 {
        self.layout.push(false);
        self.layout.len() as u32 - 1
    }

    pub(super) fn set_head(&mut self, in_head: bool) {
        self.tables.iter_mut().rev().take(1).for_each(|t| t.in_head = in_head);
    }

    pub(super) fn open_table(&mut self, open: &mut Open<'a>) {
        if let Some(outer) = open.cell.and_then(|c| self.layout.get_mut(c.table as usize)) {
            *outer = true;
        }
        let number = self.new_table();
        open.cell = None;
        let depth = self.open.len();
        self.tables.push(OpenTable { number, depth, row: 0, column: 0, filled: Vec::new(), in_head: false });
    }

    pub(super) fn open_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        table.row += 1;
        table.column = 0;
        table.filled.retain_mut(|f| {
            f.2 = f.2.saturating_sub(1);
            f.2 > 0
        });
    }

    pub(super) fn open_cell(&mut self, open: &mut Open<'a>, tokens: &Tokens) {
        /// A page that says a cell fills a million columns is not believed.
        const WIDEST: u32 = 1000;
        /// Cells that reach into rows below, remembered at a time.
        const FILLED: usize = 64;
        let Some(table) = self.tables.last_mut() else { return };
        let count = |name: &str| tokens.attribute(name).and_then(|v| v.trim().parse::<u32>().ok()).unwrap_or(1);
        let (columns, rows) = (count("colspan").clamp(1, WIDEST), count("rowspan").clamp(1, WIDEST));
        while let Some(filled) = table.filled.iter().find(|f| (f.0..f.1).contains(&table.column)) {
            table.column = filled.1;
        }
        open.block = Block::Cell;
        open.cell = Some(Cell {
            table: table.number,
            row: table.row.max(1) - 1,
            column: table.column,
            columns,
            rows,
            indent: 0,
            header: open.role == Role::HeaderCell || table.in_head,
        });
        let next = table.column.saturating_add(columns);
        if rows > 1 && table.filled.len() < FILLED {
            table.filled.push((table.column, next, rows));
        }
        table.column = next;
    }
}

/// How far the style of the start tag read last sets its words in, in tenths of a pixel: `padding-left`, `text-indent` and
/// the like, and classes that are named for it.
pub(super) fn indent(tokens: &Tokens) -> i32 {
    /// What one step of a class named `indent` is, and of the paddings of style sheets by number.
    const STEPS: &[(&str, i32)] = &[("indent", 160), ("level", 160), ("pl", 40), ("ps", 40), ("ml", 40)];
    let declared = |declaration: &str| {
        let (name, value) = declaration.split_once(':')?;
        let mut values = value.split_ascii_whitespace();
        match name.trim().to_ascii_lowercase().as_str() {
            "padding-left" | "padding-inline-start" | "margin-left" | "margin-inline-start" | "text-indent" => {
                length(values.next()?)
            }
            // Top, right, bottom, left.
            "padding" | "margin" => match values.collect::<Vec<_>>()[..] {
                [_, _, _, left] | [_, left, ..] | [left] => length(left),
                [] => None,
            },
            _ => None,
        }
    };
    let style: i32 =
        tokens.attribute("style").unwrap_or("").split(';').filter_map(declared).fold(0, i32::saturating_add);
    let stepped = |class: &str| {
        let name = class.trim_end_matches(|c: char| c.is_ascii_digit());
        let count = class[name.len()..].parse::<u8>().map_or(1, i32::from);
        let step = STEPS.iter().find(|s| s.0.eq_ignore_ascii_case(name.trim_end_matches(['-', '_'])))?;
        // `level` alone is no step.
        (name.len() < class.len() || step.0 == "indent").then_some(step.1 * count)
    };
    let classes = tokens.attribute("class").unwrap_or("").split_ascii_whitespace();
    style.saturating_add(classes.filter_map(stepped).max().unwrap_or(0))
}

/// A length of a style sheet in tenths of a pixel; `None` for shares of something else.
fn length(value: &str) -> Option<i32> {
    let value = value.trim_end_matches("!important");
    let (negative, digits) = value.strip_prefix('-').map_or((false, value), |v| (true, v));
    let (whole, rest) = digits.split_at(digits.bytes().take_while(u8::is_ascii_digit).count());
    let tenth = rest.strip_prefix('.').and_then(|r| r.chars().next()?.to_digit(10)).unwrap_or(0);
    let unit = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let tenths = whole.parse::<u16>().map_or(0, i32::from) * 10 + i32::try_from(tenth).unwrap_or(0);
    let tenths = match unit.to_ascii_lowercase().as_str() {
        "px" | "" => tenths,
        "pt" => tenths * 4 / 3,
        "em" | "rem" | "ch" => tenths * 16,
        _ => return None,
    };
    Some(if negative { -tenths } else { tenths })
}

/// Which tables hold data: two rows and two columns at least, no table inside, and no cell as long as a paragraph.
pub(super) fn data_tables(all: &[Stretch], layout: &[bool]) -> Vec<bool> {
    const LONGEST: usize = 300;
    let mut sizes = vec![(0, 0, 0); layout.len()];
    for stretch in all {
        if let Some(cell) = stretch.cell {
            let size = &mut sizes[cell.table as usize];
            *size = (size.0.max(cell.row), size.1.max(cell.column), size.2.max(stretch.len));
        }
    }
    let is_data =
        |(size, layout): (&(u32, u32, usize), &bool)| !layout && size.0 > 0 && size.1 > 0 && size.2 <= LONGEST;
    sizes.iter().zip(layout).map(is_data).collect()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn tables_of_data_are_told_from_those_that_lay_out_a_page() {
        let cells = |text: &str| -> Vec<_> {
            let gathered = read(text).0;
            gathered.runs.iter().map(|r| r.cell.map(|c| (c.row, c.column, c.header))).collect()
        };
        let data = "<table><caption>in millions</caption><thead><tr><td>a<th rowspan=2>b</thead><tr><td>c<td>d</table>";
        assert_eq!(
            cells(data),
            [None, Some((0, 0, true)), Some((0, 1, true)), Some((1, 0, false)), Some((1, 2, false))]
        );
        assert_eq!(read(data).0.runs[0].block, Block::Caption(0));
        let inner = "<table><tr><td>x<td>y<tr><td>z<td>w</table>";
        assert_eq!(cells(&format!("<table><tr><td>menu<td>{inner}<tr><td>a<td>b</table>")).iter().flatten().count(), 4);
        assert_eq!(cells("<table><tr><td>a<td>b</table>"), [None, None]);
    }

    #[test]
    fn what_sets_a_cell_in_is_found_in_its_style_and_its_classes() {
        for (cell, tenths) in [
            ("<td style='padding-left: 10px'>a", 100),
            ("<td style='padding-left:10pt; text-indent:-10pt'>a", 0),
            ("<td><div style='PADDING:0 0 0 1.5em'>a</div>", 240),
            ("<td><span style='margin-left:20px'>a</span>", 200),
            ("<td>x<span style='margin-left:20px'>a</span>", 0),
            ("<td class='num indent-2'>a", 320),
            ("<td class=indent>a", 160),
            ("<td class='pl-4 level'>a", 160),
            ("<td style='padding-left:5%;color:red'>a", 0),
        ] {
            let rows = format!("<table><tr><td>p<td>1<tr>{cell}<td>2</table>");
            let article = crate::article::Article::parse("x", rows.as_bytes(), crate::article::Syntax::Html);
            assert_eq!(article.runs[2].cell.map(|c| c.indent), Some(tenths), "{cell}");
            // What sets in all of them is a margin.
            let all = format!("<table><tr>{cell}<td>1<tr>{cell}<td>2</table>");
            let article = crate::article::Article::parse("x", all.as_bytes(), crate::article::Syntax::Html);
            assert_eq!(article.runs[2].cell.map(|c| c.indent), Some(0), "{cell}");
        }
        let caption =
            "<figure><table><tr><td>a<td>b<tr><td>c<td>d</table><figcaption>in millions</figcaption></figure>";
        assert_eq!(read(caption).0.runs[4].block, Block::Caption(0));
    }
}
