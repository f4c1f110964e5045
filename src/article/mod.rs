//! From bytes to an article: decoded text, its prose runs, front matter. Total: any bytes give an article.
//!
//! Markup is left out of the runs, never out of the text, so every span points into the text as written. What the
//! words mean is decided in `extract`.

mod encoding;
mod markdown;
mod plain;

use crate::source::{Source, Span};
use crate::vocabulary::Language;
use chrono::NaiveDate;

/// How an article is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// Plain text.
    Plain,
    /// Markdown (CommonMark with tables and front matter).
    Markdown,
}

impl Syntax {
    /// By the ending of a file name: `.md` and `.markdown` are Markdown, all else is plain text.
    pub fn of_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        if matches!(ending.as_str(), "md" | "markdown") { Self::Markdown } else { Self::Plain }
    }
}

/// What a run of prose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading or a title.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// A stretch of the article's text that belongs to one block. A block with inline markup has several runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Bytes of the text.
    pub span: Span,
    /// What kind of block.
    pub block: Block,
    /// Number of the block, from 0; runs of one block follow each other.
    pub number: usize,
}

/// What the head of an article says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `date:`, with the place it stands at.
    pub date: Option<(NaiveDate, Span)>,
    /// `lang:` or `language:`.
    pub language: Option<Language>,
    /// `title:`.
    pub title: Option<String>,
}

/// An article as it was read.
#[derive(Clone, Debug)]
pub struct Article {
    /// Name and decoded text.
    pub source: Source,
    /// How it is written down.
    pub syntax: Syntax,
    /// `UTF-8`; the name of the encoding it was read as.
    pub encoding: &'static str,
    /// The prose, in order.
    pub runs: Vec<Run>,
    /// What its head says.
    pub front_matter: FrontMatter,
    /// Places of the text where bytes could not be decoded.
    pub damaged: Vec<Span>,
    /// The language of most of its letters.
    pub language: Language,
}

impl Article {
    /// Reads an article. Total: bytes that are not UTF-8 become U+FFFD and are listed in `damaged`.
    pub fn parse(name: &str, bytes: &[u8], syntax: Syntax) -> Self {
        let (source, damaged) = encoding::decode(name, bytes);
        let (runs, front_matter) = match syntax {
            Syntax::Plain => (plain::runs(source.text(), 0), FrontMatter::default()),
            Syntax::Markdown => markdown::read(source.text()),
        };
        let language = front_matter.language.unwrap_or_else(|| majority(&source, &runs));
        Self { source, syntax, encoding: "UTF-8", runs, front_matter, damaged, language }
    }
}

/// The language of most letters: a Chinese character weighs as much as the three letters it stands for.
fn majority(source: &Source, runs: &[Run]) -> Language {
    let (mut zh, mut en) = (0_usize, 0_usize);
    for run in runs {
        for c in source.slice(run.span).chars() {
            match c {
                'a'..='z' | 'A'..='Z' => en += 1,
                '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' => zh += 3,
                _ => {}
            }
        }
    }
    if zh > en { Language::Zh } else { Language::En }
}
