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
            header: open.role == Role::HeaderCell || table.in_head,
        });
        let next = table.column.saturating_add(columns);
        if rows > 1 && table.filled.len() < FILLED {
            table.filled.push((table.column, next, rows));
        }
        table.column = next;
    }
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
}
