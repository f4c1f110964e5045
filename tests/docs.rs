//! What the documents say is true: tables of phrases, fields of the JSON, fact files, the output shown in the README.

use crate::cases::{markdown_files, sections, shown};
use crate::today;
use factlint::article::{Article, Syntax};
use factlint::check::{RULES, check};
use factlint::config::Config;
use factlint::error::Error;
use factlint::extract::{Extraction, MentionValue, extract};
use factlint::facts::FactBase;
use factlint::report::{Format, Options, json, render};
use factlint::source::{Source, Span};
use factlint::vocabulary::Language;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A row of a Markdown table, with the heading over it and the head of its table.
struct Row {
    heading: String,
    head: Vec<String>,
    cells: Vec<String>,
    line: usize,
}

fn rows(text: &str) -> Vec<Row> {
    let (mut heading, mut head, mut out) = (String::new(), Vec::new(), Vec::new());
    for (i, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            line.trim_start_matches('#').trim().clone_into(&mut heading);
        }
        let Some(inner) = line.strip_prefix('|').and_then(|l| l.strip_suffix('|')) else {
            head.clear();
            continue;
        };
        let cells: Vec<String> = inner.split('|').map(|c| c.trim().to_owned()).collect();
        if head.is_empty() {
            head = cells;
        } else if !cells.iter().all(|c| c.chars().all(|c| matches!(c, '-' | ':'))) || cells.iter().any(String::is_empty)
        {
            out.push(Row { heading: heading.clone(), head: head.clone(), cells, line: i + 1 });
        }
    }
    out
}

/// The phrase as an article, and the place of the part in bold, or all of it.
fn phrase(cell: &str) -> (String, Span) {
    match cell.split("**").collect::<Vec<_>>()[..] {
        [before, words, after] => {
            let span = Span::new(before.len(), before.len() + words.len());
            (format!("{before}{words}{after}"), span)
        }
        _ => (cell.to_owned(), Span::new(0, cell.len())),
    }
}

fn read(text: &str, language: Language, date: &str) -> Extraction {
    let mut config = Config::new(today());
    config.language = Some(language);
    config.date = Some(date).filter(|d| !d.is_empty()).map(|d| d.parse().expect("a day"));
    let mut article = Article::parse("phrase", text.as_bytes(), Syntax::Plain);
    article.language = language;
    extract(&article, &FactBase::builtin(), &config)
}

/// What a value reads as, in the words of the tables.
fn meaning(value: &MentionValue) -> Vec<String> {
    let day = |d: Option<chrono::NaiveDate>| d.map_or_else(|| "open".to_owned(), |d| d.to_string());
    let end = |value: Option<Decimal>, open, open_word: &str, word: &str| match value {
        None => "open".to_owned(),
        Some(v) => format!("{} {}", if open { open_word } else { word }, v.normalize()),
    };
    match value {
        MentionValue::Days(None) => vec!["unresolved".to_owned()],
        MentionValue::Days(Some(days)) => vec![day(days.start), day(days.end)],
        MentionValue::Length(low, high) => vec![low.iso(), high.iso()],
        MentionValue::Figure(q) => vec![
            end(q.low, q.low_open, "above", "from"),
            end(q.high, q.high_open, "below", "up to"),
            q.unit.as_ref().map_or_else(String::new, |u| u.name().to_owned()),
        ],
        MentionValue::Ids(ids) => ids.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn phrases_mean_what_the_tables_say() {
    let (mut wrong, mut count) = (Vec::new(), [0, 0]);
    for row in rows(&text("docs/intervals.md")) {
        let (language, number) = if row.heading.ends_with("Chinese") { (Language::Zh, 0) } else { (Language::En, 1) };
        let dated = row.head[1] == "written on";
        let (article, span) = phrase(&row.cells[0]);
        let found = read(&article, language, if dated { &row.cells[1] } else { "" });
        let expected = &row.cells[if dated { 2 } else { 1 }..];
        let read: Vec<Vec<String>> =
            found.mentions.iter().filter(|m| m.span == span).map(|m| meaning(&m.value)).collect();
        if read != [expected] {
            wrong.push(format!("docs/intervals.md:{}: `{article}` reads as {read:?}, not {expected:?}", row.line));
        }
        count[number] += 1;
    }
    assert!(count.iter().all(|c| *c > 50), "the tables were found: {count:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_field_of_the_json_is_described_and_no_other() {
    let schema = json::schema();
    let definitions = schema["$defs"].as_object().expect("definitions");
    let described = rows(&text("docs/json.md"));
    let mut wrong = Vec::new();
    let code = |cell: &str| cell.trim_matches('`').to_owned();
    for (name, definition) in definitions {
        let Some(properties) = definition["properties"].as_object() else { continue };
        let fields: BTreeSet<String> = properties.keys().cloned().collect();
        let rows = described.iter().filter(|r| r.head[0] == "field" && r.heading == *name);
        let written: BTreeSet<String> = rows.map(|r| code(&r.cells[0])).collect();
        wrong.extend(fields.difference(&written).map(|f| format!("{name}.{f} is not described")));
        wrong.extend(written.difference(&fields).map(|f| format!("{name}.{f} is described and does not exist")));
        // A closed list of words is given whole.
        for (field, property) in properties {
            let words = property["enum"].as_array().into_iter().flatten().filter_map(|w| w.as_str());
            let row = described.iter().find(|r| r.heading == *name && code(&r.cells[0]) == *field);
            let says = row.map(|r| r.cells.join(" ")).unwrap_or_default();
            wrong.extend(
                words.filter(|w| !says.contains(&format!("`{w}`"))).map(|w| format!("{name}.{field}: no `{w}`")),
            );
        }
    }
    for row in described.iter().filter(|r| r.head[0] == "field" && !definitions.contains_key(&r.heading)) {
        wrong.push(format!("docs/json.md:{}: there is no `{}` in the schema", row.line, row.heading));
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "docs/json.md:\n{}", wrong.join("\n"));
}

/// The `yaml` blocks of a document whose fence has this second word, or none, each under the name of its place.
fn yaml(path: &str, word: Option<&str>) -> Vec<Source> {
    let is_wanted = |info: &[String]| matches!(info, [yaml, rest @ ..] if yaml == "yaml" && rest.first().map(String::as_str) == word);
    let mut out = Vec::new();
    for section in sections(&text(path)) {
        for block in section.blocks.into_iter().filter(|b| is_wanted(&b.info)) {
            out.push(Source::new(format!("{path}, {}, block in line {}", section.title, block.line), block.text));
        }
    }
    out
}

#[test]
fn the_fact_files_shown_load_without_a_fault() {
    for path in ["docs/facts.md", "README.md"] {
        let sources = yaml(path, None);
        assert!(!sources.is_empty(), "{path} shows a fact file");
        if let Err(Error::Invalid(faults)) = FactBase::from_sources(sources) {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        }
    }
}

#[test]
fn the_configurations_shown_load_without_a_fault() {
    for path in ["docs/facts.md", "README.md"] {
        let sources = yaml(path, Some("factlint.yaml"));
        assert!(!sources.is_empty(), "{path} shows a configuration");
        for source in sources {
            let config = Config::parse(source, Path::new(""), today()).unwrap_or_else(|e| panic!("{e:#?}"));
            config.known_codes(RULES.iter().map(|r| r.code)).unwrap_or_else(|e| panic!("{e:#?}"));
        }
    }
}

/// The article of docs/facts.md against its first fact file gives the finding shown below it.
#[test]
fn the_small_example_of_facts_md_gives_its_finding() {
    let facts = yaml("docs/facts.md", None).into_iter().next().expect("a fact file");
    let base = FactBase::from_sources(vec![facts]).expect("no fault");
    let blocks: Vec<_> = sections(&text("docs/facts.md")).into_iter().flat_map(|s| s.blocks).collect();
    let of = |name: &str| blocks.iter().find(|b| b.info.first().is_some_and(|i| i == name)).expect(name);
    let mut config = Config::new(today());
    config.date = Some("2024-02-01".parse().expect("a day"));
    let article = Article::parse("article.txt", of("article").text.as_bytes(), Syntax::Plain);
    let mut out = Vec::new();
    render(&check(vec![article], &base.into(), &config), &Options::new(Format::Concise), &mut out).expect("memory");
    assert_eq!(String::from_utf8(out).expect("UTF-8"), of("finding").text);
}

/// The text report of an example article.
fn example(name: &str) -> String {
    let path = format!("examples/{name}.md");
    let article = Article::parse(&path, text(&path).as_bytes(), Syntax::Markdown);
    let mut out = Vec::new();
    let report = check(vec![article], &FactBase::builtin(), &Config::new(today()));
    render(&report, &Options::new(Format::Text), &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

/// A report with its first finding only: head, finding, how many more there are, end.
fn shortened(report: &str) -> String {
    let parts: Vec<&str> = report.trim_end().split("\n\n").collect();
    let [head, first, .., last] = parts[..] else { panic!("a report with findings") };
    let list = parts.iter().find(|p| p.contains("factlint ledger")).map_or_else(String::new, |l| format!("\n\n{l}"));
    let mut text = format!("{head}\n\n{first}\n\n  …{list}\n\n{last}\n");
    // A list of many lines and the end may be one part.
    text = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n";
    text
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let mut readme = text("README.md");
    for name in ["launch.en", "launch.zh"] {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        let from = readme.find(&begin).unwrap_or_else(|| panic!("README.md has `{begin}`")) + begin.len();
        let to = from + readme[from..].find(&end).unwrap_or_else(|| panic!("README.md has `{end}`"));
        readme.replace_range(from..to, &format!("```text\n{}```\n", shortened(&example(name))));
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(root().join("README.md"), &readme).expect("README.md can be written");
    }
    assert!(text("README.md") == readme, "README.md does not show what is printed; run the tests with UPDATE=1");
}

#[test]
fn links_between_documents_lead_to_files() {
    let mut files: Vec<PathBuf> = markdown_files("docs");
    files.push(root().join("README.md"));
    files.push(root().join("benches/README.md"));
    let mut wrong = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a readable document");
        let folder = file.parent().expect("a folder");
        for (i, _) in text.match_indices("](") {
            let target = text[i + 2..].split(')').next().unwrap_or("");
            let path = target.split('#').next().unwrap_or("");
            if !path.is_empty() && !path.contains("://") && !folder.join(path).exists() {
                wrong.push(format!("{}: {target}", shown(&file)));
            }
        }
    }
    assert!(wrong.is_empty(), "links to nothing:\n{}", wrong.join("\n"));
}
