//! The JSON contract: the schema is closed and up to date, and what is written keeps to it.

use crate::report::{ARTICLE, run};
use factlint::report::{Format, Options, json, render};
use serde_json::{Value, json};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json");

fn written(format: Format) -> String {
    let mut out = Vec::new();
    render(&run(), &Options::new(format), &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

fn keeps_to_the_schema(value: &Value) {
    let validator = jsonschema::validator_for(&json::schema()).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_schema_in_docs_is_that_of_the_code() {
    let schema = serde_json::to_string_pretty(&json::schema()).expect("JSON") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).expect("docs can be made");
        std::fs::write(SCHEMA, &schema).expect("docs can be written");
    }
    let stored = std::fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(stored == schema, "docs/report.schema.json is not up to date; run the tests with UPDATE=1");
}

#[test]
fn the_schema_is_closed() {
    let schema = json::schema();
    let definitions = schema["$defs"].as_object().expect("definitions");
    for (name, definition) in definitions.iter().filter(|d| d.1["type"] == "object") {
        assert_eq!(definition["additionalProperties"], false, "{name}");
    }
    let mut report: Value = serde_json::from_str(&written(Format::Json)).expect("JSON");
    report["documents"][0]["claims"][0]["surprise"] = json!(1);
    assert!(!jsonschema::is_valid(&schema, &report));
}

#[test]
fn every_span_is_that_of_the_file_and_every_text_stands_there() {
    let report: Value = serde_json::from_str(&written(Format::Json)).expect("JSON");
    keeps_to_the_schema(&report);
    let document = &report["documents"][0];
    let places = ["claims", "mentions"].iter().flat_map(|k| document[k].as_array().expect("a list"));
    let labels = document["diagnostics"].as_array().expect("a list").iter();
    let labels = labels.flat_map(|d| d["labels"].as_array().expect("a list"));
    let mut count = 0;
    for place in places.chain(labels.filter(|l| l["path"] == "草稿/article.txt")) {
        let at = |key: &str| place["span"][key].as_u64().expect("a number") as usize;
        assert_eq!(place["text"].as_str(), ARTICLE.get(at("start")..at("end")), "{place}");
        count += 1;
    }
    assert_eq!(count, 19);
}

#[test]
fn a_claim_says_all_that_its_kind_has() {
    let report: Value = serde_json::from_str(&written(Format::Json)).expect("JSON");
    assert_eq!(report["schema"], "factlint/1");
    assert_eq!(report["errors"][0]["code"], "unreadable");
    let document = &report["documents"][0];
    assert_eq!(document["date"], json!({"start": "2023-11-04", "end": "2023-11-06", "basis": "inferred"}));
    let claims = document["claims"].as_array().expect("a list");
    let revenue = &claims[0];
    assert_eq!(revenue["span"], json!({"start": 11, "end": 50, "line": 2, "column": 1}));
    assert_eq!(
        revenue["value"],
        json!({"stated": "12710000000", "low": "12705000000", "high": "12720000000", "low_open": false, "high_open": true, "unit": "CNY"})
    );
    assert_eq!(
        revenue["when"],
        json!({"start": "2014-04-01", "end": "2015-03-31", "edtf": "2014-04/2015-03", "derivation": [
            "\"2015财年\" (2:4): FY2015 of alibaba-cloud", "--date: 2023-11-05", "unknown-fact: x"]})
    );
    assert_eq!((&revenue["verdict"], &revenue["rule"]), (&json!("contradicted"), &json!("scale-slip")));
    assert_eq!(claims[1]["of"], json!(["c1"]));
    assert_eq!((&claims[2]["reason_code"], &claims[2]["value"]), (&json!("no-time"), &Value::Null));
    assert_eq!((&claims[3]["status"], &claims[3]["when"]), (&json!("then"), &Value::Null));
    assert_eq!(claims[4]["words"], "云计算？");
    assert_eq!(claims[5]["value"]["unit"], "year");
    assert!(claims[0].get("status").is_none());
    let values: Vec<&Value> = document["mentions"].as_array().expect("a list").iter().map(|m| &m["value"]).collect();
    assert_eq!(values[0], &json!({"ids": ["alibaba-cloud"]}));
    assert_eq!(values[4], &json!({"start": null, "end": null}));
    assert_eq!(values[5], &json!({"low": "P3D", "high": "P8D"}));
    assert_eq!(document["mentions"][5]["loose"], "no-predicate");
    let summary = &report["summary"];
    assert_eq!(
        summary["claims"],
        json!({"supported": 1, "contradicted": 1, "imprecise": 0, "outdated": 1, "unsupported": 2, "not-judged": 1})
    );
    assert_eq!(summary["diagnostics"], json!({"error": 1, "warning": 2, "info": 1}));
    assert_eq!(summary["loose"], 1);
}

#[test]
fn lines_and_answers_keep_to_the_schema_too() {
    let lines = written(Format::Jsonl);
    let lines: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["schema"], &lines[0]["path"]), (&json!("factlint/1"), &json!("草稿/article.txt")));
    assert_eq!(lines[1]["error"]["code"], "unreadable");
    let mut out = Vec::new();
    json::render_answer(&json!(null), &run(), &mut out).expect("memory");
    json::render_refusal(&json!("a"), "bad-line", "`text` is missing", &mut out).expect("memory");
    let out = String::from_utf8(out).expect("UTF-8");
    let answers: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!((&answers[0]["id"], &answers[0]["path"]), (&Value::Null, &Value::Null));
    assert_eq!(answers[0]["diagnostics"][0]["labels"][0]["path"], Value::Null);
    assert_eq!(answers[0]["diagnostics"][0]["labels"][3]["path"], "builtin:alibaba.yaml");
    assert_eq!(answers[1]["id"], "a");
    lines.iter().chain(&answers).for_each(keeps_to_the_schema);
}
