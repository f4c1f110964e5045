//! Words that make a figure one of a part of its subject, from `portions.yaml`.

use super::{Language, Names, Words};
use std::sync::OnceLock;

/// Words that make a figure one of a part of its subject, in lower case.
pub fn portions() -> &'static Names {
    static PORTIONS: OnceLock<Names> = OnceLock::new();
    PORTIONS.get_or_init(|| {
        let words: Words = serde_yaml::from_str(include_str!("portions.yaml")).expect("tested below");
        let all = |l: Language| words.of(l).to_vec();
        Names { en: all(Language::En), zh: all(Language::Zh) }
    })
}

/// True where words make what they tell of a part of something: 海外营收, revenue of the segment. Latin words are found whole, Chinese
/// ones anywhere.
pub fn names_a_portion(words: &str) -> bool {
    let spaced = format!(" {} ", words.replace(|c: char| !c.is_alphanumeric() && c != '.' && c != '-', " "));
    portions().zh.iter().any(|word| words.contains(word.as_str()))
        || portions().en.iter().any(|word| spaced.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_a_part_is_not_told_of_the_whole() {
        assert!(portions().zh.iter().any(|w| w == "海外") && portions().en.iter().any(|w| w == "segment"));
        assert!(names_a_portion("海外营收") && names_a_portion("revenue of the segment"));
        assert!(!names_a_portion("总营收") && !names_a_portion("revenue of Asiana"));
    }
}
