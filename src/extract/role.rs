//! Frames of roles: who holds which post where, as what.
//!
//! The longest title wins (副总裁 is not 总裁). Apposition ties a title to the names beside it (甲骨文CEO拉里·埃里森;
//! Safra Catz, chief executive of Oracle), verbs of office to the names around them (张勇兼任阿里云CEO).

use super::Doubt;
use super::frame::{Draft, Drafts, View, When, part};
use super::house::{carried, of_the_group, organization, serves};
use super::office::{beginning, handed_by, handover, known_house, predecessor, successor, taken_behind};
use super::scan::{Reading, Token, What};
use super::spans::is_term;
use super::trace::Way;
use crate::grammar::{DateExpr, From, Value};
use crate::source::Span;
use crate::statement::{Id, Role, RoleStatus, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Cue, Language, PredicateKind, lists};

/// A person or an organization beside a title.
pub(super) struct Side {
    pub(super) ids: Vec<Id>,
    pub(super) span: Span,
}

/// Adds the roles of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    for token in &view.tokens[s] {
        let readings = view.readings(token, PredicateKind::Role);
        if let Some(reading) = readings.first() {
            title(view, s, token, reading, drafts);
        }
    }
}

fn title(view: &View<'_>, s: usize, token: &Token, reading: &Reading, drafts: &mut Drafts) {
    if lower_title(view, s, token) {
        return;
    }
    let Some(predicate) = view.facts.vocabulary.get(&reading.predicate) else { return };
    let mut organization = organization(view, s, token, &predicate.object);
    let person = match successor(view, s, token, &predicate.subject) {
        Some(successor) => successor,
        None => person(view, s, token, &predicate.subject, organization.as_ref())
            .or_else(|| officer(view, s, token, &predicate.subject)),
    };
    let mut weak = None;
    let carries = organization.is_none() && person.is_some();
    if carries {
        (organization, weak) = carried(view, s, token, &predicate.object, drafts);
        // Chief executive Niamh Corrigan: of the house that is spoken of, surely so where the base knows her there.
        let serves = |o: &Side| person.as_ref().is_some_and(|p| serves(view, p, o));
        if weak == Some(Doubt::AmbiguousEntity) && organization.as_ref().is_some_and(serves) {
            weak = None;
        }
        if organization.as_ref().is_none_or(|o| weak.is_some() && !serves(o)) {
            let named = view.tokens[s].iter().filter_map(|t| side(view, t, &predicate.object)).find(|o| serves(o));
            let told = || {
                let houses = [view.house(s, &predicate.object), view.topical(&predicate.object)];
                houses.into_iter().flatten().map(|f| (Side { ids: f.ids, span: f.span }, f.weak))
            };
            let found = named.map(|o| (o, None)).or_else(|| told().find(|h| serves(&h.0))).or_else(|| {
                told().next().filter(|_| organization.is_none()).map(|(o, w)| (o, w.or(Some(Doubt::NoSubject))))
            });
            if let Some((house, doubt)) = found {
                (organization, weak) = (Some(house), doubt);
            }
        }
        // 董事局主席某人, in a text about his house: the one place where the base knows him in this post.
        if (organization.is_none() || weak.is_some())
            && let Some(house) = person.as_ref().and_then(|p| known_house(view, s, p, &reading.predicate))
        {
            (organization, weak) = (Some(house), None);
        }
        organization = organization.map(|house| of_the_group(view, s, token, house));
        if let Some(house) = &organization {
            let near = view.sentences[s].span.contains(house.span);
            let way = if near { Way::EarlierClause } else { Way::SentenceBefore };
            view.took(token.span, Slot::Object, house.span, way);
        }
    }
    if person.is_none() && organization.is_none() {
        return;
    }
    let own = organization.as_ref().filter(|_| !carries);
    let (status, status_span) = status(view, s, token, own, person.as_ref());
    let at = token.span;
    let verb = office_verb(view, s, token, person.as_ref());
    let scene = view.scene(s);
    let when = view.time(s, at).or_else(|| scene.inspect(|w| view.took(at, Slot::When, w.span, Way::Scene)));
    let dated = when.and_then(|w| w.days);
    let in_scene = scene.is_some_and(|w| when.is_some_and(|own| own.mention == w.mention) && w.days.is_some());
    // A title in apposition is that of the day of writing, or of the day spoken of; both are readings.
    let (days, other) = match (status, verb, dated) {
        (RoleStatus::Then, _, d) => (d, None),
        (_, true, Some(d)) => (Some(d), None),
        (RoleStatus::Current, _, Some(d)) if in_scene => (Some(d), None),
        (RoleStatus::Former, ..) => (view.document, None),
        // Was chief executive for 14 years: nothing says which years.
        (_, _, None) if is_term(view, s, at) => (None, None),
        (_, _, d) => (view.document.or(d), d.filter(|_| view.document.is_some())),
    };
    // 2018年5月,某人出任…: the date may stand right before the clause.
    let own_clause = |w: &When| {
        let clause = view.clause(s, at);
        let gap = (w.span.end <= clause.start).then(|| view.text(Span::new(w.span.end, clause.start)));
        clause.contains(w.span) || gap.is_some_and(|g| !g.contains(char::is_alphanumeric))
    };
    // 执掌公司七年之后转任: a length of time since something else is no day.
    let counted =
        |w: &When| matches!(view.date_expr(w.mention), Some(DateExpr::Relative { from: From::Discourse, .. }));
    let plain = |w: &When| own_clause(w) && !counted(w);
    // 到今天上任八个多月: the length says that it was another day.
    let lasted = view.tokens[s].iter().any(|t| {
        let verb = view.is_cue(t, Cue::TakeOffice) || view.is_cue(t, Cue::Appoint);
        let length =
            |n: &Token| matches!(n.what, What::Mention(m) if matches!(view.mentions[m].value, Value::Duration(_)));
        verb && view.clause(s, at).contains(t.span)
            && view.tokens[s].iter().any(|n| n.span.start >= t.span.end && n.span.start - t.span.end <= 3 && length(n))
    });
    let (began, left) = match dated.filter(|_| verb && !lasted && when.as_ref().is_some_and(plain)) {
        Some(days) => handover(view, s, token, person.as_ref(), days),
        None => (None, None),
    };
    let behind =
        (status == RoleStatus::Current && !verb).then(|| taken_behind(view, s, token, person.as_ref())).flatten();
    let (when, began) = match behind {
        Some(taken) if began.is_none() && left.is_none() => (Some(taken), taken.days),
        _ => (when, began),
    };
    let since = (status == RoleStatus::Current).then(|| beginning(view, s, when?, at)).flatten();
    let role = |when: Option<Interval>| {
        Statement::Role(Role {
            person: person.as_ref().map(|p| p.ids.clone()).unwrap_or_default(),
            role: reading.predicate.clone(),
            organization: organization.as_ref().map(|o| o.ids.clone()).unwrap_or_default(),
            status,
            when,
            ended: false,
            began: since.or(began),
            left,
        })
    };
    let timed = verb || status == RoleStatus::Then || in_scene && status == RoleStatus::Current;
    let mut parts = vec![(Slot::Predicate, at)];
    part(&mut parts, Slot::Subject, person.as_ref().map(|p| p.span));
    part(&mut parts, Slot::Object, organization.as_ref().map(|o| o.span));
    let edge = since.is_some() || began.is_some() || left.is_some();
    part(&mut parts, Slot::When, when.filter(|_| timed || edge).map(|w| w.span));
    part(&mut parts, Slot::Status, status_span);
    let mut draft: Draft = view.draft(s, at, role(days), parts);
    // Where the story of the paragraph is told of another day, the title may be that of the day.
    let told = when.is_none().then(|| view.told_of(s)).flatten().filter(|_| !verb);
    draft.readings = other.or(told).map(|d| vec![role(Some(d))]).unwrap_or_default();
    draft.time = when.filter(|_| timed).map(|w| w.mention);
    draft.doubt = match (&person, &organization) {
        (None, _) => Some(Doubt::NoSubject),
        (_, None) => Some(Doubt::NoSubject),
        _ => days.is_none().then_some(Doubt::NoTime),
    };
    draft.weak = draft.weak.or(weak);
    let before = person.as_ref().zip(organization.as_ref()).filter(|_| draft.weak.is_none());
    let before =
        before.and_then(|(p, o)| predecessor(view, s, token, (p, o), &reading.predicate, when.filter(|_| timed)));
    drafts.push(draft, &[]);
    if let Some(more) = before {
        drafts.push(more, &[]);
    }
}

/// A word before the title makes it a lower one: 副总裁, vice president.
fn lower_title(view: &View<'_>, s: usize, token: &Token) -> bool {
    view.tokens[s].iter().any(|t| {
        let gap = token.span.start.checked_sub(t.span.end);
        view.is_cue(t, Cue::LowerTitle) && gap.is_some_and(|g| g <= 1)
    })
}

pub(super) fn side(view: &View<'_>, token: &Token, types: &[String]) -> Option<Side> {
    Some(Side { ids: view.ids(token, types)?, span: token.span })
}

/// A verb of office before the title gives it to whoever stands before: Joe Tsai became chairman, Eddie Wu ….
fn is_taken(view: &View<'_>, s: usize, token: &Token) -> bool {
    let clause = view.clause(s, token.span);
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    view.has_cue(s, own, Cue::Become) || view.has_cue(s, own, Cue::Depart)
}

/// Who: the name right behind the title, or before it with only verbs of office, 是 or a comma between.
fn person(view: &View<'_>, s: usize, token: &Token, types: &[String], organization: Option<&Side>) -> Option<Side> {
    let list = &view.tokens[s];
    let end = organization.filter(|o| o.span.start >= token.span.end).map_or(token.span.end, |o| o.span.end);
    let behind = list.iter().find(|t| t.span.start >= end && view.ids(t, types).is_some());
    if let Some(t) = behind {
        let gap = view.folded.text[end..t.span.start].trim_matches(' ');
        // 首席执行官则由某人出任, 董事长一职由某人接任.
        if handed_by(view, s, gap, t) {
            view.took(token.span, Slot::Subject, t.span, Way::Beside);
            return side(view, t, types);
        }
        // A Chinese comma ends what the title belongs to: 蔡崇信接任董事长,吴泳铭….
        let comma = matches!(gap, "," | ", ") && !view.is_zh(s) && !is_taken(view, s, token);
        let apposed = comma || matches!(gap, "" | ":" | "是" | "为" | "、" | "is" | "was" | ", is" | "的");
        // Became chairman and chief technology officer, and Jeff Henley …: another clause.
        let joined = gap.starts_with("and ") && !gap.contains(',') && !is_taken(view, s, token);
        let second_title = gap.starts_with("兼") && !gap.contains([',', ';']) || joined || gap.starts_with("、");
        if apposed || second_title && gap.len() <= 36 {
            view.took(token.span, Slot::Subject, t.span, Way::Beside);
            return side(view, t, types);
        }
    }
    let start = organization.filter(|o| o.span.end <= token.span.start).map_or(token.span.start, |o| o.span.start);
    let clause = view.clause(s, token.span);
    // 从某人手中接过董事长: who held it before.
    let handed = |t: &Token| lists().hands.at_head(&view.folded.text[t.span.end..], Language::Zh).is_some();
    let before = list.iter().rev().find(|t| t.span.end <= start && view.ids(t, types).is_some())?;
    if view.is_zh(s) && handed(before) {
        return None;
    }
    let gap = Span::new(before.span.end, start);
    let words = view.text(gap).trim();
    let office = view
        .inside(s, gap)
        .iter()
        .any(|t| view.is_cue(t, Cue::Become) || view.is_cue(t, Cue::Copula) || view.is_cue(t, Cue::Depart));
    let same_clause = clause.contains(before.span);
    let others = view.inside(s, gap).iter().any(|t| view.ids(t, types).is_some());
    let reach = if view.is_zh(s) { 45 } else { 60 };
    let apposed = matches!(
        words,
        "" | ","
            | "、"
            | "("
            | ", the"
            | ", a"
            | "is the"
            | "was the"
            | "as"
            | ", then"
            | ", former"
            | ", the former"
            | "the"
    );
    let plain = |w: &str| {
        let cue = |t: &Token| view.text(t.span) == w && (view.is_cue(t, Cue::Former) || view.is_cue(t, Cue::Then));
        matches!(w, "the" | "a" | "an" | "its" | "new" | "current") || view.inside(s, gap).iter().any(cue)
    };
    let described = words.strip_prefix(", ").is_some_and(|w| w.split_whitespace().all(plain));
    let linked = (apposed || described) && gap.len() <= 24 || office && same_clause && gap.len() <= reach;
    let found = (linked && !others).then(|| side(view, before, types)).flatten();
    let way = if office { Way::ClauseBefore } else { Way::Beside };
    found.inspect(|p| view.took(token.span, Slot::Subject, p.span, way))
}

/// Who takes or leaves the post, where an earlier clause names the person: 奥特曼…,能不要股份加入…担任CEO.
fn officer(view: &View<'_>, s: usize, token: &Token, types: &[String]) -> Option<Side> {
    let clause = view.clause(s, token.span);
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    // As chief technology officer he …: whoever that is, it is told of the clause behind.
    let role = !view.is_zh(s) && view.text(own).trim().eq_ignore_ascii_case("as");
    let office = !role && (view.has_cue(s, own, Cue::Become) || view.has_cue(s, own, Cue::Depart));
    let found = view.subject(s, token.span, types).ok().filter(|f| office && f.weak.is_none())?;
    Some(Side { ids: found.ids, span: found.span })
}

/// A verb of taking, holding or leaving a post ties person and title: the date of its clause is that of the post.
fn office_verb(view: &View<'_>, s: usize, token: &Token, person: Option<&Side>) -> bool {
    let clause = view.clause(s, token.span);
    if let Some(p) =
        person.filter(|p| p.span.start >= token.span.end && view.folded.text[..p.span.start].ends_with('由'))
    {
        return view.has_cue(s, Span::new(p.span.end, clause.end.max(p.span.end)), Cue::Become);
    }
    let from = person.map_or(clause.start, |p| p.span.end.min(token.span.start).max(clause.start));
    let span = Span::new(from, token.span.start.max(from));
    view.has_cue(s, span, Cue::Become) || view.has_cue(s, span, Cue::Depart)
}

/// Former, then, incoming or acting: the word right before the title, or before the organization in front of it.
fn status(
    view: &View<'_>,
    s: usize,
    token: &Token,
    organization: Option<&Side>,
    person: Option<&Side>,
) -> (RoleStatus, Option<Span>) {
    let start = organization.filter(|o| o.span.end <= token.span.start).map_or(token.span.start, |o| o.span.start);
    let table = [
        (Cue::Then, RoleStatus::Then),
        (Cue::Former, RoleStatus::Former),
        (Cue::Incoming, RoleStatus::Incoming),
        (Cue::Acting, RoleStatus::Acting),
    ];
    for t in view.tokens[s].iter().rev().filter(|t| t.span.end <= token.span.start) {
        let Some((_, status)) = table.iter().find(|(cue, _)| view.is_cue(t, *cue)) else { continue };
        let near =
            |at: usize| t.span.end <= at && at - t.span.end <= 3 && view.folded.text[t.span.end..at].trim().is_empty();
        let verb = person.is_some_and(|p| p.span.end <= t.span.start && t.span.end <= start && start - t.span.end <= 6);
        if near(token.span.start) || near(start) || verb {
            return (*status, Some(t.span));
        }
    }
    // 卸任, stepped down as: no longer the holder.
    let from = person.map_or(start, |p| p.span.end.min(start));
    let left = view.inside(s, Span::new(from, start)).iter().rev().find(|t| {
        // 辞去总裁,转任总经理: left one post and took the other.
        view.is_cue(t, Cue::Depart) || view.is_cue(t, Cue::Become)
    });
    let left = left.filter(|t| view.is_cue(t, Cue::Depart));
    left.map_or((RoleStatus::Current, None), |t| (RoleStatus::Former, Some(t.span)))
}
