//! Reads what stands behind a figure: its unit, the thing counted, tenths, and half a unit more.
//!
//! Units of time are asked for before, see `durations`.

use super::lexicon::Measure;
use super::numerals::{self, Figure};
use super::scan::Scan;
use crate::grammar::units;
use crate::normalise::is_han;
use crate::quantity::Unit;
use rust_decimal::Decimal;

/// What goes on behind the unit at `end`: 一吨半, 三米九, 七成六. The figure's digits with it, and the place behind.
pub(super) fn tail(scan: Scan<'_>, figure: &Figure, end: usize) -> Option<(String, usize)> {
    let digits = &figure.low.digits;
    if figure.odd || figure.high.is_some() || figure.low.scale != Decimal::ONE || digits.contains('.') {
        return None;
    }
    if let Some(i) = scan.eat(end, "半") {
        return (scan.words.stop.len_at(scan.rest(end)) == 0).then(|| (format!("{digits}.5"), i));
    }
    if !scan.head(end).ends_with(['米', '成']) {
        return None;
    }
    let next = numerals::read(scan, end)?;
    let alone = next.tokens <= 2 && next.low.scale == Decimal::ONE && !next.bare_scale && next.high.is_none();
    let short = next.low.digits.len() <= 2 && !next.low.digits.contains('.');
    let claimed = scan.char(next.end).is_some_and(char::is_alphanumeric)
        && scan.word(next.end, &scan.words.context.after_tails).is_none();
    (alone && short && !claimed).then(|| (format!("{digits}.{}", next.low.digits), next.end))
}

/// What follows in a smaller unit of the same dimension: 六斤八两, 1米85厘米. The figure's digits with it, and the place behind.
pub(super) fn smaller(scan: Scan<'_>, figure: &Figure, unit: &Unit, end: usize) -> Option<(String, usize)> {
    let plain = |f: &Figure| !f.odd && f.high.is_none();
    if !plain(figure) || figure.low.digits.contains('.') || unit.is_discrete() {
        return None;
    }
    let next = numerals::read(scan, end).filter(|f| plain(f))?;
    let (Measure::Unit(small, scale), _, after) = measure(scan, &next)? else { return None };
    let same = small.dimension() == unit.dimension() && small.name() != unit.name();
    let share = small.factor().checked_div(unit.factor())?.checked_mul(scale)?;
    let rest = next.low.value()?.checked_mul(share)?.normalize();
    let sum = figure.low.value()?.checked_add(rest)?;
    (same && rest < Decimal::ONE && rest.scale() <= 6 && figure.low.scale == Decimal::ONE)
        .then(|| (sum.to_string(), after))
}

/// The unit behind a figure, the length of its word, and the place behind it.
pub(super) fn measure(scan: Scan<'_>, figure: &Figure) -> Option<(Measure, usize, usize)> {
    // 1.5 米: folded text keeps a space before a Latin unit only.
    let gap = scan.rest(figure.end).starts_with(' ')
        && scan.rest(figure.end + 1).starts_with(|c: char| c.is_ascii_alphabetic());
    let at = if gap && figure.arabic { figure.end + 1 } else { figure.end };
    let rest = scan.rest(at);
    if let Some(found) = tenths(scan, figure) {
        return Some(found);
    }
    let blocked = scan.words.not_units.len_at(rest);
    if let Some((measure, len)) = unit_word(scan, rest)
        && len > blocked
        && !is_scale_word(figure, &rest[..len])
    {
        let end = at + len;
        if &rest[..len] == "块" && is_lump(scan, figure, end) {
            let unit = noun_behind(scan, end).or_else(|| units::unit("piece"))?;
            return Some((Measure::Unit(unit, Decimal::ONE), len, end));
        }
        if let Measure::Unit(unit, scale) = measure
            && let Some(noun) = counted(scan, unit, end)
        {
            return Some((Measure::Unit(noun, *scale), len, end));
        }
        // 3度公开露面: times, no degrees.
        if &rest[..len] == "度" && is_times(scan, figure, end) {
            return Some((Measure::Unit(units::unit("time")?, Decimal::ONE), len, end));
        }
        // 排名高600多位: places, no persons.
        if matches!(measure, Measure::Unit(u, _) if u.name() == "person")
            && &rest[..len] == "位"
            && is_near(scan, at, &scan.words.context.ranked)
        {
            return Some((Measure::Unit(units::unit("piece")?, Decimal::ONE), len, end));
        }
        return Some((measure.clone(), len, end));
    }
    let (noun, len) = scan.words.nouns.at(rest)?;
    Some((Measure::Unit(noun.clone(), Decimal::ONE), len, at + len))
}

/// The unit word at the head of a text. One whose last character begins another word is a shorter one: 两个人物.
fn unit_word<'l>(scan: Scan<'l>, rest: &str) -> Option<(&'l Measure, usize)> {
    let (measure, len) = scan.words.measures.at(rest)?;
    let word = &rest[..len];
    let last = word.char_indices().next_back().map_or(0, |(i, _)| i);
    if last > 0
        && scan.words.not_units.len_at(&rest[last..]) > len - last
        && let Some(shorter) = scan.words.measures.at(&rest[..last]).filter(|(_, n)| *n == last)
    {
        return Some(shorter);
    }
    // 0.24g/kg is measured in another unit.
    let ratio = word.is_ascii() && rest[len..].strip_prefix('/').is_some_and(|r| r.starts_with(char::is_alphabetic));
    (!ratio).then_some((measure, len))
}

/// True where 度 behind a small figure counts times: what follows is done, and nothing speaks of heat.
fn is_times(scan: Scan<'_>, figure: &Figure, end: usize) -> bool {
    let few = figure.low.whole().is_some_and(|n| (2..=9).contains(&n)) && figure.high.is_none();
    let done = scan.char(end).is_some_and(is_han) && scan.word(end, &scan.words.context.after_degrees).is_none();
    few && done && !is_near(scan, figure.end, &scan.words.context.heat)
}

/// True where one of the words stands in the clause before a place, at most fifteen characters away.
fn is_near(scan: Scan<'_>, at: usize, words: &[String]) -> bool {
    let clause = scan.head(at).rsplit([',', '。', ';', '、']).next().unwrap_or("");
    let near = clause.char_indices().rev().nth(15).map_or(clause, |(i, _)| &clause[i..]);
    words.iter().any(|w| near.contains(w.as_str()))
}

/// 万亿级, 万亿大市场, 5大: here 级 and 大 count nothing.
fn is_scale_word(figure: &Figure, word: &str) -> bool {
    match word {
        "大" => figure.low.scale > Decimal::ONE || figure.arabic,
        "级" => figure.low.scale > Decimal::ONE || figure.bare_scale,
        _ => false,
    }
}

/// True where 块 counts lumps and is no money: a noun follows.
fn is_lump(scan: Scan<'_>, figure: &Figure, end: usize) -> bool {
    let noun =
        scan.char(end).is_some_and(char::is_alphanumeric) && scan.word(end, &scan.words.context.after_money).is_none();
    noun && !figure.low.digits.contains('.') && numerals::read(scan, end).is_none()
}

/// 三成, 2成5, 七五折: tenths, in points.
fn tenths(scan: Scan<'_>, figure: &Figure) -> Option<(Measure, usize, usize)> {
    let (points, len) = scan.words.tenths.at(scan.rest(figure.end))?;
    if scan.words.not_units.len_at(scan.rest(figure.end)) > 0 || figure.bare_scale {
        return None;
    }
    let plain = figure.low.digits.len() > 1 && !figure.low.digits.contains('.') && figure.low.digits != "10";
    let points = if plain { 1 } else { *points };
    Some((Measure::Percent(Decimal::from(points)), len, figure.end + len))
}

/// What a general measure word counts: 款产品, 台新能源车, 次下载. Other measure words say it themselves.
fn counted(scan: Scan<'_>, unit: &Unit, end: usize) -> Option<Unit> {
    let noun = noun_behind(scan, end)?;
    let fits = match unit.name() {
        "piece" => true,
        "device" => noun.name() == "vehicle",
        "time" => noun.name() == "download",
        _ => false,
    };
    fits.then_some(noun)
}

/// The thing counted by a general measure word, a few characters behind it: 300多个优质模型.
fn noun_behind(scan: Scan<'_>, at: usize) -> Option<Unit> {
    let mut i = at;
    for _ in 0..5 {
        if let Some((noun, len)) = scan.words.nouns.at(scan.rest(i)) {
            // 十多个台湾行业组织人士: the head of the phrase is its last noun.
            let behind = i + len;
            let last =
                !scan.char(behind).is_some_and(is_han) || scan.word(behind, &scan.words.context.after_nouns).is_some();
            return (i == at || last).then(|| noun.clone());
        }
        let c = scan.char(i)?;
        if !c.is_alphanumeric() || c == '的' {
            return None;
        }
        i += c.len_utf8();
    }
    None
}

/// True where two figures with these measures may be the ends of one range.
pub(super) fn same_measure(a: &Measure, b: &Measure) -> bool {
    match (a, b) {
        (Measure::Unit(a, _), Measure::Unit(b, _)) | (Measure::Money(a), Measure::Money(b)) => a == b,
        (Measure::Percent(_), Measure::Percent(_)) | (Measure::Age, Measure::Age) => true,
        _ => false,
    }
}
