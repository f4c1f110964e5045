//! Frames of metrics: which figure measures what of whom, over which period.
//!
//! Figures and the words that name a metric are paired by nearness, each word once, unless 分别 hands the figures of
//! a list out to its names.

use super::Doubt;
use super::frame::{Draft, Drafts, Found, View, When, part};
use super::scan::{Reading, Token, What};
use crate::grammar::Value;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Id, Metric, Slot, Statement};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Cue, Measures, Predicate, PredicateKind};

/// A figure of the sentence that no other frame has taken.
struct Figure {
    span: Span,
    mention: usize,
    value: Quantity,
}

/// Adds the metrics of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let figures: Vec<Figure> = view.tokens[s].iter().filter_map(|t| figure(view, t, drafts)).collect();
    let triggers: Vec<(&Token, Vec<&Reading>)> = view.tokens[s]
        .iter()
        .map(|t| (t, view.readings(t, PredicateKind::Metric)))
        .filter(|(_, r)| !r.is_empty())
        .collect();
    let mut open: Vec<&Figure> = figures.iter().collect();
    distribute(view, s, &mut open, &triggers, drafts);
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (f, figure) in open.iter().enumerate() {
        for (t, (token, readings)) in triggers.iter().enumerate() {
            let fits = readings.iter().any(|r| predicate_fits(view, r, &figure.value));
            if let Some(cost) = cost(view, s, figure, token).filter(|_| fits) {
                pairs.push((cost, f, t));
            }
        }
    }
    pairs.sort_unstable();
    let (mut used_figures, mut used_triggers) = (vec![false; open.len()], vec![false; triggers.len()]);
    for (_, f, t) in pairs {
        if !used_figures[f] && !used_triggers[t] {
            (used_figures[f], used_triggers[t]) = (true, true);
            let (token, readings) = &triggers[t];
            claim(view, s, token.span, readings, open[f], drafts);
        }
    }
}

fn figure(view: &View<'_>, token: &Token, drafts: &Drafts) -> Option<Figure> {
    let What::Mention(mention) = token.what else { return None };
    let value = match &view.mentions[mention].value {
        Value::Number(q) | Value::Percentage(q) | Value::Currency(q) | Value::Dimension(q) | Value::Ordinal(q) => {
            q.clone()
        }
        Value::Duration(d) => d.quantity.clone(),
        Value::Date(_) | Value::Age(_) => return None,
    };
    (!drafts.owner.contains_key(&mention)).then_some(Figure { span: token.span, mention, value })
}

/// True where the unit of a figure may be that of a metric.
pub(super) fn unit_fits(predicate: &Predicate, value: &Quantity) -> bool {
    let Some(dimension) = predicate.dimension.as_deref() else { return true };
    let Some(unit) = value.unit.as_ref() else {
        return matches!(dimension, "count" | "person" | "vehicle" | "multiple");
    };
    match dimension {
        "count" => unit.is_discrete() && unit.dimension() != "ordinal" && unit.dimension() != "vehicle",
        // 280万个开发者, 3 million users: measure words and nouns of counting do for people.
        "person" => matches!(unit.dimension(), "person" | "count"),
        other => unit.dimension() == other,
    }
}

fn predicate_fits(view: &View<'_>, reading: &Reading, value: &Quantity) -> bool {
    view.facts.vocabulary.get(&reading.predicate).is_some_and(|p| unit_fits(p, value))
}

/// How far a figure is from a word that could name its metric; `None` where they cannot belong together.
fn cost(view: &View<'_>, s: usize, figure: &Figure, token: &Token) -> Option<usize> {
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
        matches!(t.what, What::Mention(m) if view.date_expr(m).is_none())
            || !view.readings(t, PredicateKind::Metric).is_empty()
    });
    let crossed = crossed.count();
    let list = gap.contains('、') || gap.contains(" and ") || gap.contains('和') && behind;
    let reach = match (behind, view.is_zh(s)) {
        // 2300多个优质模型; 88,000 new battery-electric vehicles
        (true, true) => 18,
        (true, false) => 30,
        (false, true) => 60,
        (false, false) => 80,
    };
    let cost = gap.len() + 40 * crossed + if list { 30 } else { 0 } + if behind { 0 } else { 5 };
    (gap.len() <= reach && crossed <= 1).then_some(cost)
}

/// 比亚迪与特斯拉…分别为59.4万与93.6万: the n-th figure is the n-th name's.
fn distribute(
    view: &View<'_>,
    s: usize,
    open: &mut Vec<&Figure>,
    triggers: &[(&Token, Vec<&Reading>)],
    drafts: &mut Drafts,
) {
    let Some(cue) = view.tokens[s].iter().find(|t| view.is_cue(t, Cue::Respectively)) else { return };
    let clause = view.clause(s, cue.span);
    let shared = view.inside(s, clause).iter().find(|t| view.is_cue(t, Cue::SameFigures));
    let trigger =
        triggers.iter().rev().find(|(t, _)| clause.overlaps(t.span) || view.is_zh(s) && t.span.end <= cue.span.start);
    let mine: Vec<&Figure> = open.iter().copied().filter(|f| clause.overlaps(f.span)).collect();
    let inherited = shared.and_then(|_| last_metric(drafts));
    let readings: Vec<Reading> = match (trigger.filter(|_| shared.is_none()), &inherited) {
        (Some((_, r)), _) => r.iter().map(|r| (*r).clone()).collect(),
        (None, Some(ids)) => ids.iter().map(|id| metric_reading(id)).collect(),
        (None, None) => return,
    };
    let readings: Vec<&Reading> = readings.iter().collect();
    let Some(types) = readings.first().and_then(|r| view.facts.vocabulary.get(&r.predicate)).map(|p| &p.subject) else {
        return;
    };
    let names: Vec<&Token> = view
        .inside(s, Span::new(view.sentences[s].span.start, cue.span.start))
        .iter()
        .filter(|t| view.ids(t, types).is_some())
        .collect();
    let Some(last) =
        names.last().and_then(|n| view.tokens[s].iter().position(|t| t.span == n.span && t.what == n.what))
    else {
        return;
    };
    let names = view.list_ending_at(s, last, types);
    if names.len() < 2 || names.len() != mine.len() {
        return;
    }
    let place = shared.map_or(trigger.map_or(cue.span, |(t, _)| t.span), |t| t.span);
    let when = view.time(s, cue.span);
    for (name, figure) in names.iter().zip(&mine) {
        let ids = view.ids(name, types).unwrap_or_default();
        let found = Found { ids, span: name.span, weak: None };
        let before = shared.and_then(|_| last_period(drafts));
        let Some(draft) = build(view, s, place, &readings, figure, Ok(found.clone()), when) else { continue };
        if let Some(twin) = before.and_then(|p| parallel(view, s, &draft, p)) {
            drafts.push(twin, &[]);
        }
        drafts.push(draft, &[figure.mention]);
    }
    open.retain(|f| !mine.iter().any(|m| m.mention == f.mention));
}

/// The metrics the figures before were about.
fn last_metric(drafts: &Drafts) -> Option<Vec<Id>> {
    let draft = drafts.list.iter().rev().find(|d| matches!(d.statement, Statement::Metric(_)))?;
    let all = [&draft.statement].into_iter().chain(&draft.readings);
    Some(all.filter_map(|s| s.predicate().map(Id::from)).collect())
}

fn last_period(drafts: &Drafts) -> Option<Interval> {
    drafts.list.iter().rev().find(|d| matches!(d.statement, Statement::Metric(_)))?.statement.when()
}

fn metric_reading(id: &Id) -> Reading {
    Reading { predicate: id.clone(), kind: PredicateKind::Metric, stage: None, naming: crate::facts::Naming::Name }
}

/// “These figures” of another year stand beside those of a part of a year: they are offered as figures of the same
/// part of that year, and that is judged beside the bare reading.
fn parallel(view: &View<'_>, s: usize, draft: &Draft, before: Interval) -> Option<Draft> {
    let year = draft.statement.when().filter(|w| w.precision == Precision::Year)?.single_year()?;
    let part = matches!(before.precision, Precision::Half | Precision::Quarter | Precision::Month);
    let months = i32::try_from(year - before.single_year()?).ok()?;
    let days = before.shift(crate::time::TimeUnit::Year, months).filter(|_| part)?;
    let set = |statement: &Statement| match statement {
        Statement::Metric(m) => Statement::Metric(Metric { when: Some(days), ..m.clone() }),
        other => other.clone(),
    };
    let cue = view.tokens[s].iter().find(|t| view.is_cue(t, Cue::SameFigures))?;
    let mut parts = draft.parts.clone();
    parts.retain(|p| p.0 != Slot::Predicate);
    parts.insert(0, (Slot::Predicate, cue.span));
    Some(Draft {
        statement: set(&draft.statement),
        readings: draft.readings.iter().map(set).collect(),
        parts,
        ..draft.clone()
    })
}

fn claim(view: &View<'_>, s: usize, at: Span, readings: &[&Reading], figure: &Figure, drafts: &mut Drafts) {
    let first = at.start.min(figure.span.start);
    let readings: Vec<&Reading> = readings.iter().copied().filter(|r| predicate_fits(view, r, &figure.value)).collect();
    let types: Vec<String> = readings
        .iter()
        .filter_map(|r| view.facts.vocabulary.get(&r.predicate))
        .flat_map(|p| p.subject.clone())
        .collect();
    let place = Span::new(first, at.end.max(figure.span.end));
    let subject = view.subject(s, place, &types);
    let when = view.time(s, place);
    if let Some(draft) = build(view, s, at, &readings, figure, subject, when) {
        drafts.push(draft, &[figure.mention]);
    }
}

fn build(
    view: &View<'_>,
    s: usize,
    at: Span,
    readings: &[&Reading],
    figure: &Figure,
    subject: Result<Found, Doubt>,
    when: Option<When>,
) -> Option<Draft> {
    let (ids, place, mut weak, mut doubt) = match subject {
        Ok(f) => (f.ids, Some(f.span), f.weak, None),
        Err(doubt) => (Vec::new(), None, None, Some(doubt)),
    };
    if ids.len() > 1 {
        // Of two at once, and nothing says whether together or each.
        weak = weak.or(Some(Doubt::AmbiguousEntity));
    }
    let kinds: Vec<&str> = ids.iter().filter_map(|id| view.facts.entity(id)).map(|e| e.kind.as_str()).collect();
    let mut when = when;
    let mut statements = Vec::new();
    for reading in readings {
        let predicate = view.facts.vocabulary.get(&reading.predicate)?;
        if !kinds.is_empty() && !predicate.subject.iter().any(|t| t == "any" || kinds.contains(&t.as_str())) {
            continue;
        }
        let (mut days, no_time) = view.days(when, &ids);
        if predicate.measures == Some(Measures::Stock) && when.is_none() {
            // A stock without a time of its own is that of the day the article is written.
            days = view.document;
        }
        if days.is_none() && doubt.is_none() {
            doubt = no_time.filter(|_| predicate.measures == Some(Measures::Flow) || when.is_some());
        }
        statements.push(Statement::Metric(Metric {
            metric: reading.predicate.clone(),
            subject: ids.clone(),
            value: figure.value.clone(),
            basis: None,
            when: days,
        }));
    }
    if statements.is_empty() {
        return None;
    }
    let statement = statements.remove(0);
    if statement.when().is_none() {
        when = when.filter(|w| w.days.is_some());
    }
    let mut parts = vec![(Slot::Predicate, at), (Slot::Value, figure.span)];
    part(&mut parts, Slot::Subject, place);
    part(&mut parts, Slot::When, when.map(|w| w.span));
    let mut draft = view.draft(s, figure.span, statement, parts);
    draft.readings = statements;
    draft.time = when.map(|w| w.mention);
    draft.doubt = doubt;
    draft.weak = draft.weak.or(weak);
    Some(draft)
}
