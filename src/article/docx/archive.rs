//! The parts of a Word document that are read, unpacked within bounds.

use crate::article::encoding;

/// A part of a document may unfold to so many bytes; a real one of this size would be a library.
pub(super) const LARGEST: usize = 64 << 20;

/// The parts: the text, its footnotes and endnotes, its styles, its properties.
const PARTS: [&str; 5] =
    ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/styles.xml", "docProps/core.xml"];

/// True where bytes begin as an archive does.
pub(in crate::article) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Which part a path of the archive is: in any letter case, as the standard says, and with whatever stroke was written.
/// Some programs number the text: `word/document2.xml`.
fn part(path: &[u8]) -> Option<usize> {
    let path = String::from_utf8_lossy(path).replace('\\', "/").to_ascii_lowercase();
    let path = path.trim_start_matches('/');
    let numbered = path.strip_prefix("word/document").and_then(|p| p.strip_suffix(".xml"));
    let is_text = numbered.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    if is_text { Some(0) } else { PARTS.iter().position(|p| p.eq_ignore_ascii_case(path)) }
}

/// Those of the parts that an archive has.
pub(super) fn unpacked(bytes: &[u8]) -> Result<[Option<String>; 5], String> {
    /// A document has a few dozen parts.
    const MOST: usize = 10_000;
    const OTHER: &str = "it is no .docx: those are zip archives (a .doc, or one with a password, is not read)";
    let archive = rawzip::ZipArchive::from_slice(bytes).map_err(|_| OTHER.to_owned())?;
    let mut out: [Option<String>; 5] = Default::default();
    let mut entries = archive.entries();
    for _ in 0..MOST {
        let Ok(Some(entry)) = entries.next_entry() else { break };
        let Some(place) = part(entry.file_path().as_ref()).filter(|p| out[*p].is_none()) else { continue };
        let method = entry.compression_method();
        let Ok(part) = archive.get_entry(entry.wayfinder()) else { continue };
        let unfolded = match method {
            rawzip::CompressionMethod::STORE => Ok(part.data().to_vec()),
            rawzip::CompressionMethod::DEFLATE => inflated(part.data()),
            _ => Err("its text is packed in a way that is not read".to_owned()),
        };
        // Without its styles and properties a document says the same.
        let unfolded = if place < 3 { unfolded? } else { unfolded.unwrap_or_default() };
        // UTF-8 or UTF-16, by the mark.
        out[place] = Some(encoding::decode(&unfolded, None, None).0.text);
    }
    Ok(out)
}

fn inflated(packed: &[u8]) -> Result<Vec<u8>, String> {
    miniz_oxide::inflate::decompress_to_vec_with_limit(packed, LARGEST).map_err(|e| match e.status {
        miniz_oxide::inflate::TINFLStatus::HasMoreOutput => format!("its text is larger than {} MB", LARGEST >> 20),
        _ => "its text cannot be unpacked; the file is damaged".to_owned(),
    })
}
