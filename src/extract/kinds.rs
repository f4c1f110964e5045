//! The tokens of a kind, sentence by sentence: what looks for names passes over everything else without a look at it.

use super::scan::{Cues, Token, What};
use crate::grammar::{Mention, Value};
use crate::source::Span;
use crate::vocabulary::Cue;

/// The names, cues and dates among the tokens of a text.
pub(super) struct Kinds<'a> {
    /// Known names and those nobody has entered.
    pub(super) names: List<'a>,
    /// Words of grammar.
    pub(super) cues: List<'a>,
    /// Dates.
    pub(super) dates: List<'a>,
    /// Which cues stand in each sentence at all.
    told: Vec<Cues>,
}

impl<'a> Kinds<'a> {
    pub(super) fn new(tokens: &'a [Vec<Token>], mentions: &[Mention]) -> Self {
        let cues = |all: Cues, t: &Token| match t.what {
            What::Cue(cues) => all.and(cues),
            _ => all,
        };
        let date = |m: usize| mentions.get(m).is_some_and(|m| matches!(m.value, Value::Date(_)));
        Self {
            names: List::new(tokens, Token::is_name),
            cues: List::new(tokens, |t| matches!(t.what, What::Cue(_))),
            dates: List::new(tokens, |t| matches!(t.what, What::Mention(m) if date(m))),
            told: tokens.iter().map(|list| list.iter().fold(Cues::default(), cues)).collect(),
        }
    }

    /// True where a cue stands anywhere in a sentence: most sentences have few.
    pub(super) fn tell(&self, s: usize, cue: Cue) -> bool {
        self.told.get(s).is_some_and(|told| told.has(cue))
    }
}

/// The tokens of one kind in the order of the text.
pub(super) struct List<'a> {
    tokens: Vec<&'a Token>,
    /// Where those of each sentence end.
    ends: Vec<usize>,
}

impl<'a> List<'a> {
    fn new(sentences: &'a [Vec<Token>], is_one: impl Fn(&Token) -> bool) -> Self {
        let mut out = Self { tokens: Vec::new(), ends: Vec::with_capacity(sentences.len()) };
        for tokens in sentences {
            out.tokens.extend(tokens.iter().filter(|t| is_one(t)));
            out.ends.push(out.tokens.len());
        }
        out
    }

    /// Those of a sentence.
    pub(super) fn of(&self, s: usize) -> &[&'a Token] {
        let start = s.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(s).copied().unwrap_or(start);
        &self.tokens[start..end]
    }

    /// Those of a sentence that begin inside a span.
    pub(super) fn inside(&self, s: usize, span: Span) -> &[&'a Token] {
        let all = self.of(s);
        let from = all.partition_point(|t| t.span.start < span.start);
        let to = all.partition_point(|t| t.span.start < span.end);
        &all[from..to.max(from)]
    }
}
