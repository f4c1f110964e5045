//! Articles held against reference documents: their statements play the facts, with an empty fact base.

use factlint::article::{Article, Syntax};
use factlint::check::{Reference, Report, check_against};
use factlint::config::Config;
use factlint::facts::FactBase;
use std::sync::Arc;

pub(crate) fn held(article: &str, reference: &str) -> Report {
    Held::new(reference).check(article)
}

/// A reference that several articles are held against.
pub(crate) struct Held {
    facts: Arc<FactBase>,
    config: Config,
    references: Arc<[Reference]>,
}

impl Held {
    pub(crate) fn new(reference: &str) -> Self {
        let facts = Arc::new(FactBase::empty());
        let mut config = Config::new(crate::today());
        config.date = chrono::NaiveDate::from_ymd_opt(2024, 3, 5);
        let article = Article::parse("against:1", reference.as_bytes(), Syntax::Plain);
        let references = Arc::from([Reference::new(article, &facts, &config)]);
        Self { facts, config, references }
    }

    pub(crate) fn check(&self, article: &str) -> Report {
        let article = Article::parse("article", article.as_bytes(), Syntax::Plain);
        check_against(vec![article], &self.references, &self.facts, &self.config)
    }
}

/// The codes and messages of the errors.
pub(crate) fn errors(report: &Report) -> Vec<(&'static str, String)> {
    let of = |d: &factlint::diagnostic::Diagnostic| (d.rule, format!("{} {}", d.message.en, d.message.zh));
    report.documents[0].diagnostics.iter().filter(|d| d.severity.name() == "error").map(of).collect()
}

pub(crate) fn verdicts(report: &Report) -> Vec<&'static str> {
    report.documents[0].judgements.iter().filter_map(|j| j.verdict).map(|v| v.name()).collect()
}

const RELEASE: &str = "Brisk Harbour shipped 48,300 containers through its northern terminal in the second quarter, up \
                       12% from a year earlier. The board raised the dividend to $0.35 per share. The new crane will \
                       enter service on 14 June 2024.";
const RELEASE_ZH: &str = "远岸港务第二季度北码头吞吐集装箱4.83万箱,同比增长12%。董事会把每股股息提高到0.35元。新岸桥将于2024年6月14日投入使用。";

#[test]
fn a_figure_of_the_same_sentence_is_supported_or_contradicted() {
    for (article, wrong) in [
        ("The northern terminal of Brisk Harbour shipped 48,300 containers in the second quarter.", None),
        ("The northern terminal of Brisk Harbour shipped 43,800 containers in the second quarter.", Some("48,300")),
        ("The board raised the dividend to $0.53 per share.", Some("$0.35")),
        ("Containers through the northern terminal were down 12% from a year earlier.", Some("12%")),
    ] {
        let found = errors(&held(article, RELEASE));
        match wrong {
            None => assert!(found.is_empty(), "{article}: {found:?}"),
            Some(right) => assert!(found.iter().any(|f| f.1.contains(right)), "{article}: {found:?}"),
        }
    }
    for (article, wrong) in [
        ("远岸港务北码头第二季度吞吐集装箱4.83万箱,同比增长12%。", None),
        ("远岸港务北码头第二季度吞吐集装箱4.38万箱。", Some("4.83万箱")),
        ("董事会把每股股息提高到0.53元。", Some("0.35元")),
    ] {
        let found = errors(&held(article, RELEASE_ZH));
        match wrong {
            None => assert!(found.is_empty(), "{article}: {found:?}"),
            Some(right) => assert!(found.iter().any(|f| f.1.contains(right)), "{article}: {found:?}"),
        }
    }
}

#[test]
fn of_several_places_alike_the_one_told_of_the_same_person_is_meant() {
    let zh = "邵启航以58秒31的成绩夺得女子100米仰泳冠军，教练陆文昭说她还能更快。男子400米个人混合泳比赛中，\
        代表河湾队出战的石明远以4分21秒74的成绩夺冠。石明远说：“成绩不是很好。”";
    let found = errors(&held(
        "同日，石明远在男子400米混合泳决赛中力压群雄，以4分26秒18的成绩夺得冠军，成为该项目的全国冠军。",
        zh,
    ));
    assert!(found.iter().any(|f| f.1.contains("4分21秒74")), "{found:?}");
    assert!(!found.iter().any(|f| f.1.contains("58秒31")), "{found:?}");
}

#[test]
fn what_the_reference_says_nothing_of_is_unsupported() {
    let report = held("Brisk Harbour employs 2,150 people.", RELEASE);
    assert!(errors(&report).is_empty());
    assert_eq!(verdicts(&report), ["unsupported"]);
    let report = held("远岸港务有员工2150人。", RELEASE_ZH);
    assert!(errors(&report).is_empty());
    assert_eq!(verdicts(&report), ["unsupported"]);
}

#[test]
fn a_plan_of_the_reference_does_not_count_for_what_is_asserted() {
    let report = held("The new crane entered service on 2 May 2024.", RELEASE);
    assert!(errors(&report).is_empty(), "{:?}", errors(&report));
}

#[test]
fn a_finding_labels_both_texts() {
    let report = held("The board raised the dividend to $0.53 per share.", RELEASE);
    let document = &report.documents[0];
    let finding = &document.diagnostics[0];
    let words = |l: &factlint::diagnostic::Label| match l.place {
        factlint::diagnostic::Place::Article => document.article.source.slice(l.span).to_owned(),
        factlint::diagnostic::Place::Reference(r) => document.references[r].article.source.slice(l.span).to_owned(),
        factlint::diagnostic::Place::Facts(_) => "a fact".to_owned(),
    };
    let labels: Vec<String> = finding.labels.iter().map(words).collect();
    assert_eq!(labels, ["$0.53", "$0.35"]);
    assert!(finding.facts[0].starts_with("against:1#"), "{:?}", finding.facts);
    assert_eq!(finding.fixes[0].replacement, "$0.35");
}

/// Sentences held against a reference: the value that the finding must name, or none where it must stay silent.
pub(crate) fn expect(reference: &str, table: &[(&str, Option<&str>)]) {
    for (article, wrong) in table {
        let found = errors(&held(article, reference));
        match wrong {
            None => assert!(found.is_empty(), "{article}: {found:?}"),
            Some(right) => assert!(found.iter().any(|f| f.1.contains(right)), "{article}: {found:?}"),
        }
    }
}

#[test]
fn of_many_like_sentences_the_one_with_the_same_rare_words_is_meant() {
    expect(
        "Copper futures for May closed at $9,120 a tonne, down 1.4%. Zinc futures for May closed at $2,310 a tonne, up \
         0.6%. Nickel futures for May closed at $16,450 a tonne, down 2.2%.",
        &[
            ("Zinc futures for May closed at $2,310 a tonne.", None),
            ("Zinc futures for May closed at $2,390 a tonne.", Some("$2,310")),
            ("Nickel futures for May closed at $16,540 a tonne.", Some("$16,450")),
        ],
    );
    expect(
        "沪锌主力合约收于每吨21560元,涨幅0.6%。沪锡主力合约收于每吨198400元,跌幅1.2%。沪铅主力合约收于每吨15820元,涨幅0.3%。",
        &[
            ("沪锡主力合约收报每吨198400元。", None),
            ("沪锡主力合约收报每吨198900元。", Some("198400元")),
            ("沪铅主力合约收报每吨15280元。", Some("15820元")),
        ],
    );
}

#[test]
fn words_of_one_meaning_lead_to_the_same_thing() {
    expect(
        "韩青川是竹溪县第一所乡村图书馆的创办者,生于1961年。图书馆于1998年建立。",
        &[
            ("1961年,韩青川出生在竹溪县。", None),
            ("1963年,韩青川出生在竹溪县。", Some("1961年")),
            ("竹溪县的图书馆创立于1995年。", Some("1998年")),
        ],
    );
    expect(
        "The flood at Harlow Creek killed 14 people and injured 63. About 2,400 residents were evacuated.",
        &[
            ("The Harlow Creek flood injured 63 people.", None),
            ("The death toll of the Harlow Creek flood was put at 14 dead.", None),
            ("Some 4,200 residents of Harlow Creek were evacuated.", Some("2,400")),
        ],
    );
}

#[test]
fn figures_written_out_alike_are_no_roundings_of_one_another() {
    let release =
        "The council employs 32,000 people. It expects revenue between $3.52 billion and $3.58 billion next year.";
    expect(
        release,
        &[
            ("The council employs 32,000 people.", None),
            ("The council employs 31,000 people.", Some("32,000")),
            ("The council expects revenue between $3.52 billion and $3.58 billion next year.", None),
            ("The council expects revenue between $3.52 billion and $3.68 billion next year.", Some("$3.58 billion")),
        ],
    );
    expect(
        "全市共有养老院3.2万家。",
        &[("全市共有养老院32000家。", None), ("全市共有养老院3.1万家。", Some("3.2万家"))],
    );
}

#[test]
fn a_sentence_of_two_years_contradicts_neither() {
    let release = "Earnings per share were $3.69 for the third quarter of 2021, improved from $3.41 in the second quarter of 2021.";
    expect(
        release,
        &[
            ("Third quarter of 2021 earnings per share improved to $3.69.", None),
            ("Second quarter of 2021 earnings per share were $3.41.", None),
        ],
    );
    expect("2021年产量为310万吨,2020年为280万吨。", &[("2020年产量280万吨。", None), ("2021年产量310万吨。", None)]);
}

#[test]
fn what_was_planned_explains_a_figure_without_supporting_it() {
    let release = "The fund aims to raise between $310 million and $340 million. It paid out between $20 million and $25 million.";
    let report = held("The fund raised between $310 million and $340 million.", release);
    assert!(errors(&report).is_empty(), "{:?}", errors(&report));
    assert!(!verdicts(&report).contains(&"supported"), "{:?}", verdicts(&report));
}

#[test]
fn the_help_quotes_the_clause_of_the_reference() {
    let report = held("董事会把每股股息提高到0.53元。", RELEASE_ZH);
    let help = &report.documents[0].diagnostics[0].help;
    assert!(help.zh.contains("董事会把每股股息提高到0.35元") && help.en.contains("write"), "{help:?}");
}

#[test]
fn results_of_games_are_compared_and_parts_of_a_game_are_not() {
    expect(
        "The Otters beat the Cranes 84-79 in Lakemouth on Tuesday. At halftime the Cranes led 45-38.",
        &[
            ("The Otters beat the Cranes 84-79 in Lakemouth.", None),
            ("The Cranes lost 79-84 to the Otters in Lakemouth.", None),
            ("At halftime the Cranes led the Otters 45-38.", None),
            ("The Otters beat the Cranes 94-79 in Lakemouth.", Some("84-79")),
        ],
    );
    expect(
        "北岭队主场以84:79战胜江汀队,取得三连胜。首节结束时江汀队以25:18领先。",
        &[
            ("北岭队在主场以84比79击败江汀队。", None),
            ("江汀队客场以79:84不敌北岭队。", None),
            ("首节结束时江汀队以25:18领先北岭队。", None),
            ("北岭队在主场以94:79击败江汀队。", Some("84:79")),
        ],
    );
}

#[test]
fn a_word_is_contradicted_by_its_opposite_among_the_same_words() {
    expect(
        "The ministry approved the merger of the two ferry lines. Ferry exports rose slightly in March. Wages did not rise.",
        &[
            ("The ministry approved the merger of the two ferry lines.", None),
            ("The ministry rejected the merger of the two ferry lines.", Some("approved")),
            ("Ferry exports increased slightly in March.", None),
            ("Ferry exports dropped slightly in March.", Some("rose")),
            ("Wages fell.", None),
        ],
    );
    expect(
        "市议会以多数票批准了渡轮公司的合并方案。三月份渡轮出口额小幅上升。",
        &[
            ("市议会批准了渡轮公司的合并方案。", None),
            ("市议会否决了渡轮公司的合并方案。", Some("批准")),
            ("三月份渡轮出口额小幅增加。", None),
            ("三月份渡轮出口额小幅下降。", Some("上升")),
        ],
    );
}

#[test]
fn figures_of_other_people_times_and_marks_are_none_of_the_same_thing() {
    expect(
        "女子100米决赛中,林岚跑出11.42秒。2023年,全市新增绿地310公顷。股指收于3276.02点。",
        &[
            ("男子100米决赛中,陈越跑出10.31秒。", None),
            ("2022年,全市新增绿地280公顷。", None),
            ("2023年,全市新增绿地280公顷。", Some("310公顷")),
            ("股指在3300点下方运行。", None),
            ("股指收报3276.02点。", None),
        ],
    );
    expect(
        "Exports of timber reached $412 million in 2023. The women's team has 14 players.",
        &[
            ("Imports of timber reached $390 million in 2023.", None),
            ("Exports of timber reached $390 million in 2022.", None),
            ("Exports of timber reached $390 million in 2023.", Some("$412 million")),
            ("The men's team has 16 players.", None),
        ],
    );
}

#[test]
fn the_holder_of_a_post_is_compared_where_one_person_holds_it() {
    expect(
        "远岸港务董事长秦朗表示,新岸桥六月投入使用。青屿省交通运输厅厅长何沐介绍,航道已经疏浚。北湾市交通运输局副局长沈知远、港务局副局长陆衡出席。",
        &[
            ("远岸港务董事长秦朗表示,岸桥已经到货。", None),
            ("远岸港务董事长周启明表示,岸桥已经到货。", Some("秦朗")),
            ("省交通运输厅厅长高远航介绍,航道已经疏浚。", Some("何沐")),
            ("远岸港务前董事长周启明表示,岸桥来得太晚。", None),
            ("白崖省交通运输厅厅长高远航介绍,航道已经疏浚。", None),
            ("港务局副局长高远航出席了仪式。", None),
        ],
    );
    expect(
        "Brisk Harbour chief executive Dana Whitlock welcomed Norland Prime Minister Erik Sandal on Monday.",
        &[
            ("Brisk Harbour chief executive Dana Whitlock spoke on Monday.", None),
            ("Norland Prime Minister Sandal arrived on Monday.", None),
            ("Brisk Harbour chief executive Paul Osei spoke on Monday.", Some("Dana Whitlock")),
            ("Former Brisk Harbour chief executive Paul Osei spoke on Monday.", None),
            ("Silt Bay chief executive Paul Osei spoke on Monday.", None),
        ],
    );
}

#[test]
fn two_unknown_companies_are_told_apart() {
    let reference = "Tarrin Motors sold 90,000 electric cars in the north last year.";
    let same = errors(&held("Tarrin Motors sold 30,000 electric cars in the north last year.", reference));
    assert!(same.iter().any(|f| f.0 == "value-conflict" && f.1.contains("90,000")), "{same:?}");
    let other = errors(&held("Vask Motors sold 30,000 electric cars in the north last year.", reference));
    assert!(other.is_empty(), "{other:?}");
    let reference = "海沫食品有限公司去年在北方卖出冰棍9万箱。";
    let same = errors(&held("海沫食品有限公司去年在北方卖出冰棍3万箱。", reference));
    assert!(same.iter().any(|f| f.1.contains("9万箱")), "{same:?}");
    let other = errors(&held("蓝鲸食品有限公司去年在北方卖出冰棍3万箱。", reference));
    assert!(other.is_empty(), "{other:?}");
}
