//! The parts of facts: ids, dates and figures, each with its place, read against what the base knows.

use super::entities::{Entities, entity, unknown};
use super::predicates::{TYPES, kind_name};
use super::{Entity, Term};
use crate::grammar::{self, Anchors, Mention, Value, figure, units};
use crate::normalise::{fold_name, fold_text};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Id, Slot};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Language, Predicate, PredicateKind, Vocabulary};
use crate::yaml::{Fields, Node, Reader, Text};
use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// What facts may name.
pub(super) struct Known<'a> {
    vocabulary: &'a Vocabulary,
    entities: &'a Entities,
    names: FxHashMap<String, &'a Id>,
}

impl<'a> Known<'a> {
    /// The entities and predicates of all files.
    pub(super) fn new(vocabulary: &'a Vocabulary, entities: &'a Entities) -> Self {
        let mut names = FxHashMap::default();
        for (id, draft) in entities {
            for (name, _) in entity(draft).all_names() {
                names.entry(fold_name(name)).or_insert(id);
            }
        }
        Self { vocabulary, entities, names }
    }

    fn entity(&self, id: &str) -> Option<&'a Entity> {
        self.entities.get(id).map(entity)
    }
}

/// Reads the parts of one statement.
pub(super) struct Parts<'r, 'n> {
    /// The file.
    pub(super) reader: &'r mut Reader,
    /// What may be named.
    pub(super) known: &'r Known<'r>,
    /// The map of the statement.
    pub(super) fields: Fields<'n>,
    /// The statement in a sentence: `an event`.
    pub(super) what: &'static str,
    /// Of a role: when its term began and ended.
    pub(super) term: Term,
    /// Where its parts stand.
    pub(super) slots: Vec<(Slot, Span)>,
}

impl<'n> Parts<'_, 'n> {
    /// Notes that a key is missing, and what to add.
    pub(super) fn missing(&mut self, key: &str, help: &str) {
        let noun = self.what.split_once(' ').map_or(self.what, |w| w.1);
        self.reader.fault(self.fields.at, format!("this {noun} lacks its `{key}`"), help);
    }

    /// A scalar that may be left out.
    pub(super) fn text(&mut self, key: &str) -> Option<Text> {
        let node = self.fields.get(key)?;
        self.reader.text(node, key)
    }

    /// A scalar with a slot of its own.
    pub(super) fn slot_text(&mut self, key: &str, slot: Slot) -> Option<Text> {
        let text = self.text(key)?;
        self.slots.push((slot, text.span));
        Some(text)
    }

    /// The predicate named by a key that must be there.
    pub(super) fn predicate(&mut self, key: &str, kind: PredicateKind) -> Option<&'_ Predicate> {
        if self.fields.get(key).is_none() {
            self.missing(key, &format!("add `{key}:` and the id of {} of the vocabulary", kind_name(kind)));
            return None;
        }
        let text = self.text(key)?;
        let vocabulary = self.known.vocabulary;
        if let Some(p) = vocabulary.get(&text.text).filter(|p| p.kind == kind) {
            return Some(p);
        }
        let name = fold_name(&text.text);
        let same = |p: &&Predicate| p.names.en.iter().chain(&p.names.zh).any(|n| fold_name(n) == name);
        let of_kind = || vocabulary.predicates.values().filter(move |p| p.kind == kind);
        match of_kind().find(same) {
            Some(p) => {
                let message = format!("`{}` is a name, not the id of {}", text.text, kind_name(kind));
                self.reader.fault(text.span, message, format!("write `{}`", p.id));
            }
            None => {
                let what = format!("the id of {}", kind_name(kind));
                let help = "declare it under `vocabulary:`";
                self.reader.unknown(text.span, &what, &text.text, of_kind().map(|p| &*p.id), help);
            }
        }
        None
    }

    /// True where all of the entities are things of one of these types: products, facilities, writings.
    pub(super) fn are_things(&self, ids: &[Id], types: &[String]) -> bool {
        let thing = |k: &str| matches!(k, "product" | "facility" | "concept") && types.iter().any(|t| t == k);
        !ids.is_empty() && ids.iter().all(|id| self.known.entity(id).is_some_and(|e| thing(&e.kind)))
    }

    /// Entities named by a key; a missing one is a fault where `required`.
    ///
    /// `types` are those the predicate admits; empty or `any` admits all.
    pub(super) fn entities(&mut self, key: &str, slot: Slot, types: &[String], required: bool) -> Vec<Id> {
        let texts = self.fields.get(key).map(|node| self.reader.texts(node, key)).unwrap_or_default();
        if texts.is_empty() && required {
            self.missing(key, &format!("add `{key}:` and the id of an entity"));
        }
        let mut ids: Vec<Id> = Vec::new();
        for text in texts {
            self.slots.push((slot, text.span));
            let Some(entity) = self.known.entity(&text.text) else {
                unknown(self.reader, text.span, &text.text, self.known.entities, &self.known.names);
                continue;
            };
            let admitted = types.is_empty() || types.iter().any(|t| *t == "any" || *t == entity.kind);
            // A wrong type of the entity itself is a fault of its own.
            if !admitted && TYPES.contains(&entity.kind.as_str()) {
                let types: Vec<String> = types.iter().map(|t| with_article(t)).collect();
                let types = types.join(" or ");
                self.reader.fault(
                    text.span,
                    format!("`{}` is {}, the `{key}` here is {types}", text.text, with_article(&entity.kind)),
                    format!("write the id of {types}, another predicate, or the right `type:` in `{}`", text.text),
                );
            }
            if !ids.contains(&entity.id) {
                ids.push(entity.id.clone());
            }
        }
        ids
    }

    /// A date or period; `FY2015` is that of the first of `whose`.
    pub(super) fn when(&mut self, key: &str, slot: Slot, whose: &[Id]) -> Option<Interval> {
        let text = self.slot_text(key, slot)?;
        if text.text.contains("FY") {
            return self.fiscal(&text, whose.first()?);
        }
        interval(self.reader, &text)
    }

    /// `FY2015`, `FY2015-Q3`, `FY2015-H1`, `FY2015/FY2017`.
    fn fiscal(&mut self, text: &Text, whose: &Id) -> Option<Interval> {
        let mut ends = Vec::new();
        for part in text.text.split('/') {
            let days = match part.trim().strip_prefix("FY") {
                Some(year) => match fiscal_days(self.known, whose, year) {
                    Ok(days) => Some(days),
                    Err((message, help)) => {
                        self.reader.fault(text.span, message, help);
                        None
                    }
                },
                None => interval(self.reader, &Text { text: part.trim().to_owned(), ..text.clone() }),
            };
            ends.push(days?);
        }
        let days = match ends[..] {
            [days] => Some(days),
            [from, to] => from.through(to),
            _ => None,
        };
        if days.is_none() {
            let message = format!("`{}` is not a span of fiscal years", text.text);
            self.reader.fault(text.span, message, "write the earlier one first: `FY2015/FY2017`");
        }
        days
    }

    /// A figure; `dimension` is that of its metric.
    pub(super) fn figure(&mut self, key: &str, dimension: Option<&str>) -> Option<Quantity> {
        let text = self.slot_text(key, Slot::Value)?;
        if let Some(sign) = text.text.chars().find(|c| matches!(c, '$' | '¥' | '￥' | '＄')) {
            let message = format!("`{sign}` is the sign of several currencies");
            self.reader.fault(
                text.span,
                message,
                "write the ISO 4217 code behind the figure: `17 USD`, `1271 million CNY`",
            );
            return None;
        }
        let found =
            bare(&text.text).or_else(|| figure(&text.text, Language::En)).or_else(|| figure(&text.text, Language::Zh));
        let Some(quantity) = found else {
            self.reader.fault(
                text.span,
                format!("`{}` is not a figure", text.text),
                format!("write one figure with its unit, as in {}", example(dimension)),
            );
            return None;
        };
        let Some(dimension) = dimension else { return Some(quantity) };
        match fitted(quantity, dimension) {
            Ok(quantity) => Some(quantity),
            Err(unit) => {
                let unit = unit.map_or("no unit".to_owned(), |u| format!("the unit `{u}`"));
                let message = format!("`{}` has {unit}, its metric measures {dimension}", text.text);
                self.reader.fault(text.span, message, format!("write it as in {}", example(Some(dimension))));
                None
            }
        }
    }
}

/// A number without a unit, as digits alone; a grammar would take `2000` for a year.
fn bare(text: &str) -> Option<Quantity> {
    let digits = text.replace(',', "");
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain.then(|| Quantity::written(&digits, Decimal::ONE, None)).flatten()
}

/// The figure if its unit measures the dimension; a bare count gets the unit that the dimension is named after.
/// Else the name of its unit.
fn fitted(quantity: Quantity, dimension: &str) -> Result<Quantity, Option<String>> {
    let Some(unit) = &quantity.unit else {
        return match units::unit(dimension).filter(|u| u.dimension() == dimension) {
            _ if matches!(dimension, "count" | "ordinal") => Ok(quantity),
            Some(unit) => Ok(quantity.of(unit)),
            None => Err(None),
        };
    };
    let fits = match dimension {
        "count" => unit.is_discrete(),
        "ordinal" => false,
        _ => unit.dimension() == dimension,
    };
    if fits { Ok(quantity) } else { Err(Some(unit.name().to_owned())) }
}

fn example(dimension: Option<&str>) -> &'static str {
    match dimension {
        None => "`1271 million CNY`, `more than 300 models`, `15.3 %`",
        Some("currency") => "`1271 million CNY`",
        Some("percentage") => "`15.3 %`",
        Some("person") => "`1000 people`",
        Some("vehicle") => "`35 vehicles`",
        Some("ordinal") => "`3rd`",
        Some("duration") => "`10 days`",
        Some("flops") => "`12 EFLOPS`",
        Some("count") => "`more than 300 models`",
        Some(_) => "`12 kilometres`",
    }
}

/// A type of entity with its article.
pub(super) fn with_article(kind: &str) -> String {
    match kind {
        "any" => "any entity".to_owned(),
        _ if kind.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

/// A date or period in EDTF. A date in words is a fault whose help is its EDTF.
pub(super) fn interval(reader: &mut Reader, text: &Text) -> Option<Interval> {
    match Interval::parse_edtf(&text.text) {
        Ok(days) => Some(days),
        Err(said) => {
            let (message, help) =
                said.split_once("; ").unwrap_or((&said, "write a day of the calendar, the earlier one first"));
            let meant = date_in_words(&text.text).filter(|_| message.ends_with("is not a date"));
            let help = meant.map_or(help.to_owned(), |days| format!("write `{days}`"));
            reader.fault(text.span, message, help);
            None
        }
    }
}

/// The days of `May 2001` or `2010年4月`, a text that is one date and needs nothing around it.
fn date_in_words(text: &str) -> Option<Interval> {
    // 11/05/2023 is a day of May or of November.
    if text.contains('/') {
        return None;
    }
    let folded = fold_text(text);
    [Language::En, Language::Zh].into_iter().find_map(|language| {
        let mut found = Vec::new();
        grammar::of(language).read(&folded, 0..folded.len(), &mut found);
        let [Mention { span, value: Value::Date(date) }] = &found[..] else { return None };
        let days = date.resolve(&Anchors::default()).filter(|days| days.is_bounded());
        days.filter(|_| *span == Span::new(0, folded.len()))
    })
}

/// One day, as in `checked: 2026-11-22`.
pub(super) fn day(reader: &mut Reader, node: &Node, key: &str) -> Option<NaiveDate> {
    let text = reader.text(node, key)?;
    let days = interval(reader, &text)?;
    if days.precision == Precision::Day && days.start == days.end {
        return days.start;
    }
    reader.fault(
        text.span,
        format!("`{key}` is one day, `{}` is more", text.text),
        "write year, month and day: `2026-11-22`",
    );
    None
}

/// Month and day of `03-31`; 29 February stands for the last day of the month.
pub(super) fn day_of_year(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-').filter(|(m, d)| m.len() == 2 && d.len() == 2)?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A leap year has every day that some year has.
    NaiveDate::from_ymd_opt(2024, month, day).map(|_| (month, day))
}

/// The days of a fiscal year (`2015`, `2015-Q3`, `2015-H1`) of an entity, or of what it is a part of.
fn fiscal_days(known: &Known, whose: &Id, text: &str) -> Result<Interval, (String, String)> {
    let (digits, part) = text.split_once('-').map_or((text, None), |(y, p)| (y, Some(p)));
    let year: Option<i32> = Some(digits).filter(|d| d.len() == 4).and_then(|d| d.parse().ok());
    let months = match part {
        None => Some((0, 12)),
        Some("H1") => Some((0, 6)),
        Some("H2") => Some((6, 6)),
        Some("Q1") => Some((0, 3)),
        Some("Q2") => Some((3, 3)),
        Some("Q3") => Some((6, 3)),
        Some("Q4") => Some((9, 3)),
        Some(_) => None,
    };
    let (Some(year), Some((first, count))) = (year, months) else {
        return Err((
            format!("`FY{text}` is not a fiscal year"),
            "write `FY2015`, `FY2015-Q3` or `FY2015-H1`".to_owned(),
        ));
    };
    let mut at = Some(whose);
    let mut listed = None;
    for _ in 0..16 {
        let Some(entity) = at.and_then(|id| known.entity(id)) else { break };
        if let (Some(days), None) = (entity.fiscal_years.get(&year), part) {
            return Ok(*days);
        }
        if let Some(days) = entity.fiscal_year_end.and_then(|(m, d)| months_of_year(year, m, d, first, count)) {
            return Ok(days);
        }
        if !entity.fiscal_years.is_empty() {
            listed = Some(&entity.id);
        }
        at = entity.part_of.as_ref();
    }
    Err(match listed {
        Some(id) => (
            format!("the `fiscal-years` of `{id}` do not say when FY{text} is"),
            "add it there, or write the period: `2023-01-30/2024-01-28`".to_owned(),
        ),
        None => (
            format!("nothing says when FY{text} of `{whose}` is"),
            format!("add `fiscal-year-end: 03-31` to `{whose}`, or write the period: `2014-04/2015-03`"),
        ),
    })
}

/// `count` months of the fiscal year that ends on a day of `year`, after the `first` ones.
fn months_of_year(year: i32, month: u32, day: u32, first: u32, count: u32) -> Option<Interval> {
    let last_of = |year: i32| (0..3).find_map(|back| NaiveDate::from_ymd_opt(year, month, day.checked_sub(back)?));
    let start = last_of(year - 1)?.checked_add_days(Days::new(1))?;
    let from = start.checked_add_months(chrono::Months::new(first))?;
    let to = if first + count == 12 {
        last_of(year)?
    } else {
        start.checked_add_months(chrono::Months::new(first + count))?.checked_sub_days(Days::new(1))?
    };
    debug_assert!(to.year() >= from.year());
    Interval::between(Some(from), Some(to))
}
