//! Reads dates that are counted from another: 去年, 本周三, 同年, 三年前, 十年后, 过去三年.
//!
//! What they count from (the document date, or the date last named) is in the expression; the days are found by
//! `resolve`. What follows inside them (去年4月) is read in `dates`.

use super::dates::Base;
use super::durations::{self, Lasting};
use super::lexicon::Span;
use super::scan::Scan;
use crate::grammar::{DateExpr, Fields, From, Part};
use crate::time::TimeUnit;
use chrono::Weekday;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A word for a stretch of time, as a base for what is written inside it.
pub(super) fn word(scan: Scan<'_>, at: usize) -> Option<(Base, usize)> {
    let ((from, count, unit), len) = scan.words.relative.at(scan.rest(at))?;
    let end = at + len;
    // 昨 alone is yesterday before a verb; it is also the tail of nothing else, but 今 and 明 are.
    if scan.rest(at).starts_with('昨') && len == '昨'.len_utf8() && scan.rest(end).starts_with(['天', '日', '晚'])
    {
        return None;
    }
    // 开业前一天 counts from the opening, 年内 behind a figure is how long.
    let previous = *from == From::Discourse
        && *count < 0
        && scan.rest(at).starts_with('前')
        && !scan.opens_clause(at)
        && !scan.words.context.before_previous.iter().any(|w| scan.head(at).ends_with(w.as_str()));
    let lasting = scan.rest(at).starts_with('年')
        && (scan.follows(at, &scan.words.context.before_parts_not)
            || scan.before(at).is_some_and(|c| c.is_ascii_digit()));
    // 写书的这一年: what it counts from stands before it.
    let told = *from == From::Discourse && scan.head(at).ends_with('的');
    (!previous && !lasting && !told).then_some((Base::Relative(*from, *count, *unit), end))
}

/// 今明两年: from the first to the last.
pub(super) fn paired(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let ((unit, first, last), len) = scan.words.paired.at(scan.rest(at))?;
    let one = |count: i32| {
        Box::new(DateExpr::Relative { from: From::Document, count, unit: *unit, fields: Fields::default() })
    };
    Some((DateExpr::Range(one(*first), one(*last)), at + len))
}

/// Inside 本周, 上周: a weekday, or 初, 末.
pub(super) fn in_week(scan: Scan<'_>, base: Base, at: usize) -> Option<(DateExpr, usize)> {
    // 下周周六.
    let i = scan.past(at, &scan.words.weekday_heads);
    if let Some(weekday) = scan.char(i).and_then(|c| scan.words.weekdays.get(&c)) {
        let end = i + scan.char(i)?.len_utf8();
        return Some((base.with(Fields { weekday: Some(*weekday), ..Fields::default() }), end));
    }
    // 上周末 is a weekend.
    if let Some(end) = scan.eat(at, "末") {
        let day = |weekday| Box::new(base.with(Fields { weekday: Some(weekday), ..Fields::default() }));
        return Some((DateExpr::Range(day(Weekday::Sat), day(Weekday::Sun)), end));
    }
    let (part, len) = scan.words.other_parts.at(scan.rest(at))?;
    let whole = base.with(Fields::default());
    (scan.words.not_suffixes.len_at(scan.rest(at)) == 0).then(|| (DateExpr::Part(Box::new(whole), *part), at + len))
}

/// What stands without any base: 周三, 年底, 月初.
pub(super) fn alone(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    if let Some(i) = scan.word(at, &scan.words.weekday_heads) {
        let c = scan.char(i)?;
        let weekday = *scan.words.weekdays.get(&c)?;
        let end = i + c.len_utf8();
        let numeral = |c: char| scan.words.digits.contains_key(&c) || scan.words.scales.contains_key(&c);
        let counted = scan.before(at).is_some_and(|c| numeral(c) || c.is_ascii_digit())
            || scan.follows(at, &scan.words.context.before_weekdays_not);
        let figure = scan.char(end).is_some_and(|c| scan.words.scales.contains_key(&c))
            || scan.word(end, &scan.words.context.after_weekdays_not).is_some();
        return (!counted && !figure)
            .then(|| (DateExpr::Fields(Fields { weekday: Some(weekday), ..Fields::default() }), end));
    }
    let now = |unit| DateExpr::Relative { from: From::Document, count: 0, unit, fields: Fields::default() };
    for (words, unit) in [("年", TimeUnit::Year), ("月", TimeUnit::Month)] {
        for (tail, part) in [("初", Part::Early), ("底", Part::Late), ("末", Part::Late)] {
            let free = !scan.before(at).is_some_and(|c| c.is_ascii_digit())
                && !scan.follows(at, &scan.words.context.before_parts_not);
            if free && let Some(end) = scan.eat(at, words).and_then(|i| scan.eat(i, tail)) {
                return Some((DateExpr::Part(Box::new(now(unit)), part), end));
            }
        }
    }
    None
}

/// 三年前, 一个月之后, 十年过后: a duration and a direction.
pub(super) fn counted(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    directed(scan, &durations::read(scan, at)?)
}

/// What is counted by a duration that stands at a place: 三年前, 十年来.
pub(super) fn lasting(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    let lasting = durations::read(scan, at)?;
    if scan.word(lasting.end, &scan.words.so_far).is_some()
        && matches!(lasting.count, Some((n, Span::Year | Span::Month)) if n > Decimal::ONE)
        && let Some(found) = stretch(scan, &lasting, -1)
    {
        return Some(found);
    }
    coming(scan, at, &lasting).or_else(|| directed(scan, &lasting))
}

/// 将在17天内: from the day of writing on, where a plan stands right before, or nothing else is said. 17天内 in a story is a
/// length.
fn coming(scan: Scan<'_>, at: usize, lasting: &Lasting) -> Option<(DateExpr, usize)> {
    let end = scan.word(lasting.end, &scan.words.inside)?;
    let planned = || scan.words.coming.iter().any(|w| scan.head(at).ends_with(w.as_str()));
    if !scan.is_whole(at, end) && !planned() {
        return None;
    }
    let (count, unit) = whole(lasting).filter(|_| lasting.odd.is_none())?;
    let from_now =
        |count, unit| Box::new(DateExpr::Relative { from: From::Document, count, unit, fields: Fields::default() });
    Some((DateExpr::Range(from_now(0, TimeUnit::Day), from_now(count, unit)), end))
}

fn directed(scan: Scan<'_>, lasting: &Lasting) -> Option<(DateExpr, usize)> {
    let blocked = scan.words.not_suffixes.len_at(scan.rest(lasting.end)) > 0;
    let (forwards, end) = match scan.word(lasting.end, &scan.words.ago) {
        Some(end) if !blocked => (false, end),
        _ => (true, scan.word(lasting.end, &scan.words.later).filter(|_| !blocked)?),
    };
    let onward = scan.words.onward.len_at(scan.rest(lasting.end)) > 0;
    let (from, sign) = if forwards { (From::Discourse, 1) } else { (From::Document, -1) };
    let one = |count: i32, unit| {
        let count = count.checked_mul(sign)?;
        Some(DateExpr::Relative { from, count, unit, fields: Fields::default() })
    };
    let between = |near: i32, far: i32, unit| {
        let (near, far) = (Box::new(one(near, unit)?), Box::new(one(far, unit)?));
        Some((if forwards { DateExpr::Range(near, far) } else { DateExpr::Range(far, near) }, end))
    };
    // 几十年后, 三五天前
    if let Some((least, most, span)) = lasting.vague {
        let number = |n: Decimal| n.to_i32().filter(|_| n.fract().is_zero());
        return between(number(least)?, number(most)?, span.calendar()?);
    }
    // 一个半月前 lies between one month ago and two, 十个多月后 as well.
    if let Some((count, Span::Month)) = lasting.count
        && count > Decimal::ONE
        && (!count.fract().is_zero() || lasting.odd == count.checked_add(Decimal::ONE))
    {
        let count = count.floor().to_i32()?.checked_mul(sign)?;
        return Some((DateExpr::Between { from, count, unit: TimeUnit::Month }, end));
    }
    let (count, unit) = whole(lasting)?;
    // 三十多年后 is any time from thirty to forty years later.
    match lasting.odd.and_then(|most| most.to_i32()).filter(|most| *most > count && lasting.count.is_some()) {
        Some(most) => between(count, most, unit),
        None if lasting.odd.is_some() => Some((DateExpr::Around(Box::new(one(count, unit)?)), end)),
        None if onward => Some((DateExpr::Onward(Box::new(one(count, unit)?)), end)),
        None => Some((one(count, unit)?, end)),
    }
}

/// 过去三年, 近三年来, 未来五年; 前两天.
pub(super) fn window(scan: Scan<'_>, at: usize) -> Option<(DateExpr, usize)> {
    if let Some((direction, len)) = scan.words.windows.at(scan.rest(at)) {
        let lasting = durations::read(scan, at + len)?;
        // 历时近一年 is how long, 展出了近一年来的书 since when.
        let near = &scan.rest(at)[..len] == "近" && scan.word(lasting.end, &scan.words.so_far).is_none();
        if near && scan.words.lasting.iter().any(|w| scan.head(at).ends_with(w.as_str())) {
            return None;
        }
        return stretch(scan, &lasting, *direction);
    }
    let backwards = scan.eat(at, "前").or_else(|| scan.eat(at, "上")).map(|i| (i, -1));
    if let Some((i, direction)) =
        backwards.or_else(|| scan.eat(at, "后").or_else(|| scan.eat(at, "下")).map(|i| (i, 1)))
        && scan.opens_clause(at)
    {
        let lasting = durations::read(scan, i)?;
        // 前十天 are as often the first ten days of something; 前1周 is 前一周.
        let few = |n: Decimal| n <= Decimal::TEN && scan.rest(i).starts_with(['两', '三']);
        let one = |n: Decimal| n == Decimal::ONE && scan.rest(i).starts_with('1');
        let short = lasting.count.is_some_and(|(n, _)| few(n) || one(n));
        return short.then(|| stretch(scan, &lasting, direction)).flatten();
    }
    None
}

fn stretch(scan: Scan<'_>, lasting: &Lasting, direction: i32) -> Option<(DateExpr, usize)> {
    let end = scan.past(lasting.end, &scan.words.so_far);
    // 近三年前 and 未来三年后 count a point, not a stretch.
    let point = scan.words.ago.len_at(scan.rest(end)) > 0 && scan.words.not_suffixes.len_at(scan.rest(end)) == 0;
    // 近几年: as far as it may reach.
    let most = || lasting.vague.and_then(|(_, most, span)| Some((most.to_i32()?, span.calendar()?)));
    let (count, unit) = whole(lasting).or_else(most)?;
    (!point).then_some((DateExpr::Window { from: From::Document, count: direction.checked_mul(count)?, unit }, end))
}

/// A duration as a whole number of calendar units: 半年 is six months, 两年半 thirty.
fn whole(lasting: &Lasting) -> Option<(i32, TimeUnit)> {
    let number = |d: Decimal| d.normalize().to_string().parse::<i32>().ok();
    let low = lasting.duration.low;
    match lasting.count {
        Some((count, span)) => {
            let unit = span.calendar()?;
            if let Some(n) = number(count) {
                return Some((n, unit));
            }
            match span {
                // 半个世纪 is fifty years.
                Span::Decade | Span::Century => {
                    Some((number(low.months.checked_div(Decimal::from(12))?)?, TimeUnit::Year))
                }
                Span::Year => Some((number(low.months)?, TimeUnit::Month)),
                // Half a month is fifteen days.
                Span::Month => Some((number(low.months.checked_mul(Decimal::from(30))?)?, TimeUnit::Day)),
                Span::Week => Some((number(low.days)?, TimeUnit::Day)),
                _ => None,
            }
        }
        None if low == lasting.duration.high && low.days.is_zero() && low.seconds.is_zero() => {
            Some((number(low.months)?, TimeUnit::Month))
        }
        None => None,
    }
}
