//! References read sentence by sentence and table by table.

use crate::against::{Held, errors, expect, held, verdicts};

#[derive(Clone, serde::Deserialize)]
struct Probes {
    reference: Vec<String>,
    sentences: Vec<Probe>,
}

#[derive(Clone, serde::Deserialize)]
struct Probe {
    text: String,
    verdict: String,
}

#[test]
fn single_sentences_come_to_what_the_reference_makes_of_them() {
    let read = |text: &str| serde_yaml::from_str::<Vec<Probes>>(text).expect("the probes are YAML");
    let sets =
        [read(include_str!("probes.yaml")), read(include_str!("passages.yaml")), read(include_str!("told.yaml"))]
            .concat();
    let mut wrong = Vec::new();
    for set in &sets {
        let reference = Held::new(&set.reference.join("\n"));
        for probe in &set.sentences {
            let report = reference.check(&probe.text);
            let found = verdicts(&report);
            let got = match () {
                () if !errors(&report).is_empty() => "contradicted",
                () if found.iter().any(|v| matches!(*v, "supported" | "imprecise")) => "supported",
                () if found.contains(&"unsupported") => "unsupported",
                () => "silent",
            };
            if got != probe.verdict {
                wrong.push(format!("{}: {got}, not {}", probe.text, probe.verdict));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(sets.iter().map(|s| s.sentences.len()).sum::<usize>() > 400);
}

#[test]
fn a_text_is_not_contradicted_by_itself() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let entries = std::fs::read_dir(corpus).expect("the corpus is there").map(|e| e.expect("a file").path());
    let mut seen = 0;
    for entry in entries.filter(|e| e.extension().is_some_and(|e| e == "md")) {
        let text = std::fs::read_to_string(&entry).expect("the corpus is UTF-8");
        // The whole, and every other line of it.
        let half: Vec<&str> = text.lines().step_by(2).collect();
        for article in [text.as_str(), half.join("\n").as_str()] {
            let report = held(article, &text);
            let against = report.documents[0].diagnostics.iter().filter(|d| d.severity.name() == "error");
            let against = against.filter(|d| d.facts.iter().any(|f| f.starts_with("against:")));
            let messages: Vec<&str> = against.map(|d| d.message.en.as_str()).collect();
            assert!(messages.is_empty(), "{entry:?}: {messages:?}");
            seen += report.documents[0].judgements.len();
        }
    }
    assert!(seen > 100, "{seen} claims");
}

#[test]
fn figures_handed_out_in_turn_belong_to_their_things() {
    expect(
        "去年,青屿、柳溪、白沙三个县新建公路分别为120公里、86公里和43公里。",
        &[
            ("柳溪县去年新建公路86公里。", None),
            ("柳溪县去年新建公路68公里。", Some("86公里")),
            ("白沙县去年新建公路34公里。", Some("43公里")),
        ],
    );
    expect(
        "The plants in Harwick, Penmoor and Selby employ 320, 415 and 280 people, respectively.",
        &[("The Penmoor plant employs 415 people.", None), ("The Penmoor plant employs 514 people.", Some("415"))],
    );
}

#[test]
fn a_line_break_inside_a_sentence_ends_none() {
    expect(
        "The new crane of Brisk Harbour will enter\nservice on 14 June 2024.",
        &[
            ("The new crane of Brisk Harbour will enter service on 14 June 2024.", None),
            ("The new crane of Brisk Harbour will enter service on 24 June 2024.", Some("14 June")),
        ],
    );
}

const TABLE: &str = "The table shows results in thousands.\n| Year ended June 30 | 2021 | 2020 |\n|---|---|---|\n| Net sales | $48,300 | $42,000 |\n\
                     | Cost of sales | 30,100 | 28,900 |\n| Research expense | 2,400 | 3,200 |\n| Ferries in service | 18 | 16 |";

#[test]
fn figures_are_read_from_tables_and_reckoned_from_their_cells() {
    expect(
        TABLE,
        &[
            ("Net sales were $48.3 million in 2021.", None),
            ("Net sales were $43.8 million in 2021.", Some("$48,300")),
            ("Net sales grew 15% from 2020 to 2021.", None),
            ("Net sales grew 25% from 2020 to 2021.", Some("15")),
            ("Net sales fell 15% from 2020 to 2021.", Some("15")),
            ("The increase in net sales from 2020 to 2021 was $6.3 million.", None),
            ("The increase in net sales from 2020 to 2021 was $3.6 million.", Some("6300")),
            ("Average research expense for 2020 and 2021 was $2.8 million.", None),
            ("Average research expense for 2020 and 2021 was $2.1 million.", Some("2800")),
            ("Research expense decreased from 2020 to 2021.", None),
            ("Research expense increased from 2020 to 2021.", Some("2,400")),
        ],
    );
}

#[test]
fn what_a_table_carries_is_supported() {
    for article in [
        "Net sales were $48.3 million in 2021.",
        "Net sales grew 15% from 2020 to 2021.",
        "Research expense decreased from 2020 to 2021.",
    ] {
        let found = verdicts(&held(article, TABLE));
        assert!(found.contains(&"supported"), "{article}: {found:?}");
    }
}
