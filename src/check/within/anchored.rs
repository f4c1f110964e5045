//! One figure told twice with something else about it changed: whether it was a rise or a fall, whether it lies above
//! or below, its power of ten, its period.

use super::{Figure, Told, apart, common, digits, is_telling};
use crate::extract::MentionValue;
use crate::quantity::{Comparator, Quantity};
use crate::source::Span;
use crate::statement::{Fit, dates};
use crate::time::Interval;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Figures that are held against each other, at most.
const MOST: usize = 200;

/// Pairs of places that cannot both be true.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    // Sentences that are known to turn each other round; each of their figures would say so again.
    let mut turned_round: BTreeSet<(Span, Span)> = BTreeSet::new();
    for (a, b) in told.grouped(|f| Some(&f.key)).into_iter().filter(|(a, b)| a.kind == b.kind) {
        let (both, share) = common(a.clause(), b.clause());
        let (near, beside) = common(a.beside(), b.beside());
        let (label, whole) = common(a.head(), b.head());
        // Most pairs have too few words in common for anything that follows.
        if both < 3 && near < 2 && label < 2 || !told.same_names(a.sentence, b.sentence) {
            continue;
        }
        let zh = told.is_zh(a.sentence);
        let some = if zh { 5 } else { 3 };
        let same_days = told.same_days(a.sentence, b.sentence);
        let turned = sides(a).zip(sides(b)).is_some_and(|(x, y)| x != y);
        if same_days && turned && near >= 2 && beside >= 50 {
            out.push((a.span, b.span));
            continue;
        }
        // The same telling figure of the same thing needs few words more.
        let opposite = a.rises.zip(b.rises).is_some_and(|(x, y)| x != y);
        let few = a.is_telling && label >= 2 && whole >= 100 || near >= 2 && beside >= 100;
        // Unchanged at 1.62%, increasing to 1.62%.
        let moved = |x: &Figure, y: &Figure| x.stays && y.rises.is_some() && !y.stays;
        let opposite = opposite || !zh && few && (moved(a, b) || moved(b, a));
        if same_days && a.planned == b.planned && opposite && few && !zh {
            if turned_round.insert((a.sentence, b.sentence)) {
                out.push((a.span, b.span));
            }
            continue;
        }
        let range = a.value.stated.is_none();
        if a.planned != b.planned || both < some && !(range && label >= 2) {
            continue;
        }
        if same_days && opposite && share >= 60 {
            if turned_round.insert((a.sentence, b.sentence)) {
                out.push((a.span, b.span));
            }
            continue;
        }
        if a.is_telling
            && (share >= 60 || range && whole >= 60)
            && !opposite
            && let Some(pair) = periods(told, a, b)
        {
            out.push(pair);
        }
    }
    out.extend(scales(told));
    out.extend(ranges(told));
    out.extend(tied(told));
    out.extend(stayed(told));
    out
}

/// The allowance was unchanged at 1.62% … with the allowance increasing to 1.63%: one figure that both stayed and moved.
fn stayed(told: &Told) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    let english = |f: &&Figure| !told.is_zh(f.sentence);
    let moved: Vec<&Figure> = told.figures.iter().filter(english).filter(|f| f.rises.is_some() && !f.stays).collect();
    for a in told.figures.iter().filter(english).filter(|f| f.stays).take(MOST) {
        for b in moved.iter().take(MOST).filter(|b| b.sentence != a.sentence && b.value.unit == a.value.unit) {
            // All that the one is called, the other is called too.
            let (both, share) = common(b.head(), a.clause());
            let one = a.kind == b.kind && a.planned == b.planned && both >= 3 && share >= 100;
            let known = || told.same_names(a.sentence, b.sentence) && told.same_days(a.sentence, b.sentence);
            // A day of its own may be another day.
            let undated = || told.days(b.sentence).is_subset(&told.days(a.sentence));
            if one && known() && undated() {
                out.push((a.span.min(b.span), a.span.max(b.span)));
            }
        }
    }
    out
}

/// $3.6 billion, representing growth of 4.8% to 6.6%: a figure right before a telling one that both sentences have.
fn tied(told: &Told) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    for (a, b) in told.grouped(|f| f.is_telling.then_some(&f.key)) {
        let before = |f: &Figure| told.of(f.sentence).take_while(|o| o.span.start < f.span.start).last();
        let (Some(x), Some(y)) = (before(a), before(b)) else { continue };
        let (both, share) = common(x.head(), y.head());
        let (own, rest) = common(a.beside(), b.beside());
        let alike = both >= 2 && share >= 60 && own >= 2 && rest >= 60;
        // Both give the figure before another value somewhere: a list.
        let once = |f: &Figure, other: &Figure| !told.of(f.sentence).any(|o| o.key == other.key);
        let known = told.same_names(x.sentence, y.sentence) && told.same_days(x.sentence, y.sentence);
        let near = |f: &Figure, o: &Figure| told.slice(Span::new(f.span.end, o.span.start)).split(' ').count() <= 6;
        if alike
            && apart(x, y)
            && once(x, y)
            && once(y, x)
            && known
            && near(x, a)
            && near(y, b)
            && !told.is_zh(x.sentence)
        {
            out.push((x.span, y.span));
        }
    }
    out
}

/// Above (`true`) or below, where the figure says so.
fn sides(figure: &Figure) -> Option<bool> {
    match figure.value.comparator? {
        Comparator::Above | Comparator::AtLeast => Some(true),
        Comparator::Below | Comparator::AtMost => Some(false),
        Comparator::About | Comparator::Nearly | Comparator::Odd => None,
    }
}

/// The same digits with another power of ten: 1.65 million for 1.65 billion.
fn scales(told: &Told) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    let unit = |q: &Quantity| q.unit.as_ref().map(|u| u.name().to_owned());
    for (a, b) in told.grouped(|f| f.is_telling.then(|| (digits(f.value), unit(f.value)))) {
        let (both, share) = common(a.clause(), b.clause());
        let zh = told.is_zh(a.sentence);
        let other = a.value.stated.zip(b.value.stated).is_some_and(|(x, y)| x.normalize() != y.normalize());
        let alike = both >= if zh { 5 } else { 3 } && share >= 50;
        if other && alike && a.kind == b.kind && told.same_names(a.sentence, b.sentence) {
            out.push((a.span, b.span));
        }
    }
    out
}

/// Ranges that have one end in common and not the other, among the same words.
fn ranges(told: &Told) -> Vec<(Span, Span)> {
    let ends = |f: &Figure| f.value.low.zip(f.value.high).filter(|_| f.value.stated.is_none());
    let ranges: Vec<&Figure> = told.figures.iter().filter(|f| ends(f).is_some()).take(60).collect();
    let mut out = Vec::new();
    for (i, a) in ranges.iter().enumerate() {
        for b in ranges[i + 1..].iter().filter(|b| b.sentence != a.sentence) {
            let (Some((low, high)), Some((least, most))) = (ends(a), ends(b)) else { continue };
            let (both, share) = common(a.clause(), b.clause());
            let one = a.kind == b.kind && a.value.unit == b.value.unit;
            let telling = |end: Decimal| Quantity::exact(end, None);
            let shared = if low == least { low } else { high };
            let some = if is_telling(&telling(shared)) { 2 } else { 3 };
            let alike = both >= if told.is_zh(a.sentence) { 3 * some } else { some } && share >= 50;
            let known = told.same_names(a.sentence, b.sentence) && told.same_days(a.sentence, b.sentence);
            if one && alike && known && (low == least) != (high == most) {
                out.push((a.span, b.span));
            }
        }
    }
    for (a, b) in told.grouped(|f| f.from.as_ref()) {
        let (both, share) = common(a.clause(), b.clause());
        let alike = both >= if told.is_zh(a.sentence) { 6 } else { 3 } && share >= 70;
        let known = told.same_names(a.sentence, b.sentence) && told.same_days(a.sentence, b.sentence);
        if apart(a, b) && alike && known {
            out.push((a.span, b.span));
        }
    }
    out
}

/// The only periods of the clauses of two figures, or of their sentences, where they have no day in common.
fn periods(told: &Told, a: &Figure, b: &Figure) -> Option<(Span, Span)> {
    let only = |around: Span| -> Option<(Span, Option<Interval>)> {
        let mut found = told.mentions(around).filter_map(|m| match m.value {
            MentionValue::Days(days) => Some((m.span, days)),
            _ => None,
        });
        found.next().filter(|_| found.next().is_none())
    };
    // Both ends of a range are told twice by nobody: what period they are of may stand in another clause.
    let range = a.value.stated.is_none();
    let of = |f: &Figure| only(f.around).or_else(|| only(f.sentence).filter(|_| range));
    let (x, y) = (of(a)?, of(b)?);
    let apart = match (x.1, y.1) {
        (Some(p), Some(q)) => dates(p, q) == Fit::Apart && p.precision == q.precision,
        // The first quarter is not the fourth, whatever the year.
        (None, None) => {
            let bare = |span: Span| {
                let text = told.slice(span).to_lowercase();
                let text = text.trim_end_matches(" of the year").trim_start_matches("for ").trim_start_matches("the ");
                text.to_owned()
            };
            let (p, q) = (bare(x.0), bare(y.0));
            let last = |t: &str| t.rsplit([' ', '-']).next().unwrap_or_default().to_owned();
            p != q && last(&p) == last(&q) && p.split([' ', '-']).count() == q.split([' ', '-']).count()
        }
        _ => false,
    };
    let (both, share) = common(a.head(), b.head());
    (apart && (both >= 4 && share >= 80 || range && both >= 2 && share >= 60)).then_some((x.0, y.0))
}
