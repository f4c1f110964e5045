//! The round trip: each byte of a file is of the article or was skipped, and what is said to stand at a place stands there,
//! in every syntax and encoding.

use crate::forms::word_document;
use crate::props::{PIECES, decoded, places, written};
use crate::today;
use factlint::article::{Article, Encoding, Syntax};
use factlint::check::check;
use factlint::config::Config;
use factlint::facts::FactBase;
use factlint::report::Format;
use factlint::source::Span;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// Encodings that are read.
const LABELS: &[&str] = &["utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "big5", "windows-1252"];

/// A text in an encoding; what that cannot write is left out.
fn encoded(text: &str, label: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label of the standard");
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => {
            let fits = |c: &char| !encoding.encode(c.encode_utf8(&mut [0; 4])).2;
            encoding.encode(&text.chars().filter(fits).collect::<String>()).0.into_owned()
        }
    }
}

/// A text of pieces, those of damaged bytes left out.
fn text() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.iter().filter_map(|p| std::str::from_utf8(p).ok()).collect();
    vec(select(pieces), 0..30).prop_map(|p| p.concat())
}

/// Words of an article and what is none, in a syntax: how each is written and the words that must come of it.
fn built(syntax: Syntax) -> impl Strategy<Value = Vec<(&'static str, bool)>> {
    let (words, markup): (&[&str], &[&str]) = match syntax {
        Syntax::Plain | Syntax::Docx => (&["甲乙丙", "word", "１９", " ", "\n", "\r\n"], &[]),
        Syntax::Markdown => (
            &["甲乙丙", "word", "２０１９", " ", "\n\n"],
            &[
                "![chrome](chrome.png)",
                "`chrome`",
                "[](https://a.example/chrome)",
                "<https://a.example/chrome>",
                "\n\n<!-- chrome -->\n\n",
                " ~~chrome~~ ",
                "\n\n```\nchrome\n```\n\n",
                "\n\n<!--\nchrome\n\nchrome\n-->\n\n",
                "\n\n<div hidden>chrome</div>\n\n",
            ],
        ),
        Syntax::Html => (
            &["甲乙丙", "word", "on 30", "November", "２０１９", " ", "\n", "<p>", "<b>", "</b>", "<br>"],
            &[
                "<!--chrome-->",
                "<nav>chrome</nav>",
                "<script>'<p>chrome'</script>",
                "<style>chrome</style>",
                "<template>chrome</template>",
                "<footer><p>chrome</footer>",
                "<span style='display:none'>chrome</span>",
                "<p hidden>chrome</p>",
                "<a href='chrome'>",
                "<img alt=\"chrome\">",
                "<aside><div>chrome</aside>",
            ],
        ),
    };
    let words = words.iter().map(|w| (*w, true));
    vec(select(words.chain(markup.iter().map(|m| (*m, false))).collect::<Vec<_>>()), 0..30)
}

proptest! {
    #![proptest_config(crate::tried(96))]

    /// Each byte of a file is either of the article, and then its character is the one that stands there, or of what was
    /// skipped: in every syntax and encoding all words are found in order, and nothing of what stands around them.
    #[test]
    fn every_byte_is_of_the_article_or_skipped(
        (syntax, pieces) in select(vec![Syntax::Plain, Syntax::Markdown, Syntax::Html]).prop_flat_map(|s| (Just(s), built(s))),
        label in select(LABELS[..6].to_vec()),
        marked in any::<bool>(),
    ) {
        let written: String = pieces.iter().map(|p| p.0).collect();
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label of the standard");
        let mark = if marked && label.starts_with("utf") { "\u{feff}" } else { "" };
        let bytes = encoded(&(mark.to_owned() + &written), label);
        let article = Article::read("x", &bytes, Some(syntax), Encoding::of_label(label)).expect("a label was given");
        let source = &article.source;
        prop_assert_eq!(source.written(), written.as_str());
        let (mut words, mut last) = (String::new(), 0);
        for run in &article.runs {
            for (at, c) in source.slice(run.span).char_indices() {
                let at = run.span.start + at;
                let place = source.file_span(Span::new(at, at + c.len_utf8()));
                prop_assert!(last <= place.start && place.start < place.end, "{:?} after {}", place, last);
                last = place.end;
                let there = encoding.decode_without_bom_handling(&bytes[place.start..place.end]).0;
                // A space is white space, or the tag that breaks a line inside of a sentence.
                let is_space = c == ' ' && (there.trim().is_empty() || there == "<br>");
                prop_assert!(there == c.to_string() || is_space, "{:?} is {:?}", c, there);
                words.extend((!c.is_whitespace()).then_some(c));
            }
        }
        let expected = pieces.iter().filter(|p| p.1 && !p.0.starts_with('<')).map(|p| p.0).collect::<String>();
        prop_assert_eq!(words, expected.replace([' ', '\n', '\r'], ""), "of {:?}", written);
    }

    /// Of a Word document all words are found in order, and nothing of what was deleted, moved away or hidden; each line
    /// has a name.
    #[test]
    fn all_words_of_a_word_document_are_read_and_no_others(pieces in vec((0..9_usize, select(vec!["甲乙", "word ", "２０１９"])), 0..30)) {
        let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        let (mut body, mut expected) = ("<w:p>".to_owned(), String::new());
        for (kind, words) in pieces {
            let chrome = run("chrome");
            body += &match kind {
                0 => "</w:p><w:p>".to_owned(),
                1 => format!("<w:del>{chrome}</w:del><w:moveFrom>{chrome}</w:moveFrom>"),
                2 => "<w:r><w:rPr><w:vanish/></w:rPr><w:t>chrome</w:t></w:r>".to_owned(),
                3 => "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>chrome</w:instrText><w:t>chrome</w:t>\
                      <w:fldChar w:fldCharType=\"separate\"/><w:fldChar w:fldCharType=\"end\"/></w:r>".to_owned(),
                4 => format!("<w:ins>{}</w:ins>", run(words)),
                5 => format!("<w:hyperlink>{}</w:hyperlink>", run(words)),
                6 => format!("<mc:AlternateContent><mc:Fallback>{chrome}</mc:Fallback></mc:AlternateContent>"),
                7 => format!("</w:p><w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl><w:p>", run(words)),
                _ => run(words),
            };
            if matches!(kind, 4 | 5 | 7 | 8) {
                expected += words;
            }
        }
        let article = Article::read("x.docx", &word_document(&(body + "</w:p>"), &[]), None, None).expect("a document");
        let blank = |text: &str| text.replace([' ', '\n'], "");
        let words: String = article.runs.iter().map(|r| article.source.slice(r.span)).collect();
        prop_assert_eq!(blank(&words), blank(&expected));
        // Nothing of the text is outside of its runs but the ends of lines.
        prop_assert_eq!(blank(article.source.text()), blank(&expected));
    }
}

proptest! {
    #![proptest_config(crate::tried(48))]

    /// The words of each claim, mention and label are the bytes of the file at its span, decoded.
    #[test]
    fn what_is_said_to_stand_at_a_place_stands_there(
        text in text(),
        syntax in select(vec![Syntax::Plain, Syntax::Markdown, Syntax::Html]),
        label in select(LABELS.to_vec()),
    ) {
        let bytes = encoded(&text, label);
        let article = Article::read("x", &bytes, Some(syntax), Encoding::of_label(label)).expect("a label was given");
        let mut config = Config::new(today());
        config.date = "2023-11-05".parse().ok();
        let json = written(&check(vec![article], &FactBase::builtin(), &config), Format::Json);
        let json: Value = serde_json::from_str(&json).expect("JSON");
        for (start, end, words) in places(&json["documents"][0]) {
            let there = bytes.get(start..end).map(|b| decoded(&json["documents"][0], b));
            prop_assert_eq!(there.as_deref(), Some(words.as_str()), "{}..{} of {} in {}", start, end, text, label);
        }
    }
}
