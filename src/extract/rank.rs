//! Frames of ranks: superlatives of known scopes, places in named rankings, lists that share the first places.

use super::Doubt;
use super::frame::{Drafts, Found, View, When, part};
use super::scan::{Token, What};
use super::trace::Way;
use crate::facts::Naming;
use crate::grammar::Value;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::statement::{Id, Rank, Slot, Statement};
use crate::vocabulary::{Cue, PredicateKind, lists};
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// Types of entities that may be ranked where no scope says so.
static RANKED: LazyLock<[String; 5]> =
    LazyLock::new(|| ["organization", "product", "facility", "place", "person"].map(str::to_owned));

/// Sentences back to the date of the story.
const STORY: usize = 6;

/// Adds the ranks of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in &view.tokens[s] {
        let readings = view.readings(token, PredicateKind::Scope);
        match readings.first() {
            Some(r) if r.naming != Naming::Name => {
                // Europe's fifth-largest operator: an ordinal stands right before the word.
                let ordinal = ordinal_before(view, s, token.span);
                if r.naming == Naming::Place && ordinal.is_none() {
                    continue;
                }
                let types = view.facts.vocabulary.get(&r.predicate).map(|p| p.subject.clone()).unwrap_or_default();
                let at = ordinal.map_or(token.span, |m| token.span.cover(view.mentions[m].span));
                place(view, s, at, ordinal, Some(r.predicate.clone()), &types, drafts);
            }
            Some(r) => list(view, s, token, &r.predicate, drafts),
            None => {}
        }
    }
    ordinals(view, s, drafts);
    superlatives(view, s, drafts);
}

/// The ordinal right before a word: fifth-largest, 第二大.
fn ordinal_before(view: &View<'_>, s: usize, at: Span) -> Option<usize> {
    view.tokens[s].iter().find_map(|t| match t.what {
        What::Mention(m) if matches!(view.mentions[m].value, Value::Ordinal(_)) => {
            let near = t.span.end <= at.start && matches!(view.text(Span::new(t.span.end, at.start)), "" | "-" | " ");
            // 第二大: the reader of ordinals may have taken the 大 along.
            (near || t.span.start < at.start && t.span.overlaps(at)).then_some(m)
        }
        _ => None,
    })
}

/// The scope that a sentence names before one of its places: 在全球封测代工市场排名第三.
fn scope_before(view: &View<'_>, s: usize, at: Span) -> Option<(Id, Vec<String>)> {
    let before = Span::new(view.sentences[s].span.start, at.start);
    let named = view.inside(s, before).iter().rev().find_map(|t| {
        view.readings(t, PredicateKind::Scope)
            .into_iter()
            .find(|r| r.naming == Naming::Name)
            .map(|r| r.predicate.clone())
    })?;
    let types = view.facts.vocabulary.get(&named)?.subject.clone();
    Some((named, types))
}

/// One subject at one place of a scope.
fn place(
    view: &View<'_>,
    s: usize,
    at: Span,
    ordinal: Option<usize>,
    scope: Option<Id>,
    types: &[String],
    drafts: &mut Drafts,
) {
    let found = match as_what(view, s, at, types).or_else(|| described(view, s, at, types)) {
        Some(found) => {
            view.took(at, Slot::Subject, found.span, Way::ClauseBehind);
            Ok(found)
        }
        None => view.subject(s, at, types),
    };
    let (subject, doubt) = match found {
        Ok(found) => (Some(found), None),
        Err(doubt) => (None, Some(doubt)),
    };
    let position = match ordinal.map(|m| &view.mentions[m].value) {
        Some(Value::Ordinal(q) | Value::Number(q)) => q.clone(),
        _ => Quantity::exact(Decimal::ONE, ordinal_unit()),
    };
    let Some(found) = subject else {
        if ordinal.is_some() {
            let subject = Found { ids: Vec::new(), span: at, weak: None };
            push(view, s, Ranked { at, ordinal, subject, position, scope, doubt }, drafts);
        }
        return;
    };
    push(view, s, Ranked { at, ordinal, subject: found, position, scope, doubt: None }, drafts);
}

/// 作为全球最大的…,Y…: the clause says as what, its subject opens the next one.
fn as_what(view: &View<'_>, s: usize, at: Span, types: &[String]) -> Option<Found> {
    let clauses = &view.sentences[s].clauses;
    let own = clauses.iter().position(|c| c.contains(at))?;
    let head = view.text(clauses[own]).trim_start();
    lists().capacities.at_head(head, view.language(s))?;
    let next = *clauses.get(own + 1)?;
    view.first_name(s, next, types)
}

/// 排名第一的岱岳封装: the place describes the name behind it.
fn described(view: &View<'_>, s: usize, at: Span, types: &[String]) -> Option<Found> {
    let next = view.tokens[s].iter().find(|t| t.span.start >= at.end && view.ids(t, types).is_some())?;
    let gap = view.text(Span::new(at.end, next.span.start));
    (view.is_zh(s) && gap.trim() == "的").then(|| Found {
        ids: view.ids(next, types).unwrap_or_default(),
        span: next.span,
        weak: None,
    })
}

fn ordinal_unit() -> Option<Unit> {
    Some(Unit::new("ordinal", "ordinal", Decimal::ONE))
}

/// The parts of a rank that were found, each elsewhere.
struct Ranked {
    /// The word that claims the place.
    at: Span,
    /// The ordinal mention that says which.
    ordinal: Option<usize>,
    subject: Found,
    position: Quantity,
    scope: Option<Id>,
    doubt: Option<Doubt>,
}

fn push(view: &View<'_>, s: usize, ranked: Ranked, drafts: &mut Drafts) {
    let Ranked { at, ordinal, subject, position, scope, doubt } = ranked;
    let when: Option<When> = view.time_of_state(s, at);
    // Who was first in time was so when the story is told of.
    let in_time = scope.as_ref().is_some_and(|id| id.ends_with("-in-time"));
    let told = || (0..s).rev().take(STORY).find_map(|i| view.last_date(i)).filter(|_| in_time);
    let days = when.and_then(|w| w.days).or_else(told).or(view.document);
    let mut parts = vec![(Slot::Predicate, at)];
    if !subject.ids.is_empty() {
        parts.push((Slot::Subject, subject.span));
    }
    part(&mut parts, Slot::Value, ordinal.map(|m| view.mentions[m].span));
    part(&mut parts, Slot::When, when.map(|w| w.span));
    let unknown = scope.is_none();
    let rank = Rank { subject: subject.ids, scope, position, when: days };
    let mut draft = view.draft(s, at, Statement::Rank(rank), parts);
    draft.time = when.map(|w| w.mention);
    draft.weak = draft.weak.or(subject.weak);
    draft.doubt = doubt.or((days.is_none() && !unknown).then_some(Doubt::NoTime));
    drafts.push(draft, &ordinal.into_iter().collect::<Vec<_>>());
}

/// 分列…前三甲: the first places of a scope, in the order of the list.
fn list(view: &View<'_>, s: usize, token: &Token, scope: &Id, drafts: &mut Drafts) {
    let Some(predicate) = view.facts.vocabulary.get(scope) else { return };
    let Some(count) = top(&view.folded.text[token.span.end..view.sentences[s].span.end]) else { return };
    let known = |t: &&&Token| t.span.end <= token.span.start && view.ids(t, &predicate.subject).is_some();
    let Some(last) = view.kinds.names.of(s).iter().rev().find(known) else { return };
    let names = view.list_ending_at(s, last, &predicate.subject);
    if names.len() != count {
        return;
    }
    for (i, name) in names.iter().enumerate() {
        let subject =
            Found { ids: view.ids(name, &predicate.subject).unwrap_or_default(), span: name.span, weak: None };
        let position = Quantity::exact(Decimal::from(i + 1), ordinal_unit());
        let scope = Some(scope.clone());
        push(view, s, Ranked { at: token.span, ordinal: None, subject, position, scope, doubt: None }, drafts);
    }
}

/// The number of 前三甲, 前五名, top three right behind a scope.
fn top(after: &str) -> Option<usize> {
    let zh = after.trim_start_matches(['的', '中', '市', '场']).strip_prefix('前');
    if let Some(rest) = zh {
        let digit = rest.chars().next()?;
        return "一二三四五六七八九十"
            .chars()
            .position(|c| c == digit)
            .map(|i| i + 1)
            .or(digit.to_digit(10).map(|d| d as usize));
    }
    let rest = after.trim_start().strip_prefix("top ")?;
    let word = rest.split_whitespace().next()?;
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        .iter()
        .position(|w| *w == word)
        .map(|i| i + 1)
}

/// 排名第六, ranked third: a place in a ranking whose scope the vocabulary does not know.
fn ordinals(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        if !matches!(view.mentions[m].value, Value::Ordinal(_)) || drafts.owner.contains_key(&m) {
            continue;
        }
        let scoped = |t: &Token| view.is_trigger(t, PredicateKind::Scope) && t.span.overlaps(token.span);
        if view.tokens[s].iter().any(scoped) {
            continue;
        }
        let around = Span::new(token.span.start.saturating_sub(24).max(view.sentences[s].span.start), token.span.end);
        let cue = view.tokens[s].iter().any(|t| view.is_cue(t, Cue::RankWord) && t.span.overlaps(around));
        let behind = &view.folded.text[token.span.end..];
        let noun =
            ["位", "名", "大", "largest", " largest", " biggest", " place"].iter().any(|w| behind.starts_with(w));
        let inside = view.text(token.span).ends_with(['名', '位', '大']);
        // 领先第二名: the place is that of whoever is behind.
        let before = view.text(Span::new(view.sentences[s].span.start, token.span.start)).trim_end();
        let other = lists().beaten.at_end(before, view.language(s)).is_some();
        if (cue || noun || inside) && !other {
            let scope = scope_before(view, s, token.span).filter(|_| cue);
            let types = scope.as_ref().map_or(&RANKED[..], |s| &s.1);
            place(view, s, token.span, Some(m), scope.as_ref().map(|s| s.0.clone()), types, drafts);
        }
    }
}

/// Superlatives of no known scope: a claim all the same, so that the ledger shows that it was not judged.
fn superlatives(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in view.tokens[s].iter().filter(|t| view.is_cue(t, Cue::Superlative)) {
        let clause = view.clause(s, token.span);
        let taken =
            drafts.list.iter().any(|d| matches!(d.statement, Statement::Rank(_)) && d.span.overlaps(token.span));
        // 是中国在中小企业中,渗透率最高的…: the copula may stand in the clause before.
        let behind = view.folded.text[token.span.end..].trim_start_matches(['大', '高']);
        let before = view.sentences[s].clauses.iter().rev().find(|c| c.end <= clause.start);
        let opened = before.filter(|_| view.is_zh(s) && behind.starts_with('的')).map_or(clause.start, |c| c.start);
        let said = view
            .inside(s, Span::new(opened, token.span.start))
            .iter()
            .any(|t| view.is_cue(t, Cue::Copula) || view.is_cue(t, Cue::Become));
        if !taken && said {
            place(view, s, token.span, None, None, &*RANKED, drafts);
        }
    }
}
