//! Six times. 2011, 2013, 2014, 2017 and 2022: a number of times and its years; 本期选了六条, and 一、 to 五、 below: a number and the
//! sections that it counts.

use super::{Figure, Reckoning, holds_any};
use crate::article::Block;
use crate::extract::frame::View;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::prelude::ToPrimitive;

/// Counts above this are not read.
const MOST: usize = 30;
/// Sections of an article, at least, and blocks between the count and the first of them.
const LEAST: usize = 3;
const NEAR: usize = 3;
/// Words and characters between a number of times and its years.
const FEW: usize = 4;
const NOUN_ZH: usize = 6;
/// Characters of a section that are shown.
const SHOWN: usize = 24;

pub(super) fn read(view: &View<'_>, s: usize, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let language = view.language(s);
    for figure in figures {
        let whole = figure.value.comparator.is_none() && figure.value.low == figure.value.high;
        let count = figure.value.stated.filter(|v| whole && v.fract().is_zero()).and_then(|v| v.to_usize());
        let Some(count) = count.filter(|n| (2..=MOST).contains(n)) else { continue };
        if let Some((list, n)) = times(view, s, figures, figure, count, language) {
            out.push(Reckoning::Count { count: figure.term(view), list: view.folded.origin(list), least: n, most: n });
        }
    }
    out.extend(numbered(view, s, figures, language));
}

/// The years behind a number of times, and how many they are.
fn times(
    view: &View<'_>,
    s: usize,
    figures: &[Figure],
    figure: &Figure,
    count: usize,
    language: Language,
) -> Option<(Span, usize)> {
    let sentence = &view.sentences[s];
    let words = view.text(figure.span).to_lowercase();
    let behind = view.text(Span::new(figure.span.end, sentence.span.end.max(figure.span.end)));
    let (noun, own) = match language {
        Language::Zh => ("次", words.ends_with('次')),
        Language::En => ("times", words.ends_with(" times")),
    };
    let rest = if own { behind } else { behind.trim_start().strip_prefix(noun)? };
    // Six times.: the answer is no more than that, and the years are the sentence behind it.
    if figures.len() == 1 && figure.lead.trim().is_empty() && rest.trim_matches(['.', '。', '!', ' ', '\n']).is_empty()
    {
        let next = view.sentences.get(s + 1).filter(|n| n.block == sentence.block)?;
        return years(view.text(next.span), language).map(|n| (next.span, n));
    }
    let mark = rest.find([':', '(', '—', '–']).or_else(|| rest.find(", in "))?;
    let between = &rest[..mark];
    let short = match language {
        Language::Zh => between.chars().count() <= NOUN_ZH,
        Language::En => between.split_whitespace().count() <= FEW,
    };
    if !short || between.contains([',', ';', '、']) || holds_any(&figure.lead, &reckoned().open, language) {
        return None;
    }
    let list = rest[mark..].trim_start_matches([':', '(', '—', '–', ',', ' ']);
    let list = list.split([')', ';']).next().unwrap_or(list);
    let n = years(list, language)?;
    // Two prizes may fall into one year.
    let sound = count < n || count == n + 1 && n >= 4;
    sound.then(|| (Span::new(figure.span.end, sentence.span.end.max(figure.span.end)), n))
}

/// How many years a text lists; `None` where it has anything else.
fn years(text: &str, language: Language) -> Option<usize> {
    let text = text.trim().trim_end_matches(['.', '。', '!']);
    let bare = match language {
        Language::Zh => text.replace(['、', '和', '及', '与', ','], "\n"),
        Language::En => text.replace(", and ", "\n").replace(" and ", "\n").replace(',', "\n"),
    };
    let year = |item: &str| {
        let item = item.trim();
        let item = item.strip_prefix("in ").or_else(|| item.strip_suffix('年')).unwrap_or(item);
        let number: u32 = item.parse().ok().filter(|_| item.len() == 4)?;
        (1800..2100).contains(&number).then_some(number)
    };
    let all: Vec<u32> = bare.split('\n').map(year).collect::<Option<_>>()?;
    (all.len() >= 2 && all.windows(2).all(|w| w[0] < w[1])).then_some(all.len())
}

/// 本期选了六条: the sections of the article, numbered from the first on.
fn numbered(view: &View<'_>, s: usize, figures: &[Figure], language: Language) -> Option<Reckoning> {
    let words = reckoned();
    let text = view.text(view.sentences[s].span).to_lowercase();
    if !holds_any(&text, &words.issues, language) || holds_any(&text, &words.open, language) {
        return None;
    }
    let counts = |f: &&Figure| {
        let lead = f.lead.trim_end().trim_end_matches(['了', '出']);
        let told = words.gathers.at_end(lead, language).is_some();
        let own = view.text(f.span).to_lowercase();
        told && match language {
            Language::Zh => {
                words.sections.of(language).iter().any(|w| own.ends_with(w.as_str()) || f.tail.starts_with(w.as_str()))
            }
            Language::En => {
                let next = f.tail.split_whitespace().next().unwrap_or("").trim_end_matches(['.', ',', ':', ';']);
                own.split(' ').chain([next]).any(|w| words.sections.has(w, language))
            }
        }
    };
    let mut all = figures.iter().filter(counts);
    let figure = all.next().filter(|_| all.next().is_none())?;
    super::count::counted(figure)?;
    let block = view.sentences[s].block;
    let (first, heads) = series(view, block + 1)?;
    let n = heads.len();
    let last = heads.last()?;
    let end = view.text(*last).char_indices().nth(SHOWN).map_or(last.end, |(i, _)| last.start + i);
    let list = view.folded.origin(Span::new(last.start, end));
    (first <= block + NEAR && n >= LEAST).then(|| Reckoning::Count {
        count: figure.term(view),
        list,
        least: n,
        most: n,
    })
}

/// The blocks that begin with numbers from one on, and the first of them; `None` where the numbers begin again or a heading
/// without one follows.
fn series(view: &View<'_>, from: usize) -> Option<(usize, Vec<Span>)> {
    let blocks = &view.folded.blocks;
    let hans = reckoned().numbering.of(Language::Zh);
    let han = |text: &str| {
        let place = hans.iter().position(|n| text.strip_prefix(n.as_str()).is_some_and(|r| r.starts_with('、')))?;
        Some(place + 1)
    };
    let digits = |text: &str, kind: Block| {
        let len = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = text[len..].strip_prefix(['.', '、'])?;
        let marked = !rest.starts_with(|c: char| c.is_ascii_digit()) && kind == Block::Heading;
        text[..len].parse::<usize>().ok().filter(|_| marked)
    };
    let number = |i: usize, by_han: bool| {
        let (span, kind) = blocks[i];
        let text = view.text(span).trim_start();
        let prose = !matches!(kind, Block::Cell | Block::Caption(_));
        if by_han { han(text).filter(|_| prose) } else { digits(text, kind) }
    };
    let by_han = (from..blocks.len()).any(|i| number(i, true).is_some());
    let mut first = None;
    let mut heads: Vec<Span> = Vec::new();
    for (i, (span, kind)) in blocks.iter().enumerate().skip(from) {
        match number(i, by_han) {
            Some(n) if n == heads.len() + 1 => {
                first = first.or(Some(i));
                heads.push(*span);
            }
            Some(_) => return None,
            None if !heads.is_empty() && *kind == Block::Heading => return None,
            None => {}
        }
    }
    // What follows the last may be one more without a number.
    let words = reckoned();
    let more = (from..blocks.len()).any(|i| {
        let text = view.text(blocks[i].0).trim_start().to_lowercase();
        let language = if by_han { Language::Zh } else { Language::En };
        [&words.rest, &words.others].iter().any(|w| w.at_head(&text, language).is_some())
    });
    first.filter(|_| !more).map(|f| (f, heads))
}
