//! `weekday-conflict`: a date beside a day of the week that it did not fall on.

use super::{Context, Rule, Run};
use crate::check::{around, fix};
use crate::diagnostic::{Diagnostic, Fix, Label, Place, Severity};
use crate::extract::{Mention, MentionValue};
use crate::source::Span;
use crate::time::{Interval, Precision};
use crate::vocabulary::Bilingual;
use chrono::{Datelike, Days, NaiveDate, Weekday};

pub(super) const RULE: Rule = Rule {
    code: "weekday-conflict",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a date did not fall on the day of the week that stands beside it",
    summary_zh: "日期与星期不符",
    page: include_str!("weekday_conflict.md"),
    run: Run::Article(run),
};

/// The days of the week in the order of the calendar, Monday first.
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const CHINESE: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];

/// A bare date this many days from that of the article is of its year.
const NEAR: i64 = 45;
/// A bare day this many days from that of the article is of its month.
const BESIDE: i64 = 2;

fn run(seen: &Context) -> Vec<Diagnostic> {
    let mentions = &seen.extraction.mentions;
    let findings = mentions.iter().enumerate().filter_map(|(i, mention)| {
        let day = day_of(mention)?;
        let (word, named) = inside(seen, mention.span)
            .or_else(|| beside(seen, mention, mentions.get(i + 1)?, true))
            .or_else(|| beside(seen, mention, mentions.get(i.checked_sub(1)?)?, false))?;
        let date = match mention.span.contains(word) {
            true => rest(seen, mention.span, word),
            false => mention.span,
        };
        let wrong = readings(seen, date, day)?.iter().all(|d| d.weekday() != named);
        wrong.then(|| finding(seen, date, word, day, named))
    });
    findings.collect()
}

/// The single day a mention denotes.
fn day_of(mention: &Mention) -> Option<NaiveDate> {
    match mention.value {
        MentionValue::Days(Some(days)) if days.precision == Precision::Day && days.start == days.end => {
            days.start.filter(|d| d.year() >= 1600)
        }
        _ => None,
    }
}

/// The days the words may mean: that of the year they name, or of any year near that of the article where they name
/// none; `None` where nothing tells the year.
fn readings(seen: &Context, date: Span, day: NaiveDate) -> Option<Vec<NaiveDate>> {
    let words = seen.article.source.slice(date);
    let digits = |c: char| c.is_ascii_digit();
    if !words.chars().any(digits) {
        return None;
    }
    let year = words.split(|c: char| !c.is_ascii_digit()).any(|n| n.parse() == Ok(day.year()));
    if year {
        return Some(vec![day]);
    }
    // 8 November: in a year around the article's. A day of the month alone may be of another month.
    let month = words.contains('月') || words.chars().any(|c| c.is_ascii_alphabetic());
    let written = seen.extraction.date.days.and_then(|d| d.start)?;
    // The day of the month alone is that of this month where it is a day or two from the article's.
    if day.signed_duration_since(written).num_days().abs() <= BESIDE {
        return Some(vec![day]);
    }
    let named = seen.extraction.date.days.and_then(Interval::single_year).filter(|_| month)?;
    // A date of the weeks around the article's is of no other year.
    if day.signed_duration_since(written).num_days().abs() <= NEAR {
        return Some(vec![day]);
    }
    (day.year() - named).abs().le(&1).then(|| {
        (named - 1..=named + 1).filter_map(|year| NaiveDate::from_ymd_opt(year, day.month(), day.day())).collect()
    })
}

/// A day of the week inside the words of a date: Thursday, November 9, 2023.
fn inside(seen: &Context, span: Span) -> Option<(Span, Weekday)> {
    word(seen, span, false)
}

/// A day of the week in brackets beside a date, or right beside it: 2023年11月9日(星期四), 周四(11月9日).
fn beside(seen: &Context, date: &Mention, other: &Mention, behind: bool) -> Option<(Span, Weekday)> {
    let found = word(seen, other.span, true)?;
    let (first, second) = if behind { (date.span, other.span) } else { (other.span, date.span) };
    let gap = around::between(seen.article, first, second)?;
    let closed = |at: usize| around::after(seen.article, at, 1).starts_with([')', '）', ',', '，', ']', '】', '。']);
    let joined = match gap.trim() {
        "" => !seen.article.source.slice(other.span).is_ascii(),
        "(" | "[" | "【" => closed(second.end),
        "," | "、" => behind && closed(second.end),
        _ => false,
    };
    joined.then_some(found)
}

/// The day of the week that a text names, and where; `whole` where it must name nothing else.
fn word(seen: &Context, span: Span, whole: bool) -> Option<(Span, Weekday)> {
    let text = seen.article.source.slice(span);
    let found = |at: usize, len: usize, day: Weekday| (Span::new(span.start + at, span.start + at + len), day);
    for (at, lead) in ["星期", "礼拜", "禮拜", "周", "週"].iter().filter_map(|l| Some((text.find(l)?, l))) {
        let next = text.split_at(at + lead.len()).1.chars().next()?;
        let index = CHINESE.iter().position(|&c| c == next || c == '日' && next == '天');
        if let Some(i) = index.filter(|_| !whole || at == 0) {
            return Some(found(at, lead.len() + next.len_utf8(), WEEK[i]));
        }
    }
    let mut at = 0;
    for part in text.split(|c: char| !c.is_ascii_alphabetic()) {
        let index = ENGLISH.iter().position(|name| {
            let short = part.len() >= 3 && part.len() <= 5 && name.get(..part.len()) == Some(part);
            *name == part || short && !matches!(part, "Sund" | "Mond" | "Frid" | "Satu")
        });
        if let Some(i) = index.filter(|_| !whole || at == 0 && part.len() == text.len()) {
            return Some(found(at, part.len(), WEEK[i]));
        }
        at += part.len() + 1;
    }
    None
}

/// The words of the date without those of the day of the week before or behind it.
fn rest(seen: &Context, span: Span, word: Span) -> Span {
    let source = &seen.article.source;
    let (before, after) = (Span::new(span.start, word.start), Span::new(word.end, span.end));
    let longer = if before.len() > after.len() { before } else { after };
    let text = source.slice(longer);
    let is_edge = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')' | '，' | '（' | '）');
    let start = longer.start + (text.len() - text.trim_start_matches(is_edge).len());
    Span::new(start, (start + text.trim_matches(is_edge).len()).max(start))
}

fn finding(seen: &Context, date: Span, word: Span, day: NaiveDate, named: Weekday) -> Diagnostic {
    let source = &seen.article.source;
    let right = day.weekday();
    let words = source.slice(word);
    let (en, zh) = shown(right);
    let mut fixes = Vec::new();
    if !around::is_quoted(seen.article, word.start) {
        fixes.push(Fix { span: word, replacement: in_form(words, right) });
        let nearest = (1..=3).find_map(|n| {
            let near = [day.checked_sub_days(Days::new(n)), day.checked_add_days(Days::new(n))];
            near.into_iter().flatten().find(|d| d.weekday() == named)
        });
        let other = nearest.and_then(|d| fix::date(source, date, Interval::day(day), Interval::day(d)));
        fixes.extend(other);
    }
    let label = |span, text, primary| Label { place: Place::Article, span, text, primary };
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("`{}` was a {en}, not a {}", source.slice(date), shown(named).0),
            format!("“{}”是星期{zh},不是“{words}”", source.slice(date)),
        ),
        labels: vec![
            label(word, Bilingual::new(format!("it was a {en}"), format!("应为星期{zh}")), true),
            label(date, Bilingual::new("of this day", "这一天"), false),
        ],
        notes: Vec::new(),
        help: Bilingual::new("correct the date or the day of the week", "请改正日期或星期"),
        facts: Vec::new(),
        fixes,
        claim: None,
    }
}

fn index(day: Weekday) -> usize {
    day.num_days_from_monday() as usize
}

fn shown(day: Weekday) -> (&'static str, char) {
    (ENGLISH[index(day)], CHINESE[index(day)])
}

/// A day of the week in the form of another: Thu for Wed, 周四 for 周三.
fn in_form(words: &str, day: Weekday) -> String {
    let (en, zh) = shown(day);
    if words.is_ascii() {
        return en.get(..words.len().min(en.len())).filter(|_| words.len() <= 4).unwrap_or(en).to_owned();
    }
    let mut lead: Vec<char> = words.chars().collect();
    lead.pop();
    lead.into_iter().chain([zh]).collect()
}
