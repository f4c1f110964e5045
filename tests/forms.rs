//! One article in every form in which it may come: the same claims, verdicts and findings, each at its place in the file.

use crate::today;
use encoding_rs::{BIG5, GB18030, GBK};
use factlint::article::{Article, Syntax};
use factlint::check::{Reference, check, check_against};
use factlint::config::Config;
use factlint::facts::FactBase;
use factlint::report::{Format, Options, render};
use serde_json::Value;
use std::io::Write;

const CHINESE: &[&str] = &[
    "两家公司的十年",
    "2023年11月8日",
    "微软成立于1974年4月,总部在雷德蒙德。2018年10月,微软以75亿美元完成收购GitHub。",
    "2022年11月30日,OpenAI推出了ChatGPT。2023年4月14日,OpenAI又推出了GPT-4。",
    "阿里云2014财年营收为12.71亿元,2016财年升至30.19亿元。",
    "甲骨文CEO埃里森今年79岁。",
    "比亚迪2022年交付了168.3万辆新能源车,年底还会更多。",
];

const TRADITIONAL: &[&str] = &[
    "兩家公司的十年",
    "2023年11月8日",
    "微軟成立於1974年4月,總部在雷德蒙德。2018年10月,微軟以75億美元完成收購GitHub。",
    "2022年11月30日,OpenAI推出了ChatGPT。2023年4月14日,OpenAI又推出了GPT-4。",
    "阿里雲2014財年營收為12.71億元,2016財年升至30.19億元。",
    "甲骨文CEO埃里森今年79歲。",
    "比亞迪2022年交付了168.3萬輛新能源車,年底還會更多。",
];

const ENGLISH: &[&str] = &[
    "A decade of two companies",
    "8 November 2023",
    "Microsoft was founded in April 1974. In October 2018, Microsoft completed its acquisition of GitHub for $7.5 billion.",
    "OpenAI launched ChatGPT on 30 November 2022. On 14 April 2023, OpenAI launched GPT-4.",
    "Alibaba Cloud had revenue of 1.271 billion yuan in fiscal 2014, and 3.019 billion yuan in fiscal 2016.",
    "Oracle CEO Larry Ellison is 79.",
    "BYD delivered 1.683 million new-energy vehicles in 2022.",
];

/// A file: what it is called here, how it is written, its bytes.
struct File {
    form: &'static str,
    syntax: Syntax,
    bytes: Vec<u8>,
}

fn plain(blocks: &[&str]) -> String {
    blocks.join("\n\n") + "\n"
}

fn markdown(blocks: &[&str]) -> String {
    let mut out = format!("---\ntitle: {}\ndate: 2023-11-08\n---\n\n# {}\n\n", blocks[0], blocks[0]);
    for (i, block) in blocks.iter().enumerate().skip(1) {
        // Emphasis that begins and ends inside a date, a link on a name, a note behind a figure.
        let block = match i {
            3 => block.replacen("30", "**30**", 1).replacen("OpenAI", "[OpenAI](https://a.example/2019/1/2)", 1),
            4 => block.replacen("12.71", "*12.71*", 1).replacen("1.271", "1.271[^1]", 1),
            _ => (*block).to_owned(),
        };
        out += &format!("{block}\n\n`code of 2001`\n\n");
    }
    out + "<!-- 微软成立于2001年。 -->\n\n<nav>\n\nMicrosoft was founded in 2001.\n\n</nav>\n\n[^1]: As filed.\n"
}

fn html(blocks: &[&str]) -> String {
    let head = format!(
        "<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>{}</title>\n<meta property=\"article:published_time\" \
         content=\"2023-11-08T09:00:00+08:00\"><script>var founded = '微软成立于2001年';</script></head><body>\n\
         <nav><a href=/>微软成立于2001年。</a></nav><header><p>Oracle was founded in 2001.</p></header>\n\
         <article><h1>{}</h1>\n",
        blocks[0], blocks[0]
    );
    let mut out = head;
    for (i, block) in blocks.iter().enumerate().skip(1) {
        let words = match i {
            3 => {
                block.replacen("30", "<b>3<i>0</i></b>", 1).replacen("OpenAI", "<a href='/2019/1/2'>Open<wbr>AI</a>", 1)
            }
            4 => block
                .replacen("亿", "&#20159;", 1)
                .replacen("2016", "<!-- 2001 --> 2016", 1)
                .replace("fiscal 2014", "fiscal&nbsp;2014"),
            5 => block.replacen("CEO", "<span>C&#69;O</span>", 1).replacen("79", "79<sup>[1]</sup>", 1),
            _ => (*block).to_owned(),
        };
        out += &format!("<p>{words}\n<aside>Microsoft was founded in 2001.</aside>\n");
    }
    out + "</article><div hidden>微软成立于2001年。</div><footer>Oracle was founded in 2001.</footer></body></html>\n"
}

/// A Word document: runs that end inside dates, a deleted and an inserted figure, a note.
fn docx(blocks: &[&str]) -> Vec<u8> {
    let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let deleted = "<w:del w:id=\"1\"><w:r><w:delText>9</w:delText></w:r></w:del>";
    let mut body = String::new();
    for (i, block) in blocks.iter().enumerate() {
        let style = if i == 0 { "<w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>" } else { "" };
        let (head, tail) = match block.find(|c: char| c.is_ascii_digit()) {
            Some(digit) => block.split_at(digit + 1),
            None => (*block, ""),
        };
        let note = if i == 3 { "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" } else { "" };
        body += &format!("<w:p>{style}{}{deleted}<w:ins>{}</w:ins>{note}</w:p>", run(head), run(tail));
    }
    word_document(
        &body,
        &[
            ("word/header1.xml", "hdr", "Microsoft was founded in 2001."),
            ("word/footnotes.xml", "footnotes", "As filed."),
        ],
    )
}

/// A Word document: the content of its body, and other parts by path, outermost element and the words of their one note
/// or paragraph.
pub(crate) fn word_document(body: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let open = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut parts =
        vec![("word/document.xml", format!("{open}<w:document {space}><w:body>{body}</w:body></w:document>"))];
    for (path, element, words) in others {
        let paragraph = format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
        let inside = match *element {
            "footnotes" => format!("<w:footnote w:id=\"2\">{paragraph}</w:footnote>"),
            "endnotes" => format!("<w:endnote w:id=\"2\">{paragraph}</w:endnote>"),
            _ => paragraph,
        };
        parts.push((path, format!("{open}<w:{element} {space}>{inside}</w:{element}>")));
    }
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, part) in parts {
        let deflate = rawzip::CompressionMethod::DEFLATE;
        let (mut entry, config) = archive.new_file(name).compression_method(deflate).start().expect("memory");
        let mut writer = config.wrap(Vec::new());
        writer.write_all(part.as_bytes()).expect("memory");
        let (bytes, descriptor) = writer.finish().expect("memory");
        entry.write_all(&miniz_oxide::deflate::compress_to_vec(&bytes, 6)).expect("memory");
        entry.finish(descriptor).expect("memory");
    }
    archive.finish().expect("memory");
    out
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn wide_digits(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c);
    text.chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect()
}

/// A space wherever a digit and a Chinese character meet.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for c in text.chars() {
        let meets = |last: char| last.is_ascii_digit() && han(c) || han(last) && c.is_ascii_digit();
        if out.chars().next_back().is_some_and(meets) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn every_form(blocks: &[&str]) -> Vec<File> {
    let file = |form, syntax, bytes: Vec<u8>| File { form, syntax, bytes };
    let text = plain(blocks);
    let mut files = vec![
        file("plain", Syntax::Plain, text.clone().into_bytes()),
        file("with a mark", Syntax::Plain, format!("\u{feff}{text}").into_bytes()),
        file("CRLF", Syntax::Plain, text.replace('\n', "\r\n").into_bytes()),
        file("UTF-16", Syntax::Plain, utf16(&text)),
        file("Markdown", Syntax::Markdown, markdown(blocks).into_bytes()),
        file("Markdown with CRLF", Syntax::Markdown, markdown(blocks).replace('\n', "\r\n").into_bytes()),
        file("HTML", Syntax::Html, html(blocks).into_bytes()),
        file("HTML in UTF-16", Syntax::Html, utf16(&html(blocks))),
        file("Word", Syntax::Docx, docx(blocks)),
        file("full-width digits", Syntax::Plain, wide_digits(&text).into_bytes()),
    ];
    if blocks == CHINESE {
        let pinyin = text.replace("营收", "营(yíng)收(shōu)").replace("成立", "成立(lì)");
        let page = html(blocks).replace("charset=utf-8", "charset=gb2312");
        files.extend([
            file("GBK", Syntax::Plain, GBK.encode(&text).0.into_owned()),
            file("GB18030", Syntax::Plain, GB18030.encode(&format!("{text}\n㐀𠮷\n")).0.into_owned()),
            file("HTML in GBK", Syntax::Html, GBK.encode(&page).0.into_owned()),
            file("spaces around digits", Syntax::Plain, spaced(&text).into_bytes()),
            file("bracketed pinyin", Syntax::Plain, pinyin.into_bytes()),
            file("Traditional", Syntax::Plain, plain(TRADITIONAL).into_bytes()),
            file("Big5", Syntax::Plain, BIG5.encode(&plain(TRADITIONAL)).0.into_owned()),
            file("HTML in Big5", Syntax::Html, {
                let page = html(TRADITIONAL).replace("charset=utf-8", "charset=big5");
                BIG5.encode(&page.replace("微软成立于", "微軟成立於")).0.into_owned()
            }),
        ]);
    }
    files
}

/// The JSON of a file's report.
fn report(file: &File) -> Value {
    let article = Article::read("article", &file.bytes, Some(file.syntax), None).expect("an encoding that is read");
    let report = check(vec![article], &FactBase::builtin(), &Config::new(today()));
    let mut out = Vec::new();
    render(&report, &Options::new(Format::Json), &mut out).expect("memory");
    let json: Value = serde_json::from_slice(&out).expect("JSON");
    json["documents"][0].clone()
}

/// What a document claims and what is found in it, without places and words as written.
fn told(document: &Value) -> Vec<String> {
    let list = |key: &str| document[key].as_array().cloned().unwrap_or_default();
    let claims = list("claims").into_iter().map(|mut claim| {
        let object = claim.as_object_mut().expect("an object");
        ["span", "text", "reason", "words"].iter().for_each(|k| _ = object.remove(*k));
        if let Some(when) = object.get_mut("when").and_then(Value::as_object_mut) {
            when.remove("derivation");
        }
        claim.to_string()
    });
    let findings = list("diagnostics").into_iter().map(|d| format!("{} {} {}", d["rule"], d["severity"], d["facts"]));
    claims.chain(findings).chain([document["date"]["start"].to_string()]).collect()
}

fn assert_all_alike(blocks: &[&str]) {
    let files = every_form(blocks);
    let expected = told(&report(&files[0]));
    assert!(expected.len() > 10, "the article makes claims: {expected:#?}");
    assert!(expected.iter().any(|l| l.contains("date-conflict")), "and one of them is wrong: {expected:#?}");
    for file in &files[1..] {
        assert_eq!(told(&report(file)), expected, "{}", file.form);
    }
}

#[test]
fn a_chinese_article_says_the_same_in_every_form() {
    assert_all_alike(CHINESE);
}

#[test]
fn an_english_article_says_the_same_in_every_form() {
    assert_all_alike(ENGLISH);
}

/// What an article is told of the figures that a reference of this form gives otherwise: rule and message.
fn against(article: &str, file: &File) -> Vec<String> {
    let facts = std::sync::Arc::new(FactBase::empty());
    let mut config = Config::new(today());
    config.date = chrono::NaiveDate::from_ymd_opt(2023, 11, 9);
    let reference = Article::read("release", &file.bytes, Some(file.syntax), None).expect("an encoding that is read");
    let references = std::sync::Arc::from([Reference::new(reference, &facts, &config)]);
    let article = Article::parse("article", article.as_bytes(), Syntax::Plain);
    let report = check_against(vec![article], &references, &facts, &config);
    report.documents[0].diagnostics.iter().map(|d| format!("{} {}", d.rule, d.message.en)).collect()
}

#[test]
fn a_reference_says_the_same_in_every_form() {
    for (blocks, article) in [
        (CHINESE, "2018年10月,微软以57亿美元完成收购GitHub。2022年11月30日,OpenAI推出了ChatGPT。"),
        (ENGLISH, "In October 2018, Microsoft completed its acquisition of GitHub for $5.7 billion."),
    ] {
        let files = every_form(blocks);
        let expected = against(article, &files[0]);
        assert!(!expected.is_empty(), "the reference knows better: {article}");
        // A reference in Traditional characters is quoted in them.
        let rules = |found: &[String]| found.iter().map(|f| f.split(' ').next().map(str::to_owned)).collect::<Vec<_>>();
        for file in &files[1..] {
            assert_eq!(rules(&against(article, file)), rules(&expected), "{}", file.form);
        }
    }
}

#[test]
fn a_place_in_a_word_document_is_named() {
    let article = Article::read("a.docx", &docx(ENGLISH), None, None).expect("a document");
    assert_eq!(article.source.text().lines().nth(2), Some(ENGLISH[2]));
    let report = check(vec![article], &FactBase::builtin(), &Config::new(today()));
    let mut out = Vec::new();
    render(&report, &Options::new(Format::Text), &mut out).expect("memory");
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(text.contains("[a.docx ¶3:3:26]") && text.contains("3 │ Microsoft was founded in April 1974."), "{text}");
    let written = |format| {
        let mut out = Vec::new();
        render(&report, &Options::new(format), &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    };
    assert!(
        written(Format::Concise).starts_with("a.docx ¶3:3:26: error[date-conflict]"),
        "{}",
        written(Format::Concise)
    );
    // Programs that show files know no lines of this one.
    let annotation = written(Format::Github);
    assert!(annotation.starts_with("::error file=a.docx,title=factlint date-conflict::¶3%0A"), "{annotation}");
    let json: Value = serde_json::from_str(&written(Format::Json)).expect("JSON");
    let label = &json["documents"][0]["diagnostics"][0]["labels"][0];
    assert_eq!((&label["place"], &label["span"]["line"]), (&Value::from("¶3"), &Value::from(3)));
    let sarif: Value = serde_json::from_str(&written(Format::Sarif)).expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    let location = &result["locations"][0];
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "a.docx#¶3");
    assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], "a.docx");
    assert!(location["physicalLocation"].get("region").is_none() && result.get("fixes").is_none(), "{result}");
}

#[test]
fn the_words_of_every_claim_are_those_of_the_file_at_its_place() {
    // What is a place in a Word document is one in the text that was extracted.
    let files = [CHINESE, ENGLISH].into_iter().flat_map(every_form).filter(|f| f.syntax != Syntax::Docx);
    for file in files {
        let document = report(&file);
        let label = document["encoding"].as_str().unwrap_or_default();
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label of the standard");
        let mut count = 0;
        for item in ["claims", "mentions"].iter().flat_map(|k| document[*k].as_array().cloned().unwrap_or_default()) {
            let at = |key: &str| item["span"][key].as_u64().unwrap_or(u64::MAX) as usize;
            let there = encoding.decode_without_bom_handling(&file.bytes[at("start")..at("end")]).0;
            assert_eq!(item["text"].as_str(), Some(&*there), "{}", file.form);
            count += 1;
        }
        assert!(count > 20, "{}: {count}", file.form);
    }
}
