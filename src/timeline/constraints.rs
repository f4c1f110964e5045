//! Difference constraints over whole days, and what cannot all be true of them.
//!
//! A constraint says that one point lies at most so many days behind another. A set of them is inconsistent exactly
//! where they form a cycle whose days add up to less than nothing; that cycle is the proof. Days are `i64`, the search
//! passes over one component at a time, forwards and backwards; nothing is known here of articles and facts.

use super::proof::{Constraint, Proof};
use std::collections::{BTreeSet, VecDeque};

/// Point 0 of every network: the first day of the calendar, which dates are told from.
pub const ORIGIN: usize = 0;
/// Points of a component up to which the proof with the fewest constraints is sought …
const SMALL: usize = 1_000;
/// … and constraints it may have: nobody follows a longer one, and to look for it takes long.
const SHORT: usize = 32;
/// Statements of a cycle up to which each is tried whether it is needed.
const TRIED: usize = 1_000;
/// Constraints that may be looked at to find the statement without which a component holds.
const LOOKS: usize = 500_000;
/// Proofs of one component; more would be other sides of the same mistake.
const MOST_PROOFS: usize = 8;

/// Points in time and what is said of the days between them.
#[derive(Clone, Debug)]
pub struct Network {
    points: usize,
    constraints: Vec<Constraint>,
    certainty: Vec<u8>,
}

impl Default for Network {
    fn default() -> Self {
        Self { points: 1, constraints: Vec::new(), certainty: Vec::new() }
    }
}

impl Network {
    /// A new point in time.
    pub fn point(&mut self) -> usize {
        self.points += 1;
        self.points - 1
    }

    /// A new statement; of several that cannot all be true the least certain one is suspected.
    pub fn statement(&mut self, certainty: u8) -> usize {
        self.certainty.push(certainty);
        self.certainty.len() - 1
    }

    /// `to` lies `least` to `most` days behind `from`, either open; points that do not exist are passed over.
    pub fn between(&mut self, from: usize, to: usize, least: Option<i64>, most: Option<i64>, statement: usize) {
        if from >= self.points || to >= self.points || statement >= self.certainty.len() {
            return;
        }
        if let Some(days) = most {
            self.constraints.push(Constraint { from, to, days, statement });
        }
        if let Some(days) = least.and_then(i64::checked_neg) {
            self.constraints.push(Constraint { from: to, to: from, days, statement });
        }
    }

    /// All that was said, in the order it was said in.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }

    /// What cannot all be true, a proof for each mistake, in the order of their first points.
    pub fn conflicts(&self) -> Vec<Proof> {
        let mut out = Vec::new();
        for mut part in self.components() {
            let mut found = 0;
            while found < MOST_PROOFS
                && let Some(proof) = self.prove(&part)
            {
                part.retain(|c| c.statement != proof.suspect);
                out.push(proof);
                found += 1;
            }
        }
        out
    }

    /// The least and greatest day of each point that all statements leave, `None` where open; of a point whose
    /// component is inconsistent, both `None`.
    pub fn bounds(&self) -> Vec<(Option<i64>, Option<i64>)> {
        let mut out = vec![(None, None); self.points];
        for part in self.components() {
            let local = Local::new(&part);
            if local.cycle().is_some() {
                continue;
            }
            let (Some(most), Some(least)) = (local.reach(false), local.reach(true)) else { continue };
            for (i, &point) in local.points.iter().enumerate() {
                out[point] = (least[i].map(|d| -d), most[i]);
            }
        }
        out[ORIGIN] = (Some(0), Some(0));
        out
    }

    /// The constraints of each set of points that hang together other than by the origin: a cycle through the origin
    /// twice is two cycles.
    fn components(&self) -> Vec<Vec<Constraint>> {
        let mut parent: Vec<usize> = (0..self.points).collect();
        fn root(parent: &mut [usize], mut at: usize) -> usize {
            while parent[at] != at {
                parent[at] = parent[parent[at]];
                at = parent[at];
            }
            at
        }
        for c in self.constraints.iter().filter(|c| c.from != ORIGIN && c.to != ORIGIN) {
            let (a, b) = (root(&mut parent, c.from), root(&mut parent, c.to));
            parent[a.max(b)] = a.min(b);
        }
        let mut place = vec![usize::MAX; self.points];
        let mut out: Vec<Vec<Constraint>> = Vec::new();
        for c in &self.constraints {
            let own = root(&mut parent, if c.from == ORIGIN { c.to } else { c.from });
            if place[own] == usize::MAX {
                place[own] = out.len();
                out.push(Vec::new());
            }
            out[place[own]].push(*c);
        }
        out
    }

    fn prove(&self, part: &[Constraint]) -> Option<Proof> {
        let local = Local::new(part);
        let mut cycle = local.cycle()?;
        if local.points.len() <= SMALL {
            cycle = local.shortest(cycle.len()).unwrap_or(cycle);
        }
        let certainty = |s: usize| self.certainty.get(s).copied().unwrap_or(0);
        // A simple cycle can still hold a statement that the other statements make up for.
        let mut kept: BTreeSet<usize> = cycle.iter().map(|c| c.statement).collect();
        let mut own: Vec<Constraint> = part.iter().filter(|c| kept.contains(&c.statement)).copied().collect();
        let mut order: Vec<usize> = kept.iter().copied().collect();
        order.sort_by_key(|&s| (certainty(s), std::cmp::Reverse(s)));
        let tried = if cycle.len() <= TRIED { order.len() } else { 0 };
        for s in order.into_iter().take(tried) {
            let rest: Vec<Constraint> = own.iter().filter(|c| c.statement != s).copied().collect();
            if let Some(smaller) = Local::new(&rest).cycle() {
                kept = smaller.iter().map(|c| c.statement).collect();
                own.retain(|c| kept.contains(&c.statement));
                cycle = smaller;
            }
        }
        if let Some(first) = cycle.iter().position(|c| c.from == ORIGIN) {
            cycle.rotate_left(first);
        }
        let mut seen = BTreeSet::new();
        let statements: Vec<usize> = cycle.iter().map(|c| c.statement).filter(|s| seen.insert(*s)).collect();
        let few = statements.len().saturating_mul(part.len()) <= LOOKS;
        let mends = |s: usize| {
            let rest = || part.iter().filter(|c| c.statement != s).copied().collect::<Vec<Constraint>>();
            few && Local::new(&rest()).cycle().is_none()
        };
        let suspect = statements.iter().copied().min_by_key(|&s| (!mends(s), certainty(s), std::cmp::Reverse(s)))?;
        Some(Proof { cycle, statements, suspect })
    }
}

/// A component with its points numbered from 0.
struct Local {
    /// Numbers in the network; sorted.
    points: Vec<usize>,
    edges: Vec<Constraint>,
    /// Where the edges of a point begin, by their first point.
    first: Vec<usize>,
    original: Vec<Constraint>,
}

impl Local {
    fn new(part: &[Constraint]) -> Self {
        let mut points: Vec<usize> = part.iter().flat_map(|c| [c.from, c.to]).collect();
        points.sort_unstable();
        points.dedup();
        let at = |p: usize| points.binary_search(&p).expect("every end was collected above");
        let mut both: Vec<(Constraint, Constraint)> =
            part.iter().map(|c| (Constraint { from: at(c.from), to: at(c.to), ..*c }, *c)).collect();
        both.sort_by_key(|(l, _)| (l.from, l.to, l.days, l.statement));
        let (edges, original): (Vec<Constraint>, Vec<Constraint>) = both.into_iter().unzip();
        let mut first = vec![0; points.len() + 1];
        for e in &edges {
            first[e.from + 1] += 1;
        }
        for i in 1..first.len() {
            first[i] += first[i - 1];
        }
        Self { points, edges, first, original }
    }

    /// A cycle of fewer than no days, if there is one: Bellman and Ford from all points at once. A queue comes upon short
    /// cycles first, but takes the square of the time on a long chain.
    fn cycle(&self) -> Option<Vec<Constraint>> {
        if self.points.len() <= SMALL { self.queued() } else { self.swept() }
    }

    /// By a queue of the points that were bounded anew.
    fn queued(&self) -> Option<Vec<Constraint>> {
        let n = self.points.len();
        let mut most = vec![0_i64; n];
        let mut by = vec![usize::MAX; n];
        let mut waits = vec![true; n];
        let mut queue: VecDeque<usize> = (0..n).collect();
        let mut steps = 0;
        while let Some(at) = queue.pop_front() {
            waits[at] = false;
            for e in self.first[at]..self.first[at + 1] {
                let edge = &self.edges[e];
                let days = most[at].saturating_add(edge.days);
                if days >= most[edge.to] {
                    continue;
                }
                (most[edge.to], by[edge.to]) = (days, e);
                steps += 1;
                // Looked for once in as many steps as there are points, so that it costs a step each.
                if steps % n.max(1) == 0
                    && let Some(cycle) = self.walk(&by)
                {
                    return Some(cycle);
                }
                if !waits[edge.to] {
                    waits[edge.to] = true;
                    queue.push_back(edge.to);
                }
            }
        }
        None
    }

    /// Forwards and backwards in turn (Yen 1970), since what stories tell runs along their points in one direction or the
    /// other.
    fn swept(&self) -> Option<Vec<Constraint>> {
        let n = self.points.len();
        let mut most = vec![0_i64; n];
        let mut by = vec![usize::MAX; n];
        let mut waits = vec![true; n];
        let mut open = n;
        let mut forwards = true;
        while open > 0 {
            for i in 0..n {
                let at = if forwards { i } else { n - 1 - i };
                if !std::mem::take(&mut waits[at]) {
                    continue;
                }
                open -= 1;
                for e in self.first[at]..self.first[at + 1] {
                    let edge = &self.edges[e];
                    let days = most[at].saturating_add(edge.days);
                    if days < most[edge.to] {
                        (most[edge.to], by[edge.to]) = (days, e);
                        open += usize::from(!std::mem::replace(&mut waits[edge.to], true));
                    }
                }
            }
            forwards = !forwards;
            // Looked for once in each passage, so that it costs no more than that.
            if let Some(cycle) = self.walk(&by) {
                return Some(cycle);
            }
        }
        None
    }

    /// A cycle in the edges that bounded each point last.
    fn walk(&self, by: &[usize]) -> Option<Vec<Constraint>> {
        let mut seen = vec![0_usize; by.len()];
        for start in 0..by.len() {
            let mut at = start;
            while seen[at] == 0 {
                seen[at] = start + 1;
                match by.get(at).and_then(|&e| self.edges.get(e)) {
                    Some(edge) => at = edge.from,
                    None => break,
                }
            }
            if seen[at] != start + 1 || by[at] == usize::MAX {
                continue;
            }
            let mut cycle = Vec::new();
            let end = at;
            loop {
                cycle.push(self.original[by[at]]);
                at = self.edges[by[at]].from;
                if at == end {
                    break;
                }
            }
            cycle.reverse();
            return Some(cycle);
        }
        None
    }

    /// The cycle of fewer than no days with the fewest constraints; shorter than `than` and no longer than `SHORT`, or none.
    fn shortest(&self, than: usize) -> Option<Vec<Constraint>> {
        const FAR: i64 = i64::MAX;
        let n = self.points.len();
        let mut best: Option<Vec<Constraint>> = None;
        let mut bound = than.min(SHORT + 1);
        // The days of the points that so many steps lead to, of one step more, and the last edge of each.
        let (mut days, mut next, mut by) = (vec![FAR; n], vec![FAR; n], vec![0; n]);
        for start in 0..n {
            days[start] = 0;
            let mut reached: Vec<usize> = vec![start];
            let mut rounds: Vec<Vec<(usize, usize)>> = Vec::new();
            while rounds.len() + 1 < bound && !reached.is_empty() {
                let mut touched = Vec::new();
                for &at in &reached {
                    for e in self.first[at]..self.first[at + 1] {
                        let edge = &self.edges[e];
                        let to = days[at].saturating_add(edge.days);
                        if to < next[edge.to] {
                            if next[edge.to] == FAR {
                                touched.push(edge.to);
                            }
                            (next[edge.to], by[edge.to]) = (to, e);
                        }
                    }
                }
                reached.iter().for_each(|&at| days[at] = FAR);
                std::mem::swap(&mut days, &mut next);
                rounds.push(touched.iter().map(|&at| (at, by[at])).collect());
                reached = touched;
                if days[start] < 0 {
                    best = self.traced(start, &rounds);
                    bound = rounds.len();
                }
            }
            reached.iter().for_each(|&at| days[at] = FAR);
        }
        best
    }

    /// The cycle through a point that the last edges of every round lead back along.
    fn traced(&self, start: usize, rounds: &[Vec<(usize, usize)>]) -> Option<Vec<Constraint>> {
        let mut at = start;
        let mut cycle = Vec::with_capacity(rounds.len());
        for round in rounds.iter().rev() {
            let edge = round.iter().find(|(to, _)| *to == at)?.1;
            cycle.push(self.original[edge]);
            at = self.edges[edge].from;
        }
        cycle.reverse();
        Some(cycle)
    }

    /// The greatest day of each point, told from the origin; with `back`, the negative of the least.
    fn reach(&self, back: bool) -> Option<Vec<Option<i64>>> {
        let n = self.points.len();
        let start = self.points.binary_search(&ORIGIN).ok()?;
        let mut out: Vec<Option<i64>> = vec![None; n];
        out[start] = Some(0);
        let mut into: Vec<Vec<usize>> = vec![Vec::new(); if back { n } else { 0 }];
        if back {
            self.edges.iter().enumerate().for_each(|(e, edge)| into[edge.to].push(e));
        }
        let mut queue = VecDeque::from([start]);
        let mut waits = vec![false; n];
        while let Some(at) = queue.pop_front() {
            waits[at] = false;
            let Some(days) = out[at] else { continue };
            let own: Vec<usize> = if back { into[at].clone() } else { (self.first[at]..self.first[at + 1]).collect() };
            for e in own {
                let edge = &self.edges[e];
                let (next, to) = (if back { edge.from } else { edge.to }, days.saturating_add(edge.days));
                if out[next].is_none_or(|d| to < d) {
                    out[next] = Some(to);
                    if !waits[next] {
                        waits[next] = true;
                        queue.push_back(next);
                    }
                }
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points at these days of the origin, each by a statement of its own.
    fn dated(days: &[(i64, i64)]) -> Network {
        let mut net = Network::default();
        for &(least, most) in days {
            let (point, said) = (net.point(), net.statement(5));
            net.between(ORIGIN, point, Some(least), Some(most), said);
        }
        net
    }

    #[test]
    fn what_holds_is_left_alone_and_bounds_tighten() {
        let mut net = dated(&[(100, 130), (0, 1000)]);
        let said = net.statement(3);
        net.between(1, 2, Some(50), Some(60), said);
        assert!(net.conflicts().is_empty());
        assert_eq!(net.bounds()[2], (Some(150), Some(190)));
        assert_eq!(net.bounds()[1], (Some(100), Some(130)));
    }

    #[test]
    fn a_proof_names_what_cannot_all_be_true() {
        let mut net = dated(&[(100, 130), (400, 410), (0, 5000)]);
        let near = net.statement(3);
        net.between(1, 2, Some(-30), Some(30), near);
        let other = net.statement(9);
        net.between(2, 3, Some(0), None, other);
        let proofs = net.conflicts();
        assert_eq!(proofs.len(), 1);
        assert_eq!(proofs[0].statements, [0, near, 1], "in the order of reasoning, without what has no part in it");
        assert_eq!(proofs[0].suspect, near, "the least certain");
        assert!(proofs[0].cycle.iter().map(|c| c.days).sum::<i64>() < 0);
    }

    /// As many as a long book tells of, in the order of the text and against it.
    #[test]
    fn a_mistake_in_a_long_chain_has_its_proof() {
        for backwards in [false, true] {
            let mut net = Network::default();
            let points: Vec<usize> = (0..5_000).map(|_| net.point()).collect();
            for pair in points.windows(2) {
                let said = net.statement(5);
                let (first, second) = if backwards { (pair[1], pair[0]) } else { (pair[0], pair[1]) };
                net.between(first, second, Some(1), None, said);
            }
            assert!(net.conflicts().is_empty());
            let wrong = net.statement(3);
            let ends = if backwards { (points[0], points[4_999]) } else { (points[4_999], points[0]) };
            net.between(ends.0, ends.1, Some(1), None, wrong);
            let proofs = net.conflicts();
            assert_eq!(proofs.len(), 1);
            assert_eq!((proofs[0].statements.len(), proofs[0].suspect), (5_000, wrong));
        }
    }

    #[test]
    fn long_chains_are_solved_in_time() {
        let mut net = Network::default();
        let mut last = ORIGIN;
        for _ in 0..20_000 {
            let (point, said) = (net.point(), net.statement(5));
            net.between(last, point, Some(0), Some(2), said);
            last = point;
        }
        assert!(net.conflicts().is_empty());
        assert_eq!(net.bounds()[last], (Some(0), Some(40_000)));
    }
}
