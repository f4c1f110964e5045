//! The points of a text that can be compared with those of another: figures and dates with the words around them.

use super::words::{Words, beside, sentence};
use crate::article::Article;
use crate::extract::{Extraction, MentionKind, MentionValue, Modality};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Fit, dates, values};
use crate::time::Interval;

/// What stands at a point.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Days.
    Days(Interval),
    /// A figure of a kind.
    Figure(MentionKind, Quantity),
}

impl Value {
    /// How this value lies to another; unknown where the two do not compare.
    pub(super) fn fit(&self, other: &Self) -> Fit {
        match (self, other) {
            (Self::Days(a), Self::Days(b)) => dates(*a, *b),
            (Self::Figure(a, x), Self::Figure(b, y)) if alike(*a, *b) => values(x, y),
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
            Self::Figure(_, q) => q.stated.is_some_and(|v| {
                let digits = v.normalize().to_string();
                digits
                    .trim_start_matches(['-', '0', '.'])
                    .trim_end_matches('0')
                    .bytes()
                    .filter(u8::is_ascii_digit)
                    .count()
                    >= 3
            }),
        }
    }
}

fn alike(a: MentionKind, b: MentionKind) -> bool {
    use MentionKind::{Age, Dimension, Number};
    a == b || matches!((a, b), (Number, Dimension) | (Dimension, Number) | (Age, Dimension) | (Dimension, Age))
}

/// A figure or date of a text.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// Bytes of the text.
    pub(super) span: Span,
    /// What stands there.
    pub(super) value: Value,
    /// The words right beside.
    pub(super) near: Words,
    /// The words of the sentence.
    pub(super) sentence: Words,
    /// The claim it belongs to.
    pub(super) claim: Option<usize>,
    /// Asserted or reported: false; planned: true.
    pub(super) mood: bool,
    /// In quoted speech.
    pub(super) quoted: bool,
}

/// The points of a text, in its order; what is denied, asked or only supposed is none.
pub(super) fn points(article: &Article, extraction: &Extraction) -> Vec<Point> {
    let text = article.source.text();
    let mut out = Vec::new();
    for mention in &extraction.mentions {
        let value = match (&mention.value, mention.kind) {
            (MentionValue::Days(Some(days)), _) => Value::Days(*days),
            (MentionValue::Figure(q), kind) => Value::Figure(kind, q.clone()),
            (MentionValue::Length(..), _) | (MentionValue::Days(None), _) | (MentionValue::Ids(_), _) => continue,
        };
        let claim = mention.claim.and_then(|c| extraction.claims.get(c));
        let modality = claim.map_or(Modality::Asserted, |c| c.modality);
        if !(modality.is_judged() || matches!(modality, Modality::Planned | Modality::Opinion)) {
            continue;
        }
        let around = sentence(text, mention.span);
        out.push(Point {
            span: mention.span,
            value,
            near: Words::of(&beside(text, mention.span, around)),
            sentence: Words::of(&text[around.start..around.end]),
            claim: mention.claim,
            mood: modality == Modality::Planned,
            quoted: claim.is_some_and(|c| c.quoted),
        });
    }
    out
}
