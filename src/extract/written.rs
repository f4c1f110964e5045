//! When an article was written that does not say so: from what it counts from its own day, and the facts on that.
//!
//! 昨天…宣布Grok, and the fact that Grok was announced on 3 or 4 November: written on the 4th or 5th. Each such phrase
//! leaves some days; the days that all leave are the document date, which supports claims and contradicts none.

use super::frame::View;
use super::scan::What;
use super::{Cite, DateBasis, DocumentDate, Step};
use crate::facts::{Fact, FactBase, FactStatus};
use crate::grammar::{DateExpr, From, Value};
use crate::source::Span;
use crate::statement::{Id, Statement};
use crate::time::{Interval, TimeUnit};
use crate::vocabulary::Bilingual;
use chrono::{Months, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashSet;

/// Days that a date may be inferred to: a wider one says too little.
const WIDEST: i64 = 366;

/// What one phrase leaves of the calendar.
struct Clue {
    /// Stretches of days, one per fact that may be meant.
    left: Vec<(Interval, Id)>,
    /// The words.
    words: Span,
}

/// The document date, where the text and the facts tell.
pub(super) fn infer(view: &View<'_>) -> Option<DocumentDate> {
    let mut clues: Vec<Clue> =
        (0..view.sentences.len()).flat_map(|s| relative(view, s).into_iter().chain(ages(view, s))).collect();
    let width = |c: &Clue| c.left.iter().map(|(d, _)| length(*d)).sum::<i64>();
    clues.sort_by_key(|c| (width(c), c.words));
    let mut days: Vec<Interval> = Vec::new();
    let mut steps: Vec<Step> = Vec::new();
    let mut against = 0;
    for clue in &clues {
        let own: Vec<Interval> = clue.left.iter().map(|l| l.0).collect();
        let both: Vec<Interval> = match days.is_empty() {
            true => own,
            false => days.iter().flat_map(|d| own.iter().filter_map(|o| d.intersect(*o))).collect(),
        };
        // Phrases that leave the same days leave them once, however often they stand there.
        let mut seen = FxHashSet::default();
        let both: Vec<Interval> = both.into_iter().filter(|d| seen.insert(*d)).collect();
        if both.is_empty() {
            against += 1;
            continue;
        }
        let narrows = days.is_empty() || total(&both) < total(&days);
        days = both;
        if narrows {
            let (left, fact) = clue.left.iter().find(|l| days.iter().any(|d| l.0.contains(*d)))?;
            let words = view.text(clue.words);
            let text = Bilingual::new(
                format!("“{words}” and {fact} put the article in {}", left.edtf()),
                format!("由“{words}”与事实{fact}推知写于 {}", left.edtf()),
            );
            steps.push(Step { cite: Cite::Article(view.folded.origin(clue.words)), text });
            steps.push(Step { cite: Cite::Fact(fact.clone()), text: Bilingual::same(fact.to_string()) });
        }
    }
    // Days far apart that nothing decides between tell less than none.
    days.sort_by_key(|d| d.start);
    let apart = days.windows(2).any(|w| w[0].gap(w[1]) > 31);
    let start = days.iter().filter_map(|d| d.start).min().filter(|_| !apart)?;
    let end = days.iter().filter_map(|d| d.end).max()?;
    let found = Interval::between(Some(start), Some(end)).filter(|d| length(*d) <= WIDEST)?;
    // More phrases against it than for it: the facts are of other events.
    let sound = against * 2 <= clues.len();
    sound.then_some(DocumentDate { days: Some(found), basis: DateBasis::Inferred, span: None, steps })
}

fn length(days: Interval) -> i64 {
    days.start.zip(days.end).map_or(i64::MAX / 4, |(s, e)| (e - s).num_days() + 1)
}

fn total(days: &[Interval]) -> i64 {
    days.iter().map(|d| length(*d)).sum()
}

/// 昨天, 去年, 今年4月 beside an event of the facts.
fn relative(view: &View<'_>, s: usize) -> Vec<Clue> {
    let named: Vec<(Id, Span)> = view.tokens[s]
        .iter()
        .filter_map(|t| match &t.what {
            What::Entity { ids, certain: true } => Some((view.facts.entities.get(*ids.first()?)?.id.clone(), t.span)),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Some((count, unit)) = view.date_expr(m).and_then(from_document) else { continue };
        let facts = told(view, s, &named);
        let left: Vec<(Interval, Id)> = facts
            .into_iter()
            .filter_map(|f| Some((written(f.statement.when()?, count, unit)?, f.id.clone())))
            .collect();
        // A year that several facts share tells only which year.
        if !left.is_empty() && left.len() <= 40 {
            out.push(Clue { left, words: token.span });
        }
    }
    out
}

/// So many units from the day of writing; a part or a month inside of it tells no more about that day.
fn from_document(expr: &DateExpr) -> Option<(i32, TimeUnit)> {
    match expr {
        DateExpr::Relative { from: From::Document, count, unit, .. } => Some((*count, *unit)),
        DateExpr::Part(inner, _) => from_document(inner),
        _ => None,
    }
}

/// The days on which an event of these days was so many units away.
fn written(event: Interval, count: i32, unit: TimeUnit) -> Option<Interval> {
    let first = Interval::unit(event.start?, unit, -count)?.start;
    let last = Interval::unit(event.end?, unit, -count)?.end;
    Interval::between(first, last)
}

/// The dated events of facts that a sentence tells of: both its parties are named, or one beside a word for what
/// happened. Each is a reading of the phrase; the other phrases tell which is meant.
fn told<'a>(view: &View<'a>, s: usize, named: &[(Id, Span)]) -> Vec<&'a Fact> {
    let facts: &'a FactBase = view.facts;
    let mut found: Vec<(bool, &Fact)> = Vec::new();
    let triggers: Vec<&Id> = view.tokens[s]
        .iter()
        .flat_map(|t| match &t.what {
            What::Trigger(all) => all.iter().map(|r| &r.predicate).collect::<Vec<_>>(),
            _ => Vec::new(),
        })
        .collect();
    for (id, _) in named {
        let editions = facts.entity_position(id).map_or(&[][..], |i| facts.lexicon().related(i));
        let editions = editions
            .iter()
            .filter_map(|&i| facts.entities.get(i))
            .filter(|e| e.part_of.as_ref() == Some(id) && e.kind == "event");
        let about = facts.about(id).iter().chain(editions.flat_map(|e| facts.about(&e.id)));
        for index in about {
            let Some(fact) = facts.facts.get(*index) else { continue };
            let Statement::Event(event) = &fact.statement else { continue };
            let dated = event.when.is_some_and(|w| w.is_bounded() && length(w) <= 31);
            let live = !matches!(fact.status, FactStatus::Retracted | FactStatus::Disputed);
            let whole = |e: &Id| facts.entity(e).and_then(|e| e.part_of.clone());
            let is_named = |e: &Id| {
                named.iter().find(|(n, _)| {
                    n == e || whole(e).as_ref() == Some(n) && facts.entity(n).is_some_and(|n| n.kind == "event-series")
                })
            };
            let parties: Vec<&Id> = event.subject.iter().chain(&event.object).collect();
            let places: Vec<Span> = parties.iter().filter_map(|e| is_named(e).map(|n| n.1)).collect();
            let both = parties.len() >= 2 && places.len() == parties.len();
            let said = event.predicate.as_ref().is_some_and(|p| triggers.contains(&p)) && !places.is_empty();
            if dated && live && (both || said) && !found.iter().any(|f| f.1.id == fact.id) {
                found.push((both, fact));
            }
        }
    }
    // A fact with all its parties named is meant before one whose word alone is there.
    let all = found.iter().any(|f| f.0);
    let mut told: Vec<&Fact> = found.into_iter().filter(|f| f.0 || !all).map(|f| f.1).collect();
    told.sort_by(|a, b| a.id.cmp(&b.id));
    told
}
/// 79岁的埃里森, and the day he was born.
fn ages(view: &View<'_>, s: usize) -> Vec<Clue> {
    let mut out = Vec::new();
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Age(years) = &view.mentions[m].value else { continue };
        let Some(years) = years.stated.filter(|_| years.comparator.is_none()).and_then(|v| v.to_u32()) else {
            continue;
        };
        // 33岁时, at the age of 33: of another time.
        let past = view.folded.text[token.span.end..].starts_with('时') || view.text(token.span).contains("age of");
        let clause = view.clause(s, token.span);
        let persons: Vec<&Id> = view
            .inside(s, clause)
            .iter()
            .filter(|t| t.span.distance(token.span) <= 12)
            .filter_map(|t| match &t.what {
                What::Entity { ids, certain: true } => {
                    view.facts.entities.get(*ids.first()?).filter(|e| e.kind == "person").map(|e| &e.id)
                }
                _ => None,
            })
            .collect();
        let ([person], false) = (&persons[..], past) else { continue };
        let birth =
            view.facts.about(person).iter().filter_map(|i| view.facts.facts.get(*i)).find_map(|f| match &f.statement {
                Statement::Event(e) if e.predicate.as_deref() == Some("birth") => {
                    Some((e.when.filter(|w| w.is_bounded())?, f.id.clone()))
                }
                _ => None,
            });
        let Some((born, fact)) = birth else { continue };
        let after = |day: NaiveDate, years: u32| day.checked_add_months(Months::new(years.checked_mul(12)?));
        let (first, last) = (
            born.start.and_then(|d| after(d, years)),
            born.end.and_then(|d| after(d, years.checked_add(1)?)?.pred_opt()),
        );
        out.extend(
            Interval::between(first, last)
                .filter(|d| d.is_bounded())
                .map(|d| Clue { left: vec![(d, fact)], words: token.span }),
        );
    }
    out
}
