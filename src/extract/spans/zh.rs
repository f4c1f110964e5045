//! 前后将近十五个月, 离开台口整整二十二年, 距公布不到两个月, 从露面到开放用了七个半月.

use super::super::frame::View;
use super::super::order::TieKind;
use super::super::story::{Story, Told};
use super::{Asked, Length, deeds, measured, nearby, words};
use crate::source::Span;
use crate::vocabulary::{Language, ordered, spanned};

const ZH: Language = Language::Zh;
/// Characters of a deed.
const DEED: usize = 10;
/// Sentences before a length that tell what it is of.
const BACK: usize = 2;
/// Sentences before a length in which a deed is the one that is meant.
const NEAR: usize = 6;

pub(super) fn read(view: &View<'_>, story: &Story, length: &Length<'_>) -> Option<Asked> {
    let start = length
        .before
        .rfind([',', ';', ':', '(', '—', '。', '、'])
        .map_or(0, |i| i + length.before[i..].chars().next().map_or(1, char::len_utf8));
    let clause = length.before[start..].trim();
    let place = Span::new(view.sentences[length.s].span.start + start, length.at.end);
    let closed = length.after.trim_start().chars().next().is_none_or(|c| ",。;)!?、—”\n".contains(c));
    let (rest, exact) = measured(clause, ZH);
    if spanned().to_come.in_text(clause, ZH) {
        return None;
    }
    let asked = all_told(view, story, length, clause)
        .or_else(|| far(view, story, length, rest, place))
        .or_else(|| between(view, story, length.s, clause, place))
        .or_else(|| away(view, story, length, rest))
        .or_else(|| moved(view, story, length, clause))
        .or_else(|| resumed(view, story, length, clause, rest))
        .or_else(|| compared(view, story, length, clause, place))?;
    closed.then_some(Asked { full: exact, ..asked })
}

/// 前后将近十五个月, 工期四年半: of what was told right before, with its beginning and its end.
fn all_told(view: &View<'_>, story: &Story, length: &Length<'_>, clause: &str) -> Option<Asked> {
    let list = &spanned().all_told;
    let (rest, _) = measured(clause, ZH);
    if !list.has(rest, ZH) && !list.has(clause, ZH) {
        return None;
    }
    let near = nearby(view, story, length, BACK);
    // The clause is one of a sentence that tells the end, or the beginning.
    let own = near.iter().any(|d| d.s == length.s) && length.before.contains([',', '(', '—', ';']);
    let asked = Asked { now: true, ..Asked::to(TieKind::Duration, near.clone(), near.clone()) };
    // A beginning and an end, and nothing else: 去年10月才过关 ends what 2022年1月18日宣布 began.
    let start = view.sentences[length.s].span.start + length.before.rfind([';', ':']).map_or(0, |i| i + 1);
    let pair: Vec<Told> = near.iter().filter(|d| d.span.start >= start).copied().collect();
    match pair[..] {
        [a, b] if spanned().whole.has(rest, ZH) => {
            Some(Asked { open: (false, false), from: vec![a], to: vec![b], now: false, ..asked })
        }
        // The deal of the sentence before.
        [b] if spanned().whole.has(rest, ZH) && spanned().this.at_head(&length.before, ZH).is_some() => {
            let mut last = near.iter().rev().filter(|d| d.s != length.s);
            let pair: Vec<Told> = last.next().filter(|a| a.s + 1 == length.s).copied().into_iter().chain([b]).collect();
            let only = last.next().is_none_or(|d| d.s + 1 != length.s);
            let near = nearby(view, story, length, 1);
            let asked = Asked { from: near.clone(), to: near, ..asked };
            (own && pair.len() > 1).then_some(Asked { open: (!only, !only), ..asked })
        }
        _ => (own && near.len() > 1).then_some(asked),
    }
}

/// 距公布不到两个月, 离那次发火已经十年: from a deed that the text dates to the last date.
fn far(view: &View<'_>, story: &Story, length: &Length<'_>, rest: &str, place: Span) -> Option<Asked> {
    let list = spanned();
    let len = list.far_from.at_head(rest, ZH).filter(|_| list.no_distance.at_head(rest, ZH).is_none())?;
    let deed = rest[len..].trim_end_matches(['有', '的', '时', '候', '又']).trim();
    let (deed, known) = match list.that_very.at_head(deed, ZH) {
        Some(len) => (&deed[len..], true),
        None => (deed, false),
    };
    if deed.is_empty() || deed.chars().count() > DEED || deed.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut from = deeds::meant(deeds::dates(view, story, deed, ZH, place), length.s, place.start, NEAR);
    // 那场风波: told of somewhere before, by other words.
    if from.is_empty() && known {
        from = nearby(view, story, length, length.s);
    }
    let to: Vec<Told> = nearby(view, story, length, 1).last().copied().into_iter().collect();
    let open = !matches!(from[..], [d] if d.s + NEAR >= length.s && !known);
    (!from.is_empty()).then(|| Asked { open: (open, false), ..Asked::to(TieKind::Distance, from, to) })
}

/// 从露面到开放用了七个半月: from the date of one deed to that of another.
fn between(view: &View<'_>, story: &Story, s: usize, clause: &str, place: Span) -> Option<Asked> {
    let took = |text: &str| spanned().took.at_end(text, ZH);
    let rest = if took(clause).is_some() { clause } else { measured(clause, ZH).0 };
    let len = took(rest)?;
    let (head, _) = measured(&rest[..rest.len() - len], ZH);
    let head = head.trim_end_matches(['一', '共', '总', '只', '前', '后']);
    let head = head.strip_prefix(['从', '自', '由'])?;
    let (first, second) = head.split_once('到').or_else(|| head.split_once('至'))?;
    let short = |deed: &str| deed.chars().count() <= DEED && !deed.contains(|c: char| c.is_ascii_digit());
    if !short(first) || !short(second) {
        return None;
    }
    let of = |deed: &str| deeds::meant(deeds::dates(view, story, deed, ZH, place), s, place.start, NEAR);
    let (from, to) = (of(first), of(second));
    // Both told right here, the text means no other dates.
    let here = |all: &[Told]| matches!(all, [d] if d.s + NEAR >= s);
    let open = !(here(&from) && here(&to));
    let whole = !from.is_empty() && !to.is_empty();
    whole.then(|| Asked { open: (open, open), ..Asked::to(TieKind::Duration, from, to) })
}

/// 1966年起…,1978年才…。离开台口整整二十二年: between the dates told right before.
fn away(view: &View<'_>, story: &Story, length: &Length<'_>, rest: &str) -> Option<Asked> {
    let len = spanned().away.at_head(rest, ZH)?;
    let short = rest[len..].chars().count() <= DEED;
    let near = nearby(view, story, length, 1);
    let asked = Asked { now: true, ..Asked::to(TieKind::Duration, near.clone(), near.clone()) };
    match near[..] {
        _ if !short => None,
        [a, b] if a.s == b.s => Some(Asked { open: (false, false), from: vec![a], to: vec![b], ..asked }),
        [] | [_] => None,
        _ => Some(asked),
    }
}

/// Whether a clause before a length ends in words for earlier, or for later, and how it goes on before them.
fn way(clause: &str) -> Option<(bool, &str)> {
    let list = spanned();
    let (earlier, later) = (list.earlier.at_end(clause, ZH), list.later.at_end(clause, ZH));
    let way = earlier.map(|len| (true, len)).or(later.map(|len| (false, len)));
    way.map(|(earlier, len)| (earlier, clause[..clause.len() - len].trim_end()))
}

/// 原计划2023年底完工,实际到2024年8月才投用,提前了八个月: the day it was due, and the day it was done.
fn moved(view: &View<'_>, story: &Story, length: &Length<'_>, clause: &str) -> Option<Asked> {
    let (earlier, head) = way(clause)?;
    let own = matches!(head, "" | "比计划" | "比原计划" | "较计划" | "较原计划" | "比预期" | "整整" | "足足");
    let near: Vec<Told> =
        story.within(length.s, length.s).iter().filter(|d| d.span.end <= length.at.start).copied().collect();
    let [a, b] = near[..] else { return None };
    let told = |from: usize, d: &Told| words(view, from, d.span.start);
    let tail = words(view, a.span.end, b.span.start);
    let (first, second) =
        (told(view.sentences[length.s].span.start, &a), tail.rsplit([',', ';']).next().unwrap_or("").to_owned());
    let due = spanned().was_due.in_text(&first, ZH) && !spanned().was_due.in_text(&second, ZH);
    let rest = words(view, b.span.end, length.at.start);
    let done = [second.as_str(), rest.as_str()].iter().any(|t| spanned().was_done.in_text(t, ZH));
    let (from, to) = if earlier { (b, a) } else { (a, b) };
    (own && due && done).then(|| Asked {
        either: true,
        open: (false, false),
        ..Asked::to(TieKind::Distance, vec![from], vec![to])
    })
}

/// 比师母去世早了两年: the way from the date of a deed, or of whom it was, to the last date.
fn compared(view: &View<'_>, story: &Story, length: &Length<'_>, clause: &str, place: Span) -> Option<Asked> {
    let (earlier, head) = way(clause)?;
    let deed = &head[head.rfind(['比', '较'])? + '比'.len_utf8()..];
    if !(2..=DEED).contains(&deed.chars().count()) || deed.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let dated = story.within(length.s, length.s).iter().any(|d| place.contains(d.span));
    if dated || spanned().no_deed.in_text(deed, ZH) {
        return None;
    }
    // 师母 of 师母去世: of whom it was has to be told with a date, too; the deed alone may be anybody's.
    let whole = deeds::told_so(view, story, deed, place);
    let name: String = deed.chars().take(2).collect();
    let mut from = if whole.is_empty() { deeds::told_so(view, story, &name, place) } else { whole };
    let last = nearby(view, story, length, 1).last().copied()?;
    from.retain(|d| d.span != last.span);
    (!from.is_empty()).then(|| Asked {
        backwards: earlier,
        either: true,
        ..Asked::to(TieKind::Distance, from, vec![last])
    })
}

/// 1961年5月14日,时隔八个月,线路恢复运营: from the date on which it had ended.
fn resumed(view: &View<'_>, story: &Story, length: &Length<'_>, clause: &str, rest: &str) -> Option<Asked> {
    let list = &spanned().pause;
    let sentence = view.sentences[length.s].span;
    let anew = ordered().resumed.in_text(&words(view, sentence.start, sentence.end), ZH);
    let own = story.within(length.s, length.s);
    let last = match own.iter().rev().find(|d| d.span.end <= length.at.start) {
        Some(last) => *last,
        None => *own.first()?,
    };
    let mut from = nearby(view, story, length, BACK);
    from.retain(|d| d.span != last.span);
    let told = (list.has(rest, ZH) || list.has(clause, ZH)) && anew;
    (told && !from.is_empty()).then(|| Asked::to(TieKind::Distance, from, vec![last]))
}
