//! Names by their place in a sentence: behind of, before a word, the first of a span.

use super::frame::{Found, View};
use super::scan::Token;
use crate::source::Span;
use crate::vocabulary::Cue;

impl View<'_> {
    /// 甲的前身是乙, she is the daughter of Y: what the subject of its clause is said to be.
    pub(super) fn is_predicative(&self, s: usize, token: &Token, types: &[String]) -> bool {
        let clause = self.clause(s, token.span);
        let before = self.inside(s, Span::new(clause.start, token.span.start));
        let Some(at) = before.iter().rposition(|t| self.is_cue(t, Cue::Copula)) else { return false };
        let head = Span::new(clause.start, before[at].span.start);
        before[..at].iter().any(|t| self.ids(t, types).is_some()) || self.pronoun(s, head, types).is_some()
    }

    /// Whom the clause behind an opening phrase is told of: With 3,500 employees, Nordvik …; Founded in 1897, the firm ….
    pub(super) fn main_subject(&self, s: usize, phrase: Span, types: &[String]) -> Option<Found> {
        const HEAD: usize = 3;
        let next = self.sentences[s].clauses.iter().filter(|c| c.start >= phrase.end).take(2);
        for clause in next {
            let name = self.inside(s, *clause).iter().find(|t| self.ids(t, types).is_some());
            let near = |t: &&Token| {
                let gap = self.text(Span::new(clause.start, t.span.start));
                gap.split_whitespace().count() < HEAD && !self.after_preposition(s, t) && !self.is_possessor(t.span)
            };
            if let Some(t) = name.filter(near) {
                return Some(Found { ids: self.ids(t, types)?, span: t.span, weak: None });
            }
            let words = self.text(*clause);
            let end =
                words.char_indices().filter(|(_, c)| *c == ' ').nth(HEAD).map_or(clause.end, |(i, _)| clause.start + i);
            let standing = self.pronoun(s, Span::new(clause.start, end), types);
            if let Some(standing) = standing {
                return self.antecedent(s, phrase.start, types, Some(&standing)).or_else(|| self.topical(types));
            }
        }
        None
    }

    /// Danforth's denastat: the name before is that of the owner.
    pub(super) fn owns(&self, token: &Token, thing: Span) -> bool {
        token.span.end <= thing.start
            && matches!(self.text(Span::new(token.span.end, thing.start)).trim(), "的" | "'s" | "'" | "旗下的" | "旗下")
    }

    /// English: revenue of Tesla, deliveries at BYD.
    pub(super) fn behind_of(&self, s: usize, span: Span, at: Span, types: &[String]) -> Option<Found> {
        if self.is_zh(s) {
            return None;
        }
        let token =
            self.kinds.names.inside(s, span).iter().find(|t| t.span.start >= at.end && self.ids(t, types).is_some())?;
        let gap = self.folded.text[at.end..token.span.start].trim();
        let linked = ["of", "at", "for", "by", "of the", "at the"].contains(&gap);
        linked.then(|| Found { ids: self.ids(token, types).unwrap_or_default(), span: token.span, weak: None })
    }

    /// The last fitting name before a place, whatever stands before it.
    pub(super) fn nearest_before(&self, s: usize, at: Span, types: &[String]) -> Option<Found> {
        let fits = |t: &&&Token| t.span.end <= at.start && self.ids(t, types).is_some();
        let token = self.kinds.names.of(s).iter().rev().find(fits)?;
        Some(Found { ids: self.ids(token, types)?, span: token.span, weak: None })
    }

    /// Whom a clause is told of, looked for before a name that is not it.
    pub(super) fn told_before(&self, s: usize, at: Span, types: &[String]) -> Option<Found> {
        self.subject(s, Span::new(at.start, at.start), types).ok().filter(|f| f.span.end <= at.start)
    }

    /// The first fitting name of the clause before `at`: the patient of a passive verb, or what 把 moves forward.
    pub(super) fn first_name(&self, s: usize, span: Span, types: &[String]) -> Option<Found> {
        let token = self.kinds.names.inside(s, span).iter().find(|t| self.ids(t, types).is_some())?;
        Some(Found { ids: self.ids(token, types)?, span: token.span, weak: None })
    }
}
