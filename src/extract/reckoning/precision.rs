//! How exactly figures that are reckoned with each other are written.

use super::{Figure, Term};
use crate::extract::frame::View;
use rust_decimal::Decimal;

/// Figures of one list as terms. Where one of them is written to its last digit (62万), so are those that end with zeros
/// (480万): nobody rounds one part of a sum and not the other.
pub(super) fn terms(view: &View<'_>, list: &[&Figure]) -> Vec<Term> {
    let mut all: Vec<Term> = list.iter().map(|f| f.term(view)).collect();
    // 14万 beside 6.5万 is no more than 14.5万: who gives a decimal of the one does not cut the other.
    let fine: Vec<Decimal> = list.iter().filter_map(|f| multiplier(view, f).filter(|m| m.1).map(|m| m.0)).collect();
    for (term, figure) in all.iter_mut().zip(list) {
        let whole = multiplier(view, figure).filter(|m| !m.1 && fine.contains(&m.0));
        if let (Some((unit, _)), Some(x)) = (whole, figure.value.stated) {
            term.value.high = term.value.high.map(|h| h.min(x + unit / Decimal::TWO));
        }
    }
    let scales: Option<Vec<(Decimal, bool)>> = list.iter().map(|f| scale(view, f)).collect();
    let Some(scales) = scales.filter(|s| s.windows(2).all(|two| two[0].0 == two[1].0)) else { return all };
    let Some(unit) = scales.iter().find(|s| !s.1).map(|s| s.0) else { return all };
    for term in &mut all {
        let Some(x) = term.value.stated else { continue };
        let (Some(low), Some(high)) = (x.checked_sub(unit / Decimal::TWO), x.checked_add(unit)) else { continue };
        term.value.low = term.value.low.map(|l| l.max(low));
        term.value.high = term.value.high.map(|h| h.min(high));
    }
    all
}

/// What a plain figure is multiplied by (万, million), and whether it has decimals.
fn multiplier(view: &View<'_>, figure: &Figure) -> Option<(Decimal, bool)> {
    let words = view.text(figure.span);
    let digits: String = words.chars().filter(|c| *c != ',').skip_while(|c| !c.is_ascii_digit()).collect();
    let literal = &digits[..digits.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(digits.len())];
    let literal = literal.trim_end_matches('.');
    let value = Decimal::from_str_exact(literal).ok().filter(|v| figure.value.comparator.is_none() && !v.is_zero())?;
    Some((figure.value.stated?.checked_div(value)?, literal.contains('.')))
}

/// What a whole number without any word of roughness is multiplied by (万, million), and whether it ends with a zero.
fn scale(view: &View<'_>, figure: &Figure) -> Option<(Decimal, bool)> {
    let words = view.text(figure.span);
    let digits: String = words.chars().filter(|c| *c != ',').skip_while(|c| !c.is_ascii_digit()).collect();
    let literal = &digits[..digits.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(digits.len())];
    let plain = figure.value.comparator.is_none() && !literal.is_empty() && !literal.contains('.');
    let value = Decimal::from_str_exact(literal).ok().filter(|v| plain && !v.is_zero())?;
    Some((figure.value.stated?.checked_div(value)?, literal.ends_with('0')))
}
