//! Every row of the tables of intervals and verdicts, in both directions. Claims are written as facts are.

mod event;
mod metric;
mod others;
mod role;

use super::judge_all;
use crate::article::{Article, Syntax};
use crate::check::{Judgement, Verdict};
use crate::diagnostic::Severity;
use crate::extract::{Claim, DateBasis, DocumentDate, Extraction, Modality};
use crate::facts::FactBase;
use crate::source::{Source, Span};
use crate::statement::{Role, RoleStatus, Statement};
use crate::time::Interval;
use crate::timeline::Timeline;

const ENTITIES: &str = "
entities:
  - {id: halcyon, type: organization, names: {en: Halcyon}}
  - {id: brightwave, type: organization, names: {en: Brightwave}}
  - {id: nimbus, type: organization, names: {en: Nimbus}}
  - {id: trio, type: group, names: {en: Trio}, members: [halcyon, brightwave]}
  - {id: vault, type: product, names: {en: Vault}}
  - {id: lorry, type: product, names: {en: Lorry}}
  - {id: nair, type: person, names: {en: Priya Nair}}
  - {id: chen, type: person, names: {en: Chen Wei}}
  - {id: berg, type: person, names: {en: Anna Berg}}
  - {id: fair, type: event-series, names: {en: Cloud Fair}}
  - {id: fair-2010, type: event, names: {en: Cloud Fair 2010}, part-of: fair}
  - {id: sale, type: event-series, names: {en: Big Sale}}
  - {id: north, type: facility, names: {en: North Centre}}
  - {id: south, type: facility, names: {en: South Centre}}
";

/// Facts as lines `id | status | statement`, checked on 2026-11-22.
fn yaml(facts: &str, rest: &str) -> String {
    let mut out = format!("{ENTITIES}{rest}\nfacts:\n");
    for line in facts.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let parts: Vec<&str> = line.splitn(3, '|').map(str::trim).collect();
        let [id, status, statement] = parts[..] else { panic!("`{line}` is not `id | status | statement`") };
        out += &format!(
            "  - id: {id}\n    {statement}\n    status: {status}\n    checked: 2026-11-22\n    sources:\n      - {{title: A document}}\n"
        );
    }
    out
}

fn base(facts: &str) -> FactBase {
    with(facts, "")
}

fn with(facts: &str, rest: &str) -> FactBase {
    FactBase::from_sources(vec![Source::new("t.yaml", yaml(facts, rest))]).unwrap_or_else(|e| panic!("{e:?}"))
}

/// A statement written as a fact.
pub(super) fn statement(text: &str) -> Statement {
    let base = base(&format!("claim | verified | {text}"));
    base.fact("claim").expect("it was just read").statement.clone()
}

fn day(text: &str) -> Interval {
    Interval::parse_edtf(text).expect("a date")
}

pub(super) fn claim(statement: Statement) -> Claim {
    Claim {
        span: Span::new(0, 1),
        statement,
        readings: Vec::new(),
        modality: Modality::Asserted,
        quoted: false,
        parts: Vec::new(),
        derivation: Vec::new(),
        doubt: None,
        weak: None,
        occasion: None,
    }
}

fn judge_claims(base: &FactBase, claims: Vec<Claim>, document: &str) -> Vec<Judgement> {
    let days = (!document.is_empty()).then(|| day(document));
    let date = DocumentDate { days, basis: DateBasis::Option, ..DocumentDate::unknown() };
    let extraction = Extraction { claims, ..Extraction::of(date) };
    let article = Article::parse("a.txt", b"x", Syntax::Plain);
    let timeline = Timeline::build(&extraction, base);
    judge_all(&article, &extraction, &timeline, base)
}

fn judge_at(base: &FactBase, text: &str, document: &str) -> Judgement {
    judge_claims(base, vec![claim(statement(text))], document).remove(0)
}

fn judge(base: &FactBase, text: &str) -> Judgement {
    judge_at(base, text, "2023-11-05")
}

/// The statement without its time.
fn undated(text: &str) -> Statement {
    let mut statement = statement(text);
    match &mut statement {
        Statement::Event(e) => e.when = None,
        Statement::Metric(m) => m.when = None,
        Statement::Role(r) => r.when = None,
        Statement::Quotation(q) => q.when = None,
        _ => {}
    }
    statement
}

/// A role as an article gives it: on one day, with a status.
fn role(person: &str, title: &str, when: &str, status: RoleStatus) -> Statement {
    Statement::Role(Role {
        person: vec![person.into()],
        role: title.into(),
        organization: vec!["halcyon".into()],
        status,
        when: (!when.is_empty()).then(|| day(when)),
        ended: false,
        began: None,
        left: None,
    })
}

#[track_caller]
fn expect(judgement: &Judgement, verdict: Verdict, rule: Option<&str>) {
    assert_eq!((judgement.verdict, judgement.rule), (Some(verdict), rule), "{judgement:?}");
}

#[track_caller]
fn expect_warning(judgement: &Judgement, verdict: Verdict, rule: &str) {
    expect(judgement, verdict, Some(rule));
    assert_eq!(judgement.severity, Some(Severity::Warning), "{judgement:?}");
}
