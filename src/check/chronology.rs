//! The story of an article as points in time and what is said of the days between them, facts beside it.
//!
//! Every date, distance, duration, age and every fact about a dated event is a statement of one [`Network`]; what
//! cannot all be true of them becomes a proof whose steps each point into a file.

use super::wording::{both, days};
use super::{Context, Verdict};
use crate::diagnostic::{Label, Place, Severity};
use crate::extract::{Moment, Tie, TieKind};
use crate::facts::{Fact, FactStatus};
use crate::source::Span;
use crate::statement::{Fit, Id, Slot, Statement, dates};
use crate::time::Interval;
use crate::timeline::{Network, ORIGIN, Proof, date, day};
use crate::vocabulary::{Bilingual, Language};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How sure statements are: of several that cannot all be true the least sure is suspected.
const TOLD: u8 = 3;
const DATED: u8 = 5;
const DOCUMENT: u8 = 7;
const UNVERIFIED: u8 = 6;
const KNOWN: u8 = 9;

/// One statement: where it stands and what it says.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Where; `None` for a date given by an option.
    pub(super) at: Option<(Place, Span)>,
    /// What it says of the days, in words.
    pub(super) text: Bilingual,
    /// What kind of tie; `None` for a date.
    pub(super) tie: Option<TieKind>,
    /// The fact it is.
    pub(super) fact: Option<Id>,
    /// That fact is not verified.
    pub(super) unverified: bool,
}

/// Points and statements of an article.
#[derive(Default)]
pub(super) struct Chronology {
    net: Network,
    told: Vec<Told>,
    moments: FxHashMap<(Option<Span>, Interval, bool), usize>,
    births: FxHashMap<Id, usize>,
    /// The fact that the first claim dated by a place rests on, and its days.
    known: Rc<FxHashMap<Span, (Id, Interval)>>,
}

/// Statements that cannot all be true.
pub(super) struct Clash {
    /// In the order of reasoning.
    pub(super) steps: Vec<Told>,
    /// The one that is most likely wrong, by its place among the steps.
    pub(super) suspect: usize,
    /// The arithmetic, in words.
    pub(super) sum: Bilingual,
}

/// Everything of an article that cannot be true at the same time; what only a date and a fact say is left out, as the
/// verdict on the claim says it.
pub(super) fn clashes(seen: &Context) -> Vec<Clash> {
    if seen.extraction.ties.is_empty()
        && !seen.extraction.claims.iter().any(|c| matches!(c.statement, Statement::Age(_)))
    {
        return Vec::new();
    }
    let mut own = Chronology { known: Rc::new(known(seen)), ..Chronology::default() };
    let mut open: Vec<&Tie> = Vec::new();
    for tie in &seen.extraction.ties {
        let corrected = tie.kind == TieKind::Together;
        let to = own.moment(seen, &tie.to, corrected);
        match &tie.from[..] {
            // What was due before the day of writing is judged alone: one of several does not excuse the others.
            [from] if from.span.is_none() && tie.kind == TieKind::Order => open.push(tie),
            [from] => {
                let from = own.moment(seen, from, corrected);
                own.tie(from, to, tie);
            }
            // Several readings: judged one by one.
            _ => open.push(tie),
        }
    }
    own.ages(seen);
    let mut out: Vec<Clash> = own.net.conflicts().iter().filter_map(|p| own.clash(p)).collect();
    for tie in open {
        out.extend(own.every_reading(seen, tie));
    }
    out
}

/// The days that the ties of undated events leave them, by the place of each event's word; nothing of what cannot all be
/// true.
pub(super) fn placed(seen: &Context) -> Vec<(Span, Interval)> {
    let mut own = Chronology { known: Rc::new(known(seen)), ..Chronology::default() };
    for tie in seen.extraction.ties.iter().filter(|t| t.kind != TieKind::Age) {
        let [from] = &tie.from[..] else { continue };
        let (from, to) = (own.moment(seen, from, false), own.moment(seen, &tie.to, false));
        own.tie(from, to, tie);
    }
    let bounds = own.net.bounds();
    let open = own.moments.iter().filter(|((_, days, _), _)| days.start.is_none() && days.end.is_none());
    let mut out: Vec<(Span, Interval)> = open
        .filter_map(|((span, ..), point)| {
            let (least, most) = *bounds.get(*point)?;
            let days = Interval::between(least.and_then(date), most.and_then(date))?;
            (days.start.is_some() || days.end.is_some()).then_some(((*span)?, days))
        })
        .collect();
    out.sort_unstable_by_key(|p| p.0);
    out
}

impl Chronology {
    fn say(&mut self, certainty: u8, told: Told) -> usize {
        self.told.push(told);
        self.net.statement(certainty)
    }

    /// The point of a moment; a new one is bounded by its date and by the fact the article's claim rests on. `corrected`
    /// by the fact alone, where that contradicts the date: what is said of two events at once is said of the events,
    /// while distances are reckoned from the dates of the article.
    fn moment(&mut self, seen: &Context, moment: &Moment, corrected: bool) -> usize {
        if let Some(&point) = self.moments.get(&(moment.span, moment.days, corrected)) {
            return point;
        }
        let point = self.net.point();
        self.moments.insert((moment.span, moment.days, corrected), point);
        let (at, certainty) = match moment.span {
            Some(span) => (Some((Place::Article, span)), DATED),
            None => (seen.extraction.date.span.map(|s| (Place::Article, s)), DOCUMENT),
        };
        let said = days(Some(moment.days));
        let text = match moment.span {
            Some(_) => said,
            None => Bilingual::new(format!("written {}", said.en), format!("发稿于{}", said.zh)),
        };
        let known = moment.span.and_then(|s| self.known.get(&s)).cloned();
        if !corrected || known.as_ref().is_none_or(|(_, when)| dates(*when, moment.days) != Fit::Apart) {
            let statement = self.say(certainty, Told { at, text, tie: None, fact: None, unverified: false });
            self.date(point, moment.days, statement);
        }
        if let Some((fact, when)) = known.and_then(|(f, when)| Some((seen.facts.fact(&f)?, when))) {
            let at = fact.slot(Slot::When).or(fact.slot(Slot::Predicate)).map(|span| (Place::Facts(fact.file), span));
            let said = days(Some(when));
            let text = Bilingual::new(format!("known: {}", said.en), format!("事实:{}", said.zh));
            let unverified = fact.status != FactStatus::Verified;
            let certainty = if unverified { UNVERIFIED } else { KNOWN };
            let statement = self.say(certainty, Told { at, text, tie: None, fact: Some(fact.id.clone()), unverified });
            self.date(point, when, statement);
        }
        point
    }

    fn date(&mut self, point: usize, days: Interval, statement: usize) {
        self.net.between(ORIGIN, point, days.start.map(day), days.end.map(day), statement);
    }

    fn tie(&mut self, from: usize, to: usize, tie: &Tie) {
        let text = apart(tie.kind, tie.least, tie.most);
        let statement = self.say(
            TOLD,
            Told { at: Some((Place::Article, tie.words)), text, tie: Some(tie.kind), fact: None, unverified: false },
        );
        self.net.between(from, to, tie.least, tie.most, statement);
    }

    /// Ages of one person at several times follow from one birth.
    fn ages(&mut self, seen: &Context) {
        for claim in &seen.extraction.claims {
            let Statement::Age(age) = &claim.statement else { continue };
            let ([subject], Some(when), Some(years)) = (&age.subject[..], age.when, age.years.stated) else { continue };
            // A name nobody knows is read off one article; ages beside it may be those of a child, or a difference.
            let known = !subject.starts_with("local:");
            let sure = claim.doubt.is_none() && claim.weak.is_none() && claim.modality.is_judged();
            let plain = known && sure && !claim.quoted;
            let Some(years) =
                rust_decimal::prelude::ToPrimitive::to_i64(&years).filter(|_| plain && age.years.comparator.is_none())
            else {
                continue;
            };
            let span = claim.part(Slot::Value).unwrap_or(claim.span);
            let birth = match self.births.get(subject) {
                Some(&point) => point,
                None => {
                    let point = self.net.point();
                    self.births.insert(subject.clone(), point);
                    point
                }
            };
            let told = claim.part(Slot::When).filter(|s| !claim.span.contains(*s) || s.start != span.start);
            let at = self.moment(seen, &Moment { span: told.or(Some(span)), days: when }, false);
            let spare = if seen.article.language == Language::Zh { 2 } else { 0 };
            let words = seen.article.source.slice(span);
            let text =
                Bilingual::new(format!("{words}: {years} years after the birth"), format!("{words}:出生后{years}年"));
            let told =
                Told { at: Some((Place::Article, span)), text, tie: Some(TieKind::Age), fact: None, unverified: false };
            let statement = self.say(TOLD, told);
            self.net.between(birth, at, Some((years - spare) * 365), Some((years + 1) * 366), statement);
        }
    }

    /// A tie that may count from several moments is false only if it is from each of them; shown for the nearest.
    fn every_reading(&self, seen: &Context, tie: &Tie) -> Option<Clash> {
        let mut first = None;
        for from in &tie.from {
            let mut own = Self { known: Rc::clone(&self.known), ..Self::default() };
            let (a, b) = (own.moment(seen, from, false), own.moment(seen, &tie.to, false));
            own.tie(a, b, tie);
            let proof = own.net.conflicts().into_iter().next()?;
            if first.is_none() {
                first = own.clash(&proof);
            }
        }
        first
    }

    fn clash(&self, proof: &Proof) -> Option<Clash> {
        let steps: Vec<Told> = proof.statements.iter().filter_map(|&s| self.told.get(s).cloned()).collect();
        let suspect = proof.statements.iter().position(|&s| s == proof.suspect)?;
        // A date against a fact is the verdict's business; two ages of one day are a contradiction in themselves.
        let tied = steps.iter().any(|s| s.tie.is_some());
        let placed = steps.get(suspect).is_some_and(|s| matches!(s.at, Some((Place::Article, _))));
        (tied && placed).then(|| Clash { sum: sum(proof), steps, suspect })
    }
}

/// Days between the first and last of several facts that still date one occasion.
const ONE_OCCASION: i64 = 370;

/// By the place of a date: the fact that the first claim dated by it rests on, and the days of that fact; of several,
/// as of what was said at one occasion, the days of all.
fn known(seen: &Context) -> FxHashMap<Span, (Id, Interval)> {
    let mut out = FxHashMap::default();
    for (claim, judgement) in seen.extraction.claims.iter().zip(seen.judgements) {
        // A claim that is wrong about something else may be dated rightly or not.
        let certain = match judgement.verdict {
            Some(Verdict::Supported | Verdict::Imprecise) => true,
            Some(Verdict::Contradicted) => matches!(judgement.rule, Some("date-conflict" | "quotation-conflict")),
            _ => false,
        };
        let dated = matches!(claim.statement, Statement::Event(_) | Statement::Quotation(_));
        let (Some(span), [first, ..], true) = (claim.part(Slot::When), &judgement.facts[..], certain && dated) else {
            continue;
        };
        let live = |f: &&Fact| matches!(f.status, FactStatus::Verified | FactStatus::Unverified);
        let days =
            |id: &Id| seen.facts.fact(id).filter(live).and_then(|f| f.statement.when()).filter(|w| w.is_bounded());
        let all: Option<Vec<Interval>> = judgement.facts.iter().map(days).collect();
        let Some(all) = all else { continue };
        let whole = Interval::between(all.iter().filter_map(|d| d.start).min(), all.iter().filter_map(|d| d.end).max());
        let near = |d: &Interval| {
            d.start.zip(d.end).is_some_and(|(s, e)| all.len() == 1 || (e - s).num_days() <= ONE_OCCASION)
        };
        if let Some(when) = whole.filter(near) {
            out.entry(span).or_insert((first.clone(), when));
        }
    }
    out
}

/// What a tie says, in words.
fn apart(kind: TieKind, least: Option<i64>, most: Option<i64>) -> Bilingual {
    let span = |a: i64, b: i64, l: Language| {
        let (a, b) = (stretch(a, l), stretch(b, l));
        if a == b { a } else { format!("{a}{}{b}", if l == Language::Zh { "至" } else { " to " }) }
    };
    both(|l| match (kind, least, most, l) {
        (TieKind::Same, _, _, Language::En) => "the same time".to_owned(),
        (TieKind::Same, _, _, Language::Zh) => "同一时间".to_owned(),
        (TieKind::Order, None, _, Language::En) => "not after".to_owned(),
        (TieKind::Order, None, _, Language::Zh) => "不晚于".to_owned(),
        (TieKind::Together, _, Some(most), Language::En) => format!("no more than {} apart", stretch(most, l)),
        (TieKind::Together, _, Some(most), Language::Zh) => format!("相隔不超过{}", stretch(most, l)),
        (_, Some(a), Some(b), Language::En) if a < 0 && b <= 0 => format!("{} before", span(-b, -a, l)),
        (_, Some(a), Some(b), Language::Zh) if a < 0 && b <= 0 => format!("此前{}", span(-b, -a, l)),
        (_, Some(a), Some(b), Language::En) => format!("{} later", span(a.max(0), b, l)),
        (_, Some(a), Some(b), Language::Zh) => format!("{}之后", span(a.max(0), b, l)),
        (_, _, _, Language::En) => "not before".to_owned(),
        (_, _, _, Language::Zh) => "不早于".to_owned(),
    })
}

/// A number of days as people say it.
pub(super) fn stretch(days: i64, language: Language) -> String {
    let zh = language == Language::Zh;
    let tenths = |unit: i64| {
        let t = (days * 10 + unit / 2) / unit;
        if t % 10 == 0 { (t / 10).to_string() } else { format!("{}.{}", t / 10, t % 10) }
    };
    match days {
        ..60 if zh => format!("{days}天"),
        ..60 => format!("{days} {}", if days == 1 { "day" } else { "days" }),
        60..700 if zh => format!("{}个月", (days * 12 + 182) / 365),
        60..700 => format!("{} months", (days * 12 + 182) / 365),
        _ if zh => format!("{}年", tenths(365)),
        _ => format!("{} years", tenths(365)),
    }
}

/// The same with the days themselves, where it is not told in days: 6 months (184 days).
fn counted(days: i64, language: Language) -> String {
    let told = stretch(days, language);
    match language {
        _ if days < 60 => told,
        Language::Zh => format!("{told}({days}天)"),
        Language::En => format!("{told} ({days} days)"),
    }
}

/// The arithmetic of a proof: the latest day the one way, the earliest the other.
fn sum(proof: &Proof) -> Bilingual {
    let at = |days: i64| date(days).map(|d| crate::check::wording::days(Some(Interval::day(d))));
    let between: i64 = proof.cycle.iter().filter(|c| c.from != ORIGIN && c.to != ORIGIN).map(|c| c.days).sum();
    let first = proof.cycle.first().filter(|c| c.from == ORIGIN);
    let last = proof.cycle.last().filter(|c| c.to == ORIGIN);
    let whole = first.zip(last).and_then(|(a, b)| Some((at(a.days)?, at(a.days + between)?, at(-b.days)?)));
    match whole {
        Some((from, _, least)) if between == 0 => both(|l| match l {
            Language::En => format!("{} is before {}", from.en, least.en),
            Language::Zh => format!("{}早于{}", from.zh, least.zh),
        }),
        Some((from, to, least)) => both(|l| match (l, between < 0) {
            (Language::En, true) => {
                format!("{} minus {} is {}, but it is not before {}", from.en, counted(-between, l), to.en, least.en)
            }
            (Language::En, false) => {
                format!("{} plus {} is {}, but it is not before {}", from.en, counted(between, l), to.en, least.en)
            }
            (Language::Zh, true) => format!("{}减{}为{},但不早于{}", from.zh, counted(-between, l), to.zh, least.zh),
            (Language::Zh, false) => format!("{}加{}为{},但不早于{}", from.zh, counted(between, l), to.zh, least.zh),
        }),
        None => {
            let short: i64 = -proof.cycle.iter().map(|c| c.days).sum::<i64>();
            both(|l| match l {
                Language::En => format!("{} are missing", stretch(short, l)),
                Language::Zh => format!("差{}", stretch(short, l)),
            })
        }
    }
}

impl Clash {
    /// The places of the steps, the suspect first.
    pub(super) fn labels(&self) -> Vec<Label> {
        let label = |(i, step): (usize, &Told)| {
            let (place, span) = step.at?;
            Some(Label { place, span, text: step.text.clone(), primary: i == self.suspect })
        };
        let mut labels: Vec<Label> = self.steps.iter().enumerate().filter_map(label).collect();
        labels.sort_by_key(|l| !l.primary);
        labels
    }

    /// A proof is as sure as its facts.
    pub(super) fn severity(&self, rule: Severity) -> Severity {
        if self.steps.iter().any(|s| s.unverified) { rule.min(Severity::Warning) } else { rule }
    }

    /// True where an age takes part.
    pub(super) fn is_age(&self) -> bool {
        self.steps.iter().any(|s| s.tie == Some(TieKind::Age))
    }
}
