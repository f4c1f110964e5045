//! Titles and dates of another time than the claim's: “Gates, chief executive of Microsoft, met him in 1995” is no claim about today.

use super::slip;
use crate::article::Article;
use crate::check::Judgement;
use crate::extract::{Claim, Extraction, MentionValue};
use crate::facts::FactBase;
use crate::normalise::fold_text;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Age, Fit, RoleStatus, Slot, Statement};
use crate::time::Interval;
use crate::timeline::Timeline;
use crate::vocabulary::{Cue, Language, cues, lists};
use rust_decimal::Decimal;

/// True where a role that is said of the day of writing was held at a date its own sentence names, or that its
/// paragraph named last before it.
pub(super) fn is_of_then(
    article: &Article,
    extraction: &Extraction,
    timeline: &Timeline,
    facts: &FactBase,
    index: usize,
) -> bool {
    let Some(claim) = extraction.claims.get(index) else { return false };
    // Who is called former while in office is no more so for having held the post at the date named.
    // When a post was taken or left is told of no other day.
    let now = matches!(&claim.statement, Statement::Role(r)
        if r.status != RoleStatus::Former && r.began.is_none() && r.left.is_none());
    if !now || claim.statement.when() != extraction.date.days {
        return false;
    }
    // In office since November: who left in that November is not meant.
    let held = |days: Interval| {
        days.end.is_some()
            && timeline.candidates(index, 0).iter().any(|c| {
                let term = facts.facts.get(c.fact).and_then(|f| f.statement.when());
                c.agreement.subject == Fit::Same && term.is_some_and(|t| t.overlaps(days))
            })
    };
    let dated = || {
        extraction.mentions.iter().filter_map(|m| match m.value {
            MentionValue::Days(Some(days)) => Some((m.span, days)),
            _ => None,
        })
    };
    let line = |span: Span| article.source.line_at(span.start);
    let last = dated().rfind(|(at, _)| at.end <= claim.span.start && line(*at) == line(claim.span));
    // What somebody goes on to say has dates of its own: 总经理某某说,去年….
    let said = |at: Span| {
        let gap = Span::new(claim.span.end.min(at.start), at.start);
        let words = fold_text(article.source.slice(gap)).to_lowercase();
        let spaced = format!(" {} ", words.replace(|c: char| !c.is_alphanumeric(), " "));
        cues().iter().filter(|(_, cue)| *cue == Cue::Speech).any(|(w, _)| match w.is_ascii() {
            true => spaced.contains(&format!(" {w} ")),
            false => words.contains(w.as_str()),
        })
    };
    // Chief executive X took over in March: the date is that of the beginning of what the title says he is.
    let taken = |at: Span| {
        let words = fold_text(article.source.slice(Span::new(claim.span.end.min(at.start), at.start))).to_lowercase();
        let spaced = format!(" {} ", words.replace(|c: char| !c.is_alphanumeric(), " "));
        lists().taking.in_text(&words, Language::Zh)
            || lists().taking.of(Language::En).iter().any(|w| spaced.contains(&format!(" {w} ")))
    };
    let here: Vec<(Span, Interval)> = dated().filter(|(at, _)| is_one_sentence(article, claim.span, *at)).collect();
    // Said on the 29th: a sentence with a date of its own goes on with none before it.
    let last = last.filter(|_| here.is_empty());
    let here = here.into_iter().filter(|(at, _)| !said(*at) && !taken(*at));
    here.chain(last).any(|(_, days)| held(days))
}

/// True where an age is right on some day of the year named right before it: 今年65岁 is said of all the year.
pub(super) fn is_age_of_year(
    article: &Article,
    extraction: &Extraction,
    claim: &Claim,
    facts: &FactBase,
    judgement: &Judgement,
) -> bool {
    let (Statement::Age(age), Some(place)) = (&claim.statement, claim.part(Slot::Value)) else { return false };
    let beside = |at: Span| {
        at.end <= place.start
            && matches!(
                article.source.slice(Span::new(at.end, place.start)).trim(),
                "" | "已" | "已经" | "刚" | "刚满" | "才"
            )
    };
    extraction.mentions.iter().any(|m| match m.value {
        MentionValue::Days(Some(days)) if beside(m.span) => {
            slip::fits(&Statement::Age(Age { when: Some(days), ..age.clone() }), facts, &judgement.facts)
        }
        _ => false,
    })
}

/// True where an age without a time of its own need not be that of the day of writing: 33岁时创办, at the age of 33; or
/// it is right for a date that its paragraph names. A story of the past that names no date tells of a younger person.
pub(super) fn is_age_of_then(
    article: &Article,
    extraction: &Extraction,
    claim: &Claim,
    facts: &FactBase,
    judgement: &Judgement,
) -> bool {
    let (Statement::Age(age), Some(place)) = (&claim.statement, claim.part(Slot::Value)) else { return false };
    let line = |span: Span| article.source.line_at(span.start);
    let right_on =
        |days: Interval| slip::fits(&Statement::Age(Age { when: Some(days), ..age.clone() }), facts, &judgement.facts);
    let named = extraction.mentions.iter().filter_map(|m| match m.value {
        MentionValue::Days(Some(days)) if line(m.span) == line(place) => Some(days),
        _ => None,
    });
    if named.into_iter().any(right_on) {
        return true;
    }
    if claim.part(Slot::When).is_some() {
        return false;
    }
    let around = |from: usize, to: usize| fold_text(article.source.slice(Span::new(from, to))).to_lowercase();
    let (mut start, mut end) = (place.start.saturating_sub(40), (place.end + 24).min(article.source.text().len()));
    while !article.source.text().is_char_boundary(start) {
        start += 1;
    }
    while !article.source.text().is_char_boundary(end) {
        end -= 1;
    }
    let (before, after) = (around(start, place.start), around(place.end, end));
    let before = before.trim_end();
    let language = if after.is_ascii() && before.is_ascii() { Language::En } else { Language::Zh };
    let then = lists().ages_then_behind.at_head(after.trim_start_matches('的'), language).is_some()
        || [Language::Zh, Language::En].iter().any(|&l| lists().ages_then_before.at_end(before, l).is_some());
    // Three years below what is right on the day is an old profile copied; more is a story.
    let years = |more: i64| age.years.stated.map(|y| Quantity::exact(y + Decimal::from(more), age.years.unit.clone()));
    let close = (1..=3)
        .filter_map(years)
        .any(|years| slip::fits(&Statement::Age(Age { years, ..age.clone() }), facts, &judgement.facts));
    let above = (1..=60)
        .filter_map(|less| years(-less))
        .any(|years| slip::fits(&Statement::Age(Age { years, ..age.clone() }), facts, &judgement.facts));
    // Mr Holm, 59, is retired: an age between commas is that of the day of writing.
    // So is one that is said to be: now 59, 现年59岁.
    let plain = before.strip_suffix("now").map_or(before, str::trim_end);
    let apposed = language == Language::En && plain.ends_with(',') && after.starts_with([',', '.', ';', '"'])
        || before.ends_with("现年");
    then || !close && !above && !apposed
}

/// Words that look back at a time in office; in lower case.
const LOOKING_BACK: &[&str] = &[
    "time as",
    "years as",
    "days as",
    "tenure",
    "stint",
    "as then",
    "when he was",
    "when she was",
    "while he was",
    "while she was",
    "once",
    "任内",
    "任期",
    "期间",
    "时期",
    "任上",
    "那时",
    "当时",
    "有过",
    "曾任",
    "曾担任",
    "曾是",
    "曾为",
];

/// True where words around a title look back: “recalled his time as CEO of Oracle”, “任CEO期间”.
pub(super) fn looks_back(article: &Article, claim: &Claim) -> bool {
    if !matches!(claim.statement, Statement::Role(_)) {
        return false;
    }
    let around = |span: Span| article.source.slice(span).chars();
    let head = around(Span::new(0, claim.span.start)).rev().take(6).collect::<Vec<char>>();
    let before: String = head.iter().rev().collect();
    let after: String = around(Span::new(claim.span.end, article.source.text().len())).take(4).collect();
    let words = fold_text(&format!("{before}{}{after}", article.source.slice(claim.span))).to_lowercase();
    LOOKING_BACK.iter().any(|w| words.contains(w))
}

/// What follows a Chinese clause that only describes or dates another one.
const ASIDE: &[&str] = &["的", "之后", "以后", "后", "以来", "之前", "以前", "前", "时", "期间"];

/// True where a comma parts the date from an event that only describes somebody: 2023年3月，推出金库盘的甲公司公布….
/// The date is that of the main verb.
pub(super) fn is_aside(article: &Article, claim: &Claim) -> bool {
    let (Statement::Event(_), Some(when), Some(verb)) =
        (&claim.statement, claim.part(Slot::When), claim.part(Slot::Predicate))
    else {
        return false;
    };
    let parted = when.end <= verb.start && article.source.slice(Span::new(when.end, verb.start)).contains(['，', ',']);
    let behind = |end: usize| {
        let rest = article.source.slice(Span::new(end, article.source.text().len()));
        fold_text(&rest.chars().take(3).collect::<String>())
    };
    let object = claim.part(Slot::Object);
    // 推出金库盘的甲公司公布…: what stands before 的 only describes whoever follows. 甲公司取得金库盘的独家授权: where the
    // doer stands before, the verb is a noun.
    let described = object.is_some_and(|o| {
        let next = article.source.slice(Span::new(o.end, verb.start.max(o.end)));
        let noun = claim.part(Slot::Subject).is_some_and(|doer| doer.end <= o.start);
        !noun && o.end <= verb.start && next.chars().count() > 1 && behind(o.end).starts_with('的')
    });
    let end = object.map_or(verb.end, |o| o.end.max(verb.end));
    // 甲公司收购的乙公司在2023年…: the date behind is that of what the acquired company does.
    let dated_behind = when.start >= verb.end && behind(verb.end).starts_with('的');
    described || dated_behind || parted && ASIDE.iter().any(|w| behind(end).starts_with(w))
}

/// No sentence ends between two places.
pub(super) fn is_one_sentence(article: &Article, a: Span, b: Span) -> bool {
    let start = a.end.min(b.end);
    let text = article.source.slice(Span::new(start, a.start.max(b.start).max(start)));
    !text.contains(['。', '！', '？', '!', '?', '\n', '\r']) && !text.contains(". ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Syntax;
    use crate::check::verdict::tests::{claim, statement};

    fn place(text: &str, words: &str) -> Span {
        text.find(words).map(|at| Span::new(at, at + words.len())).expect("it stands there")
    }

    #[test]
    fn a_date_before_a_comma_is_not_that_of_an_aside() {
        let aside = |text: &str| {
            let article = Article::parse("a.txt", text.as_bytes(), Syntax::Plain);
            let launch = statement("event: {predicate: launch, subject: halcyon, object: vault, when: 2023-03}");
            let parts = [(Slot::When, "2023年3月"), (Slot::Predicate, "推出"), (Slot::Object, "金库盘")];
            let parts = parts.map(|(slot, words)| (slot, place(text, words))).to_vec();
            is_aside(&article, &Claim { parts, ..claim(launch) })
        };
        assert!(aside("2023年3月，推出金库盘的海宁公布了财报"));
        assert!(aside("2023年3月，推出金库盘之后，海宁裁员"));
        assert!(aside("2023年3月，买下金库盘的海宁推出新款"));
        assert!(aside("海宁推出的金库盘在2023年3月停产"));
        assert!(!aside("2023年3月，海宁推出金库盘。"));
        assert!(!aside("2023年3月推出金库盘的海宁公布了财报"));
    }

    #[test]
    fn words_may_look_back_at_a_time_in_office() {
        let back = |text: &str, span: &str| {
            let article = Article::parse("a.txt", text.as_bytes(), Syntax::Plain);
            let role = statement("role: {person: nair, role: ceo, organization: halcyon, from: 2012}");
            looks_back(&article, &Claim { span: place(text, span), ..claim(role) })
        };
        assert!(back("Nair recalled her time as CEO of Halcyon.", "Nair recalled her time as CEO of Halcyon"));
        assert!(back("奈尔任海宁CEO期间", "奈尔任海宁CEO"));
        assert!(!back("Halcyon CEO Priya Nair spoke.", "Halcyon CEO Priya Nair"));
        assert!(!back("海宁CEO奈尔说", "海宁CEO奈尔"));
    }
}
