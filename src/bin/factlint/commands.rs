//! What each command does, in terms of the library.

use crate::args::{Args, Check, Colour, Command, Explain, Extract, FactOptions, FailOn, Ledger, Timeline, Why};
use crate::args::{Messages, Output, Reading};
use crate::progress::Progress;
use crate::stdin_jsonl::{self, Line, Refusal};
use crate::{explain, facts, read};
use chrono::{Days, NaiveDate};
use factlint::article::Article;
use factlint::check::{self, Document, Judgement, Reference, Report};
use factlint::config::Config;
use factlint::diagnostic::Severity;
use factlint::error::Error;
use factlint::extract;
use factlint::facts::FactBase;
use factlint::report::{self, Format, Options, json};
use factlint::vocabulary::{Bilingual, Language};
use rayon::prelude::*;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

/// Why a command ended before its report was out.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nobody reads the output any more: a normal end.
    Closed,
    /// The run could not happen; what to say on standard error.
    Said(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Said(format!("factlint: cannot read or write: {error}\n")),
        }
    }
}

/// Runs a command; the exit code.
pub(crate) fn run(args: Args) -> Result<u8, Stop> {
    match args.command {
        Command::Check(args) => check(&args),
        Command::Extract(args) => extract(&args),
        Command::Ledger(args) => ledger(&args),
        Command::Timeline(args) => timeline(&args),
        Command::Facts(args) => facts::run(&args),
        Command::Explain(Explain { code, messages }) => {
            let mut out = BufWriter::new(io::stdout().lock());
            let language = if messages == Messages::Zh { Language::Zh } else { Language::En };
            explain::write(code.as_deref(), language, &mut out)?.map_err(Stop::Said)?;
            out.flush()?;
            Ok(0)
        }
    }
}

/// The configuration that is read where no option names one.
const CONFIG: &str = "factlint.yaml";

/// Facts and settings of a run.
pub(crate) struct Setup {
    pub(crate) facts: Arc<FactBase>,
    pub(crate) config: Config,
    references: Arc<[Reference]>,
}

impl Setup {
    /// Options win over the configuration, which wins over what is built in.
    fn new(reading: &Reading, given: &FactOptions, colour: Colour) -> Result<Self, Stop> {
        let mut setup = Self::load(&given.facts, given.config.as_deref(), reading.today, colour)?;
        setup.config.date = reading.date.or(setup.config.date);
        setup.config.language = reading.language.or(setup.config.language);
        Ok(setup)
    }

    /// The facts of some paths, else of the configuration, else those built in.
    pub(crate) fn load(
        paths: &[PathBuf],
        config: Option<&Path>,
        day: Option<NaiveDate>,
        colour: Colour,
    ) -> Result<Self, Stop> {
        let setup = || {
            let today = day.unwrap_or_else(today);
            let config = match config {
                Some(path) => Config::load(path, today)?,
                None if Path::new(CONFIG).is_file() => Config::load(Path::new(CONFIG), today)?,
                None => Config::new(today),
            };
            config.known_codes(check::RULES.iter().map(|r| r.code))?;
            let configured: Vec<PathBuf> = config.facts.iter().map(PathBuf::from).collect();
            let facts = base(if paths.is_empty() { &configured } else { paths })?;
            Ok(Self { facts, config, references: Arc::from([]) })
        };
        setup().map_err(|e| refused(&e, colour))
    }

    /// The same run with these files as references.
    fn against(mut self, paths: &[PathBuf], reading: &Reading, colour: Colour) -> Result<Self, Stop> {
        let read = |path: &PathBuf| {
            read::article(path, reading)
                .map(|a| Reference::new(a, &self.facts, &self.config))
                .map_err(|e| refused(&e, colour))
        };
        self.references = paths.iter().map(read).collect::<Result<Arc<[_]>, _>>()?;
        Ok(self)
    }

    fn check(&self, article: Article) -> Document {
        let mut report = check::check_against(vec![article], &self.references, &self.facts, &self.config);
        report.documents.pop().expect("a report has a document per article")
    }

    fn extract(&self, article: Article) -> Document {
        let extraction = extract::extract(&article, &self.facts, &self.config);
        let unjudged = |claim: &extract::Claim| Judgement {
            verdict: None,
            doubt: claim.doubt,
            reason: Bilingual::default(),
            rule: None,
            facts: Vec::new(),
            unverified: false,
            reading: 0,
            severity: None,
        };
        let judgements = extraction.claims.iter().map(unjudged).collect();
        Document { article, extraction, judgements, diagnostics: Vec::new(), references: Arc::from([]) }
    }

    /// The document that `make` gives of each article, in the order of the paths; what cannot be read is an error of it.
    fn report(&self, paths: &[PathBuf], reading: &Reading, make: impl Fn(Article) -> Document + Sync) -> Report {
        let found = read::find(paths);
        let progress = Progress::new(found.files.len());
        let read = |path: &PathBuf| {
            let read = read::article(path, reading).map(|mut article| {
                article.language = self.config.language.unwrap_or(article.language);
                make(article)
            });
            progress.tick();
            read.map_err(|error| (read::shown(path), error))
        };
        let results: Vec<_> = found.files.par_iter().map(read).collect();
        drop(progress);
        let (mut documents, mut errors) = (Vec::new(), found.errors);
        for result in results {
            match result {
                Ok(document) => documents.push(document),
                Err(error) => errors.push(error),
            }
        }
        Report { today: self.config.today, documents, errors, facts: Arc::clone(&self.facts) }
    }
}

fn check(args: &Check) -> Result<u8, Stop> {
    let colour = args.output.color;
    let setup = Setup::new(&args.reading, &args.facts, colour)?.against(&args.against, &args.reading, colour)?;
    let least = args.fail_on.map_or(setup.config.fail_on, FailOn::least);
    let fails = |document: &Document| least.is_some_and(|l| document.diagnostics.iter().any(|d| d.severity >= l));
    if args.inputs.stdin_jsonl {
        return answer_lines(&setup, |setup, article| setup.check(article), fails);
    }
    let report = setup.report(&args.inputs.paths, &args.reading, |article| setup.check(article));
    write(&report, &setup.config, &args.output, report::render)?;
    Ok(match report.documents.iter().any(fails) {
        _ if !report.errors.is_empty() => 2,
        true => 1,
        false => 0,
    })
}

fn extract(args: &Extract) -> Result<u8, Stop> {
    let setup = Setup::new(&args.reading, &args.facts, args.output.color)?;
    if args.inputs.stdin_jsonl {
        return answer_lines(&setup, |setup, article| setup.extract(article), |_| false);
    }
    let report = setup.report(&args.inputs.paths, &args.reading, |article| setup.extract(article));
    let render = |report: &Report, options: &Options, out: &mut dyn Write| match args.explain {
        Some(line) => report::render_explanations(report, &setup.config, line, options, out),
        None => report::render_ledger(report, options, out),
    };
    write(&report, &setup.config, &args.output, render)?;
    Ok(if report.errors.is_empty() { 0 } else { 2 })
}

fn ledger(args: &Ledger) -> Result<u8, Stop> {
    if args.path.is_dir() {
        let shown = read::shown(&args.path);
        return Err(Stop::Said(format!("factlint: {shown} is a folder; name one article\n")));
    }
    let setup = Setup::new(&args.reading, &args.facts, args.output.color)?;
    let paths = std::slice::from_ref(&args.path);
    let report = setup.report(paths, &args.reading, |article| setup.check(article));
    write(&report, &setup.config, &args.output, report::render_ledger)?;
    Ok(if report.errors.is_empty() { 0 } else { 2 })
}

fn timeline(args: &Timeline) -> Result<u8, Stop> {
    if args.path.is_dir() {
        let shown = read::shown(&args.path);
        return Err(Stop::Said(format!("factlint: {shown} is a folder; name one article\n")));
    }
    let setup = Setup::new(&args.reading, &args.facts, args.color)?;
    let report = setup.report(std::slice::from_ref(&args.path), &args.reading, |article| setup.check(article));
    let mut options = Options::new(Format::Text);
    options.messages = language(args.messages, &setup.config);
    options.colour = is_coloured(args.color, &io::stdout());
    options.width = width();
    let mut out = BufWriter::new(io::stdout().lock());
    match args.why {
        Some(Why::Date) => report::render_why(&report, &options, &mut out)?,
        None => report::render_timeline(&report, args.format, &options, &mut out)?,
    }
    out.flush()?;
    let said: String =
        report.errors.iter().map(|(_, e)| format!("factlint: {}\n", printable(&e.to_string()))).collect();
    // As above: a closed standard error changes nothing.
    let _ = io::stderr().lock().write_all(said.as_bytes());
    Ok(if report.errors.is_empty() { 0 } else { 2 })
}

/// The fact base of some paths; without any, the one that ships with the program.
fn base(paths: &[PathBuf]) -> Result<Arc<FactBase>, Error> {
    match paths {
        [] => Ok(FactBase::builtin()),
        [one] if one.as_os_str() == "builtin" => Ok(FactBase::builtin()),
        paths => FactBase::load(paths).map(Arc::new),
    }
}

/// Why a run cannot happen, as standard error shows it: each fault of a fact base with its place.
fn refused(error: &Error, colour: Colour) -> Stop {
    let mut text = Vec::new();
    if let Error::Invalid(faults) = error {
        let mut options = Options::new(Format::Text);
        options.colour = is_coloured(colour, &io::stderr());
        options.width = width();
        // Writing into memory does not fail.
        let _ = report::render_faults(faults, &options, &mut text);
    }
    Stop::Said(format!("{}factlint: {}\n", String::from_utf8_lossy(&text), printable(&error.to_string())))
}

/// How a report is to look.
pub(crate) fn options(config: &Config, output: &Output) -> Options {
    let mut options = Options::new(output.format);
    options.messages = language(output.messages, config);
    options.colour = is_coloured(output.color, &io::stdout());
    options.width = width();
    options.all = output.all;
    options.quiet = output.quiet;
    options.root = std::env::current_dir().ok().map(|folder| read::shown(&folder));
    options
}

/// The language of messages; `None`: that of each article.
pub(crate) fn language(messages: Option<Messages>, config: &Config) -> Option<Language> {
    match messages {
        None => config.messages,
        Some(Messages::Auto) => None,
        Some(Messages::En) => Some(Language::En),
        Some(Messages::Zh) => Some(Language::Zh),
    }
}

/// Writes a report on standard output, and on standard error what has no place in its format.
fn write(
    report: &Report,
    config: &Config,
    output: &Output,
    render: impl Fn(&Report, &Options, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Stop> {
    let options = options(config, output);
    let mut out = BufWriter::new(io::stdout().lock());
    render(report, &options, &mut out)?;
    out.flush()?;
    if matches!(output.format, Format::Text | Format::Concise) {
        let mut said = String::new();
        for (_, error) in &report.errors {
            said += &format!("factlint: {}\n", printable(&error.to_string()));
        }
        if report.documents.is_empty() && report.errors.is_empty() {
            said += "factlint: no article found: no *.md, *.markdown, *.html, *.htm, *.docx or *.txt there\n";
        }
        if output.format == Format::Concise && !output.quiet {
            said += &summary(report);
        }
        // What is on standard output counts; a closed standard error changes neither it nor the exit code.
        let _ = io::stderr().lock().write_all(said.as_bytes());
    }
    Ok(())
}

/// A text without control characters: names of files may hold any.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// What came of a run, in one line.
fn summary(report: &Report) -> String {
    let count =
        |severity| report.documents.iter().flat_map(|d| &d.diagnostics).filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let articles = counted(report.documents.len(), "article");
    format!("factlint: {articles}, {}, {}\n", counted(errors, "error"), counted(warnings, "warning"))
}

/// `1 error`, `2 errors`.
fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// Answers standard input line by line; 1 where a document `fails`.
fn answer_lines(
    setup: &Setup,
    make: impl Fn(&Setup, Article) -> Document + Sync,
    fails: impl Fn(&Document) -> bool + Sync,
) -> Result<u8, Stop> {
    let failed = AtomicBool::new(false);
    let answer = |line: Result<Line, Refusal>| {
        let mut out = Vec::new();
        let written = match line {
            Ok(Line { id, article, date, against }) => {
                let mut config = setup.config.clone();
                config.date = date.or(config.date);
                let references = against.into_iter().map(|a| Reference::new(a, &setup.facts, &config)).collect();
                let setup = Setup { facts: Arc::clone(&setup.facts), config, references };
                let document = make(&setup, article);
                if fails(&document) {
                    failed.store(true, Ordering::Relaxed);
                }
                let report = Report {
                    today: setup.config.today,
                    documents: vec![document],
                    errors: Vec::new(),
                    facts: setup.facts,
                };
                json::render_answer(&id, &report, &mut out)
            }
            Err(refusal) => json::render_refusal(&refusal.id, refusal.code, &refusal.message, &mut out),
        };
        written.expect("writing into memory does not fail");
        out
    };
    stdin_jsonl::serve(io::stdin().lock(), &mut BufWriter::new(io::stdout().lock()), answer)?;
    Ok(u8::from(failed.load(Ordering::Relaxed)))
}

/// The system's day in UTC.
fn today() -> NaiveDate {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let epoch = NaiveDate::default();
    epoch.checked_add_days(Days::new(seconds / 86_400)).unwrap_or(epoch)
}

pub(crate) fn is_coloured(colour: Colour, stream: &impl IsTerminal) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            stream.is_terminal() && !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
        }
    }
}

/// Columns of the terminal, within reason; 100 where there is none.
pub(crate) fn width() -> usize {
    let columns = terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    columns.map_or(100, |c| c.clamp(50, 120))
}
