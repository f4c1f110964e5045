//! Figures of the headline that the body of the article gives otherwise, by a slip of the pen: two digits exchanged, one
//! wrong, another power of ten.

use super::headline;
use crate::check::within::{Figure, Told, common, digits};
use crate::extract::Claim;
use crate::normalise::is_han;
use crate::quantity::Comparator;
use crate::source::Span;
use crate::statement::{Fit, Slot, Statement, values};
use crate::vocabulary::{Language, lists};
use rust_decimal::Decimal;

/// Bytes of a line that may stand between the headline and the first paragraph.
const DATELINE: usize = 120;

/// Pairs of a figure of the headline and one of the body that cannot both be true.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let Some(end) = headline(told.text) else { return Vec::new() };
    let plain = |c: &&Claim| c.modality.is_judged() && !c.quoted;
    let claims = || told.extraction.claims.iter().filter(plain);
    let head = claims().filter(|c| c.span.end <= end && c.weak.is_none());
    let mut out = scales(told, end);
    out.extend(head.filter_map(|claim| {
        let Statement::Metric(metric) = &claim.statement else { return None };
        let written = metric.value.comparator.is_none() && digits(&metric.value).len() >= 2;
        let body = claims().filter(|c| c.span.start >= end).filter_map(|c| match &c.statement {
            Statement::Metric(m) => {
                let same =
                    m.metric == metric.metric && m.subject == metric.subject && m.value.unit == metric.value.unit;
                same.then(|| Some((&m.value, c.part(Slot::Value)?))).flatten()
            }
            _ => None,
        });
        let body: Vec<_> = body.filter(|_| written && metric.metric.is_some() && !metric.subject.is_empty()).collect();
        // A figure that the body repeats anywhere is none of these.
        let repeated = body.iter().any(|(value, _)| values(&metric.value, value) != Fit::Apart);
        let slip = body.iter().find(|(value, _)| is_slip(&digits(&metric.value), &digits(value)));
        let (_, place) = slip.filter(|_| !repeated)?;
        Some((claim.part(Slot::Value)?, *place))
    }));
    out
}

/// Figures of the headline that stand nowhere in the body: £52m for its £5.2m, 85万吨 for its 78万吨.
fn scales(told: &Told, end: usize) -> Vec<(Span, Span)> {
    let (head, body): (Vec<&Figure>, Vec<&Figure>) = told.figures.iter().partition(|f| f.span.end <= end);
    let slip = |h: &Figure| {
        let alike = |b: &&&Figure| b.kind == h.kind && b.value.unit == h.value.unit;
        // A number in words is as exact as it is written.
        let spelt = |f: &Figure| !told.slice(f.span).contains(|c: char| c.is_ascii_digit());
        let own = if spelt(h) { h.value.clone() } else { h.value.reckoned(told.slice(h.span)) };
        let fits = |b: &&Figure| {
            values(h.value, b.value) != Fit::Apart || values(&own, &b.value.reckoned(told.slice(b.span))) != Fit::Apart
        };
        if digits(h.value).len() < 2 || body.iter().filter(alike).any(fits) {
            return None;
        }
        // The same digits at another power of ten.
        let mut moved = body
            .iter()
            .filter(alike)
            .filter(|b| digits(b.value) == digits(h.value) && b.value.stated != h.value.stated);
        let told_of = |b: &&&Figure| is_told_again(told, h, b);
        let mut again = body.iter().filter(alike).filter(told_of);
        let other = match (again.next(), again.next()) {
            (Some(one), None) => Some(one),
            // Twice the same is one.
            (Some(one), Some(next)) if next.value.stated == one.value.stated => Some(one),
            _ => None,
        };
        // €85 million above a first paragraph that has €58 million: no other sum is written with the same digits.
        let money = h.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency");
        let mut lead = end;
        for line in told.text.get(end..).unwrap_or("").split_inclusive('\n') {
            lead += line.len();
            if line.len() > DATELINE {
                break;
            }
        }
        let near = |b: &&&Figure| b.span.end <= lead || shares_word(told, h, b);
        let mut exchanged = body.iter().filter(alike).filter(|b| is_exchanged(h, b) && money).filter(near);
        moved.next().or(other).or_else(|| exchanged.next()).map(|b| (h.span, b.span))
    };
    head.into_iter().filter_map(slip).collect()
}

/// The figure of the body is about as large, and the same words stand around it.
fn is_told_again(told: &Told, head: &Figure, body: &Figure) -> bool {
    let Some((x, y)) = head.value.stated.zip(body.value.stated) else { return false };
    let near = x.checked_div(y).is_some_and(|r| r > Decimal::new(6, 1) && r < Decimal::new(17, 1));
    // 突破八百八十吨 is false of 840 tons as well.
    let above = matches!(head.value.comparator, Some(Comparator::Above | Comparator::AtLeast)) && y < x;
    let plain = (head.value.comparator.is_none() || above) && body.value.comparator.is_none();
    let alike = match told.is_zh(head.sentence) {
        true => shares_word(told, head, body),
        false => {
            let (both, share) = common(head.beside(), body.beside());
            both >= 2 && share >= 50
        }
    };
    near && plain && alike && !body.planned && !head.planned
}

/// The same digits in another order, of one size.
fn is_exchanged(head: &Figure, body: &Figure) -> bool {
    let (a, b) = (digits(head.value), digits(body.value));
    let ratio = head.value.stated.zip(body.value.stated).and_then(|(x, y)| x.checked_div(y));
    let sized = ratio.is_some_and(|r| r > Decimal::new(1, 1) && r < Decimal::TEN);
    let plain = head.value.comparator.is_none() && body.value.comparator.is_none() && !body.planned;
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    a != b && differing == 2 && is_slip(&a, &b) && sized && plain
}

/// Two characters in a row before either figure that say more than how much or when.
fn shares_word(told: &Told, head: &Figure, body: &Figure) -> bool {
    let before = |f: &Figure| -> Vec<char> {
        let text = told.slice(Span::new(f.around.start, f.span.start));
        let all: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        all[all.len().saturating_sub(NEAR)..].to_vec()
    };
    let (own, other) = (before(head), before(body));
    let telling = |pair: &[char]| {
        let word: String = pair.iter().collect();
        pair.iter().all(|c| is_han(*c)) && !lists().quantifying.of(Language::Zh).contains(&word)
    };
    own.windows(2).filter(|w| telling(w)).any(|w| other.windows(2).any(|o| o == w))
}

/// Characters before a figure that may name what it measures.
const NEAR: usize = 10;

/// The same digits in another order or at another power of ten, or all the same but one.
fn is_slip(a: &str, b: &str) -> bool {
    let sorted = |d: &str| {
        let mut all: Vec<char> = d.chars().collect();
        all.sort_unstable();
        all
    };
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    a.len() == b.len() && (sorted(a) == sorted(b) || differing == 1 && a.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_keep_most_digits() {
        assert!(is_slip("49", "94") && is_slip("124", "142") && is_slip("124", "134") && is_slip("94", "94"));
        assert!(!is_slip("94", "61") && !is_slip("94", "95") && !is_slip("124", "88"));
    }
}
