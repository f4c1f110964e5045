//! Figures of events: for how much, and which occurrence.

use super::frame::View;
use super::scan::{Token, What};
use crate::grammar::Value;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::lists;
use rust_decimal::prelude::ToPrimitive;

/// The amount of a deal (where it is one: `dealt`), or how many vehicles a recall concerns: the figure of the clause nearest to the verb.
pub(super) fn amount(view: &View<'_>, s: usize, token: &Token, dealt: bool) -> Option<(usize, Quantity)> {
    let clause = view.clause(s, token.span);
    let figures = view.inside(s, clause).iter().filter_map(|t| match t.what {
        What::Mention(m) => match &view.mentions[m].value {
            Value::Currency(q) if dealt => Some((t.span, m, q)),
            Value::Dimension(q) if q.unit.as_ref().is_some_and(|u| u.dimension() == "vehicle") => Some((t.span, m, q)),
            _ => None,
        },
        _ => None,
    });
    let own = figures.min_by_key(|f| f.0.distance(token.span)).map(|(_, m, q)| (m, q.clone()));
    own.or_else(|| priced(view, s, clause).filter(|_| dealt))
}

/// 收购了锦屏康复,作价2.35亿元: the price stands in the next clause, behind a word for it.
fn priced(view: &View<'_>, s: usize, clause: Span) -> Option<(usize, Quantity)> {
    let clauses = &view.sentences[s].clauses;
    let own = clauses.iter().position(|c| *c == clause)?;
    let next = *clauses.get(own + 1)?;
    let words = view.text(next);
    let opens = lists().prices.at_head(words.trim_start(), view.language(s))?;
    let start = next.start + (words.len() - words.trim_start().len()) + opens;
    view.inside(s, Span::new(start, next.end)).iter().find_map(|t| match t.what {
        What::Mention(m) if t.span.start <= start + 12 => match &view.mentions[m].value {
            Value::Currency(q) => Some((m, q.clone())),
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
