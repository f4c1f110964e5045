//! Whether a sentence laid beside one of a reference says nothing more, and where it says otherwise: the opposite, a
//! denial, another word of one family, another name or figure, the same names the other way round.

use super::aligned::{Aligned, Gap};
use super::units::{Sort, Unit, is_name};
use crate::extract::NameKind;
use crate::statement::Fit;
use crate::vocabulary::Opposite;
use std::ops::Range;

/// Units of the article's sentence that the other excludes.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) own: Range<usize>,
    /// What the other has there.
    pub(super) other: Range<usize>,
    /// Two names, not two words.
    pub(super) names: bool,
    /// The one can be written for the other.
    pub(super) swap: bool,
}

/// How much weight is looked at to either side of a gap.
pub(super) const REACH: u32 = 8;

/// The sentence says nothing that the reference's does not.
pub(super) fn is_said(aligned: &Aligned) -> bool {
    let (all, common) = aligned.weights(0..aligned.own.len());
    // Of a list the order does not count: Portugal and Spain.
    let listed = |i: usize| {
        let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|n| aligned.own.get(n));
        beside.into_iter().any(|u| u.known.mutual && !u.tells())
            && matches!(aligned.own[i].sort, Sort::Name)
            && aligned.other.iter().any(|u| u.is_same(&aligned.own[i]))
    };
    // Nor does that of plain words.
    let moved = |i: usize| {
        let unit = &aligned.own[i];
        let word = matches!(unit.sort, Sort::Word) && unit.letter.is_none() && unit.known.members.is_empty();
        word && aligned.other.iter().any(|u| u.is_same(unit))
    };
    let extra = (0..aligned.own.len())
        .filter(|&i| aligned.partner[i].is_none() && (listed(i) || weaker(aligned, i) || moved(i)));
    let common = common + extra.map(|i| aligned.own[i].weight).sum::<u32>();
    let lone = |i: usize| aligned.partner[i].is_none() && !listed(i);
    // 韦铭 where the other has 女诗人杜宛: characters alone, and yet a name.
    let spelt = |g: &Gap| (2..=3).contains(&g.own.len()) && !g.other.is_empty() && is_name(&aligned.own[g.own.clone()]);
    let renamed = aligned.gaps().iter().any(spelt);
    let telling = renamed
        || (0..aligned.own.len()).filter(|&i| lone(i)).any(|i| {
            let unit = &aligned.own[i];
            matches!(unit.sort, Sort::Name | Sort::Value(_) | Sort::Denial | Sort::Lower)
                || !unit.known.members.is_empty()
                || unit.known.is_former()
        });
    let hedged = is_hedged(aligned) || aligned.gaps().iter().any(|g| is_another_letter(aligned, g));
    all > 3 && 100 * common >= 80 * all && !telling && !hedged && contradictions(aligned).is_empty()
}

/// What the article says stands in the reference behind a word that makes it not so, a plan or a condition.
fn is_hedged(aligned: &Aligned) -> bool {
    let taken: Vec<usize> = aligned.partner.iter().flatten().copied().collect();
    let turns = |u: &Unit| matches!(u.sort, Sort::Denial | Sort::Supposed | Sort::Lower);
    let free = aligned.other.iter().enumerate().filter(|(j, _)| taken.binary_search(j).is_err());
    // Of two lists in turn words alone do not tell what belongs to what.
    let handed = |units: &[Unit]| units.iter().any(|u| u.known.hands_out());
    if handed(aligned.other) && !handed(aligned.own) {
        return true;
    }
    free.filter(|(_, u)| turns(u)).any(|(j, u)| {
        let clause = (0..=j).rev().find(|&k| aligned.other[k].starts).unwrap_or(0);
        let told = |k: &&usize| aligned.other[**k].tells() && !matches!(aligned.other[**k].sort, Sort::Name);
        u.known.is_conditional() || taken.iter().filter(told).any(|&k| k >= clause)
    })
}

/// The article has a plan or a condition where the reference has none.
fn is_supposed(aligned: &Aligned) -> bool {
    let units = aligned.own.iter().zip(&aligned.partner);
    units.into_iter().any(|(u, p)| p.is_none() && matches!(u.sort, Sort::Supposed))
}

/// 深海虾 and 深海蟹: of the same Chinese words one character is another.
fn is_another_letter(aligned: &Aligned, gap: &Gap) -> bool {
    let (own, other) = (told(aligned.own, &gap.own), told(aligned.other, &gap.other));
    let ([i], [j]) = (own.as_slice(), other.as_slice()) else { return false };
    aligned.own[*i].letter.is_some() && aligned.other[*j].letter.is_some()
}

/// Says no more than the other's word: some, where it has most.
fn weaker(aligned: &Aligned, i: usize) -> bool {
    let more = |grade: usize| aligned.other.iter().any(|u| u.known.grade.is_some_and(|g| g > grade));
    aligned.own[i].known.grade.is_some_and(more)
}

/// Where the article's sentence says what the other excludes.
pub(super) fn contradictions(aligned: &Aligned) -> Vec<Difference> {
    let gaps = aligned.gaps();
    let mut out = Vec::new();
    if let Some((own, other)) = turned(aligned, &gaps).or_else(|| voiced(aligned)) {
        out.push(Difference { own, other, names: true, swap: false });
    }
    for gap in &gaps {
        if is_denied(aligned, gap) && is_strong(aligned, gap) {
            let own = with_next(gap.own.clone(), aligned.own.len());
            let other = with_next(gap.other.clone(), aligned.other.len());
            out.push(Difference { own, other, names: false, swap: false });
        } else if let Some((own, other, kind)) = pair(aligned, gap) {
            let sure = match kind {
                Kind::Opposite => is_strong(aligned, gap),
                Kind::Rival | Kind::Name | Kind::Figure => is_alone(aligned, gap, &gaps, kind),
            };
            if sure {
                out.push(Difference { own, other, names: kind == Kind::Name, swap: true });
            }
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One of the two words is wrong.
    Opposite,
    /// One of them is wrong, or they tell of two things.
    Rival,
    /// Two names.
    Name,
    /// Two figures, or two days.
    Figure,
}

/// A gap with the unit behind it, so that it reads as words.
fn with_next(part: Range<usize>, len: usize) -> Range<usize> {
    part.start..(part.end + 1).min(len)
}

/// Only one side has a denial or makes a post a lower one, and nothing else that tells something.
fn is_denied(aligned: &Aligned, gap: &Gap) -> bool {
    let turns = |u: &Unit| matches!(u.sort, Sort::Denial | Sort::Lower);
    let denials = |units: &[Unit]| units.iter().filter(|u| turns(u)).count();
    let else_tells = |units: &[Unit]| units.iter().any(|u| u.tells() && !turns(u));
    let (own, other) = (&aligned.own[gap.own.clone()], &aligned.other[gap.other.clone()]);
    // 尚未在甲国上市: of another place than the one that it is told of.
    let named = |i: usize| matches!(aligned.own[i].sort, Sort::Name) || aligned.own[i].known.place;
    let elsewhere = (0..aligned.own.len()).any(|i| named(i) && aligned.partner[i].is_none());
    denials(own) % 2 != denials(other) % 2 && !else_tells(own) && !else_tells(other) && !elsewhere
}

/// The two units of a gap that exclude each other, where nothing else stands in it.
fn pair(aligned: &Aligned, gap: &Gap) -> Option<(Range<usize>, Range<usize>, Kind)> {
    let (own, other) = (told(aligned.own, &gap.own), told(aligned.other, &gap.other));
    let (first, last) = (*own.first()?, *own.last()?);
    let (from, to) = (*other.first()?, *other.last()?);
    let ranges = (first..last + 1, from..to + 1);
    // Beside the one word that excludes it the other may say more.
    if let [i] = own.as_slice() {
        let rival = |j: &usize| Some((*j, aligned.own[*i].excludes(&aligned.other[*j])?));
        let mut rivals = other.iter().filter_map(rival);
        if let (Some((j, kind)), None) = (rivals.next(), rivals.next()) {
            let kind = if kind == Opposite::Apart { Kind::Rival } else { Kind::Opposite };
            return Some((ranges.0, j..j + 1, kind));
        }
    }
    if let ([i], [j]) = (own.as_slice(), other.as_slice()) {
        let (a, b) = (&aligned.own[*i], &aligned.other[*j]);
        if let (Some(x), Some(y)) = (a.known.grade, b.known.grade) {
            return (x > y).then_some((ranges.0, ranges.1, Kind::Rival));
        }
    }
    if let ([i], [j]) = (own.as_slice(), other.as_slice())
        && is_another_figure(&aligned.own[*i], &aligned.other[*j])
    {
        return Some((ranges.0, ranges.1, Kind::Figure));
    }
    // Beside the name may stand what its bearer is.
    let theirs = match is_name(&aligned.other[ranges.1.clone()]) {
        true => ranges.1,
        false => name_beside(aligned, gap).or_else(|| only_name(aligned.other, &other))?,
    };
    let other = told(aligned.other, &theirs);
    let kinds = kind(&aligned.own[ranges.0.clone()]).zip(kind(&aligned.other[theirs.clone()]));
    let alike = kinds.is_none_or(|(a, b)| a == b);
    let all = alike && is_name(&aligned.own[ranges.0.clone()]);
    (all && own.len() <= NAME && other.len() <= NAME && !is_short_for(aligned, &own, &other)).then_some((
        ranges.0,
        theirs,
        Kind::Name,
    ))
}

/// Units of a long name; a Chinese one may be of single characters.
const NAME: usize = 6;

/// What bears a name, where that is known.
fn kind(name: &[Unit]) -> Option<NameKind> {
    name.iter().find_map(|u| u.kind)
}

/// The name that stands right behind what is the same before both, whatever follows it.
fn name_beside(aligned: &Aligned, gap: &Gap) -> Option<Range<usize>> {
    let (own, other) = (aligned.own.get(gap.own.start)?, aligned.other.get(gap.other.start)?);
    let joined = gap.own.start > 0 && !own.starts && !other.starts;
    let named = |units: &[Unit], part: &Range<usize>| {
        let from = part.clone().find(|&k| units[k].tells())?;
        let to = (from..part.end).find(|&k| !matches!(units[k].sort, Sort::Name)).unwrap_or(part.end);
        (from < to).then_some(from..to)
    };
    named(aligned.own, &gap.own).filter(|_| joined)?;
    named(aligned.other, &gap.other)
}

/// The one name among a few units.
fn only_name(units: &[Unit], told: &[usize]) -> Option<Range<usize>> {
    let part = *told.first()?..*told.last()? + 1;
    let mut names = names(&units[part.clone()]).into_iter();
    let name = names.next().filter(|_| names.next().is_none())?;
    let name = part.start + name.start..part.start + name.end;
    let beside: u32 = told.iter().filter(|i| !name.contains(i)).map(|&i| units[i].weight).sum();
    (beside <= BESIDE).then_some(name)
}

/// Weight of the words that may stand beside a name in a gap.
const BESIDE: u32 = 6;

/// Two figures or days apart from each other, or the numbers of two things: 3号线, 5号线.
fn is_another_figure(a: &Unit, b: &Unit) -> bool {
    match (&a.sort, &b.sort) {
        (Sort::Value(x), Sort::Value(y)) => x.fit(y) == Fit::Apart && !a.is_same(b),
        _ => a.is_number && b.is_number && a.key != b.key,
    }
}

/// EC for European Commission: one name is the initials of the other, or a part of it.
fn is_short_for(aligned: &Aligned, own: &[usize], other: &[usize]) -> bool {
    let shared = own.iter().any(|&i| other.iter().any(|&j| aligned.own[i].is_same(&aligned.other[j])));
    let letters = own.iter().chain(other).any(|&i| aligned.own.get(i).is_some_and(|u| u.weight == 1));
    shared || own.len() != other.len() && !letters
}

/// What stands around is the same, whatever else the sentences say.
fn is_strong(aligned: &Aligned, gap: &Gap) -> bool {
    let (all, common) = aligned.weights(0..aligned.own.len());
    let (own, _) = aligned.weights(gap.own.clone());
    if common >= 4 && common + own == all {
        return true;
    }
    let around = aligned.around(gap, REACH);
    let solid = around.solid.0 + around.solid.1;
    5 * around.common >= 3 * around.seen && around.common >= 6 && solid >= 5
}

/// Weight of words that hardly two sentences share, unless they tell of the same thing.
const LONG: u32 = 9;

/// All else of the sentence is the same.
fn is_alone(aligned: &Aligned, gap: &Gap, gaps: &[Gap], kind: Kind) -> bool {
    let (all, common) = aligned.weights(0..aligned.own.len());
    let (own, _) = aligned.weights(gap.own.clone());
    let others = gaps.iter().filter(|g| *g != gap).filter(|g| {
        let (a, b) = (&aligned.own[g.own.clone()], &aligned.other[g.other.clone()]);
        let named = |u: &[Unit]| u.iter().any(|u| matches!(u.sort, Sort::Name | Sort::Value(_)));
        let weight = |u: &[Unit]| u.iter().map(|u| u.weight).sum::<u32>();
        // Of another body another person holds the post.
        named(a) && named(b) || kind == Kind::Name && weight(a) > 1 && weight(b) > 1
    });
    let rest = all.saturating_sub(own);
    // 其 may stand for a name of the sentence.
    let free = |i: usize| aligned.partner.get(i).is_some_and(Option::is_none) && !gap.own.contains(&i);
    let letters = |i: usize| {
        let pair = aligned.own.get(i..i + 2).filter(|p| p.iter().all(|u| u.letter.is_some()));
        let both = |p: &[Unit]| aligned.other.windows(2).any(|o| o[0].is_same(&p[0]) && o[1].is_same(&p[1]));
        free(i) && free(i + 1) && pair.is_some_and(both)
    };
    let elsewhere = |i: &usize| {
        let unit = &aligned.own[*i];
        let name = matches!(unit.sort, Sort::Name) && aligned.other.iter().any(|u| u.is_same(unit));
        free(*i) && (name || letters(*i) || *i > 0 && letters(*i - 1))
    };
    let moved: u32 = (0..aligned.own.len()).filter(elsewhere).map(|i| aligned.own[i].weight).sum();
    let common = common + if kind == Kind::Name { 0 } else { moved };
    // Two names may both be right unless something tells that one only is meant.
    let one = aligned
        .own
        .iter()
        .zip(&aligned.partner)
        .any(|(u, p)| p.is_some() && (u.known.unique || matches!(&u.sort, Sort::Value(v) if v.is_rare())));
    let pinned = common == rest && aligned.own.iter().zip(&aligned.partner).any(|(u, p)| p.is_some() && u.is_pinned());
    let least = match kind {
        Kind::Name if !one && pinned => 6,
        Kind::Name if !one => LONG,
        Kind::Name => 3,
        Kind::Figure => 6,
        _ => 4,
    };
    // A plan is not what came of it.
    let plain = one && kind == Kind::Name || !is_hedged(aligned) && !is_supposed(aligned);
    plain && others.count() == 0 && 100 * common >= if common < LONG { 85 } else { 80 } * rest && common >= least
}

/// Two names stand in the same order around the same word, and only one of the two suffers what it tells.
fn voiced(aligned: &Aligned) -> Option<(Range<usize>, Range<usize>)> {
    let names: Vec<(usize, usize)> = (0..aligned.own.len())
        .filter(|&i| matches!(aligned.own[i].sort, Sort::Name))
        .filter_map(|i| Some((i, aligned.partner[i]?)))
        .collect();
    let agents = |units: &[Unit]| units.iter().filter(|u| matches!(u.sort, Sort::Agent)).count();
    let pairs = names.iter().zip(names.iter().skip(1));
    pairs.map(|(a, b)| (a.0..b.0 + 1, a.1..b.1 + 1)).find(|(own, other)| {
        let (mine, theirs) = (&aligned.own[own.clone()], &aligned.other[other.clone()]);
        let told = own.clone().filter(|&i| aligned.own[i].tells());
        // Between the names stands one word at least, and all that stands there is the same.
        let same = told.clone().all(|i| aligned.partner[i].is_some()) && told.count() > 2;
        let all = theirs.iter().filter(|u| u.tells()).count() == mine.iter().filter(|u| u.tells()).count();
        same && all && agents(mine) + agents(theirs) == 1
    })
}

/// The same names, or other words, stand around the same words the other way round.
fn turned(aligned: &Aligned, gaps: &[Gap]) -> Option<(Range<usize>, Range<usize>)> {
    let agents = |units: &[Unit]| units.iter().any(|u| matches!(u.sort, Sort::Agent));
    let swapped = |own: &Range<usize>, other: &Range<usize>, between: &Range<usize>| {
        let (mine, theirs) = (&aligned.own[own.clone()], &aligned.other[other.clone()]);
        let same = |i: usize| theirs.iter().any(|u| u.is_same(&aligned.own[i]));
        let told: Vec<usize> = between.clone().filter(|&i| aligned.own[i].tells()).collect();
        let mutual = between.clone().any(|i| aligned.own[i].known.mutual);
        told.iter().any(|&i| same(i)) && !mutual && agents(mine) == agents(theirs)
    };
    let crossed = gaps.iter().enumerate().find_map(|(n, first)| {
        gaps[n + 1..].iter().find_map(|second| {
            let all = |a: &Range<usize>, b: &Range<usize>| {
                let (mine, theirs) = (told(aligned.own, a), told(aligned.other, b));
                mine.len() == theirs.len()
                    && !mine.is_empty()
                    && mine.iter().zip(&theirs).all(|(&i, &j)| aligned.own[i].is_same(&aligned.other[j]))
            };
            let own = first.own.start..second.own.end;
            let other = first.other.start..second.other.end;
            let between = first.own.end..second.own.start;
            (all(&first.own, &second.other) && all(&second.own, &first.other) && swapped(&own, &other, &between))
                .then_some((own, other))
        })
    });
    // The names weigh more than what stands between them, so that one of them may be taken for the same.
    let named = || {
        let (mine, theirs) = (names(aligned.own), names(aligned.other));
        let common = bag(aligned);
        let find = |a: &Range<usize>| {
            theirs
                .iter()
                .find(|b| aligned.own[a.clone()].iter().zip(&aligned.other[(*b).clone()]).all(|(x, y)| x.is_same(y)))
        };
        mine.iter().zip(mine.iter().skip(1)).find_map(|(a, b)| {
            let (x, y) = (find(a)?, find(b)?);
            let (own, other) = (a.start..b.end, y.start..x.end);
            // Both stand in the same order as well.
            let kept = a.clone().chain(b.clone()).all(|i| aligned.partner[i].is_some());
            let turned = y.end <= x.start && !kept && common;
            (turned && swapped(&own, &other, &(a.end..b.start))).then_some((own, other))
        })
    };
    crossed.or_else(named)
}

/// Nearly all that the article's sentence tells stands somewhere in the other.
fn bag(aligned: &Aligned) -> bool {
    let (mut all, mut common) = (0, 0);
    for unit in aligned.own {
        all += unit.weight;
        common += if aligned.other.iter().any(|u| u.is_same(unit)) { unit.weight } else { 0 };
    }
    100 * common >= 85 * all
}

/// Units that tell something.
fn told(units: &[Unit], part: &Range<usize>) -> Vec<usize> {
    part.clone().filter(|&i| units[i].tells()).collect()
}

/// The names of a sentence, each as the units side by side that it is of.
fn names(units: &[Unit]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, _) in units.iter().enumerate().filter(|(_, u)| matches!(u.sort, Sort::Name)) {
        match out.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}
