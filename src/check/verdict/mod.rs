//! From claims and the facts the timeline ties to them to verdicts; docs/ARCHITECTURE.md says in which order.
//!
//! Each kind of statement says what every single fact makes of the claim (`Finding`); `finding` weighs them against
//! each other. What a finding looks like to a reader is decided in `rules`.

mod edition;
mod event;
mod finding;
mod kin;
mod linked;
mod metric;
mod occasion;
mod otherwise;
mod party;
mod portion;
mod rank;
mod recognised;
mod role;
mod said;
mod slip;
mod spoken;
mod term;
mod twin;

use super::wording::told;
use super::{Judgement, Verdict};
use crate::article::Article;
use crate::diagnostic::Severity;
use crate::extract::{Claim, Doubt, Extraction, Modality};
use crate::facts::{Fact, FactBase, FactStatus};
use crate::normalise::fold_name;
use crate::statement::{Agreement, Fit, Id, Kin, Slot, Statement, agree, dates};
use crate::time::Interval;
use crate::timeline::Timeline;
use crate::vocabulary::Bilingual;
use finding::{best, worst};
pub(super) use portion::is_portion;

/// A claim with all that its verdict depends on.
struct Case<'a> {
    claim: &'a Claim,
    statement: &'a Statement,
    facts: &'a FactBase,
    /// The facts that may speak on it, with how far they agree.
    known: Vec<Known<'a>>,
    /// The document date.
    document: Option<Interval>,
    /// The days of the claim by itself and its occasion.
    days: Option<Interval>,
    /// The folded words that carry its predicate.
    trigger: String,
    /// Other claims of the article.
    others: &'a [Claim],
}

/// A fact and how far a claim agrees with it.
#[derive(Clone, Copy)]
struct Known<'a> {
    index: usize,
    fact: &'a Fact,
    agreement: &'a Agreement,
    /// How the days of the claim lie to those of the fact.
    time: Fit,
    /// Of an event: the claim names everybody the fact names.
    whole: bool,
}

/// A verdict for each claim, in their order.
pub(super) fn judge_all(
    article: &Article,
    extraction: &Extraction,
    timeline: &Timeline,
    facts: &FactBase,
) -> Vec<Judgement> {
    let document = extraction.date.days;
    let tied = linked::Tied::new(extraction);
    let all = extraction.claims.iter().enumerate().map(|(index, claim)| {
        let trigger = claim.part(Slot::Predicate).map(|s| fold_name(article.source.slice(s))).unwrap_or_default();
        // What every reading comes to by the facts that stand, or by those that were taken back.
        let by = |retracted: bool| {
            let readings = timeline.statements(index).into_iter().enumerate().map(|(reading, statement)| {
                let days = timeline.days(index, reading);
                let known = timeline.candidates(index, reading).into_iter().filter_map(|c| {
                    let fact = facts.facts.get(c.fact)?;
                    let time = match (c.agreement.time, days, fact.statement.when()) {
                        (Fit::Unknown, Some(days), Some(when)) => dates(days, when),
                        (fit, ..) => fit,
                    };
                    let speaks = (fact.status == FactStatus::Retracted) == retracted && !is_source(article, fact);
                    speaks.then_some(Known { index: c.fact, fact, agreement: c.agreement, time, whole: false })
                });
                let (known, trigger, others) = (known.collect(), trigger.clone(), &extraction.claims);
                let case = Case { claim, statement, facts, known, document, days, trigger, others };
                Judgement { reading, ..judge(&case) }
            });
            readings.reduce(best).unwrap_or_else(|| doubted(Doubt::OutOfScope))
        };
        let mut judgement = by(false);
        if judgement.verdict != Some(Verdict::Supported) && is_tied_to_retracted(timeline, index, facts) {
            judgement = repeated(by(true)).unwrap_or(judgement);
        }
        if judgement.rule == Some("age-conflict")
            && spoken::is_age_of_year(article, extraction, claim, facts, &judgement)
        {
            judgement = Judgement { verdict: Some(Verdict::Supported), rule: None, severity: None, ..judgement };
        }
        let mut judgement = forbid(article, claim, judgement, facts);
        let against = match judgement.verdict {
            Some(Verdict::Contradicted) => true,
            Some(Verdict::Imprecise) => judgement.severity != Some(Severity::Info),
            _ => false,
        };
        if against && slip::is_nominal_age(article, claim, facts, &judgement) {
            judgement.severity = Some(Severity::Warning);
        }
        match () {
            () if matches!(claim.statement, Statement::Link(_)) => tied.judge(claim).unwrap_or(judgement),
            () if judgement.rule == Some("unit-conflict")
                && slip::is_open_currency(article, claim, facts, &judgement.facts) =>
            {
                doubted(Doubt::Unit)
            }
            () if judgement.rule == Some("age-conflict")
                && spoken::is_age_of_then(article, extraction, claim, facts, &judgement) =>
            {
                doubted(Doubt::NoTime)
            }
            () if against && is_portion(article, extraction, claim, facts) => doubted(Doubt::AmbiguousEntity),
            () if against && edition::is_edition(article, extraction, claim) => doubted(Doubt::AmbiguousEntity),
            () if against && edition::is_anniversary(article, claim) => doubted(Doubt::NoTime),
            () if against && spoken::looks_back(article, claim) => doubted(Doubt::NoTime),
            () if against && spoken::is_aside(article, claim) => doubted(Doubt::NoTime),
            () if against && spoken::is_of_then(article, extraction, timeline, facts, index) => doubted(Doubt::NoTime),
            () if against => match otherwise::doubt(article, extraction, claim, facts, &judgement) {
                Some(doubt) => doubted(doubt),
                None => judgement,
            },
            () => judgement,
        }
    });
    let mut judgements: Vec<Judgement> = all.collect();
    twin::spare(article, extraction, &mut judgements);
    twin::spare_predecessors(article, extraction, &mut judgements);
    occasion::suspect(extraction, timeline, facts, &mut judgements);
    recognised::correct(article, extraction, facts, &mut judgements);
    judgements
}

/// A fact that was taken back is on the matter of some reading of the claim.
fn is_tied_to_retracted(timeline: &Timeline, claim: usize, facts: &FactBase) -> bool {
    let retracted = |fact: usize| facts.facts.get(fact).is_some_and(|f| f.status == FactStatus::Retracted);
    let readings = timeline.statements(claim).len();
    (0..readings).any(|reading| timeline.candidates(claim, reading).iter().any(|c| retracted(c.fact)))
}

/// What facts that were taken back support is wrong, as far as anybody knows.
fn repeated(by_retracted: Judgement) -> Option<Judgement> {
    (by_retracted.verdict == Some(Verdict::Supported)).then(|| {
        let id = by_retracted.facts.first().map(|f| f.to_string()).unwrap_or_default();
        Judgement {
            verdict: Some(Verdict::Contradicted),
            rule: Some("retracted-fact"),
            reason: Bilingual::new(format!("`{id}` said so and was retracted"), format!("`{id}`曾有此说,已撤回")),
            ..by_retracted
        }
    })
}

/// A part that was taken from the surroundings forbids every finding against the claim, not support.
fn forbid(article: &Article, claim: &Claim, judgement: Judgement, facts: &FactBase) -> Judgement {
    // A period tells only where it stands right before its figure: 2025财年为166.8亿元.
    let dated = claim.part(Slot::When).zip(claim.part(Slot::Value)).is_some_and(|(when, value)| {
        let gap =
            (when.end <= value.start).then(|| article.source.slice(crate::source::Span::new(when.end, value.start)));
        gap.is_some_and(|g| g.chars().count() <= 3 && !g.contains(|c: char| c.is_ascii_digit()))
    });
    let told = matches!(judgement.rule, Some("scale-slip" | "unit-conflict"))
        || judgement.rule == Some("period-conflict") && dated;
    match (judgement.verdict, claim.weak) {
        // What is planned is held against the parties and the sum of a fact, not against its day.
        (Some(Verdict::Contradicted), Some(Doubt::InferredDate)) if claim.modality == Modality::Planned => judgement,
        // Three digits of a fact on the subject, under another unit or period, are no chance: it is the one meant.
        (Some(Verdict::Contradicted), Some(Doubt::NoSubject | Doubt::AmbiguousEntity | Doubt::InferredDate))
            if told && claim.statement.value().is_some_and(|v| slip::digits(v) >= 3) =>
        {
            Judgement { severity: Some(Severity::Warning), ..judgement }
        }
        // So are digits of it of which two are exchanged.
        (Some(Verdict::Contradicted), Some(Doubt::InferredDate))
            if judgement.rule == Some("value-conflict") && is_exchanged(claim, &judgement, facts) =>
        {
            Judgement { severity: Some(Severity::Warning), ..judgement }
        }
        // So is the sum of a deal in its month, and the figure of a whole year in any quarter.
        (Some(Verdict::Contradicted), Some(Doubt::NoSubject))
            if judgement.rule == Some("party-conflict") && claim.statement.object().is_empty() =>
        {
            Judgement { severity: Some(Severity::Warning), ..judgement }
        }
        (Some(Verdict::Contradicted), Some(Doubt::InferredDate))
            if judgement.rule == Some("period-conflict") && is_of_other_length(claim, &judgement, facts) =>
        {
            Judgement { severity: Some(Severity::Warning), ..judgement }
        }
        (Some(Verdict::Contradicted | Verdict::Imprecise | Verdict::Outdated), Some(doubt)) => doubted(doubt),
        (Some(Verdict::Unsupported), Some(_)) => Judgement { rule: None, ..judgement },
        _ => judgement,
    }
}

/// The digits of a fact, two of them exchanged.
fn is_exchanged(claim: &Claim, judgement: &Judgement, facts: &FactBase) -> bool {
    let known = judgement.facts.iter().filter_map(|id| facts.fact(id)?.statement.value());
    claim.statement.value().is_some_and(|own| known.into_iter().any(|v| slip::is_transposed(own, v)))
}

/// The fact that fits the figure of a claim is for a longer or shorter period than the claim's.
fn is_of_other_length(claim: &Claim, judgement: &Judgement, facts: &FactBase) -> bool {
    let days = |when: Option<Interval>| when.and_then(|w| Some((w.end? - w.start?).num_days()));
    let Some(own) = days(claim.statement.when()) else { return false };
    let telling = claim.statement.value().is_some_and(|v| slip::digits(v) >= 2);
    let kin = Kin { vocabulary: &facts.vocabulary, series: &|_| None };
    let fitting = judgement
        .facts
        .iter()
        .filter_map(|id| facts.fact(id))
        .filter(|f| agree(&claim.statement, &f.statement, kin).is_some_and(|a| a.value.holds()));
    let lengths: Vec<i64> = fitting.filter_map(|f| days(f.statement.when())).collect();
    telling && !lengths.is_empty() && lengths.iter().all(|l| (l - own).abs() > 20)
}

/// A claim is never supported by a fact whose source is the article itself.
fn is_source(article: &Article, fact: &Fact) -> bool {
    let title = article.front_matter.title.as_deref().map(str::trim).filter(|t| !t.is_empty());
    title.is_some_and(|title| fact.sources.iter().any(|s| s.title.trim() == title))
}

/// The verdict on one claim.
fn judge(case: &Case) -> Judgement {
    // The third of two needs no date, nor does the place where somebody was born, nor who was the first.
    let placed = |id: &Id| case.facts.vocabulary.get(id).is_some_and(|p| p.once && p.object == ["place"]);
    let timeless = match case.statement {
        Statement::Rank(r) => rank::is_in_time(r),
        Statement::Event(e) => {
            // That it happened needs no date, where both parties are named; of what takes no other party, who did it.
            let alone = |id: &Id| {
                let predicate = case.facts.vocabulary.get(id);
                predicate.is_some_and(|p| p.object.is_empty() || p.optional.iter().any(|o| o == "object"))
            };
            let whole = !e.object.is_empty() || e.predicate.as_ref().is_some_and(alone);
            let named = whole && !e.subject.is_empty() && e.predicate.is_some();
            e.nth.is_some() || named || !e.object.is_empty() && e.predicate.as_ref().is_some_and(placed)
        }
        Statement::Quotation(_) => true,
        _ => false,
    };
    // Of an event whose object has no name, who did what when is known, and that no fact can be about it.
    if let (Some(Doubt::OutOfScope), Statement::Event(event)) = (case.claim.doubt, case.statement)
        && event.predicate.is_some()
        && !event.subject.is_empty()
        && case.claim.modality.is_judged()
    {
        return unsupported(case, &[]);
    }
    if let Some(slipped) = event::planned(case) {
        return slipped;
    }
    if let Some(doubt) = case.claim.doubt.filter(|d| !(timeless && *d == Doubt::NoTime)) {
        // The right digits under another currency are a slip in any period.
        let slip =
            matches!(case.statement, Statement::Metric(_)) && doubt == Doubt::NoTime && case.claim.modality.is_judged();
        let slip = slip.then(|| by_kind(case)).filter(|j| j.rule == Some("unit-conflict"));
        return slip.unwrap_or_else(|| doubted(doubt));
    }
    if !case.claim.modality.is_judged() {
        return doubted(Doubt::Modality);
    }
    if matches!(case.statement, Statement::Link(_)) {
        return doubted(Doubt::OutOfScope);
    }
    if case.statement.subject().is_empty() && case.statement.object().is_empty() {
        return doubted(Doubt::NoSubject);
    }
    let judgement = each_member(case);
    if judgement.verdict == Some(Verdict::Unsupported) && judgement.rule.is_none() && wants_source(case) {
        return Judgement { rule: Some("unsupported-claim"), ..judgement };
    }
    judgement
}

/// A claim about a list is as good as the worst of what it says of each of its members.
fn each_member(case: &Case) -> Judgement {
    let (subjects, objects) = (case.statement.subject(), case.statement.object());
    let list = if subjects.len() > 1 { subjects } else { objects };
    if list.len() < 2 {
        return by_kind(case);
    }
    let about = |fact: &Fact, id: &Id| fact.statement.subject().contains(id) || fact.statement.object().contains(id);
    let members = list.iter().map(|id| {
        let known = case.known.iter().filter(|k| about(k.fact, id)).copied().collect();
        let judgement = by_kind(&Case { known, trigger: case.trigger.clone(), ..*case });
        // One figure for several may be that of all together.
        match judgement.rule {
            Some("value-conflict" | "period-conflict" | "scale-slip" | "unit-conflict") => {
                doubted(Doubt::AmbiguousEntity)
            }
            _ => judgement,
        }
    });
    members.reduce(worst).unwrap_or_else(|| by_kind(case))
}

fn by_kind(case: &Case) -> Judgement {
    match case.statement {
        Statement::Event(event) => event::judge(case, event),
        Statement::Metric(metric) => metric::judge(case, metric),
        Statement::Role(role) => role::judge(case, role),
        Statement::Rank(rank) => rank::judge(case, rank),
        Statement::Relation(relation) => said::judge_relation(case, relation),
        Statement::Quotation(quotation) => said::judge_quotation(case, quotation),
        Statement::Age(age) => said::judge_age(case, age),
        Statement::Link(_) => doubted(Doubt::OutOfScope),
    }
}

/// Claims a reader would want a source for, about somebody the base knows.
fn wants_source(case: &Case) -> bool {
    let known = case.statement.subject().iter().chain(case.statement.object()).any(|id| !id.starts_with("local:"));
    let asks = match case.statement {
        Statement::Metric(_) | Statement::Rank(_) | Statement::Age(_) | Statement::Role(_) => true,
        Statement::Event(event) => event.predicate.is_some() && event.when.is_some(),
        Statement::Relation(_) | Statement::Quotation(_) | Statement::Link(_) => false,
    };
    known && asks && !case.claim.quoted
}

fn doubted(doubt: Doubt) -> Judgement {
    Judgement {
        verdict: Some(Verdict::NotJudged),
        doubt: Some(doubt),
        reason: doubt.shown(),
        rule: None,
        facts: Vec::new(),
        unverified: false,
        reading: 0,
        severity: None,
    }
}

/// No fact speaks on the matter at its time; `near` are facts a reader may want to see all the same.
fn unsupported(case: &Case, near: &[&Known]) -> Judgement {
    let unknown = case.statement.subject().first().and_then(|id| id.strip_prefix("local:"));
    let reason = match near.first() {
        None if unknown.is_some() => {
            let name = unknown.unwrap_or_default();
            Bilingual::new(format!("nothing known of `{name}`"), format!("事实库中没有“{name}”"))
        }
        None => Bilingual::new("no fact about it", "事实库没有相关事实"),
        Some(k) => {
            let (en, zh) = (told(&k.fact.statement, case.facts), &k.fact.id);
            Bilingual::new(
                format!("no fact about that time; `{zh}`: {}", en.en),
                format!("事实库没有此时的事实;`{zh}`:{}", en.zh),
            )
        }
    };
    Judgement {
        verdict: Some(Verdict::Unsupported),
        doubt: None,
        reason,
        rule: None,
        facts: near.iter().map(|k| k.fact.id.clone()).collect(),
        unverified: false,
        reading: 0,
        severity: None,
    }
}

#[cfg(test)]
mod tests;
