//! `party-conflict`: an event that happens once is known with another party, or of another place.

use super::{Context, Rule, Run};
use crate::check::proof::{Proof, Said, reported};
use crate::check::wording::{both, names};
use crate::diagnostic::{Diagnostic, Severity};
use crate::statement::{Id, Slot, Statement};
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "party-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "an event is told of another actor, object, counterpart or place than it had",
    summary_zh: "事件的主体、对象、对方或地点与事实不符",
    page: include_str!("party_conflict.md"),
    run: Run::Article(run),
};

/// The parties of an event.
const PARTIES: [Slot; 3] = [Slot::Subject, Slot::Object, Slot::Counterpart];

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let slot = differing(&proof);
        let right = proof.fact().map(|f| party(&f.statement, slot)).unwrap_or_default();
        let known = both(|l| names(right, seen.facts, l));
        let claimed = both(|l| names(party(proof.statement, slot), seen.facts, l));
        let (clause, at) = (proof.clause(), proof.known_days());
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{clause}`: known of {}, not {} ({})", known.en, claimed.en, at.en),
                format!("“{clause}”:事实所记为{},不是{}({})", known.zh, claimed.zh, at.zh),
            ),
            at: match slot {
                Slot::Subject => &[Slot::Subject, Slot::Predicate],
                Slot::Object => &[Slot::Object, Slot::Predicate],
                _ => &[Slot::Counterpart, Slot::Predicate],
            },
            mark: Bilingual::new("another party is known", "事实另有所指"),
            fact_at: match slot {
                Slot::Subject => &[Slot::Subject],
                Slot::Object => &[Slot::Object],
                _ => &[Slot::Counterpart],
            },
            help: Bilingual::new(
                format!("write {}, or say which other event is meant", known.en),
                format!("改为{},或写明所指的另一件事", known.zh),
            ),
            fixes: Vec::new(),
        })
    });
    findings.collect()
}

/// The party in which claim and fact differ.
fn differing(proof: &Proof) -> Slot {
    let apart = |slot: &Slot| {
        let (claimed, known) =
            (party(proof.statement, *slot), proof.fact().map(|f| party(&f.statement, *slot)).unwrap_or_default());
        !claimed.is_empty() && !known.is_empty() && !claimed.iter().any(|id| known.contains(id))
    };
    PARTIES.into_iter().find(apart).unwrap_or(Slot::Subject)
}

fn party(statement: &Statement, slot: Slot) -> &[Id] {
    match (statement, slot) {
        (Statement::Event(event), Slot::Counterpart) => &event.counterpart,
        (_, Slot::Object) => statement.object(),
        _ => statement.subject(),
    }
}
