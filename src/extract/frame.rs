//! What all frames share: whom and when a word of a sentence goes with.
//!
//! A frame starts at a trigger and looks for its parts in its clause, then in earlier clauses of the sentence, then,
//! where a pronoun stands for them, in the sentence before. How far it had to go decides how sure the claim is.

use super::clause::Sentence;
use super::context::Resolved;
use super::scan::{Reading, Token, What};
use super::{Doubt, Modality, modality};
use crate::facts::FactBase;
use crate::grammar::{self, DateExpr, Value};
use crate::normalise::Folded;
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::{Cue, Language, PredicateKind};

/// A text with everything found in it so far.
pub(super) struct View<'a> {
    pub(super) facts: &'a FactBase,
    pub(super) folded: &'a Folded,
    pub(super) sentences: &'a [Sentence],
    pub(super) tokens: &'a [Vec<Token>],
    pub(super) mentions: &'a [grammar::Mention],
    pub(super) times: &'a [Option<Resolved>],
    pub(super) document: Option<Interval>,
}

/// A claim in the making; spans count bytes of the folded text.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) span: Span,
    pub(super) statement: Statement,
    pub(super) readings: Vec<Statement>,
    pub(super) modality: Modality,
    pub(super) quoted: bool,
    pub(super) parts: Vec<(Slot, Span)>,
    /// The date mention its time comes from.
    pub(super) time: Option<usize>,
    pub(super) doubt: Option<Doubt>,
    pub(super) weak: Option<Doubt>,
    pub(super) occasion: Option<usize>,
}

/// The claims found so far and which mention belongs to which.
#[derive(Default)]
pub(super) struct Drafts {
    pub(super) list: Vec<Draft>,
    /// Mention index → draft index.
    pub(super) owner: rustc_hash::FxHashMap<usize, usize>,
}

impl Drafts {
    /// Adds a draft that takes these mentions, unless another has taken them; gives its index.
    pub(super) fn push(&mut self, draft: Draft, mentions: &[usize]) -> usize {
        let index = self.list.len();
        for m in mentions.iter().copied().chain(draft.time) {
            self.owner.entry(m).or_insert(index);
        }
        self.list.push(draft);
        index
    }
}

/// Entities found for a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Their ids, one for each of a list.
    pub(super) ids: Vec<Id>,
    /// Where they stand.
    pub(super) span: Span,
    /// What forbids a contradiction.
    pub(super) weak: Option<Doubt>,
}

/// A time found for a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    /// The date mention.
    pub(super) mention: usize,
    /// Where it stands.
    pub(super) span: Span,
    /// Its days, where they are known.
    pub(super) days: Option<Interval>,
}

/// Whether a clause has a subject that nobody knows.
enum Own {
    None,
    Perhaps,
    Certain,
}

/// Words before a name that make it a place, an instrument or a party, not a subject or object.
const PREPOSITIONS_ZH: &[&str] = &[
    "在", "于", "从", "向", "对", "给", "以", "经", "把", "将", "比", "较", "基于", "凭借", "用", "通过", "针对",
    "面向", "除了", "据", "像",
];
/// Words that open an adverbial clause.
const ADVERBIAL_ZH: &[&str] = &["因", "由于", "为", "对", "在", "以", "从", "通过", "随着", "凭", "按", "经", "同时"];
const PREPOSITIONS_EN: &[&str] = &[
    "in", "on", "at", "from", "for", "to", "with", "via", "against", "under", "over", "after", "before", "since",
    "than", "like", "unlike", "about", "near", "into",
];

/// Words that may stand before a date that sets the scene.
const LEADS_ZH: &[&str] = &[
    "在", "于", "到", "至", "自", "从", "直到", "早在", "而", "但", "并", "且", "还", "则", "又", "就", "截至", "截止",
    "其中", "例如", "比如", "如", "不过", "此外", "另外", "同时", "为何", "因为", "因此", "所以", "然而", "其实",
    "当时", "这", "也", "仅", "单是", "据",
];
const LEADS_EN: &[&str] = &[
    "in", "on", "by", "during", "as of", "since", "at", "for", "but", "and", "then", "the", "from", "until", "when",
    "early", "late", "back", "only", "just", "also", "while", "where", "however", "of", "which",
];

fn starts_with_word(text: &str, word: &str) -> bool {
    let latin = word.is_ascii();
    let head = text.get(..word.len()).is_some_and(|h| h.eq_ignore_ascii_case(word));
    head && (!latin || !text[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}

impl<'a> View<'a> {
    pub(super) fn text(&self, span: Span) -> &'a str {
        &self.folded.text[span.start..span.end]
    }

    pub(super) fn is_zh(&self, s: usize) -> bool {
        self.sentences[s].language == Language::Zh
    }

    /// The clause of a sentence that holds a place.
    pub(super) fn clause(&self, s: usize, at: Span) -> Span {
        let clauses = &self.sentences[s].clauses;
        let i = clauses.partition_point(|c| c.end <= at.start);
        clauses.get(i).copied().unwrap_or(self.sentences[s].span)
    }

    /// Tokens of a sentence inside a span.
    pub(super) fn inside(&self, s: usize, span: Span) -> &'a [Token] {
        let list = &self.tokens[s];
        let from = list.partition_point(|t| t.span.start < span.start);
        let to = list.partition_point(|t| t.span.start < span.end);
        &list[from..to.max(from)]
    }

    /// Readings of a trigger of one kind.
    pub(super) fn readings<'t>(&self, token: &'t Token, kind: PredicateKind) -> Vec<&'t Reading> {
        match &token.what {
            What::Trigger(all) => all.iter().filter(|r| r.kind == kind).collect(),
            _ => Vec::new(),
        }
    }

    /// True where the token is a cue of this kind.
    pub(super) fn is_cue(&self, token: &Token, cue: Cue) -> bool {
        matches!(&token.what, What::Cue(cues) if cues.contains(&cue))
    }

    /// True where a cue of this kind stands inside a span.
    pub(super) fn has_cue(&self, s: usize, span: Span, cue: Cue) -> bool {
        self.inside(s, span).iter().any(|t| self.is_cue(t, cue))
    }

    /// The ids of a certain name of one of these types; a group counts as its members.
    pub(super) fn ids(&self, token: &Token, types: &[String]) -> Option<Vec<Id>> {
        let What::Entity { ids, certain: true } = &token.what else { return None };
        let e = &self.facts.entities[*ids.first()?];
        // Where an edition may stand, its series may, too.
        let fits = |kind: &str| types.iter().any(|t| t == "any" || t == kind || t == "event" && kind == "event-series");
        if fits(&e.kind) {
            return Some(vec![e.id.clone()]);
        }
        let members = e.members.iter().filter(|m| self.facts.entity(m).is_some_and(|m| fits(&m.kind)));
        let members: Vec<Id> = members.cloned().collect();
        (!members.is_empty()).then_some(members)
    }

    /// True where a name of one of these types is meant but nothing says which.
    fn is_unsure(&self, token: &Token, types: &[String]) -> bool {
        let What::Entity { ids, certain: false } = &token.what else { return false };
        ids.iter().any(|&e| types.iter().any(|t| *t == self.facts.entities[e].kind))
    }

    /// The word before a name is a preposition: the name is no subject or object.
    fn after_preposition(&self, s: usize, token: &Token) -> bool {
        let before = &self.folded.text[self.sentences[s].span.start..token.span.start];
        if self.is_zh(s) {
            // 在 before a person is no place: 就在王坚加入时.
            let person = self.ids(token, &["person".to_owned()]).is_some();
            return PREPOSITIONS_ZH
                .iter()
                .any(|p| before.ends_with(p) && !(person && matches!(*p, "在" | "于" | "从")));
        }
        let word = before.trim_end().trim_end_matches("the").trim_end();
        let word = word.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
        PREPOSITIONS_EN.iter().any(|p| word.eq_ignore_ascii_case(p))
    }

    /// What follows makes the name a modifier: X的…, X's ….
    fn is_possessor(&self, span: Span) -> bool {
        let after = &self.folded.text[span.end..];
        after.starts_with('的') || after.starts_with("'s") || after.starts_with("' ") || after.starts_with("旗下")
    }

    /// The list a name is the last of: A、B和C, each of the given types.
    pub(super) fn list_ending_at(&self, s: usize, index: usize, types: &[String]) -> Vec<&'a Token> {
        let list = &self.tokens[s];
        let mut out = vec![&list[index]];
        let mut left = list[index].span.start;
        for token in list[..index].iter().rev().filter(|t| matches!(t.what, What::Entity { .. })) {
            if token.span.end > left {
                continue;
            }
            let gap = self.folded.text[token.span.end..left].trim();
            if matches!(gap, "的" | "'s") {
                left = token.span.start;
            } else if is_conjunction(gap) {
                if self.ids(token, types).is_some() {
                    out.push(token);
                }
                left = token.span.start;
            } else {
                break;
            }
        }
        out.reverse();
        out
    }

    /// Who does it, or whom it is said of: the nearest fitting name before `at`.
    pub(super) fn subject(&self, s: usize, at: Span, types: &[String]) -> Result<Found, Doubt> {
        let clause = self.clause(s, at);
        let own = Span::new(clause.start, at.start.max(clause.start));
        if let Some(found) = self.last_name(s, own, at, types)? {
            return Ok(found);
        }
        if let Some(found) = self.behind_of(s, Span::new(at.start, clause.end), at, types) {
            return Ok(found);
        }
        let pronoun = self.pronoun(s, own, types);
        if !pronoun {
            let earlier = Span::new(self.sentences[s].span.start, clause.start);
            if let Some(mut found) = self.last_name(s, earlier, at, types)? {
                let others = self.inside(s, earlier).iter().filter_map(|t| self.ids(t, types));
                if others.flatten().any(|id| !found.ids.contains(&id)) {
                    found.weak = Some(Doubt::AmbiguousEntity);
                }
                match self.own_subject(s, own) {
                    Own::None => {}
                    Own::Perhaps => found.weak = found.weak.or(Some(Doubt::NoSubject)),
                    Own::Certain => return Err(Doubt::NoSubject),
                }
                return Ok(found);
            }
        }
        self.antecedent(s, types, pronoun).ok_or(Doubt::NoSubject)
    }

    /// Whether the words of a clause before its trigger are a subject of their own: 那届亚军的…, the rival's ….
    fn own_subject(&self, s: usize, own: Span) -> Own {
        let words = self.text(own);
        if !self.is_zh(s) {
            let before = words.trim_end();
            return match before.split_whitespace().count() {
                _ if before.ends_with("'s") => Own::Certain,
                0..=3 => Own::None,
                _ => Own::Perhaps,
            };
        }
        // 因制动缺陷而…: a cause or a place is no subject.
        let words = words.trim_start().trim_start_matches(['而', '并', '且', '也', '还', '又', '则']);
        if ADVERBIAL_ZH.iter().any(|a| words.starts_with(a)) {
            return Own::None;
        }
        // Dates, figures and words of grammar are no subject; what is left of a bare clause is a word or two.
        let known: usize = self.inside(s, own).iter().map(|t| t.span.len()).sum();
        let rest = words.chars().filter(|c| crate::normalise::is_han(*c)).count() * 3;
        match rest.saturating_sub(known) {
            left if left > 6 && words.ends_with('的') => Own::Certain,
            left if left > 12 => Own::Perhaps,
            _ => Own::None,
        }
    }

    /// The last fitting name of a span with the list it ends; names behind prepositions are passed over.
    fn last_name(&self, s: usize, span: Span, at: Span, types: &[String]) -> Result<Option<Found>, Doubt> {
        let list = &self.tokens[s];
        let from = list.partition_point(|t| t.span.start < span.start);
        for i in (from..list.len()).rev() {
            let token = &list[i];
            if token.span.end > span.end {
                continue;
            }
            if self.is_unsure(token, types) && !self.after_preposition(s, token) {
                return Err(Doubt::AmbiguousEntity);
            }
            // A name inside quotation marks is cited, not spoken of from outside.
            let longer = |q: &Span| q.len() > token.span.len() + 6;
            let cited = self.sentences[s].quotes.iter().any(|q| q.contains(token.span) && longer(q) && !q.overlaps(at));
            if self.ids(token, types).is_none() || cited || self.after_preposition(s, token) {
                continue;
            }
            let all = self.list_ending_at(s, i, types);
            let ids = all.iter().filter_map(|t| self.ids(t, types)).flatten().collect();
            let span = all.iter().fold(token.span, |a, t| a.cover(t.span));
            return Ok(Some(Found { ids, span, weak: None }));
        }
        Ok(None)
    }

    /// English: revenue of Tesla, deliveries at BYD.
    fn behind_of(&self, s: usize, span: Span, at: Span, types: &[String]) -> Option<Found> {
        if self.is_zh(s) {
            return None;
        }
        let token = self.inside(s, span).iter().find(|t| t.span.start >= at.end && self.ids(t, types).is_some())?;
        let gap = self.folded.text[at.end..token.span.start].trim();
        let linked = ["of", "at", "for", "by", "of the", "at the"].contains(&gap);
        linked.then(|| Found { ids: self.ids(token, types).unwrap_or_default(), span: token.span, weak: None })
    }

    /// A pronoun for something of these types stands in the span.
    fn pronoun(&self, s: usize, span: Span, types: &[String]) -> bool {
        let any = |names: &[&str]| types.iter().any(|t| names.contains(&t.as_str()) || t == "any");
        self.has_cue(s, span, Cue::OrganizationPronoun) && any(&["organization"])
            || self.has_cue(s, span, Cue::PersonPronoun) && any(&["person"])
            || self.has_cue(s, span, Cue::ThingPronoun) && any(&["organization", "product", "facility"])
    }

    /// What a pronoun stands for, or, less surely, what a clause without any subject goes on about: the fitting name
    /// nearest before in the same block.
    fn antecedent(&self, s: usize, types: &[String], pronoun: bool) -> Option<Found> {
        let block = self.sentences[s].block;
        let before = (0..s).rev().take(2).take_while(|&i| self.sentences[i].block == block);
        for i in before {
            let span = self.sentences[i].span;
            let mut fitting = self.inside(i, span).iter().filter_map(|t| Some((t, self.ids(t, types)?)));
            let Some((token, ids)) = fitting.next() else { continue };
            let several = fitting.any(|(_, other)| other != ids);
            let weak = match (pronoun, several) {
                (true, false) => None,
                (true, true) => Some(Doubt::AmbiguousEntity),
                (false, _) => Some(Doubt::NoSubject),
            };
            return Some(Found { ids, span: token.span, weak });
        }
        None
    }

    /// The last fitting name before a place, whatever stands before it.
    pub(super) fn nearest_before(&self, s: usize, at: Span, types: &[String]) -> Option<Found> {
        let fits = |t: &&Token| t.span.end <= at.start && self.ids(t, types).is_some();
        let token = self.inside(s, self.sentences[s].span).iter().rev().find(fits)?;
        Some(Found { ids: self.ids(token, types)?, span: token.span, weak: None })
    }

    /// The first fitting name of the clause before `at`: the patient of a passive verb, or what 把 moves forward.
    pub(super) fn first_name(&self, s: usize, span: Span, types: &[String]) -> Option<Found> {
        let token = self.inside(s, span).iter().find(|t| self.ids(t, types).is_some())?;
        Some(Found { ids: self.ids(token, types)?, span: token.span, weak: None })
    }

    /// To whom or what: the nearest fitting name behind a trigger, up to the next trigger of an event.
    pub(super) fn object(&self, s: usize, at: Span, types: &[String]) -> Option<Found> {
        let clause = self.clause(s, at);
        // A dash or a bracket before the name only introduces it: 成立人工智能公司——xAI.
        let dash = self.folded.text[clause.end..].starts_with('—');
        let end = if dash { self.sentences[s].span.end } else { clause.end };
        let list = &self.tokens[s];
        for (i, token) in list.iter().enumerate().filter(|(_, t)| t.span.start >= at.end && t.span.start < end) {
            if !self.readings(token, PredicateKind::Event).is_empty() && token.span.start > at.end + 3 {
                return None;
            }
            let between = &self.folded.text[at.end..token.span.start];
            let introduced =
                ["名为", "名叫", "叫做", "代号", "called ", "named ", "dubbed "].iter().any(|w| between.ends_with(w));
            if self.ids(token, types).is_none()
                || self.is_possessor(token.span) && !introduced
                || self.after_preposition(s, token)
            {
                continue;
            }
            // Another verb stands between: 宣布赶上了GPT-4.
            if self.is_zh(s) && between.trim_start_matches('了').contains('了') {
                return None;
            }
            let mut all = vec![token];
            for next in list[i + 1..].iter().filter(|t| matches!(t.what, What::Entity { .. })) {
                let last = all[all.len() - 1].span.end;
                if next.span.start < last {
                    continue;
                }
                if !is_conjunction(self.folded.text[last..next.span.start].trim()) || self.ids(next, types).is_none() {
                    break;
                }
                all.push(next);
            }
            let ids = all.iter().filter_map(|t| self.ids(t, types)).flatten().collect();
            let span = all.iter().fold(token.span, |a, t| a.cover(t.span));
            return Some(Found { ids, span, weak: None });
        }
        None
    }

    /// The time of what happens at `at`: a date of its clause, before it rather than behind; else the last date of an
    /// earlier clause of the sentence, unless a word like 随后 sets it apart.
    pub(super) fn time(&self, s: usize, at: Span) -> Option<When> {
        let clause = self.clause(s, at);
        let dates = |span: Span| {
            self.inside(s, span).iter().filter_map(|t| match t.what {
                What::Mention(m) if matches!(self.mentions[m].value, Value::Date(_)) => Some((t.span, m)),
                _ => None,
            })
        };
        let when =
            |(span, mention): (Span, usize)| When { mention, span, days: self.times[mention].as_ref().map(|r| r.days) };
        let before = dates(Span::new(clause.start, at.start.max(clause.start))).next_back();
        let after = dates(Span::new(at.end.min(clause.end), clause.end)).next();
        // English puts the date behind its verb: a date between two verbs is the first one's.
        let taken = |d: &(Span, usize)| {
            !self.is_zh(s)
                && self
                    .inside(s, Span::new(clause.start, d.0.start))
                    .iter()
                    .any(|t| !self.readings(t, PredicateKind::Event).is_empty())
        };
        if let Some(d) = before.filter(|d| !taken(d)).or(after).or(before) {
            return Some(when(d));
        }
        if self.has_cue(s, Span::new(clause.start, at.start.max(clause.start)), Cue::Later) {
            return None;
        }
        let earlier = dates(Span::new(self.sentences[s].span.start, clause.start)).filter(|d| self.sets_scene(s, d.0));
        earlier.last().filter(|d| !self.time_passes(s, Span::new(d.0.end, at.start))).map(when)
    }

    /// The time of a state that a sentence reports: that of [`time`](Self::time), else its last date before `at`.
    pub(super) fn time_of_state(&self, s: usize, at: Span) -> Option<When> {
        self.time(s, at).or_else(|| {
            let before = Span::new(self.sentences[s].span.start, at.start);
            let dates = self.inside(s, before).iter().rev();
            dates.into_iter().find_map(|t| match t.what {
                What::Mention(mention) if self.date_expr(mention).is_some() => {
                    let days = self.times[mention].as_ref().map(|r| r.days);
                    Some(When { mention, span: t.span, days })
                }
                _ => None,
            })
        })
    }

    /// A date at the head of its clause dates the clauses behind it; one inside only its own.
    fn sets_scene(&self, s: usize, date: Span) -> bool {
        let clause = self.clause(s, date);
        let mut head =
            self.text(Span::new(clause.start, date.start)).trim_start_matches(|c: char| !c.is_alphanumeric());
        let leads = if self.is_zh(s) { LEADS_ZH } else { LEADS_EN };
        while let Some(lead) = leads.iter().find(|l| starts_with_word(head, l)) {
            head = head[lead.len()..].trim_start();
        }
        head.is_empty()
    }

    /// A length of time that fills a clause moves the story on: 短短一年时间,….
    fn time_passes(&self, s: usize, span: Span) -> bool {
        self.inside(s, span).iter().any(|t| match t.what {
            What::Mention(m) if matches!(self.mentions[m].value, Value::Duration(_)) => {
                let clause = self.clause(s, t.span);
                let rest = self.text(clause).chars().count() - self.text(t.span).chars().count();
                rest <= if self.is_zh(s) { 5 } else { 12 }
            }
            _ => false,
        })
    }

    /// The expression of a date mention.
    pub(super) fn date_expr(&self, mention: usize) -> Option<&'a DateExpr> {
        match &self.mentions[mention].value {
            Value::Date(expr) => Some(expr),
            _ => None,
        }
    }

    /// The days of a time, a fiscal year by the calendar of the subject; a fiscal year of nobody's is a doubt.
    pub(super) fn days(&self, when: Option<When>, subject: &[Id]) -> (Option<Interval>, Option<Doubt>) {
        let Some(when) = when else { return (None, Some(Doubt::NoTime)) };
        if let Some(expr @ DateExpr::Fiscal { .. }) = self.date_expr(when.mention) {
            let entity = subject.first().and_then(|id| self.facts.entity_position(id));
            let days = entity.and_then(|e| super::context::fiscal(expr, self.facts, e)).or(when.days);
            return (days, days.is_none().then_some(Doubt::FiscalYear));
        }
        (when.days, when.days.is_none().then_some(Doubt::NoTime))
    }

    /// A draft whose parts are known; mood, quotation and span are found here.
    pub(super) fn draft(&self, s: usize, at: Span, statement: Statement, parts: Vec<(Slot, Span)>) -> Draft {
        let clause = self.clause(s, at);
        let sentence = self.sentences[s].span;
        let own =
            parts.iter().map(|p| p.1).filter(|p| p.overlaps(clause) || sentence.contains(*p) && p.distance(at) < 60);
        let span = own.fold(at, Span::cover);
        let quoted = self.sentences[s].quotes.iter().any(|q| q.contains(at) && q.len() > 3 * at.len());
        let modality = modality::of(self, s, at);
        let weak = quoted.then_some(Doubt::Modality);
        Draft {
            span,
            statement,
            readings: Vec::new(),
            modality,
            quoted,
            parts,
            time: None,
            doubt: None,
            weak,
            occasion: None,
        }
    }
}

/// A gap that joins the members of a list.
fn is_conjunction(gap: &str) -> bool {
    matches!(
        gap,
        "、" | "和" | "与" | "及" | "以及" | "跟" | "同" | "and" | "&" | "," | ", and" | "or" | "/" | "+" | "、以及"
    )
}

/// Adds a part where it was found.
pub(super) fn part(parts: &mut Vec<(Slot, Span)>, slot: Slot, found: Option<Span>) {
    parts.extend(found.map(|s| (slot, s)));
}
