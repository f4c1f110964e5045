use super::*;
use Verdict::{Contradicted, Imprecise, NotJudged, Supported, Unsupported};

const LAUNCH: &str = "l | verified | event: {predicate: launch, subject: halcyon, object: vault, when: 2020-05-12}";

fn launch(when: &str) -> String {
    format!("event: {{predicate: launch, subject: halcyon, object: vault, when: {when}}}")
}

#[test]
fn a_date_holds_is_finer_misses_by_a_day_or_conflicts() {
    let facts = base(LAUNCH);
    expect(&judge(&facts, &launch("2020-05")), Supported, None);
    expect(&judge(&facts, &launch("2020-05-12")), Supported, None);
    expect(&judge(&facts, &launch("2021-05")), Contradicted, Some("date-conflict"));
    expect(&judge(&facts, &launch("2020-05-13")), Imprecise, Some("imprecise-date"));
    expect(&judge(&facts, &launch("2020-05-14")), Contradicted, Some("date-conflict"));
    let coarse = base("l | verified | event: {predicate: launch, subject: halcyon, object: vault, when: 2020-05}");
    let finer = judge(&coarse, &launch("2020-05-12"));
    expect(&finer, Imprecise, Some("imprecise-date"));
    assert_eq!(finer.severity, Some(Severity::Info));
    expect(&judge(&coarse, &launch("2020-06-01")), Imprecise, Some("imprecise-date"));
    expect(&judge(&coarse, &launch("2020-06")), Contradicted, Some("date-conflict"));
}

#[test]
fn unverified_facts_warn_and_disputed_ones_say_nothing() {
    let unverified = base(&LAUNCH.replace("| verified |", "| unverified |"));
    expect_warning(&judge(&unverified, &launch("2021")), Contradicted, "date-conflict");
    assert!(judge(&unverified, &launch("2020")).unverified);
    let disputed = base(&LAUNCH.replace("| verified |", "| disputed |"));
    for when in ["2021", "2020"] {
        let judgement = judge(&disputed, &launch(when));
        assert_eq!(judgement.doubt.map(|d| d.code()), Some("disputed-fact"), "{judgement:?}");
    }
    let retracted = base(&LAUNCH.replace("| verified |", "| retracted |"));
    expect(&judge(&retracted, &launch("2021")), Unsupported, Some("unsupported-claim"));
}

#[test]
fn a_verified_fact_outweighs_an_unverified_one() {
    let other = LAUNCH.replace("l | verified", "m | unverified").replace("2020-05-12", "2021-05-12");
    let facts = base(&format!("{LAUNCH}\n{other}"));
    expect_warning(&judge(&facts, &launch("2021-05")), Contradicted, "date-conflict");
    expect(&judge(&facts, &launch("2020-05")), Supported, None);
    expect(&judge(&facts, &launch("2019")), Contradicted, Some("date-conflict"));
    assert_eq!(judge(&facts, &launch("2019")).severity, None);
}

#[test]
fn another_stage_makes_imprecise_never_contradicted() {
    let facts = base(
        "a | verified | event: {predicate: acquire, stage: announced, subject: halcyon, object: brightwave, when: 2021-04-12}
         c | verified | event: {predicate: acquire, stage: completed, subject: halcyon, object: brightwave, when: 2022-03-04}",
    );
    let acquire = |when: &str, stage: &str| {
        format!("event: {{predicate: acquire, {stage}subject: halcyon, object: brightwave, when: {when}}}")
    };
    let open = judge(&facts, &acquire("2021-04", ""));
    expect(&open, Imprecise, Some("imprecise-date"));
    assert_eq!(open.severity, Some(Severity::Info));
    expect(&judge(&facts, &acquire("2022-03", "")), Supported, None);
    expect(&judge(&facts, &acquire("2021-04", "stage: announced, ")), Supported, None);
    expect(&judge(&facts, &acquire("2021-04", "stage: completed, ")), Imprecise, Some("imprecise-date"));
    expect(&judge(&facts, &acquire("2020-04", "stage: completed, ")), Contradicted, Some("date-conflict"));
    expect(&judge(&facts, &acquire("2021-08", "")), Contradicted, Some("date-conflict"));
    expect(&judge(&facts, &acquire("2020", "")), Contradicted, Some("date-conflict"));
}

#[test]
fn a_stage_nobody_wrote_down_may_be_meant() {
    let facts = base(
        "a | verified | event: {predicate: acquire, stage: announced, subject: halcyon, object: brightwave, when: 2021-04-12}",
    );
    let acquire =
        |when: &str| format!("event: {{predicate: acquire, subject: halcyon, object: brightwave, when: {when}}}");
    expect(&judge(&facts, &acquire("2022-03")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &acquire("2020-03")), Contradicted, Some("date-conflict"));
}

#[test]
fn another_party_is_no_conflict_of_dates() {
    let facts = base(LAUNCH);
    let by_other = "event: {predicate: launch, subject: brightwave, object: vault, when: 2021}";
    let of_other = "event: {predicate: launch, subject: halcyon, object: lorry, when: 2021}";
    expect(&judge(&facts, by_other), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, of_other), Unsupported, Some("unsupported-claim"));
}

const RECALLS: &str =
    "r1 | verified | event: {predicate: recall, subject: halcyon, object: lorry, nth: 1, marks: {en: [brake]}, amount: 35 vehicles, when: 2023-03-24}
     r2 | verified | event: {predicate: recall, subject: halcyon, object: lorry, nth: 2, marks: {en: [door]}, amount: 36 vehicles, when: 2023-06}";

fn recall(rest: &str) -> String {
    format!("event: {{predicate: recall, subject: halcyon, object: lorry, {rest}}}")
}

#[test]
fn occurrences_are_told_apart_by_number_and_marks() {
    let facts = base(RECALLS);
    expect(&judge(&facts, &recall("when: 2023-05")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &recall("when: 2023-06")), Supported, None);
    expect(&judge(&facts, &recall("nth: 2, when: 2023-06")), Supported, None);
    expect(&judge(&facts, &recall("nth: 2, when: 2023-03")), Contradicted, Some("date-conflict"));
    expect(&judge(&facts, &recall("marks: {en: [brake]}, when: 2023-06")), Contradicted, Some("date-conflict"));
    expect(&judge(&facts, &recall("nth: 3, when: 2023-09")), Unsupported, Some("unsupported-claim"));
}

#[test]
fn a_complete_list_leaves_no_room() {
    let facts = with(RECALLS, "complete:\n  - {predicate: recall, object: lorry, through: 2023-06}\n");
    expect(&judge(&facts, &recall("when: 2023-05")), Contradicted, Some("date-conflict"));
    expect(&judge(&facts, &recall("when: 2023-09")), Unsupported, Some("unsupported-claim"));
    expect(&judge(&facts, &recall("when: 2023-05-31")), Imprecise, Some("imprecise-date"));
}

#[test]
fn the_amount_comes_after_the_date() {
    let facts = base(
        "a | verified | event: {predicate: acquire, subject: halcyon, object: brightwave, amount: 19.7 billion USD, when: 2021-04-12}",
    );
    let bought = |amount: &str, when: &str| {
        format!("event: {{predicate: acquire, subject: halcyon, object: brightwave, amount: {amount}, when: {when}}}")
    };
    expect(&judge(&facts, &bought("19.7 billion USD", "2021-04")), Supported, None);
    expect(&judge(&facts, &bought("17.9 billion USD", "2021-04")), Contradicted, Some("value-conflict"));
    expect(&judge(&facts, &bought("17.9 billion USD", "2020-04")), Contradicted, Some("date-conflict"));
    let no_date = claim(undated(&bought("17.9 billion USD", "2021")));
    expect(&judge_claims(&facts, vec![no_date], "2023")[0], Contradicted, Some("value-conflict"));
}

#[test]
fn that_it_happened_is_known_without_a_date() {
    let facts = base(&format!("{LAUNCH}\n{RECALLS}"));
    let judged = |text: &str| judge_claims(&facts, vec![claim(undated(text))], "2023-11-05").remove(0);
    expect(&judged(&launch("2020")), Supported, None);
    expect(&judged(&recall("when: 2023")), Supported, None);
    let early = judge_claims(&facts, vec![claim(undated(&launch("2020")))], "2019").remove(0);
    assert_eq!(early.verdict, Some(Unsupported), "the fact lies after the article");
}

#[test]
fn a_group_is_as_good_as_its_worst_member() {
    let facts = base(
        "a | verified | event: {predicate: list-shares, subject: halcyon, when: 2014}
         b | verified | event: {predicate: list-shares, subject: brightwave, when: 2014}
         c | verified | event: {predicate: list-shares, subject: nimbus, when: 2014}",
    );
    let listed = |who: &str, when: &str| {
        let mut s = statement(&format!("event: {{predicate: list-shares, subject: halcyon, when: {when}}}"));
        if let Statement::Event(e) = &mut s {
            e.subject = who.split(' ').map(Into::into).collect();
        }
        judge_claims(&facts, vec![claim(s)], "2023").remove(0)
    };
    expect(&listed("trio", "2014"), Supported, None);
    expect(&listed("halcyon nimbus", "2014"), Supported, None);
    expect(&listed("halcyon chen", "2014"), Unsupported, Some("unsupported-claim"));
    expect(&listed("trio", "2015"), Contradicted, Some("date-conflict"));
}

#[test]
fn readings_and_parts_from_elsewhere_forbid_contradictions() {
    let facts = base(LAUNCH);
    let two = |a: &str, b: &str| Claim { readings: vec![statement(&launch(b))], ..claim(statement(&launch(a))) };
    let judged = |c: Claim| judge_claims(&facts, vec![c], "2023").remove(0);
    expect(&judged(two("2019", "2020")), Supported, None);
    expect(&judged(two("2019", "2021")), Contradicted, Some("date-conflict"));
    let weak = |when: &str| Claim { weak: Some(crate::extract::Doubt::AmbiguousEntity), ..two(when, when) };
    expect(&judged(weak("2019")), NotJudged, None);
    expect(&judged(weak("2020")), Supported, None);
    let planned = Claim { modality: Modality::Planned, ..two("2019", "2019") };
    expect(&judged(planned), NotJudged, None);
}

#[test]
fn a_birth_in_another_place_is_the_same_birth_and_wrong() {
    let places = "  - {id: here, type: place, names: {en: Here}}\n  - {id: there, type: place, names: {en: There}}\n";
    let facts = "b | verified | event: {predicate: birth, subject: chen, object: here, when: 1977-06-08}";
    let facts = with(facts, places);
    let born = |object: Option<&str>, when: &str| {
        let mut s = statement(&format!("event: {{predicate: birth, subject: chen, when: {when}}}"));
        if let Statement::Event(e) = &mut s {
            e.object = object.into_iter().map(Into::into).collect();
        }
        judge_claims(&facts, vec![claim(s)], "2023").remove(0)
    };
    expect(&born(Some("here"), "1977"), Supported, None);
    expect(&born(None, "1977"), Supported, None);
    expect(&born(None, "1970"), Contradicted, Some("date-conflict"));
    expect(&born(Some("there"), "1970"), Contradicted, Some("date-conflict"));
    expect_warning(&born(Some("elsewhere"), "1977"), Contradicted, "party-conflict");
    expect(&born(Some("north"), "1977"), Contradicted, Some("party-conflict"));
}

#[test]
fn one_house_is_bought_by_one() {
    let facts = base("a | verified | event: {predicate: acquire, subject: halcyon, object: nimbus, when: 2021-04-12}");
    let bought = |by: &str, when: &str| {
        judge(&facts, &format!("event: {{predicate: acquire, subject: {by}, object: nimbus, when: {when}}}"))
    };
    expect(&bought("brightwave", "2021-04"), Contradicted, Some("party-conflict"));
    expect(&bought("halcyon", "2021-04"), Supported, None);
    expect(&bought("brightwave", "2017"), Unsupported, Some("unsupported-claim"));
}

#[test]
fn many_may_have_done_the_same_to_one() {
    let facts = base(
        "a | verified | event: {predicate: list-shares, subject: halcyon, object: nimbus, when: 2014}
         l | verified | event: {predicate: launch, subject: halcyon, object: vault, when: 2020}",
    );
    let by_nobody = |text: &str| {
        let mut s = statement(text);
        if let Statement::Event(e) = &mut s {
            e.subject.clear();
        }
        judge_claims(&facts, vec![claim(s)], "2023").remove(0)
    };
    let listed = by_nobody("event: {predicate: list-shares, subject: halcyon, object: nimbus, when: 2019}");
    expect(&listed, Unsupported, Some("unsupported-claim"));
    expect(&by_nobody(&launch("2021")), Contradicted, Some("date-conflict"));
}
