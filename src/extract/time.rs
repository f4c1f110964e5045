//! When: the date that a word of a sentence goes with.

use super::Doubt;
use super::frame::{View, When};
use super::scan::What;
use super::trace::{Way, Why};
use crate::grammar::{DateExpr, Value};
use crate::source::Span;
use crate::statement::{Id, Slot};
use crate::time::Interval;
use crate::vocabulary::{Cue, Language, PredicateKind, lists};

impl View<'_> {
    /// The time of what happens at `at`: a date of its clause, before it rather than behind; else the last date of an
    /// earlier clause of the sentence, unless a word like 随后 sets it apart.
    pub(super) fn time(&self, s: usize, at: Span) -> Option<When> {
        let clause = self.clause(s, at);
        let dates = |span: Span| self.dates(s, span);
        let when =
            |(span, mention): (Span, usize)| When { mention, span, days: self.times[mention].as_ref().map(|r| r.days) };
        // 执掌公司七年之后转任…: so long after a beginning that nobody dates.
        let led = |d: &(Span, usize)| {
            let head = Span::new(clause.start, d.0.start);
            self.is_zh(s) && self.counts_on(d.1) && self.has_cue(s, head, Cue::Lead)
        };
        // 3月16日亮相,当时距某物问世只有三个半月: what the distance is counted from happened on another day.
        let head = Span::new(clause.start, at.start.max(clause.start));
        let counted = self.text(head).rfind('距').filter(|_| self.is_zh(s)).map(|i| head.start + i);
        let head = Span::new(counted.unwrap_or(head.start), head.end);
        // 2006年10月收购这家成立不到两年的网站: what only describes the one that 这家 opens is of no date before it.
        let described = self.is_zh(s) && lists().demonstratives.at_end(self.text(head), Language::Zh).is_some();
        let before = dates(head).next_back().filter(|d| !led(d) && !described);
        let after =
            dates(Span::new(at.end.min(clause.end), clause.end)).next().filter(|d| !self.of_another(s, at, d.0));
        // 发生车祸一年之后, 离开甲公司三年之后: so long after what the verb tells.
        let ends = |d: Span| self.text(Span::new(d.end.min(clause.end), clause.end)).trim().is_empty();
        let after = after.filter(|d| !(self.is_zh(s) && (d.0.start == at.end || ends(d.0)) && self.counts_on(d.1)));
        // English puts the date behind its verb: a date between two verbs is the first one's.
        let taken = |d: &(Span, usize)| {
            !self.is_zh(s)
                && self
                    .inside(s, Span::new(clause.start, d.0.start))
                    .iter()
                    .any(|t| self.is_trigger(t, PredicateKind::Event))
        };
        if let Some(d) = before.filter(taken)
            && after.is_some()
        {
            self.passed(at, Slot::When, d.0, Why::OtherVerb);
        }
        let own = before.filter(|d| !taken(d)).or(after).or(before);
        if let Some(d) = own.or_else(|| self.set_off(s, at)) {
            let found = self.written_out(s, d);
            let way = match own {
                Some(d) if d.0.start < at.start => Way::ClauseBefore,
                Some(_) => Way::ClauseBehind,
                None => Way::SetOff,
            };
            self.took(at, Slot::When, found.0, way);
            return Some(when(found));
        }
        // 2008年出任CEO,并带领公司上市: later.
        let leads = self.is_zh(s) && self.has_cue(s, head, Cue::Lead);
        // 乙比它早一年成立: on a day of its own, so far from that of the other.
        let compared = self.is_zh(s) && {
            let words = self.text(clause);
            let than = words.find('比').map_or("", |i| &words[i..]);
            than.contains(['早', '晚', '先', '后'])
        };
        if counted.is_some() || described || leads || compared || self.has_cue(s, head, Cue::Later) {
            return None;
        }
        // It came home in November 2019, when its shares made their debut: at the time of the clause before.
        let head = self.text(clause).trim_start();
        if !self.is_zh(s) && (head.starts_with("when ") || head.starts_with("where ")) {
            let clauses = &self.sentences[s].clauses;
            let own = clauses.partition_point(|c| c.end <= clause.start);
            let before = own.checked_sub(1).and_then(|i| clauses.get(i)).copied();
            let told = before
                .and_then(|c| self.dates(s, c).next_back())
                .filter(|d| self.text(Span::new(d.0.end, clause.start)).trim() == ",");
            if let Some(d) = told {
                self.took(at, Slot::When, d.0, Way::EarlierClause);
                return Some(when(d));
            }
        }
        let mut earlier = dates(Span::new(self.sentences[s].span.start, clause.start)).filter(|d| {
            let sets = self.sets_scene(s, d.0);
            if !sets {
                self.passed(at, Slot::When, d.0, Why::OtherClause);
            }
            sets
        });
        // 甲…,2005年8月5日上市;乙…: behind a semicolon only the date that the sentence opens with still holds.
        let opening = |d: &(Span, usize)| {
            let head = self.sentences[s].clauses.first().is_some_and(|c| c.contains(d.0));
            head || !self.text(Span::new(d.0.end, clause.start.max(d.0.end))).contains(';')
        };
        let told = earlier
            .next_back()
            .filter(opening)
            .filter(|d| !self.time_passes(s, Span::new(d.0.end, at.start)) && !self.moves_on(s, *d, clause.start))
            .map(|d| self.written_out(s, d))
            .inspect(|d| self.took(at, Slot::When, d.0, Way::EarlierClause))
            .map(when);
        told.or_else(|| self.row_date(s).inspect(|w| self.took(at, Slot::When, w.span, Way::Row)))
    }

    /// The date that a cell before this one in its row is: | 29 November 2021 | she becomes chief executive |.
    fn row_date(&self, s: usize) -> Option<When> {
        let cell = |s: usize| self.folded.cells[self.sentences[s].block];
        let own = cell(s).filter(|c| !c.header && c.column > 0)?;
        let in_row = |i: &usize| cell(*i).is_some_and(|c| (c.table, c.row) == (own.table, own.row));
        let mut found = (0..s).rev().take_while(in_row).filter_map(|i| {
            let (span, mention) = self.dates(i, self.sentences[i].span).next()?;
            let whole = self.text(self.folded.blocks[self.sentences[i].block].0).trim() == self.text(span);
            whole.then_some(When { mention, span, days: self.times[mention].as_ref().map(|r| r.days) })
        });
        found.next().filter(|w| w.days.is_some() && found.next().is_none())
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

    /// A date that says how long after another it is: 一年之后.
    fn counts_on(&self, mention: usize) -> bool {
        let later = |e: &DateExpr| matches!(e, DateExpr::Relative { from: crate::grammar::From::Discourse, count, .. } if *count > 0);
        self.date_expr(mention).is_some_and(later) && self.text(self.mentions[mention].span).ends_with('后')
    }

    /// A date at the head of its clause dates the clauses behind it; one inside only its own. Words that lead to a
    /// date and other dates before it do not count.
    pub(super) fn sets_scene(&self, s: usize, date: Span) -> bool {
        let clause = self.clause(s, date);
        let mut at = clause.start;
        while at < date.start {
            let rest = self.text(Span::new(at, date.start));
            let word = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            if word.is_empty() {
                return true;
            }
            at += rest.len() - word.len();
            let other = self.inside(s, clause).iter().find(|t| match t.what {
                What::Mention(m) => t.span.start == at && t.span.end <= date.start && self.date_expr(m).is_some(),
                _ => false,
            });
            at += match (other, lists().leads.at_head(word, self.language(s))) {
                (Some(t), _) => t.span.len(),
                (None, Some(len)) => len,
                (None, None) => return false,
            };
        }
        true
    }

    /// The date of a scene that the sentence opens with: 2018年9月的开学典礼上, At the festival of 2014.
    pub(super) fn scene(&self, s: usize) -> Option<When> {
        let sentence = &self.sentences[s];
        let clause = *sentence.clauses.first()?;
        let (date, mention) = self.dates(s, clause).next()?;
        let language = self.language(s);
        let when = When { mention, span: date, days: self.times[mention].as_ref().map(|r| r.days) };
        if self.is_zh(s) {
            let behind = self.text(Span::new(date.end, clause.end.max(date.end)));
            let event = behind.trim_end().trim_start_matches(' ').strip_prefix('的')?;
            return lists().scenes.at_end(event, language).filter(|_| self.sets_scene(s, date)).map(|_| when);
        }
        let before = self.text(Span::new(clause.start, date.start));
        let verb = self
            .inside(s, Span::new(clause.start, date.start))
            .iter()
            .any(|t| self.is_trigger(t, PredicateKind::Event) || self.ids(t, &["person".to_owned()]).is_some());
        let opens = lists().scenes.at_head(before.trim_start(), language).is_some();
        (opens && !verb && before.trim_end().ends_with(" of")).then_some(when)
    }

    /// The last date that the sentence before has named in the same paragraph.
    pub(super) fn told_of(&self, s: usize) -> Option<Interval> {
        self.told_date(s)?.days
    }

    /// The same with its place.
    pub(super) fn told_date(&self, s: usize) -> Option<When> {
        let before = s.checked_sub(1).filter(|&i| self.sentences[i].block == self.sentences[s].block)?;
        let (span, mention) = self.dates(before, self.sentences[before].span).next_back()?;
        Some(When { mention, span, days: self.times[mention].as_ref().map(|r| r.days) })
    }

    /// The last date that a sentence names.
    pub(super) fn last_date(&self, s: usize) -> Option<Interval> {
        let (_, mention) = self.dates(s, self.sentences[s].span).next_back()?;
        self.times[mention].as_ref().map(|r| r.days)
    }

    /// The dates of a span, in order, but for that of a dateline: BERGEN, Aug 8 -; 本报成都7月15日电.
    pub(super) fn dates(&self, s: usize, span: Span) -> impl DoubleEndedIterator<Item = (Span, usize)> {
        self.kinds.dates.inside(s, span).iter().filter_map(move |t| match t.what {
            What::Mention(m) if !self.is_dateline(s, t.span) => Some((t.span, m)),
            _ => None,
        })
    }

    fn is_dateline(&self, s: usize, date: Span) -> bool {
        let opens = s == 0 || self.sentences[s - 1].block != self.sentences[s].block;
        if !opens {
            return false;
        }
        let behind = &self.folded.text[date.end..];
        let wire = lists().wires.at_head(behind, self.language(s)).and_then(|len| behind.get(len..));
        let ends = wire.is_some_and(|rest| rest.starts_with([' ', ',']))
            || [" - ", " – ", " — ", " -- "].iter().any(|dash| behind.starts_with(dash));
        if !ends {
            return false;
        }
        // Before it stand a place or a paper, no words of a story.
        let start = self.sentences[s].span.start;
        let before = self.text(Span::new(start, date.start.max(start)));
        let bare = match self.is_zh(s) {
            true => before.chars().nth(12).is_none(),
            false => before.len() < 60 && before.split_whitespace().all(|w| w.starts_with(|c: char| !c.is_lowercase())),
        };
        let told =
            self.inside(s, Span::new(start, date.start.max(start))).iter().any(|t| matches!(t.what, What::Trigger(_)));
        bare && !told
    }

    /// The date right behind a figure, before any other figure.
    pub(super) fn time_behind(&self, s: usize, at: Span) -> Option<When> {
        let clause = self.clause(s, at);
        let rest = Span::new(at.end.min(clause.end), clause.end);
        let (span, mention) = self.dates(s, rest).next()?;
        let figure = |t: &super::scan::Token| {
            matches!(t.what, What::Mention(m) if self.date_expr(m).is_none()) && t.span.end <= span.start
        };
        let crossed = self.inside(s, rest).iter().any(figure);
        (!crossed).then(|| {
            self.took(at, Slot::When, span, Way::ClauseBehind);
            When { mention, span, days: self.times[mention].as_ref().map(|r| r.days) }
        })
    }

    /// Rose to 5 billion from 4 billion in 2022: the date is that of the figure it is compared with.
    fn of_another(&self, s: usize, at: Span, date: Span) -> bool {
        let gap = self.inside(s, Span::new(at.end, date.start.max(at.end)));
        let compared = |t: &super::scan::Token| {
            let before = self.text(Span::new(at.end, t.span.start.max(at.end))).trim_end();
            // From a net loss of 142 million: a noun may stand between.
            let noun = before.rmatch_indices(' ').take(4).map(|(i, _)| before[..i].trim_end());
            let origin = |head: &str| lists().origins.at_end(head, self.language(s)).is_some();
            matches!(t.what, What::Mention(m) if self.date_expr(m).is_none())
                && (origin(before) || before.ends_with(" of") && noun.into_iter().any(origin))
        };
        let is_another = !self.is_zh(s) && gap.iter().any(compared);
        if is_another {
            self.passed(at, Slot::When, date, Why::Compared);
        }
        is_another
    }

    /// English: a date set off behind its verb by an apposition, or by a comma: launched Daybreak, its solar boat, in
    /// May 2022.
    fn set_off(&self, s: usize, at: Span) -> Option<(Span, usize)> {
        let clauses = &self.sentences[s].clauses;
        let own = clauses.iter().position(|c| c.contains(at)).filter(|_| !self.is_zh(s))?;
        for clause in clauses[own + 1..].iter().take(2) {
            let text = self.text(*clause);
            let date = self.dates(s, *clause).next().filter(|d| self.sets_scene(s, d.0));
            if let Some(date) = date {
                let rest = self.text(Span::new(date.0.end, clause.end.max(date.0.end))).split_whitespace().count();
                return (rest <= 2 && !text.trim_start().starts_with("and ")).then_some(date);
            }
            lists().appositions.at_head(text.trim_start(), Language::En)?;
        }
        None
    }

    /// Of two dates of which the second says what the first meant, the one that is written out:
    /// 三十多年后,也就是2013年5月.
    fn written_out(&self, s: usize, date: (Span, usize)) -> (Span, usize) {
        let known = |d: &(Span, usize)| matches!(self.date_expr(d.1), Some(DateExpr::Known(_)));
        if known(&date) {
            return date;
        }
        let sentence = self.sentences[s].span;
        let (language, bare) = (self.language(s), |c: char| matches!(c, ',' | ' ' | '(' | '—' | ':'));
        let says = |a: Span, b: Span| {
            let gap = self.text(Span::new(a.end.min(b.start), b.start)).trim_matches(bare);
            lists().namely.at_head(gap, language) == Some(gap.len())
        };
        let before = self.dates(s, Span::new(sentence.start.min(date.0.start), date.0.start)).next_back();
        let after = self.dates(s, Span::new(date.0.end, sentence.end.max(date.0.end))).next();
        let twin = before.filter(|b| says(b.0, date.0)).or(after.filter(|a| says(date.0, a.0)));
        twin.filter(known).unwrap_or(date)
    }

    /// 2008年出任CEO,并带领公司于2010年上市,…: a later date inside of a clause between moves the story on, too.
    fn moves_on(&self, s: usize, date: (Span, usize), until: usize) -> bool {
        let days = |mention: usize| self.times[mention].as_ref().map(|r| r.days);
        let Some(end) = days(date.1).and_then(|d| d.end) else { return false };
        let mut between = self.dates(s, Span::new(date.0.end.min(until), until));
        between.any(|(span, mention)| {
            let rest = self.text(Span::new(span.end, self.clause(s, span).end.max(span.end)));
            days(mention).and_then(|d| d.start).is_some_and(|start| start > end) && !rest.contains('的')
        })
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

    /// The days of a time, a fiscal year by the calendar of the subject; a fiscal year of nobody's is a doubt.
    pub(super) fn days(&self, when: Option<When>, subject: &[Id]) -> (Option<Interval>, Option<Doubt>) {
        let Some(when) = when else { return (None, Some(Doubt::NoTime)) };
        if let Some(expr @ DateExpr::Fiscal { .. }) = self.date_expr(when.mention) {
            let entity = subject.first().and_then(|id| self.facts.entity_position(id));
            let days = entity.and_then(|e| super::fiscal_years::fiscal(expr, self.facts, e)).or(when.days);
            return (days, days.is_none().then_some(Doubt::FiscalYear));
        }
        let fiscal = matches!(self.date_expr(when.mention), Some(DateExpr::FiscalRelative { .. }));
        let doubt = if fiscal { Doubt::FiscalYear } else { Doubt::NoTime };
        (when.days, when.days.is_none().then_some(doubt))
    }
}
