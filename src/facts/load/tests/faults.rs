//! Every fault says where it is and what to write instead.

use super::*;

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
        ("{id: a, event: {predicate: found, subject: acme}}", "this event lacks its `when`; add `when:` and a date"),
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
        ("{id: a, event: {predicate: birth, subject: ada, during: 1999}}", "`during` is not a key of an event; write"),
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
            "{id: a, role: {person: ada, role: potentate, organization: acme}}",
            "`potentate` is not the id of a role; declare it under `vocabulary:`",
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
        ("{id: a, type: person, names: {en: A}, misspellings: [{text: B, language: cn}]}", "`cn` is not a language"),
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
        ("{id: a, kind: event, names: {en: a}, subject: [any], once: yes}", "`once` is `yes`; write `true` or `false`"),
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
