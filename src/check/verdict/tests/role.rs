use super::*;
use RoleStatus::{Current, Former, Incoming, Then};
use Verdict::{Contradicted, Imprecise, NotJudged, Supported, Unsupported};

const ROLES: &str = "
    nair-ceo | verified | role: {person: nair, role: ceo, organization: halcyon, from: 2012-03-05, to: 2019-06-03}
    chen-ceo | verified | role: {person: chen, role: ceo, organization: halcyon, from: 2019-06-03}
    nair-chairman | verified | role: {person: nair, role: chairman, organization: halcyon, from: 2019-06-03}";

fn held(facts: &FactBase, person: &str, title: &str, when: &str, status: RoleStatus) -> Judgement {
    judge_claims(facts, vec![claim(role(person, title, when, status))], "2023-11-05").remove(0)
}

#[test]
fn a_title_is_held_was_held_or_is_somebody_elses() {
    let facts = base(ROLES);
    expect(&held(&facts, "chen", "ceo", "2023-11-05", Current), Supported, None);
    expect(&held(&facts, "nair", "ceo", "2015", Current), Supported, None);
    expect(&held(&facts, "nair", "ceo", "2019", Current), Supported, None);
    let former = held(&facts, "nair", "ceo", "2023-11-05", Current);
    expect(&former, Contradicted, Some("former-role"));
    assert_eq!(former.severity, None);
    expect(&held(&facts, "berg", "ceo", "2023-11-05", Current), Contradicted, Some("role-conflict"));
    expect(&held(&facts, "chen", "ceo", "2015-05-05", Current), Contradicted, Some("role-conflict"));
    expect(&held(&facts, "berg", "cto", "2023-11-05", Current), Unsupported, Some("unsupported-claim"));
}

#[test]
fn words_for_the_past_make_a_claim_about_the_past() {
    let facts = base(ROLES);
    expect(&held(&facts, "nair", "ceo", "2023-11-05", Former), Supported, None);
    expect_warning(&held(&facts, "chen", "ceo", "2023-11-05", Former), Contradicted, "role-conflict");
    expect(&held(&facts, "nair", "ceo", "2015-05-05", Then), Supported, None);
    expect(&held(&facts, "nair", "ceo", "", Then), Supported, None);
    expect(&held(&facts, "nair", "ceo", "2022-05-05", Then), Contradicted, Some("former-role"));
    expect(&held(&facts, "chen", "ceo", "2019-05-05", Incoming), Supported, None);
}

#[test]
fn handover_days_belong_to_both() {
    let facts = base(ROLES);
    expect(&held(&facts, "nair", "ceo", "2019-06-03", Current), Supported, None);
    expect(&held(&facts, "chen", "ceo", "2019-06-03", Current), Supported, None);
    expect(&held(&facts, "nair", "ceo", "2019-06-04", Current), Imprecise, Some("imprecise-date"));
    expect(&held(&facts, "berg", "ceo", "2019-06-03", Current), Unsupported, Some("unsupported-claim"));
}

#[test]
fn coarse_dates_prove_nothing() {
    let facts =
        base("chen-ceo | verified | role: {person: chen, role: ceo, organization: halcyon, from: 2019, to: 2022-05}");
    expect(&held(&facts, "berg", "ceo", "2019-03-03", Current), Unsupported, Some("unsupported-claim"));
    expect(&held(&facts, "berg", "ceo", "2022-05-20", Current), Unsupported, Some("unsupported-claim"));
    expect(&held(&facts, "berg", "ceo", "2021-05-20", Current), Contradicted, Some("role-conflict"));
    expect(&held(&facts, "berg", "ceo", "2022", Current), Unsupported, Some("unsupported-claim"));
}

#[test]
fn the_first_and_the_last_day_of_a_year_are_days() {
    let facts = base(
        "chen-ceo | verified | role: {person: chen, role: ceo, organization: halcyon, from: 2019-01-01, to: 2022-12-31}",
    );
    expect(&held(&facts, "berg", "ceo", "2019-03-03", Current), Contradicted, Some("role-conflict"));
    expect(&held(&facts, "berg", "ceo", "2022-12-20", Current), Contradicted, Some("role-conflict"));
    expect(&held(&facts, "berg", "ceo", "2022-12-31", Current), Unsupported, Some("unsupported-claim"));
}

#[test]
fn open_ends_are_known_until_they_were_checked() {
    let facts = base(ROLES);
    expect(&held(&facts, "chen", "ceo", "2027-03-01", Current), Supported, None);
    expect_warning(&held(&facts, "berg", "ceo", "2027-03-01", Current), Contradicted, "role-conflict");
}

#[test]
fn an_appointment_opens_a_new_holder() {
    let facts = base(ROLES);
    let claims =
        vec![claim(role("berg", "ceo", "2024-01", Incoming)), claim(role("berg", "ceo", "2023-11-05", Current))];
    let judged = judge_claims(&facts, claims, "2023-11-05");
    expect(&judged[1], Unsupported, Some("unsupported-claim"));
}

#[test]
fn shared_and_broader_posts_exclude_nobody() {
    let facts = base(
        "a | verified | role: {person: nair, role: co-ceo, organization: halcyon, from: 2014-09-18, to: 2019-03-05}
         b | verified | role: {person: chen, role: co-ceo, organization: halcyon, from: 2014-09-18, to: 2019-03-05}",
    );
    expect(&held(&facts, "nair", "ceo", "2016", Current), Supported, None);
    expect(&held(&facts, "berg", "ceo", "2016", Current), Unsupported, Some("unsupported-claim"));
    expect(&held(&facts, "berg", "co-ceo", "2016", Current), Unsupported, Some("unsupported-claim"));
    expect_warning(&held(&facts, "nair", "co-ceo", "2022", Current), Contradicted, "former-role");
}

#[test]
fn an_end_on_an_unknown_day_says_nothing_of_later_days() {
    let facts =
        base("a | verified | role: {person: nair, role: ceo, organization: halcyon, from: 2012-03-05, to: unknown}");
    expect(&held(&facts, "nair", "ceo", "2023-11-05", Former), Supported, None);
    expect(&held(&facts, "nair", "ceo", "2023-11-05", Current), Unsupported, Some("unsupported-claim"));
}

#[test]
fn a_span_states_both_its_ends() {
    let facts = base(ROLES);
    expect(&held(&facts, "nair", "ceo", "2012/2019", Current), Supported, None);
    expect(&held(&facts, "nair", "ceo", "2009/2019", Current), Contradicted, Some("role-conflict"));
    expect(&held(&facts, "nair", "ceo", "2012/2021", Current), Contradicted, Some("role-conflict"));
    expect(&held(&facts, "nair", "ceo", "2014/2017", Current), Imprecise, Some("imprecise-date"));
    expect(&held(&facts, "nair", "ceo", "2019-06/2019-07", Current), Supported, None);
}

#[test]
fn no_document_date_no_judgement() {
    let facts = base(ROLES);
    let judged = judge_claims(&facts, vec![claim(role("nair", "ceo", "", Current))], "").remove(0);
    expect(&judged, NotJudged, None);
}
