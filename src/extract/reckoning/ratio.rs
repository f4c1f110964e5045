//! 占3000人的40%, a third of the 1,200, 26 miles (42 km): a part, its whole and the share; one amount in two units.

use super::{DATE, Figure, Reckoning, holds_any, trimmed};
use crate::extract::frame::View;
use crate::normalise::is_han;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

pub(super) fn read(view: &View<'_>, s: usize, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for three in figures.windows(3) {
        let [a, b, c] = three else { continue };
        let near =
            [b, c].iter().all(|f| f.lead.chars().count() <= 30 && !holds_any(&f.lead, &reckoned().breaks, language));
        let found = if near { shared(language, a, b, c) } else { None };
        let found = found.or_else(|| among(language, a, b, c));
        if let Some((part, whole, ratio)) = found
            .filter(|(part, whole, ratio)| ratio.is_share() && (part.compares(whole) || counts_of(view, part, whole)))
        {
            out.push(Reckoning::Ratio { part: part.term(view), whole: whole.term(view), ratio: ratio.term(view) });
        }
    }
    match language {
        Language::Zh => {
            named(view, figures, out);
            named_before(view, s, figures, out);
        }
        Language::En => {
            fractions(view, figures, out);
            part_of_the(view, figures, out);
        }
    }
    for two in figures.windows(2) {
        let [a, b] = two else { continue };
        if is_conversion(a, b) {
            out.push(Reckoning::Conversion { from: a.term(view), to: b.term(view) });
        }
    }
}

/// 分别接待7.4万人和8.1万人,合计15.5万人,占前九个月41万人的38%: what the words tie for certain, whatever else their sentence tells.
pub(super) fn explicit(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for three in figures.windows(3) {
        let [part, whole, ratio] = three else { continue };
        let lead = whole.lead.trim_start_matches([',', '(', '约', '仅']);
        let other = |f: &Figure| holds_any(&f.lead, &reckoned().other_bases, language);
        let told =
            language == Language::Zh && lead.starts_with('占') && lead.chars().count() <= 12 && !lead.contains(',');
        let of = matches!(ratio.lead.trim(), "的" | "的约");
        if told && of && !other(whole) && ratio.is_share() && part.compares(whole) && part.unit().is_some() {
            out.push(Reckoning::Ratio { part: part.term(view), whole: whole.term(view), ratio: ratio.term(view) });
        }
    }
}

/// 800家企业,其中224家: the measure word of the part is that of the whole, whose noun it leaves out.
fn counts_of(view: &View<'_>, part: &Figure, whole: &Figure) -> bool {
    let discrete = |f: &Figure| f.value.unit.as_ref().is_some_and(|u| u.is_discrete());
    let measure = view.text(part.span).chars().next_back().filter(|c| is_han(*c));
    let noun = measure.and_then(|c| view.text(whole.span).split_once(c)).is_some_and(|(_, noun)| !noun.is_empty());
    discrete(part) && discrete(whole) && noun
}

/// A part, its whole and its share.
type Shared<'f> = (&'f Figure, &'f Figure, &'f Figure);

/// Part, whole and share among three figures in a row.
fn shared<'f>(language: Language, a: &'f Figure, b: &'f Figure, c: &'f Figure) -> Option<Shared<'f>> {
    let words = reckoned();
    let (first, second) = (b.lead.trim(), c.lead.trim());
    if language == Language::Zh {
        let share = |lead: &str| {
            words.share.at_end(trimmed(lead, &words.by, language).trim_end_matches(['(', ',']), language).is_some()
        };
        let opens = |lead: &str| lead.trim_start_matches([',', '(', '约', '仅']).starts_with('占');
        let short = |lead: &str| lead.chars().count() <= 6;
        // 有80户参加了合作社,占比25%: what the part does stands between.
        let told = |lead: &str| {
            let lead = trimmed(lead, &words.by, language);
            let last = lead.rsplit_once(',').filter(|(did, _)| did.chars().count() <= 12 && !did.contains(','));
            last.is_some_and(|(_, last)| words.share.has(last, language))
        };
        return match () {
            // 1200人,占3000人的40%
            () if opens(first) && second.trim_start_matches('约') == "的" => Some((a, b, c)),
            // 3000名员工中有1200名,占40%
            () if ["中", "中有", "里有", "之中", "中,有", "中,"].iter().any(|w| first.ends_with(w))
                && (share(second) && short(second) || told(second)) =>
            {
                Some((b, a, c))
            }
            // 1200亿元,是600亿元的两倍
            () if ["是", "为", "相当于", "约为"]
                .iter()
                // 是十年前25万吨的两倍: a time says only when it was so much.
                .any(|w| {
                    let rest = first.trim_start_matches(',').strip_prefix(w);
                    // 是2018年同类成交价4万元的三倍
                    rest.is_some_and(|r| {
                        r.chars().count() <= 14 && !r.contains([',', ';', '(', '的'])
                            || r.trim_end_matches([DATE, '的']).is_empty()
                    })
                })
                && second == "的" =>
            {
                Some((a, b, c))
            }
            // 3000人的40%,即1200人
            () if first == "的" && ["即", ",即", ",约", ",也就是", ",就是", "(", "(即"].contains(&second) => {
                Some((c, a, b))
            }
            () => None,
        };
    }
    let share = |lead: &str| {
        let lead = lead.trim_start_matches([',', '(', ' ', '—', '–']).trim();
        lead.is_empty()
            || words.share.has(lead, language)
            || lead.strip_prefix("or ").is_some_and(|l| words.by.has(l, language))
    };
    let of = |lead: &str| {
        let rest = lead.strip_prefix("of ").or(if lead == "of" { Some("") } else { None });
        rest.is_some_and(|r| r.split_whitespace().count() <= 3 && !r.contains([',', ';', '(', DATE]))
    };
    match () {
        // 300 of its 1,200 shops, or a quarter
        () if of(first)
            && !a.is_share()
            && c.lead.trim_start().chars().next().is_none_or(|c| c.is_alphabetic() || ",(".contains(c))
            && tail_share(second, share) =>
        {
            Some((a, b, c))
        }
        // Of the 1,200 shops, 300, or a quarter
        () if of_the(a)
            && !a.is_share()
            && first
                .strip_suffix(',')
                .is_some_and(|what| what.split_whitespace().count() <= 3 && !what.contains([',', '(', DATE]))
            && share(second)
            && !c.tail.trim_start().starts_with("of ") =>
        {
            Some((b, a, c))
        }
        // 300, or a quarter of its 1,200 shops
        () if share(first) && !first.is_empty() && of(second) && b.is_share() => Some((a, c, b)),
        // 40 % of its 3,000 people, or 1,200
        () if a.is_share()
            && of(first)
            && (second.ends_with(", or") || second.ends_with("("))
            && second.split_whitespace().count() <= 3 =>
        {
            Some((c, b, a))
        }
        () => None,
    }
}

/// 12,400件,其中调解4960件,占四成; 240 berths, 96 of them, or 40%; 销售额4.8亿元,出口1.2亿元,出口占比25%: a part of the figure before.
fn among<'f>(language: Language, a: &'f Figure, b: &'f Figure, c: &'f Figure) -> Option<Shared<'f>> {
    let words = reckoned();
    let (first, second) = (b.lead.trim(), c.lead.trim());
    let told = match language {
        Language::Zh => {
            let first = first.trim_start_matches(',');
            let second = trimmed(second, &words.by, language).trim_start_matches([',', '(']);
            let own = first.strip_prefix("其中").is_some_and(|l| l.chars().count() <= 10 && !l.contains([',', ';']));
            let share = |w: &str| words.share.has(w, language);
            let noun = first.chars().count() >= 2 && first.chars().all(char::is_alphanumeric) && !first.contains(DATE);
            // 其中224家用它的云,占28%: what the part does stands between.
            let does = second
                .rsplit_once(',')
                .is_some_and(|(did, last)| did.chars().count() <= 12 && !did.contains([',', ';', DATE]) && share(last));
            own && (share(second) || does) || noun && second.strip_prefix(first).is_some_and(share)
        }
        Language::En => {
            let what =
                first.rsplit_once(',').map_or("", |(what, rest)| if rest.trim().is_empty() { what } else { ", " });
            let near = what.split_whitespace().count() <= 3 && !what.contains(',') && first.ends_with(',');
            near && ["of them, or", "of whom, or", "of which, or", "of them ("].contains(&second)
        }
    };
    let smaller = b.value.stated < a.value.stated && !a.is_share() && !b.is_share();
    (told && smaller && c.is_share()).then_some((b, a, c))
}

/// Of the 250.
fn of_the(figure: &Figure) -> bool {
    let lead = figure.lead.trim();
    ["of the", "of its", "of their", "of these", "of all"].contains(&lead)
}

/// The words behind a comma or a bracket say that a share follows; what stands before is what is counted.
fn tail_share(lead: &str, share: impl Fn(&str) -> bool) -> bool {
    let Some(at) = lead.rfind([',', '(']) else { return false };
    lead[..at].split_whitespace().count() <= 3 && share(&lead[at..])
}

/// 成本320万元,票房4160万元,是成本的13倍: the whole is named again by the noun before it.
fn named(view: &View<'_>, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let words = reckoned();
    for at in 2..figures.len() {
        let (part, ratio) = (&figures[at - 1], &figures[at]);
        let lead = trimmed(&ratio.lead, &words.by, Language::Zh).trim_start_matches([',', '(']);
        let Some(noun) =
            lead.strip_suffix('的').and_then(|l| ["是", "为", "相当于", "占"].iter().find_map(|w| l.strip_prefix(w)))
        else {
            continue;
        };
        let is_noun = noun.chars().count() >= 2 && noun.chars().all(char::is_alphanumeric);
        let mut wholes = figures[..at - 1]
            .iter()
            .filter(|f| trimmed(&f.lead, &words.by, Language::Zh).trim_end_matches(['为', '是']).ends_with(noun));
        let Some(whole) = wholes.next().filter(|w| wholes.next().is_none() && part.unit() == w.unit()) else {
            continue;
        };
        if is_noun && ratio.is_share() && !part.is_share() && part.unit().is_some() {
            out.push(Reckoning::Ratio { part: part.term(view), whole: whole.term(view), ratio: ratio.term(view) });
        }
    }
}

/// 竣工149341户。…27537户完成修复,占竣工户数的18.4%: the whole is named again by the noun before it in a sentence of the
/// same paragraph, and by no other figure there.
fn named_before(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let words = reckoned();
    for (at, ratio) in figures.iter().enumerate().skip(1).filter(|(_, f)| f.is_share()) {
        let part = &figures[at - 1];
        let lead = trimmed(&ratio.lead, &words.by, Language::Zh);
        let Some((before, noun)) = lead.strip_suffix('的').and_then(|l| l.rsplit_once('占')) else { continue };
        let unit = view.text(part.span).chars().next_back().filter(|c| is_han(*c));
        let noun = noun.trim_end_matches("总数").trim_end_matches(['数', '量', '额']);
        let noun = unit.and_then(|u| noun.strip_suffix(u)).unwrap_or(noun);
        let plain = noun.chars().count() >= 2 && noun.chars().all(is_han) && before.matches([',', ';']).count() <= 1;
        if !plain || part.is_share() || part.unit().is_none() {
            continue;
        }
        let first = (0..s)
            .rev()
            .take_while(|&i| {
                !view.text(Span::new(view.sentences[i].span.start, view.sentences[i + 1].span.start)).contains('\n')
            })
            .last();
        let sentences = first.unwrap_or(s)..s;
        let earlier: Vec<&Figure> = sentences.flat_map(|i| super::figures(view, i)).collect();
        let named =
            |f: &&Figure| f.unit() == part.unit() && f.lead.trim_end_matches(['为', '是', '已', '约']).ends_with(noun);
        let mut wholes = earlier.into_iter().filter(named);
        if let Some(whole) = wholes.next().filter(|_| wholes.next().is_none())
            && !figures.iter().any(|f| named(&f))
        {
            out.push(Reckoning::Ratio { part: part.term(view), whole: whole.term(view), ratio: ratio.term(view) });
        }
    }
}

/// An income of £312 million; grants accounted for £78 million of it, exactly a quarter.
fn fractions(view: &View<'_>, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let words = reckoned();
    for (at, part) in figures.iter().enumerate() {
        let end = figures.get(at + 1).map_or(view.folded.text.len(), |f| f.span.start);
        let Some(raw) = view.folded.text.get(part.span.end..end) else { continue };
        let tail = raw.trim_start();
        let Some(rest) = ["of it, ", "of that, ", "of the total, "].iter().find_map(|w| tail.strip_prefix(w)) else {
            continue;
        };
        let share =
            ["exactly ", "precisely ", "or exactly ", "or "].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        let all = words
            .fractions
            .of(Language::En)
            .filter(|(w, _)| share.strip_prefix(*w).is_some_and(|t| t.trim_start().starts_with(['.', ',', ';'])));
        let Some((word, value)) = all.max_by_key(|(w, _)| w.len()) else { continue };
        let mut wholes = figures[..at].iter().filter(|f| {
            part.compares(f)
                && f.value.stated >= part.value.stated
                && words.from.at_end(trimmed(&f.lead, &words.by, Language::En), Language::En).is_none()
        });
        let Some(whole) = wholes.next().filter(|_| wholes.next().is_none()) else { continue };
        let start = part.span.end + raw.len() - share.len();
        // Nearly a quarter is often called one.
        let slack = value / Decimal::TEN;
        let unit = Unit::new("fold", "multiple", Decimal::ONE);
        let value =
            Quantity { low: Some(value - slack), high: Some(value + slack), ..Quantity::exact(value, Some(unit)) };
        let span = view.folded.origin(crate::source::Span::new(start, start + word.len()));
        out.push(Reckoning::Ratio {
            part: part.term(view),
            whole: whole.term(view),
            ratio: super::Term { span, value },
        });
    }
}

/// Of the £3.2m that was stolen, about a quarter has been found, £800,000: a fraction between a whole and its part.
fn part_of_the(view: &View<'_>, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for three in figures.windows(3) {
        let [whole, ratio, part] = three else { continue };
        let fraction = ratio.value.unit.is_none() && ratio.is_share();
        let opens = trimmed(&ratio.lead, &reckoned().by, Language::En).trim_end().ends_with(',');
        let said = part.lead.trim().strip_suffix(',').unwrap_or(";");
        let short = said.split_whitespace().count() <= 6 && !said.contains([',', ';', '(']);
        let one = of_the(whole) && part.unit().is_some() && part.unit() == whole.unit() && part.compares(whole);
        let Some(n) = ratio.value.stated.filter(|_| fraction && opens && short && one) else { continue };
        // About a quarter is told of a little more or less.
        let slack = n * Decimal::new(15, 2);
        let unit = Unit::new("fold", "multiple", Decimal::ONE);
        let value = Quantity { low: Some(n - slack), high: Some(n + slack), ..Quantity::exact(n, Some(unit)) };
        let ratio = super::Term { span: view.folded.origin(ratio.span), value };
        out.push(Reckoning::Ratio { part: part.term(view), whole: whole.term(view), ratio });
    }
}

/// 26 miles (42 km): the second stands alone in brackets and is of another unit.
fn is_conversion(a: &Figure, b: &Figure) -> bool {
    let opened = matches!(
        b.lead.trim(),
        "(" | "(约"
            | "(合"
            | "(约合"
            | "(折合"
            | "(about"
            | "(or"
            | "(approximately"
            | "(around"
            | "(roughly"
            | "(equivalent to"
    );
    let closed = b.tail.trim_start_matches([' ', '人', '民', '币']).starts_with(')');
    let units = a.value.unit.as_ref().zip(b.value.unit.as_ref());
    let other = units.is_some_and(|(x, y)| x != y && x.dimension() == y.dimension() && !x.is_discrete());
    opened && closed && other
}
