//! The $40 billion was made up as follows: … Revenue by trade: …: a list whose lines begin with a part each, and its total.

use super::{Figure, Reckoning, Term, figures, holds_any, trimmed};
use crate::extract::frame::View;
use crate::quantity::{Comparator, Quantity};
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};

/// Lines of a list, at least and at most.
const LINES: std::ops::RangeInclusive<usize> = 3..=20;
/// Sentences before the list that may give its total.
const REACH: usize = 20;
/// Characters of a line that is one of a list.
const LONGEST: usize = 160;

pub(super) fn read(view: &View<'_>, s: usize, language: Language, own: &[Figure], out: &mut Vec<Reckoning>) {
    let text = view.text(view.sentences[s].span);
    let Some(lead) = text.trim_end().strip_suffix([':', '：']).map(str::to_lowercase) else { return };
    let end = reckoned().itemised.at_end(lead.trim_end(), language).is_some();
    let by = language == Language::En && lead.split_whitespace().nth(1) == Some("by");
    if !end && !by {
        return;
    }
    let lines = lines(view, s, language);
    let Some((first, _)) = lines.first().filter(|_| LINES.contains(&lines.len())) else { return };
    let alike = |f: &&Figure| f.value.unit == first.value.unit && !f.is_share();
    let parts: Vec<Term> = lines.iter().map(|(f, _)| plain(view, f)).collect();
    let mut totals = own.iter().filter(alike);
    match (totals.next(), totals.next()) {
        (Some(total), None) => out.push(Reckoning::Sum { parts, total: Some(total.term(view)) }),
        (None, None) => {
            // All of it only where the last line is what else there is.
            let whole = lines.last().is_some_and(|(_, line)| reckoned().others.at_head(line, language).is_some());
            if let Some(total) = named(view, s, language, &lead, first).filter(|_| whole) {
                out.push(Reckoning::Sum { parts, total: Some(total) });
            }
        }
        _ => {}
    }
}

/// The lines behind a sentence with the first figure of each and its text, all of one unit.
fn lines<'v>(view: &'v View<'_>, s: usize, language: Language) -> Vec<(&'v Figure, String)> {
    let text = &view.folded.text;
    let mut at = view.sentences[s].span.end;
    let mut next = s + 1;
    let mut open: std::collections::VecDeque<&Figure> = std::collections::VecDeque::new();
    let mut out: Vec<(&Figure, String)> = Vec::new();
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty() && out.len() <= *LINES.end()) {
        let len = rest.find('\n').map_or(rest.len(), |i| i + 1);
        let line = Span::new(at, at + len);
        at += len;
        let words = view.text(line).trim();
        if words.is_empty() {
            continue;
        }
        while let Some(sentence) = view.sentences.get(next).filter(|n| n.span.start < line.end) {
            if sentence.language == language {
                open.extend(figures(view, next));
            }
            next += 1;
        }
        while open.front().is_some_and(|f| f.span.start < line.start) {
            open.pop_front();
        }
        let ended = words.ends_with(['.', '。', '!', '?', '"', '”', ':']);
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let own = open.front().is_some_and(|f| f.span.end <= line.end);
        let prose = ended || words.chars().count() > LONGEST;
        if prose || letters < 2 || !own {
            // Of a list that goes on without figures something would be missing.
            return if prose || words.chars().count() > LONGEST / 2 { out } else { Vec::new() };
        }
        let Some(figure) = open.pop_front() else { return out };
        if figure.is_share() || figure.unit().is_none() || out.first().is_some_and(|(f, _)| f.unit() != figure.unit()) {
            return Vec::new();
        }
        out.push((figure, words.trim_start_matches(['-', '*', '•', ' ']).to_lowercase()));
    }
    out
}

/// Up to $5 billion counts in full.
fn plain(view: &View<'_>, figure: &Figure) -> Term {
    let mut term = figure.term(view);
    if let (Some(Comparator::AtMost), Some(value)) = (figure.value.comparator, figure.value.stated) {
        term.value = Quantity::exact(value, figure.value.unit.clone()).reckoned(view.text(figure.span));
    }
    term
}

/// Revenue by trade: the one figure before that the word at the head of the line names.
fn named(view: &View<'_>, s: usize, language: Language, lead: &str, part: &Figure) -> Option<Term> {
    let words = reckoned();
    let noun: String = match language {
        Language::En => lead.split_whitespace().next()?.to_owned(),
        Language::Zh => {
            let len = words.itemised.at_end(lead.trim_end(), language)?;
            let head = lead.trim_end();
            let head = &head[..head.len() - len];
            head.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect()
        }
    };
    if noun.chars().count() < 2 {
        return None;
    }
    let mut found: Option<(Span, Term)> = None;
    for i in (0..s).rev().take(REACH) {
        for figure in figures(view, i) {
            let lead = trimmed(&figure.lead, &words.by, language).trim_end_matches(['为', '达', ' ']);
            let called = match language {
                Language::Zh => lead.ends_with(noun.as_str()),
                Language::En => lead.split(' ').next_back() == Some(noun.as_str()),
            };
            let former = holds_any(&figure.raw, &words.earlier, language);
            let larger = figure.unit() == part.unit() && figure.value.stated > part.value.stated;
            if called && !former && larger {
                let term = figure.term(view);
                match &found {
                    Some((_, other)) if other.value.stated != term.value.stated => return None,
                    _ => found = Some((figure.span, term)),
                }
            }
        }
    }
    found.map(|(_, term)| term)
}
