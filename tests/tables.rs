//! Tables in Markdown and HTML: figures are of what their heads name, and those that nothing supports are counted.

use crate::today;
use factlint::article::{Article, Syntax};
use factlint::check::{Report, Verdict, check};
use factlint::config::Config;
use factlint::facts::FactBase;
use factlint::source::Source;
use factlint::statement::Statement;
use std::sync::Arc;

const FACTS: &str = "\
entities:
  - {id: vault-co, type: organization, names: {en: Halcyon, zh: 海宁}}
  - {id: kestrel, type: organization, names: {en: Kestrel, zh: 红隼公司}}
facts:
  - id: revenue-2021
    metric: {subject: vault-co, metric: revenue, value: 1271 million CNY, during: 2021}
    status: verified
    checked: 2026-11-22
    sources: [{title: Report, publisher: Halcyon}]
  - id: revenue-2022
    metric: {subject: vault-co, metric: revenue, value: 3019 million CNY, during: 2022}
    status: verified
    checked: 2026-11-22
    sources: [{title: Report, publisher: Halcyon}]
";

fn checked(text: &str, syntax: Syntax) -> Report {
    let facts = Arc::new(FactBase::from_sources(vec![Source::new("f.yaml", FACTS)]).expect("no fault"));
    check(vec![Article::parse("x", text.as_bytes(), syntax)], &facts, &Config::new(today()))
}

/// Value, year and verdict of each metric that has a name, in the order of the text.
fn told(text: &str, syntax: Syntax) -> Vec<(String, String, Option<Verdict>)> {
    let report = checked(text, syntax);
    let document = &report.documents[0];
    let claims = document.extraction.claims.iter().zip(&document.judgements);
    let metric = claims.filter_map(|(claim, judgement)| match &claim.statement {
        Statement::Metric(m) if m.metric.is_some() => {
            let value = m.value.stated.map(|v| v.normalize().to_string()).unwrap_or_default();
            Some((value, m.when.map(|w| w.edtf()).unwrap_or_default(), judgement.verdict))
        }
        _ => None,
    });
    metric.collect()
}

fn expected(all: &[(&str, &str, Verdict)]) -> Vec<(String, String, Option<Verdict>)> {
    all.iter().map(|(v, w, verdict)| ((*v).to_owned(), (*w).to_owned(), Some(*verdict))).collect()
}

#[test]
fn a_cell_takes_subject_metric_period_and_unit_from_its_heads() {
    let right = expected(&[("1271000000", "2021", Verdict::Supported), ("3190000000", "2022", Verdict::Contradicted)]);
    for (text, syntax) in [
        ("单位:百万元\n\n| 海宁 | 2021年 | 2022年 |\n|---|---|---|\n| 营业收入 | 1,271 | 3,190 |\n", Syntax::Markdown),
        ("海宁\n\n| 年度 | 营业收入(百万元) |\n|---|---|\n| 2021年 | 1,271 |\n| 2022年 | 3,190 |\n", Syntax::Markdown),
        (
            "Halcyon (RMB in millions)\n\n| | 2021 | 2022 |\n|---|---|---|\n| Revenue | 1,271 | 3,190 |\n",
            Syntax::Markdown,
        ),
        (
            "<table><caption>Halcyon, in millions of yuan</caption><tr><th><th>2021<th>2022<tr><th>Revenue<td>1,271<td>3,190</table>",
            Syntax::Html,
        ),
        (
            "<table><tr><td>公司<td>指标<td>2021年<td>2022年<tr><td>海宁<td>营业收入(亿元)<td>12.71<td>31.9</table>",
            Syntax::Html,
        ),
    ] {
        assert_eq!(told(text, syntax), right, "{text}");
    }
}

#[test]
fn heads_that_say_more_or_less_make_no_claim() {
    for text in [
        // Another metric, no unit, no company, no year.
        "Halcyon (RMB in millions)\n\n| | 2021 | 2022 |\n|---|---|---|\n| Revenue from tolls | 5 | 6 |\n",
        "Halcyon\n\n| | 2021 | 2022 |\n|---|---|---|\n| Revenue | 55 | 66 |\n",
        "(RMB in millions)\n\n| | 2021 | 2022 |\n|---|---|---|\n| Revenue | 55 | 66 |\n",
        "Halcyon (RMB in millions)\n\n| | first | second |\n|---|---|---|\n| Revenue | 55 | 66 |\n",
    ] {
        let found = told(text, Syntax::Markdown);
        assert!(found.iter().all(|c| c.2 != Some(Verdict::Contradicted)), "{text}: {found:?}");
    }
}

#[test]
fn figures_in_brackets_are_negative() {
    let text = "| | 2021 |\n|---|---|\n| Loss | (1,234) |\n| Other | (35) |\n| Cost | $(2.5) |\n| note (3) | x |\n";
    let report = checked(text, Syntax::Markdown);
    let figures: Vec<String> = report.documents[0]
        .extraction
        .mentions
        .iter()
        .filter_map(|m| match &m.value {
            factlint::extract::MentionValue::Figure(q) => q.stated.map(|v| v.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(figures[..3], ["-1234", "-35", "-2.5"]);
}

#[test]
fn what_a_table_does_not_support_is_counted_in_one_line() {
    let text = "Halcyon (RMB in millions)\n\n| | 2015 | 2016 | 2017 |\n|---|---|---|---|\n| Revenue | 5 | 6 | 7 |\n\nKestrel had revenue of 5 million yuan in 2016.\n";
    let report = checked(text, Syntax::Markdown);
    let found: Vec<&str> = report.documents[0]
        .diagnostics
        .iter()
        .filter(|d| d.rule == "unsupported-claim")
        .map(|d| d.message.en.as_str())
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("no fact on 3 figures of this table") && found[1].contains("Kestrel"), "{found:?}");
}
