//! `overlapping-roles`: two persons hold a post at once that one person holds at a time.

use super::{Base, Rule, Run};
use crate::check::base::{fact_label, sources_of};
use crate::check::wording::{both, names, predicate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::{Fact, FactStatus};
use crate::statement::{Fit, Kin, Slot, Statement, agree};
use crate::time::Interval;
use crate::vocabulary::{Bilingual, Language};
use chrono::NaiveDate;

pub(super) const RULE: Rule = Rule {
    code: "overlapping-roles",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "two persons hold at once a post that one person holds at a time",
    summary_zh: "一人独任的职务同时由两人担任",
    page: include_str!("overlapping_roles.md"),
    run: Run::Facts(run),
};

fn run(base: &Base) -> Vec<Diagnostic> {
    let kin = Kin { vocabulary: &base.facts.vocabulary, series: &|_| None };
    let pairs = base.pairs(|fact| keys(fact, base));
    let found = pairs.into_iter().filter_map(|(a, b)| {
        let agreement = agree(&a.statement, &b.statement, kin)?;
        let days = shared(sure_term(a)?, sure_term(b)?)?;
        (agreement.subject == Fit::Apart).then(|| finding(a, b, days, base))
    });
    found.collect()
}

/// The organization and the broadest kind of an exclusive post.
fn keys(fact: &Fact, base: &Base) -> Vec<String> {
    let Statement::Role(role) = &fact.statement else { return Vec::new() };
    let vocabulary = &base.facts.vocabulary;
    let trusted = matches!(fact.status, FactStatus::Verified | FactStatus::Unverified);
    if !trusted || !vocabulary.get(&role.role).is_some_and(|p| p.exclusive) {
        return Vec::new();
    }
    let up = |id: &&str| vocabulary.get(id).and_then(|p| p.broader.as_deref());
    // The loader refuses circles; the bound keeps a hand-made vocabulary from looping.
    let kind = std::iter::successors(Some(&*role.role), up).take(16).last().unwrap_or(&role.role);
    role.organization.iter().map(|o| format!("{kind} {o}")).collect()
}

/// The days on which the person surely held the post. An end of which only the month or year is known counts for
/// nothing within it; without an end it is the day on which the fact was last looked at.
fn sure_term(fact: &Fact) -> Option<(NaiveDate, NaiveDate)> {
    let sure = fact.term.sure()?;
    sure.start.zip(sure.end.or(fact.checked)).filter(|(start, end)| start <= end)
}

/// The days of both terms, where there are more than one: the day of the handover belongs to both holders.
fn shared(a: (NaiveDate, NaiveDate), b: (NaiveDate, NaiveDate)) -> Option<Interval> {
    let (start, end) = (a.0.max(b.0), a.1.min(b.1));
    Interval::between(Some(start), Some(end)).filter(|_| start < end)
}

fn finding(a: &Fact, b: &Fact, days: Interval, base: &Base) -> Diagnostic {
    let who = |fact: &Fact, language: Language| names(fact.statement.subject(), base.facts, language);
    let post = |language| predicate(&a.statement, base.facts, language);
    let place = |language| names(a.statement.object(), base.facts, language);
    let label = |fact: &Fact, primary: bool| {
        let term = fact.statement.when().map_or_else(|| "?".to_owned(), |w| w.edtf());
        fact_label(fact, &[Slot::From], Bilingual::new(format!("in office {term}"), format!("任期:{term}")), primary)
    };
    let mut notes: Vec<Bilingual> = Vec::new();
    for fact in [a, b].into_iter().filter(|f| f.slot(Slot::To).is_none()) {
        let seen = fact.checked.map(|d| d.to_string()).unwrap_or_default();
        notes.push(Bilingual::new(
            format!("{}: no end is given, so the post was still held on {seen}, when it was checked", fact.id),
            format!("{}:未写卸任日期,故视为核查日{seen}仍在任", fact.id),
        ));
    }
    notes.extend(sources_of(&[a, b]));
    let verified = [a, b].iter().all(|f| f.status == FactStatus::Verified);
    let (severity, by) = match verified {
        true => (RULE.severity, Bilingual::default()),
        false => (Severity::Warning, Bilingual::new(" (by an unverified fact)", "(依据未核实的事实)")),
    };
    let message = both(|language| match language {
        Language::En => format!(
            "{} and {} are both {} of {} {days}{}",
            who(b, language),
            who(a, language),
            post(language),
            place(language),
            by.en
        ),
        Language::Zh => format!(
            "{}与{}同时任{}{}:{days}{}",
            who(b, language),
            who(a, language),
            place(language),
            post(language),
            by.zh
        ),
    });
    Diagnostic {
        rule: RULE.code,
        severity,
        message,
        labels: vec![label(b, true), label(a, false)],
        notes,
        help: Bilingual::new(
            "give the earlier term its `to:`, or use a role that several persons hold at once, such as co-ceo",
            "为较早的任期补写 `to:`,或改用可由多人同任的职务(如 co-ceo)",
        ),
        facts: vec![b.id.clone(), a.id.clone()],
        fixes: Vec::new(),
        claim: None,
    }
}
