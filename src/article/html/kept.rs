//! Which blocks of a page are its article.

use crate::article::Block;
use crate::article::prose::{Prose, Stretch};
use crate::vocabulary::{Language, lists};

/// The part of a page that a block stands in: its number is the one of an `<article>`, 0 outside of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::article) struct Region {
    pub(super) article: u32,
    /// In the main part.
    pub(super) main: bool,
    /// By its name, or until a script shows it, no part of the article.
    pub(super) doubted: bool,
}

/// Which blocks of a page are its article.
pub(super) struct Kept {
    /// The blocks of these regions; empty: every block.
    articles: Vec<bool>,
    main: bool,
    doubted: bool,
    /// A heading before the article that is its title.
    title: Option<usize>,
    /// Blocks of lists of other articles, by index.
    others: Vec<bool>,
}

impl Kept {
    /// Where elements `article` hold a good part of the words, those that are long; else the main part; else all.
    pub(super) fn new(prose: &Prose<'_>, articles: u32, titles: &[usize]) -> Self {
        /// An article of so many bytes is one, however much stands around it.
        const LONG: usize = 600;
        let all = prose.stretches();
        let length = |doubted: bool| all.iter().filter(|s| s.region.doubted == doubted).map(|s| s.len).sum::<usize>();
        let (sure, doubtful) = (length(false), length(true));
        let mut kept = Self {
            articles: Vec::new(),
            main: false,
            doubted: sure < LONG && doubtful > 2 * sure,
            title: None,
            others: others(prose),
        };
        let mut lengths = vec![0_usize; articles as usize + 1];
        let (mut main, mut total) = (0, 0);
        for stretch in all.iter().filter(|s| kept.doubted || !s.region.doubted) {
            lengths[stretch.region.article as usize] += stretch.len;
            total += stretch.len;
            main += if stretch.region.main { stretch.len } else { 0 };
        }
        let longest = lengths.iter().skip(1).copied().max().unwrap_or(0);
        let enough = |len: usize| len > 0 && (len >= LONG || len * 4 >= total);
        kept.main = enough(main);
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
        let inside = match self.articles.get(stretch.region.article as usize) {
            Some(kept) => *kept,
            None => !self.main || stretch.region.main,
        };
        let is_other = self.others.get(index).copied().unwrap_or(false);
        inside && (self.doubted || !stretch.region.doubted) && !is_other || self.title == Some(index)
    }
}

/// Which blocks are titles of other articles: those behind words such as 相关报道 or Related, up to the first that holds a
/// sentence, or a table.
fn others(prose: &Prose<'_>) -> Vec<bool> {
    /// The words that open such a list are no longer.
    const LONGEST: usize = 40;
    let is_opening = |stretch: &Stretch| {
        if stretch.len > LONGEST || stretch.cell.is_some() {
            return false;
        }
        let words = prose.words_of(stretch);
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        let is = |l: Language| lists().elsewhere.of(l).iter().any(|w| w.eq_ignore_ascii_case(words));
        is(Language::Zh) || is(Language::En)
    };
    let is_title = |stretch: &Stretch| {
        let is_cell = stretch.cell.is_some() || matches!(stretch.block, Block::Cell | Block::Caption(_));
        !is_cell
            && !prose
                .words_of(stretch)
                .trim_end()
                .ends_with(['。', '！', '？', '.', '!', '?', '…', '”', '"', ':', '：'])
    };
    let all = prose.stretches();
    let mut out = Vec::new();
    let mut open = false;
    for (i, stretch) in all.iter().enumerate() {
        open = is_opening(stretch) || open && is_title(stretch);
        if open {
            out.resize(i, false);
            out.push(true);
        }
    }
    out
}
