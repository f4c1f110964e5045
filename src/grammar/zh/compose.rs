//! Reads dates with what stands around them: two ends, 自…以来, 截至, 以前, 之后, 前后.
//!
//! What enters is a place; what leaves is the whole expression with its first and last place.

use super::barred::clock;
use super::dates::{point, small};
use super::lexicon::Suffix;
use super::relative::{counted, lasting, window};
use super::scan::Scan;
use crate::grammar::{DateExpr, Fields, Part};
use crate::time::{Interval, TimeUnit};
use chrono::{Datelike, Days, Months};

/// The date expression at a place, with its first place and the place behind it.
pub(super) fn read(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize, usize)> {
    let (expr, start, end) = once(scan, at)?;
    let yearless = matches!(expr.core(), DateExpr::Fields(_) | DateExpr::Feast { .. });
    let recurs = yearless && scan.words.context.recurring.iter().any(|w| scan.head(start).ends_with(w.as_str()));
    Some((if recurs { DateExpr::Recurring(Box::new(expr)) } else { expr }, start, end))
}

/// The same, read as if it were said of one year.
fn once(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize, usize)> {
    let named = !scan.char(at).is_some_and(|c| c.is_ascii_digit());
    if let Some(found) = named.then(|| behind(scan, at)).flatten() {
        return Some(found);
    }
    if let Some((expr, end)) = lasting(scan, at) {
        return Some((expr, at, end));
    }
    let (expr, end) = range(scan, at)?;
    if let Some(end) = beside_weekday(scan, &expr, end) {
        return Some((expr, at, end));
    }
    let (expr, end) = suffixed(scan, at, expr, end);
    Some((expr, at, end))
}

/// The place behind the day of the week that stands beside a day: 6月18日(周日), 6月18日星期日.
fn beside_weekday(scan: Scan<'_>, day: &DateExpr, at: usize) -> Option<usize> {
    let named = match day {
        DateExpr::Known(i) => i.start.is_some() && i.start == i.end,
        DateExpr::Fields(f) => f.day.is_some(),
        DateExpr::Relative { fields, .. } => fields.day.is_some(),
        _ => false,
    };
    let open = scan.eat(at, "(");
    let i = scan.word(open.unwrap_or(at), &scan.words.weekday_heads).filter(|_| named)?;
    let c = scan.char(i).filter(|c| scan.words.weekdays.contains_key(c))?;
    let end = i + c.len_utf8();
    match open {
        Some(_) => scan.eat(end, ")"),
        None => Some(end).filter(|_| scan.words.ranges.at(scan.rest(end)).is_none()),
    }
}

/// A date behind a word: 自2019年, 截至6月, 大约2015年, 过去三年.
fn behind(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize, usize)> {
    if let Some(i) = scan.word(at, &scan.words.since)
        && let Some((expr, end)) = range(scan, i)
    {
        let (full, end) = match scan.eat(end, "开始") {
            Some(end) => (DateExpr::Since(Box::new(expr)), end),
            None => suffixed(scan, at, expr, end),
        };
        let start = if matches!(full, DateExpr::Range(..) | DateExpr::Since(_)) { at } else { i };
        return Some((full, start, end));
    }
    if let Some(i) = scan.word(at, &scan.words.until)
        && let Some((expr, end)) = range(scan, i)
    {
        let closed = scan.eat(end, "为止").or_else(|| scan.eat(end, "止"));
        // 截至2020年12月31日止年度, 截至6月30日的三个月: the stretch that ends then.
        if let Some(i) = closed.or_else(|| scan.eat(end, "的"))
            && let Some((months, len)) = scan.words.context.closing.at(scan.rest(i))
            && let Some(stretch) = months_to(&expr, *months)
        {
            return Some((stretch, at, i + len));
        }
        let end = closed.unwrap_or(end);
        // 截至9月底的2022财年 says when that year ends.
        if let Some(year) = scan.eat(end, "的").and_then(|i| point(scan, i))
            && matches!(year.0, DateExpr::Fiscal { .. })
        {
            return Some((year.0, at, year.1));
        }
        return Some((DateExpr::AsOf(Box::new(expr)), at, end));
    }
    if let Some(i) = scan.word(at, &scan.words.around)
        && let Some((expr, end)) = counted(scan, i).or_else(|| range(scan, i))
    {
        return Some((DateExpr::Around(Box::new(expr)), at, end));
    }
    let (expr, end) = window(scan, at)?;
    Some((expr, at, end))
}

/// The months up to a last day of one.
fn months_to(last: &DateExpr, months: u32) -> Option<DateExpr> {
    match last {
        DateExpr::Known(known) => {
            let last = known.end?;
            let next = last.checked_add_days(Days::new(1)).filter(|d| d.day() == 1)?;
            Some(DateExpr::Known(Interval::between(next.checked_sub_months(Months::new(months)), Some(last))?))
        }
        DateExpr::Fields(Fields { month: Some(m), day: Some(d), .. }) => {
            // In a year without a leap day: 28 February ends its month more often than not.
            Interval::month(2023, *m)?.end.filter(|end| end.day() == *d)?;
            let count = 1_i32.checked_sub_unsigned(months)?;
            let first = DateExpr::Offset { of: Box::new(last.clone()), count, unit: TimeUnit::Month };
            Some(DateExpr::Range(Box::new(first), Box::new(last.clone())))
        }
        _ => None,
    }
}

/// One date, or two with what ties them.
fn range(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    if let Some(found) = years(scan, at) {
        return Some(found);
    }
    let (first, end) = point(scan, at)?;
    let i = past_clock(scan, end);
    let i = scan.eat(i, "起").unwrap_or(i);
    let i = scan.eat(i, " ").unwrap_or(i);
    let tied = |i: usize, first: &DateExpr| {
        let i = scan.eat(i, " ").unwrap_or(i);
        let (second, end) = point(scan, i).or_else(|| bare_end(scan, first, i))?;
        Some((DateExpr::Range(Box::new(first.clone()), Box::new(second)), end))
    };
    if let Some(j) = scan.word(i, &scan.words.ranges)
        && let Some((expr, end)) = tied(j, &first)
    {
        let end = past_clock(scan, end);
        let end = scan.eat(end, "止").or_else(|| scan.eat(end, "期间")).unwrap_or(end);
        return Some((expr, scan.past(end, &scan.words.within)));
    }
    if let Some(j) = scan.word(end, &scan.words.and)
        && let Some((expr, end)) = tied(j, &first)
        && let Some(end) = scan.word(end, &scan.words.within)
    {
        return Some((expr, end));
    }
    Some((first, end))
}

/// The place behind a time of day: 上午10时, 24时. What happened on a day is asked for, not when on it.
fn past_clock(scan: Scan<'_>, at: usize) -> usize {
    let i = scan.past(at, &scan.words.times);
    super::numerals::read(scan, i).and_then(|f| clock(scan, &f)).unwrap_or(at)
}

/// 2015-2018年, 2016到2018: two years, the first without 年.
fn years(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let free = scan.before(at).is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-' && c != '.' && c != '/');
    if let Some(found) = months(scan, at).filter(|_| free) {
        return Some(found);
    }
    let four = |i: usize| {
        let digits = scan.digits(i);
        let year: i32 = digits.parse().ok().filter(|y| digits.len() == 4 && (1900..2100).contains(y))?;
        Some((year, i + 4))
    };
    if let Some(found) = short_both(scan, at).filter(|_| free) {
        return Some(found);
    }
    let (first, i) = four(at).filter(|_| free)?;
    let i = scan.eat(i, " ").unwrap_or(i);
    let i = scan.word(i, &scan.words.ranges).or_else(|| scan.eat(i, "/"))?;
    let (last, i) =
        four(scan.eat(i, " ").unwrap_or(i)).or_else(|| season(scan, first, i)).or_else(|| short(scan, first, i))?;
    let end = scan.eat(i, "年度").or_else(|| scan.eat(i, "年")).unwrap_or(i);
    let open = end > i || !scan.rest(i).starts_with(|c: char| c.is_ascii_alphanumeric() || "-./%".contains(c));
    let counted = end == i && scan.words.measures.at(scan.rest(i)).is_some();
    let inside = end > i && point(scan, i - 4).is_some_and(|(_, e)| e > end);
    if first >= last || !open || counted || inside {
        return None;
    }
    let year = |y| Interval::year(y).map(|i| Box::new(DateExpr::Known(i)));
    Some((DateExpr::Range(year(first)?, year(last)?), end))
}

/// 98-03年, 05至08年: both years in two digits, where they can be no length of time.
fn short_both(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let two = |i: usize| Some(scan.digits(i)).filter(|d| d.len() == 2);
    let first = two(at)?;
    let i = scan.word(at + 2, &scan.words.ranges)?;
    let last = two(i)?;
    let end = scan.eat(i + 2, "年").filter(|_| first.starts_with('0') || first > last)?;
    let year = |digits: &str| {
        let n: i32 = digits.parse().ok()?;
        Some(Box::new(DateExpr::Known(Interval::year(if n < 40 { 2000 + n } else { 1900 + n })?)))
    };
    let (a, b) = (year(first)?, year(last)?);
    let rising = matches!((&*a, &*b), (DateExpr::Known(a), DateExpr::Known(b)) if a.start < b.start);
    rising.then_some((DateExpr::Range(a, b), end))
}

/// 2019-21年: the second year in two digits.
fn short(scan: Scan<'_>, first: i32, at: usize) -> Option<(i32, usize)> {
    let digits = scan.digits(at);
    let two: i32 = digits.parse().ok().filter(|_| digits.len() == 2)?;
    let named = scan.rest(at + 2).starts_with('年') && two > first % 100;
    named.then_some((first / 100 * 100 + two, at + 2))
}

/// 2008.03-2009.05, 2008.03-2009: months with dots, which alone might be figures.
fn months(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let month = |i: usize| {
        let year = scan.digits(i);
        let number: i32 = year.parse().ok().filter(|y| year.len() == 4 && (1900..2100).contains(y))?;
        let after = scan.eat(i + 4, ".").map(|j| scan.digits(j)).filter(|m| m.len() == 2);
        match after {
            Some(m) => Some((Interval::month(number, m.parse().ok()?)?, i + 7, true)),
            None => Some((Interval::year(number)?, i + 4, false)),
        }
    };
    let (first, i, dotted) = month(at)?;
    let (last, end, _) = month(scan.word(i, &scan.words.ranges)?)?;
    let closed = !scan.rest(end).starts_with(|c: char| c.is_ascii_alphanumeric() || "-./%".contains(c));
    let known = |i: Interval| Box::new(DateExpr::Known(i));
    (dotted && closed && first.through(last).is_some()).then(|| (DateExpr::Range(known(first), known(last)), end))
}

/// 2020/21赛季: the second year in two digits.
fn season(scan: Scan<'_>, first: i32, at: usize) -> Option<(i32, usize)> {
    let digits = scan.digits(at);
    let next = digits.parse().is_ok_and(|n: i32| digits.len() == 2 && n == (first + 1) % 100);
    let named = scan.word(at + digits.len(), &scan.words.context.two_years).is_some();
    (next && named).then(|| (first + 1, at + digits.len()))
}

/// The second end written as a day only: 1月10日到12.
fn bare_end(scan: Scan<'_>, first: &DateExpr, at: usize) -> Option<(DateExpr, usize)> {
    let is_day = match first {
        DateExpr::Known(i) => i.start == i.end,
        DateExpr::Fields(f) => f.day.is_some(),
        _ => false,
    };
    let (day, end) = small(scan, at).filter(|_| is_day)?;
    scan.is_whole(0, end).then(|| (DateExpr::Fields(Fields { day: Some(day), ..Fields::default() }), end))
}

/// An expression with the word behind it that moves its ends.
fn suffixed(scan: Scan<'_>, start: usize, expr: DateExpr, at: usize) -> (DateExpr, usize) {
    let rest = scan.rest(at);
    // 2018年开始,…; before a verb it is when something began.
    if let Some(end) = scan.eat(at, "开始").filter(|i| !scan.char(*i).is_some_and(char::is_alphanumeric)) {
        return (DateExpr::Since(Box::new(expr)), end);
    }
    let Some((suffix, len)) = scan.words.suffixes.at(rest) else { return (expr, at) };
    let end = at + len;
    let single = len <= '前'.len_utf8();
    // 2018年前三季度, 9月后10天: a figure follows, so 前 and 后 belong to it.
    let figure = single && super::numerals::read(scan, end).is_some() && *suffix != Suffix::Since;
    if scan.words.not_suffixes.len_at(rest) > len || single && scan.words.not_suffixes.len_at(rest) > 0 || figure {
        return (expr, at);
    }
    let late = matches!(expr, DateExpr::Part(_, Part::Late));
    // 继2013年之后再夺冠: what followed the year, not what happened later.
    let followed = matches!(suffix, Suffix::After)
        && scan.words.context.following.iter().any(|w| scan.head(start).ends_with(w.as_str()));
    if followed {
        return (expr, at);
    }
    let expr = Box::new(expr);
    let expr = match suffix {
        Suffix::Since => DateExpr::Since(expr),
        // 年底前 is up to the end of the year, not to the middle of it.
        Suffix::Before if late => DateExpr::Until(expr),
        Suffix::Before => DateExpr::Before(expr),
        Suffix::After => DateExpr::After(expr),
        Suffix::Around => DateExpr::Around(expr),
        Suffix::Until => DateExpr::Until(expr),
    };
    (expr, end)
}
