//! Tables: a cell's figure is of what its row, its column, the caption and the lines above name.
//!
//! A claim is made only where the heads name one metric and nothing else that would make it another; the other figures
//! of a table are left to `unnamed`. Where each cell stands among the others is found by `layout`, its unit by `units`, its
//! period by `period`.

mod layout;
mod negative;
mod period;
mod units;

use super::frame::{Drafts, Found, View};
use super::metric::{self, Figure};
use super::pairs::predicate_fits;
use super::scan::{Reading, Token, What};
use super::{Doubt, fiscal_years};
use crate::quantity::Unit;
use crate::source::Span;
use crate::vocabulary::{Language, Measures, PredicateKind, lists, portions, reckoned};
use layout::{Heads, Layout};
use period::{is_filler, period};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use units::{scaled, unit};

pub(super) use negative::negate;

/// Adds the claims of all tables.
pub(super) fn read(view: &View<'_>, drafts: &mut Drafts) {
    let block = |s: &usize| view.sentences[*s].block;
    let cell = |s: &usize| view.folded.cells[block(s)];
    let mut s = 0;
    while s < view.sentences.len() {
        let Some(first) = cell(&s) else {
            s += 1;
            continue;
        };
        let end = (s..view.sentences.len()).find(|s| cell(s).is_none_or(|c| c.table != first.table));
        let end = end.unwrap_or(view.sentences.len());
        table(view, &Layout::new(view, s..end, first.table), drafts);
        s = end;
    }
}

fn table(view: &View<'_>, layout: &Layout, drafts: &mut Drafts) {
    // 百万元 would be a million.
    for s in layout.labels().filter(|s| unit(view.text(view.sentences[*s].span)).is_some()) {
        let bare = view.tokens[s].iter().filter_map(|t| match t.what {
            What::Mention(m) if !view.text(t.span).contains(|c: char| c.is_ascii_digit()) => Some(m),
            _ => None,
        });
        bare.filter(|m| view.mentions[*m].value.quantity().is_some()).for_each(|m| drafts.leave_out(m));
    }
    // Table 1 counts nothing, nor does the mark of a note.
    layout.numbers(view).for_each(|m| drafts.leave_out(m));
    let known = Known { view, more: RefCell::default(), units: RefCell::default() };
    for heads in layout.figures(view) {
        claim(view, &known, &heads, drafts);
    }
}

/// What is known of the heads of a table, each of which many figures ask.
struct Known<'v, 'a> {
    view: &'v View<'a>,
    more: RefCell<FxHashMap<(usize, bool, bool), bool>>,
    units: RefCell<FxHashMap<usize, Option<Scaled>>>,
}

/// What the figures under a head are multiplied by, and their unit.
type Scaled = (Decimal, Option<Unit>);

impl Known<'_, '_> {
    fn says_more(&self, s: usize, heads: &Heads<'_>, is_title: bool) -> bool {
        let is_part = heads.is_part && heads.row.contains(&s);
        let known = || says_more(self.view, s, (is_part, heads.is_whole), is_title);
        *self.more.borrow_mut().entry((s, is_title, is_part)).or_insert_with(known)
    }

    fn unit(&self, s: usize) -> Option<(Decimal, Option<Unit>)> {
        let known = || unit(self.view.text(self.view.sentences[s].span));
        self.units.borrow_mut().entry(s).or_insert_with(known).clone()
    }
}

/// The claim of a figure, where its heads name it in full.
fn claim(view: &View<'_>, known: &Known<'_, '_>, heads: &Heads<'_>, drafts: &mut Drafts) {
    let near = || heads.row.iter().chain(&heads.column).copied();
    let around = || heads.section.iter().chain(heads.corner).chain(heads.above).copied();
    // A head that says more than metric, name, time and unit makes it another metric: cost of revenue, revenue by region.
    // So does a title that speaks of a part.
    if near().any(|h| known.says_more(h, heads, false))
        || heads.section.iter().any(|h| known.says_more(*h, heads, true))
        || around().any(|h| tells_of_part(view, h))
    {
        return;
    }
    let mut named_near = near().filter_map(|h| named(view, h));
    let (place, readings) = match named_near.next() {
        Some(first) => match named_near.any(|other| other.1 != first.1) {
            true => return,
            false => first,
        },
        None => {
            let parents = heads.parent.iter().copied().filter(|_| heads.is_part);
            let plain = parents.chain(around()).filter(|h| !known.says_more(*h, heads, true));
            match plain.filter_map(|h| named(view, h)).next() {
                Some(found) => found,
                None => return,
            }
        }
    };
    let predicates = || readings.iter().filter_map(|r| view.facts.vocabulary.get(&r.predicate));
    let types: Vec<String> = predicates().flat_map(|p| p.subject.clone()).collect();
    let whose = |h: usize| {
        let mut found = view.tokens[h].iter().filter_map(|t| Some((t.span, view.ids(t, &types)?)));
        let (span, ids) = found.next()?;
        // A head that names two is of neither alone.
        found.all(|other| other.1 == ids).then_some(Found { ids, span, weak: None })
    };
    // What is part of a row is of another, unless it names a metric itself.
    let own = heads.row.iter().copied().find_map(whose);
    let metric_near = near().any(|h| named(view, h).is_some());
    if heads.is_part && own.is_none() && !metric_near {
        return;
    }
    let subject =
        own.or_else(|| near().chain(around()).find_map(whose)).or_else(|| topical(view, known, heads, &types));
    let Some(subject) = subject else { return };
    // What is named beside a figure and is not its subject makes it another's: cloud, the north.
    let says_nothing = |w: &str| is_filler(w) || reckoned().totals.of(Language::En).contains(&w.to_lowercase());
    let is_other = |t: &Token| match &t.what {
        What::Entity { ids, .. } => !ids.iter().any(|&e| subject.ids.contains(&view.facts.entities[e].id)),
        What::Local(local) => {
            let own = view.locals.get(*local).is_some_and(|l| subject.ids.contains(&l.id));
            // A capital letter at the head of a cell makes no name: Year ended.
            !own && !view.text(t.span).split_whitespace().all(says_nothing)
        }
        _ => false,
    };
    if near().chain(heads.section.iter().copied()).any(|h| view.tokens[h].iter().any(is_other)) {
        return;
    }
    let is_flow = predicates().any(|p| p.measures == Some(Measures::Flow));
    let Some(when) = period(view, near(), [&heads.section, heads.corner, heads.above], is_flow) else { return };
    let dimension = predicates().find_map(|p| p.dimension.as_deref());
    let units = near().chain(heads.units.iter().copied()).chain(around()).chain(heads.below.iter().copied());
    let Some(value) = scaled(view, heads.figure, dimension, units.filter_map(|h| known.unit(h))) else { return };
    let figure = Figure::of(view.mentions[heads.figure].span, heads.figure, value);
    let readings: Vec<&Reading> = readings.iter().filter(|r| predicate_fits(view, r, &figure)).collect();
    let told = (Ok(subject.clone()), Some(when));
    let Some(mut draft) = metric::build(view, heads.sentence, place, &readings, &figure, told, drafts) else {
        return;
    };
    // 2023 above a column is a fiscal year where the company has one of its own.
    let fiscal = subject.ids.iter().filter_map(|id| view.facts.entity_position(id));
    let fiscal = fiscal.filter_map(|e| fiscal_years::calendar(view.facts, e)).any(|e| {
        let entity = &view.facts.entities[e];
        entity.fiscal_year_end != Some((12, 31))
    });
    let is_year = when.days.is_some_and(|d| d.precision == crate::time::Precision::Year);
    if fiscal && is_year && draft.doubt.is_none() {
        draft.doubt = Some(Doubt::FiscalYear);
    }
    draft.span = view.sentences[heads.sentence].span;
    drafts.push(draft, &[heads.figure]);
}

/// A table that names nobody is of whom the article is about: surely, where the head of the article names it and no line
/// above the table tells of anything else.
fn topical(view: &View<'_>, known: &Known<'_, '_>, heads: &Heads<'_>, types: &[String]) -> Option<Found> {
    /// Blocks that may be the head of an article: title, dateline, summary.
    const HEAD: usize = 2;
    let found = view.topical(types)?;
    let block = view.folded.blocks.partition_point(|b| b.0.end <= found.span.start);
    let is_head = block < HEAD || view.folded.blocks.get(block).is_some_and(|b| b.1 == crate::article::Block::Heading);
    let plain = heads.above.iter().all(|h| !known.says_more(*h, heads, true));
    Some(if is_head && plain { found } else { Found { weak: Some(Doubt::NoSubject), ..found } })
}

/// The one metric a head names, and where.
fn named(view: &View<'_>, s: usize) -> Option<(Span, Vec<Reading>)> {
    let start = view.sentences[s].span.start;
    let before = |at: usize| view.folded.text.get(start..at).unwrap_or("").trim_end();
    let is_loss = |t: &Token| {
        let word = view.text(t.span);
        let losses = |l: Language| lists().losses.of(l).iter().any(|w| w.eq_ignore_ascii_case(word));
        before(t.span.start).ends_with('(') && (losses(Language::Zh) || losses(Language::En))
    };
    let mut found = view.tokens[s].iter().filter(|t| !is_loss(t)).filter_map(|t| {
        let readings = view.readings(t, PredicateKind::Metric);
        (!readings.is_empty()).then(|| (t.span, readings.into_iter().cloned().collect::<Vec<Reading>>()))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The words of a head that are no name, figure, date or metric.
fn residue(view: &View<'_>, s: usize) -> String {
    let span = view.sentences[s].span;
    let text = view.text(span);
    let mut rest: String = text.to_owned();
    let known = view.tokens[s].iter().filter(|t| {
        matches!(t.what, What::Entity { .. } | What::Local(_) | What::Mention(_))
            || view.is_trigger(t, PredicateKind::Metric)
    });
    let mut places: Vec<Span> = known.map(|t| t.span).collect();
    places.sort_unstable_by_key(|p| std::cmp::Reverse(p.start));
    for place in places {
        let (from, to) = (place.start.max(span.start) - span.start, place.end.min(span.end) - span.start);
        if rest.get(from..to).is_some() {
            rest.replace_range(from..to, " ");
        }
    }
    rest
}

/// True where a head holds words that are none of what a claim is made of. The head of a row that is a part may say so, that
/// of a table's total may say total, a title that it is one.
fn says_more(view: &View<'_>, s: usize, (is_part, is_whole): (bool, bool), is_title: bool) -> bool {
    let rest = residue(view, s);
    let language = view.language(s);
    let mut plain = rest.trim_start_matches([' ', '-', '—', '–', '·', '•']);
    if is_part {
        plain = reckoned().parts_of.at_head(plain, language).and_then(|len| plain.get(len..)).unwrap_or(plain);
    }
    // A total of what has no names in its rows is that of the whole.
    let label = plain.trim().trim_end_matches(':').to_lowercase();
    if is_whole && reckoned().totals.of(language).contains(&label) {
        return false;
    }
    // 一、, 表1: an enumerator.
    let plain = plain.split_once('、').filter(|(n, _)| n.chars().count() <= 3).map_or(plain, |p| p.1);
    // What stands behind 单位 is the unit.
    let plain = plain.split("单位").next().unwrap_or("");
    // (b): the mark of a note. (loss): how less than nothing is written.
    let is_note = |(i, piece): &(usize, &str)| {
        let words = piece.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        let negative = |w: &str| lists().losses.of(language).iter().any(|l| l.eq_ignore_ascii_case(w));
        i % 2 == 1 && (piece.trim().len() <= 1 || words.into_iter().all(negative))
    };
    let pieces = plain.split(['(', ')', '[', ']']).enumerate().filter(|p| unit(p.1).is_none() && !is_note(p));
    let is_known = |w: &str| is_filler(w) || is_title && is_title_word(w, language);
    let mut words = pieces.flat_map(|p| p.1.split(|c: char| !c.is_alphabetic())).filter(|w| !w.is_empty());
    words.any(|w| !is_known(w) && unit(w).is_none())
}

/// 主要财务数据, selected figures: words that say no more than that something is a table.
fn is_title_word(word: &str, language: Language) -> bool {
    let titles = &lists().table_titles;
    match language {
        Language::En => titles.of(language).iter().any(|t| t.eq_ignore_ascii_case(word)),
        Language::Zh => {
            let mut rest = word;
            while let Some(len) = titles.at_head(rest, language).filter(|len| *len > 0) {
                rest = &rest[len..];
            }
            rest.is_empty()
        }
    }
}

/// A line around a table that speaks of a part of its subject: overseas business, a segment.
fn tells_of_part(view: &View<'_>, s: usize) -> bool {
    let text = residue(view, s).to_lowercase();
    let latin = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let is_letter = |c: char| c.is_ascii_alphanumeric();
            !text[..at].ends_with(is_letter) && !text[at + word.len()..].starts_with(is_letter)
        })
    };
    portions().zh.iter().any(|w| text.contains(w.as_str())) || portions().en.iter().any(|w| latin(w))
}
