//! 水泥仍是收入的主要来源,占总收入的七成: a share told in prose of a line that a table gives beside the total.

use super::{Cell, Grid, grids};
use crate::article::Article;
use crate::check::reckon::Range;
use crate::extract::{Extraction, Mention, MentionKind, MentionValue};
use crate::normalise::fold_text;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, lists, reckoned};
use rust_decimal::Decimal;

/// Bytes before a share that are looked through for the head of its sentence.
const REACH: usize = 300;
/// Shares of an article that are looked at.
const MOST: usize = 200;

/// A share that no column of the table gives the line.
pub(in crate::check) struct Share {
    /// Where it stands.
    pub(in crate::check) span: Span,
    /// How it was written.
    pub(in crate::check) value: Quantity,
    /// The figure of the line and the total, of the first column.
    pub(in crate::check) part: (Span, Decimal),
    /// The total.
    pub(in crate::check) whole: (Span, Decimal),
}

/// The shares of an article that its tables contradict.
pub(in crate::check) fn shares(article: &Article, extraction: &Extraction) -> Vec<Share> {
    let grids = grids(article);
    if grids.is_empty() {
        return Vec::new();
    }
    let shares = extraction.mentions.iter().filter(|m| m.kind == MentionKind::Percentage).take(MOST);
    shares.filter_map(|m| wrong(article, &grids, m)).collect()
}

fn wrong(article: &Article, grids: &[Grid], mention: &Mention) -> Option<Share> {
    let MentionValue::Figure(value) = &mention.value else { return None };
    let text = article.source.text();
    let from = mention.span.start.saturating_sub(REACH);
    let from = (from..=mention.span.start).find(|i| text.is_char_boundary(*i))?;
    let head = text.get(from..mention.span.start)?;
    let head = head.rsplit(['。', '\n', '；', ';', '!', '！']).next()?;
    let head = head.rsplit(". ").next()?;
    let head = fold_text(head).trim().to_lowercase();
    let tail = fold_text(text.get(mention.span.end..)?.lines().next()?).to_lowercase();
    let zh = head.strip_suffix('的').and_then(|h| {
        lists().wholes.of(Language::Zh).iter().find_map(|w| h.strip_suffix(w.as_str())?.strip_suffix('占'))
    });
    let en = lists().wholes.at_head(tail.trim_start(), Language::En);
    // Of another figure of the sentence the share may be one.
    if zh.is_none() && en.is_none() || head.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let language = if zh.is_some() { Language::Zh } else { Language::En };
    grids.iter().find_map(|grid| against(grid, &head, language, mention.span, value))
}

/// The line whose label opens the sentence, and the total of its table.
fn against(grid: &Grid, head: &str, language: Language, span: Span, value: &Quantity) -> Option<Share> {
    let label = |row: &std::collections::BTreeMap<usize, Cell>| {
        row.values().next().filter(|c| c.figure.is_none()).map(|c| c.words.clone())
    };
    let mut lines = grid.iter().filter(|row| {
        let opens = |l: &String| {
            let rest = head.strip_prefix(l.as_str());
            let bound = |r: &str| language == Language::Zh || !r.starts_with(char::is_alphanumeric);
            l.chars().count() >= 2 && rest.is_some_and(bound)
        };
        label(row).is_some_and(|l| opens(&l))
    });
    let line = lines.next().filter(|_| lines.next().is_none())?;
    let total = grid.iter().find(|row| {
        label(row).is_some_and(|l| {
            reckoned()
                .totals
                .of(language)
                .iter()
                .any(|w| *w == l || l.strip_prefix(w.as_str()).is_some_and(|r| r.trim().is_empty()))
        })
    })?;
    let pairs = line.iter().filter_map(|(column, cell)| {
        let (part, whole) = (cell.figure?, total.get(column)?.figure?);
        (part.value > Decimal::ZERO && whole.value > part.value && !part.percent).then_some((
            cell,
            total.get(column)?,
            part,
            whole,
        ))
    });
    let pairs: Vec<_> = pairs.collect();
    let told = Range::of(value).times(Decimal::new(1, 2));
    // Two thirds and 七成 are told of 66 and 68 per cent alike.
    let slack = Decimal::new(15, 3);
    let wide = Range { low: told.low.map(|l| l - slack), high: told.high.map(|h| h + slack) };
    let fits = |(_, _, part, whole): &(&Cell, &Cell, super::Figure, super::Figure)| {
        part.value.checked_div(whole.value).is_none_or(|r| wide.meets(Range::new(r, r)))
    };
    let (part, whole, p, w) = pairs.first().filter(|_| !pairs.iter().any(fits))?;
    Some(Share { span, value: value.clone(), part: (part.span, p.value), whole: (whole.span, w.value) })
}
