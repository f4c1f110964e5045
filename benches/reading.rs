//! Throughput of reading alone: decoding, markup and folding, beside a bare scan for names over the same text.
//!
//! Run with `cargo bench --bench reading`. The text is the Chinese example article, repeated.

use divan::Bencher;
use divan::counter::BytesCount;
use encoding_rs::GBK;
use factlint::article::{Article, Syntax};
use factlint::facts::FactBase;
use factlint::normalise::fold;

const TEXT: &str = include_str!("../examples/launch.zh.md");

/// An article of 40 KB.
fn text() -> String {
    TEXT.repeat(40_000 / TEXT.len() + 1)
}

/// A page around it: an eighth of it is what stands around an article, every paragraph has a link and emphasis.
fn page() -> String {
    let paragraph = |line: &str| {
        let (head, tail) = line.split_at(line.char_indices().nth(8).map_or(line.len(), |c| c.0));
        format!("<p class=\"text\"><a href=\"/news/2019/1/2\">{head}</a><b>&nbsp;</b>{tail}</p>\n")
    };
    let body: String = text().lines().filter(|l| !l.is_empty()).map(paragraph).collect();
    let around = "<li class=\"item\"><a href=\"/\">首页 2019</a></li>\n".repeat(50);
    format!(
        "<!doctype html><meta charset=utf-8><style>{}</style><nav>{around}</nav><article>{body}</article><footer>{around}</footer>",
        "p { margin: 0 }\n".repeat(200)
    )
}

/// 20 MB in articles of equal length.
fn read(bencher: Bencher, bytes: &[u8], syntax: Syntax) {
    let count = 20_000_000 / bytes.len() + 1;
    bencher.counter(BytesCount::new(bytes.len() * count)).bench(|| {
        (0..count).map(|_| fold(&Article::parse("bench", divan::black_box(bytes), syntax)).text.len()).sum::<usize>()
    });
}

#[divan::bench(sample_count = 5)]
fn plain_utf8(bencher: Bencher) {
    read(bencher, text().as_bytes(), Syntax::Plain);
}

#[divan::bench(sample_count = 5)]
fn plain_gbk(bencher: Bencher) {
    read(bencher, &GBK.encode(&text()).0, Syntax::Plain);
}

#[divan::bench(sample_count = 5)]
fn plain_utf16(bencher: Bencher) {
    let bytes: Vec<u8> = text().encode_utf16().flat_map(u16::to_le_bytes).collect();
    read(bencher, &bytes, Syntax::Plain);
}

#[divan::bench(sample_count = 5)]
fn markdown(bencher: Bencher) {
    read(bencher, text().as_bytes(), Syntax::Markdown);
}

#[divan::bench(sample_count = 5)]
fn html(bencher: Bencher) {
    read(bencher, page().as_bytes(), Syntax::Html);
}

/// A bare scan for every name, trigger and cue in the folded text.
#[divan::bench(sample_count = 5)]
fn names_alone(bencher: Bencher) {
    let facts = FactBase::builtin();
    let folded = fold(&Article::parse("bench", text().as_bytes(), Syntax::Plain)).text.to_ascii_lowercase();
    let count = 20_000_000 / folded.len() + 1;
    let scan = || (0..count).map(|_| facts.lexicon().find(divan::black_box(&folded)).count()).sum::<usize>();
    bencher.counter(BytesCount::new(folded.len() * count)).bench(scan);
}

fn main() {
    divan::main();
}
