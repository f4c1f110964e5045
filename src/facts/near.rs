//! Names by what they sound or look like, to find those that are nearly right. Compiled when first asked for.

use super::FactBase;
use crate::normalise::{fold_name, is_han};
use pinyin::ToPinyin;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;

/// Types of entities whose names are looked for.
const NAMED: &[&str] = &["person", "organization", "product", "facility"];

/// A name and the index of its entity.
type Named = (String, usize);

/// Names of a base by look and by sound.
#[derive(Debug, Default)]
pub struct Near {
    /// Names of two Latin words by each of their words, folded.
    pairs: FxHashMap<String, Vec<Named>>,
    /// Names of one Latin word of six letters or more by first letter and length, folded.
    words: FxHashMap<(u8, usize), Vec<Named>>,
    /// Names of three to six Chinese characters by their sounds.
    sounds: FxHashMap<u64, Vec<Named>>,
    /// What the first two characters of these sound like.
    openings: FxHashSet<u64>,
    /// Their first characters.
    heads: FxHashSet<char>,
}

impl Near {
    /// Compiles the names of a base that need no context.
    pub fn new(base: &FactBase) -> Self {
        let mut near = Self::default();
        for (name, entity, ambiguous) in base.names() {
            if ambiguous || !NAMED.contains(&base.entities[entity].kind.as_str()) {
                continue;
            }
            let chars = name.chars().count();
            if name.chars().all(is_han) && (3..=6).contains(&chars) {
                if let Some(all) = name.chars().map(sound).collect::<Option<Vec<_>>>() {
                    let keys: Vec<u64> = keys(all.iter().copied()).collect();
                    near.openings.insert(keys[1]);
                    near.heads.extend(name.chars().next());
                    near.sounds.entry(keys[chars - 1]).or_default().push((name.to_owned(), entity));
                }
                continue;
            }
            let folded = fold_name(name);
            let words: Vec<&str> = folded.split(' ').collect();
            if !words.iter().all(|w| w.len() > 1 && w.bytes().all(|b| b.is_ascii_alphabetic())) {
                continue;
            }
            match words[..] {
                [word] if word.len() >= 6 => {
                    near.words.entry((word.as_bytes()[0], word.len())).or_default().push((folded.clone(), entity));
                }
                [first, last] => {
                    for word in [first, last] {
                        near.pairs.entry(word.to_owned()).or_default().push((folded.clone(), entity));
                    }
                }
                _ => {}
            }
        }
        near
    }

    /// Names of two words one of which is this one, folded.
    pub fn with_word(&self, word: &str) -> &[(String, usize)] {
        self.pairs.get(word).map_or(&[], Vec::as_slice)
    }

    /// Names of one word that begin as this one, folded, and are about as long.
    pub fn like_word(&self, word: &str) -> impl Iterator<Item = &(String, usize)> {
        let first = word.as_bytes().first().copied().unwrap_or_default();
        let lengths = word.len().saturating_sub(1)..=word.len() + 1;
        lengths.filter_map(move |length| self.words.get(&(first, length))).flatten()
    }

    /// A name of three to six Chinese characters begins with this one.
    pub fn begins(&self, first: char) -> bool {
        !first.is_ascii() && self.heads.contains(&first)
    }

    /// Names of three to six characters that sound like as many of the first of these: how many, and the names.
    pub fn sounding<'s>(
        &'s self,
        sounds: impl Iterator<Item = &'static str> + 's,
    ) -> impl Iterator<Item = (usize, &'s [Named])> {
        let all = keys(sounds.take(6)).enumerate();
        // Most texts sound like no name from the second character on.
        let alike = all.take_while(|(i, key)| *i != 1 || self.openings.contains(key));
        alike.skip(2).filter_map(|(i, key)| Some((i + 1, self.sounds.get(&key)?.as_slice())))
    }
}

/// The sound of a Chinese character, without its tone.
pub fn sound(c: char) -> Option<&'static str> {
    c.to_pinyin().map(|p| p.plain())
}

/// A key of the first sound, of the first two, and so on.
fn keys(sounds: impl Iterator<Item = &'static str>) -> impl Iterator<Item = u64> {
    sounds.scan(FxHasher::default(), |hasher, sound| {
        hasher.write(sound.as_bytes());
        hasher.write_u8(0);
        Some(hasher.finish())
    })
}
