//! Reads facts: one statement of any kind with its status, sources and shelf life.

use super::load::Draft;
use super::parts::{Known, Parts, day};
use super::predicates::required;
use super::sources::{sources, status};
use super::{Complete, Fact, FactStatus, Term};
use crate::quantity::Quantity;
use crate::statement::{Event, Id, Metric, Quotation, Rank, Relation, Role, RoleStatus, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Measures, Predicate, PredicateKind};
use crate::yaml::{Fields, Node, Reader, Value, is_id};
use rust_decimal::Decimal;
use std::sync::Arc;

const KINDS: &[&str] = &["event", "metric", "role", "rank", "relation", "quotation"];
const KEYS: &[&str] = &[
    "id",
    "event",
    "metric",
    "role",
    "rank",
    "relation",
    "quotation",
    "status",
    "checked",
    "review-after",
    "sources",
    "note",
];

/// Reads a `facts:` block. A fact whose statement cannot be read keeps its id.
pub(super) fn read(reader: &mut Reader, node: &Node, file: usize, known: &Known) -> Vec<Draft<Option<Fact>>> {
    reader.items(node).iter().filter_map(|n| fact(reader, n, file, known)).collect()
}

fn fact(reader: &mut Reader, node: &Node, file: usize, known: &Known) -> Option<Draft<Option<Fact>>> {
    let fields = reader.fields(node, "a fact", KEYS)?;
    let id = required(reader, &fields, "id").and_then(|n| reader.id(n, "id"));
    let said: Vec<&str> = KINDS.iter().copied().filter(|k| fields.get(k).is_some()).collect();
    let (statement, term, mut slots) = match said[..] {
        [kind] => statement(reader, &fields, kind, known),
        [] => {
            let help = format!("add one of {}", KINDS.join(", "));
            reader.fault(fields.at, "this fact states nothing", help);
            Read::default()
        }
        [first, second, ..] => {
            let message = format!("this fact states two things, `{first}` and `{second}`");
            reader.fault(fields.at, message, "make a fact of each");
            Read::default()
        }
    };
    let status = fields.get("status").and_then(|n| status(reader, n));
    let checked = fields.get("checked").and_then(|n| day(reader, n, "checked"));
    let review_after = fields.get("review-after").and_then(|n| day(reader, n, "review-after"));
    let sources = fields.get("sources").map(|n| sources(reader, n)).unwrap_or_default();
    let note = fields.get("note").and_then(|n| reader.text(n, "note"));
    let id = id?;
    slots.insert(0, (Slot::Predicate, id.span));
    let key: Id = id.text.as_str().into();
    let fact = statement.map(|statement| Fact {
        id: Arc::clone(&key),
        statement,
        term,
        status: status.unwrap_or(FactStatus::Unverified),
        checked,
        review_after,
        sources,
        note: note.map(|t| t.text),
        file,
        slots,
    });
    Some(Draft { id: key, file, span: id.span, value: fact })
}

/// The statement, its term of office, and where its parts stand.
type Read = (Option<Statement>, Term, Vec<(Slot, crate::source::Span)>);

fn statement(reader: &mut Reader, fields: &Fields, kind: &str, known: &Known) -> Read {
    let Some(node) = fields.get(kind) else { return Read::default() };
    let (what, keys): (_, &[&str]) = match kind {
        "event" => {
            ("an event", &["predicate", "stage", "subject", "object", "counterpart", "amount", "when", "nth", "marks"])
        }
        "metric" => ("a metric", &["subject", "metric", "value", "basis", "during", "as-of"]),
        "role" => ("a role", &["person", "role", "organization", "from", "to"]),
        "rank" => ("a rank", &["subject", "scope", "position", "when"]),
        "relation" => ("a relation", &["relation", "subject", "object", "when"]),
        _ => ("a quotation", &["speaker", "words", "occasion", "when"]),
    };
    let Some(fields) = reader.fields(node, what, keys) else { return Read::default() };
    let mut parts = Parts { reader, known, fields, what, term: Term::default(), slots: Vec::new() };
    let statement = match kind {
        "event" => event(&mut parts).map(Statement::Event),
        "metric" => metric(&mut parts).map(Statement::Metric),
        "role" => role(&mut parts).map(Statement::Role),
        "rank" => rank(&mut parts).map(Statement::Rank),
        "relation" => relation(&mut parts).map(Statement::Relation),
        _ => quotation(&mut parts).map(Statement::Quotation),
    };
    (statement, parts.term, parts.slots)
}

/// Types that admit everything, for a predicate that nobody knows.
fn types(predicate: Option<&Predicate>, of: fn(&Predicate) -> &Vec<String>) -> &[String] {
    predicate.map_or(&[], |p| of(p))
}

fn event(parts: &mut Parts) -> Option<Event> {
    let predicate = parts.predicate("predicate", PredicateKind::Event).cloned();
    let p = predicate.as_ref();
    let subject = parts.entities("subject", Slot::Subject, types(p, |p| &p.subject), true);
    let takes_object = p.is_none_or(|p| !p.object.is_empty());
    if !takes_object && let Some(node) = parts.fields.get("object") {
        let message = format!("the event `{}` takes no object", p.map_or("", |p| &p.id));
        parts.reader.fault(node.span, message, "remove `object:`, or write who it was done with as `counterpart:`");
    }
    let needs_object = p.is_some_and(|p| !p.object.is_empty() && !optional(p, "object"));
    let object = parts.entities("object", Slot::Object, types(p, |p| &p.object), needs_object);
    let counterpart = parts.entities("counterpart", Slot::Counterpart, &[], false);
    let stage = stage(parts, p);
    let amount = parts.figure("amount", None);
    let when = when(parts, "when", &subject, p.is_none_or(|p| !optional(p, "when")));
    let nth = nth(parts);
    let marks = marks(parts);
    // One form for what is launched, whether its maker is named or not: the thing is the object.
    let (subject, object) = match p {
        Some(p) if object.is_empty() && !p.object.is_empty() && parts.are_things(&subject, &p.object) => {
            (Vec::new(), subject)
        }
        _ => (subject, object),
    };
    Some(Event {
        predicate: Some(Arc::clone(&predicate?.id)),
        stage,
        subject,
        object,
        counterpart,
        amount,
        when,
        nth,
        marks,
    })
}

fn optional(predicate: &Predicate, slot: &str) -> bool {
    predicate.optional.iter().any(|s| s == slot)
}

fn when(parts: &mut Parts, key: &str, whose: &[Id], required: bool) -> Option<Interval> {
    if required && parts.fields.get(key).is_none() {
        parts.missing(key, &format!("add `{key}:` and a date; where only a bound is known, `../2023` or `2023/..`"));
    }
    parts.when(key, Slot::When, whose)
}

fn stage(parts: &mut Parts, predicate: Option<&Predicate>) -> Option<Id> {
    let text = parts.text("stage")?;
    let predicate = predicate?;
    if let Some((stage, _)) = predicate.stages.get_key_value(text.text.as_str()) {
        return Some(Arc::clone(stage));
    }
    if predicate.stages.is_empty() {
        let message = format!("the event `{}` has no stages", predicate.id);
        parts.reader.fault(text.span, message, "remove `stage:`, or declare stages in the predicate");
    } else {
        let what = format!("a stage of `{}`", predicate.id);
        parts.reader.unknown(text.span, &what, &text.text, predicate.stages.keys().map(|s| &**s), "");
    }
    None
}

fn nth(parts: &mut Parts) -> Option<u32> {
    let text = parts.slot_text("nth", Slot::Nth)?;
    let nth = text.text.parse().ok().filter(|n| *n > 0);
    if nth.is_none() {
        parts.reader.fault(
            text.span,
            format!("`{}` is not the number of an occurrence", text.text),
            "write 1 for the first, 2 for the second",
        );
    }
    nth
}

/// Words by language, or a plain list.
fn marks(parts: &mut Parts) -> Vec<String> {
    let Some(node) = parts.fields.get("marks") else { return Vec::new() };
    let texts = match &node.value {
        Value::Map(_) => {
            let Some(fields) = parts.reader.fields(node, "a set of marks by language", &["en", "zh"]) else {
                return Vec::new();
            };
            ["en", "zh"].iter().filter_map(|k| fields.get(k)).flat_map(|n| parts.reader.texts(n, "marks")).collect()
        }
        _ => parts.reader.texts(node, "marks"),
    };
    texts.into_iter().map(|t| t.text).collect()
}

fn metric(parts: &mut Parts) -> Option<Metric> {
    let predicate = parts.predicate("metric", PredicateKind::Metric).cloned();
    let p = predicate.as_ref();
    let subject = parts.entities("subject", Slot::Subject, types(p, |p| &p.subject), true);
    if parts.fields.get("value").is_none() {
        parts.missing("value", "add `value:` and a figure with its unit");
    }
    let value = parts.figure("value", p.and_then(|p| p.dimension.as_deref()));
    let basis = parts.text("basis").filter(|t| {
        let fine = is_id(&t.text);
        if !fine {
            parts.reader.fault(
                t.span,
                format!("`{}` is not an id", t.text),
                "write lower-case ASCII letters, digits and hyphens: `after-eliminations`",
            );
        }
        fine
    });
    let when = period(parts, p, &subject);
    Some(Metric {
        metric: Some(Arc::clone(&predicate?.id)),
        subject,
        value: value?,
        basis: basis.map(|t| t.text.as_str().into()),
        when,
    })
}

/// The period of a flow, the instant of a stock.
fn period(parts: &mut Parts, predicate: Option<&Predicate>, subject: &[Id]) -> Option<Interval> {
    let (right, wrong, why) = match predicate.and_then(|p| p.measures) {
        Some(Measures::Flow) => ("during", "as-of", "counts over a period"),
        Some(Measures::Stock) => ("as-of", "during", "stands at an instant"),
        None if parts.fields.get("during").is_some() => ("during", "as-of", "is measured once"),
        None => ("as-of", "during", "is measured once"),
    };
    if let Some(node) = parts.fields.get(wrong) {
        let id = predicate.map_or("the metric", |p| &p.id);
        let message = format!("`{wrong}` does not fit: `{id}` {why}");
        let help =
            if parts.fields.get(right).is_some() { format!("remove `{wrong}:`") } else { format!("write `{right}:`") };
        parts.reader.fault(node.span, message, help);
        return None;
    }
    let required = predicate.is_some_and(|p| !optional(p, "when"));
    when(parts, right, subject, required)
}

fn role(parts: &mut Parts) -> Option<Role> {
    let predicate = parts.predicate("role", PredicateKind::Role).cloned();
    let p = predicate.as_ref();
    let person = parts.entities("person", Slot::Subject, types(p, |p| &p.subject), true);
    let organization = parts.entities("organization", Slot::Object, types(p, |p| &p.object), true);
    let from = parts.when("from", Slot::From, &organization);
    let ended = parts.fields.get("to").is_some_and(|n| matches!(&n.value, Value::Text(t) if t == "unknown"));
    let to = if ended {
        parts.slot_text("to", Slot::To);
        None
    } else {
        parts.when("to", Slot::To, &organization)
    };
    let when = match (from, to) {
        (None, None) => None,
        (Some(from), None) => Interval::between(from.start, None),
        (None, Some(to)) => Interval::between(None, to.end),
        (Some(from), Some(to)) => {
            let when = from.through(to);
            if when.is_none()
                && let Some(span) = parts.slots.iter().find(|s| s.0 == Slot::To).map(|s| s.1)
            {
                parts.reader.fault(span, "the role ends before it begins", "write the later day as `to:`");
            }
            when
        }
    };
    parts.term = Term { began: from, ended: to, is_over: ended };
    let status = RoleStatus::default();
    Some(Role { person, role: Arc::clone(&predicate?.id), organization, status, when, ended, began: None, left: None })
}

fn rank(parts: &mut Parts) -> Option<Rank> {
    let predicate = parts.predicate("scope", PredicateKind::Scope).cloned();
    let subject = parts.entities("subject", Slot::Subject, types(predicate.as_ref(), |p| &p.subject), true);
    if parts.fields.get("position").is_none() {
        parts.missing("position", "add `position:` and a whole number");
    }
    let position = position(parts);
    let when = when(parts, "when", &subject, true);
    Some(Rank { subject, scope: Some(Arc::clone(&predicate?.id)), position: position?, when })
}

/// A whole number from 1, `3` or `3rd`.
fn position(parts: &mut Parts) -> Option<Quantity> {
    let text = parts.slot_text("position", Slot::Value)?;
    let digits = text.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &text.text[digits.len()..];
    let fine = matches!(ending, "" | "st" | "nd" | "rd" | "th");
    let number = digits.parse::<u32>().ok().filter(|n| *n > 0 && fine);
    if number.is_none() {
        parts.reader.fault(
            text.span,
            format!("`{}` is not a place of a ranking", text.text),
            "write a whole number, 1 for the first",
        );
    }
    number.map(|n| Quantity::exact(Decimal::from(n), None))
}

fn relation(parts: &mut Parts) -> Option<Relation> {
    let predicate = parts.predicate("relation", PredicateKind::Relation).cloned();
    let p = predicate.as_ref();
    let subject = parts.entities("subject", Slot::Subject, types(p, |p| &p.subject), true);
    let object = parts.entities("object", Slot::Object, types(p, |p| &p.object), true);
    let when = when(parts, "when", &subject, false);
    Some(Relation { relation: Arc::clone(&predicate?.id), subject, object, when })
}

fn quotation(parts: &mut Parts) -> Option<Quotation> {
    let types = |all: &[&str]| all.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
    let speaker = parts.entities("speaker", Slot::Subject, &types(&["person", "organization", "group"]), true);
    if parts.fields.get("words").is_none() {
        parts.missing("words", "add `words:` and what was said, in quotes");
    }
    let words = parts.slot_text("words", Slot::Words);
    let occasion = parts.entities("occasion", Slot::Occasion, &types(&["event", "event-series", "concept"]), false);
    let when = when(parts, "when", &speaker, true);
    Some(Quotation { speaker, words: words?.text, occasion: occasion.into_iter().next(), when })
}

/// Reads a `complete:` block.
pub(super) fn complete(reader: &mut Reader, node: &Node, known: &Known) -> Vec<Complete> {
    let mut all = Vec::new();
    for item in reader.items(node) {
        let what = "a complete list";
        let keys = ["predicate", "subject", "object", "through"];
        let Some(fields) = reader.fields(item, what, &keys) else { continue };
        let mut parts = Parts { reader, known, fields, what, term: Term::default(), slots: Vec::new() };
        let predicate = parts.predicate("predicate", PredicateKind::Event).cloned();
        let p = predicate.as_ref();
        let subject = parts.entities("subject", Slot::Subject, types(p, |p| &p.subject), false);
        let object = parts.entities("object", Slot::Object, types(p, |p| &p.object), false);
        if parts.fields.get("subject").is_none() && parts.fields.get("object").is_none() {
            parts.missing("subject", "add `subject:` or `object:`: whose occurrences are listed");
        }
        let days = when(&mut parts, "through", &subject, true);
        let through = days.and_then(|d| d.end);
        if days.is_some_and(|d| d.end.is_none())
            && let Some((_, span)) = parts.slots.last()
        {
            parts.reader.fault(*span, "a list is complete up to a day", "write the last day: `2023-06`");
        }
        if let (Some(predicate), Some(through)) = (predicate, through) {
            let subject = subject.into_iter().next();
            all.push(Complete { predicate: predicate.id, subject, object: object.into_iter().next(), through });
        }
    }
    all
}
