//! `self-contradiction`: two sentences of one article that cannot both be true.

use super::{Context, Rule, Run};
use crate::check::verdict::is_portion;
use crate::check::{Verdict, around, table, within};
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Claim, TieKind};
use crate::source::Span;
use crate::quantity::Quantity;
use crate::statement::{Event, Fit, Slot, Statement, ages, dates, values};
use crate::vocabulary::{Bilingual, Language, ordered};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

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
/// Events that one party has once in all its life.
const ONCE: &[&str] = &["birth", "death", "found", "list-shares", "rename"];

fn run(seen: &Context) -> Vec<Diagnostic> {
    let mut pairs = claims(seen);
    pairs.extend(within::disagreements(seen.article, seen.extraction));
    let cells = table::retold(seen.article, seen.extraction).into_iter().filter(|r| r.kind == table::Kind::Cell);
    pairs.extend(cells.filter_map(|r| Some((r.cells.first()?.0, r.figure.0))));
    pairs.sort();
    pairs.dedup_by_key(|p| p.1);
    pairs.into_iter().map(|(first, second)| finding(seen, first, second)).collect()
}

/// Claims of one matter, subject and time with another value; the places of the values.
fn claims(seen: &Context) -> Vec<(Span, Span)> {
    let mut groups: FxHashMap<(&str, &str, &str), Vec<&Claim>> = FxHashMap::default();
    let (mut births, mut aged): (FxHashMap<&str, &Claim>, Vec<&Claim>) = (FxHashMap::default(), Vec::new());
    for (claim, judgement) in seen.extraction.claims.iter().zip(seen.judgements) {
        let plain = claim.doubt.is_none() && claim.weak.is_none() && claim.modality.is_judged() && !claim.quoted;
        // What a fact contradicts is reported by that.
        if !plain || judgement.verdict == Some(Verdict::Contradicted) {
            continue;
        }
        if let ([subject], Some(predicate)) = (claim.statement.subject(), claim.statement.predicate()) {
            groups.entry((claim.statement.kind(), predicate, subject)).or_default().push(claim);
            match &claim.statement {
                Statement::Event(_) if predicate == "birth" => drop(births.entry(subject).or_insert(claim)),
                Statement::Age(_) => aged.push(claim),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    for group in groups.values() {
        for (i, a) in group.iter().enumerate().take(40) {
            let others = group.iter().skip(i + 1).take(40);
            out.extend(others.filter_map(|b| apart(seen, a, b)));
        }
    }
    let of = |age: &&Claim| age.statement.subject().first().and_then(|s| births.get(&**s));
    out.extend(aged.iter().filter_map(|age| misaged(seen, of(age)?, age)));
    out
}

/// An age that the birth told beside it does not allow; a year more or less is a matter of counting.
fn misaged(seen: &Context, birth: &Claim, age: &Claim) -> Option<(Span, Span)> {
    let (Statement::Event(born), Statement::Age(years)) = (&birth.statement, &age.statement) else { return None };
    let (born, when) = (born.when.filter(|b| !b.approximate)?, years.when?);
    let fits = |by: Decimal| {
        let stated = years.years.stated.map(|y| Quantity::exact(y + by, years.years.unit.clone()));
        stated.is_none_or(|q| ages(&q, born, when) != Fit::Apart)
    };
    if fits(Decimal::ZERO) || fits(Decimal::ONE) || fits(Decimal::NEGATIVE_ONE) {
        return None;
    }
    let (one, other) = (birth.part(Slot::When)?, age.part(Slot::Value)?);
    // What one sentence tells of both is reckoned with the dates of the article.
    if seen.extraction.ties.iter().any(|t| t.kind == TieKind::Age && t.words == other) {
        return None;
    }
    // Ages farther from the name may be those of a child: right beside it, or right behind the birth.
    let between = |a: Span, b: Span| seen.article.source.slice(Span::new(a.end.min(b.start), b.start));
    let beside = age.part(Slot::Subject).is_some_and(|name| {
        let gap = if name.end <= other.start { between(name, other) } else { between(other, name) };
        matches!(gap.trim(), "" | "," | "，" | "的" | "(" | "（")
    });
    let gap = between(birth.span, other).to_lowercase();
    // A son is none of a person.
    let mut words = gap.split(|c: char| !c.is_ascii_alphabetic());
    let kin = ordered().kin.in_text(&gap, Language::Zh)
        || words.any(|word| ordered().kin.has(word, Language::En));
    let letters = gap.chars().filter(|c| c.is_alphanumeric()).count();
    let behind = birth.span.end <= other.start && !kin && letters <= 4;
    (beside || behind).then(|| (one.min(other), one.max(other)))
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

fn finding(seen: &Context, first: Span, second: Span) -> Diagnostic {
    let source = &seen.article.source;
    let (one, other) = (source.slice(first), source.slice(second));
    let label = |span, text, primary| Label { place: Place::Article, span, text, primary };
    let line = source.position(first.start).line;
    // Of one speech told twice the wording is certain.
    let quoted = around::is_quoted(seen.article, second.start) && !around::is_quoted(seen.article, first.start);
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
