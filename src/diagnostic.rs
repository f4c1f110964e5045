//! What we tell the user: one finding with its places, its proof and what to do.
//!
//! A diagnostic is data. Which rule makes it is decided in `check`; how it looks, in `report`.

use crate::source::Span;
use crate::statement::Id;
use crate::vocabulary::Bilingual;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Look at it.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word for it in reports: error, warning, info.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Which text a label points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The article under check.
    Article,
    /// A file of the fact base, by its index in `FactBase::files`.
    Facts(usize),
    /// A reference document, by its index.
    Reference(usize),
}

/// A marked place with a word about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Which text.
    pub place: Place,
    /// Bytes of that text (of the decoded text, not of the file).
    pub span: Span,
    /// At most six words.
    pub text: Bilingual,
    /// The place the finding is about.
    pub primary: bool,
}

/// A change that would mend the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Bytes of the article to replace.
    pub span: Span,
    /// What to write instead.
    pub replacement: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Code of the rule.
    pub rule: &'static str,
    /// How bad it is here.
    pub severity: Severity,
    /// The defect in one line: lower case, no full stop, the reader's own words first.
    pub message: Bilingual,
    /// Places, the primary one first.
    pub labels: Vec<Label>,
    /// How the parts were found: a line each (how 4月 became April 2023; the source of the fact and its date).
    pub notes: Vec<Bilingual>,
    /// The next action.
    pub help: Bilingual,
    /// The facts it rests on.
    pub facts: Vec<Id>,
    /// Changes on offer; one of them, where there are several.
    pub fixes: Vec<Fix>,
    /// Index of the claim it is about, in its extraction.
    pub claim: Option<usize>,
}

impl Diagnostic {
    /// The place the finding is about.
    pub fn primary(&self) -> Option<&Label> {
        self.labels.iter().find(|l| l.primary).or(self.labels.first())
    }

    /// A name for this finding that survives when lines move: rule, facts and the words at the primary label.
    ///
    /// FNV-1a over those, in hex; of a place in a reference its document counts, not the bytes. The same finding in another file of the same words has the same name.
    pub fn fingerprint(&self, words: &str) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let facts = self.facts.iter().map(|f| f.split_once('#').map_or(&**f, |(document, _)| document));
        let parts = [self.rule].into_iter().chain(facts).chain(words.split_whitespace());
        for part in parts {
            for byte in part.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }
}
