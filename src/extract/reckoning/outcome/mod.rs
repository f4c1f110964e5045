//! Figures that their words make the outcome of others told near by, in the sentence or before it: a share, a growth, a
//! difference, what is left, a total, a product, a mean.
//!
//! Which figures are meant is not always certain, so an outcome keeps all ways it may be meant, the likeliest first. `check`
//! reports one that none of them makes true, and only where a slip of the pen would explain it.

mod carried;
mod dated;
mod headline;
mod paces;
mod pointed;
mod products;
mod rates;
mod runs;
mod sums;
mod wholes;

use super::{DATE, Figure, Reckoning, Term, figures, holds_any, trimmed};
use crate::extract::Modality;
use crate::extract::frame::View;
use crate::extract::scan::What;
use crate::normalise::is_han;
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// How a figure follows from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// A part, and the whole it is a share of.
    Share,
    /// The figure before and the one after; upwards or downwards, where the words say.
    Growth(Option<bool>),
    /// The same, by a difference.
    Difference(Option<bool>),
    /// A whole and its other parts: the figure is what is left.
    Rest,
    /// All parts: the figure is their total.
    Total,
    /// How many, and how much each.
    Product,
    /// A total, and how many it is for.
    Mean,
}

/// Sentences before that may give an operand.
const REACH: usize = 4;
/// Ways to be meant that are looked at, and ways that would make the figure true.
const MOST: usize = 8;
const EXCUSES: usize = 80;

/// `rated`: no word of the sentence says that its rates follow another rule.
pub(super) fn read(view: &View<'_>, s: usize, own: &[Figure], rated: bool, out: &mut Vec<Reckoning>) {
    if own.is_empty() || view.folded.cells[view.sentences[s].block].is_some() {
        return;
    }
    let near = Near { view, s, language: view.language(s), own };
    let from = out.len();
    if rated {
        rates::read(&near, out);
    }
    sums::read(&near, out);
    paces::read(&near, out);
    pointed::read(&near, out);
    carried::read(&near, out);
    runs::read(&near, out);
    wholes::read(&near, out);
    products::read(&near, out);
    // What the words beside it tie for certain is judged as that.
    let done: Vec<Span> = out[..from].iter().filter_map(told).collect();
    // A balance is a sum of what is taken and what is left.
    let parts = out[..from].iter().filter_map(|r| match r {
        Reckoning::Sum { parts, .. } => Some(parts.iter().map(|t| t.span)),
        _ => None,
    });
    let parts: Vec<Span> = parts.flatten().collect();
    let spare = |r: &Reckoning| match r {
        Reckoning::Outcome { figure, way, .. } => {
            let gap = *way == Made::Difference(None) && parts.contains(&figure.span);
            gap || done.iter().any(|d| d.overlaps(figure.span))
        }
        _ => false,
    };
    let own = out.split_off(from);
    out.extend(own.into_iter().filter(|r| !spare(r)));
}

/// The figure that a reckoning makes of all others of it.
fn told(reckoning: &Reckoning) -> Option<Span> {
    match reckoning {
        Reckoning::Growth { from: Some(a), to: Some(b), change, rate, .. } if a.value.unit == b.value.unit => {
            rate.as_ref().or(change.as_ref()).map(|t| t.span)
        }
        Reckoning::Ratio { ratio, .. } => Some(ratio.span),
        Reckoning::Division { whole, complete: true, .. } => Some(whole.span),
        Reckoning::Product { total, .. } => Some(total.span),
        _ => None,
    }
}

/// A sentence and what stands before it.
struct Near<'v, 'a> {
    view: &'v View<'a>,
    s: usize,
    language: Language,
    own: &'v [Figure],
}

impl<'v> Near<'v, '_> {
    /// The figures of the sentences before, in their order: of the paragraph, or where this sentence begins one, of the one
    /// before.
    fn earlier(&self, reach: usize) -> Vec<&'v Figure> {
        let sentences = &self.view.sentences;
        let block = sentences[self.s].block;
        let first = self.s.checked_sub(1).map_or(block, |i| sentences[i].block);
        self.since(reach, if first == block || first + 1 == block { first } else { block })
    }

    /// The same, on into the paragraph before: what an answer takes up from its question.
    fn further(&self, reach: usize) -> Vec<&'v Figure> {
        self.since(reach, self.view.sentences[self.s].block.saturating_sub(1))
    }

    /// The figures of so many sentences before that belong to a paragraph from `least` on.
    fn since(&self, reach: usize, least: usize) -> Vec<&'v Figure> {
        let sentences = &self.view.sentences;
        let prose = |i: &usize| sentences[*i].block >= least && self.view.folded.cells[sentences[*i].block].is_none();
        let mut from: Vec<usize> = (0..self.s).rev().take(reach).take_while(prose).collect();
        from.reverse();
        from.into_iter().flat_map(|i| figures(self.view, i)).collect()
    }

    /// Adds an outcome; so many readings as `meant` may be meant, the others excuse it.
    fn outcome(
        &self,
        figure: &Figure,
        made: Made,
        readings: &[Vec<&Figure>],
        (meant, certain): (usize, bool),
        out: &mut Vec<Reckoning>,
    ) {
        if meant == 0 || meant > MOST {
            return;
        }
        let each = matches!(made, Made::Product | Made::Mean);
        let terms = |reading: &Vec<&Figure>| -> Vec<Term> {
            // The unit stands beside one of them.
            let unit =
                reading.iter().chain([&figure]).filter(|f| !each && !f.is_share()).find_map(|f| f.value.unit.clone());
            let term = |f: &&Figure| {
                let mut term = f.term(self.view);
                term.value.unit = term.value.unit.or_else(|| unit.clone());
                term
            };
            reading.iter().map(term).collect()
        };
        let whole: Vec<&Figure> = readings.first().into_iter().flatten().copied().chain([figure]).collect();
        let mut own = figure.term(self.view);
        if matches!(made, Made::Total | Made::Rest | Made::Difference(_)) {
            own = terms(&whole).pop().unwrap_or(own);
        }
        let readings: Vec<Vec<Term>> = readings.iter().take(EXCUSES).map(terms).collect();
        out.push(Reckoning::Outcome { figure: own, way: made, readings, meant, certain });
    }

    /// Told as a fact or a plan, by the words around it: what is planned or holds on a condition has to come out, too.
    fn is_told(figure: &Figure) -> bool {
        figure.mood.is_judged() || matches!(figure.mood, Modality::Planned | Modality::Conditional)
    }

    /// The words of a figure.
    fn words(&self, figure: &Figure) -> &str {
        self.view.text(figure.span)
    }

    /// Figures of one thing: one unit, counted by the same word, or one of them without.
    fn alike(&self, a: &Figure, b: &Figure) -> bool {
        let measure = |f: &Figure| self.words(f).chars().next_back().filter(|c| is_han(*c) && !"万亿千百".contains(*c));
        let plain = |f: &Figure| {
            f.value.unit.as_ref().is_none_or(|u| !matches!(u.dimension(), "currency" | "duration" | "percentage"))
        };
        let one = match (a.unit(), b.unit()) {
            (Some(x), Some(y)) => {
                x == y && (!plain(a) || measure(a) == measure(b) || measure(a).is_none() || measure(b).is_none())
            }
            _ => plain(a) && plain(b),
        };
        one && !a.is_share() && !b.is_share() && a.value.stated.is_some() && b.value.stated.is_some()
    }

    /// Where the words between the figure before and this one begin.
    fn head(&self, figure: &Figure) -> usize {
        figure.span.start.saturating_sub(figure.raw.len())
    }

    /// The days that the words right before a figure, or right behind it, say it is of.
    fn days(&self, figure: &Figure) -> Option<Interval> {
        let view = self.view;
        let i = view.sentences.partition_point(|s| s.span.end <= figure.span.start);
        let dates = view.tokens.get(i)?.iter().filter_map(|t| match t.what {
            What::Mention(m) if view.date_expr(m).is_some() => Some((t.span, view.times[m].as_ref()?.days)),
            _ => None,
        });
        let head = self.head(figure);
        let tail = figure.tail.trim_start();
        let behind = ["of ", "in ", "for "]
            .iter()
            .any(|w| tail.strip_prefix(w).is_some_and(|t| t.trim_start().starts_with(DATE)));
        let mut found = None;
        for (span, days) in dates {
            if span.start >= head && span.end <= figure.span.start {
                found = Some(days);
            } else if behind && span.start >= figure.span.end {
                return Some(days);
            }
        }
        found
    }

    /// Which of two figures is of the earlier time, before the other one.
    fn in_order<'f>(&self, x: &'f Figure, y: &'f Figure) -> Option<(&'f Figure, &'f Figure)> {
        let words = reckoned();
        let language = self.language;
        let past = |d: Interval| {
            d.end.zip(self.view.document.and_then(|w| w.start)).is_some_and(|(d, w)| (w - d).num_days() > 31)
        };
        match (self.days(x).filter(|d| d.start.is_some()), self.days(y).filter(|d| d.start.is_some())) {
            (Some(a), Some(b)) if a.start < b.start => return Some((x, y)),
            (Some(a), Some(b)) if a.start > b.start => return Some((y, x)),
            (Some(a), None) if past(a) && y.span.start > x.span.start => return Some((x, y)),
            (None, Some(b)) if past(b) => return Some((y, x)),
            _ => {}
        }
        let former =
            |f: &Figure| holds_any(&f.raw, &words.earlier, language) || holds_any(&f.raw, &words.formerly, language);
        match (former(x), former(y)) {
            (true, false) => return Some((x, y)),
            (false, true) => return Some((y, x)),
            _ => {}
        }
        self.steps(x, y).then_some((x, y))
    }

    /// The words lead from the one figure to the other: 由3.5元调整为2.8元.
    fn steps(&self, x: &Figure, y: &Figure) -> bool {
        let (words, language) = (reckoned(), self.language);
        let zh = language == Language::Zh;
        let from = holds_any(&x.lead, &words.from, language) || zh && x.lead.contains(['由', '从']);
        let lead = y.lead.trim_end();
        let to = words.to.at_end(trimmed(lead, &words.by, language), language).is_some()
            || zh && lead.ends_with(['到', '至', '为']);
        from && to && x.span.end <= y.span.start && !y.lead.contains([',', ';'])
    }
}

/// All pairs of some figures, either way round.
fn pairs<'f>(figures: &[&'f Figure]) -> Vec<Vec<&'f Figure>> {
    let mut out = Vec::new();
    for (i, a) in figures.iter().enumerate() {
        for b in &figures[i + 1..] {
            out.push(vec![*a, *b]);
            out.push(vec![*b, *a]);
        }
    }
    out
}

/// The value as it is written.
fn stated(figure: &Figure) -> Decimal {
    figure.value.stated.unwrap_or_default()
}
