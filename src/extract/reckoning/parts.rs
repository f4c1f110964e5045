//! 126艘,其中自有71艘、租入55艘; 46 aircraft, 32 jets and 14 turboprops: a whole and what it is made of.
//!
//! Parts of a whole may overlap: nurses and women, stations under ground and stations to change trains at. They count
//! as parts only where their own words exclude each other, or the words before them say that they are all of it.

use super::{DATE, Figure, Reckoning, holds, holds_any};
use crate::extract::frame::View;
use crate::source::Span;
use crate::vocabulary::{Language, Partition, reckoned};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Characters between a whole and its parts, and between two parts.
const REACH_ZH: usize = 24;
const REACH_EN: usize = 80;
/// A whole with more parts than this is a list.
const MOST: usize = 24;
/// Bytes behind a part that may say which it is.
const BEHIND: usize = 400;

/// `text` is the sentence in lower case.
pub(super) fn read(
    view: &View<'_>,
    s: usize,
    language: Language,
    text: &str,
    figures: &[Figure],
    out: &mut Vec<Reckoning>,
) {
    let telling = names_parts(text);
    for at in 0..figures.len() {
        divided(view, s, language, telling, &figures[at..], out);
    }
}

/// A part with the words that say which it is, on either side of the figure.
struct Part<'f> {
    figure: &'f Figure,
    before: String,
    behind: String,
    /// The same with the figure and its unit.
    named: String,
}

/// A word for a part of a partition stands in a text.
fn names_parts(text: &str) -> bool {
    static WORDS: OnceLock<Option<CharwiseDoubleArrayAhoCorasick<u32>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let lists = [Language::Zh, Language::En].into_iter();
        let parts = lists.flat_map(|l| reckoned().partitions.iter().flat_map(move |p| p.parts.of(l)));
        let words: BTreeSet<&str> = parts.flat_map(|words| words.split('|')).filter(|w| !w.is_empty()).collect();
        CharwiseDoubleArrayAhoCorasick::new(words).ok()
    });
    words.as_ref().is_none_or(|w| w.find_iter(text).next().is_some())
}

fn divided(view: &View<'_>, s: usize, language: Language, telling: bool, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let Some((whole, mut rest)) = figures.split_first() else { return };
    if whole.is_share() {
        return;
    }
    // 1,145 shops in nineteen states, 733 of them
    if let [other, next, ..] = rest {
        let more = |f: &Figure| f.value.stated.is_some_and(|v| next.value.stated.is_some_and(|n| v >= n));
        if is_of_them(next) && !is_of_them(other) && other.unit().is_none() && more(whole) && !more(other) {
            rest = &rest[1..];
        }
    }
    // 480 people at three sites: 210 in Leeds, …
    let mut places = None;
    if let [count, _, ..] = rest
        && count.tail.trim_end().ends_with(':')
        && count.value.stated.is_some_and(|n| n <= Decimal::from(MOST))
    {
        places = count.value.stated.and_then(|n| n.to_usize());
        rest = &rest[1..];
    }
    // Most figures are parts of nothing, which shows before the words of each are looked at.
    let told = rest.first().is_some_and(|f| {
        f.tail.trim_start().starts_with("of them ")
            || f.lead.trim_end().ends_with(':')
            || is_composed(&f.lead, language)
            || f.lead.contains("其中")
    });
    if rest.len() < 2 || rest[0].value.stated > whole.value.stated || !telling && !told && !is_of_the(whole) {
        return;
    }
    let parts = listed(view, s, language, whole, rest);
    let (Some(first), Some(form)) = (parts.first(), form(view, s, language, whole, &parts)) else { return };
    if parts.len() < 2 {
        return;
    }
    let exclusive = reckoned().partitions.iter().find_map(|p| split(p, language, &parts).map(|(n, all)| (p, n, all)));
    let (taken, complete) = match (&form, exclusive) {
        // 12 tankers, 8 ferries and various tugs: more parts than figures.
        (Form::Composed, _) => (parts.len(), !goes_on(view, s, language, parts.last())),
        (Form::Placed, _) => (parts.len(), places == Some(parts.len())),
        (Form::Beside, Some((p, n, all))) => {
            let named = view.text(Span::new(whole.span.start, first.figure.span.start)).to_lowercase();
            let fits = holds_any(&named, &p.of, language);
            (if fits { n } else { 0 }, all && n == parts.len())
        }
        // 男生楼9栋,女生楼8栋,留学生楼1栋: men and women are not all where others are named beside them.
        (_, Some((_, n, all))) => (n, all && n == parts.len()),
        (Form::OfThem, None) => (parts.iter().take_while(|p| is_owner(&p.behind)).count(), false),
        (Form::OfThe, None) => (parts.iter().take_while(|p| is_use(p)).count(), false),
        (Form::Among, None) if is_of_a_kind(&parts) => (parts.len(), false),
        (_, None) => return,
    };
    if taken < 2 {
        return;
    }
    let terms = parts[..taken].iter().map(|p| p.figure.term(view)).collect();
    let open = parts[..taken].iter().any(|p| holds_any(&p.figure.lead.replace("其中", ""), &reckoned().open, language));
    let near = parts[..taken].iter().all(|p| whole.compares(p.figure));
    out.push(Reckoning::Division { whole: whole.term(view), parts: terms, complete: complete && near && !open });
}

/// How the words tie parts to their whole.
enum Form {
    /// 46 aircraft, 32 jets and 14 turboprops
    Beside,
    /// 126艘,其中自有71艘; 702 matches, of which 318 were won
    Among,
    /// Of the £45 million, £28 million will pay for a building
    OfThe,
    /// 1,145 shops, 733 of them Castle's
    OfThem,
    /// a fleet of 23 ships comprises nine tankers, eight ferries and six tugs
    Composed,
    /// 480 people: 210 in Leeds, 150 in York and 120 in Hull
    Placed,
}

/// 其中大岭村98户、小岭村81户、河口村57户: each is of another village. 贫困村98个 counts the villages themselves.
fn is_of_a_kind(parts: &[Part<'_>]) -> bool {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let mut own = None;
    for part in parts {
        let Some(len) = reckoned().kinds.at_end(&part.before, Language::Zh) else { return false };
        let (name, kind) = part.before.split_at(part.before.len() - len);
        if name.is_empty() || !names.insert(name) || *own.get_or_insert(kind) != kind {
            return false;
        }
    }
    parts.len() > 2 && parts.iter().all(|p| !p.named.trim_end().ends_with('个') && !p.named.contains("个 "))
}

/// A word says that what follows is all of what stands before, and nothing else.
fn is_composed(between: &str, language: Language) -> bool {
    holds_any(between, &reckoned().composed, language)
}

/// Behind the last part another one is joined on, without a figure.
fn goes_on(view: &View<'_>, s: usize, language: Language, last: Option<&Part<'_>>) -> bool {
    let Some(last) = last else { return false };
    let end = view.sentences[s].span.end.max(last.figure.span.end);
    let rest = view.text(Span::new(last.figure.span.end, end));
    let clause = rest.split([';', '.', '。', '(']).next().unwrap_or("");
    match language {
        Language::Zh => clause.contains(['、', '和', '及', '与', ',']),
        Language::En => clause.contains(" and ") || clause.contains(','),
    }
}

/// The parts are in places of their own.
fn is_placed(view: &View<'_>, s: usize, parts: &[Part<'_>]) -> bool {
    let end = view.sentences[s].span.end;
    let place = |part: &Part<'_>| {
        let rest = view.text(Span::new(part.figure.span.end, end.max(part.figure.span.end))).trim_start();
        let (word, name) = rest.split_once(' ')?;
        let name = name.split([',', '.', ';']).next()?.split(" and ").next()?.trim();
        let named = ["in", "at", "for", "from"].contains(&word) && name.starts_with(char::is_uppercase);
        named.then(|| (word.to_owned(), name.to_owned()))
    };
    let places: Option<BTreeSet<(String, String)>> = parts.iter().map(place).collect();
    places.is_some_and(|all| all.len() == parts.len() && all.iter().all(|p| all.first().is_some_and(|f| f.0 == p.0)))
}

fn form(view: &View<'_>, s: usize, language: Language, whole: &Figure, parts: &[Part<'_>]) -> Option<Form> {
    let between = parts.first()?.figure.lead.as_str();
    let nested = |p: &Part<'_>| ["of which", "of whom", "including", "其中"].iter().any(|w| p.figure.lead.contains(w));
    if is_composed(between, language) && !parts.iter().any(nested) {
        return Some(Form::Composed);
    }
    if language == Language::En && between.trim_end().ends_with(':') && is_placed(view, s, parts) {
        return Some(Form::Placed);
    }
    if language == Language::Zh {
        let beside = between.matches([',', ':', '(']).count() == 1;
        return match between.contains("其中") || between.contains("包括") {
            true => Some(Form::Among),
            false => beside.then_some(Form::Beside),
        };
    }
    match () {
        () if is_of_the(whole) => between.contains(',').then_some(Form::OfThe),
        () if ["of which", "of whom", "including"].iter().any(|w| holds(between, w)) => Some(Form::Among),
        () if parts.iter().all(|p| p.behind.starts_with("of them ")) => Some(Form::OfThem),
        () => between.trim_end().ends_with([',', ':', '(', '—', '–']).then_some(Form::Beside),
    }
}

/// Of the £45 million ….
fn is_of_the(whole: &Figure) -> bool {
    ["of the", "of these", "of its", "of their", "of those"].contains(&whole.lead.trim())
}

/// The figures behind a whole that may be its parts.
fn listed<'f>(view: &View<'_>, s: usize, language: Language, whole: &Figure, rest: &'f [Figure]) -> Vec<Part<'f>> {
    let discrete = |f: &Figure| f.value.unit.as_ref().is_none_or(|u| u.is_discrete());
    let alike = |f: &Figure| {
        f.unit() == whole.unit() || discrete(f) && discrete(whole) && (f.unit().is_none() || whole.unit().is_none())
    };
    let reach = if language == Language::Zh { REACH_ZH } else { REACH_EN };
    let mut found: Vec<&Figure> = Vec::new();
    for figure in rest {
        let far = figure.lead.chars().count() > reach || figure.lead.contains([';', DATE]);
        let other = holds_any(&figure.raw, &reckoned().earlier, language);
        if far || other || figure.is_share() || found.len() == MOST {
            break;
        }
        match alike(figure) {
            true => found.push(figure),
            // £12 million for eight professorships
            false if !discrete(whole) && !found.is_empty() => {}
            false => break,
        }
    }
    let end = view.sentences[s].span.end;
    let text = |from: usize, to: usize| {
        let whole = view.text(Span::new(from, to.max(from)));
        whole[..whole.floor_char_boundary(BEHIND)].to_lowercase()
    };
    let mut out = Vec::new();
    for (i, figure) in found.iter().enumerate() {
        let from = if i == 0 { whole.span.end } else { found[i - 1].span.end };
        let to = found.get(i + 1).map_or(end, |f| f.span.start);
        let (before, behind) = (text(from, figure.span.start), text(figure.span.end, to));
        let (before, behind) = (last(&before, language).to_owned(), first(&behind, language).to_owned());
        let named = format!("{} {behind}", view.text(figure.span).to_lowercase());
        out.push(Part { figure, before, behind, named });
    }
    out
}

const MARKS: [char; 10] = [',', ';', ':', '(', ')', '、', '。', '—', '–', '.'];

/// What stands behind the last mark of a text.
fn last(text: &str, language: Language) -> &str {
    let words: &[&str] = match language {
        Language::Zh => &["其中", "包括", "和", "及", "与"],
        Language::En => &[" and ", " while ", " of which ", " of whom ", " including "],
    };
    let mark = text.rfind(MARKS).map(|i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let word = words.iter().filter_map(|w| text.rfind(w).map(|i| i + w.len())).max();
    text[mark.max(word).unwrap_or(0)..].trim()
}

/// What stands before the first mark of a text.
fn first(text: &str, language: Language) -> &str {
    let words: &[&str] = match language {
        Language::Zh => &["和", "及", "与"],
        Language::En => &[" and ", " while ", " but "],
    };
    let mark = text.find(MARKS);
    let word = words.iter().filter_map(|w| text.find(w)).min();
    let end = mark.into_iter().chain(word).min().unwrap_or(text.len());
    text[..end].trim()
}

/// How many of the parts, from the first, are different ones of a partition, and whether they are all of it.
fn split(partition: &Partition, language: Language, parts: &[Part<'_>]) -> Option<(usize, bool)> {
    let says = |text: &str, word: &str| match language {
        // One character is a part of too many words.
        Language::Zh => text == word || word.chars().count() > 1 && text.contains(word),
        Language::En => holds(text, word),
    };
    let which = |text: &str| {
        let mut all = partition.parts.of(language).iter().enumerate();
        let mut hits = all.by_ref().filter(|(_, words)| words.split('|').any(|w| says(text, w)));
        let hit = hits.next().map(|(i, _)| i);
        hit.filter(|_| hits.next().is_none())
    };
    let mut seen = Vec::new();
    for part in parts {
        let (near, far) = match language {
            Language::Zh => (&part.before, &part.behind),
            Language::En => (&part.named, &part.before),
        };
        let Some(hit) = which(near).or_else(|| which(far)).filter(|h| !seen.contains(h)) else { break };
        seen.push(hit);
    }
    let all = partition.complete && seen.len() == partition.parts.of(language).len();
    (seen.len() >= 2).then_some((seen.len(), all))
}

fn is_of_them(figure: &Figure) -> bool {
    figure.tail.starts_with(" of them ")
}

/// A thing has one owner.
fn is_owner(behind: &str) -> bool {
    behind
        .strip_prefix("of them ")
        .is_some_and(|o| (o.ends_with("'s") || o.ends_with("’s")) && o.split(' ').count() <= 4)
}

/// Money is spent once.
fn is_use(part: &Part<'_>) -> bool {
    let money = part.figure.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency");
    money && holds(&part.behind, "for")
}
