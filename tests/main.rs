//! All integration tests, in one binary.

mod cmd;
mod gates;
mod json;
mod layers;
mod report;
