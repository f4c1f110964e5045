//! Names by what they sound or look like, to find those that are nearly right. Compiled when first asked for.

use super::FactBase;
use crate::normalise::{fold_name, is_han};
use pinyin::ToPinyin;
use rustc_hash::{FxHashMap, FxHasher};
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
                if let Some(key) = name.chars().map(sound).collect::<Option<Vec<_>>>().map(|s| key_of(&s)) {
                    near.sounds.entry(key).or_default().push((name.to_owned(), entity));
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

    /// Names that sound like these characters.
    pub fn sounding(&self, sounds: &[&'static str]) -> &[(String, usize)] {
        self.sounds.get(&key_of(sounds)).map_or(&[], Vec::as_slice)
    }
}

/// The sound of a Chinese character, without its tone.
pub fn sound(c: char) -> Option<&'static str> {
    c.to_pinyin().map(|p| p.plain())
}

fn key_of(sounds: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    for sound in sounds {
        hasher.write(sound.as_bytes());
        hasher.write_u8(0);
    }
    hasher.finish()
}
