//! The dates on which a text tells that something was done: by the word for it, or another one for the same deed.

use super::super::frame::View;
use super::super::story::{Story, Told};
use crate::source::Span;
use crate::vocabulary::{Language, is_whole, spanned};

/// Letters of an English word that it shares with another form of it.
const STEM: usize = 5;

/// The dates beside a deed, in the order of the text, outside of the clause that asks for it.
pub(super) fn dates(view: &View<'_>, story: &Story, deed: &str, language: Language, asked: Span) -> Vec<Told> {
    let own = told(view, story, language, asked, |text| same(text, deed, language));
    if !own.is_empty() {
        return own;
    }
    let groups: Vec<_> = spanned().deeds.iter().filter(|g| g.whole_in(deed, language)).collect();
    told(view, story, language, asked, |text| {
        groups.iter().flat_map(|g| g.whole_places(text, language)).map(|(at, _)| at).collect()
    })
}

/// The dates beside Chinese words, letter by letter.
pub(super) fn told_so(view: &View<'_>, story: &Story, words: &str, asked: Span) -> Vec<Told> {
    told(view, story, Language::Zh, asked, |text| same(text, words, Language::Zh))
}

/// Of the dates of a deed those that are meant: of the same sentence, else of those right before, else all.
pub(super) fn meant(all: Vec<Told>, s: usize, at: usize, near: usize) -> Vec<Told> {
    let before =
        |back: usize| all.iter().filter(move |d| d.span.end <= at && d.s + back >= s).copied().collect::<Vec<_>>();
    [before(0), before(near), all.clone()].into_iter().find(|list| !list.is_empty()).unwrap_or_default()
}

/// The dates beside the places of a sentence that are looked for.
fn told(
    view: &View<'_>,
    story: &Story,
    language: Language,
    asked: Span,
    places: impl Fn(&str) -> Vec<usize>,
) -> Vec<Told> {
    let mut out: Vec<Told> = Vec::new();
    for (s, sentence) in view.sentences.iter().enumerate() {
        let dates = story.within(s, s);
        if dates.is_empty() || sentence.language != language {
            continue;
        }
        let text = super::words(view, sentence.span.start, sentence.span.end);
        for at in places(&text).into_iter().map(|at| sentence.span.start + at) {
            if asked.start <= at && at < asked.end {
                continue;
            }
            let nearest = match language {
                // 2008年9月…发火: the date before the word, if there is one.
                Language::Zh => dates.iter().rev().find(|d| d.span.end <= at).or_else(|| dates.first()),
                Language::En => dates.iter().min_by_key(|d| d.span.start.abs_diff(at)),
            };
            if let Some(date) = nearest.filter(|d| !out.contains(d)) {
                out.push(*date);
            }
        }
    }
    out
}

/// Where a text has the word itself: in Chinese letter by letter, in English the noun in any of its forms.
fn same(text: &str, deed: &str, language: Language) -> Vec<usize> {
    match language {
        Language::Zh if deed.chars().count() >= 2 => text.match_indices(deed).map(|m| m.0).collect(),
        Language::Zh => Vec::new(),
        Language::En => {
            let Some(stem) = deed.split_whitespace().last().filter(|w| w.len() >= STEM) else { return Vec::new() };
            let stem = stem.strip_suffix("ing").or(stem.strip_suffix('s')).unwrap_or(stem);
            let starts = |m: &(usize, &str)| is_whole(text, m.0, m.1) || !text[..m.0].ends_with(char::is_alphanumeric);
            text.match_indices(stem).filter(starts).map(|m| m.0).collect()
        }
    }
}
