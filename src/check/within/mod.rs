//! Places of one article that say different things of the same, whoever it is of: figures compared by the words and
//! figures that stand around them, and posts by their titles.
//!
//! What enters are the mentions of the article, what leaves are pairs of places, the earlier first. All of them ask for
//! more than likeness: a figure in common that nobody writes by chance, or nearly the same words throughout.

mod anchored;
mod currency;
mod figure;
mod holders;
mod named;
mod occasions;
mod restated;
mod results;
mod retold;

use super::against::words::Words;
use crate::article::Article;
use crate::extract::{Extraction, Mention, MentionValue};
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{Language, lists};
use figure::{Figure, SEPARATORS, apart, digits, figure, is_telling, key};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Marks that end a sentence, beside a full stop with a space behind it.
const ENDS: [char; 7] = ['。', '！', '？', '!', '?', '\n', '；'];
/// A sentence longer than this is cut.
const LONGEST: usize = 2000;
/// A sentence with more figures than this is a list or a table: what stands around a figure says nothing of it.
const MOST: usize = 40;

/// Pairs of places that cannot both be true.
pub(super) fn disagreements(article: &Article, extraction: &Extraction) -> Vec<(Span, Span)> {
    let told = Told::new(article, extraction);
    let mut out = restated::pairs(&told);
    out.extend(anchored::pairs(&told));
    out.extend(named::pairs(&told));
    out.extend(occasions::pairs(&told));
    out.extend(holders::pairs(article, extraction));
    out.extend(retold::pairs(&told));
    out.extend(results::pairs(&told));
    out.extend(currency::pairs(&told));
    out.retain(|pair| !currency::is_left_open(&told, *pair));
    out
}

/// An article as its sentences and the figures in them.
struct Told<'a> {
    text: &'a str,
    extraction: &'a Extraction,
    figures: Vec<Figure<'a>>,
    /// The sentences with figures.
    sentences: BTreeMap<Span, Sentence<'a>>,
    /// Where sentences end.
    ends: Vec<usize>,
}

/// A sentence with figures; what its pairs with other sentences ask for is found once.
#[derive(Default)]
struct Sentence<'a> {
    /// Indices of its figures.
    figures: Vec<usize>,
    is_zh: bool,
    names: OnceCell<BTreeSet<&'a str>>,
    days: OnceCell<BTreeSet<String>>,
}

impl<'a> Told<'a> {
    fn new(article: &'a Article, extraction: &'a Extraction) -> Self {
        let text = article.source.text();
        let ends = ends(text);
        let sentence = |at: Span| sentence_at(&ends, text, at);
        let mut figures: Vec<Figure> = Vec::new();
        let counted = extraction.mentions.iter().filter(|m| matches!(m.value, MentionValue::Figure(_)));
        let placed: Vec<(&Mention, Span)> = counted.map(|m| (m, sentence(m.span))).collect();
        for group in placed.chunk_by(|a, b| a.1 == b.1).filter(|g| g.len() <= MOST) {
            figures.extend(group.iter().filter_map(|(m, sentence)| figure(article, extraction, m, *sentence)));
        }
        for i in 1..figures.len() {
            let (before, own) = (&figures[i - 1], &figures[i]);
            let gap = text.get(before.span.end..own.span.start).unwrap_or(".").trim();
            let range =
                matches!(gap, "to" | "至" | "到" | "-" | "–" | "—" | "~") && before.value.unit == own.value.unit;
            figures[i].from = range.then(|| before.key.clone());
        }
        let mut sentences: BTreeMap<Span, Sentence> = BTreeMap::new();
        for (i, figure) in figures.iter().enumerate() {
            let is_zh = || is_zh(text.get(figure.sentence.start..figure.sentence.end).unwrap_or(""));
            let new = || Sentence { is_zh: is_zh(), ..Sentence::default() };
            sentences.entry(figure.sentence).or_insert_with(new).figures.push(i);
        }
        Self { text, extraction, figures, sentences, ends }
    }

    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// The figures of a sentence with their indices.
    fn figures_of(&self, sentence: Span) -> impl Iterator<Item = (usize, &Figure<'a>)> {
        let indices = self.sentences.get(&sentence).into_iter().flat_map(|s| &s.figures);
        indices.filter_map(|&i| Some((i, self.figures.get(i)?)))
    }

    /// The figures of a sentence.
    fn of(&self, sentence: Span) -> impl Iterator<Item = &Figure<'a>> {
        self.figures_of(sentence).map(|f| f.1)
    }

    /// The sentence is Chinese.
    fn is_zh(&self, sentence: Span) -> bool {
        self.sentences.get(&sentence).map_or_else(|| is_zh(self.slice(sentence)), |s| s.is_zh)
    }

    /// Pairs of figures in different sentences that stand in groups with the same key; large groups say nothing.
    fn grouped<'f, K: Ord>(
        &'f self,
        key: impl Fn(&'f Figure<'a>) -> Option<K>,
    ) -> Vec<(&'f Figure<'a>, &'f Figure<'a>)> {
        let mut groups: BTreeMap<K, Vec<&Figure>> = BTreeMap::new();
        for figure in &self.figures {
            if let Some(key) = key(figure) {
                groups.entry(key).or_default().push(figure);
            }
        }
        let mut out = Vec::new();
        for group in groups.values().filter(|g| (2..=12).contains(&g.len())) {
            for (i, a) in group.iter().enumerate() {
                out.extend(group[i + 1..].iter().filter(|b| b.sentence != a.sentence).map(|b| (*a, *b)));
            }
        }
        out
    }

    /// The capitalised words of one sentence all stand in the other; its first word says nothing.
    fn same_names(&self, a: Span, b: Span) -> bool {
        let (a, b) = (self.names(a), self.names(b));
        a.is_subset(&b) || b.is_subset(&a)
    }

    /// The capitalised words of a sentence but the first.
    fn names(&self, span: Span) -> Cow<'_, BTreeSet<&'a str>> {
        let find = || {
            let words = self.slice(span).split(|c: char| !c.is_alphanumeric() && c != '&' && c != '-');
            let inner = words.filter(|w| !w.is_empty()).skip(1);
            inner.filter(|w| w.starts_with(|c: char| c.is_ascii_uppercase())).collect()
        };
        match self.sentences.get(&span) {
            Some(sentence) => Cow::Borrowed(sentence.names.get_or_init(find)),
            None => Cow::Owned(find()),
        }
    }

    /// The dates of one sentence all stand in the other.
    fn same_days(&self, a: Span, b: Span) -> bool {
        let (a, b) = (self.days(a), self.days(b));
        let (few, many) = if a.len() <= b.len() { (&*a, &*b) } else { (&*b, &*a) };
        // One that nobody can resolve is told in more or fewer words: the first quarter of the year.
        few.iter().all(|x| many.iter().any(|y| x == y || x.contains(y.as_str()) || y.contains(x.as_str())))
    }

    /// The dates of a sentence, those that nobody can resolve as they are written; what something is compared with says
    /// nothing of its own time.
    fn days(&self, span: Span) -> Cow<'_, BTreeSet<String>> {
        match self.sentences.get(&span) {
            Some(sentence) => Cow::Borrowed(sentence.days.get_or_init(|| self.days_in(span))),
            None => Cow::Owned(self.days_in(span)),
        }
    }

    fn days_in(&self, span: Span) -> BTreeSet<String> {
        let compared = |m: &&Mention| {
            let before = self.slice(Span::new(span.start, m.span.start));
            // 创近3年来的新高 says as little.
            [&lists().comparisons, &lists().records].iter().any(|w| w.at_end(before, Language::Zh).is_some())
        };
        let days = self.mentions(span).filter(|m| !compared(m)).filter_map(|m| match m.value {
            MentionValue::Days(Some(days)) => Some(days.edtf()),
            MentionValue::Days(None) => Some(self.slice(m.span).to_lowercase()),
            _ => None,
        });
        days.collect()
    }

    /// The mentions inside a span.
    fn mentions(&self, span: Span) -> impl Iterator<Item = &'a Mention> {
        let mentions = &self.extraction.mentions;
        let from = mentions.partition_point(|m| m.span.start < span.start);
        mentions[from..].iter().take_while(move |m| m.span.end <= span.end)
    }
}

/// How many words two sets have in common, and which part of the smaller, in hundredths.
fn common(a: &Words, b: &Words) -> (usize, usize) {
    let (most, least) = (a.count().max(b.count()), a.count().min(b.count()));
    let both = (a.likeness(b) as usize * most + 50) / 100;
    (both, (100 * both).checked_div(least).unwrap_or(0))
}

fn is_zh(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_han)
}

/// The sentence around a place.
fn sentence_at(ends: &[usize], text: &str, at: Span) -> Span {
    let next = ends.partition_point(|&e| e <= at.start);
    let start = next.checked_sub(1).and_then(|i| ends.get(i)).copied().unwrap_or(0);
    Span::new(start, ends.get(next).copied().unwrap_or(text.len()).max(at.end))
}

/// Where sentences end, in order.
fn ends(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last = 0;
    for (i, c) in text.char_indices() {
        let end = i + c.len_utf8();
        // U.S. federal losses: the sentence goes on in small letters.
        let next = || text[end..].trim_start_matches([' ', '"', '”']).chars().next();
        let stop =
            c == '.' && text[end..].starts_with([' ', '\n', '"', '”']) && !next().is_some_and(char::is_lowercase);
        if stop || ENDS.contains(&c) || end - last > LONGEST {
            out.push(end);
            last = end;
        }
    }
    out
}
