//! Cuts English text into words, runs of digits and single marks, each with what en.yaml says of it.

use super::amounts::Amount;
use super::lexicon::{Lexicon, Role, Word, lexicon};
use super::numerals::Numeral;
use std::cell::RefCell;
use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One other character.
    Mark,
}

/// A token: its bytes and what the lexicon says of it.
#[derive(Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
    capital: bool,
    role: Role,
    /// How many tokens on the next one that says how many or when stands.
    ahead: u8,
    word: Option<&'static Word>,
}

/// How far from its first token the one that says how many or when may stand: no later than the end of the year.
const REACH: u8 = 12;

/// A short word in lower case.
pub(super) struct Lower {
    bytes: [u8; 16],
    len: usize,
}

impl Lower {
    /// Its characters.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

/// The tokens of a text. Asking beyond either end gives the answer for an empty token, never a panic.
pub(super) struct Tokens<'a> {
    text: &'a str,
    list: Vec<Token>,
    nothing: Word,
    /// The numeral and the amount last read, and where: several readers ask at the same token.
    numeral: RefCell<Option<(usize, Option<Numeral>)>>,
    amount: RefCell<Option<(usize, Option<Amount>)>>,
    pub(super) lexicon: &'static Lexicon,
}

impl<'a> Tokens<'a> {
    /// Cuts the bytes `range` of `text`; a range that cuts a character is widened to nothing.
    pub(super) fn of(text: &'a str, range: Range<usize>) -> Self {
        let lexicon = lexicon();
        let mut list = Vec::with_capacity(range.len() / 4);
        let part = text.get(range.clone()).unwrap_or_default();
        let mut at = 0;
        while let Some(c) = part[at..].chars().next() {
            let rest = &part[at..];
            let (kind, len) = match c {
                '0'..='9' => (Kind::Digits, run(rest, |c| c.is_ascii_digit())),
                _ if is_letter(c) => (Kind::Word, run(rest, is_letter)),
                ' ' | '\t' | '\r' => {
                    at += 1;
                    continue;
                }
                _ => (Kind::Mark, c.len_utf8()),
            };
            let (word, role) = match kind {
                Kind::Word => lexicon.word(&rest[..len]),
                Kind::Digits => (None, Role { starts: true, counts: true, bears: true }),
                Kind::Mark => {
                    let fraction = super::fractions::is_sign(c);
                    let starts = fraction || is_head(c) || lexicon.sign(c).is_some();
                    (None, Role { starts, counts: c == '.' || fraction, bears: fraction })
                }
            };
            let (start, end) = (range.start + at, range.start + at + len);
            list.push(Token { start, end, kind, capital: c.is_uppercase(), role, ahead: 0, word });
            at += len;
        }
        let mut ahead = u8::MAX;
        for token in list.iter_mut().rev() {
            ahead = if token.role.bears { 0 } else { ahead.saturating_add(1) };
            token.ahead = ahead;
        }
        let (numeral, amount) = (RefCell::new(None), RefCell::new(None));
        Self { text, list, nothing: Word::default(), numeral, amount, lexicon }
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
        self.list.get(i).and_then(|t| self.text.get(t.start..t.end)).unwrap_or_default()
    }

    /// First byte of a token.
    pub(super) fn start(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.text.len(), |t| t.start)
    }

    /// The byte behind token `next - 1`, where a phrase that reads up to `next` ends.
    pub(super) fn end_before(&self, next: usize) -> usize {
        next.checked_sub(1).and_then(|i| self.list.get(i)).map_or(0, |t| t.end)
    }

    /// What the lexicon says of a token.
    pub(super) fn word(&self, i: usize) -> &Word {
        self.list.get(i).and_then(|t| t.word).unwrap_or(&self.nothing)
    }

    /// True where a mention may begin at a token.
    pub(super) fn starts(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.role.starts && t.ahead <= REACH)
    }

    /// True where a numeral may begin at a token.
    pub(super) fn counts(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.role.counts)
    }

    /// True for a word the lexicon does not know.
    pub(super) fn is_unknown(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.kind == Kind::Word && t.word.is_none())
    }

    /// True for letters.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.kind == Kind::Word)
    }

    /// True where the token begins with a capital letter.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|t| t.capital)
    }

    /// The digits of a token, where it is made of digits.
    pub(super) fn digits(&self, i: usize) -> Option<&'a str> {
        self.list.get(i).filter(|t| t.kind == Kind::Digits).map(|_| self.text(i))
    }

    /// Digits as a number, where there are `len` of them.
    pub(super) fn number(&self, i: usize, len: std::ops::RangeInclusive<usize>) -> Option<u32> {
        self.digits(i).filter(|d| len.contains(&d.len())).and_then(|d| d.parse().ok())
    }

    /// True where the token is this word, in any letter case, or this mark.
    pub(super) fn is(&self, i: usize, text: &str) -> bool {
        self.text(i).eq_ignore_ascii_case(text)
    }

    /// True where the token is one of these.
    pub(super) fn is_any(&self, i: usize, texts: &[&str]) -> bool {
        texts.iter().any(|t| self.is(i, t))
    }

    /// True where the token before `i` is one of these.
    pub(super) fn follows(&self, i: usize, texts: &[&str]) -> bool {
        i.checked_sub(1).is_some_and(|before| self.is_any(before, texts))
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
        matches!(self.text(i), "-" | "\u{2013}" | "\u{2014}" | "~" | "\u{2012}")
    }

    /// True where a sentence, a cell or a line begins at token `i`.
    pub(super) fn opens(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return true };
        matches!(self.text(before), "." | "!" | "?" | "\n" | ":" | ";" | "\"" | "\u{201c}" | "(" | "|" | "*" | "#")
    }

    /// True where a line begins at token `i`.
    pub(super) fn opens_line(&self, i: usize) -> bool {
        i == 0 || self.is(i - 1, "\n")
    }

    /// The characters of a token in lower case; nothing for one that is longer than every word readers look for.
    pub(super) fn lower(&self, i: usize) -> Lower {
        let text = self.text(i).as_bytes();
        let mut lower = Lower { bytes: [0; 16], len: 0 };
        if let Some(bytes) = lower.bytes.get_mut(..text.len()) {
            bytes.copy_from_slice(text);
            bytes.make_ascii_lowercase();
            lower.len = text.len();
        }
        lower
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

    /// The longest phrase of at most `longest` tokens from `i` on that `find` knows, and the token behind it.
    pub(super) fn longest<T>(&self, i: usize, longest: usize, find: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
        let longest = longest.min(self.len().saturating_sub(i));
        let (mut phrase, mut ends) = (String::with_capacity(48), [0; 8]);
        for (n, end) in ends.iter_mut().enumerate().take(longest) {
            if n > 0 && !self.glued(i + n) {
                phrase.push(' ');
            }
            phrase.push_str(self.text(i + n));
            *end = phrase.len();
        }
        phrase.make_ascii_lowercase();
        let shorter = ends.iter().take(longest).enumerate().rev();
        shorter.filter_map(|(n, end)| Some((n, phrase.get(..*end)?))).find_map(|(n, p)| Some((find(p)?, i + n + 1)))
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

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Marks that a figure or a date may begin with; signs of money are in the lexicon.
fn is_head(c: char) -> bool {
    matches!(c, '-' | '+' | '.' | '\'' | '~' | '\u{2248}' | '<' | '>' | '\u{2264}' | '\u{2265}')
}

/// Letters of alphabets; a Chinese character is a mark of its own.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && c.is_alphabetic() && !('\u{2e80}'..='\u{ffef}').contains(&c)
}
