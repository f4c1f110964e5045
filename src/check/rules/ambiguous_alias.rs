//! `ambiguous-alias`: one name for two entities, or two entities that may be one.

use super::{Base, Rule, Run};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::facts::Entity;
use crate::normalise::fold_name;
use crate::vocabulary::Bilingual;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: "ambiguous-alias",
    severity: Severity::Warning,
    since: "0.1.0",
    summary: "a name means two entities and is not listed as ambiguous, or two entities have nearly the same name",
    summary_zh: "同一名称指向两个实体而未标明有歧义,或两个实体的名称几乎相同",
    page: include_str!("ambiguous_alias.md"),
    run: Run::Facts(run),
};

/// What companies put behind their names; longer ones first.
const ENDINGS: &[&str] = &[
    "股份有限公司", "有限责任公司", "有限公司", "公司", "incorporated", "corporation", "company", "limited", "gmbh", "corp",
    "inc", "ltd", "llc", "plc", "co", "ag",
];

/// A name of an entity.
#[derive(Clone, Copy)]
struct Name<'a> {
    entity: &'a Entity,
    written: &'a str,
    ambiguous: bool,
}

fn run(base: &Base) -> Vec<Diagnostic> {
    let (mut exact, mut loose) = (BTreeMap::<String, Vec<Name>>::new(), BTreeMap::<(String, &str), Vec<Name>>::new());
    for entity in &base.facts.entities {
        let (mut folds, mut cores) = (BTreeSet::new(), BTreeSet::new());
        let listed: BTreeSet<String> = entity.ambiguous.iter().map(|n| fold_name(n)).collect();
        for (written, _) in entity.all_names() {
            let folded = fold_name(written);
            let name = Name { entity, written, ambiguous: listed.contains(&folded) };
            let core = core(&folded);
            if folds.insert(folded.clone()) {
                exact.entry(folded).or_default().push(name);
            }
            if !core.is_empty() && cores.insert(core.clone()) {
                loose.entry((core, &entity.kind)).or_default().push(name);
            }
        }
    }
    let shared = exact.values().filter(|names| names.len() > 1);
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for names in shared {
        // Also where all is well: nobody has to say it a second time of the near names.
        told.extend(pairs(names).map(|(a, b)| (&*a.entity.id, &*b.entity.id)));
        if names.iter().any(|n| !n.ambiguous) {
            found.push(same_name(names, base));
        }
    }
    for names in loose.values() {
        let near = pairs(names).filter(|(a, b)| !(a.ambiguous && b.ambiguous));
        for (a, b) in near.filter(|(a, b)| !told.contains(&(&*a.entity.id, &*b.entity.id))) {
            found.push(near_name(*a, *b, base));
        }
    }
    found
}

/// Each two of a list, in its order.
fn pairs<'a, 'n>(names: &'n [Name<'a>]) -> impl Iterator<Item = (&'n Name<'a>, &'n Name<'a>)> {
    names.iter().enumerate().flat_map(|(i, a)| names[i + 1..].iter().map(move |b| (a, b)))
}

/// A folded name without spaces, marks and what companies put behind it.
fn core(folded: &str) -> String {
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut end = words.len();
    while end > 1 && ENDINGS.contains(&words[end - 1]) {
        end -= 1;
    }
    let joined = words[..end].concat();
    let han = ENDINGS.iter().filter(|e| !e.is_ascii());
    let bare = han.filter_map(|e| joined.strip_suffix(e)).find(|rest| !rest.is_empty());
    bare.map_or_else(|| joined.clone(), str::to_owned)
}

fn same_name(names: &[Name], base: &Base) -> Diagnostic {
    let written = names[0].written;
    let ids: Vec<&str> = names.iter().map(|n| &*n.entity.id).collect();
    let mut labels: Vec<Label> = Vec::new();
    // The main place is one that has to change.
    let (silent, listed): (Vec<&Name>, Vec<&Name>) = names.iter().partition(|n| !n.ambiguous);
    for name in silent.iter().chain(&listed) {
        let text = match name.ambiguous {
            true => Bilingual::new("listed as ambiguous", "已标明有歧义"),
            false => Bilingual::new("not listed as ambiguous", "未标明有歧义"),
        };
        labels.push(base.name_label(name.entity, name.written, text, labels.is_empty()));
    }
    diagnostic(
        Bilingual::new(
            format!("`{written}` is a name of {}", ids.join(" and of ")),
            format!("“{written}”同时是{}的名称", ids.join("、")),
        ),
        labels,
        Bilingual::new(
            format!("add it to `ambiguous:` of {}, or take it from one of them", missing(&silent).join(" and ")),
            format!("在{}的 `ambiguous:` 中列出它,或只保留在其中一个", missing(&silent).join("、")),
        ),
    )
}

fn missing<'a>(names: &[&Name<'a>]) -> Vec<&'a str> {
    names.iter().map(|n| &*n.entity.id).collect()
}

fn near_name(a: Name, b: Name, base: &Base) -> Diagnostic {
    let text = || Bilingual::new("nearly the same name", "名称几乎相同");
    let labels = vec![base.name_label(b.entity, b.written, text(), true), base.name_label(a.entity, a.written, text(), false)];
    diagnostic(
        Bilingual::new(
            format!("`{}` ({}) may be `{}` ({}) once more", b.entity.id, b.written, a.entity.id, a.written),
            format!("`{}`({})与`{}`({})可能是同一实体", b.entity.id, b.written, a.entity.id, a.written),
        ),
        labels,
        Bilingual::new(
            "make one entity of the two, or list both names as `ambiguous:`",
            "请合并为一个实体,或将两个名称都列入 `ambiguous:`",
        ),
    )
}

fn diagnostic(message: Bilingual, labels: Vec<Label>, help: Bilingual) -> Diagnostic {
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message,
        labels,
        notes: Vec::new(),
        help,
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: None,
    }
}
