//! The pages of the rules, for `factlint explain`.

use factlint::check::RULES;
use factlint::vocabulary::Language;
use std::io::{self, Write};

/// Writes the page of a rule, or the list of all rules; what to say where there is no such rule.
pub(crate) fn write(code: Option<&str>, language: Language, out: &mut impl Write) -> io::Result<Result<(), String>> {
    let Some(code) = code else {
        let width = RULES.iter().map(|r| r.code.len()).max().unwrap_or(0);
        for rule in RULES {
            let summary = if language == Language::Zh { rule.summary_zh } else { rule.summary };
            writeln!(out, "{:width$}  {:7}  {summary}", rule.code, rule.severity.name())?;
        }
        return Ok(Ok(()));
    };
    let Some(rule) = RULES.iter().find(|r| r.code == code) else { return Ok(Err(unknown(code))) };
    writeln!(out, "{} ({}, since {})\n", rule.code, rule.severity.name(), rule.since)?;
    writeln!(out, "{}\n{}\n", rule.summary, rule.summary_zh)?;
    writeln!(out, "{}", rule.page.trim_end())?;
    Ok(Ok(()))
}

/// There is no such rule, and those that share a word with it.
fn unknown(code: &str) -> String {
    let words: Vec<String> = code.to_lowercase().split(['-', '_', ' ']).map(str::to_owned).collect();
    let shares = |other: &str| other.split('-').any(|w| words.iter().any(|v| v == w));
    let near: Vec<&str> = RULES.iter().map(|r| r.code).filter(|c| shares(c)).collect();
    let hint = match near[..] {
        [] => "`factlint explain` lists all rules".to_owned(),
        _ => format!("did you mean {}?", near.join(", ")),
    };
    format!("factlint: there is no rule `{code}`; {hint}\n")
}
