//! All integration tests, in one binary.

mod cases;
mod cmd;
mod json;
mod layers;
mod props;
mod report;
mod rule_cases;
