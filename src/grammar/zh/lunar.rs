//! Reads days and months of the Chinese calendar: 正月初八, 农历八月十五, 闰四月, 大年三十, 腊月二十三至二十五.
//!
//! What enters is a place and the year before it; what leaves is the day as a feast of that year. Which day of ours it is
//! stands in the table of `grammar::lunar`; the feasts with a name of their own (中秋节) are read in `dates`.

use super::dates::{Base, small};
use super::numerals;
use super::scan::Scan;
use super::years::year;
use crate::grammar::{DateExpr, Feast, LunarDate};

/// The day or month at a place, and the place behind it.
pub(super) fn read(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    // 大年初一 and 大年三十 are said of the new year alone.
    if let Some(i) = scan.eat(at, "大年") {
        if let Some(end) = scan.eat(i, "三十").or_else(|| scan.eat(i, "夜")) {
            return Some((feast(base, LunarDate::day(1, 1), -1)?, end));
        }
        let (first, end) = counted_day(scan, i)?;
        return ranged(scan, base, LunarDate::day(1, first), end);
    }
    let marked = scan.word(at, &scan.words.lunar.calendars);
    let (base, i) = match marked.filter(|_| base == Base::None).and_then(|i| year(scan, i)) {
        Some((named, i)) => (named, i),
        None => (base, marked.unwrap_or(at)),
    };
    let (month, leap, i) = month(scan, i, marked.is_some())?;
    let whole = LunarDate { month, leap, day: None };
    match day(scan, i) {
        Some((day, end)) => ranged(scan, base, LunarDate { day: Some(day), ..whole }, end),
        None => Some((feast(base, whole, 0)?, scan.eat(i, "份").unwrap_or(i))),
    }
}

/// 八月十五, 九月初九: a day in Chinese numerals without 日 is one of the Chinese calendar, unless a year of ours stands before
/// it. The first ten days are written with 初, or double the month (三月三).
pub(super) fn bare(scan: Scan<'_>, base: Base, month: u32, start: usize, at: usize) -> Option<(DateExpr, usize)> {
    if !scan.digits(start).is_empty() || matches!(base, Base::Year(_)) {
        return None;
    }
    let (day, end) = match counted_day(scan, at) {
        Some(found) => found,
        None => {
            let (day, end) = small(scan, at).filter(|(d, _)| scan.digits(at).is_empty() && (*d > 10 || *d == month))?;
            let rest = scan.rest(end);
            let claimed = rest.starts_with(['日', '号', '多', '余', '几', '来', '月', '年', '周', '世'])
                || scan.words.measures.at(rest).is_some()
                || scan.words.spans.at(rest).is_some()
                || scan.words.nouns.at(rest).is_some()
                || scan.words.hours.at(rest).is_some()
                || numerals::read(scan, at).is_none_or(|f| f.end != end);
            (!claimed && day <= 30).then_some((day, end))?
        }
    };
    let whole = LunarDate { month, leap: false, day: Some(day) };
    Some((feast(base, whole, 0)?, end))
}

/// 正月, 腊月, 闰四月; 八月 only behind a word for the calendar.
fn month(scan: Scan<'_>, at: usize, marked: bool) -> Option<(u32, bool, usize)> {
    if let Some((month, len)) = scan.words.lunar.months.at(scan.rest(at)) {
        return Some((*month, false, at + len));
    }
    let leap = scan.eat(at, "闰");
    let (month, i) = small(scan, leap.unwrap_or(at)).filter(|(m, _)| *m <= 12 && (marked || leap.is_some()))?;
    Some((month, leap.is_some(), scan.eat(i, "月")?))
}

/// 初八, 十五, 廿三, 二十三日.
fn day(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    counted_day(scan, at).or_else(|| {
        let (day, end) = small(scan, at).filter(|(d, _)| *d <= 30)?;
        Some((day, scan.eat(end, "日").unwrap_or(end)))
    })
}

/// 初一 to 初十.
fn counted_day(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    small(scan, scan.eat(at, "初")?).filter(|(d, _)| *d <= 10)
}

/// A day, or two of the same month with what ties them.
fn ranged(scan: Scan<'_>, base: Base, first: LunarDate, at: usize) -> Option<(DateExpr, usize)> {
    let one = feast(base, first, 0)?;
    let last = scan.word(at, &scan.words.ranges).and_then(|i| day(scan, i)).filter(|(d, _)| Some(*d) > first.day);
    match last {
        Some((day, end)) => {
            let other = feast(base, LunarDate { day: Some(day), ..first }, 0)?;
            Some((DateExpr::Range(Box::new(one), Box::new(other)), end))
        }
        None => Some((one, at)),
    }
}

fn feast(base: Base, date: LunarDate, days: i64) -> Option<DateExpr> {
    base.feast(Feast::Lunar(date, days))
}
