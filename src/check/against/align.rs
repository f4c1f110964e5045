//! Which point of a reference is the counterpart of one of the article, by the words around both.

use super::Reference;
use super::holders::Holder;
use super::points::Point;
use super::series::Series;
use super::value::Value;
use super::words::{Weights, Words};
use crate::check::Verdict;
use crate::source::Span;
use crate::statement::Fit;
use crate::time::Precision;
use rust_decimal::Decimal;

/// How much each likeness counts, in hundredths; set by trial on texts that were edited on purpose.
mod weight {
    /// The last few words before.
    pub(super) const HEAD: u32 = 20;
    /// The first few words behind.
    pub(super) const TAIL: u32 = 10;
    /// The words within a line's length.
    pub(super) const AROUND: u32 = 30;
    /// The article's clause, in that of the reference.
    pub(super) const CLAUSE: u32 = 15;
    /// The article's sentence, in that of the reference.
    pub(super) const SENTENCE: u32 = 10;
    /// Dates and results beside words of one meaning.
    pub(super) const EVENT: u32 = 20;
    /// Figures of one size.
    pub(super) const SIZE: u32 = 10;
    /// Figures of four and more digits that are nearly the same.
    pub(super) const NEAR: u32 = 15;
    /// The same word right beside figures that may be of one size.
    pub(super) const NOUN: u32 = 10;
    /// The same measure word.
    pub(super) const MEASURE: u32 = 5;
    /// Words with an opposite beside the same figure.
    pub(super) const ANCHOR: u32 = 15;
    /// A person in both sentences, to choose among several places.
    pub(super) const PERSON: u32 = 20;
    /// What the sentence is about stands in both, to choose among several places.
    pub(super) const SUBJECT: u32 = 25;
    /// A figure that fits beside the same days.
    pub(super) const PERIOD: u32 = 15;
    /// Taken off where the article elsewhere writes what the reference has here.
    pub(super) const TAKEN: u32 = 15;
}

/// What a likeness must come to, in hundredths.
mod need {
    /// To support a figure.
    pub(super) const SUPPORT: u32 = 8;
    /// To support a day, which is hardly named for another reason.
    pub(super) const SUPPORT_DATE: u32 = 6;
    /// To support a day or year by the same one.
    pub(super) const SUPPORT_SAME_DATE: u32 = 1;
    /// To support a word of rising or falling, of which there are only two.
    pub(super) const SUPPORT_SENSE: u32 = 3;
    /// To contradict.
    pub(super) const CONTRADICT: u32 = 21;
    /// A place that fits, and is as like as this or as the one that differs, forbids a contradiction …
    pub(super) const FITTING: u32 = 25;
    /// … unless the place that differs is liker by this.
    pub(super) const LEAD: u32 = 30;
    /// To contradict who holds a post that several people may hold, or whose body is not named.
    pub(super) const HOLDER: u32 = 50;
    /// The same where another person of its sentence is named in the article's too: of one list of those who came.
    pub(super) const HOLDER_BESIDE: u32 = 35;
    /// To contradict a word by its opposite, of which there are only two.
    pub(super) const SENSE: u32 = 36;
    /// To contradict the one figure of the same thing told in the same words.
    pub(super) const SERIES: u32 = 12;
    /// To contradict what tells one of many from others: 一幢22层塔楼.
    pub(super) const SOME: u32 = 50;
    /// To contradict what only says above or below what something lies.
    pub(super) const BOUND: u32 = 31;
    /// To contradict a day: a text tells of more days than of figures of one kind.
    pub(super) const DATE: u32 = 26;
    /// Openings of sentences with one topic.
    pub(super) const TOPIC: u32 = 20;
    /// To contradict the result of a game.
    pub(super) const SCORE: u32 = 30;
}

/// What the references make of one point.
pub(super) struct Finding<'a> {
    pub(super) verdict: Verdict,
    pub(super) point: &'a Point,
    /// Reference, and the place and clause of its point.
    pub(super) other: Option<(usize, Span, Span)>,
    /// What the figures of the reference come to, where it does not say so itself.
    pub(super) derived: Option<Decimal>,
}

/// For each reference, which of its points the article itself repeats.
pub(super) fn taken(points: &[Point], text: &str, references: &[Reference]) -> Vec<Vec<bool>> {
    let repeated = |reference: &Reference, other: &Point| {
        let written = reference.article.source.slice(other.span);
        points.iter().any(|p| {
            let holder = matches!(p.value, Value::Holder(_)) && p.value.fit(&other.value) == Fit::Same;
            holder
                || text.get(p.span.start..p.span.end) == Some(written)
                    && p.around.share_by(&other.around, &reference.weights) > 60
        })
    };
    references.iter().map(|r| r.points.iter().map(|p| repeated(r, p)).collect()).collect()
}

#[derive(Clone, Copy)]
struct Best<'a> {
    score: u32,
    /// What the best is chosen by.
    rank: u32,
    reference: usize,
    other: &'a Point,
    fit: Fit,
    /// Of figures told in the same words: whether both are of one thing.
    same: Option<bool>,
}

/// Holds a point against all points of its kind in the references.
pub(super) fn compare<'a>(
    point: &'a Point,
    text: &str,
    references: &'a [Reference],
    taken: &[Vec<bool>],
) -> Finding<'a> {
    let sentence = text.get(point.whole.start..point.whole.end).unwrap_or("");
    let written = text.get(point.span.start..point.span.end).unwrap_or("");
    let (mut fits, mut differs): (Option<Best>, Option<Best>) = (None, None);
    // What is planned does not support what is asserted, but it explains where the value comes from.
    let mut planned = 0;
    let mut same_things: Vec<&Value> = Vec::new();
    for (index, (reference, taken)) in references.iter().zip(taken).enumerate() {
        let series = Series::of(point, &reference.points, &reference.weights);
        for (other, &taken) in reference.points.iter().zip(taken) {
            let fit = match point.fit(other) {
                // August is August, whichever year the text makes it.
                Fit::Apart if point.value.is_date() && written == reference.article.source.slice(other.span) => {
                    Fit::Same
                }
                fit => fit,
            };
            if matches!(fit, Fit::Unknown | Fit::Near)
                || point.value.is_date() && fit == Fit::Meets
                || point.is_out_of_turn(other)
                || point.is_of_another_round(other)
                // More than 1 says hardly anything of 3,000.
                || fit.touches() && fit != Fit::Same && point.value.is_beyond(&other.value)
            {
                continue;
            }
            let same = series.as_ref().and_then(|s| s.is_same(point, other));
            let into = match fit {
                Fit::Same | Fit::Holds | Fit::Within if point.planned != other.planned => {
                    planned = planned.max(likeness(point, other, &reference.weights, taken));
                    continue;
                }
                _ if point.planned != other.planned || point.is_of_another_period(other) => continue,
                Fit::Same | Fit::Holds | Fit::Within | Fit::Meets => &mut fits,
                Fit::Apart if same == Some(false) => continue,
                // Of two people in one post both may be named.
                Fit::Apart if taken && matches!(point.value, Value::Holder(_)) => continue,
                Fit::Apart if point.mark || other.mark || taken && point.value.is_date() => continue,
                Fit::Apart if other.cell => continue,
                Fit::Apart if point.counts_others(other) => continue,
                Fit::Apart if is_of_another(point, other, &reference.weights) => continue,
                Fit::Apart if point.is_told_by_other_words(other) => continue,
                Fit::Apart
                    if point.value.is_beyond(&other.value) && !(same == Some(true) && point.value.is_percentage()) =>
                {
                    continue;
                }
                Fit::Apart => &mut differs,
                Fit::Unknown | Fit::Near => continue,
            };
            same_things.extend(Some(&other.value).filter(|_| same == Some(true)));
            let score = likeness(point, other, &reference.weights, taken);
            // What fits and is of the same year is hardly of another thing.
            let period = fit.touches() && matches!(point.value, Value::Figure(..)) && point.is_of_same_period(other);
            let score = score + if period { weight::PERIOD } else { 0 };
            // Of two that are as like, the one that is told of the same person.
            let person = if other.is_of_person_in(sentence) { weight::PERSON } else { 0 };
            let told = point.subject.is_some_and(|s| other.sentence.has(s));
            let rank = score + person + if told || same == Some(true) { weight::SUBJECT } else { 0 };
            if into.is_none_or(|b: Best| rank > b.rank) {
                *into = Some(Best { score, rank, reference: index, other, fit, same });
            }
        }
    }
    // What fits is of another thing, where the reference tells of this one in the same words.
    let fits = fits.filter(|f| f.same != Some(false) || differs.is_none_or(|d| d.same != Some(true)));
    let fitting = fits.map_or(0, |b| b.score).max(planned);
    // The reference has one figure of the same thing told in the same words, and no other.
    let sole =
        differs.is_some_and(|b| b.same == Some(true)) && same_things.iter().all(|v| v.fit(same_things[0]) == Fit::Same);
    let least = match &point.value {
        Value::Figure(..) if sole && !point.value.is_bound() => need::SERIES,
        Value::Holder(holder) => differs.map_or(0, |b| holder_need(holder, b.other, sentence)),
        Value::Sense(_) => need::SENSE,
        Value::Score(_) => need::SCORE,
        Value::Days(_) => need::DATE,
        _ if point.of_some => need::SOME,
        _ if point.value.is_bound() => need::BOUND,
        _ => need::CONTRADICT,
    };
    // One sentence tells of two days: which of them is meant is not certain.
    let beside = |b: &Best| {
        point.value.is_date() && fits.is_some_and(|f| f.reference == b.reference && f.other.whole == b.other.whole)
    };
    // A year that the reference has, too, is hardly another one.
    let year = |p: &Point| matches!(&p.value, Value::Days(d) if d.precision == Precision::Year);
    let told = point.latin && year(point) && fits.is_some_and(|f| f.fit == Fit::Same && f.score > 0);
    // Either holds of one thing at one time, or the same figure of the same days.
    let dated = |f: &Best| f.fit == Fit::Same && point.is_of_same_period(f.other);
    let said = fits.is_some_and(|f| f.same == Some(true) || matches!(point.value, Value::Holder(_)) || dated(&f));
    if let Some(b) = differs.filter(|b| b.score >= least && !beside(b) && !said && !told)
        && (fitting < need::FITTING && (fitting < b.score || fitting == 0) || b.score >= fitting + need::LEAD)
    {
        return Finding {
            verdict: Verdict::Contradicted,
            point,
            other: Some((b.reference, b.other.span, b.other.clause)),
            derived: None,
        };
    }
    let Some(b) = fits.filter(|b| is_borne_out(&point.value, b)) else {
        return Finding { verdict: Verdict::Unsupported, point, other: None, derived: None };
    };
    let verdict = if b.is_exact() { Verdict::Supported } else { Verdict::Imprecise };
    Finding { verdict, point, other: Some((b.reference, b.other.span, b.other.clause)), derived: None }
}

impl Best<'_> {
    /// It says all that the article says.
    fn is_exact(&self) -> bool {
        matches!(self.fit, Fit::Same | Fit::Holds)
    }
}

/// Whether the place that fits best supports a value: one that nobody writes by chance it need not be like.
fn is_borne_out(value: &Value, best: &Best) -> bool {
    let same = best.fit == Fit::Same;
    let least = match value {
        Value::Sense(_) => need::SUPPORT_SENSE,
        Value::Days(_) if same => need::SUPPORT_SAME_DATE,
        Value::Days(_) => need::SUPPORT_DATE,
        _ => need::SUPPORT,
    };
    best.score >= least || value.is_rare() && best.is_exact() || same && best.same == Some(true)
}

/// A post of one body that one person holds is the same thing whatever stands around it.
fn holder_need(holder: &Holder, other: &Point, sentence: &str) -> u32 {
    match &other.value {
        Value::Holder(b) if holder.is_sole(b) => 0,
        _ if other.is_of_person_in(sentence) => need::HOLDER_BESIDE,
        _ => need::HOLDER,
    }
}

/// The two are surely of different things, or of one thing at different times.
fn is_of_another(point: &Point, other: &Point, weights: &Weights) -> bool {
    // Of a post the holders themselves tell the body.
    let holder = matches!(point.value, Value::Holder(_));
    let opposed = !holder && !matches!(point.value, Value::Sense(_) | Value::Score(_)) && point.is_opposed(other);
    // Of two clauses that are alike the openings of their sentences tell what each is about.
    let topics = point.topic.as_ref().zip(other.topic.as_ref()).filter(|_| other.turn.is_none());
    let alike = point.beside.count() > 1 && point.beside.within(&other.beside, weights) >= 90;
    // A day in common is no context, nor is a single word where a day is meant.
    let shared = point.context.shared(&other.context);
    let least = |w: &Words| if point.value.is_date() && w.count() > 2 { 2 } else { w.count().min(1) };
    let bare = !matches!(point.value, Value::Holder(_)) && shared < least(&point.context).min(least(&other.context));
    opposed
        || bare
        || point.is_of_another_time(other)
        || !holder && point.is_of_another_house(other)
        || point.is_of_other_figures(other)
        || alike && topics.is_some_and(|(a, b)| a.share_by(b, weights) < need::TOPIC)
}

/// How like the places of two points are.
fn likeness(point: &Point, other: &Point, weights: &Weights, taken: bool) -> u32 {
    let (near, nearly) = point.value.nearness(&other.value);
    let dated = matches!(point.value, Value::Days(_) | Value::Score(_));
    let event = dated && point.meanings.iter().any(|m| other.meanings.contains(m));
    let head = point.head.share_by(&other.head, weights);
    let parts = [
        (weight::HEAD, other.turn.as_ref().map_or(head, |item| item.within(&point.sentence, weights))),
        (weight::TAIL, point.tail.share_by(&other.tail, weights)),
        (weight::AROUND, point.around.share_by(&other.around, weights)),
        (weight::CLAUSE, point.beside.within(&other.beside, weights)),
        (weight::SENTENCE, point.sentence.within(&other.sentence, weights)),
        (weight::EVENT, 100 * u32::from(event)),
        (weight::ANCHOR, 100 * u32::from(matches!(point.value, Value::Sense(_)) && point.shares_figure(other))),
        (weight::SIZE, 2 * near.saturating_sub(50)),
        (weight::NEAR, 100 * u32::from(nearly)),
        (weight::NOUN, 100 * u32::from(point.has_same_noun(other, near))),
        (weight::MEASURE, 100 * u32::from(point.measure.is_some() && point.measure == other.measure)),
    ];
    let sum: u32 = parts.iter().map(|(w, share)| w * share).sum();
    (sum / 100).saturating_sub(if taken { weight::TAKEN } else { 0 })
}
