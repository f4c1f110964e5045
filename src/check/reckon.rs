//! Exact arithmetic with figures that are only known to the precision they were written with.
//!
//! A relation is false only where no values within that precision satisfy it. What the words say of figures is found
//! in `extract`; what a rule makes of a false relation is its own.

use super::wording::{both, figure};
use super::{Context, Rule, around};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::Term;
use crate::quantity::Quantity;
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
