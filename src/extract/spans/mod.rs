//! How long something took or lay back, told in other words or another sentence than the dates it lies between.
//!
//! Each reader says which dates the words are about. The length is false only where no two dates of the whole story lie
//! so far apart, see `story.rs`.

mod deeds;
mod en;
mod office;
mod zh;

use super::frame::View;
use super::order::{Moment, Tie, TieKind, words};
use super::scan::What;
use super::story::{Measure, Story, Told};
use super::{Modality, modality, overdue};
use crate::grammar::{Duration, Value};
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::Language;

pub use office::Served;
pub(super) use office::is_term;

/// A length of time and the words of its sentence around it, in lower case.
struct Length<'a> {
    s: usize,
    at: Span,
    duration: &'a Duration,
    before: String,
    after: String,
}

/// The dates that a length is about.
struct Asked {
    kind: TieKind,
    /// It counts from one of these.
    from: Vec<Told>,
    /// To one of these, the likeliest last.
    to: Vec<Told>,
    /// The days of the end may be those of writing.
    now: bool,
    /// Any date of the story may be its beginning, or its end.
    open: (bool, bool),
    /// Before, not after.
    backwards: bool,
    /// The words say which way it lies, and that may be what is wrong.
    either: bool,
    full: bool,
}

impl Asked {
    /// From one of some dates to another one, wherever it begins.
    fn to(kind: TieKind, from: Vec<Told>, to: Vec<Told>) -> Self {
        Self { kind, from, to, now: false, open: (true, false), backwards: false, either: false, full: false }
    }
}

/// The lengths of a text that no other reader has taken; what is overdue, where the text says when it was `written`; and
/// the lengths of office that no known term fits.
pub(super) fn read(view: &View<'_>, written: bool, out: &mut Vec<Tie>) -> Vec<Served> {
    lengths(view, out);
    if written {
        overdue::read(view, out);
    }
    office::read(view, out)
}

fn lengths(view: &View<'_>, out: &mut Vec<Tie>) {
    let story = Story::of(view);
    if story.dates.is_empty() {
        return;
    }
    for s in 0..view.sentences.len() {
        let sentence = &view.sentences[s];
        for token in &view.tokens[s] {
            let What::Mention(m) = token.what else { continue };
            let Value::Duration(duration) = &view.mentions[m].value else { continue };
            let at = token.span;
            let placed = view.folded.origin(at);
            let taken = out.iter().any(|t| t.words.overlaps(placed));
            let mood = modality::of(view, s, at);
            let told = mood.is_judged() || mood == Modality::Planned;
            if taken || sentence.quotes.iter().any(|q| q.contains(at)) || !told {
                continue;
            }
            let before = words(view, sentence.span.start, at.start);
            let after = words(view, at.end, sentence.span.end);
            let length = Length { s, at, duration, before, after };
            let asked = match view.language(s) {
                Language::Zh => zh::read(view, &story, &length),
                Language::En => en::read(view, &story, &length),
            };
            out.extend(asked.and_then(|asked| judged(view, &story, &length, &asked)));
        }
    }
}

/// A tie where no dates of the story lie so far apart.
fn judged(view: &View<'_>, story: &Story, length: &Length<'_>, asked: &Asked) -> Option<Tie> {
    let measure = Measure::of(length.duration, asked.full)?;
    let ordered = |a: Interval, b: Interval| if asked.backwards { (b, a) } else { (a, b) };
    let fits = |a: &Told, b: Interval| {
        let (a, b) = ordered(a.days, b);
        measure.fits(a, b)
    };
    let like = |a: &Told, b: &Told| {
        let (a, b) = ordered(a.days, b.days);
        measure.is_like(a, b) || asked.either && measure.is_like(b, a)
    };
    // Two years before what lies two years ahead: the words mean no other date.
    let turned = |f: &Told, t: &Told| {
        let (a, b) = ordered(f.days, t.days);
        asked.either && measure.fits(b, a) && f.span != t.span
    };
    let turned = asked.to.iter().any(|t| asked.from.iter().any(|f| turned(f, t)));
    let to = asked.to.iter().rev().find(|t| asked.from.iter().any(|f| f.span != t.span && like(f, t)))?;
    let from: Vec<Told> = asked.from.iter().filter(|f| f.span != to.span && like(f, to)).copied().collect();
    let (begin, end) = if turned { (false, false) } else { asked.open };
    let ends = asked.to.iter().map(|t| t.days).chain(view.document.filter(|_| asked.now));
    let mut ends = ends.collect::<Vec<_>>().into_iter();
    let open = |open: bool| story.dates.iter().filter(move |d| open && measure.counts_from(d.days));
    let found = ends.any(|e| asked.from.iter().chain(open(begin)).any(|b| fits(b, e)))
        || asked.from.iter().any(|b| open(end).any(|e| fits(b, e.days)));
    if found {
        return None;
    }
    let (least, most) = if asked.backwards { (-measure.most, -measure.least) } else { (measure.least, measure.most) };
    let from: Vec<Moment> = from.iter().map(|f| f.moment(view)).collect();
    let (words, to) = (view.folded.origin(length.at), to.moment(view));
    Some(Tie { kind: asked.kind, words, from, to, least: Some(least), most: Some(most) })
}

/// The dates of a block before a place, of its sentence and of so many before it.
fn nearby(view: &View<'_>, story: &Story, length: &Length<'_>, back: usize) -> Vec<Told> {
    let s = length.s;
    let block = view.sentences[s].block;
    let first = (s.saturating_sub(back)..=s).find(|&i| view.sentences[i].block == block).unwrap_or(s);
    story.within(first, s).iter().filter(|d| d.span.end <= length.at.start).copied().collect()
}

/// The clause before a length without the words that only say how it is measured; whether those make it exact.
pub(super) fn measured(clause: &str, language: Language) -> (&str, bool) {
    let list = crate::vocabulary::spanned();
    let (mut clause, mut exact) = (clause.trim_end(), false);
    while let Some(len) = list.measured.at_end(clause, language) {
        let at = clause.len() - len;
        exact |= list.exact.has(&clause[at..], language);
        clause = clause[..at].trim_end();
    }
    (clause, exact)
}
