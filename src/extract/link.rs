//! Frames of links: how long something took, and how long after something else it came.

use super::Doubt;
use super::frame::{Drafts, View};
use super::scan::What;
use crate::grammar::Value;
use crate::statement::{Link, LinkKind, Slot, Statement};

/// Words behind a length of time that make it a distance from another event.
const AFTER: &[&str] =
    &["后", "之后", "过后", "以后", "前", "之前", "以前", " later", " earlier", " after", " before", " ago"];

/// Adds the lengths of time that no other frame has taken.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        if drafts.owner.contains_key(&m) {
            continue;
        }
        let after = &view.folded.text[token.span.end..];
        let distance = AFTER.iter().any(|w| after.starts_with(w));
        let kind = if distance { LinkKind::Distance } else { LinkKind::Duration };
        let link =
            Link { kind, subject: Vec::new(), value: Some(duration.quantity.clone()), when: None, of: Vec::new() };
        let mut draft = view.draft(s, token.span, Statement::Link(link), vec![(Slot::Value, token.span)]);
        draft.doubt = Some(Doubt::OutOfScope);
        drafts.push(draft, &[m]);
    }
}
