//! 须于2021年底前完工。2022年3月15日如期完工。 Had to be delivered by the end of 2023; delivered on time in March 2024; ordered on
//! 1 March, delivered within ten days, received on 20 March: what was done in time was done by the day it was due.

use super::frame::View;
use super::modality;
use super::order::{Dated, Moment, Tie, TieKind, dated, is_full, length, moment, words};
use super::scan::What;
use crate::grammar::{Anchors, DateExpr, Value};
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::{Language, is_whole, ordered};

/// Sentences between what was due and what was done in time.
const REACH: usize = 3;
/// Characters between a word that something was in time and what was done.
const NEAR: usize = 4;
/// Words of a clause that say what was done.
const SUBJECT: usize = 5;

/// The ties of a sentence to what was due.
pub(super) fn read(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    within(view, s, dates, out);
    for date in dates.iter().filter(|d| is_full(d)) {
        let Some(place) = in_time(view, s, date) else { continue };
        let clause = clause(view, s, place);
        // One day in the clause, told of what was done.
        let single = dates.iter().filter(|d| clause.contains(d.span) && is_full(d)).count() == 1;
        if !single || !modality::of(view, s, place).is_judged() {
            continue;
        }
        let Some(due) = due(view, s, date, clause) else { continue };
        if due.is_empty() || due.iter().any(|m| m.span == Some(view.folded.origin(date.span))) {
            continue;
        }
        out.push(Tie {
            kind: TieKind::Order,
            words: view.folded.origin(place),
            from: due,
            to: moment(view, date),
            least: None,
            most: Some(0),
        });
    }
}

/// The stretch between two marks that holds a place; a date before a comma opens what follows.
fn clause(view: &View<'_>, s: usize, place: Span) -> Span {
    let sentence = view.sentences[s].span;
    let marks: &[char] = if view.is_zh(s) { &[';', '。'] } else { &[';'] };
    let start = view
        .text(Span::new(sentence.start, place.start))
        .rfind(marks)
        .map_or(sentence.start, |i| sentence.start + i + 1);
    let end = view.text(Span::new(place.end, sentence.end)).find(marks).map_or(sentence.end, |i| place.end + i);
    Span::new(start, end)
}

/// The words beside a date that say that something was done in time.
fn in_time(view: &View<'_>, s: usize, date: &Dated) -> Option<Span> {
    let language = view.language(s);
    let whole = clause(view, s, date.span);
    let text = words(view, whole.start, whole.end);
    let list = &ordered().punctual;
    let (at, word) = list.whole_places(&text, language).min()?;
    let (before, behind) = (&text[..at], &text[at + word.len()..]);
    let plain = match language {
        Language::Zh => {
            // 未能如期; 提前准备 finishes nothing.
            let near: usize = before.chars().rev().take(4).map(char::len_utf8).sum();
            let denied = ordered().not_in_time.in_text(&before[before.len() - near..], language);
            let done = ordered().finished.of(language).iter().any(|w| {
                behind
                    .find(w.as_str())
                    .is_some_and(|i| behind[..i].chars().count() <= NEAR && !behind[..i].contains([',', '的']))
            });
            !denied && done
        }
        Language::En => {
            let not = |w: &str| ordered().not_in_time.has(w, language) || w.ends_with("n't");
            let denied = before.split_whitespace().rev().take(6).any(not);
            let done = ordered().finished.whole_in(before, language);
            !denied && done
        }
    };
    let start = whole.start + at;
    plain.then(|| Span::new(start, start + word.len()))
}

/// The days by which it was due, told shortly before; `None` where something moved them or where it is of something else.
fn due(view: &View<'_>, s: usize, date: &Dated, clause: Span) -> Option<Vec<Moment>> {
    let language = view.language(s);
    let mut out = Vec::new();
    let mut told = String::new();
    let block = view.sentences[s].block;
    let first = (s.saturating_sub(REACH)..=s).find(|&i| view.sentences[i].block == block)?;
    for i in first..=s {
        let sentence = view.sentences[i].span;
        let end = if i == s { date.span.start } else { sentence.end };
        for token in view.inside(i, Span::new(sentence.start, end.max(sentence.start))) {
            let Some(last) = dated(view, token).and_then(|d| limit(view, i, &d)) else { continue };
            out.push(Moment { span: Some(view.folded.origin(token.span)), days: Interval::between(None, Some(last))? });
            told = words(view, sentence.start, sentence.end);
        }
    }
    let from = out.first().and_then(|m| m.span)?;
    let start = view.sentences[first..=s].iter().find(|x| view.folded.origin(x.span).contains(from))?.span.start;
    let all = words(view, start, clause.end);
    let moved = ordered().put_off.whole_in(&all, language);
    // The deadline of the first of several is none of the last.
    let first_only = ordered().first_of.whole_in(&told, language);
    let own = subject(view, s, clause, date.span);
    let named = |word: &str| told.match_indices(word).any(|(at, word)| is_whole(&told, at, word));
    let known = own.iter().all(|w| named(w) || ordered().whole_of.has(w, language));
    (!moved && !first_only && known).then_some(out)
}

/// What a clause is about: in Chinese its head without the date, in English the words before the verb.
fn subject(view: &View<'_>, s: usize, clause: Span, date: Span) -> Vec<String> {
    match view.language(s) {
        Language::Zh => {
            let text = words(view, clause.start, clause.end);
            let at = ordered()
                .punctual
                .of(Language::Zh)
                .iter()
                .filter_map(|w| text.find(w.as_str()))
                .min()
                .unwrap_or(text.len());
            let (start, end) = (date.start.saturating_sub(clause.start), date.end.saturating_sub(clause.start));
            let (before, behind) = (text.get(..start.min(at)).unwrap_or(""), text.get(end.min(at)..at).unwrap_or(""));
            let light =
                |c: char| matches!(c, ',' | ' ') || ordered().light.has(c.encode_utf8(&mut [0; 4]), Language::Zh);
            let last = |t: &str| t.trim_matches(light).rsplit([',', ':']).next().unwrap_or("").to_owned();
            [last(before), last(behind)].into_iter().filter(|w| !w.is_empty()).collect()
        }
        Language::En => {
            let text = words(view, clause.start, clause.end);
            let text = text.rsplit(", and ").next().unwrap_or(&text);
            let own = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty());
            let verb =
                |w: &&str| !ordered().auxiliaries.has(w, Language::En) && !ordered().finished.has(w, Language::En);
            let own: Vec<String> = own.take_while(verb).map(str::to_owned).collect();
            let small = |w: &String| ordered().light.has(w, Language::En);
            if own.len() > SUBJECT { vec!["\u{0}".to_owned()] } else { own.into_iter().filter(|w| !small(w)).collect() }
        }
    }
}

/// The last day by which something is due, where a date is such a limit.
fn limit(view: &View<'_>, s: usize, date: &Dated) -> Option<chrono::NaiveDate> {
    let language = view.language(s);
    let inner = match date.expr {
        DateExpr::Until(inner) | DateExpr::AsOf(inner) | DateExpr::Before(inner) => inner,
        _ => return None,
    };
    let clause = clause(view, s, date.span);
    let text = words(view, clause.start, clause.end);
    let told = [&ordered().due, &ordered().finished].iter().all(|l| l.whole_in(&text, language));
    let anchors =
        Anchors { document: view.document.filter(|_| !view.inferred).and_then(|d| d.start), ..Anchors::default() };
    inner.resolve(&anchors)?.end.filter(|_| told)
}

/// 3月1日下单,10天内交付完毕,3月20日收货; ordered on 1 March, delivered within ten days and received on 20 March.
fn within(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let [first, second] = dates else { return };
    let language = view.language(s);
    if !first.days.is_bounded() || !second.days.is_bounded() {
        return;
    }
    let between = Span::new(first.span.end, second.span.start.max(first.span.end));
    for token in view.inside(s, between) {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let Some((_, Some(most))) = length(duration) else { continue };
        let lead = match language {
            Language::Zh => words(view, first.span.end, token.span.start),
            Language::En => words(view, view.sentences[s].span.start, token.span.start),
        };
        let gap = words(view, token.span.end, second.span.start);
        let tail = words(view, second.span.end, view.sentences[s].span.end);
        let begun = ordered().ordered.whole_in(&lead, language);
        let over = &ordered().handed_over;
        let done = match language {
            Language::Zh => {
                let clause = gap.split([',', ';']).next().unwrap_or("");
                let head: String = tail.split([',', ';', '。']).next().unwrap_or("").chars().take(6).collect();
                let own = ordered().inside.at_head(clause, language).map(|len| &clause[len..]);
                // 完成首批交付 is of a part.
                let part = [clause, &head].iter().any(|t| ordered().part_of.in_text(t, language));
                own.is_some_and(|c| over.whole_in(c, language)) && over.whole_in(&head, language) && !part
            }
            Language::En => {
                let (head, verb) = lead.rsplit_once(" within").unwrap_or(("", ";"));
                let last = head.rsplit([',', ';']).next().unwrap_or("");
                verb.trim().is_empty()
                    && over.whole_in(last, language)
                    && over.whole_in(&gap, language)
                    && !ordered().first_of.whole_in(&gap, language)
            }
        };
        let placed = view.folded.origin(token.span);
        if begun && done && modality::of(view, s, token.span).is_judged() {
            out.push(Tie {
                kind: TieKind::Duration,
                words: placed,
                from: vec![moment(view, first)],
                to: moment(view, second),
                least: Some(0),
                most: Some(most),
            });
        }
        return;
    }
}
