//! What the figures of the article come to that are cells of a reference's tables or are reckoned from them.

use super::points::Point;
use super::tables::{Cell, Named, Row, Tables, years};
use super::value::Value;
use super::words::{Weights, Words};
use crate::check::Verdict;
use crate::extract::MentionKind;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, Opposite, families, likeness, lists, reckoned};
use rust_decimal::Decimal;

/// A sentence of the article, by what it may reckon.
pub(super) struct Sentence<'a> {
    words: Words,
    years: Vec<u16>,
    lower: String,
    text: &'a str,
}

/// What a table makes of a figure or of a word of change.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) verdict: Verdict,
    /// The cell it is read from.
    pub(super) at: Span,
    /// What the table comes to, where that is no cell.
    pub(super) value: Option<Decimal>,
}

/// How a figure is made of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    Cell,
    Change,
    Rate,
    Sum,
    Mean,
    Share,
}

impl<'a> Sentence<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { words: Words::of(text), years: distinct(years(text)), lower: text.to_lowercase(), text }
    }

    fn says(&self, list: &crate::vocabulary::Words) -> bool {
        let whole = |w: &String| {
            self.lower.match_indices(w.as_str()).any(|(i, _)| {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                !latin(self.lower[..i].chars().next_back()) && !latin(self.lower[i + w.len()..].chars().next())
            })
        };
        list.of(Language::En).iter().any(whole) || list.of(Language::Zh).iter().any(|w| self.text.contains(w.as_str()))
    }
}

fn distinct(mut years: Vec<u16>) -> Vec<u16> {
    years.sort_unstable();
    years.dedup();
    years
}

/// Upwards or downwards, by the words of a point's clause; `None` where there is none, or both.
fn direction(point: &Point) -> Option<bool> {
    let up = likeness().iter().position(|l| l.opposite.is_some_and(|(_, k)| k == Opposite::Direction))?;
    let meanings: &[usize] = match &point.value {
        Value::Sense(m) => &[*m],
        _ => &point.meanings,
    };
    match (meanings.contains(&up), meanings.contains(&(up + 1))) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Holds a figure, or a word of change, against the tables of a reference; `mates` are the points of its sentence.
pub(super) fn judge<'a>(
    point: &Point,
    sentence: &Sentence<'_>,
    tables: &Tables,
    mut mates: impl Iterator<Item = &'a Point>,
) -> Option<Outcome> {
    if tables.rows.is_empty() {
        return None;
    }
    let named = tables.named(&sentence.words);
    let first = named.rows.first()?;
    // Several rows of one name, as of several tables, are readings of one thing.
    let longest = &named.rows[..named.longest];
    let one = named.sure && longest.iter().all(|r| r.label.likeness(&first.label) == 100);
    match &point.value {
        Value::Figure(kind, figure, _) => {
            let percent = *kind == MentionKind::Percentage;
            // What other figures the sentence has are cells: which of them the rows name is certain.
            let is_cell = |p: &Point| match &p.value {
                Value::Figure(k, q, _) if p.span != point.span && (*k == MentionKind::Percentage) == percent => {
                    named.rows.iter().flat_map(|r| &r.cells).any(|c| is_value(q, c.value, percent))
                }
                _ => true,
            };
            let one = one && mates.all(is_cell);
            figure_of(figure, percent, point, sentence, &named, one)
        }
        Value::Sense(_) => change_of(direction(point)?, point, sentence, longest, one),
        _ => None,
    }
}

/// How the words say that the figure is made.
fn made(point: &Point, sentence: &Sentence<'_>, named: &Named<'_>, percent: bool) -> Made {
    let d = &families().derived;
    // The weighted average number of shares is a row of its own.
    let means: Vec<Words> = d.mean.of(Language::En).iter().map(|w| Words::of(w)).collect();
    let names_mean = named.rows.iter().any(|r| means.iter().any(|m| m.within(&r.label, &Weights::default()) == 100));
    let rises = matches!(point.value, Value::Figure(_, _, Some(_)));
    let clause = &sentence.text[point.clause.start - point.whole.start..point.clause.end - point.whole.start];
    let changes = rises || direction(point).is_some() || Sentence::of(clause).says(&d.change);
    let before = sentence.text[..point.span.start - point.whole.start].trim_end();
    let reached = [Language::Zh, Language::En].into_iter().any(|l| lists().reached.at_end(before, l).is_some());
    match () {
        () if sentence.says(&d.mean) && !names_mean => Made::Mean,
        () if percent && sentence.says(&d.share) && !rises => Made::Share,
        () if changes && percent => Made::Rate,
        () if rises || changes && !reached && sentence.years.len() == 2 => Made::Change,
        () if sentence.says(&d.sum) => Made::Sum,
        () => Made::Cell,
    }
}

/// Two cells of a row, of an earlier and a later year that the sentence means.
fn pairs<'a>(row: &'a Row, sentence: &Sentence<'_>) -> Vec<(&'a Cell, &'a Cell)> {
    let of = |year: u16| row.cells.iter().filter(move |c| c.year == Some(year));
    let (from, to) = match sentence.years.as_slice() {
        [from, to] => (*from, *to),
        [one] => (one - 1, *one),
        [] => {
            let known = distinct(row.cells.iter().filter_map(|c| c.year).collect());
            let [from, to] = known.as_slice() else { return Vec::new() };
            (*from, *to)
        }
        _ => return Vec::new(),
    };
    let (earlier, later): (Vec<_>, Vec<_>) = (of(from).collect(), of(to).collect());
    // Three and nine months of each year stand in the same order.
    if earlier.len() != later.len() {
        return Vec::new();
    }
    earlier.into_iter().zip(later).collect()
}

/// All that a figure may be, as it is said to be made: what it comes to, and the cell to show.
fn values<'a>(made: Made, sentence: &Sentence<'_>, rows: &[&'a Row]) -> Vec<(Decimal, &'a Cell)> {
    let meant = |c: &&Cell| c.year.is_none_or(|y| sentence.years.is_empty() || sentence.years.contains(&y));
    let mut out: Vec<(Decimal, &Cell)> = Vec::new();
    match made {
        Made::Cell => out.extend(rows.iter().flat_map(|r| r.cells.iter().filter(meant).map(|c| (c.value, c)))),
        Made::Change | Made::Rate => {
            for (from, to) in rows.iter().flat_map(|r| pairs(r, sentence)) {
                let change = to.value.checked_sub(from.value);
                let rate = || change?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from.value.abs());
                let value = if made == Made::Rate { rate() } else { change };
                out.extend(value.map(|v| (v, to)));
                // Costs stand in brackets, and grow all the same.
                let negative = from.value.is_sign_negative() && to.value.is_sign_negative();
                out.extend(value.filter(|_| negative).map(|v| (-v, to)));
                // Between two percentages a change may be told in points.
                if made == Made::Rate && to.percent {
                    out.extend(change.map(|v| (v, to)));
                }
            }
        }
        Made::Sum | Made::Mean => {
            let total = |cells: &[&'a Cell]| -> Option<Decimal> {
                cells.iter().try_fold(Decimal::ZERO, |sum, c| sum.checked_add(c.value))
            };
            let mut add = |cells: Vec<&'a Cell>| {
                let count = Decimal::from(cells.len().max(1));
                let sum = total(&cells);
                let value = if made == Made::Mean { sum.and_then(|s| s.checked_div(count)) } else { sum };
                out.extend(value.zip(cells.first().copied()).filter(|_| cells.len() > 1));
            };
            // Columns without a year are of notes and of shares, where others have one.
            let dated = rows.iter().flat_map(|r| &r.cells).any(|c| c.year.is_some());
            let meant = |c: &&Cell| meant(c) && (!dated || c.year.is_some());
            for row in rows {
                let span = match sentence.years.as_slice() {
                    [from, .., to] if sentence.years.len() == 2 && to - from > 1 => Some((*from, *to)),
                    _ => None,
                };
                let within = |c: &&Cell| span.zip(c.year).is_some_and(|((a, b), y)| (a..=b).contains(&y));
                add(row.cells.iter().filter(meant).collect());
                add(row.cells.iter().filter(within).collect());
            }
            for year in sentence.years.iter().map(|y| Some(*y)).chain([None]) {
                let of = |c: &&Cell| c.year == year || year.is_none();
                add(rows.iter().filter_map(|r| r.cells.iter().find(of)).collect());
            }
        }
        Made::Share => {
            for (part, whole) in rows.iter().flat_map(|a| rows.iter().map(move |b| (a, b))) {
                for cell in part.cells.iter().filter(meant) {
                    let of = whole.cells.iter().find(|c| c.year == cell.year && part.table == whole.table);
                    let share = of.and_then(|o| {
                        cell.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(o.value).filter(|_| o.at != cell.at)
                    });
                    out.extend(share.map(|s| (s, cell)));
                }
            }
        }
    }
    out
}

/// Whether a figure is a value of a table, in its units, in thousands, in millions or in billions.
fn is_value(figure: &Quantity, value: Decimal, percent: bool) -> bool {
    let scales = if percent { 1 } else { 4 };
    let mut scaled = Some(value.abs());
    for _ in 0..scales {
        let Some(v) = scaled else { return false };
        let (low, high) = (figure.low.map(|x| x.abs()), figure.high.map(|x| x.abs()));
        let (low, high) = if low > high && high.is_some() { (high, low) } else { (low, high) };
        if low.is_none_or(|l| v >= l) && high.is_none_or(|h| v <= h) {
            return true;
        }
        scaled = v.checked_mul(Decimal::ONE_THOUSAND);
    }
    false
}

fn figure_of(
    figure: &Quantity,
    percent: bool,
    point: &Point,
    sentence: &Sentence<'_>,
    named: &Named<'_>,
    one: bool,
) -> Option<Outcome> {
    let made = made(point, sentence, named, percent);
    let told = direction(point);
    let ways: &[Made] = match made {
        Made::Cell if percent => &[Made::Cell, Made::Rate, Made::Share],
        Made::Cell => &[Made::Cell, Made::Change, Made::Sum, Made::Mean],
        Made::Change => &[Made::Change, Made::Cell],
        Made::Rate => &[Made::Rate, Made::Cell],
        Made::Sum => &[Made::Sum, Made::Cell],
        Made::Mean => &[Made::Mean],
        Made::Share => &[Made::Share, Made::Cell, Made::Rate],
    };
    let mut turned = None;
    for &way in ways {
        for (value, cell) in values(way, sentence, &named.rows) {
            if way == Made::Cell && cell.percent != percent || !is_value(figure, value, percent) {
                continue;
            }
            // Grew by what it fell by.
            let changed = matches!(way, Made::Change | Made::Rate) && !value.is_zero();
            if changed && told.is_some_and(|up| up == value.is_sign_negative()) {
                turned = turned.or(Some((cell.at, value)));
                continue;
            }
            let value = (way != Made::Cell).then_some(value);
            return Some(Outcome { verdict: Verdict::Supported, at: cell.at, value });
        }
    }
    if !one || figure.comparator.is_some() {
        return None;
    }
    if let Some((at, value)) = turned {
        return Some(Outcome { verdict: Verdict::Contradicted, at, value: Some(value) });
    }
    let all = values(made, sentence, &named.rows[..named.longest]);
    let dated = all.iter().all(|(_, c)| c.year.is_some());
    let known = match made {
        Made::Rate => sentence.years.len() == 2 || is_of_whole_year(point, sentence),
        Made::Change => sentence.years.len() == 2,
        Made::Cell => {
            !named.rows.iter().any(|r| r.prose)
                && sentence.years.len() == 1
                && !percent
                && dated
                && all.iter().all(|(_, c)| !c.percent)
        }
        Made::Mean => {
            sentence.years.len() == 2 && dated && all.len() == 1 && all.iter().all(|(_, c)| c.percent == percent)
        }
        Made::Sum | Made::Share => false,
    };
    let (value, cell) = all.first().filter(|_| known)?;
    Some(Outcome { verdict: Verdict::Contradicted, at: cell.at, value: (made != Made::Cell).then_some(*value) })
}

/// Of one year as a whole, and so of the change from the year before.
fn is_of_whole_year(point: &Point, sentence: &Sentence<'_>) -> bool {
    let days = point.when.and_then(|(w, _)| w.start.zip(w.end)).map(|(start, end)| (end - start).num_days());
    sentence.years.len() == 1 && days.is_some_and(|d| d > 360) && !sentence.says(&reckoned().other_bases)
}

/// A word of change between two years.
fn change_of(up: bool, point: &Point, sentence: &Sentence<'_>, rows: &[&Row], one: bool) -> Option<Outcome> {
    if !one || sentence.years.len() != 2 && !is_of_whole_year(point, sentence) {
        return None;
    }
    let pairs: Vec<(&Cell, &Cell)> = rows.iter().flat_map(|r| pairs(r, sentence)).collect();
    let positive = pairs.iter().all(|(a, b)| !a.value.is_sign_negative() && !b.value.is_sign_negative());
    let rises = |(a, b): &(&Cell, &Cell)| b.value > a.value;
    let falls = |(a, b): &(&Cell, &Cell)| b.value < a.value;
    let all = |yes: &dyn Fn(&(&Cell, &Cell)) -> bool| pairs.iter().all(yes);
    let verdict = match up {
        _ if pairs.is_empty() || !positive => return None,
        true if all(&rises) => Verdict::Supported,
        false if all(&falls) => Verdict::Supported,
        true if all(&falls) => Verdict::Contradicted,
        false if all(&rises) => Verdict::Contradicted,
        _ => return None,
    };
    Some(Outcome { verdict, at: pairs.first()?.1.at, value: None })
}
