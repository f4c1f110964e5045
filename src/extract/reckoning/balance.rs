//! 出口9亿元,进口5亿元,顺差4亿元; 52 goals for, 24 against, a difference of 28: a figure, what is taken from it, and what is left.

use super::{Figure, Reckoning, holds, trimmed};
use crate::extract::frame::View;
use crate::vocabulary::{Language, Words, reckoned};

/// Characters of a clause between the word and its figure.
const REACH: usize = 12;

pub(super) fn read(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for balance in &reckoned().balances {
        let [plus, minus, net] = [&balance.plus, &balance.minus, &balance.net].map(|w| one(language, figures, w));
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

/// The only figure right behind one of the words.
fn one<'f>(language: Language, figures: &'f [Figure], words: &Words) -> Option<&'f Figure> {
    let small = &reckoned().by;
    let named = |f: &&Figure| {
        let last = f.lead.rsplit([',', ';', '(', '、']).next().unwrap_or_default();
        let lead = trimmed(last, small, language).trim_end_matches([':', '了', '多', '达']).trim_end();
        let lead = trimmed(lead, small, language);
        !f.is_share()
            && match language {
                Language::Zh => words.at_end(lead, language).is_some() && last.chars().count() <= REACH,
                Language::En => words.of(language).iter().any(|w| {
                    let rest = lead.rfind(w.as_str()).filter(|_| holds(lead, w)).map(|at| &lead[at + w.len()..]);
                    const BETWEEN: [&str; 14] = [
                        "came", "to", "of", "were", "was", "reached", "rose", "fell", "totalled", "totaled", "at",
                        "stood", "by", "worth",
                    ];
                    rest.is_some_and(|r| r.split_whitespace().all(|w| BETWEEN.contains(&w)))
                }),
            }
    };
    let mut found = figures.iter().filter(named);
    let first = found.next();
    first.filter(|_| found.next().is_none())
}
