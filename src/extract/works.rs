//! What was begun and what was finished, what was founded and what it did first: two dates of one sentence and of one
//! thing.

use super::frame::View;
use super::order::{Dated, Tie, TieKind, is_full, length, moment, words};
use super::scan::What;
use crate::grammar::Value;
use crate::source::Span;
use crate::vocabulary::{Language, ordered};

/// Characters behind a date that may say what was begun or finished then.
const REACH: usize = 8;

/// The ties between the two dates of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let [first, second] = dates else { return };
    if !is_full(first) || !is_full(second) {
        return;
    }
    let told = match view.language(s) {
        Language::Zh => chinese(view, s, first, second),
        Language::En => english(view, s, first, second),
    };
    let Some(words) = told.or_else(|| founded(view, s, first, second)) else { return };
    let (from, to) = (moment(view, first), moment(view, second));
    let words = view.folded.origin(words);
    out.push(Tie { kind: TieKind::Order, words, from: vec![from], to, least: Some(0), most: None });
    if let Some((at, (least, most))) = told.and_then(|_| lasting(view, s, first, second)) {
        let (from, to) = (vec![moment(view, first)], moment(view, second));
        out.push(Tie { kind: TieKind::Duration, words: view.folded.origin(at), from, to, least, most });
    }
}

/// 2010年动工,2019年通车: the word that ends the work.
fn chinese(view: &View<'_>, s: usize, first: &Dated, second: &Dated) -> Option<Span> {
    let language = Language::Zh;
    let gap = words(view, first.span.end, second.span.start);
    let tail: String = words(view, second.span.end, view.sentences[s].span.end).chars().take(REACH).collect();
    let clause = tail.split([',', ';', '。']).next().unwrap_or_default();
    let rest = ordered().begun.at_head(&gap, language).map(|len| &gap[len..])?;
    let joined = ordered().goes_on.of(language).iter().any(|w| w == rest.trim());
    let (at, len) =
        ordered().ended.of(language).iter().filter_map(|w| Some((clause.find(w.as_str())?, w.len()))).min()?;
    // 2019年通车的另一座桥 is of something else.
    let own = !clause.contains('的') && clause[..at].chars().count() <= 4;
    let start = second.span.end + at;
    (joined && own).then(|| Span::new(start, start + len))
}

/// Work began in 2010 and it opened in 2019: the words between.
fn english(view: &View<'_>, s: usize, first: &Dated, second: &Dated) -> Option<Span> {
    let lead = words(view, view.sentences[s].span.start, first.span.start);
    let gap = words(view, first.span.end, second.span.start);
    let begun = ordered().begun.at_end(lead.trim_end(), Language::En).is_some();
    let told = gap.trim().trim_start_matches(',').trim_start();
    let ended = ordered().ended.has(told, Language::En);
    // Completed in 2010 on the older wing: of something else.
    let tail = words(view, second.span.end, view.sentences[s].span.end);
    let closed = tail.trim_start().chars().next().is_none_or(|c| matches!(c, '.' | ',' | ';' | ')'));
    (begun && ended && closed).then(|| trimmed(view, Span::new(first.span.end, second.span.start)))
}

/// Founded in 1991, it launched its first boat in 1995; 成立于1991年,1995年推出首款产品: nothing is done before the founding.
fn founded(view: &View<'_>, s: usize, first: &Dated, second: &Dated) -> Option<Span> {
    let language = view.language(s);
    let sentence = view.sentences[s].span;
    let lead = words(view, sentence.start, first.span.start);
    let gap = words(view, first.span.end, second.span.start);
    let tail = words(view, second.span.end, sentence.end);
    let back = |text: &str| holds_word(text, &ordered().back, language);
    match language {
        Language::En => {
            let told = ordered().founded.at_end(lead.trim_end(), language).is_some();
            let after =
                gap.strip_prefix(" and ").filter(|g| g.trim_end().ends_with(" in") && !g.contains([',', '(', ';']))?;
            let first_time = ordered().firsts.in_text(after, language);
            let plain = !back(after) && !after.contains(" that ") && after.split(' ').count() <= 8;
            (told && first_time && plain).then(|| trimmed(view, Span::new(first.span.end, second.span.start)))
        }
        Language::Zh => {
            let behind = ordered().founded.at_head(&gap, language);
            let told = ordered().founded.at_end(lead.trim_end(), language).is_some() || behind.is_some();
            let rest = &gap[behind.unwrap_or(0)..];
            let clause = tail.split([',', ';', '。']).next().unwrap_or_default();
            // 下水了第一艘船: the house does it, nobody whom the clause names.
            let did = |w: &String| clause.find(w.as_str()).is_some_and(|at| clause[..at].chars().count() <= 4);
            let first_time = ordered().firsts.of(language).iter().any(did);
            let plain = !back(clause) && clause.chars().count() <= 14;
            let end = second.span.end + clause.len();
            (told && rest == "," && first_time && plain && !clause.is_empty()).then(|| Span::new(second.span.end, end))
        }
    }
}

fn holds_word(text: &str, list: &crate::vocabulary::Words, language: Language) -> bool {
    list.of(language).iter().any(|w| match language {
        Language::Zh => text.contains(w.as_str()),
        Language::En => format!(" {text} ").contains(&format!(" {w} ")),
    })
}

/// A span without the spaces at its ends.
fn trimmed(view: &View<'_>, span: Span) -> Span {
    let text = view.text(span);
    let start = span.start + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// Days at least and at most.
type Length = (Option<i64>, Option<i64>);

/// How long the work took, said before both dates or behind them.
fn lasting(view: &View<'_>, s: usize, first: &Dated, second: &Dated) -> Option<(Span, Length)> {
    let language = view.language(s);
    view.tokens[s].iter().find_map(|t| {
        let What::Mention(m) = t.what else { return None };
        let Value::Duration(duration) = &view.mentions[m].value else { return None };
        let before = words(view, view.sentences[s].span.start, t.span.start);
        let told = ordered().lasting.at_end(before.trim_end(), language).is_some();
        let outside = t.span.end <= first.span.start || t.span.start >= second.span.end;
        (told && outside).then(|| Some((t.span, length(duration)?)))?
    })
}
