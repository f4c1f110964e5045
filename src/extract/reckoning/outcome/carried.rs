//! With the new round the total comes to €82 million: what the sentence before adds up, and the one of its kind told further
//! up; 加上本轮,累计融资8200万元.

use super::super::{Figure, Reckoning, holds_any, trimmed};
use super::{Made, Near, stated};
use crate::vocabulary::{Language, reckoned};

/// Sentences before that may tell of the last part.
const REACH: usize = 30;
/// Parts that may be the last one.
const FEW: usize = 3;

pub(super) fn read(near: &Near<'_, '_>, out: &mut Vec<Reckoning>) {
    for (at, total) in near.own.iter().enumerate() {
        if at == 0 && Near::is_told(total) && !total.is_share() && total.unit().is_some() {
            carried(near, total, out);
        }
    }
}

fn carried(near: &Near<'_, '_>, total: &Figure, out: &mut Vec<Reckoning>) {
    let (words, language) = (reckoned(), near.language);
    let lead = trimmed(&total.lead, &words.by, language);
    let Some(noun) = kind(lead, language) else { return };
    let said = match language {
        Language::Zh => lead.contains("累计") || lead.contains("总额") || words.total.at_end(lead, language).is_some(),
        Language::En => {
            let sum = super::super::holds(lead, "total");
            sum && words.running.at_end(lead, language).is_some()
        }
    };
    if !said || total.value.comparator.is_some() {
        return;
    }
    let before = near.earlier(1);
    let parts: Vec<&Figure> = before.into_iter().filter(|f| near.alike(f, total)).collect();
    if parts.is_empty() || parts.iter().any(|f| f.value.comparator.is_some()) {
        return;
    }
    let around = near.since(REACH, 0);
    let named = |f: &&Figure| {
        let lead = f.lead.trim_end();
        let own = match language {
            Language::Zh => {
                lead.contains(noun) || f.tail.split([',', '。', ';']).next().is_some_and(|t| t.contains(noun))
            }
            Language::En => lead.ends_with(&format!(" {noun} of")),
        };
        own && near.alike(f, total) && f.value.comparator.is_none()
    };
    let mut last: Vec<&Figure> =
        around.iter().copied().filter(named).filter(|f| parts.iter().all(|p| p.span != f.span)).collect();
    last.dedup_by_key(|f| stated(f));
    let mut readings: Vec<Vec<&Figure>> = Vec::new();
    for one in &last {
        readings.push(parts.iter().copied().chain([*one]).collect());
    }
    // The sum may leave the new one out, or take in any other.
    let meant = if last.len() <= FEW && !holds_any(lead, &words.open, language) { readings.len() } else { 0 };
    readings.push(parts.clone());
    let others = around.iter().copied().filter(|f| near.alike(f, total) && parts.iter().all(|p| p.span != f.span));
    readings.extend(others.map(|f| parts.iter().copied().chain([f]).collect::<Vec<_>>()));
    near.outcome(total, Made::Total, &readings, (meant, false), out);
}

/// With the new round: what the total takes in.
fn kind(lead: &str, language: Language) -> Option<&str> {
    match language {
        Language::Zh => {
            let said = ["加上", "算上", "连同", "计入"].iter().find_map(|w| lead.split_once(w))?.1;
            let said = said.split(',').next()?;
            let rest = ["本轮", "这一轮", "此轮", "新一轮", "这轮"].iter().find_map(|w| said.strip_prefix(w))?;
            matches!(rest, "" | "融资" | "在内").then_some("轮")
        }
        Language::En => {
            let open = ["with the new ", "with this ", "with the latest ", "including the new ", "including this "];
            let said = open.iter().find_map(|w| lead.split_once(w))?.1;
            let (noun, rest) = said.split_once([' ', ','])?;
            let alone = rest.trim_start().starts_with("the total") || rest.trim_start().starts_with("its total");
            (alone && noun.len() >= 4 && noun.chars().all(char::is_alphabetic)).then_some(noun)
        }
    }
}
