//! All integration tests, in one binary.

mod cmd;
mod json;
mod layers;
mod report;
