//! The period that a figure is measured over.

use super::frame::{Draft, Drafts, View, When};
use super::scan::What;
use super::trace::Way;
use crate::grammar::{DateExpr, Value};
use crate::source::Span;
use crate::statement::{Slot, Statement};
use crate::time::{Interval, Precision, TimeUnit};
use crate::vocabulary::{Cue, Language, Measures, lists};
use chrono::Days;
use rust_decimal::prelude::ToPrimitive;

impl View<'_> {
    /// The days of a length of time that ends with a date: the year to March 31, 截至6月30日止三个月.
    pub(super) fn period_ending(&self, s: usize, mention: usize) -> Option<Interval> {
        let date = self.mentions[mention].span;
        let end = self.times[mention].as_ref()?.days.end?;
        let sentence = self.sentences[s].span;
        let length = |touches: &dyn Fn(Span) -> bool| {
            self.inside(s, sentence).iter().find_map(|t| match t.what {
                What::Mention(m) if touches(t.span) => match &self.mentions[m].value {
                    Value::Duration(d) => Some((d.unit?, d.quantity.stated?.to_i32()?)),
                    _ => None,
                },
                _ => None,
            })
        };
        let (unit, count) = if self.is_zh(s) {
            if !matches!(self.date_expr(mention)?, DateExpr::AsOf(_)) {
                return None;
            }
            let rest = self.text(Span::new(date.end, sentence.end));
            let word = rest.trim_start_matches(['止', '的', '之']);
            let at = date.end + (rest.len() - word.len());
            match lists().periods.at_head(word, Language::Zh).and_then(|len| word.get(..len)) {
                Some("半年") => (TimeUnit::Half, 1),
                Some("季度") => (TimeUnit::Quarter, 1),
                Some(_) => (TimeUnit::Year, 1),
                None => length(&|span| span.start == at)?,
            }
        } else {
            let before = self.text(Span::new(sentence.start, date.start)).trim_end();
            let head = before[..before.len() - lists().ending.at_end(before, Language::En)?].trim_end();
            let at = sentence.start + head.len();
            let word = head.rsplit(|c: char| !c.is_ascii_alphabetic() && c != '-').next()?;
            match word.to_ascii_lowercase().as_str() {
                "year" => (TimeUnit::Year, 1),
                "half" | "half-year" => (TimeUnit::Half, 1),
                "quarter" => (TimeUnit::Quarter, 1),
                _ => length(&|span| span.end == at)?,
            }
        };
        let next = Interval::day(end.checked_add_days(Days::new(1))?);
        Interval::between(next.shift(unit, count.checked_neg()?)?.start, Some(end))
    }

    /// The time of a figure. A whole year is that of the period last named; a flow is measured over the period that
    /// stands beside an instant, a stock at the instant itself.
    pub(super) fn time_of_figure(&self, s: usize, at: Span, measures: Option<Measures>) -> Option<When> {
        if let Some(year) = self.whole_year(s, at) {
            self.took(at, Slot::When, year.span, Way::Beside);
            return Some(year);
        }
        let inner = self.inner(s, at).inspect(|w| self.took(at, Slot::When, w.span, Way::Beside));
        let when = inner.or_else(|| self.time(s, at))?;
        if let Some(days) = self.period_ending(s, when.mention).filter(|_| measures == Some(Measures::Flow)) {
            return Some(When { days: Some(days), ..when });
        }
        let Some(DateExpr::Until(_)) = self.date_expr(when.mention) else { return Some(when) };
        match measures {
            Some(Measures::Flow) => {
                let clause = self.clause(s, when.span);
                let fiscal = |d: &(Span, usize)| {
                    matches!(self.date_expr(d.1).map(DateExpr::core), Some(DateExpr::Fiscal { .. }))
                };
                let (span, mention) = self.dates(s, clause).find(fiscal).unwrap_or((when.span, when.mention));
                Some(When { mention, span, days: self.times[mention].as_ref().map(|r| r.days) })
            }
            Some(Measures::Stock) => {
                let last = when.days.and_then(|d| d.end).map(Interval::day);
                Some(When { days: last.or(when.days), ..when })
            }
            None => Some(when),
        }
    }

    /// Revenue in 2021 was $5 billion: a date between the word and its figure, unless one stands right behind both.
    pub(super) fn inner(&self, s: usize, at: Span) -> Option<When> {
        let (span, mention) = self.dates(s, at).next_back().filter(|d| at.contains(d.0))?;
        let figure = |m: usize| self.date_expr(m).is_none() && self.mentions[m].value.quantity().is_some();
        // Revenue for the three months to June 30 rose 18% to 5 billion: what stands behind the date takes none of it.
        let before = Span::new(at.start, span.start);
        let lasting = |m: usize| matches!(self.mentions[m].value, Value::Duration(_));
        let own = |m: usize| figure(m) && !lasting(m);
        let figures = self.inside(s, before).iter().filter(|t| matches!(t.what, What::Mention(m) if own(m))).count();
        let clause = self.clause(s, at);
        let behind = self.dates(s, Span::new(at.end, clause.end.max(at.end))).next();
        let follows = behind.is_some_and(|b| self.text(Span::new(at.end, b.0.start)).trim().len() <= 6);
        let days = self.times[mention].as_ref().map(|r| r.days);
        // 由2021年的538亿升至2022年的814亿: nothing parts the date from its figure.
        let rest = self.text(Span::new(span.end, at.end)).trim_start_matches('的');
        let follows = follows && !(self.is_zh(s) && rest.starts_with(|c: char| c.is_ascii_digit()));
        (figures <= 1 && !follows).then_some(When { mention, span, days })
    }

    /// 全年, the full year: the year of the period named before it.
    pub(super) fn whole_year(&self, s: usize, at: Span) -> Option<When> {
        let clause = self.clause(s, at);
        let own = Span::new(clause.start, at.end.max(clause.start));
        let cue = self.inside(s, own).iter().rev().find(|t| self.is_cue(t, Cue::WholeYear))?;
        let block = self.sentences[s].block;
        let back = (0..=s).rev().take(3).take_while(|&i| self.sentences[i].block == block);
        let base = |i: usize| {
            let span = self.sentences[i].span;
            let end = if i == s { cue.span.start } else { span.end };
            self.dates(i, Span::new(span.start, end)).next_back()
        };
        let (_, mention) = back.into_iter().find_map(base)?;
        if let Some(DateExpr::Fiscal { half, quarter, .. }) = self.date_expr(mention).map(DateExpr::core) {
            let days = self.times[mention].as_ref().map(|r| r.days);
            return (half.is_none() && quarter.is_none()).then_some(When { mention, span: cue.span, days });
        }
        let year = self.times[mention].as_ref().and_then(|r| r.days.single_year())?;
        Some(When { mention, span: cue.span, days: Interval::year(year) })
    }
}

/// The period of the figures of the sentence before, where that has one only.
pub(super) fn carried(view: &View<'_>, s: usize, drafts: &Drafts) -> Option<When> {
    let when = view.told_date(s)?;
    let period = when.days.is_some_and(|d| d.precision >= Precision::Quarter && d.is_bounded());
    let one = view.dates(s - 1, view.sentences[s - 1].span).count() == 1;
    let figure = |d: &Draft| d.time == Some(when.mention) && matches!(d.statement, Statement::Metric(_));
    (period && one && drafts.list.iter().rev().any(figure)).then_some(when)
}
