//! `inverted-range`: a range whose second end comes before its first.

use super::{Context, Rule, Run};
use crate::check::around;
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::extract::{Mention, MentionValue, Oddity};
use crate::quantity::Quantity;
use crate::source::Span;
use crate::time::{Interval, Precision};
use crate::vocabulary::Bilingual;
use rust_decimal::Decimal;

pub(super) const RULE: Rule = Rule {
    code: "inverted-range",
    severity: Severity::Error,
    since: "0.1.0",
    summary: "a range ends before it begins",
    summary_zh: "范围首尾颠倒",
    page: include_str!("inverted_range.md"),
    run: Run::Article(run),
};

/// Words that make “from … to …” a change and “between … and …” a comparison; in lower case.
const COMPARED: &[&str] = &[
    "increas", "decreas", "change", "compar", "declin", "rose", "rise", "fell", "fall", "growth", "grew", "drop",
    "higher", "lower", "improv", "differ", "gap", "ratio", "relation", "versus", "score", "match", "reduc", "cut",
    "shift", "spread",
];

/// Characters of words for a change from one figure to another.
const CHANGED: &str = "从由自降减跌调缩压变改跃升涨增比较优惠折落";

fn run(seen: &Context) -> Vec<Diagnostic> {
    let odd = seen.extraction.oddities.iter().filter_map(|(span, oddity)| match oddity {
        // Years before our era run backwards.
        Oddity::Backwards(..) if !seen.article.source.slice(*span).contains("前") && !is_old(seen, *span) => {
            Some(finding(seen, *span))
        }
        _ => None,
    });
    let pairs = seen.extraction.mentions.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        inverted(seen, first, second).then(|| finding(seen, first.span.cover(second.span)))
    });
    odd.chain(pairs).collect()
}

/// True where two neighbours are the ends of a range, written out, the wrong way round.
fn inverted(seen: &Context, first: &Mention, second: &Mention) -> bool {
    let alike = matches!(
        (&first.value, &second.value),
        (MentionValue::Days(Some(_)), MentionValue::Days(Some(_))) | (MentionValue::Figure(_), MentionValue::Figure(_))
    );
    // No word that joins the ends of a range is longer.
    if !alike || first.span.distance(second.span) > 24 {
        return false;
    }
    let Some(gap) = around::between(seen.article, first.span, second.span) else { return false };
    if !matches!(gap.trim(), "and" | "to" | "through" | "until" | "和" | "至" | "到" | "与") {
        return false;
    }
    let lead = around::before(seen.article, first.span.start, 60);
    let lead = lead.trim_end().to_owned();
    let (between, from) = (around::ends_with_word(&lead, "between"), around::ends_with_word(&lead, "from"));
    let english = between && gap.trim() == "and" || from && matches!(gap.trim(), "to" | "through" | "until");
    let is_compared = COMPARED.iter().any(|w| lead.contains(w));
    match (&first.value, &second.value) {
        (MentionValue::Days(Some(a)), MentionValue::Days(Some(b))) => {
            let full = is_full(seen, first.span, *a) && is_full(seen, second.span, *b);
            english && full && !is_compared && a.start.zip(b.end).is_some_and(|(a, b)| b < a) && !is_old(seen, second.span)
        }
        (MentionValue::Figure(a), MentionValue::Figure(b)) => {
            let chinese = matches!(gap.trim(), "和" | "至" | "到" | "与")
                && around::after(seen.article, second.span.end, 2).starts_with("之间");
            // 单程9元至2元: both with their unit, and nothing said of a change.
            let clause = lead.rsplit(['，', ',', '。', '；', ';', '\n']).next().unwrap_or(&lead);
            let priced = matches!(gap.trim(), "至" | "到")
                && a.unit.as_ref().is_some_and(|u| u.dimension() == "currency" && Some(u) == b.unit.as_ref())
                && !clause.contains(|c: char| CHANGED.contains(c));
            let range = between && gap.trim() == "and" && !is_compared || chinese || priced;
            range && first.kind <= second.kind && is_greater(a, b)
        }
        _ => false,
    }
}

/// Year, and where it has them month and day, are written out.
fn is_full(seen: &Context, span: Span, days: Interval) -> bool {
    let words = seen.article.source.slice(span);
    let year = days.start.map(|d| chrono::Datelike::year(&d).to_string()).unwrap_or_default();
    words.contains(&year) && matches!(days.precision, Precision::Day | Precision::Month | Precision::Year)
}

/// Before our era.
fn is_old(seen: &Context, span: Span) -> bool {
    let after = around::after(seen.article, span.end, 6);
    ["bc", "b.c"].iter().any(|w| after.trim_start().starts_with(w))
}

/// The first is more than the second, in one unit; small bare numbers may be hours or scores.
fn is_greater(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (a.stated, b.stated) else { return false };
    let alike = match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a == b,
        (None, Some(_)) => true,
        (None, None) => y > Decimal::from(24),
        (Some(_), None) => false,
    };
    let measured = b.unit.as_ref().is_none_or(|u| !matches!(u.dimension(), "ordinal" | "duration"));
    alike && measured && x > y && a.comparator.is_none() && b.comparator.is_none()
}

fn finding(seen: &Context, span: Span) -> Diagnostic {
    let words = seen.article.source.slice(span);
    Diagnostic {
        rule: RULE.code,
        severity: RULE.severity,
        message: Bilingual::new(
            format!("`{words}` ends before it begins"),
            format!("“{words}”:终点在起点之前"),
        ),
        labels: vec![Label {
            place: Place::Article,
            span,
            text: Bilingual::new("the wrong way round", "首尾颠倒"),
            primary: true,
        }],
        notes: Vec::new(),
        help: Bilingual::new("exchange the ends, or correct one", "请调换首尾,或改正其一"),
        facts: Vec::new(),
        fixes: Vec::new(),
        claim: None,
    }
}
