//! factlint, a linter for facts.
//!
//! ```text
//!      article (md, html, docx, txt)          facts/*.yaml
//!             │                                    │
//!         article    bytes → prose runs        facts   YAML → facts, aliases
//!             │                                    │
//!         normalise  one spelling, mapped back     │ (values and dates read by the same grammar)
//!             │                                    │
//!         grammar    dates, numbers, units in text ┤
//!             │                                    │
//!         extract    text → claims  ◄─ vocabulary, aliases
//!             └───────────────┬────────────────────┘
//!                          timeline   claims, facts, what ties them
//!                             │
//!                           check     verdicts and rules → diagnostics
//!                             │
//!                           report    text · concise · json · sarif · github
//! ```

pub mod article;
pub mod check;
pub mod config;
pub mod diagnostic;
pub mod error;
pub mod extract;
pub mod facts;
pub mod grammar;
pub mod normalise;
pub mod quantity;
pub mod report;
pub mod source;
pub mod statement;
pub mod time;
pub mod timeline;
pub mod vocabulary;
mod yaml;
