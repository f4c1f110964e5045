//! What each element of HTML is to an article: which hold its words, which hide them, which end a block.

use crate::article::Block;

/// What an element does to the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Emphasis, links: part of the line it stands in.
    Inline,
    /// A block of this kind.
    Block(Block),
    /// A block of the kind it stands in.
    Part,
    /// A paragraph, which the next block ends.
    Paragraph,
    /// Ends the block it stands in and holds nothing.
    Break,
    /// Holds nothing.
    Void,
    /// Not part of the article, nor of the line.
    Hidden,
    /// Not part of the article, inside a line.
    HiddenInline,
    /// An article, the main part of a page.
    Article,
    Main,
    Table,
    TableHead,
    Row,
    Cell,
    HeaderCell,
    Caption,
    Preformatted,
    /// `<sup>`: part of a word, or the mark of a note.
    Superscript,
    Time,
    Meta,
}

/// Elements that begin and end inside a line.
pub(super) fn is_inline(role: Role) -> bool {
    matches!(role, Role::Inline | Role::HiddenInline | Role::Superscript | Role::Time)
}

/// The role of an element by its name, in any letter case.
pub(super) fn role(name: &str) -> Role {
    let mut lower = [0_u8; 12];
    let Some(place) = lower.get_mut(..name.len()) else { return Role::Inline };
    place.copy_from_slice(name.as_bytes());
    place.make_ascii_lowercase();
    match &*place {
        b"p" => Role::Paragraph,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Block(Block::Heading),
        b"li" | b"dt" => Role::Block(Block::Item),
        b"dd" => Role::Block(Block::Inside),
        b"figcaption" => Role::Block(Block::Paragraph),
        b"address" | b"blockquote" | b"body" | b"center" | b"details" | b"dir" | b"div" | b"dl" | b"fieldset"
        | b"figure" | b"form" | b"header" | b"hgroup" | b"html" | b"legend" | b"ol" | b"section" | b"summary"
        | b"ul" => Role::Part,
        b"br" | b"hr" => Role::Break,
        b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"param" | b"source" | b"track"
        | b"wbr" => Role::Void,
        b"aside" | b"dialog" | b"footer" | b"menu" | b"nav" | b"search" => Role::Hidden,
        b"iframe" | b"noframes" | b"noscript" | b"optgroup" | b"script" | b"select" | b"style" | b"template"
        | b"textarea" | b"title" | b"xmp" | b"audio" | b"button" | b"canvas" | b"code" | b"datalist" | b"del"
        | b"kbd" | b"map" | b"math" | b"meter" | b"noembed" | b"object" | b"option" | b"progress" | b"rp" | b"rt"
        | b"s" | b"samp" | b"strike" | b"svg" | b"var" | b"video" => Role::HiddenInline,
        b"article" => Role::Article,
        b"main" => Role::Main,
        b"table" => Role::Table,
        b"thead" => Role::TableHead,
        b"tbody" | b"tfoot" => Role::Part,
        b"tr" => Role::Row,
        b"td" => Role::Cell,
        b"th" => Role::HeaderCell,
        b"caption" => Role::Caption,
        b"pre" | b"listing" => Role::Preformatted,
        b"sup" => Role::Superscript,
        b"time" => Role::Time,
        b"meta" => Role::Meta,
        _ => Role::Inline,
    }
}

/// Elements that an element's start tag closes where they were left open, and those behind which it does not look.
pub(super) fn implied(role: Role, name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    const LISTS: &[&str] = &["ul", "ol", "dl", "dir", "menu", "table", "td", "th"];
    const ROWS: &[&str] = &["table", "thead", "tbody", "tfoot"];
    const SCOPE: &[&str] = &["td", "th", "table", "caption", "button", "html", "body"];
    match role {
        Role::Block(Block::Item) if name.eq_ignore_ascii_case("li") => (&["li"], LISTS),
        Role::Block(Block::Item | Block::Inside) => (&["dt", "dd"], LISTS),
        Role::Cell | Role::HeaderCell => (&["td", "th"], &["tr", "table"]),
        Role::Row => (&["tr", "caption"], ROWS),
        Role::TableHead => (&["thead", "caption"], &["table"]),
        Role::Part if ["tbody", "tfoot"].iter().any(|n| name.eq_ignore_ascii_case(n)) => {
            (&["thead", "tbody", "tfoot", "caption"], &["table"])
        }
        Role::Inline | Role::Void | Role::HiddenInline | Role::Superscript | Role::Time | Role::Meta | Role::Break => {
            (&[], &[])
        }
        _ => (&["p"], SCOPE),
    }
}
