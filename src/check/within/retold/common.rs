//! The words that two sentences have in common, in one order.

/// The longest common subsequence of two lists, as pairs of indices; `same` says which members are alike.
pub(super) fn aligned<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    // So many members in common from two of them on, row by row of the first list.
    let width = b.len() + 1;
    let mut best = vec![0_u16; width * (a.len() + 1)];
    for i in (0..a.len()).rev() {
        let (row, below) = best[i * width..].split_at_mut(width);
        for j in (0..b.len()).rev() {
            row[j] = if same(&a[i], &b[j]) { below[j + 1] + 1 } else { below[j].max(row[j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < a.len() && j < b.len() {
        if same(&a[i], &b[j]) {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_lists_have_in_common_keeps_its_order() {
        let pairs = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            aligned(&a, &b, |x, y| x == y)
        };
        assert_eq!(pairs("abcd", "xbyd"), [(1, 1), (3, 3)]);
        assert_eq!(pairs("ab", "ba").len(), 1);
        assert!(pairs("", "ab").is_empty() && pairs("ab", "cd").is_empty());
    }
}
