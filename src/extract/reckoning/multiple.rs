//! 300, twice the 150 of last year; three times what it had fetched, when the price was £42,000: so many times another figure.

use super::{Figure, Reckoning, Term, holds_any};
use crate::extract::frame::View;
use crate::quantity::{Quantity, Unit};
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Twice, half and the like between two figures, whatever else their sentence reckons by.
pub(super) fn read(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for (at, two) in figures.windows(2).enumerate() {
        let [a, b] = two else { continue };
        // 1.2 flares over a year, half the 2.4 of: a length of time is no figure of the two.
        let lasting = |f: &Figure| f.value.unit.as_ref().is_some_and(|u| u.dimension() == "duration");
        let first =
            at.checked_sub(1).and_then(|i| figures.get(i)).filter(|f| lasting(a) && !lasting(b) && f.compares(b));
        times(view, language, first.unwrap_or(a), b, out);
    }
    if language == Language::En {
        as_much(view, figures, out);
    }
}

/// £126,000, three times what a similar one had fetched, when the price was £42,000.
fn as_much(view: &View<'_>, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for three in figures.windows(3) {
        let [part, times, whole] = three else { continue };
        let (first, second) = (times.lead.trim(), whole.lead.trim());
        let said = matches!(times.unit(), Some("time" | "fold")) && view.text(times.span).trim_end().ends_with("times");
        let beside = matches!(first, "," | ", or" | ", some" | ", about" | "—" | "–");
        let ends = [" was", " was only", " was just", " paid", " for"].iter().any(|w| second.ends_with(w));
        let what = second.starts_with("what ") && ends && second.split_whitespace().count() <= 16;
        let one = part.unit().is_some() && part.unit() == whole.unit() && part.compares(whole);
        if let Some(n) = times.value.stated.filter(|_| said && beside && what && one) {
            let unit = Unit::new("fold", "multiple", Decimal::ONE);
            let value = Quantity::exact(n, Some(unit)).reckoned(view.text(times.span));
            let ratio = Term { span: view.folded.origin(times.span), value };
            out.push(Reckoning::Ratio { part: part.term(view), whole: whole.term(view), ratio });
        }
    }
}

/// 300, twice the 150 of: a word between two figures that says how many times.
fn times(view: &View<'_>, language: Language, a: &Figure, b: &Figure, out: &mut Vec<Reckoning>) {
    let lead = b.lead.trim().trim_start_matches([',', '(']).trim();
    let words = reckoned();
    // 1.2 flares over a year, half the 2.4 of
    let lead = match lead.rsplit_once(',') {
        Some((what, last))
            if what.split_whitespace().count() <= 8
                && !what.contains(',')
                && !holds_any(what, &words.breaks, language) =>
        {
            last.trim()
        }
        _ => lead,
    };
    for (word, times) in words.times.of(language) {
        let Some((before, after)) = lead.split_once(word) else { continue };
        let before = before.trim();
        let clean = before.is_empty() || words.by.has(before, language);
        let of = after.is_empty()
            || matches!(after.trim(), "the" | "its" | "their" | "that of" | "the level of" | "the total of");
        if clean && of && a.compares(b) {
            let unit = Unit::new("fold", "multiple", Decimal::ONE);
            let slack = times / Decimal::TEN;
            // Almost twice as much may be less, more than twice is more.
            let nearly = matches!(before, "nearly" | "almost");
            let (low, high) = (times - if nearly { slack + slack } else { slack }, times + slack);
            let open = matches!(before, "more than" | "over");
            let value =
                Quantity { low: Some(low), high: (!open).then_some(high), ..Quantity::exact(times, Some(unit)) };
            let (part, whole) = (a.term(view), b.term(view));
            let ratio = Term { span: part.span.cover(whole.span), value };
            out.push(Reckoning::Ratio { part, whole, ratio });
            return;
        }
    }
}
