//! What the day, this quarter and the same period last year count from, where their own paragraph does not say.
//!
//! An article is told of a day or a quarter more often than of the day it was written; a paragraph that says 当天 or
//! 本季度 means the one that the story has come to, as long as that lies shortly before the day of writing.

use crate::grammar::{DateExpr, From};
use crate::source::Span;
use crate::time::{Interval, Precision, TimeUnit};
use crate::vocabulary::{Language, lists};
use chrono::{Datelike, NaiveDate};

/// In days, how long before its own date an article may tell of a day as its own.
const STORY: i64 = 14;
/// In days, how long after its end a quarter is reported on.
const REPORTED: i64 = 120;

/// The days and stretches that the story of an article has come to, and where they were named.
#[derive(Default)]
pub(super) struct Memory {
    day: Option<(Interval, Span)>,
    quarter: Option<(Interval, Span)>,
    stretch: Option<(Interval, Span)>,
    /// Where the last date of every year ended: 每年感恩节(11月的第四个星期四).
    recurring: Option<usize>,
}

impl Memory {
    /// Keeps a date of the story. What is still to come, and dates that only bound something, it is not told of.
    pub(super) fn keep(&mut self, expr: &DateExpr, days: Interval, span: Span, document: Option<NaiveDate>) {
        let (Some(start), Some(end)) = (days.start, days.end) else { return };
        let bound = matches!(expr, DateExpr::AsOf(_) | DateExpr::Until(_) | DateExpr::Before(_) | DateExpr::After(_));
        if bound || document.is_some_and(|d| start > d) {
            return;
        }
        if start == end {
            self.day = Some((days, span));
        } else {
            self.stretch = Some((days, span));
        }
        if days.precision == Precision::Quarter {
            self.quarter = Some((days, span));
        }
    }

    /// What a date counts from, given the date that its paragraph named last: the day of the story for 当天, unless the
    /// sentence itself names something that the day lies in.
    pub(super) fn anchor(
        &self,
        expr: &DateExpr,
        named: Option<(Interval, Span)>,
        sentence: Span,
        document: Option<NaiveDate>,
    ) -> Option<(Interval, Span)> {
        let one_day = |d: Interval| d.start.is_some() && d.start == d.end;
        match expr.core() {
            DateExpr::Relative { from: From::Discourse, count: 0, unit: TimeUnit::Day, .. } => {
                let own = named.filter(|n| one_day(n.0) || sentence.contains(n.1));
                let recent = |d: &(Interval, Span)| {
                    let ago = d.0.start.zip(document).map(|(start, doc)| (doc - start).num_days());
                    ago.is_none_or(|ago| (0..=STORY).contains(&ago))
                };
                own.or_else(|| self.day.filter(recent))
            }
            DateExpr::Same { .. } => {
                // 截至12日…,比去年同期: a stretch of the sentence is what is compared, not the day.
                let here = self.stretch.filter(|s| sentence.contains(s.1) && named.is_some_and(|n| one_day(n.0)));
                here.or(named).or(self.stretch)
            }
            _ => named,
        }
    }

    /// 本季度, 上季度 in a report on a quarter that has just ended: the quarter, and where it was named.
    pub(super) fn reported(
        &self,
        expr: &DateExpr,
        words: &str,
        document: Option<NaiveDate>,
    ) -> Option<(Interval, Span)> {
        let DateExpr::Relative { from: From::Document, count: count @ -1..=0, unit: TimeUnit::Quarter, .. } = expr
        else {
            return None;
        };
        let (quarter, span) = self.quarter?;
        let ago = (document? - quarter.end?).num_days();
        let own = words.contains('季') && (1..=REPORTED).contains(&ago);
        let days = if own { Interval::unit(quarter.start?, TimeUnit::Quarter, *count) } else { None };
        days.map(|d| (d, span))
    }

    /// Keeps that a date of every year ended at a place.
    pub(super) fn keep_recurring(&mut self, span: Span) {
        self.recurring = Some(span.end);
    }

    /// True for a date that no one day is meant by, or none that is told: what a bracket behind 每年感恩节 says of it, feasts
    /// in a list, and those told of as they used to be.
    pub(super) fn is_untold(
        &self,
        expr: &DateExpr,
        text: &str,
        span: Span,
        sentence: Span,
        language: Language,
    ) -> bool {
        let between = self.recurring.and_then(|end| text.get(end..span.start)).map(str::trim);
        let bracket = |t: &str| t.starts_with('(') && t.find(')').is_none_or(|close| close + 1 == t.len());
        // 每年感恩节(11月的第四个星期四)当天
        let same_day = || matches!(expr, DateExpr::Relative { from: From::Discourse, count: 0, .. });
        // Three days later than planned: what it counts from is not told.
        let than = language == Language::En && text.get(span.end..).is_some_and(|t| t.starts_with(" than "));
        let counted = matches!(expr, DateExpr::Relative { from: From::Discourse, .. });
        // 大赛当晚: the evening of the event, whenever that was; 9月19日上市当天 says when.
        let told =
            self.day.and_then(|d| text.get(d.1.end..span.start)).is_some_and(|t| !t.contains([',', '。', ';', '\n']));
        let head = text.get(sentence.start..span.start).unwrap_or_default();
        let of_event = same_day() && !told && lists().event_days.at_end(head, language).is_some();
        if of_event
            || than && counted
            || between.is_some_and(|t| t == "(" || (t.is_empty() || bracket(t)) && same_day())
        {
            return true;
        }
        let words = text.get(span.start..span.end).unwrap_or_default();
        let before = text.get(sentence.start..span.start).unwrap_or_default();
        // The September 11th attacks are known by their day; the year is not said.
        let rest = text.get(span.end..).unwrap_or_default().trim_start();
        let day = matches!(expr, DateExpr::Fields(f) if f.day.is_some() && f.month.is_some());
        if day && before.ends_with("the ") && lists().known_by_date.at_head(rest, language).is_some() {
            return true;
        }
        let feast = match expr.core() {
            DateExpr::Feast { of, .. } => matches!(**of, DateExpr::Fields(f) if f.is_empty()),
            // 劳动节 is a day of the calendar.
            DateExpr::Fields(f) => f.day.is_some() && words.ends_with('节'),
            _ => false,
        };
        // 连续8年除夕值班; 春节、端午节、中秋节: how long, and which there are.
        let listed = before.ends_with(['年', '、']) || text.get(span.end..).is_some_and(|t| t.starts_with('、'));
        feast && (listed || lists().habits.in_text(before, language))
    }
}

/// The month before, which a bare day is of that lies far ahead of the day of writing: 30日 in a report of 1 July.
pub(super) fn month_before(expr: &DateExpr, days: Interval, document: Option<NaiveDate>) -> Option<Interval> {
    let DateExpr::Fields(f) = expr.core() else { return None };
    let (start, document) = (days.start?, document?);
    f.day.filter(|_| f.month.is_none() && f.weekday.is_none())?;
    let of_writing = (start.year(), start.month()) == (document.year(), document.month());
    let ahead = of_writing && (start - document).num_days() > STORY;
    if ahead { Interval::unit(document, TimeUnit::Month, -1) } else { None }
}
