//! Input that is broken or meant to break: it gives a report or a fault with a place, in bounded time, never a panic.

use factlint::article::{Article, Syntax};
use factlint::check::{Document, check};
use factlint::config::Config;
use factlint::error::Error;
use factlint::facts::FactBase;
use factlint::report::{Format, Options, render, render_ledger};
use factlint::source::Source;
use std::sync::Arc;

/// Checks bytes in both syntaxes and writes every format; the plain document.
fn checked(bytes: &[u8]) -> Document {
    let mut config = Config::new(crate::today());
    config.date = Some("2023-11-05".parse().expect("a day"));
    let articles = [Syntax::Markdown, Syntax::Plain].map(|s| Article::parse("hostile", bytes, s));
    let mut report = check(articles.to_vec(), &FactBase::builtin(), &config);
    for format in Format::ALL {
        let mut out = Vec::new();
        render(&report, &Options::new(format), &mut out).expect("memory");
        render_ledger(&report, &Options::new(format), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("UTF-8");
        let is_control = |c: char| c.is_control() && c != '\n';
        assert!(!text.chars().any(is_control), "{format:?} writes a control character");
    }
    let document = report.documents.pop().expect("two documents");
    spans_are_whole(&document);
    document
}

/// Every span lies on the borders of characters, inside the text.
fn spans_are_whole(document: &Document) {
    let text = document.article.source.text();
    let claims = document.extraction.claims.iter().map(|c| c.span);
    let mentions = document.extraction.mentions.iter().map(|m| m.span);
    let labels = document.diagnostics.iter().filter_map(|d| d.primary()).map(|l| l.span);
    for span in claims.chain(mentions).chain(labels) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    }
}

fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|d| d.rule).collect()
}

/// Bytes that look random and are the same in every run (xorshift).
fn noise(count: usize, mut seed: u64) -> Vec<u8> {
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_le_bytes()
    };
    std::iter::repeat_with(&mut next).flatten().take(count).collect()
}

#[test]
fn nothing_at_all_is_an_article() {
    for bytes in [&b""[..], b"\n", b"\r\n\r\n", b" \t ", b"\xef\xbb\xbf", b"---\n---\n"] {
        assert!(checked(bytes).extraction.claims.is_empty(), "{bytes:?}");
    }
}

#[test]
fn random_bytes_give_a_report() {
    for seed in 1..12 {
        let found = checked(&noise(700, seed));
        assert!(codes(&found).contains(&"damaged-text"), "bytes that are no text are reported");
    }
}

/// Pieces of real phrases in any order: where grammars meet what they do not expect.
#[test]
fn torn_phrases_give_a_report() {
    let pieces = [
        "2023年",
        "月",
        "底",
        "两",
        "百分之",
        "亿",
        "万",
        "元",
        "$",
        "1,2",
        "9999999999999999999999999999",
        ".",
        "至",
        "前",
        "约",
        "third ",
        "of ",
        "between ",
        "and ",
        "million ",
        "Q9 ",
        "FY",
        "-",
        "–",
        "31/02/2023",
        "阿里云",
        "CEO",
        "微软",
        "“",
        "”",
        "\u{301}",
        "👩‍💻",
        "\u{202e}",
        "\u{0}",
        "Tesla's ",
        "more than ",
        "公元前",
        "〇",
        "½",
        "①",
        "\n",
        "\r",
        "\u{2028}",
        "**",
        "`",
    ];
    for seed in 1..60 {
        let text: String = noise(60, seed).iter().map(|b| pieces[usize::from(*b) % pieces.len()]).collect();
        checked(text.as_bytes());
    }
}

#[test]
fn marks_line_ends_and_nul_bytes_change_no_finding() {
    let plain = "标题\n\n2014年4月至2015年3月，阿里云营收12.71亿元。\n甲骨文CEO拉里·埃里森出席。\n";
    let expected = checked(plain.as_bytes());
    assert!(!codes(&expected).is_empty(), "the text has an error");
    for other in [format!("\u{feff}{plain}"), plain.replace('\n', "\r\n"), plain.replace('\n', "\r")] {
        let found = checked(other.as_bytes());
        assert_eq!(codes(&found), codes(&expected), "{other:?}");
        assert_eq!(found.extraction.mentions.len(), expected.extraction.mentions.len(), "{other:?}");
    }
    let nul = checked(plain.replace("。\n", "。\0\n").as_bytes());
    assert_eq!(nul.extraction.mentions.len(), expected.extraction.mentions.len());
}

/// 10 MB without a line end; a thirtieth of it in a debug build, which needs up to 15 seconds a megabyte. Time that grows with the
/// square of the length would need hours for either.
#[test]
fn a_line_of_ten_megabytes_is_read_in_time() {
    let length = if cfg!(debug_assertions) { 300_000 } else { 10_000_000 };
    for piece in
        ["云计算在上海和北京发展得很快，", "the cloud grew in many a place, ", "2023年4月，阿里云营收12.71亿元，", "九"]
    {
        let text = piece.repeat(length / piece.len());
        let article = Article::parse("line", text.as_bytes(), Syntax::Plain);
        let report = check(vec![article], &FactBase::builtin(), &Config::new(crate::today()));
        assert_eq!(report.documents.len(), 1);
    }
}

/// One piece over and over: figures without end, marks that are never closed. `benches/hostile.rs` measures the same.
#[test]
fn a_piece_over_and_over_gives_a_report() {
    let length = if cfg!(debug_assertions) { 12_000 } else { 500_000 };
    for piece in [
        "<",
        "《",
        "“",
        "(",
        " ",
        "a ",
        ". ",
        "7",
        "1-",
        "1,",
        "12,34,",
        "5% ",
        "1个",
        "2家",
        "$5 million ",
        "May ",
        "one hundred and ",
        "2020年1月1日至",
        "公司",
        "CEO",
        "the company ",
        "第1个",
        "其中1个",
    ] {
        let text = format!("甲{}乙", piece.repeat(length / piece.len()));
        let article = Article::parse("piece", text.as_bytes(), Syntax::Plain);
        let report = check(vec![article], &FactBase::builtin(), &Config::new(crate::today()));
        assert_eq!(report.documents.len(), 1, "{piece}");
        spans_are_whole(&report.documents[0]);
    }
}

/// Each of the two facts leaves the same days for the day of writing; said forty times, they are still two.
#[test]
fn a_clue_over_and_over_leaves_the_days_of_one() {
    let written = |times: usize| {
        let text = "今年4月,AWS推出了Titan和Bedrock。".repeat(times);
        let report = check(
            vec![Article::parse("clue", text.as_bytes(), Syntax::Plain)],
            &FactBase::builtin(),
            &Config::new(crate::today()),
        );
        report.documents[0].extraction.date.days
    };
    assert!(written(1).is_some());
    assert_eq!(written(40), written(1));
}

/// The faults of a fact base, a line each.
fn faults(yaml: &str) -> Vec<String> {
    match FactBase::from_sources(vec![Source::new("f.yaml", yaml)]) {
        Err(Error::Invalid(faults)) => faults.iter().map(ToString::to_string).collect(),
        other => panic!("{yaml}: {other:?}"),
    }
}

#[test]
fn broken_fact_files_say_where_and_what_to_write() {
    let head = "entities:\n  - {id: a, type: organization, names: {en: Alder}}\n";
    for (tail, place, part) in [
        (
            "  - {id: a, type: person, names: {en: Ada}}\n",
            "f.yaml:3:10:",
            "the entity `a` stands here and at f.yaml:2:10",
        ),
        ("facts:\n  - {id: f, id: g}\n", "f.yaml:4:13:", "the key `id` stands here"),
        (
            "facts:\n  - {id: f, event: {predicate: found, subject: b, when: 2020}}\n",
            "f.yaml:4:48:",
            "`b` is not the id of an entity",
        ),
        (
            "facts:\n  - {id: f, event: {predicate：found, subject: a, when: 2020}}\n",
            "f.yaml:4:",
            "the full-width colon",
        ),
        ("facts: {\n", "f.yaml:", ""),
        ("facts:\n  - id：f\n", "f.yaml:4:5:", "type an ASCII colon and a space in place of `：`"),
        ("\u{0}", "f.yaml:", ""),
    ] {
        let said = faults(&format!("{head}{tail}"));
        assert!(said.iter().any(|s| s.starts_with(place) && s.contains(part)), "{tail}: {said:#?}");
    }
}

/// Aliases that double at every step would be 2^30 scalars, lists in lists a deep recursion.
#[test]
fn yaml_that_unfolds_without_end_is_refused_in_time() {
    let mut bomb = String::from("entities: []\nnote: &a0 [x, x]\n");
    for i in 1..30 {
        bomb += &format!("note{i}: &a{i} [*a{}, *a{}]\n", i - 1, i - 1);
    }
    let deep = format!("facts: {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    for yaml in [&bomb, &deep] {
        assert!(!faults(yaml).is_empty());
    }
}

#[test]
fn fact_files_with_a_mark_or_other_line_ends_load() {
    let yaml = "entities:\n  - {id: a, type: organization, names: {en: Alder, zh: 桤木}}\n";
    for text in [format!("\u{feff}{yaml}"), yaml.replace('\n', "\r\n"), String::new()] {
        let folder = std::env::temp_dir().join(format!("factlint-hostile-{}-{}", std::process::id(), text.len()));
        std::fs::create_dir_all(&folder).expect("a folder of its own");
        std::fs::write(folder.join("f.yaml"), &text).expect("a file of its own");
        let loaded = FactBase::load(std::slice::from_ref(&folder));
        std::fs::remove_dir_all(&folder).expect("the folder goes again");
        assert!(loaded.is_ok(), "{text:?}: {:?}", loaded.err());
    }
}

#[test]
fn the_order_of_fact_files_makes_no_difference() {
    let files = || {
        let entities = "entities:\n  - {id: a, type: organization, names: {en: Alder}}\n";
        let facts = "facts:\n  - {id: f, event: {predicate: found, subject: a, when: 2020}}\n";
        vec![Source::new("b.yaml", entities), Source::new("a.yaml", facts)]
    };
    let report = |sources| {
        let base = Arc::new(FactBase::from_sources(sources).expect("no fault"));
        let article = Article::parse("x", b"Alder was founded in 2019.", Syntax::Plain);
        let mut out = Vec::new();
        let report = check(vec![article], &base, &Config::new(crate::today()));
        render(&report, &Options::new(Format::Json), &mut out).expect("memory");
        out
    };
    let mut turned = files();
    turned.reverse();
    assert_eq!(report(files()), report(turned));
}

#[cfg(feature = "cli")]
mod program {
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};

    fn factlint(args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    #[test]
    fn a_closed_pipe_is_a_normal_end() {
        for args in
            [&["ledger", "examples/launch.zh.md"][..], &["explain"], &["check", "--help"], &["check", "--stdin-jsonl"]]
        {
            let mut child = factlint(args).spawn().expect("the program runs");
            drop(child.stdout.take());
            // The program may end before it has read all of this.
            let _ = child.stdin.take().map(|mut i| i.write_all(b"{\"id\": 1, \"text\": \"x\"}\n"));
            let mut said = String::new();
            child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
            let code = child.wait().expect("it ends").code();
            assert_eq!((code, said.as_str()), (Some(0), ""), "{args:?}");
        }
    }

    #[test]
    fn random_bytes_on_standard_input_give_a_report() {
        let mut child = factlint(&["check", "--today", "2026-11-22", "-"]).spawn().expect("the program runs");
        let bytes = super::noise(100_000, 7);
        let mut input = child.stdin.take().expect("a pipe");
        let writer = std::thread::spawn(move || input.write_all(&bytes));
        let output = child.wait_with_output().expect("it ends");
        writer.join().expect("no panic").expect("all is read");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8(output.stdout).expect("UTF-8").contains("damaged-text"));
    }

    #[test]
    fn a_folder_that_holds_no_facts_and_a_file_that_is_none_end_the_run() {
        for facts in ["src/check", "Cargo.toml", "target/none"] {
            let output = factlint(&["check", "--facts", facts, "examples/launch.en.md"]).output().expect("it ends");
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{facts}");
            let said = String::from_utf8(output.stderr).expect("UTF-8");
            assert!(said.contains(facts), "{said}");
        }
    }

    /// Whoever may read everything (root) reads this file as well; then nothing is shown here.
    #[cfg(unix)]
    #[test]
    fn a_fact_file_that_may_not_be_read_is_named() {
        use std::os::unix::fs::PermissionsExt;
        let path = std::env::temp_dir().join(format!("factlint-closed-{}.yaml", std::process::id()));
        std::fs::write(&path, "entities: []\n").expect("a file of its own");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("its own file");
        let is_closed = std::fs::File::open(&path).is_err();
        let shown = path.to_string_lossy().into_owned();
        let output = factlint(&["check", "--facts", &shown, "examples/launch.en.md"]).output().expect("it ends");
        std::fs::remove_file(&path).expect("the file goes again");
        if is_closed {
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
            assert!(String::from_utf8_lossy(&output.stderr).contains(&shown));
        }
    }
}
