//! Results of games and votes: 2-1, 107:102, 3比1, as pairs of figures whose order does not count, since the winner may
//! be named first or last.

use super::place::{clause, sentence};
use crate::source::Span;
use crate::vocabulary::{Language, lists};

/// A result with the part of the game it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Score {
    /// The greater, then the lesser.
    pub(super) figures: (u16, u16),
    /// Words of its clause that make it one of a part: 首节, first half.
    pub(super) part: Vec<&'static str>,
}

/// The results of a text, with their places.
pub(super) fn scores(text: &str) -> Vec<(Span, Score)> {
    let mut out: Vec<(Span, Score)> = Vec::new();
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, ':' | '：' | '-' | '–' | '比')) {
        let first = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let behind = &text[at + mark.len_utf8()..];
        let second = behind.bytes().take_while(u8::is_ascii_digit).count();
        let span = Span::new(at - first, at + mark.len_utf8() + second);
        let (Ok(x), Ok(y)) = (text[at - first..at].parse::<u16>(), behind[..second].parse::<u16>()) else { continue };
        if first > 3 || second > 3 || !is_alone(text, span) {
            continue;
        }
        let whole = sentence(text, span);
        let around = &text[whole.start..whole.end];
        if words(around, |l| lists().results.of(l)).next().is_some() {
            let clause = clause(text, span, whole);
            let part = words(&text[clause.start..clause.end], |l| lists().spells.of(l)).collect();
            out.push((span, Score { figures: (x.max(y), x.min(y)), part }));
        }
    }
    // Several results side by side are of sets, and which is which is not certain.
    let lone = |i: usize| {
        let near = |a: &Span, b: &Span| {
            let between = &text[a.end.min(b.end)..a.start.max(b.start)];
            between.chars().count() < 8 && words(between, |l| lists().results.of(l)).next().is_none()
        };
        let (at, next): (&Span, _) = (&out[i].0, out.get(i + 1));
        !(next.is_some_and(|n| near(at, &n.0)) || i > 0 && near(&out[i - 1].0, at))
    };
    let keep: Vec<bool> = (0..out.len()).map(lone).collect();
    out.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(score, _)| score).collect()
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

/// The words of a clause that tell of a result.
pub(super) fn result_words(text: &str, clause: Span) -> impl Iterator<Item = Span> {
    let part = &text[clause.start..clause.end];
    let found = words(part, |l| lists().results.of(l)).flat_map(move |word| part.match_indices(word));
    found.map(move |(i, word)| Span::new(clause.start + i, clause.start + i + word.len()))
}

/// The words of a list that a text holds, in both languages.
fn words<'a>(
    text: &'a str,
    list: impl Fn(Language) -> &'static [String] + 'a,
) -> impl Iterator<Item = &'static str> + 'a {
    let latin = |w: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).any(|t| t.eq_ignore_ascii_case(w));
    let chinese = list(Language::Zh).iter().filter(move |w| text.contains(w.as_str()));
    let english = list(Language::En).iter().filter(move |w| latin(w));
    chinese.chain(english).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_from_times_and_ranges() {
        let found = |text: &str| scores(text).into_iter().map(|(_, s)| s.figures).collect::<Vec<_>>();
        assert_eq!(found("主队以107:102击败客队"), [(107, 102)]);
        assert_eq!(found("客队以1比3不敌主队。"), [(3, 1)]);
        assert_eq!(found("The Otters won 3-1."), [(3, 1)]);
        assert_eq!(found("She won 6-3, 6-4."), []);
        assert_eq!(found("主队以2:1获胜,并以3:2晋级。"), [(2, 1), (3, 2)]);
        assert_eq!(found("开赛时间为19:30"), []);
        assert_eq!(found("The 2015-16 season was won by 5-10% more clubs."), []);
    }

    #[test]
    fn a_result_of_a_part_is_marked() {
        assert_eq!(scores("首节结束时主队以33:28领先")[0].1.part, ["首节"]);
        assert!(scores("主队最终以107:102获胜")[0].1.part.is_empty());
    }
}
