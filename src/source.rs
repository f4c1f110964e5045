//! Texts with a name, places in them, and the only arithmetic of lines, columns and mapped offsets.
//!
//! A [`Span`] always counts bytes of one text. How a text came from the bytes of a file, or a folded text from its
//! article, is kept by a [`SpanMap`], so that every finding can point at the file as it lies on disk.

use std::fmt;

/// A half-open range of bytes of one text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span does not run backwards");
        Self { start, end }
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True where the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True where every byte of `other` is in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The shortest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Bytes between the two spans; 0 where they touch or overlap.
    pub fn distance(self, other: Span) -> usize {
        if self.end <= other.start { other.start - self.end } else { self.start.saturating_sub(other.end) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

/// A run of bytes of the new text and where it came from. Runs of equal length map byte by byte; a run whose origin
/// has another length (a replaced character) maps as a whole.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    len: usize,
    origin: usize,
    origin_len: usize,
}

/// The way back from a derived text to the text it was made of, piece by piece.
///
/// Built left to right: [`copy`](Self::copy) for bytes kept as they were, [`replace`](Self::replace) for bytes that
/// stand for others, [`skip`](Self::skip) for bytes of the origin that were dropped.
#[derive(Clone, Debug, Default)]
pub struct SpanMap {
    pieces: Vec<Piece>,
    len: usize,
    origin_len: usize,
}

impl SpanMap {
    /// The next `len` bytes are the next `len` bytes of the origin.
    pub fn copy(&mut self, len: usize) {
        if len == 0 {
            return;
        }
        match self.pieces.last_mut() {
            Some(p) if p.len == p.origin_len && p.origin + p.len == self.origin_len => {
                p.len += len;
                p.origin_len += len;
            }
            _ => self.pieces.push(Piece { at: self.len, len, origin: self.origin_len, origin_len: len }),
        }
        self.len += len;
        self.origin_len += len;
    }

    /// The next `len` bytes stand, as a whole, for the next `origin_len` bytes of the origin.
    pub fn replace(&mut self, len: usize, origin_len: usize) {
        if len == 0 {
            return self.skip(origin_len);
        }
        self.pieces.push(Piece { at: self.len, len, origin: self.origin_len, origin_len });
        self.len += len;
        self.origin_len += origin_len;
        // An unequal piece never grows, see `copy`; an equal one would map its inside byte by byte, which is as good.
    }

    /// The next `origin_len` bytes of the origin have no counterpart.
    pub fn skip(&mut self, origin_len: usize) {
        self.origin_len += origin_len;
    }

    /// The next bytes come from `origin` on, however far behind or before the place reached so far.
    pub fn jump(&mut self, origin: usize) {
        self.origin_len = origin;
    }

    /// The span of the origin that `span` of the new text stands for.
    ///
    /// A span that ends inside a replaced run covers the whole of it. Offsets past the end map to the end.
    pub fn back(&self, span: Span) -> Span {
        let start = self.piece(span.start).map_or(self.origin_len, |p| match p.len == p.origin_len {
            true => p.origin + (span.start - p.at),
            false => p.origin,
        });
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = span.end - 1;
        let end = self.piece(last).map_or(self.origin_len, |p| match p.len == p.origin_len {
            true => p.origin + (last - p.at) + 1,
            false => p.origin + p.origin_len,
        });
        Span::new(start, end.max(start))
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let i = self.pieces.partition_point(|p| p.at <= at);
        self.pieces[..i].last().filter(|p| at < p.at + p.len)
    }
}

/// A line and a column as people count them: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A named text: an article, a fact file or a reference.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    lines: Vec<usize>,
    /// Characters before every `STEP`th byte: an article may be one line of many megabytes.
    characters: Vec<usize>,
    file: Option<SpanMap>,
}

/// Bytes from one count of characters to the next.
const STEP: usize = 512;

impl Source {
    /// A text that is, byte for byte, what its file holds.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = line_starts(&text);
        let characters = text.as_bytes().chunks(STEP).scan(0, |before, chunk| {
            let here = *before;
            *before += characters(chunk);
            Some(here)
        });
        let characters = characters.collect();
        Self { name: name.into(), text, lines, characters, file: None }
    }

    /// A text that was decoded from a file; `file` leads back to the bytes on disk.
    pub fn decoded(name: impl Into<String>, text: impl Into<String>, file: SpanMap) -> Self {
        Self { file: Some(file), ..Self::new(name, text) }
    }

    /// The name it is reported under: a path, `builtin:alibaba.yaml`, `against:1` or `-`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text at a span; the empty string where the span does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// The span in the bytes of the file as it lies on disk.
    pub fn file_span(&self, span: Span) -> Span {
        self.file.as_ref().map_or(span, |m| m.back(span))
    }

    /// Line and column of a byte offset. Lines end at LF, CRLF or CR.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|&s| s <= offset);
        let start = self.lines[line - 1];
        let column = match offset - start {
            0..STEP => characters(&self.text.as_bytes()[start..offset]),
            _ => self.characters_before(offset) - self.characters_before(start),
        };
        Position { line, column: column + 1 }
    }

    /// Characters that begin before a byte of the text.
    fn characters_before(&self, offset: usize) -> usize {
        let step = (offset / STEP).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(step).copied().unwrap_or(0);
        counted + characters(&self.text.as_bytes()[step * STEP..offset])
    }

    /// The byte offset of a line and column, the way back from [`position`](Self::position); the end of the line or of
    /// the text where they lie past it.
    pub fn offset(&self, at: Position) -> usize {
        let Some((span, text)) = self.line(at.line) else { return self.text.len() };
        let column = text.char_indices().nth(at.column.saturating_sub(1));
        column.map_or(span.end, |(byte, _)| span.start + byte)
    }

    /// The line (counted from 1) without its line end, and the span it covers; `None` past the last line.
    pub fn line(&self, number: usize) -> Option<(Span, &str)> {
        let start = *self.lines.get(number.checked_sub(1)?)?;
        let end = self.lines.get(number).copied().unwrap_or(self.text.len());
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        Some((Span::new(start, start + text.len()), text))
    }
}

/// Characters that begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count()
}

fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (i, b) in bytes.iter().enumerate() {
        if *b == b'\n' || (*b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
            starts.push(i + 1);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_every_line_end() {
        let s = Source::new("x", "一二\r\n三\r四\n五");
        assert_eq!(s.position(3), Position { line: 1, column: 2 });
        assert_eq!(s.position(8), Position { line: 2, column: 1 });
        assert_eq!(s.position(12), Position { line: 3, column: 1 });
        assert_eq!(s.line(2).map(|l| l.1), Some("三"));
        assert_eq!(s.position(999).line, 4);
    }

    #[test]
    fn columns_of_long_lines_are_counted_from_the_start_of_the_line() {
        let s = Source::new("x", "头\n".to_owned() + &"a云😀".repeat(5000) + "尾\n");
        for (offset, _) in s.text().char_indices().step_by(97) {
            let at = s.position(offset);
            let start = if at.line == 1 { 0 } else { 4 };
            assert_eq!(at.column, s.text()[start..offset].chars().count() + 1, "{offset}");
        }
        assert_eq!(s.position(s.text().len()), Position { line: 3, column: 1 });
        assert_eq!(Source::new("x", "a".repeat(2 * STEP)).position(2 * STEP).column, 2 * STEP + 1);
    }

    #[test]
    fn a_map_leads_back_through_copies_replacements_and_gaps() {
        let mut m = SpanMap::default();
        m.copy(3);
        m.skip(4);
        m.replace(1, 3);
        m.copy(2);
        assert_eq!(m.back(Span::new(0, 3)), Span::new(0, 3));
        assert_eq!(m.back(Span::new(2, 4)), Span::new(2, 10));
        assert_eq!(m.back(Span::new(4, 6)), Span::new(10, 12));
        assert_eq!(m.back(Span::new(6, 6)), Span::new(12, 12));
    }
}
