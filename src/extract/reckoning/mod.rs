//! What the words say of several figures: one grew from another, is a part of another, is their total.
//!
//! Figures are tied by the words between them in one sentence; whom they are of need not be known. Whether a reckoning
//! comes out is decided in `check`.

mod balance;
mod base;
mod bulleted;
mod count;
mod figure;
mod former;
mod growth;
mod handed;
mod itemised;
mod multiple;
mod outcome;
mod parts;
mod placing;
mod precision;
mod product;
mod ratio;
mod sections;
mod shares;
mod stake;
mod standing;
mod sum;
mod tally;
mod total;

pub use outcome::Made;

pub(super) use figure::Figure;
use figure::{DATE, figures};
use precision::terms;

use super::Modality;
use super::frame::View;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::Id;
use crate::time::Interval;
use crate::vocabulary::{Language, Words, reckoned};

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
    /// A place among things whose figures are told.
    Standing {
        /// Which place.
        place: Term,
        /// The figure of the one that has it.
        own: Term,
        /// Those of the others.
        others: Vec<Term>,
        /// There are no others beside them.
        all: bool,
        /// Who has more stands before who has less.
        more_is_better: bool,
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

/// The reckonings of a sentence.
pub(super) fn read(view: &View<'_>, s: usize, out: &mut Vec<Reckoning>) {
    placing::read(view, s, out);
    let figures = figures(view, s);
    let language = view.language(s);
    itemised::read(view, s, language, figures, out);
    if figures.is_empty() {
        return;
    }
    let text = view.text(view.sentences[s].span).to_lowercase();
    count::read(view, s, figures, out);
    bulleted::read(view, s, figures, out);
    sections::read(view, s, figures, out);
    standing::read(view, s, figures, out);
    total::read(view, s, language, figures, out);
    // Higher than expected: what was expected is no figure of the sentence.
    let expected = reckoned().expectations.of(language);
    let plain = match reckoned().expectations.in_text(&text, language) {
        true => &expected.iter().fold(text.clone(), |t, w| t.replace(w.as_str(), "")),
        false => &text,
    };
    let other = holds_any(plain, &reckoned().other_bases, language);
    let told = figures.iter().all(|f| f.mood.is_judged() || f.mood == Modality::Planned);
    if told {
        multiple::read(view, language, figures, out);
        product::read(view, s, language, figures, out);
        stake::read(view, s, language, figures, out);
        balance::read(view, language, figures, out);
        base::explicit(view, language, figures, out);
    }
    if other || !told {
        if told {
            ratio::explicit(view, language, figures, out);
        }
        outcome::read(view, s, figures, false, out);
        return;
    }
    growth::read(view, language, figures, out);
    base::pointed(view, s, figures, out);
    base::pointing(view, s, figures, out);
    base::owned(view, s, figures, out);
    ratio::read(view, s, language, figures, out);
    shares::read(view, s, language, figures, out);
    sum::read(view, language, figures, out);
    sum::both(view, s, figures, out);
    sum::left(view, s, figures, out);
    tally::read(view, figures, out);
    parts::read(view, s, language, &text, figures, out);
    former::read(view, s, figures, out);
    outcome::read(view, s, figures, true, out);
}

/// True where a text holds a word; English words whole.
fn holds(text: &str, word: &str) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    // No searcher is made ready for a word that is looked for in a few words once.
    let mut places = memchr::memchr_iter(first, text.as_bytes());
    places.any(|i| text.as_bytes()[i..].starts_with(word.as_bytes()) && crate::vocabulary::is_whole(text, i, word))
}

/// True where a text holds one of the words.
fn holds_any(text: &str, words: &Words, language: Language) -> bool {
    words.whole_in(text, language)
}

/// The text without a word of the list at its end, as often as there is one.
fn trimmed<'t>(text: &'t str, words: &Words, language: Language) -> &'t str {
    let mut text = text.trim_end();
    while let Some(len) = words.at_end(text, language) {
        text = text[..text.len() - len].trim_end();
    }
    text
}
