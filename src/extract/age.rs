//! Frames of ages: 79岁的拉里·埃里森; Nair, 40, ….

use super::Doubt;
use super::frame::{Drafts, Found, View, part};
use super::scan::{Token, What};
use crate::grammar::Value;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::statement::{Age, Slot, Statement};
use crate::vocabulary::lists;
use rust_decimal::Decimal;

/// Adds the ages of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let list = &view.tokens[s];
    for (i, token) in list.iter().enumerate() {
        let What::Mention(m) = token.what else { continue };
        let (years, named) = match &view.mentions[m].value {
            Value::Age(q) => (q.clone(), nearest(view, s, token)),
            Value::Number(q) => match apposed(view, list, i) {
                Some(found) => {
                    (Quantity { unit: Some(Unit::new("year", "duration", Decimal::ONE)), ..q.clone() }, Ok(found))
                }
                None => continue,
            },
            _ => continue,
        };
        let (ids, place, weak, doubt) = match named {
            Ok(f) => (f.ids, Some(f.span), f.weak, None),
            Err(d) => (Vec::new(), None, None, Some(d)),
        };
        if ids.len() > 1 {
            continue;
        }
        // 现年53岁 is the age on the day of writing, whatever else the sentence dates.
        let before = view.text(Span::new(view.sentences[s].span.start, token.span.start)).trim_end();
        let now = lists().now.at_end(before, view.language(s)).is_some();
        let when = view.time(s, token.span).filter(|_| !now);
        let days = when.and_then(|w| w.days).or(view.document);
        let mut parts = vec![(Slot::Value, token.span)];
        part(&mut parts, Slot::Subject, place);
        part(&mut parts, Slot::When, when.map(|w| w.span));
        let mut draft = view.draft(s, token.span, Statement::Age(Age { subject: ids, years, when: days }), parts);
        draft.time = when.map(|w| w.mention);
        draft.weak = draft.weak.or(weak);
        draft.doubt = doubt.or(days.is_none().then_some(Doubt::NoTime));
        drafts.push(draft, &[m]);
    }
}

/// The person right behind (79岁的埃里森), else the nearest before.
fn nearest(view: &View<'_>, s: usize, token: &Token) -> Result<Found, Doubt> {
    let types = ["person".to_owned()];
    let behind = view.tokens[s].iter().find(|t| t.span.start >= token.span.end && view.ids(t, &types).is_some());
    if let Some(t) = behind {
        let gap = view.folded.text[token.span.end..t.span.start].trim();
        if matches!(gap, "" | "的" | "高龄的") {
            return Ok(Found { ids: view.ids(t, &types).unwrap_or_default(), span: t.span, weak: None });
        }
    }
    view.subject(s, token.span, &types)
}

/// English apposition between commas: Nair, 40, took over.
fn apposed(view: &View<'_>, list: &[Token], i: usize) -> Option<Found> {
    let text = &view.folded.text;
    let token = &list[i];
    let before = list[..i].iter().rev().find(|t| t.is_name())?;
    let ids = view.ids(before, &["person".to_owned()])?;
    let years = view.text(token.span).parse::<u32>().ok().filter(|y| (10..=110).contains(y));
    let commas = &text[before.span.end..token.span.start] == ", " && text[token.span.end..].starts_with(',');
    (commas && years.is_some()).then_some(Found { ids, span: before.span, weak: None })
}
