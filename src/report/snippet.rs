//! A few lines of a text with marked places, drawn by miette.
//!
//! What miette sees is not the text but an excerpt of it: the lines with a label, without control characters, long
//! lines cut down to what surrounds the labels. So its cost does not depend on the length of a text, columns in its
//! head are characters, and no span can lie outside.

use super::page::{visible, wrap};
use crate::source::{Position, Source, Span};
use miette::{LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents};
use std::fmt;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Columns that miette needs for line numbers and its frame.
const FRAME: usize = 10;

/// Columns that miette writes before a message.
const INDENT: usize = 4;

/// A place to mark: bytes of the source, a word about it, and whether it is the main one.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Bytes of the source; cut at the end of its first line.
    pub(super) span: Span,
    /// At most six words; may be empty.
    pub(super) text: String,
    /// The place the finding is about.
    pub(super) is_primary: bool,
}

/// A message over an excerpt of one source.
#[derive(Debug)]
pub(super) struct Snippet {
    name: String,
    message: String,
    severity: Severity,
    text: String,
    lines: Vec<ExcerptLine>,
    labels: Vec<(Range<usize>, Position, Mark)>,
}

/// A line of the excerpt.
#[derive(Debug)]
struct ExcerptLine {
    number: usize,
    at: Range<usize>,
}

impl Snippet {
    /// An excerpt of `source` around `marks`, drawn at most `width` columns wide.
    pub(super) fn new(source: &Source, marks: Vec<Mark>, severity: Severity, message: String, width: usize) -> Self {
        let mut marks: Vec<(usize, Mark)> = marks.into_iter().map(|m| within_line(source, m)).collect();
        marks.sort_by_key(|(_, m)| (m.span.start, m.span.end));
        let main = marks.iter().find(|(_, m)| m.is_primary).or(marks.first());
        let line_name = main.and_then(|(number, _)| source.line_name(*number)).map(|n| format!(" {n}"));
        let name = source.name().chars().chain(line_name.iter().flat_map(|n| n.chars())).filter_map(visible).collect();
        // Broken here, as miette would also break dates at their hyphens.
        let message = wrap(&message, width.saturating_sub(INDENT), "");
        let mut snippet = Self { name, message, severity, text: String::new(), lines: Vec::new(), labels: Vec::new() };
        while let Some((number, _)) = marks.first() {
            let number = *number;
            let count = marks.iter().take_while(|(n, _)| *n == number).count();
            let of_line: Vec<Mark> = marks.drain(..count).map(|(_, m)| m).collect();
            snippet.push_line(source, number, apart(of_line), width.saturating_sub(FRAME).max(24));
        }
        snippet
    }

    fn push_line(&mut self, source: &Source, number: usize, marks: Vec<Mark>, room: usize) {
        let Some((line, text)) = source.line(number) else { return };
        let within: Vec<Range<usize>> =
            marks.iter().map(|m| m.span.start - line.start..m.span.end - line.start).collect();
        let kept = window(text, &within, room);
        let start = self.text.len();
        // Where each byte border of the line that matters came to lie in the excerpt.
        let mut borders: Vec<(usize, usize)> = Vec::new();
        for (i, range) in kept.iter().enumerate() {
            if i > 0 || range.start > 0 {
                self.text.push('…');
            }
            for (at, c) in text[range.clone()].char_indices() {
                borders.push((range.start + at, self.text.len()));
                self.text.extend(visible(c));
            }
            borders.push((range.end, self.text.len()));
        }
        if kept.last().is_some_and(|r| r.end < text.len()) {
            self.text.push('…');
        }
        self.lines.push(ExcerptLine { number, at: start..self.text.len() });
        let moved = |at: usize| match borders.binary_search_by_key(&at, |b| b.0) {
            Ok(i) => borders[i].1,
            Err(i) => borders.get(i).map_or(self.text.len(), |b| b.1),
        };
        for (mark, range) in marks.into_iter().zip(within) {
            let (from, to) = (moved(range.start), moved(range.end));
            self.labels.push((from..to.max(from), source.written_position(mark.span.start), mark));
        }
        self.text.push('\n');
    }

    /// Draws it as miette does; without the feature `cli` as sentences instead of pictures.
    pub(super) fn draw(&self, colour: bool, width: usize, out: &mut String) -> fmt::Result {
        handler(colour, width).render_report(out, self)
    }
}

/// miette's graphics, without its links and its look at the terminal.
#[cfg(feature = "cli")]
fn handler(colour: bool, width: usize) -> miette::GraphicalReportHandler {
    let theme = if colour { miette::GraphicalTheme::unicode() } else { miette::GraphicalTheme::unicode_nocolor() };
    miette::GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_links(false)
        .with_context_lines(1)
        .with_wrap_lines(false)
}

/// miette's sentences: its graphics come with the feature `cli`.
#[cfg(not(feature = "cli"))]
fn handler(_colour: bool, _width: usize) -> miette::NarratableReportHandler {
    miette::NarratableReportHandler::new()
}

/// A mark in the text as written with the number of its line, cut at the end of that line and clamped to the text.
fn within_line(source: &Source, mark: Mark) -> (usize, Mark) {
    let text = source.written();
    let span = source.written_span(mark.span);
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let number = source.written_position(start).line;
    let line = source.line(number).map_or(Span::new(start, start), |l| l.0);
    start = start.min(line.end);
    let mut end = span.end.clamp(start, line.end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    (number, Mark { span: Span::new(start, end), ..mark })
}

/// Marks of one line that do not overlap: the primary one stays whole, then the shorter ones; of a longer one what is
/// left beside them. miette would draw overlapping marks beside their words.
fn apart(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|m| (!m.is_primary, m.span.len()));
    let mut out = Vec::<Mark>::new();
    for mark in marks {
        let mut free = vec![mark.span];
        for taken in out.iter().map(|m| m.span) {
            free = free.into_iter().flat_map(|span| without(span, taken)).collect();
        }
        if let Some(span) = free.into_iter().max_by_key(|s| (s.len(), std::cmp::Reverse(s.start))) {
            out.push(Mark { span, ..mark });
        }
    }
    out.sort_by_key(|m| (m.span.start, m.span.end));
    out
}

/// What is left of a span beside another.
fn without(span: Span, taken: Span) -> Vec<Span> {
    if !span.overlaps(taken) {
        let is_under = span.is_empty() && taken.start <= span.start && span.start < taken.end || span == taken;
        return if is_under { Vec::new() } else { vec![span] };
    }
    let before = (span.start < taken.start).then(|| Span::new(span.start, taken.start));
    let after = (taken.end < span.end).then(|| Span::new(taken.end, span.end));
    before.into_iter().chain(after).collect()
}

/// The parts of a line to show: all of it where it fits into `room` columns, else each mark with as much around it as
/// there is room for; of a mark that is too long its two ends. Ranges are in order and apart.
fn window(line: &str, marks: &[Range<usize>], room: usize) -> Vec<Range<usize>> {
    // A line of more bytes than four times the room has more characters than that: no need to measure it.
    if line.len() <= room * 4 && cells(line) <= room {
        return vec![Range { start: 0, end: line.len() }];
    }
    let around = |margin: usize| {
        let mut out: Vec<Range<usize>> = Vec::new();
        for mark in marks {
            let inside = &line[mark.clone()];
            let half = room / marks.len().max(1) / 2;
            if inside.len() > half * 8 || cells(inside) > half * 2 {
                out.push(backward(line, mark.start, margin)..forward(line, mark.start, half));
                out.push(backward(line, mark.end, half)..forward(line, mark.end, margin));
            } else {
                out.push(backward(line, mark.start, margin)..forward(line, mark.end, margin));
            }
        }
        out.dedup_by(|next, kept| {
            let touches = next.start <= kept.end + '…'.len_utf8();
            if touches {
                kept.end = kept.end.max(next.end);
            }
            touches
        });
        out
    };
    let fits = |margin: &usize| around(*margin).iter().map(|r| cells(&line[r.clone()])).sum::<usize>() <= room;
    let margin = (1..=room).rev().step_by(2).find(fits).unwrap_or(0);
    around(margin)
}

fn cells(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The border so many columns behind `from`.
fn forward(line: &str, from: usize, columns: usize) -> usize {
    let mut left = columns;
    for (at, c) in line[from..].char_indices() {
        let width = c.width().unwrap_or(0);
        if width > left {
            return from + at;
        }
        left -= width;
    }
    line.len()
}

/// The border so many columns before `from`.
fn backward(line: &str, from: usize, columns: usize) -> usize {
    let mut left = columns;
    for (at, c) in line[..from].char_indices().rev() {
        let width = c.width().unwrap_or(0);
        if width > left {
            return at + c.len_utf8();
        }
        left -= width;
    }
    0
}

impl SourceCode for Snippet {
    /// The lines of the excerpt that hold the span, whatever context is asked for.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (from, to) = (span.offset(), span.offset() + span.len());
        let first = self.lines.iter().position(|l| from <= l.at.end).ok_or(MietteError::OutOfBounds)?;
        let last = self.lines.iter().position(|l| to <= l.at.end).ok_or(MietteError::OutOfBounds)?;
        let (first, last) = (&self.lines[first], &self.lines[last]);
        let range = first.at.start..last.at.end + 1;
        let column = self.labels.iter().find(|l| l.0.start == from).map_or(0, |l| l.1.column - 1);
        let data = self.text.as_bytes().get(range.clone()).ok_or(MietteError::OutOfBounds)?;
        let (at, lines) = (SourceSpan::from(range), last.number - first.number + 1);
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), data, at, first.number - 1, column, lines)))
    }
}

impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Snippet {}

impl miette::Diagnostic for Snippet {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().map(|(range, _, mark)| {
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            let span = SourceSpan::from(range.clone());
            if mark.is_primary {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(source: &Source, spans: &[(usize, usize, &str)]) -> String {
        let marks = spans.iter().enumerate().map(|(i, (start, end, text))| Mark {
            span: Span { start: *start, end: *end },
            text: (*text).to_owned(),
            is_primary: i == 0,
        });
        let snippet = Snippet::new(source, marks.collect(), Severity::Error, "message".to_owned(), 80);
        let mut out = String::new();
        snippet.draw(false, 80, &mut out).expect("a string takes everything");
        out
    }

    fn width_of(line: &str) -> usize {
        cells(line)
    }

    #[test]
    fn a_long_line_is_cut_down_to_its_marks() {
        let text = "云".repeat(4_000_000) + "错误" + &"计算".repeat(10) + "😀也错" + &"。".repeat(4_000_000);
        let source = Source::new("长.txt", text);
        let start = 12_000_000;
        let shown = drawn(&source, &[(start, start + 6, "one"), (start + 66, start + 76, "two")]);
        assert!(shown.contains("[长.txt:1:4000001]"), "{shown}");
        assert!(shown.contains("错误") && shown.contains("😀也错") && shown.contains('…'), "{shown}");
        assert!(shown.lines().all(|l| width_of(l) <= 80), "{shown}");
        let whole = drawn(&source, &[(0, source.text().len(), "all")]);
        assert!(whole.lines().all(|l| width_of(l) <= 90) && whole.contains("all"), "{whole}");
    }

    #[test]
    fn underlines_stand_under_their_words() {
        let source = Source::new("x", "a\u{1b}[31m\t阿里云\u{202e}在👍2015年\n");
        let start = source.text().find("2015").expect("there");
        let shown = drawn(&source, &[(start, start + 7, "year")]);
        let lines: Vec<&str> = shown.lines().collect();
        let text = lines.iter().position(|l| l.contains("2015年")).expect("the line is shown");
        let before = |line: &str, needle: char| width_of(line.split(needle).next().unwrap_or(""));
        assert_eq!(before(lines[text], '2'), before(lines[text + 1], '─'), "{shown}");
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'));
    }

    #[test]
    fn no_span_can_lie_outside() {
        for text in ["", "一", "一\n", "一\n\n", "a\r\nb\rc"] {
            let source = Source::new("x", text);
            for start in 0..text.len() + 3 {
                for end in start..text.len() + 3 {
                    let shown = drawn(&source, &[(start, end, "here"), (0, end, "there")]);
                    assert!(shown.contains("message") && shown.contains("[x:"), "{text:?} {start} {end}\n{shown}");
                }
            }
        }
    }

    #[test]
    fn marks_in_marks_are_all_shown() {
        let source = Source::new("x", "阿里云2015财年营收12.71亿元\n第二行\n\n第四行\n");
        let shown =
            drawn(&source, &[(25, 36, "value"), (0, 36, "claim"), (9, 13, "year"), (43, 46, "line"), (48, 51, "far")]);
        for word in ["value", "claim", "year", "line", "far", "[x:1:12]"] {
            assert!(shown.contains(word), "{word}\n{shown}");
        }
    }
}
