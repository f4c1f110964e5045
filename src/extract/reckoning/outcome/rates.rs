//! Growth and differences between two figures of which one is of an earlier time, shares of a whole told before, and
//! quotients that have a name (a margin, a turnout).

use super::super::{DATE, Figure, Reckoning, growth, holds_any, trimmed};
use super::{Made, Near, pairs, stated};
use crate::vocabulary::{Language, Words, portions, reckoned};

/// Characters between the figures of a growth.
const REACH_ZH: usize = 24;
const REACH_EN: usize = 70;
/// Sentences before that may hold a figure which excuses a growth.
const FURTHER: usize = 5;
/// Sentences before that may tell the total.
const TOTAL: usize = 12;
/// Words between a part and its share.
const FEW: usize = 7;

pub(super) fn read(near: &Near<'_, '_>, out: &mut Vec<Reckoning>) {
    for (at, figure) in near.own.iter().enumerate() {
        if !Near::is_told(figure) {
            continue;
        }
        if let Some(rises) = direction(figure, near.language) {
            super::dated::series(near, at, rises, out);
            super::headline::read(near, at, rises, out);
            grown(near, at, rises, out);
        } else if figure.is_percent() {
            shared(near, at, out);
            quotient(near, at, out);
            named(near, at, out);
        } else if is_gap(figure, near.language) {
            grown(near, at, None, out);
        }
    }
}

/// What stands before a figure without the small words at its end.
fn bare(figure: &Figure, language: Language) -> &str {
    let words = reckoned();
    let mut text = figure.lead.trim_end();
    loop {
        let lead = trimmed(text, &words.by, language);
        let lead = words.stands.at_end(lead, language).map_or(lead, |len| lead[..lead.len() - len].trim_end());
        if lead.len() == text.len() {
            return text;
        }
        text = lead;
    }
}

/// The difference of two figures, in words that do not say which way: a difference in height of 276 m.
fn is_gap(figure: &Figure, language: Language) -> bool {
    let lead = bare(figure, language);
    let gaps = &reckoned().gaps;
    let last = lead.rsplit([',', ';']).next().unwrap_or(lead).trim();
    let noun = ["a ", "the "].iter().find_map(|w| last.strip_prefix(w)).and_then(|n| n.split_once(" in "));
    let within = noun.filter(|(gap, what)| gaps.has(gap, language) && what.split_whitespace().count() <= 2);
    gaps.at_end(lead, language).is_some() || language == Language::En && within.is_some()
}

/// A figure by which something grew or fell: which way, where the words say.
fn direction(figure: &Figure, language: Language) -> Option<Option<bool>> {
    let words = reckoned();
    let lead = bare(figure, language);
    // made up 63 per cent of the total
    if words
        .makes
        .at_end(figure.lead.trim_end(), language)
        .is_some_and(|len| figure.lead.trim_end()[figure.lead.trim_end().len() - len..].ends_with(" up"))
    {
        return None;
    }
    let ends = |one: &Words, two: &Words| one.at_end(lead, language).max(two.at_end(lead, language));
    let told = match (ends(&words.rises, &words.upward), ends(&words.falls, &words.downward)) {
        (None, None) => None,
        (up, down) => Some(Some(up > down)),
    };
    // 20 per cent more than, 14 more than the 72
    let tail = figure.tail.trim_start();
    let behind = |w: &Words| w.at_head(tail, language).is_some();
    let beside = match language {
        Language::Zh => None,
        Language::En if behind(&words.more) || behind(&words.above) => Some(Some(true)),
        Language::En if behind(&words.less) || behind(&words.below) => Some(Some(false)),
        Language::En => None,
    };
    told.or_else(|| growth::direction(figure)).or(beside)
}

/// What stands before a word of growth and its figure.
pub(super) fn undirected(figure: &Figure, language: Language) -> &str {
    let words = reckoned();
    let lead = bare(figure, language);
    let all = [&words.rises, &words.falls, &words.upward, &words.downward];
    let len = all.iter().filter_map(|w| w.at_end(lead, language)).max().unwrap_or(0);
    lead[..lead.len() - len].trim_end()
}

/// 9.25亿 the year before, 5.18亿, down 44 %: the two figures of a growth stand near it, and no others like them.
fn grown(near: &Near<'_, '_>, at: usize, rises: Option<bool>, out: &mut Vec<Reckoning>) {
    let (figure, language) = (&near.own[at], near.language);
    let reach = if language == Language::Zh { REACH_ZH } else { REACH_EN };
    let rate = figure.is_percent();
    let points = matches!(figure.unit(), Some("percentage point" | "basis point"));
    let level = |f: &&Figure| match points {
        true => f.is_percent() && f.value.stated.is_some(),
        false => !f.is_share() && f.unit() != figure.unit() && rate || !rate && near.alike(f, figure),
    };
    let others = |f: &&Figure| f.span != figure.span;
    // An increase of 3 % or 12p a week: of each week, not of the bill.
    if reckoned().per_time.at_head(figure.tail.trim_start(), language).is_some() {
        return;
    }
    if figure.lead.chars().count() > reach
        || holds_any(&figure.lead, &reckoned().breaks, language) && !figure.lead.contains(';')
    {
        return;
    }
    let gap = rises.is_none() && !rate && !points;
    if !gap && !goes_on(figure, language) {
        return;
    }
    // The nearest one, before it or right behind it, says of what.
    let behind =
        near.own.get(at + 1).filter(|n| level(n) && n.lead.split_whitespace().count() <= 8 && language == Language::En);
    let Some(last) = near.own[..at].iter().rev().find(level).or(behind) else { return };
    let alike = |f: &&Figure| f.span == last.span || points && f.is_percent() || near.alike(f, last);
    // Behind a semicolon another matter begins.
    let first = near.own[..at].iter().rposition(|f| f.lead.contains([';', '。'])).unwrap_or(0);
    // 367, up 12 per cent, and in 2014 we had 198: what another clause tells behind it is no part of it.
    let beside = |f: &&Figure| f.span.start < figure.span.start || behind.is_some_and(|b| b.span == f.span);
    let all: Vec<&Figure> =
        near.own[first..].iter().filter(others).filter(level).filter(alike).filter(beside).collect();
    let led: Vec<&Figure> = all.iter().copied().filter(|f| f.span.start < figure.span.start).collect();
    // Two that lead to it, whatever follows.
    // 场均3300人,…比上赛季的2750人多出两成: the last is compared with, and the one before it is told of.
    let opens = |f: &Figure| f.lead.rsplit([',', ';']).next().is_some_and(|c| c.starts_with(['比', '较']));
    let direct = language == Language::Zh && rate && bare(figure, language).chars().count() <= 4;
    let only = led.len() == 2;
    // 7130人次,日均230人次,比去年的6603人次多了8%: which of the two is compared with it, the words do not say.
    let share = |f: &Figure| portions().zh.iter().any(|w| f.lead.trim_end().ends_with(w.as_str()));
    if let [.., _, to, from] = &led[..]
        && share(to)
        && !share(from)
        && opens(from)
    {
        return;
    }
    let held = match &led[..] {
        // 较上周上涨122元 is no level itself.
        [.., to, from] if direct && opens(from) && !opens(to) && direction(from, language).is_none() => {
            Some((*from, *to))
        }
        _ => None,
    };
    let led = held.map_or(led, |(from, to)| vec![from, to]);
    let own = if led.len() == 2 { led } else { all };
    // 15 per cent more than the 350 of the year before: what stands behind is the one before.
    let than = language == Language::En
        && [&reckoned().above, &reckoned().below, &reckoned().than]
            .iter()
            .any(|w| w.at_head(figure.tail.trim_start(), language).is_some());
    let own = match (than, behind, near.own[..at].iter().rev().find(level).filter(|f| alike(f))) {
        (false, ..) => own,
        (true, Some(from), Some(to)) => vec![to, from],
        (true, Some(from), None) => vec![from],
        (true, None, _) => return,
    };
    // 去年…2500吨,今年2400吨: whatever else the sentence counts.
    let dated = super::dated::pair(near, at).filter(|_| rate);
    let before = near.earlier(2);
    let earlier: Vec<&Figure> = before.iter().copied().filter(level).filter(alike).collect();
    let sentence = near.view.sentences[near.s].span.start;
    let previous = near.s.checked_sub(1).map_or(sentence, |i| near.view.sentences[i].span.start);
    let two = match (&own[..], &earlier[..]) {
        _ if dated.is_some() => dated,
        ([x, y], _) => Some((*x, *y)),
        ([y], _) => {
            let mut there = earlier.iter().filter(|f| f.span.start >= previous);
            let only = there.next().filter(|_| there.next().is_none()).copied();
            only.or_else(|| super::dated::base(near, y, &earlier)).map(|x| (x, *y))
        }
        _ => None,
    };
    let Some((x, y)) = two.filter(|(x, y)| points || x.compares(y) || near.alike(x, y) && is_near(x, y)) else {
        return;
    };
    let ordered = match rises {
        // A gap says nothing of the order.
        None if !rate => Some((x, y)),
        _ if held.is_some() || dated.is_some() => Some((x, y)),
        // A premium of 45 per cent to the close of $65.39
        _ if behind.is_some_and(|b| b.span == y.span) => Some((y, x)),
        _ => near.in_order(x, y).or_else(|| super::dated::after(near, x, y).then_some((x, y))),
    };
    let stepped = rate && language == Language::Zh && near.steps(x, y);
    let Some((from, to)) = ordered else { return };
    let made = if rate { Made::Growth(rises) } else { Made::Difference(rises) };
    let mut readings = vec![vec![from, to]];
    let told: Vec<&Figure> = near.own[..at].iter().filter(level).filter(alike).collect();
    let all: Vec<&Figure> = earlier.iter().chain(&own).copied().collect();
    readings.extend(pairs(&all));
    readings.extend(pairs(&told));
    let further = near.further(FURTHER);
    let more = further.iter().copied().filter(level).filter(alike).filter(|f| f.span.end <= sentence);
    readings.extend(more.flat_map(|f| own.iter().flat_map(move |o| [vec![f, *o], vec![*o, f]])));
    let certain = stepped && earlier.is_empty() && own.len() == 2 || held.is_some() && only || dated.is_some();
    near.outcome(figure, made, &readings, (1, certain), out);
}

/// A word beside a figure makes it one of an earlier time.
pub(super) fn is_former(near: &Near<'_, '_>, figure: &Figure) -> bool {
    let words = reckoned();
    [&words.earlier, &words.formerly].iter().any(|w| holds_any(&figure.raw, w, near.language))
}

/// Behind its last comma a growth has no words of another matter: 票价从80元降到60元,学生票另减30元.
fn goes_on(figure: &Figure, language: Language) -> bool {
    let words = reckoned();
    let last = figure.lead.rsplit([',', ';', '(']).next().unwrap_or(&figure.lead);
    let own = [&words.upward, &words.downward, &words.stands, &words.goes_on];
    let known = growth::told_of_growth().into_iter().chain(own);
    if language == Language::En {
        return figure.is_percent() || last.split_whitespace().count() <= 4;
    }
    let mut rest = last.to_owned();
    let mut all: Vec<&String> = known.flat_map(|l| l.of(language)).collect();
    all.sort_by_key(|w| std::cmp::Reverse(w.len()));
    for word in all {
        if rest.contains(word.as_str()) {
            rest = rest.replace(word.as_str(), "");
        }
    }
    rest.chars().all(|c| c == DATE || !c.is_alphanumeric())
}

/// Of one order of magnitude.
pub(super) fn is_near(a: &Figure, b: &Figure) -> bool {
    let ratio = stated(a).checked_div(stated(b)).unwrap_or_default();
    ratio > rust_decimal::Decimal::new(1, 1) && ratio < rust_decimal::Decimal::TEN
}

/// Exports, at 11.7 million, made up 65 % of the total: of which figure told before a part is the share.
fn shared(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (figure, language, words) = (&near.own[at], near.language, reckoned());
    let Some(part) = at.checked_sub(1).and_then(|i| near.own.get(i)).filter(|p| !p.is_share()) else { return };
    let lead = trimmed(figure.lead.trim(), &words.by, language);
    let mut noun = None;
    let told = match language {
        Language::Zh => {
            let last = lead.trim_start_matches([',', '(']);
            let whole =
                last.rsplit_once(',').map_or(last, |(_, l)| l).strip_prefix('占').map(|l| l.trim_end_matches('的'));
            // 占总收入的65%; 占寄宿生总数的39% is of a whole of its own.
            let named = |w: &str| w.starts_with(['总', '全']) && w.chars().count() <= 6 && !w.contains([';', DATE]);
            noun = whole
                .filter(|w| named(w))
                .and_then(|w| w.char_indices().rev().nth(1).map(|(at, _)| w[at..].to_owned()));
            noun.is_some() || whole.is_some_and(|w| (w.is_empty() || w == "比") && part.lead.contains("其中"))
        }
        Language::En => {
            let of = |tail: &str| words.of_it.at_head(tail.trim_start(), language).is_some();
            let said = lead.trim_start_matches([',', '(', '—', '–', ' ']).trim();
            let few = said.split_whitespace().count() <= FEW && !said.contains([';', DATE]);
            // 8.1 million of them, or 64 per cent
            let part_of = said.split_once(',').filter(|_| of(&figure.lead) || of(&part.tail)).map(|(_, s)| s.trim());
            few && (of(&figure.tail) && words.makes.at_end(said, language).is_some()
                || part_of.is_some_and(|s| matches!(s, "or" | "that is" | "which is" | "")))
        }
    };
    if !told {
        return;
    }
    let before = near.earlier(2);
    let called =
        |f: &Figure| noun.as_ref().is_none_or(|n| words.alls.of(language).contains(n) || f.lead.contains(n.as_str()));
    let larger = |f: &&Figure| near.alike(f, part) && stated(f) > stated(part) && called(f);
    // $6.4 million or 50 % of the revenue of 2018: a part like this one.
    let shared = |f: &&Figure| {
        let next = near.own.iter().find(|n| n.span.start >= f.span.end);
        next.is_some_and(|n| n.is_percent() && n.span != figure.span && words.makes.has(n.lead.trim(), language))
    };
    let own = near.own[..at].iter().filter(larger).filter(|f| !shared(f));
    let mut readings: Vec<Vec<&Figure>> =
        own.chain(before.iter().rev().copied().filter(larger)).map(|whole| vec![part, whole]).collect();
    let meant = readings.len().min(3);
    // The total may be told further up.
    let further = near.since(TOTAL, 0);
    readings.extend(further.iter().copied().filter(larger).map(|whole| vec![part, whole]));
    near.outcome(figure, Made::Share, &readings, (meant, false), out);
}

/// 31,200 of the 48,000 voters took part, a turnout of 65 per cent: a quotient of the two figures before it, whatever its name.
fn quotient(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (figure, language) = (&near.own[at], near.language);
    let Some([x, y]) = at.checked_sub(2).and_then(|i| near.own.get(i..at)) else { return };
    let lead = bare(figure, language);
    let last = lead.rsplit([',', ';']).next().unwrap_or(lead).trim();
    let noun = last.strip_suffix(" of").unwrap_or(last);
    let opens = noun.starts_with("a ") || noun.starts_with("an ");
    let named =
        ["rate", "turnout", "margin", "share", "ratio", "proportion", "quota"].iter().any(|w| noun.ends_with(w));
    let plain = noun.split_whitespace().count() <= 4 && !holds_any(noun, &reckoned().other_rates, language);
    let said = language == Language::En && opens && named && plain;
    let more = near.own[..at - 2].iter().any(|f| near.alike(f, x));
    let of = y.lead.trim_start().starts_with("of ");
    if !said || !of || more || !near.alike(x, y) || stated(x) == stated(y) {
        return;
    }
    let (part, whole) = if stated(x) < stated(y) { (x, y) } else { (y, x) };
    near.outcome(figure, Made::Share, &[vec![part, whole]], (1, false), out);
}

/// A quotient by its name, of two figures by theirs, told before.
fn named(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (figure, language) = (&near.own[at], near.language);
    let lead = bare(figure, language);
    for quotient in &reckoned().quotients {
        let said = match language {
            Language::Zh => quotient.name.at_end(lead, language).is_some(),
            Language::En => holds_any(lead.rsplit([',', ';']).next().unwrap_or(lead), &quotient.name, language),
        };
        if !said {
            continue;
        }
        let before = near.earlier(3);
        let mut all: Vec<&Figure> = before.iter().copied().chain(&near.own[..at]).collect();
        all.retain(|f| !f.is_share());
        let beside = |f: &Figure, words: &Words| {
            let lead = f.lead.rsplit([',', ';', '。']).next().unwrap_or(&f.lead);
            holds_any(lead, words, language)
                || holds_any(f.tail.split([',', ';', '.', '。']).next().unwrap_or(""), words, language)
        };
        let pick = |words: &Words| -> Vec<&Figure> { all.iter().copied().filter(|f| beside(f, words)).collect() };
        let (parts, wholes) = (pick(&quotient.part), pick(&quotient.whole));
        let mut readings = Vec::new();
        for part in &parts {
            for whole in
                wholes.iter().filter(|w| w.span != part.span && near.alike(part, w) && stated(part) < stated(w))
            {
                readings.push(vec![*part, *whole]);
            }
        }
        // Named and in one sentence, these are the two.
        let beside = readings.first().is_some_and(|r| r.iter().all(|f| near.own.iter().any(|o| o.span == f.span)));
        near.outcome(figure, Made::Share, &readings, (usize::from(readings.len() == 1), beside), out);
    }
}
