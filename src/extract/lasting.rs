//! How long something took between its first and its last day, and which birthday it had when.

use super::frame::View;
use super::order::{Dated, Moment, Tie, TieKind, is_full, length, moment, words};
use super::scan::What;
use crate::grammar::{Anchors, DateExpr, From, Value};
use crate::source::Span;
use crate::time::{Interval, Precision, TimeUnit};
use crate::vocabulary::{Language, ordered};
use rust_decimal::prelude::ToPrimitive;

/// The lengths and anniversaries of a sentence, and the dates they lie between.
pub(super) fn read(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    lasted(view, s, dates, out);
    spanned(view, s, dates, out);
    between(view, s, dates, out);
    until_written(view, s, dates, out);
    days_of(view, s, dates, out);
    anniversary(view, s, dates, out);
    until_now(view, s, dates, out);
}

/// 2015年动工,历时三年,2020年完工; from 2015 to 2018, a period of five years.
fn lasted(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let language = view.language(s);
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let Some((least, most)) = length(duration) else { continue };
        let before = words(view, view.sentences[s].span.start, token.span.start);
        let before = before.trim_end();
        // For 18 years, from 1990 to 2008.
        let ranged = language == Language::En && before.ends_with(" for");
        let Some(len) = ordered().lasting.at_end(before, language).or(ranged.then_some(0)) else { continue };
        let ends = range_beside(view, s, dates, token.span, language).or_else(|| {
            // Two dates in all, one to either side.
            let [first, second] = dates else { return None };
            // Left in 1979, after 15 years; another died in 1990: a semicolon parts what happened.
            let apart = words(view, token.span.end, second.span.start).contains(';');
            let around = first.span.end <= token.span.start && token.span.end <= second.span.start && !apart;
            // Off hire in 2019, partly offset by being so for 28 days in 2018: no beginning and its end.
            let around = around && first.days.start <= second.days.start;
            (around && is_full(first) && is_full(second)).then(|| (moment(view, first), moment(view, second)))
        });
        if let Some((from, to)) = ends {
            let start = token.span.start - (before.len().min(len));
            let place = Span::new(if language == Language::Zh { start } else { token.span.start }, token.span.end);
            out.push(Tie {
                kind: TieKind::Duration,
                words: view.folded.origin(place),
                from: vec![from],
                to,
                least,
                most,
            });
        }
    }
}

/// They walked out on 3 June and went back on 24 June; for three weeks …: both days stand before the length.
fn between(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let [first, second] = dates else { return };
    let daily = |d: &Dated| d.days.precision == Precision::Day && d.days.is_bounded();
    if view.language(s) != Language::En || !daily(first) || !daily(second) || first.days.end > second.days.start {
        return;
    }
    let gap = words(view, first.span.end, second.span.start);
    let back = ordered().returns.in_text(&gap, Language::En);
    if !back || !gap.trim_start().starts_with("and ") {
        return;
    }
    for token in view.tokens[s].iter().filter(|t| t.span.start >= second.span.end) {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let gap = words(view, second.span.end, token.span.start);
        let joined = matches!(gap.trim(), "; for" | ", and for" | ", so for" | ": for");
        if let Some((least, most)) = length(duration).filter(|_| joined) {
            let (from, to) = (vec![moment(view, first)], moment(view, second));
            out.push(Tie { kind: TieKind::Duration, words: view.folded.origin(token.span), from, to, least, most });
        }
        return;
    }
}

/// 从11月18日开始,到明年2月18日结束,为期三个月: both days stand before the length.
fn spanned(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let language = view.language(s);
    let [first, second, rest @ ..] = dates else { return };
    if language != Language::Zh || first.days.start.is_none() || !second.days.is_bounded() {
        return;
    }
    let lead = words(view, view.sentences[s].span.start, first.span.start);
    let own = view.text(first.span);
    let opens = ["从", "自"].iter().any(|w| own.starts_with(w) || lead.ends_with(w));
    let gap = words(view, first.span.end, second.span.start);
    let gap = ordered().starting.at_head(&gap, language).map_or(gap.as_str(), |len| &gap[len..]);
    let reaches = ordered().reaching.of(language).iter().any(|w| w == gap.trim_start_matches(',').trim());
    if !opens || !reaches {
        return;
    }
    let next = rest.first().map_or(view.sentences[s].span.end, |d| d.span.start);
    for token in view.inside(s, Span::new(second.span.end, next.max(second.span.end))) {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let gap = words(view, second.span.end, token.span.start);
        let Some(len) = ordered().lasting.at_end(gap.trim_end(), language) else { continue };
        let Some((least, most)) = length(duration).filter(|_| gap.chars().count() <= 10) else { continue };
        let start = Interval::between(first.days.start, first.days.start).unwrap_or(first.days);
        let from = Moment { span: Some(view.folded.origin(first.span)), days: start };
        let words = view.folded.origin(Span::new(token.span.start - len, token.span.end));
        out.push(Tie { kind: TieKind::Duration, words, from: vec![from], to: moment(view, second), least, most });
        return;
    }
}

/// 2021年4月动工,历时三年半; it took 31 months from its announcement in January 2022: what is over was over when it was
/// written of.
fn until_written(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let language = view.language(s);
    let full: Vec<&Dated> = dates.iter().filter(|d| is_full(d)).collect();
    let (Some(days), [date]) = (view.document.filter(|_| !view.inferred), &full[..]) else { return };
    let sentence = view.sentences[s].span;
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let before = words(view, sentence.start, token.span.start);
        let Some(len) = ordered().lasting.at_end(before.trim_end(), language) else { continue };
        let Some((Some(least), _)) = length(duration) else { continue };
        let begun = match language {
            Language::Zh => {
                let gap = words(view, date.span.end, token.span.start.max(date.span.end));
                let near = gap.chars().count() <= 20 && token.span.start >= date.span.end;
                near && ordered().begun.at_head(&gap, language).is_some()
            }
            Language::En if date.span.end <= token.span.start => {
                let lead = words(view, sentence.start, date.span.start);
                let gap = words(view, date.span.end, token.span.start);
                let joined = gap.split_whitespace().count() <= 4 && !gap.contains(['(', ';', ':']);
                joined && ordered().begun.at_end(lead.trim_end(), language).is_some()
            }
            Language::En => {
                let gap = words(view, token.span.end, date.span.start);
                let from = ["from ", "since "].iter().any(|w| gap.trim_start().starts_with(w));
                from && gap.split_whitespace().count() <= 7 && !gap.contains([',', '(', ';', ':'])
            }
        };
        // What is planned to last is not over.
        let over =
            super::modality::of(view, s, token.span).is_judged() && !before.contains("预计") && !before.contains('将');
        let place = view.folded.origin(if language == Language::Zh {
            Span::new(token.span.start - len, token.span.end)
        } else {
            token.span
        });
        let taken = out.iter().any(|t| t.words.overlaps(place));
        if begun && over && !taken && !sentence_is_quoted(view, s, token.span) {
            let (from, to) = (vec![moment(view, date)], Moment { span: None, days });
            out.push(Tie { kind: TieKind::Duration, words: place, from, to, least: Some(least), most: None });
            return;
        }
    }
}

fn sentence_is_quoted(view: &View<'_>, s: usize, at: Span) -> bool {
    view.sentences[s].quotes.iter().any(|q| q.contains(at))
}

/// The two ends of a range that stands right before a length, in its clause or the one before, or right behind it.
fn range_beside(view: &View<'_>, s: usize, dates: &[Dated], at: Span, language: Language) -> Option<(Moment, Moment)> {
    let before = dates.iter().rev().find(|d| d.span.end <= at.start);
    let behind = || {
        let date = dates.iter().find(|d| d.span.start >= at.end)?;
        let gap = words(view, at.end, date.span.start);
        // From 1990 to 1996 and again from 2002 on; from 1990 to 2008 as treasurer.
        let rest = words(view, date.span.end, view.sentences[s].span.end);
        let ends = rest.trim().is_empty() || rest.trim_start().starts_with(['.', ';', ')', ',']);
        let whole = ends && !rest.contains(" and ") && !rest.contains(" again");
        matches!(gap.trim(), "," | "(" | "").then_some(date).filter(|_| language == Language::En && whole)
    };
    let near = |date: &&Dated| {
        let gap = words(view, date.span.end, at.start);
        // From 1999 to 2013, and his heir for two years: of somebody else.
        let other = view.inside(s, Span::new(date.span.end, at.start.max(date.span.end))).iter().any(|t| t.is_name());
        !other && gap.chars().count() <= if language == Language::Zh { 8 } else { 24 }
    };
    let date = before.filter(near).or_else(behind)?;
    let DateExpr::Range(first, second) = date.expr else { return None };
    let day = |expr: &DateExpr| match expr {
        DateExpr::Known(_) => expr.resolve(&Anchors::default()),
        _ => None,
    };
    let span = Some(view.folded.origin(date.span));
    let (a, b) = (day(first)?, day(second)?);
    (s < view.sentences.len()).then_some((Moment { span, days: a }, Moment { span, days: b }))
}

/// Nothing behind an anniversary says that it is one of something else.
fn is_whole(rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("in ").or(rest.strip_prefix("this ")).unwrap_or(rest);
    let kept = ["is ", "was ", "will be ", "celebration"].iter().any(|w| rest.starts_with(w));
    kept || rest.is_empty()
        || rest.starts_with(|c: char| ".,;)".contains(c) || c.is_ascii_digit())
        || rest.starts_with("year")
}

/// 2015年开馆,距今已有8年: from a date to the day of writing.
fn until_now(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let language = view.language(s);
    let Some(days) = view.document.filter(|_| !view.inferred) else { return };
    if language == Language::En {
        nth_year(view, s, dates, days, out);
    }
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let before = words(view, view.sentences[s].span.start, token.span.start);
        // 距今已整整八年
        let (lead, _) = super::spans::measured(&before, language);
        let list = &ordered().until_now;
        let Some(len) = list.at_end(before.trim_end(), language).or_else(|| list.at_end(lead, language)) else {
            continue;
        };
        let end = if list.at_end(before.trim_end(), language).is_some() { before.trim_end().len() } else { lead.len() };
        let start = view.sentences[s].span.start + end - len;
        let place = Span::new(start, token.span.start);
        let date = dates.iter().rev().find(|d| d.span.end <= place.start).filter(|d| is_full(d));
        let Some((date, (least, most))) = date.zip(length(duration)) else { continue };
        let gap = words(view, date.span.end, place.start);
        // 距今 counts from the one date of its sentence, however long that is.
        let sole = dates.iter().filter(|d| d.span.end <= place.start).count() == 1
            && before[end - len..].starts_with(['距', '至', '迄']);
        let near =
            gap.chars().count() <= 16 && gap.matches([',', ';']).count() <= 1 || sole && gap.chars().count() <= 40;
        if near && !view.sentences[s].quotes.iter().any(|q| q.contains(token.span)) {
            let (from, to) = (vec![moment(view, date)], Moment { span: None, days });
            let words = view.folded.origin(Span::new(place.start, token.span.end));
            out.push(Tie { kind: TieKind::Distance, words, from, to, least, most });
        }
    }
}

/// She took office on 1 September 2019 and is now in her fifth year at the helm.
fn nth_year(view: &View<'_>, s: usize, dates: &[Dated], days: Interval, out: &mut Vec<Tie>) {
    let sentence = view.sentences[s].span;
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Ordinal(q) = &view.mentions[m].value else { continue };
        let years = q.stated.and_then(|v| v.to_i64()).filter(|n| (2..=100).contains(n));
        let before = words(view, sentence.start, token.span.start);
        let now = ["is now in her ", "is now in his ", "is now in its ", "are now in their "]
            .iter()
            .any(|w| before.ends_with(w));
        let year =
            view.text(Span::new(token.span.end, sentence.end.max(token.span.end))).trim_start().starts_with("year");
        let date = dates.iter().rev().find(|d| d.span.end <= token.span.start).filter(|d| is_full(d));
        let (Some(n), Some(date), true) = (years, date, now && year) else { continue };
        let gap = words(view, date.span.end, token.span.start);
        let near = gap.split_whitespace().count() <= 8 && !gap.contains([';', '(']);
        if near && !sentence_is_quoted(view, s, token.span) {
            let (from, to) = (vec![moment(view, date)], Moment { span: None, days });
            let (least, most) = (Some((n - 1) * 365 - 31), Some(n * 366 + 31));
            out.push(Tie { kind: TieKind::Distance, words: view.folded.origin(token.span), from, to, least, most });
        }
    }
}

/// 为期三天的会议于5月3日至7日举行, the three-day fair (May 3–5): so many days, the first and the last counted or not.
fn days_of(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let lengths = view.tokens[s].iter().filter_map(|t| match t.what {
        What::Mention(m) => match &view.mentions[m].value {
            Value::Duration(d) if d.unit == Some(TimeUnit::Day) => Some((t.span, d)),
            _ => None,
        },
        _ => None,
    });
    let lengths: Vec<_> = lengths.collect();
    let ranges: Vec<&Dated> = dates.iter().filter(|d| matches!(d.expr, DateExpr::Range(..))).collect();
    let ([(at, length)], [range]) = (&lengths[..], &ranges[..]) else { return };
    let DateExpr::Range(first, second) = range.expr else { return };
    let daily = |expr: &DateExpr| match expr {
        DateExpr::Known(days) => days.precision == Precision::Day,
        DateExpr::Fields(f) => f.day.is_some(),
        _ => false,
    };
    let count = length.quantity.stated.filter(|_| length.comparator().is_none()).and_then(|v| v.to_i64());
    let (Some(count @ 2..=31), Some(start), Some(end)) = (count, range.days.start, range.days.end) else { return };
    let before = words(view, view.sentences[s].span.start, at.start);
    let own = view.text(*at);
    let told = match view.language(s) {
        Language::Zh => ["为期", "共", "共计", "一共", "总共"].iter().any(|w| before.ends_with(w)),
        Language::En => own.contains('-') && !own.contains(' '),
    };
    let placed = view.folded.origin(*at);
    let taken = out.iter().any(|t| t.words.overlaps(placed));
    if told && daily(first) && daily(second) && !taken {
        let span = Some(view.folded.origin(range.span));
        let (from, to) = (Moment { span, days: Interval::day(start) }, Moment { span, days: Interval::day(end) });
        let (least, most) = (Some(count - 1), Some(count));
        out.push(Tie { kind: TieKind::Duration, words: placed, from: vec![from], to, least, most });
    }
}

/// 成立于1998年,2018年迎来成立20周年: the founding and the anniversary in one sentence.
fn anniversary(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let [first, second] = dates else { return };
    // This year, of an article that says when it was written.
    let this_year = |d: &Dated| {
        let now = matches!(d.expr, DateExpr::Relative { from: From::Document, count: 0, unit: TimeUnit::Year, fields } if fields.is_empty());
        now && view.document.is_some() && !view.inferred
    };
    if ![first, second].iter().all(|d| is_full(d) || this_year(d)) {
        return;
    }
    let language = view.language(s);
    let sentence = view.sentences[s].span;
    let founded = |d: &Dated| {
        let lead = words(view, sentence.start, d.span.start);
        let tail = words(view, d.span.end, sentence.end);
        ordered().founded.at_end(lead.trim_end(), language).is_some()
            || language == Language::Zh && ordered().founded.at_head(&tail, language).is_some()
    };
    let (born, then) = match (founded(first), founded(second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return,
    };
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let lead = words(view, sentence.start, token.span.start);
        let tail = words(view, token.span.end, sentence.end);
        // 上市10周年, the 10th anniversary of its first flight: of something else than the founding.
        let own = ordered().anniversaries.at_end(lead.trim_end_matches('第'), language).is_some();
        let rest = tail.trim_start().strip_prefix("anniversary");
        let years = match &view.mentions[m].value {
            Value::Duration(d) if own && view.text(token.span).contains("周年") => d.quantity.stated,
            Value::Ordinal(q) if rest.is_some_and(is_whole) => q.stated,
            _ => None,
        };
        let Some(years) = years.and_then(|v| v.to_i64()).filter(|y| (1..1000).contains(y)) else { continue };
        // A birthday may be kept in the year before or after.
        let (least, most) = (Some(years * 365 - 180), Some(years * 366 + 180));
        let (from, to) = (vec![moment(view, born)], moment(view, then));
        out.push(Tie { kind: TieKind::Distance, words: view.folded.origin(token.span), from, to, least, most });
        return;
    }
}
