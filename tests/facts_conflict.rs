//! `facts-conflict`: two facts that cannot both be true.

use crate::facts_check::{SOURCE, all, checked, facts, found};
use factlint::diagnostic::{Place, Severity};

#[test]
fn events_that_happen_once_have_one_date_and_one_amount() {
    for (a, b, clash) in [
        // Days, months and years that share none.
        (
            "event: {predicate: found, subject: acme, when: 2001}",
            "event: {predicate: found, subject: acme, when: 2002-05}",
            true,
        ),
        (
            "event: {predicate: found, subject: acme, when: 2001}",
            "event: {predicate: found, subject: acme, when: 2001-05-04}",
            false,
        ),
        // A day apart may be another time zone.
        (
            "event: {predicate: found, subject: acme, when: 2001-05-04}",
            "event: {predicate: found, subject: acme, when: 2001-05-05}",
            false,
        ),
        (
            "event: {predicate: found, subject: acme, when: 2001-05-04}",
            "event: {predicate: found, subject: acme, when: 2001-05-06}",
            true,
        ),
        // Where somebody is born is no other birth.
        (
            "event: {predicate: birth, subject: ada, object: oslo, when: 1980}",
            "event: {predicate: birth, subject: ada, object: rome, when: 1981}",
            true,
        ),
        (
            "event: {predicate: birth, subject: ada, when: 1980}",
            "event: {predicate: birth, subject: bo, when: 1981}",
            false,
        ),
        // Another stage, another party, another exchange.
        (
            "event: {predicate: acquire, subject: acme, object: hub, stage: announced, when: 2010}",
            "event: {predicate: acquire, subject: acme, object: hub, stage: completed, when: 2011}",
            false,
        ),
        (
            "event: {predicate: acquire, subject: acme, object: hub, stage: announced, when: 2010}",
            "event: {predicate: acquire, subject: acme, object: hub, when: 2011}",
            false,
        ),
        (
            "event: {predicate: acquire, subject: acme, object: hub, stage: completed, when: 2010}",
            "event: {predicate: acquire, subject: acme, object: hub, stage: completed, when: 2011}",
            true,
        ),
        (
            "event: {predicate: acquire, subject: acme, object: hub, when: 2010}",
            "event: {predicate: acquire, subject: bo, object: hub, when: 2015}",
            false,
        ),
        (
            "event: {predicate: list-shares, subject: acme, object: hub, when: 2010}",
            "event: {predicate: list-shares, subject: acme, when: 2015}",
            false,
        ),
        // The maker of what was launched may be left out.
        (
            "event: {predicate: launch, subject: acme, object: kiln, when: 2010}",
            "event: {predicate: launch, subject: kiln, when: 2012}",
            true,
        ),
        // Amounts.
        (
            "event: {predicate: acquire, subject: acme, object: hub, amount: 5 billion USD, when: 2010}",
            "event: {predicate: acquire, subject: acme, object: hub, amount: 6 billion USD, when: 2010}",
            true,
        ),
        (
            "event: {predicate: acquire, subject: acme, object: hub, amount: 5 billion USD, when: 2010}",
            "event: {predicate: acquire, subject: acme, object: hub, amount: 5.04 billion USD, when: 2010}",
            false,
        ),
        (
            "event: {predicate: acquire, subject: acme, object: hub, amount: 5 billion USD, when: 2010}",
            "event: {predicate: acquire, subject: acme, object: hub, amount: 4 billion EUR, when: 2010}",
            false,
        ),
        // What can happen again, unless it is counted.
        (
            "event: {predicate: recall, subject: acme, object: kiln, when: 2010}",
            "event: {predicate: recall, subject: acme, object: kiln, when: 2012}",
            false,
        ),
        (
            "event: {predicate: recall, subject: acme, object: kiln, nth: 1, when: 2010}",
            "event: {predicate: recall, subject: acme, object: kiln, nth: 2, when: 2012}",
            false,
        ),
        (
            "event: {predicate: recall, subject: acme, object: kiln, nth: 2, when: 2010}",
            "event: {predicate: recall, subject: acme, object: kiln, nth: 2, when: 2012}",
            true,
        ),
    ] {
        let expected: &[&str] = if clash { &["facts-conflict f2 f1"] } else { &[] };
        assert_eq!(found(&facts(&[a, b])), expected, "{a}\n{b}");
    }
}

#[test]
fn figures_of_one_period_and_definition_agree() {
    for (a, b, clash) in [
        (
            "metric: {subject: acme, metric: revenue, value: 12 billion USD, during: 2020}",
            "metric: {subject: acme, metric: revenue, value: 15 billion USD, during: 2020}",
            true,
        ),
        (
            "metric: {subject: acme, metric: revenue, value: 12 billion USD, during: 2020}",
            "metric: {subject: acme, metric: revenue, value: 12.3 billion USD, during: 2020}",
            false,
        ),
        (
            "metric: {subject: acme, metric: revenue, value: 12 billion USD, during: 2020}",
            "metric: {subject: acme, metric: revenue, value: 15 billion USD, during: FY2020}",
            false,
        ),
        (
            "metric: {subject: acme, metric: revenue, value: 12 billion USD, during: 2020}",
            "metric: {subject: acme, metric: revenue, value: 15 billion USD, during: 2021}",
            false,
        ),
        (
            "metric: {subject: acme, metric: revenue, value: 12 billion USD, during: 2020}",
            "metric: {subject: hub, metric: revenue, value: 15 billion USD, during: 2020}",
            false,
        ),
        (
            "metric: {subject: acme, metric: revenue, value: 12 billion USD, during: 2020}",
            "metric: {subject: acme, metric: revenue, value: 15 billion USD, basis: restated, during: 2020}",
            false,
        ),
        (
            "metric: {subject: acme, metric: revenue, value: 12 billion USD, basis: restated, during: 2020}",
            "metric: {subject: acme, metric: revenue, value: 15 billion USD, basis: restated, during: 2020}",
            true,
        ),
        (
            "metric: {subject: acme, metric: revenue, value: 12 billion USD, during: 2020}",
            "metric: {subject: acme, metric: revenue, value: 9 billion EUR, during: 2020}",
            false,
        ),
        // Within a year a stock may have been another on another day.
        (
            "metric: {subject: kiln, metric: users, value: 1200, as-of: 2020}",
            "metric: {subject: kiln, metric: users, value: 1500, as-of: 2020}",
            false,
        ),
        (
            "metric: {subject: kiln, metric: users, value: 1200, as-of: 2020-03-31}",
            "metric: {subject: kiln, metric: users, value: 1500, as-of: 2020-03-31}",
            true,
        ),
        (
            "metric: {subject: kiln, metric: users, value: more than 1200, as-of: 2020-03-31}",
            "metric: {subject: kiln, metric: users, value: 1500, as-of: 2020-03-31}",
            false,
        ),
        (
            "metric: {subject: kiln, metric: users, value: more than 1200, as-of: 2020-03-31}",
            "metric: {subject: kiln, metric: users, value: 900, as-of: 2020-03-31}",
            true,
        ),
    ] {
        let expected: &[&str] = if clash { &["facts-conflict f2 f1"] } else { &[] };
        assert_eq!(found(&facts(&[a, b])), expected, "{a}\n{b}");
    }
}

#[test]
fn only_verified_facts_conflict() {
    let one = "event: {predicate: found, subject: acme, when: 2001}";
    for status in ["unverified", "disputed", "retracted"] {
        let other = format!("event: {{predicate: found, subject: acme, when: 2005}}, status: {status}");
        assert!(found(&facts(&[one, &other])).is_empty(), "{status}");
    }
}

#[test]
fn a_conflict_proves_itself() {
    let report = checked(&[
        ("b.yaml", &facts(&["event: {predicate: found, subject: acme, when: 2001}"])),
        (
            "a.yaml",
            &format!(
                "facts:\n  - {{id: first, event: {{predicate: found, subject: acme, when: 1999-04}}, {SOURCE}}}\n"
            ),
        ),
    ]);
    let found = all(&report);
    let [one] = found[..] else { panic!("{found:#?}") };
    assert_eq!(one.severity, Severity::Error);
    assert_eq!(one.message.en, "`f1` says 2001, `first` says April 1999: both cannot be true");
    let files = &report.facts.files;
    let words: Vec<(&str, &str)> = one
        .labels
        .iter()
        .map(|l| match l.place {
            Place::Facts(file) => (files[file].name(), files[file].slice(l.span)),
            _ => ("?", "?"),
        })
        .collect();
    assert_eq!(words, [("b.yaml", "2001"), ("a.yaml", "1999-04")]);
    let notes: Vec<&str> = one.notes.iter().map(|n| n.en.as_str()).collect();
    assert_eq!(notes[0], "both state found · Acme Works; it happens once");
    assert_eq!(notes[1], "first: source (verified, checked 2026-11-01): A page, A house");
    assert_eq!(
        report.documents.iter().map(|d| d.diagnostics.len()).collect::<Vec<_>>(),
        [0, 1],
        "with the file of its place"
    );
}
