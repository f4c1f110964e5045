//! Mentions: the checkable items of an article, what they denote, and why some belong to no claim.

use crate::grammar::Length;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::Id;
use crate::time::Interval;
use crate::vocabulary::Bilingual;

/// What kind of checkable item a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// One day.
    Date,
    /// A longer or open stretch of the calendar.
    Period,
    /// A length of time.
    Duration,
    /// A bare number.
    Number,
    /// Per cent.
    Percentage,
    /// A place in an order.
    Ordinal,
    /// Money.
    Currency,
    /// A figure with a unit.
    Dimension,
    /// Years of age.
    Age,
    /// A known name.
    Entity,
    /// A title.
    Role,
}

impl MentionKind {
    /// The word the report uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Period => "period",
            Self::Duration => "duration",
            Self::Number => "number",
            Self::Percentage => "percentage",
            Self::Ordinal => "ordinal",
            Self::Currency => "currency",
            Self::Dimension => "dimension",
            Self::Age => "age",
            Self::Entity => "entity",
            Self::Role => "role",
        }
    }
}

/// What a mention denotes, resolved.
#[derive(Clone, Debug, PartialEq)]
pub enum MentionValue {
    /// Days; `None` where unresolved.
    Days(Option<Interval>),
    /// From a least to a greatest length.
    Length(Length, Length),
    /// A figure.
    Figure(Quantity),
    /// Entities or roles it may mean.
    Ids(Vec<Id>),
}

/// One checkable item of an article.
#[derive(Clone, Debug)]
pub struct Mention {
    /// What kind.
    pub kind: MentionKind,
    /// Bytes of the article's text.
    pub span: Span,
    /// What it denotes.
    pub value: MentionValue,
    /// The claim it belongs to.
    pub claim: Option<usize>,
    /// Why it belongs to none.
    pub loose: Option<Loose>,
}

impl Mention {
    /// A name of the fact base, not one that only this document knows.
    pub fn is_known_name(&self) -> bool {
        let local = |ids: &[Id]| ids.iter().all(|id| id.starts_with("local:"));
        self.kind == MentionKind::Entity && !matches!(&self.value, MentionValue::Ids(ids) if local(ids))
    }
}

/// Why a mention belongs to no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loose {
    /// No predicate of the vocabulary in its clause takes it.
    NoPredicate,
    /// It only says when or where something else happened.
    Circumstance,
    /// A name that is mentioned without anything being said of it.
    NameOnly,
    /// An enumerator or a figure of speech.
    NotAFigure,
}

impl Loose {
    /// The word the report uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoPredicate => "no-predicate",
            Self::Circumstance => "circumstance",
            Self::NameOnly => "name-only",
            Self::NotAFigure => "not-a-figure",
        }
    }

    /// What it tells a reader.
    pub fn shown(self) -> Bilingual {
        match self {
            Self::NoPredicate => Bilingual::new("nothing known is said of it", "未见可核的说法"),
            Self::Circumstance => Bilingual::new("only time or place of something else", "只是别事的时间或地点"),
            Self::NameOnly => Bilingual::new("a name only", "只是提及"),
            Self::NotAFigure => Bilingual::new("an enumerator or figure of speech", "序号或习语"),
        }
    }
}
