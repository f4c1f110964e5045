//! Verbs of leading: has run the company since 2016, 执掌某公司. Which post that is the base says: the one that the person
//! holds there, or the one that it keeps.

use super::frame::{Draft, Drafts, Found, View, part};
use super::office::noticed;
use super::scan::{Token, What};
use super::spans::measured;
use crate::grammar::{DateExpr, Value};
use crate::source::Span;
use crate::statement::{Id, Role, RoleStatus, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Cue, Language, PredicateKind};

/// Sentences around a verb of leaving in which the house is looked for.
const NEAR: usize = 40;

/// Adds the posts that verbs of leading tell of in a sentence, and of leaving.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in &view.tokens[s] {
        if let Some(draft) = resigned(view, s, token) {
            drafts.push(draft, &[]);
        }
    }
    for token in view.tokens[s].iter().filter(|t| view.is_cue(t, Cue::Lead)) {
        if let Some(draft) = led(view, s, token) {
            drafts.push(draft, &[]);
        }
    }
}

fn led(view: &View<'_>, s: usize, token: &Token) -> Option<Draft> {
    let (people, houses) = (["person".to_owned()], ["organization".to_owned()]);
    if let Some(draft) = taken_over(view, s, token) {
        return Some(draft);
    }
    let clause = view.clause(s, token.span);
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    let passive = view.has_cue(s, own, Cue::Passive) && agent(view, s, token, &people).is_some();
    let (person, house) = match passive {
        true => (agent(view, s, token, &people)?, view.subject(s, token.span, &houses).ok()?),
        false => (view.subject(s, token.span, &people).ok()?, behind(view, s, token, &houses)?),
    };
    if person.weak.is_some() || house.weak.is_some() || person.ids.len() != 1 || house.ids.len() != 1 {
        return None;
    }
    let when = view.time(s, token.span);
    // Has led it since 2016: it began then.
    let days = match when.and_then(|w| view.date_expr(w.mention)) {
        Some(DateExpr::Since(inner)) => match **inner {
            DateExpr::Known(days) => Some(days),
            _ => when.and_then(|w| w.days),
        },
        Some(_) => when.and_then(|w| w.days),
        None => view.document.filter(|_| !is_past(view, token)),
    };
    // 执掌某公司24年: the length of a term, and nothing says that it is not over.
    let rest = Span::new(house.span.end, view.sentences[s].span.end.max(house.span.end));
    let length =
        |t: &&Token| matches!(t.what, What::Mention(m) if matches!(view.mentions[m].value, Value::Duration(_)));
    let next =
        view.inside(s, rest).iter().find(length).map(|t| Span::new(house.span.end, t.span.start.max(house.span.end)));
    let term = next.is_some_and(|gap| measured(view.text(gap), Language::Zh).0.trim_matches(['了', ' ']).is_empty());
    let going_on = next.is_some_and(|gap| view.text(gap).contains('已'));
    if when.is_none() && view.is_zh(s) && term && !going_on {
        return None;
    }
    let role = post(view, person.ids.first()?, house.ids.first()?, days?)?;
    let statement = Statement::Role(Role {
        person: person.ids,
        role,
        organization: house.ids,
        status: RoleStatus::Current,
        when: days,
        ended: false,
        began: None,
        left: None,
    });
    let mut parts = vec![(Slot::Predicate, token.span), (Slot::Subject, person.span), (Slot::Object, house.span)];
    part(&mut parts, Slot::When, when.map(|w| w.span));
    let mut draft = view.draft(s, token.span, statement, parts);
    draft.time = when.map(|w| w.mention);
    Some(draft)
}

/// 2015年接掌某公司的某人: the post that the person took.
fn taken_over(view: &View<'_>, s: usize, token: &Token) -> Option<Draft> {
    let (people, houses) = (["person".to_owned()], ["organization".to_owned()]);
    let at = |end: usize, types: &[String]| {
        view.tokens[s].iter().find(|t| t.span.start == end).and_then(|t| Some((t.span, view.ids(t, types)?)))
    };
    let (house, organization) = at(token.span.end, &houses).filter(|_| view.is_zh(s))?;
    let behind = view.folded.text[house.end..].strip_prefix('的')?;
    let (name, person) = at(view.folded.text.len() - behind.len(), &people)?;
    let when = view.time(s, token.span)?;
    let days = when.days?;
    let role = post(view, person.first()?, organization.first()?, days)?;
    let began = view.is_cue(token, Cue::TakeOffice).then_some(days);
    let status = RoleStatus::Current;
    let role = Role { person, role, organization, status, when: Some(days), ended: false, began, left: None };
    let slots = [(Slot::Predicate, token.span), (Slot::Subject, name), (Slot::Object, house), (Slot::When, when.span)];
    let draft = view.draft(s, token.span, Statement::Role(role), slots.to_vec());
    Some(Draft { time: Some(when.mention), ..draft })
}

/// Nair, who resigned in July; Moss took over in January: the one post of the person's that the base knows to have
/// ended, or to have begun, where the text is about its house.
fn resigned(view: &View<'_>, s: usize, token: &Token) -> Option<Draft> {
    let leaves = view.readings(token, PredicateKind::Event).iter().any(|r| r.predicate.as_ref() == "leave");
    let takes = view.is_cue(token, Cue::TakeOffice);
    if !(leaves || takes) {
        return None;
    }
    let people = ["person".to_owned()];
    let clause = view.clause(s, token.span);
    let titled = view.inside(s, clause).iter().any(|t| view.is_trigger(t, PredicateKind::Role));
    let houses = ["organization".to_owned()];
    let rest = Span::new(token.span.end.min(clause.end), clause.end);
    let housed = view.inside(s, rest).iter().any(|t| view.ids(t, &houses).is_some());
    if titled || housed {
        return None;
    }
    let when = view.time(s, token.span).filter(|w| clause.contains(w.span))?;
    let days = when.days?;
    let person = view.subject(s, token.span, &people).ok().filter(|f| f.weak.is_none() && f.ids.len() == 1)?;
    let about = view.facts.about(person.ids.first()?).iter().filter_map(|&f| view.facts.facts.get(f));
    let mut ended = about.filter_map(|f| match &f.statement {
        Statement::Role(r) if r.person == person.ids && (takes || f.term.ended.is_some()) => Some(r),
        _ => None,
    });
    let post = ended.next().filter(|_| ended.next().is_none())?;
    let near = s.saturating_sub(NEAR)..(s + NEAR).min(view.tokens.len());
    let house =
        view.tokens[near].iter().flatten().find(|t| view.ids(t, &houses).is_some_and(|i| i == post.organization))?;
    let role = Role {
        status: if takes { RoleStatus::Current } else { RoleStatus::Former },
        when: if takes { Some(days) } else { view.document },
        ended: false,
        began: Some(days).filter(|_| takes),
        left: Some(noticed(days)).filter(|_| !takes),
        ..post.clone()
    };
    let slots = [
        (Slot::Predicate, token.span),
        (Slot::Subject, person.span),
        (Slot::Object, house.span),
        (Slot::When, when.span),
    ];
    let draft = view.draft(s, token.span, Statement::Role(role), slots.to_vec());
    Some(Draft { time: Some(when.mention), ..draft })
}

/// By whom, right behind a passive verb.
fn agent(view: &View<'_>, s: usize, token: &Token, types: &[String]) -> Option<Found> {
    let name = view.tokens[s].iter().find(|t| t.span.start >= token.span.end && view.ids(t, types).is_some())?;
    let by = view.text(Span::new(token.span.end, name.span.start)).trim() == "by";
    by.then(|| Found { ids: view.ids(name, types).unwrap_or_default(), span: name.span, weak: None })
}

/// What is led, right behind the verb: a name, or the company.
pub(super) fn behind(view: &View<'_>, s: usize, token: &Token, types: &[String]) -> Option<Found> {
    const NEAR: usize = 30;
    let name = view.tokens[s].iter().find(|t| t.span.start >= token.span.end && view.ids(t, types).is_some());
    let beside = |t: &&Token| {
        let gap = view.text(Span::new(token.span.end, t.span.start)).trim();
        matches!(gap, "" | "the" | "着" | "了" | "of" | "of the" | "at" | "at the")
    };
    // Acme's … is something of Acme's.
    let whole = |t: &&Token| !view.folded.text[t.span.end..].starts_with(['的', '\'']);
    if let Some(t) = name.filter(beside) {
        return whole(&t).then(|| Found { ids: view.ids(t, types).unwrap_or_default(), span: t.span, weak: None });
    }
    let clause = view.clause(s, token.span);
    let mut end = clause.end.min(token.span.end + NEAR).max(token.span.end);
    while !view.folded.text.is_char_boundary(end) {
        end -= 1;
    }
    let words = view.text(Span::new(token.span.end, end));
    let opens = match view.is_zh(s) {
        true => words.starts_with(['该', '公', '集', '这', '其']),
        false => ["it", "the"].iter().any(|w| words.split_whitespace().next() == Some(w)),
    };
    let standing = view.pronoun(s, Span::new(token.span.end, end), types).filter(|_| opens)?;
    let found = view.antecedent(s, clause.start, types, Some(&standing)).filter(|f| f.weak.is_none());
    found
        .or_else(|| view.named_so(s, types, &standing))
        .or_else(|| view.topical(types).filter(|f| view.stands_for(f, &standing)))
}

/// An English verb of the past: led, ran.
fn is_past(view: &View<'_>, token: &Token) -> bool {
    let word = view.text(token.span).split(' ').next().unwrap_or("");
    let before = view.folded.text[..token.span.start].trim_end();
    matches!(word, "led" | "ran" | "headed" | "took") && !before.ends_with("has")
}

/// The post of a house that one person holds at a time: the one that this person holds there, at that time if there are
/// several; of somebody who holds none, the only one of the house that the base knows.
fn post(view: &View<'_>, person: &Id, house: &Id, days: Interval) -> Option<Id> {
    let exclusive = |role: &Id| view.facts.vocabulary.get(role).is_some_and(|p| p.exclusive);
    let roles = |id: &Id| {
        let facts = view.facts.about(id).iter().filter_map(|&f| view.facts.facts.get(f));
        let roles = facts.filter_map(|f| match &f.statement {
            Statement::Role(r) if r.organization.contains(house) && exclusive(&r.role) => Some(r.clone()),
            _ => None,
        });
        roles.collect::<Vec<Role>>()
    };
    let own: Vec<Role> = roles(person).into_iter().filter(|r| r.person.contains(person)).collect();
    if let Some(then) = own.iter().find(|r| r.when.is_some_and(|w| w.overlaps(days))) {
        return Some(then.role.clone());
    }
    let known = if own.is_empty() { roles(house) } else { own };
    let first = known.first()?.role.clone();
    known.iter().all(|r| r.role == first).then_some(first)
}
