//! The report for people: what was judged, the findings with article and fact underlined, then compact lists.
//!
//! Every line is written in English and in Chinese side by side; the article's language decides unless the options do.

mod lists;

use super::page::{Paint, clean, cut, wrap};
use super::snippet::{Mark, Snippet};
use super::{Options, source_of};
use crate::check::{Document, Report, Verdict};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Fault;
use crate::extract::{DateBasis, DocumentDate};
use crate::facts::FactStatus;
use crate::source::Source;
use crate::time::Interval;
use crate::vocabulary::Language;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The rule whose findings are a list at the end instead of snippets.
const UNSUPPORTED: &str = "unsupported-claim";

/// Writes the report.
pub(super) fn render(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for document in &report.documents {
        let page = Page { report, document, options, language: options.language(document) };
        out.write_all(page.whole().as_bytes())?;
    }
    if !options.quiet {
        let language = options.messages.or(report.documents.first().map(|d| d.article.language));
        writeln!(out, "{}", totals(report, language.unwrap_or(Language::En)))?;
    }
    Ok(())
}

/// Writes faults with their places.
pub(super) fn faults(faults: &[Fault], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for fault in faults {
        let mark = Mark { span: fault.span, text: String::new(), is_primary: true };
        let message = clean(&fault.message);
        let mut text = String::new();
        let snippet = Snippet::new(&fault.source, vec![mark], miette::Severity::Error, message, options.width);
        // Drawing into a string does not fail; if it did, the place itself still says it all.
        if snippet.draw(options.colour, options.width, &mut text).is_err() {
            text = format!("{fault}\n");
        }
        let help = wrap(&clean(&fault.help), options.width, "  help: ");
        writeln!(out, "{text}{}\n", Paint { is_on: options.colour }.cyan(&help))?;
    }
    Ok(())
}

/// How often each verdict was given, and how many ticks rest on unverified facts alone.
#[derive(Default)]
struct Counts {
    by_verdict: BTreeMap<Verdict, usize>,
    unverified: usize,
}

impl Counts {
    fn of(document: &Document) -> Self {
        let mut counts = Self::default();
        for judgement in &document.judgements {
            if let Some(verdict) = judgement.verdict {
                *counts.by_verdict.entry(verdict).or_default() += 1;
                counts.unverified += usize::from(verdict == Verdict::Supported && judgement.unverified);
            }
        }
        counts
    }

    fn get(&self, verdict: Verdict) -> usize {
        self.by_verdict.get(&verdict).copied().unwrap_or(0)
    }
}

/// One article's part of the report.
struct Page<'a> {
    report: &'a Report,
    document: &'a Document,
    options: &'a Options,
    language: Language,
}

impl Page<'_> {
    fn whole(&self) -> String {
        let mut out = String::new();
        if !self.options.quiet {
            out += &self.head();
        }
        for found in self.shown() {
            out += &self.finding(found);
            out.push('\n');
        }
        if !self.options.quiet {
            out += &self.lists();
        }
        out
    }

    fn say<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.language {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    fn paint(&self) -> Paint {
        Paint { is_on: self.options.colour }
    }

    /// The findings that are drawn.
    fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        let least = if self.options.all { Severity::Info } else { Severity::Warning };
        self.document.diagnostics.iter().filter(move |d| d.severity >= least && d.rule != UNSUPPORTED)
    }

    fn head(&self) -> String {
        let paint = self.paint();
        let counts = Counts::of(self.document);
        let n = |v| counts.get(v).to_string();
        let doubtful = counts.get(Verdict::Imprecise) + counts.get(Verdict::Outdated);
        let unverified = match (counts.unverified, self.language) {
            (0, _) => String::new(),
            (k, Language::En) => format!(" ({k} only by unverified facts)"),
            (k, Language::Zh) => format!("({k} 项仅凭未核实事实)"),
        };
        let tally = [
            paint.green(&format!("{} {}{unverified}", self.say("supported", "有据"), n(Verdict::Supported))),
            paint.red(&format!("{} {}", self.say("wrong", "错"), n(Verdict::Contradicted))),
            paint.yellow(&format!("{} {doubtful}", self.say("doubtful", "疑"))),
            format!("{} {}", self.say("unsupported", "无据"), n(Verdict::Unsupported)),
            paint.dim(&format!("{} {}", self.say("not judged", "未判"), n(Verdict::NotJudged))),
        ]
        .join(" · ");
        let total = self.document.extraction.claims.len();
        let items = match self.language {
            Language::En if total == 1 => format!("1 checkable item: {tally}"),
            Language::En => format!("{total} checkable items: {tally}"),
            Language::Zh => format!("可核 {total} 项:{tally}"),
        };
        let name = paint.bold(&clean(self.document.article.source.name()));
        format!("{name} · {}\n{items}\n\n", self.date(&self.document.extraction.date))
    }

    /// The document date and how it was found.
    fn date(&self, date: &DocumentDate) -> String {
        let source = &self.document.article.source;
        let from = date.span.map(|s| (cut(source.slice(s), 24), source.position(s.start).line));
        let basis = match (date.basis, self.language, from) {
            (DateBasis::Option, Language::En, _) => "given by --date".to_owned(),
            (DateBasis::Option, Language::Zh, _) => "由 --date 指定".to_owned(),
            (DateBasis::FrontMatter, Language::En, _) => "from the front matter".to_owned(),
            (DateBasis::FrontMatter, Language::Zh, _) => "取自文首元数据".to_owned(),
            (DateBasis::Metadata, Language::En, _) => "from its metadata".to_owned(),
            (DateBasis::Metadata, Language::Zh, _) => "取自网页元数据".to_owned(),
            (DateBasis::Dateline, Language::En, _) => "from the dateline".to_owned(),
            (DateBasis::Dateline, Language::Zh, _) => "取自电头".to_owned(),
            (DateBasis::FileName, Language::En, _) => "from the name of the file".to_owned(),
            (DateBasis::FileName, Language::Zh, _) => "取自文件名".to_owned(),
            (DateBasis::Inferred, Language::En, Some((words, line))) => {
                format!("inferred from “{words}” in line {line}; --date sets it")
            }
            (DateBasis::Inferred, Language::Zh, Some((words, line))) => {
                format!("推断自第 {line} 行“{words}”;--date 可定")
            }
            (DateBasis::Inferred, Language::En, None) => "inferred; --date sets it".to_owned(),
            (DateBasis::Inferred, Language::Zh, None) => "推断;--date 可定".to_owned(),
            (DateBasis::None, Language::En, _) => "--date sets it".to_owned(),
            (DateBasis::None, Language::Zh, _) => "--date 可定".to_owned(),
        };
        match (date.days.filter(|_| date.basis != DateBasis::None), self.language) {
            (Some(days), Language::En) => format!("dated {} ({basis})", days_shown(days)),
            (Some(days), Language::Zh) => format!("发稿日 {}({basis})", days_shown(days)),
            (None, Language::En) => format!("document date unknown ({basis})"),
            (None, Language::Zh) => format!("发稿日不明({basis})"),
        }
    }

    /// A finding: the article, each fact file, how it was found, what to do.
    fn finding(&self, found: &Diagnostic) -> String {
        let mut out = String::new();
        let message = format!("{}: {}", found.rule, clean(found.message.get(self.language)));
        let severity = match found.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        };
        let first = found.primary().map_or(Place::Article, |l| l.place);
        let source_at = |place: Place| {
            let label = found.labels.iter().find(|l| l.place == place);
            label.map_or(Some(&self.document.article.source), |l| source_of(self.report, self.document, l))
        };
        self.draw(found, first, source_at(first), severity, message, &mut out);
        let mut places: Vec<Place> = found.labels.iter().map(|l| l.place).filter(|p| *p != first).collect();
        places.sort();
        places.dedup();
        for place in places {
            let message = self.facts_at(found, place);
            self.draw(found, place, source_at(place), miette::Severity::Advice, message, &mut out);
        }
        // Two facts of one source would say it twice.
        let notes = found.notes.iter().enumerate().filter(|(i, n)| !found.notes[..*i].contains(n));
        for (_, note) in notes {
            out += &self.paint().dim(&wrap(&clean(note.get(self.language)), self.options.width, "  · "));
            out.push('\n');
        }
        let help = clean(found.help.get(self.language));
        if !help.is_empty() {
            let help = wrap(&help, self.options.width, self.say("  help: ", "  建议:"));
            out += &self.paint().cyan(&help);
            out.push('\n');
        }
        for fix in found.fixes.iter().filter(|f| !help.contains(&f.replacement)) {
            let was = clean(self.document.article.source.slice(fix.span));
            let line = format!("{was} → {}", clean(&fix.replacement));
            out += &self.paint().cyan(&wrap(&line, self.options.width, self.say("  fix: ", "  改为:")));
            out.push('\n');
        }
        out
    }

    /// Draws the labels of a finding that lie in one text.
    fn draw(
        &self,
        found: &Diagnostic,
        place: Place,
        source: Option<&Source>,
        severity: miette::Severity,
        message: String,
        out: &mut String,
    ) {
        let Some(source) = source else { return };
        let main = found.primary().map(|l| (l.place, l.span));
        let marks = found.labels.iter().filter(|l| l.place == place).map(|l| Mark {
            span: l.span,
            text: clean(l.text.get(self.language)),
            is_primary: main == Some((l.place, l.span)),
        });
        let width = self.options.width;
        let before = out.len();
        let snippet = Snippet::new(source, marks.collect(), severity, message, width);
        // Drawing into a string does not fail; if it did, the message would still stand.
        if snippet.draw(self.options.colour, width, out).is_err() {
            out.truncate(before);
            *out += &format!("{snippet}\n");
        }
    }

    /// The facts of a finding that stand in one file, with a word on how far they can be trusted.
    fn facts_at(&self, found: &Diagnostic, place: Place) -> String {
        let facts = found.facts.iter().filter_map(|id| self.report.facts.fact(id));
        let named: Vec<String> = facts
            .filter(|f| place == Place::Facts(f.file))
            .map(|f| match f.status {
                FactStatus::Verified => f.id.to_string(),
                FactStatus::Unverified => format!("{} ({})", f.id, self.say("unverified", "未核实")),
                FactStatus::Disputed => format!("{} ({})", f.id, self.say("disputed", "有争议")),
                FactStatus::Retracted => format!("{} ({})", f.id, self.say("retracted", "已撤回")),
            })
            .collect();
        match named[..] {
            [] if matches!(place, Place::Reference(_)) => self.say("the reference says", "参照文本").to_owned(),
            [] => self.say("the fact base says", "事实库所载").to_owned(),
            [_] => format!("{} {}", self.say("fact", "事实"), named[0]),
            _ => format!("{} {}", self.say("facts", "事实"), named.join(self.say(", ", "、"))),
        }
    }
}

/// The days of an interval for a reader: one day, or both ends.
fn days_shown(days: Interval) -> String {
    let edtf = days.edtf();
    match (days.start, days.end) {
        (Some(s), Some(e)) if edtf.contains('/') => format!("{s}～{e}"),
        _ => edtf,
    }
}

/// The last line: how much was looked at, what came of it, and as of which day.
fn totals(report: &Report, language: Language) -> String {
    let count = |severity| {
        let found = report.documents.iter().flat_map(|d| &d.diagnostics);
        found.filter(|d| d.severity == severity).count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let (articles, facts, today) = (report.documents.len(), report.facts.facts.len(), report.today);
    let plural = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match language {
        Language::En => format!(
            "{}, {} · {} checked against {} as of {today}",
            plural(errors, "error"),
            plural(warnings, "warning"),
            plural(articles, "article"),
            plural(facts, "fact")
        ),
        Language::Zh => {
            format!("错误 {errors} · 警告 {warnings} · 稿件 {articles} 篇,对照事实 {facts} 条,以 {today} 为今日")
        }
    }
}
