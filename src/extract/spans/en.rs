//! On Wednesday, eight days after the sacking; it reopened on 14 May 1961, after eight months; almost seven months passed
//! between announcement and completion.

use super::super::frame::View;
use super::super::order::TieKind;
use super::super::story::{Story, Told};
use super::{Asked, Length, deeds, measured, nearby, words};
use crate::source::Span;
use crate::vocabulary::{Language, spanned};

const EN: Language = Language::En;
/// Words of a deed.
const DEED: usize = 6;
/// Words between a date and the comma before a length.
const NEAR: usize = 12;
/// Sentences before a length in which a deed is the one that is meant.
const BACK: usize = 6;

pub(super) fn read(view: &View<'_>, story: &Story, length: &Length<'_>) -> Option<Asked> {
    let (rest, exact) = measured(&length.before, EN);
    let asked = distance(view, story, length, rest)
        .or_else(|| resumed(view, story, length, rest))
        .or_else(|| between(view, story, length))
        .or_else(|| wait(story, length, rest))
        .or_else(|| lasted(view, story, length, rest))
        .or_else(|| stint(story, length, rest))
        .or_else(|| moved(view, story, length))?;
    Some(Asked { full: exact, ..asked })
}

/// On Wednesday, eight days after the sacking: from a deed that the text dates elsewhere.
fn distance(view: &View<'_>, story: &Story, length: &Length<'_>, rest: &str) -> Option<Asked> {
    let after = length.after.trim_start();
    let (backwards, behind) = match (after.strip_prefix("after "), after.strip_prefix("before ")) {
        (Some(behind), _) => (false, behind),
        (_, Some(behind)) => (true, behind),
        _ => return None,
    };
    let end = behind.find([',', ';', ':', '(', '—', '–', '"', '.']).unwrap_or(behind.len());
    let deed = behind[..end].split(" and ").next().unwrap_or("").trim();
    let place = Span::new(length.at.start, length.at.end + (length.after.len() - behind.len()) + end);
    let dated = story.within(length.s, length.s).iter().any(|d| place.contains(d.span));
    if dated || deed.split_whitespace().count() > DEED || deed.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let own: Vec<Told> =
        story.within(length.s, length.s).iter().filter(|d| d.span.end <= length.at.start).copied().collect();
    let last = own.last()?;
    rest.strip_suffix([',', '(', '—', '–'])?;
    let gap = words(view, last.span.end, length.at.start);
    let near = gap.split_whitespace().count() <= NEAR && !gap.contains([';', ':', '(']);
    // Of several dates before, only the one right beside is the end.
    let beside = measured(&gap, EN).0.trim_matches([',', '(', '—', '–', ' ']).is_empty();
    if !beside && (own.len() > 1 || !near) {
        return None;
    }
    let name = name(deed);
    let mut from = deeds::dates(view, story, name, EN, place);
    let lead = words(view, view.sentences[length.s].span.start, last.span.start);
    if from.is_empty() && beside && !backwards && spanned().following.whole_in(&lead, EN) {
        from = story.before(last.span.start).take(2).copied().collect();
    }
    from.retain(|d| d.span != last.span);
    // Told right before, it is the one that is meant.
    let open = !matches!(from[..], [d] if d.s + BACK >= length.s && beside);
    // Fired on the day that the sentence before names, and told at the head of the text already.
    if open && beside && !from.is_empty() {
        from.extend(story.before(last.span.start).take(3));
    }
    (!from.is_empty()).then(|| Asked {
        backwards,
        open: (open, false),
        ..Asked::to(TieKind::Distance, from, vec![*last])
    })
}

/// The words of a deed without the articles before it and what it was done to.
fn name(deed: &str) -> &str {
    let mut deed = deed;
    while let Some(len) = spanned().articles.at_head(deed, EN) {
        deed = deed[len..].trim_start();
    }
    [" of ", " by ", " at ", " in ", " with ", " from "].iter().fold(deed, |d, w| d.split(w).next().unwrap_or(d)).trim()
}

/// It reopened on 14 May 1961, after eight months: from the date on which it had ended.
fn resumed(view: &View<'_>, story: &Story, length: &Length<'_>, rest: &str) -> Option<Asked> {
    let head = rest.strip_suffix(" after").or_else(|| rest.strip_suffix("(after"))?;
    let own: Vec<Told> =
        story.within(length.s, length.s).iter().filter(|d| d.span.end <= length.at.start).copied().collect();
    let last = own.last()?;
    let sentence = view.sentences[length.s].span;
    let lead = words(view, sentence.start, last.span.start);
    let clause = lead.rsplit([',', ';']).next().unwrap_or("");
    let ended = length.after.trim_start().is_empty() || length.after.trim_start().starts_with(['.', ',', ';', ')']);
    let beside = sentence.start + head.trim_end().len() <= last.span.end + 2;
    // Begun in March 2024, it opened on 2 October 2026, after nineteen months of work.
    let worked = spanned().of_work.at_head(length.after.trim_start(), EN).is_some();
    if let ([first, _], true, true) = (&own[..], worked, beside)
        && spanned().beginning.whole_in(&words(view, sentence.start, first.span.start), EN)
    {
        let asked = Asked::to(TieKind::Duration, vec![*first], vec![*last]);
        return Some(Asked { open: (false, false), ..asked });
    }
    let mut from = nearby(view, story, length, 2);
    from.retain(|d| d.span != last.span);
    (ended && beside && spanned().resuming.whole_in(clause, EN) && !from.is_empty())
        .then(|| Asked::to(TieKind::Duration, from, vec![*last]))
}

/// Almost seven months passed between announcement and completion.
fn between(view: &View<'_>, story: &Story, length: &Length<'_>) -> Option<Asked> {
    let after = length.after.trim_start();
    let len = spanned().passed_between.at_head(after, EN)?;
    let end = after.find([',', ';', ':', '(', '—', '–', '"', '.']).unwrap_or(after.len());
    let (first, second) = after.get(len..end)?.split_once(" and ")?;
    let place = Span::new(length.at.start, length.at.end + (length.after.len() - after.len()) + end);
    let of = |deed: &str| deeds::dates(view, story, name(deed.trim()), EN, place);
    let (from, to) = (of(first), of(second));
    let whole = !from.is_empty() && !to.is_empty();
    whole.then(|| Asked { open: (true, true), ..Asked::to(TieKind::Duration, from, to) })
}

/// The wait of three and a half months: between two dates told right before.
fn wait(story: &Story, length: &Length<'_>, rest: &str) -> Option<Asked> {
    let told = spanned().whole_wait.at_end(rest, EN).is_some_and(|len| rest.trim_start().len() == len);
    let near: Vec<Told> = story.before(length.at.start).take(3).copied().collect();
    (told && near.len() > 1).then(|| Asked::to(TieKind::Duration, near.clone(), near))
}

/// Was due in May 2023 and opened in August 2024, fifteen months early: the day it was due, and the day it was done.
fn moved(view: &View<'_>, story: &Story, length: &Length<'_>) -> Option<Asked> {
    let list = spanned();
    let after = length.after.trim_start();
    let (early, late) = (list.earlier.at_head(after, EN), list.later.at_head(after, EN));
    let rest = after.get(early.max(late)?..)?;
    let ended = rest.trim_start().is_empty() || rest.trim_start().starts_with(['.', ',', ';', ')']);
    let near: Vec<Told> =
        story.within(length.s, length.s).iter().filter(|d| d.span.end <= length.at.start).copied().collect();
    let [a, b] = near[..] else { return None };
    let first = words(view, view.sentences[length.s].span.start, a.span.start);
    let second = words(view, a.span.end, b.span.start);
    let due = list.was_due.whole_in(&first, EN) && !list.was_due.whole_in(&second, EN);
    let done = list.was_done.whole_in(&second, EN);
    let (from, to) = if early > late { (b, a) } else { (a, b) };
    (ended && due && done).then(|| Asked {
        either: true,
        open: (false, false),
        ..Asked::to(TieKind::Distance, vec![from], vec![to])
    })
}

/// The plan, approved on 18 May, was dropped on Thursday. It had lasted four months.
fn lasted(view: &View<'_>, story: &Story, length: &Length<'_>, rest: &str) -> Option<Asked> {
    let len = spanned().had_lasted.at_end(rest, EN)?;
    let head = rest[..rest.len() - len].trim();
    let ended = length.after.trim().is_empty() || length.after.trim() == ".";
    let whole =
        head.split_whitespace().count() <= DEED && ["the ", "it", "this ", "that "].iter().any(|w| head.starts_with(w));
    let last = view.sentences[length.s.checked_sub(1)?].span;
    let over = spanned().over.whole_in(&words(view, last.start, last.end), EN);
    let near: Vec<Told> = story.before(length.at.start).take(2).copied().collect();
    (ended && whole && over && near.len() > 1).then(|| Asked::to(TieKind::Duration, near.clone(), near))
}

/// Has led it since September 2021. She will leave in the autumn, after five years in the job.
fn stint(story: &Story, length: &Length<'_>, rest: &str) -> Option<Asked> {
    let after = length.after.trim_start();
    let told = spanned().in_post.at_head(after, EN)?;
    let closed = after[told..].trim_start().is_empty() || after[told..].trim_start().starts_with(['.', ',', ';']);
    rest.strip_suffix(" after")?;
    let last = story.within(length.s, length.s).iter().rev().find(|d| d.span.end <= length.at.start && !d.since)?;
    let mut before = story.before(last.span.start).take_while(|d| d.s + 1 >= length.s);
    let since = before.find(|d| d.since)?;
    closed.then(|| Asked::to(TieKind::Duration, vec![*since], vec![*last]))
}
