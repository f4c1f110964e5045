//! Figures of the headline that the body of the article gives otherwise, by a slip of the pen: two digits exchanged, one
//! wrong, another power of ten.

use super::{Told, digits};
use crate::extract::Claim;
use crate::source::Span;
use crate::statement::{Fit, Slot, Statement, values};

/// A first line longer than this is no headline.
const LONGEST: usize = 300;

/// Pairs of a figure of the headline and one of the body that cannot both be true.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let Some(end) = headline(told.text) else { return Vec::new() };
    let plain = |c: &&Claim| c.modality.is_judged() && !c.quoted;
    let claims = || told.extraction.claims.iter().filter(plain);
    let head = claims().filter(|c| c.span.end <= end && c.weak.is_none());
    head.filter_map(|claim| {
        let Statement::Metric(metric) = &claim.statement else { return None };
        let written = metric.value.comparator.is_none() && digits(&metric.value).len() >= 2;
        let body = claims().filter(|c| c.span.start >= end).filter_map(|c| match &c.statement {
            Statement::Metric(m) => {
                let same =
                    m.metric == metric.metric && m.subject == metric.subject && m.value.unit == metric.value.unit;
                same.then(|| Some((&m.value, c.part(Slot::Value)?))).flatten()
            }
            _ => None,
        });
        let body: Vec<_> = body.filter(|_| written && metric.metric.is_some() && !metric.subject.is_empty()).collect();
        // A figure that the body repeats anywhere is none of these.
        let repeated = body.iter().any(|(value, _)| values(&metric.value, value) != Fit::Apart);
        let slip = body.iter().find(|(value, _)| is_slip(&digits(&metric.value), &digits(value)));
        let (_, place) = slip.filter(|_| !repeated)?;
        Some((claim.part(Slot::Value)?, *place))
    })
    .collect()
}

/// Where the headline ends: the first line, if it is short, ends no sentence and others follow.
fn headline(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let end = start + text.get(start..)?.find('\n')?;
    let line = text.get(start..end)?.trim_end();
    let follows = text.get(end..)?.trim();
    let open = !line.ends_with(['。', '.', '”', '"', ':', '：']);
    (open && line.len() <= LONGEST && follows.len() > line.len()).then_some(end)
}

/// The same digits in another order or at another power of ten, or all the same but one.
fn is_slip(a: &str, b: &str) -> bool {
    let sorted = |d: &str| {
        let mut all: Vec<char> = d.chars().collect();
        all.sort_unstable();
        all
    };
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    a.len() == b.len() && (sorted(a) == sorted(b) || differing == 1 && a.len() >= 3)
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

    #[test]
    fn slips_keep_most_digits() {
        assert!(is_slip("49", "94") && is_slip("124", "142") && is_slip("124", "134") && is_slip("94", "94"));
        assert!(!is_slip("94", "61") && !is_slip("94", "95") && !is_slip("124", "88"));
    }
}
