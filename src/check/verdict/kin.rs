//! Who is too close to whom for one to be wrong where the other is right: wholes and parts, people and their houses.

use crate::check::spelling::edits;
use crate::facts::FactBase;
use crate::normalise::fold_name;
use crate::statement::{Id, Statement};

/// True where what is said of one may as well be said of the other: one belongs to the other or both to one whole, a
/// person is tied to the house by a fact, or one house took over the other.
pub(super) fn is_kin(facts: &FactBase, a: &[Id], b: &[Id]) -> bool {
    a.iter().any(|a| b.iter().any(|b| one(facts, a, b)))
}

fn one(facts: &FactBase, a: &Id, b: &Id) -> bool {
    let wholes = |id: &str| facts.part_of(id).map(|e| e.id.clone()).collect::<Vec<_>>();
    let (up, other) = (wholes(a), wholes(b));
    if a == b || up.iter().any(|w| other.contains(w)) || is_named_within(facts, a, b) {
        return true;
    }
    let kind = |id: &str| facts.entity(id).map(|e| e.kind.as_str());
    let is_member = |group: &Id, id: &Id| facts.entity(group).is_some_and(|g| g.members.contains(id));
    let personal = kind(a) == Some("person") || kind(b) == Some("person");
    let tied = |fact: &Statement| {
        let both = |x: &[Id], y: &[Id]| x.contains(a) && y.contains(b) || x.contains(b) && y.contains(a);
        let joins = personal
            || matches!(fact, Statement::Relation(_) | Statement::Role(_))
            || matches!(fact.predicate(), Some("acquire" | "divest" | "rename"));
        joins && both(fact.subject(), fact.object())
    };
    is_member(a, b)
        || is_member(b, a)
        || facts.about(a).iter().filter_map(|&i| facts.facts.get(i)).any(|f| tied(&f.statement))
}

/// True where what one did may be told of the other: a person who holds or held a post at the house or founded it.
pub(super) fn acts_for(facts: &FactBase, a: &[Id], b: &[Id]) -> bool {
    let within = |part: &Id, whole: &Id| facts.part_of(part).any(|e| e.id == *whole);
    let serves = |person: &Id, house: &Id| {
        let posts = facts.about(person).iter().filter_map(|&i| facts.facts.get(i)).map(|f| &f.statement);
        let tied = |s: &Statement| matches!(s, Statement::Role(_)) || matches!(s.predicate(), Some("founder-of"));
        posts
            .filter(|s| tied(s))
            .any(|s| s.subject().contains(person) && s.object().iter().any(|o| within(house, o) || within(o, house)))
    };
    let one = |a: &Id, b: &Id| serves(a, b) || serves(b, a);
    a.iter().any(|a| b.iter().any(|b| one(a, b)))
}

/// True where one is a part of the other.
pub(super) fn is_part(facts: &FactBase, a: &[Id], b: &[Id]) -> bool {
    let within = |part: &Id, whole: &Id| facts.part_of(part).any(|e| e.id == *whole);
    a.iter().any(|a| b.iter().any(|b| within(a, b) || within(b, a)))
}

/// The name of one is a part of the name of the other: Texas and Abbott, Texas; 杭州 and 杭州市.
fn is_named_within(facts: &FactBase, a: &Id, b: &Id) -> bool {
    let names = |id: &Id| -> Vec<String> {
        let own = || vec![id.strip_prefix("local:").unwrap_or(id).to_owned()];
        facts.entity(id).map_or_else(own, |e| e.all_names().map(|n| fold_name(n.0)).collect())
    };
    let (a, b) = (names(a), names(b));
    let within = |x: &str, y: &str| match y.is_ascii() {
        true => format!(" {} ", x.replace(|c: char| !c.is_alphanumeric(), " ")).contains(&format!(" {y} ")),
        false => x.contains(y),
    };
    let within = |x: &str, y: &str| within(x, y) || y.chars().count() > 4 && edits(x, y) < 2;
    a.iter().any(|x| b.iter().any(|y| within(x, y) || within(y, x)))
}
