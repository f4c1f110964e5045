//! 1950年建成,2011年关闭,整整51年; opened in 1950 and closed in 2011, exactly 51 years; 此后…51年,直到2001年; has led it for nine years,
//! having joined in 2019: lengths of time behind the dates they lie between.

use super::frame::View;
use super::order::{Dated, Moment, Tie, TieKind, dated, is_full, length, moment, words};
use super::scan::What;
use super::spans::measured;
use super::{Modality, modality};
use crate::grammar::{DateExpr, Duration, Value};
use crate::source::Span;
use crate::time::TimeUnit;
use crate::vocabulary::{Language, ordered};
use rust_decimal::prelude::ToPrimitive;

/// Days by which a number of years may miss.
const SLACK: i64 = 45;
/// Dates before a length that it may count from.
const REACH: usize = 8;
/// Words between what goes on and its length.
const FEW: usize = 8;

/// The lengths of a sentence; `earlier` are the dates of the text up to its end.
pub(super) fn read(view: &View<'_>, s: usize, dates: &[Dated], earlier: &[Moment], out: &mut Vec<Tie>) {
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let Some(bounds) = length(duration) else { continue };
        // Dates told to the year are wide enough themselves.
        let months = duration.quantity.unit.as_ref().is_some_and(|u| u.name() == "month");
        let whole = duration.unit == Some(TimeUnit::Year) && !months;
        let years = duration.quantity.stated.filter(|v| v.fract().is_zero() && whole);
        let bounds = match (years.and_then(|v| v.to_i64()), bounds) {
            (Some(n), (Some(least), Some(most))) => (Some(least.max(n * 365 - SLACK)), Some(most.min(n * 366 + SLACK))),
            _ => bounds,
        };
        let placed = view.folded.origin(token.span);
        let taken = out.iter().any(|t| t.words.overlaps(placed));
        let mood = modality::of(view, s, token.span);
        if taken || !mood.is_judged() && mood != Modality::Planned || is_quoted(view, s, token.span) {
            continue;
        }
        let found = alone(view, s, dates, token.span)
            .or_else(|| up_to(view, s, dates, earlier, token.span))
            .or_else(|| going_on(view, s, dates, token.span))
            .or_else(|| since(view, s, dates, token.span))
            .or_else(|| composite(view, s, dates, earlier, token.span, duration))
            .or_else(|| after_founding(view, s, dates, token.span))
            .or_else(|| term(view, s, dates, token.span));
        if let Some((from, to)) = found.filter(|(from, _)| !from.is_empty()) {
            let (least, most) = bounds;
            out.push(Tie { kind: TieKind::Duration, words: placed, from, to, least, most });
        }
    }
}

fn is_quoted(view: &View<'_>, s: usize, at: Span) -> bool {
    view.sentences[s].quotes.iter().any(|q| q.contains(at))
}

/// Two dates in all before a length that is a clause of its own.
fn alone(view: &View<'_>, s: usize, dates: &[Dated], at: Span) -> Option<(Vec<Moment>, Moment)> {
    let language = view.language(s);
    if let [range] = dates {
        return ranged(view, s, range, at);
    }
    let [first, second] = dates else { return None };
    if !is_full(first) || !is_full(second) || second.span.end > at.start || first.days.start >= second.days.start {
        return None;
    }
    let gap = words(view, second.span.end, at.start);
    let tail = words(view, at.end, view.sentences[s].span.end);
    let closed = tail.trim().is_empty() || tail.trim_start().starts_with(['.', '。', ';', ',', ')']);
    let clause = gap.rsplit([',', '(', '—', '–']).next().unwrap_or("");
    let parted = clause.len() < gap.len() || gap.is_empty();
    let told = match language {
        Language::Zh => ordered().in_full.has(clause.trim(), language),
        Language::En => clause.trim().is_empty() || ordered().in_full.has(clause.trim(), language),
    };
    // No third matter between the two and their length.
    let near = gap.matches([',', ';']).count() <= 1 && !gap.contains([';', ':']);
    let between = words(view, first.span.end, second.span.start);
    let one = !between.contains([';', '。']) && between.matches(',').count() <= 1;
    (closed && parted && told && near && one).then(|| (vec![moment(view, first)], moment(view, second)))
}

/// 此后他教了51年,直到2001年: from one of the dates told before.
fn up_to(view: &View<'_>, s: usize, dates: &[Dated], earlier: &[Moment], at: Span) -> Option<(Vec<Moment>, Moment)> {
    let language = view.language(s);
    let end = dates.iter().find(|d| d.span.start >= at.end).filter(|d| is_full(d))?;
    let gap = words(view, at.end, end.span.start);
    if !ordered().up_to.has(gap.trim_end().trim_end_matches(" in").trim_end(), language) {
        return None;
    }
    let before = words(view, view.sentences[s].span.start, at.start);
    let head = before.rsplit([',', ';']).next().unwrap_or("").trim_start();
    ordered().from_then.at_head(head, language)?;
    let place = view.folded.origin(at);
    let own: Vec<Moment> =
        earlier.iter().rev().filter(|m| m.span.is_some_and(|x| x.end <= place.start)).take(REACH).cloned().collect();
    // Told without its year, a date may be of another one.
    let bounded = own.iter().all(|m| m.days.is_bounded());
    bounded.then(|| (own, moment(view, end)))
}

/// He has led it for nearly nine years, having joined in March 2019: up to the day of writing.
fn going_on(view: &View<'_>, s: usize, dates: &[Dated], at: Span) -> Option<(Vec<Moment>, Moment)> {
    let language = view.language(s);
    let days = view.document.filter(|_| !view.inferred)?;
    let start = dates.iter().find(|d| d.span.start >= at.end).filter(|d| is_full(d))?;
    let gap = words(view, at.end, start.span.start);
    let before = words(view, view.sentences[s].span.start, at.start);
    let clause = before.rsplit([',', ';']).next().unwrap_or("");
    let ongoing = clause.trim_end().ends_with(" for") && ordered().perfect.whole_in(clause, language);
    let few = clause.split_whitespace().count() <= FEW;
    let told = ordered().having.has(gap.trim_end(), language);
    (ongoing && few && told).then(|| (vec![moment(view, start)], Moment { span: None, days }))
}

/// 从1950年到2011年,整整51年: the two ends of one stretch.
fn ranged(view: &View<'_>, s: usize, range: &Dated, at: Span) -> Option<(Vec<Moment>, Moment)> {
    let DateExpr::Range(first, second) = range.expr else { return None };
    let known = |e: &DateExpr| match e {
        DateExpr::Known(days) if days.is_bounded() => Some(*days),
        _ => None,
    };
    let (first, second) = (known(first)?, known(second)?);
    let gap = words(view, range.span.end, at.start);
    let own = gap.trim().trim_start_matches([',', '(']).trim();
    let told = range.span.end <= at.start
        && gap.trim_start().starts_with([',', '('])
        && ordered().in_full.has(own, view.language(s));
    let span = Some(view.folded.origin(range.span));
    told.then(|| (vec![Moment { span, days: first }], Moment { span, days: second }))
}

/// He has held the post since 2009, twenty-six years in which …: up to the day of writing.
fn since(view: &View<'_>, s: usize, dates: &[Dated], at: Span) -> Option<(Vec<Moment>, Moment)> {
    let language = view.language(s);
    let days = view.document.filter(|_| !view.inferred)?;
    let date = dates.iter().rev().find(|d| d.span.end <= at.start)?;
    let DateExpr::Since(inner) = date.expr else { return None };
    let DateExpr::Known(begun) = **inner else { return None };
    let gap = words(view, date.span.end, at.start);
    let tail = words(view, at.end, view.sentences[s].span.end);
    let tail = tail.trim_start();
    let before = words(view, view.sentences[s].span.start, date.span.start);
    let clause = before.rsplit(';').next().unwrap_or("");
    let ongoing = ordered().perfect.whole_in(clause, language);
    let closed = tail.is_empty()
        || tail.starts_with(['.', ',', ';', '\n'])
        || ordered().so_far.at_head(tail, language).is_some();
    let told = language == Language::En && ordered().steps.has(gap.trim(), language);
    let from = Moment { span: Some(view.folded.origin(date.span)), days: begun };
    (told && ongoing && closed && begun.is_bounded()).then(|| (vec![from], Moment { span: None, days }))
}

/// 2023年6月,位子交给了她。她干到2025年7月9日,前后三年零一个月: years and months from the date right before, where only the number of
/// the years is another one.
fn composite(
    view: &View<'_>,
    s: usize,
    dates: &[Dated],
    earlier: &[Moment],
    at: Span,
    duration: &Duration,
) -> Option<(Vec<Moment>, Moment)> {
    let language = view.language(s);
    let [end] = dates else { return None };
    let months =
        duration.quantity.unit.as_ref().filter(|u| u.name() == "month").and(duration.quantity.stated)?.to_i64()?;
    let gap = words(view, end.span.end, at.start);
    let clause = gap.rsplit(',').next().filter(|c| c.len() < gap.len())?;
    let told = end.span.end <= at.start
        && is_full(end)
        && ordered().in_full.has(clause.trim(), language)
        && gap.chars().count() <= 16;
    let own = view.folded.origin(end.span);
    let start = earlier.iter().rev().find(|m| m.span.is_some_and(|x| x.end <= own.start))?;
    let near = s.checked_sub(1).is_some_and(|i| {
        view.sentences[i].block == view.sentences[s].block
            && start.span.is_some_and(|x| view.folded.origin(view.sentences[i].span).contains(x))
    });
    let apart = end.days.start.zip(start.days.start).map(|(e, s)| (e - s).num_days())?;
    let real = (apart * 12 + 182) / 365;
    // Anything else is the length of something else.
    let slip = (real - months) % 12 == 0 && months % 12 != 0 && real > 0 && start.days.is_bounded();
    (told && near && slip).then(|| (vec![start.clone()], moment(view, end)))
}

/// 1993年首次打进联赛,当时创队才三年; in 1993, only three years after it was founded: from the one founding that the article dates.
fn after_founding(view: &View<'_>, s: usize, dates: &[Dated], at: Span) -> Option<(Vec<Moment>, Moment)> {
    let language = view.language(s);
    let then = dates.iter().rev().find(|d| d.span.end <= at.start).filter(|d| is_full(d))?;
    let gap = words(view, then.span.end, at.start);
    let tail = words(view, at.end, view.sentences[s].span.end);
    let told = match language {
        Language::Zh => {
            let clause = gap.rsplit(',').next().unwrap_or("");
            let (founding, _) = measured(clause, language);
            let then = ordered().just_then.at_head(founding, language).unwrap_or(0);
            founding.len() < clause.len() && ordered().foundings.has(&founding[then..], language)
        }
        Language::En => {
            let own = ordered().steps.has(gap.trim(), language);
            let rest = tail.trim_start();
            let len = ordered().foundings.at_head(rest, language);
            own && len.is_some_and(|l| rest[l..].is_empty() || rest[l..].starts_with(['.', ',', ';']))
        }
    };
    if !told {
        return None;
    }
    let own = then.span;
    let founded = |i: usize| {
        let dates: Vec<Dated> = view.tokens[i].iter().filter_map(|t| dated(view, t)).collect();
        let text = view.sentences[i].span;
        let of = |d: &&Dated| {
            let (lead, tail) = (words(view, text.start, d.span.start), words(view, d.span.end, text.end));
            let lead = ordered().founded.at_end(lead.trim_end(), language).is_some();
            d.span != own
                && is_full(d)
                && (lead || language == Language::Zh && ordered().founded.at_head(&tail, language).is_some())
        };
        dates.iter().filter(of).map(|d| moment(view, d)).collect::<Vec<_>>()
    };
    let all: Vec<Moment> =
        (0..view.sentences.len()).filter(|&i| view.language(i) == language).flat_map(founded).collect();
    let one = all.first().is_some_and(|f| all.iter().all(|m| m.days == f.days));
    one.then(|| (all.into_iter().take(1).collect(), moment(view, then)))
}

/// 8月20日开幕,展期三个月,9月20日闭幕: a beginning, its length, and its end.
fn term(view: &View<'_>, s: usize, dates: &[Dated], at: Span) -> Option<(Vec<Moment>, Moment)> {
    let language = view.language(s);
    let first = dates.iter().rev().find(|d| d.span.end <= at.start)?;
    let second = dates.iter().find(|d| d.span.start >= at.end)?;
    let gap = words(view, first.span.end, at.start);
    let rest = words(view, at.end, second.span.start);
    let tail = words(view, second.span.end, view.sentences[s].span.end);
    let begun = ordered().opening.at_head(gap.trim_start(), language)?;
    let named =
        ordered().terms.at_end(gap.trim_end(), language).is_some() && gap[begun..].matches([',', ';']).count() == 1;
    let joined = ordered().goes_on.has(rest.trim(), language);
    let ends = ordered().closing.at_head(tail.trim_start(), language).is_some();
    let sound = first.days.is_bounded() && second.days.is_bounded() && first.days.start <= second.days.start;
    (language == Language::Zh && named && joined && ends && sound)
        .then(|| (vec![moment(view, first)], moment(view, second)))
}
