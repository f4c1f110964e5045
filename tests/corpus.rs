//! Sixteen articles of invented companies in `tests/corpus`, each with a fact base and eight planted errors, and eight
//! more that are right: what is right stays without an error, and of the planted errors no fewer are caught than before.
//!
//! The articles and their errors were written before the program was tried on them. An error counts as caught where a
//! finding with one of its rules, warning or error, that the right article does not have, stands in its line.

use crate::today;
use factlint::article::{Article, Syntax};
use factlint::check::{Document, check};
use factlint::config::Config;
use factlint::diagnostic::{Place, Severity};
use factlint::facts::FactBase;
use factlint::source::Source;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Planted errors that are caught; only ever raised.
const CAUGHT: usize = 117;

/// A planted error.
#[derive(Deserialize)]
struct Planted {
    replace: String,
    with: String,
    rule: Rules,
}

/// The rules that may find it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Rules {
    One(String),
    Any(Vec<String>),
}

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = std::fs::read_dir(&folder).expect("the corpus is there").map(|f| f.expect("a file").path());
    let mut all: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    all.sort();
    all
}

/// `07-wind.en.md` goes with `07-wind.facts.yaml`, `clean-1.en.md` with `clean-1.en.facts.yaml`.
fn beside(article: &Path, what: &str) -> Option<String> {
    let name = article.file_name()?.to_str()?;
    let (long, short) = (name.strip_suffix(".md")?, name.strip_suffix(".zh.md").or(name.strip_suffix(".en.md"))?);
    [long, short].iter().find_map(|stem| std::fs::read_to_string(article.with_file_name(format!("{stem}.{what}"))).ok())
}

fn base(article: &Path) -> Arc<FactBase> {
    let text = beside(article, "facts.yaml").expect("every article has its facts");
    match FactBase::from_sources(vec![Source::new("facts.yaml", text)]) {
        Ok(base) => Arc::new(base),
        Err(error) => panic!("{}: {error:?}", article.display()),
    }
}

fn checked(text: &str, base: &Arc<FactBase>) -> Document {
    let article = Article::parse("article.md", text.as_bytes(), Syntax::Markdown);
    check(vec![article], base, &Config::new(today())).documents.remove(0)
}

/// Rule, message and the lines of the article that are labelled, of everything that is more than a remark.
fn findings(document: &Document) -> BTreeSet<(&'static str, String, Vec<usize>)> {
    let serious = document.diagnostics.iter().filter(|d| d.severity != Severity::Info);
    serious
        .map(|d| {
            let labels = d.labels.iter().filter(|l| l.place == Place::Article);
            let lines = labels.map(|l| document.article.source.position(l.span.start).line).collect();
            (d.rule, d.message.en.clone(), lines)
        })
        .collect()
}

#[test]
fn right_articles_have_no_error() {
    for path in articles() {
        let text = std::fs::read_to_string(&path).expect("it is there");
        let document = checked(&text, &base(&path));
        let errors: Vec<&str> = document
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .map(|d| d.message.en.as_str())
            .collect();
        assert_eq!(errors, Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn planted_errors_are_caught_for_the_right_reason() {
    let (mut caught, mut missed) = (0, Vec::new());
    for path in articles() {
        let Some(errors) = beside(&path, "errors.yaml") else { continue };
        let planted: Vec<Planted> = serde_yaml::from_str(&errors).expect("a list of errors");
        let text = std::fs::read_to_string(&path).expect("it is there");
        let base = base(&path);
        let before = findings(&checked(&text, &base));
        for error in planted {
            assert_eq!(text.matches(&error.replace).count(), 1, "{}: {}", path.display(), error.replace);
            let spoiled = text.replacen(&error.replace, &error.with, 1);
            let line = text.split(&error.replace).next().map_or(0, |head| head.matches('\n').count() + 1);
            let rules = match &error.rule {
                Rules::One(rule) => vec![rule.clone()],
                Rules::Any(rules) => rules.clone(),
            };
            let found = findings(&checked(&spoiled, &base));
            let mut new = found.difference(&before);
            match new.any(|(rule, _, lines)| rules.iter().any(|r| r == rule) && lines.contains(&line)) {
                true => caught += 1,
                false => missed.push(format!("{rules:?} {} -> {}", error.replace, error.with)),
            }
        }
    }
    assert!(caught >= CAUGHT, "{caught} caught, {CAUGHT} before; missed:\n{}", missed.join("\n"));
}
