//! The words of en.yaml, read once: what each single word may mean, and the units and currencies by phrase.

use crate::grammar::units;
use crate::quantity::{Comparator, Unit};
use crate::time::TimeUnit;
use crate::vocabulary::EN;
use chrono::Weekday;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::grammar::{Feast, Part};

/// A unit of time: of the calendar, or so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Days and longer.
    Calendar(TimeUnit),
    /// Two weeks.
    Fortnight,
    /// Seconds in an hour, a minute, a second.
    Seconds(u32),
}

/// What part a token may have in a mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// A mention may begin with it.
    pub(super) starts: bool,
    /// A numeral may begin with it.
    pub(super) counts: bool,
    /// It says how many or when; every mention has such a token.
    pub(super) bears: bool,
}

/// What one word may mean; most words mean one thing, `second` and `quarter` several.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub(super) cardinal: Option<u32>,
    pub(super) ordinal: Option<u32>,
    pub(super) scale: Option<Decimal>,
    /// Multiplies only figures that it touches: k, m, bn.
    pub(super) letter: Option<Decimal>,
    /// Denominator: half is 2.
    pub(super) fraction: Option<u32>,
    pub(super) vague: Option<(u32, u32)>,
    pub(super) month: Option<u32>,
    pub(super) weekday: Option<Weekday>,
    /// A month or weekday that is also another word or a name.
    pub(super) shy: bool,
    pub(super) time: Option<Clock>,
    pub(super) part: Option<Part>,
    pub(super) decade: Option<i32>,
    /// First month of a season.
    pub(super) season: Option<u32>,
    pub(super) year_cue: bool,
    pub(super) year_noun: bool,
    /// A bare name of a month behind this word is a month.
    pub(super) month_cue: bool,
    pub(super) label: bool,
    pub(super) opener: bool,
    /// Road, street: a number before a name that ends so is an address.
    pub(super) street: bool,
    pub(super) change: bool,
    /// A plural that looks like no plural.
    pub(super) invariant: bool,
    pub(super) future: bool,
    /// First word of a comparator, a holiday.
    pub(super) compares: bool,
    pub(super) holiday: bool,
    /// Known only as a word that readers look for first, see `starters`; it means nothing by itself.
    bare: bool,
    /// What a mention may have of it.
    pub(super) role: Role,
    /// Letters before a currency sign.
    pub(super) before_sign: Option<&'static str>,
    /// Code of a currency that may stand before a figure.
    pub(super) code: Option<&'static str>,
}

/// What a word behind a figure makes of it.
#[derive(Clone, Debug)]
pub(super) enum Measure {
    /// Per cent, in points.
    Percent,
    /// Money; `None` where the sign leaves the currency open. The figure counts parts of `1 / parts`.
    Money { code: Option<&'static str>, parts: u32 },
    /// A measuring or counting unit; the decimal multiplies the figure.
    Unit(Unit, Decimal),
}

/// All of en.yaml, ready for looking up.
pub(super) struct Lexicon {
    words: FxHashMap<String, Word>,
    phrases: FxHashMap<String, Measure>,
    short: FxHashMap<String, Measure>,
    time_letters: FxHashMap<String, Clock>,
    big_money: FxHashSet<String>,
    signs: FxHashMap<char, Option<&'static str>>,
    comparators: FxHashMap<String, Comparator>,
    holidays: FxHashMap<String, Feast>,
    no_ordinals: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    cardinals: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u32>,
    scales: BTreeMap<String, u64>,
    scale_letters: BTreeMap<String, u64>,
    fractions: BTreeMap<String, u32>,
    vague: BTreeMap<String, (u32, u32)>,
    comparators: BTreeMap<String, Vec<String>>,
    months: BTreeMap<String, u32>,
    weekdays: BTreeMap<String, u8>,
    shy: Vec<String>,
    time_units: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    decades: BTreeMap<String, i32>,
    seasons: BTreeMap<String, u32>,
    holidays: BTreeMap<String, String>,
    year_cues: Vec<String>,
    year_nouns: Vec<String>,
    month_cues: Vec<String>,
    labels: Vec<String>,
    openers: Vec<String>,
    changes: Vec<String>,
    function_words: Vec<String>,
    invariant_plurals: Vec<String>,
    future: Vec<String>,
    currency_prefixes: BTreeMap<String, String>,
    signs: BTreeMap<char, String>,
    codes: BTreeMap<String, String>,
    currencies: BTreeMap<String, Vec<String>>,
    cents: BTreeMap<String, Vec<String>>,
    big_money: Vec<String>,
    streets: Vec<String>,
    no_ordinals: Vec<String>,
    nouns: BTreeMap<String, Vec<String>>,
    short: BTreeMap<String, String>,
    scaled: BTreeMap<String, (String, u64)>,
    time_letters: BTreeMap<String, String>,
    starters: Vec<String>,
    bearers: Vec<String>,
}

/// The lexicon, read at first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static TABLE: OnceLock<Table> = OnceLock::new();
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::of(TABLE.get_or_init(|| serde_yaml::from_str(EN).expect("tested below"))))
}

impl Lexicon {
    fn of(t: &'static Table) -> Self {
        let mut words: FxHashMap<String, Word> = FxHashMap::default();
        let mut at = |word: &str, set: &dyn Fn(&mut Word)| set(words.entry(word.to_owned()).or_default());
        t.cardinals.iter().for_each(|(w, n)| at(w, &|x| x.cardinal = Some(*n)));
        t.ordinals.iter().for_each(|(w, n)| at(w, &|x| x.ordinal = Some(*n)));
        t.scales.iter().for_each(|(w, n)| at(w, &|x| x.scale = Some(Decimal::from(*n))));
        t.scale_letters.iter().for_each(|(w, n)| at(w, &|x| x.letter = Some(Decimal::from(*n))));
        // Two ninths, three hundredths: the plural of an ordinal divides.
        let many = t.ordinals.iter().filter(|(_, n)| **n > 2);
        many.for_each(|(w, n)| at(&format!("{w}s"), &|x| x.fraction = Some(*n)));
        t.fractions.iter().for_each(|(w, n)| at(w, &|x| x.fraction = Some(*n)));
        t.vague.iter().for_each(|(w, n)| at(w, &|x| x.vague = Some(*n)));
        t.months.iter().for_each(|(w, n)| at(w, &|x| x.month = Some(*n)));
        t.weekdays.iter().for_each(|(w, n)| at(w, &|x| x.weekday = Weekday::try_from(n - 1).ok()));
        t.shy.iter().for_each(|w| at(w, &|x| x.shy = true));
        t.parts.iter().for_each(|(w, p)| at(w, &|x| x.part = part(p)));
        t.seasons.iter().for_each(|(w, n)| at(w, &|x| x.season = Some(*n)));
        t.decades.iter().for_each(|(w, n)| at(w, &|x| x.decade = Some(*n)));
        t.year_cues.iter().for_each(|w| at(w, &|x| x.year_cue = true));
        t.month_cues.iter().for_each(|w| at(w, &|x| x.month_cue = true));
        t.year_nouns.iter().for_each(|w| at(w, &|x| x.year_noun = true));
        t.labels.iter().for_each(|w| at(w, &|x| x.label = true));
        t.streets.iter().for_each(|w| at(w, &|x| x.street = true));
        t.openers.iter().for_each(|w| at(w, &|x| x.opener = true));
        t.function_words.iter().for_each(|w| at(w, &|_| {}));
        t.invariant_plurals.iter().for_each(|w| at(w, &|x| x.invariant = true));
        t.changes.iter().for_each(|w| at(w, &|x| x.change = true));
        t.future.iter().for_each(|w| at(w, &|x| x.future = true));
        t.currency_prefixes.iter().for_each(|(w, c)| at(w, &|x| x.before_sign = Some(c)));
        t.codes.iter().for_each(|(w, c)| at(w, &|x| x.code = Some(c)));
        for (w, unit) in &t.time_units {
            for w in [w.clone(), plural(w)] {
                at(&w, &|x| x.time = clock(unit));
            }
        }
        for phrase in t.comparators.values().flatten() {
            at(phrase.split(' ').next().unwrap_or(phrase), &|x| x.compares = true);
        }
        for phrase in t.holidays.keys() {
            at(phrase.split([' ', '\'', '-']).next().unwrap_or(phrase), &|x| x.holiday = true);
        }
        for w in t.starters.iter().chain(&t.bearers) {
            let bare = !words.contains_key(w);
            let word = words.entry(w.clone()).or_default();
            word.bare |= bare;
            word.role =
                Role { starts: true, counts: matches!(&**w, "a" | "an" | "half"), bears: t.bearers.contains(w) };
        }
        for word in words.values_mut() {
            let number = word.cardinal.is_some() || word.ordinal.is_some() || word.vague.is_some();
            let day = word.month.is_some() || word.weekday.is_some() || word.holiday;
            let date = day || word.part.is_some() || word.decade.is_some() || word.season.is_some();
            let role = &mut word.role;
            role.counts |= word.cardinal.is_some() || word.vague.is_some() || word.scale.is_some();
            role.bears |= number || day || word.decade.is_some() || word.season.is_some();
            role.bears |= word.scale.is_some() || word.fraction.is_some() || word.time.is_some();
            role.starts |= number
                || date
                || word.scale.is_some()
                || word.compares
                || word.before_sign.is_some()
                || word.code.is_some();
        }
        let comparators = t.comparators.iter().filter_map(|(name, phrases)| Some((comparator(name)?, phrases)));
        Self {
            words,
            phrases: phrases(t),
            short: short(t),
            time_letters: t.time_letters.iter().filter_map(|(w, unit)| Some((w.clone(), clock(unit)?))).collect(),
            big_money: both(&t.big_money).collect(),
            signs: t.signs.iter().map(|(c, code)| (*c, (code != "?").then_some(code.as_str()))).collect(),
            comparators: comparators.flat_map(|(c, p)| p.iter().map(move |p| (p.clone(), c))).collect(),
            no_ordinals: t.no_ordinals.iter().cloned().collect(),
            holidays: t.holidays.iter().filter_map(|(n, rule)| Some((n.clone(), Feast::parse(rule)?))).collect(),
        }
    }

    /// What a word may mean, in any letter case, `None` where it means nothing to grammar; and what part it may have.
    pub(super) fn word(&self, text: &str) -> (Option<&Word>, Role) {
        let mut lower = [0; 16];
        let Some(lower) = lower.get_mut(..text.len()) else { return (None, Role::default()) };
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        let found = std::str::from_utf8(lower).ok().and_then(|t| self.words.get(t));
        (found.filter(|w| !w.bare), found.map_or_else(Role::default, |w| w.role))
    }

    /// A unit or currency by its phrase in lower case.
    pub(super) fn phrase(&self, text: &str) -> Option<&Measure> {
        self.phrases.get(text)
    }

    /// True for what is measured or is per cent, not counted: half a percent, half a mile.
    pub(super) fn measures(&self, text: &str) -> bool {
        match self.phrase(text) {
            Some(Measure::Percent) => true,
            Some(Measure::Unit(unit, _)) => !unit.is_discrete(),
            _ => false,
        }
    }

    /// A unit by its short form as it is spelt.
    pub(super) fn short(&self, text: &str) -> Option<&Measure> {
        self.short.get(text)
    }

    /// A unit of time by a letter that touches its figure, as it is spelt: 3d, 6mo.
    pub(super) fn time_letter(&self, text: &str) -> Option<Clock> {
        self.time_letters.get(text).copied()
    }

    /// True for a word that means money only behind large figures.
    pub(super) fn is_big_money(&self, text: &str) -> bool {
        self.big_money.contains(text)
    }

    /// True for a set phrase whose ordinal tells no order: third party.
    pub(super) fn is_no_ordinal(&self, phrase: &str) -> bool {
        self.no_ordinals.contains(phrase)
    }

    /// A currency sign; the code is `None` where the sign leaves it open.
    pub(super) fn sign(&self, c: char) -> Option<Option<&'static str>> {
        self.signs.get(&c).copied()
    }

    /// A currency by its code in capitals.
    pub(super) fn code(&self, text: &str) -> Option<&'static str> {
        self.words.get(text.to_ascii_lowercase().as_str()).and_then(|w| w.code)
    }

    /// A comparator by its phrase in lower case.
    pub(super) fn comparator(&self, text: &str) -> Option<Comparator> {
        self.comparators.get(text).copied()
    }

    /// The rule of a holiday by its name in lower case.
    pub(super) fn holiday(&self, text: &str) -> Option<Feast> {
        self.holidays.get(text).copied()
    }
}

fn phrases(t: &'static Table) -> FxHashMap<String, Measure> {
    let mut out = FxHashMap::default();
    // `?` keeps words and signs that several currencies share.
    let known = |code: &'static str| (code != "?").then_some(code);
    for (name, nouns) in &t.nouns {
        let measure = match units::unit(name) {
            _ if name == "%" => Measure::Percent,
            Some(unit) => Measure::Unit(unit, Decimal::ONE),
            None => continue,
        };
        both(nouns).for_each(|n| drop(out.insert(n, measure.clone())));
    }
    for (code, nouns) in &t.currencies {
        let code = known(code);
        both(nouns).for_each(|n| drop(out.insert(n, Measure::Money { code, parts: 1 })));
    }
    for (code, nouns) in &t.cents {
        both(nouns).for_each(|n| drop(out.insert(n, Measure::Money { code: Some(code), parts: 100 })));
    }
    for (word, code) in &t.codes {
        out.insert(word.clone(), Measure::Money { code: Some(code), parts: 1 });
    }
    out
}

fn short(t: &Table) -> FxHashMap<String, Measure> {
    let plain = t.short.iter().map(|(s, name)| (s, name, 1));
    let scaled = t.scaled.iter().map(|(s, (name, scale))| (s, name, *scale));
    let known = |(s, name, scale): (&String, &String, u64)| {
        Some((s.clone(), Measure::Unit(units::unit(name)?, Decimal::from(scale))))
    };
    plain.chain(scaled).filter_map(known).collect()
}

/// Each noun in the singular and in the plural.
fn both(nouns: &[String]) -> impl Iterator<Item = String> {
    nouns.iter().flat_map(|n| [n.clone(), plural(n)])
}

/// The regular plural of a noun.
fn plural(noun: &str) -> String {
    let vowel = |c: char| "aeiou".contains(c);
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(vowel) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

fn clock(name: &str) -> Option<Clock> {
    Some(match name {
        "second" => Clock::Seconds(1),
        "minute" => Clock::Seconds(60),
        "hour" => Clock::Seconds(3600),
        "day" => Clock::Calendar(TimeUnit::Day),
        "week" => Clock::Calendar(TimeUnit::Week),
        "fortnight" => Clock::Fortnight,
        "month" => Clock::Calendar(TimeUnit::Month),
        "quarter" => Clock::Calendar(TimeUnit::Quarter),
        "year" => Clock::Calendar(TimeUnit::Year),
        "decade" => Clock::Calendar(TimeUnit::Decade),
        "century" => Clock::Calendar(TimeUnit::Century),
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    match name {
        "early" => Some(Part::Early),
        "mid" => Some(Part::Mid),
        "late" => Some(Part::Late),
        _ => None,
    }
}

fn comparator(name: &str) -> Option<Comparator> {
    match name {
        "about" => Some(Comparator::About),
        "nearly" => Some(Comparator::Nearly),
        "below" => Some(Comparator::Below),
        "at-most" => Some(Comparator::AtMost),
        "above" => Some(Comparator::Above),
        "at-least" => Some(Comparator::AtLeast),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_file_is_known() {
        let t: Table = serde_yaml::from_str(EN).unwrap_or_else(|e| panic!("en.yaml: {e}"));
        let named = t.nouns.keys().chain(t.short.values()).chain(t.scaled.values().map(|(n, _)| n));
        for name in named.chain(t.currencies.keys().filter(|c| *c != "?")).chain(t.cents.keys()).chain(t.codes.values())
        {
            assert!(units::unit(name).is_some(), "units.yaml has no {name}");
        }
        t.comparators.keys().for_each(|c| assert!(comparator(c).is_some(), "{c}"));
        t.holidays.iter().for_each(|(n, rule)| assert!(Feast::parse(rule).is_some(), "{n}: {rule}"));
        t.parts.values().for_each(|p| assert!(part(p).is_some(), "{p}"));
        t.time_units.values().chain(t.time_letters.values()).for_each(|u| assert!(clock(u).is_some(), "{u}"));
    }
}
