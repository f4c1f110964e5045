//! All integration tests, in one binary.

mod cases;
mod cmd;
mod docs;
mod generated;
mod hostile;
mod json;
mod layers;
mod ledger;
mod props;
mod report;
mod rule_cases;
