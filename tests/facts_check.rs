//! The fact base checked by itself: every rule for facts with bases that are wrong and bases that are right.

use factlint::check::{RULES, Report, Run, check_facts};
use factlint::config::Config;
use factlint::diagnostic::{Diagnostic, Severity};
use factlint::facts::FactBase;
use factlint::report::{Format, Options, render};
use factlint::source::Source;
use serde_json::Value;
use std::sync::Arc;

pub(crate) const ENTITIES: &str = "\
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

pub(crate) const SOURCE: &str = "status: verified, checked: 2026-11-01, sources: [{title: A page, publisher: A house}]";

/// Facts `f1`, `f2` …, each verified by a source unless it says something of it itself.
pub(crate) fn facts(statements: &[&str]) -> String {
    let mut text = ENTITIES.to_owned();
    for (i, statement) in statements.iter().enumerate() {
        let rest = if statement.contains("status:") { String::new() } else { format!(", {SOURCE}") };
        text += &format!("  - {{id: f{}, {statement}{rest}}}\n", i + 1);
    }
    text
}

pub(crate) fn config() -> Config {
    Config::new("2026-11-22".parse().expect("a day"))
}

pub(crate) fn checked(files: &[(&str, &str)]) -> Report {
    let sources = files.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    match FactBase::from_sources(sources) {
        Ok(base) => check_facts(&Arc::new(base), &config()),
        Err(error) => panic!("{error:?}"),
    }
}

pub(crate) fn all(report: &Report) -> Vec<&Diagnostic> {
    report.documents.iter().flat_map(|d| &d.diagnostics).collect()
}

/// Each finding as `code f2 f1`.
pub(crate) fn found(text: &str) -> Vec<String> {
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
