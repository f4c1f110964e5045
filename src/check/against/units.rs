//! The words of a text in their order, as units that two sentences are compared by: figures and days by their value,
//! names, other words by what they mean or by their stem, Chinese by the character.

use super::overlay::lay_over;
use super::value::Value;
use super::words::{hash, stem};
use crate::article::Article;
use crate::extract::{Extraction, NameKind};
use crate::normalise::{fold, is_han};
use crate::source::Span;
use crate::statement::Fit;
use crate::vocabulary::{Cue, Language, Opposite, chinese_names, cues, families, likeness};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a unit is.
#[derive(Clone, Debug)]
pub(super) enum Sort {
    /// Any word that says something.
    Word,
    /// A capitalised word, or a Chinese name.
    Name,
    /// A figure, a length of time or days.
    Value(Value),
    /// A word that may be there or not.
    Filler,
    /// Makes it not so.
    Denial,
    /// Makes it a plan, a condition or a question.
    Supposed,
    /// Its subject suffers what is told.
    Passive,
    /// Who did it follows: by, 被.
    Agent,
    /// A lower post: 副, vice.
    Lower,
}

/// What the vocabulary knows of a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Index of its meaning in `likeness`.
    pub(super) meaning: Option<usize>,
    /// Families it is of, and which set of each.
    pub(super) members: Vec<(usize, usize)>,
    /// How much of something it says.
    pub(super) grade: Option<usize>,
    /// It holds both ways.
    pub(super) mutual: bool,
    /// Beside it there is one right name.
    pub(super) unique: bool,
    /// A place that has a name of its own.
    pub(super) place: bool,
    cue: Option<Cue>,
    filler: bool,
}

/// A unit of a text.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Bytes of the article's text.
    pub(super) at: Span,
    /// What it is.
    pub(super) sort: Sort,
    /// What the vocabulary knows of it.
    pub(super) known: &'static Known,
    /// Hash of what it is compared by, or of how its value is written.
    pub(super) key: u64,
    /// How much it says: a name more than a word, a word more than a character.
    pub(super) weight: u32,
    /// Where it is one Chinese character: that.
    pub(super) letter: Option<char>,
    /// A Chinese name as it is written, folded.
    pub(super) name: Option<Box<str>>,
    /// Of a name: what bears it, where that is known.
    pub(super) kind: Option<NameKind>,
    /// Digits that are no figure of anything: 3 of 3号线.
    pub(super) is_number: bool,
    /// A mark that ends a clause stands right before.
    pub(super) starts: bool,
}

impl Unit {
    /// Whether the two say the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.sort, &other.sort) {
            (Sort::Value(a), Sort::Value(b)) => {
                // August is August, whichever year the text makes it.
                let written = matches!(a, Value::Days(_)) && self.key == other.key;
                written || matches!(a.fit(b), Fit::Same | Fit::Holds | Fit::Within | Fit::Meets)
            }
            (Sort::Value(_), _) | (_, Sort::Value(_)) => false,
            _ => {
                let both = |a: Option<usize>, b: Option<usize>| a.is_some() && a == b;
                self.key == other.key
                    || self.is_short_form(other)
                    || both(self.known.meaning, other.known.meaning)
                    || self.known.members.iter().any(|m| other.known.members.contains(m))
                    || both(self.known.grade, other.known.grade)
                    || matches!((&self.sort, &other.sort), (Sort::Denial, Sort::Denial))
            }
        }
    }

    /// One is the beginning of the other's name, or of a body's name the end: 麦拓, 苏州麦拓传感器公司.
    fn is_short_form(&self, other: &Self) -> bool {
        let Some((a, b)) = self.name.as_deref().zip(other.name.as_deref()) else { return false };
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let kinds = [self.kind, other.kind];
        let body = kinds.contains(&Some(NameKind::Organization));
        let place = kinds.contains(&Some(NameKind::Place));
        !place && short.chars().count() > 1 && (long.starts_with(short) || body && long.ends_with(short))
    }

    /// Whether the two exclude each other; `Apart` where that may only tell of two things.
    pub(super) fn excludes(&self, other: &Self) -> Option<Opposite> {
        let opposite = |m: usize| likeness().get(m).and_then(|l| l.opposite);
        let (a, b) = (self.known.meaning, other.known.meaning);
        if let Some((of, kind)) = a.and_then(opposite)
            && Some(of) == b
        {
            return Some(kind);
        }
        let rival = |x: &(usize, usize)| other.known.members.iter().any(|y| x.0 == y.0 && x.1 != y.1);
        let shared = self.known.members.iter().any(|m| other.known.members.contains(m));
        (!shared && self.known.members.iter().any(rival)).then_some(Opposite::Apart)
    }

    /// A figure or day: what is told with it hardly happened twice.
    pub(super) fn is_pinned(&self) -> bool {
        matches!(self.sort, Sort::Value(_))
    }

    /// True for what tells something: no filler.
    pub(super) fn tells(&self) -> bool {
        self.weight > 0
    }
}

/// Whether units side by side are a name: names, a Chinese person's name by its first character, or characters that
/// spell a foreign name.
pub(super) fn is_name(units: &[Unit]) -> bool {
    let letters: Option<Vec<char>> = units.iter().map(|u| u.letter).collect();
    let spelt = |letters: Vec<char>| {
        let names = chinese_names();
        let person = (2..=4).contains(&letters.len()) && names.surnames.contains(&letters[0]);
        // 鹿特丹: one character may be another.
        let others = letters.iter().filter(|c| !names.transliteration.contains(c)).count();
        person || letters.len() > 1 && others == 0 || letters.len() > 2 && others == 1
    };
    let all = !units.is_empty() && units.iter().all(|u| matches!(u.sort, Sort::Name));
    all || letters.is_some_and(|l| !l.is_empty() && spelt(l))
}

/// The words of the vocabulary, compiled.
struct Table {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    known: Vec<Known>,
}

pub(super) static UNKNOWN: Known = Known {
    meaning: None,
    members: Vec::new(),
    grade: None,
    mutual: false,
    unique: false,
    place: false,
    cue: None,
    filler: false,
};

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut all: BTreeMap<String, Known> = BTreeMap::new();
        let mut add = |word: &str, set: &dyn Fn(&mut Known)| set(all.entry(word.to_lowercase()).or_default());
        for (i, set) in likeness().iter().enumerate() {
            set.words.iter().for_each(|w| add(w, &|k| k.meaning = Some(i)));
        }
        for (f, family) in families().exclusive.iter().enumerate() {
            for (s, set) in family.iter().enumerate() {
                set.iter().for_each(|w| add(w, &|k| k.members.push((f, s))));
            }
        }
        for (g, set) in families().graded.iter().enumerate() {
            set.iter().for_each(|w| add(w, &|k| k.grade = Some(g)));
        }
        families().mutual.iter().for_each(|w| add(w, &|k| k.mutual = true));
        families().unique.iter().for_each(|w| add(w, &|k| k.unique = true));
        let places = chinese_names().places.iter().chain(&families().places);
        places.for_each(|w| add(w, &|k| k.place = true));
        for language in [Language::Zh, Language::En] {
            families().fillers.of(language).iter().for_each(|w| add(w, &|k| k.filler = true));
        }
        for (word, cue) in cues().iter().filter(|(_, c)| is_told(*c)) {
            add(word, &|k| k.cue = Some(*cue));
        }
        // A word of one character inside longer ones is none; what several kinds of cue share is a filler.
        let (words, known): (Vec<String>, Vec<Known>) = all.into_iter().filter(|(w, _)| !w.is_empty()).unzip();
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
        let patterns = words.iter().map(String::as_str).zip(0u32..);
        Table { automaton: builder.build_with_values(patterns).ok(), known }
    })
}

/// Cues that change what a sentence says.
fn is_told(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::Denied
            | Cue::Planned
            | Cue::Conditional
            | Cue::Counterfactual
            | Cue::Asked
            | Cue::Passive
            | Cue::Agent
            | Cue::LowerTitle
            | Cue::Attempt
            | Cue::Respectively
            | Cue::Former
            | Cue::None
    )
}

impl Known {
    /// It hands out what is listed in turn.
    pub(super) fn hands_out(&self) -> bool {
        self.cue == Some(Cue::Respectively)
    }

    /// What it is said of is so no longer.
    pub(super) fn is_former(&self) -> bool {
        self.cue == Some(Cue::Former)
    }

    /// What it makes a condition or a question is so for the whole sentence.
    pub(super) fn is_conditional(&self) -> bool {
        matches!(self.cue, Some(Cue::Conditional | Cue::Counterfactual | Cue::Asked))
    }

    fn sort(&self) -> Sort {
        match self.cue {
            Some(Cue::Denied) => Sort::Denial,
            Some(Cue::Planned | Cue::Conditional | Cue::Counterfactual | Cue::Asked | Cue::Attempt) => Sort::Supposed,
            Some(Cue::Passive) => Sort::Passive,
            Some(Cue::Agent) => Sort::Agent,
            Some(Cue::LowerTitle) => Sort::Lower,
            Some(Cue::Respectively) => Sort::Filler,
            _ if self.place => Sort::Name,
            _ if self.filler => Sort::Filler,
            _ => Sort::Word,
        }
    }
}

/// The units of a text, in its order.
pub(super) fn units(article: &Article, extraction: &Extraction) -> Vec<Unit> {
    let folded = fold(article);
    let lower = folded.text.to_ascii_lowercase();
    let mut found: Vec<(Span, &'static Known)> = Vec::new();
    let table = table();
    if let Some(automaton) = &table.automaton {
        for hit in automaton.leftmost_find_iter(&lower) {
            let at = Span::new(hit.start(), hit.end());
            if super::likeness::is_whole(&lower, at) {
                found.extend(table.known.get(hit.value() as usize).map(|k| (at, k)));
            }
        }
    }
    let mut out = Vec::new();
    let mut from = 0;
    for (at, known) in found {
        rest(&folded.text, Span::new(from, at.start), &mut out);
        out.push(unit(&folded.text, at, known));
        from = at.end;
    }
    rest(&folded.text, Span::new(from, folded.text.len()), &mut out);
    for unit in &mut out {
        unit.at = folded.origin(unit.at);
    }
    let mut laid = lay_over(article, extraction, out);
    let text = article.source.text();
    let mut from = 0;
    for unit in &mut laid {
        unit.starts = text.get(from..unit.at.start).is_some_and(|between| between.contains(is_border));
        from = unit.at.end;
    }
    laid
}

/// A mark between two clauses.
fn is_border(c: char) -> bool {
    matches!(c, ',' | '，' | ';' | '；' | ':' | '：' | '(' | ')' | '（' | '）' | '—' | '。')
}

/// The units of a part of a folded text in which the vocabulary knows no word.
fn rest(text: &str, span: Span, out: &mut Vec<Unit>) {
    let part = &text[span.start..span.end];
    let apart = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '’') || is_han(c);
    let mut start = 0;
    for (i, c) in part.char_indices().chain([(part.len(), ' ')]) {
        if !apart(c) {
            continue;
        }
        let word = Span::new(span.start + start, span.start + i);
        if !word.is_empty() && text[word.start..word.end].chars().any(char::is_alphanumeric) {
            out.push(unit(text, word, &UNKNOWN));
        }
        start = i + c.len_utf8();
        if is_han(c) && i < part.len() {
            out.push(unit(text, Span::new(span.start + i, span.start + start), &UNKNOWN));
        }
    }
}

fn unit(text: &str, at: Span, known: &'static Known) -> Unit {
    let written = &text[at.start..at.end];
    let lower = written.to_lowercase();
    let short = lower.trim_end_matches("'s").trim_end_matches("’s").trim_matches(['\'', '’']);
    let chinese = written.chars().any(is_han);
    let is_number = written.bytes().all(|b| b.is_ascii_digit());
    let sort = match known.sort() {
        Sort::Word if lower.ends_with("n't") || lower.ends_with("n’t") => Sort::Denial,
        Sort::Word if !chinese && written.starts_with(|c: char| c.is_ascii_uppercase()) => Sort::Name,
        Sort::Word if !chinese && !is_number && short.chars().count() < 2 => Sort::Filler,
        sort => sort,
    };
    let weight = match sort {
        Sort::Filler | Sort::Passive | Sort::Agent => 0,
        Sort::Name => 3,
        _ if chinese => written.chars().count().min(3) as u32,
        _ => 2,
    };
    let mut chars = written.chars();
    let letter = chars.next().filter(|c| is_han(*c) && chars.next().is_none());
    let kind = known.place.then_some(NameKind::Place);
    Unit { at, sort, known, key: hash(stem(short)), weight, letter, name: None, kind, is_number, starts: false }
}
