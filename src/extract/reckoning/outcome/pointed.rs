//! Differences that a sentence draws from the one before, or a clause from the comings and goings beside it: staff of 96, to be
//! increased to 150. That is 54 new jobs; nine left and two joined, seven fewer than a year ago; 退出9户,新加入2户,比上年少7户.

use super::super::growth::{self, Part};
use super::super::{DATE, Figure, Reckoning, holds_any};
use super::{Made, Near};
use crate::source::Span;
use crate::vocabulary::{Language, Words, reckoned};

/// Words of what is counted, between a number and what its members did.
const FEW: usize = 3;
/// Characters between a number and such a word in Chinese.
const REACH_ZH: usize = 6;

pub(super) fn read(near: &Near<'_, '_>, out: &mut Vec<Reckoning>) {
    if let Some(first) = near.own.first().filter(|f| Near::is_told(f)) {
        drawn(near, first, out);
    }
    moved(near, out);
}

/// That is 54 new jobs: of the two figures of the sentence before one leads to the other.
fn drawn(near: &Near<'_, '_>, figure: &Figure, out: &mut Vec<Reckoning>) {
    let (words, language) = (reckoned(), near.language);
    let lead = figure.lead.trim_start();
    let Some(head) = words.pointing.at_head(lead, language).filter(|_| !figure.is_share()) else { return };
    let said = lead[head..].trim_matches([' ', ',', ':']);
    let tail = figure.tail.trim_start();
    let ends = |one: &Words, two: &Words| one.at_end(said, language).max(two.at_end(said, language));
    let (up, down) = (ends(&words.rises, &words.upward), ends(&words.falls, &words.downward));
    let rises = match (up, down) {
        (None, None) if language == Language::En => growth::beside(tail, language)
            .map(|(more, _)| more)
            .or_else(|| words.added.at_head(tail, language).map(|_| true)),
        (None, None) => words.added.at_end(said, language).map(|_| true),
        (up, down) => Some(up > down),
    };
    // That is 54 more than planned: not than before.
    let short = said.chars().count() <= 16 && !said.contains([',', ';']);
    let other = holds_any(&figure.tail, &words.than, language)
        || holds_any(&figure.tail, &words.per_time, language)
        || [" than ", " per ", " each", "每"].iter().any(|w| figure.tail.contains(w) || figure.lead.contains(w));
    let Some(rises) = rises.filter(|_| short && !other) else { return };
    if near.s == 0 || near.view.sentences[near.s - 1].block != near.view.sentences[near.s].block {
        return;
    }
    let before = near.earlier(1);
    let levels: Vec<&Figure> =
        before.iter().copied().filter(|f| near.alike(f, figure) || is_count(f) && is_count(figure)).collect();
    let [from, to] = levels[..] else { return };
    let leads = match language {
        Language::En => matches!(growth::part(to), Part::To(_)),
        Language::Zh => to.lead.trim_end().ends_with(['到', '至', '为']),
    };
    if leads && to.value.comparator.is_none() && from.value.comparator.is_none() {
        near.outcome(figure, Made::Difference(Some(rises)), &[vec![from, to], vec![to, from]], (1, false), out);
    }
}

/// Nine left and two joined, seven fewer than a year ago: who came and who went are all that is counted beside the difference.
fn moved(near: &Near<'_, '_>, out: &mut Vec<Reckoning>) {
    let (words, language) = (reckoned(), near.language);
    let [.., last] = near.own else { return };
    let text = near.view.text(near.view.sentences[near.s].span).to_lowercase();
    if near.own.len() > 4 || near.own.len() < 3 || near.own.iter().any(|f| f.is_share() || !is_count(f)) {
        return;
    }
    let told = |f: &Figure, list: &Words| {
        let tail = f.tail.trim_start().split([',', ';', ':', '(', '.', '。']).next().unwrap_or("");
        match language {
            Language::Zh => {
                let lead =
                    f.lead.rsplit([',', ';', ':', '(', '、', '。']).next().unwrap_or(&f.lead).trim_end_matches('了');
                list.at_end(lead, language).is_some()
                    || list.of(language).iter().any(|w| tail.ends_with(w.as_str()) && tail.chars().count() <= REACH_ZH)
            }
            Language::En => {
                let mut ahead = tail.split_whitespace().take(FEW + 1);
                ahead.any(|w| list.has(w, language))
            }
        }
    };
    let differs = |f: &Figure| match language {
        Language::Zh => {
            let lead = f.lead.rsplit([',', ';', '。']).next().unwrap_or(&f.lead);
            let than = lead.starts_with(['比', '较']);
            let (more, less) = (words.more.at_end(lead, language), words.less.at_end(lead, language));
            (than && more.max(less).is_some() && is_since(lead, language)).then_some(more > less)
        }
        Language::En => {
            // “fewer than a year ago” is a date as a whole.
            let end = near.view.sentences[near.s].span.end.max(f.span.end);
            let tail = near.view.text(Span::new(f.span.end, end)).trim_start().to_ascii_lowercase();
            let (more, len) = growth::beside(&tail, language)?;
            let than = tail[len..].trim_start().strip_prefix("than ")?;
            is_since(than, language).then_some(more)
        }
    };
    let one = |fits: &dyn Fn(&Figure) -> bool| {
        let mut all = near.own.iter().filter(|f| fits(f));
        all.next().filter(|_| all.next().is_none())
    };
    let (net, gone, come) =
        (one(&|f| differs(f).is_some()), one(&|f| told(f, &words.gone)), one(&|f| told(f, &words.come)));
    let (Some(net), Some(gone), Some(come)) = (net, gone, come) else { return };
    let spans = [net.span, gone.span, come.span];
    let distinct = spans[0] != spans[1] && spans[1] != spans[2] && spans[0] != spans[2];
    // The fourth is how many there are now, and stands before the others.
    let rest: Vec<&Figure> = near.own.iter().filter(|f| !spans.contains(&f.span)).collect();
    let all = rest.iter().all(|f| f.span.start < spans.iter().map(|s| s.start).min().unwrap_or(0));
    let mut alike = [gone, come].into_iter().chain(rest);
    if !distinct
        || !all
        || !alike.all(|f| near.alike(f, net))
        || holds_any(&text.replace("其中", ""), &words.open, language)
        || !Near::is_told(last)
    {
        return;
    }
    let rises = differs(net).unwrap_or(false);
    near.outcome(net, Made::Difference(Some(rises)), &[vec![gone, come]], (1, true), out);
}

/// Than a year ago, 比上年: since the time that the comings and goings are counted from.
fn is_since(text: &str, language: Language) -> bool {
    let words = reckoned();
    match language {
        Language::Zh => words.earlier.whole_in(text, language) || text.contains(DATE),
        Language::En => words.earlier.at_head(text, language).is_some() || text.starts_with("in "),
    }
}

/// A whole number of things, written out in full.
fn is_count(figure: &Figure) -> bool {
    let discrete = figure.value.unit.as_ref().is_none_or(|u| u.is_discrete());
    discrete && figure.value.comparator.is_none() && figure.value.low == figure.value.high
}
