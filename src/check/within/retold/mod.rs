//! What the edge of an article (headline, lead, end) tells again, otherwise than the body: sentences that are nearly the
//! same, laid beside each other as `diff` does, and figures of the headline.

mod aligned;
mod common;
mod figures;

use super::Told;
use crate::source::Span;

/// A first line longer than this is no headline.
const LONGEST: usize = 300;

/// Pairs of places that cannot both be true.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let mut out = aligned::pairs(told);
    out.extend(figures::pairs(told));
    out
}

/// The first two paragraphs, which are headline and lead, and the last.
fn edges(text: &str) -> [Span; 3] {
    let mut full = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            full.push(Span::new(at, at + line.len()));
        }
        at += line.len();
    }
    let none = Span::new(0, 0);
    let nth = |i: usize| full.get(i).copied().unwrap_or(none);
    [nth(0), nth(1), full.iter().skip(2).next_back().copied().unwrap_or(none)]
}

/// Where the headline ends: the first line, if it is short, ends no sentence and others follow.
fn headline(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let end = start + text.get(start..)?.find('\n')?;
    let line = text.get(start..end)?.trim_end();
    let follows = text.get(end..)?.trim();
    let open = !line.ends_with(['。', '.', '”', '"', ':', '：', ';', '；', ',', '，']) && !line.contains('。');
    (open && line.len() <= LONGEST && follows.len() > line.len()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_a_first_line_that_ends_no_sentence() {
        assert_eq!(headline("Acme sells 24 boats\n\nAcme sold 42 boats in May.\n"), Some(19));
        assert_eq!(headline("Acme sold 42 boats.\n\nMore than before, it said.\n"), None);
        assert_eq!(headline("Acme sells 24 boats"), None);
    }
}
