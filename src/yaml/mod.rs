//! YAML as people write it: a tree of scalars, lists and maps in which every part knows its place in the file.
//!
//! Scalars stay the text that stands in the file (`3.10`, `no`, `0755`); what a text means is decided by its reader,
//! `facts` or `config`. This is the only folder that names the YAML crate with spans.

mod nearest;
mod reader;

pub(crate) use nearest::nearest;
pub(crate) use reader::{Fields, Reader, Text, is_id};

use crate::source::{Position, Source, Span};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use serde_saphyr::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};
use std::fmt;

/// The largest file that is read, in bytes.
pub(crate) const LARGEST: u64 = 256 << 20;

/// One value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Its bytes; of a block map or list only the place where it begins.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A scalar, quotes and escapes removed, else as written.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map in the order of the file, keys that appear twice included.
    Map(Vec<(Text, Node)>),
    /// Nothing, or `~`.
    Empty,
}

/// A fault of the syntax itself: place, what is wrong, what to write instead.
#[derive(Debug)]
pub(crate) struct SyntaxFault {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// Reads a file as one tree. A file without content is an empty map.
pub(crate) fn parse(source: &Source) -> Result<Node, SyntaxFault> {
    if source.text().lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with('#')) {
        return Ok(Node { span: Span::default(), value: Value::Map(Vec::new()) });
    }
    let options = serde_saphyr::options! {
        // A fact is some 35 nodes: room for 500,000 facts, and still an end.
        budget: serde_saphyr::budget! {
            max_nodes: 20_000_000,
            max_events: 50_000_000,
            max_total_scalar_bytes: LARGEST as usize,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 200_000 },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        null_as_string: true,
        strict_booleans: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(source.text(), options) {
        Ok(raw) => Ok(node(raw, source)),
        Err(error) => Err(syntax_fault(&error, source)),
    }
}

/// What the deserializer hands over. A scalar it took for something else than text is read again from its span.
enum Raw {
    Text(String),
    Lexeme,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct AnyValue;

        impl<'de> Visitor<'de> for AnyValue {
            type Value = Raw;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text, a list or a map")
            }

            fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<Raw, E> {
                Ok(Raw::Text(v.to_owned()))
            }

            fn visit_string<E: serde::de::Error>(self, v: String) -> Result<Raw, E> {
                Ok(Raw::Text(v))
            }

            fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Raw, E> {
                Ok(Raw::Lexeme)
            }

            fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Raw, E> {
                Ok(Raw::Lexeme)
            }

            fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Raw, E> {
                Ok(Raw::Lexeme)
            }

            fn visit_i128<E: serde::de::Error>(self, _: i128) -> Result<Raw, E> {
                Ok(Raw::Lexeme)
            }

            fn visit_u128<E: serde::de::Error>(self, _: u128) -> Result<Raw, E> {
                Ok(Raw::Lexeme)
            }

            fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Raw, E> {
                Ok(Raw::Lexeme)
            }

            fn visit_unit<E: serde::de::Error>(self) -> Result<Raw, E> {
                Ok(Raw::Lexeme)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = seq.next_element()? {
                    all.push(one);
                }
                Ok(Raw::List(all))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                Ok(Raw::Map(all))
            }

            fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<Raw, E> {
                Err(E::custom("binary data has no place here"))
            }
        }

        from.deserialize_any(AnyValue)
    }
}

fn node(raw: Spanned<Raw>, source: &Source) -> Node {
    let span = place(&raw.referenced, source).unwrap_or_default();
    let value = match raw.value {
        Raw::Text(text) => Value::Text(text),
        Raw::Lexeme => match place(&raw.defined, source).map_or("", |s| source.slice(s).trim()) {
            "" | "~" => Value::Empty,
            text => Value::Text(text.to_owned()),
        },
        Raw::List(all) => Value::List(all.into_iter().map(|n| node(n, source)).collect()),
        Raw::Map(all) => Value::Map(all.into_iter().map(|(k, v)| (key(k, source), node(v, source))).collect()),
    };
    Node { span, value }
}

fn key(key: Spanned<String>, source: &Source) -> Text {
    let span = place(&key.referenced, source).unwrap_or_default();
    Text { text: key.value, span, quoted: source.slice(span).starts_with(['"', '\'']) }
}

/// The bytes of a location; `None` where the crate does not know them.
fn place(location: &serde_saphyr::Location, source: &Source) -> Option<Span> {
    let span = location.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let end = start.checked_add(usize::try_from(span.byte_len()?).ok()?)?;
    let text = source.text();
    let fits = end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end);
    fits.then(|| Span::new(start, start + text[start..end].trim_end().len()))
}

/// What the crate says of common slips, what they are, and what to do.
const SLIPS: &[(&str, &str, &str)] = &[
    ("unclosed quote", "this quotation mark is never closed", "close it, or put the text in quotes of the other kind"),
    (
        "invalid trailing content",
        "the quotation ends in the middle of the text",
        "put a text that holds quotation marks in quotes of the other kind",
    ),
    ("unclosed bracket", "this bracket is never closed", "close it on the line where the list or map ends"),
    ("misplaced bracket", "this bracket closes nothing", "remove it, or put the text in quotes"),
    (
        "mapping values are not allowed",
        "a second `: ` stands here",
        "put a text that holds `: ` in quotes, and indent keys alike",
    ),
    ("unexpected character", "a text may not begin or go on like this", "put the text in quotes"),
    ("tabs disallowed", "a tab stands where spaces should", "indent with spaces"),
    ("BOM", "a byte-order mark stands inside the file", "remove it; it is left where files were joined"),
    ("unknown anchor", "`*` repeats an anchor that does not exist", "put a text that begins with `*` in quotes"),
    ("did not find expected '-'", "this line is not an item of the list before it", "indent it, or begin it with `- `"),
    (
        "did not find expected key",
        "this is no `key: value`",
        "close quotes and brackets before it, and indent keys alike",
    ),
    (
        "multiple YAML documents",
        "a second document begins here",
        "remove the line `---` or move what follows to another file",
    ),
    ("expected string scalar", "a list or map cannot be a key", "write `key: value` with a text as the key"),
];

/// Says in an editor's words what the crate says of a file it cannot read.
fn syntax_fault(error: &serde_saphyr::Error, source: &Source) -> SyntaxFault {
    use serde_saphyr::Error as E;
    let error = error.without_snippet();
    let span = error.location().map_or_else(Span::default, |l| error_place(&l, source));
    let at = source.position(span.start).line;
    let near = [at, at.saturating_sub(1)].map(|n| source.line(n).map_or("", |l| l.1));
    let said = error.to_string();
    let slip = SLIPS.iter().find(|s| said.contains(s.0));
    let (message, help) = match (error, slip) {
        (
            E::Budget { .. }
            | E::AliasReplayLimitExceeded { .. }
            | E::AliasExpansionLimitExceeded { .. }
            | E::AliasReplayStackDepthExceeded { .. }
            | E::AliasReplayCounterOverflow { .. },
            _,
        ) => (
            "the file unfolds to more than can be read".to_owned(),
            "write values out instead of repeating anchors with `*`, nest less deeply, or split the file",
        ),
        _ if near.iter().any(|l| wide_colon(l)) => (
            "the full-width colon `：` does not separate a key from its value".to_owned(),
            "type an ASCII colon and a space: `key: value`",
        ),
        (_, Some((_, message, help))) => ((*message).to_owned(), *help),
        (_, None) => (
            format!("this is not YAML: {}", brief(&said)),
            "look at the quotes, brackets and indentation of this line and the one before",
        ),
    };
    SyntaxFault { span, message, help: help.to_owned() }
}

/// The place of an error up to the end of its line. Syntax errors know line and column; their bytes are not to be relied on.
fn error_place(location: &serde_saphyr::Location, source: &Source) -> Span {
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let position = Position { line: count(location.line()), column: count(location.column()) };
    let start = source.offset(position);
    let end = source.line(source.position(start).line).map_or(start, |(line, _)| line.end.max(start));
    Span::new(start, end)
}

/// True where a line looks like `key：value` in place of `key: value`.
fn wide_colon(line: &str) -> bool {
    line.find('：').is_some_and(|at| !line[..at].contains([':', '#', '"', '\'']))
}

/// The first sentence of what the crate says, without its own line and column.
fn brief(said: &str) -> String {
    let line = said.lines().next().unwrap_or("").trim();
    let line = line.split(" at line ").next().unwrap_or(line);
    let line = line.strip_prefix("error: ").unwrap_or(line);
    line.trim_end_matches(['.', ':', ',']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Node {
        parse(&Source::new("x", text)).unwrap_or_else(|e| panic!("{text:?}: {e:?}"))
    }

    fn scalar(text: &str) -> String {
        let Value::Map(all) = read(text).value else { panic!("a map: {text:?}") };
        match &all[0].1.value {
            Value::Text(text) => text.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn scalars_stay_as_written() {
        for text in
            ["3.10", "no", "0755", "1_000", "1e999", ".nan", "2015", "-0", "null", "true", "99999999999999999999"]
        {
            assert_eq!(scalar(&format!("a: {text}")), text);
        }
        assert_eq!(scalar("a: \"x: \\u4E00\""), "x: 一");
        assert_eq!(scalar("a:"), "Empty");
        assert_eq!(scalar("a: ~"), "Empty");
    }

    #[test]
    fn every_part_knows_its_bytes() {
        let source = Source::new("x", "名: {值: [三, \"四\"]} # 五\n");
        let Value::Map(all) = read(source.text()).value else { panic!("a map") };
        assert_eq!(source.slice(all[0].0.span), "名");
        let Value::Map(inner) = &all[0].1.value else { panic!("a map") };
        let Value::List(items) = &inner[0].1.value else { panic!("a list") };
        assert_eq!(items.iter().map(|n| source.slice(n.span)).collect::<Vec<_>>(), ["三", "\"四\""]);
    }

    #[test]
    fn keys_that_stand_twice_are_kept_and_merges_are_applied() {
        let Value::Map(all) = read("a: 1\na: 2\nb: &b {c: 3}\n<<: *b\n").value else { panic!("a map") };
        assert_eq!(all.iter().map(|(k, _)| k.text.as_str()).collect::<Vec<_>>(), ["a", "a", "b", "c"]);
    }

    #[test]
    fn a_file_without_content_is_an_empty_map() {
        for text in ["", "\n", "# nothing yet\n  # nor here\n"] {
            assert!(matches!(read(text).value, Value::Map(all) if all.is_empty()), "{text:?}");
        }
    }

    #[test]
    fn slips_are_named_with_their_place_and_what_to_do() {
        for (text, line, column, message, help) in [
            ("a：1\nb: 2\n", 2, 2, "full-width colon", "ASCII colon"),
            ("facts:\n\t- id: x\n", 2, 2, "a tab", "spaces"),
            ("a: b: c\n", 1, 5, "a second `: `", "in quotes"),
            ("a: *x\n", 1, 4, "an anchor that does not exist", "in quotes"),
            ("a: 1\n---\nb: 2\n", 3, 1, "a second document", "---"),
            ("一: \"x\n", 1, 4, "never closed", "close it"),
            ("a: 'it's'\n", 1, 8, "in the middle of the text", "other kind"),
            ("a: {b: 1\n", 1, 4, "never closed", "close it"),
            ("a: [1]]\n", 1, 7, "closes nothing", "remove it"),
            ("a: 1\n\u{feff}b: 2\n", 2, 1, "byte-order mark", "remove it"),
            ("- a\nb: 1\n", 2, 1, "not an item", "- "),
            ("a: @x\n", 1, 4, "may not begin", "in quotes"),
            ("? [x]\n: 1\n", 1, 3, "cannot be a key", "key: value"),
        ] {
            let source = Source::new("x", text);
            let Err(fault) = parse(&source) else { panic!("{text:?} is read") };
            assert_eq!(source.position(fault.span.start), Position { line, column }, "{text:?}");
            assert!(fault.message.contains(message) && fault.help.contains(help), "{text:?}: {fault:?}");
        }
    }

    #[test]
    fn bombs_and_bottomless_nests_are_refused() {
        let mut bomb = String::from("a0: &a0 [x]\n");
        for i in 1..30 {
            let of = format!("*a{}", i - 1);
            bomb += &format!("a{i}: &a{i} [{}]\n", [of.as_str(); 9].join(", "));
        }
        let nest = format!("a: {}", "[".repeat(5000));
        for text in [bomb, nest, "a: &a [*a]\n".to_owned()] {
            assert!(parse(&Source::new("x", text)).is_err());
        }
    }
}
