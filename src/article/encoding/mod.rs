//! From bytes to text: which encoding they are in, and the way back to them.
//!
//! In order: the one that is given, a byte order mark, UTF-8 where the bytes are, what a page or an XML declaration says,
//! what the bytes look like. Damaged bytes become U+FFFD and cost no character beside them.

mod detect;
mod text;

use super::Syntax;
use super::html::{Token, Tokens};
use crate::source::SpanMap;
use detect::{detected, wide};
use encoding_rs::{BIG5, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memmem};
use text::decode_as;

/// An encoding in which articles are read: UTF-8, UTF-16, GBK, GB18030, Big5 or Windows-1252.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// All of them.
const READ: [&encoding_rs::Encoding; 7] = [UTF_8, UTF_16LE, UTF_16BE, GBK, GB18030, BIG5, WINDOWS_1252];

/// Where a file says what it is.
const HEAD: usize = 4096;

impl Encoding {
    /// By one of the labels of the WHATWG Encoding Standard, or of Windows and Python, in any letter case: `utf-8`, `gb2312`,
    /// `latin1`, `cp936`, `utf_8_sig`; `None` for what is no label and for encodings that are not read.
    pub fn of_label(label: &str) -> Option<Self> {
        labelled(label).filter(|e| READ.contains(e)).map(Self)
    }

    /// Its name: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GBK`, `GB18030`, `Big5` or `windows-1252`.
    pub fn name(self) -> &'static str {
        if self.0 == GB18030 { "GB18030" } else { self.0.name() }
    }
}

/// The encoding of a label: those of the WHATWG Encoding Standard, and what Windows and Python call the same.
fn labelled(label: &str) -> Option<&'static encoding_rs::Encoding> {
    let others = || {
        let bare: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
        match bare.to_ascii_lowercase().as_str() {
            "cp936" | "ms936" | "windows936" | "936" | "euccn" | "gb231280" => Some(GBK),
            "gb180302000" | "gb180302005" | "gb180302022" | "cp54936" | "54936" => Some(GB18030),
            "cp950" | "ms950" | "windows950" | "950" | "big5eten" => Some(BIG5),
            "cp65001" | "65001" | "utf8sig" | "utf8bom" => Some(UTF_8),
            "utf16le" | "utf16" | "ucs2" | "cp1200" => Some(UTF_16LE),
            "utf16be" | "cp1201" => Some(UTF_16BE),
            bare => encoding_rs::Encoding::for_label(bare.as_bytes()),
        }
    };
    encoding_rs::Encoding::for_label(label.as_bytes()).or_else(others)
}

/// A text that was decoded.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// The way back; `None` where the text is, byte for byte, what the file holds.
    pub(super) file: Option<SpanMap>,
    pub(super) encoding: Encoding,
}

/// Decodes a file. Where it says that it is in an encoding that is not read: the name of that one, and the text as UTF-8.
pub(super) fn decode(bytes: &[u8], syntax: Option<Syntax>, given: Option<Encoding>) -> (Decoded, Option<String>) {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Most files: one look at every byte.
    if given.is_none()
        && mark(UTF_8, bytes).is_none()
        && memchr(0, head).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return (Decoded { text: text.to_owned(), file: None, encoding: Encoding(UTF_8) }, None);
    }
    let marked = [UTF_8, UTF_16LE, UTF_16BE].into_iter().find_map(|e| Some((e, mark(e, bytes)?)));
    let (encoding, mark, refused) = match (given, marked) {
        // Who says UTF-16 does not say in which order; the mark of the other one is no character.
        (Some(Encoding(given)), Some((marked, mark))) if is_utf16(given) && is_utf16(marked) => (marked, mark, None),
        (Some(Encoding(given)), _) => (given, mark(given, bytes).unwrap_or(0), None),
        (None, _) if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") => {
            (UTF_8, 0, Some("UTF-32".to_owned()))
        }
        (None, Some((encoding, mark))) => (encoding, mark, None),
        (None, None) => match chosen(bytes, syntax) {
            Ok(encoding) => (encoding, 0, None),
            Err(label) => (UTF_8, 0, Some(label)),
        },
    };
    (decode_as(encoding, bytes, mark).0, refused)
}

fn is_utf16(encoding: &'static encoding_rs::Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The length of the byte order mark of an encoding at the head of a file.
fn mark(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<usize> {
    let mark: &[u8] = match encoding.name() {
        "UTF-8" => b"\xef\xbb\xbf",
        "UTF-16LE" => b"\xff\xfe",
        "UTF-16BE" => b"\xfe\xff",
        _ => return None,
    };
    bytes.starts_with(mark).then_some(mark.len())
}

/// The encoding of a file without a mark; the label of one that is not read.
fn chosen(bytes: &[u8], syntax: Option<Syntax>) -> Result<&'static encoding_rs::Encoding, String> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    if (!is_utf8 || memchr(0, head).is_some())
        && let Some(wide) = wide(head)
    {
        return Ok(wide);
    }
    if is_utf8 {
        return Ok(UTF_8);
    }
    let is_markup = head.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<');
    if let Some(label) = declared(head).filter(|_| syntax == Some(Syntax::Html) || syntax.is_none() && is_markup) {
        match labelled(&label) {
            // Of these the declaration itself could not have been read, or the bytes are not.
            Some(e) if [UTF_8, UTF_16LE, UTF_16BE].contains(&e) => {}
            Some(e) if READ.contains(&e) => return Ok(e),
            Some(e) => return Err(e.name().to_owned()),
            None => {}
        }
    }
    Ok(detected(bytes))
}

/// The label that an XML declaration or a `<meta>` gives: one that is neither commented out nor in a script.
fn declared(head: &[u8]) -> Option<String> {
    // Of every encoding that is read, marks are written with the bytes of ASCII.
    let head: String = head.iter().map(|b| if b.is_ascii() { char::from(*b) } else { '\u{1a}' }).collect();
    let value = |text: &str, key: &str| {
        let at = memmem::find(text.to_ascii_lowercase().as_bytes(), key.as_bytes())? + key.len();
        let rest = text[at..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let len = rest.bytes().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(&b))).unwrap_or(rest.len());
        (len > 0).then(|| rest[..len].to_owned())
    };
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml")
        && let Some(label) = declaration.split_once('>').and_then(|d| value(d.0, "encoding"))
    {
        return Some(label);
    }
    let mut tokens = Tokens::new(&head, 0);
    while let Some(token) = tokens.next(head.len()) {
        if !matches!(token, Token::Start(name) if name.eq_ignore_ascii_case("meta")) {
            continue;
        }
        let kind = tokens.attribute("http-equiv").filter(|k| k.trim().eq_ignore_ascii_case("content-type"));
        let label = match (tokens.attribute("charset"), kind) {
            (Some(label), _) => Some(label.trim().to_owned()).filter(|l| !l.is_empty()),
            (None, Some(_)) => tokens.attribute("content").and_then(|c| value(c, "charset")),
            (None, None) => None,
        };
        if label.is_some() {
            return label;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Span};

    fn read(bytes: &[u8], syntax: Option<Syntax>) -> (Source, &'static str) {
        let (decoded, refused) = decode(bytes, syntax, None);
        assert_eq!(refused, None);
        (Source::decoded("x", decoded.text, decoded.file), decoded.encoding.name())
    }

    fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    const CHINESE: &str = "国务院新闻办公室1月3日发布消息：2022年全国营收增长12%，同比提高三个百分点。\r\nABC公司";
    const TRADITIONAL: &str = "行政院新聞辦公室1月3日發布消息：2022年全國營收增長12%，同比提高三個百分點。\r\nABC公司";

    #[test]
    fn every_encoding_is_told_and_every_character_leads_back() {
        let marked = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
        let rare = "㐀𠮷一九九七年七月一日，香港回归祖国，中国政府恢复对香港行使主权。";
        for (bytes, text, name) in [
            (CHINESE.as_bytes().to_vec(), CHINESE, "UTF-8"),
            (marked(b"\xef\xbb\xbf", CHINESE.as_bytes().to_vec()), CHINESE, "UTF-8"),
            (marked(b"\xff\xfe", utf16(CHINESE, u16::to_le_bytes)), CHINESE, "UTF-16LE"),
            (marked(b"\xfe\xff", utf16(rare, u16::to_be_bytes)), rare, "UTF-16BE"),
            (utf16(CHINESE, u16::to_le_bytes), CHINESE, "UTF-16LE"),
            (utf16("In 2019 it grew by 12%.", u16::to_be_bytes), "In 2019 it grew by 12%.", "UTF-16BE"),
            (GBK.encode(CHINESE).0.into_owned(), CHINESE, "GBK"),
            (GB18030.encode(rare).0.into_owned(), rare, "GB18030"),
            (BIG5.encode(TRADITIONAL).0.into_owned(), TRADITIONAL, "Big5"),
            (WINDOWS_1252.encode("It’s said that the firm paid “about” £5 for a meal in the old café on the corner – in 2019, not in 2020.").0.into_owned(), "It’s said that the firm paid “about” £5 for a meal in the old café on the corner – in 2019, not in 2020.", "windows-1252"),
        ] {
            let (source, found) = read(&bytes, None);
            assert_eq!((source.text(), found), (text, name));
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).expect("a label");
            for (at, c) in text.char_indices() {
                let span = source.file_span(Span::new(at, at + c.len_utf8()));
                let back = encoding.decode_without_bom_handling(&bytes[span.start..span.end]).0;
                assert_eq!(back, c.to_string(), "{name} {at}");
            }
        }
    }

    #[test]
    fn a_long_file_is_decoded_in_parts_as_a_whole() {
        for (encoding, text) in [(GBK, CHINESE), (BIG5, TRADITIONAL), (GB18030, "中㐀国1")] {
            let long = text.repeat(4000);
            let bytes = encoding.encode(&long).0.into_owned();
            let (decoded, damaged) = decode_as(encoding, &bytes, 0);
            assert!(decoded.text == long && damaged == 0, "{}", encoding.name());
        }
        let long = "a𠮷".repeat(30_000);
        let (decoded, damaged) = decode_as(UTF_16LE, &utf16(&long, u16::to_le_bytes), 0);
        assert!(decoded.text == long && damaged == 0);
    }

    #[test]
    fn a_page_says_its_encoding() {
        let gbk = |head: &str| GBK.encode(&format!("{head}中文")).0.into_owned();
        for head in [
            "<meta charset=gb2312>",
            "<html><META http-equiv=Content-Type content=\"text/html; charset=GBK\">",
            "<?xml version='1.0' encoding='gb18030'?>",
            "<!-- <meta charset=big5> --><meta charset=cp936>",
            "<script>var m = '<meta charset=big5>';</script><title><meta charset=big5></title><meta charset=\"gb_2312-80\">",
            "<meta name=description content='charset=big5'><meta content='text/html;charset = gbk' http-equiv=content-type>",
        ] {
            assert!(read(&gbk(head), Some(Syntax::Html)).0.text().ends_with("中文"), "{head}");
        }
        let (decoded, refused) = decode(&gbk("<meta charset=shift_jis>"), Some(Syntax::Html), None);
        assert_eq!((refused.as_deref(), decoded.encoding.name()), (Some("Shift_JIS"), "UTF-8"));
        assert_eq!(decode(b"\xff\xfe\0\0a\0\0\0", None, None).1.as_deref(), Some("UTF-32"));
        let page = "<meta charset=gb2312>中文";

        assert_eq!(read(page.as_bytes(), None).1, "UTF-8");
    }

    #[test]
    fn damaged_bytes_keep_their_place_on_disk() {
        let (source, _) = read(b"\xef\xbb\xbfab\xff\xfec", None);
        assert_eq!(source.text(), "ab\u{fffd}\u{fffd}c");
        assert_eq!(source.file_span(Span::new(2, 5)), Span::new(5, 6));
        assert_eq!(source.file_span(Span::new(8, 9)), Span::new(7, 8));
        let mut bytes = GBK.encode(CHINESE).0.into_owned();
        bytes.splice(4..5, [0xff]);
        let (source, name) = read(&bytes, None);
        assert_eq!(name, "GBK");
        assert!(source.text().contains("公室1月3日发布") && source.text().contains('\u{fffd}'), "{}", source.text());
        let at = source.text().find("发布").expect("there");
        let span = source.file_span(Span::new(at, at + 6));
        assert_eq!(GBK.decode_without_bom_handling(&bytes[span.start..span.end]).0, "发布");
    }

    /// Other languages use the bytes of the common Chinese characters, but not as Chinese does.
    #[test]
    fn only_chinese_is_taken_for_chinese_at_first_sight() {
        let long = |text: &str, e: &'static encoding_rs::Encoding| e.encode(&text.repeat(20)).0.into_owned();
        assert_eq!(detect::evident(&long(CHINESE, GBK)), Some(GBK));
        assert_eq!(detect::evident(&long(TRADITIONAL, BIG5)), Some(BIG5));
        let korean = "정부는 오늘 새로운 경제 정책을 발표했다. 전문가들은 이번 조치가 물가에 영향을 줄 것으로 본다.";
        let japanese = "政府は本日、新しい経済政策を発表した。専門家は今回の措置が物価に影響すると見ている。";
        for (text, encoding) in
            [(korean, encoding_rs::EUC_KR), (japanese, encoding_rs::EUC_JP), (japanese, encoding_rs::SHIFT_JIS)]
        {
            assert_eq!(detect::evident(&long(text, encoding)), None, "{}", encoding.name());
        }
        assert_eq!(detect::evident(CHINESE.repeat(20).as_bytes()), None);
    }

    #[test]
    fn what_is_damaged_utf8_stays_utf8() {
        for bytes in [
            &b"In 2019\xff it grew"[..],
            "阿里云\u{1}".as_bytes(),
            b"\x80\x81\x82\0\x01\x02\x90",
            b"bad \xff bytes.\n",
            b"\xe4\xb8\xad\xe4\xb8",
        ] {
            assert_eq!(read(bytes, None).1, "UTF-8");
        }
    }

    #[test]
    fn labels_are_those_of_the_standard_and_of_programs() {
        for (labels, name) in [
            ("UTF8 utf-8 utf_8 UTF-8-SIG cp65001", "UTF-8"),
            ("gb2312 GBK cp936 CP_936 ms936 windows-936 euc-cn x-gbk", "GBK"),
            ("gb18030 GB-18030 gb18030-2005", "GB18030"),
            ("big5 big5-hkscs cp950 Big-5", "Big5"),
            ("Latin1 latin-1 windows-1252 cp1252 iso-8859-1 ISO8859_1 ascii", "windows-1252"),
            ("utf-16 utf16 utf-16le UTF_16_LE", "UTF-16LE"),
            ("utf-16be utf16be", "UTF-16BE"),
        ] {
            for label in labels.split(' ') {
                assert_eq!(Encoding::of_label(label).map(Encoding::name), Some(name), "{label}");
            }
        }
        let turned = decode(b"\xfe\xff\x4e\x2d", None, Encoding::of_label("utf-16")).0;
        assert_eq!((turned.text.as_str(), turned.encoding.name()), ("中", "UTF-16BE"));
        assert_eq!(Encoding::of_label("shift_jis"), None);
        assert_eq!(Encoding::of_label("klingon"), None);
    }
}
