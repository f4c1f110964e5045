//! Links: whether the list, or the dates, that the words tie are as they say.

use super::doubted;
use crate::check::{Judgement, Verdict};
use crate::extract::{Claim, Doubt, Extraction, Reckoning, Tie, TieKind};
use crate::source::Span;
use crate::statement::{Link, LinkKind, Slot, Statement};
use crate::vocabulary::Bilingual;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;

/// What the text itself says of its counts and lengths of time, by the place of their words.
pub(super) struct Tied<'a> {
    counts: FxHashMap<Span, (usize, usize)>,
    ties: FxHashMap<Span, &'a Tie>,
}

impl<'a> Tied<'a> {
    pub(super) fn new(extraction: &'a Extraction) -> Self {
        let counts = extraction.reckonings.iter().filter_map(|r| match r {
            Reckoning::Count { count, least, most, .. } => Some((count.span, (*least, *most))),
            _ => None,
        });
        let measured = |t: &&Tie| {
            // What no date stands for is no proof of a length.
            let dated = t.to.days.start.is_some() || t.to.days.end.is_some();
            dated && matches!(t.kind, TieKind::Distance | TieKind::Duration) && (t.least.is_some() || t.most.is_some())
        };
        let ties = extraction.ties.iter().filter(measured).map(|t| (t.words, t));
        Self { counts: counts.collect(), ties: ties.collect() }
    }

    /// The verdict on a count beside its list, or on a length of time between two dates of the text; `None` where the
    /// text does not give what is tied. What is wrong is reported by `count-conflict` and `timeline-conflict`, which show
    /// it whole.
    pub(super) fn judge(&self, claim: &Claim) -> Option<Judgement> {
        let Statement::Link(link) = &claim.statement else { return None };
        if !claim.modality.is_judged() {
            return Some(doubted(Doubt::Modality));
        }
        let place = claim.part(Slot::Value)?;
        match link.kind {
            LinkKind::Count => self.counts.get(&place).map(|&(least, most)| counted(link, least, most)),
            LinkKind::Distance | LinkKind::Duration => self.ties.get(&place).map(|tie| fits(tie)),
            _ => None,
        }
    }
}

fn counted(link: &Link, least: usize, most: usize) -> Judgement {
    let stated = link.value.as_ref().and_then(|v| v.stated).and_then(|v| v.to_usize());
    match stated {
        Some(n) if (least..=most).contains(&n) => {
            settled(Verdict::Supported, None, Bilingual::new("the list has as many", "与所列数目相符"))
        }
        Some(_) => {
            settled(Verdict::Contradicted, None, Bilingual::new("the list has another number", "与所列数目不符"))
        }
        None => doubted(Doubt::OutOfScope),
    }
}

/// The days between the two dates may be as many as the words say; of several readings one will do.
fn fits(tie: &Tie) -> Judgement {
    let between = |from: crate::time::Interval| {
        let to = tie.to.days;
        let least = to.start.zip(from.end).map(|(t, f)| (t - f).num_days());
        let most = to.end.zip(from.start).map(|(t, f)| (t - f).num_days());
        let enough = tie.least.zip(most).is_none_or(|(wanted, most)| most >= wanted);
        let not_more = tie.most.zip(least).is_none_or(|(wanted, least)| least <= wanted);
        enough && not_more
    };
    match tie.from.iter().any(|from| between(from.days)) {
        true => settled(Verdict::Supported, None, Bilingual::new("the dates are that far apart", "与两个日期之距相符")),
        false => doubted(Doubt::OutOfScope),
    }
}

fn settled(verdict: Verdict, rule: Option<&'static str>, reason: Bilingual) -> Judgement {
    Judgement { verdict: Some(verdict), doubt: None, reason, rule, ..doubted(Doubt::OutOfScope) }
}
