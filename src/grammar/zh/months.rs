//! Reads months and days: 9月, 9月30日, 9月初, 四五月份, 3月至5月 without its first 月, 上半月, 15日.
//!
//! What enters is a place and what the month or day lies in; what leaves is the date and the place behind it. Years and
//! what else is inside them are read in `dates` and `years`.

use super::dates::{Base, small};
use super::lunar;
use super::numerals;
use super::scan::Scan;
use crate::grammar::{DateExpr, Fields};
use crate::normalise::is_han;

/// 前三季度, 前8个月: from the first on.
pub(super) fn first_months(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    let i = scan.eat(at, "前")?;
    let (n, i) = small(scan, i)?;
    let quarters = scan.eat(i, "季度").or_else(|| scan.eat(i, "个季度"));
    let (first, last, end) = match quarters {
        Some(end) => (quarter_fields(1), quarter_fields(n), end),
        // 前8个月 is January to August; 前三个月 alone may as well be the last three.
        None if base.is_year() || n > 3 => {
            (month_fields(1), month_fields(n), scan.eat(i, "个月").or_else(|| scan.eat(i, "月"))?)
        }
        None => return None,
    };
    let limit = if quarters.is_some() { 4 } else { 12 };
    (n > 1 && n <= limit).then(|| (DateExpr::Range(Box::new(base.with(first)), Box::new(base.with(last))), end))
}

fn quarter_fields(q: u32) -> Fields {
    Fields { quarter: Some(q), ..Fields::default() }
}

fn month_fields(m: u32) -> Fields {
    Fields { month: Some(m), ..Fields::default() }
}

/// 9月, 9月30日, 9月初, 四五月份, 3月至5月 without its first 月, 12月9日-12日.
pub(super) fn month(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    if let Some(found) = neighbour_months(scan, base, at).or_else(|| month_range(scan, base, at)) {
        return Some(found);
    }
    let (m, i) = small(scan, at).filter(|(m, _)| *m <= 12)?;
    let i = scan.eat(i, "月")?;
    let after = scan.eat(i, "份").unwrap_or(i);
    let with = |d: u32| base.with(Fields { day: Some(d), ..month_fields(m) });
    if let Some((first, last, end)) = day_range(scan, after) {
        return Some((DateExpr::Range(Box::new(with(first)), Box::new(with(last))), end));
    }
    let gap = scan.eat(after, " ").unwrap_or(after);
    if let Some((d, end)) = day_of(scan, gap) {
        return Some((with(d), end));
    }
    if let Some(found) = lunar::bare(scan, base, m, at, after) {
        return Some(found);
    }
    if let Some((from, end)) = half_month(scan, after) {
        return Some((halved(with(1), with(15), with(16), base.with(month_fields(m)), from), end));
    }
    if let Some(((first, last), len)) = scan.words.month_spans.at(scan.rest(after)) {
        let part = |part| Box::new(DateExpr::Part(Box::new(base.with(month_fields(m))), part));
        return Some((DateExpr::Range(part(*first), part(*last)), after + len));
    }
    if let Some((part, len)) = scan.words.month_parts.at(scan.rest(after))
        && scan.words.not_suffixes.len_at(scan.rest(after)) == 0
    {
        return Some((DateExpr::Part(Box::new(base.with(month_fields(m))), *part), after + len));
    }
    if let Some((d, end)) = bare_day(scan, after) {
        return Some((with(d), end));
    }
    Some((base.with(month_fields(m)), after))
}

/// 四五月份 is April to May.
fn neighbour_months(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    let month = |w: &numerals::Written| w.whole().filter(|m| *m <= 12);
    let (first, last, end) = match scan.eat(at, "九十月") {
        Some(end) => (9, 10, end),
        None => {
            let figure = numerals::read(scan, at).filter(|f| f.loose && f.tokens <= 3)?;
            (month(&figure.low)?, month(figure.high.as_ref()?)?, scan.eat(figure.end, "月")?)
        }
    };
    let end = scan.eat(end, "份").unwrap_or(end);
    (last == first + 1).then(|| {
        (DateExpr::Range(Box::new(base.with(month_fields(first))), Box::new(base.with(month_fields(last)))), end)
    })
}

/// 2—4月: the first 月 is not written.
fn month_range(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    let (first, i) = small(scan, at).filter(|(m, _)| *m <= 12)?;
    let list = scan.eat(i, "、");
    let i = list.or_else(|| scan.word(i, &scan.words.ranges))?;
    // 9、10月 are two months, and one stretch.
    let (last, i) = small(scan, i).filter(|(m, _)| *m <= 12 && (list.is_none() || *m == first + 1))?;
    let end = scan.eat(i, "月")?;
    if day_of(scan, end).is_some() || first >= last && base != Base::None {
        return None;
    }
    let end = scan.eat(end, "份").unwrap_or(end);
    Some((DateExpr::Range(Box::new(base.with(month_fields(first))), Box::new(base.with(month_fields(last)))), end))
}

/// 12-19日, 20、21日: the first 日 is not written.
fn day_range(scan: Scan<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let (first, i) = small(scan, at)?;
    let next = scan.eat(i, "、");
    let (last, end) = day_of(scan, next.or_else(|| scan.word(i, &scan.words.ranges))?)?;
    // 20、21日 are two days, and one stretch.
    (first < last && (next.is_none() || last == first + 1)).then_some((first, last, end))
}

/// 30日, 十二号.
fn day_of(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let (d, i) = small(scan, at)?;
    if let Some(end) = scan.eat(i, "日") {
        return Some((d, end));
    }
    let end = scan.eat(i, "号")?;
    (scan.words.not_days.len_at(scan.rest(end)) == 0).then_some((d, end))
}

/// 十月31: a day whose 日 is left out, where nothing else claims the figure.
fn bare_day(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let (d, end) = small(scan, at)?;
    let rest = scan.rest(end);
    let chinese = scan.digits(at).is_empty();
    let claimed = scan.words.measures.at(rest).is_some()
        || scan.words.spans.at(rest).is_some()
        || scan.words.ranges.at(rest).is_some()
        || scan.words.nouns.at(rest).is_some()
        || scan.words.hours.at(rest).is_some()
        || numerals::read(scan, at).is_none_or(|f| f.end != end);
    // 10月20、23日: the first of a list.
    let listed = scan.eat(end, "、").is_some_and(|i| day_of(scan, i).is_some());
    let closed = listed
        || rest.chars().next().is_none_or(|c| is_han(c) || c == ',' || c == '。') && !rest.starts_with(['多', '余']);
    (!claimed && closed && (!chinese || rest.is_empty())).then_some((d, end))
}

/// 上半月, 下半月: 1 or 2, and the place behind it.
pub(super) fn half_month(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let first = scan.eat(at, "上半月").map(|end| (1, end));
    first.or_else(|| scan.eat(at, "下半月").map(|end| (2, end)))
}

/// The first fifteen days of a month, or the rest of it.
pub(super) fn halved(first: DateExpr, mid: DateExpr, second: DateExpr, whole: DateExpr, half: u32) -> DateExpr {
    match half {
        1 => DateExpr::Range(Box::new(first), Box::new(mid)),
        _ => DateExpr::Range(Box::new(second), Box::new(whole)),
    }
}

/// Inside 上月, 本月: 15日, 初, 中旬.
pub(super) fn in_month(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    if let Some(found) = day(scan, base, at) {
        return Some(found);
    }
    let with = |d: u32| base.with(Fields { day: Some(d), ..Fields::default() });
    if let Some((half, end)) = half_month(scan, at) {
        return Some((halved(with(1), with(15), with(16), base.alone()?, half), end));
    }
    let rest = scan.rest(at);
    let (part, len) = scan.words.month_parts.at(rest)?;
    (scan.words.not_suffixes.len_at(rest) == 0)
        .then(|| Some((DateExpr::Part(Box::new(base.alone()?), *part), at + len)))
        .flatten()
}

/// 30日 in a base that is a month, or nothing.
pub(super) fn day(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    let with = |d: u32| base.with(Fields { day: Some(d), ..Fields::default() });
    let before = scan.before(at);
    let dashed = before == Some('-') && scan.head(at - 1).ends_with(|c: char| c.is_ascii_alphanumeric());
    // 一日三赛: in Chinese numerals it is rather one day than the first.
    let one = base == Base::None && !scan.head(at).ends_with('至') && scan.rest(at).starts_with("一日");
    if before == Some('.') || base == Base::None && dashed || one {
        return None;
    }
    if let Some((first, last, end)) = day_range(scan, at) {
        return Some((DateExpr::Range(Box::new(with(first)), Box::new(with(last))), end));
    }
    let (d, end) = day_of(scan, at)?;
    // 国发〔2020〕5号 is a document, 第5号 a number.
    if scan.before(at).is_some_and(|c| matches!(c, '〕' | ']' | ')' | '】' | '第')) && scan.head(end).ends_with('号')
    {
        return None;
    }
    let lasting = scan.word(end, &scan.words.context.day_lengths).is_some()
        || scan.digits(at).is_empty()
            && base == Base::None
            && (scan.words.later.len_at(scan.rest(end)) > 0 || scan.words.ago.len_at(scan.rest(end)) > 0);
    // 神舟十一号 is a name; 号 without a month needs a gap or a preposition before it.
    let named = base == Base::None
        && scan.head(end).ends_with('号')
        && scan.before(at).is_some_and(is_han)
        && !scan.follows(at, &scan.words.context.before_days);
    let neighbours = named || numerals::read(scan, at).is_some_and(|f| f.loose);
    (!lasting && !neighbours).then(|| (with(d), end))
}
