//! Reads predicates: the core vocabulary and the `vocabulary:` blocks of fact files, with one reader for both.

use super::load::Draft;
use crate::error::Fault;
use crate::grammar::units;
use crate::source::{Source, Span};
use crate::statement::Id;
use crate::vocabulary::{CORE, Measures, Names, Predicate, PredicateKind, Vocabulary};
use crate::yaml::{Fields, Node, Reader, Text};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The types an entity may have.
pub(super) const TYPES: &[&str] =
    &["person", "organization", "product", "place", "facility", "event", "event-series", "group", "concept"];

/// The dimension that no unit has: a place in an order.
const ORDINAL: &str = "ordinal";

const KINDS: &[(&str, PredicateKind, &[&str])] = &[
    ("event", PredicateKind::Event, &["subject", "object", "optional", "once", "stages"]),
    ("metric", PredicateKind::Metric, &["subject", "dimension", "measures", "optional", "once", "units"]),
    ("role", PredicateKind::Role, &["subject", "object", "exclusive", "broader"]),
    ("relation", PredicateKind::Relation, &["subject", "object", "inverse", "exclusive"]),
    ("scope", PredicateKind::Scope, &["subject", "superlatives"]),
];

/// The word for a kind, with its article.
pub(super) fn kind_name(kind: PredicateKind) -> &'static str {
    match kind {
        PredicateKind::Event => "an event",
        PredicateKind::Metric => "a metric",
        PredicateKind::Role => "a role",
        PredicateKind::Relation => "a relation",
        PredicateKind::Scope => "a scope",
    }
}

/// The core vocabulary, read once.
pub(super) fn core() -> &'static Vocabulary {
    static CORE_VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    // A test reads it without a fault.
    CORE_VOCABULARY.get_or_init(|| read_core().0)
}

fn read_core() -> (Vocabulary, Vec<Fault>) {
    let mut readers = [Reader::new(Arc::new(Source::new("builtin:core.yaml", CORE)))];
    let tree = readers[0].tree();
    let fields = tree.as_ref().and_then(|t| readers[0].fields(t, "a vocabulary", &["vocabulary"]));
    let node = fields.and_then(|f| f.get("vocabulary"));
    let drafts = node.map_or_else(Vec::new, |n| read(&mut readers[0], n, 0));
    let mut vocabulary = Vocabulary::default();
    add(drafts, &mut readers, &mut vocabulary);
    (vocabulary, readers.into_iter().flat_map(Reader::into_faults).collect())
}

/// A predicate as its file has it, its references unchecked.
#[derive(Debug)]
pub(super) struct PredicateDraft {
    predicate: Predicate,
    broader: Option<Text>,
}

/// Reads a `vocabulary:` block.
pub(super) fn read(reader: &mut Reader, node: &Node, file: usize) -> Vec<Draft<PredicateDraft>> {
    reader.items(node).iter().filter_map(|n| predicate(reader, n, file)).collect()
}

fn predicate(reader: &mut Reader, node: &Node, file: usize) -> Option<Draft<PredicateDraft>> {
    let fields = reader.map(node, "a predicate")?;
    let id = required(reader, &fields, "id").and_then(|n| reader.id(n, "id"));
    let kind = required(reader, &fields, "kind").and_then(|n| reader.text(n, "kind")).and_then(|t| {
        let found = KINDS.iter().find(|k| k.0 == t.text);
        if found.is_none() {
            reader.unknown(t.span, "a kind of predicate", &t.text, KINDS.iter().map(|k| k.0), "");
        }
        found
    })?;
    let (word, kind, own) = *kind;
    let keys: Vec<&str> = ["id", "kind", "names"].into_iter().chain(own.iter().copied()).collect();
    let what = format!("{} of the vocabulary", kind_name(kind));
    reader.only(&fields, &what, &keys);
    let names = required(reader, &fields, "names").map(|n| names(reader, n)).unwrap_or_default();
    let types = |reader: &mut Reader, key: &str| {
        fields.get(key).map_or_else(Vec::new, |n| {
            let all = reader.texts(n, key);
            for t in all.iter().filter(|t| t.text != "any" && !TYPES.contains(&t.text.as_str())) {
                reader.unknown(t.span, "a type of entity", &t.text, TYPES.iter().copied().chain(["any"]), "");
            }
            all.into_iter().map(|t| t.text).collect()
        })
    };
    let subject = types(reader, "subject");
    let object = types(reader, "object");
    if subject.is_empty() && fields.get("subject").is_none() {
        reader.fault(
            fields.at,
            format!("this {word} does not say what its subject may be"),
            "add `subject: [any]`, or types of entities",
        );
    }
    let stages = fields.get("stages").map(|n| stages(reader, n)).unwrap_or_default();
    let flag = |reader: &mut Reader, key: &str| fields.get(key).and_then(|n| reader.flag(n, key)).unwrap_or(false);
    let once = flag(reader, "once");
    let exclusive = flag(reader, "exclusive");
    let optional = fields.get("optional").map(|n| reader.texts(n, "optional")).unwrap_or_default();
    for t in optional.iter().filter(|t| !matches!(t.text.as_str(), "object" | "when")) {
        reader.unknown(t.span, "a slot that may be left out", &t.text, ["object", "when"], "");
    }
    let units = fields.get("units").map_or_else(Vec::new, |n| implying(reader, n));
    let dimension = dimension(reader, &fields, kind);
    let measures = measures(reader, &fields, kind);
    let broader = fields.get("broader").and_then(|n| reader.text(n, "broader"));
    let inverse = fields.get("inverse").and_then(|n| reader.id(n, "inverse"));
    let superlatives = fields.get("superlatives").map(|n| self::names(reader, n)).unwrap_or_default();
    let id = id?;
    let predicate = Predicate {
        id: id.text.as_str().into(),
        kind,
        names,
        stages,
        subject,
        object,
        optional: optional.into_iter().map(|t| t.text).collect(),
        once,
        dimension,
        units,
        measures,
        exclusive,
        broader: broader.as_ref().map(|t| t.text.as_str().into()),
        inverse: inverse.map(|t| t.text.as_str().into()),
        superlatives,
    };
    Some(Draft { id: Arc::clone(&predicate.id), file, span: id.span, value: PredicateDraft { predicate, broader } })
}

/// The value of a key that must be there.
pub(super) fn required<'n>(reader: &mut Reader, fields: &Fields<'n>, key: &str) -> Option<&'n Node> {
    let found = fields.get(key);
    if found.is_none() {
        reader.fault(fields.at, format!("`{key}` is missing"), format!("add `{key}:`"));
    }
    found
}

/// Traditional Chinese is written only where it is not a plain conversion.
const NAME_LANGUAGES: &[&str] = &["en", "zh", "zh-Hant"];

/// Names by language: `{en: [launch, release], zh: 推出}`.
pub(super) fn names(reader: &mut Reader, node: &Node) -> Names {
    let Some(fields) = reader.fields(node, "a set of names by language", NAME_LANGUAGES) else {
        return Names::default();
    };
    let mut names = Names::default();
    for key in NAME_LANGUAGES {
        let texts = fields.get(key).map(|n| reader.texts(n, key)).unwrap_or_default();
        let list = if *key == "en" { &mut names.en } else { &mut names.zh };
        list.extend(texts.into_iter().map(|t| t.text));
    }
    let only_known = fields.keys().all(|k| NAME_LANGUAGES.contains(&k.text.as_str()));
    if names.en.is_empty() && names.zh.is_empty() && only_known {
        reader.fault(fields.at, "there is no name", "write `{en: …, zh: …}`, or one of the two");
    }
    names
}

fn stages(reader: &mut Reader, node: &Node) -> BTreeMap<Id, Names> {
    let Some(fields) = reader.map(node, "the stages of an event") else { return BTreeMap::new() };
    fields.iter().map(|(key, node)| (key.text.as_str().into(), names(reader, node))).collect()
}

/// The units that imply a metric, by their names.
fn implying(reader: &mut Reader, node: &Node) -> Vec<String> {
    let named = reader.texts(node, "units");
    for t in named.iter().filter(|t| units::unit(&t.text).is_none()) {
        reader.fault(t.span, format!("`{}` is not a unit", t.text), "write the name of a unit: `GPU`, `kilometre`");
    }
    named.into_iter().map(|t| t.text).collect()
}

fn dimension(reader: &mut Reader, fields: &Fields, kind: PredicateKind) -> Option<String> {
    if kind != PredicateKind::Metric {
        return None;
    }
    let text = required(reader, fields, "dimension").and_then(|n| reader.text(n, "dimension"))?;
    let mut known = units::dimensions();
    known.insert(ORDINAL);
    if !known.contains(text.text.as_str()) {
        reader.unknown(text.span, "a dimension", &text.text, known, "write `count` for things counted one by one");
    }
    Some(text.text)
}

fn measures(reader: &mut Reader, fields: &Fields, kind: PredicateKind) -> Option<Measures> {
    if kind != PredicateKind::Metric {
        return None;
    }
    let text = required(reader, fields, "measures").and_then(|n| reader.text(n, "measures"))?;
    match text.text.as_str() {
        "flow" => Some(Measures::Flow),
        "stock" => Some(Measures::Stock),
        other => {
            reader.fault(
                text.span,
                format!("`{other}` is not a way of measuring"),
                "write `flow` for what counts over a period, `stock` for what stands at an instant",
            );
            None
        }
    }
}

/// Adds predicates to a vocabulary: each id once, each broader role known and not its own. A block for a predicate of the
/// core vocabulary says what it is in this base: its words and types are added to those of the core, the rest holds.
pub(super) fn add(drafts: Vec<Draft<PredicateDraft>>, readers: &mut [Reader], vocabulary: &mut Vocabulary) {
    let mut places: BTreeMap<Id, (usize, Span)> = BTreeMap::new();
    // What is there before is the core.
    let core = !vocabulary.predicates.is_empty();
    let mut broader = Vec::new();
    for draft in drafts {
        let mut predicate = draft.value.predicate;
        if let Some(core) = vocabulary.get(&draft.id) {
            let fault = match places.get(&draft.id) {
                Some(&(file, span)) => Some((
                    format!("the predicate `{}` stands here and at {}", draft.id, readers[file].place(span)),
                    "keep one of the two".to_owned(),
                )),
                None if core.kind != predicate.kind => Some((
                    format!("`{}` is {} of the core vocabulary", draft.id, kind_name(core.kind)),
                    "choose another id; what the core vocabulary has keeps its kind".to_owned(),
                )),
                None => None,
            };
            if let Some((message, help)) = fault {
                readers[draft.file].fault(draft.span, message, help);
                continue;
            }
            extend(&mut predicate, core);
        }
        if core {
            vocabulary.own.insert(Arc::clone(&draft.id));
        }
        places.insert(Arc::clone(&draft.id), (draft.file, draft.span));
        broader.extend(draft.value.broader.map(|t| (draft.file, Arc::clone(&draft.id), t)));
        vocabulary.predicates.insert(draft.id, predicate);
    }
    for (file, id, text) in broader {
        let known = vocabulary.get(&text.text).filter(|p| p.kind == PredicateKind::Role);
        if known.is_none() {
            let roles = vocabulary.predicates.values().filter(|p| p.kind == PredicateKind::Role).map(|p| &*p.id);
            readers[file].unknown(text.span, "a role", &text.text, roles, "declare it under `vocabulary:`");
        } else if in_circle(vocabulary, &id) {
            readers[file].fault(
                text.span,
                format!("the role `{id}` is, step by step, broader than itself"),
                "remove `broader` from one of the roles of the circle",
            );
        }
    }
}

/// Adds the words and types that the core vocabulary has for a predicate.
fn extend(own: &mut Predicate, core: &Predicate) {
    fn join(own: &mut Vec<String>, core: &[String]) {
        let new: Vec<String> = core.iter().filter(|word| !own.contains(word)).cloned().collect();
        own.extend(new);
    }
    fn names(own: &mut Names, core: &Names) {
        join(&mut own.en, &core.en);
        join(&mut own.zh, &core.zh);
    }
    names(&mut own.names, &core.names);
    names(&mut own.superlatives, &core.superlatives);
    for (stage, words) in &core.stages {
        names(own.stages.entry(Arc::clone(stage)).or_default(), words);
    }
    join(&mut own.subject, &core.subject);
    join(&mut own.units, &core.units);
    // A base whose predicate takes no object need not name one.
    if !own.object.is_empty() {
        join(&mut own.object, &core.object);
        join(&mut own.optional, &core.optional);
    }
}

/// True where following `broader` from a role comes back to it.
fn in_circle(vocabulary: &Vocabulary, role: &str) -> bool {
    let mut at = role;
    for _ in 0..vocabulary.predicates.len() {
        match vocabulary.get(at).and_then(|p| p.broader.as_deref()) {
            Some(next) if next == role => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_vocabulary_has_no_fault() {
        let (vocabulary, faults) = read_core();
        assert_eq!(faults.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
        assert_eq!(vocabulary.predicates.len(), CORE.matches("\n  - id: ").count());
        let found = |id: &str| vocabulary.get(id).unwrap_or_else(|| panic!("{id} is in the core vocabulary"));
        assert_eq!(found("revenue").measures, Some(Measures::Flow));
        assert_eq!(
            found("acquire").stages.keys().map(|s| &**s).collect::<Vec<_>>(),
            ["announced", "completed", "signed"]
        );
        assert!(found("found").once && found("ceo").exclusive);
        assert!(vocabulary.is_kind_of("co-ceo", "ceo"));
    }
}
