//! Statements, figures and days in words for readers, in both languages.

use crate::facts::FactBase;
use crate::grammar::units;
use crate::quantity::{Comparator, Quantity};
use crate::statement::{Event, Id, Statement};
use crate::time::Interval;
use crate::vocabulary::{Bilingual, Language};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// What a statement says, as short as can be understood without its place: figure and period, post and term, day.
pub(crate) fn told(statement: &Statement, facts: &FactBase) -> Bilingual {
    both(|language| told_in(statement, facts, language))
}

fn told_in(statement: &Statement, facts: &FactBase, language: Language) -> String {
    let zh = language == Language::Zh;
    let at = statement.when().map(|w| said(w, language));
    let name = |ids: &[Id]| names(ids, facts, language);
    let term = |head: String| match &at {
        Some(at) if zh => format!("{head}({at})"),
        Some(at) => format!("{head} ({at})"),
        None => head,
    };
    match statement {
        Statement::Event(event) => {
            let stage = stage(event, facts, language).map(|s| format!(" ({s})")).unwrap_or_default();
            let amount = event.amount.as_ref().map(|q| figure(q, language)).unwrap_or_default();
            let head = at.clone().unwrap_or_else(|| predicate(statement, facts, language));
            if amount.is_empty() { head + &stage } else { format!("{head}{stage}, {amount}") }
        }
        Statement::Metric(metric) => term(figure(&metric.value, language)),
        Statement::Role(role) => {
            let (who, what, r#where) =
                (name(&role.person), predicate(statement, facts, language), name(&role.organization));
            term(if zh { format!("{who}任{where}{what}") } else { format!("{who}, {what} of {where}") })
        }
        Statement::Rank(rank) => {
            let (who, place) = (name(&rank.subject), figure(&rank.position, language));
            term(if zh { format!("{who}第{place}") } else { format!("{who}, place {place}") })
        }
        Statement::Relation(relation) => {
            let (a, tie, b) = (name(&relation.subject), predicate(statement, facts, language), name(&relation.object));
            term(format!("{a} · {tie} · {b}"))
        }
        Statement::Quotation(quotation) => {
            let (who, words) = (name(&quotation.speaker), shortened(&quotation.words, 24));
            term(if zh { format!("{who}:“{words}”") } else { format!("{who}: “{words}”") })
        }
        Statement::Age(age) => term(figure(&age.years, language)),
        Statement::Link(link) => link.kind.name().to_owned(),
    }
}

/// The stage of an event for readers: a word of it in Chinese, its id in English.
pub(super) fn stage<'a>(event: &'a Event, facts: &'a FactBase, language: Language) -> Option<&'a str> {
    let id = event.stage.as_deref()?;
    let predicate = event.predicate.as_deref().and_then(|p| facts.vocabulary.get(p));
    let word = predicate.and_then(|p| p.stages.get(id)?.zh.first());
    Some(word.filter(|_| language == Language::Zh).map_or(id, String::as_str))
}

/// The same text made once in each language.
pub(super) fn both(mut say: impl FnMut(Language) -> String) -> Bilingual {
    Bilingual::new(say(Language::En), say(Language::Zh))
}

/// The names of entities, as readers of a language know them.
pub(super) fn names(ids: &[Id], facts: &FactBase, language: Language) -> String {
    let shown: Vec<&str> = ids.iter().map(|id| facts.shown(id, language)).collect();
    shown.join(if language == Language::Zh { "、" } else { ", " })
}

/// The name of a statement's predicate, role or scope.
pub(crate) fn predicate(statement: &Statement, facts: &FactBase, language: Language) -> String {
    if let (Statement::Rank(_), None) = (statement, statement.predicate()) {
        return Bilingual::new("place", "排名").get(language).to_owned();
    }
    let id = statement.predicate().unwrap_or_default();
    let known = facts.vocabulary.get(id).and_then(|p| p.names.shown(language));
    known.unwrap_or(id).to_owned()
}

/// A figure as people write it: `more than 300`, `1.271 billion CNY`, `12.71亿 CNY`. In Chinese the unit is left out
/// where it is no currency or percentage: its English name would be of no use.
pub(crate) fn figure(q: &Quantity, language: Language) -> String {
    let zh = language == Language::Zh;
    let number = |v: Decimal| scaled(v, language);
    let text = match (q.stated, q.low, q.high) {
        (Some(v), ..) => match q.comparator {
            None => number(v),
            Some(Comparator::About) => format!("{}{}", if zh { "约" } else { "about " }, number(v)),
            Some(Comparator::Nearly) => format!("{}{}", if zh { "近" } else { "nearly " }, number(v)),
            Some(Comparator::Below) => format!("{}{}", if zh { "不到" } else { "less than " }, number(v)),
            Some(Comparator::AtMost) => format!("{}{}", if zh { "至多" } else { "at most " }, number(v)),
            Some(Comparator::Above | Comparator::Odd) => {
                format!("{}{}", if zh { "超过" } else { "more than " }, number(v))
            }
            Some(Comparator::AtLeast) => format!("{}{}", if zh { "至少" } else { "at least " }, number(v)),
        },
        (None, Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (None, Some(low), None) => format!("≥{}", number(low)),
        (None, None, Some(high)) => format!("≤{}", number(high)),
        (None, None, None) => "?".to_owned(),
    };
    match &q.unit {
        Some(u) if u.name() == "%" => text + "%",
        Some(u) if zh => {
            text + units::shown_zh(u.name()).unwrap_or(if u.dimension() == "currency" { u.name() } else { "" })
        }
        Some(u) if u.dimension() == "currency" => format!("{text} {}", u.name()),
        Some(u) if !zh && u.dimension() != "ordinal" => {
            let one = q.stated == Some(Decimal::ONE);
            format!("{text} {}", if one || !u.is_discrete() { u.name().to_owned() } else { plural(u.name()) })
        }
        _ => text,
    }
}

/// The plural of a unit of counting.
fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if noun == "person" => "people".to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

/// A number with the greatest scale word that leaves at most three decimals.
fn scaled(value: Decimal, language: Language) -> String {
    let scales: &[(i64, &str)] = match language {
        Language::Zh => &[(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万")],
        Language::En => &[(1_000_000_000_000, " trillion"), (1_000_000_000, " billion"), (1_000_000, " million")],
    };
    for (scale, word) in scales {
        let scaled = value.checked_div(Decimal::from(*scale)).map(|v| v.normalize());
        if let Some(v) = scaled.filter(|v| v.abs() >= Decimal::ONE && v.scale() <= 3) {
            return format!("{v}{word}");
        }
    }
    let plain = value.normalize().to_string();
    let digits = plain.trim_start_matches('-');
    let whole = digits.split('.').next().unwrap_or(digits).len();
    if language == Language::Zh || whole < 4 { plain } else { grouped(&plain) }
}

/// Thousands set off by commas.
pub(super) fn grouped(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |d| ("-", d));
    let (whole, rest) = digits.split_once('.').map_or((digits, String::new()), |(w, r)| (w, format!(".{r}")));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    format!("{sign}{out}{rest}")
}

/// The days, or that they are not known.
pub(super) fn days(when: Option<Interval>) -> Bilingual {
    when.map_or_else(|| Bilingual::new("an unknown day", "日期不详"), |w| both(|language| said(w, language)))
}

/// Days as people write them: 14 April 2023, April 2023, the first half of 2023; 2023年4月14日, 2023年上半年.
pub(super) fn said(when: Interval, language: Language) -> String {
    let zh = language == Language::Zh;
    let (Some(start), Some(end)) = (when.start, when.end) else {
        let day = |d: Option<NaiveDate>| d.map(|d| said(Interval::day(d), language)).unwrap_or_default();
        return match (when.start, zh) {
            (Some(_), true) => format!("{}起", day(when.start)),
            (Some(_), false) => format!("since {}", day(when.start)),
            (None, true) => format!("至{}", day(when.end)),
            (None, false) => format!("up to {}", day(when.end)),
        };
    };
    let year = start.year();
    let whole = |other: Option<Interval>| other.is_some_and(|o| (o.start, o.end) == (when.start, when.end));
    let part = |n: u32, of: &[&'static str]| of.get(n as usize - 1).copied().unwrap_or_default();
    let (half, quarter) = (start.month().div_ceil(6), start.month().div_ceil(3));
    match () {
        () if start == end && zh => format!("{year}年{}月{}日", start.month(), start.day()),
        () if start == end => start.format("%-d %B %Y").to_string(),
        () if whole(Interval::year(year)) && zh => format!("{year}年"),
        () if whole(Interval::year(year)) => year.to_string(),
        () if whole(Interval::half(year, half)) && zh => format!("{year}年{}半年", part(half, &["上", "下"])),
        () if whole(Interval::half(year, half)) => format!("the {} half of {year}", part(half, &["first", "second"])),
        () if whole(Interval::quarter(year, quarter)) && zh => {
            format!("{year}年第{}季度", part(quarter, &["一", "二", "三", "四"]))
        }
        () if whole(Interval::quarter(year, quarter)) => {
            format!("the {} quarter of {year}", part(quarter, &["first", "second", "third", "fourth"]))
        }
        () if whole(Interval::month(year, start.month())) && zh => format!("{year}年{}月", start.month()),
        () if whole(Interval::month(year, start.month())) => start.format("%B %Y").to_string(),
        () => {
            let (from, to) = ends(when, start, end);
            let (from, to) = (said(from, language), said(to, language));
            if zh { format!("{from}至{to}") } else { format!("{from} to {to}") }
        }
    }
}

/// The two ends of a stretch, as whole years or months where it is made of them.
fn ends(when: Interval, start: NaiveDate, end: NaiveDate) -> (Interval, Interval) {
    let fits = |a: Option<Interval>, b: Option<Interval>| match (a, b) {
        (Some(a), Some(b)) if a.start == when.start && b.end == when.end => Some((a, b)),
        _ => None,
    };
    // A term written as 1977 to 2014-09-18 begins in a year, not on a day.
    let from = if (start.month(), start.day()) == (1, 1) { Interval::year(start.year()) } else { None };
    let to = if (end.month(), end.day()) == (12, 31) { Interval::year(end.year()) } else { None };
    let years = fits(Interval::year(start.year()), Interval::year(end.year()));
    let months = || fits(Interval::month(start.year(), start.month()), Interval::month(end.year(), end.month()));
    years.or_else(months).unwrap_or((from.unwrap_or(Interval::day(start)), to.unwrap_or(Interval::day(end))))
}

/// A text cut to a number of characters, on one line.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    match line.len() > most {
        true => line.iter().take(most).chain(['…'].iter()).collect(),
        false => line.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;

    #[test]
    fn figures_read_as_people_write_them() {
        let of = |v: i64, unit: Option<Unit>| Quantity::exact(v.into(), unit);
        let both = |q: &Quantity| (figure(q, Language::En), figure(q, Language::Zh));
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let cny = Some(Unit::currency("CNY"));
        assert_eq!(both(&of(1_271_000_000, cny)), pair("1.271 billion CNY", "12.71亿元"));
        assert_eq!(both(&of(888_879, None)), pair("888,879", "888879"));
        assert_eq!(both(&of(300, None).with(Comparator::Above)), pair("more than 300", "超过300"));
        assert_eq!(both(&of(35, Some(Unit::new("vehicle", "vehicle", Decimal::ONE)))), pair("35 vehicles", "35辆"));
        assert_eq!(both(&of(8, Some(Unit::percent()))), pair("8%", "8%"));
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(shortened("一二\n三四五", 4), "一二 三…");
        assert_eq!(shortened("short", 10), "short");
    }
}
