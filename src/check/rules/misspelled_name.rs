//! `misspelled-name`: a known wrong spelling of a known name, or one that is nearly right beside what belongs to it.

use super::{Context, Rule, Run};
use crate::check::around::is_quoted;
use crate::check::spelling::{edits, nearly};
use crate::normalise::fold_name;
use crate::source::Span;
use crate::diagnostic::{Diagnostic, Fix, Label, Place, Severity};
use crate::facts::Entity;
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "misspelled-name",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "a known name is misspelt",
    summary_zh: "名称写错",
    page: include_str!("misspelled_name.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let source = &seen.article.source;
    let listed = seen.extraction.misspelled.iter().filter_map(|(span, id)| {
        let entity = seen.facts.entity(id)?;
        Some(finding(seen, *span, entity, spelling(entity, source.slice(*span))?))
    });
    let near = nearly(seen).into_iter().filter_map(|(span, at, name)| {
        let entity = seen.facts.entities.get(at)?;
        let right = entity.all_names().map(|n| n.0).find(|n| fold_name(n) == fold_name(&name))?;
        Some(finding(seen, span, entity, right))
    });
    listed.chain(near).collect()
}

fn finding(seen: &Context, span: Span, entity: &Entity, right: &str) -> Diagnostic {
    let words = seen.article.source.slice(span);
    let label = |place, span, text, primary| Label { place, span, text, primary };
    let fix = Fix { span, replacement: right.to_owned() };
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(format!("`{words}` should be {right}"), format!("“{words}”应为“{right}”")),
        labels: vec![
            label(Place::Article, span, Bilingual::new("misspelt", "写错"), true),
            label(Place::Facts(entity.file), entity.span, Bilingual::new("the name is kept here", "名称见此"), false),
        ],
        notes: Vec::new(),
        help: Bilingual::new(format!("write {right}"), format!("改为{right}")),
        facts: Vec::new(),
        fixes: if is_quoted(seen.article, span.start) { Vec::new() } else { vec![fix] },
        claim: None,
    }
}

/// The name to write: of all names of the entity in the script of the words the one most like them, the main name
/// where several are.
fn spelling<'a>(entity: &'a Entity, words: &str) -> Option<&'a str> {
    let is_latin = |s: &str| s.chars().all(|c| c.is_ascii() || !c.is_alphabetic());
    let language = if is_latin(words) { Language::En } else { Language::Zh };
    let main = entity.names.shown(language);
    let others = entity.names.en.iter().chain(&entity.names.zh).chain(&entity.aliases).map(String::as_str);
    let fitting = main.into_iter().chain(others).filter(|n| is_latin(n) == is_latin(words) && *n != words);
    let mut best: Option<(usize, &str)> = None;
    for name in fitting {
        let far = edits(&words.to_lowercase(), &name.to_lowercase());
        if best.is_none_or(|(least, _)| far < least) {
            best = Some((far, name));
        }
    }
    best.map(|(_, name)| name).or(main)
}
