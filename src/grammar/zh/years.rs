//! Reads the larger stretches of the calendar: years in figures and numerals, fiscal years, quarters, decades, centuries.
//!
//! What enters is a place; what leaves is the stretch and the place behind it. Whether four or two digits are a year at
//! all is decided here; months and days inside it are read in `dates`.

use super::dates::{Base, small};
use super::lexicon::Span;
use super::numerals;
use super::scan::Scan;
use crate::grammar::{DateExpr, Part};
use crate::normalise::is_han;
use crate::time::{Interval, Precision};

/// The first year of the century that writers of today are in.
const THIS_CENTURY: i32 = 2000;

/// 2015财年, 2023财年第三季度, FY2023, Q3 FY2024.
pub(super) fn fiscal(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    // 本财年, 上一财年: only its owner knows when they are.
    if let Some((count, len)) = scan.words.fiscal_years.at(scan.rest(at)) {
        let i = scan.eat(at + len, "的").unwrap_or(at + len);
        let made = |half, quarter| DateExpr::FiscalRelative { count: *count, half, quarter };
        let quarter = quarter(scan, i).or_else(|| fiscal_quarter(scan, i));
        return Some(match (scan.words.halves_of_year.at(scan.rest(i)), quarter) {
            (Some((half, more)), _) => (made(Some(*half), None), i + more),
            (_, Some((q, end))) => (made(None, Some(q)), end),
            _ => (made(None, None), at + len),
        });
    }
    let short = |digits: &str| -> Option<i32> {
        let n: i32 = digits.parse().ok()?;
        match digits.len() {
            4 if (1900..2200).contains(&n) => Some(n),
            2 => Some(2000 + n),
            _ => None,
        }
    };
    let free = scan.before(at).is_none_or(|c| !c.is_ascii_alphanumeric());
    let (year, end) = match scan.eat(at, "FY").filter(|_| free) {
        Some(i) => (short(scan.digits(i))?, i + scan.digits(i).len()),
        None => {
            let digits = scan.digits(at);
            let (year, i) = match digits.is_empty() {
                true => chinese_year(scan, at)?,
                false => (short(digits)?, at + digits.len()),
            };
            // 2023/24财年 is named by the year it ends in.
            let second = scan.eat(i, "/").or_else(|| scan.eat(i, "-")).map(|j| (j, scan.digits(j)));
            let (year, i) = match second {
                Some((j, d)) if !d.is_empty() => (short(d)?, j + d.len()),
                _ => (year, i),
            };
            let i = scan.eat(i, "年").unwrap_or(i);
            (year, scan.word(i, &scan.words.fiscal)?)
        }
    };
    let i = scan.eat(end, "的").unwrap_or(end);
    if let Some((half, len)) = scan.words.halves_of_year.at(scan.rest(i)) {
        return Some((DateExpr::Fiscal { year, half: Some(*half), quarter: None }, i + len));
    }
    match quarter(scan, i).or_else(|| fiscal_quarter(scan, i)) {
        Some((q, end)) => Some((DateExpr::Fiscal { year, half: None, quarter: Some(q) }, end)),
        None => Some((DateExpr::Fiscal { year, half: None, quarter: None }, end)),
    }
}

/// 第四财季, of a fiscal year that is named.
fn fiscal_quarter(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let (q, i) = small(scan, scan.eat(at, "第").unwrap_or(at)).filter(|(q, _)| *q <= 4)?;
    Some((q, scan.eat(i, "财季")?))
}

/// Decades and centuries: 1990年代, 上世纪90年代, 20世纪, 九十年代初.
pub(super) fn age(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let (century, i) = match century(scan, at) {
        Some((first, i)) => (Some(first), i),
        None => match scan.eat(at, "本世纪").filter(|i| decade(scan, *i, Some(THIS_CENTURY)).is_some()) {
            Some(i) => (Some(THIS_CENTURY), i),
            None => (None, at),
        },
    };
    if let Some((expr, i)) = decade(scan, i, century) {
        return Some(parted(scan, expr, i, |s, i| s.words.other_parts.at(s.rest(i)).map(|(p, n)| (*p, n))));
    }
    let first = century?;
    // 20世纪下半叶
    if let Some((half, len)) = scan.words.halves_of_century.at(scan.rest(i)) {
        let year = if *half == 1 { first } else { first + 50 };
        return Some((DateExpr::Known(Interval::months(year, 1, 600, Precision::Range)?), i + len));
    }
    let expr = Interval::months(first, 1, 1200, Precision::Century).map(DateExpr::Known)?;
    Some(parted(scan, expr, i, |s, i| s.words.other_parts.at(s.rest(i)).map(|(p, n)| (*p, n))))
}

/// The first year of a century.
fn century(scan: Scan<'_>, at: usize) -> Option<(i32, usize)> {
    if let Some(i) = scan.eat(at, "上世纪").or_else(|| scan.eat(at, "上个世纪")) {
        return Some((1900, i));
    }
    let before_christ = scan.eat(at, "公元前");
    let at = before_christ.or_else(|| scan.eat(at, "公元")).unwrap_or(at);
    let figure = numerals::read(scan, at).filter(|f| f.high.is_none() && !f.odd)?;
    let end = scan.eat(figure.end, "世纪")?;
    let number = figure.low.whole().filter(|n| (1..=30).contains(n))?.cast_signed();
    match before_christ {
        // The third century before Christ is 300 to 201 of them; there is no year 0.
        Some(_) => Some((1 - number * 100, end)),
        None => (number <= 21).then_some(((number - 1) * 100, end)),
    }
}

fn decade(scan: Scan<'_>, at: usize, century: Option<i32>) -> Option<(DateExpr, usize)> {
    let digits = scan.digits(at);
    let (number, last, i) = match digits.is_empty() {
        true => {
            let figure = numerals::read(scan, at).filter(|f| !f.odd)?;
            let number = figure.low.whole()?.cast_signed();
            // 七八十年代: two of them.
            let last = match &figure.high {
                Some(high) => high.whole().filter(|_| figure.tokens == 3)?.cast_signed(),
                None => number,
            };
            (number, last, figure.end)
        }
        false => (digits.parse::<i32>().ok()?, digits.parse().ok()?, at + digits.len()),
    };
    let end = scan.eat(i, "年代")?;
    let full = |number: i32| match (number, century) {
        (0..100, Some(first)) => Some(first + number),
        (1000..2200, _) => Some(number),
        // The twenties of which century is not said.
        (30..100, None) => Some(1900 + number),
        (0 | 10, None) if digits.len() == 2 => Some(2000 + number),
        _ => None,
    };
    let known = |number: i32| full(number).filter(|y| y % 10 == 0).and_then(Interval::decade);
    let first = known(number)?;
    let stretch = if last > number { first.through(known(last)?)? } else { first };
    Some((DateExpr::Known(stretch), end))
}

/// A written year, with the place behind it (behind 年, if that is written).
pub(super) fn year(scan: Scan<'_>, at: usize) -> Option<(Base, usize)> {
    if let Some((zero, len)) = scan.words.eras.at(scan.rest(at)) {
        let (number, i) = match scan.eat(at + len, "元") {
            Some(i) => (1, i),
            None => {
                let figure = numerals::read(scan, at + len).filter(|f| f.high.is_none() && !f.odd)?;
                (figure.low.whole().filter(|n| *n < 150)?.cast_signed(), figure.end)
            }
        };
        return scan.eat(i, "年").map(|i| (Base::Year(zero + number), i));
    }
    let (at, before_christ) = match scan.eat(at, "公元前") {
        Some(i) => (i, true),
        None => (scan.eat(at, "公元").unwrap_or(at), false),
    };
    let named = scan.head(at).ends_with("公元") || before_christ;
    let digits = scan.digits(at);
    let after = at + digits.len();
    let closed = scan.eat(after, "年").or_else(|| scan.eat(after, " 年"));
    if digits.is_empty() {
        let (year, i) = chinese_year(scan, at)?;
        let i = scan.eat(i, "年")?;
        return (!scan.rest(i).starts_with('代')).then_some((Base::Year(year), i));
    }
    let number: i32 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    if let Some(i) = closed.filter(|i| !scan.rest(*i).starts_with('代')) {
        if named {
            return Some((Base::Year(if before_christ { 1 - number } else { number }), i));
        }
        // 1000年历史, 1500年前: round figures that count.
        let counted = scan.word(i, &scan.words.context.counted_years).is_some();
        let round = counts_years(number.unsigned_abs()) && counted;
        if digits.len() == 4 && (1000..2200).contains(&number) && !round {
            return Some((Base::Year(number), i));
        }
        let inside = digits.starts_with('0') || year_goes_on(scan, i);
        return (digits.len() == 2 && inside).then(|| (Base::Year(full(number)), i));
    }
    // 22Q3
    let free = scan.before(at).is_none_or(|c| !c.is_ascii_alphanumeric() && c != '.' && c != '-');
    if digits.len() == 2 && free && scan.rest(after).starts_with('Q') && quarter(scan, after).is_some() {
        return Some((Base::Year(full(number)), after));
    }
    (digits.len() == 4
        && (1000..2100).contains(&number)
        && (number >= 1900 || scan.head(at).ends_with('('))
        && is_year(scan, at, after))
    .then_some((Base::Year(number), after))
}

/// True for a round figure below 1900, which counts years where a word says so: 1500年前.
pub(super) fn counts_years(number: u32) -> bool {
    number.is_multiple_of(100) && number < 1900
}

/// True where a month, a half, a quarter or a part of the year follows 22年.
fn year_goes_on(scan: Scan<'_>, at: usize) -> bool {
    let month = small(scan, at).is_some_and(|(m, i)| m <= 12 && scan.rest(i).starts_with('月'));
    let counted = scan
        .eat(at, "第")
        .and_then(|i| numerals::read(scan, i))
        .is_some_and(|f| matches!(scan.words.spans.at(scan.rest(f.end)), Some((Span::Week | Span::Month, _))));
    let part = scan.words.year_parts.at(scan.rest(at)).is_some() && scan.words.not_suffixes.len_at(scan.rest(at)) == 0;
    month || counted || part || scan.words.halves_of_year.at(scan.rest(at)).is_some() || quarter(scan, at).is_some()
}

/// True where four bare digits are a year: a holiday, half, quarter or the name of an event follows directly.
fn is_year(scan: Scan<'_>, start: usize, end: usize) -> bool {
    let rest = scan.rest(end);
    if scan.is_whole(start, end) {
        return true;
    }
    if scan
        .before(start)
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '/' | '$' | '¥' | ' '))
    {
        return false;
    }
    let cue = scan.words.holidays.at(rest).is_some()
        || scan.words.halves_of_year.at(rest).is_some()
        || quarter(scan, end).is_some();
    // 乾隆六年(1741)
    if scan.head(start).ends_with("年(") && rest.starts_with(')') {
        return true;
    }
    // 2009和2012年, 2013、2014赛季.
    let next = rest
        .strip_prefix(['和', '与', '及', '、'])
        .map_or("", |r| &r[..r.bytes().take_while(u8::is_ascii_digit).count()]);
    if next.len() == 4 && (next.starts_with("19") || next.starts_with("20")) {
        return true;
    }
    let name = rest.chars().next().is_some_and(is_han)
        && scan.word(end, &scan.words.context.not_year_names).is_none()
        && scan.words.measures.at(rest).is_none()
        && scan.words.nouns.at(rest).is_none()
        && scan.words.ranges.at(rest).is_none()
        && scan.words.spans.at(rest).is_none()
        && scan.words.before.at(rest).is_none()
        && numerals::read(scan, end).is_none();
    // 2015“中国十大进展”
    cue || name || rest.starts_with(['“', '《'])
}

/// Two digits as a year: 00 to 49 of this century, 50 to 99 of the last.
pub(super) fn full(number: i32) -> i32 {
    if number < 50 { 2000 + number } else { 1900 + number }
}

/// 二〇二二, 九七, 两千零四.
fn chinese_year(scan: Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let mut digits = String::new();
    let mut i = at;
    while let Some(c) = scan.char(i)
        && let Some(d) = scan.words.digits.get(&c)
        && c != '两'
        && digits.len() < 5
    {
        digits.push(char::from(b'0' + d));
        i += c.len_utf8();
    }
    let number: i32 = digits.parse().unwrap_or(0);
    let bytes = digits.as_bytes();
    match digits.len() {
        4 if (1000..2200).contains(&number) => return Some((number, i)),
        // 五六年 is five or six years, 三五年 as well.
        2 if bytes[1] != bytes[0] + 1 && digits != "35" && scan.rest(i).starts_with('年') => {
            return Some((full(number), i));
        }
        _ => {}
    }
    let figure = numerals::read(scan, at).filter(|f| f.tokens > 3 && f.high.is_none() && !f.odd && !f.arabic)?;
    let value = figure.low.whole()?.cast_signed();
    (1000..2200).contains(&value).then_some((value, figure.end))
}

/// 第三季度, 一季度, 首季度, Q3.
pub(super) fn quarter(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some(i) = scan.eat(at, "首季度").or_else(|| scan.eat(at, "首季")) {
        return Some((1, i));
    }
    let free = scan.before(at).is_none_or(|c| !c.is_ascii_alphanumeric())
        || scan.head(at).ends_with(|c: char| c.is_ascii_digit());
    if let Some(i) = scan.eat(at, "Q").filter(|_| free) {
        let q: u32 = scan.digits(i).parse().ok()?;
        let ends = !scan.rest(i + 1).starts_with(|c: char| c.is_ascii_alphanumeric());
        return ((1..=4).contains(&q) && ends).then_some((q, i + 1));
    }
    let i = scan.eat(at, "第").unwrap_or(at);
    let (q, i) = small(scan, i).filter(|(q, _)| *q <= 4)?;
    // 三季报 is of a quarter, 第三季 of a series.
    let report = |i: &usize| scan.word(*i, &scan.words.context.quarter_reports).is_some();
    // 第三个季度 is one of them, 三个季度 is how long.
    let nth = scan.eat(i, "个季度").filter(|_| scan.rest(at).starts_with('第'));
    // 去年第四季: behind a year it is no season of a series.
    let of_year = scan.head(at).ends_with('年') && scan.rest(at).starts_with('第');
    let end = nth.or_else(|| scan.eat(i, "季度")).or_else(|| scan.eat(i, "季").filter(|i| of_year || report(i)))?;
    Some((q, end))
}

/// 二三季度, 第二、三季度, 一至三季度: the first and the last, and the place behind them.
pub(super) fn quarters(scan: Scan<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let digit = |i: usize| {
        let c = scan.char(i)?;
        let n = c.to_digit(10).or_else(|| scan.words.digits.get(&c).map(|d| u32::from(*d)))?;
        (1..=4).contains(&n).then_some((n, i + c.len_utf8()))
    };
    let (first, i) = digit(scan.eat(at, "第").unwrap_or(at))?;
    let tied = scan.word(i, &scan.words.ranges).or_else(|| scan.word(i, &scan.words.and)).or_else(|| scan.eat(i, "、"));
    let chinese = tied.is_none() && !scan.rest(at).starts_with(|c: char| c.is_ascii_digit());
    let (last, i) = digit(tied.or(chinese.then_some(i))?)?;
    let end = scan.eat(i, "季度")?;
    (first < last).then_some((first, last, end))
}

/// An expression with the part of it that is named behind it.
pub(super) fn parted(
    scan: Scan<'_>,
    expr: DateExpr,
    at: usize,
    part: impl Fn(Scan<'_>, usize) -> Option<(Part, usize)>,
) -> (DateExpr, usize) {
    let blocked = scan.words.not_suffixes.len_at(scan.rest(at));
    match part(scan, at) {
        Some((part, len)) if len >= blocked => (DateExpr::Part(Box::new(expr), part), at + len),
        _ => (expr, at),
    }
}
