//! How a claim was built is told from the decisions that built it: what was taken, in which way, what was passed over and why.

use factlint::article::{Article, Syntax};
use factlint::config::Config;
use factlint::extract::{Outcome, Way, Why, explain};
use factlint::facts::FactBase;
use factlint::statement::Slot;

const BASE: &str = "
entities:
  - {id: halcyon, type: organization, names: {en: Halcyon, zh: 海宁科技}}
  - {id: castellan, type: organization, names: {en: Castellan, zh: 城堡集团}}
  - {id: vault, type: product, names: {en: Vault, zh: 方舟}}
  - {id: nair, type: person, names: {en: Priya Nair, zh: 普里娅}}
facts: []
";

/// What was considered for the claims of a predicate, as slot, words, and what became of them.
fn told(text: &str, predicate: &str) -> Vec<(Slot, String, Outcome)> {
    let facts = FactBase::from_sources(vec![factlint::source::Source::new("f.yaml", BASE)]).expect("a sound base");
    let article = Article::parse("article", text.as_bytes(), Syntax::Plain);
    let (extraction, considered) = explain(&article, &facts, &Config::new(crate::today()));
    let own = extraction.claims.iter().zip(considered).filter(|(c, _)| c.statement.predicate() == Some(predicate));
    own.flat_map(|(_, all)| all).map(|c| (c.slot, article.source.slice(c.span).to_owned(), c.outcome)).collect()
}

#[test]
fn ways_and_reasons_are_those_of_the_decisions() {
    let (taken, passed) = (Outcome::Taken, Outcome::Passed);
    for (text, predicate, slot, words, outcome) in [
        ("In May 2019 Halcyon launched Vault.", "launch", Slot::Subject, "Halcyon", taken(Way::ClauseBefore)),
        ("In May 2019 Halcyon launched Vault.", "launch", Slot::Object, "Vault", taken(Way::ClauseBehind)),
        ("In May 2019 Halcyon launched Vault.", "launch", Slot::When, "May 2019", taken(Way::ClauseBefore)),
        ("2019年5月，海宁科技发布方舟。", "launch", Slot::When, "2019年5月", taken(Way::EarlierClause)),
        ("海宁科技成立多年。2019年，该公司收购城堡集团。", "acquire", Slot::Subject, "海宁科技", taken(Way::Pronoun)),
        ("Vault was launched by Halcyon in 2019.", "launch", Slot::Subject, "Halcyon", taken(Way::Agent)),
        (
            "With Castellan, Halcyon launched Vault in 2019.",
            "launch",
            Slot::Subject,
            "Halcyon",
            taken(Way::ClauseBefore),
        ),
        (
            "Halcyon's revenue was $5 million in 2021 with 300 employees.",
            "revenue",
            Slot::Value,
            "$5 million",
            taken(Way::NearestFigure),
        ),
        ("Priya Nair of Vault, in 2020, left; Halcyon grew.", "launch", Slot::Subject, "", taken(Way::Topic)),
        ("2021年，海宁科技营收5亿元，员工300人。", "revenue", Slot::Value, "5亿元", taken(Way::NearestFigure)),
        ("普里娅与海宁科技营收为5亿元。", "revenue", Slot::Subject, "海宁科技", taken(Way::ClauseBefore)),
        (
            "Halcyon with Vault had revenue of $5 million in 2021.",
            "revenue",
            Slot::Subject,
            "Vault",
            passed(Why::Preposition),
        ),
        ("2021年，海宁科技在普里娅带领下营收5亿元。", "revenue", Slot::Subject, "普里娅", passed(Why::Type)),
    ] {
        let all = told(text, predicate);
        let found = all.contains(&(slot, words.to_owned(), outcome.clone()));
        assert_eq!(found, !words.is_empty(), "{text}: {words} {outcome:?}\n{all:#?}");
    }
}
