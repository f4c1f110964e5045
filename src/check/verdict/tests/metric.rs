use super::*;
use Verdict::{Contradicted, Imprecise, NotJudged, Outdated, Supported, Unsupported};

const REVENUE: &str = "
    r21 | verified | metric: {subject: halcyon, metric: revenue, value: 1271 million CNY, during: 2021}
    r22 | verified | metric: {subject: halcyon, metric: revenue, value: 3019 million CNY, during: 2022}";

fn revenue(value: &str, during: &str) -> String {
    format!("metric: {{subject: halcyon, metric: revenue, value: {value}, during: {during}}}")
}

#[test]
fn a_flow_is_compared_over_its_own_period() {
    let facts = base(REVENUE);
    expect(&judge(&facts, &revenue("1.27 billion CNY", "2021")), Supported, None);
    expect(&judge(&facts, &revenue("1.47 billion CNY", "2021")), Contradicted, Some("value-conflict"));
    expect(&judge(&facts, &revenue("1.271 billion CNY", "2022")), Contradicted, Some("period-conflict"));
    expect(&judge(&facts, &revenue("1.47 billion CNY", "2020")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &revenue("1.271 billion CNY", "2020")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &revenue("0.5 billion CNY", "2021-H1")), Unsupported, Some("unsupported-claim"));
}

#[test]
fn finer_and_edge_figures_are_imprecise() {
    let facts =
        base("r | verified | metric: {subject: halcyon, metric: revenue, value: 1.27 billion CNY, during: 2021}");
    let finer = judge(&facts, &revenue("1271.3 million CNY", "2021"));
    expect(&finer, Imprecise, Some("imprecise-value"));
    assert_eq!(finer.severity, Some(Severity::Info));
    let far = judge(&facts, &revenue("more than 0.6 billion CNY", "2021"));
    expect_warning(&far, Imprecise, "imprecise-value");
    expect(&judge(&facts, &revenue("more than 1 billion CNY", "2021")), Supported, None);
    expect(&judge(&facts, &revenue("more than 1.27 billion CNY", "2021")), Supported, None);
    expect(&judge(&facts, &revenue("more than 2 billion CNY", "2021")), Contradicted, Some("value-conflict"));
}

#[test]
fn currencies_are_never_compared() {
    let slip = judge(&base(REVENUE), &revenue("1.271 billion USD", "2021"));
    expect(&slip, Contradicted, Some("unit-conflict"));
    let judgement = judge(&base(REVENUE), &revenue("1.9 billion USD", "2021"));
    assert_eq!(judgement.doubt.map(|d| d.code()), Some("unit"), "{judgement:?}");
}

#[test]
fn the_same_digits_at_another_power_are_a_slip() {
    let facts = base(REVENUE);
    expect(&judge(&facts, &revenue("12.71 billion CNY", "2021")), Contradicted, Some("scale-slip"));
    expect(&judge(&facts, &revenue("1.3 million CNY", "2021")), Contradicted, Some("scale-slip"));
    expect(&judge(&facts, &revenue("3.019 million CNY", "2021")), Contradicted, Some("value-conflict"));
}

#[test]
fn a_period_that_is_not_over_contradicts_nothing() {
    let facts =
        base("r | verified | metric: {subject: halcyon, metric: revenue, value: 900 million CNY, during: 2023}");
    let text = revenue("500 million CNY", "2023");
    expect(&judge_at(&facts, &text, "2023-08-01"), Unsupported, Some("unsupported-claim"));
    expect(&judge_at(&facts, &text, "2024-02-01"), Contradicted, Some("value-conflict"));
}

#[test]
fn without_a_period_only_a_figure_of_one_period_is_supported() {
    let facts = base(REVENUE);
    let judged = |value: &str| judge_claims(&facts, vec![claim(undated(&revenue(value, "2021")))], "2023").remove(0);
    expect(&judged("1.271 billion CNY"), Supported, None);
    expect(&judged("1.5 billion CNY"), NotJudged, None);
    expect(&judged("more than 1 billion CNY"), NotJudged, None);
}

#[test]
fn a_definition_must_be_provably_the_same() {
    let facts = base(
        "net | verified | metric: {subject: halcyon, metric: revenue, value: 74.6 billion CNY, basis: net, during: 2022}
         gross | verified | metric: {subject: halcyon, metric: revenue, value: 100.2 billion CNY, basis: gross, during: 2022}
         old | verified | metric: {subject: halcyon, metric: revenue, value: 60.1 billion CNY, basis: net, during: 2021}",
    );
    let with_basis = |value: &str, basis: &str| {
        format!("metric: {{subject: halcyon, metric: revenue, value: {value}, basis: {basis}, during: 2022}}")
    };
    expect(&judge(&facts, &revenue("100.2 billion CNY", "2022")), Supported, None);
    expect(&judge(&facts, &revenue("74.6 billion CNY", "2022")), Supported, None);
    expect(&judge(&facts, &revenue("80 billion CNY", "2022")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &revenue("60.1 billion CNY", "2022")), Contradicted, Some("period-conflict"));
    expect(&judge(&facts, &with_basis("100.2 billion CNY", "net")), Contradicted, Some("value-conflict"));
    expect(&judge(&facts, &with_basis("74.6 billion CNY", "net")), Supported, None);
}

#[test]
fn metrics_of_one_name_help_each_other() {
    let facts = base(
        "reg21 | verified | metric: {subject: halcyon, metric: vehicle-registrations, value: 593878 vehicles, during: 2021}
         del21h1 | unverified | metric: {subject: halcyon, metric: vehicle-deliveries, value: 154579 vehicles, during: 2021-H1}",
    );
    let sold = |value: &str, during: &str| {
        format!("metric: {{subject: halcyon, metric: vehicle-registrations, value: {value}, during: {during}}}")
    };
    expect(&judge(&facts, &sold("0.594 million vehicles", "2021")), Supported, None);
    expect_warning(&judge(&facts, &sold("0.594 million vehicles", "2021-H1")), Contradicted, "period-conflict");
    expect(&judge(&facts, &sold("0.155 million vehicles", "2021-H1")), Supported, None);
    expect(&judge(&facts, &sold("0.3 million vehicles", "2021-H1")), Unsupported, Some("unsupported-claim"));
}

#[test]
fn the_one_edition_of_a_year_is_its_period() {
    let facts = base(
        "g | verified | metric: {subject: sale, metric: gmv, value: 540.3 billion CNY, during: 2021-11-01/2021-11-11}",
    );
    let gmv =
        |value: &str, during: &str| format!("metric: {{subject: sale, metric: gmv, value: {value}, during: {during}}}");
    expect(&judge(&facts, &gmv("540.3 billion CNY", "2021")), Supported, None);
    expect(&judge(&facts, &gmv("490.3 billion CNY", "2021-11-11")), Contradicted, Some("value-conflict"));
    expect(&judge(&facts, &gmv("490.3 billion CNY", "2022")), Unsupported, Some("unsupported-claim"));
}

const USERS: &str = "
    u22 | verified | metric: {subject: vault, metric: users, value: 3.1 million people, as-of: 2022-10-31}
    u23 | verified | metric: {subject: vault, metric: users, value: 5.2 million people, as-of: 2023-10-31}";

fn users(value: &str, at: &str) -> String {
    format!("metric: {{subject: vault, metric: users, value: {value}, as-of: {at}}}")
}

#[test]
fn a_stock_is_compared_at_its_own_instant() {
    let facts = base(USERS);
    expect(&judge(&facts, &users("5.2 million people", "2023-10-31")), Supported, None);
    expect(&judge(&facts, &users("6 million people", "2023-10-31")), Contradicted, Some("value-conflict"));
    expect(&judge(&facts, &users("3.1 million people", "2022")), Supported, None);
    expect(&judge(&facts, &users("4 million people", "2022")), Unsupported, Some("unsupported-claim"));
}

#[test]
fn a_stock_grows_and_grows_old() {
    let facts = base(USERS);
    expect(&judge(&facts, &users("5.2 million people", "2023-11-05")), Supported, None);
    expect(&judge(&facts, &users("6 million people", "2023-11-05")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &users("3.1 million people", "2023-11-05")), Outdated, Some("outdated-value"));
    expect(&judge(&facts, &users("3.1 million people", "2023-01-05")), Supported, None);
    expect(&judge(&facts, &users("5.2 million people", "2023-01-05")), Unsupported, Some("unsupported-claim"));
}

#[test]
fn a_lower_bound_speaks_only_of_its_own_instant() {
    let facts = base(
        "m22 | verified | metric: {subject: vault, metric: models, value: more than 300 models, as-of: 2022-11-03}
         m23 | verified | metric: {subject: vault, metric: models, value: more than 2300 models, as-of: 2023-10-31}",
    );
    let models =
        |value: &str, at: &str| format!("metric: {{subject: vault, metric: models, value: {value}, as-of: {at}}}");
    expect(&judge(&facts, &models("more than 300 models", "2022-11-03")), Supported, None);
    expect(&judge(&facts, &models("more than 2300 models", "2023-11-05")), Supported, None);
    expect(&judge(&facts, &models("2500 models", "2023-11-05")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &models("200 models", "2022-11-03")), Contradicted, Some("value-conflict"));
    expect(&judge(&facts, &models("350 models", "2022-11-03")), Imprecise, Some("imprecise-value"));
}

#[test]
fn two_figures_of_one_thing_in_a_passage_are_of_two_things() {
    let facts = base("e | verified | metric: {subject: vault, metric: top-5-error, value: 15.3 %, as-of: 2012-10}");
    let error = |value: &str| {
        claim(statement(&format!("metric: {{subject: vault, metric: top-5-error, value: {value}, as-of: 2012-10}}")))
    };
    expect(&judge_claims(&facts, vec![error("26 %")], "2023")[0], Contradicted, Some("value-conflict"));
    let both = judge_claims(&facts, vec![error("15.3 %"), error("26 %")], "2023");
    expect(&both[0], Supported, None);
    expect(&both[1], NotJudged, None);
}

#[test]
fn one_figure_of_several_contradicts_nobody() {
    let facts = base(&format!(
        "{REVENUE}\nb21 | verified | metric: {{subject: brightwave, metric: revenue, value: 900 million CNY, during: 2021}}"
    ));
    let mut s = statement(&revenue("2.17 billion CNY", "2021"));
    if let Statement::Metric(m) = &mut s {
        m.subject = vec!["trio".into()];
    }
    let judged = judge_claims(&facts, vec![claim(s)], "2023").remove(0);
    assert_eq!(judged.doubt.map(|d| d.code()), Some("ambiguous-entity"), "{judged:?}");
}
