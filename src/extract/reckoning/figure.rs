//! Figures of a sentence with the words around them.

use super::Term;
use super::growth::Part;
use crate::extract::frame::View;
use crate::extract::scan::What;
use crate::extract::{Modality, modality};
use crate::grammar::Value;
use crate::normalise::is_han;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;
use std::cell::OnceCell;

/// A figure of a sentence with the words around it.
pub(in crate::extract) struct Figure {
    pub(super) span: Span,
    pub(super) value: Quantity,
    /// What stands between the figure before, or the head of the sentence, and this one; dates are a `□`.
    pub(super) lead: String,
    /// The same with the dates in it.
    pub(super) raw: String,
    /// What stands behind it, up to the next figure.
    pub(super) tail: String,
    /// The language of its sentence.
    pub(super) language: Language,
    /// In which mood it is told.
    pub(super) mood: Modality,
    /// What it is in a growth, once somebody has asked.
    pub(super) part: OnceCell<Part>,
}

/// What stands for a date.
pub(super) const DATE: char = '□';

/// The figures of a sentence, but for names made of numbers.
pub(super) fn figures<'v>(view: &'v View<'_>, s: usize) -> &'v [Figure] {
    let all = view.figures.get_or_init(|| (0..view.sentences.len()).map(|s| find(view, s)).collect());
    all.get(s).map_or(&[], Vec::as_slice)
}

fn find(view: &View<'_>, s: usize) -> Vec<Figure> {
    let sentence = view.sentences[s].span;
    let mut places: Vec<(Span, Quantity)> = Vec::new();
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let value = &view.mentions[m].value;
        if matches!(value, Value::Ordinal(_) | Value::Age(_)) {
            continue;
        }
        let Some(q) = value.quantity() else { continue };
        // 翻番, twice: a word between two figures, read where it stands.
        if is_multiple(view.text(token.span), view.language(s)) {
            continue;
        }
        match ends(view, s, token.span, q) {
            Some(two) => places.extend(two),
            None => places.push((token.span, q.clone())),
        }
    }
    if view.is_zh(s) {
        unnumber(view, &mut places);
    }
    let mut out = Vec::new();
    for (i, (span, q)) in places.iter().enumerate() {
        let start = if i == 0 { sentence.start } else { places[i - 1].0.end };
        let end = places.get(i + 1).map_or(sentence.end, |p| p.0.start);
        out.push(Figure {
            span: *span,
            value: q.reckoned(view.text(*span)),
            lead: masked(view, s, Span::new(start.min(span.start), span.start)),
            raw: view.text(Span::new(start.min(span.start), span.start)).to_ascii_lowercase(),
            tail: masked(view, s, Span::new(span.end, end.max(span.end))),
            language: view.language(s),
            mood: modality::of(view, s, *span),
            part: OnceCell::new(),
        });
    }
    out
}

/// 二层9辆、三层6辆: numbers that follow each other, each right before a figure, are names of what these are of.
fn unnumber(view: &View<'_>, places: &mut Vec<(Span, Quantity)>) {
    let number = |i: usize| -> Option<(char, Decimal)> {
        let ((span, q), (next, _)) = (places.get(i)?, places.get(i + 1)?);
        let mut words = view.text(*span).chars();
        let two = words.next().filter(|c| is_han(*c)).and(words.next()).filter(|_| words.next().is_none());
        let beside = span.end == next.start && !view.text(*next).ends_with(two?);
        q.stated.filter(|_| beside).map(|n| (two.unwrap_or_default(), n))
    };
    let follow = |a: usize, b: usize| {
        let (a, b) = (number(a)?, number(b)?);
        (a.0 == b.0 && a.1 + Decimal::ONE == b.1).then_some(())
    };
    let names = |i: usize| follow(i, i + 2).is_some() || i.checked_sub(2).and_then(|b| follow(b, i)).is_some();
    let kept: Vec<bool> = (0..places.len()).map(|i| !names(i)).collect();
    let mut kept = kept.into_iter();
    places.retain(|_| kept.next().unwrap_or(true));
}

fn is_multiple(words: &str, language: Language) -> bool {
    let list = reckoned();
    list.multiples.of(language).chain(list.times.of(language)).any(|(w, _)| w.eq_ignore_ascii_case(words))
}

/// From 120 to 330, up 300 to 1,500, read as a range: two figures of a growth.
fn ends(view: &View<'_>, s: usize, span: Span, q: &Quantity) -> Option<[(Span, Quantity); 2]> {
    let (low, high) = q.stated.is_none().then_some((q.low?, q.high?))?;
    let (whole, language) = (view.text(span), view.language(s));
    let (at, len) = [" to ", "至", "到"].iter().find_map(|w| Some((whole.find(w)?, w.len())))?;
    // The word before the first may be a part of the range.
    let own = reckoned().from.at_head(whole, language).unwrap_or(0);
    let start = own + whole[own..].len() - whole[own..].trim_start().len();
    let before = view.text(Span::new(view.sentences[s].span.start, span.start + start)).trim_end().to_ascii_lowercase();
    let words = reckoned();
    let opens = [&words.from, &words.by, &words.rises, &words.falls];
    opens.iter().find_map(|w| w.at_end(&before, language))?;
    let part = |span: Span, value: Decimal| (span, Quantity::exact(value, q.unit.clone()));
    Some([
        part(Span::new(span.start + start.min(at), span.start + at), low),
        part(Span::new(span.start + at + len, span.end), high),
    ])
}

/// The words of a span in lower case, with a mark for each date.
fn masked(view: &View<'_>, s: usize, span: Span) -> String {
    let mut out = String::new();
    let mut at = span.start;
    for token in view.inside(s, span) {
        let What::Mention(m) = token.what else { continue };
        if view.date_expr(m).is_some() && token.span.start >= at && token.span.end <= span.end {
            out.push_str(view.text(Span::new(at, token.span.start)));
            out.push(DATE);
            at = token.span.end;
        }
    }
    out.push_str(view.text(Span::new(at, span.end)));
    out.make_ascii_lowercase();
    out
}

/// No two figures of an article stand in one place.
impl PartialEq for Figure {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span
    }
}

impl Figure {
    /// A figure with no words around it, told as another one.
    pub(super) fn beside(other: &Self, span: Span, value: Quantity) -> Self {
        let (lead, raw, tail) = Default::default();
        Self { span, value, lead, raw, tail, language: other.language, mood: other.mood, part: OnceCell::new() }
    }

    pub(super) fn term(&self, view: &View<'_>) -> Term {
        Term { span: view.folded.origin(self.span), value: self.value.clone() }
    }

    pub(super) fn unit(&self) -> Option<&str> {
        self.value.unit.as_ref().map(|u| u.name())
    }

    pub(super) fn is_percent(&self) -> bool {
        self.unit() == Some("%")
    }

    /// A share: per cent, so many times, a fraction.
    pub(super) fn is_share(&self) -> bool {
        let fraction =
            self.value.unit.is_none() && self.value.stated.is_some_and(|v| v > Decimal::ZERO && v < Decimal::ONE);
        self.is_percent() || self.unit() == Some("fold") || fraction
    }

    /// One unit, one order of magnitude: figures that may be subtracted from each other.
    pub(super) fn compares(&self, other: &Figure) -> bool {
        let counted = |u: &crate::quantity::Unit| u.is_discrete();
        let units = match (&self.value.unit, &other.value.unit) {
            (Some(a), Some(b)) => a == b,
            (None, None) => true,
            (Some(u), None) | (None, Some(u)) => counted(u),
        };
        // 1.2 to 1.5 billion: the scale stands behind the second only.
        let near = |a: Decimal, b: Decimal| a.checked_mul(Decimal::from(30)).is_none_or(|a| a >= b);
        let (Some(a), Some(b)) = (self.value.stated, other.value.stated) else { return false };
        units && a > Decimal::ZERO && b > Decimal::ZERO && near(a, b) && near(b, a)
    }
}
