//! What came before or after what: after the merger of 2018 it was listed in 2016; 20世纪80年代,即1880年.
//!
//! Two dates of one sentence, each written out with its year, and nothing between them that another event could have.

use super::frame::View;
use super::order::{Dated, Tie, TieKind, is_full, moment, words};
use crate::grammar::DateExpr;
use crate::source::Span;
use crate::vocabulary::{Language, ordered};

/// What the words between two dates say.
enum Way {
    /// The later in the text is not the earlier one.
    Forwards,
    /// It is not the later one.
    Backwards,
}

/// The ties between the two dates of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, dates: &[Dated], out: &mut Vec<Tie>) {
    let [first, second] = dates else { return };
    let known = |d: &Dated| matches!(d.expr, DateExpr::Known(days) if days.is_bounded());
    if !known(first) || !known(second) {
        return;
    }
    if let Some(place) = renamed(view, s, first, second) {
        out.push(tie(view, TieKind::Same, place, first, second, (Some(0), Some(0))));
        return;
    }
    if !is_full(first) || !is_full(second) {
        return;
    }
    let found = match view.language(s) {
        Language::Zh => chinese(view, s, first, second),
        Language::En => english(view, s, first, second),
    };
    if let Some((way, place)) = found {
        let bounds = match way {
            Way::Forwards => (Some(0), None),
            Way::Backwards => (None, Some(0)),
        };
        out.push(tie(view, TieKind::Order, place, first, second, bounds));
    }
}

fn tie(
    view: &View<'_>,
    kind: TieKind,
    place: Span,
    first: &Dated,
    second: &Dated,
    (least, most): (Option<i64>, Option<i64>),
) -> Tie {
    let (from, to) = (vec![moment(view, first)], moment(view, second));
    Tie { kind, words: view.folded.origin(place), from, to, least, most }
}

/// 20世纪80年代(1880年): one time told by two dates, the second in brackets or behind 即.
fn renamed(view: &View<'_>, s: usize, first: &Dated, second: &Dated) -> Option<Span> {
    let gap = words(view, first.span.end, second.span.start);
    let tail = words(view, second.span.end, view.sentences[s].span.end);
    let bracketed = gap.trim() == "(" && tail.starts_with(')');
    let said = ordered().namely.of(view.language(s)).iter().any(|w| w == gap.trim());
    // A date in brackets behind one of its own kind may be that of another edition.
    let coarser = first.days.precision > second.days.precision;
    (said || bracketed && coarser).then_some(second.span)
}

/// 2018年合并之后,公司于2016年上市.
fn chinese(view: &View<'_>, s: usize, first: &Dated, second: &Dated) -> Option<(Way, Span)> {
    let gap = words(view, first.span.end, second.span.start);
    let tail = words(view, second.span.end, view.sentences[s].span.end);
    let (before, behind) = gap.split_once(',')?;
    let clause = tail.split([',', ';', '。']).next().unwrap_or(&tail);
    // 2016年成立的公司: the second date is of what the second event is about.
    let plain = !behind.contains([',', ';', ':']) && !clause.contains(['的', '以']) && !behind.contains('的');
    let placed = behind.is_empty() || behind.ends_with(['于', '在']);
    if !plain || !placed || is_back(behind, Language::Zh) || is_back(clause, Language::Zh) || before.chars().count() < 3
    {
        return None;
    }
    let (way, len) = way(before, Language::Zh)?;
    let end = first.span.end + before.len();
    Some((way, Span::new(end - len, end)))
}

/// After merging in 2018, it was listed in 2016. It was listed in 2016 after merging in 2018.
fn english(view: &View<'_>, s: usize, first: &Dated, second: &Dated) -> Option<(Way, Span)> {
    let sentence = view.sentences[s].span;
    let lead = words(view, sentence.start, first.span.start);
    let gap = words(view, first.span.end, second.span.start);
    let tail = words(view, second.span.end, sentence.end);
    let ended = tail.is_empty() || tail.trim_start().starts_with(['.', ',', ';']);
    let on = |text: &str| [" in", " on"].iter().any(|w| text.trim_end().ends_with(w));
    if !ended || !on(&format!(" {}", gap.trim())) || gap.contains(['(', ';', ':', '"']) {
        return None;
    }
    let opening = lead.trim_start();
    let at = sentence.start + lead.len() - opening.len();
    let head = |words: &crate::vocabulary::Words| words.at_head(opening, Language::En);
    let (after, before) = (head(&ordered().after), head(&ordered().before));
    // After …, in the first clause; the other has one comma before it and none inside.
    if let Some(len) = after.or(before) {
        let single = !is_back(&gap, Language::En)
            && gap.starts_with(',')
            && gap.matches(',').count() == 1
            && !lead.contains(',');
        let way = if after.is_some() { Way::Forwards } else { Way::Backwards };
        return single.then_some((way, Span::new(at, at + len)));
    }
    let rest = gap.trim_start();
    let at = first.span.end + gap.len() - rest.len();
    let head = |words: &crate::vocabulary::Words| words.at_head(rest, Language::En);
    let (after, before) = (head(&ordered().after), head(&ordered().before));
    let own = rest.get(after.or(before)?..)?;
    let plain = !gap.contains(',')
        && !is_back(own, Language::En)
        && !is_back(&lead, Language::En)
        && on(&format!(" {}", lead.trim()));
    let way = if after.is_some() { Way::Backwards } else { Way::Forwards };
    let len = after.or(before).filter(|_| plain)?;
    Some((way, Span::new(at, at + len)))
}

/// What a clause before a comma ends in: 之后 or 之前.
fn way(text: &str, language: Language) -> Option<(Way, usize)> {
    let (after, before) = (ordered().after.at_end(text, language), ordered().before.at_end(text, language));
    after.map(|len| (Way::Forwards, len)).or_else(|| before.map(|len| (Way::Backwards, len)))
}

/// Words that make a date beside them one of something else.
fn is_back(text: &str, language: Language) -> bool {
    let words = [&ordered().back, &ordered().compared];
    words.iter().flat_map(|l| l.of(language)).any(|w| match language {
        Language::Zh => text.contains(w.as_str()),
        Language::En => format!(" {text} ").replace([',', '.'], " ").contains(&format!(" {w} ")),
    })
}
