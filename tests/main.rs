//! All integration tests, in one binary.

mod against;
mod cases;
mod cmd;
mod corpus;
mod docs;
mod facts_check;
mod forms;
mod gates;
mod generated;
mod hostile;
mod json;
mod layers;
mod ledger;
mod names;
mod props;
mod report;
mod rule_cases;
mod tables;
mod timeline;

/// The day on which documents are checked.
fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar")
}
