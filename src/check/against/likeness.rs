//! Finds the words of a text that mean the same, or the opposite, as other words; see `vocabulary/likeness.yaml`.

use crate::source::Span;
use crate::vocabulary::likeness;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::sync::OnceLock;

/// The sets of words with one meaning, compiled.
pub(in crate::check) struct Groups(Option<CharwiseDoubleArrayAhoCorasick<u32>>);

/// The sets of the vocabulary.
pub(in crate::check) fn groups() -> &'static Groups {
    static GROUPS: OnceLock<Groups> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let words = likeness().iter().zip(0u32..).flat_map(|(set, i)| set.words.iter().map(move |w| (w.as_str(), i)));
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
        Groups(builder.build_with_values(words).ok())
    })
}

impl Groups {
    /// The words of a folded text that are in a set, with the index of the set; the longest at each place.
    pub(in crate::check) fn found(&self, folded: &str) -> Vec<(Span, usize)> {
        let lower = folded.to_ascii_lowercase();
        let Some(automaton) = &self.0 else { return Vec::new() };
        let hits = automaton.leftmost_find_iter(&lower).map(|m| (Span::new(m.start(), m.end()), m.value() as usize));
        hits.filter(|(at, _)| is_whole(&lower, *at)).collect()
    }
}

/// A Latin word is not a part of a longer one.
pub(super) fn is_whole(text: &str, at: Span) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let inside = latin(text[at.start..].chars().next());
    !(inside && (latin(text[..at.start].chars().next_back()) || latin(text[at.end..].chars().next())))
}
