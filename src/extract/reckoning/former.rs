//! 几乎是之前获胜者错误率的一半, twice the previous year's revenue: a figure against one that only a fact can tell.

use super::{Figure, Reckoning, holds_any};
use crate::extract::frame::View;
use crate::extract::pairs::unit_fits;
use crate::extract::scan::{Token, What};
use crate::source::Span;
use crate::statement::Id;
use crate::vocabulary::{PredicateKind, reckoned};

pub(super) fn read(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let language = view.language(s);
    for (i, ratio) in figures.iter().enumerate().filter(|(_, f)| f.is_share() && !f.is_percent()) {
        let clause = view.clause(s, ratio.span);
        // What the ratio is of stands before it in Chinese, behind it in English.
        let of = match view.is_zh(s) {
            true if view.text(Span::new(clause.start, ratio.span.start)).ends_with('的') => {
                Span::new(clause.start, ratio.span.start)
            }
            false if ratio.tail.trim_start().starts_with("of ") => {
                Span::new(ratio.span.end, clause.end.max(ratio.span.end))
            }
            _ => continue,
        };
        let near = view.inside(s, of);
        let readings = |t: &Token| view.readings(t, PredicateKind::Metric).into_iter().cloned().collect::<Vec<_>>();
        let Some(named) = near.iter().map(readings).find(|r| !r.is_empty()) else { continue };
        let words = view.text(of).to_ascii_lowercase();
        if !holds_any(&words, &reckoned().former, language) {
            continue;
        }
        let fits = |f: &&Figure| {
            named.iter().filter_map(|r| view.facts.vocabulary.get(&r.predicate)).any(|p| unit_fits(p, &f.value))
                && (f.is_percent() || !f.is_share())
        };
        let Some(value) = figures[..i].iter().rev().find(fits) else { continue };
        let Some(when) = view.time(s, value.span).and_then(|w| w.days) else { continue };
        let sentence = view.tokens[s].iter().filter(|t| t.span.end <= ratio.span.start || view.is_zh(s));
        let ids = |t: &Token| match &t.what {
            What::Entity { ids, certain: true } => ids.first().map(|&e| view.facts.entities[e].id.clone()),
            _ => None,
        };
        let of: Vec<Id> = sentence.filter_map(ids).collect();
        let metrics = named.iter().map(|r| r.predicate.clone()).collect();
        out.push(Reckoning::Former { value: value.term(view), ratio: ratio.term(view), metrics, of, when });
    }
}
