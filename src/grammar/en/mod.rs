//! The grammar of English.

use super::{Grammar, Mention};
use crate::vocabulary::Language;
use std::ops::Range;

/// Reads English.
pub struct English;

impl Grammar for English {
    fn language(&self) -> Language {
        Language::En
    }

    fn read(&self, _text: &str, _range: Range<usize>, _out: &mut Vec<Mention>) {}
}
