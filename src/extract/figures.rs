//! Figures beside their metric: what is a difference and no level, what a word makes another metric, and which
//! figures belong to a metric of another clause.

use super::frame::View;
use super::metric::Figure;
use super::scan::{Reading, Token, What};
use crate::source::Span;
use crate::statement::Id;
use crate::vocabulary::{Cue, Measures, lists};

/// 增长12%, up 12 %: the word of change before the figure that says that it is a difference, unless a word of level
/// stands nearer.
pub(super) fn difference(view: &View<'_>, s: usize, at: Span) -> Option<(Span, Option<bool>)> {
    let clause = view.clause(s, at);
    let near = view.inside(s, Span::new(clause.start, at.start.max(clause.start))).iter().rev();
    let word = near.into_iter().find(|t| is_change(view, t) || view.is_cue(t, Cue::Level));
    let reach = if view.is_zh(s) { 12 } else { 16 };
    // Rose 18% to 5.31 billion from 4.5 billion: neither of the last two is how much it rose.
    let before = view.text(Span::new(clause.start, at.start.max(clause.start)));
    let (reached, language) = (lists().reached.at_end(before.trim_end(), view.language(s)), view.language(s));
    let level = reached.is_some() || lists().origins.at_end(before.trim_end(), language).is_some();
    let change = word
        .filter(|t| is_change(view, t) && !view.is_cue(t, Cue::Level) && t.span.end + reach >= at.start)
        .filter(|t| !level || t.span.end + 1 >= at.start);
    let rises = |t: &Token| match () {
        () if view.is_cue(t, Cue::Rise) => Some(true),
        () if view.is_cue(t, Cue::Fall) => Some(false),
        () => None,
    };
    change.map(|t| (t.span, rises(t))).or_else(|| compared(view, s, clause, at))
}

/// What the metric was before, or of somebody else: up from 4.5 billion, 从11%升至17%.
pub(super) fn is_origin(view: &View<'_>, s: usize, at: Span) -> bool {
    let clause = view.clause(s, at);
    let before = view.text(Span::new(clause.start, at.start.max(clause.start))).trim_end();
    lists().origins.at_end(before, view.language(s)).is_some()
}

/// 3.15亿美元(约合20.1亿元人民币), 87 million euros ($94 million): the figure that this one converts, given the one
/// before it.
pub(super) fn is_conversion(view: &View<'_>, s: usize, figure: &Figure, before: &Figure) -> bool {
    let money = |f: &Figure| f.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency");
    let gap = view.text(Span::new(before.span.end, figure.span.start.max(before.span.end)));
    let Some(words) = gap.trim_start().strip_prefix('(') else { return false };
    let words = words.trim();
    let opened = words.is_empty() || lists().conversions.at_head(words, view.language(s)) == Some(words.len());
    opened && money(figure) && money(before) && figure.value.unit != before.value.unit
}

fn is_change(view: &View<'_>, token: &Token) -> bool {
    [Cue::Rise, Cue::Fall, Cue::Change].iter().any(|c| view.is_cue(token, *c))
}

/// 比2021年多了13.2亿元, 13 million more than in 2021: how much more or less something is than something else.
fn compared(view: &View<'_>, s: usize, clause: Span, at: Span) -> Option<(Span, Option<bool>)> {
    let (lists, language) = (lists(), view.language(s));
    if view.is_zh(s) {
        let words =
            view.text(Span::new(clause.start, at.start.max(clause.start))).trim_end_matches([' ', '了', '出', '过']);
        let (len, rises) = match (lists.more.at_end(words, language), lists.less.at_end(words, language)) {
            (Some(len), _) => (len, true),
            (None, Some(len)) => (len, false),
            (None, None) => return None,
        };
        let start = clause.start + words.len() - len;
        let opened =
            lists.comparisons.of(language).iter().any(|c| view.text(Span::new(clause.start, start)).contains(c));
        return opened.then(|| (Span::new(start, start + len), Some(rises)));
    }
    let behind = view.text(Span::new(at.end.min(clause.end), clause.end));
    let next = behind.trim_start();
    let start = at.end + (behind.len() - next.len());
    let more = lists.more.at_head(next, language).map(|len| (len, true));
    let (len, rises) = more.or(lists.less.at_head(next, language).map(|len| (len, false)))?;
    Some((Span::new(start, start + len), Some(rises)))
}

/// 8.46亿元,这是…2020年的净利润: a figure that is a clause alone, and the clause behind it that says of what.
pub(super) fn named_behind(
    view: &View<'_>,
    s: usize,
    figure: &Figure,
    triggers: &[(&Token, Vec<&Reading>)],
) -> Option<usize> {
    let clauses = &view.sentences[s].clauses;
    let own = clauses.iter().position(|c| c.contains(figure.span))?;
    let next = *clauses.get(own + 1)?;
    let alone = view.text(clauses[own]).chars().filter(|c| c.is_alphanumeric()).count()
        == view.text(figure.span).chars().filter(|c| c.is_alphanumeric()).count();
    let head =
        view.inside(s, next).iter().find(|t| view.is_cue(t, Cue::Demonstrative) || view.is_cue(t, Cue::Copula))?;
    let opens = head.span.start <= next.start + 4;
    let last = triggers.iter().rposition(|(t, _)| next.contains(t.span))?;
    let ends =
        view.text(Span::new(triggers[last].0.span.end, next.end)).chars().filter(|c| c.is_alphanumeric()).count() == 0;
    (alone && opens && (ends || !view.is_zh(s))).then_some(last)
}

/// A figure in a later clause that names no metric goes on with that of the first: 还只有4120万,到2023年底已增至6690万.
pub(super) fn goes_on(view: &View<'_>, s: usize, figure: &Figure, trigger: Span) -> bool {
    let clause = view.clause(s, figure.span);
    let own = Span::new(clause.start, figure.span.start.max(clause.start));
    let level = view.inside(s, own).iter().rev().find(|t| view.is_cue(t, Cue::Level));
    let near = level.is_some_and(|t| t.span.end + 12 >= figure.span.start);
    let inside = view.inside(s, clause);
    let dated = inside.iter().any(|t| matches!(t.what, What::Mention(m) if view.date_expr(m).is_some()));
    let named = inside
        .iter()
        .any(|t| matches!(t.what, What::Entity { .. } | What::Trigger(_)) && !figure.span.overlaps(t.span));
    !clause.overlaps(trigger) && near && dated && !named
}

/// 股价挨了一记闷棍,跌到了100美元: a clause that only says what was reached goes on with the metric that the clause before
/// names without a figure.
pub(super) fn reached(view: &View<'_>, s: usize, figure: &Figure, trigger: Span) -> bool {
    let clauses = &view.sentences[s].clauses;
    let Some(own) = clauses.iter().position(|c| c.contains(figure.span)) else { return false };
    let next = own.checked_sub(1).is_some_and(|before| clauses[before].contains(trigger));
    let head = Span::new(clauses[own].start, figure.span.start);
    let level = view.inside(s, head).iter().find(|t| view.is_cue(t, Cue::Level));
    let bare = |t: &Token| {
        let rest = [Span::new(head.start, t.span.start), Span::new(t.span.end, head.end)].map(|s| view.text(s));
        rest.iter().flat_map(|r| r.chars()).filter(|c| c.is_alphanumeric()).count() <= 2
    };
    next && level.is_some_and(bare)
}

/// The metrics that the unit of a figure implies: 512GPU, 12 EFLOPS.
pub(super) fn implied(view: &View<'_>, figure: &Figure) -> Vec<Id> {
    figure.value.unit.as_ref().map(|u| view.facts.measured_in(u.name()).to_vec()).unwrap_or_default()
}

/// 甲用了4000颗GPU,乙用了2.5万颗: parallel clauses measure alike.
pub(super) fn same_measure(view: &View<'_>, s: usize, before: &Figure, figure: &Figure) -> bool {
    let clauses = &view.sentences[s].clauses;
    let place = |f: &Figure| clauses.iter().position(|c| c.contains(f.span));
    let parallel = place(before).zip(place(figure)).is_some_and(|(a, b)| a + 1 == b);
    let measure = view.text(figure.span).chars().next_back().filter(|c| crate::normalise::is_han(*c));
    let generic = figure.value.unit.as_ref().is_some_and(|u| matches!(u.name(), "piece" | "item"));
    parallel && generic && measure.is_some_and(|m| view.text(before.span).contains(m))
}

/// A word right before the name of the metric makes it another one: 退订用户; of a flow, 累计运送旅客.
pub(super) fn is_modified(view: &View<'_>, s: usize, at: Span, readings: &[&Reading]) -> bool {
    let before = view.text(Span::new(view.clause(s, at).start.min(at.start), at.start)).trim_end();
    let flow =
        |r: &&Reading| view.facts.vocabulary.get(&r.predicate).is_some_and(|p| p.measures == Some(Measures::Flow));
    let language = view.language(s);
    let behind = view.folded.text[at.end..].trim_start();
    // A capped-profit company has no profit.
    before.ends_with('-')
        || lists().modifiers.at_end(before, language).is_some()
        || lists().compounds.at_head(behind, language).is_some()
        || readings.iter().any(flow) && lists().totals.at_end(before, language).is_some()
}
