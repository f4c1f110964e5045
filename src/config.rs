//! How a run is to be done: document date, language, severities. Read from `factlint.yaml` or set by options.

use crate::diagnostic::Severity;
use crate::vocabulary::Language;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The settings of a run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The day it is; the library never looks at a clock.
    pub today: NaiveDate,
    /// The document date of every article.
    pub date: Option<NaiveDate>,
    /// The language of every article.
    pub language: Option<Language>,
    /// Severity by rule code; `None` turns the rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// Fact folders or files, `builtin` among them; empty: the built-in base.
    pub facts: Vec<String>,
}

impl Config {
    /// Settings for a day, everything else left to the article and the rules.
    pub fn new(today: NaiveDate) -> Self {
        Self { today, date: None, language: None, severities: BTreeMap::new(), facts: Vec::new() }
    }
}
