//! Whom a word of a sentence goes with: its subject, its object, and the names that cannot be either.

use super::Doubt;
use super::antecedent::Standing;
use super::frame::{Found, View};
use super::scan::{Token, What};
use super::trace::{Way, Why};
use crate::source::Span;
use crate::statement::{Id, Slot};
use crate::vocabulary::{Cue, Language, PredicateKind, lists};

/// Whether a clause has a subject that nobody knows.
enum Own {
    None,
    Perhaps,
    Certain,
}

impl<'a> View<'a> {
    /// The word before a name is a preposition: the name is no subject or object.
    pub(super) fn after_preposition(&self, s: usize, token: &Token) -> bool {
        let before = &self.folded.text[self.sentences[s].span.start..token.span.start];
        if self.is_zh(s) {
            // 从某国甲公司手中: from whom, whatever stands between.
            if lists().hands.at_head(&self.folded.text[token.span.end..], Language::Zh).is_some() {
                return true;
            }
            if lists().topics.at_end(before, Language::Zh).is_some() {
                return false;
            }
            // 在 before a person is no place: 就在王坚加入时; 至于X tells what the sentence is about.
            let person = || self.ids(token, &["person".to_owned()]).is_some();
            let mut found = lists().prepositions.ending(before, Language::Zh);
            return found.any(|p| !(matches!(p, "在" | "于" | "从" | "除了") && person()));
        }
        let word = before.trim_end().trim_end_matches("the").trim_end();
        let word = word.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
        lists().prepositions.is(word, Language::En)
    }

    /// ChatGPT类似的产品, a ChatGPT-like product: something like it is meant.
    pub(super) fn is_likened(&self, span: Span) -> bool {
        let after = &self.folded.text[span.end..];
        [Language::Zh, Language::En].iter().any(|l| lists().similars.at_head(after, *l).is_some())
    }

    /// The list a name is the last of: A、B和C, each of the given types.
    pub(super) fn list_ending_at(&self, s: usize, last: &'a Token, types: &[String]) -> Vec<&'a Token> {
        let names = self.kinds.names.of(s);
        let before = names.iter().position(|t| std::ptr::eq(*t, last)).unwrap_or(0);
        let mut out = vec![last];
        let mut left = last.span.start;
        // With A, B launched it: a comma joins only what a word joins behind it.
        let mut joined = false;
        for token in names[..before].iter().rev() {
            if token.span.end > left {
                continue;
            }
            let gap = self.folded.text[token.span.end..left].trim();
            if matches!(gap, "的" | "'s") {
                left = token.span.start;
            } else if self.joins(s, gap) && (gap != "," || joined) {
                joined = true;
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

    /// Who does it, or whom it is said of: the nearest fitting name before `at`. A name whose type nothing tells will do
    /// where no other stands in the clause.
    pub(super) fn subject(&self, s: usize, at: Span, types: &[String]) -> Result<Found, Doubt> {
        let typed = self.typed_subject(s, at, types);
        if typed.as_ref().is_ok_and(|f| f.weak.is_none()) || typed == Err(Doubt::AmbiguousEntity) {
            return typed;
        }
        let open = self.open_name(s, at, types);
        if let Some(found) = &open {
            self.took(at, Slot::Subject, found.span, Way::OpenName);
        }
        open.map_or(typed, Ok)
    }

    /// The nearest name before `at` in its clause whose type nothing tells, or the one behind it with of.
    fn open_name(&self, s: usize, at: Span, types: &[String]) -> Option<Found> {
        const OPEN: &[&str] = &["organization", "person", "product", "facility", "any"];
        if !types.iter().any(|t| OPEN.contains(&t.as_str())) {
            return None;
        }
        let clause = self.clause(s, at);
        let names = self.kinds.names.inside(s, clause).iter().filter(|t| !t.span.overlaps(at));
        let open = names.filter_map(|t| Some((*t, self.open_local(t)?)));
        let (before, behind): (Vec<_>, Vec<_>) = open.partition(|(t, _)| t.span.end <= at.start);
        let found = |(t, id): &(&Token, Id)| Found { ids: vec![id.clone()], span: t.span, weak: None };
        let subject = before.iter().rev().find(|(t, _)| !self.after_preposition(s, t)).map(found);
        // Netflix, which was founded in 1997 …: the name before the comma.
        let related = lists().relatives.at_head(self.text(clause).trim_start(), self.language(s)).is_some();
        let last = self.inside(s, Span::new(self.sentences[s].span.start, clause.start)).last();
        let told = last.filter(|_| related && before.is_empty()).and_then(|t| Some((t, self.open_local(t)?)));
        let told = told.filter(|(t, _)| self.text(Span::new(t.span.end, clause.start)).trim() == ",");
        let subject = subject.or_else(|| told.as_ref().map(found));
        let linked =
            |t: &Token| matches!(self.text(Span::new(at.end, t.span.start)).trim(), "of" | "at" | "for" | "by");
        subject.or_else(|| behind.iter().find(|(t, _)| !self.is_zh(s) && linked(t)).map(found))
    }

    /// The subject among the names whose type is known.
    fn typed_subject(&self, s: usize, at: Span, types: &[String]) -> Result<Found, Doubt> {
        let clause = self.clause(s, at);
        let own = Span::new(clause.start, at.start.max(clause.start));
        if let Some(found) = self.last_name(s, own, at, types)? {
            self.took(at, Slot::Subject, found.span, Way::ClauseBefore);
            return Ok(found);
        }
        // Google, whose chatbot went public: the clause is told of something of Google's.
        if !self.is_zh(s) && self.text(clause).trim_start().starts_with("whose ") {
            return Err(Doubt::NoSubject);
        }
        if let Some(found) = self.behind_of(s, Span::new(at.start, clause.end), at, types) {
            self.took(at, Slot::Subject, found.span, Way::Beside);
            return Ok(found);
        }
        if let Some(found) = self.apposed(s, clause, at, types) {
            self.took(at, Slot::Subject, found.span, Way::Beside);
            return Ok(found);
        }
        if let Some(found) = self.latter(s, own, types).or_else(|| self.relative_head(s, clause, types)) {
            self.took(at, Slot::Subject, found.span, Way::Pronoun);
            return Ok(found);
        }
        let pronoun = self.pronoun(s, own, types);
        // The group came home, when its shares …: of the group.
        let opened = pronoun.as_ref().filter(|p| p.noun.is_none()).and_then(|_| {
            let before = Span::new(self.sentences[s].span.start, clause.start.max(self.sentences[s].span.start));
            self.pronoun(s, before, types).filter(|p| p.noun.is_some())
        });
        let pronoun = opened.or(pronoun);
        if pronoun.is_none() {
            let whole = Span::new(self.sentences[s].span.start, self.main_before(s, clause));
            // 甲1997年上市;乙成立于1998年,2004年挂牌: what stands before a semicolon is told of others.
            let parted = self.text(whole).rfind(';').map(|i| Span::new(whole.start + i, whole.end));
            let named = |span: &Span| self.kinds.names.inside(s, *span).iter().any(|t| self.ids(t, types).is_some());
            let earlier = parted.filter(named).unwrap_or(whole);
            if let Some(mut found) = self.last_name(s, earlier, at, types)? {
                // What the subject did something to, or whose it is, is no other that may be meant.
                let rivals = self.kinds.names.inside(s, earlier).iter().filter(|t| {
                    let other = self.is_object(s, t) || self.owns(t, found.span) || self.is_predicative(s, t, types);
                    // 在纽约证券交易所发行: where it was done.
                    !(other || self.is_zh(s) && self.after_preposition(s, t))
                });
                let others = rivals.filter_map(|t| self.ids(t, types));
                if others.flatten().any(|id| !found.ids.contains(&id)) {
                    found.weak = Some(Doubt::AmbiguousEntity);
                }
                match self.own_subject(s, own) {
                    Own::None => {}
                    Own::Perhaps => found.weak = found.weak.or(Some(Doubt::NoSubject)),
                    Own::Certain => return Err(Doubt::NoSubject),
                }
                self.took(at, Slot::Subject, found.span, Way::EarlierClause);
                return Ok(found);
            }
        }
        if pronoun.is_none()
            && let Some(found) = self.main_behind(s, clause, own, types)
        {
            self.took(at, Slot::Subject, found.span, Way::NextClause);
            return Ok(found);
        }
        // 公司交付131万辆,营收…: a clause without a subject goes on with the pronoun of the clause before.
        let before = Span::new(self.sentences[s].span.start, clause.start.max(self.sentences[s].span.start));
        let pronoun = pronoun.or_else(|| match self.own_subject(s, own) {
            Own::None => self.pronoun(s, before, types),
            _ => None,
        });
        // Ms Dahl has led the company since it was founded: the company she leads.
        let led = pronoun.as_ref().and_then(|_| {
            let before = Span::new(self.sentences[s].span.start, at.start.max(self.sentences[s].span.start));
            self.led_in(s, before, types)
        });
        let found = led.or_else(|| self.antecedent(s, clause.start, types, pronoun.as_ref()));
        // The company, far from its name, is what the article is about.
        let organization = |p: &Standing| p.types.iter().any(|t| t == "organization");
        let told = pronoun.as_ref().filter(|p| organization(p));
        let topic = || {
            told.and_then(|p| {
                self.named_so(s, types, p).or_else(|| self.topical(types).filter(|f| self.stands_for(f, p)))
            })
        };
        let hero = || {
            let person = pronoun.as_ref().filter(|p| p.types.iter().all(|t| t == "person"));
            let other = s.checked_sub(1).is_some_and(|i| self.tells_of_somebody(i));
            self.heroic(s, clause.start)
                .filter(|_| !other && person.is_some() && types.iter().any(|t| t == "person" || t == "any"))
        };
        // 该集团 of two that are named: the one that calls itself so.
        let found = match (found, told) {
            (Some(f), Some(p)) if f.weak.is_some() => Some(self.named_so(s, types, p).unwrap_or(f)),
            (f, _) => f,
        };
        if let Some(found) = &found {
            let way = if pronoun.is_some() { Way::Pronoun } else { Way::SentenceBefore };
            self.took(at, Slot::Subject, found.span, way);
        }
        let topic = || topic().or_else(hero).inspect(|f| self.took(at, Slot::Subject, f.span, Way::Topic));
        found.or_else(topic).ok_or(Doubt::NoSubject)
    }

    /// Nothing stands before the word of a metric in its clause that says whose it is: Sales came to …, In 2022 net profit ….
    pub(super) fn is_bare(&self, s: usize, at: Span) -> bool {
        let clause = self.clause(s, at);
        let own = Span::new(clause.start, at.start.max(clause.start));
        if self.is_zh(s) {
            let words = self.text(own);
            let wider = lists().markets.in_text(words, Language::Zh);
            return !wider && matches!(self.own_subject(s, own), Own::None);
        }
        let dates: Vec<Span> = self.dates(s, own).map(|d| d.0).collect();
        let mut rest = String::new();
        let mut from = own.start;
        for date in dates {
            rest.push_str(self.text(Span::new(from, date.start.max(from))));
            rest.push(' ');
            from = from.max(date.end);
        }
        rest.push_str(self.text(Span::new(from, own.end.max(from))));
        let plain = |w: &str| lists().plain_heads.is(w, Language::En);
        rest.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).all(plain)
    }

    /// Whether the words of a clause before its trigger are a subject of their own: 那届亚军的…, the rival's ….
    fn own_subject(&self, s: usize, own: Span) -> Own {
        let words = self.text(own);
        if !self.is_zh(s) {
            let before = words.trim_end();
            // Won the contest with an error rate of 15 %: whoever won.
            let before = before.rsplit_once(" with ").map_or(before, |(_, behind)| behind);
            return match before.split_whitespace().take(4).count() {
                _ if before.ends_with("'s") => Own::Certain,
                0..=3 => Own::None,
                _ => Own::Perhaps,
            };
        }
        // 因制动缺陷而…: a cause or a place is no subject.
        let words = words.trim_start().trim_start_matches(['而', '并', '且', '也', '还', '又', '则']);
        if lists().adverbials.at_head(words, Language::Zh).is_some() {
            return Own::None;
        }
        // 4.0的参数还没公布, 中国的企业已有数家…: something or somebody else is told of.
        let noun =
            |t: &&Token| self.is_trigger(t, PredicateKind::Metric) && self.folded.text[..t.span.start].ends_with('的');
        if self.inside(s, own).iter().any(|t| noun(&t)) || lists().others.in_text(words, Language::Zh) {
            return Own::Certain;
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
        for token in self.kinds.names.inside(s, span).iter().rev() {
            if token.span.end > span.end {
                continue;
            }
            if self.is_unsure(token, types) && !self.after_preposition(s, token) {
                self.passed(at, Slot::Subject, token.span, Why::Ambiguous);
                return Err(Doubt::AmbiguousEntity);
            }
            // A name inside quotation marks is cited, not spoken of from outside.
            let longer = |q: &Span| q.len() > token.span.len() + 6;
            let cited = self.sentences[s].quotes.iter().any(|q| q.contains(token.span) && longer(q) && !q.overlaps(at));
            // 基于X的8个模型: what the figure counts is of X all the same.
            let figure = self.inside(s, Span::new(at.start, at.start + 1)).iter().any(|t| match t.what {
                What::Mention(m) => self.date_expr(m).is_none(),
                _ => false,
            });
            let counted = figure && self.text(Span::new(token.span.end, at.start.max(token.span.end))) == "的";
            if self.ids(token, types).is_none()
                || cited
                || self.after_preposition(s, token) && !counted
                || self.is_likened(token.span)
            {
                if token.is_name() {
                    let fits = self.ids(token, types).is_some();
                    let why = if !fits {
                        Why::Type
                    } else if cited {
                        Why::Cited
                    } else {
                        Why::Preposition
                    };
                    self.passed(at, Slot::Subject, token.span, why);
                }
                continue;
            }
            // 甲收购了乙,2020年又买下丙: what was done to somebody is not what goes on doing, nor is what he is said to be.
            // 某公司推出了甲,使用了乙: unless what goes on is told of things first of all.
            let thing = types.first().is_some_and(|t| t == "product") && self.ids(token, &types[..1]).is_some();
            let earlier = !at.overlaps(self.clause(s, token.span)) && !thing;
            let done_to = |t: &Token| self.is_object(s, t) || self.is_done_likewise(s, t, at);
            if earlier && (done_to(token) || self.is_predicative(s, token, types)) {
                self.passed(at, Slot::Subject, token.span, Why::Object);
                continue;
            }
            let mut all = self.list_ending_at(s, token, types);
            // 甲与乙同年,1964年出生: the second is only what the first is likened to.
            if lists().alikes.at_head(&self.folded.text[token.span.end..], self.language(s)).is_some() {
                all.truncate(1);
            }
            let ids = all.iter().filter_map(|t| self.ids(t, types)).flatten().collect();
            let span = all.iter().fold(token.span, |a, t| a.cover(t.span));
            return Ok(Some(Found { ids, span, weak: None }));
        }
        Ok(None)
    }

    /// 2016年买下甲;2021年收购乙: what was done to one is done to the next, by whoever does all of it.
    fn is_done_likewise(&self, s: usize, token: &Token, at: Span) -> bool {
        let events = |t: &'a Token| self.readings(t, PredicateKind::Event).into_iter().map(|r| &r.predicate);
        let own = self.inside(s, at).iter().flat_map(events).collect::<Vec<_>>();
        let before = self.inside(s, Span::new(self.clause(s, token.span).start, token.span.start));
        before.last().is_some_and(|verb| {
            let beside = self.text(Span::new(verb.span.end, token.span.start.max(verb.span.end)));
            self.is_zh(s) && beside.is_empty() && events(verb).any(|p| own.contains(&p))
        })
    }

    /// A name right behind an active verb of its clause, with another name before the verb.
    fn is_object(&self, s: usize, token: &Token) -> bool {
        let clause = self.clause(s, token.span);
        let before = self.inside(s, Span::new(clause.start, token.span.start));
        let verb = before.iter().rposition(|t| self.is_trigger(t, PredicateKind::Event));
        let Some(verb) = verb.map(|i| (i, &before[i])) else { return false };
        let passive = before.iter().any(|t| self.is_cue(t, Cue::Passive) || self.is_cue(t, Cue::Agent));
        let stands = |t: &Token| {
            [Cue::PersonPronoun, Cue::OrganizationPronoun, Cue::ThingPronoun].into_iter().any(|cue| self.is_cue(t, cue))
        };
        let doer = before[..verb.0].iter().any(|t| t.is_name() || stands(t));
        let gap = self.text(Span::new(verb.1.span.end.min(token.span.start), token.span.start));
        doer && !passive && gap.chars().count() <= 12
    }
}
