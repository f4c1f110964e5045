//! Throughput over the seed articles, and of a bare scan for names over the same text.
//!
//! Run with `cargo bench`. The seeds are other people's text and lie beside the repository, or where `FACTLINT_SHARED`
//! says; without them the example articles are measured, and the output says so.

use divan::Bencher;
use divan::counter::BytesCount;
use factlint::article::{Article, Syntax};
use factlint::check::check;
use factlint::config::Config;
use factlint::facts::FactBase;
use factlint::grammar;
use factlint::normalise::fold;
use factlint::vocabulary::Language;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

fn main() {
    divan::main();
}

/// The seed articles, else the examples.
fn text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = |p: &str| {
        let mut files: Vec<_> = std::fs::read_dir(root.join(p)).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
        files.sort();
        Some(files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect::<String>())
    };
    let shared = std::env::var("FACTLINT_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    folder(&format!("{shared}/seeds")).unwrap_or_else(|| {
        let said = b"skipped: no seed articles; the examples are measured instead\n";
        // Nobody need hear it.
        let _ = std::io::stderr().write_all(said);
        folder("examples").unwrap_or_default()
    })
}

/// The text repeated to at least so many bytes, cut into articles of its own length.
fn repeated(bytes: usize) -> Vec<String> {
    let one = text();
    let count = bytes.div_ceil(one.len().max(1));
    vec![one; count]
}

/// The Chinese seeds, or the English example, repeated. `FACTLINT_TEXT_ZH` and `FACTLINT_TEXT_EN` name other texts.
fn written_in(language: Language, bytes: usize) -> Vec<String> {
    let (other, example) = match language {
        Language::Zh => ("FACTLINT_TEXT_ZH", "examples/launch.zh.md"),
        Language::En => ("FACTLINT_TEXT_EN", "examples/launch.en.md"),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var(other).ok().and_then(|f| std::fs::read_to_string(f).ok());
    let one = match (named, language) {
        (Some(text), _) => text,
        (None, Language::Zh) => text(),
        (None, Language::En) => std::fs::read_to_string(root.join(example)).unwrap_or_default(),
    };
    vec![one.clone(); bytes.div_ceil(one.len().max(1))]
}

/// Where the lines of a text stand that are not empty.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let spans = text.split_inclusive('\n').map(move |line| {
        at += line.len();
        at - line.len()..at
    });
    spans.filter(|line| line.len() > 1)
}

fn config() -> Config {
    Config::new(chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar"))
}

fn parse(text: &str) -> Article {
    Article::parse("bench", text.as_bytes(), Syntax::Plain)
}

/// Reading, extraction and judgement of 2 MB.
#[divan::bench(sample_count = 5)]
fn checked(bencher: Bencher) {
    let facts = FactBase::builtin();
    let texts = repeated(2_000_000);
    let total: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(total)).bench(|| {
        let articles = texts.iter().map(|t| parse(t)).collect();
        check(articles, &facts, &config())
    });
}

/// Reading and folding alone, of 20 MB.
#[divan::bench(sample_count = 5)]
fn folded(bencher: Bencher) {
    let texts = repeated(20_000_000);
    let total: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(total)).bench(|| texts.iter().map(|t| fold(&parse(t)).text.len()).sum::<usize>());
}

/// Dates and figures of 5 MB of folded text, in one language each.
#[divan::bench(sample_count = 5, args = [Language::Zh, Language::En])]
fn dates_and_figures(bencher: Bencher, language: Language) {
    let texts: Vec<String> = written_in(language, 5_000_000).iter().map(|t| fold(&parse(t)).text).collect();
    let total: usize = texts.iter().map(String::len).sum();
    let grammar = grammar::of(language);
    let lines: Vec<(&str, Range<usize>)> =
        texts.iter().flat_map(|t| lines(t).map(move |line| (t.as_str(), line))).collect();
    bencher.counter(BytesCount::new(total)).bench(|| {
        let mut found = Vec::new();
        let read = |(text, line): &(&str, Range<usize>)| {
            found.clear();
            grammar.read(text, line.clone(), &mut found);
            found.len()
        };
        lines.iter().map(read).sum::<usize>()
    });
}

/// A bare scan for every name, trigger and cue, of 20 MB of folded text.
#[divan::bench(sample_count = 5)]
fn names_alone(bencher: Bencher) {
    let facts = FactBase::builtin();
    let lower: Vec<String> = repeated(20_000_000).iter().map(|t| fold(&parse(t)).text.to_ascii_lowercase()).collect();
    let total: usize = lower.iter().map(String::len).sum();
    bencher
        .counter(BytesCount::new(total))
        .bench(|| lower.iter().map(|t| facts.lexicon().find(t).count()).sum::<usize>());
}
