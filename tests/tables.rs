//! Tables in Markdown and HTML: figures are of what their heads name, and those that nothing supports are counted.

use crate::today;
use factlint::article::{Article, Syntax};
use factlint::check::{Report, Verdict, check};
use factlint::config::Config;
use factlint::facts::FactBase;
use factlint::source::Source;
use factlint::statement::Statement;
use std::sync::Arc;

const FACTS: &str = "\
entities:
  - {id: vault-co, type: organization, names: {en: Halcyon, zh: 海宁}}
  - {id: kestrel, type: organization, names: {en: Kestrel, zh: 红隼公司}}
facts:
  - id: revenue-2021
    metric: {subject: vault-co, metric: revenue, value: 1271 million CNY, during: 2021}
    status: verified
    checked: 2026-11-22
    sources: [{title: Report, publisher: Halcyon}]
  - id: revenue-2022
    metric: {subject: vault-co, metric: revenue, value: 3019 million CNY, during: 2022}
    status: verified
    checked: 2026-11-22
    sources: [{title: Report, publisher: Halcyon}]
";

/// An article checked against a small base.
pub(crate) fn checked(text: &str, syntax: Syntax) -> Report {
    read(text.as_bytes(), syntax)
}

fn read(bytes: &[u8], syntax: Syntax) -> Report {
    let facts = Arc::new(FactBase::from_sources(vec![Source::new("f.yaml", FACTS)]).expect("no fault"));
    check(vec![Article::parse("x", bytes, syntax)], &facts, &Config::new(today()))
}

/// Value, year and verdict of each metric that has a name, in the order of the text.
fn told(text: &str, syntax: Syntax) -> Vec<(String, String, Option<Verdict>)> {
    metrics(&checked(text, syntax))
}

fn metrics(report: &Report) -> Vec<(String, String, Option<Verdict>)> {
    let document = &report.documents[0];
    let claims = document.extraction.claims.iter().zip(&document.judgements);
    let metric = claims.filter_map(|(claim, judgement)| match &claim.statement {
        Statement::Metric(m) if m.metric.is_some() => {
            let value = m.value.stated.map(|v| v.normalize().to_string()).unwrap_or_default();
            Some((value, m.when.map(|w| w.edtf()).unwrap_or_default(), judgement.verdict))
        }
        _ => None,
    });
    metric.collect()
}

fn expected(all: &[(&str, &str, Verdict)]) -> Vec<(String, String, Option<Verdict>)> {
    all.iter().map(|(v, w, verdict)| ((*v).to_owned(), (*w).to_owned(), Some(*verdict))).collect()
}

#[test]
fn a_cell_takes_subject_metric_period_and_unit_from_its_heads() {
    let right = expected(&[("1271000000", "2021", Verdict::Supported), ("3190000000", "2022", Verdict::Contradicted)]);
    for (text, syntax) in [
        ("单位:百万元\n\n| 海宁 | 2021年 | 2022年 |\n|---|---|---|\n| 营业收入 | 1,271 | 3,190 |\n", Syntax::Markdown),
        ("海宁\n\n| 年度 | 营业收入(百万元) |\n|---|---|\n| 2021年 | 1,271 |\n| 2022年 | 3,190 |\n", Syntax::Markdown),
        (
            "Halcyon (RMB in millions)\n\n| | 2021 | 2022 |\n|---|---|---|\n| Revenue | 1,271 | 3,190 |\n",
            Syntax::Markdown,
        ),
        (
            "<table><caption>Halcyon, in millions of yuan</caption><tr><th><th>2021<th>2022<tr><th>Revenue<td>1,271<td>3,190</table>",
            Syntax::Html,
        ),
        (
            "<table><tr><td>公司<td>指标<td>2021年<td>2022年<tr><td>海宁<td>营业收入(亿元)<td>12.71<td>31.9</table>",
            Syntax::Html,
        ),
    ] {
        assert_eq!(told(text, syntax), right, "{text}");
    }
}

#[test]
fn titles_and_units_need_not_stand_beside_the_table() {
    let right = expected(&[("1271000000", "2021", Verdict::Supported), ("3190000000", "2022", Verdict::Contradicted)]);
    let rows = "| 项目 | 2021年 | 2022年 |\n|---|---|---|\n| 营业收入 | 1,271 | 3,190 |\n";
    for text in [
        format!("表1:海宁主要财务数据 单位:百万元\n\n以下数据经过审计。\n\n{rows}"),
        format!("海宁主要财务数据\n\n单位:百万元\n\n{rows}"),
        format!("表2 海宁历年业绩\n\n各项指标都好于行业。\n\n(单位:百万元)\n\n{rows}"),
        format!("表1:海宁主要财务数据\n\n{rows}\n单位:百万元\n"),
        format!("海宁\n\n{}", rows.replace("| 营业", "| 单位:百万元 | | |\n| 营业")),
        format!("海宁\n\n{}", rows.replace("| 营业", "| | 百万元 | 百万元 |\n| 营业")),
        format!("# 海宁的一年\n\n海宁去年过得不错。\n\n表1 主要数据(百万元)\n\n{rows}"),
        format!("海宁(百万元)\n\n{}", rows.replace("1,271", "1,271<sup>1</sup>").replace("3,190", "3,190[a]")),
        format!("海宁(百万元)\n\n{}", rows.replace("营业收入", "营业收入¹").replace("3,190", "3,190²")),
    ] {
        assert_eq!(told(&text, Syntax::Markdown), right, "{text}");
    }
    let rows = "| Item | 2021 | 2022 |\n|---|---|---|\n| Revenue | 1,271 | 3,190 |\n";
    for text in [
        format!("Table 1: Halcyon, selected figures\n\nThey were audited.\n\n(RMB in millions)\n\n{rows}"),
        format!("Halcyon\n\n{}", rows.replace("Item", "RMB'm").replace("RMB'm", "RMB million")),
        format!("Halcyon\n\n{}", rows.replace("| Rev", "| RMB million | | |\n| Rev")),
        format!(
            "Halcyon (RMB in millions)\n\n{}",
            rows.replace("1,271", "1,271<sup>a</sup>").replace("| Rev", "| Net loss | — | n/a |\n| Rev")
        ),
    ] {
        assert_eq!(told(&text, Syntax::Markdown), right, "{text}");
    }
}

#[test]
fn heads_of_several_rows_name_a_cell_together() {
    let right = expected(&[("1271000000", "2021", Verdict::Supported), ("3190000000", "2022", Verdict::Contradicted)]);
    for text in [
        "<table><caption>Halcyon (RMB million)</caption><tr><th rowspan=2><th colspan=2>Revenue<th>Score<tr><th>2021<th>2022\
         <th>2022<tr><td>Total<td>1,271<td>3,190<td>77</table>",
        "<table><caption>海宁(百万元)</caption><tr><th>项目<th colspan=2>年度<tr><th><th>2021年<th>2022年<tr><td colspan=3>\
         一、经营成果<tr><td>营业收入<td>1,271<td>3,190</table>",
        "<table><tr><td colspan=3>表1:海宁主要财务数据 单位:百万元<tr><td>项目<td>2021年<td>2022年<tr><td>营业收入<td>1,271<td>3,190\
         </table>",
        "<table><caption>Halcyon (RMB million)</caption><tr><th><th colspan=2>Year ended December 31,<tr><th><th>2021<th>2022\
         <tr><td>Revenue<td>1,271<td>3,190</table>",
    ] {
        assert_eq!(told(text, Syntax::Html), right.as_slice(), "{text}");
    }
    // A quarter of a year that stands above it; a day makes no year.
    let quarters = "<table><caption>海宁(百万元)</caption><tr><th><th colspan=2>2021年<tr><th><th>第一季度<th>第二季度<tr>\
                    <td>营业收入<td>300<td>310</table>";
    let found = told(quarters, Syntax::Html);
    let found: Vec<(&str, &str)> = found.iter().map(|f| (f.0.as_str(), f.1.as_str())).collect();
    assert_eq!(found, [("300000000", "2021-01/2021-03"), ("310000000", "2021-04/2021-06")]);
    let months = "<table><caption>Halcyon (RMB million)</caption><tr><th><th colspan=2>Three months ended March 31,<tr><th>\
                  <th>2021<th>2022<tr><td>Revenue<td>300<td>310</table>";
    let found = told(months, Syntax::Html);
    let found: Vec<(&str, &str)> = found.iter().map(|f| (f.0.as_str(), f.1.as_str())).collect();
    assert_eq!(found, [("300000000", "2021-01/2021-03"), ("310000000", "2022-01/2022-03")]);
    let day = "<table><caption>Halcyon (RMB million)</caption><tr><th><th>December 31, 2021<tr><td>Revenue<td>300\
               <tr><td>Other<td>5</table>";
    assert_eq!(told(day, Syntax::Html), []);
}

#[test]
fn a_label_that_fills_several_rows_heads_each_of_them() {
    let right = expected(&[("1271000000", "2021", Verdict::Supported), ("3190000000", "2022", Verdict::Contradicted)]);
    for text in [
        "<table><tr><th>公司<th>年度<th>营业收入(百万元)<tr><td rowspan=2>海宁<td>2021年<td>1,271<tr><td>2022年<td>3,190</table>",
        "<table><tr><td>Company<td>Year<td>Revenue (RMB million)<tr><td rowspan=2>Halcyon<td>2021<td>1,271<tr><td>2022<td>3,190\
         </table>",
    ] {
        assert_eq!(told(text, Syntax::Html), right, "{text}");
    }
    // Behind its last row a label heads no other.
    let text = "<table><tr><th>公司<th>年度<th>营业收入(百万元)<tr><td rowspan=2>海宁<td>2021年<td>1,271<tr><td>2022年<td>3,910\
                <tr><td>新公司<td>2022年<td>5</table>";
    assert!(told(text, Syntax::Html).iter().all(|f| f.0 != "5000000"), "{text}");
    let cell = |words: &str, merge: &str| {
        format!("<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let rows = [
        row(&[cell("公司", ""), cell("年度", ""), cell("营业收入(百万元)", "")]),
        row(&[cell("海宁", "<w:vMerge w:val=\"restart\"/>"), cell("2021年", ""), cell("1,271", "")]),
        row(&[cell("", "<w:vMerge/>"), cell("2022年", ""), cell("3,190", "")]),
    ];
    let report = read(&crate::forms::word_document(&format!("<w:tbl>{}</w:tbl>", rows.concat()), &[]), Syntax::Docx);
    assert_eq!(metrics(&report), right);
}

#[test]
fn rows_that_are_set_in_by_their_style_are_parts() {
    // Set in, the second row is of the first, whose metric it has; else of nothing.
    let page = |style: &str| {
        format!(
            "<p>海宁(百万元)</p><table><tr><th>项目<th>2022年<tr><td>营业收入<td>3,190<tr><td {style}>红隼公司<td>90<tr><td>利润<td>5</table>"
        )
    };
    let has_part = |text: &str| told(text, Syntax::Html).iter().any(|f| f.0 == "90000000");
    assert!(!has_part(&page("")));
    for style in ["style='padding-left:2em'", "class=indent-1", "style='text-indent: 20px'"] {
        assert!(has_part(&page(style)), "{style}");
    }
    let rows = |style: &str, total: &str| {
        format!(
            "<table><tr><td>item<td>2020<td>2021<tr><td>Cloud<td>1,000<td>2,000<tr><td {style}>storage<td>400<td>900\
             <tr><td {style}>compute<td>600<td>1,100<tr><td>Devices<td>271<td>1,190<tr><td>Total<td>1,271<td>{total}</table>"
        )
    };
    let sums = |text: &str| {
        let report = checked(text, Syntax::Html);
        report.documents[0].diagnostics.iter().filter(|d| d.rule == "sum-conflict").count()
    };
    assert_eq!(sums(&rows("style='padding-left:10pt'", "3,190")), 0);
    assert_eq!(sums(&rows("style='padding-left:10pt'", "3,290")), 1);
}

#[test]
fn figures_are_negative_by_one_bracket_and_labels_may_say_how_losses_are_written() {
    let row = |label: &str| {
        format!(
            "<p>Halcyon (RMB in millions)</p><table><tr><td><td colspan=2>2021<td><td colspan=2>2022<td><tr><td>{label}<td>$<td>1,271<td><td>$\
             <td>(3,190<td>)</table>"
        )
    };
    for label in ["Revenue", "Revenue (loss)", "营业收入(亏损以“-”号填列)"] {
        let found = told(&row(label), Syntax::Html);
        let found: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
        assert_eq!(found, ["1271000000", "-3190000000"], "{label}");
    }
    assert_eq!(told(&row("Revenue (overseas)"), Syntax::Html), []);
}

#[test]
fn a_caption_below_a_table_is_read_like_one_above() {
    let right = expected(&[("1271000000", "2021", Verdict::Supported), ("3190000000", "2022", Verdict::Contradicted)]);
    let text = "<figure><table><tr><th><th>2021<th>2022<tr><th>Revenue<td>1,271<td>3,190</table>\
                <figcaption>Halcyon, in millions of yuan</figcaption></figure>";
    assert_eq!(told(text, Syntax::Html), right);
}

#[test]
fn a_table_of_a_word_document_is_read_like_any_other() {
    let right = expected(&[("1271000000", "2021", Verdict::Supported), ("3190000000", "2022", Verdict::Contradicted)]);
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph(words));
    let wide = |words: &str| format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>", paragraph(words));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    for (title, unit, metric, total) in [
        ("海宁主要财务数据", "单位:百万元", "营业收入", "合计"),
        ("Halcyon, key figures", "(RMB in millions)", "Revenue", "Total"),
    ] {
        let rows = [
            row(&[cell(""), wide(metric)]),
            row(&[cell(""), cell("2021"), cell("2022")]),
            row(&[cell("a"), cell("271"), cell("190")]),
            row(&[cell("b"), cell("1,000"), cell("3,090")]),
            row(&[cell(total), cell("1,271"), cell("3,190")]),
        ];
        let body = paragraph(title) + &paragraph(unit) + &format!("<w:tbl>{}</w:tbl>", rows.concat());
        let report = read(&crate::forms::word_document(&body, &[]), Syntax::Docx);
        assert_eq!(metrics(&report), right, "{title}");
        let document = &report.documents[0];
        let wrong = document.diagnostics.iter().find(|d| d.rule == "sum-conflict").expect("3,280 is not 3,190");
        let place = document.article.source.position(wrong.labels[0].span.start);
        assert_eq!(place.line, 14, "{title}: {place:?}");
    }
}

#[test]
fn rows_that_are_parts_are_of_another_and_totals_of_the_whole() {
    // The parts of a row are those of whom they name.
    let text =
        "| 2022年(百万元) | 营业收入 |\n|---|---|\n| 合计 | 3,190 |\n| 其中:红隼公司 | 90 |\n| 其中:云服务 | 80 |\n";
    let found = told(&format!("海宁\n\n{text}"), Syntax::Markdown);
    let found: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
    assert_eq!(found, ["3190000000", "90000000"]);
    let text = "Halcyon (RMB million)\n\n| | 2022 |\n|---|---|\n| Revenue | 3,190 |\n| &nbsp;&nbsp;Kestrel | 90 |\n| of which: cloud | 80 |\n";
    let found = told(text, Syntax::Markdown);
    assert_eq!(found.len(), 2, "{found:?}");
    let text = "| RMB million | 2022 |\n|---|---|\n| Total | 3,190 |\n| Widgets | 90 |\n| Gadgets | 80 |\n";
    let found = told(&format!("Halcyon revenue\n\n{text}"), Syntax::Markdown);
    assert!(found.iter().all(|f| f.2 != Some(Verdict::Contradicted) || f.0 == "3190000000"), "{found:?}");
    // A section of the table that speaks of something else, a title that speaks of a part.
    for text in [
        "海宁海外业务(百万元)\n\n| | 2022年 |\n|---|---|\n| 营业收入 | 31 |\n",
        "Halcyon, overseas segment (RMB million)\n\n| | 2022 |\n|---|---|\n| Revenue | 31 |\n",
        "Halcyon (RMB million)\n\n| | 2022 |\n|---|---|\n| Discontinued operations | |\n| Revenue | 31 |\n",
        "Halcyon (RMB million)\n\n| | 2022 |\n|---|---|\n| Revenue (restated) | 31 |\n",
        "海宁(百万元)\n\n| | 2022年预测 |\n|---|---|\n| 营业收入 | 31 |\n",
        "海宁(百万元)\n\n| | 2022年 |\n|---|---|\n| 红隼公司营业收入 | 1 |\n| 小计 | 31 |\n",
    ] {
        let found = told(text, Syntax::Markdown);
        assert!(found.iter().all(|f| f.0 != "31000000"), "{text}: {found:?}");
    }
}

#[test]
fn a_figure_of_the_text_is_held_against_that_of_a_table() {
    let text = "# 红隼公司的一年\n\n2022年,红隼公司营业收入为31.9亿元。\n\n表1 主要数据(百万元)\n\n\
                | | 2021年 | 2022年 |\n|---|---|---|\n| 营业收入 | 1,271 | 3,910 |\n";
    let english = "Kestrel had revenue of 3.19 billion yuan in 2022.\n\nKestrel (RMB million)\n\n\
                   | | 2021 | 2022 |\n|---|---|---|\n| Revenue | 1,271 | 3,910 |\n";
    for text in [text, english] {
        let report = checked(text, Syntax::Markdown);
        let found: Vec<&str> =
            report.documents[0].diagnostics.iter().map(|d| d.rule).filter(|r| *r != "unsupported-claim").collect();
        assert_eq!(found, ["self-contradiction"], "{text}");
        let right = checked(&text.replace("3,910", "3,190"), Syntax::Markdown);
        assert!(right.documents[0].diagnostics.iter().all(|d| d.rule != "self-contradiction"));
    }
}

#[test]
fn heads_that_say_more_or_less_make_no_claim() {
    for text in [
        // Another metric, no unit, no company, no year.
        "Halcyon (RMB in millions)\n\n| | 2021 | 2022 |\n|---|---|---|\n| Revenue from tolls | 5 | 6 |\n",
        "Halcyon\n\n| | 2021 | 2022 |\n|---|---|---|\n| Revenue | 55 | 66 |\n",
        "(RMB in millions)\n\n| | 2021 | 2022 |\n|---|---|---|\n| Revenue | 55 | 66 |\n",
        "Halcyon (RMB in millions)\n\n| | first | second |\n|---|---|---|\n| Revenue | 55 | 66 |\n",
    ] {
        let found = told(text, Syntax::Markdown);
        assert!(found.iter().all(|c| c.2 != Some(Verdict::Contradicted)), "{text}: {found:?}");
    }
}

#[test]
fn figures_in_brackets_are_negative() {
    let text = "| | 2021 |\n|---|---|\n| Loss | (1,234) |\n| Other | (35) |\n| Cost | $(2.5) |\n| note (3) | x |\n";
    let report = checked(text, Syntax::Markdown);
    let figures: Vec<String> = report.documents[0]
        .extraction
        .mentions
        .iter()
        .filter_map(|m| match &m.value {
            factlint::extract::MentionValue::Figure(q) => q.stated.map(|v| v.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(figures[..3], ["-1234", "-35", "-2.5"]);
}

#[test]
fn what_a_table_does_not_support_is_counted_in_one_line() {
    let text = "Halcyon (RMB in millions)\n\n| | 2015 | 2016 | 2017 |\n|---|---|---|---|\n| Revenue | 5 | 6 | 7 |\n\nKestrel had revenue of 5 million yuan in 2016.\n";
    let report = checked(text, Syntax::Markdown);
    let found: Vec<&str> = report.documents[0]
        .diagnostics
        .iter()
        .filter(|d| d.rule == "unsupported-claim")
        .map(|d| d.message.en.as_str())
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("no fact on 3 figures of this table") && found[1].contains("Kestrel"), "{found:?}");
}
