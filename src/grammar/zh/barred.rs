//! Tells what looks like a figure and is none: versions, scores, times of day, codes, enumerators, 一个 as an article.
//!
//! What enters is a figure that was read; what leaves is how far it is to be passed over.

use super::measures;
use super::numerals::{self, Figure};
use super::scan::Scan;
use crate::normalise::is_han;
use crate::quantity::Unit;
use rust_decimal::Decimal;

/// The place behind a word that holds a numeral and is no figure, unless it is the head of one: 一点五亿, 十分之三.
pub(super) fn stop(scan: Scan<'_>, at: usize) -> Option<usize> {
    let end = scan.word(at, &scan.words.stop)?;
    let longer = numerals::read(scan, at).is_some_and(|f| {
        // 一刻钟 is a quarter of an hour, 那一刻 no figure.
        let timed = scan.words.spans.len_at(scan.rest(f.end)) > end.saturating_sub(f.end);
        // 四分之一决赛 is a game.
        let share = scan.rest(f.end).starts_with("分之") && !scan.rest(at)[..end - at].contains("分之");
        f.end > end || timed || share
    });
    (!longer).then_some(end)
}

/// How far an Arabic figure is a version, a score, a time of day, a code or an enumerator.
pub(super) fn barred(scan: Scan<'_>, at: usize, figure: &Figure) -> Option<usize> {
    let (before, next) = (scan.before(at), scan.char(figure.end));
    if let Some(end) = clock(scan, figure) {
        return Some(end);
    }
    // 3号种子 is a name; days of the month are read before.
    if let Some(end) = scan.eat(figure.end, "号") {
        return Some(end);
    }
    if !figure.arabic || scan.is_whole(at, figure.end) {
        return None;
    }
    let after = scan.rest(figure.end);
    let digit_follows =
        |mark: char| after.strip_prefix(mark).is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit()));
    // 1+6+N is a name, +3.2% a change.
    let signed = after.starts_with('%') && !scan.head(at).trim_end_matches('+').ends_with(char::is_alphanumeric);
    let sum = before == Some('+') && !signed
        || after.strip_prefix('+').is_some_and(|a| a.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if sum || digit_follows(':') || digit_follows('/') || digit_follows('.') || digit_follows('·') {
        let mut end = figure.end;
        while let Some(c) = scan.char(end).filter(|c| c.is_ascii_alphanumeric() || "+:/.-·".contains(*c)) {
            end += c.len_utf8();
        }
        return Some(end);
    }
    // 1'52": minutes and seconds of a recording.
    let after_mark = after.strip_prefix(['\'', '\u{2019}', '\u{2032}']);
    let seconds = after_mark.map_or(0, |a| a.bytes().take_while(u8::is_ascii_digit).count());
    if (1..=2).contains(&seconds) && after_mark.is_some_and(|a| a[seconds..].starts_with(['"', '\u{201d}', '\u{2033}']))
    {
        let mark = scan.char(figure.end).map_or(0, char::len_utf8);
        return Some(figure.end + mark + seconds);
    }
    // 600519.SH, 0700.HK: shares by the market they are traded at.
    let market = after.strip_prefix('.').map_or(0, |m| m.bytes().take_while(u8::is_ascii_uppercase).count());
    if (1..=3).contains(&market) && !figure.low.digits.contains('.') {
        return Some(figure.end + 1 + market);
    }
    // 股票代码600519, 图3: figures that name; 13800138000: the number of a telephone.
    let labelled =
        || scan.words.context.labels.iter().any(|w| scan.head(at).trim_end_matches([':', ' ']).ends_with(w.as_str()));
    let phone = figure.low.digits.len() == 11 && figure.low.digits.starts_with('1') && !figure.low.digits.contains('.');
    if figure.low.scale == Decimal::ONE && (phone || labelled()) && measures::measure(scan, figure).is_none() {
        return Some(scan.past_latin(at));
    }
    // 1000指数 is the name of an index, 360公司 of a company, 歼-20 of an aircraft, 国发〔2020〕5号 of a paper.
    let dashed = before == Some('-') && scan.head(at - 1).ends_with(is_han);
    let short = figure.low.digits.len() <= 3 && figure.low.scale == Decimal::ONE && !figure.odd;
    // 汉诺威96队 is the name of a team, 共有16队 is how many there are.
    let team = short
        && next == Some('队')
        && before.is_some_and(is_han)
        && !scan.follows(at, &scan.words.context.before_teams_not);
    if dashed
        || team
        || before == Some('〔')
        || short && !scan.opens_clause(at) && scan.word(figure.end, &scan.words.context.named_nouns).is_some()
        || scan.word(figure.end, &scan.words.context.named_behind).is_some()
    {
        return Some(figure.end);
    }
    // 80后 are people.
    if figure.low.digits.len() == 2 && next == Some('后') {
        return Some(figure.end);
    }
    // 6-3, 888-000-9999: a range of figures would say of what.
    if digit_follows('-') && !after_hyphen(scan, figure.end + 1) {
        return Some(scan.past_latin(at));
    }
    let short = figure.end - at <= 2;
    if short && (scan.opens_clause(at) && matches!(next, Some('、' | '.')) || before == Some('(') && next == Some(')'))
    {
        return Some(figure.end);
    }
    // Scores: 3比2.
    if let Some(i) = scan.eat(figure.end, "比").map(|i| (i, scan.digits(i)))
        && !i.1.is_empty()
    {
        return Some(i.0 + i.1.len());
    }
    let code = scan.rest(at).starts_with('0') && figure.low.digits.len() > 1 && !figure.low.digits.contains('.');
    code.then_some(figure.end)
}

/// True where the figure behind a hyphen has a unit or a scale.
fn after_hyphen(scan: Scan<'_>, at: usize) -> bool {
    numerals::read(scan, at).is_some_and(|f| {
        let rest = scan.rest(f.end);
        let letters = scan.words.letters.at(rest).is_some() || scan.words.spans.at(rest).is_some();
        f.low.scale > Decimal::ONE || letters || measures::measure(scan, &f).is_some()
    })
}

/// A time of day: 10时30分, 8点, 9:30 is barred elsewhere.
pub(super) fn clock(scan: Scan<'_>, figure: &Figure) -> Option<usize> {
    let end = scan.word(figure.end, &scan.words.hours)?;
    let value = figure.low.value()?;
    let other = scan.words.not_units.len_at(scan.rest(figure.end)) > 0
        || scan.word(figure.end, &scan.words.context.not_hours).is_some();
    if other
        || figure.low.digits.contains('.')
        || value > Decimal::from(24)
        || !value.fract().is_zero()
        || figure.loose
        || figure.odd
    {
        return None;
    }
    let minutes = numerals::read(scan, end).and_then(|f| scan.eat(f.end, "分"));
    Some(minutes.map_or(end, |i| scan.eat(i, "许").unwrap_or(i)))
}

/// True where a figure without any sign of counting is more likely part of a word or a name.
pub(super) fn is_loose(scan: Scan<'_>, at: usize, figure: &Figure, unit: Option<&Unit>) -> bool {
    let first = scan.char(at);
    if first.is_some_and(|c| scan.words.shy.contains(&c)) && figure.tokens == 1 {
        return true;
    }
    let counting = unit.is_some_and(|u| {
        matches!(u.dimension(), "count" | "person" | "company" | "vehicle" | "household" | "angle" | "barrel")
    });
    if figure.arabic {
        let version = scan.rest(at).starts_with(|c: char| c.is_ascii_digit())
            && figure.low.digits.ends_with(".0")
            && figure.low.scale == Decimal::ONE
            && !figure.odd;
        let latin = scan.rest(figure.end).starts_with(|c: char| c.is_ascii_alphabetic());
        let named = scan.head(at).strip_suffix(' ').is_some_and(|h| h.ends_with(|c: char| c.is_ascii_alphanumeric()));
        let long = figure.low.digits.len() > 15;
        return unit.is_none() && (version || latin || named || long) || latin && unit.is_none();
    }
    match unit {
        Some(_) if counting => figure.tokens == 1 && figure.low.digits == "1" && figure.low.scale == Decimal::ONE,
        Some(_) => false,
        None => {
            let scaled = figure.tokens > 1 && !figure.string;
            let thousands = figure.bare_scale && scan.rest(at).starts_with("千万");
            let spoken = figure.loose && figure.high.is_some() && figure.tokens == 2 && figure.low.digits.len() == 1;
            !scaled || thousands || spoken
        }
    }
}
