//! Character references: `&amp;`, `&#24180;`, `&nbsp`.
//!
//! The names are those of the HTML Standard (WHATWG, section 13.5); those without a semicolon are the ones it still reads so.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("entities.txt");

/// Longest name of the table, semicolon included.
const LONGEST: usize = 32;

/// What stands at the head of `text`, which begins with `&`: one character or two, and the bytes they are written with.
pub(in crate::article) fn reference(text: &str) -> Option<([Option<char>; 2], usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(digits) = rest.strip_prefix('#') {
        return numeric(digits).map(|(c, len)| ([Some(c), None], len + 2));
    }
    let letters = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let whole = letters + usize::from(rest.as_bytes().get(letters) == Some(&b';'));
    // The longest name counts: `&notit;` is ¬it; behind a whole one nothing is tried.
    let names = (1..=whole).rev().map(|len| &rest[..len]);
    names.take(LONGEST).find_map(|name| Some((*table().get(name)?, name.len() + 1)))
}

/// `24180;` or `x5e74;`: the character and the bytes read.
fn numeric(digits: &str) -> Option<(char, usize)> {
    let (radix, body) = match digits.strip_prefix(['x', 'X']) {
        Some(body) => (16, body),
        None => (10, digits),
    };
    let count = body.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if count == 0 {
        return None;
    }
    let semicolon = usize::from(body.as_bytes().get(count) == Some(&b';'));
    let code = u32::from_str_radix(&body[..count], radix).unwrap_or(u32::MAX);
    let len = digits.len() - body.len() + count + semicolon;
    Some((character(code), len))
}

/// The character of a number; those of Windows-1252 where it names a control character, as the standard says.
fn character(code: u32) -> char {
    const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match code {
        0 => '\u{fffd}',
        0x80..=0x9f => WINDOWS.chars().nth((code - 0x80) as usize).unwrap_or('\u{fffd}'),
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

fn table() -> &'static FxHashMap<&'static str, [Option<char>; 2]> {
    static MAP: OnceLock<FxHashMap<&'static str, [Option<char>; 2]>> = OnceLock::new();
    MAP.get_or_init(|| {
        let entry = |line: &'static str| {
            let mut words = line.split(' ');
            let name = words.next()?;
            let mut code = || words.next().and_then(|w| char::from_u32(u32::from_str_radix(w, 16).ok()?));
            Some((name, [Some(code()?), code()]))
        };
        TABLE.lines().filter_map(entry).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_the_standard_says() {
        for (text, first, len) in [
            ("&amp;x", '&', 5),
            ("&amp x", '&', 4),
            ("&nbsp2019", '\u{a0}', 5),
            ("&notit;", '¬', 4),
            ("&#24180;", '年', 8),
            ("&#x5E74 ", '年', 7),
            ("&#146;", '’', 6),
            ("&#0;", '\u{fffd}', 4),
            ("&#99999999999;", '\u{fffd}', 14),
            ("&CounterClockwiseContourIntegral;", '∳', 33),
        ] {
            assert_eq!(reference(text).map(|r| (r.0[0], r.1)), Some((Some(first), len)), "{text}");
        }
        for none in ["&", "& x", "&#;", "&#x;", "&中", "&zzz;"] {
            assert_eq!(reference(none), None, "{none}");
        }
        assert_eq!(reference("&NotEqualTilde;").map(|r| r.0), Some([Some('≂'), Some('\u{338}')]));
    }
}
