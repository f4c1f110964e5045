//! How far two spellings are apart, and names of an article that are nearly those of the fact base.

use super::Context;
use crate::extract::{Mention, MentionValue};
use crate::facts::sound;
use crate::normalise::{fold_name, is_han};
use crate::source::Span;
use rustc_hash::FxHashSet;
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// Levenshtein's distance in characters.
pub(super) fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// One letter changed, missing or doubled, or two exchanged; the first letter stays, and an ending is another word
/// (Tesla, Teslas).
fn is_near(word: &str, name: &str) -> bool {
    let ending =
        |x: &str, y: &str| x.strip_prefix(y).is_some_and(|rest| matches!(rest, "s" | "n" | "e" | "d" | "r" | "y"));
    let exchanged = word.len() == name.len() && {
        let apart: Vec<usize> =
            word.bytes().zip(name.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(i, _)| i).collect();
        let (w, n) = (word.as_bytes(), name.as_bytes());
        matches!(apart[..], [a, b] if b == a + 1 && w[a] == n[b] && w[b] == n[a])
    };
    word.as_bytes().first() == name.as_bytes().first()
        && !ending(word, name)
        && !ending(name, word)
        && (edits(word, name) == 1 || exchanged)
}

/// Names that are nearly those of entities which belong to one named on the same line: place, entity, and the right
/// name, folded. Nothing that is a name itself, or an ordinary word elsewhere in the article.
pub(super) fn nearly(seen: &Context) -> Vec<(Span, usize, String)> {
    let source = &seen.article.source;
    let names: Vec<&Mention> = seen.extraction.mentions.iter().filter(|m| m.is_known_name()).collect();
    let ordinary: FxHashSet<&str> = match names.is_empty() {
        true => FxHashSet::default(),
        false => source
            .text()
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|w| w.len() >= 5 && w.starts_with(|c: char| c.is_ascii_lowercase()))
            .collect(),
    };
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = names.get(at) {
        let line = source.line_at(first.span.start);
        let here: Vec<&Mention> = names[at..].iter().take_while(|m| m.span.start < line.end).copied().collect();
        at += here.len().max(1);
        let known: BTreeSet<usize> = here.iter().flat_map(|m| entities(seen, m)).collect();
        let vouched = |entity: usize| {
            known.contains(&entity) || seen.facts.lexicon().related(entity).iter().any(|r| known.contains(r))
        };
        let taken = |span: Span| {
            let next = here.partition_point(|m| m.span.end <= span.start);
            here[next..].iter().take(3).any(|m| m.span.overlaps(span))
        };
        if known.is_empty() {
            continue;
        }
        latin(seen, line, &ordinary, &taken, &vouched, &mut out);
        chinese(seen, line, &taken, &vouched, &mut out);
    }
    out
}

/// The entities a mention surely means.
fn entities(seen: &Context, mention: &Mention) -> Vec<usize> {
    match &mention.value {
        MentionValue::Ids(ids) if ids.len() == 1 => {
            ids.iter().filter_map(|id| seen.facts.entity_position(id)).collect()
        }
        _ => Vec::new(),
    }
}

fn latin(
    seen: &Context,
    line: Span,
    ordinary: &FxHashSet<&str>,
    taken: &dyn Fn(Span) -> bool,
    vouched: &dyn Fn(usize) -> bool,
    out: &mut Vec<(Span, usize, String)>,
) {
    let text = seen.article.source.slice(line);
    // In a title every word has a capital.
    let titled = LazyCell::new(|| {
        let long = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() >= 4);
        long.fold(0, |more, w| if w.starts_with(char::is_uppercase) { more + 1 } else { more - 1 }) > 0
    });
    let mut last: Option<(Span, String)> = None;
    let mut at = 0;
    while let Some(from) = text.as_bytes()[at..].iter().position(u8::is_ascii_uppercase).map(|i| at + i) {
        let inside = text[..from].ends_with(char::is_alphanumeric);
        at = text[from..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |i| from + i);
        let bare = &text[from..at];
        let span = Span::new(line.start + from, line.start + at);
        if inside || bare.len() < 2 || !bare.is_ascii() || taken(span) {
            continue;
        }
        let folded = fold_name(bare);
        let plain = bare.len() >= 5 && !ordinary.contains(folded.as_str());
        let before = last.take().filter(|(l, _)| l.end + 1 == span.start);
        let near = seen.facts.near();
        let pair = before.as_ref().and_then(|(l, first)| {
            let names = near.with_word(first).iter().chain(near.with_word(&folded));
            let found = names.filter(|(_, e)| vouched(*e)).find(|(name, _)| {
                let (a, b) = name.split_once(' ').unwrap_or_default();
                a == first && plain && is_near(&folded, b) || b == folded && first.len() >= 5 && is_near(first, a)
            });
            found.map(|(name, entity)| (l.cover(span), *entity, name.clone()))
        });
        let single = || {
            let inside = plain && !*titled && !opens(seen, line, span.start);
            let found = near.like_word(&folded).filter(|(_, e)| inside && vouched(*e));
            let mut found = found.filter(|(name, _)| is_near(&folded, name));
            found.next().map(|(name, entity)| (span, *entity, name.clone()))
        };
        out.extend(pair.or_else(single));
        last = Some((span, folded));
    }
}

/// A place at the head of its line or sentence, where any word has a capital.
fn opens(seen: &Context, line: Span, at: usize) -> bool {
    let before = seen.article.source.slice(Span::new(line.start, at)).trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '“', '‘', '(', '-', '*', '#', '|', '—', '–'])
}

/// Three to six characters that sound like a name but for one of them, the first being right.
fn chinese(
    seen: &Context,
    line: Span,
    taken: &dyn Fn(Span) -> bool,
    vouched: &dyn Fn(usize) -> bool,
    out: &mut Vec<(Span, usize, String)>,
) {
    let text = seen.article.source.slice(line);
    let near = seen.facts.near();
    for (from, _) in text.char_indices().filter(|(_, c)| near.begins(*c)) {
        let rest = &text[from..];
        let sounds = rest.chars().map_while(|c| sound(c).filter(|_| is_han(c)));
        for (length, named) in near.sounding(sounds) {
            let named = named.iter().filter(|(_, e)| vouched(*e));
            let written = rest.char_indices().nth(length).map_or(rest, |(end, _)| &rest[..end]);
            let span = Span::new(line.start + from, line.start + from + written.len());
            let one = |name: &str| {
                let apart = name.chars().zip(written.chars()).filter(|(a, b)| a != b).count();
                apart == 1 && name.chars().next() == written.chars().next()
            };
            let found = named.into_iter().find(|(name, _)| one(name) && !taken(span));
            out.extend(found.map(|(name, entity)| (span, *entity, name.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_may_be_wrong() {
        for (word, name) in
            [("elison", "ellison"), ("nvdia", "nvidia"), ("alibabba", "alibaba"), ("ellsion", "ellison")]
        {
            assert!(is_near(word, name), "{word}");
        }
        for (word, name) in
            [("teslas", "tesla"), ("bellison", "ellison"), ("ellison", "ellison"), ("elisen", "ellison")]
        {
            assert!(!is_near(word, name), "{word}");
        }
    }
}
