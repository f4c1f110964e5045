//! Names that nobody has entered: people, organizations and products, found by their form and by what stands beside
//! them.
//!
//! Every language gives raw names with what their form tells of their type; here the forms of one name become one
//! document-local entity, `local:` and the folded name: Nair is Priya Nair, 香滋味 what 以下简称 says. A name of the fact
//! base is never one of these.

mod en;
mod zh;

use super::clause::Sentence;
use super::scan::{Token, What};
use crate::normalise::{Folded, fold_name};
use crate::source::Span;
use crate::statement::Id;
use crate::vocabulary::{Language, english_names};
use rustc_hash::FxHashMap;

/// Types of entities that a name's form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// Somebody.
    Person,
    /// A company, an authority, a club.
    Organization,
    /// A thing with a name of its own: a work, a model, a satellite.
    Product,
    /// A country, a state.
    Place,
}

impl NameKind {
    /// The type's name, as in fact files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Product => "product",
            Self::Place => "place",
        }
    }
}

/// A name that the fact base does not know, on one of its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Bytes of the article's text.
    pub span: Span,
    /// `local:` and the folded full name, the same for all its forms.
    pub id: Id,
    /// Its type, where form or surroundings tell.
    pub kind: Option<NameKind>,
    /// The post that stands right before a person: 欧洲理事会主席.
    pub post: Option<Span>,
}

/// An entity that only this document knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Local {
    /// `local:` and its folded name.
    pub(super) id: Id,
    /// Its type, where form or surroundings tell.
    pub(super) kind: Option<NameKind>,
}

/// A name on its place, as a language found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Raw {
    /// Bytes of the folded text.
    span: Span,
    /// What its form tells.
    kind: Option<NameKind>,
    /// The post right before a person: 欧洲理事会主席.
    post: Option<Span>,
    /// The full form that this one is introduced as a short form of.
    short_for: Option<Span>,
    /// It opens a sentence and may be an ordinary word: only where the same name stands elsewhere.
    doubtful: bool,
}

impl Raw {
    fn new(span: Span, kind: Option<NameKind>) -> Self {
        Self { span, kind, post: None, short_for: None, doubtful: false }
    }
}

/// The names of a text that are no names of the fact base.
#[derive(Default)]
pub(super) struct Locals {
    /// Entities, by the index that tokens hold.
    pub(super) entities: Vec<Local>,
    /// Every place, in order: span of the folded text, entity, post before it.
    pub(super) places: Vec<(Span, usize, Option<Span>)>,
}

impl Locals {
    /// The names with their places in the article's text.
    pub(super) fn laid_out(&self, folded: &Folded) -> Vec<Name> {
        let name = |&(span, entity, post): &(Span, usize, Option<Span>)| {
            let local = self.entities.get(entity)?;
            let post = post.map(|p| folded.origin(p));
            Some(Name { span: folded.origin(span), id: local.id.clone(), kind: local.kind, post })
        };
        self.places.iter().filter_map(name).collect()
    }
}

/// Finds the names of a text and adds them to its tokens.
pub(super) fn find(folded: &Folded, sentences: &[Sentence], tokens: &mut [Vec<Token>]) -> Locals {
    let mut raw = Vec::new();
    let mut english = en::Reader::new(&folded.text);
    for (sentence, list) in sentences.iter().zip(tokens.iter()) {
        match sentence.language {
            Language::En => english.sentence(sentence, list, &mut raw),
            Language::Zh => zh::read(&folded.text, sentence, list, &mut raw),
        }
    }
    english.settle(&mut raw);
    zh::again(&folded.text, sentences, tokens, &mut raw);
    raw.sort_by_key(|r| (r.span.start, std::cmp::Reverse(r.span.end), r.kind.is_none()));
    let mut end = 0;
    let plain = |c: char| c.is_alphanumeric() || " .&'’-·:+!,、".contains(c);
    raw.retain(|r| {
        let written = folded.text.get(r.span.start..r.span.end).unwrap_or("");
        let free = r.span.start >= end && !written.is_empty() && written.chars().all(plain);
        end = if free { r.span.end } else { end };
        free
    });
    let locals = unite(&folded.text, &raw);
    for &(span, entity, _) in &locals.places {
        let at = sentences.partition_point(|s| s.span.end <= span.start);
        let Some(list) = tokens.get_mut(at) else { continue };
        // A word inside a name is no word of its own.
        list.retain(|t| !(span.contains(t.span) && matches!(t.what, What::Trigger(_) | What::Cue(_))));
        let place = list.partition_point(|t| {
            (t.span.start, std::cmp::Reverse(t.span.end)) < (span.start, std::cmp::Reverse(span.end))
        });
        list.insert(place, Token { span, what: What::Local(entity) });
    }
    locals
}

/// One entity for all forms of a name.
fn unite(text: &str, raw: &[Raw]) -> Locals {
    let shown = |r: &Raw| text.get(r.span.start..r.span.end).unwrap_or("");
    // Folded names in the order of their first place, with the types their places tell.
    let mut order: Vec<(String, &str, Option<NameKind>)> = Vec::new();
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    let mut forms = Vec::with_capacity(raw.len());
    for r in raw {
        let form = bare(shown(r));
        let key = fold_name(form);
        let at = *index.entry(key.clone()).or_insert_with(|| {
            order.push((key, form, None));
            order.len() - 1
        });
        order[at].2 = order[at].2.or(r.kind);
        forms.push(at);
    }
    let mut target: Vec<usize> = (0..order.len()).collect();
    for (r, &at) in raw.iter().zip(&forms) {
        let place = |full: Span| {
            let from = raw.partition_point(|o| o.span.start < full.start);
            raw[from..].iter().position(|o| o.span == full || o.span.start > full.start).map(|i| from + i)
        };
        let full = r.short_for.and_then(|f| place(f).filter(|i| raw[*i].span == f)).and_then(|i| forms.get(i));
        if let Some(&full) = full.filter(|f| **f != at) {
            target[at] = full;
        }
    }
    for (at, full) in fuller(&order) {
        if target[at] == at {
            target[at] = full;
        }
    }
    let root = |mut at: usize| {
        // Short forms of short forms are few; the bound keeps a circle from turning for ever.
        for _ in 0..4 {
            at = target[at];
        }
        at
    };
    let mut locals = Locals::default();
    let mut entity: FxHashMap<usize, usize> = FxHashMap::default();
    for (r, &at) in raw.iter().zip(&forms) {
        let full = root(at);
        let which = *entity.entry(full).or_insert_with(|| {
            let (key, _, kind) = &order[full];
            locals.entities.push(Local { id: format!("local:{key}").into(), kind: *kind });
            locals.entities.len() - 1
        });
        let own = locals.entities[which].kind;
        locals.entities[which].kind = own.or(order[at].2);
        locals.places.push((r.span, which, r.post));
    }
    locals
}

/// For each short form the one full form it must mean: Nair is Priya Nair, Halcyon is Halcyon Motors.
fn fuller(order: &[(String, &str, Option<NameKind>)]) -> FxHashMap<usize, usize> {
    // By last word for people, by first words for organizations; `None` where several would do.
    let mut short: FxHashMap<String, Option<usize>> = FxHashMap::default();
    let mut note = |key: String, at: usize| {
        short.entry(key).and_modify(|other| *other = other.filter(|o| *o == at)).or_insert(Some(at));
    };
    let suffixes = &english_names().organizations;
    for (at, (key, form, kind)) in order.iter().enumerate() {
        let words: Vec<&str> = key.split(' ').collect();
        if let Some((_, last)) = key.rsplit_once('·') {
            note(last.to_owned(), at);
        } else if words.len() > 1 && !matches!(kind, Some(NameKind::Organization | NameKind::Place)) && words.len() < 4
        {
            note(words[words.len() - 1].to_owned(), at);
        }
        let written: Vec<&str> = form.split(' ').collect();
        let tail = written.iter().rev().take_while(|w| suffixes.contains(**w)).count();
        if tail > 0 && tail < written.len() && *kind != Some(NameKind::Person) {
            (written.len() - tail..written.len()).for_each(|n| note(words[..n.min(words.len())].join(" "), at));
        }
        // Kestrel Lines, a ferry operator, is Kestrel from then on.
        if tail == 0 && *kind == Some(NameKind::Organization) && (2..4).contains(&written.len()) {
            note(words[0].to_owned(), at);
        }
        // The province before the name of a company comes and goes.
        let chars: Vec<(usize, char)> = key.char_indices().collect();
        if *kind == Some(NameKind::Organization) && chars.iter().all(|c| crate::normalise::is_han(c.1)) {
            (2..chars.len().saturating_sub(3)).for_each(|n| note(key[chars[n].0..].to_owned(), at));
        }
    }
    let mut out = FxHashMap::default();
    for (at, (key, _, kind)) in order.iter().enumerate() {
        if let Some(Some(full)) = short.get(key)
            && *full != at
            && *kind != Some(NameKind::Place)
            && (kind.is_none() || order[*full].2.is_none() || *kind == order[*full].2)
        {
            out.insert(at, *full);
        }
    }
    out
}

/// A name without what says only its legal form: Halcyon Inc. is Halcyon.
fn bare(name: &str) -> &str {
    let mut rest = name.trim_end_matches(['.', ',', ' ']);
    while let Some((head, last)) = rest.rsplit_once(' ') {
        if !english_names().legal.contains(last) {
            break;
        }
        rest = head.trim_end_matches(['.', ',', ' ', '&']);
    }
    let stem = ["股份有限公司", "有限责任公司", "有限公司"].iter().find_map(|s| rest.strip_suffix(s));
    stem.filter(|s| s.chars().count() > 2).unwrap_or(rest)
}
