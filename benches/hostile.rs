//! Texts that no writer writes: one piece over and over, and tables of nothing but figures. At every size a byte costs the
//! same; a stage that looks at everything for everything shows at once.
//!
//! Run with `cargo bench --bench hostile`.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use factlint::article::{Article, Syntax};
use factlint::check::check;
use factlint::config::Config;
use factlint::facts::FactBase;
use std::fmt;

fn main() {
    divan::main();
}

/// A piece and the bytes of the text that is made of it.
struct Repeated(&'static str, usize);

impl fmt::Display for Repeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {} KB", self.0, self.1 / 1000)
    }
}

const PIECES: &[&str] = &[
    // Nothing is said.
    "<",
    " ",
    "九",
    "7",
    "，。",
    "《",
    "“",
    "word ",
    "公司",
    // Figures that begin and never end.
    "1-",
    "1,",
    "12,34,",
    "one hundred and ",
    "2020年1月1日至",
    // Nothing but mentions.
    "1个",
    "5% ",
    "2023年4月，",
    "阿里云",
    "2023年4月，阿里云营收12.71亿元，",
    "In April 2023 Alibaba Cloud had revenue of $5 million, ",
];

fn repeated() -> Vec<Repeated> {
    PIECES.iter().flat_map(|piece| [50_000, 100_000, 200_000].map(|size| Repeated(piece, size))).collect()
}

fn checked(bytes: &[u8], syntax: Syntax) -> usize {
    let config = Config::new(chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar"));
    let report = check(vec![Article::parse("bench", black_box(bytes), syntax)], &FactBase::builtin(), &config);
    report.documents.iter().map(|d| d.extraction.mentions.len()).sum()
}

#[divan::bench(args = repeated(), sample_count = 2, sample_size = 1)]
fn one_piece(bencher: Bencher, case: &Repeated) {
    let text = case.0.repeat(case.1 / case.0.len());
    bencher.counter(BytesCount::new(text.len())).bench(|| checked(text.as_bytes(), Syntax::Plain));
}

/// Figures of so many cells in rows of twenty, none like the one before.
fn cells(count: usize, row: impl Fn(&[String]) -> String) -> String {
    let figures: Vec<String> = (0..count).map(|i| (i * 7919 % 10_007).to_string()).collect();
    figures.chunks(20).map(row).collect()
}

#[divan::bench(args = [10_000, 20_000, 40_000], sample_count = 2, sample_size = 1)]
fn html_table(bencher: Bencher, count: usize) {
    let rows = cells(count, |row| format!("<tr><td>{}</td></tr>\n", row.join("</td><td>")));
    let page = format!("<!doctype html><table>{rows}</table>");
    bencher.counter(ItemsCount::new(count)).bench(|| checked(page.as_bytes(), Syntax::Html));
}

#[divan::bench(args = [10_000, 20_000, 40_000], sample_count = 2, sample_size = 1)]
fn markdown_table(bencher: Bencher, count: usize) {
    let head = format!("|{}\n|{}\n", "h|".repeat(20), "-|".repeat(20));
    let table = head + &cells(count, |row| format!("|{}|\n", row.join("|")));
    bencher.counter(ItemsCount::new(count)).bench(|| checked(table.as_bytes(), Syntax::Markdown));
}
