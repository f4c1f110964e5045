//! Holds one statement against those of references on the same thing.

use super::countries::{lies_in, meet};
use super::names::Name;
use super::statement::{Deed, Statement, What};
use crate::source::Span;
use crate::statement::{Fit, dates};
use crate::vocabulary::{Part, Relation, relations};

/// What the references make of a statement, with the one that tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// By which.
    Supported(usize),
    /// By which, with the places of what differs, where that is a part of both.
    Contradicted(usize, Option<(Span, Span)>),
    /// Nothing; whether a reference tells something else, which need not be wrong.
    Unknown(bool),
}

/// One part of two statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meets {
    Same,
    Apart,
    Unknown,
}

/// Holds a statement against others, which are told by their place in the list.
pub(super) fn compare(own: &Statement, others: &[&Statement]) -> Outcome {
    let found = match &own.what {
        What::Deed(deed) => deeds(deed, others),
        _ => states(own, others),
    };
    match (found, own.holds) {
        (found, true) => found,
        (Outcome::Supported(by), false) => Outcome::Contradicted(by, None),
        (Outcome::Contradicted(by, _), false) => Outcome::Supported(by),
        (Outcome::Unknown(other), false) => Outcome::Unknown(other),
    }
}

/// What a thing is, held against what it is said to be.
fn states(own: &Statement, others: &[&Statement]) -> Outcome {
    let same = |o: &Statement, sure: bool| {
        own.subjects.iter().any(|a| o.subjects.iter().any(|b| if sure { a.is_sure(b) } else { a.is_same(b) }))
    };
    // Who wrote something is a writer.
    if let What::Is(word, _) = &own.what
        && let Some(by) = others.iter().position(|o| o.holds && is_doer(own, word, o))
    {
        return Outcome::Supported(by);
    }
    let mut found = Outcome::Unknown(matches!(own.what, What::Is(_, true) | What::Of(_)));
    // Of several countries one may be the claim's.
    let grounds = |o: &&&Statement| matches!(o.what, What::Of(_)) && same(o, true);
    for (i, other) in others.iter().enumerate().filter(|(_, o)| same(o, false)) {
        let meets = match state(&own.what, &other.what, other.holds) {
            Meets::Apart if !same(other, true) => Meets::Unknown,
            Meets::Apart if matches!(own.what, What::Of(_)) => {
                let all = others.iter().filter(grounds).all(|o| state(&own.what, &o.what, o.holds) == Meets::Apart)
                    && !others.iter().any(|o| is_native(own, o));
                if all { Meets::Apart } else { Meets::Unknown }
            }
            meets => meets,
        };
        match meets {
            Meets::Same => return Outcome::Supported(i),
            Meets::Apart if matches!(found, Outcome::Unknown(_)) => found = Outcome::Contradicted(i, None),
            _ => {}
        }
    }
    found
}

/// The other tells that the subject was born in the country.
fn is_native(own: &Statement, other: &Statement) -> bool {
    let (What::Of(ground), What::Deed(deed)) = (&own.what, &other.what) else { return false };
    let born = relations().index("birth") == Some(deed.relation) && any(&own.subjects, &deed.themes);
    born && deed.places.iter().flat_map(|p| &p.grounds).any(|g| meet(*g, *ground))
}

/// The other tells of a relation of the same name, which makes it what the word says.
fn is_doer(own: &Statement, word: &str, other: &Statement) -> bool {
    let all = relations();
    let What::Deed(deed) = &other.what else { return false };
    let Some(relation) = all.relations.get(deed.relation) else { return false };
    // Further nouns tell more than the relation does: whoever leads something need not conduct.
    let plain = relation.posts.is_some() || relation.id == "teaching" || relation.id == "sequel";
    let named = |nouns: &[String]| plain && nouns.first().is_some_and(|n| all.is_kind(n, word));
    let agent = sure(&own.subjects, &deed.agents) && named(&relation.nouns);
    let pair = !deed.agents.is_empty() && !deed.themes.is_empty();
    pair && (agent || sure(&own.subjects, &deed.themes) && named(&relation.back_nouns))
}

/// `holds`: the other is not denied.
fn state(own: &What, other: &What, holds: bool) -> Meets {
    let all = relations();
    match (own, other) {
        (What::Is(a, _), What::Is(b, _)) if holds && all.is_kind(b, a) => Meets::Same,
        // Every writer, painter and king is a person.
        (What::Is(a, _), What::Is(b, true)) if holds && is_person(a, b) => Meets::Same,
        (What::Is(a, x), What::Is(b, y)) if holds && all.excludes(a, b, *x && *y) => Meets::Apart,
        (What::Is(a, _), What::Is(b, _)) if !holds && all.is_kind(a, b) => Meets::Apart,
        (What::Of(a), What::Of(b)) => match (lies_in(*b, *a), meet(*a, *b)) {
            (true, _) => {
                if holds {
                    Meets::Same
                } else {
                    Meets::Apart
                }
            }
            (_, false) if holds => Meets::Apart,
            _ => Meets::Unknown,
        },
        (What::Nth(n, a), What::Nth(m, b)) if holds => match (n == m, all.is_kind(b, a), a == b) {
            (true, true, _) => Meets::Same,
            (false, _, true) => Meets::Apart,
            // The third studio album is at least the third album.
            (false, true, _) if n < m => Meets::Apart,
            _ => Meets::Unknown,
        },
        (What::Woman(a), What::Woman(b)) => {
            if a == b {
                Meets::Same
            } else {
                Meets::Apart
            }
        }
        _ => Meets::Unknown,
    }
}

/// One word is `person`, and the other one for people.
fn is_person(a: &str, b: &str) -> bool {
    let all = relations();
    let people = all.sorts.first().map_or(&[][..], Vec::as_slice);
    all.is_kind("person", a) && people.iter().any(|p| all.is_kind(b, p))
}

fn any(a: &[Name], b: &[Name]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.is_same(y)))
}

fn sure(a: &[Name], b: &[Name]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.is_sure(y)))
}

fn apart(a: &[Name], b: &[Name]) -> bool {
    !a.is_empty() && !b.is_empty() && a.iter().all(|x| b.iter().all(|y| x.is_apart(y)))
}

fn names(a: &[Name], b: &[Name]) -> Meets {
    match () {
        () if any(a, b) => Meets::Same,
        () if apart(a, b) => Meets::Apart,
        () => Meets::Unknown,
    }
}

/// Places: one country, or one within the other; else the same names.
fn places(a: &[Name], b: &[Name]) -> Meets {
    let grounds = |names: &[Name]| names.iter().flat_map(|n| n.grounds.clone()).collect::<Vec<_>>();
    let (x, y) = (grounds(a), grounds(b));
    // What is only a country is told by it.
    let only = |names: &[Name]| names.iter().all(Name::is_ground);
    match () {
        () if a.is_empty() || b.is_empty() => Meets::Unknown,
        () if !x.is_empty() && !y.is_empty() && x.iter().all(|g| y.iter().all(|h| !meet(*g, *h))) => Meets::Apart,
        () if !x.is_empty() && only(a) && x.iter().any(|g| y.iter().any(|h| lies_in(*h, *g))) => Meets::Same,
        () if any(a, b) => Meets::Same,
        () if x.is_empty() && y.is_empty() && apart(a, b) && !a.iter().chain(b).any(Name::is_region) => Meets::Apart,
        // Two states of one kind.
        () if x.is_empty() && regions(a, b) => Meets::Apart,
        // Where the place is told with its country, the claim's is neither.
        () if x.is_empty() && b.len() > 1 && apart(a, b) && !a.iter().any(Name::is_region) => Meets::Apart,
        () => Meets::Unknown,
    }
}

/// Both tell a state or province, and not the same.
fn regions(a: &[Name], b: &[Name]) -> bool {
    let states = |names: &[Name]| names.iter().filter(|n| n.is_region() && !n.is_ground()).count();
    a.iter().all(Name::is_region) && states(a) > 0 && states(b) > 0 && apart(a, b)
}

fn days(a: &Deed, b: &Deed) -> Meets {
    let ([(_, x)], [(_, y)]) = (a.days.as_slice(), b.days.as_slice()) else { return Meets::Unknown };
    match dates(*x, *y) {
        Fit::Same | Fit::Holds => Meets::Same,
        Fit::Apart => Meets::Apart,
        _ => Meets::Unknown,
    }
}

/// How one relation stands to another that a reference tells.
struct Pair<'a> {
    own: &'a Deed,
    other: &'a Deed,
    agent: Meets,
    theme: Meets,
    /// Both names are surely the same, or surely each the other's.
    straight: bool,
    crossed: bool,
    /// The same relation, not only one that stands for it.
    same: bool,
}

impl<'a> Pair<'a> {
    fn of(own: &'a Deed, other: &'a Deed, mutual: bool) -> Self {
        let crossed = sure(&own.agents, &other.themes) && sure(&own.themes, &other.agents);
        let straight = sure(&own.agents, &other.agents) && sure(&own.themes, &other.themes);
        let met = |a, b| if mutual && crossed { Meets::Same } else { names(a, b) };
        let (agent, theme) = (met(&own.agents, &other.agents), met(&own.themes, &other.themes));
        Self { own, other, agent, theme, straight, crossed, same: own.relation == other.relation }
    }

    /// The other denies just what this one says.
    fn is_denial(&self) -> bool {
        let theme = sure(&self.own.themes, &self.other.themes) && self.other.agents.is_empty();
        let told =
            || days(self.own, self.other) == Meets::Same || places(&self.own.places, &self.other.places) == Meets::Same;
        self.same && (self.straight || theme && told())
    }

    /// How each part of this one stands to that of the other.
    fn parts(&self, relation: &Relation, others: &[&Statement]) -> [Meets; 4] {
        let one = |part: Part| self.same && relation.one.contains(&part);
        let sure_theme = sure(&self.own.themes, &self.other.themes);
        let held = self.own.themes.is_empty() && self.agent == Meets::Same;
        let anchored = self.theme == Meets::Same;
        // Somebody has one of them only.
        let alone = one(Part::Theme) || self.same && self.other.only;
        let theme = match self.theme {
            Meets::Apart if alone && sure(&self.own.agents, &self.other.agents) => Meets::Apart,
            Meets::Same => Meets::Same,
            _ => Meets::Unknown,
        };
        let agent = match self.agent {
            Meets::Apart if !(sure_theme && (one(Part::Agent) || is_out_of_post(self.own, self.other, others))) => {
                Meets::Unknown
            }
            agent if anchored => agent,
            _ => Meets::Unknown,
        };
        let beside = |part: Part, meets: Meets| match meets {
            _ if !(anchored && self.agent != Meets::Apart || held) => Meets::Unknown,
            Meets::Apart if !one(part) || !sure_theme && !held => Meets::Unknown,
            meets => meets,
        };
        let days = beside(Part::Days, days(self.own, self.other));
        let place = beside(Part::Place, places(&self.own.places, &self.other.places));
        [agent, theme, days, place]
    }
}

/// A relation with its parts, held against others.
fn deeds(deed: &Deed, others: &[&Statement]) -> Outcome {
    let all = &relations().relations;
    let Some(relation) = all.get(deed.relation) else { return Outcome::Unknown(false) };
    let mut another_told = false;
    let mut parts = PARTS.map(|part| (part, Meets::Unknown, 0));
    let mut refuted: Option<usize> = None;
    for (i, other) in others.iter().enumerate() {
        let What::Deed(theirs) = &other.what else { continue };
        let Some(kind) = all.get(theirs.relation) else { continue };
        let pair = Pair::of(deed, theirs, relation.mutual);
        let like = kind.like.as_ref() == Some(&relation.id) || relation.like.as_ref() == Some(&kind.id);
        let turned = pair.same && relation.turned && pair.crossed && !pair.straight;
        let another = !pair.same && relation.family.is_some() && relation.family == kind.family;
        if other.holds && (turned || another && (pair.crossed || pair.straight)) || !other.holds && pair.is_denial() {
            refuted = refuted.or(Some(i));
            continue;
        }
        if !other.holds || !pair.same && !like {
            continue;
        }
        // Told of another agent, and not of this one.
        another_told |= pair.theme == Meets::Same && pair.agent == Meets::Apart;
        for ((part, meets, by), now) in parts.iter_mut().zip(pair.parts(relation, others)) {
            let better = now == Meets::Same && *meets != Meets::Same || now == Meets::Apart && *meets == Meets::Unknown;
            if place_of(deed, *part).is_some() && better {
                (*meets, *by) = (now, i);
            }
        }
    }
    let needed = || parts.iter().filter(|p| place_of(deed, p.0).is_some());
    if let Some((part, _, by)) = needed().find(|p| p.1 == Meets::Apart) {
        let theirs = match &others[*by].what {
            What::Deed(d) => place_of(d, *part),
            _ => None,
        };
        return Outcome::Contradicted(*by, place_of(deed, *part).zip(theirs));
    }
    let whole = needed().all(|p| p.1 == Meets::Same) && needed().count() > 1;
    match refuted {
        _ if whole => Outcome::Supported(needed().next_back().map_or(0, |p| p.2)),
        Some(by) => Outcome::Contradicted(by, None),
        None => Outcome::Unknown(another_told),
    }
}

const PARTS: [Part; 4] = [Part::Agent, Part::Theme, Part::Days, Part::Place];

/// Where a part of a relation stands.
fn place_of(deed: &Deed, part: Part) -> Option<Span> {
    let cover = |names: &[Name]| names.iter().map(|n| n.span).reduce(Span::cover);
    match part {
        Part::Agent => cover(&deed.agents),
        Part::Theme => cover(&deed.themes),
        Part::Days => deed.days.first().map(|d| d.0),
        Part::Place => cover(&deed.places),
    }
}

/// Somebody else has the post, and the claim's person another one of the same work.
fn is_out_of_post(deed: &Deed, theirs: &Deed, others: &[&Statement]) -> bool {
    let all = &relations().relations;
    let posts = |r: usize| all.get(r).and_then(|r| r.posts.as_deref());
    let Some(set) = posts(deed.relation) else { return false };
    let another = |o: &&Statement| match &o.what {
        What::Deed(d) => {
            o.holds
                && d.relation != deed.relation
                && posts(d.relation) == Some(set)
                && sure(&d.themes, &deed.themes)
                && sure(&d.agents, &deed.agents)
        }
        _ => false,
    };
    deed.relation == theirs.relation && apart(&deed.agents, &theirs.agents) && others.iter().any(another)
}
