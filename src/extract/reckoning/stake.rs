//! 3.2亿元入股,拿到16%的股份,估值20亿元; $9 million for a 15% stake, valuing it at $60 million: a price, the share that it
//! bought, and the value that it puts on the whole.

use super::{DATE, Figure, Reckoning, holds_any, trimmed};
use crate::extract::frame::View;
use crate::vocabulary::{Language, reckoned};

/// Characters between a price and the share it bought.
const REACH_ZH: usize = 24;
const REACH_EN: usize = 70;
/// Sentences between a price and the value that is said to follow from it.
const SENTENCES: usize = 8;

pub(super) fn read(view: &View<'_>, s: usize, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let Some(value) = figures.iter().find(|f| is_money(f) && values(f, language)) else { return };
    let text = view.text(view.sentences[s].span).to_lowercase();
    if holds_any(&text, &reckoned().other_stakes, language) {
        return;
    }
    let own = bought(language, figures, value.span.start);
    let before;
    let (price, share) = match own {
        Some(found) => found,
        None => {
            // 按收购价计算,整体估值13亿元: the price is that of a sentence before.
            if !holds_any(&text, &reckoned().by_price, language) {
                return;
            }
            let told = (0..s).rev().take(SENTENCES).find_map(|i| {
                let figures = super::figures(view, i);
                let text = view.text(view.sentences[i].span).to_lowercase();
                let plain = !holds_any(&text, &reckoned().other_stakes, language);
                (plain && bought(language, figures, usize::MAX).is_some()).then_some(figures)
            });
            before = told.unwrap_or_default();
            match bought(language, before, usize::MAX) {
                Some(found) => found,
                None => return,
            }
        }
    };
    if price.unit() == value.unit() {
        let [price, share, value] = [price, share, value].map(|f| f.term(view));
        out.push(Reckoning::Stake { price, share, value });
    }
}

fn is_money(figure: &Figure) -> bool {
    figure.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency")
}

/// The figure is the value of the whole: 公司估值由此达到, valuing the company at.
fn values(figure: &Figure, language: Language) -> bool {
    let words = reckoned();
    let last = figure.lead.rsplit([',', ';', '(']).next().unwrap_or_default().trim();
    match language {
        Language::Zh => {
            let named = words.valuations.in_text(last, language);
            named && last.chars().count() <= 16
        }
        Language::En => {
            let ends = [" at", " of", " at about", " at some", " at roughly"].iter().any(|w| last.ends_with(w));
            ends && holds_any(last, &words.valuations, language) && last.split(' ').count() <= 10
        }
    }
}

/// The one price and the one share that stand together before a place.
fn bought(language: Language, figures: &[Figure], end: usize) -> Option<(&Figure, &Figure)> {
    let stake = |f: &Figure| {
        f.is_percent() && reckoned().stakes.at_head(f.tail.trim_start(), language).is_some() && f.span.start < end
    };
    let mut shares = figures.iter().enumerate().filter(|(_, f)| stake(f));
    let (at, share) = shares.next().filter(|_| shares.next().is_none())?;
    let reach = if language == Language::Zh { REACH_ZH } else { REACH_EN };
    let near = |lead: &str| lead.chars().count() <= reach && !lead.contains([';', DATE]);
    let before = at.checked_sub(1).and_then(|i| figures.get(i)).filter(|f| is_money(f) && near(&share.lead));
    // 15% of the company for $9 million
    let behind = figures.get(at + 1).filter(|f| {
        let paid = trimmed(&f.lead, &reckoned().by, language).ends_with(" for") || f.lead.trim_end().ends_with("for");
        language == Language::En && is_money(f) && near(&f.lead) && paid && f.span.start < end
    });
    let price = before.or(behind)?;
    // Of two prices one may be for another share.
    let others = figures.iter().filter(|f| is_money(f) && f.span.start < end && f.span != price.span);
    let alone = others.filter(|f| !values(f, language)).count() == 0;
    alone.then_some((price, share))
}
