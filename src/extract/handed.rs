//! Figures that one word hands out in turn: to the names of a list, or to the metrics of one.

use super::frame::{Draft, Drafts, Found, View};
use super::metric::{Figure, build};
use super::pairs::predicate_fits;
use super::scan::{Reading, Token};
use crate::source::Span;
use crate::statement::{Id, Metric, Slot, Statement};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Cue, PredicateKind};

/// The figures of a list that 分别 hands out to the names of another.
pub(super) struct Handed<'a> {
    pub(super) figures: Vec<&'a Figure>,
    names: Vec<&'a Token>,
    types: Vec<String>,
    readings: Vec<Reading>,
    /// The word that carries the metric.
    place: Span,
    cue: Span,
    /// The word says that they are the same figures of another time.
    again: bool,
}

/// 比亚迪与特斯拉…分别为59.4万与93.6万: as many names as figures, and one word for all of them.
pub(super) fn hand_out<'a>(
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
    let last = view.kinds.names.inside(s, before).iter().rev().find(|t| view.ids(t, &types).is_some())?;
    let names = view.list_ending_at(s, last, &types);
    let figures: Vec<&Figure> = figures.iter().filter(|f| clause.overlaps(f.span)).collect();
    let paired = names.len() >= 2 && names.len() == figures.len();
    paired.then_some(Handed { figures, names, types, readings, place, cue: cue.span, again: again.is_some() })
}

/// A figure and the metric whose turn it is.
pub(super) struct Turn<'a> {
    pub(super) figure: &'a Figure,
    pub(super) readings: Vec<Reading>,
    pub(super) place: Span,
}

/// 营收和净利润分别为203.5亿元和9.8亿元: the n-th figure is the n-th metric's, of the clause before the word or, where it
/// names none, of the figures before in the sentence.
pub(super) fn in_turn<'a>(
    view: &View<'_>,
    s: usize,
    figures: &'a [Figure],
    triggers: &[(&Token, Vec<&Reading>)],
) -> Vec<Turn<'a>> {
    let Some(cue) = view.tokens[s].iter().find(|t| view.is_cue(t, Cue::Respectively)) else { return Vec::new() };
    let clause = view.clause(s, cue.span);
    // Behind 、 and 和 the clause goes on.
    let own: Vec<&Figure> =
        figures.iter().filter(|f| clause.overlaps(f.span) && f.span.start >= cue.span.end).collect();
    let named: Vec<&(&Token, Vec<&Reading>)> =
        triggers.iter().filter(|(t, _)| clause.contains(t.span) && t.span.end <= cue.span.start).collect();
    let owned = |r: &[&Reading]| r.iter().map(|r| (*r).clone()).collect::<Vec<Reading>>();
    let mut metrics: Vec<(Vec<Reading>, Span)> = named.iter().map(|(t, r)| (owned(r), t.span)).collect();
    if metrics.is_empty() {
        let (mut last, mut before) = (Vec::new(), figures.iter().rev().filter(|f| f.span.end <= cue.span.start));
        while let Some(figure) = before.next().filter(|_| last.len() < own.len()) {
            let near = triggers.iter().rfind(|(t, _)| t.span.end <= figure.span.start);
            let Some((token, readings)) = near else { break };
            last.push((owned(readings), token.span));
        }
        last.reverse();
        metrics = last;
    }
    let places: std::collections::BTreeSet<Span> = metrics.iter().map(|m| m.1).collect();
    let fits = |figure: &Figure, readings: &[Reading]| readings.iter().any(|r| predicate_fits(view, r, figure));
    let paired = own.len() > 1 && own.len() == metrics.len() && places.len() == metrics.len();
    if !paired || !own.iter().zip(&metrics).all(|(f, m)| fits(f, &m.0)) {
        // Nobody knows which is whose.
        return Vec::new();
    }
    own.into_iter().zip(metrics).map(|(figure, (readings, place))| Turn { figure, readings, place }).collect()
}

/// The n-th figure is the n-th name's.
pub(super) fn distribute(view: &View<'_>, s: usize, handed: &Handed<'_>, drafts: &mut Drafts) {
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

pub(super) fn metric_reading(id: &Id) -> Reading {
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
