//! The solver of the timeline against an independent check: what is true is never flagged, what is false is found,
//! and no statement of a proof can be left out.

use factlint::article::{Article, Syntax};
use factlint::check::check;
use factlint::config::Config;
use factlint::diagnostic::Severity;
use factlint::facts::FactBase;
use factlint::report::{Format, Options, Picture, render_timeline};
use factlint::source::Source;
use factlint::timeline::{Constraint, Network, ORIGIN};
use proptest::collection::vec;
use proptest::prelude::*;

/// Whether the constraints of some statements can all hold: by all shortest paths, another way than the solver's.
fn holds(points: usize, constraints: &[Constraint], kept: impl Fn(usize) -> bool) -> bool {
    let far = i64::MAX / 4;
    let mut most = vec![vec![far; points]; points];
    (0..points).for_each(|i| most[i][i] = 0);
    for c in constraints.iter().filter(|c| kept(c.statement)) {
        most[c.from][c.to] = most[c.from][c.to].min(c.days);
    }
    for k in 0..points {
        for i in 0..points {
            for j in 0..points {
                most[i][j] = most[i][j].min(most[i][k] + most[k][j]);
            }
        }
    }
    (0..points).all(|i| most[i][i] >= 0)
}

/// True statements about points whose days are known: two points and how much wider than the truth each is.
type Said = (usize, usize, i64, i64);

fn story() -> impl Strategy<Value = (Vec<i64>, Vec<Said>)> {
    let days = vec(0..5000_i64, 2..12);
    days.prop_flat_map(|days| {
        let n = days.len() + 1;
        (Just(days), vec((0..n, 0..n, 0..400_i64, 0..400_i64), 1..30))
    })
}

/// The points of a story and what is truly said of them.
fn network(days: &[i64], said: &[Said]) -> Network {
    let mut net = Network::default();
    for _ in days {
        net.point();
    }
    let day = |p: usize| if p == ORIGIN { 0 } else { days[p - 1] };
    for &(a, b, low, high) in said.iter().filter(|s| s.0 != s.1) {
        let statement = net.statement(5);
        let apart = day(b) - day(a);
        net.between(a, b, Some(apart - low), Some(apart + high), statement);
    }
    net
}

proptest! {
    #![proptest_config(crate::tried(200))]

    #[test]
    fn what_is_true_is_never_flagged((days, said) in story()) {
        let net = network(&days, &said);
        prop_assert!(net.conflicts().is_empty());
        for (point, (least, most)) in net.bounds().into_iter().enumerate().skip(1) {
            let day = days[point - 1];
            prop_assert!(least.is_none_or(|l| l <= day) && most.is_none_or(|m| day <= m), "bounds leave the truth in");
        }
    }

    #[test]
    fn what_is_false_is_found_and_its_proof_is_irreducible((days, said) in story(), at in any::<prop::sample::Index>(), by in 1..900_i64) {
        let mut net = network(&days, &said);
        let (a, b, ..) = said[at.index(said.len())];
        prop_assume!(a != b);
        let day = |p: usize| if p == ORIGIN { 0 } else { days[p - 1] };
        let statement = net.statement(1);
        let apart = day(b) - day(a) + 400 + by;
        net.between(a, b, Some(apart), Some(apart), statement);
        let points = days.len() + 1;
        let proofs = net.conflicts();
        prop_assert_eq!(proofs.is_empty(), holds(points, net.constraints(), |_| true), "found, or nothing to find");
        prop_assert!(!proofs.is_empty(), "the same two points were truly told to be less than 400 days off");
        for proof in &proofs {
            let inside = |s: usize| proof.statements.contains(&s);
            prop_assert!(!holds(points, net.constraints(), inside), "a proof is a contradiction");
            prop_assert!(proof.cycle.iter().map(|c| c.days).sum::<i64>() < 0);
            prop_assert!(proof.cycle.windows(2).all(|w| w[0].to == w[1].from), "in the order of reasoning");
            for &left_out in &proof.statements {
                prop_assert!(holds(points, net.constraints(), |s| inside(s) && s != left_out), "without {} it still does not hold", left_out);
            }
            prop_assert!(inside(proof.suspect));
        }
    }
}

#[test]
fn a_long_story_is_solved_and_its_one_mistake_is_proved() {
    let mut net = Network::default();
    let points = 20_000_usize;
    for i in 1..=points {
        let (point, dated) = (net.point(), net.statement(5));
        let day = i as i64;
        net.between(ORIGIN, point, Some(day - 200), Some(day + 200), dated);
        for back in [1, 7, 30] {
            if let Some(before) = point.checked_sub(back).filter(|b| *b > 0) {
                let told = net.statement(3);
                net.between(before, point, Some(0), Some(60), told);
            }
        }
    }
    assert!(net.conflicts().is_empty());
    let wrong = net.statement(3);
    net.between(100, 19_000, Some(-10), Some(10), wrong);
    let proofs = net.conflicts();
    assert_eq!(proofs.len(), 1);
    assert_eq!((proofs[0].suspect, proofs[0].statements.len()), (wrong, 3), "two dates and the statement between them");
}

/// The document date of an article that does not tell it, and its findings.
fn inferred(text: &str) -> (Option<String>, &'static str, Vec<&'static str>) {
    const BASE: &str = "
entities:
  - {id: halcyon, type: organization, names: {en: Halcyon, zh: 海宁科技}}
  - {id: vault, type: product, names: {en: Vault, zh: 方舟}}
  - {id: anchor, type: product, names: {en: Anchor Disk, zh: 锚盘}}
  - {id: nair, type: person, names: {en: Priya Nair, zh: 普里娅}}
facts:
  - id: vault-launched
    event: {predicate: launch, subject: halcyon, object: vault, when: 2023-05-14}
    status: verified
    checked: 2026-11-22
    sources: [{title: Announcement, publisher: Halcyon}]
  - id: anchor-launched
    event: {predicate: launch, subject: halcyon, object: anchor, when: 2021-03-02}
    status: verified
    checked: 2026-11-22
    sources: [{title: Announcement, publisher: Halcyon}]
  - id: nair-born
    event: {predicate: birth, subject: nair, when: 1970-08-17}
    status: verified
    checked: 2026-11-22
    sources: [{title: Record, publisher: Register}]
";
    let base = std::sync::Arc::new(FactBase::from_sources(vec![Source::new("t.yaml", BASE)]).expect("a sound base"));
    let article = Article::parse("a.txt", text.as_bytes(), Syntax::Plain);
    let report = check(vec![article], &base, &Config::new(crate::today()));
    let document = &report.documents[0];
    let date = &document.extraction.date;
    let errors = document.diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| d.rule).collect();
    (date.days.map(|d| d.edtf()), date.basis.name(), errors)
}

#[test]
fn the_day_of_writing_follows_from_what_counts_from_it() {
    let of = |text: &str| {
        let (days, basis, errors) = inferred(text);
        assert!(errors.is_empty(), "{text}: an inferred date contradicts nothing: {errors:?}");
        (days.unwrap_or_default(), basis)
    };
    let day = |text: &str| (text.to_owned(), "inferred");
    assert_eq!(of("昨天,海宁科技发布了方舟。"), day("2023-05-15"));
    assert_eq!(of("Yesterday Halcyon launched Vault."), day("2023-05-15"));
    assert_eq!(of("Last year Halcyon launched Anchor Disk."), day("2022"));
    assert_eq!(of("本周海宁科技发布了方舟。52岁的普里娅很满意。"), day("2023-05-08/2023-05-14"), "all phrases at once");
    assert_eq!(of("Halcyon launched Vault."), (String::new(), "none"), "nothing counts from it");
    assert_eq!(of("昨天,海宁科技发布了新品。"), (String::new(), "none"), "nobody knows which");
}

#[test]
fn phrases_that_no_day_fits_tell_nothing() {
    let texts = [
        "Yesterday Halcyon launched Vault. Last week Halcyon launched Anchor Disk. Today Vault was launched by Halcyon.",
    ];
    for text in texts {
        assert_eq!(inferred(text), (None, "none", Vec::new()), "{text}");
    }
}

/// The events of an article that no date of it stands for: what they are about, first and last day.
fn placed(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let mut config = Config::new(crate::today());
    config.date = chrono::NaiveDate::from_ymd_opt(2024, 3, 14);
    let article = Article::parse("article", text.as_bytes(), Syntax::Plain);
    let report = check(vec![article], &FactBase::builtin(), &config);
    let mut out = Vec::new();
    render_timeline(&report, Picture::Json, &Options::new(Format::Json), &mut out).expect("a vector takes all");
    let whole: serde_json::Value = serde_json::from_slice(&out).expect("one document");
    let events = whole["events"].as_array().cloned().unwrap_or_default();
    let day = |v: &serde_json::Value| v.as_str().map(str::to_owned);
    let inferred = events.iter().filter(|e| e["inferred"] == true);
    inferred.map(|e| (day(&e["text"]).unwrap_or_default(), day(&e["when"]["start"]), day(&e["when"]["end"]))).collect()
}

#[test]
fn an_event_without_a_date_is_placed_by_its_order() {
    let found =
        placed("Glen Arrow listed in London in June 2019. Two years after the IPO Glen Arrow acquired Port Sorley.");
    let [(text, start, end)] = &found[..] else { panic!("{found:?}") };
    assert!(text.contains("acquired Port Sorley"), "{text}");
    // Two years, give or take what a year may miss.
    assert!(start.as_deref() > Some("2020-05") && end.as_deref() < Some("2022-07"), "{start:?} {end:?}");
    let found = placed("2019年6月,海宁科技上市。上市之前,公司收购了沃特科技公司。");
    let [(text, None, Some(end))] = &found[..] else { panic!("{found:?}") };
    assert!(text.contains("收购") && end == "2019-06-30", "{text} {end}");
    // It has happened by the day of writing.
    let found = placed("2019年6月,海宁科技上市。上市之后,公司收购了沃特科技公司。");
    let [(_, Some(start), Some(end))] = &found[..] else { panic!("{found:?}") };
    assert_eq!((start.as_str(), end.as_str()), ("2019-06-01", "2024-03-14"));
}

#[test]
fn an_event_after_one_of_two_is_placed_nowhere() {
    let text = "2019年6月,海宁科技上市;2021年5月,方舟科技上市。上市之前,公司收购了沃特科技公司。";
    assert_eq!(placed(text), []);
}
