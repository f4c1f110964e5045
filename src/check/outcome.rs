//! Figures that follow from others told near by, whichever of these they are: what none of the ways to mean them makes true.
//!
//! That the words tie the figures is less certain here than where they stand beside each other. So a figure is wrong only
//! where a slip of the pen explains it: one digit, two exchanged, another power of ten; the message says what would fit.

use super::reckon::{Range, finding, number, shown, slips};
use super::wording::{both, figure};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Place};
use crate::extract::{Made, Reckoning, Term};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::Bilingual;
use rust_decimal::Decimal;

/// Adds the findings about outcomes that are of a rule, where a figure has none yet.
pub(super) fn conflicts(
    seen: &Context,
    rule: &Rule,
    help: &Bilingual,
    own: fn(Made) -> bool,
    out: &mut Vec<Diagnostic>,
) {
    let outcomes = seen.extraction.reckonings.iter().filter_map(|r| match r {
        Reckoning::Outcome { figure, way, readings, meant, certain } if own(*way) => {
            Some((figure, *way, readings, (*meant, *certain)))
        }
        _ => None,
    });
    let held: Vec<Span> = seen.extraction.reckonings.iter().filter_map(excused).collect();
    for (figure, way, readings, told_so) in outcomes {
        let known =
            |d: &Diagnostic| d.labels.iter().any(|l| matches!(l.place, Place::Article) && l.span == figure.span);
        if held.contains(&figure.span) || out.iter().any(known) {
            continue;
        }
        let found = judge(figure, way, readings, told_so);
        out.extend(
            found.and_then(|(suspect, reading, fits)| told(seen, rule, help, (figure, way), suspect, reading, fits)),
        );
    }
}

/// A figure that one of the ways to mean it makes true.
fn excused(reckoning: &Reckoning) -> Option<Span> {
    let Reckoning::Outcome { figure, way, readings, .. } = reckoning else { return None };
    let value = |t: &Term| range(*way, &t.value);
    let fits = |r: &Vec<Term>| holds(*way, &r.iter().map(value).collect::<Vec<_>>(), value(figure), &figure.value);
    readings.iter().any(fits).then_some(figure.span)
}

/// The term that is wrong, the reading it is wrong under, and the value that would fit.
fn judge<'a>(
    figure: &'a Term,
    way: Made,
    readings: &'a [Vec<Term>],
    (meant, certain): (usize, bool),
) -> Option<(&'a Term, &'a [Term], Option<Decimal>)> {
    let value = |t: &Term| range(way, &t.value);
    let all: Vec<Vec<Range>> = readings.iter().map(|r| r.iter().map(value).collect()).collect();
    let unknown = all.iter().take(meant).flatten().chain([&value(figure)]).any(|r| !r.is_positive());
    if unknown || all.iter().any(|r| holds(way, r, value(figure), &figure.value)) {
        return None;
    }
    for (reading, ranges) in readings.iter().zip(&all).take(meant) {
        // More than 400 is any figure above it.
        if ranges.iter().any(|r| r.high.is_none()) {
            continue;
        }
        let slip = moved(way, &figure.value).into_iter().find(|(_, range)| holds(way, ranges, *range, &figure.value));
        if let Some((fits, _)) = slip {
            return Some((figure, reading, Some(fits)));
        }
        // Of a whole and its parts any may be the one that is wrong.
        if !matches!(way, Made::Total | Made::Rest) {
            continue;
        }
        for (i, term) in reading.iter().enumerate().rev() {
            let mended = |range: Range| {
                let mut ranges = ranges.clone();
                ranges[i] = range;
                holds(way, &ranges, value(figure), &figure.value)
            };
            if let Some((fits, _)) = moved(way, &term.value).into_iter().find(|(_, range)| mended(*range)) {
                return Some((term, reading, Some(fits)));
            }
        }
    }
    let first = readings.first().filter(|_| certain)?;
    Some((figure, first, None))
}

/// The values a figure may stand for. A count or an amount for each keeps its own unit; in a list nobody cuts figures, and
/// they are not all rounded the same way.
fn range(way: Made, q: &Quantity) -> Range {
    match way {
        Made::Product | Made::Mean => Range { low: q.low, high: q.high },
        Made::Total | Made::Rest => {
            let base = Range::of(q);
            let stated = q.in_base_units().and_then(|q| q.stated);
            let half = |v: Decimal, edge: Decimal| (edge - v).checked_div(Decimal::TWO);
            match (stated, base.low, q.comparator) {
                (Some(v), Some(low), None) => {
                    let slack = half(low, v).unwrap_or_default();
                    Range::new(v - slack, v + slack)
                }
                _ => base,
            }
        }
        _ => Range::of(q),
    }
}

/// What slips of the pen may have made of a figure.
fn moved(way: Made, q: &Quantity) -> Vec<(Decimal, Range)> {
    let bare = Quantity { unit: None, ..q.clone() };
    let q = if matches!(way, Made::Product | Made::Mean) { &bare } else { q };
    let own = range(way, q);
    let base = Range::of(q);
    // As narrow as the figure itself is taken.
    let less =
        |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).and_then(|(a, b)| a.checked_sub(b)).unwrap_or_default();
    let (below, above) = (less(own.low, base.low), less(base.high, own.high));
    let narrow = |r: Range| {
        let low = r.low.and_then(|l| l.checked_add(below));
        let high = r.high.and_then(|h| h.checked_sub(above));
        if low.zip(high).is_some_and(|(l, h)| l <= h) { Range { low, high } } else { r }
    };
    slips(q).into_iter().map(|(v, r)| (v, narrow(r))).collect()
}

/// Some values within the precision of all figures satisfy the relation.
fn holds(way: Made, terms: &[Range], figure: Range, written: &Quantity) -> bool {
    let hundredths = figure.times(Decimal::new(1, 2));
    let fraction = written.unit.as_ref().is_none_or(|u| u.name() == "fold");
    let share = if fraction { figure } else { hundredths };
    let one = Range::new(Decimal::ONE, Decimal::ONE);
    let zero = Range::new(Decimal::ZERO, Decimal::ZERO);
    match (way, terms) {
        (Made::Share, [part, whole]) => part.over(*whole).meets(share),
        (Made::Growth(rises), [from, to]) => {
            // Rates are reckoned from figures before they are rounded: 3 % to either side.
            let wide = share.times(Decimal::new(97, 2)).cover(share.times(Decimal::new(103, 2)));
            let (up, down) = (one.plus(wide), one.minus(wide));
            let ratio = to.over(*from);
            match rises {
                Some(true) => ratio.meets(up),
                Some(false) => ratio.meets(down),
                None => ratio.meets(up) || ratio.meets(down),
            }
        }
        (Made::Difference(rises), [from, to]) => match rises {
            Some(true) => to.minus(*from).meets(figure),
            Some(false) => from.minus(*to).meets(figure),
            None => to.minus(*from).meets(figure) || from.minus(*to).meets(figure),
        },
        (Made::Rest, [whole, parts @ ..]) => parts.iter().fold(figure, |sum, p| sum.plus(*p)).meets(*whole),
        (Made::Total, parts) => parts.iter().fold(zero, |sum, p| sum.plus(*p)).meets(figure),
        (Made::Product, [count, each]) => figure.over(*count).meets(*each),
        (Made::Mean, [total, count]) => total.over(*count).meets(figure),
        _ => true,
    }
}

/// What the figures of a reading come to.
fn real(way: Made, terms: &[Term]) -> Option<Decimal> {
    let own = matches!(way, Made::Product | Made::Mean);
    let value = |t: &Term| if own { t.value.stated } else { t.value.in_base_units()?.stated };
    let stated: Vec<Decimal> = terms.iter().map(value).collect::<Option<_>>()?;
    let sum = |values: &[Decimal]| values.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v));
    match (way, stated.as_slice()) {
        (Made::Share, [part, whole]) => part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*whole),
        (Made::Growth(_), [from, to]) => to.checked_sub(*from)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(*from),
        (Made::Difference(_), [from, to]) => to.checked_sub(*from).map(|v| v.abs()),
        (Made::Rest, [whole, parts @ ..]) => whole.checked_sub(sum(parts)?),
        (Made::Total, parts) => sum(parts),
        (Made::Product, [count, each]) => count.checked_mul(*each),
        (Made::Mean, [total, count]) => total.checked_div(*count),
        _ => None,
    }
}

fn told(
    seen: &Context,
    rule: &Rule,
    help: &Bilingual,
    (outcome, way): (&Term, Made),
    suspect: &Term,
    reading: &[Term],
    fits: Option<Decimal>,
) -> Option<Diagnostic> {
    let value = real(way, reading)?;
    let plain = both(|l| figure(&Quantity::exact(value.abs().round_dp(2).normalize(), None), l));
    let n = if matches!(way, Made::Share | Made::Growth(_)) { number(value.abs()) } else { plain };
    let words: Vec<String> = reading.iter().map(|t| shown(seen, t)).collect();
    let list = |mark: &str| words.join(mark);
    let (a, b) = (words.first().cloned().unwrap_or_default(), words.get(1).cloned().unwrap_or_default());
    let said = shown(seen, outcome);
    let down = value.is_sign_negative();
    let (en, zh) = match way {
        Made::Share => (format!("{a} is {}% of {b}", n.en), format!("{a}是{b}的{}%", n.zh)),
        Made::Growth(_) => (
            format!("from {a} to {b} is {} {}%", if down { "down" } else { "up" }, n.en),
            format!("由{a}到{b}为{}{}%", if down { "下降" } else { "增长" }, n.zh),
        ),
        Made::Difference(_) => {
            (format!("from {a} to {b} is a difference of {}", n.en), format!("由{a}到{b}相差{}", n.zh))
        }
        Made::Rest => (format!("{} leave {}", list(" − "), n.en), format!("{}余{}", list("−"), n.zh)),
        Made::Total => (format!("{} come to {}", list(" + "), n.en), format!("{}为{}", list("+"), n.zh)),
        Made::Product => (format!("{a} times {b} is {}", n.en), format!("{a}乘{b}为{}", n.zh)),
        Made::Mean => (format!("{a} over {b} is {}", n.en), format!("{a}除以{b}为{}", n.zh)),
    };
    let message = Bilingual::new(format!("`{said}`: {en}"), format!("“{said}”:{zh}"));
    let mark = Bilingual::new("does not follow", "与相关数字不符");
    let others: Vec<&Term> = reading.iter().chain([outcome]).filter(|t| t.span != suspect.span).collect();
    let mut found = finding(seen, rule, (suspect, mark), &others, message, help.clone());
    if let Some(fits) = fits {
        let unit = suspect.value.unit.clone();
        let n = both(|l| figure(&Quantity::exact(fits, unit.clone()), l));
        found.notes.push(Bilingual::new(format!("{} would fit", n.en), format!("{}则相符", n.zh)));
    }
    Some(found)
}
