//! What can be true: the statements that claims and facts both wrap.
//!
//! Entities, predicates, roles and scopes are named by the ids of the fact base and the vocabulary; a name nobody
//! knows is `local:<folded name>`. Who says a statement, where, and how surely, is not part of it.

mod agree;
mod fit;
mod slot;

pub use agree::{Agreement, Kin, agree};
pub use fit::{Fit, ages, dates, is_lower_bound, values};
pub use slot::Slot;

use crate::quantity::Quantity;
use crate::time::Interval;
use std::sync::Arc;

/// The id of an entity, a predicate, a fact: kebab-case, or `local:` and a folded name.
pub type Id = Arc<str>;

/// Something that can be true.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Something happened.
    Event(Event),
    /// Something measured or counted.
    Metric(Metric),
    /// Somebody holds a post.
    Role(Role),
    /// Something stands at a place of a ranking.
    Rank(Rank),
    /// Two things belong together.
    Relation(Relation),
    /// Somebody said something.
    Quotation(Quotation),
    /// Somebody is so many years old.
    Age(Age),
    /// Two statements are tied: by order, distance, ratio.
    Link(Link),
}

/// An event: 微软在2021年4月以197亿美元收购了Nuance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// What happened.
    pub predicate: Option<Id>,
    /// Announced, signed, completed …; `None` where the words leave it open.
    pub stage: Option<Id>,
    /// Who did it; several where a list shares the sentence.
    pub subject: Vec<Id>,
    /// To whom or what.
    pub object: Vec<Id>,
    /// The other party.
    pub counterpart: Vec<Id>,
    /// For how much, or how many.
    pub amount: Option<Quantity>,
    /// When.
    pub when: Option<Interval>,
    /// Which of several occurrences, from 1.
    pub nth: Option<u32>,
    /// Words that tell this occurrence from others (brake, 制动); in a claim, those its sentence has.
    pub marks: Vec<String>,
}

/// A figure: 阿里云2015财年营收12.71亿元.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// What is measured; `None` where no word of the vocabulary says.
    pub metric: Option<Id>,
    /// Of whom.
    pub subject: Vec<Id>,
    /// How much.
    pub value: Quantity,
    /// Which of several definitions the figure follows.
    pub basis: Option<Id>,
    /// The period of a flow, the day of a stock.
    pub when: Option<Interval>,
}

/// How a role stands at the time of the statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoleStatus {
    /// Holds it.
    #[default]
    Current,
    /// Held it: 前, 原, former.
    Former,
    /// Held it at the time spoken of: 时任, then.
    Then,
    /// Will hold it: 候任, incoming.
    Incoming,
    /// Holds it for the time being: 代, acting.
    Acting,
}

/// A post: 甲骨文CEO拉里·埃里森.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Who.
    pub person: Vec<Id>,
    /// The post.
    pub role: Id,
    /// Where.
    pub organization: Vec<Id>,
    /// Current, former …
    pub status: RoleStatus,
    /// A fact: from when to when. A claim: the time at which the post is said to be held.
    pub when: Option<Interval>,
    /// The role is known to have ended, the day is not (`to: unknown`).
    pub ended: bool,
    /// Of a claim: when the post is said to have been taken (became, since, 接任, 起).
    pub began: Option<Interval>,
    /// Of a claim: when it is said to have been left (stepped down, 卸任).
    pub left: Option<Interval>,
}

/// A place in a ranking: 全球第一大云厂商.
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    /// Who stands there.
    pub subject: Vec<Id>,
    /// Among whom; `None` where the words name no scope of the vocabulary.
    pub scope: Option<Id>,
    /// Which place, from 1.
    pub position: Quantity,
    /// When.
    pub when: Option<Interval>,
}

/// A tie between two entities: Twitter(已更名为X).
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Which tie.
    pub relation: Id,
    /// One side.
    pub subject: Vec<Id>,
    /// The other.
    pub object: Vec<Id>,
    /// When it held or began.
    pub when: Option<Interval>,
}

/// A dated quotation: 2008年,埃里森公开发表…:“…”
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Who said it.
    pub speaker: Vec<Id>,
    /// The words between the quotation marks, as written.
    pub words: String,
    /// Where it was said.
    pub occasion: Option<Id>,
    /// When.
    pub when: Option<Interval>,
}

/// An age: 已经79岁的拉里·埃里森.
#[derive(Clone, Debug, PartialEq)]
pub struct Age {
    /// Whose.
    pub subject: Vec<Id>,
    /// Years.
    pub years: Quantity,
    /// On which day.
    pub when: Option<Interval>,
}

/// What ties two statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// One before the other, or at the same time.
    Order,
    /// So long after the other.
    Distance,
    /// How long it took.
    Duration,
    /// One is so many times the other.
    Ratio,
    /// One grew from the other.
    Growth,
    /// One is a part of the other.
    Share,
    /// One is the total of others.
    Sum,
    /// So many of a list.
    Count,
}

impl LinkKind {
    /// The word the report uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Distance => "distance",
            Self::Duration => "duration",
            Self::Ratio => "ratio",
            Self::Growth => "growth",
            Self::Share => "share",
            Self::Sum => "sum",
            Self::Count => "count",
        }
    }
}

/// A tie between statements: 十年过后的2018年.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Which tie.
    pub kind: LinkKind,
    /// Of whom, where the words say.
    pub subject: Vec<Id>,
    /// How long, how many times, how many per cent.
    pub value: Option<Quantity>,
    /// Of a growth: upwards or downwards, where the words say.
    pub rises: Option<bool>,
    /// When, where it has a time of its own.
    pub when: Option<Interval>,
    /// Indices of the claims it ties, in the order of the extraction.
    pub of: Vec<usize>,
}

impl Statement {
    /// The word for its kind in reports: event, metric, role …
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Metric(_) => "metric",
            Self::Role(_) => "role",
            Self::Rank(_) => "rank",
            Self::Relation(_) => "relation",
            Self::Quotation(_) => "quotation",
            Self::Age(_) => "age",
            Self::Link(_) => "link",
        }
    }

    /// The id of the predicate, role, scope or link; `None` where the words left it open.
    pub fn predicate(&self) -> Option<&str> {
        match self {
            Self::Event(e) => e.predicate.as_deref(),
            Self::Metric(m) => m.metric.as_deref(),
            Self::Role(r) => Some(&r.role),
            Self::Rank(r) => r.scope.as_deref(),
            Self::Relation(r) => Some(&r.relation),
            Self::Quotation(_) => Some("quotation"),
            Self::Age(_) => Some("age"),
            Self::Link(l) => Some(l.kind.name()),
        }
    }

    /// Whom it is about: the person of a role, the speaker of a quotation.
    pub fn subject(&self) -> &[Id] {
        match self {
            Self::Event(e) => &e.subject,
            Self::Metric(m) => &m.subject,
            Self::Role(r) => &r.person,
            Self::Rank(r) => &r.subject,
            Self::Relation(r) => &r.subject,
            Self::Quotation(q) => &q.speaker,
            Self::Age(a) => &a.subject,
            Self::Link(l) => &l.subject,
        }
    }

    /// The object of an event or relation, the organization of a role.
    pub fn object(&self) -> &[Id] {
        match self {
            Self::Event(e) => &e.object,
            Self::Role(r) => &r.organization,
            Self::Relation(r) => &r.object,
            _ => &[],
        }
    }

    /// Its figure, if it has one.
    pub fn value(&self) -> Option<&Quantity> {
        match self {
            Self::Event(e) => e.amount.as_ref(),
            Self::Metric(m) => Some(&m.value),
            Self::Rank(r) => Some(&r.position),
            Self::Age(a) => Some(&a.years),
            Self::Link(l) => l.value.as_ref(),
            Self::Role(_) | Self::Relation(_) | Self::Quotation(_) => None,
        }
    }

    /// Its time.
    pub fn when(&self) -> Option<Interval> {
        match self {
            Self::Event(e) => e.when,
            Self::Metric(m) => m.when,
            Self::Role(r) => r.when,
            Self::Rank(r) => r.when,
            Self::Relation(r) => r.when,
            Self::Quotation(q) => q.when,
            Self::Age(a) => a.when,
            Self::Link(l) => l.when,
        }
    }
}
