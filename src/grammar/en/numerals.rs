//! Reads how much: figures (`1,234.5`, `1.2 million`, `3bn`), number words (`two hundred and five`), fractions and
//! vague words (`several hundred`, `tens of thousands`). What is counted is read in `amounts`.

use super::digits::{Digits, plain};
use super::fractions::{self, and_fraction, slashed, with_part};
use super::keys::words;
use super::tokens::Tokens;
use crate::quantity::{Quantity, Unit};
use rust_decimal::Decimal;

/// How much, without what of.
#[derive(Clone, Debug)]
pub(super) struct Numeral {
    /// A plain decimal as written, before its scale; empty for fractions and vague words.
    pub(super) digits: Digits,
    /// What scale words multiply the digits by.
    pub(super) scale: Decimal,
    /// The least and the greatest value; the same but for vague words.
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    /// Written in words, not in figures.
    pub(super) worded: bool,
    /// The token behind it.
    pub(super) next: usize,
}

impl Numeral {
    pub(super) fn written(digits: &str, scale: Decimal, worded: bool, next: usize) -> Option<Self> {
        Self::plain(Digits::of(digits), Decimal::from_str_exact(digits).ok()?, scale, worded, next)
    }

    /// The same where the value of the digits is known.
    fn plain(digits: Digits, value: Decimal, scale: Decimal, worded: bool, next: usize) -> Option<Self> {
        let value = value.checked_mul(scale)?;
        Some(Self { digits, scale, low: value, high: value, worded, next })
    }

    pub(super) fn vague(low: Decimal, high: Decimal, next: usize) -> Self {
        Self { digits: Digits::NONE, scale: Decimal::ONE, low, high, worded: true, next }
    }

    /// The one value; `None` for vague words.
    pub(super) fn value(&self) -> Option<Decimal> {
        (self.low == self.high).then_some(self.low)
    }

    /// One value as if written out in single units.
    pub(super) fn of_digits(value: Decimal, next: usize) -> Self {
        Self { digits: Digits::of(&value.to_string()), ..Self::of(value, next) }
    }

    /// The same with a minus.
    pub(super) fn negative(self) -> Self {
        let mut digits = Digits::NONE;
        if !self.digits.is_empty() {
            digits.push("-");
            digits.push(&self.digits);
        }
        Self { digits, low: -self.high, high: -self.low, ..self }
    }

    /// One value without a way of writing it.
    pub(super) fn of(value: Decimal, next: usize) -> Self {
        Self { digits: Digits::NONE, scale: Decimal::ONE, low: value, high: value, worded: true, next }
    }

    /// The figure with its unit, `factor` of which belongs to the figure.
    pub(super) fn quantity(&self, unit: Option<Unit>, factor: Decimal) -> Option<Quantity> {
        let times = |v: Decimal| v.checked_mul(factor).map(|v| v.normalize());
        if self.low != self.high {
            return Quantity::range(times(self.low)?, times(self.high)?, unit);
        }
        if !self.digits.is_empty() {
            return Quantity::written(&self.digits, self.scale.checked_mul(factor)?, unit);
        }
        // A spoken fraction is as rough as figures get: 5 % to either side.
        let value = times(self.low)?;
        let margin = value.abs().checked_mul(Decimal::new(5, 2))?;
        let exact = Quantity::exact(value, unit);
        Some(Quantity { low: value.checked_sub(margin), high: value.checked_add(margin), ..exact })
    }
}

/// The numeral at token `i`; `money` says that a currency stands before it, so that `5m` is millions.
pub(super) fn numeral(t: &Tokens<'_>, i: usize, money: bool) -> Option<Numeral> {
    match t.counts(i) {
        false => None,
        true if money => read(t, i, money),
        true => t.numeral(i, || read(t, i, money)),
    }
}

fn read(t: &Tokens<'_>, i: usize, money: bool) -> Option<Numeral> {
    (if money { None } else { fractions::ratio(t, i) })
        .or_else(|| figures(t, i, money))
        .or_else(|| fractions::sign(t, i))
        .or_else(|| fractions::divided(t, i))
        .or_else(|| fractions::fraction(t, i))
        .or_else(|| vague(t, i))
        .or_else(|| fractions::halves(t, i))
        .or_else(|| worded(t, i))
        .or_else(|| scale_alone(t, i))
}

/// `million` as the whole of a text: one of it.
fn scale_alone(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let scale = t.word(i).scale.filter(|_| t.len() == 1)?;
    Numeral::written("1", scale, true, i + 1)
}

fn figures(t: &Tokens<'_>, i: usize, money: bool) -> Option<Numeral> {
    let (digits, next) = plain(t, i)?;
    if let Some(n) = slashed(t, i, &digits, next) {
        return Some(n);
    }
    let value = Decimal::from_str_exact(&digits).ok()?;
    // 10 1/2 miles
    if t.digits(next).is_some()
        && !t.glued(next)
        && let Some((top, after)) = plain(t, next)
        && let Some(part) = slashed(t, next, &top, after)
    {
        let value = value.checked_add(part.low)?;
        return Some(Numeral::vague(value, value, part.next));
    }
    let whole = !digits.has_point();
    if whole && let Some((part, after)) = and_fraction(t, next) {
        return with_part(t, value, part, after);
    }
    // 2½ years
    if whole && let Some(part) = fractions::sign(t, next) {
        return with_part(t, value, part.low, part.next);
    }
    let (scale, next) = scales(t, next, money);
    if let Some((more, after)) = fractions::of_scale(t, next, scale) {
        let value = value.checked_mul(scale)?.checked_add(more)?;
        let shown = value.checked_div(scale)?.normalize();
        return Numeral::written(&shown.to_string(), scale, false, after);
    }
    if let Some(whole) = summed(t, value, scale, next) {
        return Some(whole);
    }
    Numeral::plain(digits, value, scale, false, next)
}

/// `4 thousand 3 hundred and 21`: what smaller scales, and at last bare digits behind hundreds, add to figures with a scale.
fn summed(t: &Tokens<'_>, value: Decimal, scale: Decimal, next: usize) -> Option<Numeral> {
    if scale < Decimal::ONE_HUNDRED {
        return None;
    }
    let mut total = value.checked_mul(scale)?;
    let (mut last, mut next, mut found) = (scale, next, false);
    while last >= Decimal::ONE_HUNDRED {
        let and = t.is(next, "and");
        let at = next + usize::from(and);
        let Some(n) = t.number(at, 1..=3).filter(|n| *n > 0 && !t.glued(at)).map(Decimal::from) else { break };
        let (own, end) = if t.word(at + 1).scale.is_some() { scales(t, at + 1, false) } else { (Decimal::ONE, at + 1) };
        let value = n.checked_mul(own)?;
        // Bare digits count other things, but for the tens that `and` ties to hundreds.
        let fits = if own == Decimal::ONE {
            and && last == Decimal::ONE_HUNDRED
                && !(t.glued(end) && (t.is_word(end) || t.is_any(end, words![",", ".", "%", "-"]) && t.glued(end + 1)))
        } else {
            !and
        };
        if !fits || value >= last {
            break;
        }
        (total, last, next, found) = (total.checked_add(value)?, own, end, true);
    }
    found.then(|| Numeral::written(&total.normalize().to_string(), Decimal::ONE, false, next))?
}

/// Scale words and letters from token `i` on: their product and the token behind them.
pub(super) fn scales(t: &Tokens<'_>, i: usize, money: bool) -> (Decimal, usize) {
    let (mut scale, mut next) = (Decimal::ONE, i);
    loop {
        let at = if t.is(next, "-") && t.glued(next) && t.glued(next + 1) { next + 1 } else { next };
        let word = t.word(at);
        let factor = match (word.scale, word.letter) {
            (Some(s), None) => Some(s),
            (_, Some(s)) if next == i && is_scale_letter(t, at, money) => Some(s),
            (Some(s), _) if !t.glued(at) => Some(s),
            _ => None,
        };
        match factor.and_then(|f| scale.checked_mul(f)) {
            Some(product) if product <= Decimal::from(10_u64.pow(18)) => (scale, next) = (product, at + 1),
            _ => return (scale, next),
        }
    }
}

/// True where the letters at token `i` multiply the figure they touch: always behind money, and k, bn elsewhere.
fn is_scale_letter(t: &Tokens<'_>, i: usize, money: bool) -> bool {
    let counted = || t.lexicon.measure(t, i + 1).is_some();
    match t.text(i) {
        "b" if t.glued(i) && t.is(i.wrapping_sub(2), ".") => true,
        // 1.2M, but 3M is a name.
        "M" if t.glued(i) && t.is(i.wrapping_sub(2), ".") && t.digits(i - 1).is_some() && !t.glued(i + 1) => true,
        "k" | "bn" | "mn" | "mln" | "bln" | "tn" | "trn" => t.glued(i) || money,
        "cr" | "Cr" | "CR" => money || counted(),
        // 100K as the whole of a text
        "K" if t.glued(i) && t.len() == i + 1 && i > 0 && t.digits(i - 1).is_some() => true,
        "m" | "M" => (money || t.glued(i) && counted()) && !(t.glued(i + 1) && t.is_any(i + 1, words!["/", "²", "³"])),
        "b" | "B" | "K" | "T" | "t" | "Bn" | "BN" | "mm" | "MM" | "MN" => money || t.glued(i) && counted(),
        _ => false,
    }
}

/// `several hundred`, `a few`, `a couple of`, `dozens of`, `tens of thousands of`.
fn vague(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let at = if t.is(i, "a") { i + 1 } else { i };
    let (low, high) = t.word(at).vague?;
    let plural = t.text(at).ends_with('s') && !t.is(at, "several");
    let of = t.is(at + 1, "of");
    let fits = match t.lower(at).bytes() {
        b"several" => at == i,
        b"few" | b"couple" | b"handful" => at == i + 1 || t.word(at + 1).time.is_some(),
        _ => of && at == i,
    };
    if !fits {
        return None;
    }
    let (mut low, mut high) = (Decimal::from(low), Decimal::from(high));
    let mut next = if of { at + 2 } else { at + 1 };
    let scale = match t.lower(next).bytes() {
        b"hundreds" if plural => Some(Decimal::ONE_HUNDRED),
        b"thousands" if plural => Some(Decimal::ONE_THOUSAND),
        _ => t.word(next).scale,
    };
    if let Some(scale) = scale {
        (low, high, next) = (low.checked_mul(scale)?, high.checked_mul(scale)?, next + 1);
    }
    if t.is(next, "of") && scale.is_some() {
        next += 1;
    }
    // `dozens of people` counts people; `of` belongs to the figure only before what is counted.
    Some(Numeral::vague(low, high, next))
}

/// Number words: `twenty-one`, `two hundred and five`, `a hundred`, `two and a half million`.
pub(super) fn worded(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    worded_up_to(t, i, t.len())
}

/// The same, before token `end`.
pub(super) fn worded_up_to(t: &Tokens<'_>, i: usize, end: usize) -> Option<Numeral> {
    let (mut total, mut group, mut last) = (Decimal::ZERO, Decimal::ZERO, 0_u32);
    let mut next = i;
    let mut scale_behind = None;
    if t.is_any(i, words!["a", "an"]) {
        t.word(i + 1).scale?;
        group = Decimal::ONE;
        next = i + 1;
    } else {
        t.word(i).cardinal?;
    }
    loop {
        let joins =
            next > i && (t.is(next, "-") && t.glued(next) && t.glued(next + 1) || t.is(next, "and") && last >= 100);
        let at = if joins { next + 1 } else { next };
        // two million and one half
        if at >= end || joins && last >= 1000 && and_fraction(t, next).is_some() {
            break;
        }
        let word = t.word(at);
        if let Some(n) = word.cardinal
            && (next == i || may_follow(last, n))
        {
            group = group.checked_add(Decimal::from(n))?;
            (last, scale_behind) = (n.max(1), None);
        } else if let Some(scale) = word.scale.filter(|_| next > i && !t.is(next, "and")) {
            if scale == Decimal::ONE_HUNDRED && group > Decimal::ZERO {
                group = group.checked_mul(scale)?;
                last = 100;
            } else if group > Decimal::ZERO {
                scale_behind = total.is_zero().then_some((group, scale));
                total = total.checked_add(group.checked_mul(scale)?)?;
                (group, last) = (Decimal::ZERO, 1000);
            } else if !total.is_zero() {
                total = total.checked_mul(scale)?;
                scale_behind = None;
            } else {
                return None;
            }
        } else {
            break;
        }
        next = at + 1;
    }
    let value = total.checked_add(group)?;
    // A fraction behind millions is one of a million, see `of_scale`.
    let fits = value < Decimal::ONE_HUNDRED || last < 1000 && !t.is(next + 1, "a");
    if let Some((part, after)) = and_fraction(t, next).filter(|_| fits) {
        return with_part(t, value, part, after);
    }
    if t.is(next, "point")
        && let Some((decimals, after)) = spoken_decimals(t, next + 1)
    {
        let (scale, after) = scales(t, after, false);
        return Numeral::written(&format!("{value}.{decimals}"), scale, true, after);
    }
    if let Some((digits, scale)) = scale_behind.filter(|_| group.is_zero())
        && let Some((more, after)) = fractions::of_scale(t, next, scale)
    {
        let value = digits.checked_add(more.checked_div(scale)?)?.normalize();
        return Numeral::written(&value.to_string(), scale, true, after);
    }
    match scale_behind {
        Some((digits, scale)) if group.is_zero() => Numeral::written(&digits.to_string(), scale, true, next),
        _ => Numeral::written(&value.to_string(), Decimal::ONE, true, next),
    }
}

/// The digits of `point seven one` or `point seventy-one`, and the token behind them.
fn spoken_decimals(t: &Tokens<'_>, i: usize) -> Option<(String, usize)> {
    if let Some(tens) = t.word(i).cardinal.filter(|n| (10..100).contains(n)) {
        let at = if t.is(i + 1, "-") && t.glued(i + 1) { i + 2 } else { i + 1 };
        return Some(match t.word(at).cardinal.filter(|n| tens >= 20 && (1..10).contains(n)) {
            Some(one) => ((tens + one).to_string(), at + 1),
            None => (tens.to_string(), i + 1),
        });
    }
    let digits: String =
        (i..i + 9).map_while(|k| t.word(k).cardinal.filter(|n| *n < 10)).map(|n| n.to_string()).collect();
    let next = i + digits.len();
    (!digits.is_empty()).then_some((digits, next))
}

/// True where the number word `n` goes on from one of value `last`.
fn may_follow(last: u32, n: u32) -> bool {
    match last {
        20..=90 => (1..10).contains(&n),
        100 => (1..100).contains(&n),
        1000.. => n > 0,
        _ => false,
    }
}
