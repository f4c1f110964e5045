//! Where a date stands in its sentence: in the story, in an aside, or in a comparison.

use super::clause::Sentence;
use super::scan::{Token, What};
use crate::grammar::DateExpr;
use crate::normalise::Folded;
use crate::source::Span;
use crate::vocabulary::{Language, lists};

/// Where a date stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// In the first clause of its block.
    pub(super) leading: bool,
    /// In a clause about a plan.
    pub(super) planned: bool,
    /// In a sentence about a plan.
    pub(super) ahead: bool,
    /// The whole of its block: nothing is told of it.
    pub(super) alone: bool,
    /// The clause, where it only tells of a name.
    pub(super) aside: Option<Span>,
    /// It only says when what is compared with was.
    pub(super) compared: bool,
}

/// The clause tells of the name before it, and its date is no part of the story: Halcyon, founded in 1993 by …; Dahl, who
/// left the board in 2018, ….
pub(super) fn is_aside(folded: &Folded, sentence: &Sentence, clause: Span) -> bool {
    let tells = |c: Span| {
        let words = folded.text[c.start..c.end].trim_start();
        let first = words.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
        lists().relatives.at_head(words, Language::En).is_some() || first.len() > 4 && first.ends_with("ed")
    };
    let Some(at) = sentence.clauses.iter().position(|c| *c == clause) else { return false };
    // Behind an aside the story goes on: Anthropic, started in 2021 by …, released Claude in March.
    sentence.language == Language::En && (1..=at).rev().take_while(|&i| tells(sentence.clauses[i])).count() % 2 == 1
}

/// The lowest level since 2003, not seen since 1982: the story is not told of the date.
pub(super) fn is_record(folded: &Folded, sentence: &Sentence, expr: &DateExpr, date: &Token) -> bool {
    let before = folded.text[sentence.span.start..date.span.start].to_ascii_lowercase();
    let mut words = lists().records.of(Language::En).iter();
    sentence.language == Language::En
        && matches!(expr, DateExpr::Since(_))
        && words.any(|w| before.contains(w.as_str()))
}

/// Something does not happen until a date, and then it does; true where it has not happened yet.
pub(super) fn is_awaited(folded: &Folded, sentence: &Sentence, clause: Span, date: Span) -> Option<bool> {
    match sentence.language {
        Language::Zh => folded.text[date.end..clause.end.max(date.end)].contains('才').then_some(false),
        Language::En => {
            let before = folded.text[clause.start.min(date.start)..date.start].to_ascii_lowercase();
            let words: Vec<&str> = before.split([' ', '\n']).collect();
            let denies = |w: &str| w == "not" || w.ends_with("n't") || w.ends_with("n’t");
            let at = words.iter().position(|w| denies(w))?;
            let verb = if words[at] == "not" { words[..at].last() } else { words.get(at) };
            let past = ["did", "was", "were", "had", "could", "would"];
            Some(!verb.is_some_and(|v| past.iter().any(|p| v.starts_with(p))))
        }
    }
}

/// Up from 3.8m in 2023, fewer than in 2023, 较2023年: the story is not told of the date of what it is compared with.
pub(super) fn is_compared(folded: &Folded, sentence: &Sentence, list: &[Token], date: &Token) -> bool {
    let language = sentence.language;
    let before = folded.text[sentence.span.start..date.span.start].trim_end();
    let before = match language {
        Language::Zh => return before.ends_with(['较', '比']),
        Language::En => {
            lists().leads.at_end(before, language).map_or(before, |len| before[..before.len() - len].trim_end())
        }
    };
    if before.ends_with(" than") || lists().comparisons.at_end(before, language).is_some() {
        return true;
    }
    let end = sentence.span.start + before.len();
    let figure = list.iter().find(|t| t.span.end == end && matches!(t.what, What::Mention(_)));
    figure.is_some_and(|f| {
        let head = folded.text[sentence.span.start..f.span.start].trim_end();
        lists().origins.at_end(head, language).is_some() || head.ends_with(" than")
    })
}
