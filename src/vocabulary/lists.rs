//! Words that are looked for at one place of a sentence, from `lists.yaml`.

use super::Words;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A name that several currencies have.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenCurrency {
    /// Those it may be, as ISO 4217 codes.
    pub any: Vec<String>,
    /// The one that is meant where nothing says otherwise.
    #[serde(default)]
    pub plain: Option<String>,
}

/// Words that are looked for at one place of a sentence, by what stands there; see `lists.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// Before a date since which nothing was so extreme.
    pub records: Words,
    /// Before a feast that is told of as it used to be.
    pub habits: Words,
    /// Words that may be a month, a day or a number and are something else where no date or figure was read.
    pub other_words: Words,
    /// Set phrases with a number in them.
    pub idioms: Words,
    /// Before the number of a place in a text.
    pub section_labels: Words,
    /// Before a telephone number.
    pub phone_labels: Words,
    /// Before the number of a version.
    pub version_labels: Words,
    /// Before a number that only tells one thing from others.
    pub identifier_labels: Words,
    /// Before the number of a law or another paper.
    pub document_labels: Words,
    /// Before 当天: the day is that of an event, whenever it was.
    pub event_days: Words,
    /// Behind the day that an event is known by, whatever its year.
    pub known_by_date: Words,
    /// Wholes that no part can exceed.
    pub undivided: Words,
    /// Before a figure that is a share of what follows.
    pub shares: Words,
    /// Before a whole of which the thing spoken of is a part.
    pub parts_of: Words,
    /// Right before a verb of a clause that only describes the noun they open.
    pub demonstratives: Words,
    /// Tell that a post is taken or left.
    pub successions: Words,
    /// In a sentence that counts years from a day, which comes round.
    pub counted_years: Words,
    /// Before a date that sets the scene.
    pub leads: Words,
    /// Between two dates that are the same.
    pub namely: Words,
    /// What makes a date and an event the scene of a sentence.
    pub scenes: Words,
    /// Before a name that is neither subject nor object.
    pub prepositions: Words,
    /// At the head of a clause that is no subject.
    pub adverbials: Words,
    /// Beside the noun of an event: it is done.
    pub completing: Words,
    /// Beside the noun of an event: it is agreed in writing.
    pub signing: Words,
    /// Beside the noun of an event: it is made known.
    pub announcing: Words,
    /// Before a noun for a person whom nothing names: 一位记者说.
    pub somebody: Words,
    /// Open an apposition that says what something is.
    pub indefinites: Words,
    /// Open a noun phrase.
    pub determiners: Words,
    /// At the head of an apposition.
    pub appositions: Words,
    /// At the head of a relative clause.
    pub relatives: Words,
    /// With `the`, stand for an organization named before.
    pub company_nouns: Words,
    /// Behind a surname, no part of it.
    pub after_surnames: Words,
    /// Behind the date of a dateline.
    pub wires: Words,
    /// Before a figure, without saying what it measures.
    pub quantifying: Words,
    /// Behind the time that a race was won in.
    pub victories: Words,
    /// Right behind the score that a match was won with.
    pub defeats: Words,
    /// Before the day an article was published.
    pub published: Words,
    /// At the end of a date that counts back from another day.
    pub counted_back: Words,
    /// First words behind what a figure is of that only lead on to the figure.
    pub label_ends: Words,
    /// Verbs before an ordinal that is what somebody was.
    pub becoming: Words,
    /// Verbs that with up or down tell of no change of a figure.
    pub phrasal: Words,
    /// With a verb of founding: somebody did it with others.
    pub takes_part: Words,
    /// What is so told of is another time than the one spoken of.
    pub other_occasions: Words,
    /// Before a figure that is passed.
    pub exceeding: Words,
    /// Before a figure that is not reached.
    pub undercutting: Words,
    /// Behind an ordinal that says which place something has.
    pub places_in_order: Words,
    /// Before what belongs to somebody.
    pub owners: Words,
    /// Words of numbers between digits and what is counted.
    pub scales: Words,
    /// Behind the day an article was published.
    pub published_behind: Words,
    /// All that a block says above the titles of other articles.
    pub elsewhere: Words,
    /// In a cell that holds no figure.
    pub blanks: Words,
    /// Before the number of a table in its title.
    pub tables: Words,
    /// In the title of a table: that it is one.
    pub table_titles: Words,
    /// Beside dates and units at the head of a row or a column.
    pub table_words: Words,
    /// In brackets in the label of a row: that less than nothing is a loss.
    pub losses: Words,
    /// A year that ends with the date beside it.
    pub year_ends: Words,
    /// What an age may be called.
    pub age_nouns: Words,
    /// Open a clause that says what was paid.
    pub prices: Words,
    /// Stand for another organization than the text is about.
    pub rivals: Words,
    /// A verb of buying only where the price stands right before it.
    pub priced: Words,
    /// Last words of amounts of money whose country is not told, with the currencies they may be; the first is the
    /// commonest where one is meant far more often than the others.
    pub open_currencies: BTreeMap<String, OpenCurrency>,
    /// Nouns for a deal.
    pub deals: Words,
    /// Verbs that say that a deal is done.
    pub sealed: Words,
    /// Nouns for a whole that a share may be of.
    pub wholes: Words,
    /// In the verb of a renaming: it led to the name of today.
    pub present_names: Words,
    /// Nouns for whoever an event made one.
    pub holders: Words,
    /// Behind a name: what is taken over comes from there.
    pub hands: Words,
    /// At the head of a clause that tells how things stand.
    pub at_present: Words,
    /// Between a title with its holder and a date: he took the post then.
    pub taking: Words,
    /// Behind the name of a metric: another one.
    pub compounds: Words,
    /// Between an age and whose it is.
    pub age_beside: Words,
    /// Right before an age: they only measure it.
    pub age_measure: Words,
    /// Behind a name: what follows is something of its own.
    pub possessives: Words,
    /// Between a name and its age.
    pub age_apposed: Words,
    /// Beside an age: a difference of two.
    pub age_gaps: Words,
    /// Behind an age: one of another time.
    pub ages_then_behind: Words,
    /// Right before an age: it is that of the date last told.
    pub ages_of_then: Words,
    /// Before an age: one of another time.
    pub ages_then_before: Words,
    /// Before a figure behind a word of change: what was reached.
    pub reached: Words,
    /// Before a figure: what it was before.
    pub origins: Words,
    /// Open the same amount in another currency.
    pub conversions: Words,
    /// Between a length of time and the date it ends with.
    pub ending: Words,
    /// Behind the date that a period ends with.
    pub periods: Words,
    /// In a date: of which year it is, without a figure.
    pub years_told: Words,
    /// Behind 甲与乙: the first is like the second in this.
    pub alikes: Words,
    /// Behind a name: only something like it is meant.
    pub similars: Words,
    /// Behind a name and its particle: the thing itself.
    pub kinds: Words,
    /// Before a name: what follows is called so.
    pub called: Words,
    /// At the end of a clause that only says when the next one happens.
    pub subordinate_ends: Words,
    /// At the head of a clause that only says when the next one happens.
    pub subordinate_heads: Words,
    /// Of an event spoken of before.
    pub venues: Words,
    /// Before a name, what the sentence is about.
    pub topics: Words,
    /// People and bodies without a name: a clause is told of them.
    pub others: Words,
    /// Between a word and a figure of its parts.
    pub divides: Words,
    /// Behind 的: what a clause before only says was the case.
    pub complements: Words,
    /// Open a thing without a name.
    pub nameless: Words,
    /// Before a place: it is that of another.
    pub beaten: Words,
    /// Words for the members of any list.
    pub members: Words,
    /// Its first day.
    pub first_days: Words,
    /// Of every edition of a series.
    pub each: Words,
    /// Those of them that may stand for any organization, whatever its name.
    pub plain_nouns: Words,
    /// Words before the name of a metric that leave it that of whom the text speaks.
    pub plain_heads: Words,
    /// Of a company, announce what it will do.
    pub saying: Words,
    /// Small numbers in words.
    pub small_numbers: Words,
    /// What is counted in vehicles.
    pub vehicles: Words,
    /// At the head of a clause that tells of the name before it.
    pub latters: Words,
    /// In a line that names who wrote an article.
    pub bylines: Words,
    /// Last words of the names of public bodies, which are no companies.
    pub bodies: Words,
    /// Behind an event that only says since when, or when.
    pub recalled: Words,
    /// What is said of a deal that is agreed.
    pub agreed: Words,
    /// Participles that do not end in -ed.
    pub participles: Words,
    /// What is wider than one organization.
    pub markets: Words,
    /// With `the`, stand for an organization whose name has the same word.
    pub institutions: Words,
    /// At the head of a clause that says as what.
    pub capacities: Words,
    /// Before the name of a metric that is another one then.
    pub modifiers: Words,
    /// Before the name of a flow that is one of all time then.
    pub totals: Words,
    /// More by a figure.
    pub more: Words,
    /// Less by a figure.
    pub less: Words,
    /// At the head of a comparison.
    pub comparisons: Words,
    /// Before an age of today.
    pub now: Words,
    /// In posts of several people.
    pub shared_posts: Words,
    /// For the body that is spoken of.
    pub vague_bodies: Words,
    /// Behind a figure that is a mark.
    pub marks: Words,
    /// Beside the result of a game.
    pub results: Words,
    /// Beside the result of a part of a game.
    pub spells: Words,
    /// Behind the name of a place: it is told of as a region.
    pub region_ends: Words,
    /// Behind an ordinal: what it counts.
    pub rounds: Words,
    /// Say nothing of what a sentence is about.
    pub empty: Words,
    /// Words of grammar beside these.
    pub auxiliaries: Words,
    /// Deny what they stand before.
    pub negations: Words,
    /// Of a post that passes on.
    pub handovers: Words,
    /// In the name of a post of several people.
    pub joint_posts: Words,
    /// A place in one character.
    pub place_marks: Words,
    /// Between an occasion and its day.
    pub leads_to_days: Words,
    /// The occasion that is spoken of.
    pub this_occasion: Words,
    /// What an occasion does on its first day.
    pub openings: Words,
    /// What it does on its last.
    pub closings: Words,
}

/// The lists of `lists.yaml`.
pub fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| serde_yaml::from_str(include_str!("lists.yaml")).expect("tested below"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Language;

    #[test]
    fn lists_are_read() {
        assert!(lists().leads.at_head("早在2021年", Language::Zh) == Some(6));
    }
}
