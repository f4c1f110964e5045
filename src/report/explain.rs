//! How claims were built: frame, trigger, how each part was found, and what was considered and passed over.

use super::page::{Paint, clean, cut, grouped, wrap};
use super::topic::{named, word};
use super::{Options, cited};
use crate::article::Article;
use crate::check::Report;
use crate::config::Config;
use crate::extract::{self, Claim, Considered, Modality, Outcome, Step};
use crate::facts::FactBase;
use crate::statement::{Id, Slot, Statement};
use crate::vocabulary::{Bilingual, Language};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Columns of the names of the parts.
const HEAD: usize = 10;

/// Writes how the claims of every article were built; with `line`, only those whose words stand on that line, from 1.
///
/// # Errors
/// Whatever the writer fails with.
pub fn render_explanations(
    report: &Report,
    config: &Config,
    line: Option<usize>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    for document in &report.documents {
        let article = &document.article;
        let language = options.language(document);
        let page = Page { facts: &report.facts, article, language, options, paint: Paint { is_on: options.colour } };
        let (extraction, considered) = extract::explain(article, &report.facts, config);
        let (name, mut shown) = (clean(article.source.name()), 0);
        writeln!(out, "{}", page.paint.bold(&name))?;
        for (claim, considered) in extraction.claims.iter().zip(&considered) {
            let (first, last) = (article.source.position(claim.span.start), article.source.position(claim.span.end));
            if line.is_none_or(|l| (first.line..=last.line).contains(&l)) {
                shown += 1;
                write!(out, "\n{}", page.claim(claim, considered))?;
            }
        }
        if shown == 0 {
            let none = Bilingual::new(
                "no claim there; factlint ledger lists every mention",
                "此处无说法;factlint ledger 列出全部可核内容",
            );
            writeln!(out, "\n{}", none.get(language))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What every line of an article's page needs.
struct Page<'a> {
    facts: &'a FactBase,
    article: &'a Article,
    language: Language,
    options: &'a Options,
    paint: Paint,
}

impl Page<'_> {
    fn say<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        if self.language == Language::Zh { zh } else { en }
    }

    fn claim(&self, claim: &Claim, considered: &[Considered]) -> String {
        let at = self.article.source.position(claim.span.start);
        let words = cut(self.article.source.slice(claim.span), self.options.width.saturating_sub(16).max(40));
        let mut out = format!("{}:{}  {}\n", at.line, at.column, self.paint.bold(&words));
        out += &self.line(self.say("frame", "框架"), &self.frame(&claim.statement));
        let statement = &claim.statement;
        out += &self.slot(self.say("trigger", "触发词"), claim, Slot::Predicate, considered, None);
        let (subject, object) = (statement.subject(), statement.object());
        out += &self.slot(self.say("subject", "主体"), claim, Slot::Subject, considered, self.ids(subject));
        if !object.is_empty() || considered.iter().any(|c| c.slot == Slot::Object) {
            out += &self.slot(self.say("object", "对象"), claim, Slot::Object, considered, self.ids(object));
        }
        let value = statement.value().map(|q| grouped(&q.to_string()));
        if value.is_some() || claim.part(Slot::Value).is_some() {
            out += &self.slot(self.say("value", "数值"), claim, Slot::Value, considered, value);
        }
        out += &self.slot(self.say("time", "时间"), claim, Slot::When, considered, statement.when().map(|d| d.edtf()));
        for Step { cite, text } in &claim.derivation {
            out +=
                &self.under(&format!("{}: {}", cited(self.facts, &self.article.source, cite), text.get(self.language)));
        }
        for other in &claim.readings {
            let days = other.when().filter(|d| Some(*d) != statement.when()).map(|d| format!(", {}", d.edtf()));
            out += &self.line(self.say("or", "或"), &format!("{}{}", self.frame(other), days.unwrap_or_default()));
        }
        out += &self.line(self.say("certainty", "把握"), &self.certainty(claim));
        out
    }

    /// `event acquire “acquire”`.
    fn frame(&self, statement: &Statement) -> String {
        let kind = word(statement.kind(), self.language);
        let stage = match statement {
            Statement::Event(event) => event.stage.as_deref(),
            _ => None,
        };
        let predicate = statement.predicate().map(|p| match named(self.facts, p, self.language) {
            Some(name) if name != p => format!(" `{p}` ({name})"),
            _ => format!(" `{p}`"),
        });
        let predicate = predicate.unwrap_or_else(|| self.say(", no predicate named", ",未见谓词").to_owned());
        stage.map_or_else(|| format!("{kind}{predicate}"), |s| format!("{kind}{predicate} · `{s}`"))
    }

    fn ids(&self, ids: &[Id]) -> Option<String> {
        (!ids.is_empty()).then(|| ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "))
    }

    /// The words of a slot, what they denote, how they were found, and below what was passed over for them.
    fn slot(
        &self,
        name: &str,
        claim: &Claim,
        slot: Slot,
        considered: &[Considered],
        denoted: Option<String>,
    ) -> String {
        let own = considered.iter().filter(|c| c.slot == slot);
        // A claim that no word makes keeps no places of what it takes from elsewhere.
        let taken = || own.clone().rev().find(|c| matches!(c.outcome, Outcome::Taken(_))).map(|c| c.span);
        let place = claim.part(slot).or_else(|| denoted.as_ref().and_then(|_| taken()));
        let way = own.clone().rev().find_map(|c| match c.outcome {
            Outcome::Taken(way) if Some(c.span) == place => Some(way.shown()),
            _ => None,
        });
        let words = place.map(|at| format!("“{}”", cut(self.article.source.slice(at), 40)));
        let mut said: Vec<String> = words.into_iter().chain(denoted).collect();
        if said.is_empty() {
            let none = match slot {
                Slot::Predicate => self.say("none; the figure or date stands for itself", "无;数字或日期自成一说"),
                _ => self.say("none found", "未找到"),
            };
            said.push(none.to_owned());
        }
        let way = way.map(|w| format!("{}{}", self.say(": ", ":"), w.get(self.language)));
        let mut out = self.line(name, &format!("{}{}", said.join(" = "), way.unwrap_or_default()));
        for passed in own.filter(|c| Some(c.span) != place || slot == Slot::Predicate) {
            let why = match &passed.outcome {
                Outcome::Passed(why) => why.shown(),
                Outcome::Taken(way) => {
                    let way = way.shown();
                    Bilingual::new(format!("{}; another was preferred", way.en), format!("{};另有更合适者", way.zh))
                }
            };
            let at = self.article.source.position(passed.span.start);
            let words = cut(self.article.source.slice(passed.span), 40);
            let colon = self.say(": ", ":");
            out += &self.under(&format!("× “{words}” ({}:{}){colon}{}", at.line, at.column, why.get(self.language)));
        }
        out
    }

    fn certainty(&self, claim: &Claim) -> String {
        let mood = mood(claim.modality).get(self.language).to_owned();
        let quoted = if claim.quoted { self.say(", in quoted speech", ",在引语之中") } else { "" };
        let how = match (claim.doubt, claim.weak) {
            (Some(doubt), _) => {
                format!("{}{}", self.say("not judged: ", "不判:"), doubt.shown().get(self.language))
            }
            (None, Some(weak)) => format!(
                "{}{}",
                self.say("may be supported, never contradicted: ", "可判有据,不判有误:"),
                weak.shown().get(self.language)
            ),
            (None, None) if claim.statement.predicate().is_none() => {
                self.say("listed only: no word of the vocabulary says what it is", "仅列出:词表中无相应说法").to_owned()
            }
            (None, None) => self.say("certain enough to be contradicted", "足以判为有误").to_owned(),
        };
        format!("{mood}{quoted} · {how}")
    }

    fn line(&self, name: &str, text: &str) -> String {
        let gap = " ".repeat(HEAD.saturating_sub(name.width()));
        wrap(&clean(text), self.options.width, &format!("  {}{gap}", self.paint.dim(name))) + "\n"
    }

    fn under(&self, text: &str) -> String {
        wrap(&clean(text), self.options.width, &" ".repeat(HEAD + 4)) + "\n"
    }
}

/// In what mood a claim is made, for a reader.
fn mood(modality: Modality) -> Bilingual {
    let zh = match modality {
        Modality::Asserted => "直陈",
        Modality::Reported => "转述",
        Modality::Planned => "计划",
        Modality::Conditional => "假设",
        Modality::Counterfactual => "反事实",
        Modality::Denied => "否定",
        Modality::Asked => "疑问",
        Modality::Opinion => "观点",
    };
    Bilingual::new(modality.name(), zh)
}
