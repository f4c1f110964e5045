//! `impossible-date`: a day or month that no calendar has.

use super::{Context, Rule, Run};
use crate::check::around;
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{MentionKind, MentionValue, Oddity};
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "impossible-date",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a date has a day or month that no calendar has",
    summary_zh: "日期不存在",
    page: include_str!("impossible_date.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let days = seen.extraction.oddities.iter().filter_map(|(span, oddity)| match oddity {
        Oddity::NoSuchDay { year, month, day } => Some(no_such_day(seen, *span, *year, *month, *day)),
        Oddity::Backwards(..) => None,
    });
    days.chain(no_such_months(seen)).collect()
}

fn no_such_day(seen: &Context, span: Span, year: Option<i32>, month: u32, day: u32) -> Diagnostic {
    let words = seen.article.source.slice(span);
    let last = Interval::month(year.unwrap_or(2000), month).and_then(|m| m.end);
    let last = last.map_or(31, |d| chrono::Datelike::day(&d));
    let said = Bilingual::new(
        format!("`{words}`: month {month} has no day {day}, its last is {last}"),
        format!("“{words}”:{month}月没有{day}日,最后一天是{last}日"),
    );
    finding(span, said)
}

/// 2023年13月: the grammar reads the year alone, and a number before the word for month is left.
fn no_such_months(seen: &Context) -> Vec<Diagnostic> {
    let pairs = seen.extraction.mentions.windows(2).filter_map(|pair| {
        let [year, month] = pair else { return None };
        let MentionValue::Figure(q) = &month.value else { return None };
        let count = q.stated.filter(|v| v.is_integer() && v.to_string().parse().is_ok_and(|m: u32| (13..100).contains(&m)))?;
        let words = seen.article.source.slice(year.span);
        let joined = year.kind == MentionKind::Period
            && words.ends_with('年')
            && around::between(seen.article, year.span, month.span).is_some_and(|gap| gap.trim().is_empty())
            && around::after(seen.article, month.span.end, 1) == "月";
        joined.then(|| {
            let span = year.span.cover(month.span);
            let words = seen.article.source.slice(span);
            let said = Bilingual::new(
                format!("`{words}月`: there is no month {count}"),
                format!("“{words}月”:没有{count}月"),
            );
            finding(span, said)
        })
    });
    pairs.collect()
}

fn finding(span: Span, message: Bilingual) -> Diagnostic {
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message,
        labels: vec![Label {
            place: Place::Article,
            span,
            text: Bilingual::new("no such day", "没有这一天"),
            primary: true,
        }],
        notes: Vec::new(),
        help: Bilingual::new("look the date up in the source", "请按原始资料改正日期"),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: None,
    }
}
