//! Reads what a sentence says that its topic is: its kinds, its country, its year, its place in a row, and who made it.

use super::countries;
use super::english::Reader;
use super::names::Name;
use super::phrases::{names_at, stops};
use super::statement::{Deed, What};
use super::tokens::{Sort, Token};
use super::words::{self, Order, among, at as relation_at, being, kinds, singular};
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::relations;

/// Words of the longest kind.
const LONGEST: usize = 4;

/// Reads what stands behind `is`, and beside the topic between commas.
pub(super) fn read(reader: &mut Reader) {
    if reader.topic.owner || reader.topic.names.is_empty() {
        return;
    }
    let comma = |r: &Reader, i: usize| r.tokens.get(i).is_some_and(|t| t.sort == Sort::Comma);
    let mut at = reader.topic.end;
    if comma(reader, at) {
        match reader.tokens.get(at + 1) {
            Some(t) if t.is("in") => place(reader, at + 1),
            Some(t) if t.is_word() && !among(&relations().grammar.openers, t) || t.days().is_some() => {
                let end = kind(reader, at + 1, true);
                reader.being.push(at + 1..end);
            }
            _ => {}
        }
        let close = (at + 1..reader.tokens.len()).find(|&i| comma(reader, i));
        at = close.map_or(at, |i| i + 1);
    }
    bearers(reader);
    says(reader, at);
    // … ; he was the brother of
    for k in reader.topic.end + 1..reader.tokens.len() {
        let opens = matches!(reader.tokens[k - 1].sort, Sort::Comma | Sort::Mark) || reader.tokens[k - 1].is("and");
        if opens && among(&relations().grammar.pronouns, &reader.tokens[k]) {
            says(reader, k + 1);
        }
    }
    sex(reader);
    plays(reader);
    signs(reader);
}

/// What words anywhere in the sentence say of the topic.
fn signs(reader: &mut Reader) {
    for i in reader.topic.end..reader.tokens.len() {
        let Some((kind, n)) = words::sign(&reader.tokens[i..]) else { continue };
        let holds = !reader.is_denied(i);
        let at = reader.span(i, i + n);
        reader.say(What::Is(kind.to_owned(), false), holds, at);
    }
}

/// Reads what stands behind a form of to be.
fn says(reader: &mut Reader, at: usize) {
    if let Some((n, lost)) = reader.tokens.get(at..).and_then(being) {
        let mut from = at + n;
        let silent = |t: &Token| among(&relations().grammar.between, t) || among(&relations().grammar.negatives, t);
        let mut holds = !lost;
        while let Some(token) = reader.tokens.get(from).filter(|t| silent(t)) {
            if among(&relations().grammar.negatives, token) {
                holds = !holds;
            }
            if relations().grammar.nths.contains_key(&token.low) {
                break;
            }
            from += 1;
        }
        if holds && reader.tokens.get(from).is_some_and(|t| t.is("from")) {
            origin(reader, from);
        }
        if !is_verb(&reader.tokens, from) {
            let end = kind(reader, from, holds);
            reader.being.push(from..end);
            if lost {
                reader.lost = Some(from..end);
            }
        }
    }
}

/// Plays the drums: is a drummer.
fn plays(reader: &mut Reader) {
    let Some(at) = reader.tokens.iter().position(|t| t.is_any(&["plays", "played", "play"])) else { return };
    let the = usize::from(reader.tokens.get(at + 1).is_some_and(|t| t.is("the")));
    let lows: Vec<&str> = reader.tokens[at + 1 + the..].iter().take(LONGEST).map(|t| t.low.as_str()).collect();
    let told = |n: usize| {
        let what = lows.get(..n)?.join(" ");
        let player = relations().players.iter().find(|(_, all)| all.contains(&what))?;
        Some((player.0, n))
    };
    if at == reader.topic.end
        && let Some((player, n)) = (1..=LONGEST).rev().find_map(told)
    {
        let span = reader.span(at + 1 + the, at + 1 + the + n);
        let verb = reader.tokens[at].span;
        reader.say(What::Is(player.clone(), true), true, span);
        if let Some(last) = reader.out.last_mut() {
            last.covers.push(verb);
        }
    }
}

/// A verb that tells a relation, not a noun that looks like one.
fn is_verb(tokens: &[Token], i: usize) -> bool {
    // Is unveiling goals, was arrested: verbs of any kind behind a form of to be.
    let be = i > 0 && among(&relations().grammar.be, &tokens[i - 1]);
    let ending = |t: &Token| t.low.ends_with("ing") || t.low.ends_with("ed");
    if be && tokens.get(i).is_some_and(|t| t.sort == Sort::Word && !kinds().contains(t.low.as_str()) && ending(t)) {
        return true;
    }
    let Some(found) = relation_at(tokens, i) else { return false };
    let verb = matches!(found.order, Order::Forth | Order::Itself | Order::Back | Order::Denied | Order::Only);
    let behind = tokens.get(found.to);
    let takes = behind.is_none_or(|t| t.days().is_some() || t.is_any(&["by", "in", "on", "at", "from", "to"]));
    verb && (takes || tokens[i].low.ends_with("ed") || tokens[i].low.ends_with("ing") || tokens[i].low.ends_with("en"))
}

/// Is from a country: is of it.
fn origin(reader: &mut Reader, at: usize) {
    let (names, end) = names_at(&reader.tokens, at + 1);
    let grounds: Vec<usize> = names.iter().filter(|n| n.is_ground()).flat_map(|n| n.grounds.clone()).collect();
    for ground in grounds {
        let span = reader.span(at, end);
        reader.say(What::Of(ground), true, span);
    }
}

/// What stands right before a name tells what its bearer is: the Irish band Hollow Kites.
fn bearers(reader: &mut Reader) {
    let tokens = reader.tokens.clone();
    for i in reader.topic.end..tokens.len() {
        let noun = tokens[i].sort == Sort::Word && kinds().contains(tokens[i].low.as_str());
        if !noun || !tokens.get(i + 1).is_some_and(Token::is_capital) {
            continue;
        }
        let (names, _) = names_at(&tokens, i + 1);
        let Some(name) = names.into_iter().next().filter(|n| n.proper) else { continue };
        reader.say_of(vec![name.clone()], What::Is(tokens[i].low.clone(), true), true, tokens[i].span);
        let before = (i > 0).then(|| &tokens[i - 1]).filter(|t| t.is_capital());
        if let Some((token, (ground, _))) = before.and_then(|t| Some((t, countries::at(&[t.low.as_str()])?))) {
            reader.say_of(vec![name], What::Of(ground), true, token.span);
        }
    }
}

/// Where something lies: in the Swedish county of Norrbotten.
fn place(reader: &mut Reader, at: usize) {
    let (places, end) = names_at(&reader.tokens, at + 1);
    let Some(relation) = relations().index("locating") else { return };
    if places.iter().any(|p| p.proper) {
        let themes = reader.topic.names.clone();
        let span = reader.span(at, end);
        reader.say_of(Vec::new(), What::Deed(Deed { relation, themes, places, ..Deed::default() }), true, span);
    }
}

/// Reads a phrase that says what the topic is, and those it is listed with; gives its end.
fn kind(reader: &mut Reader, from: usize, holds: bool) -> usize {
    // One of the films.
    let one = reader.tokens.get(from).is_some_and(|t| t.is("one"));
    let from = if one && reader.tokens.get(from + 1).is_some_and(|t| t.is("of")) { from + 2 } else { from };
    let mut end = from;
    while end < reader.tokens.len() {
        let token = &reader.tokens[end];
        // A work of fiction, a member of parliament.
        let whole = |from: usize| {
            let lows: Vec<&str> = reader.tokens.get(from..end + 2)?.iter().map(|t| t.low.as_str()).collect();
            kinds().contains(lows.join(" ").as_str()).then_some(())
        };
        if token.is("of") && end > from && whole(end - 1).is_some() {
            end += 2;
            continue;
        }
        let stop = token.days().is_none() && (stops(&reader.tokens, end) || token.is("of"));
        if stop || end > from && is_verb(&reader.tokens, end) {
            break;
        }
        end += 1;
    }
    let head = phrase(reader, from, end, holds);
    makers(reader, from, end, &head);
    let placed = |w: &str| relations().seats.iter().any(|s| w == s);
    let of = reader.tokens.get(end).is_some_and(|t| t.is("of")) && placed(&head);
    if of || reader.tokens.get(end).is_some_and(|t| t.is_any(&["in", "from"])) {
        place(reader, end);
    }
    // A list goes on with a word in small letters, or a country: singer, songwriter and American actress.
    let comma = reader.tokens.get(end).is_some_and(|t| t.sort == Sort::Comma);
    let mut next = end + usize::from(comma);
    let and = reader.tokens.get(next).is_some_and(|t| t.is_any(&["and", "or"]));
    next += usize::from(and);
    let not = reader.tokens.get(next).is_some_and(|t| among(&relations().grammar.negatives, t));
    next += usize::from(not);
    let goes_on = reader.tokens.get(next).is_some_and(|t| {
        let phrase = t.sort == Sort::Word && (!stops(&reader.tokens, next) && !is_verb(&reader.tokens, next));
        phrase && !(comma && !and && among(&relations().grammar.determiners, t))
    });
    if (comma || and) && goes_on && end > from { kind(reader, next, holds != not) } else { end }
}

/// Says what a phrase says; gives the kind that it ends with.
fn phrase(reader: &mut Reader, from: usize, end: usize, holds: bool) -> String {
    let part: Vec<Token> = reader.tokens[from..end].to_vec();
    let begins = part.iter().rposition(|t| t.sort == Sort::Of).map_or(0, |i| i + 1);
    let lows: Vec<&str> = part.iter().map(|t| t.low.as_str()).collect();
    let mut head = String::new();
    let mut years: Vec<(Interval, Span)> = Vec::new();
    let mut nth: Option<(u8, Span)> = None;
    let mut released = false;
    let mut i = begins;
    while i < part.len() {
        let token = &part[i];
        if let Some(days) = token.days() {
            years.push((days, token.span));
            i += 1;
            continue;
        }
        if let Some((ground, n)) = countries::at(&lows[i..]).filter(|_| token.is_capital()) {
            let span = Span::new(token.span.start, part[i + n - 1].span.end);
            reader.say(What::Of(ground), holds, span);
            i += n;
            continue;
        }
        if token.is_capital() && token.low.contains('-') {
            hyphened(reader, token, holds);
        }
        if let Some(n) = relations().grammar.nths.get(&token.low) {
            nth = Some((*n, token.span));
            i += 1;
            continue;
        }
        let many = (2..=LONGEST.min(part.len() - i)).rev().find_map(|n| {
            let phrase = lows[i..i + n].join(" ");
            let phrase = singular(&phrase);
            kinds().contains(phrase.as_str()).then_some((phrase, n))
        });
        let plain = token.sort == Sort::Word && !among(&relations().grammar.determiners, token);
        let named = kinds().contains(token.low.as_str());
        let (word, n) = match many {
            Some(found) => found,
            None if plain || named => (singular(&token.low), 1),
            None => {
                i += 1;
                continue;
            }
        };
        let span = Span::new(token.span.start, part[i + n - 1].span.end);
        released |= relations().released.contains(&word);
        if n > 1
            && let Some((_, last)) = word.rsplit_once(' ')
        {
            released |= relations().released.iter().any(|r| r == last);
            reader.say(What::Is(last.to_owned(), i + n == part.len()), holds, span);
        }
        reader.say(What::Is(word.clone(), i + n == part.len()), holds, span);
        head = word;
        i += n;
    }
    if let Some((n, span)) = nth {
        reader.say(What::Nth(n, head.clone()), holds, span);
    }
    if let (true, [(days, span)], Some(relation)) = (released && holds, years.as_slice(), relations().index("release"))
    {
        let themes = reader.topic.names.clone();
        let deed = Deed { relation, themes, days: vec![(*span, *days)], ..Deed::default() };
        reader.say_of(Vec::new(), What::Deed(deed), true, *span);
    }
    head
}

/// German-born, British-Irish.
fn hyphened(reader: &mut Reader, token: &Token, holds: bool) {
    let words = [token.low.clone()];
    let grounds = countries::grounds(&words);
    if token.low.ends_with("-born") {
        let place = Name::of(token.span, &[token.low.trim_end_matches("-born")], true);
        let (Some(place), Some(relation)) = (place.filter(|_| !grounds.is_empty()), relations().index("birth")) else {
            return;
        };
        let themes = reader.topic.names.clone();
        let deed = Deed { relation, themes, places: vec![place], ..Deed::default() };
        reader.say_of(Vec::new(), What::Deed(deed), holds, token.span);
        return;
    }
    for ground in grounds {
        reader.say(What::Of(ground), holds, token.span);
    }
}

/// Who made what the topic is: a novel by Erika Voss, Wilma Rhodes's first album.
fn makers(reader: &mut Reader, from: usize, end: usize, head: &str) {
    let last = head.rsplit(' ').next().unwrap_or(head);
    let of = |words: &Vec<String>| words.iter().any(|w| w == head || w == last);
    let Some((relation, _)) = relations().by.iter().find(|(_, words)| of(words)) else { return };
    let Some(relation) = relations().index(relation) else { return };
    let owner = (from..end).rev().find(|&i| reader.tokens[i].sort == Sort::Of);
    let by = reader.tokens.get(end).is_some_and(|t| t.is("by"));
    let (agents, to) = match owner {
        _ if by => names_at(&reader.tokens, end + 1),
        Some(at) => (super::phrases::name_before(&reader.tokens, at).into_iter().map(|(n, _)| n).collect(), at),
        None => return,
    };
    if agents.iter().any(|a| a.proper) {
        let span = if by { reader.span(end, to) } else { reader.span(to, to + 1) };
        let themes = reader.topic.names.clone();
        reader.say_of(Vec::new(), What::Deed(Deed { relation, agents, themes, ..Deed::default() }), true, span);
    }
}

/// A woman or a man, by what the topic is called, else by a pronoun that can stand for no other name.
fn sex(reader: &mut Reader) {
    let all = relations();
    let told = |list: &[String], part: &[Token]| part.iter().find(|t| among(list, t)).map(|t| t.span);
    let parts = reader.being.iter().filter_map(|b| reader.tokens.get(b.clone()));
    let said: Vec<Token> = parts.flatten().cloned().collect();
    let rest = reader.tokens.get(reader.topic.end..).unwrap_or_default();
    let other = rest.iter().position(|t| {
        let country = countries::at(&[t.low.as_str()]).is_some();
        t.is_capital() && !country && !among(&all.grammar.pronouns, t)
    });
    let free = &rest[..other.unwrap_or(rest.len())];
    let pronoun = |words: [&str; 2]| free.iter().find(|t| t.is_any(&words)).map(|t| t.span);
    let pairs = [
        (told(&all.women, &said), told(&all.men, &said)),
        (pronoun(["she", "she"]), pronoun(["he", "he"])),
        (pronoun(["her", "herself"]), pronoun(["his", "himself"])),
    ];
    for pair in pairs {
        match pair {
            (Some(at), None) => return reader.say(What::Woman(true), true, at),
            (None, Some(at)) => return reader.say(What::Woman(false), true, at),
            (Some(_), Some(_)) => return,
            (None, None) => {}
        }
    }
}
