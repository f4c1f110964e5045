//! Ranks: who stands where in a scope, and who has taken the place since.

use super::finding::{Finding, weigh};
use super::kin::{is_kin, is_part};
use super::{Case, Known, doubted, unsupported};
use crate::check::Judgement;
use crate::diagnostic::Severity;
use crate::extract::Doubt;
use crate::facts::FactStatus;
use crate::statement::{Fit, Rank};
use crate::time::{Interval, Precision};

/// A place is known for the days of its fact and, in a list that comes out every so often, for a year more; taken
/// since by somebody else, it is outdated. Another place at the same time contradicts, as does another holder of it.
pub(super) fn judge<'a>(case: &Case<'a>, rank: &Rank) -> Judgement {
    if rank.scope.is_none() {
        return unsupported(case, &[]);
    }
    if rank.subject.is_empty() {
        return doubted(Doubt::NoSubject);
    }
    // Who was first in time is so whenever it is said.
    let later = || case.known.iter().filter_map(|k| k.fact.statement.when()?.end?.succ_opt()).max();
    let timeless = || later().filter(|_| is_in_time(rank)).and_then(|day| Interval::between(Some(day), None));
    let Some(when) = case.days.or(case.document).or_else(timeless) else { return doubted(Doubt::NoTime) };
    let own: Vec<Known> = case.known.iter().filter(|k| k.agreement.subject == Fit::Same).copied().collect();
    // Who is known at that place instead is worth a look.
    let others = case.known.iter().filter(|k| k.agreement.subject == Fit::Apart && k.agreement.value.holds());
    let near: Vec<&Known> = own.iter().chain(others).take(3).collect();
    // The place of a part is told of the whole as well: 亚马逊 for AWS.
    let kin = |k: &&Known| {
        k.agreement.subject == Fit::Apart && is_part(case.facts, &rank.subject, k.fact.statement.subject())
    };
    let placed: Vec<Known> = own.iter().chain(case.known.iter().filter(kin)).copied().collect();
    let placed = placed.iter().filter(|k| k.agreement.value.holds());
    let mut findings: Vec<Finding> = Vec::new();
    for &k in placed {
        let Some(fact) = k.fact.statement.when() else {
            findings.push(Finding::supported(k));
            continue;
        };
        let was_first = is_in_time(rank) && fact.start.zip(when.end).is_none_or(|(s, e)| s <= e);
        if fact.overlaps(when) || was_first {
            findings.push(Finding::supported(k));
        } else if let Some(newest) = successor(case, &k, fact, when) {
            findings.push(Finding::outdated(newest));
        } else if is_current_list(fact, when) && !is_moved(&own, fact, when) {
            findings.push(Finding::supported(k));
        }
    }
    findings.extend(own.iter().filter(|k| k.agreement.value == Fit::Apart).filter_map(|&k| elsewhere(case, k, when)));
    if own.is_empty() {
        findings.extend(case.known.iter().filter_map(|&k| held_by_another(case, rank, k, when)));
    }
    weigh(case, &findings, &near)
}

/// The subject is known at another place throughout the claim's time.
fn elsewhere<'a>(case: &Case, known: Known<'a>, when: Interval) -> Option<Finding<'a>> {
    let fact = known.fact.statement.when()?;
    let timely = is_throughout(case, &known, fact, when);
    let found = Finding::contradicted(known, "rank-conflict");
    timely.then(|| if is_open(&known, fact, when) { found.at_most(Severity::Warning) } else { found })
}

/// Somebody else is known at the very place throughout the claim's time, or, where being first is a matter of time,
/// came first.
fn held_by_another<'a>(case: &Case<'a>, rank: &Rank, known: Known<'a>, when: Interval) -> Option<Finding<'a>> {
    let same_place = known.agreement.value == Fit::Same && rank.position.comparator.is_none();
    let apart =
        known.agreement.subject == Fit::Apart && !is_kin(case.facts, &rank.subject, known.fact.statement.subject());
    let fact = known.fact.statement.when()?;
    let first = fact.start.zip(when.start).is_some_and(|(first, claimed)| first <= claimed);
    let timely = match is_in_time(rank) {
        true => first && !fact.overlaps(when),
        false => is_throughout(case, &known, fact, when),
    };
    let found = Finding::contradicted(known, "rank-conflict");
    let open = is_open(&known, fact, when);
    (same_place && apart && timely).then(|| if open { found.at_most(Severity::Warning) } else { found })
}

/// Who was first in time is so for ever; the ids of such scopes say it.
pub(super) fn is_in_time(rank: &Rank) -> bool {
    rank.scope.as_deref().is_some_and(|s| s.ends_with("-in-time"))
}

/// The fact covers all of the claim's time. A list of a whole year says nothing of a day on which the one before stood.
fn is_throughout(case: &Case, known: &Known, fact: Interval, when: Interval) -> bool {
    let undated = Some(when) == case.document;
    matches!(known.time, Fit::Same | Fit::Within) && !when.approximate && !(undated && is_periodic(fact))
}

fn is_periodic(fact: Interval) -> bool {
    matches!(fact.precision, Precision::Year | Precision::Half | Precision::Quarter)
}

/// The fact gives no end and was last looked at before the claim's time.
fn is_open(known: &Known, fact: Interval, when: Interval) -> bool {
    fact.end.is_none() && known.fact.checked.zip(when.end).is_none_or(|(checked, end)| checked < end)
}

/// The newest fact that gives the place to somebody else, later than `fact` and no later than the claim.
fn successor<'a>(case: &Case<'a>, own: &Known, fact: Interval, when: Interval) -> Option<Known<'a>> {
    let later = case.known.iter().filter(|k| {
        let start = k.fact.statement.when().and_then(|w| w.start);
        k.agreement.subject == Fit::Apart
            && k.fact.status != FactStatus::Disputed
            && k.agreement.value == own.agreement.value
            && start.zip(fact.end).is_some_and(|(s, e)| s > e)
            && start.zip(when.start).is_some_and(|(s, w)| s <= w)
    });
    later.max_by_key(|k| k.fact.statement.when().and_then(|w| w.start)).copied()
}

/// A ranking of a year, a half or a quarter stands until the next one is out.
fn is_current_list(fact: Interval, when: Interval) -> bool {
    let (Some(end), Some(start)) = (fact.end, when.start) else { return false };
    is_periodic(fact) && start > end && (start - end).num_days() <= 366
}

/// A later fact gives the subject another place.
fn is_moved(own: &[Known], fact: Interval, when: Interval) -> bool {
    own.iter().any(|k| {
        let start = k.fact.statement.when().and_then(|w| w.start);
        k.agreement.value == Fit::Apart && start > fact.end && start.zip(when.start).is_some_and(|(s, w)| s <= w)
    })
}
