//! 出口9亿元,进口5亿元,顺差4亿元; 52 goals for, 24 against, a difference of 28: a figure, what is taken from it, and what is left.

use super::{Figure, Reckoning, holds, trimmed};
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

/// A figure, the words right before it, and whether they are near enough to name it in Chinese.
fn lead(figure: &Figure, language: Language) -> (&Figure, &str, bool) {
    let small = &reckoned().by;
    let last = figure.lead.rsplit([',', ';', '(', '、']).next().unwrap_or_default();
    let lead = trimmed(last, small, language).trim_end_matches([':', '了', '多', '达']).trim_end();
    (figure, trimmed(lead, small, language), last.chars().count() <= REACH)
}

/// The only figure right behind one of the words.
fn one<'f>(language: Language, leads: &[(&'f Figure, &str, bool)], words: &Words) -> Option<&'f Figure> {
    let named = |(_, lead, near): &&(&Figure, &str, bool)| match language {
        Language::Zh => *near && words.at_end(lead, language).is_some(),
        Language::En => words.places(lead, language).any(|(_, w)| {
            let rest = lead.rfind(w).filter(|_| holds(lead, w)).map(|at| &lead[at + w.len()..]);
            const BETWEEN: [&str; 14] = [
                "came", "to", "of", "were", "was", "reached", "rose", "fell", "totalled", "totaled", "at", "stood",
                "by", "worth",
            ];
            rest.is_some_and(|r| r.split_whitespace().all(|w| BETWEEN.contains(&w)))
        }),
    };
    let mut found = leads.iter().filter(named);
    let first = found.next();
    first.filter(|_| found.next().is_none()).map(|f| f.0)
}
