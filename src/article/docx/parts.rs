//! What the parts of a Word document beside its text say: which styles are headings, its title; and how all parts are read.

use crate::article::html;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashSet;

/// A reader that takes what is damaged for what it seems to be.
pub(super) fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends) = (false, true);
    reader
}

/// An attribute of a tag by its local name.
pub(super) fn value(tag: &BytesStart<'_>, of: &str) -> Option<String> {
    tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == of).map(|a| a.value.into_owned())
}

/// `Heading1`, `heading 1`, `Title`, `标题 1`.
pub(super) fn is_heading(style: &str) -> bool {
    let style = style.to_lowercase();
    ["heading", "title", "标题"].iter().any(|s| style.starts_with(s))
}

/// The ids of the styles that are headings: Word in Chinese calls that of the first level `1`.
pub(super) fn headings(styles: &str) -> FxHashSet<String> {
    let (mut reader, mut id, mut out) = (reader(styles), None, FxHashSet::default());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "style" => id = value(&tag, "styleId"),
                "name" if value(&tag, "val").is_some_and(|v| is_heading(&v)) => out.extend(id.take()),
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    out
}

/// The title among the properties of a document.
pub(super) fn title(properties: &str) -> Option<String> {
    let (mut reader, mut open, mut out) = (reader(properties), false, String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => open = tag.local_name().as_ref() == "title",
            Ok(Event::Text(text)) if open => out += &text.xml10_content(),
            Ok(Event::GeneralRef(name)) if open => out.extend(referred(&name.xml10_content())),
            Ok(Event::End(_)) if open => break,
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Some(out.trim().to_owned()).filter(|t| !t.is_empty())
}

/// The characters that the reference of a name stands for.
pub(super) fn referred(name: &str) -> impl Iterator<Item = char> + use<> {
    html::reference(&format!("&{name};")).into_iter().flat_map(|r| r.0).flatten()
}
