//! 五款产品,分别是: and a line for each; Four sites: and a line for each: a count at the head of a list of lines.

use super::count::counted;
use super::{Figure, Reckoning, holds_any};
use crate::article::Block;
use crate::extract::frame::View;
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};

/// What is counted, between the figure and the end of the line: characters, and words.
const NOUN_ZH: usize = 12;
const NOUN_EN: usize = 4;
/// Lists of more lines than this are not read.
const MOST: usize = 40;

pub(super) fn read(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let text = view.text(view.sentences[s].span).trim_end();
    let Some(figure) = figures.last().filter(|_| text.ends_with([':', '：'])) else { return };
    let language = view.language(s);
    let end = view.sentences[s].span.start + text.trim_end_matches([':', '：']).len();
    let noun = view.text(Span::new(figure.span.end, end.max(figure.span.end))).to_lowercase();
    if counted(figure).is_none() || !is_whole(figure, &noun, language) {
        return;
    }
    let block = view.sentences[s].block;
    let items = lines(view, block + 1);
    let Some((least, most)) = bounds(view, &items, language) else { return };
    // A list that a paragraph interrupts is not over there.
    let next = block + 1 + items.len();
    let open = |i: usize| {
        let (span, kind) = view.folded.blocks[i];
        kind == Block::Inside || marker(view.text(span)).is_some() || kind == Block::Item
    };
    let resumed = (next + 1..view.folded.blocks.len().min(next + 3)).any(|i| {
        let before = view.text(view.folded.blocks[i - 1].0).trim_end();
        open(i) && !open(i - 1) && !before.ends_with([':', '：'])
    });
    let words = reckoned();
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
    // Four lines, and 其余六件将在会后公布.
    let rest = view.folded.blocks.get(next).map_or("", |b| view.text(b.0)).to_lowercase();
    let partly = [&words.rest, &words.others].iter().any(|w| w.at_head(rest.trim_start(), language).is_some());
    if !resumed && !partly {
        let list = view.folded.origin(Span::new(first.start, last.end));
        out.push(Reckoning::Count { count: figure.term(view), list, least, most });
    }
}

/// The words behind the count name what is counted and lead to the list, and those before it count all of it.
fn is_whole(figure: &Figure, noun: &str, language: Language) -> bool {
    let words = reckoned();
    let lead = figure.lead.trim_end();
    if holds_any(&figure.lead, &words.open, language) || holds_any(noun, &words.open, language) {
        return false;
    }
    match language {
        Language::Zh => {
            let noun = noun.trim_end_matches([',', '有', ' ']);
            let noun = words.heading.at_end(noun, language).map_or(noun, |len| &noun[..noun.len() - len]);
            let noun = noun.trim_end_matches([',', ' ']);
            let other = ["另", "还", "又", "前", "第", "每", "各", "这", "上述", "中的", "中", "之"];
            noun.chars().count() <= NOUN_ZH
                && !noun.contains([',', '、', ';', '(', '。', '第', '每'])
                && !other.iter().any(|w| lead.ends_with(w))
        }
        Language::En => {
            let noun = noun.trim();
            let noun = words.heading.at_end(noun, language).map_or(noun, |len| &noun[..noun.len() - len]);
            let noun = noun.trim_end_matches([',', ' ']);
            let last = lead.rsplit(' ').next().unwrap_or("");
            let other =
                ["of", "another", "other", "further", "first", "last", "next", "every", "each", "to", "or", "top"];
            (1..=NOUN_EN).contains(&noun.split_whitespace().count())
                && !noun.contains([',', ';', '(', '"'])
                && !super::holds(noun, "of")
                && !super::holds(noun, "each")
                && !other.contains(&last)
                && !lead.ends_with("the other")
        }
    }
}

/// The lines of a list from a block on; nothing where one of them holds more than itself.
fn lines(view: &View<'_>, from: usize) -> Vec<Span> {
    let blocks = &view.folded.blocks;
    let mut out: Vec<Span> = Vec::new();
    let mut own: Option<Mark> = None;
    for (span, kind) in blocks.iter().skip(from).take(MOST + 1) {
        let text = view.text(*span);
        let mark = match kind {
            Block::Item => Some((Mark::None, 0)),
            Block::Paragraph => marker(text),
            // What goes on in a line hides where the next one begins.
            Block::Inside => return Vec::new(),
            _ => None,
        };
        let Some((mark, len)) = mark else { break };
        // - and • are two lists, one inside the other; 3. follows 2.
        let follows = match (own, mark) {
            (None, Mark::Number(n)) => n == 1,
            (None, _) => true,
            (Some(Mark::Number(a)), Mark::Number(b)) => b == a + 1,
            (Some(a), b) => a == b,
        };
        if !follows {
            return Vec::new();
        }
        own = Some(mark);
        let words = text[len..].trim();
        let lead = text.len() - text[len..].trim_start().len();
        if words.is_empty() || words.ends_with([':', '：']) {
            return Vec::new();
        }
        out.push(Span::new(span.start + lead, span.start + lead + words.len()));
    }
    if out.len() > MOST { Vec::new() } else { out }
}

/// What stands before the words of a line.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    /// The markup says that it is one.
    None,
    /// A sign.
    Sign(char),
    /// A number.
    Number(usize),
}

/// The mark at the head of a line of plain text, in bytes.
fn marker(text: &str) -> Option<(Mark, usize)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if ['-', '*', '•', '·'].contains(&first) {
        // Between a sign and a Chinese word the space is folded away.
        let parted = rest.starts_with(|c: char| c == ' ' || is_han(c));
        return parted.then(|| (Mark::Sign(first), first.len_utf8()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text[digits..].chars().next().filter(|c| digits > 0 && ['.', ')', '、'].contains(c))?;
    let number = text[..digits].parse().ok()?;
    let len = digits + behind.len_utf8();
    // 3.5 is a figure.
    (!text[len..].starts_with(|c: char| c.is_ascii_digit())).then_some((Mark::Number(number), len))
}

/// How many things the lines name, at least and at most: one may name two.
fn bounds(view: &View<'_>, items: &[Span], language: Language) -> Option<(usize, usize)> {
    let words = reckoned();
    let mut most = items.len();
    for item in items {
        let text = view.text(*item).to_lowercase();
        let open = [&words.others, &words.totals].iter().any(|w| w.at_head(&text, language).is_some());
        if open || words.open.of(language).iter().any(|w| text.ends_with(w.as_str())) {
            return None;
        }
        let head = text.split([',', ';', ':', '(', '—', '–', '。']).next().unwrap_or("");
        most += match language {
            Language::Zh => head.matches(['、', '和', '及', '与', '或']).count(),
            Language::En => head.split(' ').filter(|w| matches!(*w, "and" | "or" | "&" | "+")).count(),
        };
    }
    (items.len() >= 2).then_some((items.len(), most))
}
