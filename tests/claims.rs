//! What running prose claims, and what comes of it: `tests/claims.md`.

use factlint::article::{Article, Syntax};
use factlint::check::check;
use factlint::config::Config;
use factlint::facts::FactBase;
use factlint::report::{Format, Options, render};
use factlint::source::Source;
use serde_json::Value;
use std::fmt::Write as _;
use std::sync::Arc;

const BASE: &str = "
entities:
  - {id: halcyon, type: organization, names: {en: Halcyon, zh: 海宁科技}}
  - {id: castellan, type: organization, names: {en: Castellan, zh: 城堡集团}}
  - {id: vault, type: product, names: {en: Vault, zh: 方舟}}
  - {id: lumen, type: product, names: {en: Lumen, zh: 流明}}
  - {id: nair, type: person, names: {en: Priya Nair, zh: 普里娅}}
  - {id: orin, type: person, names: {en: Tom Orin, zh: 奥林}}
  - {id: park, type: facility, names: {en: Lunan computing centre, zh: 鲁南智算中心}}
  - {id: forum, type: event-series, names: {en: Harbour Forum, zh: 港湾大会}}
  - {id: forum-2022, type: event, part-of: forum, names: {en: Harbour Forum 2022, zh: 2022港湾大会}}
  - {id: forum-2023, type: event, part-of: forum, names: {en: Harbour Forum 2023, zh: 2023港湾大会}}
facts:
  - {id: forum-2022-held, event: {predicate: hold, subject: forum-2022, when: 2022-10-03/2022-10-05}, status: verified, checked: 2023-11-01, sources: [{title: Record, publisher: Register}]}
  - {id: forum-2023-held, event: {predicate: hold, subject: forum-2023, when: 2023-10-10/2023-10-12}, status: verified, checked: 2023-11-01, sources: [{title: Record, publisher: Register}]}
  - {id: vault-launched, event: {predicate: launch, subject: halcyon, object: vault, when: 2023-10-10}, status: verified, checked: 2023-11-01, sources: [{title: Record, publisher: Register}]}
  - {id: lumen-launched, event: {predicate: launch, subject: halcyon, object: lumen, when: 2021-05-11}, status: verified, checked: 2023-11-01, sources: [{title: Record, publisher: Register}]}
  - {id: vault-by-halcyon, relation: {relation: developed-by, subject: vault, object: halcyon}, status: verified, checked: 2023-11-01, sources: [{title: Record, publisher: Register}]}
  - {id: vault-by-castellan, relation: {relation: developed-by, subject: vault, object: castellan}, status: verified, checked: 2023-11-01, sources: [{title: Record, publisher: Register}]}
  - {id: nair-chairs, role: {person: nair, role: chairman, organization: halcyon, from: 2020-03}, status: verified, checked: 2023-11-01, sources: [{title: Record, publisher: Register}]}
  - {id: park-power, metric: {subject: park, metric: ai-computing-power, value: 12 EFLOPS, as-of: 2023-11-05}, status: verified, checked: 2023-11-01, sources: [{title: Record, publisher: Register}]}
";

/// The claims of a text, each as the table writes it.
fn claims(text: &str, facts: &Arc<FactBase>) -> Vec<[String; 6]> {
    let mut config = Config::new(crate::today());
    config.date = chrono::NaiveDate::from_ymd_opt(2023, 11, 5);
    let article = Article::parse("article", text.as_bytes(), Syntax::Plain);
    let mut out = Vec::new();
    render(&check(vec![article], facts, &config), &Options::new(Format::Json), &mut out).expect("memory");
    let report: Value = serde_json::from_slice(&out).expect("JSON");
    let value = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let ids = |v: &Value| {
        let all = v.as_array().into_iter().flatten().filter_map(Value::as_str);
        all.collect::<Vec<_>>().join(",")
    };
    let document = &report["documents"][0];
    let list = document["claims"].as_array().cloned().unwrap_or_default();
    let told = |c: &Value| {
        let sides = format!("{}>{}", ids(&c["subject"]), ids(&c["object"]));
        let (figure, days) = (value(&c["value"]["stated"]), value(&c["when"]["edtf"]));
        [value(&c["kind"]), value(&c["predicate"]), sides, figure, days, value(&c["verdict"])]
    };
    list.iter().map(told).collect()
}

/// Whether a claim is as the table has it.
fn fits(claim: &[String; 6], wanted: &[&str]) -> bool {
    claim.iter().zip(wanted).all(|(have, want)| match want.strip_prefix("*>") {
        Some(object) => have.split('>').next_back() == Some(object),
        None => *want == "*" || have == want,
    })
}

#[test]
fn prose_claims_what_the_table_says() {
    let facts = Arc::new(FactBase::from_sources(vec![Source::new("f.yaml", BASE)]).expect("a sound base"));
    let mut faults = String::new();
    let table = include_str!("claims.md").lines().filter(|l| l.starts_with("| ") && !l.starts_with("| text"));
    let rows: Vec<Vec<&str>> = table.map(|l| l.trim_matches('|').split('|').map(str::trim).collect()).collect();
    assert!(rows.len() > 20, "the table is read");
    for row in rows {
        let [text, wanted] = row[..] else { panic!("two columns: {row:?}") };
        let found = claims(text, &facts);
        for want in wanted.split(';').map(str::trim) {
            let (absent, want) = want.strip_prefix("not ").map_or((false, want), |w| (true, w));
            let parts: Vec<&str> = want.split(' ').collect();
            assert_eq!(parts.len(), 6, "six columns: {want}");
            if found.iter().any(|c| fits(c, &parts)) == absent {
                let _ =
                    writeln!(faults, "{text}\n  wanted{} {want}\n  found {found:?}", if absent { " no" } else { "" });
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
