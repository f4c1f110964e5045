//! What a fact says of itself: how surely it is known, and from where.

use super::parts::interval;
use super::predicates::required;
use super::{FactSource, FactStatus};
use crate::yaml::{Node, Reader};

pub(super) fn status(reader: &mut Reader, node: &Node) -> Option<FactStatus> {
    let text = reader.text(node, "status")?;
    Some(match text.text.as_str() {
        "verified" => FactStatus::Verified,
        "unverified" => FactStatus::Unverified,
        "disputed" => FactStatus::Disputed,
        "retracted" => FactStatus::Retracted,
        other => {
            let options = ["verified", "unverified", "disputed", "retracted"];
            reader.unknown(text.span, "a status", other, options, "");
            return None;
        }
    })
}

pub(super) fn sources(reader: &mut Reader, node: &Node) -> Vec<FactSource> {
    let mut all = Vec::new();
    for item in reader.items(node) {
        let keys = ["title", "publisher", "url", "published", "supports"];
        let Some(fields) = reader.fields(item, "a source", &keys) else { continue };
        let title = required(reader, &fields, "title").and_then(|n| reader.text(n, "title"));
        let text = |reader: &mut Reader, key: &str| fields.get(key).and_then(|n| reader.text(n, key));
        let publisher = text(reader, "publisher");
        let url = text(reader, "url");
        if let Some(t) = url.as_ref().filter(|t| !t.text.starts_with("https://") && !t.text.starts_with("http://")) {
            reader.fault(t.span, format!("`{}` is not an address", t.text), "write it whole, from `https://` on");
        }
        let published = text(reader, "published");
        if let Some(t) = &published {
            interval(reader, t);
        }
        let supports = text(reader, "supports");
        all.push(FactSource {
            title: title.map(|t| t.text).unwrap_or_default(),
            publisher: publisher.map(|t| t.text),
            url: url.map(|t| t.text),
            published: published.map(|t| t.text),
            supports: supports.map(|t| t.text),
        });
    }
    all
}
