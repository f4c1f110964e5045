//! The grammar of English: a single pass over tokens that tries dates first, then figures.
//!
//! Words mean what `vocabulary/en.yaml` says. Names made of letters and digits (`A380`, `GPT-3.5`), times of day and
//! addresses are stepped over as a whole.

mod amounts;
mod lexicon;
mod numbers;
mod numerals;
mod tokens;

use super::{Grammar, Mention};
use crate::source::Span;
use crate::vocabulary::Language;
use std::ops::Range;
use tokens::Tokens;

/// Reads English.
pub struct English;

impl Grammar for English {
    fn language(&self) -> Language {
        Language::En
    }

    fn read(&self, text: &str, range: Range<usize>, out: &mut Vec<Mention>) {
        let t = Tokens::of(text, range);
        let mut i = 0;
        while i < t.len() {
            let found = numbers::read(&t, i);
            match found {
                Some((value, next)) if next > i => {
                    out.push(Mention { span: Span::new(t.start(i), t.end_before(next)), value });
                    i = next;
                }
                _ => i = skip(&t, i),
            }
        }
    }
}

/// The token to go on with where nothing begins at `i`.
fn skip(t: &Tokens<'_>, i: usize) -> usize {
    if t.digits(i).is_some() || t.is_word(i) && t.glued(i + 1) && t.digits(i + 1).is_some() {
        t.chunk_end(i)
    } else {
        i + 1
    }
}
