//! The words of `vocabulary/zh.yaml` as tables that are asked for the longest word at a place.
//!
//! What enters is the YAML, once; what leaves are tables. What the words mean together is decided in the readers.

pub(super) use super::tables::Table;
use super::triggers::Triggers;
pub(super) use super::words::Span;
use super::words::{Beside, Bound, Lists, Origin, Scaled, Source, Third};
use crate::grammar::units;
use crate::grammar::{Feast, From, Part};
use crate::quantity::{Comparator, Unit};
use crate::time::TimeUnit;
use crate::vocabulary::ZH;
use chrono::Weekday;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What stands behind a figure.
#[derive(Clone, Debug)]
pub(super) enum Measure {
    /// A unit of counting or measuring, and what its word multiplies the figure by.
    Unit(Unit, Decimal),
    /// A currency.
    Money(Unit),
    /// Per cent; hundredths of a point.
    Percent(Decimal),
    /// Years of age.
    Age,
}

/// What a word behind a date does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    /// 以来, 起.
    Since,
    /// 以前, 之前; true where the word may be the head of another.
    Before,
    /// 以后, 之后.
    After,
    /// 前后, 左右.
    Around,
    /// 为止.
    Until,
}

/// Words and characters that tell readings apart by standing beside a figure or a date.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) not_hours: Table<()>,
    pub(super) two_years: Table<()>,
    pub(super) day_lengths: Table<()>,
    pub(super) before_days: Table<()>,
    pub(super) after_tails: Table<()>,
    pub(super) after_money: Table<()>,
    pub(super) after_nouns: Table<()>,
    pub(super) before_weekdays_not: Table<()>,
    pub(super) after_weekdays_not: Table<()>,
    pub(super) before_parts_not: Table<()>,
    pub(super) counted_years: Table<()>,
    pub(super) quarter_reports: Table<()>,
    pub(super) not_year_names: Table<()>,
    pub(super) holiday_spans: Table<()>,
    pub(super) before_ages: Vec<String>,
    pub(super) named_behind: Table<()>,
    pub(super) ranked: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) recurring: Vec<String>,
    pub(super) after_odd: Table<()>,
    pub(super) also: Table<()>,
    pub(super) papers: Table<()>,
    pub(super) before_teams_not: Table<()>,
    pub(super) quarters: Table<()>,
    pub(super) named_nouns: Table<()>,
    pub(super) before_previous: Vec<String>,
    pub(super) following: Vec<String>,
    pub(super) changes: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) heat: Vec<String>,
    pub(super) after_degrees: Table<()>,
    pub(super) year_tails_not: Table<()>,
    pub(super) closing: Table<u32>,
}

/// Words of the Chinese calendar.
#[derive(Debug)]
pub(super) struct Lunar {
    pub(super) calendars: Table<()>,
    pub(super) months: Table<u32>,
}

/// All tables.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) digits: FxHashMap<char, u8>,
    pub(super) tens: FxHashMap<char, u8>,
    pub(super) scales: FxHashMap<char, u32>,
    pub(super) some: Vec<char>,
    pub(super) odd: Vec<char>,
    pub(super) shy: Vec<char>,
    pub(super) stop: Table<()>,
    /// Those that are names.
    pub(super) set_names: Table<()>,
    pub(super) vague: Table<(Decimal, Decimal)>,
    pub(super) halves: Table<()>,
    pub(super) multiples: Table<u32>,
    pub(super) before: Table<Comparator>,
    pub(super) before_scale: Table<Comparator>,
    pub(super) after: Table<Comparator>,
    pub(super) plain: Table<()>,
    pub(super) both_ways: Table<()>,
    pub(super) measures: Table<Measure>,
    pub(super) nouns: Table<Unit>,
    pub(super) not_units: Table<()>,
    pub(super) marks: Table<Unit>,
    pub(super) minor: Table<u32>,
    pub(super) letters: Table<u32>,
    pub(super) tenths: Table<u32>,
    pub(super) spans: Table<Span>,
    pub(super) joints: Table<()>,
    pub(super) age_tails: Table<()>,
    pub(super) relative: Table<(From, i32, TimeUnit)>,
    /// The unit, the first and the last of two or more: 今明两年.
    pub(super) paired: Table<(TimeUnit, i32, i32)>,
    pub(super) windows: Table<i32>,
    pub(super) lasting: Vec<String>,
    pub(super) weekday_heads: Table<()>,
    pub(super) weekdays: FxHashMap<char, Weekday>,
    pub(super) holidays: Table<(Feast, bool)>,
    pub(super) seasons: Table<u32>,
    /// Their first and last month.
    pub(super) vacations: Table<(u32, u32)>,
    pub(super) year_parts: Table<Part>,
    pub(super) month_parts: Table<Part>,
    pub(super) other_parts: Table<Part>,
    pub(super) halves_of_year: Table<u32>,
    pub(super) halves_of_century: Table<u32>,
    pub(super) month_spans: Table<(Part, Part)>,
    pub(super) eras: Table<i32>,
    pub(super) fiscal: Table<()>,
    pub(super) fiscal_years: Table<i32>,
    pub(super) ranges: Table<()>,
    pub(super) within: Table<()>,
    pub(super) and: Table<()>,
    pub(super) suffixes: Table<Suffix>,
    pub(super) not_suffixes: Table<()>,
    pub(super) since: Table<()>,
    pub(super) until: Table<()>,
    pub(super) around: Table<()>,
    pub(super) ago: Table<()>,
    pub(super) later: Table<()>,
    /// 内, 以内.
    pub(super) inside: Table<()>,
    /// A plan, right before how long it takes: 将在, 计划在.
    pub(super) coming: Vec<String>,
    /// Of those two, the words of a time, not of a point: 以前, 以后.
    pub(super) onward: Table<()>,
    pub(super) so_far: Table<()>,
    pub(super) not_days: Table<()>,
    pub(super) hours: Table<()>,
    pub(super) lunar: Lunar,
    pub(super) times: Table<()>,
    pub(super) context: Context,
    /// Where a reader need be asked.
    pub(super) triggers: Triggers,
}

/// The lexicon, read once.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| build(serde_yaml::from_str(ZH).expect("tested below")))
}

fn build(source: Source) -> Lexicon {
    let comparators = |lists: BTreeMap<Bound, Vec<String>>| {
        Table::new(lists.into_iter().flat_map(|(b, words)| words.into_iter().map(move |w| (w, b.comparator()))))
    };
    let parts = |words: BTreeMap<String, Third>| Table::new(words.into_iter().map(|(w, t)| (w, t.part())));
    let n = source.numerals;
    let s = source.suffixes;
    let suffixes = [
        (s.since, Suffix::Since),
        (s.before, Suffix::Before),
        (s.before_loose, Suffix::Before),
        (s.after, Suffix::After),
        (s.after_loose, Suffix::After),
        (s.around, Suffix::Around),
        (s.until, Suffix::Until),
    ];
    let holiday = |(word, rule): (String, String)| {
        let bound = source.year_bound.contains(&word);
        Some((word, (Feast::parse(&rule)?, bound)))
    };
    let relative = source.relative.into_iter().flat_map(|(origin, units)| {
        let from = if origin == Origin::Document { From::Document } else { From::Discourse };
        units.into_iter().flat_map(move |(span, words)| {
            let unit = span.calendar().unwrap_or(TimeUnit::Day);
            words.into_iter().map(move |(word, count)| (word, (from, count, unit)))
        })
    });
    let paired = source.paired.into_iter().flat_map(|(span, words)| {
        let unit = span.calendar().unwrap_or(TimeUnit::Day);
        words.into_iter().map(move |(word, (first, last))| (word, (unit, first, last)))
    });
    let mut lexicon = Lexicon {
        digits: n.digits.into_iter().collect(),
        tens: n.tens.into_iter().collect(),
        scales: n.scales.into_iter().collect(),
        some: n.some,
        odd: n.odd,
        shy: n.shy,
        stop: set(source.stop.into_iter().chain(source.set_names.iter().cloned()).collect()),
        set_names: set(source.set_names),
        vague: Table::new(source.vague.into_iter().map(|(w, (l, h))| (w, (Decimal::from(l), Decimal::from(h))))),
        halves: set(source.halves),
        multiples: Table::new(source.multiples),
        before: comparators(source.comparators.before),
        before_scale: comparators(source.comparators.before_scale),
        after: comparators(source.comparators.after),
        plain: set(source.comparators.plain),
        both_ways: set(source.comparators.both_ways),
        measures: measures(source.units, source.scaled, source.currencies, source.percent, source.ages),
        nouns: named(source.nouns),
        not_units: set(source.not_units),
        marks: named(source.currency_marks),
        minor: Table::new(source.minor),
        letters: Table::new(source.letters),
        tenths: Table::new(source.tenths),
        spans: Table::new(source.spans.into_iter().flat_map(|(s, w)| w.into_iter().map(move |w| (w, s)))),
        joints: set(source.joints),
        age_tails: set(source.age_tails),
        relative: Table::new(relative),
        paired: Table::new(paired),
        windows: Table::new(source.windows),
        lasting: source.lasting,
        weekday_heads: set(source.weekday_heads),
        weekdays: source.weekdays.into_iter().filter_map(|(c, n)| Some((c, weekday(n)?))).collect(),
        holidays: Table::new(source.holidays.into_iter().filter_map(holiday)),
        seasons: Table::new(source.seasons),
        vacations: Table::new(source.vacations),
        year_parts: parts(source.parts.year),
        month_parts: parts(source.parts.month),
        other_parts: parts(source.parts.other),
        halves_of_year: Table::new(source.halves_of_year),
        halves_of_century: Table::new(source.halves_of_century),
        month_spans: Table::new(source.month_spans.into_iter().map(|(w, (a, b))| (w, (a.part(), b.part())))),
        eras: Table::new(source.eras),
        fiscal: set(source.fiscal),
        fiscal_years: Table::new(source.fiscal_years),
        ranges: set(source.ranges),
        within: set(source.within),
        and: set(source.and),
        suffixes: Table::new(suffixes.into_iter().flat_map(|(w, s)| w.into_iter().map(move |w| (w, s)))),
        not_suffixes: set(source.not_suffixes),
        since: set(source.prefixes.since),
        until: set(source.prefixes.until),
        around: set(source.prefixes.around),
        ago: set(source.ago),
        later: set(source.later),
        onward: set(source.onward),
        inside: set(source.inside),
        coming: source.coming,
        so_far: set(source.so_far),
        not_days: set(source.not_days),
        hours: set(source.hours),
        lunar: Lunar { calendars: set(source.lunar.calendars), months: Table::new(source.lunar.months) },
        times: set(source.times),
        context: context(source.context),
        triggers: Triggers::empty(),
    };
    lexicon.triggers = Triggers::new(&lexicon);
    lexicon
}

fn context(c: Beside) -> Context {
    Context {
        not_hours: set(c.not_hours),
        two_years: set(c.two_years),
        day_lengths: set(c.day_lengths),
        before_days: set(c.before_days),
        after_tails: set(c.after_tails),
        after_money: set(c.after_money),
        after_nouns: set(c.after_nouns),
        before_weekdays_not: set(c.before_weekdays_not),
        after_weekdays_not: set(c.after_weekdays_not),
        before_parts_not: set(c.before_parts_not),
        counted_years: set(c.counted_years),
        quarter_reports: set(c.quarter_reports),
        not_year_names: set(c.not_year_names),
        holiday_spans: set(c.holiday_spans),
        before_ages: c.before_ages,
        named_behind: set(c.named_behind),
        ranked: c.ranked,
        places: c.places,
        recurring: c.recurring,
        after_odd: set(c.after_odd),
        also: set(c.also),
        papers: set(c.papers),
        before_teams_not: set(c.before_teams_not),
        quarters: set(c.quarters),
        named_nouns: set(c.named_nouns),
        before_previous: c.before_previous,
        following: c.following,
        changes: c.changes,
        labels: c.labels,
        heat: c.heat,
        after_degrees: set(c.after_degrees),
        year_tails_not: set(c.year_tails_not),
        closing: Table::new(c.closing),
    }
}

fn set(words: Vec<String>) -> Table<()> {
    Table::new(words.into_iter().map(|w| (w, ())))
}

/// Words by the unit they name.
fn named(lists: Lists) -> Table<Unit> {
    let units = lists.into_iter().filter_map(|(name, words)| Some((units::unit(&name)?, words)));
    Table::new(units.flat_map(|(unit, words)| words.into_iter().map(move |w| (w, unit.clone()))))
}

fn measures(
    plain: Lists,
    scaled: BTreeMap<String, Scaled>,
    money: Lists,
    percent: BTreeMap<String, u32>,
    ages: Vec<String>,
) -> Table<Measure> {
    let words = |lists: Lists| {
        let known = lists.into_iter().filter_map(|(name, words)| Some((units::unit(&name)?, words)));
        known.flat_map(|(unit, words)| words.into_iter().map(move |w| (w, unit.clone())))
    };
    let scaled =
        scaled.into_iter().filter_map(|(w, s)| Some((w, Measure::Unit(units::unit(&s.unit)?, Decimal::from(s.scale)))));
    let percent = percent.into_iter().map(|(w, hundredths)| (w, Measure::Percent(Decimal::new(hundredths.into(), 2))));
    Table::new(
        words(plain)
            .map(|(w, u)| (w, Measure::Unit(u, Decimal::ONE)))
            .chain(words(money).map(|(w, u)| (w, Measure::Money(u))))
            .chain(scaled)
            .chain(percent)
            .chain(ages.into_iter().map(|w| (w, Measure::Age))),
    )
}

fn weekday(number: u8) -> Option<Weekday> {
    Weekday::try_from(number.checked_sub(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_list_is_read_and_every_unit_is_known() {
        let source: Source = serde_yaml::from_str(ZH).unwrap_or_else(|e| panic!("{e}"));
        let names = source.units.keys().chain(source.nouns.keys()).chain(source.currencies.keys());
        for name in names.chain(source.currency_marks.keys()).chain(source.scaled.values().map(|s| &s.unit)) {
            assert!(units::unit(name).is_some(), "{name} is no unit of units.yaml");
        }
        assert_eq!(source.holidays.len(), lexicon().holidays.len());
    }

    #[test]
    fn the_longest_word_is_found_and_latin_words_end() {
        let l = lexicon();
        assert_eq!(l.measures.at("个百分点的").map(|(_, n)| n), Some("个百分点".len()));
        assert!(l.measures.at("kmart").is_none());
    }
}
