//! Reads what sentences say of names in small statements (who did it, to what, when, where; what it is), and holds those
//! of an article against those of references, whatever words say it.
//!
//! A sentence is supported where each of its statements is and nothing else stands in it; it is contradicted where a
//! reference gives the same thing another value of a relation that has one only, the relation the other way round, or
//! denies it.

mod being;
mod chinese;
mod compare;
mod countries;
mod english;
mod life;
mod names;
mod phrases;
mod statement;
mod tokens;
mod words;

use super::place::sentences;
use super::words::stem;
use crate::article::Article;
use crate::extract::Extraction;
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::relations;
use compare::{Outcome, compare};
use names::Name;
use statement::{Statement, What};
use std::collections::{BTreeSet, HashMap};
use tokens::{Sort, Token};

/// The statements of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    statements: Vec<Statement>,
    /// Statements by the words of the names in them.
    index: HashMap<String, Vec<usize>>,
    /// Sentences with statements: place, and the statements.
    sentences: Vec<(Span, std::ops::Range<usize>)>,
}

/// What the references make of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    /// The sentence.
    pub(super) sentence: Span,
    /// The reference that tells it.
    pub(super) reference: usize,
    /// Its sentence.
    pub(super) there: Span,
    /// What is wrong, with what the reference has instead; `None` where it says the same.
    pub(super) wrong: Option<(Span, Span)>,
    /// Words that are not told of the thing they are said of: it is supported only if the reference has them as well.
    pub(super) doubts: Vec<Span>,
}

impl Told {
    pub(super) fn of(article: &Article, extraction: &Extraction) -> Self {
        let text = article.source.text();
        let mut all = Self::default();
        let mut topic: Vec<Name> = Vec::new();
        for sentence in sentences(text) {
            let chinese = text[sentence.start..sentence.end].chars().any(is_han);
            let (statements, about) = match chinese {
                true => chinese::read(text, sentence, extraction, &topic),
                false => english::read(text, sentence, extraction, &topic),
            };
            if !about.is_empty() {
                topic = about;
            }
            let from = all.statements.len();
            for statement in statements {
                let keys: BTreeSet<String> = statement.names().flat_map(|n| n.keys()).collect();
                for key in keys {
                    all.index.entry(key).or_default().push(all.statements.len());
                }
                all.statements.push(statement);
            }
            if all.statements.len() > from {
                all.sentences.push((sentence, from..all.statements.len()));
            }
        }
        all
    }

    /// Statements that may be on the things of another.
    fn on(&self, statement: &Statement) -> BTreeSet<usize> {
        let keys = statement.names().flat_map(|n| n.keys());
        keys.filter_map(|k| self.index.get(&k)).flatten().copied().collect()
    }
}

/// The sentences of a text that references support or contradict.
pub(super) fn judge<'a>(
    text: &str,
    extraction: &Extraction,
    own: &Told,
    references: impl Iterator<Item = (&'a str, &'a Told)> + Clone,
) -> Vec<Verdict> {
    let judged = own.sentences.iter().filter_map(|(sentence, range)| {
        let statements = own.statements.get(range.clone())?;
        one(text, extraction, *sentence, statements, references.clone())
    });
    judged.collect()
}

fn one<'a>(
    text: &str,
    extraction: &Extraction,
    sentence: Span,
    statements: &[Statement],
    references: impl Iterator<Item = (&'a str, &'a Told)> + Clone,
) -> Option<Verdict> {
    let mut covered: Vec<Span> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    let mut doubts: Vec<Span> = Vec::new();
    let mut beside: Vec<&str> = Vec::new();
    let mut first: Option<(usize, Span)> = None;
    for statement in statements {
        let mut others: Vec<(usize, &str, &Statement)> = Vec::new();
        for (r, (other, told)) in references.clone().enumerate() {
            others.extend(told.on(statement).into_iter().map(|i| (r, other, &told.statements[i])));
        }
        let plain: Vec<&Statement> = others.iter().map(|o| o.2).collect();
        match compare(statement, &plain) {
            Outcome::Contradicted(i, places) => {
                let (reference, _, theirs) = others[i];
                let inside = places.filter(|(own, other)| sentence.contains(*own) && theirs.sentence.contains(*other));
                let wrong = Some(inside.unwrap_or((statement.at, theirs.at)));
                return Some(Verdict { sentence, reference, there: theirs.sentence, wrong, doubts: Vec::new() });
            }
            Outcome::Supported(i) => {
                let (reference, other, theirs) = others[i];
                first = first.or(Some((reference, theirs.sentence)));
                covered.extend(&statement.covers);
                beside.push(&other[theirs.sentence.start..theirs.sentence.end]);
            }
            Outcome::Unknown(other) => {
                open.push(statement.at);
                // What is told of another name is not told of this one, though the words are the same.
                let deed = matches!(statement.what, What::Deed(_));
                let whole = Span::new(statement.at.start, statement.at.start);
                doubts.extend(other.then_some(if deed { whole } else { statement.at }));
            }
        }
    }
    let doubtful = (!doubts.is_empty()).then(|| Verdict {
        sentence,
        reference: 0,
        there: sentence,
        wrong: None,
        doubts: doubts.clone(),
    });
    let Some((reference, there)) = first else { return doubtful };
    let covers = |list: &[Span], at: Span| list.iter().any(|s| s.contains(at));
    let rest: Vec<Token> = match text[sentence.start..sentence.end].chars().any(is_han) {
        true => chinese::rest(text, sentence),
        false => tokens::tokens(text, sentence, extraction),
    };
    let silent = |t: &Token| match t.sort {
        Sort::Word | Sort::Capital => relations().grammar.silent.contains(&t.low) && !matches!(t.low.as_str(), "not"),
        Sort::Days(_) => false,
        _ => true,
    };
    let said = |t: &Token| {
        let known = |other: &&str| has_word(other, &t.low);
        t.days().is_none() && beside.iter().any(known) && !covers(&open, t.span)
    };
    let all = rest.iter().all(|t| silent(t) || covers(&covered, t.span) || said(t));
    if all { Some(Verdict { sentence, reference, there, wrong: None, doubts: Vec::new() }) } else { doubtful }
}

/// Whether some words have a word, or one of its root.
pub(super) fn has_word(words: &str, word: &str) -> bool {
    match word.chars().any(is_han) {
        true => words.contains(word),
        false if word.contains(' ') => word.split(' ').all(|w| has_word(words, w)),
        false => words.split(|c: char| !c.is_alphanumeric()).any(|w| is_like(&w.to_lowercase(), &word.to_lowercase())),
    }
}

/// One word, one stem, or words of one root: province, provincial.
fn is_like(a: &str, b: &str) -> bool {
    let root = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    a == b || stem(a) == stem(b) || root > 5 && a.len().abs_diff(b.len()) < 4
}
