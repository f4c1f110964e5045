//! All integration tests, in one binary.

use proptest::test_runner::{Config as ProptestConfig, RngSeed};

mod against;
mod against_beside;
mod against_sentences;
mod against_series;
mod cases;
mod claims;
mod cmd;
mod corpus;
mod docs;
mod explained;
mod facts_check;
mod facts_conflict;
mod forms;
mod gates;
mod generated;
mod grammars;
mod hostile;
mod json;
mod layers;
mod ledger;
mod names;
mod passed;
mod props;
mod report;
mod round_trip;
mod rule_cases;
mod tables;
mod tables_reckoned;
mod timeline;

/// The day on which documents are checked.
fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar")
}

/// How properties are tried: the same inputs at every run, since a gate that sometimes fails is none. Other inputs by
/// `PROPTEST_RNG_SEED=N`, more of them by `PROPTEST_CASES=N`.
fn tried(cases: u32) -> ProptestConfig {
    let told = ProptestConfig::default();
    let rng_seed = match told.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_261_125),
        fixed => fixed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { told.cases } else { cases };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..told }
}
