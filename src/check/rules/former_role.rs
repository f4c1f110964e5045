//! `former-role`: somebody is given a post that was given up before.

use super::{Context, Rule, Run};
use crate::check::proof::{Proof, Said, reported};
use crate::check::wording::{both, names, predicate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::facts::FactStatus;
use crate::statement::{RoleStatus, Slot, Statement};
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "former-role",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "somebody is called by a title that was given up before",
    summary_zh: "某人此前已卸任该职",
    page: include_str!("former_role.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let words = proof.clause();
        let person = proof.statement.subject();
        // The person's own term tells when the post was given up; others tell who came next.
        let own = proof.facts.iter().find(|f| f.statement.subject().iter().any(|p| person.contains(p)));
        let until = own.and_then(|f| f.statement.when()).and_then(|w| w.end);
        let message = both(|l| {
            let (who, what) = (names(person, seen.facts, l), predicate(proof.statement, seen.facts, l));
            let place = names(proof.statement.object(), seen.facts, l);
            match (l, until) {
                (Language::Zh, Some(day)) => format!("{words}:{who}自{day}起不再任{place}{what}"),
                (Language::Zh, None) => format!("{words}:{who}已不再任{place}{what}"),
                (Language::En, Some(day)) => format!("`{words}`: {who} has not been {what} of {place} since {day}"),
                (Language::En, None) => format!("`{words}`: {who} is no longer {what} of {place}"),
            }
        });
        // Succeeded X: of the one before, the name is what is wrong.
        let then = matches!(proof.statement, Statement::Role(r) if r.status == RoleStatus::Then);
        let holder = proof.facts.iter().find(|f| !f.statement.subject().iter().any(|p| person.contains(p)));
        let holder = holder.filter(|_| then).map(|f| both(|l| names(f.statement.subject(), seen.facts, l)));
        proof.diagnostic(&RULE, Said {
            message,
            at: if holder.is_some() { &[Slot::Subject, Slot::Predicate] } else { &[Slot::Predicate, Slot::Subject] },
            mark: Bilingual::new("a former title", "已卸任"),
            fact_at: &[Slot::To, Slot::From],
            help: match holder {
                Some(name) => Bilingual::new(format!("name {}", name.en), format!("改为{}", name.zh)),
                None => help(&proof, seen),
            },
            fixes: Vec::new(),
        })
    });
    findings.collect()
}

/// The titles the person holds there at the time, if the base knows any.
fn help(proof: &Proof, seen: &Context) -> Bilingual {
    let claim = proof.statement;
    let when = claim.when().or(seen.extraction.date.days);
    let mut held: Vec<&Statement> = Vec::new();
    for fact in claim.subject().iter().flat_map(|p| seen.facts.about(p)).filter_map(|&i| seen.facts.facts.get(i)) {
        let Statement::Role(role) = &fact.statement else { continue };
        let here = role.organization.iter().any(|o| claim.object().contains(o));
        let now = role.when.zip(when).is_some_and(|(term, day)| term.contains(day));
        let sound = matches!(fact.status, FactStatus::Verified | FactStatus::Unverified);
        if here && now && sound && !role.ended {
            held.push(&fact.statement);
        }
    }
    if held.is_empty() {
        return Bilingual::new("write former, or name the present holder", "加“前”“时任”,或改为现任者");
    }
    both(|l| {
        let titles: Vec<String> = held.iter().map(|s| predicate(s, seen.facts, l)).collect();
        match l {
            Language::Zh => format!("改为{},或加“前”字", titles.join("、")),
            Language::En => format!("write {}, or former", titles.join(" and ")),
        }
    })
}
