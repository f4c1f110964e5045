//! Which stage of an event a verb beside its noun tells: completed its purchase of X, 完成对X的收购, the takeover was announced.

use super::frame::View;
use super::scan::{Token, What};
use crate::source::Span;
use crate::statement::{Id, Statement};
use crate::vocabulary::{Cue, Language, Predicate, PredicateKind, Words, lists};

/// The stage that a verb before the noun (with what the noun is of between them) or behind it tells, and where the verb
/// stands; `None` where there is no such verb, or the event has no such stage.
pub(super) fn told(view: &View<'_>, s: usize, token: &Token, predicate: &Predicate) -> Option<(Id, Span)> {
    let stages = [(&lists().completing, "completed"), (&lists().signing, "signed"), (&lists().announcing, "announced")];
    stages.into_iter().find_map(|(words, id)| {
        let stage = predicate.stages.get_key_value(id)?.0;
        let verb = before(view, s, token, words).or_else(|| behind(view, s, token, words))?;
        Some((stage.clone(), verb))
    })
}

/// Announced in April that it would buy X, 4月宣布将收购X: the plan is told by its announcement, whose date is known; a
/// date behind the verb is that of the plan.
pub(super) fn announced(
    view: &View<'_>,
    s: usize,
    token: &Token,
    when: Option<Span>,
    statement: &Statement,
) -> Option<Id> {
    let Statement::Event(event) = statement else { return None };
    let predicate = view.facts.vocabulary.get(event.predicate.as_ref()?)?;
    let stage = predicate.stages.get_key_value("announced")?.0;
    let when = when.filter(|w| w.end <= token.span.start)?;
    let sentence = view.sentences[s].span;
    let before = view.text(Span::new(sentence.start, token.span.start.max(sentence.start)));
    let said = |words: &Words| last_word(before, words, view.language(s));
    // Said it will buy is a plan; said in April that it would buy tells of its announcement.
    let would = before.contains(" would ") || view.is_zh(s);
    let (start, verb) = said(&lists().announcing).or_else(|| said(&lists().saying).filter(|_| would))?;
    let gap = Span::new(sentence.start + start + verb, token.span.start);
    let other = |t: &Token| view.is_trigger(t, PredicateKind::Event);
    let dated = if gap.contains(when) { when.len() } else { 0 };
    // Nothing but the date, who will do it, and the price.
    let near = if view.is_zh(s) { 36 } else { 40 };
    let plain = gap.len().saturating_sub(dated) <= near && !view.inside(s, gap).iter().any(other);
    (plain && view.has_cue(s, gap, Cue::Planned)).then(|| stage.clone())
}

/// The verb stands before, with nothing but the noun's own words between: its $20 billion, 对X的.
fn before(view: &View<'_>, s: usize, token: &Token, words: &Words) -> Option<Span> {
    let clause = view.clause(s, token.span);
    let before = view.text(Span::new(clause.start, token.span.start.max(clause.start)));
    let language = view.language(s);
    let (start, verb) = last_word(before, words, language)?;
    let gap = Span::new(clause.start + start + verb, token.span.start);
    if view.inside(s, gap).iter().any(|t| view.is_trigger(t, PredicateKind::Event)) {
        return None;
    }
    let between = view.text(gap).trim();
    // 宣布以197亿美元收购: a price may stand between.
    let priced = || {
        let price = lists().prices.at_head(between, language).is_some() || between.starts_with(['以', '用']);
        price && view.inside(s, gap).last().is_some_and(|t| matches!(t.what, What::Mention(_)) && t.span.end == gap.end)
    };
    let governs = match language {
        Language::Zh => {
            between.starts_with(['对', '了']) && between.ends_with('的') || matches!(between, "" | "了") || priced()
        }
        Language::En => {
            let mut between = between.split_whitespace();
            let opens = between.next().is_none_or(|w| lists().determiners.is(w, language));
            opens && between.count() <= 5
        }
    };
    governs.then(|| Span::new(gap.start - verb, gap.start))
}

/// The verb stands behind, in the passive or as the noun's own: the purchase of X was completed, 对X的收购…完成.
fn behind(view: &View<'_>, s: usize, token: &Token, words: &Words) -> Option<Span> {
    let clause = view.clause(s, token.span);
    let behind = Span::new(token.span.end.min(clause.end), clause.end);
    let language = view.language(s);
    let (start, verb) = last_word(view.text(behind), words, language)?;
    let gap = Span::new(behind.start, behind.start + start);
    if view.inside(s, gap).iter().any(|t| view.is_trigger(t, PredicateKind::Event)) {
        return None;
    }
    let follows = match language {
        // 收购…完成, at the end of its clause or before 了.
        Language::Zh => {
            let rest = view.text(Span::new(gap.end + verb, clause.end)).trim_matches(['了', ' ']);
            rest.is_empty() && view.text(Span::new(clause.start, token.span.start)).ends_with('的')
        }
        Language::En => {
            let be = view.text(gap).trim_end().rsplit(' ').next().unwrap_or("");
            matches!(be, "was" | "is" | "been" | "were" | "be")
        }
    };
    follows.then(|| Span::new(gap.end, gap.end + verb))
}

/// The verbs of a sentence that only tell the stage of another word's event.
pub(super) fn verbs(view: &View<'_>, s: usize) -> Vec<Span> {
    let mut out = Vec::new();
    for token in &view.tokens[s] {
        for reading in view.readings(token, PredicateKind::Event).iter().filter(|r| r.stage.is_none()) {
            let predicate = view.facts.vocabulary.get(&reading.predicate);
            out.extend(predicate.and_then(|p| told(view, s, token, p)).map(|(_, verb)| verb));
        }
    }
    out
}

/// The last of the words in a text: where it begins and how long it is.
fn last_word(text: &str, words: &Words, language: Language) -> Option<(usize, usize)> {
    let whole = |i: usize| language == Language::Zh || !text[..i].ends_with(|c: char| c.is_ascii_alphanumeric());
    let starts = text.char_indices().map(|(i, _)| i).filter(|&i| whole(i));
    starts.rev().find_map(|i| Some((i, words.at_head(&text[i..], language)?)))
}
