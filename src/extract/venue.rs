//! The days of what is told without a date: those of the conference it is told of, up to the day of writing (已经), or
//! from it on (a plan). Inferred as they are, they may support and never contradict.

use super::frame::{Draft, View};
use super::scan::Token;
use super::{Cite, Doubt, Modality, Step};
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Bilingual, Cue, Language, lists};

/// An edition of an event at which something is told to have happened.
pub(super) struct Venue {
    /// Its days; of its first day alone where the words say so.
    pub(super) days: Interval,
    /// Which edition.
    pub(super) edition: Id,
    /// How it was found.
    pub(super) step: Step,
}

impl View<'_> {
    /// The conference that a clause is told of: named in its sentence (在云栖大会上, at the summit), or spoken of before (在开幕式上).
    pub(super) fn venue(&self, s: usize, at: Span) -> Option<Venue> {
        let events = ["event".to_owned()];
        let sentence = self.sentences[s].span;
        let before = Span::new(sentence.start, at.start.max(sentence.start));
        let named = |t: &&Token| self.ids(t, &events).is_some();
        let own = self.inside(s, before).iter().rev().find(named);
        let word = self.venue_word(s);
        let ids = match own {
            Some(name) if self.is_scene(s, name) => self.ids(name, &events)?,
            // Of several, what the article is about is spoken of again.
            None if word.is_some() => vec![self.occasion?.clone()],
            _ => return None,
        };
        let (edition, fact, days) = self.latest(ids.first()?)?;
        let first = word.is_some_and(|w| lists().first_days.at_end(self.text(w), self.language(s)).is_some());
        let days = days.start.filter(|_| first).map_or(days, Interval::day);
        let text = Bilingual::new(format!("it was held on {days}"), format!("其时为{days}"));
        Some(Venue { days, edition, step: Step { cite: Cite::Fact(fact), text } })
    }

    /// The edition of a series that was held last before the day of writing, the fact that says so and its days.
    pub(super) fn latest(&self, event: &Id) -> Option<(Id, Id, Interval)> {
        let written = self.document?.end?;
        let related = self.facts.entity_position(event).map_or(&[][..], |i| self.facts.lexicon().related(i));
        let parts = related.iter().map(|&i| &self.facts.entities[i]).filter(|e| e.part_of.as_ref() == Some(event));
        let editions = std::iter::once(event).chain(parts.map(|e| &e.id));
        let held = editions.flat_map(|id| {
            self.facts.about(id).iter().filter_map(move |&f| {
                let fact = &self.facts.facts[f];
                let days = fact.statement.when().filter(|_| fact.statement.predicate() == Some("hold"))?;
                (days.start? <= written).then(|| (id.clone(), fact.id.clone(), days))
            })
        });
        held.max_by_key(|(_, _, days)| days.start)
    }

    /// What stands around a name makes it a scene: 在…上, at the ….
    pub(super) fn is_scene(&self, s: usize, name: &Token) -> bool {
        let after = self.folded.text[name.span.end..self.sentences[s].span.end].trim_start();
        if self.is_zh(s) {
            let inner = after.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(after, |(_, rest)| rest);
            return lists().scenes.at_head(inner, Language::Zh).is_some();
        }
        let before = self.text(Span::new(self.sentences[s].span.start, name.span.start)).to_ascii_lowercase();
        let mut words = before.split_whitespace().rev().take(4);
        words.any(|w| matches!(w, "at" | "during"))
    }

    /// The word of a sentence that stands for an event spoken of before.
    fn venue_word(&self, s: usize) -> Option<Span> {
        let sentence = self.sentences[s].span;
        let text = self.text(sentence);
        let lower = text.to_ascii_lowercase();
        if !lists().venues.in_text(&lower, self.language(s)) {
            return None;
        }
        let words = lists().venues.of(self.language(s));
        let free = |at: usize| {
            let before = text[..at].chars().next_back();
            before.is_none_or(|c| !crate::normalise::is_han(c) || "的在此这本次年届为于了是到说起".contains(c))
        };
        let found = words.iter().filter_map(|w| {
            let at = text.find(w.as_str()).or_else(|| lower.find(w.as_str()))?;
            free(at).then(|| Span::new(sentence.start + at, sentence.start + at + w.len()))
        });
        found.max_by_key(|w| (lists().first_days.at_end(self.text(*w), self.language(s)).is_some(), w.len()))
    }
}

/// The days of an event without a date of its own.
pub(super) fn bounded(view: &View<'_>, s: usize, at: Span, draft: &mut Draft) {
    let clause = view.clause(s, at);
    let own = Span::new(clause.start, at.start.max(clause.start));
    let Statement::Event(event) = &mut draft.statement else { return };
    if event.when.is_some() {
        return;
    }
    // 在杭州举办的云栖大会: of a series the edition of the day, unless every one is meant.
    if event.predicate.as_deref() == Some("hold") {
        let every = lists().each.of(view.language(s)).iter().any(|w| view.text(clause).contains(w.as_str()));
        if let [series] = &event.subject[..]
            && let Some((edition, ..)) = view.latest(series).filter(|_| !every)
        {
            event.subject = vec![edition];
        }
        return;
    }
    let already = view.inside(s, own).iter().rev().find(|t| view.is_cue(t, Cue::Already));
    // A plan that is only asked about lies ahead as well.
    let ahead = draft.modality == Modality::Planned || view.has_cue(s, own, Cue::Planned);
    let found = match draft.modality {
        Modality::Planned | Modality::Asked if ahead => {
            let cue = view.inside(s, own).iter().rev().find(|t| view.is_cue(t, Cue::Planned)).map_or(at, |t| t.span);
            view.document.and_then(|d| Interval::between(d.start, None)).map(|days| (days, cue))
        }
        _ => already.and_then(|t| Some((Interval::between(None, view.document?.end)?, t.span))),
    };
    let (days, step) = match (view.venue(s, at).filter(|_| draft.modality != Modality::Planned), found) {
        (Some(venue), _) => (venue.days, venue.step),
        (None, Some((days, cue))) => {
            let words = view.text(cue);
            let text = Bilingual::new(
                format!("“{words}” is seen from the day of writing"),
                format!("“{words}”就发稿之日而言"),
            );
            (days, Step { cite: Cite::Article(view.folded.origin(cue)), text })
        }
        (None, None) => return,
    };
    event.when = Some(days);
    for reading in &mut draft.readings {
        if let Statement::Event(event) = reading {
            event.when = Some(days);
        }
    }
    draft.steps.push(step);
    if draft.doubt == Some(Doubt::NoTime) {
        draft.doubt = None;
    }
    draft.weak = draft.weak.or(Some(Doubt::InferredDate));
}

/// 那会ChatGPT尚未问世, had not yet launched: it happened after the time spoken of, or not at all.
pub(super) fn not_yet(view: &View<'_>, s: usize, at: Span, draft: &mut Draft) {
    let clause = view.clause(s, at);
    let own = Span::new(clause.start, at.start.max(clause.start));
    let Statement::Event(event) = &mut draft.statement else { return };
    let once = event.predicate.as_deref().and_then(|p| view.facts.vocabulary.get(p)).is_some_and(|p| p.once);
    let Some(start) = event.when.and_then(|w| w.start) else { return };
    if draft.modality == Modality::Denied && once && draft.readings.is_empty() && view.has_cue(s, own, Cue::NotYet) {
        event.when = Interval::between(Some(start), None);
        draft.modality = Modality::Asserted;
        draft.weak = draft.weak.or(Some(Doubt::InferredDate));
        draft.parts.retain(|p| p.0 != Slot::When);
    }
}
