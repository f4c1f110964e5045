//! What the attributes of an element say of its words: that nobody sees them, or that they stand around an article.
//!
//! Names of classes are free, so what they say is only believed of a part of a page that is not most of it: see `kept`.

use super::token::Tokens;

/// What attributes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Nothing.
    Yes,
    /// The words are not of the article, if there are enough others: what `class` or `id` names so, and what only a script
    /// makes visible.
    Doubted,
    /// The words are not of the article.
    No,
}

impl Shown {
    /// What is only doubted is shown.
    pub(super) fn unless_doubted(self) -> Self {
        if self == Self::Doubted { Self::Yes } else { self }
    }
}

/// Words in `class` and `id` that name what stands around an article on a page.
const CHROME: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "adverts",
    "breadcrumb",
    "breadcrumbs",
    "catlinks",
    "comment",
    "commentlist",
    "comments",
    "consent",
    "cookie",
    "cookiebanner",
    "cookies",
    "copyright",
    "footer",
    "mainnav",
    "menu",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "newsletter",
    "noprint",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "recommends",
    "related",
    "relatedposts",
    "respond",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "sidenav",
    "sitemap",
    "social",
    "sponsored",
    "subnav",
    "subscribe",
    "subscription",
    "tags",
    "toolbar",
    "topnav",
    "trending",
];

/// Words behind such a word that say what it is made of: related-links, comment_list.
const MADE_OF: &[&str] = &[
    "area",
    "articles",
    "banner",
    "bar",
    "block",
    "box",
    "btn",
    "button",
    "buttons",
    "container",
    "content",
    "form",
    "group",
    "holder",
    "icons",
    "inner",
    "item",
    "items",
    "link",
    "links",
    "list",
    "module",
    "news",
    "notice",
    "panel",
    "posts",
    "primary",
    "section",
    "signup",
    "slot",
    "stories",
    "title",
    "tools",
    "top",
    "unit",
    "widget",
    "widgets",
    "wrap",
    "wrapper",
];

/// With one of these words a name says that something is not there, or something else.
const OTHERS: &[&str] = &["has", "hide", "market", "no", "not", "with", "without"];

/// Names of what only readers of screens are told, and of what is part of no text.
const UNSEEN: &[&str] = &[
    "mw-editsection",
    "screen-reader-text",
    "site-header",
    "skip-link",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
];

/// ARIA roles of what stands around an article.
const AROUND: &[&str] =
    &["alertdialog", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation", "search"];

/// What the attributes of the start tag read last say.
pub(super) fn shown(tokens: &Tokens) -> Shown {
    if !tokens.has_attributes() {
        return Shown::Yes;
    }
    let is = |name: &str, value: &str| tokens.attribute(name).is_some_and(|v| v.trim().eq_ignore_ascii_case(value));
    let styled = |what: &[&str]| {
        tokens.attribute("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            what.iter().any(|w| style.to_ascii_lowercase().contains(w))
        })
    };
    let words = || {
        let of = |name: &str| tokens.attribute(name).unwrap_or("").split_ascii_whitespace();
        of("class").chain(of("id"))
    };
    let unseen = |word: &str| UNSEEN.iter().any(|u| word.eq_ignore_ascii_case(u));
    let is_away = tokens.attribute("hidden").is_some()
        || is("aria-hidden", "true")
        || AROUND.iter().any(|role| is("role", role))
        || words().any(unseen)
        || styled(&["display:none"]);
    match () {
        () if is_away => Shown::No,
        () if styled(&["visibility:hidden"]) || words().any(is_chrome) => Shown::Doubted,
        () => Shown::Yes,
    }
}

/// True for the name of a class, or of an element, that says what stands around an article: `post-comments`,
/// `RelatedLinks_2`, `cookie-banner`.
pub(super) fn is_chrome(name: &str) -> bool {
    /// A name has so many words at most.
    const MOST: usize = 8;
    let name = name.as_bytes();
    let joint = |i: usize| {
        let (a, b) = (name[i - 1], name[i]);
        a.is_ascii_lowercase() && b.is_ascii_uppercase() || a.is_ascii_alphabetic() != b.is_ascii_alphabetic()
    };
    let (mut words, mut count, mut start) = ([&[][..]; MOST], 0, 0);
    for end in 1..=name.len() {
        if end < name.len() && !joint(end) {
            continue;
        }
        if name[start].is_ascii_alphabetic() {
            let Some(place) = words.get_mut(count) else { return false };
            *place = &name[start..end];
            count += 1;
        }
        start = end;
    }
    let is = |all: &[&str], word: &[u8]| all.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(word));
    let words = &words[..count];
    let named = words.iter().rev().find(|w| !is(MADE_OF, w));
    named.is_some_and(|w| is(CHROME, w)) && !words.iter().any(|w| is(OTHERS, w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_stands_around_an_article() {
        for name in [
            "comments",
            "post-comments",
            "comment_list_2",
            "RelatedLinks",
            "ssrcss-1-RelatedArticles",
            "main-navigation",
            "Sidebar",
            "cookie-banner",
            "amp-ad",
            "post_recommends",
            "blkComment",
        ] {
            assert!(is_chrome(name), "{name}");
        }
        for name in [
            "",
            "-",
            "commentsy",
            "has-sidebar",
            "no-comments",
            "market-share",
            "entry-content",
            "share-price",
            "headline",
            "banner",
            "comment-editor-of-the-year",
            "a-b-c-d-e-f-g-h-i-comments",
            "中文",
        ] {
            assert!(!is_chrome(name), "{name}");
        }
    }
}
