//! Markdown: prose runs from the events of pulldown-cmark, front matter read as YAML; code and targets skipped.

use super::{Block, FrontMatter, Run};
use crate::source::Span;
use crate::vocabulary::Language;
use chrono::NaiveDate;
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// Runs and front matter of a Markdown text.
pub(super) fn read(text: &str) -> (Vec<Run>, FrontMatter) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader =
        Reader { text, runs: Vec::new(), front: FrontMatter::default(), number: 0, block: Block::Paragraph };
    let (mut code, mut metadata) = (false, None::<Span>);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => {
                metadata = Some(Span::new(span.end, span.end))
            }
            Event::End(TagEnd::MetadataBlock(_)) => {
                if let Some(span) = metadata.take() {
                    reader.front = front_matter(text, span);
                }
            }
            Event::Text(_) if metadata.is_some() => {
                metadata = metadata.map(|m| if m.is_empty() { span } else { m.cover(span) });
            }
            Event::Start(Tag::Heading { .. }) => reader.begin(Block::Heading),
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => {
                let block = if reader.block == Block::Item { Block::Item } else { Block::Paragraph };
                reader.begin(block);
            }
            Event::Start(Tag::Item) => reader.begin(Block::Item),
            Event::End(TagEnd::Item) => reader.begin(Block::Paragraph),
            Event::Start(Tag::TableCell) => reader.begin(Block::Cell),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => reader.number += 1,
            Event::SoftBreak => reader.soft_break(span),
            Event::HardBreak | Event::Rule => reader.number += 1,
            Event::Text(_) if !code => reader.push(span),
            _ => {}
        }
    }
    let mut runs = reader.runs;
    runs.sort_by_key(|r| r.span);
    (runs, reader.front)
}

struct Reader<'a> {
    text: &'a str,
    runs: Vec<Run>,
    front: FrontMatter,
    number: usize,
    block: Block,
}

impl Reader<'_> {
    fn begin(&mut self, block: Block) {
        self.number += 1;
        self.block = block;
    }

    fn push(&mut self, span: Span) {
        if !span.is_empty() {
            self.runs.push(Run { span, block: self.block, number: self.number });
        }
    }

    /// A line end inside a paragraph is a space between words, and nothing between Chinese characters.
    fn soft_break(&mut self, span: Span) {
        let before = self.text[..span.start].chars().next_back();
        if before.is_some_and(|c| c.is_ascii()) {
            self.push(Span::new(span.start, (span.start + 1).min(span.end)));
        }
    }
}

/// `date`, `lang` and `title` of a YAML head; a head that is not YAML says nothing.
fn front_matter(text: &str, span: Span) -> FrontMatter {
    let head = text.get(span.start..span.end).unwrap_or("");
    let mut front = FrontMatter::default();
    let Ok(serde_yaml::Value::Mapping(map)) = serde_yaml::from_str::<serde_yaml::Value>(head) else { return front };
    let scalar = |key: &str| match map.get(key) {
        Some(serde_yaml::Value::String(s)) => Some(s.clone()),
        _ => None,
    };
    front.title = scalar("title");
    front.language = scalar("lang").or_else(|| scalar("language")).and_then(|l| match l.get(..2) {
        Some("zh") => Some(Language::Zh),
        Some("en") => Some(Language::En),
        _ => None,
    });
    if let Some(value) = scalar("date")
        && let Some(day) = value.get(..10).and_then(|d| NaiveDate::parse_from_str(d, "%Y-%m-%d").ok())
    {
        let at = head.find(&value).map_or(span, |i| Span::new(span.start + i, span.start + i + value.len()));
        front.date = Some((day, at));
    }
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_left_out_and_the_head_is_read() {
        let text = "---\ntitle: 标题\ndate: 2023-11-05\nlang: zh\n---\n# 头\n\n**2019** 年 `code` [链接](http://x)\n\n```\nno\n```\n";
        let (runs, front) = read(text);
        let words: Vec<&str> = runs.iter().map(|r| &text[r.span.start..r.span.end]).collect();
        assert_eq!(words, ["头", "2019", " 年 ", " ", "链接"]);
        assert_eq!(front.date.map(|d| d.0.to_string()).as_deref(), Some("2023-11-05"));
        assert_eq!(front.date.map(|d| &text[d.1.start..d.1.end]), Some("2023-11-05"));
        assert_eq!(front.language, Some(Language::Zh));
        assert_eq!(runs[1].number, runs[2].number);
        assert_ne!(runs[0].number, runs[1].number);
    }
}
