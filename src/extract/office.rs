//! When posts are taken and left, and from whom: became, since, 接替, 由某人出任.

use super::frame::{Draft, View, When};
use super::role::{Side, side};
use super::scan::Token;
use crate::grammar::DateExpr;
use crate::source::Span;
use crate::statement::{Id, Role, RoleStatus, Slot, Statement};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Cue, Language, PredicateKind, lists};
use chrono::TimeDelta;

/// Nair, the director, took over from Moss in April 2020: when the one whom the title tells of took it.
pub(super) fn taken_behind(view: &View<'_>, s: usize, token: &Token, person: Option<&Side>) -> Option<When> {
    let person = person.filter(|p| p.span.end <= token.span.start && !view.is_zh(s))?;
    let rest = Span::new(token.span.end, view.sentences[s].span.end.max(token.span.end));
    let verb = view.inside(s, rest).iter().find(|t| view.is_cue(t, Cue::TakeOffice) || view.is_cue(t, Cue::Succeed))?;
    let apposed = view.text(Span::new(person.span.end, token.span.start)).trim_start().starts_with(',');
    let next = view.text(Span::new(token.span.end, verb.span.start)).trim() == ",";
    let clause = view.clause(s, verb.span);
    let own = Span::new(verb.span.start, clause.end.max(verb.span.start));
    let titled = view.inside(s, own).iter().any(|t| view.is_trigger(t, PredicateKind::Role));
    let when = view.time(s, verb.span).filter(|w| clause.contains(w.span))?;
    (apposed && next && !titled).then_some(when)
}

/// The one house, named not far from the title, in which the base knows the person in this post.
pub(super) fn known_house(view: &View<'_>, s: usize, person: &Side, role: &Id) -> Option<Side> {
    /// Sentences around the title in which the house is looked for.
    const NEAR: usize = 40;
    let about = person.ids.iter().flat_map(|id| view.facts.about(id)).filter_map(|&f| view.facts.facts.get(f));
    let mut houses = about.filter_map(|f| match &f.statement {
        Statement::Role(r) if r.role == *role && r.person == person.ids => Some(&r.organization),
        _ => None,
    });
    let first = houses.next()?;
    let types = ["organization".to_owned()];
    let alone = houses.all(|other| other == first);
    let near = s.saturating_sub(NEAR)..(s + NEAR).min(view.tokens.len());
    let named = view.tokens[near].iter().flatten().find(|t| view.ids(t, &types).is_some_and(|ids| ids == *first));
    named.filter(|_| alone).map(|t| Side { ids: first.clone(), span: t.span })
}

/// The days on which a post may change hands that somebody is appointed to, or resigns from, on a day.
pub(super) fn noticed(days: Interval) -> Interval {
    /// Days from an appointment or a resignation to the handover, at most.
    const NOTICE: i64 = 200;
    let end = days.end.and_then(|d| d.checked_add_signed(TimeDelta::days(NOTICE)));
    Interval { end, precision: Precision::Range, ..days }
}

/// When the post was taken or left, by the last verb before its title that says so.
pub(super) fn handover(
    view: &View<'_>,
    s: usize,
    token: &Token,
    person: Option<&Side>,
    days: Interval,
) -> (Option<Interval>, Option<Interval>) {
    let clause = view.clause(s, token.span);
    let from = person.map_or(clause.start, |p| p.span.end.min(token.span.start).max(clause.start));
    if view.has_cue(s, clause, Cue::Again) {
        return (None, None);
    }
    let by = person.filter(|p| p.span.start >= token.span.end && view.folded.text[..p.span.start].ends_with('由'));
    let words = match by {
        Some(p) => Span::new(p.span.end, clause.end.max(p.span.end)),
        None => Span::new(from, token.span.start.max(from)),
    };
    let before = view.inside(s, words).iter().rev();
    let mut told = before.filter_map(|t| match () {
        () if view.is_cue(t, Cue::Depart) => Some((None, Some(noticed(days)))),
        () if view.is_cue(t, Cue::TakeOffice) => Some((Some(days), None)),
        () if view.is_cue(t, Cue::Appoint) => Some((Some(noticed(days)), None)),
        () => None,
    });
    told.next().unwrap_or_default()
}

/// Appointed in July 1971, succeeding Alec Moray; 接替韦启荣: who held the post up to then.
pub(super) fn predecessor(
    view: &View<'_>,
    s: usize,
    token: &Token,
    (person, organization): (&Side, &Side),
    role: &Id,
    taken: Option<When>,
) -> Option<Draft> {
    let types = ["person".to_owned()];
    let clause = view.clause(s, token.span);
    // 从某人手中接过首席执行官.
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    let handed = view.inside(s, own).iter().find_map(|t| {
        let hands = lists().hands.at_head(&view.folded.text[t.span.end..], Language::Zh).is_some();
        view.ids(t, &types).filter(|ids| hands && *ids != person.ids).map(|ids| (t.span, t.span, ids))
    });
    let (place, name, ids) = handed.or_else(|| succeeded(view, s, token, person, &types))?;
    let when = view.time(s, place).or(taken)?;
    let days = when.days.filter(|d| matches!(d.precision, Precision::Day | Precision::Month) && !d.approximate)?;
    let last = days.start?.pred_opt()?;
    let statement = Statement::Role(Role {
        person: ids,
        role: role.clone(),
        organization: organization.ids.clone(),
        status: RoleStatus::Then,
        when: Some(Interval::day(last)),
        ended: false,
        began: None,
        left: None,
    });
    let parts = vec![
        (Slot::Predicate, token.span),
        (Slot::Subject, name),
        (Slot::Object, organization.span),
        (Slot::When, when.span),
    ];
    let draft = view.draft(s, place, statement, parts);
    Some(Draft { time: Some(when.mention), ..draft })
}

/// The verb of succession of a title's clause or behind it, with the name behind that: who held the post before.
fn succeeded(
    view: &View<'_>,
    s: usize,
    token: &Token,
    person: &Side,
    types: &[String],
) -> Option<(Span, Span, Vec<Id>)> {
    let (clause, sentence) = (view.clause(s, token.span), view.sentences[s].span);
    // Of the title's own clause, or behind it.
    let cue = view.inside(s, Span::new(clause.start, sentence.end)).iter().find(|t| view.is_cue(t, Cue::Succeed))?;
    let other_title =
        |t: &Token| t.span != token.span && t.span.end <= cue.span.start && view.is_trigger(t, PredicateKind::Role);
    let between = Span::new(token.span.end.min(cue.span.start), cue.span.start);
    if view.inside(s, between).iter().any(other_title) {
        return None;
    }
    let name = view.tokens[s].iter().find(|t| t.span.start >= cue.span.end && view.ids(t, types).is_some())?;
    let gap = view.text(Span::new(cue.span.end, name.span.start)).trim();
    let near = matches!(gap, "" | "了" | "the" | "founder" | "the founder" | "创始人" | "退休的" | "卸任的" | "离任的");
    let ids = view.ids(name, types).filter(|ids| near && *ids != person.ids)?;
    // The passive turns the two around, and so does a plan.
    let before = view.inside(s, Span::new(view.clause(s, cue.span).start, cue.span.start));
    if before.iter().any(|t| view.is_cue(t, Cue::Passive) || view.is_cue(t, Cue::Agent)) {
        return None;
    }
    Some((cue.span, name.span, ids))
}

/// The month or year a term began with, where the date says since.
pub(super) fn beginning(view: &View<'_>, s: usize, when: When, title: Span) -> Option<Interval> {
    let near = view.clause(s, title).contains(when.span);
    match view.date_expr(when.mention)? {
        DateExpr::Since(inner) => match **inner {
            DateExpr::Known(days) if near => Some(days),
            _ => None,
        },
        _ => None,
    }
}

/// Who takes the post over: the subject of 接替, succeeded, not the holder before, who is its object. `Some(None)` where
/// a holder before is named and nobody knows who follows.
pub(super) fn successor(view: &View<'_>, s: usize, token: &Token, types: &[String]) -> Option<Option<Side>> {
    let clause = view.clause(s, token.span);
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    let verb = view.inside(s, own).iter().rev().find(|t| view.is_cue(t, Cue::Succeed))?;
    let before = Span::new(clause.start, verb.span.start);
    // With no holder named behind it the verb only takes the post; passive, the one behind it does.
    let behind = Span::new(verb.span.end, token.span.start.max(verb.span.end));
    let open = || view.inside(s, behind).iter().find_map(|t| view.open_local(t)).map(|id| vec![id]);
    let holder = view.first_name(s, behind, types).map(|f| f.ids).or_else(open)?;
    if view.inside(s, before).iter().any(|t| view.is_cue(t, Cue::Passive) || view.is_cue(t, Cue::Agent)) {
        return None;
    }
    // The one who took over may stand behind: 接替赵启明出任CEO的林德.
    let behind = view
        .inside(s, Span::new(token.span.end, clause.end.max(token.span.end)))
        .iter()
        .find(|t| view.ids(t, types).is_some());
    if let Some(t) = behind.filter(|t| view.text(Span::new(token.span.end, t.span.start)).trim() == "的") {
        return Some(side(view, t, types));
    }
    let found = view.subject(s, verb.span, types).ok().filter(|f| f.weak.is_none() && f.ids != holder);
    Some(found.map(|f| Side { ids: f.ids, span: f.span }))
}

/// A name behind 由, with a verb of office behind it: 由某人出任.
pub(super) fn handed_by(view: &View<'_>, s: usize, gap: &str, name: &Token) -> bool {
    let by = gap.ends_with('由') && gap.chars().count() <= 6 && !gap.contains([',', '。']);
    let clause = view.clause(s, name.span);
    let rest = Span::new(name.span.end.min(clause.end), clause.end);
    by && view.is_zh(s)
        && view.inside(s, rest).iter().any(|t| view.is_cue(t, Cue::Become) && t.span.start <= name.span.end + 12)
}
