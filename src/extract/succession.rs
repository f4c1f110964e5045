//! Who came after whom in a post: Karin Dahl succeeded Jonas Berg in 2012, so he did not take the post after that, nor
//! leave it years later.

use super::frame::{Draft, View};
use super::order::{Moment, Tie, TieKind};
use super::scan::{Token, What};
use crate::grammar::{Anchors, DateExpr};
use crate::source::Span;
use crate::statement::{Id, Role, RoleStatus, Slot, Statement};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Cue, PredicateKind, ordered};
use rustc_hash::FxHashMap;

/// Days that somebody may stay beside a successor.
const HANDOVER: i64 = 200;

/// A change of holders.
struct Change {
    /// The holder before.
    before: Id,
    role: Id,
    house: Id,
    /// When the other took over.
    when: Moment,
    /// The word for it.
    word: Span,
}

/// The ties between the day of a change and the days on which the article says that the holder before came or left.
pub(super) fn read(view: &View<'_>, drafts: &[Draft], out: &mut Vec<Tie>) {
    let mut posts: FxHashMap<(&Id, &Id, &Id), Vec<&Draft>> = FxHashMap::default();
    for draft in drafts.iter().filter(|d| d.doubt.is_none() && d.weak.is_none() && d.modality.is_judged()) {
        if let Statement::Role(role) = &draft.statement
            && let ([person], [house]) = (&role.person[..], &role.organization[..])
        {
            posts.entry((person, &role.role, house)).or_default().push(draft);
        }
    }
    for s in 0..view.sentences.len() {
        let Some(change) = change(view, s) else { continue };
        let held = posts.get(&(&change.before, &change.role, &change.house));
        for draft in held.into_iter().flatten() {
            let Statement::Role(role) = &draft.statement else { continue };
            let place = draft.parts.iter().find(|p| p.0 == Slot::When).map(|p| p.1);
            let Some(place) = place else { continue };
            let own = view.sentences[s].span.contains(place);
            let Some((moment, began)) = draft.time.filter(|_| !own).and_then(|m| end(view, m, role, place)) else {
                continue;
            };
            // Somebody may come back.
            let at = view.sentences.partition_point(|s| s.span.end <= place.start);
            let language = view.language(at.min(view.sentences.len() - 1));
            let text = view.sentences.get(at).map_or("", |s| view.text(s.span)).to_lowercase();
            if ordered().again.in_text(&text, language) {
                continue;
            }
            let least = if began { 0 } else { -HANDOVER };
            let (from, to) = (vec![moment], change.when.clone());
            out.push(Tie { kind: TieKind::Order, words: change.word, from, to, least: Some(least), most: None });
        }
    }
}

/// The date of a post that says when it began (`true`) or ended.
fn end(view: &View<'_>, mention: usize, role: &Role, place: Span) -> Option<(Moment, bool)> {
    let known = |expr: &DateExpr| match expr {
        DateExpr::Known(_) => expr.resolve(&Anchors::default()),
        _ => None,
    };
    let at = |days: Interval| Moment { span: Some(view.folded.origin(place)), days };
    match view.date_expr(mention)? {
        DateExpr::Until(inner) => Some((at(known(inner)?), false)),
        DateExpr::Since(inner) => Some((at(known(inner)?), true)),
        expr @ DateExpr::Known(_) => {
            let s = view.sentences.partition_point(|s| s.span.end <= place.start);
            let took = s < view.sentences.len() && view.has_cue(s, view.clause(s, place), Cue::Become);
            (took && role.status == RoleStatus::Current).then_some((at(known(expr)?), true))
        }
        _ => None,
    }
}

/// X succeeded Y as chief executive of Z in 2012; 2012年,X接替Y出任Z董事长.
fn change(view: &View<'_>, s: usize) -> Option<Change> {
    let cue = view.tokens[s].iter().find(|t| view.is_cue(t, Cue::Succeed))?;
    let clause = view.clause(s, cue.span);
    let turned = |t: &Token| view.is_cue(t, Cue::Passive) || view.is_cue(t, Cue::Agent) || view.is_cue(t, Cue::Planned);
    let before = view.inside(s, Span::new(clause.start, cue.span.start));
    let behind = view.inside(s, Span::new(cue.span.end, clause.end.max(cue.span.end)));
    if before.iter().any(turned) {
        return None;
    }
    // Names whose type nothing tells: who comes right behind the verb, the house behind that.
    let name = |kind: &str, from: usize| {
        let types = [kind.to_owned()];
        let ids = |t: &Token| view.ids(t, &types).or_else(|| view.open_local(t).map(|id| vec![id]));
        behind.iter().filter(|t| t.span.start >= from).find_map(|t| Some((ids(t)?, t.span)))
    };
    let (people, person) = name("person", cue.span.end)?;
    let (houses, _) = name("organization", person.end)?;
    let gap = view.text(Span::new(cue.span.end, person.start)).trim();
    let titles: Vec<Id> =
        behind.iter().flat_map(|t| view.readings(t, PredicateKind::Role)).map(|r| r.predicate.clone()).collect();
    let ([holder], [house], [role]) = (&people[..], &houses[..], &titles[..]) else { return None };
    let mention = view.tokens[s].iter().filter(|t| clause.contains(t.span) || t.span.end <= clause.start);
    let mut dates = mention.filter_map(|t| match t.what {
        What::Mention(m) => match view.date_expr(m)? {
            DateExpr::Known(days) if days.is_bounded() && days.precision <= Precision::Year => Some((t.span, *days)),
            _ => None,
        },
        _ => None,
    });
    let (at, days) = dates.next().filter(|_| dates.next().is_none() && matches!(gap, "" | "了"))?;
    Some(Change {
        before: holder.clone(),
        role: role.clone(),
        house: house.clone(),
        when: Moment { span: Some(view.folded.origin(at)), days },
        word: view.folded.origin(cue.span),
    })
}
