//! The end of an article's part: what still needs a source, what was not judged and why, where to see it all.

use super::Page;
use crate::check::Verdict;
use crate::diagnostic::Severity;
use crate::report::page::{clean, cut, wrap_items};
use crate::report::topic::topic_of_claim;
use crate::vocabulary::Language;
use std::cmp::Reverse;

/// Topics that a compact list names; there may be more.
const NAMED: usize = 24;

impl Page<'_> {
    /// What still needs a source, what was not judged and why, and where to see it all.
    pub(super) fn lists(&self) -> String {
        let (mut unsupported, mut unjudged, mut wanted) = (Vec::new(), Vec::new(), 0);
        let judged = self.document.extraction.claims.iter().zip(&self.document.judgements);
        for (i, (claim, judgement)) in judged.enumerate() {
            match (judgement.verdict, judgement.doubt) {
                (Some(Verdict::Unsupported), _) => {
                    let topic = topic_of_claim(&self.report.facts, &self.document.article, claim, self.language);
                    // What a reader would want a source for comes first.
                    let at = if judgement.rule.is_some() && !self.options.all { wanted } else { unsupported.len() };
                    wanted += usize::from(judgement.rule.is_some());
                    unsupported.insert(at, (i, topic));
                }
                (Some(Verdict::NotJudged), Some(doubt)) => {
                    unjudged.push((i, doubt.shown().get(self.language).to_owned()));
                }
                (Some(Verdict::NotJudged), None) => unjudged.push((i, self.say("other", "其他").to_owned())),
                _ => {}
            }
        }
        let mut out = self.list(self.say("unsupported", "无据"), &unsupported, false);
        out += &self.list(self.say("not judged", "未判"), &unjudged, true);
        let info = self.document.diagnostics.iter().filter(|d| d.severity == Severity::Info).count();
        if info > 0 && !self.options.all {
            out += &match self.language {
                Language::En => format!("{info} more of severity info, shown by --all\n"),
                Language::Zh => format!("另有提示 {info} 条,--all 可见\n"),
            };
        }
        let name = clean(self.document.article.source.name());
        if !self.document.extraction.mentions.is_empty() && name != "-" {
            let name = if name.contains(' ') { format!("'{name}'") } else { name };
            out += &format!("{}factlint ledger {name}\n", self.say("the whole list: ", "清单:"));
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }

    /// Claims by the word for each: how often each word, the most frequent first where `by_count`; or a line for each
    /// claim where all are wanted.
    fn list(&self, title: &str, claims: &[(usize, String)], by_count: bool) -> String {
        if claims.is_empty() {
            return String::new();
        }
        let head = format!("{title} {}", claims.len());
        if self.options.all {
            let lines: Vec<String> = claims.iter().map(|(i, word)| self.claim_line(*i, word)).collect();
            return format!("{head}{}\n{}", self.say(":", ":"), lines.concat());
        }
        let mut words: Vec<(&str, usize)> = Vec::new();
        for (_, word) in claims {
            match words.iter_mut().find(|w| w.0 == word) {
                Some(w) => w.1 += 1,
                None => words.push((word, 1)),
            }
        }
        if by_count {
            words.sort_by_key(|w| Reverse(w.1));
        }
        let counted = |(word, n): &(&str, usize)| match n {
            1 if !by_count => (*word).to_owned(),
            n => format!("{word} {n}"),
        };
        let mut list: Vec<String> = words.iter().take(NAMED).map(counted).collect();
        if words.len() > NAMED {
            list.push(self.say("… (--all shows each)", "…(--all 全列)").to_owned());
        }
        wrap_items(&list, self.options.width, &format!("{head}{}", self.say(": ", ":"))) + "\n"
    }

    /// `    12:5  the words of the claim · word`
    fn claim_line(&self, claim: usize, word: &str) -> String {
        let source = &self.document.article.source;
        let span = self.document.extraction.claims[claim].span;
        let at = source.position(span.start);
        let place = format!("{}:{}", at.line, at.column);
        let text = cut(source.slice(span), self.options.width.saturating_sub(34).max(20));
        format!("  {}  {text} · {word}\n", self.paint().dim(&format!("{place:>8}")))
    }
}
