//! Frames of relations: who belongs with whom, and since when.

use super::Doubt;
use super::frame::{Drafts, Found, View, part};
use super::scan::{Reading, Token};
use crate::source::Span;
use crate::statement::{Id, Relation, Slot, Statement};
use crate::vocabulary::{Cue, Predicate, PredicateKind, lists};

/// Adds the relations of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in &view.tokens[s] {
        if let Some(reading) = view.readings(token, PredicateKind::Relation).first() {
            relation(view, s, token, reading, drafts);
        }
        based(view, s, token, drafts);
        founded(view, s, token, drafts);
    }
}

/// 由某人4月创办的甲公司, 某人创办了甲公司, Jane Roe founded Acme: whoever sets it up is its founder.
fn founded(view: &View<'_>, s: usize, token: &Token, drafts: &mut Drafts) {
    if !view.readings(token, PredicateKind::Event).iter().any(|r| &*r.predicate == "found") {
        return;
    }
    let Some(predicate) = view.facts.vocabulary.get("founder-of") else { return };
    let clause = view.clause(s, token.span);
    let before = Span::new(clause.start, token.span.start.max(clause.start));
    if view.has_cue(s, before, Cue::Denied) || !view.is_zh(s) && view.has_cue(s, before, Cue::Passive) {
        return;
    }
    let people = |span: Span| {
        let last = view.inside(s, span).iter().rev().find(|t| view.ids(t, &predicate.subject).is_some())?;
        let list = view.list_ending_at(s, last, &predicate.subject);
        let ids: Vec<Id> = list.iter().filter_map(|t| view.ids(t, &predicate.subject)).flatten().collect();
        let span = list.iter().fold(last.span, |all, t| all.cover(t.span));
        let free = !view.after_preposition(s, list.first().copied().unwrap_or(last));
        free.then_some(Found { ids, span, weak: None })
    };
    let Some(founder) = people(before) else { return };
    // Between the two stand only dates, numbers and words of grammar, no other doer.
    let gap = Span::new(founder.span.end, token.span.start);
    if view.inside(s, gap).iter().any(|t| t.is_name()) {
        return;
    }
    // 参与创办, co-founded: others may have founded it as well, whom no fact need name.
    let words = view.text(Span::new(founder.span.end, token.span.end)).to_lowercase();
    if lists().takes_part.whole_in(&words, view.language(s)) {
        return;
    }
    let by = view.inside(s, before).iter().find(|t| t.span.end <= founder.span.start && view.is_cue(t, Cue::Agent));
    let copula =
        view.inside(s, before).iter().find(|t| t.span.end == founder.span.start && view.is_cue(t, Cue::Copula));
    // 甲公司由某人创办, 甲公司是某人创办的.
    let own = |t: &Token| view.subject(s, Span::new(t.span.start, t.span.start), &predicate.object).ok();
    let house = view
        .object(s, token.span, &predicate.object)
        .filter(|o| view.text(Span::new(token.span.end, o.span.start)).chars().count() <= 12)
        .or_else(|| by.or(copula).filter(|_| view.is_zh(s)).and_then(own).filter(|o| clause.contains(o.span)));
    let Some(house) = house.filter(|h| h.weak.is_none()) else { return };
    let when = view.time(s, token.span);
    let mut parts = vec![(Slot::Predicate, token.span), (Slot::Subject, founder.span), (Slot::Object, house.span)];
    part(&mut parts, Slot::When, when.map(|w| w.span));
    let statement = Statement::Relation(Relation {
        relation: predicate.id.clone(),
        subject: founder.ids,
        object: house.ids,
        when: None,
    });
    drafts.push(view.draft(s, token.span, statement, parts), &[]);
}

/// Bergen-based Nordvik: the seat before its house.
fn based(view: &View<'_>, s: usize, token: &Token, drafts: &mut Drafts) {
    let id = "headquartered-in";
    let Some(rest) = view.folded.text[token.span.end..].strip_prefix("-based ") else { return };
    let start = view.folded.text.len() - rest.len();
    let Some(predicate) = view.facts.vocabulary.get(id) else { return };
    let Some(place) = view.ids(token, &predicate.object) else { return };
    let house = view.tokens[s].iter().find(|t| t.span.start >= start && view.ids(t, &predicate.subject).is_some());
    let Some(house) = house else { return };
    let gap = view.text(Span::new(start, house.span.start));
    if gap.split_whitespace().count() > 3 || gap.contains(|c: char| !c.is_alphabetic() && !matches!(c, ' ' | '-')) {
        return;
    }
    let statement = Statement::Relation(Relation {
        relation: id.into(),
        subject: view.ids(house, &predicate.subject).unwrap_or_default(),
        object: place,
        when: None,
    });
    let at = Span::new(token.span.end + 1, start - 1);
    let parts = vec![(Slot::Predicate, at), (Slot::Subject, house.span), (Slot::Object, token.span)];
    drafts.push(view.draft(s, at, statement, parts), &[]);
}

fn relation(view: &View<'_>, s: usize, token: &Token, reading: &Reading, drafts: &mut Drafts) {
    // 前妻, ex-wife: what was once.
    let joined = |t: &Token| {
        t.span.end <= token.span.start && view.text(Span::new(t.span.end, token.span.start)).trim().is_empty()
    };
    if view.tokens[s].iter().any(|t| view.is_cue(t, Cue::Former) && joined(t)) {
        return;
    }
    let Some(predicate) = view.facts.vocabulary.get(&reading.predicate) else { return };
    let Some((subject, object)) = sides(view, s, token, predicate) else { return };
    // 2001年改制,现为某某的子公司: how things stand is not dated by what was before.
    let clause = view.text(view.clause(s, token.span)).trim_start();
    let now = lists().at_present.at_head(clause, view.language(s)).is_some();
    let when = view.time(s, token.span).filter(|_| !now);
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
    // 总部设在卑尔根的北维航运: the clause before 的 tells of the name behind it.
    if view.is_zh(s)
        && view.text(token.span).ends_with(['在', '于'])
        && let Some(seat) =
            view.tokens[s].iter().find(|t| t.span.start == token.span.end && view.ids(t, object).is_some())
        && let Some(rest) = view.folded.text[seat.span.end..].strip_prefix('的')
        && let at = view.folded.text.len() - rest.len()
        && let Some(house) = view.tokens[s].iter().find(|t| t.span.start == at && view.ids(t, subject).is_some())
    {
        let found = |t: &Token, types: &[String]| Found {
            ids: view.ids(t, types).unwrap_or_default(),
            span: t.span,
            weak: None,
        };
        return Some((found(house, subject), found(seat, object)));
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
    // 由…印刷: who did it stands between the halves of the word.
    let agent = |t: &&Token| view.is_cue(t, Cue::Agent) && t.span.end <= token.span.start;
    if let Some(by) = view.inside(s, before).iter().find(agent).filter(|_| view.is_zh(s))
        && let Some(maker) = view.first_name(s, Span::new(by.span.end, token.span.start), object)
        && let Ok(made) = view.subject(s, by.span, subject)
        && maker.ids != made.ids
    {
        return Some((made, maker));
    }
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
