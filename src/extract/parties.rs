//! Who did it and to whom: the slots of one reading of the verb of an event.

use super::Doubt;
use super::amount::marks;
use super::deal::doer_before;
use super::frame::{Found, View};
use super::scan::{Reading, Token};
use super::scene::scene_of;
use super::shape::{counts_its_own, founds_another, is_relative, is_thing, kind_of, left_house, made, may_lack_object};
use super::stage;
use super::telling::{at_place, described, holder, located, opened, relative_doer, renamed, stood_for, which};
use super::trace::Way;
use super::voice::{acts, agent, is_passive, moved, patient, stands_last};
use crate::source::Span;
use crate::statement::{Event, Slot};
use crate::vocabulary::{Cue, lists};

/// One way to read a trigger, with its parts.
pub(super) struct Parts {
    pub(super) subject: Option<Found>,
    pub(super) object: Option<Found>,
    pub(super) doubt: Option<Doubt>,
    pub(super) event: Event,
    /// Slots that the predicate wants and that were found.
    pub(super) filled: usize,
}

/// Fills the slots of one reading; `None` where the words cannot be meant so.
pub(super) fn fill(view: &View<'_>, s: usize, token: &Token, reading: &Reading) -> Option<Parts> {
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
    // 2011年问世的金库盘: who did it stands in the clause, or nobody does.
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
        // After X was launched: English names who did it behind by, or not at all.
        let elsewhere = |f: &Found| f.span.start >= own.start || !view.is_zh(s);
        if same || opens || subject.as_ref().is_some_and(elsewhere) {
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
            // A company founded by staff of Halcyon is not Halcyon.
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
