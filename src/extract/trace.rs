//! Decisions on the way from words to claims: what was taken for a slot, what was passed over, and why.
//!
//! Nothing is noted unless somebody asks (`extract --explain`); what is noted never changes what is found.

use super::frame::View;
use crate::source::Span;
use crate::statement::{Id, Slot};
use crate::vocabulary::Bilingual;
use std::cell::RefCell;

/// Words that were considered for a slot of a claim, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// The slot they were considered for.
    pub slot: Slot,
    /// Bytes of the article's text.
    pub span: Span,
    /// What became of them.
    pub outcome: Outcome,
}

/// What became of words that were considered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They fill the slot, found in this way.
    Taken(Way),
    /// They do not, for this reason.
    Passed(Why),
}

/// How the words of a slot were found, the surest ways first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Beside the word that makes the claim, or with a link like of or 的.
    Beside,
    /// The nearest that fits, before it in its clause.
    ClauseBefore,
    /// The nearest that fits, behind it in its clause.
    ClauseBehind,
    /// Who does it in a passive clause.
    Agent,
    /// What it is done to: the head of a passive clause, or what 把 moves forward.
    Patient,
    /// An earlier clause of the sentence.
    EarlierClause,
    /// The head of the next clause, which the clause only leads to.
    NextClause,
    /// A date that an apposition or a comma sets off.
    SetOff,
    /// The occasion that the sentence opens with.
    Scene,
    /// The date that a row of a table begins with.
    Row,
    /// What a pronoun or a noun like the company stands for.
    Pronoun,
    /// The sentence before, since this one names nobody.
    SentenceBefore,
    /// What the article is about.
    Topic,
    /// The one organization that the paragraph has named so far.
    Paragraph,
    /// A name whose type nothing tells.
    OpenName,
    /// The period of the figure before.
    FigureBefore,
    /// The figure nearest to the word, each word and each figure once.
    NearestFigure,
}

impl Way {
    /// What it tells a reader.
    pub fn shown(self) -> Bilingual {
        let (en, zh) = match self {
            Self::Beside => ("right beside the trigger", "紧邻触发词"),
            Self::ClauseBefore => {
                ("the nearest that fits, before the trigger in its clause", "本分句内触发词之前最近的合适词")
            }
            Self::ClauseBehind => {
                ("the nearest that fits, behind the trigger in its clause", "本分句内触发词之后最近的合适词")
            }
            Self::Agent => ("who does it in a passive clause", "被动句的施事"),
            Self::Patient => ("what it is done to, named before the verb", "动词之前的受事"),
            Self::EarlierClause => ("from an earlier clause of the sentence", "取自本句前面的分句"),
            Self::NextClause => ("the head of the clause that this one leads to", "后一分句之首"),
            Self::SetOff => ("a date set off behind the clause", "分句之后另列的日期"),
            Self::Scene => ("the occasion the sentence opens with", "句首所述的场合"),
            Self::Row => ("the date its row of the table begins with", "表中本行之首的日期"),
            Self::Pronoun => ("what a pronoun or noun of the sentence stands for", "代词或称谓所指"),
            Self::SentenceBefore => ("from the sentence before, since this one names nobody", "本句未点名,取自上一句"),
            Self::Paragraph => ("the only one that the paragraph names so far", "本段至此唯一提到的主体"),
            Self::Topic => ("what the article is about", "全文所述的主体"),
            Self::OpenName => ("a name whose type nothing tells", "类型不明的名称"),
            Self::FigureBefore => ("the period of the figure before", "沿用前一数字的期间"),
            Self::NearestFigure => {
                ("the figure nearest to the trigger whose unit fits", "单位相符且离触发词最近的数字")
            }
        };
        Bilingual::new(en, zh)
    }
}

/// Why words were passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A name of another type than the predicate takes.
    Type,
    /// A name that may mean several things.
    Ambiguous,
    /// A preposition stands before it.
    Preposition,
    /// It only says whose the next noun is.
    Possessor,
    /// It is cited inside quotation marks.
    Cited,
    /// It is the object of an earlier verb.
    Object,
    /// The date of another verb of the clause.
    OtherVerb,
    /// The date of a figure that is compared with.
    Compared,
    /// A date inside an earlier clause dates that clause alone.
    OtherClause,
    /// The unit of a figure does not fit.
    Unit,
    /// Another figure, or another word for it, stands nearer.
    Farther,
    /// Another meaning of the word, which finds fewer of its parts.
    Meaning(Id),
}

impl Why {
    /// What it tells a reader.
    pub fn shown(&self) -> Bilingual {
        let (en, zh) = match self {
            Self::Type => ("not of a type that the predicate takes", "不属于该谓词所需的类型"),
            Self::Ambiguous => ("may mean several things", "名称有歧义"),
            Self::Preposition => ("behind a preposition", "位于介词之后"),
            Self::Possessor => ("only says whose the next noun is", "仅为后面名词的定语"),
            Self::Cited => ("cited inside quotation marks", "位于引文之内"),
            Self::Object => ("the object of an earlier verb", "前一动词的宾语"),
            Self::OtherVerb => ("the date of another verb", "属于另一动词的日期"),
            Self::Compared => ("the date of the figure compared with", "属于对比数字的日期"),
            Self::OtherClause => ("inside another clause, which it dates alone", "位于另一分句之内,只管该分句"),
            Self::Unit => ("its unit does not fit", "单位不符"),
            Self::Farther => ("another pair of word and figure stands nearer", "另有更近的词与数字相配"),
            Self::Meaning(id) => {
                return Bilingual::new(
                    format!("could also mean `{id}`, of which fewer parts are found"),
                    format!("亦可指“{id}”,但所得成分较少"),
                );
            }
        };
        Bilingual::new(en, zh)
    }
}

/// A decision as it is noted: `at` is the word, or the figure with its word, for which the slot was to be filled.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    at: Span,
    considered: Considered,
}

/// Decisions in the order in which they were taken, of places in the folded text.
#[derive(Debug, Default)]
pub(super) struct Trace(RefCell<Vec<Trial>>);

impl Trace {
    /// Brings the decisions into the order of the text, those of one place in the order in which they were taken.
    pub(super) fn sort(&self) {
        self.0.borrow_mut().sort_by_key(|t| t.at.start);
    }

    /// The decisions taken for a word at `predicate` and, where the claim has one, the figure at `value`, each once.
    pub(super) fn of(&self, predicate: Span, value: Option<Span>) -> Vec<Considered> {
        // No word and figure are farther apart.
        const REACH: usize = 4096;
        let all = self.0.borrow();
        let first = all.partition_point(|t| t.at.start + REACH < predicate.start);
        let near = all[first..].iter().take_while(|t| t.at.start <= predicate.end);
        let mut out: Vec<Considered> = Vec::new();
        for trial in near.filter(|t| t.at.overlaps(predicate)) {
            let whose = value.is_none_or(|v| trial.at.overlaps(v) || predicate.contains(trial.at));
            if whose && !out.contains(&trial.considered) {
                out.push(trial.considered.clone());
            }
        }
        out
    }
}

impl View<'_> {
    /// Notes that words fill a slot.
    pub(super) fn took(&self, at: Span, slot: Slot, span: Span, way: Way) {
        self.note(at, slot, span, || Outcome::Taken(way));
    }

    /// Notes that words were passed over.
    pub(super) fn passed(&self, at: Span, slot: Slot, span: Span, why: Why) {
        self.note(at, slot, span, || Outcome::Passed(why));
    }

    fn note(&self, at: Span, slot: Slot, span: Span, outcome: impl FnOnce() -> Outcome) {
        if let Some(trace) = self.trace {
            trace.0.borrow_mut().push(Trial { at, considered: Considered { slot, span, outcome: outcome() } });
        }
    }
}
