//! Clauses that are told of a name which another clause has: relative ones, appositions, 后者.

use super::frame::{Found, View};
use super::scan::Token;
use crate::source::Span;
use crate::vocabulary::{Cue, Language, lists};

impl<'a> View<'a> {
    /// 后者, the latter: the name before it, in the sentence or the one before.
    pub(super) fn latter(&self, s: usize, own: Span, types: &[String]) -> Option<Found> {
        let head = self.text(own).trim_start();
        lists().latters.at_head(head, self.language(s))?;
        let before = Span::new(self.sentences[s].span.start, own.start.max(self.sentences[s].span.start));
        let here = self.kinds.names.inside(s, before).last();
        let last = here.or_else(|| {
            let i = s.checked_sub(1).filter(|&i| self.sentences[i].block == self.sentences[s].block)?;
            self.kinds.names.of(i).last()
        })?;
        Some(Found { ids: self.ids(last, types)?, span: last.span, weak: None })
    }

    /// Nair, an engineer, who resigned in July: the name before the apposition.
    pub(super) fn relative_head(&self, s: usize, clause: Span, types: &[String]) -> Option<Found> {
        let head = self.text(clause).trim_start();
        if self.is_zh(s) || !["who ", "which "].iter().any(|w| head.starts_with(w)) {
            return None;
        }
        let clauses = &self.sentences[s].clauses;
        let own = clauses.iter().position(|c| *c == clause)?;
        let (apposed, before) = (*clauses.get(own.checked_sub(1)?)?, *clauses.get(own.checked_sub(2)?)?);
        let opens = lists().indefinites.at_head(self.text(apposed).trim_start(), Language::En).is_some();
        let bare = self.kinds.names.inside(s, apposed).is_empty();
        let name = self.kinds.names.inside(s, before).last().filter(|_| opens && bare)?;
        let beside = self.text(Span::new(name.span.end, apposed.start)).trim() == ",";
        beside.then(|| Some(Found { ids: self.ids(name, types)?, span: name.span, weak: None }))?
    }

    /// Halcyon, a laboratory founded in 2015: a participle in an apposition tells of the name before the comma, whatever
    /// stands before that.
    pub(super) fn apposed(&self, s: usize, clause: Span, at: Span, types: &[String]) -> Option<Found> {
        let head = self.text(Span::new(clause.start, at.start.max(clause.start))).trim_start();
        let opens = !self.is_zh(s) && lists().indefinites.at_head(head, Language::En).is_some();
        let participle = self.text(at).split(' ').next().is_some_and(|w| w.ends_with("ed"));
        let bare = self.inside(s, Span::new(clause.start, at.start)).iter().all(|t| !self.is_cue(t, Cue::Passive));
        let before = self.inside(s, Span::new(self.sentences[s].span.start, clause.start)).iter().rev();
        let name = before.into_iter().find(|t| t.span.end <= clause.start).filter(|_| opens && participle && bare)?;
        let beside = self.text(Span::new(name.span.end, clause.start)).trim() == ",";
        beside.then(|| Some(Found { ids: self.ids(name, types)?, span: name.span, weak: None }))?
    }

    /// 发生车祸一年之后,林志颖…; After leaving Acme, Nair …: the first clause only says when, and the subject of both opens
    /// the next.
    pub(super) fn main_behind(&self, s: usize, clause: Span, own: Span, types: &[String]) -> Option<Found> {
        let clauses = &self.sentences[s].clauses;
        let at = clauses.iter().position(|c| *c == clause)?;
        let words = self.text(clause).trim();
        let (language, lists) = (self.language(s), lists());
        let subordinate = match self.is_zh(s) {
            true => lists.subordinate_ends.at_end(words, language).is_some(),
            false => lists.subordinate_heads.at_head(words, language).is_some(),
        };
        // What stands before it is a date or nothing.
        let opens = clauses[..at].iter().all(|c| !self.inside(s, *c).iter().any(Token::is_name));
        let next = *clauses.get(at + 1)?;
        let name = self.inside(s, next).iter().find(|t| t.is_name())?;
        let head = self.text(Span::new(next.start, name.span.start)).trim();
        let bare = !self.inside(s, own).iter().any(|t| self.ids(t, types).is_some());
        (subordinate && opens && bare && head.is_empty())
            .then(|| Some(Found { ids: self.ids(name, types)?, span: name.span, weak: None }))?
    }

    /// Where the clauses before end whose names may be the subject: Acme, which bought Vault, had revenue of … is told of
    /// Acme.
    pub(super) fn main_before(&self, s: usize, clause: Span) -> usize {
        let clauses = &self.sentences[s].clauses;
        let own = clauses.partition_point(|c| c.end <= clause.start);
        // Anthropic, founded in 2021 by …, released Claude: a participle tells of the name before the comma, too.
        let words = |i: usize| self.text(clauses[i]).trim_start();
        let relative = |i: usize| lists().relatives.at_head(words(i), self.language(s)).is_some();
        let participle = |i: usize| {
            let first = words(i).split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
            !self.is_zh(s) && first.len() > 4 && first.ends_with("ed")
        };
        match own.checked_sub(1).filter(|&i| i > 0 && (relative(i) || participle(i)) && !relative(own)) {
            Some(relative) => clauses[relative].start,
            None => clause.start,
        }
    }
}
