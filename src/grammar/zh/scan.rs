//! A sentence of folded text being read, and small questions about the characters around a place.

use super::lexicon::{Lexicon, Table, lexicon};
use super::numerals::Figure;
use crate::normalise::is_han;
use std::cell::RefCell;
use std::rc::Rc;

/// A sentence and the words it is read with. Places are byte offsets; one outside the text has nothing before or behind.
#[derive(Clone, Copy)]
pub(super) struct Scan<'t> {
    /// The sentence.
    pub(super) text: &'t str,
    /// The words.
    pub(super) words: &'static Lexicon,
    /// What was read before, where that is kept.
    memo: Option<&'t Memo>,
    /// The places of the first and behind the last character that is no space.
    inner: (usize, usize),
}

/// The figures last read in a sentence: many readers ask at the same place before one of them takes what stands there.
#[derive(Debug, Default)]
pub(super) struct Memo(RefCell<[Kept; 8]>);

/// A place, and the figure that stands there.
type Kept = Option<(usize, Option<Rc<Figure>>)>;

impl Memo {
    /// The figure at a place: the one kept, or else what `read` finds.
    pub(super) fn figure(&self, at: usize, read: impl FnOnce() -> Option<Figure>) -> Option<Rc<Figure>> {
        let slot = at & 7;
        if let Some((kept, figure)) = &self.0.borrow()[slot]
            && *kept == at
        {
            return figure.clone();
        }
        let figure = read().map(Rc::new);
        self.0.borrow_mut()[slot] = Some((at, figure.clone()));
        figure
    }
}

impl<'t> Scan<'t> {
    /// A sentence with the words of Chinese.
    pub(super) fn new(text: &'t str) -> Self {
        let inner = (text.len() - text.trim_start().len(), text.trim_end().len());
        Self { text, words: lexicon(), memo: None, inner }
    }

    /// The same sentence, whose figures are kept once read.
    pub(super) fn keeping(self, memo: &'t Memo) -> Self {
        Self { memo: Some(memo), ..self }
    }

    /// Where the figures that were read are kept.
    pub(super) fn memo(&self) -> Option<&'t Memo> {
        self.memo
    }

    /// What stands at and behind a place.
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    /// What stands before a place.
    pub(super) fn head(&self, at: usize) -> &'t str {
        self.text.get(..at).unwrap_or("")
    }

    /// The character at a place.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The character before a place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.head(at).chars().next_back()
    }

    /// The place behind `word`, if it stands here.
    pub(super) fn eat(&self, at: usize, word: &str) -> Option<usize> {
        self.rest(at).starts_with(word).then(|| at + word.len())
    }

    /// The place behind the longest word of a table, or the same place.
    pub(super) fn past(&self, at: usize, table: &Table<()>) -> usize {
        at + table.len_at(self.rest(at))
    }

    /// The place behind the longest word of a table, if one stands here.
    pub(super) fn word(&self, at: usize, table: &Table<()>) -> Option<usize> {
        let end = self.past(at, table);
        (end > at).then_some(end)
    }

    /// True where the character before a place is one of a table.
    pub(super) fn follows(&self, at: usize, table: &Table<()>) -> bool {
        self.before(at).is_some_and(|c| table.len_at(c.encode_utf8(&mut [0; 4])) > 0)
    }

    /// The run of ASCII digits at a place.
    pub(super) fn digits(&self, at: usize) -> &'t str {
        let rest = self.rest(at);
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        &rest[..len]
    }

    /// True where the stretch is all of the sentence but spaces.
    pub(super) fn is_whole(&self, start: usize, end: usize) -> bool {
        start <= self.inner.0 && end >= self.inner.1
    }

    /// True where a clause begins: at the head of the sentence, behind a space or punctuation.
    pub(super) fn opens_clause(&self, at: usize) -> bool {
        self.before(at).is_none_or(|c| !is_han(c) && !c.is_alphanumeric())
    }

    /// The place behind a Latin word: letters, digits, and what ties them (`GPT-3.5`, `Office365`, `C++`).
    pub(super) fn past_latin(&self, at: usize) -> usize {
        let rest = self.rest(at).as_bytes();
        let joins = |i: usize| {
            matches!(rest[i], b'-' | b'.' | b'_' | b'+' | b'&' | b'/')
                && rest.get(i + 1).is_some_and(u8::is_ascii_alphanumeric)
        };
        // An address goes on to the next space or Chinese character.
        if self.rest(at).starts_with("http") || self.rest(at).starts_with("www.") {
            return at + rest.iter().take_while(|b| b.is_ascii_graphic()).count();
        }
        let mut i = 0;
        while i < rest.len() && (rest[i].is_ascii_alphanumeric() || joins(i)) {
            i += 1;
        }
        at + i.max(1)
    }
}
