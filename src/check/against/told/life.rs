//! Births and deaths in brackets behind a name: (3 May 1881 – 17 October 1954), (born 1970 in Graz).

use super::english::Reader;
use super::names::Name;
use super::phrases::{name_before, names_at};
use super::statement::{Deed, What};
use super::tokens::{Sort, Token};
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::relations;
use chrono::Datelike;

/// What a part of a bracket is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Open,
    Birth,
    Death,
}

/// Reads the brackets of a sentence.
pub(super) fn read(reader: &mut Reader) {
    for (at, aside) in std::mem::take(&mut reader.asides) {
        let topic = at == reader.topic.end && !reader.topic.owner;
        let subjects = match name_before(&reader.tokens, at) {
            _ if topic => reader.topic.names.clone(),
            Some((name, _)) if name.proper => vec![name],
            _ => continue,
        };
        for (born, days, places, span) in lives(&aside) {
            let Some(relation) = relations().index(if born { "birth" } else { "death" }) else { continue };
            let days = days.into_iter().map(|d| (span, d)).collect();
            let deed = Deed { relation, themes: subjects.clone(), days, places, ..Deed::default() };
            reader.say_of(Vec::new(), What::Deed(deed), true, span);
            if !born {
                reader.say_of(subjects.clone(), What::Is("dead".to_owned(), false), true, span);
            }
        }
    }
}

/// Births and deaths: which, when, where.
fn lives(aside: &[Token]) -> Vec<(bool, Vec<Interval>, Vec<Name>, Span)> {
    let mut out = Vec::new();
    let dates = aside.iter().filter(|t| t.days().is_some()).count();
    let parted = aside.iter().any(|t| t.sort == Sort::Mark);
    let mut part = if dates == 2 && parted { Part::Birth } else { Part::Open };
    for (i, token) in aside.iter().enumerate() {
        if token.is_any(&["born", "b", "b."]) {
            part = Part::Birth;
        } else if token.is_any(&["died", "d", "d."]) {
            part = Part::Death;
        } else if let Some(days) = token.days() {
            if let Some((from, to)) = ends(&token.low, days) {
                out.push((true, vec![from], Vec::new(), token.span));
                out.push((false, vec![to], Vec::new(), token.span));
            } else if part != Part::Open {
                out.push((part == Part::Birth, vec![days], place(aside, i + 1), token.span));
                part = if part == Part::Birth { Part::Death } else { Part::Open };
            }
        }
    }
    out
}

/// The place behind a day: in Graz; Graz, Austria.
fn place(aside: &[Token], from: usize) -> Vec<Name> {
    let marked = aside.get(from).is_some_and(|t| t.sort == Sort::Comma || t.is("in"));
    let named = marked && aside.get(from + 1).is_some_and(Token::is_capital);
    if named { names_at(aside, from + 1).0 } else { Vec::new() }
}

/// The first and the last day of a period that is written with both, as finely as each is written.
pub(super) fn ends(written: &str, days: Interval) -> Option<(Interval, Interval)> {
    let (start, end) = (days.start?, days.end?);
    let marks = ['–', '—', '-', '−', '－', '~', '～', '至'];
    let (left, right) = written.split_once(marks)?;
    let figures = |part: &str| part.split(|c: char| !c.is_ascii_digit()).filter(|f| !f.is_empty()).count();
    let year = |part: &str| part.split(|c: char| !c.is_ascii_digit()).any(|f| f.len() == 4);
    let worded = |part: &str| part.chars().any(|c| c.is_alphabetic() && c != '年');
    let fine = |part: &str, day: chrono::NaiveDate| match (figures(part), worded(part)) {
        (1, false) => Interval::year(day.year()),
        (1, true) => Interval::month(day.year(), day.month()),
        (2, true) if part.contains('年') && !part.contains(['日', '号']) => Interval::month(day.year(), day.month()),
        _ => Some(Interval::day(day)),
    };
    let life = year(left) && year(right) && end.year() > start.year();
    Some((fine(left, start)?, fine(right, end)?)).filter(|_| life)
}
