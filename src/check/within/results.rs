//! A victory told twice with another result: 以4分19秒87的成绩夺得冠军 … 以4分17秒69的成绩夺冠; 以83:60轻取对手,取得两连胜 … 以107:102击败
//! 对手,收获两连胜.
//!
//! Of a race one name, one distance (400米) and a victory stand in both sentences; heats and records have other words. Of matches
//! the second in a row that a team wins is one match.

use super::Told;
use crate::extract::NameKind;
use crate::normalise::is_han;
use crate::source::Span;
use crate::vocabulary::{Language, lists};

/// Times of an article that are looked at.
const MOST: usize = 60;

/// A time somebody won in.
struct Win<'a> {
    at: Span,
    time: &'a str,
    who: &'a str,
    distance: &'a str,
}

/// Pairs of times that one victory is told with.
pub(super) fn pairs(told: &Told) -> Vec<(Span, Span)> {
    let wins: Vec<Win> = times(told.text).take(MOST).filter_map(|at| win(told, at)).collect();
    let mut out = Vec::new();
    for (i, a) in wins.iter().enumerate() {
        let other = |b: &&Win| b.who == a.who && b.distance == a.distance && b.time != a.time;
        out.extend(wins[i + 1..].iter().filter(other).map(|b| (a.at, b.at)));
    }
    let matches: Vec<Match> =
        told.text.match_indices('以').filter_map(|(at, _)| match_of(told, at)).take(MOST).collect();
    for (i, a) in matches.iter().enumerate() {
        let other = |b: &&Match| b.streak == a.streak && b.score != a.score && is_one_team(a.team, b.team);
        out.extend(matches[i + 1..].iter().filter(other).map(|b| (a.at, b.at)));
    }
    out
}

/// A match that a team won, and how many in a row that makes.
struct Match<'a> {
    at: Span,
    score: &'a str,
    team: &'a str,
    streak: &'a str,
}

/// 北京首钢队以83:60轻取同城对手,取得两连胜
fn match_of<'a>(told: &Told<'a>, at: usize) -> Option<Match<'a>> {
    let text: &'a str = told.text;
    let start = at + '以'.len_utf8();
    let rest = text.get(start..)?;
    let len =
        rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ':' | '：')).map(char::len_utf8).sum::<usize>();
    let score = rest.get(..len)?;
    let (own, other) = score.split_once([':', '：'])?;
    let won = own.parse::<u32>().ok()? > other.parse::<u32>().ok()?;
    let sentence = rest.get(len..)?.split(['。', '；', '\n']).next()?;
    let beaten = lists().defeats.at_head(sentence, Language::Zh).is_some();
    let streak = &sentence[..sentence.find("连胜")?];
    let first = streak.char_indices().rev().find(|(_, c)| !(c.is_ascii_digit() || "两二三四五六七八九十".contains(*c)));
    let streak = &streak[first.map_or(0, |(i, c)| i + c.len_utf8())..];
    let head = text.get(..at)?;
    let team = head.rsplit(|c: char| !is_han(c) || c == '的').next()?;
    let named = team.ends_with('队') && (3..=12).contains(&team.chars().count());
    let span = Span::new(start, start + len);
    (won && beaten && named && !streak.is_empty()).then_some(Match { at: span, score, team, streak })
}

/// 北京首钢队 and 北京队: both begin alike, and the one has all characters of the other.
fn is_one_team(a: &str, b: &str) -> bool {
    let alike = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count() >= 2;
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    alike && short.chars().all(|c| long.contains(c))
}

/// 4分17秒69, 59秒08: minutes, seconds and hundredths.
fn times(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices('秒').filter_map(move |(at, mark)| {
        let digit = |c: char| c.is_ascii_digit();
        let end = at + mark.len() + text[at + mark.len()..].chars().take_while(|c| digit(*c)).count();
        let seconds = text[..at].chars().rev().take_while(|c| digit(*c)).count();
        let head = &text[..at - seconds];
        let minutes = head.strip_suffix('分').map_or(0, |h| {
            let count = h.chars().rev().take_while(|c| digit(*c)).count();
            if count > 0 { count + '分'.len_utf8() } else { 0 }
        });
        (seconds > 0 && end > at + mark.len()).then(|| Span::new(at - seconds - minutes, end))
    })
}

fn win<'a>(told: &Told<'a>, at: Span) -> Option<Win<'a>> {
    let from = told.ends.partition_point(|e| *e <= at.start);
    let start = from.checked_sub(1).and_then(|i| told.ends.get(i)).copied().unwrap_or(0);
    let end = told.ends.get(from).copied().unwrap_or(told.text.len()).max(at.end);
    let behind: &'a str = told.text.get(at.end..end)?;
    let clause = behind.split([',', '，', '；', '。']).next()?;
    let won = lists().victories.in_text(clause, Language::Zh);
    let head: &'a str = told.text.get(start..at.start)?;
    // 400米, and no other distance.
    let mut distances = head.match_indices('米').filter_map(|(i, _)| {
        let digits = head[..i].chars().rev().take_while(char::is_ascii_digit).count();
        (digits > 0).then(|| &head[i - digits..i])
    });
    let distance = distances.next().filter(|_| distances.next().is_none())?;
    let sentence = Span::new(start, at.start);
    let mut names =
        told.extraction.names.iter().filter(|n| sentence.contains(n.span) && n.kind == Some(NameKind::Person));
    let who = told.slice(names.next_back()?.span);
    (won && who.chars().all(is_han)).then_some(Win { at, time: told.slice(at), who, distance })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_hundredths() {
        let found = |text: &'static str| times(text).map(|s| &text[s.start..s.end]).collect::<Vec<_>>();
        assert_eq!(found("以4分17秒69的成绩夺冠,59秒08"), ["4分17秒69", "59秒08"]);
        assert!(found("30秒后, 分秒必争, 5秒").is_empty());
    }
}
