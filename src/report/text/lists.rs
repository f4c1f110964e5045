//! The end of an article's part: what still needs a source, what was not judged and why, where to see it all.

use super::Page;
use crate::check::Verdict;
use crate::diagnostic::Severity;
use crate::extract::Doubt;
use crate::report::page::{clean, cut, wrap};
use crate::statement::Statement;
use crate::vocabulary::Language;
use std::cmp::Reverse;
use std::collections::BTreeMap;

impl Page<'_> {
    /// What still needs a source, what was not judged and why, and where to see it all.
    pub(super) fn lists(&self) -> String {
        let (mut unsupported, mut doubts) = (Vec::new(), BTreeMap::<Doubt, usize>::new());
        let mut undoubted = 0;
        for (i, judgement) in self.document.judgements.iter().enumerate() {
            match (judgement.verdict, judgement.doubt) {
                (Some(Verdict::Unsupported), _) => unsupported.push(i),
                (Some(Verdict::NotJudged), Some(doubt)) => *doubts.entry(doubt).or_default() += 1,
                (Some(Verdict::NotJudged), None) => undoubted += 1,
                _ => {}
            }
        }
        let mut out = self.unsupported(&unsupported);
        let mut doubts: Vec<(String, usize)> =
            doubts.into_iter().map(|(d, n)| (d.shown().get(self.language).to_owned(), n)).collect();
        doubts.sort_by_key(|d| Reverse(d.1));
        if undoubted > 0 {
            doubts.push((self.say("other", "其他").to_owned(), undoubted));
        }
        let count: usize = doubts.iter().map(|d| d.1).sum();
        if count > 0 {
            let list: Vec<String> = doubts.iter().map(|(shown, n)| format!("{shown} {n}")).collect();
            out += &self.list(self.say("not judged", "未判"), count, &list.join(" · "));
        }
        let info = self.document.diagnostics.iter().filter(|d| d.severity == Severity::Info).count();
        if info > 0 && !self.options.all {
            out += &match self.language {
                Language::En => format!("{info} more of severity info, shown by --all\n"),
                Language::Zh => format!("另有提示 {info} 条，--all 可见\n"),
            };
        }
        let name = clean(self.document.article.source.name());
        if !self.document.extraction.mentions.is_empty() && name != "-" {
            let name = if name.contains(' ') { format!("'{name}'") } else { name };
            out += &format!("{}factlint ledger {name}\n", self.say("the whole list: ", "清单："));
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }

    fn unsupported(&self, claims: &[usize]) -> String {
        if claims.is_empty() {
            return String::new();
        }
        let title = self.say("unsupported", "无据");
        if self.options.all {
            let source = &self.document.article.source;
            let mut out = format!("{title} {}{}\n", claims.len(), self.say(":", "："));
            for &i in claims {
                let span = self.document.extraction.claims[i].span;
                let at = source.position(span.start);
                let place = format!("{}:{}", at.line, at.column);
                let text = cut(source.slice(span), self.options.width.saturating_sub(12));
                out += &format!("  {} {text}\n", self.paint().dim(&format!("{place:>8}")));
            }
            return out;
        }
        // In the order of the text, each topic once.
        let mut topics: Vec<(String, usize)> = Vec::new();
        for &i in claims {
            let topic = self.topic(&self.document.extraction.claims[i].statement);
            match topics.iter_mut().find(|t| t.0 == topic) {
                Some(t) => t.1 += 1,
                None => topics.push((topic, 1)),
            }
        }
        let list: Vec<String> = topics.into_iter().map(|(t, n)| if n == 1 { t } else { format!("{t} ×{n}") }).collect();
        self.list(title, claims.len(), &list.join(" · "))
    }

    fn list(&self, title: &str, count: usize, items: &str) -> String {
        let head = format!("{title} {count}{}", self.say(": ", "："));
        wrap(items, self.options.width, &head) + "\n"
    }

    /// Whom a statement is about and what it says of them, in two or three words.
    fn topic(&self, statement: &Statement) -> String {
        let facts = &self.report.facts;
        let whom = statement.subject().iter().chain(statement.object()).next();
        let whom = whom.map(|id| facts.shown(id, self.language));
        let named = |p| facts.vocabulary.get(p).and_then(|p| p.names.shown(self.language));
        let what = statement.predicate().map(|p| named(p).unwrap_or_else(|| self.kind(p)));
        let kind = self.kind(statement.kind());
        clean(&match (whom, what) {
            (Some(whom), Some(what)) => format!("{whom} {what}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => kind.to_owned(),
        })
    }

    /// A word for statements that no predicate of the vocabulary names; the word itself where there is none.
    fn kind<'t>(&self, word: &'t str) -> &'t str {
        let zh = match word {
            "event" => "事件",
            "role" => "职务",
            "rank" => "名次",
            "relation" => "关系",
            "quotation" => "引语",
            "age" => "年龄",
            "order" => "先后",
            "distance" => "相隔时间",
            "duration" => "持续时间",
            "ratio" => "倍数",
            "growth" => "增幅",
            "share" => "占比",
            "sum" => "合计",
            "count" => "数目",
            other => other,
        };
        self.say(word, zh)
    }
}
