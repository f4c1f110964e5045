//! Where somebody was born or a house was founded: the place of events that take nothing else for their object.

use super::frame::Found;
use super::frame::{Draft, View};
use super::scan::Token;
use super::scan::What;
use crate::normalise::fold_name;
use crate::source::Span;
use crate::statement::{Event, Id, Slot};

/// Countries, states and the like: a place nobody knows contradicts nothing that may lie in it.
const REGIONS: &str = include_str!("../vocabulary/regions.txt");
/// Small words inside the names of places.
const INNER: &[&str] = &["upon", "on", "of", "de", "la", "le", "les", "el", "am", "an", "der", "sur", "al", "du", "da"];

/// The place of an event: the known name nearest to the verb in its clause behind a word of place, else, in English,
/// the capitalised words right behind the verb (`local:`).
pub(super) fn scene(view: &View<'_>, event: &Event, draft: &Draft) -> Option<(Vec<Id>, Span)> {
    let predicate = event.predicate.as_deref().and_then(|id| view.facts.vocabulary.get(id))?;
    if predicate.object != ["place"] || !event.object.is_empty() {
        return None;
    }
    let verb = draft.parts.iter().find(|p| p.0 == Slot::Predicate)?.1;
    let s = view.sentences.partition_point(|s| s.span.end <= verb.start);
    let sentence = view.sentences.get(s)?.span;
    let placed = |span: &Span| {
        let before = view.text(Span::new(sentence.start, span.start)).trim_end();
        let english = before.rsplit(' ').next().is_some_and(|w| matches!(w, "in" | "at" | "near"));
        english || before.ends_with(['在', '于'])
    };
    let names = view.inside(s, view.clause(s, verb)).iter();
    let known = names.filter_map(|t| Some((view.ids(t, &predicate.object)?, t.span))).filter(|n| placed(&n.1));
    known.min_by_key(|n| n.1.distance(verb)).or_else(|| unknown(view, s, Span::new(verb.end, sentence.end)))
}

/// Capitalised words right behind the verb: born in Banja Luka in 1933, in Denison, Texas.
fn unknown(view: &View<'_>, s: usize, behind: Span) -> Option<(Vec<Id>, Span)> {
    if view.is_zh(s) {
        return None;
    }
    let text = view.text(behind);
    let lead = ["in the ", "in ", "at ", "near "].iter().find(|w| text.trim_start().starts_with(**w))?;
    let from = behind.start + (text.len() - text.trim_start().len()) + lead.len();
    let words = view.text(Span::new(from, behind.end));
    let mut end = 0;
    let mut at = 0;
    for word in words.split_inclusive(' ') {
        let bare = word.trim_end().trim_end_matches(['.', ',', ';']);
        let capital = bare.starts_with(char::is_uppercase);
        if !(capital || end > 0 && INNER.contains(&bare)) {
            break;
        }
        if capital {
            end = at + bare.len();
        }
        let stops = word.trim_end().len() > bare.len() && !word.trim_end().ends_with(',');
        at += word.len();
        if stops {
            break;
        }
    }
    let span = Span::new(from, from + end);
    let name = view.text(span);
    let free =
        |t: &super::scan::Token| !(t.span.overlaps(span) && matches!(t.what, What::Entity { .. } | What::Mention(_)));
    let region = REGIONS.lines().any(|r| r == name);
    let plain = name.chars().count() > 2 && !name.ends_with("'s") && !region;
    (plain && view.tokens[s].iter().all(free)).then(|| (vec![format!("local:{}", fold_name(name)).into()], span))
}

/// Where somebody was born or something founded: born in X, 生于X, 在X成立.
pub(super) fn scene_of(view: &View<'_>, s: usize, token: &Token, clause: Span) -> Option<Found> {
    let places = ["place".to_owned()];
    let links: &[&str] = if view.is_zh(s) { &["在", "于"] } else { &["in", "at", "near"] };
    let near = |t: &Token| {
        let before = view.text(Span::new(clause.start, t.span.start.max(clause.start))).trim_end();
        let linked = links.iter().any(|l| before.ends_with(l));
        // 生于X has its link within.
        let direct = t.span.start == token.span.end && links.iter().any(|l| view.text(token.span).ends_with(l));
        match view.is_zh(s) {
            true => direct || linked && t.span.start < token.span.end + 30,
            false => linked && t.span.start >= token.span.end,
        }
    };
    let name = view.inside(s, clause).iter().find(|t| view.ids(t, &places).is_some() && near(t))?;
    Some(Found { ids: view.ids(name, &places)?, span: name.span, weak: None })
}
