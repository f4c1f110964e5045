//! What a table reckons by itself, and the prose beside it: columns of changes and shares, figures told of a cell.

use crate::tables::checked;
use factlint::article::Syntax;
use factlint::diagnostic::Severity;

/// Rule and words of each finding, in the order of the text.
fn findings(text: &str) -> Vec<String> {
    let report = checked(text, Syntax::Markdown);
    let document = &report.documents[0];
    let errors = document.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let mut found: Vec<(usize, String)> = errors
        .filter_map(|d| {
            let label = d.labels.iter().find(|l| l.primary)?;
            Some((label.span.start, format!("{}: {}", d.rule, document.article.source.slice(label.span).trim())))
        })
        .collect();
    found.sort();
    found.into_iter().map(|f| f.1).collect()
}

#[test]
fn columns_of_changes_and_shares_are_reckoned_as_the_table_itself_does() {
    let changes = |third: &str| {
        format!(
            "| Year | Sales | Change |\n|---|---|---|\n| 2020 | 245,506 | |\n| 2021 | 367,656 | 49.8% |\n\
             | 2022 | 499,647 | {third} |\n| 2023 | 936,222 | 87.4% |\n| 2024 | 1,313,851 | 40.3% |\n"
        )
    };
    assert!(findings(&changes("35.9%")).is_empty());
    assert_eq!(findings(&changes("53.9%")), ["growth-conflict: 53.9%"]);
    let shares = |second: &str| {
        format!(
            "| 品种 | 产量(吨) | 占比 |\n|---|---|---|\n| 绿茶 | 504 | 60.0% |\n| 红茶 | 252 | {second} |\n\
             | 白茶 | 84 | 10.0% |\n| 合计 | 840 | 100% |\n"
        )
    };
    assert!(findings(&shares("30.0%")).is_empty());
    assert!(findings(&shares("38.0%")).iter().any(|f| f == "ratio-conflict: 38.0%"));
    // Percentages that no relation of the table makes are none of its reckoning.
    let other = changes("35.9%").replace("49.8%", "12.1%").replace("87.4%", "3.3%");
    assert!(findings(&other).is_empty());
}

#[test]
fn figures_of_the_prose_are_held_against_the_table_of_the_article() {
    let law = "| Faculty | 2022 | 2023 |\n|---|---|---|\n| Arts | 3,200 | 3,040 |\n| Law | 1,500 | 1,650 |\n\n";
    let lines = "| Line | 2022 | 2023 |\n|---|---|---|\n| Ferries | 610 | 740 |\n| Trams | 390 | 428 |\n| Total | 1,000 | 1,168 |\n\n";
    let cement = "| 业务 | 2023年(亿元) | 2022年(亿元) |\n|---|---|---|\n| 水泥 | 60.5 | 71.0 |\n| 熟料 | 25.9 | 27.2 |\n| 合计 | 86.4 | 98.2 |\n\n";
    let quarters = "| 季度 | 出货(万吨) | 收入(亿元) |\n|---|---|---|\n| 一季度 | 17 | 11.9 |\n| 二季度 | 20 | 12.6 |\n| 三季度 | 21 | 11.6 |\n\n";
    for (table, right, wrong, found) in [
        (
            law,
            "Law, which now has 1,650 students, did best.",
            "Law, which now has 1,560 students, did best.",
            "self-contradiction: 1,560 students",
        ),
        (
            quarters,
            "三季度卖出21万吨,是最多的一个季度。",
            "三季度卖出24万吨,是最多的一个季度。",
            "self-contradiction: 24万吨",
        ),
        (
            lines,
            "Overall, the number of trips rose by 16.8%.",
            "Overall, the number of trips rose by 18.6%.",
            "growth-conflict: 18.6%",
        ),
        (
            cement,
            "水泥仍是收入的主要来源,占总收入的七成。",
            "水泥仍是收入的主要来源,占总收入的六成。",
            "ratio-conflict: 六成",
        ),
    ] {
        assert!(findings(&format!("{table}{right}\n")).is_empty(), "{right}");
        assert_eq!(findings(&format!("{table}{wrong}\n")), [found], "{wrong}");
    }
    // A figure that is no slip of a cell may be of anything else.
    assert!(findings(&format!("{law}Law, which has 47 lecturers and 2,930 alumni, did best.\n")).is_empty());
}
