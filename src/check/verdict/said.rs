//! Quotations, relations and ages; of quotations the date is judged.

use super::finding::{Finding, weigh};
use super::kin::is_kin;
use super::role::{is_span, over_span, sure_days};
use super::{Case, Known, doubted};
use crate::check::Judgement;
use crate::diagnostic::Severity;
use crate::extract::Doubt;
use crate::statement::{Age, Fit, Id, Quotation, Relation, Statement};

/// The saying is the fact's where speaker and words, speaker and occasion, or speaker and days are the same; only the
/// first two can show that its date is wrong. The wording is never judged.
pub(super) fn judge_quotation<'a>(case: &Case<'a>, quotation: &Quotation) -> Judgement {
    if quotation.speaker.is_empty() {
        return doubted(Doubt::NoSubject);
    }
    let sayings: Vec<Known> = case.known.iter().filter(|k| k.agreement.subject == Fit::Same).copied().collect();
    let by_words: Vec<Known> = sayings.iter().filter(|k| k.agreement.words == Fit::Same).copied().collect();
    let by_occasion = || {
        sayings
            .iter()
            .filter(|k| matches!(k.agreement.occasion, Fit::Same | Fit::Holds | Fit::Within))
            .copied()
            .collect()
    };
    let identified: Vec<Known> = if by_words.is_empty() { by_occasion() } else { by_words };
    let near: Vec<&Known> = identified.iter().take(3).collect();
    if identified.is_empty() {
        // Words in another language cannot be compared: the days must do.
        let timely = sayings.iter().filter(|k| k.agreement.words == Fit::Unknown && k.time.holds());
        let findings: Vec<Finding> = timely.copied().map(Finding::supported).collect();
        return weigh(case, &findings, &near);
    }
    if case.days.is_none() {
        let findings: Vec<Finding> = identified.iter().copied().map(Finding::supported).collect();
        return weigh(case, &findings, &near);
    }
    // A thing may be said again: if any known occasion fits, the date stands.
    let fitting = identified.iter().any(|k| k.time.touches() || k.time == Fit::Near);
    let findings: Vec<Finding> = identified
        .iter()
        .filter_map(|&k| match k.time {
            Fit::Same | Fit::Holds => Some(Finding::supported(k)),
            Fit::Within => Some(Finding::imprecise(k, "imprecise-date", Severity::Info)),
            Fit::Meets | Fit::Near => Some(Finding::imprecise(k, "imprecise-date", Severity::Warning)),
            Fit::Apart if !fitting => Some(Finding::contradicted(k, "quotation-conflict")),
            Fit::Apart | Fit::Unknown => None,
        })
        .collect();
    weigh(case, &findings, &near)
}

/// Supported where both sides and, if given, the days fit; contradicted where both sides fit and the days do not, or
/// where the relation has room for one other side only and another is known.
pub(super) fn judge_relation<'a>(case: &Case<'a>, relation: &Relation) -> Judgement {
    if relation.subject.is_empty() || relation.object.is_empty() {
        return doubted(Doubt::NoSubject);
    }
    let both = |k: &&Known| k.agreement.subject == Fit::Same && k.agreement.object == Fit::Same;
    let whole: Vec<Known> = case.known.iter().filter(both).copied().collect();
    let near: Vec<&Known> = whole.iter().take(3).collect();
    let fitting: Vec<Known> = whole.iter().filter(|k| k.time.touches() || k.time == Fit::Unknown).copied().collect();
    let findings: Vec<Finding> = match (&fitting[..], case.days.and_then(|d| Some((d, sure_days(d)?)))) {
        ([one], Some((when, sure))) if is_span(when, sure) && one.time != Fit::Unknown => {
            vec![over_span(*one, when, sure, "relation-conflict")]
        }
        ([], _) if !whole.is_empty() => whole.iter().map(|&k| missed(k)).collect(),
        ([], _) => {
            // Of a place nobody knows whether it lies in the other.
            let placed = |id: &Id| case.facts.entity(id).is_none_or(|e| e.kind == "place");
            let open = relation.object.iter().any(placed);
            let others = case.known.iter().filter(|k| is_only_other(case, relation, k)).map(|&k| only(k));
            let others = others.map(|f| if open { f.at_most(Severity::Warning) } else { f });
            others.chain(by_another_founder(case, relation)).collect()
        }
        _ => fitting.iter().copied().map(Finding::supported).collect(),
    };
    weigh(case, &findings, &near)
}

/// Founders of the house that are known, where the claim names only people who are known to have founded another one. Who
/// worked there may pass for a founder, so that is only worth showing.
fn by_another_founder<'a>(case: &Case<'a>, relation: &Relation) -> Vec<Finding<'a>> {
    let ties = |id: &Id, holds: &dyn Fn(&Statement) -> bool| {
        case.facts.about(id).iter().filter_map(|&i| case.facts.facts.get(i)).any(|f| holds(&f.statement))
    };
    let founder = |id: &Id| {
        ties(id, &|s| matches!(s, Statement::Relation(r) if r.relation == relation.relation && r.subject.contains(id)))
    };
    let [house] = &relation.object[..] else { return Vec::new() };
    if &*relation.relation != "founder-of" || !relation.subject.iter().all(founder) {
        return Vec::new();
    }
    let staff = relation
        .subject
        .iter()
        .any(|id| ties(id, &|s| matches!(s, Statement::Role(r) if r.organization.contains(house))));
    let others = case.known.iter().filter(|k| k.agreement.object == Fit::Same && k.agreement.subject == Fit::Apart);
    let found = |&k: &Known<'a>| if staff { only(k).at_most(Severity::Warning) } else { only(k) };
    others.map(found).collect()
}

/// Both sides fit, the days do not; a day off may be a time zone's.
fn missed(known: Known<'_>) -> Finding<'_> {
    match known.time {
        Fit::Near => Finding::imprecise(known, "imprecise-date", Severity::Warning),
        _ => Finding::contradicted(known, "relation-conflict"),
    }
}

fn only(known: Known<'_>) -> Finding<'_> {
    Finding::contradicted(known, "relation-conflict")
}

/// The fact ties the subject to another object, at a time that is surely the claim's, and there is room for one.
fn is_only_other(case: &Case, relation: &Relation, known: &Known) -> bool {
    let exclusive = case.facts.vocabulary.get(&relation.relation).is_some_and(|p| p.exclusive);
    let timely = match (case.days.or(case.document), known.fact.statement.when()) {
        (_, None) => true,
        (Some(when), Some(fact)) => {
            let seen = known.fact.checked.zip(when.end).is_some_and(|(checked, end)| checked >= end);
            (fact.end.is_some() || seen) && fact.contains(when)
        }
        (None, Some(_)) => false,
    };
    let (subject, object) = (known.agreement.subject, known.agreement.object);
    // A wife has one husband as he has one wife.
    let mutual = case.facts.vocabulary.get(&relation.relation).is_some_and(|p| p.inverse.as_deref() == Some(&p.id));
    let (from, to) = (known.fact.statement.subject(), known.fact.statement.object());
    let kin = |a: &[Id], b: &[Id]| is_kin(case.facts, a, b);
    let other = match (subject, object) {
        (Fit::Same, Fit::Apart) => !kin(&relation.object, to) && !kin(&relation.object, from),
        (Fit::Apart, Fit::Same) => mutual && !kin(&relation.subject, to),
        _ => false,
    };
    exclusive && timely && other
}

/// Supported where the years lie between the birth and the claim's day, contradicted where they do not on any of its
/// days.
pub(super) fn judge_age<'a>(case: &Case<'a>, age: &Age) -> Judgement {
    if age.subject.is_empty() {
        return doubted(Doubt::NoSubject);
    }
    if case.days.is_none() {
        return doubted(Doubt::NoTime);
    }
    let known: Vec<Known> = case.known.iter().filter(|k| k.agreement.subject == Fit::Same).copied().collect();
    let near: Vec<&Known> = known.iter().take(3).collect();
    let findings = known.iter().filter_map(|&k| match k.agreement.value {
        value if value.holds() && k.time.holds() => Some(Finding::supported(k)),
        Fit::Apart if matches!(k.fact.statement, Statement::Event(_)) => Some(Finding::contradicted(k, "age-conflict")),
        _ => None,
    });
    let findings: Vec<Finding> = findings.collect();
    weigh(case, &findings, &near)
}
