//! Gathers the words of a text that has markup: what stands between the markup, block by block, and the way back.

use super::html::Region;
use super::{Block, Cell, Run, plain};
use crate::source::{Span, SpanMap};

/// Some bytes of the written text, or the character that stands for them.
#[derive(Clone, Copy, Debug)]
struct Piece {
    written: Span,
    stands_for: Option<char>,
}

/// A stretch of prose between two borders of blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// What kind of block.
    pub(super) block: Block,
    /// Where in a table.
    pub(super) cell: Option<Cell>,
    /// Which part of the page it stands in.
    pub(super) region: Region,
    /// Bytes of its words.
    pub(super) len: usize,
    pieces: (usize, usize),
}

/// The words of an article as they are found.
#[derive(Debug)]
pub(super) struct Prose<'a> {
    written: &'a str,
    pieces: Vec<Piece>,
    done: Vec<Stretch>,
    open: Stretch,
    /// The last character of the open block.
    last: Option<char>,
    /// White space behind it, and whether it holds the end of a line.
    space: Option<(Span, bool)>,
    /// Where the open line of it began among the pieces.
    line: usize,
    /// A line that was broken behind it, by what stands there.
    broken: Option<Span>,
}

/// A text without markup.
#[derive(Debug)]
pub(super) struct Gathered {
    /// The words; every block ends with a line feed.
    pub(super) text: String,
    /// The way back to the written text.
    pub(super) map: SpanMap,
    /// One per block.
    pub(super) runs: Vec<Run>,
}

impl<'a> Prose<'a> {
    /// Words of `written`, none yet.
    pub(super) fn new(written: &'a str) -> Self {
        let open = Stretch { block: Block::Paragraph, cell: None, region: Region::default(), len: 0, pieces: (0, 0) };
        let pieces = Vec::new();
        Self { written, pieces, done: Vec::new(), open, last: None, space: None, line: 0, broken: None }
    }

    /// Ends the open block; what comes next belongs to a new one.
    pub(super) fn begin(&mut self, block: Block, cell: Option<Cell>, region: Region) {
        self.break_off();
        (self.open.block, self.open.cell, self.open.region) = (block, cell, region);
    }

    /// Ends the open block; what comes next is another one of its kind.
    pub(super) fn break_off(&mut self) {
        if self.open.len > 0 {
            let end = self.pieces.len();
            self.done.push(Stretch { pieces: (self.open.pieces.0, end), ..self.open });
            self.open.pieces.0 = end;
            self.open.len = 0;
            if self.open.block == Block::Item {
                self.open.block = Block::Inside;
            }
        }
        (self.last, self.space, self.broken) = (None, None, None);
        self.line = self.pieces.len();
    }

    /// Breaks the line at markup: a new block, unless it was broken in the middle of a sentence.
    pub(super) fn break_line(&mut self, at: Span) {
        match self.last {
            Some(_) if self.broken.is_none() => (self.broken, self.space) = (Some(at), None),
            _ => self.break_off(),
        }
    }

    /// Decides what became of a broken line, now that `next` is known to follow.
    fn mend(&mut self, next: &str) {
        let Some(at) = self.broken.take() else { return };
        let line = self.text_of((self.line, self.pieces.len()));
        match plain::breaks_sentence(&line, next) {
            true => self.space = Some((at, true)),
            false => self.break_off(),
        }
        self.line = self.pieces.len();
    }

    /// The words of some pieces.
    fn text_of(&self, (from, to): (usize, usize)) -> String {
        let mut out = String::new();
        for piece in &self.pieces[from..to] {
            match piece.stands_for {
                None => out.push_str(&self.written[piece.written.start..piece.written.end]),
                Some(c) => out.push(c),
            }
        }
        out
    }

    /// The words of a block that ended.
    pub(super) fn words_of(&self, stretch: &Stretch) -> String {
        self.text_of(stretch.pieces)
    }

    /// True where the open block holds no words yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.last.is_none()
    }

    /// Number of blocks that ended so far.
    pub(super) fn count(&self) -> usize {
        self.done.len()
    }

    /// The last character of the open block.
    pub(super) fn last(&self) -> Option<char> {
        self.last
    }

    /// Bytes of the written text as they are.
    pub(super) fn push(&mut self, span: Span) {
        let words = &self.written[span.start..span.end];
        let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else { return };
        self.mend(words);
        self.settle(first);
        self.add(Piece { written: span, stands_for: None }, span.len(), last);
    }

    /// A character that bytes of the written text stand for.
    pub(super) fn push_char(&mut self, c: char, span: Span) {
        self.mend(c.encode_utf8(&mut [0; 4]));
        self.settle(c);
        self.add(Piece { written: span, stands_for: Some(c) }, c.len_utf8(), c);
    }

    /// White space: one space between words, nothing at the borders of a block; the end of a line is nothing beside
    /// Chinese characters.
    pub(super) fn push_space(&mut self, span: Span) {
        if self.last.is_none() || self.broken.is_some() || span.is_empty() {
            return;
        }
        let ends_line = self.written[span.start..span.end].contains(['\n', '\r']);
        match &mut self.space {
            Some((_, line)) => *line |= ends_line,
            None => self.space = Some((span, ends_line)),
        }
    }

    fn settle(&mut self, next: char) {
        let Some((span, ends_line)) = self.space.take() else { return };
        if ends_line && (is_wide(next) || self.last.is_some_and(is_wide)) {
            return;
        }
        let is_plain = self.written[span.start..].starts_with(' ');
        let first = Span::new(span.start, span.start + 1);
        let piece = match is_plain {
            true => Piece { written: first, stands_for: None },
            false => Piece { written: span, stands_for: Some(' ') },
        };
        self.add(piece, 1, ' ');
    }

    fn add(&mut self, piece: Piece, len: usize, last: char) {
        match self.pieces[self.open.pieces.0..].last_mut() {
            Some(p) if p.stands_for.is_none() && piece.stands_for.is_none() && p.written.end == piece.written.start => {
                p.written.end = piece.written.end;
            }
            _ => self.pieces.push(piece),
        }
        self.open.len += len;
        self.last = Some(last);
    }

    /// The blocks that ended so far.
    pub(super) fn stretches(&self) -> &[Stretch] {
        &self.done
    }

    /// The blocks for which `block` tells what they are, the others left out.
    pub(super) fn finish(mut self, block: impl Fn(usize, &Stretch) -> Option<(Block, Option<Cell>)>) -> Gathered {
        self.break_off();
        let mut out =
            Gathered { text: String::with_capacity(self.written.len()), map: SpanMap::default(), runs: Vec::new() };
        for (i, stretch) in self.done.iter().enumerate() {
            let Some((block, cell)) = block(i, stretch) else { continue };
            let start = out.text.len();
            for piece in &self.pieces[stretch.pieces.0..stretch.pieces.1] {
                out.map.jump(piece.written.start);
                match piece.stands_for {
                    None => {
                        out.text.push_str(&self.written[piece.written.start..piece.written.end]);
                        out.map.copy(piece.written.len());
                    }
                    Some(c) => {
                        out.text.push(c);
                        out.map.replace(c.len_utf8(), piece.written.len());
                    }
                }
            }
            let span = Span::new(start, out.text.len());
            out.runs.push(Run { span, block, number: out.runs.len(), cell });
            out.text.push('\n');
            out.map.replace(1, 0);
        }
        out
    }
}

impl Gathered {
    /// Words that are no prose but are cited: they stand behind the last block, and belong to none.
    pub(super) fn cite(&mut self, written: &str, span: Span) -> Span {
        let start = self.text.len();
        self.map.jump(span.start);
        self.map.copy(span.len());
        self.text.push_str(&written[span.start..span.end]);
        let cited = Span::new(start, self.text.len());
        self.text.push('\n');
        self.map.replace(1, 0);
        cited
    }
}

/// True where raised words are the mark of a note and no part of what stands before them: digits behind anything but a
/// unit's letter (m²), marks, a letter behind a digit. 1st is a word.
pub(super) fn is_note_mark(before: Option<char>, raised: &str) -> bool {
    let raised = raised.trim();
    let unit = before == Some('m') && matches!(raised, "2" | "3");
    let letter = raised.len() == 1 && before.is_some_and(|c| c.is_ascii_digit());
    !unit && (letter || raised.contains(['[', '(', '〔']) || !raised.contains(char::is_alphabetic))
}

/// Chinese characters and full-width marks.
pub(super) fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}
