//! Words asked for at a place.
//!
//! What enters are lists of words; what leaves is the longest word at the head of a text. Which lists there are is decided
//! in `lexicon`.

use rustc_hash::FxHashMap;

/// Words by their first two characters, longest first.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// Words of two characters and more.
    longer: FxHashMap<(char, char), Vec<(String, T)>>,
    /// Words of one character.
    single: FxHashMap<char, (String, T)>,
    /// A bit for each first character by its last ten bits: most places are told apart without a look at the maps.
    firsts: [u64; 16],
}

impl<T> Table<T> {
    /// A table of words and what they stand for. Of a word that is given twice the first counts.
    pub(super) fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut table = Self { longer: FxHashMap::default(), single: FxHashMap::default(), firsts: [0; 16] };
        for (word, value) in entries {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            let (slot, bit) = slot(first);
            table.firsts[slot] |= bit;
            match chars.next() {
                Some(second) => table.longer.entry((first, second)).or_default().push((word, value)),
                None => drop(table.single.entry(first).or_insert((word, value))),
            }
        }
        for words in table.longer.values_mut() {
            words.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        table
    }

    /// The longest word at the head of `rest`, and its length. A Latin word ends where letters and digits end.
    pub(super) fn at(&self, rest: &str) -> Option<(&T, usize)> {
        let mut chars = rest.chars();
        let first = chars.next()?;
        let (slot, bit) = slot(first);
        if self.firsts[slot] & bit == 0 {
            return None;
        }
        let stands = |word: &str| {
            rest.strip_prefix(word).is_some_and(|after| {
                let latin = |c: char| c.is_ascii_alphabetic();
                !(word.ends_with(latin) && after.starts_with(|c: char| c.is_ascii_alphanumeric()))
            })
        };
        let longer = chars.next().and_then(|second| self.longer.get(&(first, second)));
        let longest = longer.and_then(|words| words.iter().find(|(word, _)| stands(word)));
        let (word, value) = longest.or_else(|| self.single.get(&first).filter(|(word, _)| stands(word)))?;
        Some((value, word.len()))
    }

    /// The length of the longest word at the head of `rest`, 0 where there is none.
    pub(super) fn len_at(&self, rest: &str) -> usize {
        self.at(rest).map_or(0, |(_, len)| len)
    }

    /// How many words it has.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.words().count()
    }

    /// Its words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.longer.values().flatten().chain(self.single.values()).map(|(word, _)| word.as_str())
    }

    /// Their first characters.
    pub(super) fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        self.longer.keys().map(|(first, _)| *first).chain(self.single.keys().copied())
    }
}

/// Where a table keeps the bit of a first character.
fn slot(c: char) -> (usize, u64) {
    let low = c as usize & 0x3ff;
    (low >> 6, 1 << (low & 63))
}
