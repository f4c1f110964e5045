//! Results of games and votes: 2-1, 107:102, 3比1, as pairs of figures whose order does not count, since the winner may
//! be named first or last.

use super::place::{clause, sentence};
use crate::extract::score::{pairs, tells_result, words};
use crate::source::Span;
use crate::vocabulary::lists;

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
    for (span, (x, y)) in pairs(text) {
        let whole = sentence(text, span);
        if tells_result(&text[whole.start..whole.end]) {
            let clause = clause(text, span, whole);
            let part = words(&text[clause.start..clause.end], |l| lists().spells.of(l)).collect();
            out.push((span, Score { figures: (x.max(y), x.min(y)), part }));
        }
    }
    // Several results side by side are of sets, and which is which is not certain.
    let lone = |i: usize| {
        let near = |a: &Span, b: &Span| {
            let between = &text[a.end.min(b.end)..a.start.max(b.start)];
            between.chars().count() < 8 && !tells_result(between)
        };
        let (at, next): (&Span, _) = (&out[i].0, out.get(i + 1));
        !(next.is_some_and(|n| near(at, &n.0)) || i > 0 && near(&out[i - 1].0, at))
    };
    let keep: Vec<bool> = (0..out.len()).map(lone).collect();
    out.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(score, _)| score).collect()
}

/// The words of a clause that tell of a result.
pub(super) fn result_words(text: &str, clause: Span) -> impl Iterator<Item = Span> {
    let part = &text[clause.start..clause.end];
    let found = words(part, |l| lists().results.of(l)).flat_map(move |word| part.match_indices(word));
    found.map(move |(i, word)| Span::new(clause.start + i, clause.start + i + word.len()))
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
