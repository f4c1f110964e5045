//! Full-width and compatibility forms of ASCII characters and punctuation (Unicode block Halfwidth and Fullwidth Forms).

/// The half-width form of a character, or the character itself.
///
/// Never NFKC: ½ and ① keep their meaning. Curly apostrophes become straight, quotation marks stay.
pub(super) fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2212}' => '-',
        '\u{ffe5}' => '\u{a5}',
        _ => c,
    }
}
