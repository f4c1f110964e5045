//! Reports for people, made of a hand-built run: what they show, and what never reaches a terminal.

use factlint::article::{Article, Syntax};
use factlint::check::{Document, Judgement, Report, Verdict};
use factlint::diagnostic::{Diagnostic, Fix, Label, Place, Severity};
use factlint::error::Fault;
use factlint::extract::{
    Cite, Claim, DateBasis, DocumentDate, Doubt, Extraction, Loose, Mention, MentionKind, MentionValue, Modality, Step,
};
use factlint::facts::FactBase;
use factlint::grammar::Length;
use factlint::quantity::{Quantity, Unit};
use factlint::report::{Format, Options, render, render_faults, render_ledger};
use factlint::source::{Source, Span};
use factlint::statement::{Age, Event, Link, LinkKind, Metric, Quotation, Role, RoleStatus, Slot, Statement};
use factlint::time::{Interval, TimeUnit};
use factlint::vocabulary::{Bilingual, Language};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Simplified, Traditional, an emoji, a control character, and a byte order mark before it all.
pub(crate) const ARTICLE: &str = "\u{feff}标题\r\n阿里云2015财年营收为127.1亿元,同比增长超过三成。😀雲計算業務在4月\u{1b}[2J推出。\r\n\r\n时任甲骨文CEO拉里·埃里森说:“云计算？”他已经79岁。\r\n";

const FACTS: &str = "facts:\n  - id: alibaba-cloud-revenue-fy2015\n    metric: {subject: alibaba-cloud, metric: revenue, value: 1271 million CNY, during: FY2015}\n    sources:\n      - {title: Alibaba Group annual report FY2016 (Form 20-F), publisher: U.S. SEC, published: 2016-05-24, supports: a very long sentence that nobody wants to read in a terminal}\n";

fn at(source: &Source, words: &str) -> Span {
    let start = source.text().find(words).unwrap_or_else(|| panic!("`{words}` is in the text"));
    Span::new(start, start + words.len())
}

fn days(edtf: &str) -> Interval {
    Interval::parse_edtf(edtf).expect("a date")
}

fn claim(span: Span, statement: Statement, doubt: Option<Doubt>) -> Claim {
    Claim {
        span,
        statement,
        readings: Vec::new(),
        modality: Modality::Asserted,
        quoted: false,
        parts: vec![(Slot::Value, span)],
        derivation: Vec::new(),
        doubt,
        weak: None,
        occasion: None,
    }
}

fn judgement(verdict: Verdict, reason: Bilingual) -> Judgement {
    Judgement {
        verdict: Some(verdict),
        doubt: None,
        reason,
        rule: None,
        facts: Vec::new(),
        unverified: false,
        reading: 0,
        severity: None,
    }
}

/// One article with a claim of nearly every kind and verdict.
pub(crate) fn run() -> Report {
    let mut facts = FactBase::default();
    facts.files.push(Arc::new(Source::new("builtin:alibaba.yaml", FACTS)));
    let article = Article::parse("草稿/article.txt", ARTICLE.as_bytes(), Syntax::Plain);
    let s = &article.source;
    let value = Quantity::written("127.1", Decimal::from(100_000_000), Some(Unit::currency("CNY"))).expect("short");
    let fy2015 = days("2014-04/2015-03");
    let metric = Metric {
        metric: Some("revenue".into()),
        subject: vec!["local:阿里云".into()],
        value: value.clone(),
        basis: None,
        when: Some(fy2015),
    };
    let mut revenue = claim(at(s, "阿里云2015财年营收为127.1亿元"), Statement::Metric(metric), None);
    revenue.derivation = vec![
        Step {
            cite: Cite::Article(at(s, "2015财年")),
            text: Bilingual::new("FY2015 of alibaba-cloud", "alibaba-cloud 的 2015 财年"),
        },
        Step { cite: Cite::Option("--date"), text: Bilingual::same("2023-11-05") },
        Step { cite: Cite::Fact("unknown-fact".into()), text: Bilingual::same("x") },
    ];
    let percent = Quantity::written("30", Decimal::ONE, Some(Unit::percent())).expect("short");
    let growth = Link {
        kind: LinkKind::Growth,
        subject: Vec::new(),
        value: Some(percent.clone()),
        rises: None,
        when: None,
        of: vec![0],
    };
    let launch = Event { predicate: Some("launch".into()), object: vec!["雲計算業務".into()], ..Event::default() };
    let role = Role {
        person: vec!["larry-ellison".into()],
        role: "ceo".into(),
        organization: vec!["oracle".into()],
        status: RoleStatus::Then,
        when: Interval::between(None, None),
        ended: false,
        began: None,
        left: None,
    };
    let quotation =
        Quotation {
            speaker: vec!["larry-ellison".into()], words: "云计算？".to_owned(), occasion: None, when: None
        };
    let years = Quantity::exact(Decimal::from(79), Some(Unit::new("year", "duration", Decimal::ONE)));
    let age = Age { subject: vec!["larry-ellison".into()], years: years.clone(), when: Some(days("2023-11-05")) };
    let claims = vec![
        revenue,
        claim(at(s, "同比增长超过三成"), Statement::Link(growth), None),
        claim(at(s, "雲計算業務在4月\u{1b}[2J推出"), Statement::Event(launch), Some(Doubt::NoTime)),
        claim(at(s, "时任甲骨文CEO拉里·埃里森"), Statement::Role(role), None),
        claim(at(s, "拉里·埃里森说:“云计算？”"), Statement::Quotation(quotation), None),
        claim(at(s, "他已经79岁"), Statement::Age(age), None),
    ];
    let mention = |kind, words, value, claim: Option<usize>| Mention {
        kind,
        span: at(s, words),
        value,
        claim,
        loose: claim.is_none().then_some(Loose::NoPredicate),
    };
    let mentions = vec![
        mention(MentionKind::Entity, "阿里云", MentionValue::Ids(vec!["alibaba-cloud".into()]), Some(0)),
        mention(MentionKind::Period, "2015财年", MentionValue::Days(Some(fy2015)), Some(0)),
        mention(MentionKind::Currency, "127.1亿元", MentionValue::Figure(value), Some(0)),
        mention(MentionKind::Percentage, "三成", MentionValue::Figure(percent), Some(1)),
        mention(MentionKind::Date, "4月", MentionValue::Days(None), Some(2)),
        mention(
            MentionKind::Duration,
            "说",
            MentionValue::Length(
                Length::of(Decimal::from(3), TimeUnit::Day),
                Length::of(Decimal::from(8), TimeUnit::Day),
            ),
            None,
        ),
        mention(MentionKind::Age, "79岁", MentionValue::Figure(years), Some(5)),
    ];
    let mut judgements = vec![
        judgement(Verdict::Contradicted, Bilingual::new("the fact says 1271000000 CNY", "事实为 12.71 亿元")),
        judgement(Verdict::Unsupported, Bilingual::new("no fact", "没有事实")),
        judgement(Verdict::NotJudged, Bilingual::default()),
        judgement(Verdict::Outdated, Bilingual::new("no longer", "已非现任")),
        judgement(Verdict::Unsupported, Bilingual::default()),
        judgement(Verdict::Supported, Bilingual::new("born 1944-08-17", "生于 1944-08-17")),
    ];
    judgements[0].rule = Some("scale-slip");
    judgements[0].facts = vec!["alibaba-cloud-revenue-fy2015".into()];
    judgements[2].doubt = Some(Doubt::NoTime);
    judgements[5].unverified = true;
    let label = |place, span, en: &str, zh: &str, primary| Label { place, span, text: Bilingual::new(en, zh), primary };
    let file = &facts.files[0];
    let slip = Diagnostic {
        rule: "scale-slip",
        severity: Severity::Error,
        message: Bilingual::new(
            "127.1亿元 is ten times the 1271 million CNY of the fact",
            "“127.1亿元”是事实所载 12.71 亿元的十倍,疑为数量级笔误",
        ),
        labels: vec![
            label(Place::Article, at(s, "127.1亿元"), "written here", "文中数字", true),
            label(Place::Article, at(s, "2015财年"), "the period", "所指时段", false),
            label(Place::Article, at(s, "阿里云2015财年营收为127.1亿元"), "the claim", "整句", false),
            label(Place::Facts(0), at(file, "1271 million CNY"), "the fact", "事实中的数字", false),
            label(Place::Facts(0), at(file, "FY2015"), "same period", "同一时段", false),
        ],
        notes: vec![
            Bilingual::new(
                "“2015财年” is 2014-04/2015-03",
                "“2015财年”即 2014 年 4 月至 2015 年 3 月(阿里巴巴财年止于 3 月 31 日)",
            ),
            Bilingual::new(
                "source: Alibaba Group annual report FY2016 (Form 20-F), U.S. SEC, 2016-05-24",
                "来源:Alibaba Group annual report FY2016 (Form 20-F),U.S. SEC,2016-05-24",
            ),
        ],
        help: Bilingual::new("write 12.71亿元", "改写为“12.71亿元”,或补充能支持该数字的来源"),
        facts: vec!["alibaba-cloud-revenue-fy2015".into()],
        fixes: vec![Fix { span: at(s, "127.1亿元"), replacement: "12.71亿元".to_owned() }],
        claim: Some(0),
    };
    let former = Diagnostic {
        rule: "former-role",
        severity: Severity::Warning,
        message: Bilingual::new("\u{1b}[31mEllison left that post in 2014", "拉里·埃里森 2014 年已卸任甲骨文 CEO"),
        labels: vec![label(Place::Article, at(s, "CEO"), "", "", true)],
        notes: Vec::new(),
        help: Bilingual::new("name the post he holds", "改写为现任职务"),
        facts: Vec::new(),
        fixes: vec![Fix { span: at(s, "CEO"), replacement: "董事长".to_owned() }],
        claim: Some(3),
    };
    let info = Diagnostic { rule: "repeated-passage", severity: Severity::Info, ..former.clone() };
    let listed = Diagnostic { rule: "unsupported-claim", ..former.clone() };
    let date = DocumentDate {
        days: Some(days("2023-11-04/2023-11-06")),
        basis: DateBasis::Inferred,
        span: Some(at(s, "他已经")),
        steps: Vec::new(),
    };
    let extraction = Extraction { mentions, claims, ..Extraction::of(date) };
    let diagnostics = vec![slip, former, listed, info];
    let document = Document { article, extraction, judgements, diagnostics, references: Arc::from([]) };
    let unreadable =
        factlint::error::Error::Unreadable { path: "没有.txt".to_owned(), reason: "no such file".to_owned() };
    Report {
        today: days("2026-11-22").start.expect("a day"),
        documents: vec![document],
        errors: vec![("没有.txt".to_owned(), unreadable)],
        facts: Arc::new(facts),
    }
}

fn options(format: Format, set: impl FnOnce(&mut Options)) -> Options {
    let mut options = Options::new(format);
    set(&mut options);
    options
}

fn text(options: &Options) -> String {
    let mut out = Vec::new();
    render(&run(), options, &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn the_text_report_shows_both_sides_and_what_to_do() {
    let shown = text(&Options::new(Format::Text));
    for part in [
        "草稿/article.txt · 发稿日 2023-11-04～2023-11-06(推断自第 4 行“他已经”;--date 可定)",
        "可核 6 项:有据 1(1 项仅凭未核实事实) · 错 1 · 疑 1 · 无据 2 · 未判 1",
        "scale-slip: “127.1亿元”是事实所载",
        "[草稿/article.txt:2:13]",
        "[builtin:alibaba.yaml:3:62]",
        "文中数字",
        "所指时段",
        "整句",
        "事实中的数字",
        "建议:改写为“12.71亿元”",
        "改为:CEO → 董事长",
        "未判 1:无日期 1",
        "清单:factlint ledger 草稿/article.txt",
        "另有提示 1 条",
        "以 2026-11-22 为今日",
    ] {
        assert!(shown.contains(part), "{part} is missing");
    }
    assert!(!shown.contains("unsupported-claim") && !shown.contains("repeated-passage"));
    let all = text(&options(Format::Text, |o| o.all = true));
    assert!(all.contains("repeated-passage") && all.contains("同比增长超过三成"));
    let english = text(&options(Format::Text, |o| o.messages = Some(Language::En)));
    assert!(english.contains("6 checkable items: supported 1 (1 only by unverified facts)"));
    assert!(english.contains("not judged 1: no time 1"));
    let quiet = text(&options(Format::Text, |o| o.quiet = true));
    assert!(quiet.contains("scale-slip") && !quiet.contains("可核") && !quiet.contains("清单"));
}

#[test]
fn no_control_character_of_an_article_reaches_the_terminal() {
    for format in [Format::Text, Format::Concise] {
        for messages in [Language::En, Language::Zh] {
            let shown = text(&options(format, |o| (o.messages, o.all) = (Some(messages), true)));
            assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
        }
    }
    let coloured = text(&options(Format::Text, |o| o.colour = true));
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("\u{1b}[2J"));
}

#[test]
fn concise_lines_have_a_place_a_rule_and_a_message() {
    let shown = text(&Options::new(Format::Concise));
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(
        lines[0],
        "草稿/article.txt:2:13: error[scale-slip] “127.1亿元”是事实所载 12.71 亿元的十倍,疑为数量级笔误"
    );
    assert!(lines[1].starts_with("草稿/article.txt:4:6: warning[former-role] "));
}

#[test]
fn the_ledger_has_every_item_in_the_order_of_the_text() {
    let mut out = Vec::new();
    render_ledger(&run(), &Options::new(Format::Text), &mut out).expect("memory");
    let shown = String::from_utf8(out).expect("UTF-8");
    let marks: Vec<char> = shown.lines().skip(1).map_while(|l| l.chars().next()).collect();
    assert_eq!(marks, ['×', '×', '×', '?', '-', '↺', '?', '·', '✓'], "{shown}");
    assert!(shown.contains("alibaba-cloud · 阿里云 revenue · 有误:事实为 12.71 亿元"));
    assert!(shown.contains("12,710,000,000 CNY") && shown.contains("未判:无日期"));
    assert!(shown.contains("P3D–P8D · 未见可核的说法"));
}

#[test]
fn faults_of_a_fact_file_show_their_place_and_what_to_write() {
    let source = Arc::new(Source::new("facts/甲.yaml", "facts:\n  - id: 甲\n    事件: {predicate: lanch}\n"));
    let fault = |span: Span| Fault {
        source: Arc::clone(&source),
        span,
        message: "there is no predicate `lanch`".to_owned(),
        help: "did you mean `launch`?".to_owned(),
    };
    let end = source.text().len();
    let faults = [fault(at(&source, "lanch")), fault(Span::new(end, end)), fault(Span::new(0, end + 7))];
    let mut out = Vec::new();
    render_faults(&faults, &Options::new(Format::Text), &mut out).expect("memory");
    let shown = String::from_utf8(out).expect("UTF-8");
    for part in ["[facts/甲.yaml:3:21]", "[facts/甲.yaml:4:1]", "[facts/甲.yaml:1:1]", "help: did you mean `launch`?"]
    {
        assert!(shown.contains(part), "{part} is missing");
    }
}
