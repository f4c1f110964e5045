//! Front matter of Markdown: the day, the language and the title that its head names, in YAML or TOML.

use super::html;
use crate::source::Span;
use crate::vocabulary::Language;
use chrono::NaiveDate;
use pulldown_cmark::MetadataBlockKind;

/// What a head says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The day, and where in the head it stands; empty where it is written in other characters.
    pub(super) date: Option<(NaiveDate, Span)>,
    pub(super) language: Option<Language>,
    pub(super) title: Option<String>,
}

/// Keys of the day of publication, without case and joints, the most usual first. When a file was made or changed is
/// another day.
const DATES: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "pubdatetime",
    "publishdate",
    "publisheddate",
    "publishedat",
    "publishedon",
    "publishedtime",
    "datepublished",
    "publicationdate",
    "日期",
    "发布日期",
    "发布时间",
];

/// `date`, `lang` and `title` of a head, by the names that publishing programs give them.
pub(super) fn read(kind: MetadataBlockKind, head: &str) -> Head {
    let pairs = match kind {
        MetadataBlockKind::YamlStyle => yaml(head).unwrap_or_else(|| lines(head)),
        MetadataBlockKind::PlusesStyle => toml(head),
    };
    let value = |key: &str| pairs.iter().rfind(|(k, _)| bare(k) == key);
    let date = DATES.iter().find_map(|key| {
        let (key, value) = value(key)?;
        Some((html::day(value)?, place(head, key, value)))
    });
    let language = value("lang").or_else(|| value("language")).and_then(|(_, l)| language(l));
    Head { date, language, title: value("title").map(|t| t.1.clone()) }
}

/// A key without its case and joints: `pub-date`, `pubDate`, `Pub date`.
fn bare(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '"' | '\'')).flat_map(char::to_lowercase).collect()
}

fn language(label: &str) -> Option<Language> {
    let label = label.trim().to_lowercase();
    match label.as_str() {
        "chinese" | "中文" | "汉语" => Some(Language::Zh),
        "英文" | "英语" => Some(Language::En),
        _ if label.starts_with("zh") => Some(Language::Zh),
        _ if label.starts_with("en") => Some(Language::En),
        _ => None,
    }
}

/// Where a value stands: behind its key, at the head of a line.
fn place(head: &str, key: &str, value: &str) -> Span {
    let mut start = 0;
    for line in head.split_inclusive('\n') {
        if line.trim_start().trim_start_matches(['"', '\'']).starts_with(key) {
            return match head[start..].find(value) {
                Some(at) => Span::new(start + at, start + at + value.len()),
                None => Span::default(),
            };
        }
        start += line.len();
    }
    Span::default()
}

/// The scalars of a mapping; of a list its first. `None` where the head is no YAML.
fn yaml(head: &str) -> Option<Vec<(String, String)>> {
    let serde_yaml::Value::Mapping(all) = serde_yaml::from_str::<serde_yaml::Value>(head).ok()? else { return None };
    let scalar = |mut value: &serde_yaml::Value| {
        if let serde_yaml::Value::Sequence(list) = value {
            value = list.first()?;
        }
        match value {
            serde_yaml::Value::String(s) => Some(s.clone()),
            serde_yaml::Value::Number(n) => Some(n.to_string()),
            _ => None,
        }
    };
    Some(all.iter().filter_map(|(k, v)| Some((k.as_str()?.to_owned(), scalar(v)?))).collect())
}

/// `key: value` at the head of each line, where something else in the head is no YAML.
fn lines(head: &str) -> Vec<(String, String)> {
    let pair = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let is_key = !key.is_empty() && !key.starts_with([' ', '\t', '#', '-']);
        let value = value.split(" #").next().unwrap_or("").trim().trim_matches(['"', '\'']);
        (is_key && !value.is_empty()).then(|| (key.trim().to_owned(), value.to_owned()))
    };
    head.lines().filter_map(pair).collect()
}

/// The keys above the first table of a TOML head whose values are basic or literal strings, bare dates, or lists of
/// such on one line.
fn toml(head: &str) -> Vec<(String, String)> {
    let above = head.lines().take_while(|l| !l.starts_with('['));
    let pair = |line: &str| {
        let (key, value) = line.split_once('=')?;
        let value = value.trim().trim_start_matches(['[', ' ']);
        let quoted = ['"', '\''].into_iter().find_map(|q| value.strip_prefix(q)?.split(q).next());
        let bare = || value.split(['#', ',', ']']).next().unwrap_or(value).trim();
        Some((key.trim().trim_matches(['"', '\'']).to_owned(), quoted.unwrap_or_else(bare).to_owned()))
    };
    above.filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(kind: MetadataBlockKind, head: &str) -> Option<(String, String)> {
        read(kind, head).date.map(|(day, at)| (day.to_string(), head[at.start..at.end].to_owned()))
    }

    #[test]
    fn the_day_is_found_under_its_usual_names() {
        for (head, cited) in [
            ("date: 2023-11-05", "2023-11-05"),
            ("title: 2023-11-05 x\ndate: '2023-11-05T08:00:00Z' # c", "2023-11-05T08:00:00Z"),
            ("published: true\nDate: 2023/11/5", "2023/11/5"),
            ("pubDate: Nov 5, 2023", "Nov 5, 2023"),
            ("pub-datetime: 2023-11-05", "2023-11-05"),
            ("lastmod: 2024-01-01\npublishDate: 2023-11-05", "2023-11-05"),
            ("date:\n  - 2023-11-05\n  - 2024-01-01", "2023-11-05"),
            ("date: [2023-11-05]", "2023-11-05"),
            ("date: 20231105", "20231105"),
            ("发布日期: 2023年11月5日", "2023年11月5日"),
            // No YAML, for what stands beside it.
            ("title: a: b\ndate: 2023-11-05", "2023-11-05"),
            ("tags: [a\ndate: \"2023-11-05\"", "2023-11-05"),
            ("date: 2023-11-05\ndate: 2023-11-05", "2023-11-05"),
        ] {
            let expected = Some(("2023-11-05".to_owned(), cited.to_owned()));
            assert_eq!(day(MetadataBlockKind::YamlStyle, head), expected, "{head}");
        }
        for none in ["created: 2023-11-05", "article:\n  date: 2023-11-05", "date: soon", ""] {
            assert_eq!(day(MetadataBlockKind::YamlStyle, none), None, "{none}");
        }
        for (head, cited) in [
            ("date = 2023-11-05T08:00:00+08:00 # day", "2023-11-05T08:00:00+08:00"),
            ("pubDate = '2023-11-05'\n[extra]\ndate = 2001-01-01", "2023-11-05"),
            ("tags = [\n \"a\",\n]\npublished = \"2023-11-05\"", "2023-11-05"),
        ] {
            let expected = Some(("2023-11-05".to_owned(), cited.to_owned()));
            assert_eq!(day(MetadataBlockKind::PlusesStyle, head), expected, "{head}");
        }
    }

    #[test]
    fn language_and_title_are_read() {
        for (head, language) in [
            ("lang: zh-Hans", Some(Language::Zh)),
            ("language: [en]", Some(Language::En)),
            ("language: Chinese", Some(Language::Zh)),
            ("lang: fr", None),
        ] {
            assert_eq!(read(MetadataBlockKind::YamlStyle, head).language, language, "{head}");
        }
        let head = "title = \"A # title\" # note\nlang = 'en'\n[params]\ntitle = 'no'\n";
        let head = read(MetadataBlockKind::PlusesStyle, head);
        assert_eq!((head.language, head.title.as_deref()), (Some(Language::En), Some("A # title")));
    }
}
