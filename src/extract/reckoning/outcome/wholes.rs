//! Shares and multiples of a figure that other words call back: 是当初的10倍, a hundred times as much; of these 206, a third of the
//! roll; 分别是2340吨、1638吨和702吨,甲占六成; 占全公司的7.9%; 两组各120人。甲组有78人…,比例为65%.

use super::super::{DATE, Figure, Reckoning, Term, figures, trimmed};
use super::{Made, Near, stated};
use crate::normalise::is_han;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Characters of a name of what something is so many times of.
const NAME: std::ops::RangeInclusive<usize> = 2..=10;
/// Sentences before that may tell of the whole company.
const REACH: usize = 8;
/// Wholes that may be meant.
const FEW: usize = 4;

pub(super) fn read(near: &Near<'_, '_>, out: &mut Vec<Reckoning>) {
    for (at, figure) in near.own.iter().enumerate() {
        if !Near::is_told(figure) {
            continue;
        }
        match near.language {
            Language::Zh if figure.unit() == Some("fold") => times_zh(near, at, out),
            Language::Zh if figure.is_share() && !figure.is_percent() => named(near, at, out),
            Language::Zh if figure.is_percent() => {
                named(near, at, out);
                listed(near, at, out);
                of_all(near, at, out);
                of_each(near, at, out);
            }
            Language::En if near.words(figure).trim_end().ends_with("times") => times_en(near, at, out),
            Language::En if figure.is_share() => {
                named(near, at, out);
                of_these(near, at, out);
            }
            _ => {}
        }
    }
}

/// What stands behind the last comma before a figure, without small words.
fn clause(figure: &Figure, language: Language) -> &str {
    let lead = trimmed(&figure.lead, &reckoned().by, language);
    lead.rsplit([',', ';', '(']).next().unwrap_or(lead).trim()
}

/// 达到2000万元,是当初的100倍: the figure right before, and the one that is called back.
fn times_zh(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (figure, words) = (&near.own[at], reckoned());
    let Some(lead) = clause(figure, near.language).strip_suffix('的') else { return };
    let verb = words.is_times.of(near.language).iter().filter_map(|w| Some((lead.rfind(w.as_str())?, w.len())));
    let Some(head) = verb.max_by_key(|(i, len)| (i + len, *len)).map(|(i, len)| i + len) else { return };
    let name = &lead[head..];
    let Some(part) = near.own[..at].iter().rev().find(|f| !f.is_share()) else { return };
    let before = near.earlier(2);
    let all: Vec<&Figure> = before.iter().copied().chain(&near.own[..at]).filter(|f| f.span != part.span).collect();
    let alike =
        |f: &&Figure| near.alike(f, part) && f.value.comparator.is_none_or(|c| c == crate::quantity::Comparator::About);
    let back = words.back_then.of(near.language).iter().any(|w| name.ends_with(w.as_str()));
    let wholes: Vec<&Figure> = match back {
        true => {
            let previous = near.s.checked_sub(1).map_or(0, |i| near.view.sentences[i].span.start);
            all.into_iter().filter(|f| f.span.start >= previous).filter(alike).collect()
        }
        false if NAME.contains(&name.chars().count()) && name.chars().all(is_han) => {
            all.into_iter().filter(|f| f.raw.contains(name)).filter(alike).collect()
        }
        false => return,
    };
    if let ([whole], true) = (&wholes[..], part.value.comparator.is_none()) {
        near.outcome(figure, Made::Share, &[vec![part, *whole]], (1, true), out);
    }
}

/// Revenue was $2 million in 2015. By 2020 it had reached $20 million, a hundred times as much.
fn times_en(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let figure = &near.own[at];
    let tail = figure.tail.trim_start();
    let Some(len) = reckoned().as_much.at_head(tail, near.language) else { return };
    let rest = tail[len..].trim_start();
    let closed = rest.is_empty()
        || rest.starts_with(['.', ';', ',', ')'])
        || rest.starts_with("as in □")
        || rest.starts_with("as then");
    let Some(part) = at.checked_sub(1).map(|i| &near.own[i]).filter(|f| !f.is_share() && closed) else { return };
    let beside = matches!(
        figure.lead.trim_end().rsplit(',').next().unwrap_or(";").trim(),
        "" | "or" | "that is" | "some" | "about"
    );
    let before = near.earlier(1);
    let mut wholes = before.iter().copied().chain(&near.own[..at - 1]).filter(|f| near.alike(f, part));
    let (Some(whole), None, true) = (wholes.next(), wholes.next(), beside) else { return };
    let Some(n) = figure.value.stated.filter(|n| figure.value.comparator.is_none() && *n > Decimal::ONE) else {
        return;
    };
    let unit = Unit::new("fold", "multiple", Decimal::ONE);
    let slack = n / Decimal::TEN;
    let value = Quantity { low: Some(n - slack), high: Some(n + slack), ..Quantity::exact(n, Some(unit)) };
    let ratio = Term { span: near.view.folded.origin(figure.span), value };
    out.push(Reckoning::Ratio { part: part.term(near.view), whole: whole.term(near.view), ratio });
}

/// 412 pupils. Of these, 206 come by bus, a third of the roll: the only larger count of the sentence before.
fn of_these(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let figure = &near.own[at];
    let Some(part) = at.checked_sub(1).map(|i| &near.own[i]).filter(|p| !p.is_share()) else { return };
    let among = ["of these", "of those", "of them", "among them"].iter().any(|w| part.lead.trim_start().starts_with(w));
    let few = figure.lead.split_whitespace().count() <= 8 && !figure.lead.contains([';', DATE, '(']);
    let joined =
        matches!(figure.lead.rsplit(',').next().unwrap_or(";").trim(), "" | "or" | "about" | "or about" | "exactly");
    let tail = figure.tail.trim_start();
    let whole =
        tail.is_empty() || tail.starts_with(['.', ',', ';']) || tail.starts_with("of the ") && !tail.contains(" who ");
    let before = near.earlier(1);
    let larger = |f: &&Figure| near.alike(f, part) && stated(f) > stated(part);
    let mut wholes = before.iter().copied().filter(larger);
    let (Some(all), None) = (wholes.next(), wholes.next()) else { return };
    let smaller = near.own[..at - 1].iter().any(|f| near.alike(f, part));
    let Some(n) = figure
        .value
        .stated
        .filter(|_| among && few && joined && whole && !smaller && figure.value.comparator.is_none())
    else {
        return;
    };
    let term = figure.term(near.view);
    let ratio = match figure.is_percent() {
        true => term,
        // A third is told of a little more or less.
        false => {
            let slack = n * Decimal::new(15, 2);
            let unit = Unit::new("fold", "multiple", Decimal::ONE);
            let value = Quantity { low: Some(n - slack), high: Some(n + slack), ..Quantity::exact(n, Some(unit)) };
            Term { value, ..term }
        }
    };
    out.push(Reckoning::Ratio { part: part.term(near.view), whole: all.term(near.view), ratio });
}

/// 三种果分别是2340吨、1638吨和702吨,一级果占了六成: one of the three, whichever it is.
fn listed(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let figure = &near.own[at];
    let lead = figure.lead.trim_start_matches([',', ';']);
    let own = clause(figure, near.language);
    if reckoned().share.at_end(own, near.language).is_none()
        || lead.contains([',', ';'])
        || !own.starts_with(|c: char| is_han(c))
        || own.starts_with('占')
    {
        return;
    }
    let head = near.own[..at].iter().rposition(|f| f.lead.contains("分别")).filter(|&i| at - i >= 3);
    let Some(parts) = head.map(|i| &near.own[i..at]) else { return };
    let alike = parts.iter().all(|f| near.alike(f, &parts[0]) && f.value.comparator.is_none());
    let single = parts[1..].iter().all(|f| matches!(f.lead.trim(), "、" | "和" | "," | "及" | "与"));
    let Some(sum) =
        parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(stated(p))).filter(|_| alike && single)
    else {
        return;
    };
    let span = Span::new(parts[0].span.start, parts[parts.len() - 1].span.end);
    let value = Quantity::exact(sum, parts[0].value.unit.clone());
    let whole = Figure::beside(figure, span, value);
    let readings: Vec<Vec<&Figure>> = parts.iter().map(|p| vec![p, &whole]).collect();
    near.outcome(figure, Made::Share, &readings, (readings.len(), true), out);
}

/// 云业务收入553亿元,占全公司的7.9%: what is told of the whole company by the same word.
fn of_all(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let figure = &near.own[at];
    let Some(part) = at.checked_sub(1).map(|i| &near.own[i]).filter(|p| !p.is_share()) else { return };
    let Some(whole) = clause(figure, near.language).strip_prefix('占') else { return };
    if !reckoned().companies.has(whole.trim_end_matches('的'), near.language) {
        return;
    }
    let noun = |f: &Figure| -> Option<String> {
        let lead = trimmed(&f.lead, &reckoned().by, near.language).trim_end_matches(['为', '是', '达', '到', DATE]);
        let last: Vec<char> = lead.chars().rev().take(2).collect();
        (last.len() == 2 && last.iter().all(|c| is_han(*c))).then(|| last.into_iter().rev().collect())
    };
    let Some(name) = noun(part) else { return };
    let around = near.since(REACH, 0);
    let larger = |f: &&Figure| f.unit() == part.unit() && stated(f) > stated(part) && noun(f).as_ref() == Some(&name);
    let readings: Vec<Vec<&Figure>> =
        around.iter().copied().chain(&near.own[..at - 1]).filter(larger).map(|w| vec![part, w]).collect();
    near.outcome(figure, Made::Share, &readings, (if readings.len() <= FEW { readings.len() } else { 0 }, false), out);
}

/// 共1286人次,其中儿科702人次…,儿科占到一半以上; of the 1,286 patients 702 were children … Children made up more than half: a part that
/// is named again, of the whole it was told as a part of.
fn named(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (figure, words, language) = (&near.own[at], reckoned(), near.language);
    let said = clause(figure, language);
    let tail = figure.tail.trim_start();
    let whole = tail.is_empty()
        || tail.starts_with([',', ';', '.', '。', '!'])
        || language == Language::En && words.of_it.at_head(tail, language).is_some();
    let noun = match language {
        Language::Zh => words
            .share
            .at_end(said, language)
            .map(|len| said[..said.len() - len].trim_end_matches(['就', '便', '也', '约'])),
        Language::En => words.makes.at_end(said, language).map(|len| said[..said.len() - len].trim()),
    };
    let noun = noun.map(|n| n.strip_prefix("and ").unwrap_or(n));
    let plain = |n: &&str| match language {
        Language::Zh => NAME.contains(&n.chars().count()) && n.chars().all(is_han),
        Language::En => n.len() >= 4 && n.ends_with(['s', 'n']) && n.chars().all(char::is_alphabetic),
    };
    let Some(noun) = noun.filter(plain).filter(|_| whole) else { return };
    let figures: Vec<&Figure> = match near.own[..at].iter().any(|f| !f.is_share()) {
        true => near.own[..at].iter().collect(),
        false => near.earlier(1),
    };
    let called = |f: &Figure| match language {
        Language::Zh => {
            let last = f.lead.rsplit([',', ';', ':', '、', '(']).next().unwrap_or(&f.lead);
            let last = ["其中", "包括"].iter().find_map(|w| last.strip_prefix(w)).unwrap_or(last);
            trimmed(last, &words.stands, language) == noun
        }
        Language::En => {
            let counted = near.words(f).to_lowercase();
            let own = f.tail.trim_start().split([',', ';', '.']).next().unwrap_or("");
            counted.split(' ').chain(own.split(' ').take(2)).any(|w| w == noun)
        }
    };
    let mut all = figures.iter().copied().enumerate().filter(|(_, f)| !f.is_share() && called(f));
    let (Some((i, part)), None) = (all.next(), all.next()) else { return };
    let opens = |f: &Figure| match language {
        Language::Zh => f.lead.trim_start_matches([',', '(', ':']).starts_with("其中"),
        Language::En => ["of whom", "of which", "of them"].iter().any(|w| super::super::holds(&f.lead, w)),
    };
    let of_the =
        |f: &Figure| language == Language::En && matches!(f.lead.trim(), "of the" | "of all" | "of its" | "of these");
    let head = figures[..=i].iter().rposition(|f| opens(f)).and_then(|k| figures[..k].last());
    let Some(&all) = head.or_else(|| figures[..i].first().filter(|f| of_the(f))) else { return };
    let one =
        near.alike(all, part) || all.value.unit.as_ref().is_some_and(|u| u.is_discrete()) && part.unit().is_none();
    if !one || stated(all) <= stated(part) || all.value.comparator.is_some() || part.value.comparator.is_some() {
        return;
    }
    let others =
        figures.iter().copied().filter(|f| near.alike(f, part) && stated(f) > stated(part) && f.span != all.span);
    let mut readings = vec![vec![part, all]];
    readings.extend(others.map(|f| vec![part, f]));
    near.outcome(figure, Made::Share, &readings, (1, true), out);
}

/// 两组各120人。甲组有78人达标,比例为65%: of so many as each has.
fn of_each(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let figure = &near.own[at];
    let Some(part) = at.checked_sub(1).map(|i| &near.own[i]).filter(|p| !p.is_share()) else { return };
    let last = figure.lead.rsplit([',', ';', '(']).next().unwrap_or("").trim();
    let told = [clause(figure, near.language), last].iter().any(|c| reckoned().share.has(c, near.language));
    let name = part.lead.rsplit([',', ';', '。']).next().unwrap_or("");
    let name = name.trim_end_matches('有').trim_end_matches(['中', '共', '里']);
    if !told || !NAME.contains(&name.chars().count()) || figure.lead.matches(',').count() > 1 {
        return;
    }
    for s in
        (0..near.s).rev().take(2).take_while(|&i| near.view.sentences[i].block == near.view.sentences[near.s].block)
    {
        let there = figures(near.view, s);
        let each = |f: &&Figure| near.alike(f, part) && f.lead.trim_end().ends_with('各') && stated(f) > stated(part);
        let mut all = there.iter().filter(each);
        if let (Some(whole), None) = (all.next(), all.next()) {
            if near.view.text(near.view.sentences[s].span).contains(name) {
                near.outcome(figure, Made::Share, &[vec![part, whole]], (1, true), out);
            }
            return;
        }
    }
}
