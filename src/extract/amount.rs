//! Figures of events: for how much, and which occurrence.

use super::frame::{Found, View};
use super::scan::{Token, What};
use crate::grammar::Value;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::statement::{Id, Statement};
use crate::vocabulary::lists;
use rust_decimal::prelude::ToPrimitive;

/// The amount of a deal (where it is one: `dealt`), or how many vehicles or pieces of a thing a recall concerns: the figure
/// of the clause nearest to the verb.
pub(super) fn amount(
    view: &View<'_>,
    s: usize,
    token: &Token,
    (thing, dealt): (Option<&Found>, bool),
) -> Option<(usize, Quantity)> {
    let clause = view.clause(s, token.span);
    let product = thing.filter(|f| {
        f.span.start >= token.span.end
            && f.ids.iter().all(|id| view.facts.entity(id).is_some_and(|e| e.kind == "product"))
    });
    let behind = |at: Span| {
        product.is_some_and(|f| {
            f.span.end <= at.start
                && view.text(Span::new(f.span.end, at.start)).chars().all(|c| matches!(c, ' ' | '”' | '》' | '共'))
        })
    };
    let figures = view.inside(s, clause).iter().filter_map(|t| match t.what {
        What::Mention(m) => match &view.mentions[m].value {
            Value::Currency(q) if dealt => Some((t.span, m, money(view, m, q))),
            Value::Dimension(q) if q.unit.as_ref().is_some_and(|u| u.dimension() == "vehicle") => {
                Some((t.span, m, q.clone()))
            }
            // 召回“某某”12.6万盒: how many of the thing, right behind its name.
            Value::Dimension(q) if q.unit.as_ref().is_some_and(|u| u.is_discrete()) && behind(t.span) => {
                Some((t.span, m, q.clone()))
            }
            _ => None,
        },
        _ => None,
    });
    // 3.15亿美元(约合20.1亿元人民币): the second says the first again.
    let again = |at: Span| {
        let before = view.text(Span::new(clause.start, at.start.max(clause.start))).trim_end();
        let before = before.trim_end_matches(|c: char| c != '(' && !c.is_ascii_digit());
        before.strip_suffix('(').is_some_and(|head| {
            let end = clause.start + head.trim_end().len();
            view.inside(s, clause).iter().any(|t| t.span.end == end && matches!(t.what, What::Mention(_)))
        })
    };
    let own = figures.filter(|f| !again(f.0)).min_by_key(|f| f.0.distance(token.span)).map(|(_, m, q)| (m, q));
    own.or_else(|| priced(view, s, clause).filter(|_| dealt))
}

/// An amount of money; kroner and pounds are those of the facts on what the article is about, or what they commonly are.
pub(super) fn money(view: &View<'_>, mention: usize, amount: &Quantity) -> Quantity {
    if amount.unit.is_some() {
        return amount.clone();
    }
    let words = view.text(view.mentions[mention].span).to_lowercase();
    let Some(open) = lists().open_currencies.iter().find(|(w, _)| words.ends_with(w.as_str())).map(|o| o.1) else {
        return amount.clone();
    };
    let kept = |code: &&String| {
        let facts = view.topic.iter().flat_map(|t| view.facts.about(t.0)).filter_map(|&f| view.facts.facts.get(f));
        let units = facts.filter_map(|f| f.statement.value()?.unit.as_ref());
        units.into_iter().any(|u| u.name() == code.as_str())
    };
    let mut known = open.any.iter().filter(kept);
    let code = known.next().filter(|_| known.next().is_none()).or(open.plain.as_ref());
    Quantity { unit: code.map(Unit::currency), ..amount.clone() }
}

/// 收购了锦屏康复,作价2.35亿元: the price stands in the next clause, behind a word for it.
pub(super) fn priced(view: &View<'_>, s: usize, clause: Span) -> Option<(usize, Quantity)> {
    let clauses = &view.sentences[s].clauses;
    let own = clauses.iter().position(|c| *c == clause)?;
    let next = *clauses.get(own + 1)?;
    let words = view.text(next);
    let opens = lists().prices.at_head(words.trim_start(), view.language(s))?;
    let start = next.start + (words.len() - words.trim_start().len()) + opens;
    view.inside(s, Span::new(start, next.end)).iter().find_map(|t| match t.what {
        What::Mention(m) if t.span.start <= start + 12 => match &view.mentions[m].value {
            Value::Currency(q) => Some((m, money(view, m, q))),
            _ => None,
        },
        _ => None,
    })
}

/// Which occurrence: the ordinal right before the verb (第二次召回, the second recall).
pub(super) fn nth(view: &View<'_>, s: usize, token: &Token) -> Option<(usize, u32)> {
    let clause = view.clause(s, token.span);
    let near = |t: &Token| {
        let before = t.span.end <= token.span.start && t.span.end + 7 >= token.span.start;
        // English: recalled the truck for the second time.
        let text = &view.folded.text;
        let behind = t.span.start >= token.span.end && text[..t.span.start].trim_end().ends_with("for the");
        before || behind && text[t.span.end..].trim_start().starts_with("time")
    };
    view.inside(s, clause).iter().find_map(|t| match t.what {
        What::Mention(m) if near(t) => match &view.mentions[m].value {
            Value::Ordinal(q) => Some((m, q.stated?.to_u32()?)),
            _ => None,
        },
        _ => None,
    })
}

/// Words of the sentence that facts on the same entity use to tell occurrences apart.
pub(super) fn marks(view: &View<'_>, s: usize, predicate: &Id, of: Option<&Found>) -> Vec<String> {
    let text = view.text(view.sentences[s].span);
    let mut out: Vec<String> = Vec::new();
    for id in of.into_iter().flat_map(|f| &f.ids) {
        for &fact in view.facts.about(id) {
            let Statement::Event(e) = &view.facts.facts[fact].statement else { continue };
            if e.predicate.as_ref() == Some(predicate) {
                out.extend(e.marks.iter().filter(|m| text.contains(m.as_str())).cloned());
            }
        }
    }
    out.sort();
    out.dedup();
    out
}
