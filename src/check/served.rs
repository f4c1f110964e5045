//! Lengths of office that no term of the base fits, as proofs.

use super::Context;
use super::chronology::{Clash, Told, stretch};
use super::wording::{both, days};
use crate::diagnostic::Place;
use crate::extract::TieKind;
use crate::facts::FactStatus;
use crate::statement::Slot;
use crate::vocabulary::{Bilingual, Language};

/// One proof for each length: the words, and the term that they mean.
pub(super) fn clashes(seen: &Context) -> Vec<Clash> {
    let mut out = Vec::new();
    for served in &seen.extraction.served {
        let Some(fact) = seen.facts.fact(&served.fact) else { continue };
        let (from, to) = (days(Some(served.from)), days(Some(served.to)));
        let real = served.from.start.zip(served.to.start).map_or(0, |(a, b)| (b - a).num_days());
        let text = both(|l| match l {
            Language::En => format!("at least {}, at most {}", stretch(served.least, l), stretch(served.most, l)),
            Language::Zh => format!("至少{},至多{}", stretch(served.least, l), stretch(served.most, l)),
        });
        let words = Told {
            at: Some((Place::Article, served.words)),
            text,
            tie: Some(TieKind::Duration),
            fact: None,
            unverified: false,
        };
        let known = Told {
            at: fact.slot(Slot::From).or(fact.slot(Slot::Predicate)).map(|span| (Place::Facts(fact.file), span)),
            text: Bilingual::new(format!("known: {} to {}", from.en, to.en), format!("事实:{}至{}", from.zh, to.zh)),
            tie: None,
            fact: Some(fact.id.clone()),
            unverified: fact.status != FactStatus::Verified,
        };
        let sum = both(|l| match l {
            Language::En => format!("{} to {} is {}", from.en, to.en, stretch(real, l)),
            Language::Zh => format!("{}至{}为{}", from.zh, to.zh, stretch(real, l)),
        });
        out.push(Clash { steps: vec![words, known], suspect: 0, sum });
    }
    out
}
