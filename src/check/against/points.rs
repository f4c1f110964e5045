//! The points of a text that can be compared with those of another: figures, dates, lengths of time and directions of
//! change, with the words around them.

use super::counted;
use super::holders::holders;
use super::marks::{decimals, is_choice, is_gloss, is_mark, is_of_part, is_of_some, long, measure, opening, round};
use super::place::{behind_mark, clause, head, sentence, tail, window};
use super::scores::{result_words, scores};
use super::senses::senses;
use super::turns::{Turn, turns};
use super::value::Value;
use super::words::{Tokens, Words, hash};
use crate::article::Article;
use crate::extract::{Claim, Extraction, Mention, MentionKind, MentionValue, Modality, NameKind};
use crate::normalise::is_han;
use crate::quantity::{Comparator, Quantity};
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Cue, Language, Opposite, cues, likeness, lists};
use std::collections::BTreeMap;

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
    /// Of a figure: its digits behind the point, as written, least first where there are two.
    pub(super) decimals: Vec<u8>,
    /// The days named nearest to it in its clause, and a hash of how they are written.
    pub(super) when: Option<(Interval, u64)>,
    /// They are the only ones of the clause.
    pub(super) one_day: bool,
    /// Of days and words: the figures beside them in their clause.
    pub(super) figures: Vec<Value>,
    /// Organizations that only its text knows, named in its clause.
    pub(super) houses: Vec<Id>,
    /// People in its sentence that no fact base knows.
    pub(super) people: Vec<Id>,
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
    /// The same without the names of days and months.
    pub(super) context: Words,
    /// The claim it belongs to.
    pub(super) claim: Option<usize>,
    /// Planned, not asserted.
    pub(super) planned: bool,
    /// In quoted speech.
    pub(super) quoted: bool,
    /// The word that opens what its sentence is about.
    pub(super) subject: Option<u64>,
    /// The words of the thing whose turn it is, where its sentence hands out figures.
    pub(super) turn: Option<Words>,
    /// What the words right before mean, by index; upwards and downwards as one.
    pub(super) trigger: Vec<usize>,
    /// Of a figure: the words before it that may say what it is of, by clauses, the nearest first.
    pub(super) bearers: Vec<Words>,
    /// The word right before and the one right behind: they mostly name what is counted or measured.
    pub(super) noun: Words,
    /// Of an English figure: the stem of the noun it counts.
    pub(super) counted: Option<u64>,
    /// It tells one of many from others: 一幢22层塔楼, a 22-storey building.
    pub(super) of_some: bool,
    /// It is of a part of what is told of before: 其中, of which.
    pub(super) of_part: bool,
    /// Of an ordinal: a hash of what it counts, a round, a set, an edition.
    pub(super) round: Option<u64>,
    /// Its sentence has no Chinese.
    pub(super) latin: bool,
    /// In a table, where the words beside it are of other figures.
    pub(super) cell: bool,
}

/// A figure under the comparison right before it: longer than 100 km.
fn compared(text: &str, at: Span, figure: &Quantity) -> Quantity {
    let before = text[..at.start].trim_end().to_ascii_lowercase();
    let ends = |list: &crate::vocabulary::Words| list.at_end(&before, Language::En).is_some();
    match () {
        () if figure.comparator.is_some() => figure.clone(),
        () if ends(&lists().exceeding) => figure.clone().with(Comparator::Above),
        () if ends(&lists().undercutting) => figure.clone().with(Comparator::Below),
        () => figure.clone(),
    }
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
        let bound = mention.claim.and_then(|c| match &claims.get(c)?.statement {
            Statement::Link(l) => l.value.as_ref()?.comparator,
            _ => None,
        });
        let value = match (&mention.value, mention.kind) {
            (MentionValue::Days(Some(days)), _) => Value::Days(*days),
            (MentionValue::Figure(q), kind) => {
                Value::Figure(kind, compared(article.source.text(), mention.span, q), rises)
            }
            (MentionValue::Length(low, high), _) => Value::Length(*low, *high, bound),
            (MentionValue::Days(None), _) | (MentionValue::Ids(_), _) => continue,
        };
        if mention.kind != MentionKind::Ordinal || !is_choice(article.source.text(), mention.span) {
            out.extend(read.point(mention.span, value, mention.claim));
        }
    }
    for (index, claim) in claims.iter().enumerate() {
        if let Statement::Link(link) = &claim.statement
            && let (None, Some(rises), Some(span)) = (&link.value, link.rises, claim.part(Slot::Predicate))
        {
            out.extend(read.point(span, Value::Sense(direction(rises)), Some(index)));
        }
    }
    let by_place: BTreeMap<Span, usize> = claims.iter().enumerate().map(|(i, c)| (c.span, i)).collect();
    let results = scores(article.source.text()).into_iter();
    out.extend(
        results.map(|(at, score)| Point { claim: by_place.get(&at).copied(), ..read.at(at, Value::Score(score)) }),
    );
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
    for turn in turns(article.source.text(), extraction) {
        let last = out.get(out.partition_point(|p| p.span < turn.last));
        let last = last.filter(|p| p.span == turn.last).map(|p| p.value.clone());
        let from = out.partition_point(|p| p.span.start < turn.figure.start);
        for point in out[from..].iter_mut().take_while(|p| p.span.end <= turn.figure.end) {
            if let (Value::Figure(kind, bare, _), Some(Value::Figure(of, last, _))) = (&mut point.value, &last)
                && bare.unit.is_none()
            {
                (*kind, bare.unit) = (*of, last.unit.clone());
            }
            read.hand(point, turn);
        }
    }
    out
}

/// The meaning of upwards or downwards.
pub(super) fn direction(rises: bool) -> usize {
    let up = likeness().iter().position(|l| l.opposite.is_some_and(|(_, k)| k == Opposite::Direction)).unwrap_or(0);
    if rises { up } else { up + 1 }
}

/// A text with what was found in it.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    extraction: &'a Extraction,
    pub(super) tokens: &'a Tokens,
}

impl Reading<'_> {
    /// What begins in a clause: December 31, 2020 goes on behind its comma.
    pub(super) fn mentions(&self, clause: Span) -> impl Iterator<Item = &Mention> {
        let mentions = &self.extraction.mentions;
        let from = mentions.partition_point(|m| m.span.start < clause.start);
        mentions.get(from..).unwrap_or_default().iter().take_while(move |m| m.span.start < clause.end)
    }

    /// The days named nearest to a place within its clause, or all by themselves right before that.
    fn nearest(&self, span: Span, clause: Span) -> Option<(Interval, u64)> {
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
        inside.or_else(opening).map(|(at, days)| (days, hash(self.article.source.slice(at))))
    }

    pub(super) fn days(&self, part: Span) -> impl Iterator<Item = Span> {
        self.mentions(part).filter(|m| matches!(m.value, MentionValue::Days(_))).map(|m| m.span)
    }

    fn figures(&self, clause: Span) -> Vec<Value> {
        let figure = |m: &Mention| match &m.value {
            MentionValue::Figure(q) => Some(Value::Figure(m.kind, q.clone(), None)),
            _ => None,
        };
        self.mentions(clause).filter_map(figure).collect()
    }

    /// The words that touch a place, what says nothing aside.
    fn noun(&self, span: Span, whole: Span) -> Words {
        let text = self.article.source.text();
        let (before, behind) = (head(text, span, whole), tail(text, span, whole));
        let words = text[behind.start..behind.end].trim_start_matches(['的', ' ', '-']);
        let (before, behind) = (self.tokens.last(before), self.tokens.at(behind.end - words.len()));
        Words::sorted(before.into_iter().chain(behind).collect())
    }

    /// Tells a figure of the thing whose turn it is.
    fn hand(&self, point: &mut Point, turn: Turn) {
        let item = self.tokens.words(turn.item);
        let rest = match turn.rest.contains(turn.figure) {
            true => self.tokens.words_around(turn.figure, turn.rest),
            false => self.tokens.words(turn.rest),
        };
        point.beside = Words::sorted(item.iter().chain(rest.iter()).collect());
        point.around = point.beside.clone();
        point.head = item.clone();
        point.bearers = vec![item.clone()];
        point.turn = Some(item);
    }

    fn point(&self, span: Span, value: Value, claim: Option<usize>) -> Option<Point> {
        let owner = claim.and_then(|c| self.extraction.claims.get(c));
        let modality = owner.map_or(Modality::Asserted, |c| c.modality);
        if !(modality.is_judged() || matches!(modality, Modality::Planned | Modality::Opinion)) {
            return None;
        }
        let quoted = owner.is_some_and(|c| c.quoted);
        // A claim may be asserted as a whole and its day be one to come: 将于7月3日结束.
        let point = self.at(span, value);
        let planned = modality == Modality::Planned || is_to_come(self.article.source.text(), &point);
        Some(Point { claim, planned, quoted, ..point })
    }

    /// A point of no claim.
    fn at(&self, span: Span, value: Value) -> Point {
        let text = self.article.source.text();
        let whole = sentence(text, span);
        let clause = match clause(text, span, whole) {
            // 1994年,… tells nothing by itself.
            bare if bare == span => clause(text, Span::new(span.start, behind_mark(text, span.end, whole)), whole),
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
            mark: is_mark(text, span) || is_gloss(text, span),
            meanings: self.tokens.meanings(clause),
            when: self.nearest(span, clause),
            one_day: self.days(clause).count() == 1,
            figures: if matches!(value, Value::Days(_) | Value::Sense(_)) { self.figures(clause) } else { Vec::new() },
            houses: self.extraction.names_in(clause, NameKind::Organization).map(|n| n.id.clone()).collect(),
            people: self.extraction.names_in(whole, NameKind::Person).map(|n| n.id.clone()).collect(),
            noun: self.noun(span, whole),
            counted: counted::noun(text, span, whole).filter(|_| matches!(value, Value::Figure(..))),
            of_some: is_of_some(text, span),
            of_part: is_of_part(text, span, clause),
            round: round(text, span).filter(|_| matches!(value, Value::Figure(MentionKind::Ordinal, ..))),
            measure: measure(text, span).filter(|_| matches!(value, Value::Figure(..))),
            decimals: decimals(&text[span.start..span.end]),
            head: words(head(text, span, whole)),
            tail: words(tail(text, span, whole)),
            trigger: self.trigger(Span::new(head(text, span, whole).start, span.start)),
            bearers: match value {
                Value::Figure(kind, ..) => self.bearers(span, whole, kind),
                Value::Length(..) => self.bearers(span, whole, MentionKind::Duration),
                // Of a game the teams stand on both sides.
                Value::Score(_) => vec![self.naming(clause, result_words(text, clause))],
                _ => Vec::new(),
            },
            value,
            beside: self.tokens.words_around(span, clause),
            around: self.tokens.words_around(span, window(text, span, whole)),
            sentence: self.tokens.words_around(span, whole),
            context: self.tokens.words_outside(std::iter::once(span).chain(self.days(whole)), whole),
            claim: None,
            planned: false,
            quoted: false,
            // 其中 opens much and is about nothing.
            subject: self.tokens.first(topic.unwrap_or(clause)).filter(|_| topic.is_none_or(|t| long(text, t))),
            turn: None,
            latin: !text[whole.start..whole.end].contains(is_han),
            cell: false,
        }
    }
}

/// What stands before a point ends in a word of plans, or behind days stands one: 5月6日将开幕, on 6 May they will meet.
fn is_to_come(text: &str, point: &Point) -> bool {
    let (before, behind) = (&text[..point.span.start], &text[point.span.end..point.clause.end]);
    let dated = point.value.is_date();
    let will = |word: &str| behind.split(' ').any(|w| w == word);
    cues().iter().filter(|(_, cue)| *cue == Cue::Planned).any(|(word, _)| match word.is_ascii() {
        true => dated && will(word),
        false => before.ends_with(word.as_str()) || dated && behind.trim_start().starts_with(word.as_str()),
    })
}
