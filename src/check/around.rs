//! The words around a place of an article, folded, within its line.

use crate::article::Article;
use crate::normalise::fold_text;
use crate::source::Span;

/// Up to `most` characters before a place, in lower case; line ends stop it.
pub(super) fn before(article: &Article, at: usize, most: usize) -> String {
    let head = article.source.slice(Span::new(0, at));
    let near = head.char_indices().rev().take(most).take_while(|c| !matches!(c.1, '\n' | '\r'));
    let start = near.last().map_or(at, |c| c.0);
    fold_text(head.get(start..).unwrap_or("")).to_lowercase()
}

/// Up to `most` characters behind a place, in lower case; line ends stop it.
pub(super) fn after(article: &Article, at: usize, most: usize) -> String {
    let tail = article.source.slice(Span::new(at, article.source.text().len()));
    let near = tail.char_indices().take(most).take_while(|c| !matches!(c.1, '\n' | '\r'));
    let end = near.last().map_or(0, |c| c.0 + c.1.len_utf8());
    fold_text(tail.get(..end).unwrap_or("")).to_lowercase()
}

/// What stands between two places, folded, in lower case; `None` where they overlap or are not on one line.
pub(super) fn between(article: &Article, first: Span, second: Span) -> Option<String> {
    let gap = (first.end <= second.start).then(|| article.source.slice(Span::new(first.end, second.start)))?;
    (!gap.contains(['\n', '\r'])).then(|| fold_text(gap).to_lowercase())
}

/// The text ends with a Latin word, whole.
pub(super) fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()))
}

/// True where the last quotation mark before the place, on its line, is an opening one.
pub(super) fn is_quoted(article: &Article, at: usize) -> bool {
    /// Nobody quotes more characters; a line may be a whole book.
    const LONGEST: usize = 10_000;
    let before = before(article, at, LONGEST);
    let straight = before.matches('"').count() % 2 == 1;
    let curved = before.chars().rev().find(|c| matches!(c, '“' | '”' | '「' | '」' | '『' | '』'));
    straight || matches!(curved, Some('“' | '「' | '『'))
}
