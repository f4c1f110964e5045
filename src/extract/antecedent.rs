//! What a word stands for that names nobody itself: it, he, the carmaker, 该公司.

use super::Doubt;
use super::frame::{Found, View};
use super::leading::behind as led_house;
use super::scan::Token;
use crate::source::Span;
use crate::statement::Id;
use crate::vocabulary::{Cue, Language, lists};

/// A word that stands for somebody or something named before.
pub(super) struct Standing<'a> {
    /// Types of entities it may stand for.
    pub(super) types: Vec<String>,
    /// The noun it is, where it is one.
    pub(super) noun: Option<&'a str>,
}

/// The name of a public body: its last word says so.
fn is_public(name: &str) -> bool {
    let bodies = &lists().bodies;
    bodies.at_end(name, Language::En).is_some() || bodies.at_end(name, Language::Zh).is_some()
}

impl<'a> View<'a> {
    /// The name of an entity, or that of a local one.
    fn full_name(&self, id: &Id) -> String {
        let known = self.facts.entity(id).and_then(|e| e.names.en.first().or(e.names.zh.first()).cloned());
        known.unwrap_or_else(|| id.strip_prefix("local:").unwrap_or(id).to_owned())
    }

    /// Sentences back in which a noun looks for the one that is named so.
    const FAR: usize = 60;

    /// The word of the span that stands for something of these types, and what it may stand for.
    pub(super) fn pronoun(&self, s: usize, span: Span, types: &[String]) -> Option<Standing<'a>> {
        let any = types.iter().any(|t| t == "any");
        let wanted = |name: &&&str| any || types.iter().any(|t| t == **name);
        let only = |names: &[&str]| -> Vec<String> { names.iter().filter(wanted).map(|n| (*n).to_owned()).collect() };
        let organization: &[&str] = &["organization"];
        if organization.iter().any(|n| wanted(&n))
            && let Some(noun) = self.described(s, span)
        {
            return Some(Standing { types: only(organization), noun: Some(noun) });
        }
        // 其 stands for people, too.
        let things: &[&str] = match self.is_zh(s) {
            true => &["organization", "product", "facility", "person"],
            false => &["organization", "product", "facility"],
        };
        let objects: &[&str] = &["product", "facility", "concept"];
        let all = [(Cue::PersonPronoun, &["person"][..]), (Cue::ObjectPronoun, objects), (Cue::ThingPronoun, things)];
        let found = |(cue, kinds): &(Cue, &[&str])| kinds.iter().any(|n| wanted(&n)) && self.has_cue(s, span, *cue);
        all.into_iter().find(found).map(|(_, kinds)| Standing { types: only(kinds), noun: None })
    }

    /// The noun of a phrase that stands for an organization named before: the company, the Hangzhou-based lender, 该公司;
    /// 公司 is the end of a name where one may stand before it.
    fn described(&self, s: usize, span: Span) -> Option<&'a str> {
        if self.is_zh(s) {
            let free = |t: &Token| {
                let before = &self.folded.text[self.sentences[s].span.start..t.span.start];
                !before.ends_with(crate::normalise::is_han)
                    || lists().leads.at_end(before, Language::Zh).is_some()
                    || self.tokens[s].iter().any(|o| o.span.end == t.span.start)
                    || self.text(t.span).starts_with(['该', '本', '我', '这'])
            };
            let found = |t: &&&Token| self.is_cue(t, Cue::OrganizationPronoun) && free(t);
            return self.kinds.cues.inside(s, span).iter().find(found).map(|t| self.text(t.span));
        }
        let text = self.text(span);
        // Most clauses have none of these words.
        let th = |i: usize| i > 0 && matches!(text.as_bytes()[i - 1], b't' | b'T');
        if !memchr::memchr2_iter(b'h', b'H', text.as_bytes()).any(th) {
            return None;
        }
        let mut words = text.split_whitespace();
        let opens = |w: &str| ["the", "this", "that"].iter().any(|o| w.eq_ignore_ascii_case(o));
        while let Some(word) = words.next() {
            if !opens(word) {
                continue;
            }
            // Two words may describe it; a comma ends what the article opens.
            let rest: Vec<&'a str> = words.clone().take(3).collect();
            let until = rest.iter().position(|w| w.ends_with(',')).map_or(3, |n| n + 1);
            let bare = |w: &&'a str| w.trim_end_matches([',', '.', '\'']).trim_end_matches("'s");
            let is_noun = |w: &&str| {
                let lists = [&lists().company_nouns, &lists().institutions];
                lists.into_iter().any(|l| l.is(w, Language::En))
            };
            let noun = rest.iter().take(until).map(bare).find(is_noun);
            if noun.is_some() {
                return noun;
            }
        }
        None
    }

    /// The noun may stand for the organization: the foundation is no Aldermere University, 该行 no 医院.
    fn may_be(&self, id: &Id, noun: &str) -> bool {
        let institution = lists().institutions.is(noun, Language::En);
        // The group is the whole, none of its parts.
        let group = noun.eq_ignore_ascii_case("group") || noun.ends_with("集团");
        if group && self.facts.entity(id).is_some_and(|e| e.part_of.is_some()) {
            return false;
        }
        // The group is no Exchange Commission, 该公司 no 市场监管总局.
        if is_public(&self.full_name(id)) && !is_public(noun) {
            return false;
        }
        let Some(entity) = self.facts.entity(id) else {
            return !institution || id.split([':', ' ']).any(|w| w.eq_ignore_ascii_case(noun));
        };
        if noun.is_ascii() {
            let special =
                |w: &str| lists().company_nouns.is(w, Language::En) && !lists().plain_nouns.is(w, Language::En);
            let mut words = entity.names.en.iter().flat_map(|n| n.split(' '));
            if institution {
                return words.any(|w| w.eq_ignore_ascii_case(noun));
            }
            return !special(noun) || words.all(|w| !special(w) || w.eq_ignore_ascii_case(noun));
        }
        let plain = matches!(noun, "这家" | "那家")
            || lists().plain_nouns.of(Language::Zh).iter().any(|n| noun.ends_with(n.as_str()));
        plain || noun.chars().next_back().is_some_and(|c| entity.names.zh.iter().any(|n| n.contains(c)))
    }

    /// What a pronoun stands for, or, less surely, what a clause without any subject goes on about: the fitting name
    /// nearest before in the same block; for a pronoun also in the block before. A sentence that opens with such a
    /// pronoun itself hands on to the one before.
    pub(super) fn antecedent(
        &self,
        s: usize,
        start: usize,
        types: &[String],
        pronoun: Option<&Standing<'a>>,
    ) -> Option<Found> {
        let block = self.sentences[s].block;
        let types = pronoun.map_or(types, |p| &p.types);
        let (reach, first) = if pronoun.is_some() { (6, block.saturating_sub(1)) } else { (2, block) };
        let near = (0..s).rev().take(reach).take_while(|&i| self.sentences[i].block >= first);
        // From the middle of a paragraph a pronoun goes back to another one only where that speaks of nobody else.
        let opens = s.checked_sub(1).is_none_or(|i| self.sentences[i].block != block);
        if let Some(found) = pronoun.and_then(|p| self.called(s, types, p)) {
            return Some(found);
        }
        let noun = pronoun.and_then(|p| p.noun);
        // The smaller rival: not what the article is about.
        let is_rival = |noun: &str| {
            lists().rivals.is(noun, Language::En)
                || lists().rivals.of(Language::Zh).iter().any(|w| noun.ends_with(w.as_str()))
        };
        let told = self.topic.map(|t| t.0).filter(|_| noun.is_some_and(is_rival));
        let fits = |id: &Id| noun.is_none_or(|noun| self.may_be(id, noun)) && told != Some(id);
        let names = |i: usize, span: Span| {
            let all = self.kinds.names.inside(i, span).iter().filter_map(|t| Some((*t, self.ids(t, types)?)));
            all.filter(move |(t, ids)| !self.after_preposition(i, t) && ids.iter().all(fits))
        };
        // It was Castellan's largest deal: it bought ….
        let own = Span::new(self.sentences[s].span.start, start);
        if pronoun.is_some()
            && let Some((token, ids)) = names(s, own).find(|(t, _)| !self.is_predicative(s, t, types))
        {
            let several = names(s, own).any(|(t, other)| other != ids && !self.is_predicative(s, t, types));
            return Some(Found { ids, span: token.span, weak: several.then_some(Doubt::AmbiguousEntity) });
        }
        let person = types.iter().any(|t| t == "person");
        for i in near {
            let span = self.sentences[i].span;
            let found = names(i, span).next();
            // “…”一位坐在台下的记者说。他今年52岁: somebody without a name.
            if person && pronoun.is_some() && found.is_none() && self.tells_of_somebody(i) {
                return None;
            }
            // Ms Dahl has led the company since 2008. It …: the company she leads.
            if found.is_none()
                && pronoun.is_some()
                && let Some(found) = self.led_in(i, span, types)
            {
                return Some(found);
            }
            let before = found.as_ref().map_or(span.end, |n| n.0.span.start);
            let Some((token, ids)) = found.filter(|_| self.pronoun(i, Span::new(span.start, before), types).is_none())
            else {
                continue;
            };
            let far = self.sentences[i].block != block && !opens;
            let beside: Vec<usize> = match far {
                true => (0..=i).rev().take_while(|&o| self.sentences[o].block == self.sentences[i].block).collect(),
                false => vec![i],
            };
            let several =
                beside.into_iter().flat_map(|o| names(o, self.sentences[o].span)).any(|(_, other)| other != ids);
            let weak = match (pronoun, several) {
                (Some(_), false) => None,
                (Some(_), true) => Some(Doubt::AmbiguousEntity),
                (None, _) => Some(Doubt::NoSubject),
            };
            return Some(Found { ids, span: token.span, weak });
        }
        None
    }

    /// The sentence speaks of a person and does not say whom: 一位记者说, a neighbour recalled.
    pub(super) fn tells_of_somebody(&self, s: usize) -> bool {
        let language = self.language(s);
        let text = self.text(self.sentences[s].span);
        let opens = |w: &String| match language {
            Language::Zh => text.contains(w.as_str()),
            Language::En => text.trim_start_matches(['"', '“']).to_lowercase().starts_with(&format!("{w} ")),
        };
        lists().somebody.of(language).iter().any(opens)
    }

    /// The company that somebody is said to lead in a part of a sentence: has led the company, 执掌该公司.
    pub(super) fn led_in(&self, s: usize, span: Span, types: &[String]) -> Option<Found> {
        let leads = self.inside(s, span).iter().find(|t| self.is_cue(t, Cue::Lead))?;
        led_house(self, s, leads, types).filter(|f| f.weak.is_none())
    }

    /// The organization a sentence is told of where it names none: that of the sentences before, or what the article is
    /// about.
    pub(super) fn house(&self, s: usize, types: &[String]) -> Option<Found> {
        let house = Standing { types: types.to_vec(), noun: None };
        self.antecedent(s, self.sentences[s].span.start, types, Some(&house)).or_else(|| self.topical(types))
    }

    /// A pronoun with a noun may stand for what was found.
    pub(super) fn stands_for(&self, found: &Found, pronoun: &Standing<'a>) -> bool {
        pronoun.noun.is_none_or(|noun| found.ids.iter().all(|id| self.may_be(id, noun)))
    }

    /// The foundation, far from its name: the one organization named before whose name says that it is one.
    pub(super) fn named_so(&self, s: usize, types: &[String], pronoun: &Standing<'a>) -> Option<Found> {
        let noun = pronoun.noun?;
        if !noun.is_ascii() {
            return self.named_so_zh(s, types, noun);
        }
        if lists().plain_nouns.is(noun, Language::En) {
            return None;
        }
        let named = |id: &Id| {
            let names = self.facts.entity(id).into_iter().flat_map(|e| &e.names.en);
            names.into_iter().any(|n| n.split(' ').any(|w| w.eq_ignore_ascii_case(noun)))
        };
        let before = (0..s).flat_map(|i| self.kinds.names.of(i)).filter_map(|t| Some((*t, self.ids(t, types)?)));
        let mut all = before.filter(|(_, ids)| ids.iter().all(named));
        let (token, ids) = all.next()?;
        all.all(|(_, other)| other == ids).then_some(Found { ids, span: token.span, weak: None })
    }

    /// The lab, after Halcyon, a laboratory: the one name before that an apposition calls so.
    fn called(&self, s: usize, types: &[String], pronoun: &Standing<'a>) -> Option<Found> {
        let noun = pronoun.noun.filter(|n| n.is_ascii())?;
        if lists().plain_nouns.is(noun, Language::En) {
            return None;
        }
        let same = |w: &str| {
            let (w, noun) = (w.to_ascii_lowercase(), noun.to_ascii_lowercase());
            w.starts_with(&noun) || w.len() > 3 && noun.starts_with(&w)
        };
        let so = |t: &Token| {
            let rest = &self.folded.text[t.span.end..];
            let words = rest.strip_prefix(", ").map(|r| r.split([',', '.', ';']).next().unwrap_or(""))?;
            let article = lists().indefinites.at_head(words, Language::En)?;
            words[article..].split_whitespace().take(4).any(same).then_some(())
        };
        let first = s.saturating_sub(12);
        let before = (first..s).flat_map(|i| &self.tokens[i]).filter(|t| t.is_name() && so(t).is_some());
        let mut all = before.filter_map(|t| Some((t, self.ids(t, types)?)));
        let (token, ids) = all.next()?;
        all.all(|(_, other)| other == ids).then_some(Found { ids, span: token.span, weak: None })
    }

    /// 该集团: the one named before with 集团 in a name of its own; 该公司 may be anybody.
    fn named_so_zh(&self, s: usize, types: &[String], noun: &str) -> Option<Found> {
        let word = noun.trim_start_matches(['该', '本', '我', '这', '家', '所', '座', '间', '个']);
        if word.chars().count() < 2 || matches!(word, "公司" | "企业" | "机构" | "对手" | "竞争对手") {
            return None;
        }
        let named = |id: &Id| self.facts.entity(id).is_some_and(|e| e.all_names().any(|n| n.0.contains(word)));
        let before = self.tokens[s.saturating_sub(Self::FAR)..s].iter().flatten();
        let mut all = before.filter_map(|t| Some((t, self.ids(t, types)?))).filter(|(_, ids)| ids.iter().all(named));
        let (token, ids) = all.next()?;
        all.all(|(_, other)| other == ids).then_some(Found { ids, span: token.span, weak: None })
    }

    /// Whom the article is about, for a pronoun far from the name in a paragraph that names nobody else before it.
    pub(super) fn heroic(&self, s: usize, start: usize) -> Option<Found> {
        let (id, span) = self.hero?;
        let types = ["person".to_owned()];
        let block = self.sentences[s].block;
        let near = (0..=s).rev().take_while(|&i| self.sentences[i].block == block);
        let other = near.into_iter().any(|i| {
            let own = self.sentences[i].span;
            let end = if i == s { start } else { own.end };
            self.inside(i, Span::new(own.start, end.max(own.start)))
                .iter()
                .any(|t| self.ids(t, &types).is_some_and(|ids| ids.iter().any(|other| other != id)))
        });
        (!other).then(|| Found { ids: vec![id.clone()], span, weak: None })
    }

    /// The one organization that a paragraph has named up to a place of one of its sentences, surely spoken of where
    /// nothing else says whose a figure is; of a paragraph that has named none, what the article is about if the one
    /// before speaks of nobody else.
    pub(super) fn spoken_of(&self, s: usize, start: usize, types: &[String]) -> Option<Found> {
        let organizations: Vec<String> = types.iter().filter(|t| *t == "organization").cloned().collect();
        if organizations.is_empty() {
            return None;
        }
        let block = self.sentences[s].block;
        let first = self.sentences.partition_point(|o| o.block < block).max(s.saturating_sub(Self::FAR));
        let named = |from: usize, to: usize| {
            let all = (from..to).flat_map(|i| self.kinds.names.of(i)).filter(|t| t.span.end <= start);
            all.filter_map(|t| Some((*t, self.ids(t, &organizations)?))).collect::<Vec<_>>()
        };
        // A name beside it whose type nothing tells may be another one.
        let near = (s.saturating_sub(1).max(first)..=s).flat_map(|i| self.kinds.names.of(i));
        if near.into_iter().any(|t| t.span.end <= start && self.open_local(t).is_some()) {
            return None;
        }
        let own = named(first, s + 1);
        let one = |all: &[(&Token, Vec<Id>)]| {
            let (token, ids) = all.last()?;
            let alone = all.iter().all(|(_, other)| other == ids);
            alone.then(|| Found { ids: ids.clone(), span: token.span, weak: None })
        };
        if !own.is_empty() {
            return one(&own);
        }
        let named_last = (s.saturating_sub(Self::FAR)..first).rev().find(|&i| !named(i, i + 1).is_empty())?;
        let told = self.sentences[named_last].block;
        let last = named(self.sentences.partition_point(|o| o.block < told).max(s.saturating_sub(Self::FAR)), first);
        let topic = self.topic?;
        one(&last).filter(|f| f.ids == [topic.0.clone()])
    }

    /// What the article is about.
    pub(super) fn topical(&self, types: &[String]) -> Option<Found> {
        let (id, span) = self.topic.filter(|_| types.iter().any(|t| t == "organization" || t == "any"))?;
        Some(Found { ids: vec![id.clone()], span, weak: None })
    }
}
