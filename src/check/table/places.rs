//! 石鼓乡产量排第三, the parish came third in output: the place of a row by one of its columns.

use super::grids;
use super::labelled::{Row, Table, is_free, table};
use crate::article::Article;
use crate::extract::{Extraction, MentionValue};
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{Language, Words, reckoned};
use rust_decimal::Decimal;

/// Rows that are compared, at least.
const LEAST: usize = 3;
/// Bytes of a clause that are looked at.
const REACH: usize = 120;

/// A place that the prose gives a row, with the figures of the column it is by.
pub(in crate::check) struct Placed {
    /// Where it stands, and which it is.
    pub(in crate::check) place: (Span, usize),
    pub(in crate::check) own: (Span, Decimal),
    pub(in crate::check) others: Vec<(Span, Decimal)>,
}

/// The places of rows, of tables that have a row for all of them: others are not told of whole.
pub(in crate::check) fn places(article: &Article, extraction: &Extraction) -> Vec<Placed> {
    let tables: Vec<Table> = grids(article).iter().filter_map(table).filter(|t| t.total.is_some()).collect();
    if tables.is_empty() {
        return Vec::new();
    }
    let text = article.source.text().to_ascii_lowercase();
    let in_cell = |at: usize| {
        let run = article.runs.get(article.runs.partition_point(|r| r.span.end <= at));
        run.is_some_and(|r| r.cell.is_some() && r.span.start <= at)
    };
    let mut out = Vec::new();
    for table in &tables {
        for (i, row) in table.rows.iter().enumerate().filter(|(i, _)| table.total != Some(*i)) {
            let label = row.label();
            if label.chars().count() < 2 {
                continue;
            }
            for (at, _) in text.match_indices(label).filter(|(at, _)| !in_cell(*at) && is_free(&text, *at, label)) {
                let end = at + label.len();
                let rest = &text[end..text.floor_char_boundary(text.len().min(end + REACH))];
                let language = if label.chars().any(is_han) { Language::Zh } else { Language::En };
                let told = placed(rest, table.rows.len() - 1, language);
                let Some((noun, place, span)) = told.filter(|_| is_plain(&text[..at], extraction, at, language)) else {
                    continue;
                };
                let columns: Vec<usize> =
                    table.heads.iter().filter(|(_, h)| h.contains(noun.as_str())).map(|(c, _)| *c).collect();
                let [column] = columns[..] else { continue };
                let cell = |r: &Row| r.cells.iter().find(|c| c.0 == column && !c.3).map(|c| (c.1, c.2));
                let others = table.rows.iter().enumerate().filter(|(j, _)| *j != i && table.total != Some(*j));
                let others: Option<Vec<(Span, Decimal)>> = others.map(|(_, r)| cell(r)).collect();
                if let (Some(own), Some(others)) = (cell(row), others.filter(|o| o.len() + 1 >= LEAST)) {
                    out.push(Placed { place: (Span::new(end + span.start, end + span.end), place), own, others });
                }
            }
        }
    }
    out
}

/// Before the name of the row, in its sentence, nothing makes it a place of another time or of another thing.
fn is_plain(head: &str, extraction: &Extraction, at: usize, language: Language) -> bool {
    let start = head.rfind(['。', '\n', '!', '?', '！', '？', '；', ';']).map_or(0, |i| i + 1);
    let start = start.max(head.rfind(". ").map_or(0, |i| i + 2));
    let start = (start..=head.len()).find(|i| head.is_char_boundary(*i)).unwrap_or(head.len());
    let untold = reckoned().untold.places(&head[start..], language).next().is_some();
    let from = extraction.mentions.partition_point(|m| m.span.start < start);
    let mut before = extraction.mentions[from..].iter().take_while(|m| m.span.start < at);
    !untold && !before.any(|m| matches!(m.value, MentionValue::Days(_)))
}

/// By what, which place, and where that stands in the words behind the name of a row.
fn placed(rest: &str, rows: usize, language: Language) -> Option<(String, usize, Span)> {
    let words = reckoned();
    let clause = match language {
        Language::Zh => rest.split(['，', ',', '。', '；', ';', '\n', '！', '、']).next()?,
        Language::En => rest.split([',', ';', '\n', '!']).next()?.split(". ").next()?.trim_end_matches('.'),
    };
    match language {
        Language::Zh => {
            let found = |list: &Words, place: usize| {
                let all = list.of(language).iter().filter_map(|w| Some((clause.find(w.as_str())?, w.len())));
                all.max_by_key(|(_, len)| *len).map(|(at, len)| (at, len, place))
            };
            let numbered = || {
                let verbs = words.placing.of(language).iter().filter_map(|w| Some((clause.find(w.as_str())?, w.len())));
                let (at, len) = verbs.min_by_key(|(at, len)| (*at, usize::MAX - len))?;
                let behind = clause[at + len..].strip_prefix('第')?;
                let place = words.numbering.of(language).iter().position(|n| behind.starts_with(n.as_str()))?;
                Some((at, len + '第'.len_utf8() + words.numbering.of(language).get(place)?.len(), place + 1))
            };
            let (at, len, place) =
                numbered().or_else(|| found(&words.topmost, 1)).or_else(|| found(&words.bottommost, rows))?;
            let noun = clause[..at].trim_matches(['的', '也']);
            let tail = clause[at + len..].trim_start_matches(['位', '名']);
            let named = words.measured_by.has(noun, language) && tail.is_empty();
            named.then(|| (noun.to_owned(), place, Span::new(at, at + len)))
        }
        Language::En => {
            let told = clause.strip_prefix(' ')?;
            if let Some(most) = told.strip_prefix("had ") {
                let edge = |list: &Words, place: usize| list.at_head(most, language).map(|len| (len, place));
                let (len, place) = edge(&words.topmost, 1).or_else(|| edge(&words.bottommost, rows))?;
                let noun = most[len..].trim();
                let named = words.measured_by.has(noun, language);
                return named.then(|| (noun.to_owned(), place, Span::new(5, 5 + len)));
            }
            let verb = words.placing.at_head(told, language)?;
            let (place, noun) = told[verb..].trim().split_once(' ')?;
            let noun = ["in ", "by ", "for "].iter().find_map(|w| noun.strip_prefix(w))?;
            let n = words.numbering.of(language).iter().position(|w| w == place).map(|i| i + 1);
            let n = n.or((place == "last").then_some(rows))?;
            let start = 1 + told.find(place)?;
            let named = words.measured_by.has(noun.trim(), language);
            named.then(|| (noun.trim().to_owned(), n, Span::new(start, start + place.len())))
        }
    }
}
