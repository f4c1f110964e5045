//! Plain text: every line that is not blank is a block.

use super::{Block, Run};
use crate::source::Span;

/// The lines of a text as runs; `base` is added to every offset.
pub(super) fn runs(text: &str, base: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(['\n', '\r']) {
        let line = piece.trim_end_matches(['\n', '\r']);
        if !line.trim().is_empty() {
            let span = Span::new(base + start, base + start + line.len());
            runs.push(Run { span, block: Block::Paragraph, number: runs.len() });
        }
        start += piece.len();
    }
    runs
}
