//! What an English figure counts, by the noun behind it: of two texts that each have one figure of deaths the one is held
//! against the other, whatever the words around them.

use super::Reference;
use super::align::Finding;
use super::points::Point;
use super::value::Value;
use super::words::{hash, stem};
use crate::check::Verdict;
use crate::extract::MentionKind;
use crate::source::Span;
use crate::statement::Fit;
use crate::vocabulary::{Language, lists};
use rust_decimal::Decimal;

/// Words that a counted noun has at most, with those before it: confirmed cases, home runs.
const LONGEST: usize = 4;
/// Bytes of a reference that is as short as a few sentences: it has hardly two things of one noun.
const SHORT: usize = 700;

/// The stem of the noun that ends the words right behind a figure: 1,042 confirmed cases; `None` where none stands there.
pub(super) fn noun(text: &str, figure: Span, sentence: Span) -> Option<u64> {
    let written = &text[figure.start..figure.end];
    // Of a figure with its unit, what stands behind the last digit or word of a number.
    let from = written.rfind(|c: char| c.is_ascii_digit()).map_or(figure.end, |i| figure.start + i + 1);
    let rest = &text[from..sentence.end.max(from)];
    let mut last = None;
    for word in rest.split(' ').filter(|w| !w.is_empty()).take(LONGEST + 1) {
        let plain = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let letters = plain.len() > 2 && plain.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let scale = lists().scales.is(plain, Language::En);
        if scale {
            continue;
        }
        let bare = lists().empty.is(plain, Language::En) || lists().prepositions.is(plain, Language::En);
        if !letters || bare {
            break;
        }
        last = Some(hash(stem(plain)));
        if plain.len() < word.len() {
            break;
        }
    }
    last
}

/// What a short reference makes of a figure by the only figure it has of the same noun.
pub(super) fn judge<'a>(point: &'a Point, text: &str, references: &'a [Reference]) -> Option<Finding<'a>> {
    let noun = point.counted.filter(|_| is_counted(&point.value))?;
    let mut found: Option<(usize, &Point)> = None;
    for (index, reference) in references.iter().enumerate() {
        let source = reference.article.source.text();
        let short = source.len() <= SHORT;
        for other in reference.points.iter().filter(|p| p.counted == Some(noun) && is_counted(&p.value)) {
            if !short || other.cell || other.mark || other.planned != point.planned || other.of_part != point.of_part {
                return None;
            }
            // Twice told is told once.
            match found {
                Some((_, first)) if first.fit(other) != Fit::Same => return None,
                Some(_) => {}
                None => found = Some((index, other)),
            }
        }
    }
    let (index, other) = found?;
    let reference = &references[index];
    let source = reference.article.source.text();
    let (own, theirs) =
        (text.get(point.whole.start..point.whole.end)?, source.get(other.whole.start..other.whole.end)?);
    let named = names(own).all(|n| source.contains(n));
    // Votes of hers are none of his, nor those of the election before.
    let bearers: Vec<&str> = names(&theirs[..other.span.start - other.whole.start]).collect();
    let bearer = names(own).next();
    let same = bearer.is_none_or(|b| bearers.is_empty() || bearers.first() == Some(&b) || bearers.last() == Some(&b));
    let moved = lists().other_occasions.whole_in(&own.to_lowercase(), Language::En)
        != lists().other_occasions.whole_in(&theirs.to_lowercase(), Language::En);
    if point.mark
        || !named
        || !same
        || moved
        || point.is_of_another_time(other)
        || point.is_opposed(other)
        || point.of_some
    {
        return None;
    }
    let verdict = match point.fit(other) {
        Fit::Same | Fit::Holds => Verdict::Supported,
        Fit::Within | Fit::Meets => Verdict::Imprecise,
        Fit::Apart if !point.value.is_beyond(&other.value) => Verdict::Contradicted,
        _ => return None,
    };
    Some(Finding { verdict, point, other: Some((index, other.span, other.clause)), derived: None })
}

/// What two or three figures of one sentence of a reference come to, where that is the figure of the article: nine
/// stations and two more, 44 of which 12 were added, 14,350 less those elsewhere.
pub(super) fn reckoned<'a>(point: &'a Point, references: &'a [Reference]) -> Option<Finding<'a>> {
    let Value::Figure(kind, own, _) = &point.value else { return None };
    // Rates and places do not add up.
    let adds = !matches!(kind, MentionKind::Percentage | MentionKind::Ordinal | MentionKind::Age);
    let sought = own.stated.filter(|v| adds && own.comparator.is_none() && !v.is_zero())?;
    let plain = |p: &&Point| match &p.value {
        Value::Figure(k, q, _) => {
            (k == kind || is_counted(&p.value)) && q.unit == own.unit && !p.cell && p.turn.is_none()
        }
        _ => false,
    };
    // Of the bare numbers of a sentence one at least counts the same.
    let counts = |p: &Point| p.counted.is_some() && p.counted == point.counted;
    references.iter().enumerate().find_map(|(index, reference)| {
        let points: Vec<&Point> = reference.points.iter().filter(plain).collect();
        let named = |p: &Point| own.unit.is_some() || points.iter().any(|o| o.whole == p.whole && counts(o));
        points.iter().enumerate().filter(|(_, p)| named(p)).find_map(|(i, first)| {
            let mates: Vec<&Point> =
                points.iter().enumerate().filter(|(j, p)| *j != i && p.whole == first.whole).map(|(_, p)| *p).collect();
            let mut rests = mates.iter().enumerate().flat_map(|(j, a)| {
                let a = stated(a);
                let pairs = mates[j + 1..].iter().filter_map(move |b| a?.checked_add(stated(b)?));
                std::iter::once(a).flatten().chain(pairs)
            });
            let whole = stated(first)?;
            let told =
                rests.any(|rest| whole.checked_sub(rest) == Some(sought) || whole.checked_add(rest) == Some(sought));
            told.then_some(Finding {
                verdict: Verdict::Supported,
                point,
                other: Some((index, first.span, first.clause)),
                derived: Some(sought),
            })
        })
    })
}

fn stated(point: &Point) -> Option<Decimal> {
    match &point.value {
        Value::Figure(_, q, _) => q.stated,
        _ => None,
    }
}

fn is_counted(value: &Value) -> bool {
    matches!(value, Value::Figure(MentionKind::Number | MentionKind::Dimension, q, _) if q.stated.is_some())
}

/// The words of a sentence with a capital letter, but for those of grammar that open it.
fn names(sentence: &str) -> impl Iterator<Item = &str> {
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    let name = |w: &&str| {
        let lower = w.to_lowercase();
        let bare = lists().empty.is(&lower, Language::En) || lists().prepositions.is(&lower, Language::En);
        w.len() > 2 && w.starts_with(char::is_uppercase) && !bare
    };
    words.filter(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_behind_a_figure_is_the_last_word_before_one_of_grammar() {
        let read = |text: &str, figure: &str| {
            let at = text.find(figure).expect("it stands there");
            noun(text, Span::new(at, at + figure.len()), Span::new(0, text.len()))
        };
        let cases = read("There were 1,042 confirmed cases in May.", "1,042");
        assert!(cases.is_some());
        assert_eq!(cases, read("More than 900 cases are known", "More than 900"));
        assert_eq!(read("By 2020 there were 12 in all", "12"), None);
        assert_eq!(read("3 million copies were sold", "3"), read("400 copies.", "400"));
    }
}
