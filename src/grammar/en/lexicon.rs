//! The words of en.yaml, read once: what each single word may mean, and the units and currencies by phrase.

use super::fractions;
use super::keys::{Key, key, pieces};
use super::phrases::{KeyTable, Phrases};
use super::tokens::Tokens;
use super::words::{Clock, Measure, Role, Word};
use crate::grammar::units;
use crate::quantity::Comparator;
use crate::time::TimeUnit;
use crate::vocabulary::EN;
use chrono::Weekday;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::grammar::{Feast, Part};

/// All of en.yaml, ready for looking up.
pub(super) struct Lexicon {
    keys: KeyTable,
    words: Vec<Word>,
    /// The part of each of these words; apart from them, since of most nothing else is asked.
    roles: Vec<Role>,
    /// The parts of the marks of ASCII.
    marks: [Role; 128],
    /// Units and currencies.
    pub(super) measures: Phrases<Measure>,
    pub(super) comparators: Phrases<Comparator>,
    pub(super) holidays: Phrases<Feast>,
    /// Set phrases whose ordinal tells no order: third party.
    pub(super) no_ordinals: Phrases<()>,
    /// Words that mean money only behind large figures.
    pub(super) big_money: Vec<Key>,
    short: FxHashMap<String, Measure>,
    short_heads: KeyTable,
    time_letters: FxHashMap<String, Clock>,
    signs: FxHashMap<char, Option<&'static str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    cardinals: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u32>,
    scales: BTreeMap<String, u64>,
    scale_letters: BTreeMap<String, u64>,
    fractions: BTreeMap<String, u32>,
    vague: BTreeMap<String, (u64, u64)>,
    folds: BTreeMap<String, u32>,
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
    time_letters: BTreeMap<String, String>,
    starters: Vec<String>,
    relatives: Vec<String>,
    spanners: Vec<String>,
    bearers: Vec<String>,
    inner: Vec<String>,
    figure_starters: Vec<String>,
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
        let mut at = |word: &str, set: &dyn Fn(&mut Word)| {
            let word = words.entry(word.to_owned()).or_default();
            word.role = word.role.with(Role::MEANS, true);
            set(word);
        };
        t.cardinals.iter().for_each(|(w, n)| at(w, &|x| x.cardinal = Some(*n)));
        t.ordinals.iter().for_each(|(w, n)| at(w, &|x| x.ordinal = Some(*n)));
        t.scales.iter().for_each(|(w, n)| at(w, &|x| x.scale = Some(Decimal::from(*n))));
        t.scale_letters.iter().for_each(|(w, n)| at(w, &|x| x.letter = Some(Decimal::from(*n))));
        // Two ninths, three hundredths: the plural of an ordinal divides.
        let many = t.ordinals.iter().filter(|(_, n)| **n > 2);
        many.for_each(|(w, n)| at(&format!("{w}s"), &|x| x.fraction = Some(*n)));
        t.fractions.iter().for_each(|(w, n)| at(w, &|x| x.fraction = Some(*n)));
        t.vague.iter().for_each(|(w, n)| at(w, &|x| x.vague = Some(*n)));
        t.folds.iter().for_each(|(w, n)| at(w, &|x| x.fold = Some(*n)));
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
            let role = &mut words.entry(w.clone()).or_default().role;
            *role = role.with(Role::STARTS, true).with(Role::COUNTS, matches!(&**w, "a" | "an" | "half"));
            *role = role.with(Role::BEARS, t.bearers.contains(w)).with(Role::DATES, t.bearers.contains(w));
        }
        for (list, part) in [(&t.relatives, Role::RELATES), (&t.spanners, Role::SPANS)] {
            for w in list {
                let role = &mut words.entry(w.clone()).or_default().role;
                *role = role.with(part, true);
            }
        }
        let phrases_of = t.comparators.values().flatten().chain(t.holidays.keys());
        let parts = phrases_of.flat_map(|p| p.split([' ', '\'', '-', '.'])).filter(|w| !w.is_empty());
        let days = t.weekdays.keys().map(|w| plural(w)).collect::<Vec<_>>();
        for w in parts.chain(t.inner.iter().chain(&days).map(String::as_str)) {
            let role = &mut words.entry(w.to_owned()).or_default().role;
            *role = role.with(Role::INNER, true);
        }
        // two Thursdays ago
        for w in &days {
            let role = &mut words.entry(w.clone()).or_default().role;
            *role = role.with(Role::DATES, true).with(Role::TIMES, true);
        }
        for w in &t.figure_starters {
            let role = &mut words.entry(w.clone()).or_default().role;
            *role = role.with(Role::FIGURES, true);
        }
        for word in words.values_mut() {
            let number =
                word.cardinal.is_some() || word.ordinal.is_some() || word.vague.is_some() || word.fold.is_some();
            let day = word.month.is_some() || word.weekday.is_some() || word.holiday;
            let date = day || word.part.is_some() || word.decade.is_some() || word.season.is_some();
            let when = day || word.decade.is_some() || word.season.is_some();
            // Years may be written in words: nineteen eighty-four.
            let worded = word.ordinal.is_some() || word.cardinal.is_some_and(|n| (15..=20).contains(&n));
            let counts = word.cardinal.is_some() || word.vague.is_some() || word.scale.is_some();
            let pays = word.before_sign.is_some() || word.code.is_some();
            let led = word.compares || pays;
            let bears = number || when || word.scale.is_some() || word.fraction.is_some() || word.time.is_some();
            let listed = word.role.has(Role::STARTS) || word.role.has(Role::FIGURES);
            let alone = !(listed || bears || date || counts);
            let role = word.role.with(Role::COUNTS, counts).with(Role::BEARS, bears);
            let role = role.with(Role::COMPARES, word.compares && !pays && !bears && !role.has(Role::FIGURES));
            let role = role.with(Role::PAYS, pays && !word.compares && alone);
            let role = role.with(Role::TIMES, word.time.is_some());
            let role = role.with(Role::SPANS, word.compares && alone && !pays);
            let role = role.with(Role::DATES, when || word.time.is_some() || worded);
            let role = role.with(Role::STARTS, number || date || word.scale.is_some() || led);
            let role = role.with(Role::INNER, role.has(Role::STARTS) || role.has(Role::BEARS));
            let figures = role.has(Role::COUNTS) || word.ordinal.is_some() || word.fold.is_some() || led;
            word.role = role.with(Role::FIGURES, figures);
        }
        let comparators = t.comparators.iter().filter_map(|(name, phrases)| Some((comparator(name)?, phrases)));
        let (keys, words): (_, Vec<Word>) = words.into_iter().map(|(w, word)| (key(&w), word)).unzip();
        let short = short(t);
        let mut short_heads: Vec<Key> = short.keys().filter_map(|s| Some(pieces(s).first()?.0)).collect();
        short_heads.sort();
        short_heads.dedup();
        let mut lexicon = Self {
            keys: KeyTable::of(keys),
            roles: words.iter().map(|w| w.role).collect(),
            words,
            marks: [Role::NONE; 128],
            measures: Phrases::of(phrases(t)),
            comparators: Phrases::of(comparators.flat_map(|(c, p)| p.iter().map(move |p| (p.clone(), c)))),
            holidays: Phrases::of(t.holidays.iter().filter_map(|(n, rule)| Some((n.clone(), Feast::parse(rule)?)))),
            no_ordinals: Phrases::of(t.no_ordinals.iter().map(|p| (p.clone(), ()))),
            big_money: both(&t.big_money).map(|w| key(&w)).collect(),
            short,
            short_heads: KeyTable::of(short_heads),
            time_letters: t.time_letters.iter().filter_map(|(w, unit)| Some((w.clone(), clock(unit)?))).collect(),
            signs: t.signs.iter().map(|(c, code)| (*c, (code != "?").then_some(code.as_str()))).collect(),
        };
        for byte in 0..128_u8 {
            lexicon.marks[usize::from(byte)] = lexicon.part_of(char::from(byte));
        }
        lexicon
    }

    /// What a word may mean, `None` where it means nothing to grammar; and what part it may have.
    #[inline]
    pub(super) fn word(&self, key: Key) -> (Option<&Word>, Role) {
        match self.keys.get(key).and_then(|n| Some((self.words.get(n)?, self.roles.get(n)?))) {
            Some((word, role)) => (role.has(Role::MEANS).then_some(word), *role),
            None => (None, Role::NONE),
        }
    }

    /// What part a mark may have in a mention.
    #[inline]
    pub(super) fn mark(&self, c: char) -> Role {
        self.marks.get(c as usize).copied().unwrap_or_else(|| self.part_of(c))
    }

    fn part_of(&self, c: char) -> Role {
        let fraction = fractions::is_sign(c);
        let heads = is_head(c);
        let starts = fraction || heads || self.sign(c).is_some();
        let ends =
            matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '"' | '!' | '?' | '\n' | '\u{201c}' | '\u{201d}');
        Role::NONE
            .with(Role::STARTS, starts)
            .with(Role::FIGURES, starts)
            .with(Role::COUNTS, c == '.' || fraction)
            .with(Role::BEARS, fraction)
            .with(Role::INNER, !ends)
            .with(Role::HEADS, heads)
    }

    /// A unit or currency of one word, at a token.
    pub(super) fn measure(&self, t: &Tokens<'_>, i: usize) -> Option<&Measure> {
        self.measures.at(t, i, 1).map(|(m, _)| m)
    }

    /// True for what is measured or is per cent, not counted: half a percent, half a mile.
    pub(super) fn measures(&self, t: &Tokens<'_>, i: usize) -> bool {
        match self.measure(t, i) {
            Some(Measure::Percent) => true,
            Some(Measure::Unit(unit, _)) => !unit.is_discrete(),
            _ => false,
        }
    }

    /// A unit by its short form as it is spelt.
    pub(super) fn short(&self, text: &str) -> Option<&Measure> {
        self.short.get(text)
    }

    /// True where a short form of a unit may begin with this word or mark.
    pub(super) fn shortens(&self, head: Key) -> bool {
        self.short_heads.get(head).is_some()
    }

    /// A unit of time by a letter that touches its figure, as it is spelt: 3d, 6mo.
    pub(super) fn time_letter(&self, text: &str) -> Option<Clock> {
        self.time_letters.get(text).copied()
    }

    /// A currency sign; the code is `None` where the sign leaves it open.
    pub(super) fn sign(&self, c: char) -> Option<Option<&'static str>> {
        self.signs.get(&c).copied()
    }

    /// A currency by its code in capitals.
    pub(super) fn code(&self, text: &str) -> Option<&'static str> {
        self.word(key(text)).0.and_then(|w| w.code)
    }
}

/// Marks that a figure or a date may begin with; signs of money are in the lexicon.
fn is_head(c: char) -> bool {
    matches!(c, '-' | '+' | '\u{b1}' | '.' | '\'' | '~' | '\u{2248}' | '<' | '>' | '\u{2264}' | '\u{2265}')
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
    let known = |(s, name): (&String, &String)| Some((s.clone(), Measure::Unit(units::unit(name)?, Decimal::ONE)));
    t.short.iter().filter_map(known).collect()
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
        let named = t.nouns.keys().chain(t.short.values());
        for name in named.chain(t.currencies.keys().filter(|c| *c != "?")).chain(t.cents.keys()).chain(t.codes.values())
        {
            assert!(units::unit(name).is_some(), "units.yaml has no {name}");
        }
        t.comparators.keys().for_each(|c| assert!(comparator(c).is_some(), "{c}"));
        // A longer word would never be found, see `Key`.
        let lexicon = lexicon();
        assert!(lexicon.words.len() > 500 && lexicon.word(key("billion")).0.is_some_and(|w| w.scale.is_some()));
        let phrases = t.currencies.values().chain(t.nouns.values()).chain(t.comparators.values()).flatten();
        let words = phrases.chain(t.holidays.keys()).flat_map(|p| p.split([' ', '-']));
        words.for_each(|w| assert!(w.len() <= 15, "{w}"));
        t.holidays.iter().for_each(|(n, rule)| assert!(Feast::parse(rule).is_some(), "{n}: {rule}"));
        t.parts.values().for_each(|p| assert!(part(p).is_some(), "{p}"));
        t.time_units.values().chain(t.time_letters.values()).for_each(|u| assert!(clock(u).is_some(), "{u}"));
    }
}
