//! Puts a fact base together from the texts of its files: reads, merges, checks, sorts and indexes.
//!
//! Every fault of every file is collected; only a file with broken syntax keeps the rest of itself back. The result
//! does not depend on the order of the files. How files come from the disk is decided in `files`.

use super::entities::{self, Entities};
use super::parts::Known;
use super::{Complete, Fact, FactBase, files, predicates, statements};
use crate::error::{Error, Fault};
use crate::source::{Source, Span};
use crate::statement::{Id, Statement};
use crate::yaml::{Node, Reader};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Something with an id as one file has it.
#[derive(Debug)]
pub(super) struct Draft<T> {
    /// Its id.
    pub(super) id: Id,
    /// Index of its file.
    pub(super) file: usize,
    /// Its id in that file.
    pub(super) span: Span,
    /// What was read.
    pub(super) value: T,
}

impl FactBase {
    /// The core vocabulary alone.
    pub fn empty() -> Self {
        Self { vocabulary: predicates::core().clone(), ..Self::default() }
    }

    /// The base that ships with the program, read once.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<FactBase>> = OnceLock::new();
        Arc::clone(BUILTIN.get_or_init(|| {
            Arc::new(FactBase::from_sources(files::builtin()).expect("a test reads the built-in base without a fault"))
        }))
    }

    /// The facts of files and folders; `builtin` stands for the base that ships with the program.
    ///
    /// Of a folder all `*.yaml` and `*.yml` are read, those of its folders too, but neither hidden ones nor a
    /// `factlint.yaml`. No path at all is the core vocabulary alone; a folder called builtin is `./builtin`.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every fault of every file, unreadable ones among them.
    pub fn load(paths: &[PathBuf]) -> Result<Self, Error> {
        let (sources, faults) = files::read(paths);
        assemble(sources, faults)
    }

    /// The facts of texts with names; the order of the texts makes no difference.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every fault of every text.
    pub fn from_sources(sources: Vec<Source>) -> Result<Self, Error> {
        assemble(sources, Vec::new())
    }
}

/// The trees of one file's sections.
#[derive(Default)]
struct Sections {
    vocabulary: Option<Node>,
    entities: Option<Node>,
    facts: Option<Node>,
    complete: Option<Node>,
}

fn assemble(mut sources: Vec<Source>, mut faults: Vec<Fault>) -> Result<FactBase, Error> {
    sources.sort_by(|a, b| a.name().cmp(b.name()).then_with(|| a.text().cmp(b.text())));
    let files: Vec<Arc<Source>> = sources.into_iter().map(Arc::new).collect();
    let mut readers: Vec<Reader> = files.iter().map(|f| Reader::new(Arc::clone(f))).collect();
    let sections: Vec<Sections> = readers.iter_mut().map(sections).collect();

    let mut vocabulary = predicates::core().clone();
    let drafts = each(&sections, &mut readers, |s| s.vocabulary.as_ref(), predicates::read);
    predicates::add(drafts, &mut readers, &mut vocabulary);

    let drafts = each(&sections, &mut readers, |s| s.entities.as_ref(), entities::read);
    let entities: Entities = unique(drafts, &mut readers, "entity");
    entities::check(&entities, &mut readers);

    let known = Known::new(&vocabulary, &entities);
    let drafts = each(&sections, &mut readers, |s| s.facts.as_ref(), |r, n, i| statements::read(r, n, i, &known));
    let facts = unique(drafts, &mut readers, "fact");
    let complete: Vec<Complete> =
        each(&sections, &mut readers, |s| s.complete.as_ref(), |r, n, _| statements::complete(r, n, &known));

    faults.extend(readers.into_iter().flat_map(Reader::into_faults));
    if !faults.is_empty() {
        // Stable: those of one file are in order already.
        faults.sort_by(|a, b| a.source.name().cmp(b.source.name()));
        return Err(Error::Invalid(faults));
    }
    let facts = facts.into_values().filter_map(|d| d.value).collect();
    let mut base =
        FactBase { files, entities: entities::finish(entities), facts, complete, vocabulary, ..FactBase::default() };
    index(&mut base);
    Ok(base)
}

fn sections(reader: &mut Reader) -> Sections {
    let Some(tree) = reader.tree() else { return Sections::default() };
    let keys = ["vocabulary", "entities", "facts", "complete"];
    let Some(fields) = reader.fields(&tree, "a fact file", &keys) else { return Sections::default() };
    let section = |key: &str| fields.get(key).cloned();
    Sections {
        vocabulary: section("vocabulary"),
        entities: section("entities"),
        facts: section("facts"),
        complete: section("complete"),
    }
}

/// What a reader makes of one section of every file.
fn each<T>(
    sections: &[Sections],
    readers: &mut [Reader],
    section: fn(&Sections) -> Option<&Node>,
    read: impl Fn(&mut Reader, &Node, usize) -> Vec<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for (i, (sections, reader)) in sections.iter().zip(readers).enumerate() {
        all.extend(section(sections).map(|node| read(reader, node, i)).into_iter().flatten());
    }
    all
}

/// Drafts by id; an id that stands twice is a fault at its second place that names the first.
fn unique<T>(drafts: Vec<Draft<T>>, readers: &mut [Reader], what: &str) -> BTreeMap<Id, Draft<T>> {
    let mut all: BTreeMap<Id, Draft<T>> = BTreeMap::new();
    for draft in drafts {
        match all.get(&draft.id) {
            Some(first) => {
                let first = readers[first.file].place(first.span);
                readers[draft.file].fault(
                    draft.span,
                    format!("the {what} `{}` stands here and at {first}", draft.id),
                    "keep one of the two, or give one another id",
                );
            }
            None => {
                all.insert(Arc::clone(&draft.id), draft);
            }
        }
    }
    all
}

fn index(base: &mut FactBase) {
    base.entity_index = base.entities.iter().enumerate().map(|(i, e)| (Arc::clone(&e.id), i)).collect();
    base.fact_index = base.facts.iter().enumerate().map(|(i, f)| (Arc::clone(&f.id), i)).collect();
    for (i, fact) in base.facts.iter().enumerate() {
        for id in named(fact) {
            let about = base.about.entry(Arc::clone(id)).or_default();
            if about.last() != Some(&i) {
                about.push(i);
            }
        }
    }
}

/// The entities a fact names, in any slot.
fn named(fact: &Fact) -> impl Iterator<Item = &Id> {
    let (counterpart, occasion): (&[Id], Option<&Id>) = match &fact.statement {
        Statement::Event(e) => (&e.counterpart, None),
        Statement::Quotation(q) => (&[], q.occasion.as_ref()),
        _ => (&[], None),
    };
    fact.statement.subject().iter().chain(fact.statement.object()).chain(counterpart).chain(occasion)
}

#[cfg(test)]
mod tests {
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
        assert_eq!((base.facts.len(), base.entities.len(), base.files.len()), (476, 235, 7));
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
            base.names()
                .any(|(name, i, ambiguous)| name == "Semi" && ambiguous && &*base.entities[i].id == "tesla-semi")
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
        let values: Vec<String> =
            base.facts.iter().filter_map(|f| f.statement.value()).map(|v| v.to_string()).collect();
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
    fn each_fault_of_a_fact_says_where_and_what_to_write() {
        for (fact, expected) in [
            ("id: a", "2:5: this fact states nothing; add one of event, metric, role, rank, relation, quotation"),
            ("{id: a, event: {}, role: {}}", "two things, `event` and `role`; make a fact of each"),
            (
                "{id: a, event: {predicate: birth, subject: acme, when: 1999}}",
                "2:48: `acme` is an organization, the `subject` here is a person; write the id of a person",
            ),
            (
                "{id: a, event: {predicate: birth, subject: 艾达, when: 1999}}",
                "`艾达` is a name, not the id of an entity; write `ada`",
            ),
            (
                "{id: a, metric: {subject: acme, metric: revenue, value: 12,345 USD, during: 2020}}",
                "the comma before `345 USD` ended the value; write numbers without commas, or in quotes",
            ),
            (
                "{id: a, metric: {subject: acme, metric: revenue, value: 12,345, during: 2020}}",
                "the comma before `345` ended the value; write numbers without commas, or in quotes",
            ),
            (
                "{id: a, event: {predicate: birth, subject: [], when: 1999}}",
                "this event lacks its `subject`; add `subject:` and the id of an entity",
            ),
            (
                "{id: a, event: {predicate: birth, subject: larry-ellison, when: 1999}}",
                "`larry-ellison` is an entity of the built-in base, which is not loaded; load it as well (`--facts builtin`)",
            ),
            (
                "{id: a, event: {predicate: buy, subject: acme, object: acme, when: 1999}}",
                "`buy` is a name, not the id of an event; write `acquire`",
            ),
            ("{id: a, event: {predicate: ceo, subject: acme, when: 1999}}", "`ceo` is not the id of an event"),
            (
                "{id: a, event: {predicate: acquire, subject: acme, when: 1999}}",
                "this event lacks its `object`; add `object:` and the id of an entity",
            ),
            (
                "{id: a, event: {predicate: file-prospectus, subject: acme, object: vault, when: 1999}}",
                "`file-prospectus` takes no object; remove `object:`",
            ),
            (
                "{id: a, event: {predicate: found, subject: acme}}",
                "this event lacks its `when`; add `when:` and a date",
            ),
            ("{id: a, event: {predicate: found, when: 1999}}", "this event lacks its `subject`; add `subject:`"),
            (
                "{id: a, event: {predicate: found, subject: acme, when: 1999, stage: registred}}",
                "`registred` is not a stage of `found`; did you mean `registered`?",
            ),
            (
                "{id: a, event: {predicate: birth, subject: ada, when: 1999, stage: announced}}",
                "`birth` has no stages; remove `stage:`",
            ),
            (
                "{id: a, event: {predicate: birth, subject: ada, when: 1999, nth: second}}",
                "`second` is not the number of an occurrence; write 1 for the first",
            ),
            (
                "{id: a, event: {predicate: birth, subject: ada, when: 2023-02-30}}",
                "there is no day `2023-02-30` in the calendar; write a day",
            ),
            ("{id: a, event: {predicate: birth, subject: ada, when: 2024/2023}}", "`2024/2023` ends before it begins"),
            (
                "{id: a, event: {predicate: birth, subject: ada, during: 1999}}",
                "`during` is not a key of an event; write",
            ),
            (
                "{id: a, metric: {subject: acme, metric: revenue, value: lots, during: 2020}}",
                "`lots` is not a figure; write one figure with its unit, as in `1271 million CNY`",
            ),
            (
                "{id: a, metric: {subject: acme, metric: revenue, value: 17 kilometres, during: 2020}}",
                "`17 kilometres` has the unit `kilometre`, its metric measures currency; write it as in `1271 million CNY`",
            ),
            ("{id: a, metric: {subject: acme, metric: revenue, value: 17, during: 2020}}", "`17` has no unit"),
            (
                "{id: a, metric: {subject: acme, metric: revenue, value: $17, during: 2020}}",
                "`$` is the sign of several currencies; write the ISO 4217 code",
            ),
            (
                "{id: a, metric: {subject: acme, metric: revenue, value: 17 USD, as-of: 2020}}",
                "`as-of` does not fit: `revenue` counts over a period; write `during:`",
            ),
            ("{id: a, metric: {subject: acme, metric: revenue, value: 17 USD}}", "this metric lacks its `during`"),
            ("{id: a, metric: {subject: acme, metric: revenue, during: 2020}}", "this metric lacks its `value`"),
            (
                "{id: a, metric: {subject: acme, metric: revenu, value: 17 USD, during: 2020}}",
                "`revenu` is not the id of a metric; did you mean `revenue`?",
            ),
            (
                "{id: a, metric: {subject: vault, metric: revenue, value: 17 USD, during: FY2015}}",
                "nothing says when FY2015 of `vault` is; add `fiscal-year-end: 03-31` to `vault`",
            ),
            (
                "{id: a, metric: {subject: acme, metric: revenue, value: 17 USD, during: FY15}}",
                "`FY15` is not a fiscal year; write `FY2015`",
            ),
            (
                "{id: a, role: {person: ada, role: ceo, organization: acme, from: 2020, to: 2019}}",
                "the role ends before it begins; write the later day as `to:`",
            ),
            (
                "{id: a, role: {person: ada, role: boss, organization: acme}}",
                "`boss` is not the id of a role; declare it under `vocabulary:`",
            ),
            (
                "{id: a, rank: {subject: acme, scope: iaas-worldwide-revenu, position: first, when: 2020}}",
                "did you mean `iaas-worldwide-revenue`?",
            ),
            (
                "{id: a, rank: {subject: acme, scope: iaas-worldwide-revenue, position: first, when: 2020}}",
                "`first` is not a place of a ranking; write a whole number",
            ),
            ("{id: a, quotation: {speaker: ada, when: 2020}}", "this quotation lacks its `words`"),
            (
                "{id: a, quotation: {speaker: vault, words: x, when: 2020}}",
                "`vault` is a product, the `speaker` here is a person or an organization or a group",
            ),
            (
                "{id: a, event: {predicate: birth, subject: ada, when: 1999}, status: checked}",
                "`checked` is not a status; write `verified`, `unverified`, `disputed` or `retracted`",
            ),
            (
                "{id: a, event: {predicate: birth, subject: ada, when: 1999}, checked: 2026-11}",
                "`checked` is one day, `2026-11` is more; write year, month and day",
            ),
            (
                "{id: a, event: {predicate: birth, subject: ada, when: 1999}, sources: [{url: x.org}]}",
                "`x.org` is not an address; write it whole",
            ),
            (
                "{id: a, event: {predicate: birth, subject: ada, when: 1999}, sources: [{url: 'https://x.org'}]}",
                "`title` is missing; add `title:`",
            ),
            ("{id: a, event: {predicate: birth, subject: ada, when: [1999, 2000]}}", "`when` is one text, not a list"),
            (
                "{id: a, event: {predicate: birth, subject：ada, when: 1999}}",
                "the full-width colon `：` in `subject：ada` is part of the key; type an ASCII colon and a space: `subject: ada`",
            ),
            ("{id: a, event: {predicate: birth, subject: ada, when: 1999， nth: 1}}", "t.yaml:2:"),
            (
                "{id: a, event: {predicate: birth, subject: [ada，acme], when: 1999}}",
                "the full-width comma in `ada，acme` does not separate items",
            ),
            (
                "{id: a, id: b, event: {predicate: birth, subject: ada, when: 1999}}",
                "2:13: the key `id` stands here and at t.yaml:2:6; keep one of the two",
            ),
            ("{event: {predicate: birth, subject: ada, when: 1999}}", "`id` is missing; add `id:`"),
            ("just text", "a fact is a map of keys and values"),
        ] {
            let said = of(&format!("facts:\n  - {fact}\n"));
            assert!(said.iter().any(|s| s.contains(expected)), "{fact}\n  expected {expected}\n  said {said:#?}");
            assert!(said.iter().all(|s| s.starts_with("t.yaml:2:") && !s.ends_with('.')), "{fact}\n  {said:#?}");
        }
    }

    #[test]
    fn each_fault_of_an_entity_says_where_and_what_to_write() {
        for (entity, expected) in [
            ("{id: a, type: persn, names: {en: A}}", "2:19: `persn` is not a type of entity; did you mean `person`?"),
            ("{id: a, type: person}", "`names` is missing; add `names:`"),
            ("{id: a, type: person, names: {}}", "there is no name; write `{en: …, zh: …}`"),
            ("{id: a, type: person, names: {fr: A}}", "`fr` is not a key of a set of names by language"),
            ("{id: a, type: person, names: {en: A}, ambiguous: [B]}", "`B` is not a name of this entity"),
            (
                "{id: a, type: person, names: {en: A}, alias: [B]}",
                "`alias` is not a key of an entity; did you mean `aliases`?",
            ),
            (
                "{id: a, type: organization, names: {en: A}, part-of: acne}",
                "2:58: `acne` is not the id of an entity; did you mean `acme`?",
            ),
            ("{id: a, type: organization, names: {en: A}, part-of: a}", "`a` is, step by step, a part of itself"),
            (
                "{id: a, type: organization, names: {en: A}, members: [acme]}",
                "only a group has members; write `type: group`",
            ),
            ("{id: a, type: group, names: {en: A}, members: [nobody]}", "`nobody` is not the id of an entity"),
            (
                "{id: a, type: person, names: {en: A}, misspellings: [acme]}",
                "2:58: `acme` is a real name, that of `acme`; remove it",
            ),
            (
                "{id: a, type: person, names: {en: A}, misspellings: [{text: B, language: cn}]}",
                "`cn` is not a language",
            ),
            ("{id: a, type: person, names: {en: A}, misspellings: [{near: [B]}]}", "`text` is missing"),
            (
                "{id: a, type: organization, names: {en: A}, fiscal-year-end: March 31}",
                "`March 31` is not the last day of a fiscal year; write month and day: `03-31`",
            ),
            (
                "{id: a, type: organization, names: {en: A}, fiscal-years: {2024: 2023/2024}}",
                "`2024` is not a fiscal year; write `FY` and four digits",
            ),
            (
                "{id: a, type: organization, names: {en: A}, fiscal-years: {FY2024: 2023/..}}",
                "a fiscal year has a first and a last day",
            ),
            (
                "{id: a, type: organization, names: {en: A}, wikidata: 2283}",
                "`2283` is not a Wikidata item; write `Q` and its number",
            ),
            (
                "{id: acme, type: organization, names: {en: A}}",
                "2:10: the entity `acme` stands here and at e.yaml:3:10; keep one of the two",
            ),
        ] {
            let said = of(&format!("entities:\n  - {entity}\n"));
            assert_eq!(said.len(), 1, "{entity}\n  {said:#?}");
            assert!(said[0].starts_with("t.yaml:2:") && said[0].contains(expected), "{entity}\n  {said:#?}");
        }
    }

    #[test]
    fn each_fault_of_a_predicate_says_where_and_what_to_write() {
        for (predicate, expected) in [
            (
                "{id: a, kind: metrics, names: {en: a}, subject: [any]}",
                "`metrics` is not a kind of predicate; did you mean `metric`?",
            ),
            (
                "{id: a, kind: event, names: {en: a}, subject: [any], dimension: count}",
                "`dimension` is not a key of an event of the vocabulary",
            ),
            (
                "{id: a, kind: event, names: {en: a}, subject: [persons]}",
                "`persons` is not a type of entity; did you mean `person`?",
            ),
            (
                "{id: a, kind: event, names: {en: a}}",
                "this event does not say what its subject may be; add `subject: [any]`",
            ),
            (
                "{id: a, kind: event, names: {en: a}, subject: [any], once: yes}",
                "`once` is `yes`; write `true` or `false`",
            ),
            (
                "{id: a, kind: metric, names: {en: a}, subject: [any], dimension: curency, measures: flow}",
                "`curency` is not a dimension; did you mean `currency`?",
            ),
            (
                "{id: a, kind: metric, names: {en: a}, subject: [any], dimension: count, measures: level}",
                "`level` is not a way of measuring; write `flow`",
            ),
            (
                "{id: a, kind: role, names: {en: a}, subject: [person], broader: coe}",
                "`coe` is not a role; did you mean `ceo`?",
            ),
            (
                "{id: a, kind: role, names: {en: a}, subject: [person], broader: a}",
                "the role `a` is, step by step, broader than itself",
            ),
            (
                "{id: revenue, kind: role, names: {en: a}, subject: [person]}",
                "`revenue` is a metric of the core vocabulary; choose another id; what the core",
            ),
        ] {
            let said = of(&format!("vocabulary:\n  - {predicate}\n"));
            assert_eq!(said.len(), 1, "{predicate}\n  {said:#?}");
            assert!(said[0].starts_with("t.yaml:2:") && said[0].contains(expected), "{predicate}\n  {said:#?}");
        }
    }

    #[test]
    fn circles_and_ids_of_other_files_are_found() {
        let part = |id: &str, of: &str| {
            format!("entities:\n  - {{id: {id}, type: place, names: {{en: {id}}}, part-of: {of}}}\n")
        };
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
        let said =
            faults(load(&[("a.yaml", "facts: [\n"), ("b.yaml", "fact: []\n"), ("c.yaml", "facts：\n  - id: x\n")]));
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
}
