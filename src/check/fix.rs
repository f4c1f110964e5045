//! Changes that mend a claim and keep its kind, unit and entity: a date in the form it was written in, a figure in
//! its scale. Where the words have another form, nothing is offered.

use crate::diagnostic::Fix;
use crate::quantity::Quantity;
use crate::source::{Source, Span};
use crate::time::Interval;
use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The words at `span` with the date `right` in place of `wrong`, in the same form.
pub(super) fn date(source: &Source, span: Span, wrong: Interval, right: Interval) -> Option<Fix> {
    let (from, to) = (wrong.start?, right.start?);
    let text = source.slice(span);
    let form = FORMS.iter().find(|form| form(from) == text.trim())?;
    // A month without a year may only change within its year, or the reader takes the wrong one.
    let has_year = text.contains(&from.year().to_string());
    let enough = wrong.precision >= right.precision || right.start == right.end;
    if !enough || !has_year && from.year() != to.year() {
        return None;
    }
    let replacement = form(to);
    let fits = shape(wrong, to).is_some_and(|i| i.contains(right));
    (fits && replacement != text).then_some(Fix { span, replacement })
}

/// The unit of the wrong date's precision that holds a day.
fn shape(wrong: Interval, to: NaiveDate) -> Option<Interval> {
    let length = (wrong.end? - wrong.start?).num_days();
    match length {
        0 => Some(Interval::day(to)),
        27..=30 => Interval::month(to.year(), to.month()),
        364..=365 => Interval::year(to.year()),
        _ => None,
    }
}

type Form = fn(NaiveDate) -> String;

/// How dates are written, the longest first.
const FORMS: &[Form] = &[
    |d| format!("{}年{}月{}日", d.year(), d.month(), d.day()),
    |d| format!("{}月{}日", d.month(), d.day()),
    |d| format!("{}年{}月", d.year(), d.month()),
    |d| format!("{}年", d.year()),
    |d| format!("{} 年", d.year()),
    |d| format!("{} 年 {} 月", d.year(), d.month()),
    |d| format!("{}月", d.month()),
    |d| format!("{} {}, {}", month(d), d.day(), d.year()),
    |d| format!("{} {} {}", d.day(), month(d), d.year()),
    |d| format!("{} {}", month(d), d.day()),
    |d| format!("{} {}", month(d), d.year()),
    |d| format!("{}", d.year()),
    |d| month(d).to_owned(),
    |d| d.to_string(),
];

fn month(day: NaiveDate) -> &'static str {
    MONTHS.get(day.month0() as usize).copied().unwrap_or_default()
}

/// The words at `span` with the figure `right` in place of `wrong`, in the same scale and with as many decimals.
pub(super) fn figure(source: &Source, span: Span, wrong: &Quantity, right: &Quantity) -> Option<Fix> {
    let plain = wrong.unit == right.unit && wrong.comparator.is_none() && right.comparator.is_none();
    let (from, to) = (wrong.stated?, right.stated?);
    let text = source.slice(span);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits: &str = text[start..].split(|c| !is_digit(c)).next()?.trim_end_matches(['.', ',']);
    let alone = !text[start + digits.len()..].contains(|c: char| c.is_ascii_digit());
    let written = Decimal::from_str_exact(&digits.replace(',', "")).ok().filter(|d| !d.is_zero())?;
    let scale = from.checked_div(written)?.normalize();
    let decimals = written.scale();
    let value = to.checked_div(scale)?.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let rewritten = format!("{value:.*}", decimals as usize);
    let holds = Quantity::written(&rewritten, scale, wrong.unit.clone()).is_some_and(|q| q.admits(to));
    if !plain || !alone || !holds || digits.contains(',') && to >= Decimal::from(1000) {
        return None;
    }
    let at = Span::new(span.start + start, span.start + start + digits.len());
    Some(Fix { span: at, replacement: rewritten })
}
