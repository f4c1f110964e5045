use super::*;
use Verdict::{Contradicted, Imprecise, Outdated, Supported, Unsupported};

#[test]
fn a_place_is_held_until_somebody_takes_it() {
    let scope = "ai-computing-centre-by-planned-power";
    let facts = base(&format!(
        "n | verified | rank: {{subject: north, scope: {scope}, position: 1, when: 2022-08-02/2023-01-04}}
         s | verified | rank: {{subject: south, scope: {scope}, position: 1, when: 2023-01-05/2023-06}}"
    ));
    let first = |who: &str, when: &str| format!("rank: {{subject: {who}, scope: {scope}, position: 1, when: {when}}}");
    expect(&judge(&facts, &first("north", "2022-12-01")), Supported, None);
    expect(&judge(&facts, &first("north", "2023-03-30")), Outdated, Some("outdated-value"));
    expect(&judge(&facts, &first("south", "2023-03-30")), Supported, None);
    expect(&judge(&facts, &first("south", "2023-11-05")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &first("south", "2022-10-05")), Unsupported, Some("unsupported-claim"));
}

#[test]
fn a_yearly_ranking_stands_until_the_next() {
    let facts = base("a | verified | rank: {subject: halcyon, scope: iaas-worldwide-revenue, position: 1, when: 2022}");
    let first =
        |when: &str| format!("rank: {{subject: halcyon, scope: iaas-worldwide-revenue, position: 1, when: {when}}}");
    expect(&judge(&facts, &first("2023-11-05")), Supported, None);
    expect(&judge(&facts, &first("2025-11-05")), Unsupported, Some("unsupported-claim"));
}

const QUOTES: &str = "
    h | unverified | event: {predicate: hold, subject: fair-2010, when: 2010-03-28}
    q1 | verified | quotation: {speaker: chen, words: old wine in new bottles, occasion: fair-2010, when: 2010}
    q2 | unverified | quotation: {speaker: nair, words: we shall die without the cloud, occasion: fair-2010, when: 2010-03-28}";

fn quote(who: &str, words: &str, when: &str) -> Claim {
    claim(statement(&format!("quotation: {{speaker: {who}, words: {words}, when: {when}}}")))
}

#[test]
fn of_a_quotation_the_date_is_judged() {
    let facts = base(QUOTES);
    let judged =
        |who: &str, words: &str, when: &str| judge_claims(&facts, vec![quote(who, words, when)], "2023").remove(0);
    expect(&judged("chen", "it is only old wine in new bottles", "2010"), Supported, None);
    expect(&judged("chen", "it is only old wine in new bottles", "2012"), Contradicted, Some("quotation-conflict"));
    expect(&judged("chen", "it is only old wine in new bottles", "2010-03-28"), Imprecise, Some("imprecise-date"));
    expect(&judged("chen", "nobody needs a mainframe", "2012"), Unsupported, None);
    expect(&judged("chen", "胡扯", "2010"), Supported, None);
    expect(&judged("chen", "胡扯", "2012"), Unsupported, None);
    expect_warning(&judged("nair", "die without the cloud", "2012"), Contradicted, "quotation-conflict");
}

#[test]
fn an_occasion_whose_date_several_miss_is_the_suspect() {
    let facts = base(QUOTES);
    let at = |mut c: Claim| {
        if let Statement::Quotation(q) = &mut c.statement {
            q.occasion = Some("fair".into());
        }
        Claim { occasion: Some(0), ..c }
    };
    let held = |when: &str| {
        let mut s = statement(&format!("event: {{predicate: hold, subject: fair-2010, when: {when}}}"));
        if let Statement::Event(e) = &mut s {
            e.subject = vec!["fair".into()];
        }
        claim(s)
    };
    let both =
        |when: &str| vec![held(when), at(quote("chen", "some words", when)), at(quote("nair", "other words", when))];
    let judged = judge_claims(&facts, both("2012"), "2023");
    expect(&judged[0], Contradicted, Some("date-conflict"));
    assert_eq!(judged[0].severity, None, "a verified fact speaks");
    assert_eq!(judged[0].facts.first().map(|f| &**f), Some("q1"));
    expect(&judged[1], Contradicted, Some("quotation-conflict"));
    expect_warning(&judged[2], Contradicted, "quotation-conflict");
    let right = judge_claims(&facts, both("2010"), "2023");
    expect(&right[0], Supported, None);
    expect(&right[1], Supported, None);
    let alone = judge_claims(&facts, both("2012").into_iter().take(2).collect(), "2023");
    assert_eq!(alone[0].verdict, Some(Unsupported), "one saying alone accuses no occasion");
}

#[test]
fn ages_are_right_on_both_sides_of_a_birthday() {
    let facts = base("b | verified | event: {predicate: birth, subject: chen, when: 1944-08-17}");
    let age = |years: i64, when: &str| {
        claim(Statement::Age(crate::statement::Age {
            subject: vec!["chen".into()],
            years: crate::quantity::Quantity::exact(years.into(), None),
            when: Some(day(when)),
        }))
    };
    let judged = |years, when: &str| judge_claims(&facts, vec![age(years, when)], "2023").remove(0).verdict;
    assert_eq!(judged(79, "2023-11-05"), Some(Supported));
    assert_eq!(judged(78, "2023-11-05"), Some(Contradicted));
    assert_eq!(judged(79, "2023-08-16"), Some(Contradicted), "a day before the birthday");
    assert_eq!(
        (judged(78, "2023"), judged(79, "2023"), judged(80, "2023")),
        (Some(Supported), Some(Supported), Some(Contradicted))
    );
}

#[test]
fn relations_are_supported_from_either_side() {
    let facts = base(
        "s | verified | relation: {relation: spouse, subject: nair, object: chen, when: 2001/2010}
         f | verified | relation: {relation: founder-of, subject: chen, object: halcyon}",
    );
    let tie = |relation: &str, a: &str, b: &str, when: &str| {
        format!("relation: {{relation: {relation}, subject: {a}, object: {b}{when}}}")
    };
    expect(&judge(&facts, &tie("spouse", "chen", "nair", ", when: 2005")), Supported, None);
    expect(&judge(&facts, &tie("spouse", "nair", "chen", ", when: 2015")), Contradicted, Some("relation-conflict"));
    expect(&judge(&facts, &tie("founder-of", "chen", "halcyon", "")), Supported, None);
    expect(&judge(&facts, &tie("founder-of", "nair", "halcyon", "")), Unsupported, None);
}
