//! What bytes look like that do not say what they are.

use super::text::decode_as;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// UTF-16 without a mark: nearly every unit is ASCII, Chinese or Chinese punctuation in one order of bytes, and some are
/// no pair of ASCII letters, which all look Chinese.
pub(super) fn wide(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let is_wide = |read: fn([u8; 2]) -> u16| {
        let all = head.len() / 2;
        let (mut fitting, mut telling) = (0, 0);
        for (i, unit) in head.chunks_exact(2).map(|u| read([u[0], u[1]])).enumerate() {
            // Too many are neither.
            if (i - fitting - telling) * 20 > all {
                return false;
            }
            // A line end behind a digit looks like 《 the other way round; no two bytes of a text look like these.
            let tells = matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0x3001 | 0x3002);
            telling += usize::from(tells);
            fitting += usize::from(!tells && matches!(unit, 0x3000..=0x301f | 0x4e00..=0x9fff | 0xff00..=0xff65));
        }
        all >= 4 && (fitting + telling) * 20 >= all * 19 && telling * 100 >= all
    };
    match (is_wide(u16::from_le_bytes), is_wide(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// What bytes look like that are not UTF-8; damaged UTF-8 where nothing else is likely.
pub(super) fn detected(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    /// So many bytes tell.
    const SAMPLE: usize = 1 << 17;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) = evident(sample) {
        return encoding;
    }
    // Whole characters of several bytes come about by chance where the encoding is another one, but seldom.
    let (mut whole, mut broken, mut controls) = (0_usize, 0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        controls += chunk.valid().bytes().filter(|b| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole >= broken || controls * 50 > sample.len() {
        return UTF_8;
    }
    let guess = guessed(sample, sample.len() == bytes.len());
    if [GBK, GB18030, BIG5].contains(&guess) {
        return guess;
    }
    // One damaged character is enough for the detector to rule an encoding out: it is asked again without it.
    for encoding in [GBK, BIG5] {
        let (decoded, damaged) = decode_as(encoding, sample, 0);
        let wide = decoded.text.chars().filter(|c| !c.is_ascii()).count();
        if damaged > 0 && damaged * 20 <= wide {
            let clean = decoded.text.replace('\u{fffd}', "");
            if guessed(&encoding.encode(&clean).0, true) == encoding {
                return encoding;
            }
        }
    }
    // Western letters and marks stand between others, and ÿ and þ in no English text.
    let high = sample.iter().filter(|b| **b >= 0x80).count();
    let western = |b: &u8| !matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0xfe | 0xff);
    if guess == WINDOWS_1252 && high * 8 <= sample.len() && sample.iter().all(western) { WINDOWS_1252 } else { UTF_8 }
}

/// Whether text is GBK or Big5 at first sight: most Chinese texts are, and a close look at every byte takes longer than to
/// decode it. All its characters are of the common sets, and they are spread over them as Chinese is.
pub(super) fn evident(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    /// So many characters tell, and fewer do not.
    const ENOUGH: usize = 500;
    const LEAST: usize = 60;
    // Of the characters: how many are common ones, and how many have a first or second byte that tells Chinese from what
    // others write with the same bytes.
    let spread = |is_valid: fn(u8, u8) -> bool, is_common: fn(u8, u8) -> bool, tells: fn(u8, u8) -> bool| {
        let (mut all, mut common, mut telling) = (0, 0, 0);
        let mut rest = bytes;
        while all < ENOUGH
            && let Some(at) = rest.iter().position(|b| *b >= 0x80)
            && let [lead, trail, next @ ..] = &rest[at..]
        {
            if !is_valid(*lead, *trail) {
                return false;
            }
            all += 1;
            common += usize::from(is_common(*lead, *trail));
            telling += usize::from(tells(*lead, *trail));
            rest = next;
        }
        all >= LEAST && common * 20 >= all * 19 && telling * 5 >= all
    };
    let gbk = || {
        spread(
            |lead, trail| matches!(lead, 0x81..=0xfe) && matches!(trail, 0x40..=0x7e | 0x80..=0xfe),
            |lead, trail| matches!(lead, 0xa1 | 0xa3 | 0xb0..=0xd7) && trail >= 0xa1,
            // The second half of the common characters, by sound; in Korean nothing common is there.
            |lead, _| matches!(lead, 0xc9..=0xd7),
        )
    };
    let big5 = || {
        spread(
            |lead, trail| matches!(lead, 0x81..=0xfe) && matches!(trail, 0x40..=0x7e | 0xa1..=0xfe),
            |lead, _| matches!(lead, 0xa1 | 0xa3..=0xc6),
            |_, trail| trail < 0x80,
        )
    };
    match () {
        () if gbk() => Some(GBK),
        () if big5() => Some(BIG5),
        () => None,
    }
}

/// What the detector takes bytes for. It gets no hint of a country: with one, it takes Big5 for GBK.
fn guessed(bytes: &[u8], whole: bool) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, whole);
    detector.guess(None, Utf8Detection::Deny)
}
