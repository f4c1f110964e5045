//! Changes that mend a claim and keep its kind, unit and entity: a date in the form it was written in, a figure in
//! its scale. Where the words have another form, nothing is offered.

use super::wording::grouped;
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
    // As many decimals as were written; one or two more where the right figure has no more than those.
    let exact = to.checked_div(scale)?.normalize();
    let decimals =
        if exact.scale() <= written.scale().max(2) { exact.scale().max(written.scale()) } else { written.scale() };
    let value = exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let rewritten = format!("{value:.*}", decimals as usize);
    let holds = Quantity::written(&rewritten, scale, wrong.unit.clone()).is_some_and(|q| q.admits(to));
    if !plain || !alone || !holds {
        return None;
    }
    let at = Span::new(span.start + start, span.start + start + digits.len());
    let replacement = if digits.contains(',') { grouped(&rewritten) } else { rewritten };
    Some(Fix { span: at, replacement })
}

/// Words of scale, the greatest first: what they multiply by, in the power of ten.
const SCALES_ZH: &[(u32, &str)] =
    &[(12, "万亿"), (11, "千亿"), (10, "百亿"), (8, "亿"), (7, "千万"), (6, "百万"), (4, "万"), (3, "千")];
const SCALES_EN: &[(u32, &str)] =
    &[(12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand"), (12, "tn"), (9, "bn"), (6, "mn"), (6, "m")];

/// The words at `span` with another word of scale behind the same digits: 万 for 亿, million for billion.
pub(super) fn scale(source: &Source, span: Span, wrong: &Quantity, right: &Quantity) -> Option<Fix> {
    let (from, to) = (wrong.stated?, right.stated?);
    let text = source.slice(span);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let behind = text[start..].find(|c| !is_digit(c))? + start;
    let word = behind + (text[behind..].len() - text[behind..].trim_start().len());
    let zh = text[word..].starts_with(|c: char| !c.is_ascii());
    let table = if zh { SCALES_ZH } else { SCALES_EN };
    let (power, old) = table.iter().find(|(_, w)| text[word..].starts_with(w))?;
    let power_of = |p: u32| Decimal::from_i128_with_scale(10_i128.pow(p), 0);
    let written = from.checked_div(power_of(*power))?;
    // Short forms are exchanged for short forms.
    let alike = |w: &str| zh || (w.len() > 2) == (old.len() > 2);
    let fits = |p: u32| {
        let scaled = Quantity { stated: written.checked_mul(power_of(p)), ..wrong.clone() };
        scaled.stated == Some(to)
            || Quantity::written(&written.normalize().to_string(), power_of(p), None).is_some_and(|q| q.admits(to))
    };
    let (_, new) = table.iter().find(|(p, w)| alike(w) && *p != *power && fits(*p))?;
    let at = Span::new(span.start + word, span.start + word + old.len());
    Some(Fix { span: at, replacement: (*new).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Comparator, Unit};

    fn dated(text: &str, wrong: &str, right: &str) -> Option<String> {
        let read = |t: &str| Interval::parse_edtf(t).expect("a date");
        date(&Source::new("t", text), Span::new(0, text.len()), read(wrong), read(right)).map(|f| f.replacement)
    }

    #[test]
    fn a_date_keeps_its_form() {
        assert_eq!(dated("2012 年", "2012", "2010-03-28").as_deref(), Some("2010 年"));
        assert_eq!(dated("2021年5月", "2021-05", "2020-05-12").as_deref(), Some("2020年5月"));
        assert_eq!(dated("4月", "2023-04", "2023-03-24").as_deref(), Some("3月"));
        assert_eq!(dated("4月", "2023-04", "2022-03-24"), None, "the year stands elsewhere");
        assert_eq!(dated("May 2021", "2021-05", "2020-06-12").as_deref(), Some("June 2020"));
        assert_eq!(dated("2021-05-12", "2021-05-12", "2020-05-12").as_deref(), Some("2020-05-12"));
        assert_eq!(dated("May 12, 2021", "2021-05-12", "2020-05"), None, "the day is not known");
        assert_eq!(dated("前年", "2021", "2020"), None);
    }

    #[test]
    fn a_scale_is_exchanged_behind_its_digits() {
        let mend = |text: &str, digits: &str, power: i64, right: i64| {
            let q = |digits: &str, scale: i64| Quantity::written(digits, scale.into(), None).expect("a figure");
            let (wrong, right) = (q(digits, power), Quantity::exact(right.into(), None));
            let fix = scale(&Source::new("t", text), Span::new(0, text.len()), &wrong, &right)?;
            Some(format!("{}{}{}", &text[..fix.span.start], fix.replacement, &text[fix.span.end..]))
        };
        assert_eq!(mend("12.71万元", "12.71", 10_000, 1_271_000_000).as_deref(), Some("12.71亿元"));
        assert_eq!(mend("$1.65 million", "1.65", 1_000_000, 1_650_000_000).as_deref(), Some("$1.65 billion"));
        assert_eq!(mend("$3bn", "3", 1_000_000_000, 3_000_000).as_deref(), Some("$3mn"));
        assert_eq!(mend("35辆", "35", 1, 350), None);
    }

    #[test]
    fn a_figure_keeps_its_scale() {
        let cny = Some(Unit::currency("CNY"));
        let q = |digits: &str, scale: i64| Quantity::written(digits, scale.into(), cny.clone()).expect("a figure");
        let mend = |text: &str, wrong: &Quantity, right: &Quantity| {
            figure(&Source::new("t", text), Span::new(0, text.len()), wrong, right).map(|f| f.replacement)
        };
        let right = q("3019", 1_000_000);
        assert_eq!(mend("12.71亿元", &q("12.71", 100_000_000), &right).as_deref(), Some("30.19"));
        assert_eq!(mend("1.271 billion yuan", &q("1.271", 1_000_000_000), &right).as_deref(), Some("3.019"));
        let count = |digits: &str| Quantity::written(digits, 1.into(), None).expect("a figure");
        assert_eq!(mend("963,222 cars", &count("963222"), &count("936222")).as_deref(), Some("936,222"));
        assert_eq!(mend("十二亿元", &q("12", 100_000_000), &right), None);
        let usd = Quantity { unit: Some(Unit::currency("USD")), ..right.clone() };
        assert_eq!(mend("12.71亿元", &q("12.71", 100_000_000), &usd), None, "another unit");
        let over = q("12.71", 100_000_000).with(Comparator::Above);
        assert_eq!(mend("超过12.71亿元", &over, &right), None);
    }
}
