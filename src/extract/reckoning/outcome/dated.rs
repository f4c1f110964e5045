//! Growth between figures that their dates put in order: 去年是2500吨,今年2400吨,少了5.2%; 2021年…辆,2022年…辆,2023年…辆。去年又增长
//! 27.7%; in 2020 it came to 498. … In 2021 it was 540, 9.5 per cent more.

use super::super::{DATE, Figure, Reckoning, growth};
use super::{Made, Near, pairs, rates};
use crate::extract::scan::What;
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::{Language, Words, reckoned};

/// Sentences before that may hold a series, and figures of one.
const REACH: usize = 2;
const SERIES: usize = 3;

/// The two figures right before a rate are of one thing at two times that follow each other, and the words around them tell of
/// nothing else: the earlier one first.
pub(super) fn pair<'f>(near: &Near<'f, '_>, at: usize) -> Option<(&'f Figure, &'f Figure)> {
    let [x, y] = at.checked_sub(2).and_then(|i| near.own.get(i..at))? else { return None };
    let rate = &near.own[at];
    let exact = [x, y].iter().all(|f| f.value.comparator.is_none() && !f.is_share());
    let one = near.alike(x, y) && (y.unit().is_none() && rates::is_near(x, y) || x.compares(y) && x.unit() == y.unit());
    let beside = last(&rate.lead).len() + 2 >= rate.lead.trim().len() && !last(&rate.lead).contains(DATE);
    let dated = |f: &Figure| dates(near, f).len() == 1;
    let told = is_plain(last(&y.lead), near.language) && is_plain(last(&rate.lead), near.language);
    if !exact || !one || !beside || !told || !dated(x) || !dated(y) || rate.tail.trim_start().starts_with("of ") {
        return None;
    }
    match in_turn(near, x, y)? {
        true => Some((x, y)),
        false => Some((y, x)),
    }
}

/// The periods of two figures are equally long and follow each other: whether the first is the earlier one.
fn in_turn(near: &Near<'_, '_>, x: &Figure, y: &Figure) -> Option<bool> {
    let days = |f: &Figure| near.days(f).or_else(|| *dates(near, f).first()?).filter(|d| d.start.is_some());
    if let (Some(a), Some(b)) = (days(x), days(y)) {
        return match (follows(b, a), follows(a, b)) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        };
    }
    // Of an article without a date nobody knows which year the last one is.
    let (this, that): (&[&str], &[&str]) = match near.language {
        Language::Zh => (&["今年"], &["去年", "上年"]),
        Language::En => (&["this year"], &["last year"]),
    };
    let says = |f: &Figure, words: &[&str]| {
        let clause = near.view.text(clause(near, f)).to_lowercase();
        words.iter().any(|w| clause.contains(w)) && !clause.contains(['月', '季', '半'])
    };
    match (says(x, that), says(y, this), says(x, this), says(y, that)) {
        (true, true, false, false) => Some(true),
        (false, false, true, true) => Some(false),
        _ => None,
    }
}

/// One period is as long as the other and lies right behind it, or a year later.
fn follows(later: Interval, earlier: Interval) -> bool {
    let length = |d: Interval| Some((d.end? - d.start?).num_days());
    let apart = later.start.zip(earlier.start).map(|(l, e)| (l - e).num_days());
    let (Some(a), Some(b), Some(apart)) = (length(earlier), length(later), apart) else { return false };
    (a - b).abs() <= 3 && apart > 0 && (a >= 27 && (apart - a - 1).abs() <= 1 || (364..=372).contains(&apart))
}

/// The words from the last mark up to a figure.
fn clause(near: &Near<'_, '_>, figure: &Figure) -> Span {
    let start = near.view.sentences[near.s].span.start;
    let lead = near.view.text(Span::new(start, figure.span.start.max(start)));
    let mark = lead.rfind([',', ';', '(', ':']).map_or(0, |i| i + 1);
    Span::new(start + mark, figure.span.start.max(start + mark))
}

/// The dates of those words, and their days where they are known.
fn dates(near: &Near<'_, '_>, figure: &Figure) -> Vec<Option<Interval>> {
    let view = near.view;
    let tokens = view.inside(near.s, clause(near, figure)).iter();
    let days = |m: usize| view.times[m].as_ref().map(|t| t.days);
    let dates = tokens.filter_map(|t| match t.what {
        What::Mention(m) if view.date_expr(m).is_some() => Some(days(m)),
        _ => None,
    });
    dates.collect()
}

/// What stands behind the last mark.
fn last(text: &str) -> &str {
    text.rsplit([',', ';', '(', ':', '。']).next().unwrap_or(text).trim()
}

/// Words of growth and small words only, beside dates: no other matter is named.
fn is_plain(text: &str, language: Language) -> bool {
    let words = reckoned();
    let own = [&words.upward, &words.downward, &words.stands, &words.goes_on, &words.pointing, &words.formerly];
    let known: Vec<&Words> = growth::told_of_growth().into_iter().chain(own).collect();
    let rest = match language {
        Language::Zh => {
            let mut rest = text.to_owned();
            let mut all: Vec<&String> = known.iter().flat_map(|l| l.of(language)).collect();
            all.sort_by_key(|w| std::cmp::Reverse(w.len()));
            for word in all {
                if rest.contains(word.as_str()) {
                    rest = rest.replace(word.as_str(), "");
                }
            }
            rest
        }
        Language::En => {
            let small = |w: &&str| {
                matches!(*w, "and" | "but" | "they" | "then")
                    || known
                        .iter()
                        .any(|l| l.has(w, language) || l.of(language).iter().any(|p| p.split(' ').any(|p| p == *w)))
            };
            text.split([' ', '-', ',']).filter(|w| !w.is_empty() && !small(w)).collect()
        }
    };
    rest.chars().all(|c| c == DATE || !c.is_alphanumeric())
}

/// 2021年936,222辆,2022年1,313,851辆,2023年1,808,581辆。去年又增长27.7%: a period of a series told right before, and the one before it.
pub(super) fn series(near: &Near<'_, '_>, at: usize, rises: Option<bool>, out: &mut Vec<Reckoning>) {
    let (figure, language) = (&near.own[at], near.language);
    // Nothing of the sentence up to there tells of another matter.
    let told = near.own[..=at].iter().all(|f| f.is_share() && is_plain(&f.lead, language));
    let Some(days) = near.days(figure).filter(|_| told && figure.is_percent() && rises.is_some()) else { return };
    let before = near.earlier(REACH);
    let mut runs: Vec<Vec<(&Figure, Interval)>> = Vec::new();
    for other in before.iter().filter(|f| !f.is_share()) {
        let Some(own) = near.days(other) else { continue };
        let joined =
            runs.last_mut().filter(|run| run.last().is_some_and(|(f, d)| near.alike(f, other) && follows(own, *d)));
        match joined {
            Some(run) => run.push((other, own)),
            None => runs.push(vec![(other, own)]),
        }
    }
    runs.retain(|run| run.len() >= SERIES);
    let [run] = &runs[..] else { return };
    let Some(i) = run.iter().position(|(_, d)| *d == days).filter(|i| *i > 0) else { return };
    let (from, to) = (run[i - 1].0, run[i].0);
    if from.value.comparator.is_some() || to.value.comparator.is_some() {
        return;
    }
    let all: Vec<&Figure> = before.iter().copied().filter(|f| near.alike(f, to)).collect();
    let mut readings = vec![vec![from, to]];
    readings.extend(pairs(&all));
    near.outcome(figure, Made::Growth(rises), &readings, (1, true), out);
}

/// Of several figures told before, the one of an earlier time that is as long as that of a figure: the only one of its kind.
pub(super) fn base<'f>(near: &Near<'_, '_>, figure: &Figure, earlier: &[&'f Figure]) -> Option<&'f Figure> {
    let [one] = earlier else { return None };
    let (then, now) = near.days(one).zip(near.days(figure))?;
    follows(now, then).then_some(*one)
}

/// Right behind a sentence with the one figure it is compared with, a figure that says how much more it is.
pub(super) fn after(near: &Near<'_, '_>, from: &Figure, to: &Figure) -> bool {
    let before = near.view.sentences[near.s].span.start;
    let dated = |f: &Figure| f.lead.contains(DATE);
    from.span.end <= before && to.span.start >= before && dated(from) && dated(to) && !rates::is_former(near, to)
}
