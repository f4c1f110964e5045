//! English names: runs of capitalised words that are not capitalised for another reason.
//!
//! A word that opens a sentence, and all of a headline, is a name only where it is one elsewhere or nothing else it
//! can be.

use super::Raw;
use crate::extract::NameKind;
use crate::extract::clause::Sentence;
use crate::extract::scan::{Token, What};
use crate::normalise::{fold_name, is_han};
use crate::source::Span;
use crate::vocabulary::{Language, PredicateKind, english_names, lists};
use rustc_hash::{FxHashMap, FxHashSet};

/// A name has no more words than this.
const LONGEST: usize = 8;

/// A word of a sentence.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// A mark stands before it.
    parted: bool,
    /// A mark or `'s` stands behind it.
    stops: bool,
}

/// Reads the sentences of a text one by one.
pub(super) struct Reader<'a> {
    text: &'a str,
    /// Words written small somewhere.
    small: FxHashSet<&'a str>,
    /// Capitalised runs of headlines, which are names only where they are elsewhere.
    headlines: Vec<Vec<Word<'a>>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, small: FxHashSet::default(), headlines: Vec::new() }
    }

    /// Adds the names of a sentence.
    pub(super) fn sentence(&mut self, sentence: &Sentence, tokens: &[Token], out: &mut Vec<Raw>) {
        let words = words(self.text, sentence.span);
        for w in words.iter().filter(|w| w.text.len() > 2 && w.text.starts_with(|c: char| c.is_ascii_lowercase())) {
            self.small.insert(w.text);
        }
        // Headlines write all but small words with a capital, and have no full stop.
        let long = words.iter().filter(|w| w.text.starts_with(char::is_alphabetic));
        let count = long.fold((0, 0), |n, w| (n.0 + 1, n.1 + usize::from(w.text.starts_with(char::is_uppercase))));
        let enough = if self.text[..sentence.span.end].trim_end().ends_with('.') { 9 } else { 7 };
        let headline = count.0 > 3 && count.1 * 10 >= count.0 * enough;
        let taken = |w: &Word| {
            let span = Span::new(w.start, w.end);
            let from = tokens.partition_point(|t| t.span.start < w.end);
            tokens[..from]
                .iter()
                .rev()
                .take(12)
                .any(|t| t.span.overlaps(span) && matches!(t.what, What::Entity { .. } | What::Mention(_)))
        };
        let first = out.len();
        let mut at = 0;
        while at < words.len() {
            if !is_capital(words[at].text) || taken(&words[at]) {
                at += 1;
                continue;
            }
            let end = run(&words, at, &taken);
            let phrase = &words[at..end];
            match headline {
                true => self.headlines.push(phrase.to_vec()),
                false => out.extend(name(self.text, phrase, &words, at, tokens)),
            }
            at = end;
        }
        // Halcyon Motors (“Halcyon”), International Monetary Fund (IMF).
        for i in first + 1..out.len() {
            let (full, short) = (out[i - 1].span, out[i].span);
            let gap = self.text[full.end..short.start].trim();
            let close = self.text[short.end..].trim_start_matches(['"', '”', '.', ',']).starts_with(')');
            if close && gap.starts_with('(') && gap.len() < 12 && self.is_short(short, full) {
                out[i] = Raw { short_for: Some(full), kind: out[i - 1].kind, doubtful: false, ..out[i] };
                out[i - 1].doubtful = false;
            }
        }
    }

    /// The words of the one are among those of the other, or its letters their first ones.
    fn is_short(&self, short: Span, full: Span) -> bool {
        let (short, full) = (&self.text[short.start..short.end], &self.text[full.start..full.end]);
        let mut initials = full.split([' ', '-']).filter_map(|w| w.chars().next());
        let spelt = short.chars().all(|c| initials.any(|i| i.eq_ignore_ascii_case(&c)));
        spelt || short.split(' ').all(|w| full.split(' ').any(|f| f == w))
    }

    /// Keeps of the doubtful names those that nothing speaks against, and finds in headlines the names of the rest.
    pub(super) fn settle(self, out: &mut Vec<Raw>) {
        let text = self.text;
        let shown = |r: &Raw| &text[r.span.start..r.span.end];
        let mut sure: FxHashMap<String, Option<NameKind>> = FxHashMap::default();
        for r in out.iter().filter(|r| !r.doubtful) {
            let folded = fold_name(super::bare(shown(r)));
            for word in folded.split(' ').filter(|w| w.len() > 2) {
                sure.entry(word.to_owned()).or_default();
            }
            let kind = sure.entry(folded).or_default();
            *kind = kind.or(r.kind);
        }
        let tables = english_names();
        out.retain(|r| {
            let word = shown(r);
            let lower = word.to_ascii_lowercase();
            let ordinary =
                tables.endings.iter().any(|e| lower.ends_with(e.as_str())) || lower.ends_with('s') || word.len() < 4;
            !r.doubtful || sure.contains_key(&fold_name(word)) || !(ordinary || self.small.contains(lower.as_str()))
        });
        for phrase in &self.headlines {
            let mut at = 0;
            while at < phrase.len() {
                let longest = (at + 1..=phrase.len().min(at + LONGEST)).rev().find_map(|end| {
                    let span = Span::new(phrase[at].start, phrase[end - 1].end);
                    let kind = sure.get(&fold_name(&text[span.start..span.end]))?;
                    let whole = end - at > 1 || kind.is_some();
                    whole.then_some((end, Raw::new(span, *kind)))
                });
                at = match longest {
                    Some((end, raw)) => {
                        out.push(raw);
                        end
                    }
                    None => at + 1,
                };
            }
        }
    }
}

/// Where a run of capitalised words ends: small words inside it are taken along.
fn run(words: &[Word], from: usize, taken: &dyn Fn(&Word) -> bool) -> usize {
    let inner = &english_names().inner;
    let mut end = from + 1;
    while end < words.len() && end - from < LONGEST {
        let (last, next) = (&words[end - 1], &words[end]);
        if last.stops || next.parted || taken(next) {
            break;
        }
        if is_capital(next.text) || next.text == "&" {
            end += 1;
            continue;
        }
        // President of Acme is two things, Bank of Acme one; van der Bos has two small words.
        let joined = |n: usize| {
            let small = &words[end..end + n];
            let plain = small.iter().all(|w| inner.contains(w.text) && !w.stops && !w.parted);
            let bound = small[0].text != "of" || end == from + 1 || english_names().organizations.contains(last.text);
            let capital = words.get(end + n).is_some_and(|w| !w.parted && is_capital(w.text) && !taken(w));
            plain && bound && capital && !english_names().titles.contains(last.text)
        };
        match (1..=2).find(|&n| end + n < words.len() && joined(n)) {
            Some(n) => end += n + 1,
            None => break,
        }
    }
    end
}

/// The name in a run of capitalised words.
fn name(text: &str, phrase: &[Word], words: &[Word], at: usize, tokens: &[Token]) -> Option<Raw> {
    let tables = english_names();
    let mut phrase = phrase;
    let mut kind = None;
    let mut first = at == 0 || phrase[0].parted && opens(text, phrase[0].start);
    while let Some(word) = phrase.first() {
        let plain = word.text.trim_end_matches('.');
        if tables.titles.contains(plain) && phrase.len() > 1 {
            kind = Some(NameKind::Person);
        } else if !(tables.never.contains(plain)
            || tables.openers.contains(plain) && (first || plain.len() < 4)
            || plain.len() < 2 && phrase.len() == 1)
        {
            break;
        }
        phrase = &phrase[1..];
        first &= kind.is_some();
    }
    while let Some(word) =
        phrase.last().filter(|w| tables.never.contains(w.text) || w.text == "&" || tables.inner.contains(w.text))
    {
        let _ = word;
        phrase = &phrase[..phrase.len() - 1];
    }
    let (head, last) = (phrase.first()?, phrase.last()?);
    let span = Span::new(head.start, last.end);
    let plain = last.text.trim_end_matches('.');
    let behind = words.get(at + (words[at..].iter().position(|w| w.start == last.start)? + 1));
    let trigger =
        |t: &Token| matches!(&t.what, What::Trigger(all) if all.iter().any(|r| r.kind != PredicateKind::Event));
    // Titles, metrics and other words of the vocabulary are no names, whatever their letters.
    if tokens.iter().any(|t| trigger(t) && t.span.overlaps(span) && t.span.contains(Span::new(head.start, head.end))) {
        return None;
    }
    if phrase.len() == 1 && (tables.titles.contains(plain) || tables.organizations.contains(plain)) {
        return None;
    }
    let post = |t: &Token| matches!(&t.what, What::Trigger(all) if all.iter().any(|r| r.kind == PredicateKind::Role));
    let titled = tokens.iter().any(|t| {
        post(t) && t.span.end < span.start && text[t.span.end..span.start].trim_matches([' ', ',']).is_empty()
    });
    let kind = match () {
        () if kind.is_some() => kind,
        () if phrase.len() > 1 && tables.organizations.contains(plain) => Some(NameKind::Organization),
        () if phrase.len() > 2 && phrase[1].text == "of" && tables.organizations.contains(head.text) => {
            Some(NameKind::Organization)
        }
        () if phrase.len() > 1 && phrase.len() < 5 && tables.given.contains(head.text) => Some(NameKind::Person),
        () if is_called_house(&text[span.end..]) => Some(NameKind::Organization),
        () if (titled || is_alive(&text[span.end..])) && (2..4).contains(&phrase.len()) => Some(NameKind::Person),
        () if is_region(&text[span.start..span.end]) => Some(NameKind::Place),
        () => None,
    };
    let single = phrase.len() == 1 && kind.is_none();
    let acronym = single && head.text.len() > 1 && head.text.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let doubtful = single && first && !acronym && !inner_capital(head.text);
    // Alone before a small word and behind a mark it may be the first word of a cited sentence.
    let cited =
        single && phrase[0].parted && behind.is_some_and(|b| b.text.starts_with(|c: char| c.is_ascii_lowercase()));
    (!text[span.start..span.end].contains(is_han)).then_some(Raw {
        span,
        kind,
        post: None,
        short_for: None,
        doubtful: doubtful || cited && !acronym,
    })
}

/// Kestrel Lines, a ferry operator founded in 1978: what stands behind a name says that it is a house.
fn is_called_house(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(", ") else { return false };
    let lists = lists();
    let opens = lists.indefinites.at_head(rest, Language::En).or_else(|| lists.determiners.at_head(rest, Language::En));
    let Some(words) = opens.map(|len| &rest[len..]) else { return false };
    // The noun it ends with, before what describes it: founded in, of, that.
    let noun = words
        .split([',', '.', ';', ':', '(', ')'])
        .next()
        .unwrap_or("")
        .split_whitespace()
        .take(6)
        .take_while(|w| {
            !w.ends_with("ed") && lists.prepositions.at_head(w, Language::En).is_none() && !matches!(*w, "of" | "that")
        })
        .last();
    noun.is_some_and(|n| lists.company_nouns.is(n, Language::En))
}

/// Ines Falk, 44, …; Ines Falk was born in …: what stands behind a name is said only of people.
fn is_alive(behind: &str) -> bool {
    let head = |word: &String| {
        let rest = behind.trim_start().strip_prefix(word.as_str());
        rest.is_some_and(|r| !r.starts_with(char::is_alphanumeric))
    };
    let aged = behind.strip_prefix(", ").and_then(|rest| {
        let (years, rest) = rest.split_once(',')?;
        // Smith, 44, and Jones; not Salem, 1692, nor a street and its number.
        let plain = years.len() == 2 && years.bytes().all(|b| b.is_ascii_digit()) && years >= "18";
        Some(plain && rest.starts_with(' ') && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    });
    aged == Some(true) || english_names().life.iter().any(head)
}

/// A sentence of its own may begin here: behind a quotation mark, a colon or a dash.
fn opens(text: &str, start: usize) -> bool {
    text[..start].trim_end().ends_with(['"', '“', '‘', ':', '—', '-', '(', '•'])
}

fn is_region(name: &str) -> bool {
    use std::sync::OnceLock;
    static REGIONS: OnceLock<FxHashSet<&str>> = OnceLock::new();
    REGIONS.get_or_init(|| include_str!("../../vocabulary/regions.txt").lines().collect()).contains(name)
}

fn is_capital(word: &str) -> bool {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return false;
    }
    let hyphened = word.split('-').skip(1).any(|p| p.starts_with(|c: char| c.is_ascii_lowercase()));
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0 && !hyphened && (word.starts_with(char::is_uppercase) || inner_capital(word))
}

/// iPhone, eBay, OpenAI.
fn inner_capital(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().is_some_and(char::is_alphabetic);
    let mut before = ' ';
    first
        && word.chars().any(|c| {
            let found = before.is_lowercase() && c.is_uppercase();
            before = c;
            found
        })
}

/// The words of a sentence.
fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let part = &text[span.start..span.end];
    let mut out = Vec::new();
    let mut at = 0;
    for chunk in part.split([' ', '\n', '/', '—', '–']) {
        let start = span.start + at;
        at += chunk.len();
        at += part[at..].chars().next().map_or(0, char::len_utf8);
        let parted = start > span.start && text[..start].ends_with(['/', '—', '–', '\n']);
        // Most words have no mark at all.
        if !chunk.is_empty() && chunk.bytes().all(|b| b.is_ascii_alphanumeric()) {
            out.push(Word { text: chunk, start, end: start + chunk.len(), parted, stops: false });
            continue;
        }
        let head = chunk.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '&');
        let lead = chunk.len() - head.len();
        let mut body = head.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '&' && c != '.');
        // The full stop of an initial or an abbreviation is part of the word, that of a sentence is not.
        let dotted = body.ends_with('.');
        let bare = body.trim_end_matches('.');
        let short = dotted
            && (bare.len() <= 1
                || bare.contains('.')
                || english_names().titles.contains(bare)
                || english_names().legal.contains(bare));
        if dotted && !short {
            body = bare;
        }
        let mut stops = body.len() < head.len() && !(dotted && short && head.len() == body.len());
        for ending in ["'s", "’s", "'", "’"] {
            if let Some(stem) = body.strip_suffix(ending) {
                (body, stops) = (stem, true);
                break;
            }
        }
        let parted = lead > 0 || parted;
        if !body.is_empty() {
            let start = start + lead;
            out.push(Word { text: body, start, end: start + body.len(), parted, stops });
        } else if let Some(last) = out.last_mut().filter(|_| !chunk.is_empty()) {
            last.stops = true;
        }
    }
    out
}
