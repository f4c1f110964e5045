//! So many of so much each, and means over a count that is told before.

use super::super::{Figure, Reckoning, holds, holds_any, trimmed};
use super::{Made, Near, REACH, stated};
use crate::normalise::is_han;
use crate::vocabulary::{Language, reckoned};

/// Characters between the figures of a product.
const REACH_ZH: usize = 20;
const REACH_EN: usize = 70;

pub(super) fn read(near: &Near<'_, '_>, out: &mut Vec<Reckoning>) {
    for at in 0..near.own.len() {
        if Near::is_told(&near.own[at]) {
            match near.language {
                Language::Zh => {
                    single(near, at, out);
                    each(near, at, out);
                }
                Language::En => english(near, at, out),
            }
            mean(near, at, out);
        }
    }
}

fn counts(figure: &Figure) -> bool {
    let other = |d: &str| matches!(d, "currency" | "duration" | "percentage");
    !figure.is_share() && figure.value.unit.as_ref().is_none_or(|u| !other(u.dimension()))
}

/// The words before a figure say that it is what others come to.
fn comes(figure: &Figure, language: Language) -> bool {
    let words = reckoned();
    let lead = trimmed(&figure.lead, &words.by, language);
    let last = lead.rsplit([',', ';']).next().unwrap_or(lead).trim();
    words.total.at_end(lead, language).is_some()
        || words.comes_to.at_end(lead, language).is_some()
        || words.proceeds.at_end(lead, language).is_some()
        || language == Language::Zh && last.starts_with(['总', '共'])
}

/// 四台机组单机容量均为30万千瓦,总装机120万千瓦: a count, what a single one has, and the total, in a row.
fn single(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (total, language) = (&near.own[at], near.language);
    let Some([count, each]) = at.checked_sub(2).and_then(|i| near.own.get(i..at)) else { return };
    let short = [total, each].iter().all(|f| f.lead.chars().count() <= REACH_ZH && !f.lead.contains([';', '。']));
    let one = each.lead.contains('单') && each.lead.contains('均');
    if one
        && counts(count)
        && !each.is_share()
        && each.unit() == total.unit()
        && each.unit().is_some()
        && short
        && comes(total, language)
    {
        near.outcome(total, Made::Product, &[vec![count, each]], (1, false), out);
    }
}

/// 每排36座,共25排,合计900座; 以每股18元发行4000万股,募集7.2亿元: what each has, counted by its measure word, and what all have.
fn each(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (total, language) = (&near.own[at], near.language);
    if at < 2
        || total.is_share()
        || !comes(total, language)
        || total.lead.chars().count() > REACH_ZH
        || total.lead.contains('每')
    {
        return;
    }
    let own = &near.own[..at];
    let measure = |f: &Figure| -> Option<char> {
        let lead = trimmed(&f.lead, &reckoned().by, language);
        let rest = &lead[lead.rfind('每')? + '每'.len_utf8()..];
        rest.chars().next().filter(|c| is_han(*c) && rest.chars().count() <= 8)
    };
    let discrete = |f: &Figure| f.value.unit.as_ref().is_none_or(|u| u.is_discrete());
    let one = |f: &Figure| f.unit() == total.unit() || counts(f) && counts(total) && discrete(f) && discrete(total);
    let mut single = own.iter().filter(|f| !f.is_share() && one(f) && measure(f).is_some());
    let (Some(each), None) = (single.next(), single.next()) else { return };
    let Some(unit) = measure(each) else { return };
    let named = |f: &&Figure| {
        f.span != each.span
            && counts(f)
            && (near.words(f).ends_with(unit) || f.unit().is_none() && f.tail.starts_with(unit))
    };
    let mut all = own.iter().filter(named);
    let (Some(count), None) = (all.next(), all.next()) else { return };
    // What is told of others too is more than the product.
    let others = own.iter().filter(|f| f.span != each.span && f.span != count.span && one(f)).count();
    if others == 0 && stated(total) > stated(each) {
        near.outcome(total, Made::Product, &[vec![count, each]], (1, true), out);
    }
}

/// 32 rows of 45 seats, 1,440 in all; $1.20 a share. With 85 million shares it costs $102 million.
fn english(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (total, language) = (&near.own[at], near.language);
    let tail = total.tail.trim_start();
    let behind = ["in all", "in total", "altogether", "all told"]
        .iter()
        .any(|w| tail.strip_prefix(w).is_some_and(|t| !t.starts_with(char::is_alphanumeric)));
    if total.is_share() || total.lead.chars().count() > REACH_EN || !behind && !comes(total, language) {
        return;
    }
    let before = near.earlier(1);
    let all: Vec<&Figure> =
        before.iter().copied().chain(&near.own[..at]).filter(|f| !f.is_share() && f.value.stated.is_some()).collect();
    let discrete = |f: &Figure| f.value.unit.as_ref().is_none_or(|u| u.is_discrete());
    let same = |f: &Figure| f.unit() == total.unit() || counts(f) && counts(total) && discrete(f) && discrete(total);
    let per = |f: &Figure| {
        let tail = f.tail.trim_start();
        let marks = [
            "each", "apiece", "a share", "per ", "a head", "a piece", "a ticket", "a night", "a tonne", "a ton",
            "a day", "a month", "a week",
        ];
        let lead = f.lead.trim_end();
        let first = tail.split([',', ';', '.']).next().unwrap_or("");
        marks.iter().any(|w| tail.starts_with(w))
            || holds(first, "each")
            || holds(first, "apiece")
            || lead.ends_with("average price of")
            || lead.ends_with("rows of")
            || lead.ends_with(" at") && f.unit() == total.unit()
            || holds(lead.rsplit([',', ';']).next().unwrap_or(lead), "each")
    };
    let mut singles = all.iter().copied().filter(|f| same(f) && per(f));
    let (Some(each), None) = (singles.next(), singles.next()) else { return };
    let numbers: Vec<&Figure> = all.iter().copied().filter(|f| f.span != each.span && counts(f)).collect();
    // Of several in the sentence the only one of the sentence before: six ships. They carry 15,000 containers and cost …
    let led: Vec<&Figure> =
        numbers.iter().copied().filter(|f| before.iter().copied().any(|b| b.span == f.span)).collect();
    let count = match (&numbers[..], &led[..]) {
        ([count], _) | (_, [count]) => *count,
        _ => return,
    };
    // Some figure of the unit beside the two is told of another matter, or is a part.
    let others =
        all.iter().filter(|f| f.span != each.span && f.span != count.span && f.unit().is_some() && same(f)).count();
    if others == 0 {
        let mut readings = vec![vec![count, each]];
        readings.extend(numbers.iter().filter(|n| n.span != count.span).map(|n| vec![*n, each]));
        near.outcome(total, Made::Product, &readings, (1, false), out);
    }
}

/// 总投资256亿元,平均每公里约7.85亿元, where the line has 32.6 kilometres; 240 volunteers, 5,760 kilos, 24 kilos each.
fn mean(near: &Near<'_, '_>, at: usize, out: &mut Vec<Reckoning>) {
    let (figure, language) = (&near.own[at], near.language);
    let Some(total) = at.checked_sub(1).and_then(|i| near.own.get(i)) else { return };
    if figure.unit().is_none() || figure.is_share() || total.unit() != figure.unit() || stated(total) <= stated(figure)
    {
        return;
    }
    if language == Language::En {
        let tail = figure.tail.trim_start();
        let each = ["each", "apiece"]
            .iter()
            .any(|w| tail.strip_prefix(w).is_some_and(|t| !t.starts_with(char::is_alphanumeric)));
        let lead = figure.lead.trim();
        let short = lead.rsplit_once(',').is_some_and(|(what, rest)| {
            what.split_whitespace().count() <= 4
                && matches!(rest.trim(), "" | "or" | "that is" | "on average" | "an average of")
        });
        let numbers: Vec<&Figure> = near.own[..at - 1].iter().filter(|f| counts(f)).collect();
        if let [count] = numbers[..]
            && each
            && short
            && !holds_any(&total.lead, &reckoned().breaks, language)
        {
            near.outcome(figure, Made::Mean, &[vec![total, count]], (1, false), out);
        }
        return;
    }
    let lead = trimmed(&figure.lead, &reckoned().by, language);
    let Some((head, unit)) = lead.rsplit_once('每') else { return };
    let said = ["平均", "合", "折合", "相当于", "约合", "即"].iter().any(|w| head.trim_start_matches(',') == *w);
    if !said || unit.is_empty() || unit.chars().count() > 3 {
        return;
    }
    let before = near.earlier(REACH);
    let named = |f: &&Figure| !f.is_share() && near.words(f).ends_with(unit);
    let own = near.own[..at].iter().filter(named);
    let readings: Vec<Vec<&Figure>> =
        own.chain(before.iter().rev().copied().filter(named)).map(|n| vec![total, n]).collect();
    near.outcome(figure, Made::Mean, &readings, (readings.len().min(2), false), out);
}
