//! The program: options in, report out, exit code. What it says and finds is decided in the library.
//!
//! Exit codes: 0 nothing at or above `--fail-on`, 1 findings, 2 the run or part of it could not happen.

mod args;
mod commands;
mod explain;
mod facts;
mod progress;
mod read;
mod stdin_jsonl;

use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // A closed pipe while help is shown is as normal as one while a report is.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match commands::run(args) {
        Ok(code) => ExitCode::from(code),
        Err(commands::Stop::Closed) => ExitCode::SUCCESS,
        Err(commands::Stop::Said(text)) => {
            let _ = io::stderr().lock().write_all(text.as_bytes());
            ExitCode::from(2)
        }
    }
}
