//! Facts a sentence tells with one slip: who and what are those of a fact, and so is all of the date or figure but one
//! part of it.
//!
//! Frames leave many figures and days without a subject or a predicate. Where the sentence names those of a fact and
//! the same day of the same month of another year, or the same digits at another power of ten, it is the fact that is
//! told; that the rest agrees by chance is less likely than that a digit slipped.

use super::otherwise::names_year;
use super::slip;
use crate::article::Article;
use crate::check::against::place;
use crate::check::wording::told;
use crate::check::{Judgement, Verdict};
use crate::diagnostic::Severity;
use crate::extract::{Claim, Doubt, Extraction, MentionKind, MentionValue};
use crate::facts::{Fact, FactBase, FactStatus};
use crate::normalise::fold_text;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Event, Fit, Id, Slot, Statement, dates};
use crate::time::{Interval, Precision};
use crate::vocabulary::{Bilingual, Language, Predicate, Words, lists};
use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

/// Points from which a fact is taken for the one that is told: a digit or a place in the calendar that agrees is worth
/// one, for each leaves one case in about ten to chance.
const RECOGNISED: i64 = 7;
/// Points from which nobody would doubt it.
const CERTAIN: i64 = 9;
/// Bytes of its paragraph to either side of a claim whose names count.
const PARAGRAPH: usize = 1500;
/// Digits of a figure without a unit that are enough to tell it from any other.
const BARE: usize = 5;

/// Contradicts what no frame could judge, or no fact supports, where it is a fact told with one slip.
pub(super) fn correct(article: &Article, extraction: &Extraction, facts: &FactBase, judgements: &mut [Judgement]) {
    let told = Told::new(extraction);
    for (claim, judgement) in extraction.claims.iter().zip(judgements) {
        if !is_open(claim, judgement) || !told.may_name(claim) {
            continue;
        }
        let scene = Scene::around(article, extraction, facts, &told, claim);
        if let Some(found) = scene.slip(claim) {
            *judgement = found;
        }
    }
}

/// What the whole article tells, to be asked for often.
struct Told {
    /// Its days, with their places.
    days: FxHashMap<NaiveDate, Vec<Span>>,
    /// Its figures, to three digits.
    figures: FxHashSet<Decimal>,
    /// Its claims by where they begin.
    claims: Vec<(usize, usize)>,
    /// Where the names begin that the base knows.
    names: Vec<usize>,
}

impl Told {
    fn new(extraction: &Extraction) -> Self {
        let mut days: FxHashMap<NaiveDate, Vec<Span>> = FxHashMap::default();
        let mut figures = FxHashSet::default();
        for mention in &extraction.mentions {
            match &mention.value {
                MentionValue::Days(Some(when)) => {
                    single(*when).into_iter().for_each(|day| days.entry(day).or_default().push(mention.span));
                }
                MentionValue::Figure(q) => figures.extend(three_digits(q)),
                _ => {}
            }
        }
        let mut claims: Vec<(usize, usize)> =
            extraction.claims.iter().enumerate().map(|(i, c)| (c.span.start, i)).collect();
        claims.sort_unstable();
        let names = extraction.mentions.iter().filter(|m| m.is_known_name()).map(|m| m.span.start).collect();
        Self { days, figures, claims, names }
    }

    /// A name that the base knows stands in the claim or so near that the sentence or the paragraph may name it.
    fn may_name(&self, claim: &Claim) -> bool {
        /// Bytes of the longest sentence to either side of a claim.
        const REACH: usize = 4 * place::LONGEST;
        let own = claim.statement.subject().iter().chain(claim.statement.object());
        let first = self.names.partition_point(|n| *n + REACH < claim.span.start);
        own.into_iter().any(|id| !id.starts_with("local:"))
            || self.names.get(first).is_some_and(|n| *n <= claim.span.end + REACH)
    }

    /// Another place of the article tells the day.
    fn has_day(&self, day: NaiveDate, at: Span) -> bool {
        self.days.get(&day).is_some_and(|places| places.iter().any(|p| *p != at))
    }

    /// Indices of the claims that begin in a place.
    fn claims_in(&self, place: Span) -> impl Iterator<Item = usize> {
        let from = self.claims.partition_point(|c| c.0 < place.start);
        self.claims[from..].iter().take_while(move |c| c.0 < place.end).map(|c| c.1)
    }
}

/// A figure in base units to three digits.
fn three_digits(q: &Quantity) -> Option<Decimal> {
    q.in_base_units()?.stated?.round_sf(3).map(|v| v.normalize())
}

/// It is asserted, and neither judged nor doubted for what it says.
fn is_open(claim: &Claim, judgement: &Judgement) -> bool {
    let unplaced = matches!(
        judgement.doubt,
        Some(
            Doubt::NoSubject
                | Doubt::AmbiguousEntity
                | Doubt::AmbiguousPredicate
                | Doubt::NoTime
                | Doubt::OutOfScope
                | Doubt::InferredDate
        )
    );
    let open = match judgement.verdict {
        Some(Verdict::Unsupported) => true,
        Some(Verdict::NotJudged) => unplaced,
        _ => false,
    };
    open && claim.modality.is_judged() && matches!(claim.statement, Statement::Event(_) | Statement::Metric(_))
}

/// Whom and what the words around a claim name.
struct Scene<'a> {
    article: &'a Article,
    extraction: &'a Extraction,
    facts: &'a FactBase,
    told: &'a Told,
    sentence: Span,
    /// Entities of the sentence, and those it leaves to the reader.
    named: Vec<Id>,
    /// Entities of the paragraph.
    around: Vec<Id>,
}

impl<'a> Scene<'a> {
    fn around(
        article: &'a Article,
        extraction: &'a Extraction,
        facts: &'a FactBase,
        told: &'a Told,
        claim: &Claim,
    ) -> Self {
        let sentence = place::sentence(article.source.text(), claim.span);
        let mut named = entities(extraction, sentence);
        // Whom a clause of the sentence is about, though it does not name them.
        let own = claim.statement.subject().iter().chain(claim.statement.object());
        named.extend(own.filter(|id| !id.starts_with("local:")).cloned());
        let line = article.source.line_at(claim.span.start);
        let near = Span::new(claim.span.start.saturating_sub(PARAGRAPH), claim.span.end + PARAGRAPH);
        let around = entities(extraction, Span::new(line.start.max(near.start), line.end.min(near.end)));
        Self { article, extraction, facts, told, sentence, named, around }
    }

    /// What the one fact that the claim misses by a slip makes of it.
    fn slip(&self, claim: &Claim) -> Option<Judgement> {
        let mut near: Vec<usize> =
            self.named.iter().chain(&self.around).flat_map(|id| self.facts.about(id)).copied().collect();
        near.sort_unstable();
        near.dedup();
        let sound = |f: &&Fact| matches!(f.status, FactStatus::Verified | FactStatus::Unverified);
        let near: Vec<&Fact> = near.into_iter().filter_map(|i| self.facts.facts.get(i)).filter(sound).collect();
        let found = match &claim.statement {
            Statement::Metric(metric) if claim.part(Slot::Value).is_some() => self.figure(claim, &metric.value, &near),
            Statement::Event(event) if claim.part(Slot::When).is_some() => {
                let when = event.when?;
                self.day(claim, when, &near).or_else(|| self.party(event, when, &near))
            }
            _ => None,
        };
        let (fact, rule, points) = found?;
        let certain = points >= CERTAIN && fact.status == FactStatus::Verified;
        let severity = if certain { Severity::Error } else { Severity::Warning };
        let (said, id) = (told(&fact.statement, self.facts), &fact.id);
        Some(Judgement {
            verdict: Some(Verdict::Contradicted),
            doubt: None,
            reason: Bilingual::new(format!("`{id}` says: {}", said.en), format!("`{id}`为:{}", said.zh)),
            rule: Some(rule),
            facts: vec![id.clone()],
            unverified: fact.status != FactStatus::Verified,
            reading: 0,
            severity: Some(severity),
        })
    }

    /// The fact with the digits of a figure: at another power of ten, or with two neighbours exchanged.
    fn figure(&self, claim: &Claim, value: &Quantity, near: &[&'a Fact]) -> Option<(&'a Fact, &'static str, i64)> {
        let percent = value.unit.as_ref().is_some_and(|u| u.name() == "%");
        let bare = value.unit.is_none() && slip::digits(value) < BARE;
        if value.comparator.is_some() || percent || bare {
            return None;
        }
        let is_unit = |q: &Quantity| match (&q.unit, &value.unit) {
            (Some(fact), None) => fact.is_discrete(),
            (fact, own) => fact == own,
        };
        let figures = || near.iter().filter_map(|f| Some((*f, f.statement.value()?))).filter(|(_, q)| is_unit(q));
        let told = |q: &Quantity| three_digits(q).is_some_and(|digits| self.told.figures.contains(&digits));
        // Told rightly of something else that is known here.
        if figures().any(|(_, q)| q.meets(value)) {
            return None;
        }
        let metric = claim.statement.predicate().filter(|_| claim.doubt != Some(Doubt::AmbiguousPredicate));
        let found = figures().filter_map(|(fact, q)| {
            let digits = i64::try_from(slip::digits(value).min(slip::digits(q))).ok()?;
            let (rule, agreeing) = match () {
                () if slip::rule(value, q) == Some("scale-slip") => ("scale-slip", digits - 1),
                () if slip::is_transposed(value, q) => ("value-conflict", digits - 2),
                () if slip::is_miswritten(value, q) => ("value-conflict", digits - 3),
                () => return None,
            };
            let other = metric.is_some_and(|m| fact.statement.predicate() != Some(m));
            // A figure of no time of its own: any day that its sentence names may be its day.
            let days = match claim.statement.when() {
                None => self.days_told().filter_map(|d| dated(Some(d), fact.statement.when())).max().unwrap_or(0),
                own => dated(own, fact.statement.when())?,
            };
            let points = agreeing + days + self.points(fact);
            // One figure off: of another time it would be another figure.
            if agreeing == digits - 3 && days < 3 {
                return None;
            }
            let enough = points >= if digits < 3 { RECOGNISED + 1 } else { RECOGNISED };
            (enough && agreeing > 0 && !other && !told(q)).then_some((fact, rule, points))
        });
        found.max_by_key(|f| f.2)
    }

    /// The fact with the day of a date in another year or month.
    fn day(&self, claim: &Claim, when: Interval, near: &[&'a Fact]) -> Option<(&'a Fact, &'static str, i64)> {
        let (day, at) = (single(when)?, claim.part(Slot::When)?);
        let written = self.article.source.slice(at).contains(|c: char| c.is_ascii_digit());
        let year = names_year(self.article.source.slice(at));
        let known = || near.iter().flat_map(|f| days(f).into_iter().map(move |d| (*f, d)));
        if !written || is_common(day) || known().any(|(_, d)| d == day) || self.looks_back() {
            return None;
        }
        let found = known().filter_map(|(fact, d)| {
            let points = slipped(day, d).filter(|_| year || day.year() == d.year())? + self.points(fact);
            (points >= RECOGNISED && self.tells(fact) && !self.told.has_day(d, at)).then_some((
                fact,
                "date-conflict",
                points,
            ))
        });
        found.max_by_key(|f| f.2)
    }

    /// The fact of the same day and kind with another object: listed that day, but on another exchange.
    fn party(&self, event: &Event, when: Interval, near: &[&'a Fact]) -> Option<(&'a Fact, &'static str, i64)> {
        let once = event.predicate.as_deref().and_then(|p| self.facts.vocabulary.get(p)).is_some_and(|p| p.once);
        let kind = |ids: &[Id]| ids.first().and_then(|id| self.facts.entity(id)).map(|e| e.kind.as_str());
        let same_day = |f: &&&Fact| {
            let other = f.statement.object();
            let apart = [kind(other), kind(&event.object)].iter().all(|k| *k == Some("organization"));
            let own = |id: &Id| f.statement.subject().contains(id);
            let same = f.statement.predicate() == event.predicate.as_deref()
                && dated(Some(when), f.statement.when()) == Some(4)
                && event.subject.iter().all(own);
            // Of two that the sentence names either may be meant.
            let both = other.iter().any(|id| self.named.contains(id));
            same && apart && !both && !other.iter().any(|id| event.object.contains(id))
        };
        let known: Vec<&&Fact> = near.iter().filter(same_day).collect();
        let right = near.iter().any(|f| {
            f.statement.predicate() == event.predicate.as_deref()
                && f.statement.object() == &event.object[..]
                && self.points(f) > 2
                && dated(Some(when), f.statement.when()).is_some_and(|d| d > 0)
        });
        let found = known.into_iter().map(|f| (*f, "party-conflict", 4 + self.points(f)));
        found.filter(|f| once && !right && f.2 >= RECOGNISED).max_by_key(|f| f.2)
    }

    /// What the words around say of whose and what a fact is.
    fn points(&self, fact: &Fact) -> i64 {
        let named = |ids: &[Id]| match () {
            () if ids.iter().any(|id| self.named.contains(id)) => 2,
            () if ids.iter().any(|id| self.around.contains(id)) => 1,
            () => 0,
        };
        let tells = if self.tells(fact) { 2 } else { 0 };
        named(fact.statement.subject()) + named(fact.statement.object()) + tells
    }

    /// The sentence has a word for what the fact is about: a title, a verb, a metric.
    fn tells(&self, fact: &Fact) -> bool {
        let Some(predicate) = fact.statement.predicate() else { return false };
        let titled = self.extraction.mentions_in(self.sentence).iter().any(|m| match (&m.value, m.kind) {
            (MentionValue::Ids(ids), MentionKind::Role) => ids.iter().any(|id| {
                self.facts.vocabulary.is_kind_of(id, predicate) || self.facts.vocabulary.is_kind_of(predicate, id)
            }),
            _ => false,
        });
        let succeeds = || matches!(fact.statement, Statement::Role(_)) && self.has(&lists().successions);
        titled
            || succeeds()
            || self.facts.vocabulary.get(predicate).is_some_and(|p| self.has_name(p))
            || self
                .told
                .claims_in(self.sentence)
                .filter_map(|i| self.extraction.claims.get(i))
                .any(|c| std::iter::once(&c.statement).chain(&c.readings).any(|s| s.predicate() == Some(predicate)))
    }

    /// A word of the sentence is a name of the predicate, or begins like one: acquisition.
    fn has_name(&self, predicate: &Predicate) -> bool {
        let words = fold_text(self.article.source.slice(self.sentence)).to_lowercase();
        let en = |name: &String| {
            let stem = name.strip_suffix(" of").unwrap_or(name);
            let stem = stem.strip_suffix('e').unwrap_or(stem);
            stem.len() > 4 && words.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(stem))
        };
        predicate.names.zh.iter().any(|name| words.contains(name.as_str())) || predicate.names.en.iter().any(en)
    }

    /// The sentence counts years from the day, or between two of it.
    fn looks_back(&self) -> bool {
        self.has(&lists().counted_years)
    }

    /// The sentence has one of the words, Latin ones whole.
    fn has(&self, list: &Words) -> bool {
        let words = fold_text(self.article.source.slice(self.sentence)).to_lowercase();
        let spaced = format!(" {} ", words.replace(|c: char| !c.is_alphanumeric(), " "));
        list.in_text(&words, Language::Zh) || list.of(Language::En).iter().any(|w| spaced.contains(&format!(" {w} ")))
    }

    /// The days that the sentence names.
    fn days_told(&self) -> impl Iterator<Item = Interval> {
        self.extraction.mentions_in(self.sentence).iter().filter_map(|m| match m.value {
            MentionValue::Days(days) => days,
            _ => None,
        })
    }
}

/// Entities that names in a place of the article may mean.
fn entities(extraction: &Extraction, place: Span) -> Vec<Id> {
    let known = extraction.mentions_in(place).iter().filter(|m| m.is_known_name());
    let ids = known.filter_map(|m| match &m.value {
        MentionValue::Ids(ids) => Some(ids),
        _ => None,
    });
    ids.flatten().cloned().collect()
}

/// The days a fact knows: of an event, or of the beginning and end of a term.
fn days(fact: &Fact) -> Vec<NaiveDate> {
    let of = match &fact.statement {
        Statement::Event(event) => vec![event.when],
        Statement::Role(_) => vec![fact.term.began, fact.term.ended],
        _ => Vec::new(),
    };
    of.into_iter().flatten().filter_map(single).collect()
}

fn single(when: Interval) -> Option<NaiveDate> {
    (when.precision == Precision::Day && !when.approximate).then_some(when.start).flatten()
}

/// Days on which much begins or ends: the first and last of a month.
fn is_common(day: NaiveDate) -> bool {
    day.day() == 1 || day.checked_add_days(Days::new(1)).is_some_and(|next| next.day() == 1)
}

/// Points for a date that is that of a fact but for one digit of the year, or for the month; `None` where more differs.
fn slipped(a: NaiveDate, b: NaiveDate) -> Option<i64> {
    let digits = |y: i32| [y / 1000 % 10, y / 100 % 10, y / 10 % 10, y % 10];
    let differing = digits(a.year()).iter().zip(digits(b.year())).filter(|(x, y)| **x != *y).count();
    match () {
        () if (a.month(), a.day()) == (b.month(), b.day()) && differing == 1 => Some(3),
        () if (a.year(), a.day()) == (b.year(), b.day()) => Some(2),
        () => None,
    }
}

/// Points for the time of a figure; `None` where it is another one than that of the fact.
fn dated(claim: Option<Interval>, fact: Option<Interval>) -> Option<i64> {
    /// Days by which two reports of one event may differ.
    const SLACK: i64 = 31;
    let (Some(claim), Some(fact)) = (claim, fact) else { return Some(0) };
    let wider = claim.precision.max(fact.precision);
    match dates(claim, fact) {
        Fit::Apart if claim.gap(fact) > SLACK => None,
        Fit::Apart | Fit::Unknown => Some(0),
        _ if wider == Precision::Day => Some(4),
        _ if wider <= Precision::Month => Some(3),
        _ => Some(1),
    }
}
