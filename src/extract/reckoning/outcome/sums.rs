//! What is left of a whole told before, totals of the figures before them, and wholes with the list of all their parts.

use super::super::{DATE, Figure, Reckoning, holds_any, trimmed};
use super::{Made, Near, pairs, stated};
use crate::vocabulary::{Language, lists, reckoned};
use rust_decimal::Decimal;

/// Words between a whole and the colon before its parts.
const NOUN_EN: usize = 5;
const NOUN_ZH: usize = 10;
/// Characters between two parts.
const REACH_ZH: usize = 16;
const REACH_EN: usize = 60;

pub(super) fn read(near: &Near<'_, '_>, out: &mut Vec<Reckoning>) {
    for at in 0..near.own.len() {
        if Near::is_told(&near.own[at]) {
            rest(near, at, out);
            total(near, at, out);
            listed(near, at, out);
            among(near, at, out);
        }
    }
}

/// Of one unit, or counts of which one has none; shares of all are alike.
fn one(near: &Near<'_, '_>, a: &Figure, b: &Figure) -> bool {
    let bare = |x: &Figure, y: &Figure| x.is_percent() && y.unit().is_none() && stated(y) > Decimal::ONE;
    near.alike(a, b) || a.is_percent() && b.is_percent() || bare(a, b) || bare(b, a)
}

/// Nothing that was measured or rounded.
fn is_exact(figure: &Figure) -> bool {
    figure.value.low == figure.value.high && figure.value.comparator.is_none()
}

/// 150 hectares. White grapes cover 90, red ones the remaining 60: parts of a whole told before them, and what is left.
fn rest(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (left, language) = (&near.own[at], near.language);
    let lead = trimmed(&left.lead, &reckoned().by, language).trim_end();
    let open = ["another", "另"].iter().any(|w| lead.contains(w));
    if at == 0 || left.is_share() || open || reckoned().rest.at_end(lead, language).is_none() {
        return;
    }
    // 其余11艘退赛,另有2艘未报到: not all that is left.
    let more = |f: &Figure| near.alike(f, left) && ["另", "another", "further"].iter().any(|w| f.lead.contains(w));
    if near.own[at + 1..].iter().any(more) {
        return;
    }
    let bare = |f: &Figure| f.unit().is_none() && !f.is_share() && stated(f) > Decimal::ONE;
    let own: Vec<&Figure> =
        near.own[..at].iter().filter(|f| !f.is_share() && (near.alike(f, left) || bare(f))).collect();
    let before = near.earlier(2);
    let wholes = own.iter().copied().chain(before.iter().rev().copied().filter(|f| near.alike(f, left)));
    let mut readings: Vec<Vec<&Figure>> = Vec::new();
    for whole in wholes.filter(|f| stated(f) > stated(left)) {
        let parts = |from: usize| -> Vec<&Figure> {
            own[from..].iter().copied().filter(|p| p.span != whole.span && stated(p) < stated(whole)).collect()
        };
        // Parts behind the whole, all of the sentence, or only the last.
        let behind = own.iter().position(|p| p.span == whole.span).map_or(0, |i| i + 1);
        for from in [behind, 0, own.len().saturating_sub(1)] {
            let parts = parts(from);
            let reading: Vec<&Figure> = std::iter::once(whole).chain(parts).collect();
            if reading.len() > 1 && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    // 22 goals, most since another's 26, and 27 in all, the other five …: of all that may be meant, any two.
    let meant = readings.len().min(2);
    let all: Vec<&Figure> = before.iter().copied().filter(|f| near.alike(f, left)).chain(own).collect();
    readings.extend(pairs(&all));
    near.outcome(left, Made::Rest, &readings, (meant, false), out);
}

/// 一期12亿元,二期9.5亿元,两期合计21.5亿元; 420, 310 and 270 cars a day, 1,000 in all: the run of figures before a total.
fn total(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (total, language, words) = (&near.own[at], near.language, reckoned());
    let lead = trimmed(&total.lead, &words.by, language).trim_end_matches(['的', ',', ' ']);
    let before = words.total.at_end(lead, language);
    let tail = total.tail.trim_start();
    let ends = |len: usize| !tail[len..].trim_start().starts_with(char::is_alphanumeric);
    let behind = words.total_behind.at_head(tail, language).is_some_and(ends)
        || ["in total"].iter().any(|w| tail.strip_prefix(w).is_some_and(|t| !t.starts_with(' ')));
    if at < 2 || total.is_share() || before.is_none() && !behind {
        return;
    }
    let reach = if language == Language::Zh { REACH_ZH } else { REACH_EN };
    let mut run: Vec<&Figure> = Vec::new();
    let mut lead = total.lead.as_str();
    let mut partly = false;
    for figure in near.own[..at].iter().rev() {
        let each = holds_any(&figure.lead, &lists().each, language)
            || ["each", "apiece"].iter().any(|w| figure.tail.trim_start().starts_with(w));
        if lead.chars().count() > reach || each || !one(near, figure, total) {
            // 六架无人机、九台拖拉机,一共…: a list that begins with another unit.
            partly = lead.chars().count() <= reach
                && !run.is_empty()
                && ["、", "和", "及", "and", ","].iter().any(|w| lead.contains(w));
            break;
        }
        run.push(figure);
        lead = &figure.lead;
    }
    run.reverse();
    let mut readings: Vec<Vec<&Figure>> = Vec::new();
    for from in 0..run.len().saturating_sub(1) {
        readings.push(run[from..].to_vec());
    }
    // Two figures and their difference, or a product, are no sum.
    let meant = if run.len() >= 2 && !partly { 1 } else { 0 };
    near.outcome(total, Made::Total, &readings, (meant, false), out);
}

/// 22 aircraft: 12 turboprops, six jets and four freighters; 62 per cent of the market: A had 28 per cent, B 17 …
fn listed(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (whole, language) = (&near.own[at], near.language);
    let mut rest = &near.own[at + 1..];
    // £28 million from four banks: … – of the four each has its figure.
    let mut counted = None;
    if let [count, next, ..] = rest
        && next.lead.contains(':')
        && !count.lead.contains(':')
        && count.value.stated == Some(Decimal::from(rest.len() - 1))
    {
        counted = count.value.stated;
        rest = &rest[1..];
    }
    let parts: Vec<&Figure> = rest.iter().collect();
    let Some(first) = parts.first().filter(|_| parts.len() >= 2) else { return };
    let placed = |p: &&&Figure| {
        let tail =
            near.view.text(crate::source::Span::new(p.span.end, near.view.sentences[near.s].span.end)).trim_start();
        let name = ["in ", "at ", "from "].iter().find_map(|w| tail.strip_prefix(w));
        let dated = p.tail.trim_start().split(' ').nth(1).is_some_and(|w| w.starts_with(DATE));
        !p.is_share() && !dated && name.is_some_and(|n| n.starts_with(char::is_uppercase))
    };
    let colon = first.lead.split_once(':');
    let noun = match colon {
        Some((noun, _)) => noun,
        // 1,150 employees, 640 in Leeds, 310 in York and 200 in Hull
        None if language == Language::En
            && first.lead.trim_end().ends_with(',')
            && parts.iter().filter(placed).count() == parts.len() =>
        {
            first.lead.trim_end().trim_end_matches(',')
        }
        None => return,
    };
    let long = match language {
        Language::Zh => noun.chars().count() > NOUN_ZH,
        Language::En => noun.split_whitespace().count() > NOUN_EN || noun.contains(','),
    };
    let fits = parts
        .iter()
        .all(|p| one(near, p, whole) && stated(p) < stated(whole) || p.unit().is_none() && stated(p) < stated(whole));
    let last = parts.last().map_or("", |p| p.tail.as_str());
    let closed = match language {
        Language::Zh => !last.contains([',', '、', ';']) && !last.contains('等'),
        Language::En => !last.contains([',', ';', ':']) && !last.contains(" and "),
    };
    let joined = parts.last().is_some_and(|p| match language {
        Language::Zh => p.lead.contains(['和', '、', ',', '及']),
        Language::En => super::super::holds(&p.lead, "and"),
    });
    let open = parts.iter().any(|p| {
        holds_any(&p.lead, &reckoned().open, language)
            || holds_any(&p.lead, &lists().each, language)
            || holds_any(&p.lead, &reckoned().earlier, language)
    });
    let single = parts
        .iter()
        .skip(1)
        .all(|p| p.lead.matches([',', '、', ';', '和']).count() <= 1 && !p.lead.contains(['(', '—', ':']));
    if long && counted.is_none() || !fits || !closed || !joined || open || !single {
        return;
    }
    let certain = is_exact(whole) && parts.iter().all(|p| is_exact(p)) && colon.is_some();
    near.outcome(whole, Made::Total, &[parts], (1, certain), out);
}

/// 总投资3.6亿元,其中中央1.8亿元,省级0.9亿元,县级0.9亿元: parts that are more than their whole.
fn among(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (whole, language) = (&near.own[at], near.language);
    let rest = &near.own[at + 1..];
    let Some(first) = rest.first() else { return };
    let head = first.lead.trim_start_matches([',', '(', ' ']);
    let opens = match language {
        Language::Zh => ["其中", "包括", "含"].iter().any(|w| head.starts_with(w)),
        Language::En => ["of which", "including", "comprising", "made up of"].iter().any(|w| head.starts_with(w)),
    };
    let money = whole.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency");
    if !opens || !money {
        return;
    }
    let near_by = |f: &&Figure| {
        f.unit() == whole.unit() && !f.is_share() && f.lead.chars().count() <= 40 && !f.lead.contains([';', '。'])
    };
    let parts: Vec<&Figure> = rest.iter().take_while(near_by).collect();
    let nested = parts.iter().skip(1).any(|p| ["其中", "including", "of which"].iter().any(|w| p.lead.contains(w)));
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(stated(p)));
    // Less than the whole: some part may not be told.
    if parts.len() >= 3 && !nested && sum.is_some_and(|s| s > stated(whole)) {
        near.outcome(whole, Made::Total, &[parts], (1, false), out);
    }
}
