//! Names, triggers and cues of a text on their places: which of several overlapping hits counts, and whom an
//! ambiguous name means.

use super::clause::Sentence;
use crate::facts::{FactBase, Hit, Meaning, Naming, Needs, language_fits};
use crate::grammar;
use crate::normalise::Folded;
use crate::source::Span;
use crate::statement::Id;
use crate::vocabulary::{Cue, Language, PredicateKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A predicate that a word may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Its id.
    pub(super) predicate: Id,
    /// What it is a predicate of.
    pub(super) kind: PredicateKind,
    /// The stage the word tells.
    pub(super) stage: Option<Id>,
    /// By name or by superlative.
    pub(super) naming: Naming,
}

/// What stands at a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A name of entities of the fact base.
    Entity {
        /// Those it may mean, by index.
        ids: Vec<usize>,
        /// The context vouches for it.
        certain: bool,
    },
    /// A name of nobody in the fact base, by index of the document's own entities.
    Local(usize),
    /// A date, duration or figure, by index of the grammar's mentions.
    Mention(usize),
    /// Predicates the word may name.
    Trigger(Arc<[Reading]>),
    /// A word of grammar, with its uses.
    Cue(Cues),
}

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues(u64);

impl Cues {
    /// Adds one.
    pub(super) fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u32;
    }

    /// Both sets.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// It is among them.
    pub(super) fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u32 & 1 == 1
    }
}

/// One token of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Bytes of the folded text.
    pub(super) span: Span,
    /// What it is.
    pub(super) what: What,
}

impl Token {
    /// A name, known or not.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.what, What::Entity { .. } | What::Local(_))
    }
}

/// The tokens of a text and its misspelled names.
pub(super) struct Scan {
    /// Per sentence, in the order of their starts.
    pub(super) tokens: Vec<Vec<Token>>,
    /// Misspelled names: place and entity.
    pub(super) misspelled: Vec<(Span, usize)>,
}

/// Names that an article makes known, as far as they are remembered.
const MEANT: usize = 200;

/// Finds everything the fact base, the vocabulary and the grammars know in a folded text.
pub(super) fn scan(folded: &Folded, sentences: &[Sentence], mentions: &[grammar::Mention], facts: &FactBase) -> Scan {
    let lower = folded.text.to_ascii_lowercase();
    let lexicon = facts.lexicon();
    let mut hits: Vec<Hit> = lexicon.find(&lower).filter(|h| !h.span.is_empty()).collect();
    hits.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end), h.pattern));
    let mut found = Sorter {
        folded,
        facts,
        lower: &lower,
        readings: FxHashMap::default(),
        entities: Vec::new(),
        words: Vec::new(),
        misspelled: Vec::new(),
    };
    let mut at = 0;
    for sentence in sentences {
        while hits.get(at).is_some_and(|h| h.span.start < sentence.span.start) {
            at += 1;
        }
        let end = at + hits[at..].partition_point(|h| h.span.start < sentence.span.end);
        found.sentence(&hits[at..end], sentence);
        at = end;
    }
    found.finish(sentences, mentions)
}

/// Bytes to either side in which a word is near: a block may be a whole book.
const NEAR: usize = 20_000;

struct Sorter<'a> {
    folded: &'a Folded,
    facts: &'a FactBase,
    lower: &'a str,
    /// What words name that name the same wherever they stand, by pattern.
    readings: FxHashMap<usize, Arc<[Reading]>>,
    /// Names with their candidates: entity and what has to vouch for this name of it.
    entities: Vec<(Span, Vec<(usize, Needs)>)>,
    words: Vec<Token>,
    misspelled: Vec<(Span, usize)>,
}

impl Sorter<'_> {
    /// Sorts the hits of one sentence, which come by start, the longer first.
    fn sentence(&mut self, hits: &[Hit], sentence: &Sentence) {
        let lexicon = self.facts.lexicon();
        let mut name_end = 0;
        let mut word_end = 0;
        for hit in hits.iter().filter(|h| h.span.end <= sentence.span.end) {
            let written = &self.folded.text[hit.span.start..hit.span.end];
            let mut candidates = Vec::new();
            let (mut readings, mut cues, mut stop) = (Vec::new(), None::<Cues>, false);
            let known = self.readings.get(&hit.pattern).cloned();
            let mut varies = false;
            for meaning in lexicon.meanings(hit.pattern) {
                match meaning {
                    Meaning::Entity { entity, needs }
                        if is_name(written, sentence.language, lexicon.is_spelt(hit.pattern, written)) =>
                    {
                        candidates.push((*entity, *needs));
                    }
                    Meaning::Entity { .. } => {}
                    Meaning::Misspelling { entity, which } => {
                        let wrong = &self.facts.entities[*entity].misspellings[*which];
                        let near = wrong.near.is_empty() || self.near(sentence, &wrong.near);
                        let spelt = lexicon.is_spelt(hit.pattern, written);
                        let longest = hit.span.start >= name_end;
                        if near && spelt && longest && language_fits(wrong.language, sentence.language) {
                            self.misspelled.push((hit.span, *entity));
                            candidates.push((*entity, Needs::Nothing));
                        }
                    }
                    Meaning::Trigger { .. } if known.is_some() => {}
                    Meaning::Trigger { predicate, kind, stage, naming, head } => {
                        varies |= head.is_some();
                        let before = &self.lower[sentence.span.start..hit.span.start];
                        if head.as_ref().is_none_or(|h| before.contains(h.as_str())) {
                            readings.push(Reading {
                                predicate: predicate.clone(),
                                kind: *kind,
                                stage: stage.clone(),
                                naming: *naming,
                            });
                        }
                    }
                    Meaning::Cue(Cue::None) => stop = true,
                    Meaning::Cue(cue) => cues.get_or_insert_default().add(*cue),
                }
            }
            let readings = match (known, readings.is_empty()) {
                (None, true) => None,
                (None, false) => {
                    let all: Arc<[Reading]> = Arc::from(readings);
                    if !varies {
                        self.readings.insert(hit.pattern, Arc::clone(&all));
                    }
                    Some(all)
                }
                (known, _) => known,
            };
            // A word that begins in a name and ends behind it is none: River Museum director.
            let cut = hit.span.start < name_end && hit.span.end > name_end && candidates.is_empty();
            if !candidates.is_empty() && hit.span.start >= name_end {
                name_end = hit.span.end;
                self.entities.push((hit.span, candidates));
            }
            // The longest word wins: 副总裁 before 总裁, 将军 before 将. A cue inside a name is no cue.
            let free = hit.span.start >= word_end && !cut;
            if free && (stop || readings.is_some() || cues.is_some()) {
                word_end = hit.span.end;
                if let Some(readings) = readings {
                    self.words.push(Token { span: hit.span, what: What::Trigger(readings) });
                }
                if let Some(cues) = cues {
                    self.words.push(Token { span: hit.span, what: What::Cue(cues) });
                }
            }
        }
    }

    /// True where one of the words stands in the block of the sentence or in the one before or behind it, not too far.
    fn near(&self, sentence: &Sentence, words: &[String]) -> bool {
        let blocks = &self.folded.blocks;
        let first = blocks[sentence.block.saturating_sub(1)].0.start;
        let last = blocks[(sentence.block + 1).min(blocks.len() - 1)].0.end;
        let first = self.lower.ceil_char_boundary(first.max(sentence.span.start.saturating_sub(NEAR)));
        let last = self.lower.floor_char_boundary(last.min(sentence.span.end + NEAR));
        let around = &self.lower[first..last];
        words.iter().any(|w| around.contains(&crate::normalise::fold_name(w)))
    }

    /// Settles ambiguous names by what else the article speaks of, and lays all tokens out by sentence.
    fn finish(self, sentences: &[Sentence], mentions: &[grammar::Mention]) -> Scan {
        let certain: FxHashSet<usize> = self.entities.iter().filter_map(|(_, c)| certain_of(c)).collect();
        let mut places: FxHashMap<usize, Vec<Span>> = FxHashMap::default();
        for (span, candidates) in &self.entities {
            if let Some(e) = certain_of(candidates) {
                places.entry(e).or_default().push(*span);
            }
        }
        let mut tokens: Vec<Vec<Token>> = vec![Vec::new(); sentences.len()];
        let sentence_of = |span: Span| sentences.partition_point(|s| s.span.end <= span.start);
        // What a short name meant where its sentence vouched for it, or the end of a longer name, it means from there on.
        let mut meant: Vec<(usize, &str)> = Vec::new();
        for (span, candidates) in &self.entities {
            let at = sentence_of(*span);
            let Some(sentence) = sentences.get(at) else { continue };
            let written = &self.folded.text[span.start..span.end];
            let short = written.len() <= 2;
            let supported = |(e, needs): (usize, Needs)| {
                let related = self.facts.lexicon().related(e);
                let here = |e: &usize| {
                    certain.contains(e)
                        && (!short
                            || places.get(e).is_some_and(|p| {
                                p.get(p.partition_point(|s| s.start < sentence.span.start))
                                    .is_some_and(|s| sentence.span.contains(*s))
                            }))
                };
                meant.iter().any(|(m, name)| *m == e && name.ends_with(written) && written.len() > 1)
                    || certain.contains(&e) && !short
                    || needs == Needs::Context && related.iter().any(here)
            };
            let mut ids: Vec<usize> = match certain_of(candidates) {
                Some(e) => vec![e],
                None => candidates.iter().filter(|c| supported(**c)).map(|c| c.0).collect(),
            };
            ids.dedup();
            let is_certain = ids.len() == 1;
            if is_certain && written.len() > 1 && meant.len() < MEANT {
                meant.extend(ids.first().map(|e| (*e, written)).filter(|m| !meant.contains(m)));
            }
            if ids.is_empty() {
                // Nobody vouches for it: a name whose meanings the ledger lists, but no subject of a claim. A single
                // letter or an ordinary word in lower case is not even that.
                let known = candidates.iter().filter(|c| c.1 == Needs::Context);
                ids = known.map(|c| c.0).collect();
                if ids.is_empty() || short || !(is_capital(written) || is_wide(written)) {
                    continue;
                }
            }
            tokens[at].push(Token { span: *span, what: What::Entity { ids, certain: is_certain } });
        }
        let named: Vec<Span> = self.entities.iter().map(|e| e.0).collect();
        let in_name = |span: Span| {
            let i = named.partition_point(|n| n.end <= span.start);
            named.get(i).copied().filter(|n| n.contains(span))
        };
        for mut token in self.words {
            let at = sentence_of(token.span);
            // A word inside a name or a date is no word of its own: the month of May plans nothing. What names the
            // name itself, and a scope that lies in one, still do; 明年 is a date and a plan.
            let named = in_name(token.span);
            let dated = in_date(mentions, token.span);
            let keeps = match &mut token.what {
                What::Cue(_) => named.is_none() && !dated,
                What::Trigger(all) => {
                    let whole = named.is_some_and(|n| n == token.span);
                    let stays = |r: &Reading| named.is_none() || whole || r.kind == PredicateKind::Scope;
                    if !dated && !all.iter().all(stays) {
                        *all = all.iter().filter(|r| stays(r)).cloned().collect();
                    }
                    !dated && !all.is_empty()
                }
                _ => true,
            };
            if at < tokens.len() && keeps {
                tokens[at].push(token);
            }
        }
        for (i, mention) in mentions.iter().enumerate() {
            let at = sentence_of(mention.span);
            let figure = !matches!(mention.value, grammar::Value::Date(_));
            if at < tokens.len() && !(figure && in_name(mention.span).is_some()) {
                tokens[at].push(Token { span: mention.span, what: What::Mention(i) });
            }
        }
        for list in &mut tokens {
            list.sort_by_key(|t| (t.span.start, std::cmp::Reverse(t.span.end)));
        }
        Scan { tokens, misspelled: self.misspelled }
    }
}

/// The word lies in a date that is written out.
fn in_date(mentions: &[grammar::Mention], span: Span) -> bool {
    let i = mentions.partition_point(|m| m.span.end <= span.start);
    mentions.get(i).is_some_and(|m| match &m.value {
        grammar::Value::Date(expr) => {
            let relative = matches!(expr.core(), grammar::DateExpr::Relative { .. } | grammar::DateExpr::Window { .. });
            m.span.contains(span) && !relative
        }
        _ => false,
    })
}

/// The one entity a name means without help: its only candidate that needs no context.
fn certain_of(candidates: &[(usize, Needs)]) -> Option<usize> {
    let mut plain = candidates.iter().filter(|c| c.1 == Needs::Nothing);
    match (plain.next(), plain.next()) {
        (Some(c), None) => Some(c.0),
        _ => None,
    }
}

/// A Latin name must be written as its base writes it, or capitalised; inside Chinese text any case will do.
fn is_name(written: &str, language: Language, spelt: bool) -> bool {
    spelt || is_wide(written) || language == Language::Zh || is_capital(written)
}

fn is_capital(written: &str) -> bool {
    written.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn is_wide(written: &str) -> bool {
    written.chars().any(crate::normalise::is_han)
}
