//! The words around a place, as hashes: content words of Latin script by their stem, Chinese by pairs of characters.

use crate::normalise::{fold_text, is_han};
use crate::source::Span;

/// A set of words, sorted.
#[derive(Clone, Debug, Default)]
pub(in crate::check) struct Words(Vec<u64>);

/// English words that say nothing of what a sentence is about.
const EMPTY: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "on", "at", "for", "and", "or", "by", "with", "from", "as", "that", "this",
    "it", "its", "is", "are", "was", "were", "be", "been", "has", "have", "had", "we", "our", "their", "they", "which",
    "will", "would", "also", "than", "more", "about", "over", "up", "into", "per", "i", "you", "he", "she", "his",
    "her", "not",
];

impl Words {
    /// The words of a text; figures are left out, since they are what is compared.
    pub(in crate::check) fn of(text: &str) -> Self {
        let folded = fold_text(text).to_lowercase();
        let mut out = Vec::new();
        for word in folded.split(|c: char| !c.is_alphanumeric() || is_han(c)) {
            let digits = word.bytes().any(|b| b.is_ascii_digit());
            if word.len() > 1 && !digits && !EMPTY.contains(&word) {
                out.push(hash(stem(word)));
            }
        }
        let chars: Vec<char> = folded.chars().collect();
        for pair in chars.windows(2).filter(|p| p.iter().all(|&c| is_han(c) && !numeral(c))) {
            let mut both = [0; 8];
            let first = pair[0].encode_utf8(&mut both).len();
            pair[1].encode_utf8(&mut both[first..]);
            out.push(hash(std::str::from_utf8(&both).unwrap_or_default()));
        }
        out.sort_unstable();
        out.dedup();
        Self(out)
    }

    /// How many words there are.
    pub(in crate::check) fn count(&self) -> usize {
        self.0.len()
    }

    /// How much of the smaller set is in the other, in hundredths; 0 where one is empty.
    pub(in crate::check) fn share(&self, other: &Self) -> u32 {
        let least = self.0.len().min(other.0.len());
        if least == 0 { 0 } else { (100 * self.common(other) / least) as u32 }
    }

    /// How much of the greater set is in the other, in hundredths; 0 where one is empty.
    pub(in crate::check) fn likeness(&self, other: &Self) -> u32 {
        let most = self.0.len().max(other.0.len());
        if most == 0 { 0 } else { (100 * self.common(other) / most) as u32 }
    }

    /// Words of both.
    fn common(&self, other: &Self) -> usize {
        let (mut i, mut j, mut both) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            both += usize::from(a == b);
            (i, j) = (i + usize::from(a <= b), j + usize::from(b <= a));
        }
        both
    }
}

fn numeral(c: char) -> bool {
    "一二三四五六七八九十百千万亿零两多余约近超".contains(c)
}

/// A word without its commonest endings: increased, increases and increasing are one.
fn stem(word: &str) -> &str {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= 3) {
            return stem.strip_suffix('e').unwrap_or(stem);
        }
    }
    word.strip_suffix('e').filter(|s| s.len() >= 3).unwrap_or(word)
}

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The sentence around a place of a text: between full stops, or line ends, of either language.
pub(in crate::check) fn sentence(text: &str, at: Span) -> Span {
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '；');
    let stop = |i: usize| text[i..].starts_with(". ") || text[i..].starts_with(".\n");
    let start = text[..at.start]
        .char_indices()
        .rev()
        .find(|&(i, c)| ends(c) || c == '.' && stop(i))
        .map_or(0, |(i, c)| i + c.len_utf8());
    let end = text[at.end..]
        .char_indices()
        .find(|&(i, c)| ends(c) || c == '.' && (stop(at.end + i) || at.end + i + 1 == text.len()))
        .map_or(text.len(), |(i, _)| at.end + i);
    Span::new(start, end)
}

/// The part of a sentence around a place that mostly is about it: more before than behind.
pub(super) fn window(text: &str, at: Span, sentence: Span) -> Span {
    let before = &text[sentence.start..at.start];
    let after = &text[at.end..sentence.end.max(at.end)];
    let (back, on) = (before.chars().rev().take(10).any(is_han), after.chars().take(10).any(is_han));
    let left = before.char_indices().rev().nth(if back { 27 } else { 90 }).map_or(0, |(i, _)| i);
    let right = after.char_indices().nth(if on { 12 } else { 50 }).map_or(after.len(), |(i, _)| i);
    Span::new(sentence.start + left, at.end + right)
}

/// The last few words before a place: they mostly say what a figure measures.
pub(super) fn head(before: &str) -> &str {
    let trimmed = before.trim_end_matches(|c: char| c == ' ' || FILLER.contains(c));
    let from = trimmed.char_indices().rev().nth(reach(trimmed.chars().rev())).map_or(0, |(i, _)| i);
    &trimmed[from..]
}

/// The first few words behind a place: they mostly say what is counted.
pub(super) fn tail(after: &str) -> &str {
    let to = after.char_indices().nth(reach(after.chars())).map_or(after.len(), |(i, _)| i);
    &after[..to]
}

/// A text without its capitalised words: names say whom a figure is of, not what it measures.
pub(super) fn nameless(text: &str) -> String {
    let name = |w: &&str| !w.starts_with(|c: char| c.is_ascii_uppercase());
    text.split(' ').filter(name).collect::<Vec<_>>().join(" ")
}

/// Characters between what is measured and its figure that say nothing.
const FILLER: &str = "为达约近超过了到至的是共有仅只已高至逾";

/// Characters that hold about three words.
fn reach(chars: impl Iterator<Item = char>) -> usize {
    if chars.take(8).any(is_han) { 5 } else { 24 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_stem_and_by_pairs_of_characters() {
        let share = |a: &str, b: &str| Words::of(a).share(&Words::of(b));
        assert_eq!(share("increasing dividends", "the dividend increased"), 100);
        assert_eq!(share("总长约为35公里", "运河总长为35公里"), 100);
        assert_eq!(share("dividend", "debt"), 0);
        assert_eq!(share("", "debt"), 0);
    }
}
