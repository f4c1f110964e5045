//! The points of a text that can be compared with those of another: figures, dates, lengths of time and directions of
//! change, with the words around them.

use super::words::{Words, head, nameless, sentence, tail, window};
use crate::article::Article;
use crate::extract::{Extraction, MentionKind, MentionValue, Modality};
use crate::grammar::Length;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Fit, Slot, Statement, dates, values};
use crate::time::Interval;

/// What stands at a point.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Days.
    Days(Interval),
    /// A figure of a kind; where it is a difference, whether upwards.
    Figure(MentionKind, Quantity, Option<bool>),
    /// From a least to a greatest length of time.
    Length(Length, Length),
    /// Upwards or downwards.
    Direction(bool),
}

impl Value {
    /// How this value lies to another; unknown where the two do not compare.
    pub(super) fn fit(&self, other: &Self) -> Fit {
        match (self, other) {
            (Self::Days(a), Self::Days(b)) => dates(*a, *b),
            // 2,150 people and 48,300 of something nobody knows are not known to be of one kind.
            (Self::Figure(_, x, _), Self::Figure(_, y, _))
                if x.unit.is_some() != y.unit.is_some() && x.stated != y.stated =>
            {
                Fit::Unknown
            }
            (Self::Figure(a, x, up), Self::Figure(b, y, other_up)) if alike(*a, *b) => match (up, other_up) {
                (Some(up), Some(other_up)) if up != other_up && x.unit == y.unit => Fit::Apart,
                (Some(_), None) | (None, Some(_)) if values(x, y) == Fit::Apart => Fit::Unknown,
                _ if differ_as_written(x, y) => Fit::Apart,
                _ => values(x, y),
            },
            (Self::Length(a, b), Self::Length(c, d)) => match (a, b) == (c, d) {
                true => Fit::Same,
                false => Fit::Apart,
            },
            (Self::Direction(a), Self::Direction(b)) if a == b => Fit::Same,
            (Self::Direction(_), Self::Direction(_)) => Fit::Apart,
            _ => Fit::Unknown,
        }
    }

    /// True for days.
    pub(super) fn is_date(&self) -> bool {
        matches!(self, Self::Days(_))
    }

    /// True for a figure or day that nobody writes by chance: three digits that count, or a single day.
    pub(super) fn is_rare(&self) -> bool {
        match self {
            Self::Days(d) => d.start.is_some() && d.start == d.end,
            Self::Figure(_, q, _) => q.stated.is_some_and(|v| {
                let digits = v.normalize().to_string();
                let significant = digits.trim_start_matches(['-', '0', '.']).trim_end_matches('0');
                significant.bytes().filter(u8::is_ascii_digit).count() >= 3
            }),
            Self::Length(..) | Self::Direction(_) => false,
        }
    }
}

/// Both are written out to the same place, and not the same: 0.44 and 0.43 are no roundings of one another.
fn differ_as_written(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (a.stated, b.stated) else { return false };
    let plain = a.comparator.is_none() && b.comparator.is_none() && a.unit == b.unit;
    plain && x != y && x.scale() == y.scale() && values(a, b) != Fit::Unknown && fine(x) && fine(y)
}

/// Written to the last place: with decimals, or with at most one zero behind.
fn fine(x: rust_decimal::Decimal) -> bool {
    x.scale() > 0 || !(x % rust_decimal::Decimal::ONE_HUNDRED).is_zero()
}

fn alike(a: MentionKind, b: MentionKind) -> bool {
    use MentionKind::{Age, Dimension, Number};
    a == b || matches!((a, b), (Number, Dimension) | (Dimension, Number) | (Age, Dimension) | (Dimension, Age))
}

/// Something of a text that can be compared.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// Bytes of the text.
    pub(super) span: Span,
    /// What stands there.
    pub(super) value: Value,
    /// The words right before.
    pub(super) head: Words,
    /// The words right behind.
    pub(super) tail: Words,
    /// The words of the sentence within a line's length.
    pub(super) around: Words,
    /// The claim it belongs to.
    pub(super) claim: Option<usize>,
    /// Planned, not asserted.
    pub(super) planned: bool,
    /// In quoted speech.
    pub(super) quoted: bool,
}

/// The points of a text, in its order; what is denied, asked or only supposed is none.
pub(super) fn points(article: &Article, extraction: &Extraction) -> Vec<Point> {
    let claims = &extraction.claims;
    let mut out = Vec::new();
    for mention in &extraction.mentions {
        let rises = mention.claim.and_then(|c| match &claims.get(c)?.statement {
            Statement::Link(l) => l.rises,
            _ => None,
        });
        let value = match (&mention.value, mention.kind) {
            (MentionValue::Days(Some(days)), _) => Value::Days(*days),
            (MentionValue::Figure(q), kind) => Value::Figure(kind, q.clone(), rises),
            (MentionValue::Length(low, high), _) => Value::Length(*low, *high),
            (MentionValue::Days(None), _) | (MentionValue::Ids(_), _) => continue,
        };
        out.extend(point(article, extraction, mention.span, value, mention.claim));
    }
    for (index, claim) in claims.iter().enumerate() {
        if let Statement::Link(link) = &claim.statement
            && let (None, Some(rises), Some(span)) = (&link.value, link.rises, claim.part(Slot::Predicate))
        {
            out.extend(point(article, extraction, span, Value::Direction(rises), Some(index)));
        }
    }
    out.sort_by_key(|p| p.span);
    out
}

fn point(article: &Article, extraction: &Extraction, span: Span, value: Value, claim: Option<usize>) -> Option<Point> {
    let text = article.source.text();
    let owner = claim.and_then(|c| extraction.claims.get(c));
    let modality = owner.map_or(Modality::Asserted, |c| c.modality);
    if !(modality.is_judged() || matches!(modality, Modality::Planned | Modality::Opinion)) {
        return None;
    }
    let around = sentence(text, span);
    let nearby = window(text, span, around);
    Some(Point {
        span,
        value,
        head: Words::of(&nameless(head(&text[around.start..span.start]))),
        tail: Words::of(&nameless(tail(&text[span.end..around.end.max(span.end)]))),
        around: Words::of(&text[nearby.start..nearby.end]),
        claim,
        planned: modality == Modality::Planned,
        quoted: owner.is_some_and(|c| c.quoted),
    })
}
