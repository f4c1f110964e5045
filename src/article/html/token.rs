//! Cuts HTML into texts, tags and what is neither, each with its place. Total and linear: any text is cut in one pass.
//!
//! Tags are read as the HTML Standard reads them. What it would swallow to the end of the file (an attribute, a comment or
//! a tag that is never closed) ends at the next `>` instead, so that no broken tag hides an article.

use crate::source::Span;
use memchr::{memchr, memmem};

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) enum Token<'a> {
    /// Characters, references among them.
    Text(Span),
    /// `<name …>`; its attributes are those of the tokens.
    Start(&'a str),
    /// `</name>`.
    End(&'a str),
    /// What a `<script>`, `<style>` or `<title>` holds.
    Raw(Span),
    /// Comments, declarations.
    Other,
}

/// What a search looks for; what was found ahead, or not at all, is not searched again.
#[derive(Clone, Copy)]
enum Goal {
    Close,
    Double,
    Single,
    Comment,
    EndTag,
}

/// The tokens of a text.
#[derive(Debug)]
pub(in crate::article) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Where the tag read last begins.
    tag: usize,
    /// The element whose raw content is next.
    raw: Option<&'a str>,
    /// From where each goal was sought, and where it is; `None`: nowhere.
    sought: [Option<(usize, Option<usize>)>; 5],
    /// A quote that stands here is never closed: tags before it are not read past their first `>`, for each would be
    /// read up to here.
    broken: usize,
    /// Names and values of the tag read last.
    attributes: Vec<(Span, Span)>,
}

/// Elements whose content is not cut into tags.
const RAW: &[&str] = &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

impl<'a> Tokens<'a> {
    /// The tokens of `text` from `at` on.
    pub(in crate::article) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, tag: at, raw: None, sought: [None; 5], broken: 0, attributes: Vec::new() }
    }

    /// Where the next token begins.
    pub(in crate::article) fn at(&self) -> usize {
        self.at
    }

    /// The tag read last.
    pub(in crate::article) fn tag(&self) -> Span {
        Span::new(self.tag, self.at)
    }

    /// The value of an attribute of the start tag read last, references not decoded; empty where it has none.
    pub(in crate::article) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attribute_span(name).map(|s| &self.text[s.start..s.end])
    }

    /// Where that value stands.
    pub(in crate::article) fn attribute_span(&self, name: &str) -> Option<Span> {
        let named = |s: &Span| self.text[s.start..s.end].eq_ignore_ascii_case(name);
        self.attributes.iter().find(|(n, _)| named(n)).map(|a| a.1)
    }

    /// True where the start tag read last has attributes.
    pub(in crate::article) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// The next token before `end`; `None` there.
    pub(in crate::article) fn next(&mut self, end: usize) -> Option<Token<'a>> {
        if self.at >= end {
            return None;
        }
        if let Some(name) = self.raw.take() {
            let start = self.at;
            self.at = self.raw_end(name, start).min(end);
            if self.at > start {
                return Some(Token::Raw(Span::new(start, self.at)));
            }
        }
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut from = start;
        while let Some(found) = memchr(b'<', &bytes[from..end]) {
            let open = from + found;
            from = open + 1;
            let is_markup = match bytes.get(open + 1) {
                Some(b'/') => bytes.get(open + 2).is_some_and(u8::is_ascii_alphabetic),
                Some(b'!' | b'?') => true,
                Some(b) => b.is_ascii_alphabetic(),
                None => false,
            };
            if !is_markup {
                continue;
            }
            if open > start {
                self.at = open;
                return Some(Token::Text(Span::new(start, open)));
            }
            // Without any `>` behind it, it is no tag but text.
            let Some(token) = self.markup(open, end) else { continue };
            return Some(token);
        }
        self.at = end;
        Some(Token::Text(Span::new(start, end)))
    }

    fn markup(&mut self, open: usize, end: usize) -> Option<Token<'a>> {
        let close = self.find(Goal::Close, open).filter(|&c| c < end)?;
        self.tag = open;
        let bytes = self.text.as_bytes();
        match bytes[open + 1] {
            b'!' | b'?' => {
                let comment = bytes[open..].starts_with(b"<!--");
                // `<!-->` is a whole comment.
                let whole = |t: &mut Self| t.find(Goal::Comment, open + 2).map(|i| i + 2);
                let close = if comment { whole(self).filter(|&c| c < end).unwrap_or(close) } else { close };
                self.at = close + 1;
                Some(Token::Other)
            }
            b'/' => {
                let name = self.name(open + 2);
                self.at = self.tag_end(name.end, close, end) + 1;
                Some(Token::End(&self.text[name.start..name.end]))
            }
            _ => {
                let name = self.name(open + 1);
                self.at = self.tag_end(name.end, close, end) + 1;
                let name = &self.text[name.start..name.end];
                self.raw = RAW.iter().any(|r| name.eq_ignore_ascii_case(r)).then_some(name);
                Some(Token::Start(name))
            }
        }
    }

    /// The name of a tag that begins at `start`.
    fn name(&self, start: usize) -> Span {
        let rest = &self.text.as_bytes()[start..];
        let len = rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>')).unwrap_or(rest.len());
        Span::new(start, start + len)
    }

    /// The `>` that ends the tag whose name ends at `from`, its attributes collected: `close`, the first one, unless that
    /// stands in quotes.
    fn tag_end(&mut self, from: usize, close: usize, end: usize) -> usize {
        self.attributes.clear();
        let limit = if from < self.broken { close } else { end };
        self.attributes_until(from, limit).filter(|&c| c < end).unwrap_or(close)
    }

    fn attributes_until(&mut self, from: usize, limit: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let spaces = |mut i: usize| {
            while bytes.get(i).is_some_and(u8::is_ascii_whitespace) {
                i += 1;
            }
            i
        };
        let until = |i: usize, stop: &dyn Fn(u8) -> bool| {
            bytes[i..].iter().position(|&b| stop(b)).map_or(bytes.len(), |n| i + n)
        };
        let mut i = from;
        loop {
            i = spaces(i);
            match bytes.get(i).filter(|_| i <= limit)? {
                b'>' => return Some(i),
                b'/' => {
                    i += 1;
                    continue;
                }
                _ => {}
            }
            let name = Span::new(i, until(i + 1, &|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'=')));
            i = spaces(name.end);
            let mut value = Span::new(name.end, name.end);
            if bytes.get(i) == Some(&b'=') {
                i = spaces(i + 1);
                let quote = match bytes.get(i)? {
                    b'"' => Some(Goal::Double),
                    b'\'' => Some(Goal::Single),
                    _ => None,
                };
                value = match quote {
                    Some(goal) => {
                        let close = self.find(goal, i + 1);
                        if close.is_none() {
                            self.broken = self.broken.max(i);
                        }
                        Span::new(i + 1, close?)
                    }
                    None => Span::new(i, until(i, &|b| b.is_ascii_whitespace() || b == b'>')),
                };
                i = value.end + usize::from(quote.is_some());
            }
            self.attributes.push((name, value));
        }
    }

    /// Where the content of a raw element ends: before its end tag; a title that has none ends before the next tag.
    fn raw_end(&mut self, name: &str, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut from = start;
        while let Some(found) = self.find(Goal::EndTag, from) {
            let after = found + 2 + name.len();
            let same = bytes.get(found + 2..after).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
            if same && bytes.get(after).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>')) {
                return found;
            }
            if name.eq_ignore_ascii_case("title") {
                break;
            }
            from = found + 2;
        }
        match name.to_ascii_lowercase().as_str() {
            "title" | "textarea" => memchr(b'<', &bytes[start..]).map_or(bytes.len(), |i| start + i),
            _ => bytes.len(),
        }
    }

    fn find(&mut self, goal: Goal, from: usize) -> Option<usize> {
        if let Some((before, found)) = self.sought[goal as usize]
            && before <= from
            && found.is_none_or(|f| from <= f)
        {
            return found;
        }
        let rest = &self.text.as_bytes()[from..];
        let found = match goal {
            Goal::Close => memchr(b'>', rest),
            Goal::Double => memchr(b'"', rest),
            Goal::Single => memchr(b'\'', rest),
            Goal::Comment => memmem::find(rest, b"-->"),
            Goal::EndTag => memmem::find(rest, b"</"),
        };
        let found = found.map(|i| from + i);
        self.sought[goal as usize] = Some((from, found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut tokens = Tokens::new(text, 0);
        let mut out = Vec::new();
        while let Some(token) = tokens.next(text.len()) {
            out.push(match token {
                Token::Text(s) => text[s.start..s.end].to_owned(),
                Token::Raw(s) => format!("raw {}", &text[s.start..s.end]),
                Token::Start(n) => format!("<{n} {}>", tokens.attribute("class").unwrap_or("-")),
                Token::End(n) => format!("</{n}>"),
                Token::Other => "!".to_owned(),
            });
        }
        out
    }

    #[test]
    fn tags_comments_and_texts_are_told_apart() {
        for (text, expected) in [
            ("a<b>c</b>", vec!["a", "<b ->", "c", "</b>"]),
            ("1 < 2 <3 a<", vec!["1 < 2 <3 a<"]),
            ("<p class=\"x > y\">z", vec!["<p x > y>", "z"]),
            ("<p class='x'hidden CLASS=y/>z", vec!["<p x>", "z"]),
            ("<p class=x/y>z", vec!["<p x/y>", "z"]),
            ("<!-- a > b --->c<!--d>e", vec!["!", "c", "!", "e"]),
            ("<!doctype html><?php x ?>y", vec!["!", "!", "y"]),
            ("<a class=\"x>never closed</a> more", vec!["<a ->", "never closed", "</a>", " more"]),
            ("<a href=x", vec!["<a href=x"]),
            ("<script>a<b>'</p>\"</SCRIPT >c", vec!["<script ->", "raw a<b>'</p>\"", "</SCRIPT>", "c"]),
            ("<title>a<p>b", vec!["<title ->", "raw a", "<p ->", "b"]),
            ("<style>x", vec!["<style ->", "raw x"]),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }
}
