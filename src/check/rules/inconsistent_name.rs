//! `inconsistent-name`: two spellings of one name that nobody knows.

use super::{Context, Rule, Run};
use crate::check::spelling::edits;
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::Bilingual;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(super) const RULE: Rule = Rule {
    code: "inconsistent-name",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "one name is spelt in two ways",
    summary_zh: "同一名称前后写法不一",
    page: include_str!("inconsistent_name.md"),
    run: Run::Article(run),
};

/// Characters that foreign names are written with; three of four in a row are no Chinese words.
const FOREIGN: &str = "阿埃艾安奥巴白班贝本比彼宾波伯勃博布查茨达丹道德登邓迪蒂丁顿多厄恩尔法菲费芬夫弗福盖冈高戈格古\
哈汉豪赫亨霍基吉加贾杰金卡凯坎康考柯科克肯库奎拉莱赖兰朗劳勒雷里理丽利莉列林隆卢鲁路伦罗洛马玛迈麦曼梅门蒙米密明莫默\
姆纳娜内尼年涅宁纽努诺欧帕潘佩彭皮平普奇钱乔切琼丘热日荣若萨塞桑瑟森沙莎尚舍申圣施史什舒斯索塔泰坦汤唐特滕提铁廷图托\
瓦万威韦维温文沃乌西希锡夏香肖谢辛休许雅亚扬耶叶伊英尤于约泽詹珍治朱祖佐";

fn run(seen: &Context) -> Vec<Diagnostic> {
    let mut out = latin(seen);
    out.extend(chinese(seen));
    out
}

/// Places of each spelling.
type Places = BTreeMap<String, Vec<Span>>;

/// Two spellings of a surname behind the same first name or title: Ilka Rosen and Ilka Rozen. One stands once.
fn latin(seen: &Context) -> Vec<Diagnostic> {
    let text = seen.article.source.text();
    let mut by_first: BTreeMap<&str, Places> = BTreeMap::new();
    let mut last: Option<(usize, &str)> = None;
    let part = |b: &u8| b.is_ascii_alphabetic() || *b == b'-';
    let mut at = 0;
    while let Some(from) = text.as_bytes()[at..].iter().position(part).map(|i| at + i) {
        at = from + text.as_bytes()[from..].iter().take_while(|b| part(b)).count();
        let (span, word) = (Span::new(from, at), &text[from..at]);
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        let named = word.len() >= 5 && capital && word.bytes().skip(1).any(|b| b.is_ascii_lowercase());
        if let Some((end, first)) = last.filter(|_| named)
            && text.get(end..span.start) == Some(" ")
        {
            by_first.entry(first).or_default().entry(word.to_owned()).or_default().push(span);
        }
        last = (capital && word.len() > 1).then_some((span.end, word));
    }
    let mut out = Vec::new();
    if by_first.values().all(|p| p.len() < 2) {
        return out;
    }
    let words = text.split(|c: char| !(c.is_ascii_alphabetic() || c == '-'));
    let ordinary: FxHashSet<&str> = words.filter(|w| !w.starts_with(|c: char| c.is_ascii_uppercase())).collect();
    for places in by_first.values().filter(|p| p.len() > 1) {
        let plain = |name: &str| !ordinary.contains(name.to_ascii_lowercase().as_str());
        out.extend(pairs(seen, places, |a, b| plain(a) && plain(b) && is_slip(a, b)));
    }
    out
}

/// One letter inside differs, is missing or doubled; endings make other words (Canadian, Canadians).
fn is_slip(a: &str, b: &str) -> bool {
    let ending = |x: &str, y: &str| x.starts_with(y) || x.len() == y.len() && x[..x.len() - 1] == y[..y.len() - 1];
    edits(a, b) == 1 && a.as_bytes().first() == b.as_bytes().first() && !ending(a, b) && !ending(b, a)
}

/// Two spellings of a foreign name of four characters or more that differ in one inside.
fn chinese(seen: &Context) -> Vec<Diagnostic> {
    let text = seen.article.source.text();
    static FOREIGN_CHARACTERS: OnceLock<FxHashSet<char>> = OnceLock::new();
    let foreign = FOREIGN_CHARACTERS.get_or_init(|| FOREIGN.chars().filter(|c| is_han(*c)).collect());
    let mut runs = Places::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = !c.is_ascii() && foreign.contains(&c);
        match start {
            None if inside => start = Some(i),
            Some(from) if !inside => {
                let span = Span::new(from, i);
                let name = seen.article.source.slice(span);
                if (4..=9).contains(&name.chars().count()) {
                    runs.entry(name.to_owned()).or_default().push(span);
                }
                start = None;
            }
            _ => {}
        }
    }
    pairs(seen, &runs, |a, b| {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let apart: Vec<usize> = a.iter().zip(&b).enumerate().filter(|(_, (x, y))| x != y).map(|(i, _)| i).collect();
        a.len() == b.len() && matches!(apart[..], [at] if at > 0 && at + 1 < a.len())
    })
}

/// Pairs of spellings that are alike, of which one stands once and the other more often, and which name nobody known.
fn pairs(seen: &Context, places: &Places, alike: impl Fn(&str, &str) -> bool) -> Vec<Diagnostic> {
    let known = |span: &Span| {
        seen.extraction.mentions.iter().any(|m| m.is_known_name() && m.span.overlaps(*span))
    };
    let mut out = Vec::new();
    // Sorted by spelling, so that names of one first character lie together; only those can be alike.
    let often: Vec<(&String, &Vec<Span>)> = places.iter().filter(|p| p.1.len() > 1).collect();
    for (odd, at) in places.iter().filter(|p| p.1.len() == 1) {
        let first = odd.chars().next();
        let from = often.partition_point(|p| p.0.chars().next() < first);
        let near = often[from..].iter().take_while(|p| p.0.chars().next() == first);
        let twin = near.copied().find(|(name, _)| alike(odd, name));
        if let (Some((name, others)), [once]) = (twin, &at[..])
            && !known(once)
            && !others.iter().any(known)
        {
            out.push(finding(seen, *once, others[0], name, others.len()));
        }
    }
    out
}

fn finding(seen: &Context, once: Span, other: Span, name: &str, count: usize) -> Diagnostic {
    let words = seen.article.source.slice(once);
    let label = |span, text, primary| Label { place: Place::Article, span, text, primary };
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("`{words}` is spelt {name} elsewhere ({count} times)"),
            format!("“{words}”在别处写作“{name}”({count}次)"),
        ),
        labels: vec![
            label(once, Bilingual::new("spelt so once", "仅此一处"), true),
            label(other, Bilingual::new("spelt so elsewhere", "别处写法"), false),
        ],
        notes: Vec::new(),
        help: Bilingual::new("choose one spelling", "请统一写法"),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: None,
    }
}
