//! Figures of an article with the words around them, and what tells two of them apart.

use crate::article::Article;
use crate::check::against::words::Words;
use crate::extract::{Extraction, Mention, MentionKind, MentionValue, Modality};
use crate::normalise::is_han;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Fit, Statement, values};
use crate::vocabulary::{Cue, cues};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::sync::OnceLock;

/// Marks that part the words around a figure from the rest of the sentence.
pub(super) const SEPARATORS: [char; 12] = [',', '，', ':', '：', ';', '(', ')', '（', '）', '“', '”', '"'];

/// A figure of an article with the words around it.
pub(super) struct Figure<'a> {
    pub(super) span: Span,
    pub(super) kind: MentionKind,
    pub(super) value: &'a Quantity,
    /// Value and unit, see [`key`].
    pub(super) key: String,
    /// Nobody writes it twice by chance, see [`is_telling`].
    pub(super) is_telling: bool,
    pub(super) sentence: Span,
    /// What stands before it and behind it in its clause.
    texts: [&'a str; 2],
    clause: OnceCell<Words>,
    beside: OnceCell<Words>,
    head: OnceCell<Words>,
    /// Planned, not told.
    pub(super) planned: bool,
    /// Of a change, or of what it led to: whether upwards.
    pub(super) rises: Option<bool>,
    /// Of what did not change: unchanged at.
    pub(super) stays: bool,
    /// The other end of a range whose second end this is: 4.8% to 6.6%.
    pub(super) from: Option<String>,
    /// Bytes of its clause.
    pub(super) around: Span,
}

impl Figure<'_> {
    /// The words of its clause.
    pub(super) fn clause(&self) -> &Words {
        self.clause.get_or_init(|| Words::of_all(&self.texts))
    }

    /// The words right before and right behind.
    pub(super) fn beside(&self) -> &Words {
        let [head, tail] = self.texts;
        self.beside.get_or_init(|| Words::of_all(&[last_words(head), first_words(tail)]))
    }

    /// The words before it, back to the figure or mark before: words of another figure are not those of this one.
    pub(super) fn head(&self) -> &Words {
        let [head, _] = self.texts;
        let own = head.rfind(|c: char| c.is_ascii_digit()).map_or(head, |i| &head[i + 1..]);
        self.head.get_or_init(|| Words::of(&changeless(own)))
    }
}

/// A figure that is counted or measured and told in prose.
pub(super) fn figure<'a>(
    article: &'a Article,
    extraction: &Extraction,
    mention: &'a Mention,
    sentence: Span,
) -> Option<Figure<'a>> {
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
    Some(Figure {
        span: mention.span,
        kind: mention.kind,
        value,
        key: key(value),
        is_telling: is_telling(value),
        sentence,
        texts: [head, tail],
        clause: OnceCell::new(),
        beside: OnceCell::new(),
        head: OnceCell::new(),
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
pub(super) fn digits(q: &Quantity) -> String {
    let digits = q.stated.map(|v| v.normalize().to_string()).unwrap_or_default();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

/// Three digits or more, or a range: nobody writes such a figure twice by chance.
pub(super) fn is_telling(q: &Quantity) -> bool {
    match q.stated {
        // Without the zeros at the end of it.
        Some(v) => v.normalize().mantissa().unsigned_abs() >= 100 && digits(q).len() >= 3,
        None => q.low.is_some() && q.high.is_some(),
    }
}

/// Value, or both ends of a range, and unit.
pub(super) fn key(q: &Quantity) -> String {
    let unit = q.unit.as_ref().map_or("", |u| u.name());
    let shown = |v: Option<Decimal>| v.map_or_else(String::new, |v| v.normalize().to_string());
    match q.stated {
        Some(v) => format!("{} {unit}", v.normalize()),
        None => format!("{}..{} {unit}", shown(q.low), shown(q.high)),
    }
}

/// Of one kind and unit, both told or both planned, with no value in common.
pub(super) fn apart(a: &Figure, b: &Figure) -> bool {
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
