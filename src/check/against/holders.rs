//! Who holds a post: the name behind the same post of the same body in both texts.

use crate::article::Article;
use crate::extract::{Extraction, MentionKind, NameKind};
use crate::normalise::{fold_name, fold_text, is_han};
use crate::source::Span;
use crate::statement::{Fit, Id};
use crate::vocabulary::{Cue, Language, Marker, chinese_names, cues, lists};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A person named with a post.
#[derive(Clone, Debug)]
pub(in crate::check) struct Holder {
    /// The post with its body, as it is written: in characters where Chinese, else in words.
    post: Vec<String>,
    /// How many of these are the title alone.
    title: usize,
    /// The name, without `local:`.
    name: String,
    /// Several may hold the post at a time.
    shared: bool,
}

/// How the posts of two people lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Posts {
    /// The same of the same body.
    Same,
    /// The same title; of which body one of them does not say.
    Bare,
    /// Others.
    Apart,
}

impl Holder {
    /// Same where one name is the other or a part of it, apart where the same post has another name.
    pub(in crate::check) fn fit(&self, other: &Self) -> Fit {
        let same = self.name.contains(&other.name) || other.name.contains(&self.name);
        match self.posts(other) {
            Posts::Apart => Fit::Unknown,
            _ if same => Fit::Same,
            _ => Fit::Apart,
        }
    }

    /// Whether only one person holds the post of both, as far as the words tell.
    pub(in crate::check) fn is_sole(&self, other: &Self) -> bool {
        !self.shared && !other.shared && self.posts(other) == Posts::Same
    }

    /// The names share half of their characters: a short form, or another spelling.
    pub(in crate::check) fn is_alike(&self, other: &Self) -> bool {
        let letters = |h: &Self| h.name.chars().filter(|c| c.is_alphanumeric()).count();
        let common = self.name.chars().filter(|c| c.is_alphanumeric() && other.name.contains(*c)).count();
        2 * common >= letters(self).min(letters(other))
    }

    fn posts(&self, other: &Self) -> Posts {
        let backwards = self.post.iter().rev().zip(other.post.iter().rev());
        let common = backwards.take_while(|(a, b)| a == b).count();
        let title = self.title.max(other.title);
        // 自治区教育厅厅长 in one text is 广西教育厅厅长 in the other.
        let vague = |h: &Self| {
            let rest = &h.post[..h.post.len() - common];
            rest.is_empty() || lists().vague_bodies.has(&rest.concat(), Language::Zh)
        };
        match () {
            () if common < title => Posts::Apart,
            () if common == title && (self.post.len() == title || other.post.len() == title) => Posts::Bare,
            () if common > title && (vague(self) || vague(other)) => Posts::Same,
            () => Posts::Apart,
        }
    }
}

/// The people of a text who are named right behind a post, with the places of post and name.
pub(in crate::check) fn holders(article: &Article, extraction: &Extraction) -> Vec<(Span, Holder)> {
    let text = article.source.text();
    let ends: BTreeMap<usize, Span> = extraction.names.iter().map(|n| (n.span.end, n.span)).collect();
    let mut roles: FxHashMap<usize, Span> = FxHashMap::default();
    for role in extraction.mentions.iter().filter(|m| m.kind == MentionKind::Role) {
        roles.entry(role.span.end).or_insert(role.span);
    }
    let people = extraction.names.iter().filter(|n| n.kind.is_none_or(|k| k == NameKind::Person));
    let found = people.filter_map(|name| {
        let (post, title) = match name.post {
            // 广西教育厅 before 厅长 is the body.
            Some(post) => {
                let body = ends.get(&post.start);
                (body.map_or(post, |b| b.cover(post)), None)
            }
            None => match english(text, &roles, name.span) {
                Some((post, title)) => (post, Some(title)),
                None => (chinese(text, name.span.start)?, None),
            },
        };
        let written = fold_text(article.source.slice(post));
        let units: Vec<String> = match written.chars().any(is_han) {
            true => written.chars().filter(|c| !c.is_whitespace()).map(String::from).collect(),
            false => written.split_whitespace().map(str::to_lowercase).collect(),
        };
        let title = title.or_else(|| chinese_title(&written)).filter(|t| (1..=units.len()).contains(t))?;
        if is_former(&written, &text[..post.start]) {
            return None;
        }
        let shared = cue_words().lower.iter().any(|w| written.contains(w))
            || lists().shared_posts.of(Language::Zh).iter().any(|w| written.ends_with(w.as_str()))
            || lists().joint_posts.in_text(&written, Language::Zh)
            || units.iter().any(|u| lists().shared_posts.has(u, Language::En));
        let name_only = bare(&name.id);
        Some((Span::new(post.start, name.span.end), Holder { post: units, title, name: name_only, shared }))
    });
    found.collect()
}

fn bare(id: &Id) -> String {
    fold_name(id.trim_start_matches("local:"))
}

/// Characters of the longest title that a Chinese post ends with.
fn chinese_title(post: &str) -> Option<usize> {
    let found =
        chinese_names().markers(post).filter(|(at, kinds)| at.end == post.len() && kinds.contains(&Marker::Title));
    found.map(|(at, _)| post[at].chars().count()).max()
}

/// What stands right before a Chinese name in its clause and ends in a title.
fn chinese(text: &str, end: usize) -> Option<Span> {
    let inside = |c: &(usize, char)| is_han(c.1) && !matches!(c.1, '和' | '与' | '及');
    let behind = text[..end].char_indices().rev().take(POST).take_while(inside);
    let post = Span::new(behind.last()?.0, end);
    chinese_title(&text[post.start..post.end]).map(|_| post)
}

/// Characters of a post.
const POST: usize = 16;

/// The post right before an English name, with the capitalised words before it, and the number of words of the title;
/// `roles` are titles by where they end.
fn english(text: &str, roles: &FxHashMap<usize, Span>, name: Span) -> Option<(Span, usize)> {
    let end = text[..name.start].trim_end_matches(' ').len();
    let role = *roles.get(&end)?;
    let title = text[role.start..role.end].split_whitespace().count();
    let mut start = role.start;
    while let Some(before) = text[..start].strip_suffix(' ') {
        let word = before.rsplit([' ', '\n']).next().unwrap_or_default();
        if !word.starts_with(|c: char| c.is_ascii_uppercase()) || word.ends_with([',', '.', ';', ':']) {
            break;
        }
        start = before.len() - word.len();
    }
    Some((Span::new(start, end), title))
}

/// Characters before a post that may say that it was held once.
const NEAR: usize = 40;

/// 前, former, before or at the head of a post: who held it once.
fn is_former(post: &str, before: &str) -> bool {
    let before = before.trim_end();
    let near = before.char_indices().rev().nth(NEAR).map_or(0, |(i, _)| i);
    let (before, post) = (before[near..].to_ascii_lowercase(), post.to_ascii_lowercase());
    cue_words().former.iter().any(|word| {
        let whole = |t: &str| !word.is_ascii() || !t.ends_with(|c: char| c.is_ascii_alphanumeric());
        let ends = before.strip_suffix(word).is_some_and(whole);
        ends || post.split(' ').any(|w| w == *word) || !word.is_ascii() && post.starts_with(word)
    })
}

/// Words that say how somebody holds a post.
struct CueWords {
    /// One of several: 副.
    lower: Vec<&'static str>,
    /// At another time, or for some time only.
    former: Vec<&'static str>,
}

fn cue_words() -> &'static CueWords {
    static WORDS: OnceLock<CueWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let of = |kinds: &[Cue]| cues().iter().filter(|(_, c)| kinds.contains(c)).map(|(w, _)| w.as_str()).collect();
        let mut lower: Vec<&str> = of(&[Cue::LowerTitle]);
        lower.retain(|w| !w.is_ascii());
        CueWords { lower, former: of(&[Cue::Former, Cue::Then, Cue::Incoming, Cue::Acting]) }
    })
}
