//! Births, deaths and ages: 生于1912年,1954年去世,享年51岁; Ines Falk, 44, was born in 1971; aged 35 in 1992.

use super::Tie;
use super::frame::{Draft, View};
use super::order::{Dated, Moment, TieKind, is_full, moment, words};
use super::scan::{Token, What};
use crate::grammar::{Anchors, DateExpr, Value};
use crate::source::Span;
use crate::statement::{Slot, Statement};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Language, Ordered, Words, ordered};
use rust_decimal::prelude::ToPrimitive;

/// A year and a day: nobody has lived longer than 122 years.
const LONGEST_LIFE: i64 = 123 * 366;
/// Characters before a date of birth that may say so.
const NEAR: usize = 24;
/// Characters between a date and the age that somebody had then.
const REACH: usize = 14;
/// Days before the day of writing in which somebody of whom it tells has died.
const RECENT: i64 = 31;

pub(super) fn read(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let before = out.len();
    lived(view, s, dates, out);
    life(view, s, dates, out);
    if out.len() == before {
        aged(view, s, dates, out);
    }
}

/// No age of a person is higher, however wrong.
const LONGEST: i64 = 200;

/// Days between a birth and an age: in China one year more may be counted, the year of birth being the first.
pub(super) fn years_after(years: i64, language: Language) -> (Option<i64>, Option<i64>) {
    let spare = if language == Language::Zh { 2 } else { 0 };
    (Some((years - spare) * 365), Some((years + 1) * 366))
}

pub(super) fn tie(
    view: &View<'_>,
    age: Span,
    from: Moment,
    to: Moment,
    (least, most): (Option<i64>, Option<i64>),
) -> Tie {
    Tie { kind: TieKind::Age, words: view.folded.origin(age), from: vec![from], to, least, most }
}

fn holds(text: &str, words: &Words, language: Language) -> bool {
    words.in_text(text, language)
}

/// The date is one of a birth.
pub(super) fn is_birth(view: &View<'_>, s: usize, date: &Dated) -> bool {
    let language = view.language(s);
    let sentence = view.sentences[s].span;
    let before = view.text(Span::new(sentence.start, date.span.start.max(sentence.start)));
    let near = before.char_indices().rev().nth(NEAR - 1).map_or(0, |(i, _)| i);
    let lead = before[near..].to_ascii_lowercase();
    let lead = lead.rsplit([',', ';', '(']).next().unwrap_or_default();
    let behind = view.text(Span::new(date.span.end, sentence.end.max(date.span.end)));
    let tail: String =
        behind.chars().take(6).take_while(|c| !",;".contains(*c)).map(|c| c.to_ascii_lowercase()).collect();
    holds(lead, &ordered().born, language) || language == Language::Zh && holds(&tail, &ordered().born, language)
}

/// Somebody born in 1971 who is 44 in the year of writing, or was 35 in 1992.
fn aged(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let language = view.language(s);
    let sentence = &view.sentences[s];
    let births: Vec<&Dated> = dates.iter().filter(|d| is_full(d) && is_birth(view, s, d)).collect();
    let [birth] = births[..] else { return };
    let text = words(view, sentence.span.start, sentence.span.end);
    let kin = ordered().kin.of(language).iter().any(|w| match language {
        Language::Zh => text.contains(w.as_str()),
        Language::En => text.split(|c: char| !c.is_alphabetic()).any(|word| word == w),
    });
    if kin || persons(view, s) > 1 || sentence.quotes.iter().any(|q| q.contains(birth.span)) {
        return;
    }
    for token in &view.tokens[s] {
        let Some(years) = years(view, s, token) else { continue };
        let from = moment(view, birth);
        // 2019年9月10日,出生于1964年的某人在55岁生日当天: on that day the years are full.
        if words(view, token.span.end, sentence.span.end).trim_start_matches('周').starts_with("生日") {
            let mut days =
                dates.iter().filter(|d| d.span != birth.span && is_full(d) && d.days.precision == Precision::Day);
            if let (Some(day), None) = (days.next(), days.next()) {
                let exact = (Some(years * 365), Some(years * 366));
                out.push(tie(view, token.span, from, moment(view, day), exact));
                return;
            }
        }
        let then = dates.iter().find(|d| d.span != birth.span && is_full(d) && is_then(view, s, d, token.span));
        // A date behind both may be that of all of it: that was in the profile of 2015.
        let dated = dates.iter().any(|d| d.span.start > token.span.end.max(birth.span.end) && is_full(d));
        let told = !view.inferred && then.is_none() && !dated;
        let now = view.document.filter(|_| told && is_now(view, s, token.span));
        let to = match (then, now) {
            (Some(date), _) => moment(view, date),
            (None, Some(days)) => Moment { span: None, days },
            (None, None) => continue,
        };
        out.push(tie(view, token.span, from, to, years_after(years, language)));
        return;
    }
}

/// The years of an age, or of a figure that may be one.
pub(super) fn years(view: &View<'_>, s: usize, token: &Token) -> Option<i64> {
    let What::Mention(m) = token.what else { return None };
    let q = match &view.mentions[m].value {
        Value::Age(q) => q,
        Value::Number(q) if !view.is_zh(s) && view.text(token.span).len() == 2 => q,
        _ => return None,
    };
    let years = q.stated.filter(|_| q.comparator.is_none())?.to_i64()?;
    (5..=115).contains(&years).then_some(years)
}

/// People that a sentence names.
fn persons(view: &View<'_>, s: usize) -> usize {
    let types = ["person".to_owned()];
    let mut ids: Vec<_> = view.tokens[s].iter().filter_map(|t| view.ids(t, &types)).flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

/// The age is that of the day of writing: 现年44岁, Falk, 44, was born, who was born in 1958, is 57, and is now 57.
fn is_now(view: &View<'_>, s: usize, age: Span) -> bool {
    let sentence = view.sentences[s].span;
    let before = words(view, sentence.start, age.start);
    let before = before.trim_end();
    let behind = words(view, age.end, sentence.end);
    let behind = behind.trim_start();
    let stops = behind.is_empty() || behind.starts_with(['.', ',', ';']) || behind.starts_with("and ");
    if view.is_zh(s) {
        let before = before.strip_suffix('已').or(before.strip_suffix("已经")).unwrap_or(before);
        let now = ["今年", "现年"].iter().any(|w| before.ends_with(w));
        // 今年44岁的李明远, 今年44岁。
        return now && (stops || behind.starts_with(['的', '。']));
    }
    let verb = ["is", "now", "is currently"].iter().any(|w| before.ends_with(&format!(" {w}")));
    let own = words(view, age.start, age.end);
    if verb {
        return stops || behind.starts_with("years old") || own.contains("year");
    }
    // Falk, 44, was born: the figure stands alone between two commas behind the name.
    let born =
        ["was born", "who was born", "born"].iter().any(|w| behind.trim_start_matches([',', ' ']).starts_with(w));
    let name = before.strip_suffix(',').is_some_and(|b| b.ends_with(char::is_alphabetic) && b.split(' ').count() <= 4);
    name && behind.starts_with(',') && born
}

/// The age is that of a date right before it: 1992年出任院长时35岁, in 1992 at the age of 35.
fn is_then(view: &View<'_>, s: usize, date: &Dated, age: Span) -> bool {
    let language = view.language(s);
    if date.span.end > age.start {
        return false;
    }
    let gap = words(view, date.span.end, age.start);
    let gap = gap.trim();
    let own = words(view, age.start, age.end);
    match language {
        Language::Zh => {
            let when = ordered().at_that_time.at_end(gap, language).is_some();
            when && !gap.contains([',', ';', '的']) && gap.chars().count() <= REACH
        }
        // The word for it may be a part of the age.
        Language::En => {
            let told = format!("{gap} {}", own.trim_end_matches(|c: char| c.is_ascii_digit())).trim().to_owned();
            let told = told.trim_start_matches([',', ' ']);
            matches!(told, "at the age of" | "aged" | "at age" | "at")
        }
    }
}

/// Anders Lind (1840–1921): the years of a life in brackets behind the name of a person.
fn life(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let types = ["person".to_owned()];
    for date in dates {
        let DateExpr::Range(first, second) = date.expr else { continue };
        let (DateExpr::Known(from), DateExpr::Known(to)) = (&**first, &**second) else { continue };
        let behind = view.text(Span::new(date.span.end, view.sentences[s].span.end.max(date.span.end)));
        let named = view.tokens[s].iter().any(|t| {
            let gap = view.text(Span::new(t.span.end.min(date.span.start), date.span.start));
            t.span.end < date.span.start && gap.trim() == "(" && view.ids(t, &types).is_some()
        });
        if named && behind.starts_with(')') && first.resolve(&Anchors::default()).is_some() {
            let at = Some(view.folded.origin(date.span));
            let (from, to) = (Moment { span: at, days: *from }, Moment { span: at, days: *to });
            out.push(tie(view, date.span, from, to, (Some(0), Some(LONGEST_LIFE))));
        }
    }
}

/// 生于1912年,1954年去世,享年51岁: birth, death and what lies between.
fn lived(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let Ordered { born, died, aged, .. } = ordered();
    let language = view.language(s);
    let [first, second] = dates else { return };
    if !is_full(first) || !is_full(second) {
        return;
    }
    let sentence = view.sentences[s].span;
    let sides = |d: &Dated, from: usize, to: usize| (words(view, from, d.span.start), words(view, d.span.end, to));
    let (lead, middle) = sides(first, sentence.start, second.span.start);
    let (_, tail) = sides(second, first.span.end, sentence.end);
    let near = |text: &str| text.chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    let birth = holds(&near(&lead), born, language)
        || language == Language::Zh && holds(&middle.chars().take(6).collect::<String>(), born, language);
    let death = holds(&middle, died, language) || holds(&tail.chars().take(24).collect::<String>(), died, language);
    if !birth || !death || holds(&tail, born, language) {
        return;
    }
    let (from, to) = (moment(view, first), moment(view, second));
    let age = view.tokens[s].iter().filter_map(|t| match t.what {
        What::Mention(m) => match &view.mentions[m].value {
            Value::Age(years) => {
                let lived = years.stated.filter(|_| years.comparator.is_none())?.to_i64()?;
                (0..=LONGEST).contains(&lived).then_some((t.span, lived))
            }
            _ => None,
        },
        _ => None,
    });
    let ages: Vec<(Span, i64)> = age.collect();
    let told = |span: Span| {
        let before = words(view, sentence.start, span.start);
        let own = words(view, span.start, span.end);
        aged.at_end(before.trim_end(), language).is_some()
            || aged.of(language).iter().any(|w| own.starts_with(w.as_str()))
    };
    match ages[..] {
        [(span, years)] if told(span) => {
            out.push(tie(view, span, from, to, years_after(years, language)));
        }
        [] => {
            out.push(tie(view, second.span, from, to, (Some(0), Some(LONGEST_LIFE))));
        }
        _ => {}
    }
}

/// Died in 1921 at 70. He was born in 1840.: a death and an age in one sentence, the birth told elsewhere.
pub(super) fn lives(view: &View<'_>, drafts: &[Draft], out: &mut Vec<Tie>) {
    let place = |d: &Draft, slot| d.parts.iter().find(|p| p.0 == slot).map(|p| p.1);
    let events = |name: &'static str| {
        drafts.iter().filter_map(move |d| match &d.statement {
            Statement::Event(e) if e.predicate.as_deref() == Some(name) && d.modality.is_judged() && !d.quoted => {
                let ([who], Some(days), Some(at)) = (&e.subject[..], e.when, place(d, Slot::When)) else { return None };
                let sure = d.doubt.is_none() && d.weak.is_none() && !is_of_either_year(view, d, days);
                (sure && days.is_bounded())
                    .then(|| (who.clone(), Moment { span: Some(view.folded.origin(at)), days }, at))
            }
            _ => None,
        })
    };
    let births: Vec<_> = events("birth").collect();
    for (who, to, at) in events("death") {
        let mut own = births.iter().filter(|b| b.0 == who);
        let (Some((_, from, born)), None) = (own.next(), own.next()) else { continue };
        let s = view.sentences.partition_point(|s| s.span.end <= at.start);
        // One sentence tells all: read there.
        let Some(sentence) = view.sentences.get(s).filter(|o| !o.span.contains(*born) && persons(view, s) <= 1) else {
            continue;
        };
        let language = view.language(s);
        let told = |token: &&Token| {
            let before = words(view, sentence.span.start, token.span.start);
            let own = words(view, token.span.start, token.span.end);
            let dead = |w: &String| own.starts_with(w.as_str());
            ordered().aged.at_end(before.trim_end(), language).is_some() || ordered().aged.of(language).iter().any(dead)
        };
        let mut ages = view.tokens[s].iter().filter(told).filter_map(|t| Some((t.span, years(view, s, t)?)));
        if let (Some((age, years)), None) = (ages.next(), ages.next()) {
            out.push(tie(view, age, from.clone(), to, years_after(years, language)));
        }
    }
}

/// A day without its year that was told of a year long past, while it was only just over when the article was written:
/// 写到1991年春天。3月2日清晨,他去世.
fn is_of_either_year(view: &View<'_>, draft: &Draft, days: Interval) -> bool {
    let document = view.document.filter(|_| !view.inferred).and_then(|d| d.start);
    let expr = draft.time.and_then(|m| view.date_expr(m));
    let Some((DateExpr::Fields(f), written)) = expr.zip(document) else { return false };
    let own = DateExpr::Fields(*f).resolve(&Anchors { document: Some(written), ..Anchors::default() });
    let near = own.and_then(|d| d.start).is_some_and(|d| (0..=RECENT).contains(&(written - d).num_days()));
    f.day.is_some() && near && own != Some(days)
}
