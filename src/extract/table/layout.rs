//! How the cells of a table lie to each other: which of them head a figure.
//!
//! The first lines without figures head the columns; a later one opens a section. Words to the left of a figure head its
//! row, and so do those that fill several rows. A row that is set in, by white space or by its style, or begins with 其中 or
//! of which, is part of the last one that does not. Titles and units may stand above a table with other paragraphs between.

use super::super::frame::View;
use super::super::scan::What;
use super::units::unit;
use crate::article::{Block, Cell};
use crate::vocabulary::{Language, lists, reckoned};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// So many cells head one at most: more would be work without end in a hostile table.
const HEADS: usize = 16;

/// A cell: its sentences, and what it is.
struct Item {
    cell: Cell,
    sentences: Vec<usize>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A dash, or words for nothing.
    Empty,
    /// A figure and nothing else: the index of its mention.
    Figure(usize),
    Label,
}

/// A table.
pub(super) struct Layout {
    items: Vec<Item>,
    /// Cells that hold nothing but a unit and are alone in their row.
    units: Vec<usize>,
    /// The lines above that belong to it, the nearest first.
    above: Vec<usize>,
    /// A line below that gives a unit.
    below: Vec<usize>,
}

/// What heads a figure: sentences, the nearest first.
pub(super) struct Heads<'a> {
    /// The sentence of the figure.
    pub(super) sentence: usize,
    /// Its mention.
    pub(super) figure: usize,
    /// To the left of it.
    pub(super) row: Vec<usize>,
    /// Above it.
    pub(super) column: Vec<usize>,
    /// The labels of the row that its row is a part of.
    pub(super) parent: Vec<usize>,
    /// Its row is part of another.
    pub(super) is_part: bool,
    /// No row of the table names a company or a person: its total is that of the whole.
    pub(super) is_whole: bool,
    /// The line without figures before it.
    pub(super) section: Vec<usize>,
    /// The first cell of the table.
    pub(super) corner: &'a [usize],
    /// Cells of the table that hold nothing but a unit.
    pub(super) units: &'a [usize],
    /// Lines above the table.
    pub(super) above: &'a [usize],
    /// A line below it that gives a unit.
    pub(super) below: &'a [usize],
}

impl Layout {
    /// The table whose cells are these sentences.
    pub(super) fn new(view: &View<'_>, sentences: Range<usize>, table: u32) -> Self {
        let mut items: Vec<Item> = Vec::new();
        let end = sentences.end;
        let (mut above, below) = (above(view, sentences.start, table), below(view, end));
        for s in sentences {
            let Some(cell) = view.folded.cells[view.sentences[s].block] else { continue };
            match items.last_mut() {
                Some(item) if (item.cell.row, item.cell.column) == (cell.row, cell.column) => {
                    if item.sentences.len() < HEADS {
                        item.sentences.push(s);
                    }
                    item.kind = Kind::Label;
                }
                _ => items.push(Item { cell, sentences: vec![s], kind: kind(view, s) }),
            }
        }
        // The caption of a figure stands below its table.
        above.splice(0..0, caption_below(view, end, table));
        // A first row of one wide cell is a title.
        if let [first, rest @ ..] = &mut items[..]
            && first.kind == Kind::Label
            && first.cell.column == 0
            && first.cell.columns > 1
            && rest.first().is_some_and(|next| next.cell.row > first.cell.row)
        {
            first.kind = Kind::Empty;
            above.splice(0..0, first.sentences.iter().copied());
        }
        let words = |i: &&Item| i.kind != Kind::Empty;
        let alone = items.chunk_by(|a, b| a.cell.row == b.cell.row).filter(|r| r.iter().filter(words).count() == 1);
        let units = alone.flatten().filter(|i| i.kind == Kind::Label).flat_map(|i| i.sentences.iter().copied());
        let units = units.filter(|s| is_unit(view, *s)).take(HEADS).collect();
        Self { items, units, above, below }
    }

    /// The sentences of all cells that are no figures, and of the lines around the table.
    pub(super) fn labels(&self) -> impl Iterator<Item = usize> {
        let labels = self.items.iter().filter(|i| i.kind == Kind::Label).flat_map(|i| i.sentences.iter().copied());
        labels.chain(self.above.iter().copied()).chain(self.below.iter().copied())
    }

    /// Mentions that count nothing: those of note marks behind figures, that of 表1.
    pub(super) fn numbers(&self, view: &View<'_>) -> impl Iterator<Item = usize> {
        let numbers = |s: usize, from: usize| {
            let tokens = view.tokens[s].iter().filter(move |t| t.span.start >= from);
            tokens.filter_map(|t| match t.what {
                What::Mention(m) => Some(m),
                _ => None,
            })
        };
        let notes = self.items.iter().filter_map(move |i| match i.kind {
            Kind::Figure(m) => Some(numbers(i.sentences[0], view.mentions[m].span.end)),
            _ => None,
        });
        let titles = self.above.iter().filter_map(move |&s| {
            let word = title(view.text(view.sentences[s].span))?;
            let at = view.sentences[s].span.start + word;
            numbers(s, at).next().filter(|m| view.mentions[*m].span.start == at)
        });
        let out: Vec<usize> = notes.flatten().chain(titles).collect();
        out.into_iter()
    }

    /// Every figure with its heads, in the order of the text.
    pub(super) fn figures(&self, view: &View<'_>) -> Vec<Heads<'_>> {
        let rows: Vec<&[Item]> = self.items.chunk_by(|a, b| a.cell.row == b.cell.row).collect();
        let has_figure = |row: &&[Item]| row.iter().any(|i| matches!(i.kind, Kind::Figure(_)));
        let figures = rows.iter().position(has_figure).unwrap_or(rows.len());
        // Behind the heads a label that is alone in its row opens a section, even before the first figure.
        let opens = |row: &&[Item]| row.first().is_some_and(|i| i.cell.column == 0 && i.cell.row > 0) && row.len() == 1;
        let body = rows[..figures].iter().rposition(|row| !opens(row)).map_or(0, |i| i + 1);
        let mut columns: FxHashMap<u32, Vec<&Item>> = FxHashMap::default();
        for item in rows[..body].iter().copied().flatten().filter(|i| i.kind == Kind::Label) {
            let width = item.cell.columns.min(HEADS as u32);
            for column in item.cell.column..item.cell.column.saturating_add(width) {
                let list = columns.entry(column).or_default();
                if list.len() < HEADS {
                    list.push(item);
                }
            }
        }
        let is_label = |i: &&Item| i.kind == Kind::Label;
        // Segments and products are parts of one company, companies are not.
        let types = ["organization".to_owned(), "person".to_owned()];
        let named =
            |i: &Item| i.sentences.iter().any(|&s| view.tokens[s].iter().any(|t| view.ids(t, &types).is_some()));
        let is_whole = !rows[body..].iter().any(|row| {
            let first = row.first().filter(is_label).and_then(|i| i.sentences.first());
            let part = row.first().is_some_and(|i| i.cell.indent > 0) || first.is_some_and(|&s| is_part(view, s));
            !part && has_figure(row) && row.iter().take_while(|i| i.kind == Kind::Label).any(named)
        });
        let corner = self.items.first().filter(|i| i.cell.row == 0 && i.cell.column == 0).filter(is_label);
        let corner: &[usize] = corner.map_or(&[], |i| &i.sentences);
        let (mut section, mut parent): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        // Labels that fill several rows head each of them.
        let mut tall: Vec<&Item> = Vec::new();
        let mut out = Vec::new();
        for row in &rows[body..] {
            let at = row.first().map_or(0, |i| i.cell.row);
            tall.retain(|i| i.cell.row.saturating_add(i.cell.rows) > at);
            let labels = || {
                let labels = row.iter().take(HEADS).filter(is_label);
                labels.chain(tall.iter().rev().copied()).flat_map(|i| i.sentences.iter().copied())
            };
            if !has_figure(row) {
                if !labels().all(|s| is_unit(view, s)) {
                    section = labels().collect();
                }
                continue;
            }
            let first = row.first().filter(is_label);
            let is_part = first.is_some_and(|i| i.cell.indent > 0)
                || first.and_then(|i| i.sentences.first()).is_some_and(|&s| is_part(view, s));
            if !is_part {
                parent = labels().collect();
            }
            let mut left: Vec<usize> = tall.iter().rev().flat_map(|i| i.sentences.iter().copied()).collect();
            for item in *row {
                let Kind::Figure(figure) = item.kind else {
                    if item.kind == Kind::Label && left.len() < HEADS {
                        left.splice(0..0, item.sentences.iter().copied());
                    }
                    continue;
                };
                let above = columns.get(&item.cell.column).into_iter().flatten().rev();
                out.push(Heads {
                    sentence: item.sentences[0],
                    figure,
                    row: left.clone(),
                    column: above.flat_map(|i| i.sentences.iter().copied()).collect(),
                    parent: if is_part { parent.clone() } else { Vec::new() },
                    is_part,
                    is_whole,
                    section: section.clone(),
                    corner,
                    units: &self.units,
                    above: &self.above,
                    below: &self.below,
                });
            }
            let new = row.iter().filter(is_label).filter(|i| i.cell.rows > 1);
            tall.extend(new.take(HEADS - tall.len().min(HEADS)));
        }
        out
    }
}

fn kind(view: &View<'_>, s: usize) -> Kind {
    let text = view.text(view.sentences[s].span).trim();
    let nothing = |l: Language| lists().blanks.of(l).iter().any(|b| b.eq_ignore_ascii_case(text));
    match figure(view, s) {
        Some(m) => Kind::Figure(m),
        None if !text.contains(char::is_alphanumeric) || nothing(Language::En) || nothing(Language::Zh) => Kind::Empty,
        None => Kind::Label,
    }
}

/// The figure of a cell that says nothing else, but for the mark of a note behind it: 1,234¹, 1,234[a].
fn figure(view: &View<'_>, s: usize) -> Option<usize> {
    let span = view.sentences[s].span;
    let mut mentions = view.tokens[s].iter().filter_map(|t| match t.what {
        What::Mention(m) if view.mentions[m].value.quantity().is_some() => Some(m),
        _ => None,
    });
    let m = mentions.next()?;
    let at = view.mentions[m].span;
    // 百万元 is a unit.
    if !view.text(at).contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (before, behind) = (span.start..at.start, at.end..span.end);
    let before = view.folded.text.get(before).unwrap_or("");
    let behind = view.folded.text.get(behind).unwrap_or("").trim();
    let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let noted = behind.strip_prefix('[').and_then(|b| b.strip_suffix(']')).is_some_and(|n| n.len() <= 3);
    let ends = noted || !behind.contains(|c: char| c.is_alphanumeric() && !raised(c));
    (ends && !before.contains(char::is_alphanumeric)).then_some(m)
}

/// True where a row with this label is part of the one above.
fn is_part(view: &View<'_>, s: usize) -> bool {
    let text = view.text(view.sentences[s].span);
    let words = text.trim_start_matches([' ', '-', '—', '–', '·', '•']);
    let marked = |l: Language| reckoned().parts_of.at_head(words, l).is_some();
    words.len() < text.len() || marked(Language::Zh) || marked(Language::En)
}

/// True where a line or a cell gives a unit and nothing else.
fn is_unit(view: &View<'_>, s: usize) -> bool {
    let names = |t: &super::super::scan::Token| !matches!(t.what, What::Mention(_) | What::Cue(_));
    unit(view.text(view.sentences[s].span)).is_some() && !view.tokens[s].iter().any(names)
}

/// Where the number of a table stands in its title: 表1, Table 2.
fn title(text: &str) -> Option<usize> {
    let word = [Language::Zh, Language::En].into_iter().find_map(|l| lists().tables.at_head(text, l))?;
    let spaces = text[word..].len() - text[word..].trim_start().len();
    text[word + spaces..].starts_with(|c: char| c.is_ascii_digit()).then_some(word + spaces)
}

/// A line of so many bytes is a paragraph.
const LINE: usize = 120;

/// The sentences of the caption, of a short line right above, and of titles and units that stand further up.
fn above(view: &View<'_>, first: usize, table: u32) -> Vec<usize> {
    /// So many blocks are looked at.
    const REACH: usize = 8;
    let mut out = Vec::new();
    let Some(mut last) = first.checked_sub(1) else { return out };
    let mut near = true;
    for _ in 0..REACH {
        let block = view.sentences[last].block;
        let (span, kind) = view.folded.blocks[block];
        if kind == Block::Cell || matches!(kind, Block::Caption(other) if other != table) {
            break;
        }
        let sentences: Vec<usize> =
            (0..=last).rev().take_while(|s| view.sentences[*s].block == block).take(HEADS).collect();
        let text = view.text(span);
        let short = span.len() <= LINE;
        let told = short && (title(text).is_some() || sentences.iter().any(|s| is_unit(view, *s)));
        if kind == Block::Caption(table) || near && short || told {
            out.extend(&sentences);
        }
        // What stands above a line that only gives the unit is as near as if there were none.
        near &= sentences.iter().all(|s| is_unit(view, *s));
        let Some(next) = sentences.last().and_then(|s| s.checked_sub(1)) else { break };
        if kind == Block::Heading || view.sentences[next].block == block {
            break;
        }
        last = next;
    }
    out
}

/// The sentences of a caption right below.
fn caption_below(view: &View<'_>, end: usize, table: u32) -> Vec<usize> {
    let is_caption = |s: &usize| view.folded.blocks[view.sentences[*s].block].1 == Block::Caption(table);
    (end..view.sentences.len()).take_while(is_caption).take(HEADS).collect()
}

/// The sentences of a short line right below that give the unit.
fn below(view: &View<'_>, end: usize) -> Vec<usize> {
    let Some(block) = view.sentences.get(end).map(|s| s.block) else { return Vec::new() };
    let (span, kind) = view.folded.blocks[block];
    let all = (end..view.sentences.len()).take_while(|s| view.sentences[*s].block == block).take(HEADS);
    let all: Vec<usize> = all.filter(|s| is_unit(view, *s)).collect();
    if kind != Block::Cell && span.len() <= LINE { all } else { Vec::new() }
}
