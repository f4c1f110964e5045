//! `ratio-conflict`: a share or a multiple that the two figures beside it do not have.

use super::{Context, Rule, Run};
use crate::check::{outcome, proof, table};
use crate::check::reckon::{self, Range, finding, number, shown};
use crate::check::wording::{both, days, figure};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Reckoning, Term, Made};
use crate::facts::{Fact, FactBase, FactStatus};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::vocabulary::Bilingual;
use rust_decimal::Decimal;

pub(super) const RULE: Rule = Rule {
    code: "ratio-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a share, a multiple or a conversion does not fit the two figures it is of",
    summary_zh: "比例、倍数或换算与两数不符",
    page: include_str!("ratio_conflict.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for reckoning in &seen.extraction.reckonings {
        match reckoning {
            Reckoning::Ratio { part, whole, ratio } => out.extend(ratio_of(seen, part, whole, ratio)),
            Reckoning::Shares { whole, pairs } => out.extend(shares_of(seen, whole, pairs)),
            Reckoning::Stake { price, share, value } => out.extend(valued(seen, price, share, value)),
            Reckoning::Product { count, each, total } => out.extend(multiplied(seen, count, each, total)),
            Reckoning::Conversion { from, to } => out.extend(converted(seen, from, to)),
            Reckoning::Former { value, ratio, metrics, of, when } => {
                let before = when.start.and_then(|day| former(seen, metrics, of, day));
                out.extend(before.and_then(|fact| against(seen, value, ratio, fact)));
            }
            _ => {}
        }
    }
    out.extend(rates(seen));
    out.extend(table::shares(seen.article, seen.extraction).iter().filter_map(|share| tabled(seen, share)));
    out.extend(table::means(seen.article, seen.extraction).iter().map(|mean| averaged(seen, mean)));
    out.extend(reckon::tabled(seen, false).into_iter().map(|(t, others, real)| columned(seen, &t, &others, real)));
    let own = |way| matches!(way, Made::Share | Made::Product | Made::Mean);
    outcome::conflicts(seen, &RULE, &Bilingual::new(HELP.0, HELP.1), own, &mut out);
    out
}

/// A share of a column of a table that is none of the figures beside it.
fn columned(seen: &Context, share: &Term, others: &[Term], real: Decimal) -> Diagnostic {
    let (n, words) = (number(real), shown(seen, share));
    let others: Vec<&Term> = others.iter().collect();
    let list: Vec<String> = others.iter().map(|t| shown(seen, t)).collect();
    let (part, whole) = (list.first().cloned().unwrap_or_default(), list.get(1).cloned().unwrap_or_default());
    let message = Bilingual::new(
        format!("`{words}`: {part} is {}% of {whole}, as the table has them", n.en),
        format!("“{words}”:据表{part}是{whole}的{}%", n.zh),
    );
    let mark = Bilingual::new("another ratio follows", "与两数之比不符");
    finding(seen, &RULE, (share, mark), &others, message, Bilingual::new(HELP.0, HELP.1))
}

/// A mean of all rows of a table that its totals do not come to.
fn averaged(seen: &Context, mean: &table::Mean) -> Diagnostic {
    let term = |(span, value): (Span, Decimal)| Term { span, value: Quantity::exact(value, None) };
    let [total, count] = mean.of.map(term);
    let figure = Term { span: mean.figure.0, value: mean.figure.1.clone() };
    let (a, b, words, n) = (shown(seen, &total), shown(seen, &count), shown(seen, &figure), number(mean.real));
    let message = Bilingual::new(
        format!("`{words}`: {a} over {b}, as the table has them, is {}", n.en),
        format!("“{words}”:据表{a}除以{b}为{}", n.zh),
    );
    let mark = Bilingual::new("another mean follows", "与平均数不符");
    finding(seen, &RULE, (&figure, mark), &[&total, &count], message, Bilingual::new(HELP.0, HELP.1))
}

/// A ratio as a factor: per cent as hundredths.
fn factor(ratio: &Term) -> Range {
    let range = Range::of(&ratio.value);
    match ratio.value.unit.as_ref().map(|u| u.name()) {
        Some("%") => range.times(Decimal::new(1, 2)),
        _ => range,
    }
}

fn stated(term: &Term) -> Option<Decimal> {
    term.value.in_base_units()?.stated
}

/// A quotient as its reader would write it: per cent below one, else so many times.
fn quotient(part: Decimal, whole: Decimal) -> Option<Bilingual> {
    let value = part.checked_div(whole)?;
    Some(match value < Decimal::TWO {
        true => {
            let n = number(value.checked_mul(Decimal::ONE_HUNDRED)?);
            Bilingual::new(format!("{}%", n.en), format!("{}%", n.zh))
        }
        false => {
            let n = number(value);
            Bilingual::new(format!("{} times", n.en), format!("{}倍", n.zh))
        }
    })
}

/// Conversions of an article that are compared with each other.
const MOST: usize = 100;
const HELP: (&str, &str) = ("correct the ratio or one of the two figures", "请改正比例或两数之一");

fn ratio_of(seen: &Context, part: &Term, whole: &Term, ratio: &Term) -> Option<Diagnostic> {
    let (p, w) = (Range::of(&part.value), Range::of(&whole.value));
    if !p.is_positive() || !w.is_positive() || p.over(w).meets(factor(ratio)) {
        return None;
    }
    let real = quotient(stated(part)?, stated(whole)?)?;
    let (a, b, words) = (shown(seen, part), shown(seen, whole), shown(seen, ratio));
    let message = Bilingual::new(
        format!("`{words}`: {a} is {} of {b}", real.en),
        format!("“{words}”:{a}是{b}的{}", real.zh),
    );
    let mark = Bilingual::new("another ratio follows", "与两数之比不符");
    Some(finding(seen, &RULE, (ratio, mark), &[part, whole], message, Bilingual::new(HELP.0, HELP.1)))
}

/// Parts of one whole: where one share fits it, so do the others.
fn shares_of(seen: &Context, whole: &Term, pairs: &[(Term, Term)]) -> Vec<Diagnostic> {
    let wrong: Vec<Option<Diagnostic>> = pairs.iter().map(|(part, share)| ratio_of(seen, part, whole, share)).collect();
    let known = wrong.iter().any(Option::is_none);
    wrong.into_iter().flatten().filter(|_| known).collect()
}

/// A price for a share puts another value on the whole, before the money came in or after.
fn valued(seen: &Context, price: &Term, share: &Term, value: &Term) -> Option<Diagnostic> {
    let (p, w) = (Range::of(&price.value), Range::of(&value.value));
    let after = w.plus(p);
    if after.is_positive() && p.over(after).meets(factor(share)) {
        return None;
    }
    ratio_of(seen, price, value, share)
}

/// A share told in prose of a line of a table.
fn tabled(seen: &Context, share: &table::Share) -> Option<Diagnostic> {
    let term = |(span, value): (Span, Decimal)| Term { span, value: Quantity::exact(value, None) };
    let (part, whole) = (term(share.part), term(share.whole));
    ratio_of(seen, &part, &whole, &Term { span: share.span, value: share.value.clone() })
}

/// So many of so much each come to something else.
fn multiplied(seen: &Context, count: &Term, each: &Term, total: &Term) -> Option<Diagnostic> {
    let (n, one, all) = (Range::of(&count.value), Range::of(&each.value), Range::of(&total.value));
    if ![n, one, all].iter().all(|r| r.is_positive()) || all.over(n).meets(one) {
        return None;
    }
    let whole = Quantity::exact(stated(each)?.checked_mul(stated(count)?)?, None);
    let real = both(|l| figure(&whole, l));
    let (n, one, words) = (shown(seen, count), shown(seen, each), shown(seen, total));
    let message = Bilingual::new(
        format!("`{words}`: {n} times {one} is {}", real.en),
        format!("“{words}”:{n}乘{one}为{}", real.zh),
    );
    let help = Bilingual::new("correct one of the three figures", "请改正三数之一");
    let mark = Bilingual::new("another product follows", "与乘积不符");
    Some(finding(seen, &RULE, (total, mark), &[count, each], message, help))
}

/// One length in two units; of money nobody knows the rate of the day.
fn converted(seen: &Context, from: &Term, to: &Term) -> Option<Diagnostic> {
    let unit = from.value.unit.as_ref()?;
    // People convert by rules of thumb.
    let wide = |r: Range| Range { low: r.low.and_then(|l| l.checked_mul(Decimal::new(92, 2))), ..r }.cover(r.times(Decimal::new(108, 2)));
    let (x, y) = (Range::of(&from.value), Range::of(&to.value));
    if unit.dimension() == "currency" || !x.is_positive() || !y.is_positive() || wide(x).meets(y) {
        return None;
    }
    let target = to.value.unit.as_ref()?;
    let real = number(stated(from)?.checked_div(target.factor())?);
    let (a, b) = (shown(seen, from), shown(seen, to));
    let message = Bilingual::new(
        format!("`{b}`: {a} is {} {}", real.en, target.name()),
        format!("“{b}”:{a}换算后为{}", real.zh),
    );
    let mark = Bilingual::new("does not convert", "换算不符");
    Some(finding(seen, &RULE, (to, mark), &[from], message, Bilingual::new("correct one of the two", "请改正其一")))
}

/// Amounts of money converted at rates that no two days of one story have.
fn rates(seen: &Context) -> Vec<Diagnostic> {
    let pairs: Vec<(&Term, &Term, Decimal)> = seen
        .extraction
        .reckonings
        .iter()
        .filter_map(|r| match r {
            Reckoning::Conversion { from, to } => Some((from, to, stated(to)?.checked_div(stated(from)?)?)),
            _ => None,
        })
        .filter(|(from, ..)| from.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency"))
        .take(MOST)
        .collect();
    let units = |p: &(&Term, &Term, Decimal)| (p.0.value.unit.clone(), p.1.value.unit.clone());
    let far = |a: Decimal, b: Decimal| {
        let (low, high) = (a.min(b), a.max(b));
        low.checked_mul(Decimal::new(130, 2)).is_some_and(|l| l < high)
    };
    let mut out = Vec::new();
    for (i, pair) in pairs.iter().enumerate() {
        let others: Vec<_> = pairs.iter().enumerate().filter(|(j, p)| *j != i && units(p) == units(pair)).collect();
        let apart = others.iter().filter(|(_, p)| far(p.2, pair.2)).count();
        let agree = others.len() - apart;
        // The odd one out; of two the later.
        let first = others.iter().find(|(_, p)| far(p.2, pair.2));
        let Some((j, other)) = first.filter(|_| apart > agree || apart == agree + 1) else { continue };
        if others.len() == 1 && *j > i {
            continue;
        }
        let (a, b) = (number(pair.2), number(other.2));
        let words = shown(seen, pair.1);
        let message = Bilingual::new(
            format!("`{words}`: converted at {}, elsewhere at {}", a.en, b.en),
            format!("“{words}”:此处汇率为{},另一处为{}", a.zh, b.zh),
        );
        let mark = Bilingual::new("another rate", "汇率不一致");
        let help = Bilingual::new("correct one of the amounts", "请改正其中一个金额");
        out.push(finding(seen, &RULE, (pair.1, mark), &[pair.0, other.0, other.1], message, help));
    }
    out
}

/// The last fact on one of the metrics before a day, of an entity of the sentence or of another edition of its series.
fn former<'a>(seen: &Context<'a>, metrics: &[Id], of: &[Id], day: chrono::NaiveDate) -> Option<&'a Fact> {
    let spoken: Vec<&Id> = of.iter().flat_map(|id| line(seen.facts, id)).collect();
    let about = |fact: &&Fact| match &fact.statement {
        Statement::Metric(m) => {
            let named = m.metric.as_ref().is_some_and(|p| metrics.contains(p));
            let ends = m.when.and_then(|w| w.end).is_some_and(|e| e < day);
            named && ends && m.subject.iter().any(|id| line(seen.facts, id).iter().any(|l| spoken.contains(l)))
        }
        _ => false,
    };
    let live = |f: &&Fact| !matches!(f.status, FactStatus::Retracted | FactStatus::Disputed);
    // Ranked second at the last edition is not the winner of the one before: of one day, only a single fact tells.
    let found: Vec<&Fact> = near(seen.facts, &spoken).into_iter().filter(about).filter(live).collect();
    let last = found.iter().filter_map(|f| f.statement.when()?.end).max()?;
    let mut latest = found.into_iter().filter(|f| f.statement.when().and_then(|w| w.end) == Some(last));
    let fact = latest.next();
    fact.filter(|_| latest.next().is_none())
}

/// The facts about entities, their parts and the parts of those, each once.
fn near<'a>(facts: &'a FactBase, ids: &[&Id]) -> Vec<&'a Fact> {
    let parts = |id: &Id| {
        let all = facts.entity_position(id).map_or(&[][..], |i| facts.lexicon().related(i));
        let inside = all.iter().filter_map(|&i| facts.entities.get(i)).filter(|e| e.part_of.as_ref() == Some(id));
        inside.map(|e| e.id.clone()).collect::<Vec<Id>>()
    };
    let mut all: Vec<Id> = ids.iter().map(|id| (*id).clone()).collect();
    let mut from = 0;
    for _ in 0..2 {
        let next: Vec<Id> = all[from..].iter().flat_map(parts).collect();
        from = all.len();
        all.extend(next);
    }
    let mut found: Vec<usize> = all.iter().flat_map(|id| facts.about(id)).copied().collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(|i| facts.facts.get(i)).collect()
}

/// An entity and what it is a part of, upwards.
fn line<'a>(facts: &'a FactBase, id: &Id) -> Vec<&'a Id> {
    let mut out = Vec::new();
    let mut at = facts.entity(id);
    while let Some(entity) = at.filter(|_| out.len() < 8) {
        out.push(&entity.id);
        at = entity.part_of.as_ref().and_then(|p| facts.entity(p));
    }
    out
}

fn against(seen: &Context, value: &Term, ratio: &Term, fact: &Fact) -> Option<Diagnostic> {
    let Statement::Metric(known) = &fact.statement else { return None };
    let (v, k) = (Range::of(&value.value), Range::of(&known.value));
    let alike = known.value.unit == value.value.unit;
    if !alike || !v.is_positive() || !k.is_positive() || v.over(k).meets(factor(ratio)) {
        return None;
    }
    let real = quotient(stated(value)?, known.value.in_base_units()?.stated?)?;
    let (a, words) = (shown(seen, value), shown(seen, ratio));
    let (b, when) = (both(|l| figure(&known.value, l)), days(known.when));
    let message = Bilingual::new(
        format!("`{words}`: {a} is {} of {} ({})", real.en, b.en, when.en),
        format!("“{words}”:{a}是{}({})的{}", b.zh, when.zh, real.zh),
    );
    let mark = Bilingual::new("another ratio follows", "与两数之比不符");
    let mut found = finding(seen, &RULE, (ratio, mark), &[value], message, Bilingual::new(HELP.0, HELP.1));
    found.labels.extend(fact.slot(Slot::Value).or(fact.slot(Slot::Predicate)).map(|span| Label {
        place: Place::Facts(fact.file),
        span,
        text: Bilingual::new(format!("before: {}", b.en), format!("此前:{}", b.zh)),
        primary: false,
    }));
    found.notes.extend(proof::sources(fact));
    found.facts.push(fact.id.clone());
    if fact.status != FactStatus::Verified {
        found.severity = found.severity.min(Severity::Warning);
    }
    Some(found)
}
