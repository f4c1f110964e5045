//! Words that have an opposite, as points: what rose in one text may not have fallen in the other.

use super::words::Tokens;
use crate::article::Article;
use crate::extract::{Extraction, Modality};
use crate::source::Span;
use crate::vocabulary::{Cue, Language, Opposite, cues, likeness, lists};

/// Bytes before a word within which a denial is of it.
const REACH: usize = 30;

/// The words of a text that have an opposite, by the index of their meaning, and whether they are of a plan; those that
/// are denied, asked or only supposed are left out.
pub(super) fn senses(article: &Article, extraction: &Extraction, tokens: &Tokens) -> Vec<(Span, usize, bool)> {
    let text = article.source.text();
    let has_opposite = |meaning: usize| likeness().get(meaning)?.opposite.filter(|(_, kind)| *kind != Opposite::Apart);
    let found = tokens
        .meaning_places()
        .iter()
        .filter(|(at, m)| has_opposite(*m).is_some() && !is_denied(text, *at) && !is_particle(text, *at));
    found.filter_map(|&(at, m)| Some((at, m, is_planned(extraction, at)?))).collect()
}

/// Whether the claims around a place are of a plan; `None` where they state nothing.
fn is_planned(extraction: &Extraction, at: Span) -> Option<bool> {
    let mut planned = false;
    for claim in extraction.claims.iter().filter(|c| c.span.start <= at.start && at.end <= c.span.end) {
        match claim.modality {
            Modality::Planned => planned = true,
            Modality::Opinion => {}
            other if other.is_judged() => {}
            _ => return None,
        }
    }
    Some(planned)
}

/// Puts it down to prices: a part of a verb that tells of no change.
fn is_particle(text: &str, at: Span) -> bool {
    let before = text[..at.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default().to_ascii_lowercase();
    let particle = matches!(text[at.start..at.end].to_ascii_lowercase().as_str(), "up" | "down");
    particle && lists().phrasal.is(&word, Language::En)
}

fn is_denied(text: &str, at: Span) -> bool {
    let from = (at.start.saturating_sub(REACH)..=at.start).find(|&i| text.is_char_boundary(i)).unwrap_or(at.start);
    let before = &text[from..at.start];
    let before = before.rsplit([',', '，', '。', '；', '.']).next().unwrap_or(before);
    let latin =
        |w: &str| before.split(|c: char| !c.is_ascii_alphabetic() && c != '\'').any(|t| t.eq_ignore_ascii_case(w));
    cues().iter().filter(|(_, cue)| *cue == Cue::Denied).any(|(word, _)| match word.is_ascii() {
        true => latin(word),
        false => before.contains(word.as_str()),
    })
}
