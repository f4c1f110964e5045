//! Frames of quotations: who said it, when, on what occasion.

use super::Doubt;
use super::frame::{Drafts, Found, View, part};
use super::scan::{Token, What};
use crate::source::Span;
use crate::statement::{Id, Quotation, Slot, Statement};
use crate::time::Interval;
use crate::vocabulary::Cue;

/// Adds the quotations of a sentence; runs after the events, so that occasions are known.
pub(super) fn read(view: &View<'_>, s: usize, drafts: &mut Drafts) {
    let person = ["person".to_owned()];
    for token in view.tokens[s].iter().filter(|t| view.is_cue(t, Cue::Speech)) {
        let quoted = view.sentences[s].quotes.iter().any(|q| q.contains(token.span));
        if quoted {
            continue;
        }
        let Some(words) = words(view, s, token) else { continue };
        let Ok(speaker) = speaker(view, s, token, &person) else { continue };
        // What follows behind a comma is said by somebody of the clause.
        let clause = view.clause(s, token.span);
        let bare = words.start == clause.end && !view.sentences[s].quotes.contains(&words);
        if bare && !clause.contains(speaker.span) {
            continue;
        }
        add(view, s, token, speaker, words, drafts);
    }
}

fn add(view: &View<'_>, s: usize, token: &Token, speaker: Found, words: Span, drafts: &mut Drafts) {
    // A date inside the words is one they speak of.
    let when = view.time(s, token.span).filter(|w| !words.contains(w.span));
    let occasion = occasion(view, s, token, drafts);
    let days = when.and_then(|w| w.days);
    let mut parts = vec![(Slot::Words, words), (Slot::Subject, speaker.span), (Slot::Predicate, token.span)];
    part(&mut parts, Slot::When, when.map(|w| w.span));
    part(&mut parts, Slot::Occasion, occasion.as_ref().map(|o| o.2));
    let statement = Statement::Quotation(Quotation {
        speaker: speaker.ids,
        words: view.text(words).to_owned(),
        occasion: occasion.as_ref().and_then(|o| o.1.clone()),
        when: days.or(occasion.as_ref().and_then(|o| drafts.list[o.0].statement.when())),
    });
    let undated = statement.when().is_none();
    let mut draft = view.draft(s, token.span, statement, parts);
    draft.span = draft.span.cover(speaker.span);
    let between = Span::new(token.span.end.min(words.start), words.start.max(token.span.end));
    if words.distance(token.span) < 12 || view.text(between).trim_end_matches(['“', '"', '\n', ' ']).ends_with(':') {
        draft.span = draft.span.cover(words);
    }
    draft.time = when.map(|w| w.mention);
    draft.weak = draft.weak.or(speaker.weak);
    draft.doubt = undated.then_some(Doubt::NoTime);
    if undated && let Some(venue) = view.venue(s, token.span) {
        if let Statement::Quotation(q) = &mut draft.statement {
            q.when = Some(venue.days);
            q.occasion = Some(venue.edition);
            draft.steps.push(venue.step);
        }
        draft.doubt = None;
        draft.weak = draft.weak.or(Some(Doubt::InferredDate));
    }
    // Told in the past and of no day, it was said by the day of writing.
    if let Statement::Quotation(q) = &mut draft.statement
        && q.when.is_none()
        && draft.modality.is_judged()
        && let Some(end) = view.document.filter(|_| !view.inferred).and_then(|d| d.end)
    {
        q.when = Interval::between(None, Some(end));
    }
    draft.occasion = occasion.map(|o| o.0);
    drafts.push(draft, &[]);
}

/// Who speaks: the nearest person before the verb; in English also right behind it (“…,” said Ellison).
fn speaker(view: &View<'_>, s: usize, token: &Token, person: &[String]) -> Result<Found, Doubt> {
    if !view.is_zh(s) {
        let behind = view.tokens[s].iter().find(|t| t.span.start >= token.span.end && view.ids(t, person).is_some());
        if let Some(t) = behind
            && view.folded.text[token.span.end..t.span.start].trim().is_empty()
        {
            return Ok(Found { ids: view.ids(t, person).unwrap_or_default(), span: t.span, weak: None });
        }
    }
    view.subject(s, token.span, person)
}

/// What was said: the quotation behind or before the verb, in the next block after a colon, or the rest of the clause.
fn words(view: &View<'_>, s: usize, token: &Token) -> Option<Span> {
    let sentence = &view.sentences[s];
    // Another verb of saying between has the next quotation.
    let mine = |end: usize| {
        let between = Span::new(token.span.end, end.max(token.span.end));
        !view.inside(s, between).iter().any(|t| t.span.start >= token.span.end && view.is_cue(t, Cue::Speech))
    };
    if let Some(q) = sentence.quotes.iter().find(|q| q.start >= token.span.end).filter(|q| mine(q.start)) {
        return Some(*q);
    }
    let after = view.folded.text[token.span.end..sentence.span.end].trim();
    if after.is_empty() || after.ends_with(':') && mine(sentence.span.end) {
        let next = view.sentences.get(s + 1)?;
        let q = next.quotes.first()?;
        let opens = view.folded.text[next.span.start..q.start].trim().chars().count() <= 1;
        if opens && (next.block == sentence.block + 1 || next.block == sentence.block) {
            return Some(*q);
        }
    }
    if let Some(q) = sentence.quotes.iter().rev().find(|q| q.end <= token.span.start) {
        let between = &view.folded.text[q.end..token.span.start];
        if between.len() <= 60 {
            return Some(*q);
        }
    }
    if let Some(q) = said_before(view, s, token) {
        return Some(q);
    }
    let clause = view.clause(s, token.span);
    let rest = Span::new(token.span.end, clause.end.max(token.span.end));
    let text = view.text(rest).trim_matches([' ', '。', '.', ':']);
    if text.chars().count() >= 4 {
        return Some(rest);
    }
    // 周某说过,…: with a comma between, all that follows is what he said.
    let behind = Span::new(clause.end, sentence.span.end.max(clause.end));
    let said = text.chars().all(|c| matches!(c, '过' | '道')) && view.is_zh(s) && mine(sentence.span.end);
    (said && view.text(behind).chars().filter(|c| c.is_alphanumeric()).count() >= 4).then_some(behind)
}

/// The quotation that is the sentence before, where nothing but a date follows the verb: “…。”林栖这样说道。
fn said_before(view: &View<'_>, s: usize, token: &Token) -> Option<Span> {
    let sentence = &view.sentences[s];
    let last = view.sentences.get(s.checked_sub(1)?).filter(|l| l.block == sentence.block)?;
    let quote = *last.quotes.last().filter(|q| last.span.contains(**q))?;
    let closes = view.text(Span::new(quote.end, last.span.end)).chars().filter(|c| c.is_alphanumeric()).count() == 0;
    let opens = view.text(Span::new(last.span.start, quote.start)).chars().all(|c| !c.is_alphanumeric());
    let end = sentence.span.end;
    let dates = view.inside(s, Span::new(token.span.end, end)).iter().filter(|t| match t.what {
        What::Mention(m) => view.date_expr(m).is_some(),
        _ => false,
    });
    let dated: usize = dates.map(|t| t.span.len()).sum();
    let rest = view.text(Span::new(token.span.end, end)).trim_matches(|c: char| !c.is_alphanumeric()).len();
    (closes && opens && rest <= dated + 4).then_some(quote)
}

/// The occasion of the sentence: a dated one that became a claim, else none.
fn occasion(view: &View<'_>, s: usize, token: &Token, drafts: &Drafts) -> Option<(usize, Option<Id>, Span)> {
    let sentence = view.sentences[s].span;
    let held = drafts.list.iter().enumerate().rev().find(|(_, d)| {
        d.statement.predicate() == Some("hold") && sentence.contains(d.span) && d.span.start < token.span.start
    })?;
    let place = held.1.parts.iter().find(|p| p.0 == Slot::Subject).map_or(held.1.span, |p| p.1);
    Some((held.0, held.1.statement.subject().first().cloned(), place))
}
