//! Chinese figures of one subject that the same words measure: 某公司罚金20万元 … 某公司罚金3万元.
//!
//! The subject is a name, or what the sentence opens with; the words between it and the figure must be the same to the
//! character, since pairs of characters do not tell 铅 from 锌.

use super::{Figure, Told, apart};
use crate::check::against::likeness::groups;
use crate::extract::{MentionKind, MentionValue};
use crate::normalise::{fold_name, is_han};
use crate::source::Span;
use crate::vocabulary::{Language, chinese_names, lists};
use std::collections::{BTreeMap, BTreeSet};

/// Characters between words and figure that say nothing.
const FILLER: [char; 16] =
    ['为', '达', '约', '近', '至', '共', '的', '以', '了', '是', '已', '每', '仅', '逾', ' ', ','];
/// Whose, and what is measured.
type Label = (String, String);

/// Pairs of figures that cannot both be true.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let mut labels: BTreeMap<Label, Vec<&Figure>> = BTreeMap::new();
    for figure in told.figures.iter().filter(|f| told.is_zh(f.sentence)) {
        let head = fold_name(told.slice(Span::new(figure.sentence.start, figure.span.start)));
        let found = [of_name, of_opening, of_whole, of_clause, of_close].map(|label| label(told, figure, &head));
        found.into_iter().flatten().for_each(|label| labels.entry(label).or_default().push(figure));
    }
    let mut out = Vec::new();
    // A label with many figures is that of a list.
    for group in labels.values().filter(|g| (2..=MANY).contains(&g.len())) {
        if group.iter().map(|f| &f.key).collect::<BTreeSet<&String>>().len() != 2 {
            continue;
        }
        for (i, a) in group.iter().enumerate() {
            let differs =
                |b: &&&Figure| b.sentence != a.sentence && apart(a, b) && told.same_days(a.sentence, b.sentence);
            out.extend(group[i + 1..].iter().filter(differs).map(|b| (a.span, b.span)));
        }
    }
    out.extend(in_turn(told));
    out
}

/// 沪铜期货领涨,主力合约收于每吨4.8万元 … 铜期货主力合约收于每吨4.4万元: a clause that only names what is measured, and
/// the name right before the measure.
fn in_turn(told: &Told) -> Vec<(Span, Span)> {
    let figures = told.figures.iter().filter(|f| told.is_zh(f.sentence) && f.kind == MentionKind::Currency);
    let heads = figures.map(|f| {
        let head = fold_name(told.slice(Span::new(f.sentence.start, f.span.start)));
        let head = head.rsplit([':', '(', '“']).next().unwrap_or(&head).trim().to_owned();
        let (topic, measure) = head.rsplit_once(',').unwrap_or(("", &head));
        let topic = topic.rsplit(',').next().unwrap_or(topic).trim();
        (f, bare(topic).to_owned(), alike(measure))
    });
    let heads: Vec<(&Figure, String, String)> = heads.collect();
    let mut wholes: BTreeMap<&str, Vec<&(&Figure, String, String)>> = BTreeMap::new();
    for head in &heads {
        wholes.entry(bare(&head.2)).or_default().push(head);
    }
    // What many figures are told of is a list.
    let told_of = |whole: &str| wholes.get(whole).filter(|all| all.len() <= MANY).into_iter().flatten();
    let mut out = Vec::new();
    for (a, topic, measure) in heads.iter().filter(|(_, t, m)| !t.is_empty() && m.chars().count() >= MEASURE) {
        // 沪铜期货主力合约收于 and 铜期货主力合约收于
        let same = told_of(bare(measure)).filter(|(_, _, whole)| whole != measure);
        let names = topic.char_indices().map(|(i, c)| i + c.len_utf8()).rev().take(REST + 1).map(|len| &topic[..len]);
        let is_name = |n: &&str| n.chars().count() >= 3 && n.chars().all(|c| is_han(c) || c.is_ascii_alphabetic());
        let named = names.filter(is_name).flat_map(|name| told_of(&format!("{name}{measure}")));
        for (b, ..) in same.chain(named) {
            if b.sentence != a.sentence && apart(a, b) && told.same_days(a.sentence, b.sentence) {
                out.push((a.span.min(b.span), a.span.max(b.span)));
            }
        }
    }
    out
}

/// So many figures under one name are a list.
const MANY: usize = 12;

/// Characters of a topic behind its name: 铜期货[领涨].
const REST: usize = 4;

/// Characters of a measure that say which it is: 主力合约收于每吨.
const MEASURE: usize = 6;

/// A name without a place in one character before it.
fn bare(name: &str) -> &str {
    name.strip_prefix(|c: char| lists().place_marks.of(Language::Zh).iter().any(|p| p.starts_with(c))).unwrap_or(name)
}

/// A text with one sign for the words of one meaning.
fn alike(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (span, meaning) in groups().found(text) {
        out.push_str(&text[at..span.start]);
        // 收盘价 and 收于
        at = span.end + if text[span.end..].starts_with('价') { '价'.len_utf8() } else { 0 };
        out.push_str(&format!("#{meaning}"));
    }
    out.push_str(&text[at..]);
    out
}

/// All that stands before the figure in its sentence, and what is done there: 当日上证综指以…小幅高开.
fn of_whole(told: &Told, figure: &Figure, head: &str) -> Option<Label> {
    let enough = head.chars().all(is_han) && head.chars().count() >= 6;
    if !enough || !figure.is_telling {
        return None;
    }
    let tail: String = told.text.get(figure.span.end..)?.chars().take_while(|c| is_han(*c)).take(6).collect();
    let meaning = groups().found(&tail).first().map(|(_, meaning)| *meaning)?;
    Some((head.trim().to_owned(), format!("|#{meaning}")))
}

/// All that stands before the figure in its clause, behind a date: 2016年第三季度上海市消费者信心指数为.
fn of_clause(told: &Told, figure: &Figure, _: &str) -> Option<Label> {
    let head = Span::new(figure.around.start, figure.span.start);
    // 报告中,…: nothing before it says whose figure it is.
    let lead = told.slice(Span::new(figure.sentence.start, head.start)).trim();
    if lead.chars().count() > LEAD {
        return None;
    }
    let start = told.mentions(head).filter(|m| matches!(m.value, MentionValue::Days(_))).map(|m| m.span.end).last();
    let words = words(told.slice(Span::new(start.unwrap_or(head.start), head.end)))?;
    let enough = words.chars().count() >= CLAUSE && words.chars().all(is_han);
    (enough && figure.is_telling).then(|| (words, "|".to_owned()))
}

/// 沪指收报2810.31点, 上证综指收盘于2804.08点: the close of an index, by whichever of its names.
fn of_close(_: &Told, figure: &Figure, head: &str) -> Option<Label> {
    if figure.value.stated.is_none_or(|v| v.scale() == 0) || !figure.is_telling {
        return None;
    }
    let found = groups().found(head);
    let (last, meaning) = *found.last()?;
    let closed = groups().found(CLOSE).first().is_some_and(|(_, close)| *close == meaning);
    let beside = head[last.end..].chars().all(|c| FILLER.contains(&c) || "于报在".contains(c));
    let is_index = |at: &Span| head[at.start..at.end].ends_with("指") || head[at.start..at.end].ends_with("指数");
    let (_, index) = found.iter().rev().find(|(at, _)| is_index(at))?;
    (closed && beside).then(|| (format!("#{index}"), CLOSE.to_owned()))
}

/// A word for the close of a day, of whose meaning the others are.
const CLOSE: &str = "收于";

/// Characters of an opening that says nothing of whose a figure is, with its comma.
const LEAD: usize = 5;
/// Characters of a clause that say whose figure it is and what it measures.
const CLAUSE: usize = 8;

/// The last name before a figure, where its type is known, and the words between the two.
fn of_name(told: &Told, figure: &Figure, _: &str) -> Option<Label> {
    let names = &told.extraction.names;
    let before = names.partition_point(|n| n.span.start < figure.span.start);
    let name = names[..before].last().filter(|n| n.kind.is_some() && figure.sentence.contains(n.span))?;
    let words = words(told.slice(Span::new(name.span.end, figure.span.start)))?;
    (words.chars().count() <= 16).then(|| (name.id.to_string(), words))
}

/// What a sentence opens with and the words right before the figure: 大豆期货次之,主力合约收于.
fn of_opening(told: &Told, figure: &Figure, head: &str) -> Option<Label> {
    let measured = matches!(figure.kind, MentionKind::Currency | MentionKind::Percentage | MentionKind::Dimension);
    let tables = chinese_names();
    let opening: String = head.chars().take(4).collect();
    let plain = opening.chars().count() == 4 && opening.chars().all(|c| is_han(c) && !tables.borders.contains(&c));
    if !measured || !plain || tables.common.in_text(&opening, Language::Zh) {
        return None;
    }
    // What comes next: 两市1300只股票 is not 两市8只.
    let tail: String = told.text.get(figure.span.end..)?.chars().take_while(|c| is_han(*c)).take(2).collect();
    let words = words(&head[opening.len()..])?;
    // A clause of its own between the two says only how it ranks.
    let last = words.rsplit(',').next().unwrap_or_default();
    let skipped = words.len() - last.len();
    (last.chars().count() >= 4 && skipped <= 12).then(|| (opening, format!("{last}|{tail}")))
}

/// The words before a figure without fillers; `None` where another figure stands among them or they are too few.
fn words(text: &str) -> Option<String> {
    // 信心总指数 and 信心指数
    let folded = fold_name(text).replace('总', "");
    let words = folded.trim_matches(FILLER);
    let enough = words.chars().filter(|c| is_han(*c)).count() >= 2;
    let plain = !words.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '"' | '“' | '”' | '、'));
    (enough && plain).then(|| words.to_owned())
}
