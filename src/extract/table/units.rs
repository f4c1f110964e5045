//! Units of figures in tables: what the figure does not say, its heads do.

use super::super::frame::View;
use crate::grammar::{self, Value};
use crate::quantity::{Quantity, Unit};
use crate::vocabulary::Language;
use rust_decimal::Decimal;

/// The value of a cell of a metric of this dimension in the unit that it or the nearest fitting of its heads names, given as
/// a scale and perhaps a unit; money needs a currency.
pub(super) fn scaled(
    view: &View<'_>,
    m: usize,
    dimension: Option<&str>,
    mut heads: impl Iterator<Item = (Decimal, Option<Unit>)>,
) -> Option<Quantity> {
    let value = &view.mentions[m].value;
    let quantity = value.quantity()?;
    let own = quantity.unit.clone();
    if let Value::Percentage(_) | Value::Dimension(_) | Value::Ordinal(_) | Value::Age(_) = value {
        return Some(quantity.clone());
    }
    let text = view.text(view.mentions[m].span);
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let plain = digits.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    let sign = if quantity.stated.is_some_and(|v| v.is_sign_negative()) { "-" } else { "" };
    let written = |scale, unit| match plain {
        true => Quantity::written(&format!("{sign}{digits}"), scale, unit),
        false => Some(quantity.clone()),
    };
    let is_money = |u: &Unit| u.dimension() == "currency";
    if dimension != Some("currency") {
        // What counts money says nothing of what is counted beside it; millions of nothing leave it open.
        return match heads.find(|f| !f.1.as_ref().is_some_and(is_money)) {
            None => Some(quantity.clone()),
            Some((_, None)) => own.is_some().then(|| quantity.clone()),
            Some((scale, unit)) => {
                if own.is_none() {
                    written(scale, unit)
                } else {
                    Some(quantity.clone())
                }
            }
        };
    }
    let (scale, named) = heads.find(|f| f.1.as_ref().is_none_or(is_money)).unwrap_or((Decimal::ONE, None));
    let unit = own.or(named);
    unit.as_ref()?;
    written(scale, unit)
}

/// What the words of a head multiply figures by, and the unit they give: 单位:百万元, (in millions of dollars), RMB million.
pub(super) fn unit(text: &str) -> Option<(Decimal, Option<Unit>)> {
    let read = |phrase: &str, language: Language| {
        let mut out = Vec::new();
        grammar::of(language).read(phrase, 0..phrase.len(), &mut out);
        let first = out.into_iter().next().filter(|m| m.span.start == 0)?;
        let covers = matches!(phrase[first.span.end..].trim(), "" | "人民币");
        let quantity = match &first.value {
            // 毛利 is no 毛, 人民币千元 more than its first word.
            Value::Currency(q) if language == Language::En || covers => q.clone(),
            Value::Number(q) => q.clone(),
            // 人 is a unit, 人均 is none.
            Value::Dimension(q) if covers => q.clone(),
            _ => return None,
        };
        Some((quantity.stated?, quantity.unit))
    };
    let lower = spelt_out(&text.to_lowercase());
    for part in lower.split(['(', ')', '[', ']', ':', ',', ';', '/', '、']).map(str::trim) {
        if matches!(part, "%" | "百分比" | "percent" | "per cent" | "in percent" | "in %") {
            return Some((Decimal::ONE, Some(Unit::percent())));
        }
        if part.chars().any(crate::normalise::is_han) {
            let part = part.rsplit("单位").next().unwrap_or(part).trim();
            let bare = part.trim_start_matches("人民币").trim();
            let found =
                [part, bare].iter().find_map(|p| read(&format!("1{p}"), Language::Zh).filter(|f| f.1.is_some()));
            match found {
                Some(found) => return Some(found),
                None => continue,
            }
        }
        let words: Vec<&str> =
            part.split_whitespace().filter(|w| !matches!(*w, "in" | "of" | "amounts" | "figures")).collect();
        let scale_at = words.iter().position(|w| ["thousand", "million", "billion"].contains(&w.trim_end_matches('s')));
        let Some(at) = scale_at else { continue };
        let scale = words[at].trim_end_matches('s');
        let before = words[..at].last().copied().unwrap_or("").to_uppercase();
        let behind = words[at + 1..].join(" ");
        let phrases = [format!("{before}1 {scale}"), format!("{before} 1 {scale}"), format!("1 {scale} {behind}")];
        let known = phrases.iter().filter_map(|p| read(p, Language::En)).find(|k| k.1.is_some());
        return known.or_else(|| read(&format!("1 {scale}"), Language::En));
    }
    None
}

/// Scales that heads write short: $m, RMB'000, US$ bn.
fn spelt_out(lower: &str) -> String {
    const SHORT: &[(&str, &str)] = &[
        ("'000s", "thousand"),
        ("'000", "thousand"),
        ("000s", "thousand"),
        ("mn", "million"),
        ("mm", "million"),
        ("m", "million"),
        ("bn", "billion"),
        ("k", "thousand"),
    ];
    const MONEY: &[&str] = &[
        "", "$", "us$", "hk$", "a$", "c$", "s$", "nt$", "€", "£", "¥", "rmb", "usd", "hkd", "eur", "gbp", "jpy", "cny",
    ];
    let word = |w: &str| {
        let short = SHORT.iter().find_map(|(short, whole)| Some((w.strip_suffix(short)?, whole)));
        match short.filter(|(money, _)| MONEY.contains(money)) {
            Some((money, whole)) => format!("{money} {whole}").trim_start().to_owned(),
            None => w.to_owned(),
        }
    };
    let mut out = String::with_capacity(lower.len());
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ':' | ',' | ';' | '/');
    for piece in lower.split_inclusive(is_mark) {
        let bare = piece.trim_end_matches(is_mark);
        out += &word(bare);
        out += &piece[bare.len()..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_heads_are_read_in_both_languages() {
        for (text, scale, name) in [
            ("单位:百万元", 1_000_000, Some("CNY")),
            ("营业收入(亿元)", 100_000_000, Some("CNY")),
            ("单位:万美元", 10_000, Some("USD")),
            ("(in millions)", 1_000_000, None),
            ("(in thousands of dollars)", 1_000, Some("USD")),
            ("(RMB in millions)", 1_000_000, Some("CNY")),
            ("Revenue ($ million)", 1_000_000, Some("USD")),
            ("US$ billions", 1_000_000_000, Some("USD")),
            ("金额单位:人民币千元", 1_000, Some("CNY")),
            ("表1:主要数据 单位:百万元", 1_000_000, Some("CNY")),
            ("Revenue ($m)", 1_000_000, Some("USD")),
            ("RMB'000", 1_000, Some("CNY")),
            ("US$ bn", 1_000_000_000, Some("USD")),
            ("毛利率(%)", 1, Some("%")),
            ("销量(万辆)", 10_000, Some("vehicle")),
        ] {
            let found = unit(text).map(|(scale, unit)| (scale, unit.map(|u| u.name().to_owned())));
            assert_eq!(found, Some((Decimal::from(scale), name.map(str::to_owned))), "{text}");
        }
        for text in ["Revenue", "2023", "营业收入", "two companies", "人均收入", "room", ""] {
            assert_eq!(unit(text).map(|u| u.0), None, "{text}");
        }
    }
}
