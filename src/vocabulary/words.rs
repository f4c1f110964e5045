//! Cues of both languages and the inflected forms of English words, from `cues.yaml` and a small rule.

use super::inflection::inflect;
use super::{Language, Names, PredicateKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a word of grammar tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// Hearsay.
    Reported,
    /// To come.
    Planned,
    /// Only if.
    Conditional,
    /// Contrary to fact.
    Counterfactual,
    /// Not so.
    Denied,
    /// A question.
    Asked,
    /// A view.
    Opinion,
    /// A verb of saying.
    Speech,
    /// The subject suffers the action.
    Passive,
    /// Who did it follows.
    Agent,
    /// A verb of taking or holding a post.
    Become,
    /// A verb of leaving a post.
    Depart,
    /// No longer holds the post.
    Former,
    /// Held the post at the time spoken of.
    Then,
    /// Will hold the post.
    Incoming,
    /// Holds the post for the time being.
    Acting,
    /// A lower post than the title behind it: 副, vice.
    LowerTitle,
    /// Is.
    Copula,
    /// 分别.
    Respectively,
    /// 这组数字.
    SameFigures,
    /// 该公司.
    OrganizationPronoun,
    /// 他.
    PersonPronoun,
    /// 其.
    ThingPronoun,
    /// Stands for a thing named before, never for a house: the film, 这部.
    ObjectPronoun,
    /// 排名第.
    RankWord,
    /// 最大.
    Superlative,
    /// 随后: what follows happens at another time.
    Later,
    /// 这次: what follows was spoken of before.
    Demonstrative,
    /// 增长: the figure behind is a difference, upwards.
    Rise,
    /// 下降: the figure behind is a difference, downwards.
    Fall,
    /// 同比: the figure behind is a difference.
    Change,
    /// 增至: the figure behind is what was reached.
    Level,
    /// 否认: a verb of denial, which reaches over all of its object.
    Denial,
    /// 试图, tried to: what follows was wanted, not done.
    Attempt,
    /// What the sentence tells is called wrong: an earlier version said that …, 误将.
    Mistaken,
    /// 接替, succeed: the subject takes the post of the object.
    Succeed,
    /// 就任, became: the post is held from then on.
    TakeOffice,
    /// 任命, appointed: the post is held from then on, or from a day soon after.
    Appoint,
    /// 重返, again: not for the first time.
    Again,
    /// 执掌, lead: the subject runs the object.
    Lead,
    /// 全年: the year of the period last named.
    WholeYear,
    /// 尚未, not yet: what follows happens later than the time spoken of.
    NotYet,
    /// 已经: what follows has happened by the time of writing.
    Already,
    /// A longer word that means none of these.
    None,
}

/// Words of one kind in each language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

impl Words {
    /// The words of a language.
    pub fn of(&self, language: Language) -> &[String] {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// The longest word that a text begins with, in bytes; Latin words are found whole, in any letter case.
    pub fn at_head(&self, text: &str, language: Language) -> Option<usize> {
        let heads = self.of(language).iter().filter(|w| {
            let head = text.get(..w.len()).is_some_and(|h| h.eq_ignore_ascii_case(w));
            head && (!w.is_ascii() || !text[w.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
        });
        heads.map(String::len).max()
    }

    /// The longest word that a text ends with, in bytes; Latin words are found whole, in any letter case.
    pub fn at_end(&self, text: &str, language: Language) -> Option<usize> {
        let tails = self.of(language).iter().filter(|w| {
            let start = text.len().checked_sub(w.len());
            let tail = start.and_then(|s| text.get(s..)).is_some_and(|t| t.eq_ignore_ascii_case(w));
            tail && (!w.is_ascii() || !text[..text.len() - w.len()].ends_with(|c: char| c.is_ascii_alphanumeric()))
        });
        tails.map(String::len).max()
    }
}

/// All cues with their words, English ones in every inflected form of verbs; in a fixed order.
pub fn cues() -> &'static [(String, Cue)] {
    static CUES: OnceLock<Vec<(String, Cue)>> = OnceLock::new();
    CUES.get_or_init(|| {
        let table: BTreeMap<Cue, Words> = serde_yaml::from_str(include_str!("cues.yaml")).expect("tested below");
        let mut out = Vec::new();
        for (cue, words) in table {
            let verbs = matches!(
                cue,
                Cue::Speech
                    | Cue::Become
                    | Cue::Depart
                    | Cue::Planned
                    | Cue::Denial
                    | Cue::Attempt
                    | Cue::Succeed
                    | Cue::TakeOffice
                    | Cue::Appoint
                    | Cue::Again
                    | Cue::Lead
            );
            for word in words.en {
                match verbs {
                    true => out.extend(inflect(&word, PredicateKind::Event).into_iter().map(|w| (w, cue))),
                    false => out.push((word, cue)),
                }
            }
            out.extend(words.zh.into_iter().map(|w| (w, cue)));
        }
        out
    })
}

/// Words that make a figure one of a part of its subject, in lower case.
pub fn portions() -> &'static Names {
    static PORTIONS: OnceLock<Names> = OnceLock::new();
    PORTIONS.get_or_init(|| {
        let words: Words = serde_yaml::from_str(include_str!("portions.yaml")).expect("tested below");
        Names { en: words.en, zh: words.zh }
    })
}

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
    /// Wholes that no part can exceed.
    pub undivided: Words,
    /// Before a figure that is a share of what follows.
    pub shares: Words,
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
    /// Before the day an article was published.
    pub published: Words,
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

    #[test]
    fn cues_are_read() {
        assert!(cues().iter().any(|(w, c)| w == "时任" && *c == Cue::Then));
        assert!(cues().iter().any(|(w, c)| w == "said" && *c == Cue::Speech));
    }

    #[test]
    fn words_for_parts_are_read() {
        assert!(lists().leads.at_head("早在2021年", Language::Zh) == Some(6));
        assert!(portions().zh.iter().any(|w| w == "海外") && portions().en.iter().any(|w| w == "segment"));
    }
}
