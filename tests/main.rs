//! All integration tests, in one binary.

mod cmd;
mod facts_check;
mod gates;
mod json;
mod layers;
mod report;
