//! `growth-conflict`: a growth that does not lead from the one figure to the other.

use super::{Context, Rule, Run};
use crate::check::reckon::{Range, finding, number, shown};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::{Reckoning, Term};
use crate::vocabulary::Bilingual;
use rust_decimal::Decimal;

pub(super) const RULE: Rule = Rule {
    code: "growth-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a growth does not lead from the one figure to the other",
    summary_zh: "增幅与前后数值不符",
    page: include_str!("growth_conflict.md"),
    run: Run::Article(run),
};

/// A growth as the words give it.
#[derive(Clone, Copy)]
struct Growth<'a> {
    from: Option<&'a Term>,
    to: Option<&'a Term>,
    change: Option<&'a Term>,
    rate: Option<&'a Term>,
    rises: Option<bool>,
}

fn run(seen: &Context) -> Vec<Diagnostic> {
    let growths = seen.extraction.reckonings.iter().filter_map(|r| match r {
        Reckoning::Growth { from, to, change, rate, rises } => Some(Growth {
            from: from.as_ref(),
            to: to.as_ref(),
            change: change.as_ref(),
            rate: rate.as_ref(),
            rises: *rises,
        }),
        _ => None,
    });
    growths.filter_map(|growth| judged(seen, &growth)).collect()
}

fn judged(seen: &Context, growth: &Growth) -> Option<Diagnostic> {
    let levels = [growth.from, growth.to, growth.change].into_iter().flatten();
    if !levels.clone().all(|t| Range::of(&t.value).is_positive()) {
        return None;
    }
    match growth {
        Growth { from: Some(from), to: Some(to), rate: Some(rate), .. } if !rate_holds(growth, from, to, rate) => {
            let (x, y) = (stated(from)?, stated(to)?);
            let points = is_share(from) && rate.value.unit.as_ref().is_some_and(|u| u.dimension() == "percentage-point");
            let real = if points { y - x } else { (y - x).checked_div(x)?.checked_mul(Decimal::ONE_HUNDRED)? };
            let (a, b, n) = (shown(seen, from), shown(seen, to), number(real.abs()));
            let (unit, unit_zh) = if points { (" points", "个百分点") } else { ("%", "%") };
            let (way, way_zh) = if real.is_sign_negative() { ("down", "下降") } else { ("up", "增长") };
            let message = Bilingual::new(
                format!("`{}`: from {a} to {b} is {way} {}{unit}", shown(seen, rate), n.en),
                format!("“{}”:由{a}到{b}为{way_zh}{}{unit_zh}", shown(seen, rate), n.zh),
            );
            Some(told(seen, rate, &[from, to], message))
        }
        Growth { from: Some(from), to: Some(to), change: Some(change), .. } if !change_holds(growth, from, to, change) => {
            let real = number((stated(to)? - stated(from)?).abs());
            let (a, b) = (shown(seen, from), shown(seen, to));
            let message = Bilingual::new(
                format!("`{}`: from {a} to {b} is a difference of {}", shown(seen, change), real.en),
                format!("“{}”:由{a}到{b}相差{}", shown(seen, change), real.zh),
            );
            Some(told(seen, change, &[from, to], message))
        }
        Growth { from: Some(from), to: Some(to), rises: Some(rises), rate: None, change: None } => {
            let (x, y) = (Range::of(&from.value), Range::of(&to.value));
            let (low, high) = if *rises { (x, y) } else { (y, x) };
            let turned = matches!((high.high, low.low), (Some(h), Some(l)) if h < l);
            turned.then(|| {
                let (a, b) = (shown(seen, from), shown(seen, to));
                let (way, way_zh) = if *rises { ("fall", "下降") } else { ("rise", "上升") };
                let message = Bilingual::new(
                    format!("`{b}`: from {a} to {b} is a {way}"),
                    format!("“{b}”:由{a}到{b}是{way_zh}"),
                );
                told(seen, to, &[from], message)
            })
        }
        Growth { from: None, to: Some(level), change: Some(change), rate: Some(rate), rises }
        | Growth { from: Some(level), to: None, change: Some(change), rate: Some(rate), rises } => {
            let whole = growth.to.is_some();
            if part_holds(level, change, rate, *rises, whole) {
                return None;
            }
            let (l, c) = (stated(level)?, stated(change)?);
            let base = match (whole, rises) {
                (true, Some(false)) => l + c,
                (true, _) => l - c,
                (false, _) => l,
            };
            let real = number(c.checked_div(base)?.checked_mul(Decimal::ONE_HUNDRED)?);
            let (c, base) = (shown(seen, change), number(base));
            let message = Bilingual::new(
                format!("`{}`: {c} of {} is {}%", shown(seen, rate), base.en, real.en),
                format!("“{}”:{c}相当于{}的{}%", shown(seen, rate), base.zh, real.zh),
            );
            Some(told(seen, rate, &[change, level], message))
        }
        _ => None,
    }
}



fn told(seen: &Context, suspect: &Term, others: &[&Term], message: Bilingual) -> Diagnostic {
    let mark = Bilingual::new("does not follow", "与前后数值不符");
    let help = Bilingual::new("correct the growth or one of the two figures", "请改正增幅或前后数值之一");
    finding(seen, &RULE, (suspect, mark), others, message, help)
}

fn stated(term: &Term) -> Option<Decimal> {
    let base = term.value.in_base_units()?;
    base.stated
}

fn is_share(term: &Term) -> bool {
    term.value.unit.as_ref().is_some_and(|u| u.name() == "%")
}

/// Rates are reckoned from figures before they are rounded, and sometimes from a revised one: 3 % to either side.
fn published(rate: Range) -> Range {
    let (low, high) = (rate.times(Decimal::new(97, 2)), rate.times(Decimal::new(103, 2)));
    low.cover(high)
}

/// Growth downwards as a negative number; of either sign where the words do not say.
fn signed(range: Range, rises: Option<bool>) -> Range {
    let down = Range::new(Decimal::ZERO, Decimal::ZERO).minus(range);
    match rises {
        Some(true) => range,
        Some(false) => down,
        None => down.cover(range),
    }
}

/// Some values of both figures differ by some value of the rate.
fn rate_holds(growth: &Growth, from: &Term, to: &Term, rate: &Term) -> bool {
    let (x, y, r) = (Range::of(&from.value), Range::of(&to.value), published(Range::of(&rate.value)));
    let unit = rate.value.unit.as_ref();
    let points = y.minus(x).meets(signed(r, growth.rises));
    let one = Range::new(Decimal::ONE, Decimal::ONE);
    match unit.map(|u| u.name()) {
        // 增长2倍 is read as two and as three times as much.
        Some("fold") => {
            let more = rate.value.stated.is_some_and(|v| v >= Decimal::ONE);
            let most = if more { r.plus(one) } else { r };
            y.over(x).meets(r.cover(most)) || growth.rises == Some(false)
        }
        Some("percentage point" | "basis point") => !is_share(from) || points,
        // Of shares, per cent is often written for points.
        Some("%") => {
            let share = signed(r.times(Decimal::new(1, 2)), growth.rises);
            y.over(x).meets(one.plus(share)) || is_share(from) && points
        }
        // A fraction: up by a third, from which to which it is a third less.
        None => {
            let share = signed(r, growth.rises);
            y.over(x).meets(one.plus(share)) || y.over(x).meets(r)
        }
        Some(_) => true,
    }
}

fn change_holds(growth: &Growth, from: &Term, to: &Term, change: &Term) -> bool {
    let (x, y, c) = (Range::of(&from.value), Range::of(&to.value), Range::of(&change.value));
    y.minus(x).meets(signed(c, growth.rises))
}

/// A difference and its share of the level before; `whole` where the level is the one after.
fn part_holds(level: &Term, change: &Term, rate: &Term, rises: Option<bool>, whole: bool) -> bool {
    if is_share(level) || rate.value.unit.as_ref().is_none_or(|u| u.name() != "%") {
        return true;
    }
    let (l, c, r) = (Range::of(&level.value), Range::of(&change.value), published(Range::of(&rate.value)));
    let share = r.times(Decimal::new(1, 2));
    let up = || c.over(l.minus(c)).meets(share);
    let down = || c.over(l.plus(c)).meets(share);
    match (whole, rises) {
        (true, Some(true)) => up(),
        (true, Some(false)) => down(),
        (true, None) => up() || down(),
        (false, _) => c.over(l).meets(share),
    }
}
