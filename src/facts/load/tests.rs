//! Fact bases as they are loaded, whole and with faults.

mod faults;

use super::*;
use crate::statement::Slot;
use crate::vocabulary::Language;

const ENTITIES: &str = "\
entities:
  - {id: ada, type: person, names: {en: Ada, zh: 艾达}, aliases: [Countess]}
  - {id: acme, type: organization, names: {en: Acme, zh: 顶点}, fiscal-year-end: 03-31}
  - {id: acme-cloud, type: organization, names: {en: Acme Cloud}, part-of: acme}
  - {id: vault, type: product, names: {en: Vault}}
";

/// A fact of every kind.
const EVERY_KIND: &str = "\
facts:
  - id: revenue
    metric: {subject: acme-cloud, metric: revenue, value: about 12 billion USD, basis: net, during: FY2015-Q3}
    status: disputed
    checked: 2026-11-22
    review-after: 2029-01-01
    note: as filed
    sources:
      - {title: 'Report: 2015', publisher: SEC, url: 'https://x.org/#a', published: 2016-05, supports: it}
  - id: launch
    event: {predicate: launch, stage: preview, subject: acme, object: vault, amount: 3 products, when: 2020-05, nth: 2, marks: {en: [red], zh: [红]}}
  - {id: head, role: {person: ada, role: ceo, organization: acme, from: 2019, to: unknown}}
  - {id: chair, role: {person: ada, role: chairman, organization: acme, from: 2019-05, to: 2020}}
  - {id: first, rank: {subject: acme, scope: iaas-worldwide-revenue, position: 3rd, when: 2020}}
  - {id: maker, relation: {relation: developed-by, subject: vault, object: [acme, acme-cloud]}}
  - {id: said, quotation: {speaker: ada, words: 'no: never', when: 2008}}
complete:
  - {predicate: launch, subject: acme, through: 2023-06}
";

fn load(texts: &[(&str, &str)]) -> Result<FactBase, Error> {
    FactBase::from_sources(texts.iter().map(|(name, text)| Source::new(*name, *text)).collect())
}

fn faults(result: Result<FactBase, Error>) -> Vec<String> {
    match result {
        Err(Error::Invalid(all)) => all.iter().map(ToString::to_string).collect(),
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

/// The faults of a text beside the entities above.
fn of(text: &str) -> Vec<String> {
    faults(load(&[("e.yaml", ENTITIES), ("t.yaml", text)]))
}

fn read(text: &str) -> FactBase {
    load(&[("e.yaml", ENTITIES), ("t.yaml", text)]).unwrap_or_else(|e| match e {
        Error::Invalid(all) => panic!("{}", all.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
        other => panic!("{other}"),
    })
}

#[test]
fn the_built_in_base_has_no_fault() {
    let base = FactBase::builtin();
    assert_eq!((base.facts.len(), base.entities.len(), base.files.len()), (488, 313, 8));
    let fact = base.fact("alibaba-cloud-revenue-fy2015").expect("a fact of the base");
    assert_eq!(fact.statement.when().map(|w| w.edtf()).as_deref(), Some("2014-04/2015-03"));
    let shown = |slot| fact.slot(slot).map(|s| base.files[fact.file].slice(s));
    assert_eq!(shown(Slot::Predicate), Some("alibaba-cloud-revenue-fy2015"));
    assert_eq!(shown(Slot::Subject), Some("alibaba-cloud"));
    assert_eq!(shown(Slot::Value), Some("1271 million CNY"));
    assert_eq!(shown(Slot::When), Some("FY2015"));
    assert_eq!(base.files[fact.file].name(), "builtin:alibaba.yaml");
    assert!(base.about("alibaba-cloud").iter().any(|&i| base.facts[i].id == fact.id));
    assert!(base.facts.is_sorted_by_key(|f| &f.id) && base.entities.is_sorted_by_key(|e| &e.id));
    assert!(
        base.names().any(|(name, i, ambiguous)| name == "Semi" && ambiguous && &*base.entities[i].id == "tesla-semi")
    );
    assert!(base.misspellings().any(|(m, i)| m.text == "加里云" && &*base.entities[i].id == "alibaba-cloud"));
    let up: Vec<&str> = base.part_of("alibaba-cloud").map(|e| &*e.id).collect();
    assert_eq!(up, ["alibaba-cloud", "alibaba"]);
    let fact = base.fact("nvidia-revenue-fy2023").expect("a fact of the base");
    assert_eq!(fact.statement.when().map(|w| w.edtf()).as_deref(), Some("2022-01-31/2023-01-29"));
    assert_eq!(base.complete.len(), 1);
}

#[test]
fn the_order_of_files_makes_no_difference() {
    let mut sources = files::builtin();
    let forward = FactBase::from_sources(sources.clone()).expect("the base has no fault");
    sources.reverse();
    let backward = FactBase::from_sources(sources).expect("the base has no fault");
    assert_eq!(format!("{:?}", forward.facts), format!("{:?}", backward.facts));
    assert_eq!(format!("{:?}", forward.entities), format!("{:?}", backward.entities));
    assert_eq!(
        faults(load(&[("b", "facts: [x]"), ("a", "x: 1")])),
        faults(load(&[("a", "x: 1"), ("b", "facts: [x]")]))
    );
}

#[test]
fn an_empty_base_knows_the_core_vocabulary() {
    assert!(FactBase::empty().vocabulary.get("revenue").is_some());
    assert!(FactBase::load(&[]).is_ok_and(|b| b.facts.is_empty() && b.vocabulary.get("ceo").is_some()));
    assert!(load(&[("a.yaml", ""), ("b.yaml", "facts:\n"), ("c.yaml", "# later")]).is_ok());
}

#[test]
fn every_kind_of_fact_is_read() {
    let base = read(EVERY_KIND);
    let shown = |id: &str| {
        let fact = base.fact(id).expect("a fact of the text");
        format!("{} {:?}", fact.statement.kind(), fact.statement.when().map(|w| w.edtf()).unwrap_or_default())
    };
    assert_eq!(shown("revenue"), "metric \"2014-10/2014-12\"");
    assert_eq!(shown("head"), "role \"2019-01-01/..\"");
    assert_eq!(shown("chair"), "role \"2019-05/2020-12\"");
    assert!(matches!(&base.fact("head").expect("read").statement, Statement::Role(r) if r.ended));
    assert!(matches!(&base.fact("chair").expect("read").statement, Statement::Role(r) if !r.ended));
    let Statement::Event(event) = &base.fact("launch").expect("read").statement else { panic!("an event") };
    assert_eq!((event.nth, &event.marks[..]), (Some(2), &["red".to_owned(), "红".to_owned()][..]));
    assert_eq!(base.fact("revenue").expect("read").sources[0].title, "Report: 2015");
    assert_eq!(base.about("acme-cloud").len(), 2);
    assert_eq!(base.shown("acme", Language::Zh), "顶点");
    assert_eq!(base.complete[0].through.to_string(), "2023-06-30");
}

#[test]
fn a_fact_base_teaches_predicates() {
    let base = read(
            "vocabulary:
  - {id: shipments, kind: metric, names: {en: [shipments], zh: 出货量}, subject: [organization], dimension: count, measures: flow}
  - {id: co-chair, kind: role, names: {en: co-chair}, subject: [person], object: [organization], broader: chairman}
facts:
  - {id: s, metric: {subject: acme, metric: shipments, value: 2000, during: 2020}}
  - {id: t, metric: {subject: acme, metric: shipments, value: '12,345', during: 2021}}
  - {id: u, metric: {subject: acme, metric: shipments, value: 2019 GPUs, during: 2022}}
  - {id: v, metric: {subject: acme, metric: shipments, value: 3万台, during: 2023}}
",
        );
    assert!(base.vocabulary.is_kind_of("co-chair", "chairman"));
    let values: Vec<String> = base.facts.iter().filter_map(|f| f.statement.value()).map(|v| v.to_string()).collect();
    assert_eq!(values, ["2000", "12345", "2019 GPU", "30000 device"]);
}

#[test]
fn five_faults_are_shown_together() {
    let said = of("facts:
  - {id: One, event: {predicate: found, subject: acme, when: 2001}}
  - {id: two, event: {predicate: fuond, subject: acme, when: 2001}}
  - {id: three, event: {predicate: found, subject: acmee, when: 2001}}
  - {id: four, event: {predicate: found, subject: acme, when: May 2001}}
  - {id: five, event: {predicate: found, subject: acme, when: 2001}, staus: verified}
");
    assert_eq!(
        said,
        [
            "t.yaml:2:10: `One` is not an id; write lower-case ASCII letters, digits and hyphens: `one`",
            "t.yaml:3:34: `fuond` is not the id of an event; did you mean `found`?",
            "t.yaml:4:52: `acmee` is not the id of an entity; did you mean `acme`?",
            "t.yaml:5:63: `May 2001` is not a date; write `2001-05`",
            "t.yaml:6:70: `staus` is not a key of a fact; did you mean `status`?",
        ]
    );
}

#[test]
fn circles_and_ids_of_other_files_are_found() {
    let part =
        |id: &str, of: &str| format!("entities:\n  - {{id: {id}, type: place, names: {{en: {id}}}, part-of: {of}}}\n");
    let said = faults(load(&[("a.yaml", &part("x", "y")), ("b.yaml", &part("y", "x"))]));
    assert_eq!(said.len(), 2);
    let fact = "facts:\n  - {id: f, event: {predicate: birth, subject: ada, when: 1999}}\n";
    let said = faults(load(&[("e.yaml", ENTITIES), ("a.yaml", fact), ("b.yaml", fact)]));
    assert_eq!(
        said,
        ["b.yaml:2:10: the fact `f` stands here and at a.yaml:2:10; keep one of the two, or give one another id"]
    );
}

#[test]
fn broken_syntax_ends_its_file_alone() {
    let said = faults(load(&[("a.yaml", "facts: [\n"), ("b.yaml", "fact: []\n"), ("c.yaml", "facts：\n  - id: x\n")]));
    assert_eq!(said.len(), 3, "{said:#?}");
    assert!(said[0].starts_with("a.yaml:1:8: this bracket is never closed; "));
    assert!(said[1].starts_with("b.yaml:1:1: `fact` is not a key of a fact file; did you mean `facts`?"));
    assert!(said[2].starts_with("c.yaml:2:") && said[2].contains("full-width colon"));
}

#[test]
fn no_text_makes_it_panic() {
    const BITS: &[&str] = &[
        "\"",
        "'",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "：",
        "，",
        "&a ",
        "*a",
        "<<: ",
        "!!int ",
        "\n",
        "  ",
        "\t",
        "#",
        "|",
        "\u{feff}",
        "\0",
        "FY2015",
        "FY0000-Q4",
        "~",
        "1e999",
        "%",
        "? ",
        "\r",
        "😀",
        "262144-01",
        "/",
        "..",
        "acme",
    ];
    // A fixed sequence: the same texts on every run.
    let mut state: usize = 0x2545_f491;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7fff_ffff;
        (state >> 8) % below.max(1)
    };
    for _ in 0..400 {
        let mut text = EVERY_KIND.to_owned();
        for _ in 0..1 + next(4) {
            let chars: Vec<usize> = text.char_indices().map(|c| c.0).collect();
            let from = next(chars.len());
            let to = (from + next(3) * next(20)).min(chars.len() - 1);
            text.replace_range(chars[from]..chars[to], BITS[next(BITS.len())]);
        }
        for fault in of(&text) {
            assert!(!fault.contains("; ;") && !fault.ends_with("; "), "{fault}");
        }
    }
}
