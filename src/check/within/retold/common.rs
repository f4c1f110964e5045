//! The words that two sentences have in common, in one order.

/// The longest common subsequence of two lists, as pairs of indices; `same` says which members are alike.
pub(super) fn aligned<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    // So many words in common from two words on, row by row of the first sentence.
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
