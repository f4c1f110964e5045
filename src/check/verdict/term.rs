//! Terms of office: the day on which a post is said to have been taken or left, against the terms that are known.

use super::Known;
use super::finding::Finding;
use crate::diagnostic::Severity;
use crate::facts::Term;
use crate::statement::{Fit, Role};
use crate::time::Interval;

/// Days by which two reports of one handover may differ: the announcement, the decision, the first day.
const SLACK: i64 = 31;

/// Judges the day a claim names for the beginning or the end of a term; `None` where it names none, or where nothing is
/// known of it.
///
/// Right if any known term of the person in that post fits. Wrong only if the ends of all of them are known.
pub(super) fn handover<'a>(role: &Role, own: &[Known<'a>]) -> Option<Vec<Finding<'a>>> {
    let (told, end): (Interval, fn(&Term) -> Option<Interval>) = match (role.began, role.left) {
        (Some(days), _) => (days, |t| t.began),
        (None, Some(days)) => (days, |t| t.ended),
        (None, None) => return None,
    };
    let known: Option<Vec<(Known, Interval)>> = own.iter().map(|&k| Some((k, end(&k.fact.term)?))).collect();
    let terms = known.filter(|terms| !terms.is_empty())?;
    if let Some((known, _)) = terms.iter().find(|(_, days)| days.overlaps(told)) {
        return Some(vec![Finding::supported(*known)]);
    }
    let (known, days) = *terms.iter().min_by_key(|(_, days)| days.gap(told))?;
    // Of a broader post somebody may have held another one before.
    let same = terms.iter().all(|(k, _)| k.agreement.predicate == Fit::Same);
    let vague = told.approximate || terms.iter().any(|(_, days)| days.approximate);
    match days.gap(told) <= SLACK {
        true => Some(vec![Finding::imprecise(known, "imprecise-date", Severity::Warning)]),
        false if same && !vague => Some(vec![Finding::contradicted(known, "role-conflict")]),
        false => None,
    }
}
