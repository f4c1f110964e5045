//! English events whose verb is not said again: bought Pixar for $7.4 billion in 2006, Marvel for $4 billion in 2009 and
//! Lucasfilm in 2012.

use super::frame::{Draft, View};
use super::scan::{Reading, Token, What};
use crate::grammar::Value;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Event, Id, Slot, Statement};

/// Members that a list of this kind has at most.
const MEMBERS: usize = 12;

/// A member of the list: what it was done to, for how much, when.
struct Member {
    ids: Vec<Id>,
    name: Span,
    amount: Option<(usize, Quantity)>,
    date: (usize, Span),
}

/// The events behind a dated one that go without its verb, each with the figures it takes.
pub(super) fn gapped(
    view: &View<'_>,
    s: usize,
    (token, readings): (&Token, &[&Reading]),
    draft: &Draft,
    object: Span,
) -> Vec<(Draft, Vec<usize>)> {
    let Statement::Event(event) = &draft.statement else { return Vec::new() };
    let Some(date) = draft.parts.iter().find(|p| p.0 == Slot::When).map(|p| p.1) else { return Vec::new() };
    let inside = view.clause(s, token.span).contains(date);
    if view.is_zh(s) || !inside || object.start < token.span.end || date.start < object.end {
        return Vec::new();
    }
    let (mut out, mut at) = (Vec::new(), date.end);
    while let Some((reading, member)) = member(view, s, readings, at).filter(|_| out.len() < MEMBERS) {
        at = member.date.1.end;
        let Some(when) = view.times[member.date.0].as_ref().map(|r| r.days) else { break };
        let mut parts = draft.parts.clone();
        parts.retain(|p| !matches!(p.0, Slot::Object | Slot::When | Slot::Value));
        parts.extend([(Slot::Object, member.name), (Slot::When, member.date.1)]);
        parts.extend(member.amount.as_ref().map(|a| (Slot::Value, view.mentions[a.0].span)));
        let statement = Statement::Event(Event {
            predicate: Some(reading.predicate.clone()),
            stage: reading.stage.clone(),
            object: member.ids,
            when: Some(when),
            amount: member.amount.as_ref().map(|a| a.1.clone()),
            nth: None,
            marks: Vec::new(),
            ..event.clone()
        });
        let span = member.name.cover(member.date.1);
        let time = Some(member.date.0);
        let taken = member.amount.map(|a| a.0).into_iter().collect();
        out.push((Draft { span, statement, readings: Vec::new(), parts, time, ..draft.clone() }, taken));
    }
    out
}

/// The next member behind a place: `, Marvel for $4 billion in 2009`.
fn member<'r>(view: &View<'_>, s: usize, readings: &[&'r Reading], from: usize) -> Option<(&'r Reading, Member)> {
    let rest = Span::new(from, view.sentences[s].span.end.max(from));
    let mut tokens = view.inside(s, rest).iter().filter(|t| !matches!(t.what, What::Cue(_)));
    let name = tokens.next().filter(|t| t.is_name())?;
    if !matches!(view.text(Span::new(from, name.span.start)).trim(), "and" | "," | ", and") {
        return None;
    }
    let (reading, ids) = readings.iter().find_map(|r| {
        let predicate = view.facts.vocabulary.get(&r.predicate)?;
        let ids = view.ids(name, &predicate.object).or_else(|| view.open_local(name).map(|id| vec![id]))?;
        Some((*r, ids))
    })?;
    let mut amount = None;
    let mut at = name.span.end;
    for token in tokens {
        let What::Mention(m) = token.what else { return None };
        let gap = view.text(Span::new(at, token.span.start.max(at))).trim();
        match &view.mentions[m].value {
            Value::Currency(q) if amount.is_none() && gap == "for" => amount = Some((m, q.clone())),
            Value::Date(_) if matches!(gap, "in" | "on") => {
                return Some((reading, Member { ids, name: name.span, amount, date: (m, token.span) }));
            }
            _ => return None,
        }
        at = token.span.end;
    }
    None
}
