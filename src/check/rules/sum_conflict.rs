//! `sum-conflict`: parts that do not add up to their total.

use super::{Context, Rule, Run};
use crate::check::reckon::{Range, finding, number, shown};
use crate::check::{outcome, table};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::{Reckoning, Term, Made};
use crate::vocabulary::Bilingual;
use rust_decimal::Decimal;

pub(super) const RULE: Rule = Rule {
    code: "sum-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "parts do not add up to the total given, in a sentence or in a table",
    summary_zh: "各项之和与合计不符",
    page: include_str!("sum_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let sums = seen.extraction.reckonings.iter().filter_map(|r| match r {
        Reckoning::Sum { parts, total } => judged(seen, parts, total.as_ref()),
        Reckoning::Division { whole, parts, complete } => divided(seen, whole, parts, *complete),
        _ => None,
    });
    let mut out: Vec<Diagnostic> = sums.collect();
    out.extend(table::totals(seen.article).iter().map(|wrong| footed(seen, wrong)));
    let help = Bilingual::new("correct the total or one of the parts", "请改正合计或其中一项");
    outcome::conflicts(seen, &RULE, &help, |way| matches!(way, Made::Rest | Made::Total), &mut out);
    out
}

/// No run of parts that ends at the last one comes to the total.
fn judged(seen: &Context, parts: &[Term], total: Option<&Term>) -> Option<Diagnostic> {
    let all = Range::new(Decimal::ONE_HUNDRED, Decimal::ONE_HUNDRED);
    let wanted = total.map_or(all, |t| Range::of(&t.value));
    let mut sum = Range::new(Decimal::ZERO, Decimal::ZERO);
    for (n, part) in parts.iter().rev().enumerate() {
        sum = sum.plus(Range::of(&part.value));
        if n > 0 && sum.meets(wanted) {
            return None;
        }
    }
    told(seen, parts, total)
}

/// The parts are more than the whole, or less where nothing is left beside them.
fn divided(seen: &Context, whole: &Term, parts: &[Term], complete: bool) -> Option<Diagnostic> {
    let zero = Range::new(Decimal::ZERO, Decimal::ZERO);
    let (sum, all) = (parts.iter().fold(zero, |sum, p| sum.plus(Range::of(&p.value))), Range::of(&whole.value));
    let over = sum.low.zip(all.high).is_some_and(|(sum, all)| sum > all);
    if sum.meets(all) || !over && !complete {
        return None;
    }
    told(seen, parts, Some(whole))
}

fn told(seen: &Context, parts: &[Term], total: Option<&Term>) -> Option<Diagnostic> {
    let stated = parts.iter().map(|p| p.value.in_base_units()?.stated).collect::<Option<Vec<_>>>()?;
    let real = number(stated.iter().sum());
    let (suspect, others): (&Term, Vec<&Term>) = match total {
        Some(total) => (total, parts.iter().collect()),
        None => (parts.last()?, parts.iter().rev().skip(1).collect()),
    };
    let words = shown(seen, suspect);
    let list: Vec<String> = parts.iter().map(|p| shown(seen, p)).collect();
    let message = Bilingual::new(
        format!("`{words}`: {} come to {}", list.join(" + "), real.en),
        format!("“{words}”:{}为{}", list.join("+"), real.zh),
    );
    let mark = Bilingual::new("does not add up", "与各项之和不符");
    let help = Bilingual::new("correct the total or one of the parts", "请改正合计或其中一项");
    Some(finding(seen, &RULE, (suspect, mark), &others, message, help))
}

/// A total of a table that its rows or columns do not come to.
fn footed(seen: &Context, wrong: &table::Footing) -> Diagnostic {
    let term = |span, value| Term { span, value: crate::quantity::Quantity::exact(value, None) };
    let total = term(wrong.total.0, wrong.total.1);
    let parts: Vec<Term> = wrong.parts.iter().map(|(s, v)| term(*s, *v)).collect();
    let real = number(wrong.parts.iter().map(|p| p.1).sum());
    let words = shown(seen, &total);
    let (en, zh) = if wrong.row { ("row", "该行") } else { ("column", "该列") };
    let message = Bilingual::new(
        format!("`{words}`: the {} figures of this {en} come to {}", parts.len(), real.en),
        format!("“{words}”:{zh}{}项之和为{}", parts.len(), real.zh),
    );
    let mark = Bilingual::new("does not add up", "与各项之和不符");
    let help = Bilingual::new("correct the total or one of the parts", "请改正合计或其中一项");
    finding(seen, &RULE, (&total, mark), &parts.iter().collect::<Vec<_>>(), message, help)
}
