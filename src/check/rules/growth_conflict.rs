//! `growth-conflict`: a growth that does not lead from the one figure to the other.

use super::{Context, Rule, Run};
use crate::check::reckon::{self, Range, finding, number, shown};
use crate::check::{Verdict, around, outcome};
use crate::check::wording::{both, figure};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Mention, MentionValue, Reckoning, Term, Made};
use crate::facts::{Fact, FactStatus};
use crate::statement::{Slot, Statement};
use crate::time::TimeUnit;
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
    let mut out: Vec<Diagnostic> =
        growths
            .filter_map(|growth| judged(seen, &growth).or_else(|| in_points(seen, &growth)).or_else(|| by_facts(seen, &growth)))
            .collect();
    out.extend(reckon::tabled(seen, true).into_iter().map(|(t, others, real)| tabled(seen, &t, &others, real)));
    let own = |way| matches!(way, Made::Growth(_) | Made::Difference(_));
    outcome::conflicts(seen, &RULE, &help(), own, &mut out);
    out
}

/// A change that the figures of a table do not make.
fn tabled(seen: &Context, change: &Term, others: &[Term], real: Decimal) -> Diagnostic {
    let (n, words) = (number(real.abs()), shown(seen, change));
    let others: Vec<&Term> = others.iter().collect();
    let list: Vec<String> = others.iter().map(|t| shown(seen, t)).collect();
    let (to, from) = (list.first().cloned().unwrap_or_default(), list.get(1).cloned().unwrap_or_default());
    let (way, way_zh) = if real.is_sign_negative() { ("down", "下降") } else { ("up", "增长") };
    let message = Bilingual::new(
        format!("`{words}`: from {from} to {to}, as the table has it, is {way} {}%", n.en),
        format!("“{words}”:据表由{from}到{to},为{way_zh}{}%", n.zh),
    );
    told(seen, change, &others, message)
}

/// From 27.1% to 37.0%, an increase of 9.9%: the difference of two shares is one of percentage points. That is a slip of
/// words, not of figures.
fn in_points(seen: &Context, growth: &Growth) -> Option<Diagnostic> {
    let Growth { from: Some(from), to: Some(to), rate: Some(rate), .. } = growth else { return None };
    // In round figures people speak loosely.
    let fine = |t: &Term| t.value.stated.is_some_and(|v| v.scale() > 0);
    if !is_share(from) || !is_share(to) || !is_share(rate) || !fine(rate) {
        return None;
    }
    let (x, y, r) = (Range::of(&from.value), Range::of(&to.value), published(Range::of(&rate.value)));
    let share = signed(r.times(Decimal::new(1, 2)), growth.rises);
    let one = Range::new(Decimal::ONE, Decimal::ONE);
    if !x.is_positive() || y.over(x).meets(one.plus(share)) || !y.minus(x).meets(signed(r, growth.rises)) {
        return None;
    }
    let (a, b, n) = (shown(seen, from), shown(seen, to), number((stated(to)? - stated(from)?).abs()));
    let message = Bilingual::new(
        format!("`{}`: from {a} to {b} are {} percentage points", shown(seen, rate), n.en),
        format!("“{}”:由{a}到{b}相差{}个百分点", shown(seen, rate), n.zh),
    );
    let mut found = told(seen, rate, &[from, to], message);
    found.severity = found.severity.min(Severity::Warning);
    found.help = Bilingual::new("write percentage points, or the share of the first figure", "请写作“百分点”,或改为相对前一数值的百分比");
    Some(found)
}

/// A rise to a figure that a fact supports, against the fact of the year before.
fn by_facts(seen: &Context, growth: &Growth) -> Option<Diagnostic> {
    let Growth { from: None, to: Some(to), change: None, rate: Some(rate), rises: Some(_) } = growth else {
        return None;
    };
    let mentions = &seen.extraction.mentions;
    let first = mentions.partition_point(|m| m.span.start < to.span.start);
    let index = mentions[first..].iter().take_while(|m| m.span.start == to.span.start).find_map(|m| m.claim)?;
    let (claim, judgement) = (seen.extraction.claims.get(index)?, seen.judgements.get(index)?);
    let sure = judgement.verdict == Some(Verdict::Supported) && claim.doubt.is_none() && !claim.quoted;
    let now = seen.facts.fact(judgement.facts.first().filter(|_| sure && is_share(rate))?)?;
    // Another date beside the two says from when the growth counts.
    let around = to.span.cover(rate.span);
    let near = mentions[first..].iter().take_while(|m| m.span.start < around.end + REACH);
    let other = near.filter(|m| m.span.start > around.start).any(|m| matches!(m.value, MentionValue::Days(_)));
    // 2021财年7172亿元,2020财年为5097亿元,增长40.7%: the growth may be that of the first.
    let beside = mentions[..first].iter().rev().take_while(|m| around::between(seen.article, m.span, to.span).is_some_and(|gap| !gap.contains(['。', ';', '；', '\n']) && !gap.contains(". ")));
    let rival = |m: &Mention| {
        let MentionValue::Figure(q) = &m.value else { return false };
        let other = Term { span: m.span, value: q.clone() };
        q.unit == to.value.unit && (rate_holds(growth, to, &other, rate) || rate_holds(growth, &other, to, rate))
    };
    let other = other || beside.into_iter().any(rival);
    let before = year_before(seen, now).filter(|_| !other)?;
    let term = |fact: &Fact| match &fact.statement {
        Statement::Metric(m) => Some(Term { span: to.span, value: m.value.clone() }),
        _ => None,
    };
    let (from, reached) = (term(before)?, term(now)?);
    if rate_holds(growth, &from, &reached, rate) || !Range::of(&from.value).is_positive() {
        return None;
    }
    let (x, y) = (stated(&from)?, stated(&reached)?);
    let real = (y - x).checked_div(x)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let (a, b) = (both(|l| figure(&from.value, l)), both(|l| figure(&reached.value, l)));
    let (n, words) = (number(real.abs()), shown(seen, rate));
    let up = !real.is_sign_negative();
    let (way, way_zh) = if up { ("up", "增长") } else { ("down", "下降") };
    let message = Bilingual::new(
        format!("`{words}`: from {} to {}, as the facts have it, is {way} {}%", a.en, b.en, n.en),
        format!("“{words}”:据事实由{}到{},为{way_zh}{}%", a.zh, b.zh, n.zh),
    );
    let mut found = told(seen, rate, &[to], message);
    for fact in [before, now] {
        found.labels.extend(fact.slot(Slot::Value).or(fact.slot(Slot::Predicate)).map(|span| Label {
            place: Place::Facts(fact.file),
            span,
            text: Bilingual::new("known", "事实"),
            primary: false,
        }));
        found.facts.push(fact.id.clone());
    }
    let verified = [before, now].iter().all(|f| f.status == FactStatus::Verified);
    found.severity = if verified { found.severity } else { found.severity.min(Severity::Warning) };
    Some(found)
}

/// Bytes behind a growth within which a date says from when it counts.
const REACH: usize = 40;

/// The one fact on the same metric, by the same definition, for the year before that of a fact.
fn year_before<'a>(seen: &Context<'a>, now: &Fact) -> Option<&'a Fact> {
    let Statement::Metric(own) = &now.statement else { return None };
    let (when, subject) = (own.when?, own.subject.first()?);
    let days = (when.end? - when.start?).num_days();
    let wanted = when.shift(TimeUnit::Year, -1).filter(|_| (363..=371).contains(&days))?;
    let same = |fact: &&Fact| match &fact.statement {
        Statement::Metric(m) => {
            let time = m.when.is_some_and(|w| w.start == wanted.start && w.end == wanted.end);
            let matter = m.metric == own.metric && m.subject == own.subject && m.basis == own.basis;
            time && matter && m.value.unit == own.value.unit
        }
        _ => false,
    };
    let live = |f: &&Fact| matches!(f.status, FactStatus::Verified | FactStatus::Unverified);
    let facts = seen.facts.about(subject).iter().filter_map(|&i| seen.facts.facts.get(i));
    let mut found = facts.filter(same).filter(live);
    found.next().filter(|_| found.next().is_none())
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
            let apart = stated(to)? - stated(from)?;
            let real = number(apart.abs());
            let (a, b) = (shown(seen, from), shown(seen, to));
            // Only the direction is wrong.
            if let Some(rises) = growth.rises.filter(|r| change_holds(&Growth { rises: Some(!r), ..*growth }, from, to, change)) {
                let (way, way_zh) = if rises { ("lower", "低于") } else { ("higher", "高于") };
                let message = Bilingual::new(
                    format!("`{}`: {b} is {way} than {a}", shown(seen, change)),
                    format!("“{}”:{b}{way_zh}{a}", shown(seen, change)),
                );
                return Some(told(seen, change, &[from, to], message));
            }
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
    finding(seen, &RULE, (suspect, mark), others, message, help())
}

fn help() -> Bilingual {
    Bilingual::new("correct the growth or one of the two figures", "请改正增幅或前后数值之一")
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
