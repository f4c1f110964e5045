//! Reads the statements of a Chinese sentence, clause by clause.

use super::life::ends;
use super::names::Name;
use super::statement::{Deed, Statement, What};
use super::tokens::{Sort, Token};
use super::words::chinese::{Entry, Order, entries, kind_at_end};
use crate::extract::{Extraction, MentionValue};
use crate::normalise::is_han;
use crate::source::Span;
use crate::time::Interval;
use crate::vocabulary::relations;

/// Characters of the longest name.
const LONGEST: usize = 16;

struct Reader<'a> {
    text: &'a str,
    sentence: Span,
    extraction: &'a Extraction,
    topic: Vec<Name>,
    out: Vec<Statement>,
}

/// The statements of a sentence and what it is about; `before` is what the sentence before is about.
pub(super) fn read(
    text: &str,
    sentence: Span,
    extraction: &Extraction,
    before: &[Name],
) -> (Vec<Statement>, Vec<Name>) {
    let mut reader = Reader { text, sentence, extraction, topic: before.to_vec(), out: Vec::new() };
    let mut from = sentence.start;
    let slice = &text[sentence.start..sentence.end];
    let marks = |c: char| matches!(c, '，' | ',' | '；' | ';' | '：' | ':');
    let mut first = true;
    for (i, c) in slice.char_indices().filter(|(_, c)| marks(*c)).chain([(slice.len(), ' ')]) {
        let clause = Span::new(from, sentence.start + i);
        reader.clause(clause, first);
        first &= clause.is_empty();
        from = (clause.end + c.len_utf8()).min(sentence.end);
    }
    (reader.out, reader.topic)
}

/// The characters of a sentence that say something, each alone, and its days.
pub(super) fn rest(text: &str, sentence: Span) -> Vec<Token> {
    let silent = &relations().chinese.silent;
    let slice = &text[sentence.start..sentence.end];
    let telling = slice.char_indices().filter(|(_, c)| c.is_alphanumeric() && !silent.contains(*c));
    let token = |(i, c): (usize, char)| {
        let at = sentence.start + i;
        Token { span: Span::new(at, at + c.len_utf8()), low: c.to_string(), sort: Sort::Word }
    };
    telling.map(token).collect()
}

impl Reader<'_> {
    fn slice(&self, at: Span) -> &str {
        self.text.get(at.start..at.end).unwrap_or("")
    }

    /// The days of a clause.
    fn days(&self, clause: Span) -> Vec<(Span, Interval)> {
        let mentions = self.extraction.mentions_in(clause).iter();
        let dated = mentions.filter_map(|m| match m.value {
            MentionValue::Days(days) => Some((m.span, days?)),
            _ => None,
        });
        dated.collect()
    }

    /// A name without the words around it that are none of its.
    fn name(&self, at: Span) -> Option<Name> {
        let words = &relations().chinese;
        let (mut start, mut end) = (at.start, at.end.max(at.start));
        loop {
            let part = self.text.get(start..end)?;
            let open = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '(' | '（' | ')' | '）' | '、');
            let lead = part.len() - part.trim_start_matches(open).len();
            let tail = part.len() - part.trim_end_matches(open).len();
            if lead > 0 || tail > 0 && end > start {
                start += lead;
                end = end.saturating_sub(tail).max(start);
                continue;
            }
            let days = self.days(Span::new(start, end)).into_iter().map(|(s, _)| s);
            let touching = days.into_iter().find(|s| s.start == start || s.end == end);
            if let Some(day) = touching.filter(|d| !d.is_empty()) {
                if day.start == start {
                    start = day.end.min(end)
                } else {
                    end = day.start.max(start)
                }
                continue;
            }
            let head = words
                .heads
                .iter()
                .filter(|w| part.starts_with(w.as_str()) && part.len() > w.len() + 2)
                .map(String::len)
                .max();
            if let Some(n) = head {
                start += n;
                continue;
            }
            let last = words.tails.iter().filter(|w| part.ends_with(w.as_str())).map(String::len).max();
            match last {
                Some(n) => end -= n,
                None => break,
            }
        }
        let part = self.text.get(start..end)?;
        let short = part.chars().count() <= LONGEST && part.chars().any(|c| is_han(c) || c.is_alphabetic());
        Name::chinese(Span::new(start, end), part).filter(|_| short)
    }

    /// What stands before a word of a clause, or what the sentence is about.
    fn before(&self, clause: Span, at: usize) -> Vec<Name> {
        let part = Span::new(clause.start, at.max(clause.start));
        let words = &relations().chinese;
        let trimmed = self.slice(part).trim();
        match self.name(part) {
            _ if words.pronouns.iter().any(|p| trimmed.starts_with(p.as_str())) => {
                let own = self.name(part);
                self.topic.iter().cloned().chain(own).collect()
            }
            Some(name) => vec![name],
            None => self.topic.clone(),
        }
    }

    /// The name behind a word, up to what ends it.
    fn behind(&self, at: usize, clause: Span) -> Vec<Name> {
        let rest = self
            .text
            .get(at..clause.end)
            .unwrap_or("")
            .trim_start_matches(['了', '过', '是', '为', '：', ':', ' ', '着']);
        let rest = rest.strip_prefix("出自").unwrap_or(rest);
        let from = clause.end - rest.len();
        let cut = |w: &str| rest.char_indices().skip(1).map(|(i, _)| i).find(|&i| rest[i..].starts_with(w));
        let quoted = rest.starts_with('《').then(|| rest.find('》')).flatten().map(|i| i + '》'.len_utf8());
        let marks = ["（", "(", "、", "，"];
        let ends = relations().chinese.ends.iter().map(String::as_str).chain(marks);
        let end = quoted.or_else(|| ends.filter_map(cut).min()).unwrap_or(rest.len());
        let days = self.days(Span::new(from, clause.end)).first().map_or(end, |(s, _)| s.start.saturating_sub(from));
        self.name(Span::new(from, from + end.min(days))).into_iter().collect()
    }

    fn has(&self, part: Span, words: &[String]) -> bool {
        words.iter().any(|w| self.slice(part).contains(w.as_str()))
    }

    fn clause(&mut self, clause: Span, first: bool) {
        self.life(clause);
        let text = self.slice(clause).to_owned();
        let mut at = 0;
        let mut led = false;
        while at < text.len() {
            let found = entries(&text[at..]).find(|e| text[at..].starts_with(e.word));
            let Some(longest) = found else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            // A noun of a post comes behind 的, or before 是.
            let mut same: Vec<&Entry> = entries(longest.word).filter(|e| e.word == longest.word).collect();
            let noun = text[..at].ends_with('的')
                || text[at + longest.word.len()..].trim_start_matches('者').starts_with(['是', '为']);
            same.sort_by_key(|e| matches!(e.order, Order::Noun | Order::BackNoun) != noun);
            for entry in same {
                if self.relation(entry, clause, clause.start + at) {
                    led = true;
                    break;
                }
            }
            at += longest.word.len();
        }
        if first && !led {
            let end = ["是", "为", "由", "（", "("].iter().filter_map(|w| text.find(w)).min().unwrap_or(text.len());
            if let Some(name) = self.name(Span::new(clause.start, clause.start + end)) {
                self.topic = vec![name];
            }
        }
        self.being(clause, &text);
    }

    /// Births and deaths in brackets behind a name.
    fn life(&mut self, clause: Span) {
        for (span, days) in self.days(clause) {
            let before = self.slice(Span::new(clause.start, span.start)).trim_end();
            let Some(name) = before.strip_suffix(['（', '(']) else { continue };
            let Some((from, to)) = ends(self.slice(span), days) else { continue };
            let Some(name) = self.name(Span::new(clause.start, clause.start + name.len())) else { continue };
            for (id, days) in [("birth", from), ("death", to)] {
                let Some(relation) = relations().index(id) else { continue };
                self.say(
                    Deed { relation, themes: vec![name.clone()], days: vec![(span, days)], ..Deed::default() },
                    true,
                    span,
                );
            }
            self.topic = vec![name];
        }
    }

    fn say(&mut self, deed: Deed, holds: bool, at: Span) {
        let mut covers = vec![at];
        covers.extend(deed.agents.iter().chain(&deed.themes).chain(&deed.places).map(|n| n.span));
        self.out.push(Statement {
            subjects: Vec::new(),
            what: What::Deed(deed),
            holds,
            at,
            sentence: self.sentence,
            covers,
        });
    }

    /// Reads a word of a relation; whether it told what the sentence is about.
    fn relation(&mut self, entry: &Entry, clause: Span, at: usize) -> bool {
        let first = clause.start == self.sentence.start;
        let words = &relations().chinese;
        let end = at + entry.word.len();
        let lead = Span::new(clause.start, at);
        let near: usize = self.slice(lead).char_indices().rev().nth(3).map_or(clause.start, |(i, _)| clause.start + i);
        if self.has(lead, &words.hedges) {
            return false;
        }
        let holds = !self.has(Span::new(near, at), &words.denials);
        let by = self.slice(lead).rfind(['由', '被']).map(|i| clause.start + i);
        let mut deed = Deed { relation: entry.relation, ..Deed::default() };
        match entry.order {
            Order::By | Order::Forth => match by {
                Some(by) => {
                    deed.themes = self.before(clause, by);
                    deed.agents = self.name(Span::new(by + '由'.len_utf8(), at)).into_iter().collect();
                }
                None => {
                    deed.agents = self.before(clause, at);
                    deed.themes = self.behind(end, clause);
                    // 《晚潮》由甲作曲,乙作词.
                    let own = deed.agents.iter().any(|n| clause.contains(n.span));
                    if deed.themes.is_empty() && entry.order == Order::By && own && !first {
                        deed.themes = self.topic.clone();
                    }
                }
            },
            Order::Back => {
                deed.themes = self.before(clause, at);
                deed.agents = self.behind(end, clause);
            }
            Order::Itself => {
                deed.themes = self.before(clause, self.first_day(clause, at));
                deed.days = self.days(clause);
                deed.places = self.behind(end, clause);
            }
            Order::Noun | Order::BackNoun => {
                let Some((holder, of)) = self.post(clause, at, end) else { return false };
                (deed.agents, deed.themes) = if entry.order == Order::Noun { (holder, of) } else { (of, holder) };
            }
        }
        let plain = deed.agents.len().min(1) + deed.themes.len().min(1);
        if plain == 0 || plain == 1 && deed.days.is_empty() && deed.places.is_empty() {
            return false;
        }
        let about = if deed.themes.is_empty() || by.is_none() && entry.order != Order::Itself {
            &deed.agents
        } else {
            &deed.themes
        };
        if about.iter().any(|n| n.span.start >= clause.start && n.span.end <= at) {
            self.topic = about.clone();
        }
        let dated: Vec<Span> = self.days(clause).into_iter().map(|(s, _)| s).collect();
        self.say(deed, holds, Span::new(at, end));
        if let Some(last) = self.out.last_mut().filter(|_| entry.order == Order::Itself) {
            last.covers.extend(dated);
        }
        true
    }

    /// Where the days before a verb begin, or the verb.
    fn first_day(&self, clause: Span, at: usize) -> usize {
        let days = self.days(clause).into_iter().map(|(s, _)| s.start);
        days.filter(|&s| s > clause.start && s < at).min().unwrap_or(at)
    }

    /// T的N是A, A是T的N, its N是A.
    fn post(&self, clause: Span, at: usize, end: usize) -> Option<(Vec<Name>, Vec<Name>)> {
        let before = self.slice(Span::new(clause.start, at));
        let rest = self.text.get(end..clause.end)?.trim_start_matches('者');
        let named = rest.starts_with(['是', '为', '：', ':']) || rest.starts_with("出自");
        let is = before.rfind('是').map(|i| clause.start + i);
        match is {
            _ if named => {
                let of = match before.strip_suffix('的') {
                    Some(of) => self.name(Span::new(clause.start, clause.start + of.len())).into_iter().collect(),
                    None if before.is_empty() || before == "其" => self.topic.clone(),
                    None => return None,
                };
                Some((self.behind(clause.end - rest.len(), clause), of))
            }
            Some(is) => {
                let of = Span::new(is + '是'.len_utf8(), at);
                let own = self.slice(of).strip_suffix('的')?;
                let of = match own {
                    "它" => self.thing(),
                    "他" | "她" => self.topic.clone(),
                    own => self.name(Span::new(of.start, of.start + own.len())).into_iter().collect(),
                };
                // Behind it nothing more may stand: 的老师的儿子.
                let whole = rest.is_empty() || rest.starts_with(['，', '、']);
                whole.then(|| (self.before(clause, is), of))
            }
            None => None,
        }
    }

    /// What 它 stands for: the theme of what the sentence told before, or what it is about.
    fn thing(&self) -> Vec<Name> {
        let theme = self.out.iter().rev().find_map(|s| match &s.what {
            What::Deed(d) if !d.themes.is_empty() => Some(d.themes.clone()),
            _ => None,
        });
        theme.unwrap_or_else(|| self.topic.clone())
    }

    /// The country of what something is: 是一位德国作家.
    fn being(&mut self, clause: Span, text: &str) {
        let Some(is) = text.find('是') else { return };
        let kind = &text[is + '是'.len_utf8()..];
        let kind = kind.rsplit('的').next().unwrap_or(kind);
        if kind.contains('在') {
            return;
        }
        let subjects = self.before(clause, clause.start + is);
        let from = clause.end - kind.len();
        let holds = !text[..is].ends_with('不');
        // What stands at the end says of what sort it is: 一位德国作家.
        let trimmed = kind.trim_end();
        if let Some(word) = kind_at_end(trimmed) {
            let at = Span::new(from + trimmed.len() - word.len(), from + trimmed.len());
            let covers = subjects.iter().map(|n| n.span).chain([at]).collect();
            let what = What::Is(word.to_owned(), true);
            self.out.push(Statement { subjects: subjects.clone(), what, holds, at, sentence: self.sentence, covers });
        }
        for (ground, i, n) in super::countries::chinese_at(kind) {
            let at = Span::new(from + i, from + i + n);
            let covers = subjects.iter().map(|n| n.span).chain([at]).collect();
            self.out.push(Statement {
                subjects: subjects.clone(),
                what: What::Of(ground),
                holds,
                at,
                sentence: self.sentence,
                covers,
            });
        }
    }
}
