//! Word documents (.docx, ECMA-376): the text of paragraphs, headings, tables, text boxes and notes, tracked changes as
//! accepted.
//!
//! The bytes of such a file tell a reader nothing. Its text is what was extracted, one paragraph a line, and every line is
//! named by the paragraph or the cell that it is. Pages' headers and footers, comments and the codes of fields are not the
//! article. When a file was created says nothing of when its article was published, so its properties give no date.

mod archive;
mod parts;

use super::prose::{is_note_mark, is_wide};
use super::{Block, Cell, Run, plain};
use crate::source::Span;
use archive::unpacked;
use parts::{headings, is_heading, reader, referred, title, value};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use archive::is_archive;

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// A line per block.
    pub(super) text: String,
    /// A run per block.
    pub(super) runs: Vec<Run>,
    /// What each line is: `¶3`, `table 1 R2C3`.
    pub(super) names: Vec<String>,
    /// Its title, where its properties have one.
    pub(super) title: Option<String>,
}

/// The text of a document; why it cannot be read. Total: no archive makes it panic or unfolds without bound.
pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    let [main, footnotes, endnotes, styles, properties] = unpacked(bytes)?;
    let Some(main) = main else {
        return Err("it is an archive without word/document.xml, so no .docx".to_owned());
    };
    let mut body = Body { headings: styles.map(|s| headings(&s)).unwrap_or_default(), ..Body::default() };
    if !body.part(&main) {
        return Err("its text is no XML; the file is damaged".to_owned());
    }
    [footnotes, endnotes].iter().flatten().for_each(|notes| _ = body.part(notes));
    body.document.title = properties.and_then(|p| title(&p));
    Ok(body.document)
}

/// A table that is open.
#[derive(Debug)]
struct Table {
    number: u32,
    row: u32,
    column: u32,
    columns: u32,
    header: bool,
    /// The open cell fills rows below as well.
    tall: bool,
    /// The runs of such cells, by column.
    merged: FxHashMap<u32, usize>,
}

/// The text as it is gathered.
#[derive(Debug, Default)]
struct Body {
    document: Document,
    headings: FxHashSet<String>,
    /// Where the open block began.
    start: usize,
    block: Block,
    tables: Vec<Table>,
    count: u32,
    paragraphs: usize,
    /// How many open elements hold what is not the text.
    skipped: usize,
    /// The words are hidden or struck out.
    unread: bool,
    /// The words are raised.
    raised: bool,
    /// An element that holds words is open.
    words: bool,
    /// The properties of a paragraph are open.
    properties: bool,
    /// The mark at the end of the paragraph was deleted: it goes on with the next one.
    goes_on: bool,
    /// How far the paragraph is set in, in tenths of a pixel.
    indent: u32,
    /// A line was broken that may go on.
    broken: bool,
    /// Where the open line began.
    line: usize,
    /// The fields that are open, and whether it is their code that is read.
    fields: Vec<bool>,
    /// How many of them are.
    codes: usize,
    /// What was open around the text boxes that are: the words of its block, their kind, the tables it stands in.
    around: Vec<(String, Block, Vec<Table>)>,
}

/// Elements whose content is not the text: what was deleted or moved away, the second form of what stands there already,
/// formulas.
const SKIPPED: &[&str] = &["del", "moveFrom", "Fallback", "instrText", "delText", "rt", "oMath"];

/// What the codes of the font Symbol show that figures are written with.
const SYMBOLS: &[(&str, &str)] = &[
    ("F02D", "−"),
    ("F06D", "µ"),
    ("F0A3", "≤"),
    ("F0B0", "°"),
    ("F0B1", "±"),
    ("F0B3", "≥"),
    ("F0B4", "×"),
    ("F0B8", "÷"),
    ("F0BB", "≈"),
];

impl Body {
    /// Reads a part; what is no XML ends it. False where there was none.
    fn part(&mut self, xml: &str) -> bool {
        let mut reader = reader(xml);
        let mut has_tags = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    has_tags = true;
                    self.start(&tag, false);
                }
                Ok(Event::Empty(tag)) => self.start(&tag, true),
                Ok(Event::End(tag)) => self.end(tag.local_name().as_ref()),
                Ok(Event::Text(text)) if self.words => self.push(&text.xml10_content()),
                Ok(Event::CData(text)) if self.words => self.push(&text.xml10_content()),
                Ok(Event::GeneralRef(name)) if self.words => {
                    referred(&name.xml10_content()).for_each(|c| self.push(c.encode_utf8(&mut [0; 4])));
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        while !self.around.is_empty() {
            self.leave_box();
        }
        self.close();
        self.tables.clear();
        self.leave_fields();
        (self.skipped, self.words, self.unread, self.raised, self.properties) = (0, false, false, false, false);
        has_tags
    }

    fn is_read(&self) -> bool {
        self.skipped == 0 && !self.unread && self.codes == 0
    }

    fn push(&mut self, words: &str) {
        if !self.is_read() || words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.broken) {
            let line = self.document.text.get(self.line.max(self.start)..).unwrap_or("");
            match plain::breaks_sentence(line, words) {
                true if !line.ends_with(is_wide) && !words.starts_with(is_wide) => self.document.text.push(' '),
                true => {}
                false => self.close(),
            }
            self.line = self.document.text.len();
        }
        let text = &mut self.document.text;
        if !(self.raised && is_note_mark(text[self.start..].chars().next_back(), words)) {
            // A line of the text is a block; what breaks lines inside of words is white space.
            text.extend(words.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.local_name();
        let name = name.as_ref();
        let value = |of: &str| value(tag, of);
        // `<w:vanish w:val="false"/>` says that it does not.
        let is_on = || value("val").is_none_or(|v| !matches!(&*v, "0" | "false" | "off" | "none"));
        let separates = matches!(name, "footnote" | "endnote")
            && value("type")
                .is_some_and(|t| matches!(&*t, "separator" | "continuationSeparator" | "continuationNotice"));
        if SKIPPED.contains(&name) || separates {
            self.skipped += usize::from(!empty);
            // Among the properties of a paragraph it is said of its end.
            self.goes_on |= empty && self.properties && matches!(name, "del" | "moveFrom");
            return;
        }
        match name {
            "p" => self.paragraph(),
            "pPr" => self.properties = !empty,
            "pStyle" | "outlineLvl" => {
                let style = value("val").unwrap_or_default();
                if name == "outlineLvl" && style != "9"
                    || name == "pStyle" && (is_heading(&style) || self.headings.contains(&style))
                {
                    self.block = Block::Heading;
                }
            }
            "numPr" if self.block == Block::Paragraph => self.block = Block::Item,
            "ilvl" if self.block == Block::Item && value("val").is_some_and(|v| v != "0") => self.block = Block::Inside,
            "r" => (self.unread, self.raised) = (false, false),
            "vanish" | "webHidden" | "strike" | "dstrike" => self.unread |= is_on(),
            "vertAlign" => self.raised = value("val").is_some_and(|v| v == "superscript"),
            "t" => self.words = !empty,
            "tab" | "ptab" if !self.properties => self.push(" "),
            "sym" => {
                let code = value("char").unwrap_or_default();
                let known = SYMBOLS.iter().find(|s| s.0.eq_ignore_ascii_case(&code));
                let is_symbol = value("font").is_some_and(|f| f.eq_ignore_ascii_case("symbol"));
                self.push(known.filter(|_| is_symbol).map_or(" ", |s| s.1));
            }
            "noBreakHyphen" => self.push("-"),
            "fldChar" => self.field(&value("fldCharType").unwrap_or_default()),
            "txbxContent" if !empty => self.enter_box(),
            "br" | "cr" if self.broken => self.close(),
            "br" | "cr" => self.broken = self.is_read(),
            "tbl" => {
                self.close();
                self.tables.push(Table {
                    number: self.count,
                    row: 0,
                    column: 0,
                    columns: 1,
                    header: false,
                    tall: false,
                    merged: FxHashMap::default(),
                });
                self.count += 1;
            }
            "tr" => self.table(|t| (t.row, t.column, t.columns, t.header) = (t.row + 1, 0, 0, false)),
            "tblHeader" => self.table(|t| t.header = is_on()),
            "tc" => {
                self.close();
                self.table(|t| (t.column, t.columns, t.tall) = (t.column.saturating_add(t.columns), 1, false));
            }
            "vMerge" => self.merge(value("val").is_some_and(|v| v == "restart")),
            "ind" if self.properties => {
                let twips = |of: &str| value(of).and_then(|v| v.parse::<i32>().ok()).unwrap_or(0);
                let all = [twips("left"), twips("start"), twips("firstLine"), twips("hanging").saturating_neg()];
                // A pixel is fifteen twips.
                let tenths = all.iter().fold(0, |sum: i32, t| sum.saturating_add(*t)) / 3 * 2;
                self.indent = u32::try_from(tenths).unwrap_or(0);
            }
            "gridSpan" | "gridBefore" => {
                let columns = value("val").and_then(|v| v.parse::<u32>().ok()).unwrap_or(1);
                self.table(|t| t.columns = columns.clamp(u32::from(name == "gridSpan"), 1000));
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
            "pPr" => self.properties = false,
            "p" if self.goes_on => {}
            "p" | "tc" => self.close(),
            "txbxContent" => self.leave_box(),
            "tbl" => {
                self.close();
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        self.properties = false;
        // A code that never ends does not end the document.
        self.leave_fields();
        if std::mem::take(&mut self.goes_on) {
            return;
        }
        self.close();
        self.indent = 0;
        self.block = if self.tables.is_empty() { Block::Paragraph } else { Block::Cell };
    }

    /// What a field is made of: its code until it is separated from its result, which is read.
    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.fields.push(true);
                self.codes += 1;
            }
            "separate" => {
                if let Some(code) = self.fields.last_mut() {
                    self.codes -= usize::from(std::mem::take(code));
                }
            }
            "end" => self.codes -= usize::from(self.fields.pop().unwrap_or(false)),
            _ => {}
        }
    }

    fn leave_fields(&mut self) {
        self.fields.clear();
        self.codes = 0;
    }

    /// A text box is anchored anywhere in a paragraph; its own paragraphs come before that one.
    fn enter_box(&mut self) {
        let words = self.document.text.split_off(self.start);
        self.around.push((words, self.block, std::mem::take(&mut self.tables)));
        (self.line, self.broken) = (self.start, false);
    }

    fn leave_box(&mut self) {
        let Some((words, block, tables)) = self.around.pop() else { return };
        self.close();
        self.document.text += &words;
        self.line = self.start;
        (self.block, self.tables) = (block, tables);
    }

    /// A cell that goes on in the rows below, or the part of it in one of those.
    fn merge(&mut self, begins: bool) {
        let Some(table) = self.tables.last_mut() else { return };
        if begins {
            table.merged.remove(&table.column);
            table.tall = true;
        } else if let Some(cell) =
            table.merged.get(&table.column).and_then(|i| self.document.runs.get_mut(*i)?.cell.as_mut())
        {
            cell.rows = table.row.saturating_sub(cell.row);
        }
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
        (self.goes_on, self.broken) = (false, false);
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
            rows: 1,
            indent: self.indent,
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
        if let Some(table) = self.tables.last_mut().filter(|t| t.tall && is_cell) {
            table.merged.entry(table.column).or_insert(number);
        }
        self.document.runs.push(Run { span, block, number, cell: cell.filter(|_| is_cell) });
        text.push('\n');
        self.start = text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::archive::LARGEST;
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
        let raised =
            |words: &str| format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{words}</w:t></w:r>");
        let boxed = |inside: &str| {
            format!(
                "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{inside}</w:txbxContent></mc:Choice><mc:Fallback>\
                 <w:txbxContent>{inside}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
            )
        };
        let paragraph = |inside: String| format!("<w:p>{inside}</w:p>");
        for (body, expected) in [
            (run("2019 ") + &run("年 &amp; 5&#26376;"), vec!["2019 年 & 5月"]),
            (
                run("was ") + "<w:del><w:r><w:delText>300</w:delText></w:r></w:del><w:ins>" + &run("400") + "</w:ins>",
                vec!["was 400"],
            ),
            (run("300") + &raised("1") + &run(" cars"), vec!["300 cars"]),
            (run("a") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>", vec!["a"]),
            (
                run("a")
                    + "<w:r><w:rPr><w:strike/></w:rPr><w:t>no</w:t></w:r><m:oMath><m:r><m:t>2001</m:t></m:r></m:oMath>",
                vec!["a"],
            ),
            (run("2019年") + "<w:r><w:br/></w:r>" + &run("3月"), vec!["2019年3月"]),
            (run("on 30") + "<w:r><w:br/></w:r>" + &run("November 2022"), vec!["on 30 November 2022"]),
            (run("one") + "<w:r><w:br/></w:r>" + &run("two"), vec!["one", "two"]),
            ("<w:r><w:instrText>HYPERLINK 2019</w:instrText></w:r>".to_owned() + &run("a"), vec!["a"]),
            (run("1") + &raised("st") + &run(" of June, 5 m") + &raised("2"), vec!["1st of June, 5 m2"]),
            (run("a") + &boxed("<w:p><w:r><w:t>box</w:t></w:r></w:p>") + &run("b"), vec!["box", "ab"]),
            (
                "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>DATE 2001</w:t><w:fldChar w:fldCharType=\"separate\"/>\
                 <w:t>2019</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>"
                    .to_owned()
                    + &run("年"),
                vec!["2019年"],
            ),
            ("<w:fldSimple w:instr=\"DATE\">".to_owned() + &run("2019") + "</w:fldSimple>", vec!["2019"]),
            (run("5") + "<w:r><w:sym w:font=\"Symbol\" w:char=\"f0b1\"/></w:r>" + &run("1"), vec!["5±1"]),
            ("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>".to_owned() + &run("a"), vec!["a"]),
            (
                "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>".to_owned() + &run("2019年") + "</w:p><w:p>" + &run("3月"),
                vec!["2019年3月"],
            ),
            ("<w:moveFrom>".to_owned() + &run("1") + "</w:moveFrom><w:moveTo>" + &run("2") + "</w:moveTo>", vec!["2"]),
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
    fn headings_go_by_the_names_of_their_styles_and_the_text_by_any_number() {
        let body = "<w:document><w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>头</w:t></w:r></w:p></w:document>";
        let styles = "<w:styles><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
        let core = "<cp:coreProperties><dc:title>A &amp; B</dc:title></cp:coreProperties>";
        let parts = [
            ("docProps/core.xml", core.as_bytes()),
            ("word\\Document2.xml", body.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
        ];
        let document = read(&archive(&parts, true)).expect("a document");
        assert_eq!((document.text.as_str(), document.runs[0].block), ("头\n", Block::Heading));
        assert_eq!(document.title.as_deref(), Some("A & B"));
    }

    #[test]
    fn hostile_archives_are_refused_or_read_within_bounds() {
        let bomb = vec![b' '; LARGEST + 1];
        let refused = read(&archive(&[("word/document.xml", &bomb)], true)).expect_err("too large");
        assert!(refused.contains("64 MB"), "{refused}");
        assert!(read(b"PK\x03\x04").is_err() && read(b"").is_err());
        assert!(read(&archive(&[("other.xml", b"<p/>")], true)).is_err());
        assert!(read(&archive(&[("word/document.xml", b"PK\x03\x04 no words")], true)).is_err());
        let wide: Vec<u8> = "\u{feff}<w:document><w:p><w:r><w:t>年</w:t></w:r></w:p></w:document>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&archive(&[("word/document.xml", &wide)], true)).expect("a document").text, "年\n");
        let deep = "<w:p><w:r><w:t>x</w:t></w:r>".to_owned() + &"<w:tbl><w:tr><w:tc>".repeat(100_000);
        let document = read(&archive(&[("word/document.xml", deep.as_bytes())], true)).expect("a document");
        assert_eq!(document.text, "x\n");
        for open in ["<w:p><w:r><w:t>x</w:t><w:txbxContent>", "<w:fldChar w:fldCharType=\"begin\"/><w:t>x</w:t>"] {
            let deep = open.repeat(100_000);
            assert!(read(&archive(&[("word/document.xml", deep.as_bytes())], true)).is_ok(), "{open}");
        }
        let whole = archive(&[("word/document.xml", deep.as_bytes())], true);
        for cut in [10, 40, whole.len() / 2, whole.len() - 10] {
            let _ = read(&whole[..cut]);
        }
    }
}
