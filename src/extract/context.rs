//! When: the days each date of the text denotes in its surroundings.
//!
//! A bare month takes its year from the series it stands in, a relative date from the document or from the date last
//! named; a date that nothing anchors stays unresolved. Every step cites what it rests on.

use super::clause::Sentence;
use super::fiscal_years::{fiscal, owner};
use super::leaning::{counts_from_document, follows, is_bare, is_of_these_weeks, leans_on_discourse};
use super::memory::{Memory, month_before};
use super::scan::{Token, What};
use super::standing::{Place, is_aside, is_awaited, is_compared, is_record};
use super::{Cite, DateBasis, DocumentDate, Step};
use crate::facts::FactBase;
use crate::grammar::{self, Anchors, DateExpr, Fields, From, Part, Value};
use crate::normalise::{Folded, is_han};
use crate::source::Span;
use crate::time::{Interval, Precision, TimeUnit};
use crate::vocabulary::{Bilingual, Cue};
use chrono::{Datelike, Days, NaiveDate};

/// The days a date mention denotes, and how they were found.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// The days.
    pub(super) days: Interval,
    /// The steps, in order.
    pub(super) steps: Vec<Step>,
    /// Nothing had to be assumed: no anchor that the text does not name, no future day told as past.
    pub(super) sure: bool,
    /// It only says when what something is compared with was.
    pub(super) compared: bool,
}

/// Resolves every date mention, in the order of the text; `None` for other mentions and where nothing anchors it.
pub(super) fn resolve(
    folded: &Folded,
    sentences: &[Sentence],
    tokens: &[Vec<Token>],
    mentions: &[grammar::Mention],
    date: &DocumentDate,
    facts: &FactBase,
) -> Vec<Option<Resolved>> {
    let mut out: Vec<Option<Resolved>> = vec![None; mentions.len()];
    let mut walk = Walk {
        folded,
        facts,
        date,
        last: None,
        story: None,
        fiscal: None,
        opened: None,
        closed: None,
        unsure: None,
        sentence: Span::default(),
        memory: Memory::default(),
    };
    let mut block = usize::MAX;
    for (sentence, list) in sentences.iter().zip(tokens) {
        if sentence.block != block {
            walk.enter_block(sentence.block);
            block = sentence.block;
        }
        for (i, token) in list.iter().enumerate() {
            let What::Mention(m) = token.what else { continue };
            let Value::Date(expr) = &mentions[m].value else { continue };
            let leading = sentence.clauses.first().is_some_and(|c| c.contains(token.span))
                && folded.blocks[sentence.block].0.start == sentence.span.start;
            walk.sentence = sentence.span;
            let clause = sentence.clauses.iter().find(|c| c.overlaps(token.span)).copied().unwrap_or(sentence.span);
            // What was said in May of a plan is said in May.
            let said = |t: &Token| matches!(&t.what, What::Cue(cues) if cues.has(Cue::Speech));
            let told = list.iter().any(|t| said(t) && clause.contains(t.span) && t.span.end <= token.span.start);
            let ahead = |t: &Token| {
                let plan = matches!(&t.what, What::Cue(cues) if cues.has(Cue::Planned));
                plan && !(told && t.span.start > token.span.start)
            };
            let planned = list.iter().any(|t| ahead(t) && clause.contains(t.span));
            let aside = is_aside(folded, sentence, clause).then_some(clause);
            let compared = is_compared(folded, sentence, list, token) || is_record(folded, sentence, expr, token);
            let text = |s: Span| &folded.text[s.start..s.end];
            let alone = text(folded.blocks[sentence.block].0).trim() == text(token.span);
            let ahead = list.iter().any(ahead);
            let place = Place { leading, planned, ahead, aside, compared, alone };
            // Not due until October, 直到十月才开通: it is in October; what is not due is still to come.
            let awaited = if matches!(expr, DateExpr::Until(_)) {
                is_awaited(folded, sentence, clause, token.span)
            } else {
                None
            };
            let (expr, place) = match (expr, awaited) {
                (DateExpr::Until(inner), Some(due)) => (&**inner, Place { planned: planned || due, ..place }),
                _ => (expr, place),
            };
            if matches!(expr, DateExpr::Recurring(_)) {
                walk.memory.keep_recurring(token.span);
            }
            if walk.memory.is_untold(expr, &folded.text, token.span, sentence.span, sentence.language) {
                continue;
            }
            out[m] = walk.resolve(expr, token.span, place, || owner(&list[..], i, facts));
        }
    }
    out
}

/// Days before the day of writing in which a day of the week is one of the last.
const WEEKS_OF_WRITING: i64 = 13;

struct Walk<'a> {
    folded: &'a Folded,
    facts: &'a FactBase,
    date: &'a DocumentDate,
    /// The date last named in this block, and where; with the block before, where the series goes on.
    last: Option<(Interval, Span)>,
    /// The same without what was only told of a name: bare months go on from there.
    story: Option<(Interval, Span)>,
    /// The last date was a fiscal year.
    fiscal: Option<Interval>,
    /// The date the block before opened with.
    opened: Option<(usize, Interval, Span)>,
    /// The date the story of the block before, then of this one, has come to.
    closed: Option<(usize, Interval, Span)>,
    /// The date last resolved that is not sure: what counts from it is not either.
    unsure: Option<Span>,
    /// The sentence read.
    sentence: Span,
    /// What other paragraphs have come to.
    memory: Memory,
}

impl Walk<'_> {
    fn enter_block(&mut self, block: usize) {
        // A date of another paragraph dates nothing here, unless both paragraphs open with one: then it is a series.
        self.last = None;
        self.story = None;
        self.fiscal = None;
        self.opened = self.opened.filter(|o| o.0 + 1 == block);
        self.closed = self.closed.filter(|c| c.0 + 1 == block);
    }

    fn resolve(
        &mut self,
        expr: &DateExpr,
        span: Span,
        place: Place,
        owner: impl FnOnce() -> Option<usize>,
    ) -> Option<Resolved> {
        let told = self.date.basis != DateBasis::Inferred;
        let document = self.date.days.filter(|d| told && d.start == d.end).and_then(|d| d.start);
        let block = self.folded.blocks.partition_point(|b| b.0.end < span.start);
        let before = |o: Option<(usize, Interval, Span)>| {
            o.filter(|o| place.leading && o.0 + 1 == block).map(|(_, days, span)| (days, span))
        };
        // Paragraphs that open with dates are a series; 同年 is of the date that the one before has come to.
        let (opened, closed) = (before(self.opened), before(self.closed));
        let series = if is_bare(expr) { opened } else { closed.or(opened) };
        let years = (opened.and_then(|o| o.0.single_year()), closed.and_then(|c| c.0.single_year()));
        let torn = closed.is_some() && years.0 != years.1;
        let named = self.last.or(series);
        let discourse = self.memory.anchor(expr, named, self.sentence, document);
        let elsewhere = discourse.filter(|d| Some(d.1) != named.map(|n| n.1) && !self.sentence.contains(d.1));
        let mut cites = Vec::new();
        let mut sure = true;
        let days = match expr {
            // 31岁那年 is the year of that age, whatever was told before.
            _ if leans_on_discourse(expr) && self.folded.text[..span.start].ends_with('岁') => None,
            DateExpr::Known(days) => Some(*days),
            DateExpr::Fiscal { .. } => {
                let entity = owner()?;
                let days = fiscal(expr, self.facts, entity)?;
                self.fiscal = Some(days);
                Some(days)
            }
            // 2022年上半年…,到年底: the end of the year that the sentence has named.
            DateExpr::Part(inner, part) if self.is_bare_part(inner, span) && self.named_year().is_some() => {
                cites.extend(self.last.map(|l| l.1));
                self.named_year().and_then(|y| Self::part_of(y, *part))
            }
            DateExpr::Relative { from: From::Discourse, count: 0, .. } if self.fiscal.is_some() => {
                cites.extend(discourse.map(|d| d.1));
                self.fiscal
            }
            // An inferred date: what it may be on each of its days.
            _ if document.is_none() && self.date.days.is_some() && counts_from_document(expr) => {
                sure = false;
                let on = |day| expr.resolve(&Anchors { document: day, ..Anchors::default() });
                let (first, last) = self.date.days.map(|d| (on(d.start), on(d.end)))?;
                let (first, last) = (first?, last?);
                if first == last { Some(first) } else { first.through(last) }
            }
            _ if !place.planned
                && let Some((days, at)) =
                    self.memory.reported(expr, &self.folded.text[span.start..span.end], document) =>
            {
                sure = false;
                cites.push(at);
                Some(days)
            }
            // On Friday, 17 November … On Monday: in the week of a story that is long past.
            _ if self.weekday_of_story(expr, document).is_some() => {
                sure = false;
                cites.extend(self.last.map(|l| l.1));
                self.weekday_of_story(expr, document)
            }
            _ if expr.is_anchored() => {
                let bare = is_bare(expr);
                // A fiscal year is no place in a story: a bare month behind it is that of the day of writing.
                let fiscal = |d: &(Interval, Span)| self.fiscal == Some(d.0) && document.is_some();
                let discourse = if bare { discourse.filter(|d| !fiscal(d)) } else { discourse };
                // Inside an aside it is the name's own story that goes on.
                let inner = discourse.filter(|d| place.aside.is_some_and(|c| c.contains(d.1)));
                let told = inner.or(self.story).or(series).filter(|d| !fiscal(d));
                // A day in the weeks of writing is of this year, whatever next year's plan was told before it.
                let plan =
                    |d: &(Interval, Span)| !self.sentence.contains(d.1) && is_of_these_weeks(expr, d.0, document);
                let anchor = if bare { told.filter(|d| follows(expr, d.0) && !plan(d)) } else { discourse };
                sure = !(bare && anchor.is_none() && discourse.is_some());
                // The year of another sentence may be that of a figure, and the month that of the day of writing.
                let year =
                    |d: Interval| d.precision == Precision::Year && d.single_year() != document.map(|d| d.year());
                // After a sentence on the last year a bare month may be of that year or of this.
                let last_year = |d: Interval| d.start.map(|s| s.year() + 1) == document.map(|d| d.year());
                let distant =
                    |d: &(Interval, Span)| bare && (year(d.0) || last_year(d.0)) && !self.sentence.contains(d.1);
                sure &= !anchor.as_ref().is_some_and(distant) || document.is_none();
                sure &= !anchor
                    .is_some_and(|a| self.unsure == Some(a.1) || torn && series == Some(a) || elsewhere == Some(a));
                let leans = leans_on_discourse(expr);
                let at = Anchors { document, discourse: anchor.map(|d| d.0), fiscal_year_end: None };
                // With no date named before, the day of writing is the best guess, and no more than that.
                let mut days = expr.resolve(&at).or_else(|| {
                    sure = false;
                    // 去年同期 is a stretch, and the day of writing none.
                    if matches!(expr.core(), DateExpr::Same { .. }) {
                        return None;
                    }
                    expr.resolve(&Anchors { discourse: document.map(Interval::day), ..at })
                });
                if let Some(month) = days.filter(|_| !place.planned).and_then(|d| month_before(expr, d, document)) {
                    sure = false;
                    days = expr.resolve(&Anchors { discourse: Some(month), ..at }).or(days);
                }
                match anchor {
                    Some((_, place)) if leans => cites.push(place),
                    _ => {
                        // A bare day is of the month of writing, whatever is planned on it.
                        let dated = matches!(expr.core(), DateExpr::Fields(f) if f.day.is_none() || f.month.is_some());
                        if bare
                            && dated
                            && let (Some(found), Some(doc)) = (days, document)
                        {
                            let years = if place.alone { 0 } else { told_years(found, doc, place.planned) };
                            if years != 0 {
                                // Counted anew: the first Monday of October is another day each year.
                                let year = found.start.or(found.end).map(|d| d.year() + years).and_then(Interval::year);
                                days = expr.resolve(&Anchors { discourse: year, ..at });
                            }
                            // 截至9月底 looks back by itself; 9月上市 may be a plan that does not say so.
                            sure &= days == Some(found) || matches!(expr, DateExpr::AsOf(_) | DateExpr::Since(_));
                        }
                        let ahead = |d: Interval| d.start.zip(document).is_some_and(|(s, doc)| s > doc);
                        sure &= !(bare && days.is_some_and(ahead));
                        cites.extend(self.date.span.map(|_| span));
                    }
                }
                days
            }
            _ => expr.resolve(&Anchors { document, ..Anchors::default() }),
        }?;
        if self.is_adrift(expr, span, discourse.map(|d| d.0), days, document, place) {
            return None;
        }
        let steps = self.steps(expr, span, days, &cites);
        // Where nothing else is dated, the story may be.
        let aside = place.compared && (self.last.is_some() || document.is_some());
        if (days.start.is_some() || days.end.is_some()) && !aside {
            // From April 2016 until July 2021: that year is the one the story has come to.
            let days = if matches!(expr, DateExpr::Range(..)) { arrived(days) } else { days };
            self.last = Some((days, span));
            if place.aside.is_none() {
                self.memory.keep(expr, days, span, document);
            }
            if !sure {
                self.unsure = Some(span);
            }
            if place.aside.is_none() {
                self.story = self.last;
                self.closed = Some((block, days, span));
            }
            if !matches!(expr, DateExpr::Fiscal { .. } | DateExpr::Relative { from: From::Discourse, count: 0, .. }) {
                self.fiscal = None;
            }
            if place.leading && (self.opened.is_none_or(|o| o.0 != block)) {
                self.opened = Some((block, days, span));
            }
        }
        Some(Resolved { days, steps, sure, compared: place.compared })
    }

    /// The day of the week on or next behind a day that this paragraph has named, where that is no day of the weeks of writing.
    fn weekday_of_story(&self, expr: &DateExpr, document: Option<NaiveDate>) -> Option<Interval> {
        let DateExpr::Fields(Fields { weekday: Some(_), half: None, quarter: None, month: None, day: None }) = expr
        else {
            return None;
        };
        let day = self.last.filter(|l| l.0.start == l.0.end).and_then(|l| l.0.start)?;
        let past = document.is_some_and(|d| (d - day).num_days() > WEEKS_OF_WRITING);
        let week = day.checked_add_days(Days::new(6)).filter(|_| past);
        expr.resolve(&Anchors { document: week, ..Anchors::default() })
    }

    /// 11年后,…再度上演; 在因伤淡出赛场两个月后: what it counts from is not told, and nothing of it is still to come.
    fn is_adrift(
        &self,
        expr: &DateExpr,
        span: Span,
        anchor: Option<Interval>,
        days: Interval,
        document: Option<NaiveDate>,
        place: Place,
    ) -> bool {
        let (DateExpr::Relative { .. } | DateExpr::Onward(_)) = expr else { return false };
        let DateExpr::Relative { from: From::Discourse, count: 1.., unit, .. } = expr.core() else { return false };
        let told = anchor.is_some_and(|a| a.start != document || a.end != document);
        let before = self.folded.text[self.sentence.start.min(span.start)..span.start].chars().next_back();
        let attached = before.is_some_and(|c| is_han(c) && !"在于约近再这那等到过但而并且则又仅才共已是".contains(c));
        let opening = place.leading && !place.ahead && !place.alone && *unit >= TimeUnit::Year;
        !told && days.start > document && (attached && !place.planned || opening)
    }

    /// 年底 with no word for the year in it.
    fn is_bare_part(&self, inner: &DateExpr, span: Span) -> bool {
        let this_year =
            matches!(inner, DateExpr::Relative { from: From::Document, count: 0, unit: TimeUnit::Year, .. });
        this_year && self.folded.text[span.start..span.end].chars().count() <= 2
    }

    /// The year of the date last named in the sentence.
    fn named_year(&self) -> Option<i32> {
        self.last.filter(|l| self.sentence.contains(l.1)).and_then(|l| l.0.single_year())
    }

    /// The head, middle or tail of a year.
    fn part_of(year: i32, part: Part) -> Option<Interval> {
        DateExpr::Part(Box::new(DateExpr::Known(Interval::year(year)?)), part).resolve(&Anchors::default())
    }

    fn steps(&self, expr: &DateExpr, span: Span, days: Interval, cites: &[Span]) -> Vec<Step> {
        let words = |s: Span| &self.folded.text[s.start..s.end];
        let mut steps = Vec::new();
        for cite in cites.iter().filter(|c| **c != span) {
            steps.push(Step {
                cite: Cite::Article(self.folded.origin(*cite)),
                text: Bilingual::new(
                    format!("“{}” counts from “{}”", words(span), words(*cite)),
                    format!("“{}”承接“{}”", words(span), words(*cite)),
                ),
            });
        }
        if steps.is_empty() && expr.is_anchored() && self.date.days.is_some() {
            let day = self.date.days.map(Interval::edtf).unwrap_or_default();
            let cite = match (self.date.span, self.date.basis) {
                (Some(s), _) => Cite::Article(s),
                (None, DateBasis::Option) => Cite::Option("--date"),
                (None, DateBasis::Inferred) => Cite::Option("inferred date"),
                (None, _) => Cite::Option("file name"),
            };
            let text = Bilingual::new(
                format!("“{}” counts from the document date {day}", words(span)),
                format!("“{}”按发稿日 {day} 推算", words(span)),
            );
            steps.push(Step { cite, text });
        }
        if expr.is_anchored() || matches!(expr, DateExpr::Fiscal { .. }) {
            let text = Bilingual::new(format!("“{}” is {days}", words(span)), format!("“{}”即 {days}", words(span)));
            steps.push(Step { cite: Cite::Article(self.folded.origin(span)), text });
        }
        steps
    }
}

/// The month in which a stretch of several years ends; anything else as it is.
fn arrived(days: Interval) -> Interval {
    let years = days.start.zip(days.end).map_or(0, |(s, e)| e.year() - s.year());
    let end = days.end.filter(|_| years > 0 && days.precision == Precision::Range);
    end.and_then(|e| Interval::month(e.year(), e.month())).unwrap_or(days)
}

/// How many years from that of the document the one is that a bare date is told of: what lies more than a month ahead is
/// of the year before, unless it is planned; a plan is not of the past, but what was decided last month may be told as one.
fn told_years(days: Interval, document: NaiveDate, planned: bool) -> i32 {
    let (near, far) = (document.checked_add_days(Days::new(31)), document.checked_sub_days(Days::new(31)));
    match (days.start, days.end) {
        (Some(start), _) if !planned && near.is_some_and(|near| start > near) => -1,
        (_, Some(end)) if planned && far.is_some_and(|far| end < far) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_month_is_of_the_year_it_is_told_of() {
        let document = NaiveDate::from_ymd_opt(2024, 4, 10).expect("a day");
        let told = |m, planned| Interval::month(2024, m).map(|i| told_years(i, document, planned));
        assert_eq!(told(9, false), Some(-1));
        assert_eq!(told(9, true), Some(0));
        assert_eq!(told(5, false), Some(0));
        assert_eq!(told(2, true), Some(1));
        assert_eq!(told(2, false), Some(0));
    }
}
