//! Numbers that an article uses as the name of a model: after “Boeing 787” or “787-8”, the first 787 is no figure.

use crate::grammar::{Mention, Value};
use std::collections::BTreeSet;

/// How many digits such a name has; longer and shorter ones are figures more often.
const DIGITS: usize = 3;

/// Takes bare numbers out of the mentions whose digits are a name elsewhere in the text.
pub(in crate::extract) fn drop_models(text: &str, mentions: &mut Vec<Mention>) {
    let bare = |m: &Mention| {
        let words = &text[m.span.start..m.span.end];
        matches!(m.value, Value::Number(_)) && words.len() == DIGITS && words.bytes().all(|b| b.is_ascii_digit())
    };
    if !mentions.iter().any(bare) {
        return;
    }
    let names = names(text, mentions);
    mentions.retain(|m| !(bare(m) && names.contains(&text[m.span.start..m.span.end])));
}

/// The numbers that stand in a name and in no mention.
fn names<'t>(text: &'t str, mentions: &[Mention]) -> BTreeSet<&'t str> {
    let bytes = text.as_bytes();
    let mut out = BTreeSet::new();
    let (mut at, mut next) = (0, 0);
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let end = at + run;
        while mentions.get(next).is_some_and(|m| m.span.end <= at) {
            next += 1;
        }
        let read = mentions.get(next).is_some_and(|m| m.span.start < end);
        if run == DIGITS && !read && is_name(&text[..at], &text[end..]) {
            out.insert(&text[at..end]);
        }
        at = end;
    }
    out
}

/// `Boeing 787`, `787-8`, `787s`.
fn is_name(before: &str, behind: &str) -> bool {
    let free = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || ".,-/:$".contains(c));
    let variant = behind.strip_prefix('-').is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()));
    let several = behind.strip_prefix('s').is_some_and(|b| !b.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let word = before.strip_suffix(' ').and_then(|b| b.rsplit(|c: char| !c.is_alphanumeric()).next()).unwrap_or("");
    let capital = word.len() > 2 && word.starts_with(|c: char| c.is_ascii_uppercase());
    free && (variant || several || capital)
}

#[cfg(test)]
mod tests {
    use crate::grammar::{Grammar, en::English};

    fn numbers(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        English.read(text, 0..text.len(), &mut found);
        super::drop_models(text, &mut found);
        found.iter().map(|m| &text[m.span.start..m.span.end]).collect()
    }

    #[test]
    fn a_number_that_is_a_name_elsewhere_is_no_figure() {
        assert_eq!(numbers("The Boeing 787 is late. It is the first 787, she said."), ["first"]);
        assert_eq!(numbers("The 787-8 holds 240 people. He praised 787 pilots, 12 of them."), ["240 people", "12"]);
        assert_eq!(numbers("It sold 787 of them, and 12 more."), ["787", "12"]);
    }
}
