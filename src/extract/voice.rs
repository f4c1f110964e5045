//! Who does it and to whom it is done, where the words change places: passives, agents behind by and 被, objects that 把 moves
//! forward, verbs that stand last.

use super::frame::{Found, View};
use super::scan::Token;
use super::trace::Way;
use crate::source::Span;
use crate::statement::Slot;
use crate::vocabulary::{Cue, Language, Predicate, lists};

/// 把 moves the object before its verb (把Nuance收入囊中, 将平台开源), a noun takes it with 对 (对Nuance的收购).
pub(super) fn moved(view: &View<'_>, s: usize, token: &Token, own: Span, types: &[String]) -> Option<Found> {
    let before = view.text(own);
    let noun = || before.rfind('对').filter(|_| before.ends_with('的'));
    let at = before.rfind(['把', '将']).or_else(noun).filter(|_| view.is_zh(s))?;
    view.first_name(s, Span::new(own.start + at, token.span.start), types)
}

/// Nothing but an ending stands behind the verb, or a name right before it: “星舰”发射失败并爆炸.
pub(super) fn stands_last(view: &View<'_>, s: usize, clause: Span, token: &Token, own: Span) -> bool {
    let rest = view.text(Span::new(token.span.end.min(clause.end), clause.end));
    let last = rest.chars().filter(|c| c.is_alphanumeric()).count() <= 2;
    let names = |t: &Token| t.is_name() && t.span.end + 3 >= token.span.start;
    last || view.inside(s, own).iter().any(names)
}

/// What suffers the action: the first name of the clause, or the last before a participle that opens one.
pub(super) fn patient(view: &View<'_>, s: usize, own: Span, predicate: &Predicate) -> Option<Found> {
    let things: Vec<String> = predicate.object.iter().filter(|t| *t != "place").cloned().collect();
    if let Some(found) = view.first_name(s, own, &things) {
        return Some(found);
    }
    // Anripin, its pill, was launched: an apposition stands between.
    if view.is_zh(s) && !view.text(own).trim().is_empty() || view.text(own).split_whitespace().count() > 3 {
        return None;
    }
    // The film, released in 2003: a participle tells of the name before the comma, be it behind a preposition.
    let apposed = view.inside(s, Span::new(view.sentences[s].span.start, own.start)).iter().rev().find(|t| {
        let gap = view.text(Span::new(t.span.end.min(own.start), own.start)).trim();
        // Vault, for storage, followed in August.
        let aside = gap.starts_with(',') && gap.ends_with(',') && gap.split_whitespace().count() <= 5;
        aside && view.ids(t, &things).is_some()
    });
    if let Some(t) = apposed.filter(|_| view.text(own).trim().is_empty()) {
        return Some(Found { ids: view.ids(t, &things)?, span: t.span, weak: None });
    }
    view.subject(s, Span::new(own.end, own.end), &things).ok().filter(|f| view.sentences[s].span.contains(f.span))
}

/// 被 before the verb, or a form of be right before it.
pub(super) fn is_passive(view: &View<'_>, s: usize, token: &Token, clause: Span) -> bool {
    // An English participle that opens a clause: the film, released in 2003.
    let opens = clause.start > view.sentences[s].span.start
        && view.text(Span::new(clause.start, token.span.start)).trim().is_empty();
    // Participles that are not told from the past by their ending: Halcyon, bought in 2016.
    let participle = |w: &str| w.ends_with("ed") || lists().participles.of(Language::En).iter().any(|p| w == p);
    if !view.is_zh(s) && opens && view.text(token.span).split(' ').next().is_some_and(participle) {
        return true;
    }
    let before = view.inside(s, Span::new(clause.start, token.span.start.max(clause.start)));
    let cue = before.iter().rev().find(|t| view.is_cue(t, Cue::Passive));
    cue.is_some_and(|t| match view.is_zh(s) {
        true => t.span.end + 30 >= token.span.start,
        false => t.span.end + 12 >= token.span.start,
    })
}

/// Nair, 40, joined Acme: a verb that opens its clause with its object right behind it is no participle.
pub(super) fn acts(view: &View<'_>, s: usize, token: &Token, clause: Span, predicate: &Predicate) -> bool {
    let passive = view.inside(s, Span::new(clause.start, token.span.start.max(clause.start)));
    let behind = view.object(s, token.span, &predicate.object);
    !view.is_zh(s)
        && !passive.iter().any(|t| view.is_cue(t, Cue::Passive))
        && behind.is_some_and(|o| matches!(view.text(Span::new(token.span.end, o.span.start)).trim(), "" | "the"))
}

/// Who did it in a passive clause: 被微软收购, acquired by Microsoft.
pub(super) fn agent(view: &View<'_>, s: usize, token: &Token, clause: Span, predicate: &Predicate) -> Option<Found> {
    let list = view.inside(s, clause);
    let at = list.iter().position(|t| {
        view.is_cue(t, Cue::Agent)
            && (view.is_zh(s) && t.span.end <= token.span.start || t.span.start >= token.span.end)
    })?;
    let name = list[at..].iter().find(|t| view.ids(t, &predicate.subject).is_some())?;
    let near = name.span.start <= list[at].span.end + 5;
    if near {
        view.took(token.span, Slot::Subject, name.span, Way::Agent);
    }
    near.then(|| Found { ids: view.ids(name, &predicate.subject).unwrap_or_default(), span: name.span, weak: None })
}
