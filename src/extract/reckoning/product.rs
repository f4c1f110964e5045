//! 80 turbines of 15 MW each, 1,200 MW in all; 每辆售价20万元,售出3000辆,收入6亿元; 3000名职工捐款60万元,人均200元: a count, how
//! much each has, and what they come to.

use super::{DATE, Figure, Reckoning, holds, holds_any, trimmed};
use crate::extract::frame::View;
use crate::normalise::is_han;
use crate::vocabulary::{Language, reckoned};

/// Characters between two of the figures.
const REACH: usize = 24;

/// A count, the amount of each, and what they come to.
type Product<'f> = (&'f Figure, &'f Figure, &'f Figure);

pub(super) fn read(view: &View<'_>, s: usize, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    contract(view, s, language, figures, out);
    for (at, three) in figures.windows(3).enumerate() {
        let [a, b, c] = three else { continue };
        // 又以每股10元买入3000股,共花费9万元: what is told before is paid for, too.
        let alone = !figures[..at].iter().any(|f| f.unit() == c.unit() && f.unit().is_some());
        let found = match language {
            Language::Zh => chinese(view, a, b, c).or_else(|| priced(view, a, b, c).filter(|_| alone)),
            Language::En => english(view, a, b, c),
        };
        if let Some((count, each, total)) = found {
            let [count, each, total] = [count, each, total].map(|f| f.term(view));
            out.push(Reckoning::Product { count, each, total });
        }
    }
}

/// Six more were ordered. They cost $180 million each; the contract is worth $1.08 billion: the only count of the sentence
/// before.
fn contract(view: &View<'_>, s: usize, language: Language, figures: &[Figure], out: &mut Vec<Reckoning>) {
    let money = |f: &Figure| f.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency");
    for two in figures.windows(2) {
        let [each, total] = two else { continue };
        let said = each.tail.trim_start();
        let apiece = ["each", "apiece"]
            .iter()
            .any(|w| said.strip_prefix(w).is_some_and(|t| !t.starts_with(char::is_alphanumeric)));
        let lead = trimmed(&total.lead, &reckoned().by, language);
        let comes = reckoned().comes_to.at_end(lead, language).is_some() && lead.split_whitespace().count() <= 8;
        let one = language == Language::En && money(each) && each.unit() == total.unit();
        let Some(before) =
            s.checked_sub(1).filter(|&i| one && apiece && comes && view.sentences[i].block == view.sentences[s].block)
        else {
            continue;
        };
        let pronoun = view.text(view.sentences[s].span).trim_start().to_ascii_lowercase();
        let they = ["they ", "these ", "those ", "the "].iter().any(|w| pronoun.starts_with(w));
        let earlier = super::figures(view, before);
        let mut numbers = earlier.iter().filter(|f| counts(f) && f.value.stated.is_some());
        if let (Some(count), None, true) = (numbers.next(), numbers.next(), they) {
            let [count, each, total] = [count, each, total].map(|f| f.term(view));
            out.push(Reckoning::Product { count, each, total });
        }
    }
}

fn counts(figure: &Figure) -> bool {
    !figure.is_share() && figure.value.unit.as_ref().is_none_or(|u| u.is_discrete())
}

fn amount(figure: &Figure) -> bool {
    !figure.is_share() && figure.unit().is_some()
}

fn few(text: &str, most: usize) -> bool {
    text.split_whitespace().count() <= most && !text.contains([',', ';', '(', DATE])
}

/// Nothing between two figures starts another matter.
fn is_near(figure: &Figure) -> bool {
    figure.lead.chars().count() <= REACH && !holds_any(&figure.lead, &reckoned().breaks, Language::Zh)
}

/// 28列动车组,合同金额47.6亿元,即每列1.7亿元; 12家门店收入3600万元,平均每家300万元.
fn chinese<'f>(view: &View<'_>, a: &'f Figure, b: &'f Figure, c: &'f Figure) -> Option<Product<'f>> {
    let lead = trimmed(&c.lead, &reckoned().by, Language::Zh);
    if let Some(found) = averaged(view, lead, a, b, c) {
        return Some(found);
    }
    let (head, unit) = lead.rsplit_once('每')?;
    let head = head.trim_start_matches(',').trim();
    let computed =
        matches!(head, "即" | "平均" | "相当于" | "合" | "折合" | "约合" | "也就是" | "即平均" | "相当于平均");
    let named = !unit.is_empty() && unit.chars().count() <= 2;
    // 12家门店 is one figure.
    let counted = |f: &Figure| counts(f) && (view.text(f.span).contains(unit) || f.tail.starts_with(unit));
    let found = computed && named && is_near(b) && b.unit() == c.unit() && amount(c);
    (found && counted(a)).then_some((a, c, b))
}

/// 3000名职工捐款60万元,人均200元: of two figures in a row one is counted by the unit that the word averages over.
fn averaged<'f>(view: &View<'_>, lead: &str, a: &'f Figure, b: &'f Figure, c: &'f Figure) -> Option<Product<'f>> {
    let said = lead.trim_start_matches(',').trim();
    let mut averages = reckoned().averages.of(Language::Zh).iter().filter_map(|w| w.split_once('|'));
    let units = averages.find_map(|(word, units)| (said == word).then_some(units))?;
    let counted = |f: &Figure| view.text(f.span).chars().next_back().is_some_and(|u| units.contains(u));
    let amount = |f: &Figure| !f.is_share() && f.unit().is_some() && f.unit() == c.unit();
    match () {
        () if !is_near(b) => None,
        () if counted(a) && !counted(b) && amount(b) => Some((a, c, b)),
        () if counted(b) && !counted(a) && amount(a) => Some((b, c, a)),
        () => None,
    }
}

/// 每辆售价20万元,售出3000辆,收入6亿元: a price by the unit of what was sold.
fn priced<'f>(view: &View<'_>, each: &'f Figure, count: &'f Figure, total: &'f Figure) -> Option<Product<'f>> {
    let words = reckoned();
    let lead = trimmed(&each.lead, &words.by, Language::Zh);
    let unit: String = view.text(count.span).chars().rev().take_while(|c| is_han(*c)).take(2).collect();
    let unit: String = unit.chars().rev().collect();
    let behind = lead.rsplit_once('每')?.1;
    // 3000辆 and 5万辆: the measure word is the last of the two.
    let price =
        [unit.as_str(), &unit[unit.char_indices().next_back()?.0..]].iter().find_map(|u| behind.strip_prefix(u))?;
    let price = price.trim_end_matches(['为', '的']);
    let prices = words.prices.of(Language::Zh);
    // 每张门票售价50元
    let named = |w: &String| price.strip_suffix(w.as_str()).is_some_and(|what| what.chars().count() <= 4);
    let told = price.is_empty() || prices.iter().any(named);
    let traded = words.traded.of(Language::Zh).iter().any(|w| count.lead.contains(w.as_str()));
    let sum = trimmed(&total.lead, &words.by, Language::Zh);
    let sum = sum.trim_start_matches(|c: char| ",的".contains(c));
    let comes = words.comes_to.of(Language::Zh).iter().any(|w| sum.ends_with(w.as_str()));
    // 全年收入200万元 is more than what was sold of one thing.
    let wider = ["全年", "总营", "年收入", "公司", "累计"].iter().any(|w| sum.contains(w));
    let near = !wider && is_near(count) && sum.chars().count() <= 10;
    let money = |f: &Figure| f.value.unit.as_ref().is_some_and(|u| u.dimension() == "currency");
    let one = money(each) && each.unit() == total.unit() && !money(count) && !count.is_share();
    (told && traded && comes && near && one).then_some((count, each, total))
}

fn english<'f>(view: &View<'_>, a: &'f Figure, b: &'f Figure, c: &'f Figure) -> Option<Product<'f>> {
    let words = reckoned();
    let language = Language::En;
    let behind = c.tail.trim_start();
    let each = |tail: &str| {
        let tail = tail.trim_start();
        ["each", "apiece"].iter().any(|w| tail.strip_prefix(w).is_some_and(|t| !t.starts_with(char::is_alphanumeric)))
    };
    // 80 turbines of 15 megawatts each, 1,200 megawatts in all
    if each(&b.tail) && counts(a) && amount(b) && b.unit() == c.unit() {
        let lead = c.lead.trim_start().trim_start_matches("each").trim_start_matches("apiece").trim();
        let all = ["in all", "in total", "altogether", "all told"].iter().any(|w| behind.starts_with(w));
        let stripped = lead.trim_start_matches(',').trim();
        let sums = lead == "," && all
            || words.comes_to.has(stripped, language)
            || words.total.at_end(lead, language).is_some() && few(stripped, 5);
        let of = few(&b.lead, 4) && ["of", "at", "with"].iter().any(|w| b.lead.trim_end().ends_with(w));
        return (of && sums).then_some((a, b, c));
    }
    // 3,000 workers gave $600,000, an average of $200 each
    let last = c.lead.rsplit(',').next().unwrap_or_default().trim();
    let average = words.averages.of(language).iter().any(|w| last == w || last.strip_prefix("or ") == Some(w));
    let per = behind.starts_with("per ") || behind.starts_with("a head") || each(&c.tail);
    // 96 goals in 32 games, an average of three a game
    let thing = ["a ", "an ", "per ", "each "].iter().find_map(|w| behind.strip_prefix(w)).map(head);
    // What is counted may be a part of the figure: 42 stores.
    let counted = |f: &Figure| match view.text(f.span).rsplit(' ').next() {
        Some(unit) if unit.ends_with(char::is_alphabetic) => unit.to_ascii_lowercase(),
        _ => head(&f.tail).to_owned(),
    };
    let plural = |f: &Figure| counts(f) && thing.is_some_and(|one| !one.is_empty() && is_plural(&counted(f), one));
    if average && (per || thing.is_some()) && few(&b.lead, 6) && few(c.lead.rsplit_once(',')?.0, 6) {
        let one = |x: &Figure| (x.unit() == c.unit() || counts(x) && c.unit().is_none()) && !c.is_share();
        return match () {
            () if plural(b) && !plural(a) && one(a) => Some((b, c, a)),
            () if plural(a) && !plural(b) && one(b) => Some((a, c, b)),
            () if !per => None,
            () if counts(a) && amount(b) && b.unit() == c.unit() => Some((a, c, b)),
            () if counts(b) && amount(a) && a.unit() == c.unit() => Some((b, c, a)),
            () => None,
        };
    }
    // 28 trains for $4.8 billion, or $170 million each; 12 branches took $36 million, or $3 million each on average
    let or = matches!(last, "or" | "or about" | "that is" | "about");
    let mean = ["each on average", "on average each"]
        .iter()
        .any(|w| behind.strip_prefix(w).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ',', ';'])));
    if each(&c.tail) && or && few(c.lead.rsplit_once(',')?.0, 3) && (mean || holds(&b.lead, "for")) && few(&b.lead, 4) {
        return match () {
            () if counts(a) && amount(b) && b.unit() == c.unit() => Some((a, c, b)),
            () if counts(b) && amount(a) && a.unit() == c.unit() => Some((b, c, a)),
            () => None,
        };
    }
    None
}

/// The first word of a text.
fn head(text: &str) -> &str {
    let text = text.trim_start();
    text.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or("")
}

/// games and game, matches and match, countries and country.
fn is_plural(many: &str, one: &str) -> bool {
    let rest = |stem: &str, end: &str| many.strip_prefix(stem) == Some(end);
    rest(one, "s") || rest(one, "es") || one.strip_suffix('y').is_some_and(|stem| rest(stem, "ies"))
}
