//! From a judged claim to a diagnostic: places in article and fact files, the steps to the claim's time, the sources.
//!
//! What it says is each rule's own; that it always proves itself is made sure here.

use super::wording::{both, days, figure, shortened, stage};
use super::{Context, Judgement, Rule, Verdict};
use crate::diagnostic::{Diagnostic, Fix, Label, Place};
use crate::extract::Claim;
use crate::facts::{Fact, FactBase, FactStatus};
use crate::source::Span;
use crate::statement::{Slot, Statement};
use crate::vocabulary::{Bilingual, Language};

/// A claim that a rule reports, with the facts it rests on.
pub(super) struct Proof<'a> {
    pub(super) seen: &'a Context<'a>,
    pub(super) index: usize,
    pub(super) claim: &'a Claim,
    pub(super) judgement: &'a Judgement,
    /// What the claim states in the reading that was judged.
    pub(super) statement: &'a Statement,
    /// The facts, the most telling first.
    pub(super) facts: Vec<&'a Fact>,
}

/// What a rule says of a claim.
pub(super) struct Said<'a> {
    /// The defect in one line.
    pub(super) message: Bilingual,
    /// Parts of the claim to point at; the first that stands in the article is taken, else the whole clause.
    pub(super) at: &'a [Slot],
    /// A word on that place.
    pub(super) mark: Bilingual,
    /// Parts of each fact to point at.
    pub(super) fact_at: &'a [Slot],
    /// The next action.
    pub(super) help: Bilingual,
    /// Changes on offer.
    pub(super) fixes: Vec<Fix>,
}

/// The claims whose verdict a rule reports, in the order of the text.
pub(super) fn reported<'a>(seen: &'a Context<'a>, code: &'static str) -> impl Iterator<Item = Proof<'a>> {
    let claims = seen.extraction.claims.iter().zip(seen.judgements).enumerate();
    // What a reference contradicts is no fact's business: its places are named `file#start-end`.
    let by_facts = |j: &Judgement| !j.facts.iter().any(|f| f.contains('#'));
    claims.filter(move |(_, (_, judgement))| judgement.rule == Some(code) && by_facts(judgement)).map(
        |(index, (claim, judgement))| {
            let facts = judgement.facts.iter().filter_map(|id| seen.facts.fact(id)).collect();
            let readings = seen.timeline.statements(index);
            let statement = readings.get(judgement.reading).copied().unwrap_or(&claim.statement);
            Proof { seen, index, claim, judgement, statement, facts }
        },
    )
}

impl<'a> Proof<'a> {
    /// The words of the clause, cut to a line.
    pub(super) fn clause(&self) -> String {
        shortened(self.seen.article.source.slice(self.claim.span), 40)
    }

    /// The words at a part of the claim; those of the clause where it has no such part.
    pub(super) fn words(&self, slot: Slot) -> String {
        match self.claim.part(slot) {
            Some(span) => shortened(self.seen.article.source.slice(span), 40),
            None => self.clause(),
        }
    }

    /// The fact that tells most.
    pub(super) fn fact(&self) -> Option<&'a Fact> {
        self.facts.first().copied()
    }

    /// When it is by the facts; of several, the most telling one's.
    pub(super) fn known_days(&self) -> Bilingual {
        days(self.fact().and_then(|f| f.statement.when()))
    }

    /// When it is by the claim.
    pub(super) fn claimed_days(&self) -> Bilingual {
        days(self.statement.when())
    }

    /// The finding, complete with labels, steps and sources.
    pub(super) fn diagnostic(&self, rule: &Rule, said: Said) -> Diagnostic {
        let span = said.at.iter().find_map(|&slot| self.claim.part(slot)).unwrap_or(self.claim.span);
        let article = |span: Span, text: Bilingual, primary: bool| Label { place: Place::Article, span, text, primary };
        let mut labels = vec![article(span, said.mark, true)];
        for fact in &self.facts {
            let at = said.fact_at.iter().chain([&Slot::Predicate]).find_map(|&slot| fact.slot(slot));
            labels.extend(at.map(|span| Label {
                place: Place::Facts(fact.file),
                span,
                text: mark(fact, self.seen.facts),
                primary: false,
            }));
        }
        let mut notes: Vec<Bilingual> = self.claim.derivation.iter().map(|step| step.text.clone()).collect();
        for fact in &self.facts {
            notes.extend(fact.note.iter().map(|n| Bilingual::same(format!("{}: {n}", fact.id))));
            notes.extend(sources(fact));
        }
        let weak = self.judgement.unverified && self.judgement.verdict != Some(Verdict::Unsupported);
        let message = match weak && !self.facts.is_empty() {
            true => Bilingual::new(
                format!("{} (by an unverified fact)", said.message.en),
                format!("{}(依据未核实的事实)", said.message.zh),
            ),
            false => said.message,
        };
        let severity = self.judgement.severity.map_or(rule.severity, |s| s.min(rule.severity));
        // What stands in quotation marks is the speaker's; nobody may mend it.
        let fixes = if self.claim.quoted { Vec::new() } else { said.fixes };
        Diagnostic {
            rule: rule.code,
            severity,
            message,
            labels,
            notes,
            help: said.help,
            facts: self.facts.iter().map(|f| f.id.clone()).collect(),
            fixes,
            claim: Some(self.index),
        }
    }
}

/// What a fact says, in the few words a label may have.
fn mark(fact: &Fact, facts: &FactBase) -> Bilingual {
    let at = |en: &str, zh: &str| match fact.statement.when() {
        Some(when) => {
            let days = days(Some(when));
            Bilingual::new(format!("{en} {}", days.en), format!("{zh}{}", days.zh))
        }
        None => Bilingual::new(en, zh),
    };
    match &fact.statement {
        Statement::Metric(m) => both(|l| match m.when {
            Some(when) => format!("{} ({})", figure(&m.value, l), days(Some(when)).get(l)),
            None => figure(&m.value, l),
        }),
        Statement::Event(e) => {
            let zh = stage(e, facts, Language::Zh).map_or_else(|| "事实:".to_owned(), |s| format!("{s}:"));
            at(stage(e, facts, Language::En).unwrap_or("known"), &zh)
        }
        Statement::Role(_) => at("in office", "任期:"),
        Statement::Rank(_) => at("ranked", "排名:"),
        Statement::Quotation(_) => at("said", "说于:"),
        Statement::Relation(_) | Statement::Age(_) | Statement::Link(_) => at("known", "事实:"),
    }
}

/// A line for each source of a fact: title, publisher, day, address, and when it was last looked at.
pub(super) fn sources(fact: &Fact) -> Vec<Bilingual> {
    let status = match fact.status {
        FactStatus::Verified => Bilingual::new("verified", "已核实"),
        FactStatus::Unverified => Bilingual::new("unverified", "未核实"),
        FactStatus::Disputed => Bilingual::new("disputed", "有争议"),
        FactStatus::Retracted => Bilingual::new("retracted", "已撤回"),
    };
    let looked = match fact.checked {
        Some(day) => Bilingual::new(format!("{}, checked {day}", status.en), format!("{},查于{day}", status.zh)),
        None => status,
    };
    let lines = fact.sources.iter().take(SHOWN).map(|s| {
        let parts = [Some(&s.title), s.publisher.as_ref(), s.published.as_ref(), s.url.as_ref()];
        let line = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
        Bilingual::new(format!("source ({}): {line}", looked.en), format!("来源({}):{line}", looked.zh))
    });
    let more = fact.sources.len().saturating_sub(SHOWN);
    let rest = (more > 0).then(|| {
        let id = &fact.id;
        Bilingual::new(
            format!("{more} more: factlint facts show {id}"),
            format!("另有{more}个来源:factlint facts show {id}"),
        )
    });
    lines.chain(rest).collect()
}

/// Sources shown with a finding; the others are a command away.
const SHOWN: usize = 2;
