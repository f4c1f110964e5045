//! The commands that look at the fact base itself.

use crate::args::{EntryOutput, Facts, FactsCheck, FactsSearch, FactsShow, FailOn};
use crate::commands::{Setup, Stop, is_coloured, language, options, printable, width};
use factlint::check::{self, Report};
use factlint::diagnostic::Severity;
use factlint::facts::{FactBase, FactStatus};
use factlint::report::{self, Format, Options};
use factlint::vocabulary::Language;
use std::io::{self, BufWriter, Write};

pub(crate) fn run(args: &Facts) -> Result<u8, Stop> {
    match args {
        Facts::Check(args) => check(args),
        Facts::Show(args) => show(args),
        Facts::Search(args) => search(args),
    }
}

/// The findings about a base, then what it holds.
fn check(args: &FactsCheck) -> Result<u8, Stop> {
    let setup = Setup::load(&args.paths, args.config.as_deref(), args.today, args.output.color)?;
    let report = check::check_facts(&setup.facts, &setup.config);
    let mut options = options(&setup.config, &args.output);
    // Heads and counts are about articles; a base has its own.
    options.quiet = true;
    let mut out = BufWriter::new(io::stdout().lock());
    report::render(&report, &options, &mut out)?;
    let summary = summary(&report, options.messages.unwrap_or(Language::En));
    if !args.output.quiet && options.format == Format::Text {
        writeln!(out, "{summary}")?;
    }
    out.flush()?;
    if !args.output.quiet && options.format == Format::Concise {
        // What is on standard output counts; a closed standard error changes neither it nor the exit code.
        let _ = writeln!(io::stderr().lock(), "factlint: {summary}");
    }
    let least = args.fail_on.map_or(setup.config.fail_on, FailOn::least);
    let mut found = report.documents.iter().flat_map(|d| &d.diagnostics);
    Ok(u8::from(least.is_some_and(|l| found.any(|d| d.severity >= l))))
}

/// What a base holds and how much was found, in one line.
fn summary(report: &Report, language: Language) -> String {
    let base = &report.facts;
    let facts = |status| base.facts.iter().filter(|f| f.status == status).count();
    let found =
        |severity| report.documents.iter().flat_map(|d| &d.diagnostics).filter(|d| d.severity == severity).count();
    let [verified, unverified, disputed, retracted] =
        [FactStatus::Verified, FactStatus::Unverified, FactStatus::Disputed, FactStatus::Retracted].map(facts);
    let (errors, warnings) = (found(Severity::Error), found(Severity::Warning));
    let (entities, all, files, today) = (base.entities.len(), base.facts.len(), base.files.len(), report.today);
    let predicates = base.vocabulary.predicates.len();
    let plural = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match language {
        Language::En => format!(
            "{}, {} · {}, {} ({verified} verified, {unverified} \
             unverified, {disputed} disputed, {retracted} retracted), {predicates} predicates in {} as of {today}",
            plural(errors, "error"),
            plural(warnings, "warning"),
            if entities == 1 { "1 entity".to_owned() } else { format!("{entities} entities") },
            plural(all, "fact"),
            plural(files, "file"),
        ),
        Language::Zh => format!(
            "错误 {errors} · 警告 {warnings} · 实体 {entities} 个,事实 {all} 条(已核实 {verified},未核实 {unverified},有争议 \
             {disputed},已撤回 {retracted}),谓词 {predicates} 个,文件 {files} 份,以 {today} 为今日"
        ),
    }
}

/// Everything known of one entity or fact.
fn show(args: &FactsShow) -> Result<u8, Stop> {
    let setup = Setup::load(&args.facts.facts, args.facts.config.as_deref(), None, args.output.color)?;
    let found = setup.facts.entries(&args.id);
    if found.is_empty() {
        return Err(Stop::Said(unknown(&setup.facts, &args.id)));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    report::render_entries(&setup.facts, &found, &entry_options(&setup, &args.output), &mut out)?;
    out.flush()?;
    Ok(0)
}

fn unknown(base: &FactBase, id: &str) -> String {
    let hint = match base.nearest_id(id) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`factlint facts search WORDS` finds ids".to_owned(),
    };
    printable(&format!("factlint: no entity or fact has the id `{id}`; {hint}")) + "\n"
}

/// What holds all of the words, a line each.
fn search(args: &FactsSearch) -> Result<u8, Stop> {
    let setup = Setup::load(&args.facts.facts, args.facts.config.as_deref(), None, args.output.color)?;
    let mut found = setup.facts.search(&args.words.join(" "));
    let all = found.len();
    if args.limit > 0 {
        found.truncate(args.limit);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    report::render_list(&setup.facts, &found, &entry_options(&setup, &args.output), &mut out)?;
    out.flush()?;
    let said = match all - found.len() {
        _ if all == 0 => "factlint: nothing found\n".to_owned(),
        0 => String::new(),
        more => format!("factlint: {more} more; --limit 0 shows all\n"),
    };
    // What is on standard output counts; a closed standard error changes neither it nor the exit code.
    let _ = io::stderr().lock().write_all(said.as_bytes());
    Ok(0)
}

fn entry_options(setup: &Setup, output: &EntryOutput) -> Options {
    let mut options = Options::new(output.format);
    options.messages = language(output.messages, &setup.config);
    options.colour = is_coloured(output.color, &io::stdout());
    options.width = width();
    options
}
