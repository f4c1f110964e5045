//! 六大行业:…, three companies: A, B and C, 英、法、德三国, sixth of five: counts beside what they count.

use super::{Figure, Reckoning, holds_any};
use crate::extract::frame::View;
use crate::extract::scan::What;
use crate::grammar::Value;
use crate::source::Span;
use crate::vocabulary::{Language, lists, reckoned};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Counts above this are rarely written out as lists.
const MOST: usize = 30;
/// Characters between a count and its list: what is counted.
const NOUN_ZH: usize = 10;
/// The same, in words.
const NOUN_EN: usize = 4;
/// A thing of a list has no more words than this; what is longer is a sentence.
const ITEM_EN: usize = 6;
/// Right behind a list these count its things; 三名 may count people of several kinds.
const LISTED: &[char] = &['国', '地', '省', '市', '人', '者', '方', '家', '大', '县', '州', '位', '种', '类', '项'];

pub(super) fn read(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let language = view.language(s);
    for figure in figures {
        let Some(count) = counted(figure) else { continue };
        let list = match language {
            Language::Zh => behind_zh(view, s, figure).or_else(|| before_zh(view, s, figure, count)),
            Language::En => behind_en(view, s, figure, count).or_else(|| apposed(view, s, figure)),
        };
        if let Some((list, least, most)) = list {
            out.push(Reckoning::Count { count: figure.term(view), list: view.folded.origin(list), least, most });
        }
    }
    places(view, s, figures, out);
}

/// A small whole number that stands for itself.
pub(super) fn counted(figure: &Figure) -> Option<usize> {
    let unit = figure.value.unit.as_ref();
    let things = unit.is_none_or(|u| u.is_discrete() && u.name() != "time" && u.dimension() != "ordinal");
    let exact = figure.value.comparator.is_none() && figure.value.low == figure.value.high;
    let count = figure.value.stated.filter(|v| v.fract().is_zero())?.to_usize()?;
    (things && exact && (2..=MOST).contains(&count)).then_some(count)
}

/// 六大行业:能源、金融…; 三家公司分别是…
fn behind_zh(view: &View<'_>, s: usize, figure: &Figure) -> Option<(Span, usize, usize)> {
    let start = figure.span.end;
    let rest = view.text(Span::new(start, view.sentences[s].span.end));
    let words = reckoned().lists.of(Language::Zh);
    let found = words.iter().filter(|w| w.as_str() != "是").filter_map(|w| Some((rest.find(w.as_str())?, w.len())));
    let (at, len) = found.min_by_key(|(at, len)| (*at, usize::MAX - len))?;
    let noun = &rest[..at];
    let plain = noun.chars().count() <= NOUN_ZH
        && !noun.contains([',', '、', '(', ')', '。', '“', '”', '的'])
        && (!noun.is_empty() || view.text(figure.span).chars().count() > 1);
    let head = at + len;
    let end = rest[head..].find([',', ';', '。', ')', '(', ':', '!', '?', '—']).map_or(rest.len(), |i| head + i);
    let list = rest[head..end].trim();
    // 甲、乙,以及丙: the last of the list stands behind a comma.
    let behind = rest[end..].trim_start_matches([',', ' ']);
    let goes_on = reckoned().and.at_head(behind, Language::Zh).is_some();
    // 三个子女——建国、建军、秀英——都…: the second dash ends the list; ——甲在县城,乙在省城——: a remark goes on.
    let dashed = rest[at..].starts_with('—');
    let whole = dashed && rest[end..].starts_with('—');
    let others = !whole && rest[end..].contains('、') || goes_on || dashed && !whole;
    let closed =
        plain && !others && is_closed(list, Language::Zh) && !holds_any(&figure.lead, &reckoned().open, Language::Zh);
    let (least, most) = things_zh(list)?;
    closed.then_some((Span::new(start + head, start + end), least, most))
}

/// 英国、法国、德国三国: the list ends where the count begins.
fn before_zh(view: &View<'_>, s: usize, figure: &Figure, count: usize) -> Option<(Span, usize, usize)> {
    let words = view.text(figure.span);
    // …、知识增强5个维度: a general measure and a word for the members of any list.
    let after = view.text(Span::new(figure.span.end, view.sentences[s].span.end.max(figure.span.end)));
    let general = words.ends_with('个') && lists().members.at_head(after, Language::Zh).is_some();
    let unit = words.chars().next_back().filter(|c| LISTED.contains(c) || general)?;
    let head = view.text(Span::new(view.sentences[s].span.start, figure.span.start));
    let from = head.rfind([',', ';', '。', ':', '(', ')', '“', '”', '《', '》', '!', '?', '—']).map_or(0, |i| i + 1);
    let from = (from..head.len()).find(|i| head.is_char_boundary(*i))?;
    let list = &head[from..];
    // 苹果、三个梨: the count is of the last thing.
    let whole = !list
        .ends_with(['、', '和', '及', '与', '或', '的', '了', '有', '共', '这', '那', '等', '另', '第', '前', '各']);
    let (least, most) = things_zh(list).filter(|_| whole && is_closed(list, Language::Zh))?;
    // 京津冀、长三角11个城市 counts other things than it lists.
    let alike = count < least || count == most + 1 && "国人者方".contains(unit) || (least..=most).contains(&count);
    alike.then_some((Span::new(figure.span.start - list.len(), figure.span.start), least, most))
}

/// How many things a list may have: 和 may stand inside one of them.
fn things_zh(list: &str) -> Option<(usize, usize)> {
    let marks = list.matches('、').count();
    let joined = list.matches(['和', '及', '与', '或', '跟']).count();
    (marks > 0).then_some((marks + 1, marks + 1 + joined))
}

fn is_closed(list: &str, language: Language) -> bool {
    let open = reckoned().open.of(language);
    let lower = list.to_ascii_lowercase();
    !list.contains(['…', '"', '「']) && !open.iter().any(|w| super::holds(&lower, w))
}

/// three companies: A, B and C.
fn behind_en(view: &View<'_>, s: usize, figure: &Figure, count: usize) -> Option<(Span, usize, usize)> {
    let start = figure.span.end;
    let rest = view.text(Span::new(start, view.sentences[s].span.end));
    let words = reckoned().lists.of(Language::En);
    let (at, len) = words.iter().filter_map(|w| Some((rest.find(w.as_str())?, w.len()))).min()?;
    let noun = rest[..at].trim_end_matches([',', ' ']);
    if noun.split_whitespace().count() > NOUN_EN || noun.contains([',', '(', ';', '"', '“']) {
        return None;
    }
    let head = at + len;
    let list = rest[head..].trim_end().trim_end_matches(['.', ')']);
    if list.contains(['(', ';', ':', '"', '“', '?', '!', '—', '–']) || !is_closed(list, Language::En) {
        return None;
    }
    // In “A, B and C” the last joint parts two things; without one the list may not be one.
    let mut items: Vec<&str> = list.split(", ").map(str::trim).filter(|i| !i.is_empty()).collect();
    let last = items.last_mut()?;
    let joint = |text: &str| reckoned().and.of(Language::En).iter().any(|w| super::holds(text, w));
    if !joint(last) {
        return None;
    }
    let stripped = ["and ", "or ", "& "].iter().find_map(|w| last.strip_prefix(w));
    let parted = usize::from(stripped.is_none());
    *last = stripped.unwrap_or(last);
    // A smoked cheddar, a soft blue and a hard goat's cheese: things each with its article.
    let article = |i: &str| i.starts_with("a ") || i.starts_with("an ");
    let joined = |i: &&str| i.contains(" and a ") || i.contains(" and an ");
    let each = items.len() > 1 && items.iter().all(|i| article(i)) && (parted == 0 || items.last().is_some_and(joined));
    let longest = if each { 2 * ITEM_EN + 2 } else { ITEM_EN };
    let told = |i: &&&str| {
        let first = i.split_whitespace().next().unwrap_or("").to_ascii_lowercase();
        i.split_whitespace().count() > longest
            || !each && article(i)
            || lists().small_numbers.of(Language::En).contains(&first)
            || matches!(
                first.as_str(),
                "who" | "which" | "where" | "whose" | "he" | "she" | "it" | "they" | "we" | "you" | "i"
            )
            || first.starts_with(|c: char| c.is_ascii_digit())
    };
    let least = items.len() + parted;
    let joined: usize =
        items.iter().map(|i| i.split_whitespace().filter(|w| matches!(*w, "and" | "or" | "&")).count()).sum();
    // Austin, Texas, and Paris, France: each thing may hold a comma.
    let doubled = least == 2 * count;
    let sound = least >= 2 && items.iter().filter(told).count() == 0 && !doubled;
    let list = Span::new(start + head, view.sentences[s].span.end);
    sound.then_some((list, least, least + joined - parted.min(joined)))
}

/// three daughters, Anne, Margaret and Clara: names in apposition, up to the end of the clause.
fn apposed(view: &View<'_>, s: usize, figure: &Figure) -> Option<(Span, usize, usize)> {
    let start = figure.span.end;
    let rest = view.text(Span::new(start, view.sentences[s].span.end));
    let (noun, list) = rest.split_once(", ")?;
    let counted = view.text(figure.span).split_whitespace().count();
    // What is counted may be a part of the figure: three daughters.
    let words = counted + noun.split_whitespace().count();
    let plural = if noun.trim().is_empty() { view.text(figure.span) } else { noun };
    let small = |w: &str| w.chars().all(|c| c.is_lowercase() || c == '-');
    if !(2..=4).contains(&words)
        || !noun.split_whitespace().all(small)
        || !plural.trim_end().ends_with('s') && !plural.ends_with("children")
    {
        return None;
    }
    let end = list.find([';', '.', ':', '(', '—', '–', '?', '!'])?;
    let whole = list.get(..end)?;
    let (others, last) = whole.rsplit_once(" and ")?;
    let items: Vec<&str> = others.trim_end_matches(',').split(", ").chain([last]).collect();
    // Anne, of Leeds, and a son are more than names.
    let name = |i: &str| {
        let words: Vec<&str> = i.split(' ').collect();
        (1..=3).contains(&words.len()) && words.iter().all(|w| w.starts_with(char::is_uppercase))
    };
    if holds_any(&figure.lead, &reckoned().open, Language::En) {
        return None;
    }
    let told = items.iter().all(|i| name(i)) && is_closed(whole, Language::En);
    let head = start + noun.len() + 2;
    told.then(|| (Span::new(head, head + end), items.len(), items.len()))
}

/// sixth of five, 五家中排名第六.
fn places(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let zh = view.is_zh(s);
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Ordinal(place) = &view.mentions[m].value else { continue };
        let gap = |f: &Figure| match zh {
            true => Some(view.text(Span::new(f.span.end.min(token.span.start), token.span.start)))
                .filter(|_| f.span.end <= token.span.start),
            false => Some(view.text(Span::new(token.span.end.min(f.span.start), f.span.start)))
                .filter(|_| token.span.end <= f.span.start),
        };
        let beside = |f: &&Figure| {
            // No longer than the words that are looked for, whichever script they are in.
            gap(f).filter(|g| g.len() <= 64).is_some_and(|g| match zh {
                true => {
                    g.chars().count() <= 14
                        && g.contains('中')
                        && ["排名", "排在", "排", "位列", "位居", "名列", "居"].iter().any(|w| g.ends_with(w))
                }
                false => matches!(
                    g.trim(),
                    "of" | "out of" | "of the" | "among" | "among the" | "out of the" | "of all" | "in a field of"
                ),
            })
        };
        let before = view.text(Span::new(view.sentences[s].span.start, token.span.start)).trim_end();
        let before = before[before.ceil_char_boundary(before.len().saturating_sub(8))..].to_ascii_lowercase();
        // a third of five is a share
        let share = !zh && (before.is_empty() || ["a", "one", "two", "three", "-"].iter().any(|w| before.ends_with(w)));
        let Some(of) = figures.iter().find(beside).filter(|_| !share) else { continue };
        let whole = of.value.stated.is_some_and(|v| v >= Decimal::TWO && v.fract().is_zero()) && !of.is_percent();
        if whole && of.value.low == of.value.high {
            let place = super::Term { span: view.folded.origin(token.span), value: place.clone() };
            out.push(Reckoning::Place { place, of: of.term(view) });
        }
    }
}
