//! Chinese figures of one subject that the same words measure: 某公司罚金20万元 … 某公司罚金3万元.
//!
//! The subject is a name, or what the sentence opens with; the words between it and the figure must be the same to the
//! character, since pairs of characters do not tell 铅 from 锌.

use super::{Figure, Told, apart, key};
use crate::extract::MentionKind;
use crate::normalise::{fold_name, is_han};
use crate::source::Span;
use crate::vocabulary::chinese_names;
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
        let found = [of_name(told, figure), of_opening(told, figure)];
        found.into_iter().flatten().for_each(|label| labels.entry(label).or_default().push(figure));
    }
    let mut out = Vec::new();
    // A label with many figures is that of a list.
    for group in labels.values().filter(|g| (2..=12).contains(&g.len())) {
        if group.iter().map(|f| key(f.value)).collect::<BTreeSet<String>>().len() != 2 {
            continue;
        }
        for (i, a) in group.iter().enumerate() {
            let differs =
                |b: &&&Figure| b.sentence != a.sentence && apart(a, b) && told.same_days(a.sentence, b.sentence);
            out.extend(group[i + 1..].iter().filter(differs).map(|b| (a.span, b.span)));
        }
    }
    out
}

/// The last name before a figure, where its type is known, and the words between the two.
fn of_name(told: &Told, figure: &Figure) -> Option<Label> {
    let names = &told.extraction.names;
    let before = names.partition_point(|n| n.span.start < figure.span.start);
    let name = names[..before].last().filter(|n| n.kind.is_some() && figure.sentence.contains(n.span))?;
    let words = words(told.slice(Span::new(name.span.end, figure.span.start)))?;
    (words.chars().count() <= 16).then(|| (name.id.to_string(), words))
}

/// What a sentence opens with and the words right before the figure: 大豆期货次之,主力合约收于.
fn of_opening(told: &Told, figure: &Figure) -> Option<Label> {
    let measured = matches!(figure.kind, MentionKind::Currency | MentionKind::Percentage | MentionKind::Dimension);
    let head = fold_name(told.slice(Span::new(figure.sentence.start, figure.span.start)));
    let tables = chinese_names();
    let opening: String = head.chars().take(4).collect();
    let plain = opening.chars().count() == 4 && opening.chars().all(|c| is_han(c) && !tables.borders.contains(&c));
    if !measured || !plain || tables.common.iter().any(|w| opening.contains(w.as_str())) {
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
    let folded = fold_name(text);
    let words = folded.trim_matches(FILLER);
    let enough = words.chars().filter(|c| is_han(*c)).count() >= 2;
    let plain = !words.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '"' | '“' | '”' | '、'));
    (enough && plain).then(|| words.to_owned())
}
