//! Exact arithmetic with figures that are only known to the precision they were written with.
//!
//! A relation is false only where no values within that precision satisfy it. What the words say of figures is found
//! in `extract`; what a rule makes of a false relation is its own.

use super::wording::{both, figure};
use super::{Context, Rule, around, table};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::Term;
use crate::quantity::{Quantity, Unit};
use crate::vocabulary::Bilingual;
use rust_decimal::Decimal;

/// Values from a least to a greatest one, both included; `None` where open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
}

impl Range {
    /// The values a figure may stand for, in base units of its dimension.
    pub(super) fn of(q: &Quantity) -> Self {
        let q = q.in_base_units().unwrap_or_else(|| q.clone());
        Self { low: q.low, high: q.high }
    }

    pub(super) fn new(low: Decimal, high: Decimal) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    pub(super) fn is_positive(self) -> bool {
        self.low.is_some_and(|l| l > Decimal::ZERO)
    }

    /// All sums of a value of each.
    pub(super) fn plus(self, other: Self) -> Self {
        let add = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        Self { low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    /// All differences of a value of each.
    pub(super) fn minus(self, other: Self) -> Self {
        let negative = |v: Option<Decimal>| v.map(|v| -v);
        self.plus(Self { low: negative(other.high), high: negative(other.low) })
    }

    /// All quotients of a value of each, both positive; open where the divisor is not.
    pub(super) fn over(self, other: Self) -> Self {
        let divide = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_div(b.filter(|b| *b > Decimal::ZERO)?);
        Self { low: divide(self.low, other.high), high: divide(self.high, other.low) }
    }

    /// All values times a positive number.
    pub(super) fn times(self, factor: Decimal) -> Self {
        let scale = |v: Option<Decimal>| v?.checked_mul(factor);
        Self { low: scale(self.low), high: scale(self.high) }
    }

    /// True where the two share a value.
    pub(super) fn meets(self, other: Self) -> bool {
        let below = |h: Option<Decimal>, l: Option<Decimal>| matches!((h, l), (Some(h), Some(l)) if h < l);
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// The shortest range that holds both.
    pub(super) fn cover(self, other: Self) -> Self {
        let low = self.low.zip(other.low).map(|(a, b)| a.min(b));
        Self { low, high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }
}

/// What a figure may have been before a slip of the pen, each with the values it stood for: one digit wrong, two that stand
/// side by side exchanged, another power of ten. Of a single digit any other would be one: that shows nothing.
pub(super) fn slips(q: &Quantity) -> Vec<(Decimal, Range)> {
    /// Powers of ten that a figure is missed by.
    const POWERS: i64 = 9;
    let Some(stated) = q.stated.filter(|v| !v.is_zero()).map(|v| v.normalize()) else { return Vec::new() };
    let mut digits = stated.mantissa().unsigned_abs();
    let mut unit = Decimal::ONE;
    for _ in 0..stated.scale() {
        unit /= Decimal::TEN;
    }
    // 30 is written with both its digits; 400 may be counted in hundreds.
    let full = stated.scale() == 0 && digits < 100;
    while !full && digits.is_multiple_of(10) && digits > 0 {
        digits /= 10;
        unit = unit.checked_mul(Decimal::TEN).unwrap_or(unit);
    }
    let written = digits.to_string().into_bytes();
    let mut values: Vec<Decimal> = Vec::new();
    let mut add = |bytes: &[u8]| {
        let number = std::str::from_utf8(bytes).ok().and_then(|t| Decimal::from_str_exact(t).ok());
        values.extend(number.and_then(|n| n.checked_mul(unit)));
    };
    // Of a figure in words (六成) any other may be meant.
    let wide = q.low.zip(q.high).is_some_and(|(l, h)| l.checked_mul(Decimal::new(118, 2)).is_some_and(|l| l < h));
    if written.len() > 1 && written.len() <= 12 && !wide {
        for at in 0..written.len() {
            let mut other = written.clone();
            for digit in (b'0'..=b'9').filter(|d| *d != written[at] && (at > 0 || *d != b'0')) {
                other[at] = digit;
                add(&other);
            }
            let mut other = written.clone();
            if at > 0 && other[at] != other[at - 1] && (at > 1 || other[at] != b'0') {
                other.swap(at - 1, at);
                add(&other);
            }
        }
    }
    let positive = stated.abs();
    let (mut more, mut less) = (Some(positive), Some(positive));
    for _ in 0..POWERS {
        more = more.and_then(|v| v.checked_mul(Decimal::TEN));
        less = less.and_then(|v| v.checked_div(Decimal::TEN));
        values.extend(more.into_iter().chain(less));
    }
    let range = Range::of(q);
    let base = |v: Decimal| Range::of(&Quantity::exact(v, q.unit.clone())).low;
    let sign = if stated.is_sign_negative() { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
    let own = base(stated);
    let moved = |value: Decimal| {
        let value = value.checked_mul(sign)?;
        let (own, there) = (own?, base(value)?);
        // At another power of ten the last digit is worth another amount.
        let scaled = [own.checked_div(there), there.checked_div(own)].iter().flatten().any(|r| is_power(*r));
        let range = match scaled {
            true => range.times(there.checked_div(own)?),
            false => range.plus(Range::new(there.checked_sub(own)?, there.checked_sub(own)?)),
        };
        Some((value, range))
    };
    values.into_iter().filter_map(moved).collect()
}

/// Ten, a hundred and so on.
fn is_power(mut value: Decimal) -> bool {
    if value < Decimal::TEN {
        return false;
    }
    while value >= Decimal::TEN {
        value /= Decimal::TEN;
    }
    value == Decimal::ONE
}

/// Percentages of a table or of the prose that the figures of a table do not come to: changes, or shares; each with the two
/// figures it is reckoned from and what they come to.
pub(super) fn tabled(seen: &Context, changes: bool) -> Vec<(Term, [Term; 2], Decimal)> {
    let term = |span, value| Term { span, value: Quantity::exact(value, None) };
    let misfits = table::misfits(seen.article).into_iter().filter(|m| m.change == changes);
    let mut out: Vec<(Term, [Term; 2], Decimal)> = misfits
        .map(|m| {
            let from = m.from.map(|span| term(span, Decimal::ZERO));
            (Term { span: m.cell.0, value: Quantity::exact(m.cell.1, Some(Unit::percent())) }, from, m.real)
        })
        .collect();
    let retold = if changes { table::retold(seen.article, seen.extraction) } else { Vec::new() };
    for found in retold.into_iter().filter(|r| r.kind == table::Kind::Change) {
        let [a, b] = found.cells[..] else { continue };
        let share = a.1.checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(b.1));
        let figure = Term { span: found.figure.0, value: found.figure.1 };
        let real = share.and_then(|s| s.checked_sub(Decimal::ONE_HUNDRED));
        out.extend(real.map(|real| (figure, [term(a.0, a.1), term(b.0, b.1)], real)));
    }
    out
}

/// A figure in words, as a term was written.
pub(super) fn shown(seen: &Context, term: &Term) -> String {
    super::wording::shortened(seen.article.source.slice(term.span), 40)
}

/// A number for a message: at most one decimal, two below ten.
pub(super) fn number(value: Decimal) -> Bilingual {
    let digits = if value.abs() < Decimal::TEN { 2 } else { 1 };
    let q = Quantity::exact(value.round_dp(digits).normalize(), None);
    both(|l| figure(&q, l))
}

/// A finding about figures that cannot all be right: the suspect, then the others.
pub(super) fn finding(
    seen: &Context,
    rule: &Rule,
    suspect: (&Term, Bilingual),
    others: &[&Term],
    message: Bilingual,
    help: Bilingual,
) -> Diagnostic {
    let label = |span, text, primary| Label { place: Place::Article, span, text, primary };
    let (term, mark) = suspect;
    let mut labels = vec![label(term.span, mark, true)];
    labels.extend(others.iter().map(|t| label(t.span, Bilingual::new("reckoned with", "参与计算"), false)));
    let quoted = around::is_quoted(seen.article, term.span.start);
    let mentions = &seen.extraction.mentions;
    let first = mentions.partition_point(|m| m.span < term.span);
    let claim = mentions[first..].iter().take_while(|m| m.span == term.span).find_map(|m| m.claim);
    Diagnostic {
        rule: rule.code,
        severity: if quoted { Severity::Warning } else { rule.severity },
        message,
        labels,
        notes: Vec::new(),
        help,
        facts: Vec::new(),
        fixes: Vec::new(),
        claim,
    }
}
