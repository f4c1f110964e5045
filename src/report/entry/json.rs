//! The JSON of entities and facts: `{"schema": "factlint-facts/1", "entries": […]}`, keys as in fact files.
//!
//! What an entry has not is left out. Figures are decimal strings in single units, dates EDTF.

use super::{View, status_word};
use crate::facts::{Entity, Entry, Fact};
use crate::quantity::Quantity;
use crate::statement::{Id, Statement};
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// Name and version of the JSON of entries.
const VERSION: &str = "factlint-facts/1";

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    entries: Vec<Item>,
}

/// An entity or a fact; what it has not is left out.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: String,
    kind: &'static str,
    path: String,
    line: usize,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Writes the entries as one document.
pub(super) fn render(view: &View, entries: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let entries = entries.iter().map(|e| match e {
        Entry::Entity(found) => entity(view, found),
        Entry::Fact(found) => fact(view, found),
    });
    serde_json::to_writer_pretty(&mut *out, &Document { schema: VERSION, entries: entries.collect() })?;
    writeln!(out)
}

fn entity(view: &View, entity: &Entity) -> Item {
    let (path, line) = view.place_of(&Entry::Entity(entity));
    let facts: Vec<&str> = view.base.about(&entity.id).iter().map(|&i| &*view.base.facts[i].id).collect();
    let misspellings: Vec<&str> = entity.misspellings.iter().map(|m| m.text.as_str()).collect();
    let years = entity.fiscal_years.iter().map(|(year, days)| (format!("FY{year}"), days.edtf().into()));
    let mut rest = Map::new();
    let mut add = |key: &str, value: Value| insert(&mut rest, key, value);
    add("type", entity.kind.as_str().into());
    add("names", serde_json::json!({"en": entity.names.en, "zh": entity.names.zh}));
    add("aliases", entity.aliases.clone().into());
    add("ambiguous", entity.ambiguous.clone().into());
    add("misspellings", misspellings.into());
    add("part-of", entity.part_of.as_deref().into());
    add("members", texts(&entity.members));
    add("fiscal-year-end", entity.fiscal_year_end.map(|(m, d)| format!("{m:02}-{d:02}")).into());
    add("fiscal-years", Value::Object(years.collect()));
    add("wikidata", entity.wikidata.as_deref().into());
    add("facts", facts.into());
    Item { id: entity.id.to_string(), kind: "entity", path, line, rest }
}

fn fact(view: &View, fact: &Fact) -> Item {
    let (path, line) = view.place_of(&Entry::Fact(fact));
    let statement = &fact.statement;
    let mut rest = Map::new();
    let mut add = |key: &str, value: Value| insert(&mut rest, key, value);
    add("states", statement.kind().into());
    add("predicate", statement.predicate().into());
    add("subject", texts(statement.subject()));
    add("object", texts(statement.object()));
    add("value", statement.value().map(value).into());
    add("when", statement.when().map(|w| w.edtf()).into());
    match statement {
        Statement::Event(event) => {
            add("counterpart", texts(&event.counterpart));
            add("stage", event.stage.as_deref().into());
            add("nth", event.nth.into());
            add("marks", event.marks.clone().into());
        }
        Statement::Metric(metric) => add("basis", metric.basis.as_deref().into()),
        Statement::Quotation(quotation) => {
            add("words", quotation.words.as_str().into());
            add("occasion", quotation.occasion.as_deref().into());
        }
        _ => {}
    }
    add("status", status_word(fact.status).into());
    add("checked", fact.checked.map(|d| d.to_string()).into());
    add("review-after", fact.review_after.map(|d| d.to_string()).into());
    add("note", fact.note.as_deref().into());
    let sources = fact.sources.iter().map(|s| {
        let mut source = Map::new();
        insert(&mut source, "title", s.title.as_str().into());
        insert(&mut source, "publisher", s.publisher.as_deref().into());
        insert(&mut source, "url", s.url.as_deref().into());
        insert(&mut source, "published", s.published.as_deref().into());
        insert(&mut source, "supports", s.supports.as_deref().into());
        Value::Object(source)
    });
    add("sources", sources.collect::<Vec<_>>().into());
    Item { id: fact.id.to_string(), kind: "fact", path, line, rest }
}

/// Adds a field unless it is empty.
fn insert(map: &mut Map<String, Value>, key: &str, value: Value) {
    let is_empty = match &value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    if !is_empty {
        map.insert(key.to_owned(), value);
    }
}

fn texts(ids: &[Id]) -> Value {
    ids.iter().map(|id| id.to_string()).collect::<Vec<_>>().into()
}

/// A figure as decimal strings in single units, as in reports.
fn value(q: &Quantity) -> Value {
    let decimal = |v: Option<rust_decimal::Decimal>| v.map(|v| v.normalize().to_string());
    let unit = q.unit.as_ref().map(|u| u.name());
    serde_json::json!({"stated": decimal(q.stated), "low": decimal(q.low), "high": decimal(q.high), "unit": unit})
}
