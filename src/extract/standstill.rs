//! It closed in 1983 and stood empty for eleven years. Farmers bought it in 1994.: a length between an end and the day on
//! which something began anew, told in another sentence.

use super::Tie;
use super::frame::View;
use super::order::{Dated, Moment, TieKind, dated, is_full, length, moment, words};
use super::scan::What;
use crate::grammar::Value;
use crate::source::Span;
use crate::time::TimeUnit;
use crate::vocabulary::{Language, ordered};
use rust_decimal::prelude::ToPrimitive;

/// Sentences behind within which something begins anew.
const NEAR: usize = 3;
/// Days by which a number of years may miss.
const SLACK: i64 = 45;
/// Dates of the rest of the article that may be the one.
const MOST: usize = 40;

/// A length of standstill in a sentence; false only where no later date of the article fits.
pub(super) fn read(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let language = view.language(s);
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Duration(duration) = &view.mentions[m].value else { continue };
        let before = words(view, view.sentences[s].span.start, token.span.start);
        let Some((Some(mut least), Some(mut most))) = length(duration) else { continue };
        // Dates told to the year are wide enough themselves.
        if let Some(years) =
            duration.quantity.stated.filter(|_| duration.unit == Some(TimeUnit::Year)).and_then(|v| v.to_i64())
        {
            (least, most) = (least.max(years * 365 - SLACK), most.min(years * 366 + SLACK));
        }
        let Some(start) = dates.iter().rev().find(|d| d.span.end <= token.span.start && is_full(d)) else { continue };
        if ordered().idle.at_end(before.trim_end(), language).is_none() {
            continue;
        }
        let later = |d: &Dated| is_full(d) && d.days.start > start.days.start;
        let of = |i: usize| view.tokens[i].iter().filter_map(|t| dated(view, t)).filter(later).collect::<Vec<_>>();
        let begins = |i: usize| {
            let text = view.text(view.sentences[i].span).to_lowercase();
            ordered().resumed.of(language).iter().any(|w| holds(&text, w, language))
        };
        let end = view.sentences.len();
        let anew = (s..end.min(s + 1 + NEAR)).find(|&i| i > s && !of(i).is_empty());
        if !anew.is_some_and(begins) {
            continue;
        }
        let others = (s..end).flat_map(of).take(MOST).filter(|d| d.span.start > token.span.start);
        let mut from: Vec<Moment> = others.map(|d| moment(view, &d)).collect();
        from.extend(view.document.map(|days| Moment { span: None, days }));
        out.push(Tie {
            kind: TieKind::Duration,
            words: view.folded.origin(Span::new(token.span.start, token.span.end)),
            from,
            to: moment(view, start),
            least: Some(-most),
            most: Some(-least),
        });
    }
}

fn holds(text: &str, word: &str, language: Language) -> bool {
    match language {
        Language::Zh => text.contains(word),
        Language::En => text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word),
    }
}
