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
use crate::vocabulary::{Cue, Measures, Predicate, PredicateKind, lists};

/// A figure of the sentence that no other frame has taken.
struct Figure {
    span: Span,
    mention: usize,
    value: Quantity,
    ordinal: bool,
}

/// Adds the metrics of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let figures: Vec<Figure> = view.tokens[s].iter().filter_map(|t| figure(view, s, t, drafts)).collect();
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
            claim(view, s, triggers[t].0.span, &triggers[t].1, figure, drafts);
        }
    }
    if let Some(handed) = shared {
        distribute(view, s, &handed, drafts);
    }
}

/// 8.46亿元,这是…2020年的净利润: a figure that is a clause alone, and the clause behind it that says of what.
fn named_behind(view: &View<'_>, s: usize, figure: &Figure, triggers: &[(&Token, Vec<&Reading>)]) -> Option<usize> {
    let clauses = &view.sentences[s].clauses;
    let own = clauses.iter().position(|c| c.contains(figure.span))?;
    let next = *clauses.get(own + 1)?;
    let alone = view.text(clauses[own]).chars().filter(|c| c.is_alphanumeric()).count()
        == view.text(figure.span).chars().filter(|c| c.is_alphanumeric()).count();
    let head =
        view.inside(s, next).iter().find(|t| view.is_cue(t, Cue::Demonstrative) || view.is_cue(t, Cue::Copula))?;
    let opens = head.span.start <= next.start + 4;
    let last = triggers.iter().rposition(|(t, _)| next.contains(t.span))?;
    let ends =
        view.text(Span::new(triggers[last].0.span.end, next.end)).chars().filter(|c| c.is_alphanumeric()).count() == 0;
    (alone && opens && (ends || !view.is_zh(s))).then_some(last)
}

/// A figure in a later clause that names no metric goes on with that of the first: 还只有4120万,到2023年底已增至6690万.
fn goes_on(view: &View<'_>, s: usize, figure: &Figure, trigger: Span) -> bool {
    let clause = view.clause(s, figure.span);
    let own = Span::new(clause.start, figure.span.start.max(clause.start));
    let level = view.inside(s, own).iter().rev().find(|t| view.is_cue(t, Cue::Level));
    let near = level.is_some_and(|t| t.span.end + 12 >= figure.span.start);
    let inside = view.inside(s, clause);
    let dated = inside.iter().any(|t| matches!(t.what, What::Mention(m) if view.date_expr(m).is_some()));
    let named = inside
        .iter()
        .any(|t| matches!(t.what, What::Entity { .. } | What::Trigger(_)) && !figure.span.overlaps(t.span));
    !clause.overlaps(trigger) && near && dated && !named
}

/// The claim of a figure whose metric, subject and time stand behind it.
fn define(view: &View<'_>, s: usize, at: Span, readings: &[&Reading], figure: &Figure, drafts: &mut Drafts) {
    let types: Vec<String> = readings
        .iter()
        .filter_map(|r| view.facts.vocabulary.get(&r.predicate))
        .flat_map(|p| p.subject.clone())
        .collect();
    if let Some(draft) = build(view, s, at, readings, figure, view.subject(s, at, &types), view.time(s, at)) {
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

/// 增长12%, up 12 %: the word of change before the figure that says that it is a difference, unless a word of level
/// stands nearer.
pub(super) fn difference(view: &View<'_>, s: usize, at: Span) -> Option<(Span, Option<bool>)> {
    let clause = view.clause(s, at);
    let near = view.inside(s, Span::new(clause.start, at.start.max(clause.start))).iter().rev();
    let word = near.into_iter().find(|t| is_change(view, t) || view.is_cue(t, Cue::Level));
    let reach = if view.is_zh(s) { 12 } else { 16 };
    let change = word.filter(|t| is_change(view, t) && !view.is_cue(t, Cue::Level) && t.span.end + reach >= at.start);
    let rises = |t: &Token| match () {
        () if view.is_cue(t, Cue::Rise) => Some(true),
        () if view.is_cue(t, Cue::Fall) => Some(false),
        () => None,
    };
    change.map(|t| (t.span, rises(t))).or_else(|| compared(view, s, clause, at))
}

/// 比2021年多了13.2亿元, 13 million more than in 2021: how much more or less something is than something else.
fn compared(view: &View<'_>, s: usize, clause: Span, at: Span) -> Option<(Span, Option<bool>)> {
    let (lists, language) = (lists(), view.language(s));
    if view.is_zh(s) {
        let words =
            view.text(Span::new(clause.start, at.start.max(clause.start))).trim_end_matches([' ', '了', '出', '过']);
        let (len, rises) = match (lists.more.at_end(words, language), lists.less.at_end(words, language)) {
            (Some(len), _) => (len, true),
            (None, Some(len)) => (len, false),
            (None, None) => return None,
        };
        let start = clause.start + words.len() - len;
        let opened =
            lists.comparisons.of(language).iter().any(|c| view.text(Span::new(clause.start, start)).contains(c));
        return opened.then(|| (Span::new(start, start + len), Some(rises)));
    }
    let behind = view.text(Span::new(at.end.min(clause.end), clause.end));
    let next = behind.trim_start();
    let start = at.end + (behind.len() - next.len());
    let more = lists.more.at_head(next, language).map(|len| (len, true));
    let (len, rises) = more.or(lists.less.at_head(next, language).map(|len| (len, false)))?;
    Some((Span::new(start, start + len), Some(rises)))
}

fn is_change(view: &View<'_>, token: &Token) -> bool {
    [Cue::Rise, Cue::Fall, Cue::Change].iter().any(|c| view.is_cue(token, *c))
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
    let measured = view.text(figure.span).ends_with('家') && predicate.dimension.as_deref() == Some("count");
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
        let Some(draft) = build(view, s, handed.place, &readings, figure, Ok(found), when) else { continue };
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
    let measures = readings.first().and_then(|r| view.facts.vocabulary.get(&r.predicate)).and_then(|p| p.measures);
    let when = view.time_of_figure(s, place, measures);
    if let Some(draft) = build(view, s, at, &readings, figure, subject, when) {
        drafts.push(draft, &[figure.mention]);
    }
}

/// A word right before the name of the metric makes it another one: 退订用户; of a flow, 累计运送旅客.
fn is_modified(view: &View<'_>, s: usize, at: Span, readings: &[&Reading]) -> bool {
    let before = view.text(Span::new(view.clause(s, at).start.min(at.start), at.start)).trim_end();
    let flow =
        |r: &&Reading| view.facts.vocabulary.get(&r.predicate).is_some_and(|p| p.measures == Some(Measures::Flow));
    let language = view.language(s);
    lists().modifiers.at_end(before, language).is_some()
        || readings.iter().any(flow) && lists().totals.at_end(before, language).is_some()
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
