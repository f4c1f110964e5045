//! Whom an event is told of where nobody stands at the usual side of its verb: bought it, the firm, founded in 1897 by …;
//! 1997年上映的这部影片; the winner of the medal.

use super::Doubt;
use super::frame::{Found, View};
use super::scan::Token;
use crate::source::Span;
use crate::statement::{Id, Statement};
use crate::vocabulary::{Cue, Language, Predicate, lists};

/// Bought it, 收购该公司: the fitting name nearest before that is not the doer's; the pronoun stands right behind `from`.
pub(super) fn stood_for(
    view: &View<'_>,
    s: usize,
    from: usize,
    clause: Span,
    types: &[String],
    subject: Option<&Found>,
) -> Option<Found> {
    const NEAR: usize = 24;
    let mut end = clause.end.min(from + NEAR).max(from);
    while !view.folded.text.is_char_boundary(end) {
        end -= 1;
    }
    let behind = view.text(Span::new(from, end)).trim_start_matches(['了', ' ']);
    let opens = match view.is_zh(s) {
        true => behind.starts_with(['该', '这', '其', '它']),
        false => ["it", "the", "this"].iter().any(|w| behind.split(|c: char| !c.is_alphabetic()).next() == Some(w)),
    };
    let standing = view.pronoun(s, Span::new(from, end), types).filter(|_| opens)?;
    let block = view.sentences[s].block;
    for i in (0..=s).rev().take(3).take_while(|&i| view.sentences[i].block == block) {
        let span = view.sentences[i].span;
        let span = if i == s { Span::new(span.start, clause.start) } else { span };
        let mut found: Option<Found> = None;
        for name in view.inside(i, span).iter().rev() {
            // A group of several is not what one pronoun stands for.
            let Some(ids) = view.ids(name, &standing.types).filter(|ids| ids.len() == 1) else { continue };
            let candidate = Found { ids, span: name.span, weak: None };
            if subject.is_some_and(|f| f.ids == candidate.ids) || !view.stands_for(&candidate, &standing) {
                continue;
            }
            match &mut found {
                None => found = Some(candidate),
                Some(first) if first.ids != candidate.ids => first.weak = Some(Doubt::AmbiguousEntity),
                Some(_) => {}
            }
        }
        if found.is_some() {
            return found;
        }
    }
    None
}

/// 1997年上映的这部影片: what the relative clause tells of stands behind it, as a word for something named before.
pub(super) fn described(view: &View<'_>, s: usize, token: &Token, predicate: &Predicate) -> Option<Found> {
    let behind = view.folded.text[token.span.end..].strip_prefix('的').filter(|_| view.is_zh(s))?;
    let at = token.span.end + '的'.len_utf8();
    let opens = behind.starts_with(['该', '这']);
    let first = behind.chars().take(2).map(char::len_utf8).sum::<usize>();
    let standing = view.pronoun(s, Span::new(at, at + first), &predicate.subject).filter(|_| opens)?;
    view.antecedent(s, view.clause(s, token.span).start, &predicate.subject, Some(&standing))
        .filter(|f| f.weak.is_none())
}

/// The winner of the Lisle Medal in 2009, Adeyemi, …; 利尔奖得主某某: a noun for who did it, and the name it describes.
pub(super) fn holder(view: &View<'_>, s: usize, token: &Token, predicate: &Predicate) -> Option<(Found, Found)> {
    let found = |t: &Token, types: &[String]| Some(Found { ids: view.ids(t, types)?, span: t.span, weak: None });
    let text = &view.folded.text;
    if view.is_zh(s) {
        lists().holders.at_end(view.text(token.span), Language::Zh)?;
        let thing = view.tokens[s].iter().rev().find(|t| t.span.end == token.span.start && t.is_name())?;
        let rest = text[token.span.end..].trim_start_matches([',', '、', '(']);
        let at = text.len() - rest.len();
        let doer = view.tokens[s].iter().find(|t| t.span.start == at && t.is_name())?;
        return Some((found(doer, &predicate.subject)?, found(thing, &predicate.object)?));
    }
    lists().holders.at_head(view.text(token.span), Language::En)?;
    let clause = view.clause(s, token.span);
    let thing = view.object(s, token.span, &predicate.object)?;
    let verb = view.inside(s, clause).iter().any(|t| view.is_cue(t, Cue::Copula) || view.is_cue(t, Cue::Become));
    let next = view.sentences[s].clauses.iter().find(|c| c.start >= clause.end)?;
    let doer = view.inside(s, *next).iter().find(|t| t.is_name())?;
    let opens = view.text(Span::new(next.start, doer.span.start)).trim().is_empty();
    (opens && !verb && view.sentences[s].span.start == clause.start)
        .then_some((found(doer, &predicate.subject)?, thing))
}

/// Lunda, which Nordvik acquired in 2017; owns Lunda, which it bought in 2017: what was bought is named before the clause.
pub(super) fn which(
    view: &View<'_>,
    s: usize,
    clause: Span,
    predicate: &Predicate,
    subject: Option<&Found>,
) -> Option<(Found, Found)> {
    let words = view.text(clause);
    let rest = words.trim_start().strip_prefix("which ").filter(|_| !view.is_zh(s))?;
    let start = clause.start + (words.len() - rest.len());
    let head = Span::new(view.sentences[s].span.start, clause.start);
    let names = || view.inside(s, head).iter().filter_map(|t| Some((t, view.ids(t, &predicate.object)?)));
    let (last, ids) = names().next_back()?;
    let beside = view.text(Span::new(last.span.end, clause.start)).chars().all(|c| matches!(c, ',' | ' '));
    let thing = Found { ids, span: last.span, weak: None };
    if !beside {
        return None;
    }
    if ["it ", "they "].iter().any(|w| rest.starts_with(w)) {
        let mut others = view.inside(s, head).iter().filter_map(|t| Some((t, view.ids(t, &predicate.subject)?)));
        let (doer, ids) = others.find(|(_, ids)| *ids != thing.ids)?;
        let alone = others.all(|(_, other)| other == ids || other == thing.ids);
        return alone.then_some((Found { ids, span: doer.span, weak: None }, thing));
    }
    let own = subject.filter(|f| f.weak.is_none() && f.span.start >= start && f.ids != thing.ids)?;
    let opens = view.text(Span::new(start, own.span.start)).split_whitespace().count() <= 3;
    opens.then(|| (own.clone(), thing))
}

/// Founded in 1897 by two brothers, the distillery closed …: a participle that opens the sentence tells of the subject
/// of the clause behind it.
pub(super) fn opened(view: &View<'_>, s: usize, token: &Token, clause: Span, types: &[String]) -> Option<Found> {
    const IRREGULAR: &[&str] = &["Set", "Built", "Begun", "Born"];
    let sentence = &view.sentences[s];
    let first = view.text(token.span).split(' ').next().unwrap_or("");
    let participle = first.ends_with("ed") || IRREGULAR.contains(&first);
    let opens =
        clause.start == sentence.span.start && view.text(Span::new(clause.start, token.span.start)).trim().is_empty();
    if view.is_zh(s) || !participle || !opens {
        return None;
    }
    view.main_subject(s, clause, types)
}

/// The third order Acme has placed: the doer opens the clause that tells of the noun.
pub(super) fn relative_doer(view: &View<'_>, s: usize, token: &Token, types: &[String]) -> Option<Found> {
    let name = view.tokens[s].iter().find(|t| t.span.start >= token.span.end && view.ids(t, types).is_some())?;
    let gap = view.text(Span::new(token.span.end, name.span.start)).trim();
    let behind = &view.folded.text[name.span.end..];
    let verb = [" has ", " have ", " had "].iter().any(|w| behind.starts_with(w));
    (!view.is_zh(s) && matches!(gap, "" | "that" | "which") && verb).then(|| Found {
        ids: view.ids(name, types).unwrap_or_default(),
        span: name.span,
        weak: None,
    })
}

/// Took its present name: the name of before and the one of today, as the base knows them, whichever the words give.
pub(super) fn renamed(view: &View<'_>, own: &Found, predicate: &Id) -> (Option<Found>, Option<Found>) {
    let known =
        own.ids.iter().flat_map(|id| view.facts.about(id)).find_map(|&f| match &view.facts.facts[f].statement {
            Statement::Event(e) if e.predicate.as_ref() == Some(predicate) => Some(e),
            _ => None,
        });
    match known {
        Some(e) if e.object == own.ids => (None, Some(own.clone())),
        Some(e) => (Some(own.clone()), Some(Found { ids: e.object.clone(), ..own.clone() })),
        None => (Some(own.clone()), None),
    }
}

/// Listed in New York, 在香港上市: of the exchanges on which facts list the subject, the one that is in the place named.
/// A place of which no such fact is known leaves it open where: the doubt.
pub(super) fn at_place(
    view: &View<'_>,
    s: usize,
    token: &Token,
    clause: Span,
    predicate: &Predicate,
    subject: Option<&Found>,
) -> Option<Found> {
    let place = ["place".to_owned()];
    let own = |id: &Id| subject.is_some_and(|f| f.ids.contains(id));
    let name = view.inside(s, clause).iter().find(|t| {
        let (before, behind) = (&view.folded.text[..t.span.start], t.span.start >= token.span.end);
        let led = match view.is_zh(s) {
            true => !behind && before.ends_with(['在', '于', '赴']) || behind && t.span.start == token.span.end,
            false => behind && before.trim_end().ends_with(" in"),
        };
        let ended = view.text(token.span).ends_with(" in") && behind;
        (led || ended) && view.ids(t, &place).is_some()
    })?;
    let seat = view.ids(name, &place)?;
    let about = |id: &Id| view.facts.about(id).iter().filter_map(|&f| view.facts.facts.get(f));
    let listings = subject.into_iter().flat_map(|f| &f.ids).flat_map(about).filter_map(|f| match &f.statement {
        Statement::Event(e) if e.predicate.as_ref() == Some(&predicate.id) && e.subject.iter().all(own) => {
            Some(&e.object)
        }
        _ => None,
    });
    let lies_there = |id: &Id| {
        about(id)
            .any(|f| matches!(&f.statement, Statement::Relation(r) if r.subject == [id.clone()] && r.object == seat))
    };
    let mut there: Vec<Id> = listings.flatten().filter(|id| lies_there(id)).cloned().collect();
    there.dedup();
    let weak = (there.len() != 1).then_some(Doubt::AmbiguousEntity);
    Some(Found { ids: there, span: name.span, weak })
}

/// 在某某交易所上市: where, right before the verb.
pub(super) fn located(view: &View<'_>, s: usize, token: &Token, own: Span) -> Option<Found> {
    let types = ["organization".to_owned()];
    let near = |t: &&Token| {
        let gap = view.text(Span::new(t.span.end, token.span.start.max(t.span.end)));
        let before = view.text(Span::new(own.start, t.span.start.max(own.start)));
        t.span.end <= token.span.start && gap.chars().count() <= 3 && before.ends_with(['在', '于'])
    };
    let name = view.inside(s, own).iter().filter(|_| view.is_zh(s)).find(near)?;
    Some(Found { ids: view.ids(name, &types)?, span: name.span, weak: None })
}
