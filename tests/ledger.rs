//! Nothing is skipped in silence: every item has a claim or a reason, and every step to a date says what it rests on.

use factlint::article::{Article, Syntax};
use factlint::check::{Document, Report, check};
use factlint::config::Config;
use factlint::extract::{Cite, MentionKind};
use factlint::facts::FactBase;
use factlint::report::{Format, Options, render_ledger};
use std::collections::BTreeSet;

/// One item of every kind at least, in each language, with dates that lean on others.
const ZH: &str = "2023年元旦，特斯拉宣布召回。4月，特斯拉再次召回36辆Semi。三年后，它仍居第三名。\n\
    阿里云2015财年营收12.71亿元，增长19%。去年，阿里云CEO张勇说，项目用了三个月。\n\
    79岁的拉里·埃里森出席了2023年11月4日的大会。GPT-3有1750亿个参数。编号为12345，一共5次，跑了3公里。\n";
const EN: &str = "In January 2023 Tesla announced a recall. In April, Tesla recalled 36 vehicles. Three years later it was third.\n\
    Alibaba Cloud had revenue of 1,271 million yuan in fiscal 2015, up 19%. It took three months.\n\
    Oracle CEO Larry Ellison, 79, spoke on 4 November 2023. Last year 12 of them ran 3 kilometres. It was the 5th time.\n";

fn checked(text: &str) -> Report {
    let mut config = Config::new(crate::today());
    config.date = Some("2023-11-05".parse().expect("a day"));
    check(vec![Article::parse("article", text.as_bytes(), Syntax::Plain)], &FactBase::builtin(), &config)
}

fn texts() -> Vec<String> {
    let example = |name: &str| {
        let path = format!("{}/examples/{name}.md", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("an example")
    };
    vec![ZH.to_owned(), EN.to_owned(), example("launch.en"), example("launch.zh")]
}

fn each(mut look: impl FnMut(&Document, &FactBase)) {
    for text in texts() {
        let report = checked(&text);
        look(&report.documents[0], &report.facts);
    }
}

#[test]
fn every_kind_of_mention_is_found_in_both_languages() {
    use MentionKind::{Age, Currency, Date, Dimension, Duration, Entity, Number, Ordinal, Percentage, Period, Role};
    let all = [Date, Period, Duration, Number, Percentage, Ordinal, Currency, Dimension, Age, Entity, Role];
    for text in [ZH, EN] {
        let report = checked(text);
        let found: BTreeSet<MentionKind> = report.documents[0].extraction.mentions.iter().map(|m| m.kind).collect();
        let missing: Vec<&str> = all.iter().filter(|k| !found.contains(k)).map(|k| k.name()).collect();
        assert!(missing.is_empty(), "{missing:?} in {text}");
    }
}

#[test]
fn every_mention_has_a_claim_or_a_reason_and_not_both() {
    each(|document, _| {
        for mention in &document.extraction.mentions {
            let words = document.article.source.slice(mention.span);
            assert!(mention.claim.is_some() != mention.loose.is_some(), "`{words}`: {mention:?}");
            assert!(mention.claim.is_none_or(|c| c < document.extraction.claims.len()), "`{words}`: {mention:?}");
        }
    });
}

#[test]
fn every_claim_has_a_verdict_and_one_that_was_not_judged_a_reason() {
    each(|document, _| {
        assert_eq!(document.judgements.len(), document.extraction.claims.len());
        for (claim, judgement) in document.extraction.claims.iter().zip(&document.judgements) {
            let words = document.article.source.slice(claim.span);
            let verdict = judgement.verdict.expect("a checked claim has a verdict");
            assert_eq!(verdict.name() == "not-judged", judgement.doubt.is_some(), "`{words}`");
            assert!(!judgement.reason.en.is_empty() && !judgement.reason.zh.is_empty(), "`{words}`");
        }
    });
}

#[test]
fn every_step_of_a_date_rests_on_words_a_fact_or_an_option() {
    let mut steps = 0;
    each(|document, facts| {
        let text = document.article.source.text();
        for step in document.extraction.claims.iter().flat_map(|c| &c.derivation) {
            match &step.cite {
                Cite::Article(span) => {
                    assert!(!span.is_empty() && text.get(span.start..span.end).is_some(), "{step:?}");
                }
                Cite::Fact(id) => assert!(facts.fact(id).is_some() || facts.entity(id).is_some(), "{step:?}"),
                Cite::Option(name) => assert!(name.starts_with("--"), "{step:?}"),
            }
            assert!(!step.text.en.is_empty() && !step.text.zh.is_empty(), "{step:?}");
            steps += 1;
        }
    });
    assert!(steps > 10, "the texts have dates that lean on others: {steps}");
}

/// The ledger shows every mention at its line and column.
#[test]
fn every_mention_stands_in_the_ledger() {
    for text in texts() {
        let report = checked(&text);
        let mut out = Vec::new();
        render_ledger(&report, &Options::new(Format::Text), &mut out).expect("memory");
        let ledger = String::from_utf8(out).expect("UTF-8");
        let document = &report.documents[0];
        for mention in &document.extraction.mentions {
            let at = document.article.source.position(mention.span.start);
            let words: String = document.article.source.slice(mention.span).chars().take(8).collect();
            let place = format!(" {}:{} ", at.line, at.column);
            assert!(ledger.lines().any(|l| l.contains(&place) && l.contains(&words)), "{place}{words}\n{ledger}");
        }
    }
}
