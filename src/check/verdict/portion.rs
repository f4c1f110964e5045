//! Words that make a claim one of a part: 微软大中华区董事长 is not the chairman of Microsoft, the overseas revenue of a
//! company not its revenue.

use crate::article::Article;
use crate::check::around::before;
use crate::extract::{Claim, Extraction, MentionKind, MentionValue};
use crate::facts::FactBase;
use crate::normalise::fold_name;
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::vocabulary::{Cue, Language, PredicateKind, cues, lists, names_a_portion};

/// What may stand between an organization and a title without making the post one of a part.
const JOINTS: &[&str] = &[
    "集团",
    "公司",
    "总部",
    "全球",
    "现任",
    "新任",
    "首任",
    "唯一",
    "联合",
    "创始人",
    "创办人",
    "founder",
    "current",
    "new",
    "longtime",
    "group",
    "global",
    "the",
    "and",
    "inc",
    "corp",
    "ltd",
    "co",
    "s",
    "的",
    "兼",
    "和",
    "与",
    "及",
    "任",
    "是",
];

/// True where the words of a claim speak of a part of its subject or organization, so that no fact on the whole can
/// contradict it.
pub(in crate::check) fn is_portion(
    article: &Article,
    extraction: &Extraction,
    claim: &Claim,
    facts: &FactBase,
) -> bool {
    match &claim.statement {
        Statement::Metric(metric) => {
            names_a_portion(&clause(article, claim))
                || of_a_thing(article, extraction, claim, &metric.subject, facts)
                || of_an_unknown(article, claim)
                || of_a_segment(article, claim)
                || of_its_whole(article, claim)
        }
        Statement::Role(_) => is_part_of_house(article, claim, facts),
        _ => false,
    }
}

/// The figure is that of the whole to which the subject belongs: over half of its total revenue of 211.9 billion.
fn of_its_whole(article: &Article, claim: &Claim) -> bool {
    let Some(trigger) = claim.part(Slot::Predicate) else { return false };
    let head = before(article, trigger.start, 60);
    let mut head = head.trim_end();
    let says_nothing = |w: &str| w != "of" && lists().plain_heads.has(w, Language::En);
    while let Some((rest, _)) = head.rsplit_once(' ').filter(|(_, w)| says_nothing(w)) {
        head = rest;
    }
    [Language::En, Language::Zh].into_iter().any(|l| lists().parts_of.at_end(head, l).is_some())
}

/// A product, a place or a part of the subject is named between the subject and the figure: 特斯拉Model 3交付….
fn of_a_thing(article: &Article, extraction: &Extraction, claim: &Claim, subject: &[Id], facts: &FactBase) -> bool {
    let Some(figure) = [Slot::Predicate, Slot::Value].iter().filter_map(|&s| claim.part(s)).reduce(Span::cover) else {
        return false;
    };
    // What another sentence names is between them only by chance.
    let near = |s: &Span| {
        let gap = Span::new(s.end.min(figure.start), figure.start);
        !article.source.slice(gap).contains(['。', '\n']) && !article.source.slice(gap).contains(". ")
    };
    let whole = claim.part(Slot::Subject).filter(near).map_or(figure, |s| figure.cover(s));
    let is_part = |id: &Id| {
        let thing = facts.entity(id).is_some_and(|e| matches!(e.kind.as_str(), "product" | "facility" | "place"));
        !subject.contains(id) && (thing || facts.part_of(id).any(|e| subject.contains(&e.id)))
    };
    extraction.mentions_in(whole).iter().any(|m| match &m.value {
        MentionValue::Ids(ids) if m.kind == MentionKind::Entity => {
            whole.contains(m.span) && !ids.iter().any(|id| subject.contains(id)) && ids.iter().any(is_part)
        }
        _ => false,
    })
}

/// A Latin name that nobody knows stands between the subject and a Chinese word for the metric: 特斯拉Model 3交付….
fn of_an_unknown(article: &Article, claim: &Claim) -> bool {
    let (Some(subject), Some(trigger)) = (claim.part(Slot::Subject), claim.part(Slot::Predicate)) else { return false };
    if subject.end >= trigger.start || article.source.slice(trigger).is_ascii() {
        return false;
    }
    // Quarters and fiscal years (Q3, FY2015) have at most two letters.
    let between = article.source.slice(Span::new(subject.end, trigger.start));
    between.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 2)
}

/// Words that may stand right before an English word for a metric and leave it that of the whole; so may words in -ed.
const PLAIN: &[&str] = &[
    "a",
    "an",
    "and",
    "annual",
    "company",
    "full-year",
    "global",
    "group",
    "had",
    "has",
    "have",
    "higher",
    "in",
    "its",
    "lower",
    "made",
    "of",
    "on",
    "or",
    "overall",
    "quarterly",
    "record",
    "s",
    "strong",
    "that",
    "the",
    "their",
    "to",
    "total",
    "whose",
    "with",
    "worldwide",
    "yearly",
    "first-half",
    "half-year",
    "first-quarter",
    "second-quarter",
    "third-quarter",
    "fourth-quarter",
    "saw",
    "ran",
    "runs",
    "operates",
    "counts",
    "sold",
    "than",
    "no",
    "our",
    "by",
];

/// A noun right before the English word says of which part it is: cargo revenue, hospital beds.
fn of_a_segment(article: &Article, claim: &Claim) -> bool {
    let Some(trigger) = claim.part(Slot::Predicate) else { return false };
    let before = article.source.slice(Span::new(0, trigger.start));
    let head = before.trim_end_matches(' ');
    let length = head.chars().rev().take_while(|c| c.is_ascii_alphabetic() || *c == '-').count();
    let word = Span::new(head.len() - length, head.len());
    let named = |slot: Slot| claim.part(slot).is_some_and(|p| p.overlaps(word));
    let noun = article.source.slice(word);
    before.len() > head.len()
        && noun.starts_with(|c: char| c.is_ascii_lowercase())
        && ![Slot::Subject, Slot::Value, Slot::When].into_iter().any(named)
        && !(PLAIN.contains(&noun) || noun.ends_with("ed"))
        // The carmaker delivered: who does it, not a part of it.
        && !lists().company_nouns.has(noun, Language::En)
}

/// The folded words of the clause around a claim, without those of its subject and predicate.
pub(super) fn clause(article: &Article, claim: &Claim) -> String {
    let text = article.source.text();
    let ends = |c: char| {
        matches!(c, ',' | '，' | '。' | ';' | '；' | '！' | '？' | '!' | '?' | '\n' | '\r' | '、' | '“' | '”')
    };
    // A comma inside a number ends no clause, and what an English one sets off may bear on the whole sentence.
    let ends_at = |at: usize, c: char| {
        let after = article.source.slice(Span::new(at + c.len_utf8(), text.len())).chars().next();
        // A full stop behind a small letter or a digit, not that of U.S.
        let stops = c == '.'
            && after.is_none_or(|a| matches!(a, ' ' | '\n' | '\r'))
            && text[..at].ends_with(|b: char| b.is_lowercase() || b.is_ascii_digit() || matches!(b, ')' | '%'));
        stops || ends(c) && !(c == ',' && after.is_some_and(|a| a == ' ' || a.is_ascii_digit()))
    };
    let before = article.source.slice(Span::new(0, claim.span.start));
    let start = before.char_indices().rev().find(|&(i, c)| ends_at(i, c)).map_or(0, |(i, c)| i + c.len_utf8());
    let after = article.source.slice(Span::new(claim.span.end, text.len()));
    let end = after
        .char_indices()
        .find(|&(i, c)| ends_at(claim.span.end + i, c))
        .map_or(text.len(), |(i, _)| claim.span.end + i);
    let mut out = String::new();
    let mut at = start;
    let mut parts: Vec<Span> = [Slot::Subject, Slot::Predicate].iter().filter_map(|&slot| claim.part(slot)).collect();
    parts.sort();
    for part in parts.into_iter().filter(|p| p.start >= start && p.end <= end) {
        out.push_str(article.source.slice(Span::new(at, part.start.max(at))));
        out.push(' ');
        at = at.max(part.end);
    }
    out.push_str(article.source.slice(Span::new(at, end.max(at))));
    fold_name(&out)
}

/// The folded words between a part of the claim and the nearest of others; `None` where they touch or are not told.
fn between(article: &Article, claim: &Claim, from: Slot, to: &[Slot]) -> Option<String> {
    let from = claim.part(from)?;
    let to = to.iter().filter_map(|&slot| claim.part(slot)).min_by_key(|t| t.distance(from))?;
    let (first, second) = if from.start <= to.start { (from, to) } else { (to, from) };
    let gap = (first.end < second.start).then(|| Span::new(first.end, second.start))?;
    Some(fold_name(article.source.slice(gap)))
}

/// Microsoft China's chief executive, 京东物流CEO where only 京东 is known: something is left between the house and
/// the title once titles, words of status and joints are taken away; or the house goes on behind its name.
fn is_part_of_house(article: &Article, claim: &Claim, facts: &FactBase) -> bool {
    let (Some(house), Some(title)) = (claim.part(Slot::Object), claim.part(Slot::Predicate)) else { return false };
    // A house that another clause names has nothing between itself and the title.
    let gap = Span::new(house.end.min(title.start), title.start);
    if article.source.slice(gap).contains(['。', '，', ',', '\n', '.']) {
        return false;
    }
    if house.start > title.start {
        let person = claim.part(Slot::Subject);
        let behind = article.source.slice(Span::new(house.end, article.source.text().len()));
        let next = behind.trim_start_matches(' ');
        let at = house.end + (behind.len() - next.len());
        let goes_on =
            next.starts_with(|c: char| c.is_ascii_uppercase()) || next.starts_with("'s") || next.starts_with("’s");
        return goes_on && person.is_none_or(|p| !p.overlaps(Span::new(at, at + 1)));
    }
    let Some(mut rest) = between(article, claim, Slot::Object, &[Slot::Predicate]) else { return false };
    let roles = facts.vocabulary.predicates.values().filter(|p| p.kind == PredicateKind::Role);
    let titles = roles.flat_map(|p| p.names.en.iter().chain(&p.names.zh)).map(|n| fold_name(n));
    let status = [Cue::Former, Cue::Then, Cue::Incoming, Cue::Acting, Cue::Become];
    let words = cues().iter().filter(|(_, cue)| status.contains(cue)).map(|(w, _)| fold_name(w));
    let mut known: Vec<String> = titles.chain(words).chain(JOINTS.iter().map(|j| (*j).to_owned())).collect();
    // Longest first: otherwise 总裁 would leave 副 of 副总裁 behind.
    known.sort_by_key(|w| (std::cmp::Reverse(w.len()), w.clone()));
    for word in known.iter().filter(|w| !w.is_empty()) {
        rest = match word.is_ascii() {
            true => without_word(&rest, word),
            false => rest.replace(word.as_str(), " "),
        };
    }
    rest.chars().any(char::is_alphanumeric)
}

/// The text without a Latin word, where it stands whole.
fn without_word(text: &str, word: &str) -> String {
    let is_border = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let end = at + word.len();
        let whole =
            is_border(out.chars().chain(rest[..at].chars()).next_back()) && is_border(rest[end..].chars().next());
        out.push_str(&rest[..at]);
        out.push_str(if whole { " " } else { word });
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Syntax;
    use crate::check::verdict::tests::{claim, statement};
    use crate::extract::DocumentDate;

    fn portion(text: &str, statement: Statement, parts: &[(Slot, &str)]) -> bool {
        let article = Article::parse("a.txt", text.as_bytes(), Syntax::Plain);
        let place = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).expect("it stands there");
        let parts: Vec<(Slot, Span)> = parts.iter().map(|(slot, words)| (*slot, place(words))).collect();
        let span = parts.iter().map(|p| p.1).reduce(Span::cover).expect("it has parts");
        let base = FactBase::from_sources(Vec::new()).expect("the core vocabulary");
        let date = DocumentDate::unknown();
        let none = Extraction::of(date);
        is_portion(&article, &none, &Claim { span, parts, ..claim(statement) }, &base)
    }

    fn titled(text: &str, house: &str, title: &str, person: &str) -> bool {
        let role = statement("role: {person: nair, role: ceo, organization: halcyon, from: 2012}");
        portion(text, role, &[(Slot::Object, house), (Slot::Predicate, title), (Slot::Subject, person)])
    }

    #[test]
    fn a_house_goes_on_behind_its_name() {
        assert!(!titled("甲骨文CEO拉里·埃里森", "甲骨文", "CEO", "拉里·埃里森"));
        assert!(!titled("甲骨文董事长兼CEO拉里·埃里森", "甲骨文", "CEO", "拉里·埃里森"));
        assert!(!titled("甲骨文公司前CEO拉里·埃里森", "甲骨文", "CEO", "拉里·埃里森"));
        assert!(titled("微软大中华区CEO侯阳", "微软", "CEO", "侯阳"));
        assert!(titled("京东物流CEO胡伟", "京东", "CEO", "胡伟"));
        assert!(!titled("Oracle's founder and CEO Larry Ellison", "Oracle", "CEO", "Larry Ellison"));
        assert!(titled("Microsoft China CEO Hou Yang", "Microsoft", "CEO", "Hou Yang"));
        assert!(titled("Hou Yang, CEO of Microsoft China", "Microsoft", "CEO", "Hou Yang"));
        assert!(titled("Hou Yang, CEO of Microsoft's cloud", "Microsoft", "CEO", "Hou Yang"));
        assert!(!titled("Larry Ellison, CEO of Oracle, said", "Oracle", "CEO", "Larry Ellison"));
    }

    #[test]
    fn a_figure_may_be_of_a_part() {
        let revenue = || statement("metric: {subject: halcyon, metric: revenue, value: 5 billion CNY, during: 2021}");
        let of = |text: &str, who: &str, what: &str| {
            portion(text, revenue(), &[(Slot::Subject, who), (Slot::Predicate, what)])
        };
        assert!(!of("阿里云全年营收12亿元", "阿里云", "营收"));
        assert!(of("阿里云海外营收12亿元", "阿里云", "营收"));
        assert!(!of("Halcyon reported revenue of 5 billion", "Halcyon", "revenue"));
        assert!(of("Halcyon had cargo revenue of 5 billion", "Halcyon", "revenue"));
        assert!(!of("Halcyon posted record revenue of 5 billion", "Halcyon", "revenue"));
        assert!(of("Halcyon's China revenue was 5 billion", "Halcyon", "revenue"));
        assert!(of("Halcyon's revenue in China was 5 billion", "Halcyon", "revenue"));
        assert!(of("In China, Halcyon had revenue of 5,000 million", "Halcyon", "revenue"));
        assert!(of("特斯拉Model 3交付了50万辆", "特斯拉", "交付"));
        assert!(!of("特斯拉Q3交付了50万辆", "特斯拉", "交付"));
        assert!(!of("他去了海外，阿里云全年营收12亿元", "阿里云", "营收"), "another clause");
    }
}
