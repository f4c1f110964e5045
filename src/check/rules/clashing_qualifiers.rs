//! `clashing-qualifiers`: a figure that is said to lie on two sides of itself.

use super::{Context, Rule, Run};
use crate::check::around;
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Mention, MentionKind, MentionValue};
use crate::normalise::fold_text;
use crate::vocabulary::Bilingual;

pub(super) const RULE: Rule = Rule {
    code: "clashing-qualifiers",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "words around a figure say that it is more and that it is less",
    summary_zh: "数值前后的限定词互相矛盾",
    page: include_str!("clashing_qualifiers.md"),
    run: Run::Article(run),
};

/// On which side of the figure the truth lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Nearly,
    About,
    Above,
    Below,
}

const HEADS_ZH: &[(&str, Side)] = &[
    ("将近", Side::Nearly), ("接近", Side::Nearly), ("近", Side::Nearly), ("大约", Side::About), ("约", Side::About),
    ("大概", Side::About), ("超过", Side::Above), ("多于", Side::Above), ("高于", Side::Above), ("逾", Side::Above),
    ("突破", Side::Above), ("至少", Side::Above), ("不到", Side::Below), ("不足", Side::Below), ("低于", Side::Below),
    ("少于", Side::Below), ("最多", Side::Below), ("至多", Side::Below),
];
const TAILS_ZH: &[(&str, Side)] = &[
    ("以上", Side::Above), ("左右", Side::About), ("上下", Side::About), ("以下", Side::Below), ("以内", Side::Below),
];
const HEADS_EN: &[(&str, Side)] = &[
    ("nearly", Side::Nearly), ("almost", Side::Nearly), ("close to", Side::Nearly), ("about", Side::About),
    ("around", Side::About), ("approximately", Side::About), ("roughly", Side::About), ("more than", Side::Above),
    ("over", Side::Above), ("at least", Side::Above), ("in excess of", Side::Above), ("less than", Side::Below),
    ("fewer than", Side::Below), ("under", Side::Below), ("at most", Side::Below),
];
/// Words that end like a qualifier and are none: 附近, 条约.
const NONE_ZH: &[&str] = &[
    "最近", "附近", "新近", "邻近", "靠近", "临近", "远近", "亲近", "逼近", "公约", "条约", "契约", "合约", "预约", "节约", "制约",
    "纽约", "签约", "特约", "大约近",
];

fn run(seen: &Context) -> Vec<Diagnostic> {
    let figures = seen.extraction.mentions.iter().filter(|m| is_figure(m));
    figures.filter_map(|m| clash(seen, m).map(|words| finding(m, &words))).collect()
}

/// A figure of things; 近20多年 is the past twenty-odd years.
fn is_figure(mention: &Mention) -> bool {
    let kinds = [MentionKind::Number, MentionKind::Percentage, MentionKind::Currency, MentionKind::Dimension];
    kinds.contains(&mention.kind) && matches!(mention.value, MentionValue::Figure(_))
}

/// The words that clash, if two do.
fn clash(seen: &Context, mention: &Mention) -> Option<(String, String)> {
    let text = fold_text(seen.article.source.slice(mention.span)).to_lowercase();
    let start = text.find(is_numeral)?;
    let (own_head, figure) = text.split_at(start);
    let head = format!("{}{own_head}", around::before(seen.article, mention.span.start, 24));
    let tail = || around::after(seen.article, mention.span.end, 12);
    match figure.contains(|c: char| !c.is_ascii()) || own_head.contains(|c: char| !c.is_ascii()) {
        true => chinese(&head, figure, tail),
        false => english(head.trim_end(), || format!("{figure}{}", tail())),
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零一二两三四五六七八九十百千万亿数几".contains(c)
}

fn chinese(head: &str, figure: &str, tail: impl Fn() -> String) -> Option<(String, String)> {
    let head = head.trim_end();
    let none = NONE_ZH.iter().any(|w| head.ends_with(w));
    let (first, side) = HEADS_ZH.iter().find(|(w, _)| !none && head.ends_with(w))?;
    // Two heads: 大约不到. At least about (至少约) is an estimate, and no clash.
    let before = head.strip_suffix(first).unwrap_or_default();
    let outer = HEADS_ZH.iter().find(|(w, _)| before.ends_with(w)).filter(|h| matches!(h.1, Side::About | Side::Nearly));
    if let Some((outer, _)) = outer.filter(|h| clashes(h.1, *side) && !NONE_ZH.iter().any(|w| before.ends_with(w))) {
        return Some(((*outer).to_owned(), (*first).to_owned()));
    }
    let numerals: String = figure.chars().take_while(|&c| is_numeral(c) || matches!(c, '.' | ',' | '%')).collect();
    let rest = figure.strip_prefix(numerals.as_str())?;
    let odd = rest.starts_with(['多', '余']).then_some(("多", Side::Above));
    let close = |text: &str| TAILS_ZH.iter().find(|(w, _)| text.starts_with(w)).copied();
    let last = TAILS_ZH.iter().find(|(w, _)| figure.ends_with(w)).copied().or_else(|| close(&tail()));
    let (second, _) = odd.into_iter().chain(last).find(|(_, other)| clashes(*side, *other))?;
    Some(((*first).to_owned(), second.to_owned()))
}

/// Two qualifiers before a figure: about more than 300; nearly 300 or more.
fn english(head: &str, tail: impl Fn() -> String) -> Option<(String, String)> {
    let (inner, side) = HEADS_EN.iter().find(|(w, _)| around::ends_with_word(head, w))?;
    let before = head.strip_suffix(inner).unwrap_or_default().trim_end();
    let outer = HEADS_EN.iter().find(|(w, _)| around::ends_with_word(before, w));
    if let Some((outer, other)) = outer.filter(|(_, o)| matches!(o, Side::About | Side::Nearly) && clashes(*o, *side)) {
        let measured = matches!(side, Side::Above | Side::Below) && *other != *side;
        return measured.then(|| ((*outer).to_owned(), (*inner).to_owned()));
    }
    let more = tail().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')).starts_with("or more");
    (more && matches!(side, Side::Nearly | Side::Below)).then(|| ((*inner).to_owned(), "or more".to_owned()))
}

/// Two sides that nothing lies on at once.
fn clashes(a: Side, b: Side) -> bool {
    use Side::{About, Above, Below, Nearly};
    matches!(
        (a, b),
        (Nearly, Above) | (Above, Nearly) | (About, Above) | (Above, About) | (Above, Below) | (Below, Above)
            | (About, Below) | (Below, About)
    )
}

fn finding(mention: &Mention, words: &(String, String)) -> Diagnostic {
    let (first, second) = words;
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("`{first}` and `{second}` cannot both be said of one figure"),
            format!("“{first}”与“{second}”互相矛盾"),
        ),
        labels: vec![Label {
            place: Place::Article,
            span: mention.span,
            text: Bilingual::new("on two sides at once", "限定词矛盾"),
            primary: true,
        }],
        notes: Vec::new(),
        help: Bilingual::new(
            format!("drop `{first}` or `{second}`"),
            format!("“{first}”“{second}”去掉一个"),
        ),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: mention.claim,
    }
}
