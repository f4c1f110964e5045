//! The solver of the timeline on stories of growing length: events dated to within a year and ordered among each other.

use divan::{Bencher, black_box};
use factlint::timeline::{Network, ORIGIN};

fn main() {
    divan::main();
}

/// A consistent story: each event has its dates (two constraints) and two ties to events before it (four).
fn story(events: usize) -> Network {
    let mut net = Network::default();
    for i in 1..=events {
        let (point, dated) = (net.point(), net.statement(5));
        let day = i as i64 / 10;
        net.between(ORIGIN, point, Some(day - 180), Some(day + 180), dated);
        for back in [1 + i % 7, 20 + i % 50] {
            if let Some(before) = point.checked_sub(back).filter(|b| *b > 0) {
                let told = net.statement(3);
                net.between(before, point, Some(-400), Some(400), told);
            }
        }
    }
    net
}

#[divan::bench(args = [10_000, 50_000, 100_000], sample_count = 10)]
fn judged(bencher: Bencher, events: usize) {
    let net = story(events);
    bencher.bench(|| black_box(&net).conflicts());
}

#[divan::bench(args = [10_000, 100_000], sample_count = 5)]
fn one_mistake(bencher: Bencher, events: usize) {
    let mut net = story(events);
    let wrong = net.statement(3);
    net.between(10, events - 10, Some(0), Some(5), wrong);
    bencher.bench(|| black_box(&net).conflicts());
}
