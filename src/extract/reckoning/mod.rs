//! What the words say of several figures: one grew from another, is a part of another, is their total.
//!
//! Figures are tied by the words between them in one sentence; whom they are of need not be known. Whether a reckoning
//! comes out is decided in `check`.

mod balance;
mod base;
mod count;
mod former;
mod growth;
mod itemised;
mod multiple;
mod outcome;
mod parts;
mod placing;
mod precision;
mod product;
mod ratio;
mod shares;
mod stake;
mod sum;
mod tally;
mod total;

pub use outcome::Made;

use precision::terms;

use super::frame::View;
use super::modality;
use super::scan::What;
use crate::grammar::Value;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::Id;
use crate::time::Interval;
use crate::vocabulary::{Language, Words, reckoned};
use rust_decimal::Decimal;

/// A figure that takes part in a reckoning.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where it stands; in the article's text.
    pub span: Span,
    /// The values its writer may have reckoned with, see [`Quantity::reckoned`].
    pub value: Quantity,
}

/// Figures and what the words say of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Reckoning {
    /// Something grew or fell: from, to, by how much, by which share; at least two of them.
    Growth {
        /// The figure before.
        from: Option<Term>,
        /// The figure after.
        to: Option<Term>,
        /// The difference, in their unit.
        change: Option<Term>,
        /// The difference as a share (%), in percentage points, or so many times as much (fold).
        rate: Option<Term>,
        /// Upwards or downwards, where the words say.
        rises: Option<bool>,
    },
    /// A part is so many times, or so many per cent of, a whole.
    Ratio {
        /// What is compared.
        part: Term,
        /// With what.
        whole: Term,
        /// How many times, or per cent.
        ratio: Term,
    },
    /// Figures and their total.
    Sum {
        /// The parts.
        parts: Vec<Term>,
        /// The total; `None` where it is all, 100 %.
        total: Option<Term>,
    },
    /// A whole and parts of it that exclude each other.
    Division {
        /// The whole.
        whole: Term,
        /// The parts.
        parts: Vec<Term>,
        /// True where nothing is left beside them.
        complete: bool,
    },
    /// So many of so much each.
    Product {
        /// How many.
        count: Term,
        /// How much each.
        each: Term,
        /// What they come to.
        total: Term,
    },
    /// A count and the list of what is counted.
    Count {
        /// How many there are said to be.
        count: Term,
        /// The list.
        list: Span,
        /// The least number of things the list may have.
        least: usize,
        /// The greatest.
        most: usize,
    },
    /// A place among so many.
    Place {
        /// Which place.
        place: Term,
        /// Of how many.
        of: Term,
    },
    /// A figure that follows from others, and which these may be, the likeliest first.
    Outcome {
        /// The figure.
        figure: Term,
        /// How it follows.
        way: Made,
        /// The figures it follows from, in the order that the way says.
        readings: Vec<Vec<Term>>,
        /// So many of the readings may be meant; what the others make true is only no mistake.
        meant: usize,
        /// The words leave no other way to mean it.
        certain: bool,
    },
    /// A place and those before it.
    Rank {
        /// Which place.
        place: Term,
        /// Those before it.
        list: Span,
        /// The least number of things the list may have.
        least: usize,
        /// The greatest.
        most: usize,
    },
    /// Parts of one whole, each with its share.
    Shares {
        /// The whole.
        whole: Term,
        /// The parts and their shares.
        pairs: Vec<(Term, Term)>,
    },
    /// What was paid for a share of something, and what the whole of it is worth by that.
    Stake {
        /// What was paid.
        price: Term,
        /// For which share (%).
        share: Term,
        /// The value of the whole.
        value: Term,
    },
    /// One amount in two units.
    Conversion {
        /// As first given.
        from: Term,
        /// What it comes to.
        to: Term,
    },
    /// A figure against that of the time or the edition before, which only a fact can tell.
    Former {
        /// The figure.
        value: Term,
        /// How many times that of before it is.
        ratio: Term,
        /// The metrics the words may name.
        metrics: Vec<Id>,
        /// Entities of the sentence: whose figure it may be, or the series.
        of: Vec<Id>,
        /// The time of the figure.
        when: Interval,
    },
}

/// A figure of a sentence with the words around it.
#[derive(PartialEq)]
struct Figure {
    span: Span,
    value: Quantity,
    /// What stands between the figure before, or the head of the sentence, and this one; dates are a `□`.
    lead: String,
    /// The same with the dates in it.
    raw: String,
    /// What stands behind it, up to the next figure.
    tail: String,
}

/// What stands for a date.
const DATE: char = '□';

/// The reckonings of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, out: &mut Vec<Reckoning>) {
    placing::read(view, s, out);
    let figures = figures(view, s);
    let language = view.language(s);
    itemised::read(view, s, language, &figures, out);
    if figures.is_empty() {
        return;
    }
    let text = view.text(view.sentences[s].span).to_lowercase();
    count::read(view, s, &figures, out);
    total::read(view, s, language, &figures, out);
    // Higher than expected: what was expected is no figure of the sentence.
    let expected = reckoned().expectations.of(language);
    let plain = match reckoned().expectations.in_text(&text, language) {
        true => &expected.iter().fold(text.clone(), |t, w| t.replace(w.as_str(), "")),
        false => &text,
    };
    let other = holds_any(plain, &reckoned().other_bases, language);
    let judged = |f: &Figure| {
        let mood = modality::of(view, s, f.span);
        mood.is_judged() || mood == super::Modality::Planned
    };
    let told = figures.iter().all(judged);
    if told {
        multiple::read(view, language, &figures, out);
        product::read(view, s, language, &figures, out);
        stake::read(view, s, language, &figures, out);
        balance::read(view, language, &figures, out);
    }
    if other || !told {
        outcome::read(view, s, &figures, false, out);
        return;
    }
    growth::read(view, language, &figures, out);
    growth::pointing(view, s, &figures, out);
    base::pointing(view, s, &figures, out);
    base::owned(view, s, &figures, out);
    ratio::read(view, s, language, &figures, out);
    shares::read(view, s, language, &figures, out);
    sum::read(view, language, &figures, out);
    sum::both(view, s, &figures, out);
    sum::left(view, s, &figures, out);
    tally::read(view, &figures, out);
    parts::read(view, s, language, &text, &figures, out);
    former::read(view, s, &figures, out);
    outcome::read(view, s, &figures, true, out);
}

fn figures(view: &View<'_>, s: usize) -> Vec<Figure> {
    let sentence = view.sentences[s].span;
    let mut places: Vec<(Span, Quantity)> = Vec::new();
    for token in &view.tokens[s] {
        let What::Mention(m) = token.what else { continue };
        let value = &view.mentions[m].value;
        if matches!(value, Value::Ordinal(_) | Value::Age(_)) {
            continue;
        }
        let Some(q) = value.quantity() else { continue };
        // 翻番, twice: a word between two figures, read where it stands.
        if is_multiple(view.text(token.span), view.language(s)) {
            continue;
        }
        match ends(view, s, token.span, q) {
            Some(two) => places.extend(two),
            None => places.push((token.span, q.clone())),
        }
    }
    let mut out = Vec::new();
    for (i, (span, q)) in places.iter().enumerate() {
        let start = if i == 0 { sentence.start } else { places[i - 1].0.end };
        let end = places.get(i + 1).map_or(sentence.end, |p| p.0.start);
        out.push(Figure {
            span: *span,
            value: q.reckoned(view.text(*span)),
            lead: masked(view, s, Span::new(start.min(span.start), span.start)),
            raw: view.text(Span::new(start.min(span.start), span.start)).to_ascii_lowercase(),
            tail: masked(view, s, Span::new(span.end, end.max(span.end))),
        });
    }
    out
}

fn is_multiple(words: &str, language: Language) -> bool {
    let list = reckoned();
    list.multiples.of(language).chain(list.times.of(language)).any(|(w, _)| w.eq_ignore_ascii_case(words))
}

/// From 120 to 330, up 300 to 1,500, read as a range: two figures of a growth.
fn ends(view: &View<'_>, s: usize, span: Span, q: &Quantity) -> Option<[(Span, Quantity); 2]> {
    let (low, high) = q.stated.is_none().then_some((q.low?, q.high?))?;
    let (whole, language) = (view.text(span), view.language(s));
    let (at, len) = [" to ", "至", "到"].iter().find_map(|w| Some((whole.find(w)?, w.len())))?;
    // The word before the first may be a part of the range.
    let own = reckoned().from.at_head(whole, language).unwrap_or(0);
    let start = own + whole[own..].len() - whole[own..].trim_start().len();
    let before = view.text(Span::new(view.sentences[s].span.start, span.start + start)).trim_end().to_ascii_lowercase();
    let words = reckoned();
    let opens = [&words.from, &words.by, &words.rises, &words.falls];
    opens.iter().find_map(|w| w.at_end(&before, language))?;
    let part = |span: Span, value: Decimal| (span, Quantity::exact(value, q.unit.clone()));
    Some([
        part(Span::new(span.start + start.min(at), span.start + at), low),
        part(Span::new(span.start + at + len, span.end), high),
    ])
}

/// The words of a span in lower case, with a mark for each date.
fn masked(view: &View<'_>, s: usize, span: Span) -> String {
    let mut out = String::new();
    let mut at = span.start;
    for token in view.inside(s, span) {
        let What::Mention(m) = token.what else { continue };
        if view.date_expr(m).is_some() && token.span.start >= at && token.span.end <= span.end {
            out.push_str(view.text(Span::new(at, token.span.start)));
            out.push(DATE);
            at = token.span.end;
        }
    }
    out.push_str(view.text(Span::new(at, span.end)));
    out.make_ascii_lowercase();
    out
}

impl Figure {
    fn term(&self, view: &View<'_>) -> Term {
        Term { span: view.folded.origin(self.span), value: self.value.clone() }
    }

    fn unit(&self) -> Option<&str> {
        self.value.unit.as_ref().map(|u| u.name())
    }

    fn is_percent(&self) -> bool {
        self.unit() == Some("%")
    }

    /// A share: per cent, so many times, a fraction.
    fn is_share(&self) -> bool {
        let fraction =
            self.value.unit.is_none() && self.value.stated.is_some_and(|v| v > Decimal::ZERO && v < Decimal::ONE);
        self.is_percent() || self.unit() == Some("fold") || fraction
    }

    /// One unit, one order of magnitude: figures that may be subtracted from each other.
    fn compares(&self, other: &Figure) -> bool {
        let counted = |u: &crate::quantity::Unit| u.is_discrete();
        let units = match (&self.value.unit, &other.value.unit) {
            (Some(a), Some(b)) => a == b,
            (None, None) => true,
            (Some(u), None) | (None, Some(u)) => counted(u),
        };
        // 1.2 to 1.5 billion: the scale stands behind the second only.
        let near = |a: Decimal, b: Decimal| a.checked_mul(Decimal::from(30)).is_none_or(|a| a >= b);
        let (Some(a), Some(b)) = (self.value.stated, other.value.stated) else { return false };
        units && a > Decimal::ZERO && b > Decimal::ZERO && near(a, b) && near(b, a)
    }
}

/// True where a text holds a word; English words whole.
fn holds(text: &str, word: &str) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    // No searcher is made ready for a word that is looked for in a few words once.
    let mut places = memchr::memchr_iter(first, text.as_bytes());
    places.any(|i| text.as_bytes()[i..].starts_with(word.as_bytes()) && is_whole(text, i, word))
}

/// A word that a text has at a place is no part of another one.
fn is_whole(text: &str, at: usize, word: &str) -> bool {
    let bound = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    !word.is_ascii() || bound(text[..at].chars().next_back()) && bound(text[at + word.len()..].chars().next())
}

/// True where a text holds one of the words.
fn holds_any(text: &str, words: &Words, language: Language) -> bool {
    words.places(text, language).any(|(at, word)| is_whole(text, at, word))
}

/// The text without a word of the list at its end, as often as there is one.
fn trimmed<'t>(text: &'t str, words: &Words, language: Language) -> &'t str {
    let mut text = text.trim_end();
    while let Some(len) = words.at_end(text, language) {
        text = text[..text.len() - len].trim_end();
    }
    text
}
