//! What a page says about itself: when it was published, and its title.

use super::reference;
use super::token::Tokens;
use crate::article::Block;
use crate::article::prose::Stretch;
use crate::source::Span;
use chrono::NaiveDate;

/// How the names of `<meta>` elements end that hold the day of publication, without case and joints.
const PUBLISHED: &[&str] = &[
    "publishedtime",
    "published",
    "datepublished",
    "publisheddate",
    "publishtime",
    "publishdate",
    "publicationdate",
    "pubdate",
    "pubtime",
    "releasedate",
    "dateissued",
    "dctermsissued",
    "dateoriginal",
    "createat",
];

/// What such names are as a whole.
const DATES: &[&str] = &["date", "dcdate", "dctermsdate", "sailthrudate"];

/// Classes and ids of what holds the day of publication on a page, without case and joints.
const MARKS: &[&str] = &[
    "published",
    "dtpublished",
    "pubdate",
    "pubtime",
    "publishdate",
    "publishtime",
    "publisheddate",
    "publishedtime",
    "datepublished",
    "postdate",
    "posttime",
    "releasedate",
    "releasetime",
];

/// How sure a page is of a date, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Meta,
    LinkedData,
    MarkedTime,
    /// A `<time>` of the line that holds this block.
    Time(usize),
}

/// Dates and titles of a page.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    dates: Vec<(Kind, NaiveDate, Span)>,
    title: Option<String>,
    /// That of the window, which often names the site as well.
    window_title: Option<String>,
}

impl Metadata {
    /// A `<meta>` element.
    pub(super) fn meta(&mut self, tokens: &Tokens) {
        let name = ["property", "name", "itemprop"].iter().find_map(|a| tokens.attribute(a)).unwrap_or("");
        let (Some(content), Some(span)) = (tokens.attribute("content"), tokens.attribute_span("content")) else {
            return;
        };
        let bare = bare(name);
        let is_other = ["last", "modif", "updat"].iter().any(|w| bare.contains(w));
        if (DATES.contains(&&*bare) || !is_other && PUBLISHED.iter().any(|p| bare.ends_with(p)))
            && let Some(day) = day(content)
        {
            self.dates.push((Kind::Meta, day, span));
        } else if name.trim().eq_ignore_ascii_case("og:title") && self.title.is_none() {
            self.title = Some(decoded(content));
        }
    }

    /// An element in block number `block` that may hold the day of publication, `<time>` or another: in an attribute, or
    /// in the words behind its tag.
    pub(super) fn element(&mut self, is_time: bool, tokens: &Tokens, block: usize, text: &str) {
        /// A page of nothing but times is no article.
        const MOST: usize = 64;
        /// So many bytes of the words are read.
        const WORDS: usize = 60;
        if self.dates.len() >= MOST {
            return;
        }
        let is = |name: &str, value: &str| tokens.attribute(name).is_some_and(|v| v.trim().eq_ignore_ascii_case(value));
        let property = is("itemprop", "datePublished") || is("property", "datePublished");
        let mut marks =
            ["class", "id"].into_iter().flat_map(|a| tokens.attribute(a).unwrap_or("").split_ascii_whitespace());
        let marked = property || is_time && tokens.attribute("pubdate").is_some();
        if !is_time && !marked && !marks.any(|m| MARKS.iter().any(|k| without_joints(m).eq(k.bytes()))) {
            return;
        }
        let mut places = ["content", "datetime", "title"].into_iter().filter_map(|a| tokens.attribute_span(a));
        let said = places.find_map(|at| Some((day(&text[at.start..at.end])?, at)));
        let Some((day, at)) = said.or_else(|| {
            let rest = &text[tokens.at()..];
            let words = &rest[..memchr::memchr(b'<', rest.as_bytes()).unwrap_or(0)];
            // 发布时间:2023年11月5日.
            let digit = words.find(|c: char| c.is_ascii_digit()).unwrap_or(words.len());
            let starts = [words.len() - words.trim_start().len(), digit];
            starts.into_iter().filter(|s| *s < WORDS).find_map(|start| {
                let (day, len) = dated(&words[start..])?;
                Some((day, Span::new(tokens.at() + start, tokens.at() + start + len)))
            })
        }) else {
            return;
        };
        self.dates.push((if marked { Kind::MarkedTime } else { Kind::Time(block) }, day, at));
    }

    /// A `<title>`.
    pub(super) fn title(&mut self, text: &str) {
        self.window_title.get_or_insert_with(|| decoded(text));
    }

    /// JSON-LD at `span`: the `datePublished` of the first article in it, else the first. What is no JSON, for a comment
    /// around it, a comma too many or a line broken in a string, says it all the same where it names one day.
    pub(super) fn linked_data(&mut self, text: &str, span: Span) {
        let words = &text[span.start..span.end];
        let (mut first, mut best) = (None, None);
        match serde_json::from_str::<serde_json::Value>(words) {
            Ok(value) => {
                let mut left = vec![&value];
                while let Some(value) = left.pop() {
                    match value {
                        serde_json::Value::Array(all) => left.extend(all.iter().rev()),
                        serde_json::Value::Object(object) => {
                            let kind = object.get("@type").map(ToString::to_string).unwrap_or_default();
                            // Baidu has a name of its own for it.
                            let date = object.get("datePublished").or_else(|| object.get("pubDate"));
                            if let Some(date) = date.and_then(published) {
                                first.get_or_insert_with(|| date.to_owned());
                                if kind.contains("Article") || kind.contains("Posting") {
                                    best.get_or_insert_with(|| date.to_owned());
                                }
                            }
                            left.extend(object.values().filter(|v| v.is_array() || v.is_object()));
                        }
                        _ => {}
                    }
                }
            }
            Err(_) => first = only_published(words),
        }
        let Some(date) = best.or(first) else { return };
        // Where it is written with escapes, the whole script is cited.
        let at = words.find(&date).map_or(span, |i| Span::new(span.start + i, span.start + i + date.len()));
        if let Some(day) = day(&date) {
            self.dates.push((Kind::LinkedData, day, at));
        }
    }

    /// The title: that for other sites, else that of the window.
    pub(super) fn best_title(&self) -> Option<String> {
        self.title.clone().or_else(|| self.window_title.clone())
    }

    /// The day of publication, and where it stands. A `<time>` without a mark counts above the text, in a line with
    /// little else.
    pub(super) fn date(&self, all: &[Stretch]) -> Option<(NaiveDate, Span)> {
        const LINE: usize = 120;
        let text = all.iter().position(|s| s.block == Block::Paragraph && s.len > LINE).unwrap_or(all.len());
        let counts = |kind: Kind| match kind {
            Kind::Time(block) => block < text && all.get(block).is_none_or(|s| s.len <= LINE),
            _ => true,
        };
        let known = self.dates.iter().filter(|d| counts(d.0));
        known.min_by_key(|d| if let Kind::Time(_) = d.0 { Kind::Time(0) } else { d.0 }).map(|d| (d.1, d.2))
    }
}

/// A date as JSON-LD writes it: a text, a typed value, a list of either.
fn published(value: &serde_json::Value) -> Option<&str> {
    let value = value.as_array().and_then(|all| all.first()).unwrap_or(value);
    value.get("@value").unwrap_or(value).as_str()
}

/// The `datePublished` of a text that is no JSON, where all that are in it name one day.
fn only_published(words: &str) -> Option<String> {
    let mut found: Option<&str> = None;
    for (at, key) in words.match_indices("\"datePublished\"") {
        let value = words[at + key.len()..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let value = &value[..value.find('"')?];
        if found.is_some_and(|f| day(f) != day(value)) {
            return None;
        }
        found.get_or_insert(value);
    }
    found.map(str::to_owned)
}

/// A name without its case and joints.
fn bare(name: &str) -> String {
    without_joints(name).map(char::from).collect()
}

fn without_joints(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase())
}

/// The day a text of metadata begins with: 2023-11-05T08:00, 2023/11/5, 20231105, 2023年11月5日, 5 November 2023,
/// November 5th, 2023, Sun, 05 Nov 2023. The day is that of the place it was written at.
pub(in crate::article) fn day(text: &str) -> Option<NaiveDate> {
    dated(text.trim()).map(|d| d.0)
}

/// That day, and the bytes it is written with.
fn dated(text: &str) -> Option<(NaiveDate, usize)> {
    // A weekday says nothing that the date does not say.
    let weekday = |w: &str| {
        let w = w.trim_end_matches(',');
        (3..10).contains(&w.len()) && w.get(..3).is_some_and(|w| w.parse::<chrono::Weekday>().is_ok())
    };
    let rest = text.split_once(' ').filter(|(w, _)| weekday(w)).map_or(text, |p| p.1);
    // Nov. 5; Sept. 5 is the only month that is cut behind four letters. November 5th.
    let short = rest.split_once(". ").filter(|(m, _)| m.len() <= 6 && m.ends_with(|c: char| c.is_ascii_alphabetic()));
    let plain = short.map(|(month, rest)| format!("{} {rest}", month.strip_suffix("Sept").map_or(month, |_| "Sep")));
    let plain = plain.as_deref().unwrap_or(rest);
    let ordinal = plain.find(|c: char| c.is_ascii_digit()).and_then(|at| {
        let digits = plain[at..].bytes().take_while(u8::is_ascii_digit).count();
        let suffix = plain.get(at + digits..at + digits + 2)?;
        let is_ordinal = digits <= 2 && ["st", "nd", "rd", "th"].contains(&suffix);
        is_ordinal.then(|| plain[..at + digits].to_owned() + &plain[at + digits + 2..])
    });
    let plain = ordinal.as_deref().unwrap_or(plain);
    let formats =
        ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d-%B-%Y", "%Y%m%d"];
    let (day, left) = formats.iter().find_map(|format| {
        let (day, left) = NaiveDate::parse_and_remainder(plain, format).ok()?;
        let is_whole = format.ends_with('日') || !left.starts_with(|c: char| c.is_ascii_digit());
        (is_whole && (1000..3000).contains(&chrono::Datelike::year(&day))).then_some((day, left))
    })?;
    Some((day, text.len() - left.len()))
}

/// A text with its references decoded.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (chars, len) = reference(&rest[at..]).unwrap_or(([Some('&'), None], 1));
        out.extend(chars.into_iter().flatten());
        rest = &rest[at + len..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_data_is_read_in_all_its_writings() {
        let read = |words: &str| {
            let mut metadata = Metadata::default();
            metadata.linked_data(words, Span::new(0, words.len()));
            metadata.date(&[]).map(|(day, span)| (day.to_string(), words[span.start..span.end].to_owned()))
        };
        for words in [
            r#"{"@type": "NewsArticle", "datePublished": "2023-11-05"}"#,
            r#"{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, {"@type": "BlogPosting", "datePublished": ["2023-11-05"]}]}"#,
            r#"[{"@type": ["Article"], "datePublished": {"@type": "Date", "@value": "2023-11-05"}}]"#,
            "//<![CDATA[\n{\"@type\": \"NewsArticle\", \"datePublished\": \"2023-11-05\"}\n//]]>",
            r#"{"@context": "https://ziyuan.baidu.com/contexts/cambrian.jsonld", "pubDate": "2023-11-05", "upDate": "2023-11-06"}"#,
            "{\"headline\": \"a\nb\", \"datePublished\" : \"2023-11-05\",}",
        ] {
            assert_eq!(read(words), Some(("2023-11-05".to_owned(), "2023-11-05".to_owned())), "{words}");
        }
        for none in [
            "{\"datePublished\": \"2023-11-05\", \"x\": {\"datePublished\": \"2022-01-01\",}}",
            r#"{"dateModified": "2023-11-05"}"#,
            "{\"datePublished\": 5,}",
            "",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn days_of_metadata_are_read_in_their_usual_spellings() {
        for text in [
            "2023-11-05",
            "2023-11-05T08:30:00+08:00",
            " 2023-11-05 08:30",
            "2023/11/5",
            "20231105",
            "2023年11月5日 08:30",
            "5 November 2023",
            "November 5, 2023",
            "Sun, 05 Nov 2023 08:30:00 GMT",
            "Nov 5, 2023",
            "Nov. 5, 2023",
            "Nov 5th, 2023",
            "Sunday, November 5th 2023, 10:30",
            "Sun Nov 05 2023 10:30:00 GMT+0800",
            "05-Nov-2023",
            "2023年11月05日10:30",
        ] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Some("2023-11-05"), "{text}");
        }
        for text in ["", "yesterday", "2023", "2023-13-05", "1699142400", "05/11/2023"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
