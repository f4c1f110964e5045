//! Frames of events: who did what to whom, when, for how much.

use super::amount::{amount, marks, nth};
use super::deal::{bought, completion, doer_before, is_listed, is_price, other_party};
use super::frame::{Drafts, Found, View, part};
use super::gapped::gapped;
use super::scan::{Reading, Token, What};
use super::scene::scene_of;
use super::shape::{counts_its_own, founds_another, is_relative, is_thing, kind_of, left_house, made, may_lack_object};
use super::stage;
use super::telling::{at_place, described, holder, located, opened, relative_doer, renamed, stood_for, which};
use super::trace::{Way, Why};
use super::venue::{bounded, not_yet};
use super::voice::{acts, agent, is_passive, moved, patient, stands_last};
use super::{Doubt, Modality};
use crate::grammar::{DateExpr, Value};
use crate::source::Span;
use crate::statement::{Event, Slot, Statement};
use crate::vocabulary::{Cue, Predicate, PredicateKind, lists};

/// Types of things that are made, and given to others for no price.
const THINGS: [&str; 4] = ["product", "facility", "concept", "event"];

/// One way to read a trigger, with its parts.
pub(super) struct Parts {
    pub(super) subject: Option<Found>,
    object: Option<Found>,
    doubt: Option<Doubt>,
    pub(super) event: Event,
    /// Slots that the predicate wants and that were found.
    filled: usize,
}

/// Adds the events of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let list = &view.tokens[s];
    let stages = stage::verbs(view, s);
    for token in list {
        let readings = view.readings(token, PredicateKind::Event);
        if !readings.is_empty() && !again(view, s, token) && !stages.iter().any(|v| v.contains(token.span)) {
            trigger(view, s, token, &readings, drafts);
        }
    }
    completion(view, s, drafts);
}

/// A length of time with after or before stands between a date and the verb.
fn counted_from(view: &View<'_>, s: usize, token: &Token, date: Span) -> bool {
    let between = Span::new(date.end.min(token.span.start), token.span.start);
    !view.is_zh(s)
        && view.inside(s, between).iter().any(|t| {
            let lasting = matches!(t.what, What::Mention(m) if matches!(view.mentions[m].value, Value::Duration(_)));
            let behind = view.text(Span::new(t.span.end.min(between.end), between.end)).trim_start();
            lasting && ["after ", "before "].iter().any(|w| behind.starts_with(w))
        })
}

/// 这次召回, this recall: what was spoken of before.
fn again(view: &View<'_>, s: usize, token: &Token) -> bool {
    let near = |t: &Token| {
        t.span.end <= token.span.start && view.text(Span::new(t.span.end, token.span.start)).trim().is_empty()
    };
    view.tokens[s].iter().any(|t| view.is_cue(t, Cue::Demonstrative) && near(t))
}

fn trigger(view: &View<'_>, s: usize, token: &Token, meant: &[&Reading], drafts: &mut Drafts) {
    let clause = view.clause(s, token.span);
    let word = view.text(token.span);
    if lists().priced.at_head(word, view.language(s)) == Some(word.len()) && !is_price(view, s, token) {
        return;
    }
    // What a relative clause tells has the time of its own clause or none: 以及在杭州举办的云栖大会.
    let relative = is_relative(view, s, token);
    let when = view.time(s, token.span).filter(|w| !relative || clause.contains(w.span));
    // 从成立那天起: spoken of before, whatever was dated there.
    let behind = view.text(Span::new(token.span.end.min(clause.end), clause.end));
    let recalled = lists().recalled.at_head(behind, view.language(s)).is_some();
    let when = when.filter(|w| !recalled || clause.contains(w.span) && w.span.end <= token.span.start);
    // 27 years after the company had been incorporated: the date is that of what happened so long after it.
    let when = when.filter(|w| w.span.start >= token.span.end || !counted_from(view, s, token, w.span));
    // Under an agreement of January 2022, X holds the rights.
    let when = when.or_else(|| view.scene(s).filter(|_| !view.is_zh(s)));
    // Criticism of GPT-4 followed in 2024: what follows opens the clause.
    let follows = word.to_ascii_lowercase().starts_with("follow");
    if follows && !view.is_zh(s) {
        let first = view.inside(s, clause).first().filter(|t| t.is_name() && t.span.end <= token.span.start);
        let opens = |t: &Token| view.text(Span::new(clause.start, t.span.start)).trim().is_empty();
        let alone = view.text(Span::new(clause.start, token.span.start)).trim().is_empty();
        if !alone && !first.is_some_and(opens) {
            return;
        }
    }
    let mut parts: Vec<Parts> = meant.iter().filter_map(|r| fill(view, s, token, r)).collect();
    let Some(best) = parts.iter().map(|p| p.filled).max() else { return };
    for less in parts.iter().filter(|p| p.filled < best) {
        if let Some(meaning) = less.event.predicate.clone() {
            view.passed(token.span, Slot::Predicate, token.span, Why::Meaning(meaning));
        }
    }
    parts.retain(|p| p.filled == best);
    // 某公司上市: of readings alike, those that lack nothing.
    if parts.iter().any(|p| p.doubt.is_none()) {
        parts.retain(|p| p.doubt.is_none());
    }
    let Some(first) = parts.first() else { return };
    let first_object = first.object.as_ref().map(|f| f.span);
    // 特斯拉发布的产品: what a relative clause tells of things without a name is no event.
    if relative && first.object.is_none() && first.doubt == Some(Doubt::OutOfScope) {
        return;
    }
    // Nothing certain at all: worth a line in the ledger only where it is dated.
    let nameless = first.subject.is_none() || first.doubt == Some(Doubt::OutOfScope);
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    if nameless && first.object.is_none() && when.is_none() && !view.has_cue(s, own, Cue::Already) {
        return;
    }
    // An event whose object nobody knows leaves its figures to others: who sells vehicles sells no company.
    let dealt = first.event.predicate.as_deref().and_then(|p| view.facts.vocabulary.get(p)).is_some_and(|p| {
        // Nobody pays for what is launched or published.
        p.id.as_ref() == "license"
            || !p.object.iter().all(|t| THINGS.contains(&t.as_str()) || t == "place")
            || p.object.is_empty()
    });
    let other = other_party(view, s, token, first);
    let unknown = first.doubt == Some(Doubt::OutOfScope) && other.is_none();
    let amount = amount(view, s, token, (first.object.as_ref(), dealt)).filter(|_| !unknown);
    let nth = nth(view, s, token);
    let mut mentions: Vec<usize> = amount.iter().map(|a| a.0).collect();
    mentions.extend(nth.as_ref().map(|n| n.0));
    let mut slots = vec![(Slot::Predicate, token.span)];
    part(&mut slots, Slot::Subject, first.subject.as_ref().map(|f| f.span));
    part(&mut slots, Slot::Object, first.object.as_ref().map(|f| f.span));
    part(&mut slots, Slot::Counterpart, other.as_ref().map(|f| f.span));
    part(&mut slots, Slot::When, when.map(|w| w.span));
    part(&mut slots, Slot::Value, amount.as_ref().map(|a| view.mentions[a.0].span));
    part(&mut slots, Slot::Nth, nth.as_ref().map(|n| view.mentions[n.0].span));
    let ids = first.subject.as_ref().map_or(&[][..], |f| &f.ids);
    let (days, no_time) = view.days(when, ids);
    // Listed since 2013: what happens once and lasts began then.
    let lasts = first.event.predicate.as_deref().is_some_and(|p| {
        let optional = |p: &Predicate| p.optional.iter().any(|o| o == "object");
        view.facts
            .vocabulary
            .get(p)
            .is_some_and(|p| p.once && optional(p) && (first.object.is_none() || p.object == ["organization"]))
    });
    let began = when.filter(|_| lasts).and_then(|w| match view.date_expr(w.mention)? {
        DateExpr::Since(inner) => match **inner {
            DateExpr::Known(days) => Some(days),
            _ => None,
        },
        _ => None,
    });
    let days = began.or(days);
    let weak = first.subject.as_ref().and_then(|f| f.weak).or(first.object.as_ref().and_then(|f| f.weak));
    // The third of two needs no date to be wrong, and where all are listed no object.
    let counted = nth.is_some() && is_listed(view, first);
    let sold = other.is_some() && first.subject.is_some() && amount.is_some();
    let doubt = first.doubt.filter(|d| !(*d == Doubt::OutOfScope && (counted || sold)));
    let doubt = doubt.or(no_time.filter(|_| nth.is_none()));
    let mut statements = parts.into_iter().map(|p| {
        let amount = amount.as_ref().map(|a| a.1.clone());
        let counterpart = other.as_ref().map(|f| f.ids.clone()).unwrap_or_default();
        Statement::Event(Event { when: days, amount, counterpart, nth: nth.as_ref().map(|n| n.1), ..p.event })
    });
    let Some(statement) = statements.next() else { return };
    let readings = statements.collect();
    let mut draft = view.draft(s, token.span, statement, slots);
    draft.readings = readings;
    draft.time = when.map(|w| w.mention);
    draft.doubt = doubt;
    draft.weak = draft.weak.or(weak);
    if draft.modality == Modality::Planned
        && let Some(stage) = stage::announced(view, s, token, when.map(|w| w.span), &draft.statement)
    {
        draft.modality = Modality::Asserted;
        for statement in std::iter::once(&mut draft.statement).chain(&mut draft.readings) {
            if let Statement::Event(event) = statement {
                event.stage = Some(stage.clone());
            }
        }
    }
    if when.is_none() {
        bounded(view, s, token.span, &mut draft);
    }
    not_yet(view, s, token.span, &mut draft);
    let more = first_object.map_or_else(Vec::new, |object| gapped(view, s, (token, meant), &draft, object));
    // A sale that the base knows as a purchase is told as one.
    let draft = bought(view, s, token, &draft).unwrap_or(draft);
    drafts.push(draft, &mentions);
    for (draft, mentions) in more {
        drafts.push(draft, &mentions);
    }
}

/// Fills the slots of one reading; `None` where the words cannot be meant so.
fn fill(view: &View<'_>, s: usize, token: &Token, reading: &Reading) -> Option<Parts> {
    let predicate = view.facts.vocabulary.get(&reading.predicate)?;
    let clause = view.clause(s, token.span);
    let takes_object = !predicate.object.is_empty();
    let passive = is_passive(view, s, token, clause) && !acts(view, s, token, clause, predicate);
    let own = Span::new(clause.start, token.span.start.max(clause.start));
    let mut object = if takes_object && !passive { view.object(s, token.span, &predicate.object) } else { None };
    if predicate.object == ["place"] {
        object = scene_of(view, s, token, clause);
    }
    // 将隆达轮渡卖给北维航运: behind 给 stands the buyer.
    let given = view.is_zh(s) && (view.text(token.span).ends_with('予') || view.text(token.span).contains('给'));
    if given {
        object = None;
    }
    if takes_object && object.is_none() {
        object = moved(view, s, token, own, &predicate.object)
            .inspect(|f| view.took(token.span, Slot::Object, f.span, Way::Patient));
    }
    if object.is_none() && predicate.object == ["organization"] && predicate.optional.iter().any(|o| o == "object") {
        object = located(view, s, token, own);
    }
    let doer = doer_before(view, s, token, clause);
    let (mut subject, mut doubt) = match view.subject(s, doer, &predicate.subject) {
        Ok(found) => (Some(found), None),
        // 将某人请上讲台: whom the verb brings on does it.
        Err(doubt) if predicate.subject == ["person"] => match moved(view, s, token, own, &predicate.subject) {
            Some(found) => (Some(found), None),
            None => (None, Some(doubt)),
        },
        Err(doubt) => (None, Some(doubt)),
    };
    if let Some(found) = relative_doer(view, s, token, &predicate.subject) {
        (subject, doubt) = (Some(found), None);
    }
    // He paid 2 million: who runs a house acts for it.
    let houses = predicate.subject.iter().any(|t| t == "organization");
    let founds = predicate.object == ["place"] && houses;
    // Li and Xu founded it, had it incorporated: what is founded.
    if founds && let Some(found) = made(view, s, token, clause, predicate) {
        (subject, doubt) = (Some(found), None);
    }
    let lists_itself = predicate.object == ["organization"] && predicate.optional.iter().any(|o| o == "object");
    if houses && takes_object && !founds && !lists_itself && subject.as_ref().is_none_or(|f| f.weak.is_some()) {
        let person = view.subject(s, doer, &["person".to_owned()]).ok().filter(|f| f.weak.is_none());
        if let Some(person) = person {
            (subject, doubt) = (Some(person), None);
        }
    }
    // 2011年问世的DanNet: who did it stands in the clause, or nobody does.
    if view.is_zh(s)
        && takes_object
        && is_relative(view, s, token)
        && subject.as_ref().is_some_and(|f| !clause.contains(f.span))
    {
        (subject, doubt) = (None, Some(Doubt::NoSubject));
    }
    if takes_object && object.is_none() && !passive {
        object = stood_for(view, s, token.span.end, clause, &predicate.object, subject.as_ref());
    }
    if takes_object
        && object.is_none()
        && !passive
        && let Some((doer, thing)) = which(view, s, clause, predicate, subject.as_ref())
    {
        (subject, doubt, object) = (Some(doer), None, Some(thing));
    }
    let may_stand_alone = !takes_object || predicate.optional.iter().any(|o| o == "object");
    if may_stand_alone
        && subject.as_ref().is_none_or(|f| f.weak.is_some())
        && let Some(found) = opened(view, s, token, clause, &predicate.subject)
    {
        (subject, doubt) = (Some(found), None);
    }
    if let Some((doer, thing)) = holder(view, s, token, predicate) {
        (subject, doubt, object) = (Some(doer), None, Some(thing));
    }
    if let Some(found) = described(view, s, token, predicate) {
        match takes_object && is_thing(view, predicate, Some(&found)) {
            true => (subject, doubt, object) = (None, None, Some(found)),
            false => (subject, doubt) = (Some(found), None),
        }
    }
    // The acquisition of X by Y: the noun has who does it behind, as a passive verb has.
    if view.text(token.span).ends_with(" of")
        && subject.as_ref().is_none_or(|f| f.weak.is_some())
        && let Some(by) = agent(view, s, token, clause, predicate)
    {
        (subject, doubt) = (Some(by), None);
    }
    let patient = if takes_object && passive { patient(view, s, own, predicate) } else { None };
    if let Some(found) = patient {
        view.took(token.span, Slot::Object, found.span, Way::Patient);
        object = Some(found);
        let same = subject.as_ref().map(|f| f.span) == object.as_ref().map(|f| f.span);
        let opens = view.text(own).trim().is_empty();
        if same || opens || subject.as_ref().is_some_and(|f| f.span.start >= own.start) {
            subject = agent(view, s, token, clause, predicate);
        }
    } else if takes_object
        && object.is_none()
        && view.is_zh(s)
        && !is_relative(view, s, token)
        && (given || stands_last(view, s, clause, token, own))
        && !counts_its_own(view, s, token)
    {
        // In Chinese the object may stand first and the verb last: 这批Semi因缺陷而召回.
        let near = |o: &Found| view.sentences[s].span.contains(o.span) && (o.weak.is_none() || clause.contains(o.span));
        object = view.subject(s, token.span, &predicate.object).ok().filter(near);
    }
    // Has been listed since 2013, 2013年上市的北维航运: what is listed is no place it is listed on.
    let behind = view.is_zh(s) && view.folded.text[token.span.end..].starts_with('的');
    if (passive || behind)
        && may_stand_alone
        && takes_object
        && subject.as_ref().is_none_or(|f| f.weak.is_some())
        && object.as_ref().is_some_and(|o| {
            clause.contains(o.span) && kind_of(view, o).is_some_and(|k| predicate.subject.iter().any(|t| t == k))
        })
        && !is_thing(view, predicate, object.as_ref())
    {
        (subject, doubt) = (object.take(), None);
    }
    if subject.is_some() && subject.as_ref().map(|f| &f.ids) == object.as_ref().map(|f| &f.ids) {
        // One name for both: a thing is what is launched, anybody else is who does it.
        match is_thing(view, predicate, subject.as_ref()) {
            true => subject = None,
            false => object = None,
        }
    } else if takes_object
        && object.is_none()
        && subject.as_ref().is_some_and(|f| f.weak.is_none() && clause.contains(f.span))
        && !counts_its_own(view, s, token)
        && is_thing(view, predicate, subject.as_ref())
    {
        object = subject.take();
    }
    let by = |f: &Found| {
        let gap = Span::new(token.span.end.min(f.span.start), f.span.start);
        view.inside(s, gap).iter().any(|t| view.is_cue(t, Cue::Agent))
    };
    if !takes_object || predicate.optional.iter().any(|o| o == "object") {
        // What is founded or held may stand behind the verb: 成立公司xAI, founded xAI, 举办的云栖大会.
        let near = subject.as_ref().is_some_and(|f| f.weak.is_none() && clause.contains(f.span));
        let preferred = |f: &Found| {
            predicate.subject.first().is_some_and(|first| first == "any" || kind_of(view, f) == Some(first))
        };
        let first = predicate.subject.get(..1).and_then(|first| view.object(s, token.span, first));
        let behind = first.or_else(|| view.object(s, token.span, &predicate.subject));
        if let Some(behind) = behind
            && (!near || preferred(&behind) && !subject.as_ref().is_some_and(preferred))
            && object.as_ref().is_none_or(|o| o.ids != behind.ids)
            // A company founded by staff of OpenAI is not OpenAI.
            && (view.is_zh(s) || !by(&behind))
        {
            (subject, doubt) = (Some(behind), None);
        }
    }
    if object.is_none()
        && lists().present_names.at_end(view.text(token.span), view.language(s)).is_some()
        && let Some(own) = subject.clone()
    {
        (subject, object) = renamed(view, &own, &reading.predicate);
    }
    // Set up a capped-profit arm, 成立了一家子公司: what is founded has no name, and is not who founds it.
    let other = predicate.object == ["place"] && !passive && founds_another(view, s, token);
    if other && subject.as_ref().is_some_and(|f| f.span.end <= token.span.start) {
        (subject, doubt) = (None, Some(Doubt::OutOfScope));
    }
    // The shares were first traded in June: those of whom the paragraph speaks.
    if lists_itself && subject.is_none() && ["shares", "stock", "股票"].iter().any(|w| view.text(own).contains(w)) {
        subject = view.spoken_of(s, token.span.start, &predicate.subject);
    }
    // First traded on 29 June, on Nasdaq.
    if object.is_none() && lists_itself && !view.is_zh(s) {
        let rest = Span::new(clause.end, view.sentences[s].span.end.max(clause.end));
        let name = view.inside(s, rest).iter().find(|t| t.is_name());
        let on = |t: &&Token| {
            matches!(view.text(Span::new(clause.end, t.span.start)).trim(), "on" | "on the" | ", on" | ", on the")
        };
        object = name
            .filter(on)
            .and_then(|t| Some(Found { ids: view.ids(t, &predicate.object)?, span: t.span, weak: None }));
    }
    // Listed in New York: the exchange that is there.
    if object.is_none() && lists_itself {
        let at = at_place(view, s, token, clause, predicate, subject.as_ref());
        if at.as_ref().is_some_and(|f| f.weak.is_some())
            && let Some(found) = &mut subject
        {
            found.weak = found.weak.or(Some(Doubt::AmbiguousEntity));
        }
        object = at.filter(|f| f.weak.is_none());
    }
    // Until he resigned in May: from the house that is spoken of, where the base knows that he left it.
    if object.is_none() && predicate.subject == ["person"] && predicate.object == ["organization"] {
        object = left_house(view, s, predicate, subject.as_ref());
    }
    // 书架社区上线了300个模型: what is counted is the object, and it has no name.
    let unnamed = takes_object && object.is_none() && !passive && counts_its_own(view, s, token);
    let needs_object = unnamed || takes_object && !may_lack_object(view, predicate, subject.as_ref());
    if needs_object && object.is_none() {
        doubt = Some(Doubt::OutOfScope);
    } else if object.is_some() {
        // With its object certain, an event is told apart even where nobody says who did it.
        doubt = None;
    }
    if other && subject.is_none() {
        doubt = Some(Doubt::OutOfScope);
    }
    if object.is_none() && subject.is_none() && doubt.is_none() {
        doubt = Some(Doubt::NoSubject);
    }
    let filled = usize::from(subject.is_some()) + 2 * usize::from(object.is_some()) + usize::from(!takes_object);
    let marks = marks(view, s, &reading.predicate, object.as_ref().or(subject.as_ref()));
    let event = Event {
        predicate: Some(reading.predicate.clone()),
        stage: reading.stage.clone().or_else(|| Some(stage::told(view, s, token, predicate)?.0)),
        subject: subject.as_ref().map(|f| f.ids.clone()).unwrap_or_default(),
        object: object.as_ref().map(|f| f.ids.clone()).unwrap_or_default(),
        marks,
        ..Event::default()
    };
    Some(Parts { subject, object, doubt, event, filled })
}
