//! Frames of metrics: which figure measures what of whom, over which period.
//!
//! Figures and the words that name a metric are paired by nearness, each word once, unless 分别 hands the figures of
//! a list out to its names.

use super::Doubt;
use super::figures::{difference, goes_on, is_conversion, is_modified, is_origin, named_behind};
use super::frame::{Draft, Drafts, Found, View, When, part};
use super::scan::{Reading, Token, What};
use crate::grammar::Value;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Id, Metric, Slot, Statement};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Cue, Measures, Predicate, PredicateKind};

/// A figure of the sentence that no other frame has taken.
pub(super) struct Figure {
    pub(super) span: Span,
    mention: usize,
    pub(super) value: Quantity,
    ordinal: bool,
}

/// Adds the metrics of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let all: Vec<Figure> = view.tokens[s].iter().filter_map(|t| figure(view, s, t, drafts)).collect();
    let pairs = all.windows(2).filter(|w| is_conversion(view, s, &w[1], &w[0]));
    let converted: Vec<(usize, usize)> = pairs.map(|w| (w[0].mention, w[1].mention)).collect();
    let figures: Vec<Figure> =
        all.into_iter().filter(|f| !converted.iter().any(|(_, other)| *other == f.mention)).collect();
    let triggers: Vec<(&Token, Vec<&Reading>)> = view.tokens[s]
        .iter()
        .map(|t| (t, view.readings(t, PredicateKind::Metric)))
        .filter(|(_, r)| !r.is_empty())
        .collect();
    let shared = hand_out(view, s, &figures, &triggers, drafts);
    let is_shared = |f: &Figure| shared.as_ref().is_some_and(|h| h.figures.iter().any(|g| g.mention == f.mention));
    let open: Vec<&Figure> = figures.iter().filter(|f| !is_shared(f)).collect();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (f, figure) in open.iter().enumerate() {
        for (t, (token, readings)) in triggers.iter().enumerate() {
            let fits = readings.iter().any(|r| predicate_fits(view, r, figure));
            if let Some(cost) = cost(view, s, figure, token).filter(|_| fits) {
                pairs.push((cost, f, t));
            }
        }
    }
    pairs.sort_unstable();
    let (mut used_figures, mut used_triggers) = (vec![false; open.len()], vec![false; triggers.len()]);
    for &(_, f, t) in &pairs {
        if !used_figures[f] && !used_triggers[t] {
            (used_figures[f], used_triggers[t]) = (true, true);
            let (token, readings) = &triggers[t];
            claim(view, s, token.span, readings, open[f], drafts);
        }
    }
    // Revenue of A in 2014 and B in 2016: a figure of the same unit further on shares the word of the first.
    for &(_, f, t) in &pairs {
        let after = |g: &Figure| open[f].span.start > g.span.end && g.value.unit == open[f].value.unit;
        let before = open.iter().enumerate().any(|(g, figure)| used_figures[g] && after(figure));
        if !used_figures[f] && triggers[t].0.span.end <= open[f].span.start && before {
            used_figures[f] = true;
            claim(view, s, triggers[t].0.span, &triggers[t].1, open[f], drafts);
        }
    }
    for (f, figure) in open.iter().enumerate().filter(|(f, _)| !used_figures[*f]).collect::<Vec<_>>() {
        let fits = |t: &usize| triggers[*t].1.iter().any(|r| predicate_fits(view, r, figure));
        if let Some(t) = named_behind(view, s, figure, &triggers).filter(|t| !used_triggers[*t] && fits(t)) {
            (used_figures[f], used_triggers[t]) = (true, true);
            define(view, s, triggers[t].0.span, &triggers[t].1, figure, drafts);
            continue;
        }
        let before =
            (0..triggers.len()).rev().find(|&t| used_triggers[t] && triggers[t].0.span.end <= figure.span.start);
        if let Some(t) = before.filter(|t| fits(t) && goes_on(view, s, figure, triggers[*t].0.span)) {
            used_figures[f] = true;
            let when = view.time(s, figure.span);
            claim_at(view, s, triggers[t].0.span, &triggers[t].1, figure, when, drafts);
        }
    }
    if let Some(handed) = shared {
        distribute(view, s, &handed, drafts);
    }
    // The same amount in another currency says the same thing again.
    for (figure, other) in converted {
        if let Some(&draft) = drafts.owner.get(&figure) {
            drafts.owner.entry(other).or_insert(draft);
        }
    }
}

/// The claim of a figure whose metric, subject and time stand behind it.
fn define(view: &View<'_>, s: usize, at: Span, readings: &[&Reading], figure: &Figure, drafts: &mut Drafts) {
    let types: Vec<String> = readings
        .iter()
        .filter_map(|r| view.facts.vocabulary.get(&r.predicate))
        .flat_map(|p| p.subject.clone())
        .collect();
    let told = (view.subject(s, at, &types), view.time(s, at));
    if let Some(draft) = build(view, s, at, readings, figure, told, drafts) {
        drafts.push(draft, &[figure.mention]);
    }
}

/// A figure that may be the value of a metric: not a difference, not taken, not inside a title.
fn figure(view: &View<'_>, s: usize, token: &Token, drafts: &Drafts) -> Option<Figure> {
    if difference(view, s, token.span).is_some() {
        return None;
    }
    let What::Mention(mention) = token.what else { return None };
    let ordinal = matches!(view.mentions[mention].value, Value::Ordinal(_));
    let value = match &view.mentions[mention].value {
        Value::Number(q) | Value::Percentage(q) | Value::Currency(q) | Value::Dimension(q) | Value::Ordinal(q) => {
            q.clone()
        }
        Value::Duration(d) => d.quantity.clone(),
        Value::Date(_) | Value::Age(_) => return None,
    };
    (!drafts.owner.contains_key(&mention)).then_some(Figure { span: token.span, mention, value, ordinal })
}

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
            let named = predicate.names.en.iter().any(|n| n.starts_with(unit.name()));
            unit.dimension() == "count" && (generic || named)
        }
        // 280万个开发者, 3 million users: measure words and nouns of counting do for people.
        "person" => matches!(unit.dimension(), "person" | "count"),
        other => unit.dimension() == other,
    }
}

fn predicate_fits(view: &View<'_>, reading: &Reading, figure: &Figure) -> bool {
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
    // A member of a list has no claim on the figure of the next member; 10万亿的大模型 is a model of that size; in
    // 分为三层 something else is counted.
    let other =
        !behind && view.is_zh(s) && figure.value.unit.is_none() && counts_on(&view.folded.text[figure.span.end..]);
    if gap.contains('、') || behind && gap.contains('的') || other {
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

/// The figures of a list that 分别 hands out to the names of another.
struct Handed<'a> {
    figures: Vec<&'a Figure>,
    names: Vec<&'a Token>,
    types: Vec<String>,
    readings: Vec<Reading>,
    /// The word that carries the metric.
    place: Span,
    cue: Span,
    /// The word says that they are the same figures of another time.
    again: bool,
}

/// A noun or measure word of its own follows the figure.
fn counts_on(after: &str) -> bool {
    let next = after.chars().next();
    next.is_some_and(|c| crate::normalise::is_han(c) && !"的了和与并及以左上而是个之,".contains(c))
}

/// 比亚迪与特斯拉…分别为59.4万与93.6万: as many names as figures, and one word for all of them.
fn hand_out<'a>(
    view: &View<'a>,
    s: usize,
    figures: &'a [Figure],
    triggers: &[(&Token, Vec<&Reading>)],
    drafts: &Drafts,
) -> Option<Handed<'a>> {
    let cue = view.tokens[s].iter().find(|t| view.is_cue(t, Cue::Respectively))?;
    let clause = view.clause(s, cue.span);
    let again = view.inside(s, clause).iter().find(|t| view.is_cue(t, Cue::SameFigures));
    let named = |t: &Token| clause.overlaps(t.span) || view.is_zh(s) && t.span.end <= cue.span.start;
    let trigger = triggers.iter().rev().find(|(t, _)| again.is_none() && named(t));
    let readings: Vec<Reading> = match trigger {
        Some((_, readings)) => readings.iter().map(|r| (*r).clone()).collect(),
        None => last_metric(view, s, drafts)?.iter().map(metric_reading).collect(),
    };
    let place = trigger.map(|(t, _)| t.span).or(again.map(|t| t.span))?;
    let types = view.facts.vocabulary.get(&readings.first()?.predicate)?.subject.clone();
    let before = Span::new(view.sentences[s].span.start, cue.span.start);
    let last = view.inside(s, before).iter().rev().find(|t| view.ids(t, &types).is_some())?;
    let index = view.tokens[s].iter().position(|t| t == last)?;
    let names = view.list_ending_at(s, index, &types);
    let figures: Vec<&Figure> = figures.iter().filter(|f| clause.overlaps(f.span)).collect();
    let paired = names.len() >= 2 && names.len() == figures.len();
    paired.then_some(Handed { figures, names, types, readings, place, cue: cue.span, again: again.is_some() })
}

/// The n-th figure is the n-th name's.
fn distribute(view: &View<'_>, s: usize, handed: &Handed<'_>, drafts: &mut Drafts) {
    let readings: Vec<&Reading> = handed.readings.iter().collect();
    let when = view.time(s, handed.cue);
    let before = if handed.again { last_period(drafts) } else { None };
    for (name, figure) in handed.names.iter().zip(&handed.figures) {
        let found = Found { ids: view.ids(name, &handed.types).unwrap_or_default(), span: name.span, weak: None };
        let Some(draft) = build(view, s, handed.place, &readings, figure, (Ok(found), when), drafts) else {
            continue;
        };
        if let Some(twin) = before.and_then(|p| parallel(view, s, &draft, p)) {
            drafts.push(twin, &[]);
        }
        drafts.push(draft, &[figure.mention]);
    }
}

/// The metrics the figures before were about.
fn last_metric(view: &View<'_>, s: usize, drafts: &Drafts) -> Option<Vec<Id>> {
    let named = view.tokens[s].iter().rev().map(|t| view.readings(t, PredicateKind::Metric)).find(|r| !r.is_empty());
    if let Some(readings) = named {
        return Some(readings.iter().map(|r| r.predicate.clone()).collect());
    }
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
    let years = year - before.single_year()?;
    let days = before.shift(crate::time::TimeUnit::Year, years).filter(|_| part)?;
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
    let fits = |r: &&&Reading| predicate_fits(view, r, figure);
    let first = readings.iter().find(fits).and_then(|r| view.facts.vocabulary.get(&r.predicate));
    let when = match is_origin(view, s, figure.span) {
        // What it rose from is told of another time, that of the date right behind it.
        true => {
            view.time_behind(s, figure.span).or(Some(When { mention: figure.mention, span: figure.span, days: None }))
        }
        false => view.time_of_figure(s, at.cover(figure.span), first.and_then(|p| p.measures)),
    };
    claim_at(view, s, at, readings, figure, when, drafts);
}

fn claim_at(
    view: &View<'_>,
    s: usize,
    at: Span,
    readings: &[&Reading],
    figure: &Figure,
    when: Option<When>,
    drafts: &mut Drafts,
) {
    let first = at.start.min(figure.span.start);
    let readings: Vec<&Reading> = readings.iter().copied().filter(|r| predicate_fits(view, r, figure)).collect();
    let types: Vec<String> = readings
        .iter()
        .filter_map(|r| view.facts.vocabulary.get(&r.predicate))
        .flat_map(|p| p.subject.clone())
        .collect();
    let place = Span::new(first, at.end.max(figure.span.end));
    let rest = Span::new(at.end, view.clause(s, at).end.max(at.end));
    let subject = match view.behind_of(s, rest, at, &types) {
        Some(found) => Ok(found),
        None => view.subject(s, place, &types),
    };
    if let Some(draft) = build(view, s, at, &readings, figure, (subject, when), drafts) {
        drafts.push(draft, &[figure.mention]);
    }
}

/// The period of the last flow of the sentence, where it is the same subject's: 2023年营收186亿元,净利润21亿元.
fn last_of_sentence(view: &View<'_>, s: usize, ids: &[Id], at: Span, drafts: &Drafts) -> Option<When> {
    let sentence = view.sentences[s].span;
    let mut before = drafts.list.iter().rev().take_while(|d| sentence.contains(d.span));
    let flow = before.find(|d| match &d.statement {
        Statement::Metric(m) => {
            let predicate = m.metric.as_deref().and_then(|id| view.facts.vocabulary.get(id));
            m.subject == ids && d.span.end <= at.start && predicate.is_some_and(|p| p.measures == Some(Measures::Flow))
        }
        _ => false,
    })?;
    let (mention, days) = (flow.time?, flow.statement.when());
    Some(When { mention, span: view.mentions[mention].span, days })
}

fn build(
    view: &View<'_>,
    s: usize,
    at: Span,
    readings: &[&Reading],
    figure: &Figure,
    (subject, when): (Result<Found, Doubt>, Option<When>),
    drafts: &Drafts,
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
    let flow =
        |r: &&Reading| view.facts.vocabulary.get(&r.predicate).is_some_and(|p| p.measures == Some(Measures::Flow));
    let mut when = when.or_else(|| readings.iter().any(flow).then(|| last_of_sentence(view, s, &ids, at, drafts))?);
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
            metric: Some(reading.predicate.clone()),
            subject: ids.clone(),
            value: figure.value.clone(),
            basis: None,
            when: days,
        }));
    }
    if statements.is_empty() {
        return None;
    }
    if is_modified(view, s, at, readings) {
        doubt = Some(Doubt::AmbiguousPredicate);
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
