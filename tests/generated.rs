//! Documents that are made from the code: `UPDATE=1 cargo test` writes them, else a test fails where they differ.

use factlint::check::RULES;

/// One document of all rules: a table, then each page with its headings one level down.
fn rules() -> String {
    let mut out = String::from(
        "# Rules\n\n<!-- Made from the pages beside the rules in src/check/rules; `UPDATE=1 cargo test` writes this file. -->\n\n\
         `factlint explain CODE` shows one page. Severities can be changed, see [facts.md](facts.md#configuration).\n\n\
         | rule | severity | since | finds |\n|---|---|---|---|\n",
    );
    for rule in RULES {
        let (code, severity) = (rule.code, rule.severity.name());
        out += &format!("| [{code}](#{code}) | {severity} | {} | {} |\n", rule.since, rule.summary);
    }
    for rule in RULES {
        let mut is_code = false;
        out.push('\n');
        for line in rule.page.trim_end().lines() {
            is_code ^= line.starts_with("```");
            if line.starts_with('#') && !is_code {
                out.push('#');
            }
            out += line;
            out.push('\n');
        }
    }
    out
}

#[test]
fn the_rules_document_is_that_of_the_pages() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let made = rules();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).expect("docs can be written");
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(stored == made, "docs/rules.md is not up to date; run the tests with UPDATE=1");
}
