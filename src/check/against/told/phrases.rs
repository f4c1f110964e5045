//! Phrases of an English sentence: names and other nouns before and behind a place, and what the sentence is about.

use super::countries;
use super::names::Name;
use super::tokens::{Sort, Token};
use super::words::{among, at as relation_at, being, kinds};
use crate::source::Span;
use crate::vocabulary::relations;

/// Ends a phrase that reads on.
pub(super) fn stops(tokens: &[Token], i: usize) -> bool {
    let Some(token) = tokens.get(i) else { return true };
    let grammar = &relations().grammar;
    match token.sort {
        Sort::Word => among(&grammar.stops, token) || among(&grammar.be, token),
        Sort::Capital | Sort::Of => false,
        _ => true,
    }
}

fn name(tokens: &[Token]) -> Option<Name> {
    let words: Vec<&Token> = tokens.iter().filter(|t| t.is_word()).collect();
    let span = Span::new(words.first()?.span.start, words.last()?.span.end);
    let lows: Vec<&str> = words.iter().map(|t| t.low.as_str()).collect();
    // A Scottish engineer is no name, and Scotland is one.
    let country = |t: &&&Token| countries::at(&[t.low.as_str()]).is_some();
    let all = words.iter().all(|t| t.is_capital());
    let proper = all || words.iter().filter(|t| !country(t)).any(|t| t.is_capital());
    Name::of(span, &lows, proper)
}

/// The end of the phrase that begins at a token: what stands in marks of quotation, or up to a word that ends it.
pub(super) fn phrase_end(tokens: &[Token], from: usize) -> usize {
    if tokens.get(from).is_some_and(|t| t.sort == Sort::Quote) {
        let close = tokens[from + 1..].iter().position(|t| t.sort == Sort::Quote);
        return close.map_or(tokens.len(), |n| from + n + 2);
    }
    let mut end = from;
    while end < tokens.len() && !stops(tokens, end) {
        // A word that tells a relation is no part of a phrase behind its first word: Red Lamp directed by …
        let verb = end > from && tokens[end].sort == Sort::Word && relation_at(tokens, end).is_some();
        if verb && tokens.get(end + 1).is_none_or(|t| !t.is_capital()) {
            break;
        }
        end += 1;
    }
    end
}

/// The names that begin at a token, with the token behind them: A, B and C. Before a name may stand what its bearer is.
pub(super) fn names_at(tokens: &[Token], from: usize) -> (Vec<Name>, usize) {
    let mut out = Vec::new();
    let (mut at, mut end) = (from, from);
    loop {
        let stop = phrase_end(tokens, at);
        if stop == at {
            break;
        }
        let begins = bearer(&tokens[at..stop]) + at;
        let plain = !tokens[begins..stop].iter().any(Token::is_capital);
        let stop = if plain { place_end(tokens, stop) } else { stop };
        let Some(name) = name(&tokens[begins..stop]) else { break };
        let proper = name.proper;
        out.push(name);
        end = stop;
        // A list of names goes on with a name.
        let comma = tokens.get(stop).is_some_and(|t| t.sort == Sort::Comma);
        let mut next = stop + usize::from(comma);
        let and = tokens.get(next).is_some_and(|t| t.is_any(&["and", "or"]));
        next += usize::from(and);
        let named = tokens.get(next).is_some_and(|t| t.is_capital() || t.sort == Sort::Quote);
        if !(proper && (comma || and) && named) {
            break;
        }
        at = next;
    }
    (out, end)
}

/// The end of the place that tells which of many a plain thing is: the opera house in Lund Square.
fn place_end(tokens: &[Token], end: usize) -> usize {
    let joins = tokens.get(end).is_some_and(|t| t.is_any(&["in", "at", "on", "near", "of"]));
    let the = usize::from(tokens.get(end + 1).is_some_and(|t| t.is("the")));
    let named = tokens.get(end + 1 + the).is_some_and(Token::is_capital);
    if joins && named { phrase_end(tokens, end + 1) } else { end }
}

/// Where the name begins in a phrase that tells first what its bearer is: the Austrian author Tobias Renn.
fn bearer(phrase: &[Token]) -> usize {
    let mut runs = (1..phrase.len()).filter(|&i| {
        let kind = phrase[i - 1].sort == Sort::Word && !phrase[i - 1].is_any(&["of", "the", "de", "von", "van"]);
        phrase[i].is_capital() && kind
    });
    runs.next_back().unwrap_or(0)
}

/// The name or phrase that ends before a token.
pub(super) fn name_before(tokens: &[Token], end: usize) -> Option<(Name, usize)> {
    let mut from = end;
    if end > 0 && tokens[end - 1].sort == Sort::Quote {
        from = tokens[..end - 1].iter().rposition(|t| t.sort == Sort::Quote)?;
    } else {
        while from > 0 && !stops(tokens, from - 1) {
            from -= 1;
        }
    }
    let begins = from + bearer(tokens.get(from..end)?);
    Some((name(&tokens[begins..end])?, begins))
}

/// What a sentence is about.
pub(super) struct Topic {
    pub(super) names: Vec<Name>,
    /// Tokens it stands in.
    pub(super) from: usize,
    pub(super) end: usize,
    /// Something of it is spoken of: its summit.
    pub(super) owner: bool,
}

/// Finds what a sentence is about; a pronoun is the topic of the sentence before.
pub(super) fn topic(tokens: &[Token], before: &[Name]) -> Topic {
    let grammar = &relations().grammar;
    let mut from = 0;
    if tokens.first().is_some_and(|t| among(&grammar.openers, t)) {
        let comma = tokens.iter().position(|t| t.sort == Sort::Comma);
        let days = tokens.iter().take(3).position(|t| t.days().is_some());
        from = comma.or(days).map_or(0, |i| i + 1);
    }
    // Founded by Kenji Mori, the company …
    let verb = relation_at(tokens, 0).is_some() && tokens[0].low.ends_with(['d', 'n', 't']);
    let comma = tokens.iter().position(|t| t.sort == Sort::Comma);
    let from = if verb { comma.map_or(from, |i| i + 1) } else { from };
    let none = |end| Topic { names: Vec::new(), from, end, owner: false };
    let Some(first) = tokens.get(from) else { return none(from) };
    if among(&grammar.pronouns, first) {
        return Topic { names: before.to_vec(), from, end: from + 1, owner: false };
    }
    if among(&grammar.owners, first) {
        return Topic { names: before.to_vec(), from, end: from + 1, owner: true };
    }
    let quoted = first.sort == Sort::Quote;
    let mut end = if quoted { phrase_end(tokens, from) } else { head_end(tokens, from) };
    while !quoted && tokens.get(end).is_some_and(|t| t.is("and")) && tokens.get(end + 1).is_some_and(Token::is_capital)
    {
        end = head_end(tokens, end + 1);
    }
    // The opera house in Lund Square was designed.
    let placed = place_end(tokens, end);
    let verb = |i: usize| tokens.get(i..).and_then(being).is_some() || relation_at(tokens, i).is_some();
    let plain = !quoted && first.is_any(&["the", "this"]) && !tokens[from + 1..end].iter().any(Token::is_capital);
    if plain && placed > end && verb(placed) {
        end = placed;
    }
    let Some(mut found) = name(&tokens[from..end]) else { return none(end) };
    // The first word of a sentence has a capital whatever it is.
    let first = usize::from(first.is_any(&["the", "a", "an", "this"]) || first.sort == Sort::Quote);
    found.proper = quoted || tokens[from + first..end].iter().skip(usize::from(first == 0)).any(Token::is_capital);
    found.proper |= first == 0 && end == from + 1 && !kinds().contains(found.words[0].as_str());
    let owner = tokens.get(end).is_some_and(|t| t.sort == Sort::Of);
    let mut names = vec![found];
    // The film: that of the sentence before.
    if !names[0].proper && tokens[from].is_any(&["the", "this"]) && names[0].words.len() == 1 {
        names.extend(before.iter().cloned());
    }
    Topic { names, from, end, owner }
}

/// The end of the first phrase of a sentence: of a name, unless its verb follows further on (the Morrow Island rail is).
fn head_end(tokens: &[Token], from: usize) -> usize {
    let mut end = from;
    let mut capital = from;
    while end < tokens.len() && !stops(tokens, end) && tokens[end].sort != Sort::Of {
        let verb = end > from && (relation_at(tokens, end).is_some() || being(&tokens[end..]).is_some());
        if tokens[end].sort == Sort::Word && verb {
            break;
        }
        end += 1;
        if tokens[end - 1].is_capital() {
            capital = end;
        }
    }
    // A phrase goes on with `of`, which ends none.
    let lead = usize::from(tokens.get(from).is_some_and(|t| t.is_any(&["the", "a", "an", "this"])));
    let all = tokens[from..end].iter().skip(lead).any(Token::is_capital);
    let ends = tokens.get(end).is_none_or(|t| {
        let verb = being(&tokens[end..]).is_some() || among(&relations().grammar.between, t);
        verb || !t.is_word() || relation_at(tokens, end).is_some()
    });
    // The company employs: a verb that nothing tells.
    if !(all || ends && end < tokens.len()) && tokens[from].is_any(&["the", "this"]) {
        let verb = (from + 2..end).find(|&i| tokens[i].low.ends_with("ed") || tokens[i].low.ends_with('s'));
        return verb.unwrap_or(end);
    }
    if all && capital > from && (!ends || end - capital > 2) && !tokens[from].is_any(&["the", "a", "an", "this"]) {
        return capital;
    }
    if all && !ends && capital > from + 1 { capital } else { end }
}
