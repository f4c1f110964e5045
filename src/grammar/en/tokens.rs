//! The tokens of an English text, each with what en.yaml says of it, and what readers ask of them.

use super::amounts::Amount;
use super::cut::{self, Kind, Token};
use super::keys::{Key, key, words};
use super::lexicon::{Lexicon, lexicon};
use super::numerals::Numeral;
use super::words::{Role, Word};
use std::cell::RefCell;
use std::ops::Range;

/// A short word in lower case.
pub(super) struct Lower {
    bytes: [u8; 16],
    len: usize,
}

impl Lower {
    /// Its characters.
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// The tokens of a text. Asking beyond either end gives the answer for an empty token, never a panic.
pub(super) struct Tokens<'a> {
    /// The whole text, and the first byte of the part that was cut.
    text: &'a str,
    first: usize,
    list: Vec<Token>,
    /// The numeral and the amount last read, and where: several readers ask at the same token.
    numeral: RefCell<Option<(usize, Option<Numeral>)>>,
    amount: RefCell<Option<(usize, Option<Amount>)>>,
    pub(super) lexicon: &'static Lexicon,
}

impl<'a> Tokens<'a> {
    /// Those of the bytes `range` of `text`, see [`cut::tokens`].
    pub(super) fn of(text: &'a str, range: Range<usize>) -> Self {
        let lexicon = lexicon();
        let (numeral, amount) = (RefCell::new(None), RefCell::new(None));
        let first = range.start;
        Self { text, first, list: cut::tokens(text, range, lexicon), numeral, amount, lexicon }
    }

    /// The numeral at a token: the one kept, or else what `read` finds.
    pub(super) fn numeral(&self, i: usize, read: impl FnOnce() -> Option<Numeral>) -> Option<Numeral> {
        kept(&self.numeral, i, read)
    }

    /// The amount at a token: the one kept, or else what `read` finds.
    pub(super) fn amount(&self, i: usize, read: impl FnOnce() -> Option<Amount>) -> Option<Amount> {
        kept(&self.amount, i, read)
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The characters of a token.
    pub(super) fn text(&self, i: usize) -> &'a str {
        let bytes = |t: &Token| self.first + t.start as usize..self.first + t.end as usize;
        self.list.get(i).and_then(|t| self.text.get(bytes(t))).unwrap_or_default()
    }

    /// First byte of a token.
    pub(super) fn start(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.text.len(), |t| self.first + t.start as usize)
    }

    /// The byte behind token `next - 1`, where a phrase that reads up to `next` ends.
    pub(super) fn end_before(&self, next: usize) -> usize {
        next.checked_sub(1).and_then(|i| self.list.get(i)).map_or(0, |t| self.first + t.end as usize)
    }

    /// What the lexicon says of a token.
    #[inline]
    pub(super) fn word(&self, i: usize) -> &'static Word {
        self.list.get(i).and_then(|t| t.word).unwrap_or(&NOTHING)
    }

    /// True where a mention may begin at a token.
    pub(super) fn starts(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.starts)
    }

    /// The first token from `i` on that begins something or touches what is behind it.
    pub(super) fn stop(&self, i: usize) -> usize {
        let rest = self.list.get(i..).unwrap_or_default();
        i + rest.iter().position(|t| !t.passed).unwrap_or(rest.len())
    }

    /// True where a date may begin at a token.
    pub(super) fn dated(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.lead.has(Role::DATES))
    }

    /// True where a figure may begin at a token.
    pub(super) fn figures(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.role.has(Role::FIGURES))
    }

    /// True where a numeral may begin at a token.
    pub(super) fn counts(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.role.has(Role::COUNTS))
    }

    /// True where a length of time may begin at a token, and what tells one.
    pub(super) fn timed(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.lead.has(Role::TIMES))
    }

    /// True for a word that begins no date but one that tells a length of time.
    pub(super) fn only_spans(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.role.has(Role::SPANS))
    }

    /// True where a date may begin at a token that counts from another.
    pub(super) fn relates(&self, i: usize) -> bool {
        let has = |i: usize| self.list.get(i).is_some_and(|t| t.role.has(Role::RELATES));
        has(i) && (!self.is(i, "the") || has(i + 1) || self.word(i + 1).time.is_some())
    }

    /// True for a word that is the head of comparators and nothing else.
    pub(super) fn only_compares(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.role.has(Role::COMPARES))
    }

    /// True for a word the lexicon does not know.
    pub(super) fn is_unknown(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.kind == Kind::Word && t.word.is_none())
    }

    /// True for a word that no mention has.
    pub(super) fn is_outer(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.kind == Kind::Word && !t.role.has(Role::INNER))
    }

    /// True for letters.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.kind == Kind::Word)
    }

    /// A currency sign; the code is `None` where the sign leaves it open.
    pub(super) fn sign(&self, i: usize) -> Option<Option<&'static str>> {
        self.list.get(i).filter(|t| t.kind == Kind::Mark && t.role.has(Role::STARTS))?;
        self.text(i).chars().next().and_then(|c| self.lexicon.sign(c))
    }

    /// True where the token begins with a capital letter.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.capital)
    }

    /// The digits of a token, where it is made of digits.
    pub(super) fn digits(&self, i: usize) -> Option<&'a str> {
        self.list.get(i).filter(|t| t.kind == Kind::Digits).map(|_| self.text(i))
    }

    /// Digits as a number, where there are `len` of them, at most nine.
    #[inline]
    pub(super) fn number(&self, i: usize, len: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let token = self.list.get(i).filter(|t| t.kind == Kind::Digits)?;
        len.contains(&((token.end - token.start) as usize)).then_some(token.value)
    }

    /// True where the token is this word, in any letter case, or this mark.
    #[inline(always)]
    pub(super) fn is(&self, i: usize, text: &str) -> bool {
        self.key(i) == key(text)
    }

    /// The key of a token.
    #[inline]
    pub(super) fn key(&self, i: usize) -> Key {
        self.list.get(i).map_or(Key(0, 0), |t| t.key)
    }

    /// True where the token is one of these.
    #[inline]
    pub(super) fn is_any(&self, i: usize, words: &[Key]) -> bool {
        words.contains(&self.key(i))
    }

    /// True where the token before `i` is one of these.
    pub(super) fn follows(&self, i: usize, words: &[Key]) -> bool {
        i.checked_sub(1).is_some_and(|before| self.is_any(before, words))
    }

    /// True where token `i` stands right behind token `i - 1`, without a space.
    pub(super) fn glued(&self, i: usize) -> bool {
        match (i.checked_sub(1).and_then(|p| self.list.get(p)), self.list.get(i)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// A hyphen or dash of any length.
    pub(super) fn is_dash(&self, i: usize) -> bool {
        self.is_any(i, words!["-", "\u{2013}", "\u{2014}", "~", "\u{2012}"])
    }

    /// True where a sentence, a cell or a line begins at token `i`.
    pub(super) fn opens(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return true };
        self.is_any(before, words![".", "!", "?", "\n", ":", ";", "\"", "\u{201c}", "(", "|", "*", "#"])
    }

    /// True where a line begins at token `i`.
    pub(super) fn opens_line(&self, i: usize) -> bool {
        i == 0 || self.is(i - 1, "\n")
    }

    /// The characters of a token in lower case; nothing for one that is longer than every word readers look for.
    #[inline]
    pub(super) fn lower(&self, i: usize) -> Lower {
        let Key(low, high) = self.key(i);
        let mut bytes = [0; 16];
        let (head, tail) = bytes.split_at_mut(8);
        head.copy_from_slice(&low.to_le_bytes());
        tail.copy_from_slice(&high.to_le_bytes());
        // Longer words have a length that no word has.
        let len = (high >> 56) as usize;
        Lower { bytes, len: if len < 16 { len } else { 0 } }
    }

    /// The next tokens from `i` on, joined by single spaces where the text has any, in lower case; at most `count`.
    pub(super) fn joined(&self, i: usize, count: usize) -> String {
        let mut out = String::new();
        for k in i..i + count {
            if k > i && !self.glued(k) {
                out.push(' ');
            }
            out.extend(self.text(k).chars().map(|c| c.to_ascii_lowercase()));
        }
        out
    }

    /// The token behind the next space from token `i` on.
    pub(super) fn solid_end(&self, i: usize) -> usize {
        let mut next = i + 1;
        while self.glued(next) {
            next += 1;
        }
        next
    }

    /// The token behind the chunk that token `i` is part of: letters, digits and what ties them together.
    pub(super) fn chunk_end(&self, i: usize) -> usize {
        let mut next = i + 1;
        while self.glued(next) {
            let solid = |k: usize| self.glued(k) && (self.is_word(k) || self.digits(k).is_some());
            if solid(next) {
                next += 1;
            } else if matches!(self.text(next), "-" | "." | "/" | "_" | "," | ":" | "@" | "\u{2013}") && solid(next + 1)
            {
                next += 2;
            } else {
                break;
            }
        }
        next
    }
}

fn kept<T: Clone>(memo: &RefCell<Option<(usize, Option<T>)>>, i: usize, read: impl FnOnce() -> Option<T>) -> Option<T> {
    if let Some((at, found)) = &*memo.borrow()
        && *at == i
    {
        return found.clone();
    }
    let found = read();
    *memo.borrow_mut() = Some((i, found.clone()));
    found
}

/// The word that says nothing.
static NOTHING: Word = Word::NOTHING;
