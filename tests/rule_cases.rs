//! `tests/rules/<rule>.md` and the examples of every rule page: an article, facts, and the findings expected.
//!
//! A section has an article block (```` ```zh 2023-11-08 ````: language and document date), perhaps a `facts` block,
//! and an `expect` block with a `line: code` for each finding, none where the article is right. Sections without an
//! article are prose; a `facts` block of one serves the sections after it, up to the next such block. Where there is
//! none before, the built-in base serves.

use crate::cases::{Section, markdown_files, sections, shown};
use chrono::NaiveDate;
use factlint::article::{Article, Syntax};
use factlint::check::{RULES, check};
use factlint::config::Config;
use factlint::facts::FactBase;
use factlint::source::Source;
use factlint::vocabulary::Language;
use std::sync::Arc;

/// The day on which all cases are checked.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar")
}

/// The built-in base, or that of a facts block.
pub(crate) fn facts(yaml: Option<&str>, place: &str) -> Arc<FactBase> {
    match yaml {
        None => FactBase::builtin(),
        Some(text) => match FactBase::from_sources(vec![Source::new("facts.yaml", text)]) {
            Ok(base) => Arc::new(base),
            Err(error) => panic!("{place}: {error:?}"),
        },
    }
}

/// `line: code` for each finding of an article, in the order of its lines.
pub(crate) fn findings(
    text: &str,
    language: Language,
    date: Option<NaiveDate>,
    base: &Arc<FactBase>,
) -> Vec<(usize, String)> {
    let mut config = Config::new(today());
    config.language = Some(language);
    config.date = date;
    let report = check(vec![Article::parse("article", text.as_bytes(), Syntax::Plain)], base, &config);
    let document = &report.documents[0];
    let line = |d: &factlint::diagnostic::Diagnostic| {
        d.primary().map_or(0, |l| document.article.source.position(l.span.start).line)
    };
    let mut found: Vec<(usize, String)> = document.diagnostics.iter().map(|d| (line(d), d.rule.to_owned())).collect();
    found.sort();
    found
}

fn language(word: &str) -> Option<Language> {
    match word {
        "zh" => Some(Language::Zh),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// Runs a section with an article, with its own facts or those `shared` by sections; gives what differs.
fn run(section: &Section, shared: &mut Option<String>, place: &str) -> Option<Vec<String>> {
    let block = |name: &str| section.blocks.iter().find(|b| b.info.first().is_some_and(|i| i == name));
    let own = block("facts").map(|b| b.text.clone());
    let Some(article) = section.blocks.iter().find(|b| b.info.first().is_some_and(|i| language(i).is_some())) else {
        *shared = own.or(shared.take());
        return None;
    };
    let tongue = article.info.first().and_then(|i| language(i))?;
    let date = article.info.get(1).map(|d| d.parse().expect("a date behind the language"));
    let base = facts(own.as_deref().or(shared.as_deref()), place);
    let expect = block("expect").unwrap_or_else(|| panic!("{place}:{}: no `expect` block", article.line));
    let mut wanted: Vec<(usize, String)> = expect
        .text
        .lines()
        .map(|l| {
            let (line, code) = l.split_once(": ").unwrap_or_else(|| panic!("{place}: `{l}` is not `line: code`"));
            (line.parse().expect("a line number"), code.trim().to_owned())
        })
        .collect();
    wanted.sort();
    let found = findings(&article.text, tongue, date, &base);
    if found == wanted {
        return Some(Vec::new());
    }
    Some(vec![format!("{place}:{} {}\n   expected {wanted:?}\n   found    {found:?}", article.line, section.title)])
}

#[test]
fn every_case_gives_its_findings_and_no_other() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in markdown_files("tests/rules") {
        let text = std::fs::read_to_string(&path).expect("a readable case file");
        let mut shared = None;
        for section in sections(&text) {
            if let Some(differences) = run(&section, &mut shared, &shown(&path)) {
                count += 1;
                wrong.extend(differences);
            }
        }
    }
    assert!(count > 0, "there are cases");
    assert!(wrong.is_empty(), "{} of {count} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_cases_in_both_languages_and_a_right_text() {
    let mut missing = Vec::new();
    for rule in RULES {
        let path = format!("tests/rules/{}.md", rule.code);
        let Ok(text) = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)) else {
            missing.push(format!("{path} is missing"));
            continue;
        };
        let all = sections(&text);
        for tag in ["zh", "en"] {
            let of = |s: &&Section| s.blocks.iter().any(|b| b.info.first().is_some_and(|i| i == tag));
            let expects = |s: &Section| {
                s.blocks
                    .iter()
                    .filter(|b| b.info.first().is_some_and(|i| i == "expect"))
                    .map(|b| b.text.clone())
                    .collect::<String>()
            };
            if !all.iter().filter(of).any(|s| expects(s).contains(rule.code)) {
                missing.push(format!("{path}: no {tag} case that finds it"));
            }
            if !all.iter().filter(of).any(|s| expects(s).is_empty()) {
                missing.push(format!("{path}: no {tag} text that is right"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_examples_of_every_page_are_true() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for section in sections(rule.page) {
            let yaml = section.blocks.iter().find(|b| b.info.first().is_some_and(|i| i == "facts"));
            for block in &section.blocks {
                let [kind, tongue, rest @ ..] = &block.info[..] else { continue };
                let (Some(tongue), true) = (language(tongue), kind == "bad" || kind == "good") else { continue };
                let date = rest.first().map(|d| d.parse().expect("a date behind the language"));
                let base = facts(yaml.map(|b| b.text.as_str()), rule.code);
                let found = findings(&block.text, tongue, date, &base);
                let here = found.iter().any(|f| f.1 == rule.code);
                if here != (kind == "bad") {
                    wrong.push(format!("{}: {kind} {}: {found:?}\n{}", rule.code, tongue.tag(), block.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
