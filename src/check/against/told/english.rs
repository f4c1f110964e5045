//! Reads the statements of an English sentence.

use super::being;
use super::life;
use super::names::Name;
use super::phrases::{Topic, name_before, names_at, topic};
use super::statement::{Deed, Statement, What};
use super::tokens::{Sort, Token, tokens};
use super::words::{Found, Order, among, at as relation_at, being as being_at};
use crate::extract::Extraction;
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::relations;

/// Tokens behind a verb within which its day and place stand.
const REACH: usize = 14;
/// Tokens before a verb within which a denial is of it.
const BEFORE: usize = 6;

/// An English sentence that is read.
pub(super) struct Reader {
    pub(super) sentence: Span,
    /// Its tokens without those in brackets.
    pub(super) tokens: Vec<Token>,
    /// What stands in brackets, each with the token before which they stand.
    pub(super) asides: Vec<(usize, Vec<Token>)>,
    pub(super) topic: Topic,
    /// Tokens that say what the topic is.
    pub(super) being: Vec<std::ops::Range<usize>>,
    /// Tokens that say what it is no longer.
    pub(super) lost: Option<std::ops::Range<usize>>,
    pub(super) out: Vec<Statement>,
}

/// The statements of a sentence and what it is about; `before` is what the sentence before is about.
pub(super) fn read(
    text: &str,
    sentence: Span,
    extraction: &Extraction,
    before: &[Name],
) -> (Vec<Statement>, Vec<Name>) {
    let mut main = Vec::new();
    let mut asides: Vec<(usize, Vec<Token>)> = Vec::new();
    let mut depth = 0usize;
    for token in tokens(text, sentence, extraction) {
        match token.sort {
            Sort::Open => {
                depth += 1;
                asides.push((main.len(), Vec::new()));
            }
            Sort::Close => depth = depth.saturating_sub(1),
            _ => match asides.last_mut().filter(|_| depth > 0) {
                Some((_, aside)) => aside.push(token),
                None => main.push(token),
            },
        }
    }
    let topic = topic(&main, before);
    let mut reader = Reader { sentence, tokens: main, asides, topic, being: Vec::new(), lost: None, out: Vec::new() };
    life::read(&mut reader);
    being::read(&mut reader);
    reader.relations();
    let about = if reader.topic.owner { Vec::new() } else { reader.topic.names };
    (reader.out, about)
}

impl Reader {
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let last = self.tokens.get(to.max(from + 1) - 1).or(self.tokens.last());
        let end = last.map_or(self.sentence.end, |t| t.span.end);
        let start = self.tokens.get(from).map_or(end, |t| t.span.start);
        Span::new(start.min(end), end)
    }

    /// Adds a statement on what the sentence is about.
    pub(super) fn say(&mut self, what: What, holds: bool, at: Span) {
        let subjects = self.topic.names.clone();
        self.say_of(subjects, what, holds, at);
    }

    pub(super) fn say_of(&mut self, subjects: Vec<Name>, what: What, holds: bool, at: Span) {
        let deed = matches!(what, What::Deed(_));
        if subjects.is_empty() && !deed {
            return;
        }
        let mut covers = vec![at];
        covers.extend(subjects.iter().map(|n| n.span));
        if let What::Deed(deed) = &what {
            covers.extend(deed.agents.iter().chain(&deed.themes).chain(&deed.places).map(|n| n.span));
        }
        let subjects = if deed { Vec::new() } else { subjects };
        self.out.push(Statement { subjects, what, holds, at, sentence: self.sentence, covers });
    }

    fn relations(&mut self) {
        let mut i = 0;
        while i < self.tokens.len() {
            let Some(found) = relation_at(&self.tokens, i)
                .filter(|f| f.from >= self.topic.end || f.from < self.topic.from || self.is_post(f))
            else {
                i += 1;
                continue;
            };
            self.relation(found);
            i = found.to;
        }
    }

    /// The noun of a post within what the sentence is about: the architect of the opera house.
    fn is_post(&self, found: &Found) -> bool {
        matches!(found.order, Order::Noun | Order::BackNoun)
    }

    fn relation(&mut self, found: Found) {
        let past = self.lost.as_ref().is_some_and(|b| b.contains(&found.from));
        if self.is_hedged(found.from) || past {
            return;
        }
        let holds = !self.is_denied(found.from) && found.order != Order::Denied;
        let Some(mut deed) = self.deed(&found) else { return };
        deed.relation = found.relation;
        deed.only = found.order == Order::Only;
        let (days, places, end) = self.when_and_where(found.to);
        let plain = deed.themes.len() + deed.agents.len();
        deed.days = days;
        if deed.places.is_empty() {
            deed.places = places;
        }
        if plain == 0 || plain == 1 && deed.days.is_empty() && deed.places.is_empty() {
            return;
        }
        let at = self.span(found.from, found.to);
        if relations().relations[found.relation].id == "death" {
            self.say_of(deed.themes.clone(), What::Is("dead".to_owned(), false), holds, at);
        }
        self.say_of(Vec::new(), What::Deed(deed), holds, at);
        let dated: Vec<Span> =
            self.tokens[found.to..end].iter().filter(|t| t.days().is_some()).map(|t| t.span).collect();
        if let Some(last) = self.out.last_mut() {
            last.covers.extend(dated);
        }
    }

    /// Agent and theme of words of a relation.
    fn deed(&self, found: &Found) -> Option<Deed> {
        let (i, j) = (found.from, found.to);
        let next = self.tokens.get(j);
        let by = next.is_some_and(|t| t.is("by"));
        let mut deed = Deed::default();
        match found.order {
            Order::Forth | Order::Denied | Order::Only => {
                let noun = next.is_some_and(|t| {
                    t.is_capital() || t.sort == Sort::Quote || among(&relations().grammar.determiners, t)
                });
                let passive = by
                    || self.has_be(i) && !noun
                    || !noun && found.order == Order::Forth && self.tokens[i].low.ends_with("ed");
                if passive || !noun && next.is_none_or(|t| !t.is_word() || super::phrases::stops(&self.tokens, j)) {
                    deed.themes = self.subject(i);
                    if let Some(at) = self.by(j) {
                        deed.agents = names_at(&self.tokens, at + 1).0;
                    }
                } else {
                    deed.agents = self.subject(i);
                    deed.themes = names_at(&self.tokens, j).0;
                    // British host of a show: no verb.
                    if deed.themes.is_empty() || deed.agents.iter().any(Name::is_ground) {
                        return None;
                    }
                }
            }
            Order::Back => {
                if by && found.order == Order::Back {
                    deed.agents = self.subject(i);
                    deed.themes = names_at(&self.tokens, j + 1).0;
                } else {
                    deed.themes = self.subject(i);
                    deed.agents = names_at(&self.tokens, j).0;
                    if deed.agents.is_empty() {
                        return None;
                    }
                }
            }
            Order::Itself => deed.themes = self.subject(i),
            Order::Place => {
                deed.themes = self.topic.names.clone();
                deed.places = names_at(&self.tokens, j).0;
            }
            Order::With => {
                let with = self.tokens[..i].iter().rposition(|t| t.is("with"))?;
                let (names, end) = names_at(&self.tokens, with + 1);
                if end != i {
                    return None;
                }
                deed.agents = names;
                deed.themes = self.topic.names.clone();
            }
            Order::Noun | Order::BackNoun => {
                let (holder, of) = self.post(i, j)?;
                (deed.agents, deed.themes) = if found.order == Order::Noun { (holder, of) } else { (of, holder) };
            }
        }
        Some(deed)
    }

    /// Who holds a post, and of what: A is the N of T, T's N is A, A, the N of T, his N A.
    fn post(&self, i: usize, j: usize) -> Option<(Vec<Name>, Vec<Name>)> {
        let tokens = &self.tokens;
        let said = self.being.iter().any(|b| b.contains(&i));
        let owner = (i.saturating_sub(3)..i).rev().find(|&k| tokens[k].sort == Sort::Of);
        let his = (i.saturating_sub(3)..i).rev().find(|&k| among(&relations().grammar.owners, &tokens[k]));
        let (of, end) = match (owner, his) {
            (Some(at), _) if tokens[at..i].iter().all(|t| t.sort == Sort::Of || t.is_word()) => {
                (vec![name_before(tokens, at)?.0], j)
            }
            (_, Some(_)) if !self.topic.names.is_empty() => (self.topic.names.clone(), j),
            _ if tokens.get(j).is_some_and(|t| t.is_any(&["of", "for", "to"])) => names_at(tokens, j + 1),
            _ => return None,
        };
        if of.is_empty() {
            return None;
        }
        let comma = usize::from(tokens.get(end).is_some_and(|t| t.sort == Sort::Comma));
        let be = tokens.get(end..).and_then(being_at).filter(|_| i < self.topic.end).map(|(n, _)| n);
        let behind = match be {
            Some(n) => Some(end + n),
            None if tokens.get(end + comma).is_some_and(Token::is_capital) && (owner.is_some() || his.is_some()) => {
                Some(end + comma)
            }
            None => None,
        };
        let holder = match behind {
            Some(at) => names_at(tokens, at).0,
            None if said || self.is_beside(i) => self.topic.names.clone(),
            None => return None,
        };
        (!holder.is_empty()).then_some((holder, of))
    }

    /// Right behind what the sentence is about and a comma.
    fn is_beside(&self, i: usize) -> bool {
        let from = self.topic.end;
        self.tokens.get(from).is_some_and(|t| t.sort == Sort::Comma)
            && self.tokens.get(from + 1..i).is_some_and(|part| part.iter().all(Token::is_word) && part.len() < 6)
    }

    /// A form of to be stands before a verb.
    fn has_be(&self, i: usize) -> bool {
        let grammar = &relations().grammar;
        let aux = self.tokens[..i].iter().rev().take_while(|t| among(&grammar.between, t));
        aux.into_iter().any(|t| among(&grammar.be, t))
    }

    /// The `by` that tells who did it, within the clause.
    fn by(&self, from: usize) -> Option<usize> {
        for k in from..(from + REACH).min(self.tokens.len()) {
            let token = &self.tokens[k];
            if token.is("by") {
                return Some(k);
            }
            if matches!(token.sort, Sort::Comma | Sort::Mark)
                || token.is("and")
                || relation_at(&self.tokens, k).is_some()
            {
                return None;
            }
        }
        None
    }

    /// Whom a verb is told of.
    fn subject(&self, i: usize) -> Vec<Name> {
        let grammar = &relations().grammar;
        let mut p = i;
        while p > 0 && among(&grammar.between, &self.tokens[p - 1]) && !among(&grammar.relatives, &self.tokens[p - 1]) {
            p -= 1;
        }
        if p <= self.topic.end {
            let own = !self.topic.owner || p < self.topic.from;
            return if own { self.topic.names.clone() } else { Vec::new() };
        }
        let before = &self.tokens[p - 1];
        if among(&grammar.relatives, before) {
            let comma = usize::from(p > 1 && self.tokens[p - 2].sort == Sort::Comma);
            let named = name_before(&self.tokens, p - 1 - comma).filter(|(n, at)| n.proper && *at >= self.topic.end);
            return named.map_or_else(|| self.theme(), |(n, _)| vec![n]);
        }
        if before.is_word() || before.sort == Sort::Quote {
            match name_before(&self.tokens, p) {
                Some((name, at)) if name.proper && at >= self.topic.end && !self.is_said(at, p) => return vec![name],
                Some((name, at)) if at >= self.topic.end && !self.is_said(at, p) && at > 0 => {
                    let the = self.tokens.get(at).is_some_and(|t| t.is_any(&["the", "this"]));
                    return if the { vec![name] } else { self.theme() };
                }
                _ => {}
            }
        }
        self.theme()
    }

    /// Part of what is said to be the topic, which is no other thing: a 2009 American film directed by.
    fn is_said(&self, from: usize, to: usize) -> bool {
        let named = (from..to).any(|k| self.tokens[k].is_capital() && k + 1 == to);
        !named && self.being.iter().any(|b| b.contains(&from))
    }

    /// What the sentence is about, where nothing of it is spoken of instead.
    fn theme(&self) -> Vec<Name> {
        if self.topic.owner { Vec::new() } else { self.topic.names.clone() }
    }

    pub(super) fn is_denied(&self, i: usize) -> bool {
        let from = i.saturating_sub(BEFORE);
        let part = self.tokens[from..i].iter().rev().take_while(|t| t.is_word());
        part.into_iter().any(|t| among(&relations().denials, t))
    }

    fn is_hedged(&self, i: usize) -> bool {
        let from = i.saturating_sub(BEFORE);
        let part = self.tokens[from..i].iter().rev().take_while(|t| t.is_word());
        part.into_iter().any(|t| among(&relations().hedges, t))
    }

    /// The days and places behind a verb, up to the next one, and where they end.
    fn when_and_where(&self, from: usize) -> (Vec<(Span, Interval)>, Vec<Name>, usize) {
        let (mut days, mut places) = (Vec::new(), Vec::new());
        let mut k = from;
        let end = (from + REACH).min(self.tokens.len());
        while k < end {
            let token = &self.tokens[k];
            let comma = token.sort == Sort::Comma;
            let goes_on =
                comma && self.tokens.get(k + 1).is_some_and(|t| t.days().is_some() || t.is_any(&["in", "on"]));
            let verb = |t: &Token| t.sort == Sort::Word && (t.low.ends_with("ed") || t.low.ends_with("ing"));
            let another = token.is("and") && self.tokens.get(k + 1).is_some_and(verb);
            let relative = among(&relations().grammar.relatives, token) || another;
            if comma && !goes_on
                || token.sort == Sort::Mark
                || relative
                || k > from && relation_at(&self.tokens, k).is_some()
            {
                break;
            }
            if let Some(at) = token.days() {
                days.push((token.span, at));
            }
            if token.is_any(&["in", "at", "near", "on"]) && self.tokens.get(k + 1).is_some_and(|t| t.is_word()) {
                let (names, to) = names_at(&self.tokens, k + 1);
                if names.iter().any(|n| n.proper) {
                    places.extend(names);
                    k = to.max(k + 1);
                    continue;
                }
            }
            k += 1;
        }
        (days, places, k)
    }
}
