//! All integration tests, in one binary.

mod cases;
mod cmd;
mod json;
mod layers;
mod report;
mod rule_cases;
