//! Places of one article that say different things of the same, whoever it is of: figures compared by the words and
//! figures that stand around them, and posts by their titles.
//!
//! What enters are the mentions of the article, what leaves are pairs of places, the earlier first. All of them ask for
//! more than likeness: a figure in common that nobody writes by chance, or nearly the same words throughout.

mod anchored;
mod currency;
mod holders;
mod named;
mod occasions;
mod restated;
mod results;
mod retold;

use super::against::words::Words;
use crate::article::Article;
use crate::extract::{Extraction, Mention, MentionKind, MentionValue, Modality};
use crate::normalise::is_han;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Fit, Statement, values};
use crate::vocabulary::{Cue, Language, cues, lists};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Marks that end a sentence, beside a full stop with a space behind it.
const ENDS: [char; 7] = ['。', '！', '？', '!', '?', '\n', '；'];
/// A sentence longer than this is cut.
const LONGEST: usize = 2000;
/// A sentence with more figures than this is a list or a table: what stands around a figure says nothing of it.
const MOST: usize = 40;
/// Marks that part the words around a figure from the rest of the sentence.
const SEPARATORS: [char; 12] = [',', '，', ':', '：', ';', '(', ')', '（', '）', '“', '”', '"'];

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
    /// Indices of the figures of each sentence.
    sentences: BTreeMap<Span, Vec<usize>>,
    /// Where sentences end.
    ends: Vec<usize>,
}

/// A figure of an article with the words around it.
struct Figure<'a> {
    span: Span,
    kind: MentionKind,
    value: &'a Quantity,
    sentence: Span,
    /// The words of its clause.
    clause: Words,
    /// The words right before and right behind.
    beside: Words,
    /// The words before it, back to the figure or mark before.
    head: Words,
    /// Planned, not told.
    planned: bool,
    /// Of a change, or of what it led to: whether upwards.
    rises: Option<bool>,
    /// Of what did not change: unchanged at.
    stays: bool,
    /// The other end of a range whose second end this is: 4.8% to 6.6%.
    from: Option<String>,
    /// Bytes of its clause.
    around: Span,
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
            figures[i].from = range.then(|| key(before.value));
        }
        let mut sentences: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
        for (i, figure) in figures.iter().enumerate() {
            sentences.entry(figure.sentence).or_default().push(i);
        }
        Self { text, extraction, figures, sentences, ends }
    }

    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// The figures of a sentence with their indices.
    fn figures_of(&self, sentence: Span) -> impl Iterator<Item = (usize, &Figure<'a>)> {
        let indices = self.sentences.get(&sentence).into_iter().flatten();
        indices.filter_map(|&i| Some((i, self.figures.get(i)?)))
    }

    /// The figures of a sentence.
    fn of(&self, sentence: Span) -> impl Iterator<Item = &Figure<'a>> {
        self.sentences.get(&sentence).into_iter().flatten().filter_map(|&i| self.figures.get(i))
    }

    /// The sentence is Chinese.
    fn is_zh(&self, sentence: Span) -> bool {
        let text = self.slice(sentence);
        !text.is_ascii() && text.chars().any(is_han)
    }

    /// Pairs of figures in different sentences that stand in groups with the same key; large groups say nothing.
    fn grouped(&self, key: impl Fn(&Figure<'a>) -> Option<String>) -> Vec<(&Figure<'a>, &Figure<'a>)> {
        let mut groups: BTreeMap<String, Vec<&Figure>> = BTreeMap::new();
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
        let names = |span: Span| -> BTreeSet<&str> {
            let words = self.slice(span).split(|c: char| !c.is_alphanumeric() && c != '&' && c != '-');
            let inner = words.filter(|w| !w.is_empty()).skip(1);
            inner.filter(|w| w.starts_with(|c: char| c.is_ascii_uppercase())).collect()
        };
        let (a, b) = (names(a), names(b));
        a.is_subset(&b) || b.is_subset(&a)
    }

    /// The dates of one sentence all stand in the other.
    fn same_days(&self, a: Span, b: Span) -> bool {
        let (a, b) = (self.days(a), self.days(b));
        let (few, many) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
        // One that nobody can resolve is told in more or fewer words: the first quarter of the year.
        few.iter().all(|x| many.iter().any(|y| x == y || x.contains(y.as_str()) || y.contains(x.as_str())))
    }

    /// The dates of a sentence, those that nobody can resolve as they are written; what something is compared with says
    /// nothing of its own time.
    fn days(&self, span: Span) -> BTreeSet<String> {
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

fn figure<'a>(article: &Article, extraction: &Extraction, mention: &'a Mention, sentence: Span) -> Option<Figure<'a>> {
    let MentionValue::Figure(value) = &mention.value else { return None };
    let counted = matches!(mention.kind, MentionKind::Currency | MentionKind::Percentage | MentionKind::Dimension)
        || mention.kind == MentionKind::Number && value.stated.is_some_and(|v| v.abs() >= Decimal::TEN);
    let claim = mention.claim.and_then(|c| extraction.claims.get(c));
    let planned = claim.is_some_and(|c| c.modality == Modality::Planned);
    let plain = claim.is_none_or(|c| (c.modality.is_judged() || planned) && !c.quoted);
    // The rows of a table tell alike of several things; tables have rules of their own.
    let runs = &article.runs;
    let run = runs.get(runs.partition_point(|r| r.span.end <= mention.span.start));
    let tabled = run.is_some_and(|r| r.cell.is_some() && r.span.overlaps(mention.span));
    if !counted || !plain || tabled {
        return None;
    }
    let source = &article.source;
    let head = source.slice(Span::new(sentence.start, mention.span.start));
    let tail = source.slice(Span::new(mention.span.end, sentence.end.max(mention.span.end)));
    let start = mention.span.start - head.rsplit(SEPARATORS).next().unwrap_or(head).len();
    let head = source.slice(Span::new(start, mention.span.start));
    let tail = tail.split(SEPARATORS).next().unwrap_or(tail);
    let rises = claim.and_then(|c| match &c.statement {
        Statement::Link(l) => l.rises,
        _ => None,
    });
    let rises = rises.or_else(|| led(head));
    let stays = stays(head);
    let around = Span::new(mention.span.start - head.len(), mention.span.end + tail.len());
    let clause = Words::of(&format!("{head} | {tail}"));
    let (near, next) = (last_words(head), first_words(tail));
    let beside = Words::of(&format!("{near} | {next}"));
    // Words of another figure are not those of this one.
    let own = head.rfind(|c: char| c.is_ascii_digit()).map_or(head, |i| &head[i + 1..]);
    let own = Words::of(&changeless(own));
    Some(Figure {
        span: mention.span,
        kind: mention.kind,
        value,
        sentence,
        clause,
        beside,
        head: own,
        planned,
        rises,
        stays,
        from: None,
        around,
    })
}

/// The words before a figure say that it is the one of before: remained unchanged at.
fn stays(head: &str) -> bool {
    head.trim_end().rsplit(' ').take(6).any(|w| w == "unchanged")
}

/// Which way a figure was reached by the words before it: rose to, decreasing its dividend to.
fn led(head: &str) -> Option<bool> {
    static WAYS: OnceLock<FxHashMap<&'static str, bool>> = OnceLock::new();
    let ways = WAYS.get_or_init(|| {
        let told =
            cues().iter().filter(|(w, cue)| matches!(cue, Cue::Rise | Cue::Fall) && w.is_ascii() && !w.contains(' '));
        let plain =
            told.filter(|(w, _)| !matches!(w.as_str(), "up" | "down" | "higher" | "lower" | "growth" | "growing"));
        plain.map(|(w, cue)| (w.as_str(), *cue == Cue::Rise)).collect()
    });
    let (before, after) = head.trim_end().rsplit_once(" to").filter(|s| s.1.is_empty() || s.1.starts_with(' '))?;
    let near = after.split_whitespace().count() <= 3 && !before.ends_with("compared");
    let words = before.split(' ').rev().take(6).collect::<Vec<_>>();
    let from = words.contains(&"from");
    words.iter().find_map(|w| ways.get(*w)).copied().filter(|_| near && !from)
}

/// A text without the words that only say how a figure moved: rose to, improved, reached.
fn changeless(text: &str) -> String {
    static CHANGES: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let changes = CHANGES.get_or_init(|| {
        let told = |cue: &Cue| matches!(cue, Cue::Rise | Cue::Fall | Cue::Change | Cue::Level);
        cues().iter().filter(|(_, cue)| told(cue)).flat_map(|(w, _)| w.split(' ')).collect()
    });
    text.split(' ').filter(|w| !changes.contains(*w)).collect::<Vec<_>>().join(" ")
}

/// The last few words of a text.
fn last_words(text: &str) -> &str {
    let text = text.trim_end();
    let reach = if text.chars().rev().take(8).any(is_han) { 7 } else { 22 };
    text.char_indices().rev().nth(reach).map_or(text, |(i, _)| {
        // Cut at a word's border.
        let rest = &text[i..];
        if rest.starts_with(is_han) { rest } else { rest.split_once(' ').map_or(rest, |r| r.1) }
    })
}

/// The first few words of a text.
fn first_words(text: &str) -> &str {
    let text = text.trim_start();
    let reach = if text.chars().take(8).any(is_han) { 5 } else { 14 };
    text.char_indices().nth(reach).map_or(text, |(i, _)| {
        let rest = &text[..i];
        if rest.ends_with(is_han) { rest } else { rest.rsplit_once(' ').map_or(rest, |r| r.0) }
    })
}

/// Digits of a figure that count.
fn digits(q: &Quantity) -> String {
    let digits = q.stated.map(|v| v.normalize().to_string()).unwrap_or_default();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

/// Three digits or more, or a range: nobody writes such a figure twice by chance.
fn is_telling(q: &Quantity) -> bool {
    match q.stated {
        // Without the zeros at the end of it.
        Some(v) => v.normalize().mantissa().unsigned_abs() >= 100 && digits(q).len() >= 3,
        None => q.low.is_some() && q.high.is_some(),
    }
}

/// Value, or both ends of a range, and unit.
fn key(q: &Quantity) -> String {
    let unit = q.unit.as_ref().map_or("", |u| u.name());
    let shown = |v: Option<Decimal>| v.map_or_else(String::new, |v| v.normalize().to_string());
    match q.stated {
        Some(v) => format!("{} {unit}", v.normalize()),
        None => format!("{}..{} {unit}", shown(q.low), shown(q.high)),
    }
}

/// Of one kind and unit, both told or both planned, with no value in common.
fn apart(a: &Figure, b: &Figure) -> bool {
    let one = a.kind == b.kind && a.value.unit == b.value.unit && a.planned == b.planned;
    one && (values(a.value, b.value) == Fit::Apart || differ_as_written(a.value, b.value))
}

/// Both are written out to the same decimal place, and not the same.
fn differ_as_written(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (a.stated, b.stated) else { return false };
    let plain = a.comparator.is_none() && b.comparator.is_none();
    let fine = |q: &Quantity, v: Decimal| digits(q).len() >= 2 && v.normalize().scale() > 0;
    plain && x != y && x.scale() == y.scale() && fine(a, x) && fine(b, y)
}
