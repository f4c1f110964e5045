//! 出口9亿元,进口5亿元,顺差4亿元; 52 goals for, 24 against, a difference of 28: a figure, what is taken from it, and what is left.

use super::{Figure, Reckoning, trimmed};
use crate::extract::frame::View;
use crate::vocabulary::{Language, Words, reckoned};

/// Characters of a clause between the word and its figure.
const REACH: usize = 12;

pub(super) fn read(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    if figures.len() < 2 {
        return;
    }
    let leads: Vec<(&Figure, &str, bool)> =
        figures.iter().filter(|f| !f.is_share()).map(|f| lead(f, language)).collect();
    for balance in &reckoned().balances {
        let [plus, minus, net] = [&balance.plus, &balance.minus, &balance.net].map(|w| one(language, &leads, w));
        let (Some(plus), Some(minus), Some(net)) = (plus, minus, net) else { continue };
        let discrete = |f: &Figure| f.value.unit.as_ref().is_none_or(|u| u.is_discrete());
        let alike = |f: &Figure| f.unit() == plus.unit() || discrete(f) && discrete(plus);
        let after = net.span.start > plus.span.start && net.span.start > minus.span.start;
        if after && alike(minus) && alike(net) && plus.compares(minus) {
            let total = Some(plus.term(view));
            out.push(Reckoning::Sum { parts: vec![minus.term(view), net.term(view)], total });
        }
    }
}

/// A figure, the words right before it, English ones without the verb between them and the figure, and whether they are
/// near enough to name it.
fn lead(figure: &Figure, language: Language) -> (&Figure, &str, bool) {
    let small = &reckoned().by;
    let last = figure.lead.rsplit([',', ';', '(', '、']).next().unwrap_or_default();
    let lead = trimmed(last, small, language).trim_end_matches([':', '了', '多', '达']).trim_end();
    let lead = trimmed(lead, small, language);
    match language {
        Language::Zh => (figure, lead, last.chars().count() <= REACH),
        Language::En => (figure, verbless(lead), true),
    }
}

/// The words before a verb that only leads on to the figure: exports came to.
fn verbless(mut lead: &str) -> &str {
    const BETWEEN: [&str; 14] = [
        "came", "to", "of", "were", "was", "reached", "rose", "fell", "totalled", "totaled", "at", "stood", "by",
        "worth",
    ];
    loop {
        let last = lead.rsplit(char::is_whitespace).next().unwrap_or_default();
        if !last.is_empty() && !BETWEEN.contains(&last) || lead.is_empty() {
            return lead;
        }
        lead = lead[..lead.len() - last.len()].trim_end();
    }
}

/// The only figure right behind one of the words.
fn one<'f>(language: Language, leads: &[(&'f Figure, &str, bool)], words: &Words) -> Option<&'f Figure> {
    let mut found = leads.iter().filter(|(_, lead, near)| *near && words.at_end(lead, language).is_some());
    let first = found.next();
    first.filter(|_| found.next().is_none()).map(|f| f.0)
}
