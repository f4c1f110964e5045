//! What the words of a contradicted claim may mean instead: another fact on the subject, or another date of the sentence,
//! makes them right. Which of them is meant is then not certain enough to contradict anything.

use super::{portion, slip, spoken};
use crate::article::Article;
use crate::check::Judgement;
use crate::extract::{Claim, Doubt, Extraction, MentionValue};
use crate::facts::{Fact, FactBase};
use crate::normalise::{fold_name, fold_text};
use crate::statement::{Fit, Id, Metric, Role, Slot, Statement, dates, values};
use crate::time::Interval;
use crate::vocabulary::{Language, lists};
use chrono::Datelike;

/// Days of a fact's time from which another date of the sentence may fit it by chance.
const MONTH: i64 = 31;

/// Why a claim that was judged wrong may be right in another sense, if it may.
pub(super) fn doubt(
    article: &Article,
    extraction: &Extraction,
    claim: &Claim,
    facts: &FactBase,
    judgement: &Judgement,
) -> Option<Doubt> {
    match &claim.statement {
        Statement::Metric(metric) => {
            is_another_metric(metric, &portion::clause(article, claim), facts).then_some(Doubt::AmbiguousPredicate)
        }
        Statement::Event(_) if judgement.rule == Some("date-conflict") => {
            if is_of_another_year(article, claim, facts, judgement) {
                return Some(Doubt::InferredDate);
            }
            let other = is_told_of_another_date(article, extraction, claim, facts, judgement)
                || is_counted_from_the_story(article, extraction, claim, facts, judgement);
            other.then_some(Doubt::NoTime)
        }
        Statement::Role(role) if role.began.is_some() || role.left.is_some() => {
            let near =
                claim.part(Slot::Object).is_some_and(|house| spoken::is_one_sentence(article, house, claim.span));
            (!near && is_of_another_house(role, facts)).then_some(Doubt::AmbiguousEntity)
        }
        _ => None,
    }
}

fn about<'a>(subject: &'a [Id], facts: &'a FactBase) -> impl Iterator<Item = &'a Fact> {
    subject.iter().flat_map(|id| facts.about(id)).filter_map(|&i| facts.facts.get(i))
}

/// Another metric of the subject has this very value at the time, and its name is in the clause: battery-electric cars
/// sold, where all cars are more.
fn is_another_metric(metric: &Metric, clause: &str, facts: &FactBase) -> bool {
    let names = |id: &Option<Id>| -> Vec<String> {
        let predicate = id.as_deref().and_then(|id| facts.vocabulary.get(id));
        predicate.into_iter().flat_map(|p| p.names.en.iter().chain(&p.names.zh)).map(|n| fold_name(n)).collect()
    };
    let own = names(&metric.metric);
    // 纯电 of 纯电动车销量, which 销量 has not.
    let named = |other: &Metric| {
        names(&other.metric).iter().any(|name| {
            let chars: Vec<char> = name.chars().collect();
            let parts: Vec<String> = match name.is_ascii() {
                true => name.split(' ').map(str::to_owned).collect(),
                false => chars.windows(2).map(|pair| pair.iter().collect()).collect(),
            };
            parts.iter().any(|part| clause.contains(part.as_str()) && !own.iter().any(|n| n.contains(part.as_str())))
        })
    };
    let told = slip::digits(&metric.value) >= 2;
    told && about(&metric.subject, facts).any(|fact| match &fact.statement {
        Statement::Metric(other) => {
            let then = metric.when.zip(other.when).is_none_or(|(a, b)| dates(a, b) != Fit::Apart);
            then && other.metric != metric.metric && values(&metric.value, &other.value).holds() && named(other)
        }
        _ => false,
    })
}

/// The day or month of the fact in another year, and no word says of which year it is: 4月7日 in an article of March that
/// looks back.
fn is_of_another_year(article: &Article, claim: &Claim, facts: &FactBase, judgement: &Judgement) -> bool {
    let (Some(own), Some(when)) = (claim.part(Slot::When), claim.statement.when()) else { return false };
    let words = article.source.slice(own).to_lowercase();
    let told =
        [Language::Zh, Language::En].iter().any(|l| lists().years_told.in_text(&words, *l)) || names_year(&words);
    let ends = |days: Interval| days.start.zip(days.end).filter(|(a, b)| (*b - *a).num_days() <= MONTH);
    let same = |fact: &Fact| {
        let (Some((a, b)), Some((c, d))) = (ends(when), fact.statement.when().and_then(ends)) else { return false };
        let month = a.month() == c.month() && b.month() == d.month();
        month && (a != b || c != d || a.day() == c.day())
    };
    !told && judgement.facts.iter().filter_map(|id| facts.fact(id)).any(same)
}

/// The words of a date say of which year it is.
pub(super) fn names_year(words: &str) -> bool {
    let words = fold_text(words);
    let named = words.contains('年') || words.to_ascii_lowercase().contains("year");
    named || words.split(|c: char| !c.is_ascii_digit()).any(|digits| matches!(digits.len(), 4 | 8))
}

/// Another date of the sentence is that of the fact: listed in New York (on the one day) and in Hong Kong (on the other).
fn is_told_of_another_date(
    article: &Article,
    extraction: &Extraction,
    claim: &Claim,
    facts: &FactBase,
    judgement: &Judgement,
) -> bool {
    let Some(own) = claim.part(Slot::When) else { return false };
    let short = |when: &Interval| when.start.zip(when.end).is_some_and(|(a, b)| (b - a).num_days() <= MONTH);
    let known: Vec<Interval> =
        judgement.facts.iter().filter_map(|id| facts.fact(id)?.statement.when()).filter(short).collect();
    let inside = |days: Interval, when: &Interval| days.start >= when.start && days.end <= when.end;
    extraction.mentions.iter().any(|m| match m.value {
        MentionValue::Days(Some(days)) if short(&days) => {
            m.span != own && known.iter().any(|k| inside(days, k)) && spoken::is_one_sentence(article, own, m.span)
        }
        _ => false,
    })
}

/// Days that count back from the day of writing would be those of the fact if they counted from the day told last: on 16
/// March … Two days before, ….
fn is_counted_from_the_story(
    article: &Article,
    extraction: &Extraction,
    claim: &Claim,
    facts: &FactBase,
    judgement: &Judgement,
) -> bool {
    let (Some(own), Some(when)) = (claim.part(Slot::When), claim.statement.when()) else { return false };
    let written = article.source.slice(own);
    let counted = [Language::Zh, Language::En].iter().any(|l| lists().counted_back.at_end(written, *l).is_some());
    let back = extraction.date.days.and_then(|d| d.start).zip(when.start).map(|(day, then)| day - then);
    let Some(back) = back.filter(|_| counted) else { return false };
    let line = article.source.line_at(own.start);
    let told = extraction.mentions.iter().rfind(|m| match m.value {
        MentionValue::Days(Some(days)) => {
            m.span.end <= own.start && days.start == days.end && article.source.line_at(m.span.start) == line
        }
        _ => false,
    });
    let Some(MentionValue::Days(Some(story))) = told.map(|m| &m.value) else { return false };
    let meant = story.start.and_then(|d| d.checked_sub_signed(back)).map(Interval::day);
    let known = judgement.facts.iter().filter_map(|id| facts.fact(id)?.statement.when());
    meant.is_some_and(|day| known.into_iter().any(|k| dates(day, k).touches()))
}

/// The person had this post in another house at the time, and the sentence does not name the house.
fn is_of_another_house(role: &Role, facts: &FactBase) -> bool {
    let at = role.began.or(role.left).or(role.when);
    about(&role.person, facts).any(|fact| match &fact.statement {
        Statement::Role(other) => {
            let then = at.zip(other.when).is_some_and(|(a, b)| a.overlaps(b));
            let same = other.person == role.person && other.role == role.role;
            then && same && other.organization != role.organization
        }
        _ => false,
    })
}
