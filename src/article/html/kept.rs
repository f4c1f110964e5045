//! Which blocks of a page are its article.

use crate::article::prose::Stretch;

/// Which blocks of a page are its article.
pub(super) struct Kept {
    /// The blocks of these regions; empty: every block.
    articles: Vec<bool>,
    main: bool,
    /// A heading before the article that is its title.
    title: Option<usize>,
}

impl Kept {
    /// Where elements `article` hold a good part of the words, those that are long; else the main part; else all.
    pub(super) fn new(all: &[Stretch], articles: u32, titles: &[usize]) -> Self {
        /// An article of so many bytes is one, however much stands around it.
        const LONG: usize = 600;
        let mut lengths = vec![0_usize; articles as usize + 1];
        let (mut main, mut total) = (0, 0);
        for stretch in all {
            lengths[(stretch.region / 2) as usize] += stretch.len;
            total += stretch.len;
            main += if stretch.region % 2 == 1 { stretch.len } else { 0 };
        }
        let longest = lengths.iter().skip(1).copied().max().unwrap_or(0);
        let enough = |len: usize| len > 0 && (len >= LONG || len * 4 >= total);
        let mut kept = Self { articles: Vec::new(), main: enough(main), title: None };
        if enough(longest) {
            kept.articles = lengths.iter().enumerate().map(|(i, &len)| i > 0 && len * 2 >= longest).collect();
        }
        let first = all.iter().enumerate().position(|(i, s)| kept.holds(i, s)).unwrap_or(0);
        // A page has its title above the article or in it.
        let inside = titles.iter().any(|&t| all.get(t).is_some_and(|s| kept.holds(t, s)));
        kept.title = titles.iter().copied().rfind(|&t| t < first).filter(|_| !inside);
        kept
    }

    /// True where a block is of the article.
    pub(super) fn holds(&self, index: usize, stretch: &Stretch) -> bool {
        let inside = match self.articles.get((stretch.region / 2) as usize) {
            Some(kept) => *kept,
            None => !self.main || stretch.region % 2 == 1,
        };
        inside || self.title == Some(index)
    }
}
