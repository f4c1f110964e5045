//! What is left: figures and dates whose predicate no word of the vocabulary names.
//!
//! They are claims all the same: a fact base cannot judge them, a reference that says the same thing can.

use super::frame::{Drafts, View, When, part};
use super::scan::{Token, What};
use super::score::{pairs, tells_result};
use crate::grammar::Value;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Event, Id, Metric, Slot, Statement};
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// Types of entities that figures are given of.
static MEASURED: LazyLock<[String; 7]> =
    LazyLock::new(|| ["organization", "product", "facility", "place", "person", "event", "concept"].map(str::to_owned));

/// Adds the figures and dates of a sentence that no other frame has taken.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        if drafts.owner.contains_key(&m) {
            continue;
        }
        let value = &view.mentions[m].value;
        match value {
            Value::Date(_) => event(view, s, token, m, drafts),
            _ => {
                if let Some(figure) = value.quantity().filter(|q| is_figure(value, q)) {
                    metric(view, s, token, figure.clone(), m, drafts);
                }
            }
        }
    }
}

/// Adds the results of games that a sentence tells of.
pub(super) fn results(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let sentence = view.sentences[s].span;
    let text = view.text(sentence);
    if !tells_result(text) {
        return;
    }
    for (at, _) in pairs(text) {
        let span = Span::new(sentence.start + at.start, sentence.start + at.end);
        if !drafts.list.iter().any(|d| d.span.overlaps(span)) {
            drafts.push(view.draft(s, span, Statement::Event(Event::default()), Vec::new()), &[]);
        }
    }
}

/// Adds a claim for a sentence that has none: a reference may say the same, or otherwise.
pub(super) fn whole(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    /// Characters of a heading or an aside.
    const SHORT: usize = 6;
    let sentence = &view.sentences[s];
    let span = sentence.span;
    let text = view.text(span);
    let end = text.trim_end_matches(['.', '。', '!', '！', ' ', '\n']).len();
    let span = Span::new(span.start + (text.len() - text.trim_start().len()).min(end), span.start + end);
    let claimed = drafts.list.iter().any(|d| d.span.overlaps(span));
    let asks = text.trim_end().ends_with(['?', '？']);
    if claimed || asks || view.folded.cells[sentence.block].is_some() || text[..end].chars().count() <= SHORT {
        return;
    }
    let statement = Statement::Event(Event::default());
    let mut draft = view.draft(s, span, statement, Vec::new());
    draft.span = span;
    drafts.push(draft, &[]);
}

/// Small bare numbers count things of speech as often as things of the world.
fn is_figure(value: &Value, q: &Quantity) -> bool {
    match value {
        Value::Ordinal(_) => q.stated.is_some_and(|v| v > Decimal::ONE),
        Value::Number(_) => q.stated.is_none_or(|v| v.abs() >= Decimal::TEN),
        _ => true,
    }
}

/// Whom it is about, where that is certain.
fn subject(view: &View<'_>, s: usize, token: &Token) -> (Vec<Id>, Option<crate::source::Span>) {
    match view.subject(s, token.span, &*MEASURED) {
        Ok(found) if found.weak.is_none() => (found.ids, Some(found.span)),
        _ => (Vec::new(), None),
    }
}

fn metric(view: &View<'_>, s: usize, token: &Token, value: Quantity, m: usize, drafts: &mut Drafts) {
    let (ids, place) = subject(view, s, token);
    let when = view.time(s, token.span);
    let days = view.days(when, &ids).0;
    // Nobody knows what happened then, so the date stays a claim of its own.
    let mut parts = vec![(Slot::Value, token.span)];
    part(&mut parts, Slot::Subject, place);
    let statement = Statement::Metric(Metric { metric: None, subject: ids, value, basis: None, when: days });
    let draft = view.draft(s, token.span, statement, parts);
    drafts.push(draft, &[m]);
}

fn event(view: &View<'_>, s: usize, token: &Token, m: usize, drafts: &mut Drafts) {
    let (ids, place) = subject(view, s, token);
    let resolved = view.times[m].as_ref();
    let when = When { mention: m, span: token.span, days: resolved.map(|r| r.days) };
    // Nothing of the story happens on the date of what it is compared with.
    let days = view.days(Some(when), &ids).0.filter(|_| !resolved.is_some_and(|r| r.compared));
    let mut parts = vec![(Slot::When, token.span)];
    part(&mut parts, Slot::Subject, place);
    let statement = Statement::Event(Event { predicate: None, subject: ids, when: days, ..Event::default() });
    let mut draft = view.draft(s, token.span, statement, parts);
    draft.time = Some(m);
    drafts.push(draft, &[m]);
}
