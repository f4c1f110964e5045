//! One article a line in, one answer a line out, in the same order: how other programs and batch engines drive factlint.
//!
//! What lies ready in the buffer is answered in parallel, then written and flushed before the next read can block; so
//! memory depends on the longest line, not on their number.

use crate::args;
use chrono::NaiveDate;
use factlint::article::{Article, Syntax};
use rayon::prelude::*;
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read, Write};

/// Lines answered at a time.
const BATCH: usize = 64;
/// Bytes read ahead.
const AHEAD: usize = 1 << 20;

/// One line: an article and what is said about it.
#[derive(Debug)]
pub(crate) struct Line {
    /// Any JSON scalar.
    pub(crate) id: Value,
    /// The article.
    pub(crate) article: Article,
    /// Its document date.
    pub(crate) date: Option<NaiveDate>,
    /// Texts it is to be compared with.
    pub(crate) against: Vec<Article>,
}

/// Why a line has no answer.
#[derive(Debug, PartialEq)]
pub(crate) struct Refusal {
    /// The id, where the line has a usable one; else null.
    pub(crate) id: Value,
    /// A stable code for programs: bad-json, bad-line.
    pub(crate) code: &'static str,
    /// What is wrong and what to write instead.
    pub(crate) message: String,
}

/// Reads lines until the input ends and writes what `answer` makes of each, line end included.
///
/// # Errors
/// Whatever the input or the output fails with.
pub(crate) fn serve(
    input: impl Read,
    output: &mut impl Write,
    answer: impl Fn(Result<Line, Refusal>) -> Vec<u8> + Sync,
) -> io::Result<()> {
    let mut input = BufReader::with_capacity(AHEAD, input);
    loop {
        let mut lines = Vec::new();
        while lines.len() < BATCH && (lines.is_empty() || input.buffer().contains(&b'\n')) {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            lines.push(line);
        }
        if lines.is_empty() {
            return output.flush();
        }
        let answers: Vec<Vec<u8>> = lines.par_iter().map(|l| answer(parse_line(l))).collect();
        for answer in answers {
            output.write_all(&answer)?;
        }
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
    }
}

/// Reads one line.
pub(crate) fn parse_line(line: &[u8]) -> Result<Line, Refusal> {
    let refuse = |id: &Value, code, message: String| Err(Refusal { id: id.clone(), code, message });
    let object = match serde_json::from_slice::<Value>(line) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return refuse(&Value::Null, "bad-json", "the line is not a JSON object".to_owned()),
        Err(error) => return refuse(&Value::Null, "bad-json", format!("the line is not JSON: {error}")),
    };
    let Some(id) = object.get("id") else {
        return refuse(&Value::Null, "bad-line", "`id` is missing".to_owned());
    };
    if matches!(id, Value::Object(_) | Value::Array(_)) {
        return refuse(&Value::Null, "bad-line", "`id` is not a string, a number, a boolean or null".to_owned());
    }
    let (mut text, mut date, mut language, mut syntax) = (None, None, None, Syntax::Plain);
    let mut against = Vec::new();
    for (key, value) in &object {
        let string = value.as_str();
        let fault = match (key.as_str(), string) {
            ("id", _) => None,
            ("text", Some(s)) => {
                text = Some(s);
                None
            }
            ("date" | "language" | "syntax" | "against", None) if value.is_null() => None,
            ("date", Some(s)) => args::day(s).map(|d| date = Some(d)).err(),
            ("language", Some(s)) => match args::language(s) {
                Some(l) => {
                    language = Some(l);
                    None
                }
                None => Some(format!("there is no language `{s}`; write `zh` or `en`")),
            },
            ("syntax", Some(s)) => match args::syntax(s).filter(|s| *s != Syntax::Docx) {
                Some(s) => {
                    syntax = s;
                    None
                }
                None => Some(format!("there is no syntax `{s}`; write `plain`, `markdown` or `html`")),
            },
            ("against", _) if value.as_array().is_some_and(|all| all.iter().all(Value::is_string)) => {
                against = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                None
            }
            ("against", _) => Some("`against` is not a list of strings".to_owned()),
            ("text" | "date" | "language" | "syntax", None) => Some(format!("`{key}` is not a string")),
            _ => Some(format!("unknown key `{key}`; known are id, text, date, language, syntax and against")),
        };
        if let Some(message) = fault {
            return refuse(id, "bad-line", message);
        }
    }
    let Some(text) = text else { return refuse(id, "bad-line", "`text` is missing".to_owned()) };
    let mut article = Article::parse("-", text.as_bytes(), syntax);
    article.language = language.unwrap_or(article.language);
    let against = against.into_iter().enumerate().map(|(i, text): (usize, &str)| {
        let mut reference = Article::parse(&format!("against:{}", i + 1), text.as_bytes(), syntax);
        reference.language = language.unwrap_or(reference.language);
        reference
    });
    Ok(Line { id: id.clone(), article, date, against: against.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use factlint::vocabulary::Language;

    fn refusal(line: &str) -> Refusal {
        parse_line(line.as_bytes()).map(|l| l.id).expect_err("the line cannot be answered")
    }

    #[test]
    fn a_line_is_an_article_with_what_is_said_about_it() {
        let line = r#"{"id": 7, "text": "阿里云", "date": "2023-11-05", "language": "en", "syntax": "markdown", "against": ["x"]}"#;
        let line = parse_line(line.as_bytes()).expect("a whole line");
        assert_eq!((line.id, line.date.map(|d| d.to_string())), (Value::from(7), Some("2023-11-05".to_owned())));
        assert_eq!((line.article.language, line.article.syntax), (Language::En, Syntax::Markdown));
        assert_eq!(line.against.len(), 1);
        assert!(parse_line(br#"{"id": null, "text": "", "date": null}"#).is_ok());
    }

    #[test]
    fn what_cannot_be_answered_says_why() {
        assert_eq!((refusal("{").code, refusal("[1]").code, refusal("\n").code), ("bad-json", "bad-json", "bad-json"));
        assert_eq!(refusal("{").id, Value::Null);
        for (line, part) in [
            (r#"{"id": "a"}"#, "`text` is missing"),
            (r#"{"id": "a", "text": 1}"#, "`text` is not a string"),
            (r#"{"id": "a", "text": "x", "dat": "y"}"#, "unknown key `dat`"),
            (r#"{"id": "a", "text": "x", "date": "5.11.2023"}"#, "not a day"),
            (r#"{"id": "a", "text": "x", "language": "fr"}"#, "no language `fr`"),
            (r#"{"id": "a", "text": "x", "against": "y"}"#, "list of strings"),
        ] {
            let refusal = refusal(line);
            assert_eq!(refusal.id, Value::from("a"), "{line}");
            assert!(refusal.message.contains(part), "{}", refusal.message);
        }
        assert_eq!(refusal(r#"{"text": "x"}"#).id, Value::Null);
        assert_eq!(refusal(r#"{"id": [], "text": "x"}"#).id, Value::Null);
    }

    /// Hands out one chunk per read and notes how much had been flushed by then.
    struct Slow<'a> {
        chunks: Vec<&'static [u8]>,
        flushed: &'a std::cell::Cell<usize>,
        seen: Vec<usize>,
    }

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.seen.push(self.flushed.get());
            if self.chunks.is_empty() {
                return Ok(0);
            }
            let chunk = self.chunks.remove(0);
            into[..chunk.len()].copy_from_slice(chunk);
            Ok(chunk.len())
        }
    }

    struct Counted<'a> {
        lines: usize,
        text: Vec<u8>,
        flushed: &'a std::cell::Cell<usize>,
    }

    impl Write for Counted<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.lines += bytes.iter().filter(|b| **b == b'\n').count();
            self.text.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            self.flushed.set(self.lines);
            Ok(())
        }
    }

    #[test]
    fn every_line_is_answered_in_order_before_the_next_read_blocks() {
        let flushed = std::cell::Cell::new(0);
        let chunks: Vec<&[u8]> = vec![
            b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"b\"}\n",
            b"{\"id\": 3, \"te",
            b"xt\": \"c\"}\nnonsense\n",
            b"{\"id\": 5, \"text\": \"no line end\"}",
        ];
        let mut input = Slow { chunks, flushed: &flushed, seen: Vec::new() };
        let mut output = Counted { lines: 0, text: Vec::new(), flushed: &flushed };
        let answer = |line: Result<Line, Refusal>| match line {
            Ok(line) => format!("{}\n", line.id).into_bytes(),
            Err(refusal) => format!("{}\n", refusal.code).into_bytes(),
        };
        serve(&mut input, &mut output, answer).expect("no failing reads or writes");
        assert_eq!(output.text, b"1\n2\n3\nbad-json\n5\n");
        assert_eq!(input.seen[..4], [0, 2, 2, 4]);
    }
}
