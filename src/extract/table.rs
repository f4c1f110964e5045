//! Tables: a cell's figure is of what its row, its column, the caption and the line above name.
//!
//! A claim is made only where the heads name one metric and nothing else that would make it another; the other figures
//! of a table are left to `unnamed`.

use super::frame::{Drafts, Found, View, When};
use super::metric::{self, Figure};
use super::scan::{Reading, What};
use super::{Doubt, context};
use crate::article::{Block, Cell};
use crate::grammar::{self, Mention, Value};
use crate::normalise::Folded;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::vocabulary::{Language, PredicateKind};
use rust_decimal::Decimal;

/// Figures of cells in brackets are negative: (1,234). Where the grammar took the brackets for those of an enumerator, the
/// figure is added. Mentions come and stay in the order of the text.
pub(super) fn negate(folded: &Folded, mentions: &mut Vec<Mention>) {
    let mut added = Vec::new();
    for ((span, _), cell) in folded.blocks.iter().zip(&folded.cells) {
        let text = &folded.text[span.start..span.end];
        let Some(inside) = bracketed(text).filter(|_| cell.is_some()) else { continue };
        let from = mentions.partition_point(|m| m.span.start < span.start);
        match mentions.get_mut(from).filter(|m| span.contains(m.span)) {
            Some(mention) => {
                if let Value::Number(q) | Value::Currency(q) | Value::Percentage(q) | Value::Dimension(q) =
                    &mut mention.value
                {
                    *q = negative(q.clone());
                }
            }
            None => {
                let digits = inside.replace(',', "");
                let dollar = text.contains('$').then(|| Unit::currency("USD"));
                if let Some(q) = Quantity::written(&format!("-{digits}"), Decimal::ONE, dollar.clone()) {
                    let start = span.start + text.find(inside).unwrap_or(0);
                    let place = Span::new(start, start + inside.len());
                    let value = if dollar.is_some() { Value::Currency(q) } else { Value::Number(q) };
                    added.push(Mention { span: place, value });
                }
            }
        }
    }
    if !added.is_empty() {
        mentions.extend(added);
        mentions.sort_by_key(|m| m.span.start);
    }
}

/// The figure of a cell that is nothing but a figure in brackets.
fn bracketed(cell: &str) -> Option<&str> {
    let cell = cell.trim().trim_start_matches(['$', '¥', '€', '£']).trim_start();
    let inside = cell.strip_prefix('(')?.trim_end_matches('%').trim_end().strip_suffix(')')?.trim();
    let inside = inside.trim_start_matches(['$', '¥', '€', '£']).trim_end_matches('%').trim();
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let digits = inside.starts_with(|c: char| c.is_ascii_digit()) && inside.chars().all(is_figure);
    digits.then_some(inside)
}

fn negative(q: Quantity) -> Quantity {
    Quantity {
        stated: q.stated.map(|v| -v),
        low: q.high.map(|v| -v),
        high: q.low.map(|v| -v),
        low_open: q.high_open,
        high_open: q.low_open,
        ..q
    }
}

/// A cell or a line that heads others: its sentences.
struct Head {
    cell: Cell,
    sentences: Vec<usize>,
    /// The index of the figure it is, where it is nothing else.
    figure: Option<usize>,
}

/// Adds the claims of all tables.
pub(super) fn read(view: &View<'_>, drafts: &mut Drafts) {
    let block = |s: &usize| view.sentences[*s].block;
    let cell = |s: &usize| view.folded.cells[block(s)];
    let mut s = 0;
    while s < view.sentences.len() {
        let Some(first) = cell(&s) else {
            s += 1;
            continue;
        };
        let end = (s..view.sentences.len()).find(|s| cell(s).is_none_or(|c| c.table != first.table));
        let end = end.unwrap_or(view.sentences.len());
        table(view, s..end, above(view, s, first.table), drafts);
        s = end;
    }
}

/// The sentences of the caption, or of a short line right above.
fn above(view: &View<'_>, first: usize, table: u32) -> Vec<usize> {
    /// A line of so many bytes is a paragraph.
    const LINE: usize = 120;
    let Some(before) = first.checked_sub(1) else { return Vec::new() };
    let block = view.sentences[before].block;
    let (span, kind) = view.folded.blocks[block];
    let is_caption = kind == Block::Caption(table);
    let is_near = block + 1 == view.sentences[first].block && span.len() <= LINE && kind != Block::Cell;
    let all = (0..=before).rev().take_while(|s| view.sentences[*s].block == block);
    if is_caption || is_near { all.collect() } else { Vec::new() }
}

fn table(view: &View<'_>, sentences: std::ops::Range<usize>, above: Vec<usize>, drafts: &mut Drafts) {
    /// So many cells head one at most: more would be work without end in a hostile table.
    const HEADS: usize = 16;
    let mut heads: Vec<Head> = Vec::new();
    for s in sentences {
        let Some(cell) = view.folded.cells[view.sentences[s].block] else { continue };
        match heads.last_mut() {
            Some(head) if (head.cell.row, head.cell.column) == (cell.row, cell.column) => {
                head.sentences.push(s);
                head.figure = None;
            }
            _ => heads.push(Head { cell, sentences: vec![s], figure: figure(view, s) }),
        }
    }
    let lines = heads.iter().filter(|h| h.figure.is_none()).flat_map(|h| h.sentences.iter().copied());
    for s in lines.chain(above.iter().copied()).filter(|s| unit(view.text(view.sentences[*s].span)).is_some()) {
        // 百万元 would be a million.
        let bare = view.tokens[s].iter().filter_map(|t| match t.what {
            What::Mention(m) if !view.text(t.span).contains(|c: char| c.is_ascii_digit()) => Some(m),
            _ => None,
        });
        bare.filter(|m| view.mentions[*m].value.quantity().is_some()).for_each(|m| drafts.leave_out(m));
    }
    let corner = heads.first().filter(|h| h.cell.row == 0 && h.cell.column == 0 && h.figure.is_none());
    let corner: Vec<usize> = corner.iter().flat_map(|h| h.sentences.clone()).collect();
    // Cells above and to the left, as far as they are no figures: kept while the table is read row by row.
    let mut rows: Vec<usize> = Vec::new();
    let mut columns: rustc_hash::FxHashMap<u32, Vec<usize>> = rustc_hash::FxHashMap::default();
    let mut row = u32::MAX;
    for (index, head) in heads.iter().enumerate() {
        if head.cell.row != row {
            row = head.cell.row;
            rows.clear();
        }
        let Some(m) = head.figure else {
            if rows.len() < HEADS {
                rows.push(index);
            }
            for column in head.cell.column..head.cell.column.saturating_add(head.cell.columns.min(HEADS as u32)) {
                let list = columns.entry(column).or_default();
                if list.len() < HEADS {
                    list.push(index);
                }
            }
            continue;
        };
        let list =
            |all: &[usize]| -> Vec<usize> { all.iter().rev().flat_map(|&i| heads[i].sentences.clone()).collect() };
        let left = list(&rows);
        let up = columns.get(&head.cell.column).map(|c| list(c)).unwrap_or_default();
        claim(view, head.sentences[0], m, [&left, &up, &corner, &above], drafts);
    }
}

/// The figure of a cell that says nothing else.
fn figure(view: &View<'_>, s: usize) -> Option<usize> {
    let span = view.sentences[s].span;
    let mut mentions = view.tokens[s].iter().filter_map(|t| match t.what {
        What::Mention(m) if view.mentions[m].value.quantity().is_some() => Some(m),
        _ => None,
    });
    let m = mentions.next().filter(|_| mentions.next().is_none())?;
    let at = view.mentions[m].span;
    let around = [Span::new(span.start, at.start), Span::new(at.end, span.end)];
    around.iter().all(|a| !view.text(*a).contains(char::is_alphanumeric)).then_some(m)
}

/// The claim of a figure, where its heads name it in full.
fn claim(view: &View<'_>, s: usize, m: usize, [left, up, corner, above]: [&Vec<usize>; 4], drafts: &mut Drafts) {
    let near = || left.iter().chain(up).copied();
    let Some((place, readings)) =
        near().find_map(|h| named(view, h)).or_else(|| above.iter().find_map(|&h| named(view, h)))
    else {
        return;
    };
    // A head that says more than metric, name, time and unit makes it another metric: cost of revenue, revenue by region.
    if near().any(|h| says_more(view, h)) {
        return;
    }
    let all = || near().chain(above.iter().copied());
    let types: Vec<String> = readings
        .iter()
        .filter_map(|r| view.facts.vocabulary.get(&r.predicate))
        .flat_map(|p| p.subject.clone())
        .collect();
    let subject = all().chain(corner.iter().copied()).find_map(|h| {
        let token = view.tokens[h].iter().find(|t| view.ids(t, &types).is_some())?;
        Some(Found { ids: view.ids(token, &types)?, span: token.span, weak: None })
    });
    let Some(subject) = subject else { return };
    let when = all().chain(corner.iter().copied()).find_map(|h| {
        view.tokens[h].iter().find_map(|t| match t.what {
            What::Mention(d) if view.date_expr(d).is_some() => {
                Some(When { mention: d, span: t.span, days: view.times[d].as_ref().map(|r| r.days) })
            }
            _ => None,
        })
    });
    let Some(when) = when else { return };
    let money = readings
        .iter()
        .any(|r| view.facts.vocabulary.get(&r.predicate).is_some_and(|p| p.dimension.as_deref() == Some("currency")));
    let units = || near().chain(corner.iter().copied()).chain(above.iter().copied());
    let Some(value) = scaled(view, m, money, units()) else { return };
    let figure = Figure::of(view.mentions[m].span, m, value);
    let readings: Vec<&Reading> = readings.iter().filter(|r| metric::predicate_fits(view, r, &figure)).collect();
    let Some(mut draft) = metric::build(view, s, place, &readings, &figure, (Ok(subject.clone()), Some(when)), drafts)
    else {
        return;
    };
    // 2023 above a column is a fiscal year where the company has one of its own.
    let fiscal = subject.ids.iter().filter_map(|id| view.facts.entity_position(id));
    let fiscal = fiscal.filter_map(|e| context::calendar(view.facts, e)).any(|e| {
        let entity = &view.facts.entities[e];
        entity.fiscal_year_end != Some((12, 31))
    });
    let is_year = when.days.is_some_and(|d| d.precision == crate::time::Precision::Year);
    if fiscal && is_year && draft.doubt.is_none() {
        draft.doubt = Some(Doubt::FiscalYear);
    }
    draft.span = view.sentences[s].span;
    drafts.push(draft, &[m]);
}

/// The one metric a head names, and where.
fn named(view: &View<'_>, s: usize) -> Option<(Span, Vec<Reading>)> {
    let mut found = view.tokens[s].iter().filter_map(|t| {
        let readings = view.readings(t, PredicateKind::Metric);
        (!readings.is_empty()).then(|| (t.span, readings.into_iter().cloned().collect::<Vec<Reading>>()))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Words around the dates of heads: years ended 31 December.
const FILLERS: &[&str] =
    &["and", "as", "at", "ended", "ending", "for", "in", "of", "on", "the", "year", "years", "截至", "截止"];

/// True where a head holds words that are none of what a claim is made of.
fn says_more(view: &View<'_>, s: usize) -> bool {
    let span = view.sentences[s].span;
    let text = view.text(span);
    let mut rest: String = text.to_owned();
    let known = view.tokens[s].iter().filter(|t| {
        matches!(t.what, What::Entity { .. } | What::Local(_) | What::Mention(_))
            || !view.readings(t, PredicateKind::Metric).is_empty()
    });
    let mut places: Vec<Span> = known.map(|t| t.span).collect();
    places.sort_unstable_by_key(|p| std::cmp::Reverse(p.start));
    for place in places {
        let (from, to) = (place.start.max(span.start) - span.start, place.end.min(span.end) - span.start);
        if rest.get(from..to).is_some() {
            rest.replace_range(from..to, " ");
        }
    }
    // What stands in brackets, or behind 单位, is the unit.
    let rest = rest.split(['(', '[']).next().unwrap_or("");
    let rest = rest.split("单位").next().unwrap_or("");
    let rest = if unit(rest).is_some() { "" } else { rest };
    let mut words = rest.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    words.any(|w| !FILLERS.iter().any(|f| w.eq_ignore_ascii_case(f)))
}

/// The value of a cell in the unit that it or a head names; money needs a currency.
fn scaled(view: &View<'_>, m: usize, money: bool, mut heads: impl Iterator<Item = usize>) -> Option<Quantity> {
    let value = &view.mentions[m].value;
    let quantity = value.quantity()?;
    let own = quantity.unit.clone();
    if let Value::Percentage(_) | Value::Dimension(_) | Value::Ordinal(_) | Value::Age(_) = value {
        return Some(quantity.clone());
    }
    let text = view.text(view.mentions[m].span);
    let head = heads.find_map(|h| unit(view.text(view.sentences[h].span)));
    let scaled = head.is_some();
    let (scale, named) = head.unwrap_or((Decimal::ONE, None));
    let unit = own.or(named);
    if !money {
        // A head that gives millions of money says nothing of what is counted beside it.
        return (!scaled || unit.is_some()).then(|| quantity.clone());
    }
    unit.as_ref()?;
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let plain = digits.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    if !plain {
        return Some(quantity.clone());
    }
    let sign = if quantity.stated.is_some_and(|v| v.is_sign_negative()) { "-" } else { "" };
    Quantity::written(&format!("{sign}{digits}"), scale, unit)
}

/// What the words of a head multiply figures by, and the unit they give: 单位:百万元, (in millions of dollars), RMB million.
fn unit(text: &str) -> Option<(Decimal, Option<Unit>)> {
    let read = |phrase: &str, language: Language| {
        let mut out = Vec::new();
        grammar::of(language).read(phrase, 0..phrase.len(), &mut out);
        let first = out.into_iter().next().filter(|m| m.span.start == 0)?;
        let quantity = match &first.value {
            Value::Currency(q) | Value::Number(q) => q.clone(),
            _ => return None,
        };
        Some((quantity.stated?, quantity.unit))
    };
    let lower = text.to_lowercase();
    for part in lower.split(['(', ')', '[', ']', ':', ',', ';', '/']).map(str::trim) {
        if part.chars().any(crate::normalise::is_han) {
            let part = part.trim_start_matches("单位").trim();
            if let Some((scale, Some(unit))) = read(&format!("1{part}"), Language::Zh) {
                return Some((scale, Some(unit)));
            }
            continue;
        }
        let words: Vec<&str> =
            part.split_whitespace().filter(|w| !matches!(*w, "in" | "of" | "amounts" | "figures")).collect();
        let scale_at = words.iter().position(|w| ["thousand", "million", "billion"].contains(&w.trim_end_matches('s')));
        let Some(at) = scale_at else { continue };
        let scale = words[at].trim_end_matches('s');
        let before = words[..at].last().copied().unwrap_or("").to_uppercase();
        let behind = words[at + 1..].join(" ");
        let phrases = [format!("{before}1 {scale}"), format!("{before} 1 {scale}"), format!("1 {scale} {behind}")];
        let known = phrases.iter().filter_map(|p| read(p, Language::En)).find(|k| k.1.is_some());
        return known.or_else(|| read(&format!("1 {scale}"), Language::En));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_heads_are_read_in_both_languages() {
        for (text, scale, name) in [
            ("单位:百万元", 1_000_000, Some("CNY")),
            ("营业收入(亿元)", 100_000_000, Some("CNY")),
            ("单位:万美元", 10_000, Some("USD")),
            ("(in millions)", 1_000_000, None),
            ("(in thousands of dollars)", 1_000, Some("USD")),
            ("(RMB in millions)", 1_000_000, Some("CNY")),
            ("Revenue ($ million)", 1_000_000, Some("USD")),
            ("US$ billions", 1_000_000_000, Some("USD")),
        ] {
            let found = unit(text).map(|(scale, unit)| (scale, unit.map(|u| u.name().to_owned())));
            assert_eq!(found, Some((Decimal::from(scale), name.map(str::to_owned))), "{text}");
        }
        for text in ["Revenue", "2023", "营业收入", "two companies", ""] {
            assert_eq!(unit(text).map(|u| u.0), None, "{text}");
        }
    }
}
