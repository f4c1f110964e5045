//! All integration tests, in one binary.

mod json;
mod layers;
mod report;
