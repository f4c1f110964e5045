//! Words as numbers that are compared at once, and the classes of bytes that words are cut by.

/// A word in lower case, or a mark, as one number: equal numbers are equal words. What is longer than 15 bytes, which no word
/// of the grammar is, equals no word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(pub(super) u64, pub(super) u64);

/// The key of a text.
pub(super) const fn key(text: &str) -> Key {
    let bytes = text.as_bytes();
    if bytes.len() > 15 {
        return Key(u64::MAX, 0);
    }
    let (mut low, mut high, mut i) = (0, (bytes.len() as u64) << 56, 0);
    while i < bytes.len() {
        let byte = bytes[i].to_ascii_lowercase() as u64;
        if i < 8 {
            low |= byte << (8 * i);
        } else {
            high |= byte << (8 * (i - 8));
        }
        i += 1;
    }
    Key(low, high)
}

impl Key {
    /// Spreads keys over a table of a power of two.
    pub(super) const fn spread(self) -> u64 {
        (self.0 ^ self.1.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Words to be looked for, as keys that are made when the program is compiled.
macro_rules! words {
    ($($word:expr),* $(,)?) => {
        const { &[$($crate::grammar::en::keys::key($word)),*] }
    };
}

/// The classes of bytes: letters and digits of ASCII, blanks, other marks, and bytes of longer characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    Digit,
    Blank,
    Mark,
    Long,
}

pub(super) const CLASSES: [Class; 256] = {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t' | b'\r' => Class::Blank,
            0x80.. => Class::Long,
            _ => Class::Mark,
        };
        byte += 1;
    }
    table
};

/// The byte behind the letters that begin at `at`, and whether all of them are ASCII.
#[inline]
pub(super) fn letters(part: &str, mut at: usize) -> (usize, bool) {
    let bytes = part.as_bytes();
    // Eight at once, as long as eight are there and all of them are letters.
    while let Some(eight) = bytes.get(at..at + 8).and_then(|b| <[u8; 8]>::try_from(b).ok()) {
        let others = !letter_flags(u64::from_le_bytes(eight)) & FLAGS;
        let run = (others.trailing_zeros() / 8) as usize;
        at += run;
        if run < 8 {
            return if bytes[at].is_ascii() { (at, true) } else { (letters_of_any(part, at), false) };
        }
    }
    while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        at += 1;
    }
    match bytes.get(at) {
        Some(b) if !b.is_ascii() => (letters_of_any(part, at), false),
        _ => (at, true),
    }
}

/// The same where not all are ASCII; what was a letter before stays part of the word.
pub(super) fn letters_of_any(part: &str, at: usize) -> usize {
    let rest = part.get(at..).unwrap_or_default();
    at + rest.find(|c| !is_letter(c)).unwrap_or(rest.len())
}

/// The keys of the words and marks of a phrase, and whether each touches the one before it.
pub(super) fn pieces(phrase: &str) -> Vec<(Key, bool)> {
    let class = |c: char| {
        if c.is_ascii_digit() {
            0
        } else if is_letter(c) {
            1
        } else {
            2
        }
    };
    let (mut out, mut from, mut spaced) = (Vec::new(), 0, true);
    while let Some(first) = phrase.get(from..).and_then(|r| r.chars().next()) {
        let rest = &phrase[from..];
        let len = match class(first) {
            2 => first.len_utf8(),
            kind => rest.find(|c| class(c) != kind).unwrap_or(rest.len()),
        };
        if first == ' ' {
            spaced = true;
        } else {
            out.push((key(&rest[..len]), !spaced));
            spaced = false;
        }
        from += len;
    }
    out
}

pub(super) fn char_at(part: &str, at: usize) -> char {
    part.get(at..).and_then(|r| r.chars().next()).unwrap_or(' ')
}

/// The key of the bytes from `start` up to `end`; `letters` says that all of them are letters of ASCII.
#[inline]
pub(super) fn key_of(bytes: &[u8], start: usize, end: usize, letters: bool) -> Key {
    let len = end - start;
    let word = |at: usize| bytes.get(at..at + 8).and_then(|b| <[u8; 8]>::try_from(b).ok()).map(u64::from_le_bytes);
    let kept = |eight: u64, len: usize| if len < 8 { eight & ((1 << (8 * len)) - 1) } else { eight };
    if len <= 8
        && letters
        && let Some(eight) = word(start)
    {
        return Key(kept(eight | SMALL, len), (len as u64) << 56);
    }
    if len > 15 {
        return Key(u64::MAX, u64::MAX);
    }
    let mut both = [0; 16];
    both.iter_mut().zip(&bytes[start..end]).for_each(|(to, from)| *to = from.to_ascii_lowercase());
    let both = u128::from_le_bytes(both);
    Key(both as u64, (both >> 64) as u64 | (len as u64) << 56)
}

/// Each byte 1, its high bit, and the bit that makes letters small.
pub(super) const ONES: u64 = u64::MAX / 255;

pub(super) const FLAGS: u64 = 0x80 * ONES;

pub(super) const SMALL: u64 = 0x20 * ONES;

/// Of eight bytes the high bit of those that are letters of ASCII.
pub(super) const fn letter_flags(eight: u64) -> u64 {
    let seven = (eight | SMALL) & !FLAGS;
    // The high bit of a sum is set from `a` on, and from the byte behind `z` on.
    let from_a = seven + (0x80 - b'a' as u64) * ONES;
    let above_z = seven + (0x80 - b'z' as u64 - 1) * ONES;
    from_a & !above_z & !eight & FLAGS
}

/// Letters of alphabets; a Chinese character is a mark of its own.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && c.is_alphabetic() && !('\u{2e80}'..='\u{ffef}').contains(&c)
}

pub(super) use words;
