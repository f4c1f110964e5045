//! Bytes to text with the way back, and what becomes of damaged bytes.

use super::{Decoded, Encoding};
use crate::source::SpanMap;
use encoding_rs::{BIG5, DecoderResult, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that are decoded in one go.
const PART: usize = 1 << 15;

/// The text of bytes behind a mark, and how many places of it were damaged.
pub(super) fn decode_as(encoding: &'static encoding_rs::Encoding, bytes: &[u8], mark: usize) -> (Decoded, usize) {
    let body = &bytes[mark..];
    let mut out = Text { text: String::new(), map: SpanMap::default(), damaged: 0, four: false };
    if encoding == UTF_8 {
        if let Ok(text) = std::str::from_utf8(body) {
            let file = (mark > 0).then(|| {
                out.map.skip(mark);
                out.map.copy(body.len());
                out.map
            });
            return (Decoded { text: text.to_owned(), file, encoding: Encoding(UTF_8) }, 0);
        }
        out.text.reserve(body.len());
        out.map.skip(mark);
        for chunk in body.utf8_chunks() {
            out.text.push_str(chunk.valid());
            out.map.copy(chunk.valid().len());
            out.damage(chunk.invalid().len());
        }
    } else {
        // Chinese characters take half as much again in UTF-8; a decoder wants room for the most that could come.
        out.text.reserve(body.len() + body.len() / 2 + 3 * body.len().min(PART));
        out.map.skip(mark);
        let mut rest = body;
        while !rest.is_empty() {
            let (part, next) = rest.split_at(part(encoding, rest));
            out.decode(encoding, part);
            rest = next;
        }
    }
    let encoding = if encoding == GBK && out.four { GB18030 } else { encoding };
    (Decoded { text: out.text, file: Some(out.map), encoding: Encoding(encoding) }, out.damaged)
}

/// The length of a part that ends with a whole character.
fn part(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> usize {
    if bytes.len() <= PART {
        return bytes.len();
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let high = bytes[if encoding == UTF_16LE { PART - 1 } else { PART - 2 }];
        return if (0xd8..0xdc).contains(&high) { PART - 2 } else { PART };
    }
    // No such byte is part of a longer character in any of the others.
    bytes[PART..].iter().position(|b| *b < 0x30).map_or(bytes.len(), |i| PART + i + 1)
}

/// 1 where the first byte behind a damage is the second half of the damaged character, so that what follows is read in
/// step again: then there are fewer damages and more common characters. 0 elsewhere.
fn half(encoding: &'static encoding_rs::Encoding, rest: &[u8]) -> usize {
    /// So many bytes tell.
    const AHEAD: usize = 64;
    if ![GBK, GB18030, BIG5].contains(&encoding) {
        return 0;
    }
    let ahead = &rest[..rest.len().min(AHEAD)];
    let ahead = &ahead[..ahead.iter().position(|b| *b < 0x30).unwrap_or(ahead.len())];
    let common = |lead: u8, trail: u8| match encoding == BIG5 {
        true => (0xa1..=0xc6).contains(&lead),
        false => trail >= 0xa1 && matches!(lead, 0xa1 | 0xa3 | 0xb0..=0xd7),
    };
    let read = |mut rest: &[u8]| {
        let (mut damaged, mut rare) = (0, 0);
        while let Some((&lead, after)) = rest.split_first() {
            rest = after;
            if lead < 0x80 {
                continue;
            }
            match after.split_first() {
                Some((&trail, after)) if trail >= 0x40 && lead != 0x80 && lead != 0xff => {
                    rare += usize::from(!common(lead, trail));
                    rest = after;
                }
                _ => damaged += 1,
            }
        }
        (damaged, rare)
    };
    usize::from(!ahead.is_empty() && read(&ahead[1..]) < read(ahead))
}

/// A text as it is decoded.
struct Text {
    text: String,
    map: SpanMap,
    damaged: usize,
    /// A character of four bytes stood there, which GBK does not have and GB18030 does.
    four: bool,
}

impl Text {
    fn damage(&mut self, len: usize) {
        if len > 0 {
            self.text.push('\u{fffd}');
            self.map.replace('\u{fffd}'.len_utf8(), len);
            self.damaged += 1;
        }
    }

    fn decode(&mut self, encoding: &'static encoding_rs::Encoding, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            // A new decoder behind every damage: what it had taken in with the damaged bytes is read again.
            let mut decoder = encoding.new_decoder_without_bom_handling();
            self.text.reserve(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0));
            let from = self.text.len();
            let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut self.text, true);
            let (valid, bad) = match result {
                DecoderResult::Malformed(bad, after) => {
                    (read.saturating_sub(usize::from(bad) + usize::from(after)), usize::from(bad))
                }
                DecoderResult::InputEmpty | DecoderResult::OutputFull => (read, 0),
            };
            self.map_back(encoding, &bytes[..valid], from);
            let bad = if bad > 0 { bad + half(encoding, &bytes[valid + bad..]) } else { 0 };
            self.damage(bad);
            // A decoder that takes nothing in would never end.
            bytes = &bytes[(valid + bad).max(1).min(bytes.len())..];
        }
    }

    /// Maps the text from a byte on to the whole characters it was decoded from.
    fn map_back(&mut self, encoding: &'static encoding_rs::Encoding, bytes: &[u8], from: usize) {
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        match () {
            () if wide => self.units(bytes, from, |_, _, len| (len, if len == 4 { 4 } else { 2 })),
            () if encoding == WINDOWS_1252 => self.units(bytes, from, |_, _, len| (len, 1)),
            () if encoding == BIG5 => self.units(bytes, from, |lead, trail, len| match (lead, trail) {
                (0..0x80, _) => (1, 1),
                // Ê̄, Ê̌, ê̄ and ê̌ are two characters to Unicode.
                (0x88, 0x62 | 0x64 | 0xa3 | 0xa5) => (len + 2, 2),
                _ => (len, 2),
            }),
            () => self.units(bytes, from, |lead, trail, len| match (lead, trail) {
                (0..0x80, _) => (1, 1),
                (0x80, _) => (len, 1),
                (_, b'0'..=b'9') => (len, 4),
                _ => (len, 2),
            }),
        }
    }

    /// Maps characters to their bytes, a run of equal lengths at a time. `unit` gives the length of a character in the
    /// text and in the file, from its first two bytes there and the length that the first byte of the text tells.
    fn units(&mut self, bytes: &[u8], from: usize, unit: impl Fn(u8, u8, usize) -> (usize, usize)) {
        let text = self.text.as_bytes();
        let (mut at, mut place) = (0, from);
        let (mut run, mut count) = ((1, 1), 0);
        while let (Some(&lead), Some(&first)) = (bytes.get(at), text.get(place)) {
            let len = match first {
                0..0x80 => 1,
                0x80..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
            let own = unit(lead, bytes.get(at + 1).copied().unwrap_or(0), len);
            if own != run {
                self.map.repeat(count, run.0, run.1);
                self.four |= own.1 == 4;
                (run, count) = (own, 0);
            }
            count += 1;
            (place, at) = (place + own.0, at + own.1);
        }
        self.map.repeat(count, run.0, run.1);
    }
}
