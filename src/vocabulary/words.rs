//! Words of one kind in both languages, found at either end of a text and inside.

use super::Language;
use serde::Deserialize;

/// Words of one kind in each language.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Written")]
pub struct Words {
    zh: List,
    en: List,
}

/// Words as they stand in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

impl From<Written> for Words {
    fn from(words: Written) -> Self {
        Self { zh: List::of(words.zh), en: List::of(words.en) }
    }
}

/// Words of one language, by the characters they begin and end with.
#[derive(Debug, Default)]
struct List {
    words: Vec<String>,
    heads: Index,
    tails: Index,
    /// All of them are ASCII.
    ascii: bool,
}

impl List {
    fn of(words: Vec<String>) -> Self {
        let heads = Index::of(words.iter().map(|w| two(w.chars())));
        let tails = Index::of(words.iter().map(|w| two(w.chars().rev())));
        let ascii = words.iter().all(|w| w.is_ascii());
        Self { words, heads, tails, ascii }
    }

    /// The words that may stand at the head of a text, as far as its first characters tell.
    #[inline]
    fn headed(&self, text: &str) -> impl Iterator<Item = &String> {
        self.heads.under(two(text.chars())).map(|word| &self.words[usize::from(word)])
    }

    /// The words that may stand at the end of a text, as far as its last characters tell.
    #[inline]
    fn tailed(&self, text: &str) -> impl Iterator<Item = &String> {
        self.tails.under(two(text.chars().rev())).map(|word| &self.words[usize::from(word)])
    }

    /// Where words may begin in a text, as far as two characters tell: most places are passed by a look at one bit. Of
    /// Latin words only those that are no end of another word, if they are looked for `whole`.
    fn begin<'a>(&'a self, text: &'a str, whole: bool) -> impl Iterator<Item = usize> + 'a {
        let whole = whole && self.ascii;
        let (mut at, mut inside) = (0, false);
        std::iter::from_fn(move || {
            while let Some(&lead) = text.as_bytes().get(at) {
                let here = at;
                let skips = whole && inside;
                if lead.is_ascii() {
                    (at, inside) = (at + 1, lead.is_ascii_alphanumeric());
                    if skips {
                        continue;
                    }
                } else {
                    let c = text[at..].chars().next()?;
                    (at, inside) = (at + c.len_utf8(), c.is_alphanumeric());
                }
                if !skips && self.heads.holds(two(text[here..].chars())) {
                    return Some(here);
                }
            }
            None
        })
    }
}

/// Two characters, letters of ASCII in lower case; `\0` where there is none.
type Two = [char; 2];

/// The first two characters.
#[inline]
fn two(mut chars: impl Iterator<Item = char>) -> Two {
    let mut next = || chars.next().unwrap_or_default().to_ascii_lowercase();
    let first = next();
    [first, next()]
}

/// Words of the same two characters, with these.
type Run<'a> = &'a [(Two, u16)];

/// Words by two of their characters.
#[derive(Debug, Default)]
struct Index {
    /// A bit for the characters of each word: most places of a text are passed by a look at these.
    seen: Box<[u64; 16]>,
    /// Some words are one character.
    single: bool,
    /// Characters and word, in order.
    sorted: Vec<(Two, u16)>,
}

impl Index {
    fn of(words: impl Iterator<Item = Two>) -> Self {
        let mut index = Self { sorted: words.zip(0..=u16::MAX).collect(), ..Self::default() };
        for (two, _) in &index.sorted {
            let (word, bit) = Self::place(*two);
            index.seen[word] |= 1 << bit;
            index.single |= two[1] == '\0';
        }
        index.sorted.sort_unstable();
        index
    }

    #[inline]
    fn place([first, second]: Two) -> (usize, u32) {
        let bit = (first as u32).wrapping_mul(37).wrapping_add(second as u32) % 1024;
        (bit as usize / 64, bit % 64)
    }

    /// Whether there may be words with these two characters.
    #[inline]
    fn has(&self, two: Two) -> bool {
        let (word, bit) = Self::place(two);
        self.seen[word] >> bit & 1 == 1
    }

    /// Whether there may be words with these two characters, or with the first alone.
    #[inline]
    fn holds(&self, two: Two) -> bool {
        self.has(two) || self.single && self.has([two[0], '\0'])
    }

    /// The words with these two characters, and those with the first alone.
    #[inline]
    fn under(&self, two: Two) -> impl Iterator<Item = u16> {
        let (both, alone) = if self.holds(two) { self.runs(two) } else { (&[][..], &[][..]) };
        both.iter().chain(alone).map(|s| s.1)
    }

    fn runs(&self, two: Two) -> (Run<'_>, Run<'_>) {
        let single = self.single && two[1] != '\0';
        (self.run(two), if single { self.run([two[0], '\0']) } else { &[] })
    }

    fn run(&self, two: Two) -> Run<'_> {
        if !self.has(two) {
            return &[];
        }
        let from = self.sorted.partition_point(|s| s.0 < two);
        let rest = &self.sorted[from..];
        &rest[..rest.iter().take_while(|s| s.0 == two).count()]
    }

    /// The words with this first character.
    fn all_under(&self, first: char) -> impl Iterator<Item = u16> {
        let first = first.to_ascii_lowercase();
        let from = self.sorted.partition_point(|s| s.0[0] < first);
        self.sorted[from..].iter().take_while(move |s| s.0[0] == first).map(|s| s.1)
    }
}

impl Words {
    /// Chinese words alone.
    pub fn chinese(words: Vec<String>) -> Self {
        Self { zh: List::of(words), en: List::default() }
    }

    /// The words of a language.
    pub fn of(&self, language: Language) -> &[String] {
        &self.list(language).words
    }

    fn list(&self, language: Language) -> &List {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// True where a text is one of the words, letter by letter.
    pub fn has(&self, text: &str, language: Language) -> bool {
        self.list(language).headed(text).any(|w| w == text)
    }

    /// True where a text is one of the words, in any letter case.
    pub fn is(&self, text: &str, language: Language) -> bool {
        self.list(language).headed(text).any(|w| w.eq_ignore_ascii_case(text))
    }

    /// The words that a text ends with, letter by letter, even inside other words.
    pub fn ending<'a>(&'a self, text: &'a str, language: Language) -> impl Iterator<Item = &'a str> + 'a {
        let tails = self.list(language).tailed(text);
        tails.map(String::as_str).filter(|w| text.ends_with(w))
    }

    /// The words that a text holds anywhere, letter by letter, even inside other words; by where they begin.
    pub fn places<'a>(&'a self, text: &'a str, language: Language) -> impl Iterator<Item = (usize, &'a str)> + 'a {
        self.found(text, language, false)
    }

    fn found<'a>(
        &'a self,
        text: &'a str,
        language: Language,
        whole: bool,
    ) -> impl Iterator<Item = (usize, &'a str)> + 'a {
        let list = self.list(language);
        let begin = move |i| list.headed(&text[i..]).map(move |w| (i, w.as_str()));
        list.begin(text, whole).flat_map(begin).filter(|(i, w)| text[*i..].starts_with(w))
    }

    /// True where a text holds one of the words anywhere, letter by letter, even inside another word.
    pub fn in_text(&self, text: &str, language: Language) -> bool {
        self.places(text, language).next().is_some()
    }

    /// The words that a text holds, letter by letter, and where; a Latin one only whole.
    pub fn whole_places<'a>(
        &'a self,
        text: &'a str,
        language: Language,
    ) -> impl Iterator<Item = (usize, &'a str)> + 'a {
        self.found(text, language, true).filter(|(at, word)| is_whole(text, *at, word))
    }

    /// True where a text holds one of the words, a Latin one whole.
    pub fn whole_in(&self, text: &str, language: Language) -> bool {
        self.whole_places(text, language).next().is_some()
    }

    /// The words that begin with a character of the text, each once, in the order of the list.
    pub fn begun_in(&self, text: &str, language: Language) -> impl Iterator<Item = &str> {
        let list = self.list(language);
        let mut found: Vec<u16> = text.chars().flat_map(|c| list.heads.all_under(c)).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|w| list.words.get(usize::from(w))).map(String::as_str)
    }

    /// The longest word that a text begins with, in bytes; letter by letter, even inside another word.
    pub fn opens(&self, text: &str, language: Language) -> Option<usize> {
        let list = self.list(language);
        list.headed(text).filter(|w| text.starts_with(w.as_str())).map(String::len).max()
    }

    /// The longest word that a text begins with, in bytes; Latin words are found whole, in any letter case.
    pub fn at_head(&self, text: &str, language: Language) -> Option<usize> {
        let heads = self.list(language).headed(text).filter(|w| {
            let head = text.get(..w.len()).is_some_and(|h| h.eq_ignore_ascii_case(w));
            head && (!w.is_ascii() || !text[w.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
        });
        heads.map(String::len).max()
    }

    /// The longest word that a text ends with, in bytes; Latin words are found whole, in any letter case.
    pub fn at_end(&self, text: &str, language: Language) -> Option<usize> {
        let tails = self.list(language).tailed(text).filter(|w| {
            let start = text.len().checked_sub(w.len());
            let tail = start.and_then(|s| text.get(s..)).is_some_and(|t| t.eq_ignore_ascii_case(w));
            tail && (!w.is_ascii() || !text[..text.len() - w.len()].ends_with(|c: char| c.is_ascii_alphanumeric()))
        });
        tails.map(String::len).max()
    }
}

/// A word that a text has at a place is no part of another one; Chinese has no such borders.
pub(crate) fn is_whole(text: &str, at: usize, word: &str) -> bool {
    let bound = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    !word.is_ascii() || bound(text[..at].chars().next_back()) && bound(text[at + word.len()..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_either_end_and_inside() {
        let list = |words: &[&str]| List::of(words.iter().map(|w| (*w).to_owned()).collect());
        let words = Words { zh: list(&["增长", "增", "同比增长"]), en: list(&["up", "up to", "a"]) };
        let (zh, en) = (Language::Zh, Language::En);
        assert_eq!(words.at_end("营收同比增长", zh), Some("同比增长".len()));
        assert_eq!(words.ending("营收同比增长", zh).collect::<Vec<_>>(), ["增长", "同比增长"]);
        assert_eq!((words.at_end("增", zh), words.at_end("长", zh), words.at_end("", zh)), (Some(3), None, None));
        assert_eq!(
            (words.at_head("Up to 5", en), words.at_head("upon", en), words.at_head("a", en)),
            (Some(5), None, Some(1))
        );
        assert_eq!((words.opens("upon", en), words.opens("Up", en)), (Some(2), None));
        assert_eq!(words.places("再增,增长", zh).collect::<Vec<_>>(), [(3, "增"), (7, "增长"), (7, "增")]);
        assert!(words.in_text("coupon", en) && !words.in_text("COUPON", en) && !words.in_text("", en));
        assert!(words.is("UP TO", en) && !words.is("up t", en) && words.has("up to", en) && !words.has("Up to", en));
        assert_eq!(words.begun_in("同样增加", zh).collect::<Vec<_>>(), ["增长", "增", "同比增长"]);
    }
}
