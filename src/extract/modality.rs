//! In what mood a word of a sentence stands: asserted, reported, planned, denied, asked …
//!
//! Hearsay, conditions and counterfactuals reach over the clauses behind them; plans and denials only over the word
//! they stand before.

use super::Modality;
use super::frame::View;
use super::scan::{Token, What};
use crate::source::Span;
use crate::vocabulary::Cue;

/// The mood of what `at` says.
pub(super) fn of(view: &View<'_>, s: usize, at: Span) -> Modality {
    let sentence = &view.sentences[s];
    let clause = view.clause(s, at);
    let before = Span::new(sentence.span.start, at.start.max(sentence.span.start));
    let own = Span::new(clause.start, at.start.max(clause.start));
    if view.has_cue(s, Span::new(sentence.span.start, clause.end), Cue::Counterfactual) {
        return Modality::Counterfactual;
    }
    if view.has_cue(s, before, Cue::Conditional) {
        return Modality::Conditional;
    }
    let words = view.text(sentence.span).trim_end_matches(['”', '"', ' ', '\'']);
    // What stands in brackets is told, whatever the sentence asks: X(现名Y)够用吗?
    let aside = || {
        let before = view.text(before);
        view.text(sentence.span).contains(')') && before.rfind('(') > before.rfind(')')
    };
    let last = || sentence.clauses.last().is_some_and(|c| c.overlaps(clause));
    if (words.ends_with('?') && last() || view.has_cue(s, clause, Cue::Asked)) && !aside() {
        return Modality::Asked;
    }
    if denied(view, s, own, at) || view.has_cue(s, own, Cue::Denial) || view.has_cue(s, sentence.span, Cue::Mistaken) {
        return Modality::Denied;
    }
    if planned(view, s, own, at) || attempted(view, s, own, at) {
        return Modality::Planned;
    }
    if view.has_cue(s, own, Cue::Opinion) {
        return Modality::Opinion;
    }
    if view.has_cue(s, before, Cue::Reported) {
        return Modality::Reported;
    }
    Modality::Asserted
}

/// A negation right before the word: 没有发布, did not launch.
fn denied(view: &View<'_>, s: usize, own: Span, at: Span) -> bool {
    if !view.kinds.tell(s, Cue::Denied) {
        return false;
    }
    let reach = if view.is_zh(s) { 9 } else { 12 };
    // “不急。”62岁的…: what is quoted denies nothing outside.
    let quoted = |t: Span| view.sentences[s].quotes.iter().any(|q| q.contains(t) && !q.contains(at));
    let mut near = view.kinds.cues.inside(s, own).iter();
    near.any(|t| view.is_cue(t, Cue::Denied) && t.span.end + reach >= at.start && !quoted(t.span))
}

/// A word of trying right before the word: tried to buy, 试图收购.
fn attempted(view: &View<'_>, s: usize, own: Span, at: Span) -> bool {
    let reach = if view.is_zh(s) { 6 } else { 12 };
    view.kinds.tell(s, Cue::Attempt)
        && view.kinds.cues.inside(s, own).iter().any(|t| view.is_cue(t, Cue::Attempt) && t.span.end + reach >= at.start)
}

/// A word of intention before the word. 将 before a name only moves the object forward: 将总部迁往上海.
fn planned(view: &View<'_>, s: usize, own: Span, at: Span) -> bool {
    if !view.kinds.tell(s, Cue::Planned) {
        return false;
    }
    let reach = if view.is_zh(s) { 45 } else { 60 };
    let words = view.kinds.cues.inside(s, own).iter();
    words.into_iter().filter(|t| view.is_cue(t, Cue::Planned) && t.span.end + reach >= at.start).any(|t| {
        let behind = Span::new(t.span.end, t.span.end + 1);
        let known = |n: &&Token| matches!(n.what, What::Entity { .. });
        let moves = view.text(t.span) == "将"
            && (view.kinds.names.inside(s, behind).iter().any(known)
                || view.folded.text[..t.span.start].ends_with(['已', '并', '曾']));
        !moves
    })
}
