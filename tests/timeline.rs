//! The solver of the timeline against an independent check: what is true is never flagged, what is false is found,
//! and no statement of a proof can be left out.

use factlint::timeline::{Constraint, Network, ORIGIN};
use proptest::collection::vec;
use proptest::prelude::*;

/// Whether the constraints of some statements can all hold: by all shortest paths, another way than the solver's.
fn holds(points: usize, constraints: &[Constraint], kept: impl Fn(usize) -> bool) -> bool {
    let far = i64::MAX / 4;
    let mut most = vec![vec![far; points]; points];
    (0..points).for_each(|i| most[i][i] = 0);
    for c in constraints.iter().filter(|c| kept(c.statement)) {
        most[c.from][c.to] = most[c.from][c.to].min(c.days);
    }
    for k in 0..points {
        for i in 0..points {
            for j in 0..points {
                most[i][j] = most[i][j].min(most[i][k] + most[k][j]);
            }
        }
    }
    (0..points).all(|i| most[i][i] >= 0)
}

/// True statements about points whose days are known: two points and how much wider than the truth each is.
type Said = (usize, usize, i64, i64);

fn story() -> impl Strategy<Value = (Vec<i64>, Vec<Said>)> {
    let days = vec(0..5000_i64, 2..12);
    days.prop_flat_map(|days| {
        let n = days.len() + 1;
        (Just(days), vec((0..n, 0..n, 0..400_i64, 0..400_i64), 1..30))
    })
}

/// The points of a story and what is truly said of them.
fn network(days: &[i64], said: &[Said]) -> Network {
    let mut net = Network::default();
    for _ in days {
        net.point();
    }
    let day = |p: usize| if p == ORIGIN { 0 } else { days[p - 1] };
    for &(a, b, low, high) in said.iter().filter(|s| s.0 != s.1) {
        let statement = net.statement(5);
        let apart = day(b) - day(a);
        net.between(a, b, Some(apart - low), Some(apart + high), statement);
    }
    net
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_true_is_never_flagged((days, said) in story()) {
        let net = network(&days, &said);
        prop_assert!(net.conflicts().is_empty());
        for (point, (least, most)) in net.bounds().into_iter().enumerate().skip(1) {
            let day = days[point - 1];
            prop_assert!(least.is_none_or(|l| l <= day) && most.is_none_or(|m| day <= m), "bounds leave the truth in");
        }
    }

    #[test]
    fn what_is_false_is_found_and_its_proof_is_irreducible((days, said) in story(), at in any::<prop::sample::Index>(), by in 1..900_i64) {
        let mut net = network(&days, &said);
        let (a, b, ..) = said[at.index(said.len())];
        prop_assume!(a != b);
        let day = |p: usize| if p == ORIGIN { 0 } else { days[p - 1] };
        let statement = net.statement(1);
        let apart = day(b) - day(a) + 400 + by;
        net.between(a, b, Some(apart), Some(apart), statement);
        let points = days.len() + 1;
        let proofs = net.conflicts();
        prop_assert_eq!(proofs.is_empty(), holds(points, net.constraints(), |_| true), "found, or nothing to find");
        prop_assert!(!proofs.is_empty(), "the same two points were truly told to be less than 400 days off");
        for proof in &proofs {
            let inside = |s: usize| proof.statements.contains(&s);
            prop_assert!(!holds(points, net.constraints(), inside), "a proof is a contradiction");
            prop_assert!(proof.cycle.iter().map(|c| c.days).sum::<i64>() < 0);
            prop_assert!(proof.cycle.windows(2).all(|w| w[0].to == w[1].from), "in the order of reasoning");
            for &left_out in &proof.statements {
                prop_assert!(holds(points, net.constraints(), |s| inside(s) && s != left_out), "without {} it still does not hold", left_out);
            }
            prop_assert!(inside(proof.suspect));
        }
    }
}

#[test]
fn a_long_story_is_solved_and_its_one_mistake_is_proved() {
    let mut net = Network::default();
    let points = 20_000_usize;
    for i in 1..=points {
        let (point, dated) = (net.point(), net.statement(5));
        let day = i as i64;
        net.between(ORIGIN, point, Some(day - 200), Some(day + 200), dated);
        for back in [1, 7, 30] {
            if let Some(before) = point.checked_sub(back).filter(|b| *b > 0) {
                let told = net.statement(3);
                net.between(before, point, Some(0), Some(60), told);
            }
        }
    }
    assert!(net.conflicts().is_empty());
    let wrong = net.statement(3);
    net.between(100, 19_000, Some(-10), Some(10), wrong);
    let proofs = net.conflicts();
    assert_eq!(proofs.len(), 1);
    assert_eq!((proofs[0].suspect, proofs[0].statements.len()), (wrong, 3), "two dates and the statement between them");
}
