//! Plain text: every line that is not blank is a block; a line that was broken in the middle of a sentence goes on.
//!
//! Lines of one block stay runs of their own, so that spans lead back to the file. Titles and items of lists are never
//! joined.

use super::{Block, Run};
use crate::source::Span;
use chrono::NaiveDate;

/// A line of at least so many columns may have been broken because it was full; Chinese characters are two wide.
const FULL: usize = 60;

/// The lines of a text as runs; `base` is added to every offset.
pub(super) fn runs(text: &str, base: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0;
    let (mut number, mut next) = (0, 0);
    // Where the line before ended.
    let mut end = base;
    // The line before, where it is part of running text.
    let mut last: Option<&str> = None;
    for piece in text.split_inclusive(['\n', '\r']) {
        let line = piece.trim_end_matches(['\n', '\r']);
        let inside = |at: usize| base + start + at;
        match line.trim().is_empty() {
            // The line feed of CRLF is no blank line.
            true if piece == "\n" && text[..start].ends_with('\r') => {}
            true => last = None,
            false => {
                let mut push = |number, from, to| {
                    runs.push(Run { span: Span::new(from, to), block: Block::Paragraph, number, cell: None });
                };
                match last.filter(|before| goes_on(before, line)) {
                    // The break is a space between words, and nothing beside Chinese characters.
                    Some(before) if !before.ends_with(is_wide) && !line.starts_with(is_wide) => {
                        push(number, end, end + 1);
                    }
                    Some(_) => {}
                    None => number = next,
                }
                push(number, inside(0), inside(line.len()));
                (next, end) = (number + 1, inside(line.len()));
                last = Some(line);
            }
        }
        start += piece.len();
    }
    runs
}

/// True where a line was broken in the middle of its sentence and `next` goes on with it.
fn goes_on(before: &str, next: &str) -> bool {
    let full = |line: &str| width(line.trim_end()) >= FULL;
    may_go_on(before, next) && (is_inside(before, next) || full(before) && full(next) && !is_indented(next))
}

/// True where the words of two lines show that a sentence, or a date, was broken between them.
pub(super) fn breaks_sentence(before: &str, next: &str) -> bool {
    may_go_on(before, next) && is_inside(before, next)
}

fn is_inside(before: &str, next: &str) -> bool {
    let lower = next.starts_with(|c: char| c.is_lowercase()) && width(before.trim_end()) >= FULL / 2;
    lower || breaks_date(before, next)
}

fn may_go_on(before: &str, next: &str) -> bool {
    let before = before.trim_end();
    let closed = before.ends_with(['。', '！', '？', '.', '!', '?', ':', '：', ';', '；', '"', '”', '…', '|']);
    !closed && !is_apart(before) && !is_apart(next)
}

/// 1974年 and 4月, April and 1974, 30 and November.
fn breaks_date(before: &str, next: &str) -> bool {
    let (before, next) = (before.trim_end(), next.trim());
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    let behind = next[digits..].trim_start();
    if before.ends_with(['年', '月']) && (1..=2).contains(&digits) {
        return behind.starts_with(if before.ends_with('年') { ['月', '月'] } else { ['日', '号'] });
    }
    let month = |word: &str| NaiveDate::parse_from_str(&format!("1 {word} 2000"), "%d %B %Y").is_ok();
    let (last, first) = (before.rsplit(' ').next().unwrap_or(""), next.split([' ', ',']).next().unwrap_or(""));
    let is_day = (1..=2).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit());
    digits == 4 && month(last) || is_day && month(first)
}

/// Items of lists, headings and rows of tables stand for themselves.
fn is_apart(line: &str) -> bool {
    let line = line.trim_start();
    let marked = line.starts_with(['-', '*', '•', '·', '#', '|', '>', '+', '—', '–']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && line[digits..].starts_with([')', '、', '.', '）', '．']);
    marked || numbered || line.contains('\t')
}

/// A paragraph of Chinese text begins with two wide spaces.
fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\u{3000}'])
}

/// Columns of a line in a terminal, wide characters counted twice.
fn width(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Chinese characters and full-width marks.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks of a text, their runs glued.
    fn blocks(text: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for run in runs(text, 0) {
            let words = &text[run.span.start..run.span.end];
            match out.get_mut(run.number) {
                Some(block) => block.push_str(words),
                None => out.push(words.to_owned()),
            }
        }
        out
    }

    #[test]
    fn a_line_broken_in_a_sentence_goes_on() {
        let long = "The company that everybody had been watching for years opened its";
        for (text, expected) in [
            (format!("{long}\nthird plant in Oslo."), vec![format!("{long}\nthird plant in Oslo.")]),
            (format!("{long}\r\nthird plant."), vec![format!("{long}\rthird plant.")]),
            (format!("{long}\n\nthird plant."), vec![long.to_owned(), "third plant.".to_owned()]),
            (format!("{long}.\n{long}"), vec![format!("{long}."), long.to_owned()]),
            (format!("A title\n{long}"), vec!["A title".to_owned(), long.to_owned()]),
            ("- one\ntwo".to_owned(), vec!["- one".to_owned(), "two".to_owned()]),
            (format!("{long}\n- an item"), vec![long.to_owned(), "- an item".to_owned()]),
            ("It began in April\n1974 or so".to_owned(), vec!["It began in April\n1974 or so".to_owned()]),
            ("on 30\nNovember".to_owned(), vec!["on 30\nNovember".to_owned()]),
            ("In April\n200 of them".to_owned(), vec!["In April".to_owned(), "200 of them".to_owned()]),
        ] {
            assert_eq!(blocks(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_full_line_of_chinese_goes_on_without_a_space() {
        let full = "这家公司在过去的十年里一直在寻找新的市场并且在许多国家开设了自己的工厂";
        assert_eq!(blocks(&format!("{full}\n{full}。")), [format!("{full}{full}。")]);
        assert_eq!(blocks(&format!("{full}\n　　{full}。")).len(), 2);
        assert_eq!(blocks("公司简介\n产品列表"), ["公司简介", "产品列表"]);
        assert_eq!(blocks("成立于1974年\n4月"), ["成立于1974年4月"]);
        assert_eq!(blocks("1974年\n1975年"), ["1974年", "1975年"]);
    }
}
