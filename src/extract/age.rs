//! Frames of ages: 79岁的拉里·埃里森; Nair, 40, ….

use super::Doubt;
use super::frame::{Drafts, Found, View, part};
use super::scan::{Token, What};
use super::trace::Way;
use crate::grammar::Value;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::statement::{Age, Slot, Statement};
use crate::vocabulary::{Cue, Language, PredicateKind, lists, ordered};
use rust_decimal::Decimal;

/// Adds the ages of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let list = &view.tokens[s];
    for (i, token) in list.iter().enumerate() {
        let What::Mention(m) = token.what else { continue };
        let (years, named) = match &view.mentions[m].value {
            Value::Age(q) => (q.clone(), apposed(view, list, i).map_or_else(|| nearest(view, s, token), Ok)),
            Value::Number(q) => match apposed(view, list, i).or_else(|| stated(view, s, token)) {
                Some(found) => {
                    (Quantity { unit: Some(Unit::new("year", "duration", Decimal::ONE)), ..q.clone() }, Ok(found))
                }
                None => continue,
            },
            _ => continue,
        };
        let (ids, place, weak, doubt) = match named {
            Ok(f) => (f.ids, Some(f.span), f.weak, None),
            Err(d) => (Vec::new(), None, None, Some(d)),
        };
        if ids.len() > 1 || is_gap(view, s, token) {
            continue;
        }
        // 现年53岁 is the age on the day of writing, whatever else the sentence dates.
        let before = view.text(Span::new(view.sentences[s].span.start, token.span.start)).trim_end();
        let now = lists().now.at_end(before, view.language(s)).is_some();
        // 2019年12月3日在西安病逝,终年78岁: the last date told. He was 84: the date told of last; she is 63: now.
        let told = lists().ages_of_then.at_end(before, view.language(s)).is_some();
        let past = !view.is_zh(s) && before.ends_with(" was");
        let present = !view.is_zh(s) && before.ends_with(" is");
        let when = if told { view.time_of_state(s, token.span) } else { view.time(s, token.span) };
        let when = when.filter(|w| !now && !dates_birth(view, s, w.span));
        let when = when.or_else(|| view.told_date(s).filter(|_| past));
        let beside = present || is_apposed(view, s, token, place);
        let then = when.is_none() && !now && (is_of_then(view, s, token) || past || !beside);
        let days = when.map_or(view.document.filter(|_| !then), |w| w.days);
        let mut parts = vec![(Slot::Value, token.span)];
        part(&mut parts, Slot::Subject, place);
        part(&mut parts, Slot::When, when.map(|w| w.span));
        let mut draft = view.draft(s, token.span, Statement::Age(Age { subject: ids, years, when: days }), parts);
        draft.time = when.map(|w| w.mention);
        draft.weak = draft.weak.or(weak);
        draft.doubt = doubt.or(days.is_none().then_some(Doubt::NoTime));
        drafts.push(draft, &[m]);
    }
}

/// The person right behind (79岁的埃里森), else the nearest before.
fn nearest(view: &View<'_>, s: usize, token: &Token) -> Result<Found, Doubt> {
    let types = ["person".to_owned()];
    let behind = view.tokens[s].iter().find(|t| t.span.start >= token.span.end && view.ids(t, &types).is_some());
    if let Some(t) = behind {
        let gap = Span::new(token.span.end, t.span.start);
        let beside = view.text(gap).trim();
        if beside.is_empty() || lists().age_beside.has(beside, view.language(s)) || is_title(view, s, gap) {
            view.took(token.span, Slot::Subject, t.span, Way::Beside);
            return Ok(Found { ids: view.ids(t, &types).unwrap_or_default(), span: t.span, weak: None });
        }
    }
    // With John Holm, 91, of Princeton: whoever else is spoken of, it is the age of the name, known or not.
    if is_named_beside(view, s, token) {
        return Err(Doubt::NoSubject);
    }
    // 师父已经86岁: of somebody else than the name before it.
    let clause = view.clause(s, token.span);
    let own = view.text(Span::new(clause.start, token.span.start.max(clause.start)));
    let own = without_measure(own);
    if view.is_zh(s) && ordered().kin.at_end(own, Language::Zh).is_some() {
        return Err(Doubt::NoSubject);
    }
    let found = view.subject(s, token.span, &types)?;
    // 马女士的女儿今年5岁: the age of somebody else, unless it says that it is the age of the name.
    let gap = view.text(Span::new(found.span.end, token.span.start.max(found.span.end)));
    let owned = lists().possessives.opens(gap, view.language(s)).is_some();
    if owned && !lists().age_nouns.in_text(gap, view.language(s)) {
        return Err(Doubt::NoSubject);
    }
    Ok(found)
}

/// A text without the words that only measure an age at its end: 师父已经 is 师父.
fn without_measure(text: &str) -> &str {
    let mut text = text.trim_end_matches(',');
    while let Some(len) = lists().age_measure.at_end(text, Language::Zh) {
        text = text[..text.len() - len].trim_end_matches(',');
    }
    text
}

/// A name whose bearer nothing tells stands right before the comma of an English age.
fn is_named_beside(view: &View<'_>, s: usize, token: &Token) -> bool {
    let before = view.text(Span::new(view.sentences[s].span.start, token.span.start));
    let Some(name) = before.strip_suffix(", ").filter(|_| !view.is_zh(s)) else { return false };
    let end = token.span.start - ", ".len();
    let words = name.rsplit(' ').take(2);
    let capital = words.filter(|w| w.starts_with(char::is_uppercase)).count() == 2;
    let person = |t: &Token| t.span.end == end && view.ids(t, &["person".to_owned()]).is_some();
    capital && !view.tokens[s].iter().any(person)
}

/// Nothing but a post and its house: the 79-year-old Oracle CEO Larry Ellison, 79岁的甲骨文CEO拉里·埃里森.
fn is_title(view: &View<'_>, s: usize, gap: Span) -> bool {
    let mut at = gap.start;
    let free = |from: usize, to: usize| {
        let rest = view.text(Span::new(from, to.max(from))).trim();
        rest.is_empty() || rest == "的"
    };
    for t in view.inside(s, gap) {
        let part = t.is_name() || view.is_trigger(t, PredicateKind::Role);
        if !part || !free(at, t.span.start) {
            return false;
        }
        at = at.max(t.span.end);
    }
    at > gap.start && free(at, gap.end)
}

/// 小了师傅四十岁, 40 years older: how far two ages are apart.
fn is_gap(view: &View<'_>, s: usize, token: &Token) -> bool {
    let clause = view.clause(s, token.span);
    let language = view.language(s);
    let behind = view.text(Span::new(token.span.end.min(clause.end), clause.end)).trim_start();
    if lists().age_gaps.at_head(behind, language).is_some() {
        return true;
    }
    let before = view.text(Span::new(clause.start, token.span.start.max(clause.start)));
    // What is compared may stand between: 比他小四十岁, 小了师傅整四十岁.
    let near: usize = before.chars().rev().take(6).map(char::len_utf8).sum();
    let tail = &before[before.len() - near..];
    view.is_zh(s)
        && tail.char_indices().any(|(i, _)| {
            let head = &tail[..i];
            lists().age_gaps.at_end(head, language).is_some() && tail[i..].starts_with(['了', '整', '近', '约'])
        })
        || view.is_zh(s)
            && lists().age_gaps.at_end(before.trim_end_matches(['了', '整', '近', '约']), language).is_some()
}

/// The date of a birth is no time at which anybody has an age.
fn dates_birth(view: &View<'_>, s: usize, date: Span) -> bool {
    let clause = view.clause(s, date);
    let birth = |t: &Token| view.readings(t, PredicateKind::Event).iter().any(|r| &*r.predicate == "birth");
    view.inside(s, clause).iter().any(birth)
}

/// What stands right beside a name is said of the day of writing (79岁的王某; 王某,79岁,…); what a Chinese clause tells on
/// its own is part of a story (18岁考入大学).
fn is_apposed(view: &View<'_>, s: usize, token: &Token, name: Option<Span>) -> bool {
    if !view.is_zh(s) {
        let clause = view.clause(s, token.span);
        return !view.has_cue(s, clause, Cue::Then);
    }
    // 53岁的他: a pronoun does for the name.
    let pronoun = |t: &Token| t.span.start == token.span.end + '的'.len_utf8() && view.is_cue(t, Cue::PersonPronoun);
    if view.folded.text[token.span.end..].starts_with('的') && view.tokens[s].iter().any(pronoun) {
        return true;
    }
    let Some(name) = name else { return false };
    // 53岁的他: beside the word for him.
    let him = view.folded.text[token.span.end..].strip_prefix('的').is_some_and(|r| r.starts_with(['他', '她']));
    if him || name.start >= token.span.end {
        return true;
    }
    let gap = view.text(Span::new(name.end, token.span.start.max(name.end)));
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([',', '。', ';', ')', '、']);
    matches!(gap, "" | "," | "(") && ends(&view.folded.text[token.span.end..])
}

/// 从1岁多就, at the age of 33: an age of a time that nobody names.
fn is_of_then(view: &View<'_>, s: usize, token: &Token) -> bool {
    let language = view.language(s);
    let behind = view.folded.text[token.span.end..].trim_start().trim_start_matches('的');
    // The words of the age may be a part of it: at the | age of 30.
    let own = view.text(token.span).find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let before = view.text(Span::new(view.sentences[s].span.start, token.span.start + own)).trim_end();
    lists().ages_then_behind.at_head(behind, language).is_some()
        || lists().ages_then_before.at_end(before, language).is_some()
}

/// He was 84. Ms Nair is 53 and ….
fn stated(view: &View<'_>, s: usize, token: &Token) -> Option<Found> {
    let clause = view.clause(s, token.span);
    let (before, after) = (
        view.text(Span::new(clause.start, token.span.start.max(clause.start))).trim(),
        view.folded.text[token.span.end..].trim_start_matches(['"', '”']),
    );
    let verb = before.strip_suffix(" was").or(before.strip_suffix(" is"))?;
    let years = view.text(token.span).parse::<u32>().ok().filter(|y| (10..=110).contains(y));
    let ends = after.is_empty() || after.starts_with(['.', ',', ';', '\n']) || after.starts_with(" and ");
    if view.is_zh(s) || years.is_none() || !ends || verb.split_whitespace().count() > 3 {
        return None;
    }
    let types = ["person".to_owned()];
    let head = Span::new(clause.start, token.span.start);
    let whole = view.pronoun(s, head, &types).is_some_and(|_| matches!(verb, "He" | "She" | "he" | "she"))
        || view
            .inside(s, head)
            .iter()
            .any(|t| view.ids(t, &types).is_some() && view.text(t.span).len() + 4 >= verb.len());
    whole.then(|| view.subject(s, token.span, &types).ok()).flatten()
}

/// English apposition between commas: Nair, 40, took over.
fn apposed(view: &View<'_>, list: &[Token], i: usize) -> Option<Found> {
    let text = &view.folded.text;
    let token = &list[i];
    let before = list[..i].iter().rev().find(|t| t.is_name())?;
    let ids = view.ids(before, &["person".to_owned()])?;
    let years = view.text(token.span).parse::<u32>().ok().filter(|y| (10..=110).contains(y));
    let (gap, rest) = (&text[before.span.end..token.span.start], &text[token.span.end..]);
    let ends = |c: &[char]| rest.is_empty() || rest.starts_with(c);
    // Nair, 40, …; says Nair, 40. Nair, now 40, …; Nair (40).
    let commas = (gap == ", " || lists().age_apposed.has(gap.trim(), Language::En))
        && ends(&[',', '.', '"', '”', ';', '\n'])
        || gap == " (" && rest.starts_with(')');
    // Nair, 40.5 is no age, nor is Nair, 40,000.
    let whole = !rest.trim_start_matches([',', '.']).starts_with(|c: char| c.is_ascii_digit());
    (commas && whole && years.is_some()).then_some(Found { ids, span: before.span, weak: None })
}
