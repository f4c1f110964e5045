//! Words that say how moments lie to each other, from `order.yaml`.

use super::Words;
use serde::Deserialize;
use std::sync::OnceLock;

/// Words that say how moments lie to each other; `order.yaml` says where each stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ordered {
    /// Between a distance and the date it leads to.
    pub apposed: Words,
    /// Before a length, from beginning to end.
    pub lasting: Words,
    /// At about the same time.
    pub together: Words,
    /// The second of two dates is not before the first.
    pub afterwards: Words,
    /// Make the date behind them an earlier one.
    pub back: Words,
    /// Beside a date of birth.
    pub born: Words,
    /// Around a date of death.
    pub died: Words,
    /// Before the age at death.
    pub aged: Words,
    /// Around the name of an edition.
    pub held: Words,
    /// Beside the year of a founding.
    pub founded: Words,
    /// Beside an event that is done.
    pub done: Words,
    /// Before such a word where it is not.
    pub not_done: Words,
    /// The other date is not before that of this clause.
    pub after: Words,
    /// It is not behind it.
    pub before: Words,
    /// Make a date one of something else.
    pub compared: Words,
    /// Between two dates of one time.
    pub namely: Words,
    /// Between the date on which somebody left and the length of the stay.
    pub served: Words,
    /// Between a date and the length of time that leads to it.
    pub steps: Words,
    /// Behind such a length, before the date it counts from.
    pub counted_from: Words,
    /// Between a date and a length that reaches to the day of writing.
    pub until_now: Words,
    /// Between a date and the length of a standstill.
    pub idle: Words,
    /// With the date that ends a standstill.
    pub resumed: Words,
    /// What began on the first of two days was over on the second.
    pub returns: Words,
    /// Between two days that something lasted from and to.
    pub reaching: Words,
    /// Behind the first of them.
    pub starting: Words,
    /// Before the number of an anniversary of the founding.
    pub anniversaries: Words,
    /// Beside the date on which a work began.
    pub begun: Words,
    /// Beside that on which it ended.
    pub ended: Words,
    /// Between the two.
    pub goes_on: Words,
    /// Something was done for the first time.
    pub firsts: Words,
    /// Somebody else whose age may be told.
    pub kin: Words,
    /// An age is that of the date before.
    pub at_that_time: Words,
    /// Held once a year.
    pub yearly: Words,
    /// Make a term in a post another one than the first.
    pub again: Words,
    /// Something was done by the day it was due.
    pub punctual: Words,
    /// What is done at the end of a work.
    pub finished: Words,
    /// Something has to be done.
    pub due: Words,
    /// The day by which is another one.
    pub put_off: Words,
    /// A part of what is due.
    pub first_of: Words,
    /// Words for all of what is due, or its last part.
    pub whole_of: Words,
    /// Something was ordered.
    pub ordered: Words,
    /// It was handed over: done by the one and received by the other on the same day.
    pub handed_over: Words,
    /// Right before a length that makes up a clause of its own.
    pub in_full: Words,
    /// Right behind the length of what goes on: the day it began.
    pub having: Words,
    /// Between a date and what goes on from it.
    pub from_then: Words,
    /// Right behind a length: the day until which.
    pub up_to: Words,
    /// Behind a length of time that reaches to the day of writing.
    pub so_far: Words,
    /// A founding, beside a length of time from it.
    pub foundings: Words,
    /// Behind the day on which something begins that lasts.
    pub opening: Words,
    /// Right before its length.
    pub terms: Words,
    /// Behind the day on which it ends.
    pub closing: Words,
    /// Right before an age: that of the day told last.
    pub then_aged: Words,
    /// What is told goes on when it is written of.
    pub perfect: Words,
    /// On the day that was just told.
    pub just_then: Words,
    /// Before a word that something was in time: it was not.
    pub not_in_time: Words,
    /// Words that name nothing.
    pub light: Words,
    /// Verbs that only help another one.
    pub auxiliaries: Words,
    /// Right behind the time within which something is due.
    pub inside: Words,
    /// What is handed over is a part.
    pub part_of: Words,
    /// Last words of the name of a series.
    pub series: Words,
}

/// The words of `order.yaml`.
pub fn ordered() -> &'static Ordered {
    static WORDS: OnceLock<Ordered> = OnceLock::new();
    WORDS.get_or_init(|| serde_yaml::from_str(include_str!("order.yaml")).expect("tested below"))
}

#[cfg(test)]
mod tests {
    use super::ordered;
    use crate::vocabulary::Language;

    #[test]
    fn the_words_are_read() {
        assert!(ordered().lasting.at_end("工程历时", Language::Zh).is_some());
    }
}
