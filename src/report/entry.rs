//! Entities and facts by themselves: everything a base knows of one, or a line for each of many.

mod json;

use super::page::{Paint, clean, wrap};
use super::topic::topic;
use super::{Format, Options};
use crate::check::wording::{figure, predicate, told};
use crate::facts::{Entity, Entry, Fact, FactBase, FactStatus};
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::vocabulary::Language;
use std::io::{self, Write};

/// Writes all that is known of each entry, as text or, for every other format, as JSON.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_entries(base: &FactBase, entries: &[Entry], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let view = View { base, options, language: options.messages.unwrap_or(Language::En) };
    if options.format != Format::Text {
        return json::render(&view, entries, out);
    }
    for (i, entry) in entries.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        view.whole(entry, out)?;
    }
    Ok(())
}

/// Writes a line for each entry, as text or, for every other format, all of them as JSON.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_list(base: &FactBase, entries: &[Entry], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let view = View { base, options, language: options.messages.unwrap_or(Language::En) };
    if options.format != Format::Text {
        return json::render(&view, entries, out);
    }
    entries.iter().try_for_each(|entry| writeln!(out, "{}", view.line(entry)))
}

struct View<'a> {
    base: &'a FactBase,
    options: &'a Options,
    language: Language,
}

impl View<'_> {
    fn say<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        if self.language == Language::Zh { zh } else { en }
    }

    /// The file and line of an id.
    fn place(&self, file: usize, span: Span) -> (String, usize) {
        let source = self.base.files.get(file);
        source.map_or_else(Default::default, |s| (s.name().to_owned(), s.position(span.start).line))
    }

    fn place_of(&self, entry: &Entry) -> (String, usize) {
        match entry {
            Entry::Entity(entity) => self.place(entity.file, entity.span),
            Entry::Fact(fact) => self.place(fact.file, fact.slot(Slot::Predicate).unwrap_or_default()),
        }
    }

    /// A result of a search: id, what it is, where it stands.
    fn line(&self, entry: &Entry) -> String {
        let paint = Paint { is_on: self.options.colour };
        let (path, line) = self.place_of(entry);
        let what = match entry {
            Entry::Entity(entity) => {
                let names: Vec<&str> =
                    [entity.names.en.first(), entity.names.zh.first()].into_iter().flatten().map(|n| &**n).collect();
                format!("{} · {}", entity.kind, names.join(self.say(", ", "、")))
            }
            Entry::Fact(fact) => self.gist(fact),
        };
        format!(
            "{}  {}  {}",
            paint.bold(&clean(entry.id())),
            clean(&what),
            paint.dim(&clean(&format!("{path}:{line}")))
        )
    }

    /// A fact in one line: what it is about, what it says, how far it can be trusted.
    fn gist(&self, fact: &Fact) -> String {
        let statement = &fact.statement;
        let says = told(statement, self.base);
        let says = says.get(self.language);
        let status = self.status(fact.status);
        match statement {
            Statement::Event(_) | Statement::Metric(_) | Statement::Age(_) => {
                let others =
                    if statement.subject().is_empty() { statement.object().get(1..) } else { Some(statement.object()) };
                let others = others.unwrap_or_default().iter().map(|id| self.base.shown(id, self.language));
                let about = std::iter::once(topic(self.base, statement, self.language));
                let about: Vec<String> = about.chain(others.map(str::to_owned)).collect();
                format!("{} · {says} · {status}", about.join(" "))
            }
            Statement::Rank(_) => {
                let scope = predicate(statement, self.base, self.language);
                format!("{says} · {scope} · {status}")
            }
            _ => format!("{says} · {status}"),
        }
    }

    fn status(&self, status: FactStatus) -> &'static str {
        match (status, self.language) {
            (FactStatus::Verified, Language::Zh) => "已核实",
            (FactStatus::Unverified, Language::Zh) => "未核实",
            (FactStatus::Disputed, Language::Zh) => "有争议",
            (FactStatus::Retracted, Language::Zh) => "已撤回",
            (status, Language::En) => status_word(status),
        }
    }

    fn whole(&self, entry: &Entry, out: &mut dyn Write) -> io::Result<()> {
        let paint = Paint { is_on: self.options.colour };
        let (path, line) = self.place_of(entry);
        let kind = match entry {
            Entry::Entity(entity) => &entity.kind,
            Entry::Fact(fact) => fact.statement.kind(),
        };
        let place = paint.dim(&clean(&format!("{path}:{line}")));
        writeln!(out, "{} · {} · {place}", paint.bold(&clean(entry.id())), clean(kind))?;
        let lines = match entry {
            Entry::Entity(entity) => self.entity_lines(entity),
            Entry::Fact(fact) => self.fact_lines(fact),
        };
        for (label, text) in lines {
            writeln!(out, "{}", wrap(&clean(&text), self.options.width, &format!("  {label}: ")))?;
        }
        if let Entry::Entity(entity) = entry {
            for &index in self.base.about(&entity.id) {
                writeln!(out, "  - {}", self.line(&Entry::Fact(&self.base.facts[index])))?;
            }
        }
        Ok(())
    }

    fn ids(&self, ids: &[Id]) -> String {
        let shown = ids.iter().map(|id| format!("{id} ({})", self.base.shown(id, self.language)));
        shown.collect::<Vec<_>>().join(", ")
    }

    fn entity_lines(&self, entity: &Entity) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        let mut list = |label, texts: &[String]| {
            if !texts.is_empty() {
                lines.push((label, texts.join(self.say(", ", "、"))));
            }
        };
        list(self.say("English", "英文名"), &entity.names.en);
        list(self.say("Chinese", "中文名"), &entity.names.zh);
        list(self.say("also", "别名"), &entity.aliases);
        list(self.say("ambiguous", "有歧义"), &entity.ambiguous);
        let wrong: Vec<String> = entity.misspellings.iter().map(|m| m.text.clone()).collect();
        list(self.say("misspelt", "误写"), &wrong);
        let whole = entity.part_of.as_slice();
        list(
            self.say("part of", "属于"),
            &whole.iter().map(|id| self.ids(std::slice::from_ref(id))).collect::<Vec<_>>(),
        );
        list(self.say("members", "成员"), &entity.members.iter().map(|id| id.to_string()).collect::<Vec<_>>());
        let end = entity.fiscal_year_end.map(|(month, day)| format!("{month:02}-{day:02}"));
        list(self.say("fiscal year ends", "财年截止"), end.as_slice());
        let years: Vec<String> =
            entity.fiscal_years.iter().map(|(year, days)| format!("FY{year} {}", days.edtf())).collect();
        list(self.say("fiscal years", "财年"), &years);
        list("wikidata", entity.wikidata.as_slice());
        lines
    }

    fn fact_lines(&self, fact: &Fact) -> Vec<(&'static str, String)> {
        let statement = &fact.statement;
        let says = told(statement, self.base);
        let mut lines = vec![
            (self.say("about", "事项"), topic(self.base, statement, self.language)),
            (self.say("says", "内容"), says.get(self.language).to_owned()),
        ];
        let mut add = |label, text: String| {
            if !text.is_empty() {
                lines.push((label, text));
            }
        };
        add(self.say("predicate", "谓词"), statement.predicate().unwrap_or_default().to_owned());
        add(self.say("subject", "主体"), self.ids(statement.subject()));
        add(self.say("object", "客体"), self.ids(statement.object()));
        add(self.say("value", "数值"), statement.value().map_or_else(String::new, |q| figure(q, self.language)));
        add(self.say("when", "时间"), statement.when().map_or_else(String::new, |w| w.edtf()));
        match statement {
            Statement::Event(event) => {
                add(self.say("counterpart", "对方"), self.ids(&event.counterpart));
                add(self.say("stage", "阶段"), event.stage.as_deref().unwrap_or_default().to_owned());
                add(self.say("occurrence", "第几次"), event.nth.map_or_else(String::new, |n| n.to_string()));
                add(self.say("marks", "标记"), event.marks.join(self.say(", ", "、")));
            }
            Statement::Metric(metric) => {
                add(self.say("basis", "口径"), metric.basis.as_deref().unwrap_or_default().to_owned())
            }
            Statement::Quotation(quotation) => {
                add(self.say("words", "原话"), quotation.words.clone());
                add(self.say("occasion", "场合"), self.ids(quotation.occasion.as_slice()));
            }
            _ => {}
        }
        add(self.say("status", "状态"), self.status(fact.status).to_owned());
        add(self.say("checked", "核查于"), fact.checked.map_or_else(String::new, |d| d.to_string()));
        add(self.say("review after", "复核日期"), fact.review_after.map_or_else(String::new, |d| d.to_string()));
        add(self.say("note", "备注"), fact.note.clone().unwrap_or_default());
        for source in &fact.sources {
            let parts =
                [Some(&source.title), source.publisher.as_ref(), source.published.as_ref(), source.url.as_ref()];
            let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            let supports = source.supports.as_ref().map(|s| format!(" — {s}")).unwrap_or_default();
            add(self.say("source", "来源"), format!("{}{supports}", parts.join(", ")));
        }
        lines
    }
}

fn status_word(status: FactStatus) -> &'static str {
    match status {
        FactStatus::Verified => "verified",
        FactStatus::Unverified => "unverified",
        FactStatus::Disputed => "disputed",
        FactStatus::Retracted => "retracted",
    }
}
