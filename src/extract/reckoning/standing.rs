//! Of the three, Alder sold 120 boats, Birch 150 and Cedar 90. Alder came first. 甲厂卖出120台,乙厂150台…甲厂排名第一: a place among
//! those whose figures were told right before.

use super::{DATE, Figure, Reckoning, Term, holds, holds_any};
use crate::extract::frame::View;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Things that are compared, at least and at most.
const THINGS: std::ops::RangeInclusive<usize> = 2..=20;
/// Characters of a name.
const NAME: usize = 24;
/// Characters between a name and its place.
const NEAR: usize = 6;

/// Words at the head of a sentence that begin no name.
const SMALL: &[&str] =
    &["Of", "In", "At", "The", "On", "For", "From", "By", "With", "This", "Last", "Some", "About", "Only", "Between"];

pub(super) fn read(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let language = view.language(s);
    let mut own = ranked(view, s, figures, language);
    let handed =
        if own.len() < *THINGS.start() { super::handed::handed(view, s, figures, language) } else { Vec::new() };
    let turned = !handed.is_empty();
    if turned {
        own = handed;
    }
    if own.len() < *THINGS.start() || !figures.iter().all(|f| f.mood.is_judged()) {
        return;
    }
    let sentence = view.sentences[s].span;
    let last = own.last().map_or(sentence.end, |(_, _, at)| at.end);
    let next = view.sentences.get(s + 1).filter(|n| n.block == view.sentences[s].block && n.language == language);
    let rest = Span::new(last, next.map_or(sentence.end, |n| n.span.end));
    let by = [&reckoned().achieved, &reckoned().measured_by];
    let achieved = figures.iter().any(|f| by.iter().any(|w| holds_any(&f.raw, w, language)));
    // Of the three: nobody else may stand between them.
    let head = view.text(Span::new(sentence.start, own[0].2.start));
    let all = figures.iter().any(|f| f.span.end <= own[0].2.start && f.value.stated == Some(Decimal::from(own.len())));
    let all = all || turned || counts(head, own.len(), language);
    for clause in clauses(view, rest) {
        let Some((who, place, span)) = placed(view, clause, &own, language) else { continue };
        let others = own.iter().enumerate().filter(|(i, _)| *i != who).map(|(_, o)| o.1.clone()).collect();
        let value = Quantity::exact(Decimal::from(place), None);
        // The highest is the one with the greatest figure, whatever that is of.
        let said = view.text(span).to_lowercase();
        let most = reckoned().extremes.of(language).iter().any(|w| said.ends_with(w.as_str()));
        let place = Term { span: view.folded.origin(span), value };
        out.push(Reckoning::Standing { place, own: own[who].1.clone(), others, all, more_is_better: achieved || most });
    }
}

/// The names with their figures, each right before its own.
fn ranked(view: &View<'_>, s: usize, figures: &[Figure], language: Language) -> Vec<Ranked> {
    let mut out: Vec<(String, &Figure)> = Vec::new();
    for figure in figures {
        let lead = view.text(Span::new(figure.span.start - figure.raw.len().min(figure.span.start), figure.span.start));
        let exact = figure.value.comparator.is_none() && figure.value.stated.is_some_and(|v| v > Decimal::ZERO);
        let alike = out.last().is_none_or(|(_, f)| {
            f.unit() == figure.unit()
                || figure.unit().is_none() && f.value.unit.as_ref().is_none_or(|u| u.is_discrete())
        });
        let lasting = figure.value.unit.as_ref().is_some_and(|u| u.dimension() == "duration");
        let dated = !out.is_empty() && figure.lead.contains(DATE);
        match name(lead, language).filter(|_| exact && alike && !lasting && !dated && !figure.is_share()) {
            Some(name) => out.push((name, figure)),
            None if out.is_empty() => {}
            // Some of them have no figure: what else stands there is not known.
            None => return Vec::new(),
        }
    }
    let more = match &out[..] {
        [(_, first)] if language == Language::En => elided(view, s, first),
        _ => Vec::new(),
    };
    let mut out: Vec<Ranked> = out.into_iter().map(|(name, f)| (name, f.term(view), f.span)).collect();
    out.extend(more);
    let distinct = out.iter().enumerate().all(|(i, (n, ..))| out[..i].iter().all(|(m, ..)| m != n));
    if THINGS.contains(&out.len()) && distinct { out } else { Vec::new() }
}

/// , Birch 150 and Cedar 90: figures right behind names, which alone might be the number of a thing.
fn elided(view: &View<'_>, s: usize, first: &Figure) -> Vec<Ranked> {
    let end = view.sentences[s].span.end.max(first.span.end);
    let text = view.text(Span::new(first.span.end, end));
    let Some(from) = text.find(',') else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = first.span.end + from + 1;
    for item in text[from + 1..].split_inclusive([',']).flat_map(|i| i.split_inclusive(" and ")) {
        let bare = item
            .trim_end_matches(',')
            .trim_end_matches(" and ")
            .trim()
            .trim_start_matches("and ")
            .trim_end_matches('.');
        let parsed = bare.rsplit_once(' ').and_then(|(name, figure)| {
            let value = Decimal::from_str_exact(&figure.replace(',', "")).ok()?;
            let start = at + item.find(bare)? + name.len() + 1;
            let named = name.split(' ').all(|w| w.starts_with(char::is_uppercase));
            named.then(|| (name.to_owned(), value, Span::new(start, start + figure.len())))
        });
        at += item.len();
        match parsed {
            Some((name, value, span)) => {
                let value = Quantity::exact(value, first.value.unit.clone());
                out.push((name, Term { span: view.folded.origin(span), value }, span));
            }
            None if bare.is_empty() => {}
            None => return Vec::new(),
        }
    }
    out
}

/// A name, its figure, and where that stands.
pub(super) type Ranked = (String, Term, Span);

/// The name that stands before a figure: behind the last mark, up to the verb.
fn name(lead: &str, language: Language) -> Option<String> {
    let words = reckoned();
    let found = match language {
        Language::Zh => {
            let last = lead.trim_end().rsplit([',', ';', ':', '、', '。']).next()?;
            let verb = words
                .achieved
                .of(language)
                .iter()
                .chain(words.stands.of(language))
                .filter_map(|w| last.find(w.as_str()))
                .min();
            let name = &last[..verb.unwrap_or(last.len())];
            let name = name.rsplit_once('中').filter(|(_, n)| n.chars().count() >= 2).map_or(name, |(_, n)| n);
            let name = name.trim().trim_start_matches(['和', '而', '及', '与']);
            (name.chars().count() >= 2 && name.chars().all(char::is_alphanumeric)).then(|| name.to_owned())?
        }
        Language::En => {
            let last = lead.trim_end().rsplit([',', ';', ':']).next()?;
            let last = last.trim();
            let last = ["and ", "while ", "but "].iter().find_map(|w| last.strip_prefix(w)).unwrap_or(last);
            let last = last.rsplit_once(" and ").map_or(last, |(_, l)| l);
            let own: Vec<&str> = last.split(' ').take_while(|w| w.starts_with(char::is_uppercase)).collect();
            let rest = last.split(' ').count() - own.len();
            let small = own.first().is_none_or(|w| SMALL.contains(w));
            // Nothing but a verb between the two.
            (!small && !own.is_empty() && rest <= 2).then(|| own.join(" "))?
        }
    };
    (found.chars().count() <= NAME).then_some(found)
}

/// The head of the sentence says that there are so many.
fn counts(head: &str, n: usize, language: Language) -> bool {
    let number = |w: &str| match language {
        Language::Zh => ["二", "三", "四", "五", "六", "七", "八"].iter().position(|x| *x == w).map(|i| i + 2),
        Language::En => {
            ["two", "three", "four", "five", "six", "seven", "eight"].iter().position(|x| *x == w).map(|i| i + 2)
        }
    };
    let lower = head.to_lowercase();
    match language {
        Language::Zh => lower.chars().next().is_some_and(|c| number(&c.to_string()) == Some(n)) && lower.contains('中'),
        Language::En => {
            let mut words = lower.split([' ', ',']);
            words.next() == Some("of") && words.next() == Some("the") && words.next().and_then(number) == Some(n)
        }
    }
}

fn clauses(view: &View<'_>, span: Span) -> Vec<Span> {
    let text = view.text(span);
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices().chain([(text.len(), '.')]) {
        if ",;。.!\n".contains(c) {
            out.push(Span::new(span.start + start, span.start + i));
            start = i + c.len_utf8().min(text.len() - i);
        }
    }
    out
}

/// One of the names at the head of a clause, and the place that the clause gives it and nothing else.
fn placed(view: &View<'_>, clause: Span, own: &[Ranked], language: Language) -> Option<(usize, usize, Span)> {
    let words = reckoned();
    let text = view.text(clause);
    let head = text.trim_start();
    let lower = head.to_ascii_lowercase();
    let opens = |n: &str| head.starts_with(n) || n.starts_with("the ") && lower.starts_with(n);
    let (who, (name, ..)) = own.iter().enumerate().find(|(_, (n, ..))| opens(n))?;
    let rest = &head[name.len()..];
    let at = clause.start + text.len() - rest.len();
    let last = own.len();
    let (from, place, len) = match language {
        Language::Zh => {
            let found = |w: &String| rest.find(w.as_str()).map(|i| (i, w.len()));
            let edge = |list: &crate::vocabulary::Words, place: usize| {
                list.of(language).iter().filter_map(found).map(|(i, l)| (i, place, l)).max_by_key(|f| f.2)
            };
            let number = || {
                let all = words.placing.of(language).iter().filter_map(found);
                let (i, l) = all.min_by_key(|(i, l)| (*i, usize::MAX - l))?;
                let behind = rest[i + l..].strip_prefix('第')?;
                let place = words.numbering.of(language).iter().position(|n| behind.starts_with(n.as_str()))?;
                let len = l + '第'.len_utf8() + words.numbering.of(language)[place].len();
                Some((i, place + 1, len))
            };
            let (i, place, len) =
                number().or_else(|| edge(&words.topmost, 1)).or_else(|| edge(&words.bottommost, last))?;
            let between = rest[..i].trim_start_matches(['为', '是', '则', '创']);
            let between = words.among_all.at_head(between, language).map_or(between, |len| &between[len..]);
            let tail = rest[i + len..].trim_start_matches(['位', '名']);
            let measure = words.measured_by.has(between, language)
                || between.is_empty()
                || ["则", "却", "以此", "因此"].contains(&between);
            (measure && tail.is_empty() && between.chars().count() <= NEAR).then_some((i, place, len))?
        }
        Language::En => {
            let trimmed = rest.strip_prefix(' ')?;
            let verb = words.placing.at_head(trimmed, language)?;
            let tail = trimmed[verb..].trim();
            let tail = words.among_all.at_end(tail, language).map_or(tail, |len| tail[..tail.len() - len].trim_end());
            let edge = |list: &crate::vocabulary::Words, place: usize| list.has(tail, language).then_some(place);
            let tail = ["of the three", "of the four", "of the five", "among them", "of them all"]
                .iter()
                .find_map(|w| tail.strip_suffix(w))
                .unwrap_or(tail)
                .trim();
            let place = words
                .numbering
                .of(language)
                .iter()
                .position(|n| n == tail)
                .map(|i| i + 1)
                .or((tail == "last").then_some(last))
                .or_else(|| edge(&words.topmost, 1))
                .or_else(|| edge(&words.bottommost, last))?;
            (1, place, verb + 1 + tail.len())
        }
    };
    let start = at + from;
    let span = Span::new(start, start + len);
    (!holds(&text.to_lowercase(), "not")).then_some((who, place, span))
}
