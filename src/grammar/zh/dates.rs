//! Reads one date of the calendar: 2022年9月30日, 9月, 2022-09-30, 一季度, 上世纪90年代, 2015财年, 去年4月, 周三.
//!
//! What enters is a place; what leaves is one date expression. Two ends and what stands around a date (以来, 截至, 前后)
//! are read in `compose`, dates counted from another (三年前) in `relative`.

use super::lunar;
use super::measures;
use super::months::{day, first_months, half_month, halved, in_month, month};
use super::numerals;
use super::relative;
use super::scan::Scan;
use super::slices;
use super::years::{age, fiscal, full, parted, quarter, quarters, year};
use crate::grammar::{DateExpr, Feast, Fields, From};
use crate::normalise::is_han;
use crate::time::{Interval, Precision, TimeUnit};

/// What the fields of a date lie in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Base {
    /// Nothing was written.
    None,
    /// A year.
    Year(i32),
    /// 去年, 上月, 本周.
    Relative(From, i32, TimeUnit),
}

impl Base {
    /// True for a year, written or counted.
    pub(super) fn is_year(self) -> bool {
        matches!(self, Self::Year(_) | Self::Relative(_, _, TimeUnit::Year))
    }

    /// The whole of it.
    pub(super) fn alone(self) -> Option<DateExpr> {
        match self {
            Self::None => None,
            Self::Year(y) => Interval::year(y).map(DateExpr::Known),
            Self::Relative(from, count, unit) => {
                Some(DateExpr::Relative { from, count, unit, fields: Fields::default() })
            }
        }
    }

    /// A feast in a year, or in the one that is spoken of; `None` for a month or a week.
    pub(super) fn feast(self, feast: Feast) -> Option<DateExpr> {
        let of = match self {
            Self::None => DateExpr::Fields(Fields::default()),
            _ if self.is_year() => self.alone()?,
            _ => return None,
        };
        Some(DateExpr::Feast { of: Box::new(of), feast })
    }

    /// The base with fields inside it.
    pub(super) fn with(self, fields: Fields) -> DateExpr {
        match self {
            Self::None => DateExpr::Fields(fields),
            Self::Relative(from, count, unit) => DateExpr::Relative { from, count, unit, fields },
            Self::Year(y) => {
                let known = match (fields.half, fields.quarter, fields.month, fields.day) {
                    (Some(h), ..) => Interval::half(y, h),
                    (_, Some(q), ..) => Interval::quarter(y, q),
                    (_, _, Some(m), Some(d)) => Interval::ymd(y, m, d),
                    (_, _, Some(m), None) => Interval::month(y, m),
                    _ => None,
                };
                match (known, fields.month, fields.day) {
                    (Some(known), ..) => DateExpr::Known(known),
                    (None, Some(month), Some(day)) => DateExpr::NoSuchDay { year: y, month, day },
                    _ => DateExpr::Fields(fields),
                }
            }
        }
    }
}

/// The date at a place, and the place behind it.
pub(super) fn point(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let (expr, end) = whole(scan, at)?;
    Some(slices::inside(scan, &expr, end).unwrap_or((expr, end)))
}

fn whole(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    // Most dates tell what they are by what stands behind their digits.
    match written(scan, at) {
        Some('月' | '日' | '号') => return fields(scan, Base::None, at),
        Some('年') => return within(scan, at),
        _ => {}
    }
    numeric(scan, at)
        .or_else(|| fiscal(scan, at))
        .or_else(|| age(scan, at))
        .or_else(|| relative::paired(scan, at))
        .or_else(|| within(scan, at))
        .or_else(|| fields(scan, Base::None, at))
}

/// What stands behind Arabic digits: 月, 日 or 号 behind one or two, 年 behind four, unless a word goes on there (年代).
fn written(scan: Scan<'_>, at: usize) -> Option<char> {
    let digits = scan.digits(at);
    let next = scan.char(at + digits.len())?;
    match (digits.len(), next) {
        (1 | 2, '月' | '日' | '号') => Some(next),
        (4, '年') if !scan.rest(at + digits.len() + next.len_utf8()).starts_with(['代', '财']) => Some(next),
        _ => None,
    }
}

/// A year or a relative word with what is written inside it.
fn within(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let (base, i) = relative::word(scan, at).or_else(|| year(scan, at))?;
    // 2014年度 is the year.
    let tail = scan.eat(i, "度").filter(|_| base.is_year() && scan.head(i).ends_with('年'));
    let i = tail.filter(|_| scan.word(i, &scan.words.context.year_tails_not).is_none()).unwrap_or(i);
    let spaced = if scan.rest(i).starts_with(' ') { i + 1 } else { i };
    // 2015年的1月27日
    let of = scan.eat(i, "的").filter(|j| base.is_year() && written(scan, *j) == Some('月'));
    let inner = fields(scan, base, i).or_else(|| fields(scan, base, of.unwrap_or(spaced)));
    match inner {
        Some(found) => Some(found),
        None => Some((base.alone()?, i)),
    }
}

/// 2022-09-30, 2022/9/30, 2022.9.30, 2022-09, 20220930.
fn numeric(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let tie = |c: char| c == '-' && scan.char(at + scan.digits(at).len()) == Some('-') || c == '/' || c == '.';
    let free = scan.before(at).is_none_or(|c| !c.is_ascii_alphanumeric() && !tie(c));
    let head = scan.digits(at);
    if !free {
        return None;
    }
    let mark = scan.char(at + head.len()).filter(|c| matches!(c, '-' | '/' | '.'));
    let closed = |end: usize| {
        let mut after = scan.rest(end).chars();
        let (c, d) = (after.next(), after.next());
        let tied = c.is_some_and(|c| c == '.' || Some(c) == mark) && d.is_some_and(|d| d.is_ascii_digit());
        c.is_none_or(|c| !c.is_ascii_alphanumeric() || c == 'T') && !tied
    };
    if head.len() == 8 && closed(at + 8) {
        // 19460201元 is a sum.
        if numerals::read(scan, at).is_some_and(|f| measures::measure(scan, &f).is_some()) {
            return None;
        }
        let (y, m, d) = (head[..4].parse().ok()?, head[4..6].parse().ok()?, head[6..].parse().ok()?);
        return (1900..2100)
            .contains(&y)
            .then(|| Interval::ymd(y, m, d))
            .flatten()
            .map(|i| (DateExpr::Known(i), at + 8));
    }
    if let Some(found) = spaced(scan, at, head).filter(|(_, end)| closed(*end)) {
        return Some(found);
    }
    let mark = mark?;
    let middle = scan.digits(at + head.len() + 1);
    let next = at + head.len() + 1 + middle.len();
    let last = scan.eat(next, mark.encode_utf8(&mut [0; 4])).map_or("", |i| scan.digits(i));
    if head.len() == 4
        && (1..=2).contains(&middle.len())
        && (1..=2).contains(&last.len())
        && closed(next + 1 + last.len())
    {
        let day = Interval::ymd(head.parse().ok()?, middle.parse().ok()?, last.parse().ok()?)?;
        return Some((DateExpr::Known(day), next + 1 + last.len()));
    }
    if let Some(found) = year_last(head, middle, last, mark) {
        return closed(next + 1 + last.len()).then_some((found, next + 1 + last.len()));
    }
    let year: i32 = head.parse().ok().filter(|y| head.len() == 4 && (1900..2100).contains(y))?;
    // 1994.01-19, 2003-08.21: a day where it can be no month.
    let other = if mark == '.' { "-" } else { "." };
    let day = scan.eat(next, other).filter(|_| mark != '/' && middle.len() == 2).map_or("", |i| scan.digits(i));
    if day.len() == 2 && day > "12" && closed(next + 3) {
        return Some((DateExpr::Known(Interval::ymd(year, middle.parse().ok()?, day.parse().ok()?)?), next + 3));
    }
    if middle.len() == 2 && mark != '.' && last.is_empty() && closed(next) {
        return Some((DateExpr::Known(Interval::month(year, middle.parse().ok()?)?), next));
    }
    None
}

/// 2022 11 23: a year, a month and a day of two digits each.
fn spaced(scan: Scan<'_>, at: usize, year: &str) -> Option<(DateExpr, usize)> {
    let two = |i: usize| scan.eat(i, " ").map(|i| (scan.digits(i), i)).filter(|(d, _)| d.len() == 2);
    let (month, i) = two(at + year.len()).filter(|_| year.len() == 4 && scan.before(at) != Some(' '))?;
    let (day, i) = two(i + 2)?;
    let year = year.parse().ok().filter(|y| (1900..2100).contains(y))?;
    let day = Interval::ymd(year, month.parse().ok()?, day.parse().ok()?)?;
    (two(i + 2).is_none()).then_some((DateExpr::Known(day), i + 2))
}

/// 10/31/1974, 13.5.2015, 3/5/07: the year stands last, the month first unless it cannot be one or dots divide.
fn year_last(head: &str, middle: &str, last: &str, mark: char) -> Option<DateExpr> {
    let short = |s: &str| (1..=2).contains(&s.len());
    let (a, b): (u32, u32) = (head.parse().ok()?, middle.parse().ok()?);
    let year: i32 = last.parse().ok()?;
    let year = match last.len() {
        4 if (1900..2100).contains(&year) => year,
        2 if mark != '.' => full(year),
        _ => return None,
    };
    let (month, day) = if mark == '.' && b <= 12 || a > 12 { (b, a) } else { (a, b) };
    (short(head) && short(middle)).then(|| Interval::ymd(year, month, day).map(DateExpr::Known))?
}

/// A figure from 1 to 31: 9, 09, 十二, 三十一.
pub(super) fn small(scan: Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let digits = scan.digits(at);
    let (n, end) = if digits.is_empty() {
        let figure = numerals::read(scan, at)
            .filter(|f| f.high.is_none() && !f.odd && !f.arabic && !scan.rest(at).starts_with('两'))?;
        (figure.low.whole()?, figure.end)
    } else {
        (digits.parse::<u32>().ok().filter(|_| digits.len() <= 2)?, at + digits.len())
    };
    (1..=31).contains(&n).then_some((n, end))
}

/// What is written inside a base, the base excluded.
pub(super) fn fields(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    let rest = scan.rest(at);
    let free = base != Base::None || scan.before(at).is_none_or(|c| !c.is_ascii_alphanumeric());
    let one = |fields: Fields, end: usize| Some((base.with(fields), end));
    match base {
        Base::Relative(_, _, TimeUnit::Week) => return relative::in_week(scan, base, at),
        Base::Relative(_, _, TimeUnit::Month) => return in_month(scan, base, at),
        Base::Relative(_, _, unit) if unit != TimeUnit::Year => {
            let (part, len) = scan.words.other_parts.at(rest).filter(|_| unit != TimeUnit::Day)?;
            let free = scan.words.not_suffixes.len_at(rest) <= len;
            return free.then(|| Some((DateExpr::Part(Box::new(base.alone()?), *part), at + len))).flatten();
        }
        _ if !free => return None,
        _ => {}
    }
    if !scan.char(at).is_some_and(|c| scan.words.triggers.is_field(c)) {
        return None;
    }
    match written(scan, at) {
        Some('月') => {
            if let Some(found) = month(scan, base, at) {
                return Some(found);
            }
        }
        Some('日' | '号') if base == Base::None => return day(scan, base, at),
        _ => {}
    }
    if let Some((half, len)) = scan.words.halves_of_year.at(rest) {
        let (expr, end) = one(Fields { half: Some(*half), ..Fields::default() }, at + len)?;
        return Some(parted(scan, expr, end, |s, i| s.words.other_parts.at(s.rest(i)).map(|(p, n)| (*p, n))));
    }
    if let Some((first, last, end)) = quarters(scan, at) {
        let with = |q: u32| Box::new(base.with(Fields { quarter: Some(q), ..Fields::default() }));
        return Some((DateExpr::Range(with(first), with(last)), end));
    }
    if let Some((q, end)) = quarter(scan, at) {
        let (expr, end) = one(Fields { quarter: Some(q), ..Fields::default() }, end)?;
        return Some(parted(scan, expr, end, |s, i| s.words.other_parts.at(s.rest(i)).map(|(p, n)| (*p, n))));
    }
    if let Some(found) =
        lunar::read(scan, base, at).or_else(|| first_months(scan, base, at)).or_else(|| month(scan, base, at))
    {
        return Some(found);
    }
    if let Some(((feast, bound), len)) = scan.words.holidays.at(rest)
        && (base != Base::None || !bound)
    {
        // 春节期间 and 国庆黄金周 are more days than one.
        if scan.word(at + len, &scan.words.context.holiday_spans).is_some() {
            return None;
        }
        return match *feast {
            Feast::Fixed(month, day) => {
                one(Fields { month: Some(month), day: Some(day), ..Fields::default() }, at + len)
            }
            feast => Some((base.feast(feast)?, at + len)),
        };
    }
    if base.is_year() {
        // 去年暑假, but 暑期档 is a season of films.
        if let Some(((first, last), len)) = scan.words.vacations.at(rest)
            && scan.word(at + len, &scan.words.context.holiday_spans).is_none()
        {
            let with = |month| Box::new(base.with(Fields { month: Some(month), ..Fields::default() }));
            return Some((DateExpr::Range(with(*first), with(*last)), at + len));
        }
        // 去年同期 is the stretch last named, a year before.
        if let Some(end) = scan.eat(at, "同期") {
            return match base {
                Base::Relative(_, years, _) if years < 0 => Some((DateExpr::Same { years, year: None }, end)),
                Base::Year(year) => Some((DateExpr::Same { years: 0, year: Some(year) }, end)),
                _ => None,
            };
        }
        if let (Base::Year(y), Some((month, len))) = (base, scan.words.seasons.at(rest))
            && (len > '春'.len_utf8() || !scan.rest(at + len).starts_with(|c: char| is_han(c) && c != '的'))
        {
            return Some((DateExpr::Known(Interval::months(y, *month, 3, Precision::Range)?), at + len));
        }
        // 去年夏天; a winter lies in two years.
        if let (Base::Relative(..), Some((month, len))) = (base, scan.words.seasons.at(rest))
            && len > '春'.len_utf8()
            && *month < 12
        {
            let of = Box::new(base.alone()?);
            let from = i32::try_from(*month).ok()? - 1;
            return Some((DateExpr::Slice { of, from, count: 3, unit: TimeUnit::Month }, at + len));
        }
        if let Some((part, len)) = scan.words.year_parts.at(rest)
            && scan.words.not_suffixes.len_at(rest) == 0
            && scan.words.seasons.at(rest).is_none()
        {
            return Some((DateExpr::Part(Box::new(base.alone()?), *part), at + len));
        }
        return None;
    }
    if base == Base::None
        && let Some((half, end)) = half_month(scan, at)
    {
        let month = Base::Relative(From::Document, 0, TimeUnit::Month);
        let with = |d: u32| month.with(Fields { day: Some(d), ..Fields::default() });
        return Some((halved(with(1), with(15), with(16), month.alone()?, half), end));
    }
    day(scan, base, at).or_else(|| relative::alone(scan, at))
}
