//! Ages told in other sentences than the birth: 他1948年3月生于青坞…1964年,16岁的他…; born on May 4, 1936 … graduated in 1958, at 22.
//!
//! Only of the one person whose birth an article tells, where a pronoun or the name stands right beside the age.

use super::Tie;
use super::birth::{is_birth, tie, years, years_after};
use super::frame::View;
use super::order::{Dated, Moment, dated, is_full, moment, words};
use super::scan::Token;
use crate::source::Span;
use crate::statement::Id;
use crate::vocabulary::{Language, ordered};

/// Characters between a date and an age told with it.
const REACH_ZH: usize = 4;
const REACH_EN: usize = 60;

pub(super) fn read(view: &View<'_>, out: &mut Vec<Tie>) {
    (0..view.sentences.len()).for_each(|s| then_and_now(view, s, out));
    let births: Vec<(usize, Moment)> = births(view);
    (0..view.sentences.len()).for_each(|s| of_the_moment(view, s, &births, out));
    let [(born, from)] = &births[..] else { return };
    let who = subject(view, *born);
    for s in 0..view.sentences.len() {
        if s == *born || view.language(s) != view.language(*born) || of_kin(view, s) {
            continue;
        }
        for token in &view.tokens[s] {
            let Some(years) = years(view, s, token) else { continue };
            if view.sentences[s].quotes.iter().any(|q| q.contains(token.span)) || !is_about(view, s, token, &who) {
                continue;
            }
            if let Some(to) = then(view, s, token.span).or_else(|| now(view, s, token.span)) {
                let bounds = years_after(years, view.language(s));
                let placed = view.folded.origin(token.span);
                if !out.iter().any(|t| t.words.overlaps(placed)) {
                    out.push(tie(view, token.span, from.clone(), to, bounds));
                }
            }
        }
    }
}

/// In 1996 there were 268 pupils. She was 27 then; …, she is 65 now: two ages of one person, and the year of the first.
fn then_and_now(view: &View<'_>, s: usize, out: &mut Vec<Tie>) {
    let Some(days) = view.document.filter(|_| !view.inferred && !view.is_zh(s)) else { return };
    let sentence = view.sentences[s].span;
    let ages: Vec<(Span, i64)> = view.tokens[s].iter().filter_map(|t| Some((t.span, years(view, s, t)?))).collect();
    let [(first, young), (second, old)] = ages[..] else { return };
    let before = words(view, sentence.start, first.start);
    let Some(pronoun) = ["she", "he"].into_iter().find(|p| before.trim() == format!("{p} was")) else { return };
    let (tail, lead) = (words(view, first.end, second.start), words(view, first.end, second.start));
    let then = ["then", "at the time"].iter().any(|w| tail.trim_start().starts_with(w));
    let rest = words(view, second.end, sentence.end);
    let is = [format!("{pronoun} is"), format!("{pronoun} is now")];
    let now = is.iter().any(|w| lead.trim_end().ends_with(w.as_str()))
        && (lead.trim_end().ends_with("now")
            || rest.trim_start().starts_with("now")
            || rest.trim_start().starts_with("today"));
    let Some(last) = s.checked_sub(1).filter(|&i| view.sentences[i].block == view.sentences[s].block) else { return };
    let dates: Vec<Dated> = view.tokens[last].iter().filter_map(|t| dated(view, t)).filter(is_full).collect();
    if let ([date], true) = (&dates[..], then && now && old > young) {
        let apart = old - young;
        let to = Moment { span: None, days };
        let bounds = (Some((apart - 1) * 365), Some((apart + 1) * 366));
        out.push(tie(view, second, moment(view, date), to, bounds));
    }
}

/// The dates of births that an article tells, with their sentences; those of kin count, too.
fn births(view: &View<'_>) -> Vec<(usize, Moment)> {
    let of = |s: usize| {
        let dates: Vec<Dated> = view.tokens[s].iter().filter_map(|t| dated(view, t)).collect();
        let births: Vec<Moment> =
            dates.iter().filter(|d| is_full(d) && is_birth(view, s, d)).map(|d| moment(view, d)).collect();
        births.into_iter().map(move |m| (s, m))
    };
    (0..view.sentences.len()).flat_map(of).collect()
}

/// Kin are spoken of.
fn of_kin(view: &View<'_>, s: usize) -> bool {
    let text = view.text(view.sentences[s].span).to_lowercase();
    ordered().kin.of(view.language(s)).iter().any(|w| match view.language(s) {
        Language::Zh => text.contains(w.as_str()),
        Language::En => text.split(|c: char| !c.is_alphabetic()).any(|word| word == w),
    })
}

/// The people a stretch of a sentence names.
fn persons(view: &View<'_>, s: usize, span: Span) -> Vec<Id> {
    let types = ["person".to_owned()];
    let mut ids: Vec<Id> = view.inside(s, span).iter().filter_map(|t| view.ids(t, &types)).flatten().collect();
    ids.dedup();
    ids
}

/// Whom a sentence is about: the one it names, or whom the text named last.
fn subject(view: &View<'_>, s: usize) -> Option<Id> {
    let whole = |i: usize| persons(view, i, view.sentences[i].span);
    match &whole(s)[..] {
        // Behind 一位记者说 a pronoun is of somebody without a name.
        [] => {
            let last = (0..s).rev().find(|&i| !whole(i).is_empty() || view.tells_of_somebody(i))?;
            whole(last).pop()
        }
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The age is that of whom the birth is of: a pronoun, or the name, stands beside it, and nobody else in the sentence.
fn is_about(view: &View<'_>, s: usize, token: &Token, who: &Option<Id>) -> bool {
    let sentence = view.sentences[s].span;
    let named = persons(view, s, sentence);
    if named.iter().any(|id| Some(id) != who.as_ref()) {
        return false;
    }
    let told = subject(view, s);
    match view.language(s) {
        Language::Zh => {
            let behind = view.text(Span::new(token.span.end, sentence.end.max(token.span.end)));
            let Some(rest) = behind.strip_prefix('的') else {
                // 他今年57岁。
                let before = words(view, sentence.start, token.span.start);
                return ["他今年", "她今年", "他现年", "她现年"].iter().any(|w| before == *w) && told == *who;
            };
            let pronoun = (rest.starts_with('他') || rest.starts_with('她'))
                && !rest.starts_with("他们")
                && !rest.starts_with("她们");
            let name = view.inside(s, Span::new(token.span.end, sentence.end)).first().is_some_and(|t| {
                let types = ["person".to_owned()];
                t.span.start == token.span.end + '的'.len_utf8()
                    && view.ids(t, &types).is_some_and(|i| i.first() == who.as_ref())
            });
            pronoun && told == *who || name && who.is_some()
        }
        Language::En => {
            let text = view.text(sentence).trim_start();
            let pronoun = ["He ", "She "].iter().any(|w| text.starts_with(w));
            pronoun && named.is_empty() && told == *who
        }
    }
}

/// The day of an age told with a date: 1964年,16岁的他; graduated in 1958 from a conservatory, at 22.
fn then(view: &View<'_>, s: usize, age: Span) -> Option<Moment> {
    let language = view.language(s);
    let dates: Vec<Dated> = view.tokens[s].iter().filter_map(|t| dated(view, t)).collect();
    let date = dates.iter().rev().find(|d| d.span.end <= age.start)?;
    let gap = words(view, date.span.end, age.start);
    let told = match language {
        Language::Zh => matches!(gap.trim(), "," | "" | ",年仅" | ",刚满") && gap.chars().count() <= REACH_ZH,
        Language::En => {
            let own = words(view, age.start, age.end);
            let at = gap.ends_with(", at ")
                || gap.ends_with(", aged ")
                || gap.ends_with(", at the age of ")
                || own.starts_with("at ")
                || own.starts_with("aged ");
            at && gap.chars().count() <= REACH_EN && !gap.contains([';', '('])
        }
    };
    (told && is_full(date)).then(|| moment(view, date))
}

/// The day of writing, of 今年57岁的他; or that of a death right before: he was 87.
fn now(view: &View<'_>, s: usize, age: Span) -> Option<Moment> {
    let sentence = view.sentences[s].span;
    let before = words(view, sentence.start, age.start);
    let days = view.document.filter(|_| !view.inferred)?;
    let written = Moment { span: None, days };
    match view.language(s) {
        Language::Zh => {
            let said = ["今年", "现年"]
                .iter()
                .any(|w| before.ends_with(w) || before.strip_suffix('已').is_some_and(|b| b.ends_with(w)));
            said.then_some(written)
        }
        Language::En => {
            let behind = words(view, age.end, sentence.end);
            let alone = matches!(behind.trim(), "." | "" | "years old.");
            match before.trim() {
                "he is" | "she is" | "he is now" | "she is now" if alone => Some(written),
                "he was" | "she was" if alone => {
                    let last = s.checked_sub(1)?;
                    let text = words(view, view.sentences[last].span.start, view.sentences[last].span.end);
                    let dead = ordered()
                        .died
                        .of(Language::En)
                        .iter()
                        .any(|w| text.split(|c: char| !c.is_alphabetic()).any(|t| t == w));
                    // Who died long ago is none of whom the news tells.
                    let dates: Vec<Dated> = view.tokens[last].iter().filter_map(|t| dated(view, t)).collect();
                    let recent = dates
                        .iter()
                        .all(|d| d.days.end.zip(days.start).is_some_and(|(d, w)| (w - d).num_days().abs() <= 31));
                    (dead && recent).then_some(written)
                }
                _ => None,
            }
        }
    }
}

/// The line was opened on 6 June 1896. Feichtner, then 54, rode in the first car: the date told last, and the birth of
/// whoever bears the name.
fn of_the_moment(view: &View<'_>, s: usize, births: &[(usize, Moment)], out: &mut Vec<Tie>) {
    let sentence = view.sentences[s].span;
    let language = view.language(s);
    for token in &view.tokens[s] {
        let Some(age) = years(view, s, token) else { continue };
        let before = view.text(Span::new(sentence.start, token.span.start));
        let after = view.text(Span::new(token.span.end, sentence.end));
        let name = match language {
            Language::En => {
                let lead =
                    ordered().then_aged.of(language).iter().find_map(|w| before.trim_end().strip_suffix(w.as_str()));
                let name = lead.and_then(|l| l.trim_end_matches([',', ' ', '(']).rsplit(' ').next());
                name.filter(|n| n.len() > 2 && n.starts_with(char::is_uppercase) && after.starts_with([',', ')', '.']))
            }
            Language::Zh => {
                let lead = ordered().then_aged.of(language).iter().find_map(|w| before.strip_suffix(w.as_str()));
                let clause = lead.map(|l| l.rsplit([',', '(', '。']).next().unwrap_or(""));
                let behind = after.strip_prefix('的');
                let persons = persons(view, s, sentence);
                let name = view.tokens[s].iter().find(|t| t.is_name() && persons.len() == 1).map(|t| view.text(t.span));
                name.filter(|n| {
                    clause.is_some_and(|c| {
                        c.trim_end_matches(['(', ',']) == *n || c.is_empty() && behind.is_some_and(|b| b.starts_with(n))
                    })
                })
            }
        };
        let Some(name) = name else { continue };
        let bears = |b: &&(usize, Moment)| view.text(view.sentences[b.0].span).contains(name);
        let mut own = births.iter().filter(bears);
        let (Some((born, from)), None) = (own.next(), own.next()) else { continue };
        let block = view.sentences[s].block;
        let first = (s.saturating_sub(1)..=s).find(|&i| view.sentences[i].block == block).unwrap_or(s);
        let told = (first..=s).flat_map(|i| view.tokens[i].iter()).filter(|t| t.span.end <= token.span.start);
        let last = told.filter_map(|t| dated(view, t)).filter(is_full).last();
        let Some(date) = last.filter(|d| *born < s && Some(view.folded.origin(d.span)) != from.span) else { continue };
        let placed = view.folded.origin(token.span);
        if !out.iter().any(|t| t.words.overlaps(placed)) {
            out.push(tie(view, token.span, from.clone(), moment(view, &date), years_after(age, language)));
        }
    }
}
