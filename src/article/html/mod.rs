//! HTML: the words of the article in a page, and what the page says about it.
//!
//! Elements nest as the HTML Standard has them nest, as far as words depend on it: open paragraphs, items and cells end
//! where the next begins, an end tag closes what it names and all that is open inside. What stands around an article
//! (navigation, notes, scripts, hidden elements) is left out; where a page marks its article, so is the rest.

mod chrome;
mod entities;
mod kept;
mod metadata;
mod roles;
mod tables;
mod token;

use super::prose::{Gathered, Prose, Stretch, is_note_mark};
use super::{Block, Cell, FrontMatter, plain};
use crate::source::Span;
use chrome::{Shown, is_chrome, shown};
use kept::Kept;
use metadata::Metadata;
use roles::{Role, implied, is_inline, role};
use tables::{OpenTable, data_tables, indent};

pub(super) use entities::reference;
pub(super) use kept::Region;
pub(super) use metadata::day;
pub(super) use token::{Token, Tokens};

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
    region: Region,
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
    /// How many tables there were where the open `<figure>` began.
    figure: Option<usize>,
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
            figure: None,
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

    fn region(&self) -> Region {
        self.open.last().map_or(Region::default(), |o| o.region)
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
        } else if let Some((last, around)) = self.open.split_last()
            && last.name.eq_ignore_ascii_case("title")
            // A drawing has a title of its own.
            && around.last().is_none_or(|o| !o.hidden)
        {
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
        match self.open.last() {
            Some(top) => self.prose.begin(top.block, top.cell, top.region),
            None => self.prose.begin(Block::Paragraph, None, Region::default()),
        }
    }

    fn start(&mut self, name: &'a str, tokens: &Tokens<'a>) {
        let role = role(name);
        match role {
            Role::Meta => return self.metadata.meta(tokens),
            Role::Break if self.is_hidden() => return,
            // Behind a line that was broken goes on what was broken in the middle of a sentence.
            Role::Break if name.eq_ignore_ascii_case("br") => {
                return self.prose.break_line(tokens.tag());
            }
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
            region: parent.map_or(Region::default(), |p| p.region),
            preformatted: parent.is_some_and(|p| p.preformatted),
        };
        let is_frame =
            matches!(role, Role::Article | Role::Main) || ["html", "body"].iter().any(|n| name.eq_ignore_ascii_case(n));
        let shown = match role {
            Role::Hidden | Role::HiddenInline => Shown::No,
            _ if is_frame => Shown::Yes,
            // Elements of a page's own: amp-ad, cookie-banner.
            _ if name.contains('-') && is_chrome(name) => Shown::No,
            // The row of a table that is called its footer is one.
            Role::Row | Role::TableHead | Role::Caption => shown(tokens).unless_doubted(),
            _ => shown(tokens),
        };
        open.hidden |= shown == Shown::No || shown == Shown::Doubted && is_inline(role);
        open.region.doubted |= shown == Shown::Doubted;
        match role {
            Role::Block(Block::Item) if open.block.is_listed() => open.block = Block::Inside,
            Role::Block(block) => open.block = block,
            Role::Paragraph if !open.block.is_listed() => open.block = Block::Paragraph,
            // Only the first paragraph of an item begins it.
            Role::Paragraph | Role::Part if open.block == Block::Item => {
                if !self.prose.is_fresh() {
                    open.block = Block::Inside;
                }
                if let Some(parent) = self.open.last_mut() {
                    parent.block = Block::Inside;
                }
            }
            Role::Article if !open.hidden && open.region.article == 0 => {
                self.articles += 1;
                open.region.article = self.articles;
            }
            // Whatever stands around the main part is named for something else.
            Role::Main => (open.region.main, open.region.doubted) = (true, false),
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
            _ => {}
        }
        if let Some(cell) = &mut open.cell
            && tokens.has_attributes()
        {
            let set_in = indent(tokens);
            cell.indent = cell.indent.saturating_add_signed(set_in);
            if set_in != 0 && is_inline(role) && self.prose.is_fresh() {
                self.prose.begin(open.block, open.cell, open.region);
            }
        }
        if name.eq_ignore_ascii_case("figure") {
            self.figure = Some(self.layout.len());
        }
        // The words below a figure that holds a table are the caption of that.
        if name.eq_ignore_ascii_case("figcaption")
            && self.figure.is_some_and(|before| before < self.layout.len())
            && open.cell.is_none()
        {
            open.block = Block::Caption(self.layout.len() as u32 - 1);
        }
        if !open.hidden && (role == Role::Time || tokens.has_attributes()) {
            self.metadata.element(role == Role::Time, tokens, self.prose.count(), self.text);
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
        if name.eq_ignore_ascii_case("figure") {
            self.figure = None;
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
        let kept = Kept::new(&self.prose, self.articles, &self.titles);
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
                "<div class=menu>no</div><x-cookie-banner>no</x-cookie-banner><div class='no-menu'>yes</div>",
                vec!["yes"],
            ),
            (
                "<p>2019 年<br>3 月<p>on 30<br/>November<br> 2022<p>a<br><br>3月",
                vec!["2019 年3 月", "on 30 November 2022", "a", "3月"],
            ),
            (
                "<p>5<sup>[1]</sup> and 300<sup><a href=#n>2</a></sup> m<sup>2</sup>, 1<sup>st</sup>",
                vec!["5 and 300 m2, 1st"],
            ),
            ("<table><tr class=footer><td>one<tr hidden><td>no<tr><td>two</table>", vec!["one", "two"]),
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
        // What is named for what stands around an article is it where there is nothing else.
        let page = format!("<div class=comments>no</div><div style='visibility: hidden'>{}</div>", long.repeat(5));
        assert_eq!(words(&page), ["no", long.repeat(5).trim()]);
        let page = format!("<div>{}</div><div class=comments>{long}</div>", long.repeat(5));
        assert_eq!(words(&page), [long.repeat(5).trim()]);
        let page =
            format!("<p>{long}<h2>Related stories:</h2><ul><li>Oracle was founded in 2001</ul><h3>Next</h3><p>{long}");
        assert_eq!(words(&page), [long.trim(), long.trim()]);
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
            ("<p><time>2023年11月5日 10:30 来源:x</time>".to_owned(), "2023-11-05", "2023年11月5日"),
            ("<p><em id=publish_time>发布时间:2023-11-05 10:30</em>".to_owned(), "2023-11-05", "2023-11-05"),
            (
                "<p><b itemprop=datePublished content=2023-11-05T10:00>5th</b>".to_owned(),
                "2023-11-05",
                "2023-11-05T10:00",
            ),
            ("<p><b itemprop=datePublished>Nov 5th, 2023 at 5</b>".to_owned(), "2023-11-05", "Nov 5th, 2023"),
            ("<p><b class='dt-published' title='2023-11-05'>x</b>".to_owned(), "2023-11-05", "2023-11-05"),
            ("<meta name=bytedance:published_time content=2023-11-05>".to_owned(), "2023-11-05", "2023-11-05"),
        ] {
            let (gathered, front) = read(&text);
            let (date, span) = front.date.expect("a date");
            assert_eq!((date.to_string().as_str(), &gathered.text[span.start..span.end]), (day, cited));
            let written = gathered.map.back(span);
            assert_eq!(&text[written.start..written.end], cited);
        }
        let told = format!("<p>{}<p>On <time datetime=2020-01-05>5 January</time> it ended.", "long text ".repeat(20));
        assert_eq!(read(&told).1.date, None);
        for none in [
            "<meta name=modified content=2023-11-05>",
            "<meta name=last_published content=2023-11-05>",
            "<time>10:30</time>",
            "<p class=date>2023-11-05",
        ] {
            assert_eq!(read(none).1.date, None, "{none}");
        }
        assert_eq!(read("<svg><title>no</title></svg><title>A &amp; B</title>").1.title.as_deref(), Some("A & B"));
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
