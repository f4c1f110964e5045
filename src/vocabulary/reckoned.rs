//! Words that tie figures to each other, from `reckoning.yaml`.

use super::{Language, Words};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Words that say how many times as much, with the number.
#[derive(Debug, Deserialize)]
#[serde(try_from = "WrittenMultiples")]
pub struct Multiples {
    zh: Vec<(String, Decimal)>,
    en: Vec<(String, Decimal)>,
}

/// Multiples as they stand in a file: words with numbers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMultiples {
    zh: BTreeMap<String, String>,
    en: BTreeMap<String, String>,
}

impl TryFrom<WrittenMultiples> for Multiples {
    type Error = rust_decimal::Error;

    fn try_from(written: WrittenMultiples) -> Result<Self, Self::Error> {
        let read = |words: BTreeMap<String, String>| {
            let read = |(word, times): (String, String)| Ok((word, Decimal::from_str_exact(&times)?));
            words.into_iter().map(read).collect::<Result<Vec<_>, Self::Error>>()
        };
        Ok(Self { zh: read(written.zh)?, en: read(written.en)? })
    }
}

impl Multiples {
    /// The words of a language with what they multiply by.
    pub fn of(&self, language: Language) -> impl Iterator<Item = (&str, Decimal)> {
        let words = match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        };
        words.iter().map(|(word, times)| (word.as_str(), *times))
    }
}

/// Words for parts of a whole that exclude each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partition {
    /// The parts; words for the same one are separated by `|`.
    pub parts: Words,
    /// True where nothing of the whole is left beside them.
    #[serde(default)]
    pub complete: bool,
    /// Names of the whole, right behind which they stand as its parts without a word that says so.
    #[serde(default)]
    pub of: Words,
}

/// A quotient with a name of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotient {
    /// Right before the percentage; English ones in its clause.
    pub name: Words,
    /// Beside the figure that is divided.
    pub part: Words,
    /// Beside the figure that it is divided by.
    pub whole: Words,
}

/// Words for a figure, what is taken from it, and what is left.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// Before the figure that something is taken from.
    pub plus: Words,
    /// Before what is taken.
    pub minus: Words,
    /// Before what is left.
    pub net: Words,
}

/// Words that tie figures to each other; `reckoning.yaml` says where each stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reckoned {
    /// Before the figure something grew or fell from.
    pub from: Words,
    /// Before a figure of an earlier time.
    pub earlier: Words,
    /// Before the figure something grew or fell to.
    pub to: Words,
    /// Beside a figure of an earlier time, anywhere in what stands before it.
    pub formerly: Words,
    /// Verbs between the word for a figure and the figure.
    pub stands: Words,
    /// Right behind a rate, before the figure it is reckoned from.
    pub than: Words,
    /// Beside words of growth, without naming another matter, where two figures are told before.
    pub goes_on: Words,
    /// Upwards, where two figures are told before.
    pub upward: Words,
    /// Downwards, likewise.
    pub downward: Words,
    /// The difference of two figures, without saying which way.
    pub gaps: Words,
    /// Right behind a share or a part: what it is of was told before.
    pub of_it: Words,
    /// Names of a whole that say nothing of what it is of.
    pub alls: Words,
    /// Rates that are no quotient of the two figures before them.
    pub other_rates: Words,
    /// Right before what something brings in or costs.
    pub proceeds: Words,
    /// Right before the share that a part makes up.
    pub makes: Words,
    /// Quotients with names of their own.
    pub quotients: Vec<Quotient>,
    /// In the head of a column of changes.
    pub grown: Words,
    /// The whole of what a table has a total of.
    pub overall: Words,
    /// A figure of prose is none of the table.
    pub untold: Words,
    /// Scales and currencies in the head of a column.
    pub scales: BTreeMap<String, String>,
    /// Signs of money in the head of a column.
    pub moneys: Words,
    /// Upwards.
    pub rises: Words,
    /// Downwards.
    pub falls: Words,
    /// So much more than another figure.
    pub more: Words,
    /// So much less.
    pub less: Words,
    /// By how much, without saying which way.
    pub changes: Words,
    /// Between a difference and the same difference as a share.
    pub or: Words,
    /// Between a word of growth and its figure.
    pub by: Words,
    /// Small words that name no other subject.
    pub small: Words,
    /// So many times as much as before.
    pub multiples: Multiples,
    /// So many times as much as the figure behind.
    pub times: Multiples,
    /// Shares in words, behind what they are of.
    pub fractions: Multiples,
    /// Before how much each has; Chinese ones with the measure words of those that are counted, behind a `|`.
    pub averages: Words,
    /// Between a percentage and the figure the one before it lies above.
    pub above: Words,
    /// The same for below.
    pub below: Words,
    /// Right before a multiple: it is more.
    pub beyond: Words,
    /// Right before a multiple: it is not quite as much.
    pub nearly: Words,
    /// Right behind a multiple: it is more.
    pub and_more: Words,
    /// Right behind an amount that something comes to in each day, week or year.
    pub per_time: Words,
    /// End what one figure says of the one before.
    pub breaks: Words,
    /// The figures of the sentence follow another rule.
    pub other_bases: Words,
    /// Before a share of a whole.
    pub share: Words,
    /// What each costs, behind its measure word.
    pub prices: Words,
    /// Between a price and how many were sold at it.
    pub traded: Words,
    /// Before what a count of things at a price comes to.
    pub comes_to: Words,
    /// What is left of a whole.
    pub rest: Words,
    /// Before the total of the figures before it.
    pub total: Words,
    /// In the clause of a total: it is that of a year.
    pub whole_years: Words,
    /// In the clause of a total: it is that of what was told right before.
    pub all_told: Words,
    /// Between a number of things and what they add up to.
    pub adding: Words,
    /// Numbers that count things through, in their order.
    pub numbering: Words,
    /// Behind such a number: a part of a year.
    pub quarters: Words,
    /// Of which more is better than less.
    pub achieved: Words,
    /// Between a name and its place.
    pub placing: Words,
    /// The first place.
    pub topmost: Words,
    /// The last one.
    pub bottommost: Words,
    /// Places that are by the figure itself.
    pub extremes: Words,
    /// Of all that are told, beside such a place.
    pub among_all: Words,
    /// Between a name and its place: by what it has it.
    pub measured_by: Words,
    /// Between what is so many times something and that.
    pub is_times: Words,
    /// Names of a figure that was told as one of an earlier time.
    pub back_then: Words,
    /// Behind so many times.
    pub as_much: Words,
    /// The whole of a company.
    pub companies: Words,
    /// Heads of columns with what was paid for each thing.
    pub priced: Words,
    /// Behind the total of the figures before it.
    pub total_behind: Words,
    /// Compare with what was expected, of which no figure is told.
    pub expectations: Words,
    /// Open a sentence that says by how much the figures of the one before differ.
    pub pointing: Words,
    /// Beside a number in such a sentence: so many more than before.
    pub added: Words,
    /// Right before a figure that was planned, behind 比.
    pub planned: Words,
    /// What those did who are no longer there.
    pub gone: Words,
    /// What those did who were not there before.
    pub come: Words,
    /// Right before a total that has grown by what was told.
    pub running: Words,
    /// Say that a sentence is about the text itself.
    pub issues: Words,
    /// Right before how many sections it has.
    pub gathers: Words,
    /// What a text has numbered.
    pub sections: Words,
    /// Label of a row or column that claims a total.
    pub totals: Words,
    /// Label of a row or column that is the total of some of the lines above.
    pub subtotals: Words,
    /// Before the label of a row that is a part of the row above.
    pub parts_of: Words,
    /// In the head of a column whose figures nobody adds up.
    pub rates: Words,
    /// Behind two figures, before what both come to.
    pub both: Words,
    /// Behind a share: it is one of a company.
    pub stakes: Words,
    /// Before the value of the whole company.
    pub valuations: Words,
    /// The value follows from a price told before.
    pub by_price: Words,
    /// The share or the value is none of the price.
    pub other_stakes: Words,
    /// A figure, what is taken from it, and what is left.
    pub balances: Vec<Balance>,
    /// At the end of the line before a list of parts.
    pub itemised: Words,
    /// Between what is counted and the colon before a list of lines.
    pub heading: Words,
    /// The last thing of a complete list.
    pub others: Words,
    /// Between a place and those before it.
    pub ahead: Words,
    /// Parts that exclude each other.
    pub partitions: Vec<Partition>,
    /// Last words of names of places of which one is no part of another.
    pub kinds: Words,
    /// Between a whole and all of its parts.
    pub composed: Words,
    /// Leave a list open.
    pub open: Words,
    /// Between a count and the list of what is counted.
    pub lists: Words,
    /// Between the things of a list, beside commas.
    pub and: Words,
    /// Make a metric that of the time before.
    pub former: Words,
}

/// The words of `reckoning.yaml`.
pub fn reckoned() -> &'static Reckoned {
    static WORDS: OnceLock<Reckoned> = OnceLock::new();
    WORDS.get_or_init(|| serde_yaml::from_str(include_str!("reckoning.yaml")).expect("tested below"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read() {
        let words = reckoned();
        assert!(words.falls.at_end("同比下降", Language::Zh).is_some());
        assert!(words.multiples.of(Language::En).any(|m| m == ("tripled", Decimal::from(3))));
    }
}
