//! 126艘,其中自有71艘、租入55艘; 46 aircraft, 32 jets and 14 turboprops; 80 turbines of 15 MW each: a whole and what it
//! is made of.
//!
//! Parts of a whole may overlap: nurses and women, stations under ground and stations to change trains at. They count
//! as parts only where their own words exclude each other.

use super::{DATE, Figure, Reckoning, holds, holds_any, trimmed};
use crate::extract::frame::View;
use crate::source::Span;
use crate::vocabulary::{Language, Partition, reckoned};
use daachorse::CharwiseDoubleArrayAhoCorasick;
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
    for three in figures.windows(3) {
        let [a, b, c] = three else { continue };
        if let Some((count, each, total)) = product(view, language, a, b, c) {
            let [count, each, total] = [count, each, total].map(|f| f.term(view));
            out.push(Reckoning::Product { count, each, total });
        }
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
    // Most figures are parts of nothing, which shows before the words of each are looked at.
    let owned = rest.first().is_some_and(|f| f.tail.trim_start().starts_with("of them "));
    if rest.len() < 2 || rest[0].value.stated > whole.value.stated || !telling && !owned && !is_of_the(whole) {
        return;
    }
    let parts = listed(view, s, language, whole, rest);
    let (Some(first), Some(form)) = (parts.first(), form(language, whole, &parts)) else { return };
    if parts.len() < 2 {
        return;
    }
    let exclusive = reckoned().partitions.iter().find_map(|p| split(p, language, &parts).map(|(n, all)| (p, n, all)));
    let (taken, complete) = match (&form, exclusive) {
        (Form::Beside, Some((p, n, all))) => {
            let named = view.text(Span::new(whole.span.start, first.figure.span.start)).to_lowercase();
            let fits = holds_any(&named, &p.of, language);
            (if fits { n } else { 0 }, all)
        }
        (_, Some((_, n, all))) => (n, all),
        (Form::OfThem, None) => (parts.iter().take_while(|p| is_owner(&p.behind)).count(), false),
        (Form::OfThe, None) => (parts.iter().take_while(|p| is_use(p)).count(), false),
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
}

fn form(language: Language, whole: &Figure, parts: &[Part<'_>]) -> Option<Form> {
    let between = parts.first()?.figure.lead.as_str();
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

/// 3000名职工捐款60万元,人均200元: of two figures in a row one is counted by the unit that the word averages over.
fn averaged<'f>(
    view: &View<'_>,
    lead: &str,
    a: &'f Figure,
    b: &'f Figure,
    c: &'f Figure,
) -> Option<(&'f Figure, &'f Figure, &'f Figure)> {
    let words = reckoned();
    let said = lead.trim_start_matches(',').trim();
    let mut averages = words.averages.of(Language::Zh).iter().filter_map(|w| w.split_once('|'));
    let units = averages.find_map(|(word, units)| (said == word).then_some(units))?;
    let counted = |f: &Figure| view.text(f.span).chars().next_back().is_some_and(|u| units.contains(u));
    let near = b.lead.chars().count() <= REACH_ZH && !holds_any(&b.lead, &words.breaks, Language::Zh);
    let amount = |f: &Figure| !f.is_share() && f.unit().is_some() && f.unit() == c.unit();
    match () {
        () if !near => None,
        () if counted(a) && !counted(b) && amount(b) => Some((a, c, b)),
        () if counted(b) && !counted(a) && amount(a) => Some((b, c, a)),
        () => None,
    }
}

/// A count, the amount of each, and what they come to, among three figures in a row.
fn product<'f>(
    view: &View<'_>,
    language: Language,
    a: &'f Figure,
    b: &'f Figure,
    c: &'f Figure,
) -> Option<(&'f Figure, &'f Figure, &'f Figure)> {
    let words = reckoned();
    let counts = |f: &Figure| !f.is_share() && f.value.unit.as_ref().is_none_or(|u| u.is_discrete());
    let amount = |f: &Figure| !f.is_share() && f.unit().is_some();
    let few =
        |text: &str, most: usize| text.split_whitespace().count() <= most && !text.contains([',', ';', '(', DATE]);
    if language == Language::Zh {
        // 28列动车组,合同金额47.6亿元,即每列1.7亿元
        let lead = trimmed(&c.lead, &words.by, language);
        if let Some(found) = averaged(view, lead, a, b, c) {
            return Some(found);
        }
        let (head, unit) = lead.rsplit_once('每')?;
        let head = head.trim_start_matches(',').trim();
        let computed =
            matches!(head, "即" | "平均" | "相当于" | "合" | "折合" | "约合" | "也就是" | "即平均" | "相当于平均");
        let named = !unit.is_empty() && unit.chars().count() <= 2;
        let counted = |f: &Figure| counts(f) && (view.text(f.span).ends_with(unit) || f.tail.starts_with(unit));
        let near = b.lead.chars().count() <= REACH_ZH && !holds_any(&b.lead, &words.breaks, language);
        let found = computed && named && near && b.unit() == c.unit() && amount(c);
        return (found && counted(a)).then_some((a, c, b));
    }
    let behind = c.tail.trim_start();
    let each = |tail: &str| {
        let tail = tail.trim_start();
        ["each", "apiece"].iter().any(|w| tail.strip_prefix(w).is_some_and(|t| !t.starts_with(char::is_alphanumeric)))
    };
    // 80 turbines of 15 megawatts each, 1,200 megawatts in all
    if each(&b.tail) && counts(a) && amount(b) && b.unit() == c.unit() {
        let lead = c.lead.trim_start().trim_start_matches("each").trim_start_matches("apiece").trim();
        let all = ["in all", "in total", "altogether", "all told"].iter().any(|w| behind.starts_with(w));
        let sums =
            lead == "," && all || words.total.at_end(lead, language).is_some() && few(lead.trim_start_matches(','), 5);
        let of = few(&b.lead, 4) && ["of", "at", "with"].iter().any(|w| b.lead.trim_end().ends_with(w));
        return (of && sums).then_some((a, b, c));
    }
    // 3,000 workers gave $600,000, an average of $200 each
    let last = c.lead.rsplit(',').next().unwrap_or_default().trim();
    let average = words.averages.of(language).iter().any(|w| last == w || last.strip_prefix("or ") == Some(w));
    let per = behind.starts_with("per ") || behind.starts_with("a head") || each(&c.tail);
    if average && per && few(&b.lead, 6) && few(c.lead.rsplit_once(',')?.0, 6) {
        if counts(a) && amount(b) && b.unit() == c.unit() {
            return Some((a, c, b));
        }
        if counts(b) && amount(a) && a.unit() == c.unit() {
            return Some((b, c, a));
        }
    }
    // 28 trains for $4.8 billion, or $170 million each
    let or = matches!(c.lead.rsplit(',').next().map(str::trim), Some("or" | "or about" | "that is" | "about"));
    if each(&c.tail) && or && few(c.lead.rsplit_once(',')?.0, 3) && holds(&b.lead, "for") && few(&b.lead, 4) {
        if counts(a) && amount(b) && b.unit() == c.unit() {
            return Some((a, c, b));
        }
        if counts(b) && amount(a) && a.unit() == c.unit() {
            return Some((b, c, a));
        }
    }
    None
}
