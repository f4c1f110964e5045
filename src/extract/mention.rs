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
    /// Part of a name: GPT-3.5, P7i, 双11, Boeing 747.
    Name,
    /// The number of a version: v2.0, iOS 17.4.
    Version,
    /// A number that only tells one thing from others: 600519.SH, ISBN, 编号.
    Identifier,
    /// The number of a law, an order or another paper: 国发〔2020〕5号, Directive 2014/65/EU.
    DocumentNumber,
    /// A place in a text: 图3, Section 4.2, `1.` at the head of a line.
    Section,
    /// A telephone number.
    Phone,
    /// The score of a game.
    Score,
    /// A time of day.
    TimeOfDay,
    /// An address on the internet.
    Address,
    /// A set phrase: 万一, 十分, second thoughts.
    Idiom,
    /// A word that may be a date or a figure and is another one here: the verbs may and march, a fall in prices.
    OtherWord,
    /// What is none of these and was not read.
    Unread,
}

/// Words that look like a figure or a date and are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Bytes of the article's text.
    pub span: Span,
    /// What they are instead.
    pub reason: Loose,
}

impl Loose {
    /// The word the report uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoPredicate => "no-predicate",
            Self::Circumstance => "circumstance",
            Self::NameOnly => "name-only",
            Self::NotAFigure => "not-a-figure",
            Self::Name => "name",
            Self::Version => "version",
            Self::Identifier => "identifier",
            Self::DocumentNumber => "document-number",
            Self::Section => "section",
            Self::Phone => "phone",
            Self::Score => "score",
            Self::TimeOfDay => "time-of-day",
            Self::Address => "address",
            Self::Idiom => "idiom",
            Self::OtherWord => "other-word",
            Self::Unread => "unread",
        }
    }

    /// What it tells a reader.
    pub fn shown(self) -> Bilingual {
        match self {
            Self::NoPredicate => Bilingual::new("nothing known is said of it", "未见可核的说法"),
            Self::Circumstance => Bilingual::new("only time or place of something else", "只是别事的时间或地点"),
            Self::NameOnly => Bilingual::new("a name only", "只是提及"),
            Self::NotAFigure => Bilingual::new("an enumerator or figure of speech", "序号或习语"),
            Self::Name => Bilingual::new("part of a name", "名称的一部分"),
            Self::Version => Bilingual::new("a version", "版本号"),
            Self::Identifier => Bilingual::new("an identifier", "编号或代码"),
            Self::DocumentNumber => Bilingual::new("the number of a document", "文号"),
            Self::Section => Bilingual::new("a place in a text", "章节或图表序号"),
            Self::Phone => Bilingual::new("a telephone number", "电话号码"),
            Self::Score => Bilingual::new("a score", "比分"),
            Self::TimeOfDay => Bilingual::new("a time of day", "时刻"),
            Self::Address => Bilingual::new("an address", "网址"),
            Self::Idiom => Bilingual::new("a set phrase", "习语"),
            Self::OtherWord => Bilingual::new("another word here", "此处不是日期或数字"),
            Self::Unread => Bilingual::new("not read", "未读出"),
        }
    }
}
