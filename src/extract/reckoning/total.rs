//! 先进封装收入34.2亿元,占58.3%; cloud revenue of $3.4 billion, or 58% of the total: a share of the whole that an earlier
//! figure of the same metric gives.

use super::{Figure, Reckoning, figures, holds_any, trimmed};
use crate::extract::frame::View;
use crate::extract::scan::What;
use crate::source::Span;
use crate::statement::Id;
use crate::vocabulary::{Language, PredicateKind, lists, names_a_portion, reckoned};
use rust_decimal::Decimal;

/// Sentences before that may give the whole.
const REACH: usize = 4;
/// Sentences before that may hold a figure of which the share is right.
const FURTHER: usize = 12;
/// What a share of all is taken of, where its words name no other metric.
const WHOLE: &str = "revenue";

pub(super) fn read(view: &View<'_>, s: usize, language: Language, own: &[Figure], out: &mut Vec<Reckoning>) {
    for two in own.windows(2) {
        let [part, share] = two else { continue };
        let told = [part, share].iter().all(|f| f.mood.is_judged());
        // A part with a date of its own is of a whole of that date.
        let head = Span::new(view.sentences[s].span.start, part.span.start);
        let dated = view.inside(s, head).iter().any(|t| match t.what {
            What::Mention(m) => view.date_expr(m).is_some(),
            _ => false,
        });
        let money = told && !dated && part.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency");
        let Some(named) = is_told(language, share).filter(|_| money && share.is_percent()) else { continue };
        let metrics = match named {
            true => vec![Id::from(WHOLE)],
            false => metrics(view, s, part.span, language).unwrap_or_default(),
        };
        if let Some(whole) = whole(view, s, language, part, &metrics).filter(|_| !is_excused(view, s, part, share)) {
            out.push(Reckoning::Ratio { part: part.term(view), whole: whole.term(view), ratio: share.term(view) });
        }
    }
}

/// The share is one of another figure told before, whatever that is of.
fn is_excused(view: &View<'_>, s: usize, part: &Figure, share: &Figure) -> bool {
    let fits = |f: &Figure| {
        let own = part.value.stated?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(f.value.stated?)?;
        Some((own - share.value.stated?).abs() <= Decimal::ONE)
    };
    let before = (0..s).rev().take(FURTHER).flat_map(|i| figures(view, i));
    before.into_iter().any(|f| part.compares(f) && fits(f) == Some(true))
}

/// Words that make the second figure a share of a whole: whether they name it. `None` where they say something else.
fn is_told(language: Language, share: &Figure) -> Option<bool> {
    let words = reckoned();
    let lead = trimmed(&share.lead, &words.by, language).trim_start_matches([',', '(', ' ']);
    if language == Language::Zh {
        let bare = words.share.has(lead, language) && !lead.contains("总");
        let noun =
            lead.strip_prefix('占').and_then(|l| l.strip_suffix('的').or(Some(l))).map(|l| l.trim_end_matches("比重"));
        let named = noun.is_some_and(|n| lists().wholes.has(n, language));
        return (bare || named).then_some(named);
    }
    let of = lists().wholes.at_head(share.tail.trim_start(), language)?;
    let opened = lead.is_empty() || words.share.has(lead, language);
    let bare = share.tail.trim_start().get(..of).is_some_and(|w| w.eq_ignore_ascii_case("of the total"));
    opened.then_some(!bare)
}

/// The metrics that the word before a figure may name.
fn metrics(view: &View<'_>, s: usize, at: Span, language: Language) -> Option<Vec<Id>> {
    let clause = view.clause(s, at);
    let before = view.inside(s, Span::new(clause.start, at.start.max(clause.start)));
    let word = before.iter().rev().find(|t| view.is_trigger(t, PredicateKind::Metric))?;
    let gap = view.text(Span::new(word.span.end.min(at.start), at.start));
    let near = if language == Language::Zh { 8 } else { 24 };
    let readings = view.readings(word, PredicateKind::Metric);
    (gap.chars().count() <= near).then(|| readings.into_iter().map(|r| r.predicate.clone()).collect())
}

/// The one figure before that one of the metrics names, larger than the part and in its currency.
fn whole<'v>(view: &'v View<'_>, s: usize, language: Language, part: &Figure, wanted: &[Id]) -> Option<&'v Figure> {
    let block = view.sentences[s].block;
    let mut found: Option<&Figure> = None;
    for i in (0..=s).rev().take(REACH + 1).take_while(|&i| view.sentences[i].block + 1 >= block) {
        for figure in figures(view, i) {
            let named = metrics(view, i, figure.span, language).is_some_and(|m| m.iter().any(|id| wanted.contains(id)));
            // 海外收入 is no whole.
            let clause = view.clause(i, figure.span);
            let head = view.text(Span::new(clause.start, figure.span.start.max(clause.start))).to_lowercase();
            let former = names_a_portion(&head) || holds_any(&figure.raw, &reckoned().earlier, language);
            let more = part.compares(figure) && figure.value.stated > part.value.stated;
            if figure.span.start >= part.span.start || !named || former || !more {
                continue;
            }
            match &found {
                Some(other) if other.value.stated != figure.value.stated => return None,
                _ => found = Some(figure),
            }
        }
    }
    found
}
