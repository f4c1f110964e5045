//! Words around lengths of time between two dates, from `spans.yaml`.

use super::Words;
use serde::Deserialize;
use std::sync::OnceLock;

/// Words around lengths of time between two dates; `spans.yaml` says where each stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Spanned {
    /// Right before a length: no more than how it is measured.
    pub measured: Words,
    /// Those that make it exact.
    pub exact: Words,
    /// Right before the length of all of what was just told.
    pub all_told: Words,
    /// Those of them that begin and end with the only two dates before them.
    pub whole: Words,
    /// At the head of a sentence: what the one before told of.
    pub this: Words,
    /// In the clause of a distance: what it counts from lies before.
    pub by_then: Words,
    /// Right before a length: it went by between two deeds.
    pub took: Words,
    /// Right behind a length: it lies between two deeds.
    pub passed_between: Words,
    /// How far the last date is from a deed.
    pub far_from: Words,
    /// Somebody was away for so long.
    pub away: Words,
    /// Begin words that are no distance.
    pub no_distance: Words,
    /// Still to come.
    pub to_come: Words,
    /// Make a deed one that was told of before.
    pub that_very: Words,
    /// In front of the name of a deed.
    pub articles: Words,
    /// Right before a length between two dates that came before.
    pub whole_wait: Words,
    /// Verbs of beginning anew.
    pub resuming: Words,
    /// Before the first of two dates: something began then.
    pub beginning: Words,
    /// Right behind a length: what it was spent on.
    pub of_work: Words,
    /// Verbs of coming next.
    pub following: Words,
    /// Somebody said at another time what was to be.
    pub said_then: Words,
    /// A day that was put off or is over.
    pub not_now: Words,
    /// Do it by then.
    pub please_by: Words,
    /// It will be then.
    pub will_on: Words,
    /// It is open still.
    pub open_until: Words,
    /// Earlier than what was told.
    pub earlier: Words,
    /// Later.
    pub later: Words,
    /// Beside the day on which something was to be.
    pub was_due: Words,
    /// Beside the day on which it was.
    pub was_done: Words,
    /// Somebody led a house, or held a post, for so long.
    pub served: Words,
    /// Between a post, or a house that is led, and how long.
    pub led_for: Words,
    /// Right before the length of what was over.
    pub had_lasted: Words,
    /// It was over.
    pub over: Words,
    /// Right behind the length of a term that ends.
    pub in_post: Words,
    /// Before a length, beside the day on which something began anew.
    pub pause: Words,
    /// What something is compared with that is no deed.
    pub no_deed: Words,
    /// Words for one and the same kind of deed.
    pub deeds: Vec<Words>,
}

/// The words of `spans.yaml`.
pub fn spanned() -> &'static Spanned {
    static WORDS: OnceLock<Spanned> = OnceLock::new();
    WORDS.get_or_init(|| serde_yaml::from_str(include_str!("spans.yaml")).expect("tested below"))
}

#[cfg(test)]
mod tests {
    use super::spanned;
    use crate::vocabulary::Language;

    #[test]
    fn the_words_are_read() {
        assert!(spanned().exact.has("整整", Language::Zh));
    }
}
