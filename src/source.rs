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

/// A run of units of the new text and where it came from: every `unit` bytes stand for `origin_unit` bytes there. Bytes
/// kept as they were are units of one; a replaced word is one unit. It ends where the next one begins.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    origin: usize,
    unit: u32,
    origin_unit: u32,
}

impl Piece {
    /// The place in the origin of the unit that holds a byte of the new text.
    fn back(&self, at: usize) -> usize {
        self.origin + (at - self.at) / self.unit as usize * self.origin_unit as usize
    }
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
        self.repeat(len, 1, 1);
    }

    /// The next `len` bytes stand, as a whole, for the next `origin_len` bytes of the origin.
    pub fn replace(&mut self, len: usize, origin_len: usize) {
        match len {
            0 => self.skip(origin_len),
            _ => self.repeat(1, len, origin_len),
        }
    }

    /// The next `count` units of `unit` bytes each stand for as many units of `origin_unit` bytes of the origin.
    pub fn repeat(&mut self, count: usize, unit: usize, origin_unit: usize) {
        if count == 0 || unit == 0 {
            return;
        }
        // A unit of four gigabytes is none that anybody points into.
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let piece = Piece { at: self.len, origin: self.origin_len, unit: small(unit), origin_unit: small(origin_unit) };
        let goes_on = |p: &Piece| {
            p.unit == piece.unit && p.origin_unit == piece.origin_unit && p.back(self.len) == self.origin_len
        };
        if !self.pieces.last().is_some_and(goes_on) {
            self.pieces.push(piece);
        }
        self.len += count * unit;
        self.origin_len += count * origin_unit;
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
        let start = self.piece(span.start).map_or(self.origin_len, |p| p.back(span.start));
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = span.end - 1;
        let end = self.piece(last).map_or(self.origin_len, |p| p.back(last) + p.origin_unit as usize);
        Span::new(start, end.max(start))
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let i = self.pieces.partition_point(|p| p.at <= at);
        self.pieces[..i].last().filter(|_| at < self.len)
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
///
/// The text of an article with markup is its words alone; then the text as written stands beside it. Spans count bytes of
/// the words, positions those of the text as written, where a reader looks for them.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Lines,
    /// The text with its markup, and the way to it.
    written: Option<(Lines, SpanMap)>,
    /// The way from the text as written to the bytes of the file.
    file: Option<SpanMap>,
    /// What its lines are, where that is not what a reader's program shows as lines.
    line_names: Vec<String>,
}

impl Source {
    /// A text that is, byte for byte, what its file holds.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::decoded(name, text, None)
    }

    /// A text that was decoded from a file; `file` leads back to the bytes on disk.
    pub fn decoded(name: impl Into<String>, text: impl Into<String>, file: Option<SpanMap>) -> Self {
        Self { name: name.into(), text: Lines::new(text.into()), written: None, file, line_names: Vec::new() }
    }

    /// A text that was extracted from a file of another kind; `line_names` say what each line is there.
    pub fn named_lines(name: impl Into<String>, text: String, line_names: Vec<String>) -> Self {
        Self { line_names, ..Self::new(name, text) }
    }

    /// What a line (counted from 1) is in its document: `¶3`, `table 1 R2C3`. `None` where it is a line.
    pub fn line_name(&self, number: usize) -> Option<&str> {
        self.line_names.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// What the line of a byte is in its document, see [`Self::line_name`].
    pub fn place_name(&self, offset: usize) -> Option<&str> {
        if self.line_names.is_empty() { None } else { self.line_name(self.position(offset).line) }
    }

    /// The words of a text with markup; `map` leads back to the text as written, `file` from there to the bytes on disk.
    pub fn without_markup(
        name: impl Into<String>,
        text: String,
        map: SpanMap,
        written: String,
        file: Option<SpanMap>,
    ) -> Self {
        Self {
            name: name.into(),
            text: Lines::new(text),
            written: Some((Lines::new(written), map)),
            file,
            line_names: Vec::new(),
        }
    }

    /// The name it is reported under: a path, `builtin:alibaba.yaml`, `against:1` or `-`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text.text
    }

    /// The text at a span; the empty string where the span does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.text.slice(span)
    }

    /// The text as written, markup included.
    pub fn written(&self) -> &str {
        self.lines().text.as_str()
    }

    /// The text as written at a span.
    pub fn written_slice(&self, span: Span) -> &str {
        self.lines().slice(self.written_span(span))
    }

    /// The span in the text as written.
    pub fn written_span(&self, span: Span) -> Span {
        self.written.as_ref().map_or(span, |(_, map)| map.back(span))
    }

    /// The span in the bytes of the file as it lies on disk.
    pub fn file_span(&self, span: Span) -> Span {
        let written = self.written_span(span);
        self.file.as_ref().map_or(written, |m| m.back(written))
    }

    /// Line and column, in the text as written, of a byte of the text. Lines end at LF, CRLF or CR.
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(self.written_span(Span::new(offset, offset)).start)
    }

    /// Line and column of the end of a span in the text as written.
    pub fn end_position(&self, span: Span) -> Position {
        self.lines().position(self.written_span(span).end)
    }

    /// The byte offset of a line and column of the text as written, the end of the line or of the text where they lie past
    /// it. Of a text without markup it is the way back from [`position`](Self::position).
    pub fn offset(&self, at: Position) -> usize {
        self.lines().offset(at)
    }

    /// The line (counted from 1) of the text as written without its line end, and the span it covers there; `None` past
    /// the last line.
    pub fn line(&self, number: usize) -> Option<(Span, &str)> {
        self.lines().line(number)
    }

    /// Line and column of a byte of the text as written.
    pub fn written_position(&self, offset: usize) -> Position {
        self.lines().position(offset)
    }

    /// The line of the text that holds a byte of it, without its line end. In a text with markup it is a block.
    pub fn line_at(&self, offset: usize) -> Span {
        let number = self.text.position(offset).line;
        self.text.line(number).map_or(Span::new(offset, offset), |l| l.0)
    }

    fn lines(&self) -> &Lines {
        self.written.as_ref().map_or(&self.text, |w| &w.0)
    }
}

/// A text with an index of its lines and characters.
#[derive(Clone, Debug)]
struct Lines {
    text: String,
    starts: Vec<usize>,
    /// Characters before every `STEP`th byte: an article may be one line of many megabytes.
    characters: Vec<usize>,
}

/// Bytes from one count of characters to the next.
const STEP: usize = 512;

impl Lines {
    fn new(text: String) -> Self {
        let starts = line_starts(&text);
        let characters = text.as_bytes().chunks(STEP).scan(0, |before, chunk| {
            let here = *before;
            *before += characters(chunk);
            Some(here)
        });
        let characters = characters.collect();
        Self { text, starts, characters }
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&s| s <= offset);
        let start = self.starts[line - 1];
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

    fn offset(&self, at: Position) -> usize {
        let Some((span, text)) = self.line(at.line) else { return self.text.len() };
        let column = text.char_indices().nth(at.column.saturating_sub(1));
        column.map_or(span.end, |(byte, _)| span.start + byte)
    }

    fn line(&self, number: usize) -> Option<(Span, &str)> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
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
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    starts.extend(ends.filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n')).map(|i| i + 1));
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

    #[test]
    fn replaced_characters_of_equal_lengths_are_one_piece() {
        let mut m = SpanMap::default();
        for _ in 0..1000 {
            m.replace(3, 2);
        }
        assert_eq!(m.pieces.len(), 1);
        assert_eq!(m.back(Span::new(3, 6)), Span::new(2, 4));
        assert_eq!(m.back(Span::new(4, 5)), Span::new(2, 4));
        assert_eq!(m.back(Span::new(0, 3000)), Span::new(0, 2000));
    }
}
