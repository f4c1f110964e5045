//! To whom or what: the names behind a verb, in lists and appositions.

use super::frame::{Found, View};
use super::trace::{Way, Why};
use crate::source::Span;
use crate::statement::Slot;
use crate::vocabulary::{Language, PredicateKind, lists};

impl View<'_> {
    /// To whom or what: the nearest fitting name behind a trigger, up to the next trigger of an event.
    pub(super) fn object(&self, s: usize, at: Span, types: &[String]) -> Option<Found> {
        let clause = self.clause(s, at);
        // A dash or a bracket before the name only introduces it: 成立人工智能公司——xAI.
        let dash = self.folded.text[clause.end..].starts_with('—');
        let end = if dash { self.sentences[s].span.end } else { clause.end };
        let list = &self.tokens[s];
        for (i, token) in list.iter().enumerate().filter(|(_, t)| t.span.start >= at.end && t.span.start < end) {
            if self.is_trigger(token, PredicateKind::Event) && token.span.start > at.end + 3 {
                return self.open_object(s, Span::new(at.end, token.span.start), types);
            }
            let between = &self.folded.text[at.end..token.span.start];
            let introduced = lists().called.at_end(between.trim_end(), self.language(s)).is_some();
            if self.ids(token, types).is_none()
                || self.is_possessor(token.span) && !introduced
                // Listed on the Halden Exchange: the preposition is the verb's own.
                || self.after_preposition(s, token) && !matches!(between.trim(), "" | "the")
            {
                if token.is_name() {
                    let fits = self.ids(token, types).is_some();
                    let possessor = self.is_possessor(token.span) && !introduced;
                    let why = if !fits {
                        Why::Type
                    } else if possessor {
                        Why::Possessor
                    } else {
                        Why::Preposition
                    };
                    self.passed(at, Slot::Object, token.span, why);
                }
                continue;
            }
            // Another verb stands between: 宣布赶上了GPT-4.
            if self.is_zh(s) && between.trim_start_matches('了').contains('了') {
                return None;
            }
            // Bought Pellam Boats in 2012 and Vault in 2023: a name nobody knows stands nearer.
            if let Some(nearer) = self.open_object(s, Span::new(at.end, token.span.start), types) {
                return Some(nearer);
            }
            let mut all = vec![token];
            for next in list[i + 1..].iter().filter(|t| t.is_name()) {
                let last = all[all.len() - 1].span.end;
                if next.span.start < last {
                    continue;
                }
                let gap = self.folded.text[last..next.span.start].trim();
                if !(self.joins(s, gap) || self.joins_called(s, gap)) || self.ids(next, types).is_none() {
                    break;
                }
                all.push(next);
            }
            let ids = all.iter().filter_map(|t| self.ids(t, types)).flatten().collect();
            let span = all.iter().fold(token.span, |a, t| a.cover(t.span));
            self.took(at, Slot::Object, span, Way::ClauseBehind);
            return Some(Found { ids, span, weak: None });
        }
        self.open_object(s, Span::new(at.end, end), types).or_else(|| self.apposed_object(s, at, types))
    }

    /// 弄了一套独立的数据库,PolarDB; built a database, PolarDB: what the clause names by its kind, the next is the name of.
    fn apposed_object(&self, s: usize, at: Span, types: &[String]) -> Option<Found> {
        let clauses = &self.sentences[s].clauses;
        let own = clauses.iter().position(|c| c.contains(at))?;
        let kind = self.text(Span::new(at.end.min(clauses[own].end), clauses[own].end)).trim_start_matches('了').trim();
        let opened = match self.is_zh(s) {
            true => kind.starts_with('一') || kind.starts_with('新'),
            false => ["a ", "an ", "its ", "the "].iter().any(|w| kind.starts_with(w)),
        };
        let next = *clauses.get(own + 1)?;
        let name = self.inside(s, next).iter().find(|t| self.ids(t, types).is_some())?;
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
        let alone = letters(self.text(name.span)) == letters(self.text(next));
        (opened && alone).then(|| Found { ids: self.ids(name, types).unwrap_or_default(), span: name.span, weak: None })
    }

    /// The first name right behind a verb whose type nothing tells.
    fn open_object(&self, s: usize, span: Span, types: &[String]) -> Option<Found> {
        const OPEN: &[&str] = &["organization", "product", "facility", "any"];
        if !types.iter().any(|t| OPEN.contains(&t.as_str())) {
            return None;
        }
        let names = self.kinds.names.inside(s, span).iter().filter_map(|t| Some((*t, self.open_local(t)?)));
        let (token, id) = names.into_iter().next()?;
        let gap = self.text(Span::new(span.start, token.span.start)).trim();
        // Right behind the verb, but for an article or a noun that introduces it.
        let near = gap.split_whitespace().count() <= 2
            && gap.chars().count() <= 16
            && !gap.contains([',', '。', ';', ':', '了']);
        (near && !self.is_possessor(token.span) && !self.after_preposition(s, token)).then(|| Found {
            ids: vec![id],
            span: token.span,
            weak: None,
        })
    }

    /// A gap that joins the members of a list; a Chinese comma parts clauses.
    pub(super) fn joins(&self, s: usize, gap: &str) -> bool {
        let words = ["、", "和", "与", "及", "以及", "跟", "同", "and", "&", ", and", "or", "/", "+", "、以及"];
        words.contains(&gap) || gap == "," && !self.is_zh(s)
    }

    /// 名为Titan的大模型和名为Bedrock的服务, a model called Titan and a service called Bedrock: the next of a list of which
    /// each is told by its kind.
    fn joins_called(&self, s: usize, gap: &str) -> bool {
        let short = gap.chars().count() <= if self.is_zh(s) { 20 } else { 40 };
        let Some(len) = lists().called.at_end(gap, self.language(s)).filter(|_| short) else { return false };
        let before = gap[..gap.len() - len].trim();
        match self.is_zh(s) {
            true => ["和", "与", "及", "以及", "、"].iter().any(|w| {
                let head = before.strip_suffix(w);
                head.is_some_and(|h| h.is_empty() || h.starts_with('的') && !h.contains([',', '。', '了']))
            }),
            false => before.starts_with("and ") || before.starts_with(", ") && !before[1..].contains(','),
        }
    }

    /// What follows makes the name a modifier: X的…, X's ….
    pub(super) fn is_possessor(&self, span: Span) -> bool {
        let after = &self.folded.text[span.end..];
        let (zh, lists) = (Language::Zh, lists());
        // MaaS的概念 is MaaS itself; ChatGPT类似的产品 is something else.
        let kind = |rest: &str| lists.kinds.at_head(rest, zh).is_some();
        let owns = after.strip_prefix('的').is_some_and(|rest| !kind(rest));
        owns || after.starts_with("'s") || after.starts_with("' ") || after.starts_with("旗下") || self.is_likened(span)
    }
}
