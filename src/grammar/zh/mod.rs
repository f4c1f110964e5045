//! The grammar of Chinese.

use super::{Grammar, Mention};
use crate::vocabulary::Language;
use std::ops::Range;

/// Reads Chinese.
pub struct Chinese;

impl Grammar for Chinese {
    fn language(&self) -> Language {
        Language::Zh
    }

    fn read(&self, _text: &str, _range: Range<usize>, _out: &mut Vec<Mention>) {}
}
