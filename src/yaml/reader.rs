//! Reads the parts of a tree one by one and collects every fault on the way, so that none hides another.

use super::{Node, Value, nearest, parse};
use crate::error::Fault;
use crate::source::{Source, Span};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A scalar with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// As written, quotes removed.
    pub(crate) text: String,
    /// Its bytes, quotes included.
    pub(crate) span: Span,
    /// It stood in quotation marks.
    pub(crate) quoted: bool,
}

/// The entries of a map whose keys are known, each once.
#[derive(Debug)]
pub(crate) struct Fields<'n> {
    /// The first key, or the place of an empty map: where to say that something is missing.
    pub(crate) at: Span,
    entries: Vec<(&'n Text, &'n Node)>,
}

impl<'n> Fields<'n> {
    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(k, _)| k.text == key).map(|(_, n)| *n)
    }

    /// The keys that are there, in the order of the file.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'n Text> {
        self.entries.iter().map(|(k, _)| *k)
    }

    /// Keys with their values, in the order of the file.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'n Text, &'n Node)> {
        self.entries.iter().copied()
    }
}

/// Reads one file and keeps its faults.
#[derive(Debug)]
pub(crate) struct Reader {
    source: Arc<Source>,
    faults: Vec<Fault>,
}

impl Reader {
    /// A reader of a file.
    pub(crate) fn new(source: Arc<Source>) -> Self {
        Self { source, faults: Vec::new() }
    }

    /// The file.
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The faults, in the order of the file.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults;
        faults.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.message.cmp(&b.message)));
        faults
    }

    /// Notes a fault: what is wrong, and what to write instead.
    pub(crate) fn fault(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let source = Arc::clone(&self.source);
        self.faults.push(Fault { source, span, message: message.into(), help: help.into() });
    }

    /// Notes that `word` is none of `options`, with the nearest of them or, where they are few, all. `otherwise` says
    /// what to do where they are many and none is near.
    pub(crate) fn unknown<'a>(
        &mut self,
        span: Span,
        what: &str,
        word: &str,
        options: impl IntoIterator<Item = &'a str>,
        otherwise: &str,
    ) {
        let options: Vec<&str> = options.into_iter().collect();
        // Whoever sees hundreds of faults has named the wrong files; looking for near words would only take long.
        let near = if self.faults.len() < 200 { nearest(word, options.iter().copied()) } else { None };
        let help = match near {
            Some(option) => format!("did you mean `{option}`?"),
            None if (1..=12).contains(&options.len()) => format!("write {}", one_of(&options)),
            None => otherwise.to_owned(),
        };
        self.fault(span, format!("`{word}` is not {what}"), help);
    }

    /// The tree of the file; an empty one, and a fault, where it has none.
    pub(crate) fn tree(&mut self) -> Option<Node> {
        match parse(&self.source) {
            Ok(node) => Some(node),
            Err(f) => {
                self.fault(f.span, f.message, f.help);
                None
            }
        }
    }

    /// The entries of a map that may have these keys, `what` being the map in a sentence: `an entity`.
    pub(crate) fn fields<'n>(&mut self, node: &'n Node, what: &str, keys: &[&str]) -> Option<Fields<'n>> {
        let fields = self.map(node, what)?;
        self.only(&fields, what, keys);
        Some(fields)
    }

    /// Notes the keys that are none of these.
    pub(crate) fn only(&mut self, fields: &Fields, what: &str, keys: &[&str]) {
        for key in fields.keys() {
            if !keys.contains(&key.text.as_str()) && !self.slipped(key) {
                self.unknown(key.span, &format!("a key of {what}"), &key.text, keys.iter().copied(), &known(keys));
            }
        }
    }

    /// The entries of a map with any keys.
    pub(crate) fn map<'n>(&mut self, node: &'n Node, what: &str) -> Option<Fields<'n>> {
        let Value::Map(all) = &node.value else {
            let help = match &node.value {
                Value::Text(text) if text.contains('：') => "type an ASCII colon and a space in place of `：`",
                _ => "write `key: value`, one on a line",
            };
            self.fault(node.span, format!("{what} is a map of keys and values"), help);
            return None;
        };
        let mut entries: Vec<(&Text, &Node)> = Vec::with_capacity(all.len());
        let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
        for (key, value) in all {
            if let Some(first) = seen.insert(&key.text, key.span) {
                let first = self.place(first);
                self.fault(
                    key.span,
                    format!("the key `{}` stands here and at {first}", key.text),
                    "keep one of the two",
                );
                continue;
            }
            entries.push((key, value));
        }
        Some(Fields { at: entries.first().map_or(node.span, |e| e.0.span), entries })
    }

    /// Notes punctuation that made a key of something else; true where there is some.
    fn slipped(&mut self, key: &Text) -> bool {
        if key.text.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!("the comma before `{}` ended the value", key.text);
            self.fault(key.span, message, "write numbers without commas, or in quotes");
            return true;
        }
        let Some(mark) = key.text.chars().find(|c| matches!(c, '：' | '，')) else { return false };
        let (name, ascii) = if mark == '：' { ("colon", ": ") } else { ("comma", ", ") };
        self.fault(
            key.span,
            format!("the full-width {name} `{mark}` in `{}` is part of the key", key.text),
            format!("type an ASCII {name} and a space: `{}`", key.text.replace(mark, ascii)),
        );
        true
    }

    /// The items of a list; a single value is a list of one, nothing an empty one.
    pub(crate) fn items<'n>(&self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::List(all) => all,
            Value::Empty => &[],
            Value::Text(_) | Value::Map(_) => std::slice::from_ref(node),
        }
    }

    /// A scalar, `what` being its key.
    pub(crate) fn text(&mut self, node: &Node, what: &str) -> Option<Text> {
        match &node.value {
            Value::Text(text) => {
                let quoted = self.source.slice(node.span).starts_with(['"', '\'']);
                let span = node.span;
                Some(Text { text: text.trim().to_owned(), span, quoted }).filter(|t| !t.text.is_empty()).or_else(|| {
                    self.fault(span, format!("`{what}` is empty"), "write a value or leave the key out");
                    None
                })
            }
            Value::Empty => {
                self.fault(node.span, format!("`{what}` has no value"), "write a value or leave the key out");
                None
            }
            Value::List(_) => {
                self.fault(node.span, format!("`{what}` is one text, not a list"), "write one text without brackets");
                None
            }
            Value::Map(_) => {
                self.fault(
                    node.span,
                    format!("`{what}` is one text, not a map"),
                    "put a text that holds `: ` in quotes",
                );
                None
            }
        }
    }

    /// One scalar or a list of them.
    pub(crate) fn texts(&mut self, node: &Node, what: &str) -> Vec<Text> {
        let items = self.items(node);
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            let Some(text) = self.text(item, what) else { continue };
            if !text.quoted && matches!(node.value, Value::List(_)) && text.text.contains('，') {
                self.fault(
                    text.span,
                    format!("the full-width comma in `{}` does not separate items", text.text),
                    "type an ASCII comma and a space, or put the text in quotes if the comma belongs to it",
                );
                continue;
            }
            all.push(text);
        }
        all
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, node: &Node, what: &str) -> Option<bool> {
        let text = self.text(node, what)?;
        match text.text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                self.fault(text.span, format!("`{what}` is `{other}`"), "write `true` or `false`");
                None
            }
        }
    }

    /// An id: ASCII letters in lower case, digits and hyphens.
    pub(crate) fn id(&mut self, node: &Node, what: &str) -> Option<Text> {
        let text = self.text(node, what)?;
        if is_id(&text.text) {
            return Some(text);
        }
        let better: String = text.text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let better = better.to_ascii_lowercase();
        let better: Vec<&str> = better.split('-').filter(|p| !p.is_empty()).collect();
        let better = if better.is_empty() { "alibaba-cloud".to_owned() } else { better.join("-") };
        self.fault(
            text.span,
            format!("`{}` is not an id", text.text),
            format!("write lower-case ASCII letters, digits and hyphens: `{better}`"),
        );
        None
    }

    /// `path:line:column` of a place in this file.
    pub(crate) fn place(&self, span: Span) -> String {
        let at = self.source.position(span.start);
        format!("{}:{}:{}", self.source.name(), at.line, at.column)
    }
}

/// True for ASCII letters in lower case, digits and single hyphens between them.
pub(crate) fn is_id(text: &str) -> bool {
    text.split('-').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn known(keys: &[&str]) -> String {
    format!("the keys are {}", keys.join(", "))
}

fn one_of(options: &[&str]) -> String {
    match options {
        [one] => format!("`{one}`"),
        [all @ .., last] => format!("`{}` or `{last}`", all.join("`, `")),
        [] => String::new(),
    }
}
