//! Metrics: flows over a period, stocks at an instant.

use super::finding::{Finding, weigh};
use super::{Case, Known, doubted, slip, unsupported};
use crate::check::Judgement;
use crate::check::wording::told;
use crate::diagnostic::Severity;
use crate::extract::Doubt;
use crate::facts::FactStatus;
use crate::normalise::fold_name;
use crate::statement::{Fit, Id, Metric, Statement, dates, is_lower_bound};
use crate::time::Interval;
use crate::vocabulary::{Bilingual, Measures};

/// Days after which a figure may have become any other.
const RECENT: i64 = 100;

/// Flows are compared over the claim's own period, stocks at its instant.
pub(super) fn judge<'a>(case: &Case<'a>, metric: &Metric) -> Judgement {
    if metric.metric.is_none() {
        return doubted(Doubt::AmbiguousPredicate);
    }
    let mut known: Vec<Known> = case.known.iter().filter(|k| is_meant(case, k)).copied().collect();
    if metric.basis.is_some() {
        known.retain(|k| k.agreement.basis != Fit::Apart);
    }
    let slips = |k: &Known| slip(metric, k) == Some("unit-conflict");
    if !known.is_empty() && known.iter().all(|k| k.agreement.value == Fit::Unknown && !slips(k)) {
        return doubted(Doubt::Unit);
    }
    let predicate = metric.metric.as_deref().and_then(|m| case.facts.vocabulary.get(m));
    match predicate.and_then(|p| p.measures) {
        _ if predicate.is_some_and(|p| p.once) => constant(case, metric, &known),
        Some(Measures::Flow) => flow(case, metric, &known),
        Some(Measures::Stock) | None => stock(case, metric, &known),
    }
}

/// A figure that is the same at all times, such as the price of a first issue: any time of it will do.
fn constant<'a>(case: &Case<'a>, metric: &Metric, known: &[Known<'a>]) -> Judgement {
    let mut findings = Vec::new();
    for &k in known {
        match k.agreement.value {
            Fit::Same | Fit::Holds => findings.push(Finding::supported(k)),
            Fit::Within => findings.push(Finding::imprecise(k, "imprecise-value", Severity::Info)),
            Fit::Meets => findings.push(Finding::imprecise(k, "imprecise-value", Severity::Warning)),
            Fit::Apart if is_provable(&k) => {
                findings.push(Finding::contradicted(k, slip(metric, &k).unwrap_or("value-conflict")));
            }
            Fit::Unknown => findings.extend(other_unit(metric, k)),
            Fit::Apart | Fit::Near => {}
        }
    }
    let near: Vec<&Known> = known.iter().take(3).collect();
    if findings.is_empty() { unsupported(case, &near) } else { weigh(case, &findings, &near) }
}

/// The claim's own metric, or another that goes by the very word the claim uses.
fn is_meant(case: &Case, known: &Known) -> bool {
    let named = |id: &Option<Id>| {
        let names =
            id.as_deref().and_then(|id| case.facts.vocabulary.get(id)).map(|p| p.names.en.iter().chain(&p.names.zh));
        names.into_iter().flatten().any(|n| case.trigger.contains(&fold_name(n)))
    };
    match (case.statement, &known.fact.statement, known.agreement.predicate) {
        (_, Statement::Metric(_), Fit::Same) => true,
        // An inflected word is a name of neither and may mean both.
        (Statement::Metric(own), Statement::Metric(fact), Fit::Meets) => !named(&own.metric) || named(&fact.metric),
        _ => false,
    }
}

fn flow<'a>(case: &Case<'a>, metric: &Metric, known: &[Known<'a>]) -> Judgement {
    let Some(when) = case.days else { return timeless(case, metric, known) };
    let own: Vec<Known> = known.iter().filter(|k| is_period(case, when, k, known)).copied().collect();
    let near: Vec<&Known> = own.iter().filter(|k| k.agreement.predicate == Fit::Same).collect();
    // A figure for a period that is not over yet is one of a part of it.
    let over = match (when.end, case.document.and_then(|d| d.end)) {
        (Some(end), Some(day)) => end <= day,
        _ => true,
    };
    let tight = is_tight(metric);
    let elsewhere: Vec<Known> = known
        .iter()
        .filter(|k| {
            tight && k.agreement.value.holds() && k.time != Fit::Unknown && !own.iter().any(|o| o.index == k.index)
        })
        .copied()
        .collect();
    let mut findings = Vec::new();
    for &k in &own {
        match k.agreement.value {
            Fit::Same | Fit::Holds => findings.push(Finding::supported(k)),
            Fit::Within => findings.push(Finding::imprecise(k, "imprecise-value", Severity::Info)),
            Fit::Meets => findings.push(Finding::imprecise(k, "imprecise-value", Severity::Warning)),
            Fit::Apart if over => findings.extend(conflict(metric, k, &elsewhere)),
            Fit::Unknown if over => findings.extend(other_unit(metric, k)),
            Fit::Apart | Fit::Near | Fit::Unknown => {}
        }
    }
    let judgement = weigh(case, &findings, &near);
    match own.iter().find(|k| k.agreement.value == Fit::Apart && k.agreement.basis == Fit::Unknown) {
        Some(k) if findings.is_empty() => Judgement { reason: other_basis(case, k), ..judgement },
        _ => judgement,
    }
}

/// Why a figure that differs does not contradict: nobody knows that both follow one definition.
fn other_basis(case: &Case, known: &Known) -> Bilingual {
    let basis = match &known.fact.statement {
        Statement::Metric(m) => m.basis.as_deref().unwrap_or("?"),
        _ => "?",
    };
    let (id, said) = (&known.fact.id, told(&known.fact.statement, case.facts));
    Bilingual::new(
        format!("`{id}`, by the definition {basis}: {}", said.en),
        format!("`{id}`按口径{basis}为:{}", said.zh),
    )
}

/// A figure that the claim's own period contradicts: another period's, where one fits it, else a plain conflict where
/// both follow the same definition.
fn conflict<'a>(metric: &Metric, own: Known<'a>, elsewhere: &[Known<'a>]) -> Vec<Finding<'a>> {
    // Three digits or more that agree but for their power of ten are no chance; two are none without a better period.
    let digits = slip::digits(&metric.value);
    let slip = slip(metric, &own).filter(|_| own.agreement.predicate == Fit::Same);
    let telling = digits >= 3 || digits == 2 && own.agreement.basis == Fit::Same;
    if let Some(rule) = slip.filter(|_| telling) {
        return vec![Finding::contradicted(own, rule)];
    }
    let comparable = |k: &&Known| match (&k.fact.statement, &own.fact.statement) {
        (Statement::Metric(a), Statement::Metric(b)) => a.basis == b.basis || a.metric != b.metric,
        _ => false,
    };
    if let Some(&other) = elsewhere.iter().find(comparable) {
        let verified = [own, other].iter().all(|k| k.fact.status == FactStatus::Verified);
        // The fact that fits is shown too; as a finding of the same rule it weighs no more than the first.
        let found = [own, other].map(|k| Finding::contradicted(k, "period-conflict"));
        return found.into_iter().map(|f| if verified { f } else { f.at_most(Severity::Warning) }).collect();
    }
    if is_provable(&own) { vec![Finding::contradicted(own, slip.unwrap_or("value-conflict"))] } else { Vec::new() }
}

/// The slip between the figures of claim and fact.
fn slip(metric: &Metric, known: &Known) -> Option<&'static str> {
    known.fact.statement.value().and_then(|fact| slip::rule(&metric.value, fact))
}

/// The right digits under a currency or unit that does not compare.
fn other_unit<'a>(metric: &Metric, known: Known<'a>) -> Option<Finding<'a>> {
    let found = known.agreement.predicate == Fit::Same && slip(metric, &known) == Some("unit-conflict");
    (found && slip::digits(&metric.value) >= 2).then(|| Finding::contradicted(known, "unit-conflict"))
}

/// True where the fact is for the claim's own period: the same days, or the one edition of a series within a year.
fn is_period(case: &Case, when: Interval, known: &Known, all: &[Known]) -> bool {
    if known.time == Fit::Same {
        return !when.approximate;
    }
    let is_series = |k: &Known| {
        k.fact.statement.subject().iter().any(|s| case.facts.entity(s).is_some_and(|e| e.kind == "event-series"))
    };
    let touching = |k: &&Known| k.agreement.predicate == Fit::Same && k.time.touches();
    let year = when.start.zip(when.end).is_some_and(|(s, e)| (e - s).num_days() <= 366);
    year && is_series(known) && touching(&known) && all.iter().filter(touching).count() == 1
}

/// Without a period a plain figure is only supported, by the one period it fits.
fn timeless(case: &Case, metric: &Metric, known: &[Known]) -> Judgement {
    let tight = is_tight(metric);
    let fitting: Vec<&Known> = known.iter().filter(|k| tight && k.agreement.value.holds()).collect();
    let first = fitting.first().and_then(|k| k.fact.statement.when());
    match first {
        Some(_) if fitting.iter().all(|k| k.fact.statement.when() == first) => {
            let findings: Vec<Finding> = fitting.into_iter().copied().map(Finding::supported).collect();
            weigh(case, &findings, &[])
        }
        _ => {
            // The right digits under another currency, whatever period they are of.
            let slips = known.iter().filter(|k| tight && k.agreement.value == Fit::Unknown);
            let slips = slips.filter_map(|&k| other_unit(metric, k)).map(|f| f.at_most(Severity::Warning));
            match &slips.collect::<Vec<Finding>>()[..] {
                [] => doubted(Doubt::NoTime),
                found => weigh(case, found, &[]),
            }
        }
    }
}

/// Known at the claim's instant: compared. Known before: an equal figure is supported until a later one supersedes
/// it; another figure is growth. Known later: says nothing.
fn stock<'a>(case: &Case<'a>, metric: &Metric, known: &[Known<'a>]) -> Judgement {
    let Some(when) = case.days.or(case.document) else { return timeless(case, metric, known) };
    let as_of = |k: &Known| k.fact.statement.when();
    let lie = |k: &Known| as_of(k).map_or(Fit::Unknown, |f| dates(when, f));
    let at: Vec<Known> = known.iter().filter(|k| is_instant(when, as_of(k), lie(k))).copied().collect();
    let before = |k: &&Known| match (as_of(k).and_then(|f| f.end), when.start) {
        (Some(end), Some(start)) => end < start,
        _ => false,
    };
    let mut findings = Vec::new();
    for &k in &at {
        match k.agreement.value {
            Fit::Same | Fit::Holds => findings.push(Finding::supported(k)),
            Fit::Within => findings.push(Finding::imprecise(k, "imprecise-value", Severity::Info)),
            Fit::Meets => findings.push(Finding::imprecise(k, "imprecise-value", Severity::Warning)),
            Fit::Apart if is_own_instant(when, lie(&k)) && is_provable(&k) => {
                findings.push(Finding::contradicted(k, slip(metric, &k).unwrap_or("value-conflict")));
            }
            Fit::Unknown if is_own_instant(when, lie(&k)) => findings.extend(other_unit(metric, k)),
            Fit::Apart | Fit::Near | Fit::Unknown => {}
        }
    }
    if !at.iter().any(|k| k.agreement.value.touches()) {
        let earlier: Vec<Known> = known.iter().filter(before).copied().collect();
        let now: Vec<Known> = earlier.iter().chain(&at).copied().collect();
        findings.extend(earlier.iter().filter_map(|&k| older(k, &now)));
    }
    // Where nothing is known at its instant, the latest figure before it is worth a look.
    let latest = known.iter().filter(before).max_by_key(|k| as_of(k).and_then(|f| f.start));
    // Growth does not exchange two digits within a quarter, nor does it multiply by ten.
    if let Some(&last) = latest.filter(|k| findings.is_empty() && k.agreement.value == Fit::Apart && is_provable(k)) {
        let near = as_of(&last).and_then(|f| f.end).zip(when.start).is_some_and(|(e, w)| (w - e).num_days() <= RECENT);
        let fact = last.fact.statement.value();
        if near
            && fact.is_some_and(|f| {
                slip::is_transposed(&metric.value, f) || slip::rule(&metric.value, f).is_some() && slip::digits(f) >= 2
            })
        {
            let rule = slip(metric, &last).unwrap_or("value-conflict");
            findings.push(Finding::contradicted(last, rule).at_most(Severity::Warning));
        }
    }
    let near: Vec<&Known> = at.iter().take(3).chain(latest).collect();
    if findings.is_empty() { unsupported(case, &near) } else { weigh(case, &findings, &near) }
}

/// What a fact known before the claim's instant makes of it, given all that is known up to then.
fn older<'a>(known: Known<'a>, all: &[Known<'a>]) -> Option<Finding<'a>> {
    let same_figure = match &known.fact.statement {
        Statement::Metric(m) if is_lower_bound(&m.value) => known.agreement.value == Fit::Same,
        _ => known.agreement.value.holds(),
    };
    if !same_figure {
        return None;
    }
    let start = |k: &Known| k.fact.statement.when().and_then(|w| w.start);
    let basis = |k: &Known| match &k.fact.statement {
        Statement::Metric(m) => m.basis.clone(),
        _ => None,
    };
    let later = all.iter().filter(|k| {
        start(k) > start(&known)
            && k.agreement.predicate == Fit::Same
            && basis(k) == basis(&known)
            && k.fact.status != FactStatus::Disputed
    });
    match later.max_by_key(|k| start(k)) {
        Some(&newest) if newest.agreement.value == Fit::Apart => Some(Finding::outdated(newest)),
        _ => Some(Finding::supported(known)),
    }
}

/// True where claim and fact are of one instant: one holds the other, and the fact is no wider than a month unless it
/// covers the same days.
fn is_instant(when: Interval, fact: Option<Interval>, fit: Fit) -> bool {
    match fit {
        Fit::Same | Fit::Holds => true,
        Fit::Within | Fit::Meets => fact.is_some_and(is_short) && is_short(when),
        _ => false,
    }
}

/// Within wider days the figure may have been another on another day.
fn is_own_instant(when: Interval, fit: Fit) -> bool {
    fit == Fit::Same && !when.approximate && is_short(when)
}

fn is_short(when: Interval) -> bool {
    when.start.zip(when.end).is_some_and(|(s, e)| (e - s).num_days() <= 31)
}

/// A figure without about, more than or the like: it fits by chance least.
fn is_tight(metric: &Metric) -> bool {
    metric.value.stated.is_some() && metric.value.comparator.is_none()
}

fn is_provable(known: &Known) -> bool {
    known.agreement.predicate == Fit::Same && known.agreement.basis == Fit::Same
}
