//! What an event takes: an object or none, a thing or a house, or something that has no name.

use super::frame::{Found, View};
use super::scan::{Token, What};
use super::telling::stood_for;
use crate::grammar::Value;
use crate::source::Span;
use crate::statement::Statement;
use crate::vocabulary::{Predicate, lists};

/// The house that is spoken of, where a fact on the same event ties the person to it.
pub(super) fn left_house(view: &View<'_>, s: usize, predicate: &Predicate, person: Option<&Found>) -> Option<Found> {
    let person = person.filter(|f| f.weak.is_none())?;
    let house = view.house(s, &predicate.object)?;
    let about = person.ids.iter().flat_map(|id| view.facts.about(id)).filter_map(|&f| view.facts.facts.get(f));
    let known = about.into_iter().any(|f| match &f.statement {
        Statement::Event(e) => {
            e.predicate.as_ref() == Some(&predicate.id) && e.subject == person.ids && e.object == house.ids
        }
        _ => false,
    });
    known.then_some(Found { weak: None, ..house })
}

/// What founders make, where a pronoun stands for it: founded it in 2000, had it incorporated.
pub(super) fn made(view: &View<'_>, s: usize, token: &Token, clause: Span, predicate: &Predicate) -> Option<Found> {
    let people = ["person".to_owned()];
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    view.first_name(s, own, &people)?;
    let had = view.text(own).rfind(" had ").map(|i| own.start + i + " had".len());
    let near = had.filter(|&i| token.span.start.saturating_sub(i) <= 14);
    stood_for(view, s, near.unwrap_or(token.span.end), clause, &predicate.subject, None).filter(|f| f.weak.is_none())
}

/// 发布的产品 tells of the product; 受阻的情况 only says what was the case.
pub(super) fn is_relative(view: &View<'_>, s: usize, token: &Token) -> bool {
    let behind = view.folded.text[token.span.end..].strip_prefix('的');
    view.is_zh(s) && behind.is_some_and(|rest| lists().complements.at_head(rest, view.language(s)).is_none())
}

/// A thing without a name stands right behind the verb: a unit, its own fund, 一家公司, 子公司.
pub(super) fn founds_another(view: &View<'_>, s: usize, token: &Token) -> bool {
    let clause = view.clause(s, token.span);
    let behind = Span::new(token.span.end.min(clause.end), clause.end);
    // A name may follow its kind, with no other verb between: a company called xAI.
    let named = view.inside(s, behind).iter().any(|t| {
        let gap = view.text(Span::new(behind.start, t.span.start));
        let apart = !gap.trim_matches(['了', ' ']).is_empty();
        t.is_name()
            && apart
            && gap.split_whitespace().count() <= 5
            && gap.chars().count() <= 40
            && !gap.contains(" and ")
    });
    let words = view.text(behind).trim_start().trim_start_matches('了');
    !named && lists().nameless.at_head(words, view.language(s)).is_some()
}

/// A figure with a unit of counting stands right behind the verb.
pub(super) fn counts_its_own(view: &View<'_>, s: usize, token: &Token) -> bool {
    let near = |t: &Token| {
        let gap = t.span.start.checked_sub(token.span.end).map(|_| Span::new(token.span.end, t.span.start));
        gap.is_some_and(|g| matches!(view.text(g).trim(), "" | "了" | "过" | "a" | "some"))
    };
    let counted = |m: usize| match &view.mentions[m].value {
        Value::Number(_) => true,
        Value::Dimension(q) => q.unit.as_ref().is_some_and(|u| u.is_discrete()),
        _ => false,
    };
    view.tokens[s].iter().any(|t| matches!(t.what, What::Mention(m) if counted(m)) && near(t))
}

/// The object may be left out where the vocabulary says so, and the subject is not the maker of an unnamed thing.
pub(super) fn may_lack_object(view: &View<'_>, predicate: &Predicate, subject: Option<&Found>) -> bool {
    let optional = predicate.optional.iter().any(|o| o == "object");
    let things = predicate.object.iter().any(|t| t == "product" || t == "facility" || t == "concept");
    let kinds = subject.iter().flat_map(|f| &f.ids).filter_map(|id| view.facts.entity(id)).map(|e| &e.kind);
    optional && (!things || kinds.into_iter().any(|k| predicate.object.contains(k)))
}

/// The type of what was found, an event series counting as an event.
pub(super) fn kind_of<'v>(view: &View<'v>, found: &Found) -> Option<&'v str> {
    let kind = found.ids.first().and_then(|id| view.facts.entity(id)).map(|e| e.kind.as_str());
    kind.map(|k| if k == "event-series" { "event" } else { k })
}

/// The name is that of a thing which others launch, release or recall.
pub(super) fn is_thing(view: &View<'_>, predicate: &Predicate, found: Option<&Found>) -> bool {
    let kinds = found.iter().flat_map(|f| &f.ids).filter_map(|id| view.facts.entity(id)).map(|e| e.kind.as_str());
    let mut things =
        kinds.filter(|k| matches!(*k, "product" | "facility" | "concept") && predicate.object.iter().any(|o| o == k));
    things.next().is_some()
}
