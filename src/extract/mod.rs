//! From an article to its mentions and claims: who did what, when, how much, as what.
//!
//! Nothing is judged here. A claim keeps the places of its parts and the steps that led to its time, so that every
//! finding can show them; a mention that belongs to no claim says why.

mod age;
mod aging;
mod amount;
mod antecedent;
mod birth;
mod build;
mod clause;
mod context;
mod dateline;
mod deadline;
mod deal;
mod editions;
mod event;
mod figures;
mod fiscal_years;
mod frame;
mod gapped;
mod handed;
mod house;
mod kinds;
mod lasting;
mod leading;
mod leaning;
mod lengths;
mod link;
mod memory;
mod mention;
mod metric;
mod modality;
mod names;
mod nearby;
mod object;
mod occasion;
mod oddity;
mod office;
mod order;
mod overdue;
mod pairs;
mod parties;
mod passed;
mod period;
mod quotation;
mod rank;
mod reckoning;
mod relation;
mod relative;
mod role;
mod scan;
mod scene;
pub(crate) mod score;
mod sequence;
mod shape;
mod spans;
mod stage;
mod standing;
mod standstill;
mod story;
mod subject;
mod succession;
mod table;
mod telling;
mod tenure;
mod time;
mod trace;
mod undated;
mod unnamed;
mod venue;
mod voice;
mod works;
mod written;

use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::Bilingual;

pub use build::{explain, extract, language};
pub use mention::{Loose, Mention, MentionKind, MentionValue, Passed};
pub use names::{Name, NameKind};
pub use order::{Moment, Tie, TieKind};
pub use reckoning::{Made, Reckoning, Term};
pub use spans::Served;
pub use trace::{Considered, Outcome, Way, Why};

/// In what mood a claim is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Modality {
    /// Said to be so.
    #[default]
    Asserted,
    /// Said to be so by somebody else: 据可靠消息, reportedly.
    Reported,
    /// To come: 将, will.
    Planned,
    /// Only if.
    Conditional,
    /// Contrary to fact: 要不是.
    Counterfactual,
    /// Said not to be so.
    Denied,
    /// Asked.
    Asked,
    /// Somebody's view.
    Opinion,
}

impl Modality {
    /// The word the report uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Planned => "planned",
            Self::Conditional => "conditional",
            Self::Counterfactual => "counterfactual",
            Self::Denied => "denied",
            Self::Asked => "asked",
            Self::Opinion => "opinion",
        }
    }

    /// Only asserted and reported claims are judged.
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Asserted | Self::Reported)
    }
}

/// What a step of a derivation rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cite {
    /// Words of the article.
    Article(Span),
    /// A fact.
    Fact(Id),
    /// An option of the run: `--date`.
    Option(&'static str),
}

/// One step from the words to a resolved time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it rests on.
    pub cite: Cite,
    /// What follows from it: “4月” is April 2023.
    pub text: Bilingual,
}

/// A statement an article makes.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Bytes of the article's text: the clause that makes it.
    pub span: Span,
    /// What it states.
    pub statement: Statement,
    /// What else the words may state: other predicates or times. It is contradicted only if every reading is, and
    /// supported if one is.
    pub readings: Vec<Statement>,
    /// In what mood.
    pub modality: Modality,
    /// It stands in quoted speech.
    pub quoted: bool,
    /// Where its parts stand in the article's text.
    pub parts: Vec<(Slot, Span)>,
    /// How its time was found.
    pub derivation: Vec<Step>,
    /// What keeps it from being judged, found while it was built.
    pub doubt: Option<Doubt>,
    /// What forbids a contradiction but not support: a part was taken from the surroundings.
    pub weak: Option<Doubt>,
    /// The time belongs to another claim (an occasion) that it leans on.
    pub occasion: Option<usize>,
}

impl Claim {
    /// Where a part of the statement stands.
    pub fn part(&self, slot: Slot) -> Option<Span> {
        self.parts.iter().find(|p| p.0 == slot).map(|p| p.1)
    }
}

/// Why a claim is not certain enough to be judged; the `reason_code`s of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// Nobody knows whom it is about.
    NoSubject,
    /// A name may mean several things.
    AmbiguousEntity,
    /// A word may mean several predicates, or none of the vocabulary.
    AmbiguousPredicate,
    /// It has no time, and the predicate needs one.
    NoTime,
    /// Its time hangs on an inferred document date.
    InferredDate,
    /// A fiscal year of a company whose calendar is not known.
    FiscalYear,
    /// The unit does not fit.
    Unit,
    /// Planned, denied, asked …
    Modality,
    /// The facts disagree.
    DisputedFact,
    /// The fact was last checked before the claim's time.
    AfterChecked,
    /// The words were restored from damaged text.
    RepairedText,
    /// Not a kind of statement facts are kept of.
    OutOfScope,
}

impl Doubt {
    /// The `reason_code`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoSubject => "no-subject",
            Self::AmbiguousEntity => "ambiguous-entity",
            Self::AmbiguousPredicate => "ambiguous-predicate",
            Self::NoTime => "no-time",
            Self::InferredDate => "inferred-date",
            Self::FiscalYear => "fiscal-year",
            Self::Unit => "unit",
            Self::Modality => "modality",
            Self::DisputedFact => "disputed-fact",
            Self::AfterChecked => "after-checked",
            Self::RepairedText => "repaired-text",
            Self::OutOfScope => "out-of-scope",
        }
    }

    /// What it tells a reader.
    pub fn shown(self) -> Bilingual {
        match self {
            Self::NoSubject => Bilingual::new("no subject", "无主语"),
            Self::AmbiguousEntity => Bilingual::new("name with several meanings", "名称有歧义"),
            Self::AmbiguousPredicate => Bilingual::new("no certain predicate", "所述事项不明"),
            Self::NoTime => Bilingual::new("no time", "无日期"),
            Self::InferredDate => Bilingual::new("inferred date", "日期系推断"),
            Self::FiscalYear => Bilingual::new("unknown fiscal year", "财年不明"),
            Self::Unit => Bilingual::new("unit does not fit", "单位不符"),
            Self::Modality => Bilingual::new("plan, hearsay or question", "计划、假设或疑问"),
            Self::DisputedFact => Bilingual::new("disputed fact", "事实有争议"),
            Self::AfterChecked => Bilingual::new("later than the last check", "晚于最后核查日"),
            Self::RepairedText => Bilingual::new("restored text", "文字系修复"),
            Self::OutOfScope => Bilingual::new("no fact of this kind is kept", "不在核查范围"),
        }
    }
}

/// How the document date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateBasis {
    /// `--date`, or `date` of a JSON line.
    Option,
    /// The head of a Markdown file.
    FrontMatter,
    /// HTML metadata.
    Metadata,
    /// The dateline.
    Dateline,
    /// The name of the file.
    FileName,
    /// From what the article says and the facts know.
    Inferred,
    /// Nothing tells.
    None,
}

impl DateBasis {
    /// The word the report uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::FrontMatter => "front-matter",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::FileName => "file-name",
            Self::Inferred => "inferred",
            Self::None => "none",
        }
    }
}

/// The document date of an article.
#[derive(Clone, Debug)]
pub struct DocumentDate {
    /// The days it may be; `None` where nothing tells.
    pub days: Option<Interval>,
    /// How it was found.
    pub basis: DateBasis,
    /// Where it stands in the article's text.
    pub span: Option<Span>,
    /// How it was inferred, where it was.
    pub steps: Vec<Step>,
}

impl DocumentDate {
    /// Nothing tells when the article was written.
    pub fn unknown() -> Self {
        Self { days: None, basis: DateBasis::None, span: None, steps: Vec::new() }
    }
}

/// Everything found in an article, in the order of the text.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The document date.
    pub date: DocumentDate,
    /// All checkable items.
    pub mentions: Vec<Mention>,
    /// What looks like a figure or a date and is none, in the order of the text.
    pub passed: Vec<Passed>,
    /// All claims.
    pub claims: Vec<Claim>,
    /// Names that the fact base does not know, in the order of the text.
    pub names: Vec<Name>,
    /// Misspelled names of known entities: place and entity.
    pub misspelled: Vec<(Span, Id)>,
    /// Dates that no calendar has.
    pub oddities: Vec<(Span, Oddity)>,
    /// What the words say of several figures.
    pub reckonings: Vec<Reckoning>,
    /// What the words say of the days between two moments.
    pub ties: Vec<Tie>,
    /// Lengths of office that no term of the base fits.
    pub served: Vec<Served>,
}

impl Extraction {
    /// The mentions that begin inside of a place, in the order of the text.
    pub fn mentions_in(&self, place: Span) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.span.start < place.start);
        let to = self.mentions.partition_point(|m| m.span.start < place.end);
        self.mentions.get(from..to).unwrap_or_default()
    }

    /// Nothing found yet in an article of this date.
    pub fn of(date: DocumentDate) -> Self {
        Self {
            date,
            mentions: Vec::new(),
            passed: Vec::new(),
            claims: Vec::new(),
            names: Vec::new(),
            misspelled: Vec::new(),
            oddities: Vec::new(),
            reckonings: Vec::new(),
            ties: Vec::new(),
            served: Vec::new(),
        }
    }

    /// The names of one type inside a span of the article's text that no fact base knows, in order.
    pub fn names_in(&self, span: Span, kind: NameKind) -> impl Iterator<Item = &Name> {
        let from = self.names.partition_point(|n| n.span.start < span.start);
        let inside = self.names[from..].iter().take_while(move |n| n.span.end <= span.end);
        inside.filter(move |n| n.kind == Some(kind))
    }
}

/// Why a date denotes no days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// The month has no such day: 2月30日; the year where it is named.
    NoSuchDay {
        /// Year.
        year: Option<i32>,
        /// Month, from 1 to 12.
        month: u32,
        /// Day as written.
        day: u32,
    },
    /// It ends before it begins: 2020年至2018年.
    Backwards(Interval, Interval),
}
