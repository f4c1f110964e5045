//! Cues of both languages, from `cues.yaml`.

use super::inflection::inflect;
use super::{Language, PredicateKind, Words};
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
            for word in words.of(Language::En) {
                match verbs {
                    true => out.extend(inflect(word, PredicateKind::Event).into_iter().map(|w| (w, cue))),
                    false => out.push((word.clone(), cue)),
                }
            }
            out.extend(words.of(Language::Zh).iter().map(|w| (w.clone(), cue)));
        }
        out
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
}
