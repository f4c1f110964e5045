//! Chinese script: Traditional characters to Simplified, and bracketed pinyin.
//!
//! The table is the character table of OpenCC (TSCharacters, Apache-2.0, see NOTICE), first choice of each line. It
//! keeps the number of characters, not of bytes. Both sides of a match are folded by it, so one choice is enough.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("traditional.txt");

/// The simplified form of a character, or the character itself.
pub(super) fn simplified(c: char) -> char {
    if !is_han(c) {
        return c;
    }
    map().get(&c).copied().unwrap_or(c)
}

fn map() -> &'static FxHashMap<char, char> {
    static MAP: OnceLock<FxHashMap<char, char>> = OnceLock::new();
    MAP.get_or_init(|| {
        let pair = |line: &str| {
            let mut chars = line.chars();
            Some((chars.next()?, chars.next()?))
        };
        TABLE.lines().filter_map(pair).collect()
    })
}

/// Characters of three bytes that [`Stays`] answers for: Chinese punctuation and characters.
const COMMON: std::ops::Range<u32> = 0x3000..0xa000;

/// Which characters between U+3000 and U+9FFF fold to themselves: a bit for each that does not.
pub(super) struct Stays(Vec<u64>);

impl Stays {
    pub(super) fn get() -> &'static Self {
        static STAYS: OnceLock<Stays> = OnceLock::new();
        STAYS.get_or_init(|| {
            let mut bits = vec![0_u64; (COMMON.end - COMMON.start) as usize / 64];
            // The wide space is a space.
            for c in map().keys().copied().chain(['\u{3000}']).map(u32::from).filter(|c| COMMON.contains(c)) {
                let place = (c - COMMON.start) as usize;
                bits[place / 64] |= 1 << (place % 64);
            }
            Self(bits)
        })
    }

    /// True where `bytes` begin with such a character.
    pub(super) fn begin(&self, bytes: &[u8]) -> bool {
        let [a, b, c, ..] = *bytes else { return false };
        let code = u32::from(a & 0x0f) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f);
        let place = code.wrapping_sub(COMMON.start) as usize;
        self.0.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 0)
    }
}

/// True for Chinese characters (CJK unified ideographs, 〇 among them).
#[inline]
pub fn is_han(c: char) -> bool {
    c > '\u{3000}'
        && matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The length of `(xiàn)` at the head of `rest`: one syllable with a tone mark, in brackets of either width.
pub(super) fn bracketed_pinyin(rest: &str) -> Option<usize> {
    let (open, inside) = ["(", "\u{ff08}"].iter().find_map(|o| Some((o.len(), rest.strip_prefix(o)?)))?;
    let end = inside.char_indices().take(8).find(|(_, c)| matches!(c, ')' | '\u{ff09}'))?;
    let syllable = &inside[..end.0];
    if syllable.is_ascii() {
        return None;
    }
    let toned = |c: char| {
        matches!(c, 'ā' | 'á' | 'ǎ' | 'à' | 'ē' | 'é' | 'ě' | 'è' | 'ī' | 'í' | 'ǐ' | 'ì' | 'ō' | 'ó' | 'ǒ' | 'ò')
            || matches!(c, 'ū' | 'ú' | 'ǔ' | 'ù' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ')
    };
    let letter = |c: char| c.is_ascii_lowercase() || toned(c) || c == 'ü';
    (syllable.chars().any(toned) && syllable.chars().all(letter)).then(|| open + end.0 + end.1.len_utf8())
}
