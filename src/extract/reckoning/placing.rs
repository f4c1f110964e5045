//! 位列第四,排在它前面的是甲、乙和丙; fourth, behind A, B and C; the third order, after 12 in 2011 and 20 in 2016: a place and
//! those before it.

use super::{Reckoning, Term};
use crate::extract::frame::View;
use crate::extract::scan::What;
use crate::grammar::Value;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::prelude::ToPrimitive;

/// Characters between a place and the names of those before it.
const REACH: usize = 40;
/// Characters of a name.
const NAME: usize = 40;
/// Places above this are not told with all before them.
const MOST: usize = 12;

pub(super) fn read(view: &View<'_>, s: usize, out: &mut Vec<Reckoning>) {
    let language = view.language(s);
    let sentence = view.sentences[s].span;
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let Value::Ordinal(place) = &view.mentions[m].value else { continue };
        let Some(n) = place.stated.and_then(|v| v.to_usize()).filter(|n| (2..=MOST).contains(n)) else { continue };
        let behind = Span::new(token.span.end, sentence.end.max(token.span.end));
        let found = ahead(view, language, behind)
            .or_else(|| only_to(view, language, Span::new(sentence.start, token.span.start)))
            .or_else(|| occasions(view, s, language, behind));
        let Some((list, least, most)) = found else { continue };
        // Fourth, behind the winner: who tells of one need not tell of all.
        if most + 1 < n && most < 2 {
            continue;
        }
        let place = Term { span: view.folded.origin(token.span), value: place.clone() };
        out.push(Reckoning::Rank { place, list: view.folded.origin(list), least, most });
    }
}

/// How many names a list has, at least and at most; `None` where it leaves others out.
fn names(list: &str, language: Language) -> Option<(usize, usize)> {
    let open = reckoned().open.of(language);
    if list.trim().is_empty() || open.iter().any(|w| super::holds(&list.to_lowercase(), w)) {
        return None;
    }
    // 甲(16.2%)和乙(12.7%)
    let mut bare = String::new();
    let mut depth = 0usize;
    for c in list.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let (items, joined): (Vec<&str>, usize) = match language {
        Language::Zh => {
            let mut items: Vec<&str> = bare.split('、').collect();
            let mut joined = bare.matches(['和', '与', '及']).count();
            // 甲、乙和丙: behind a mark the last joint parts two.
            let last = items.last().and_then(|l| l.split_once('和'));
            if let Some((a, b)) =
                last.filter(|(a, b)| items.len() > 1 && joined == 1 && a.chars().count() > 1 && b.chars().count() > 1)
            {
                items.pop();
                items.extend([a, b]);
                joined = 0;
            }
            (items, joined)
        }
        Language::En => {
            let items: Vec<&str> = bare.split(',').collect();
            let inner = items.iter().map(|i| i.trim().strip_prefix("and ").unwrap_or(i));
            let joined = inner.map(|i| i.matches(" and ").count()).sum();
            (items, joined)
        }
    };
    let name = |i: &&str| {
        let i = i.trim();
        let i = i.strip_prefix("and ").unwrap_or(i);
        let capital = i.starts_with(|c: char| c.is_uppercase());
        let figure = i.chars().any(|c| c.is_ascii_digit());
        !i.is_empty() && i.chars().count() <= NAME && !figure && (language == Language::Zh || capital)
    };
    items.iter().all(name).then(|| (items.len(), items.len() + joined))
}

/// Behind the place a word leads to the names: ,排在它前面的是…, behind A, B and C.
fn ahead(view: &View<'_>, language: Language, behind: Span) -> Option<(Span, usize, usize)> {
    let text = view.text(behind);
    let words = reckoned().ahead.of(language).iter();
    let (at, len) = words
        .filter_map(|w| Some((find(text, w, language)?, w.len())))
        .min_by_key(|(at, len)| (*at, usize::MAX - len))?;
    let gap = &text[..at];
    // Twenty seconds behind the winner.
    if gap.chars().count() > REACH || gap.contains(|c: char| c.is_ascii_digit() || ";；。".contains(c)) {
        return None;
    }
    let start = at + len;
    let stops: &[char] = match language {
        Language::Zh => &[',', ';', '。', ':'],
        Language::En => &['.', ';', ':'],
    };
    let end = text[start..].find(stops).map_or(text.len(), |i| start + i);
    let (least, most) = names(text[start..end].trim(), language)?;
    // With two the last comma of three: A, B and C; “behind A, which …” is no list.
    let listed = language == Language::Zh || most < 2 || text[start..end].contains(" and ");
    let span = Span::new(behind.start + start, behind.start + end);
    listed.then_some((span, least, most))
}

/// 仅次于甲和乙,居行业第三: before the place.
fn only_to(view: &View<'_>, language: Language, before: Span) -> Option<(Span, usize, usize)> {
    let text = view.text(before);
    let word = "仅次于";
    let at = text.rfind(word).filter(|_| language == Language::Zh)? + word.len();
    let (list, rest) = text[at..].split_once(',')?;
    let plain = rest.chars().count() <= 14 && !rest.contains(['。', ';']);
    // 仅次于中昌机械的35.8%
    let list = list.split('的').next().unwrap_or(list);
    let (least, most) = names(list, language).filter(|_| plain)?;
    Some((Span::new(before.start + at, before.start + at + list.len()), least, most))
}

/// The third order …, after 12 jets in 2011 and 20 in 2016: as many as dates of a list that ends the sentence.
fn occasions(view: &View<'_>, s: usize, language: Language, behind: Span) -> Option<(Span, usize, usize)> {
    let text = view.text(behind);
    let word = ", after ";
    // The second decline in a row, after so much in 2024 and so much in 2023: no things, but levels.
    let noun = text.split(word).next().unwrap_or_default();
    if ["in a row", "running", "consecutive", "straight", "successive"].iter().any(|w| super::holds(noun, w)) {
        return None;
    }
    let at = text.find(word).filter(|_| language == Language::En)? + word.len();
    let list = Span::new(behind.start + at, behind.end);
    let told = view.text(list).trim_end().trim_end_matches('.');
    let dates =
        view.inside(s, list).iter().filter(|t| matches!(t.what, What::Mention(m) if view.date_expr(m).is_some()));
    let dates: Vec<Span> = dates.map(|t| t.span).collect();
    // Every thing of the list has its date, and nothing follows the last.
    let last = dates.last().is_some_and(|d| d.end >= list.start + told.len());
    let items = told.matches(" and ").count() + told.matches(", ").count() + 1;
    let sound = last && dates.len() == items && items >= 2 && !told.contains([';', '(', ':']);
    sound.then_some((list, items, items))
}

/// Where a word stands in a text; a Latin one whole.
fn find(text: &str, word: &str, language: Language) -> Option<usize> {
    match language {
        Language::Zh => text.find(word),
        Language::En => text.match_indices(word).map(|(i, _)| i).find(|&i| {
            let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            edge(text[..i].chars().next_back()) && edge(text[i + word.len()..].chars().next())
        }),
    }
}
