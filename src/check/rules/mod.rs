//! The rules, one per file, each with its page beside it. To add one: its file, its page, its name in the list below.

use super::{Context, Rule};

macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// All rules, in the order of their codes.
        pub const RULES: &[Rule] = &[$($name::RULE),*];
    };
}

rules! {
    damaged_text
    date_conflict
    former_role
    imprecise_date
    imprecise_value
    misspelled_name
    outdated_value
    period_conflict
    quotation_conflict
    role_conflict
    unsupported_claim
    value_conflict
}
