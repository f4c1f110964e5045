//! What the words say of the days between two moments: 十年过后的2018年, 历时三年, almost at the same time as, aged 51.
//!
//! Moments are dates of the text. Whether all of them can be true is decided in `check`, over `timeline`.

use super::birth;
use super::deadline;
use super::frame::View;
use super::lasting;
use super::lengths;
use super::scan::{Token, What};
use super::sequence;
use super::standstill;
use super::works;
use crate::grammar::{DateExpr, Duration, Fields, From, Value};
use crate::quantity::Comparator;
use crate::source::Span;
use crate::time::{Interval, Precision, TimeUnit};
use crate::vocabulary::{Language, ordered};
use rust_decimal::prelude::ToPrimitive;

/// A day of the story: a date of the text, or the day the article was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Where the date stands, in the article's text; `None` for the document date.
    pub span: Option<Span>,
    /// The days it may be.
    pub days: Interval,
}

/// What ties two moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieKind {
    /// So long after another, or before it.
    Distance,
    /// From beginning to end it took so long.
    Duration,
    /// At about the same time.
    Together,
    /// The second is not before the first, or not behind it.
    Order,
    /// They are one time.
    Same,
    /// From birth to the day of an age.
    Age,
}

/// Words that say how many days lie between two moments.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// What they say.
    pub kind: TieKind,
    /// The words, in the article's text.
    pub words: Span,
    /// Counted from here; of several readings one must hold.
    pub from: Vec<Moment>,
    /// To here.
    pub to: Moment,
    /// The least number of days between the two.
    pub least: Option<i64>,
    /// The greatest.
    pub most: Option<i64>,
}

/// What is almost at the same time is no further apart than half a year.
const TOGETHER: i64 = 184;
/// Days by which a length told to the half year may miss.
const HALF: i64 = 150;
/// Dates before this one that a distance may count from.
const REACH: usize = 40;

/// A date of the text.
pub(super) struct Dated<'a> {
    pub(super) span: Span,
    pub(super) expr: &'a DateExpr,
    pub(super) days: Interval,
}

/// The ties of a sentence; `earlier` are the dates of the text before it, and gets those of the sentence.
pub(super) fn read(view: &View<'_>, s: usize, earlier: &mut Vec<Moment>, out: &mut Vec<Tie>) {
    let dates: Vec<Dated> = view.tokens[s].iter().filter_map(|t| dated(view, t)).collect();
    for (i, date) in dates.iter().enumerate() {
        if let Some(before) = i.checked_sub(1).and_then(|i| dates.get(i)) {
            stepped(view, s, before, date, earlier, out);
        }
        earlier.push(moment(view, date));
    }
    lasting::read(view, s, &dates, out);
    deadline::read(view, s, &dates, out);
    lengths::read(view, s, &dates, earlier, out);
    standstill::read(view, s, &dates, out);
    together(view, s, &dates, out);
    afterwards(view, s, &dates, out);
    sequence::read(view, s, &dates, out);
    since(view, s, &dates, out);
    works::read(view, s, &dates, out);
    birth::read(view, s, &dates, out);
}

pub(super) fn dated<'a>(view: &View<'a>, token: &Token) -> Option<Dated<'a>> {
    let What::Mention(m) = token.what else { return None };
    let expr = view.date_expr(m)?;
    Some(Dated { span: token.span, expr, days: view.times[m].as_ref()?.days })
}

pub(super) fn moment(view: &View<'_>, date: &Dated) -> Moment {
    Moment { span: Some(view.folded.origin(date.span)), days: date.days }
}

/// A day or a month that the text names, its year perhaps told before.
fn is_written(date: &Dated) -> bool {
    is_full(date) || matches!(date.expr, DateExpr::Fields(f) if f.month.is_some() && date.days.is_bounded())
}

/// The date is written out to the year.
pub(super) fn is_full(date: &Dated) -> bool {
    matches!(date.expr, DateExpr::Known(days) if days.is_bounded() && days.precision <= Precision::Year)
}

pub(super) fn words(view: &View<'_>, from: usize, to: usize) -> String {
    view.text(Span::new(from.min(to), to)).to_ascii_lowercase()
}

/// 十年过后的2018年, three years ago, in 2019: a date that is told twice, once by its distance.
fn stepped(view: &View<'_>, s: usize, first: &Dated, second: &Dated, earlier: &[Moment], out: &mut Vec<Tie>) {
    let gap = words(view, first.span.end, second.span.start);
    // In 2019, three years ago; on 8 February, 27 months later: the other way round.
    let ago = |e: &DateExpr| matches!(e, DateExpr::Relative { from: From::Document, count: ..0, .. });
    let later = |e: &DateExpr| matches!(e, DateExpr::Relative { from: From::Discourse, count, fields, .. } if count.abs() > 1 && fields.is_empty());
    let whole = |e: &DateExpr| matches!(e, DateExpr::Known(_));
    let behind = || words(view, second.span.end, view.sentences[s].span.end);
    let closed = || behind().trim_start().chars().next().is_none_or(|c| ",.;)。(—".contains(c));
    if (ago(second.expr) && whole(first.expr) || later(second.expr) && is_written(first) && closed())
        && gap.trim() == ","
        && (view.language(s) == Language::En || later(second.expr))
        && !view.sentences[s].quotes.iter().any(|q| q.contains(second.span))
    {
        return stepped(view, s, second, first, earlier, out);
    }
    let bare = Fields::default();
    let (from, count, unit, fields, odd) = match first.expr {
        DateExpr::Relative { from, count, unit, fields } => (from, count, unit, fields, false),
        // 六个多月后: more than six months and less than seven.
        DateExpr::Between { from, count, unit } => (from, count, unit, &bare, true),
        _ => return,
    };
    let gap = if second.span.start < first.span.start { ",".to_owned() } else { gap };
    let beside = ordered().apposed.of(view.language(s)).iter().any(|w| w == gap.trim());
    // 六个多月后的8月31日: the year is that of the story.
    let inferred = matches!(second.expr, DateExpr::Fields(f) if f.month.is_some() && second.days.is_bounded());
    // 去年底的2021年 says more than the words between.
    if !beside || !is_full(second) && !inferred || !fields.is_empty() || second.days.precision > unit.precision() {
        return;
    }
    let tie = |from: Vec<Moment>, (least, most): (i64, i64)| Tie {
        kind: TieKind::Distance,
        words: view.folded.origin(first.span),
        from,
        to: moment(view, second),
        least: Some(least),
        most: Some(most),
    };
    match from {
        // Both are the same days, the one reckoned from the day of writing: 去年 to the year, 三年前 give or take one.
        From::Document if odd => {}
        From::Document if view.document.is_some() && !view.inferred => {
            let slack = if count.abs() <= 1 { 0 } else { wide(*unit) };
            out.push(tie(vec![moment(view, first)], (-slack, slack)));
        }
        From::Document => {}
        From::Discourse => {
            // Whoever counts from an event without a date counts from none of these.
            let recent: Vec<Moment> = earlier
                .iter()
                .rev()
                .take(REACH)
                .filter(|m| [first, second].iter().all(|d| m.span != Some(view.folded.origin(d.span))))
                .cloned()
                .collect();
            let near = recent.first().and_then(|m| m.span).is_some_and(|span| {
                let head = view.sentences[s.saturating_sub(1)].span;
                view.folded.origin(head).start <= span.start
                    && view.sentences[s].block == view.sentences[s.saturating_sub(1)].block
                    || view.folded.origin(view.sentences[s].span).contains(span)
            });
            // Six months and more are no less than six.
            let odd = odd && *count > 0;
            let wide = counted(*count, *unit);
            let bounds = if odd { (beyond(*count, *unit), wide.1.max(counted(*count + 1, *unit).1)) } else { wide };
            let next_year = second.days.shift(TimeUnit::Year, 1).and_then(|d| d.start);
            let could = recent.first().and_then(|m| m.days.start).zip(next_year);
            let wrapped = inferred && could.is_some_and(|(a, b)| ((b - a).num_days()) <= bounds.1);
            if near && !wrapped {
                out.push(tie(recent, bounds));
            }
        }
    }
}

/// In October 2020, three months after somebody left in July: the date before the length, and the one behind it.
fn since(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let language = view.language(s);
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let Some((least, most)) = length(duration) else { continue };
        let before = dates.iter().rev().find(|d| d.span.end <= token.span.start);
        let behind = dates.iter().find(|d| d.span.start >= token.span.end);
        let (Some(then), Some(from)) = (before, behind) else { continue };
        let gap = words(view, then.span.end, token.span.start);
        let rest = words(view, token.span.end, from.span.start);
        let joined = ordered().steps.of(language).iter().any(|w| w == gap.trim());
        let told = ordered().counted_from.at_head(rest.trim_start(), language);
        let plain = !rest.contains([',', ';', '(', '"', ':']) && rest.split_whitespace().count() <= 12;
        if joined && told.is_some() && plain && then.days.is_bounded() && from.days.is_bounded() {
            out.push(Tie {
                kind: TieKind::Distance,
                words: view.folded.origin(token.span),
                from: vec![moment(view, from)],
                to: moment(view, then),
                least,
                most,
            });
        }
    }
}

/// The days of a unit, at most.
fn wide(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Day => 1,
        TimeUnit::Week => 7,
        _ => i64::from(unit.months().unwrap_or(1)) * 31,
    }
}

/// Days between two moments that lie so many units apart: a unit is as wide as its precision.
fn counted(count: i32, unit: TimeUnit) -> (i64, i64) {
    let n = i64::from(count);
    let (short, long, slack) = match unit {
        TimeUnit::Day => (1, 1, 1 + n.abs() / 10),
        TimeUnit::Week => (7, 7, 6),
        _ => {
            let months = i64::from(unit.months().unwrap_or(1));
            // From October 2005 to February 2020 it is fifteen years by the calendar.
            let slack = if unit == TimeUnit::Year { 28 } else { 16 };
            (months * 30 + months / 3, months * 31, months * slack)
        }
    };
    let (a, b) = (n * short, n * long);
    (a.min(b) - slack, a.max(b) + slack)
}

/// The least days of so many whole units.
fn beyond(count: i32, unit: TimeUnit) -> i64 {
    let n = i64::from(count);
    match unit {
        TimeUnit::Day => n,
        TimeUnit::Week => n * 7,
        _ => n * i64::from(unit.months().unwrap_or(1)) * 304 / 10 - 4,
    }
}

/// A length in days, as wide as it is told; `None` for hours.
pub(super) fn length(duration: &Duration) -> Option<(Option<i64>, Option<i64>)> {
    // 四年零九个月 is counted in months.
    let months = duration.quantity.unit.as_ref().is_some_and(|u| u.name() == "month");
    let unit = duration.unit.map(|unit| if months { TimeUnit::Month } else { unit })?;
    let number = |v: Option<rust_decimal::Decimal>| v.and_then(|v| v.round().to_i32());
    // Three and a half years, told to the half year.
    let half = duration.quantity.stated.filter(|v| !v.fract().is_zero() && unit == TimeUnit::Year);
    if let Some(months) = half.and_then(|v| (v * rust_decimal::Decimal::from(12)).round().to_i64()) {
        let (least, most) = (months * 304 / 10 - HALF, months * 305 / 10 + HALF);
        return matches!(duration.comparator(), None | Some(Comparator::About | Comparator::Nearly))
            .then_some((Some(least), Some(most)));
    }
    let (low, high) = (number(duration.quantity.low)?, number(duration.quantity.high)?);
    let (least, most) = (counted(low, unit).0, counted(high, unit).1);
    match duration.comparator() {
        None | Some(Comparator::About | Comparator::Nearly) => Some((Some(least), Some(most))),
        Some(_) => None,
    }
}

/// 与2012年的大赛几乎同时,2010年…: the date of the phrase and the first one behind it.
fn together(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    if dates.len() < 2 {
        return;
    }
    let sentence = view.sentences[s].span;
    let text = words(view, sentence.start, sentence.end);
    let language = view.language(s);
    for word in ordered().together.of(language) {
        let Some(at) = text.find(word.as_str()) else { continue };
        let place = Span::new(sentence.start + at, sentence.start + at + word.len());
        let zh = language == Language::Zh;
        let clause = view.clause(s, place);
        let inside: Vec<&Dated> = dates.iter().filter(|d| clause.contains(d.span)).collect();
        let next = dates.iter().find(|d| d.span.start >= clause.end);
        // The phrase opens the sentence, and each side has one date.
        let opens = match zh {
            true => {
                words(view, clause.start, place.start).trim_start().starts_with(['与', '和', '跟'])
                    && inside.iter().all(|d| d.span.end <= place.start)
            }
            false => place.start <= clause.start + 10 && inside.iter().all(|d| d.span.start >= place.end),
        };
        let ([first], Some(second), true) = (&inside[..], next, opens) else { continue };
        if is_full(first) && is_full(second) {
            let (from, to) = (vec![moment(view, first)], moment(view, second));
            let words = view.folded.origin(place);
            out.push(Tie { kind: TieKind::Together, words, from, to, least: Some(-TOGETHER), most: Some(TOGETHER) });
        }
        return;
    }
}

/// 2020年收购之后,才于2019年…; only after … in 2020 …: the second date is not before the first.
fn afterwards(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let [first, second] = dates else { return };
    if !is_full(first) || !is_full(second) {
        return;
    }
    let language = view.language(s);
    let gap = words(view, first.span.end, second.span.start);
    let lead = words(view, view.sentences[s].span.start, first.span.start);
    let found = match language {
        Language::Zh => ordered()
            .afterwards
            .of(language)
            .iter()
            .filter_map(|w| gap.find(w.as_str()).map(|i| (first.span.end + i, w.len())))
            .min()
            // 1962年毕业后,他…,1980年才…: the two words stand apart.
            .or_else(|| {
                let head = gap.split(',').next().filter(|h| h.len() < gap.len() && h.ends_with('后'))?;
                let late = view.folded.text[second.span.end..].starts_with('才');
                late.then(|| (first.span.end + head.len() - '后'.len_utf8(), '后'.len_utf8()))
            }),
        Language::En => ordered()
            .afterwards
            .of(language)
            .iter()
            .find(|w| lead.trim_start().starts_with(w.as_str()))
            .map(|w| (view.sentences[s].span.start + lead.len() - lead.trim_start().len(), w.len())),
    };
    // Words behind 之后,才 that reach back tell of an earlier day.
    let back = ordered().back.in_text(&gap, language);
    let Some((at, len)) = found.filter(|_| !back) else { return };
    let words = view.folded.origin(Span::new(at, at + len));
    out.push(Tie {
        kind: TieKind::Order,
        words,
        from: vec![moment(view, first)],
        to: moment(view, second),
        least: Some(0),
        most: None,
    });
}
