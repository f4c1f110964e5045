//! `count-conflict`: the third of two, six industries with a list of five, sixth of five.

use super::{Context, Rule, Run};
use crate::check::proof::{Said, reported};
use crate::check::reckon::{finding, shown};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::{Reckoning, Term};
use crate::source::Span;
use crate::statement::{Slot, Statement};
use crate::vocabulary::Bilingual;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "count-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a count does not fit the list beside it, or goes beyond a complete list of occurrences",
    summary_zh: "数目与所列各项不符,或次数超过已知的全部次数",
    page: include_str!("count_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let findings = reported(seen, RULE.code).map(|proof| {
        let clause = proof.clause();
        // Stages of one occurrence carry one number.
        let number = |s: &Statement| match s {
            Statement::Event(e) => e.nth,
            _ => None,
        };
        let numbered: BTreeSet<u32> = proof.facts.iter().filter_map(|f| number(&f.statement)).collect();
        let count = numbered.len() + proof.facts.iter().filter(|f| number(&f.statement).is_none()).count();
        let times = if count == 1 { "occurrence is" } else { "occurrences are" };
        proof.diagnostic(&RULE, Said {
            message: Bilingual::new(
                format!("`{clause}`: {count} {times} known, and the list is complete"),
                format!("“{clause}”:已知全部只有{count}次"),
            ),
            at: &[Slot::Nth, Slot::Predicate],
            mark: Bilingual::new("counted too far", "次数不符"),
            fact_at: &[Slot::Nth, Slot::When],
            help: Bilingual::new(
                "correct the count, or add the missing occurrence to the facts",
                "改正次数,或把缺少的一次补入事实库",
            ),
            fixes: Vec::new(),
        })
    });
    let listed = seen.extraction.reckonings.iter().filter_map(|r| match r {
        Reckoning::Count { count, list, least, most } => beside(seen, count, *list, *least, *most),
        Reckoning::Place { place, of } => beyond(seen, place, of),
        Reckoning::Rank { place, list, least, most } => behind(seen, place, *list, *least, *most),
        _ => None,
    });
    findings.chain(listed).collect()
}

/// The count fits no way to read the list.
fn beside(seen: &Context, count: &Term, list: Span, least: usize, most: usize) -> Option<Diagnostic> {
    let said = count.value.stated?.to_usize()?;
    if (least..=most).contains(&said) {
        return None;
    }
    let words = shown(seen, count);
    let real = if said < least { least } else { most };
    let message = Bilingual::new(
        format!("`{words}`: the list beside it has {real}"),
        format!("“{words}”:所列为{real}项"),
    );
    let listed = Term { span: list, value: count.value.clone() };
    let help = Bilingual::new("correct the count or the list", "请改正数目或所列各项");
    let mark = Bilingual::new("does not fit the list", "与所列不符");
    Some(finding(seen, &RULE, (count, mark), &[&listed], message, help))
}

/// A place that as many before it as the list has do not lead to.
fn behind(seen: &Context, place: &Term, list: Span, least: usize, most: usize) -> Option<Diagnostic> {
    let said = place.value.stated?.to_usize()?;
    if (least + 1..=most + 1).contains(&said) {
        return None;
    }
    let words = shown(seen, place);
    let real = if said <= least { least } else { most };
    let message = Bilingual::new(
        format!("`{words}`: the list has {real} before it"),
        format!("“{words}”:排在前面的列出了{real}个"),
    );
    let listed = Term { span: list, value: place.value.clone() };
    let help = Bilingual::new("correct the place or the list", "请改正名次或所列各项");
    let mark = Bilingual::new("does not fit the list", "与所列不符");
    Some(finding(seen, &RULE, (place, mark), &[&listed], message, help))
}

/// A place behind the last.
fn beyond(seen: &Context, place: &Term, of: &Term) -> Option<Diagnostic> {
    let (at, all) = (place.value.stated?, of.value.stated?);
    if at <= all {
        return None;
    }
    let (words, whole) = (shown(seen, place), shown(seen, of));
    let message = Bilingual::new(
        format!("`{words}`: there are {} only", whole),
        format!("“{words}”:总共只有{whole}"),
    );
    let help = Bilingual::new("correct the place or the number of all", "请改正名次或总数");
    Some(finding(seen, &RULE, (place, Bilingual::new("behind the last", "超出总数")), &[of], message, help))
}
