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

/// The ASCII character for the full-width form that `bytes` begin with; not for an opening bracket, behind which pinyin
/// may stand.
pub(super) fn mark(bytes: &[u8]) -> Option<char> {
    let [0xef, second, third, ..] = *bytes else { return None };
    let place = match second {
        0xbc => third.checked_sub(0x80)?,
        0xbd => third.checked_sub(0x40)?,
        _ => return None,
    };
    (1..=94).contains(&place).then(|| char::from(place + 0x20)).filter(|c| *c != '(')
}
