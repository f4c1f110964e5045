//! Which figure may be one of which word: units that fit, and how far the two stand from each other.

use super::frame::View;
use super::metric::Figure;
use super::scan::{Reading, Token, What};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Predicate, PredicateKind, lists};

/// True where the unit of a figure may be that of a metric.
pub(super) fn unit_fits(predicate: &Predicate, value: &Quantity) -> bool {
    let Some(dimension) = predicate.dimension.as_deref() else { return true };
    let Some(unit) = value.unit.as_ref() else {
        return matches!(dimension, "count" | "person" | "vehicle" | "multiple");
    };
    match dimension {
        // A measure word says nothing of what is counted; a noun must be that of the metric.
        "count" => {
            let generic = matches!(unit.name(), "piece" | "item");
            // Models of a kind, industry models: the unit is the noun that is counted.
            let counts = |n: &String| {
                n.starts_with(unit.name()) || n.rsplit(' ').next().is_some_and(|w| w.starts_with(unit.name()))
            };
            let named = predicate.names.en.iter().any(counts);
            unit.dimension() == "count" && (generic || named)
        }
        // 280万个开发者, 3 million users: measure words and nouns of counting do for people.
        "person" => matches!(unit.dimension(), "person" | "count"),
        other => unit.dimension() == other,
    }
}

/// True where a figure may be one of the metric a word names.
pub(super) fn predicate_fits(view: &View<'_>, reading: &Reading, figure: &Figure) -> bool {
    let Some(predicate) = view.facts.vocabulary.get(&reading.predicate) else { return false };
    let ordinal = predicate.dimension.as_deref() == Some("ordinal");
    // 家 alone counts shops and schools as well as companies.
    let text = view.text(figure.span);
    let bare = text.find('家').is_some_and(|i| !text[i..].starts_with("家公") && !text[i..].starts_with("家企"));
    let measured = bare && predicate.dimension.as_deref() == Some("count");
    if measured && !ordinal {
        return true;
    }
    if ordinal == figure.ordinal { ordinal || unit_fits(predicate, &figure.value) } else { false }
}

/// How far a figure is from a word that could name its metric; `None` where they cannot belong together.
pub(super) fn cost(view: &View<'_>, s: usize, figure: &Figure, token: &Token) -> Option<usize> {
    let clause = view.clause(s, figure.span);
    if !clause.overlaps(token.span) {
        return None;
    }
    if token.span.overlaps(figure.span) {
        return Some(0);
    }
    let (between, behind) = match token.span.start >= figure.span.end {
        true => (Span::new(figure.span.end, token.span.start), true),
        false => (Span::new(token.span.end, figure.span.start), false),
    };
    let gap = view.text(between);
    let crossed = view.inside(s, between).iter().filter(|t| {
        matches!(t.what, What::Mention(m) if view.date_expr(m).is_none()) || view.is_trigger(t, PredicateKind::Metric)
    });
    let crossed = crossed.count();
    // A member of a list has no claim on the figure of the next member; 10万亿的大模型 is a model of that size; in
    // 分为三层 something else is counted.
    let other =
        !behind && view.is_zh(s) && figure.value.unit.is_none() && counts_on(&view.folded.text[figure.span.end..]);
    // 以15.3%的低错误率: behind 的 and a word of measure the metric of a share or an amount, not of a count.
    let counted = figure.value.unit.as_ref().is_none_or(|u| matches!(u.dimension(), "count" | "person" | "vehicle"));
    let told = gap.strip_prefix('的').is_some_and(|rest| rest.chars().count() <= 1 && !counted);
    // 分为三层 counts something else.
    let divided = lists().divides.in_text(gap, view.language(s));
    // It built 900 and delivered more: the figure is that of the verb before it.
    let handed = behind && gap.trim() == "and";
    if divided || handed || gap.contains('、') || behind && gap.contains('的') && !told || other {
        return None;
    }
    let list = gap.contains(" and ") || gap.contains('和') && behind;
    let reach = match (behind, view.is_zh(s)) {
        // 2300多个优质模型; 88,000 new battery-electric vehicles
        (true, true) => 12,
        (true, false) => 30,
        (false, true) => 60,
        (false, false) => 80,
    };
    let cost = gap.len() + 40 * crossed + if list { 30 } else { 0 } + if behind { 0 } else { 5 };
    (gap.len() <= reach && crossed <= 1).then_some(cost)
}

/// A noun or measure word of its own follows the figure.
pub(super) fn counts_on(after: &str) -> bool {
    let next = after.chars().next();
    next.is_some_and(|c| crate::normalise::is_han(c) && !"的了和与并及以左上而是个之,".contains(c))
}
