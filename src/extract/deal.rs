//! Deals: what was paid, who was on the other side, when it was done.

use super::Doubt;
use super::amount::{money, priced};
use super::frame::{Draft, Drafts, Found, View};
use super::parties::Parts;
use super::scan::{Token, What};
use crate::grammar::Value;
use crate::quantity::Quantity;
use crate::source::Span;
use crate::statement::{Event, Id, Slot, Statement};
use crate::vocabulary::{Language, PredicateKind, Words, lists};

/// Money stands right before the preposition: paid £28 million in cash for.
pub(super) fn is_price(view: &View<'_>, s: usize, token: &Token) -> bool {
    let before = view.tokens[s].iter().rev().find_map(|t| match t.what {
        What::Mention(m) if t.span.end <= token.span.start => Some((t.span, m)),
        _ => None,
    });
    before.is_some_and(|(at, m)| {
        let gap = view.text(Span::new(at.end, token.span.start)).trim();
        // In cash, debt included,: words of how, and no name.
        let how =
            gap.split_whitespace().count() <= 5 && !gap.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let other = view.inside(s, Span::new(at.end, token.span.start)).iter();
        let verb = other.into_iter().any(|t| view.is_trigger(t, PredicateKind::Event));
        matches!(view.mentions[m].value, Value::Currency(_)) && how && !verb
    })
}

/// Where the verb stands that a doer is looked for before: that of “paid £5 million for”, not its preposition.
pub(super) fn doer_before(view: &View<'_>, s: usize, token: &Token, clause: Span) -> Span {
    let word = view.text(token.span);
    if view.is_zh(s) || lists().priced.at_head(word, Language::En) != Some(word.len()) {
        return token.span;
    }
    let start = clause.start.max(view.sentences[s].span.start);
    let before = view.text(Span::new(start, token.span.start.max(start)));
    let verb = [" paid ", " pays ", " pay ", " paying ", " spent ", " spends ", " spend "]
        .iter()
        .filter_map(|w| before.rfind(w))
        .max();
    verb.map_or(token.span, |at| Span::new(start + at + 1, start + at + 1))
}

/// The base lists every occurrence of what the subject did.
pub(super) fn is_listed(view: &View<'_>, parts: &Parts) -> bool {
    let subject = parts.subject.as_ref().filter(|f| f.weak.is_none());
    view.facts.complete.iter().any(|c| {
        parts.event.predicate.as_ref() == Some(&c.predicate)
            && c.object.is_none()
            && c.subject.as_ref().is_some_and(|id| subject.is_some_and(|f| f.ids.contains(id)))
    })
}

/// From whom or to whom: 从甲手中收购, 向甲出售, sold to the pension manager X. Looked for only where a fact on the event
/// names such a party.
pub(super) fn other_party(view: &View<'_>, s: usize, token: &Token, parts: &Parts) -> Option<Found> {
    let predicate = parts.event.predicate.as_ref()?;
    let own: Vec<&Id> = parts.event.subject.iter().chain(&parts.event.object).collect();
    let known = own.iter().flat_map(|id| view.facts.about(id)).any(|&f| match &view.facts.facts[f].statement {
        Statement::Event(e) => e.predicate.as_ref() == Some(predicate) && !e.counterpart.is_empty(),
        _ => false,
    });
    if !known {
        return None;
    }
    let types = ["organization".to_owned(), "person".to_owned()];
    let clause = view.clause(s, token.span);
    let text = &view.folded.text;
    let is_other = |t: &&Token| view.ids(t, &types).is_some_and(|ids| !ids.iter().any(|id| own.contains(&id)));
    let mut names = view.inside(s, clause).iter().filter(is_other);
    let name = match view.is_zh(s) {
        true => names.find(|t| {
            let handed = lists().hands.at_head(&text[t.span.end..], Language::Zh).is_some();
            let before = view.text(Span::new(clause.start, t.span.start.max(clause.start)));
            handed || before.ends_with('给') || before.ends_with('向') && t.span.end <= token.span.start
        }),
        false => names.find(|t| {
            // To the pension manager X: words in small letters say what X is.
            let gap = view.text(Span::new(token.span.end.min(t.span.start), t.span.start));
            let near = gap.rsplit_once(" from ").or(gap.rsplit_once(" to ")).is_some_and(|(_, what)| {
                what.split_whitespace().count() <= 4 && what.chars().all(|c| c.is_lowercase() || " '-".contains(c))
            });
            let paid = t.span.end <= token.span.start && view.text(token.span).eq_ignore_ascii_case("for") && {
                let head = view.text(Span::new(clause.start, t.span.start.max(clause.start))).trim_end();
                head.ends_with("paid") || head.ends_with("pays") || head.ends_with("paying")
            };
            near || paid
        }),
    }?;
    Some(Found { ids: view.ids(name, &types)?, span: name.span, weak: None })
}

/// A sold its unit to B: B bought it, of A.
pub(super) fn bought(view: &View<'_>, s: usize, token: &Token, draft: &Draft) -> Option<Draft> {
    let Statement::Event(event) = &draft.statement else { return None };
    let sale = event.predicate.as_deref() == Some("divest") && draft.doubt != Some(Doubt::OutOfScope);
    if !sale || event.object.is_empty() || view.facts.vocabulary.get("acquire").is_none() {
        return None;
    }
    let types = ["organization".to_owned(), "person".to_owned()];
    let clause = view.clause(s, token.span);
    let own: Vec<&Id> = event.subject.iter().chain(&event.object).collect();
    let text = &view.folded.text;
    let about = event.object.iter().flat_map(|id| view.facts.about(id)).filter_map(|&f| view.facts.facts.get(f));
    let kept: Vec<&str> = about.filter_map(|f| f.statement.predicate()).collect();
    if kept.contains(&"divest") || !kept.contains(&"acquire") {
        return None;
    }
    let names = view.inside(s, Span::new(token.span.end, clause.end.max(token.span.end)));
    let buyer = names.iter().find(|t| {
        let gap = view.text(Span::new(token.span.end, t.span.start));
        let to = match view.is_zh(s) {
            true => {
                gap.is_empty() && text[..token.span.end].ends_with('给')
                    || gap == "给"
                    || text[..token.span.end].ends_with('予')
            }
            false => {
                gap.rsplit_once(" to ").is_some_and(|(_, what)| {
                    what.split_whitespace().count() <= 4 && what.chars().all(|c| c.is_lowercase() || " '-".contains(c))
                }) || gap.trim() == "to"
            }
        };
        to && view.ids(t, &types).is_some_and(|ids| !ids.iter().any(|id| own.contains(&id)))
    })?;
    let statement = Statement::Event(Event {
        predicate: Some("acquire".into()),
        subject: view.ids(buyer, &types)?,
        counterpart: event.subject.clone(),
        stage: None,
        marks: Vec::new(),
        ..event.clone()
    });
    let mut parts = draft.parts.clone();
    for (slot, _) in &mut parts {
        if *slot == Slot::Subject {
            *slot = Slot::Counterpart;
        }
    }
    parts.push((Slot::Subject, buyer.span));
    let weak = draft.weak.filter(|w| *w != Doubt::NoSubject);
    Some(Draft { statement, readings: Vec::new(), parts, weak, ..draft.clone() })
}

/// 交易于2022年2月完成, the deal was announced in May, at a price of …: a stage of the purchase told of last in the paragraph.
pub(super) fn completion(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let language = view.language(s);
    for clause in view.sentences[s].clauses.iter().copied() {
        let text = view.text(clause);
        let head = text.trim_start();
        let start = clause.start + (text.len() - head.len());
        // The purchase, for $44 billion, was completed in October: what stands between commas is told on the way.
        let named = lists().deals.at_head(head, language).map(|len| (len, resumed(view, s, clause, start + len)));
        let Some((len, (rest_start, end))) = named.or_else(|| goes_on(view, s, clause, head).map(|e| (0, (start, e))))
        else {
            continue;
        };
        let clause = Span::new(clause.start, end);
        let rest = &view.text(Span::new(rest_start, clause.end));
        let said = |words: &Words| {
            let whole = |i: usize, w: &str| {
                let bound = |c: Option<char>| language == Language::Zh || !c.is_some_and(char::is_alphanumeric);
                bound(rest[..i].chars().next_back()) && bound(rest[i + w.len()..].chars().next())
            };
            let find = |w: &str| rest.match_indices(w).map(|(i, _)| i).find(|&i| whole(i, w));
            let all = words.of(language).iter().filter_map(|w| Some((find(w)?, w.len())));
            all.max_by_key(|d| d.1)
        };
        let (done, agreed) = (said(&lists().sealed), said(&lists().agreed));
        let Some((at, width)) = done.or(agreed) else { continue };
        let name = if done.is_some() { "completed" } else { "announced" };
        let verb = Span::new(rest_start + at, rest_start + at + width);
        let Some(when) = view.time(s, verb).filter(|w| clause.contains(w.span)) else { continue };
        // Nothing but the date between the deal and its verb, or behind them.
        let aside = Span::new(start + len, rest_start.max(start + len));
        let letters = |span: Span| view.text(span).chars().filter(|c| c.is_alphanumeric()).count();
        // In English what stands behind the date is told of how it went.
        let end = if view.is_zh(s) { clause.end } else { verb.end.max(when.span.end) };
        let words = letters(Span::new(clause.start, end)) - letters(aside);
        let known = [Span::new(start, start + len), verb, when.span];
        let known: usize = known.iter().map(|p| view.text(*p).chars().filter(|c| c.is_alphanumeric()).count()).sum();
        if words > known + 8 {
            continue;
        }
        let block =
            view.sentences[view.sentences.iter().position(|x| x.block == view.sentences[s].block).unwrap_or(s)].span;
        let told =
            drafts.list.iter().rev().take_while(|d| d.span.start >= block.start).find_map(|d| match &d.statement {
                Statement::Event(e) if matches!(e.predicate.as_deref(), Some("acquire" | "divest" | "merge")) => {
                    (!e.object.is_empty() && d.doubt != Some(Doubt::OutOfScope))
                        .then(|| (e.clone(), d.weak, d.parts.clone()))
                }
                _ => None,
            });
        let Some((event, weak, parts)) = told else { continue };
        let stage = event
            .predicate
            .as_ref()
            .and_then(|p| view.facts.vocabulary.get(p))
            .and_then(|p| p.stages.keys().find(|id| id.as_ref() == name).cloned());
        let price = priced(view, s, clause).or_else(|| aside_price(view, s, aside));
        let amount = price.as_ref().map(|p| p.1.clone());
        let statement = Statement::Event(Event { stage, amount, nth: None, when: when.days, ..event });
        let mut slots = vec![(Slot::Predicate, verb), (Slot::When, when.span)];
        slots.extend(price.as_ref().map(|p| (Slot::Value, view.mentions[p.0].span)));
        slots.extend(parts.into_iter().filter(|p| matches!(p.0, Slot::Subject | Slot::Object)));
        let mut draft = view.draft(s, verb, statement, slots);
        draft.span = clause;
        draft.time = Some(when.mention);
        draft.doubt = when.days.is_none().then_some(Doubt::NoTime);
        draft.weak = draft.weak.or(weak);
        drafts.push(draft, price.as_ref().map(|p| p.0).as_slice());
    }
}

/// Where what is said of a deal goes on and ends: right behind its noun, or behind what stands between commas.
fn resumed(view: &View<'_>, s: usize, clause: Span, from: usize) -> (usize, usize) {
    let clauses = &view.sentences[s].clauses;
    let own = clauses.iter().position(|c| *c == clause);
    let bare = view.text(Span::new(from.min(clause.end), clause.end)).chars().all(|c| !c.is_alphanumeric());
    let next = own.filter(|_| bare).and_then(|i| clauses.get(i + 2));
    next.map_or((from, clause.end), |c| (c.start, c.end))
}

/// 宣布收购…,次年1月完成; the biggest purchase of its life, first announced in January: a stage told behind the purchase in
/// the same sentence, by its verb and its date alone.
fn goes_on(view: &View<'_>, s: usize, clause: Span, head: &str) -> Option<usize> {
    let clauses = &view.sentences[s].clauses;
    let own = clauses.iter().position(|c| *c == clause).filter(|&i| i > 0)?;
    let language = view.language(s);
    let verb = match view.is_zh(s) {
        true => lists().sealed.at_end(head.trim_end(), language).is_some(),
        false => {
            let head =
                ["first ", "originally ", "initially "].iter().find_map(|w| head.strip_prefix(w)).unwrap_or(head);
            ["announced in ", "announced on ", "completed in ", "completed on ", "closed in ", "closed on "]
                .iter()
                .any(|w| head.starts_with(w))
        }
    };
    let names = view.inside(s, clause).iter().any(|t| t.is_name());
    let before = Span::new(clauses[own - 1].start, clause.start);
    let bought = view.inside(s, before).iter().any(|t| {
        let readings = view.readings(t, PredicateKind::Event);
        readings.iter().any(|r| matches!(r.predicate.as_ref(), "acquire" | "merge"))
    });
    let called = view.is_zh(s) || {
        let words = view.text(before).to_ascii_lowercase();
        let mut words = words.split(|c: char| !c.is_alphanumeric());
        bought || words.any(|w| matches!(w, "purchase" | "deal" | "acquisition" | "takeover" | "merger"))
    };
    (verb && !names && (bought || called && !view.is_zh(s))).then_some(clause.end)
}

/// The price of a deal between commas: the purchase, for $44 billion, ….
fn aside_price(view: &View<'_>, s: usize, aside: Span) -> Option<(usize, Quantity)> {
    let words = view.text(aside).trim_start_matches([',', ' ']);
    lists().prices.at_head(words, view.language(s))?;
    view.inside(s, aside).iter().find_map(|t| match t.what {
        What::Mention(m) => match &view.mentions[m].value {
            Value::Currency(q) => Some((m, money(view, m, q))),
            _ => None,
        },
        _ => None,
    })
}
