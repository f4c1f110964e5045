//! The rules, one per file, each with its page beside it. To add one: its file, its page, its name in the list below.

use super::{Base, Context, Rule, Run};

macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// All rules, in the order of their codes.
        pub const RULES: &[Rule] = &[$($name::RULE),*];
    };
}

rules! {
    age_conflict
    ambiguous_alias
    clashing_qualifiers
    count_conflict
    damaged_text
    date_conflict
    facts_conflict
    former_role
    future_as_past
    growth_conflict
    impossible_date
    impossible_value
    imprecise_date
    imprecise_value
    inconsistent_name
    inverted_range
    missing_source
    misspelled_name
    outdated_name
    outdated_value
    overlapping_roles
    party_conflict
    period_conflict
    quotation_conflict
    rank_conflict
    ratio_conflict
    relation_conflict
    retracted_fact
    role_conflict
    scale_slip
    self_contradiction
    stale_fact
    sum_conflict
    timeline_conflict
    unit_conflict
    unsupported_claim
    value_conflict
    weekday_conflict
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::path::Path;

    /// The names of the files of this folder with an ending.
    fn files(ending: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
        let entries = std::fs::read_dir(folder).expect("the folder of this file");
        let paths = entries.map(|e| e.expect("an entry").path());
        let mut names: Vec<String> = paths
            .filter(|p| p.extension().is_some_and(|e| e == ending))
            .map(|p| p.file_stem().expect("a name").to_string_lossy().replace('_', "-"))
            .filter(|n| n != "mod")
            .collect();
        names.sort();
        names
    }

    #[test]
    fn every_rule_is_registered_under_the_name_of_its_file() {
        let codes: Vec<&str> = RULES.iter().map(|r| r.code).collect();
        assert_eq!(codes, files("rs"), "in order, each with its file");
        assert_eq!(codes, files("md"), "each with its page");
    }

    #[test]
    fn every_page_is_whole() {
        for rule in RULES {
            let page = rule.page;
            assert!(page.starts_with(&format!("# {}\n", rule.code)), "{}", rule.code);
            let wanted = ["## What it finds", "## Why", "## Examples", "## How to ignore"];
            let blocks = ["```bad zh", "```good zh", "```bad en", "```good en"];
            for part in wanted.iter().chain(&blocks) {
                assert!(page.contains(&format!("\n{part}")), "{}: no `{part}`", rule.code);
            }
            for summary in [rule.summary, rule.summary_zh] {
                assert!(!summary.is_empty() && !summary.ends_with(['.', '。']), "{}: {summary}", rule.code);
            }
            assert!(rule.since.split('.').count() == 3, "{}: since which version?", rule.code);
        }
    }
}
