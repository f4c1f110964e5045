//! Properties that hold for every input: any bytes give a report, every place points into the file, and nothing
//! depends on the order of the articles, on a second run or on how lines end.

use crate::today;
use factlint::article::{Article, Syntax};
use factlint::check::{Report, check};
use factlint::config::Config;
use factlint::extract::{explain, extract};
use factlint::facts::FactBase;
use factlint::report::{Format, Options, render, render_ledger};
use factlint::source::Span;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// What articles are made of: names, times, figures, words that make claims, marks, and what only damage leaves.
pub(crate) const PIECES: &[&[u8]] = &[
    "阿里云".as_bytes(),
    "微軟".as_bytes(),
    "特斯拉与比亚迪".as_bytes(),
    "甲骨文CEO拉里·埃里森".as_bytes(),
    "加里云".as_bytes(),
    b"Microsoft",
    b"Oracle CEO Larry Ellison, 79, ",
    b"ChatGPT and GPT-4",
    "2023年4月".as_bytes(),
    "２０１５财年".as_bytes(),
    "去年".as_bytes(),
    "三个月后".as_bytes(),
    b" on 30 November 2022 ",
    b" in the first half of 2023 ",
    b" three months ago",
    "12.71亿元".as_bytes(),
    "59.4万与93.6万".as_bytes(),
    "超过300个".as_bytes(),
    b"$211.9 billion",
    b"nearly 12 %",
    b"1,2,3 and 99999999999999999999999999999999",
    "推出".as_bytes(),
    "营收".as_bytes(),
    "分别卖了".as_bytes(),
    "宣布收购".as_bytes(),
    "时任".as_bytes(),
    "说：“云计算是新瓶装旧酒。”".as_bytes(),
    b" launched ",
    b" had revenue of ",
    b" completed the acquisition of ",
    b" said: \"complete gibberish\"",
    "全球最大的AI预训练模型".as_bytes(),
    "，".as_bytes(),
    "。".as_bytes(),
    b". ",
    b", ",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"# ",
    b"- ",
    b"**",
    b"`",
    b"| a | b |\n|---|---|\n| ",
    b"[",
    b"](https://example.org/2022-09)",
    b"---\ndate: 2023-11-05\n---\n",
    b"<p>",
    b"<b>",
    b"</b>",
    b"<br>",
    b"<div hidden>",
    b"</div>",
    b"<table><tr><td>",
    b"<td>",
    b"<!--",
    b"-->",
    b"<a href=\"",
    b"\">",
    b"&nbsp;",
    b"&#24180;",
    b"<script>",
    b"<time datetime=\"2023-11-05\">",
    "“".as_bytes(),
    "🌅".as_bytes(),
    "𠮷".as_bytes(),
    "e\u{301}".as_bytes(),
    "\u{fffd}".as_bytes(),
    "\u{200b}\u{feff}".as_bytes(),
    b"\xff\xfe",
    b"\xe4\xb8",
    b"\0\x1b[31m",
];

fn pieces(longest: usize) -> impl Strategy<Value = Vec<u8>> {
    vec(select(PIECES), 0..longest).prop_map(|p| p.concat())
}

fn article() -> impl Strategy<Value = (Vec<u8>, Syntax)> {
    let bytes = prop_oneof![1 => vec(any::<u8>(), 0..200), 4 => pieces(40)];
    (bytes, select(Syntax::ALL.to_vec()))
}

fn checked(articles: &[(String, &[u8], Syntax)], dated: bool) -> Report {
    let mut config = Config::new(today());
    config.date = dated.then(|| "2023-11-05".parse().expect("a day"));
    let articles = articles.iter().map(|(name, bytes, syntax)| Article::parse(name, bytes, *syntax));
    check(articles.collect(), &FactBase::builtin(), &config)
}

pub(crate) fn written(report: &Report, format: Format) -> String {
    let (mut options, mut out) = (Options::new(format), Vec::new());
    options.all = true;
    render(report, &options, &mut out).expect("memory");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// The places of a document of the JSON report: where, and the words that should stand there.
pub(crate) fn places(document: &Value) -> Vec<(usize, usize, String)> {
    let list = |key: &str| document[key].as_array().cloned().unwrap_or_default();
    let labels = list("diagnostics").into_iter().flat_map(|d| d["labels"].as_array().cloned().unwrap_or_default());
    let own = labels.filter(|l| l["path"] == document["path"]);
    let at = |p: &Value, key: &str| p["span"][key].as_u64().map_or(usize::MAX, |n| n as usize);
    let place = |p: Value| (at(&p, "start"), at(&p, "end"), p["text"].as_str().unwrap_or_default().to_owned());
    list("claims").into_iter().chain(list("mentions")).chain(own).map(place).collect()
}

/// Bytes of an article, decoded as the report says.
pub(crate) fn decoded(document: &Value, bytes: &[u8]) -> String {
    let label = document["encoding"].as_str().unwrap_or_default();
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label of the standard");
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// All spans that the library gives of an article.
fn spans(report: &Report) -> Vec<Span> {
    let document = &report.documents[0];
    let claims = document.extraction.claims.iter();
    let parts = claims.flat_map(|c| c.parts.iter().map(|p| p.1).chain([c.span]));
    let mentions = document.extraction.mentions.iter().map(|m| m.span);
    let fixes = document.diagnostics.iter().flat_map(|d| d.fixes.iter().map(|f| f.span));
    parts.chain(mentions).chain(fixes).chain(document.article.runs.iter().map(|r| r.span)).collect()
}

/// The findings of an article without the places they have: the words they are about and the rule.
fn findings(report: &Report) -> Vec<(String, &'static str)> {
    let document = &report.documents[0];
    let words = |d: &factlint::diagnostic::Diagnostic| {
        d.primary().map_or_else(String::new, |l| document.article.source.slice(l.span).replace("\r\n", "\n"))
    };
    document.diagnostics.iter().map(|d| (words(d), d.rule)).collect()
}

proptest! {
    #![proptest_config(crate::tried(48))]

    #[test]
    fn any_bytes_give_a_report_in_every_format((bytes, syntax) in article(), dated in any::<bool>()) {
        let report = checked(&[("article".to_owned(), &bytes, syntax)], dated);
        for format in Format::ALL {
            let text = written(&report, format);
            if format == Format::Json {
                prop_assert!(serde_json::from_str::<Value>(&text).is_ok());
            } else if format == Format::Text {
                prop_assert!(!text.contains(['\x1b', '\0']), "control characters reach the terminal");
            }
        }
        let mut out = Vec::new();
        render_ledger(&report, &Options::new(Format::Text), &mut out).expect("memory");
    }

    #[test]
    fn who_asks_how_a_claim_was_built_changes_nothing((bytes, syntax) in article()) {
        let (facts, config) = (FactBase::builtin(), Config::new(crate::today()));
        let article = Article::parse("article", &bytes, syntax);
        let (explained, considered) = explain(&article, &facts, &config);
        prop_assert_eq!(format!("{explained:?}"), format!("{:?}", extract(&article, &facts, &config)));
        prop_assert_eq!(considered.len(), explained.claims.len());
        for considered in considered.iter().flatten() {
            let Span { start, end } = considered.span;
            prop_assert!(article.source.text().get(start..end).is_some(), "{considered:?}");
        }
    }

    #[test]
    fn every_place_is_one_of_the_file((bytes, syntax) in article()) {
        let report = checked(&[("article".to_owned(), &bytes, syntax)], true);
        let text = report.documents[0].article.source.text();
        for span in spans(&report) {
            prop_assert!(text.get(span.start..span.end).is_some(), "{span} in {text:?}");
        }
        let json: Value = serde_json::from_str(&written(&report, Format::Json)).expect("JSON");
        for (start, end, words) in places(&json["documents"][0]) {
            let there = bytes.get(start..end).map(|b| decoded(&json["documents"][0], b));
            prop_assert_eq!(there.as_deref(), Some(words.as_str()), "{}..{}", start, end);
        }
    }

    #[test]
    fn the_order_of_articles_and_a_second_run_change_nothing(all in vec(article(), 2..4)) {
        let named: Vec<(String, &[u8], Syntax)> =
            all.iter().enumerate().map(|(i, (bytes, syntax))| (format!("{i}"), bytes.as_slice(), *syntax)).collect();
        let turned: Vec<_> = named.iter().rev().cloned().collect();
        let lines = |report: &Report| {
            let mut lines: Vec<String> = written(report, Format::Jsonl).lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        let (there, back) = (checked(&named, true), checked(&turned, true));
        prop_assert_eq!(lines(&there), lines(&back));
        prop_assert_eq!(written(&there, Format::Text), written(&checked(&named, true), Format::Text));
    }

    #[test]
    fn line_ends_change_no_finding(bytes in pieces(40)) {
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let windows = text.replace('\n', "\r\n");
        let [unix, windows] =
            [&text, &windows].map(|t| checked(&[("article".to_owned(), t.as_bytes(), Syntax::Plain)], true));
        prop_assert_eq!(findings(&unix), findings(&windows));
    }
}
