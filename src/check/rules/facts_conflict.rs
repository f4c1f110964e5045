//! `facts-conflict`: two verified facts that cannot both be true.

use super::{Base, Rule, Run};
use crate::check::base::{fact_label, sources_of};
use crate::check::wording::{both, names, predicate, told};
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::{Fact, FactStatus};
use crate::statement::{Agreement, Event, Fit, Id, Kin, Slot, Statement, agree};
use crate::time::Interval;
use crate::vocabulary::{Bilingual, Language, Measures};

pub(super) const RULE: Rule = Rule {
    code: "facts-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "two verified facts on the same matter cannot both be true",
    summary_zh: "两条已核实的事实不能同时为真",
    page: include_str!("facts_conflict.md"),
    run: Run::Facts(run),
};

/// Days within which a stock has one value.
const INSTANT: i64 = 31;

fn run(base: &Base) -> Vec<Diagnostic> {
    let kin = Kin { vocabulary: &base.facts.vocabulary, series: &|_| None };
    let pairs = base.pairs(|fact| keys(fact, base));
    let found = pairs.into_iter().filter_map(|(a, b)| {
        let agreement = agree(&a.statement, &b.statement, kin)?;
        let (slot, reason) = clash(a, b, &agreement, base)?;
        Some(finding(a, b, slot, reason, base))
    });
    found.collect()
}

/// Facts without a common key never clash.
fn keys(fact: &Fact, base: &Base) -> Vec<String> {
    if fact.status != FactStatus::Verified {
        return Vec::new();
    }
    let statement = &fact.statement;
    let Some(predicate) = statement.predicate() else { return Vec::new() };
    let of = |ids: &[Id], rest: String| ids.iter().min().map(|id| format!("{predicate} {id} {rest}"));
    let when = statement.when().map_or_else(String::new, Interval::edtf);
    let key = match statement {
        Statement::Event(event) => {
            let shape = base.facts.vocabulary.get(predicate);
            let whose = if event.object.is_empty() || is_place(base, predicate) { &event.subject } else { &event.object };
            // What can happen again is only told apart by its number.
            let may_recur = shape.is_none_or(|p| !p.once);
            (!may_recur || event.nth.is_some()).then(|| of(whose, format!("{:?}", event.nth))).flatten()
        }
        Statement::Metric(metric) => of(&metric.subject, when),
        Statement::Rank(rank) => of(&rank.subject, when),
        Statement::Role(_) | Statement::Relation(_) | Statement::Quotation(_) | Statement::Age(_) => None,
        Statement::Link(_) => None,
    };
    key.into_iter().collect()
}

/// Where two facts clash, and why they are on the same matter.
fn clash(a: &Fact, b: &Fact, agreement: &Agreement, base: &Base) -> Option<(Slot, Bilingual)> {
    match (&a.statement, &b.statement) {
        (Statement::Event(a), Statement::Event(b)) => {
            let name = a.predicate.as_deref()?;
            let same = is_same_event(a, b, is_place(base, name)) && agreement.occurrence != Fit::Apart;
            let slot = match (agreement.time, agreement.value) {
                (Fit::Apart, _) => Slot::When,
                (_, Fit::Apart) => Slot::Value,
                _ => return None,
            };
            let reason = match a.nth {
                Some(n) => Bilingual::new(format!("both are occurrence {n}"), format!("都是第{n}次")),
                None => Bilingual::new("it happens once", "只会发生一次"),
            };
            same.then_some((slot, reason))
        }
        (Statement::Metric(x), Statement::Metric(y)) => {
            let shape = base.facts.vocabulary.get(x.metric.as_deref()?)?;
            let time = match (x.when, y.when) {
                (Some(x), Some(y)) => x == y && !x.approximate && (shape.measures == Some(Measures::Flow) || is_short(x)),
                (None, None) => shape.measures.is_none(),
                _ => false,
            };
            let same = x.metric == y.metric && is_same(&x.subject, &y.subject) && agreement.basis == Fit::Same;
            let reason = Bilingual::new("the same period and definition", "时间、口径相同");
            (time && same && agreement.value == Fit::Apart).then_some((Slot::Value, reason))
        }
        (Statement::Rank(x), Statement::Rank(y)) => {
            let same = is_same(&x.subject, &y.subject) && x.when == y.when && x.when.is_some_and(|w| !w.approximate);
            let reason = Bilingual::new("the same ranking and time", "同一排名、同一时间");
            (same && agreement.value == Fit::Apart).then_some((Slot::Value, reason))
        }
        _ => None,
    }
}

/// The same people did the same to the same, at the same stage; where it happened tells no events apart.
fn is_same_event(a: &Event, b: &Event, is_place: bool) -> bool {
    let silent = |x: &[Id], y: &[Id]| x.is_empty() || y.is_empty();
    let object = is_place || is_same(&a.object, &b.object);
    let is_known_by_object = !is_place && !a.object.is_empty();
    let subject = is_same(&a.subject, &b.subject) || is_known_by_object && silent(&a.subject, &b.subject);
    let counterpart = is_same(&a.counterpart, &b.counterpart) || silent(&a.counterpart, &b.counterpart);
    let marks = silent_marks(a, b) || a.marks.iter().any(|m| b.marks.contains(m));
    object && subject && counterpart && marks && a.stage == b.stage && a.nth == b.nth
}

fn silent_marks(a: &Event, b: &Event) -> bool {
    a.marks.is_empty() || b.marks.is_empty()
}

fn is_place(base: &Base, predicate: &str) -> bool {
    base.facts.vocabulary.get(predicate).is_some_and(|p| p.object == ["place"])
}

fn is_same(a: &[Id], b: &[Id]) -> bool {
    a.iter().all(|id| b.contains(id)) && b.iter().all(|id| a.contains(id))
}

fn is_short(when: Interval) -> bool {
    when.start.zip(when.end).is_some_and(|(s, e)| (e - s).num_days() < INSTANT)
}

fn finding(a: &Fact, b: &Fact, slot: Slot, reason: Bilingual, base: &Base) -> Diagnostic {
    let (first, second) = (told(&a.statement, base.facts), told(&b.statement, base.facts));
    let says = |text: &Bilingual| Bilingual::new(format!("says {}", text.en), format!("所记:{}", text.zh));
    let about = both(|language| matter(a, base, language));
    let mut notes = vec![Bilingual::new(
        format!("both state {}; {}", about.en, reason.en),
        format!("两条都说的是{};{}", about.zh, reason.zh),
    )];
    notes.extend(sources_of(&[a, b]));
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("`{}` says {}, `{}` says {}: both cannot be true", b.id, second.en, a.id, first.en),
            format!("`{}`记为{},`{}`记为{}:不能同时为真", b.id, second.zh, a.id, first.zh),
        ),
        labels: vec![fact_label(b, &[slot], says(&second), true), fact_label(a, &[slot], says(&first), false)],
        notes,
        help: Bilingual::new(
            "correct one, mark one as disputed or retracted, or tell them apart by stage, basis or nth",
            "改正其一,或将其一标为 disputed、retracted,或以 stage、basis、nth 加以区分",
        ),
        facts: vec![b.id.clone(), a.id.clone()],
        fixes: Vec::new(),
        claim: None,
    }
}

/// What a fact is about: predicate and parties.
fn matter(fact: &Fact, base: &Base, language: Language) -> String {
    let statement = &fact.statement;
    let parties = [statement.subject(), statement.object()].concat();
    format!("{} · {}", predicate(statement, base.facts, language), names(&parties, base.facts, language))
}
