//! Words asked for at a place, and what may begin at a character.
//!
//! What enters are lists of words; what leaves is the longest word at the head of a text. Which lists there are is decided
//! in `lexicon`.

use rustc_hash::FxHashMap;

/// Words by their first character, longest first.
#[derive(Debug)]
pub(super) struct Table<T> {
    words: FxHashMap<char, Vec<(String, T)>>,
    /// A bit for each first character by its last ten bits: most places are told apart without a look at the map.
    firsts: [u64; 16],
}

impl<T> Table<T> {
    pub(super) fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut map: FxHashMap<char, Vec<(String, T)>> = FxHashMap::default();
        for (word, value) in entries {
            if let Some(first) = word.chars().next() {
                map.entry(first).or_default().push((word, value));
            }
        }
        for words in map.values_mut() {
            words.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        let mut firsts = [0; 16];
        for c in map.keys() {
            let (slot, bit) = slot(*c);
            firsts[slot] |= bit;
        }
        Self { words: map, firsts }
    }

    /// The longest word at the head of `rest`, and its length. A Latin word ends where letters and digits end.
    pub(super) fn at(&self, rest: &str) -> Option<(&T, usize)> {
        let first = rest.chars().next()?;
        let (slot, bit) = slot(first);
        if self.firsts[slot] & bit == 0 {
            return None;
        }
        let words = self.words.get(&first)?;
        let (word, value) = words.iter().find(|(word, _)| {
            rest.strip_prefix(word.as_str()).is_some_and(|after| {
                let latin = |c: char| c.is_ascii_alphabetic();
                !(word.ends_with(latin) && after.starts_with(|c: char| c.is_ascii_alphanumeric()))
            })
        })?;
        Some((value, word.len()))
    }

    /// How many words it has.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.words.values().map(Vec::len).sum()
    }

    /// The length of the longest word at the head of `rest`, 0 where there is none.
    pub(super) fn len_at(&self, rest: &str) -> usize {
        self.at(rest).map_or(0, |(_, len)| len)
    }

    pub(super) fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        self.words.keys().copied()
    }
}

/// Where a table keeps the bit of a first character.
fn slot(c: char) -> (usize, u64) {
    let low = c as usize & 0x3ff;
    (low >> 6, 1 << (low & 63))
}

/// What may begin at a character, told by one look: each character of the basic plane has a byte of these.
#[derive(Debug)]
pub(super) struct Classes(Vec<u8>);

impl Classes {
    /// A figure, sign included, see `numerals`.
    pub(super) const NUMERAL: u8 = 1;
    /// A word that holds a numeral and is no figure.
    pub(super) const STOP: u8 = 2;
    /// A date.
    pub(super) const DATE: u8 = 4;
    /// A figure with what stands before it.
    pub(super) const FIGURE: u8 = 8;

    pub(super) fn new() -> Self {
        Self(vec![0; 0x1_0000])
    }

    pub(super) fn add(&mut self, class: u8, chars: impl Iterator<Item = char>) {
        for c in chars {
            if let Some(byte) = self.0.get_mut(c as usize) {
                *byte |= class;
            }
        }
    }

    /// The classes of a character.
    pub(super) fn of(&self, c: char) -> u8 {
        self.0.get(c as usize).copied().unwrap_or(0)
    }
}
