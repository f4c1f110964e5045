//! What stands before a figure: the words that may say what it is of, and those that say what is measured.

use super::place::{clause, head};
use super::points::{Reading, direction};
use super::words::{Weights, Words};
use crate::extract::MentionKind;
use crate::source::Span;
use crate::vocabulary::{Language, chinese_names, lists};
use std::sync::OnceLock;

impl Reading<'_> {
    /// The words that may say what a figure is of, by clauses, the nearest first: up to the figure before it that is told
    /// in the same words.
    pub(super) fn bearers(&self, span: Span, whole: Span, kind: MentionKind) -> Vec<Words> {
        /// Clauses that are looked at.
        const MOST: usize = 8;
        let text = self.article.source.text();
        let told = |at: Span| self.tokens.common_words(head(text, at, whole));
        let own = told(span);
        let figures = self.mentions(Span::new(whole.start, span.start)).filter(|m| m.kind == kind);
        let like = figures.filter(|m| told(m.span).share_by(&own, &Weights::default()) > 50).last();
        let from = like.map_or(whole.start, |m| m.span.end);
        let mut out = Vec::new();
        let mut at = Span::new(span.start, span.start);
        for _ in 0..MOST {
            let start = clause(text, at, whole).start.max(from);
            let part = Span::new(start, at.start.max(start));
            if !is_compared(&text[start..at.end.max(start)]) {
                out.push(self.naming(part, std::iter::empty()));
            }
            let Some((before, _)) = text[from..start].char_indices().next_back() else { break };
            at = Span::new(from + before, from + before);
        }
        out
    }

    /// What the words right before a place mean, where rising and falling are both changes.
    pub(super) fn trigger(&self, head: Span) -> Vec<usize> {
        let [up, down] = [true, false].map(direction);
        self.tokens.meanings(head).into_iter().map(|m| if m == down { up } else { m }).collect()
    }

    /// The words of a part that may name something; no days, none of a few gaps.
    pub(super) fn naming(&self, part: Span, gaps: impl Iterator<Item = Span>) -> Words {
        let gaps = gaps.chain(self.days(part));
        let words = self.tokens.naming(gaps, part);
        Words::sorted(words.iter().filter(|w| !naming_nothing().has(*w)).collect())
    }
}

/// Says what a figure is compared with: 较前一交易日, compared with a year earlier.
fn is_compared(part: &str) -> bool {
    let part = part.trim_start();
    let told =
        |l: Language| lists().comparisons.of(l).iter().any(|w| w.chars().count() > 1 && part.contains(w.as_str()));
    [Language::Zh, Language::En].into_iter().any(|l| lists().origins.at_head(part, l).is_some() || told(l))
}

/// Words that stand before what something is of and say nothing of it: finally, in all, the market.
fn naming_nothing() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let leads = [Language::Zh, Language::En].into_iter().flat_map(|l| lists().leads.of(l));
        let words = chinese_names().common.of(Language::Zh).iter().chain(leads);
        Words::sorted(words.flat_map(|w| Words::of(w).iter().collect::<Vec<u64>>()).collect())
    })
}
