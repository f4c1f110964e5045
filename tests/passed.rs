//! What is no figure stands in the ledger with its kind of reason, and every digit of an article stands somewhere.

use factlint::article::{Article, Syntax};
use factlint::config::Config;
use factlint::extract::{Extraction, MentionKind, extract};
use factlint::facts::FactBase;
use factlint::source::{Source, Span};
use proptest::prelude::*;
use std::sync::OnceLock;

fn base() -> &'static FactBase {
    static BASE: OnceLock<FactBase> = OnceLock::new();
    BASE.get_or_init(|| {
        let source = Source::new("facts.yaml", "entities: []\nfacts: []\n");
        FactBase::from_sources(vec![source]).expect("an empty base loads")
    })
}

fn read(text: &str) -> (Article, Extraction) {
    let mut config = Config::new(crate::today());
    config.date = Some("2023-11-05".parse().expect("a day"));
    let article = Article::parse("article", text.as_bytes(), Syntax::Plain);
    let extraction = extract(&article, base(), &config);
    (article, extraction)
}

/// `reason words; …`, and what was read as a figure or a date beside it.
fn shown(text: &str) -> String {
    let (article, extraction) = read(text);
    let words = |span| article.source.slice(span);
    let digit = |w: &str| w.contains(|c: char| c.is_ascii_digit());
    let mut all: Vec<(Span, String)> = Vec::new();
    all.extend(extraction.passed.iter().map(|p| (p.span, format!("{} {}", p.reason.name(), words(p.span)))));
    for m in &extraction.mentions {
        match m.kind {
            MentionKind::Entity if digit(words(m.span)) => all.push((m.span, format!("name {}", words(m.span)))),
            MentionKind::Entity | MentionKind::Role => {}
            kind => all.push((m.span, format!("READ {} {}", kind.name(), words(m.span)))),
        }
    }
    all.sort();
    all.into_iter().map(|(_, shown)| shown).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_is_no_figure_has_its_kind_of_reason() {
    let (mut rows, mut wrong) = (0, Vec::new());
    for line in include_str!("passed.md").lines().filter(|l| l.starts_with("| ")).skip(1) {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let (text, expected) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let found = shown(text);
        rows += 1;
        if found != expected {
            wrong.push(format!("{text}\n   expected {expected}\n   found    {found}"));
        }
    }
    assert!(rows > 70, "only {rows} rows were read");
    assert!(wrong.is_empty(), "{} of {rows} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every ASCII digit lies in a mention or in what was passed over.
fn loose_digits(text: &str) -> Vec<usize> {
    let (article, extraction) = read(text);
    let spans = || extraction.mentions.iter().map(|m| m.span).chain(extraction.passed.iter().map(|p| p.span));
    let text = article.source.text();
    let digits = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit());
    digits.map(|(i, _)| i).filter(|i| !spans().any(|s| s.start <= *i && *i < s.end)).collect()
}

#[test]
fn no_digit_of_the_examples_is_skipped() {
    for name in ["launch.en", "launch.zh"] {
        let path = format!("{}/examples/{name}.md", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("an example");
        assert!(text.contains(|c: char| c.is_ascii_digit()), "{name}");
        assert_eq!(loose_digits(&text), Vec::<usize>::new(), "{name}");
    }
}

proptest! {
    #![proptest_config(crate::tried(200))]

    #[test]
    fn no_digit_is_skipped(text in "[0-9a-zA-Z.:/+# \\-年月点号时第比双《》()〔〕，。·@%]{0,60}") {
        prop_assert_eq!(loose_digits(&text), Vec::<usize>::new());
    }
}
