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

#[test]
fn a_column_that_is_the_sum_of_those_before_it_is_so_in_every_line() {
    let points = |third: &str| {
        format!(
            "| Boat | R1 | R2 | R3 | Points |\n|---|---:|---:|---:|---:|\n| Curlew | 1 | 2 | 1 | 4 |\n| Dunlin | 2 | 1 | 3 | 6 |\n\
             | Magpie | 3 | 3 | 2 | {third} |\n| Petrel | 4 | 4 | 4 | 12 |\n"
        )
    };
    assert!(findings(&points("8")).is_empty());
    assert_eq!(findings(&points("9")), ["sum-conflict: 9"]);
}

#[test]
fn prices_of_several_things_come_to_a_price_of_all() {
    let table = |total: &str| {
        format!(
            "| Target | Price |\n|---|---:|\n| Ardent | 68.7 |\n| Linden | 26.2 |\n| Nuthatch | 19.7 |\n| Sorrel | 8.5 |\n\
             | Total | {total} |\n"
        )
    };
    assert!(findings(&table("123.1")).is_empty());
    assert_eq!(findings(&table("132.1")), ["sum-conflict: 132.1"]);
    // A mean of prices is no sum of them.
    assert!(findings(&table("30.8")).is_empty());
}

#[test]
fn lists_inside_lists_are_not_counted() {
    let counts = |text: &str, syntax| {
        let report = checked(text, syntax);
        report.documents[0].diagnostics.iter().filter(|d| d.rule == "count-conflict").count()
    };
    let flat = "The group has two regions:\n\n- North\n- South\n- West\n";
    assert_eq!(counts(flat, Syntax::Markdown), 1);
    assert_eq!(counts("The group has two regions:\n\n- North\n  - Leeds\n  - York\n- South\n", Syntax::Markdown), 0);
    assert_eq!(counts("The group has two regions:\n\n- North\n\n  It is large.\n\n- South\n", Syntax::Markdown), 0);
    let html = |items: &str| format!("<p>The group has two regions:</p><ul>{items}</ul>");
    assert_eq!(counts(&html("<li>North</li><li>South</li><li>West</li>"), Syntax::Html), 1);
    assert_eq!(counts(&html("<li><p>North</p></li><li><p>South</p></li><li>West</li>"), Syntax::Html), 1);
    assert_eq!(counts(&html("<li>North<ul><li>Leeds</li></ul></li><li>South</li>"), Syntax::Html), 0);
    assert_eq!(counts(&html("<li><p>North</p><p>It is large.</p></li><li>South</li>"), Syntax::Html), 0);
}
