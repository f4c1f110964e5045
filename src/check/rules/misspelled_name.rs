//! `misspelled-name`: a known wrong spelling of a known name.

use super::{Context, Rule, Run};
use crate::check::around::is_quoted;
use crate::check::spelling::edits;
use crate::diagnostic::{Diagnostic, Fix, Label, Place, Severity};
use crate::facts::Entity;
use crate::vocabulary::{Bilingual, Language};

pub(super) const RULE: Rule = Rule {
    code: "misspelled-name",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "a name is spelt in a way that is known to be wrong",
    summary_zh: "名称写错",
    page: include_str!("misspelled_name.md"),
    run: Run::Article(run),
};

fn run(seen: &Context) -> Vec<Diagnostic> {
    let source = &seen.article.source;
    let findings = seen.extraction.misspelled.iter().filter_map(|(span, id)| {
        let entity = seen.facts.entity(id)?;
        let words = source.slice(*span);
        let right = spelling(entity, words)?;
        let label = |place, span, text, primary| Label { place, span, text, primary };
        let labels = vec![
            label(Place::Article, *span, Bilingual::new("misspelt", "写错"), true),
            label(Place::Facts(entity.file), entity.span, Bilingual::new("the name is kept here", "名称见此"), false),
        ];
        let fix = Fix { span: *span, replacement: right.to_owned() };
        Some(Diagnostic {
            rule: RULE.code,
            severity: RULE.severity,
            message: Bilingual::new(format!("`{words}` should be {right}"), format!("“{words}”应为“{right}”")),
            labels,
            notes: Vec::new(),
            help: Bilingual::new(format!("write {right}"), format!("改为{right}")),
            facts: Vec::new(),
            fixes: if is_quoted(seen.article, span.start) { Vec::new() } else { vec![fix] },
            claim: None,
        })
    });
    findings.collect()
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
