//! The known word nearest to a mistyped one, by the letters that must be changed.

/// The option nearest to `word`; of equally near ones that which begins alike, then the first. `None` where more than
/// a third of the letters differ and none is the beginning of the other.
///
/// Letter case, hyphens, underscores and spaces make no difference.
pub(crate) fn nearest<'a>(word: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    let limit = (word.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, bool, &str)> = None;
    for option in options {
        let letters = letters(option);
        let shorter = word.len().min(letters.len());
        let begins = shorter >= 3 && word[..shorter] == letters[..shorter];
        let distance = match begins {
            // Behind everything that is near by its letters.
            true => limit.min(word.len().abs_diff(letters.len())),
            false if letters.is_empty() || letters.len().abs_diff(word.len()) > limit => continue,
            false => distance(&word, &letters),
        };
        let unlike = word.first() != letters.first();
        if distance <= limit && best.is_none_or(|(d, u, _)| (distance, unlike) < (d, u)) {
            best = Some((distance, unlike, option));
        }
    }
    best.map(|(_, _, option)| option)
}

fn letters(word: &str) -> Vec<char> {
    word.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Letters to insert, delete, replace, or swap with a neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut table: Vec<usize> = vec![0; (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at = |i: usize, j: usize| table[i * width + j];
            let cost = match (i, j) {
                (0, _) => j,
                (_, 0) => i,
                _ => {
                    let replaced = at(i - 1, j - 1) + usize::from(a[i - 1] != b[j - 1]);
                    let edited = replaced.min(at(i - 1, j) + 1).min(at(i, j - 1) + 1);
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if swapped { edited.min(at(i - 2, j - 2) + 1) } else { edited }
                }
            };
            table[i * width + j] = cost;
        }
    }
    table[a.len() * width + b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_or_none() {
        let options = ["alibaba", "alibaba-cloud", "tesla", "tesla-semi"];
        for (word, found) in [
            ("alibaba_cloud", Some("alibaba-cloud")),
            ("aliabba", Some("alibaba")),
            ("telsa", Some("tesla")),
            ("Tesla Semi", Some("tesla-semi")),
            ("tesla-motors", Some("tesla")),
            ("ali", Some("alibaba")),
            ("oracle", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, options), found, "{word}");
        }
    }
}
