//! Finds entities and facts by words: in ids, names, predicates, notes and sources.
//!
//! Every word must be found somewhere; where it is found decides the order. What a result looks like is decided in
//! `report`.

use super::{Entity, Fact, FactBase};
use crate::normalise::fold_name;
use crate::statement::Statement;
use std::cmp::Reverse;

/// Something of a fact base that has an id.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// An entity.
    Entity(&'a Entity),
    /// A fact.
    Fact(&'a Fact),
}

impl Entry<'_> {
    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Entity(entity) => &entity.id,
            Self::Fact(fact) => &fact.id,
        }
    }
}

/// How much a field that holds a word tells.
const ID: u32 = 40;
const NAME: u32 = 60;
const OWN: u32 = 30;
const ASIDE: u32 = 10;

impl FactBase {
    /// The entity and the fact with an id.
    pub fn entries(&self, id: &str) -> Vec<Entry<'_>> {
        let entity = self.entity(id).map(Entry::Entity);
        entity.into_iter().chain(self.fact(id).map(Entry::Fact)).collect()
    }

    /// The id nearest to a mistyped one; `None` where none is near.
    pub fn nearest_id(&self, id: &str) -> Option<&str> {
        let all = self.entities.iter().map(|e| &*e.id).chain(self.facts.iter().map(|f| &*f.id));
        crate::yaml::nearest(id, all)
    }

    /// What holds every one of the words, the most telling first: whole ids and names before parts of them, entities
    /// before facts, names before notes. Spelling is folded as in articles.
    pub fn search(&self, words: &str) -> Vec<Entry<'_>> {
        let words: Vec<String> = words.split_whitespace().map(fold_name).filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let entities = self.entities.iter().map(|e| (entity_fields(e), Entry::Entity(e)));
        let facts = self.facts.iter().map(|f| (self.fact_fields(f), Entry::Fact(f)));
        let scored = entities.chain(facts).filter_map(|(fields, entry)| Some((score(&fields, &words)?, entry)));
        let mut found: Vec<(u32, Entry)> = scored.collect();
        // Stable: entities and facts are in the order of their ids.
        found.sort_by_key(|(score, entry)| (Reverse(*score), matches!(entry, Entry::Fact(_))));
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    fn fact_fields(&self, fact: &Fact) -> Vec<(u32, String)> {
        let statement = &fact.statement;
        let mut fields = vec![(ID, fact.id.to_string())];
        for id in statement.subject().iter().chain(statement.object()) {
            fields.push((OWN, fold_name(id)));
            let names = self.entity(id).into_iter().flat_map(Entity::all_names);
            fields.extend(names.map(|(name, _)| (OWN, fold_name(name))));
        }
        if let Some(predicate) = statement.predicate() {
            fields.push((OWN, fold_name(predicate)));
            let names = self.vocabulary.get(predicate).map(|p| p.names.en.iter().chain(&p.names.zh));
            fields.extend(names.into_iter().flatten().map(|name| (OWN, fold_name(name))));
        }
        if let Some(when) = statement.when() {
            fields.push((OWN, when.edtf()));
        }
        let words = match statement {
            Statement::Quotation(q) => Some(&q.words),
            _ => None,
        };
        let source = |s: &super::FactSource| {
            [Some(&s.title), s.publisher.as_ref(), s.supports.as_ref()]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
        };
        let asides = words.into_iter().chain(&fact.note).cloned().chain(fact.sources.iter().flat_map(source));
        fields.extend(asides.map(|text| (ASIDE, fold_name(&text))));
        fields
    }
}

fn entity_fields(entity: &Entity) -> Vec<(u32, String)> {
    let mut fields = vec![(ID, entity.id.to_string())];
    fields.extend(entity.all_names().map(|(name, _)| (NAME, fold_name(name))));
    fields.extend(entity.misspellings.iter().map(|m| (ASIDE, fold_name(&m.text))));
    fields.extend(entity.wikidata.iter().map(|item| (ID, item.to_ascii_lowercase())));
    fields
}

/// What the words come to together; `None` where one of them is nowhere.
fn score(fields: &[(u32, String)], words: &[String]) -> Option<u32> {
    let each = words.iter().map(|word| {
        let hits = fields.iter().filter_map(|(weight, text)| match text.find(word.as_str()) {
            Some(0) if text.len() == word.len() => Some(weight * 3),
            Some(0) => Some(weight * 2),
            Some(_) => Some(*weight),
            None => None,
        });
        hits.max()
    });
    each.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids<'a>(base: &'a FactBase, words: &str) -> Vec<&'a str> {
        let found = base.search(words);
        found
            .iter()
            .map(|e| match e {
                Entry::Entity(e) => &*e.id,
                Entry::Fact(f) => &*f.id,
            })
            .collect()
    }

    #[test]
    fn names_come_before_what_is_said_of_them() {
        let base = FactBase::builtin();
        assert_eq!(ids(&base, "阿里云").first(), Some(&"alibaba-cloud"));
        assert_eq!(ids(&base, "阿里雲").first(), Some(&"alibaba-cloud"), "folded as in articles");
        assert_eq!(ids(&base, "Larry Ellison").first(), Some(&"larry-ellison"));
        assert!(ids(&base, "阿里云 营收").contains(&"alibaba-cloud-revenue-fy2015"));
        assert!(ids(&base, "nothing-of-this-kind").is_empty() && ids(&base, " ").is_empty());
    }
}
