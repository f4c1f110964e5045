//! The points of a text that can be compared with those of another: figures, dates, lengths of time and directions of
//! change, with the words around them.

use super::holders::{Holder, holders};
use super::place::{clause, head, sentence, tail, window};
use super::scores::{Score, scores};
use super::senses::senses;
use super::words::{Tokens, Words};
use crate::article::Article;
use crate::extract::{Claim, Extraction, Mention, MentionKind, MentionValue, Modality, NameKind};
use crate::grammar::Length;
use crate::normalise::is_han;
use crate::quantity::{Comparator, Quantity};
use crate::source::Span;
use crate::statement::{Fit, Id, Slot, Statement, dates, values};
use crate::time::Interval;
use crate::vocabulary::{Cue, Language, Opposite, cues, likeness, lists};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// What stands at a point.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Days.
    Days(Interval),
    /// A figure of a kind; where it is a difference, whether upwards.
    Figure(MentionKind, Quantity, Option<bool>),
    /// From a least to a greatest length of time.
    Length(Length, Length),
    /// The result of a game.
    Score(Score),
    /// Who holds a post.
    Holder(Holder),
    /// A word with an opposite, by the index of its meaning.
    Sense(usize),
}

impl Value {
    /// How this value lies to another; unknown where the two do not compare.
    pub(super) fn fit(&self, other: &Self) -> Fit {
        match (self, other) {
            (Self::Days(a), Self::Days(b)) => dates(*a, *b),
            // 2,150 people and 48,300 of something nobody knows are not known to be of one kind.
            (Self::Figure(_, x, _), Self::Figure(_, y, _))
                if x.unit.is_some() != y.unit.is_some() && x.stated != y.stated =>
            {
                Fit::Unknown
            }
            (Self::Figure(a, x, up), Self::Figure(b, y, other_up)) if alike(*a, *b) => match (up, other_up) {
                (Some(up), Some(other_up)) if up != other_up && x.unit == y.unit => Fit::Apart,
                _ if differ_as_written(x, y) => Fit::Apart,
                _ => values(x, y),
            },
            (Self::Length(a, b), Self::Length(c, d)) => match (a, b) == (c, d) {
                true => Fit::Same,
                false => Fit::Apart,
            },
            (Self::Score(a), Self::Score(b)) if a.part != b.part => Fit::Unknown,
            (Self::Score(a), Self::Score(b)) if a.figures == b.figures => Fit::Same,
            (Self::Score(_), Self::Score(_)) => Fit::Apart,
            (Self::Holder(a), Self::Holder(b)) => a.fit(b),
            (Self::Sense(a), Self::Sense(b)) if a == b => Fit::Same,
            (Self::Sense(a), Self::Sense(b)) if opposite(*a) == Some(*b) => Fit::Apart,
            _ => Fit::Unknown,
        }
    }

    /// How near two figures lie, in hundredths: the lesser of the greater. Two of four or more digits that are nearly
    /// the same are hardly of two things.
    pub(super) fn nearness(&self, other: &Self) -> (u32, bool) {
        let (Self::Figure(_, a, _), Self::Figure(_, b, _)) = (self, other) else { return (0, false) };
        let (Some(x), Some(y)) = (a.stated.map(|v| v.abs()), b.stated.map(|v| v.abs())) else { return (0, false) };
        let share = x.min(y).checked_mul(Decimal::ONE_HUNDRED).and_then(|v| v.checked_div(x.max(y)));
        let near = share.and_then(|s| s.trunc().to_u32()).unwrap_or(0);
        (near, near > 90 && digits(x) >= 4)
    }

    /// True for a figure that only says above or below what something lies.
    pub(super) fn is_bound(&self) -> bool {
        use Comparator::{Above, AtLeast, AtMost, Below};
        matches!(self, Self::Figure(_, q, _) if matches!(q.comparator, Some(Above | AtLeast | AtMost | Below)))
    }

    /// True for days.
    pub(super) fn is_date(&self) -> bool {
        matches!(self, Self::Days(_))
    }

    /// True for a figure or day that nobody writes by chance: three digits that count, or a single day.
    pub(super) fn is_rare(&self) -> bool {
        match self {
            Self::Days(d) => d.start.is_some() && d.start == d.end,
            Self::Figure(_, q, _) => q.stated.is_some_and(|v| digits(v) >= 3),
            Self::Length(..) | Self::Score(_) | Self::Sense(_) | Self::Holder(_) => false,
        }
    }
}

/// Neither is a rounding of the other, or of one end of a range the other way round: 0.44 and 0.43, 31,000 and 32,000.
fn differ_as_written(a: &Quantity, b: &Quantity) -> bool {
    let plain = a.comparator.is_none() && b.comparator.is_none() && a.unit == b.unit;
    let apart = |x: Option<Decimal>, y: Option<Decimal>| x.zip(y).is_some_and(|(x, y)| !is_rounding(x, y));
    plain
        && match (a.stated, b.stated) {
            (Some(_), Some(_)) => apart(a.stated, b.stated),
            (None, None) => apart(a.low, b.low) || apart(a.high, b.high),
            _ => false,
        }
}

/// One is the other, cut or rounded to its significant digits.
fn is_rounding(x: Decimal, y: Decimal) -> bool {
    let (fine, coarse) = if digits(x) < digits(y) { (y, x) } else { (x, y) };
    let to = |how| fine.round_sf_with_strategy(digits(coarse).max(1), how) == Some(coarse);
    to(RoundingStrategy::ToZero) || to(RoundingStrategy::MidpointAwayFromZero)
}

/// Significant digits, those of zeros at the end not counted.
fn digits(x: Decimal) -> u32 {
    let written = x.normalize().to_string();
    let significant = written.trim_start_matches(['-', '0', '.']);
    let significant = if written.contains('.') { significant } else { significant.trim_end_matches('0') };
    significant.bytes().filter(u8::is_ascii_digit).count() as u32
}

fn alike(a: MentionKind, b: MentionKind) -> bool {
    use MentionKind::{Age, Dimension, Number};
    a == b || matches!((a, b), (Number, Dimension) | (Dimension, Number) | (Age, Dimension) | (Dimension, Age))
}

/// Something of a text that can be compared.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// Bytes of the text.
    pub(super) span: Span,
    /// What stands there.
    pub(super) value: Value,
    /// The clause it stands in.
    pub(super) clause: Span,
    /// Its sentence.
    pub(super) whole: Span,
    /// The words of the clause that opens its sentence, where it stands in another one.
    pub(super) topic: Option<Words>,
    /// A mark that something passed or is compared with, rather than its value.
    pub(super) mark: bool,
    /// What the words of its clause and of that which opens its sentence mean, by index.
    pub(super) scope: Vec<usize>,
    /// What the words of its clause mean, by index.
    pub(super) meanings: Vec<usize>,
    /// What is counted, where a single character says it.
    pub(super) measure: Option<char>,
    /// The days named nearest to it in its clause.
    pub(super) when: Option<Interval>,
    /// Of days: the figures beside them in their clause.
    pub(super) figures: Vec<Value>,
    /// Organizations that only its text knows, named in its clause.
    pub(super) houses: Vec<Id>,
    /// The words right before.
    pub(super) head: Words,
    /// The words right behind.
    pub(super) tail: Words,
    /// The words of its clause.
    pub(super) beside: Words,
    /// The words of the sentence within a line's length.
    pub(super) around: Words,
    /// The words of its sentence.
    pub(super) sentence: Words,
    /// The claim it belongs to.
    pub(super) claim: Option<usize>,
    /// Planned, not asserted.
    pub(super) planned: bool,
    /// In quoted speech.
    pub(super) quoted: bool,
}

/// The points of a text, in its order; what is denied, asked or only supposed is none.
pub(super) fn points(article: &Article, extraction: &Extraction, tokens: &Tokens) -> Vec<Point> {
    let read = Reading { article, extraction, tokens };
    let claims = &extraction.claims;
    let mut out = Vec::new();
    for mention in &extraction.mentions {
        let rises = mention.claim.and_then(|c| match &claims.get(c)?.statement {
            Statement::Link(l) => l.rises,
            _ => None,
        });
        let value = match (&mention.value, mention.kind) {
            (MentionValue::Days(Some(days)), _) => Value::Days(*days),
            (MentionValue::Figure(q), kind) => Value::Figure(kind, q.clone(), rises),
            (MentionValue::Length(low, high), _) => Value::Length(*low, *high),
            (MentionValue::Days(None), _) | (MentionValue::Ids(_), _) => continue,
        };
        out.extend(read.point(mention.span, value, mention.claim));
    }
    for (index, claim) in claims.iter().enumerate() {
        if let Statement::Link(link) = &claim.statement
            && let (None, Some(rises), Some(span)) = (&link.value, link.rises, claim.part(Slot::Predicate))
        {
            out.extend(read.point(span, Value::Sense(direction(rises)), Some(index)));
        }
    }
    out.extend(scores(article.source.text()).into_iter().map(|(at, score)| read.at(at, Value::Score(score))));
    for (at, holder) in holders(article, extraction) {
        let role = |c: &Claim| matches!(c.statement, Statement::Role(_)) && c.span.overlaps(at);
        let claim = claims.iter().position(role);
        out.push(Point { claim, ..read.at(at, Value::Holder(holder)) });
    }
    for (at, meaning, planned) in senses(article, extraction, tokens) {
        if !out.iter().any(|p| p.span.overlaps(at) && p.claim.is_some()) {
            out.push(Point { planned, ..read.at(at, Value::Sense(meaning)) });
        }
    }
    out.sort_by_key(|p| p.span);
    out
}

/// The meaning of upwards or downwards.
fn direction(rises: bool) -> usize {
    let up = likeness().iter().position(|l| l.opposite.is_some_and(|(_, k)| k == Opposite::Direction)).unwrap_or(0);
    if rises { up } else { up + 1 }
}

fn opposite(meaning: usize) -> Option<usize> {
    Some(likeness().get(meaning)?.opposite?.0)
}

/// A text with what was found in it.
struct Reading<'a> {
    article: &'a Article,
    extraction: &'a Extraction,
    tokens: &'a Tokens,
}

impl Reading<'_> {
    fn mentions(&self, clause: Span) -> impl Iterator<Item = &Mention> {
        let mentions = &self.extraction.mentions;
        let from = mentions.partition_point(|m| m.span.start < clause.start);
        mentions.get(from..).unwrap_or_default().iter().take_while(move |m| m.span.end <= clause.end)
    }

    /// The days named nearest to a place within its clause, or all by themselves right before that.
    fn nearest(&self, span: Span, clause: Span) -> Option<Interval> {
        let days = |m: &Mention| match m.value {
            MentionValue::Days(days) if m.span != span => Some((m.span, days?)),
            _ => None,
        };
        let gap = |at: Span| at.start.saturating_sub(span.end) + span.start.saturating_sub(at.end);
        let inside = self.mentions(clause).filter_map(days).min_by_key(|(at, _)| gap(*at));
        let opening = || {
            let text = self.article.source.text().get(..clause.start)?;
            let end = text.trim_end_matches([',', '，', ' ']).len();
            let before = &self.extraction.mentions;
            let last = before[..before.partition_point(|m| m.span.start < end)].last()?;
            (last.span.end == end).then(|| days(last))?
        };
        inside.or_else(opening).map(|(_, days)| days)
    }

    fn figures(&self, clause: Span) -> Vec<Value> {
        let figure = |m: &Mention| match &m.value {
            MentionValue::Figure(q) => Some(Value::Figure(m.kind, q.clone(), None)),
            _ => None,
        };
        self.mentions(clause).filter_map(figure).collect()
    }

    fn point(&self, span: Span, value: Value, claim: Option<usize>) -> Option<Point> {
        let owner = claim.and_then(|c| self.extraction.claims.get(c));
        let modality = owner.map_or(Modality::Asserted, |c| c.modality);
        if !(modality.is_judged() || matches!(modality, Modality::Planned | Modality::Opinion)) {
            return None;
        }
        let quoted = owner.is_some_and(|c| c.quoted);
        // A claim may be asserted as a whole and its day be one to come: 将于7月3日结束.
        let planned = modality == Modality::Planned || is_to_come(&self.article.source.text()[..span.start]);
        Some(Point { claim, planned, quoted, ..self.at(span, value) })
    }

    /// A point of no claim.
    fn at(&self, span: Span, value: Value) -> Point {
        let text = self.article.source.text();
        let whole = sentence(text, span);
        let clause = match clause(text, span, whole) {
            // 1994年,… tells nothing by itself.
            bare if bare == span => clause(text, Span::new(span.start, next(text, span.end, whole)), whole),
            clause => clause,
        };
        let topic = opening(text, clause, whole);
        // Of a game the names say which it is; of a figure they only say whose.
        let words = |span| match value {
            Value::Score(_) => self.tokens.words(span),
            _ => self.tokens.common_words(span),
        };
        Point {
            span,
            clause,
            whole,
            topic: topic.map(|t| self.tokens.words(t)).filter(|w| w.count() > 0),
            scope: [topic, Some(clause)].into_iter().flatten().flat_map(|s| self.tokens.meanings(s)).collect(),
            mark: is_mark(text, span),
            meanings: self.tokens.meanings(clause),
            when: self.nearest(span, clause),
            figures: if value.is_date() { self.figures(clause) } else { Vec::new() },
            houses: self.extraction.names_in(clause, NameKind::Organization).map(|n| n.id.clone()).collect(),
            measure: measure(text, span).filter(|_| matches!(value, Value::Figure(..))),
            head: words(head(text, span, whole)),
            tail: words(tail(text, span, whole)),
            value,
            beside: self.tokens.words_around(span, clause),
            around: self.tokens.words_around(span, window(text, span, whole)),
            sentence: self.tokens.words_around(span, whole),
            claim: None,
            planned: false,
            quoted: false,
        }
    }
}

impl Point {
    /// A word beside one says the opposite of a word beside the other, and not of a change.
    pub(super) fn is_opposed(&self, other: &Self) -> bool {
        let has = |of: &Self, meaning: usize| of.scope.contains(&meaning);
        self.scope.iter().any(|&m| {
            let opposite = likeness().get(m).and_then(|l| l.opposite).filter(|(_, kind)| *kind != Opposite::Direction);
            opposite.is_some_and(|(o, _)| has(other, o) && !has(other, m) && !has(self, o))
        })
    }

    /// Both are days of figures, and no figure of one is a figure of the other.
    pub(super) fn is_of_other_figures(&self, other: &Self) -> bool {
        let fits = |a: &Value, b: &Value| matches!(a.fit(b), Fit::Same | Fit::Holds | Fit::Within | Fit::Meets);
        let both = !self.figures.is_empty() && !other.figures.is_empty();
        both && !self.figures.iter().any(|a| other.figures.iter().any(|b| fits(a, b)))
    }

    /// Both name an organization that no fact base knows, and none of one is one of the other, in full or in short.
    pub(super) fn is_of_another_house(&self, other: &Self) -> bool {
        let name = |id: &Id| id.trim_start_matches("local:").to_owned();
        let alike = |a: &Id, b: &Id| name(a).contains(&name(b)) || name(b).contains(&name(a));
        let both = !self.houses.is_empty() && !other.houses.is_empty();
        both && !self.houses.iter().any(|a| other.houses.iter().any(|b| alike(a, b)))
    }

    /// Both say when, and share no day.
    pub(super) fn is_of_another_time(&self, other: &Self) -> bool {
        let both = self.when.zip(other.when).filter(|_| !self.value.is_date());
        both.is_some_and(|(a, b)| dates(a, b) == Fit::Apart)
    }
}

/// The first character behind the mark that ends a clause, within its sentence.
fn next(text: &str, end: usize, sentence: Span) -> usize {
    let rest = text.get(end..sentence.end).unwrap_or_default();
    rest.char_indices().nth(2).map_or(end, |(i, _)| end + i)
}

/// What stands before a place ends in a word of plans.
fn is_to_come(before: &str) -> bool {
    cues().iter().any(|(word, cue)| *cue == Cue::Planned && !word.is_ascii() && before.ends_with(word.as_str()))
}

/// The clause that opens a sentence, where another one follows it.
fn opening(text: &str, own: Span, sentence: Span) -> Option<Span> {
    let end = text.get(sentence.start..own.start)?.find(['，', ','])?;
    Some(Span::new(sentence.start, sentence.start + end))
}

/// 3600点关口, the 3,600 mark; 比去年.
fn is_mark(text: &str, span: Span) -> bool {
    let behind = text[span.end..].trim_start();
    // 比去年同期: what something is compared with.
    if lists().comparisons.at_end(&text[..span.start], Language::Zh).is_some() {
        return true;
    }
    [Language::Zh, Language::En].into_iter().any(|l| lists().marks.at_head(behind, l).is_some())
}

/// The Chinese measure word at the end of a figure or right behind it.
fn measure(text: &str, span: Span) -> Option<char> {
    let counted = |c: &char| is_han(*c) && !"一二三四五六七八九十百千万亿两几多余来".contains(*c);
    let last = text[span.start..span.end].chars().next_back();
    last.filter(counted).or_else(|| text[span.end..].chars().next().filter(counted))
}
