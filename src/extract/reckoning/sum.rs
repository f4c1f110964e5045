//! 男50人、女40人,合计90人; 60 % …, the remaining 40 %: parts and what they come to.

use super::{DATE, Figure, Reckoning, trimmed};
use crate::extract::frame::View;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Characters between two parts.
const REACH_ZH: usize = 14;
const REACH_EN: usize = 50;

pub(super) fn read(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let words = reckoned();
    for (i, last) in figures.iter().enumerate() {
        let lead = trimmed(&last.lead, &words.by, language).trim_end_matches(['的', ',', ' ']);
        // Another word before the total may name another part.
        let bare = |lead: &str| {
            words.total.at_end(lead, language).is_some_and(|len| {
                lead[..lead.len() - len].chars().filter(|c| c.is_alphanumeric() && *c != DATE).count() <= 4
            })
        };
        let terms = |parts: &[&Figure]| parts.iter().map(|f| f.term(view)).collect::<Vec<_>>();
        let total = !last.is_percent() && (bare(lead) || bare(last.lead.trim_end()));
        let rest = last.is_percent() && words.rest.at_end(lead, language).is_some();
        if !total && !rest {
            continue;
        }
        let parts = parts(language, &figures[..i], last);
        if parts.len() >= 2 && total {
            out.push(Reckoning::Sum { parts: terms(&parts), total: Some(last.term(view)) });
        }
        if !parts.is_empty() && rest {
            let mut all = parts;
            all.push(last);
            out.push(Reckoning::Sum { parts: terms(&all), total: None });
        }
    }
}

/// …8420张,…640张。两者相加,床位将达到9060张: the only two figures of the unit in the sentence before.
pub(super) fn both(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let (words, language) = (reckoned(), view.language(s));
    let [total] = figures else { return };
    if s == 0 || words.both.at_head(total.lead.trim_start(), language).is_none() || total.unit().is_none() {
        return;
    }
    let before = super::figures(view, s - 1);
    // 个 and 张 count as one unit, but not the same things.
    let word = |f: &Figure| view.text(f.span).chars().next_back().filter(|c| !c.is_ascii());
    let parts: Vec<&Figure> = before.iter().filter(|f| f.unit() == total.unit() && word(f) == word(total)).collect();
    let levels = parts.iter().all(|f| {
        let lead = trimmed(&f.lead, &words.by, language);
        [&words.from, &words.to, &words.rises, &words.falls].iter().all(|w| w.at_end(lead, language).is_none())
    });
    if parts.len() == 2 && levels && !total.is_share() {
        let terms = parts.iter().map(|f| f.term(view)).collect();
        out.push(Reckoning::Sum { parts: terms, total: Some(total.term(view)) });
    }
}

/// The figures of the same unit right before a place, each near the next.
fn parts<'f>(language: Language, before: &'f [Figure], last: &Figure) -> Vec<&'f Figure> {
    let reach = if language == Language::Zh { REACH_ZH } else { REACH_EN };
    let mut out: Vec<&Figure> = Vec::new();
    let mut lead = &last.lead;
    for figure in before.iter().rev() {
        let alike = figure.unit() == last.unit() && figure.value.stated.is_some_and(|v| v > Decimal::ZERO);
        if lead.chars().count() > reach || !alike {
            break;
        }
        out.push(figure);
        lead = &figure.lead;
    }
    out.reverse();
    out
}
