//! 6,200 visitors in nine days, 900 a day; 九天接待6200人次,平均每天900人次: a total, the days it took, and how much on each.

use super::super::{Figure, Reckoning, trimmed};
use super::{Made, Near, stated};
use crate::extract::scan::What;
use crate::grammar::{Duration, Value};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::time::TimeUnit;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Words between a total and the time it took, and between that and the mean.
const FEW: usize = 4;

pub(super) fn read(near: &Near<'_, '_>, out: &mut Vec<Reckoning>) {
    for at in 1..near.own.len() {
        if let Some(unit) = pace(&near.own[at], near.language).filter(|_| Near::is_told(&near.own[at])) {
            paced(near, at, unit, out);
        }
    }
}

/// So much on each of what.
fn pace(figure: &Figure, language: Language) -> Option<TimeUnit> {
    let unit = |word: &str| match word {
        "day" | "天" | "日" => Some(TimeUnit::Day),
        "week" | "周" => Some(TimeUnit::Week),
        "month" | "月" | "个月" => Some(TimeUnit::Month),
        "year" | "年" => Some(TimeUnit::Year),
        _ => None,
    };
    match language {
        Language::Zh => {
            let lead = trimmed(&figure.lead, &reckoned().by, language);
            let last = lead.rsplit([',', ';', '(']).next().unwrap_or(lead);
            let each = last.strip_prefix("平均").unwrap_or(last).strip_prefix('每').or_else(|| last.strip_suffix('均'));
            let closed = figure.tail.is_empty() || figure.tail.starts_with([',', '。', ';', ')', '!']);
            each.filter(|_| closed).and_then(unit)
        }
        Language::En => {
            let tail = figure.tail.trim_start();
            let word = ["a ", "per ", "each ", "every "].iter().find_map(|w| tail.strip_prefix(w))?;
            let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
            let closed = word[end..].is_empty() || word[end..].starts_with(['.', ',', ';', ')']);
            unit(&word[..end]).filter(|_| closed)
        }
    }
}

fn paced(near: &Near<'_, '_>, at: usize, unit: TimeUnit, out: &mut Vec<Reckoning>) {
    let (total, each) = (&near.own[at - 1], &near.own[at]);
    let one = near.alike(total, each) && (each.unit().is_none() || each.unit() == total.unit());
    // Something else that is counted or paid may be what each has.
    let others = near.own[..at - 1].iter().any(|f| near.alike(f, total));
    if !one || others || stated(total) <= stated(each) || total.is_share() {
        return;
    }
    let Some((span, length)) = length(near, each, unit) else { return };
    let between = |from: usize, to: usize| near.view.text(Span::new(from.min(to), to)).trim().to_lowercase();
    let told = match near.language {
        // 开馆九天,接待6200人次
        Language::Zh => span.end <= total.span.start && !between(span.end, total.span.start).contains([';', '。']),
        Language::En => {
            let (what, rest) = (between(total.span.end, span.start), between(span.end, each.span.start));
            let within = ["in", "over", "within", "in just", "in only"]
                .iter()
                .any(|w| what == *w || what.ends_with(&format!(" {w}")));
            span.start >= total.span.end
                && within
                && what.split_whitespace().count() <= FEW
                && !what.contains([',', ';', '('])
                && rest.starts_with([',', '(', '—', '–'])
                && rest.split_whitespace().count() <= FEW
        }
    };
    if !told {
        return;
    }
    // Whether the first and the last day count, nobody knows.
    let slack = if length >= Decimal::from(4) { Decimal::ONE } else { Decimal::ZERO };
    let value = Quantity { low: Some(length - slack), high: Some(length + slack), ..Quantity::exact(length, None) };
    let days = Figure::beside(each, span, value);
    near.outcome(each, Made::Mean, &[vec![total, &days]], (1, true), out);
}

/// The only length of time of the sentence before a figure, where it is told in a unit.
fn length(near: &Near<'_, '_>, figure: &Figure, unit: TimeUnit) -> Option<(Span, Decimal)> {
    let view = near.view;
    let lengths = view.tokens[near.s].iter().filter_map(|t| match t.what {
        What::Mention(m) if t.span.end <= figure.span.start => match &view.mentions[m].value {
            Value::Duration(d) => Some((t.span, d)),
            _ => None,
        },
        _ => None,
    });
    let all: Vec<(Span, &Box<Duration>)> = lengths.collect();
    let [(span, d)] = all[..] else { return None };
    let plain = d.comparator().is_none() && d.unit == Some(unit);
    d.quantity.stated.filter(|v| plain && *v > Decimal::ONE && v.fract().is_zero()).map(|v| (span, v))
}
