//! From bytes to text: UTF-8 with or without a mark, damaged bytes replaced and remembered.

use crate::source::{Source, Span, SpanMap};

/// Decodes a file. Each run of bytes that is not UTF-8 becomes one U+FFFD, whose place is returned.
pub(super) fn decode(name: &str, bytes: &[u8]) -> (Source, Vec<Span>) {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mark = bytes.len() - body.len();
    if let Ok(text) = std::str::from_utf8(body)
        && mark == 0
    {
        return (Source::new(name, text), Vec::new());
    }
    let (mut text, mut map, mut damaged) = (String::with_capacity(body.len()), SpanMap::default(), Vec::new());
    map.skip(mark);
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        map.copy(chunk.valid().len());
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push('\u{fffd}');
            map.replace('\u{fffd}'.len_utf8(), chunk.invalid().len());
            damaged.push(Span::new(start, text.len()));
        }
    }
    (Source::decoded(name, text, map), damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_bytes_keep_their_place_on_disk() {
        let (source, damaged) = decode("x", b"\xef\xbb\xbfab\xff\xfec");
        assert_eq!(source.text(), "ab\u{fffd}\u{fffd}c");
        assert_eq!(damaged.len(), 2);
        assert_eq!(source.file_span(damaged[0]), Span::new(5, 6));
        assert_eq!(source.file_span(Span::new(8, 9)), Span::new(7, 8));
    }
}
