//! Why a word with digits is neither a figure nor a date: what stands beside it, then its own form.

use super::super::Loose;
use super::shape::{self, Place};
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{Words, lists};

/// The kind of reason, and the words it is said of.
pub(super) fn reason(place: &Place<'_>) -> (Loose, Span) {
    let word = place.word();
    if shape::is_address(word) {
        return (Loose::Address, place.span);
    }
    if let Some(span) = document(place) {
        return (Loose::DocumentNumber, span);
    }
    if let Some(span) = phone(place) {
        return (Loose::Phone, span);
    }
    if let Some(span) = clock(place) {
        return (Loose::TimeOfDay, span);
    }
    if let Some(span) = score(place) {
        return (Loose::Score, span);
    }
    if labelled(place, &lists().version_labels) || shape::is_version(word) && !opens(place) {
        return (Loose::Version, place.span);
    }
    if let Some(span) = section(place) {
        return (Loose::Section, span);
    }
    if labelled(place, &lists().identifier_labels) || shape::is_code(word) {
        return (Loose::Identifier, place.span);
    }
    (if is_name(place) { Loose::Name } else { Loose::Unread }, named(place))
}

/// A word of the list stands before, perhaps with a colon, a sign or a word of tying between.
fn labelled(place: &Place<'_>, labels: &Words) -> bool {
    let head = place.before().trim_end_matches(|c: char| " :.#(\"“第".contains(c));
    let head = ["为", "是", "即", " is", " number", " no"].iter().find_map(|w| head.strip_suffix(w)).unwrap_or(head);
    labels.at_end(head.trim_end_matches([' ', ':', '.']), place.language).is_some()
}

/// True at the head of a line.
fn opens(place: &Place<'_>) -> bool {
    let line = place.before().rsplit('\n').next().unwrap_or_default();
    line.trim_matches(|c: char| " \t#*(（".contains(c)).is_empty()
}

/// 国发〔2020〕5号, 36号文, Directive 2014/65/EU, Resolution 2231, No. 5-2019.
fn document(place: &Place<'_>) -> Option<Span> {
    let (before, behind) = (place.before(), place.behind());
    let number = shape::is_number(place.word());
    // The year of a paper, in brackets, with the number behind it.
    if number && before.ends_with(['〔', '[', '(']) {
        let rest = behind.strip_prefix(['〕', ']', ')'])?;
        let rest = rest.trim_start_matches(['第', ' ']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let end = rest[digits..].strip_prefix('号')?;
        return (digits > 0).then(|| place.longer(behind.len() - end.len()));
    }
    if number && let Some(rest) = behind.strip_prefix('号') {
        let kind = ["文", "令", "公告", "决议", "文件", "通知", "批复", "法案", "议案", "指令", "政令"];
        let kind = kind.iter().find(|k| rest.starts_with(**k)).map(|k| k.len());
        let bracket = before.ends_with(['〕', ']']);
        return (kind.is_some() || bracket).then(|| place.longer('号'.len_utf8() + kind.unwrap_or(0)));
    }
    labelled(place, &lists().document_labels).then_some(place.span)
}

/// A telephone number, with the groups of digits that follow it: +44 20 7946 0958.
fn phone(place: &Place<'_>) -> Option<Span> {
    let word = place.word();
    let called = labelled(place, &lists().phone_labels) && word.bytes().filter(u8::is_ascii_digit).count() >= 3;
    // (212) 555-0199
    let area =
        place.before().ends_with(") ") && matches!(shape::parts(word).map(str::len).collect::<Vec<_>>()[..], [3, 4]);
    let country = word.starts_with('+') && word.len() <= 4;
    if !(called || area || country || shape::is_phone(word)) {
        return None;
    }
    let mut more = 0;
    loop {
        let rest = place.behind()[more..].strip_prefix(' ').unwrap_or_default();
        let group = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
        if group < 2 || goes_on(&rest[group..]) {
            break;
        }
        more += 1 + group;
    }
    (called || area || shape::is_phone(word) || more >= 6).then(|| place.longer(more))
}

/// 10时30分, 8点, 9:30, 3 p.m.
fn clock(place: &Place<'_>) -> Option<Span> {
    let (word, behind) = (place.word(), place.behind());
    if shape::is_clock(word) && !told_of_a_game(place) {
        return Some(place.span);
    }
    if shape::is_number(word) && word.len() <= 2 {
        if let Some(rest) = behind.strip_prefix(['时', '点']) {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let minutes = if digits > 0 && rest[digits..].starts_with('分') { digits + '分'.len_utf8() } else { 0 };
            return Some(place.longer(behind.len() - rest.len() + minutes));
        }
        let rest = behind.trim_start_matches(' ');
        let half = ["a.m.", "p.m.", "am", "pm", "o'clock", "o’clock", "a.m", "p.m"];
        let lower = rest.get(..rest.len().min(16)).unwrap_or(rest).to_ascii_lowercase();
        let half = half.iter().find(|h| lower.starts_with(**h));
        return half.map(|h| place.longer(behind.len() - rest.len() + h.len()));
    }
    // 9am, 10.30pm
    let lower = word.to_ascii_lowercase();
    let hour = lower.strip_suffix("am").or_else(|| lower.strip_suffix("pm")).filter(|h| h.len() <= 5)?;
    shape::parts(hour).all(shape::is_number).then_some(place.span)
}

/// 3:2, 106-98, 3比2, 1'52".
fn score(place: &Place<'_>) -> Option<Span> {
    let (word, behind) = (place.word(), place.behind());
    if shape::is_number(word) {
        let rest = behind.strip_prefix('比')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return (digits > 0).then(|| place.longer('比'.len_utf8() + digits));
    }
    let single = word.len() == 3;
    (shape::is_score(word) && (single || word.contains(':') || told_of_a_game(place))).then_some(place.span)
}

/// True where what follows digits makes them part of another word.
fn goes_on(rest: &str) -> bool {
    let inner = rest.strip_prefix(['.', ',', ':']).unwrap_or(rest);
    let digit = inner.starts_with(|c: char| c.is_ascii_digit());
    rest.starts_with(char::is_alphanumeric) || inner.len() < rest.len() && digit
}

fn told_of_a_game(place: &Place<'_>) -> bool {
    let sentence = place.sentence();
    lists().results.of(place.language).iter().any(|w| {
        sentence.match_indices(w.as_str()).any(|(at, _)| {
            let free = |c: Option<char>| !w.is_ascii() || !c.is_some_and(char::is_alphanumeric);
            free(sentence[..at].chars().next_back()) && free(sentence[at + w.len()..].chars().next())
        })
    })
}

/// 图3, Section 4.2, `1.` at the head of a line.
fn section(place: &Place<'_>) -> Option<Span> {
    let word = place.word();
    let plain = shape::parts(word).all(|p| shape::is_number(p) || p.len() == 1) && word.len() <= 8;
    if plain && labelled(place, &lists().section_labels) {
        return Some(place.span);
    }
    let numbers = shape::parts(word).all(shape::is_number) && word.len() <= 8;
    let marked = word.contains('.') || place.behind().starts_with(['.', '、', ')', ' ', '．', '）']);
    // 水晶宫(31): what is in the bracket belongs to the name before it.
    let apart = |b: &str| !b.ends_with(|c: char| is_han(c) || c.is_ascii_alphanumeric());
    let opened = place.before().strip_suffix(['(', '（']).is_some_and(apart);
    let bracketed = opened && place.behind().starts_with([')', '）']) && word.len() <= 2;
    (numbers && (opens(place) && marked || bracketed)).then_some(place.span)
}

/// Letters in it or right beside it, or a name before it.
fn is_name(place: &Place<'_>) -> bool {
    let (word, before, behind) = (place.word(), place.before(), place.behind());
    let touches = |c: char| is_han(c) || c.is_ascii_alphabetic();
    let capital = before
        .strip_suffix(' ')
        .and_then(|b| b.rsplit(' ').next())
        .is_some_and(|b| b.starts_with(|c: char| c.is_ascii_uppercase()) || b.contains(|c: char| c.is_ascii_digit()));
    let followed = behind.strip_prefix(' ').is_some_and(|b| b.starts_with(|c: char| c.is_ascii_uppercase()));
    let dotted = word.contains('·');
    // The 787, the 787-9
    if before.ends_with("the ") || before.ends_with("The ") {
        return true;
    }
    // 16/5, 12-40: what it says is open, and no name has such a form.
    let open = word.contains(['/', '-']) && !shape::is_mixed(word) && !word.starts_with(|c: char| !c.is_ascii());
    if open {
        return false;
    }
    shape::is_mixed(word) || dotted || before.ends_with(touches) || behind.starts_with(touches) || capital || followed
}

/// The word with 号 or 后 behind it: 长征5号, 80后.
fn named(place: &Place<'_>) -> Span {
    let mark = place.behind().chars().next().filter(|c| matches!(c, '号' | '后'));
    place.longer(mark.map_or(0, char::len_utf8))
}
