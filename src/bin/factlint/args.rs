//! Options and what they mean: the text of `--help` stands here.

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use factlint::article::{Encoding, Syntax};
use factlint::diagnostic::Severity;
use factlint::report::{Format, Picture};
use factlint::vocabulary::Language;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  factlint check article.md                      findings, with the article and the facts underlined
  factlint check --date 2023-11-05 article.txt   say when it was published, so that “last year” has a meaning
  factlint check drafts/ --format concise        one line per finding, for editors and grep
  factlint check --facts my-facts/ drafts/       your own fact base instead of the built-in one
  factlint extract --explain=12 article.txt      how the claims on line 12 were built, and what was passed over
  factlint ledger article.txt                    every date, figure and title, and what became of it
  factlint timeline article.md                   what happened when, article beside facts; --format svg draws it
  factlint facts check my-facts/                 what is wrong with a fact base itself
  factlint check drafts/ --format sarif          for code scanning; --format github for annotations
  factlint explain value-conflict                what a rule finds, and what to do about it

Exit codes: 0 nothing found at or above --fail-on, 1 findings, 2 the run or part of it could not happen.";

/// A linter for facts: checks the dates, figures, ranks and job titles of articles against a fact base.
///
/// Works offline and gives the same answer every time. It reads Chinese and English, plain text, Markdown, HTML and Word
/// documents, and says of each checkable item: supported by this fact, contradicted by that one, or covered by nothing.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check articles against the facts
    Check(Check),
    /// List what articles state, without judging it
    Extract(Extract),
    /// List every checkable item of an article and what became of it
    Ledger(Ledger),
    /// Show what happened when, by the article and by the facts
    Timeline(Timeline),
    /// Look at the fact base
    #[command(subcommand)]
    Facts(Facts),
    /// Say what a rule finds, why, and what to do about it
    Explain(Explain),
}

/// Articles to read: files, folders, or `-` for standard input.
#[derive(Debug, Group)]
pub(crate) struct Inputs {
    /// Files, folders (their *.md, *.markdown, *.html, *.htm, *.docx and *.txt, without what .gitignore names), or - for standard input
    #[arg(value_name = "PATH", default_value = ".", conflicts_with = "stdin_jsonl")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read one article a line from standard input and answer each with a line
    ///
    /// A line is {"id": "a1", "text": "…", "date": "2023-11-05", "language": "zh", "syntax": "plain"}; all but id and
    /// text may be left out. Answers come in the same order, each with the id given; a line that cannot be answered gets
    /// {"id": …, "error": {"code": …, "message": …}}.
    #[arg(long)]
    pub(crate) stdin_jsonl: bool,
}

#[derive(Debug, Group)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) facts: FactOptions,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Check against this document as well: its own statements play the facts. May be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Vec<PathBuf>,
    /// Exit with 1 from this severity on; default: error, unless the configuration says otherwise
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
}

#[derive(Debug, Group)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Say how each claim was built, or only those on a line: its frame and trigger, how subject, time and value were
    /// found, and what was passed over and why
    #[arg(long, value_name = "LINE", num_args = 0..=1, require_equals = true, conflicts_with_all = ["stdin_jsonl", "format"])]
    pub(crate) explain: Option<Option<usize>>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) facts: FactOptions,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Ledger {
    /// The article, or - for standard input
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) facts: FactOptions,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Timeline {
    /// The article, or - for standard input
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    /// Only say when the article was written, and how that was found
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) why: Option<Why>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) facts: FactOptions,
    /// How it is written
    #[arg(long, default_value = Picture::default().name(), value_name = "FORMAT", value_parser = pictures(), help_heading = "Report")]
    pub(crate) format: Picture,
    /// Language of the words around it; auto, the default: that of the article
    #[arg(long, value_enum, value_name = "LANGUAGE", help_heading = "Report")]
    pub(crate) messages: Option<Messages>,
    /// When to use colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", help_heading = "Report")]
    pub(crate) color: Colour,
}

/// What a proof is wanted of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Why {
    /// The document date
    Date,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Facts {
    /// Check a fact base by itself: conflicts, overlapping roles, names, sources, shelf life
    Check(FactsCheck),
    /// Show everything known of an entity or a fact
    Show(FactsShow),
    /// Find entities and facts by words in their ids, names, notes and sources
    Search(FactsSearch),
}

#[derive(Debug, Group)]
pub(crate) struct FactsCheck {
    /// Files or folders of facts, or `builtin`; default: those of the configuration, else the built-in base
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The day it is, in UTC; default: the system's. Facts are stale after their `review-after`
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) today: Option<NaiveDate>,
    /// Configuration file; default: factlint.yaml here, if there is one
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Exit with 1 from this severity on; default: error, unless the configuration says otherwise
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
}

#[derive(Debug, Group)]
pub(crate) struct FactsShow {
    /// Id of an entity or a fact
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) facts: FactOptions,
    #[command(flatten)]
    pub(crate) output: EntryOutput,
}

#[derive(Debug, Group)]
pub(crate) struct FactsSearch {
    /// Words that must all be found
    #[arg(value_name = "WORDS", required = true)]
    pub(crate) words: Vec<String>,
    /// Show at most so many; 0: all
    #[arg(long, default_value_t = 20, value_name = "COUNT")]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) facts: FactOptions,
    #[command(flatten)]
    pub(crate) output: EntryOutput,
}

/// How entities and facts are shown.
#[derive(Debug, Group)]
#[command(next_help_heading = "Report")]
pub(crate) struct EntryOutput {
    /// How they are written
    #[arg(long, default_value = "text", value_name = "FORMAT", value_parser = entry_formats())]
    pub(crate) format: Format,
    /// Language of the words around them; JSON is always in English
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) messages: Option<Messages>,
    /// When to use colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
}

#[derive(Debug, Group)]
pub(crate) struct Explain {
    /// Code of the rule, as reports show it; without one, all codes are listed
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// Language of the list
    #[arg(long, value_enum, default_value_t = Messages::Auto, value_name = "LANGUAGE")]
    pub(crate) messages: Messages,
}

/// How articles are read.
#[derive(Debug, Group)]
#[command(next_help_heading = "Articles")]
pub(crate) struct Reading {
    /// The day the articles were published; default: what they say themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
    /// The day it is, in UTC; default: the system's. The same day gives the same report
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) today: Option<NaiveDate>,
    /// Language of the articles; default: what they say, else that of most letters
    #[arg(long, value_name = "LANGUAGE", value_parser = languages())]
    pub(crate) language: Option<Language>,
    /// How the articles are written; default: by the ending of the file name, else by how they begin
    #[arg(long, value_name = "SYNTAX", value_parser = syntaxes())]
    pub(crate) syntax: Option<Syntax>,
    /// Encoding of the articles: utf-8, utf-16, gbk, gb18030, big5 or windows-1252; default: what they say and look like
    #[arg(long, value_name = "ENCODING", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,
    /// Name to report standard input under; its ending gives the syntax
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
}

/// What is held to be true.
#[derive(Debug, Group)]
#[command(next_help_heading = "Facts")]
pub(crate) struct FactOptions {
    /// Folder or file of facts, or `builtin`; may be given several times. Default: builtin
    #[arg(long, value_name = "PATH")]
    pub(crate) facts: Vec<PathBuf>,
    /// Configuration file; default: factlint.yaml here, if there is one
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// How the report looks.
#[derive(Debug, Group)]
#[command(next_help_heading = "Report")]
pub(crate) struct Output {
    /// How the report is written
    #[arg(long, default_value = Format::default().name(), value_name = "FORMAT", value_parser = formats())]
    pub(crate) format: Format,
    /// Language of messages; auto, the default: that of the article. JSON and SARIF are always in English
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) messages: Option<Messages>,
    /// When to use colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
    /// Show findings only, no counts and lists
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Also show findings of severity info, and every unsupported or unjudged claim on a line of its own
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Messages {
    Auto,
    En,
    Zh,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// The least severity that fails a run.
    pub(crate) fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse::<Format>())
}

fn pictures() -> impl TypedValueParser<Value = Picture> {
    PossibleValuesParser::new(Picture::ALL.map(Picture::name)).try_map(|name| name.parse::<Picture>())
}

fn entry_formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new([Format::Text, Format::Json].map(Format::name)).try_map(|name| name.parse::<Format>())
}

fn languages() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(["zh", "en"]).try_map(|tag| language(&tag).ok_or("no such language"))
}

fn syntaxes() -> impl TypedValueParser<Value = Syntax> {
    PossibleValuesParser::new(Syntax::ALL.map(Syntax::name)).try_map(|name| syntax(&name).ok_or("no such syntax"))
}

/// A language by its tag.
pub(crate) fn language(tag: &str) -> Option<Language> {
    [Language::Zh, Language::En].into_iter().find(|l| l.tag() == tag)
}

/// A syntax by its name.
pub(crate) fn syntax(name: &str) -> Option<Syntax> {
    Syntax::ALL.into_iter().find(|s| s.name() == name)
}

/// An encoding by one of its labels.
fn encoding(label: &str) -> Result<Encoding, String> {
    const KNOWN: &str = "read are utf-8, utf-16 (utf-16le, utf-16be), gbk (gb2312, cp936), gb18030, big5 (cp950) and \
                         windows-1252 (latin1); convert others to UTF-8 first";
    Encoding::of_label(label).ok_or_else(|| format!("`{label}` is not an encoding that is read; {KNOWN}"))
}

/// A day of the calendar, written out in full.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    // chrono also reads 2024-1-5, which is a day in one country and another in the next.
    day.filter(|d| d.to_string() == text).ok_or_else(|| format!("`{text}` is not a day; write it as 2023-11-05"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_options_are_consistent() {
        Args::command().debug_assert();
        assert!(day("2023-11-05").is_ok());
        for bad in ["2023-2-5", "2023-02-30", "05.11.2023", "2023"] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }
}
