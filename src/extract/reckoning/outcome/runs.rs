//! Totals of figures told in other sentences: 一季度…四季度…。全年共…; the first leg …, the second … In all …; 三轮合计…; $3 of
//! it …, $2 …: parts that are more than what they are of.

use super::super::{DATE, Figure, figures, holds_any, trimmed};
use super::{Made, Near, stated};
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{Language, lists, reckoned};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Sentences to either side that may tell the parts of a year's total.
const REACH: usize = 8;
/// Parts that are counted through, at most.
const MOST: usize = 12;
/// Words between two parts of a whole.
const FEW: usize = 5;

pub(super) fn read(near: &Near<'_, '_>, out: &mut Vec<super::Reckoning>) {
    for at in 0..near.own.len() {
        if Near::is_told(&near.own[at]) && !near.own[at].is_share() {
            numbered(near, at, out);
            counted(near, at, out);
            of_it(near, at, out);
        }
    }
}

/// The total of parts that are counted through, the first to the last, in a sentence near by.
fn numbered(near: &Near<'_, '_>, at: usize, out: &mut Vec<super::Reckoning>) {
    let (total, language, words, view) = (&near.own[at], near.language, reckoned(), near.view);
    let clause = total.raw.rsplit([',', ';', '。']).next().unwrap_or(&total.raw);
    let clause = if language == Language::En { total.raw.as_str() } else { clause };
    let year = holds_any(clause, &words.whole_years, language);
    let whole = holds_any(clause, &words.all_told, language);
    if !year && !whole || holds_any(&total.raw, &lists().each, language) {
        return;
    }
    let sentences = &view.sentences;
    let from = if year { near.s.saturating_sub(REACH) } else { near.s.saturating_sub(1) };
    let to = if year { sentences.len().min(near.s + REACH) } else { near.s };
    for s in (from..to).filter(|&s| s != near.s && sentences[s].language == language) {
        let beside = sentences[s].block == sentences[near.s].block;
        if view.folded.cells[sentences[s].block].is_some() || !year && !beside {
            continue;
        }
        let there = figures(view, s);
        let Some(run) = run(near, there, total, year) else { continue };
        if told_alike(near, s, run[0], total) && run.iter().all(|p| stated(p) < stated(total)) {
            near.outcome(total, Made::Total, &[run], (1, false), out);
            return;
        }
    }
}

/// Figures of one sentence, the first of the first, the last of the last; of a year all four quarters.
fn run<'f>(near: &Near<'_, '_>, there: &'f [Figure], total: &Figure, year: bool) -> Option<Vec<&'f Figure>> {
    let language = near.language;
    let words = reckoned();
    let last = there.len();
    let numbers = words.numbering.of(language);
    let says = |k: usize, i: usize| -> Option<bool> {
        let number = numbers.get(i)?;
        let (raw, tail) = (there[k].raw.as_str(), there[k].tail.as_str());
        let near_tail = tail.split([',', ';', '.']).next().unwrap_or("");
        let end = there.get(k + 1).map_or(there[k].span.end + near_tail.len(), |f| f.span.start);
        let behind = near.view.text(Span::new(there[k].span.end, end.max(there[k].span.end))).to_ascii_lowercase();
        let behind = behind.split([',', ';', '.']).next().unwrap_or("");
        Some(match language {
            Language::Zh => words.quarters.of(language).iter().any(|q| raw.contains(&format!("{number}{q}"))),
            Language::En => super::super::holds(raw, number) || super::super::holds(behind, number),
        })
    };
    for start in 0..last {
        let mut out: Vec<&Figure> = Vec::new();
        while out.len() < MOST && start + out.len() < last {
            let figure = &there[start + out.len()];
            let alike = near.alike(figure, total) && figure.value.comparator.is_none();
            if !alike || says(start + out.len(), out.len()) != Some(true) {
                break;
            }
            out.push(figure);
        }
        let quarters = there[start..].iter().take(out.len()).any(|f| {
            let words_of = |w: &str| f.raw.contains(w) || f.tail.contains(w);
            words.quarters.of(language).iter().any(|q| words_of(q))
        }) || out.len() == 4 && near.language == Language::Zh;
        let complete = if year { quarters && out.len() == 4 } else { out.len() >= 3 };
        // A fourth one told otherwise may belong to them.
        let more = there[start + out.len()..].iter().any(|f| near.alike(f, total) && !f.lead.contains([';', '。']));
        if complete && !more {
            return Some(out);
        }
    }
    None
}

/// Both are of one thing: a word beside the first of them stands beside the total.
fn told_alike(near: &Near<'_, '_>, s: usize, first: &Figure, total: &Figure) -> bool {
    let view = near.view;
    let sentence = view.sentences[near.s].span;
    let own = view.text(Span::new(sentence.start, sentence.end)).to_lowercase();
    let head = view.text(Span::new(view.sentences[s].span.start, first.span.start)).to_lowercase();
    match near.language {
        Language::Zh => {
            let lead = first.lead.rsplit([',', ';', ':']).next().unwrap_or("");
            let lead: Vec<char> = lead.chars().filter(|c| *c != DATE).collect();
            let words = lead.windows(2).filter(|w| w.iter().all(|c| is_han(*c)));
            let mut words = words.map(|w| w.iter().collect::<String>()).peekable();
            let clause = total.lead.rsplit([',', ';']).next().unwrap_or("");
            match words.peek() {
                Some(_) => words.any(|w| !w.contains(['第', '季', '度']) && clause.contains(&w)),
                None => clause.chars().filter(|c| is_han(*c)).count() <= 4,
            }
        }
        Language::En => {
            let noun = |f: &Figure| {
                let word = f.tail.split_whitespace().next().unwrap_or("").trim_end_matches([',', '.', ';']);
                word.to_owned()
            };
            let words = head.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() >= 4);
            let plain = |w: &&str| !reckoned().quarters.of(Language::En).iter().any(|q| q == w);
            let common = words
                .filter(plain)
                .any(|w| super::super::holds(&own, w) && !["that", "with", "this", "were"].contains(&w));
            let (a, b) = (noun(first), noun(total));
            let unit = first.unit().is_some_and(|u| !matches!(u, "piece" | "item"));
            common
                || a.len() >= 4 && a == b
                || unit && first.value.unit.as_ref().is_some_and(|u| u.dimension() == "length")
        }
    }
}

/// 三轮合计8.5亿元: as many figures as are counted, of the sentence and of the one before.
fn counted(near: &Near<'_, '_>, at: usize, out: &mut Vec<super::Reckoning>) {
    let (total, language, words) = (&near.own[at], near.language, reckoned());
    let Some(count) = at.checked_sub(1).map(|i| &near.own[i]) else { return };
    let lead = trimmed(&total.lead, &words.by, language).trim();
    let n = count.value.stated.filter(|_| count.value.low == count.value.high && count.value.comparator.is_none());
    let Some(n) = n.and_then(|v| v.to_usize()).filter(|n| (2..=MOST).contains(n)) else { return };
    let said = match language {
        Language::Zh => words.total.of(language).iter().any(|w| w == lead),
        Language::En => {
            let end = words.adding.at_end(lead, language).or(words.total.at_end(lead, language));
            end.is_some() && lead.split_whitespace().count() <= FEW
        }
    };
    if !said || near.alike(count, total) {
        return;
    }
    let own: Vec<&Figure> = near.own[..at - 1].iter().filter(|f| near.alike(f, total)).collect();
    let before = near.earlier(1);
    let earlier: Vec<&Figure> = before.iter().copied().filter(|f| near.alike(f, total)).collect();
    let parts = match own.len() {
        m if m == n => own,
        m if m + earlier.len() == n => earlier.into_iter().chain(own).collect(),
        _ => return,
    };
    near.outcome(total, Made::Total, &[parts], (1, false), out);
}

/// £310,000. A fund paid £180,000 of it, the council £70,000 and donors £90,000: more than there was.
fn of_it(near: &Near<'_, '_>, at: usize, out: &mut Vec<super::Reckoning>) {
    let (first, language) = (&near.own[at], near.language);
    let tail = first.tail.trim_start();
    let of = ["of it", "of that", "of the sum", "of the total"].iter().any(|w| {
        tail.strip_prefix(w).is_some_and(|t| !t.starts_with(char::is_alphanumeric) && !t.trim_start().starts_with('('))
    });
    if language != Language::En || !of || first.unit().is_none() {
        return;
    }
    let before = near.earlier(1);
    let own = near.own[..at].iter();
    let mut wholes = before.iter().copied().chain(own).filter(|f| f.unit() == first.unit() && near.alike(f, first));
    let (Some(whole), None) = (wholes.next(), wholes.next()) else { return };
    let mut parts = vec![first];
    for part in &near.own[at + 1..] {
        let lead = part.lead.trim();
        let joined = part.lead.split_whitespace().count() <= FEW + 3 && !lead.contains([';', DATE, '(']);
        // £70,000 of which £20,000 …
        let nested =
            ["of which", "including", "another", "than", "from", "to"].iter().any(|w| super::super::holds(lead, w));
        if part.unit() != first.unit() || !joined || nested {
            break;
        }
        parts.push(part);
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(stated(p)));
    if parts.len() >= 2 && sum.is_some_and(|s| s > stated(whole)) && parts.iter().all(|p| stated(p) < stated(whole)) {
        near.outcome(whole, Made::Total, &[parts], (1, false), out);
    }
}
