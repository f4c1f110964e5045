//! Articles held against reference documents: their statements play the facts, with an empty fact base.

use factlint::article::{Article, Syntax};
use factlint::check::{Reference, Report, check_against};
use factlint::config::Config;
use factlint::facts::FactBase;
use std::sync::Arc;

fn held(article: &str, reference: &str) -> Report {
    let facts = Arc::new(FactBase::empty());
    let mut config = Config::new(crate::today());
    config.date = chrono::NaiveDate::from_ymd_opt(2024, 3, 5);
    let parse = |name: &str, text: &str| Article::parse(name, text.as_bytes(), Syntax::Plain);
    let references = Arc::from([Reference::new(parse("against:1", reference), &facts, &config)]);
    check_against(vec![parse("article", article)], &references, &facts, &config)
}

/// The codes and messages of the errors.
fn errors(report: &Report) -> Vec<(&'static str, String)> {
    let of = |d: &factlint::diagnostic::Diagnostic| (d.rule, format!("{} {}", d.message.en, d.message.zh));
    report.documents[0].diagnostics.iter().filter(|d| d.severity.name() == "error").map(of).collect()
}

fn verdicts(report: &Report) -> Vec<&'static str> {
    report.documents[0].judgements.iter().filter_map(|j| j.verdict).map(|v| v.name()).collect()
}

const RELEASE: &str = "Brisk Harbour shipped 48,300 containers through its northern terminal in the second quarter, up \
                       12% from a year earlier. The board raised the dividend to $0.35 per share. The new crane will \
                       enter service on 14 June 2024.";
const RELEASE_ZH: &str = "远岸港务第二季度北码头吞吐集装箱4.83万箱,同比增长12%。董事会把每股股息提高到0.35元。新岸桥将于2024年6月14日投入使用。";

#[test]
fn a_figure_of_the_same_sentence_is_supported_or_contradicted() {
    for (article, wrong) in [
        ("The northern terminal of Brisk Harbour shipped 48,300 containers in the second quarter.", None),
        ("The northern terminal of Brisk Harbour shipped 43,800 containers in the second quarter.", Some("48,300")),
        ("The board raised the dividend to $0.53 per share.", Some("$0.35")),
        ("Containers through the northern terminal were down 12% from a year earlier.", Some("12%")),
    ] {
        let found = errors(&held(article, RELEASE));
        match wrong {
            None => assert!(found.is_empty(), "{article}: {found:?}"),
            Some(right) => assert!(found.iter().any(|f| f.1.contains(right)), "{article}: {found:?}"),
        }
    }
    for (article, wrong) in [
        ("远岸港务北码头第二季度吞吐集装箱4.83万箱,同比增长12%。", None),
        ("远岸港务北码头第二季度吞吐集装箱4.38万箱。", Some("4.83万箱")),
        ("董事会把每股股息提高到0.53元。", Some("0.35元")),
    ] {
        let found = errors(&held(article, RELEASE_ZH));
        match wrong {
            None => assert!(found.is_empty(), "{article}: {found:?}"),
            Some(right) => assert!(found.iter().any(|f| f.1.contains(right)), "{article}: {found:?}"),
        }
    }
}

#[test]
fn what_the_reference_says_nothing_of_is_unsupported() {
    let report = held("Brisk Harbour employs 2,150 people.", RELEASE);
    assert!(errors(&report).is_empty());
    assert_eq!(verdicts(&report), ["unsupported"]);
    let report = held("远岸港务有员工2150人。", RELEASE_ZH);
    assert!(errors(&report).is_empty());
    assert_eq!(verdicts(&report), ["unsupported"]);
}

#[test]
fn a_plan_of_the_reference_does_not_count_for_what_is_asserted() {
    let report = held("The new crane entered service on 2 May 2024.", RELEASE);
    assert!(errors(&report).is_empty(), "{:?}", errors(&report));
}

#[test]
fn a_finding_labels_both_texts() {
    let report = held("The board raised the dividend to $0.53 per share.", RELEASE);
    let document = &report.documents[0];
    let finding = &document.diagnostics[0];
    let words = |l: &factlint::diagnostic::Label| match l.place {
        factlint::diagnostic::Place::Article => document.article.source.slice(l.span).to_owned(),
        factlint::diagnostic::Place::Reference(r) => document.references[r].article.source.slice(l.span).to_owned(),
        factlint::diagnostic::Place::Facts(_) => "a fact".to_owned(),
    };
    let labels: Vec<String> = finding.labels.iter().map(words).collect();
    assert_eq!(labels, ["$0.53", "$0.35"]);
    assert!(finding.facts[0].starts_with("against:1#"), "{:?}", finding.facts);
    assert_eq!(finding.fixes[0].replacement, "$0.35");
}
