//! `tests/extract/<tag>.md`: tables of texts and the names found in them that no fact base knows.

use crate::cases::{markdown_files, shown};
use crate::today;
use factlint::article::{Article, Syntax};
use factlint::config::Config;
use factlint::extract::extract;
use factlint::facts::FactBase;
use factlint::source::Source;
use factlint::vocabulary::Language;

/// The names of a text, `kind name` in the order of their first places.
fn names(text: &str, language: Language, base: &FactBase) -> String {
    let mut config = Config::new(today());
    config.language = Some(language);
    let article = Article::parse("article", text.as_bytes(), Syntax::Plain);
    let mut out: Vec<String> = Vec::new();
    for name in extract(&article, base, &config).names {
        let kind = name.kind.map_or("?", |k| k.name());
        let shown = format!("{kind} {}", name.id.strip_prefix("local:").expect("an id of its own"));
        if !out.contains(&shown) {
            out.push(shown);
        }
    }
    out.join("; ")
}

#[test]
fn names_are_found_by_their_form() {
    let source = Source::new("facts.yaml", "entities: []\nfacts: []\n");
    let base = FactBase::from_sources(vec![source]).expect("an empty base loads");
    let mut wrong = Vec::new();
    let mut rows = 0;
    for path in markdown_files("tests/extract") {
        let text = std::fs::read_to_string(&path).expect("a table");
        let language = if path.ends_with("zh.md") { Language::Zh } else { Language::En };
        for line in text.lines().filter(|l| l.starts_with("| ")).skip(1) {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let (text, expected) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
            let found = names(text, language, &base);
            rows += 1;
            if found != expected {
                wrong.push(format!("{}: {text}\n   expected {expected}\n   found    {found}", shown(&path)));
            }
        }
    }
    assert!(rows > 30, "only {rows} rows were read");
    assert!(wrong.is_empty(), "{} of {rows} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}
