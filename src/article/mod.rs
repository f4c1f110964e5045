//! From bytes to an article: decoded text, its prose runs, front matter. Total: any bytes give an article.
//!
//! The text of an article is its words: markup is left out and references are decoded, so that whatever reads it meets the
//! same text in every syntax. The way back to the text as written, and to the bytes of the file, is kept by its source.
//! What the words mean is decided in `extract`.

mod docx;
mod encoding;
mod front_matter;
mod html;
mod markdown;
mod plain;
mod prose;

use crate::error::Error;
use crate::source::{Source, Span};
use crate::vocabulary::Language;
use chrono::NaiveDate;
use encoding::Decoded;

pub use encoding::Encoding;

/// How an article is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// Plain text.
    Plain,
    /// Markdown (CommonMark with tables, footnotes and front matter, HTML in it read as HTML).
    Markdown,
    /// HTML.
    Html,
    /// A Word document, `.docx`.
    Docx,
}

impl Syntax {
    /// By the ending of a file name: `.md` and `.markdown` are Markdown, `.html`, `.htm` and `.xhtml` HTML, `.docx` Word;
    /// `None` for endings that tell nothing (`.txt` among them, under which people save anything).
    pub fn named(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }

    /// By how a text begins: a page with its declaration or first tags, front matter of Markdown; else plain text.
    fn of_content(text: &str) -> Self {
        const PAGES: &[&str] = &["<!doctype html", "<html", "<head", "<body", "<article", "<meta"];
        let begins = |text: &str, with: &str| text.get(..with.len()).is_some_and(|t| t.eq_ignore_ascii_case(with));
        let mut rest = text.trim_start();
        if begins(rest, "<?xml") {
            rest = rest.split_once("?>").map_or(rest, |p| p.1).trim_start();
        }
        while let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |p| p.1).trim_start();
        }
        let heads = [("---", "---"), ("+++", "+++")];
        let has_head = |(open, close): &(&str, &str)| {
            let mut lines = text.lines();
            lines.next() == Some(open) && lines.take(100).any(|l| l == *close)
        };
        match () {
            () if PAGES.iter().any(|p| begins(rest, p)) => Self::Html,
            () if heads.iter().any(has_head) => Self::Markdown,
            () => Self::Plain,
        }
    }

    /// Every syntax.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Markdown, Self::Html, Self::Docx];

    /// The word options use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }
}

/// What a run of prose is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Block {
    /// A heading or a title.
    Heading,
    /// Running text.
    #[default]
    Paragraph,
    /// The beginning of an item of a list.
    Item,
    /// What goes on in an item: another paragraph, an item of a list inside it.
    Inside,
    /// A cell of a table.
    Cell,
    /// The caption of a table, by the table's number.
    Caption(u32),
}

impl Block {
    /// It belongs to an item of a list.
    pub(crate) fn is_listed(self) -> bool {
        matches!(self, Self::Item | Self::Inside)
    }
}

/// The place of a cell in the tables of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Number of the table, from 0.
    pub table: u32,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// Columns it fills, at least 1.
    pub columns: u32,
    /// Rows it fills, at least 1.
    pub rows: u32,
    /// How far its style sets its words in, in tenths of a pixel, beyond what sets in all of the first column.
    pub indent: u32,
    /// It heads a row or a column.
    pub header: bool,
}

/// A stretch of the article's text that belongs to one block. Lines of plain text that were broken in a sentence are
/// several runs of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Bytes of the text.
    pub span: Span,
    /// What kind of block.
    pub block: Block,
    /// Number of the block, from 0; runs of one block follow each other.
    pub number: usize,
    /// Where in a table.
    pub cell: Option<Cell>,
}

/// What the head of an article says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `date:`, or the day a page says it was published, with the place it stands at.
    pub date: Option<(NaiveDate, Span)>,
    /// `lang:` or `language:`.
    pub language: Option<Language>,
    /// `title:`, `<title>`, or the one among the properties of a Word document.
    pub title: Option<String>,
}

/// An article as it was read.
#[derive(Clone, Debug)]
pub struct Article {
    /// Name and decoded text.
    pub source: Source,
    /// How it is written down.
    pub syntax: Syntax,
    /// The name of the encoding it was read as, see [`Encoding::name`].
    pub encoding: &'static str,
    /// The prose, in order.
    pub runs: Vec<Run>,
    /// What its head says.
    pub front_matter: FrontMatter,
    /// The language of most of its letters.
    pub language: Language,
}

impl Article {
    /// Reads an article. Total: damaged bytes become U+FFFD, what says it is in an encoding that is not read is taken for
    /// UTF-8, and a Word document that cannot be read is empty.
    pub fn parse(name: &str, bytes: &[u8], syntax: Syntax) -> Self {
        if syntax == Syntax::Docx {
            return Self::word(name, docx::read(bytes).unwrap_or_default());
        }
        Self::of(name, encoding::decode(bytes, Some(syntax), None).0, syntax)
    }

    /// Reads an article; what is not given is found out from its name and its content.
    ///
    /// # Errors
    /// [`Error::Encoding`] where it says itself that it is in an encoding that is not read, [`Error::Unreadable`] where a Word
    /// document cannot be unpacked, or where nobody has said what a file is and it begins as a PDF, a picture or another
    /// file without text does.
    pub fn read(name: &str, bytes: &[u8], syntax: Option<Syntax>, encoding: Option<Encoding>) -> Result<Self, Error> {
        let named = syntax.or_else(|| Syntax::named(name));
        if named == Some(Syntax::Docx) || named.is_none() && docx::is_archive(bytes) {
            let unreadable = |reason| Error::Unreadable { path: name.to_owned(), reason };
            return docx::read(bytes).map(|d| Self::word(name, d)).map_err(unreadable);
        }
        if let Some(reason) = no_text(bytes).filter(|_| syntax.is_none()) {
            return Err(Error::Unreadable { path: name.to_owned(), reason: reason.to_owned() });
        }
        let (decoded, refused) = encoding::decode(bytes, named, encoding);
        if let Some(encoding) = refused {
            return Err(Error::Encoding { path: name.to_owned(), encoding });
        }
        let syntax = named.unwrap_or_else(|| Syntax::of_content(&decoded.text));
        Ok(Self::of(name, decoded, syntax))
    }

    /// The number of the table that holds a byte of the text.
    pub fn table_at(&self, offset: usize) -> Option<u32> {
        let next = self.runs.partition_point(|r| r.span.end <= offset);
        let run = self.runs.get(next).filter(|r| r.span.start <= offset)?;
        run.cell.map(|c| c.table)
    }

    fn word(name: &str, mut document: docx::Document) -> Self {
        set_in(&mut document.runs);
        let source = Source::named_lines(name, document.text, document.names);
        let language = majority(&source, &document.runs);
        let front_matter = FrontMatter { title: document.title, ..FrontMatter::default() };
        Self { source, syntax: Syntax::Docx, encoding: "UTF-8", runs: document.runs, front_matter, language }
    }

    fn of(name: &str, Decoded { text, file, encoding }: Decoded, syntax: Syntax) -> Self {
        let has_marks = syntax != Syntax::Markdown || text.split('\n').all(|line| line.len() <= LONGEST_LINE);
        let (source, runs, front_matter) = match if has_marks { syntax } else { Syntax::Plain } {
            Syntax::Plain | Syntax::Docx => {
                let source = Source::decoded(name, text, file);
                let runs = plain::runs(source.text(), 0);
                (source, runs, FrontMatter::default())
            }
            Syntax::Markdown | Syntax::Html => {
                let (mut gathered, front) =
                    if syntax == Syntax::Html { html::read(&text) } else { markdown::read(&text) };
                set_in(&mut gathered.runs);
                let source = Source::without_markup(name, gathered.text, gathered.map, text, file);
                (source, gathered.runs, front)
            }
        };
        let language = front_matter.language.unwrap_or_else(|| majority(&source, &runs));
        Self { source, syntax, encoding: encoding.name(), runs, front_matter, language }
    }
}

/// A longer line is no Markdown that anyone wrote, and its parser would keep fifty bytes for every mark of it: it is read as
/// plain text.
const LONGEST_LINE: usize = 4 << 20;

/// Takes from every cell of a table what sets in all of its first column: a margin, which tells nothing.
fn set_in(runs: &mut [Run]) {
    let table = |run: &Run| run.cell.map(|c| c.table);
    for cells in runs.chunk_by_mut(|a, b| table(a) == table(b)) {
        let first = |c: &Cell| c.column == 0 && !c.header;
        let least = cells.iter().filter_map(|r| r.cell).filter(first).map(|c| c.indent).min().unwrap_or(0);
        for cell in cells.iter_mut().filter_map(|r| r.cell.as_mut()) {
            cell.indent = cell.indent.saturating_sub(least);
        }
    }
}

/// What a file is that holds no text to be read, by how it begins.
fn no_text(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF-", "it is a PDF; save its text as .docx, .html, .md or .txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is a document of an older Office; save it as .docx"),
        (b"{\\rtf", "it is an RTF document; save it as .docx"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"\xff\xd8\xff", "it is a picture"),
        (b"GIF8", "it is a picture"),
        (b"\x7fELF", "it is a program"),
        (b"\x1f\x8b\x08", "it is a packed file"),
    ];
    KINDS.iter().find(|(head, _)| bytes.starts_with(head)).map(|k| k.1)
}

/// The language of most letters: a Chinese character weighs as much as the three letters it stands for.
fn majority(source: &Source, runs: &[Run]) -> Language {
    let (mut zh, mut en) = (0_usize, 0_usize);
    for run in runs {
        let bytes = source.slice(run.span).as_bytes();
        en += bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
        // These bytes begin the characters from U+4000 to U+9FFF, and nothing else.
        zh += 3 * bytes.iter().filter(|b| (0xe4..=0xe9).contains(*b)).count();
    }
    if zh > en { Language::Zh } else { Language::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_shows_in_its_name_and_at_its_head() {
        let read = |name: &str, text: &str| Article::read(name, text.as_bytes(), None, None).map(|a| a.syntax).ok();
        for (name, text, syntax) in [
            ("a.md", "<html>", Syntax::Markdown),
            ("a.HTM", "text", Syntax::Html),
            ("a.txt", "\n<!-- x --> <!DOCTYPE HTML><p>", Syntax::Html),
            ("-", "<?xml version=\"1.0\"?><html lang=en>", Syntax::Html),
            ("-", "---\ntitle: x\n---\ntext", Syntax::Markdown),
            ("-", "---\nno head", Syntax::Plain),
            ("a.txt", "a < b and <html>", Syntax::Plain),
            ("", "", Syntax::Plain),
        ] {
            assert_eq!(read(name, text), Some(syntax), "{name} {text}");
        }
    }

    #[test]
    fn what_holds_no_text_is_refused_unless_it_is_called_one() {
        for bytes in [&b"%PDF-1.7\n"[..], b"\x89PNG\r\n\x1a\n\0", b"{\\rtf1 2019}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
        {
            let error = Article::read("a.txt", bytes, None, None).expect_err("refused");
            assert_eq!(error.code(), "unreadable");
            assert!(Article::read("a.txt", bytes, Some(Syntax::Plain), None).is_ok());
        }
    }

    #[test]
    fn a_line_without_end_is_no_markdown() {
        let article = |line: &str| Article::parse("x.md", format!("*a*\n\n{line}\n").as_bytes(), Syntax::Markdown);
        assert!(article("*b*").source.text().starts_with("a\n"));
        assert!(article(&"<".repeat(LONGEST_LINE + 1)).source.text().starts_with("*a*\n"));
    }

    #[test]
    fn an_encoding_that_is_not_read_is_refused() {
        let page = b"<meta charset=euc-kr>\xb0\xa1";
        let error = Article::read("a.html", page, None, None).expect_err("refused");
        assert_eq!((error.code(), error.to_string().contains("EUC-KR")), ("unsupported-encoding", true));
        assert!(Article::read("a.html", page, None, Encoding::of_label("gbk")).is_ok());
        assert_eq!(Article::parse("a.html", page, Syntax::Html).encoding, "UTF-8");
    }
}
