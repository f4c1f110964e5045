//! Folds an article's prose into one text with one spelling, mapped back byte by byte.
//!
//! Full-width forms become half-width, Traditional characters Simplified, spaces between Chinese and Latin or digits
//! and bracketed pinyin go. Blocks are separated by a line feed. What the words mean is decided in `grammar`.

mod script;
mod width;

use crate::article::{Article, Block, Cell};
use crate::source::{Span, SpanMap};

pub use script::is_han;

/// The prose of an article in one spelling.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text; blocks end with a line feed.
    pub text: String,
    /// Span and kind of each block of `text`, line feed excluded.
    pub blocks: Vec<(Span, Block)>,
    /// Where each block stands in a table.
    pub cells: Vec<Option<Cell>>,
    map: SpanMap,
}

impl Folded {
    /// The span of the article's text that a span of the folded text stands for.
    pub fn origin(&self, span: Span) -> Span {
        self.map.back(span)
    }
}

/// Folds the prose of an article.
pub fn fold(article: &Article) -> Folded {
    let text = article.source.text();
    let mut folded = Folded { text: String::with_capacity(text.len()), ..Folded::default() };
    let mut rest = &article.runs[..];
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|r| r.number == first.number).count();
        let start = folded.text.len();
        for run in &rest[..count] {
            folded.map.jump(run.span.start);
            fold_into(article.source.slice(run.span), &mut folded.text, &mut folded.map, start);
        }
        folded.blocks.push((Span::new(start, folded.text.len()), first.block));
        folded.cells.push(first.cell);
        folded.text.push('\n');
        folded.map.replace(1, 0);
        rest = &rest[count..];
    }
    folded
}

/// Folds a name or a word for matching: one spelling, ASCII letters in lower case.
pub fn fold_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    fold_into(name.trim(), &mut out, &mut Untraced, 0);
    out.make_ascii_lowercase();
    out
}

/// Folds a word but keeps its letter case.
pub fn fold_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out, &mut Untraced, 0);
    out
}

/// Keeps the way back from the folded text, or does not.
trait Trail {
    /// As [`SpanMap::copy`].
    fn copy(&mut self, _len: usize) {}
    /// As [`SpanMap::replace`].
    fn replace(&mut self, _len: usize, _origin_len: usize) {}
    /// As [`SpanMap::skip`].
    fn skip(&mut self, _origin_len: usize) {}
}

impl Trail for SpanMap {
    fn copy(&mut self, len: usize) {
        SpanMap::copy(self, len);
    }

    fn replace(&mut self, len: usize, origin_len: usize) {
        SpanMap::replace(self, len, origin_len);
    }

    fn skip(&mut self, origin_len: usize) {
        SpanMap::skip(self, origin_len);
    }
}

/// Nobody asks where a word comes from.
struct Untraced;

impl Trail for Untraced {}

/// Appends the folded form of `text`; `block` is where the block began in `out`.
fn fold_into(text: &str, out: &mut String, map: &mut impl Trail, block: usize) {
    let bytes = text.as_bytes();
    let stays = script::Stays::get();
    // What lies between the two stays as it is and has not been copied yet.
    let (mut kept, mut at) = (0, 0);
    while let Some(&lead) = bytes.get(at) {
        // Most of a text is letters, digits and Simplified characters: passed without a look at each table.
        let passed = match lead {
            // A space goes only beside Chinese.
            b' ' if at > kept && bytes[at - 1].is_ascii() && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) => 1,
            b' ' | b'\t' | b'\n' | b'\r' | b'(' => 0,
            0..0x80 => 1,
            0xe3..=0xe9 if stays.begin(&bytes[at..]) => 3,
            _ => 0,
        };
        if passed > 0 {
            at += passed;
            continue;
        }
        out.push_str(&text[kept..at]);
        map.copy(at - kept);
        // Most of the rest are wide marks.
        at += match width::mark(&bytes[at..]) {
            Some(mark) if mark != ',' || !out.ends_with(|c: char| c.is_ascii_digit()) => {
                out.push(mark);
                map.replace(1, 3);
                3
            }
            _ => fold_one(&text[at..], out, map, block),
        };
        kept = at;
    }
    out.push_str(&text[kept..]);
    map.copy(text.len() - kept);
}

/// Folds the character at the head of `rest`, and what belongs to it; how many bytes these are.
fn fold_one(rest: &str, out: &mut String, map: &mut impl Trail, block: usize) -> usize {
    let Some(c) = rest.chars().next() else { return 0 };
    let len = c.len_utf8();
    let before = out[block..].chars().next_back();
    if let Some(dropped) = dropped(c, before, rest) {
        map.skip(dropped);
        return dropped;
    }
    // A line that was broken in its paragraph goes on behind a space.
    let folded = if matches!(c, '\n' | '\r') {
        ' '
    } else if c.is_ascii() {
        c
    } else {
        script::simplified(width::half(c))
    };
    out.push(folded);
    // $20，300美元 are two amounts: a wide comma before narrow figures groups no digits.
    let group = || rest[len..].bytes().take_while(u8::is_ascii_digit).count() == 3;
    if c == '\u{ff0c}' && before.is_some_and(|b| b.is_ascii_digit()) && group() {
        out.push(' ');
        map.replace(2, len);
    } else if folded == c {
        map.copy(len);
    } else {
        map.replace(folded.len_utf8(), len);
    }
    len
}

/// How many bytes at the head of `rest` say nothing: soft hyphens, a space beside Chinese, bracketed pinyin.
fn dropped(c: char, before: Option<char>, rest: &str) -> Option<usize> {
    let len = c.len_utf8();
    match c {
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => Some(len),
        '(' | '\u{ff08}' if before.is_some_and(is_han) => script::bracketed_pinyin(rest),
        _ if is_blank(c) => {
            let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '%' | '+' | '-');
            let before = before.filter(|b| is_han(*b) || word(*b))?;
            let behind = rest.trim_start_matches(is_blank);
            let after = behind.chars().next()?;
            let between = is_han(before) && word(after) || word(before) && is_han(after);
            between.then(|| rest.len() - behind.len())
        }
        _ => None,
    }
}

/// Spaces of any width that stand in a line.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Syntax;

    fn folded(text: &str) -> Folded {
        fold(&Article::parse("x", text.as_bytes(), Syntax::Plain))
    }

    #[test]
    fn one_spelling_for_all_writings() {
        for (written, one) in [
            ("２０２２ 年 9 月，阿里雲", "2022年9月,阿里云\n"),
            ("線(xiàn)上營(yíng)收", "线上营收\n"),
            ("百度(Baidu)和(hé)", "百度(Baidu)和\n"),
            ("2015\u{2002}年\u{2009}7\u{202f}月", "2015年7月\n"),
            ("中  \t 9，a （b）！“~～", "中9,a (b)!“~~\n"),
            ("soft\u{ad}ware　and", "software and\n"),
            ("甲\r\n乙", "甲\n乙\n"),
            ("$20，300，２０，３００", "$20, 300,20,300\n"),
        ] {
            assert_eq!(folded(written).text, one);
        }
    }

    #[test]
    fn every_folded_span_leads_back_to_the_article() {
        let text = "線(xiàn)上２０２２ 年";
        let f = folded(text);
        let at = |needle: &str| {
            let i = f.text.find(needle).expect("in the folded text");
            let span = f.origin(Span::new(i, i + needle.len()));
            &text[span.start..span.end]
        };
        assert_eq!(at("线"), "線");
        assert_eq!(at("线上"), "線(xiàn)上");
        assert_eq!(at("2022年"), "２０２２ 年");
    }
}
