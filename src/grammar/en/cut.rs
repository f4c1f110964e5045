//! Cuts English text into words, runs of digits and single marks, and marks those that a mention may begin with.

use super::keys::{Key, char_at, is_blank, is_letter, key, key_of, key_of_byte, key_of_figures, letters, short_word};
use super::lexicon::Lexicon;
use super::words::{Role, Word};
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

/// A token: its bytes, counted from the first of the text that was cut, and what the lexicon says of it.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) key: Key,
    pub(super) word: Option<&'static Word>,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The value of up to nine digits.
    pub(super) value: u32,
    pub(super) kind: Kind,
    pub(super) capital: bool,
    pub(super) role: Role,
    /// The parts of this token and of those behind it, up to the first that may not be inside a mention.
    pub(super) lead: Role,
    /// A mention may begin here, as far as this token and those behind it tell.
    pub(super) starts: bool,
    /// No mention begins here, and it is no part of a longer whole: no digits, and the next token does not touch it.
    pub(super) passed: bool,
}

/// How far from its first token the one that says how many or when may stand: no later than the end of the year.
const REACH: usize = 12;

/// The tokens of the bytes `range` of a text; of none where no mention begins, or the range cuts a character or has 4 GB.
pub(super) fn tokens(text: &str, range: Range<usize>, lexicon: &'static Lexicon) -> Vec<Token> {
    let part = text.get(range.clone()).filter(|p| u32::try_from(p.len()).is_ok()).unwrap_or_default();
    let bytes = text.as_bytes().get(range.start..).unwrap_or_default();
    let mut list = Vec::with_capacity(part.len() / 5 + 4);
    cut(part, bytes, lexicon, &mut list);
    if !mark(&mut list, lexicon) {
        list.clear();
    }
    list
}

/// Appends the tokens of `part`, of the words without what the lexicon says; `bytes` begin with those of `part` and may go on.
fn cut(part: &str, bytes: &[u8], lexicon: &Lexicon, list: &mut Vec<Token>) {
    let mut at = 0;
    while at < part.len() {
        // Most tokens are short words, and most end at one space.
        if bytes[at].is_ascii_alphabetic()
            && let Some((end, key)) = short_word(bytes, at)
            && end <= part.len()
        {
            let capital = bytes[at].is_ascii_uppercase();
            list.push(Token { capital, ..Token::of(at, end, key, Kind::Word, Role::NONE) });
            at = end + usize::from(bytes[end] == b' ');
        } else if is_blank(bytes[at]) {
            at += 1;
        } else {
            let token = other(part, at, lexicon);
            at = token.end as usize;
            list.push(token);
        }
    }
}

/// The token at `at` whatever it is, but for a blank.
fn other(part: &str, at: usize, lexicon: &Lexicon) -> Token {
    let bytes = part.as_bytes();
    let (first, mut end) = (bytes[at], at + 1);
    if first.is_ascii_digit() {
        let mut value = u32::from(first - b'0');
        while let Some(digit) = bytes.get(end).filter(|b| b.is_ascii_digit()) {
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'));
            end += 1;
        }
        let key = key_of_figures(bytes, at, end);
        return Token { value, ..Token::of(at, end, key, Kind::Digits, Role::DIGITS) };
    }
    if first.is_ascii() && !first.is_ascii_alphabetic() {
        return Token::of(at, end, key_of_byte(first), Kind::Mark, lexicon.mark(char::from(first)));
    }
    let c = char_at(part, at);
    let (kind, role);
    if is_letter(c) {
        end = letters(part, at);
        (kind, role) = (Kind::Word, Role::NONE);
    } else {
        end = at + c.len_utf8();
        (kind, role) = (Kind::Mark, lexicon.mark(c));
    }
    Token { capital: c.is_uppercase(), ..Token::of(at, end, key_of(bytes, at, end), kind, role) }
}

impl Token {
    /// Of these bytes, before it is said what the lexicon has of it and what may begin with it.
    #[inline]
    fn of(start: usize, end: usize, key: Key, kind: Kind, role: Role) -> Self {
        let (start, end) = (start as u32, end as u32);
        let (lead, starts, passed) = (Role::NONE, false, false);
        Self { key, word: None, start, end, value: 0, kind, capital: false, role, lead, starts, passed }
    }
}

/// Looks the words up, and marks the tokens that a mention may begin with: from them words that may be inside one lead to one
/// that says how many or when, and that is not far. False where no mention begins.
fn mark(list: &mut [Token], lexicon: &'static Lexicon) -> bool {
    let (mut lead, mut ahead, mut any) = (Role::NONE, 0_usize, false);
    // What stands behind the token: `to` begins nothing but `to date`, letters of money nothing before a word, and signs of
    // figures nothing before one.
    let (mut kind, mut next, mut start) = (Kind::Word, Key(0, 0), u32::MAX);
    for token in list.iter_mut().rev() {
        let touches = token.end == start;
        if token.kind == Kind::Word {
            (token.word, token.role) = lexicon.word(token.key);
        } else if touches && kind == Kind::Digits && token.key == key(",") {
            // 1,500 years ago
            token.role = token.role.with(Role::INNER, true);
        }
        let role = token.role;
        lead = role.with(lead, role.has(Role::INNER));
        token.lead = lead;
        ahead = if role.has(Role::BEARS) { 0 } else { ahead + 1 };
        if role.has(Role::STARTS) && lead.has(Role::BEARS) && ahead <= REACH {
            token.starts = match token.kind {
                Kind::Mark => kind != Kind::Word || !role.has(Role::HEADS),
                _ if role.has(Role::PAYS) => kind != Kind::Word,
                _ => token.key != key("to") || next == key("date"),
            };
            any |= token.starts;
        }
        token.passed = !(token.starts | touches | (token.kind == Kind::Digits));
        (kind, next, start) = (token.kind, token.key, token.start);
    }
    any
}
