//! Profit up 30%: a growth of the headline, where the body tells from which figure to which.

use super::super::{Figure, Reckoning, figures, trimmed};
use super::{Made, Near, rates};
use crate::normalise::is_han;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Characters of a headline.
const LONGEST: usize = 90;
/// Sentences of the body that are looked through.
const REACH: usize = 40;

pub(super) fn read(near: &Near<'_, '_>, at: usize, rises: Option<bool>, out: &mut Vec<Reckoning>) {
    let (view, figure, language) = (near.view, &near.own[at], near.language);
    let sentences = &view.sentences;
    let text = view.text(sentences[near.s].span);
    let title = near.s == 0
        && sentences.get(1).is_some_and(|n| n.block != sentences[0].block)
        && text.chars().count() <= LONGEST
        && !text.trim_end().ends_with(['。', '.', ':', ';', '"', '”']);
    let Some(rises) = rises.filter(|_| title && figure.is_percent()) else { return };
    let lead = rates::undirected(figure, language);
    let body: Vec<(usize, &[Figure])> = (1..sentences.len().min(REACH)).map(|s| (s, figures(view, s))).collect();
    let mut found: Vec<(&Figure, &Figure)> = Vec::new();
    let mut rates: Vec<usize> = Vec::new();
    let mut noun = "";
    for (s, there) in &body {
        if there.iter().any(|f| f.is_percent() && near_to(f, figure)) {
            rates.push(*s);
        }
        for i in 1..there.len() {
            let (from, to) = (&there[i - 1], &there[i]);
            let named = named(from, lead, language).filter(|_| leads(from, to, language));
            if let Some(own) = named.filter(|_| from.compares(to) && from.unit() == to.unit()) {
                noun = own;
                found.push((from, to));
            }
        }
    }
    let [(from, to)] = found[..] else { return };
    // Packaging revenue up 30 %: what stands before the noun is the name of somebody the body tells of, or nothing.
    let of = lead.to_lowercase();
    let of = of.trim().strip_suffix(noun).unwrap_or(&of).trim();
    let of = of
        .rsplit([',', ':', ';'])
        .next()
        .unwrap_or(of)
        .trim()
        .trim_end_matches(['的', '\'', '’'])
        .trim_end_matches("'s");
    let told = |(s, _): &(usize, &[Figure])| view.text(sentences[*s].span).to_lowercase().contains(of);
    if of.contains(super::DATE) || !of.is_empty() && !body.iter().any(told) {
        return;
    }
    // The rate itself is told again, of the same thing.
    let again = |s: &usize| view.text(sentences[*s].span).to_lowercase().contains(noun);
    if rates.iter().any(again) {
        return;
    }
    near.outcome(figure, Made::Growth(Some(rises)), &[vec![from, to]], (1, true), out);
}

/// Of the same size, but for how exactly it is told.
fn near_to(a: &Figure, b: &Figure) -> bool {
    a.value.stated.zip(b.value.stated).is_some_and(|(a, b)| (a - b).abs() <= Decimal::new(35, 1))
}

/// 由3.55亿元升至4.26亿元; from €3.55 million to €4.26 million.
fn leads(from: &Figure, to: &Figure, language: Language) -> bool {
    let plain = |f: &Figure| f.value.comparator.is_none() && !f.is_share() && f.unit().is_some();
    let (a, b) = (from.lead.trim_end(), to.lead.trim());
    let said = match language {
        Language::Zh => a.ends_with(['由', '从']) && b.ends_with(['到', '至']) && !b.contains([',', ';']),
        Language::En => a.ends_with(" from") && (b == "to" || b == "a year earlier to"),
    };
    said && plain(from) && plain(to)
}

/// What the figure of the body is of, where the headline names it and the body no special kind of it.
fn named<'f>(from: &'f Figure, headline: &str, language: Language) -> Option<&'f str> {
    let words = reckoned();
    match language {
        Language::Zh => {
            let lead = from.lead.trim_end().trim_end_matches(['由', '从']);
            let noun = lead.rsplit([',', ';', '。', super::DATE]).next().unwrap_or(lead);
            (noun.chars().count() >= 2 && noun.chars().all(is_han) && headline.ends_with(noun)).then_some(noun)
        }
        Language::En => {
            let lead = from.lead.trim_end().trim_end_matches(" from").trim_end();
            let verb = words.rises.at_end(lead, language).or(words.falls.at_end(lead, language));
            let noun = verb.map(|len| lead[..lead.len() - len].trim())?;
            let noun = noun.rsplit([',', ';', super::DATE]).next().unwrap_or(noun).trim();
            let noun = ["and ", "its ", "the ", "while "].iter().find_map(|w| noun.strip_prefix(w)).unwrap_or(noun);
            let headline = trimmed(headline, &words.by, language);
            let same =
                !noun.is_empty() && noun.split(' ').count() <= 2 && headline.to_lowercase().trim().ends_with(noun);
            same.then_some(noun)
        }
    }
}
