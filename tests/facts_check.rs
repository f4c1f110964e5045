//! The fact base checked by itself: every rule for facts with bases that are wrong and bases that are right.

use factlint::check::{RULES, Report, Run, check_facts};
use factlint::config::Config;
use factlint::diagnostic::{Diagnostic, Place, Severity};
use factlint::facts::FactBase;
use factlint::report::{Format, Options, render};
use factlint::source::Source;
use serde_json::Value;
use std::sync::Arc;

const ENTITIES: &str = "\
entities:
  - {id: acme, type: organization, names: {en: Acme Works, zh: 顶点工业}, fiscal-year-end: 03-31}
  - {id: hub, type: organization, names: {en: Hub Exchange}}
  - {id: kiln, type: product, names: {en: Kiln}}
  - {id: ada, type: person, names: {en: Ada Byron, zh: 艾达}}
  - {id: bo, type: person, names: {en: Bo Lund}}
  - {id: oslo, type: place, names: {en: Oslo}}
  - {id: rome, type: place, names: {en: Rome}}
facts:
";

const SOURCE: &str = "status: verified, checked: 2026-11-01, sources: [{title: A page, publisher: A house}]";

/// Facts `f1`, `f2` …, each verified by a source unless it says something of it itself.
fn facts(statements: &[&str]) -> String {
    let mut text = ENTITIES.to_owned();
    for (i, statement) in statements.iter().enumerate() {
        let rest = if statement.contains("status:") { String::new() } else { format!(", {SOURCE}") };
        text += &format!("  - {{id: f{}, {statement}{rest}}}\n", i + 1);
    }
    text
}

fn config() -> Config {
    Config::new("2026-11-22".parse().expect("a day"))
}

fn checked(files: &[(&str, &str)]) -> Report {
    let sources = files.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    match FactBase::from_sources(sources) {
        Ok(base) => check_facts(&Arc::new(base), &config()),
        Err(error) => panic!("{error:?}"),
    }
}

fn all(report: &Report) -> Vec<&Diagnostic> {
    report.documents.iter().flat_map(|d| &d.diagnostics).collect()
}

/// Each finding as `code f2 f1`.
fn found(text: &str) -> Vec<String> {
    let report = checked(&[("base.yaml", text)]);
    let show = |d: &&Diagnostic| d.facts.iter().fold(d.rule.to_owned(), |line, id| format!("{line} {id}"));
    all(&report).iter().map(show).collect()
}

#[test]
fn the_examples_of_every_page_are_true() {
    let mut count = 0;
    for rule in RULES.iter().filter(|r| matches!(r.run, Run::Facts(_))) {
        for block in rule.page.split("\n```").filter(|b| b.starts_with("bad ") || b.starts_with("good ")) {
            let (head, text) = block.split_once('\n').expect("a block has lines");
            let report = checked(&[("base.yaml", text)]);
            let codes: Vec<&str> = all(&report).iter().map(|d| d.rule).collect();
            let wanted: &[&str] = if head.starts_with("bad") { &[rule.code] } else { &[] };
            assert_eq!(codes, wanted, "{}: {head}", rule.code);
            count += 1;
        }
    }
    assert_eq!(count, 20);
}

#[test]
fn the_base_that_ships_has_no_finding() {
    let report = check_facts(&FactBase::builtin(), &config());
    let said: Vec<&str> = all(&report).iter().map(|d| d.message.en.as_str()).collect();
    assert!(said.is_empty(), "{said:#?}");
}

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

#[test]
fn an_exclusive_post_has_one_holder_at_a_time() {
    let role = |who: &str, role: &str, term: &str| {
        format!("role: {{person: {who}, role: {role}, organization: acme, {term}}}")
    };
    for (a, b, clash) in [
        (role("ada", "ceo", "from: 2010-01-05, to: 2015-06-30"), role("bo", "ceo", "from: 2015-06-30"), false),
        (role("ada", "ceo", "from: 2010-01-05, to: 2015-06-30"), role("bo", "ceo", "from: 2015-06-28"), true),
        (role("ada", "ceo", "from: 2010-01-05"), role("bo", "ceo", "from: 2015-06-30"), true),
        (role("ada", "ceo", "from: 2010-01-05, to: unknown"), role("bo", "ceo", "from: 2015-06-30"), false),
        // Coarse dates never prove an overlap.
        (role("ada", "ceo", "from: 2010, to: 2015"), role("bo", "ceo", "from: 2015"), false),
        (role("ada", "ceo", "from: 2010, to: 2015-06"), role("bo", "ceo", "from: 2015-06-02"), false),
        (role("ada", "ceo", "from: 2010, to: 2016"), role("bo", "ceo", "from: 2015-06-02"), true),
        (role("ada", "ceo", "to: 2016-01-01"), role("bo", "ceo", "from: 2015-06-02"), false),
        // Posts that several hold, other posts, the same person.
        (role("ada", "co-ceo", "from: 2010-01-05"), role("bo", "co-ceo", "from: 2010-01-05"), false),
        (role("ada", "co-ceo", "from: 2010-01-05"), role("bo", "ceo", "from: 2010-01-05"), false),
        (role("ada", "interim-ceo", "from: 2010-01-05"), role("bo", "ceo", "from: 2010-01-05"), true),
        (role("ada", "chairman", "from: 2010-01-05"), role("bo", "ceo", "from: 2010-01-05"), false),
        (role("ada", "ceo", "from: 2010-01-05"), role("ada", "ceo", "from: 2012-01-05"), false),
    ] {
        let expected: &[&str] = if clash { &["overlapping-roles f2 f1"] } else { &[] };
        assert_eq!(found(&facts(&[&a, &b])), expected, "{a}\n{b}");
    }
}

#[test]
fn a_term_lasts_until_it_was_checked_and_an_unverified_one_only_warns() {
    let first = "role: {person: ada, role: ceo, organization: acme, from: 2010-01-05}";
    let second = "role: {person: bo, role: ceo, organization: acme, from: 2015-06-30}";
    let with = |fact: &str, rest: &str| format!("{fact}, {rest}");
    let before = with(first, "status: verified, checked: 2014-02-01, sources: [{title: A page, publisher: A house}]");
    assert!(found(&facts(&[&before, second])).is_empty(), "last seen before the other came");
    let never = with(first, "status: verified, sources: [{title: A page, publisher: A house}]");
    assert!(found(&facts(&[&never, second])).is_empty(), "nobody says until when");
    let unsure = with(first, "status: unverified, checked: 2026-11-01");
    let report = checked(&[("base.yaml", &facts(&[&unsure, second]))]);
    let severities: Vec<Severity> = all(&report).iter().map(|d| d.severity).collect();
    assert_eq!(severities, [Severity::Warning]);
    assert!(found(&facts(&[&with(first, "status: disputed, checked: 2026-11-01"), second])).is_empty());
}

#[test]
fn a_name_of_two_is_ambiguous_to_both() {
    let entities = |first: &str, second: &str| {
        format!("entities:\n  - {{id: a, type: organization, {first}}}\n  - {{id: b, type: organization, {second}}}\n")
    };
    for (first, second, messages) in [
        ("names: {en: Nova}", "names: {en: Vega}", &[][..]),
        ("names: {en: Nova}", "names: {en: NOVA}", &["`Nova` is a name of a and of b"]),
        (
            "names: {zh: 新星}, aliases: [雲], ambiguous: [雲]",
            "names: {zh: 织女}, aliases: [云]",
            &["`雲` is a name of a and of b"],
        ),
        ("names: {zh: 新星}, aliases: [雲], ambiguous: [雲]", "names: {zh: 织女}, aliases: [云], ambiguous: [云]", &[]),
        (
            "names: {en: Nova Labs}",
            "names: {en: Novalabs Inc.}",
            &["`b` (Novalabs Inc.) may be `a` (Nova Labs) once more"],
        ),
        ("names: {en: Nova Co}", "names: {en: Novaco}", &[]),
        ("names: {en: Inc}", "names: {en: Ltd}", &[]),
        (
            "names: {zh: 新星科技}",
            "names: {zh: 新星科技有限公司}",
            &["`b` (新星科技有限公司) may be `a` (新星科技) once more"],
        ),
        ("names: {zh: 新星科技}", "names: {zh: 新星集团}", &[]),
    ] {
        let report = checked(&[("base.yaml", &entities(first, second))]);
        let said: Vec<&str> = all(&report).iter().map(|d| d.message.en.as_str()).collect();
        assert_eq!(said, messages, "{first} / {second}");
    }
    let other_type = "entities:\n  - {id: a, type: organization, names: {en: Nova Ltd}}\n  - {id: b, type: product, names: {en: Nova}}\n";
    assert!(found(other_type).is_empty(), "a company and its product");
}

#[test]
fn the_name_itself_is_marked() {
    let text = "entities:\n  - id: a\n    type: person\n    names: {en: Ada Byron, zh: 艾达}\n    aliases: [Byron]\n  - id: b\n    type: person\n    names: {en: \"Byron\"}\n";
    let report = checked(&[("base.yaml", text)]);
    let found = all(&report);
    let source = &report.facts.files[0];
    let places: Vec<(usize, usize)> =
        found[0].labels.iter().map(|l| source.position(l.span.start)).map(|p| (p.line, p.column)).collect();
    assert_eq!(places, [(5, 15), (8, 18)]);
}

#[test]
fn a_verified_fact_names_its_source() {
    let fact = |rest: &str| facts(&[&format!("event: {{predicate: found, subject: acme, when: 2001}}, {rest}")]);
    for (rest, missing) in [
        ("status: verified", true),
        ("status: verified, sources: [{title: A page}]", true),
        ("status: verified, sources: [{title: A page}, {title: Another, url: https://house.example/a}]", false),
        ("status: verified, sources: [{title: A page, publisher: A house}]", false),
        ("status: unverified", false),
        ("status: disputed", false),
    ] {
        let expected: &[&str] = if missing { &["missing-source f1"] } else { &[] };
        assert_eq!(found(&fact(rest)), expected, "{rest}");
    }
}

#[test]
fn a_fact_is_stale_after_its_day() {
    let fact = |day: &str, status: &str| {
        facts(&[&format!(
            "event: {{predicate: found, subject: acme, when: 2001}}, review-after: {day}, status: {status}"
        )])
    };
    assert_eq!(found(&fact("2026-11-21", "unverified")), ["stale-fact f1"]);
    assert!(found(&fact("2026-11-22", "unverified")).is_empty(), "on the day itself it still holds");
    assert!(found(&fact("2020-01-01", "retracted")).is_empty());
}

#[test]
fn the_configuration_decides_on_severities() {
    let text = facts(&["event: {predicate: found, subject: acme, when: 2001}, status: verified"]);
    let base = Arc::new(FactBase::from_sources(vec![Source::new("base.yaml", text)]).expect("a base"));
    let mut config = config();
    config.severities.insert("missing-source".to_owned(), Some(Severity::Error));
    assert_eq!(all(&check_facts(&base, &config))[0].severity, Severity::Error);
    config.severities.insert("missing-source".to_owned(), None);
    assert!(all(&check_facts(&base, &config)).is_empty());
}

#[test]
fn the_result_does_not_depend_on_the_order_of_files() {
    let a = facts(&[
        "event: {predicate: found, subject: acme, when: 2001}",
        "event: {predicate: found, subject: hub, when: 2001}",
    ]);
    let b = format!("facts:\n  - {{id: g, event: {{predicate: found, subject: acme, when: 1990}}, {SOURCE}}}\n");
    let written = |files: &[(&str, &str)]| {
        let mut out = Vec::new();
        render(&checked(files), &Options::new(Format::Json), &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    };
    assert_eq!(written(&[("a.yaml", &a), ("b.yaml", &b)]), written(&[("b.yaml", &b), ("a.yaml", &a)]));
}

#[test]
fn every_format_shows_a_finding_in_facts() {
    let text = facts(&[
        "event: {predicate: found, subject: acme, when: 2001}",
        "event: {predicate: found, subject: acme, when: 2003}",
    ]);
    let report = checked(&[("事实/base.yaml", &text)]);
    let written = |format: Format| {
        let mut options = Options::new(format);
        options.quiet = true;
        let mut out = Vec::new();
        render(&report, &options, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    };
    let shown = written(Format::Text);
    assert!(shown.contains("× facts-conflict: `f2` says 2003") && shown.contains("[事实/base.yaml:11:61]"), "{shown}");
    assert!(written(Format::Concise).starts_with("事实/base.yaml:11:61: error[facts-conflict] `f2` says 2003"));
    assert!(written(Format::Github).starts_with("::error file=事实/base.yaml,line=11,endLine=11,col=61,endColumn=65,"));
    let json: Value = serde_json::from_str(&written(Format::Json)).expect("JSON");
    let schema = factlint::report::json::schema();
    assert!(jsonschema::is_valid(&schema, &json));
    let diagnostic = &json["documents"][0]["diagnostics"][0];
    assert_eq!(
        (&diagnostic["labels"][0]["path"], &diagnostic["labels"][0]["text"]),
        (&"事实/base.yaml".into(), &"2003".into())
    );
    let log: Value = serde_json::from_str(&written(Format::Sarif)).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert!(result["message"]["text"].as_str().is_some_and(|t| t.ends_with("(facts f2, [f1](1))")), "{result}");
}
