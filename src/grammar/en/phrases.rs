//! Finds phrases by the keys of their words, longest first: units, comparators, feasts.

use super::keys::{Key, pieces};
use super::tokens::Tokens;

/// A number for each of many keys, found in a table of slots.
#[derive(Debug, Default)]
pub(super) struct KeyTable {
    keys: Vec<Key>,
    /// For each slot the number of its key, counted from 1; a key that finds its slot taken takes the next one.
    slots: Vec<u16>,
}

impl KeyTable {
    /// Of these keys, which are numbered from 0 in their order; of equal ones the first counts.
    pub(super) fn of(keys: Vec<Key>) -> Self {
        let mut slots = vec![0; (4 * keys.len()).next_power_of_two().max(4)];
        let mask = slots.len() - 1;
        for (key, number) in keys.iter().zip(1_u16..) {
            let mut slot = key.spread() as usize >> 40 & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number;
        }
        Self { keys, slots }
    }

    /// The number of a key.
    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = key.spread() as usize >> 40 & mask;
        loop {
            let number = usize::from(*self.slots.get(slot)?).checked_sub(1)?;
            if *self.keys.get(number)? == key {
                return Some(number);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// Phrases and what they mean.
pub(super) struct Phrases<T> {
    heads: KeyTable,
    /// For each first word the phrases that begin with it, longest first: the other words, and whether each touches the one
    /// before it.
    lists: Vec<Vec<(Vec<(Key, bool)>, T)>>,
}

impl<T> Phrases<T> {
    /// Of phrases in lower case; of equal ones the last counts.
    pub(super) fn of(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut found: std::collections::BTreeMap<Key, Vec<(Vec<(Key, bool)>, T)>> = std::collections::BTreeMap::new();
        for (phrase, value) in phrases {
            let words = pieces(&phrase);
            let Some(((head, _), tail)) = words.split_first() else { continue };
            let list = found.entry(*head).or_default();
            list.retain(|(t, _)| *t != tail);
            list.push((tail.to_vec(), value));
        }
        found.values_mut().for_each(|list| list.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len())));
        let (heads, lists) = found.into_iter().unzip();
        Self { heads: KeyTable::of(heads), lists }
    }

    /// The longest phrase of at most `longest` words that stands at token `i`, and the token behind it.
    pub(super) fn at(&self, t: &Tokens<'_>, i: usize, longest: usize) -> Option<(&T, usize)> {
        self.at_where(t, i, longest, |_| true)
    }

    /// The longest of those that `fits`.
    pub(super) fn at_where(
        &self,
        t: &Tokens<'_>,
        i: usize,
        longest: usize,
        fits: impl Fn(&T) -> bool,
    ) -> Option<(&T, usize)> {
        let list = self.lists.get(self.heads.get(t.key(i))?)?;
        let stands = |tail: &[(Key, bool)]| {
            tail.len() < longest
                && tail.iter().zip(i + 1..).all(|((k, glued), n)| t.key(n) == *k && t.glued(n) == *glued)
        };
        list.iter().find(|(tail, value)| stands(tail) && fits(value)).map(|(tail, value)| (value, i + tail.len() + 1))
    }

    /// The phrase of these two words with a space between them.
    pub(super) fn pair(&self, head: Key, word: Key) -> Option<&T> {
        let list = self.lists.get(self.heads.get(head)?)?;
        list.iter().find(|(tail, _)| *tail == [(word, false)]).map(|(_, value)| value)
    }
}
