//! `outdated-name`: a name after its renaming.

use super::{Context, Rule, Run};
use crate::article::Article;
use crate::check::around;
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Mention, MentionKind, MentionValue};
use crate::facts::{Fact, FactStatus};
use crate::normalise::fold_name;
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Bilingual, Language};
use chrono::NaiveDate;

pub(super) const RULE: Rule = Rule {
    code: "outdated-name",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "something is called by a name that it had given up before",
    summary_zh: "使用了更名前的旧名",
    page: include_str!("outdated_name.md"),
    run: Run::Article(run),
};

/// Words that show that the article knows of the renaming, or speaks of the time before; in lower case.
const KNOWING: &[&str] = &[
    "更名", "改名", "原名", "前身", "曾用名", "旧称", "现名", "现称", "现为", "原推特", "formerly", "renam", "rebrand",
    "previously known", "now known", "now called", "then known", "known then", "change its name", "changed its name", "old name",
];
/// Words of a sentence that tells of the day it is written on; in lower case.
const PRESENT: &[&str] = &[" is ", " are ", " has ", " have ", "目前", "现在", "如今", "现有", "正在"];
/// Days in which readers may be given the old name.
const GRACE: i64 = 30;

fn run(seen: &Context) -> Vec<Diagnostic> {
    let Some(day) = seen.extraction.date.days.and_then(|d| d.start) else { return Vec::new() };
    let renamed = seen.facts.facts.iter().filter_map(|fact| Some((fact, renaming(fact, day)?)));
    let mut found: Vec<Diagnostic> = renamed.filter_map(|(fact, when)| old_name(seen, fact, when)).collect();
    if !found.is_empty() && knows(seen.article) {
        found.clear();
    }
    found
}

/// The article knows of a renaming, or speaks of the time before.
fn knows(article: &Article) -> bool {
    let text = article.source.text().to_lowercase();
    KNOWING.iter().any(|w| text.contains(w))
}

/// When a fact says something was renamed, well before a day.
fn renaming(fact: &Fact, day: NaiveDate) -> Option<Interval> {
    let Statement::Event(event) = &fact.statement else { return None };
    let sound = matches!(fact.status, FactStatus::Verified | FactStatus::Unverified);
    let when = event.when.filter(|_| sound && event.predicate.as_deref() == Some("rename"))?;
    when.end.is_some_and(|end| (day - end).num_days() > GRACE).then_some(when)
}

/// The first mention of the old name, if the new one stands nowhere and no date around it lies before the renaming.
fn old_name(seen: &Context, fact: &Fact, when: Interval) -> Option<Diagnostic> {
    let (subject, object) = (fact.statement.subject().first()?, fact.statement.object().first()?);
    let new = new_names(seen, subject, object);
    let is_new = |m: &Mention| new.contains(&fold_name(seen.article.source.slice(m.span)));
    let means = |m: &&Mention, id: &Id| {
        m.kind == MentionKind::Entity && matches!(&m.value, MentionValue::Ids(ids) if ids.len() == 1 && ids.contains(id))
    };
    let mentions = &seen.extraction.mentions;
    if mentions.iter().any(|m| means(&m, object) || means(&m, subject) && is_new(m)) {
        return None;
    }
    let old = mentions.iter().filter(|m| means(m, subject) && !is_new(m));
    let mention = old.into_iter().find(|m| !is_of_before(seen, m, when))?;
    Some(finding(seen, fact, mention, object, &when.to_string()))
}

/// Names of the renamed thing that its new name brought, folded: those of the object, and those of its own that the
/// object's hold.
fn new_names(seen: &Context, subject: &Id, object: &Id) -> Vec<String> {
    let names = |id: &Id| -> Vec<String> {
        seen.facts.entity(id).map(|e| e.all_names().map(|n| fold_name(n.0)).collect()).unwrap_or_default()
    };
    let brought = names(object);
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<String>>();
    let own = names(subject).into_iter().filter(|n| {
        brought.iter().any(|b| words(b).contains(n) || !n.is_ascii() && b.contains(n.as_str()))
            || words(n).iter().any(|w| brought.contains(w) || brought.iter().any(|b| b.len() < 3 && words(b).contains(w)))
    });
    let own: Vec<String> = own.collect();
    brought.into_iter().chain(own).collect()
}

/// The sentence around a place.
fn sentence(seen: &Context, at: Span) -> Span {
    let text = seen.article.source.text();
    let (head, tail) = (seen.article.source.slice(Span::new(0, at.start)), seen.article.source.slice(Span::new(at.end, text.len())));
    let stops = ['。', '！', '？', '\n'];
    let start = head.rfind(stops).max(head.rfind(". ")).unwrap_or(0);
    let end = tail.find(stops).into_iter().chain(tail.find(". ")).min().unwrap_or(tail.len());
    Span::new(start, at.end + end)
}

/// A date of the line, or the last one before it in the text, lies before the renaming.
fn is_of_before(seen: &Context, mention: &Mention, when: Interval) -> bool {
    let line = |at: usize| seen.article.source.line_at(at);
    let dated = seen.extraction.mentions.iter().filter_map(|m| match m.value {
        MentionValue::Days(Some(days)) => Some((m.span, days)),
        _ => None,
    });
    let before = |days: Interval| days.start.is_none() || days.end.zip(when.start).is_some_and(|(e, s)| e <= s);
    let sentence = sentence(seen, mention.span);
    let now = PRESENT.iter().any(|w| seen.article.source.slice(sentence).to_lowercase().contains(w));
    // A sentence of the present is not dated by those before it.
    let near_by = |span: &Span| match now {
        true => sentence.contains(*span),
        false => line(span.start) == line(mention.span.start),
    };
    let mut near = dated.filter(|(span, _)| near_by(span));
    near.any(|(_, days)| before(days)) || around::is_quoted(seen.article, mention.span.start)
}

fn finding(seen: &Context, fact: &Fact, mention: &Mention, object: &Id, day: &str) -> Diagnostic {
    let words = seen.article.source.slice(mention.span);
    let language = if words.is_ascii() { Language::En } else { Language::Zh };
    let name = seen.facts.shown(object, language);
    let label = |place, span, text, primary| Label { place, span, text, primary };
    let mut labels = vec![label(Place::Article, mention.span, Bilingual::new("the old name", "旧名"), true)];
    let place = fact.slot(Slot::When).or(fact.slot(Slot::Predicate));
    labels.extend(place.map(|s| label(Place::Facts(fact.file), s, Bilingual::new("renamed", "更名"), false)));
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("`{words}` has been {name} since {day}"),
            format!("“{words}”已于{day}更名({name})"),
        ),
        labels,
        notes: Vec::new(),
        help: Bilingual::new("write the new name, or say that it was renamed", "改用新名,或注明已更名"),
        facts: vec![fact.id.clone()],
        fixes: Vec::new(),
        claim: None,
    }
}
