//! 从10亿元增长20%至12亿元, up 19 % to 1.2 billion from 1.0 billion: the words before each figure say what it is.

use super::{DATE, Figure, Reckoning, Term, base, holds, holds_any, trimmed};
use crate::extract::frame::View;
use crate::quantity::{Quantity, Unit};
use crate::source::Span;
use crate::vocabulary::{Language, Words, portions, reckoned};
use rust_decimal::Decimal;

/// What a figure is in a growth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Part {
    From(Option<bool>),
    To(Option<bool>),
    By(Option<bool>),
    /// The same difference in other words.
    Or,
    Plain,
}

/// Figures are no further apart than this many characters.
const REACH: usize = 90;

pub(super) fn read(view: &View<'_>, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let mut open = Growth::default();
    // An increase of 3 % or 12p a week: so much of each week.
    let each = |f: &&Figure| reckoned().per_time.at_head(f.tail.trim_start(), language).is_some();
    for figure in figures.iter().filter(|f| !each(f)) {
        if !is_near(figure, language) {
            open.close(view, out);
        }
        let part = match open.plain {
            Some(now) if former_year(view, language, now, figure) => Part::From(None),
            _ => part(figure),
        };
        open.multiple(view, language, figure);
        open.add(view, figure, part, out);
    }
    open.close(view, out);
    base::read(view, language, figures, out);
}

/// 2022年为9.25亿元 behind the figure of a later year: the year before, by its number.
fn former_year(view: &View<'_>, language: Language, now: &Figure, figure: &Figure) -> bool {
    let lead = figure.lead.trim_start_matches([',', '(', '而']);
    let rest = lead.strip_prefix(DATE).map(|r| trimmed(r, &reckoned().by, Language::Zh).trim_end_matches(['是', '则']));
    if language != Language::Zh || !rest.is_some_and(|r| r.is_empty() || r == "同期") {
        return false;
    }
    let year = |text: &str| {
        let at = text.find('年')?;
        let digits = text.get(at.checked_sub(4)?..at)?;
        digits.parse::<i32>().ok()
    };
    let Some(then) = year(&figure.raw) else { return false };
    let written = view.document.and_then(|d| d.start).map(|d| chrono::Datelike::year(&d));
    year(&now.raw).or(written).is_some_and(|own| then < own)
}

/// A word of more or less at the head of a text: which way, and its length.
pub(super) fn beside(text: &str, language: Language) -> Option<(bool, usize)> {
    let (more, less) = (&reckoned().more, &reckoned().less);
    more.at_head(text, language).map(|len| (true, len)).or(less.at_head(text, language).map(|len| (false, len)))
}

/// From 60 to 45, 15 fewer than last winter: a difference from the figure before, not from another one.
fn differs(figure: &Figure, language: Language) -> Option<bool> {
    if language == Language::Zh {
        // 比去年的18亿元多3亿元: the word is all that stands between the two.
        let lead = trimmed(&figure.lead, &reckoned().by, language);
        return beside(lead, language).filter(|(_, len)| *len == lead.len()).map(|found| found.0);
    }
    let tail = figure.tail.trim_start();
    let (rises, len) = beside(tail, language).filter(|_| figure.lead.trim() == ",")?;
    let rest = tail.get(len..)?.trim_start();
    let before = rest.strip_prefix("than ").map(str::trim_start);
    let earlier = |text: &str| {
        text.starts_with([DATE, '.'])
            || text.starts_with("last ")
            || reckoned().earlier.at_head(text, language).is_some()
    };
    let ends = rest.is_empty() || rest.starts_with(['.', ';', ',']);
    (ends || before.is_some_and(earlier)).then_some(rises)
}

/// Nothing between the figure before and this one starts another matter.
fn is_near(figure: &Figure, language: Language) -> bool {
    let reach = if language == Language::Zh { REACH / 3 } else { REACH };
    // “with” breaks, “compared with” does not.
    let broken = || {
        if !holds_any(&figure.lead, &reckoned().breaks, language) {
            return false;
        }
        let words = reckoned().from.of(language).iter().filter(|w| w.contains(' '));
        let lead =
            words.fold(figure.lead.clone(), |l, w| if l.contains(w.as_str()) { l.replace(w, "from") } else { l });
        holds_any(&lead, &reckoned().breaks, language)
    };
    figure.lead.chars().count() <= reach && !broken() && goes_on(figure, language)
}

/// The words that stand between the figures of a growth.
pub(super) fn told_of_growth() -> [&'static Words; 11] {
    let words = reckoned();
    [
        &words.from,
        &words.earlier,
        &words.to,
        &words.rises,
        &words.falls,
        &words.changes,
        &words.or,
        &words.by,
        &words.more,
        &words.less,
        &words.small,
    ]
}

/// Behind a comma a word that is none of growth names another subject: …下降到5.7%,良好率也降低了0.3个百分点.
fn goes_on(figure: &Figure, language: Language) -> bool {
    let words = reckoned();
    let Some(last) = figure.raw.rfind([',', ';', '(']).and_then(|i| figure.raw.get(i + 1..)) else { return true };
    let planned = ["比", "较"].iter().any(|w| last.strip_prefix(w).is_some_and(|l| words.planned.has(l, language)));
    let known = told_of_growth();
    if planned {
        return true;
    }
    if language == Language::En {
        let last = figure.lead.rfind([',', ';', '(']).and_then(|i| figure.lead.get(i + 1..)).unwrap_or("");
        let compares = compared(last, &words.from, language);
        let small =
            |w: &str| w.chars().all(|c| c == DATE || !c.is_alphanumeric()) || known.iter().any(|l| l.has(w, language));
        return compares || last.split([' ', '-', '\'', ':']).all(small);
    }
    let mut rest: String =
        figure.lead.rfind([',', ';', '(']).and_then(|i| figure.lead.get(i + 1..)).unwrap_or(last).to_owned();
    // What taking words out leaves side by side has no new characters.
    let mut all: Vec<&str> = known.iter().flat_map(|l| l.begun_in(&rest, language)).collect();
    all.sort_by_key(|w| std::cmp::Reverse(w.len()));
    for word in all {
        if rest.contains(word) {
            rest = rest.replace(word, "");
        }
    }
    rest.chars().all(|c| c == DATE || !c.is_alphanumeric())
}

/// A figure by which something grew or fell: which way, where the words say; `None` where it is none.
pub(super) fn direction(figure: &Figure) -> Option<Option<bool>> {
    match part(figure) {
        Part::By(rises) => Some(rises),
        _ => None,
    }
}

/// What a figure is in a growth, by the words around it.
pub(super) fn part(figure: &Figure) -> Part {
    *figure.part.get_or_init(|| find_part(figure, figure.language))
}

fn find_part(figure: &Figure, language: Language) -> Part {
    let words = reckoned();
    let lead = figure.lead.trim_end();
    let lead = trimmed(lead, &words.by, language).trim_end_matches([' ', ',']);
    let lead = per(lead, language);
    let direction = |text: &str| match (words.rises.at_end(text, language), words.falls.at_end(text, language)) {
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        (Some(a), Some(b)) => Some(a > b),
        (None, None) => None,
    };
    let zh = language == Language::Zh;
    // 同比增长20%; rose by 20 %; an increase of 20 %
    if let Some(rises) = direction(lead) {
        return Part::By(Some(rises));
    }
    if words.changes.at_end(lead, language).is_some() {
        return Part::By(None);
    }
    if let Some(rises) = differs(figure, language) {
        return Part::By(Some(rises));
    }
    // a 20 % increase; 20%的增长
    let opens = match zh {
        true => figure.tail.starts_with('的'),
        false => ["a", "an", "the"].iter().any(|w| figure.lead.trim_end().rsplit(' ').next() == Some(*w)),
    };
    let tail = figure.tail.trim_start_matches([' ', '的']);
    let heads = |w: &Words| opens && w.at_head(tail, language).is_some();
    if figure.is_share() && (heads(&words.rises) || heads(&words.falls)) {
        return Part::By(Some(heads(&words.rises)));
    }
    if !zh && lead.ends_with(" or") || zh && words.or.at_end(figure.lead.trim_end(), language).is_some() {
        return Part::Or;
    }
    // from before to: “compared to” is a word of `from`; 上年同期为 and (2018: are the whole of a lead
    let undated = lead.trim_end_matches([DATE, ' ', '的', '为', '是', ':']);
    let before = figure.raw.trim_end().trim_end_matches(['的', '为', '是', ':']);
    let alone = |rest: &str| matches!(rest.trim(), "" | "," | "(" | ",而" | ",较");
    if let Some(len) = words.from.at_end(undated, language) {
        return Part::From(direction(trimmed(&undated[..undated.len() - len], &words.by, language)));
    }
    // 比旧馆的1120平方米多180平方米
    let than = zh
        && lead.rsplit([',', ';']).next().is_some_and(|l| {
            let what = ["比", "较"].iter().find_map(|w| l.strip_prefix(w));
            // 较前一日收盘价65.39元溢价54%
            what.is_some_and(|w| match w.strip_suffix('的') {
                Some(w) => !w.is_empty() && w.chars().count() <= 6,
                None => w.ends_with('价') && w.chars().count() <= 10 || words.planned.has(w, language),
            })
        });
    // A rise on the 400 million of the year before; $2.4 billion, after 2.0 billion in 2023; which had been 4,000.
    let (opens, tail) = (figure.lead.trim_end(), figure.tail.trim_start());
    let formerly = ["of ", "in "].iter().find_map(|w| tail.strip_prefix(w)).unwrap_or(tail);
    let dated = formerly.starts_with(DATE) || words.earlier.at_head(formerly, language).is_some();
    let stood = ["after", "had been", "on the"].iter().any(|w| holds(opens, w) && opens.ends_with(w));
    if !zh && dated && stood {
        return Part::From(None);
    }
    let since = than || words.earlier.at_end(before, language).is_some_and(|len| alone(&before[..before.len() - len]));
    if since || lead.ends_with(':') && undated == "(" || !zh && compared(lead, &words.from, language) {
        return Part::From(None);
    }
    // 调整为: the last word is also one between a word of growth and its figure.
    let named = figure.lead.trim_end();
    if zh && named.ends_with('为') && words.to.at_end(named, language).is_some() {
        return Part::To(None);
    }
    let end = if zh { undated } else { lead };
    if let Some(len) = words.to.at_end(end, language) {
        return Part::To(direction(trimmed(&end[..end.len() - len], &words.by, language)));
    }
    Part::Plain
}

/// 由每吨3.5元调整为2.8元: what a price is by is a part of neither figure.
fn per(lead: &str, language: Language) -> &str {
    let each = lead.rsplit_once('每').filter(|(_, unit)| language == Language::Zh && unit.chars().count() <= 3);
    each.map_or(lead, |(head, _)| head)
}

/// compared with revenue of, from a loss of: a word of comparison and at most five others.
fn compared(lead: &str, words: &Words, language: Language) -> bool {
    let last = lead.rsplit([',', ';', '(']).next().unwrap_or(lead);
    let found = words.whole_places(last, language).filter(|(_, w)| *w != "than");
    let Some(end) = found.map(|(i, w)| i + w.len()).max() else { return false };
    let rest = &last[end..];
    rest.split_whitespace().count() <= 5 && !holds(rest, "to") && !holds(rest, "by")
}

#[derive(Default)]
struct Growth<'f> {
    from: Option<&'f Figure>,
    to: Option<&'f Figure>,
    change: Option<&'f Figure>,
    rate: Option<Term>,
    rises: Option<bool>,
    /// The last figure nothing is said of, before any other part: 12亿元,同比增长20%.
    plain: Option<&'f Figure>,
    last: Option<Part>,
}

impl<'f> Growth<'f> {
    fn add(&mut self, view: &View<'_>, figure: &'f Figure, part: Part, out: &mut Vec<Reckoning>) {
        let rate = figure.is_share() || matches!(figure.unit(), Some("percentage point" | "basis point"));
        // From 9 % to 12 %: shares themselves may grow.
        let taken = match part {
            Part::From(_) => self.from.is_some(),
            Part::To(_) => self.to.is_some(),
            Part::By(_) | Part::Or if rate => self.rate.is_some(),
            Part::By(_) | Part::Or => self.change.is_some(),
            Part::Plain => true,
        };
        if taken {
            self.close(view, out);
        }
        // 7130人次,日均230人次,比去年的6603人次多了8%: of a mean and a whole the words do not say which is meant.
        let portion = |f: &Figure| portions().zh.iter().any(|w| f.lead.trim_end().ends_with(w.as_str()));
        if matches!(part, Part::From(_)) && self.plain.is_some_and(portion) && !portion(figure) {
            *self = Self::default();
        }
        match part {
            Part::From(rises) => {
                self.from = Some(figure);
                self.rises = self.rises.or(rises);
            }
            Part::To(rises) => {
                self.to = Some(figure);
                self.rises = self.rises.or(rises);
            }
            Part::By(_) | Part::Or if part == Part::Or && !matches!(self.last, Some(Part::By(_))) => {
                self.plain = Some(figure);
            }
            Part::By(_) | Part::Or => {
                if let Part::By(rises) = part {
                    self.rises = self.rises.or(rises);
                }
                match rate {
                    true => self.rate = Some(figure.term(view)),
                    false => self.change = Some(figure),
                }
            }
            Part::Plain => self.plain = Some(figure),
        }
        self.last = Some(part);
    }

    /// 从10亿元翻番至20亿元: a word that is a rate.
    fn multiple(&mut self, view: &View<'_>, language: Language, figure: &Figure) {
        let words = reckoned().multiples.of(language).filter(|(w, _)| holds(&figure.lead, w));
        let Some((word, times)) = words.max_by_key(|(w, _)| w.len()).filter(|_| self.rate.is_none()) else { return };
        let text = view.text(Span::new(near(view, figure), figure.span.start)).to_ascii_lowercase();
        let Some(at) = text.rfind(word) else { return };
        let start = figure.span.start - text.len() + at;
        // People say that something doubled from 1.9 times on; as growth that is 80 to 120 %.
        let percent = |times: Decimal| (times - Decimal::ONE).abs() * Decimal::ONE_HUNDRED;
        let slack = times / Decimal::TEN;
        let (a, b) = (percent(times - slack), percent(times + slack));
        let own = Quantity::exact(percent(times), Some(Unit::percent()));
        // More than doubled, 翻番有余: any growth above that; nearly doubled: somewhat below.
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let compared = |w: &Words| w.at_end(before.trim_end(), language).is_some();
        let above = compared(&reckoned().beyond) || reckoned().and_more.at_head(after.trim_start(), language).is_some();
        let below = compared(&reckoned().nearly);
        let low = if below { percent(times - slack - slack) } else { a.min(b) };
        let value = Quantity { low: Some(low), high: Some(a.max(b)).filter(|_| !above), ..own };
        self.rises = Some(times > Decimal::ONE);
        self.rate = Some(Term { span: view.folded.origin(Span::new(start, start + word.len())), value });
    }

    fn close(&mut self, view: &View<'_>, out: &mut Vec<Reckoning>) {
        let mut growth = std::mem::take(self);
        if growth.to.is_none() && (growth.from.is_some() || growth.change.is_some() || growth.rate.is_some()) {
            growth.to = growth.plain.take();
        }
        // 2022年150万人次,2023年达到172.5万人次,增长15%: both are dated.
        let dated = |f: &Figure| f.lead.matches(DATE).count() == 1;
        let halves = |f: &Figure| ["半年", "季度", "月"].iter().any(|w| f.raw.contains(w));
        let alike = growth.plain.zip(growth.to).is_some_and(|(a, b)| !halves(a) && !halves(b));
        if alike && growth.from.is_none() && growth.rate.is_some() && growth.to.is_some_and(dated) {
            growth.from = growth.plain.take().filter(|f| dated(f));
        }
        let slip = |a: &Figure, b: &Figure| growth.rate.is_some() && slips(a, b);
        let levels = growth.from.zip(growth.to).is_none_or(|(a, b)| a.compares(b) || slip(a, b));
        let level = growth.to.or(growth.from);
        let change = growth.change.zip(level).is_none_or(|(a, b)| a.unit() == b.unit());
        let known =
            [growth.from, growth.to, growth.change].iter().flatten().count() + usize::from(growth.rate.is_some());
        let directed = growth.from.is_some() && growth.to.is_some() && growth.rises.is_some();
        // From which figure it rose only a fact can tell.
        let reached = growth.to.is_some() && growth.rate.is_some() && growth.rises.is_some();
        if levels && change && level.is_some() && (known >= 3 || directed || reached) {
            let term = |f: Option<&Figure>| f.map(|f| f.term(view));
            out.push(Reckoning::Growth {
                from: term(growth.from),
                to: term(growth.to),
                change: term(growth.change),
                rate: growth.rate,
                rises: growth.rises,
            });
        }
    }
}

/// 2160亿吨,上年为2250万吨: one unit and nearly the same digits at another power of ten.
fn slips(a: &Figure, b: &Figure) -> bool {
    let (Some(mut x), Some(y)) = (a.value.stated, b.value.stated) else { return false };
    if a.unit() != b.unit() || a.unit().is_none() || x <= Decimal::ZERO || y <= Decimal::ZERO {
        return false;
    }
    let (mut steps, far) = (0, Decimal::from(5));
    let more = |p: Decimal, q: Decimal| p.checked_div(q).is_some_and(|r| r >= far);
    while steps < 12 && more(x, y) {
        x /= Decimal::TEN;
        steps += 1;
    }
    while steps < 12 && more(y, x) {
        x *= Decimal::TEN;
        steps += 1;
    }
    let near = x.checked_div(y).is_some_and(|r| r > Decimal::new(6, 1) && r < Decimal::new(17, 1));
    steps >= 2 && near
}

/// A place before a figure, on a character's border, that what its lead holds lies behind.
fn near(view: &View<'_>, figure: &Figure) -> usize {
    let head = &view.folded.text[..figure.span.start];
    let first = head.len().saturating_sub(3 * REACH);
    (first..=head.len()).find(|i| head.is_char_boundary(*i)).unwrap_or(head.len())
}
