//! Slips in a figure: the right digits at another power of ten, or under another currency or unit; an age counted
//! from one.

use crate::article::Article;
use crate::check::Judgement;
use crate::extract::Claim;
use crate::facts::FactBase;
use crate::quantity::{Quantity, Unit};
use crate::statement::{Age, Id, Kin, Slot, Statement, agree};
use rust_decimal::Decimal;

/// The slip that leads from the figure of a fact to that of a claim which does not fit it, if one does.
pub(super) fn rule(claim: &Quantity, fact: &Quantity) -> Option<&'static str> {
    if is_other_unit(claim, fact) {
        return alike(claim, fact, Decimal::ONE).then_some("unit-conflict");
    }
    let (claim, fact) = (claim.in_base_units()?, fact.in_base_units()?);
    let mut power = Decimal::TEN;
    for _ in 0..12 {
        if alike(&claim, &fact, power) || alike(&fact, &claim, power) {
            return Some("scale-slip");
        }
        power = power.checked_mul(Decimal::TEN)?;
    }
    None
}

/// How many digits of a figure tell something: 12.71亿 has four, 4000万 one.
pub(super) fn digits(q: &Quantity) -> usize {
    let written = q.stated.map(|v| v.normalize().mantissa().unsigned_abs().to_string()).unwrap_or_default();
    written.trim_end_matches('0').len()
}

/// Both are written with three digits or more that are the same but for two neighbours exchanged, at one power of ten.
pub(super) fn is_transposed(claim: &Quantity, fact: &Quantity) -> bool {
    let plain = |q: &Quantity| q.comparator.is_none() && digits(q) >= 3;
    let (Some(a), Some(b)) = (claim.stated, fact.stated) else { return false };
    let written = |v: Decimal| v.normalize().to_string().into_bytes();
    let (a, b) = (written(a), written(b));
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&i| a.get(i) != b.get(i)).collect();
    let exchanged = match differing[..] {
        [i, j] => {
            a.get(i) == b.get(j) && a.get(j) == b.get(i) && (j == i + 1 || j == i + 2 && a.get(i + 1) == Some(&b'.'))
        }
        _ => false,
    };
    plain(claim) && plain(fact) && a.len() == b.len() && exchanged
}

/// Both are written with four digits or more that are the same but for one.
pub(super) fn is_miswritten(claim: &Quantity, fact: &Quantity) -> bool {
    let plain = |q: &Quantity| q.comparator.is_none() && digits(q) >= 4;
    let (Some(a), Some(b)) = (claim.stated, fact.stated) else { return false };
    let written = |v: Decimal| v.normalize().to_string().into_bytes();
    let (a, b) = (written(a), written(b));
    let differing = a.iter().zip(&b).filter(|(x, y)| x != y).count();
    plain(claim) && plain(fact) && a.len() == b.len() && differing == 1
}

/// Both have a unit, and not the same one; measure words of counting (个, 辆) are no units of their own.
fn is_other_unit(a: &Quantity, b: &Quantity) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a != b && !(a.is_discrete() && b.is_discrete()),
        _ => false,
    }
}

/// `a`, taken so many times, is `b` as written, or rounds to it, or the other way round. Units are not looked at.
fn alike(a: &Quantity, b: &Quantity, times: Decimal) -> bool {
    let (Some(x), Some(y)) = (a.stated.and_then(|v| v.checked_mul(times)), b.stated) else { return false };
    let back = y.checked_div(times);
    let plain = |q: &Quantity| q.comparator.is_none();
    x == y || plain(b) && b.admits(x) || plain(a) && back.is_some_and(|v| a.admits(v))
}

/// Currencies whose amounts are written with `$`.
const DOLLARS: &[&str] = &["USD", "HKD", "TWD", "SGD", "CAD", "AUD", "NZD", "MXN", "ARS", "CLP", "COP"];
/// Currencies whose amounts are written with `¥`.
const YEN: &[&str] = &["CNY", "JPY"];
/// Currencies whose amounts are written with a bare 元 in their own press.
const YUAN: &[&str] = &["CNY", "HKD", "TWD", "MOP", "SGD"];

/// True where the words of the claim's amount leave open which of several currencies is meant, and that of the facts
/// is one of them: a bare `$` may be a Canadian dollar.
pub(super) fn is_open_currency(article: &Article, claim: &Claim, facts: &FactBase, known: &[Id]) -> bool {
    let Some(span) = claim.part(Slot::Value) else { return false };
    let words = article.source.slice(span).to_ascii_lowercase();
    let may_be = |list: &[&str]| {
        let units = known.iter().filter_map(|id| facts.fact(id)?.statement.value()?.unit.as_ref());
        units.map(Unit::name).any(|u| list.contains(&u))
    };
    let named =
        ["us", "u.s", "美", "港", "hk", "nt", "人民币", "rmb", "cny", "american"].iter().any(|w| words.contains(w));
    let bare = |marks: &[&str]| !named && marks.iter().any(|m| words.contains(m));
    bare(&["$", "dollar"]) && may_be(DOLLARS)
        || bare(&["¥", "￥"]) && may_be(YEN)
        || bare(&["元", "块"]) && may_be(YUAN)
}

/// True where a Chinese age is one above the full years since the birth: counted from one, as ages used to be (虚岁).
pub(super) fn is_nominal_age(article: &Article, claim: &Claim, facts: &FactBase, judgement: &Judgement) -> bool {
    let Statement::Age(age) = &claim.statement else { return false };
    let zh = claim.part(Slot::Value).is_some_and(|s| article.source.slice(s).contains(['岁', '歲']));
    let full = age.years.stated.map(|y| Quantity::exact(y - Decimal::ONE, age.years.unit.clone()));
    let years = full.map(|years| Statement::Age(Age { years, ..age.clone() }));
    zh && judgement.rule == Some("age-conflict") && years.is_some_and(|s| fits(&s, facts, &judgement.facts))
}

/// An age fits the births among some facts.
pub(super) fn fits(age: &Statement, facts: &FactBase, known: &[Id]) -> bool {
    let kin = Kin { vocabulary: &facts.vocabulary, series: &|_| None };
    let mut births = known.iter().filter_map(|id| facts.fact(id));
    births.any(|birth| agree(age, &birth.statement, kin).is_some_and(|a| a.value.holds()))
}
