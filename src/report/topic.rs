//! What a statement is about, in two or three words for a list.

use super::page::clean;
use crate::article::Article;
use crate::extract::Claim;
use crate::facts::FactBase;
use crate::statement::{Slot, Statement};
use crate::vocabulary::Language;

/// Whom a statement is about and what it says of them, by the names readers know: `阿里云 营收`.
pub(super) fn topic(facts: &FactBase, statement: &Statement, language: Language) -> String {
    let whom = statement.subject().iter().chain(statement.object()).next();
    said(facts, statement, whom.map(|id| facts.shown(id, language)), language)
}

/// The same of a claim: a name that only its article knows is shown as the article writes it.
pub(super) fn topic_of_claim(facts: &FactBase, article: &Article, claim: &Claim, language: Language) -> String {
    let statement = &claim.statement;
    let (subject, object) = (statement.subject().first(), statement.object().first());
    let slot = if subject.is_some() { Slot::Subject } else { Slot::Object };
    let whom = subject.or(object).map(|id| match claim.part(slot) {
        Some(place) if id.starts_with("local:") => article.source.slice(place),
        _ => facts.shown(id, language),
    });
    said(facts, statement, whom, language)
}

fn said(facts: &FactBase, statement: &Statement, whom: Option<&str>, language: Language) -> String {
    let kind = matches!(statement, Statement::Rank(_)).then(|| word(statement.kind(), language));
    let what = statement.predicate().map(|p| named(facts, p, language).unwrap_or_else(|| word(p, language))).or(kind);
    clean(&match (whom, what) {
        (Some(whom), Some(what)) => format!("{whom} {what}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => word(statement.kind(), language).to_owned(),
    })
}

/// The name of a predicate that the vocabulary knows.
pub(super) fn named<'a>(facts: &'a FactBase, predicate: &str, language: Language) -> Option<&'a str> {
    facts.vocabulary.get(predicate)?.names.shown(language)
}

/// A word for statements that no predicate of the vocabulary names; the word itself where there is none.
pub(super) fn word(word: &str, language: Language) -> &str {
    match (language, word) {
        (Language::En, word) => word,
        (Language::Zh, "event") => "事件",
        (Language::Zh, "role") => "职务",
        (Language::Zh, "rank") => "名次",
        (Language::Zh, "relation") => "关系",
        (Language::Zh, "quotation") => "引语",
        (Language::Zh, "age") => "年龄",
        (Language::Zh, "order") => "先后",
        (Language::Zh, "distance") => "相隔时间",
        (Language::Zh, "duration") => "持续时间",
        (Language::Zh, "ratio") => "倍数",
        (Language::Zh, "growth") => "增幅",
        (Language::Zh, "share") => "占比",
        (Language::Zh, "sum") => "合计",
        (Language::Zh, "count") => "数目",
        (Language::Zh, other) => other,
    }
}
