//! Lays two sentences beside each other: which units of one are units of the other in the same order, and what stands
//! in the gaps between them.

use super::units::{Sort, Unit, is_name};
use std::ops::Range;

/// Units of a sentence that are looked at; behind them nobody would look for the same thing.
const LONGEST: usize = 120;

/// Where two sentences differ: units of each that stand at the same place. One side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// Of the article's sentence.
    pub(super) own: Range<usize>,
    /// Of the reference's.
    pub(super) other: Range<usize>,
}

/// Two sentences side by side.
pub(super) struct Aligned<'a> {
    pub(super) own: &'a [Unit],
    pub(super) other: &'a [Unit],
    /// For each unit of the article's sentence the one of the reference's that it is.
    pub(super) partner: Vec<Option<usize>>,
}

impl<'a> Aligned<'a> {
    /// The heaviest common subsequence.
    pub(super) fn of(own: &'a [Unit], other: &'a [Unit]) -> Self {
        let own = &own[..own.len().min(LONGEST)];
        let other = &other[..other.len().min(LONGEST)];
        let width = other.len() + 1;
        let mut best = vec![0u32; (own.len() + 1) * width];
        let mut same = vec![false; own.len() * width];
        for i in (0..own.len()).rev() {
            for j in (0..other.len()).rev() {
                let both = own[i].is_same(&other[j]);
                same[i * width + j] = both;
                let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
                let take = if both { best[(i + 1) * width + j + 1] + 4 * own[i].weight + 1 } else { 0 };
                best[i * width + j] = skip.max(take);
            }
        }
        let mut partner = vec![None; own.len()];
        let (mut i, mut j) = (0, 0);
        while i < own.len() && j < other.len() {
            let here = best[i * width + j];
            if same[i * width + j] && here == best[(i + 1) * width + j + 1] + 4 * own[i].weight + 1 {
                partner[i] = Some(j);
                (i, j) = (i + 1, j + 1);
            } else if here == best[(i + 1) * width + j] {
                i += 1;
            } else {
                j += 1;
            }
        }
        let mut aligned = Self { own, other, partner };
        aligned.part_strayed();
        aligned
    }

    /// 董事长为陶静之 is not 董事长为顾怀远,总经理为陶静之: a name that ends a clause is not the one of a later clause where
    /// another name stands in its place.
    fn part_strayed(&mut self) {
        for i in 1..self.own.len() {
            let (Some(before), Some(at)) = (self.partner[i - 1], self.partner[i]) else { continue };
            let ends = (i + 1..self.own.len()).find(|&k| self.own[k].starts).unwrap_or(self.own.len());
            let border = (before + 1..=at).find(|&k| self.other[k].starts);
            let Some(border) = border.filter(|&b| b > before + 1 && !self.own[i].starts) else { continue };
            if is_name(&self.own[i..ends]) && has_name(&self.other[before + 1..border]) {
                self.partner[i..ends].fill(None);
            }
        }
        // The same of a name that opens a clause.
        for i in 1..self.own.len() {
            let (Some(before), Some(at)) = (self.partner[i - 1], self.partner[i]) else { continue };
            let opens = (0..i).rev().find(|&k| self.own[k].starts).unwrap_or(0);
            let border = (before + 1..at).rev().find(|&k| self.other[k].starts);
            let Some(border) = border.filter(|_| !self.own[i].starts && !self.other[at].starts) else { continue };
            let named = self.other[border..at].last().is_some_and(|u| matches!(u.sort, Sort::Name));
            if is_name(&self.own[opens..i]) && (named || is_name(&self.other[border..at])) {
                self.partner[opens..i].fill(None);
            }
        }
    }

    /// Units between those that are the same; on either side at least one that tells something.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        let mut out = Vec::new();
        let (mut i, mut j) = (0, 0);
        let matched = self.partner.iter().enumerate().filter_map(|(i, p)| Some((i, (*p)?)));
        for (next, partner) in matched.chain([(self.own.len(), self.other.len())]) {
            out.extend(self.parts(Gap { own: i..next, other: j..partner }));
            (i, j) = (next + 1, partner + 1);
        }
        let tells = |g: &Gap| {
            let any = |units: &[Unit]| units.iter().any(|u| u.tells() || matches!(u.sort, Sort::Passive | Sort::Agent));
            any(&self.own[g.own.clone()]) || any(&self.other[g.other.clone()])
        };
        out.retain(tells);
        // A character of two words that are otherwise different (安特卫普, 鹿特丹) joins nothing.
        let letter = |g: Range<usize>| g.len() == 1 && self.own[g.start].weight == 1;
        let full = |g: &Gap| !g.own.is_empty() && !g.other.is_empty();
        let mut joined: Vec<Gap> = Vec::new();
        for gap in out {
            match joined.last_mut() {
                Some(last) if letter(last.own.end..gap.own.start) && full(last) && full(&gap) => {
                    last.own.end = gap.own.end;
                    last.other.end = gap.other.end;
                }
                _ => joined.push(gap),
            }
        }
        joined
    }

    /// A gap by clauses, where both sides have as many.
    fn parts(&self, gap: Gap) -> Vec<Gap> {
        let clauses = |units: &[Unit], part: &Range<usize>| {
            let mut out: Vec<Range<usize>> = Vec::new();
            for k in part.clone() {
                match out.last_mut() {
                    Some(last) if !units[k].starts => last.end = k + 1,
                    _ => out.push(k..k + 1),
                }
            }
            out
        };
        let (own, other) = (clauses(self.own, &gap.own), clauses(self.other, &gap.other));
        match own.len() == other.len() && own.len() > 1 {
            true => own.into_iter().zip(other).map(|(own, other)| Gap { own, other }).collect(),
            false => vec![self.narrowed(gap)],
        }
    }

    /// The part of a gap that belongs to the same clause as what is the same beside it, where one side is longer.
    fn narrowed(&self, gap: Gap) -> Gap {
        if gap.own.is_empty() || gap.other.is_empty() {
            return gap;
        }
        let joined = |units: &[Unit], at: usize| at > 0 && units.get(at).is_some_and(|u| !u.starts);
        let left = joined(self.own, gap.own.start) && joined(self.other, gap.other.start);
        let right = joined(self.own, gap.own.end) && joined(self.other, gap.other.end);
        let first = |units: &[Unit], part: &Range<usize>| {
            part.start..part.clone().find(|&k| k > part.start && units[k].starts).unwrap_or(part.end)
        };
        let last = |units: &[Unit], part: &Range<usize>| {
            part.clone().rev().find(|&k| units[k].starts).unwrap_or(part.start)..part.end
        };
        let opening = Gap { own: first(self.own, &gap.own), other: first(self.other, &gap.other) };
        let closing = Gap { own: last(self.own, &gap.own), other: last(self.other, &gap.other) };
        match (left, right) {
            (true, false) => opening,
            (false, true) => closing,
            (true, true) if opening.own == gap.own && is_name(&self.other[opening.other.clone()]) => opening,
            (true, true) if opening.own == gap.own && is_name(&self.other[closing.other.clone()]) => closing,
            _ => gap,
        }
    }

    /// How much the units of a part of the article's sentence weigh, and how much of it is in the reference's.
    pub(super) fn weights(&self, part: Range<usize>) -> (u32, u32) {
        let part = part.start..part.end.min(self.own.len());
        let all = self.own[part.clone()].iter().map(|u| u.weight).sum();
        let common = part.filter(|&i| self.partner[i].is_some()).map(|i| self.own[i].weight).sum();
        (all, common)
    }

    /// How much of what stands right around a gap is the same in both: to either side units of this weight.
    pub(super) fn around(&self, gap: &Gap, reach: u32) -> Around {
        let side = |units: &mut dyn Iterator<Item = usize>, at: usize| {
            let (mut seen, mut common, mut solid, mut broken) = (0, 0, 0, false);
            for i in units {
                let unit = &self.own[i];
                if seen >= reach {
                    break;
                }
                seen += unit.weight;
                let near = self.partner[i].is_some_and(|p| p.abs_diff(at) <= NEAR);
                if near {
                    common += unit.weight;
                    solid += if broken { 0 } else { unit.weight };
                }
                broken |= !near && unit.tells();
            }
            (seen, common, solid)
        };
        let (left, common_left, solid_left) = side(&mut (0..gap.own.start).rev(), gap.other.start);
        let (right, common_right, solid_right) = side(&mut (gap.own.end..self.own.len()), gap.other.end);
        Around { seen: left + right, common: common_left + common_right, solid: (solid_left, solid_right) }
    }
}

fn has_name(units: &[Unit]) -> bool {
    units.iter().any(|u| matches!(u.sort, Sort::Name)) || is_name(units)
}

/// Units between the two places of a word that is still near.
const NEAR: usize = 14;

/// What stands around a gap, by weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) seen: u32,
    pub(super) common: u32,
    /// Without a break, to the left and to the right.
    pub(super) solid: (u32, u32),
}
