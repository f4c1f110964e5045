//! Runs the stages of an extraction in order and lays its result out in the article's own text.

use super::clause::{Sentence, join_names, sentences};
use super::context::{self, Resolved};
use super::dateline::document_date;
use super::editions::Editions;
use super::frame::{Draft, Drafts, View, occasion_of, topic};
use super::kinds::Kinds;
use super::leaning::is_day;
use super::oddity::oddity;
use super::scan::{Scan, Token, What, scan};
use super::scene::scene;
use super::table;
use super::trace::{Considered, Trace};
use super::{Claim, DocumentDate, Doubt, Extraction, Loose, Mention, MentionKind, MentionValue, Reckoning, Term};
use super::{
    age, aging, birth, event, leading, link, metric, names, occasion, order, passed, quotation, rank, reckoning,
    relation, role, spans, succession, tenure, undated, unnamed, written,
};
use crate::article::Article;
use crate::config::Config;
use crate::facts::FactBase;
use crate::grammar::{self, DateExpr, Value};
use crate::normalise::{Folded, fold};
use crate::source::Span;
use crate::statement::{Id, Link, LinkKind, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Language, PredicateKind};
use std::cell::OnceCell;

/// Finds the mentions and claims of an article. Total: any article gives an extraction.
///
/// Claims and mentions come in the order of the text, spans count bytes of the article's text.
pub fn extract(article: &Article, facts: &FactBase, config: &Config) -> Extraction {
    build(article, facts, config, None).0
}

/// The same extraction, and for each of its claims what was considered for its slots, in the order of the decisions.
pub fn explain(article: &Article, facts: &FactBase, config: &Config) -> (Extraction, Vec<Vec<Considered>>) {
    build(article, facts, config, Some(&Trace::default()))
}

fn build(
    article: &Article,
    facts: &FactBase,
    config: &Config,
    trace: Option<&Trace>,
) -> (Extraction, Vec<Vec<Considered>>) {
    let folded = fold(article);
    let language = config.language.unwrap_or(article.language);
    let mut sentences = sentences(&folded, language);
    let mut mentions = mentions(&folded, &sentences);
    table::negate(&folded, &mut mentions);
    let mut date = document_date(article, &folded, &mentions, config);
    let mut scan = scan(&folded, &sentences, &mentions, facts);
    let locals = names::find(&folded, &sentences, &mut scan.tokens);
    for (sentence, tokens) in sentences.iter_mut().zip(&scan.tokens) {
        // A comma of a name or of a date (Abbott, Texas; July 29, 2016) ends no clause.
        let whole = |t: &&Token| matches!(t.what, What::Entity { .. } | What::Local(_) | What::Mention(_));
        let names = tokens.iter().filter(whole).map(|t| t.span);
        join_names(sentence, names.filter(|n| folded.text[n.start..n.end].contains([',', ':', ';'])));
    }
    let own = context::resolve(&folded, &sentences, &scan.tokens, &mentions, &date, facts);
    let (topic, hero) = (topic(facts, &scan.tokens, "organization"), topic(facts, &scan.tokens, "person"));
    let kinds = Kinds::new(&scan.tokens, &mentions);
    let occasion = occasion_of(facts, &scan.tokens);
    let view = |times, document| View {
        facts,
        folded: &folded,
        sentences: &sentences,
        tokens: &scan.tokens,
        kinds: &kinds,
        mentions: &mentions,
        times,
        document,
        inferred: false,
        locals: &locals.entities,
        topic,
        occasion,
        trace,
        hero,
        figures: OnceCell::new(),
    };
    let inferred = if date.days.is_none() { written::infer(&view(&own, None)) } else { None };
    let again = inferred.map(|inferred| {
        date = inferred;
        context::resolve(&folded, &sentences, &scan.tokens, &mentions, &date, facts)
    });
    let inferred = again.is_some();
    let view = View { inferred, ..view(again.as_ref().unwrap_or(&own), date.days) };
    let mut drafts = Drafts::default();
    table::read(&view, &mut drafts);
    for s in 0..sentences.len() {
        role::read(&view, s, &mut drafts);
        leading::read(&view, s, &mut drafts);
        age::read(&view, s, &mut drafts);
        event::read(&view, s, &mut drafts);
        occasion::read(&view, s, &mut drafts);
        relation::read(&view, s, &mut drafts);
        metric::read(&view, s, &mut drafts);
        rank::read(&view, s, &mut drafts);
        quotation::read(&view, s, &mut drafts);
        link::read(&view, s, config.compares, &mut drafts);
        unnamed::read(&view, s, &mut drafts);
        if config.compares {
            unnamed::results(&view, s, &mut drafts);
            unnamed::whole(&view, s, &mut drafts);
        }
    }
    let mut reckonings = Vec::new();
    (0..sentences.len()).for_each(|s| reckoning::read(&view, s, &mut reckonings));
    let (mut ties, mut earlier) = (Vec::new(), Vec::new());
    let mut editions = Editions::default();
    for s in 0..sentences.len() {
        order::read(&view, s, &mut earlier, &mut ties);
        editions.read(&view, s, &mut ties);
    }
    tenure::read(&view, &drafts.list, &mut ties);
    birth::lives(&view, &drafts.list, &mut ties);
    aging::read(&view, &mut ties);
    undated::read(&view, &drafts.list, &mut ties);
    succession::read(&view, &drafts.list, &mut ties);
    let served = spans::read(&view, date.span.is_some(), &mut ties);
    let names = locals.laid_out(&folded);
    let order = drafts.order();
    let considered = trace.map(|t| considered(&folded, t, &drafts, &order)).unwrap_or_default();
    let passed = passed::passed(&folded, &sentences, &scan.tokens);
    let mut extraction =
        Extraction { passed, names, reckonings, ties, served, ..lay_out(&view, &scan, drafts, &order, date) };
    tie_growths(&mut extraction);
    count(&mut extraction);
    (extraction, considered)
}

/// What was considered for each draft, in the order of the claims.
fn considered(folded: &Folded, trace: &Trace, drafts: &Drafts, order: &[usize]) -> Vec<Vec<Considered>> {
    trace.sort();
    let of = |&i: &usize| {
        let draft = &drafts.list[i];
        let part = |slot: Slot| draft.parts.iter().find(|p| p.0 == slot).map(|p| p.1);
        let at = part(Slot::Predicate).or(part(Slot::Value)).or(part(Slot::When)).unwrap_or(draft.span);
        let all = trace.of(at, part(Slot::Value)).into_iter();
        all.map(|c| Considered { span: folded.origin(c.span), ..c }).collect()
    };
    order.iter().map(of).collect()
}

/// A growth knows the claims of the figures it leads from and to.
fn tie_growths(extraction: &mut Extraction) {
    let Extraction { mentions, claims, reckonings, .. } = extraction;
    let claim = |term: &Term| {
        let first = mentions.partition_point(|m| m.span.start < term.span.start);
        mentions[first..].iter().take_while(|m| m.span.start == term.span.start).find_map(|m| m.claim)
    };
    for reckoning in reckonings.iter() {
        let Reckoning::Growth { from, to, change, rate, .. } = reckoning else { continue };
        let ends: Vec<usize> = [from, to].into_iter().flatten().filter_map(claim).collect();
        for own in [change, rate].into_iter().flatten().filter_map(claim) {
            if let Some(Statement::Link(link)) = claims.get_mut(own).map(|c| &mut c.statement) {
                link.of = ends.iter().copied().filter(|e| *e != own).collect();
            }
        }
    }
}

/// 六大行业:…: a figure without a metric that stands beside the list of what it counts is a count of that list.
fn count(extraction: &mut Extraction) {
    let Extraction { mentions, claims, reckonings, .. } = extraction;
    for reckoning in reckonings.iter() {
        let Reckoning::Count { count, list, .. } = reckoning else { continue };
        let first = mentions.partition_point(|m| m.span.start < count.span.start);
        let own = mentions[first..].iter().take_while(|m| m.span.start == count.span.start).find_map(|m| m.claim);
        let Some(claim) = own.and_then(|c| claims.get_mut(c)) else { continue };
        let open = match &claim.statement {
            Statement::Metric(m) => m.metric.is_none(),
            Statement::Link(_) => true,
            _ => false,
        };
        if open {
            let value = claim.statement.value().cloned();
            let (subject, when) = (Vec::new(), claim.statement.when());
            claim.statement =
                Statement::Link(Link { kind: LinkKind::Count, subject, value, rises: None, when, of: Vec::new() });
            claim.readings.clear();
            claim.span = claim.span.cover(*list);
            claim.doubt = Some(Doubt::OutOfScope);
        }
    }
}

/// The mentions of every sentence, each read by the grammar of its own language.
fn mentions(folded: &Folded, sentences: &[Sentence]) -> Vec<grammar::Mention> {
    let mut out = Vec::new();
    for sentence in sentences {
        grammar::of(sentence.language).read(&folded.text, sentence.span.start..sentence.span.end, &mut out);
    }
    passed::drop_models(&folded.text, &mut out);
    out
}

fn lay_out(view: &View<'_>, scan: &Scan, drafts: Drafts, order: &[usize], date: DocumentDate) -> Extraction {
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let Drafts { list, owner: owners } = drafts;
    let mut list: Vec<Option<Draft>> = list.into_iter().map(Some).collect();
    let mut claims: Vec<Claim> = Vec::with_capacity(order.len());
    claims.extend(order.iter().filter_map(|&i| list[i].take()).map(|draft| claim(view, draft, &place)));
    drop(list);
    let owner = |m: usize| owners.get(&m).and_then(|&d| place.get(d).copied());
    let mut mentions: Vec<Mention> = Vec::with_capacity(view.mentions.len());
    for (m, mention) in view.mentions.iter().enumerate() {
        let mut laid = laid(view, m, mention, owner(m));
        if laid.claim.is_none() && owners.contains_key(&m) {
            laid.loose = Some(Loose::NotAFigure);
        }
        mentions.push(laid);
    }
    let mut parts = Parts::new(&claims);
    for list in &scan.tokens {
        for token in list {
            let (kind, ids): (MentionKind, Vec<Id>) = match &token.what {
                What::Entity { ids, .. } => {
                    (MentionKind::Entity, ids.iter().map(|&i| view.facts.entities[i].id.clone()).collect())
                }
                What::Local(local) => {
                    (MentionKind::Entity, view.locals.get(*local).map(|l| l.id.clone()).into_iter().collect())
                }
                What::Trigger(all) => {
                    let roles: Vec<Id> =
                        all.iter().filter(|r| r.kind == PredicateKind::Role).map(|r| r.predicate.clone()).collect();
                    if roles.is_empty() {
                        continue;
                    }
                    (MentionKind::Role, roles)
                }
                What::Mention(_) | What::Cue(_) => continue,
            };
            let span = view.folded.origin(token.span);
            let claim = parts.find(&claims, span);
            let loose = match (claim, kind) {
                (Some(_), _) => None,
                (None, MentionKind::Role) => Some(Loose::NoPredicate),
                (None, _) => Some(Loose::NameOnly),
            };
            mentions.push(Mention { kind, span, value: MentionValue::Ids(ids), claim, loose });
        }
    }
    // In place: no two mentions of one kind stand in the same place.
    mentions.sort_unstable_by_key(|m| (m.span, m.kind));
    let misspelled =
        scan.misspelled.iter().map(|(s, e)| (view.folded.origin(*s), view.facts.entities[*e].id.clone())).collect();
    let odd = |m: &grammar::Mention| match &m.value {
        Value::Date(expr) => oddity(expr).map(|o| (view.folded.origin(m.span), o)),
        _ => None,
    };
    let oddities = view.mentions.iter().filter_map(odd).collect();
    Extraction { mentions, claims, misspelled, oddities, ..Extraction::of(date) }
}

/// The parts of all claims by place, asked for places that come in the order of the text.
struct Parts {
    /// Start and claim, in order.
    starts: Vec<(usize, usize)>,
    at: usize,
}

impl Parts {
    fn new(claims: &[Claim]) -> Self {
        let mut starts: Vec<(usize, usize)> =
            claims.iter().enumerate().flat_map(|(i, c)| c.parts.iter().map(move |p| (p.1.start, i))).collect();
        starts.sort_unstable();
        Self { starts, at: 0 }
    }

    /// The first claim with a part that holds the place; parts are short, so only near starts are looked at.
    fn find(&mut self, claims: &[Claim], span: Span) -> Option<usize> {
        const REACH: usize = 400;
        while self.starts.get(self.at).is_some_and(|s| s.0 + REACH < span.start) {
            self.at += 1;
        }
        let near = self.starts[self.at..].iter().take_while(|s| s.0 <= span.start);
        near.map(|s| s.1).filter(|&i| claims[i].parts.iter().any(|p| p.1.contains(span))).min()
    }
}

fn claim(view: &View<'_>, draft: Draft, place: &[usize]) -> Claim {
    let mut derivation = draft.time.and_then(|m| view.times[m].as_ref()).map(|r: &Resolved| r.steps.clone());
    let assumed = draft.time.and_then(|m| view.times[m].as_ref()).is_some_and(|r| !r.sure);
    // A fiscal year is resolved by the calendar of the subject, not of whoever stands nearest.
    if let Some(steps) = &mut derivation
        && draft.time.is_some_and(|m| matches!(view.date_expr(m), Some(DateExpr::Fiscal { .. })))
        && let Some(days) = draft.statement.when()
        && let Some(last) = steps.last_mut()
    {
        let words = draft.time.map_or("", |m| view.text(view.mentions[m].span));
        last.text = crate::vocabulary::Bilingual::new(format!("“{words}” is {days}"), format!("“{words}”即 {days}"));
    }
    let assumed =
        assumed || view.inferred && draft.statement.when().is_some() && draft.statement.when() == view.document;
    let placed = match &draft.statement {
        Statement::Event(event) => scene(view, event, &draft),
        _ => None,
    };
    let (mut statement, mut parts) = (draft.statement, draft.parts);
    if let Statement::Event(event) = &mut statement
        && let Some((ids, span)) = placed
    {
        event.object = ids;
        parts.push((Slot::Object, span));
    }
    // What had happened as of a day may have happened long before it.
    if let Statement::Event(event) = &mut statement
        && draft.time.is_some_and(|m| matches!(view.date_expr(m), Some(DateExpr::AsOf(_))))
        && let Some(days) = event.when
    {
        event.when = Interval::between(None, days.end);
    }
    // A name nobody knows may be another one of somebody the facts know.
    let mixed = is_mixed(view, &statement).then_some(Doubt::AmbiguousEntity);
    Claim {
        span: view.folded.origin(draft.span),
        statement,
        readings: draft.readings,
        modality: draft.modality,
        quoted: draft.quoted,
        parts: parts.iter().map(|(slot, span)| (*slot, view.folded.origin(*span))).collect(),
        derivation: derivation.unwrap_or_else(|| draft.steps.clone()),
        doubt: draft.doubt.or((!draft.modality.is_judged()).then_some(Doubt::Modality)),
        weak: draft.weak.or(mixed).or(assumed.then_some(Doubt::InferredDate)),
        occasion: draft.occasion.map(|o| place[o]),
    }
}

/// 深圳证券交易所 beside 上海证券交易所: a name that ends like the known one and begins otherwise is another's.
fn is_another(view: &View<'_>, statement: &Statement, local: &Id) -> bool {
    let Some(name) = local.strip_prefix("local:").filter(|n| !n.is_ascii()) else { return false };
    let known = statement.subject().iter().flat_map(|id| view.facts.about(id)).filter_map(|&f| view.facts.facts.get(f));
    let others = known.filter(|f| f.statement.predicate() == statement.predicate()).flat_map(|f| f.statement.object());
    let names = others.filter_map(|id| view.facts.entity(id)).flat_map(|e| &e.names.zh);
    names.into_iter().any(|n| {
        let alike = name.chars().rev().zip(n.chars().rev()).take_while(|(a, b)| a == b).count();
        alike >= 4 && name.chars().count() == n.chars().count() && name.chars().count() >= alike + 2
    })
}

/// Known and unknown names in one statement, the place of a birth aside.
fn is_mixed(view: &View<'_>, statement: &Statement) -> bool {
    let (counterpart, placed) = match statement {
        Statement::Event(e) => {
            let predicate = e.predicate.as_deref().and_then(|p| view.facts.vocabulary.get(p));
            (e.counterpart.as_slice(), predicate.is_some_and(|p| p.object == ["place"]))
        }
        _ => (&[][..], false),
    };
    let all = || statement.subject().iter().chain(statement.object()).chain(counterpart);
    let local = |id: &&Id| id.starts_with("local:") && !is_another(view, statement, id);
    !placed && all().any(|id| local(&id)) && !all().all(|id| local(&id))
}

fn laid(view: &View<'_>, m: usize, mention: &grammar::Mention, claim: Option<usize>) -> Mention {
    let (kind, value) = match &mention.value {
        Value::Date(expr) => {
            let days = view.times[m].as_ref().map(|r| r.days);
            let single = days.map_or(is_day(expr), |d| d.start.is_some() && d.start == d.end);
            (if single { MentionKind::Date } else { MentionKind::Period }, MentionValue::Days(days))
        }
        Value::Duration(d) => (MentionKind::Duration, MentionValue::Length(d.low, d.high)),
        Value::Number(q) => (MentionKind::Number, MentionValue::Figure(q.clone())),
        Value::Percentage(q) => (MentionKind::Percentage, MentionValue::Figure(q.clone())),
        Value::Ordinal(q) => (MentionKind::Ordinal, MentionValue::Figure(q.clone())),
        Value::Currency(q) => (MentionKind::Currency, MentionValue::Figure(q.clone())),
        // A number of points is a percentage to its reader; its unit tells the two apart.
        Value::Dimension(q) if q.unit.as_ref().is_some_and(|u| u.name() == "percentage point") => {
            (MentionKind::Percentage, MentionValue::Figure(q.clone()))
        }
        Value::Dimension(q) => (MentionKind::Dimension, MentionValue::Figure(q.clone())),
        Value::Age(q) => (MentionKind::Age, MentionValue::Figure(q.clone())),
    };
    let loose = match (claim, kind) {
        (Some(_), _) => None,
        (None, MentionKind::Date | MentionKind::Period) => Some(Loose::Circumstance),
        (None, _) => Some(Loose::NoPredicate),
    };
    Mention { kind, span: view.folded.origin(mention.span), value, claim, loose }
}

/// The language an article is judged in.
pub fn language(article: &Article, config: &Config) -> Language {
    config.language.unwrap_or(article.language)
}
