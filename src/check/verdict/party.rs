//! Parties: an event that happens once, at the right time, with somebody or somewhere else.

use super::finding::Finding;
use super::kin::is_kin;
use super::slip;
use super::{Case, Known};
use crate::diagnostic::Severity;
use crate::statement::{Event, Fit, Id, Statement};
use crate::time::Interval;

/// Events that one party alone does to their object: others who did it at that time did not.
const BY_ONE: &[&str] =
    &["acquire", "launch", "publish", "open-source", "first-deliver", "divest", "decommission", "license"];
/// Events that happen to their subject at one place, or lead to one object.
const TO_ONE: &[&str] = &["list-shares", "rename"];

/// Facts on the claim's event that name another place of it; `same` are those on its subject.
pub(super) fn elsewhere<'a>(case: &Case<'a>, event: &Event, same: &[Known<'a>]) -> Vec<Finding<'a>> {
    let apart = same.iter().filter(|k| k.agreement.object == Fit::Apart && fits(k, case.days));
    let other = apart.filter(|k| !is_kin(case.facts, &event.object, k.fact.statement.object()));
    // A place that the base does not know may lie in the known one.
    let unknown = event.object.iter().any(|id| case.facts.entity(id).is_none());
    let found = |&k: &Known<'a>| {
        let found = Finding::contradicted(k, "party-conflict");
        if unknown { found.at_most(Severity::Warning) } else { found }
    };
    other.map(found).collect()
}

/// True where a place is a whole that another one is a part of.
pub(super) fn is_wider(case: &Case, whole: &[Id], part: &[Id]) -> bool {
    part.iter().any(|p| case.facts.part_of(p).any(|e| whole.contains(&e.id)))
}

/// Facts on the claim's event at its time that name another party.
pub(super) fn others<'a>(case: &Case<'a>, event: &Event) -> Vec<Finding<'a>> {
    let Some(predicate) = event.predicate.as_deref() else { return Vec::new() };
    let Some(days) = case.days else { return for_the_sum(case, event, predicate) };
    let timely: Vec<Known> = case.known.iter().filter(|k| k.time.touches() && is_short(days, 366)).copied().collect();
    // Told without its object, the sum says which deal is meant.
    let known_by_sum = |k: &Known| {
        let digits = event.amount.as_ref().map_or(0, slip::digits);
        event.object.is_empty() && matches!(k.agreement.value, Fit::Same | Fit::Holds) && digits >= 2
    };
    let is_other = |k: &&Known| {
        let a = k.agreement;
        let Statement::Event(fact) = &k.fact.statement else { return false };
        // The product itself is named where its maker is not: no other maker.
        let kind = |ids: &[Id]| ids.first().and_then(|id| case.facts.entity(id)).map(|e| e.kind.as_str());
        let made = matches!(kind(&event.subject), Some("product" | "facility" | "concept" | "event"));
        let by_another = BY_ONE.contains(&predicate)
            && !made
            && a.object == Fit::Same
            && a.subject == Fit::Apart
            && !is_kin(case.facts, &event.subject, &fact.subject);
        // With one day, and for one sum, there was one deal.
        let same_sum = matches!(a.value, Fit::Same | Fit::Holds);
        let telling = event.amount.as_ref().is_some_and(|v| slip::digits(v) >= 3);
        let one_deal = same_sum && (is_short(days, 1) && k.time == Fit::Same || telling && is_short(days, 31));
        let to_another = (TO_ONE.contains(&predicate) && is_short(days, 31) || one_deal)
            && a.subject == Fit::Same
            && a.object == Fit::Apart
            && !is_kin(case.facts, &event.object, &fact.object);
        let with_another = a.subject == Fit::Same
            && (a.object == Fit::Same || known_by_sum(k))
            && a.counterpart == Fit::Apart
            && is_short(days, 31)
            && !is_kin(case.facts, &event.counterpart, &fact.counterpart);
        by_another || to_another || with_another
    };
    // A fact that names the claim's own parties beside another one says that both are right.
    let whole = |k: &Known| ![k.agreement.subject, k.agreement.object, k.agreement.counterpart].contains(&Fit::Apart);
    if timely.iter().any(whole) {
        return Vec::new();
    }
    timely.iter().filter(is_other).map(|&k| Finding::contradicted(k, "party-conflict")).collect()
}

/// Facts on the claim's event, told without its day, that name another doer: with one object and for one sum there was
/// one deal.
fn for_the_sum<'a>(case: &Case<'a>, event: &Event, predicate: &str) -> Vec<Finding<'a>> {
    let telling = event.amount.as_ref().is_some_and(|v| slip::digits(v) >= 2);
    let of_object: Vec<Known> = case.known.iter().filter(|k| k.agreement.object == Fit::Same).copied().collect();
    let other = |k: &&Known| {
        k.agreement.subject == Fit::Apart && matches!(k.agreement.value, Fit::Same | Fit::Holds) && {
            !is_kin(case.facts, &event.subject, k.fact.statement.subject())
        }
    };
    if !telling || !BY_ONE.contains(&predicate) || of_object.iter().any(|k| k.agreement.subject != Fit::Apart) {
        return Vec::new();
    }
    of_object.iter().filter(other).map(|&k| Finding::contradicted(k, "party-conflict")).collect()
}

/// The days fit, or the claim has none.
fn fits(known: &Known, days: Option<Interval>) -> bool {
    days.is_none() || known.time.touches() || known.time == Fit::Near
}

fn is_short(days: Interval, most: i64) -> bool {
    days.start.zip(days.end).is_some_and(|(s, e)| (e - s).num_days() < most)
}
