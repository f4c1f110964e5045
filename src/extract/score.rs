//! Results of games and votes, as they are written: 2-1, 107:102, 3比1.

use crate::source::Span;
use crate::vocabulary::{Language, lists};

/// The pairs of figures of a text that may be results, with their places; whether they are tells their sentence.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = (Span, (u16, u16))> {
    let marks = text.char_indices().filter(|(_, c)| matches!(c, ':' | '：' | '-' | '–' | '比'));
    marks.filter_map(|(at, mark)| {
        let first = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let behind = &text[at + mark.len_utf8()..];
        let second = behind.bytes().take_while(u8::is_ascii_digit).count();
        let span = Span::new(at - first, at + mark.len_utf8() + second);
        let pair = text[at - first..at].parse().ok().zip(behind[..second].parse().ok())?;
        (first <= 3 && second <= 3 && is_alone(text, span)).then_some((span, pair))
    })
}

/// Whether a sentence has a word of winning, losing or leading.
pub(crate) fn tells_result(sentence: &str) -> bool {
    words(sentence, |l| lists().results.of(l)).next().is_some()
}

/// Neither a part of a longer figure nor of a word, nor a time of day or a range of something.
fn is_alone(text: &str, span: Span) -> bool {
    let joined = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, ':' | '：' | '-' | '–' | '.' | '%' | '/' | '$' | '年' | '月')
    };
    let before = text[..span.start].chars().next_back().is_some_and(joined);
    let mut rest = text[span.end..].chars();
    let (next, further) = (rest.next(), rest.next());
    // A full stop ends a sentence unless a digit follows.
    let after = next.is_some_and(|c| joined(c) && (c != '.' || further.is_some_and(|d| d.is_ascii_digit())));
    !(before || after)
}

/// The words of a list that a text holds, in both languages.
pub(crate) fn words<'a>(
    text: &'a str,
    list: impl Fn(Language) -> &'static [String] + 'a,
) -> impl Iterator<Item = &'static str> + 'a {
    let latin = |w: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).any(|t| t.eq_ignore_ascii_case(w));
    let chinese = list(Language::Zh).iter().filter(move |w| text.contains(w.as_str()));
    let english = list(Language::En).iter().filter(move |w| latin(w));
    chinese.chain(english).map(String::as_str)
}
