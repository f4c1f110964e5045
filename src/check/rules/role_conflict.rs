//! `role-conflict`: a post is held by somebody else, or somebody called former still holds it.

use super::{Context, Rule, Run};
use crate::check::proof::{Proof, Said, reported};
use crate::check::wording::{both, days, names, predicate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::{RoleStatus, Slot, Statement};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "role-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a post is given to somebody who did not hold it at the time",
    summary_zh: "某人在所述时间并不担任该职",
    page: include_str!("role_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let words = proof.clause();
        let former = matches!(proof.statement, Statement::Role(r) if r.status == RoleStatus::Former);
        let post = both(|l| post(&proof, seen, l));
        let holder = both(|l| proof.fact().map_or_else(String::new, |f| names(f.statement.subject(), seen.facts, l)));
        let person = proof.statement.subject();
        let own = proof.fact().is_some_and(|f| f.statement.subject().iter().any(|p| person.contains(p)));
        let handed = if own { handover(&proof, &post, &holder) } else { None };
        let dated = handed.is_some();
        let (message, help) = if let Some(handed) = handed {
            handed
        } else if former {
            (
                Bilingual::new(
                    format!("`{words}`: {} still holds the post of {}", holder.en, post.en),
                    format!("“{words}”:{}仍任{}", holder.zh, post.zh),
                ),
                Bilingual::new("leave out the word for former", "去掉“前”“原”等字"),
            )
        } else if own {
            let (known, claimed) = (proof.known_days(), proof.claimed_days());
            (
                Bilingual::new(
                    format!("`{words}`: {} was {} for {}, not {}", holder.en, post.en, known.en, claimed.en),
                    format!("“{words}”:{}任{}为{},不是{}", holder.zh, post.zh, known.zh, claimed.zh),
                ),
                Bilingual::new(format!("write {}", known.en), format!("改为{}", known.zh)),
            )
        } else {
            let at = days(proof.statement.when().or(seen.extraction.date.days));
            (
                Bilingual::new(
                    format!("`{words}`: {} was {} ({})", holder.en, post.en, at.en),
                    format!("“{words}”:{}任{}的是{}", at.zh, post.zh, holder.zh),
                ),
                Bilingual::new(
                    format!("name {}, or correct the title", holder.en),
                    format!("改为{},或更正职务", holder.zh),
                ),
            )
        };
        let last_seen = proof.fact().filter(|f| f.statement.when().is_some_and(|w| w.end.is_none()));
        let last_seen = last_seen.and_then(|f| f.checked).filter(|_| proof.judgement.severity.is_some());
        let message = match last_seen {
            Some(day) => Bilingual::new(
                format!("{}, last seen {day}", message.en),
                format!("{}(最后查于{day})", message.zh),
            ),
            None => message,
        };
        proof.diagnostic(&RULE, Said {
            message,
            at: if dated { &[Slot::When, Slot::Predicate] } else { &[Slot::Predicate, Slot::Status, Slot::Subject] },
            mark: match dated {
                true => Bilingual::new("known of another day", "与任期不符"),
                false => Bilingual::new("not the title held", "职务不符"),
            },
            fact_at: &[Slot::From, Slot::When],
            help,
            fixes: Vec::new(),
        })
    });
    findings.collect()
}

/// The post was taken, or left, on another day than the article says.
fn handover(proof: &Proof, post: &Bilingual, who: &Bilingual) -> Option<(Bilingual, Bilingual)> {
    let Statement::Role(role) = proof.statement else { return None };
    let term = proof.fact()?.term;
    let words = proof.clause();
    let (known, told, en, zh) = match (role.began, role.left) {
        (Some(told), _) => (term.began?, told, "took the post of", "就任"),
        (None, Some(told)) => (term.ended?, told, "left the post of", "卸任"),
        (None, None) => return None,
    };
    // The day as it is written: an appointment holds for the days after it, since 2011 for all of them.
    let claimed = role.when.filter(|w| w.start == told.start && w.is_bounded()).unwrap_or(told);
    let on = |days: Interval| if days.precision == Precision::Day { "on" } else { "in" };
    let (before_known, before_claimed) = (on(known), on(claimed));
    let (known, claimed) = (days(Some(known)), days(Some(claimed)));
    Some((
        Bilingual::new(
            format!("`{words}`: {} {en} {} {before_known} {}, not {before_claimed} {}", who.en, post.en, known.en, claimed.en),
            format!("“{words}”:{}{zh}{}是在{},不是{}", who.zh, post.zh, known.zh, claimed.zh),
        ),
        Bilingual::new(format!("write {}", known.en), format!("改为{}", known.zh)),
    ))
}

/// The organization and the title.
fn post(proof: &Proof, seen: &Context, language: Language) -> String {
    let organization = names(proof.statement.object(), seen.facts, language);
    let title = predicate(proof.statement, seen.facts, language);
    match language {
        Language::Zh => format!("{organization}{title}"),
        Language::En => format!("{title} of {organization}"),
    }
}
