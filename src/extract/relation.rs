//! Frames of relations: who belongs with whom, and since when.

use super::Doubt;
use super::frame::{Drafts, Found, View, part};
use super::scan::{Reading, Token};
use crate::source::Span;
use crate::statement::{Relation, Slot, Statement};
use crate::vocabulary::{Cue, Predicate, PredicateKind};

/// Adds the relations of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in &view.tokens[s] {
        if let Some(reading) = view.readings(token, PredicateKind::Relation).first() {
            relation(view, s, token, reading, drafts);
        }
    }
}

fn relation(view: &View<'_>, s: usize, token: &Token, reading: &Reading, drafts: &mut Drafts) {
    let Some(predicate) = view.facts.vocabulary.get(&reading.predicate) else { return };
    let Some((subject, object)) = sides(view, s, token, predicate) else { return };
    let when = view.time(s, token.span);
    let mut parts = vec![(Slot::Predicate, token.span), (Slot::Subject, subject.span), (Slot::Object, object.span)];
    part(&mut parts, Slot::When, when.map(|w| w.span));
    let days = when.and_then(|w| w.days);
    let statement = Statement::Relation(Relation {
        relation: reading.predicate.clone(),
        subject: subject.ids,
        object: object.ids,
        when: days,
    });
    let mut draft = view.draft(s, token.span, statement, parts);
    draft.time = when.map(|w| w.mention);
    draft.weak = draft.weak.or(subject.weak);
    draft.doubt = (when.is_some() && days.is_none()).then_some(Doubt::NoTime);
    drafts.push(draft, &[]);
}

/// Both sides of a relation. Nouns of the kind of 创始人 stand between the whole and the person (阿里巴巴创始人马云),
/// verbs between subject and object; in a passive clause the two change places (founded by).
fn sides(view: &View<'_>, s: usize, token: &Token, predicate: &Predicate) -> Option<(Found, Found)> {
    let (subject, object) = (&predicate.subject[..], &predicate.object[..]);
    let named_passive = predicate.names.en.first().is_some_and(|n| n.ends_with(" by"));
    let clause = view.clause(s, token.span);
    let before = Span::new(clause.start, token.span.start.max(clause.start));
    let behind = view.object(s, token.span, subject);
    // A title between: the object right before it, the subject right behind.
    if let Some(behind) = behind.filter(|f| adjacent(view, token.span.end, f.span.start))
        && let Some(whole) = view.nearest_before(s, token.span, object)
        && adjacent(view, whole.span.end, token.span.start)
        && whole.ids != behind.ids
    {
        return Some((behind, whole));
    }
    // 现为铁川装备的全资子公司: whoever the clause is about is that of the name right before the word.
    if view.is_zh(s)
        && let Some(whole) = view.nearest_before(s, token.span, object).filter(|w| clause.contains(w.span))
        && view.text(Span::new(whole.span.end, token.span.start)).starts_with('的')
        && adjacent(view, whole.span.end, token.span.start)
        && let Some(found) = view.told_before(s, whole.span, subject)
        && found.ids != whole.ids
    {
        return Some((found, whole));
    }
    if named_passive
        && view.is_zh(s)
        && view.text(token.span).ends_with('的')
        && let Some(found) = made(view, s, token, predicate)
    {
        return Some(found);
    }
    let passive = view.text(token.span).trim_end().ends_with("by")
        // A relation that is named by its passive has the sides of its words.
        && !named_passive;
    let (near, far) = if passive { (object, subject) } else { (subject, object) };
    let first = view.subject(s, token.span, near).ok().filter(|f| view.sentences[s].span.contains(f.span))?;
    // 甲与乙结婚: both stand before the verb.
    if let [a, b] = &first.ids[..]
        && subject == object
        && view.object(s, token.span, far).is_none()
    {
        let one = |id: &crate::statement::Id| Found { ids: vec![id.clone()], ..first.clone() };
        return Some((one(a), one(b)));
    }
    // 由…印刷: who did it stands between the halves of the word.
    let agent = |t: &&Token| view.is_cue(t, Cue::Agent) && t.span.end <= token.span.start;
    if let Some(by) = view.inside(s, before).iter().find(agent).filter(|_| view.is_zh(s))
        && let Some(maker) = view.first_name(s, Span::new(by.span.end, token.span.start), object)
        && let Ok(made) = view.subject(s, by.span, subject)
        && maker.ids != made.ids
    {
        return Some((made, maker));
    }
    let second = view.object(s, token.span, far).or_else(|| view.nearest_before(s, first.span, far))?;
    if first.ids == second.ids || view.has_cue(s, before, Cue::Denied) {
        return None;
    }
    Some(if passive { (second, first) } else { (first, second) })
}

/// 甲和乙共同研发的…数据库丙, 丙是甲开发的: who made it stands before the word, what was made behind it or before the copula.
fn made(view: &View<'_>, s: usize, token: &Token, predicate: &Predicate) -> Option<(Found, Found)> {
    let clause = view.clause(s, token.span);
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    let makers = view.subject(s, token.span, &predicate.object).ok().filter(|f| clause.contains(f.span))?;
    let things = view.object(s, token.span, &predicate.subject).or_else(|| {
        let copula = view.inside(s, own).iter().find(|t| view.is_cue(t, Cue::Copula))?;
        let before = copula.span.end <= makers.span.start;
        view.subject(s, copula.span, &predicate.subject).ok().filter(|f| before && f.span.end <= copula.span.start)
    })?;
    (things.ids != makers.ids).then_some((things, makers))
}

/// Nothing but a short link stands between two places.
fn adjacent(view: &View<'_>, from: usize, to: usize) -> bool {
    from <= to
        && matches!(
            view.folded.text[from..to].trim(),
            "" | "的" | "'s" | "," | "、" | "、CEO" | "兼CEO" | "之一" | "之一的"
        )
}
