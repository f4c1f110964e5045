//! Why a run, or part of it, could not happen. A wrong article is never an error; it is a finding.

use crate::source::{Source, Span};
use std::fmt;
use std::sync::Arc;

/// One fault in a file that a person wrote: a fact base, a configuration.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The file.
    pub source: Arc<Source>,
    /// Where in it; empty at the place where something is missing.
    pub span: Span,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl fmt::Display for Fault {
    /// `path:line:column: message; help`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.source.position(self.span.start);
        write!(f, "{}:{}:{}: {}; {}", self.source.name(), at.line, at.column, self.message, self.help)
    }
}

/// Why a run could not happen.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read {path}: {reason}")]
    Unreadable {
        /// As the user named it.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// A file says that it is in an encoding that is not read.
    #[error(
        "cannot read {path}: it says that it is in {encoding}; save it as UTF-8, or name what it really is with --encoding"
    )]
    Encoding {
        /// As the user named it.
        path: String,
        /// What the file says.
        encoding: String,
    },
    /// The fact base or configuration is wrong; all its faults together.
    #[error("{} in the files that say what is true or how to check", faults(.0))]
    Invalid(Vec<Fault>),
    /// An option asks for something that does not exist.
    #[error("{0}")]
    Option(String),
}

impl Error {
    /// A stable code for programs: `unreadable`, `unsupported-encoding`, `invalid-facts`, `bad-option`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::Encoding { .. } => "unsupported-encoding",
            Self::Invalid(_) => "invalid-facts",
            Self::Option(_) => "bad-option",
        }
    }
}

fn faults(all: &[Fault]) -> String {
    match all.len() {
        1 => "1 fault".to_owned(),
        n => format!("{n} faults"),
    }
}
