//! Chinese names, which no letter case sets off: people by family name or spelling beside a title or a verb of saying,
//! organizations by their last word, things by their marks, Latin names by their letters.

use super::Raw;
use crate::extract::NameKind;
use crate::extract::clause::Sentence;
use crate::extract::scan::{Token, What};
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{ChineseNames, Language, Marker, PredicateKind, chinese_names, english_names};
use rustc_hash::FxHashMap;

/// A sentence with what its names must keep clear of.
struct Place<'a> {
    text: &'a str,
    span: Span,
    tokens: &'a [Token],
    tables: &'static ChineseNames,
}

/// Adds the names of a sentence.
pub(super) fn read(text: &str, sentence: &Sentence, tokens: &[Token], out: &mut Vec<Raw>) {
    let place = Place { text, span: sentence.span, tokens, tables: chinese_names() };
    let first = out.len();
    let part = &text[sentence.span.start..sentence.span.end];
    // Titles by where they end, the longest first: the longest says where the name begins.
    for (range, markers) in place.tables.markers(part) {
        let (start, end) = (sentence.span.start + range.start, sentence.span.start + range.end);
        for marker in markers {
            match marker {
                Marker::Title => out.extend(place.titled(start, end)),
                Marker::Honorific | Marker::Speech => out.extend(place.spoken(start, 3)),
                Marker::Life => out.extend(place.spoken(start, 2)),
                Marker::Organization => out.extend(place.organization(start, end, false)),
                Marker::ShyOrganization => out.extend(place.organization(start, end, true)),
                Marker::ShortForm => out.extend(place.short_form(start, end, &out[first..])),
                Marker::Called => out.extend(place.quoted(end)),
            }
        }
    }
    place.marked(out);
    place.latin(out);
    for clause in &sentence.clauses {
        out.extend(place.opening(*clause));
    }
}

impl Place<'_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..self.span.end).unwrap_or("")
    }

    fn before(&self, at: usize) -> &str {
        self.text.get(self.span.start..at).unwrap_or("")
    }

    /// No name of the base, date or figure stands there.
    fn is_free(&self, span: Span) -> bool {
        let known = |t: &&Token| matches!(t.what, What::Entity { .. } | What::Mention(_)) && t.span.overlaps(span);
        !self.tokens.iter().take_while(|t| t.span.start < span.end).any(|t| known(&t))
    }

    /// The name behind a title.
    fn titled(&self, start: usize, end: usize) -> Option<Raw> {
        let name = self.person(end)?;
        let post = Span::new(self.phrase_start(start), end);
        Some(Raw { post: Some(post), ..Raw::new(name, Some(NameKind::Person)) })
    }

    /// The person whose name begins here: as long as what follows may follow a name.
    fn person(&self, start: usize) -> Option<Span> {
        let rest = self.rest(start);
        let chars: Vec<(usize, char)> = rest.char_indices().take(14).collect();
        let fits = |n: usize| {
            let end = chars.get(n).map_or(rest.len().min(chars.last().map_or(0, |c| c.0 + c.1.len_utf8())), |c| c.0);
            let span = Span::new(start, start + end);
            let name = &self.text[span.start..span.end];
            let follows = self.follows(span.end)?;
            (self.is_free(span) && !self.tables.places.contains(name)).then_some((follows, n, span))
        };
        let spelt = |c: &(usize, char)| self.tables.transliteration.contains(&c.1) || c.1 == '·';
        // What stands before a dot needs no spelling: 李·史密斯.
        let dot = chars.iter().take(6).position(|c| c.1 == '·').filter(|d| chars[..*d].iter().all(|c| is_han(c.1)));
        let foreign = dot.unwrap_or(0) + chars[dot.unwrap_or(0)..].iter().take_while(|c| spelt(c)).count();
        let family = self.family(rest);
        let native = (family + 1..=family + 2).filter(|&n| family > 0 && n <= chars.len());
        let native = native.filter(|&n| chars[..n].iter().all(|c| is_han(c.1))).filter_map(fits).max();
        let alien = (2..=foreign).rev().filter(|&n| chars[n - 1].1 != '·').find_map(fits);
        // 徐蓝认为 is 徐蓝 and a verb, not 徐蓝认 and another.
        let best = match (native, alien) {
            (Some(n), Some(a)) if a.1 > n.1 && a.0 >= n.0.min(1) => Some(a),
            (n, a) => n.or(a),
        };
        best.map(|b| b.2)
    }

    /// Characters of the family name a text begins with.
    fn family(&self, text: &str) -> usize {
        let two = text.char_indices().nth(2).map_or(text, |(end, _)| &text[..end]);
        if self.tables.compound_surnames.contains(two) {
            return 2;
        }
        usize::from(text.chars().next().is_some_and(|c| self.tables.surnames.contains(&c)))
    }

    /// How sure it is that a name may end here: the length of the word that follows; a mark is surest.
    fn follows(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        if rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '·')
            || self.tokens.iter().any(|t| t.span.start == at && matches!(t.what, What::Mention(_)))
        {
            return Some(usize::MAX);
        }
        self.tables.followers.opens(rest, Language::Zh)
    }

    /// The name right before a verb of saying or an honorific, with nothing else before it in its clause; a native one
    /// has this many characters at least.
    fn spoken(&self, end: usize, least: usize) -> Option<Raw> {
        let before = self.before(end);
        let start = before
            .char_indices()
            .rev()
            .take_while(|c| is_han(c.1) || c.1 == '·')
            .last()
            .map_or(end, |c| self.span.start + c.0);
        let dotted = self.text[start..end].contains('·');
        let spelling = |c: char| self.tables.transliteration.contains(&c) || c == '·';
        let start = match dotted {
            // 教授罗伯特·弗兰克: the title is not spelt so.
            true => {
                before.char_indices().rev().take_while(|c| spelling(c.1)).last().map_or(end, |c| self.span.start + c.0)
            }
            false => start,
        };
        let name = self.text.get(start..end)?;
        let count = name.chars().count();
        let spelt = name.chars().all(spelling);
        let family = self.family(name);
        let native = family > 0 && (family + 1..=family + 2).contains(&count);
        let span = Span::new(start, end);
        let certain = native && count >= least || spelt && (3..16).contains(&count) && !name.starts_with('·');
        (certain && self.is_free(span) && !self.tables.places.contains(name))
            .then(|| Raw::new(span, Some(NameKind::Person)))
    }

    /// Where the noun phrase begins that ends before `at`.
    fn phrase_start(&self, at: usize) -> usize {
        let before = self.before(at);
        let border = |c: char| !is_han(c) && !c.is_ascii_alphanumeric() && c != '-' || self.tables.borders.contains(&c);
        let inside = before.char_indices().rev().take(24).take_while(|c| !border(c.1));
        inside.last().map_or(at, |c| self.span.start + c.0)
    }

    /// The name of an organization that ends in this word.
    fn organization(&self, start: usize, end: usize, shy: bool) -> Option<Raw> {
        // 公司法, 大学生: a longer word.
        if self.rest(end).starts_with(['长', '人', '们', '员', '化', '法', '里', '内', '级', '生', '税']) {
            return None;
        }
        let mut from = self.phrase_start(start);
        for t in self.tokens.iter().take_while(|t| t.span.start < start) {
            if t.span.end <= from || t.span.start >= start {
                continue;
            }
            match &t.what {
                What::Trigger(_) | What::Mention(_) if t.span.end <= start => from = from.max(t.span.end),
                What::Cue(_) if t.span.end <= start && t.span.len() > 3 => from = from.max(t.span.end),
                What::Entity { .. } => return None,
                _ => {}
            }
        }
        let stem = self.text.get(from..start)?;
        let cut = self.tables.verbs.places(stem, Language::Zh).map(|(i, v)| i + v.len()).max();
        from += cut.unwrap_or(0);
        let stem = self.text.get(from..start)?;
        let count = stem.chars().count();
        let least = if shy { 2..=4 } else { 2..=22 };
        let opens = self.before(from).chars().next_back().is_none_or(|c| !is_han(c) && !c.is_ascii_alphanumeric());
        let follows = !shy || opens && self.follows(end).is_some() && !self.rest(end).starts_with(['有', '股', '集']);
        // 该上市公司: one character and a common noun.
        let rest = stem.char_indices().nth(1).map_or("", |(i, _)| &stem[i..]);
        let common = self.tables.generic.contains(stem)
            || shy && self.tables.attributes.contains(stem)
            || rest.chars().nth(1).is_some() && self.tables.generic.contains(rest);
        let letters = stem.chars().any(|c| is_han(c) || c.is_ascii_alphabetic());
        let span = Span::new(from, end);
        // 动画公司纸鹤工场: what a known name right behind it is, no name of its own.
        let apposed = self.tokens.iter().any(|t| t.span.start == end && matches!(t.what, What::Entity { .. }));
        (least.contains(&count) && follows && !common && letters && !apposed && self.is_free(span))
            .then(|| Raw::new(span, Some(NameKind::Organization)))
    }

    /// The short form behind 以下简称, of the name before it.
    fn short_form(&self, start: usize, end: usize, known: &[Raw]) -> Option<Raw> {
        let span = self.in_marks(end).or_else(|| {
            let rest = self.rest(end);
            let length = rest.find(|c: char| !is_han(c) && !c.is_ascii_alphanumeric())?;
            Some(Span::new(end, end + length))
        })?;
        let full = known.iter().rev().find(|r| r.span.end <= start && start - r.span.end <= 8)?;
        let name = &self.text[span.start..span.end];
        let short = (2..=12).contains(&name.chars().count());
        (short && self.is_free(span)).then(|| Raw { short_for: Some(full.span), ..Raw::new(span, full.kind) })
    }

    /// The span between the marks that open right here.
    fn in_marks(&self, at: usize) -> Option<Span> {
        let rest = self.rest(at).trim_start_matches([':', ' ']);
        let open = rest.chars().next()?;
        let close = match open {
            '“' => '”',
            '《' => '》',
            '「' => '」',
            '"' => '"',
            _ => return None,
        };
        let start = at + (self.rest(at).len() - rest.len()) + open.len_utf8();
        let length = self.rest(start).find(close)?;
        Some(Span::new(start, start + length))
    }

    /// A thing in marks behind a word that introduces its name.
    fn quoted(&self, end: usize) -> Option<Raw> {
        let span = self.in_marks(end)?;
        let short = (1..=12).contains(&self.text[span.start..span.end].chars().count());
        (short && self.is_free(span)).then(|| Raw::new(span, Some(NameKind::Product)))
    }

    /// What stands at the head of a clause right before what is told of it: 蓝鲸酒店成立于…. Nothing tells its type.
    fn opening(&self, clause: Span) -> Option<Raw> {
        let told = |t: &&Token| matches!(&t.what, What::Trigger(all) if all.iter().any(|r| matches!(r.kind, PredicateKind::Event | PredicateKind::Metric)));
        // Behind another clause the subject is that of the clause before: 大豆期货领涨,主力合约收于….
        let lead = self.before(clause.start);
        let dated = |t: &&Token| matches!(t.what, What::Mention(_)) && t.span.end <= clause.start;
        let dates: usize = self.tokens.iter().filter(dated).map(|t| t.span.len()).sum();
        if lead.trim().len() > dates + 9 {
            return None;
        }
        let first = self.tokens.iter().find(|t| t.span.end > clause.start)?;
        let clause_text = self.text.get(clause.start..first.span.start)?;
        let name = clause_text.trim();
        let start = clause.start + (clause_text.len() - clause_text.trim_start().len());
        let span = Span::new(start, start + name.len());
        let plain = name.chars().all(|c| is_han(c) && !self.tables.borders.contains(&c))
            && (3..=8).contains(&name.chars().count());
        let common = || self.tables.common.in_text(name, Language::Zh);
        (plain && told(&first) && !common()).then(|| Raw::new(span, None))
    }

    /// Titles of works in their marks, and quoted names before what they name.
    fn marked(&self, out: &mut Vec<Raw>) {
        let part = self.rest(self.span.start);
        for (i, c) in part.char_indices().filter(|c| matches!(c.1, '《' | '“')) {
            let Some(span) = self.in_marks(self.span.start + i) else { continue };
            let name = &self.text[span.start..span.end];
            let count = name.chars().count();
            let marks = |c: char| !(c.is_alphanumeric() || matches!(c, '·' | '-' | '.' | ' ' | ':'));
            let behind = self.rest(span.end + '”'.len_utf8());
            let thing = c == '《' || self.tables.things.iter().any(|t| behind.starts_with(t.as_str()));
            let longest = if c == '《' { 24 } else { 10 };
            if thing && (1..=longest).contains(&count) && !name.contains(marks) && self.is_free(span) {
                out.push(Raw::new(span, Some(NameKind::Product)));
            }
        }
    }

    /// Latin words inside Chinese: a capital, or a small letter before one.
    fn latin(&self, out: &mut Vec<Raw>) {
        let part = self.rest(self.span.start);
        let mut at = 0;
        while let Some(i) = part[at..].find(|c: char| c.is_ascii_alphabetic()) {
            let start = at + i;
            let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '&' | '-' | '\'' | '+');
            let length = part[start..].find(|c: char| !joins(c)).unwrap_or(part.len() - start);
            at = start + length.max(1);
            let name = part[start..start + length].trim_end_matches([' ', '.', '-', '&', '\'', '+']);
            let span = Span::new(self.span.start + start, self.span.start + start + name.len());
            let capital = name.contains(|c: char| c.is_ascii_uppercase());
            let tables = english_names();
            let single = !name.contains(' ');
            let common = single && (tables.never.contains(name) || tables.titles.contains(name)) || name.len() < 2;
            // A figure or a letter before it makes it a unit or the rest of a code: 5G, A股.
            let after_figure = part[..start].ends_with(|c: char| c.is_ascii_digit() || c == '.');
            let last = name.rsplit(' ').next().unwrap_or(name);
            let kind = match () {
                () if !single && tables.organizations.contains(last.trim_end_matches('.')) => {
                    Some(NameKind::Organization)
                }
                () if !single && tables.given.contains(name.split(' ').next().unwrap_or("")) => Some(NameKind::Person),
                () => None,
            };
            if capital && !common && !after_figure && name.len() <= 40 && self.is_free(span) {
                out.push(Raw::new(span, kind));
            }
        }
    }
}

/// Adds the places where names that were found once stand again, with nothing beside them that tells.
pub(super) fn again<'t>(text: &'t str, sentences: &[Sentence], tokens: &[Vec<Token>], out: &mut Vec<Raw>) {
    let mut names: FxHashMap<&str, Option<NameKind>> = FxHashMap::default();
    // How long those are that begin with a character, in bytes.
    let mut lengths: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    let mut note = |name: &'t str, kind| {
        names.entry(name).or_insert(kind);
        let lengths = lengths.entry(name.chars().next().unwrap_or_default()).or_default();
        if !lengths.contains(&name.len()) {
            lengths.push(name.len());
        }
    };
    for r in out.iter() {
        let name = text.get(r.span.start..r.span.end).unwrap_or("");
        let count = name.chars().count();
        let telling = match r.kind {
            Some(NameKind::Person) => (2..16).contains(&count),
            _ => count >= if r.short_for.is_some() { 2 } else { 3 },
        };
        if telling && r.kind.is_some() && name.chars().any(is_han) {
            note(name, r.kind);
            // 拉里·埃里森 is 埃里森 from then on.
            if let Some((_, last)) = name.rsplit_once('·').filter(|n| n.1.chars().count() > 1) {
                note(last, r.kind);
            }
        }
    }
    if names.is_empty() {
        return;
    }
    let begun = |(i, c): (usize, char)| lengths.get(&c).into_iter().flatten().map(move |len| Span::new(i, i + len));
    for span in text.char_indices().flat_map(begun) {
        let Some(kind) = text.get(span.start..span.end).and_then(|name| names.get(name)) else { continue };
        let at = sentences.partition_point(|s| s.span.end <= span.start);
        let known = |t: &Token| matches!(t.what, What::Entity { .. } | What::Mention(_)) && t.span.overlaps(span);
        if tokens.get(at).is_some_and(|list| !list.iter().any(known)) {
            out.push(Raw::new(span, *kind));
        }
    }
}
