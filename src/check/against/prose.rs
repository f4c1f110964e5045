//! Sentences that tell a figure of two years, as rows of a table: net sales were 120 in 2023, compared with 110 in 2022.

use super::place::sentences;
use super::tables::{Cell, Row, years};
use super::words::Words;
use crate::article::Article;
use crate::extract::{Extraction, MentionKind, MentionValue};
use crate::source::Span;
use crate::vocabulary::{Language, lists};

/// Words of a label, at least: a single one names too much.
const LABEL: usize = 2;

/// The rows that the sentences of an article tell; the tables they stand for are numbered from `table` on.
///
/// A sentence is one where it has two years and two figures of one unit, each year with the figure in its turn.
pub(super) fn rows(article: &Article, extraction: &Extraction, table: usize) -> Vec<Row> {
    let text = article.source.text();
    let told = sentences(text).into_iter().enumerate();
    told.filter_map(|(n, span)| row(text, extraction, span, table + n)).collect()
}

fn row(text: &str, extraction: &Extraction, span: Span, table: usize) -> Option<Row> {
    let mentions = &extraction.mentions;
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let inside = || mentions.get(from..).unwrap_or_default().iter().take_while(|m| m.span.end <= span.end);
    let dated = |m: &&crate::extract::Mention| matches!(m.value, MentionValue::Days(_));
    let mut told: Vec<u16> = inside().filter(dated).flat_map(|m| years(&text[m.span.start..m.span.end])).collect();
    told.dedup();
    let figures: Vec<_> = inside()
        .filter_map(|m| match &m.value {
            MentionValue::Figure(q) if m.kind != MentionKind::Ordinal => Some((m, q)),
            _ => None,
        })
        .collect();
    let ([first, second], [a, b]) = (&told[..], &figures[..]) else { return None };
    let plain = a.1.comparator.is_none() && b.1.comparator.is_none() && a.1.unit == b.1.unit && a.0.kind == b.0.kind;
    if first == second || !plain {
        return None;
    }
    let label = label(&text[span.start..a.0.span.start]);
    let percent = a.0.kind == MentionKind::Percentage;
    let cell = |(m, q): &(&crate::extract::Mention, &crate::quantity::Quantity), year| {
        Some(Cell { at: m.span, value: q.stated?, percent, year: Some(year) })
    };
    let cells = vec![cell(a, *first)?, cell(b, *second)?];
    (label.count() >= LABEL).then_some(Row { table, label, cells, prose: true })
}

/// What a figure is of: the words of its sentence up to the first that only leads on to it.
fn label(before: &str) -> Words {
    let end = before
        .split_inclusive(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, word.trim_matches(|c: char| !c.is_alphanumeric())))
        })
        .find(|(start, word)| *start > 0 && lists().label_ends.is(&word.to_lowercase(), Language::En))
        .map_or(before.len(), |(start, _)| start);
    Words::of(&before[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Syntax;
    use crate::config::Config;
    use crate::facts::FactBase;
    use chrono::NaiveDate;

    #[test]
    fn a_sentence_of_two_years_is_a_row() {
        let read = |text: &str| {
            let article = Article::parse("x", text.as_bytes(), Syntax::Plain);
            let extraction =
                crate::extract::extract(&article, &FactBase::default(), &Config::new(NaiveDate::default()));
            let rows = rows(&article, &extraction, 0);
            rows.iter().flat_map(|r| &r.cells).map(|c| (c.year, c.value.to_string())).collect::<Vec<_>>()
        };
        let want = vec![(Some(2023), "1204500000".to_owned()), (Some(2022), "1101200000".to_owned())];
        for text in [
            "Net sales for fiscal 2023 were $1,204.5 million, compared with $1,101.2 million in fiscal 2022.",
            "Net sales rose to $1,204.5 million in 2023 from $1,101.2 million in 2022.",
        ] {
            assert_eq!(read(text), want, "{text}");
        }
        assert!(read("Net sales were $1,204.5 million in 2023, and 96 plants stood still in 2022.").is_empty());
        assert!(read("Net sales were $1,204.5 million in 2023.").is_empty());
    }
}
