//! Reads fractions: `1/3`, `½`, `two thirds`, `twenty-five hundredths`, `half a million`, `a quarter of a billion`, and what a fraction
//! adds to a figure before it: `two and a half`, `3 million and a half`.

use super::digits::Digits;
use super::keys::words;
use super::numerals::{Numeral, scales, worded_up_to};
use super::tokens::Tokens;
use rust_decimal::Decimal;

/// `and a half`, `and three quarters` behind a whole number: the fraction and the token behind it.
pub(super) fn and_fraction(t: &Tokens<'_>, i: usize) -> Option<(Decimal, usize)> {
    if !t.is_any(i, words!["and", "-"]) {
        return None;
    }
    // two and a half, two-and-a-half
    let behind = |k: usize| if t.is(k, "-") && t.glued(k) && t.glued(k + 1) { k + 1 } else { k };
    let i = behind(i);
    let at = behind(i + 1);
    // two and fifty-four hundredths
    if t.is(i, "and")
        && t.word(at).cardinal.is_some()
        && let Some(part) = divided(t, at).filter(|n| n.low < Decimal::ONE && n.value().is_some())
    {
        return Some((part.low, part.next));
    }
    let (top, part) = match t.word(at).cardinal {
        Some(n) if (1..20).contains(&n) => (n, behind(at + 1)),
        None if t.is(at, "a") => (1, behind(at + 1)),
        // one and half hour
        None if t.is_any(at, words!["half", "quarter"]) && of_hours(t, at + 1) => (1, at),
        _ => return None,
    };
    let word = t.word(part);
    let bottom = word.fraction.or(word.ordinal.filter(|n| (3..=20).contains(n) && top == 1))?;
    let fits = t.is(i, "and") && ((top == 1) != t.text(part).ends_with('s') || of_hours(t, part + 1));
    // In one and two quarters nothing is divided.
    let whole = Decimal::from(top).checked_div(Decimal::from(bottom))?;
    (fits && whole < Decimal::ONE).then_some((whole, part + 1))
}

/// `hour`, `of hours`: what a fraction before it is of.
fn of_hours(t: &Tokens<'_>, i: usize) -> bool {
    let at = if t.is(i, "of") { i + 1 } else { i };
    t.is_any(at, words!["hour", "hours"])
}

pub(super) fn with_part(t: &Tokens<'_>, whole: Decimal, part: Decimal, next: usize) -> Option<Numeral> {
    let value = whole.checked_add(part)?;
    let (scale, next) = scales(t, next, false);
    if value.scale() <= 2 {
        return Numeral::written(&value.to_string(), scale, true, next);
    }
    let value = value.checked_mul(scale)?;
    Some(Numeral::vague(value, value, next))
}

/// `and a half`, `and three quarters` behind a scale word, of which it is a part (3 million and a half), or with a scale of its
/// own (a billion and a half million): what it adds, and the token behind it.
pub(super) fn of_scale(t: &Tokens<'_>, i: usize, scale: Decimal) -> Option<(Decimal, usize)> {
    let (part, next) = and_fraction(t, i).filter(|_| scale >= Decimal::ONE_THOUSAND)?;
    if let Some(own) = t.word(next).scale {
        return (own < scale).then(|| Some((part.checked_mul(own)?, next + 1))).flatten();
    }
    // A third of what follows, or a half-year, is another thing.
    let other = t.is(next, "of") || t.is(next, "-") || t.is_word(next) && t.is(i + 1, "a") && !t.is(next - 1, "half");
    if other { None } else { Some((part.checked_mul(scale)?, next)) }
}

/// `twenty-five hundredths`, `three twenty-firsts`, `one twenty-fifth`: number words over an ordinal in the plural.
pub(super) fn divided(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    t.word(i).cardinal?;
    let number = |k: usize| t.word(k).cardinal.is_some() || t.word(k).scale.is_some();
    let joint = |k: usize| t.is(k, "and") || t.is(k, "-") && t.glued(k) && t.glued(k + 1);
    let mut last = i + 1;
    while last < i + 16 && (number(last) || joint(last)) {
        last += 1;
    }
    let tens = |k: usize| t.word(k).cardinal.filter(|n| matches!(n, 20..=90) && k > i);
    // What a hyphen ties to the ordinal is part of it; without one, so is the second of two tens.
    let (ten, start) = match (tens(last - 1), t.is(last - 1, "-")) {
        (Some(n), _) if t.word(last - 2).cardinal.is_some_and(|n| n >= 20) => (n, last - 1),
        (_, true) => tens(last - 2).map_or((0, last - 1), |n| (n, last - 2)),
        _ => (0, last),
    };
    let word = t.word(last);
    let plural = t.text(last).ends_with('s');
    let one = last == start + 2 && t.is(i, "one") && start == i + 1;
    let bottom = match (word.fraction, word.ordinal) {
        (Some(n), _) if plural && n > 2 && !t.is(last, "quarters") => n,
        (_, Some(n)) if one && ten > 0 => n,
        _ if t.is(last, "firsts") && ten > 0 => 1,
        _ => return None,
    };
    let bottom = if ten > 0 && bottom < 10 { ten + bottom } else { bottom };
    let numerator = worded_up_to(t, i, start).filter(|n| n.next == start || n.next + 1 == start)?.value()?;
    let value = numerator.checked_div(Decimal::from(bottom))?;
    if one || numerator > Decimal::ONE { scaled(t, value, last + 1) } else { None }
}

/// `1/3` behind its numerator: a fraction, unless it goes on like a date.
pub(super) fn slashed(t: &Tokens<'_>, i: usize, top: &Digits, slash: usize) -> Option<Numeral> {
    let tied = t.is(slash, "/") && t.glued(slash) && t.glued(slash + 1);
    if !tied {
        return None;
    }
    let bottom = t.number(slash + 1, 1..=3)?;
    let ends = !(t.glued(slash + 2)
        && (t.is_any(slash + 2, words!["/", "-", "."]) && t.glued(slash + 3) || t.is_word(slash + 2)));
    let top: u32 = top.parse().ok()?;
    // 24/7, 9/11 and 5/12 are no fractions; only the whole of a text is taken at its word.
    let usual = matches!(bottom, 2..=10 | 16 | 20 | 32 | 64 | 100) && top < bottom || slash + 2 >= t.len() && i <= 1;
    if !ends || !usual || bottom < 2 || top == 0 || top > 99 || i + 1 != slash {
        return None;
    }
    let value = Decimal::from(top).checked_div(Decimal::from(bottom))?;
    Some(Numeral::vague(value, value, slash + 2))
}

/// True for ½ and its like.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{bc}'..='\u{be}' | '\u{2150}'..='\u{215e}')
}

/// ½ and its like, alone or behind an integer.
pub(super) fn sign(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    if t.is_word(i) || t.digits(i).is_some() {
        return None;
    }
    let (top, bottom) = match t.text(i) {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅙" => (1, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        _ => return None,
    };
    let value = Decimal::from(top).checked_div(Decimal::from(bottom))?;
    Some(Numeral::vague(value, value, i + 1))
}

/// `two thirds`, `one-fifth`, `a third of`, `three quarters of`.
pub(super) fn fraction(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let top = match t.word(i).cardinal {
        Some(n) if (1..20).contains(&n) => n,
        None if t.is(i, "a") => 1,
        _ => return None,
    };
    let at = if t.is(i + 1, "-") && t.glued(i + 1) && t.glued(i + 2) { i + 2 } else { i + 1 };
    let word = t.word(at);
    let ordinal = word.ordinal.filter(|n| (3..=1000).contains(n) && top == 1);
    let bottom = word.fraction.or(ordinal)?;
    let of = t.is(at + 1, "of");
    // cut by a third
    let ends = !t.is_word(at + 1) || !t.is_unknown(at + 1) && t.word(at + 1).time.is_none() && !t.is(at + 1, "party");
    let led = t.follows(i, words!["by", "than", "nearly", "almost", "about", "roughly", "around"]) && ends;
    // A quarter is also three months, a third also a place in an order.
    let clear = match t.text(at) {
        "quarter" if t.is(i, "a") && led => true,
        "quarter" | "quarters" => {
            of && t.word(at + 2).month.is_none() && t.digits(at + 2).is_none() || at == i + 2 && top > 1
        }
        _ if t.is(i, "a") => of || led || at + 1 >= t.len(),
        _ => !t.is(at, "half") || top == 1,
    };
    let multiplied = t.word(at + 1).scale.is_some();
    if !(clear || multiplied) || bottom < 2 {
        return None;
    }
    let value = Decimal::from(top).checked_div(Decimal::from(bottom))?;
    scaled(t, value, at + 1)
}

/// A fraction with the scale it is of: `two thirds of a million`, `half million`.
fn scaled(t: &Tokens<'_>, value: Decimal, next: usize) -> Option<Numeral> {
    let whole = if t.is(next, "of") && t.is_any(next + 1, words!["a", "one"]) { t.word(next + 2).scale } else { None };
    let (scale, next) = whole.map_or_else(|| scales(t, next, false), |scale| (scale, next + 3));
    let value = value.checked_mul(scale)?;
    Some(Numeral::vague(value, value, next))
}

/// `two out of three`, `9 out of 10`, `one in five`: a share.
pub(super) fn ratio(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let small = |k: usize| match t.number(k, 1..=4) {
        Some(n) => Some((n.into(), k + 1)),
        None => worded_up_to(t, k, t.len()).and_then(|n| Some((n.value()?, n.next))),
    };
    let cardinal = t.word(i).cardinal.is_some() || t.digits(i).is_some_and(|d| d.len() <= 3) && !t.glued(i);
    let (top, next) = small(i).filter(|_| cardinal)?;
    let (bottom, end) = match t.text(next) {
        "out" if t.is(next + 1, "of") => small(next + 2)?,
        // 1 in 2019 is a year, one in two weeks a length of time; three in ten are a share, three in four games are not.
        "in" if top == Decimal::ONE || shares(t, next + 1, top) => small(next + 1).filter(|(n, end)| {
            *n <= Decimal::ONE_THOUSAND
                && t.word(*end).time.is_none()
                && t.word(*end).month.is_none()
                && !t.is(*end, "%")
        })?,
        _ => return None,
    };
    let whole = |end: usize| !t.glued(end) || !(t.is_word(end) || t.is(end, "%"));
    let value = top.checked_div(bottom).filter(|_| top < bottom && whole(end))?;
    Some(Numeral::vague(value, value, end))
}

/// True where a number from two to nine is one of five, ten or a hundred that stand at token `i`.
fn shares(t: &Tokens<'_>, i: usize, top: Decimal) -> bool {
    let bottom = match t.number(i, 1..=3) {
        Some(n) => n,
        None => t.word(i).cardinal.unwrap_or(0),
    };
    top < Decimal::from(bottom) && matches!(bottom, 5 | 10 | 100)
}

/// `half a million`, `half of`, `half the`; `a quarter of a million`.
pub(super) fn halves(t: &Tokens<'_>, i: usize) -> Option<Numeral> {
    let half = Decimal::new(5, 1);
    if !t.is(i, "half") {
        return None;
    }
    let at = if t.is_any(i + 1, words!["a", "an"]) { i + 2 } else { i + 1 };
    if let Some(scale) = t.word(at).scale {
        return Numeral::written("0.5", scale, true, at + 1);
    }
    if at == i + 2 && (t.word(at).time.is_some() || t.lexicon.measures(t, at)) {
        return Some(Numeral::vague(half, half, at));
    }
    let compared = i
        .checked_sub(1)
        .is_some_and(|b| t.word(b).compares || t.is_any(b, words!["than", "least", "most", "to", "by"]));
    (compared
        || t.is_any(i + 1, words!["of", "the", "its", "their", "his", "her", "our"])
        || t.len() == 1
        || t.word(i + 1).time.is_some())
    .then(|| Numeral::vague(half, half, i + 1))
}
