//! Where a post is held: the name beside the title, that of a title before, or the house the text speaks of.

use super::Doubt;
use super::frame::{Drafts, View};
use super::role::{Side, side};
use super::scan::Token;
use super::trace::Way;
use crate::source::Span;
use crate::statement::{Id, Slot, Statement};

/// The organization of the titles before carries on to one without: 甲公司CEO某甲…;董事长某乙…. Where no title named
/// it, it is the only one of the sentence, or of the sentence before.
pub(super) fn carried(
    view: &View<'_>,
    s: usize,
    token: &Token,
    types: &[String],
    drafts: &Drafts,
) -> (Option<Side>, Option<Doubt>) {
    let sentence = view.sentences[s].span;
    let titled = drafts.list.iter().rev().take_while(|d| sentence.contains(d.span)).find_map(|d| match &d.statement {
        Statement::Role(r) if !r.organization.is_empty() => {
            let place = d.parts.iter().find(|p| p.0 == Slot::Object)?.1;
            Some(Side { ids: r.organization.clone(), span: place })
        }
        _ => None,
    });
    // What a later clause names is no house of a title before it.
    let here = Span::new(sentence.start, view.clause(s, token.span).end.max(token.span.end));
    let mut others = only(view, s, here, token.span, types);
    if let (Some(side), Some(Some(all))) = (&titled, &others)
        && side.ids == all.ids
    {
        return (titled, None);
    }
    if titled.is_some() {
        return (titled, Some(Doubt::AmbiguousEntity));
    }
    let block = view.sentences[s].block;
    let before = s.checked_sub(1).filter(|&i| view.sentences[i].block == block);
    // 某公司成立于2004年。首席技术官某人…: the next sentence opens with the title.
    let opens = view.text(Span::new(sentence.start, token.span.start)).chars().all(|c| !c.is_alphanumeric());
    if others.as_ref().is_some_and(Option::is_none)
        && let Some(i) = before
    {
        others = only(view, i, view.sentences[i].span, token.span, types);
        return (others.flatten(), (!opens).then_some(Doubt::AmbiguousEntity));
    }
    (others.flatten(), Some(Doubt::AmbiguousEntity))
}

/// 集团CEO, group chief executive: of what the house belongs to, not of a part of it.
pub(super) fn of_the_group(view: &View<'_>, s: usize, token: &Token, house: Side) -> Side {
    let before = view.text(Span::new(view.sentences[s].span.start, token.span.start)).trim_end();
    let group =
        before.ends_with("集团") || before.split(' ').next_back().is_some_and(|w| w.eq_ignore_ascii_case("group"));
    let whole = |id: &Id| view.facts.part_of(id).last().map_or_else(|| id.clone(), |e| e.id.clone());
    let ids = if group { house.ids.iter().map(whole).collect() } else { house.ids };
    Side { ids, ..house }
}

/// The fact base ties the person to the house.
pub(super) fn serves(view: &View<'_>, person: &Side, house: &Side) -> bool {
    person.ids.iter().flat_map(|id| view.facts.about(id)).any(|&fact| match &view.facts.facts[fact].statement {
        Statement::Role(r) => {
            let part = |id: &Id| view.facts.part_of(id).any(|e| house.ids.contains(&e.id));
            r.person == person.ids && (r.organization == house.ids || r.organization.iter().any(part))
        }
        Statement::Relation(r) => person.ids.iter().all(|p| r.subject.contains(p)) && r.object == house.ids,
        _ => false,
    })
}

/// The one organization that a span names: `None` where there are several, `Some(None)` where there is none.
pub(super) fn only(view: &View<'_>, s: usize, span: Span, at: Span, types: &[String]) -> Option<Option<Side>> {
    let mut found: Option<Side> = None;
    for t in view.inside(s, span).iter().filter(|t| !t.span.overlaps(at)) {
        let Some(next) = side(view, t, types) else { continue };
        match &found {
            Some(side) if side.ids != next.ids => return None,
            Some(_) => {}
            None => found = Some(next),
        }
    }
    Some(found)
}

/// Where: the name right before the title (甲骨文CEO, Oracle's chief executive), or behind it (CEO of Oracle).
pub(super) fn organization(view: &View<'_>, s: usize, token: &Token, types: &[String]) -> Option<Side> {
    let list = &view.tokens[s];
    let before = list.iter().rev().filter(|t| t.span.end <= token.span.start && t.is_name());
    let near = before.filter(|t| view.ids(t, types).is_some()).find(|t| {
        let gap = view.folded.text[t.span.end..token.span.start].trim();
        is_bridge(gap, view.is_zh(s))
    });
    if let Some(side) = near.and_then(|t| side(view, t, types)) {
        view.took(token.span, Slot::Object, side.span, Way::Beside);
        return Some(side);
    }
    // The boss of Quora: of an organization, whatever its name is.
    let open = list.iter().find(|t| t.span.start >= token.span.end && t.is_name()).and_then(|t| {
        let beside = view.folded.text[token.span.end..t.span.start].trim() == "of";
        let house = types.iter().any(|t| t == "organization");
        Some(Side { ids: vec![view.open_local(t).filter(|_| beside && house)?], span: t.span })
    });
    if let Some(side) = open {
        view.took(token.span, Slot::Object, side.span, Way::OpenName);
        return Some(side);
    }
    let behind = list.iter().find(|t| t.span.start >= token.span.end && view.ids(t, types).is_some())?;
    let gap = view.folded.text[token.span.end..behind.span.start].trim();
    let linked = ["of", "at", "for", "of the", "of China's", "and chairman of", "and co-founder of"].contains(&gap);
    let found = linked.then(|| side(view, behind, types)).flatten();
    found.inspect(|o| view.took(token.span, Slot::Object, o.span, Way::Beside))
}

/// What may stand between an organization and a title: nothing, 的, 's, a status word, a short modifier (全球, 集团).
pub(super) fn is_bridge(gap: &str, zh: bool) -> bool {
    if zh {
        // Nothing that ends a noun phrase, no verb of office with its own organization behind it.
        let stops = |c: char| {
            matches!(c, ',' | '。' | '、' | ';' | ':' | '(' | ')' | '“' | '”' | '和' | '与' | '在' | '说' | '被')
        };
        return gap.chars().count() <= 8 && !gap.contains(stops);
    }
    matches!(gap, "" | "'s" | "s" | "'")
        || gap.trim_start_matches("'s").split_whitespace().all(|w| {
            [
                "former",
                "then",
                "then-",
                "acting",
                "interim",
                "new",
                "global",
                "group",
                "co-founder",
                "founder",
                "and",
                "chairman",
                "president",
                "executive",
                "longtime",
                "current",
                "ex",
            ]
            .contains(&w)
        })
}
