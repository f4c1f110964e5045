//! `tests/rules/<rule>.md` and the examples of every rule page: an article, facts, and the findings expected.
//!
//! A section has an article block (```` ```zh 2023-11-08 ````: language and document date; `markdown` behind them where it
//! is no plain text), perhaps a `facts` block,
//! and an `expect` block with a `line: code` for each finding, none where the article is right. Sections without an
//! article are prose; a `facts` block of one serves the sections after it, up to the next such block. Where there is
//! none before, the built-in base serves.

use crate::cases::{Block, Section, markdown_files, sections, shown};
use crate::today;
use chrono::NaiveDate;
use factlint::article::{Article, Syntax};
use factlint::check::{Document, RULES, Run, Verdict, check};
use factlint::config::Config;
use factlint::facts::FactBase;
use factlint::source::Source;
use factlint::vocabulary::Language;
use std::sync::Arc;

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

/// An article with everything said about it.
fn checked(text: &str, language: Language, date: Option<NaiveDate>, syntax: Syntax, base: &Arc<FactBase>) -> Document {
    let mut config = Config::new(today());
    config.language = Some(language);
    config.date = date;
    let article = Article::parse("article", text.as_bytes(), syntax);
    check(vec![article], base, &config).documents.remove(0)
}

/// `line: code` for each finding of an article, in the order of its lines.
fn findings(document: &Document) -> Vec<(usize, String)> {
    let found = document.diagnostics.iter().map(|d| (d.primary().map(|l| l.span.start), d.rule.to_owned()));
    sorted(document, found)
}

/// `line: predicate` for each claim that a fact supports, in the order of their lines.
fn supported(document: &Document) -> Vec<(usize, String)> {
    let claims = document.extraction.claims.iter().zip(&document.judgements);
    let ticked = claims.filter(|c| c.1.verdict == Some(Verdict::Supported));
    sorted(document, ticked.map(|(c, _)| (Some(c.span.start), c.statement.predicate().unwrap_or_default().to_owned())))
}

fn sorted(document: &Document, places: impl Iterator<Item = (Option<usize>, String)>) -> Vec<(usize, String)> {
    let line = |at: Option<usize>| at.map_or(0, |at| document.article.source.position(at).line);
    let mut all: Vec<(usize, String)> = places.map(|(at, word)| (line(at), word)).collect();
    all.sort();
    all
}

/// The `line: word` lines of a block, sorted.
fn lines(block: &Block, place: &str) -> Vec<(usize, String)> {
    let entry = |l: &str| {
        let (line, word) = l.split_once(": ").unwrap_or_else(|| panic!("{place}: `{l}` is not `line: word`"));
        (line.parse().expect("a line number"), word.trim().to_owned())
    };
    let mut all: Vec<(usize, String)> = block.text.lines().map(entry).collect();
    all.sort();
    all
}

fn language(word: &str) -> Option<Language> {
    match word {
        "zh" => Some(Language::Zh),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// Runs a section with an article, with its own facts or those `shared` by sections; gives what differs.
fn run(section: &Section, shared: &mut Arc<FactBase>, place: &str) -> Option<Vec<String>> {
    let block = |name: &str| section.blocks.iter().find(|b| b.info.first().is_some_and(|i| i == name));
    let base = block("facts").map_or_else(|| Arc::clone(shared), |b| facts(Some(&b.text), place));
    let Some(article) = section.blocks.iter().find(|b| b.info.first().is_some_and(|i| language(i).is_some())) else {
        *shared = base;
        return None;
    };
    let tongue = article.info.first().and_then(|i| language(i))?;
    let marked = article.info.iter().any(|i| i == "markdown");
    let syntax = if marked { Syntax::Markdown } else { Syntax::Plain };
    let date = article.info.iter().skip(1).find(|i| *i != "markdown");
    let date = date.map(|d| d.parse().expect("a date behind the language"));
    let expect = block("expect").unwrap_or_else(|| panic!("{place}:{}: no `expect` block", article.line));
    let document = checked(&article.text, tongue, date, syntax, &base);
    let mut wrong = Vec::new();
    let (wanted, found) = (lines(expect, place), findings(&document));
    if found != wanted {
        wrong
            .push(format!("{place}:{} {}\n   expected {wanted:?}\n   found    {found:?}", article.line, section.title));
    }
    let mut ticked = supported(&document);
    let mut missing = block("supported").map(|b| lines(b, place)).unwrap_or_default();
    missing.retain(|m| match ticked.iter().position(|t| t == m) {
        Some(at) => ticked.remove(at) != *m,
        None => true,
    });
    if !missing.is_empty() {
        wrong.push(format!("{place}:{} {}\n   not supported: {missing:?}", article.line, section.title));
    }
    Some(wrong)
}

#[test]
fn every_case_gives_its_findings_and_no_other() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in markdown_files("tests/rules") {
        let text = std::fs::read_to_string(&path).expect("a readable case file");
        let mut shared = FactBase::builtin();
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
    for rule in RULES.iter().filter(|r| matches!(r.run, Run::Article(_))) {
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
    for rule in RULES.iter().filter(|r| matches!(r.run, Run::Article(_))) {
        for section in sections(rule.page) {
            let yaml = section.blocks.iter().find(|b| b.info.first().is_some_and(|i| i == "facts"));
            for block in &section.blocks {
                let [kind, tongue, rest @ ..] = &block.info[..] else { continue };
                let (Some(tongue), true) = (language(tongue), kind == "bad" || kind == "good") else { continue };
                let date = rest.first().map(|d| d.parse().expect("a date behind the language"));
                let base = facts(yaml.map(|b| b.text.as_str()), rule.code);
                let found = findings(&checked(&block.text, tongue, date, Syntax::Plain, &base));
                let here = found.iter().any(|f| f.1 == rule.code);
                if here != (kind == "bad") {
                    wrong.push(format!("{}: {kind} {}: {found:?}\n{}", rule.code, tongue.tag(), block.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
