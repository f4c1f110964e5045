//! Chinese script: Traditional characters to Simplified, and bracketed pinyin.
//!
//! The table is the character table of OpenCC (TSCharacters, Apache-2.0, see NOTICE), first choice of each line. It
//! keeps the number of characters, not of bytes. Both sides of a match are folded by it, so one choice is enough.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("traditional.txt");

/// The simplified form of a character, or the character itself.
pub(super) fn simplified(c: char) -> char {
    static MAP: OnceLock<FxHashMap<char, char>> = OnceLock::new();
    if !is_han(c) {
        return c;
    }
    let map = MAP.get_or_init(|| {
        let pair = |line: &str| {
            let mut chars = line.chars();
            Some((chars.next()?, chars.next()?))
        };
        TABLE.lines().filter_map(pair).collect()
    });
    map.get(&c).copied().unwrap_or(c)
}

/// True for Chinese characters (CJK unified ideographs, 〇 among them).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The length of `(xiàn)` at the head of `rest`: one syllable with a tone mark, in brackets of either width.
pub(super) fn bracketed_pinyin(rest: &str) -> Option<usize> {
    let (open, inside) = ["(", "\u{ff08}"].iter().find_map(|o| Some((o.len(), rest.strip_prefix(o)?)))?;
    let end = inside.char_indices().take(8).find(|(_, c)| matches!(c, ')' | '\u{ff09}'))?;
    let syllable = &inside[..end.0];
    let toned = |c: char| "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".contains(c);
    let letter = |c: char| c.is_ascii_lowercase() || toned(c) || c == 'ü';
    (syllable.chars().any(toned) && syllable.chars().all(letter)).then(|| open + end.0 + end.1.len_utf8())
}
