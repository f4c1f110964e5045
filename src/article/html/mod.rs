//! HTML: the words of the article in a page, and what the page says about it.
//!
//! Elements nest as the HTML Standard has them nest, as far as words depend on it: open paragraphs, items and cells end
//! where the next begins, an end tag closes what it names and all that is open inside. What stands around an article
//! (navigation, notes, scripts, hidden elements) is left out; where a page marks its article, so is the rest.

mod entities;
mod kept;
mod metadata;
mod roles;
mod tables;
mod token;

use super::prose::{Gathered, Prose, Stretch, is_note_mark};
use super::{Block, Cell, FrontMatter, plain};
use crate::source::Span;
use kept::Kept;
use metadata::Metadata;
use roles::{Role, implied, is_hidden, role};
use tables::{OpenTable, data_tables};
use token::{Token, Tokens};

pub(super) use entities::reference;
pub(super) use metadata::day;

/// The prose of a page and what its head says.
pub(super) fn read(text: &str) -> (Gathered, FrontMatter) {
    let mut page = Page::new(text);
    page.feed(Span::new(0, text.len()));
    page.finish()
}

/// How many open elements an end tag looks at: a page of nothing but open tags costs no more than one read once.
const DEEPEST: usize = 256;

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open<'a> {
    name: &'a str,
    role: Role,
    /// Its words are not the article.
    hidden: bool,
    block: Block,
    cell: Option<Cell>,
    region: u32,
    preformatted: bool,
}

/// A page as it is read: HTML alone, or Markdown with HTML in it.
#[derive(Debug)]
pub(super) struct Page<'a> {
    text: &'a str,
    /// The words found so far.
    pub(super) prose: Prose<'a>,
    open: Vec<Open<'a>>,
    tables: Vec<OpenTable>,
    /// Tables so far, and those that only lay out a page.
    layout: Vec<bool>,
    articles: u32,
    /// Blocks that are a heading of the first level.
    titles: Vec<usize>,
    metadata: Metadata,
    /// A script that holds JSON-LD is open.
    linked_data: bool,
}

impl<'a> Page<'a> {
    /// A page of `text`, none of it read yet.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            prose: Prose::new(text),
            open: Vec::new(),
            tables: Vec::new(),
            layout: Vec::new(),
            articles: 0,
            titles: Vec::new(),
            metadata: Metadata::default(),
            linked_data: false,
        }
    }

    /// True where words that stand here are not the article.
    pub(super) fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|o| o.hidden)
    }

    /// Begins a block of another syntax inside the elements that are open.
    pub(super) fn begin(&mut self, block: Block, cell: Option<Cell>) {
        self.prose.begin(block, cell, self.region());
    }

    fn region(&self) -> u32 {
        self.open.last().map_or(0, |o| o.region)
    }

    /// Reads HTML that stands at `span`.
    pub(super) fn feed(&mut self, span: Span) {
        let mut tokens = Tokens::new(self.text, span.start);
        while let Some(token) = tokens.next(span.end) {
            match token {
                Token::Text(text) => self.words(text),
                Token::Raw(text) => self.raw(text),
                Token::Start(name) => self.start(name, &tokens),
                Token::End(name) => self.end(name),
                Token::Other => {}
            }
        }
    }

    fn raw(&mut self, span: Span) {
        if self.linked_data {
            self.metadata.linked_data(self.text, span);
            self.linked_data = false;
        } else if self.open.last().is_some_and(|o| o.name.eq_ignore_ascii_case("title")) {
            self.metadata.title(&self.text[span.start..span.end]);
        }
    }

    /// Characters between tags.
    fn words(&mut self, span: Span) {
        match self.open.last() {
            Some(open) if open.hidden => {}
            Some(open) if open.preformatted => {
                let mut last = None;
                for run in plain::runs(&self.text[span.start..span.end], span.start) {
                    if last.is_some_and(|number| number != run.number) {
                        self.prose.break_off();
                    }
                    last = Some(run.number);
                    self.line(run.span);
                }
            }
            _ => self.line(span),
        }
    }

    /// Characters of a line: references decoded, white space as one space.
    fn line(&mut self, span: Span) {
        let bytes = self.text.as_bytes();
        let (mut start, mut i) = (span.start, span.start);
        while i < span.end {
            match bytes[i] {
                b'&' => {
                    let known = reference(&self.text[i..span.end]);
                    let Some((chars, len)) = known else {
                        i += 1;
                        continue;
                    };
                    self.prose.push(Span::new(start, i));
                    let whole = Span::new(i, i + len);
                    chars.into_iter().flatten().for_each(|c| self.prose.push_char(c, whole));
                    i += len;
                    start = i;
                }
                b' ' if i > start && i + 1 < span.end && !bytes[i + 1].is_ascii_whitespace() => i += 1,
                b' ' | b'\n' | b'\r' | b'\t' | 0x0c => {
                    self.prose.push(Span::new(start, i));
                    let blank = |b: &u8| b.is_ascii_whitespace();
                    let len = bytes[i..span.end].iter().position(|b| !blank(b)).unwrap_or(span.end - i);
                    self.prose.push_space(Span::new(i, i + len));
                    i += len;
                    start = i;
                }
                _ => i += 1,
            }
        }
        self.prose.push(Span::new(start, span.end));
    }

    /// Pops the open elements from `depth` on.
    fn close_to(&mut self, depth: usize) {
        let ends_block = self.open[depth..].iter().any(|o| !is_inline(o.role));
        self.open.truncate(depth);
        while self.tables.last().is_some_and(|t| t.depth >= depth) {
            self.tables.pop();
        }
        if ends_block {
            self.border();
        }
    }

    /// Ends the block before and sets what the next one is by the elements that are open.
    fn border(&mut self) {
        let top = self.open.last().map_or((Block::Paragraph, None, 0), |o| (o.block, o.cell, o.region));
        self.prose.begin(top.0, top.1, top.2);
    }

    fn start(&mut self, name: &'a str, tokens: &Tokens<'a>) {
        let role = role(name);
        match role {
            Role::Meta => return self.metadata.meta(tokens),
            Role::Break => return self.prose.break_off(),
            Role::Void => return,
            _ => {}
        }
        // A title that was never closed ends before the next element.
        if self.open.last().is_some_and(|o| ["title", "textarea"].iter().any(|n| o.name.eq_ignore_ascii_case(n))) {
            self.close_to(self.open.len() - 1);
        }
        // What stands around an article and was never closed ends where that begins.
        let around: &[&str] = match role {
            Role::Main => &["nav", "aside", "footer"],
            Role::Article => &["nav"],
            _ => &[],
        };
        let is_around = |o: &Open| around.iter().any(|n| o.name.eq_ignore_ascii_case(n));
        if let Some(depth) = (!around.is_empty()).then(|| self.nearest(is_around, |_| false)).flatten() {
            self.close_to(depth);
        }
        let (names, borders) = implied(role, name);
        if !names.is_empty() {
            let is = |o: &Open, all: &[&str]| all.iter().any(|n| o.name.eq_ignore_ascii_case(n));
            let found = self.nearest(|o| is(o, names), |o| is(o, borders));
            if let Some(depth) = found {
                self.close_to(depth);
            }
        }
        let parent = self.open.last().copied();
        let mut open = Open {
            name,
            role,
            hidden: parent.is_some_and(|p| p.hidden),
            block: parent.map_or(Block::Paragraph, |p| p.block),
            cell: parent.and_then(|p| p.cell),
            region: parent.map_or(0, |p| p.region),
            preformatted: parent.is_some_and(|p| p.preformatted),
        };
        let is_frame =
            matches!(role, Role::Article | Role::Main) || ["html", "body"].iter().any(|n| name.eq_ignore_ascii_case(n));
        open.hidden |= matches!(role, Role::Hidden | Role::HiddenInline) || !is_frame && is_hidden(tokens);
        match role {
            Role::Block(block) => open.block = block,
            Role::Paragraph if open.block != Block::Item => open.block = Block::Paragraph,
            Role::Article if !open.hidden && open.region < 2 => {
                self.articles += 1;
                open.region += self.articles * 2;
            }
            Role::Main => open.region |= 1,
            Role::Table => self.open_table(&mut open),
            Role::TableHead => self.set_head(true),
            Role::Row => self.open_row(),
            Role::Cell | Role::HeaderCell => self.open_cell(&mut open, tokens),
            Role::Caption => {
                open.cell = None;
                open.block = self.tables.last().map_or(Block::Paragraph, |t| Block::Caption(t.number));
            }
            Role::Preformatted => open.preformatted = true,
            Role::Superscript => open.hidden |= self.is_note(tokens.at()),
            Role::Time => self.metadata.time(tokens, self.prose.count()),
            _ => {}
        }
        if name.eq_ignore_ascii_case("script") {
            let kind = tokens.attribute("type").unwrap_or("");
            let kind = kind.split(';').next().unwrap_or("").trim();
            self.linked_data = kind.eq_ignore_ascii_case("application/ld+json");
        }
        self.open.push(open);
        if !is_inline(role) {
            self.border();
            if name.eq_ignore_ascii_case("h1") && !open.hidden {
                self.titles.push(self.prose.count());
            }
        }
    }

    fn end(&mut self, name: &str) {
        let role = role(name);
        if role == Role::Break {
            return self.prose.break_off();
        }
        // What is inside a cell does not end outside of it, and emphasis ends no block.
        let inline = is_inline(role) && role != Role::HiddenInline;
        let border = |o: &Open| match role {
            Role::Table => false,
            Role::Row | Role::Cell | Role::HeaderCell | Role::TableHead => o.role == Role::Table,
            _ => {
                matches!(o.role, Role::Cell | Role::HeaderCell | Role::Caption | Role::Table)
                    || inline && !is_inline(o.role)
            }
        };
        if let Some(depth) = self.nearest(|o| o.name.eq_ignore_ascii_case(name), border) {
            self.close_to(depth);
        }
        if role == Role::TableHead {
            self.set_head(false);
        }
    }

    /// The depth of the innermost open element that is sought; one that is itself a border is found first.
    fn nearest(&self, sought: impl Fn(&Open) -> bool, border: impl Fn(&Open) -> bool) -> Option<usize> {
        let near = self.open.iter().enumerate().rev().take(DEEPEST);
        for (depth, open) in near {
            if sought(open) {
                return Some(depth);
            }
            if border(open) {
                return None;
            }
        }
        None
    }

    /// True where a `<sup>` that begins before `at` is the mark of a note, or holds a link to one.
    fn is_note(&self, at: usize) -> bool {
        const LONGEST: usize = 300;
        let mut end = (at + LONGEST).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = &self.text[at..end];
        let Some(close) = rest.find("</sup").or_else(|| rest.find("</SUP")) else { return true };
        rest[..close].contains('<') || is_note_mark(self.prose.last(), &rest[..close])
    }

    /// The prose of the article among what was read, and what its head says.
    pub(super) fn finish(mut self) -> (Gathered, FrontMatter) {
        self.prose.break_off();
        let all = self.prose.stretches();
        let kept = Kept::new(all, self.articles, &self.titles);
        let tables = data_tables(all, &self.layout);
        let mut front = FrontMatter { title: self.metadata.best_title(), ..FrontMatter::default() };
        let date = self.metadata.date(all);
        let place = |stretch: &Stretch| match (stretch.block, stretch.cell) {
            (Block::Cell, Some(cell)) if tables[cell.table as usize] => (Block::Cell, Some(cell)),
            (Block::Cell, _) => (Block::Paragraph, None),
            (Block::Caption(table), _) if !tables[table as usize] => (Block::Paragraph, None),
            (block, cell) => (block, cell.filter(|c| tables[c.table as usize])),
        };
        let mut gathered = self.prose.finish(|i, s| kept.holds(i, s).then(|| place(s)));
        front.date = date.map(|(day, span)| (day, gathered.cite(self.text, span)));
        (gathered, front)
    }
}

/// Elements that begin and end inside a line.
fn is_inline(role: Role) -> bool {
    matches!(role, Role::Inline | Role::HiddenInline | Role::Superscript | Role::Time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let gathered = read(text).0;
        gathered.runs.iter().map(|r| gathered.text[r.span.start..r.span.end].to_owned()).collect()
    }

    #[test]
    fn words_are_told_from_what_is_around_them() {
        for (text, expected) in [
            ("<p>In <b>2019 年</b>\n 3 月&nbsp;5 日", vec!["In 2019 年3 月\u{a0}5 日"]),
            ("<p>one\n  two   three<p>four<br/>five", vec!["one two three", "four", "five"]),
            ("<p>中文\n  中文 abc\nabc</p>", vec!["中文中文 abc abc"]),
            ("<ul><li>one<li>two<ul><li>three</ul></ul>four", vec!["one", "two", "three", "four"]),
            ("a<script>var p = '<p>no</p>';</script>b<style>c{}</style><!-- d -->e", vec!["abe"]),
            (
                "<nav>no</nav><div aria-hidden=TRUE>no</div><p hidden>no</p><p style='color:red; DISPLAY : none'>no",
                vec![],
            ),
            ("<div class='entry comments'>no</div><p id=Related>no</p><p class=commentsy>yes", vec!["yes"]),
            ("<aside><p>no<aside>no</aside>no</aside>yes</aside>yes", vec!["yesyes"]),
            ("<nav>no<div>no</nav>yes", vec!["yes"]),
            ("<div><nav>no</div>yes", vec!["yes"]),
            ("<span hidden>no<div>no</span>no</div>no</span>yes", vec!["yes"]),
            (
                "<p>5<sup>[1]</sup> and 300<sup><a href=#n>2</a></sup> m<sup>2</sup>, 1<sup>st</sup>",
                vec!["5 and 300 m2, 1st"],
            ),
            ("<ruby>中<rp>(</rp><rt>zhong</rt><rp>)</rp></ruby>文", vec!["中文"]),
            ("<p>was <del>300</del> <ins>400</ins>", vec!["was 400"]),
            ("<figure><img alt=no><figcaption>yes</figcaption></figure>", vec!["yes"]),
            ("<pre>one\n\n  two</pre>", vec!["one", "two"]),
            ("1 < 2 & 3 &lt; 4 &unknown; <", vec!["1 < 2 & 3 < 4 &unknown; <"]),
            ("<title>no</title><h1>yes</h1>", vec!["yes"]),
            ("<title>no<p>yes", vec!["yes"]),
            ("<nav><a>no</a><main><p>yes</main>", vec!["yes"]),
            ("<nav><a>no</a><article><p>yes</article>", vec!["yes"]),
            ("<div class='related-news site-nav'>no</div><p class=news>yes", vec!["yes"]),
            ("<p>1,234<sup>a</sup> of 5<sup>th</sup>", vec!["1,234 of 5th"]),
            ("<p>caf&eacute; &quot;x&quot;&#8217;s", vec!["café \"x\"’s"]),
            ("<table><tr><td><p>one<td>two<tr><td>three</table>four", vec!["one", "two", "three", "four"]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_marked_article_is_all_there_is_and_its_title() {
        let long = "words of a story. ".repeat(9);
        let page = format!(
            "<header>Site</header><h1>Title</h1><div>chrome</div><article><p>{long}</article>\
             <article><p>teaser</article><div>chrome</div>"
        );
        assert_eq!(words(&page), ["Title", long.trim()]);
        let page = format!("<div>chrome</div><main><h1>Title</h1><p>{long}</main><div>chrome</div>");
        assert_eq!(words(&page), ["Title", long.trim()]);
        let page = format!("<div>{long}</div><article>card</article><article>card</article>");
        assert_eq!(words(&page), [long.trim(), "card", "card"]);
    }

    #[test]
    fn the_day_of_publication_is_found_and_cited() {
        let time = "<p>Oslo <time datetime=2023-11-04>yesterday</time><p>text";
        let head = "<meta property='article:published_time' content='2023-11-05T01:00:00Z'>";
        let data = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"},
            {"@type": ["NewsArticle"], "datePublished": "2023-11-06"}]}</script>"#;
        for (text, day, cited) in [
            (format!("{head}{time}{data}"), "2023-11-05", "2023-11-05T01:00:00Z"),
            (format!("{time}{data}"), "2023-11-06", "2023-11-06"),
            (time.to_owned(), "2023-11-04", "2023-11-04"),
        ] {
            let (gathered, front) = read(&text);
            let (date, span) = front.date.expect("a date");
            assert_eq!((date.to_string().as_str(), &gathered.text[span.start..span.end]), (day, cited));
            let written = gathered.map.back(span);
            assert_eq!(&text[written.start..written.end], cited);
        }
        let told = format!("<p>{}<p>On <time datetime=2020-01-05>5 January</time> it ended.", "long text ".repeat(20));
        assert_eq!(read(&told).1.date, None);
        assert_eq!(read("<meta name=modified content=2023-11-05>").1.date, None);
        assert_eq!(read("<title>A &amp; B</title>").1.title.as_deref(), Some("A & B"));
    }

    #[test]
    fn hostile_pages_are_read_to_the_end() {
        for (open, count) in [
            ("<div>", 100_000),
            ("<b>", 100_000),
            ("<table><tr><td>", 50_000),
            ("<a href=\"", 100_000),
            ("<", 5_000_000),
            ("<!--", 500_000),
            ("<b a='>'", 100_000),
            ("&", 2_000_000),
            ("<script>", 100_000),
            ("</p>", 500_000),
            ("<title>", 200_000),
            ("<td rowspan=9>", 100_000),
            ("<b><div><i>", 50_000),
            ("<time datetime=2020-01-01>", 50_000),
        ] {
            let text = open.repeat(count / 10) + &"</b></div></i>".repeat(3_000) + "\"";
            let spans = read(&text).0.runs.iter().map(|r| r.span).collect::<Vec<_>>();
            assert!(spans.iter().all(|s| text.get(s.start..s.end).is_some()), "{open}");
            assert!(spans.windows(2).all(|s| s[0].end <= s[1].start), "{open}");
        }
    }
}
