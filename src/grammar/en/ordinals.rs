//! Reads places in an order: `3rd`, `twenty-first`, `number one`.

use super::keys::words;
use super::numbers::Read;
use super::numerals::numeral;
use super::tokens::Tokens;
use crate::grammar::Value;
use crate::quantity::Quantity;
use rust_decimal::Decimal;

/// `3rd`, `twenty-first`, `No. 1`, `number one`.
pub(super) fn ordinal(t: &Tokens<'_>, i: usize) -> Option<Read> {
    let made = |n: u32, next: usize| Some((Value::Ordinal(Quantity::exact(Decimal::from(n), None)), next));
    if let Some(n) = t.number(i, 1..=4)
        && t.glued(i + 1)
        && t.is(i + 1, suffix(n))
    {
        return made(n, i + 2);
    }
    if t.is_any(i, words!["no", "number"]) {
        let at = if t.is(i + 1, ".") && t.glued(i + 1) { i + 2 } else { i + 1 };
        let n = t.number(at, 1..=2).or(t.word(at).cardinal.filter(|_| t.is(i, "number")))?;
        let ends = !(t.glued(at + 1) && (t.is_word(at + 1) || t.is(at + 1, ".") && t.glued(at + 2)));
        if super::numbers::addressed(t, at + 1) {
            return None;
        }
        return (ends && (t.is(i, "number") || at > i + 1) && (t.is_capital(i) || n == 1)).then(|| made(n, at + 1))?;
    }
    let tens = t.word(i).cardinal.filter(|n| matches!(n, 20..=90));
    if let Some(tens) = tens {
        let at = if t.is(i + 1, "-") && t.glued(i + 1) { i + 2 } else { i + 1 };
        let n = t.word(at).ordinal.filter(|n| *n < 10)?;
        return made(tens + n, at + 1);
    }
    if t.word(i).cardinal.is_some()
        && let Some(n) = numeral(t, i, false).filter(|n| n.worded && n.high >= Decimal::ONE_HUNDRED)
    {
        let at = if t.is_any(n.next, words!["-", "and"]) { n.next + 1 } else { n.next };
        let rest = t.word(at).ordinal.filter(|o| *o < 100)?;
        let total = rust_decimal::prelude::ToPrimitive::to_u32(&n.value()?)?.checked_add(rest)?;
        // A hundred and forty second is a place; a hundred seconds, and a hundred-second, are spans of time.
        let tens = t.word(n.next - 1).cardinal.is_some_and(|c| matches!(c, 20..=90)) && at == n.next;
        return if t.is(at, "second") && !tens { None } else { made(total, at + 1) };
    }
    // The three millionth visitor, but three millionths and one millionth of a metre.
    if let Some(n) = if t.word(i).cardinal.is_some() { numeral(t, i, false) } else { None }
        && let Some(place) = scaled(t, n.next)
        && !t.is(n.next + 1, "of")
    {
        let total = n.value()?.checked_mul(Decimal::from(place)).filter(|v| v.fract().is_zero())?;
        return Some((Value::Ordinal(Quantity::exact(total, None)), n.next + 1));
    }
    let n = t.word(i).ordinal?;
    // `first` and `second` are adverbs and spans of time as well.
    let named = i.checked_sub(1).is_some_and(|b| {
        t.is_any(
            b,
            words![
                "the", "a", "its", "his", "her", "their", "our", "my", "your", "s", "world", "every", "finished",
                "came", "ranked", "placed", "'", "in"
            ],
        )
    }) || t.is(i + 1, "-") && t.glued(i + 1);
    let fits = n > 2 || named || t.len() == 1;
    let set = t.lexicon.no_ordinals.at(t, i, 3).is_some();
    (fits && !set && n < 1000).then(|| made(n, i + 1))?
}

/// What a scale word in the form of a place multiplies by.
fn scaled(t: &Tokens<'_>, i: usize) -> Option<u64> {
    Some(match t.lower(i).bytes() {
        b"hundredth" => 100,
        b"thousandth" => 1000,
        b"millionth" => 1_000_000,
        b"billionth" => 1_000_000_000,
        b"trillionth" => 1_000_000_000_000,
        _ => return None,
    })
}

/// What makes a place of a number: 1st, 12th, 23rd.
fn suffix(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}
