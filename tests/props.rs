//! Properties that hold for every input: any bytes give a report, every place points into the file, and nothing
//! depends on the order of the articles, on a second run or on how lines end.

use crate::today;
use factlint::article::{Article, Encoding, Syntax};
use factlint::check::{Report, check};
use factlint::config::Config;
use factlint::extract::{explain, extract};
use factlint::facts::FactBase;
use factlint::grammar::{self, Anchors, Mention, Value as Meaning};
use factlint::quantity::{Quantity, Unit};
use factlint::report::{Format, Options, render, render_ledger};
use factlint::source::Span;
use factlint::time::Interval;
use factlint::vocabulary::Language;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use serde_json::Value;

/// What articles are made of: names, times, figures, words that make claims, marks, and what only damage leaves.
const PIECES: &[&[u8]] = &[
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

fn written(report: &Report, format: Format) -> String {
    let (mut options, mut out) = (Options::new(format), Vec::new());
    options.all = true;
    render(report, &options, &mut out).expect("memory");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// The places of a document of the JSON report: where, and the words that should stand there.
fn places(document: &Value) -> Vec<(usize, usize, String)> {
    let list = |key: &str| document[key].as_array().cloned().unwrap_or_default();
    let labels = list("diagnostics").into_iter().flat_map(|d| d["labels"].as_array().cloned().unwrap_or_default());
    let own = labels.filter(|l| l["path"] == document["path"]);
    let at = |p: &Value, key: &str| p["span"][key].as_u64().map_or(usize::MAX, |n| n as usize);
    let place = |p: Value| (at(&p, "start"), at(&p, "end"), p["text"].as_str().unwrap_or_default().to_owned());
    list("claims").into_iter().chain(list("mentions")).chain(own).map(place).collect()
}

/// Bytes of an article, decoded as the report says.
fn decoded(document: &Value, bytes: &[u8]) -> String {
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

/// Words of an article and what is none, in a syntax: how each is written and the words that must come of it.
fn built(syntax: Syntax) -> impl Strategy<Value = Vec<(&'static str, bool)>> {
    let (words, markup): (&[&str], &[&str]) = match syntax {
        Syntax::Plain | Syntax::Docx => (&["甲乙丙", "word", "１９", " ", "\n", "\r\n"], &[]),
        Syntax::Markdown => (
            &["甲乙丙", "word", "２０１９", " ", "\n\n"],
            &["![](chrome.png)", "`chrome`", "[](https://a.example/chrome)", "\n\n```\nchrome\n```\n\n"],
        ),
        Syntax::Html => (
            &["甲乙丙", "word", "２０１９", " ", "\n", "<p>", "<b>", "</b>", "<br>"],
            &[
                "<!--chrome-->",
                "<nav>chrome</nav>",
                "<script>'<p>chrome'</script>",
                "<p hidden>chrome</p>",
                "<a href='chrome'>",
                "<img alt=\"chrome\">",
                "<aside><div>chrome</aside>",
            ],
        ),
    };
    let words = words.iter().map(|w| (*w, true));
    vec(select(words.chain(markup.iter().map(|m| (*m, false))).collect::<Vec<_>>()), 0..30)
}

proptest! {
    #![proptest_config(crate::tried(96))]

    /// Each byte of a file is either of the article, and then its character is the one that stands there, or of what was
    /// skipped: in every syntax and encoding all words are found in order, and nothing of what stands around them.
    #[test]
    fn every_byte_is_of_the_article_or_skipped(
        (syntax, pieces) in select(vec![Syntax::Plain, Syntax::Markdown, Syntax::Html]).prop_flat_map(|s| (Just(s), built(s))),
        label in select(vec!["utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "big5"]),
        marked in any::<bool>(),
    ) {
        let written: String = pieces.iter().map(|p| p.0).collect();
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label of the standard");
        let mark = if marked && label.starts_with("utf") { "\u{feff}" } else { "" };
        let bytes = match label {
            "utf-16le" => (mark.to_owned() + &written).encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "utf-16be" => (mark.to_owned() + &written).encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(&(mark.to_owned() + &written)).0.into_owned(),
        };
        let article = Article::read("x", &bytes, Some(syntax), Encoding::of_label(label)).expect("a label was given");
        let source = &article.source;
        prop_assert_eq!(source.written(), written.as_str());
        let (mut words, mut last) = (String::new(), 0);
        for run in &article.runs {
            for (at, c) in source.slice(run.span).char_indices() {
                let at = run.span.start + at;
                let place = source.file_span(Span::new(at, at + c.len_utf8()));
                prop_assert!(last <= place.start && place.start < place.end, "{:?} after {}", place, last);
                last = place.end;
                let there = encoding.decode_without_bom_handling(&bytes[place.start..place.end]).0;
                prop_assert!(there == c.to_string() || c == ' ' && there.trim().is_empty(), "{:?} is {:?}", c, there);
                words.extend((!c.is_whitespace()).then_some(c));
            }
        }
        let expected = pieces.iter().filter(|p| p.1 && !p.0.starts_with('<')).map(|p| p.0).collect::<String>();
        prop_assert_eq!(words, expected.replace([' ', '\n', '\r'], ""), "of {:?}", written);
    }
}

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

/// Words and marks that the grammars look at, and what only damage leaves.
const PHRASES: &[&str] = &[
    "2023",
    "1999",
    "12",
    "3",
    "0",
    "1,234",
    "12,34,567",
    "3.5",
    "20231105",
    "二〇二三",
    "一",
    "两",
    "三十",
    "百",
    "万",
    "亿",
    "半",
    "几",
    "多",
    "年",
    "月",
    "日",
    "号",
    "天",
    "周",
    "个",
    "季度",
    "世纪",
    "年代",
    "上半月",
    "初八",
    "正月",
    "闰",
    "农历",
    "大年",
    "春节",
    "中秋节",
    "同期",
    "财年",
    "本财年",
    "至",
    "到",
    "-",
    "~",
    "/",
    ".",
    ",",
    ":",
    "'",
    "+",
    "(",
    ")",
    "《",
    "》",
    "约",
    "超过",
    "不到",
    "以上",
    "左右",
    "以来",
    "截至",
    "自",
    "前",
    "后",
    "第",
    "元",
    "美元",
    "%",
    "‰",
    "bp",
    "倍",
    "翻番",
    "岁",
    "虚岁",
    "百分之",
    "分之",
    "又",
    "点",
    "人",
    "家",
    "辆",
    "$",
    "€",
    "¥",
    "Q3",
    "FY24",
    " ",
    "the ",
    "a ",
    "of ",
    "in ",
    "on ",
    "and ",
    "or ",
    "to ",
    "from ",
    "between ",
    "until ",
    "since ",
    "before ",
    "week ",
    "year ",
    "month ",
    "days ",
    "May ",
    "March ",
    "Friday ",
    "Easter ",
    "Thanksgiving ",
    "first ",
    "second ",
    "third ",
    "fifths ",
    "half ",
    "quarter ",
    "one ",
    "twenty ",
    "hundred ",
    "thousand ",
    "million ",
    "crore ",
    "dozen ",
    "more than ",
    "about ",
    "nearly ",
    "last ",
    "next ",
    "this ",
    "ago ",
    "later ",
    "fiscal ",
    "dollars ",
    "cents ",
    "km ",
    "percent ",
    "MEUR ",
    "doubled ",
    "late ",
    "mid-",
    "end ",
    "rest ",
    "starting ",
    "out ",
    "\n",
    "😀",
    "½",
];

fn phrase() -> impl Strategy<Value = String> {
    prop_oneof![1 => "\\PC{0,40}", 4 => vec(select(PHRASES), 0..16).prop_map(|p| p.concat())]
}

fn read(language: Language, text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    grammar::of(language).read(text, 0..text.len(), &mut found);
    found
}

/// The days of a text that is one date.
fn days(language: Language, text: &str) -> Option<Interval> {
    match &read(language, text)[..] {
        [Mention { value: Meaning::Date(date), span }] if *span == Span::new(0, text.len()) => {
            date.resolve(&Anchors::default())
        }
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

proptest! {
    #![proptest_config(crate::tried(256))]

    #[test]
    fn grammars_read_any_text_in_order(text in phrase(), day in 0_i64..60_000) {
        let document = Interval::ymd(1920, 1, 1).and_then(|i| i.start).map(|d| d + chrono::TimeDelta::days(day));
        let at = Anchors { document, discourse: document.map(Interval::day), fiscal_year_end: Some((3, 31)) };
        for language in LANGUAGES {
            let mut last = 0;
            for mention in read(language, &text) {
                let span = mention.span;
                prop_assert!(last <= span.start && span.start < span.end, "{span} in {text:?}");
                prop_assert!(text.get(span.start..span.end).is_some(), "{span} in {text:?}");
                last = span.end;
                if let Meaning::Date(date) = &mention.value
                    && let Some(Interval { start: Some(start), end: Some(end), .. }) = date.resolve(&at)
                {
                    prop_assert!(start <= end, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_written(year in 1900_i32..2100, month in 1_u32..=12, day in 1_u32..=31) {
        let name = MONTHS[month as usize - 1];
        let expected = Interval::ymd(year, month, day);
        let edtf = format!("{year}-{month:02}-{day:02}");
        prop_assert_eq!(Interval::parse_edtf(&edtf).ok(), expected);
        for text in [format!("{year}年{month}月{day}日"), format!("{year}/{month}/{day}"), format!("{year}.{month:02}.{day:02}"), edtf.clone()] {
            prop_assert_eq!(days(Language::Zh, &text), expected, "{}", text);
        }
        for text in [format!("{day} {name} {year}"), format!("{name} {day}, {year}"), edtf] {
            prop_assert_eq!(days(Language::En, &text), expected, "{}", text);
        }
        let whole = Interval::month(year, month);
        prop_assert_eq!(days(Language::Zh, &format!("{year}年{month}月")), whole);
        prop_assert_eq!(days(Language::En, &format!("{name} {year}")), whole);
    }

    #[test]
    fn an_interval_is_read_as_it_is_printed(start in 0_i64..70_000, length in 0_i64..4_000, open in 0..3) {
        let first = Interval::ymd(1900, 1, 1).and_then(|i| i.start).map(|d| d + chrono::TimeDelta::days(start));
        let last = first.map(|d| d + chrono::TimeDelta::days(length));
        let ends = match open {
            0 => (first, last),
            1 => (first, None),
            _ => (None, last),
        };
        let interval = Interval::between(ends.0, ends.1).expect("the right way round");
        let again = Interval::parse_edtf(&interval.edtf()).expect("EDTF");
        prop_assert_eq!((again.start, again.end), ends, "{}", interval.edtf());
    }

    #[test]
    fn a_figure_is_read_as_it_is_printed(digits in 1_i64..100_000_000, decimals in 0_u32..4, unit in select(vec!["CNY", "USD", "%", "kilometre", "tonne"])) {
        let value = Decimal::new(digits, decimals);
        let unit = if unit == "%" { Unit::percent() } else { grammar::units::unit(unit).expect("a unit of the table") };
        let quantity = Quantity::written(&value.to_string(), Decimal::ONE, Some(unit)).expect("within 28 digits");
        let again = grammar::figure(&quantity.to_string(), Language::En).expect("a figure");
        prop_assert_eq!(again.stated, quantity.stated, "{}", quantity);
        prop_assert_eq!(&again.unit, &quantity.unit, "{}", quantity);
    }

    #[test]
    fn scale_words_multiply_exactly(digits in 1_i64..1_000_000, decimals in 0_u32..4) {
        let value = Decimal::new(digits, decimals);
        let scaled = |times: i64| value.checked_mul(Decimal::from(times)).map(|v| v.normalize());
        for (word, times) in [("万", 10_000), ("亿", 100_000_000), ("万亿", 1_000_000_000_000)] {
            let read = grammar::figure(&format!("{value}{word}元"), Language::Zh).and_then(|q| q.stated);
            prop_assert_eq!(read, scaled(times), "{}{}元", value, word);
        }
        for (word, times) in [(" million", 1_000_000), (" billion", 1_000_000_000), ("bn", 1_000_000_000), (" crore", 10_000_000)] {
            let read = grammar::figure(&format!("${value}{word}"), Language::En).and_then(|q| q.stated);
            prop_assert_eq!(read, scaled(times), "${}{}", value, word);
        }
    }
}
