//! Markdown: the words of the events of pulldown-cmark (CommonMark, GFM, footnotes); front matter in YAML or TOML.
//!
//! HTML in it is read as HTML. Code, targets of links, marks of notes and what is struck out are not the article.

use super::html::Page;
use super::prose::Gathered;
use super::{Block, Cell, FrontMatter, front_matter};
use crate::source::Span;
use pulldown_cmark::{Event, LinkType, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// The prose of a Markdown text and what its head says.
pub(super) fn read(text: &str) -> (Gathered, FrontMatter) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader {
        text,
        page: Page::new(text),
        block: Block::Paragraph,
        cell: None,
        items: 0,
        skipped: 0,
        target: false,
        html: None,
        head: None,
        mute: None,
        is_callout: false,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, Span::new(range.start, range.end));
    }
    let (mut gathered, _) = reader.page.finish();
    let mut front = FrontMatter::default();
    if let Some((kind, span)) = reader.head {
        let head = front_matter::read(kind, &text[span.start..span.end]);
        (front.title, front.language) = (head.title, head.language);
        if let Some((day, at)) = head.date {
            let place = if at.is_empty() { span } else { Span::new(span.start + at.start, span.start + at.end) };
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
    /// Items of lists that are open, one inside the other.
    items: usize,
    /// How many things are open whose words are not the article.
    skipped: usize,
    /// A link is open that shows its target.
    target: bool,
    /// HTML that is open, as far as it was found in one piece.
    html: Option<Span>,
    head: Option<(MetadataBlockKind, Span)>,
    /// Bytes that are no words: the mark of a callout, what a program puts something else in place of.
    mute: Option<Span>,
    /// The first line of a callout is open: a title.
    is_callout: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            // 3~5年…8~10年 strikes nothing out: single marks are words.
            Event::Start(Tag::Strikethrough) if !self.is_struck(span) => self.mark(span.start),
            Event::End(TagEnd::Strikethrough) if !self.is_struck(span) => self.mark(span.end - 1),
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
            Event::Start(tag @ (Tag::Paragraph | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_))) => {
                if matches!(tag, Tag::BlockQuote(_)) {
                    self.mute = callout(self.text, span);
                    self.is_callout = self.mute.is_some();
                }
                let inside = matches!(self.block, Block::Item | Block::Inside);
                self.begin(if inside { self.block } else { Block::Paragraph });
            }
            Event::Start(Tag::Item) => {
                self.items += 1;
                self.begin(if self.items == 1 { Block::Item } else { Block::Inside });
            }
            Event::End(TagEnd::Item) => {
                self.items = self.items.saturating_sub(1);
                self.begin(if self.items == 0 { Block::Paragraph } else { Block::Inside });
            }
            Event::End(TagEnd::FootnoteDefinition) => self.begin(Block::Paragraph),
            Event::Start(Tag::Table(_)) => {
                let table = self.page.new_table();
                self.cell = Some(Cell { table, row: 0, column: 0, columns: 1, rows: 1, indent: 0, header: false });
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
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) | Event::Rule => {
                self.is_callout = false;
                if self.block == Block::Item {
                    self.block = Block::Inside;
                }
                self.page.prose.break_off();
            }
            Event::HardBreak if self.is_read() => self.page.prose.break_line(span),
            Event::SoftBreak if std::mem::take(&mut self.is_callout) => self.page.prose.break_off(),
            Event::SoftBreak if self.is_read() => self.page.prose.push_space(span),
            Event::Text(words) if self.is_read() => match self.mute.filter(|m| span.start < m.end) {
                Some(mute) if span.end <= mute.end => {}
                Some(mute) => self.written(Span::new(mute.end, span.end)),
                None => self.words(&words, span),
            },
            Event::Text(_) => match &mut self.head {
                Some((_, head)) if head.is_empty() => *head = span,
                Some((_, head)) if self.page.prose.count() == 0 && self.skipped > 0 => *head = head.cover(span),
                _ => {}
            },
            // A comment that holds a blank line comes line by line.
            Event::Html(_) => match &mut self.html {
                Some(open) if open.end == span.start => *open = open.cover(span),
                _ => {
                    self.feed();
                    self.html = Some(span);
                }
            },
            Event::End(TagEnd::HtmlBlock) => self.feed(),
            Event::InlineHtml(_) => self.page.feed(span),
            _ => {}
        }
    }

    fn feed(&mut self) {
        if let Some(html) = self.html.take() {
            self.page.feed(html);
        }
    }

    fn is_struck(&self, span: Span) -> bool {
        self.text[span.start..span.end].starts_with("~~")
    }

    /// A byte that is a word and no markup.
    fn mark(&mut self, at: usize) {
        if self.is_read() {
            self.page.prose.push(Span::new(at, at + 1));
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

    /// Words as they are written, without what a program that makes pages puts something else in place of.
    fn written(&mut self, span: Span) {
        let mut start = span.start;
        while let Some(at) = self.text[start..span.end].find('{').map(|i| start + i) {
            let len = template(&self.text[at..]);
            self.page.prose.push(Span::new(start, if len == 0 { at + 1 } else { at }));
            start = at + len.max(1);
            if start > span.end {
                self.mute = Some(Span::new(at, start));
                return;
            }
        }
        self.page.prose.push(Span::new(start, span.end));
    }

    /// Words as they are written, or what a reference stands for.
    fn words(&mut self, words: &str, span: Span) {
        if self.text[span.start..span.end] == *words {
            return self.written(span);
        }
        // Words that stand for no byte are not the author's.
        if !span.is_empty() {
            words.chars().for_each(|c| self.page.prose.push_char(c, span));
        }
    }
}

/// The mark of a callout that opens a block quote: `> [!NOTE]`, `> [!tip]+ Title`.
fn callout(text: &str, quote: Span) -> Option<Span> {
    let body = text[quote.start..quote.end].trim_start_matches(['>', ' ']);
    let start = quote.end - body.len();
    let len = body.strip_prefix("[!")?.find(']').filter(|n| body[2..2 + n].bytes().all(|b| b.is_ascii_alphabetic()))?;
    let end = start + len + 3;
    let end = end + usize::from(text[end..].starts_with(['+', '-']));
    let spaces = text[end..].bytes().take_while(|b| *b == b' ').count();
    Some(Span::new(start, end + spaces))
}

/// The length of what a program that makes pages puts something else in place of, at the head of a text: `{{< figure
/// src="x" >}}`, `{% include x %}`, `{: .class}`; 0 where there is none.
fn template(text: &str) -> usize {
    const MARKS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{:", "}")];
    /// None is longer, and all of it stands on one line.
    const LONGEST: usize = 300;
    let line = &text.as_bytes()[..text.len().min(LONGEST)];
    let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
    let mark = MARKS.iter().find(|m| text.starts_with(m.0));
    mark.and_then(|m| Some(memchr::memmem::find(line, m.1.as_bytes())? + m.1.len())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Language;

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
    fn references_escapes_and_notes_are_words_or_nothing() {
        for (text, expected) in [
            ("A&amp;B \\* 5&nbsp;% &#24180;", vec!["A&B * 5\u{a0}% 年"]),
            ("300[^1] cars\n\n[^1]: In 2020.\n", vec!["300 cars", "In 2020."]),
            ("was ~~300~~ 400", vec!["was  400"]),
            ("工期3~5年,造价8~10亿元", vec!["工期3~5年,造价8~10亿元"]),
            ("# 头 {#id .class}", vec!["头"]),
            ("1990\\. 3\\*4 [a][b] [c]<x@y.example>\n\n[b]: http://z.example/2001 \"2002\"", vec!["1990. 3*4 a [c]"]),
            ("    2001\n\n~~~\n2002\n~~~\n\n``20`03``2019", vec!["2019"]),
            ("a ![alt 5](x.png)<https://a.example/2020>b [c](d)", vec!["a b c"]),
            ("- [x] done\n- [ ] open\n", vec!["done", "open"]),
            ("one\ntwo  \nthree\n中文\n中文", vec!["one two", "three中文中文"]),
            ("于1974年  \n4月,在4月\\\n5日", vec!["于1974年4月,在4月5日"]),
            ("> [!NOTE]\n> one", vec!["one"]),
            ("> [!tip]+ Title *two*\n> one\n\n> [a!] b", vec!["Title two", "one", "[a!] b"]),
            (
                "a {{< figure caption=\"2001\" >}} b {% include 2001 %}\n{: .class}\n{ 2019 } {{ x",
                vec!["a  b  { 2019 } {{ x"],
            ),
            ("> quoted\n> on", vec!["quoted on"]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn html_in_markdown_is_html() {
        for (text, expected) in [
            ("a <b>b</b><!-- no --> c<br>d", vec!["a b c", "d"]),
            ("<!--\nno\n\nno\n-->\n\nyes", vec!["yes"]),
            ("> <!-- no -->\n> yes <b>and</b>", vec!["yes and"]),
            ("<script>\nno\n\nno\n</script>\n\nyes", vec!["yes"]),
            ("<table>\n<tr><td>one\n\n<td>two\n</table>\n\nthree", vec!["one", "two", "three"]),
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
        let text = "| a | b |\n|---|---|\n| c | **d** e \\| `f` |\n\nafter\n";
        let gathered = read(text).0;
        assert!(gathered.text.starts_with("a\nb\nc\nd e | \n"), "{}", gathered.text);
        let cells: Vec<_> = gathered.runs.iter().filter_map(|r| r.cell.map(|c| (c.row, c.column, c.header))).collect();
        assert_eq!(cells, [(0, 0, true), (0, 1, true), (1, 0, false), (1, 1, false)]);
        assert_eq!(blocks(text).last(), Some(&(Block::Paragraph, "after".to_owned())));
    }
}
