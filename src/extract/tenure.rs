//! Left in June 1986, after 15 years: how long somebody was somewhere, told beside the day it ended.

use super::frame::{Draft, View};
use super::order::{Moment, TieKind, length};
use super::scan::What;
use super::{Doubt, Tie};
use crate::grammar::Value;
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::vocabulary::ordered;

/// The lengths of all terms, counted from the days on which the article says that they began.
pub(super) fn read(view: &View<'_>, drafts: &[Draft], out: &mut Vec<Tie>) {
    for draft in drafts.iter().filter(|d| d.doubt.is_none() && d.modality.is_judged()) {
        let Statement::Event(event) = &draft.statement else { continue };
        let ([person], [house], Some("leave")) = (&event.subject[..], &event.object[..], event.predicate.as_deref())
        else {
            continue;
        };
        // He, of several: whom the article is about.
        let heroic = view.hero.is_some_and(|h| h.0 == person) && draft.weak == Some(Doubt::AmbiguousEntity);
        if draft.weak.is_some() && !heroic {
            continue;
        }
        let (Some(days), Some(date)) = (event.when, place(draft, Slot::When)) else { continue };
        let Some((words, (least, most))) = stay(view, date) else { continue };
        let from = beginnings(view, drafts, person, house, date);
        if !from.is_empty() {
            let to = Moment { span: Some(view.folded.origin(date)), days };
            out.push(Tie { kind: TieKind::Distance, words: view.folded.origin(words), from, to, least, most });
        }
    }
}

fn place(draft: &Draft, slot: Slot) -> Option<Span> {
    draft.parts.iter().find(|p| p.0 == slot).map(|p| p.1)
}

/// At least and at most so many days.
type Length = (Option<i64>, Option<i64>);

/// The length of time right behind a date, with a word that says that it lay before: in June, after 15 years.
fn stay(view: &View<'_>, date: Span) -> Option<(Span, Length)> {
    let s = view.sentences.partition_point(|s| s.span.end <= date.start);
    let sentence = view.sentences.get(s)?.span;
    let rest = Span::new(date.end, sentence.end.max(date.end));
    let (span, duration) = view.inside(s, rest).iter().find_map(|t| match t.what {
        What::Mention(m) => match &view.mentions[m].value {
            Value::Duration(d) => Some((t.span, d)),
            _ => None,
        },
        _ => None,
    })?;
    let gap = view.text(Span::new(date.end, span.start)).trim().to_ascii_lowercase();
    let gap = gap.trim_start_matches(',').trim();
    let told = ordered().served.has(gap, view.language(s));
    told.then(|| length(duration)).flatten().map(|l| (span, l))
}

/// The days on which the article says that somebody came to a house or took a post in it.
fn beginnings(view: &View<'_>, drafts: &[Draft], person: &Id, house: &Id, end: Span) -> Vec<Moment> {
    let began = drafts.iter().filter(|d| match &d.statement {
        Statement::Role(r) => r.person.contains(person) && r.organization.contains(house),
        Statement::Event(e) => {
            matches!(e.predicate.as_deref(), Some("join" | "found"))
                && e.subject.contains(person)
                && e.object.contains(house)
        }
        Statement::Relation(_) | Statement::Metric(_) | Statement::Rank(_) => false,
        Statement::Quotation(_) | Statement::Age(_) | Statement::Link(_) => false,
    });
    let dated = began.filter_map(|d| Some((place(d, Slot::When)?, d.statement.when()?)));
    let before = dated.filter(|(at, days)| *at != end && days.is_bounded());
    before.map(|(at, days)| Moment { span: Some(view.folded.origin(at)), days }).collect()
}
