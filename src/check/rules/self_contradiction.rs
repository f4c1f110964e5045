//! `self-contradiction`: two sentences of one article that cannot both be true.

use super::{Context, Rule, Run};
use crate::check::against::words::Words;
use crate::check::verdict::is_portion;
use crate::check::{Verdict, around};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Claim, Mention, MentionKind, MentionValue};
use crate::normalise::is_han;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Event, Fit, Slot, Statement, dates, values};
use crate::vocabulary::Bilingual;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: "self-contradiction",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "two places of the article say different things of the same matter and time",
    summary_zh: "文章前后矛盾",
    page: include_str!("self_contradiction.md"),
    run: Run::Article(run),
};

/// Marks that end a sentence, beside a full stop with a space behind it.
const ENDS: [char; 7] = ['。', '！', '？', '!', '?', '\n', '；'];
/// A sentence longer than this is cut.
const LONGEST: usize = 2000;
/// Events that one party has once in all its life.
const ONCE: &[&str] = &["birth", "death", "found", "list-shares", "rename"];

fn run(seen: &Context) -> Vec<Diagnostic> {
    let mut pairs = claims(seen);
    pairs.extend(restated(seen));
    pairs.sort();
    pairs.dedup_by_key(|p| p.1);
    pairs.into_iter().map(|(first, second)| finding(seen, first, second)).collect()
}

/// Claims of one matter, subject and time with another value; the places of the values.
fn claims(seen: &Context) -> Vec<(Span, Span)> {
    let mut groups: FxHashMap<(&str, &str, &str), Vec<&Claim>> = FxHashMap::default();
    for (claim, judgement) in seen.extraction.claims.iter().zip(seen.judgements) {
        let plain = claim.doubt.is_none() && claim.weak.is_none() && claim.modality.is_judged() && !claim.quoted;
        // What a fact contradicts is reported by that.
        if !plain || judgement.verdict == Some(Verdict::Contradicted) {
            continue;
        }
        if let ([subject], Some(predicate)) = (claim.statement.subject(), claim.statement.predicate()) {
            groups.entry((claim.statement.kind(), predicate, subject)).or_default().push(claim);
        }
    }
    let mut out = Vec::new();
    for group in groups.values() {
        for (i, a) in group.iter().enumerate().take(40) {
            let others = group.iter().skip(i + 1).take(40);
            out.extend(others.filter_map(|b| apart(seen, a, b)));
        }
    }
    out
}

/// Where two claims of one matter and subject differ, if they cannot both be true.
fn apart(seen: &Context, a: &Claim, b: &Claim) -> Option<(Span, Span)> {
    // Two figures in one sentence are read wrongly more often than they contradict each other.
    let one = a.span.cover(b.span);
    if one.len() < 2000 && !seen.article.source.slice(one).contains(ENDS) && !seen.article.source.slice(one).contains(". ") {
        return None;
    }
    let places = |slot: Slot| Some((a.part(slot)?, b.part(slot)?));
    let dated = places(Slot::When).is_some();
    let same_time = a.statement.when().is_some() && a.statement.when() == b.statement.when();
    match (&a.statement, &b.statement) {
        (Statement::Metric(x), Statement::Metric(y)) => {
            let whole = |c: &Claim| !is_portion(seen.article, seen.extraction, c, seen.facts);
            let same = dated && same_time && x.basis == y.basis && x.when.is_some_and(|w| !w.approximate);
            (same && values(&x.value, &y.value) == Fit::Apart && whole(a) && whole(b)).then(|| places(Slot::Value))?
        }
        (Statement::Event(x), Statement::Event(y)) if is_one_event(x, y) => {
            let days = x.when.zip(y.when).is_some_and(|(x, y)| dates(x, y) == Fit::Apart && !x.approximate && !y.approximate);
            (days && dated).then(|| places(Slot::When))?
        }
        (Statement::Age(x), Statement::Age(y)) => {
            let gap = x.years.stated.zip(y.years.stated).map(|(x, y)| (x - y).abs());
            // Between two sentences nobody has two birthdays.
            let far = gap.is_some_and(|g| g >= Decimal::TWO) && values(&x.years, &y.years) == Fit::Apart;
            (same_time && far && a.part(Slot::When).is_none() && b.part(Slot::When).is_none())
                .then(|| places(Slot::Value))?
        }
        (Statement::Rank(x), Statement::Rank(y)) => {
            (same_time && dated && values(&x.position, &y.position) == Fit::Apart).then(|| places(Slot::Predicate))?
        }
        _ => None,
    }
}

fn is_one_event(a: &Event, b: &Event) -> bool {
    let once = a.predicate.as_deref().is_some_and(|p| ONCE.contains(&p));
    // Shares are listed and names are changed more than once, each time at another place or to another name.
    let several = matches!(a.predicate.as_deref(), Some("list-shares" | "rename"));
    let same_object = !several || a.object == b.object && !a.object.is_empty();
    once && same_object && a.stage == b.stage && a.nth == b.nth
}

/// A figure of an article with the words around it.
struct Figure<'a> {
    mention: &'a Mention,
    value: &'a Quantity,
    sentence: Span,
    clause: Words,
}

/// A sentence told twice: both have a telling figure and all names in common and nearly all words of a clause, but one
/// figure of the clause differs.
fn restated(seen: &Context) -> Vec<(Span, Span)> {
    let text = seen.article.source.text();
    let ends = ends(text);
    let sentence = |at: Span| {
        let next = ends.partition_point(|&e| e <= at.start);
        let start = next.checked_sub(1).and_then(|i| ends.get(i)).copied().unwrap_or(0);
        Span::new(start, ends.get(next).copied().unwrap_or(text.len()).max(at.end))
    };
    let mentions = seen.extraction.mentions.iter();
    let figures: Vec<Figure> = mentions.filter_map(|m| figure(seen, m, sentence(m.span))).collect();
    // Sentences by the telling figures they hold.
    let mut holders: BTreeMap<String, BTreeSet<Span>> = BTreeMap::new();
    for figure in figures.iter().filter(|f| is_telling(f.value)) {
        holders.entry(key(figure.value)).or_default().insert(figure.sentence);
    }
    let mut by_sentence: FxHashMap<Span, Vec<&Figure>> = FxHashMap::default();
    figures.iter().for_each(|f| by_sentence.entry(f.sentence).or_default().push(f));
    let mut twice: BTreeSet<(Span, Span)> = BTreeSet::new();
    for sentences in holders.values().filter(|s| (2..=8).contains(&s.len())) {
        let all: Vec<Span> = sentences.iter().copied().collect();
        for (i, first) in all.iter().enumerate() {
            twice.extend(all[i + 1..].iter().map(|second| (*first, *second)));
        }
    }
    let mut out = Vec::new();
    for (first, second) in twice {
        let (Some(a), Some(b)) = (by_sentence.get(&first), by_sentence.get(&second)) else { continue };
        let keys = |list: &[&Figure]| list.iter().map(|f| key(f.value)).collect::<Vec<String>>();
        let (own, other) = (keys(a), keys(b));
        let (only, others): (Vec<&&Figure>, Vec<&&Figure>) = (
            a.iter().zip(&own).filter(|(_, k)| !other.contains(k)).map(|(f, _)| f).collect(),
            b.iter().zip(&other).filter(|(_, k)| !own.contains(k)).map(|(f, _)| f).collect(),
        );
        // One figure of the shorter sentence has no match in the other; more is another matter.
        if only.len().min(others.len()) != 1 || !same_names(text, first, second) || !same_days(seen, first, second) {
            continue;
        }
        let pairs = only.iter().flat_map(|x| others.iter().map(move |y| (x, y)));
        out.extend(pairs.filter(|(x, y)| differ(text, x, y)).map(|(x, y)| (x.mention.span, y.mention.span)));
    }
    out
}

/// Where sentences end, in order.
fn ends(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last = 0;
    for (i, c) in text.char_indices() {
        let end = i + c.len_utf8();
        let stop = c == '.' && text[end..].starts_with([' ', '\n']);
        if stop || ENDS.contains(&c) || end - last > LONGEST {
            out.push(end);
            last = end;
        }
    }
    out
}

fn figure<'a>(seen: &Context, mention: &'a Mention, sentence: Span) -> Option<Figure<'a>> {
    let MentionValue::Figure(value) = &mention.value else { return None };
    let counted = matches!(mention.kind, MentionKind::Currency | MentionKind::Percentage | MentionKind::Dimension)
        || mention.kind == MentionKind::Number && value.stated.is_some_and(|v| v.abs() >= Decimal::TEN);
    let claim = mention.claim.and_then(|c| seen.extraction.claims.get(c));
    let plain = claim.is_none_or(|c| c.modality.is_judged() && !c.quoted);
    if !counted || !plain || value.stated.is_none() {
        return None;
    }
    let source = &seen.article.source;
    let separates = |c: char| matches!(c, ',' | '，' | ':' | '：' | ';' | '(' | ')' | '（' | '）' | '“' | '”' | '"');
    let (head, tail) =
        (source.slice(Span::new(sentence.start, mention.span.start)), source.slice(Span::new(mention.span.end, sentence.end.max(mention.span.end))));
    let head = head.rsplit(separates).next().unwrap_or(head);
    let tail = tail.split(separates).next().unwrap_or(tail);
    Some(Figure { mention, value, sentence, clause: Words::of(&format!("{head} | {tail}")) })
}

/// Three digits or more: nobody writes such a figure twice by chance.
fn is_telling(q: &Quantity) -> bool {
    let digits = q.stated.map(|v| v.normalize().to_string()).unwrap_or_default();
    digits.trim_start_matches(['-', '0', '.']).trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count() >= 3
}

fn key(q: &Quantity) -> String {
    format!("{} {}", q.stated.map(|v| v.normalize()).unwrap_or_default(), q.unit.as_ref().map_or("", |u| u.name()))
}

/// One kind, no common value, nearly the same clause.
fn differ(text: &str, a: &Figure, b: &Figure) -> bool {
    let zh = text[a.sentence.start..a.sentence.end].chars().any(is_han);
    let enough = if zh { 85 } else { 60 };
    a.mention.kind == b.mention.kind
        && a.value.unit == b.value.unit
        && values(a.value, b.value) == Fit::Apart
        && a.clause.count().min(b.clause.count()) >= 2
        && a.clause.likeness(&b.clause) >= enough
}

/// The capitalised words of one sentence all stand in the other.
fn same_names(text: &str, a: Span, b: Span) -> bool {
    const OPENERS: &[&str] = &["The", "In", "We", "As", "It", "For", "Our", "At", "On", "This", "And", "But", "During", "Also", "A"];
    let names = |span: Span| -> BTreeSet<&str> {
        let words = text[span.start..span.end].split(|c: char| !c.is_alphanumeric() && c != '&' && c != '-');
        words.filter(|w| w.starts_with(|c: char| c.is_ascii_uppercase()) && !OPENERS.contains(w)).collect()
    };
    let (a, b) = (names(a), names(b));
    a.is_subset(&b) || b.is_subset(&a)
}

/// The dates of one sentence all stand in the other.
fn same_days(seen: &Context, a: Span, b: Span) -> bool {
    let days = |span: Span| -> BTreeSet<String> {
        let mentions = &seen.extraction.mentions;
        let from = mentions.partition_point(|m| m.span.start < span.start);
        let inside = mentions[from..].iter().take_while(|m| m.span.end <= span.end);
        inside.filter_map(|m| match m.value {
            MentionValue::Days(days) => Some(days.map(|d| d.edtf()).unwrap_or_default()),
            _ => None,
        })
        .collect()
    };
    let (a, b) = (days(a), days(b));
    a.is_subset(&b) || b.is_subset(&a)
}

fn finding(seen: &Context, first: Span, second: Span) -> Diagnostic {
    let source = &seen.article.source;
    let (one, other) = (source.slice(first), source.slice(second));
    let label = |span, text, primary| Label { place: Place::Article, span, text, primary };
    let line = source.position(first.start).line;
    let quoted = around::is_quoted(seen.article, second.start);
    Diagnostic {
        rule: RULE.code,
        severity: if quoted { Severity::Warning } else { RULE.severity },
        message: Bilingual::new(
            format!("`{other}`: line {line} has {one} for the same"),
            format!("“{other}”:第{line}行说同一件事为“{one}”"),
        ),
        labels: vec![
            label(second, Bilingual::new("here", "此处"), true),
            label(first, Bilingual::new("and here", "与此处不一致"), false),
        ],
        notes: Vec::new(),
        help: Bilingual::new("correct one of the two, or say how they differ", "请改正其一,或写明两者的区别"),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: None,
    }
}
