//! What gates read: SARIF against its schema, and GitHub's workflow commands, for no finding, one, and thousands.

use crate::report::{ARTICLE, run};
use factlint::check::{RULES, Report};
use factlint::diagnostic::{Label, Place, Severity};
use factlint::report::{Format, Options, render};
use factlint::vocabulary::Language;
use serde_json::{Value, json};
use std::sync::Arc;

/// The schema of SARIF 2.1.0, with one of its patterns mended: it has a bracket too many.
fn schema() -> Value {
    let text = include_str!("schemas/sarif-2.1.0-rtm.5.json");
    let mended = text.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    assert_ne!(text, mended, "the copy has the bracket");
    serde_json::from_str(&mended).expect("JSON")
}

fn written(report: &Report, format: Format) -> String {
    let mut options = Options::new(format);
    options.root = Some("/desk".to_owned());
    let mut out = Vec::new();
    render(report, &options, &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

/// The log as written, which keeps to the schema.
fn sarif(report: &Report) -> Value {
    let log: Value = serde_json::from_str(&written(report, Format::Sarif)).expect("JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema()).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    log
}

/// The report with the first finding so many times, and no failure.
fn findings(count: usize) -> Report {
    let mut report = run();
    report.errors.clear();
    let found = &mut report.documents[0].diagnostics;
    *found = std::iter::repeat_n(found[0].clone(), count).collect();
    report
}

/// The same report with its facts in a file beside the article.
fn with_own_facts(mut report: Report, name: &str) -> Report {
    let facts = Arc::get_mut(&mut report.facts).expect("nobody else holds them");
    let text = facts.files[0].text().to_owned();
    facts.files[0] = Arc::new(factlint::source::Source::new(name, text));
    report
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let mut log = sarif(&findings(1));
    log["runs"][0]["results"][0]["level"] = json!("fatal");
    assert!(!jsonschema::is_valid(&schema(), &log));
}

#[test]
fn a_log_without_findings_has_the_tool_and_every_rule() {
    let log = sarif(&findings(0));
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!((&run["results"], &run["properties"]), (&json!([]), &json!({"today": "2026-11-22"})));
    assert_eq!(run["invocations"], json!([{"executionSuccessful": true}]));
    let driver = &run["tool"]["driver"];
    assert_eq!((&driver["name"], &driver["semanticVersion"]), (&json!("factlint"), &json!(env!("CARGO_PKG_VERSION"))));
    let rules = driver["rules"].as_array().expect("a list");
    assert_eq!(rules.len(), RULES.len());
    for (shown, rule) in rules.iter().zip(RULES) {
        assert_eq!((&shown["id"], &shown["help"]["markdown"]), (&json!(rule.code), &json!(rule.page)));
        let full = shown["fullDescription"]["text"].as_str().expect("a text");
        assert!(full.len() > 20 && !full.contains('#'), "{full}");
    }
}

#[test]
fn a_result_has_both_sides_and_links_to_the_fact() {
    let report = with_own_facts(findings(1), "/desk/facts/甲 乙.yaml");
    let log = sarif(&report);
    let result = &log["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("scale-slip"), &json!("error")));
    assert_eq!(
        result["message"]["text"],
        "127.1亿元 is ten times the 1271 million CNY of the fact; write 12.71亿元 (fact alibaba-cloud-revenue-fy2015)",
        "the hand-built base has no fact of this id, so nothing to link"
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E8%8D%89%E7%A8%BF/article.txt");
    assert_eq!(place["region"], json!({"startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 20}));
    assert_eq!(ARTICLE.lines().nth(1).map(|l| l.chars().skip(12).take(7).collect()), Some("127.1亿元".to_owned()));
    let related = result["relatedLocations"].as_array().expect("a list");
    assert_eq!(related.len(), 4);
    assert_eq!((&related[0]["id"], &related[3]["id"]), (&json!(1), &json!(4)));
    assert_eq!(related[2]["physicalLocation"]["artifactLocation"]["uri"], "facts/%E7%94%B2%20%E4%B9%99.yaml");
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "12.71亿元");
    assert_eq!(result["properties"]["notes"].as_array().map(Vec::len), Some(2));
    let print = &result["partialFingerprints"]["factlint/v1"];
    let moved = sarif(&findings(2));
    assert_eq!(&moved["runs"][0]["results"][1]["partialFingerprints"]["factlint/v1"], print);
}

#[test]
fn built_in_facts_have_no_uri() {
    let log = sarif(&findings(1));
    let related = &log["runs"][0]["results"][0]["relatedLocations"][2];
    assert_eq!(related.get("physicalLocation"), None);
    assert_eq!(
        related["logicalLocations"],
        json!([{"name": "line 3", "fullyQualifiedName": "builtin:alibaba.yaml#line 3"}])
    );
}

#[test]
fn thousands_of_results_are_all_there() {
    let log = sarif(&findings(5001));
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(5001));
}

#[test]
fn a_path_that_cannot_be_read_is_a_notification() {
    let log = sarif(&run());
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let note = &invocation["toolExecutionNotifications"][0];
    assert_eq!((&note["level"], &note["descriptor"]["id"]), (&json!("error"), &json!("unreadable")));
    assert_eq!(note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "%E6%B2%A1%E6%9C%89.txt");
}

/// The report with one finding that has a place in facts only.
fn only_in_facts() -> Report {
    let mut report = findings(1);
    let found = &mut report.documents[0].diagnostics[0];
    found.fixes.clear();
    found.labels.retain(|l| l.place != Place::Article);
    found.labels[0].primary = true;
    report
}

#[test]
fn a_finding_only_in_facts_has_its_place_there() {
    let log = sarif(&only_in_facts());
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["logicalLocations"][0]["name"], "line 3");
    assert_eq!(
        written(&only_in_facts(), Format::Github).split("::").nth(1),
        Some("error title=factlint scale-slip"),
        "a built-in fact is no file"
    );
    let own = || with_own_facts(only_in_facts(), "facts/a.yaml");
    let place = &sarif(&own())["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!((&place["artifactLocation"]["uri"], &place["region"]["startLine"]), (&json!("facts/a.yaml"), &json!(3)));
    let said = written(&own(), Format::Github);
    assert!(said.starts_with("::error file=facts/a.yaml,line=3,endLine=3,col=62,endColumn=78,title="), "{said}");
}

#[test]
fn github_shows_nothing_where_nothing_was_found() {
    assert_eq!(written(&findings(0), Format::Github), "");
}

#[test]
fn a_command_is_escaped_and_has_the_place() {
    let mut report = findings(1);
    let found = &mut report.documents[0].diagnostics[0];
    found.message.zh = "增长 100%：\u{1b}[31m“a::b”,\n第二行\r".to_owned();
    found.facts.clear();
    assert_eq!(
        written(&report, Format::Github),
        "::error file=草稿/article.txt,line=2,endLine=2,col=13,endColumn=20,title=factlint scale-slip::\
         增长 100%25：[31m“a::b”, 第二行 %0A改写为“12.71亿元”,或补充能支持该数字的来源\n"
    );
    let article =
        factlint::article::Article::parse("/desk/稿 1,2:3%.md", ARTICLE.as_bytes(), factlint::article::Syntax::Plain);
    report.documents[0].article = article;
    assert!(written(&report, Format::Github).starts_with("::error file=稿 1%2C2%3A3%25.md,line="));
}

#[test]
fn columns_are_left_out_where_a_place_has_several_lines() {
    let mut report = findings(1);
    let end = report.documents[0].article.source.text().len();
    let found = &mut report.documents[0].diagnostics[0];
    let label = Label { primary: true, ..found.labels[0].clone() };
    found.labels = vec![Label { span: factlint::source::Span::new(0, end), ..label }];
    assert!(written(&report, Format::Github).starts_with("::error file=草稿/article.txt,line=1,endLine=5,title="));
}

#[test]
fn the_worst_come_first_and_the_rest_is_counted() {
    let mut report = findings(5001);
    report.errors = run().errors;
    for (i, found) in report.documents[0].diagnostics.iter_mut().enumerate() {
        found.severity = [Severity::Info, Severity::Warning, Severity::Error][i % 3];
    }
    let said = written(&report, Format::Github);
    let lines: Vec<&str> = said.lines().collect();
    let count = |level: &str| lines.iter().filter(|l| l.starts_with(level)).count();
    assert_eq!((count("::error "), count("::warning "), count("::notice ")), (10, 10, 10));
    assert_eq!(lines[0], "::error file=没有.txt,title=factlint unreadable::cannot read 没有.txt: no such file");
    assert_eq!(
        lines[29],
        "::notice title=factlint::另有错误 1658、警告 1657、提示 1658未在此标注；完整结果见 factlint 的 text 或 sarif 报告"
    );
    assert!(lines[9].starts_with("::error ") && lines[10].starts_with("::warning "));
    let mut options = Options::new(Format::Github);
    options.messages = Some(Language::En);
    let mut out = Vec::new();
    render(&findings(11), &options, &mut out).expect("memory");
    let said = String::from_utf8(out).expect("UTF-8");
    assert_eq!(
        said.lines().last(),
        Some("::notice title=factlint::1 more error not annotated here; the text and sarif reports have all")
    );
    assert_eq!(said.lines().count(), 11);
}
