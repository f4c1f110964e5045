//! Mutation fuzzing of everything that reads an article: decoding, Markdown, HTML and Word documents.
//!
//! `cargo run --release --example fuzz -- COUNT [SEED]` reads so many inputs, each made of its number alone, on every core.
//! It ends with 1 and names the number of the first input that panics, gives a place outside of its file or takes longer
//! than a second. `cargo run --release --example fuzz -- 1 NUMBER` reads that one again.

use factlint::article::{Article, Syntax};
use factlint::normalise::fold;
use factlint::source::Span;
use std::io::Write;
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What inputs are made of.
const SEEDS: &[&[u8]] = &[
    "微软成立于1975年4月，2018年10月以75亿美元收购GitHub。\r\n阿里雲２０１４財年營(yíng)收12.71億元。\n".as_bytes(),
    b"Microsoft was founded in April 1975. It\xe2\x80\x99s \x93old\x94.\n\nOpenAI launched ChatGPT on 30 November 2022.\n",
    b"\xce\xa2\xc8\xed\xb3\xc9\xc1\xa2\xd3\xda1975\xc4\xea4\xd4\xc2\xa1\xa3\x81\x30\x81\x30",
    b"\xb7L\xb3n\xa6\xa8\xa5\xdf\xa9\xf31975\xa6~4\xa4\xeb\xa1C",
    b"\xff\xfe\xae_o\x8f1\x009\x007\x005\x00t^\x02\x30\x3c\xd8\x05\xdf",
    b"---\ntitle: x\ndate: 2023-11-05\n---\n# Head\n\n| a | b |\n|---|:-:|\n| 1,234 | *x* [y](z) |\n\n> - [ ] `c` ~~d~~[^1]\n\n[^1]: e &amp; &#24180;\n",
    b"+++\ndate = 2023-11-05\n+++\n<aside>\n\n**no**\n\n</aside>\n\ntext<br>*more*\n",
    b"<!doctype html><meta charset=gb2312><meta property='article:published_time' content='2023-11-05'><nav>no</nav>\
      <article><h1>Head</h1><p>In <b>2019</b>&nbsp;&#x5e74;<br><sup>1</sup><time datetime=2023-11-05>x</time></article>",
    b"<table><caption>in millions</caption><tr><th>a<th colspan=2>b<tr><td rowspan=2>c<td>(1,234)<td hidden>d</table>\
      <script type='application/ld+json'>{\"datePublished\": \"2023-11-05\"}</script><!-- x --><pre>a\n b</pre>",
    b"<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>2019</w:t></w:r><w:del><w:r>\
      <w:delText>1</w:delText></w:r></w:del></w:p><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style><dc:title>x</dc:title><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a&amp;b</w:t></w:r></w:p></w:tc></w:tr>\
      </w:tbl></w:body></w:document>",
];

/// What is put between them.
const WORDS: &[&[u8]] = &[
    b"<",
    b">",
    b"\"",
    b"'",
    b"&",
    b"&#",
    b";",
    b"</",
    b"<!--",
    b"-->",
    b"<table><tr><td>",
    b"</table>",
    b"<p hidden>",
    b"<svg>",
    b"<sup>",
    b"<br>",
    b"<title>",
    b"</script",
    b"<meta charset=big5>",
    b"<article>",
    b"<main>",
    b"<nav>",
    b"<td colspan=9 rowspan=9>",
    b"~",
    b"</article>",
    b"<li>",
    b"```\n",
    b"\n\n",
    b"\r",
    b"| ",
    b"[^1]",
    b"**",
    b"\xff",
    b"\x80",
    b"\x81",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xe4\xb8",
    b"\xf0\x9f\x98\x80",
    b"<w:p>",
    b"</w:p>",
    b"<w:tbl>",
    b"<w:tc>",
    b"<w:del>",
    b"<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    b"<w:txbxContent>",
    b"</w:txbxContent>",
    b"<w:fldChar w:fldCharType=\"begin\"/>",
    b"<w:fldChar w:fldCharType=\"separate\"/>",
    b"<w:fldChar w:fldCharType=\"end\"/>",
    b"<w:gridSpan w:val=\"4294967295\"/>",
    b"<w:t>",
    b"<w:br/>",
    b"<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>",
    b"<w:vMerge/>",
    b"<w:pPr><w:ind w:left=\"99999999999\" w:hanging=\"-2147483648\"/></w:pPr>",
    b"<div class=\"post-comments RelatedLinks_2\">",
    b"<div style='visibility:hidden;padding:0 0 0 -99999.9em'>",
    b"<p itemprop=datePublished>2023\xe5\xb9\xb4",
    b"<figure>",
    b"<figcaption>",
    b"<h2>Related</h2>",
    b"<x-cookie-banner>",
    b"  \n",
    b"\n> [!NOTE]- ",
    b"{{< x",
    b">}}",
    b"{% y %}",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\x88\x62",
    b"\xd8\x00",
];

/// SplitMix64: every number gives its own stream.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Changes bytes in a few places.
fn mutate(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] = random.next() as u8,
            1 => drop(bytes.drain(at..(at + random.below(24)).min(bytes.len()))),
            2 => {
                let other = random.of(SEEDS);
                let from = random.below(other.len());
                let part = &other[from..(from + random.below(64)).min(other.len())];
                bytes.splice(at..at, part.iter().copied());
            }
            3 if at < bytes.len() => {
                let part = bytes[at..(at + random.below(32)).min(bytes.len())].repeat(1 + random.below(3));
                bytes.splice(at..at, part);
            }
            _ => drop(bytes.splice(at..at, random.of(WORDS).iter().copied())),
        }
    }
}

/// An archive whose parts are all the same, packed or not.
fn archive(part: &[u8], packed: bool) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    let method = if packed { rawzip::CompressionMethod::DEFLATE } else { rawzip::CompressionMethod::STORE };
    let other = |e: rawzip::Error| std::io::Error::other(e.to_string());
    for name in ["word/document.xml", "word/styles.xml", "docProps/core.xml"] {
        let (mut entry, config) = archive.new_file(name).compression_method(method).start().map_err(other)?;
        let mut writer = config.wrap(Vec::new());
        writer.write_all(part)?;
        let (bytes, descriptor) = writer.finish().map_err(other)?;
        entry.write_all(&if packed { miniz_oxide::deflate::compress_to_vec(&bytes, 1) } else { bytes })?;
        entry.finish(descriptor).map_err(other)?;
    }
    archive.finish().map_err(other)?;
    Ok(out)
}

/// The input of a number: bytes, and how they are said to be written.
fn input(number: u64) -> (Vec<u8>, Option<Syntax>) {
    let mut random = Random(number);
    let mut bytes = random.of(SEEDS).to_vec();
    mutate(&mut random, &mut bytes);
    let syntax = match random.below(5) {
        0 => None,
        n => Some(Syntax::ALL[n - 1]),
    };
    if syntax == Some(Syntax::Docx) {
        let packed = random.below(4) == 0;
        bytes = archive(&bytes, packed).unwrap_or_default();
        if random.below(2) == 0 {
            mutate(&mut random, &mut bytes);
        }
    }
    (bytes, syntax)
}

/// Reads an input; what is wrong with what came of it.
fn read(bytes: &[u8], syntax: Option<Syntax>) -> Result<(), String> {
    let Ok(article) = Article::read("fuzz", bytes, syntax, None) else { return Ok(()) };
    let source = &article.source;
    let length = if article.syntax == Syntax::Docx { source.text().len() } else { bytes.len() };
    let mut last = 0;
    for run in &article.runs {
        if source.slice(run.span).is_empty() || run.span.start < last {
            return Err(format!("run {} after {last}", run.span));
        }
        last = run.span.end;
        let place = source.file_span(run.span);
        if place.end > length || place.is_empty() {
            return Err(format!("run {} is {place} of {length} bytes", run.span));
        }
    }
    let folded = fold(&article);
    for (block, _) in &folded.blocks {
        let origin = folded.origin(*block);
        if source.text().get(origin.start..origin.end).is_none() {
            return Err(format!("block {block} is {origin}"));
        }
    }
    // What reports ask for every span.
    let _ = source.written_slice(Span::new(0, source.text().len()));
    let _ = source.position(source.text().len() / 2);
    Ok(())
}

fn main() -> std::process::ExitCode {
    let mut args = std::env::args().skip(1).map(|a| a.parse::<u64>().unwrap_or(0));
    let (count, seed) = (args.next().unwrap_or(100_000), args.next().unwrap_or(0));
    let (next, failed, longest) = (AtomicU64::new(0), AtomicU64::new(u64::MAX), AtomicU64::new(0));
    let start = Instant::now();
    let work = || {
        while failed.load(Ordering::Relaxed) == u64::MAX {
            let i = next.fetch_add(1, Ordering::Relaxed);
            if i >= count {
                break;
            }
            let number = seed.wrapping_add(i);
            let (bytes, syntax) = input(number);
            let begun = Instant::now();
            let result = catch_unwind(|| read(&bytes, syntax)).unwrap_or_else(|_| Err("panicked".to_owned()));
            let took = begun.elapsed();
            longest.fetch_max(took.as_micros() as u64, Ordering::Relaxed);
            let slow = || Err(format!("took {took:?}"));
            if let Err(what) = result.and_then(|()| if took > Duration::from_secs(1) { slow() } else { Ok(()) }) {
                failed.fetch_min(number, Ordering::Relaxed);
                // Nothing is lost where nobody reads it.
                let _ = writeln!(std::io::stderr(), "input {number} {syntax:?}: {what}\n{}", bytes.escape_ascii());
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|s| (0..cores).for_each(|_| drop(s.spawn(work))));
    let read = next.load(Ordering::Relaxed).min(count);
    let longest = longest.load(Ordering::Relaxed);
    let _ = writeln!(std::io::stderr(), "{read} inputs from {seed} in {:?}, the longest {longest} µs", start.elapsed());
    std::process::ExitCode::from(u8::from(failed.load(Ordering::Relaxed) != u64::MAX))
}
