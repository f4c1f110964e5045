//! Reads entities, and checks what they say of one another once all files are read.

use super::load::Draft;
use super::parts::{day_of_year, interval};
use super::predicates::{TYPES, names, required};
use super::{Entity, Misspelling, files};
use crate::normalise::fold_name;
use crate::source::Span;
use crate::statement::Id;
use crate::time::Interval;
use crate::vocabulary::Language;
use crate::yaml::{Fields, Node, Reader, Text, Value};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

const KEYS: &[&str] = &[
    "id",
    "type",
    "names",
    "aliases",
    "ambiguous",
    "misspellings",
    "part-of",
    "members",
    "fiscal-year-end",
    "fiscal-years",
    "wikidata",
];

/// An entity as its file has it, its references unchecked.
#[derive(Debug)]
pub(super) struct EntityDraft {
    entity: Entity,
    part_of: Option<Text>,
    members: Vec<Text>,
    wrong: Vec<Text>,
}

/// Entities by id.
pub(super) type Entities = BTreeMap<Id, Draft<EntityDraft>>;

/// The entity of a draft.
pub(super) fn entity(draft: &Draft<EntityDraft>) -> &Entity {
    &draft.value.entity
}

/// The entities of checked drafts, in the order of their ids.
pub(super) fn finish(entities: Entities) -> Vec<Entity> {
    entities.into_values().map(|d| d.value.entity).collect()
}

/// Reads an `entities:` block.
pub(super) fn read(reader: &mut Reader, node: &Node, file: usize) -> Vec<Draft<EntityDraft>> {
    reader.items(node).iter().filter_map(|n| draft(reader, n, file)).collect()
}

fn draft(reader: &mut Reader, node: &Node, file: usize) -> Option<Draft<EntityDraft>> {
    let fields = reader.fields(node, "an entity", KEYS)?;
    let id = required(reader, &fields, "id").and_then(|n| reader.id(n, "id"));
    let kind = required(reader, &fields, "type").and_then(|n| reader.text(n, "type"));
    if let Some(t) = kind.as_ref().filter(|t| !TYPES.contains(&t.text.as_str())) {
        reader.unknown(t.span, "a type of entity", &t.text, TYPES.iter().copied(), "");
    }
    let names = required(reader, &fields, "names").map(|n| names(reader, n)).unwrap_or_default();
    let texts = |reader: &mut Reader, key: &str| fields.get(key).map(|n| reader.texts(n, key)).unwrap_or_default();
    let aliases: Vec<String> = texts(reader, "aliases").into_iter().map(|t| t.text).collect();
    let own: Vec<&str> = names.en.iter().chain(&names.zh).chain(&aliases).map(String::as_str).collect();
    let ambiguous = texts(reader, "ambiguous");
    for t in ambiguous.iter().filter(|t| !own.contains(&t.text.as_str())) {
        reader.unknown(t.span, "a name of this entity", &t.text, own.iter().copied(), "add it to `aliases` as well");
    }
    let (misspellings, wrong) = misspellings(reader, &fields);
    let part_of = fields.get("part-of").and_then(|n| reader.text(n, "part-of"));
    let members = texts(reader, "members");
    if let Some(t) = members.first()
        && kind.as_ref().is_some_and(|k| k.text != "group")
    {
        reader.fault(t.span, "only a group has members", "write `type: group`, or `part-of:` in each of the members");
    }
    let fiscal_year_end = fields.get("fiscal-year-end").and_then(|n| fiscal_year_end(reader, n));
    let fiscal_years = fields.get("fiscal-years").map(|n| fiscal_years(reader, n)).unwrap_or_default();
    let wikidata = fields.get("wikidata").and_then(|n| wikidata(reader, n));
    let id = id?;
    let entity = Entity {
        id: id.text.as_str().into(),
        kind: kind.map(|t| t.text).unwrap_or_default(),
        names,
        aliases,
        ambiguous: ambiguous.into_iter().map(|t| t.text).collect(),
        misspellings,
        part_of: part_of.as_ref().map(|t| t.text.as_str().into()),
        members: members.iter().map(|t| t.text.as_str().into()).collect(),
        fiscal_year_end,
        fiscal_years,
        wikidata,
        file,
        span: id.span,
    };
    let value = EntityDraft { part_of, members, wrong, entity };
    Some(Draft { id: Arc::clone(&value.entity.id), file, span: id.span, value })
}

fn misspellings(reader: &mut Reader, fields: &Fields) -> (Vec<Misspelling>, Vec<Text>) {
    let Some(node) = fields.get("misspellings") else { return Default::default() };
    let mut all = Vec::new();
    let mut places = Vec::new();
    for item in reader.items(node) {
        let (mut language, mut near) = (None, Vec::new());
        let text = match &item.value {
            Value::Map(_) => {
                let Some(fields) = reader.fields(item, "a misspelling", &["text", "language", "near"]) else {
                    continue;
                };
                language = fields.get("language").and_then(|n| self::language(reader, n));
                near = fields.get("near").map(|n| reader.texts(n, "near")).unwrap_or_default();
                required(reader, &fields, "text").and_then(|n| reader.text(n, "text"))
            }
            _ => reader.text(item, "misspellings"),
        };
        let Some(text) = text else { continue };
        let near = near.into_iter().map(|t| t.text).collect();
        all.push(Misspelling { text: text.text.clone(), language, near });
        places.push(text);
    }
    (all, places)
}

fn language(reader: &mut Reader, node: &Node) -> Option<Language> {
    let text = reader.text(node, "language")?;
    let found = [Language::En, Language::Zh].into_iter().find(|l| l.tag() == text.text);
    if found.is_none() {
        reader.unknown(text.span, "a language", &text.text, ["en", "zh"], "");
    }
    found
}

fn fiscal_year_end(reader: &mut Reader, node: &Node) -> Option<(u32, u32)> {
    let text = reader.text(node, "fiscal-year-end")?;
    let found = day_of_year(&text.text);
    if found.is_none() {
        let message = format!("`{}` is not the last day of a fiscal year", text.text);
        reader.fault(text.span, message, "write month and day: `03-31`, `12-31`");
    }
    found
}

fn fiscal_years(reader: &mut Reader, node: &Node) -> BTreeMap<i32, Interval> {
    let mut years = BTreeMap::new();
    let Some(fields) = reader.map(node, "`fiscal-years`") else { return years };
    for (key, node) in fields.iter() {
        let year = key.text.strip_prefix("FY").filter(|y| y.len() == 4).and_then(|y| y.parse().ok());
        let Some(year) = year else {
            reader.fault(
                key.span,
                format!("`{}` is not a fiscal year", key.text),
                "write `FY` and four digits: `FY2024`",
            );
            continue;
        };
        let Some(text) = reader.text(node, &key.text) else { continue };
        let Some(days) = interval(reader, &text) else { continue };
        if days.is_bounded() {
            years.insert(year, days);
        } else {
            reader.fault(text.span, "a fiscal year has a first and a last day", "write both: `2023-01-30/2024-01-28`");
        }
    }
    years
}

fn wikidata(reader: &mut Reader, node: &Node) -> Option<String> {
    let text = reader.text(node, "wikidata")?;
    let digits = text.text.strip_prefix('Q').unwrap_or("");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        reader.fault(text.span, format!("`{}` is not a Wikidata item", text.text), "write `Q` and its number: `Q2283`");
    }
    Some(text.text)
}

/// Checks part-of, members and misspellings against all entities.
pub(super) fn check(entities: &Entities, readers: &mut [Reader]) {
    let mut names: FxHashMap<String, &Id> = FxHashMap::default();
    for draft in entities.values() {
        for (name, _) in draft.value.entity.all_names() {
            names.entry(fold_name(name)).or_insert(&draft.id);
        }
    }
    for draft in entities.values() {
        let reader = &mut readers[draft.file];
        let EntityDraft { part_of, members, wrong, .. } = &draft.value;
        for text in part_of.iter().chain(members) {
            if !entities.contains_key(text.text.as_str()) {
                unknown(reader, text.span, &text.text, entities, &names);
            }
        }
        if let Some(text) = part_of
            && in_circle(entities, &draft.id)
        {
            let message = format!("`{}` is, step by step, a part of itself", draft.id);
            reader.fault(text.span, message, "remove `part-of` from one of the entities of the circle");
        }
        for text in wrong {
            if let Some(id) = names.get(&fold_name(&text.text)) {
                reader.fault(
                    text.span,
                    format!("`{}` is a real name, that of `{id}`", text.text),
                    "remove it from the misspellings; a misspelling differs from every name",
                );
            }
        }
    }
}

/// Notes that an id is no entity's: the entity with that name, else the built-in base that has it, else the nearest id.
pub(super) fn unknown(reader: &mut Reader, span: Span, id: &str, entities: &Entities, names: &FxHashMap<String, &Id>) {
    if let Some(found) = names.get(&fold_name(id)) {
        let message = format!("`{id}` is a name, not the id of an entity");
        reader.fault(span, message, format!("write `{found}`"));
    } else if files::ships(id) {
        let message = format!("`{id}` is an entity of the built-in base, which is not loaded");
        reader.fault(span, message, "load it as well (`--facts builtin`), or declare the entity under `entities:`");
    } else {
        let ids = entities.keys().map(|id| &**id);
        reader.unknown(span, "the id of an entity", id, ids, "declare it under `entities:`");
    }
}

/// True where following `part-of` from an entity comes back to it.
fn in_circle(entities: &Entities, id: &str) -> bool {
    let mut at = id;
    for _ in 0..entities.len() {
        match entities.get(at).and_then(|d| d.value.entity.part_of.as_deref()) {
            Some(next) if next == id => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
