//! `impossible-value`: a figure that nothing of its kind can have.

use super::{Context, Rule, Run};
use crate::check::around;
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Mention, MentionKind, MentionValue};
use crate::quantity::Quantity;
use crate::statement::{Slot, Statement};
use crate::vocabulary::{Bilingual, Language, lists};
use rust_decimal::Decimal;

pub(super) const RULE: Rule = Rule {
    code: "impossible-value",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a figure is one that nothing of its kind can have",
    summary_zh: "数值不可能成立",
    page: include_str!("impossible_value.md"),
    run: Run::Article(run),
};

/// Shares of a whole, which never exceed it.
const SHARES_ZH: &[&str] = &[
    "市场份额", "市占率", "市场占有率", "合格率", "及格率", "失业率", "识字率", "支持率", "得票率", "投票率", "成活率",
    "毕业率", "治愈率", "死亡率", "感染率", "准确率", "正确率", "命中率", "胜率", "持股比例",
];
const SHARES_EN: &[&str] = &[
    "market share", "unemployment rate", "literacy rate", "approval rating", "turnout", "accuracy", "mortality rate",
    "share of the vote", "share of the market", "pass rate",
];
/// What a share of more than all can never be of.
const WHOLES_EN: &[&str] = &[
    "of the vote", "of votes", "of voters", "of respondents", "of the population", "of the electorate",
    "of all", "of its users", "of its employees", "of students", "of patients", "of the seats",
];
/// Words of decrease right before a figure.
const DOWN_ZH: &[&str] = &["下降", "下跌", "减少", "降低", "下滑", "缩减", "缩小", "下挫"];
const DOWN_EN: &[&str] = &["fell", "fallen", "falling", "fall", "declined", "decline", "dropped", "drop", "decreased", "shrank", "shrunk", "down"];
/// Words behind a figure that make it a decrease.
const DOWN_BEHIND_EN: &[&str] = &["decline", "decrease", "drop", "fall", "reduction"];
/// Quantities that may go below nothing, so that they may fall by more than all of themselves.
const SIGNED: &[&str] = &[
    "利润", "净利", "收益", "盈利", "亏损", "现金流", "利率", "损失", "业绩", "毛利", "回报", "每股", "profit", "income",
    "earning", "loss", "cash", "margin", "return", "ebit", "rate", "yield", "per share", "eps", "surplus", "deficit",
    "balance", "gain", "result", "价差", "顺差", "逆差", "benefit", "provision", "tax", "interest", "net ",
];
/// Small words between a word of decrease and its figure.
const LINKS: &[&str] = &["了", "约", "近", "超过", "逾", "高达", "达", "将近", "by", "about", "nearly", "more than", "over", "almost", "some", "a", "an"];

fn run(seen: &Context) -> Vec<Diagnostic> {
    let figures = seen.extraction.mentions.iter().filter_map(|m| match &m.value {
        MentionValue::Figure(q) => Some((m, impossible(seen, m, q)?)),
        _ => None,
    });
    figures.map(|(m, why)| finding(seen, m, why)).collect()
}

/// Why a figure cannot be, in both languages.
fn impossible(seen: &Context, mention: &Mention, q: &Quantity) -> Option<Bilingual> {
    let value = q.stated?;
    let hundred = Decimal::ONE_HUNDRED;
    let odd = match mention.kind {
        MentionKind::Percentage => value > hundred,
        MentionKind::Dimension => value.is_sign_negative() || q.unit.as_ref().is_some_and(|u| u.name() == "fold"),
        MentionKind::Ordinal => value > Decimal::from(4),
        MentionKind::Age => value > Decimal::from(130),
        _ => false,
    };
    if !odd {
        return None;
    }
    let before = around::before(seen.article, mention.span.start, 40);
    let after = around::after(seen.article, mention.span.end, 30);
    match mention.kind {
        MentionKind::Percentage if is_share(&before, &after) || is_part(&before, &after) => {
            Some(Bilingual::new("more than the whole", "超过全部"))
        }
        MentionKind::Percentage if is_down(seen, mention, &before, &after) => {
            Some(Bilingual::new("down by more than all", "降幅超过100%"))
        }
        MentionKind::Dimension if q.unit.as_ref().is_some_and(|u| u.name() == "fold") => {
            let down = value >= Decimal::ONE && is_down(seen, mention, &before, "");
            down.then(|| Bilingual::new("nothing falls by a multiple of itself", "减少不能以倍数计"))
        }
        MentionKind::Dimension if value.is_sign_negative() && !value.is_zero() => {
            let counted = q.unit.as_ref().is_some_and(|u| matches!(u.dimension(), "person" | "company" | "vehicle"));
            let held = ["有", "共", "拥有", "达"].iter().any(|w| before.trim_end().ends_with(w))
                || ["has", "have", "had", "employs", "with"].iter().any(|w| around::ends_with_word(before.trim_end(), w));
            (counted && held).then(|| Bilingual::new("a count is never negative", "数量不能为负"))
        }
        MentionKind::Ordinal if is_quarter(&before, &after) => {
            Some(Bilingual::new("a year has four quarters", "一年只有四个季度"))
        }
        MentionKind::Age if is_person(seen, mention, &before) => {
            Some(Bilingual::new("nobody is so old", "无人活到这个岁数"))
        }
        _ => None,
    }
}

/// The figure is a share of a whole, right behind the word for it.
fn is_share(before: &str, after: &str) -> bool {
    let head = trimmed(before);
    let named = SHARES_ZH.iter().any(|w| head.trim_end_matches(['为', '是', '至', '到']).ends_with(w))
        || SHARES_EN.iter().any(|w| {
            let head = head.trim_end_matches(" of").trim_end_matches(" was").trim_end_matches(" is");
            around::ends_with_word(head.trim_end(), w)
        });
    named || WHOLES_EN.iter().any(|w| after.trim_start().starts_with(w) && !before.contains("increase"))
}

/// 占总产量的120%, accounted for 120% of its output: a part of what cannot be exceeded.
fn is_part(before: &str, after: &str) -> bool {
    let head = trimmed(before);
    if let Some((_, noun)) = head.rsplit_once("占总") {
        return noun.strip_suffix('的').is_some_and(|n| lists().undivided.has(n, Language::Zh));
    }
    let told = lists().shares.of(Language::En).iter().any(|w| around::ends_with_word(&head, w));
    let whole = after.trim_start().strip_prefix("of ").unwrap_or("");
    let whole = whole.split(['.', ',', ';', '(']).next().unwrap_or("");
    told && whole.split_whitespace().take(5).any(|w| lists().undivided.has(w, Language::En))
}

/// The fifth quarter of 2021, 第五季度; not the fifth quarter in a row.
fn is_quarter(before: &str, after: &str) -> bool {
    let year = |rest: &str| {
        let rest = rest.strip_prefix("fiscal ").unwrap_or(rest);
        rest.starts_with("the year") || rest.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()))
    };
    match after.strip_prefix("季度") {
        Some(_) => !["连续", "第"].iter().any(|w| before.ends_with(w)) && before.ends_with('年'),
        None => after.trim_start().strip_prefix("quarter of ").is_some_and(year),
    }
}

/// The figure says by how much something fell that cannot fall below nothing.
fn is_down(seen: &Context, mention: &Mention, before: &str, after: &str) -> bool {
    let head = trimmed(before);
    let said = DOWN_ZH.iter().any(|w| head.ends_with(w))
        || DOWN_EN.iter().any(|w| around::ends_with_word(&head, w))
        || DOWN_BEHIND_EN.iter().any(|w| after.trim_start().starts_with(w));
    let around = format!("{}{}", around::before(seen.article, mention.span.start, 80), around::after(seen.article, mention.span.end, 80));
    said && !SIGNED.iter().any(|w| around.contains(w))
}

/// Without the small words that may stand before a figure.
fn trimmed(before: &str) -> String {
    let mut head = before.trim_end();
    while let Some(rest) = LINKS.iter().find_map(|w| match w.is_ascii() {
        true => around::ends_with_word(head, w).then(|| head.strip_suffix(w)).flatten(),
        false => head.strip_suffix(w),
    }) {
        head = rest.trim_end();
    }
    head.to_owned()
}

/// The age is that of a person: a known one, or somebody who died.
fn is_person(seen: &Context, mention: &Mention, before: &str) -> bool {
    let person = |id: &str| seen.facts.entity(id).is_some_and(|e| e.kind == "person");
    let known = mention.claim.and_then(|c| seen.extraction.claims.get(c)).is_some_and(|c| {
        matches!(&c.statement, Statement::Age(age) if age.subject.iter().any(|id| person(id))) && c.part(Slot::Value).is_some()
    });
    known || ["享年", "终年"].iter().any(|w| before.ends_with(w))
}

fn finding(seen: &Context, mention: &Mention, why: Bilingual) -> Diagnostic {
    let words = seen.article.source.slice(mention.span);
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(format!("`{words}`: {}", why.en), format!("“{words}”:{}", why.zh)),
        labels: vec![Label {
            place: Place::Article,
            span: mention.span,
            text: Bilingual::new("cannot be", "不可能"),
            primary: true,
        }],
        notes: Vec::new(),
        help: Bilingual::new("check the figure and what it is of", "请核对数值及其所指"),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: mention.claim,
    }
}
