//! Roles: who holds which post where, at the claim's time.
//!
//! Handover days belong to both holders; an end or a beginning of which only the month or the year is known never
//! proves that somebody did not hold a post within it.

use super::finding::{Finding, weigh};
use super::{Case, Known, doubted, term, unsupported};
use crate::check::Judgement;
use crate::diagnostic::Severity;
use crate::extract::Doubt;
use crate::facts::Fact;
use crate::statement::{Agreement, Fit, Id, Role, RoleStatus, Statement};
use crate::time::{Interval, Precision};
use chrono::{Datelike, Days, NaiveDate};

/// By the person's own terms of office, then by those of others where the post is held by one at a time.
pub(super) fn judge<'a>(case: &Case<'a>, role: &Role) -> Judgement {
    if role.person.is_empty() || role.organization.is_empty() {
        return doubted(Doubt::NoSubject);
    }
    // A narrower post is a post of the broader kind; the reverse is not certain.
    let known: Vec<Known> =
        case.known.iter().filter(|k| matches!(k.agreement.predicate, Fit::Same | Fit::Holds)).copied().collect();
    let own: Vec<Known> = known.iter().filter(|k| k.agreement.subject == Fit::Same).copied().collect();
    let near: Vec<&Known> = own.iter().take(3).collect();
    if let Some(findings) = term::handover(role, &own) {
        return weigh(case, &findings, &near);
    }
    // Then is the time spoken of; where none is, any term will do.
    let when = if role.status == RoleStatus::Then { case.days } else { case.days.or(case.document) };
    let findings = match (role.status, when) {
        (RoleStatus::Former, when) => former(&own, when),
        (RoleStatus::Then, None) => own.iter().copied().map(Finding::supported).collect(),
        (RoleStatus::Incoming, when) => {
            own.iter().filter(|k| begins_after(k, when)).copied().map(Finding::supported).collect()
        }
        (_, None) => return doubted(Doubt::NoTime),
        (RoleStatus::Current | RoleStatus::Acting | RoleStatus::Then, Some(when)) => {
            holding(case, role, &own, &known, when)
        }
    };
    let findings = if findings.is_empty() { in_another_post(case, role) } else { findings };
    if findings.is_empty() { unsupported(case, &near) } else { weigh(case, &findings, &near) }
}

/// The same person, house and day.
const ON_THE_DAY: Agreement = Agreement { subject: Fit::Same, object: Fit::Same, time: Fit::Same, ..Agreement::OPEN };

/// On the very day on which the claim has the person take a post nobody knows of, the person took another one in that
/// house, of which the article says nothing: 改任首席财务官, where it was 首席技术官.
fn in_another_post<'a>(case: &Case<'a>, role: &Role) -> Vec<Finding<'a>> {
    let ([person], [house], Some(day)) = (&role.person[..], &role.organization[..], role.began) else {
        return Vec::new();
    };
    let exact = matches!(day.precision, Precision::Day | Precision::Range) && !day.approximate;
    let posts = || {
        case.facts.about(person).iter().filter_map(|&i| Some((i, case.facts.facts.get(i)?))).filter(|(_, f)| {
            matches!(&f.statement, Statement::Role(r) if r.organization.contains(house) && r.person.contains(person))
        })
    };
    let post = |f: &Fact| match &f.statement {
        Statement::Role(r) => r.role.clone(),
        _ => role.role.clone(),
    };
    let told = |id: &Id| {
        case.others.iter().any(|c| match &c.statement {
            Statement::Role(other) => other.person.contains(person) && other.role == *id,
            _ => false,
        })
    };
    if !exact || !exclusive(case, &role.role) || posts().any(|(_, f)| post(f) == role.role) {
        return Vec::new();
    }
    let begun = |f: &Fact| f.term.began.is_some_and(|b| b.start == day.start && b.precision == Precision::Day);
    let others = posts().filter(|(_, f)| begun(f) && exclusive(case, &post(f)) && !told(&post(f)));
    let known =
        others.map(|(index, fact)| Known { index, fact, agreement: &ON_THE_DAY, time: Fit::Same, whole: false });
    known.map(|k| Finding::contradicted(k, "role-conflict")).collect()
}

/// Former: right where a term is over, wrong, as a warning, where the person is still in office.
fn former<'a>(own: &[Known<'a>], when: Option<Interval>) -> Vec<Finding<'a>> {
    let over = |k: &Known| match (has_ended(k), longest(k).and_then(|t| t.end), when.and_then(|w| w.end)) {
        (true, ..) | (_, Some(_), None) => true,
        (_, Some(end), Some(day)) => end <= day,
        _ => false,
    };
    if own.iter().any(over) {
        return own.iter().filter(|k| over(k)).copied().map(Finding::supported).collect();
    }
    let in_office = own.iter().filter(|k| {
        let begun = match (longest(k).and_then(|t| t.start), when.and_then(|w| w.start)) {
            (Some(start), Some(day)) => start <= day,
            _ => false,
        };
        begun && (is_seen(k, when) || longest(k).is_some_and(|t| t.end.is_some()))
    });
    in_office.map(|&k| Finding::contradicted(k, "role-conflict").at_most(Severity::Warning)).collect()
}

fn holding<'a>(case: &Case, role: &Role, own: &[Known<'a>], all: &[Known<'a>], when: Interval) -> Vec<Finding<'a>> {
    let fits =
        own.iter().filter(|k| longest(k).is_none_or(|t| t.overlaps(when)) && !(has_ended(k) && longest(k).is_none()));
    // A term that is over on an unknown day says nothing about any day after its beginning.
    let sure = fits.filter(|k| !has_ended(k) || longest(k).is_some_and(|t| t.end.is_some()));
    let sure: Vec<Known> = sure.copied().collect();
    let supported: Vec<Finding> = match (&sure[..], sure_days(when)) {
        ([one], Some(span)) if is_span(when, span) => vec![over_span(*one, when, span, "role-conflict")],
        _ => sure.into_iter().map(Finding::supported).collect(),
    };
    if !supported.is_empty() {
        return supported;
    }
    let neighbours = own.iter().filter(|k| longest(k).is_some_and(|t| t.gap(when) == 1));
    let close: Vec<Finding> = neighbours.map(|&k| Finding::imprecise(k, "imprecise-date", Severity::Warning)).collect();
    if !close.is_empty() {
        return close;
    }
    let holders: Vec<Known> = all.iter().filter(|k| is_other_holder(case, role, k, when)).copied().collect();
    // The last term that was over before the claim's time.
    let past = own.iter().filter(|k| match (longest(k).and_then(|t| t.end), when.start) {
        (Some(end), Some(day)) => end < day,
        _ => false,
    });
    if let Some(&last) = past.max_by_key(|k| longest(k).and_then(|t| t.end)) {
        // A second term would be another fact: so it is unless the base was last looked at before the claim's time, or
        // the post has room for several.
        let sure = exclusive(case, &role.role) && is_seen(&last, Some(when));
        let found = Finding::contradicted(last, "former-role");
        let found = if sure { found } else { found.at_most(Severity::Warning) };
        let others = holders.iter().map(|&h| Finding::contradicted(h, "former-role"));
        return std::iter::once(found).chain(others).collect();
    }
    if is_appointed(case, role) {
        return Vec::new();
    }
    let soften = |&k: &Known<'a>| {
        let found = Finding::contradicted(k, "role-conflict");
        if is_soft(&k, when) { found.at_most(Severity::Warning) } else { found }
    };
    let mut findings: Vec<Finding> = holders.iter().map(soften).collect();
    // A term of the person's own that begins later, beside somebody else's, is worth showing.
    let later = own.iter().filter(|k| !findings.is_empty() && begins_after(k, Some(when)));
    let later: Vec<Finding> = later.map(soften).collect();
    findings.extend(later);
    findings
}

/// From 2012 to 2019: a span of which both ends are told, not a stretch in which something was so at some time.
pub(super) fn is_span(when: Interval, sure: Interval) -> bool {
    let length = sure.start.zip(sure.end).map_or(0, |(s, e)| (e - s).num_days());
    when.precision == Precision::Range && !when.approximate && length >= 180
}

/// A span against the one term it falls into: contradicted where it surely reaches beyond the term, imprecise where
/// the term is longer.
pub(super) fn over_span<'a>(known: Known<'a>, when: Interval, sure: Interval, rule: &'static str) -> Finding<'a> {
    match longest(&known) {
        Some(term) if !term.contains(sure) => Finding::contradicted(known, rule),
        Some(term) if !when.contains(term) => Finding::imprecise(known, "imprecise-date", Severity::Info),
        _ => Finding::supported(known),
    }
}

/// Somebody else surely held this post, alone, during all of the claim's time.
fn is_other_holder(case: &Case, role: &Role, known: &Known, when: Interval) -> bool {
    let Statement::Role(fact) = &known.fact.statement else { return false };
    // Who only acts for the holder does so while the post is the holder's.
    let alone = exclusive(case, &fact.role) && exclusive(case, &role.role) && role.status != RoleStatus::Acting;
    alone && known.agreement.subject == Fit::Apart && !fact.ended && sure_term(known).is_some_and(|t| t.contains(when))
}

fn exclusive(case: &Case, role: &str) -> bool {
    case.facts.vocabulary.get(role).is_some_and(|p| p.exclusive)
}

/// The fact was last looked at before the claim's time and gives no end.
fn is_soft(known: &Known, when: Interval) -> bool {
    longest(known).is_some_and(|t| t.end.is_none()) && !is_seen(known, Some(when))
}

/// The fact was looked at on or after the claim's time.
fn is_seen(known: &Known, when: Option<Interval>) -> bool {
    match (known.fact.checked, when.and_then(|w| w.end)) {
        (Some(checked), Some(end)) => checked >= end,
        _ => false,
    }
}

/// The article itself appoints the person.
fn is_appointed(case: &Case, role: &Role) -> bool {
    case.others.iter().any(|c| match &c.statement {
        Statement::Role(other) => {
            other.status == RoleStatus::Incoming
                && other.role == role.role
                && other.person.iter().any(|p| role.person.contains(p))
                && other.organization.iter().any(|o| role.organization.contains(o))
        }
        _ => false,
    })
}

fn begins_after(known: &Known, when: Option<Interval>) -> bool {
    match (longest(known).and_then(|t| t.start), when.and_then(|w| w.start)) {
        (Some(start), Some(day)) => start >= day,
        _ => false,
    }
}

fn has_ended(known: &Known) -> bool {
    matches!(&known.fact.statement, Statement::Role(r) if r.ended)
}

/// The longest the term may have been.
fn longest(known: &Known) -> Option<Interval> {
    known.fact.statement.when()
}

/// The days between the two handovers: the holder was surely alone on them.
fn sure_term(known: &Known) -> Option<Interval> {
    let sure = known.fact.term.sure()?;
    let start = sure.start?.checked_add_days(Days::new(1));
    let end = sure.end.map(|d| d.checked_sub_days(Days::new(1)));
    match (start, end) {
        (Some(start), None) => Interval::between(Some(start), None),
        (Some(start), Some(Some(end))) => Interval::between(Some(start), Some(end)),
        _ => None,
    }
}

/// The least that a span may cover: ends that are the ends of a year or a month may be no finer than that. `None`
/// where it has no beginning, or where nothing is left.
pub(super) fn sure_days(span: Interval) -> Option<Interval> {
    let first = |d: NaiveDate| match (d.month(), d.day()) {
        (1, 1) => NaiveDate::from_ymd_opt(d.year(), 12, 31),
        (_, 1) => Interval::month(d.year(), d.month()).and_then(|m| m.end),
        _ => Some(d),
    };
    let last = |d: NaiveDate| {
        let month_end = d.checked_add_days(Days::new(1)).is_some_and(|next| next.day() == 1);
        match d.month() {
            12 if month_end => NaiveDate::from_ymd_opt(d.year(), 1, 1),
            _ if month_end => NaiveDate::from_ymd_opt(d.year(), d.month(), 1),
            _ => Some(d),
        }
    };
    let start = first(span.start?)?;
    match span.end.map(last) {
        None => Interval::between(Some(start), None),
        Some(end) => Interval::between(Some(start), Some(end?)),
    }
}
