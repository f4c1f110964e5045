//! Whether two statements say the same: one symmetric comparison for claims and facts.
//!
//! [`agree`] says of two statements on one matter how their parts lie to each other; swapping the two flips the
//! answer and changes nothing else. What follows from it for a claim is decided in `check`.

use super::{Age, Event, Id, Metric, Quotation, Rank, Relation, Role, Statement, fit, fit::Fit};
use crate::vocabulary::{PredicateKind, Vocabulary};

/// What the comparison must know of the world: predicates, and which series an edition of an event belongs to.
#[derive(Clone, Copy)]
pub struct Kin<'a> {
    /// The predicates.
    pub vocabulary: &'a Vocabulary,
    /// The series of an edition; `None` for everything that is not an edition of one.
    pub series: &'a dyn Fn(&str) -> Option<Id>,
}

/// How the parts of two statements on one matter lie to each other, seen from the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Predicate, role or scope: the same, a broader one (`Holds`), a narrower one (`Within`), or another that goes
    /// by the same name (`Meets`).
    pub predicate: Fit,
    /// Subject, person or speaker.
    pub subject: Fit,
    /// Object or organization.
    pub object: Fit,
    /// The other party.
    pub counterpart: Fit,
    /// Which of several occurrences, by number or marks.
    pub occurrence: Fit,
    /// Stage of an event.
    pub stage: Fit,
    /// Definition a figure follows.
    pub basis: Fit,
    /// Occasion of a quotation.
    pub occasion: Fit,
    /// Words of a quotation.
    pub words: Fit,
    /// Days.
    pub time: Fit,
    /// Figures.
    pub value: Fit,
}

impl Agreement {
    /// Nothing is known of any part.
    pub(crate) const OPEN: Self = Self {
        predicate: Fit::Unknown,
        subject: Fit::Unknown,
        object: Fit::Unknown,
        counterpart: Fit::Unknown,
        occurrence: Fit::Unknown,
        stage: Fit::Unknown,
        basis: Fit::Unknown,
        occasion: Fit::Unknown,
        words: Fit::Unknown,
        time: Fit::Unknown,
        value: Fit::Unknown,
    };

    /// The same agreement seen from the other statement.
    pub fn flip(self) -> Self {
        Self {
            predicate: self.predicate.flip(),
            subject: self.subject.flip(),
            object: self.object.flip(),
            counterpart: self.counterpart.flip(),
            occurrence: self.occurrence.flip(),
            stage: self.stage.flip(),
            basis: self.basis.flip(),
            occasion: self.occasion.flip(),
            words: self.words.flip(),
            time: self.time.flip(),
            value: self.value.flip(),
        }
    }
}

/// Compares two statements; `None` where they are not about the same matter.
///
/// The same matter is: kind and predicate (of roles and metrics a related one too) and at least one entity shared;
/// for ranks the scope. An age and a birth are about the same matter as well.
pub fn agree(a: &Statement, b: &Statement, kin: Kin) -> Option<Agreement> {
    let found = match (a, b) {
        (Statement::Event(a), Statement::Event(b)) => events(a, b, kin)?,
        (Statement::Metric(a), Statement::Metric(b)) => metrics(a, b, kin)?,
        (Statement::Role(a), Statement::Role(b)) => roles(a, b, kin)?,
        (Statement::Rank(a), Statement::Rank(b)) => ranks(a, b)?,
        (Statement::Relation(a), Statement::Relation(b)) => relations(a, b, kin)?,
        (Statement::Quotation(a), Statement::Quotation(b)) => quotations(a, b, kin)?,
        (Statement::Age(a), Statement::Age(b)) => {
            let subject = shared(fit::lists(&a.subject, &b.subject))?;
            Agreement { predicate: Fit::Same, subject, value: fit::values(&a.years, &b.years), ..Agreement::OPEN }
        }
        (Statement::Age(age), Statement::Event(birth)) => born(age, birth)?,
        (Statement::Event(birth), Statement::Age(age)) => return born(age, birth).map(Agreement::flip),
        _ => return None,
    };
    let time = match (a.when(), b.when()) {
        _ if found.time != Fit::Unknown => found.time,
        (Some(a), Some(b)) => fit::dates(a, b),
        _ => Fit::Unknown,
    };
    Some(Agreement { time, ..found })
}

fn shared(fit: Fit) -> Option<Fit> {
    matches!(fit, Fit::Same | Fit::Holds | Fit::Within).then_some(fit)
}

fn events(a: &Event, b: &Event, kin: Kin) -> Option<Agreement> {
    let (pa, pb) = (a.predicate.as_ref()?, b.predicate.as_ref()?);
    if pa != pb {
        return None;
    }
    let subject = editions(&a.subject, &b.subject, kin);
    let object = fit::lists(&a.object, &b.object);
    shared(subject).or(shared(object))?;
    let numbers = match (a.nth, b.nth) {
        (Some(a), Some(b)) => fit::equal(a == b),
        _ => Fit::Unknown,
    };
    let marked = a.marks.iter().any(|m| b.marks.contains(m));
    Some(Agreement {
        predicate: Fit::Same,
        subject,
        object,
        counterpart: fit::lists(&a.counterpart, &b.counterpart),
        occurrence: if numbers == Fit::Unknown && marked { Fit::Same } else { numbers },
        stage: fit::options(a.stage.as_ref(), b.stage.as_ref()),
        value: match (&a.amount, &b.amount) {
            (Some(a), Some(b)) => fit::values(a, b),
            _ => Fit::Unknown,
        },
        ..Agreement::OPEN
    })
}

fn metrics(a: &Metric, b: &Metric, kin: Kin) -> Option<Agreement> {
    let (own, other) = (a.metric.as_deref()?, b.metric.as_deref()?);
    let predicate = if own == other {
        Fit::Same
    } else if kin.vocabulary.share_name(own, other, PredicateKind::Metric) {
        Fit::Meets
    } else {
        return None;
    };
    // Two silent sides follow the one definition there is; one silent side may follow any.
    let basis = match (&a.basis, &b.basis) {
        (None, None) => Fit::Same,
        (a, b) => fit::options(a.as_ref(), b.as_ref()),
    };
    let subject = shared(fit::lists(&a.subject, &b.subject))?;
    Some(Agreement { predicate, subject, basis, value: fit::values(&a.value, &b.value), ..Agreement::OPEN })
}

fn roles(a: &Role, b: &Role, kin: Kin) -> Option<Agreement> {
    let predicate = match () {
        () if a.role == b.role => Fit::Same,
        () if kin.vocabulary.is_kind_of(&b.role, &a.role) => Fit::Holds,
        () if kin.vocabulary.is_kind_of(&a.role, &b.role) => Fit::Within,
        () => return None,
    };
    let object = shared(fit::lists(&a.organization, &b.organization))?;
    Some(Agreement { predicate, object, subject: fit::lists(&a.person, &b.person), ..Agreement::OPEN })
}

fn ranks(a: &Rank, b: &Rank) -> Option<Agreement> {
    if a.scope.as_ref()? != b.scope.as_ref()? {
        return None;
    }
    let subject = fit::lists(&a.subject, &b.subject);
    let value = fit::values(&a.position, &b.position);
    Some(Agreement { predicate: Fit::Same, subject, value, ..Agreement::OPEN })
}

fn relations(a: &Relation, b: &Relation, kin: Kin) -> Option<Agreement> {
    let inverse = |id: &Id| kin.vocabulary.get(id).and_then(|p| p.inverse.clone());
    let sides = |swap: bool| {
        let (s, o) = if swap { (&b.object, &b.subject) } else { (&b.subject, &b.object) };
        let (subject, object) = (fit::lists(&a.subject, s), fit::lists(&a.object, o));
        (subject == Fit::Same || object == Fit::Same).then_some((subject, object))
    };
    let straight = (a.relation == b.relation).then(|| sides(false)).flatten();
    let turned = || {
        let mirrored =
            inverse(&a.relation).as_ref() == Some(&b.relation) || inverse(&b.relation).as_ref() == Some(&a.relation);
        mirrored.then(|| sides(true)).flatten()
    };
    let full = |s: &(Fit, Fit)| s.0 == Fit::Same && s.1 == Fit::Same;
    let (subject, object) = match straight {
        Some(s) if full(&s) => s,
        other => turned().filter(full).or(other).or_else(turned)?,
    };
    Some(Agreement { predicate: Fit::Same, subject, object, ..Agreement::OPEN })
}

fn quotations(a: &Quotation, b: &Quotation, kin: Kin) -> Option<Agreement> {
    let one = |id: &Option<Id>| id.clone().into_iter().collect::<Vec<_>>();
    Some(Agreement {
        predicate: Fit::Same,
        subject: shared(fit::lists(&a.speaker, &b.speaker))?,
        occasion: editions(&one(&a.occasion), &one(&b.occasion), kin),
        words: fit::words(&a.words, &b.words),
        ..Agreement::OPEN
    })
}

/// An age against a birth: the figure is compared with the years between the two.
fn born(age: &Age, birth: &Event) -> Option<Agreement> {
    if birth.predicate.as_deref() != Some("birth") {
        return None;
    }
    let subject = shared(fit::lists(&age.subject, &birth.subject))?;
    let value = match (birth.when, age.when) {
        (Some(born), Some(when)) => fit::ages(&age.years, born, when),
        _ => Fit::Unknown,
    };
    // The days of a birth and of an age are not the same days; nothing is to be compared.
    let found = Agreement { predicate: Fit::Same, subject, value, time: Fit::Holds, ..Agreement::OPEN };
    Some(found)
}

/// Two lists where an edition of a series also stands for the series: `Holds` where the first side names the series.
fn editions(a: &[Id], b: &[Id], kin: Kin) -> Fit {
    let plain = fit::lists(a, b);
    if plain != Fit::Apart {
        return plain;
    }
    let belongs = |x: &[Id], y: &[Id]| x.iter().any(|x| (kin.series)(x).is_some_and(|s| y.contains(&s)));
    match (belongs(b, a), belongs(a, b)) {
        (true, _) => Fit::Holds,
        (_, true) => Fit::Within,
        _ => Fit::Apart,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Comparator, Quantity, Unit};
    use crate::time::Interval;
    use rust_decimal::Decimal;

    fn compare(a: &Statement, b: &Statement) -> Option<Agreement> {
        let vocabulary = Vocabulary::default();
        let series = |id: &str| (id == "fair-2010").then(|| Id::from("fair"));
        let kin = Kin { vocabulary: &vocabulary, series: &series };
        let one = agree(a, b, kin);
        assert_eq!(one, agree(b, a, kin).map(Agreement::flip), "swapping only flips");
        one
    }

    fn day(text: &str) -> Option<Interval> {
        Interval::parse_edtf(text).ok()
    }

    fn event(subject: &str, object: &str, when: &str) -> Statement {
        let ids = |id: &str| if id.is_empty() { Vec::new() } else { vec![id.into()] };
        let (subject, object) = (ids(subject), ids(object));
        Statement::Event(Event { predicate: Some("hold".into()), subject, object, when: day(when), ..Event::default() })
    }

    #[test]
    fn something_must_be_shared() {
        assert_eq!(compare(&event("a", "", "2020"), &event("b", "", "2020")), None);
        assert_eq!(compare(&event("a", "x", "2020"), &event("b", "y", "2020")), None);
        let party = compare(&event("a", "x", "2020"), &event("b", "x", "2020")).expect("the object is shared");
        assert_eq!((party.subject, party.object, party.time), (Fit::Apart, Fit::Same, Fit::Same));
    }

    #[test]
    fn an_edition_stands_for_its_series() {
        let found = compare(&event("fair", "", "2012"), &event("fair-2010", "", "2010-03-28")).expect("a series");
        assert_eq!((found.subject, found.time), (Fit::Holds, Fit::Apart));
    }

    #[test]
    fn times_lie_in_seven_ways() {
        let time = |a: &str, b: &str| compare(&event("a", "", a), &event("a", "", b)).map(|g| g.time);
        assert_eq!(time("2020-05", "2020-05-12"), Some(Fit::Holds));
        assert_eq!(time("2020-05-12", "2020"), Some(Fit::Within));
        assert_eq!(time("2020/2021", "2021/2022"), Some(Fit::Meets));
        assert_eq!(time("2020-05-31", "2020-06"), Some(Fit::Near));
        assert_eq!(time("2020-05", "2020-06"), Some(Fit::Apart));
        assert_eq!(time("2020", "2020"), Some(Fit::Same));
        assert_eq!(time("", "2020"), Some(Fit::Unknown));
    }

    fn metric(value: Quantity) -> Statement {
        Statement::Metric(Metric {
            metric: Some("m".into()),
            subject: vec!["a".into()],
            value,
            basis: None,
            when: None,
        })
    }

    #[test]
    fn figures_compare_as_points_and_intervals() {
        let q = |digits: &str, scale: i64| Quantity::written(digits, scale.into(), None).expect("a figure");
        let value = |a: Quantity, b: Quantity| compare(&metric(a), &metric(b)).map(|g| g.value);
        assert_eq!(value(q("88.8", 10_000), q("888879", 1)), Some(Fit::Holds));
        assert_eq!(value(q("35", 1), q("36", 1)), Some(Fit::Apart));
        let above = |x: i64| Quantity::exact(x.into(), None).with(Comparator::Above);
        let odd = |x: i64| Quantity::exact(x.into(), None).with(Comparator::Odd);
        assert_eq!(value(odd(300), above(300)), Some(Fit::Same));
        assert_eq!(value(above(300), q("400", 1)), Some(Fit::Holds));
        assert_eq!(value(above(300), q("500", 1)), Some(Fit::Meets));
        assert_eq!(value(q("300", 1), odd(300)), Some(Fit::Meets));
        let unit = |n: &str, d: &str| Some(Unit::new(n, d, Decimal::ONE));
        let of = |u: Option<Unit>| Quantity::exact(Decimal::from(5), u);
        assert_eq!(value(of(Some(Unit::currency("CNY"))), of(Some(Unit::currency("USD")))), Some(Fit::Unknown));
        assert_eq!(value(of(None), of(unit("vehicle", "vehicle"))), Some(Fit::Same));
        assert_eq!(value(of(unit("person", "person")), of(unit("piece", "count"))), Some(Fit::Same));
        assert_eq!(value(of(unit("metre", "length")), of(unit("gram", "mass"))), Some(Fit::Unknown));
    }

    #[test]
    fn sayings_share_half_of_the_shorter() {
        let said = |words: &str| {
            let speaker = vec!["a".into()];
            Statement::Quotation(Quotation { speaker, words: words.into(), occasion: None, when: None })
        };
        let words = |a: &str, b: &str| compare(&said(a), &said(b)).map(|g| g.words);
        assert_eq!(words("云计算要在阿凡达时代才能实现", "阿凡达"), Some(Fit::Same));
        assert_eq!(words("我们不做云计算会死", "将来会死掉"), Some(Fit::Apart));
        assert_eq!(words("简直是胡扯", "complete gibberish"), Some(Fit::Unknown));
        assert_eq!(words("It is Complete gibberish!", "complete gibberish"), Some(Fit::Same));
    }
}
