//! 鲍尔默做了24年; led the company for eight years: how long somebody held a post, against the terms that the base knows.

use super::super::frame::View;
use super::super::modality;
use super::super::order::{Tie, dated, words};
use super::super::scan::{Token, What};
use super::super::story::Measure;
use super::measured;
use crate::facts::FactStatus;
use crate::grammar::Value;
use crate::source::Span;
use crate::statement::{Id, Statement};
use crate::time::Interval;
use crate::vocabulary::{Cue, Language, PredicateKind, spanned};

/// Bytes behind a length in which the post is named.
const BEHIND: usize = 40;

/// A length of office that no term of the person's fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Served {
    /// The length, in the article's text.
    pub words: Span,
    /// The term that is meant.
    pub fact: Id,
    /// When it began.
    pub from: Interval,
    /// When it ended, or the day of writing.
    pub to: Interval,
    /// The least number of days that the words allow.
    pub least: i64,
    /// The greatest.
    pub most: i64,
}

/// A term of office that the base knows.
struct Term {
    fact: Id,
    from: Interval,
    to: Interval,
}

/// All lengths of office of a text that no known term fits.
pub(super) fn read(view: &View<'_>, ties: &[Tie]) -> Vec<Served> {
    let mut out = Vec::new();
    for s in 0..view.sentences.len() {
        for token in &view.tokens[s] {
            let What::Mention(m) = token.what else { continue };
            let Value::Duration(duration) = &view.mentions[m].value else { continue };
            let placed = view.folded.origin(token.span);
            let taken = ties.iter().any(|t| t.words.overlaps(placed));
            let quoted = view.sentences[s].quotes.iter().any(|q| q.contains(token.span));
            if taken || quoted || !modality::of(view, s, token.span).is_judged() {
                continue;
            }
            let Some((region, exact)) = region(view, s, token.span) else { continue };
            let (Some(person), Some(measure)) = (person(view, s, region), Measure::of(duration, exact)) else {
                continue;
            };
            let Some(terms) = terms(view, s, &person, region, token.span) else { continue };
            let Some(meant) = terms.iter().find(|t| measure.is_like(t.from, t.to)) else { continue };
            // By 2010 he had led it for ten years.
            let told: Vec<Interval> = view.tokens[s].iter().filter_map(|t| Some(dated(view, t)?.days)).collect();
            let ends = || terms.iter().map(|t| t.to).chain(told.iter().copied());
            let begins = terms.iter().map(|t| t.from).chain(told.iter().copied());
            if !begins.into_iter().any(|b| ends().any(|e| measure.fits(b, e))) {
                out.push(Served {
                    words: placed,
                    fact: meant.fact.clone(),
                    from: meant.from,
                    to: meant.to,
                    least: measure.least,
                    most: measure.most,
                });
            }
        }
    }
    out
}

/// The words before a length that say who held what for so long; whether the length is exact.
fn region(view: &View<'_>, s: usize, at: Span) -> Option<(Span, bool)> {
    let sentence = view.sentences[s].span;
    let before = words(view, sentence.start, at.start);
    let start = before
        .rfind([',', ';', ':', '(', '—', '。'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    let clause = &before[start..];
    let (rest, exact) = measured(clause, view.language(s));
    let start = sentence.start + start;
    let end = start + rest.len();
    let told = match view.language(s) {
        Language::Zh => {
            // 执掌某公司24年: the house stands between.
            let house = view.inside(s, Span::new(start, end)).iter().rev().find(|t| t.is_name() && t.span.end == end);
            let verb = house.map_or(rest, |h| rest.get(..h.span.start - start).unwrap_or(""));
            let list = &spanned().served;
            // 做了24年股东 is no post of the base.
            let after = words(view, at.end, sentence.end);
            let post = view.inside(s, Span::new(at.end, (at.end + BEHIND).min(sentence.end).max(at.end)));
            let post = post.iter().find(|t| !view.readings(t, PredicateKind::Role).is_empty());
            let titled = post.is_some_and(|t| matches!(view.text(Span::new(at.end, t.span.start)), "" | "的"));
            let closed = titled || after.is_empty() || after.starts_with([',', '。', ';', ')', '!', '?', '、']);
            closed && [rest, verb, clause.trim_end()].iter().any(|t| list.at_end(t, Language::Zh).is_some())
        }
        Language::En => {
            let types = ["organization".to_owned()];
            let held = |t: &&Token| view.is_cue(t, Cue::Lead) || !view.readings(t, PredicateKind::Role).is_empty();
            let region = view.inside(s, Span::new(start, end));
            // Led the local choir for 24 years: of no house that the base knows.
            let last = region.iter().rev().find(|t| held(t) || view.ids(t, &types).is_some());
            let gap = last.map(|t| words(view, t.span.end, end));
            let plain = gap.is_some_and(|g| spanned().led_for.has(g.trim(), Language::En));
            plain && region.iter().any(|t| held(&t))
        }
    };
    told.then_some((Span::new(start, end.max(start)), exact))
}

/// The one person that a stretch names, whom the base knows.
fn person(view: &View<'_>, s: usize, region: Span) -> Option<Id> {
    let types = ["person".to_owned()];
    let mut people: Vec<Id> = view.inside(s, region).iter().filter_map(|t| view.ids(t, &types)).flatten().collect();
    people.dedup();
    match &people[..] {
        [one] if !one.starts_with("local:") => Some(one.clone()),
        _ => None,
    }
}

/// The terms of office of a person that the words may mean; `None` where one of them has an end that nobody knows.
fn terms(view: &View<'_>, s: usize, person: &Id, region: Span, at: Span) -> Option<Vec<Term>> {
    let near = view.sentences[s].span.end.min(at.end + BEHIND).max(at.end);
    let places = [region, Span::new(at.end, near)];
    let tokens: Vec<&Token> = places.iter().flat_map(|p| view.inside(s, *p)).collect();
    let roles: Vec<Id> =
        tokens.iter().flat_map(|t| view.readings(t, PredicateKind::Role)).map(|r| r.predicate.clone()).collect();
    let types = ["organization".to_owned()];
    let houses: Vec<Id> = view.inside(s, region).iter().filter_map(|t| view.ids(t, &types)).flatten().collect();
    let facts = view.facts.about(person).iter().filter_map(|&f| view.facts.facts.get(f));
    let mut out = Vec::new();
    for fact in facts {
        let Statement::Role(role) = &fact.statement else { continue };
        let meant = role.person.contains(person)
            && (roles.is_empty() || roles.contains(&role.role))
            && (houses.is_empty() || houses.iter().any(|h| role.organization.contains(h)));
        if !meant || matches!(fact.status, FactStatus::Retracted) {
            continue;
        }
        let now = view.document.filter(|_| !view.inferred && !fact.term.is_over);
        let (Some(from), Some(to)) = (fact.term.began, fact.term.ended.or(now)) else { return None };
        out.push(Term { fact: fact.id.clone(), from, to });
    }
    Some(out)
}

/// A post beside the length of a term that nothing says to go on: 做了24年CEO, was chief executive for 14 years.
pub(in super::super) fn is_term(view: &View<'_>, s: usize, post: Span) -> bool {
    let clause = view.clause(s, post);
    let lead = words(view, clause.start, post.start);
    let length =
        |t: &&Token| matches!(t.what, What::Mention(m) if matches!(view.mentions[m].value, Value::Duration(_)));
    let mut lengths = view.inside(s, clause).iter().filter(length);
    match view.language(s) {
        Language::Zh => lengths.any(|t| {
            let (from, to) = (words(view, clause.start, t.span.start), words(view, t.span.end, post.start));
            let (rest, _) = measured(&from, Language::Zh);
            let served = [rest, from.trim_end()].iter().any(|f| spanned().served.at_end(f, Language::Zh).is_some());
            t.span.end <= post.start && served && matches!(to.as_str(), "" | "的") && !from.contains('已')
        }),
        Language::En => lengths.any(|t| {
            let gap = words(view, post.end, t.span.start);
            let (rest, _) = measured(&gap, Language::En);
            let over = [" was ", " served ", " were "].iter().any(|w| format!(" {lead} ").contains(w));
            post.end <= t.span.start && over && rest.ends_with(" for")
        }),
    }
}
