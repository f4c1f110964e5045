//! Events without a date that the words place beside one with a date: three months after the merger she left; 合并之后,他离开了.
//!
//! Such an event is a moment of the timeline whose days only its ties bound.

use super::frame::{Draft, View};
use super::order::{Moment, Tie, TieKind, length};
use super::scan::{Token, What};
use crate::grammar::Value;
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Language, PredicateKind, ordered};
use rustc_hash::FxHashMap;

/// Words between after and the event it names: after the long-awaited merger.
const WORDS: usize = 3;

/// Ties of all events without a date to those whose word stands in an order phrase of their sentence.
pub(super) fn read(view: &View<'_>, drafts: &[Draft], out: &mut Vec<Tie>) {
    let anchors = anchors(view, drafts);
    if anchors.is_empty() {
        return;
    }
    let mut open: FxHashMap<usize, Vec<Span>> = FxHashMap::default();
    for draft in drafts.iter().filter(|d| d.modality.is_judged() && !d.quoted) {
        let Statement::Event(event) = &draft.statement else { continue };
        let at = place(draft, Slot::Predicate).filter(|_| event.when.is_none() && event.predicate.is_some());
        let Some(at) = at else { continue };
        open.entry(sentence_of(view, at)).or_default().push(at);
    }
    let mut sentences: Vec<(usize, Vec<Span>)> = open.into_iter().collect();
    sentences.sort_unstable();
    for (s, events) in sentences {
        for token in &view.tokens[s] {
            let Some((anchor, phrase)) = named(view, s, token, &anchors) else { continue };
            // The word of the phrase may be an event of its own.
            let mut others = events.iter().filter(|e| !e.overlaps(token.span) && !e.overlaps(phrase.place));
            let (Some(event), None) = (others.next(), others.next()) else { continue };
            let Some(days) = Interval::between(None, None) else { continue };
            out.push(Tie {
                kind: phrase.kind,
                words: view.folded.origin(phrase.place),
                from: vec![anchor.clone()],
                to: Moment { span: Some(view.folded.origin(*event)), days },
                least: phrase.least,
                most: phrase.most,
            });
            break;
        }
    }
}

fn place(draft: &Draft, slot: Slot) -> Option<Span> {
    draft.parts.iter().find(|p| p.0 == slot).map(|p| p.1)
}

fn sentence_of(view: &View<'_>, at: Span) -> usize {
    view.sentences.partition_point(|s| s.span.end <= at.start).min(view.sentences.len().saturating_sub(1))
}

/// The events an article dates, by their predicates; of a predicate with two dates nobody knows which is meant.
fn anchors(view: &View<'_>, drafts: &[Draft]) -> FxHashMap<Id, Option<Moment>> {
    let mut out: FxHashMap<Id, Option<Moment>> = FxHashMap::default();
    for draft in drafts.iter().filter(|d| d.modality.is_judged() && d.doubt.is_none()) {
        let Statement::Event(event) = &draft.statement else { continue };
        let (Some(predicate), Some(days), Some(at)) = (&event.predicate, event.when, place(draft, Slot::When)) else {
            continue;
        };
        let moment = days.is_bounded().then(|| Moment { span: Some(view.folded.origin(at)), days });
        match out.get_mut(predicate) {
            Some(known) => {
                let same = known.as_ref().zip(moment.as_ref()).is_some_and(|(a, b)| a.days == b.days);
                *known = known.take().filter(|_| same);
            }
            None => drop(out.insert(predicate.clone(), moment)),
        }
    }
    out
}

/// What a phrase says of the days between the event it names and another.
struct Phrase {
    kind: TieKind,
    place: Span,
    least: Option<i64>,
    most: Option<i64>,
}

/// The dated event that an order phrase names by its word.
fn named<'m>(
    view: &View<'_>,
    s: usize,
    token: &Token,
    anchors: &'m FxHashMap<Id, Option<Moment>>,
) -> Option<(&'m Moment, Phrase)> {
    // 上市 may be of shares or of a product; the article dates one of them.
    let readings = view.readings(token, PredicateKind::Event);
    let mut dated = readings.iter().filter_map(|r| anchors.get(&r.predicate)?.as_ref());
    let anchor = dated.next().filter(|_| dated.next().is_none())?;
    let phrase = match view.language(s) {
        Language::En => english(view, s, token.span),
        Language::Zh => chinese(view, s, token.span),
    };
    Some((anchor, phrase?))
}

/// three months after the merger, before its listing
fn english(view: &View<'_>, s: usize, at: Span) -> Option<Phrase> {
    let sentence = view.sentences[s].span;
    let lead = view.text(Span::new(sentence.start, at.start)).to_ascii_lowercase();
    let lead = lead.trim_end();
    let mut end = lead.len();
    for _ in 0..=WORDS {
        let head = &lead[..end];
        let (after, before) = (ordered().after.at_end(head, Language::En), ordered().before.at_end(head, Language::En));
        if let Some(len) = after.or(before) {
            let start = sentence.start + end - len;
            return Some(phrase(view, s, Span::new(start, at.end), start, after.is_some()));
        }
        // Words between: the, its, the long-awaited.
        end = head.rfind(' ').map(|i| head[..i].trim_end().len())?;
        if head.get(end..)?.contains([',', ';', '(']) {
            return None;
        }
    }
    None
}

/// 合并之后,…; 上市之前,…
fn chinese(view: &View<'_>, s: usize, at: Span) -> Option<Phrase> {
    let behind = view.text(Span::new(at.end, view.sentences[s].span.end.max(at.end)));
    let rest = ["完成", "结束", "正式完成"].iter().find_map(|w| behind.strip_prefix(w)).unwrap_or(behind);
    let skipped = behind.len() - rest.len();
    let (after, before) = (ordered().after.at_head(rest, Language::Zh), ordered().before.at_head(rest, Language::Zh));
    let len = after.or(before)?;
    let ended = rest[len..].starts_with([',', '，']);
    let place = Span::new(at.start, at.end + skipped + len);
    ended.then(|| phrase(view, s, place, at.start, after.is_some()))
}

/// A length right before the word makes it a distance, else only the order is told.
fn phrase(view: &View<'_>, s: usize, place: Span, word: usize, after: bool) -> Phrase {
    let length = view.tokens[s].iter().find_map(|t| match t.what {
        What::Mention(m) => match &view.mentions[m].value {
            Value::Duration(d) if t.span.end <= word => {
                let gap = view.text(Span::new(t.span.end, word));
                gap.trim().is_empty().then(|| length(d).map(|l| (t.span, l)))?
            }
            _ => None,
        },
        _ => None,
    });
    match length {
        Some((span, (Some(least), Some(most)))) => {
            let (least, most) = if after { (least, most) } else { (-most, -least) };
            Phrase { kind: TieKind::Distance, place: span.cover(place), least: Some(least), most: Some(most) }
        }
        _ if after => Phrase { kind: TieKind::Order, place, least: Some(0), most: None },
        _ => Phrase { kind: TieKind::Order, place, least: None, most: Some(0) },
    }
}
