//! Word documents (.docx, ECMA-376): the text of paragraphs, headings, tables and notes, tracked changes as accepted.
//!
//! The bytes of such a file tell a reader nothing. Its text is what was extracted, one paragraph a line, and every line is
//! named by the paragraph or the cell that it is.

use super::{Block, Cell, Run, html};
use crate::source::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A part of a document may unfold to so many bytes; a real one of this size would be a library.
const LARGEST: usize = 64 << 20;

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// A line per block.
    pub(super) text: String,
    /// A run per block.
    pub(super) runs: Vec<Run>,
    /// What each line is: `¶3`, `table 1 R2C3`.
    pub(super) names: Vec<String>,
}

/// True where bytes begin as an archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The text of a document; why it cannot be read. Total: no archive makes it panic or unfolds without bound.
pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    let parts = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];
    let mut xml = unpacked(bytes, &parts)?.into_iter();
    let Some(main) = xml.next().flatten() else {
        return Err("it is an archive without word/document.xml, so no .docx".to_owned());
    };
    let mut body = Body::default();
    body.part(&main);
    xml.flatten().for_each(|notes| body.part(&notes));
    Ok(body.document)
}

/// Parts of an archive by their names; `None` for those it has not.
fn unpacked(bytes: &[u8], names: &[&str]) -> Result<Vec<Option<String>>, String> {
    /// A document has a few dozen parts.
    const MOST: usize = 10_000;
    const OTHER: &str = "it is no .docx: those are zip archives (a .doc, or one with a password, is not read)";
    let archive = rawzip::ZipArchive::from_slice(bytes).map_err(|_| OTHER.to_owned())?;
    let mut out = vec![None; names.len()];
    let mut entries = archive.entries();
    for _ in 0..MOST {
        let Ok(Some(entry)) = entries.next_entry() else { break };
        let path = entry.file_path();
        let Some(place) = names.iter().position(|n| n.as_bytes() == path.as_ref()) else { continue };
        let method = entry.compression_method();
        let Ok(part) = archive.get_entry(entry.wayfinder()) else { continue };
        let unfolded = match method {
            rawzip::CompressionMethod::STORE => part.data().to_vec(),
            rawzip::CompressionMethod::DEFLATE => {
                miniz_oxide::inflate::decompress_to_vec_with_limit(part.data(), LARGEST).map_err(|e| {
                    match e.status {
                        miniz_oxide::inflate::TINFLStatus::HasMoreOutput => {
                            format!("its text is larger than {} MB", LARGEST >> 20)
                        }
                        _ => "its text cannot be unpacked; the file is damaged".to_owned(),
                    }
                })?
            }
            _ => return Err("its text is packed in a way that is not read".to_owned()),
        };
        out[place] = Some(String::from_utf8_lossy(&unfolded).into_owned());
    }
    Ok(out)
}

/// A table that is open.
#[derive(Debug)]
struct Table {
    number: u32,
    row: u32,
    column: u32,
    columns: u32,
    header: bool,
}

/// The text as it is gathered.
#[derive(Debug, Default)]
struct Body {
    document: Document,
    /// Where the open block began.
    start: usize,
    block: Block,
    tables: Vec<Table>,
    count: u32,
    paragraphs: usize,
    /// How many open elements hold what is not the text.
    skipped: usize,
    /// The words are hidden, or the mark of a note.
    unread: bool,
    /// An element that holds words is open.
    words: bool,
}

/// Elements whose content is not the text: what was deleted or moved away, the second form of what stands there already.
const SKIPPED: &[&str] = &["del", "moveFrom", "Fallback", "txbxContent", "instrText", "delText", "rt"];

impl Body {
    /// Reads a part; what is no XML ends it.
    fn part(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        (config.check_end_names, config.allow_unmatched_ends) = (false, true);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.start(&tag, false),
                Ok(Event::Empty(tag)) => self.start(&tag, true),
                Ok(Event::End(tag)) => self.end(tag.local_name().as_ref()),
                Ok(Event::Text(text)) if self.words => self.push(&text.xml10_content()),
                Ok(Event::CData(text)) if self.words => self.push(&text.xml10_content()),
                Ok(Event::GeneralRef(name)) if self.words => {
                    let known = html::reference(&format!("&{};", name.xml10_content()));
                    known.into_iter().flat_map(|r| r.0).flatten().for_each(|c| self.push(c.encode_utf8(&mut [0; 4])));
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        self.close();
        self.tables.clear();
        (self.skipped, self.words, self.unread) = (0, false, false);
    }

    fn push(&mut self, words: &str) {
        if self.skipped == 0 && !self.unread {
            // A line of the text is a block; what breaks lines inside of words is white space.
            self.document.text.extend(words.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.local_name();
        let name = name.as_ref();
        let value = |of: &str| tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == of).map(|a| a.value);
        // `<w:vanish w:val="false"/>` says that it does not.
        let is_on = || value("val").is_none_or(|v| !matches!(&*v, "0" | "false" | "off" | "none"));
        let separates = matches!(name, "footnote" | "endnote")
            && value("type")
                .is_some_and(|t| matches!(&*t, "separator" | "continuationSeparator" | "continuationNotice"));
        if SKIPPED.contains(&name) || separates {
            self.skipped += usize::from(!empty);
            return;
        }
        match name {
            "p" => self.paragraph(),
            "pStyle" | "outlineLvl" => {
                let style = value("val").unwrap_or_default().to_ascii_lowercase();
                if name == "outlineLvl" && style != "9"
                    || ["heading", "title", "标题"].iter().any(|s| style.starts_with(s))
                {
                    self.block = Block::Heading;
                }
            }
            "numPr" if self.block == Block::Paragraph => self.block = Block::Item,
            "r" => self.unread = false,
            "vanish" | "webHidden" => self.unread |= is_on(),
            "vertAlign" => self.unread |= value("val").is_some_and(|v| &*v == "superscript"),
            "t" => self.words = !empty,
            "tab" | "ptab" => self.push(" "),
            "noBreakHyphen" => self.push("-"),
            "br" | "cr" => self.close(),
            "tbl" => {
                self.close();
                self.tables.push(Table { number: self.count, row: 0, column: 0, columns: 1, header: false });
                self.count += 1;
            }
            "tr" => self.table(|t| (t.row, t.column, t.columns, t.header) = (t.row + 1, 0, 0, false)),
            "tblHeader" => self.table(|t| t.header = is_on()),
            "tc" => {
                self.close();
                self.table(|t| (t.column, t.columns) = (t.column.saturating_add(t.columns), 1));
            }
            "gridSpan" => {
                let columns = value("val").and_then(|v| v.parse::<u32>().ok()).unwrap_or(1);
                self.table(|t| t.columns = columns.clamp(1, 1000));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            _ if SKIPPED.contains(&name) => self.skipped = self.skipped.saturating_sub(1),
            "footnote" | "endnote" => {
                self.close();
                self.skipped = 0;
            }
            "t" => self.words = false,
            "p" | "tc" => self.close(),
            "tbl" => {
                self.close();
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        self.close();
        self.block = if self.tables.is_empty() { Block::Paragraph } else { Block::Cell };
    }

    fn table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// Ends the open block.
    fn close(&mut self) {
        /// A cell of so many bytes is laid out, not tabled.
        const LONGEST: usize = 300;
        let text = &mut self.document.text;
        let kept = self.start + text[self.start..].trim_end().len();
        text.truncate(kept);
        if text[self.start..].trim_start().is_empty() {
            return text.truncate(self.start);
        }
        let lead = text[self.start..].len() - text[self.start..].trim_start().len();
        let span = Span::new(self.start + lead, kept);
        let cell = self.tables.last().filter(|t| t.row > 0).map(|t| Cell {
            table: t.number,
            row: t.row - 1,
            column: t.column,
            columns: t.columns.max(1),
            header: t.header,
        });
        self.paragraphs += usize::from(cell.is_none());
        self.document.names.push(match cell {
            Some(c) => format!("table {} R{}C{}", c.table + 1, c.row + 1, c.column + 1),
            None => format!("¶{}", self.paragraphs),
        });
        let is_cell = cell.is_some() && span.len() <= LONGEST;
        let block = if self.block == Block::Cell && !is_cell { Block::Paragraph } else { self.block };
        let number = self.document.runs.len();
        self.document.runs.push(Run { span, block, number, cell: cell.filter(|_| is_cell) });
        text.push('\n');
        self.start = text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// An archive of parts, packed by the deflate or not at all.
    fn archive(parts: &[(&str, &[u8])], packed: bool) -> Vec<u8> {
        let mut out = Vec::new();
        let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
        for (name, part) in parts {
            let method = if packed { rawzip::CompressionMethod::DEFLATE } else { rawzip::CompressionMethod::STORE };
            let (mut entry, config) = archive.new_file(name).compression_method(method).start().expect("memory");
            let mut writer = config.wrap(Vec::new());
            writer.write_all(part).expect("memory");
            let (bytes, descriptor) = writer.finish().expect("memory");
            let bytes = if packed { miniz_oxide::deflate::compress_to_vec(&bytes, 6) } else { bytes };
            entry.write_all(&bytes).expect("memory");
            entry.finish(descriptor).expect("memory");
        }
        archive.finish().expect("memory");
        out
    }

    fn lines(body: &str) -> Vec<(String, String, Block)> {
        let xml = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
        let notes = "<w:footnotes><w:footnote w:type=\"separator\"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>\
                     <w:footnote><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let parts = [("word/document.xml", xml.as_bytes()), ("word/footnotes.xml", notes.as_bytes())];
        let document = read(&archive(&parts, true)).expect("a document");
        assert_eq!(document.text, read(&archive(&parts, false)).expect("a document").text);
        let words = |r: &Run| document.text[r.span.start..r.span.end].to_owned();
        document.runs.iter().zip(&document.names).map(|(r, n)| (words(r), n.clone(), r.block)).collect()
    }

    #[test]
    fn words_are_read_as_an_editor_sees_them() {
        let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        let paragraph = |inside: String| format!("<w:p>{inside}</w:p>");
        for (body, expected) in [
            (run("2019 ") + &run("年 &amp; 5&#26376;"), vec!["2019 年 & 5月"]),
            (
                run("was ") + "<w:del><w:r><w:delText>300</w:delText></w:r></w:del><w:ins>" + &run("400") + "</w:ins>",
                vec!["was 400"],
            ),
            (
                run("300")
                    + "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>"
                    + &run(" cars"),
                vec!["300 cars"],
            ),
            (run("a") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>", vec!["a"]),
            (run("one") + "<w:r><w:br/></w:r>" + &run("two"), vec!["one", "two"]),
            ("<w:r><w:instrText>HYPERLINK 2019</w:instrText></w:r>".to_owned() + &run("a"), vec!["a"]),
        ] {
            let found = lines(&paragraph(body.clone()));
            let words: Vec<&str> = found.iter().map(|l| l.0.as_str()).filter(|w| *w != "a note").collect();
            assert_eq!(words, expected, "{body}");
        }
    }

    #[test]
    fn every_line_is_named() {
        let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
        let row = |cells: String| format!("<w:tr>{cells}</w:tr>");
        let body = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p><w:p/>"
            .to_owned()
            + &format!("<w:tbl>{}{}</w:tbl>", row(cell("a") + &cell("b")), row(cell("c") + &cell("d")))
            + "<w:p><w:r><w:t>after</w:t></w:r></w:p>";
        let found = lines(&body);
        let named: Vec<(&str, &str)> = found.iter().map(|l| (l.0.as_str(), l.1.as_str())).collect();
        let expected = [
            ("Title", "¶1"),
            ("a", "table 1 R1C1"),
            ("b", "table 1 R1C2"),
            ("c", "table 1 R2C1"),
            ("d", "table 1 R2C2"),
            ("after", "¶2"),
            ("a note", "¶3"),
        ];
        assert_eq!(named, expected);
        assert_eq!((found[0].2, found[1].2, found[5].2), (Block::Heading, Block::Cell, Block::Paragraph));
    }

    #[test]
    fn hostile_archives_are_refused_or_read_within_bounds() {
        let bomb = vec![b' '; LARGEST + 1];
        let refused = read(&archive(&[("word/document.xml", &bomb)], true)).expect_err("too large");
        assert!(refused.contains("64 MB"), "{refused}");
        assert!(read(b"PK\x03\x04").is_err() && read(b"").is_err());
        assert!(read(&archive(&[("other.xml", b"<p/>")], true)).is_err());
        let deep = "<w:p><w:r><w:t>x</w:t></w:r>".to_owned() + &"<w:tbl><w:tr><w:tc>".repeat(100_000);
        let document = read(&archive(&[("word/document.xml", deep.as_bytes())], true)).expect("a document");
        assert_eq!(document.text, "x\n");
        let whole = archive(&[("word/document.xml", deep.as_bytes())], true);
        for cut in [10, 40, whole.len() / 2, whole.len() - 10] {
            let _ = read(&whole[..cut]);
        }
    }
}
