//! Frames of occasions: conferences and contests that are only named with their date.

use super::Doubt;
use super::frame::{Drafts, View};
use super::scan::{Token, What};
use crate::grammar::Value;
use crate::statement::{Event, Id, Metric, Slot, Statement};
use crate::time::Interval;

/// Adds the occasions of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for (i, token) in view.tokens[s].iter().enumerate().filter(|(_, t)| t.is_name()) {
        occasion(view, s, i, token, drafts);
    }
}

/// An occasion that is named with its date right before or behind it: 2022年11月初的云栖大会.
fn occasion(view: &View<'_>, s: usize, index: usize, token: &Token, drafts: &mut Drafts) {
    let types = ["event".to_owned(), "event-series".to_owned()];
    let Some(ids) = view.ids(token, &types) else { return };
    if view.facts.vocabulary.get("hold").is_none() {
        return;
    }
    let list = &view.tokens[s];
    let date = list[..index].iter().rev().take(3).find_map(|t| match t.what {
        What::Mention(m) if view.date_expr(m).is_some() && t.span.end <= token.span.start => Some((t.span, m)),
        _ => None,
    });
    counted(view, s, token, &ids, drafts);
    let beside = date.filter(|(span, _)| {
        matches!(view.folded.text[span.end..token.span.start].trim(), "" | "的" | "'s" | "在" | "第" | "届")
    });
    // 2012年10月,在并不起眼的…挑战赛上: what is a scene of the sentence has, less surely, its time.
    let scene = || view.time(s, token.span).filter(|_| view.is_scene(s, token)).map(|w| (w.span, w.mention));
    let Some((span, mention)) = beside.or_else(scene) else { return };
    let days = view.times[mention].as_ref().map(|r| r.days);
    let subject = ids.iter().map(|id| edition(view, id, days)).collect();
    let event = Event { predicate: Some("hold".into()), subject, when: days, ..Event::default() };
    let parts = vec![(Slot::Predicate, token.span), (Slot::Subject, token.span), (Slot::When, span)];
    let mut draft = view.draft(s, token.span, Statement::Event(event), parts);
    draft.time = Some(mention);
    draft.doubt = days.is_none().then_some(Doubt::NoTime);
    draft.weak = draft.weak.or(beside.is_none().then_some(Doubt::InferredDate));
    drafts.push(draft, &[]);
}

/// 第三届ImageNet挑战赛: which edition the name says it is.
fn counted(view: &View<'_>, s: usize, token: &Token, ids: &[Id], drafts: &mut Drafts) {
    let first = view.mentions.partition_point(|m| m.span.start < token.span.start);
    let head = view.mentions[first..].iter().take_while(|m| m.span.start == token.span.start);
    let Some(value) = head.filter(|m| m.span.end < token.span.end).find_map(|m| match &m.value {
        Value::Ordinal(q) => Some((q.clone(), m.span)),
        _ => None,
    }) else {
        return;
    };
    if view.facts.vocabulary.get("edition").is_none() {
        return;
    }
    let (value, span) = value;
    let metric =
        Metric { metric: Some("edition".into()), subject: ids.to_vec(), value, basis: None, when: view.document };
    let parts = vec![(Slot::Predicate, span), (Slot::Value, span), (Slot::Subject, token.span)];
    drafts.push(view.draft(s, span, Statement::Metric(metric), parts), &[first]);
}

/// The edition of a series that was held in the year of a date; the series itself where none is known.
fn edition(view: &View<'_>, series: &Id, days: Option<Interval>) -> Id {
    let Some(year) = days.and_then(Interval::single_year) else { return series.clone() };
    let held = |id: &Id| {
        view.facts.about(id).iter().any(|&f| {
            let s = &view.facts.facts[f].statement;
            s.predicate() == Some("hold") && s.when().and_then(Interval::single_year) == Some(year)
        })
    };
    let related = view.facts.entity_position(series).map_or(&[][..], |i| view.facts.lexicon().related(i));
    let editions = related.iter().map(|&i| &view.facts.entities[i]);
    editions
        .filter(|e| e.part_of.as_ref() == Some(series))
        .find(|e| held(&e.id))
        .map_or_else(|| series.clone(), |e| e.id.clone())
}
