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
#[serde(from = "Written")]
pub struct Words {
    zh: List,
    en: List,
}

/// Words as they stand in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

impl From<Written> for Words {
    fn from(words: Written) -> Self {
        Self { zh: List::of(words.zh), en: List::of(words.en) }
    }
}

/// Words of one language, and the bytes they begin and end with: most places of a text are passed by a look at these.
#[derive(Debug, Default)]
struct List {
    words: Vec<String>,
    heads: Bytes,
    tails: Bytes,
}

impl List {
    fn of(words: Vec<String>) -> Self {
        let heads = Bytes::of(words.iter().filter_map(|w| w.bytes().next()));
        let tails = Bytes::of(words.iter().filter_map(|w| w.bytes().next_back()));
        Self { words, heads, tails }
    }
}

/// A set of bytes in which letters of ASCII stand in either case.
#[derive(Debug, Default)]
struct Bytes([u64; 4]);

impl Bytes {
    fn of(bytes: impl Iterator<Item = u8>) -> Self {
        let mut set = Self::default();
        for byte in bytes.flat_map(|b| [b.to_ascii_lowercase(), b.to_ascii_uppercase()]) {
            set.0[usize::from(byte / 64)] |= 1 << (byte % 64);
        }
        set
    }

    fn has(&self, byte: Option<u8>) -> bool {
        byte.is_some_and(|b| self.0[usize::from(b / 64)] >> (b % 64) & 1 == 1)
    }
}

impl Words {
    /// The words of a language.
    pub fn of(&self, language: Language) -> &[String] {
        &self.list(language).words
    }

    fn list(&self, language: Language) -> &List {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// True where a text is one of the words, letter by letter.
    pub fn has(&self, text: &str, language: Language) -> bool {
        let list = self.list(language);
        list.heads.has(text.bytes().next()) && list.words.iter().any(|w| w == text)
    }

    /// The longest word that a text begins with, in bytes; Latin words are found whole, in any letter case.
    pub fn at_head(&self, text: &str, language: Language) -> Option<usize> {
        let list = self.list(language);
        if !list.heads.has(text.bytes().next()) {
            return None;
        }
        let heads = list.words.iter().filter(|w| {
            let head = text.get(..w.len()).is_some_and(|h| h.eq_ignore_ascii_case(w));
            head && (!w.is_ascii() || !text[w.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
        });
        heads.map(String::len).max()
    }

    /// The longest word that a text ends with, in bytes; Latin words are found whole, in any letter case.
    pub fn at_end(&self, text: &str, language: Language) -> Option<usize> {
        let list = self.list(language);
        if !list.tails.has(text.bytes().next_back()) {
            return None;
        }
        let tails = list.words.iter().filter(|w| {
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
            for word in words.en.words {
                match verbs {
                    true => out.extend(inflect(&word, PredicateKind::Event).into_iter().map(|w| (w, cue))),
                    false => out.push((word, cue)),
                }
            }
            out.extend(words.zh.words.into_iter().map(|w| (w, cue)));
        }
        out
    })
}

/// Words that make a figure one of a part of its subject, in lower case.
pub fn portions() -> &'static Names {
    static PORTIONS: OnceLock<Names> = OnceLock::new();
    PORTIONS.get_or_init(|| {
        let words: Words = serde_yaml::from_str(include_str!("portions.yaml")).expect("tested below");
        Names { en: words.en.words, zh: words.zh.words }
    })
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
        assert!(portions().zh.iter().any(|w| w == "海外") && portions().en.iter().any(|w| w == "segment"));
    }
}
