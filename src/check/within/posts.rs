//! One post with two holders: 某理事会主席甲表示 … 某理事会主席乙宣布.
//!
//! The titles must be the same to the letter and name what they are of. Lower and shared posts have many holders, and a
//! post may pass on within an article that says so.

use super::Told;
use crate::extract::{Name, NameKind};
use crate::normalise::fold_name;
use crate::source::Span;
use std::collections::BTreeMap;

/// Posts that several people hold at a time, and words for a change of the holder.
const SHARED: &[&str] = &[
    "副",
    "委员",
    "成员",
    "记者",
    "教授",
    "专家",
    "研究员",
    "代表",
    "选手",
    "队员",
    "球员",
    "演员",
    "导演",
    "律师",
    "医生",
    "医师",
    "老师",
    "助理",
    "合伙人",
    "院士",
    "博士",
    "议员",
    "董事",
    "经理",
    "发言人",
    "冠军",
    "亚军",
    "得主",
    "居民",
    "村民",
    "市民",
    "学生",
    "同学",
    "母亲",
    "父亲",
    "妻子",
    "丈夫",
    "儿子",
    "女儿",
    "名将",
    "小将",
    "老将",
    "前锋",
    "后卫",
    "门将",
    "中场",
    "作家",
    "诗人",
    "歌手",
    "画家",
    "司机",
    "店主",
    "老板",
    "分析师",
    "工程师",
    "设计师",
    "前",
    "原",
    "时任",
    "候任",
    "新任",
    "将军",
    "上将",
    "中将",
    "少将",
    "法官",
    "检察官",
    "被告人",
    "嫌疑人",
    "受害者",
    "领导人",
    "大使",
    "特使",
    "联席",
    "联合",
    "执行",
    "轮值",
    "代理",
    "代",
    "常务",
    "各",
    "两",
    "王子",
    "部门",
    "相关",
    "有关",
    "创始人",
    "教练",
    "队长",
    "公主",
    "负责人",
    "总监",
    "首席经济学家",
    "首席分析师",
    "首席科学家",
];
const HANDOVERS: &[&str] = &[
    "接替", "接任", "继任", "卸任", "辞职", "辞去", "离任", "当选", "新任", "前任", "任命", "去世", "逝世", "下台",
    "换届", "履新", "曾任", "时任", "选举",
];

/// Pairs of names that one post is given to.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let mut holders: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
    for name in told.extraction.names.iter().filter(|n| n.kind == Some(NameKind::Person)) {
        let Some(post) = name.post.map(|p| fold_name(told.slice(p))) else { continue };
        // A title alone does not say of what.
        if post.chars().count() >= 5 && !SHARED.iter().any(|w| post.contains(w)) {
            holders.entry(post).or_default().push(name);
        }
    }
    if HANDOVERS.iter().any(|w| told.text.contains(w)) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for names in holders.values() {
        let first = names[0];
        let others: Vec<&&Name> = names.iter().filter(|n| !same(&n.id, &first.id)).collect();
        let [other, ..] = others.as_slice() else { continue };
        let two = others.iter().all(|n| same(&n.id, &other.id));
        if two {
            out.push((first.span, other.span));
        }
    }
    out
}

/// One name is part of the other, or spelt with some of its characters: a short form, or another spelling.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_start_matches("local:"), b.trim_start_matches("local:"));
    let common = a.chars().filter(|c| *c != '·' && b.contains(*c)).count();
    a.contains(b) || b.contains(a) || common * 2 >= a.chars().count().min(b.chars().count())
}
