//! 男50人、女40人,合计90人; 60 % …, the remaining 40 %: parts and what they come to.

use super::{DATE, Figure, Reckoning, Term, holds_any, terms, trimmed};
use crate::extract::frame::View;
use crate::source::Span;
use crate::vocabulary::{Language, lists, reckoned};
use rust_decimal::Decimal;

/// Characters between two parts.
const REACH_ZH: usize = 16;
const REACH_EN: usize = 80;

pub(super) fn read(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let words = reckoned();
    for (i, last) in figures.iter().enumerate() {
        let lead = trimmed(&last.lead, &words.by, language).trim_end_matches(['的', ',', ' ']);
        // Another word before the total may name another part.
        let bare = |lead: &str| {
            words.total.at_end(lead, language).is_some_and(|len| {
                lead[..lead.len() - len].chars().filter(|c| c.is_alphanumeric() && *c != DATE).count() <= 4
            })
        };
        // $14.5 million in all, 21,000 altogether
        let tail = last.tail.trim_start();
        let ends = |len: usize| !tail[len..].trim_start().starts_with(char::is_alphanumeric);
        // 1,400 with AB, 21,000 altogether
        let joint = match last.lead.trim().rsplit_once([',', ':', '—', '–', '(']) {
            Some((what, rest)) => {
                let named = what.split_whitespace().count() <= 5 && !what.contains(',') && !others(what);
                named && matches!(rest.trim(), "" | "or" | "for" | "that is" | "making")
            }
            None => last.lead.trim() == "or",
        };
        let closes = joint && words.total_behind.at_head(tail, language).is_some_and(ends);
        let total = !last.is_percent() && (bare(lead) || bare(last.lead.trim_end()) || closes);
        let rest = last.is_percent() && words.rest.at_end(lead, language).is_some();
        if !total && !rest {
            continue;
        }
        let mut all = parts(language, &figures[..i], last, rest);
        if all.len() >= 2 && total {
            all.push(last);
            out.push(summed(view, &all));
        } else if !all.is_empty() && rest && !has_fraction(view, all[0], last) {
            all.push(last);
            out.push(Reckoning::Sum { parts: terms(view, &all), total: None });
        }
    }
}

/// New books 60 per cent, others a quarter, the café the remaining 15: a part is told as a fraction.
fn has_fraction(view: &View<'_>, first: &Figure, last: &Figure) -> bool {
    let between = view.text(Span::new(first.span.end, last.span.start.max(first.span.end))).to_lowercase();
    let spaced = format!(" {} ", between.replace(|c: char| !c.is_alphanumeric() && c != '-', " "));
    reckoned().fractions.of(Language::En).any(|(words, _)| spaced.contains(&format!(" {words} ")))
}

/// The last figure is the total of the others.
fn summed(view: &View<'_>, all: &[&Figure]) -> Reckoning {
    let mut parts: Vec<Term> = terms(view, all);
    let total = parts.pop();
    Reckoning::Sum { parts, total }
}

/// 48 boats crossed the line. Of these 39 finished; the other 11 retired: a whole, a part, and what is left of it.
pub(super) fn left(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let (words, language) = (reckoned(), view.language(s));
    let rest = |f: &Figure| {
        let lead = trimmed(&f.lead, &words.by, language);
        let last = lead.rsplit([',', ';']).next().unwrap_or(lead).trim();
        !f.is_share() && words.rest.of(language).iter().any(|w| last == w || last.strip_prefix("and ") == Some(w))
    };
    let Some(at) = figures.iter().position(rest).filter(|&at| at > 0) else { return };
    let (part, left) = (&figures[at - 1], &figures[at]);
    // 其余11艘退赛,另有2艘未报到: not all that is left.
    if figures[at + 1..].iter().any(|f| !f.is_share() && (f.unit() == left.unit() || f.unit().is_none())) {
        return;
    }
    let same = |f: &Figure| f.unit() == left.unit() || f.unit().is_none() || left.unit().is_none();
    let among = |f: &Figure| {
        let lead = f.lead.trim_start_matches([',', ' ']);
        ["of these", "of those", "of them", "of which", "of whom", "其中"].iter().any(|w| lead.starts_with(w))
    };
    let found;
    let whole = match at.checked_sub(2).map(|i| &figures[i]) {
        Some(whole) if among(part) => whole,
        None if among(part) && s > 0 && view.sentences[s - 1].block == view.sentences[s].block => {
            found = super::figures(view, s - 1);
            let mut counts = found.iter().filter(|f| !f.is_share() && same(f));
            match (counts.next(), counts.next()) {
                (Some(one), None) => one,
                _ => return,
            }
        }
        _ => return,
    };
    let discrete = |f: &Figure| f.value.unit.as_ref().is_none_or(|u| u.is_discrete());
    let more = whole.value.stated > part.value.stated && whole.value.stated > left.value.stated;
    if more && [whole, part, left].into_iter().all(discrete) && same(whole) && same(part) && !part.is_share() {
        out.push(summed(view, &[part, left, whole]));
    }
}

/// …8420张,…640张。两者相加,床位将达到9060张: the only two figures of the unit in the sentence before.
pub(super) fn both(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let (words, language) = (reckoned(), view.language(s));
    let [total] = figures else { return };
    if s == 0 || words.both.at_head(total.lead.trim_start(), language).is_none() || total.unit().is_none() {
        return;
    }
    let before = super::figures(view, s - 1);
    // 个 and 张 count as one unit, but not the same things.
    let word = |f: &Figure| view.text(f.span).chars().next_back().filter(|c| !c.is_ascii());
    let parts: Vec<&Figure> = before.iter().filter(|f| f.unit() == total.unit() && word(f) == word(total)).collect();
    let levels = parts.iter().all(|f| {
        let lead = trimmed(&f.lead, &words.by, language);
        [&words.from, &words.to, &words.rises, &words.falls].iter().all(|w| w.at_end(lead, language).is_none())
    });
    if parts.len() == 2 && levels && !total.is_share() {
        out.push(summed(view, &[parts, vec![total]].concat()));
    }
}

/// The figures of the same unit right before a place, each near the next.
/// Of shares of all a figure of something else between them is passed over: 25%用于兴建两个区域仓.
fn parts<'f>(language: Language, before: &'f [Figure], last: &Figure, shares: bool) -> Vec<&'f Figure> {
    let reach = if language == Language::Zh { REACH_ZH } else { REACH_EN };
    let mut out: Vec<&Figure> = Vec::new();
    let mut lead = &last.lead;
    for figure in before.iter().rev() {
        // 8,400 donors with group O, 7,200 with A
        let counts = |f: &Figure| f.value.unit.as_ref().is_none_or(|u| u.is_discrete());
        let elided = figure.unit().is_none() || last.unit().is_none();
        let named = figure.unit().is_some() && figure.unit() == last.unit();
        let one = named || elided && counts(figure) && counts(last) && figure.compares(last);
        let alike =
            one && figure.is_share() == last.is_share() && figure.value.stated.is_some_and(|v| v > Decimal::ZERO);
        if lead.chars().count() > reach {
            break;
        }
        if !alike && shares && counts(figure) && !figure.is_share() {
            lead = &figure.lead;
            continue;
        }
        if !alike {
            // 六架无人机、九台拖拉机和四台收割机,一共十九台: of a list that begins with another unit some part would be missing.
            let listed = !out.is_empty() && ["、", "和", "及", " and "].iter().any(|w| lead.contains(w));
            return if listed { Vec::new() } else { in_order(out) };
        }
        // 32列,每列6节,合计192节; 24 million each: a figure of each is a factor.
        let own = figure.tail.split([',', ';', '(']).next().unwrap_or("");
        let each = ["each", "apiece"].iter().any(|w| super::holds(own, w));
        if each || holds_any(&figure.lead, &lists().each, language) {
            return Vec::new();
        }
        out.push(figure);
        lead = &figure.lead;
    }
    in_order(out)
}

/// A part without a figure is named: and others.
fn others(text: &str) -> bool {
    text.split(' ').any(|w| matches!(w, "others" | "other" | "more" | "several" | "some" | "various" | "rest"))
}

fn in_order(mut parts: Vec<&Figure>) -> Vec<&Figure> {
    parts.reverse();
    parts
}
