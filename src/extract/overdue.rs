//! Please do so by 31 January, in a letter of 3 February; 将于6月5日公布, in a text of 9 June: what is still to be done
//! by a day that was over when it was written of.
//!
//! Only where the article says itself when it was written.

use super::frame::View;
use super::order::{Dated, Moment, Tie, TieKind, dated, moment, words};
use crate::grammar::DateExpr;
use crate::time::{Interval, Precision};
use crate::vocabulary::{Language, spanned};

/// Days before the day of writing within which a day without its year is one of that year.
const NEAR: i64 = 60;
/// Days before it within which a day with its year may be one still to come.
const FAR: i64 = 400;
/// Characters before a day that may say that it is still to come.
const REACH: usize = 12;

pub(super) fn read(view: &View<'_>, out: &mut Vec<Tie>) {
    let Some(written) = view.document.filter(|d| !view.inferred && d.start == d.end) else { return };
    let Some(day) = written.start else { return };
    for s in 0..view.sentences.len() {
        for token in &view.tokens[s] {
            let Some(date) = dated(view, token) else { continue };
            let Some((end, reach)) = last_of(date.expr).and_then(|core| match core {
                DateExpr::Known(days) if days.precision <= Precision::Month => Some((days.end, FAR)),
                DateExpr::Fields(f) if f.day.is_some() => Some((date.days.end, NEAR)),
                _ => None,
            }) else {
                continue;
            };
            let Some(last) = end else { continue };
            let past = (day - last).num_days();
            let stated = view.sentences[s].quotes.iter().all(|q| !q.contains(token.span));
            if !(2..=reach).contains(&past) || !stated || !is_to_come(view, s, &date) {
                continue;
            }
            let to = Moment { days: Interval::day(last), ..moment(view, &date) };
            out.push(Tie {
                kind: TieKind::Order,
                words: view.folded.origin(token.span),
                from: vec![Moment { span: None, days: written }],
                to,
                least: Some(0),
                most: None,
            });
        }
    }
}

/// The day by which something is due.
fn last_of(expr: &DateExpr) -> Option<&DateExpr> {
    match expr {
        DateExpr::Until(inner) | DateExpr::Before(inner) | DateExpr::AsOf(inner) => Some(inner),
        DateExpr::Known(_) | DateExpr::Fields(_) => Some(expr),
        _ => None,
    }
}

/// The words say that the day is still to come when they are written.
fn is_to_come(view: &View<'_>, s: usize, date: &Dated) -> bool {
    let list = spanned();
    let language = view.language(s);
    let sentence = view.sentences[s].span;
    let lead = words(view, sentence.start, date.span.start);
    let rest = words(view, date.span.start, sentence.end);
    let part = |t: &str| t.split(';').next().unwrap_or("").to_owned();
    let text = format!("{}{}", lead.rsplit(';').next().unwrap_or(""), part(&rest));
    // Somebody said then that it would be so.
    if list.said_then.whole_in(&text, language) {
        return false;
    }
    let limit = matches!(date.expr, DateExpr::Until(_) | DateExpr::Before(_) | DateExpr::AsOf(_));
    match language {
        Language::Zh => {
            let near: usize = lead.chars().rev().take(REACH).map(char::len_utf8).sum();
            let head = &lead[lead.len() - near..];
            let clause = head.rsplit([',', ';', ':', '。']).next().unwrap_or("");
            let shifted = list.not_now.in_text(clause, language);
            let asked = list.please_by.at_end(clause, language).is_some();
            let will = list.will_on.at_end(clause, language).is_some() && is_present(view, s, date);
            !shifted && (asked || will)
        }
        Language::En => {
            let clause = lead.rsplit([';', ':']).next().unwrap_or("");
            let own = words(view, date.span.start, date.span.end);
            let by = limit || ["by", "until", "till"].iter().any(|w| lead.trim_end().ends_with(&format!(" {w}")));
            let lead = ["by", "until", "till"].iter().find_map(|w| clause.trim_end().strip_suffix(w)).unwrap_or(clause);
            let until = own.starts_with("until") || own.starts_with("till") || clause.trim_end().ends_with("until");
            let open = until && list.open_until.at_end(lead.trim_end(), language).is_some();
            let last = clause.rsplit([',', '.']).next().unwrap_or("");
            let asked = by && list.please_by.whole_in(last, language);
            open || asked
        }
    }
}

/// The paragraph tells of nothing that was over long before: it is of the day of writing.
fn is_present(view: &View<'_>, s: usize, date: &Dated) -> bool {
    let block = view.sentences[s].block;
    let day = view.document.and_then(|d| d.start);
    let here = (0..view.sentences.len()).filter(|&i| view.sentences[i].block == block);
    let mut others = here.flat_map(|i| view.tokens[i].iter()).filter_map(|t| dated(view, t));
    others.all(|d| {
        let same = d.span == date.span;
        let recent = d.days.end.is_none_or(|e| day.is_some_and(|day| (day - e).num_days() <= 7));
        same || recent || d.span.start > date.span.start
    })
}
