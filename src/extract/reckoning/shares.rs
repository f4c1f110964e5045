//! 4800吨。带鱼1920吨,占四成;虾类720吨,占15%; £60 million. Half of that, £30 million, …; £18 million, or 30%: parts of one
//! whole with their shares.

use super::{Figure, Reckoning, Term, trimmed};
use crate::extract::frame::View;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

pub(super) fn read(view: &View<'_>, s: usize, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    if language == Language::Zh {
        out.extend(named(view, s, figures));
    }
    let mut pairs: Vec<(&Figure, Term)> = Vec::new();
    for two in figures.windows(2) {
        let [part, share] = two else { continue };
        if !part.is_share() && part.unit().is_some() && share.is_percent() && is_beside(language, share) {
            pairs.push((part, share.term(view)));
        }
    }
    if let Some(first) = of_that(view, language, figures) {
        pairs.insert(0, first);
    }
    let Some((first, _)) = pairs.first() else { return };
    if pairs.len() < 2 || pairs.iter().any(|(p, _)| p.unit() != first.unit()) {
        return;
    }
    let more = |f: &&Figure| {
        f.unit() == first.unit() && pairs.iter().all(|(p, _)| f.span != p.span && f.value.stated > p.value.stated)
    };
    let before;
    let mut wholes = figures.iter().filter(more).filter(|f| f.span.start < first.span.start);
    let whole = match wholes.next() {
        Some(whole) if wholes.next().is_none() => whole,
        Some(_) => return,
        None => {
            if s == 0 || view.sentences[s - 1].block != view.sentences[s].block {
                return;
            }
            before = super::figures(view, s - 1);
            let mut wholes = before.iter().filter(more);
            match (wholes.next(), wholes.next()) {
                (Some(whole), None) => whole,
                _ => return,
            }
        }
    };
    let pairs = pairs.into_iter().map(|(part, share)| (part.term(view), share)).collect();
    out.push(Reckoning::Shares { whole: whole.term(view), pairs });
}

/// 支出40亿元…:教育12亿元,…。教育一项就占去三成: the part is named again by the noun before it.
fn named(view: &View<'_>, s: usize, figures: &[Figure]) -> Option<Reckoning> {
    let share = figures.first().filter(|f| f.is_percent())?;
    let words = reckoned();
    let lead = trimmed(share.lead.trim(), &words.by, Language::Zh);
    let len = words.share.at_end(lead, Language::Zh)?;
    let noun = lead[..lead.len() - len].trim_end_matches(['就', '便', '即', '也', '约']);
    let noun = ["一项", "一家", "一地", "一国", "一类"].iter().find_map(|w| noun.strip_suffix(w))?;
    let before = s.checked_sub(1).filter(|&i| view.sentences[i].block == view.sentences[s].block)?;
    let earlier = super::figures(view, before);
    let called = |f: &&Figure| {
        let last = f.lead.rsplit([',', ':', ';', '、']).next().unwrap_or_default();
        trimmed(last, &words.by, Language::Zh) == noun && !f.is_share()
    };
    let mut parts = earlier.iter().filter(called);
    let part = parts.next().filter(|_| parts.next().is_none())?;
    let more =
        |f: &&Figure| f.unit() == part.unit() && f.value.stated > part.value.stated && f.span.start < part.span.start;
    let mut wholes = earlier.iter().filter(more);
    let whole = wholes.next().filter(|_| wholes.next().is_none() && part.unit().is_some())?;
    Some(Reckoning::Ratio { part: part.term(view), whole: whole.term(view), ratio: share.term(view) })
}

/// 1920吨,占四成; £18 million, or 30%, …: the words between say that the second is the share of the first.
fn is_beside(language: Language, share: &Figure) -> bool {
    let words = reckoned();
    let lead = trimmed(&share.lead, &words.by, language).trim_start_matches([',', '(', ' ']).trim();
    let named = words.share.has(lead, language);
    match language {
        Language::Zh => named && !share.tail.starts_with('的'),
        Language::En => {
            let opened = share.lead.trim_start().starts_with([',', '(']);
            opened && (named || lead.is_empty()) && !share.tail.trim_start().starts_with("of ")
        }
    }
}

/// Half of that, £30 million: a share in words at the head of a sentence.
fn of_that<'f>(view: &View<'_>, language: Language, figures: &'f [Figure]) -> Option<(&'f Figure, Term)> {
    let first = figures.first().filter(|_| language == Language::En)?;
    let lead = first.lead.trim_end().strip_suffix(',')?;
    let said = lead.trim_start();
    let word = ["of that", "of this", "of it", "of them"].iter().find_map(|w| said.strip_suffix(w))?.trim();
    let (_, value) = reckoned().fractions.of(language).find(|(w, _)| *w == word)?;
    let start = first.span.start - (first.lead.len() - (first.lead.len() - first.lead.trim_start().len()));
    let slack = value / Decimal::from(20);
    let unit = Unit::new("fold", "multiple", Decimal::ONE);
    let value = Quantity { low: Some(value - slack), high: Some(value + slack), ..Quantity::exact(value, Some(unit)) };
    let span = view.folded.origin(Span::new(start, start + word.len()));
    Some((first, Term { span, value }))
}
