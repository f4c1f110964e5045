//! `rank-conflict`: another place is known, or somebody else at that place.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::reckon::{finding, shown};
use crate::check::table;
use crate::check::wording::{both, figure, names, predicate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::{Reckoning, Term};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::Slot;
use crate::vocabulary::{Bilingual, Language};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub(super) const RULE: Rule = Rule {
    code: "rank-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "something is given a place of a ranking that it did not have",
    summary_zh: "排名与事实不符",
    page: include_str!("rank_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let clause = proof.clause();
        let at = proof.known_days();
        let known = both(|l| {
            let Some(fact) = proof.fact() else { return "?".to_owned() };
            let who = names(fact.statement.subject(), seen.facts, l);
            let place = fact.statement.value().map(|q| figure(q, l)).unwrap_or_default();
            match l {
                Language::Zh => format!("{who}第{place}"),
                Language::En => format!("{who} at place {place}"),
            }
        });
        let message = both(|l| {
            let scope = predicate(proof.statement, seen.facts, l);
            match l {
                Language::Zh => format!("“{clause}”:事实所记为{}({scope},{})", known.zh, at.zh),
                Language::En => format!("`{clause}`: known is {} ({scope}, {})", known.en, at.en),
            }
        });
        proof.diagnostic(&RULE, Said {
            message,
            at: &[Slot::Value, Slot::Predicate],
            mark: Bilingual::new("another ranking is known", "事实另有排名"),
            fact_at: &[Slot::Value, Slot::Subject],
            help: Bilingual::new(
                "correct the place, or name the ranking and its date",
                "改正名次,或写明是哪一份榜单、何时",
            ),
            fixes: Vec::new(),
        })
    });
    let standings = seen.extraction.reckonings.iter().filter_map(|r| match r {
        Reckoning::Standing { place, own, others, all, more_is_better } => {
            standing(seen, place, own, others, (*all, *more_is_better))
        }
        _ => None,
    });
    let rows = table::places(seen.article, seen.extraction).into_iter().filter_map(|p| placed(seen, &p));
    findings.chain(standings).chain(rows).collect()
}

/// A place of a row of a table that its column does not give.
fn placed(seen: &Context, found: &table::Placed) -> Option<Diagnostic> {
    let term = |(span, value): (Span, Decimal)| Term { span, value: Quantity::exact(value, None) };
    let place = Term { span: found.place.0, value: Quantity::exact(Decimal::from(found.place.1), None) };
    let others: Vec<Term> = found.others.iter().copied().map(term).collect();
    standing(seen, &place, &term(found.own), &others, (true, true))
}

/// A place that the figures told beside it do not give.
fn standing(
    seen: &Context,
    place: &Term,
    own: &Term,
    others: &[Term],
    (all, more_is_better): (bool, bool),
) -> Option<Diagnostic> {
    let said = place.value.stated?.to_usize()?;
    let value = |t: &Term| t.value.in_base_units().and_then(|q| q.stated).or(t.value.stated);
    let mine = value(own)?;
    let more = others.iter().filter(|t| value(t).is_some_and(|v| v > mine)).count();
    let less = others.iter().filter(|t| value(t).is_some_and(|v| v < mine)).count();
    // With so many before it, it cannot stand further ahead; with so many behind it, no further back where there are no others.
    let wrong = |before: usize, behind: usize| said <= before || all && said + behind > others.len() + 1;
    if !wrong(more, less) || !more_is_better && !wrong(less, more) || value(own).is_none() {
        return None;
    }
    let ahead: Vec<&Term> = others.iter().filter(|t| value(t).is_some_and(|v| v > mine)).collect();
    let shown_others: Vec<String> = ahead.iter().map(|t| shown(seen, t)).collect();
    let (words, figure) = (shown(seen, place), shown(seen, own));
    let message = match shown_others.is_empty() {
        true => Bilingual::new(
            format!("`{words}`: {figure} is more than any other"),
            format!("“{words}”:{figure}多于其他各项"),
        ),
        false => Bilingual::new(
            format!("`{words}`: {figure} is less than {}", shown_others.join(", ")),
            format!("“{words}”:{figure}少于{}", shown_others.join("、")),
        ),
    };
    let help = Bilingual::new("correct the place or one of the figures", "请改正名次或数字");
    let mark = Bilingual::new("does not fit the figures", "与所列数字不符");
    let beside: Vec<&Term> = std::iter::once(own).chain(others).collect();
    Some(finding(seen, &RULE, (place, mark), &beside, message, help))
}
