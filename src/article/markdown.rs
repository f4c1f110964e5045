//! Markdown: the words of the events of pulldown-cmark (CommonMark, GFM, footnotes); front matter in YAML or TOML.
//!
//! HTML in it is read as HTML. Code, targets of links, marks of notes and what is struck out are not the article.

use super::html::{self, Page};
use super::prose::Gathered;
use super::{Block, Cell, FrontMatter};
use crate::source::Span;
use crate::vocabulary::Language;
use pulldown_cmark::{Event, LinkType, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// The prose of a Markdown text and what its head says.
pub(super) fn read(text: &str) -> (Gathered, FrontMatter) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader {
        text,
        page: Page::new(text),
        block: Block::Paragraph,
        cell: None,
        skipped: 0,
        target: false,
        head: None,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, Span::new(range.start, range.end));
    }
    let (mut gathered, _) = reader.page.finish();
    let mut front = FrontMatter::default();
    if let Some((kind, span)) = reader.head {
        let head = front_matter(kind, &text[span.start..span.end]);
        (front.title, front.language) = (head.title, head.language);
        if let Some((value, at)) = head.date
            && let Some(day) = html::day(&value)
        {
            let place = at.map_or(span, |i| Span::new(span.start + i, span.start + i + value.len()));
            front.date = Some((day, gathered.cite(text, place)));
        }
    }
    (gathered, front)
}

struct Reader<'a> {
    text: &'a str,
    page: Page<'a>,
    block: Block,
    cell: Option<Cell>,
    /// How many things are open whose words are not the article.
    skipped: usize,
    /// A link is open that shows its target.
    target: bool,
    head: Option<(MetadataBlockKind, Span)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Strikethrough | Tag::Image { .. }) => self.skipped += 1,
            // The words of such a link are its target.
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                self.skipped += 1;
                self.target = true;
            }
            Event::End(TagEnd::Link) if self.target => {
                self.skipped = self.skipped.saturating_sub(1);
                self.target = false;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Strikethrough | TagEnd::Image) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            Event::Start(Tag::MetadataBlock(kind)) => {
                self.skipped += 1;
                self.head = Some((kind, Span::new(span.end, span.end)));
            }
            Event::End(TagEnd::MetadataBlock(_)) => self.skipped = self.skipped.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) => self.begin(Block::Heading),
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => {
                self.begin(if self.block == Block::Item { Block::Item } else { Block::Paragraph });
            }
            Event::Start(Tag::Item) => self.begin(Block::Item),
            Event::End(TagEnd::Item | TagEnd::FootnoteDefinition) => self.begin(Block::Paragraph),
            Event::Start(Tag::Table(_)) => {
                let table = self.page.new_table();
                self.cell = Some(Cell { table, row: 0, column: 0, columns: 1, header: false });
            }
            Event::End(TagEnd::Table) => {
                self.cell = None;
                self.begin(Block::Paragraph);
            }
            Event::Start(Tag::TableHead) => self.cell = self.cell.map(|c| Cell { header: true, column: 0, ..c }),
            Event::Start(Tag::TableRow) => self.cell = self.cell.map(|c| Cell { column: 0, ..c }),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                self.cell = self.cell.map(|c| Cell { row: c.row + 1, header: false, ..c });
            }
            Event::Start(Tag::TableCell) => self.begin(Block::Cell),
            Event::End(TagEnd::TableCell) => self.cell = self.cell.map(|c| Cell { column: c.column + 1, ..c }),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) | Event::HardBreak | Event::Rule => {
                self.page.prose.break_off()
            }
            Event::SoftBreak if self.is_read() => self.page.prose.push_space(span),
            Event::Text(words) if self.is_read() => self.words(&words, span),
            Event::Text(_) => match &mut self.head {
                Some((_, head)) if head.is_empty() => *head = span,
                Some((_, head)) if self.page.prose.count() == 0 && self.skipped > 0 => *head = head.cover(span),
                _ => {}
            },
            Event::Html(_) | Event::InlineHtml(_) => self.page.feed(span),
            _ => {}
        }
    }

    fn is_read(&self) -> bool {
        self.skipped == 0 && !self.page.is_hidden()
    }

    fn begin(&mut self, block: Block) {
        self.block = block;
        let cell = if block == Block::Cell { self.cell } else { None };
        self.page.begin(block, cell);
    }

    /// Words as they are written, or what a reference stands for.
    fn words(&mut self, words: &str, span: Span) {
        if self.text[span.start..span.end] == *words {
            return self.page.prose.push(span);
        }
        // Words that stand for no byte are not the author's.
        if !span.is_empty() {
            words.chars().for_each(|c| self.page.prose.push_char(c, span));
        }
    }
}

/// What a head says, before it is understood.
#[derive(Debug, Default)]
struct Head {
    /// The value and where it begins.
    date: Option<(String, Option<usize>)>,
    language: Option<Language>,
    title: Option<String>,
}

/// `date`, `lang` and `title` of a head; a head that cannot be read says nothing.
fn front_matter(kind: MetadataBlockKind, head: &str) -> Head {
    let scalar = |key: &str| match kind {
        MetadataBlockKind::YamlStyle => yaml(head, key),
        MetadataBlockKind::PlusesStyle => toml(head, key),
    };
    let date = scalar("date").map(|value| {
        let at = head.find(&value);
        (value, at)
    });
    let language = scalar("lang").or_else(|| scalar("language")).and_then(|l| match l.get(..2) {
        Some("zh") => Some(Language::Zh),
        Some("en") => Some(Language::En),
        _ => None,
    });
    Head { date, language, title: scalar("title") }
}

fn yaml(head: &str, key: &str) -> Option<String> {
    match serde_yaml::from_str::<serde_yaml::Value>(head).ok()?.get(key)? {
        serde_yaml::Value::String(s) => Some(s.clone()),
        _ => None,
    }
}

/// The value of a key above the first table of a TOML head: a basic or literal string, or a bare date.
fn toml(head: &str, key: &str) -> Option<String> {
    let above = head.lines().take_while(|l| !l.trim_start().starts_with('['));
    let value = above.filter_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim().trim_matches(['"', '\'']) == key).then(|| value.trim())
    });
    let value = value.last()?;
    let quoted = ['"', '\''].into_iter().find_map(|q| value.strip_prefix(q)?.split(q).next());
    Some(quoted.unwrap_or_else(|| value.split('#').next().unwrap_or(value).trim()).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(Block, String)> {
        let gathered = read(text).0;
        let words = |r: &super::super::Run| (r.block, gathered.text[r.span.start..r.span.end].to_owned());
        gathered.runs.iter().map(words).collect()
    }

    fn words(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|b| b.1).collect()
    }

    #[test]
    fn markup_is_left_out_and_the_head_is_read() {
        let text = "---\ntitle: 标题\ndate: 2023-11-05\nlang: zh\n---\n# 头\n\n**2019** 年 `code` [链接](http://x)\n\n```\nno\n```\n";
        let (gathered, front) = read(text);
        assert_eq!(gathered.text, "头\n2019 年  链接\n2023-11-05\n");
        assert_eq!(front.date.map(|d| d.0.to_string()).as_deref(), Some("2023-11-05"));
        assert_eq!(front.date.map(|d| &gathered.text[d.1.start..d.1.end]), Some("2023-11-05"));
        let place = front.date.map(|d| gathered.map.back(d.1)).unwrap_or_default();
        assert_eq!(&text[place.start..place.end], "2023-11-05");
        assert_eq!((front.language, front.title.as_deref()), (Some(Language::Zh), Some("标题")));
    }

    #[test]
    fn a_head_in_toml_is_read() {
        let text = "+++\ntitle = \"A # title\" # note\ndate = 2023-11-05T08:00:00Z # day\nlang = 'en'\n[params]\ndate = 2001-01-01\n+++\n\ntext\n";
        let (gathered, front) = read(text);
        assert_eq!(front.date.map(|d| d.0.to_string()).as_deref(), Some("2023-11-05"));
        assert_eq!((front.language, front.title.as_deref()), (Some(Language::En), Some("A # title")));
        assert!(gathered.text.starts_with("text\n"), "{}", gathered.text);
    }

    #[test]
    fn references_escapes_and_notes_are_words_or_nothing() {
        for (text, expected) in [
            ("A&amp;B \\* 5&nbsp;% &#24180;", vec!["A&B * 5\u{a0}% 年"]),
            ("300[^1] cars\n\n[^1]: In 2020.\n", vec!["300 cars", "In 2020."]),
            ("was ~~300~~ 400", vec!["was  400"]),
            ("a ![alt 5](x.png)<https://a.example/2020>b [c](d)", vec!["a b c"]),
            ("- [x] done\n- [ ] open\n", vec!["done", "open"]),
            ("one\ntwo  \nthree\n中文\n中文", vec!["one two", "three中文中文"]),
            ("> quoted\n> on", vec!["quoted on"]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn html_in_markdown_is_html() {
        for (text, expected) in [
            ("a <b>b</b><!-- no --> c<br>d", vec!["a b c", "d"]),
            ("<aside>\n\nno\n\n</aside>\n\nyes", vec!["yes"]),
            ("<div hidden>no</div>\n\nyes", vec!["yes"]),
            ("<p>In <b>2019</b> &amp; later</p>\n\nyes", vec!["In 2019 & later", "yes"]),
            ("H<sub>2</sub>O and 5<sup>1</sup>", vec!["H2O and 5"]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn cells_know_their_row_and_column() {
        let text = "| a | b |\n|---|---|\n| c | **d** e |\n\nafter\n";
        let gathered = read(text).0;
        let cells: Vec<_> = gathered.runs.iter().filter_map(|r| r.cell.map(|c| (c.row, c.column, c.header))).collect();
        assert_eq!(cells, [(0, 0, true), (0, 1, true), (1, 0, false), (1, 1, false)]);
        assert_eq!(blocks(text).last(), Some(&(Block::Paragraph, "after".to_owned())));
    }
}
