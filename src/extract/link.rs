//! Frames of links: how long something took, how long after something else it came, how much it grew.

use super::Doubt;
use super::figures::difference;
use super::frame::{Drafts, View, part};
use super::scan::{Token, What};
use crate::grammar::{DateExpr, From, Value, units};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Link, LinkKind, Slot, Statement};
use crate::time::{Interval, Precision, TimeUnit};
use crate::vocabulary::Cue;
use rust_decimal::Decimal;

/// Words behind a length of time that make it a distance from another event.
const AFTER: &[&str] =
    &["后", "之后", "过后", "以后", "前", "之前", "以前", " later", " earlier", " after", " before", " ago"];

/// Adds the lengths of time and differences that no other frame has taken; with `bare`, also words of growth that have
/// no figure, which only a reference can speak on.
pub(super) fn read(view: &View<'_>, s: usize, bare: bool, drafts: &mut Drafts) {
    let mut used: Vec<Span> = Vec::new();
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        if drafts.owner.contains_key(&m) {
            continue;
        }
        match &view.mentions[m].value {
            Value::Duration(duration) => {
                let after = &view.folded.text[token.span.end..];
                let distance = AFTER.iter().any(|w| after.starts_with(w));
                let kind = if distance { LinkKind::Distance } else { LinkKind::Duration };
                push(view, s, token.span, link(kind, Some(duration.quantity.clone()), None), Some(m), None, drafts);
            }
            Value::Date(expr) => {
                let Some(length) = counted(expr).filter(|_| is_counted(view.text(token.span), view.is_zh(s))) else {
                    continue;
                };
                let days = view.times[m].as_ref().map(|r| r.days);
                let link = Link { when: days, ..link(LinkKind::Distance, Some(length), None) };
                push(view, s, token.span, link, Some(m), None, drafts);
            }
            // 几乎是…的一半: how many times, where nothing else takes it.
            Value::Number(q) if is_fraction(q, view.text(token.span)) => {
                push(view, s, token.span, link(LinkKind::Ratio, Some(q.clone()), None), Some(m), None, drafts);
            }
            value => {
                let Some((word, rises)) = difference(view, s, token.span) else { continue };
                used.push(word);
                let link = Link { when: implied(view, s), ..link(LinkKind::Growth, value.quantity().cloned(), rises) };
                push(view, s, token.span, link, Some(m), Some(word), drafts);
            }
        }
    }
    for token in view.tokens[s].iter().filter(|t| bare && direction(view, t).is_some() && !used.contains(&t.span)) {
        push(view, s, token.span, link(LinkKind::Growth, None, direction(view, token)), None, Some(token.span), drafts);
    }
}

/// 一半, half: a share in words.
fn is_fraction(q: &Quantity, words: &str) -> bool {
    let worded = !words.contains(|c: char| c.is_ascii_digit());
    worded && q.unit.is_none() && q.stated.is_some_and(|v| v > Decimal::ZERO && v < Decimal::ONE)
}

/// How long after or before another date it is, in the unit it is written in.
fn counted(expr: &DateExpr) -> Option<Quantity> {
    let (count, unit) = match expr {
        DateExpr::Relative { count, unit, fields, .. } if fields.is_empty() => (*count, *unit),
        DateExpr::Offset { count, unit, .. } => (*count, *unit),
        _ => return None,
    };
    let name = match unit {
        TimeUnit::Day => "day",
        TimeUnit::Week => "week",
        TimeUnit::Month => "month",
        TimeUnit::Year => "year",
        _ => return None,
    };
    (count != 0).then(|| Quantity::exact(Decimal::from(count.abs()), units::unit(name)))
}

/// 十年过后, three months ago: the length is written out, unlike in 去年 and tomorrow.
fn is_counted(words: &str, zh: bool) -> bool {
    match zh {
        true => AFTER.iter().any(|w| words.ends_with(w)),
        false => {
            let lower = words.to_ascii_lowercase();
            AFTER.iter().any(|w| lower.ends_with(w)) || lower.starts_with("in ") || lower.contains(" after")
        }
    }
}

/// Fell 23% compared to March 2008: the same month of the year after, if the article was written soon after it.
fn implied(view: &View<'_>, s: usize) -> Option<Interval> {
    let mut dates = view.tokens[s].iter().filter_map(|t| match t.what {
        What::Mention(m) if matches!(view.mentions[m].value, Value::Date(_)) => Some((m, view.times[m].as_ref()?)),
        _ => None,
    });
    // A date that counts from another one (the previous month) says nothing of its own.
    let compared = dates.find(|(m, d)| d.compared && matches!(view.date_expr(*m), Some(DateExpr::Known(_))))?.1;
    let days = compared.days.shift(TimeUnit::Year, 1).filter(|d| d.precision >= Precision::Month)?;
    let (start, end, written) = (days.start?, days.end?, view.document?.start?);
    let soon = start <= written && (written - end).num_days() < SOON;
    let others = view.tokens[s].iter().any(|t| match t.what {
        What::Mention(m) => view.times[m].as_ref().is_some_and(|d| !d.compared && !view.inferred && is_dated(view, m)),
        _ => false,
    });
    (soon && !others).then_some(days)
}

/// The date is one by itself: of a year, a month, a day.
fn is_dated(view: &View<'_>, mention: usize) -> bool {
    !matches!(view.date_expr(mention), Some(DateExpr::Relative { from: From::Discourse, .. }))
}

/// Days between the end of a period and an article that tells of it as its last.
const SOON: i64 = 130;

fn link(kind: LinkKind, value: Option<Quantity>, rises: Option<bool>) -> Link {
    Link { kind, subject: Vec::new(), value, rises, when: None, of: Vec::new() }
}

/// Upwards or downwards.
fn direction(view: &View<'_>, word: &Token) -> Option<bool> {
    match () {
        () if view.is_cue(word, Cue::Rise) => Some(true),
        () if view.is_cue(word, Cue::Fall) => Some(false),
        () => None,
    }
}

fn push(view: &View<'_>, s: usize, at: Span, link: Link, m: Option<usize>, word: Option<Span>, drafts: &mut Drafts) {
    let mut parts = Vec::new();
    part(&mut parts, Slot::Value, m.map(|_| at));
    part(&mut parts, Slot::Predicate, word);
    let mut draft = view.draft(s, at, Statement::Link(link), parts);
    draft.doubt = Some(Doubt::OutOfScope);
    drafts.push(draft, &m.into_iter().collect::<Vec<_>>());
}
