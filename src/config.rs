//! How a run is to be done: facts, document date, languages, severities. Read from `factlint.yaml` or set by options.
//!
//! Paths among the facts count from the folder of the configuration. Which rules there are is not known here; `check`
//! asks [`Config::known_codes`] whether every code that was set is one of theirs.

use crate::diagnostic::Severity;
use crate::error::{Error, Fault};
use crate::source::{Source, Span};
use crate::time::{Interval, Precision};
use crate::vocabulary::Language;
use crate::yaml::{Node, Reader, Text, nearest};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The settings of a run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The day it is; the library never looks at a clock.
    pub today: NaiveDate,
    /// The document date of every article.
    pub date: Option<NaiveDate>,
    /// References are at hand: bare words of growth are worth a claim, since a reference may speak on them.
    pub compares: bool,
    /// The language of every article.
    pub language: Option<Language>,
    /// Severity by rule code; `None` turns the rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// Fact folders or files, `builtin` among them; empty: the built-in base.
    pub facts: Vec<String>,
    /// Findings from this severity on fail the run; `None`: none does.
    pub fail_on: Option<Severity>,
    /// The language of messages; `None`: that of the article.
    pub messages: Option<Language>,
    /// Where the rule codes of `severities` stand.
    codes: Option<(Arc<Source>, BTreeMap<String, Span>)>,
}

const KEYS: &[&str] = &["facts", "date", "language", "severity", "fail-on", "messages"];

impl Config {
    /// The same settings for a run that holds articles against references.
    pub fn comparing(&self, compares: bool) -> Self {
        Self { compares, ..self.clone() }
    }

    /// Settings for a day, everything else left to the article and the rules.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            date: None,
            compares: false,
            language: None,
            severities: BTreeMap::new(),
            facts: Vec::new(),
            fail_on: Some(Severity::Error),
            messages: None,
            codes: None,
        }
    }

    /// The settings of a configuration file, for a day.
    ///
    /// # Errors
    /// [`Error::Unreadable`], or [`Error::Invalid`] with every fault of the file.
    pub fn load(path: &Path, today: NaiveDate) -> Result<Self, Error> {
        let shown = path.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path)
            .map_err(|e| Error::Unreadable { path: shown.clone(), reason: e.to_string() })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Self::parse(Source::new(shown, text), path.parent().unwrap_or(Path::new("")), today)
    }

    /// The settings of a configuration in YAML whose paths count from `folder`.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every fault of the text.
    pub fn parse(source: Source, folder: &Path, today: NaiveDate) -> Result<Self, Error> {
        let source = Arc::new(source);
        let mut reader = Reader::new(Arc::clone(&source));
        let mut config = Self::new(today);
        if let Some(tree) = reader.tree() {
            config.fill(&mut reader, &tree, folder);
        }
        let faults = reader.into_faults();
        if faults.is_empty() { Ok(config) } else { Err(Error::Invalid(faults)) }
    }

    /// Checks that every code whose severity was set is one of the rules' `codes`.
    ///
    /// # Errors
    /// [`Error::Invalid`] with a fault for each other code, and the nearest right one.
    pub fn known_codes<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Result<(), Error> {
        let Some((source, places)) = &self.codes else { return Ok(()) };
        let codes: Vec<&str> = codes.into_iter().collect();
        let fault = |(code, span): (&String, &Span)| Fault {
            source: Arc::clone(source),
            span: *span,
            message: format!("there is no rule `{code}`"),
            help: match nearest(code, codes.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the rules are {}", codes.join(", ")),
            },
        };
        let mut faults: Vec<Fault> = places.iter().filter(|p| !codes.contains(&p.0.as_str())).map(fault).collect();
        faults.sort_by_key(|f| f.span);
        if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
    }

    fn fill(&mut self, reader: &mut Reader, tree: &Node, folder: &Path) {
        let Some(fields) = reader.fields(tree, "a configuration", KEYS) else { return };
        if let Some(node) = fields.get("facts") {
            let paths = reader.texts(node, "facts");
            self.facts = paths.into_iter().map(|t| from_folder(folder, t.text)).collect();
        }
        self.date = fields.get("date").and_then(|n| date(reader, n));
        self.language =
            fields.get("language").and_then(|n| reader.text(n, "language")).and_then(|t| language(reader, &t, &[]));
        self.messages = fields
            .get("messages")
            .and_then(|n| reader.text(n, "messages"))
            .and_then(|t| language(reader, &t, &["auto"]));
        if let Some(text) = fields.get("fail-on").and_then(|n| reader.text(n, "fail-on")) {
            self.fail_on = severity(reader, &text, "never").unwrap_or(self.fail_on);
        }
        if let Some(fields) = fields.get("severity").and_then(|n| reader.map(n, "`severity`")) {
            let mut places = BTreeMap::new();
            for (code, node) in fields.iter() {
                let Some(text) = reader.text(node, &code.text) else { continue };
                let Some(severity) = severity(reader, &text, "off") else { continue };
                self.severities.insert(code.text.clone(), severity);
                places.insert(code.text.clone(), code.span);
            }
            self.codes = Some((Arc::clone(reader.source()), places));
        }
    }
}

/// A path that counts from a folder; `builtin` is none.
fn from_folder(folder: &Path, path: String) -> String {
    if path == "builtin" || Path::new(&path).is_absolute() {
        return path;
    }
    let joined: PathBuf = folder.join(path);
    joined.to_string_lossy().into_owned()
}

fn date(reader: &mut Reader, node: &Node) -> Option<NaiveDate> {
    let text = reader.text(node, "date")?;
    match Interval::parse_edtf(&text.text) {
        Ok(i) if i.precision == Precision::Day && i.start == i.end => i.start,
        _ => {
            reader.fault(text.span, format!("`{}` is not a day", text.text), "write year, month and day: `2023-11-05`");
            None
        }
    }
}

fn language(reader: &mut Reader, text: &Text, none: &[&str]) -> Option<Language> {
    let found = [Language::En, Language::Zh].into_iter().find(|l| l.tag() == text.text);
    if found.is_none() && !none.contains(&text.text.as_str()) {
        let options = none.iter().copied().chain(["en", "zh"]);
        reader.unknown(text.span, "a language of factlint", &text.text, options, "");
    }
    found
}

/// A severity; `none` is the word for there being none.
fn severity(reader: &mut Reader, text: &Text, none: &str) -> Option<Option<Severity>> {
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    if text.text == none {
        return Some(None);
    }
    let found = all.into_iter().find(|s| s.name() == text.text);
    if found.is_none() {
        reader.unknown(text.span, "a severity", &text.text, all.iter().map(|s| s.name()).chain([none]), "");
    }
    found.map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day of the calendar")
    }

    fn read(text: &str) -> Result<Config, Error> {
        Config::parse(Source::new("factlint.yaml", text), Path::new("desk"), today())
    }

    fn faults(result: Result<impl std::fmt::Debug, Error>) -> Vec<String> {
        match result {
            Err(Error::Invalid(all)) => all.iter().map(ToString::to_string).collect(),
            other => panic!("faults were expected: {other:?}"),
        }
    }

    #[test]
    fn every_setting_is_read() {
        let config = read(
            "facts: [builtin, ours, /abs]\ndate: 2023-11-05\nlanguage: zh\nfail-on: never\nmessages: auto\nseverity:\n  \
             value-conflict: warning\n  repeated-passage: off\n",
        )
        .unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(config.facts[0], "builtin");
        assert_eq!(Path::new(&config.facts[1]), Path::new("desk").join("ours"));
        assert_eq!(config.facts[2], "/abs");
        assert_eq!(config.date, NaiveDate::from_ymd_opt(2023, 11, 5));
        assert_eq!((config.language, config.messages, config.fail_on), (Some(Language::Zh), None, None));
        assert_eq!(config.severities.get("value-conflict"), Some(&Some(Severity::Warning)));
        assert_eq!(config.severities.get("repeated-passage"), Some(&None));
        assert!(config.known_codes(["value-conflict", "repeated-passage"]).is_ok());
        assert_eq!(
            faults(config.known_codes(["value-conflicts", "repeated-passage"])),
            ["factlint.yaml:7:3: there is no rule `value-conflict`; did you mean `value-conflicts`?"]
        );
    }

    #[test]
    fn an_empty_configuration_leaves_everything_as_it_is() {
        let config = read("# later\n").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((config.fail_on, config.facts.len()), (Some(Severity::Error), 0));
    }

    #[test]
    fn all_faults_are_shown_together() {
        let said = faults(read(
            "fact: x\ndate: 5 Nov 2023\nlanguage: fr\nfail_on: error\nseverity: {a: eror, b: 1, c: fatal}\nmessages: zn\n",
        ));
        let expected = [
            "factlint.yaml:1:1: `fact` is not a key of a configuration; did you mean `facts`?",
            "factlint.yaml:2:7: `5 Nov 2023` is not a day; write year, month and day: `2023-11-05`",
            "factlint.yaml:3:11: `fr` is not a language of factlint; write `en` or `zh`",
            "factlint.yaml:4:1: `fail_on` is not a key of a configuration; did you mean `fail-on`?",
            "factlint.yaml:5:15: `eror` is not a severity; did you mean `error`?",
            "factlint.yaml:5:24: `1` is not a severity; write `error`, `warning`, `info` or `off`",
            "factlint.yaml:5:30: `fatal` is not a severity; write `error`, `warning`, `info` or `off`",
            "factlint.yaml:6:11: `zn` is not a language of factlint; did you mean `zh`?",
        ];
        assert_eq!(said, expected);
    }
}
