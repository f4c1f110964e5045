//! Frames of metrics: which figure measures what of whom, over which period.
//!
//! Figures and the words that name a metric are paired by nearness, each word once, unless 分别 hands the figures of
//! a list out to its names.

use super::Doubt;
use super::amount::money;
use super::figures::{
    difference, goes_on, implied, is_conversion, is_modified, is_origin, named_behind, reached, same_measure,
};
use super::frame::{Draft, Drafts, Found, View, When, part};
use super::handed::{distribute, hand_out, in_turn, metric_reading};
use super::pairs::{cost, predicate_fits};
use super::scan::{Reading, Token, What};
use super::trace::{Way, Why};
use crate::grammar::{Value, units};
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::statement::{Id, Metric, Slot, Statement};
use crate::vocabulary::{Language, Measures, PredicateKind, lists};

/// A figure of the sentence that no other frame has taken.
pub(super) struct Figure {
    pub(super) span: Span,
    pub(super) mention: usize,
    pub(super) value: Quantity,
    pub(super) ordinal: bool,
}

impl Figure {
    /// The figure of a mention, in the unit its surroundings give.
    pub(super) fn of(span: Span, mention: usize, value: Quantity) -> Self {
        Self { span, mention, value, ordinal: false }
    }
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
    let turns = if shared.is_none() { in_turn(view, s, &figures, &triggers) } else { Vec::new() };
    let is_shared = |f: &Figure| {
        let handed = shared.iter().flat_map(|h| &h.figures).copied();
        handed.chain(turns.iter().map(|t| t.figure)).any(|g| g.mention == f.mention)
    };
    let open: Vec<&Figure> = figures.iter().filter(|f| !is_shared(f)).collect();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (f, figure) in open.iter().enumerate() {
        for (t, (token, readings)) in triggers.iter().enumerate() {
            let fits = readings.iter().any(|r| predicate_fits(view, r, figure));
            let cost = cost(view, s, figure, token);
            if cost.is_some() && !fits {
                view.passed(token.span, Slot::Value, figure.span, Why::Unit);
            }
            pairs.extend(cost.filter(|_| fits).map(|cost| (cost, f, t)));
        }
    }
    pairs.sort_unstable();
    let (mut used_figures, mut used_triggers) = (vec![false; open.len()], vec![false; triggers.len()]);
    for &(_, f, t) in &pairs {
        if !used_figures[f] && !used_triggers[t] {
            (used_figures[f], used_triggers[t]) = (true, true);
            let (token, readings) = &triggers[t];
            view.took(token.span, Slot::Value, open[f].span, Way::NearestFigure);
            claim(view, s, token.span, readings, open[f], drafts);
        } else if used_triggers[t] {
            view.passed(triggers[t].0.span, Slot::Value, open[f].span, Why::Farther);
        }
    }
    // Revenue of A in 2014 and B in 2016: a figure of the same unit further on shares the word of the first.
    for &(_, f, t) in &pairs {
        let after = |g: &Figure| open[f].span.start > g.span.end && g.value.unit == open[f].value.unit;
        // A name between them has a story of its own: provided $1.01 billion to IMFT, and IMFT repaid $316 million.
        let alone = |g: &Figure| {
            !view.inside(s, Span::new(g.span.end, open[f].span.start.max(g.span.end))).iter().any(|t| t.is_name())
        };
        let before = open.iter().enumerate().any(|(g, figure)| used_figures[g] && after(figure) && alone(figure));
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
        if let Some(t) = before.filter(fits)
            && let Some(name) = bracketed(view, s, figure, &triggers[t].1)
            && let Some(first) = pairs.iter().find(|p| p.2 == t && used_figures[p.1]).map(|p| open[p.1])
            && first.value.unit == figure.value.unit
        {
            used_figures[f] = true;
            let readings = &triggers[t].1;
            let measures =
                readings.first().and_then(|r| view.facts.vocabulary.get(&r.predicate)).and_then(|p| p.measures);
            let when = view.time_of_figure(s, triggers[t].0.span.cover(first.span), measures);
            if let Some(draft) = build(view, s, triggers[t].0.span, readings, figure, (Ok(name), when), drafts) {
                drafts.push(draft, &[figure.mention]);
            }
            continue;
        }
        if let Some(t) = before.filter(|t| fits(t) && goes_on(view, s, figure, triggers[*t].0.span)) {
            used_figures[f] = true;
            let when = view.time(s, figure.span);
            claim_at(view, s, triggers[t].0.span, &triggers[t].1, figure, when, drafts);
            continue;
        }
        let named = (0..triggers.len()).rev().find(|&t| reached(view, s, figure, triggers[t].0.span));
        if let Some(t) = named.filter(|&t| !used_triggers[t] && fits(&t)) {
            (used_figures[f], used_triggers[t]) = (true, true);
            let when = view.time(s, figure.span);
            claim_at(view, s, triggers[t].0.span, &triggers[t].1, figure, when, drafts);
        }
    }
    let mut last: Option<(&Figure, Vec<Reading>)> = None;
    for figure in open.iter().enumerate().filter(|(f, _)| !used_figures[*f]).map(|(_, figure)| *figure) {
        let readings = match implied(view, figure) {
            found if !found.is_empty() => found.iter().map(metric_reading).collect(),
            _ => match &last {
                Some((before, readings)) if same_measure(view, s, before, figure) => readings.clone(),
                _ => continue,
            },
        };
        let when = view.time(s, figure.span);
        claim_at(view, s, figure.span, &readings.iter().collect::<Vec<_>>(), figure, when, drafts);
        last = Some((figure, readings));
    }
    if let Some(handed) = shared {
        distribute(view, s, &handed, drafts);
    }
    for turn in turns {
        let readings: Vec<&Reading> = turn.readings.iter().collect();
        let when = view.time(s, turn.figure.span);
        claim_at(view, s, turn.place, &readings, turn.figure, when, drafts);
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
    let What::Mention(mention) = token.what else { return None };
    let ordinal = matches!(view.mentions[mention].value, Value::Ordinal(_));
    let value = match &view.mentions[mention].value {
        Value::Currency(q) => money(view, mention, q),
        Value::Number(q) | Value::Percentage(q) | Value::Dimension(q) | Value::Ordinal(q) => q.clone(),
        Value::Duration(d) => d.quantity.clone(),
        Value::Date(_) | Value::Age(_) => return None,
    };
    if drafts.owner.contains_key(&mention) || difference(view, s, token.span).is_some() {
        return None;
    }
    let value = match value.unit {
        None => Quantity { unit: described_unit(view, s, token.span), ..value },
        Some(_) => value,
    };
    Some(Figure { span: token.span, mention, value, ordinal })
}

/// 302,442 new-energy vehicles: the unit of counting behind one or two words that describe it.
fn described_unit(view: &View<'_>, s: usize, figure: Span) -> Option<Unit> {
    if view.is_zh(s) {
        return None;
    }
    let rest = view.text(Span::new(figure.end, view.clause(s, figure).end.max(figure.end)));
    let mut words = rest.strip_prefix(' ')?.split(' ');
    let plain = |w: &str| w.len() > 2 && w.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let small =
        |w: &str| matches!(w, "and" | "the" | "for" | "per" | "more" | "than" | "from" | "with" | "was" | "were");
    for _ in 0..3 {
        let word = words.next()?.trim_end_matches([',', '.', ';', ':', ')']);
        if !plain(word) || small(word) {
            return None;
        }
        if lists().vehicles.has(word, Language::En) {
            return units::unit("vehicle");
        }
    }
    None
}

/// 排名第三,前两位是甲(16.2%)和乙(12.7%): a figure alone in brackets behind a name is of what the figure before it measures.
fn bracketed(view: &View<'_>, s: usize, figure: &Figure, readings: &[&Reading]) -> Option<Found> {
    let text = &view.folded.text;
    let before = text[..figure.span.start].trim_end().strip_suffix('(')?.trim_end();
    let closed = text[figure.span.end..].trim_start().starts_with(')');
    let types = &view.facts.vocabulary.get(&readings.first()?.predicate)?.subject;
    let name = view.tokens[s].iter().find(|t| t.span.end == before.len() && view.ids(t, types).is_some())?;
    closed.then(|| Found { ids: view.ids(name, types).unwrap_or_default(), span: name.span, weak: None })
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
    let own = view.dates(s, view.sentences[s].span).next().is_some() || is_origin(view, s, figure.span);
    match super::period::carried(view, s, drafts).filter(|_| when.is_none() && !own) {
        None => claim_at(view, s, at, readings, figure, when, drafts),
        // In 2022 Acme had revenue of …. Operating income was …: less surely of that year, too.
        Some(year) => {
            let before = drafts.list.len();
            claim_at(view, s, at, readings, figure, Some(year), drafts);
            if let Some(draft) = drafts.list.get_mut(before) {
                draft.weak = draft.weak.or(Some(Doubt::InferredDate));
            }
        }
    }
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
        Some(found) => {
            view.took(place, Slot::Subject, found.span, Way::Beside);
            Ok(found)
        }
        // A figure of nobody's is, less surely, one of what the article is about.
        None => view.subject(s, place, &types).or_else(|doubt| {
            // With 3,500 employees, Nordvik …
            let clause = view.clause(s, place);
            let with = !view.is_zh(s)
                && view.text(clause).trim_start().get(..5).is_some_and(|w| w.eq_ignore_ascii_case("with "));
            let opens = with && clause.start == view.sentences[s].span.start;
            if let Some(found) = opens.then(|| view.main_subject(s, clause, &types)).flatten() {
                return Ok(found);
            }
            let found = view.topical(&types).filter(|_| doubt == Doubt::NoSubject).ok_or(doubt)?;
            view.took(place, Slot::Subject, found.span, Way::Topic);
            Ok(Found { weak: Some(Doubt::NoSubject), ..found })
        }),
    };
    let unsure = matches!(&subject, Err(Doubt::NoSubject) | Ok(Found { weak: Some(Doubt::NoSubject), .. }));
    let spoken = unsure.then(|| view.spoken_of(s, place.start, &types)).flatten().filter(|_| view.is_bare(s, at));
    let subject = match (subject, spoken) {
        // What the paragraph speaks of comes before what the article is about.
        (Ok(found), Some(same)) if found.ids == same.ids || view.topic.is_some_and(|t| found.ids == [t.0.clone()]) => {
            Ok(same)
        }
        (Err(_), Some(found)) => {
            view.took(place, Slot::Subject, found.span, Way::Paragraph);
            Ok(found)
        }
        (subject, _) => subject,
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
    view.took(at, Slot::When, view.mentions[mention].span, Way::FigureBefore);
    Some(When { mention, span: view.mentions[mention].span, days })
}

/// In 2022 it sold 1.8 million vehicles and in 2023 3 million: the unit of the figure before of the same metric.
fn unit_before(view: &View<'_>, s: usize, metric: &Id, ids: &[Id], drafts: &Drafts) -> Option<Unit> {
    let sentence = view.sentences[s].span;
    let mut before = drafts.list.iter().rev().take_while(|d| sentence.contains(d.span));
    before.find_map(|d| match &d.statement {
        Statement::Metric(m) if m.metric.as_ref() == Some(metric) && m.subject == ids => m.value.unit.clone(),
        _ => None,
    })
}

/// The claim of a figure whose parts are found; `None` where no reading of the word fits whom it is about.
pub(super) fn build(
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
        let mut value = figure.value.clone();
        if value.unit.is_none() {
            value.unit = unit_before(view, s, &reading.predicate, &ids, drafts);
        }
        statements.push(Statement::Metric(Metric {
            metric: Some(reading.predicate.clone()),
            subject: ids.clone(),
            value,
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
    // A claim is kept for long.
    statements.shrink_to_fit();
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
