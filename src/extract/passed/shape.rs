//! How far a word with digits reaches, and what its own form says of it.

use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::Language;

/// A word with digits and where it stands.
pub(super) struct Place<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) sentence: Span,
    /// It may reach up to here.
    pub(super) high: usize,
    pub(super) language: Language,
}

impl<'t> Place<'t> {
    pub(super) fn word(&self) -> &'t str {
        &self.text[self.span.start..self.span.end]
    }

    /// The sentence before the word.
    pub(super) fn before(&self) -> &'t str {
        &self.text[self.sentence.start.min(self.span.start)..self.span.start]
    }

    /// The sentence behind it, up to what was found there.
    pub(super) fn behind(&self) -> &'t str {
        &self.text[self.span.end..self.high.max(self.span.end)]
    }

    /// All of the sentence.
    pub(super) fn sentence(&self) -> &'t str {
        &self.text[self.sentence.start..self.sentence.end]
    }

    /// The place with its end moved by so many bytes behind it.
    pub(super) fn longer(&self, more: usize) -> Span {
        Span::new(self.span.start, self.span.end + more)
    }
}

/// Letters, digits and what ties them around a digit: `GPT-3.5`, `10:30`, `+86-10-6552`, `1.2.3`, `example.com/7`.
pub(super) fn word(text: &str, at: usize, within: Span) -> Span {
    let bytes = text.as_bytes();
    let solid = |i: usize| within.start <= i && i < within.end && bytes[i].is_ascii_alphanumeric();
    let tie = |i: usize| within.start <= i && i < within.end && b"-._/:+&@#~*=?%".contains(&bytes[i]);
    let (mut start, mut end) = (at, at + 1);
    loop {
        if start > within.start && solid(start - 1) {
            start -= 1;
        } else if start > within.start + 1 && tie(start - 1) && solid(start - 2) {
            start -= 2;
        } else {
            match dot_before(text, start, within) {
                Some(before) => start = before,
                None => break,
            }
        }
    }
    loop {
        if solid(end) {
            end += 1;
        } else if tie(end) && solid(end + 1) {
            end += 2;
        } else if tie(end) && tie(end + 1) && solid(end + 2) {
            end += 3;
        } else {
            match dot_behind(text, end, within) {
                Some(behind) => end = behind,
                None => break,
            }
        }
    }
    // +86 10, #7, v. an address with its scheme.
    while start > within.start && matches!(bytes[start - 1], b'+' | b'#' | b'@') {
        start -= 1;
    }
    if text[within.start..start].ends_with("://") {
        let scheme = text[within.start..start - 3].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        start -= 3 + scheme;
    }
    // 歼-20: a hyphen behind Chinese letters.
    let head = &text[within.start..start];
    if let Some(name) = head.strip_suffix('-')
        && name.ends_with(is_han)
    {
        start -= 1 + name.chars().next_back().map_or(0, char::len_utf8);
    }
    Span::new(start, end)
}

/// Ties of more than one byte between digits: 9·11, 3–2.
const WIDE: [char; 5] = ['·', '–', '—', '−', '•'];

fn dot_before(text: &str, start: usize, within: Span) -> Option<usize> {
    let head = text[within.start..start].strip_suffix(WIDE)?;
    let digits =
        text[start..].starts_with(|c: char| c.is_ascii_digit()) && head.ends_with(|c: char| c.is_ascii_digit());
    digits.then(|| within.start + head.len() - 1)
}

fn dot_behind(text: &str, end: usize, within: Span) -> Option<usize> {
    let rest = text[end.min(within.end)..within.end].strip_prefix(WIDE)?;
    let digits = rest.starts_with(|c: char| c.is_ascii_digit()) && text[..end].ends_with(|c: char| c.is_ascii_digit());
    digits.then(|| within.end - rest.len() + 1)
}

/// The parts of a word between the marks that tie them.
pub(super) fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty())
}

/// Digits alone.
pub(super) fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// `example.com/7`, `a1@b.org`, `https://…`, `192.168.1.2`.
pub(super) fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let domain = [".com", ".org", ".net", ".cn", ".gov", ".edu", ".io", ".html", ".uk", ".hk"];
    let numbers =
        word.split('.').filter(|p| is_number(p) && p.len() <= 3 && p.parse().is_ok_and(|n: u32| n < 256)).count();
    lower.contains("://")
        || lower.starts_with("www.")
        || lower.contains('@') && lower.contains('.')
        || domain.iter().any(|d| lower.ends_with(d) || lower.contains(&format!("{d}/")))
        || numbers == 4 && word.split('.').count() == 4
}

/// `13800138000`, `010-65529988`, `+1-222-222-2222`, `555-1234`, `400-800-8888`.
pub(super) fn is_phone(word: &str) -> bool {
    let plain = word.strip_prefix('+').unwrap_or(word);
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    let tied = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'/'));
    let lens: Vec<usize> = parts(plain).map(str::len).collect();
    let mobile = digits == 11 && lens.len() == 1 && word.starts_with('1');
    let grouped = word.contains('-')
        && matches!(lens[..], [3 | 4, 7 | 8] | [3 | 4, 3 | 4, 4] | [1 | 2, 3, 3, 4] | [2, 2 | 3, 7 | 8] | [3, 4]);
    tied && (word.starts_with('+') && digits >= 7 || mobile || grouped)
}

/// `10:30`, `21:15:08`.
pub(super) fn is_clock(word: &str) -> bool {
    let mut all = word.split(':');
    let hour = all.next().is_some_and(|h| is_number(h) && h.len() <= 2 && h.parse().is_ok_and(|n: u32| n <= 24));
    let mut minutes = 0;
    let sixty = all.all(|m| {
        minutes += 1;
        is_number(m) && m.len() == 2 && m.parse().is_ok_and(|n: u32| n < 60)
    });
    hour && sixty && (1..=2).contains(&minutes)
}

/// Two numbers of points with one mark between them: `3:2`, `106-98`, `3–2`.
pub(super) fn is_score(word: &str) -> bool {
    let mark = |c: char| matches!(c, ':' | '-' | '–' | '−');
    let parts: Vec<&str> = word.split(mark).collect();
    parts.len() == 2 && parts.iter().all(|p| is_number(p) && p.len() <= 3 && (*p == "0" || !p.starts_with('0')))
}

/// `1.2.3`, `v2.0`, `3.10.1-beta`.
pub(super) fn is_version(word: &str) -> bool {
    let bare = word.strip_prefix(['v', 'V']).unwrap_or(word);
    let digits = bare.starts_with(|c: char| c.is_ascii_digit());
    let dots = bare.matches('.').count();
    let numbers = bare.split('.').take_while(|p| p.starts_with(|c: char| c.is_ascii_digit())).count();
    digits && (bare.len() < word.len() || dots >= 2 && numbers == dots + 1)
}

/// Letters and digits in one: `P7i`, `A380`, `GPT-3.5`, `5G`, `1+6+N`.
pub(super) fn is_mixed(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_alphabetic()) || word.contains('+') || word.contains('&')
}

/// Too long for anything that is counted, or led by a nought, or traded: `600519.SH`, `0032`, `978-7-111-40701-0`.
pub(super) fn is_code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let market = word
        .rsplit_once('.')
        .is_some_and(|(n, m)| is_number(n) && m.len() <= 3 && m.bytes().all(|b| b.is_ascii_uppercase()));
    let nought = word.len() > 1 && word.starts_with('0') && is_number(word);
    market || nought || letters == 0 && digits >= 9 || digits >= 6 && letters >= 2
}
