//! 第一至第四季度收入依次为13.2亿、14.1亿、15.6亿和17.1亿元; A, B and C sold 120, 150 and 90 boats respectively: names first, then
//! their figures in the same order.

use super::standing::Ranked;
use super::{Figure, Term, trimmed};
use crate::extract::frame::View;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Characters of a name, and of what stands between the names and the figures.
const NAME: usize = 12;
const NOUN: usize = 8;

/// Each name with its figure and where that stands; nothing where their numbers differ.
pub(super) fn handed(view: &View<'_>, s: usize, figures: &[Figure], language: Language) -> Vec<Ranked> {
    for first in 0..figures.len() {
        let start = view.sentences[s].span.start;
        let head = view.text(Span::new(start, figures[first].span.start.max(start)));
        let list = run(&figures[first..], language);
        let names = names(head, list.len(), language);
        if list.len() >= 3 && names.len() == list.len() {
            let values = scaled(view, list);
            let own = names.into_iter().zip(list).zip(values);
            return own.map(|((name, f), value)| (name, Term { value, ..f.term(view) }, f.span)).collect();
        }
    }
    Vec::new()
}

/// The figures that follow each other with nothing but a mark or an “and” between them.
fn run(figures: &[Figure], language: Language) -> &[Figure] {
    let joined = |f: &Figure| match language {
        Language::Zh => matches!(f.lead.trim(), "、" | "," | "和" | "及" | "与" | "以及"),
        Language::En => matches!(f.lead.trim(), "," | "and" | ", and"),
    };
    let plain =
        |f: &Figure| f.value.comparator.is_none() && !f.is_share() && f.value.stated.is_some_and(|v| v > Decimal::ZERO);
    let len = figures.iter().enumerate().take_while(|(i, f)| plain(f) && (*i == 0 || joined(f))).count();
    &figures[..len]
}

/// The values with the unit and the scale that may stand behind the last one alone.
fn scaled(view: &View<'_>, list: &[Figure]) -> Vec<crate::quantity::Quantity> {
    let written = |f: &Figure| {
        let digits: String = view.text(f.span).chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        Decimal::from_str_exact(digits.trim_matches('.')).ok()
    };
    let last = list.last();
    let scale = last.and_then(|f| f.value.stated?.checked_div(written(f)?)).unwrap_or(Decimal::ONE);
    let unit = last.and_then(|f| f.value.unit.clone());
    let value = |f: &Figure| {
        let mut value = f.value.clone();
        let bare = value.unit.is_none() && written(f) == value.stated && scale > Decimal::ONE;
        value.unit = value.unit.or_else(|| unit.clone());
        match value.stated.and_then(|v| v.checked_mul(scale)).filter(|_| bare) {
            Some(v) => crate::quantity::Quantity::exact(v, value.unit),
            None => value,
        }
    };
    list.iter().map(value).collect()
}

/// So many names at the end of a text, before the word that hands the figures out.
fn names(head: &str, n: usize, language: Language) -> Vec<String> {
    let words = reckoned();
    match language {
        Language::Zh => {
            let Some(told) = ["分别为", "依次为", "分别是", "依次是", "分别", "依次"]
                .iter()
                .find_map(|w| trimmed(head, &words.by, language).strip_suffix(w))
            else {
                return Vec::new();
            };
            let list = told.rsplit([',', ';', '。', ':']).next().unwrap_or(told);
            if let Some(quarters) = span(list, n) {
                return quarters;
            }
            let list = words
                .measured_by
                .at_end(list, language)
                .map_or(list, |len| &list[..list.len() - len])
                .trim_end_matches('的');
            let names: Vec<String> = list.split(['、', '和', '与', '及']).map(|w| w.trim().to_owned()).collect();
            let sound = |w: &String| {
                w.chars().count() >= 2 && w.chars().count() <= NAME && w.chars().all(char::is_alphanumeric)
            };
            if names.iter().all(sound) { names } else { Vec::new() }
        }
        Language::En => {
            let list = head.rsplit([';', ':']).next().unwrap_or(head).trim();
            if let Some(quarters) = quarters_en(list, n) {
                return quarters;
            }
            let words: Vec<&str> = list.split(' ').collect();
            let verb = words.iter().rposition(|w| w.starts_with(char::is_uppercase)).map_or(words.len(), |i| i + 1);
            let named = words[..verb.min(words.len())].join(" ");
            let few = words.len().saturating_sub(verb) <= 3;
            let names: Vec<String> =
                named.replace(" and ", ", ").split(", ").map(|w| w.trim().trim_end_matches(',').to_owned()).collect();
            let sound = |w: &String| {
                !w.is_empty() && w.len() <= 2 * NAME && w.split(' ').all(|p| p.starts_with(char::is_uppercase))
            };
            if few && names.iter().all(sound) { names } else { Vec::new() }
        }
    }
}

/// 第一至第四季度收入: as many parts of a year as figures.
fn span(list: &str, n: usize) -> Option<Vec<String>> {
    let words = reckoned();
    let numbers = words.numbering.of(Language::Zh);
    let last = numbers.get(n.checked_sub(1)?)?;
    let quarter = words.quarters.of(Language::Zh).iter().find(|q| {
        let forms = [
            format!("第一至第{last}{q}"),
            format!("第一到第{last}{q}"),
            format!("第一至{last}{q}"),
            format!("一至{last}{q}"),
        ];
        forms.iter().any(|f| list.split_once(f.as_str()).is_some_and(|(_, noun)| noun.chars().count() <= NOUN))
    })?;
    Some(numbers.iter().take(n).map(|k| format!("第{k}{quarter}")).collect())
}

/// Revenue in the four quarters was.
fn quarters_en(list: &str, n: usize) -> Option<Vec<String>> {
    let lower = list.to_lowercase();
    let told = [
        "in the four quarters was",
        "in the four quarters were",
        "of the four quarters was",
        "of the four quarters were",
    ];
    let all = n == 4 && told.iter().any(|w| lower.trim_end().ends_with(w));
    let numbers = reckoned().numbering.of(Language::En);
    all.then(|| numbers.iter().take(n).map(|k| format!("the {k} quarter")).collect())
}
