//! Frames of events: who did what to whom, when, for how much.

use super::amount::{amount, nth};
use super::deal::{bought, completion, is_listed, is_price, other_party};
use super::frame::{Drafts, View, part};
use super::gapped::gapped;
use super::parties::{Parts, fill};
use super::scan::{Reading, Token, What};
use super::shape::is_relative;
use super::stage;
use super::trace::Why;
use super::venue::{bounded, not_yet};
use super::{Doubt, Modality};
use crate::grammar::{DateExpr, Value};
use crate::source::Span;
use crate::statement::{Event, Slot, Statement};
use crate::vocabulary::{Cue, Predicate, PredicateKind, lists};

/// Types of things that are made, and given to others for no price.
const THINGS: [&str; 4] = ["product", "facility", "concept", "event"];

/// Adds the events of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let list = &view.tokens[s];
    let stages = stage::verbs(view, s);
    for token in list {
        let readings = view.readings(token, PredicateKind::Event);
        if !readings.is_empty() && !again(view, s, token) && !stages.iter().any(|v| v.contains(token.span)) {
            trigger(view, s, token, &readings, drafts);
        }
    }
    completion(view, s, drafts);
}

/// A length of time with after or before stands between a date and the verb.
fn counted_from(view: &View<'_>, s: usize, token: &Token, date: Span) -> bool {
    let between = Span::new(date.end.min(token.span.start), token.span.start);
    !view.is_zh(s)
        && view.inside(s, between).iter().any(|t| {
            let lasting = matches!(t.what, What::Mention(m) if matches!(view.mentions[m].value, Value::Duration(_)));
            let behind = view.text(Span::new(t.span.end.min(between.end), between.end)).trim_start();
            lasting && ["after ", "before "].iter().any(|w| behind.starts_with(w))
        })
}

/// 这次召回, this recall: what was spoken of before.
fn again(view: &View<'_>, s: usize, token: &Token) -> bool {
    let near = |t: &Token| {
        t.span.end <= token.span.start && view.text(Span::new(t.span.end, token.span.start)).trim().is_empty()
    };
    view.tokens[s].iter().any(|t| view.is_cue(t, Cue::Demonstrative) && near(t))
}

fn trigger(view: &View<'_>, s: usize, token: &Token, meant: &[&Reading], drafts: &mut Drafts) {
    let clause = view.clause(s, token.span);
    let word = view.text(token.span);
    if lists().priced.at_head(word, view.language(s)) == Some(word.len()) && !is_price(view, s, token) {
        return;
    }
    // What a relative clause tells has the time of its own clause or none: 以及在杭州举办的云栖大会.
    let relative = is_relative(view, s, token);
    let when = view.time(s, token.span).filter(|w| !relative || clause.contains(w.span));
    // 从成立那天起: spoken of before, whatever was dated there.
    let behind = view.text(Span::new(token.span.end.min(clause.end), clause.end));
    let recalled = lists().recalled.at_head(behind, view.language(s)).is_some();
    let when = when.filter(|w| !recalled || clause.contains(w.span) && w.span.end <= token.span.start);
    // 27 years after the company had been incorporated: the date is that of what happened so long after it.
    let when = when.filter(|w| w.span.start >= token.span.end || !counted_from(view, s, token, w.span));
    // Under an agreement of January 2022, X holds the rights.
    let when = when.or_else(|| view.scene(s).filter(|_| !view.is_zh(s)));
    // Criticism of Vault followed in 2024: what follows opens the clause.
    let follows = word.to_ascii_lowercase().starts_with("follow");
    if follows && !view.is_zh(s) {
        let first = view.inside(s, clause).first().filter(|t| t.is_name() && t.span.end <= token.span.start);
        let opens = |t: &Token| view.text(Span::new(clause.start, t.span.start)).trim().is_empty();
        let alone = view.text(Span::new(clause.start, token.span.start)).trim().is_empty();
        if !alone && !first.is_some_and(opens) {
            return;
        }
    }
    let mut parts: Vec<Parts> = meant.iter().filter_map(|r| fill(view, s, token, r)).collect();
    let Some(best) = parts.iter().map(|p| p.filled).max() else { return };
    for less in parts.iter().filter(|p| p.filled < best) {
        if let Some(meaning) = less.event.predicate.clone() {
            view.passed(token.span, Slot::Predicate, token.span, Why::Meaning(meaning));
        }
    }
    parts.retain(|p| p.filled == best);
    // 某公司上市: of readings alike, those that lack nothing.
    if parts.iter().any(|p| p.doubt.is_none()) {
        parts.retain(|p| p.doubt.is_none());
    }
    let Some(first) = parts.first() else { return };
    let first_object = first.object.as_ref().map(|f| f.span);
    // 特斯拉发布的产品: what a relative clause tells of things without a name is no event.
    if relative && first.object.is_none() && first.doubt == Some(Doubt::OutOfScope) {
        return;
    }
    // Nothing certain at all: worth a line in the ledger only where it is dated.
    let nameless = first.subject.is_none() || first.doubt == Some(Doubt::OutOfScope);
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    if nameless && first.object.is_none() && when.is_none() && !view.has_cue(s, own, Cue::Already) {
        return;
    }
    // An event whose object nobody knows leaves its figures to others: who sells vehicles sells no company.
    let dealt = first.event.predicate.as_deref().and_then(|p| view.facts.vocabulary.get(p)).is_some_and(|p| {
        // Nobody pays for what is launched or published.
        p.id.as_ref() == "license"
            || !p.object.iter().all(|t| THINGS.contains(&t.as_str()) || t == "place")
            || p.object.is_empty()
    });
    let other = other_party(view, s, token, first);
    let unknown = first.doubt == Some(Doubt::OutOfScope) && other.is_none();
    let amount = amount(view, s, token, (first.object.as_ref(), dealt)).filter(|_| !unknown);
    let nth = nth(view, s, token);
    let mut mentions: Vec<usize> = amount.iter().map(|a| a.0).collect();
    mentions.extend(nth.as_ref().map(|n| n.0));
    let mut slots = vec![(Slot::Predicate, token.span)];
    part(&mut slots, Slot::Subject, first.subject.as_ref().map(|f| f.span));
    part(&mut slots, Slot::Object, first.object.as_ref().map(|f| f.span));
    part(&mut slots, Slot::Counterpart, other.as_ref().map(|f| f.span));
    part(&mut slots, Slot::When, when.map(|w| w.span));
    part(&mut slots, Slot::Value, amount.as_ref().map(|a| view.mentions[a.0].span));
    part(&mut slots, Slot::Nth, nth.as_ref().map(|n| view.mentions[n.0].span));
    let ids = first.subject.as_ref().map_or(&[][..], |f| &f.ids);
    let (days, no_time) = view.days(when, ids);
    // Listed since 2013: what happens once and lasts began then.
    let lasts = first.event.predicate.as_deref().is_some_and(|p| {
        let optional = |p: &Predicate| p.optional.iter().any(|o| o == "object");
        view.facts
            .vocabulary
            .get(p)
            .is_some_and(|p| p.once && optional(p) && (first.object.is_none() || p.object == ["organization"]))
    });
    let began = when.filter(|_| lasts).and_then(|w| match view.date_expr(w.mention)? {
        DateExpr::Since(inner) => match **inner {
            DateExpr::Known(days) => Some(days),
            _ => None,
        },
        _ => None,
    });
    let days = began.or(days);
    let weak = first.subject.as_ref().and_then(|f| f.weak).or(first.object.as_ref().and_then(|f| f.weak));
    // The third of two needs no date to be wrong, and where all are listed no object.
    let counted = nth.is_some() && is_listed(view, first);
    let sold = other.is_some() && first.subject.is_some() && amount.is_some();
    let doubt = first.doubt.filter(|d| !(*d == Doubt::OutOfScope && (counted || sold)));
    let doubt = doubt.or(no_time.filter(|_| nth.is_none()));
    let mut statements = parts.into_iter().map(|p| {
        let amount = amount.as_ref().map(|a| a.1.clone());
        let counterpart = other.as_ref().map(|f| f.ids.clone()).unwrap_or_default();
        Statement::Event(Event { when: days, amount, counterpart, nth: nth.as_ref().map(|n| n.1), ..p.event })
    });
    let Some(statement) = statements.next() else { return };
    let readings = statements.collect();
    let mut draft = view.draft(s, token.span, statement, slots);
    draft.readings = readings;
    draft.time = when.map(|w| w.mention);
    draft.doubt = doubt;
    draft.weak = draft.weak.or(weak);
    if draft.modality == Modality::Planned
        && let Some(stage) = stage::announced(view, s, token, when.map(|w| w.span), &draft.statement)
    {
        draft.modality = Modality::Asserted;
        for statement in std::iter::once(&mut draft.statement).chain(&mut draft.readings) {
            if let Statement::Event(event) = statement {
                event.stage = Some(stage.clone());
            }
        }
    }
    if when.is_none() {
        bounded(view, s, token.span, &mut draft);
    }
    not_yet(view, s, token.span, &mut draft);
    let more = first_object.map_or_else(Vec::new, |object| gapped(view, s, (token, meant), &draft, object));
    // A sale that the base knows as a purchase is told as one.
    let draft = bought(view, s, token, &draft).unwrap_or(draft);
    drafts.push(draft, &mentions);
    for (draft, mentions) in more {
        drafts.push(draft, &mentions);
    }
}
