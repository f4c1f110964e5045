//! Words as numbers that are compared at once, and where words end.

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

/// True for blanks, which part tokens and are none; a line feed is one.
#[inline]
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}

/// Eight bytes from `at` on as a number, the first of them lowest; `None` where there are not so many.
#[inline]
fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*eight))
}

/// The word of up to 15 ASCII letters that begins at `at`: the byte behind it and its key. `None` where the word is another, or
/// the text too short to look at eight bytes at once; then [`letters`] and [`key_of`] tell.
#[inline]
pub(super) fn short_word(bytes: &[u8], at: usize) -> Option<(usize, Key)> {
    let low = eight(bytes, at)?;
    let run = letters_of_eight(low);
    let (len, key) = if run < 8 {
        (run, Key((low | SMALL) & first_bytes(run), (run as u64) << 56))
    } else {
        let high = eight(bytes, at + 8)?;
        let more = letters_of_eight(high);
        if more == 8 {
            return None;
        }
        (8 + more, Key(low | SMALL, (high | SMALL) & first_bytes(more) | (8 + more as u64) << 56))
    };
    // Other letters may go on.
    bytes.get(at + len)?.is_ascii().then_some((at + len, key))
}

/// How many of eight bytes are letters of ASCII, before the first that is none.
#[inline]
fn letters_of_eight(eight: u64) -> usize {
    (!letter_flags(eight) & FLAGS).trailing_zeros() as usize / 8
}

/// A mask of the first bytes of eight, of fewer than all.
#[inline]
const fn first_bytes(len: usize) -> u64 {
    (1 << (8 * len)) - 1
}

/// The byte behind the letters that begin at `at`.
pub(super) fn letters(part: &str, at: usize) -> usize {
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

/// The key of one byte of ASCII.
pub(super) const fn key_of_byte(byte: u8) -> Key {
    Key(byte.to_ascii_lowercase() as u64, 1 << 56)
}

/// The key of digits.
#[inline]
pub(super) fn key_of_figures(bytes: &[u8], start: usize, end: usize) -> Key {
    match eight(bytes, start) {
        Some(low) if end - start < 8 => Key(low & first_bytes(end - start), ((end - start) as u64) << 56),
        _ => key_of(bytes, start, end),
    }
}

/// The key of the bytes from `start` up to `end`.
pub(super) fn key_of(bytes: &[u8], start: usize, end: usize) -> Key {
    let len = end - start;
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
