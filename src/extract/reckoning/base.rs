//! 发行价27美元,收盘报122.54美元,较发行价上涨354%; $95 a share, a premium of 45% to the close of $65.39: a growth from a figure
//! that is named by what it is.

use super::growth::{Part, beside, part};
use super::{Figure, Reckoning, Term, holds_any, trimmed};
use crate::extract::frame::View;
use crate::vocabulary::{Language, reckoned};

/// Characters of the name of a figure.
const NAME: std::ops::RangeInclusive<usize> = 2..=8;

pub(super) fn read(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for three in figures.windows(3) {
        let [a, b, c] = three else { continue };
        let (from, to, by) = (Some(c.term(view)), Some(a.term(view)), Some(b.term(view)));
        if let Some(rises) = lies_above(language, a, b, c) {
            out.push(Reckoning::Growth { from, to, change: None, rate: by, rises: Some(rises) });
        }
    }
    match language {
        Language::Zh => named(view, figures, out),
        Language::En => {
            for at in 1..figures.len().saturating_sub(1) {
                premium(view, &figures[at - 1], &figures[at], &figures[at + 1], out);
            }
        }
    }
}

/// 3,100 flasks, 300 fewer than the 3,400 of the year before: what the words tie for certain, whatever else their sentence tells.
pub(super) fn explicit(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    for three in figures.windows(3) {
        let [a, b, c] = three else { continue };
        if let Some(rises) = more(language, a, b, c) {
            let (from, to, change) = (Some(c.term(view)), Some(a.term(view)), Some(b.term(view)));
            out.push(Reckoning::Growth { from, to, change, rate: None, rises: Some(rises) });
        }
    }
}

/// 较发行价上涨354%: the only figure that the noun stands right before.
fn named(view: &View<'_>, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let (words, language) = (reckoned(), Language::Zh);
    for at in 2..figures.len() {
        let (to, rate) = (&figures[at - 1], &figures[at]);
        let lead = trimmed(&rate.lead, &words.by, language);
        let (up, down) = (words.rises.at_end(lead, language), words.falls.at_end(lead, language));
        let Some(len) = up.max(down).filter(|_| rate.is_percent() && up != down) else { continue };
        let head = lead[..lead.len() - len].trim_start_matches([',', '(']);
        let Some(noun) = ["较", "比"].iter().find_map(|w| head.strip_prefix(w)) else { continue };
        if !NAME.contains(&noun.chars().count()) || !noun.chars().all(char::is_alphanumeric) {
            continue;
        }
        let called = |f: &&Figure| trimmed(&f.lead, &words.by, language).trim_end_matches(['为', '是']).ends_with(noun);
        let mut bases = figures[..at - 1].iter().filter(called);
        let Some(from) = bases.next().filter(|b| bases.next().is_none() && b.compares(to)) else { continue };
        if !to.is_share() && from.unit() == to.unit() {
            push(view, (from, to), rate, up > down, out);
        }
    }
}

/// A premium of 45% to the previous close of $65.39, behind the price.
fn premium(view: &View<'_>, to: &Figure, rate: &Figure, from: &Figure, out: &mut Vec<Reckoning>) {
    let same = to.unit().is_some() && to.unit() == from.unit() && to.compares(from) && !to.is_share();
    let near = rate.lead.chars().count() <= 60 && !holds_any(&rate.lead, &reckoned().breaks, Language::En);
    if let Some(rises) = above(rate, from).filter(|_| same && near) {
        push(view, (from, to), rate, rises, out);
    }
}

/// Tolland's penalty was reduced by 35%, from £2.0m: what it came to stands in brackets behind the name, shortly before.
pub(super) fn owned(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let [rate, from] = figures else { return };
    let (words, language) = (reckoned(), view.language(s));
    let head = rate.lead.trim();
    let Some((_, told)) = head.split_once("'s ").or_else(|| head.split_once("’s ")) else { return };
    let lead = trimmed(told, &words.by, language);
    let ways = [("reduced", false), ("cut", false), ("lowered", false), ("raised", true), ("increased", true)];
    let way =
        ways.iter().find(|(w, _)| lead.strip_suffix(w).is_some_and(|l| l.ends_with(" was ") || l.ends_with(" were ")));
    let Some(&(_, rises)) = way.filter(|_| language == Language::En && rate.is_percent()) else { return };
    let name = view.text(view.sentences[s].span).trim_start();
    let Some(name) = name.split("'s").next().and_then(|n| n.split('’').next()).filter(|n| n.split(' ').count() <= 3)
    else {
        return;
    };
    let opens = matches!(from.lead.trim(), ", from" | "from") && from.unit().is_some();
    let earlier: Vec<&Figure> = (s.saturating_sub(2)..s).flat_map(|i| super::figures(view, i)).collect();
    let named = |f: &&Figure| {
        let lead = view.text(crate::source::Span::new(f.span.start.saturating_sub(f.raw.len()), f.span.start));
        let called = lead.rsplit([',', ';']).next().unwrap_or(lead);
        f.unit() == from.unit() && f.lead.ends_with('(') && called.contains(name) && f.compares(from)
    };
    let mut found = earlier.into_iter().filter(named);
    if let (Some(to), None, true) = (found.next(), found.next(), opens) {
        push(view, (from, to), rate, rises, out);
    }
}

/// That was a premium of 45% to the close of $65.39: the price is the only amount of the sentence before.
pub(super) fn pointing(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let [rate, from, ..] = figures else { return };
    let told = [" that was ", " this was ", "that was ", "this was ", "that is ", "this is ", " that is ", " this is "];
    let points = told.iter().any(|w| rate.lead.starts_with(w.trim_start()) || rate.lead.contains(w));
    let Some(rises) = above(rate, from).filter(|_| points && view.language(s) == Language::En) else { return };
    let Some(before) = s.checked_sub(1).filter(|&i| view.sentences[i].block == view.sentences[s].block) else { return };
    let earlier = super::figures(view, before);
    let mut prices = earlier.iter().filter(|f| f.unit() == from.unit() && f.compares(from));
    if let (Some(to), None) = (prices.next(), prices.next()) {
        push(view, (from, to), rate, rises, out);
    }
}

/// $42.50 a share is 28 % above the price of $33.20.
fn lies_above(language: Language, a: &Figure, b: &Figure, c: &Figure) -> Option<bool> {
    let words = reckoned();
    let lead = c.lead.trim_start();
    let (rises, len) = match (words.above.at_head(lead, language), words.below.at_head(lead, language)) {
        (Some(len), _) => (true, len),
        (None, len) => (false, len?),
    };
    let clear =
        |text: &str, most: usize| text.split_whitespace().count() <= most && !holds_any(text, &words.breaks, language);
    let is = b.lead.trim_end();
    let said = is == "," || is.ends_with(" is") || is.ends_with(" was") || is == "is" || is == "was";
    let fits = b.is_percent() && a.unit().is_some() && !a.is_percent() && a.unit() == c.unit() && a.compares(c);
    (fits && said && clear(&b.lead, 8) && clear(&lead[len..], 6) && !lead.contains([',', ';', '('])).then_some(rises)
}

/// $12 million, $3 million more than the $9 million.
fn more(language: Language, a: &Figure, b: &Figure, c: &Figure) -> Option<bool> {
    let lead = c.lead.trim();
    let words = reckoned();
    let above = words.above.at_head(lead, language).map(|len| (true, len));
    let side = above.or_else(|| words.below.at_head(lead, language).map(|len| (false, len)));
    // £90,000 above the estimate of £1.06 million, £14m under the £200m budgeted
    let named = |rest: &str| match rest.strip_suffix(" of").or_else(|| rest.strip_suffix(" at")) {
        Some(what) => what.starts_with("the ") && is_noun(what, language),
        None => rest == "the" || rest == "its",
    };
    let (rises, than) = match beside(lead, language) {
        Some((rises, len)) => {
            (rises, matches!(lead.get(len..)?.trim(), "than" | "than the" | "than its" | "than their"))
        }
        None => side.map(|(rises, len)| (rises, lead.get(len..).is_some_and(|r| named(r.trim()))))?,
    };
    // 140 members, 30 more than the 90
    let bare = |f: &Figure| {
        f.unit() == a.unit() || f.unit().is_none() && a.value.unit.as_ref().is_some_and(|u| u.is_discrete())
    };
    let one = bare(b) && bare(c) && !a.is_share() && a.compares(c);
    let told = b.lead.trim();
    let beside = matches!(told, "," | ", or" | ", some" | ", about" | "(")
        || told.strip_suffix(',').is_some_and(|what| is_noun(what, language));
    (language == Language::En && than && one && beside).then_some(rises)
}

/// 3,100 flasks this time, 500 fewer than the 3,400: what is counted stands between, and nothing else.
fn is_noun(text: &str, language: Language) -> bool {
    text.split_whitespace().count() <= 4
        && !text.contains([',', ';', '(', ':'])
        && !holds_any(text, &reckoned().breaks, language)
}

/// The words before a share and the figure behind it say that it lies above that figure, or below it.
fn above(rate: &Figure, from: &Figure) -> Option<bool> {
    let lead = trimmed(&rate.lead, &reckoned().by, Language::En);
    let rises = match () {
        () if lead.ends_with("premium") => true,
        () if lead.ends_with("discount") => false,
        () => return None,
    };
    let to = from.lead.trim();
    let leads = ["to ", "over ", "on ", "above ", "below "].iter().any(|w| to.starts_with(w));
    let ends = to.ends_with(" of") || to.ends_with(" at") || to.ends_with(" price") || to.ends_with(" close");
    let plain = to.split_whitespace().count() <= 8 && !to.contains([',', ';', '(']);
    (rate.is_percent() && leads && ends && plain).then_some(rises)
}

fn push(view: &View<'_>, (from, to): (&Figure, &Figure), rate: &Figure, rises: bool, out: &mut Vec<Reckoning>) {
    let term = |f: &Figure| -> Option<Term> { Some(f.term(view)) };
    let (from, to, rate) = (term(from), term(to), term(rate));
    out.push(Reckoning::Growth { from, to, change: None, rate, rises: Some(rises) });
}

/// Revenue came to $2.36 billion, after $2.00 billion in 2023. That is an increase of 18%: the two figures are those of the
/// sentence before.
pub(super) fn pointed(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let language = view.language(s);
    let [rate] = figures else { return };
    let opens = reckoned().pointing.at_head(rate.lead.trim_start(), language).is_some();
    let before = s.checked_sub(1).filter(|&i| opens && view.sentences[i].block == view.sentences[s].block);
    let (Part::By(rises), Some(before)) = (part(rate), before) else { return };
    let levels = super::figures(view, before);
    let [to, from] = levels else { return };
    let (to, from) = match (part(to), part(from)) {
        (Part::Plain | Part::To(_), Part::From(_)) => (to, from),
        (Part::From(_), Part::To(_)) => (from, to),
        _ => return,
    };
    if rate.is_percent() && to.compares(from) && !to.is_share() {
        let term = |f: &Figure| Some(f.term(view));
        out.push(Reckoning::Growth { from: term(from), to: term(to), change: None, rate: term(rate), rises });
    }
}
