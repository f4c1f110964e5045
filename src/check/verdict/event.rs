//! Events: who did what to whom, when, for how much.

use super::finding::{Finding, weigh, worst};
use super::kin::acts_for;
use super::{Case, Known, doubted, party, slip, unsupported};
use crate::check::{Judgement, Verdict};
use crate::diagnostic::Severity;
use crate::extract::{Doubt, Modality};
use crate::facts::{Complete, FactStatus};
use crate::quantity::Quantity;
use crate::statement::{Event, Fit, Id, Statement};
use crate::time::Interval;
use std::collections::BTreeSet;

/// Stages before which nothing of the event happens.
const FIRST: [&str; 4] = ["announced", "filed", "registered", "preview"];
/// Stages at which something is shown.
const SHOWN: [&str; 3] = ["announced", "unveiled", "preview"];
/// Stages after which nothing of the event happens.
const LAST: [&str; 3] = ["completed", "reported", "available"];
/// Stages with which the event is done: what a verb by itself means.
const DONE: [&str; 2] = ["completed", "available"];

/// The date first, then the parties, then the amount.
pub(super) fn judge<'a>(case: &Case<'a>, event: &Event) -> Judgement {
    let Some(predicate) = &event.predicate else { return doubted(Doubt::AmbiguousPredicate) };
    let shape = case.facts.vocabulary.get(predicate);
    let once = shape.is_some_and(|p| p.once);
    let object = match shape {
        // Where somebody is born is no party to it: a birth in another place is the same birth.
        Some(p) if p.object == ["place"] => Object::Place,
        Some(p) if p.optional.iter().any(|o| o == "object") => Object::Optional,
        _ => Object::Needed,
    };
    let miscounted = miscounted(case, event);
    if !miscounted.is_empty() {
        return weigh(case, &miscounted, &[]);
    }
    let same: Vec<Known> = case.known.iter().filter(|k| is_same(case, event, k, object)).copied().collect();
    let told_apart: Vec<Known> = same.iter().filter(|k| k.agreement.occurrence == Fit::Same).copied().collect();
    let certain = once || !told_apart.is_empty();
    let same = if told_apart.is_empty() { same } else { told_apart };
    let alone = is_done_by_one(case, predicate, &same);
    // A product that is launched is another one each time; a place of listing is a detail of the one listing.
    let detail = object == Object::Optional && shape.is_some_and(|p| p.object == ["organization"]);
    let lone = detail && is_only_one(event, &same);
    let same: Vec<Known> =
        same.into_iter().map(|k| Known { whole: is_whole(case, event, &k, object, alone) || lone, ..k }).collect();
    let near: Vec<&Known> = same.iter().take(3).collect();
    let dated = match case.days {
        Some(days) => {
            let mut findings = dates(event, days, &same, certain);
            // Right in its day but not in its place.
            let placed = |k: &Known| {
                k.agreement.object != Fit::Apart
                    || object == Object::Place && party::is_wider(case, &event.object, k.fact.statement.object())
            };
            findings.retain(|f| f.verdict == Verdict::Contradicted || placed(&f.known));
            if object == Object::Place {
                findings.extend(party::elsewhere(case, event, &same));
            } else if once {
                findings.extend(party::others(case, event));
            }
            if !certain {
                findings.extend(left_out(case, event, days, &same));
            }
            Some(weigh(case, &findings, &near))
        }
        None if event.amount.is_some() => None,
        // That it happened at all needs no date.
        None => {
            let past = |k: &&Known| match (k.fact.statement.when().and_then(|w| w.start), case.document) {
                (Some(start), Some(Interval { end: Some(end), .. })) => start <= end,
                _ => true,
            };
            let past = same.iter().filter(past).filter(|k| k.agreement.object != Fit::Apart);
            let mut findings: Vec<Finding> = past.copied().map(Finding::supported).collect();
            if object == Object::Place {
                findings.extend(party::elsewhere(case, event, &same));
            }
            Some(weigh(case, &findings, &near))
        }
    };
    let figures = amounts(event, &same, certain);
    match (dated, figures.is_empty()) {
        (Some(dated), true) => dated,
        (Some(dated), false) if dated.verdict == Some(Verdict::Contradicted) => dated,
        (Some(dated), false) => worst(dated, weigh(case, &figures, &near)),
        (None, false) => weigh(case, &figures, &near),
        (None, true) => match &party::others(case, event)[..] {
            [] => unsupported(case, &near),
            others => weigh(case, others, &near),
        },
    }
}

/// Of a plan the parties and the digits of the sum are those of a fact, and only its scale is not: will invest up to
/// 4 million, where it was 4 billion. `None` where the plan is another one, or right.
pub(super) fn planned(case: &Case<'_>) -> Option<Judgement> {
    let (Statement::Event(event), Modality::Planned) = (case.statement, case.claim.modality) else { return None };
    let amount = event.amount.as_ref()?;
    let parties = |k: &&Known| k.agreement.subject == Fit::Same && k.agreement.object == Fit::Same;
    let of_them: Vec<Known> = case.known.iter().filter(parties).copied().collect();
    // Up to so much of a plan is as much in what came of it.
    let plain = Quantity::exact(amount.stated?, amount.unit.clone());
    let slipped = |k: &&Known| k.fact.statement.value().is_some_and(|v| slip::rule(&plain, v) == Some("scale-slip"));
    let found: Vec<Finding> = of_them.iter().filter(slipped).map(|&k| Finding::contradicted(k, "scale-slip")).collect();
    (found.len() == of_them.len() && !found.is_empty()).then(|| weigh(case, &found, &[]))
}

/// What the object is to an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Object {
    /// Without it nobody knows what happened.
    Needed,
    /// Understood where it is left out.
    Optional,
    /// Only where it happened.
    Place,
}

/// No party differs, and what the fact was done to is what the claim names or may leave out.
fn is_same(case: &Case, event: &Event, known: &Known, object: Object) -> bool {
    let a = known.agreement;
    let Statement::Event(fact) = &known.fact.statement else { return false };
    // Whoever acts for the house is the house: 马斯克发布Grok.
    let for_it = a.object == Fit::Same && acts_for(case.facts, &event.subject, &fact.subject);
    let subject = if for_it { Fit::Same } else { doer(case, event, known) };
    let parties = [subject, a.counterpart, a.occurrence];
    match object {
        _ if parties.contains(&Fit::Apart) => false,
        Object::Place => subject == Fit::Same,
        _ if a.object == Fit::Apart => false,
        Object::Optional => true,
        Object::Needed => !event.object.is_empty() || fact.object.is_empty(),
    }
}

/// True where the claim names everybody the fact names: nothing else can be meant.
///
/// Who did it may be left out where what it was done to tells: `alone`.
fn is_whole(case: &Case, event: &Event, known: &Known, object: Object, alone: bool) -> bool {
    let a = known.agreement;
    let Statement::Event(fact) = &known.fact.statement else { return false };
    let own = doer(case, event, known);
    let same_object = fact.object.is_empty() || a.object == Fit::Same || object == Object::Place;
    let subject = own == Fit::Same || alone && own == Fit::Unknown && a.object == Fit::Same;
    same_object && subject
}

/// Went public in 2004: told without where, what happens once to its subject is the one that the base knows.
fn is_only_one(event: &Event, same: &[Known]) -> bool {
    let mut objects: Vec<&[Id]> = same.iter().map(|k| k.fact.statement.object()).collect();
    objects.dedup();
    let same_subject = same.iter().all(|k| k.agreement.subject == Fit::Same);
    event.object.is_empty() && objects.len() == 1 && same_subject
}

/// How the doers of claim and fact lie to each other; whoever held a post in a house at the time acted for it.
fn doer(case: &Case, event: &Event, known: &Known) -> Fit {
    let fit = known.agreement.subject;
    let (Fit::Apart, [person], [house]) = (fit, &event.subject[..], known.fact.statement.subject()) else { return fit };
    let when = known.fact.statement.when();
    let held = case.facts.about(person).iter().filter_map(|&i| case.facts.facts.get(i)).any(|f| match &f.statement {
        Statement::Role(r) => {
            r.person.contains(person)
                && r.organization.contains(house)
                && r.when.zip(when).is_none_or(|(term, day)| term.overlaps(day))
        }
        _ => false,
    });
    if held { Fit::Same } else { fit }
}

/// True where a thing has one maker who can have done it, as all facts say: a product is launched by its maker, while
/// many list on one exchange and many sign one letter.
fn is_done_by_one(case: &Case, predicate: &str, same: &[Known]) -> bool {
    let made = ["product", "facility", "concept"];
    let things =
        case.facts.vocabulary.get(predicate).is_some_and(|p| p.object.iter().all(|t| made.contains(&t.as_str())));
    let mut makers = same.iter().map(|k| k.fact.statement.subject());
    let first = makers.next();
    things && makers.all(|m| Some(m) == first)
}

/// What each fact makes of the date.
///
/// A stage that fits while another does not makes the claim imprecise, unless it is the one with which the event is
/// done. Where none fits, a claim that leaves the stage open is only contradicted outside the stages between which the
/// event lies.
fn dates<'a>(event: &Event, days: Interval, same: &[Known<'a>], certain: bool) -> Vec<Finding<'a>> {
    let fits = |k: &&Known| k.time.touches() || k.time == Fit::Near;
    // Facts on the claim's own stage, or on any where it names none.
    let own: Vec<Known> = same.iter().filter(|k| k.agreement.stage != Fit::Apart).copied().collect();
    let other: Vec<Known> = same.iter().filter(|k| k.agreement.stage == Fit::Apart).copied().collect();
    let fitting: Vec<Known> = own.iter().filter(fits).copied().collect();
    let apart: Vec<Known> = own.iter().filter(|k| k.time == Fit::Apart && k.whole).copied().collect();
    if fitting.is_empty() {
        let elsewhere: Vec<Known> = other.iter().filter(fits).copied().collect();
        if !elsewhere.is_empty() {
            // What is shown on the very day of its preview is hardly told otherwise.
            let shown = |id: Option<&Id>| id.is_some_and(|s| SHOWN.contains(&s.as_ref()));
            let imprecise = |k: Known<'a>| {
                let same = shown(event.stage.as_ref()) && shown(stage(&k)) && k.time == Fit::Same;
                Finding::imprecise(k, "imprecise-date", if same { Severity::Info } else { Severity::Warning })
            };
            return elsewhere.into_iter().map(imprecise).collect();
        }
        if certain && (event.stage.is_some() || is_outside(&apart, days)) {
            return apart.into_iter().map(|k| Finding::contradicted(k, "date-conflict")).collect();
        }
        return Vec::new();
    }
    let stages: Vec<_> = fitting.iter().map(stage).collect();
    let (mut others, rivals): (Vec<Known>, Vec<Known>) = apart.into_iter().partition(|k| !stages.contains(&stage(k)));
    if fitting.iter().any(|k| is_among(k, &DONE) && k.time.holds()) {
        others.clear();
    }
    let mut findings: Vec<Finding> = fitting
        .iter()
        .map(|&k| match k.time {
            Fit::Same | Fit::Holds if others.is_empty() => Finding::supported(k),
            Fit::Same | Fit::Holds | Fit::Within => Finding::imprecise(k, "imprecise-date", Severity::Info),
            _ => Finding::imprecise(k, "imprecise-date", Severity::Warning),
        })
        .collect();
    findings.extend(others.into_iter().map(|k| Finding::imprecise(k, "imprecise-date", Severity::Info)));
    if certain {
        findings.extend(rivals.into_iter().map(|k| Finding::contradicted(k, "date-conflict")));
    }
    findings
}

/// True where facts that all miss the days leave no room for a stage that nobody wrote down.
fn is_outside(apart: &[Known], days: Interval) -> bool {
    let first: Vec<&Known> = apart.iter().filter(|k| is_among(k, &FIRST)).collect();
    let last: Vec<&Known> = apart.iter().filter(|k| is_among(k, &LAST)).collect();
    let is_after = |k: &Known| match (k.fact.statement.when().and_then(|w| w.start), days.end) {
        (Some(start), Some(end)) => start > end,
        _ => false,
    };
    apart.iter().any(|k| stage(k).is_none())
        || !first.is_empty() && !last.is_empty()
        || first.iter().any(|k| is_after(k))
        || last.iter().any(|k| !is_after(k))
}

fn is_among(known: &Known, stages: &[&str]) -> bool {
    stage(known).is_some_and(|s| stages.contains(&s.as_ref()))
}

fn stage<'a>(known: &Known<'a>) -> Option<&'a Id> {
    match &known.fact.statement {
        Statement::Event(event) => event.stage.as_ref(),
        _ => None,
    }
}

/// The third of two: a list declared complete has fewer occurrences than the claim counts.
fn miscounted<'a>(case: &Case<'a>, event: &Event) -> Vec<Finding<'a>> {
    let (Some(nth), Some(days)) = (event.nth, case.days.or(case.document)) else { return Vec::new() };
    let Some(complete) = case.facts.complete.iter().find(|c| covers(c, event, days)) else { return Vec::new() };
    let listed = |k: &&Known| {
        let of = |id: &Option<Id>, all: &[Id]| id.as_ref().is_none_or(|id| all.contains(id));
        let begun = k.fact.statement.when().and_then(|w| w.start).zip(days.end).is_none_or(|(s, e)| s <= e);
        begun
            && of(&complete.object, k.fact.statement.object())
            && of(&complete.subject, k.fact.statement.subject())
            && k.fact.status != FactStatus::Disputed
    };
    let known: Vec<Known> = case.known.iter().filter(listed).copied().collect();
    // Stages of one occurrence carry one number; what carries none counts by itself.
    let numbered: BTreeSet<u32> = known.iter().filter_map(|k| number(k)).collect();
    let unnumbered = known.iter().filter(|k| number(k).is_none()).count();
    let most = usize::try_from(nth).unwrap_or(usize::MAX);
    if known.is_empty() || most <= numbered.len() + unnumbered || numbered.contains(&nth) {
        return Vec::new();
    }
    known.into_iter().map(|k| Finding::contradicted(k, "count-conflict")).collect()
}

fn number(known: &Known) -> Option<u32> {
    match &known.fact.statement {
        Statement::Event(fact) => fact.nth,
        _ => None,
    }
}

/// The list is of the claim's event and reaches its days.
fn covers(complete: &Complete, event: &Event, days: Interval) -> bool {
    let named = |list: &[Id], id: &Option<Id>| id.as_ref().is_none_or(|id| list.contains(id));
    event.predicate.as_ref() == Some(&complete.predicate)
        && named(&event.object, &complete.object)
        && named(&event.subject, &complete.subject)
        && days.end.is_some_and(|end| end <= complete.through)
}

/// A list declared complete leaves no room for an occurrence that misses all its dates by more than a day.
fn left_out<'a>(case: &Case<'a>, event: &Event, days: Interval, same: &[Known<'a>]) -> Vec<Finding<'a>> {
    let covers = |c: &Complete| covers(c, event, days);
    let misses = |k: &Known| k.time == Fit::Apart && k.whole;
    if !case.facts.complete.iter().any(covers) || !same.iter().all(misses) {
        return Vec::new();
    }
    same.iter().map(|&k| Finding::contradicted(k, "date-conflict")).collect()
}

/// What each fact whose date is not another makes of the amount.
///
/// Told without its doer, an event is the fact's where the thing it was done to and the days are: no other would have
/// another sum.
fn amounts<'a>(event: &Event, same: &[Known<'a>], certain: bool) -> Vec<Finding<'a>> {
    let short = event.when.and_then(|w| Some((w.end? - w.start?).num_days() <= 366)).unwrap_or(false);
    let told = |k: &Known| {
        let undone = k.agreement.subject == Fit::Unknown && k.agreement.object == Fit::Same;
        k.whole || undone && short && k.time.touches()
    };
    let slip = |k: &Known| event.amount.as_ref().zip(k.fact.statement.value()).and_then(|(a, b)| slip::rule(a, b));
    let timely = same.iter().filter(|k| k.time.touches() || certain);
    let found = timely.filter_map(|&k| match k.agreement.value {
        Fit::Same | Fit::Holds => Some(Finding::supported(k)),
        Fit::Within => Some(Finding::imprecise(k, "imprecise-value", Severity::Info)),
        Fit::Meets => Some(Finding::imprecise(k, "imprecise-value", Severity::Warning)),
        Fit::Apart if told(&k) => Some(Finding::contradicted(k, slip(&k).unwrap_or("value-conflict"))),
        Fit::Unknown if told(&k) && slip(&k) == Some("unit-conflict") => {
            Some(Finding::contradicted(k, "unit-conflict"))
        }
        Fit::Apart | Fit::Near | Fit::Unknown => None,
    });
    found.collect()
}
