//! 四个乡镇的每公斤均价约139元, an average price of £139: what the total of one column comes to for each of another, where a column of
//! the table gives that for every row.

use super::grids;
use super::labelled::{Row, Table, near, table};
use crate::article::Article;
use crate::check::reckon::Range;
use crate::extract::{Extraction, Mention, MentionValue};
use crate::normalise::{fold_text, is_han};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::vocabulary::{Language, reckoned};
use rust_decimal::Decimal;

/// Rows that show how a column is reckoned.
const LEAST: usize = 3;

/// A mean that the totals of a table do not come to.
pub(in crate::check) struct Mean {
    pub(in crate::check) figure: (Span, Quantity),
    /// The totals it is reckoned from.
    pub(in crate::check) of: [(Span, Decimal); 2],
    /// What they come to.
    pub(in crate::check) real: Decimal,
}

/// A column that is a quotient of two others in every row.
struct Quotient {
    /// Its head, without its unit.
    name: String,
    of: [(Span, Decimal); 2],
    real: Decimal,
    /// What the rows come to together.
    summed: Decimal,
    /// What the column has.
    cells: Vec<Decimal>,
}

/// The means of the prose that the tables contradict.
pub(in crate::check) fn means(article: &Article, extraction: &Extraction) -> Vec<Mean> {
    let tables: Vec<Table> = grids(article).iter().filter_map(table).collect();
    let quotients: Vec<(&Table, Quotient)> =
        tables.iter().flat_map(|t| quotients(t).into_iter().map(move |q| (t, q))).collect();
    if quotients.is_empty() {
        return Vec::new();
    }
    let in_cell = |m: &Mention| {
        let run = article.runs.get(article.runs.partition_point(|r| r.span.end <= m.span.start));
        run.is_some_and(|r| r.cell.is_some() && r.span.overlaps(m.span))
    };
    let told = extraction.mentions.iter().filter(|m| {
        let claim = m.claim.and_then(|c| extraction.claims.get(c));
        claim.is_none_or(|c| c.modality.is_judged() && !c.quoted) && !in_cell(m)
    });
    told.filter_map(|m| quotients.iter().find_map(|(t, q)| wrong(article, extraction, t, q, m))).collect()
}

fn wrong(
    article: &Article,
    extraction: &Extraction,
    table: &Table,
    quotient: &Quotient,
    mention: &Mention,
) -> Option<Mean> {
    let MentionValue::Figure(value) = &mention.value else { return None };
    let text = article.source.text();
    let head = text.get(..mention.span.start)?;
    let head = head.rsplit(['。', '\n', '！', '？', '；', '!', '?']).next()?.rsplit(". ").next()?;
    let lead = fold_text(head).to_lowercase();
    let language = if lead.chars().any(is_han) { Language::Zh } else { Language::En };
    // Its name stands right before it, the sentence is about all rows and about no single one, at no other time.
    let at = lead.rfind(quotient.name.as_str())?;
    let gap = lead[at + quotient.name.len()..].trim();
    let short = gap.chars().count() <= if language == Language::Zh { 3 } else { 14 };
    let all = reckoned().overall.places(&lead, language).next().is_some() || counts(&lead, table, language);
    let single = table.rows.iter().enumerate().any(|(i, r)| table.total != Some(i) && lead.contains(r.label()));
    let start = mention.span.start - head.len();
    let from = extraction.mentions.partition_point(|m| m.span.start < start);
    let dated = extraction.mentions[from..]
        .iter()
        .take_while(|m| m.span.start < mention.span.start)
        .any(|m| matches!(m.value, MentionValue::Days(_)));
    let unit = value.unit.as_ref().is_none_or(|u| !matches!(u.name(), "%") && u.dimension() != "duration");
    if !short || !all || single || dated || !unit || gap.contains([',', '，', ';']) {
        return None;
    }
    let range = Range::of(&value.reckoned(article.source.slice(mention.span)));
    let sum = quotient.cells.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v))?;
    let plain = sum.checked_div(Decimal::from(quotient.cells.len()))?;
    let excused = [quotient.real, quotient.summed, plain].iter().chain(&quotient.cells).any(|v| range.meets(near(*v)));
    let of = quotient.of;
    (!excused && range.is_positive()).then(|| Mean { figure: (mention.span, value.clone()), of, real: quotient.real })
}

/// 四个乡镇: as many as the table has rows.
fn counts(lead: &str, table: &Table, language: Language) -> bool {
    let n = table.rows.len() - usize::from(table.total.is_some());
    let words: &[&str] = match language {
        Language::Zh => &["", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"],
        Language::En => &["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
    };
    let Some(word) = words.get(n).filter(|w| !w.is_empty()) else { return false };
    match language {
        Language::Zh => {
            ["个", "家", "地", "厂", "县", "镇", "乡", "市"].iter().any(|c| lead.contains(&format!("{word}{c}")))
        }
        Language::En => lead.contains(&format!("the {word} ")) || lead.contains(&format!("all {word} ")),
    }
}

/// The columns that are so in every row, with what the totals come to.
fn quotients(table: &Table) -> Vec<Quotient> {
    let Some(total) = table.total.and_then(|i| table.rows.get(i)) else { return Vec::new() };
    let rows: Vec<&Row> =
        table.rows.iter().enumerate().filter(|(i, _)| table.total != Some(*i)).map(|(_, r)| r).collect();
    let cell = |row: &Row, column: usize| row.cells.iter().find(|c| c.0 == column && !c.3).map(|c| (c.1, c.2));
    let columns: Vec<usize> = table.heads.iter().map(|h| h.0).collect();
    let mut out = Vec::new();
    for (c, head) in &table.heads {
        let name = head.split(['(', '（']).next().unwrap_or(head).trim().to_owned();
        if name.chars().count() < 2 || rows.len() < LEAST {
            continue;
        }
        for &a in columns.iter().filter(|a| *a != c) {
            for &b in columns.iter().filter(|b| *b != c && **b != a) {
                let factor = |row: &&Row| {
                    let (x, y, z) = (cell(row, a)?.1, cell(row, b)?.1, cell(row, *c)?.1);
                    (x > Decimal::ZERO && y > Decimal::ZERO && z > Decimal::ZERO).then_some(())?;
                    z.checked_mul(y)?.checked_div(x)
                };
                let Some(factors) = rows.iter().map(factor).collect::<Option<Vec<Decimal>>>() else { continue };
                let Some(power) = factors.first().and_then(|f| power(*f)) else { continue };
                let same = factors.iter().all(|f| near(power).meets(Range::new(*f, *f)));
                let totals = cell(total, a).zip(cell(total, b));
                let cells: Vec<Decimal> = rows.iter().filter_map(|r| Some(cell(r, *c)?.1)).collect();
                // Where all rows have the same, nothing is learnt.
                let varied = cells.windows(2).any(|w| w[0] != w[1]);
                if let (true, true, Some((x, y))) = (same, varied, totals) {
                    let of = |x: Decimal, y: Decimal| x.checked_mul(power).and_then(|v| v.checked_div(y));
                    let sum = |column: usize| {
                        let values = rows.iter().filter_map(|r| Some(cell(r, column)?.1));
                        values.into_iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(v))
                    };
                    // The total itself may be wrong.
                    let summed = sum(a).zip(sum(b)).and_then(|(x, y)| of(x, y));
                    if let (Some(real), Some(summed)) = (of(x.1, y.1), summed) {
                        out.push(Quotient { name: name.clone(), of: [x, y], real, summed, cells });
                    }
                }
            }
        }
    }
    out
}

/// The power of ten that a factor is, but for rounding: the units of the columns.
fn power(factor: Decimal) -> Option<Decimal> {
    let mut power = Decimal::new(1, 6);
    for _ in 0..13 {
        if near(power).meets(Range::new(factor, factor)) {
            return Some(power);
        }
        power = power.checked_mul(Decimal::TEN)?;
    }
    None
}
